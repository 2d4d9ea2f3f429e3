//! What a mark on a page is about: the words under its quadrilaterals, the line under its icon, what an arrow points at.
//!
//! Only what is there is said. A mark on words that nobody knows is not put on the nearest that are known; it keeps its page.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::{Lines, Markup, Subtype};
use crate::compose::{Origin, said_of_meeting};
use crate::meeting::annotation::{MeetingFact, Sighting, Words};
use crate::meeting::{Meeting, PageIndex, Part, Purpose, Target, TextPart, anchor};
use crate::typeset::page::Area;
use crate::typeset::source::PlacedLine;
use std::ops::Range;

/// How far, in points, a comment may be from what it is about.
const FARTHEST: f32 = 72.0;
/// How far, in points, what is pointed at may be from a tip.
const REACH: f32 = 24.0;
/// How far, in points, a quadrilateral may miss the glyphs that it is meant for.
const SLACK: f32 = 1.0;
/// An area that is less than this much of a line's height is a line below its words, or through them.
const THIN: f32 = 0.45;
/// How far above the first line of a page, in points, its running head stands at the most.
const HEAD: f32 = 72.0;
/// How far below where a line of the contents leads to, in points, the heading begins at the most.
const HEADING: f32 = 60.0;

/// A line of the contents: where it stands, and where it leads to.
#[derive(Clone, Copy, Debug)]
pub struct ContentsLine {
    /// Its page, from 0.
    pub page: usize,
    /// Its area there.
    pub area: Area,
    /// The page that it leads to, from 0.
    pub to: usize,
    /// How far down on that it leads, in points.
    pub y: f32,
}

/// What a mark is about.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The part of the meeting, and where it is a text its words.
    pub target: Target,
    /// What was seen there, where the target alone does not tell.
    pub seen: Option<Sighting>,
}

impl Placed {
    /// Whether it is known what the mark is about.
    pub fn is_anchored(&self) -> bool {
        self.seen.as_ref().is_none_or(|seen| seen.fact.is_some())
    }
}

impl From<Target> for Placed {
    fn from(target: Target) -> Placed {
        Placed { target, seen: None }
    }
}

/// Glyphs of a text that a mark lies on.
struct Hit<'a> {
    origin: &'a Origin,
    /// The text that the line is made of.
    text: &'a str,
    count: usize,
    range: Range<usize>,
}

/// Where the parts of a meeting stand on the pages.
pub struct Places<'a> {
    lines: &'a Lines<'a>,
    /// The area of each of the lines.
    wholes: Vec<Vec<Option<Area>>>,
    sent: &'a Meeting,
    /// What the pages say of the meeting itself.
    facts: Vec<(MeetingFact, String)>,
    contents: Vec<ContentsLine>,
}

