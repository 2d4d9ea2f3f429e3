//! What an annotation object says, and what of it a reviewer has changed.
//!
//! `Contents` (ISO 32000-1, 12.5.2) is the annotation's own text and below it, a line each, what is known of it besides: outcome, who
//! proposed it, who carries it out, until when. Labels, outcomes and dates are Bilag's words in the language and the wording of the
//! day on which the hand-out was made. They are never compared with those of today. A PDF keeps the lines that were put into it
//! ([`Record`]); in one that has none, lines are known by their number, and by what in them is the user's own.

#![warn(clippy::indexing_slicing)]

use super::string;
use crate::locale::{Language, Locale};
use crate::meeting::annotation::Fact;
use crate::meeting::{Annotation, Meeting, Outcome, wording};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What Bilag put below the text of annotations in a PDF, by their names (`NM`): its own words, as they were then.
pub type Record = BTreeMap<String, String>;

/// How many bytes of a text may have been cut off as too long for a string: a text that is nearly so long is not told from one that
/// was cut.
const NEARLY_CUT: usize = 15_000;

/// The words in which annotations went out that now come back.
#[derive(Clone, Copy, Debug)]
pub struct Printing<'a> {
    record: Option<&'a Record>,
    /// Whether they may have gone out in others.
    any: bool,
}

impl<'a> Printing<'a> {
    /// Those that a PDF has a record of; in a PDF of a time when that was not kept, any.
    #[must_use]
    pub fn of(record: Option<&'a Record>) -> Printing<'a> {
        Printing { record, any: record.is_none() }
    }

    /// Those of a record, or of any other day.
    #[must_use]
    pub fn any(record: Option<&'a Record>) -> Printing<'a> {
        Printing { record, any: true }
    }

    /// What was changed in an annotation that came back saying `said`.
    #[must_use]
    pub fn changed(&self, sent: &Annotation, said: &str) -> Changed {
        let record = self.record.map(|record| record.get(&sent.id.0).map_or("", String::as_str));
        let known = record.map(|facts| changed(sent, said, Some(facts)));
        match known {
            Some(known) if known.is_nothing() || !self.any => known,
            Some(known) => Some(changed(sent, said, None)).filter(Changed::is_nothing).unwrap_or(known),
            None => changed(sent, said, None),
        }
    }
}

/// What is known of an annotation besides its text, a line each, in these words.
#[must_use]
pub fn facts(annotation: &Annotation, meeting: &Meeting, locale: &Locale) -> String {
    details(annotation).map(|fact| wording::line(&fact, meeting, locale)).collect::<Vec<_>>().join("\n")
}

/// What is known of an annotation besides its text, in the order in which it is said.
fn details(annotation: &Annotation) -> impl Iterator<Item = Fact> {
    annotation.details().map(|fact| fact.trimmed())
}

/// What of a fact is the user's own words, on its own line.
fn own(fact: &Fact) -> Option<&str> {
    match fact {
        Fact::Proposer(words) | Fact::Owner(words) => Some(words),
        _ => None,
    }
}

/// What Bilag puts below the text of each annotation in these words.
#[must_use]
pub fn record(shared: &Meeting, locale: &Locale) -> Record {
    let facts = |annotation: &Annotation| (annotation.id.0.clone(), facts(annotation, shared, locale));
    shared.annotations.iter().map(facts).filter(|(_, facts)| !facts.is_empty()).collect()
}

/// A text with what is known besides below it.
#[must_use]
pub fn contents(text: &str, facts: &str) -> String {
    let parts = [text, facts].into_iter().filter(|part| !part.trim().is_empty());
    parts.collect::<Vec<_>>().join("\n")
}

/// What a reviewer made of an annotation's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Its text.
    pub text: Option<String>,
    /// Who proposed it.
    pub proposer: Option<String>,
    /// Who is to carry it out.
    pub owner: Option<String>,
    /// How the meeting decided.
    pub outcome: Option<Outcome>,
    /// The day by which it is to be done.
    pub due: Option<Date>,
}

impl Changed {
    /// Whether it says what it said.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Changed::default()
    }

