//! Taking the meeting out of a PDF again.
//!
//! The file may have been through other programs: saved incrementally, written anew, damaged at its end. Only the
//! embedded meeting is looked at; nothing in the file is run or followed.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::bomb::{is_bomb, is_encrypted};
use super::files::MEETING;
use crate::meeting::file::{Package, Unpacked};
use crate::meeting::{FileError, Meeting, file};
use crate::storage::{Attachment, Disk, Flaw, Sha256, Unsound};
use crate::typeset;
use hayro_syntax::object::{Array, Dict, Stream, String as PdfString};
use hayro_syntax::{LoadPdfError, Pdf};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use thiserror::Error;

/// The deepest that a tree of names is followed.
const DEEPEST: usize = 32;

/// Why there is no meeting to be had from a PDF.
#[derive(Debug, Error)]
pub enum OpenError {
    /// It is not a PDF, or too damaged to be read.
    #[error("not a PDF")]
    NotReadable,
    /// It asks for a password.
    #[error("needs a password")]
    Encrypted,
    /// It is encrypted, and could unpack to more than a hand-out can hold: nobody can tell before.
    #[error("protected, and too large to be looked through")]
    Protected,
    /// It unpacks to more than a hand-out can hold.
    #[error("unpacks to too much")]
    TooLarge,
    /// No meeting is embedded in it.
    #[error("no meeting in the PDF")]
    NoMeeting,
    /// What is embedded in it cannot be read.
    #[error("the meeting in the PDF: {0}")]
    Meeting(#[from] FileError),
}

/// The meeting that a PDF carries.
pub fn open(bytes: &[u8]) -> Result<Meeting, OpenError> {
    Ok(unpack(bytes)?.meeting)
}

/// A PDF, as far as it can be read.
pub(super) fn load(bytes: &[u8]) -> Result<Pdf, OpenError> {
    if is_bomb(bytes) {
        return Err(if is_encrypted(bytes) { OpenError::Protected } else { OpenError::TooLarge });
    }
    Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => OpenError::Encrypted,
        LoadPdfError::Invalid => OpenError::NotReadable,
    })
}

/// The meeting that a PDF carries, with what belongs to it and is embedded too; what is not is told.
/// Slides that version 2 counted are named by what they show.
pub fn unpack(bytes: &[u8]) -> Result<Package, OpenError> {
    let mut package = package(&load(bytes)?)?;
    typeset::name_slides(&mut package.meeting);
    Ok(package)
}

/// The meeting that a PDF carries.
pub(super) fn meeting(pdf: &Pdf) -> Result<Meeting, OpenError> {
    Ok(package(pdf)?.meeting)
}

fn package(pdf: &Pdf) -> Result<Package, OpenError> {
    let mut unpacked = Unpacked::plain(embedded(pdf, MEETING)?);
    let named = file::read(&unpacked.body)?.attachments();
    for sha256 in named {
        // One that is another than its name says is damaged.
        match embedded(pdf, &sha256.to_string()).map(Attachment::of) {
            Ok(attachment) if attachment.sha256() == sha256 => unpacked.attachments.add(attachment),
            Ok(_) | Err(OpenError::NotReadable) => unpacked.unsound.push(Unsound { sha256, flaw: Flaw::Damaged }),
            Err(_) => {}
        }
    }
    let mut package = Package::open(&unpacked, &Disk)?;
    // A hand-out names annexes and has not their files: those are nothing that it lacks.
    let files: BTreeSet<Sha256> = package.meeting.annexes.iter().map(|annex| annex.file.sha256).collect();
    let left_out = |unsound: &&mut Unsound| unsound.flaw == Flaw::Missing && files.contains(&unsound.sha256);
    package.unsound.iter_mut().filter(left_out).for_each(|unsound| unsound.flaw = Flaw::LeftOut);
    Ok(package)
}

/// How many pages a PDF has; `None` where it does not say: it is protected or damaged, or would fill the memory.
#[must_use]
pub fn page_count(bytes: Vec<u8>) -> Option<usize> {
    if is_bomb(&bytes) {
        return None;
    }
    // The reader of PDFs is somebody else's, and a file that it stumbles over is still somebody's annex.
    let counted = catch_unwind(AssertUnwindSafe(|| Pdf::new(bytes).ok().map(|pdf| pdf.pages().len())));
    counted.ok().flatten().filter(|count| *count > 0)
}

/// The bytes of an embedded file, by its name.
pub(super) fn embedded(pdf: &Pdf, name: &str) -> Result<Vec<u8>, OpenError> {
    let xref = pdf.xref();
    let catalog: Dict<'_> = xref.get(xref.root_id()).ok_or(OpenError::NotReadable)?;
    let tree = catalog.get::<Dict<'_>>("Names").and_then(|names| names.get::<Dict<'_>>("EmbeddedFiles"));
    let by_name = tree.and_then(|tree| find(&tree, name, DEEPEST));
    let associated = || {
        let files = catalog.get::<Array<'_>>("AF")?;
        files.iter::<Dict<'_>>().find(|specification| is_called(specification, name))
    };
    let specification = by_name.or_else(associated).ok_or(OpenError::NoMeeting)?;
    let stream = content(&specification).ok_or(OpenError::NoMeeting)?;
    let bytes = stream.decoded().map_err(|_| OpenError::NotReadable)?;
    Ok(bytes.into_owned())
}

/// Looks for a file specification in a tree of names (7.9.6).
fn find<'a>(node: &Dict<'a>, name: &str, deepest: usize) -> Option<Dict<'a>> {
    if let Some(names) = node.get::<Array<'a>>("Names") {
        let mut items = names.flex_iter();
        while let Some(_name) = items.next::<PdfString<'a>>() {
            if let Some(specification) = items.next::<Dict<'a>>().filter(|found| is_called(found, name)) {
                return Some(specification);
            }
        }
    }
    let kids = node.get::<Array<'a>>("Kids").filter(|_| deepest > 0)?;
    kids.iter::<Dict<'a>>().find_map(|kid| find(&kid, name, deepest - 1))
}

/// Whether a file specification (7.11.3) is that of the file with this name.
fn is_called(specification: &Dict<'_>, name: &str) -> bool {
    ["UF", "F"].into_iter().any(|key| {
        specification.get::<PdfString<'_>>(key).is_some_and(|found| {
            let found = found.as_bytes();
            // Another program may have written it anew as UTF-16.
            found == name.as_bytes() || found == super::object::utf16(name)
        })
    })
}

fn content<'a>(specification: &Dict<'a>) -> Option<Stream<'a>> {
    let files = specification.get::<Dict<'a>>("EF")?;
    ["UF", "F"].into_iter().find_map(|key| files.get::<Stream<'a>>(key))
}
