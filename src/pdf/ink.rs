//! Drawings as Ink annotations (ISO 32000-1, 12.5.6.13), on the page that they were drawn on.
//!
//! Where the pages have changed since, a drawing goes to where its principle begins: it is never left out, and never lies
//! on another principle's text.

use crate::compose::Origin;
use crate::meeting::drawing::{Drawing, Stroke};
use crate::meeting::{Annotation, Meeting};
use crate::typeset::page::{Area, Layout};
use crate::typeset::source::SourceMap;
use lopdf::Object;
use std::fmt::Write as _;

/// How much two pages may differ and still be the same size, in thousandths of a point.
const SAME: i32 = 500;

/// How far a point may be from where it was and still be the same, in thousandths of a point: programs round.
const NEAR: i32 = 250;

/// Where a drawing lies.
pub struct Place {
    /// Its page, from 0.
    pub page: usize,
    /// The element that it belongs to.
    pub element: usize,
    /// How far it is moved from where it was drawn, in thousandths of a point to the right and down.
    pub moved: [i32; 2],
}

/// Finds the place of a drawing on the pages.
pub fn place(
    annotation: &Annotation,
    drawing: &Drawing,
    shared: &Meeting,
    layout: &Layout,
    map: &SourceMap<'_>,
) -> Option<Place> {
    let parts = annotation.target.principle.map_or_else(|| vec![Origin::Meeting], |number| parts(shared, number));
    let places = || parts.iter().flat_map(|origin| map.places(origin));
    let surface = drawing.surface;
    let drawn_on = surface.page.checked_sub(1)?;
    let sheet = layout.pages.get(drawn_on).filter(|sheet| {
        let sides = [(sheet.width, surface.width), (sheet.height, surface.height)];
        sides.iter().all(|(side, was)| (whole(*side) - was).abs() <= SAME)
    });
    if let Some(place) = sheet.and_then(|_| places().find(|place| place.page == drawn_on)) {
        return Some(Place { page: place.page, element: place.element, moved: [0, 0] });
    }
    let first = places().min_by_key(|place| place.page)?;
    let sheet = layout.pages.get(first.page)?;
    let (low, high) = drawing.bounds()?;
    // No further than the page goes.
    let within = |low: i32, high: i32, side: f32| {
        let beyond = high.saturating_sub(whole(side)).max(0);
        if beyond > 0 { beyond.min(low.max(0)).saturating_neg() } else { low.min(0).saturating_neg() }
    };
    let down = whole(first.at[1]).saturating_sub(low[1]);
    let beyond = high[1].saturating_add(down).saturating_sub(whole(sheet.height)).max(0);
    let moved = [within(low[0], high[0], sheet.width), down.saturating_sub(beyond)];
    Some(Place { page: first.page, element: first.element, moved })
}

/// The parts of a principle.
fn parts(shared: &Meeting, number: u32) -> Vec<Origin> {
    let paragraphs = shared.selected(number).map_or(0, |selected| selected.principle.body.len() + 1);
    let body = (0..paragraphs).map(|index| Origin::Paragraph(number, index));
    std::iter::once(Origin::Principle(number)).chain(body).collect()
}

