//! A placeholder for the module that writes and opens hand-outs: just enough of its interface for the command line to
//! be built and tested. It writes the meeting alone, under the first line of a PDF.

use crate::meeting::{FileError, Meeting, file};
use jiff::Timestamp;
use thiserror::Error;

/// What came out.
#[derive(Debug)]
pub struct Exported {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Text the fonts cannot show.
    pub missing: Vec<Missing>,
}

/// Characters that the fonts cannot show.
#[derive(Debug)]
pub struct Missing {
    /// The characters.
    pub characters: String,
    /// The reference code of where they stand.
    pub place: String,
}

/// Why a meeting could not be laid out.
#[derive(Debug, Error)]
pub enum ExportError {
    /// There is nothing in it.
    #[error("there is nothing to hand out; select a principle first")]
    Empty,
}

/// Why a PDF gives no meeting.
#[derive(Debug, Error)]
pub enum OpenError {
    /// It carries none.
    #[error("{}", crate::locale::say("document-unknown", &[]))]
    NoMeeting,
    /// The meeting in it is not whole.
    #[error(transparent)]
    Meeting(#[from] FileError),
}

const HEADER: &[u8] = b"%PDF-1.7\n%bilag\n";

/// Lays the meeting out and writes it as PDF; private annotations are left out. `now` is every time stamp.
pub fn export(meeting: &Meeting, _now: Timestamp) -> Result<Exported, ExportError> {
    if meeting.selection.is_empty() {
        return Err(ExportError::Empty);
    }
    let bytes = [HEADER, file::write(&meeting.shared()).as_bytes()].concat();
    let unusual = |c: &char| u32::from(*c) > 0xffff;
    let missing = meeting.shared().annotations.into_iter().filter_map(|annotation| {
        let characters: String = annotation.text.chars().filter(unusual).collect();
        (!characters.is_empty()).then(|| Missing { characters, place: annotation.reference().to_string() })
    });
    Ok(Exported { bytes, pages: 1, missing: missing.collect() })
}

/// The meeting that a PDF carries.
pub fn open(bytes: &[u8]) -> Result<Meeting, OpenError> {
    let meeting = bytes.strip_prefix(HEADER).ok_or(OpenError::NoMeeting)?;
    Ok(file::read(meeting)?)
}
