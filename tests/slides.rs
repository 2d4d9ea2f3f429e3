//! Slides can be read from the back row, and hold what they are to hold.
//!
//! Random meetings in both shapes, showing more or less of each principle: no text is too small, leaves its slide or covers
//! other text; every word that is to be shown is on one slide or over several; each slide is known by a key of its own.
//! `PROPTEST_CASES` says how many meetings are tried.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::compose::text::folded;
use bilag::compose::{Origin, compose};
use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use bilag::meeting::{
    AgendaItemId, Annotation, AnnotationDisplay, AnnotationId, Aspect, Body, Fact, Kind, Meeting, Outcome, PageNumber,
    Shows, SlideContent, SlideKey, SlideKind, Target, Template, Visibility,
};
use bilag::typeset::page::{Area, Color, Line, Mark, Owner, Page};
use bilag::typeset::{Deck, DeckSetter, layout};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::collections::BTreeSet;
use std::sync::Arc;
use support::{projected, sample, shared, with_template};

/// How many meetings are tried where nobody says otherwise.
const CASES: u32 = 24;
/// A thirtieth of a slide's height.
const SMALLEST: f32 = 18.0;
/// Rounding, in points.
const SLACK: f32 = 0.1;

type Checked = Result<(), TestCaseError>;

/// Any meeting, with any choice of what its principles show.
fn meeting() -> impl Strategy<Value = (Meeting, Aspect)> {
    let shows = prop::collection::vec(prop::array::uniform4(any::<bool>()), 5);
    let aspect = prop::sample::select(Aspect::ALL.to_vec());
    (support::meetings::meeting(), shows, aspect).prop_map(|(mut meeting, shows, aspect)| {
        for (selected, [lead, passages, text, questions]) in meeting.selection.iter().zip(shows) {
            let principle = selected.principle.number;
            meeting.presentation.show(Shows { principle, lead, passages, text, questions });
        }
        let decisions = meeting.annotations.iter_mut().filter(|annotation| annotation.kind() == Kind::Decision);
        for (annotation, outcome) in decisions.zip(Outcome::ALL.into_iter().cycle()) {
            for fact in [Fact::Outcome(Some(outcome)), Fact::Proposer("Borgmesteren".to_owned())] {
                annotation.set(fact).expect("a decision has it");
            }
        }
        (meeting, aspect)
    })
}

/// A line where it stands.
struct Placed<'a> {
    line: &'a Arc<Line>,
    x: f32,
    y: f32,
    owner: Owner,
}

impl Placed<'_> {
    fn size(&self) -> f32 {
        self.line.runs.iter().fold(0.0, |size, run| size.max(run.size))
    }

    fn words(&self) -> String {
        self.line.glyphs().map(|(.., text)| text).filter(|text| *text != "\u{ad}").collect()
    }
}

fn lines(page: &Page) -> Vec<Placed<'_>> {
    let line = |mark| match mark {
        &Mark::Line { ref line, x, y, owner } => Some(Placed { line, x, y, owner }),
        _ => None,
    };
    page.marks.iter().filter_map(line).collect()
}

/// The words of a text, whatever stands between them, without the places where they may be divided.
fn words(text: &str) -> Vec<String> {
    text.replace('\u{ad}', "").split_whitespace().map(str::to_owned).collect()
}

