//! The source map: from a part of the meeting to its places on the pages, and back.
//!
//! A line knows its text and each glyph its byte in it, so the way to the page is a look at the lines of a part, and the
//! way back a look at the glyphs at a place.

use super::page::{Area, Layout, Line, Mark, Owner};
use crate::compose::Origin;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Where every part of a meeting stands.
pub struct SourceMap<'a> {
    lines: BTreeMap<&'a Origin, Vec<Place<'a>>>,
}

/// A line on a page.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The page, from 0.
    pub page: usize,
    /// Where the line begins, and its base line.
    pub at: [f32; 2],
    /// The line.
    pub line: &'a Arc<Line>,
    /// The element that it belongs to.
    pub element: usize,
}

impl Place<'_> {
    /// The area of the text at `range` of the line's paragraph: from below the longest letters to above the highest.
    #[must_use]
    pub fn area(&self, range: &Range<usize>) -> Option<Area> {
        let (left, right) = self.line.extent(range)?;
        let size = self.line.runs.iter().fold(0.0, |size: f32, run| size.max(run.size));
        let [x, y] = self.at;
        Some(Area { x: x + left, y: y - size * 0.80, width: right - left, height: size * 1.06 })
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
        let mut lines: BTreeMap<&Origin, Vec<Place<'_>>> = BTreeMap::new();
        for (page, marks) in layout.pages.iter().map(|page| &page.marks).enumerate() {
            for mark in marks {
                let Mark::Line { line, x, y, owner: Owner::Element(element) } = mark else { continue };
                let Some(origin) = layout.elements.get(*element).map(|element| &element.origin) else { continue };
                if *origin != Origin::Document {
                    lines.entry(origin).or_default().push(Place { page, at: [*x, *y], line, element: *element });
                }
            }
        }
        SourceMap { lines }
    }

    /// The lines of a part, in the order of reading.
    #[must_use]
    pub fn places(&self, origin: &Origin) -> &[Place<'a>] {
        self.lines.get(origin).map_or(&[], Vec::as_slice)
    }

    /// Every line with the part that it is of.
    pub fn all(&self) -> impl Iterator<Item = (&'a Origin, Place<'a>)> + '_ {
        self.lines.iter().flat_map(|(origin, places)| places.iter().map(move |place| (*origin, *place)))
    }

    /// The areas of the words at `range` of a part, a line each, with the page of each.
    #[must_use]
    pub fn areas(&self, origin: &Origin, range: &Range<usize>) -> Vec<(Place<'a>, Area)> {
        let places = self.places(origin).iter();
        places.filter_map(|place| Some((*place, place.area(range)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::compose;
    use crate::meeting::Meeting;
    use crate::typeset::layout;

    #[test]
    fn the_words_of_an_annotation_are_found_on_the_page() {
        let meeting = Meeting::sample();
        let layout = layout(&compose(&meeting));
        let map = SourceMap::of(&layout);
        for annotation in &meeting.annotations {
            let (Some(principle), Some(index)) = (annotation.target.principle, annotation.target.paragraph) else {
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
            assert_eq!(found, meeting.paragraph(&annotation.target).expect("a paragraph")[range]);
        }
    }
}
