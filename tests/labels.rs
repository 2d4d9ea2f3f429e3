//! Principles whose sets label them otherwise than by numbers: on pages, on slides, and in codes.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::compose::compose;
use bilag::meeting::reference::{NoReference, Reference};
use bilag::meeting::{
    Annotation, AnnotationId, Body, HandoutEdit, Kind, Meeting, Part, Purpose, Selected, Target, Template, TextPart,
};
use bilag::principles::{Principle, PrincipleSet};
use bilag::typeset;
use bilag::typeset::page::Mark;
use proptest::prelude::*;
use std::collections::BTreeSet;
use support::tagged::Tagged;
use support::{exported, now, shared, whole, with_template};

const SETS: [&str; 4] = [
    include_str!("fixtures/sets/articles.json"),
    include_str!("fixtures/sets/points.json"),
    include_str!("fixtures/sets/roman.json"),
    include_str!("fixtures/sets/unnumbered.json"),
];

/// A meeting on each set, with a decision and a question on each principle.
fn meetings() -> Vec<Meeting> {
    SETS.iter().map(|set| written_on(whole(&bilag::principles::read(set.as_bytes()).expect("a set")))).collect()
}

fn written_on(mut meeting: Meeting) -> Meeting {
    "da".clone_into(&mut meeting.language);
    for (index, number) in numbers(&meeting).into_iter().enumerate() {
        for kind in [Kind::Decision, Kind::Question] {
            let body = Body::of(kind, None).expect("a body");
            let id = AnnotationId(format!("a-{}-{index}", kind.name()));
            let new = Annotation::new(id, body, String::new(), now(), "Sådan.".to_owned());
            meeting.annotations.push(Annotation { target: Target::to_principle(number), ..new });
        }
    }
    for (note, annotation) in (1..).zip(&mut meeting.annotations) {
        annotation.note = note;
    }
    meeting
}

fn numbers(meeting: &Meeting) -> Vec<u32> {
    meeting.selection.iter().map(|selected| selected.principle.number).collect()
}

fn names(meeting: &Meeting) -> Vec<String> {
    meeting.selection.iter().map(|selected| selected.principle.name().to_string()).collect()
}

/// A text without the white space that lines break at and that stands at their ends.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn headings_contents_and_outline_call_a_principle_as_its_set_does() {
    for meeting in meetings() {
        for template in [Template::Full, Template::LargePrint, Template::Summary, Template::Notes] {
            let meeting = with_template(meeting.clone(), template);
            let layout = typeset::layout(&compose(&shared(&meeting)));
            let outline: Vec<&str> = layout.outline.iter().map(|entry| entry.title.as_str()).collect();
            let tagged = Tagged::read(&exported(&meeting).bytes);
            assert!(tagged.errors.is_empty(), "{:#?}", tagged.errors);
            let texts = |role: &str| -> Vec<String> {
                let nodes = tagged.root.all().into_iter().filter(|node| node.role.starts_with(role));
                nodes.map(|node| folded(&tagged.text(node))).collect()
            };
            let (headings, contents) = (texts("H"), texts("TOCI"));
            for name in names(&meeting) {
                assert!(outline.contains(&name.as_str()), "{name:?} in {outline:?}");
                assert!(headings.contains(&name), "{name:?} in {headings:?}");
                assert!(contents.iter().any(|line| line.starts_with(&name)), "{name:?} in {contents:?}");
            }
        }
    }
}

#[test]
fn nowhere_is_a_labelled_principle_called_by_its_number() {
    for meeting in meetings() {
        for template in Template::ALL {
            for language in bilag::locale::Language::ALL {
                let mut meeting = with_template(meeting.clone(), template);
                meeting.handout.language = Some(language);
                let tagged = Tagged::read(&exported(&meeting).bytes);
                assert!(tagged.errors.is_empty(), "{:#?}", tagged.errors);
                let text = folded(&tagged.text(&tagged.root)).to_lowercase();
                for number in numbers(&meeting) {
                    for word in ["princip", "principle"] {
                        let called = format!("{word} {number}");
                        // *Princip 1.1* is the heading of a fact and the name.
                        let mut after = text.match_indices(&called).map(|(at, _)| &text[at + called.len()..]);
                        assert!(after.all(|rest| rest.starts_with('.') || rest.starts_with('a')), "{called} in {text}");
                    }
                }
                let named = names(&meeting).iter().filter(|name| text.contains(&name.to_lowercase())).count();
                assert!(named == meeting.selection.len(), "{}: {text}", template.name());
            }
        }
    }
}