/// What stands on slides of a kind about a part of the meeting, in the order of reading.
fn shown(deck: &Deck, kind: SlideKind, of: impl Fn(&Placed<'_>, &Origin) -> bool) -> String {
    let mut shown = String::new();
    for (slide, page) in deck.slides.iter().zip(&deck.layout.pages) {
        for line in lines(page).iter().filter(|_| slide.key.kind() == kind) {
            let Owner::Element(element) = line.owner else { continue };
            if of(line, &deck.layout.elements[element].origin) {
                shown.push_str(&line.words());
                // What is divided within a word is not parted by it.
                if line.words().ends_with(' ') {
                    shown.push(' ');
                }
            }
        }
    }
    shown
}

proptest! {
    #![proptest_config(support::tries(CASES))]

    #[test]
    fn every_slide_can_be_read_and_no_word_is_missing((meeting, aspect) in meeting()) {
        let deck = Deck::of(&projected(&meeting), aspect);
        for (slide, page) in deck.slides.iter().zip(&deck.layout.pages) {
            stands_well(page, aspect)?;
            do_not_overlap(page)?;
            is_large_enough(page, slide.smallest)?;
        }
        let keys: BTreeSet<SlideKey> = deck.slides.iter().map(|slide| slide.key.clone()).collect();
        prop_assert_eq!(keys.len(), deck.slides.len(), "each slide has a key of its own");
        no_word_is_missing(&meeting, &deck)?;
        what_is_marked_asked_and_decided_is_shown(&meeting, &deck)?;
    }
}

proptest! {
    #![proptest_config(support::tries(CASES / 3))]

    #[test]
    fn nothing_private_is_on_a_slide((meeting, aspect) in meeting()) {
        let mut without = meeting.clone();
        without.annotations.retain(|annotation| annotation.visibility == Visibility::Shared);
        prop_assert_eq!(Deck::of(&projected(&meeting), aspect), Deck::of(&projected(&without), aspect));
    }

    #[test]
    fn a_slide_keeps_its_key_wherever_it_stands((mut meeting, aspect) in meeting()) {
        let keys = |meeting: &Meeting| -> BTreeSet<SlideKey> {
            let slides = Deck::of(&projected(meeting), aspect).slides;
            slides.iter().filter(|slide| slide.principle.is_some()).map(|slide| slide.key.clone()).collect()
        };
        let before = keys(&meeting);
        meeting.selection.reverse();
        prop_assert_eq!(before, keys(&meeting));
    }

    #[test]
    fn slides_on_paper_stand_on_their_pages((meeting, aspect) in meeting()) {
        let mut meeting = with_template(meeting, Template::SlidesNotes);
        meeting.presentation.aspect = aspect;
        let paper = layout(&compose(&shared(&meeting)));
        prop_assert_eq!(paper.pages.len(), paper.slides.len().div_ceil(3));
        for page in &paper.pages {
            do_not_overlap(page)?;
            let small = lines(page).iter().flat_map(|line| &line.line.runs).any(|run| run.size < 6.5);
            prop_assert!(!small, "text that nobody reads on paper");
            prop_assert!(page.marks.iter().all(|mark| extent(mark).is_none_or(|area| is_inside(page, &area))));
        }
    }
}

/// No text is smaller than a thirtieth of the slide, nor too pale, and the smallest is what the deck says.
fn is_large_enough(page: &Page, smallest: f32) -> Checked {
    let lines = lines(page);
    let runs = || lines.iter().flat_map(|line| &line.line.runs);
    let least = runs().map(|run| run.size).fold(f32::MAX, f32::min);
    prop_assert!(least >= SMALLEST && (least - smallest).abs() < SLACK, "{least}, said {smallest}");
    let faint = runs().find(|run| contrast(run.color, [255; 3]) < 4.5);
    prop_assert!(faint.is_none(), "{faint:?}");
    Ok(())
}

fn no_word_is_missing(meeting: &Meeting, deck: &Deck) -> Checked {
    for selected in &meeting.selection {
        let principle = &selected.principle;
        let shows = meeting.presentation.shows(principle.number);
        for (index, text) in principle.paragraphs() {
            let origin = Origin::Paragraph(principle.number, index);
            let leads = index == 0 && shows.lead;
            if leads || shows.text {
                let set = shown(deck, if leads { SlideKind::Lead } else { SlideKind::Text }, |_, of| *of == origin);
                prop_assert_eq!(words(&set).concat(), words(text).concat(), "P{}·{}", principle.number, index);
            }
        }
        let title = folded(&principle.title);
        let own = Origin::Principle(principle.number);
        let kinds = [SlideKind::Lead, SlideKind::Passage, SlideKind::Text, SlideKind::Questions, SlideKind::Decisions];
        let heading = |line: &Placed<'_>, of: &Origin| *of == own && *line.line.text == *title;
        let set: String = kinds.into_iter().map(|kind| shown(deck, kind, heading)).collect();
        prop_assert_eq!(words(&set).concat(), words(&title).concat(), "the title of P{}", principle.number);
    }
    Ok(())
}

fn what_is_marked_asked_and_decided_is_shown(meeting: &Meeting, deck: &Deck) -> Checked {
    let shared = meeting.annotations.iter().filter(|annotation| annotation.visibility == Visibility::Shared);
    for annotation in shared {
        let own = Origin::Annotation(annotation.id.clone());
        let principle = annotation.target.principle().filter(|number| meeting.selected(*number).is_some());
        let asks = annotation.kind() == Kind::Question
            && principle.is_none_or(|number| meeting.presentation.shows(number).questions);
        if asks || annotation.kind() == Kind::Decision {
            let kind = if asks { SlideKind::Questions } else { SlideKind::Decisions };
            let set = words(&shown(deck, kind, |_, of| *of == own)).concat();
            let written = words(&annotation.text).concat();
            prop_assert!(set.contains(&written), "{written:?} in {set:?}");
        }
        marked_words_are_shown(meeting, deck, annotation)?;
    }
    Ok(())
}

/// Every part of a slide is on it, and what it says between head and foot.
fn stands_well(page: &Page, aspect: Aspect) -> Checked {
    let width = if aspect == Aspect::Wide { 960.0 } else { 720.0 };
    prop_assert_eq!((page.width, page.height), (width, 540.0));
    for mark in &page.marks {
        prop_assert!(extent(mark).is_none_or(|area| is_inside(page, &area)), "{mark:?}");
    }
    for line in lines(page) {
        let end = line.x + line.line.width;
        prop_assert!(line.x >= 48.0 && end <= page.width - 48.0, "{:?} ends at {end}", line.words());
        let (top, bottom) = (line.y - line.size() * 0.8, line.y + line.size() * 0.3);
        let within = match line.owner {
            Owner::Element(_) => top >= 64.0 && bottom <= 492.0,
            Owner::Head => top >= 24.0 && bottom <= 80.0,
            Owner::Foot => top >= 496.0 && bottom <= page.height,
        };
        prop_assert!(within, "{:?} stands on {}", line.words(), line.y);
    }
    Ok(())
}

fn do_not_overlap(page: &Page) -> Checked {
    let lines: Vec<Placed<'_>> = lines(page).into_iter().filter(|line| line.line.width > 0.0).collect();
    for (index, one) in lines.iter().enumerate() {
        for other in &lines[index + 1..] {
            let beside = one.x + one.line.width <= other.x + SLACK || other.x + other.line.width <= one.x + SLACK;
            let height = |line: &Placed<'_>| line.size() * 0.52;
            let above = one.y <= other.y - height(other) + SLACK || other.y <= one.y - height(one) + SLACK;
            prop_assert!(beside || above, "{:?} and {:?} overlap", one.words(), other.words());
        }
    }
    Ok(())
}

/// Highlighted words are shown with their passage.
fn marked_words_are_shown(meeting: &Meeting, deck: &Deck, annotation: &Annotation) -> Checked {
    let target = &annotation.target;
    let (Some(number), Some(index), Some(range)) = (target.principle(), target.paragraph(), meeting.words(target))
    else {
        return Ok(());
    };
    if annotation.color().is_none() || !meeting.presentation.shows(number).passages {
        return Ok(());
    }
    let text = meeting.text_of(target).unwrap_or_default();
    let mut seen = BTreeSet::new();
    for (slide, page) in deck.slides.iter().zip(&deck.layout.pages) {
        if slide.key.shows == (SlideContent::Passage { principle: number, paragraph: index }) {
            for line in lines(page).iter().filter(|line| *line.line.text == *text) {
                seen.extend(line.line.runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.at as usize));
            }
        }
    }
    let words = text.get(range.clone()).unwrap_or_default();
    let letters = words.char_indices().filter(|(_, c)| c.is_ascii_alphanumeric()).map(|(at, _)| range.start + at);
    // Of letters that are one glyph the first has it.
    let missing: Vec<usize> = letters.filter(|at| !(at - 2.min(*at)..=*at).any(|at| seen.contains(&at))).collect();
    prop_assert!(missing.is_empty(), "{words:?} of P{number}·{index}: {missing:?}");
    Ok(())
}