/// A drawing that came back as another one than was sent; `None` where it is the same. What of it is as it was keeps its
/// colour and its pen: a PDF has only one of each for all strokes.
#[must_use]
pub fn redrawn(sent: &Drawing, back: &Drawing) -> Option<Drawing> {
    let on_same_sheet = sent.surface.page == back.surface.page
        && (sent.surface.width - back.surface.width).abs() <= SAME
        && (sent.surface.height - back.surface.height).abs() <= SAME;
    let first = |drawing: &Drawing| drawing.strokes.iter().flat_map(|stroke| &stroke.points).next().copied();
    let moved = match (first(sent), first(back)) {
        // Where its page had changed it was put elsewhere as a whole.
        (Some(from), Some(to)) if !on_same_sheet => [to[0].saturating_sub(from[0]), to[1].saturating_sub(from[1])],
        _ => [0, 0],
    };
    let is_near = |from: &[i32; 2], to: &[i32; 2]| {
        let off = |axis: usize| i64::from(to[axis]) - i64::from(from[axis]) - i64::from(moved[axis]);
        off(0).abs() <= i64::from(NEAR) && off(1).abs() <= i64::from(NEAR)
    };
    let is_same = |from: &Stroke, to: &Stroke| {
        from.points.len() == to.points.len() && from.points.iter().zip(&to.points).all(|(from, to)| is_near(from, to))
    };
    let drawn = || sent.strokes.iter().filter(|stroke| !stroke.points.is_empty());
    if drawn().count() == back.strokes.len() && drawn().zip(&back.strokes).all(|(from, to)| is_same(from, to)) {
        return None;
    }
    let as_it_was = |stroke: &Stroke| {
        let before = drawn().find(|before| is_same(before, stroke));
        before.map_or_else(|| stroke.clone(), |before| Stroke { points: stroke.points.clone(), ..before.clone() })
    };
    Some(Drawing { surface: back.surface, strokes: back.strokes.iter().map(as_it_was).collect() })
}

/// The points of the strokes on a page of this height: to the right and up, in points (`InkList`).
pub fn list(drawing: &Drawing, moved: [i32; 2], height: f32) -> Object {
    let path = |stroke: &Stroke| {
        let points = points(stroke, moved, height);
        Object::Array(points.flatten().map(Object::Real).collect())
    };
    Object::Array(drawing.strokes.iter().map(path).collect())
}

/// The area of the strokes on a page, counted from above.
pub fn area(drawing: &Drawing, moved: [i32; 2]) -> Area {
    let (low, high) = drawing.bounds().unwrap_or_default();
    let pen = drawing.strokes.iter().map(|stroke| stroke.width).max().unwrap_or_default();
    let around = (fraction(pen) / 2.0 + 1.0).min(50.0);
    let [x, y] = [0, 1].map(|axis| fraction(low[axis].saturating_add(moved[axis])) - around);
    let [right, bottom] = [0, 1].map(|axis| fraction(high[axis].saturating_add(moved[axis])) + around);
    Area { x, y, width: right - x, height: bottom - y }
}

/// The strokes as they are drawn.
pub fn appearance(drawing: &Drawing, moved: [i32; 2], height: f32) -> String {
    let mut out = "1 J 1 j\n".to_owned();
    for stroke in &drawing.strokes {
        let [red, green, blue] = stroke.color.map(|channel| f32::from(channel) / 255.0);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{red:.3} {green:.3} {blue:.3} RG {:.3} w", fraction(stroke.width.max(1)));
        let mut points = points(stroke, moved, height);
        let Some([x, y]) = points.next() else { continue };
        let _ = write!(out, "{x:.3} {y:.3} m");
        let mut rest = points.peekable();
        if rest.peek().is_none() {
            // A dot: a line to itself with round ends.
            let _ = write!(out, " {x:.3} {y:.3} l");
        }
        for [x, y] in rest {
            let _ = write!(out, " {x:.3} {y:.3} l");
        }
        out.push_str(" S\n");
    }
    out
}

fn points(stroke: &Stroke, [right, down]: [i32; 2], height: f32) -> impl Iterator<Item = [f32; 2]> {
    let height = whole(height);
    stroke
        .points
        .iter()
        .map(move |[x, y]| [fraction(x.saturating_add(right)), fraction(height.saturating_sub(y.saturating_add(down)))])
}

/// Thousandths as points.
pub fn fraction(thousandths: i32) -> f32 {
    #[allow(clippy::cast_possible_truncation, reason = "it is rounded as it should be")]
    let points = (f64::from(thousandths) / 1000.0) as f32;
    points
}

fn whole(points: f32) -> i32 {
    super::markup::thousandths(f64::from(points))
}
