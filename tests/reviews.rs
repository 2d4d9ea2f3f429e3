//! Reviewers' comments come home: what other programs wrote into a hand-out is found on the words it was put on, and
//! merged into the meeting once, however often.
//!
//! The scripts `tests/reviews/annotate*` and `draw*` made the files, and say how: with `PyMuPDF`, pikepdf, pdf.js, poppler, and
//! by mouse and keys in Okular and Xournal++.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

use bilag::meeting::edit::apply;
use bilag::meeting::merge::{Choices, Copy, plan};
use bilag::meeting::{
    Annotation, Comment, Fact, Kind, Meeting, PageNumber, Reply, ReplyContent, Review, Status, Visibility,
};
use bilag::pdf::{OpenError, comments};
use jiff::Timestamp;

const PYMUPDF: &[u8] = include_bytes!("reviews/pymupdf.pdf");
const LARGE: &[u8] = include_bytes!("reviews/pymupdf-large.pdf");
const PIKEPDF: &[u8] = include_bytes!("reviews/pikepdf.pdf");
const PDFJS: &[u8] = include_bytes!("reviews/pdfjs.pdf");
const PDFJS_LARGE: &[u8] = include_bytes!("reviews/pdfjs-large.pdf");
const POPPLER: &[u8] = include_bytes!("reviews/poppler.pdf");
const OKULAR: &[u8] = include_bytes!("reviews/okular.pdf");
const XOURNALPP: &[u8] = include_bytes!("reviews/xournalpp.pdf");

fn review(bytes: &[u8]) -> Review {
    comments(bytes, Timestamp::UNIX_EPOCH).expect("a review")
}

/// What was not sent.
fn new(review: &Review) -> Vec<&Comment> {
    review.comments.iter().filter(|comment| review.sent.annotation(&comment.annotation.id).is_none()).collect()
}

fn quote(annotation: &Annotation) -> &str {
    annotation.target.words().map_or("", |words| words.quote.exact.trim_end_matches(['.', ',']))
}