fn extent(mark: &Mark) -> Option<Area> {
    match mark {
        Mark::Fill { area, .. } | Mark::Picture { area, .. } => Some(*area),
        Mark::Stroke { from, to, .. } => Some(Area {
            x: from[0].min(to[0]),
            y: from[1].min(to[1]),
            width: (from[0] - to[0]).abs(),
            height: (from[1] - to[1]).abs(),
        }),
        Mark::Line { .. } => None,
    }
}

fn is_inside(page: &Page, area: &Area) -> bool {
    let Area { x, y, width, height } = *area;
    x >= 0.0 && y >= 0.0 && width >= 0.0 && height >= 0.0 && x + width <= page.width && y + height <= page.height
}

/// The contrast of two colours (WCAG 2.2, *contrast ratio*).
fn contrast(one: Color, other: Color) -> f64 {
    let luminance = |color: Color| {
        let [red, green, blue] = color.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
    };
    let (one, other) = (luminance(one), luminance(other));
    one.max(other) / one.min(other)
}

#[test]
fn the_sample_is_presented_in_the_order_of_the_meeting() {
    let deck = Deck::of(&projected(&Meeting::sample()), Aspect::Wide);
    let kinds: Vec<SlideKind> = deck.slides.iter().map(|slide| slide.key.kind()).collect();
    assert_eq!(kinds[..3], [SlideKind::Title, SlideKind::Agenda, SlideKind::Groups]);
    assert_eq!(kinds.last(), Some(&SlideKind::Sources));
    let mut principles: Vec<u32> = deck.slides.iter().filter_map(|slide| slide.principle).collect();
    principles.dedup();
    assert_eq!(principles, [1, 2, 3, 6]);
    let of_two: Vec<SlideKind> =
        deck.slides.iter().filter(|slide| slide.principle == Some(2)).map(|slide| slide.key.kind()).collect();
    assert_eq!(of_two, [SlideKind::Lead, SlideKind::Passage, SlideKind::Questions]);
    assert!(deck.slides.iter().filter(|slide| slide.principle.is_some()).all(|slide| slide.agenda_item.is_some()));
}

