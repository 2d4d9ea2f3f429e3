//! Files that a newer Bilag wrote: read as far as they can be, and what would be lost is told.
//!
//! What is not known is left out until the rest can be read: a field that has no meaning here, or an element of a list
//! (an annotation of a new kind, say). It is told by its path, without numbers in lists: *meeting.annotations.mood*.

use super::{FileError, check, number_notes};
use crate::meeting::Meeting;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// How often something that is not known is left out before a file is given up.
const MOST_UNKNOWN: usize = 200;

/// A file of a newer version, as far as it can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newer {
    /// The version of its format.
    pub version: u32,
    /// What can be read.
    pub meeting: Meeting,
    /// What cannot, by its path.
    pub lost: Vec<String>,
}

/// Reads a file whose version is newer than what is known.
pub(super) fn read(bytes: &[u8], version: u32) -> Result<Newer, FileError> {
    let whole: Value = serde_json::from_slice(bytes)?;
    let mut known = whole.clone();
    let mut lost = BTreeSet::new();
    let mut left = MOST_UNKNOWN;
    let mut meeting = loop {
        let Some(written) = known.get("meeting") else { return Err(FileError::NoMeeting) };
        match serde_path_to_error::deserialize::<_, Meeting>(written) {
            Ok(meeting) => break meeting,
            Err(error) if left > 0 => {
                left -= 1;
                let left_out = match unknown_variant(&error) {
                    Some(variant) => leave_out_variant(&mut known, &segments(error.path()), &variant),
                    None => leave_out(&mut known, &segments(error.path()), unknown_field(&error)),
                };
                lost.insert(left_out.ok_or(FileError::Newer { found: version })?);
            }
            Err(_) => return Err(FileError::Newer { found: version }),
        }
    };
    check(&meeting)?;
    number_notes(&mut meeting);
    // Some parts pass over what they do not know: what does not come out again was lost too.
    let read = serde_json::to_value(&meeting).unwrap_or_default();
    if let Some(written) = known.get("meeting") {
        missing(written, &read, "meeting", &mut lost);
    }
    lost.extend(others(&whole));
    Ok(Newer { version, meeting, lost: lost.into_iter().collect() })
}

/// A step down into JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment {
    Field(String),
    Element(usize),
}

fn segments(path: &serde_path_to_error::Path) -> Vec<Segment> {
    let step = |segment: &serde_path_to_error::Segment| match segment {
        serde_path_to_error::Segment::Seq { index } => Some(Segment::Element(*index)),
        serde_path_to_error::Segment::Map { key } => Some(Segment::Field(key.clone())),
        serde_path_to_error::Segment::Enum { variant } => Some(Segment::Field(variant.clone())),
        serde_path_to_error::Segment::Unknown => None,
    };
    path.iter().map_while(step).collect()
}

/// The field that serde's message calls unknown.
fn unknown_field(error: &serde_path_to_error::Error<serde_json::Error>) -> Option<String> {
    let words = error.inner().to_string();
    Some(words.strip_prefix("unknown field `")?.split_once('`')?.0.to_owned())
}

/// What serde's message calls an unknown variant.
fn unknown_variant(error: &serde_path_to_error::Error<serde_json::Error>) -> Option<String> {
    let words = error.inner().to_string();
    Some(words.strip_prefix("unknown variant `")?.split_once('`')?.0.to_owned())
}

/// Leaves out every element of a list that is of this new kind, whatever else it says, and says which kind that was.
fn leave_out_variant(file: &mut Value, path: &[Segment], variant: &str) -> Option<String> {
    let with_variant = |path: &[Segment]| [path, &[Segment::Field(variant.to_owned())]].concat();
    let inside = path.rsplit(|segment| matches!(segment, Segment::Element(_))).next().unwrap_or_default();
    let list = path.get(..path.len().checked_sub(inside.len() + 1).unwrap_or_default()).unwrap_or_default();
    let of_variant = |element: &Value| look(element, &with_variant(inside)).is_some();
    let elements = file.get_mut("meeting").and_then(|meeting| find(meeting, list)).and_then(Value::as_array_mut);
    if let Some(elements) = elements
        && elements.iter().any(of_variant)
    {
        elements.retain(|element| !of_variant(element));
        return Some(named(&with_variant(path)));
    }
    // A word alone: a status, say.
    leave_out(file, path, None)
}

/// Leaves out what could not be read, everywhere where it is the same, and says what that was.
fn leave_out(file: &mut Value, path: &[Segment], unknown: Option<String>) -> Option<String> {
    let mut path = path.to_vec();
    if let Some(field) = &unknown {
        // The path may end in the field or in what has it.
        if path.last() != Some(&Segment::Field(field.clone())) {
            path.push(Segment::Field(field.clone()));
        }
    }
    let name = named(&path);
    let last_element = path.iter().rposition(|segment| matches!(segment, Segment::Element(_)));
    let (list, inside) = match last_element {
        Some(at) => (path.get(..at)?.to_vec(), path.get(at + 1..)?.to_vec()),
        None => (Vec::new(), path.clone()),
    };
    let meeting = file.get_mut("meeting")?;
    match (last_element, unknown) {
        // A field that has no meaning is left out of every element of the list.
        (Some(_), Some(_)) => {
            let elements = find(meeting, &list)?.as_array_mut()?.iter_mut();
            let removed = elements.filter_map(|element| remove(element, &inside).then_some(())).count();
            (removed > 0).then_some(())?;
        }
        // What has another value than one that is known is left out whole, with all that have that value.
        (Some(at), None) => {
            let Some(Segment::Element(index)) = path.get(at) else { return None };
            let elements = find(meeting, &list)?.as_array_mut()?;
            let unread = look(elements.get(*index)?, &inside).cloned();
            if inside.is_empty() || unread.is_none() {
                elements.remove(*index);
            } else {
                elements.retain(|element| look(element, &inside).cloned() != unread);
            }
        }
        (None, _) => {
            remove(meeting, &inside).then_some(())?;
        }
    }
    Some(name)
}

