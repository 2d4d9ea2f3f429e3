//! What is drawn with a pen on the pages, where the PDF has it: all strokes of a page as one mesh.
//!
//! A stroke's points that fall on the same pixel are one, so that ten thousand strokes cost what can be seen of them.

use super::scale::PixelScale;
use crate::meeting::Shared;
use crate::meeting::drawing::{Drawing, Stroke};
use crate::page_number::PageIndex;
use crate::pdf::{self, Transform};
use crate::typeset::Layout;
use egui::epaint::PathStroke;
use egui::epaint::tessellator::Path;
use egui::{Color32, Mesh, Pos2, Rect};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How far apart two points of a stroke must be to be told apart, in device pixels.
const APART: f32 = 0.4;
/// How softly an edge ends, in device pixels.
const SOFT: f32 = 1.0;
/// The cosine of the angle by which a stroke turns without a corner.
const STRAIGHT: f32 = 0.92;
/// The width in device pixels from which one sees how a stroke ends and turns.
const ROUND: f32 = 1.5;

/// What is drawn on each page.
#[derive(Clone, Debug, Default)]
pub struct InkLayers(BTreeMap<PageIndex, Arc<InkLayer>>);

/// What is drawn on one page, in points of paper from its upper left corner.
#[derive(Debug, Default, PartialEq)]
pub struct InkLayer {
    lines: Vec<Line>,
}

/// A stroke.
#[derive(Debug, PartialEq)]
struct Line {
    points: Vec<Pos2>,
    color: Color32,
    width: f32,
    /// All that it covers.
    bounds: Rect,
}

impl InkLayers {
    /// Nothing.
    #[must_use]
    pub const fn none() -> InkLayers {
        InkLayers(BTreeMap::new())
    }

    /// What is drawn on the pages of a hand-out. What is as it was `before` is the same value.
    #[must_use]
    pub fn of(shared: &Shared, layout: &Layout, before: &InkLayers) -> InkLayers {
        if shared.meeting().annotations.iter().all(|annotation| annotation.drawing().is_none()) {
            return InkLayers::default();
        }
        let mut layers: BTreeMap<PageIndex, InkLayer> = BTreeMap::new();
        for pdf::OnPage { page, transform, drawing } in pdf::drawings(shared, layout) {
            layers.entry(page).or_default().draw(drawing, transform);
        }
        let kept = |(page, layer): (PageIndex, InkLayer)| {
            let known = before.0.get(&page).filter(|known| ***known == layer);
            (page, known.map_or_else(|| Arc::new(layer), Arc::clone))
        };
        InkLayers(layers.into_iter().map(kept).collect())
    }

    /// What is drawn on a page.
    #[must_use]
    pub fn page(&self, page: PageIndex) -> Option<&Arc<InkLayer>> {
        self.0.get(&page)
    }
}

impl InkLayer {
    fn draw(&mut self, drawing: &Drawing, transform: Transform) {
        self.lines.extend(drawing.strokes.iter().filter_map(|stroke| Line::of(stroke, transform)));
    }

    /// The strokes as triangles in device pixels, as far as they are within `part`.
    #[must_use]
    pub fn mesh(&self, PixelScale(scale): PixelScale, part: Rect) -> Mesh {
        let mut mesh = Mesh::default();
        let mut path = Path::default();
        for line in self.lines.iter().filter(|line| (line.bounds * scale).expand(SOFT).intersects(part)) {
            line.draw(scale, &mut path, &mut mesh);
        }
        mesh
    }
}

impl Line {
    fn of(stroke: &Stroke, transform: Transform) -> Option<Line> {
        #[allow(clippy::cast_possible_truncation, reason = "it is rounded as it should be")]
        let points = |thousandths: i32| (f64::from(thousandths) / 1000.0) as f32;
        let place = |point: &[i32; 2]| Pos2::from(transform.point(*point).map(points));
        let [red, green, blue] = stroke.color;
        let width = points(transform.length(stroke.width).max(1));
        let points: Vec<Pos2> = stroke.points.iter().map(place).collect();
        let bounds = Rect::from_points(&points).expand(width / 2.0);
        let color = Color32::from_rgba_unmultiplied(red, green, blue, stroke.opacity());
        (!points.is_empty()).then_some(Line { points, color, width, bounds })
    }

