//! Pages as they were when they were sent: what a page that comes back is compared with.
//!
//! The lines of the meeting's own texts are in the source map already ([`super::sources`]). Here is what else stands on a page
//! (headings, margin notes, contents, head and foot, rules and tints), how large it is, and a digest of its content stream, by
//! which a page that nobody has touched is known at once. A PDF keeps it beside the source map; for one of a time when that was not
//! kept the meeting is laid out again, and believed for the pages whose lines stand where the source map says.

#![warn(clippy::indexing_slicing, clippy::cast_sign_loss)]

use super::sources::StoredLine;
use crate::compose::Origin;
use crate::foreign::folded;
use crate::storage::Sha256;
use crate::typeset::page::{Area, Layout, Line, Mark, Owner, Page};
use crate::typeset::source::SourceMap;
use serde::{Deserialize, Serialize};

/// How far, in points, a line may be from where it was and still be the same.
const SAME: f32 = 0.05;
/// How many hexadecimal digits of a hash are kept.
const DIGITS: usize = 16;

/// A page as it was when it was sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SentPage {
    /// Its width and height in points, where that is known.
    pub size: Option<[f32; 2]>,
    /// The digest of its content; empty where it is not known.
    pub digest: String,
    /// Its words, line by line.
    pub words: Vec<SentWord>,
    /// What else was drawn on it; `None` where that is not known.
    pub shapes: Option<Vec<Area>>,
}

/// A word on a page that was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct SentWord {
    /// What it says, [`folded`].
    pub text: String,
    /// Where it begins: on its base line, from the page's upper left corner.
    pub begin: [f32; 2],
    /// How far to the right it goes.
    pub end: f32,
    /// Its type size.
    pub size: f32,
    /// Its line among those of the page.
    pub line: usize,
    /// What it belongs to.
    pub part: PagePart,
}

/// What a word on a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagePart {
    /// The text, or the running head.
    Text,
    /// The foot, which names the meeting.
    Foot,
    /// The page's number.
    Number,
}

/// Digest, width, height, lines, and areas, four numbers each. Distances are hundredths of a point from the upper left corner.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StoredPage(String, i32, i32, Vec<StoredText>, Vec<i32>);

/// Part, x, y, size, width, text, and where each of its words begins, from the line's beginning.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct StoredText(u8, i32, i32, i32, i32, String, Vec<i32>);

/// A digest of a content stream, as it stands in a source map.
#[must_use]
pub fn digest(content: &[u8]) -> String {
    let mut digest = Sha256::of(content.trim_ascii()).to_string();
    digest.truncate(DIGITS);
    digest
}

/// What a PDF keeps of its pages. `digests` are those of their content.
pub fn store(layout: &Layout, digests: &[String]) -> Vec<StoredPage> {
    let count = layout.pages.len();
    let stored = |(index, page): (usize, &std::sync::Arc<Page>)| {
        let lines = lines(layout, page, index, count).filter(|(origin, ..)| !is_paragraph(*origin));
        let texts = lines.map(|(_, part, line, [x, y])| {
            let words = words(line, [0.0, 0.0], 0, part);
            let starts = words.iter().map(|word| hundredths(word.begin[0])).collect();
            let size = words.first().map_or(0.0, |word| word.size);
            let text: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            let [x, y, size, width] = [x, y, size, line.width].map(hundredths);
            StoredText(code(part), x, y, size, width, text.join(" "), starts)
        });
        let areas = shapes(page).flat_map(|Area { x, y, width, height }| [x, y, width, height].map(hundredths));
        let digest = digests.get(index).cloned().unwrap_or_default();
        StoredPage(digest, hundredths(page.width), hundredths(page.height), texts.collect(), areas.collect())
    };
    layout.pages.iter().enumerate().map(stored).collect()
}

/// The pages that a source map tells of: its lines, and what it keeps besides.
#[must_use]
pub fn restore(lines: &[StoredLine], stored: Vec<StoredPage>) -> Vec<SentPage> {
    let page = |StoredPage(digest, width, height, texts, areas): StoredPage| {
        let mut page = SentPage { size: Some([points(width), points(height)]), digest, ..SentPage::default() };
        for StoredText(part, x, y, size, width, text, starts) in texts {
            let [x, y, size, width] = [x, y, size, width].map(points);
            let line = page.next_line();
            let part = part_of(part);
            let ends = starts.iter().skip(1).map(|next| points(*next) - size * 0.25).chain([width]);
            for ((text, start), end) in text.split(' ').zip(&starts).zip(ends) {
                let begin = [x + points(*start), y];
                page.words.push(SentWord { text: text.to_owned(), begin, end: x + end, size, line, part });
            }
        }
        let area = |numbers: &[i32]| match *numbers {
            [x, y, width, height] => Some([x, y, width, height].map(points)),
            _ => None,
        };
        let areas = areas.chunks_exact(4).filter_map(area);
        page.shapes = Some(areas.map(|[x, y, width, height]| Area { x, y, width, height }).collect());
        page
    };
    let mut pages: Vec<SentPage> = stored.into_iter().map(page).collect();
    add_paragraphs(&mut pages, lines);
    pages
}

