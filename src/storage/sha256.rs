//! SHA-256 hashes (FIPS 180-4): the names of what is stored by its content.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::Digest as _;
use std::fmt;
use std::io::{self, Read};
use std::str::FromStr;
use thiserror::Error;

/// How much is hashed at a time, in bytes.
const AT_ONCE: usize = 1 << 20;

/// The SHA-256 hash of some bytes. In text and in JSON it is 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256([u8; 32]);

/// A text that is no hash.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("64 lower-case hexadecimal digits were expected")]
pub struct NoSha256;

impl Sha256 {
    /// How many digits it has as text.
    pub const DIGITS: usize = 64;

    /// Its first eight bytes.
    pub(crate) fn beginning(self) -> [u8; 8] {
        let mut beginning = [0; 8];
        beginning.iter_mut().zip(self.0).for_each(|(to, from)| *to = from);
        beginning
    }

    /// The hash of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Sha256 {
        Sha256(sha2::Sha256::digest(bytes).into())
    }

    /// Its bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The hash of what is read, and how many bytes that was.
    pub fn of_reader(reader: &mut dyn Read) -> io::Result<(Sha256, u64)> {
        let mut hasher = Hasher::default();
        let mut buffer = vec![0; AT_ONCE];
        let mut length = 0;
        loop {
            let read = match reader.read(&mut buffer) {
                Ok(0) => return Ok((hasher.finish(), length)),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            hasher.update(buffer.get(..read).unwrap_or_default());
            length += read as u64;
        }
    }
}

/// A hash in the making.
#[derive(Clone, Debug, Default)]
pub struct Hasher(sha2::Sha256);

impl Hasher {
    /// Takes more bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all that was taken.
    #[must_use]
    pub fn finish(self) -> Sha256 {
        Sha256(self.0.finalize().into())
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Sha256({self})")
    }
}

impl FromStr for Sha256 {
    type Err = NoSha256;

    fn from_str(text: &str) -> Result<Sha256, NoSha256> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(NoSha256),
        };
        let mut hash = [0; 32];
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != hash.len() || !rest.is_empty() {
            return Err(NoSha256);
        }
        for (byte, [high, low]) in hash.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Ok(Sha256(hash))
    }
}

impl Serialize for Sha256 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha256 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Sha256, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-4's example of three letters.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn a_hash_is_read_as_it_is_written_and_nothing_else_is_one() {
        let hash = Sha256::of(b"abc");
        assert_eq!(hash.to_string(), ABC);
        assert_eq!(ABC.parse(), Ok(hash));
        assert_eq!(Sha256::of_reader(&mut &b"abc"[..]).expect("read"), (hash, 3));
        assert_eq!(serde_json::to_string(&hash).expect("JSON"), format!("\"{ABC}\""));
        for other in
            ["", "ba78", &ABC.to_uppercase(), &format!("{ABC}0"), &ABC.replace('b', "æ"), &ABC.replace('b', "g")]
        {
            assert_eq!(other.parse::<Sha256>(), Err(NoSha256), "{other}");
        }
    }
}