#[test]
fn a_label_neither_touches_its_title_nor_leaves_the_page() {
    let mut set: PrincipleSet = bilag::principles::read(SETS[0].as_bytes()).expect("a set");
    set.groups[1].principles[0].label = Some("Kapitel tre, stykke to, litra b, nummer fjorten ".repeat(9));
    for (index, label) in ["MMMM", "1.2.3.4", "§ 7 a"].iter().enumerate() {
        set.groups[0].principles[index].label = Some((*label).to_owned());
    }
    let meeting = written_on(whole(&set));
    for template in Template::ALL {
        let meeting = with_template(meeting.clone(), template);
        let layout = typeset::layout(&compose(&shared(&meeting)));
        for page in &layout.pages {
            let lines: Vec<(f32, f32, f32)> = page
                .marks
                .iter()
                .filter_map(|mark| match mark {
                    Mark::Line { line, x, y, .. } => Some((*x, *x + line.width, *y)),
                    _ => None,
                })
                .collect();
            for (index, (left, right, y)) in lines.iter().enumerate() {
                assert!(*left >= 0.0 && *right <= page.width, "{}: {left}..{right}", template.name());
                let beside = lines.iter().skip(index + 1).filter(|(_, _, other)| (other - y).abs() < 1.0);
                for (from, to, _) in beside {
                    assert!(from >= right || to <= left, "{}: {from} in {left}..{right}", template.name());
                }
            }
        }
    }
}

#[test]
fn the_text_of_a_group_stands_under_its_heading_and_before_its_principles() {
    let meeting = &meetings()[0];
    for (template, shown) in [(Template::Full, true), (Template::LargePrint, true), (Template::Summary, false)] {
        let meeting = with_template(meeting.clone(), template);
        let tagged = Tagged::read(&exported(&meeting).bytes);
        let text = folded(&tagged.text(&tagged.root));
        let body = text.rfind("Første afsnit").map_or("", |at| &text[at..]);
        let at = |words: &str| body.find(words);
        assert_eq!(at("Afsnittet siger, hvad der gælder").is_some(), shown, "{}", template.name());
        if shown {
            assert!(at("Afsnittet siger, hvad der gælder") < at("Parterne hjælper hinanden."));
            assert!(at("Det læses sammen") < at("Parterne hjælper hinanden."));
            assert!(at("Ingen part er bundet") < at("Afsnittet handler om hverdagen."));
        }
    }
}

#[test]
fn the_text_of_a_group_goes_along_in_the_hand_out_and_is_brought_together_with_others() {
    let base = meetings().swap_remove(0);
    assert_eq!(&bilag::pdf::open(&exported(&base).bytes).expect("a meeting"), shared(&base).meeting());
    let mut theirs = base.clone();
    for selected in theirs.selection.iter_mut().take(3) {
        selected.group_text = vec!["En ny udgave af teksten.".to_owned()];
    }
    let mut ours = base.clone();
    "Nabomødet".clone_into(&mut ours.title);
    let by = bilag::meeting::Reconciler { author: String::new(), now: now() };
    let merged = bilag::meeting::reconcile(&base, &ours, &theirs, &by);
    assert_eq!(merged.meeting.selection, theirs.selection);
    assert_eq!(merged.meeting.title, "Nabomødet");
    let mut there = base.clone();
    for edit in bilag::meeting::difference(&base, &theirs) {
        bilag::meeting::edit::apply(&mut there, edit).expect("an edit");
    }
    assert_eq!(there, theirs);
}

/// Labels such as sets have, and such as lead astray.
fn label() -> BoxedStrategy<Option<String>> {
    prop_oneof![
        1 => Just(None),
        1 => Just(Some(String::new())),
        8 => "[1-3](\\.[1-4]){0,2}[ab]?".prop_map(Some),
        3 => "(Artikel |Art\\. |§ )[1-4]".prop_map(Some),
        3 => "[IVXiv]{1,3}".prop_map(Some),
        1 => "[np][1-3]".prop_map(Some),
        1 => "\\PC{0,6}".prop_map(Some),
    ]
    .boxed()
}

