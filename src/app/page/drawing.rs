//! A page's marks as triangles, in device pixels from the page's upper left corner.
//!
//! Letters stand on whole rows of pixels and to a quarter of a pixel within a row; edges of areas and lines fall
//! between pixels, so that they are sharp. What is thinner than a pixel is one pixel wide and as much paler.

use super::atlas::{Atlas, Full, Sprite};
use super::glyphs::{BINS, Key};
use super::scale::PixelScale;
use crate::typeset::page::{Area, Color, Line, Mark, Page, Run};
use egui::epaint::Vertex;
use egui::{Color32, Mesh, Pos2, Rect, pos2, vec2};
use std::ops::Range;

/// The size of type, in device pixels, above which a glyph stands on a whole pixel.
const PLACED_FINELY: f32 = 64.0;
/// The size below which lines too stand to a quarter of a pixel: nothing there is sharp enough to suffer.
const TINY: f32 = 8.0;
/// The largest size that glyphs are made for. Beyond it they are enlarged.
const LARGEST: f32 = 320.0;

/// Draws what stands within `part` of a page.
pub fn draw(page: &Page, scale: PixelScale, part: Rect, atlas: &mut Atlas) -> Mesh {
    let mut largest = LARGEST;
    let mut fresh = false;
    loop {
        let mut pen = Pen { atlas, mesh: Mesh::default(), scale: scale.0, part, largest };
        if pen.page(page).is_ok() || largest < 1.0 {
            return pen.finish();
        }
        // Glyphs of other sizes give way, and if that is not enough, fineness does.
        atlas.start_over();
        if std::mem::replace(&mut fresh, true) {
            largest /= 2.0;
        }
    }
}

struct Pen<'a> {
    atlas: &'a mut Atlas,
    mesh: Mesh,
    /// Pixels to a point of paper: here every length becomes pixels.
    scale: f32,
    part: Rect,
    largest: f32,
}