    /// Puts it into the annotation.
    pub fn put_into(self, annotation: &mut Annotation) {
        let Changed { text, proposer, owner, outcome, due } = self;
        let facts = [
            text.map(Fact::Text),
            proposer.map(Fact::Proposer),
            owner.map(Fact::Owner),
            outcome.map(|outcome| Fact::Outcome(Some(outcome))),
            due.map(|due| Fact::Due(Some(due))),
        ];
        for fact in facts.into_iter().flatten() {
            // What was changed is what it had: an annotation of its kind has it.
            let _ = annotation.set(fact);
        }
    }
}

/// What was changed in the words of an annotation that came back saying `said`. `record` is what Bilag put below its text; `None` where
/// that is not known.
fn changed(sent: &Annotation, said: &str, record: Option<&str>) -> Changed {
    let text = string::decoded(&sent.text);
    let back = said.trim();
    if let Some(facts) = record
        && back == string::decoded(&contents(&sent.text, facts))
    {
        return Changed::default();
    }
    let lines: Vec<Fact> = details(sent).collect();
    let known = record.map(|facts| split(&string::decoded(facts), &lines));
    if record.is_none() && is_cut(&text, back) {
        return Changed::default();
    }
    Words { sent, text: &text, lines: &lines, known: known.as_deref() }.changed(back)
}

/// Whether `back` is as much of a text, and of what stood below it, as a string holds.
fn is_cut(text: &str, back: &str) -> bool {
    let Some(kept) = back.strip_suffix('…').filter(|kept| kept.len() >= NEARLY_CUT) else { return false };
    // The text itself was cut, or its end is there and something below it.
    text.starts_with(kept) || kept.starts_with(text)
}

/// The printed lines of what is known: the user's own words may themselves have line breaks.
fn split(facts: &str, lines: &[Fact]) -> Vec<String> {
    let mut rest = facts.split('\n');
    lines.iter().map(|line| rest.by_ref().take(height(line)).collect::<Vec<_>>().join("\n")).collect()
}

/// How many lines of text a fact takes.
fn height(fact: &Fact) -> usize {
    let breaks = |words: &str| string::decoded(words).matches('\n').count();
    1 + match fact {
        Fact::Proposer(words) | Fact::Owner(words) | Fact::Replacement(words) => breaks(words),
        Fact::Dissents(dissents) => dissents.iter().map(|dissent| breaks(&dissent.who) + breaks(&dissent.text)).sum(),
        Fact::Votes(Some(votes)) => {
            let sides = [&votes.in_favour, &votes.against, &votes.abstaining];
            sides.into_iter().flat_map(|side| &side.names).map(|name| breaks(name)).sum()
        }
        _ => 0,
    }
}

/// What an annotation said when it was sent.
struct Words<'a> {
    sent: &'a Annotation,
    text: &'a str,
    lines: &'a [Fact],
    /// The lines as they were printed, where that is known.
    known: Option<&'a [String]>,
}

