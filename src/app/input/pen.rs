//! Pens: four colours, each fine and broad, and how what the mouse did becomes a stroke.
//!
//! A mouse gives whole pixels, many of them, and a hand trembles. A stroke is evened out and then keeps only the points that it
//! needs to be where it was within a tolerance (Ramer 1972, Douglas & Peucker 1973), so that an hour of drawing stays small.

use crate::meeting::drawing::{MOST_POINTS, Stroke};
use egui::{Color32, Pos2, Vec2};

/// How wide a fine pen is, in points of a slide 540 high.
const FINE: f32 = 4.0;
/// How wide a broad one is.
const BROAD: f32 = 20.0;
/// How far a stroke may be from where the mouse was, in points of the slide.
const TOLERANCE: f32 = 0.35;

/// A pen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pen {
    /// Its colour.
    pub ink: Ink,
    /// Whether it is broad: a marker, through which words are seen.
    pub broad: bool,
}

/// The colour of a pen, dark enough for white slides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Ink {
    Red,
    Blue,
    Green,
    Black,
}

impl Ink {
    /// Every colour, from 1.
    pub const ALL: [Ink; 4] = [Ink::Red, Ink::Blue, Ink::Green, Ink::Black];

    /// Red, green and blue.
    #[must_use]
    pub const fn rgb(self) -> [u8; 3] {
        match self {
            Ink::Red => [204, 0, 0],
            Ink::Blue => [0, 77, 153],
            Ink::Green => [42, 107, 0],
            Ink::Black => [26, 26, 26],
        }
    }
}

impl Pen {
    /// Every pen, in the order of their keys: 1 to 4, and the broad ones 5 to 8.
    pub const ALL: [Pen; 8] = [
        Pen { ink: Ink::Red, broad: false },
        Pen { ink: Ink::Blue, broad: false },
        Pen { ink: Ink::Green, broad: false },
        Pen { ink: Ink::Black, broad: false },
        Pen { ink: Ink::Red, broad: true },
        Pen { ink: Ink::Blue, broad: true },
        Pen { ink: Ink::Green, broad: true },
        Pen { ink: Ink::Black, broad: true },
    ];

    /// How wide it is, in points of the slide.
    #[must_use]
    pub const fn width(self) -> f32 {
        if self.broad { BROAD } else { FINE }
    }

    /// The stroke of a mouse that was at these places of a page, in points. `fineness` is points of the page to a point of the
    /// window: what was drawn enlarged is kept finer.
    #[must_use]
    pub fn stroke(self, path: &[Pos2], page: Vec2, fineness: f32) -> Stroke {
        let even = evened(path);
        let tolerance = TOLERANCE.min(TOLERANCE * 2.0 * fineness);
        let mut points: Vec<[i32; 2]> = simplified(&even, tolerance)
            .into_iter()
            .map(|at| [thousandths(at.x.clamp(0.0, page.x)), thousandths(at.y.clamp(0.0, page.y))])
            .collect();
        points.dedup();
        points.truncate(MOST_POINTS);
        Stroke { points, color: self.ink.rgb(), width: thousandths(self.width()) }
    }
}

/// How a stroke is coloured on a slide: a broad one lets the words be seen.
#[must_use]
pub fn color(stroke: &Stroke) -> Color32 {
    let [red, green, blue] = stroke.color;
    Color32::from_rgba_unmultiplied(red, green, blue, stroke.opacity())
}

fn thousandths(points: f32) -> i32 {
    #[allow(clippy::cast_possible_truncation, reason = "a place on a page, or beyond all pages")]
    let whole = (f64::from(points) * 1000.0).round() as i32;
    whole
}

/// The path with each place drawn a little towards its neighbours; the ends stay.
fn evened(path: &[Pos2]) -> Vec<Pos2> {
    let mut even = path.to_vec();
    for (place, around) in even.iter_mut().skip(1).zip(path.windows(3)) {
        if let [before, here, after] = around {
            *place = ((before.to_vec2() + here.to_vec2() * 2.0 + after.to_vec2()) / 4.0).to_pos2();
        }
    }
    even
}

