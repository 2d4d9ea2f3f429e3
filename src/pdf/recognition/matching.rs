//! Finding the page that was sent in the words of a page that came back.
//!
//! Words that follow one another on both say which pages may be meant; the places of such words say how one of those lies on the
//! sheet; and that is believed when most words of the page are then found where they should be. What was found once is put
//! aside, and the rest of the sheet may be another page.

use super::super::sent::{PagePart, SentPage, SentWord};
use super::transform::{Pair, Transform};
use crate::foreign::{Bounds, Word};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// How far, in points on the sent page, a word may be from where it should be.
const NEAR: f32 = 2.0;
/// The longest row of words that is looked up.
const LONGEST: usize = 3;
/// What stands more often than this says nothing of the page.
const COMMON: usize = 60;
/// How many pages are tried for one sheet at a time.
const MOST_TRIED: usize = 6;
/// How many places are tried for a page.
const MOST_PLACES: usize = 40;
/// The most pairs of words from which a place is computed.
const MOST_PAIRS: usize = 3_000;
/// How many pages may lie on one sheet.
const MOST_ON_A_SHEET: usize = 32;
/// So many words do not stand together by chance.
const MANY: usize = 30;
/// Fewer than this must be all.
const FEW: usize = 3;
/// The share of a page's words that must be found.
const ENOUGH: f32 = 0.6;

/// The words of all pages that were sent, by rows of them.
pub struct Index<'a> {
    pages: &'a [SentPage],
    rows: HashMap<u64, Vec<(usize, usize)>>,
}

/// A page that was sent, where it lies on a sheet.
#[derive(Clone, Debug)]
pub struct Placement {
    /// The page that was sent, from 0.
    pub page: usize,
    /// From the sheet to it.
    pub transform: Transform,
    /// For each of the sheet's words the word of the page that it is.
    pub seen: Vec<Option<usize>>,
    /// For each of the page's words whether it was found.
    pub found: Vec<bool>,
    /// What stands in the place of the words that name the meeting, where that is something else: the sheet's words.
    pub foot: Option<Vec<usize>>,
}

impl<'a> Index<'a> {
    /// Of these pages.
    #[must_use]
    pub fn of(pages: &'a [SentPage]) -> Index<'a> {
        let mut rows: HashMap<u64, Vec<(usize, usize)>> = HashMap::new();
        for (number, page) in pages.iter().enumerate() {
            for at in 0..page.words.len() {
                for length in 1..=LONGEST {
                    let texts =
                        page.words.get(at..at + length).map(|words| words.iter().map(|word| word.text.as_str()));
                    if let Some(row) = texts.map(row) {
                        let places = rows.entry(row).or_default();
                        if places.len() <= COMMON {
                            places.push((number, at));
                        }
                    }
                }
            }
        }
        Index { pages, rows }
    }

    /// The pages that lie on a sheet with these words, of which this box is seen. `hint` is the page that it should be, from its
    /// number or its key.
    #[must_use]
    pub fn place(&self, words: &[Word], seen: Bounds, hint: Option<usize>) -> Vec<Placement> {
        let mut placed: Vec<Placement> = Vec::new();
        let mut free = vec![true; words.len()];
        while placed.len() < MOST_ON_A_SHEET {
            let sheet = Free { words, free: &free, seen };
            let Some(best) = self.best(&sheet, hint) else { break };
            for (free, seen) in free.iter_mut().zip(&best.seen) {
                *free &= seen.is_none();
            }
            placed.push(best);
        }
        placed
    }

    /// The page that is most certainly among the words that are free.
    fn best(&self, sheet: &Free<'_>, hint: Option<usize>) -> Option<Placement> {
        let rows = Rows::of(sheet);
        let candidates = self.candidates(&rows, hint);
        let mut all: Vec<(usize, Placement)> = candidates
            .into_iter()
            .filter_map(|page| self.place_page(page, sheet, &rows))
            .map(|placement| (placement.found.iter().filter(|found| **found).count(), placement))
            .collect();
        all.sort_by_key(|(count, placement)| (std::cmp::Reverse(*count), Some(placement.page) != hint));
        let most = all.first().map(|(count, _)| *count)?;
        let rivals = all.iter().filter(|(count, _)| *count == most).count();
        let (_, best) = all.into_iter().next()?;
        // Of two pages that say the same only what the file says itself can tell which it is.
        (rivals == 1 || Some(best.page) == hint).then_some(best)
    }

    /// The pages that may be meant, the likeliest first.
    fn candidates(&self, rows: &Rows, hint: Option<usize>) -> Vec<usize> {
        let mut votes: HashMap<usize, f32> = HashMap::new();
        for (row, length, _) in &rows.all {
            let Some(places) = self.rows.get(row).filter(|places| places.len() <= COMMON) else { continue };
            // A row that stands on many pages says little of each.
            let weight = (*length * *length) as f32 / places.len() as f32;
            for (page, _) in places {
                *votes.entry(*page).or_default() += weight;
            }
        }
        let mut pages: Vec<(usize, f32)> = votes.into_iter().collect();
        pages.sort_by(|left, right| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0)));
        let likely = pages.into_iter().take(MOST_TRIED).map(|(page, _)| page);
        let mut all: Vec<usize> = hint.filter(|hint| *hint < self.pages.len()).into_iter().chain(likely).collect();
        let mut known = Vec::new();
        all.retain(|page| {
            !known.contains(page) && {
                known.push(*page);
                true
            }
        });
        all
    }

    fn place_page(&self, page: usize, sheet: &Free<'_>, rows: &Rows) -> Option<Placement> {
        let words = sheet.words;
        let sent = self.pages.get(page)?;
        let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
        for length in (1..=LONGEST).rev() {
            for (row, _, at) in rows.all.iter().filter(|(_, row_length, _)| *row_length == length) {
                // The places of a row that is everywhere are not listed.
                let places = self.rows.get(row).into_iter().flatten().filter(|(on, _)| *on == page);
                pairs.extend(places.map(|(_, there)| (*at, *there, length)));
                if pairs.len() >= MOST_PAIRS {
                    break;
                }
            }
            if pairs.len() >= 12 {
                break;
            }
        }
        let points: Vec<Pair> = pairs
            .iter()
            .filter_map(|(at, there, _)| Some((words.get(*at)?.begin, sent.words.get(*there)?.begin)))
            .collect();
        let step = pairs.len().div_ceil(MOST_PLACES).max(1);
        let tried = pairs.iter().enumerate().step_by(step).flat_map(|(index, pair)| {
            let guess = first_guess(words, &sent.words, *pair);
            // Another row far away says whether the page was stretched.
            let far = points.get((index + points.len() / 2) % points.len().max(1)).copied();
            let stretched = far.and_then(|far| stretched_guess(words, &sent.words, *pair, far));
            guess.into_iter().chain(stretched)
        });
        let count = |transform: &Transform| points.iter().filter(|pair| is_near(transform, pair, 2.0 * NEAR)).count();
        let mut best = tried.max_by_key(count)?;
        for _ in 0..4 {
            let near: Vec<Pair> = points.iter().copied().filter(|pair| is_near(&best, pair, 2.0 * NEAR)).collect();
            match Transform::fitting(&near) {
                Some(fitting) if near.len() >= 4 => best = fitting,
                _ => break,
            }
        }
        let first = sheet.found(&best, sent);
        let again: Vec<Pair> = pairs_of(&first, words, sent);
        let best = Transform::fitting(&again).filter(|_| again.len() >= 4).unwrap_or(best);
        let seen = sheet.found(&best, sent);
        sheet.believed(page, best, seen, sent)
    }
}

