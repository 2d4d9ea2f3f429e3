//! Embedded files (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8): the meeting, the pictures that it
//! names, and where its words stand, as associated files.

use super::content::compressed;
use super::object::{date, integer, name, reference, text};
use jiff::Timestamp;
use lopdf::{Document, Object, ObjectId, StringFormat, dictionary};
use md5::{Digest as _, Md5};

/// The name of the embedded meeting.
pub const MEETING: &str = "meeting.bilag";
/// The name of the embedded source map.
pub const LAYOUT: &str = "layout.json";

/// The media type of JSON.
pub const JSON: &str = "application/json";

/// A file that is to be embedded.
pub struct Embedded<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its bytes.
    pub content: &'a [u8],
    /// What they are.
    pub media_type: &'a str,
    /// What it is to the document (ISO 19005-3, 6.8).
    pub relationship: &'a str,
    /// What it is, in words.
    pub description: &'a str,
}

/// The media type of a picture.
#[must_use]
pub fn media_type(picture: &[u8]) -> &'static str {
    match picture {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, ..] => "image/jpeg",
        _ => "image/svg+xml",
    }
}

/// Embeds a file and gives its file specification.
pub fn embed(target: &mut Document, file: &Embedded<'_>, now: Timestamp) -> Result<ObjectId, std::io::Error> {
    let Embedded { name: file_name, content, media_type, relationship, description } = *file;
    let sum = Md5::digest(content).to_vec();
    let dictionary = dictionary! {
        "Type" => name("EmbeddedFile"),
        "Subtype" => name(media_type),
        "Params" => dictionary! {
            "Size" => integer(content.len()),
            "CreationDate" => date(now),
            "ModDate" => date(now),
            "CheckSum" => Object::String(sum, StringFormat::Hexadecimal),
        },
    };
    let file = target.add_object(compressed(dictionary, content)?);
    Ok(target.add_object(dictionary! {
        "Type" => name("Filespec"),
        "F" => text(file_name),
        "UF" => text(file_name),
        "Desc" => text(description),
        "AFRelationship" => name(relationship),
        "EF" => dictionary! { "F" => reference(file), "UF" => reference(file) },
    }))
}
