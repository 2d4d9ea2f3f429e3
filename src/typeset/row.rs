//! Rows: the pieces of a column that a page is filled with, none of which is ever divided.
//!
//! A [`Flow`] is what blocks become before they are put on pages: rows with their lines and shapes, the elements that
//! these belong to, and the notes that stand beside them.

use super::line::Inline;
use super::page::{Area, Color, Element, Line, Mark, Owner, Role};
use crate::compose::{LanguageRole, Languages, Origin, Text};
use std::ops::Range;
use std::sync::Arc;

/// What blocks became: rows in order, with their elements and notes.
#[derive(Debug)]
pub struct Flow {
    /// The rows of the text column.
    pub rows: Vec<Row>,
    /// The notes beside them.
    pub notes: Vec<MarginNote>,
    /// The elements; the first is the document.
    pub elements: Vec<Element>,
}

/// A piece of the text column.
#[derive(Debug, Default)]
pub struct Row {
    /// The space above it, which vanishes at the top of a page.
    pub before: f32,
    /// Its height.
    pub height: f32,
    /// Whether the next row is to be on the same page.
    pub keep: Keep,
    /// Whether it reaches over the note column, so that no note may stand beside it.
    pub wide: bool,
    /// Whether it begins a page.
    pub new_page: bool,
    /// Whether it is left out where it would have to go to the next page.
    pub optional: bool,
    /// What stands in it; `y` counts from its top.
    pub marks: Vec<Mark>,
    /// The notes whose words begin in it, by index, each with the base line that it wants to begin on.
    pub notes: Vec<(usize, f32)>,
    /// The rule that it stands beside.
    pub backdrop: Option<Backdrop>,
    /// The block that it came from, by its index in the part.
    pub block: usize,
    /// What it says about the page that a block is on.
    pub reference: Option<PageReference>,
}

/// Whether a row is to be on the same page as the one after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// It does not matter.
    #[default]
    No,
    /// It should, where what is kept in this way fits on a page.
    Wish,
    /// It must: the lines of a heading and what they head, the first two lines of a paragraph and its last two.
    Must,
}

/// A rule at the left of what is set apart. Rows of one block that follow each other share it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Backdrop {
    /// Its left edge.
    pub x: f32,
    /// How wide a box is behind the text, and its colour: leads of the first design have one.
    pub tint: Option<(f32, Color)>,
    /// Its colour.
    pub rule: Color,
    /// How thick it is.
    pub thickness: f32,
}

/// A line of the contents: the number of the page that a block is on is put at its right, and a link over it.
#[derive(Clone, Debug, PartialEq)]
pub struct PageReference {
    /// The index of the entry in its contents.
    pub entry: usize,
    /// Where the number ends, to the right; `None` for a line above the last of an entry.
    pub number_right: Option<f32>,
    /// Where the text of the entry ends, for the leader.
    pub text_right: f32,
    /// The base line.
    pub y: f32,
    /// The area that the link covers, from the row's top.
    pub area: Area,
    /// The element of the link.
    pub element: usize,
    /// What the entry says.
    pub description: String,
}

/// A note beside the text. Its marks count from its own upper left corner.
#[derive(Debug)]
pub struct MarginNote {
    /// What stands in it.
    pub marks: Vec<Mark>,
    /// Its height.
    pub height: f32,
    /// The base line of its first line.
    pub base_line: f32,
    /// The colour of its leader; `None`: it has no words to lead to.
    pub leader: Option<Color>,
}

impl Row {
    /// Whether its line ends in the middle of a word.
    #[must_use]
    pub fn divides(&self) -> bool {
        self.marks.iter().any(|mark| matches!(mark, Mark::Line { line, .. } if line.divides()))
    }
}

impl Flow {
    /// A flow with nothing but the document.
    #[must_use]
    pub fn new() -> Flow {
        let document = Element {
            role: Role::Document,
            parent: 0,
            inline: false,
            language_role: None,
            origin: Origin::Document,
            alternative: None,
        };
        Flow { rows: Vec::new(), notes: Vec::new(), elements: vec![document] }
    }