/// The rows of free words of a sheet: hash, length, and the first word.
struct Rows {
    all: Vec<(u64, usize, usize)>,
}

impl Rows {
    fn of(Free { words, free, .. }: &Free<'_>) -> Rows {
        let mut all = Vec::new();
        for at in 0..words.len() {
            for length in 1..=LONGEST {
                let is_free = free.get(at..at + length).is_some_and(|free| free.iter().all(|free| *free));
                let row = words.get(at..at + length).filter(|_| is_free);
                if let Some(row) = row.map(|words| self::row(words.iter().map(|word| word.text.as_str()))) {
                    all.push((row, length, at));
                }
            }
        }
        Rows { all }
    }
}

fn row<'a>(words: impl Iterator<Item = &'a str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.for_each(|word| word.hash(&mut hasher));
    hasher.finish()
}

/// How the sheet lies if these words are the same: from the beginning of the first to the beginning of the last, or to its end.
fn first_guess(words: &[Word], sent: &[SentWord], (at, there, length): (usize, usize, usize)) -> Option<Transform> {
    let (first, last) = (words.get(at)?, words.get(at + length - 1)?);
    let (sent_first, sent_last) = (sent.get(there)?, sent.get(there + length - 1)?);
    let begin = (first.begin, sent_first.begin);
    let one_word = (last.end, [sent_last.end, *sent_last.begin.last()?]);
    if length == 1 {
        Transform::of_two(begin, one_word)
    } else {
        Transform::of_two(begin, (last.begin, sent_last.begin))
    }
}

/// How it lies if it was stretched, and this is where another word should be.
fn stretched_guess(
    words: &[Word],
    sent: &[SentWord],
    (at, there, length): (usize, usize, usize),
    far: Pair,
) -> Option<Transform> {
    let (first, last) = (words.get(at)?, words.get(at + length - 1)?);
    let (sent_first, sent_last) = (sent.get(there)?, sent.get(there + length - 1)?);
    // Only along a line.
    let on_line = length > 1 && last.follows && sent_first.line == sent_last.line;
    on_line.then(|| Transform::of_three((first.begin, sent_first.begin), (last.begin, sent_last.begin), far))?
}

fn is_near(transform: &Transform, (from, to): &Pair, most: f32) -> bool {
    distance(transform.apply(*from), *to) <= most
}

