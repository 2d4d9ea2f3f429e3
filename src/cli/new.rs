//! `bilag new`: a meeting on the principles of a set.

use super::error::CliError;
use super::output::Output;
use super::values::{self, Chosen};
use super::{help, input};
use crate::locale::say;
use crate::meeting::edit::apply;
use crate::meeting::{Edit, EditError, Meeting, Selected};
use crate::principles::{Principle, PrincipleSet};
use clap::{ArgMatches, Command, value_parser};
use jiff::civil::Date;
use std::path::PathBuf;
use thiserror::Error;

/// Why no meeting can be made.
#[derive(Debug, Error)]
pub enum NewError {
    /// The set has no principle with this number.
    #[error("{}", say("new-no-number", &[("number", number.to_string().into()), ("known", known.as_str().into())]))]
    NoNumber {
        /// What was asked for.
        number: u32,
        /// The numbers that there are.
        known: String,
    },
    /// The same principle is chosen twice, say.
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// The arguments.
pub fn command() -> Command {
    let option = |name, value| help::option("new", name, value);
    help::subcommand(
        "new",
        [
            option("set", "value-set").value_parser(value_parser!(PathBuf)),
            option("select", "value-numbers").value_parser(values::chosen),
            option("title", "value-title"),
            option("body", "value-body"),
            option("date", "value-date").value_parser(values::date),
            option("place", "value-place"),
            help::output("new", "value-meeting").required(true),
        ],
    )
}

/// Makes the meeting and writes it.
pub fn run(matches: &ArgMatches) -> Result<(), CliError> {
    let output = Output::for_meeting(values::required::<PathBuf>(matches, "output")?)?;
    let set = input::open_set(matches.get_one::<PathBuf>("set"))?;
    let meeting = make(&set, matches).map_err(|source| CliError::New { set: set.id.clone(), source })?;
    output.save(&meeting)
}

fn make(set: &PrincipleSet, matches: &ArgMatches) -> Result<Meeting, NewError> {
    let text = |name| matches.get_one::<String>(name).cloned();
    let mut edits = Vec::new();
    edits.extend(text("title").map(Edit::Title));
    edits.extend(text("body").map(Edit::Body));
    edits.extend(matches.get_one::<Date>("date").copied().map(Some).map(Edit::Date));
    edits.extend(text("place").map(Edit::Place));
    match matches.get_one("select").unwrap_or(&Chosen::All) {
        Chosen::All => edits.extend(set.principles().map(|(group, principle)| select(group, principle))),
        Chosen::Numbers(numbers) => {
            for number in numbers {
                let (group, principle) = set
                    .principle(*number)
                    .ok_or_else(|| NewError::NoNumber { number: *number, known: numbers_of(set) })?;
                edits.push(select(group, principle));
            }
        }
    }
    let mut meeting = Meeting::on(set);
    apply(&mut meeting, Edit::Batch(edits))?;
    Ok(meeting)
}

/// Chooses a principle, after those that are chosen already.
fn select(group: &str, principle: &Principle) -> Edit {
    Edit::Select {
        index: usize::MAX,
        selected: Selected { principle: principle.clone(), group: group.to_owned(), agenda_item: None },
    }
}

fn numbers_of(set: &PrincipleSet) -> String {
    let numbers: Vec<String> = set.principles().map(|(_, principle)| principle.number.to_string()).collect();
    numbers.join(", ")
}