#[test]
fn a_long_passage_is_divided_at_sentences_and_one_sentence_at_words() {
    let mut meeting = Meeting::sample();
    let sentence =
        "Kommunalbestyrelsen har ansvaret for kommunens serviceniveau og for økonomien i den enkelte kommune. ";
    let principle = &mut meeting.selection[0].principle;
    principle.summary = sentence.repeat(20).trim_end().to_owned();
    let parts = |meeting: &Meeting| -> Vec<String> {
        let deck = Deck::of(&projected(meeting), Aspect::Wide);
        let leads = deck.slides.iter().zip(&deck.layout.pages);
        let leads = leads.filter(|(slide, _)| slide.key.kind() == SlideKind::Lead && slide.principle == Some(1));
        let part = |(_, page): (_, &Arc<Page>)| -> String {
            let own = |line: &&Placed<'_>| {
                matches!(line.owner, Owner::Element(element)
                    if deck.layout.elements[element].origin == Origin::Paragraph(1, 0))
            };
            lines(page).iter().filter(own).map(Placed::words).collect()
        };
        leads.map(part).collect()
    };
    let divided = parts(&meeting);
    assert!(divided.len() > 2, "{divided:#?}");
    assert!(divided.iter().all(|part| part.trim_end().ends_with("kommune.")), "{divided:#?}");
    let most = divided.iter().map(String::len).max().unwrap_or(0);
    let least = divided.iter().skip(1).map(String::len).min().unwrap_or(0);
    assert!(most < least * 2, "what follows the title is about as long on each slide: {divided:#?}");

    meeting.selection[0].principle.summary = sentence.replace('.', " og").repeat(20);
    let divided = parts(&meeting);
    assert!(divided.len() > 2 && divided.iter().all(|part| part.ends_with(' ')), "{divided:#?}");
}

#[test]
fn one_word_stands_large() {
    let mut meeting = Meeting::sample();
    meeting.annotations.retain(|annotation| annotation.kind() == Kind::Question);
    meeting.annotations.truncate(1);
    meeting.annotations[0].target = meeting.annotations[0].target.part().into();
    "Hvem?".clone_into(&mut meeting.annotations[0].text);
    let deck = Deck::of(&projected(&meeting), Aspect::Wide);
    let sizes: Vec<f32> = deck
        .layout
        .pages
        .iter()
        .flat_map(|page| lines(page).into_iter().map(|line| line.size()).collect::<Vec<_>>())
        .collect();
    assert!(sizes.iter().any(|size| *size > 70.0), "{sizes:?}");
}

