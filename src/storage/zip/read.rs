//! Reading an archive's index, and an entry's bytes.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::{
    CENTRAL, CENTRAL_LENGTH, END, END_64, END_64_LENGTH, END_LENGTH, EXTRA_64, LOCAL, LOCAL_LENGTH, LOCATOR_64,
    LOCATOR_64_LENGTH,
};
use flate2::read::DeflateDecoder;
use std::collections::BTreeSet;
use std::io::{self, Read, Seek, SeekFrom};
use thiserror::Error;

/// The most entries that an archive may have.
const MOST_ENTRIES: u64 = 10_000;
/// The longest that the index of so many may be, in bytes.
const LONGEST_INDEX: u64 = 16 << 20;
/// The longest that a remark at an archive's end may be, in bytes (4.3.16).
const LONGEST_REMARK: usize = 0xffff;
/// How much is unpacked at a time, in bytes.
const AT_ONCE: usize = 256 << 10;

/// Why bytes are no archive that can be read.
#[derive(Debug, Error)]
pub enum ZipError {
    /// The system says no.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It has no index that makes sense, and its entries cannot be found without.
    #[error("no sound index")]
    Index,
    /// It has more entries than are read.
    #[error("more than {MOST_ENTRIES} entries")]
    TooMany,
    /// Two entries have one name.
    #[error("two entries are called {0}")]
    NameTwice(String),
    /// Entries lie upon each other.
    #[error("entries lie upon each other")]
    Overlap,
}

/// How an entry's bytes are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// As they are.
    Stored,
    /// Packed by *deflate* (RFC 1951).
    Deflated,
    /// In a way that is not read, or encrypted.
    Other,
}

/// An entry of an archive, as its index has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name. Nothing is written under it.
    pub name: String,
    /// How its bytes are kept.
    pub method: Method,
    /// The CRC-32 of its bytes.
    pub crc: u32,
    /// How many bytes are kept.
    pub packed: u64,
    /// How many there are when they are unpacked.
    pub length: u64,
    /// Where its own header begins.
    header: u64,
}

/// Whether a file that begins so is meant as an archive.
#[must_use]
pub fn is_zip(beginning: &[u8]) -> bool {
    beginning.starts_with(&LOCAL) || beginning.starts_with(&END)
}

/// The entries of an archive in the order of its index; of one that was cut off, those whose headers are there.
pub fn index<R: Read + Seek + ?Sized>(file: &mut R) -> Result<Vec<Entry>, ZipError> {
    let length = file.seek(SeekFrom::End(0))?;
    let (entries, end) = match find_end(file, length)? {
        Some(end) => (central(file, &end, length)?, end.at),
        None => (walk(file, length)?, length),
    };
    let mut names = BTreeSet::new();
    if let Some(twice) = entries.iter().find(|entry| !names.insert(entry.name.as_str())) {
        return Err(ZipError::NameTwice(twice.name.clone()));
    }
    let mut places: Vec<(u64, u64)> = entries.iter().map(|entry| (entry.header, entry.packed)).collect();
    places.sort_unstable();
    let header = LOCAL_LENGTH as u64;
    let after = |(at, packed): (u64, u64)| at.saturating_add(header).saturating_add(packed);
    let apart = places.windows(2).all(|pair| matches!(pair, [one, other] if after(*one) <= other.0));
    // The last may be cut off where there is no index.
    let within = places.last().is_none_or(|last| end == length || after(*last) <= end);
    if apart && within { Ok(entries) } else { Err(ZipError::Overlap) }
}

