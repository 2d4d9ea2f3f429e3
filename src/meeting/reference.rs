//! Reference codes: the names by which people speak of a principle, a paragraph, an agenda item or a note.
//!
//! `P3·2·n4` is principle 3, paragraph 2, note 4; paragraph 0 is the summary, `M` the meeting as a whole. [`principle`] says how
//! principles with labels are named: `P1.4·2`. `I2` is agenda item 2, `I2·a3·2` the second paragraph of its third section; `B1` is annex 1
//! (*bilag*), `B1·s3` its third page (*side*). A private note counts by itself and bears a `p` instead of the `n`, so that the shared ones have
//! no gaps. The codes are the same on the projector, on paper and in the PDF.

mod principle;

pub use principle::{Codes, label_form};

use super::annotation::{AnnexPage, Part, Target, TextPart, Visibility};
use super::{AgendaItem, AgendaItemId, AnnexId, Annotation, Meeting, PageNumber};
use std::str::FromStr;
use thiserror::Error;

/// What a reference code names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The part of the meeting.
    pub part: Part,
    /// The note, by visibility and number.
    pub note: Option<(Visibility, u32)>,
}

/// A text that names nothing, or more than one thing.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum NoReference {
    /// It is no reference code.
    #[error("{0:?} is no reference")]
    Unknown(String),
    /// It can be read in more than one way.
    #[error("{text:?} can be {readings:?}")]
    Ambiguous {
        /// The text.
        text: String,
        /// What it can be.
        readings: Vec<Reading>,
    },
}

/// One of several things that a text can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// A code that names this and nothing else.
    pub code: String,
    /// What the principle is called.
    pub name: String,
}

impl Reference {
    /// What an annotation put here is about.
    #[must_use]
    pub fn target(self) -> Target {
        Target::Part(self.part)
    }

    /// Reads `P3`, `P3·2` and `P3·2·n4`, `I2` and `I2·a3·2`, `B1`, `B1·s3` and `B1·s3·n1`, with `.` for `·` where a keyboard has none,
    /// and `meeting`. Items, annexes and labels are those of `meeting`; whether a principle with a number, or a page, is there is the
    /// caller's to find out.
    pub fn read(text: &str, meeting: &Meeting) -> Result<Reference, NoReference> {
        let no_reference = || NoReference::Unknown(text.to_owned());
        let folded = text.trim().to_lowercase();
        if ["meeting", "møde", "mødet", "m"].contains(&folded.as_str()) {
            return Ok(Reference { part: Part::Meeting, note: None });
        }
        let read = match folded.chars().next() {
            Some('p') => {
                let readings = principle::read(text.trim().get(1..).unwrap_or_default(), meeting);
                if let [_, _, ..] = readings.as_slice() {
                    let readings = readings.iter().map(|reading| meeting.reading(reading)).collect();
                    return Err(NoReference::Ambiguous { text: text.to_owned(), readings });
                }
                readings.into_iter().next()
            }
            Some('i') => read_item(folded.get(1..).unwrap_or_default(), meeting),
            Some('b') => read_annex(folded.get(1..).unwrap_or_default(), meeting),
            _ => None,
        };
        read.ok_or_else(no_reference)
    }

    /// Reads what [`Meeting::key_of`] wrote: a principle is named by its number, whatever the labels are.
    #[must_use]
    pub fn read_key(text: &str, meeting: &Meeting) -> Option<Reference> {
        match text.trim().strip_prefix(['P', 'p']) {
            Some(code) => principle::read_key(code),
            None => Reference::read(text, meeting).ok(),
        }
    }
}

