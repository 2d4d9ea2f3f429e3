//! `bilag man`: the manual pages, made from the help texts.

use super::error::CliError;
use super::help;
use super::output::{self, Output};
use crate::locale::say;
use clap::{ArgMatches, Command};
use clap_mangen::Man;
use std::path::PathBuf;

/// The section headings that are written in English, and what Bilag calls them.
const HEADINGS: [(&str, &str); 4] =
    [("NAME", "help-name"), ("SYNOPSIS", "help-usage"), ("DESCRIPTION", "help-description"), ("EXTRA", "help-example")];

/// The arguments.
pub fn command() -> Command {
    help::subcommand("man", [help::output("man", "value-folder")])
}

/// Prints the program's page, or writes every page into a folder.
pub fn run(matches: &ArgMatches) -> Result<(), CliError> {
    let mut program = super::command();
    program.build();
    let Some(folder) = matches.get_one::<PathBuf>("output") else {
        return output::print(&page(&program)?);
    };
    for command in program.get_subcommands() {
        let path = folder.join(format!("bilag-{}.1", command.get_name()));
        Output::File(path).write(&page(command)?)?;
    }
    Output::File(folder.join("bilag.1")).write(&page(&program)?)
}

fn page(command: &Command) -> Result<Vec<u8>, CliError> {
    let text = |part: &str| say(&format!("{}-{part}", command.get_name()), &[]);
    // A page breaks its lines itself, and has headings of its own.
    let command = command.clone().override_usage(text("usage")).after_help(text("example"));
    let source = concat!("bilag ", env!("CARGO_PKG_VERSION"));
    let man = Man::new(command).source(source).manual("Bilag");
    let mut page = Vec::new();
    man.render(&mut page)?;
    let mut translated = String::new();
    for line in String::from_utf8_lossy(&page).lines() {
        let Some(heading) = line.strip_prefix(".SH ") else {
            translated.extend([line, "\n"]);
            continue;
        };
        let name = HEADINGS.into_iter().find(|(english, _)| *english == heading);
        let words = name.map_or_else(|| heading.to_owned(), |(_, name)| say(name, &[]));
        translated.extend([".SH ", &words.to_uppercase(), "\n"]);
        if heading == "EXTRA" {
            // Each example stands on a line of its own.
            translated.push_str(".nf\n");
        }
    }
    Ok(translated.into_bytes())
}