impl Words<'_> {
    fn changed(&self, back: &str) -> Changed {
        let back: Vec<&str> = back.split('\n').collect();
        let height: usize = self.lines.iter().map(height).sum();
        // Where its lines may stand: below its own text as it was, or at the end; best where they are what they were.
        let own_height = if self.text.is_empty() { 0 } else { self.text.split('\n').count() };
        let below = (back.get(..own_height).is_some_and(|lines| lines.join("\n").trim_end() == self.text))
            .then_some(own_height);
        let last = back.len().checked_sub(height);
        let places = [below, last].into_iter().flatten().filter(|place| place + height <= back.len());
        let best = places.max_by_key(|place| self.likeness(&back, *place));
        let Some(place) = best.filter(|place| self.lines.is_empty() || self.likeness(&back, *place) > 0) else {
            return Changed { text: self.other(&back.join("\n")), ..Changed::default() };
        };
        let mut changed = Changed::default();
        let mut kept: Vec<&str> = back.get(..place).unwrap_or_default().to_vec();
        let mut at = place;
        for (index, line) in self.lines.iter().enumerate() {
            let lines = back.get(at..at + self::height(line)).unwrap_or_default();
            at += lines.len();
            let there = lines.join("\n");
            if self.is_as_printed(index, &there) {
                continue;
            }
            let value = self.value(index, &there);
            match (line, value) {
                (Fact::Proposer(_), Some(value)) => changed.proposer = Some(value),
                (Fact::Owner(_), Some(value)) => changed.owner = Some(value),
                (Fact::Outcome(_), _) if outcome_told(&there).is_some() => changed.outcome = outcome_told(&there),
                (Fact::Due(_), _) if day_told(&there).is_some() => changed.due = day_told(&there),
                // What it says now is kept in the reviewer's words.
                _ => kept.extend(lines),
            }
        }
        kept.extend(back.get(at..).unwrap_or_default());
        changed.text = self.other(&kept.join("\n"));
        changed
    }

    /// The text, where it is another than it was.
    fn other(&self, text: &str) -> Option<String> {
        // The meeting's own text is whole, and was perhaps not quite in the form in which it comes back.
        let text = text.trim();
        (text != self.text && text != self.sent.text.trim()).then(|| text.to_owned())
    }

    /// How many of the lines from a place on are such as they were, or could be.
    fn likeness(&self, back: &[&str], place: usize) -> usize {
        let mut at = place;
        let mut likeness = 0;
        for (index, line) in self.lines.iter().enumerate() {
            let lines = back.get(at..at + height(line)).unwrap_or_default();
            at += lines.len();
            let there = lines.join("\n");
            if self.is_as_printed(index, &there) {
                likeness += 2;
            } else if self.value(index, &there).is_some() {
                likeness += 1;
            }
        }
        likeness
    }

    /// Whether a line is as it was printed; where that is not known, whether it may be.
    fn is_as_printed(&self, index: usize, there: &str) -> bool {
        let there = there.trim();
        match (self.known.and_then(|known| known.get(index)), self.lines.get(index).and_then(own)) {
            (Some(known), _) => there == known.trim(),
            (None, Some(own)) => there.ends_with(string::decoded(own).as_str()),
            // Whatever that day's words were: what can be read as another day or outcome is another.
            (None, None) => {
                let other = match self.lines.get(index) {
                    Some(Fact::Due(due)) => day_told(there).is_some_and(|told| Some(told) != *due),
                    Some(Fact::Outcome(outcome)) => outcome_told(there).is_some_and(|told| Some(told) != *outcome),
                    _ => false,
                };
                there.contains(": ") && !other
            }
        }
    }

    /// What stands after a line's label.
    fn value(&self, index: usize, there: &str) -> Option<String> {
        let own = self.lines.get(index).and_then(own)?;
        let label = self.known.and_then(|known| known.get(index)?.trim().strip_suffix(string::decoded(own).as_str()));
        let value = match label {
            Some(label) => there.trim_start().strip_prefix(label.trim_start())?,
            None => there.split_once(": ")?.1,
        };
        Some(value.trim().to_owned())
    }
}

/// What stands after a label.
fn after_label(line: &str) -> Option<String> {
    Some(line.split_once(": ")?.1.trim().replace(['\u{a0}', '\u{202f}'], " "))
}

/// The outcome that a line tells, in any language that there is.
fn outcome_told(line: &str) -> Option<Outcome> {
    let told = after_label(line)?.to_lowercase();
    let is_called = |outcome: &Outcome| {
        Language::ALL.iter().any(|language| language.locale().text(outcome.label()).to_lowercase() == told)
    };
    Outcome::ALL.into_iter().find(is_called)
}

