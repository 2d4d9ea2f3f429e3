//! Which of the pages that were sent a page is that came back, and how it lies there.
//!
//! Whatever was done to the file, a page is known by what stands on it ([`matching`]): keys and numbers are asked only where two
//! pages say the same. A page whose content is byte for byte what was sent is known without reading its words. Where no page is
//! recognised nothing is placed; and each mark is looked at once more ([`Sheet::agrees`]): the words beneath it must be the words
//! that it is put on.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

mod blind;
mod matching;
mod transform;

pub use transform::Transform;

use super::sent::{SentPage, SentWord, digest};
use crate::foreign::{PageContents, PageReader, Unread, Word, folded};
use crate::typeset::page::Area;
use hayro_syntax::Pdf;
use matching::{Index, Placement};
use std::collections::HashMap;

/// The share of a word that must lie beneath a mark to be meant by it.
const TOUCHED: f32 = 0.15;

/// How far, in points, a page may be from where it was and still stand as it was sent.
const SAME: f32 = 0.4;

/// A page that came back.
#[derive(Debug)]
pub enum Sheet {
    /// It is what was sent, byte for byte.
    Untouched {
        /// The page that was sent, from 0.
        page: usize,
        /// From it to that page.
        transform: Transform,
    },
    /// Pages that were sent lie on it; none, where it is none of them.
    Read(Seen),
    /// What stands on it is not known.
    Unread(Unread),
}

/// What was seen on a page.
#[derive(Debug)]
pub struct Seen {
    /// What stands on it.
    pub contents: PageContents,
    /// Its words.
    pub words: Vec<Word>,
    /// The pages that lie on it.
    placements: Vec<Placement>,
}

/// Where something on a sheet lies among the pages that were sent.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    /// The page that was sent, from 0.
    pub page: usize,
    /// From the sheet to it.
    pub transform: Transform,
    placement: Option<&'a Placement>,
}

/// Recognises the pages of a file.
pub struct Recognition<'a> {
    sent: &'a [SentPage],
    by_digest: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Recognition<'a> {
    /// Of these pages.
    #[must_use]
    pub fn new(sent: &'a [SentPage]) -> Recognition<'a> {
        let mut by_digest: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, page) in sent.iter().enumerate().filter(|(_, page)| !page.digest.is_empty()) {
            by_digest.entry(&page.digest).or_default().push(index);
        }
        Recognition { sent, by_digest }
    }

    /// Recognises these pages, from 0. `hints` is what each page of the file should be, from its number or its key.
    #[must_use]
    pub fn sheets(
        &self,
        pdf: &Pdf,
        bytes: &[u8],
        wanted: &[usize],
        hints: &[usize],
        reader: &PageReader,
    ) -> Vec<(usize, Sheet)> {
        let hint = |index: usize| hints.get(index).copied().filter(|page| *page < self.sent.len());
        let mut sheets: Vec<(usize, Option<Sheet>)> =
            wanted.iter().map(|index| (*index, self.untouched(pdf, *index, hint(*index)))).collect();
        let unknown: Vec<usize> = sheets.iter().filter(|(_, sheet)| sheet.is_none()).map(|(index, _)| *index).collect();
        if unknown.is_empty() {
            return sheets.into_iter().filter_map(|(index, sheet)| Some((index, sheet?))).collect();
        }
        let index = Index::of(self.sent);
        let mut read = reader.read(bytes, &unknown).into_iter();
        for (number, sheet) in sheets.iter_mut().filter(|(_, sheet)| sheet.is_none()) {
            *sheet = Some(match read.next().unwrap_or(Err(Unread::Stopped)) {
                Ok(contents) => {
                    let words = contents.words();
                    let mut placements = if blind::is_blind(&contents) {
                        blind::place(self.sent, &contents, &words).into_iter().collect()
                    } else {
                        index.place(&words, contents.crop_box, hint(*number))
                    };
                    for placement in &mut placements {
                        placement.transform = self.upright(placement, &contents);
                    }
                    Sheet::Read(Seen { contents, words, placements })
                }
                Err(unread) => Sheet::Unread(unread),
            });
        }
        sheets.into_iter().filter_map(|(index, sheet)| Some((index, sheet?))).collect()
    }

    /// The transform of a placement; exactly that of a page which stands as it was sent, where it is nearly so: what is computed
    /// from places is never quite the same twice.
    fn upright(&self, placement: &Placement, contents: &PageContents) -> Transform {
        let size = self.sent.get(placement.page).and_then(|page| page.size);
        let [left, bottom, right, top] = contents.media_box;
        let [width, height] = size.unwrap_or([right - left, top - bottom]);
        let corners =
            [[left, bottom], [left, bottom + height], [left + width, bottom], [left + width, bottom + height]];
        let is_same = |upright: &Transform| {
            corners.iter().all(|corner| {
                let ([x, y], [u, v]) = (placement.transform.apply(*corner), upright.apply(*corner));
                (x - u).hypot(y - v) < SAME
            })
        };
        let own = size.map(|[_, height]| Transform::upright(0.0, height));
        let uprights = own.into_iter().chain([Transform::upright(left, top)]);
        uprights.into_iter().find(is_same).unwrap_or(placement.transform)
    }

    /// The page that a page is byte for byte.
    fn untouched(&self, pdf: &Pdf, index: usize, hint: Option<usize>) -> Option<Sheet> {
        if self.by_digest.is_empty() {
            return None;
        }
        let content = pdf.pages().get(index)?.page_stream()?;
        let same = self.by_digest.get(digest(content).as_str())?;
        let page = match same.as_slice() {
            [page] => *page,
            _ => hint.filter(|hint| same.contains(hint))?,
        };
        let [_, height] = self.sent.get(page)?.size?;
        Some(Sheet::Untouched { page, transform: Transform::upright(0.0, height) })
    }
}

