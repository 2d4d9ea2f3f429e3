//! Facts, answers and differences in words, for where a person reads them. Nothing here is ever compared or read back.

use super::annotation::{Fact, Reply, ReplyContent, Sighting};
use super::handout::{Cover, HandoutEdit};
use super::presentation::PresentationEdit;
use super::{AgendaItemFact, AgendaItemId, Annotation, Body, Edit, HighlightColor, Kind, Meeting, Target};
use crate::locale::{Locale, Message};
use crate::{message, say};

/// What an annotation's kind is called; of a highlight what its colour means.
#[must_use]
pub fn kind(kind: Kind, color: Option<HighlightColor>, locale: &Locale) -> String {
    match (kind, color) {
        (Kind::Highlight, color) => self::color(color.unwrap_or(HighlightColor::Yellow), locale),
        (kind, _) => locale.text(kind.label()),
    }
}

/// What a highlight of this colour means.
#[must_use]
pub fn color(color: HighlightColor, locale: &Locale) -> String {
    locale.text(color.label())
}

/// What a fact says; empty where it says nothing.
#[must_use]
pub fn value(fact: &Fact, meeting: &Meeting, locale: &Locale) -> String {
    match fact {
        Fact::Kind(kind) => locale.text(kind.label()),
        Fact::Color(color) => color.map(|color| self::color(color, locale)).unwrap_or_default(),
        Fact::Text(text) | Fact::Proposer(text) | Fact::Owner(text) | Fact::Author(text) => text.clone(),
        Fact::Replacement(words) => locale.quoted(words),
        Fact::Outcome(outcome) => outcome.map(|outcome| locale.text(outcome.label())).unwrap_or_default(),
        Fact::Votes(votes) => votes.as_ref().map(|votes| self::votes(votes, locale)).unwrap_or_default(),
        Fact::Dissents(dissents) => {
            let said = dissents.iter().map(|dissent| format!("{}: {}", dissent.who, dissent.text));
            said.collect::<Vec<_>>().join("; ")
        }
        Fact::Due(due) => due.map(|due| locale.date(due)).unwrap_or_default(),
        Fact::Target(target) => place(target, meeting, locale),
        Fact::Note(note) => note.to_string(),
        Fact::Visibility(visibility) => locale.text(visibility.label()),
        Fact::Status(status) => locale.text(status.label()),
        Fact::StatusSet(set) => set.as_ref().map(|set| set.by.clone()).unwrap_or_default(),
        Fact::AgendaItem(id) => id.as_ref().map(|id| item(id, meeting)).unwrap_or_default(),
        Fact::Seen(seen) => seen.as_ref().map(|seen| seen.words.clone()).unwrap_or_default(),
    }
}

/// A fact as a line: *Ansvarlig: Kommunaldirektør*.
#[must_use]
pub fn line(fact: &Fact, meeting: &Meeting, locale: &Locale) -> String {
    let value = value(fact, meeting, locale);
    let value = if value.trim().is_empty() { "–" } else { value.as_str() };
    format!("{}: {value}", locale.text(fact.label()))
}

/// What is known of an annotation besides its text, each on a line.
#[must_use]
pub fn details(annotation: &Annotation, meeting: &Meeting, locale: &Locale) -> Vec<String> {
    annotation.details().map(|fact| line(&fact, meeting, locale)).collect()
}

/// What an annotation says: its text, what another version of the meeting has, or that its words are to go.
#[must_use]
pub fn text(annotation: &Annotation, meeting: &Meeting, locale: &Locale) -> String {
    match &annotation.body {
        Body::Differences(edits) => differences(edits, meeting, locale),
        Body::Suggestion { replacement } if replacement.is_empty() && annotation.text.trim().is_empty() => {
            say!(locale, "struck-out")
        }
        _ => annotation.text.clone(),
    }
}

/// Who wrote an answer; where nobody says so, in which copy it was found.
#[must_use]
pub fn answerer(reply: &Reply, locale: &Locale) -> String {
    if reply.author.is_empty() && !reply.found_in.is_empty() {
        return say!(locale, "author-unnamed-in", file = reply.found_in.as_str());
    }
    reply.author.clone()
}

/// What was seen of an annotation's place in a copy; empty where that is not all that is known.
#[must_use]
pub fn seen(annotation: &Annotation, locale: &Locale) -> String {
    let Some(Sighting { page, words, fact }) = &annotation.seen else { return String::new() };
    let words = if words.trim().is_empty() { String::new() } else { locale.quoted(words) };
    let page = page.map(|page| page.to_string());
    match (fact, page) {
        (Some(fact), _) => say!(locale, "seen-fact", fact = locale.text(fact.label()), words = words),
        (None, Some(page)) if words.is_empty() => say!(locale, "seen-page-only", page = page),
        (None, Some(page)) => say!(locale, "seen-on-page", page = page, words = words),
        (None, None) if words.is_empty() => String::new(),
        (None, None) => say!(locale, "seen-words", words = words),
    }
}

/// What an answer says.
#[must_use]
pub fn reply(reply: &Reply, meeting: &Meeting, locale: &Locale) -> String {
    match &reply.content {
        ReplyContent::Text(text) => text.clone(),
        ReplyContent::Suggests(facts) => {
            facts.iter().map(|fact| suggestion(fact, facts, meeting, locale)).collect::<Vec<_>>().join("\n")
        }
    }
}