fn distance(one: [f32; 2], other: [f32; 2]) -> f32 {
    let [x, y] = one;
    let [u, v] = other;
    (x - u).hypot(y - v)
}

fn pairs_of(seen: &[Option<usize>], words: &[Word], sent: &SentPage) -> Vec<Pair> {
    let pair = |(word, seen): (&Word, &Option<usize>)| Some((word.begin, sent.words.get((*seen)?)?.begin));
    words.iter().zip(seen).filter_map(pair).collect()
}

/// The words of a sheet, and which of them are not yet known to be a page's.
struct Free<'a> {
    words: &'a [Word],
    free: &'a [bool],
    /// What is seen of the sheet.
    seen: Bounds,
}

impl Free<'_> {
    /// For each free word of the sheet the word of the page that stands where it does.
    fn found(&self, transform: &Transform, sent: &SentPage) -> Vec<Option<usize>> {
        let mut by_text: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, word) in sent.words.iter().enumerate() {
            by_text.entry(&word.text).or_default().push(index);
        }
        let mut taken = vec![false; sent.words.len()];
        let seen = self.words.iter().zip(self.free).map(|(word, free)| {
            let place = transform.apply(word.begin);
            let same = by_text.get(word.text.as_str()).filter(|_| *free)?.iter().copied();
            let far = |index: usize| sent.words.get(index).map_or(f32::MAX, |sent| distance(place, sent.begin));
            let nearest =
                same.min_by(|left, right| far(*left).total_cmp(&far(*right))).filter(|index| far(*index) <= NEAR)?;
            let taken = taken.get_mut(nearest)?;
            (!std::mem::replace(taken, true)).then_some(nearest)
        });
        seen.collect()
    }

    /// The placement, where enough of the page is there and not too much of something else.
    fn believed(
        &self,
        page: usize,
        transform: Transform,
        seen: Vec<Option<usize>>,
        sent: &SentPage,
    ) -> Option<Placement> {
        let mut found = vec![false; sent.words.len()];
        for index in seen.iter().flatten() {
            if let Some(found) = found.get_mut(*index) {
                *found = true;
            }
        }
        let [left, bottom, right, top] = self.seen;
        // What somebody cut off cannot be found.
        let is_to_be_seen = |word: &SentWord| {
            let [x, y] = transform.unapply(word.begin);
            word.part != PagePart::Number && x > left && x < right && y > bottom && y < top
        };
        let expected = || sent.words.iter().zip(&found).filter(|(word, found)| **found || is_to_be_seen(word));
        let text = || expected().filter(|(word, _)| word.part != PagePart::Number);
        let (count, all) = (text().filter(|(_, found)| **found).count(), text().count());
        if count == 0 || (count < FEW && count < all) || (count as f32) < all as f32 * ENOUGH {
            return None;
        }
        let others = || {
            let words = self.words.iter().zip(self.free).zip(&seen);
            words.filter(|((_, free), seen)| **free && seen.is_none()).map(|((word, _), _)| word)
        };
        // What stands in the place of words of the page and says something else.
        let is_in_place = |word: &Word| {
            let [x, y] = transform.apply(word.begin);
            expected().any(|(sent, found)| {
                let [begin, base] = sent.begin;
                !*found && (y - base).abs() < sent.size * 0.5 && x > begin - sent.size && x < sent.end
            })
        };
        if others().filter(|word| is_in_place(word)).count() * 2 > count {
            return None;
        }
        if count < MANY {
            // A few words may stand together anywhere: they must be most of what is there.
            let [width, height] = sent.size.unwrap_or([f32::MAX; 2]);
            let is_on = |word: &&Word| {
                let [x, y] = transform.apply(word.begin);
                x > 0.0 && y > 0.0 && x < width && y < height
            };
            if others().filter(is_on).count() > count {
                return None;
            }
        }
        let foot_is_missing = expected().any(|(word, found)| !*found && word.part == PagePart::Foot);
        let foot = foot_is_missing.then(|| self.instead_of_foot(&transform, sent));
        Some(Placement { page, transform, seen, found, foot })
    }

    /// The words that stand in the place of those that name the meeting; the lowest line, where nothing does.
    fn instead_of_foot(&self, transform: &Transform, sent: &SentPage) -> Vec<usize> {
        let names = || sent.words.iter().filter(|word| word.part == PagePart::Foot);
        let free = || self.words.iter().enumerate().zip(self.free).filter(|(_, free)| **free).map(|(word, _)| word);
        let height = |word: &Word| {
            let [_, y] = transform.apply(word.begin);
            y
        };
        let is_in_place = |word: &Word| names().any(|name| (height(word) - name.begin[1]).abs() < name.size * 0.5);
        let here: Vec<usize> = free().filter(|(_, word)| is_in_place(word)).map(|(index, _)| index).collect();
        if !here.is_empty() {
            return here;
        }
        let lowest = free().map(|(_, word)| height(word)).fold(f32::MIN, f32::max);
        free().filter(|(_, word)| lowest - height(word) < 2.0).map(|(index, _)| index).collect()
    }
}