#[test]
fn a_highlight_is_found_on_its_words_also_over_a_divided_word_and_in_large_print() {
    for bytes in [PYMUPDF, LARGE] {
        let review = review(bytes);
        let found: Vec<(&str, Kind, &str, &str)> = new(&review)
            .into_iter()
            .filter(|comment| comment.annotation.target.words().is_some())
            .map(|Comment { annotation, .. }| {
                (quote(annotation), annotation.kind(), annotation.text.as_str(), annotation.author.as_str())
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

/// What `tests/reviews/quads.py` looks up: over a divided word, before and after a page's end, beside a margin note, and in
/// one, which is about the words of that note.
const MARKED: [(&str, u32, usize); 7] = [
    ("kommunernes serviceniveau", 1, 2),
    ("af kommunens økonomi", 1, 2),
    ("den statslige regulering", 1, 2),
    ("proceskrav og detailregulering", 2, 1),
    ("Styringsdialogen mellem stat og kommuner", 2, 2),
    ("frem for efterlevelse af proceskrav og detailregulering", 2, 1),
    ("rolle- og ansvarsfordeling", 3, 0),
];

#[test]
fn what_browsers_and_viewers_mark_is_found_on_its_very_words() {
    for (name, bytes) in [("pdf.js", PDFJS), ("pdf.js, large print", PDFJS_LARGE), ("poppler", POPPLER)] {
        let review = review(bytes);
        let found: Vec<(&str, u32, usize)> = new(&review)
            .into_iter()
            .filter(|comment| {
                comment.annotation.kind() == Kind::Highlight || comment.annotation.text.contains("Bemærkning")
            })
            .map(|Comment { annotation, .. }| {
                let target = &annotation.target;
                (
                    quote(annotation).trim_end_matches(','),
                    target.principle().unwrap_or(0),
                    target.paragraph().unwrap_or(99),
                )
            })
            .collect();
        assert_eq!(found, MARKED, "{name}");
        assert!(review.complete && review.comments.len() > MARKED.len(), "{name}: what was sent is there too");
    }
    let ink = |bytes| {
        let review = review(bytes);
        let ink =
            review.comments.into_iter().find(|comment| comment.annotation.kind() == Kind::Ink).expect("the drawing");
        (ink.annotation.target.principle(), ink.annotation.drawing().expect("strokes").strokes.clone())
    };
    let (principle, strokes) = ink(PDFJS);
    assert_eq!(
        (principle, strokes[0].width, strokes[0].color, strokes[0].points.len()),
        (Some(3), 3000, [255, 0, 0], 3)
    );
    let text = new(&review(POPPLER)).into_iter().map(|comment| comment.annotation.text.clone()).collect::<Vec<_>>();
    assert!(text.contains(&"Hvem følger op? 🙂".to_owned()) && text.contains(&"Bemærkning 3: proceskrav ".to_owned()));
}

#[test]
fn what_a_person_marks_with_okulars_mouse_is_found_on_its_very_words() {
    let review = review(OKULAR);
    let found: Vec<(&str, Kind, &str, Option<PageNumber>)> = new(&review)
        .into_iter()
        .map(|Comment { annotation, page, .. }| (quote(annotation), annotation.kind(), annotation.text.as_str(), *page))
        .collect();
    assert_eq!(
        found,
        [
            ("konjunkturudviklingen", Kind::Highlight, "", Some(PageNumber(2))),
            ("langsigtede", Kind::Highlight, "", Some(PageNumber(2))),
            ("overordnede", Kind::Suggestion, "", Some(PageNumber(2))),
            (
                "årlige forhandlinger mellem regeringen og KL",
                Kind::Comment,
                "Hvem holder regnskab?",
                Some(PageNumber(2))
            ),
            ("under hensyntagen", Kind::Highlight, "", Some(PageNumber(2))),
        ]
    );
    assert!(new(&review).iter().all(|comment| comment.anchored && comment.annotation.author == "root"));
    let sent = review.comments.len() - found.len();
    assert_eq!(sent, review.sent.annotations.len(), "what was sent is there too");
}

/// Xournal++ makes a new PDF, without what Bilag had put into it: that is said, and not taken for a copy without comments.
#[test]
fn a_pdf_that_xournalpp_made_anew_is_refused() {
    assert!(matches!(comments(XOURNALPP, Timestamp::UNIX_EPOCH), Err(OpenError::NoMeeting)));
}

/// What another program may do with the whole file changes nothing.
#[test]
fn a_file_that_was_written_anew_says_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in [("pdf.js", PDFJS), ("poppler", POPPLER), ("pikepdf", PIKEPDF)] {
        let before = review(bytes);
        let source = folder.path().join("in.pdf");
        std::fs::write(&source, bytes).expect("written");
        for options in [
            vec!["--linearize"],
            vec!["--object-streams=generate", "--recompress-flate"],
            vec!["--object-streams=disable", "--stream-data=uncompress"],
            vec!["--encrypt", "", "owner", "256", "--"],
            vec!["--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=n", "--"],
            vec!["--qdf", "--newline-before-endstream"],
            vec!["--remove-page-labels", "--pages", ".", "2-z", "--"],
            vec!["--pages", ".", "2-z,1", "--"],
        ] {
            if name == "pikepdf" && options.contains(&"2-z") {
                // What it answers goes away with its page.
                continue;
            }
            let target = folder.path().join("out.pdf");
            let done = std::process::Command::new("qpdf").args(&options).arg(&source).arg(&target).status();
            // 3 is a warning: what other programs write is not always quite in order.
            assert!(matches!(done.expect("qpdf runs").code(), Some(0 | 3)), "{name} {options:?}");
            let after = review(&std::fs::read(&target).expect("a file"));
            let shown = |review: &Review| {
                let mut shown: Vec<(String, String)> = review
                    .comments
                    .iter()
                    .filter(|comment| !options.contains(&"2-z") || comment.page != Some(PageNumber(1)))
                    .map(|comment| (comment.annotation.id.0.clone(), format!("{comment:?}")))
                    .collect();
                shown.sort();
                shown
            };
            assert_eq!(shown(&after), shown(&before), "{name} {options:?}");
            assert_eq!(after.complete, !options.contains(&"2-z"), "what a page has taken with it was not deleted");
        }
    }
}

#[test]
fn a_note_at_the_top_of_a_page_is_on_the_meeting() {
    let review = review(PYMUPDF);
    let note = new(&review).into_iter().find(|comment| comment.annotation.text == "Øverst på siden").expect("the note");
    assert_eq!((note.page, note.annotation.target.principle()), (Some(PageNumber(1)), None));
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
    assert_eq!(answered.replies.first().and_then(Reply::text), Some("Det gør vi på mødet."));
    assert_eq!(by_id("note-03").text, "Hvilke af vores krav kan væk nu?");
}

#[test]
fn a_drawing_is_on_its_principle_and_what_has_no_place_is_kept() {
    let review = review(PIKEPDF);
    let new = new(&review);
    let ink = new.iter().find(|comment| comment.annotation.kind() == Kind::Ink).expect("the drawing");
    let drawing = ink.annotation.drawing().expect("its strokes");
    assert_eq!((drawing.strokes.len(), drawing.strokes[0].points.len(), drawing.surface.page), (1, 3, PageNumber(2)));
    assert_eq!((ink.annotation.target.principle(), ink.annotation.target.paragraph()), (Some(2), None));
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
    // What somebody says of the same words in both copies they have said once; the note at the top is another in each.
    assert_eq!(meeting.annotations.len(), before + 5 + 1 + 2);
    let note = meeting.annotations.iter().find(|annotation| annotation.id.0 == "note-03").expect("the note");
    assert_eq!(note.text, Meeting::sample().annotations[2].text, "the meeting's own wording stays");
    let theirs = ReplyContent::Suggests(vec![Fact::Text("Hvilke af vores krav kan væk nu?".to_owned())]);
    assert!(note.replies.iter().any(|reply| reply.content == theirs));
    let private = |meeting: &Meeting| {
        meeting.annotations.iter().filter(|annotation| annotation.visibility == Visibility::Private).count()
    };
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
