//! `bilag annotate`: one annotation, on the meeting, a principle, a paragraph or words.

use super::error::CliError;
use super::input::Input;
use super::output::Output;
use super::{help, values};
use crate::clock;
use crate::document_kind::OpenedDocument;
use crate::locale::Locale;
use crate::meeting::edit::apply;
use crate::meeting::reference::NoReference;
use crate::meeting::{
    AnnexPage, Annotation, AnnotationId, Body, Edit, EditError, Fact, HighlightColor, Kind, Meeting, Outcome,
    PageNumber, Part, Reference, Target, TextPart, Visibility, anchor,
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
    AtNote(String),
    /// `--at` names nothing that could be in a meeting.
    #[error(transparent)]
    Reference(#[from] NoReference),
    /// The principle is not part of the meeting.
    #[error("{at} is not selected")]
    NotSelected {
        /// The principle.
        at: String,
        /// Those that are.
        known: String,
    },
    /// The principle has no such paragraph.
    #[error("no paragraph {at}")]
    NoParagraph {
        /// The paragraph.
        at: String,
        /// The last that there is.
        last: String,
    },
    /// Words that are none.
    #[error("empty quote")]
    QuoteEmpty,
    /// The annex has no such page.
    #[error("no page {at}")]
    NoPage {
        /// The page.
        at: String,
        /// The last that there is; `None`: the annex has no pages.
        last: Option<String>,
    },
    /// Words of an annex, which are not in the meeting.
    #[error("a quote from an annex")]
    QuoteInAnnex,
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
        found: String,
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
            AnnotateError::AtNote(at) => say!(locale, "annotate-at-note", at = at.as_str()),
            AnnotateError::Reference(error) => error.in_words(locale),
            AnnotateError::NotSelected { at, known } => {
                say!(locale, "annotate-not-selected", at = at.as_str(), known = known.as_str())
            }
            AnnotateError::NoParagraph { at, last } => {
                say!(locale, "annotate-no-paragraph", at = at.as_str(), last = last.as_str())
            }
            AnnotateError::NoPage { at, last: Some(last) } => {
                say!(locale, "annotate-no-page", at = at.as_str(), last = last.as_str())
            }
            AnnotateError::NoPage { at, last: None } => say!(locale, "annotate-no-pages", at = at.as_str()),
            AnnotateError::QuoteInAnnex => say!(locale, "annotate-quote-in-annex"),
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
                found = found.as_str(),
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
    at: String,
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
            help::option(locale, "at", message!("annotate-option-at"), message!("value-reference")).required(true),
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
    let mut package = match (input.open(locale)?, &output) {
        (OpenedDocument::Pdf(_), None) => return Err(annotate_error(AnnotateError::IntoPdf)),
        (OpenedDocument::Meeting(package) | OpenedDocument::Pdf(package), _) => *package,
        (OpenedDocument::Set(_), _) => return Err(CliError::NotMeeting { file: input.name() }),
    };
    let annotation = arguments.annotation(&package.meeting, clock::now()?).map_err(annotate_error)?;
    let edit = Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(annotation) };
    apply(&mut package.meeting, edit).map_err(|error| annotate_error(error.into()))?;
    into.save(&package, locale)
}

