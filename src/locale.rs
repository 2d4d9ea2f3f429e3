//! The words of the program, in each language that it speaks.
//!
//! Every text that a person reads (on paper, on the command line, in an error) stands in `assets/locales/*.ftl`
//! ([Fluent](https://projectfluent.org)) and is asked for by its name here. Two languages may be in use at once:
//! the *interface* speaks the user's language, a hand-out the language that was chosen for it.

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

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
            Language::Danish => DANISH.get_or_init(|| Locale::new(self)),
            Language::English => ENGLISH.get_or_init(|| Locale::new(self)),
        }
    }

    /// The texts of paper, command line and errors, and those of the window.
    const fn sources(self) -> [&'static str; 2] {
        match self {
            Language::Danish => {
                [include_str!("../assets/locales/da.ftl"), include_str!("../assets/locales/window/da.ftl")]
            }
            Language::English => {
                [include_str!("../assets/locales/en.ftl"), include_str!("../assets/locales/window/en.ftl")]
            }
        }
    }
}

/// The texts of one language, and how it writes dates and quotations.
pub struct Locale {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Locale {
    fn new(language: Language) -> Locale {
        let identifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Directional isolates are for mixed scripts; the fonts have no glyphs for them.
        bundle.set_use_isolating(false);
        for source in language.sources() {
            // The texts are part of the program; a test reads each of them, so an error in one cannot reach a user.
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

    /// The text called `name`.
    #[must_use]
    pub fn text(&self, name: &str) -> Cow<'_, str> {
        self.format(name, None)
    }

    /// The text called `name` with its placeholders filled.
    #[must_use]
    pub fn text_with(&self, name: &str, arguments: &[(&str, Value<'_>)]) -> String {
        let arguments: FluentArgs = arguments.iter().cloned().collect();
        self.format(name, Some(&arguments)).into_owned()
    }

    /// Whether there is a text called `name`.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.bundle.get_message(name).is_some_and(|message| message.value().is_some())
    }

    fn format<'a>(&'a self, name: &str, arguments: Option<&'a FluentArgs<'_>>) -> Cow<'a, str> {
        let pattern = self.bundle.get_message(name).and_then(|message| message.value());
        debug_assert!(pattern.is_some(), "{} has no text called {name}", self.language.tag());
        match pattern {
            Some(pattern) => Cow::Owned(self.bundle.format_pattern(pattern, arguments, &mut Vec::new()).into_owned()),
            None => Cow::Owned(name.to_owned()),
        }
    }

    /// A date written out: *21. november 2026*, with no line break within day and month.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        self.text_with(
            "date-long",
            &[
                ("day", i64::from(date.day()).into()),
                ("month", i64::from(date.month()).into()),
                ("year", date.year().to_string().into()),
            ],
        )
    }

    /// A time of day: *kl. 17.00*.
    #[must_use]
    pub fn time(&self, time: Time) -> String {
        let (hour, minute) = (time.hour().to_string(), format!("{:02}", time.minute()));
        self.text_with("time-of-day", &[("hour", hour.into()), ("minute", minute.into())])
    }

    /// A day and a time of it: *21. november 2026 kl. 17.00*.
    #[must_use]
    pub fn date_time(&self, date: Date, time: Time) -> String {
        self.text_with("date-and-time", &[("date", self.date(date).into()), ("time", self.time(time).into())])
    }

    /// A point in time as people write it where the program runs.
    #[must_use]
    pub fn moment(&self, moment: Timestamp) -> String {
        let local = moment.to_zoned(crate::clock::zone());
        self.date_time(local.date(), local.time())
    }

    /// Words in this language's quotation marks.
    #[must_use]
    pub fn quoted(&self, words: &str) -> String {
        self.text_with("quoted", &[("words", words.into())])
    }
}

static INTERFACE: AtomicU8 = AtomicU8::new(u8::MAX);

/// Chooses the language that errors, help and the window speak from now on.
pub fn set_interface(language: Language) {
    INTERFACE.store(language as u8, Ordering::Relaxed);
}

/// The texts in the interface's language: the one that was set, or the environment's.
#[must_use]
pub fn interface() -> &'static Locale {
    let chosen = INTERFACE.load(Ordering::Relaxed);
    let language = Language::ALL.into_iter().find(|language| *language as u8 == chosen);
    language.unwrap_or_else(Language::of_environment).locale()
}

/// A text in the interface's language, for errors: `say("error-no-title", &[("line", 4.into())])`.
#[must_use]
pub fn say(name: &str, arguments: &[(&str, Value<'_>)]) -> String {
    interface().text_with(name, arguments)
}

/// A title as the interface shows it: what has none is called *untitled*.
#[must_use]
pub fn titled(title: &str) -> String {
    match title.trim() {
        "" => say("untitled", &[]),
        title => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_bundle::FluentResource;
    use std::collections::BTreeSet;

    fn names(language: Language) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for source in language.sources() {
            assert!(FluentResource::try_new(source.to_owned()).is_ok(), "{} is not valid Fluent", language.tag());
        }
        let lines = language.sources().into_iter().flat_map(str::lines);
        let lines = lines.filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
        for (name, _) in lines.filter_map(|line| line.split_once(" =")) {
            assert!(names.insert(name.to_owned()), "{name} stands twice in {}", language.tag());
        }
        names
    }

    #[test]
    fn every_text_exists_in_every_language() {
        assert_eq!(names(Language::Danish), names(Language::English));
        for language in Language::ALL {
            for name in names(language) {
                assert!(language.locale().has(&name), "{name} in {}", language.tag());
            }
        }
    }

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
