//! What is tried with arbitrary bytes: each reader of bytes from outside, and that what it accepts keeps its promises.
//!
//! `tests/corpus.rs` runs the same functions over the corpus with each `cargo test`.

use bilag::meeting::{Meeting, file, journal};
use bilag::{opened, pdf, principles};

/// One target: its name, which is also its corpus's, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 5] = [
    ("meeting", meeting_file),
    ("set", principle_set),
    ("document", document),
    ("comments", comments),
    ("journal", journal_file),
];

/// A meeting file. What is read can be written and is then read the same; a newer one is read without a panic.
pub fn meeting_file(bytes: &[u8]) {
    if let Ok(read) = file::read(bytes) {
        let again = file::read(file::write(&read).as_bytes()).expect("what was read can be saved");
        assert_eq!(again, read);
        assert!(file::read(&file::write_compact(&read.shared())).is_ok());
        let edits = bilag::meeting::difference(&read, &Meeting::default());
        let mut emptied = read;
        for edit in edits {
            bilag::meeting::edit::apply(&mut emptied, edit).expect("each edit fits");
        }
        assert_eq!(emptied, Meeting::default());
    }
    if let Ok(newer) = file::read_newer(bytes) {
        assert!(file::read(file::write(&newer.meeting).as_bytes()).is_ok());
    }
}

/// A principle set.
pub fn principle_set(bytes: &[u8]) {
    if let Ok(set) = principles::read(bytes) {
        assert!(set.principles().count() > 0);
    }
}

/// Whatever a user opens.
pub fn document(bytes: &[u8]) {
    if let Err(error) = opened::Opened::open(bytes, "fuzz") {
        assert!(!error.to_string().is_empty());
    }
}

/// What reviewers wrote into a PDF.
pub fn comments(bytes: &[u8]) {
    if let Err(error) = pdf::comments(bytes, jiff::Timestamp::UNIX_EPOCH) {
        assert!(!error.to_string().is_empty());
    }
}

/// A journal. What is read of it is a meeting that can be saved.
pub fn journal_file(bytes: &[u8]) {
    if let Ok(read) = journal::read(bytes) {
        let saved = file::read(file::write(&read.meeting).as_bytes()).expect("what was recovered can be saved");
        assert_eq!(saved.annotations.len(), read.meeting.annotations.len());
    }
}
