//! From a text to boxes, glue and penalties.

use super::super::font::Face;
use super::super::hyphenate::{self, Point};
use super::super::page::Color;
use super::super::shape::{Shaper, Word};
use super::super::style_sheet::Design;
use super::address::{addresses, divisions};
use super::bound::is_bound;
use super::{Alignment, Style};
use crate::compose::{Emphasis, Languages, Text};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use paragraph_breaker::{INFINITE_PENALTY, Item};
use std::ops::Range;

/// Items are measured in hundredths of a point: whole numbers, small enough for long paragraphs.
pub(super) const UNITS: f32 = 100.0;
/// What a hyphen costs: a loose line is better, a very loose one is not.
const HYPHEN: i32 = 70;
/// The same where the right edge is ragged and a hyphen gains little.
const RAGGED_HYPHEN: i32 = 180;
/// How many times as much a hyphen costs in a compound where its joint is not.
const BESIDE_JOINT: i32 = 4;
/// What a break after a hyphen of the text's own costs.
const EXPLICIT_HYPHEN: i32 = 40;
/// What a break in an address costs.
const ADDRESS: i32 = 60;
/// What a break inside an unbreakable word costs.
const EMERGENCY: i32 = 1000;
/// What a last line of one short word costs: more than anything but a line that is too wide.
const RUNT: i32 = 3000;
/// What lines of the present design may give or take.
const TRACKING: f32 = 0.012;
/// How much of a punctuation mark hangs out at the right edge.
const HANGING: f32 = 0.5;

/// What an item stands for.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// Text, as an index of a piece and the bytes.
    Fragment { piece: usize, start: usize, end: usize },
    /// The space at a byte.
    Space { at: usize },
    /// A place to divide a word with a hyphen.
    Hyphen { piece: usize },
    /// Anything else.
    Other,
}

/// How a word may be divided.
#[derive(Clone, Copy)]
pub(super) enum Division {
    /// Between syllables, with a hyphen.
    Syllables(hypher::Lang),
    /// Only where it is wider than a line: between syllables, where they are known.
    Emergency(Option<hypher::Lang>),
    /// After signs that part an address, without a hyphen.
    Address,
}

/// Whether a line may end at a space.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Binding {
    /// It may.
    Free,
    /// Only where a line would be too wide: a short last word would be left over.
    Last,
    /// It must not: the words belong together.
    Bound,
}

/// A fragment of a word in one style.
pub(super) struct Piece {
    pub(super) face: Face,
    pub(super) color: Color,
    pub(super) start: usize,
    pub(super) end: usize,
}

pub(super) struct Breaker<'a> {
    pub(super) shaper: &'a mut Shaper,
    pub(super) text: &'a str,
    pub(super) style: &'a Style,
    pub(super) width: f32,
    pub(super) scale: f32,
    pub(super) pieces: Vec<Piece>,
    pub(super) items: Vec<Item<()>>,
    pub(super) parts: Vec<Part>,
    /// How many glyphs there are since the last space.
    pub(super) letters: i32,
}