fn named(path: &[Segment]) -> String {
    let mut name = "meeting".to_owned();
    for segment in path {
        if let Segment::Field(field) = segment {
            name.push('.');
            name.push_str(field);
        }
    }
    name
}

fn find<'a>(value: &'a mut Value, path: &[Segment]) -> Option<&'a mut Value> {
    path.iter().try_fold(value, |value, segment| match segment {
        Segment::Field(field) => value.get_mut(field),
        Segment::Element(index) => value.get_mut(index),
    })
}

fn look<'a>(value: &'a Value, path: &[Segment]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, segment| match segment {
        Segment::Field(field) => value.get(field),
        Segment::Element(index) => value.get(index),
    })
}

/// Removes a field; whether it was there.
fn remove(value: &mut Value, path: &[Segment]) -> bool {
    let Some((Segment::Field(field), above)) = path.split_last() else { return false };
    find(value, above).and_then(Value::as_object_mut).is_some_and(|object| object.remove(field).is_some())
}

/// Notes what is in `written` and not in `read`. What is empty is not missed.
fn missing(written: &Value, read: &Value, path: &str, lost: &mut BTreeSet<String>) {
    match (written, read) {
        (Value::Object(written), Value::Object(read)) => {
            for (field, value) in written {
                let path = format!("{path}.{field}");
                match read.get(field) {
                    Some(read) => missing(value, read, &path, lost),
                    None if is_empty(value) => {}
                    None => {
                        lost.insert(path);
                    }
                }
            }
        }
        (Value::Array(written), Value::Array(read)) => {
            for (written, read) in written.iter().zip(read) {
                missing(written, read, path, lost);
            }
        }
        _ => {}
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => false,
    }
}

/// What stands beside the meeting.
fn others(file: &Value) -> Vec<String> {
    let fields = file.as_object().into_iter().flat_map(Map::keys);
    fields.filter(|field| !matches!(field.as_str(), "bilag" | "meeting")).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::super::{read_newer, write};
    use super::*;
    use serde_json::json;

    /// The sample as a newer Bilag might write it.
    fn newer(change: impl FnOnce(&mut Value)) -> Result<Newer, FileError> {
        let mut file: Value = serde_json::from_str(&write(&Meeting::sample())).expect("JSON");
        file["bilag"] = json!(7);
        change(&mut file);
        read_newer(file.to_string().as_bytes())
    }

    #[test]
    fn what_is_not_known_is_named_once_and_the_rest_is_read() {
        let read = newer(|file| {
            file["signature"] = json!("x");
            file["meeting"]["chair"] = json!("Borgmesteren");
            for annotation in file["meeting"]["annotations"].as_array_mut().expect("a list") {
                annotation["mood"] = json!("glad");
            }
            file["meeting"]["selection"][0]["video"] = json!({"at": 3});
            file["meeting"]["handout"]["paper"] = json!("A3");
        });
        let read = read.expect("a meeting");
        assert_eq!((read.version, &read.meeting), (7, &Meeting::sample()));
        let lost = [
            "meeting.annotations.mood",
            "meeting.chair",
            "meeting.handout.paper",
            "meeting.selection.video",
            "signature",
        ];
        assert_eq!(read.lost, lost);
    }

    #[test]
    fn annotations_of_a_new_kind_are_left_out_and_told_of() {
        let read = newer(|file| {
            file["meeting"]["annotations"][1]["body"] = json!({ "sound": {} });
            file["meeting"]["annotations"][2]["body"] = json!({ "sound": { "minutes": 2 } });
        });
        let read = read.expect("a meeting");
        assert_eq!(read.meeting.annotations.len(), Meeting::sample().annotations.len() - 2);
        assert_eq!(read.lost, ["meeting.annotations.body.sound"]);
    }

    #[test]
    fn drawings_on_slides_of_a_new_kind_are_left_out_and_told_of() {
        let read = newer(|file| {
            let on = |medium: Value| json!({ "surface": { "medium": medium, "page": 1, "width": 960_000, "height": 540_000 }, "strokes": [] });
            for (index, medium) in [
                json!({ "slide": { "shows": "film" } }),
                json!({ "slide": { "shows": { "film": 2 } } }),
                json!({ "slide": { "shows": { "lead": 2 }, "layer": 3 } }),
                json!("whiteboard"),
            ]
            .into_iter()
            .enumerate()
            {
                file["meeting"]["annotations"][index]["body"] = json!({ "ink": on(medium) });
            }
        });
        let read = read.expect("a meeting");
        assert_eq!(read.meeting.annotations.len(), Meeting::sample().annotations.len() - 3);
        let medium = &read.meeting.annotations[0].drawing().expect("the one that is known").surface.medium;
        assert!(
            matches!(medium, crate::meeting::drawing::Medium::Slide(key) if key.shows == crate::meeting::SlideContent::Lead(2))
        );
        let medium = "meeting.annotations.body.ink.surface.medium";
        let lost = ["", ".slide.layer", ".slide.shows", ".slide.shows.film"].map(|end| format!("{medium}{end}"));
        assert_eq!(read.lost, lost);
    }

    #[test]
    fn what_cannot_be_read_at_all_is_told_to_be_newer() {
        for change in [(|file| file["meeting"] = json!([])) as fn(&mut Value), |file| {
            file["meeting"]["title"] = json!({"da": "Møde"});
        }] {
            assert!(matches!(newer(change), Err(FileError::Newer { found: 7 })));
        }
    }
}
