//! What an annotation is about: a part of the meeting and, where that is a text, words in it; on a page of an annex an area,
//! with the words that stand there.
//!
//! The shapes of words follow the W3C [Web Annotation Data Model](https://www.w3.org/TR/annotation-model/), 4.2.4 and
//! 4.2.5: a quote with its surroundings, and a position.

use crate::meeting::{AgendaItemId, AnnexId, FileVersion, PageNumber, SectionId};
use serde::{Deserialize, Serialize};

/// A part of the meeting that something can be about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Part {
    /// The meeting as a whole.
    #[default]
    Meeting,
    /// An agenda item as a whole.
    AgendaItem(AgendaItemId),
    /// A principle as a whole, by its number.
    Principle(u32),
    /// A text, in which words can be marked.
    Text(TextPart),
    /// An annex as a whole.
    Annex(AnnexId),
    /// A page of an annex.
    AnnexPage(AnnexPage),
}

/// A page of an annex.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnexPage {
    /// The annex.
    pub annex: AnnexId,
    /// Which of its pages.
    pub page: PageNumber,
}

/// A part of the meeting that is a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum TextPart {
    /// A paragraph of a section of an agenda item.
    Section {
        /// The item.
        item: AgendaItemId,
        /// Its section.
        section: SectionId,
        /// The paragraph, from 1; each list item and each cell of a table counts as one.
        paragraph: usize,
    },
    /// A principle's title, by its number.
    Title(u32),
    /// A paragraph of a principle.
    Paragraph {
        /// The principle's number.
        principle: u32,
        /// The paragraph: 0 is the lead, the body counts from 1.
        paragraph: usize,
    },
}

/// What an annotation is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Target {
    /// A part of the meeting as a whole.
    Part(Part),
    /// Words in a text.
    Words {
        /// The text.
        text: TextPart,
        /// The words.
        words: Words,
    },
    /// An area of a page of an annex.
    Area {
        /// The page.
        page: AnnexPage,
        /// The area.
        area: Area,
    },
}

/// An area of a page, as it was seen. The words of an annex are not in the meeting, so that it says itself what stands there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// The file on whose page it is: on another it must be looked for.
    pub version: FileVersion,
    /// Where it is.
    pub quads: Quads,
    /// The words that are marked there, in the page's text as it is read; `None` on a map or a scan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
}

/// A quadrilateral on a page: its corners, upper left, upper right, lower left and lower right as its words are read (the order that
/// programs write ISO 32000-1, 12.5.6.10, in). In thousandths of a point, x from the left and y from above, on the page as it is
/// shown: cut to its crop box and turned.
pub type Quad = [[i32; 2]; 4];

/// The most quadrilaterals that an area has.
pub const MOST_QUADS: usize = 10_000;

/// Quadrilaterals, of which there is at least one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<Quad>", into = "Vec<Quad>")]
pub struct Quads(Vec<Quad>);

/// No quadrilaterals, or too many.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("1 to {MOST_QUADS} quadrilaterals were expected")]
pub struct NoQuads;

impl Quads {
    /// All of them.
    #[must_use]
    pub fn as_slice(&self) -> &[Quad] {
        &self.0
    }
}

impl TryFrom<Vec<Quad>> for Quads {
    type Error = NoQuads;

    fn try_from(quads: Vec<Quad>) -> Result<Quads, NoQuads> {
        if (1..=MOST_QUADS).contains(&quads.len()) { Ok(Quads(quads)) } else { Err(NoQuads) }
    }
}

impl From<Quads> for Vec<Quad> {
    fn from(quads: Quads) -> Vec<Quad> {
        quads.0
    }
}

impl Default for Target {
    fn default() -> Target {
        Target::Part(Part::Meeting)
    }
}

impl From<Part> for Target {
    fn from(part: Part) -> Target {
        Target::Part(part)
    }
}

impl Target {
    /// A principle as a whole.
    #[must_use]
    pub const fn to_principle(number: u32) -> Target {
        Target::Part(Part::Principle(number))
    }

    /// A text as a whole, or words in it.
    #[must_use]
    pub fn to_text(text: TextPart, words: Option<Words>) -> Target {
        match words {
            Some(words) => Target::Words { text, words },
            None => Target::Part(Part::Text(text)),
        }
    }

    /// A paragraph of a principle, 0 for the lead, or words in it.
    #[must_use]
    pub fn to_paragraph(principle: u32, paragraph: usize, words: Option<Words>) -> Target {
        Target::to_text(TextPart::Paragraph { principle, paragraph }, words)
    }

    /// The part of the meeting that it is, or that its words stand in.
    #[must_use]
    pub fn part(&self) -> Part {
        match self {
            Target::Part(part) => part.clone(),
            Target::Words { text, .. } => Part::Text(text.clone()),
            Target::Area { page, .. } => Part::AnnexPage(page.clone()),
        }
    }