impl<'a> Places<'a> {
    pub fn new(lines: &'a Lines<'a>, sent: &'a Meeting) -> Places<'a> {
        Places {
            lines,
            wholes: lines.iter().map(|page| page.iter().map(|(_, place)| place.whole()).collect()).collect(),
            sent,
            facts: said_of_meeting(&sent.share(Purpose::Handout)),
            contents: Vec::new(),
        }
    }

    pub fn set_contents(&mut self, contents: Vec<ContentsLine>) {
        self.contents = contents;
    }

    /// What a mark is about: several things where it lies on the words of several texts.
    pub fn find<K>(&self, page: usize, markup: &Markup<K>) -> Vec<Placed> {
        let Markup { subtype, areas, points, .. } = markup;
        if *points {
            return vec![areas.first().and_then(|tip| self.pointed_at(page, tip)).unwrap_or_else(|| unplaced(page))];
        }
        let on_words = subtype.is_on_words();
        let thin = self.on_their_lines(page, areas, *subtype);
        let on_lines = thin.as_deref().unwrap_or(areas);
        // An icon, a text or a caret is put on one line and covers parts of others.
        let line = on_lines.first().filter(|_| subtype.is_on_one_line()).and_then(|area| self.line_under(page, area));
        let on_lines = line.as_ref().map_or(on_lines, std::slice::from_ref);
        let mut placed = self.under(page, on_lines, on_words);
        if placed.is_empty() {
            placed.extend(self.beside_the_text(page, areas));
        }
        if placed.is_empty() && !on_words {
            placed.extend(self.nearest(page, areas).map(Placed::from));
        }
        if *subtype == Subtype::Ink {
            // A drawing is about the principle that it is drawn on.
            for placed in placed.iter_mut().filter(|placed| placed.is_anchored()) {
                *placed = placed.target.principle().map_or_else(Target::default, Target::to_principle).into();
            }
        } else if !on_words {
            // An icon covers parts of words; the words are meant.
            for placed in &mut placed {
                if let Some(text) = placed.target.text().cloned() {
                    placed.target = Target::to_text(text, self.whole_words(&placed.target));
                }
            }
        }
        if placed.is_empty() { vec![unplaced(page)] } else { placed }
    }

    /// The lines of a page, each with its area.
    fn lines_of(&self, page: usize) -> impl Iterator<Item = (&'a Origin, &'a PlacedLine<'a>, &Area)> {
        let lines = self.lines.get(page).into_iter().flatten();
        let wholes = self.wholes.get(page).into_iter().flatten();
        lines.zip(wholes).filter_map(|((origin, place), whole)| Some((*origin, place, whole.as_ref()?)))
    }

    /// What stands under the areas: every text where the mark says which words it lies on, else the one of which most is.
    fn under(&self, page: usize, areas: &[Area], every: bool) -> Vec<Placed> {
        let mut hits: Vec<Hit<'_>> = Vec::new();
        for area in areas {
            for (origin, place, whole) in self.lines_of(page) {
                if !covers(area, place, whole) {
                    continue;
                }
                let Some((count, start, end)) = glyphs_under(place, area) else { continue };
                let text: &str = &place.line.text;
                match hits.iter_mut().find(|hit| hit.origin == origin && hit.text == text) {
                    Some(hit) => {
                        hit.count += count;
                        hit.range = hit.range.start.min(start)..hit.range.end.max(end);
                    }
                    None => hits.push(Hit { origin, text, count, range: start..end }),
                }
            }
        }
        // Programs that mark from one paragraph to the next take in what stands beside them.
        let is_text = |hit: &Hit<'_>| matches!(hit.origin, Origin::Paragraph(..));
        if every && hits.iter().any(is_text) {
            hits.retain(is_text);
        }
        let most = hits.iter().map(|hit| hit.count).max().unwrap_or(0);
        let mut placed: Vec<Placed> = Vec::new();
        for hit in &hits {
            // A single letter beside many is touched, and not meant.
            let meant = if every { hit.count == most || hit.count > 1 } else { hit.count == most };
            if let Some(found) = Some(hit).filter(|_| meant).and_then(|hit| self.resolve(page, hit)) {
                placed.push(found);
            }
        }
        if !every {
            placed.truncate(1);
        }
        placed
    }

    /// What a text on the pages is in the meeting.
    fn resolve(&self, page: usize, hit: &Hit<'_>) -> Option<Placed> {
        let said = hit.text.get(hit.range.clone()).map(str::trim).unwrap_or_default();
        match hit.origin {
            Origin::Paragraph(principle, paragraph) => {
                let part = TextPart::Paragraph { principle: *principle, paragraph: *paragraph };
                let text = self.sent.text(&part)?;
                // A line of which only the place is known tells no words.
                let words = trimmed(text, hit.range.clone()).filter(|_| hit.text == text);
                Some(Target::to_text(part, words).into())
            }
            Origin::Principle(number) => {
                let part = TextPart::Title(*number);
                let words = self.sent.text(&part).and_then(|title| within(title, 0..title.len(), hit.text, &hit.range));
                Some(match words {
                    Some(words) => Target::to_text(part, Some(words)).into(),
                    None => Target::to_principle(*number).into(),
                })
            }
            Origin::Annotation(id) => {
                let annotation = self.sent.annotation(id)?;
                let target = &annotation.target;
                let quoted = || {
                    let (part, range) = (target.text()?, self.sent.words(target)?);
                    let words = within(self.sent.text(part)?, range, hit.text, &hit.range)?;
                    Some(Target::to_text(part.clone(), Some(words)))
                };
                Some(quoted().unwrap_or_else(|| target.clone()).into())
            }
            Origin::Meeting => {
                let fact = self.facts.iter().find(|(_, text)| text == hit.text).map(|(fact, _)| *fact);
                let sighting = |fact| Sighting {
                    page: Some(PageIndex(page).into()),
                    words: said.to_owned(),
                    picture: None,
                    fact: Some(fact),
                };
                Some(Placed { target: Target::default(), seen: fact.map(sighting) })
            }
            other => self.part(other).map(Placed::from),
        }
    }

    /// What is pointed at: the word at the tip, or the paragraph beside it.
    fn pointed_at(&self, page: usize, tip: &Area) -> Option<Placed> {
        let [x, y] = [tip.x + tip.width / 2.0, tip.y + tip.height / 2.0];
        let far = |whole: &Area| {
            let aside = (x - x.clamp(whole.x, whole.x + whole.width)).abs();
            let above = (y - y.clamp(whole.y, whole.y + whole.height)).abs();
            aside.hypot(above)
        };
        let lines = self.lines_of(page).map(|(origin, _, whole)| (far(whole), origin, whole));
        let (distance, origin, line) = lines.min_by(|(left, ..), (right, ..)| left.total_cmp(right))?;
        if distance > REACH {
            return None;
        }
        let at = Area { x, y: line.y, width: 0.0, height: line.height };
        let mut placed =
            self.under(page, &[at], false).into_iter().next().or_else(|| self.part(origin).map(Placed::from))?;
        if let Some(text) = placed.target.text().cloned() {
            placed.target = Target::to_text(text, self.whole_words(&placed.target));
        }
        Some(placed)
    }

    /// The areas on their lines, where they are lines themselves: thin ones, below the words that they are meant for or through
    /// them. `None` where all are as high as words.
    fn on_their_lines(&self, page: usize, areas: &[Area], subtype: Subtype) -> Option<Vec<Area>> {
        let is_line = |area: &Area| {
            let middle = area.y + area.height / 2.0;
            let around = |whole: &Area| (middle - whole.y - whole.height / 2.0).abs() < whole.height;
            let mut near = self.lines_of(page).filter(|(_, _, whole)| around(whole)).peekable();
            near.peek().is_some()
                && near.all(|(_, place, whole)| {
                    let across =
                        covers(area, place, whole) && !subtype.is_below() && glyphs_under(place, area).is_some();
                    area.height < whole.height * THIN && !across
                })
        };
        if !(subtype.is_on_words() || subtype == Subtype::Shape("Line")) || !areas.iter().any(is_line) {
            return None;
        }
        let on_line = |area: &Area| {
            let middle = area.y + area.height / 2.0;
            // Where the line would be for these words, and how far it may be from there, by their size.
            let off = |place: &PlacedLine<'_>, whole: &Area| {
                let meant = if subtype.is_below() { whole.height * 0.12 } else { -whole.height * 0.28 };
                (middle - place.at[1] - meant) / whole.height.max(1.0)
            };
            let near = self
                .lines_of(page)
                .filter(|(_, place, whole)| off(place, whole).abs() < 0.45 && glyphs_under(place, area).is_some());
            let nearest = near.min_by(|(_, one, first), (_, other, second)| {
                off(one, first).abs().total_cmp(&off(other, second).abs())
            });
            nearest.map(|(_, _, whole)| Area { y: whole.y, height: whole.height, ..*area })
        };
        Some(areas.iter().map(|area| if is_line(area) { on_line(area).unwrap_or(*area) } else { *area }).collect())
    }

