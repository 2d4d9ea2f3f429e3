//! Strokes stay with what they were drawn on: the slide of their own annotation has them, or none has, whatever happens to the
//! others. `PROPTEST_CASES` says how many meetings are tried.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::document_kind::OpenedDocument;
use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use bilag::meeting::edit::apply;
use bilag::meeting::{
    Annotation, AnnotationId, Aspect, Body, Edit, Fact, Kind, Meeting, PageNumber, SlideContent, SlideKey, SlideKind,
    Target, Template, Visibility, file,
};
use bilag::typeset::Deck;
use proptest::prelude::*;
use std::collections::BTreeSet;
use support::{exported, now, projected};

/// A shared decision or question on a principle.
fn written(id: &str, kind: Kind, principle: Option<u32>) -> Annotation {
    let body = Body::of(kind, None).expect("words");
    let (id, text) = (AnnotationId(id.to_owned()), format!("Udvalget {id}."));
    let written = Annotation::new(id, body, "Sekretær".to_owned(), now(), text);
    Annotation { target: principle.map(Target::to_principle).unwrap_or_default(), ..written }
}

/// The sample with these decisions and questions on its principles, and no others.
fn meeting(written_on: &[(bool, usize)]) -> Meeting {
    let mut meeting = Meeting::sample();
    meeting.annotations.retain(|own| !matches!(own.kind(), Kind::Decision | Kind::Question | Kind::Ink));
    let principles: Vec<u32> = meeting.selection.iter().map(|selected| selected.principle.number).collect();
    for (index, (decides, place)) in written_on.iter().enumerate() {
        let kind = if *decides { Kind::Decision } else { Kind::Question };
        let annotation = written(&format!("own-{index:02}"), kind, principles.get(*place).copied());
        let edit = Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(annotation) };
        apply(&mut meeting, edit).expect("it can be added");
    }
    meeting
}

/// A stroke on each slide that shows decisions or questions, each known by its height.
fn drawn(mut meeting: Meeting, aspect: Aspect) -> (Meeting, Vec<(i32, BTreeSet<AnnotationId>)>) {
    let width = if aspect == Aspect::Wide { 960_000 } else { 720_000 };
    let mut strokes = Vec::new();
    for (index, slide) in (1..).zip(Deck::of(&projected(&meeting), aspect).slides) {
        let Some(shown) = annotations(&slide.key) else { continue };
        let y = index * 1000;
        let stroke = Stroke { points: vec![[10_000, y], [600_000, y]], color: [204, 0, 0], width: 4000 };
        let surface =
            Surface { medium: Medium::Slide(slide.key), page: PageNumber(1), width, height: 540_000, words: None };
        let (id, body) =
            (AnnotationId(format!("ink-{index:02}")), Body::Ink(Drawing { surface, strokes: vec![stroke] }));
        let ink = Annotation::new(id, body, String::new(), now(), String::new());
        let edit = Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(ink) };
        apply(&mut meeting, edit).expect("it can be added");
        strokes.push((y, shown));
    }
    (meeting, strokes)
}

/// The decisions or questions that a slide shows.
fn annotations(key: &SlideKey) -> Option<BTreeSet<AnnotationId>> {
    match &key.shows {
        SlideContent::Decision(id) => Some(BTreeSet::from([id.clone()])),
        SlideContent::Questions(ids) => Some(ids.iter().cloned().collect()),
        _ => None,
    }
}

/// The pages of a PDF of slides with the heights of the strokes on each, from above.
fn inked(meeting: &Meeting) -> Vec<(usize, i32)> {
    let meeting = support::with_template(meeting.clone(), Template::Slides);
    let file = lopdf::Document::load_mem(&exported(&meeting).bytes).expect("a PDF");
    let mut found = Vec::new();
    for (page, id) in file.page_iter().enumerate() {
        for object in file.get_page_annotations(id).unwrap_or_default() {
            let Ok(list) = object.get(b"InkList").and_then(lopdf::Object::as_array) else { continue };
            for stroke in list {
                let y = stroke.as_array().expect("points")[1].as_float().expect("a number");
                #[allow(clippy::cast_possible_truncation, reason = "whole points")]
                found.push((page, ((540.0 - y) * 1000.0).round() as i32));
            }
        }
    }
    found
}

