//! Objects of a PDF in few words (ISO 32000-1, 7.3).

use jiff::Timestamp;
use jiff::tz::TimeZone;
use lopdf::{Object, ObjectId, StringFormat};
use std::borrow::Cow;

/// The most UTF-16 units of a text string: PDF/A (ISO 19005-3, 6.1.13) allows 32,767 bytes.
const LONGEST: usize = 16_000;

/// As much of a text as a string may hold, with an ellipsis where that is not all.
pub fn within_limit(words: &str) -> Cow<'_, str> {
    if words.len() <= LONGEST {
        return Cow::Borrowed(words);
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units < LONGEST
    };
    let kept: String = words.chars().take_while(fits).collect();
    if kept.len() == words.len() { Cow::Borrowed(words) } else { Cow::Owned(kept + "…") }
}

/// A text string (7.9.2.2): as it is where it is ASCII, else UTF-16BE with its mark; as much as it may hold.
pub fn text(words: &str) -> Object {
    let words = &*within_limit(words);
    if words.is_ascii() {
        return Object::String(words.as_bytes().to_vec(), StringFormat::Literal);
    }
    Object::String(utf16(words), StringFormat::Literal)
}

/// UTF-16BE with its mark.
pub fn utf16(words: &str) -> Vec<u8> {
    [0xfe, 0xff].into_iter().chain(words.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}

/// A name (7.3.5).
pub fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// Numbers in an array, to a hundredth.
pub fn numbers(values: &[f32]) -> Object {
    Object::Array(values.iter().map(|value| Object::Real((value * 100.0).round() / 100.0)).collect())
}

/// A reference (7.3.10).
pub fn reference(id: ObjectId) -> Object {
    Object::Reference(id)
}

/// A count or index as an integer.
pub fn integer(value: usize) -> Object {
    Object::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}

/// A date (7.9.4), in universal time.
pub fn date(time: Timestamp) -> Object {
    text(&time.to_zoned(TimeZone::UTC).strftime("D:%Y%m%d%H%M%SZ").to_string())
}