    /// The part of an area that lies on the line that is nearest to its middle.
    fn line_under(&self, page: usize, area: &Area) -> Option<Area> {
        let middle = area.y + area.height / 2.0;
        let under = self
            .lines_of(page)
            .filter(|(_, place, whole)| covers(area, place, whole) && glyphs_under(place, area).is_some());
        let lines = under.map(|(_, _, whole)| whole);
        let distance = |line: &&Area| (line.y + line.height / 2.0 - middle).abs();
        let nearest: &Area = lines.min_by(|left, right| distance(left).total_cmp(&distance(right)))?;
        Some(Area { y: nearest.y, height: nearest.height, ..*area })
    }

    /// The words of a target, from the beginning of the first to the end of the last.
    fn whole_words(&self, target: &Target) -> Option<Words> {
        let (text, range) = (self.sent.text_of(target)?, self.sent.words(target)?);
        let start = text.get(..range.start)?.rfind(' ').map_or(0, |space| space + 1);
        let end = text.get(range.end..)?.find(' ').map_or(text.len(), |space| range.end + space);
        anchor::describe(text, start..end)
    }

    /// What a mark is about that lies on Bilag's own words: the principle that a line of the contents or the running head names.
    fn beside_the_text(&self, page: usize, areas: &[Area]) -> Option<Placed> {
        let area = areas.first()?;
        self.in_contents(page, area).or_else(|| self.in_head(page, area))
    }

