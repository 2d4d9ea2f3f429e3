//! The two envelopes of a meeting's file: its JSON as it is, or, where attachments belong to it, a ZIP archive.
//!
//! The archive holds, in this order, `mimetype`, `meeting.json`, and each attachment under `attachments/` and its hash, all
//! of them stored and not packed, all of one day, so that the same meeting gives the same bytes. Archives that other programs
//! put together are read in any order, packed or not, and with whatever else is in them. An archive is never read whole: its
//! index and the JSON are, and attachments stay where they are. What is wrong with an attachment is told and keeps nobody
//! from the meeting.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::FileError;
use crate::storage::attachment::Attachment;
use crate::storage::files::{FileKind, Files, Reading, Writing};
use crate::storage::replace::{self, Content};
use crate::storage::sha256::Hasher;
use crate::storage::zip::{self, Entry, Method, Writer, ZipError};
use crate::storage::{Attachments, Flaw, LARGEST, Sha256, Unsound, WriteError, files};
use std::io::{self, Cursor, Read as _, Write};
use std::path::Path;
use std::sync::Arc;
use thiserror::Error;

/// The archive's media type, which its first entry says.
pub const MEDIA_TYPE: &str = "application/vnd.bilag.meeting+zip";

const MIMETYPE: &str = "mimetype";
const MEETING: &str = "meeting.json";
const ATTACHMENTS: &str = "attachments/";

/// The most that packed attachments may become together, in bytes.
const MOST_UNPACKED: u64 = 1 << 30;
/// How much is written at a time, in bytes.
const AT_ONCE: usize = 1 << 20;

/// Why an archive holds no meeting that can be read.
#[derive(Debug, Error)]
pub enum EnvelopeError {
    /// It cannot be read.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// It is no archive that makes sense.
    #[error("no sound archive: {0}")]
    Archive(ZipError),
    /// No meeting is in it.
    #[error("an archive without a meeting")]
    NoMeeting,
    /// The meeting in it is damaged.
    #[error("the meeting in the archive is damaged")]
    Damaged,
    /// It unpacks to more than a meeting can hold.
    #[error("the archive unpacks to too much")]
    TooLarge,
}

impl From<ZipError> for EnvelopeError {
    fn from(error: ZipError) -> EnvelopeError {
        match error {
            ZipError::Io(error) => EnvelopeError::Io(error),
            error => EnvelopeError::Archive(error),
        }
    }
}

/// What a file holds, whichever its envelope.
#[derive(Debug)]
pub struct Unpacked {
    /// The meeting's JSON; of a file that is no archive all of it, whatever that is.
    pub body: Vec<u8>,
    /// The attachments beside it.
    pub attachments: Attachments,
    /// Attachments that are there and cannot be read.
    pub unsound: Vec<Unsound>,
    /// Whether the file is an archive.
    pub is_archive: bool,
    /// A hash of all that it holds: another wherever the meeting or an attachment is another.
    pub identity: Sha256,
}

impl Unpacked {
    /// Reads a file: whole, but for an archive's attachments. What a program that was stopped had begun to write there is
    /// finished first.
    pub fn read(files: &dyn Files, path: &Path) -> Result<Unpacked, EnvelopeError> {
        if files.facts(path)?.kind != FileKind::Regular {
            // A pipe can be read once.
            return Unpacked::of_bytes(files.read(path)?);
        }
        replace::finish_interrupted(files, path);
        let mut file = files.open(path)?;
        let mut beginning = Vec::new();
        (&mut file).take(4).read_to_end(&mut beginning)?;
        if !zip::is_zip(&beginning) {
            return Ok(Unpacked::plain(files.read(path)?));
        }
        let path: Arc<Path> = path.into();
        unpack(&mut *file, &mut |entry, sha256, file| {
            let at = entry.start(file)?;
            Ok(Attachment::in_file(sha256, &path, [at, entry.packed, entry.length], entry.method))
        })
    }

    /// The same of bytes that were read before.
    pub fn of_bytes(bytes: Vec<u8>) -> Result<Unpacked, EnvelopeError> {
        if !zip::is_zip(&bytes) {
            return Ok(Unpacked::plain(bytes));
        }
        unpack(&mut Cursor::new(bytes), &mut |entry, _, file| Ok(Attachment::of(entry.read(file)?)))
    }

    /// What a file holds that is no archive.
    #[must_use]
    pub fn plain(body: Vec<u8>) -> Unpacked {
        let identity = Sha256::of(&body);
        Unpacked { body, attachments: Attachments::default(), unsound: Vec::new(), is_archive: false, identity }
    }
}

/// Finds the attachment of an entry.
type Attach<'a> = &'a mut dyn FnMut(&Entry, Sha256, &mut dyn Reading) -> io::Result<Attachment>;

