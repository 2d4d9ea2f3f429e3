//! Embedded files (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8): the meeting as an associated file.

use super::content::compressed;
use super::object::{date, integer, name, reference, text};
use jiff::Timestamp;
use lopdf::{Document, Object, ObjectId, StringFormat, dictionary};
use md5::{Digest as _, Md5};

/// The name of the embedded meeting.
pub const MEETING: &str = "meeting.bilag";

/// Embeds the meeting and gives its file specification.
pub fn embed(
    target: &mut Document,
    meeting: &str,
    description: &str,
    now: Timestamp,
) -> Result<ObjectId, std::io::Error> {
    let sum = Md5::digest(meeting.as_bytes()).to_vec();
    let dictionary = dictionary! {
        "Type" => name("EmbeddedFile"),
        "Subtype" => name("application/json"),
        "Params" => dictionary! {
            "Size" => integer(meeting.len()),
            "CreationDate" => date(now),
            "ModDate" => date(now),
            "CheckSum" => Object::String(sum, StringFormat::Hexadecimal),
        },
    };
    let file = target.add_object(compressed(dictionary, meeting.as_bytes())?);
    Ok(target.add_object(dictionary! {
        "Type" => name("Filespec"),
        "F" => text(MEETING),
        "UF" => text(MEETING),
        "Desc" => text(description),
        "AFRelationship" => name("Source"),
        "EF" => dictionary! { "F" => reference(file), "UF" => reference(file) },
    }))
}