/// The pages of a layout.
#[must_use]
pub fn of_layout(layout: &Layout) -> Vec<SentPage> {
    let count = layout.pages.len();
    let page = |(index, page): (usize, &std::sync::Arc<Page>)| {
        let size = Some([page.width, page.height]);
        let mut sent = SentPage { size, shapes: Some(shapes(page).collect()), ..SentPage::default() };
        for (_, part, line, at) in lines(layout, page, index, count) {
            let number = sent.next_line();
            sent.words.extend(words(line, at, number, part));
        }
        sent
    };
    layout.pages.iter().enumerate().map(page).collect()
}

/// The pages of a source map that tells only of lines, with what a layout of the same meeting has besides on those pages where the
/// lines are the same.
#[must_use]
pub fn agreeing(lines: &[StoredLine], layout: &Layout) -> Vec<SentPage> {
    let map = SourceMap::of(layout);
    let count = lines.iter().map(|line| line.page + 1).max().unwrap_or(0).min(lines.len());
    let mut pages = Vec::new();
    pages.resize(count, SentPage::default());
    add_paragraphs(&mut pages, lines);
    let is_there = |line: &&StoredLine| {
        map.places(&line.origin).iter().any(|place| {
            place.page == line.page
                && (place.at[0] - line.at[0]).abs() < SAME
                && (place.at[1] - line.at[1]).abs() < SAME
        })
    };
    let mut all = vec![(0, 0); count];
    for line in lines {
        if let Some((there, known)) = all.get_mut(line.page) {
            *known += 1;
            *there += usize::from(is_there(&line));
        }
    }
    let mut laid_out = vec![0; count];
    for (_, place) in map.all() {
        if let Some(lines) = laid_out.get_mut(place.page) {
            *lines += 1;
        }
    }
    for (index, now) in of_layout(layout).into_iter().enumerate() {
        let agrees = all.get(index).is_some_and(|(there, known)| there == known && laid_out.get(index) == Some(known));
        if let Some(page) = pages.get_mut(index).filter(|_| agrees) {
            *page = now;
        }
    }
    pages
}

impl SentPage {
    fn next_line(&self) -> usize {
        self.words.last().map_or(0, |word| word.line + 1)
    }
}

fn add_paragraphs(pages: &mut [SentPage], lines: &[StoredLine]) {
    for StoredLine { page, origin, at, line } in lines {
        if let (true, Some(page)) = (is_paragraph(Some(origin)), pages.get_mut(*page)) {
            let number = page.next_line();
            page.words.extend(words(line, *at, number, PagePart::Text));
        }
    }
}

fn is_paragraph(origin: Option<&Origin>) -> bool {
    matches!(origin, Some(Origin::Paragraph(..)))
}

/// The lines of a page: what each came from, the part of the page that it is of, and where it stands.
fn lines<'a>(
    layout: &'a Layout,
    page: &'a Page,
    index: usize,
    count: usize,
) -> impl Iterator<Item = (Option<&'a Origin>, PagePart, &'a Line, [f32; 2])> {
    page.marks.iter().filter_map(move |mark| {
        let Mark::Line { line, x, y, owner } = mark else { return None };
        let (origin, part) = match owner {
            Owner::Element(element) => (layout.elements.get(*element).map(|element| &element.origin), PagePart::Text),
            Owner::Head => (None, PagePart::Text),
            Owner::Foot if is_number(line, index, count) => (None, PagePart::Number),
            // The meeting is named at the left.
            Owner::Foot if *x < page.width / 2.0 => (None, PagePart::Foot),
            Owner::Foot => (None, PagePart::Text),
        };
        Some((origin, part, line.as_ref(), [*x, *y]))
    })
}

/// Whether a line of the foot is the page's number: it says which of how many, and nothing else that is a number.
fn is_number(line: &Line, index: usize, count: usize) -> bool {
    let text = line.text.get(line.start..line.end).unwrap_or_default();
    let numbers: Vec<usize> =
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
    numbers == [index + 1, count] || numbers == [index + 1]
}

