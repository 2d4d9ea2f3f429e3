//! The command line: the work of the window, for scripts.
//!
//! What the arguments say is read by clap; its own words are replaced by Bilag's ([`help`], [`usage`]), so that help
//! and errors speak the language of the environment, which is looked up once, here. Then each subcommand, one module each, turns its arguments into plain
//! values and does its work with the parts that the window uses too. [`input`] and [`output`] are the files it reads
//! and writes, [`json`] and [`words`] the two forms of what it shows. Names, options and JSON fields are a contract:
//! they may grow, not change.

mod annex;
mod annotate;
mod check;
mod comments;
mod completions;
mod error;
mod export;
mod help;
mod import;
mod input;
mod json;
mod man;
mod merge;
mod new;
mod output;
mod progress;
mod sets;
mod show;
mod usage;
mod values;
mod words;

use crate::app;
use crate::locale::{Language, Locale};
use crate::storage::files::outlive_size_limit;
use clap::error::ErrorKind;
use clap::{ArgMatches, Command};
use error::CliError;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// Does what the arguments ask for, the first being the program's own name, and says with the exit code how it went:
/// 0 done, 1 could not, 2 bad input or usage.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    outlive_size_limit();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let locale = Language::of_environment().locale();
    if let Some(file) = window(&arguments, locale) {
        return finish(app::run(file.into_iter().next()).map_err(CliError::from), locale);
    }
    let done = match command(locale).try_get_matches_from(&arguments) {
        Ok(matches) => dispatch(&matches, locale),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            output::print_help(&error)
        }
        Err(error) => Err(CliError::Usage { error, arguments }),
    };
    finish(done, locale)
}

fn finish(done: Result<(), CliError>, locale: &Locale) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            error.report(locale);
            ExitCode::from(error.exit_code())
        }
    }
}

/// Whether the arguments ask for the window, and with which file: there are none, or one that is no subcommand and looks
/// like a file: gives none, or that one.
fn window(arguments: &[OsString], locale: &Locale) -> Option<Vec<PathBuf>> {
    match arguments {
        [] | [_] => Some(Vec::new()),
        [_, file] => {
            let path = PathBuf::from(file);
            let known = path
                .extension()
                .is_some_and(|ending| ["bilag", "pdf", "json"].iter().any(|known| ending.eq_ignore_ascii_case(known)));
            let command = command(locale).get_subcommands().any(|command| file == command.get_name());
            let option = file.as_encoded_bytes().starts_with(b"-");
            (!command && !option && (known || path.is_file())).then(|| vec![path])
        }
        _ => None,
    }
}

/// The whole command line, in the words of `locale`.
fn command(locale: &Locale) -> Command {
    help::program(locale).subcommands([
        new::command(locale),
        annotate::command(locale),
        annex::command(locale),
        export::command(locale),
        comments::command(locale),
        merge::command(locale),
        import::command(locale),
        sets::command(locale),
        show::command(locale),
        check::command(locale),
        completions::command(locale),
        man::command(locale),
    ])
}

fn dispatch(matches: &ArgMatches, locale: &Locale) -> Result<(), CliError> {
    match matches.subcommand() {
        Some(("new", matches)) => new::run(matches, locale),
        Some(("annotate", matches)) => annotate::run(matches, locale),
        Some(("annex", matches)) => annex::run(matches, locale),
        Some(("export", matches)) => export::run(matches, locale),
        Some(("comments", matches)) => comments::run(matches, locale),
        Some(("merge", matches)) => merge::run(matches, locale),
        Some(("import", matches)) => import::run(matches, locale),
        Some(("sets", matches)) => sets::run(matches, locale),
        Some(("show", matches)) => show::run(matches, locale),
        Some(("check", matches)) => check::run(matches, locale),
        Some(("completions", matches)) => completions::run(matches, locale),
        Some(("man", matches)) => man::run(matches, locale),
        _ => Err(CliError::NoCommand),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_asks_for_the_window_and_a_word_does_not() {
        let asked = |arguments: &[&str]| {
            window(&arguments.iter().map(OsString::from).collect::<Vec<_>>(), Language::English.locale())
        };
        assert_eq!(asked(&["bilag"]), Some(Vec::new()));
        assert_eq!(asked(&["bilag", "møde.bilag"]), Some(vec![PathBuf::from("møde.bilag")]));
        for arguments in [["bilag", "sets"], ["bilag", "--help"], ["bilag", "mode"]] {
            assert_eq!(asked(&arguments), None, "{arguments:?}");
        }
    }

    #[test]
    fn the_command_line_is_sound_in_every_language() {
        for language in Language::ALL {
            command(language.locale()).debug_assert();
        }
    }
}
