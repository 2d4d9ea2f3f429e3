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
    let complaint = match error.kind() {
        ErrorKind::MissingSubcommand => return no_command(),
        ErrorKind::InvalidSubcommand => return unknown_command(error),
        ErrorKind::UnknownArgument => unknown_argument(error),
        ErrorKind::MissingRequiredArgument => say(
            "usage-missing",
            &[("what", strings(error, ContextKind::InvalidArg).join(", ").into())],
        ),
        ErrorKind::InvalidValue => invalid_value(error),
        ErrorKind::ValueValidation => return refused_value(error),
        ErrorKind::TooManyValues => say(
            "usage-too-many",
            &[
                ("value", string(error, ContextKind::InvalidValue).into()),
                ("option", option(error).into()),
            ],
        ),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            say("usage-no-value", &[("option", option(error).into())])
        }
        ErrorKind::ArgumentConflict => say("usage-twice", &[("option", option(error).into())]),
        ErrorKind::InvalidUtf8 => say("usage-not-utf8", &[]),
        _ => say("usage-other", &[]),
    };
    let help = match subcommand(arguments) {
        Some(name) => format!("bilag {name} --help"),
        None => "bilag --help".to_owned(),
    };
    if complaint.contains("; ") {
        complaint
    } else {
        say(
            "usage-see-help",
            &[("complaint", complaint.into()), ("help", help.into())],
        )
    }
}

fn unknown_command(error: &clap::Error) -> String {
    let name = string(error, ContextKind::InvalidSubcommand);
    if Path::new(&name).exists() {
        return say("usage-no-window", &[("file", name.into())]);
    }
    let similar = strings(error, ContextKind::SuggestedSubcommand).into_iter().next();
    match similar.or_else(|| (name == "help").then(|| "bilag --help".to_owned())) {
        Some(similar) => say(
            "usage-unknown-command-similar",
            &[("name", name.into()), ("similar", similar.into())],
        ),
        None => say(
            "usage-unknown-command",
            &[("name", name.into()), ("commands", subcommands().join(", ").into())],
        ),
    }
}

fn unknown_argument(error: &clap::Error) -> String {
    let name = string(error, ContextKind::InvalidArg);
    let similar = strings(error, ContextKind::SuggestedArg).into_iter().next();
    match similar {
        _ if !name.starts_with('-') => say("usage-too-much", &[("value", name.into())]),
        Some(similar) => say(
            "usage-unknown-option-similar",
            &[("option", name.into()), ("similar", bare(&similar).into())],
        ),
        None => say("usage-unknown-option", &[("option", name.into())]),
    }
}

fn invalid_value(error: &clap::Error) -> String {
    let value = string(error, ContextKind::InvalidValue);
    if value.is_empty() {
        return say("usage-no-value", &[("option", option(error).into())]);
    }
    say(
        "usage-not-one-of",
        &[
            ("option", option(error).into()),
            ("value", value.into()),
            ("valid", strings(error, ContextKind::ValidValue).join(", ").into()),
        ],
    )
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
