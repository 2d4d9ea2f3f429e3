//! `bilag completions`: what a shell needs to complete the command line.

use super::error::CliError;
use super::{help, output, values};
use crate::locale::Locale;
use crate::say;
use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;

/// The arguments.
pub fn command(locale: &Locale) -> Command {
    let shell = Arg::new("shell")
        .value_name(say!(locale, "value-shell"))
        .value_parser(value_parser!(Shell))
        .hide_possible_values(true)
        .required(true)
        .help_heading(say!(locale, "help-arguments"))
        .help(say!(locale, "completions-option-shell"));
    help::subcommand(locale, "completions", [shell])
}

/// Prints the shell's script.
pub fn run(matches: &ArgMatches, locale: &Locale) -> Result<(), CliError> {
    let shell: &Shell = values::required(matches, "shell")?;
    let mut script = Vec::new();
    clap_complete::generate(*shell, &mut super::command(locale), "bilag", &mut script);
    output::print(&script)
}
