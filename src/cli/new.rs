//! `bilag new`: a meeting on the principles of a set.

use super::error::CliError;
use super::output::Output;
use super::values::{self, Chosen};
use super::{help, input};
use crate::locale::Locale;
use crate::meeting::edit::apply;
use crate::meeting::reference::NoReference;
use crate::meeting::{Edit, EditError, Meeting, Selected};
use crate::message;
use crate::principles::{Principle, PrincipleSet};
use crate::say;
use crate::wording::InWords;
use clap::{ArgMatches, Command, value_parser};
use jiff::civil::Date;
use std::path::PathBuf;
use thiserror::Error;

/// Why no meeting can be made.
#[derive(Debug, Error)]
pub enum NewError {
    /// The set has no principle with this number or label.
    #[error("no principle {name}")]
    NoPrinciple {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// What was asked for can be more than one principle.
    #[error(transparent)]
    Ambiguous(#[from] NoReference),
    /// The same principle is chosen twice, say.
    #[error(transparent)]
    Edit(#[from] EditError),
}

impl InWords for NewError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            NewError::NoPrinciple { name, known } => {
                say!(locale, "new-no-number", number = name.as_str(), known = known.as_str())
            }
            NewError::Ambiguous(error) => error.in_words(locale),
            NewError::Edit(error) => error.in_words(locale),
        }
    }
}

/// The arguments.
pub fn command(locale: &Locale) -> Command {
    help::subcommand(
        locale,
        "new",
        [
            help::option(locale, "set", message!("new-option-set"), message!("value-set"))
                .value_parser(value_parser!(PathBuf)),
            help::option(locale, "select", message!("new-option-select"), message!("value-numbers"))
                .value_parser(values::chosen),
            help::option(locale, "title", message!("new-option-title"), message!("value-title")),
            help::option(locale, "body", message!("new-option-body"), message!("value-body")),
            help::option(locale, "date", message!("new-option-date"), message!("value-date"))
                .value_parser(values::date),
            help::option(locale, "place", message!("new-option-place"), message!("value-place")),
            help::output(locale, message!("new-option-output"), message!("value-meeting")).required(true),
        ],
    )
}

/// Makes the meeting and writes it.
pub fn run(matches: &ArgMatches, locale: &Locale) -> Result<(), CliError> {
    let output = Output::for_meeting(values::required::<PathBuf>(matches, "output")?)?;
    let set = input::open_set(matches.get_one::<PathBuf>("set"), locale)?;
    let meeting = make(&set, matches).map_err(|source| CliError::New { set: set.id.clone(), source })?;
    output.save(&meeting.into(), locale)
}

fn make(set: &PrincipleSet, matches: &ArgMatches) -> Result<Meeting, NewError> {
    let text = |name| matches.get_one::<String>(name).cloned();
    let mut edits = Vec::new();
    edits.extend(text("title").map(Edit::Title));
    edits.extend(text("body").map(Edit::Body));
    edits.extend(matches.get_one::<Date>("date").copied().map(Some).map(Edit::Date));
    edits.extend(text("place").map(Edit::Place));
    match matches.get_one("select").unwrap_or(&Chosen::All) {
        Chosen::All => edits.extend(whole(set).selection.into_iter().map(select)),
        Chosen::Named(names) => {
            let whole = whole(set);
            for name in names {
                edits.push(select(
                    whole
                        .named(name)?
                        .cloned()
                        .ok_or_else(|| NewError::NoPrinciple { name: name.clone(), known: labels_of(&whole) })?,
                ));
            }
        }
    }
    let mut meeting = Meeting::on(set);
    apply(&mut meeting, Edit::Batch(edits))?;
    Ok(meeting)
}

/// Chooses a principle, after those that are chosen already.
fn select(selected: Selected) -> Edit {
    Edit::Select { index: usize::MAX, selected }
}

/// A meeting that has chosen all of a set.
fn whole(set: &PrincipleSet) -> Meeting {
    let selection = set.principles().map(|(group, principle)| Selected::of(group, principle)).collect();
    Meeting { selection, ..Meeting::on(set) }
}

/// What principles can be asked for by: the label of each, or where nothing is printed its number.
fn labels_of(whole: &Meeting) -> String {
    let label = |selected: &Selected| {
        let Principle { number, label, .. } = &selected.principle;
        label.clone().filter(|label| !label.trim().is_empty()).unwrap_or_else(|| number.to_string())
    };
    whole.selection.iter().map(label).collect::<Vec<_>>().join(", ")
}
