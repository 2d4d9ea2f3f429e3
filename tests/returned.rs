//! Copies that came back after more was done to them than to be annotated, each with what is right.
//!
//! All are hand-outs of `meeting.bilag`; the marks of `annotated.pdf` are on the words that `expected.json` says, whatever was done to
//! the file: a cover before it by qpdf and Ghostscript (which drops keys, and swaps the bytes of ligatures), a smaller box, another
//! hand-out before it, all that Bilag had embedded taken out by pdftk.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

use bilag::foreign::{PageReader, Unread};
use bilag::meeting::correspondence::Kinship;
use bilag::meeting::edit::apply;
use bilag::meeting::merge::{Choices, Copy, plan};
use bilag::meeting::{Comment, Meeting, PageChange, PageNumber, Review, file};
use bilag::pdf::{Import, comments_with};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/returned").join(name)).expect("a fixture")
}

fn meeting(name: &str) -> Meeting {
    file::read(&fixture(name)).expect("a meeting")
}

fn program() -> PageReader {
    PageReader::Program(PathBuf::from(env!("CARGO_BIN_EXE_bilag")))
}

fn read(name: &str, into: &Meeting, reader: &PageReader) -> Review {
    let import = Import { now: Timestamp::UNIX_EPOCH, meeting: Some(into), reader };
    comments_with(&fixture(name), &import).expect("a review")
}

/// For each text the principle and the paragraph that it is about.
fn expected() -> BTreeMap<String, (u32, usize)> {
    let all: Vec<(String, serde_json::Value)> = serde_json::from_slice(&fixture("expected.json")).expect("JSON");
    let number = |value: &serde_json::Value| usize::try_from(value.as_u64().expect("a number")).expect("small");
    let one = |(_, entry): (String, serde_json::Value)| {
        let text = entry["text"].as_str().expect("a text").to_owned();
        (text, (u32::try_from(number(&entry["pp"][0])).expect("small"), number(&entry["pp"][1])))
    };
    all.into_iter().map(one).collect()
}

fn on(comment: &Comment) -> Option<(u32, usize)> {
    let target = &comment.annotation.target;
    comment.anchored.then_some(())?;
    Some((target.principle()?, target.paragraph()?))
}

#[test]
fn comments_are_on_their_words_whatever_was_done_to_the_file() {
    let (meeting, expected, reader) = (meeting("meeting.bilag"), expected(), program());
    for name in [
        "annotated.pdf",
        "cover-qpdf.pdf",
        "cover-gs.pdf",
        "cover-untagged-gs.pdf",
        "crop-mediabox.pdf",
        "two-handouts.pdf",
        "without-meeting.pdf",
    ] {
        let review = read(name, &meeting, &reader);
        let found = review.comments.iter().filter_map(|comment| {
            let text = comment.annotation.text.clone();
            expected.contains_key(&text).then_some((text, on(comment)?))
        });
        assert_eq!(found.collect::<BTreeMap<_, _>>(), expected, "{name}");
        let known = review.comments.iter().filter(|comment| meeting.annotation(&comment.annotation.id).is_some());
        assert_eq!(known.count(), meeting.annotations.len(), "{name}: what was sent is known again");
        let copy = Copy { name: name.to_owned(), review };
        assert_eq!(plan(&meeting, &[copy]).deleted_by_reviewer().count(), 0, "{name}");
    }
}

#[test]
fn what_another_meeting_was_told_has_no_place_here() {
    let meeting = meeting("meeting.bilag");
    let review = read("two-handouts.pdf", &meeting, &program());
    let theirs = review.comments.iter().filter(|comment| comment.annotation.text.starts_with("bemærkning 31."));
    let theirs: Vec<&Comment> = theirs.collect();
    assert_eq!(theirs.len(), 15);
    for comment in theirs {
        assert!(!comment.anchored, "{}", comment.annotation.text);
        let seen = comment.annotation.seen.as_ref().expect("what was seen");
        assert!(seen.page.is_some() && !seen.words.is_empty(), "{seen:?}");
    }
    let others = review.changed_pages.iter().filter_map(|changed| match &changed.why {
        PageChange::OtherMeeting(words) if words.contains("Andet møde") => Some(changed.page),
        _ => None,
    });
    assert_eq!(others.collect::<Vec<_>>(), [1, 2, 3].map(PageNumber));
}

#[test]
fn a_copy_of_another_meeting_is_named_and_of_another_version_is_not() {
    let meeting = meeting("meeting.bilag");
    let source = |name: &str| {
        let copy = Copy { name: name.to_owned(), review: read(name, &meeting, &program()) };
        plan(&meeting, &[copy]).sources.remove(0)
    };
    let (kinship, theirs) = source("other-meeting.pdf").other.expect("another meeting");
    assert_eq!((kinship, theirs.title.as_str()), (Kinship::Other, "Andet møde"));
    assert!(source("notes-on-principles.pdf").other.is_none());
}

