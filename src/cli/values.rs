//! How the values of options are read, and what is said of one that cannot be.

use super::error::CliError;
use crate::locale::Locale;
use crate::meeting::HighlightColor;
use crate::say;
use crate::wording::InWords;
use clap::ArgMatches;
use jiff::civil::Date;
use thiserror::Error;

/// A value that is not what its option takes.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum NoValue {
    /// It is no day.
    #[error("{0:?} is no date")]
    Date(String),
    /// It is no list of principles.
    #[error("{0:?} is no list of numbers")]
    Numbers(String),
    /// A principle is asked for twice.
    #[error("principle {0} stands twice")]
    PrincipleTwice(String),
    /// An option stands where words should.
    #[error("{0:?} is an option")]
    Option(String),
    /// It is no place in a list.
    #[error("{0:?} is no place")]
    Place(String),
    /// It is no language.
    #[error("{0:?} is no language")]
    Language(String),
    /// It is no colour.
    #[error("no colour {0:?}")]
    Color(String),
}

impl InWords for NoValue {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            NoValue::Date(value) => say!(locale, "value-not-date", value = value.as_str()),
            NoValue::Numbers(value) => say!(locale, "value-not-numbers", value = value.as_str()),
            NoValue::PrincipleTwice(name) => say!(locale, "value-number-twice", number = name.as_str()),
            NoValue::Option(value) => say!(locale, "value-option", value = value.as_str()),
            NoValue::Place(value) => say!(locale, "value-not-place", value = value.as_str()),
            NoValue::Language(value) => say!(locale, "value-not-language", value = value.as_str()),
            NoValue::Color(number) => say!(locale, "color-unknown", number = number.as_str()),
        }
    }
}

/// The value of an argument that clap has seen to be there.
pub fn required<'a, T: Clone + Send + Sync + 'static>(matches: &'a ArgMatches, name: &str) -> Result<&'a T, CliError> {
    let value = matches.get_one(name);
    value.ok_or_else(|| CliError::Missing(name.to_owned()))
}

/// The principles that `--select` asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Every one, in the set's order.
    All,
    /// Those with these numbers, labels or codes, in this order.
    Named(Vec<String>),
}

/// Reads `1,3,7`, `1.4,II,9a` or `all`. What is a label only the set can tell.
pub fn chosen(text: &str) -> Result<Chosen, NoValue> {
    if text == "all" {
        return Ok(Chosen::All);
    }
    let names: Vec<String> = text.split(',').map(|name| name.trim().to_owned()).collect();
    if names.iter().any(String::is_empty) {
        return Err(NoValue::Numbers(text.to_owned()));
    }
    let twice = names.iter().enumerate().find(|(index, name)| names[..*index].contains(name));
    match twice {
        Some((_, name)) => Err(NoValue::PrincipleTwice(name.clone())),
        None => Ok(Chosen::Named(names)),
    }
}

/// Reads words, which may begin with a hyphen as an item of a list does, but are no option: then the words themselves
/// were forgotten.
pub fn words(text: &str) -> Result<String, NoValue> {
    let letter = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_option = match text.strip_prefix('-') {
        Some(rest) => rest.strip_prefix('-').is_some_and(letter) || (rest.len() == 1 && letter(rest)),
        None => false,
    };
    if is_option { Err(NoValue::Option(text.to_owned())) } else { Ok(text.to_owned()) }
}

/// Reads a day, `2026-11-24`.
pub fn date(text: &str) -> Result<Date, NoValue> {
    // What else jiff reads (`20261124`, a date with a time) is no part of the contract.
    let as_written = |date: &Date| date.to_string() == text;
    let date = text.parse().ok().filter(as_written);
    date.ok_or_else(|| NoValue::Date(text.to_owned()))
}

/// Reads a place in a list, from 1.
pub fn place(text: &str) -> Result<usize, NoValue> {
    text.parse().ok().filter(|place| *place > 0).ok_or_else(|| NoValue::Place(text.to_owned()))
}

/// Reads a language as files name it (BCP 47): `da`, `en-GB`.
pub fn language_tag(text: &str) -> Result<String, NoValue> {
    let parsed: Option<unic_langid::LanguageIdentifier> = text.parse().ok();
    let known = parsed.filter(|tag| !tag.language.is_empty());
    known.map(|tag| tag.to_string()).ok_or_else(|| NoValue::Language(text.to_owned()))
}

/// Reads the number of a highlight colour.
pub fn color(text: &str) -> Result<HighlightColor, NoValue> {
    let number = text.parse::<u8>().ok();
    number.and_then(|number| HighlightColor::try_from(number).ok()).ok_or_else(|| NoValue::Color(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_the_contract_writes_them() {
        assert_eq!(chosen("7, 1.4,II"), Ok(Chosen::Named(["7", "1.4", "II"].map(str::to_owned).to_vec())));
        assert_eq!(chosen("7,1,7"), Err(NoValue::PrincipleTwice("7".to_owned())));
        assert_eq!(chosen("all"), Ok(Chosen::All));
        assert_eq!(date("2026-11-24"), Ok(jiff::civil::date(2026, 11, 24)));
        assert_eq!(color("4"), Ok(HighlightColor::Red));
    }

    #[test]
    fn words_may_be_an_item_of_a_list_but_no_option() {
        for text in ["", "- punkt", "-5 %", "–", "-", "--", "---", "-punkt"] {
            assert_eq!(words(text).as_deref(), Ok(text));
        }
        for text in ["--private", "-o"] {
            assert!(words(text).is_err(), "{text}");
        }
    }

    #[test]
    fn other_values_are_refused() {
        for text in ["", "1,,3", ","] {
            assert!(chosen(text).is_err(), "{text}");
        }
        for text in ["24-11-2026", "2026-02-29", "20261124", "2026-11-24T10:00"] {
            assert!(date(text).is_err(), "{text}");
        }
        for text in ["0", "5", "gul", "256"] {
            assert!(color(text).is_err(), "{text}");
        }
    }
}
