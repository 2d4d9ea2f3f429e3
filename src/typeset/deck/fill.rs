//! From pieces of text to slides: as large as they fit on one, and where they do not fit at the least size, divided.
//!
//! A text is divided at sentences; within a sentence only where that alone is higher than a slide. Where several slides
//! are needed, no fewer would do, and what they hold is about the same.

use super::stage::{STEPS, Sizes, Stage};
use crate::compose::{Languages, MarkedRange, Text};
use crate::typeset::line::{Inline, Style, narrowed, set};
use crate::typeset::page::{Color, Line};
use crate::typeset::shape::Shaper;
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

/// The most slides on which text is made larger again and shared out evenly: where there are more, nobody compares.
const BALANCED: usize = 4;

/// The fewest lines of a sentence that are worth parting from the rest of it.
const SOME: usize = 3;

/// The space between words of one size and words of another, as a share of the size of those below.
const BETWEEN: f32 = 0.3;

/// A text that stands on slides.
pub struct Piece {
    /// What it says.
    pub text: Text,
    /// The same, as the lines keep it.
    pub shared: Arc<str>,
    /// The element that it belongs to, with those inside it.
    pub element: usize,
    /// The elements inside it.
    pub inlines: Vec<Inline>,
    /// What is marked in it.
    pub marks: Vec<MarkedRange>,
    /// How large it is.
    pub sizes: Sizes,
    /// How it is set at a size.
    pub style: fn(f32) -> Style,
    /// Its colour.
    pub color: Color,
    /// What of it is set large, in order, and how large the rest is. All of it is of one size where there is nothing here.
    pub large: Option<(Vec<Range<usize>>, Sizes)>,
    /// How far it is moved to the right, as a share of its size.
    pub indent: f32,
    /// The space above it, as a share of its size.
    pub before: f32,
    /// What stands left of its first line.
    pub label: Option<Label>,
    /// The rule at its left: which, and its colour. Pieces of one rule share it.
    pub rule: Option<(usize, Color)>,
    /// Whether it is to stand with what follows.
    pub heads: bool,
    /// Whether it goes to the next slide rather than being divided.
    pub moves: bool,
    /// Whether its lines are about as long as one another.
    pub even: bool,
}

/// What stands left of a text.
pub struct Label {
    /// What it says.
    pub text: Text,
    /// The element that it belongs to.
    pub element: usize,
    /// Its colour.
    pub color: Color,
}

/// A line in its place among others.
#[derive(Clone)]
pub struct Strip {
    /// The piece that it is of.
    pub piece: usize,
    /// Whether it is the first of its piece.
    pub first: bool,
    /// The space above it, which vanishes at the top of a slide.
    pub before: f32,
    /// How it is set.
    pub style: Style,
    /// How far from the left edge.
    pub x: f32,
    /// The line.
    pub line: Arc<Line>,
}

impl Strip {
    fn height(&self) -> f32 {
        self.before + self.style.leading
    }
}

/// What stands on a slide.
pub type Filled = Vec<Strip>;

/// How high strips are, the first of them at the top.
pub fn height(strips: &[Strip]) -> f32 {
    strips.iter().map(Strip::height).sum::<f32>() - strips.first().map_or(0.0, |first| first.before)
}

/// Fills slides with pieces.
pub struct Filler<'a> {
    /// Where they stand.
    stage: &'a Stage,
    /// In which languages.
    languages: &'a Languages,
    /// What sets them.
    shaper: &'a mut Shaper,
    /// What was set already: of each piece, step and range the lines.
    known: HashMap<(usize, u8, usize, usize), Rc<[Strip]>>,
}

