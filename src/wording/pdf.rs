//! PDFs that cannot be made or read, and the parts of one.

use super::InWords;
use crate::locale::Locale;
use crate::pdf::fdf::FdfError;
use crate::pdf::xfdf::XfdfError;
use crate::pdf::{ExportError, MissingIn, OpenError};
use crate::say;

impl InWords for OpenError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            OpenError::NotReadable => say!(locale, "pdf-not-readable"),
            OpenError::Encrypted => say!(locale, "pdf-encrypted"),
            OpenError::Protected => say!(locale, "pdf-protected"),
            OpenError::TooLarge => say!(locale, "pdf-too-large"),
            OpenError::NoMeeting => say!(locale, "pdf-no-meeting"),
            OpenError::Meeting(error) => say!(locale, "pdf-meeting", reason = error.in_words(locale)),
        }
    }
}

impl InWords for XfdfError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            XfdfError::NotXml(reason) => say!(locale, "xfdf-not-xml", reason = reason.as_str()),
            XfdfError::Entities => say!(locale, "xfdf-entities"),
            XfdfError::TooMany => say!(locale, "xfdf-too-many"),
            XfdfError::OtherXml => say!(locale, "xfdf-other-xml"),
            XfdfError::NoHandout(handout) => say!(locale, "xfdf-no-handout", handout = handout.as_str()),
            XfdfError::Handout(error) => error.in_words(locale),
        }
    }
}

impl InWords for FdfError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            FdfError::Unreadable => say!(locale, "fdf-unreadable"),
            FdfError::NoComments => say!(locale, "fdf-no-comments"),
            FdfError::NoHandout(handout) => say!(locale, "xfdf-no-handout", handout = handout.as_str()),
            FdfError::Handout(error) => error.in_words(locale),
        }
    }
}

impl InWords for ExportError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            ExportError::Subset(error) => say!(locale, "export-font", reason = error.to_string()),
            ExportError::Object(error) => say!(locale, "export-failed", reason = error.to_string()),
            ExportError::Io(error) => say!(locale, "export-failed", reason = error.to_string()),
            ExportError::Stopped => say!(locale, "export-failed", reason = say!(locale, "export-stopped")),
        }
    }
}

impl InWords for MissingIn {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            MissingIn::Part(code) => code.clone(),
            MissingIn::AgendaItem(number) => say!(locale, "agenda-item-number", number = number.as_str()),
            MissingIn::Facts => say!(locale, "meeting-facts"),
        }
    }
}
