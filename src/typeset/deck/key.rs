//! Which slide each is: what stands on it, and where in its text it begins.

use super::fill::{Filled, Piece};
use crate::compose::{Origin, Topic};
use crate::meeting::{SlideContent, SlideKey};
use crate::typeset::page::Element;

/// The keys of the slides that a topic takes, no two of them the same.
pub fn keys(topic: &Topic, pieces: &[Piece], elements: &[Element], filled: &[Filled]) -> Vec<SlideKey> {
    let slides = Slides { topic, pieces, elements };
    let mut keys: Vec<SlideKey> = Vec::with_capacity(filled.len());
    for (index, slide) in filled.iter().enumerate() {
        let shows = slides.shows(slide);
        let from = if index == 0 { 0 } else { slides.from(slide) };
        let mut key = SlideKey { shows, from };
        // A heading that alone fills a slide begins where its text does.
        while keys.contains(&key) {
            key.from += 1;
        }
        keys.push(key);
    }
    keys
}

struct Slides<'a> {
    topic: &'a Topic,
    pieces: &'a [Piece],
    elements: &'a [Element],
}

impl Slides<'_> {
    /// What of its topic stands on a slide.
    fn shows(&self, slide: &Filled) -> SlideContent {
        let mut origins: Vec<&Origin> = Vec::new();
        for origin in slide.iter().filter_map(|strip| self.origin(strip.piece)) {
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        let origins = origins.into_iter();
        match &self.topic.shows {
            SlideContent::Agenda(_) => SlideContent::Agenda(
                origins
                    .filter_map(|origin| if let Origin::AgendaItem(id) = origin { Some(id.clone()) } else { None })
                    .collect(),
            ),
            SlideContent::Groups(_) => SlideContent::Groups(
                origins
                    .filter_map(|origin| if let Origin::Principle(number) = origin { Some(*number) } else { None })
                    .collect(),
            ),
            SlideContent::Questions(_) => SlideContent::Questions(
                origins
                    .filter_map(|origin| if let Origin::Annotation(id) = origin { Some(id.clone()) } else { None })
                    .collect(),
            ),
            whole => whole.clone(),
        }
    }

    /// Where a slide begins in the text of what it shows first, in characters. Headings are no part of that text.
    fn from(&self, slide: &Filled) -> usize {
        let own = |piece: usize| self.origin(piece).is_some_and(|origin| self.is_text(origin, piece));
        let Some(first) = slide.iter().find(|strip| own(strip.piece)).or(slide.first()) else { return 0 };
        let alone =
            matches!(self.topic.shows, SlideContent::Agenda(_) | SlideContent::Groups(_) | SlideContent::Questions(_));
        let of_first = |piece: &usize| own(*piece) && (!alone || self.origin(*piece) == self.origin(first.piece));
        let before = (0..first.piece).filter(of_first).filter_map(|piece| self.pieces.get(piece));
        let before: usize = before.map(|piece| piece.shared.chars().count()).sum();
        let begun = self.pieces.get(first.piece).and_then(|piece| piece.shared.get(..first.line.start));
        before + begun.map_or(0, |begun| begun.chars().count())
    }

    /// Whether a piece is text of what the slide shows, and not what stands above it.
    fn is_text(&self, origin: &Origin, piece: usize) -> bool {
        let heads = self.pieces.get(piece).is_some_and(|piece| piece.heads);
        match (&self.topic.shows, origin) {
            (SlideContent::Groups(_), Origin::Principle(_)) => true,
            (_, Origin::Document | Origin::Principle(_)) => !heads,
            _ => true,
        }
    }

    fn origin(&self, piece: usize) -> Option<&Origin> {
        let element = self.pieces.get(piece)?.element;
        self.elements.get(element).map(|element| &element.origin)
    }
}
