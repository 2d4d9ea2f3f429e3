//! Attachments: what belongs to a meeting and is not in its JSON, each named by the hash of its bytes.
//!
//! A small one, such as a picture, is held in memory; a large one stays where it is in a file and is never whole in memory.

use super::files::{FileKind, Files, Writing};
use super::replace;
use super::sha256::Hasher;
use super::zip::Method;
use super::zip::read::unpack;
use super::{Sha256, WriteError};
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Cursor, Read, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How much is read at a time, in bytes.
const AT_ONCE: usize = 1 << 20;

/// Some bytes with the hash that they are named by. Copies share what they hold.
#[derive(Clone)]
pub struct Attachment {
    sha256: Sha256,
    length: u64,
    /// The CRC-32 of its bytes, where it was computed here.
    crc: Option<u32>,
    content: Content,
}

#[derive(Clone)]
enum Content {
    Memory(Arc<[u8]>),
    /// A part of a file.
    File {
        path: Arc<Path>,
        at: u64,
        packed: u64,
        method: Method,
    },
}

/// What is wrong with an attachment that a meeting names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unsound {
    /// Which.
    pub sha256: Sha256,
    /// What.
    pub flaw: Flaw,
}

/// What can be wrong with an attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// It is not there.
    Missing,
    /// It cannot be read, or is something else than what it is named after.
    Damaged,
    /// It is not there, as it should be: what names it was never to hold it.
    LeftOut,
}

impl fmt::Display for Unsound {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let flaw = match self.flaw {
            Flaw::Missing => "missing",
            Flaw::Damaged => "damaged",
            Flaw::LeftOut => "left out",
        };
        write!(formatter, "attachment {} is {flaw}", self.sha256)
    }
}

impl Attachment {
    /// Bytes that are held in memory.
    #[must_use]
    pub fn of(bytes: impl Into<Arc<[u8]>>) -> Attachment {
        let bytes = bytes.into();
        Attachment::named(Sha256::of(&bytes), bytes)
    }

    /// Bytes in memory whose hash was computed before.
    pub(crate) fn named(sha256: Sha256, bytes: Arc<[u8]>) -> Attachment {
        let crc = Some(crc32fast::hash(&bytes));
        Attachment { sha256, length: bytes.len() as u64, crc, content: Content::Memory(bytes) }
    }

    /// A whole file that was stored under this name. Whether it is what it is named after is not known before it is read.
    pub(super) fn stored(sha256: Sha256, path: PathBuf, length: u64, crc: Option<u32>) -> Attachment {
        let content = Content::File { path: path.into(), at: 0, packed: length, method: Method::Stored };
        Attachment { sha256, length, crc, content }
    }

    /// The same in a file that has another name now.
    pub(super) fn at(self, path: PathBuf) -> Attachment {
        let content = Content::File { path: path.into(), at: 0, packed: self.length, method: Method::Stored };
        Attachment { content, ..self }
    }

    /// All of a user's file, which stays where it is and is read once, to know its name. A pipe can be read only once, and is held in
    /// memory.
    pub fn of_file(files: &dyn Files, path: &Path) -> io::Result<Attachment> {
        match files.facts(path)?.kind {
            FileKind::Folder => Err(io::ErrorKind::IsADirectory.into()),
            FileKind::Device => Ok(Attachment::of(files.read(path)?)),
            FileKind::Regular => {
                let mut sums = Sums::default();
                pass(&mut *files.open(path)?, &mut |bytes| {
                    sums.update(bytes);
                    Ok(())
                })?;
                Ok(sums.attachment(path.to_owned()))
            }
        }
    }

    /// A part of a file: `packed` bytes from `at`, which are `length` when they are unpacked.
    pub(crate) fn in_file(
        sha256: Sha256,
        path: &Arc<Path>,
        [at, packed, length]: [u64; 3],
        method: Method,
    ) -> Attachment {
        Attachment { sha256, length, crc: None, content: Content::File { path: Arc::clone(path), at, packed, method } }
    }

    /// The hash that it is named by.
    #[must_use]
    pub fn sha256(&self) -> Sha256 {
        self.sha256
    }

    /// How many bytes it has.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Whether it is held in memory.
    #[must_use]
    pub fn in_memory(&self) -> bool {
        matches!(self.content, Content::Memory(_))
    }

    /// Its bytes, one after another; whether they are what it is named after shows only at their end.
    pub fn open(&self, files: &dyn Files) -> io::Result<Box<dyn Read>> {
        match &self.content {
            Content::Memory(bytes) => Ok(Box::new(Cursor::new(Arc::clone(bytes)))),
            Content::File { path, at, packed, method } => {
                let mut file = files.open(path)?;
                file.seek(SeekFrom::Start(*at))?;
                unpack(file, *method, *packed, self.length)
            }
        }
    }

