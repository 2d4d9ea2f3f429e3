//! `bilag comments`: what reviewers wrote into a PDF, each comment on the words that it belongs to.

use super::fault::Fault;
use super::input::Input;
use super::{help, json, output, values, words};
use crate::clock;
use clap::{ArgMatches, Command};
use std::path::PathBuf;

/// The arguments.
pub fn command() -> Command {
    help::subcommand(
        "comments",
        [help::file("comments", "value-pdf-in").required(true), help::switch("comments", "json")],
    )
}

/// Lists what is written in the PDF.
pub fn run(matches: &ArgMatches) -> Result<(), Fault> {
    let path: &PathBuf = values::required(matches, "file")?;
    let input = Input::new(path);
    let review = input.review(&input.read()?, clock::now()?)?;
    let shown =
        if matches.get_flag("json") { json::comments(&input.name(), &review) } else { words::comments(&review) };
    output::print(shown.as_bytes())
}
