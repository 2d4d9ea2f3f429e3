//! What was changed on pages of a copy without a comment that says so.

use super::InWords;
use crate::locale::Locale;
use crate::meeting::{ChangedPage, Meeting, PageChange};
use crate::say;

/// The most letters of a page's words that are told.
const LONGEST: usize = 80;

impl InWords for ChangedPage {
    fn in_words(&self, locale: &Locale) -> String {
        let page = self.page.to_string();
        match &self.why {
            PageChange::Drawn => say!(locale, "page-changed-drawn", page = page),
            PageChange::Pictures => say!(locale, "page-changed-pictures", page = page),
            PageChange::WordsAdded(words) => {
                say!(locale, "page-changed-added", page = page, words = quoted(words, locale))
            }
            PageChange::WordsMissing(words) => {
                say!(locale, "page-changed-missing", page = page, words = quoted(words, locale))
            }
            PageChange::Flattened => say!(locale, "page-flattened", page = page),
            PageChange::NotRecognised => say!(locale, "page-not-recognised", page = page),
            PageChange::OtherMeeting(words) => {
                say!(locale, "page-of-other-meeting", page = page, words = quoted(words, locale))
            }
            PageChange::NotRead => say!(locale, "page-not-read", page = page),
        }
    }
}

/// Words in quotation marks, as many as fit in a line.
fn quoted(words: &str, locale: &Locale) -> String {
    let shown: String = words.chars().take(LONGEST).collect();
    let more = if shown.len() < words.len() { "…" } else { "" };
    locale.quoted(&format!("{shown}{more}"))
}

/// What a meeting is called where it is to be told from another: title, body and date.
#[must_use]
pub fn meeting_name(meeting: &Meeting, locale: &Locale) -> String {
    let date = meeting.date.map(|date| locale.date(date)).unwrap_or_default();
    let parts = [locale.quoted(meeting.title.trim()), meeting.body.trim().to_owned(), date];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