/// The fewest of these places, first and last among them, whose line is nowhere further than `tolerance` from any of them.
fn simplified(path: &[Pos2], tolerance: f32) -> Vec<Pos2> {
    let Some(last) = path.len().checked_sub(1) else { return Vec::new() };
    let mut kept = vec![false; path.len()];
    let mut open = vec![(0, last)];
    while let Some((first, last)) = open.pop() {
        kept[first] = true;
        kept[last] = true;
        let between = path.iter().enumerate().take(last).skip(first + 1);
        let away = between.map(|(place, at)| (place, distance(*at, [path[first], path[last]])));
        if let Some((furthest, away)) = away.max_by(|one, other| one.1.total_cmp(&other.1))
            && away > tolerance
        {
            open.extend([(first, furthest), (furthest, last)]);
        }
    }
    path.iter().zip(kept).filter(|(_, kept)| *kept).map(|(at, _)| *at).collect()
}

/// How far a place is from a line with two ends.
#[must_use]
pub fn distance(at: Pos2, [from, to]: [Pos2; 2]) -> f32 {
    let along = to - from;
    let length = along.length_sq();
    let share = if length > 0.0 { ((at - from).dot(along) / length).clamp(0.0, 1.0) } else { 0.0 };
    at.distance(from + along * share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::contrast::contrast;
    use egui::{pos2, vec2};

    const PAGE: Vec2 = vec2(960.0, 540.0);
    const RED: Pen = Pen { ink: Ink::Red, broad: false };

    fn circle(points: usize) -> Vec<Pos2> {
        let at = |turn: usize| egui::Vec2::angled(turn as f32 / points as f32 * std::f32::consts::TAU) * 100.0;
        (0..=points).map(|turn| pos2(480.0, 270.0) + at(turn)).collect()
    }

    #[test]
    fn a_straight_line_keeps_its_ends_and_a_circle_its_shape() {
        let line: Vec<Pos2> = (0..200).map(|step| pos2(step as f32, 50.0)).collect();
        assert_eq!(RED.stroke(&line, PAGE, 0.5).points, [[0, 50_000], [199_000, 50_000]]);
        let stroke = RED.stroke(&circle(500), PAGE, 0.5);
        assert!((20..=80).contains(&stroke.points.len()), "{}", stroke.points.len());
        let points: Vec<Pos2> =
            stroke.points.iter().map(|[x, y]| pos2(*x as f32 / 1000.0, *y as f32 / 1000.0)).collect();
        for at in circle(500) {
            let away = points.windows(2).map(|ends| distance(at, [ends[0], ends[1]])).fold(f32::MAX, f32::min);
            assert!(away <= TOLERANCE + 0.1, "{at:?} is {away} away");
        }
    }

    #[test]
    fn what_is_drawn_enlarged_is_kept_finer() {
        let count = |fineness: f32| RED.stroke(&circle(500), PAGE, fineness).points.len();
        assert!(count(0.1) > count(0.5));
    }

    #[test]
    fn a_touch_is_a_dot_and_nothing_leaves_the_page() {
        assert_eq!(RED.stroke(&[pos2(10.0, 20.0)], PAGE, 0.5).points, [[10_000, 20_000]]);
        let out = [pos2(-50.0, 10.0), pos2(2000.0, 900.0)];
        assert_eq!(RED.stroke(&out, PAGE, 0.5).points, [[0, 10_000], [960_000, 540_000]]);
        assert_eq!(RED.stroke(&[], PAGE, 0.5).points, Vec::<[i32; 2]>::new());
    }

    #[test]
    fn pens_are_seen_on_white_and_words_through_broad_ones() {
        for pen in Pen::ALL {
            assert!(contrast(pen.ink.rgb(), [255; 3]) >= 4.5, "{pen:?}");
            let stroke = pen.stroke(&[pos2(1.0, 1.0)], PAGE, 0.5);
            assert_eq!(color(&stroke).is_opaque(), !pen.broad);
        }
    }
}
