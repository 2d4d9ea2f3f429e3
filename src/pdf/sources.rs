//! The source map of a PDF, kept inside it: which words stand where.
//!
//! A later Bilag may lay a meeting out otherwise, and a comment that comes back must still find the words that it was put on.
//! So the lines of the pages are embedded beside the meeting: the part of the meeting that each is of, its bytes, and where
//! each of its words begins. Letters within a word are measured again with the face that set them.
//!
//! The file is JSON: `{"layout": 1, "lines": [[page, origin, face, size, x, y, width, start, end, [word, …]], …]}`, pages from
//! 0, distances in hundredths of a point from the upper left corner, words as distances from the line's beginning; and where
//! there are slides `"slides": [[slide, page, x, y, width, height], …]`. `"said"` has, by the name of an annotation, what Bilag put
//! below its text in words of its own ([`super::said`]): so these are never compared with those of another day. `"pages"` has what
//! else stands on each page ([`super::sent`]).

#![warn(clippy::indexing_slicing, clippy::cast_sign_loss)]

use super::said::Record;
use super::sent::{self, StoredPage};
use crate::compose::Origin;
use crate::meeting::{AgendaItemId, AnnotationId, Meeting, SlideKey};
use crate::typeset::Face;
use crate::typeset::page::{Area, Glyph, Layout, Line, PlacedSlide, Run};
use crate::typeset::shape::Shaper;
use crate::typeset::source::{PlacedLine, SourceMap};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The version of the format.
const VERSION: u32 = 1;
/// The most lines that are read from one file.
const MOST: usize = 1_000_000;

#[derive(Serialize, Deserialize)]
struct Sources {
    layout: u32,
    lines: Vec<Stored>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    slides: Vec<StoredSlide>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    said: Option<Record>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pages: Vec<StoredPage>,
}

/// Slide, page, x, y, width, height.
#[derive(Serialize, Deserialize)]
struct StoredSlide(SlideKey, usize, i32, i32, i32, i32);

/// What a PDF keeps of where things stand on its pages.
#[derive(Debug)]
pub struct StoredSourceMap {
    /// The lines of the meeting's words.
    pub lines: Vec<StoredLine>,
    /// The slides.
    pub slides: Vec<PlacedSlide>,
    /// What Bilag put below the text of annotations; `None` in a PDF of a time when that was not kept.
    pub said: Option<Record>,
    /// What else stands on the pages; none in a PDF of a time when that was not kept.
    pub pages: Vec<StoredPage>,
}

/// Page, origin, face, size, x, y, width, start, end, words.
#[derive(Serialize, Deserialize)]
struct Stored(usize, String, usize, i32, i32, i32, i32, usize, usize, Vec<i32>);

/// A line of a page as it was when the PDF was made.
#[derive(Debug)]
pub struct StoredLine {
    /// Its page, from 0.
    pub page: usize,
    /// The part of the meeting that it is of.
    pub origin: Origin,
    /// Where it begins, and its base line.
    pub at: [f32; 2],
    /// The line.
    pub line: Arc<Line>,
}

impl StoredLine {
    /// The line with the part of the meeting that it is of, as the source map has it.
    #[must_use]
    pub fn place(&self) -> (&Origin, PlacedLine<'_>) {
        (&self.origin, PlacedLine { page: self.page, at: self.at, line: &self.line, element: 0 })
    }
}

/// The lines and slides of a layout as a file, with what annotations say besides their text. `digests` are those of its pages'
/// content.
#[must_use]
pub fn write(layout: &Layout, said: Record, digests: &[String]) -> String {
    let map = SourceMap::of(layout);
    let mut lines: Vec<Stored> = Vec::new();
    for (origin, place) in map.all() {
        let (Some(origin), Some(run)) = (name(origin), place.line.runs.first()) else { continue };
        let [x, y] = place.at;
        let line = place.line;
        let words = word_starts(line).into_iter().map(hundredths).collect();
        lines.push(Stored(
            place.page,
            origin,
            run.face as usize,
            hundredths(run.size),
            hundredths(x),
            hundredths(y),
            hundredths(line.width),
            line.start,
            line.end,
            words,
        ));
    }
    lines.sort_by_key(|line| (line.0, line.5, line.4));
    let stored = |PlacedSlide { key, page, area }: &PlacedSlide| {
        let [x, y, width, height] = [area.x, area.y, area.width, area.height].map(hundredths);
        StoredSlide(key.clone(), *page, x, y, width, height)
    };
    let slides = layout.slides.iter().map(stored).collect();
    serde_json::to_string(&Sources {
        layout: VERSION,
        lines,
        slides,
        said: Some(said),
        pages: sent::store(layout, digests),
    })
    .unwrap_or_default()
}