/// Principles with random labels, or with some that nothing is the matter with.
fn labelled() -> impl Strategy<Value = Meeting> {
    let of = |labels: Vec<Option<String>>| {
        let numbered = (1..).zip(labels).map(|(number, label)| Selected {
            principle: Principle {
                number,
                label,
                title: format!("Titel {number}"),
                summary: "Kort.".to_owned(),
                body: vec!["Et.".to_owned(), "To.".to_owned(), "Tre.".to_owned()],
            },
            group: String::new(),
            group_text: Vec::new(),
            agenda_item: None,
        });
        Meeting { selection: numbered.collect(), ..Meeting::default() }
    };
    let clear = (prop::sample::select(vec!["1.", "Artikel ", "X", "2.1."]), 1..8_usize)
        .prop_map(|(before, count)| (1..=count).map(|index| Some(format!("{before}{index}"))).collect());
    prop_oneof![prop::collection::vec(label(), 1..8), clear].prop_map(of)
}

proptest! {
    #![proptest_config(support::tries(400))]

    #[test]
    fn codes_name_one_thing_each_and_are_found_again(meeting in labelled()) {
        let mut codes = BTreeSet::new();
        for number in numbers(&meeting) {
            let code = meeting.code_of_principle(number);
            prop_assert!(codes.insert(code.to_lowercase()), "{} stands twice", code);
            let whole = Ok(Reference { part: Part::Principle(number), note: None });
            match Reference::read(&code, &meeting) {
                Err(NoReference::Ambiguous { readings, .. }) => {
                    prop_assert!(code.contains('.'), "{} is in doubt", code);
                    let parts: Vec<Part> = readings
                        .iter()
                        .map(|reading| Reference::read(&reading.code, &meeting).map(|reference| reference.part))
                        .collect::<Result<_, _>>()
                        .map_err(|error| TestCaseError::fail(error.to_string()))?;
                    prop_assert!(parts.contains(&Part::Principle(number)));
                    prop_assert_eq!(parts.iter().collect::<std::collections::HashSet<_>>().len(), readings.len());
                }
                read => prop_assert_eq!(&read, &whole),
            }
            prop_assert_eq!(&Reference::read(&format!("P{number}"), &meeting), &whole, "P{} was printed once", number);
            for paragraph in 0..4 {
                let part = Part::Text(TextPart::Paragraph { principle: number, paragraph });
                let expected = Ok(Reference { part: part.clone(), note: None });
                let printed = meeting.code_of(&part);
                prop_assert!(codes.insert(printed.to_lowercase()));
                prop_assert_eq!(&Reference::read(&printed, &meeting), &expected);
                prop_assert_eq!(&Reference::read(&format!("P{number}·{paragraph}"), &meeting), &expected);
                prop_assert_eq!(
                    Reference::read_key(&meeting.key_of(&part), &meeting).map(|reference| reference.part),
                    Some(part)
                );
            }
            prop_assert_eq!(
                meeting.named(&code).map(|found| found.map(|selected| selected.principle.number)),
                Ok(Some(number))
            );
        }
    }

    #[test]
    fn minutes_print_the_codes_of_the_whole_meeting(meeting in labelled(), on in prop::collection::vec(0..8_usize, 0..4)) {
        let mut meeting = meeting;
        for (index, at) in on.into_iter().enumerate() {
            let number = meeting.selection[at % meeting.selection.len()].principle.number;
            let decision = Body::of(Kind::Decision, None).expect("a body");
            let id = AnnotationId(format!("a-{index}"));
            let new = Annotation::new(id, decision, String::new(), now(), "Ja.".to_owned());
            let note = u32::try_from(index).unwrap_or(0) + 1;
            meeting.annotations.push(Annotation { target: Target::to_principle(number), note, ..new });
        }
        bilag::meeting::edit::apply(
            &mut meeting,
            bilag::meeting::Edit::Handout(HandoutEdit::Template(Template::Minutes)),
        )
        .expect("an edit");
        let minutes = meeting.share(Purpose::Handout);
        let again = bilag::meeting::file::read(bilag::meeting::file::write(minutes.meeting()).as_bytes());
        let again = again.map_err(|error| TestCaseError::fail(error.to_string()))?;
        for annotation in &again.annotations {
            prop_assert_eq!(again.code(annotation), meeting.code(annotation));
        }
        prop_assert_eq!(&again.share(Purpose::Handout), &minutes);
    }
}
