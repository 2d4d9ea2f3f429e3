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
use crate::session::Lacking;
use crate::storage::{Disk, Flaw};
use crate::wording::InWords as _;
use clap::{ArgAction, ArgMatches, Command};
use std::path::PathBuf;

/// The exit code where an attachment is missing or damaged: the user can mend the input.
const UNSOUND: u8 = 2;

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
                let name = input.name().in_words(locale);
                output::print(format!("{name}: {}\n", verdict(&document, locale)).as_bytes())?;
                if let OpenedDocument::Meeting(package) | OpenedDocument::Pdf(package) = &document {
                    warn_of_lost_words(&name, &package.meeting, locale);
                    let unsound = package.check(&Disk);
                    // Those that are known already were told of when it was opened.
                    for unsound in unsound.iter().filter(|unsound| !package.unsound.contains(unsound)) {
                        let lacking = Lacking::of(*unsound, &package.meeting).in_words(locale);
                        complain(&format!("{name}: {lacking}"));
                    }
                    // What a hand-out only names is nothing that it lacks.
                    let is_sound = unsound.iter().all(|unsound| unsound.flaw == Flaw::LeftOut);
                    worst = worst.max(if is_sound { 0 } else { UNSOUND });
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
        OpenedDocument::Meeting(package) => {
            let Meeting { selection, annotations, .. } = &package.meeting;
            say!(locale, "check-meeting", principles = selection.len(), annotations = annotations.len())
        }
        OpenedDocument::Pdf(package) => {
            let Meeting { selection, annotations, .. } = &package.meeting;
            say!(locale, "check-pdf", principles = selection.len(), annotations = annotations.len())
        }
    }
}

/// Annotations whose place is not in the meeting are kept, and mentioned.
fn warn_of_lost_words(file: &str, meeting: &Meeting, locale: &Locale) {
    for annotation in &meeting.annotations {
        if !meeting.is_anchored(&annotation.target) || annotation.is_only_seen() {
            let reference = meeting.code(annotation);
            complain(&format!("{file}: {}", say!(locale, "check-not-anchored", reference = reference)));
        }
    }
}
