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
mod recognition;
mod said;
mod sent;
mod sources;
mod space;
mod string;
mod structure;
pub mod xfdf;

pub use comments::{Import, comments, comments_with};
pub use ink::{OnPage, Transform, drawings};
pub use read::{OpenError, open, unpack};

use crate::compose::{Origin, compose_in, labels};
use crate::locale::Locale;
use crate::meeting::{Meeting, Shared};
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
    /// Where it stands.
    pub place: MissingIn,
}

/// Where text stands that the fonts cannot show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MissingIn {
    /// In a principle, in a paragraph or in an annotation, by its code; by its id where the meeting does not have it.
    Part(String),
    /// In the agenda item with this number.
    AgendaItem(String),
    /// In the meeting's facts, or in what every page has.
    Facts,
}

/// Why a meeting could not become a PDF.
#[derive(Debug, Error)]
pub enum ExportError {
    /// A font could not be made smaller.
    #[error("a font cannot be made smaller: {0}")]
    Subset(subsetter::Error),
    /// A library could not read what another had written.
    #[error("the PDF cannot be put together: {0}")]
    Object(#[from] lopdf::Error),
    /// The file could not be put together.
    #[error("the PDF cannot be put together: {0}")]
    Io(#[from] std::io::Error),
    /// Whoever made it stopped before it was done.
    #[error("stopped")]
    Stopped,
}

/// Makes the meeting's hand-out, with the meeting inside. `now` is every time stamp: the same meeting and time give the same
/// bytes.
pub fn export(shared: &Shared, now: Timestamp) -> Result<Exported, ExportError> {
    export_in(shared, labels(shared.meeting()).locale(), now)
}

/// Makes it in these words, whatever language it has: so can be shown what depends on them.
#[doc(hidden)]
pub fn export_in(shared: &Shared, locale: &'static Locale, now: Timestamp) -> Result<Exported, ExportError> {
    let document = compose_in(shared, locale);
    let layout = typeset::layout(&document);
    let bytes = file::write(&document, &layout, shared, now)?;
    let meeting = shared.meeting();
    let missing = layout
        .missing
        .iter()
        .map(|missing| Missing { characters: missing.characters.clone(), place: place(meeting, &missing.origin) });
    Ok(Exported { bytes, pages: layout.pages.len(), missing: missing.collect() })
}

/// Writes a finished hand-out to a file, whole or not at all: it takes the place of what is there only after it was read back and
/// the meeting was found in it.
pub fn write_handout(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    replace(&Disk, path, bytes, &|bytes| open(bytes).is_ok())
}

/// Which part of the meeting a part of the document is.
fn place(meeting: &Meeting, origin: &Origin) -> MissingIn {
    match origin {
        Origin::Principle(number) => MissingIn::Part(meeting.code_of_principle(*number)),
        Origin::Paragraph(number, index) => MissingIn::Part(meeting.code_of_paragraph(*number, *index)),
        Origin::Annotation(id) => MissingIn::Part(
            meeting.annotation(id).map_or_else(|| id.to_string(), |annotation| meeting.code(annotation)),
        ),
        Origin::AgendaItem(id) => meeting
            .agenda_item(id)
            .map_or_else(|| MissingIn::Part(id.to_string()), |item| MissingIn::AgendaItem(item.number.clone())),
        Origin::Document | Origin::Meeting => MissingIn::Facts,
    }
}
