//! What is wrong with the arguments, in Bilag's words: `what is wrong; what to do`.

use super::command;
use super::values::NoValue;
use crate::locale::Locale;
use crate::meeting::reference::NoReference;
use crate::say;
use crate::wording::InWords as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;
use std::path::Path;

/// Bilag was called without a subcommand.
pub fn no_command(locale: &Locale) -> String {
    say!(locale, "usage-no-command", commands = subcommands(locale).join(", "))
}

/// Says what clap found wrong with `arguments`.
pub fn explain(error: &clap::Error, arguments: &[OsString], locale: &Locale) -> String {
    advice(error, locale).unwrap_or_else(|| {
        let help = match subcommand(arguments, locale) {
            Some(name) => format!("bilag {name} --help"),
            None => "bilag --help".to_owned(),
        };
        say!(locale, "usage-see-help", complaint = complaint(error, locale), help = help)
    })
}

/// What is wrong and what to do, where Bilag knows what was meant or what is possible.
fn advice(error: &clap::Error, locale: &Locale) -> Option<String> {
    let value = string(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::MissingSubcommand => Some(no_command(locale)),
        ErrorKind::InvalidSubcommand => Some(unknown_command(error, locale)),
        ErrorKind::ValueValidation => Some(refused_value(error, locale)),
        ErrorKind::ArgumentConflict => Some(say!(locale, "usage-twice", option = option(error))),
        ErrorKind::InvalidValue if !value.is_empty() => Some(say!(
            locale,
            "usage-not-one-of",
            option = option(error),
            value = value,
            valid = strings(error, ContextKind::ValidValue).join(", ")
        )),
        ErrorKind::UnknownArgument => {
            let similar = strings(error, ContextKind::SuggestedArg).into_iter().next()?;
            Some(say!(locale, "usage-unknown-option-similar", option = option(error), similar = bare(&similar)))
        }
        _ => None,
    }
}

/// What is wrong, where the help says what to do.
fn complaint(error: &clap::Error, locale: &Locale) -> String {
    let option = option(error);
    match error.kind() {
        ErrorKind::UnknownArgument if option.starts_with('-') => {
            say!(locale, "usage-unknown-option", option = option)
        }
        ErrorKind::UnknownArgument => say!(locale, "usage-too-much", value = option),
        ErrorKind::MissingRequiredArgument => {
            let missing = strings(error, ContextKind::InvalidArg).join(", ");
            say!(locale, "usage-missing", what = missing)
        }
        ErrorKind::TooManyValues => {
            let value = string(error, ContextKind::InvalidValue);
            say!(locale, "usage-too-many", value = value, option = option)
        }
        ErrorKind::InvalidValue | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            say!(locale, "usage-no-value", option = option)
        }
        ErrorKind::InvalidUtf8 => say!(locale, "usage-not-utf8"),
        _ => say!(locale, "usage-other"),
    }
}

fn unknown_command(error: &clap::Error, locale: &Locale) -> String {
    let name = string(error, ContextKind::InvalidSubcommand);
    if Path::new(&name).exists() {
        return say!(locale, "usage-file-no-command", file = name);
    }
    let similar = strings(error, ContextKind::SuggestedSubcommand).into_iter().next();
    match similar.or_else(|| (name == "help").then(|| "bilag --help".to_owned())) {
        Some(similar) => say!(locale, "usage-unknown-command-similar", name = name, similar = similar),
        None => say!(locale, "usage-unknown-command", name = name, commands = subcommands(locale).join(", ")),
    }
}

/// What the reader of a value said itself, and which option it was for.
fn refused_value(error: &clap::Error, locale: &Locale) -> String {
    let reason = std::error::Error::source(error).map(|source| {
        let value = source.downcast_ref::<NoValue>().map(|value| value.in_words(locale));
        let reference = || source.downcast_ref::<NoReference>().map(|reference| reference.in_words(locale));
        value.or_else(reference).unwrap_or_else(|| source.to_string())
    });
    format!("{}: {}", option(error), reason.unwrap_or_default())
}

fn option(error: &clap::Error) -> String {
    bare(&string(error, ContextKind::InvalidArg))
}

/// `--title <TITLE>` without its value.
fn bare(usage: &str) -> String {
    usage.split(" <").next().unwrap_or(usage).to_owned()
}

fn string(error: &clap::Error, kind: ContextKind) -> String {
    strings(error, kind).into_iter().next().unwrap_or_default()
}

fn strings(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

fn subcommands(locale: &Locale) -> Vec<String> {
    let command = command(locale);
    command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect()
}

fn subcommand(arguments: &[OsString], locale: &Locale) -> Option<String> {
    let first = arguments.get(1)?;
    subcommands(locale).into_iter().find(|name| first == name.as_str())
}