fn read_item(code: &str, meeting: &Meeting) -> Option<Reference> {
    // An item's own number may have a full stop in it: the longest that is there is meant.
    let begins = |item: &&AgendaItem| {
        let rest = code.strip_prefix(&meeting.number_of(item).to_lowercase());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['·', '.']))
    };
    let item = meeting.agenda.iter().filter(begins).max_by_key(|item| meeting.number_of(item).len())?;
    let rest = code.get(meeting.number_of(item).to_lowercase().len()..)?;
    let mut parts = rest.split(['·', '.']).skip(1).peekable();
    let mut part = Part::AgendaItem(item.id.clone());
    if let Some(index) = parts.next_if(|part| part.starts_with('a')) {
        let index: usize = number(index.get(1..)?)?;
        let section = item.sections.get(index.checked_sub(1)?)?;
        let paragraph = parts.next_if(|part| read_note(part).is_none()).and_then(number)?;
        part = Part::Text(TextPart::Section { item: item.id.clone(), section: section.id.clone(), paragraph });
    }
    let note = match parts.next() {
        Some(note) => Some(read_note(note)?),
        None => None,
    };
    parts.next().is_none().then_some(Reference { part, note })
}

fn read_annex(code: &str, meeting: &Meeting) -> Option<Reference> {
    let mut parts = code.split(['·', '.']).peekable();
    let annex = &meeting.annex_with_number(number(parts.next()?)?)?.id;
    let mut part = Part::Annex(annex.clone());
    if let Some(page) = parts.next_if(|part| part.starts_with('s')) {
        let page = number(page.get(1..)?).filter(|page| *page > 0).map(PageNumber)?;
        part = Part::AnnexPage(AnnexPage { annex: annex.clone(), page });
    }
    let note = match parts.next() {
        Some(note) => Some(read_note(note)?),
        None => None,
    };
    parts.next().is_none().then_some(Reference { part, note })
}

/// Reads `n4` and `p1`.
fn read_note(text: &str) -> Option<(Visibility, u32)> {
    let visibility = match text.chars().next()? {
        'n' => Visibility::Shared,
        'p' => Visibility::Private,
        _ => return None,
    };
    Some((visibility, number(text.get(1..)?)?))
}

fn number<N: FromStr>(digits: &str) -> Option<N> {
    Some(digits).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
}

impl Meeting {
    /// The code by which people speak of an annotation.
    #[must_use]
    pub fn code(&self, annotation: &Annotation) -> String {
        let part = match annotation.target.part() {
            Part::Text(TextPart::Title(principle)) => Part::Principle(principle),
            part => part,
        };
        // A comment that is in no meeting yet has no number.
        let note = Some((annotation.visibility, annotation.note)).filter(|(_, note)| *note > 0);
        self.code_of_reference(&Reference { part, note })
    }

    /// The code that names this.
    #[must_use]
    pub fn code_of_reference(&self, reference: &Reference) -> String {
        let note = match reference.note {
            None => String::new(),
            Some((Visibility::Shared, note)) => format!("·n{note}"),
            Some((Visibility::Private, note)) => format!("·p{note}"),
        };
        format!("{}{note}", self.code_of(&reference.part))
    }

    /// The code of a part of the meeting.
    #[must_use]
    pub fn code_of(&self, part: &Part) -> String {
        match part {
            Part::Meeting => "M".to_owned(),
            Part::AgendaItem(item) => self.code_of_item(item),
            Part::Principle(number) | Part::Text(TextPart::Title(number)) => {
                format!("P{}", self.name_in_codes(*number))
            }
            Part::Text(TextPart::Paragraph { principle, paragraph }) => {
                format!("P{}·{paragraph}", self.name_in_codes(*principle))
            }
            Part::Annex(annex) => self.code_of_annex(annex),
            Part::AnnexPage(AnnexPage { annex, page }) => format!("{}·s{page}", self.code_of_annex(annex)),
            Part::Text(TextPart::Section { item, section, paragraph }) => {
                let sections = self.agenda_item(item).map(|item| &item.sections);
                let index = sections.and_then(|all| all.iter().position(|own| own.id == *section));
                let section = index.map_or_else(|| "?".to_owned(), |index| (index + 1).to_string());
                format!("{}·a{section}·{paragraph}", self.code_of_item(item))
            }
        }
    }

    /// The code of a principle.
    #[must_use]
    pub fn code_of_principle(&self, number: u32) -> String {
        self.code_of(&Part::Principle(number))
    }

