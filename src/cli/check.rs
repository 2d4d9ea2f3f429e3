//! `bilag check`: whether files are whole and valid, one line each.

use super::error::{CliError, complain};
use super::help;
use super::input::Input;
use super::output;
use crate::document_kind::OpenedDocument;
use crate::locale::Locale;
use crate::meeting::Meeting;
use crate::message;
use crate::say;
use crate::wording::InWords as _;
use clap::{ArgAction, ArgMatches, Command};
use std::path::PathBuf;

/// The arguments.
pub fn command(locale: &Locale) -> Command {
    help::subcommand(
        locale,
        "check",
        [help::file(locale, message!("check-option-file"), message!("value-file"))
            .required(true)
            .action(ArgAction::Append)
            .num_args(1..)],
    )
}

/// Checks each file, also after one that is wrong.
pub fn run(matches: &ArgMatches, locale: &Locale) -> Result<(), CliError> {
    let mut worst = 0;
    for path in matches.get_many::<PathBuf>("file").into_iter().flatten() {
        let input = Input::new(path);
        match input.open(locale) {
            Ok(document) => {
                output::print(
                    format!("{}: {}\n", input.name().in_words(locale), verdict(&document, locale)).as_bytes(),
                )?;
                if let OpenedDocument::Meeting(meeting) | OpenedDocument::Pdf(meeting) = &document {
                    warn_of_lost_words(&input.name().in_words(locale), meeting, locale);
                }
            }
            Err(error) => {
                error.report(locale);
                worst = worst.max(error.exit_code());
            }
        }
    }
    if worst == 0 { Ok(()) } else { Err(CliError::Checked(worst)) }
}

fn verdict(document: &OpenedDocument, locale: &Locale) -> String {
    match document {
        OpenedDocument::Set(set) => say!(locale, "check-set", principles = set.principles().count()),
        OpenedDocument::Meeting(meeting) => {
            say!(locale, "check-meeting", principles = meeting.selection.len(), annotations = meeting.annotations.len())
        }
        OpenedDocument::Pdf(meeting) => {
            say!(locale, "check-pdf", principles = meeting.selection.len(), annotations = meeting.annotations.len())
        }
    }
}

/// Annotations whose place is not in the meeting are kept, and mentioned.
fn warn_of_lost_words(file: &str, meeting: &Meeting, locale: &Locale) {
    for annotation in &meeting.annotations {
        if !meeting.is_anchored(&annotation.target) {
            let reference = annotation.reference().to_string();
            complain(&format!("{file}: {}", say!(locale, "check-not-anchored", reference = reference)));
        }
    }
}
