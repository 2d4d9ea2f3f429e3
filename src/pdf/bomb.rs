//! Telling a file that would fill the memory before anything in it is unpacked.
//!
//! The reader of PDFs unpacks streams whole, however much comes out. So every stream is unpacked here first, to nowhere and
//! no further than a hand-out can need. What cannot be looked into counts as much as it could hold at the worst: what is
//! encrypted, and what is packed in another way than every program does today.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use flate2::read::ZlibDecoder;
use memchr::memmem::find;
use std::io::Read;

/// The most bytes that all streams of a file may unpack to.
const MOST: u64 = 512 << 20;
/// How often a stream may be packed in itself.
const DEEPEST: usize = 3;
/// How far before its data a stream's dictionary may begin.
const DICTIONARY: usize = 4096;
/// How many bytes one byte may become: the most that deflate, the tightest of all, can do.
const TIGHTEST: u64 = 1032;

/// Whether a file's streams unpack to more than a hand-out can need.
#[must_use]
pub fn is_bomb(bytes: &[u8]) -> bool {
    let mut left = MOST;
    let mut at = 0;
    let encrypted = is_encrypted(bytes);
    while let Some(found) = bytes.get(at..).and_then(|rest| find(rest, b"stream")) {
        let keyword = at + found;
        at = keyword + b"stream".len();
        let before = bytes.get(keyword.saturating_sub(DICTIONARY)..keyword).unwrap_or_default();
        if before.ends_with(b"end") {
            continue;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let data = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).or(rest.strip_prefix(b"\r")).unwrap_or(rest);
        let at_worst = || {
            let end = find(data, b"endstream").unwrap_or(data.len());
            (end as u64).saturating_mul(TIGHTEST)
        };
        let unpacked = if encrypted && is_packed_twice(before) {
            at_worst().saturating_mul(TIGHTEST)
        } else if encrypted {
            at_worst()
        } else if is_zlib(data) {
            unpacked(data, left, DEEPEST)
        } else if is_packed_otherwise(before) {
            at_worst()
        } else {
            0
        };
        if unpacked > left {
            return true;
        }
        left -= unpacked;
    }
    false
}

/// Whether a file says that it is encrypted (7.6.1).
#[must_use]
pub fn is_encrypted(bytes: &[u8]) -> bool {
    after_names(bytes, b"Encrypt").next().is_some()
}

/// What follows each name that begins so (7.3.5), also where its letters are written as numbers.
fn after_names<'a>(bytes: &'a [u8], name: &'static [u8]) -> impl Iterator<Item = &'a [u8]> {
    let mut at = 0;
    let names = std::iter::from_fn(move || {
        at += find(bytes.get(at..)?, b"/")? + 1;
        bytes.get(at..)
    });
    let digit = |byte: u8| char::from(byte).to_digit(16);
    names.filter_map(move |mut rest| {
        for letter in name {
            let (found, after) = match rest {
                [b'#', high, low, after @ ..] => (digit(*high)? * 16 + digit(*low)?, after),
                [byte, after @ ..] => (u32::from(*byte), after),
                [] => return None,
            };
            if found != u32::from(*letter) {
                return None;
            }
            rest = after;
        }
        Some(rest)
    })
}

/// Whether the dictionary that ends here names more than one filter that makes much of little, or does not say it here.
fn is_packed_twice(before: &[u8]) -> bool {
    let Some(start) = before.windows(3).rposition(|window| window == b"obj") else { return true };
    let dictionary = before.get(start..).unwrap_or_default();
    let is_elsewhere = |value: &[u8]| value.trim_ascii_start().first().is_some_and(u8::is_ascii_digit);
    let unpackers: [&[u8]; 4] = [b"Fl", b"LZW", b"RunLength", b"RL"];
    unpackers.into_iter().flat_map(|name| after_names(dictionary, name)).count() > 1
        || after_names(dictionary, b"Filter").any(is_elsewhere)
}