impl Entry {
    /// Where its bytes begin: behind its own header, which must be of the same name and lie within the file.
    pub fn start<R: Read + Seek + ?Sized>(&self, file: &mut R) -> io::Result<u64> {
        let mut head = [0; LOCAL_LENGTH];
        file.seek(SeekFrom::Start(self.header))?;
        file.read_exact(&mut head)?;
        let mut name = vec![0; usize::from(u16_at(&head, 26))];
        file.read_exact(&mut name)?;
        if !head.starts_with(&LOCAL) || name != self.name.as_bytes() {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let start = self.header + LOCAL_LENGTH as u64 + name.len() as u64 + u64::from(u16_at(&head, 28));
        let length = file.seek(SeekFrom::End(0))?;
        match start.checked_add(self.packed) {
            Some(end) if end <= length => Ok(start),
            _ => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }

    /// Its bytes, whole. There are as many as it says, and their checksum is right.
    pub fn read<R: Read + Seek + ?Sized>(&self, file: &mut R) -> io::Result<Vec<u8>> {
        let start = self.start(file)?;
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = Vec::new();
        unpack(file, self.method, self.packed, self.length)?.read_to_end(&mut bytes)?;
        let whole = bytes.len() as u64 == self.length && crc32fast::hash(&bytes) == self.crc;
        if whole { Ok(bytes) } else { Err(io::ErrorKind::InvalidData.into()) }
    }
}

/// Unpacks what a file holds from where it stands: `packed` bytes of it, which give no more than `length`.
pub fn unpack<'a, R: Read + 'a>(file: R, method: Method, packed: u64, length: u64) -> io::Result<Box<dyn Read + 'a>> {
    match method {
        Method::Stored if packed == length => Ok(Box::new(file.take(packed))),
        Method::Deflated => {
            let packed = io::BufReader::with_capacity(AT_ONCE, file.take(packed));
            Ok(Box::new(DeflateDecoder::new(packed).take(length)))
        }
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

/// Where the index is.
struct End {
    entries: u64,
    /// Where it begins, and how long it is, in bytes.
    at: u64,
    length: u64,
}

/// The end of the archive, which says where the index is; `None` where it is cut off.
fn find_end<R: Read + Seek + ?Sized>(file: &mut R, length: u64) -> Result<Option<End>, ZipError> {
    let longest = (END_LENGTH + LONGEST_REMARK + LOCATOR_64_LENGTH) as u64;
    let from = length.saturating_sub(longest);
    let tail = bytes_at(file, from, length - from)?;
    let at = (0..tail.len().saturating_sub(END_LENGTH - 1)).rev().find(|at| {
        let rest = tail.get(*at..).unwrap_or_default();
        rest.starts_with(&END) && usize::from(u16_at(rest, 20)) == rest.len() - END_LENGTH
    });
    let Some(at) = at else { return Ok(None) };
    let end = tail.get(at..).unwrap_or_default();
    let locator = at.checked_sub(LOCATOR_64_LENGTH).and_then(|at| tail.get(at..)).unwrap_or_default();
    if locator.starts_with(&LOCATOR_64) {
        let wide = bytes_at(file, u64_at(locator, 8), END_64_LENGTH as u64).map_err(|_| ZipError::Index)?;
        if !wide.starts_with(&END_64) || u32_at(&wide, 16) != 0 || u32_at(&wide, 20) != 0 {
            return Err(ZipError::Index);
        }
        return Ok(Some(End { entries: u64_at(&wide, 32), length: u64_at(&wide, 40), at: u64_at(&wide, 48) }));
    }
    if u16_at(end, 4) != 0 || u16_at(end, 6) != 0 {
        return Err(ZipError::Index);
    }
    let (entries, length) = (u64::from(u16_at(end, 10)), u64::from(u32_at(end, 12)));
    Ok(Some(End { entries, length, at: u64::from(u32_at(end, 16)) }))
}

/// The entries of the index.
fn central<R: Read + Seek + ?Sized>(file: &mut R, end: &End, length: u64) -> Result<Vec<Entry>, ZipError> {
    if end.entries > MOST_ENTRIES || end.length > LONGEST_INDEX {
        return Err(ZipError::TooMany);
    }
    if end.at.checked_add(end.length).is_none_or(|after| after > length) {
        return Err(ZipError::Index);
    }
    let bytes = bytes_at(file, end.at, end.length)?;
    let mut rest = bytes.as_slice();
    let mut entries = Vec::new();
    while rest.starts_with(&CENTRAL) {
        let (entry, after) = central_entry(rest).ok_or(ZipError::Index)?;
        entries.push(entry);
        rest = after;
    }
    if rest.is_empty() && entries.len() as u64 == end.entries { Ok(entries) } else { Err(ZipError::Index) }
}

fn central_entry(bytes: &[u8]) -> Option<(Entry, &[u8])> {
    let (head, rest) = bytes.split_at_checked(CENTRAL_LENGTH)?;
    let (name, rest) = rest.split_at_checked(usize::from(u16_at(head, 28)))?;
    let (extra, rest) = rest.split_at_checked(usize::from(u16_at(head, 30)))?;
    let (_remark, rest) = rest.split_at_checked(usize::from(u16_at(head, 32)))?;
    let [length, packed, header] = widened(extra, [u32_at(head, 24), u32_at(head, 20), u32_at(head, 42)])?;
    let method = method(u16_at(head, 8), u16_at(head, 10));
    // A name that is no text is nobody's that is looked for.
    let name = String::from_utf8_lossy(name).into_owned();
    Some((Entry { name, method, crc: u32_at(head, 16), packed, length, header }, rest))
}

/// The entries whose headers stand one after another from the file's beginning. A header that does not say how long its
/// entry is ends them.
fn walk<R: Read + Seek + ?Sized>(file: &mut R, length: u64) -> Result<Vec<Entry>, ZipError> {
    let mut entries = Vec::new();
    let mut at = 0;
    while length - at >= LOCAL_LENGTH as u64 {
        let head = bytes_at(file, at, LOCAL_LENGTH as u64)?;
        let long = u64::from(u16_at(&head, 26)) + u64::from(u16_at(&head, 28));
        let says_no_length = u16_at(&head, 6) & 8 != 0;
        if !head.starts_with(&LOCAL) || says_no_length || length - at - (LOCAL_LENGTH as u64) < long {
            break;
        }
        if entries.len() as u64 >= MOST_ENTRIES {
            return Err(ZipError::TooMany);
        }
        let names = bytes_at(file, at + LOCAL_LENGTH as u64, long)?;
        let (name, extra) = names.split_at_checked(usize::from(u16_at(&head, 26))).ok_or(ZipError::Index)?;
        let [whole, packed, _] = widened(extra, [u32_at(&head, 22), u32_at(&head, 18), 0]).ok_or(ZipError::Index)?;
        let name = String::from_utf8_lossy(name).into_owned();
        let method = method(u16_at(&head, 6), u16_at(&head, 8));
        entries.push(Entry { name, method, crc: u32_at(&head, 14), packed, length: whole, header: at });
        match (at + LOCAL_LENGTH as u64 + long).checked_add(packed) {
            Some(next) if next < length => at = next,
            _ => break,
        }
    }
    if entries.is_empty() { Err(ZipError::Index) } else { Ok(entries) }
}

/// Lengths and places, of which the extra field has those that are too large for 32 bits, in this order (4.5.3).
fn widened(extra: &[u8], narrow: [u32; 3]) -> Option<[u64; 3]> {
    let mut wide = field(extra, EXTRA_64).unwrap_or_default();
    let mut values = narrow.map(u64::from);
    for value in values.iter_mut().filter(|value| **value == u64::from(u32::MAX)) {
        let (first, rest) = wide.split_first_chunk::<8>()?;
        (*value, wide) = (u64::from_le_bytes(*first), rest);
    }
    Some(values)
}

/// What an extra field with this number holds (4.5.1).
fn field(mut extra: &[u8], number: u16) -> Option<&[u8]> {
    loop {
        let (head, rest) = extra.split_at_checked(4)?;
        let (content, after) = rest.split_at_checked(usize::from(u16_at(head, 2)))?;
        if u16_at(head, 0) == number {
            return Some(content);
        }
        extra = after;
    }
}

fn method(flags: u16, method: u16) -> Method {
    match method {
        // The first flag is for what is encrypted (4.4.4).
        _ if flags & 1 != 0 => Method::Other,
        0 => Method::Stored,
        8 => Method::Deflated,
        _ => Method::Other,
    }
}

fn bytes_at<R: Read + Seek + ?Sized>(file: &mut R, at: u64, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(at))?;
    file.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).copied().unwrap_or([0; N])
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(number(bytes, at))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(number(bytes, at))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(number(bytes, at))
}

#[cfg(test)]
mod tests {
    use super::super::Writer;
    use super::*;
    use std::io::Cursor;

