//! Writing an archive, entry after entry.

use super::{
    CENTRAL, CENTRAL_LENGTH, END, END_64, END_64_LENGTH, END_LENGTH, EXTRA_64, LOCAL, LOCAL_LENGTH, LOCATOR_64,
    LOCATOR_64_LENGTH,
};
use std::io::{self, Read, Write};

/// How much is copied at a time, in bytes.
const AT_ONCE: usize = 1 << 20;
/// What a reader must know: version 2.0, or 4.5 for wide numbers (4.4.3).
const VERSION: u16 = 20;
const VERSION_64: u16 = 45;
/// The first day that there is, at midnight (4.4.6): the same entries give the same bytes.
const DAY: u16 = 0x21;

/// An archive that is being written.
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
    at: u64,
    index: Vec<u8>,
    entries: u64,
    /// The largest number that is written in 32 bits.
    widest: u64,
}

/// An entry that is being written.
struct Header<'a> {
    name: &'a str,
    crc: u32,
    length: u64,
    at: u64,
}

impl<W: Write> Writer<W> {
    /// An archive that is written to `out`, from its beginning.
    pub fn new(out: W) -> Writer<W> {
        Writer::with_widest(out, u64::from(u32::MAX))
    }

    /// One that writes numbers from `widest` on in 64 bits.
    pub(super) fn with_widest(out: W, widest: u64) -> Writer<W> {
        Writer { out, at: 0, index: Vec::new(), entries: 0, widest }
    }

    /// Adds an entry of these bytes. Its name is in ASCII.
    pub fn add_bytes(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.add(name, crc32fast::hash(bytes), bytes.len() as u64, &mut &*bytes)
    }

    /// Adds an entry of what is read, whose CRC-32 and length are known; where it is something else that is an error, and
    /// the archive is not whole.
    pub fn add(&mut self, name: &str, crc: u32, length: u64, content: &mut dyn Read) -> io::Result<()> {
        let header = Header { name, crc, length, at: self.at };
        let local = self.local(&header);
        self.write(&local)?;
        let mut hasher = crc32fast::Hasher::new();
        let mut buffer = vec![0; AT_ONCE.min(usize::try_from(length).unwrap_or(AT_ONCE).max(1))];
        let begun = self.at;
        loop {
            let read = match content.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => buffer.get(..read).unwrap_or_default(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            hasher.update(read);
            self.out.write_all(read)?;
            self.at += read.len() as u64;
        }
        if self.at - begun != length || hasher.finalize() != crc {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.index_entry(&header);
        Ok(())
    }

    /// Writes the index, which ends the archive, and gives back what it was written to.
    pub fn finish(mut self) -> io::Result<W> {
        let (at, length, entries) = (self.at, self.index.len() as u64, self.entries);
        let index = std::mem::take(&mut self.index);
        self.write(&index)?;
        let is_wide = at >= self.widest || length >= self.widest || entries >= u64::from(u16::MAX) || self.widest == 0;
        if is_wide {
            let mut end = Bytes(Vec::with_capacity(END_64_LENGTH + LOCATOR_64_LENGTH));
            end.raw(&END_64).u64(END_64_LENGTH as u64 - 12).u16(VERSION_64).u16(VERSION_64).u32(0).u32(0);
            end.u64(entries).u64(entries).u64(length).u64(at);
            end.raw(&LOCATOR_64).u32(0).u64(at + length).u32(1);
            self.write(&end.0)?;
        }
        let narrow = |number: u64| if is_wide { u32::MAX } else { u32::try_from(number).unwrap_or(u32::MAX) };
        let count = if is_wide { u16::MAX } else { u16::try_from(entries).unwrap_or(u16::MAX) };
        let mut end = Bytes(Vec::with_capacity(END_LENGTH));
        end.raw(&END).u16(0).u16(0).u16(count).u16(count).u32(narrow(length)).u32(narrow(at)).u16(0);
        self.write(&end.0)?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.at += bytes.len() as u64;
        Ok(())
    }

    /// An entry's own header (4.3.7).
    fn local(&self, header: &Header<'_>) -> Vec<u8> {
        let is_wide = header.length >= self.widest;
        let mut bytes = Bytes(Vec::with_capacity(LOCAL_LENGTH + header.name.len() + 20));
        bytes.raw(&LOCAL);
        header.facts(&mut bytes, is_wide, is_wide);
        bytes.u16(if is_wide { 20 } else { 0 }).raw(header.name.as_bytes());
        if is_wide {
            bytes.u16(EXTRA_64).u16(16).u64(header.length).u64(header.length);
        }
        bytes.0
    }

    /// An entry in the index (4.3.12).
    fn index_entry(&mut self, header: &Header<'_>) {
        let (is_long, is_far) = (header.length >= self.widest, header.at >= self.widest);
        let extra = if is_long { 16 } else { 0 } + if is_far { 8 } else { 0 };
        let mut bytes = Bytes(Vec::with_capacity(CENTRAL_LENGTH + header.name.len() + 28));
        bytes.raw(&CENTRAL).u16(VERSION_64);
        header.facts(&mut bytes, is_long || is_far, is_long);
        bytes.u16(if extra > 0 { extra + 4 } else { 0 }).u16(0).u16(0).u16(0).u32(0);
        bytes.u32(if is_far { u32::MAX } else { u32::try_from(header.at).unwrap_or(u32::MAX) });
        bytes.raw(header.name.as_bytes());
        if extra > 0 {
            bytes.u16(EXTRA_64).u16(extra);
        }
        if is_long {
            bytes.u64(header.length).u64(header.length);
        }
        if is_far {
            bytes.u64(header.at);
        }
        self.index.extend(bytes.0);
        self.entries += 1;
    }
}

impl Header<'_> {
    /// What both headers say, from the version to the length of the name.
    fn facts(&self, bytes: &mut Bytes, needs_64: bool, is_long: bool) {
        let length = if is_long { u32::MAX } else { u32::try_from(self.length).unwrap_or(u32::MAX) };
        let name = u16::try_from(self.name.len()).unwrap_or(u16::MAX);
        bytes.u16(if needs_64 { VERSION_64 } else { VERSION }).u16(0).u16(0).u16(0).u16(DAY);
        bytes.u32(self.crc).u32(length).u32(length).u16(name);
    }
}

/// Numbers in a row, the lowest byte first.
struct Bytes(Vec<u8>);

impl Bytes {
    fn raw(&mut self, bytes: &[u8]) -> &mut Bytes {
        self.0.extend_from_slice(bytes);
        self
    }

    fn u16(&mut self, number: u16) -> &mut Bytes {
        self.raw(&number.to_le_bytes())
    }

    fn u32(&mut self, number: u32) -> &mut Bytes {
        self.raw(&number.to_le_bytes())
    }

    fn u64(&mut self, number: u64) -> &mut Bytes {
        self.raw(&number.to_le_bytes())
    }
}