/// What happens to a decision or question.
#[derive(Clone, Debug)]
enum Act {
    Hide(usize),
    Show(usize),
    Delete(usize),
    ToFront(usize),
    Under(usize, usize),
    On(usize, usize),
    Swap,
}

fn act() -> impl Strategy<Value = Act> {
    let which = 0..8_usize;
    prop_oneof![
        3 => which.clone().prop_map(Act::Hide),
        1 => which.clone().prop_map(Act::Show),
        2 => which.clone().prop_map(Act::Delete),
        2 => which.clone().prop_map(Act::ToFront),
        1 => (which.clone(), 0..4_usize).prop_map(|(which, item)| Act::Under(which, item)),
        2 => (which, 0..5_usize).prop_map(|(which, principle)| Act::On(which, principle)),
        1 => Just(Act::Swap),
    ]
}

fn change(own: Annotation, facts: Vec<Fact>) -> Edit {
    Edit::ChangeAnnotation { id: own.id, modified: now(), facts }
}

fn carry_out(act: &Act, meeting: &mut Meeting) {
    let which = match act {
        Act::Hide(which)
        | Act::Show(which)
        | Act::Delete(which)
        | Act::ToFront(which)
        | Act::Under(which, _)
        | Act::On(which, _) => *which,
        Act::Swap => {
            let number = meeting.selection[0].principle.number;
            apply(meeting, Edit::MoveSelected { number, index: 2 }).expect("it moves");
            return;
        }
    };
    let Some(own) = meeting.annotation(&AnnotationId(format!("own-{which:02}"))).cloned() else { return };
    let edit = match act {
        Act::Hide(_) => change(own, vec![Fact::Visibility(Visibility::Private), Fact::Note(0)]),
        Act::Show(_) => change(own, vec![Fact::Visibility(Visibility::Shared), Fact::Note(0)]),
        Act::Delete(_) => Edit::RemoveAnnotation(own.id),
        Act::ToFront(_) => Edit::Batch(vec![
            Edit::RemoveAnnotation(own.id.clone()),
            Edit::AddAnnotation { index: 0, annotation: Box::new(own) },
        ]),
        Act::Under(_, item) => {
            let agenda_item = meeting.agenda.get(*item).map(|item| item.id.clone());
            change(own, vec![Fact::AgendaItem(agenda_item)])
        }
        Act::On(_, place) => {
            let number = meeting.selection.get(*place).map(|selected| selected.principle.number);
            let target = number.map(Target::to_principle).unwrap_or_default();
            change(own, vec![Fact::Target(target), Fact::Note(0)])
        }
        Act::Swap => return,
    };
    apply(meeting, edit).expect("it can be done");
}

proptest! {
    #![proptest_config(support::tries(24))]

    #[test]
    fn each_stroke_is_on_the_slide_of_its_own_annotation_or_on_none(
        written in prop::collection::vec((any::<bool>(), 0..5_usize), 1..8),
        acts in prop::collection::vec(act(), 1..8),
        wide in any::<bool>(),
    ) {
        let aspect = if wide { Aspect::Wide } else { Aspect::Standard };
        let (mut meeting, strokes) = drawn(meeting(&written), aspect);
        meeting.presentation.aspect = aspect;
        let all: Vec<Annotation> = meeting.annotations.iter().filter(|own| own.kind() == Kind::Ink).cloned().collect();
        prop_assert_eq!(inked(&meeting).len(), strokes.len(), "before anything happens each is on its slide");
        for act in &acts {
            carry_out(act, &mut meeting);
            let slides = Deck::of(&projected(&meeting), aspect).slides;
            for (page, height) in inked(&meeting) {
                let (_, own) = strokes.iter().find(|(y, _)| *y == height).expect("a stroke");
                let there = slides.get(page).and_then(|slide| annotations(&slide.key));
                prop_assert_eq!(there.as_ref(), Some(own), "{:?}", act);
            }
            let kept: Vec<&Annotation> = meeting.annotations.iter().filter(|own| own.kind() == Kind::Ink).collect();
            prop_assert_eq!(kept, all.iter().collect::<Vec<_>>(), "none is lost");
        }
        let text = file::write(&meeting);
        prop_assert_eq!(opened(text.as_bytes()), meeting);
    }
}

