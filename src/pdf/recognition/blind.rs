//! Recognising a page whose fonts do not say what their glyphs mean.
//!
//! Then only where glyphs stand can be compared: on the page that was sent each word begins at a place that is known to a fraction
//! of a point, and a glyph must begin there. Of a page with other words a few do by chance. Only pages that stand as they were sent
//! are found so.

use super::super::sent::{PagePart, SentPage, SentWord};
use super::matching::Placement;
use super::transform::Transform;
use crate::foreign::{PageContents, Word};
use std::collections::HashMap;

/// How far, in points, a glyph may be from where a word begins.
const NEAR: f32 = 0.5;
/// The share of words that must begin with a glyph.
const ENOUGH: f32 = 0.97;
/// The share of words that begin with a glyph on a page that may be meant too.
const RIVAL: f32 = 0.8;
/// So few words say nothing.
const FEWEST: usize = 20;
/// How many pages are tried.
const MOST_TRIED: usize = 2_000;
/// How many words are looked at before a page is given up.
const FIRST: usize = 40;

/// Whether most glyphs of a page say nothing of what they mean.
#[must_use]
pub fn is_blind(contents: &PageContents) -> bool {
    let unknown = |c: &char| *c == char::REPLACEMENT_CHARACTER || matches!(u32::from(*c), 0xe000..=0xf8ff);
    let all = contents.text.chars().count();
    contents.text.chars().filter(unknown).count() * 2 > all
}

/// The page that stands as it was sent.
#[must_use]
pub fn place(sent: &[SentPage], contents: &PageContents, words: &[Word]) -> Option<Placement> {
    let [left, bottom, right, top] = contents.media_box;
    let mut best: Option<(f32, Placement)> = None;
    for (number, page) in sent.iter().enumerate().take(MOST_TRIED).filter(|(_, page)| page.words.len() >= FEWEST) {
        let [width, height] = page.size.unwrap_or([right - left, top - bottom]);
        let mut uprights = vec![Transform::upright(0.0, height), Transform::upright(left, top)];
        uprights.dedup();
        for transform in uprights {
            let glyphs = Glyphs::of(contents, &transform);
            let on_page = |word: &&SentWord| word.begin[0] < width && word.part != PagePart::Number;
            let begins = |word: &SentWord| glyphs.begins(word.begin);
            let first = page.words.iter().take(FIRST);
            if first.clone().filter(|word| begins(word)).count() * 2 < first.len() {
                continue;
            }
            let all = page.words.iter().filter(on_page);
            let share = all.clone().filter(|word| begins(word)).count() as f32 / all.count().max(1) as f32;
            if share < RIVAL {
                continue;
            }
            if let Some((other, placement)) = &best
                && placement.page != number
            {
                // Two pages whose words stand alike are not told from each other.
                return (*other >= ENOUGH && share < ENOUGH).then(|| placement.clone());
            }
            let found: Vec<bool> = page.words.iter().map(begins).collect();
            let named = page.words.iter().zip(&found).all(|(word, found)| *found || word.part != PagePart::Foot);
            let seen = words.iter().map(|word| {
                let [x, y] = transform.apply(word.begin);
                page.words.iter().position(|sent| (sent.begin[0] - x).hypot(sent.begin[1] - y) <= NEAR)
            });
            let foot = (!named).then(Vec::new);
            let placement = Placement { page: number, transform, seen: seen.collect(), found, foot };
            if best.as_ref().is_none_or(|(other, _)| share > *other) {
                best = Some((share, placement));
            }
        }
    }
    best.filter(|(share, _)| *share >= ENOUGH).map(|(_, placement)| placement)
}

/// Where glyphs begin, by whole points.
struct Glyphs(HashMap<[i32; 2], Vec<[f32; 2]>>);

impl Glyphs {
    fn of(contents: &PageContents, transform: &Transform) -> Glyphs {
        let mut glyphs: HashMap<[i32; 2], Vec<[f32; 2]>> = HashMap::new();
        for glyph in &contents.glyphs {
            let place = transform.apply(glyph.origin);
            glyphs.entry(place.map(whole)).or_default().push(place);
        }
        Glyphs(glyphs)
    }

    fn begins(&self, [x, y]: [f32; 2]) -> bool {
        let [column, row] = [x, y].map(whole);
        let cells = (-1..=1).flat_map(|down| (-1..=1).map(move |across| [across, down]));
        cells
            .filter_map(|[across, down]| self.0.get(&[column.saturating_add(across), row.saturating_add(down)]))
            .flatten()
            .any(|[left, top]| (left - x).hypot(top - y) <= NEAR)
    }
}

fn whole(points: f32) -> i32 {
    #[allow(clippy::cast_possible_truncation, reason = "a cast of floats stays within bounds")]
    let whole = points.floor() as i32;
    whole
}
