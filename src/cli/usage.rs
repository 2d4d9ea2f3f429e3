//! What is wrong with the arguments, in Bilag's words: `what is wrong; what to do`.

use super::command;
use crate::locale::say;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;
use std::path::Path;

/// Bilag was called without a subcommand.
pub fn no_command() -> String {
    say("usage-no-command", &[("commands", subcommands().join(", ").into())])
}

/// Says what clap found wrong with `arguments`.
pub fn explain(error: &clap::Error, arguments: &[OsString]) -> String {
    advice(error).unwrap_or_else(|| {
        let help = match subcommand(arguments) {
            Some(name) => format!("bilag {name} --help"),
            None => "bilag --help".to_owned(),
        };
        say("usage-see-help", &[("complaint", complaint(error).into()), ("help", help.into())])
    })
}

/// What is wrong and what to do, where Bilag knows what was meant or what is possible.
fn advice(error: &clap::Error) -> Option<String> {
    let value = string(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::MissingSubcommand => Some(no_command()),
        ErrorKind::InvalidSubcommand => Some(unknown_command(error)),
        ErrorKind::ValueValidation => Some(refused_value(error)),
        ErrorKind::ArgumentConflict => Some(say("usage-twice", &[("option", option(error).into())])),
        ErrorKind::InvalidValue if !value.is_empty() => Some(say(
            "usage-not-one-of",
            &[
                ("option", option(error).into()),
                ("value", value.into()),
                ("valid", strings(error, ContextKind::ValidValue).join(", ").into()),
            ],
        )),
        ErrorKind::UnknownArgument => {
            let similar = strings(error, ContextKind::SuggestedArg).into_iter().next()?;
            Some(say(
                "usage-unknown-option-similar",
                &[("option", option(error).into()), ("similar", bare(&similar).into())],
            ))
        }
        _ => None,
    }
}

/// What is wrong, where the help says what to do.
fn complaint(error: &clap::Error) -> String {
    let option = option(error);
    match error.kind() {
        ErrorKind::UnknownArgument if option.starts_with('-') => {
            say("usage-unknown-option", &[("option", option.into())])
        }
        ErrorKind::UnknownArgument => say("usage-too-much", &[("value", option.into())]),
        ErrorKind::MissingRequiredArgument => {
            let missing = strings(error, ContextKind::InvalidArg).join(", ");
            say("usage-missing", &[("what", missing.into())])
        }
        ErrorKind::TooManyValues => {
            let value = string(error, ContextKind::InvalidValue);
            say("usage-too-many", &[("value", value.into()), ("option", option.into())])
        }
        ErrorKind::InvalidValue | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            say("usage-no-value", &[("option", option.into())])
        }
        ErrorKind::InvalidUtf8 => say("usage-not-utf8", &[]),
        _ => say("usage-other", &[]),
    }
}

fn unknown_command(error: &clap::Error) -> String {
    let name = string(error, ContextKind::InvalidSubcommand);
    if Path::new(&name).exists() {
        return say("usage-file-no-command", &[("file", name.into())]);
    }
    let similar = strings(error, ContextKind::SuggestedSubcommand).into_iter().next();
    match similar.or_else(|| (name == "help").then(|| "bilag --help".to_owned())) {
        Some(similar) => say("usage-unknown-command-similar", &[("name", name.into()), ("similar", similar.into())]),
        None => say("usage-unknown-command", &[("name", name.into()), ("commands", subcommands().join(", ").into())]),
    }
}

/// What the reader of a value said itself, and which option it was for.
fn refused_value(error: &clap::Error) -> String {
    let reason = std::error::Error::source(error).map(ToString::to_string);
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

fn subcommands() -> Vec<String> {
    let command = command();
    command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect()
}

fn subcommand(arguments: &[OsString]) -> Option<String> {
    let first = arguments.get(1)?;
    subcommands().into_iter().find(|name| first == name.as_str())
}
