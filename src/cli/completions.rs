//! `bilag completions`: what a shell needs to complete the command line.

use super::fault::Fault;
use super::{help, output};
use crate::locale::say;
use clap::{Arg, ArgMatches, Command};
use clap_complete::Shell;

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// The arguments.
pub fn command() -> Command {
    help::subcommand(
        "completions",
        [Arg::new("shell")
            .value_name(say("value-shell", &[]))
            .value_parser(help::one_of(SHELLS))
            .hide_possible_values(true)
            .required(true)
            .help_heading(say("help-arguments", &[]))
            .help(say("completions-option-shell", &[]))],
    )
}

/// Prints the shell's script.
pub fn run(matches: &ArgMatches) -> Result<(), Fault> {
    let shell = matches
        .get_one::<String>("shell")
        .and_then(|name| name.parse::<Shell>().ok());
    let mut script = Vec::new();
    if let Some(shell) = shell {
        clap_complete::generate(shell, &mut super::command(), "bilag", &mut script);
    }
    output::print(&script)
}