    /// Adds an element and gives its index.
    pub fn element(
        &mut self,
        role: Role,
        parent: usize,
        language_role: Option<LanguageRole>,
        origin: &Origin,
    ) -> usize {
        self.elements.push(Element {
            role,
            parent,
            inline: false,
            language_role,
            origin: origin.clone(),
            alternative: None,
        });
        self.elements.len() - 1
    }

    /// An element for `text`, with elements of their own inside it for words in another language and for marked words.
    pub fn text_element(
        &mut self,
        languages: &Languages,
        role: Role,
        parent: usize,
        text: &Text,
        marks: &[Range<usize>],
        origin: &Origin,
    ) -> (usize, Vec<Inline>) {
        let language_role = text.language_role();
        let spoken = (languages.tag(language_role) != languages.labels.tag()).then_some(language_role);
        let element = self.element(role, parent, spoken, origin);
        let mut edges: Vec<usize> = text.spans().map(|(range, _)| range.end).collect();
        edges.extend(marks.iter().flat_map(|range| [range.start, range.end]));
        edges.push(0);
        edges.sort_unstable();
        edges.dedup();
        let spans: Vec<_> = text.spans().collect();
        let mut inlines: Vec<Inline> = Vec::new();
        let mut kinds: Vec<(LanguageRole, bool)> = Vec::new();
        for (start, end) in edges.iter().zip(edges.iter().skip(1)) {
            let spoken = spans
                .iter()
                .find(|(range, _)| range.contains(start))
                .map_or(language_role, |(_, span)| span.language_role);
            let marked = marks.iter().any(|range| range.contains(start));
            let foreign = languages.tag(spoken) != languages.tag(language_role);
            if !marked && !foreign {
                continue;
            }
            let kind = (if foreign { spoken } else { language_role }, marked);
            match (inlines.last_mut(), kinds.last()) {
                (Some(last), Some(before)) if last.range.end == *start && *before == kind && !marked => {
                    last.range.end = *end;
                }
                _ => {
                    let Ok(index) = u16::try_from(inlines.len() + 1) else {
                        break;
                    };
                    inlines.push(Inline { range: *start..*end, index });
                    kinds.push(kind);
                }
            }
        }
        for (spoken, _) in kinds {
            let foreign = languages.tag(spoken) != languages.tag(language_role);
            let inline = self.element(Role::Span, element, foreign.then_some(spoken), origin);
            self.elements[inline].inline = true;
        }
        (element, inlines)
    }
}

/// Lengths of dashes and gaps. A PDF has hundredths of a point, and over a line less than that would add up: so they are
/// whole hundredths for whoever paints them.
#[must_use]
pub fn dashes(dash: f32, gap: f32) -> [f32; 2] {
    [dash, gap].map(|length| (length * 100.0).round() / 100.0)
}

/// A line at a place, belonging to an element.
#[must_use]
pub fn placed(line: &Arc<Line>, x: f32, y: f32, element: usize) -> Mark {
    Mark::Line { line: Arc::clone(line), x, y, owner: Owner::Element(element) }
}

/// A mark moved.
#[must_use]
pub fn moved(mark: Mark, dx: f32, dy: f32) -> Mark {
    match mark {
        Mark::Line { line, x, y, owner } => Mark::Line { line, x: x + dx, y: y + dy, owner },
        Mark::Picture { picture, area, element } => {
            Mark::Picture { picture, area: Area { x: area.x + dx, y: area.y + dy, ..area }, element }
        }
        Mark::Fill { area, color } => Mark::Fill { area: Area { x: area.x + dx, y: area.y + dy, ..area }, color },
        Mark::Stroke { from, to, width, color, dash } => {
            Mark::Stroke { from: [from[0] + dx, from[1] + dy], to: [to[0] + dx, to[1] + dy], width, color, dash }
        }
    }
}

/// A copy of a part's mark, moved, in a document that has so many elements before the part's.
#[must_use]
pub fn copied(mark: &Mark, dx: f32, dy: f32, elements: usize) -> Mark {
    let mut copy = moved(mark.clone(), dx, dy);
    if let Mark::Line { owner: Owner::Element(element), .. } | Mark::Picture { element, .. } = &mut copy {
        *element = in_document(*element, elements);
    }
    copy
}

/// The index in the document of a part's element. The part's document is the document.
#[must_use]
pub fn in_document(element: usize, elements: usize) -> usize {
    if element == 0 { 0 } else { element + elements }
}
