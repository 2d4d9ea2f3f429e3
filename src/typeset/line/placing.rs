//! The glyphs of a line in their places.

use super::super::font::Face;
use super::super::page::{Actual, Color, Glyph, Line, Run};
use super::super::shape::{self, Word};
use super::items::{Breaker, Part, Piece, UNITS};
use super::{Alignment, Inline};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

impl Breaker<'_> {
    /// Places the glyphs of the items of one line.
    pub(super) fn line(&mut self, items: Range<usize>, last: bool, text: &Arc<str>, inlines: &[Inline]) -> Line {
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
        let Slack { space: stretch, tracking } = self.slack(&shapes, spaces.len(), hyphen, last);
        builder.tracking = tracking;
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
        // What the last letter gives the next is nobody's.
        let width = builder.x - builder.letter_space();
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
    pub(super) fn space_at_end(&self, end: usize) -> Option<Part> {
        let parts = self.parts.get(end..)?;
        parts
            .iter()
            .take_while(|part| !matches!(part, Part::Fragment { .. }))
            .copied()
            .find(|part| matches!(part, Part::Space { .. }))
    }

    /// The text of a line: runs of pieces, joined where they were only possible breaks, and the spaces between.
    pub(super) fn fragments(&self, items: Range<usize>) -> (Vec<(usize, usize, usize)>, Vec<usize>) {
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

    /// What each space and each letter of a justified line gets.
    fn slack(
        &mut self,
        shapes: &[(usize, usize, Rc<Word>)],
        spaces: usize,
        hyphen: Option<usize>,
        last: bool,
    ) -> Slack {
        if self.style.alignment == Alignment::Ragged || spaces == 0 {
            return Slack::default();
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
        if last && missing > 0.0 {
            return Slack::default();
        }
        let glyphs: usize = shapes.iter().map(|(_, _, shape)| shape.glyphs.len()).sum();
        let gaps = (glyphs + spaces + usize::from(hyphen.is_some())).saturating_sub(1) as f32;
        let flexible = space * spaces as f32 / if missing > 0.0 { 2.0 } else { 3.0 };
        let share = missing / (flexible + gaps * self.style.size * self.tracking());
        // In whole thousandths, as a PDF says it; the spaces have the rest.
        #[allow(clippy::cast_possible_truncation)]
        let tracking = (share.clamp(-1.0, 1.0) * self.tracking() * 1000.0) as i8;
        let rest = missing - gaps * f32::from(tracking) / 1000.0 * self.style.size;
        Slack { space: rest / spaces as f32, tracking }
    }
}

/// What a line's words are set apart by, beyond what is theirs.
#[derive(Clone, Copy, Debug, Default)]
struct Slack {
    /// What each space gets, in points.
    space: f32,
    /// What each glyph gets, in thousandths of the size.
    tracking: i8,
}

/// Gathers the glyphs of a line into runs.
struct LineBuilder<'a> {
    text: &'a Arc<str>,
    inlines: &'a [Inline],
    scale: f32,
    size: f32,
    tracking: i8,
    x: f32,
    runs: Vec<Run>,
    start: Option<usize>,
    end: usize,
}

impl<'a> LineBuilder<'a> {
    fn new(text: &'a Arc<str>, inlines: &'a [Inline], scale: f32, size: f32) -> LineBuilder<'a> {
        LineBuilder { text, inlines, scale, size, tracking: 0, x: 0.0, runs: Vec::new(), start: None, end: 0 }
    }

    fn face(&self) -> Option<Face> {
        self.runs.last().map(|run| run.face)
    }

    /// What each glyph gets beyond its own width, in points.
    fn letter_space(&self) -> f32 {
        f32::from(self.tracking) / 1000.0 * self.size
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

    fn glyph(&mut self, glyph: shape::Glyph, at: usize, stretch: f32) -> Glyph {
        let x = self.x + f32::from(glyph.dx) * self.scale;
        self.x += f32::from(glyph.advance) * self.scale + self.letter_space() + stretch;
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
        let (text, end) = (Arc::clone(self.text), self.end.max(start));
        Line { text, start, end, width, tracking: self.tracking, runs: self.runs }
    }
}