#[test]
fn a_projector_shows_what_is_shared_whatever_the_hand_out_shows() {
    let mut meeting = Meeting::sample();
    let before = Deck::of(&projected(&meeting), Aspect::Wide);
    meeting.handout.annotations = AnnotationDisplay::None;
    assert_eq!(Deck::of(&projected(&meeting), Aspect::Wide), before);
    let without = layout(&compose(&shared(&with_template(meeting, Template::Slides))));
    assert!(without.pages.len() < before.layout.pages.len(), "slides on paper do without annotations if they are to");
}

#[test]
fn a_principle_that_shows_nothing_still_has_its_title() {
    let mut meeting = Meeting::sample();
    meeting.annotations.clear();
    meeting.presentation.show(Shows { principle: 1, lead: false, passages: true, text: false, questions: true });
    let deck = Deck::of(&projected(&meeting), Aspect::Wide);
    let own: Vec<_> = deck.slides.iter().filter(|slide| slide.principle == Some(1)).collect();
    assert_eq!(own.len(), 1);
    assert_eq!(own[0].title, "Tydeligt opgave- og budgetansvar");
}

#[test]
fn an_agenda_of_thirty_items_takes_several_slides_that_say_what_goes_on() {
    let mut meeting = Meeting::sample();
    let first = meeting.agenda[0].clone();
    let item = |number: usize| {
        let (id, number) = (AgendaItemId(format!("more-{number}")), number.to_string());
        bilag::meeting::AgendaItem { id, number, ..first.clone() }
    };
    meeting.agenda.extend((6..33).map(item));
    let deck = Deck::of(&projected(&meeting), Aspect::Wide);
    let agenda: Vec<&Arc<Page>> = deck
        .slides
        .iter()
        .zip(&deck.layout.pages)
        .filter(|(slide, _)| slide.key.kind() == SlideKind::Agenda)
        .map(|(_, page)| page)
        .collect();
    assert!(agenda.len() > 2);
    for page in &agenda {
        assert!(lines(page).iter().any(|line| line.words().trim() == "Dagsorden"));
    }
}

/// The sample with a line drawn across the slide with this key.
fn drawn(key: &SlideKey, [width, height]: [i32; 2], template: Template) -> Meeting {
    let mut meeting = sample(template);
    let template = meeting.annotations[0].clone();
    let surface = Surface { medium: Medium::Slide(key.clone()), page: PageNumber(1), width, height, words: None };
    let stroke = Stroke { points: vec![[0, 0], [width, height]], color: [176, 16, 16], width: 3000 };
    let target = key.principle(&meeting).map(Target::to_principle).unwrap_or_default();
    meeting.annotations.push(Annotation {
        id: AnnotationId("drawing".to_owned()),
        body: Body::Ink(Drawing { surface, strokes: vec![stroke] }),
        target,
        note: 99,
        text: String::new(),
        ..template
    });
    meeting
}

/// The page of the drawing in a hand-out, from 0, and its first and last point, upwards; `None` where it is on none.
fn ink_if_any(meeting: &Meeting) -> Option<(usize, [f32; 4])> {
    let file = lopdf::Document::load_mem(&support::exported(meeting).bytes).expect("a PDF");
    for (page, id) in file.page_iter().enumerate() {
        for annotation in file.get_page_annotations(id).unwrap_or_default() {
            if annotation.get(b"Subtype").and_then(lopdf::Object::as_name).is_ok_and(|name| name == b"Ink") {
                let list = annotation.get(b"InkList").and_then(lopdf::Object::as_array).expect("strokes");
                let numbers: Vec<f32> =
                    list[0].as_array().expect("a stroke").iter().filter_map(|number| number.as_float().ok()).collect();
                return Some((page, [numbers[0], numbers[1], numbers[2], numbers[3]]));
            }
        }
    }
    None
}

fn ink(meeting: &Meeting) -> (usize, [f32; 4]) {
    ink_if_any(meeting).expect("the drawing")
}

fn near(one: [f32; 4], other: [f32; 4]) -> bool {
    one.iter().zip(other).all(|(one, other)| (one - other).abs() < 0.01)
}

