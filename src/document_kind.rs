//! Opening what a user has, whatever it is: a meeting, a PDF that carries one, or a principle set.
//!
//! A file is known by what is in it and not by its name, so that a renamed attachment still opens. Reading the bytes
//! and telling which file was meant is the caller's.

use crate::locale::say;
use crate::meeting::{self, FileError, Meeting};
use crate::pdf;
use crate::principles::{self, PrincipleSet, SetError};
use crate::storage::json_error;
use serde::Deserialize;
use serde::de::IgnoredAny;
use thiserror::Error;

/// How far into a file a PDF may begin, in bytes (ISO 32000-1, Annex H, implementation note 13).
const PDF_HEADER_WITHIN: usize = 1024;

/// Something that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenedDocument {
    /// A `.bilag` file.
    Meeting(Box<Meeting>),
    /// A PDF, with the meeting that it carries.
    Pdf(Box<Meeting>),
    /// A set file.
    Set(Box<PrincipleSet>),
}

/// Why bytes could not be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// There are none.
    #[error("{}", say("document-empty", &[]))]
    Empty,
    /// They are neither JSON nor a PDF.
    #[error("{}", say("document-unknown", &[]))]
    Unknown,
    /// They are JSON that breaks off or has an error.
    #[error("{}", json_error("document-broken", .0))]
    Json(#[source] serde_json::Error),
    /// They are sound JSON of some other kind.
    #[error("{}", say("document-other-json", &[]))]
    OtherJson,
    /// The meeting is not whole.
    #[error(transparent)]
    Meeting(#[from] FileError),
    /// The set is not whole.
    #[error(transparent)]
    Set(#[from] SetError),
    /// The PDF carries no meeting that can be read.
    #[error(transparent)]
    Pdf(#[from] pdf::OpenError),
}

#[derive(Deserialize)]
struct Landmarks {
    bilag: Option<IgnoredAny>,
    groups: Option<IgnoredAny>,
}

impl OpenedDocument {
    /// Opens the bytes of a file. `stem` is the file's name without its ending: a set that lacks an id or a title is
    /// called by it.
    pub fn open(bytes: &[u8], stem: &str) -> Result<OpenedDocument, OpenError> {
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        if text.trim_ascii().is_empty() {
            return Err(OpenError::Empty);
        }
        if is_pdf(bytes) {
            return Ok(OpenedDocument::Pdf(Box::new(pdf::open(bytes)?)));
        }
        if !text.trim_ascii_start().starts_with(b"{") {
            return Err(OpenError::Unknown);
        }
        match serde_json::from_slice(text).map_err(OpenError::Json)? {
            Landmarks { bilag: Some(_), .. } => Ok(OpenedDocument::Meeting(Box::new(meeting::file::read(bytes)?))),
            Landmarks { groups: Some(_), .. } => {
                let mut set = principles::read(bytes)?;
                name_after(&mut set, stem);
                Ok(OpenedDocument::Set(Box::new(set)))
            }
            Landmarks { .. } => Err(OpenError::OtherJson),
        }
    }
}

/// Whether bytes are meant as a PDF.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..PDF_HEADER_WITHIN).unwrap_or(bytes);
    head.windows(5).any(|window| window == b"%PDF-")
}

fn name_after(set: &mut PrincipleSet, stem: &str) {
    if set.title.is_empty() {
        stem.clone_into(&mut set.title);
    }
    if set.id.is_empty() {
        set.id = id_from(stem);
    }
}

/// A set's id in ASCII letters, digits and hyphens: *Måltal for 2027* becomes `maaltal-for-2027`.
fn id_from(stem: &str) -> String {
    let mut id = String::new();
    for letter in stem.chars().flat_map(char::to_lowercase) {
        match letter {
            'æ' | 'ä' => id.push_str("ae"),
            'ø' | 'ö' => id.push_str("oe"),
            'å' => id.push_str("aa"),
            letter if letter.is_ascii_alphanumeric() => id.push(letter),
            _ if id.ends_with('-') => {}
            _ => id.push('-'),
        }
    }
    match id.trim_matches('-') {
        "" => "set".to_owned(),
        id => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SET: &str = r#"{"groups":[{"principles":[{"number":1,"title":"Ro","summary":"Ro.","body":[]}]}]}"#;

    #[test]
    fn a_document_is_known_by_what_is_in_it() {
        let sample = Meeting::sample();
        let opened = OpenedDocument::open(meeting::file::write(&sample).as_bytes(), "møde.pdf").expect("a meeting");
        assert_eq!(opened, OpenedDocument::Meeting(Box::new(sample)));
        assert!(matches!(OpenedDocument::open(SET.as_bytes(), "a"), Ok(OpenedDocument::Set(_))));
        assert!(matches!(OpenedDocument::open(b"junk\n%PDF-1.7", "a"), Err(OpenError::Pdf(_))));
    }

    #[test]
    fn a_set_without_a_name_is_called_after_its_file() {
        let Ok(OpenedDocument::Set(set)) = OpenedDocument::open(SET.as_bytes(), "Måltal – 2027 🙂") else {
            panic!("a set");
        };
        assert_eq!((set.title.as_str(), set.id.as_str()), ("Måltal – 2027 🙂", "maaltal-2027"));
    }

    proptest! {
        /// Files that were cut short or damaged in a copy are refused, or are whole by luck.
        #[test]
        fn no_damage_makes_opening_panic(kind in 0..3, cut in 0..40_000_usize, at in 0..40_000_usize, byte: u8) {
            let sample = Meeting::sample();
            let mut bytes = match kind {
                0 => meeting::file::write(&sample).into_bytes(),
                1 => serde_json::to_vec_pretty(&PrincipleSet::built_in().first()).unwrap_or_default(),
                _ => [b"%PDF-1.7\n", meeting::file::write(&sample).as_bytes()].concat(),
            };
            if let Some(damaged) = bytes.get_mut(at) {
                *damaged = byte;
            }
            bytes.truncate(cut);
            if let Err(error) = OpenedDocument::open(&bytes, "a") {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }

    #[test]
    fn what_is_no_document_is_named() {
        assert!(matches!(OpenedDocument::open(b" \n", "a"), Err(OpenError::Empty)));
        assert!(matches!(OpenedDocument::open(b"PK\x03\x04", "a"), Err(OpenError::Unknown)));
        assert!(matches!(OpenedDocument::open(b"{\"bilag\": 1,", "a"), Err(OpenError::Json(_))));
        assert!(matches!(OpenedDocument::open(b"{}", "a"), Err(OpenError::OtherJson)));
        assert!(matches!(
            OpenedDocument::open(b"{\"bilag\":9}", "a"),
            Err(OpenError::Meeting(FileError::Newer { found: 9 }))
        ));
    }
}
