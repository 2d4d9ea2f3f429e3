//! `bilag annotate`: one annotation, on the meeting, a principle, a paragraph or words.

use super::error::CliError;
use super::input::Input;
use super::output::Output;
use super::{help, values};
use crate::clock;
use crate::document_kind::OpenedDocument;
use crate::locale::Locale;
use crate::meeting::edit::apply;
use crate::meeting::{
    Annotation, Edit, EditError, HighlightColor, Id, Kind, Meeting, Outcome, Reference, Status, Target, Visibility,
    anchor,
};
use crate::message;
use crate::say;
use crate::wording::InWords;
use clap::{ArgMatches, Command};
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::PathBuf;
use thiserror::Error;

/// Why an annotation cannot be put where it was to be.
#[derive(Debug, Error)]
pub enum AnnotateError {
    /// `--at` names a note.
    #[error("{0} is a note")]
    AtNote(Reference),
    /// The principle is not part of the meeting.
    #[error("{at} is not selected")]
    NotSelected {
        /// The principle.
        at: Reference,
        /// Those that are.
        known: String,
    },
    /// The principle has no such paragraph.
    #[error("no paragraph {at}")]
    NoParagraph {
        /// The paragraph.
        at: Reference,
        /// The last that there is.
        last: Reference,
    },
    /// Words that are none.
    #[error("empty quote")]
    QuoteEmpty,
    /// Words without a principle that they could stand in.
    #[error("a quote without a principle")]
    QuoteNowhere,
    /// The words are in no paragraph of the meeting.
    #[error("{quote:?} stands nowhere")]
    QuoteMissing {
        /// The words.
        quote: String,
        /// Where they were looked for.
        searched: String,
    },
    /// The words are in other paragraphs than those that `--at` names.
    #[error("{quote:?} stands in {found}")]
    QuoteElsewhere {
        /// The words.
        quote: String,
        /// Where they were looked for.
        searched: String,
        /// Where they are.
        found: String,
    },
    /// The words are in one paragraph more than once.
    #[error("{quote:?} stands {times} times in {found}")]
    QuoteTwiceHere {
        /// The words.
        quote: String,
        /// The paragraph.
        found: Reference,
        /// How often.
        times: usize,
    },
    /// The words are in more than one paragraph.
    #[error("{quote:?} stands in {found}")]
    QuoteTwice {
        /// The words.
        quote: String,
        /// Where they are.
        found: String,
    },
    /// A highlight without words.
    #[error("a highlight without words")]
    HighlightNoQuote,
    /// A remark without text.
    #[error("{0:?} without a text")]
    NoText(Kind),
    /// An owner or a day for what is no action.
    #[error("{0} belongs to an action")]
    NotAction(&'static str),
    /// An outcome or a proposer for what is no decision.
    #[error("{0} belongs to a decision")]
    NotDecision(&'static str),
    /// A PDF that would be replaced by a meeting.
    #[error("a PDF")]
    IntoPdf,
    /// The meeting does not take it.
    #[error(transparent)]
    Edit(#[from] EditError),
}

impl InWords for AnnotateError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            AnnotateError::AtNote(at) => say!(locale, "annotate-at-note", at = at.to_string()),
            AnnotateError::NotSelected { at, known } => {
                say!(locale, "annotate-not-selected", at = at.to_string(), known = known.as_str())
            }
            AnnotateError::NoParagraph { at, last } => {
                say!(locale, "annotate-no-paragraph", at = at.to_string(), last = last.to_string())
            }
            AnnotateError::QuoteEmpty => say!(locale, "annotate-quote-empty"),
            AnnotateError::QuoteNowhere => say!(locale, "annotate-quote-nowhere"),
            AnnotateError::QuoteMissing { quote, searched } => {
                say!(locale, "annotate-quote-missing", quote = locale.quoted(quote), searched = searched.as_str())
            }
            AnnotateError::QuoteElsewhere { quote, searched, found } => say!(
                locale,
                "annotate-quote-elsewhere",
                quote = locale.quoted(quote),
                searched = searched.as_str(),
                found = found.as_str()
            ),
            AnnotateError::QuoteTwiceHere { quote, found, times } => say!(
                locale,
                "annotate-quote-twice-here",
                quote = locale.quoted(quote),
                found = found.to_string(),
                times = *times
            ),
            AnnotateError::QuoteTwice { quote, found } => {
                say!(locale, "annotate-quote-twice", quote = locale.quoted(quote), found = found.as_str())
            }
            AnnotateError::HighlightNoQuote => say!(locale, "annotate-highlight-no-quote"),
            AnnotateError::NoText(kind) => say!(locale, "annotate-no-text", kind = kind.name()),
            AnnotateError::NotAction(option) => say!(locale, "annotate-not-action", option = *option),
            AnnotateError::NotDecision(option) => say!(locale, "annotate-not-decision", option = *option),
            AnnotateError::IntoPdf => say!(locale, "annotate-into-pdf"),
            AnnotateError::Edit(error) => error.in_words(locale),
        }
    }
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
pub fn command(locale: &Locale) -> Command {
    help::subcommand(
        locale,
        "annotate",
        [
            help::file(locale, message!("annotate-option-file"), message!("value-meeting")).required(true),
            help::option(locale, "at", message!("annotate-option-at"), message!("value-reference"))
                .required(true)
                .value_parser(|text: &str| text.parse::<Reference>()),
            help::option(locale, "quote", message!("annotate-option-quote"), message!("value-words"))
                .allow_hyphen_values(true)
                .value_parser(values::words),
            help::option(locale, "kind", message!("annotate-option-kind"), message!("value-kind"))
                .required(true)
                .value_parser(help::one_of(Kind::ALL, Kind::name)),
            help::option(locale, "text", message!("annotate-option-text"), message!("value-text"))
                .allow_hyphen_values(true)
                .value_parser(values::words),
            help::option(locale, "color", message!("annotate-option-color"), message!("value-color"))
                .value_parser(values::color),
            help::switch(locale, "private", message!("annotate-option-private")),
            help::option(locale, "author", message!("annotate-option-author"), message!("value-person")),
            help::option(locale, "outcome", message!("annotate-option-outcome"), message!("value-outcome"))
                .value_parser(help::one_of(Outcome::ALL, Outcome::name)),
            help::option(locale, "proposer", message!("annotate-option-proposer"), message!("value-person")),
            help::option(locale, "owner", message!("annotate-option-owner"), message!("value-person")),
            help::option(locale, "due", message!("annotate-option-due"), message!("value-date"))
                .value_parser(values::date),
            help::output(locale, message!("annotate-option-output"), message!("value-out")),
        ],
    )
}

/// Puts the annotation into the meeting and writes it.
pub fn run(matches: &ArgMatches, locale: &Locale) -> Result<(), CliError> {
    let path: &PathBuf = values::required(matches, "file")?;
    let arguments = arguments(matches)?;
    let input = Input::new(path);
    let annotate_error = |source| CliError::Annotate { file: input.name(), source };
    arguments.check().map_err(annotate_error)?;
    let output = matches.get_one::<PathBuf>("output");
    let output = output.map(|path| Output::for_meeting(path)).transpose()?;
    let into = output.clone().unwrap_or_else(|| Output::new(path));
    let _turn = into.wait_for_turn()?;
    let mut meeting = match (input.open(locale)?, &output) {
        (OpenedDocument::Pdf(_), None) => return Err(annotate_error(AnnotateError::IntoPdf)),
        (OpenedDocument::Meeting(meeting) | OpenedDocument::Pdf(meeting), _) => *meeting,
        (OpenedDocument::Set(_), _) => return Err(CliError::NotMeeting { file: input.name() }),
    };
    let annotation = arguments.annotation(&meeting, clock::now()?).map_err(annotate_error)?;
    let edit = Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(annotation) };
    apply(&mut meeting, edit).map_err(|error| annotate_error(error.into()))?;
    into.save(&meeting, locale)
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
