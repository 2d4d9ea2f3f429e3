//! What layout gives: pages of placed lines and shapes, and the elements that they belong to.
//!
//! A [`Page`] is painted as it is by whoever shows it. Distances are in points from the page's upper left corner,
//! downwards. Each line keeps the text that it was made from, and each glyph the byte where its text begins: the
//! *source map*.

use super::font::Face;
use crate::compose::{LanguageRole, Origin};
use crate::meeting::SlideKey;
use crate::page_number::PageIndex;
use crate::picture::Picture;
use crate::storage::Sha256;
use std::ops::Range;
use std::sync::Arc;

/// A colour: red, green, blue.
pub type Color = [u8; 3];

/// The pages of a document, and what they mean.
#[derive(Debug, PartialEq)]
pub struct Layout {
    /// The pages, in order. A page that is the same value as before looks as it did.
    pub pages: Vec<Arc<Page>>,
    /// The elements that marks belong to; the first is the document. A parent stands before its kids.
    pub elements: Vec<Element>,
    /// The headings, in order.
    pub outline: Vec<OutlineEntry>,
    /// Text that no face has glyphs for.
    pub missing: Vec<Missing>,
    /// Where the slides stand, in order; none where there are no slides.
    pub slides: Vec<PlacedSlide>,
}

/// Where a slide stands.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedSlide {
    /// Which slide.
    pub key: SlideKey,
    /// Its page.
    pub page: PageIndex,
    /// Where on that page.
    pub area: Area,
    /// Which words stand on it, and where, in a hash; none where that is not known.
    pub words: Option<Sha256>,
}

/// A page: its size, and what stands on it in reading order.
#[derive(Debug, PartialEq)]
pub struct Page {
    /// Its width, in points.
    pub width: f32,
    /// Its height, in points.
    pub height: f32,
    /// What stands on it: paint in this order.
    pub marks: Vec<Mark>,
    /// What leads from it to another place.
    pub links: Vec<Link>,
}

/// Something on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A line of text.
    Line {
        /// The line.
        line: Arc<Line>,
        /// Where it begins.
        x: f32,
        /// Where its base line is.
        y: f32,
        /// What it belongs to.
        owner: Owner,
    },
    /// A picture.
    Picture {
        /// The picture.
        picture: Picture,
        /// Where.
        area: Area,
        /// The element that it belongs to.
        element: usize,
    },
    /// A filled rectangle: decoration.
    Fill {
        /// Where.
        area: Area,
        /// Its colour.
        color: Color,
    },
    /// A straight line: decoration.
    Stroke {
        /// Its beginning, x and y.
        from: [f32; 2],
        /// Its end, x and y.
        to: [f32; 2],
        /// How thick it is.
        width: f32,
        /// Its colour.
        color: Color,
        /// Lengths of dashes and gaps, if it is broken.
        dash: Option<[f32; 2]>,
    },
}

impl Mark {
    /// Whether it is the same as another: the very line, and not only its words.
    pub(super) fn is_same(&self, other: &Mark) -> bool {
        match (self, other) {
            (Mark::Line { line, x, y, owner }, Mark::Line { line: other, x: left, y: base, owner: whose }) => {
                Arc::ptr_eq(line, other) && (x, y, owner) == (left, base, whose)
            }
            _ => self == other,
        }
    }
}

/// What a line of text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// An element, by its index; a run's `inline` counts from it.
    Element(usize),
    /// The page's own running head.
    Head,
    /// The page's own foot.
    Foot,
}

/// A rectangle on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Its left edge.
    pub x: f32,
    /// Its upper edge.
    pub y: f32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
}

/// A line of glyphs.
#[derive(Debug, PartialEq)]
pub struct Line {
    /// The text that its paragraph was made from.
    pub text: Arc<str>,
    /// Where its own text begins in that, in bytes.
    pub start: usize,
    /// Where its own text ends in that, in bytes.
    pub end: usize,
    /// How wide it is, without a space at its end.
    pub width: f32,
    /// How far its letters are set apart beyond their own widths, in thousandths of the size. The glyphs' places have it in them.
    pub tracking: i8,
    /// The glyphs, in runs of one face and colour.
    pub runs: Vec<Run>,
}

/// Glyphs of one face, colour and element.
#[derive(Debug, PartialEq)]
pub struct Run {
    /// The face.
    pub face: Face,
    /// The size, in points.
    pub size: f32,
    /// The colour.
    pub color: Color,
    /// The inline element within the paragraph's that they belong to, or 0: counted from the line's owner.
    pub inline: u16,
    /// What they stand for, where that is not their own text.
    pub actual: Option<Actual>,
    /// The glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
}

/// What a glyph stands for that is not the letter it shows (ISO 32000-1, 14.9.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actual {
    /// The division of a word: a soft hyphen.
    SoftHyphen,
    /// The text that it is made from; the glyph is a substitute.
    Text,
}

/// A glyph in a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// Where the text that it stands for begins, in bytes of the paragraph.
    pub at: u32,
    /// Where it stands, from the line's beginning.
    pub x: f32,
    /// How far above the base line.
    pub rise: f32,
}

