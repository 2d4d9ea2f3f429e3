//! Lines of text: words shaped, paragraphs broken as a whole, glyphs placed.
//!
//! Breaking is Knuth and Plass's total fit (1981) over boxes, glue and penalties, with the language's hyphenation.
//! Punctuation and hyphens at the right edge of justified text hang out by half their width. A word wider than the
//! measure is broken where it must be. Distances are in points.
//!
//! [`set`] goes through three steps: [`items`] makes boxes, glue and penalties of the text, [`breaking`] chooses the items
//! at which lines end, [`placing`] puts the glyphs of each line in their places.

mod address;
mod bound;
mod breaking;
mod items;
mod placing;

use super::font::Face;
use super::hyphenate;
use super::page::{Color, Line};
use super::shape::Shaper;
use super::style_sheet::Design;
use crate::compose::{Emphasis, Languages, Text};
use items::Breaker;
use std::ops::Range;
use std::sync::Arc;

/// The widest that a space in justified text may be, as a share of the size. A paragraph that cannot keep to it has a ragged edge.
const WIDEST_SPACE: f32 = 0.40;

/// How the right edge looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// Straight.
    Justified,
    /// As the words fall.
    Ragged,
}

/// How text is set.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whose rules lines are broken by.
    pub design: Design,
    /// The face of plain words.
    pub roman: Face,
    /// The face of strong words.
    pub strong: Face,
    /// The face of italic words.
    pub italic: Face,
    /// The size of the type, in points.
    pub size: f32,
    /// From base line to base line, in points.
    pub leading: f32,
    /// The colour of the words.
    pub color: Color,
    /// The colour of quiet words.
    pub quiet: Color,
    /// How the right edge looks.
    pub alignment: Alignment,
    /// Whether words may be divided.
    pub hyphenate: bool,
}

impl Style {
    fn face(&self, emphasis: Emphasis) -> Face {
        match emphasis {
            // What is quiet beside bold words is not bold.
            Emphasis::Quiet if self.roman == Face::SansSemiBold && self.design == Design::Present => Face::Sans,
            Emphasis::Plain | Emphasis::Quiet => self.roman,
            Emphasis::Strong => self.strong,
            Emphasis::Italic => self.italic,
        }
    }
}

/// A part of a text that is an element of its own within its paragraph: marked words, or words in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// Its index: 1 and up; 0 is the paragraph itself.
    pub index: u16,
}

/// Sets `text` in lines of `width` points.
///
/// The lines' ranges are bytes of the text; their base lines are for the caller to place. An empty text has no line.
pub fn set(
    shaper: &mut Shaper,
    text: &Text,
    style: &Style,
    width: f32,
    languages: &Languages,
    inlines: &[Inline],
) -> Vec<Arc<Line>> {
    if text.is_empty() {
        return Vec::new();
    }
    let shared: Arc<str> = text.as_str().into();
    // Straight edges without hyphens tear holes into lines.
    let divisible = hyphenate::language(languages.tag(text.language_role())).is_some();
    let style = &Style { alignment: if divisible { style.alignment } else { Alignment::Ragged }, ..*style };
    let mut breaker = Breaker {
        shaper,
        text: &shared,
        style,
        width,
        scale: style.size / 1000.0,
        pieces: Vec::new(),
        items: Vec::new(),
        parts: Vec::new(),
        letters: 0,
    };
    breaker.collect(text, languages);
    let breaks = breaker.breaks();
    let mut lines = Vec::with_capacity(breaks.len());
    let mut start = 0;
    for (index, &end) in breaks.iter().enumerate() {
        let last = index + 1 == breaks.len();
        lines.push(Arc::new(breaker.line(start..end, last, &shared, inlines)));
        start = end;
    }
    let justified = style.alignment == Alignment::Justified && style.design == Design::Present;
    if justified && lines.iter().any(|line| line.widest_space() > WIDEST_SPACE * style.size) {
        let ragged = Style { alignment: Alignment::Ragged, ..*style };
        return set(shaper, text, &ragged, width, languages, inlines);
    }
    lines
}

/// The least width at which `text` takes no more lines than at `width`: lines about as long as one another, so that no word
/// is left over for the last.
pub fn narrowed(shaper: &mut Shaper, text: &Text, style: &Style, width: f32, languages: &Languages) -> f32 {
    let count = set(shaper, text, style, width, languages, &[]).len();
    let (mut narrow, mut wide) = (width / 2.0, width);
    while count > 1 && wide - narrow > style.size / 2.0 {
        let middle = f32::midpoint(narrow, wide);
        let lines = set(shaper, text, style, middle, languages, &[]);
        if lines.len() == count && lines.iter().all(|line| line.width <= middle) {
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    wide
}

/// Sets `text` in one line, however wide it gets: for running heads, labels and numbers.
pub fn set_line(shaper: &mut Shaper, text: &Text, style: &Style, languages: &Languages) -> Option<Arc<Line>> {
    let style = Style { alignment: Alignment::Ragged, hyphenate: false, ..*style };
    let mut lines = set(shaper, text, &style, f32::from(u16::MAX), languages, &[]);
    lines.truncate(1);
    lines.pop()
}

/// As [`set_line`], but cut off with an ellipsis where it is wider than `width`.
pub fn set_line_within(
    shaper: &mut Shaper,
    text: &Text,
    style: &Style,
    width: f32,
    languages: &Languages,
) -> Option<Arc<Line>> {
    let whole = set_line(shaper, text, style, languages)?;
    if whole.width <= width {
        return Some(whole);
    }
    let room = width - shaper.shape(style.roman, "…").advance as f32 * style.size / 1000.0;
    let glyphs = || whole.runs.iter().flat_map(|run| &run.glyphs);
    let end = glyphs().take_while(|glyph| glyph.x <= room).last().map_or(0, |glyph| glyph.at as usize);
    // Between two words, unless that would leave next to nothing.
    let before = text.as_str().get(..end).and_then(|kept| kept.rfind(' ')).filter(|space| *space * 2 > end);
    let end = before.unwrap_or(end);
    let mut cut = Text::default();
    for (range, span) in text.spans() {
        if range.start < end {
            let words = text.as_str().get(range.start..range.end.min(end)).unwrap_or_default();
            cut.push(words, span.language_role, span.emphasis);
        }
    }
    let mut cut_off = Text::default();
    for (range, span) in cut.spans() {
        let words = cut.as_str().get(range.clone()).unwrap_or_default();
        let words = if range.end == cut.as_str().len() { words.trim_end() } else { words };
        cut_off.push(words, span.language_role, span.emphasis);
    }
    cut_off.push("…", text.language_role(), Emphasis::Plain);
    set_line(shaper, &cut_off, style, languages)
}
