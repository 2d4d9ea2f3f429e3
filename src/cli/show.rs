//! `bilag show`: a meeting, a set or the meeting in a PDF, in words or as JSON.

use super::error::CliError;
use super::input::{self, Input};
use super::{help, json, output, values, words};
use crate::document_kind::OpenedDocument;
use clap::{ArgMatches, Command};
use std::path::PathBuf;

/// The arguments.
pub fn command() -> Command {
    help::subcommand("show", [help::file("show", "value-file-or-set").required(true), help::switch("show", "json")])
}

/// Shows what the file holds.
pub fn run(matches: &ArgMatches) -> Result<(), CliError> {
    let path: &PathBuf = values::required(matches, "file")?;
    let document = match input::built_in_set(path) {
        Some(set) => OpenedDocument::Set(Box::new(set)),
        None => Input::new(path).open()?,
    };
    let shown = match (document, matches.get_flag("json")) {
        (OpenedDocument::Set(set), true) => json::set(&set),
        (OpenedDocument::Set(set), false) => words::set(&set),
        (OpenedDocument::Meeting(meeting) | OpenedDocument::Pdf(meeting), true) => json::meeting(&meeting),
        (OpenedDocument::Meeting(meeting) | OpenedDocument::Pdf(meeting), false) => words::meeting(&meeting),
    };
    output::print(shown.as_bytes())
}
