//! Every hand-out is both PDF/UA-1 and PDF/A-3a, whatever the meeting holds.
//!
//! `page_validation` stands in for veraPDF, which is used by hand.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::locale::Language;
use bilag::meeting::{AnnotationDisplay, Cover, Meeting, Template};
use bilag::wording::InWords as _;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use proptest::prelude::*;
use support::{agreement, exported, sample, whole, with_template};

/// What the checker has against a hand-out: nothing, or its reports.
fn errors(meeting: &Meeting) -> Vec<String> {
    let bytes = exported(meeting).bytes;
    let report = |profile| {
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(&bytes, &options).expect("a report");
        assert!(report.rules.total > 50, "only {} rules were checked", report.rules.total);
        (!report.is_compliant).then(|| format!("{report}"))
    };
    [ValidationProfile::PdfUa1, ValidationProfile::PdfA3a].into_iter().filter_map(report).collect()
}

/// Asserts that the meeting's hand-out conforms, in every template and with labels in both languages.
fn conforms(name: &str, meeting: &Meeting) {
    for template in Template::ALL {
        for language in Language::ALL {
            let mut meeting = with_template(meeting.clone(), template);
            meeting.handout.language = Some(language);
            let errors = errors(&meeting);
            assert!(errors.is_empty(), "{name}, {} in {}: {errors:#?}", template.name(), language.tag());
        }
    }
}

proptest! {
    #![proptest_config(support::tries(20))]

    #[test]
    fn any_meeting_conforms(meeting in support::meetings::meeting()) {
        let errors = errors(&meeting);
        prop_assert!(errors.is_empty(), "{errors:#?}");
    }
}

#[test]
fn the_sample_conforms() {
    conforms("sample", &Meeting::sample());
}

#[test]
fn a_hand_out_with_a_logo_conforms() {
    let mut meeting = Meeting::sample();
    meeting.handout.logo = Some(support::meetings::logo());
    conforms("logo", &meeting);
}

#[test]
fn drawings_conform() {
    use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
    use bilag::meeting::{Annotation, AnnotationId, Body, PageNumber, Target};
    let mut meeting = Meeting::sample();
    for (page, principle) in [(1, None), (2, Some(meeting.selection[1].principle.number)), (90, Some(7))] {
        let surface =
            Surface { medium: Medium::Handout, page: PageNumber(page), width: 595_280, height: 841_890, words: None };
        // One of them with a marker.
        let width = if principle.is_some() { 1500 } else { 14_000 };
        let stroke = |points| Stroke { points, color: [200, 0, 0], width };
        let strokes = vec![stroke(vec![[90_000, 300_000], [190_000, 310_500]]), stroke(vec![[100_000, 320_000]])];
        let (id, body) = (AnnotationId(format!("drawn-{page}")), Body::Ink(Drawing { surface, strokes }));
        let drawn = Annotation::new(id, body, "Tegner".to_owned(), support::now(), String::new());
        let target = principle.map(Target::to_principle).unwrap_or_default();
        meeting.annotations.push(Annotation { note: 90, target, ..drawn });
    }
    for shown in [AnnotationDisplay::Both, AnnotationDisplay::Pdf] {
        meeting.handout.annotations = shown;
        conforms("drawings", &meeting);
    }
}

#[test]
fn no_stream_ends_in_what_reads_as_part_of_a_line_s_end() {
    for number in 0..60 {
        let mut meeting = sample(Template::Minutes);
        meeting.place = format!("Mødelokale {number}");
        let bytes = exported(&meeting).bytes;
        assert!(!bytes.windows(11).any(|window| window == b"\r\nendstream"), "place {number}");
    }
}

#[test]
fn the_whole_agreement_conforms() {
    conforms("agreement", &whole(&agreement()));
}

#[test]
fn sets_and_meetings_in_other_languages_conform() {
    for (set, spoken) in [("en", "da"), ("da", "en"), ("en", "en"), ("fi", "sv"), ("und", ""), ("", "")] {
        let mut meeting = Meeting::sample();
        meeting.set.language = set.to_owned();
        meeting.language = spoken.to_owned();
        conforms(&format!("set in {set:?}, meeting in {spoken:?}"), &meeting);
    }
}