    fn in_contents(&self, page: usize, area: &Area) -> Option<Placed> {
        let [x, y] = [area.x + area.width / 2.0, area.y + area.height / 2.0];
        let holds = |line: &&ContentsLine| {
            let there = &line.area;
            line.page == page
                && (there.x - SLACK..=there.x + there.width + SLACK).contains(&x)
                && (there.y..=there.y + there.height).contains(&y)
        };
        let line = self.contents.iter().find(holds)?;
        let heads = |(origin, _, whole): &(&Origin, &PlacedLine<'_>, &Area)| {
            matches!(origin, Origin::Principle(_) | Origin::AgendaItem(_))
                && (line.y - SLACK..line.y + HEADING).contains(&(whole.y + whole.height / 2.0))
        };
        let headings = self.lines_of(line.to).filter(heads);
        let (origin, ..) = headings.min_by(|(.., left), (.., right)| left.y.total_cmp(&right.y))?;
        self.part(origin).map(Placed::from)
    }

    /// What the running head names: at the left the first principle of the page, at the right the body that meets.
    fn in_head(&self, page: usize, area: &Area) -> Option<Placed> {
        let first = self.lines_of(page).min_by(|(.., left), (.., right)| left.y.total_cmp(&right.y))?.2;
        let bottom = area.y + area.height;
        if page == 0 || bottom > first.y || first.y - bottom > HEAD {
            return None;
        }
        let left = self.lines_of(page).map(|(.., whole)| whole.x).fold(f32::MAX, f32::min);
        let right = self.lines_of(page).map(|(.., whole)| whole.x + whole.width).fold(f32::MIN, f32::max);
        let body = &self.sent.body;
        if area.x > f32::midpoint(left, right) && !body.trim().is_empty() {
            let page = Some(PageIndex(page).into());
            let seen = Sighting { page, words: body.trim().to_owned(), picture: None, fact: Some(MeetingFact::Body) };
            return Some(Placed { target: Target::default(), seen: Some(seen) });
        }
        let mut lines: Vec<_> = self.lines_of(page).collect();
        lines.sort_by(|(.., left), (.., right)| left.y.total_cmp(&right.y));
        lines.into_iter().find_map(|(origin, ..)| match origin {
            Origin::Principle(number) | Origin::Paragraph(number, _) => Some(Target::to_principle(*number).into()),
            Origin::AgendaItem(_) => self.part(origin).map(Placed::from),
            _ => None,
        })
    }

