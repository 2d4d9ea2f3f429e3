//! `bilag check`: whether files are whole and valid, one line each.

use super::error::{CliError, complain};
use super::help;
use super::input::Input;
use super::output;
use crate::document_kind::OpenedDocument;
use crate::locale::say;
use crate::meeting::Meeting;
use clap::{ArgAction, ArgMatches, Command};
use std::path::PathBuf;

/// The arguments.
pub fn command() -> Command {
    help::subcommand(
        "check",
        [help::file("check", "value-file").required(true).action(ArgAction::Append).num_args(1..)],
    )
}

/// Checks each file, also after one that is wrong.
pub fn run(matches: &ArgMatches) -> Result<(), CliError> {
    let mut worst = 0;
    for path in matches.get_many::<PathBuf>("file").into_iter().flatten() {
        let input = Input::new(path);
        match input.open() {
            Ok(document) => {
                output::print(format!("{}: {}\n", input.name(), verdict(&document)).as_bytes())?;
                if let OpenedDocument::Meeting(meeting) | OpenedDocument::Pdf(meeting) = &document {
                    warn_of_lost_words(&input.name(), meeting);
                }
            }
            Err(error) => {
                error.report();
                worst = worst.max(error.exit_code());
            }
        }
    }
    if worst == 0 { Ok(()) } else { Err(CliError::Checked(worst)) }
}

fn verdict(document: &OpenedDocument) -> String {
    match document {
        OpenedDocument::Set(set) => say("check-set", &[("principles", set.principles().count().into())]),
        OpenedDocument::Meeting(meeting) => say_of_meeting("check-meeting", meeting),
        OpenedDocument::Pdf(meeting) => say_of_meeting("check-pdf", meeting),
    }
}

fn say_of_meeting(name: &str, meeting: &Meeting) -> String {
    say(name, &[("principles", meeting.selection.len().into()), ("annotations", meeting.annotations.len().into())])
}

/// Annotations whose place is not in the meeting are kept, and mentioned.
fn warn_of_lost_words(file: &str, meeting: &Meeting) {
    for annotation in &meeting.annotations {
        if !meeting.is_anchored(&annotation.target) {
            let reference = annotation.reference().to_string();
            complain(&format!("{file}: {}", say("check-not-anchored", &[("reference", reference.into())])));
        }
    }
}