impl Pen<'_> {
    fn page(&mut self, page: &Page) -> Result<(), Full> {
        self.fill(&Area { x: 0.0, y: 0.0, width: page.width, height: page.height }, [255; 3]);
        for mark in &page.marks {
            match mark {
                Mark::Line { line, x, y, .. } => self.line(line, [*x, *y])?,
                // Pictures are no triangles of the atlas; they are painted by themselves.
                Mark::Picture { .. } => {}
                Mark::Fill { area, color } => self.fill(area, *color),
                Mark::Stroke { from, to, width, color, dash } => self.stroke(*from, *to, *width, *color, *dash),
            }
        }
        Ok(())
    }

    /// The triangles, with the places in the texture as shares of its size, which is known only now.
    fn finish(self) -> Mesh {
        let [width, height] = self.atlas.size();
        let mut mesh = self.mesh;
        for vertex in &mut mesh.vertices {
            vertex.uv = pos2(vertex.uv.x / width, vertex.uv.y / height);
        }
        mesh
    }

    fn is_seen(&self, area: Rect) -> bool {
        self.part.intersects(area)
    }

    fn line(&mut self, line: &Line, [x, y]: [f32; 2]) -> Result<(), Full> {
        let largest = line.runs.iter().fold(0.0, |size: f32, run| size.max(run.size));
        let area =
            Rect::from_min_max(pos2(x - largest, y - largest * 1.5), pos2(x + line.width + largest, y + largest));
        if !self.is_seen(area * self.scale) {
            return Ok(());
        }
        for run in &line.runs {
            self.run(run, [x, y])?;
        }
        Ok(())
    }

    fn run(&mut self, run: &Run, [x, y]: [f32; 2]) -> Result<(), Full> {
        let size = run.size * self.scale;
        let made = size.min(self.largest);
        let bins = [if size < PLACED_FINELY { BINS } else { 1 }, if size < TINY { BINS } else { 1 }];
        let color = opaque(run.color);
        for glyph in &run.glyphs {
            let (column, right) = place((x + glyph.x) * self.scale, bins[0]);
            let (row, down) = place((y - glyph.rise) * self.scale, bins[1]);
            let key = Key { face: run.face, size: made.to_bits(), glyph: glyph.id, bin: [right, down] };
            if let Some(sprite) = self.atlas.sprite(key)? {
                self.sprite(&sprite, [column, row], size / made, color);
            }
        }
        Ok(())
    }

    fn sprite(&mut self, sprite: &Sprite, [column, row]: [f32; 2], enlarged: f32, color: Color32) {
        let size = vec2(sprite.size[0], sprite.size[1]);
        let at = pos2(column + sprite.offset[0] * enlarged, row + sprite.offset[1] * enlarged);
        let texels = Rect::from_min_size(sprite.texel.into(), size);
        self.mesh.add_rect_with_uv(Rect::from_min_size(at, size * enlarged), texels, color);
    }

    /// A rectangle of one colour, in device pixels.
    fn plain(&mut self, columns: Range<f32>, rows: Range<f32>, color: Color32) {
        let spot: Pos2 = Atlas::spot().into();
        let rect = Rect::from_min_max(pos2(columns.start, rows.start), pos2(columns.end, rows.end));
        self.mesh.add_rect_with_uv(rect, Rect::from_min_max(spot, spot), color);
    }

    fn fill(&mut self, area: &Area, color: Color) {
        let (left, right) = (area.x * self.scale, (area.x + area.width) * self.scale);
        let (top, bottom) = (area.y * self.scale, (area.y + area.height) * self.scale);
        if !self.is_seen(Rect::from_min_max(pos2(left - 1.0, top - 1.0), pos2(right + 1.0, bottom + 1.0))) {
            return;
        }
        let (columns, across) = edges(left, right);
        let (rows, down) = edges(top, bottom);
        self.plain(columns, rows, paler(color, across * down));
    }

    fn stroke(&mut self, from: [f32; 2], to: [f32; 2], width: f32, color: Color, dash: Option<[f32; 2]>) {
        let scale = self.scale;
        let [from, to] = [from, to].map(|[x, y]| pos2(x * scale, y * scale));
        let width = width * scale;
        if !self.is_seen(Rect::from_two_pos(from, to).expand(width + 1.0)) {
            return;
        }
        let straight = (from.y - to.y).abs() < 0.01 || (from.x - to.x).abs() < 0.01;
        if !straight {
            self.slanted(from, to, width, color);
            return;
        }
        let lies = (from.y - to.y).abs() < 0.01;
        let across = thickness(if lies { from.y } else { from.x }, width);
        let (start, end) = if lies { (from.x, to.x) } else { (from.y, to.y) };
        let (start, end) = (start.min(end), start.max(end));
        let mut piece = |along: &Range<f32>, coverage: f32| {
            for (across, strength) in across.iter().flatten() {
                let (columns, rows) = if lies { (along, across) } else { (across, along) };
                self.plain(columns.clone(), rows.clone(), paler(color, strength * coverage));
            }
        };
        let Some([dash, gap]) = dash else {
            let (along, coverage) = edges(start, end);
            piece(&along, coverage);
            return;
        };
        let (dash, period) = (dash * scale, (dash + gap) * scale);
        let mut at = start;
        while at < end && period > 0.0 {
            for (along, coverage) in covered(at, (at + dash).min(end)).iter().flatten() {
                piece(along, *coverage);
            }
            at += period;
        }
    }

    /// A slanted line, softened by half a pixel on both sides.
    fn slanted(&mut self, from: Pos2, to: Pos2, width: f32, color: Color) {
        let normal = (to - from).normalized().rot90();
        let (core, strength) = if width < 1.0 { (0.0, width) } else { (width / 2.0 - 0.5, 1.0) };
        let (ink, none) = (paler(color, strength), Color32::TRANSPARENT);
        let edges = [(-core - 1.0, none), (-core, ink), (core, ink), (core + 1.0, none)];
        let [Ok(first), Ok(count)] = [self.mesh.vertices.len(), edges.len()].map(u32::try_from) else { return };
        for end in [from, to] {
            let vertex = |(aside, color)| Vertex { pos: end + normal * aside, uv: Atlas::spot().into(), color };
            self.mesh.vertices.extend(edges.map(vertex));
        }
        for strip in first..first + count - 1 {
            let beside = strip + count;
            self.mesh.add_triangle(strip, strip + 1, beside);
            self.mesh.add_triangle(beside, strip + 1, beside + 1);
        }
    }
}

/// The pixel that something at `x` stands in, and in which part of it.
fn place(x: f32, bins: u8) -> (f32, u8) {
    let parts = (x * f32::from(bins)).round();
    let pixel = (parts / f32::from(bins)).floor();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the number of bins")]
    let bin = (parts - pixel * f32::from(bins)) as u8 * (BINS / bins);
    (pixel, bin)
}

