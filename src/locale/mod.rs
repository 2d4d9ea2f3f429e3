//! The words of the program, in each language that it speaks.
//!
//! Every text that a person reads (on paper, on the command line, in the window) stands in `assets/locales/**/*.ftl`
//! ([Fluent](https://projectfluent.org)). [`say!`](crate::say) asks for one by its name and fills in its arguments,
//! [`message!`](crate::message) names one that is said later: that it exists in every language is checked when compiling.
//! A [`Locale`] is passed to whoever speaks; there is no language of the program as a whole. A hand-out has the one that was
//! chosen for it, a window its own, the command line that of the environment.

mod message;

pub use message::Message;

use crate::say;
use std::sync::OnceLock;

pub use fluent_bundle::FluentValue as Value;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// A language that Bilag's own words exist in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Danish, `da`.
    #[serde(rename = "da")]
    Danish,
    /// English, `en`.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Every language there is, in the order in which they are offered.
    pub const ALL: [Language; 2] = [Language::Danish, Language::English];

    /// The language's BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Danish => "da",
            Language::English => "en",
        }
    }

    /// The language that a BCP 47 tag or a POSIX locale name (`da_DK.UTF-8`) asks for, if Bilag speaks it.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Language> {
        let primary = tag.split(['-', '_', '.', '@']).next()?;
        Language::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// The language of the environment: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set; English where
    /// that names none that Bilag speaks.
    #[must_use]
    pub fn of_environment() -> Language {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty())
            .and_then(|value| Language::from_tag(&value))
            .unwrap_or(Language::English)
    }

    /// This language's texts.
    #[must_use]
    pub fn locale(self) -> &'static Locale {
        static DANISH: OnceLock<Locale> = OnceLock::new();
        static ENGLISH: OnceLock<Locale> = OnceLock::new();
        match self {
            Language::Danish => DANISH.get_or_init(|| Locale::new(self, self.sources())),
            Language::English => ENGLISH.get_or_init(|| Locale::new(self, self.sources())),
        }
    }

    /// The texts of paper, command line and errors, and those of the window, in [Fluent](https://projectfluent.org)'s form.
    #[must_use]
    pub const fn sources(self) -> [&'static str; 2] {
        match self {
            Language::Danish => {
                [include_str!("../../assets/locales/da.ftl"), include_str!("../../assets/locales/window/da.ftl")]
            }
            Language::English => {
                [include_str!("../../assets/locales/en.ftl"), include_str!("../../assets/locales/window/en.ftl")]
            }
        }
    }
}

/// The texts of one language, and how it writes dates and quotations.
pub struct Locale {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Locale").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Locale {
    /// A language's locale made of these Fluent sources; where a text stands twice the later is taken. The language's own are
    /// [`Language::sources`].
    #[must_use]
    pub fn new<'a>(language: Language, sources: impl IntoIterator<Item = &'a str>) -> Locale {
        let identifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Directional isolates are for mixed scripts; the fonts have no glyphs for them.
        bundle.set_use_isolating(false);
        for source in sources {
            // The texts are part of the program and were read when it was built, so an error in one cannot reach a user.
            let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(source.to_owned());
            bundle.add_resource_overriding(resource);
        }
        Locale { language, bundle }
    }

    /// The language that these texts are in.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// What a text without arguments says.
    #[must_use]
    pub fn text(&self, message: Message) -> String {
        self.fill(message, &[])
    }

    /// What a text says with these arguments. Called by [`say!`](crate::say), which knows that they are the right ones.
    #[doc(hidden)]
    #[must_use]
    pub fn fill(&self, message: Message, arguments: &[(&str, Value<'_>)]) -> String {
        let pattern = self.bundle.get_message(message.name()).and_then(|message| message.value());
        let arguments: FluentArgs = arguments.iter().cloned().collect();
        match pattern {
            Some(pattern) => self.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned(),
            // Only in a locale that was made of other sources than the program's.
            None => message.name().to_owned(),
        }
    }

    /// A date written out: *21. november 2026*, with no line break within day and month.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let (day, month) = (i64::from(date.day()), i64::from(date.month()));
        say!(self, "date-long", day = day, month = month, year = date.year().to_string())
    }

    /// A time of day: *kl. 17.00*.
    #[must_use]
    pub fn time(&self, time: Time) -> String {
        say!(self, "time-of-day", hour = time.hour().to_string(), minute = format!("{:02}", time.minute()))
    }

    /// A day and a time of it: *21. november 2026 kl. 17.00*.
    #[must_use]
    pub fn date_time(&self, date: Date, time: Time) -> String {
        say!(self, "date-and-time", date = self.date(date), time = self.time(time))
    }

    /// A point in time as people write it where the program runs.
    #[must_use]
    pub fn moment(&self, moment: Timestamp) -> String {
        let local = moment.to_zoned(crate::clock::zone());
        self.date_time(local.date(), local.time())
    }

    /// A title as it is shown: what has none is called *untitled*.
    #[must_use]
    pub fn titled(&self, title: &str) -> String {
        match title.trim() {
            "" => say!(self, "untitled"),
            title => title.to_owned(),
        }
    }

    /// Words in this language's quotation marks.
    #[must_use]
    pub fn quoted(&self, words: &str) -> String {
        say!(self, "quoted", words = words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_read_as_the_language_writes_them() {
        let (date, time) = (jiff::civil::date(2026, 11, 21), jiff::civil::time(17, 0, 0, 0));
        let danish = Language::Danish.locale();
        assert_eq!(danish.date(date), "21.\u{a0}november 2026");
        assert_eq!(danish.time(time), "kl.\u{a0}17.00");
        assert_eq!(Language::English.locale().date(date), "21\u{a0}November 2026");
    }

    #[test]
    fn a_language_is_found_by_tag_or_locale_name() {
        assert_eq!(Language::from_tag("da_DK.UTF-8"), Some(Language::Danish));
        assert_eq!(Language::from_tag("en-GB"), Some(Language::English));
        assert_eq!(Language::from_tag("C.UTF-8"), None);
    }
}
