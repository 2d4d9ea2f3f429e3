//! Words, out of glyphs in the order in which they are painted.
//!
//! Letters belong to one word as long as they follow one another on a base line without white space or a gap. What is
//! compared is folded: ligatures are letters, and hyphens and invisible characters are nothing, since a program may have written
//! them anew.

use super::page::{PageContents, Point};
use icu_normalizer::ComposingNormalizerBorrowed;
use std::ops::Range;

/// A gap of more than this share of the type size parts words.
const GAP: f32 = 0.17;
/// What is lower or higher than this share of the type size stands on another line.
const RISE: f32 = 0.7;
/// What goes back by more than this share of the type size begins anew.
const BACK: f32 = 0.9;

/// A word on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// What it says, [`folded`].
    pub text: String,
    /// Its glyphs, among the page's.
    pub glyphs: Range<usize>,
    /// Where it begins on its base line.
    pub begin: Point,
    /// Where it ends there.
    pub end: Point,
    /// Whether it stands on the same line as the word before it.
    pub follows: bool,
}

impl PageContents {
    /// The words, in the order in which they are painted.
    #[must_use]
    pub fn words(&self) -> Vec<Word> {
        let mut all: Vec<Word> = Vec::new();
        let mut open: Option<Word> = None;
        let mut last: Option<usize> = None;
        let mut follows = false;
        for (index, glyph) in self.glyphs.iter().enumerate() {
            let size = length(glyph.up).max(0.01);
            let along = unit(glyph.advance).unwrap_or([1.0, 0.0]);
            if let Some(before) = last.and_then(|last| self.glyphs.get(last)) {
                let far = size.max(length(before.up));
                let step = minus(glyph.origin, before.end_point());
                let (gap, rise) = (dot(step, along), cross(step, along).abs());
                let turned = unit(before.advance).is_some_and(|before| dot(before, along) < 0.9);
                let new_line = rise > RISE * far || turned || gap < -1.5 * far.max(length(before.advance));
                if new_line || gap > GAP * far || gap < -BACK * far {
                    close(&mut all, &mut open);
                }
                follows &= !new_line;
            }
            last = Some(index);
            let text = self.text_of(glyph);
            let is_space = !text.is_empty() && text.chars().all(char::is_whitespace);
            if is_space {
                close(&mut all, &mut open);
                continue;
            }
            if let Some(word) = &mut open {
                word.text.push_str(text);
                word.glyphs.end = index + 1;
                word.end = glyph.end_point();
            } else {
                let (begin, end) = (glyph.origin, glyph.end_point());
                open = Some(Word { text: text.to_owned(), glyphs: index..index + 1, begin, end, follows });
                follows = true;
            }
        }
        close(&mut all, &mut open);
        all
    }
}

fn close(all: &mut Vec<Word>, open: &mut Option<Word>) {
    if let Some(word) = open.take() {
        let text = folded(&word.text);
        if !text.is_empty() {
            all.push(Word { text, ..word });
        }
    }
}

/// A word as it is compared: in compatibility form (Unicode NFKC), without hyphens and what is not seen.
///
/// Letters of the basic alphabet whose two bytes were swapped are those letters: so Ghostscript writes the text of ligatures.
#[must_use]
pub fn folded(word: &str) -> String {
    let is_seen = |c: &char| {
        !c.is_whitespace()
            && !c.is_control()
            && !matches!(
                c,
                '-' | '\u{ad}' | '\u{2010}' | '\u{2011}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
            )
    };
    if word.is_ascii() {
        return word.chars().filter(is_seen).collect();
    }
    let word: String = word.chars().map(unswapped).collect();
    let text = ComposingNormalizerBorrowed::new_nfkc().normalize(&word);
    text.chars().filter(is_seen).collect()
}

fn unswapped(c: char) -> char {
    let code = u32::from(c);
    let swapped = char::from_u32(code >> 8).filter(|letter| code & 0xff == 0 && letter.is_ascii_alphabetic());
    swapped.unwrap_or(c)
}

fn minus(one: Point, other: Point) -> Point {
    [one[0] - other[0], one[1] - other[1]]
}

fn dot(one: Point, other: Point) -> f32 {
    one[0] * other[0] + one[1] * other[1]
}

fn cross(one: Point, other: Point) -> f32 {
    one[0] * other[1] - one[1] * other[0]
}

fn length(vector: Point) -> f32 {
    vector[0].hypot(vector[1])
}

fn unit(vector: Point) -> Option<Point> {
    let length = length(vector);
    (length > 0.0).then(|| [vector[0] / length, vector[1] / length])
}

#[cfg(test)]
mod tests {
    use super::super::page::Glyph;
    use super::*;

    /// A page with these glyphs of 10 points, each half as wide: the text, and where it stands.
    fn page(glyphs: &[(&str, f32, f32)]) -> PageContents {
        let mut page = PageContents::default();
        for (text, x, y) in glyphs {
            let start = u32::try_from(page.text.len()).expect("short");
            page.text.push_str(text);
            let end = u32::try_from(page.text.len()).expect("short");
            page.glyphs.push(Glyph { start, end, origin: [*x, *y], advance: [5.0, 0.0], up: [0.0, 10.0] });
        }
        page
    }

    fn words(glyphs: &[(&str, f32, f32)]) -> Vec<(String, bool)> {
        page(glyphs).words().into_iter().map(|word| (word.text, word.follows)).collect()
    }

    #[test]
    fn words_are_parted_by_spaces_by_gaps_and_by_lines() {
        let line = [("M", 0.0, 0.0), ("å", 5.0, 0.0), (" ", 10.0, 0.0), ("o", 15.0, 0.0), ("g", 20.1, 0.0)];
        let more = [("e", 30.0, 0.0), ("n", 0.0, -14.0), ("y", 5.0, -14.0)];
        let found = words(&[line.as_slice(), &more].concat());
        let expected = [("Må", false), ("og", true), ("e", true), ("ny", false)];
        assert_eq!(found, expected.map(|(text, follows)| (text.to_owned(), follows)));
    }

    #[test]
    fn ligatures_and_hyphens_do_not_matter() {
        assert_eq!(folded("e\u{fb03}cient"), folded("effi-cient"));
        assert_eq!(folded("kommu\u{ad}"), "kommu");
        assert_eq!(folded("A\u{30a}"), "Å");
        assert_eq!(folded("\u{6600}\u{6900}nder"), "finder");
    }
}