impl Line {
    /// The widest of its spaces between words, in points.
    #[must_use]
    pub fn widest_space(&self) -> f32 {
        let all: Vec<(f32, bool)> =
            self.glyphs().map(|(_, glyph, text)| (glyph.x, text.trim().is_empty() && !text.is_empty())).collect();
        // The one at its end is not seen.
        let spaces = all.windows(2).filter(|pair| matches!(pair, [(_, true), _]));
        spaces.map(|pair| pair[1].0 - pair[0].0).fold(0.0, f32::max)
    }

    /// Every glyph with its run and the text that it stands for. Of several glyphs for one text the first has it.
    pub fn glyphs(&self) -> impl Iterator<Item = (&Run, &Glyph, &str)> {
        let all: Vec<(&Run, &Glyph)> =
            self.runs.iter().flat_map(|run| run.glyphs.iter().map(move |glyph| (run, glyph))).collect();
        let mut texts = Vec::with_capacity(all.len());
        let (mut end, mut following) = (self.end, usize::MAX);
        for (index, (run, glyph)) in all.iter().enumerate().rev() {
            let start = glyph.at as usize;
            if run.actual == Some(Actual::SoftHyphen) {
                texts.push("\u{ad}");
                continue;
            }
            if start < following && following != usize::MAX {
                end = following;
            }
            following = start;
            let first = index == 0 || all[index - 1].1.at as usize != start;
            // The space after a text is not part of it.
            let own = if start >= self.text.len() { " " } else { self.text.get(start..end).unwrap_or_default() };
            texts.push(if first { own } else { "" });
        }
        all.into_iter().zip(texts.into_iter().rev()).map(|((run, glyph), text)| (run, glyph, text))
    }

    /// The byte of its text that stands at `x` from its beginning, or nearest to that.
    #[must_use]
    pub fn byte_at(&self, x: f32) -> usize {
        let own = self.runs.iter().filter(|run| run.actual != Some(Actual::SoftHyphen)).flat_map(|run| &run.glyphs);
        let before = own.take_while(|glyph| glyph.x <= x).last();
        before.map_or(self.start, |glyph| glyph.at as usize)
    }

    /// Whether it ends in the middle of a word.
    #[must_use]
    pub fn divides(&self) -> bool {
        self.runs.last().is_some_and(|run| run.actual == Some(Actual::SoftHyphen))
    }

    /// Where the text at `range` stands in the line: its left and right edge. `None` where it has none of it.
    #[must_use]
    pub fn extent(&self, range: &Range<usize>) -> Option<(f32, f32)> {
        let mut glyphs =
            self.runs.iter().flat_map(|run| &run.glyphs).skip_while(|glyph| (glyph.at as usize) < range.start);
        if range.start >= self.end {
            return None;
        }
        let first = glyphs.next().filter(|glyph| (glyph.at as usize) < range.end)?;
        let end = glyphs.find(|glyph| (glyph.at as usize) >= range.end).map_or(self.width, |glyph| glyph.x);
        Some((first.x, end.min(self.width)))
    }
}

/// An element of the document's structure (ISO 32000-1, 14.7 and 14.8.4).
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// The index of the element that it is in; the document is its own.
    pub parent: usize,
    /// Whether it stands where its content does, amid its parent's, and not where it was made.
    pub inline: bool,
    /// Its language, where that is not its parent's.
    pub language_role: Option<LanguageRole>,
    /// The part of the meeting that it came from.
    pub origin: Origin,
    /// What a picture shows.
    pub alternative: Option<String>,
}

/// The standard structure types that are used (ISO 32000-1, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Role {
    Document,
    H1,
    H2,
    H3,
    H4,
    P,
    L,
    LI,
    Lbl,
    LBody,
    Toc,
    Toci,
    Reference,
    Link,
    Note,
    Span,
    Figure,
}

impl Role {
    /// The structure type's name in a PDF.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Role::Document => "Document",
            Role::H1 => "H1",
            Role::H2 => "H2",
            Role::H3 => "H3",
            Role::H4 => "H4",
            Role::P => "P",
            Role::L => "L",
            Role::LI => "LI",
            Role::Lbl => "Lbl",
            Role::LBody => "LBody",
            Role::Toc => "TOC",
            Role::Toci => "TOCI",
            Role::Reference => "Reference",
            Role::Link => "Link",
            Role::Note => "Note",
            Role::Span => "Span",
            Role::Figure => "Figure",
        }
    }

    /// Whether it is a heading.
    #[must_use]
    pub const fn is_heading(self) -> bool {
        matches!(self, Role::H1 | Role::H2 | Role::H3 | Role::H4)
    }

    /// The heading of this level, 1 to 4.
    #[must_use]
    pub const fn heading(level: u8) -> Role {
        match level {
            0 | 1 => Role::H1,
            2 => Role::H2,
            3 => Role::H3,
            _ => Role::H4,
        }
    }
}

/// A place on a page that leads to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Where it is.
    pub area: Area,
    /// The element that it belongs to.
    pub element: usize,
    /// The page that it leads to.
    pub page: PageIndex,
    /// How far down on that page.
    pub y: f32,
    /// What it says.
    pub description: String,
}

/// A heading, for the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// What it says.
    pub title: String,
    /// Its level, from 1.
    pub level: u8,
    /// Its page.
    pub page: PageIndex,
    /// How far down on that page.
    pub y: f32,
}

/// Text that no face has glyphs for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The text.
    pub characters: String,
    /// What it is part of.
    pub origin: Origin,
}