#[test]
fn what_was_drawn_on_a_slide_is_on_that_slide() {
    let deck = Deck::of(&projected(&Meeting::sample()), Aspect::Wide);
    let (index, slide) =
        deck.slides.iter().enumerate().find(|(_, slide)| slide.key.kind() == SlideKind::Passage).expect("a passage");
    let wide = [960_000, 540_000];
    let (page, points) = ink(&drawn(&slide.key, wide, Template::Slides));
    assert_eq!(page, index);
    assert!(near(points, [0.0, 540.0, 960.0, 0.0]), "{points:?}");

    // On a slide of another shape the words stand elsewhere, and where it is not shown they are others.
    assert_eq!(ink_if_any(&drawn(&slide.key, [720_000, 540_000], Template::Slides)), None);
    let gone = SlideKey { from: 77, ..slide.key.clone() };
    assert_eq!(ink_if_any(&drawn(&gone, wide, Template::Slides)), None);
    let gone = SlideKey::of(SlideContent::Decision(AnnotationId("gone".to_owned())));
    assert_eq!(ink_if_any(&drawn(&gone, wide, Template::Slides)), None);

    // On paper it lies on its small slide; on a hand-out without slides it would lie on other words.
    let meeting = drawn(&slide.key, wide, Template::SlidesNotes);
    let place = layout(&compose(&shared(&meeting))).slides[index].clone();
    let (page, points) = ink(&meeting);
    let Area { x, y, width, height } = place.area;
    assert_eq!(page, place.page.0);
    let top = 841.89 - y;
    assert!(near(points, [x, top, x + width, top - height]), "{points:?} and {:?}", place.area);
    assert_eq!(ink_if_any(&drawn(&slide.key, wide, Template::Full)), None);
}

#[test]
fn what_was_drawn_on_a_slide_is_left_off_where_other_words_stand_on_it_since() {
    let deck = Deck::of(&projected(&Meeting::sample()), Aspect::Wide);
    let slide = deck.slides.iter().find(|slide| slide.key.kind() == SlideKind::Passage).expect("a passage");
    for template in [Template::Slides, Template::SlidesNotes] {
        let mut meeting = drawn(&slide.key, [960_000, 540_000], template);
        let id = AnnotationId("drawing".to_owned());
        let own = meeting.annotations.iter_mut().find(|own| own.id == id).expect("the drawing");
        let Body::Ink(drawing) = &mut own.body else { panic!("strokes") };
        drawing.surface = deck.surface(&slide.key).expect("the slide");
        assert!(ink_if_any(&meeting).is_some());
        let mut titled = meeting.clone();
        titled.title.push_str(" igen");
        assert!(ink_if_any(&titled).is_some(), "head and foot are no words of the slide");
        let number = slide.principle.expect("a principle");
        let index = meeting.selection.iter().position(|one| one.principle.number == number).expect("it is chosen");
        let mut other = meeting.clone();
        other.selection[index].principle.body.iter_mut().for_each(|text| *text = text.replacen(' ', " ikke ", 1));
        assert_eq!(ink_if_any(&other), None, "it would lie on other words");
        assert!(other.annotation(&id).is_some(), "and it is kept");
    }
}

#[test]
fn a_letter_in_a_question_changes_its_slide_alone() {
    let mut meeting = Meeting::sample();
    let mut setter = DeckSetter::default();
    let before = setter.of(&projected(&meeting), Aspect::Wide);
    let question = meeting.annotations.iter_mut().find(|annotation| annotation.kind() == Kind::Question);
    question.expect("a question").text.push('!');
    let after = setter.of(&projected(&meeting), Aspect::Wide);
    assert_eq!(after, Deck::of(&projected(&meeting), Aspect::Wide));
    let pages = before.layout.pages.iter().zip(&after.layout.pages);
    assert_eq!(pages.filter(|(before, after)| !Arc::ptr_eq(before, after)).count(), 1);
    let other = setter.of(&projected(&meeting), Aspect::Standard);
    assert_eq!(other, Deck::of(&projected(&meeting), Aspect::Standard));
    meeting.title.push('!');
    assert_eq!(setter.of(&projected(&meeting), Aspect::Standard), Deck::of(&projected(&meeting), Aspect::Standard));
}