fn opened(bytes: &[u8]) -> Meeting {
    let document = OpenedDocument::open(bytes, "møde").expect("a document");
    let OpenedDocument::Meeting(package) = document else { panic!("a meeting") };
    package.meeting
}

fn fixture(name: &str) -> Meeting {
    let path = format!("{}/tests/fixtures/slides/{name}.bilag", env!("CARGO_MANIFEST_DIR"));
    opened(&std::fs::read(path).expect("a file"))
}

/// What the slides show that drawings are on.
fn surfaces(meeting: &Meeting) -> Vec<SlideContent> {
    meeting.annotations.iter().filter_map(Annotation::slide).map(|key| key.shows).collect()
}

fn decision(id: &str) -> SlideContent {
    SlideContent::Decision(AnnotationId(id.to_owned()))
}

#[test]
fn what_version_2_counted_is_named_when_it_is_opened() {
    let meeting = fixture("two-decisions");
    assert_eq!(surfaces(&meeting), [decision("d0fe04949302")]);
    let slides = Deck::of(&projected(&meeting), Aspect::Wide).slides;
    let page = slides.iter().position(|slide| slide.key.shows == decision("d0fe04949302"));
    assert_eq!(inked(&meeting).iter().map(|(page, _)| Some(*page)).collect::<Vec<_>>(), [page]);
    let text = file::write(&meeting);
    assert!(text.contains(r#""decision": "d0fe04949302""#), "and written so");
    assert_eq!(opened(text.as_bytes()), meeting);
    let mut meeting = meeting;
    apply(&mut meeting, Edit::RemoveAnnotation(AnnotationId("d0fe04949302".to_owned()))).expect("it goes");
    assert_eq!(inked(&meeting), [], "its strokes lie on no other");
}

#[test]
fn where_it_cannot_be_said_what_was_counted_it_is_kept_and_lies_on_nothing() {
    // The first of two decisions is gone: the number of its note tells that something is.
    let meeting = fixture("first-decision-gone");
    let [SlideContent::Counted(counted)] = surfaces(&meeting)[..] else { panic!("{:?}", surfaces(&meeting)) };
    assert_eq!((counted.kind, counted.principle, counted.part), (SlideKind::Decisions, Some(3), 1));
    assert_eq!(inked(&meeting), []);
    let text = file::write(&meeting);
    assert_eq!(file::read(text.as_bytes()).expect("a meeting"), meeting, "it is kept");
}

#[test]
fn a_decision_that_was_written_after_the_strokes_is_not_the_one_they_are_on() {
    let meeting = fixture("decision-made-private");
    let passage = SlideContent::Passage { principle: 1, paragraph: 3 };
    assert_eq!(surfaces(&meeting), [decision("d58278f027fd"), passage.clone()]);
    assert_eq!(inked(&meeting), [], "one is private, the other was drawn on a slide of another shape");
    let mut standard = fixture("drawn-on-4-to-3");
    assert_eq!(surfaces(&standard), [decision("d58278f027fd"), passage]);
    assert_eq!(inked(&standard), []);
    standard.presentation.aspect = Aspect::Standard;
    assert_eq!(inked(&standard).len(), 3);
}
