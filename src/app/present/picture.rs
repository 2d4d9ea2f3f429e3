//! A slide as it is painted, on whatever window: its page, and what was drawn on it.

use super::sketch::Sketch;
use super::zoom;
use crate::app::page::{PagePainter, Scale, read_out as read_page};
use crate::page_number::PageIndex;
use crate::typeset::{Page, Slide};
use egui::{Pos2, Rect, Ui, vec2};
use std::sync::Arc;

/// A slide as it is painted.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Which slide it is.
    pub slide: Slide,
    /// Its page.
    pub page: Arc<Page>,
    /// What is drawn on it, where that is shown.
    pub sketch: Option<Arc<Sketch>>,
    /// The part of the page that is seen, in points of it.
    pub view: Rect,
}

impl Picture {
    /// A slide as a whole.
    #[must_use]
    pub fn new(slide: &Slide, page: &Arc<Page>, sketch: Option<&Arc<Sketch>>) -> Picture {
        let (slide, view) = (slide.clone(), zoom::whole(page));
        Picture { slide, page: Arc::clone(page), sketch: sketch.map(Arc::clone), view }
    }
}

/// Where a page is as large as it can be within an area.
#[must_use]
pub fn fitted(area: Rect, page: &Arc<Page>) -> Rect {
    let scale = (area.width() / page.width).min(area.height() / page.height);
    Rect::from_center_size(area.center(), vec2(page.width, page.height) * scale)
}

/// Paints a slide: its page, and what lies on it.
pub fn paint(ui: &Ui, picture: &Picture, place: Rect, painter: &mut PagePainter) {
    let within = ui.painter().with_clip_rect(place.expand(0.5).intersect(ui.clip_rect()));
    let (origin, scale) = (origin(picture, place), scale(picture, place));
    painter.paint(&within, &picture.page, origin, Scale(scale));
    if let Some(sketch) = &picture.sketch {
        sketch.paint(&within, origin, scale);
    }
}

/// Makes ready to paint a slide that is likely to come.
pub fn prepare(ui: &Ui, picture: &Picture, place: Rect, painter: &mut PagePainter) {
    painter.prepare(ui.painter(), &picture.page, origin(picture, place), Scale(scale(picture, place)));
    if let Some(sketch) = &picture.sketch {
        sketch.prepare(ui.painter(), origin(picture, place), scale(picture, place));
    }
}

/// Says what stands on a slide to who does not see it.
pub fn read_out(ui: &mut Ui, picture: &Picture, place: Rect) {
    let (origin, scale) = (origin(picture, place), scale(picture, place));
    let whole = Rect::from_min_size(origin, vec2(picture.page.width, picture.page.height) * scale);
    read_page(ui, PageIndex::FIRST, &picture.slide.title, &picture.page, whole, Scale(scale));
}

/// Where a point of the window is on a slide, in points of its page; also where that is outside of it.
#[must_use]
pub fn on_page(picture: &Picture, place: Rect, at: Pos2) -> Pos2 {
    picture.view.min + (at - place.min) / scale(picture, place)
}

/// Where a point of a slide's page is in the window.
#[must_use]
pub fn on_screen(picture: &Picture, place: Rect, at: Pos2) -> Pos2 {
    place.min + (at - picture.view.min) * scale(picture, place)
}

/// Points of the window to a point of the page.
#[must_use]
pub fn scale(picture: &Picture, place: Rect) -> f32 {
    place.width() / picture.view.width()
}

/// Where the upper left corner of the page is in the window.
fn origin(picture: &Picture, place: Rect) -> Pos2 {
    on_screen(picture, place, Pos2::ZERO)
}
