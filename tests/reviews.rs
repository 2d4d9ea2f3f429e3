//! Reviewers' comments come home: what other programs wrote into a hand-out is found on the words it was put on, and
//! merged into the meeting once, however often.
//!
//! `tests/reviews/annotate.py` made the files, and says how.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

use bilag::meeting::edit::apply;
use bilag::meeting::merge::{Choices, Copy, plan};
use bilag::meeting::{Annotation, Comment, Kind, Meeting, Review, Status};
use bilag::pdf::comments;
use jiff::Timestamp;

const PYMUPDF: &[u8] = include_bytes!("reviews/pymupdf.pdf");
const LARGE: &[u8] = include_bytes!("reviews/pymupdf-large.pdf");
const PIKEPDF: &[u8] = include_bytes!("reviews/pikepdf.pdf");

fn review(bytes: &[u8]) -> Review {
    comments(bytes, Timestamp::UNIX_EPOCH).expect("a review")
}

/// What was not sent.
fn new(review: &Review) -> Vec<&Comment> {
    review.comments.iter().filter(|comment| review.sent.annotation(&comment.annotation.id).is_none()).collect()
}

fn quote(annotation: &Annotation) -> &str {
    annotation.target.words.as_ref().map_or("", |words| words.quote.exact.trim_end_matches(['.', ',']))
}

#[test]
fn a_highlight_is_found_on_its_words_also_over_a_divided_word_and_in_large_print() {
    for bytes in [PYMUPDF, LARGE] {
        let review = review(bytes);
        let found: Vec<(&str, Kind, &str, &str)> = new(&review)
            .into_iter()
            .filter(|comment| comment.annotation.target.words.is_some())
            .map(|Comment { annotation, .. }| {
                (quote(annotation), annotation.kind, annotation.text.as_str(), annotation.author.as_str())
            })
            .collect();
        let author = "Anmelder Ærø";
        assert_eq!(
            found,
            [
                ("opgave- og budgetansvar skal være tydeligt", Kind::Comment, "Og for os?", author),
                ("proceskrav og detailregulering", Kind::Comment, "Hvilke krav? 🙂", author),
                ("kommunalbestyrelsens ansvar", Kind::Comment, "Enig", author),
                ("tværgående samarbejde medføre", Kind::Highlight, "", author),
            ]
        );
    }
}

#[test]
fn a_note_at_the_top_of_a_page_is_on_the_meeting() {
    let review = review(PYMUPDF);
    let note = new(&review).into_iter().find(|comment| comment.annotation.text == "Øverst på siden").expect("the note");
    assert_eq!((note.page, note.annotation.target.principle), (Some(1), None));
}

#[test]
fn answers_states_and_other_wordings_come_to_what_they_answer() {
    let review = review(PIKEPDF);
    let by_id = |id: &str| {
        let found = review.comments.iter().find(|comment| comment.annotation.id.0 == id);
        &found.expect("an annotation that was sent").annotation
    };
    let answered = by_id("note-02");
    assert_eq!(answered.status, Status::Accepted);
    assert_eq!(answered.replies.first().map(|reply| reply.text.as_str()), Some("Det gør vi på mødet."));
    assert_eq!(by_id("note-03").text, "Hvilke af vores krav kan væk nu?");
}

#[test]
fn a_drawing_is_on_its_principle_and_what_has_no_place_is_kept() {
    let review = review(PIKEPDF);
    let new = new(&review);
    let ink = new.iter().find(|comment| comment.annotation.kind == Kind::Ink).expect("the drawing");
    let drawing = ink.annotation.drawing.as_ref().expect("its strokes");
    assert_eq!((drawing.strokes.len(), drawing.strokes[0].points.len(), drawing.surface.page), (1, 3, 2));
    assert_eq!((ink.annotation.target.principle, ink.annotation.target.paragraph), (Some(2), None));
    let lost = new.iter().find(|comment| comment.annotation.text == "Uden sted").expect("the note");
    assert!(!lost.anchored);
}

#[test]
fn every_copy_is_merged_once() {
    let mut meeting = Meeting::sample();
    let before = meeting.annotations.len();
    for round in 0..2 {
        let copy = |bytes: &[u8]| Copy { name: "r.pdf".to_owned(), review: review(bytes) };
        let plan = plan(&meeting, &[PYMUPDF, LARGE, PIKEPDF].map(copy));
        assert_eq!(plan.deleted_by_reviewer().count(), 0);
        assert!(round == 0 || plan.changes.is_empty());
        if let Some(edit) = plan.edit(&meeting, &Choices::new()) {
            apply(&mut meeting, edit).expect("merged");
        }
    }
    assert_eq!(meeting.annotations.len(), before + 5 + 5 + 2);
    let note = meeting.annotations.iter().find(|annotation| annotation.id.0 == "note-03").expect("the note");
    assert_eq!(note.text, Meeting::sample().annotations[2].text, "the meeting's own wording stays");
    assert!(note.replies.iter().any(|reply| reply.text.contains("Hvilke af vores krav kan væk nu?")));
    let private = |meeting: &Meeting| meeting.annotations.len() - meeting.shared().annotations.len();
    assert_eq!(private(&meeting), private(&Meeting::sample()));
}

#[test]
fn no_bytes_make_it_panic() {
    for cut in (0..PYMUPDF.len()).step_by(997) {
        let _ = comments(&PYMUPDF[..cut], Timestamp::UNIX_EPOCH);
        let mut damaged = PIKEPDF.to_vec();
        if let Some(byte) = damaged.get_mut(cut) {
            *byte ^= 0x15;
        }
        let _ = comments(&damaged, Timestamp::UNIX_EPOCH);
    }
}
