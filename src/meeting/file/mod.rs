//! The `.bilag` file: a meeting as JSON, with a version and a stable order of keys, so that a diff can be read.
//!
//! Old versions are brought up ([`mod@migration`]) and open for ever; of newer ones [`newer`] reads what it can.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

mod form;
mod migration;
mod newer;

pub use newer::Newer;

use super::{Annotation, Id, Meeting, Target, Visibility};
use crate::locale::say;
use crate::storage::json_error;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;

/// The version of the format that is written, and the newest that is read.
pub const VERSION: u32 = 2;

/// Why bytes are not a meeting.
#[derive(Debug, Error)]
pub enum FileError {
    /// They are not JSON, or the JSON has another shape.
    #[error("{}", json_error("file-not-readable", .0))]
    Json(#[from] serde_json::Error),
    /// The JSON is not a meeting's.
    #[error("{}", say("file-no-meeting", &[]))]
    NoMeeting,
    /// A newer Bilag wrote them.
    #[error("{}", say("file-newer", &[("found", found.to_string().into()), ("known", VERSION.to_string().into())]))]
    Newer {
        /// The version that they have.
        found: u32,
    },
    /// Two things bear one id.
    #[error("{}", say("file-id-twice", &[("id", .0.to_string().into())]))]
    IdTwice(Id),
    /// A principle is selected twice, or is numbered 0.
    #[error("{}", say("file-number-twice", &[("number", .0.to_string().into())]))]
    NumberTwice(u32),
    /// A note is on a paragraph of no principle.
    #[error("{}", say("file-no-principle", &[("id", .0.to_string().into())]))]
    NoPrinciple(Id),
    /// Something belongs to an agenda item that is not there.
    #[error("{}", say("file-no-agenda-item", &[("id", .0.to_string().into())]))]
    NoAgendaItem(Id),
    /// More is drawn than a drawing can hold.
    #[error("{}", say("file-drawing-too-large", &[("id", .0.to_string().into())]))]
    DrawingTooLarge(Id),
}

#[derive(Deserialize)]
struct Version {
    bilag: Option<u32>,
}

#[derive(Serialize)]
struct Envelope<'a> {
    bilag: u32,
    meeting: &'a Meeting,
}

#[derive(Deserialize)]
struct Read {
    meeting: Meeting,
}

/// Reads a meeting from the bytes of a `.bilag` file.
pub fn read(bytes: &[u8]) -> Result<Meeting, FileError> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let Version { bilag } = serde_json::from_slice(bytes)?;
    match bilag {
        None | Some(0) => return Err(FileError::NoMeeting),
        Some(found) if found > VERSION => return Err(FileError::Newer { found }),
        Some(_) => {}
    }
    let Read { mut meeting } = match bilag {
        Some(old) if old < VERSION => {
            let mut file = serde_json::from_slice(bytes)?;
            migration::bring_up(&mut file, old);
            serde_json::from_value(file)?
        }
        _ => serde_json::from_slice(bytes)?,
    };
    check(&meeting)?;
    number_notes(&mut meeting);
    Ok(meeting)
}

/// Reads what can be read of a file that a newer Bilag wrote, and says what cannot.
pub fn read_newer(bytes: &[u8]) -> Result<Newer, FileError> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    match serde_json::from_slice(bytes)? {
        Version { bilag: Some(found) } if found > VERSION => newer::read(bytes, found),
        Version { .. } => Err(FileError::NoMeeting),
    }
}

/// Gives a number to each note that has none, or one that another on the same paragraph has: two copies of a file that
/// were put together by hand must not make two notes answer to one code.
fn number_notes(meeting: &mut Meeting) {
    let mut taken: BTreeMap<_, BTreeSet<u32>> = BTreeMap::new();
    let mut without = Vec::new();
    for (index, annotation) in meeting.annotations.iter().enumerate() {
        if annotation.note == 0 || !taken.entry(place(annotation)).or_default().insert(annotation.note) {
            without.push(index);
        }
    }
    for index in without {
        if let Some(annotation) = meeting.annotations.get_mut(index) {
            let numbers = taken.entry(place(annotation)).or_default();
            annotation.note = numbers.last().map_or(1, |last| last.saturating_add(1));
            numbers.insert(annotation.note);
        }
    }
}

