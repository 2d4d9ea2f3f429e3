//! The source map: from a part of the meeting to its places on the pages, and back.
//!
//! A line knows its text and each glyph its byte in it, so the way to the page is a look at the lines of a part, and the
//! way back a look at the glyphs at a place.

use super::page::{Area, Element, Layout, Line, Mark, Owner, Page};
use crate::compose::Origin;
use crate::page_number::PageIndex;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// How far from a line one may point and still mean it, in points.
const NEAR: f32 = 6.0;

/// The part of the meeting at a place on a page, with the byte in its paragraph if it is one. Where nothing stands near,
/// there is none.
#[must_use]
pub fn at(page: &Page, elements: &[Element], [x, y]: [f32; 2]) -> Option<(Origin, Option<usize>)> {
    let lines = lines(page, elements).filter_map(|(origin, at, line)| {
        let area = area(line, at, &(line.start..line.end))?;
        let aside = (x - x.clamp(area.x, area.x + area.width)).abs();
        let above = (y - y.clamp(area.y, area.y + area.height)).abs();
        Some((origin, at[0], line, aside.max(above)))
    });
    let (origin, left, line, far) = lines.min_by(|(.., one), (.., other)| one.total_cmp(other))?;
    if far > NEAR || *origin == Origin::Document {
        return None;
    }
    let words = matches!(origin, Origin::Paragraph(..)).then(|| line.byte_at(x - left));
    Some((origin.clone(), words))
}

/// The areas of a part of the meeting on one page, a line each: of its text at `range`, or of all of it.
#[must_use]
pub fn areas_on(page: &Page, elements: &[Element], origin: &Origin, range: Option<&Range<usize>>) -> Vec<Area> {
    lines(page, elements)
        .filter(|(part, ..)| *part == origin)
        .filter_map(|(_, at, line)| area(line, at, range.unwrap_or(&(line.start..line.end))))
        .collect()
}

/// The first place of a part of the meeting, page and area, as [`areas_on`].
#[must_use]
pub fn first(layout: &Layout, origin: &Origin, range: Option<&Range<usize>>) -> Option<(PageIndex, Area)> {
    let areas = |(index, page): (PageIndex, &Arc<Page>)| {
        areas_on(page, &layout.elements, origin, range).into_iter().next().map(|area| (index, area))
    };
    PageIndex::count(&layout.pages).find_map(areas)
}

/// The lines of a page that belong to an element: the part of the meeting that it came from, where the line begins, and
/// the line.
fn lines<'a>(page: &'a Page, elements: &'a [Element]) -> impl Iterator<Item = (&'a Origin, [f32; 2], &'a Line)> {
    page.marks.iter().filter_map(|mark| {
        let Mark::Line { line, x, y, owner: Owner::Element(element) } = mark else { return None };
        Some((&elements.get(*element)?.origin, [*x, *y], line.as_ref()))
    })
}

/// The area of the text at `range` of the paragraph of a line that begins at `x` and stands on `y`: from below the longest
/// letters to above the highest.
fn area(line: &Line, [x, y]: [f32; 2], range: &Range<usize>) -> Option<Area> {
    let (left, right) = line.extent(range)?;
    let size = line.runs.iter().fold(0.0, |size: f32, run| size.max(run.size));
    Some(Area { x: x + left, y: y - size * 0.80, width: right - left, height: size * 1.06 })
}

/// Where every part of a meeting stands.
pub struct SourceMap<'a> {
    lines: BTreeMap<&'a Origin, Vec<PlacedLine<'a>>>,
}

/// A line on a page.
#[derive(Clone, Copy, Debug)]
pub struct PlacedLine<'a> {
    /// The page.
    pub page: PageIndex,
    /// Where the line begins, and its base line.
    pub at: [f32; 2],
    /// The line.
    pub line: &'a Arc<Line>,
    /// The element that it belongs to.
    pub element: usize,
}

impl PlacedLine<'_> {
    /// The area of the text at `range` of the line's paragraph: from below the longest letters to above the highest.
    #[must_use]
    pub fn area(&self, range: &Range<usize>) -> Option<Area> {
        area(self.line, self.at, range)
    }

    /// The area of the whole line.
    #[must_use]
    pub fn whole(&self) -> Option<Area> {
        self.area(&(self.line.start..self.line.end))
    }
}

