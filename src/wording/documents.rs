//! What is no document: files, sets, pictures and reviewers' copies.

use super::InWords;
use super::json::InJson;
use crate::document_kind::OpenError;
use crate::locale::Locale;
use crate::picture::{self, PictureError};
use crate::principles::SetError;
use crate::review_import::ReviewImportError;
use crate::say;

impl InWords for OpenError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            OpenError::Empty => say!(locale, "document-empty"),
            OpenError::Unknown => say!(locale, "document-unknown"),
            OpenError::Json(error) => {
                let InJson { line, column, reason } = InJson::of(error, locale);
                say!(locale, "document-broken", line = line, column = column, reason = reason)
            }
            OpenError::OtherJson => say!(locale, "document-other-json"),
            OpenError::Meeting(error) => error.in_words(locale),
            OpenError::Set(error) => error.in_words(locale),
            OpenError::Pdf(error) => error.in_words(locale),
        }
    }
}

impl InWords for SetError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            SetError::Json(error) => {
                let InJson { line, column, reason } = InJson::of(error, locale);
                say!(locale, "set-not-readable", line = line, column = column, reason = reason)
            }
            SetError::Empty => say!(locale, "set-empty"),
            SetError::NumberZero { title } => say!(locale, "set-number-zero", title = title.as_str()),
            SetError::NumberTwice { number } => say!(locale, "set-number-twice", number = number.to_string()),
            SetError::NoTitle { number } => say!(locale, "set-no-title", number = number.to_string()),
        }
    }
}

impl InWords for ReviewImportError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            ReviewImportError::Open(error) => error.in_words(locale),
            ReviewImportError::Set => say!(locale, "file-is-set"),
            ReviewImportError::Unknown => say!(locale, "review-unknown"),
            ReviewImportError::Fdf(error) => error.in_words(locale),
            ReviewImportError::Xfdf(error) => error.in_words(locale),
            ReviewImportError::WebAnnotation(error) => error.in_words(locale),
        }
    }
}

impl InWords for PictureError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            PictureError::TooLarge => say!(locale, "picture-too-large", limit = (picture::LARGEST >> 20).to_string()),
            PictureError::TooManyPixels => {
                say!(locale, "picture-too-many-pixels", limit = (picture::MOST_READ >> 20).to_string())
            }
            PictureError::TooIntricate => say!(locale, "picture-too-intricate"),
            PictureError::Unreadable => say!(locale, "picture-unreadable"),
            PictureError::Empty => say!(locale, "picture-empty"),
        }
    }
}
