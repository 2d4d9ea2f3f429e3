//! `bilag comments`: what reviewers wrote into their copy, each comment on the words that it belongs to.

use super::error::CliError;
use super::input::Input;
use super::{help, json, output, values, words};
use crate::clock;
use clap::{ArgMatches, Command};
use std::path::PathBuf;

/// The arguments.
pub fn command() -> Command {
    help::subcommand(
        "comments",
        [help::file("comments", "value-review").required(true), help::switch("comments", "json")],
    )
}

/// Lists what is written in the copy.
pub fn run(matches: &ArgMatches) -> Result<(), CliError> {
    let path: &PathBuf = values::required(matches, "file")?;
    let input = Input::new(path);
    let review = input.review(None, clock::now()?)?;
    let shown =
        if matches.get_flag("json") { json::comments(&input.name(), &review) } else { words::comments(&review) };
    output::print(shown.as_bytes())
}
