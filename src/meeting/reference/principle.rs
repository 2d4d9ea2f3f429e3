//! How a principle is named in a code: by its label where that is enough, else by its number.
//!
//! `P1.4·2` is the second paragraph of the principle that is printed as *1.4*, `P3·2` that of principle 3. A meeting's codes use
//! labels where every chosen principle has a short one, no two of them are written alike, and none is written like the number
//! of another principle, so that a number goes on meaning what it meant. Else all of them use numbers.
//!
//! A label is written with its letters and digits alone ([`label_form`]). Labels and numbers are both read. A full stop may be
//! part of a label or stand for `·`: `P1.4` can be label 1.4 or paragraph 4 of principle 1. What can be both is not
//! guessed; `P1·4` and `P1.4·2` are never in doubt, nor is `P` with the number of a chosen principle.

use super::{NoReference, Reading, Reference, number, read_note};
use crate::meeting::annotation::{Part, Target, TextPart};
use crate::meeting::{Meeting, PrincipleCodes, Selected};
use crate::principles::Principle;
use std::collections::BTreeSet;

/// The most full stops in a code that is read.
const MOST_STOPS: usize = 40;
/// The longest label that stands in codes, in characters: what is longer is neither said aloud nor fits into a margin.
const LONGEST: usize = 16;

/// A label as it is written in codes: its letters and digits, with a full stop for what stands between them where that has
/// one, else a hyphen: *Artikel 1* is `Artikel-1`, *Art. 1er* `Art.1er`, *§ 12* `12`. Empty where it has neither.
#[must_use]
pub fn label_form(label: &str) -> String {
    let mut form = String::with_capacity(label.len());
    let mut between = None;
    for character in label.chars() {
        // With the accents that stand apart from their letters.
        if character.is_alphanumeric() || matches!(character, '\u{300}'..='\u{36f}') {
            form.extend(between.take());
            form.push(character);
        } else if !form.is_empty() && between != Some('.') {
            between = Some(if character == '.' { '.' } else { '-' });
        }
    }
    form
}

/// In lower case, letter by letter, so that no letter depends on what stands beside it.
fn lowered(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// A principle's label as it is written in codes, if it has one.
fn form_of(principle: &Principle) -> Option<String> {
    principle.label.as_deref().map(label_form).filter(|form| !form.is_empty())
}

/// The codes of a meeting's principles.
#[derive(Clone, Copy, Debug)]
pub struct Codes<'a> {
    meeting: &'a Meeting,
    by_label: bool,
}

impl Codes<'_> {
    fn name(self, number: u32) -> String {
        let selected = self.meeting.selected(number).filter(|_| self.by_label);
        selected.and_then(|selected| form_of(&selected.principle)).unwrap_or_else(|| number.to_string())
    }

    /// That of a principle.
    #[must_use]
    pub fn principle(self, number: u32) -> String {
        format!("P{}", self.name(number))
    }

    /// That of a paragraph of a principle, 0 for the lead.
    #[must_use]
    pub fn paragraph(self, principle: u32, paragraph: usize) -> String {
        format!("P{}·{paragraph}", self.name(principle))
    }
}

impl Meeting {
    /// Whether codes name principles by their labels.
    #[must_use]
    pub fn codes_by_label(&self) -> bool {
        let mut forms = BTreeSet::new();
        let is_clear = |principle: &Principle| {
            let Some(form) = form_of(principle) else { return false };
            let other = number(&form).is_some_and(|other| other != principle.number && self.is_known(other));
            !other && form.chars().count() <= LONGEST && forms.insert(lowered(&form))
        };
        self.set.codes == PrincipleCodes::Labels
            && !self.selection.is_empty()
            && self.selection.iter().map(|selected| &selected.principle).all(is_clear)
    }

    /// Whether a principle with this number is chosen, or something was written on one.
    fn is_known(&self, number: u32) -> bool {
        self.selected(number).is_some()
            || self.annotations.iter().any(|annotation| annotation.target.principle() == Some(number))
    }

    /// What stands for a principle in codes.
    pub(super) fn name_in_codes(&self, number: u32) -> String {
        let labelled = self.selected(number).is_some_and(|selected| selected.principle.label.is_some());
        if labelled { self.codes().name(number) } else { number.to_string() }
    }

