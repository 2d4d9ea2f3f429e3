//! Lines of text: words shaped, paragraphs broken as a whole, glyphs placed.
//!
//! Breaking is Knuth and Plass's total fit (1981) over boxes, glue and penalties, with the language's hyphenation.
//! Punctuation and hyphens at the right edge of justified text hang out by half their width. A word wider than the
//! measure is broken where it must be. Distances are in points.

use super::font::Face;
use super::hyphenate;
use super::page::{Actual, Color, Glyph, Line, Run};
use super::shape::{Shaper, Word};
use crate::compose::{Emphasis, Languages, Text};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use paragraph_breaker::{Breakpoint, INFINITE_PENALTY, Item, total_fit};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

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
            Emphasis::Plain | Emphasis::Quiet => self.roman,
            Emphasis::Strong => self.strong,
            Emphasis::Italic => self.italic,
        }
    }
}

/// A stretch of a text that is an element of its own within its paragraph: marked words, or words in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// Its index: 1 and up; 0 is the paragraph itself.
    pub index: u16,
}

/// Items are measured in hundredths of a point: whole numbers, small enough for long paragraphs.
const UNITS: f32 = 100.0;
/// The most that a paragraph may measure before it is broken line by line instead of as a whole.
const LONGEST: f32 = 8_000_000.0;
/// What a hyphen costs: a loose line is better, a very loose one is not.
const HYPHEN: i32 = 60;
/// The same where the right edge is ragged and a hyphen gains little.
const RAGGED_HYPHEN: i32 = 180;
/// What a break after a hyphen of the text's own costs.
const EXPLICIT_HYPHEN: i32 = 40;
/// What a break inside an unbreakable word costs.
const EMERGENCY: i32 = 1000;
/// What a last line of one short word costs: more than anything but a line that is too wide.
const RUNT: i32 = 3000;
/// How much of a punctuation mark hangs out at the right edge.
const HANGING: f32 = 0.5;

/// What an item stands for.
#[derive(Clone, Copy)]
enum Part {
    /// Text, as an index of a piece and the bytes.
    Fragment { piece: usize, start: usize, end: usize },
    /// The space at a byte.
    Space { at: usize },
    /// A place to divide a word with a hyphen.
    Hyphen { piece: usize },
    /// Anything else.
    Other,
}

/// A stretch of a word in one style.
struct Piece {
    face: Face,
    color: Color,
    start: usize,
    end: usize,
}

struct Breaker<'a> {
    shaper: &'a mut Shaper,
    text: &'a str,
    style: &'a Style,
    width: f32,
    scale: f32,
    pieces: Vec<Piece>,
    items: Vec<Item<()>>,
    parts: Vec<Part>,
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
    let divisible = hyphenate::language(languages.tag(text.tongue())).is_some();
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
    lines
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
            cut.push(words, span.tongue, span.emphasis);
        }
    }
    let mut cut_off = Text::default();
    for (range, span) in cut.spans() {
        let words = cut.as_str().get(range.clone()).unwrap_or_default();
        let words = if range.end == cut.as_str().len() { words.trim_end() } else { words };
        cut_off.push(words, span.tongue, span.emphasis);
    }
    cut_off.push("…", text.tongue(), Emphasis::Plain);
    set_line(shaper, &cut_off, style, languages)
}

