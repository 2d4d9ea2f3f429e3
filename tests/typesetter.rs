//! A page that was not laid out again is the page that would have come out.
//!
//! Random meetings are changed at random, again and again; a typesetter that remembers gives what one that begins anew
//! gives.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::compose::compose;
use bilag::meeting::{Id, Meeting, Template};
use bilag::typeset::{Layout, Typesetter, layout};
use proptest::prelude::*;
use std::sync::Arc;
use support::meetings::{Fragment, text};
use support::{agreement, whole};

/// Something that a user does to a meeting. What is chosen by a number is counted around.
#[derive(Clone, Debug)]
enum Change {
    Annotation(usize, String),
    Remove(usize),
    Again(usize),
    Paragraph(usize, usize, String),
    PrincipleTitle(usize, String),
    Swap(usize, usize),
    Deselect(usize),
    Title(String),
    Participants(String),
    Footer(String),
    Template(Template),
    Contents,
}

impl Change {
    fn make(self, meeting: &mut Meeting) {
        let (annotations, selection) = (meeting.annotations.len(), meeting.selection.len());
        match self {
            Change::Annotation(index, words) if annotations > 0 => {
                meeting.annotations[index % annotations].text = words;
            }
            Change::Remove(index) if annotations > 0 => drop(meeting.annotations.remove(index % annotations)),
            Change::Again(index) if annotations > 0 => {
                let mut again = meeting.annotations[index % annotations].clone();
                again.id = Id(format!("again-{annotations}"));
                again.note += 1000;
                meeting.annotations.push(again);
            }
            Change::Paragraph(index, paragraph, words) if selection > 0 => {
                let body = &mut meeting.selection[index % selection].principle.body;
                if let Some(count) = (!body.is_empty()).then_some(body.len()) {
                    body[paragraph % count] = words;
                }
            }
            Change::PrincipleTitle(index, words) if selection > 0 => {
                meeting.selection[index % selection].principle.title = words;
            }
            Change::Swap(one, other) if selection > 0 => meeting.selection.swap(one % selection, other % selection),
            Change::Deselect(index) if selection > 0 => drop(meeting.selection.remove(index % selection)),
            Change::Title(words) => meeting.title = words,
            Change::Participants(words) => meeting.participants.push(words),
            Change::Footer(words) => meeting.handout.footer = words,
            Change::Template(template) => meeting.handout.template = template,
            Change::Contents => meeting.handout.contents = !meeting.handout.contents,
            _ => {}
        }
    }
}

fn words(most: usize) -> impl Strategy<Value = String> {
    (0..1000_usize, 0..most).prop_map(|(from, count)| text(&[Fragment::Words(from, count)]))
}

fn change() -> impl Strategy<Value = Change> {
    let any = 0..1000_usize;
    prop_oneof![
        6 => (any.clone(), words(40)).prop_map(|(index, words)| Change::Annotation(index, words)),
        1 => any.clone().prop_map(Change::Remove),
        2 => any.clone().prop_map(Change::Again),
        4 => (any.clone(), any.clone(), words(120)).prop_map(|(index, at, words)| Change::Paragraph(index, at, words)),
        1 => (any.clone(), words(12)).prop_map(|(index, words)| Change::PrincipleTitle(index, words)),
        1 => (any.clone(), any.clone()).prop_map(|(one, other)| Change::Swap(one, other)),
        1 => any.prop_map(Change::Deselect),
        1 => words(10).prop_map(Change::Title),
        1 => words(30).prop_map(Change::Participants),
        1 => words(6).prop_map(Change::Footer),
        1 => prop::sample::select(Template::ALL.to_vec()).prop_map(Change::Template),
        1 => Just(Change::Contents),
    ]
}

/// The first thing in which two layouts differ.
fn difference(one: &Layout, other: &Layout) -> Option<String> {
    if one.pages.len() != other.pages.len() {
        return Some(format!("{} pages and {}", one.pages.len(), other.pages.len()));
    }
    for (index, (one, other)) in one.pages.iter().zip(&other.pages).enumerate() {
        for (number, (one, other)) in one.marks.iter().zip(&other.marks).enumerate() {
            if one != other {
                return Some(format!("page {index}, mark {number}: {one:#?}\n{other:#?}"));
            }
        }
        if one != other {
            let counts = [one.marks.len(), other.marks.len()];
            return Some(format!("page {index}: {counts:?} marks, {:#?}\n{:#?}", one.links, other.links));
        }
    }
    (one != other).then(|| "elements, outline or what is missing".to_owned())
}

proptest! {
    #![proptest_config(support::tries(60))]

    #[test]
    fn a_typesetter_that_remembers_gives_what_one_that_begins_anew_gives(
        mut meeting in support::meetings::meeting(),
        changes in prop::collection::vec(change(), 1..8),
    ) {
        let mut typesetter = Typesetter::default();
        typesetter.layout(&compose(&meeting));
        for change in changes {
            change.clone().make(&mut meeting);
            let document = compose(&meeting);
            let different = difference(&typesetter.layout(&document), &layout(&document));
            prop_assert!(different.is_none(), "{change:?}: {}", different.unwrap_or_default());
        }
    }
}

/// Some copies of the agreement, with a note on the first principle's first paragraph.
fn long() -> Meeting {
    let set = agreement();
    let mut meeting = whole(&set);
    for copy in 1..10 {
        for mut selected in whole(&set).selection {
            selected.principle.number += copy * 100;
            meeting.selection.push(selected);
        }
    }
    let mut annotation = Meeting::sample().annotations.swap_remove(0);
    annotation.target.principle = Some(meeting.selection[0].principle.number);
    annotation.target.paragraph = Some(1);
    annotation.target.words = None;
    meeting.annotations.push(annotation);
    meeting
}

fn kept(before: &Layout, after: &Layout) -> usize {
    before.pages.iter().zip(&after.pages).filter(|(before, after)| Arc::ptr_eq(before, after)).count()
}

#[test]
fn a_letter_in_a_note_leaves_the_other_pages_what_they_are() {
    let mut meeting = long();
    let mut typesetter = Typesetter::default();
    let before = typesetter.layout(&compose(&meeting));
    meeting.annotations[0].text.push('x');
    let after = typesetter.layout(&compose(&meeting));
    assert!(before.pages.len() > 40);
    assert_eq!(kept(&before, &after), before.pages.len() - 1, "the page of the note alone");
    assert!(difference(&after, &layout(&compose(&meeting))).is_none());
}

#[test]
fn what_did_not_change_is_the_same_to_the_page() {
    let meeting = long();
    let mut typesetter = Typesetter::default();
    let (before, after) = (typesetter.layout(&compose(&meeting)), typesetter.layout(&compose(&meeting)));
    assert_eq!(kept(&before, &after), before.pages.len());
}

#[test]
fn the_checks_would_notice_a_difference() {
    let mut meeting = long();
    let before = layout(&compose(&meeting));
    meeting.annotations[0].text.push('x');
    assert!(difference(&before, &layout(&compose(&meeting))).is_some());
}