/// What the notes are numbered in: a paragraph, and in it the shared ones and the private ones.
fn place(annotation: &Annotation) -> (Option<u32>, Option<usize>, bool) {
    let Target { principle, paragraph, .. } = annotation.target;
    (principle, paragraph, annotation.visibility == Visibility::Private)
}

/// Writes a meeting as the text of a `.bilag` file.
#[must_use]
pub fn write(meeting: &Meeting) -> String {
    let mut text = form::pretty(&Envelope { bilag: VERSION, meeting });
    text.push('\n');
    text
}

/// Writes a meeting as a `.bilag` file without line breaks, for machines to read.
#[must_use]
pub fn write_compact(meeting: &Meeting) -> Vec<u8> {
    serde_json::to_vec(&Envelope { bilag: VERSION, meeting }).unwrap_or_default()
}

fn check(meeting: &Meeting) -> Result<(), FileError> {
    let mut ids = BTreeSet::new();
    for id in meeting.ids() {
        if !ids.insert(id) {
            return Err(FileError::IdTwice(id.clone()));
        }
    }
    let mut numbers = BTreeSet::from([0]);
    for number in meeting.selection.iter().map(|selected| selected.principle.number) {
        if !numbers.insert(number) {
            return Err(FileError::NumberTwice(number));
        }
    }
    let astray = |annotation: &&Annotation| {
        annotation.target.principle.is_none()
            && (annotation.target.paragraph.is_some() || annotation.target.words.is_some())
    };
    if let Some(annotation) = meeting.annotations.iter().find(astray) {
        return Err(FileError::NoPrinciple(annotation.id.clone()));
    }
    let too_large =
        |annotation: &&Annotation| annotation.drawing.as_ref().is_some_and(|drawing| !drawing.is_within_limits());
    if let Some(annotation) = meeting.annotations.iter().find(too_large) {
        return Err(FileError::DrawingTooLarge(annotation.id.clone()));
    }
    let placed = meeting.selection.iter().filter_map(|selected| selected.agenda_item.as_ref());
    let written = meeting.annotations.iter().filter_map(|annotation| annotation.agenda_item.as_ref());
    match placed.chain(written).find(|id| meeting.agenda_item(id).is_none()) {
        Some(id) => Err(FileError::NoAgendaItem(id.clone())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_is_read_as_it_was_written() {
        let sample = Meeting::sample();
        let text = write(&sample);
        assert_eq!(read(text.as_bytes()).expect("a meeting"), sample);
        assert_eq!(text, include_str!("../../../assets/meetings/sample.bilag"), "the sample is in canonical form");
    }

    #[test]
    fn what_is_no_meeting_is_named() {
        assert!(matches!(read(b"{"), Err(FileError::Json(_))));
        assert!(matches!(read(br#"{"groups":[]}"#), Err(FileError::NoMeeting)));
        assert!(matches!(read(br#"{"bilag":3,"meeting":{}}"#), Err(FileError::Newer { found: 3 })));
        let text = write(&Meeting::sample());
        assert!(matches!(read(text.replace("\"place\"", "\"plads\"").as_bytes()), Err(FileError::Json(_))));
        let mut twice = Meeting::sample();
        twice.annotations[1].id = twice.annotations[0].id.clone();
        assert!(matches!(read(write(&twice).as_bytes()), Err(FileError::IdTwice(_))));
        let mut twice = Meeting::sample();
        twice.selection[1].principle.number = twice.selection[0].principle.number;
        assert!(matches!(read(write(&twice).as_bytes()), Err(FileError::NumberTwice(_))));
        let mut astray = Meeting::sample();
        astray.annotations[1].target.principle = None;
        assert!(matches!(read(write(&astray).as_bytes()), Err(FileError::NoPrinciple(_))));
        let mut gone = Meeting::sample();
        gone.agenda.clear();
        assert!(matches!(read(write(&gone).as_bytes()), Err(FileError::NoAgendaItem(_))));
    }

    #[test]
    fn no_two_notes_answer_to_one_code() {
        let mut meeting = Meeting::sample();
        for annotation in &mut meeting.annotations {
            annotation.note = annotation.note.saturating_sub(1);
        }
        let read = read(write(&meeting).as_bytes()).expect("a meeting");
        let mut codes: Vec<String> = read.annotations.iter().map(|note| note.reference().to_string()).collect();
        codes.sort();
        let count = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), count);
        assert!(read.annotations.iter().all(|annotation| annotation.note > 0));
    }
}
