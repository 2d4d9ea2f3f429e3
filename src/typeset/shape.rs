//! From words to glyphs: kerned, with ligatures, each glyph knowing the bytes of text that it stands for.

use super::font::Face;
use harfrust::{BufferClusterLevel, Direction, ShapeOptions, UnicodeBuffer};
use std::collections::HashMap;
use std::rc::Rc;

/// What stands where no face has a glyph for the text: a lozenge. The text itself stays with it.
const SUBSTITUTE: &str = "◊";

/// A glyph of a shaped word. Distances are in font units.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    /// Its number in the face.
    pub id: u16,
    /// Where the text that it stands for begins, in bytes of the word.
    pub cluster: u32,
    /// How far the pen moves.
    pub advance: i16,
    /// Where it stands beside the pen.
    pub dx: i16,
    /// Where it stands above the base line.
    pub dy: i16,
}

/// A word as glyphs of one face.
#[derive(Debug)]
pub struct Word {
    /// The face that has them.
    pub face: Face,
    /// The glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
    /// The sum of their advances, in font units.
    pub advance: i32,
    /// Whether the face lacks some of the text, and the lozenge stands for it.
    pub missing: bool,
}

/// Shapes words and remembers them. One for each thread.
#[derive(Default)]
pub struct Shaper {
    words: [HashMap<Box<str>, Rc<Word>>; Face::ALL.len()],
    buffer: Option<UnicodeBuffer>,
}

impl Shaper {
    /// The glyphs of `word`. Where `face` lacks a letter the whole word is set in Plex Sans, if that has it: it covers
    /// more scripts.
    pub fn shape(&mut self, face: Face, word: &str) -> Rc<Word> {
        if let Some(known) = self.words[face as usize].get(word) {
            return Rc::clone(known);
        }
        let mut shaped = self.shape_in(face, word);
        if shaped.missing {
            let wider = if face == Face::SansSemiBold { face } else { Face::Sans };
            if wider != face {
                let other = self.shape_in(wider, word);
                if !other.missing {
                    shaped = other;
                }
            }
            if shaped.missing {
                self.substitute(&mut shaped);
            }
        }
        let shaped = Rc::new(shaped);
        self.words[face as usize].insert(word.into(), Rc::clone(&shaped));
        shaped
    }

    fn shape_in(&mut self, face: Face, word: &str) -> Word {
        let font = face.font();
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.push_str(word);
        // The faces are Latin's and its neighbours'; a script that they lack becomes lozenges, in the order it stands.
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(harfrust::script::LATIN);
        buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
        let shaper = font.shaper.shaper(&font.file).build();
        let output = shaper.shape(buffer, ShapeOptions::new().plan(Some(&font.plan)));
        let small = |distance: i32| i16::try_from(distance).unwrap_or(0);
        let glyphs: Vec<Glyph> = output
            .glyph_infos()
            .iter()
            .zip(output.glyph_positions())
            .map(|(info, position)| Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                cluster: info.cluster,
                advance: small(position.x_advance),
                dx: small(position.x_offset),
                dy: small(position.y_offset),
            })
            .collect();
        self.buffer = Some(output.clear());
        let advance = glyphs.iter().map(|glyph| i32::from(glyph.advance)).sum();
        let missing = glyphs.iter().any(|glyph| glyph.id == 0);
        Word { face, glyphs, advance, missing }
    }

    /// Puts one lozenge for each run of missing text.
    fn substitute(&mut self, word: &mut Word) {
        let Some(lozenge) = self.shape_in(word.face, SUBSTITUTE).glyphs.first().copied() else {
            return;
        };
        let mut after_missing = false;
        word.glyphs.retain_mut(|glyph| {
            let missing = glyph.id == 0;
            // What follows without width belongs to it: joiners and variation selectors.
            let keep = !(after_missing && (missing || glyph.advance == 0));
            if missing {
                *glyph = Glyph { cluster: glyph.cluster, ..lozenge };
            }
            after_missing = missing || (after_missing && !keep);
            keep
        });
        word.advance = word.glyphs.iter().map(|glyph| i32::from(glyph.advance)).sum();
    }

    /// Whether this glyph of a word with [`Word::missing`] is the lozenge.
    pub fn is_substitute(&mut self, word: &Word, glyph: &Glyph) -> bool {
        word.missing && self.shape(word.face, SUBSTITUTE).glyphs.first().is_some_and(|lozenge| lozenge.id == glyph.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_for_their_text() {
        let mut shaper = Shaper::default();
        let word = shaper.shape(Face::Serif, "blåbærgrød");
        assert!(!word.missing);
        assert_eq!(word.glyphs.len(), 10);
        assert_eq!(word.glyphs.last().map(|glyph| glyph.cluster), Some(12));
    }

    #[test]
    fn text_without_glyphs_becomes_one_lozenge_a_stretch() {
        let mut shaper = Shaper::default();
        let word = shaper.shape(Face::Sans, "a👩\u{200d}👧b🙂");
        assert!(word.missing);
        let lozenges: Vec<u32> =
            word.glyphs.iter().filter(|glyph| shaper.is_substitute(&word, glyph)).map(|glyph| glyph.cluster).collect();
        assert_eq!(lozenges, [1, 13]);
        assert_eq!(word.glyphs.len(), 4);
    }

    #[test]
    fn a_letter_that_the_serif_lacks_comes_from_the_sans() {
        let mut shaper = Shaper::default();
        let word = shaper.shape(Face::Serif, "λόγος");
        assert_eq!((word.face, word.missing), (Face::Sans, false));
    }
}
