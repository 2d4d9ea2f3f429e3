//! `bilag comments`: what reviewers wrote into their copy, each comment on the words that it belongs to.

use super::error::CliError;
use super::input::Input;
use super::{help, json, output, values, words};
use crate::clock;
use crate::locale::Locale;
use crate::message;
use crate::wording::InWords as _;
use clap::{ArgMatches, Command};
use std::path::PathBuf;

/// The arguments.
pub fn command(locale: &Locale) -> Command {
    help::subcommand(
        locale,
        "comments",
        [
            help::file(locale, message!("comments-option-file"), message!("value-review")).required(true),
            help::switch(locale, "json", message!("comments-option-json")),
        ],
    )
}

/// Lists what is written in the copy.
pub fn run(matches: &ArgMatches, locale: &Locale) -> Result<(), CliError> {
    let path: &PathBuf = values::required(matches, "file")?;
    let input = Input::new(path);
    let review = input.review(None, clock::now()?)?;
    let shown = if matches.get_flag("json") {
        json::comments(&input.name().in_words(locale), &review, locale)
    } else {
        words::comments(&review, locale)
    };
    output::print(shown.as_bytes())
}