fn unpack(file: &mut dyn Reading, attach: Attach<'_>) -> Result<Unpacked, EnvelopeError> {
    let entries = zip::index(file)?;
    let meeting = entries.iter().find(|entry| entry.name == MEETING).ok_or(EnvelopeError::NoMeeting)?;
    if meeting.length > LARGEST {
        return Err(EnvelopeError::TooLarge);
    }
    let body = meeting.read(file).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
            EnvelopeError::Damaged
        }
        _ => EnvelopeError::Io(error),
    })?;
    let named = |entry: &Entry| entry.name.strip_prefix(ATTACHMENTS).and_then(|name| name.parse::<Sha256>().ok());
    let mut there: Vec<(Sha256, &Entry)> = entries.iter().filter_map(|entry| Some((named(entry)?, entry))).collect();
    let packed = there.iter().filter(|(_, entry)| entry.method == Method::Deflated);
    if packed.fold(0_u64, |sum, (_, entry)| sum.saturating_add(entry.length)) > MOST_UNPACKED {
        return Err(EnvelopeError::TooLarge);
    }
    there.sort_by_key(|(sha256, _)| *sha256);
    let (mut attachments, mut unsound) = (Attachments::default(), Vec::new());
    for (sha256, entry) in &there {
        match attach(entry, *sha256, file) {
            Ok(attachment) if attachment.sha256() == *sha256 && entry.method != Method::Other => {
                attachments.add(attachment);
            }
            _ => unsound.push(Unsound { sha256: *sha256, flaw: Flaw::Damaged }),
        }
    }
    let identity = identity(&body, there.iter().map(|(sha256, entry)| (*sha256, entry.length, entry.crc)));
    Ok(Unpacked { body, attachments, unsound, is_archive: true, identity })
}

/// The identity of an archive, from the meeting and each attachment's hash, length and checksum.
fn identity(body: &[u8], attachments: impl Iterator<Item = (Sha256, u64, u32)>) -> Sha256 {
    let mut hasher = Hasher::default();
    hasher.update(body);
    for (sha256, length, crc) in attachments {
        hasher.update(format!("{sha256} {length} {crc}\n").as_bytes());
    }
    hasher.finish()
}

/// A meeting's JSON with its attachments, to be written.
#[derive(Debug)]
pub struct Packed<'a> {
    files: &'a dyn Files,
    body: Vec<u8>,
    /// In the order of their hashes, each with its checksum and length.
    attachments: Vec<(Attachment, u32, u64)>,
}

impl<'a> Packed<'a> {
    /// JSON with attachments, each once. One that cannot be read at all is left out; one that is damaged
    /// goes along as it is.
    pub fn new<'b>(
        files: &'a dyn Files,
        body: Vec<u8>,
        attachments: impl IntoIterator<Item = &'b Attachment>,
    ) -> Packed<'a> {
        let summed = |attachment: &Attachment| {
            let (crc, length) = attachment.sum(files).ok()?;
            Some((attachment.clone(), crc, length))
        };
        let mut attachments: Vec<_> = attachments.into_iter().filter_map(summed).collect();
        attachments.sort_by_key(|(attachment, ..)| attachment.sha256());
        attachments.dedup_by_key(|(attachment, ..)| attachment.sha256());
        Packed { files, body, attachments }
    }

    /// How many bytes it has, about.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.body.len() as u64 + self.attachments.iter().map(|(.., length)| length).sum::<u64>()
    }

    /// What [`Unpacked::identity`] will be.
    #[must_use]
    pub fn identity(&self) -> Sha256 {
        if self.attachments.is_empty() {
            return Sha256::of(&self.body);
        }
        let entries = self.attachments.iter().map(|(attachment, crc, length)| (attachment.sha256(), *length, *crc));
        identity(&self.body, entries)
    }

    /// Writes it: the JSON, or an archive.
    pub fn write_to(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.attachments.is_empty() {
            return out.write_all(&self.body);
        }
        let mut archive = Writer::new(out);
        archive.add_bytes(MIMETYPE, MEDIA_TYPE.as_bytes())?;
        archive.add_bytes(MEETING, &self.body)?;
        for (attachment, crc, length) in &self.attachments {
            let name = format!("{ATTACHMENTS}{}", attachment.sha256());
            archive.add(&name, *crc, *length, &mut *attachment.open(self.files)?)?;
        }
        archive.finish().map(|_| ())
    }
}

impl Content for Packed<'_> {
    fn write(&self, out: &mut dyn Writing) -> io::Result<()> {
        let mut out = io::BufWriter::with_capacity(AT_ONCE, files::Written(out));
        self.write_to(&mut out)?;
        out.flush()
    }

    /// Reads it back as the next reader will: the JSON is what was written and a meeting, and so is each attachment.
    fn check(&self, path: &Path) -> Result<(), WriteError> {
        let back = Unpacked::read(self.files, path).map_err(|error| match error {
            EnvelopeError::Io(error) => WriteError::Io(error),
            _ => WriteError::ReadBack,
        })?;
        if back.body != self.body || back.identity != self.identity() {
            return Err(WriteError::ReadBack);
        }
        if super::read(&self.body).is_err() {
            return Err(WriteError::Unreadable);
        }
        for (attachment, crc, _) in &self.attachments {
            let back = back.attachments.get(&attachment.sha256()).ok_or(WriteError::ReadBack)?;
            // What it is named after was looked at when it was taken in; one that was damaged before is as damaged as it was.
            if back.sum(self.files)?.0 != *crc {
                return Err(WriteError::ReadBack);
            }
        }
        Ok(())
    }
}

impl From<EnvelopeError> for FileError {
    fn from(error: EnvelopeError) -> FileError {
        FileError::Envelope(error)
    }
}