impl Breaker<'_> {
    /// Turns the text into boxes, glue and penalties.
    fn collect(&mut self, text: &Text, languages: &Languages) {
        let spans: Vec<_> = text.spans().collect();
        let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
        let whole = self.text;
        let mut start = 0;
        let mut first_span = 0;
        for end in segmenter.segment_str(whole).filter(|end| *end > 0) {
            let segment = &whole[start..end];
            let word = segment.trim_end_matches([' ', '\t', '\n', '\r']);
            let (word_end, last) = (start + word.len(), end == whole.len());
            while spans.get(first_span).is_some_and(|(range, _)| range.end <= start) {
                first_span += 1;
            }
            for (range, span) in spans[first_span..].iter().take_while(|(range, _)| range.start < word_end) {
                let piece = Piece {
                    face: self.style.face(span.emphasis),
                    color: if span.emphasis == Emphasis::Quiet { self.style.quiet } else { self.style.color },
                    start: range.start.max(start),
                    end: range.end.min(word_end),
                };
                let language = hyphenate::language(languages.tag(span.tongue));
                // The last word of a paragraph stays whole.
                self.piece(piece, language.filter(|_| self.style.hyphenate && !last));
            }
            if !last {
                if word_end < end {
                    let short_end = whole.len() - end <= 5;
                    self.space(word, word_end, short_end);
                } else {
                    self.explicit(word, &whole[end..]);
                }
            }
            start = end;
        }
        self.push(Item::Glue { width: 0, stretch: 100_000_000, shrink: 0 }, Part::Other);
        self.push(Item::Penalty { width: 0, penalty: -INFINITE_PENALTY, flagged: false }, Part::Other);
    }

    fn push(&mut self, item: Item<()>, part: Part) {
        self.items.push(item);
        self.parts.push(part);
    }

    fn units(&self, font_units: i32) -> i32 {
        #[allow(clippy::cast_possible_truncation)]
        let units = (font_units as f32 * self.scale * UNITS).round() as i32;
        units
    }

    fn piece(&mut self, piece: Piece, language: Option<hypher::Lang>) {
        let index = self.pieces.len();
        let (face, start, end) = (piece.face, piece.start, piece.end);
        self.pieces.push(piece);
        let word = &self.text[start..end];
        let shaped = self.shaper.shape(face, word);
        let mut cuts: Vec<(usize, bool)> = Vec::new();
        if shaped.advance as f32 * self.scale > self.width {
            cuts.extend(emergency_cuts(&shaped, word).map(|at| (at, false)));
        } else if let Some(language) = language {
            hyphenate::points(word, language, |at| cuts.push((at, true)));
        }
        let hyphen = if cuts.iter().any(|(_, hyphen)| *hyphen) { self.hyphen_width(face) } else { 0 };
        let (mut from, mut before, mut glyph, mut advance) = (0, 0, 0, 0);
        for (at, hyphenated) in cuts {
            while let Some(next) = shaped.glyphs.get(glyph).filter(|glyph| (glyph.cluster as usize) < at) {
                advance += i32::from(next.advance);
                glyph += 1;
            }
            let width = self.units(advance - before);
            let part = Part::Fragment { piece: index, start: start + from, end: start + at };
            self.push(Item::Box { width, data: () }, part);
            if hyphenated {
                let cost = if self.style.alignment == Alignment::Ragged { RAGGED_HYPHEN } else { HYPHEN };
                self.penalty(hyphen, cost, true, Part::Hyphen { piece: index });
            } else {
                self.penalty(0, EMERGENCY, false, Part::Other);
            }
            (from, before) = (at, advance);
        }
        let width = self.units(shaped.advance - before);
        self.push(Item::Box { width, data: () }, Part::Fragment { piece: index, start: start + from, end });
    }

    fn hyphen_width(&mut self, face: Face) -> i32 {
        let width = self.shaper.shape(face, "-").advance;
        let hanging = if self.style.alignment == Alignment::Justified { 1.0 - HANGING } else { 1.0 };
        #[allow(clippy::cast_possible_truncation)]
        let units = (width as f32 * self.scale * UNITS * hanging).round() as i32;
        units
    }

    /// A place where a line may end inside a word.
    fn penalty(&mut self, width: i32, penalty: i32, flagged: bool, part: Part) {
        let ragged = self.raggedness();
        let item = Item::Penalty { width, penalty, flagged };
        if ragged == 0 {
            return self.push(item, part);
        }
        self.push(Item::Penalty { width: 0, penalty: INFINITE_PENALTY, flagged: false }, Part::Other);
        self.push(Item::Glue { width: 0, stretch: ragged, shrink: 0 }, Part::Other);
        self.push(item, part);
        self.push(Item::Glue { width: 0, stretch: -ragged, shrink: 0 }, Part::Other);
    }

    /// How far a line may end before the edge at little cost.
    fn raggedness(&self) -> i32 {
        match self.style.alignment {
            Alignment::Justified => 0,
            #[allow(clippy::cast_possible_truncation)]
            Alignment::Ragged => (self.width.min(600.0) * UNITS * 0.18) as i32,
        }
    }

    fn space(&mut self, word: &str, at: usize, keep: bool) {
        let face = self.pieces.last().map_or(self.style.roman, |piece| piece.face);
        let space = self.shaper.shape(face, " ").advance;
        let width = self.units(space);
        let ragged = self.raggedness();
        // A paragraph does not end in a line of one short word.
        let penalty = if keep { RUNT } else { 0 };
        if ragged == 0 {
            let hanging = self.hang(face, word);
            if let Some(Item::Box { width, .. }) = self.last_box() {
                *width -= hanging;
            }
            if keep {
                self.push(Item::Penalty { width: 0, penalty, flagged: false }, Part::Other);
            }
            let glue = Item::Glue { width: width + hanging, stretch: width / 2, shrink: width / 3 };
            return self.push(glue, Part::Space { at });
        }
        self.push(Item::Glue { width: 0, stretch: ragged, shrink: 0 }, Part::Other);
        self.push(Item::Penalty { width: 0, penalty, flagged: false }, Part::Other);
        self.push(Item::Glue { width, stretch: -ragged, shrink: 0 }, Part::Space { at });
    }

    fn last_box(&mut self) -> Option<&mut Item<()>> {
        self.items.iter_mut().rev().find(|item| item.is_box())
    }

    /// How much of the end of `word` may hang out, in units.
    fn hang(&mut self, face: Face, word: &str) -> i32 {
        if self.style.alignment == Alignment::Ragged {
            return 0;
        }
        match word.chars().next_back() {
            Some(last @ ('.' | ',' | ';' | ':' | '-' | '–')) => {
                let advance = self.shaper.shape(face, last.encode_utf8(&mut [0; 4])).advance;
                #[allow(clippy::cast_possible_truncation)]
                let units = (advance as f32 * self.scale * UNITS * HANGING) as i32;
                units
            }
            _ => 0,
        }
    }

    /// A place where a line may end after a hyphen or dash of the text's own.
    fn explicit(&mut self, word: &str, after: &str) {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let mut before = word.chars().rev();
        if matches!(before.next(), Some('–' | '-')) && digit(before.next()) && digit(after.chars().next()) {
            // A range of numbers stays in one piece.
            return;
        }
        let face = self.pieces.last().map_or(self.style.roman, |piece| piece.face);
        let hanging = self.hang(face, word);
        self.penalty(-hanging, EXPLICIT_HYPHEN, true, Part::Other);
    }

    /// The items at which lines end.
    fn breaks(&mut self) -> Vec<usize> {
        #[allow(clippy::cast_possible_truncation)]
        let lengths = [(self.width * UNITS) as i32];
        let total: f64 = self.items.iter().map(|item| f64::from(natural(item))).sum();
        if total < f64::from(LONGEST * UNITS) {
            for threshold in [1.5, 3.0, 8.0] {
                let found = total_fit(&self.items, &lengths, threshold, 0);
                if found.is_empty() {
                    continue;
                }
                return self.without_ladders(found, &lengths);
            }
        }
        self.greedy(lengths[0])
    }

    /// Two lines in a row do not end in a hyphen where that can be had without a very loose line.
    fn without_ladders(&mut self, mut found: Vec<Breakpoint>, lengths: &[i32]) -> Vec<usize> {
        for _ in 0..6 {
            let flagged = |index: usize| self.items.get(index).is_some_and(Item::flagged);
            let rungs: Vec<usize> = found
                .windows(2)
                .filter(|pair| flagged(pair[0].index) && flagged(pair[1].index))
                .map(|pair| pair[1].index)
                .collect();
            let Some(&rung) = rungs.first() else { break };
            let Some(Item::Penalty { penalty, .. }) = self.items.get_mut(rung) else {
                break;
            };
            *penalty = INFINITE_PENALTY;
            let other = total_fit(&self.items, lengths, 2.5, 0);
            if other.is_empty() {
                break;
            }
            found = other;
        }
        found.into_iter().map(|point| point.index).collect()
    }

    /// Line by line: what fits, and at least something. For what cannot be broken as a whole.
    fn greedy(&self, width: i32) -> Vec<usize> {
        let end = self.items.len() - 1;
        let (mut breaks, mut start) = (Vec::new(), 0);
        loop {
            while start < end && !self.items[start].is_box() {
                start += 1;
            }
            let at = self.greedy_line(start, width);
            breaks.push(at);
            if at >= end {
                return breaks;
            }
            start = at + 1;
        }
    }

    /// The item at which a line ends that begins at item `start`: the last that fits, or else the first.
    fn greedy_line(&self, start: usize, width: i32) -> usize {
        let (mut used, mut fitting) = (0_i32, None);
        for index in start..self.items.len() {
            let (item, before) = (&self.items[index], index.checked_sub(1).map(|before| &self.items[before]));
            let (legal, hyphen) = match item {
                Item::Box { .. } => (false, 0),
                Item::Glue { .. } => (before.is_some_and(Item::is_box), 0),
                Item::Penalty { width, penalty, .. } => (*penalty < INFINITE_PENALTY, *width),
            };
            if legal {
                if used.saturating_add(hyphen) > width {
                    return fitting.unwrap_or(index);
                }
                fitting = Some(index);
            }
            used = used.saturating_add(natural(item));
        }
        fitting.unwrap_or(self.items.len() - 1)
    }

    /// Places the glyphs of the items of one line.
    fn line(&mut self, items: Range<usize>, last: bool, text: &Arc<str>, inlines: &[Inline]) -> Line {
        let end = items.end;
        let (fragments, spaces) = self.fragments(items);
        let hyphen = match self.parts.get(end) {
            Some(Part::Hyphen { piece }) => Some(*piece),
            _ => None,
        };
        let mut builder = LineBuilder::new(text, inlines, self.scale, self.style.size);
        let shapes: Vec<(usize, usize, Rc<Word>)> = fragments
            .iter()
            .map(|&(piece, start, end)| (piece, start, self.shaper.shape(self.pieces[piece].face, &text[start..end])))
            .collect();
        builder.end = fragments.last().map_or(0, |(_, _, end)| *end);
        let stretch = self.stretch(&shapes, spaces.len(), hyphen, last);
        let mut spaces = spaces.into_iter().peekable();
        for (piece, start, shape) in &shapes {
            let Piece { color, face, .. } = self.pieces[*piece];
            while let Some(at) = spaces.next_if(|at| *at < *start) {
                let space = self.shaper.shape(builder.face().unwrap_or(face), " ");
                builder.space(&space, at, color, stretch);
            }
            let substitutes = if shape.missing {
                shape.glyphs.iter().map(|glyph| self.shaper.is_substitute(shape, glyph)).collect()
            } else {
                Vec::new()
            };
            builder.word(shape, *start, color, &substitutes);
        }
        if let Some(piece) = hyphen {
            let Piece { color, face, .. } = self.pieces[piece];
            let shape = self.shaper.shape(face, "-");
            builder.hyphen(&shape, color);
        }
        let width = builder.x;
        let at = match self.space_at_end(end) {
            Some(Part::Space { at }) if !last => Some(at),
            // What stands beside the end of a text is another text.
            _ => last.then_some(text.len()),
        };
        if let (None, Some(at)) = (hyphen, at) {
            // It is not seen, but who takes the text out finds two words and not one.
            let face = builder.face().unwrap_or(self.style.roman);
            let space = self.shaper.shape(face, " ");
            builder.space(&space, at, self.style.color, 0.0);
            builder.end = text.len().min(at + 1);
        }
        builder.finish(width)
    }

    /// The space that vanishes at the line's end, wherever among the items of the break it is.
    fn space_at_end(&self, end: usize) -> Option<Part> {
        let parts = self.parts.get(end..)?;
        parts
            .iter()
            .take_while(|part| !matches!(part, Part::Fragment { .. }))
            .copied()
            .find(|part| matches!(part, Part::Space { .. }))
    }

    /// The text of a line: stretches of pieces, joined where they were only possible breaks, and the spaces between.
    fn fragments(&self, items: Range<usize>) -> (Vec<(usize, usize, usize)>, Vec<usize>) {
        let mut fragments: Vec<(usize, usize, usize)> = Vec::new();
        let (mut spaces, mut pending) = (Vec::new(), None);
        for part in &self.parts[items] {
            match *part {
                Part::Fragment { piece, start, end } => {
                    if !fragments.is_empty() {
                        spaces.extend(pending.take());
                    }
                    pending = None;
                    match fragments.last_mut() {
                        Some(last) if last.0 == piece && last.2 == start => last.2 = end,
                        _ => fragments.push((piece, start, end)),
                    }
                }
                Part::Space { at } => pending = Some(at),
                Part::Hyphen { .. } | Part::Other => {}
            }
        }
        (fragments, spaces)
    }

    /// What each space of a justified line gets, in points.
    fn stretch(
        &mut self,
        shapes: &[(usize, usize, Rc<Word>)],
        spaces: usize,
        hyphen: Option<usize>,
        last: bool,
    ) -> f32 {
        if self.style.alignment == Alignment::Ragged || spaces == 0 {
            return 0.0;
        }
        let mut width: f32 = shapes.iter().map(|(_, _, shape)| shape.advance as f32 * self.scale).sum();
        let face = shapes.last().map_or(self.style.roman, |(_, _, shape)| shape.face);
        let space = self.shaper.shape(face, " ").advance as f32 * self.scale;
        width += space * spaces as f32;
        let hang = match (hyphen, shapes.last()) {
            (Some(piece), _) => {
                let face = self.pieces[piece].face;
                self.hyphen_width(face) as f32 / UNITS
            }
            (None, Some((_, start, shape))) => {
                let end = start + shape.glyphs.last().map_or(0, |glyph| glyph.cluster as usize);
                let tail = self.text.get(end..).and_then(|rest| rest.chars().next()).map(String::from);
                -(self.hang(face, &tail.unwrap_or_default()) as f32) / UNITS
            }
            (None, None) => 0.0,
        };
        let missing = self.width - width - hang;
        // A last line is set as it is, and made narrower only where it would be too wide.
        if last && missing > 0.0 { 0.0 } else { missing / spaces as f32 }
    }
}