/// Whether data begins as zlib's (RFC 1950).
fn is_zlib(data: &[u8]) -> bool {
    matches!(data, [method, flags, ..] if method & 0x0f == 8 && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31))
}

/// Whether the dictionary that ends here names a filter besides deflate that makes much of little, or hides the name.
fn is_packed_otherwise(before: &[u8]) -> bool {
    let start = before.windows(3).rposition(|window| window == b"obj").unwrap_or(0);
    let dictionary = before.get(start..).unwrap_or_default();
    let names = |name: &[u8]| find(dictionary, name).is_some();
    let text = names(b"ASCII") || names(b"/AHx") || names(b"/A85") || names(b"#");
    names(b"LZW") || names(b"RunLength") || names(b"/RL") || (text && (names(b"Flate") || names(b"/Fl") || names(b"#")))
}

/// How many bytes data unpacks to, also where what comes out is packed again; more than `most` is not counted.
fn unpacked(data: &[u8], most: u64, depth: usize) -> u64 {
    let mut decoder = ZlibDecoder::new(data).take(most + 1);
    let mut head = [0; 2];
    let read = decoder.read(&mut head).unwrap_or(0);
    if read == head.len() && is_zlib(&head) && depth > 0 {
        let mut inner = Vec::new();
        // What is broken off counts as far as it goes.
        let _ = ZlibDecoder::new(data).take(most.min(64 << 20) + 1).read_to_end(&mut inner);
        let length = inner.len() as u64;
        return length.saturating_add(unpacked(&inner, most, depth - 1));
    }
    let mut count = read as u64;
    let mut buffer = vec![0; 64 << 10];
    while let Ok(read @ 1..) = decoder.read(&mut buffer) {
        count += read as u64;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write as _;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("packed");
        encoder.finish().expect("packed")
    }

    fn file(dictionary: &str, data: &[u8], times: usize) -> Vec<u8> {
        let one = [format!("1 0 obj << {dictionary} >> stream\n").as_bytes(), data, b"\nendstream endobj\n"].concat();
        one.repeat(times)
    }

    #[test]
    fn what_fills_the_memory_is_told_however_it_is_packed() {
        let megabytes = packed(&vec![0; 32 << 20]);
        assert!(!is_bomb(&file("/Filter /FlateDecode", &megabytes, 10)));
        assert!(is_bomb(&file("/Filter /FlateDecode", &megabytes, 17)));
        assert!(is_bomb(&file("/Filter [/FlateDecode /FlateDecode]", &packed(&packed(&vec![0; 600 << 20])), 1)));
        assert!(is_bomb(&file("/Filter /LZWDecode", &vec![1; 600_000], 1)));
        assert!(!is_bomb(&file("/Filter /DCTDecode", &vec![1; 600_000], 1)));
    }

    #[test]
    fn what_is_encrypted_counts_as_much_as_it_could_hold() {
        let encrypted = |dictionary: &str, length: usize, name: &str| {
            let trailer = format!("trailer << /{name} 9 0 R >>");
            [file(dictionary, &vec![7; length], 1), trailer.into_bytes()].concat()
        };
        let flate = "/Filter /FlateDecode /Length 9";
        assert!(!is_bomb(&encrypted(flate, 400_000, "Encrypt")));
        assert!(is_bomb(&encrypted(flate, 600_000, "Encrypt")));
        assert!(is_bomb(&encrypted(flate, 600_000, "Encr#79#70t")));
        assert!(!is_bomb(&encrypted(flate, 600_000, "Info")));
        assert!(!is_bomb(&encrypted("/Filter [/FlateDecode] /Length 9", 400_000, "Encrypt")));
        assert!(is_bomb(&encrypted("/Filter [/FlateDecode /Fl] /Length 9", 1000, "Encrypt")));
        assert!(is_bomb(&encrypted("/Filter 4 0 R", 1000, "Encrypt")));
        assert!(!is_bomb(&encrypted("/Subtype /application#2fjson /Filter /FlateDecode", 1000, "Encrypt")));
    }
}