/// A fact that somebody has otherwise.
fn suggestion(fact: &Fact, all: &[Fact], meeting: &Meeting, locale: &Locale) -> String {
    let reworded = |text: String| say!(locale, "merge-reworded", text = text);
    match fact {
        Fact::Text(text) => reworded(text.clone()),
        Fact::Kind(kind) => {
            let color = all.iter().find_map(|other| if let Fact::Color(color) = other { *color } else { None });
            reworded(self::kind(*kind, color, locale))
        }
        // A highlight is called by its colour; that is said with its kind.
        Fact::Color(Some(color)) if !all.iter().any(|other| matches!(other, Fact::Kind(_))) => {
            reworded(self::color(*color, locale))
        }
        Fact::Status(_) => say!(locale, "merge-status", status = value(fact, meeting, locale)),
        other => line(other, meeting, locale),
    }
}

/// What another version of the meeting has, a line for each field.
fn differences(edits: &[Edit], meeting: &Meeting, locale: &Locale) -> String {
    let mut lines = vec![say!(locale, "reconcile-facts")];
    for edit in edits {
        let (field, theirs) = (locale.text(edit.label()), difference(edit, meeting, locale));
        let theirs = if theirs.trim().is_empty() { say!(locale, "reconcile-nothing") } else { theirs };
        lines.push(say!(locale, "reconcile-line", field = field, theirs = theirs));
    }
    lines.join("\n")
}

/// What a field would be set to.
fn difference(edit: &Edit, meeting: &Meeting, locale: &Locale) -> String {
    match edit {
        Edit::Title(text) | Edit::Body(text) | Edit::Language(text) | Edit::Place(text) => text.clone(),
        Edit::Date(date) => date.map(|date| locale.date(date)).unwrap_or_default(),
        Edit::Time(time) | Edit::End(time) => time.map(|time| locale.time(time)).unwrap_or_default(),
        Edit::Participants(all) => {
            all.iter().map(|participant| participant.name.as_str()).collect::<Vec<_>>().join(", ")
        }
        Edit::ChangeAgendaItem { id, fact } => format!("{}: {}", item(id, meeting), item_fact(fact)),
        Edit::ChangeSection { item: id, section } => format!("{}: {}", item(id, meeting), section.title),
        Edit::Set(set) => set.title.clone(),
        Edit::Select { selected, .. } => format!("{} {}", selected.principle.number, selected.principle.title),
        Edit::PlaceUnder { number, item: id } => {
            let under = id.as_ref().map_or_else(|| say!(locale, "reconcile-nothing"), |id| item(id, meeting));
            format!("P{number}: {under}")
        }
        Edit::Handout(option) => handout(option, locale),
        Edit::Presentation(PresentationEdit::Aspect(aspect)) => aspect.name().to_owned(),
        Edit::Presentation(PresentationEdit::Minutes(minutes)) => {
            minutes.map(|minutes| minutes.to_string()).unwrap_or_default()
        }
        Edit::Presentation(PresentationEdit::Shows(shows)) => format!("P{}", shows.principle),
        // No other edit says what a field is.
        _ => String::new(),
    }
}

fn item_fact(fact: &AgendaItemFact) -> String {
    match fact {
        AgendaItemFact::Number(text)
        | AgendaItemFact::Title(text)
        | AgendaItemFact::Case(text)
        | AgendaItemFact::Decider(text)
        | AgendaItemFact::Group(text) => text.clone(),
        AgendaItemFact::Minutes(minutes) => minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
        AgendaItemFact::Closed(closed) => closed.to_string(),
    }
}

fn handout(option: &HandoutEdit, locale: &Locale) -> String {
    match option {
        HandoutEdit::Template(template) => template.name().to_owned(),
        HandoutEdit::Language(language) => language.map(|language| language.tag().to_owned()).unwrap_or_default(),
        HandoutEdit::Cover(Cover::None) => "none".to_owned(),
        HandoutEdit::Cover(Cover::Block) => "block".to_owned(),
        HandoutEdit::Cover(Cover::Page) => "page".to_owned(),
        HandoutEdit::Contents(contents) => contents.to_string(),
        HandoutEdit::Annotations(shown) => shown.name().to_owned(),
        HandoutEdit::Accent(accent) => {
            accent.map(|[red, green, blue]| format!("#{red:02x}{green:02x}{blue:02x}")).unwrap_or_default()
        }
        HandoutEdit::Footer(footer) => footer.clone(),
        HandoutEdit::Logo(logo) => {
            logo.as_ref().map(|logo| format!("{} {}", say!(locale, "logo"), logo.description)).unwrap_or_default()
        }
    }
}

/// An agenda item by its number and title.
fn item(id: &AgendaItemId, meeting: &Meeting) -> String {
    meeting.agenda_item(id).map_or_else(|| id.to_string(), |item| format!("{} {}", item.number, item.title))
}

/// The code of what an annotation is about, and its words.
fn place(target: &Target, meeting: &Meeting, locale: &Locale) -> String {
    let code = meeting.code_of(&target.part());
    match target.words() {
        Some(words) => format!("{code} {}", locale.quoted(&words.quote.exact)),
        None => code,
    }
}

fn votes(votes: &super::annotation::Votes, locale: &Locale) -> String {
    let side = |name: Message, side: &super::annotation::Side| {
        let who = if side.names.is_empty() { String::new() } else { format!(" ({})", side.names.join(", ")) };
        format!("{} {}{who}", locale.text(name), side.count)
    };
    [
        side(message!("votes-for"), &votes.in_favour),
        side(message!("votes-against"), &votes.against),
        side(message!("votes-abstaining"), &votes.abstaining),
    ]
    .join(", ")
}