/// The day that a line tells, in any language that there is.
fn day_told(line: &str) -> Option<Date> {
    let told = after_label(line)?.to_lowercase();
    let numbers: Vec<i16> =
        told.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).take(2).collect();
    let [one, other] = *numbers.as_slice() else { return None };
    let (day, year) = if one > 31 { (other, one) } else { (one, other) };
    let day = i8::try_from(day).ok()?;
    let days = (1..=12).filter_map(|month| Date::new(year, month, day).ok());
    let is_told = |date: &Date| {
        let plain = |text: String| text.replace(['\u{a0}', '\u{202f}'], " ").to_lowercase();
        Language::ALL.iter().any(|language| plain(language.locale().date(*date)) == told)
    };
    days.into_iter().find(is_told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::AnnotationId;
    use crate::meeting::annotation::{Action, Body};

    fn action() -> Annotation {
        let text = "Lav en liste.\nSend den ud.".to_owned();
        let due = Some(jiff::civil::date(2026, 12, 1));
        let body = Body::Action(Action { owner: "Økonomi: direktøren".to_owned(), due, color: None });
        let id = AnnotationId("a".to_owned());
        Annotation::new(id, body, String::new(), jiff::Timestamp::UNIX_EPOCH, text)
    }

    const BELOW: &str = "Ansvarlig: Økonomi: direktøren\nFrist: 1. december 2026";

    fn text(text: &str) -> Changed {
        Changed { text: Some(text.to_owned()), ..Changed::default() }
    }

    #[test]
    fn what_was_not_touched_is_the_same_whatever_its_labels_are() {
        let own = action();
        for locale in Language::ALL.map(Language::locale) {
            let facts = facts(&own, &Meeting::default(), locale);
            let said = contents(&own.text, &facts);
            assert!(changed(&own, &said, Some(&facts)).is_nothing(), "{said}");
            assert!(changed(&own, &said, None).is_nothing(), "{said}");
        }
        let said = format!("{}\nWer macht es: Økonomi: direktøren\nBis: 1.12.26", own.text);
        assert!(changed(&own, &said, None).is_nothing());
        let long = Annotation { text: "Et ord. ".repeat(4000), ..own };
        let facts = facts(&long, &Meeting::default(), Language::Danish.locale());
        let said = string::decoded(&contents(&long.text, &facts));
        assert!(changed(&long, &said, Some(&facts)).is_nothing() && changed(&long, &said, None).is_nothing());
    }

    #[test]
    fn what_a_reviewer_changed_is_noticed() {
        let own = action();
        for record in [Some(BELOW), None] {
            let changed = |said: &str| changed(&own, said, record);
            assert_eq!(changed(&format!("Lav en lang liste.\n{BELOW}")), text("Lav en lang liste."), "{record:?}");
            assert_eq!(changed(&format!("{}\n{BELOW}\nEnig.", own.text)), text(&format!("{}\nEnig.", own.text)));
            let other = "Ansvarlig: Borgmesteren\nFrist: 1. december 2026";
            let owner = Some("Borgmesteren".to_owned());
            assert_eq!(changed(&format!("{}\n{other}", own.text)), Changed { owner, ..Changed::default() });
            assert_eq!(changed("Slet den"), text("Slet den"));
            assert_eq!(changed(""), text(""));
        }
        let said = format!("{}\nAnsvarlig: Økonomi: direktøren\nFrist: 1. januar 2027", own.text);
        let due = Some(jiff::civil::date(2027, 1, 1));
        for record in [Some(BELOW), None] {
            assert_eq!(changed(&own, &said, record), Changed { due, ..Changed::default() }, "{record:?}");
        }
        let said = format!("{}\nAnsvarlig: Økonomi: direktøren\nFrist: hurtigst muligt", own.text);
        assert_eq!(changed(&own, &said, Some(BELOW)), text(&format!("{}\nFrist: hurtigst muligt", own.text)));
    }
}
