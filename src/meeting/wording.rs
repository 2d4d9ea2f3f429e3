//! Facts, answers and differences in words, for where a person reads them. Nothing here is ever compared or read back.

use super::annotation::{Fact, Reply, ReplyContent, Sighting};
use super::handout::{Cover, HandoutEdit};
use super::presentation::PresentationEdit;
use super::{
    AgendaItemFact, AgendaItemId, Annex, AnnexFact, AnnexId, Annotation, Attendance, Body, Edit, HighlightColor, Kind,
    Meeting, Participant, Target,
};
use crate::locale::{Locale, Message};
use crate::principles::Principle;
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

/// What a principle is called within a sentence: *princip 3*, or the name that its set prints: *1.4 Open Format*.
#[must_use]
pub fn principle(principle: &Principle, locale: &Locale) -> String {
    if principle.goes_by_number() { numbered(principle.number, locale) } else { principle.name().to_string() }
}

/// The same for the name of a button, in which no line breaks: with plain spaces.
#[must_use]
pub fn principle_said(principle: &Principle, locale: &Locale) -> String {
    plain_spaces(&self::principle(principle, locale))
}

/// The same where such a name begins with it: *Princip 3*.
#[must_use]
pub fn principle_first(principle: &Principle, locale: &Locale) -> String {
    let number = principle.number.to_string();
    let untitled = || say!(locale, "principle-without-title", number = number);
    plain_spaces(&if principle.goes_by_number() { untitled() } else { principle.name().to_string() })
}

/// What the principle with this number is called in a heading or in the name of a button.
#[must_use]
pub fn principle_of(number: u32, meeting: &Meeting, locale: &Locale) -> String {
    let selected = meeting.selected(number).map(|own| principle(&own.principle, locale));
    plain_spaces(&selected.unwrap_or_else(|| numbered(number, locale)))
}

fn plain_spaces(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn numbered(number: u32, locale: &Locale) -> String {
    say!(locale, "principle-number", number = number.to_string())
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
    let Some(Sighting { page, words, picture: _, fact }) = &annotation.seen else { return String::new() };
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
        Edit::Participants(theirs) => {
            let differs = |theirs: &&Participant| !meeting.participants.contains(theirs);
            theirs
                .iter()
                .filter(differs)
                .map(|theirs| participant(theirs, meeting, locale))
                .collect::<Vec<_>>()
                .join("; ")
        }
        Edit::ChangeAgendaItem { id, fact } => format!("{}: {}", item(id, meeting), item_fact(fact)),
        Edit::ChangeSection { item: id, section } => format!("{}: {}", item(id, meeting), section.title),
        Edit::ChangeAnnex { id, fact } => format!("{}: {}", annex(id, meeting), annex_fact(fact, meeting)),
        Edit::Set(set) => set.title.clone(),
        Edit::Select { selected, .. } => selected.principle.name().to_string(),
        Edit::PlaceUnder { number, item: id } => {
            let under = id.as_ref().map_or_else(|| say!(locale, "reconcile-nothing"), |id| item(id, meeting));
            format!("{}: {under}", meeting.code_of_principle(*number))
        }
        Edit::Handout(option) => handout(option, locale),
        Edit::Presentation(PresentationEdit::Aspect(aspect)) => aspect.name().to_owned(),
        Edit::Presentation(PresentationEdit::Minutes(minutes)) => {
            minutes.map(|minutes| minutes.to_string()).unwrap_or_default()
        }
        Edit::Presentation(PresentationEdit::Shows(shows)) => meeting.code_of_principle(shows.principle),
        // No other edit says what a field is.
        _ => String::new(),
    }
}

