//! The journal: the meeting as it was, and every edit since, each safe before the next.
//!
//! A journal is a list of *records*: the length of what follows and its CRC-32, as eight hexadecimal digits each, then
//! JSON, then a line break, so that a person can read it with any program if all else fails. The first record says what
//! the journal is of, the second is the meeting as a `.bilag` file, each later one is an edit with its time. A record
//! that was not written whole, in a power cut say, is known by its length or its checksum; only it is lost. What was
//! drawn is written once and then named (`strokes`). Writing records to a disk, and flushing them, is the session's.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

mod strokes;
mod version_2;

use super::edit::apply;
use super::{Edit, FileError, Meeting, file};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use strokes::{Held, Lists, Names};
use thiserror::Error;

/// The version of the format that is written. In version 2 there are edits that version 1 does not know, in version 3 they
/// are smaller, in version 4 what was drawn is named.
pub const VERSION: u32 = 4;

/// What a journal is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The version of the format that it was read in; [`VERSION`] is written.
    pub journal: u32,
    /// The file that the meeting is kept in; none for one that was never saved.
    #[serde(default, with = "name")]
    pub file: Option<PathBuf>,
    /// The SHA-256 hash of that file as the meeting was read from it.
    #[serde(default)]
    pub hash: Option<String>,
    /// When the meeting was as the second record has it.
    pub began: Timestamp,
}

/// An edit with its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When it was made.
    pub at: Timestamp,
    /// What was done.
    pub edit: Edit,
}

/// An entry as its record has it: the edit without strokes, and these apart.
#[derive(Serialize, Deserialize)]
struct Written {
    at: Timestamp,
    edit: Edit,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    strokes: Option<Lists>,
}

/// An edit of an earlier version, with its time.
#[derive(Deserialize)]
struct Old {
    at: Timestamp,
    edit: serde_json::Value,
}

/// A journal that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    /// What it is of.
    pub header: Header,
    /// The meeting before the first edit.
    pub base: Meeting,
    /// The edits that were read, which all apply one after another.
    pub entries: Vec<Entry>,
    /// The meeting after the last of them.
    pub meeting: Meeting,
    /// Whether something at its end could not be read.
    pub torn: bool,
}

/// Why bytes are not a journal.
#[derive(Debug, Error)]
pub enum JournalError {
    /// They do not begin as one.
    #[error("not a journal")]
    Unreadable,
    /// A newer Bilag wrote them.
    #[error("a journal of a newer version")]
    Newer,
    /// The meeting in it is not whole.
    #[error(transparent)]
    Meeting(#[from] FileError),
}

/// What writes one journal: it knows what the journal holds already.
#[derive(Debug)]
pub struct Writer {
    names: Names,
    length: usize,
}

impl Writer {
    /// The beginning of a journal: what it is of, and the meeting. The rest comes from the writer, in this order.
    #[must_use]
    pub fn begin(header: &Header, base: &Meeting) -> (Writer, Vec<u8>) {
        let header = Header { journal: VERSION, ..header.clone() };
        // Strings, numbers and lists: nothing here can fail to become JSON.
        let mut bytes = frame(&serde_json::to_vec(&header).unwrap_or_default());
        bytes.extend(frame(&file::write_compact(base)));
        (Writer { names: Names::of(base), length: bytes.len() }, bytes)
    }

    /// The record of an edit, to be written after all those that were made before.
    #[must_use]
    pub fn record(&mut self, entry: &Entry) -> Vec<u8> {
        let mut edit = entry.edit.clone();
        let strokes = Some(self.names.take_out(&mut edit)).filter(|lists| !lists.is_empty());
        let record = frame(&serde_json::to_vec(&Written { at: entry.at, edit, strokes }).unwrap_or_default());
        self.length = self.length.saturating_add(record.len());
        record
    }

    /// About how much it takes to read the journal, in bytes: its length, and what its names stand for.
    #[must_use]
    pub const fn weight(&self) -> usize {
        self.length.saturating_add(self.names.stand_for())
    }
}

/// Reads a journal as far as it goes.
pub fn read(bytes: &[u8]) -> Result<Journal, JournalError> {
    let mut rest = bytes;
    let header = next(&mut rest).ok_or(JournalError::Unreadable)?;
    let header: Header = serde_json::from_slice(header).map_err(|_| JournalError::Unreadable)?;
    if header.journal > VERSION {
        return Err(JournalError::Newer);
    }
    let base = file::read(next(&mut rest).ok_or(JournalError::Unreadable)?)?;
    let (mut meeting, mut entries) = (base.clone(), Vec::new());
    let mut held = Held::of(&base);
    while let Some(entry) = next_entry(&mut rest, &mut meeting, &mut held, header.journal) {
        entries.push(entry);
    }
    Ok(Journal { header, base, entries, meeting, torn: !rest.is_empty() })
}

/// The length of a record's beginning: two numbers of eight digits, each with a space after it.
const HEAD: usize = 18;

fn frame(payload: &[u8]) -> Vec<u8> {
    let mut bytes = format!("{:08x} {:08x} ", payload.len(), crc32fast::hash(payload)).into_bytes();
    bytes.extend_from_slice(payload);
    bytes.push(b'\n');
    bytes
}

/// The next edit, applied; `None`, and `rest` where it was, if it was not written whole or does not fit.
fn next_entry(rest: &mut &[u8], meeting: &mut Meeting, held: &mut Held, version: u32) -> Option<Entry> {
    let mut after = *rest;
    let record = next(&mut after)?;
    let entry = if version < 3 {
        let Old { at, edit } = serde_json::from_slice(record).ok()?;
        Entry { at, edit: version_2::bring_up(edit, meeting)? }
    } else {
        let Written { at, mut edit, strokes } = serde_json::from_slice(record).ok()?;
        held.put_back(&mut edit, strokes)?;
        Entry { at, edit }
    };
    apply(meeting, entry.edit.clone()).ok()?;
    *rest = after;
    Some(entry)
}

/// The next record's content; `None` if it was not written whole.
fn next<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (head, after) = rest.split_at_checked(HEAD)?;
    let head = std::str::from_utf8(head).ok()?;
    let (length, checksum) = head.strip_suffix(' ')?.split_once(' ')?;
    let length = usize::try_from(hexadecimal(length)?).ok()?;
    let (payload, after) = after.split_at_checked(length)?;
    let after = after.strip_prefix(b"\n")?;
    if crc32fast::hash(payload) != hexadecimal(checksum)? {
        return None;
    }
    *rest = after;
    Some(payload)
}

