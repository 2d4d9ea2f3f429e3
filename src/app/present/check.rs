//! What is to be known of the slides and the room before anybody sits in it.
//!
//! Whether the back row can read: ANSI/AVIXA V202.01:2016 (*DISCAS*, basic decision making) asks for letters that are at least a
//! two-hundredth of the distance high, about 17 minutes of arc; the height meant is that of small letters. Whether ink stands out
//! from its ground: the contrast ratio of WCAG 2.2. Whether anything private is on the slides: they are the same as those of the
//! meeting without it.

use crate::app::contrast::contrast;
use crate::app::venue::Hall;
use crate::meeting::{Aspect, Meeting, Purpose, Visibility};
use crate::typeset::page::{Area, Color, Mark, Owner, Page};
use crate::typeset::{Deck, Face};

/// How many times the height of its letters a text is read from.
const ACUITY: f32 = 200.0;
/// The height of a slide, in points.
const SLIDE: f32 = 540.0;

/// From how far away, in centimetres, a text of this size in points is read in a room.
#[must_use]
pub fn read_from(size: f32, hall: Hall) -> f32 {
    let letters = size / SLIDE * Face::Sans.metrics().x_height / 1000.0;
    letters * f32::from(hall.picture) * ACUITY
}

/// The smallest text, running heads and feet aside: the slide with it, by its place, and its size in points.
#[must_use]
pub fn smallest(deck: &Deck) -> Option<(usize, f32)> {
    let sizes = deck.layout.pages.iter().enumerate().filter_map(|(place, page)| Some((place, smallest_on(page)?)));
    sizes.min_by(|one, other| one.1.total_cmp(&other.1))
}

fn smallest_on(page: &Page) -> Option<f32> {
    let lines = page.marks.iter().filter_map(|mark| match mark {
        Mark::Line { line, owner: Owner::Element(_), .. } => Some(line),
        _ => None,
    });
    lines.flat_map(|line| &line.runs).map(|run| run.size).min_by(f32::total_cmp)
}

/// The text that stands out least from its ground: the slide with it, by its place, and the contrast.
#[must_use]
pub fn faintest(deck: &Deck) -> Option<(usize, f64)> {
    let pages = deck.layout.pages.iter().enumerate();
    let contrasts = pages.filter_map(|(place, page)| Some((place, faintest_on(page)?)));
    contrasts.min_by(|one, other| one.1.total_cmp(&other.1))
}

fn faintest_on(page: &Page) -> Option<f64> {
    let mut grounds: Vec<(&Area, Color)> = Vec::new();
    let mut least: Option<f64> = None;
    for mark in &page.marks {
        match mark {
            Mark::Fill { area, color } => grounds.push((area, *color)),
            Mark::Line { line, x, y, .. } => {
                for run in &line.runs {
                    for glyph in &run.glyphs {
                        let at = [x + glyph.x + run.size * 0.2, y - run.size * 0.25];
                        let found = contrast(run.color, ground(&grounds, at));
                        least = Some(least.map_or(found, |least| least.min(found)));
                    }
                }
            }
            Mark::Stroke { .. } | Mark::Picture { .. } => {}
        }
    }
    least
}

/// What is painted at a place: the uppermost area there, or paper.
fn ground(grounds: &[(&Area, Color)], [x, y]: [f32; 2]) -> Color {
    let covers =
        |area: &Area| (area.x..=area.x + area.width).contains(&x) && (area.y..=area.y + area.height).contains(&y);
    let found = grounds.iter().rev().find(|(area, _)| covers(area));
    found.map_or([255; 3], |(_, color)| *color)
}

/// How many annotations of a meeting are private.
#[must_use]
pub fn private(meeting: &Meeting) -> usize {
    meeting.annotations.iter().filter(|annotation| annotation.visibility == Visibility::Private).count()
}

/// Whether slides are, to the glyph, those of the meeting without anything private.
#[must_use]
pub fn is_without_private(deck: &Deck, meeting: &Meeting, aspect: Aspect) -> bool {
    let mut bare = meeting.clone();
    bare.annotations.retain(|annotation| annotation.visibility != Visibility::Private);
    Deck::of(&bare.share(Purpose::Projector), aspect) == *deck
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_from_two_hundred_times_their_height() {
        let hall = Hall { picture: 200, back_row: 0 };
        let height = 27.0 / 540.0 * Face::Sans.metrics().x_height / 1000.0 * 200.0;
        assert!((read_from(27.0, hall) - 200.0 * height).abs() < 0.01);
        assert!(read_from(18.0, hall) < read_from(27.0, hall));
        // 0.516 of the size is the height of Plex Sans's small letters: 27 points on 2 m are read from 10.3 m.
        assert!((read_from(27.0, hall) - 1032.0).abs() < 5.0, "{}", read_from(27.0, hall));
    }

    #[test]
    fn the_samples_slides_are_legible_and_nothing_private_is_on_them() {
        let meeting = Meeting::sample();
        assert!(private(&meeting) > 0, "else it shows nothing");
        let deck = Deck::of(&meeting.share(Purpose::Projector), Aspect::Wide);
        assert!(is_without_private(&deck, &meeting, Aspect::Wide));
        let (slide, size) = smallest(&deck).expect("text");
        assert!(size >= 540.0 / 30.0, "{size}");
        assert!(deck.slides[slide].smallest <= size, "heads and feet may be smaller");
        let (_, found) = faintest(&deck).expect("text");
        assert!((1.0..=21.0).contains(&found));
    }

    #[test]
    fn slides_with_something_private_on_them_are_found_out() {
        let meeting = Meeting::sample();
        let mut public = meeting.clone();
        public.annotations.iter_mut().for_each(|annotation| {
            annotation.body = crate::meeting::Body::Question { color: None };
            annotation.visibility = Visibility::Shared;
        });
        let leaking = Deck::of(&public.share(Purpose::Projector), Aspect::Wide);
        assert!(!is_without_private(&leaking, &meeting, Aspect::Wide));
    }

    #[test]
    fn contrast_is_with_what_is_behind_the_letters() {
        let mut deck = Deck::of(&Meeting::sample().share(Purpose::Projector), Aspect::Wide);
        let mut page = std::sync::Arc::into_inner(deck.layout.pages.swap_remove(0)).expect("a page");
        let paper = faintest_on(&page).expect("text");
        let area = Area { x: 0.0, y: 0.0, width: 960.0, height: 540.0 };
        page.marks.insert(0, Mark::Fill { area, color: [26, 26, 26] });
        let dark = faintest_on(&page).expect("text");
        assert!(paper > 4.0 && dark < 1.5, "{paper} {dark}");
    }
}