/// The words of a line that begins at `at`.
fn words(line: &Line, [x, y]: [f32; 2], number: usize, part: PagePart) -> Vec<SentWord> {
    let mut words: Vec<SentWord> = Vec::new();
    let mut open = false;
    let glyphs: Vec<_> = line.glyphs().collect();
    for (index, (run, glyph, text)) in glyphs.iter().enumerate() {
        let is_space = !text.is_empty() && text.chars().all(char::is_whitespace);
        if is_space {
            open = false;
            continue;
        }
        let next = glyphs.get(index + 1).map_or(line.width, |(_, next, _)| next.x);
        // What stands for nothing after a line's end has no width.
        let end = x + next.min(line.width).max(glyph.x);
        match words.last_mut() {
            Some(word) if open => {
                word.text.push_str(text);
                word.end = end;
            }
            _ => {
                let (text, begin) = ((*text).to_owned(), [x + glyph.x, y]);
                words.push(SentWord { text, begin, end, size: run.size, line: number, part });
            }
        }
        // A glyph may stand for the white space after it too.
        open = !text.ends_with(char::is_whitespace);
    }
    for word in &mut words {
        word.text = folded(&word.text);
    }
    words.retain(|word| !word.text.is_empty());
    words
}

/// The areas of what is drawn on a page besides text.
fn shapes(page: &Page) -> impl Iterator<Item = Area> {
    page.marks.iter().filter_map(|mark| match mark {
        Mark::Line { .. } => None,
        Mark::Picture { area, .. } | Mark::Fill { area, .. } => Some(*area),
        Mark::Stroke { from, to, width, .. } => {
            let [left, top] = [0, 1].map(|axis| [from, to].map(|point| coordinate(point, axis)));
            let (x, right) = (left[0].min(left[1]) - width / 2.0, left[0].max(left[1]) + width / 2.0);
            let (y, bottom) = (top[0].min(top[1]) - width / 2.0, top[0].max(top[1]) + width / 2.0);
            Some(Area { x, y, width: right - x, height: bottom - y })
        }
    })
}

fn coordinate(point: &[f32; 2], axis: usize) -> f32 {
    let [x, y] = *point;
    if axis == 0 { x } else { y }
}

const fn code(part: PagePart) -> u8 {
    match part {
        PagePart::Text => 0,
        PagePart::Foot => 1,
        PagePart::Number => 2,
    }
}

const fn part_of(code: u8) -> PagePart {
    match code {
        1 => PagePart::Foot,
        2 => PagePart::Number,
        _ => PagePart::Text,
    }
}

fn hundredths(points: f32) -> i32 {
    #[allow(clippy::cast_possible_truncation, reason = "a cast of floats stays within bounds")]
    let hundredths = (points * 100.0).round() as i32;
    hundredths
}

fn points(hundredths: i32) -> f32 {
    hundredths as f32 / 100.0
}

#[cfg(test)]
mod tests {
    use super::super::said::Record;
    use super::super::sources;
    use super::*;
    use crate::compose::compose;
    use crate::meeting::{Meeting, Purpose, Template};
    use crate::typeset::layout;

    #[test]
    fn what_is_kept_of_pages_is_what_they_were() {
        for template in Template::ALL {
            let mut meeting = Meeting::sample();
            meeting.handout.template = template;
            let layout = layout(&compose(&meeting.share(Purpose::Handout)));
            let file = sources::write(&layout, Record::new(), &[]);
            let kept = sources::read(file.as_bytes(), &meeting).expect("lines");
            let stored = kept.pages.clone();
            let (pages, expected) = (restore(&kept.lines, stored), of_layout(&layout));
            for (page, expected) in pages.iter().zip(&expected) {
                let sorted = |page: &SentPage| {
                    let word =
                        |word: &SentWord| (hundredths(word.begin[1]), hundredths(word.begin[0]), word.text.clone());
                    let mut words: Vec<_> = page.words.iter().map(word).collect();
                    words.sort();
                    words
                };
                let (left, right) = (sorted(page), sorted(expected));
                assert_eq!(left.len(), right.len(), "{template:?}");
                for (left, right) in left.iter().zip(&right) {
                    let near = (left.0 - right.0).abs() <= 1 && (left.1 - right.1).abs() <= 2;
                    assert!(near && left.2 == right.2, "{template:?}: {left:?} {right:?}");
                }
            }
            let numbered = |page: &&SentPage| page.words.iter().any(|word| word.part == PagePart::Number);
            assert!(pages.iter().filter(numbered).count() + 1 >= pages.len(), "{template:?}");
            let agreeing = agreeing(&kept.lines, &layout);
            assert!(agreeing == expected, "{template:?}");
        }
    }
}
