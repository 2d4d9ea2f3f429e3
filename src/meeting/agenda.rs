//! The agenda: its items, and the texts that stand under them.

use super::{AgendaItemId, SectionId};
use serde::{Deserialize, Serialize};

/// A point on the meeting's agenda. What was decided at it is not part of it: a decision is an annotation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// Its name within the meeting.
    pub id: AgendaItemId,
    /// Its number as the agenda prints it: *4*, *4a*.
    pub number: String,
    /// Its heading.
    pub title: String,
    /// How many minutes it may take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    /// The number of its case in the body's records.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub case: String,
    /// Whether it is not for the public.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// Who decides it, where that is not the body that meets.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decider: String,
    /// The part of the agenda that it stands in: *til efterretning*.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// Its texts, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
}

/// One thing that is known of an agenda item.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum AgendaItemFact {
    /// Its number as the agenda prints it.
    Number(String),
    /// Its heading.
    Title(String),
    /// How many minutes it may take.
    Minutes(Option<u16>),
    /// The number of its case.
    Case(String),
    /// Whether it is not for the public.
    Closed(bool),
    /// Who decides it.
    Decider(String),
    /// The part of the agenda that it stands in.
    Group(String),
}

/// A named text of an agenda item: *Sagsfremstilling*, *Indstilling*.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its name within the meeting.
    pub id: SectionId,
    /// Its heading.
    pub title: String,
    /// What it says.
    #[serde(default)]
    pub content: Vec<Flow>,
}

/// A piece of a section's text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Flow {
    /// A paragraph.
    Paragraph(String),
    /// A list.
    List {
        /// Whether its items are counted.
        #[serde(default)]
        ordered: bool,
        /// Its items.
        items: Vec<String>,
    },
    /// A table.
    Table {
        /// Whether its first row heads the columns.
        #[serde(default)]
        headed: bool,
        /// Its rows, each with its cells.
        rows: Vec<Vec<String>>,
    },
}

impl AgendaItem {
    /// What is known of it, its texts aside.
    #[must_use]
    pub fn facts(&self) -> [AgendaItemFact; 7] {
        [
            AgendaItemFact::Number(self.number.clone()),
            AgendaItemFact::Title(self.title.clone()),
            AgendaItemFact::Minutes(self.minutes),
            AgendaItemFact::Case(self.case.clone()),
            AgendaItemFact::Closed(self.closed),
            AgendaItemFact::Decider(self.decider.clone()),
            AgendaItemFact::Group(self.group.clone()),
        ]
    }

    /// Sets a fact and gives what it was.
    pub fn set(&mut self, fact: AgendaItemFact) -> AgendaItemFact {
        use std::mem::replace;
        match fact {
            AgendaItemFact::Number(number) => AgendaItemFact::Number(replace(&mut self.number, number)),
            AgendaItemFact::Title(title) => AgendaItemFact::Title(replace(&mut self.title, title)),
            AgendaItemFact::Minutes(minutes) => AgendaItemFact::Minutes(replace(&mut self.minutes, minutes)),
            AgendaItemFact::Case(case) => AgendaItemFact::Case(replace(&mut self.case, case)),
            AgendaItemFact::Closed(closed) => AgendaItemFact::Closed(replace(&mut self.closed, closed)),
            AgendaItemFact::Decider(decider) => AgendaItemFact::Decider(replace(&mut self.decider, decider)),
            AgendaItemFact::Group(group) => AgendaItemFact::Group(replace(&mut self.group, group)),
        }
    }

    /// The ids of it and of its sections.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id.as_str()).chain(self.sections.iter().map(|section| section.id.as_str()))
    }

    /// The section with this id.
    #[must_use]
    pub fn section(&self, id: &SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == *id)
    }
}

impl Section {
    /// Every paragraph, in order: each list item and each cell of a table counts as one. The first is number 1.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.content.iter().flat_map(Flow::paragraphs).map(String::as_str)
    }

    /// The paragraph with this number, from 1.
    #[must_use]
    pub fn paragraph(&self, number: usize) -> Option<&str> {
        self.paragraphs().nth(number.checked_sub(1)?)
    }
}

impl Flow {
    fn paragraphs(&self) -> Box<dyn Iterator<Item = &String> + '_> {
        match self {
            Flow::Paragraph(text) => Box::new(std::iter::once(text)),
            Flow::List { items, .. } => Box::new(items.iter()),
            Flow::Table { rows, .. } => Box::new(rows.iter().flatten()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_items_and_cells_count_as_paragraphs() {
        let text = |text: &str| text.to_owned();
        let section = Section {
            id: SectionId::of(&["s"]),
            title: text("Sagsfremstilling"),
            content: vec![
                Flow::Paragraph(text("et")),
                Flow::List { ordered: true, items: vec![text("to"), text("tre")] },
                Flow::Table { headed: true, rows: vec![vec![text("fire"), text("fem")], vec![text("seks")]] },
            ],
        };
        assert_eq!(section.paragraphs().collect::<Vec<_>>(), ["et", "to", "tre", "fire", "fem", "seks"]);
        assert_eq!((section.paragraph(0), section.paragraph(4), section.paragraph(7)), (None, Some("fire"), None));
    }
}
