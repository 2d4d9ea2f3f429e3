//! Paints pages, and keeps what it has drawn of them.

use super::atlas::Atlas;
use super::drawing::draw;
use super::ink::{InkLayer, InkLayers};
use super::pictures::Pictures;
use super::scale::{PixelScale, Scale};
use super::triangles::Triangles;
use crate::page_number::PageIndex;
use crate::typeset::Page;
use egui::{Painter, Pos2, Rect, Shape, TextureId, Vec2, vec2};
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
    layers: InkLayers,
    drawn: HashMap<Identity, InkMesh>,
    pass: u64,
}

/// A page, or a layer over it, at a zoom: its address, and device pixels to the point as bits.
type Identity = (usize, u32);

/// What has been drawn of a page.
struct Drawing {
    /// Keeps the page's address from being used again.
    page: Weak<Page>,
    /// The part that is drawn, in device pixels of the page.
    part: Rect,
    /// The atlas that it was drawn with.
    edition: u64,
    triangles: Triangles,
    used: u64,
}

/// What was drawn with a pen on a page, at a zoom.
struct InkMesh {
    /// Keeps the layer's address from being used again.
    layer: Weak<InkLayer>,
    /// The part that is drawn, in device pixels of the page.
    part: Rect,
    triangles: Triangles,
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
        PagePainter {
            atlas: Atlas::new(),
            drawings: HashMap::new(),
            pictures: Pictures::default(),
            layers: InkLayers::default(),
            drawn: HashMap::new(),
            pass: 0,
        }
    }

    /// Where a page is painted whose upper left corner is wanted at `origin`: at whole device pixels.
    #[must_use]
    pub fn area(painter: &Painter, page: &Page, origin: Pos2, scale: Scale) -> Rect {
        let pixels = painter.pixels_per_point();
        let corner = (origin.to_vec2() * pixels).round();
        let size = (vec2(page.width, page.height) * scale.on(painter).0).round();
        Rect::from_min_size((corner / pixels).to_pos2(), size / pixels)
    }

    /// Paints as much of a page as is seen through `painter`, with its white paper. `origin` is the page's upper left
    /// corner.
    pub fn paint(&mut self, painter: &Painter, page: &Arc<Page>, origin: Pos2, scale: Scale) {
        let pixels = painter.pixels_per_point();
        let seen = PagePainter::area(painter, page, origin, scale).intersect(painter.clip_rect());
        if !seen.is_positive() {
            return;
        }
        self.forget_unused(painter.ctx().cumulative_pass_nr());
        self.atlas.fit(painter.ctx());
        let corner = (origin.to_vec2() * pixels).round();
        let seen = (seen * pixels).translate(-corner);
        let scale = scale.on(painter);
        let identity = self.drawn(page, seen, scale);
        let texture = self.atlas.texture(painter.ctx());
        if let Some(drawing) = self.drawings.get_mut(&identity) {
            painter.add(Shape::Mesh(drawing.triangles.show(corner, pixels, texture)));
        }
        self.pictures.paint(painter, page, corner, scale);
    }

    /// Draws a page that is likely to be painted next at this scale, so that it is there at once.
    pub fn prepare(&mut self, painter: &Painter, page: &Arc<Page>, origin: Pos2, scale: Scale) {
        let pixels = painter.pixels_per_point();
        let seen = PagePainter::area(painter, page, origin, scale).intersect(painter.clip_rect());
        if seen.is_positive() {
            self.forget_unused(painter.ctx().cumulative_pass_nr());
            let corner = (origin.to_vec2() * pixels).round();
            self.drawn(page, (seen * pixels).translate(-corner), scale.on(painter));
            self.atlas.texture(painter.ctx());
        }
    }

    /// Sees to it that what is `seen` of a page is drawn, both in device pixels.
    fn drawn(&mut self, page: &Arc<Page>, seen: Rect, scale: PixelScale) -> Identity {
        let identity = (Arc::as_ptr(page) as usize, scale.0.to_bits());
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

    /// Draws a page, or a part of a large one.
    fn draw(&mut self, page: &Arc<Page>, seen: Rect, scale: PixelScale) -> Drawing {
        let part = part(vec2(page.width, page.height) * scale.0, seen);
        let triangles = Triangles::new(draw(page, scale, part, &mut self.atlas));
        Drawing { page: Arc::downgrade(page), part, edition: self.atlas.edition(), triangles, used: self.pass }
    }

    /// Lays sheets with what is drawn with a pen over the pages.
    pub fn lay_ink(&mut self, layers: &InkLayers) {
        self.layers.clone_from(layers);
    }

    /// Paints what is drawn with a pen on a page that was just painted at the same place.
    pub fn paint_ink(&mut self, painter: &Painter, index: PageIndex, page: &Page, origin: Pos2, scale: Scale) {
        let Some(layer) = self.layers.page(index).cloned() else { return };
        let pixels = painter.pixels_per_point();
        let paper = PagePainter::area(painter, page, origin, scale);
        let seen = paper.intersect(painter.clip_rect());
        if !seen.is_positive() {
            return;
        }
        let corner = (origin.to_vec2() * pixels).round();
        let scale = scale.on(painter);
        let within = (seen * pixels).translate(-corner);
        let identity = (Arc::as_ptr(&layer) as usize, scale.0.to_bits());
        if !self.drawn.get(&identity).is_some_and(|known| known.part.contains_rect(within)) {
            let part = part(vec2(page.width, page.height) * scale.0, within);
            let triangles = Triangles::new(layer.mesh(scale, part));
            let drawn = InkMesh { layer: Arc::downgrade(&layer), part, triangles, used: self.pass };
            self.drawn.insert(identity, drawn);
        }
        if let Some(drawn) = self.drawn.get_mut(&identity) {
            drawn.used = self.pass;
            let mesh = drawn.triangles.show(corner, pixels, TextureId::default());
            painter.with_clip_rect(seen).add(Shape::Mesh(mesh));
        }
    }

    fn forget_unused(&mut self, pass: u64) {
        if self.pass != pass {
            self.pass = pass;
            self.drawings.retain(|_, drawing| drawing.used + KEPT >= pass && drawing.page.strong_count() > 0);
            self.drawn.retain(|_, drawn| drawn.used + KEPT >= pass && drawn.layer.strong_count() > 0);
        }
    }
}

/// All of a page that is this large in device pixels, or of a larger one what is seen and half as much around it.
fn part(size: Vec2, seen: Rect) -> Rect {
    if size.x * size.y <= WHOLE {
        Rect::from_min_size(Pos2::ZERO, size).expand(1.0)
    } else {
        seen.expand2(seen.size() / 2.0)
    }
}