impl Breaker<'_> {
    /// Turns the text into boxes, glue and penalties.
    pub(super) fn collect(&mut self, text: &Text, languages: &Languages) {
        let spans: Vec<_> = text.spans().collect();
        let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
        let whole = self.text;
        let mut start = 0;
        let mut first_span = 0;
        let is_present = self.style.design == Design::Present;
        let addresses: Vec<Range<usize>> = addresses(whole).filter(|_| is_present).collect();
        let inside = |at: &usize| addresses.iter().any(|address| address.start < *at && *at < address.end);
        for end in segmenter.segment_str(whole).filter(|end| *end > 0 && !inside(end)) {
            let segment = &whole[start..end];
            let word = segment.trim_end_matches([' ', '\t', '\n', '\r']);
            let (word_end, last) = (start + word.len(), end == whole.len());
            while spans.get(first_span).is_some_and(|(range, _)| range.end <= start) {
                first_span += 1;
            }
            let of_word = || spans[first_span..].iter().take_while(|(range, _)| range.start < word_end);
            let width: i32 = of_word()
                .map(|(range, span)| {
                    let part = &whole[range.start.max(start)..range.end.min(word_end)];
                    self.shaper.shape(self.style.face(span.emphasis), part).advance
                })
                .sum();
            let too_wide = width as f32 * self.scale > self.width;
            for (range, span) in of_word() {
                let piece = Piece {
                    face: self.style.face(span.emphasis),
                    color: if span.emphasis == Emphasis::Quiet { self.style.quiet } else { self.style.color },
                    start: range.start.max(start),
                    end: range.end.min(word_end),
                };
                let at = piece.start..piece.end;
                // What would fill line after line is no word; hyphens help nobody to read it.
                let endless = width as f32 * self.scale > 3.0 * self.width;
                let division = match hyphenate::language(languages.tag(span.language_role)) {
                    _ if addresses.iter().any(|address| address.start < at.end && at.start < address.end) => {
                        Division::Address
                    }
                    // The last word of a paragraph stays whole, if it can.
                    Some(language) if self.style.hyphenate && !last && !endless => Division::Syllables(language),
                    language => Division::Emergency(language.filter(|_| !endless)),
                };
                self.piece(piece, division, too_wide);
            }
            if !last {
                if word_end < end {
                    let role = spans.get(first_span).map_or(text.language_role(), |(_, span)| span.language_role);
                    let next =
                        whole[end..].split(|c: char| c.is_whitespace() && c != '\u{a0}').next().unwrap_or_default();
                    let before = whole[..word_end].rsplit(' ').next().unwrap_or_default();
                    let binding = if is_present && is_bound(before, next, languages.tag(role)) {
                        Binding::Bound
                    } else if whole.len() - end <= 5 {
                        Binding::Last
                    } else {
                        Binding::Free
                    };
                    self.space(word, word_end, binding);
                } else {
                    self.explicit(word, &whole[end..]);
                }
            }
            start = end;
        }
        self.push(Item::Glue { width: 0, stretch: 100_000_000, shrink: 0 }, Part::Other);
        self.push(Item::Penalty { width: 0, penalty: -INFINITE_PENALTY, flagged: false }, Part::Other);
    }

    pub(super) fn push(&mut self, item: Item<()>, part: Part) {
        self.items.push(item);
        self.parts.push(part);
    }

    pub(super) fn units(&self, font_units: i32) -> i32 {
        #[allow(clippy::cast_possible_truncation)]
        let units = (font_units as f32 * self.scale * UNITS).round() as i32;
        units
    }

    pub(super) fn piece(&mut self, piece: Piece, division: Division, too_wide: bool) {
        let index = self.pieces.len();
        let (face, start, end) = (piece.face, piece.start, piece.end);
        self.pieces.push(piece);
        let word = &self.text[start..end];
        let shaped = self.shaper.shape(face, word);
        self.letters += i32::try_from(shaped.glyphs.len()).unwrap_or(i32::MAX / 2);
        let cuts = self.cuts(&shaped, word, division, too_wide);
        let hyphen = if cuts.iter().any(|cut| cut.hyphen) { self.hyphen_width(face) } else { 0 };
        let (mut from, mut before, mut glyph, mut advance) = (0, 0, 0, 0);
        for Cut { at, hyphen: hyphenated, cost } in cuts {
            while let Some(next) = shaped.glyphs.get(glyph).filter(|glyph| (glyph.cluster as usize) < at) {
                advance += i32::from(next.advance);
                glyph += 1;
            }
            let width = self.units(advance - before);
            let part = Part::Fragment { piece: index, start: start + from, end: start + at };
            self.push(Item::Box { width, data: () }, part);
            if hyphenated {
                self.penalty(hyphen, cost, true, Part::Hyphen { piece: index });
            } else {
                self.penalty(0, cost, false, Part::Other);
            }
            (from, before) = (at, advance);
        }
        let width = self.units(shaped.advance - before);
        self.push(Item::Box { width, data: () }, Part::Fragment { piece: index, start: start + from, end });
    }

    /// Where a piece of a word may be divided. The word as a whole may be wider than a line where none of its pieces is.
    fn cuts(&self, shaped: &Word, word: &str, division: Division, too_wide: bool) -> Vec<Cut> {
        let wide = |advance: i32| advance as f32 * self.scale > self.width;
        let usual = if self.style.alignment == Alignment::Ragged { RAGGED_HYPHEN } else { HYPHEN };
        let mut cuts = Vec::new();
        match division {
            Division::Address => cuts.extend(divisions(word).map(|at| Cut { at, hyphen: false, cost: ADDRESS })),
            Division::Syllables(language) => {
                hyphenate::points(word, language, self.style.design, |Point { at, good }| {
                    cuts.push(Cut { at, hyphen: true, cost: if good { usual } else { usual * BESIDE_JOINT } });
                });
            }
            Division::Emergency(Some(language)) if too_wide => {
                hyphenate::points(word, language, self.style.design, |Point { at, .. }| {
                    cuts.push(Cut { at, hyphen: true, cost: usual });
                });
            }
            Division::Emergency(_) => {}
        }
        if !too_wide {
            return cuts;
        }
        // What is wider than a line even so is broken between any two glyphs.
        let ends: Vec<usize> = std::iter::once(0).chain(cuts.iter().map(|cut| cut.at)).chain([word.len()]).collect();
        let advance = |from: usize, to: usize| -> i32 {
            let glyphs = shaped.glyphs.iter().filter(|glyph| (from..to).contains(&(glyph.cluster as usize)));
            glyphs.map(|glyph| i32::from(glyph.advance)).sum()
        };
        let parts = ends.windows(2).filter(|part| cuts.is_empty() || wide(advance(part[0], part[1])));
        let within: Vec<(usize, usize)> = parts.map(|part| (part[0], part[1])).collect();
        let broken = emergency_cuts(shaped, word).filter(|at| within.iter().any(|(from, to)| from < at && at < to));
        cuts.extend(broken.map(|at| Cut { at, hyphen: false, cost: EMERGENCY }));
        cuts.sort_by_key(|cut| cut.at);
        cuts
    }

    /// How much room each letter of a justified line may give or take, as a share of the size.
    pub(super) fn tracking(&self) -> f32 {
        match self.style.design {
            Design::First => 0.0,
            Design::Present => TRACKING,
        }
    }

    pub(super) fn hyphen_width(&mut self, face: Face) -> i32 {
        let width = self.shaper.shape(face, "-").advance;
        let hanging = if self.style.alignment == Alignment::Justified { 1.0 - HANGING } else { 1.0 };
        #[allow(clippy::cast_possible_truncation)]
        let units = (width as f32 * self.scale * UNITS * hanging).round() as i32;
        units
    }

    /// A place where a line may end inside a word.
    pub(super) fn penalty(&mut self, width: i32, penalty: i32, flagged: bool, part: Part) {
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
    pub(super) fn raggedness(&self) -> i32 {
        match self.style.alignment {
            Alignment::Justified => 0,
            #[allow(clippy::cast_possible_truncation)]
            Alignment::Ragged => (self.width.min(600.0) * UNITS * 0.18) as i32,
        }
    }

    pub(super) fn space(&mut self, word: &str, at: usize, binding: Binding) {
        let face = self.pieces.last().map_or(self.style.roman, |piece| piece.face);
        let space = self.shaper.shape(face, " ").advance;
        let width = self.units(space);
        let ragged = self.raggedness();
        // Letters give way too, so little that nobody sees it.
        #[allow(clippy::cast_possible_truncation)]
        let tracking = (std::mem::take(&mut self.letters) as f32 * self.style.size * self.tracking() * UNITS) as i32;
        let penalty = match binding {
            Binding::Free => 0,
            Binding::Last => RUNT,
            Binding::Bound => INFINITE_PENALTY,
        };
        if ragged == 0 {
            let hanging = self.hang(face, word);
            if let Some(Item::Box { width, .. }) = self.last_box() {
                *width -= hanging;
            }
            if binding != Binding::Free {
                self.push(Item::Penalty { width: 0, penalty, flagged: false }, Part::Other);
            }
            let (stretch, shrink) = (width / 2 + tracking, width / 3 + tracking);
            return self.push(Item::Glue { width: width + hanging, stretch, shrink }, Part::Space { at });
        }
        if binding == Binding::Bound {
            self.push(Item::Penalty { width: 0, penalty, flagged: false }, Part::Other);
            return self.push(Item::Glue { width, stretch: 0, shrink: 0 }, Part::Space { at });
        }
        self.push(Item::Glue { width: 0, stretch: ragged, shrink: 0 }, Part::Other);
        self.push(Item::Penalty { width: 0, penalty, flagged: false }, Part::Other);
        self.push(Item::Glue { width, stretch: -ragged, shrink: 0 }, Part::Space { at });
    }

    pub(super) fn last_box(&mut self) -> Option<&mut Item<()>> {
        self.items.iter_mut().rev().find(|item| item.is_box())
    }

    /// How much of the end of `word` may hang out, in units.
    pub(super) fn hang(&mut self, face: Face, word: &str) -> i32 {
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
    pub(super) fn explicit(&mut self, word: &str, after: &str) {
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
}

/// A place where a word may be divided.
struct Cut {
    /// Where, in bytes.
    at: usize,
    /// Whether a hyphen stands there.
    hyphen: bool,
    /// What it costs.
    cost: i32,
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