fn natural(item: &Item<()>) -> i32 {
    match item {
        Item::Box { width, .. } | Item::Glue { width, .. } => *width,
        Item::Penalty { .. } => 0,
    }
}

/// Where a word that is wider than the measure may be broken: between any two characters that are glyphs of their own.
fn emergency_cuts<'a>(shaped: &'a Word, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let clusters = shaped.glyphs.iter().map(|glyph| glyph.cluster as usize);
    let mut last = 0;
    clusters.filter(move |at| {
        let new = *at > last && word.is_char_boundary(*at);
        last = last.max(*at);
        new
    })
}

/// Gathers the glyphs of a line into runs.
struct LineBuilder<'a> {
    text: &'a Arc<str>,
    inlines: &'a [Inline],
    scale: f32,
    size: f32,
    x: f32,
    runs: Vec<Run>,
    start: Option<usize>,
    end: usize,
}

impl<'a> LineBuilder<'a> {
    fn new(text: &'a Arc<str>, inlines: &'a [Inline], scale: f32, size: f32) -> LineBuilder<'a> {
        LineBuilder { text, inlines, scale, size, x: 0.0, runs: Vec::new(), start: None, end: 0 }
    }

    fn face(&self) -> Option<Face> {
        self.runs.last().map(|run| run.face)
    }

    fn inline(&self, at: usize) -> u16 {
        let after = self.inlines.partition_point(|inline| inline.range.end <= at);
        self.inlines.get(after).filter(|inline| inline.range.start <= at).map_or(0, |inline| inline.index)
    }

    fn run(&mut self, face: Face, color: Color, inline: u16, actual: Option<Actual>) -> &mut Run {
        let fits = self.runs.last().is_some_and(|run| {
            run.face == face && run.color == color && run.inline == inline && run.actual.is_none() && actual.is_none()
        });
        if !fits {
            self.runs.push(Run { face, size: self.size, color, inline, actual, glyphs: Vec::new() });
        }
        let last = self.runs.len() - 1;
        &mut self.runs[last]
    }

    fn glyph(&mut self, glyph: super::shape::Glyph, at: usize, stretch: f32) -> Glyph {
        let x = self.x + f32::from(glyph.dx) * self.scale;
        self.x += f32::from(glyph.advance) * self.scale + stretch;
        self.start.get_or_insert(at);
        #[allow(clippy::cast_possible_truncation)]
        let at = at as u32;
        Glyph { id: glyph.id, at, x, rise: f32::from(glyph.dy) * self.scale }
    }

    fn word(&mut self, word: &Word, start: usize, color: Color, substitutes: &[bool]) {
        for (index, glyph) in word.glyphs.iter().enumerate() {
            let at = start + glyph.cluster as usize;
            let actual = substitutes.get(index).is_some_and(|substitute| *substitute).then_some(Actual::Text);
            let inline = self.inline(at);
            let placed = self.glyph(*glyph, at, 0.0);
            self.run(word.face, color, inline, actual).glyphs.push(placed);
        }
    }

    fn space(&mut self, space: &Word, at: usize, color: Color, stretch: f32) {
        if let Some(glyph) = space.glyphs.first() {
            let inline = self.inline(at);
            let placed = self.glyph(*glyph, at, stretch);
            self.run(space.face, color, inline, None).glyphs.push(placed);
        }
    }

    fn hyphen(&mut self, hyphen: &Word, color: Color) {
        if let Some(glyph) = hyphen.glyphs.first() {
            let (inline, at) = self
                .runs
                .last()
                .map_or((0, 0), |run| (run.inline, run.glyphs.last().map_or(0, |glyph| glyph.at as usize)));
            let placed = self.glyph(*glyph, at, 0.0);
            self.run(hyphen.face, color, inline, Some(Actual::SoftHyphen)).glyphs.push(placed);
        }
    }

    fn finish(self, width: f32) -> Line {
        let start = self.start.unwrap_or(0);
        Line { text: Arc::clone(self.text), start, end: self.end.max(start), width, runs: self.runs }
    }
}