    /// The code of a paragraph of a principle, 0 for the lead.
    #[must_use]
    pub fn code_of_paragraph(&self, principle: u32, paragraph: usize) -> String {
        self.code_of(&Part::Text(TextPart::Paragraph { principle, paragraph }))
    }

    fn code_of_item(&self, id: &AgendaItemId) -> String {
        self.agenda_item(id).map_or_else(|| "I?".to_owned(), |item| format!("I{}", self.number_of(item)))
    }

    /// The code of an annex.
    #[must_use]
    pub fn code_of_annex(&self, id: &AnnexId) -> String {
        self.annex_number(id).map_or_else(|| "B?".to_owned(), |number| format!("B{number}"))
    }

    /// The number that an agenda item has in codes: the agenda's own, where each item has one for itself; else where it
    /// stands, from 1.
    pub(super) fn number_of(&self, item: &AgendaItem) -> String {
        let numbers = || self.agenda.iter().map(|item| item.number.trim());
        let printed = |number: &str| !number.is_empty() && numbers().filter(|other| *other == number).count() == 1;
        if numbers().all(printed) {
            return item.number.trim().to_owned();
        }
        let at = self.agenda.iter().position(|other| other.id == item.id).unwrap_or_default();
        (at + 1).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::annex::tests::annex;
    use crate::meeting::{Flow, Section, SectionId};

    fn code(text: &str, meeting: &Meeting) -> String {
        let Reference { part, note } = Reference::read(text, meeting).expect(text);
        let remark =
            Annotation::remark(String::new().into(), String::new(), jiff::Timestamp::UNIX_EPOCH, String::new());
        let (visibility, note) = note.unwrap_or((Visibility::Shared, 0));
        meeting.code(&Annotation { target: part.into(), note, visibility, ..remark })
    }

    #[test]
    fn a_code_is_read_as_it_is_printed() {
        let mut meeting = Meeting::sample();
        meeting.agenda[1].number = "4.a".to_owned();
        let section = |id: &str| Section {
            id: SectionId(id.to_owned()),
            title: "Resumé".to_owned(),
            content: vec![Flow::Paragraph("Et.".to_owned()), Flow::Paragraph("To.".to_owned())],
        };
        meeting.agenda[1].sections = vec![section("s1"), section("s2")];
        meeting.annexes = vec![annex("b1", "x"), annex("b2", "y")];
        for text in [
            "P3",
            "P3·2",
            "P3·0·n4",
            "P12·2·p1",
            "P1·n2",
            "I3",
            "I4.a",
            "I4.a·a2·1",
            "I4.a·a1·2·n3",
            "I5·p1",
            "M",
            "B1",
            "B2·n1",
            "B1·s3",
            "B2·s12·n1",
            "B1·s3·p4",
        ] {
            assert_eq!(code(text, &meeting), text);
        }
        assert_eq!(code("p3.2", &meeting), "P3·2");
        assert_eq!(code("i4.a.a2.1", &meeting), "I4.a·a2·1");
        assert_eq!(code("b2.s3.n1", &meeting), "B2·s3·n1");
        assert_eq!(code("meeting", &meeting), "M");
        meeting.agenda[0].number = "5".to_owned();
        assert_eq!(code("I3", &meeting), "I3", "where two have one number items are counted");
        let third = Reference::read("I3", &meeting).expect("an item").part;
        assert_eq!(third, Part::AgendaItem(meeting.agenda[2].id.clone()));
    }

    #[test]
    fn what_is_no_code_is_refused() {
        let meeting = Meeting { annexes: vec![annex("b", "x")], ..Meeting::sample() };
        for text in [
            "",
            "3",
            "P",
            "P0",
            "P3.",
            "P3.2.1",
            "P3.n1.n2",
            "P+3",
            "Pæ",
            "P99999999999",
            "I",
            "I9",
            "I3.a1.1",
            "I3.x",
            "B",
            "B0",
            "B2",
            "B1.3",
            "B1.s",
            "B1.s0",
            "B1.s3.2",
            "B1.n1.s3",
            "B1.sæ",
        ] {
            assert_eq!(Reference::read(text, &meeting), Err(NoReference::Unknown(text.to_owned())), "{text}");
        }
    }
}
