//! Paints pages, and keeps what it has drawn of them.

use super::atlas::Atlas;
use super::drawing::draw;
use super::pictures::Pictures;
use crate::typeset::Page;
use egui::epaint::Vertex;
use egui::{Mesh, Painter, Pos2, Rect, Shape, Vec2, vec2};
use std::collections::HashMap;
use std::sync::{Arc, Weak};

/// How many pixels of a page are drawn at once at the most, unless more are seen.
const WHOLE: f32 = 4.0e6;
/// How many passes a drawing is kept that is not seen.
const KEPT: u64 = 30;

/// Paints pages of a hand-out exactly as the PDF shows them.
///
/// A page is drawn once for each zoom; after that it costs no more than its triangles. A page that stays the same
/// [`Arc`] is known again.
pub struct PagePainter {
    atlas: Atlas,
    drawings: HashMap<Identity, Drawing>,
    pictures: Pictures,
    pass: u64,
}

/// A page at a zoom: its address, and device pixels to the point as bits.
type Identity = (usize, u32);

/// What has been drawn of a page.
struct Drawing {
    /// Keeps the page's address from being used again.
    page: Weak<Page>,
    /// The part that is drawn, in device pixels of the page.
    part: Rect,
    /// The atlas that it was drawn with.
    edition: u64,
    /// In device pixels of the page.
    mesh: Mesh,
    /// The same on the screen, as it was shown last.
    shown: Arc<Mesh>,
    /// Where the page was on the screen then, in device pixels, and how many there were to the point.
    at: Option<(Vec2, f32)>,
    used: u64,
}

impl Default for PagePainter {
    fn default() -> PagePainter {
        PagePainter::new()
    }
}

impl PagePainter {
    /// A painter that has not painted yet.
    #[must_use]
    pub fn new() -> PagePainter {
        PagePainter { atlas: Atlas::new(), drawings: HashMap::new(), pictures: Pictures::default(), pass: 0 }
    }

    /// Where a page is painted whose upper left corner is wanted at `origin`: at whole device pixels. `scale` is points of
    /// the window to a point of paper.
    #[must_use]
    pub fn area(painter: &Painter, page: &Page, origin: Pos2, scale: f32) -> Rect {
        let pixels = painter.pixels_per_point();
        let corner = (origin.to_vec2() * pixels).round();
        let size = (vec2(page.width, page.height) * (scale * pixels)).round();
        Rect::from_min_size((corner / pixels).to_pos2(), size / pixels)
    }

    /// Paints as much of a page as is seen through `painter`, with its white paper. `origin` is the page's upper left
    /// corner, `scale` is points of the window to a point of paper.
    pub fn paint(&mut self, painter: &Painter, page: &Arc<Page>, origin: Pos2, scale: f32) {
        let pixels = painter.pixels_per_point();
        let seen = PagePainter::area(painter, page, origin, scale).intersect(painter.clip_rect());
        if !seen.is_positive() {
            return;
        }
        self.forget_unused(painter.ctx().cumulative_pass_nr());
        self.atlas.fit(painter.ctx());
        let corner = (origin.to_vec2() * pixels).round();
        let seen = (seen * pixels).translate(-corner);
        let scale = scale * pixels;
        let identity = self.drawn(page, seen, scale);
        let texture = self.atlas.texture(painter.ctx());
        if let Some(drawing) = self.drawings.get_mut(&identity) {
            drawing.mesh.texture_id = texture;
            painter.add(Shape::Mesh(drawing.show(corner, pixels)));
        }
        self.pictures.paint(painter, page, corner, scale);
    }

    /// Draws a page that is likely to be painted next at this scale, so that it is there at once.
    pub fn prepare(&mut self, painter: &Painter, page: &Arc<Page>, origin: Pos2, scale: f32) {
        let pixels = painter.pixels_per_point();
        let seen = PagePainter::area(painter, page, origin, scale).intersect(painter.clip_rect());
        if seen.is_positive() {
            self.forget_unused(painter.ctx().cumulative_pass_nr());
            let corner = (origin.to_vec2() * pixels).round();
            self.drawn(page, (seen * pixels).translate(-corner), scale * pixels);
            self.atlas.texture(painter.ctx());
        }
    }

    /// Sees to it that what is `seen` of a page is drawn, both in device pixels.
    fn drawn(&mut self, page: &Arc<Page>, seen: Rect, scale: f32) -> Identity {
        let identity = (Arc::as_ptr(page) as usize, scale.to_bits());
        let edition = self.atlas.edition();
        let known = self.drawings.get_mut(&identity);
        if let Some(known) = known.filter(|known| known.edition == edition && known.part.contains_rect(seen)) {
            known.used = self.pass;
        } else {
            let drawing = self.draw(page, seen, scale);
            self.drawings.insert(identity, drawing);
        }
        identity
    }

    /// Draws a page, or of a large one what is seen and half as much around it.
    fn draw(&mut self, page: &Arc<Page>, seen: Rect, scale: f32) -> Drawing {
        let size = vec2(page.width, page.height) * scale;
        let part = if size.x * size.y <= WHOLE {
            Rect::from_min_size(Pos2::ZERO, size).expand(1.0)
        } else {
            seen.expand2(seen.size() / 2.0)
        };
        let mesh = draw(page, scale, part, &mut self.atlas);
        Drawing {
            page: Arc::downgrade(page),
            part,
            edition: self.atlas.edition(),
            mesh,
            shown: Arc::default(),
            at: None,
            used: self.pass,
        }
    }

    fn forget_unused(&mut self, pass: u64) {
        if self.pass != pass {
            self.pass = pass;
            self.drawings.retain(|_, drawing| drawing.used + KEPT >= pass && drawing.page.strong_count() > 0);
        }
    }
}

impl Drawing {
    /// The triangles on the screen, for a page whose corner is at the device pixel `corner`.
    fn show(&mut self, corner: Vec2, pixels: f32) -> Arc<Mesh> {
        if self.at.replace((corner, pixels)) != Some((corner, pixels)) || self.shown.texture_id != self.mesh.texture_id
        {
            let shown = Arc::make_mut(&mut self.shown);
            shown.texture_id = self.mesh.texture_id;
            shown.indices.clone_from(&self.mesh.indices);
            shown.vertices.clear();
            let moved = |vertex: &Vertex| Vertex { pos: (vertex.pos + corner) / pixels, ..*vertex };
            shown.vertices.extend(self.mesh.vertices.iter().map(moved));
        }
        Arc::clone(&self.shown)
    }
}