    fn draw(&self, scale: f32, path: &mut Path, mesh: &mut Mesh) {
        let points = self.seen(scale);
        let width = self.width * scale;
        let radius = width / 2.0;
        let mut dot = |center: Pos2| {
            // A circle is never less than a pixel: it is as much paler.
            let (radius, color) =
                if radius < 0.5 { (0.5, self.color.gamma_multiply(2.0 * radius)) } else { (radius, self.color) };
            path.clear();
            path.add_circle(center, radius);
            path.fill(SOFT, color, mesh);
        };
        let [first, _, ..] = points.as_slice() else {
            points.first().into_iter().for_each(|point| dot(*point));
            return;
        };
        // Where the pen turned sharply a new path begins, so that no corner sticks out; both ends are round.
        let turns = points.windows(3).enumerate().filter_map(|(index, three)| {
            let [before, at, after] = three else { return None };
            let (one, other) = ((*at - *before).normalized(), (*after - *at).normalized());
            (one.dot(other) < STRAIGHT).then_some(index + 1)
        });
        let turns: Vec<usize> = turns.chain([points.len() - 1]).collect();
        if width >= ROUND {
            dot(*first);
            turns.iter().filter_map(|turn| points.get(*turn)).for_each(|turn| dot(*turn));
        }
        let mut from = 0;
        for turn in turns {
            if let Some(part) = points.get(from..=turn) {
                path.clear();
                path.add_open_points(part);
                path.stroke_open(SOFT, &PathStroke::new(width, self.color), mesh);
            }
            from = turn;
        }
    }

    /// The points in device pixels, without those that fall together with the one before. The last is always there.
    fn seen(&self, scale: f32) -> Vec<Pos2> {
        let mut seen: Vec<Pos2> = Vec::with_capacity(self.points.len().min(64));
        let places = self.points.iter().map(|point| (point.to_vec2() * scale).to_pos2());
        for (index, place) in places.enumerate() {
            let apart = seen.last().is_none_or(|last| (*last - place).length_sq() >= APART * APART);
            if apart {
                seen.push(place);
            } else if index + 1 == self.points.len() && seen.len() > 1 {
                seen.pop();
                seen.push(place);
            }
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    fn layer(strokes: impl IntoIterator<Item = Vec<[i32; 2]>>) -> InkLayer {
        let line = |points| Line::of(&Stroke { points, color: [200, 0, 0], width: 2000 }, Transform::default());
        InkLayer { lines: strokes.into_iter().filter_map(line).collect() }
    }

    const PAGE: Rect = Rect { min: Pos2::ZERO, max: pos2(600.0, 850.0) };

    #[test]
    fn a_stroke_covers_its_points_and_half_its_width_around() {
        let mesh = layer([vec![[100_000, 100_000], [200_000, 100_000]]]).mesh(PixelScale(1.0), PAGE);
        let bounds = mesh.calc_bounds();
        let expected = Rect::from_min_max(pos2(99.0, 99.0), pos2(201.0, 101.0)).expand(SOFT / 2.0);
        assert!((bounds.min - expected.min).length() < 0.1 && (bounds.max - expected.max).length() < 0.1, "{bounds:?}");
    }

    #[test]
    fn a_point_is_a_dot_and_nothing_is_nothing() {
        let dot = layer([vec![[100_000, 100_000]]]).mesh(PixelScale(2.0), PAGE);
        assert!((dot.calc_bounds().center() - pos2(200.0, 200.0)).length() < 0.1);
        assert!(layer([Vec::new()]).mesh(PixelScale(1.0), PAGE).is_empty());
        let same = layer([vec![[100_000, 100_000]; 9]]).mesh(PixelScale(1.0), PAGE);
        assert!((same.calc_bounds().center() - pos2(100.0, 100.0)).length() < 0.1);
    }

    #[test]
    fn what_is_not_seen_costs_nothing() {
        let strokes = || (0..100).map(|at| vec![[at * 5_000, 0], [at * 5_000, 800_000]]);
        let part = Rect::from_min_max(pos2(100.0, 0.0), pos2(120.0, 100.0));
        assert!(
            layer(strokes()).mesh(PixelScale(1.0), part).vertices.len() * 10
                < layer(strokes()).mesh(PixelScale(1.0), PAGE).vertices.len()
        );
        // A thousand points on a few pixels are a few points.
        let dense = layer([(0..1000).map(|at| [100_000 + at, 100_000]).collect()]);
        assert!(dense.mesh(PixelScale(1.0), PAGE).vertices.len() < 100);
    }

    #[test]
    fn points_far_beyond_the_page_do_no_harm() {
        let far = layer([vec![[i32::MIN, i32::MAX], [i32::MAX, i32::MIN], [0, 0]], vec![[i32::MIN; 2]; 2]]);
        let mesh = far.mesh(PixelScale(8.0), PAGE);
        assert!(mesh.vertices.iter().all(|vertex| vertex.pos.is_finite()));
    }
}
