//! Out and back: a meeting becomes an accessible PDF that carries the meeting inside it, and is taken out of it again.
//!
//! [`export`] composes, lays out and writes; [`open`] reads. The pages are drawn with `printpdf` and finished with one
//! pass over the objects with `lopdf`, to both PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3). The parts are divided
//! as the standard (ISO 32000-1) is: [`content`] streams, [`fonts`], logical [`structure`], [`navigation`], [`metadata`],
//! [`annotations`], [`image`](mod@image), embedded [`files`] with the source map ([`sources`]), and the [`file`](mod@file) as a whole; [`read`],
//! [`comments`](mod@comments) and [`markup`] go the other way. `CONFORMANCE.md` beside this
//! file goes through the standards clause by clause.

mod annotations;
mod bomb;
mod comments;
mod content;
mod file;
mod files;
mod fonts;
mod image;
mod ink;
mod markup;
mod metadata;
mod navigation;
mod object;
mod read;
mod sources;
mod string;
mod structure;
pub mod xfdf;

pub use comments::comments;
pub use ink::{OnPage, Transform, drawings};
pub use read::{OpenError, open};

use crate::compose::{Origin, compose};
use crate::locale::say;
use crate::meeting::{Meeting, Reference};
use crate::storage::{Disk, WriteError, replace};
use crate::typeset;
use jiff::Timestamp;
use std::path::Path;
use thiserror::Error;

/// A hand-out as a file.
#[derive(Debug)]
pub struct Exported {
    /// The bytes of the PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Text that the fonts cannot show. It is in the file; a lozenge is seen.
    pub missing: Vec<Missing>,
}

/// Text that the fonts cannot show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The text.
    pub characters: String,
    /// Where it stands: a reference code, or what part of the document it is, in the interface's language.
    pub place: String,
}

/// Why a meeting could not become a PDF.
#[derive(Debug, Error)]
pub enum ExportError {
    /// A font could not be made smaller.
    #[error("{}", say("export-font", &[("reason", .0.to_string().into())]))]
    Subset(subsetter::Error),
    /// A library could not read what another had written.
    #[error("{}", say("export-failed", &[("reason", .0.to_string().into())]))]
    Object(#[from] lopdf::Error),
    /// The file could not be put together.
    #[error("{}", say("export-failed", &[("reason", .0.to_string().into())]))]
    Io(#[from] std::io::Error),
}

/// Makes the meeting's hand-out. Whatever is private is left out, of the pages and of the meeting inside. `now` is every
/// time stamp: the same meeting and time give the same bytes.
pub fn export(meeting: &Meeting, now: Timestamp) -> Result<Exported, ExportError> {
    let shared = meeting.shared();
    let document = compose(&shared);
    let layout = typeset::layout(&document);
    let bytes = file::write(&document, &layout, &shared, now)?;
    let missing = layout
        .missing
        .iter()
        .map(|missing| Missing { characters: missing.characters.clone(), place: place(&shared, &missing.origin) });
    Ok(Exported { bytes, pages: layout.pages.len(), missing: missing.collect() })
}

/// Writes a finished hand-out to a file, whole or not at all: it takes the place of what is there only after it was read back and
/// the meeting was found in it.
pub fn write_handout(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    replace(&Disk, path, bytes, &|bytes| open(bytes).is_ok())
}

/// What a part of the document is called, in the interface's language: it stands in messages.
fn place(meeting: &Meeting, origin: &Origin) -> String {
    let code = |principle, paragraph| Reference { principle: Some(principle), paragraph, note: None }.to_string();
    match origin {
        Origin::Principle(number) => code(*number, None),
        Origin::Paragraph(number, index) => code(*number, Some(*index)),
        Origin::Annotation(id) => {
            meeting.annotation(id).map_or_else(|| id.to_string(), |annotation| annotation.reference().to_string())
        }
        Origin::AgendaItem(id) => meeting.agenda_item(id).map_or_else(
            || id.to_string(),
            |item| {
                let number = item.number.as_str().into();
                say("agenda-item-number", &[("number", number)])
            },
        ),
        Origin::Document | Origin::Meeting => say("meeting-facts", &[]),
    }
}