    /// The codes of many principles and paragraphs: how they are named is found out once.
    #[must_use]
    pub fn codes(&self) -> Codes<'_> {
        Codes { meeting: self, by_label: self.codes_by_label() }
    }

    /// The name of a part of the meeting for programs: like its code, but a principle has its number, which stays the same
    /// whatever else is chosen, and the parts are divided by full stops.
    #[must_use]
    pub fn key_of(&self, part: &Part) -> String {
        match part {
            Part::Principle(number) | Part::Text(TextPart::Title(number)) => format!("P{number}"),
            Part::Text(TextPart::Paragraph { principle, paragraph }) => format!("P{principle}.{paragraph}"),
            Part::Meeting
            | Part::AgendaItem(_)
            | Part::Annex(_)
            | Part::AnnexPage(_)
            | Part::Text(TextPart::Section { .. }) => self.code_of(part).replace('·', "."),
        }
    }

    /// The chosen principle that is asked for by its number, its label or its code; `None` where there is none.
    ///
    /// A code is never in doubt. A number that is another principle's label is.
    pub fn named(&self, text: &str) -> Result<Option<&Selected>, NoReference> {
        let text = text.trim();
        let by_code =
            |selected: &&Selected| lowered(&self.code_of_principle(selected.principle.number)) == lowered(text);
        if let Some(selected) = self.selection.iter().find(by_code) {
            return Ok(Some(selected));
        }
        let form = lowered(&label_form(text));
        let is_named = |selected: &&Selected| {
            let principle = &selected.principle;
            number(text) == Some(principle.number) || form_of(principle).is_some_and(|own| lowered(&own) == form)
        };
        let named: Vec<&Selected> = self.selection.iter().filter(is_named).collect();
        if let [_, _, ..] = named.as_slice() {
            let reading = |selected: &&Selected| Reading {
                code: self.code_of_principle(selected.principle.number),
                name: selected.principle.name().to_string(),
            };
            return Err(NoReference::Ambiguous {
                text: text.to_owned(),
                readings: named.iter().map(reading).collect(),
            });
        }
        Ok(named.first().copied())
    }

    /// One of several things that a code can name.
    pub(super) fn reading(&self, reference: &Reference) -> Reading {
        let (number, paragraph) = match &reference.part {
            Part::Principle(number) | Part::Text(TextPart::Title(number)) => (*number, String::new()),
            Part::Text(TextPart::Paragraph { principle, paragraph }) => (*principle, format!("·{paragraph}")),
            part => return Reading { code: self.code_of(part), name: String::new() },
        };
        let name = self.selected(number).map(|selected| selected.principle.name().to_string());
        Reading { code: format!("P{number}{paragraph}"), name: name.unwrap_or_default() }
    }
}

/// What a code without its `P` can name.
pub(super) fn read(code: &str, meeting: &Meeting) -> Vec<Reference> {
    let labels: Vec<(u32, String)> = meeting
        .selection
        .iter()
        .filter_map(|selected| Some((selected.principle.number, lowered(&form_of(&selected.principle)?))))
        .collect();
    let named = |name: &str| -> Vec<u32> {
        let by_number = number(name).filter(|number| *number > 0);
        if let Some(number) = by_number.filter(|number| meeting.is_known(*number)) {
            return vec![number];
        }
        let by_label: Vec<u32> = labels.iter().filter(|(_, label)| label == name).map(|(number, _)| *number).collect();
        if by_label.is_empty() { by_number.into_iter().collect() } else { by_label }
    };
    let all = readings(&lowered(code), named);
    let is_there = |reference: &&Reference| meeting.is_anchored(&Target::Part(reference.part.clone()));
    let there: Vec<Reference> = all.iter().filter(is_there).cloned().collect();
    // Where nothing of it is there, whoever asked says so.
    if there.is_empty() { all.into_iter().take(1).collect() } else { there }
}

/// What a code without its `P` names that has numbers alone.
pub(super) fn read_key(code: &str) -> Option<Reference> {
    let named = |name: &str| number(name).filter(|number| *number > 0).into_iter().collect();
    readings(&lowered(code), named).into_iter().next()
}

/// Every way to divide a code into a principle's name, a paragraph and a note.
fn readings(code: &str, named: impl Fn(&str) -> Vec<u32>) -> Vec<Reference> {
    let mut readings = Vec::new();
    let mut read = |name: &str, rest: &[&str]| {
        for principle in named(name) {
            readings.extend(within(principle, rest).filter(|reading| !readings.contains(reading)));
        }
    };
    if let Some((name, rest)) = code.split_once('·') {
        read(name, &rest.split(['·', '.']).collect::<Vec<_>>());
    } else {
        let parts: Vec<&str> = code.split('.').take(MOST_STOPS).collect();
        for length in 1..=parts.len() {
            let (name, rest) = parts.split_at(length);
            read(&name.join("."), rest);
        }
    }
    readings
}