fn hexadecimal(digits: &str) -> Option<u32> {
    let plain = digits.len() == 8 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    if plain { u32::from_str_radix(digits, 16).ok() } else { None }
}

/// A file's name as text, or as bytes where it is none.
mod name {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::path::{Path, PathBuf};

    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum Name {
        Text(String),
        Bytes(Vec<u8>),
    }

    #[allow(clippy::ref_option, reason = "serde asks for it so")]
    pub fn serialize<S: Serializer>(path: &Option<PathBuf>, serializer: S) -> Result<S::Ok, S::Error> {
        path.as_deref().map(name).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PathBuf>, D::Error> {
        Ok(Option::<Name>::deserialize(deserializer)?.map(|name| match name {
            Name::Text(text) => PathBuf::from(text),
            Name::Bytes(bytes) => path(bytes),
        }))
    }

    fn name(path: &Path) -> Name {
        match path.to_str() {
            Some(text) => Name::Text(text.to_owned()),
            None => Name::Bytes(path.as_os_str().as_encoded_bytes().to_vec()),
        }
    }

    #[cfg(unix)]
    fn path(bytes: Vec<u8>) -> PathBuf {
        <std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes).into()
    }

    #[cfg(not(unix))]
    fn path(bytes: Vec<u8>) -> PathBuf {
        String::from_utf8_lossy(&bytes).into_owned().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn header() -> Header {
        Header { journal: VERSION, file: Some("/a/møde 🙂.bilag".into()), hash: None, began: Timestamp::UNIX_EPOCH }
    }

    /// A journal of three edits, and how long it was after each.
    fn sample() -> (Vec<u8>, Vec<usize>) {
        let (mut writer, mut bytes) = Writer::begin(&header(), &Meeting::default());
        let mut lengths = vec![bytes.len()];
        for title in ["B", "Bu", "Bud\nget"] {
            let entry = Entry { at: Timestamp::UNIX_EPOCH, edit: Edit::Title(title.to_owned()) };
            bytes.extend(writer.record(&entry));
            lengths.push(bytes.len());
        }
        (bytes, lengths)
    }

    #[test]
    fn a_journal_is_read_as_it_was_written() {
        let (bytes, _) = sample();
        let journal = read(&bytes).expect("a journal");
        assert_eq!(journal.header, header());
        assert_eq!(journal.base, Meeting::default());
        assert_eq!((journal.entries.len(), journal.torn), (3, false));
        assert_eq!(journal.meeting.title, "Bud\nget");
    }

    #[test]
    fn wherever_it_is_cut_only_the_last_record_is_lost() {
        let (bytes, lengths) = sample();
        for cut in 0..=bytes.len() {
            let whole = lengths.iter().filter(|length| **length <= cut).count();
            match read(&bytes[..cut]) {
                Err(error) => assert!(whole == 0 && matches!(error, JournalError::Unreadable), "{cut}: {error}"),
                Ok(journal) => {
                    assert_eq!(journal.entries.len() + 1, whole, "{cut}");
                    assert_eq!(journal.torn, !lengths.contains(&cut), "{cut}");
                }
            }
        }
    }

    #[test]
    fn what_a_power_cut_leaves_after_the_last_record_is_passed_over() {
        let (mut bytes, _) = sample();
        bytes.extend([0; 4096]);
        let journal = read(&bytes).expect("a journal");
        assert_eq!((journal.entries.len(), journal.torn), (3, true));
    }

    #[cfg(unix)]
    #[test]
    fn files_with_names_of_any_bytes_are_found_again() {
        let file = <std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(b"/a/m\xff.bilag".to_vec());
        let header = Header { file: Some(file.into()), ..header() };
        let read = read(&Writer::begin(&header, &Meeting::default()).1).expect("a journal");
        assert_eq!(read.header, header);
    }

    proptest! {
        /// A changed byte is never read as something else than what was written.
        #[test]
        fn damage_is_noticed(at in 0..60_000_usize, byte: u8) {
            let (mut bytes, _) = sample();
            let whole = read(&bytes).expect("a journal");
            let at = at % bytes.len();
            bytes[at] = byte;
            if let Ok(journal) = read(&bytes) {
                prop_assert_eq!(&journal.entries[..], &whole.entries[..journal.entries.len()]);
                prop_assert_eq!(journal.base, whole.base);
            }
        }
    }
}
