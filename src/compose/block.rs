//! The kinds of blocks that a document is made of.

use super::text::{LanguageRole, Text};
use crate::meeting::{AgendaItemId, AnnotationId, HighlightColor, Kind};
use std::ops::Range;

/// Bilag's blue, red, green and blue.
pub const ACCENT: [u8; 3] = [0x00, 0x4d, 0x99];

/// A piece of a document, and the part of the meeting that it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it says.
    pub content: Content,
    /// Where it came from.
    pub origin: Origin,
}

/// The part of a meeting that a piece of a document came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// None: Bilag's own words.
    #[default]
    Document,
    /// The meeting's facts.
    Meeting,
    /// An agenda item.
    AgendaItem(AgendaItemId),
    /// A principle as a whole.
    Principle(u32),
    /// A paragraph of a principle, 0 for the summary.
    Paragraph(u32, usize),
    /// An annotation.
    Annotation(AnnotationId),
}

/// What a block says.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// The document's title, with the body that meets.
    Title {
        /// The body that meets, above the title.
        body: Text,
        /// The title.
        title: Text,
    },
    /// The meeting's facts.
    Facts(Vec<Fact>),
    /// The table of contents.
    Contents {
        /// Its heading.
        heading: Text,
        /// Its lines.
        entries: Vec<ContentsEntry>,
    },
    /// What the marks and signs mean.
    Legend {
        /// Its heading.
        heading: Text,
        /// What is explained.
        entries: Vec<LegendEntry>,
    },
    /// The heading of a section: an agenda item or a group of principles.
    Section {
        /// What stands before the title: *Punkt 4*. Empty for a group.
        label: Text,
        /// The title.
        title: Text,
    },
    /// The heading of a principle.
    Principle {
        /// The group that it belongs to, where the sections are not the groups.
        group: Text,
        /// What stands before the title: a numeral, *1.4*, *Artikel 1*; empty where nothing does.
        label: Text,
        /// Its title.
        title: Text,
        /// Its level: 2 without a section above it, else 3.
        level: u8,
        /// Notes on the principle as a whole.
        notes: Vec<Note>,
    },
    /// A heading within a principle or at the end, with its level.
    Heading(Text, u8),
    /// The boxed lead of a principle.
    Lead(Passage),
    /// A paragraph.
    Paragraph(Passage),
    /// Marked words, standing by themselves.
    Quotation(Passage),
    /// A note that stands in the text and not beside it.
    Remark(Note),
    /// A decision or an action, with what belongs to it.
    Record(Record),
    /// So many ruled lines to write on.
    Ruled(usize),
    /// Where a principle was published.
    Source(Text),
    /// A new page begins.
    PageBreak,
}

/// A line of the meeting's facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is: *Sted*.
    pub label: Text,
    /// What it says.
    pub value: Text,
}

/// A line of the table of contents.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentsEntry {
    /// The label of the principle or of the agenda item; it may be empty.
    pub label: Text,
    /// The heading that it leads to.
    pub title: Text,
    /// Whether it is a section's, and not a principle's.
    pub section: bool,
    /// The index of the block that it leads to.
    pub block: usize,
}

/// A line of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// The mark or sign.
    pub style: MarkStyle,
    /// What it means.
    pub meaning: Text,
}

/// Words with what is marked in them and noted beside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passage {
    /// The words.
    pub text: Text,
    /// The code of the paragraph: `P3·2`.
    pub code: String,
    /// What is marked, in order of its beginning.
    pub marks: Vec<MarkedRange>,
    /// What is noted, in order of the words that it belongs to.
    pub notes: Vec<Note>,
}

/// Marked words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedRange {
    /// Which, in bytes of the passage.
    pub range: Range<usize>,
    /// How.
    pub style: MarkStyle,
}

/// How words are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkStyle {
    /// As a highlight of a colour, with its line pattern.
    Highlight(HighlightColor),
    /// As the words of a note.
    Note(NoteKind),
}

/// A note's kind, with what makes it look like it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// A highlight.
    Highlight(HighlightColor),
    /// A comment.
    Comment,
    /// A question.
    Question,
    /// A decision.
    Decision,
    /// An action.
    Action,
}

impl NoteKind {
    /// The kind of a note about an annotation of this kind and colour.
    #[must_use]
    pub fn of(kind: Kind, color: Option<HighlightColor>) -> NoteKind {
        match kind {
            Kind::Highlight => NoteKind::Highlight(color.unwrap_or(HighlightColor::Yellow)),
            // What is printed of a drawing is what was written to it.
            Kind::Comment | Kind::Ink | Kind::Suggestion => NoteKind::Comment,
            Kind::Question => NoteKind::Question,
            Kind::Decision => NoteKind::Decision,
            Kind::Action => NoteKind::Action,
        }
    }
}

/// A note on words, a paragraph, a principle or the meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Its kind.
    pub kind: NoteKind,
    /// What its kind is called.
    pub label: Text,
    /// Its code: `P3·2·n4`.
    pub code: String,
    /// The words that it belongs to, shortened; empty where it belongs to none.
    pub quote: Text,
    /// Where those words begin in the passage, in bytes.
    pub at: usize,
    /// What was written, a text a paragraph; then who, when and how far: outcome, proposer, owner, due date, status, author; then
    /// replies.
    pub paragraphs: Vec<Text>,
    /// The annotation.
    pub origin: Origin,
}

/// A decision or an action for the minutes.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Which of them.
    pub kind: NoteKind,
    /// What it is called.
    pub label: Text,
    /// What was decided, or is to be done, a text a paragraph.
    pub paragraphs: Vec<Text>,
    /// Who, by when, and what it rests on.
    pub details: Vec<Fact>,
    /// Its code.
    pub code: String,
}

impl ContentsEntry {
    /// Whether it says what `other` says, wherever the two lead.
    #[must_use]
    pub fn says_the_same(&self, other: &ContentsEntry) -> bool {
        self.label == other.label && self.title == other.title && self.section == other.section
    }
}

impl Passage {
    /// The language of the words.
    #[must_use]
    pub fn language_role(&self) -> LanguageRole {
        self.text.language_role()
    }
}

/// `color`, darkened until white text on it, and it on white, has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3).
#[must_use]
pub fn readable(color: [u8; 3]) -> [u8; 3] {
    let mut color = color;
    while contrast_to_white(color) < 4.5 {
        color = color.map(|channel| channel - channel.div_ceil(16));
    }
    color
}

/// The contrast ratio to white (WCAG 2.2, *contrast ratio* and *relative luminance*).
fn contrast_to_white(color: [u8; 3]) -> f64 {
    let [red, green, blue] = color.map(|channel| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    });
    1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_accent_colour_can_be_read() {
        assert_eq!(readable(ACCENT), ACCENT);
        for color in [[255, 255, 255], [255, 255, 0], [0, 255, 0], [1, 1, 1], [200, 16, 46]] {
            assert!(contrast_to_white(readable(color)) >= 4.5, "{color:?}");
        }
    }
}
