//! `bilag show`: a meeting, a set or the meeting in a PDF, in words or as JSON.

use super::fault::Fault;
use super::input::{self, Input};
use super::{help, json, output, values, words};
use crate::opened::Opened;
use clap::{ArgMatches, Command};
use std::path::PathBuf;

/// The arguments.
pub fn command() -> Command {
    help::subcommand("show", [help::file("show", "value-file-or-set").required(true), help::switch("show", "json")])
}

/// Shows what the file holds.
pub fn run(matches: &ArgMatches) -> Result<(), Fault> {
    let path: &PathBuf = values::required(matches, "file")?;
    let document = match input::built_in_set(path) {
        Some(set) => Opened::Set(Box::new(set)),
        None => Input::new(path).open()?,
    };
    let shown = match (document, matches.get_flag("json")) {
        (Opened::Set(set), true) => json::set(&set),
        (Opened::Set(set), false) => words::set(&set),
        (Opened::Meeting(meeting) | Opened::Pdf(meeting), true) => json::meeting(&meeting),
        (Opened::Meeting(meeting) | Opened::Pdf(meeting), false) => words::meeting(&meeting),
    };
    output::print(shown.as_bytes())
}