/// The pixels between two edges and how strong they are: less than all where the edges are less than a pixel apart.
fn edges(start: f32, end: f32) -> (Range<f32>, f32) {
    let (first, last) = (start.round(), end.round());
    if last > first {
        return (first..last, 1.0);
    }
    let pixel = f32::midpoint(start, end).floor();
    (pixel..pixel + 1.0, (end - start).clamp(0.0, 1.0))
}

/// The pixels across a line of this width and how strong they are: whole ones from a sharp edge on, and the rest of the
/// width in one more.
fn thickness(middle: f32, width: f32) -> [Option<(Range<f32>, f32)>; 3] {
    let start = if width < 1.0 { middle.floor() } else { (middle - width / 2.0).round() };
    covered(start, start + width)
}

/// The pixels from `start` to `end` with how much of each is covered: one in part, some in whole, one in part.
fn covered(start: f32, end: f32) -> [Option<(Range<f32>, f32)>; 3] {
    let (first, last) = (start.ceil(), end.floor());
    if last < first {
        return [Some((last..first, end - start)), None, None];
    }
    [(first - 1.0..first, first - start), (first..last, 1.0), (last..last + 1.0, end - last)]
        .map(|(pixels, coverage)| (pixels.end > pixels.start && coverage > 0.0).then_some((pixels, coverage)))
}

fn opaque([red, green, blue]: Color) -> Color32 {
    Color32::from_rgb(red, green, blue)
}

/// A colour that covers no more than `coverage` of what is under it.
fn paler(color: Color, coverage: f32) -> Color32 {
    if coverage >= 1.0 { opaque(color) } else { opaque(color).gamma_multiply(coverage.max(0.0)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compose::compose;
    use crate::meeting::{Meeting, Purpose};
    use crate::typeset::layout;

    fn page() -> std::sync::Arc<Page> {
        layout(&compose(&Meeting::sample().share(Purpose::Handout))).pages.swap_remove(0)
    }

    fn whole() -> Rect {
        Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0e6, 1.0e6))
    }

    #[test]
    fn a_place_is_the_nearest_quarter_of_a_pixel() {
        assert_eq!(place(7.3, BINS), (7.0, 1));
        assert_eq!(place(7.9, BINS), (8.0, 0));
        assert_eq!(place(-0.3, BINS), (-1.0, 3));
        assert_eq!(place(7.6, 1), (8.0, 0));
    }

    #[test]
    fn a_dash_covers_as_much_as_it_is_long() {
        for (start, end) in [(0.2, 0.7), (0.2, 1.1), (3.0, 5.0), (2.7, 8.1)] {
            let sum: f32 =
                covered(start, end).into_iter().flatten().map(|(at, share)| (at.end - at.start) * share).sum();
            assert!((sum - (end - start)).abs() < 1e-5, "{start} {end}: {sum}");
        }
    }

    #[test]
    fn a_thin_line_is_one_pixel_wide_and_paler() {
        assert_eq!(thickness(10.4, 0.5), [None, None, Some((10.0..11.0, 0.5))]);
        assert_eq!(thickness(10.4, 2.25), [None, Some((9.0..11.0, 1.0)), Some((11.0..12.0, 0.25))]);
        assert_eq!(edges(10.6, 10.9), (10.0..11.0, 10.9 - 10.6));
    }

    #[test]
    fn what_is_outside_the_part_is_not_drawn() {
        let (page, mut atlas) = (page(), Atlas::new());
        let all = draw(&page, PixelScale(2.0), whole(), &mut atlas);
        let some = draw(&page, PixelScale(2.0), Rect::from_min_max(pos2(0.0, 300.0), pos2(2000.0, 500.0)), &mut atlas);
        assert!(some.vertices.len() > 4 && some.vertices.len() < all.vertices.len() / 2);
        assert!(all.is_valid() && some.is_valid());
    }

    #[test]
    fn a_page_is_drawn_at_any_size() {
        let (page, mut atlas) = (page(), Atlas::new());
        let vertices = draw(&page, PixelScale(1.0), whole(), &mut atlas).vertices.len();
        for scale in [0.05, 0.5, 4.0, 16.0, 60.0] {
            let letters = draw(&page, PixelScale(scale), whole(), &mut atlas).vertices.len();
            assert!(letters > vertices / 2, "{scale}: {letters} of {vertices}");
        }
    }
}
