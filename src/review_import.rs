//! Opening what reviewers send back, known by its content: a PDF, XFDF, W3C Web Annotations or a meeting.
//!
//! Reading the bytes and telling which file was meant is the caller's. XFDF belongs to a PDF that it names; the caller is
//! asked for that one by its bare name, so that no file leads anywhere but to its own neighbours.

use crate::document_kind::{self, OpenedDocument};
use crate::foreign::PageReader;
use crate::meeting::web_annotation::{self, WebAnnotationError};
use crate::meeting::{Meeting, Review};
use crate::pdf::xfdf::{self, Handout, XfdfError};
use crate::pdf::{self, Import};
use jiff::Timestamp;
use thiserror::Error;

/// Why bytes are no reviewer's copy.
#[derive(Debug, Error)]
pub enum ReviewImportError {
    /// They are nothing that Bilag opens, or not whole.
    #[error(transparent)]
    Open(#[from] document_kind::OpenError),
    /// They are a principle set.
    #[error("a principle set")]
    Set,
    /// They are XML, but no annotations that have a place.
    #[error(transparent)]
    Xfdf(#[from] XfdfError),
    /// They are JSON, but no annotations.
    #[error(transparent)]
    WebAnnotation(#[from] WebAnnotationError),
}

/// Opens a reviewer's copy in this process: for bytes that are trusted. `meeting` is the one that it is merged into, where there is
/// one; `beside` gives the bytes of a file in the same folder, by its name; `now` is the time of what has none.
pub fn open(
    bytes: &[u8],
    meeting: Option<&Meeting>,
    beside: impl Fn(&str) -> Option<Vec<u8>>,
    now: Timestamp,
) -> Result<Review, ReviewImportError> {
    open_with(bytes, &Import { now, meeting, reader: &PageReader::Here }, beside)
}

/// Opens a reviewer's copy. `beside` gives the bytes of a file in the same folder, by its name.
pub fn open_with(
    bytes: &[u8],
    import: &Import<'_>,
    beside: impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<Review, ReviewImportError> {
    let Import { now, meeting, .. } = *import;
    let start = text_start(bytes);
    if start == Some(b'<') {
        let name = xfdf::handout_name(bytes)?;
        let handout = Some(&name).filter(|name| !name.is_empty()).and_then(|name| beside(name));
        return Ok(match (&handout, meeting) {
            (Some(pdf), _) => xfdf::read(bytes, Handout::Pdf(pdf), now)?,
            (None, Some(meeting)) => xfdf::read(bytes, Handout::Meeting(meeting), now)?,
            (None, None) => return Err(XfdfError::NoHandout(name).into()),
        });
    }
    if matches!(start, Some(b'{' | b'[')) && is_web_annotation(bytes) {
        return Ok(web_annotation::read(bytes, meeting.unwrap_or(&Meeting::default()), now)?);
    }
    let read_pdf = || pdf::comments_with(bytes, import).map_err(document_kind::OpenError::Pdf);
    if document_kind::is_pdf(bytes) {
        return Ok(read_pdf()?);
    }
    match OpenedDocument::open(bytes, "")? {
        OpenedDocument::Pdf(_) => Ok(read_pdf()?),
        OpenedDocument::Meeting(meeting) => Ok(Review::of_meeting(meeting.meeting)),
        OpenedDocument::Set(_) => Err(ReviewImportError::Set),
    }
}

/// The first byte that is no white space, of text in UTF-8 or UTF-16.
fn text_start(bytes: &[u8]) -> Option<u8> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    text.iter().copied().take(64).find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0 | 0xfe | 0xff))
}

/// Whether JSON is meant as annotations: a list, or something with a context.
fn is_web_annotation(bytes: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    struct Landmarks {
        #[serde(rename = "@context")]
        context: Option<serde::de::IgnoredAny>,
        items: Option<serde::de::IgnoredAny>,
    }
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    text.trim_ascii_start().starts_with(b"[")
        || serde_json::from_slice(text).is_ok_and(|Landmarks { context, items }| context.is_some() || items.is_some())
}