#[test]
fn notes_go_along_with_principles_that_got_other_numbers() {
    let mut meeting = meeting("renumbered.bilag");
    let review = read("notes-on-principles.pdf", &meeting, &program());
    let plan = plan(&meeting, &[Copy { name: "r.pdf".to_owned(), review }]);
    let edit = plan.edit(&meeting, &Choices::new()).expect("something new");
    apply(&mut meeting, edit).expect("merged");
    for (text, number) in [("om princip 2", 3), ("om princip 3", 4), ("om princip 5", 6)] {
        let note = meeting.annotations.iter().find(|annotation| annotation.text == text).expect("the note");
        assert_eq!(note.target.principle(), Some(number), "{text}");
    }
}

#[test]
fn pages_that_were_changed_without_a_comment_are_told_of() {
    let meeting = meeting("meeting.bilag");
    let drawn = read("chrome-drawn.pdf", &meeting, &program());
    let told: Vec<(PageNumber, &str)> =
        drawn.changed_pages.iter().map(|changed| (changed.page, changed.why.name())).collect();
    assert_eq!(told, [(PageNumber(2), "drawn")]);
    let flattened = read("flattened.pdf", &meeting, &program());
    assert!(flattened.changed_pages.iter().any(|changed| changed.why == PageChange::Flattened));
    let copy = Copy { name: "f.pdf".to_owned(), review: flattened };
    assert_eq!(plan(&meeting, &[copy]).deleted_by_reviewer().count(), 0, "it was drawn into the pages");
    for name in ["annotated.pdf", "cover-qpdf.pdf", "cover-gs.pdf", "crop-mediabox.pdf", "without-meeting.pdf"] {
        let changed = read(name, &meeting, &program()).changed_pages;
        assert!(changed.is_empty(), "{name}: {changed:?}");
    }
}

#[test]
fn where_nobody_can_read_pages_nothing_is_placed_and_that_is_said() {
    let meeting = meeting("meeting.bilag");
    for reader in [PageReader::Nobody, PageReader::Program(PathBuf::from("/nowhere/bilag"))] {
        let review = read("cover-qpdf.pdf", &meeting, &reader);
        let expected = expected();
        let new = review.comments.iter().filter(|comment| expected.contains_key(&comment.annotation.text));
        assert_eq!(new.filter(|comment| !comment.anchored).count(), 25);
        assert!(review.changed_pages.iter().any(|changed| changed.why == PageChange::NotRead));
    }
}

/// A PDF of one page with this content, and so many copies of that page.
fn pdf(content: &[u8], resources: &str, pages: usize) -> Vec<u8> {
    let kids = "3 0 R ".repeat(pages);
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {pages} /Kids [{kids}] >>"),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> >>"),
    ];
    let mut out = b"%PDF-1.7\n".to_vec();
    for (index, object) in objects.iter().enumerate() {
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).into_bytes());
    }
    out.extend(format!("4 0 obj\n<< /Length {} >>\nstream\n", content.len()).into_bytes());
    out.extend(content);
    out.extend(b"\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n");
    out
}

/// Forms that show forms, each twice: 2^40 times in the end.
fn form_bomb() -> Vec<u8> {
    let mut out = b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
        2 0 obj << /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >> endobj\n\
        3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 9 0 R /Resources << /XObject << /F 10 0 R >> >> >> endobj\n\
        4 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >> endobj\n\
        9 0 obj << /Length 5 >> stream\n/F Do\nendstream endobj\n"
        .to_vec();
    for depth in 10..50 {
        let next = depth + 1;
        out.extend(
            format!(
                "{depth} 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 99 99] /Length 11 \
                 /Resources << /XObject << /F {next} 0 R >> >> >> stream\n/F Do /F Do\nendstream endobj\n"
            )
            .into_bytes(),
        );
    }
    out.extend(b"50 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 13 >> stream\n0 0 9 9 re f \nendstream endobj\n");
    out.extend(b"trailer << /Root 1 0 R >>\n");
    out
}

#[test]
fn a_page_that_would_never_end_costs_its_own_seconds_and_not_the_others() {
    let begun = std::time::Instant::now();
    let read = program().read(&form_bomb(), &[1, 0, 1, 7]);
    assert!(read[0].is_ok() && read[2].is_ok(), "{read:?}");
    assert_eq!(read[1], Err(Unread::Late));
    assert_eq!(read[3], Err(Unread::NoPage));
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
}

#[test]
fn what_is_no_program_of_ours_is_not_believed() {
    let file = pdf(b"BT ET", "", 1);
    for other in ["/bin/cat", "/bin/true", "/usr/bin/yes"] {
        let read = PageReader::Program(PathBuf::from(other)).read(&file, &[0, 0]);
        assert!(read.iter().all(Result::is_err), "{other}: {read:?}");
    }
    assert!(program().read(&file, &[0, 0]).iter().all(Result::is_ok));
    assert!(program().read(b"no PDF", &[0]).iter().all(Result::is_err));
    let flood = pdf(&b"0 0 9 9 re f ".repeat(60_000), "", 1);
    assert_eq!(program().read(&flood, &[0]), [Err(Unread::TooMuch)]);
}