/// A paragraph and a note of a principle, or one of them, or neither.
fn within(principle: u32, parts: &[&str]) -> Option<Reference> {
    let whole = Part::Principle(principle);
    let mut reference = Reference { part: whole.clone(), note: None };
    for part in parts {
        match read_note(part) {
            Some(note) if reference.note.is_none() => reference.note = Some(note),
            None if reference.note.is_none() && reference.part == whole => {
                reference.part = Part::Text(TextPart::Paragraph { principle, paragraph: number(part)? });
            }
            _ => return None,
        }
    }
    Some(reference)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Purpose, Template};

    /// A meeting on principles with these labels, numbered from 1, with four paragraphs each.
    fn labelled(labels: &[Option<&'static str>]) -> Meeting {
        let body = ["Et.", "To.", "Tre.", "Fire."].map(str::to_owned).to_vec();
        let selected = |(number, label): (u32, Option<&str>)| Selected {
            principle: Principle {
                number,
                label: label.map(str::to_owned),
                title: format!("Titel {number}"),
                summary: String::new(),
                body: body.clone(),
            },
            group: String::new(),
            group_text: Vec::new(),
            agenda_item: None,
        };
        Meeting { selection: (1..).zip(labels.iter().copied()).map(selected).collect(), ..Meeting::default() }
    }

    fn codes(meeting: &Meeting) -> Vec<String> {
        meeting.selection.iter().map(|selected| meeting.code_of_principle(selected.principle.number)).collect()
    }

    #[test]
    fn a_label_is_written_with_its_letters_and_digits() {
        for (label, form) in [
            ("1.4", "1.4"),
            ("II", "II"),
            ("9a", "9a"),
            ("Artikel 1", "Artikel-1"),
            ("Art. 1er", "Art.1er"),
            ("1. princip", "1.princip"),
            ("§ 12", "12"),
            ("(a)", "a"),
            ("1·2", "1-2"),
            ("1.4.", "1.4"),
            ("Nº\u{a0}5", "Nº-5"),
            ("–", ""),
            ("", ""),
        ] {
            assert_eq!(label_form(label), form);
        }
    }

    #[test]
    fn codes_use_labels_where_these_are_enough() {
        for (labels, expected) in [
            (vec![Some("1.1"), Some("1.2")], ["P1.1", "P1.2"]),
            (vec![Some("I"), Some("II")], ["PI", "PII"]),
            (vec![Some("Artikel 1"), Some("Artikel 2")], ["PArtikel-1", "PArtikel-2"]),
            (vec![Some("I"), None], ["P1", "P2"]),
            (vec![Some("I"), Some("")], ["P1", "P2"]),
            (vec![Some("I"), Some("–")], ["P1", "P2"]),
            (vec![Some("a"), Some("A")], ["P1", "P2"]),
            (vec![Some("1 a"), Some("1-a")], ["P1", "P2"]),
            (vec![Some("2"), Some("3")], ["P1", "P2"]),
            (vec![Some("Kapitel 3, stk. 2, litra b"), Some("Kapitel 4")], ["P1", "P2"]),
            (vec![None, None], ["P1", "P2"]),
        ] {
            assert_eq!(codes(&labelled(&labels)), expected, "{labels:?}");
        }
    }

    #[test]
    fn what_can_be_two_things_is_not_guessed() {
        let meeting = labelled(&[Some("1.1"), Some("1.2"), Some("1.3"), Some("1.4"), Some("1.5")]);
        let read = |text: &str| Reference::read(text, &meeting).map(|reference| reference.part);
        let Err(NoReference::Ambiguous { readings, .. }) = read("P1.4") else { panic!("in doubt") };
        let readings: Vec<(&str, &str)> =
            readings.iter().map(|reading| (reading.code.as_str(), reading.name.as_str())).collect();
        assert_eq!(readings, [("P1·4", "1.1 Titel 1"), ("P4", "1.4 Titel 4")]);
        let paragraph = |principle, paragraph| Ok(Part::Text(TextPart::Paragraph { principle, paragraph }));
        for (code, part) in [
            ("P1.5", Ok(Part::Principle(5))),
            ("P4", Ok(Part::Principle(4))),
            ("p1·4", paragraph(1, 4)),
            ("P1.4·2", paragraph(4, 2)),
            ("P1.4.2", paragraph(4, 2)),
            ("P4.2", paragraph(4, 2)),
            ("P4·2", paragraph(4, 2)),
        ] {
            assert_eq!(read(code), part, "{code}");
        }
    }

    #[test]
    fn a_label_that_two_principles_share_names_neither() {
        let meeting = labelled(&[Some("x"), Some("y"), Some("y")]);
        let error = Reference::read("Py", &meeting).expect_err("in doubt").to_string();
        assert!(error.contains("P2") && error.contains("P3"), "{error}");
        assert_eq!(Reference::read("Px", &meeting).map(|reference| reference.part), Ok(Part::Principle(1)));
    }

    #[test]
    fn a_code_is_the_same_where_fewer_principles_are_sent() {
        let mut meeting = labelled(&[Some("1"), Some("2"), Some("1")]);
        meeting.selection[2].principle.number = 6;
        let mut decision = Meeting::sample();
        decision.annotations.retain(|annotation| annotation.kind().is_record());
        let mut decision = decision.annotations.swap_remove(0);
        decision.target = Target::to_principle(6);
        decision.visibility = crate::meeting::Visibility::Shared;
        decision.agenda_item = None;
        meeting.annotations.push(decision);
        assert_eq!(codes(&meeting), ["P1", "P2", "P6"]);
        meeting.handout.template = Template::Minutes;
        let shared = meeting.share(Purpose::Handout);
        assert_eq!(codes(shared.meeting()), ["P6"]);
        assert_eq!(shared.meeting().share(Purpose::Handout), shared);
    }
}