impl Sheet {
    /// Where a point in the sheet's user space lies; `None` where no page was recognised there.
    #[must_use]
    pub fn at(&self, point: [f32; 2], sent: &[SentPage]) -> Option<Spot<'_>> {
        match self {
            Sheet::Untouched { page, transform } => Some(Spot { page: *page, transform: *transform, placement: None }),
            Sheet::Read(seen) => {
                let placements = seen.placements.iter().filter(|placement| placement.foot.is_none());
                let far = |placement: &&Placement| {
                    let [x, y] = placement.transform.apply(point);
                    let size = sent.get(placement.page).and_then(|page| page.size);
                    let [width, height] = size.unwrap_or([f32::MAX; 2]);
                    // On another page's part of the sheet it is beyond this one.
                    (x - x.clamp(0.0, width)).hypot(y - y.clamp(0.0, height))
                };
                let nearest = placements.min_by(|left, right| far(left).total_cmp(&far(right)))?;
                Some(Spot { page: nearest.page, transform: nearest.transform, placement: Some(nearest) })
            }
            Sheet::Unread(_) => None,
        }
    }

    /// What stands in the place of the meeting's name, where a page was recognised but is another meeting's.
    #[must_use]
    pub fn other_meeting(&self) -> Option<String> {
        let Sheet::Read(seen) = self else { return None };
        let foot = seen.placements.iter().find_map(|placement| placement.foot.as_ref())?;
        Some(seen.say(foot.iter().copied()))
    }

    /// The words that stand beneath areas of user space.
    #[must_use]
    pub fn words_beneath(&self, bounds: &[[f32; 4]]) -> String {
        let Sheet::Read(seen) = self else { return String::new() };
        let is_beneath = |word: &Word| {
            let middle = [(word.begin[0] + word.end[0]) / 2.0, (word.begin[1] + word.end[1]) / 2.0];
            bounds.iter().any(|[left, bottom, right, top]| {
                let across = word.begin[0].min(word.end[0]).max(*left) < word.begin[0].max(word.end[0]).min(*right);
                (across || (middle[0] > *left && middle[0] < *right))
                    && middle[1] >= bottom - 1.0
                    && middle[1] + 2.0 <= *top
            })
        };
        let beneath = seen.words.iter().enumerate().filter(|(_, word)| is_beneath(word)).map(|(index, _)| index);
        seen.say(beneath)
    }

    /// Whether the words that stand beneath areas of the sent page are those that stood there: a mark is not put on words on
    /// which it was not made.
    #[must_use]
    pub fn agrees(&self, spot: &Spot<'_>, areas: &[Area], sent: &SentPage) -> bool {
        let (Sheet::Read(seen), Some(placement)) = (self, spot.placement) else { return true };
        let here = |begin: [f32; 2], end: f32, size: f32| areas.iter().any(|area| touches(area, begin, end, size));
        let is_here = |word: &SentWord| here(word.begin, word.end, word.size);
        let strangers = seen.words.iter().zip(&placement.seen).filter(|(_, known)| known.is_none());
        let mut strange = strangers.filter(|(word, _)| {
            let (begin, end) = (spot.transform.apply(word.begin), spot.transform.apply(word.end));
            let size = (end[0] - begin[0]).abs().clamp(6.0, 14.0);
            here(begin, end[0], size)
        });
        let missing = sent.words.iter().zip(&placement.found).any(|(word, found)| !*found && is_here(word));
        let stranger = strange.next().is_some();
        if !missing && !stranger {
            return true;
        }
        // Another program may have parted words otherwise.
        let say = |words: Vec<&str>| words.concat();
        let was = say(sent.words.iter().filter(|word| is_here(word)).map(|word| word.text.as_str()).collect());
        let is = seen.words.iter().filter(|word| {
            let (begin, end) = (spot.transform.apply(word.begin), spot.transform.apply(word.end));
            here(begin, end[0], 10.0)
        });
        let is = say(is.map(|word| word.text.as_str()).collect());
        !was.is_empty() && folded(&was) == folded(&is)
    }
}

impl Seen {
    /// Words as they stand there.
    fn say(&self, words: impl Iterator<Item = usize>) -> String {
        let text = |index: usize| {
            let glyphs = self.contents.glyphs.get(self.words.get(index)?.glyphs.clone())?;
            Some(glyphs.iter().map(|glyph| self.contents.text_of(glyph)).collect::<String>())
        };
        words.filter_map(text).collect::<Vec<String>>().join(" ")
    }
}

/// Whether an area of the sent page lies on enough of a word.
fn touches(area: &Area, [begin, base]: [f32; 2], end: f32, size: f32) -> bool {
    let middle = base - size * 0.25;
    let covered = end.min(area.x + area.width) - begin.max(area.x);
    middle >= area.y
        && middle <= area.y + area.height
        && covered > ((end - begin) * TOUCHED).max(1.0).min((end - begin) * 0.5)
}