impl<'a> Filler<'a> {
    /// Fills slides of this look.
    pub fn new(stage: &'a Stage, languages: &'a Languages, shaper: &'a mut Shaper) -> Filler<'a> {
        Filler { stage, languages, shaper, known: HashMap::new() }
    }

    /// Fills as few slides as can be, with text as large as can be on so many.
    pub fn fill(&mut self, pieces: &[Piece]) -> Vec<Filled> {
        let mut filled = self.on_one(pieces).unwrap_or_else(|| self.on_several(pieces));
        for slide in &mut filled {
            self.even_out(pieces, slide);
        }
        filled
    }

    /// Fills one slide, with text as large as can be; `None` where one does not do.
    fn on_one(&mut self, pieces: &[Piece]) -> Option<Vec<Filled>> {
        let limit = self.stage.height();
        // What is measured roughly is nearly right; so two sizes are tried, and not all.
        let mut step = (0..=STEPS).find(|step| self.estimate(pieces, *step) <= limit)?;
        let (mut best, mut too_large) = (None, false);
        loop {
            let found = self.attempt(pieces, step, limit);
            match found.len() {
                0 | 1 if too_large || step == 0 => return Some(found),
                0 | 1 => {
                    best = Some(found);
                    step -= 1;
                }
                _ if best.is_some() || step == STEPS => return best,
                _ => {
                    too_large = true;
                    step += 1;
                }
            }
        }
    }

    /// About how high all pieces are at a step, as if no line ended before the edge.
    fn estimate(&mut self, pieces: &[Piece], step: u8) -> f32 {
        let mut height = 0.0;
        for (index, piece) in pieces.iter().enumerate() {
            for (part, (range, size)) in parts(piece, &(0..piece.text.as_str().len()), step).into_iter().enumerate() {
                let style = (piece.style)(size);
                let width = self.stage.right - self.stage.left - piece.indent * size;
                let lines = (self.length(piece, &range, &style) * size / width).ceil().max(1.0);
                let before = if part > 0 { BETWEEN } else { piece.before };
                height += lines * style.leading + if index + part > 0 { before * size } else { 0.0 };
            }
        }
        height
    }

    /// How long a part of a text is on one line, as a share of its size.
    fn length(&mut self, piece: &Piece, range: &Range<usize>, style: &Style) -> f32 {
        let words = piece.shared.get(range.clone()).unwrap_or_default().split_whitespace();
        let space = self.shaper.shape(style.roman, " ").advance;
        let length: i32 = words.map(|word| self.shaper.shape(style.roman, word).advance + space).sum();
        length as f32 / 1000.0
    }

    /// Fills as few slides as the smallest text takes.
    fn on_several(&mut self, pieces: &[Piece]) -> Vec<Filled> {
        let limit = self.stage.height();
        let mut best = self.attempt(pieces, STEPS, limit);
        let count = best.len();
        if count > BALANCED {
            return best;
        }
        let (mut fits, mut too_large) = (STEPS, None);
        while too_large.map_or(0, |step: u8| step + 1) < fits {
            let step = u8::midpoint(too_large.map_or(0, |step| step + 1), fits);
            let found = self.attempt(pieces, step, limit);
            if found.len() == count {
                (best, fits) = (found, step);
            } else {
                too_large = Some(step);
            }
        }
        if count > 1 { self.balance(pieces, fits, best) } else { best }
    }

    /// Makes the lines of what is to have them so about as long as one another.
    fn even_out(&mut self, pieces: &[Piece], slide: &mut Filled) {
        for (index, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.even) {
            let own = || slide.iter().filter(|strip| strip.piece == index);
            let (Some(first), Some(last), count) = (own().next(), own().next_back(), own().count()) else { continue };
            let (style, width) = (first.style, self.stage.right - first.x);
            let range = trimmed(&piece.shared, &(first.line.start..last.line.end.min(piece.shared.len())));
            let text = piece.text.slice(&range);
            let width = narrowed(self.shaper, &text, &style, width, self.languages);
            let lines = self.lines(piece, &range, &style, width);
            if lines.len() == count {
                for (strip, line) in slide.iter_mut().filter(|strip| strip.piece == index).zip(lines) {
                    strip.line = line;
                }
            }
        }
    }

    /// The same number of slides, the fullest of them as empty as can be.
    fn balance(&mut self, pieces: &[Piece], step: u8, mut best: Vec<Filled>) -> Vec<Filled> {
        let total: f32 = best.iter().map(|strips| height(strips)).sum();
        let (mut low, mut high) = (total / best.len() as f32, self.stage.height());
        while high - low > 12.0 {
            let middle = f32::midpoint(low, high);
            let found = self.attempt(pieces, step, middle);
            if found.len() == best.len() {
                (best, high) = (found, middle);
            } else {
                low = middle;
            }
        }
        best
    }

    /// Fills slides up to a height with text of one step.
    fn attempt(&mut self, pieces: &[Piece], step: u8, limit: f32) -> Vec<Filled> {
        let mut slides: Vec<Filled> = vec![Vec::new()];
        for (index, piece) in pieces.iter().enumerate() {
            let mut rest = 0..piece.text.as_str().len();
            loop {
                let strips = self.strips(pieces, index, &rest, step);
                let Some(slide) = slides.last_mut() else { break };
                let mut joined = slide.clone();
                joined.extend(strips.iter().cloned());
                if height(&joined) <= limit {
                    *slide = joined;
                    break;
                }
                let begun = !slide.is_empty();
                let above = strips.first().filter(|_| begun).map_or(0.0, |first| first.before);
                let room = limit - height(slide) - above;
                let whole = piece.moves && height(&strips) <= self.stage.height();
                if whole && !begun {
                    *slide = joined;
                    break;
                }
                let divided = if whole { None } else { self.divide(pieces, index, &rest, step, room) };
                let end = match divided {
                    Some(end) => end,
                    None if begun && !self.is_endless(pieces, index, &rest, step, room) => {
                        turn(pieces, &mut slides);
                        continue;
                    }
                    // Not even a sentence fits on a slide.
                    None => by_words(&strips, room, &rest),
                };
                let part = self.strips(pieces, index, &(rest.start..end), step);
                slide.extend(part.iter().cloned());
                rest.start = end;
                slides.push(Vec::new());
                if rest.is_empty() {
                    break;
                }
            }
        }
        slides.retain(|slide| !slide.is_empty());
        slides
    }

    /// Where the text at `rest` may be divided so that its first part is at most `room` high: after a sentence.
    fn divide(&mut self, pieces: &[Piece], index: usize, rest: &Range<usize>, step: u8, room: f32) -> Option<usize> {
        let strips = self.strips(pieces, index, rest, step);
        let reach = fitting(&strips, room).last().map(|strip| strip.line.end)?;
        let text = &pieces[index].shared;
        let ends: Vec<usize> = sentences(text, rest).take_while(|end| text[..*end].trim_end().len() <= reach).collect();
        ends.into_iter().rev().filter(|end| *end < rest.end).find(|end| {
            let part = self.strips(pieces, index, &(rest.start..*end), step);
            !part.is_empty() && height(&part) <= room
        })
    }

    /// Whether the next sentence is higher than a slide, so that it is divided anyway, and some of it fits into `room`.
    fn is_endless(&mut self, pieces: &[Piece], index: usize, rest: &Range<usize>, step: u8, room: f32) -> bool {
        let end = sentences(&pieces[index].shared, rest).next().unwrap_or(rest.end);
        let sentence = self.strips(pieces, index, &(rest.start..end), step);
        height(&sentence) > self.stage.height() && fitting(&sentence, room).len() >= SOME
    }

    /// The lines of a part of a piece. Of a long one only so many are set as are more than a slide's.
    fn strips(&mut self, pieces: &[Piece], index: usize, range: &Range<usize>, step: u8) -> Rc<[Strip]> {
        let key = (index, step, range.start, range.end);
        if let Some(known) = self.known.get(&key) {
            return Rc::clone(known);
        }
        let strips: Rc<[Strip]> = self.set_part(pieces, index, range, step).into();
        self.known.insert(key, Rc::clone(&strips));
        strips
    }

    fn set_part(&mut self, pieces: &[Piece], index: usize, range: &Range<usize>, step: u8) -> Vec<Strip> {
        let piece = &pieces[index];
        let mut strips: Vec<Strip> = Vec::new();
        let mut used = 0.0;
        for (range, size) in parts(piece, range, step) {
            let style = Style { color: piece.color, ..(piece.style)(size) };
            let x = self.stage.left + piece.indent * size;
            let width = self.stage.right - x;
            let before = if strips.is_empty() { piece.before } else { BETWEEN };
            let mut rest = range;
            while !rest.is_empty() && used <= self.stage.height() {
                let some = window(&piece.shared, &rest, self.stage, size);
                let lines = self.lines(piece, &some, &style, width);
                // The last line of a window is not whole.
                let kept = if some.end < rest.end { lines.len().saturating_sub(1).max(1) } else { lines.len() };
                rest.start =
                    if some.end < rest.end { lines.get(kept - 1).map_or(some.end, |line| line.end) } else { rest.end };
                for (at, line) in lines.into_iter().take(kept).enumerate() {
                    let before = if at == 0 { before * size } else { 0.0 };
                    used += style.leading + before;
                    strips.push(Strip { piece: index, first: false, before, style, x, line });
                }
            }
        }
        if let Some(first) = strips.first_mut() {
            first.first = range.start == 0;
        }
        strips
    }

    /// Lines of a part of a text. They know their place in the whole.
    fn lines(&mut self, piece: &Piece, range: &Range<usize>, style: &Style, width: f32) -> Vec<Arc<Line>> {
        let range = trimmed(&piece.shared, range);
        let text = piece.text.slice(&range);
        let within = |inline: &Inline| {
            let (start, end) = (inline.range.start.max(range.start), inline.range.end.min(range.end));
            (start < end).then(|| Inline { range: start - range.start..end - range.start, index: inline.index })
        };
        let inlines: Vec<Inline> = piece.inlines.iter().filter_map(within).collect();
        let mut lines = set(self.shaper, &text, style, width, self.languages, &inlines);
        let spaced = piece.shared.get(range.end..).is_some_and(|rest| rest.starts_with(' '));
        for line in &mut lines {
            let Some(line) = Arc::get_mut(line) else { continue };
            let last = line.end == text.as_str().len();
            line.text = Arc::clone(&piece.shared);
            line.start += range.start;
            line.end += range.start + usize::from(last && spaced);
            for glyph in line.runs.iter_mut().flat_map(|run| &mut run.glyphs) {
                glyph.at += u32::try_from(range.start).unwrap_or(u32::MAX);
            }
        }
        lines
    }
}

/// Begins a slide, and takes along what is to stand with what follows.
fn turn(pieces: &[Piece], slides: &mut Vec<Filled>) {
    let Some(slide) = slides.last_mut() else { return };
    let kept = slide.iter().rposition(|strip| !pieces[strip.piece].heads).map_or(0, |last| last + 1);
    // What heads alone stays: it would only head an empty slide again.
    let along = if kept == 0 { Vec::new() } else { slide.split_off(kept) };
    slides.push(along);
}

/// The strips that fit into `room`, from the first on.
fn fitting(strips: &[Strip], room: f32) -> &[Strip] {
    let count = (1..=strips.len()).take_while(|count| height(&strips[..*count]) <= room).count();
    &strips[..count]
}

/// Where a text is divided of which not even a sentence fits: after the last line that does.
fn by_words(strips: &[Strip], room: f32, rest: &Range<usize>) -> usize {
    let last = fitting(strips, room).last().or(strips.first());
    last.map_or(rest.end, |strip| strip.line.end).clamp(rest.start, rest.end)
}

/// Where the sentences of a part of a text end, with the space after them.
fn sentences(text: &str, range: &Range<usize>) -> impl Iterator<Item = usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let ends = SentenceSegmenter::new(SentenceBreakInvariantOptions::default()).segment_str(part);
    let start = range.start;
    ends.filter(|end| *end > 0).map(move |end| start + end)
}