    /// Its bytes, whole, where they are at the most `most` and what it is named after.
    pub fn read(&self, files: &dyn Files, most: u64) -> Result<Arc<[u8]>, Unsound> {
        let damaged = Unsound { sha256: self.sha256, flaw: Flaw::Damaged };
        if let Content::Memory(bytes) = &self.content {
            return Ok(Arc::clone(bytes));
        }
        if self.length > most {
            return Err(damaged);
        }
        let mut bytes = Vec::new();
        self.open(files).and_then(|file| file.take(most).read_to_end(&mut bytes)).map_err(|_| damaged)?;
        if Sha256::of(&bytes) == self.sha256 { Ok(bytes.into()) } else { Err(damaged) }
    }

    /// Whether its bytes are what it is named after.
    pub fn check(&self, files: &dyn Files) -> Result<(), Unsound> {
        let read = self.open(files).and_then(|mut file| Sha256::of_reader(&mut *file));
        match read {
            Ok((sha256, _)) if sha256 == self.sha256 => Ok(()),
            _ => Err(Unsound { sha256: self.sha256, flaw: Flaw::Damaged }),
        }
    }

    /// The CRC-32 of its bytes and how many there are, whatever they are.
    pub(crate) fn sum(&self, files: &dyn Files) -> io::Result<(u32, u64)> {
        match self.crc {
            Some(crc) => Ok((crc, self.length)),
            None => sum(&mut *self.open(files)?),
        }
    }
}

/// What is computed of bytes as they pass.
#[derive(Default)]
pub(super) struct Sums {
    hasher: Hasher,
    crc: crc32fast::Hasher,
    length: u64,
}

impl Sums {
    pub fn update(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.crc.update(bytes);
        self.length += bytes.len() as u64;
    }

    /// The attachment that they are, in the file at `path`.
    pub fn attachment(self, path: PathBuf) -> Attachment {
        Attachment::stored(self.hasher.finish(), path, self.length, Some(self.crc.finalize()))
    }
}

/// Reads to the end and hands over what is read.
pub(super) fn pass(reader: &mut dyn Read, take: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    let mut buffer = vec![0; AT_ONCE];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(read) => take(buffer.get(..read).unwrap_or_default())?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// An attachment as a file of its own, byte for byte.
pub struct Alone<'a> {
    /// The attachment.
    pub attachment: &'a Attachment,
    /// Where it is read.
    pub files: &'a dyn Files,
}

impl replace::Content for Alone<'_> {
    fn write(&self, file: &mut dyn Writing) -> io::Result<()> {
        pass(&mut *self.attachment.open(self.files)?, &mut |bytes| file.write(bytes))
    }

    fn check(&self, path: &Path) -> Result<(), WriteError> {
        let (written, _) = Sha256::of_reader(&mut *self.files.open(path)?)?;
        if written == self.attachment.sha256() { Ok(()) } else { Err(WriteError::ReadBack) }
    }
}

/// The CRC-32 of what is read, and how many bytes it is.
fn sum(reader: &mut dyn Read) -> io::Result<(u32, u64)> {
    let (mut hasher, mut length) = (crc32fast::Hasher::new(), 0);
    pass(reader, &mut |bytes| {
        hasher.update(bytes);
        length += bytes.len() as u64;
        Ok(())
    })?;
    Ok((hasher.finalize(), length))
}

impl fmt::Debug for Attachment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Attachment({}, {} bytes)", self.sha256, self.length)
    }
}

impl PartialEq for Attachment {
    fn eq(&self, other: &Attachment) -> bool {
        self.sha256 == other.sha256
    }
}

impl Eq for Attachment {}

/// Attachments by their hash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attachments(BTreeMap<Sha256, Attachment>);

impl Attachments {
    /// Adds one. Where it is there already, what is there stays.
    pub fn add(&mut self, attachment: Attachment) {
        self.0.entry(attachment.sha256).or_insert(attachment);
    }

    /// Adds one in the place of what has its name.
    pub fn replace(&mut self, attachment: Attachment) {
        self.0.insert(attachment.sha256, attachment);
    }

    /// The one with this hash.
    #[must_use]
    pub fn get(&self, sha256: &Sha256) -> Option<&Attachment> {
        self.0.get(sha256)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in the order of their hashes.
    pub fn iter(&self) -> impl Iterator<Item = &Attachment> {
        self.0.values()
    }
}

impl FromIterator<Attachment> for Attachments {
    fn from_iter<I: IntoIterator<Item = Attachment>>(attachments: I) -> Attachments {
        Attachments(attachments.into_iter().map(|attachment| (attachment.sha256, attachment)).collect())
    }
}
