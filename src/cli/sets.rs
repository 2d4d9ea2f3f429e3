//! `bilag sets`: the principle sets there are.

use super::error::CliError;
use super::{help, json, output, words};
use crate::principles::PrincipleSet;
use clap::{ArgMatches, Command};

/// The arguments.
pub fn command() -> Command {
    help::subcommand("sets", [help::switch("sets", "json")])
}

/// Lists the sets.
pub fn run(matches: &ArgMatches) -> Result<(), CliError> {
    let sets = PrincipleSet::built_in();
    let shown = if matches.get_flag("json") { json::sets(&sets) } else { words::sets(&sets) };
    output::print(shown.as_bytes())
}
