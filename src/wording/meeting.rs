//! What a meeting does not take, and files that are none.

use super::InWords;
use super::json::InJson;
use super::storage::unreadable;
use crate::locale::Locale;
use crate::meeting::file::{EnvelopeError, VERSION};
use crate::meeting::journal::JournalError;
use crate::meeting::reference::{NoReference, Reading};
use crate::meeting::web_annotation::WebAnnotationError;
use crate::meeting::{EditError, FileError};
use crate::say;

impl InWords for FileError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            FileError::Json(error) => {
                let InJson { line, column, reason } = InJson::of(error, locale);
                say!(locale, "file-not-readable", line = line, column = column, reason = reason)
            }
            FileError::Envelope(error) => error.in_words(locale),
            FileError::NoMeeting => say!(locale, "file-no-meeting"),
            FileError::Newer { found } => {
                say!(locale, "file-newer", found = found.to_string(), known = VERSION.to_string())
            }
            FileError::IdTwice(id) => say!(locale, "file-id-twice", id = id.as_str()),
            FileError::NumberTwice(number) => say!(locale, "file-number-twice", number = number.to_string()),
            FileError::NoPrinciple(id) => say!(locale, "file-no-principle", id = id.to_string()),
            FileError::NoAgendaItem(id) => say!(locale, "file-no-agenda-item", id = id.to_string()),
            FileError::DrawingTooLarge(id) => say!(locale, "file-drawing-too-large", id = id.to_string()),
            FileError::NoSection(id) => say!(locale, "edit-no-section", id = id.to_string()),
        }
    }
}

impl InWords for EnvelopeError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            EnvelopeError::Io(error) => unreadable(error, locale),
            EnvelopeError::Archive(error) => say!(locale, "envelope-unreadable", reason = error.to_string()),
            EnvelopeError::NoMeeting => say!(locale, "envelope-no-meeting"),
            EnvelopeError::Damaged => say!(locale, "envelope-damaged"),
            EnvelopeError::TooLarge => say!(locale, "envelope-too-large"),
        }
    }
}

impl InWords for EditError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            EditError::NoAgendaItem(id) => say!(locale, "edit-no-agenda-item", id = id.to_string()),
            EditError::AgendaItemInUse(id) => say!(locale, "edit-agenda-item-in-use", id = id.to_string()),
            EditError::NoSection(id) => say!(locale, "edit-no-section", id = id.to_string()),
            EditError::SectionInUse(id) => say!(locale, "edit-section-in-use", id = id.to_string()),
            EditError::NotSelected(number) => say!(locale, "edit-not-selected", number = number.to_string()),
            EditError::SelectedAlready(number) => say!(locale, "edit-selected-already", number = number.to_string()),
            EditError::NoAnnex(id) => say!(locale, "edit-no-annex", id = id.to_string()),
            EditError::NoAnnotation(id) => say!(locale, "edit-no-annotation", id = id.to_string()),
            EditError::NoReply(id) => say!(locale, "edit-no-reply", id = id.to_string()),
            EditError::NotOfThisKind(id) => say!(locale, "edit-not-of-kind", id = id.to_string()),
            EditError::NoStroke(id) => say!(locale, "edit-no-stroke", id = id.to_string()),
            EditError::DrawingFull(_) => say!(locale, "edit-drawing-full"),
            EditError::IdTaken(id) => say!(locale, "edit-id-taken", id = id.as_str()),
            EditError::ReplyTwice(id) => say!(locale, "edit-reply-twice", id = id.to_string()),
            EditError::NumberZero => say!(locale, "edit-number-zero"),
        }
    }
}

impl InWords for JournalError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            JournalError::Unreadable => say!(locale, "journal-unreadable"),
            JournalError::Newer => say!(locale, "journal-newer"),
            JournalError::Meeting(error) => error.in_words(locale),
        }
    }
}

impl InWords for NoReference {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            NoReference::Unknown(text) => say!(locale, "reference-unreadable", reference = text.as_str()),
            NoReference::Ambiguous { text, readings } => {
                let reading = |reading: &Reading| {
                    let Reading { code, name } = reading;
                    say!(locale, "reference-reading", code = code.as_str(), name = name.as_str())
                };
                let readings: Vec<String> = readings.iter().map(reading).collect();
                let readings = readings.join(&format!(" {} ", say!(locale, "or")));
                say!(locale, "reference-ambiguous", reference = text.as_str(), readings = readings)
            }
        }
    }
}

impl InWords for WebAnnotationError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            WebAnnotationError::Json(error) => {
                let InJson { line, column, reason } = InJson::of(error, locale);
                say!(locale, "web-annotation-broken", line = line, column = column, reason = reason)
            }
            WebAnnotationError::NoAnnotations => say!(locale, "web-annotation-none"),
            WebAnnotationError::Elsewhere => say!(locale, "web-annotation-elsewhere"),
        }
    }
}