#[test]
fn meetings_without_much_conform() {
    conforms("an empty meeting", &Meeting::default());
    conforms("no selection", &Meeting::on(&agreement()));
    let mut bare = Meeting::sample();
    (bare.title, bare.body, bare.date, bare.time) = (String::new(), String::new(), None, None);
    bare.place.clear();
    bare.participants.clear();
    conforms("no title, body or date", &bare);
    let mut unannotated = Meeting::sample();
    unannotated.handout.annotations = AnnotationDisplay::None;
    conforms("annotations off", &unannotated);
}

#[test]
fn covers_contents_footers_and_colours_conform() {
    for cover in [Cover::None, Cover::Block, Cover::Page] {
        for contents in [true, false] {
            let mut meeting = Meeting::sample();
            meeting.handout.cover = cover;
            meeting.handout.contents = contents;
            meeting.handout.footer = "Fortroligt indtil mødet er åbnet".to_owned();
            meeting.handout.accent = Some([255, 220, 0]);
            conforms(&format!("{cover:?}, contents {contents}"), &meeting);
        }
    }
}

#[test]
fn text_that_the_fonts_cannot_show_conforms_and_is_reported() {
    let mut meeting = sample(Template::Full);
    let odd = "🙂 漢字 👩‍👧 שלום \u{7}\u{0}\u{200b}\u{ad}\u{e000} <&>\"' ]]>";
    meeting.title = format!("Møde {odd}");
    meeting.body = format!("Udvalget {odd}");
    meeting.place = odd.to_owned();
    meeting.handout.footer = odd.to_owned();
    meeting.agenda[1].title = odd.to_owned();
    meeting.selection[0].principle.title = format!("Tydeligt {odd}");
    meeting.selection[0].principle.body[0] = odd.to_owned();
    meeting.annotations[0].text = odd.to_owned();
    conforms("odd characters", &meeting);
    let missing = exported(&meeting).missing;
    let danish = Language::Danish.locale();
    for place in ["P1", "P1·1", "M·n1"] {
        let there =
            missing.iter().any(|missing| missing.place.in_words(danish) == place && missing.characters.contains('🙂'));
        assert!(there, "{place} is not reported: {missing:?}");
    }
}

#[test]
fn characters_that_no_font_may_give_conform_and_are_there() {
    for odd in ["\0", "\u{feff}", "\u{fffe}", "\u{ffff}", "a\u{feff}b"] {
        let meeting = Meeting { title: format!("Møde {odd}"), ..Meeting::default() };
        conforms(&format!("{odd:?}"), &meeting);
        let tagged = support::tagged::Tagged::read(&exported(&meeting).bytes);
        assert!(tagged.text(&tagged.root).contains(odd), "{odd:?}");
    }
}

#[test]
fn a_principle_without_a_title_conforms() {
    let mut meeting = Meeting::sample();
    for selected in &mut meeting.selection {
        selected.principle.title.clear();
    }
    conforms("no titles", &meeting);
}

#[test]
fn long_notes_and_titles_conform() {
    let mut meeting = Meeting::sample();
    let long = "Rammen for 2028 kendes først til juni. ".repeat(429);
    assert!(long.split_whitespace().count() >= 3000);
    for annotation in &mut meeting.annotations {
        annotation.text.clone_from(&long);
    }
    meeting.annotations.truncate(4);
    meeting.title = "Principper for styring og samarbejde ".repeat(30);
    meeting.selection[0].principle.title = "Tydeligt opgave- og budgetansvar ".repeat(30);
    conforms("3,000-word notes", &meeting);
}

#[test]
fn every_test_that_is_named_beside_a_clause_is_there() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(folder.join("src/pdf/CONFORMANCE.md")).expect("the page");
    let named = page.split('`').skip(1).step_by(2).filter_map(|code| code.split_once("::"));
    let mut count = 0;
    for (file, test) in named.filter(|(_, test)| test.starts_with(|first: char| first.is_ascii_lowercase())) {
        let source = std::fs::read_to_string(folder.join(format!("tests/{file}.rs"))).expect(file);
        assert!(source.contains(&format!("fn {test}(")), "{file}::{test}");
        count += 1;
    }
    assert!(count > 25, "{count}");
}