    /// The text that it is, or that its words stand in.
    #[must_use]
    pub const fn text(&self) -> Option<&TextPart> {
        match self {
            Target::Part(Part::Text(text)) | Target::Words { text, .. } => Some(text),
            Target::Part(_) | Target::Area { .. } => None,
        }
    }

    /// The words.
    #[must_use]
    pub const fn words(&self) -> Option<&Words> {
        match self {
            Target::Part(_) => None,
            Target::Words { words, .. } => Some(words),
            Target::Area { area, .. } => area.words.as_ref(),
        }
    }

    /// The number of the principle that it is, or belongs to.
    #[must_use]
    pub fn principle(&self) -> Option<u32> {
        match self {
            Target::Part(Part::Principle(number)) => Some(*number),
            Target::Part(Part::Meeting | Part::AgendaItem(_) | Part::Annex(_) | Part::AnnexPage(_))
            | Target::Area { .. } => None,
            Target::Part(Part::Text(text)) | Target::Words { text, .. } => text.principle(),
        }
    }

    /// The paragraph of a principle that it is, or that its words stand in: 0 for the lead.
    #[must_use]
    pub fn paragraph(&self) -> Option<usize> {
        match self.text()? {
            TextPart::Paragraph { paragraph, .. } => Some(*paragraph),
            TextPart::Section { .. } | TextPart::Title(_) => None,
        }
    }

    /// The section that it belongs to, to be named otherwise, and the agenda item that has it.
    pub(in crate::meeting) const fn section_mut(&mut self) -> Option<(&AgendaItemId, &mut SectionId)> {
        match self {
            Target::Part(Part::Text(TextPart::Section { item, section, .. }))
            | Target::Words { text: TextPart::Section { item, section, .. }, .. } => Some((item, section)),
            Target::Part(_) | Target::Words { .. } | Target::Area { .. } => None,
        }
    }

    /// The annex that it is, or belongs to.
    #[must_use]
    pub const fn annex(&self) -> Option<&AnnexId> {
        match self {
            Target::Part(Part::Annex(annex) | Part::AnnexPage(AnnexPage { annex, .. }))
            | Target::Area { page: AnnexPage { annex, .. }, .. } => Some(annex),
            Target::Part(Part::Meeting | Part::AgendaItem(_) | Part::Principle(_) | Part::Text(_))
            | Target::Words { .. } => None,
        }
    }

    /// The annex that it is, or belongs to, to be named otherwise.
    pub(in crate::meeting) const fn annex_mut(&mut self) -> Option<&mut AnnexId> {
        match self {
            Target::Part(Part::Annex(annex) | Part::AnnexPage(AnnexPage { annex, .. }))
            | Target::Area { page: AnnexPage { annex, .. }, .. } => Some(annex),
            Target::Part(Part::Meeting | Part::AgendaItem(_) | Part::Principle(_) | Part::Text(_))
            | Target::Words { .. } => None,
        }
    }

    /// The page of an annex that it is, or that its area is on.
    #[must_use]
    pub const fn annex_page(&self) -> Option<&AnnexPage> {
        match self {
            Target::Part(Part::AnnexPage(page)) | Target::Area { page, .. } => Some(page),
            Target::Part(_) | Target::Words { .. } => None,
        }
    }

    /// The agenda item that it is, or belongs to.
    #[must_use]
    pub const fn agenda_item(&self) -> Option<&AgendaItemId> {
        match self {
            Target::Part(Part::AgendaItem(item) | Part::Text(TextPart::Section { item, .. }))
            | Target::Words { text: TextPart::Section { item, .. }, .. } => Some(item),
            Target::Part(_) | Target::Words { .. } | Target::Area { .. } => None,
        }
    }
}

impl TextPart {
    /// The number of the principle that it belongs to.
    #[must_use]
    pub const fn principle(&self) -> Option<u32> {
        match self {
            TextPart::Title(principle) | TextPart::Paragraph { principle, .. } => Some(*principle),
            TextPart::Section { .. } => None,
        }
    }
}

/// Words in a text, found again by what they say and by where they stood.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// W3C `TextQuoteSelector`.
    pub quote: TextQuoteSelector,
    /// W3C `TextPositionSelector`.
    pub position: TextPositionSelector,
}

/// Words by their own text and some of the text around them (W3C Web Annotation Data Model, 4.2.4).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextQuoteSelector {
    /// The words themselves.
    pub exact: String,
    /// What stands just before them.
    #[serde(default)]
    pub prefix: String,
    /// What stands just after them.
    #[serde(default)]
    pub suffix: String,
}

/// Words by where they stand, in code points from the text's start (W3C Web Annotation Data Model, 4.2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextPositionSelector {
    /// The first code point of the words.
    pub start: usize,
    /// The first code point after them.
    pub end: usize,
}