fn arguments(matches: &ArgMatches) -> Result<Arguments, CliError> {
    let text = |name| matches.get_one::<String>(name).cloned();
    Ok(Arguments {
        at: values::required::<String>(matches, "at")?.clone(),
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
        if self.quote.as_ref().is_some_and(|quote| quote.trim().is_empty()) {
            return Err(AnnotateError::QuoteEmpty);
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
        let body = Body::of(self.kind, self.color).unwrap_or(Body::COMMENT);
        let id = AnnotationId::default();
        let new = Annotation::new(id, body, self.author.clone(), now, self.text.trim().to_owned());
        let mut annotation = Annotation { target: self.target(meeting)?, visibility: self.visibility, ..new };
        // What a kind does not have was refused already.
        for fact in [
            Fact::Outcome(self.outcome),
            Fact::Proposer(self.proposer.clone()),
            Fact::Owner(self.owner.clone()),
            Fact::Due(self.due),
        ] {
            let _ = annotation.set(fact);
        }
        annotation.id = meeting.free_id(&annotation);
        Ok(annotation)
    }

    fn target(&self, meeting: &Meeting) -> Result<Target, AnnotateError> {
        let reference = Reference::read(&self.at, meeting)?;
        if reference.note.is_some() {
            return Err(AnnotateError::AtNote(meeting.code_of_reference(&reference)));
        }
        let part = reference.part;
        if self.quote.is_some() && part == Part::Meeting {
            return Err(AnnotateError::QuoteNowhere);
        }
        if self.quote.is_some() && matches!(part, Part::Annex(_) | Part::AnnexPage(_)) {
            return Err(AnnotateError::QuoteInAnnex);
        }
        if let Part::AnnexPage(page) = &part
            && !meeting.has_page(page)
        {
            let pages = meeting.annex(&page.annex).and_then(|annex| annex.file.content.pages());
            let last = |pages| Part::AnnexPage(AnnexPage { annex: page.annex.clone(), page: PageNumber(pages) });
            let last = pages.map(|pages| meeting.code_of(&last(pages)));
            return Err(AnnotateError::NoPage { at: meeting.code_of(&part), last });
        }
        if let Some(number) = Target::from(part.clone()).principle()
            && meeting.selected(number).is_none()
        {
            let known = meeting.selection.iter().map(|selected| selected.principle.number);
            return Err(AnnotateError::NotSelected {
                at: meeting.code_of_principle(number),
                known: counted(known.map(|number| meeting.code_of_principle(number))),
            });
        }
        if let Part::Text(text) = &part
            && meeting.text(text).is_none()
        {
            return Err(AnnotateError::NoParagraph { at: meeting.code_of(&part), last: last(meeting, text) });
        }
        match &self.quote {
            None => Ok(part.into()),
            Some(quote) => quoted(meeting, &part, quote),
        }
    }
}

/// The code of the last paragraph beside one that is not there.
fn last(meeting: &Meeting, text: &TextPart) -> String {
    match text {
        TextPart::Title(number) => meeting.code_of_principle(*number),
        TextPart::Paragraph { principle, .. } => {
            let body = meeting.selected(*principle).map_or(0, |selected| selected.principle.body.len());
            meeting.code_of_paragraph(*principle, body)
        }
        TextPart::Section { item, section, .. } => {
            let found = meeting.agenda_item(item).and_then(|item| item.section(section));
            let paragraph = found.map_or(0, |section| section.paragraphs().count());
            let last = TextPart::Section { item: item.clone(), section: section.clone(), paragraph };
            meeting.code_of(&Part::Text(last))
        }
    }
}

/// The words' target: they must stand in one place of those that `at` names.
fn quoted(meeting: &Meeting, at: &Part, quote: &str) -> Result<Target, AnnotateError> {
    let within = |target: &Target| match at {
        Part::Meeting => true,
        Part::AgendaItem(item) => target.agenda_item() == Some(item),
        Part::Principle(number) => target.principle() == Some(*number),
        Part::Text(text) => target.text() == Some(text),
        Part::Annex(_) | Part::AnnexPage(_) => target.part() == *at,
    };
    let mut places = places(meeting, paragraphs(meeting), quote);
    if places.is_empty() {
        places = self::places(meeting, titles(meeting), quote);
    }
    let (here, elsewhere): (Vec<_>, Vec<_>) = places.into_iter().partition(|(_, target)| within(target));
    let quote = quote.to_owned();
    let searched = meeting.code_of(at);
    let found = |places: &[(String, Target)]| counted(places.iter().map(|(code, _)| code.clone()));
    match here.as_slice() {
        [(_, target)] => Ok(target.clone()),
        [] if elsewhere.is_empty() => Err(AnnotateError::QuoteMissing { quote, searched }),
        [] => Err(AnnotateError::QuoteElsewhere { quote, searched, found: found(&elsewhere) }),
        [(first, _), rest @ ..] if rest.iter().all(|(code, _)| code == first) => {
            Err(AnnotateError::QuoteTwiceHere { quote, found: first.clone(), times: here.len() })
        }
        several => Err(AnnotateError::QuoteTwice { quote, found: found(several) }),
    }
}

/// Every place in these texts where the words stand, with its code.
fn places<'a>(
    meeting: &Meeting,
    texts: impl Iterator<Item = (TextPart, &'a str)>,
    quote: &str,
) -> Vec<(String, Target)> {
    let mut places = Vec::new();
    for (part, text) in texts {
        let code = meeting.code_of(&Part::Text(part.clone()));
        places.extend(
            anchor::find(text, quote)
                .into_iter()
                .map(|range| (code.clone(), Target::to_text(part.clone(), anchor::describe(text, range)))),
        );
    }
    places
}

/// The paragraphs of the chosen principles and of the agenda's sections.
fn paragraphs(meeting: &Meeting) -> impl Iterator<Item = (TextPart, &str)> {
    let principles = meeting.selection.iter().flat_map(|selected| {
        let principle = selected.principle.number;
        let part = move |(paragraph, text)| (TextPart::Paragraph { principle, paragraph }, text);
        selected.principle.paragraphs().map(part)
    });
    let sections = meeting.agenda.iter().flat_map(|item| item.sections.iter().map(move |section| (item, section)));
    let sections = sections.flat_map(|(item, section)| {
        section.paragraphs().enumerate().map(move |(index, text)| {
            let (item, section) = (item.id.clone(), section.id.clone());
            (TextPart::Section { item, section, paragraph: index + 1 }, text)
        })
    });
    principles.chain(sections)
}

/// The titles of the chosen principles.
fn titles(meeting: &Meeting) -> impl Iterator<Item = (TextPart, &str)> {
    meeting
        .selection
        .iter()
        .map(|selected| (TextPart::Title(selected.principle.number), selected.principle.title.as_str()))
}

/// Codes in a row, with a count where one stands more than once.
fn counted(codes: impl Iterator<Item = String>) -> String {
    let mut counted: Vec<(String, usize)> = Vec::new();
    for code in codes {
        match counted.last_mut() {
            Some((last, count)) if *last == code => *count += 1,
            _ => counted.push((code, 1)),
        }
    }
    let codes = counted.into_iter().map(|(code, count)| if count == 1 { code } else { format!("{code} (×{count})") });
    codes.collect::<Vec<_>>().join(", ")
}