/// What a file keeps; `None` where it is not one, or from another version.
#[must_use]
pub fn read(bytes: &[u8], meeting: &Meeting) -> Option<StoredSourceMap> {
    let sources: Sources = serde_json::from_slice(bytes).ok()?;
    if sources.layout != VERSION {
        return None;
    }
    let mut shaper = Shaper::default();
    let kept = |stored: Stored| restore(stored, meeting, &mut shaper);
    let lines = sources.lines.into_iter().take(MOST).filter_map(kept).collect();
    let shown = |StoredSlide(key, page, x, y, width, height)| {
        let [x, y, width, height] = [x, y, width, height].map(points);
        PlacedSlide { key, page, area: Area { x, y, width, height } }
    };
    let slides = sources.slides.into_iter().take(MOST).map(shown).collect();
    Some(StoredSourceMap { lines, slides, said: sources.said, pages: sources.pages })
}

fn restore(stored: Stored, meeting: &Meeting, shaper: &mut Shaper) -> Option<StoredLine> {
    let Stored(page, origin, face, size, x, y, width, start, end, words) = stored;
    let origin = origin_named(&origin)?;
    let face = *Face::ALL.get(face)?;
    let [size, x, y, width] = [size, x, y, width].map(points);
    let paragraph = match &origin {
        Origin::Paragraph(number, index) => meeting.selected(*number)?.principle.paragraph(*index)?,
        // Of any other part only the place matters.
        _ => "",
    };
    let mut glyphs = Vec::new();
    if let Some(text) = paragraph.get(start..end) {
        let mut at = start;
        for (word, begin) in words_of(text).zip(words) {
            for glyph in measured(shaper, face, word, size) {
                glyphs.push(Glyph { at: glyph.at + u32::try_from(at).ok()?, x: points(begin) + glyph.x, ..glyph });
            }
            at += word.len();
        }
    }
    let (start, end, text): (usize, usize, Arc<str>) = if glyphs.is_empty() {
        glyphs.push(Glyph { id: 0, at: 0, x: 0.0, rise: 0.0 });
        (0, 1, "x".into())
    } else {
        (start, end, paragraph.into())
    };
    let run = Run { face, size, color: [0; 3], inline: 0, actual: None, glyphs };
    let line = Arc::new(Line { text, start, end, width, runs: vec![run] });
    Some(StoredLine { page, origin, at: [x, y], line })
}

/// What stands between two words: what a line may end at without a trace.
fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// The words of a text, each with all that stands between it and the next.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let word = rest.find(is_separator).unwrap_or(rest.len());
        let after = rest.get(word..)?.find(|c| !is_separator(c)).map_or(rest.len(), |next| word + next);
        let (first, others) = rest.split_at_checked(after)?;
        rest = others;
        (!first.is_empty()).then_some(first)
    })
}

/// The glyphs of a word from its own beginning.
fn measured(shaper: &mut Shaper, face: Face, word: &str, size: f32) -> Vec<Glyph> {
    let glyphs = &shaper.shape(face, word).glyphs;
    let mut pen = 0.0;
    let place = |glyph: &crate::typeset::shape::Glyph| {
        let x = pen;
        pen += f32::from(glyph.advance) * size / 1000.0;
        Glyph { id: glyph.id, at: glyph.cluster, x, rise: 0.0 }
    };
    glyphs.iter().map(place).collect()
}

/// Where the words of a line begin, from its own beginning.
fn word_starts(line: &Line) -> Vec<f32> {
    let mut starts = Vec::new();
    let mut begins = true;
    for (_, glyph, text) in line.glyphs().filter(|(.., text)| *text != "\u{ad}") {
        if begins {
            starts.push(glyph.x);
        }
        begins = text.ends_with(is_separator);
    }
    starts
}

