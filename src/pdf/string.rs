//! Strings as other programs write them (ISO 32000-1, 7.9.2 and 7.9.4): `PDFDocEncoding`, UTF-16 either way round, UTF-8 with its
//! mark and without.

#![warn(clippy::indexing_slicing)]

use super::object::{utf16, within_limit};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// What `PDFDocEncoding` has at 0x80 to 0xA0 (Annex D.2); the rest is as in Latin-1.
const HIGH: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ',
    'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// A text as it comes back when it was written as a text string.
#[must_use]
pub fn decoded(words: &str) -> String {
    decode(&utf16(&within_limit(words))).trim().to_owned()
}

/// The text of a text string, cleaned as [`cleaned`] does it; a language mark is left out.
#[must_use]
pub fn decode(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit).collect();
        String::from_utf16_lossy(&units)
    };
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => match std::str::from_utf8(bytes) {
            // Letters of PDFDocEncoding side by side are no UTF-8 but by the rarest chance.
            Ok(text) if !text.is_ascii() => text.to_owned(),
            _ => bytes.iter().map(|byte| document_encoding(*byte)).collect(),
        },
    };
    let mut told = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        if c == '\u{1b}' {
            // A language code stands between two escapes (7.9.2.2).
            characters.by_ref().find(|c| *c == '\u{1b}');
        } else {
            told.push(c);
        }
    }
    cleaned(&told)
}

/// A text with line feeds between its lines, whatever parted them, and without control characters or marks of the byte order.
#[must_use]
pub fn cleaned(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                characters.next_if_eq(&'\n');
                out.push('\n');
            }
            // Line tabulation, form feed, next line, line and paragraph separator: programs write them for a new line.
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push('\t'),
            '\u{feff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

fn document_encoding(byte: u8) -> char {
    match byte {
        0x18 => '˘',
        0x19 => 'ˇ',
        0x1a => 'ˆ',
        0x1b => '˙',
        0x1c => '˝',
        0x1d => '˛',
        0x1e => '˚',
        0x1f => '˜',
        0x80..=0xa0 => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        other => char::from(other),
    }
}

/// The time of a date string: `D:YYYYMMDDHHmmSSOHH'mm'`, of which everything after the year may be missing.
#[must_use]
pub fn time(bytes: &[u8]) -> Option<Timestamp> {
    let text = decode(bytes);
    let text = text.trim().strip_prefix("D:").unwrap_or(text.trim());
    let digits: String = text.chars().take_while(char::is_ascii_digit).take(14).collect();
    let field = |from: usize, to: usize, missing: i16| -> Option<i16> {
        match digits.get(from..to) {
            Some(field) => field.parse().ok(),
            None => Some(missing),
        }
    };
    let small = |from: usize, missing: i16| field(from, from + 2, missing).and_then(|value| i8::try_from(value).ok());
    let year = digits.get(..4)?.parse().ok()?;
    let civil =
        DateTime::new(year, small(4, 1)?, small(6, 1)?, small(8, 0)?, small(10, 0)?, small(12, 0)?.min(59), 0).ok()?;
    let zone = text.get(digits.len()..).unwrap_or_default();
    let offset = offset(zone).unwrap_or(Offset::UTC);
    offset.to_timestamp(civil).ok()
}

fn offset(zone: &str) -> Option<Offset> {
    let sign = match zone.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    // `01'00'` is the standard's; `0100` and `01:00` are written too.
    let digits: Vec<i32> =
        zone.get(1..)?.chars().filter(|c| !matches!(c, '\'' | ':')).map_while(digit).take(4).collect();
    let (hours, minutes) = match *digits.as_slice() {
        [tens, ones] => (tens * 10 + ones, 0),
        [tens, ones, minute_tens, minute_ones] => (tens * 10 + ones, minute_tens * 10 + minute_ones),
        _ => return None,
    };
    let seconds = hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?;
    Offset::from_seconds(sign * seconds).ok()
}

fn digit(c: char) -> Option<i32> {
    c.to_digit(10).and_then(|digit| i32::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_is_read() {
        assert_eq!(decode(b"bl\xe5b\xe6r \x80 \xa0"), "blåbær • €");
        assert_eq!(decode(b"\xfe\xff\0b\0l\0\xe5"), "blå");
        assert_eq!(decode(b"\xff\xfeb\0l\0\xe5\0"), "blå");
        assert_eq!(decode("\u{feff}blå 🙂".as_bytes()), "blå 🙂");
        assert_eq!(decode(b"\xfe\xff\0\x1b\0d\0a\0\x1b\0a\0\r\0b"), "a\nb");
        assert_eq!(decode(b"\xfe\xff\0"), "");
        assert_eq!(decode("blå bær".as_bytes()), "blå bær", "UTF-8 without its mark");
        assert_eq!(decode(b"bl\xe5 \x85 b\xe6r"), "blå – bær");
    }

    #[test]
    fn whatever_parts_lines_parts_them() {
        assert_eq!(cleaned("\u{feff}a\u{b}b\u{85}c\u{c}d\r\ne\rf\u{2028}g\u{feff}h\u{0}"), "a\nb\nc\nd\ne\nf\ngh");
    }

    #[test]
    fn every_form_of_date_is_read() {
        let read = |text: &str| time(text.as_bytes()).map(|time| time.to_string());
        assert_eq!(read("D:20261124170509+01'00'").as_deref(), Some("2026-11-24T16:05:09Z"));
        assert_eq!(read("D:20261124170509Z").as_deref(), Some("2026-11-24T17:05:09Z"));
        assert_eq!(read("20261124").as_deref(), Some("2026-11-24T00:00:00Z"));
        for zone in ["+0100", "+01'00'", "+01'00", "+01:00", "+01"] {
            assert_eq!(read(&format!("D:20261125003000{zone}")).as_deref(), Some("2026-11-24T23:30:00Z"), "{zone}");
        }
        assert_eq!(read("D:20261124-9999").as_deref(), Some("2026-11-24T00:00:00Z"), "no such zone");
        assert_eq!(read("D:20261324"), None);
        assert_eq!(read("yesterday"), None);
    }
}
