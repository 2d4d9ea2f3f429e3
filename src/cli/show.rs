//! `bilag show`: a meeting, a set or the meeting in a PDF, in words or as JSON.

use super::error::CliError;
use super::input::{self, Input};
use super::{help, json, output, values, words};
use crate::document_kind::OpenedDocument;
use crate::locale::Locale;
use crate::message;
use clap::{ArgMatches, Command};
use std::path::PathBuf;

/// The arguments.
pub fn command(locale: &Locale) -> Command {
    help::subcommand(
        locale,
        "show",
        [
            help::file(locale, message!("show-option-file"), message!("value-file-or-set")).required(true),
            help::switch(locale, "json", message!("show-option-json")),
        ],
    )
}

/// Shows what the file holds.
pub fn run(matches: &ArgMatches, locale: &Locale) -> Result<(), CliError> {
    let path: &PathBuf = values::required(matches, "file")?;
    let document = match input::built_in_set(path) {
        Some(set) => OpenedDocument::Set(Box::new(set)),
        None => Input::new(path).open(locale)?,
    };
    let shown = match (document, matches.get_flag("json")) {
        (OpenedDocument::Set(set), true) => json::set(&set),
        (OpenedDocument::Set(set), false) => words::set(&set, locale),
        (OpenedDocument::Meeting(package) | OpenedDocument::Pdf(package), true) => {
            json::meeting(&package.meeting, locale)
        }
        (OpenedDocument::Meeting(package) | OpenedDocument::Pdf(package), false) => {
            words::meeting(&package.meeting, locale)
        }
    };
    output::print(shown.as_bytes())
}
