//! `bilag completions`: what a shell needs to complete the command line.

use super::error::CliError;
use super::{help, output, values};
use crate::locale::say;
use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;

/// The arguments.
pub fn command() -> Command {
    let shell = Arg::new("shell")
        .value_name(say("value-shell", &[]))
        .value_parser(value_parser!(Shell))
        .hide_possible_values(true)
        .required(true)
        .help_heading(say("help-arguments", &[]))
        .help(say("completions-option-shell", &[]));
    help::subcommand("completions", [shell])
}

/// Prints the shell's script.
pub fn run(matches: &ArgMatches) -> Result<(), CliError> {
    let shell: &Shell = values::required(matches, "shell")?;
    let mut script = Vec::new();
    clap_complete::generate(*shell, &mut super::command(), "bilag", &mut script);
    output::print(&script)
}