    fn archive(entries: &[(&str, &[u8])], widest: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut writer = Writer::with_widest(&mut bytes, widest);
        for (name, content) in entries {
            writer.add_bytes(name, content).expect("written");
        }
        writer.finish().expect("written");
        bytes
    }

    const ENTRIES: [(&str, &[u8]); 3] = [("mimetype", b"a/b"), ("one.json", b"{}"), ("x/0", &[7; 5000])];

    #[test]
    fn what_is_written_is_read_also_with_wide_numbers() {
        for widest in [0, u64::from(u32::MAX)] {
            let bytes = archive(&ENTRIES, widest);
            assert!(is_zip(&bytes));
            let mut file = Cursor::new(bytes);
            let entries = index(&mut file).expect("an index");
            assert_eq!(entries.len(), 3);
            for (entry, (name, content)) in entries.iter().zip(ENTRIES) {
                assert_eq!((entry.name.as_str(), entry.read(&mut file).expect("whole").as_slice()), (name, content));
            }
        }
    }

    #[test]
    fn of_one_that_was_cut_off_what_is_whole_can_be_read() {
        let bytes = archive(&ENTRIES, u64::from(u32::MAX));
        let mut seen = 0;
        for cut in 0..bytes.len() {
            let mut file = Cursor::new(&bytes[..cut]);
            let Ok(entries) = index(&mut file) else { continue };
            let whole = entries.iter().filter(|entry| entry.read(&mut file).is_ok()).count();
            assert!(whole >= seen, "{cut}");
            seen = whole;
        }
        assert_eq!(seen, 3);
    }

    #[test]
    fn archives_that_mean_harm_are_refused() {
        let twice = archive(&[("a", b"1"), ("a", b"2")], u64::from(u32::MAX));
        assert!(matches!(index(&mut Cursor::new(twice)), Err(ZipError::NameTwice(name)) if name == "a"));
        let many: Vec<(String, &[u8])> = (0..100_000).map(|number| (number.to_string(), &b""[..])).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|(name, content)| (name.as_str(), *content)).collect();
        assert!(matches!(index(&mut Cursor::new(archive(&many, u64::from(u32::MAX)))), Err(ZipError::TooMany)));
        // The second entry's place is said to be the first's.
        let mut upon = archive(&[("a", b"1"), ("a", b"2")], u64::from(u32::MAX));
        let at = upon.windows(4).rposition(|window| window == CENTRAL).expect("an entry");
        upon[at + CENTRAL_LENGTH] = b'b';
        upon[at + 42..at + 46].fill(0);
        assert!(matches!(index(&mut Cursor::new(upon)), Err(ZipError::Overlap)));
        for junk in [&b"PK\x03\x04"[..], b"PK\x05\x06", b"", &vec![b'P'; 70_000]] {
            assert!(index(&mut Cursor::new(junk)).is_err());
        }
    }
}