impl<'a> SourceMap<'a> {
    /// The source map of a layout.
    #[must_use]
    pub fn of(layout: &'a Layout) -> SourceMap<'a> {
        let mut lines: BTreeMap<&Origin, Vec<PlacedLine<'_>>> = BTreeMap::new();
        for (page, sheet) in PageIndex::count(&layout.pages) {
            for mark in &sheet.marks {
                let Mark::Line { line, x, y, owner: Owner::Element(element) } = mark else { continue };
                let Some(origin) = layout.elements.get(*element).map(|element| &element.origin) else { continue };
                if *origin != Origin::Document {
                    lines.entry(origin).or_default().push(PlacedLine { page, at: [*x, *y], line, element: *element });
                }
            }
        }
        SourceMap { lines }
    }

    /// The lines of a part, in the order of reading.
    #[must_use]
    pub fn places(&self, origin: &Origin) -> &[PlacedLine<'a>] {
        self.lines.get(origin).map_or(&[], Vec::as_slice)
    }

    /// Every line with the part that it is of.
    pub fn all(&self) -> impl Iterator<Item = (&'a Origin, PlacedLine<'a>)> + '_ {
        self.lines.iter().flat_map(|(origin, places)| places.iter().map(move |place| (*origin, *place)))
    }

    /// The areas of the words at `range` of a part, a line each, with the page of each.
    #[must_use]
    pub fn areas(&self, origin: &Origin, range: &Range<usize>) -> Vec<(PlacedLine<'a>, Area)> {
        let places = self.places(origin).iter();
        places.filter_map(|place| Some((*place, place.area(range)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::compose;
    use crate::meeting::{Meeting, Purpose};
    use crate::typeset::layout;

    #[test]
    fn the_words_of_an_annotation_are_found_on_the_page() {
        let meeting = Meeting::sample();
        let layout = layout(&compose(&meeting.share(Purpose::Handout)));
        let map = SourceMap::of(&layout);
        for annotation in &meeting.annotations {
            let (Some(principle), Some(index)) = (annotation.target.principle(), annotation.target.paragraph()) else {
                continue;
            };
            let range = meeting.words(&annotation.target).expect("words");
            let areas = map.areas(&Origin::Paragraph(principle, index), &range);
            assert!(!areas.is_empty());
            let found: String = areas
                .iter()
                .flat_map(|(place, _)| place.line.glyphs())
                .filter(|(run, glyph, _)| run.actual.is_none() && range.contains(&(glyph.at as usize)))
                .map(|(.., text)| text)
                .collect();
            assert_eq!(found, meeting.text_of(&annotation.target).expect("a paragraph")[range.clone()]);
            let first = first(&layout, &Origin::Paragraph(principle, index), Some(&range));
            assert_eq!(first, areas.first().map(|(place, area)| (place.page, *area)));
        }
    }

    #[test]
    fn the_letter_that_is_pointed_at_is_found() {
        let meeting = Meeting::sample();
        let layout = layout(&compose(&meeting.share(Purpose::Handout)));
        let map = SourceMap::of(&layout);
        let mut letters = 0;
        for (origin, place) in map.all().filter(|(origin, _)| matches!(origin, Origin::Paragraph(..))) {
            for (run, glyph, text) in place.line.glyphs() {
                if run.actual.is_none() && !text.trim().is_empty() && (glyph.at as usize) < place.line.end {
                    let point = [place.at[0] + glyph.x + 0.5, place.at[1] - 2.0];
                    let found = at(place.page.of(&layout.pages).expect("a page"), &layout.elements, point);
                    assert_eq!(found, Some((origin.clone(), Some(glyph.at as usize))), "{text:?}");
                    letters += 1;
                }
            }
        }
        assert!(letters > 1000);
    }

    #[test]
    fn nothing_is_found_where_nothing_stands() {
        let layout = layout(&compose(&Meeting::sample().share(Purpose::Handout)));
        assert_eq!(at(&layout.pages[0], &layout.elements, [5.0, 5.0]), None);
    }
}
