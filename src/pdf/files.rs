//! Embedded files (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8): the meeting, and where its words stand, as associated files.

use super::content::compressed;
use super::object::{date, integer, name, reference, text};
use jiff::Timestamp;
use lopdf::{Document, Object, ObjectId, StringFormat, dictionary};
use md5::{Digest as _, Md5};

/// The name of the embedded meeting.
pub const MEETING: &str = "meeting.bilag";
/// The name of the embedded source map.
pub const LAYOUT: &str = "layout.json";

/// Embeds a JSON file and gives its file specification. `relationship` is what it is to the document (ISO 19005-3, 6.8).
pub fn embed(
    target: &mut Document,
    [file_name, content]: [&str; 2],
    relationship: &str,
    description: &str,
    now: Timestamp,
) -> Result<ObjectId, std::io::Error> {
    let sum = Md5::digest(content.as_bytes()).to_vec();
    let dictionary = dictionary! {
        "Type" => name("EmbeddedFile"),
        "Subtype" => name("application/json"),
        "Params" => dictionary! {
            "Size" => integer(content.len()),
            "CreationDate" => date(now),
            "ModDate" => date(now),
            "CheckSum" => Object::String(sum, StringFormat::Hexadecimal),
        },
    };
    let file = target.add_object(compressed(dictionary, content.as_bytes())?);
    Ok(target.add_object(dictionary! {
        "Type" => name("Filespec"),
        "F" => text(file_name),
        "UF" => text(file_name),
        "Desc" => text(description),
        "AFRelationship" => name(relationship),
        "EF" => dictionary! { "F" => reference(file), "UF" => reference(file) },
    }))
}