/// Somebody as another version of the meeting has them: what they are called, what they are, and where on the agenda they came and
/// went, as far as the meeting has it otherwise.
fn participant(theirs: &Participant, meeting: &Meeting, locale: &Locale) -> String {
    let Participant { id, name, role, group, attendance, came, left, disqualified } = theirs;
    let own = meeting.participants.iter().find(|own| own.id == *id);
    let mut parts = vec![name.clone()];
    let mut part = |is_same: fn(&Participant, &Participant) -> bool, text: String| {
        if !text.is_empty() && !own.is_some_and(|own| is_same(own, theirs)) {
            parts.push(text);
        }
    };
    part(|own, theirs| own.role == theirs.role, role.clone());
    part(|own, theirs| own.group == theirs.group, group.clone());
    part(|own, theirs| own.attendance == theirs.attendance, attendance_of(attendance, meeting, locale));
    let at = |id: &Option<AgendaItemId>| id.as_ref().map(|id| item(id, meeting));
    let came = at(came).map(|item| say!(locale, "reconcile-came", item = item));
    part(|own, theirs| own.came == theirs.came, came.unwrap_or_default());
    let left = at(left).map(|item| say!(locale, "reconcile-left", item = item));
    part(|own, theirs| own.left == theirs.left, left.unwrap_or_default());
    let items: Vec<String> = disqualified.iter().map(|id| item(id, meeting)).collect();
    let disqualified = (!items.is_empty()).then(|| say!(locale, "reconcile-disqualified", items = items.join(", ")));
    part(|own, theirs| own.disqualified == theirs.disqualified, disqualified.unwrap_or_default());
    parts.join(", ")
}

/// Whether somebody was there.
fn attendance_of(attendance: &Attendance, meeting: &Meeting, locale: &Locale) -> String {
    match attendance {
        Attendance::Unsaid => String::new(),
        Attendance::Present => say!(locale, "reconcile-present"),
        Attendance::Apology => say!(locale, "reconcile-apology"),
        Attendance::Absent => say!(locale, "reconcile-absent"),
        Attendance::SubstituteFor(id) => {
            let whom = meeting.participants.iter().find(|own| own.id == *id);
            say!(locale, "reconcile-substitute", whom = whom.map_or(id.as_str(), |whom| whom.name.as_str()))
        }
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

fn annex_fact(fact: &AnnexFact, meeting: &Meeting) -> String {
    match fact {
        AnnexFact::Title(title) => title.clone(),
        AnnexFact::File(file) => file.name.clone(),
        AnnexFact::Item(id) => id.as_ref().map(|id| item(id, meeting)).unwrap_or_default(),
        AnnexFact::Closed(closed) => closed.to_string(),
        AnnexFact::LeastNumber(number) => number.to_string(),
    }
}

/// An annex by its code and title.
fn annex(id: &AnnexId, meeting: &Meeting) -> String {
    let title = meeting.annex(id).map_or("", |annex| annex.title.as_str());
    format!("{} {title}", meeting.code_of_annex(id))
}

/// What an annex is called in print: *Bilag 1*, and *Bilag 2 til punkt 4* where it belongs to an item.
#[must_use]
pub fn annex_name(annex: &Annex, meeting: &Meeting, locale: &Locale) -> String {
    // One that is in no meeting yet has no number.
    let number = meeting.annex_number(&annex.id).map_or_else(|| "?".to_owned(), |number| number.to_string());
    match annex.item.as_ref().and_then(|item| meeting.agenda_item(item)) {
        Some(item) => say!(locale, "annex-name-of-item", number = number, item = meeting.number_of(item)),
        None => say!(locale, "annex-name", number = number),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;
    use crate::meeting::ParticipantId;

    #[test]
    fn of_participants_only_those_who_differ_are_named_with_what_differs() {
        let called = |id: &str, name: &str, role: &str| Participant {
            id: ParticipantId(id.to_owned()),
            name: name.to_owned(),
            role: role.to_owned(),
            group: "Gruppe".to_owned(),
            ..Participant::default()
        };
        let own = vec![called("a", "Borgmester", "formand"), called("b", "Kommunaldirektør", "")];
        let meeting = Meeting { participants: own.clone(), ..Meeting::default() };
        let mut theirs = own;
        theirs[1].role = "sekretær".to_owned();
        theirs[1].attendance = Attendance::SubstituteFor(ParticipantId("a".to_owned()));
        theirs.push(called("c", "Referent", ""));
        let told = difference(&Edit::Participants(theirs), &meeting, Language::Danish.locale());
        assert_eq!(told, "Kommunaldirektør, sekretær, stedfortræder for Borgmester; Referent, Gruppe");
    }
}
