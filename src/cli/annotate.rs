//! `bilag annotate`: one annotation, on the meeting, a principle, a paragraph or words.

use super::error::CliError;
use super::input::Input;
use super::output::Output;
use super::{help, values};
use crate::clock;
use crate::document_kind::OpenedDocument;
use crate::locale::{interface, say};
use crate::meeting::edit::apply;
use crate::meeting::{
    Annotation, Edit, EditError, HighlightColor, Id, Kind, Meeting, Outcome, Reference, Status, Target, Visibility,
    anchor,
};
use clap::{ArgMatches, Command};
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::PathBuf;
use thiserror::Error;

/// Why an annotation cannot be put where it was to be.
#[derive(Debug, Error)]
pub enum AnnotateError {
    /// `--at` names a note.
    #[error("{}", say("annotate-at-note", &[("at", .0.to_string().into())]))]
    AtNote(Reference),
    /// The principle is not part of the meeting.
    #[error("{}", say("annotate-not-selected", &[("at", at.to_string().into()), ("known", known.as_str().into())]))]
    NotSelected {
        /// The principle.
        at: Reference,
        /// Those that are.
        known: String,
    },
    /// The principle has no such paragraph.
    #[error("{}", say("annotate-no-paragraph", &[("at", at.to_string().into()), ("last", last.to_string().into())]))]
    NoParagraph {
        /// The paragraph.
        at: Reference,
        /// The last that there is.
        last: Reference,
    },
    /// Words that are none.
    #[error("{}", say("annotate-quote-empty", &[]))]
    QuoteEmpty,
    /// Words without a principle that they could stand in.
    #[error("{}", say("annotate-quote-nowhere", &[]))]
    QuoteNowhere,
    /// The words are in no paragraph of the meeting.
    #[error("{}", say("annotate-quote-missing", &[("quote", interface().quoted(quote).into()), ("searched", searched.as_str().into())]))]
    QuoteMissing {
        /// The words.
        quote: String,
        /// Where they were looked for.
        searched: String,
    },
    /// The words are in other paragraphs than those that `--at` names.
    #[error("{}", say("annotate-quote-elsewhere", &[
        ("quote", interface().quoted(quote).into()), ("searched", searched.as_str().into()), ("found", found.as_str().into())]))]
    QuoteElsewhere {
        /// The words.
        quote: String,
        /// Where they were looked for.
        searched: String,
        /// Where they are.
        found: String,
    },
    /// The words are in one paragraph more than once.
    #[error("{}", say("annotate-quote-twice-here", &[
        ("quote", interface().quoted(quote).into()), ("found", found.to_string().into()), ("times", (*times).into())]))]
    QuoteTwiceHere {
        /// The words.
        quote: String,
        /// The paragraph.
        found: Reference,
        /// How often.
        times: usize,
    },
    /// The words are in more than one paragraph.
    #[error("{}", say("annotate-quote-twice", &[("quote", interface().quoted(quote).into()), ("found", found.as_str().into())]))]
    QuoteTwice {
        /// The words.
        quote: String,
        /// Where they are.
        found: String,
    },
    /// A highlight without words.
    #[error("{}", say("annotate-highlight-no-quote", &[]))]
    HighlightNoQuote,
    /// A remark without text.
    #[error("{}", say("annotate-no-text", &[("kind", .0.name().into())]))]
    NoText(Kind),
    /// An owner or a day for what is no action.
    #[error("{}", say("annotate-not-action", &[("option", (*.0).into())]))]
    NotAction(&'static str),
    /// An outcome or a proposer for what is no decision.
    #[error("{}", say("annotate-not-decision", &[("option", (*.0).into())]))]
    NotDecision(&'static str),
    /// A PDF that would be replaced by a meeting.
    #[error("{}", say("annotate-into-pdf", &[]))]
    IntoPdf,
    /// The meeting does not take it.
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// What the arguments ask for.
struct Arguments {
    at: Reference,
    quote: Option<String>,
    kind: Kind,
    text: String,
    color: Option<HighlightColor>,
    visibility: Visibility,
    author: String,
    outcome: Option<Outcome>,
    proposer: String,
    owner: String,
    due: Option<Date>,
}

/// The arguments.
pub fn command() -> Command {
    let option = |name, value| help::option("annotate", name, value);
    help::subcommand(
        "annotate",
        [
            help::file("annotate", "value-meeting").required(true),
            option("at", "value-reference").required(true).value_parser(|text: &str| text.parse::<Reference>()),
            option("quote", "value-words").allow_hyphen_values(true).value_parser(values::words),
            option("kind", "value-kind").required(true).value_parser(help::one_of(Kind::ALL, Kind::name)),
            option("text", "value-text").allow_hyphen_values(true).value_parser(values::words),
            option("color", "value-color").value_parser(values::color),
            help::switch("annotate", "private"),
            option("author", "value-person"),
            option("outcome", "value-outcome").value_parser(help::one_of(Outcome::ALL, Outcome::name)),
            option("proposer", "value-person"),
            option("owner", "value-person"),
            option("due", "value-date").value_parser(values::date),
            help::output("annotate", "value-out"),
        ],
    )
}

/// Puts the annotation into the meeting and writes it.
pub fn run(matches: &ArgMatches) -> Result<(), CliError> {
    let path: &PathBuf = values::required(matches, "file")?;
    let arguments = arguments(matches)?;
    let input = Input::new(path);
    let annotate_error = |source| CliError::Annotate { file: input.name(), source };
    arguments.check().map_err(annotate_error)?;
    let output = matches.get_one::<PathBuf>("output");
    let output = output.map(|path| Output::for_meeting(path)).transpose()?;
    let into = output.clone().unwrap_or_else(|| Output::new(path));
    let _turn = into.wait_for_turn()?;
    let mut meeting = match (input.open()?, &output) {
        (OpenedDocument::Pdf(_), None) => return Err(annotate_error(AnnotateError::IntoPdf)),
        (OpenedDocument::Meeting(meeting) | OpenedDocument::Pdf(meeting), _) => *meeting,
        (OpenedDocument::Set(_), _) => return Err(CliError::NotMeeting { file: input.name() }),
    };
    let annotation = arguments.annotation(&meeting, clock::now()?).map_err(annotate_error)?;
    let edit = Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(annotation) };
    apply(&mut meeting, edit).map_err(|error| annotate_error(error.into()))?;
    into.save(&meeting)
}

fn arguments(matches: &ArgMatches) -> Result<Arguments, CliError> {
    let text = |name| matches.get_one::<String>(name).cloned();
    Ok(Arguments {
        at: *values::required(matches, "at")?,
        quote: text("quote"),
        kind: *values::required(matches, "kind")?,
        text: text("text").unwrap_or_default(),
        color: matches.get_one("color").copied(),
        visibility: if matches.get_flag("private") { Visibility::Private } else { Visibility::Shared },
        author: text("author").unwrap_or_default(),
        outcome: matches.get_one("outcome").copied(),
        proposer: text("proposer").unwrap_or_default(),
        owner: text("owner").unwrap_or_default(),
        due: matches.get_one("due").copied(),
    })
}

impl Arguments {
    /// Whether it makes sense, whatever the meeting.
    fn check(&self) -> Result<(), AnnotateError> {
        if self.at.note.is_some() {
            return Err(AnnotateError::AtNote(self.at));
        }
        if self.quote.as_ref().is_some_and(|quote| quote.trim().is_empty()) {
            return Err(AnnotateError::QuoteEmpty);
        }
        if self.quote.is_some() && self.at.principle.is_none() {
            return Err(AnnotateError::QuoteNowhere);
        }
        if self.kind == Kind::Highlight && self.quote.is_none() {
            return Err(AnnotateError::HighlightNoQuote);
        }
        if self.kind != Kind::Highlight && self.text.trim().is_empty() {
            return Err(AnnotateError::NoText(self.kind));
        }
        if self.kind != Kind::Decision {
            if self.outcome.is_some() {
                return Err(AnnotateError::NotDecision("--outcome"));
            }
            if !self.proposer.is_empty() {
                return Err(AnnotateError::NotDecision("--proposer"));
            }
        }
        if self.kind != Kind::Action {
            if !self.owner.is_empty() {
                return Err(AnnotateError::NotAction("--owner"));
            }
            if self.due.is_some() {
                return Err(AnnotateError::NotAction("--due"));
            }
        }
        Ok(())
    }

    /// The annotation for this meeting, under an id that nothing in it has.
    fn annotation(&self, meeting: &Meeting, now: Timestamp) -> Result<Annotation, AnnotateError> {
        let mut annotation = Annotation {
            id: Id::default(),
            kind: self.kind,
            target: self.target(meeting)?,
            note: 0,
            color: self.color.or((self.kind == Kind::Highlight).then_some(HighlightColor::Yellow)),
            text: self.text.trim().to_owned(),
            author: self.author.clone(),
            created: now,
            modified: now,
            visibility: self.visibility,
            status: Status::Open,
            agenda_item: None,
            outcome: self.outcome,
            proposer: self.proposer.clone(),
            owner: self.owner.clone(),
            due: self.due,
            drawing: None,
            replies: Vec::new(),
        };
        annotation.id = meeting.free_id(&annotation);
        Ok(annotation)
    }

    fn target(&self, meeting: &Meeting) -> Result<Target, AnnotateError> {
        let target = self.at.target();
        let Some(number) = self.at.principle else {
            return Ok(target);
        };
        let selected = meeting.selected(number).ok_or_else(|| AnnotateError::NotSelected {
            at: principle(number),
            known: codes(meeting.selection.iter().map(|selected| principle(selected.principle.number))),
        })?;
        if self.at.paragraph.is_some() && meeting.paragraph(&target).is_none() {
            return Err(AnnotateError::NoParagraph {
                at: self.at,
                last: Reference::to_paragraph(number, selected.principle.body.len()),
            });
        }
        match &self.quote {
            None => Ok(target),
            Some(quote) => self.quoted(meeting, quote),
        }
    }

    /// The words' target: they must stand in one place of those that `--at` names.
    fn quoted(&self, meeting: &Meeting, quote: &str) -> Result<Target, AnnotateError> {
        let (here, elsewhere): (Vec<_>, Vec<_>) = places(meeting, quote).into_iter().partition(|(_, target)| {
            target.principle == self.at.principle
                && (self.at.paragraph.is_none() || target.paragraph == self.at.paragraph)
        });
        let quote = quote.to_owned();
        let searched = self.at.to_string();
        let found = |places: &[(Reference, Target)]| codes(places.iter().map(|(place, _)| *place));
        match here.as_slice() {
            [(_, target)] => Ok(target.clone()),
            [] if elsewhere.is_empty() => Err(AnnotateError::QuoteMissing { quote, searched }),
            [] => Err(AnnotateError::QuoteElsewhere { quote, searched, found: found(&elsewhere) }),
            [(first, _), rest @ ..] if rest.iter().all(|(place, _)| place == first) => {
                Err(AnnotateError::QuoteTwiceHere { quote, found: *first, times: here.len() })
            }
            several => Err(AnnotateError::QuoteTwice { quote, found: found(several) }),
        }
    }
}

/// Every place in the meeting's text where the words stand.
fn places(meeting: &Meeting, quote: &str) -> Vec<(Reference, Target)> {
    let mut places = Vec::new();
    for selected in &meeting.selection {
        for (index, paragraph) in selected.principle.paragraphs() {
            let place = Reference::to_paragraph(selected.principle.number, index);
            places.extend(anchor::find(paragraph, quote).into_iter().map(|range| {
                let words = anchor::describe(paragraph, range);
                (place, Target { words, ..place.target() })
            }));
        }
    }
    places
}

fn principle(number: u32) -> Reference {
    Reference { principle: Some(number), paragraph: None, note: None }
}

/// Reference codes in a row, with a count where one stands more than once.
fn codes(references: impl Iterator<Item = Reference>) -> String {
    let mut counted: Vec<(Reference, usize)> = Vec::new();
    for reference in references {
        match counted.last_mut() {
            Some((last, count)) if *last == reference => *count += 1,
            _ => counted.push((reference, 1)),
        }
    }
    let codes: Vec<String> = counted
        .into_iter()
        .map(|(reference, count)| match count {
            1 => reference.to_string(),
            _ => format!("{reference} (×{count})"),
        })
        .collect();
    codes.join(", ")
}
