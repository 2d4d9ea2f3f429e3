//! `bilag sets`: the principle sets there are.

use super::error::CliError;
use super::{help, json, output, words};
use crate::locale::Locale;
use crate::message;
use crate::principles::PrincipleSet;
use clap::{ArgMatches, Command};

/// The arguments.
pub fn command(locale: &Locale) -> Command {
    help::subcommand(locale, "sets", [help::switch(locale, "json", message!("sets-option-json"))])
}

/// Lists the sets.
pub fn run(matches: &ArgMatches, locale: &Locale) -> Result<(), CliError> {
    let sets = PrincipleSet::built_in();
    let shown = if matches.get_flag("json") { json::sets(&sets) } else { words::sets(&sets, locale) };
    output::print(shown.as_bytes())
}