fn hundredths(points: f32) -> i32 {
    #[allow(clippy::cast_possible_truncation)]
    let hundredths = (points * 100.0).round() as i32;
    hundredths
}

fn points(hundredths: i32) -> f32 {
    hundredths as f32 / 100.0
}

/// What a part of a meeting is called in the file.
fn name(origin: &Origin) -> Option<String> {
    match origin {
        Origin::Document => None,
        Origin::Meeting => Some("M".to_owned()),
        Origin::AgendaItem(id) => Some(format!("I{id}")),
        Origin::Principle(number) => Some(format!("P{number}")),
        Origin::Paragraph(number, index) => Some(format!("P{number}.{index}")),
        Origin::Annotation(id) => Some(format!("A{id}")),
    }
}

fn origin_named(name: &str) -> Option<Origin> {
    let rest = name.get(1..)?;
    match name.chars().next()? {
        'M' => Some(Origin::Meeting),
        'I' => Some(Origin::AgendaItem(AgendaItemId(rest.to_owned()))),
        'A' => Some(Origin::Annotation(AnnotationId(rest.to_owned()))),
        'P' => match rest.split_once('.') {
            Some((number, index)) => Some(Origin::Paragraph(number.parse().ok()?, index.parse().ok()?)),
            None => Some(Origin::Principle(rest.parse().ok()?)),
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::compose;
    use crate::meeting::{HandoutOptions, Purpose, Template};
    use crate::typeset::layout;

    #[test]
    fn every_letter_is_where_it_was() {
        for template in [Template::Full, Template::LargePrint] {
            let mut meeting = Meeting::sample();
            meeting.handout = HandoutOptions { template, ..meeting.handout };
            let layout = layout(&compose(&meeting.share(Purpose::Handout)));
            let kept = read(write(&layout, Record::new(), &[]).as_bytes(), &meeting).expect("lines").lines;
            let map = SourceMap::of(&layout);
            for kept in kept.iter().filter(|kept| matches!(kept.origin, Origin::Paragraph(..))) {
                let near = |place: &&crate::typeset::source::PlacedLine<'_>| {
                    place.page == kept.page
                        && (place.at[1] - kept.at[1]).abs() < 0.01
                        && place.line.start == kept.line.start
                };
                let place = map.places(&kept.origin).iter().find(near).expect("the line");
                let there = place.line.glyphs().filter(|(.., text)| !text.trim_matches('\u{ad}').is_empty());
                for ((_, was, said), (_, is, says)) in there.zip(kept.line.glyphs()) {
                    assert_eq!((was.at, said), (is.at, says), "{:?}", kept.origin);
                    assert!((was.x - is.x).abs() < 0.6, "{said} of {:?} at {} and {}", kept.origin, was.x, is.x);
                }
            }
        }
    }

    #[test]
    fn words_are_found_whatever_stands_between_them() {
        assert_eq!(words_of("Mål  og\nram\u{a0}mer ").collect::<Vec<_>>(), ["Mål  ", "og\n", "ram\u{a0}mer "]);
        let mut meeting = Meeting::sample();
        meeting.annotations.clear();
        meeting.selection[0].principle.body[0] = "Mål  og rammer\nfor  alle i kommunen. ".repeat(9);
        let layout = layout(&compose(&meeting.share(Purpose::Handout)));
        let kept = read(write(&layout, Record::new(), &[]).as_bytes(), &meeting).expect("lines").lines;
        let map = SourceMap::of(&layout);
        let origin = Origin::Paragraph(1, 1);
        let before = map.places(&origin);
        let after: Vec<&StoredLine> = kept.iter().filter(|kept| kept.origin == origin).collect();
        assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(after) {
            for (_, is, letter) in after.line.glyphs().filter(|(.., text)| !text.trim().is_empty()) {
                let was = before.line.glyphs().find(|(_, was, _)| was.at == is.at).map(|(_, was, _)| was.x);
                assert!(was.is_some_and(|was| (was - is.x).abs() < 0.6), "{letter} at {was:?} and {}", is.x);
            }
        }
    }
}