/// The parts of a piece at `range` with their sizes: what is large and what is around it.
fn parts(piece: &Piece, range: &Range<usize>, step: u8) -> Vec<(Range<usize>, f32)> {
    let Some((large, around)) = &piece.large else {
        return vec![(range.clone(), piece.sizes.at(step))];
    };
    let mut parts = Vec::new();
    let mut at = range.start;
    for block in large {
        let (start, end) = (block.start.clamp(at, range.end), block.end.clamp(at, range.end));
        parts.push((at..start, around.at(step)));
        parts.push((start..end, piece.sizes.at(step)));
        at = end;
    }
    parts.push((at..range.end, around.at(step)));
    parts.retain(|(range, _)| !trimmed(&piece.shared, range).is_empty());
    parts
}

/// A range without the white space at its ends.
fn trimmed(text: &str, range: &Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let end = range.start + words.trim_end().len();
    let start = range.start + (words.len() - words.trim_start().len());
    start.min(end)..end
}

/// So much of a text as is surely more than a slide holds.
fn window(text: &str, range: &Range<usize>, stage: &Stage, size: f32) -> Range<usize> {
    // Letters are hardly ever narrower than a quarter of their size.
    let letters = (stage.width() / (size * 0.25)) * (stage.height() / size);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand")]
    let most = letters as usize * 2;
    let Some(part) = text.get(range.clone()).filter(|part| part.len() > most) else { return range.clone() };
    let floor = part.floor_char_boundary(most);
    let end = part[..floor].rfind(char::is_whitespace).filter(|end| *end > 0).unwrap_or(floor);
    range.start..range.start + end
}
