//! What is seen in a reviewer's copy and not taken from it.

use super::InWords;
use crate::locale::Locale;
use crate::meeting::review::{NotTaken, WhyNotTaken};
use crate::say;

impl InWords for NotTaken {
    fn in_words(&self, locale: &Locale) -> String {
        let NotTaken { page, kind, why } = self;
        let kind = kind.as_str();
        let what = match why {
            WhyNotTaken::TooMany => say!(locale, "not-taken-too-many", kind = kind),
            WhyNotTaken::Kind => say!(locale, "not-taken-kind", kind = kind),
            WhyNotTaken::Attachment => say!(locale, "not-taken-attachment", kind = kind),
            WhyNotTaken::State => say!(locale, "not-taken-state", kind = kind),
            WhyNotTaken::Damaged => say!(locale, "not-taken-damaged"),
        };
        match page {
            Some(page) => say!(locale, "not-taken-on-page", page = page.to_string(), what = what),
            None => what,
        }
    }
}