    /// The part of the meeting that is nearest below or above.
    fn nearest(&self, page: usize, areas: &[Area]) -> Option<Target> {
        let area = areas.first()?;
        let middle = area.y + area.height / 2.0;
        let distance = |place: &PlacedLine<'_>| (place.at[1] - 4.0 - middle).abs();
        let near = |line: &&(&Origin, PlacedLine<'_>)| distance(&line.1) <= FARTHEST;
        let mut lines: Vec<_> = self.lines.get(page)?.iter().filter(near).collect();
        lines.sort_by(|(_, left), (_, right)| distance(left).total_cmp(&distance(right)));
        lines.into_iter().find_map(|(origin, _)| self.part(origin))
    }

    /// A part of the meeting as a target.
    fn part(&self, origin: &Origin) -> Option<Target> {
        match origin {
            Origin::Principle(number) => Some(Target::to_principle(*number)),
            Origin::Paragraph(number, index) => Some(Target::to_paragraph(*number, *index, None)),
            Origin::Annotation(id) => self.sent.annotation(id).map(|annotation| annotation.target.clone()),
            Origin::AgendaItem(id) => Some(Part::AgendaItem(id.clone()).into()),
            Origin::Meeting => Some(Target::default()),
            Origin::Document => None,
        }
    }
}

/// Something of which only its page is known.
fn unplaced(page: usize) -> Placed {
    let seen = Sighting { page: Some(PageIndex(page).into()), ..Sighting::default() };
    Placed { target: Target::default(), seen: Some(seen) }
}

/// The words at a range of a text, without space at their ends.
fn trimmed(text: &str, range: Range<usize>) -> Option<Words> {
    let words = text.get(range.clone())?;
    let from = range.start + (words.len() - words.trim_start().len());
    anchor::describe(text, from..from + words.trim().len())
}

/// The words at `range` of what was printed, in the `place` of the text that it was printed from: letter for letter, or where they
/// stand there once.
fn within(text: &str, place: Range<usize>, printed: &str, range: &Range<usize>) -> Option<Words> {
    let there = text.get(place.clone())?;
    if there == printed {
        return trimmed(text, place.start + range.start..place.start + range.end);
    }
    let words = printed.get(range.clone())?.trim();
    match anchor::find(there, words).as_slice() {
        [one] => anchor::describe(text, place.start + one.start..place.start + one.end),
        _ => None,
    }
}

/// Whether an area covers a line's small letters: its neighbour's are touched at the edges only.
fn covers(area: &Area, place: &PlacedLine<'_>, whole: &Area) -> bool {
    let middle = place.at[1] - whole.height * 0.25;
    middle >= area.y && middle <= area.y + area.height
}

/// How many glyphs of a line have their middle between the sides of an area, and the bytes of their text. A glyph is meant too
/// where an area is narrower than it.
fn glyphs_under(place: &PlacedLine<'_>, area: &Area) -> Option<(usize, usize, usize)> {
    let (left, right) = (area.x - SLACK - place.at[0], area.x + area.width + SLACK - place.at[0]);
    let point = area.x + area.width / 2.0 - place.at[0];
    let glyphs: Vec<_> = place.line.glyphs().collect();
    let mut found: Option<(usize, usize, usize)> = None;
    for (index, (_, glyph, text)) in glyphs.iter().enumerate() {
        let next = glyphs.get(index + 1).map_or(place.line.width.max(glyph.x), |(_, next, _)| next.x);
        let middle = f32::midpoint(glyph.x, next);
        let meant = (left..=right).contains(&middle) || (glyph.x..next).contains(&point);
        if !meant || text.is_empty() || *text == "\u{ad}" {
            continue;
        }
        let start = glyph.at as usize;
        let end = (start + text.len()).min(place.line.text.len());
        found = Some(found.map_or((1, start, end), |(count, from, to)| (count + 1, from.min(start), to.max(end))));
    }
    found
}
