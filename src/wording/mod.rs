//! What went wrong, and what was done, in the words of a language.
//!
//! Errors are data: their `Display` is short technical English, for logs. Here, at the edge, each becomes a sentence that a
//! user can act on. A variant without words does not compile. The doors, [`crate::cli`] and [`crate::app`], say what is their
//! own themselves, in the same way.

mod changed_page;
mod documents;
mod import;
mod json;
mod meeting;
mod pdf;
mod review;
mod session;
mod storage;

pub use self::storage::reason;

pub use changed_page::meeting_name;

use crate::clock::{self, ClockError};
use crate::locale::Locale;
use crate::say;

/// What can be told to a person.
pub trait InWords {
    /// What is told, in the words of `locale`.
    fn in_words(&self, locale: &Locale) -> String;
}

impl InWords for ClockError {
    fn in_words(&self, locale: &Locale) -> String {
        say!(locale, "clock-unreadable", variable = clock::VARIABLE, value = self.0.as_str())
    }
}
