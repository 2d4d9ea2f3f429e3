//! Taking the meeting out of a PDF again.
//!
//! The file may have been through other programs: saved incrementally, written anew, damaged at its end. Only the
//! embedded meeting is looked at; nothing in the file is run or followed.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::files::MEETING;
use crate::locale::say;
use crate::meeting::{FileError, Meeting, file};
use hayro_syntax::object::{Array, Dict, Stream, String as PdfString};
use hayro_syntax::{LoadPdfError, Pdf};
use thiserror::Error;

/// The deepest that a tree of names is followed.
const DEEPEST: usize = 32;

/// Why there is no meeting to be had from a PDF.
#[derive(Debug, Error)]
pub enum OpenError {
    /// It is not a PDF, or too damaged to be read.
    #[error("{}", say("pdf-not-readable", &[]))]
    NotReadable,
    /// It asks for a password.
    #[error("{}", say("pdf-encrypted", &[]))]
    Encrypted,
    /// No meeting is embedded in it.
    #[error("{}", say("pdf-no-meeting", &[]))]
    NoMeeting,
    /// What is embedded in it cannot be read.
    #[error("{}", say("pdf-meeting", &[("reason", .0.to_string().into())]))]
    Meeting(#[from] FileError),
}

/// The meeting that a PDF carries.
pub fn open(bytes: &[u8]) -> Result<Meeting, OpenError> {
    meeting(&load(bytes)?)
}

/// A PDF, as far as it can be read.
pub(super) fn load(bytes: &[u8]) -> Result<Pdf, OpenError> {
    Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => OpenError::Encrypted,
        LoadPdfError::Invalid => OpenError::NotReadable,
    })
}

/// The meeting that a PDF carries.
pub(super) fn meeting(pdf: &Pdf) -> Result<Meeting, OpenError> {
    let xref = pdf.xref();
    let catalog: Dict<'_> = xref.get(xref.root_id()).ok_or(OpenError::NotReadable)?;
    let tree = catalog.get::<Dict<'_>>("Names").and_then(|names| names.get::<Dict<'_>>("EmbeddedFiles"));
    let by_name = tree.and_then(|tree| find(&tree, DEEPEST));
    let associated = || {
        let files = catalog.get::<Array<'_>>("AF")?;
        files.iter::<Dict<'_>>().find(is_meeting)
    };
    let specification = by_name.or_else(associated).ok_or(OpenError::NoMeeting)?;
    let stream = content(&specification).ok_or(OpenError::NoMeeting)?;
    let json = stream.decoded().map_err(|_| OpenError::NotReadable)?;
    Ok(file::read(&json)?)
}

/// Looks for the meeting's file specification in a tree of names (7.9.6).
fn find<'a>(node: &Dict<'a>, deepest: usize) -> Option<Dict<'a>> {
    if let Some(names) = node.get::<Array<'a>>("Names") {
        let mut items = names.flex_iter();
        while let Some(_name) = items.next::<PdfString<'a>>() {
            if let Some(specification) = items.next::<Dict<'a>>().filter(is_meeting) {
                return Some(specification);
            }
        }
    }
    let kids = node.get::<Array<'a>>("Kids").filter(|_| deepest > 0)?;
    kids.iter::<Dict<'a>>().find_map(|kid| find(&kid, deepest - 1))
}

/// Whether a file specification (7.11.3) is that of a meeting.
fn is_meeting(specification: &Dict<'_>) -> bool {
    ["UF", "F"].into_iter().any(|key| {
        specification.get::<PdfString<'_>>(key).is_some_and(|name| {
            let name = name.as_bytes();
            // Another program may have written it anew as UTF-16.
            name == MEETING.as_bytes() || name == super::object::utf16(MEETING)
        })
    })
}

fn content<'a>(specification: &Dict<'a>) -> Option<Stream<'a>> {
    let files = specification.get::<Dict<'a>>("EF")?;
    ["UF", "F"].into_iter().find_map(|key| files.get::<Stream<'a>>(key))
}
