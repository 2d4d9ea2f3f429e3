//! A slide as it is painted, on whatever window.

use super::stage::Picture;
use crate::app::page::{PagePainter, read_out as read_page};
use crate::typeset::Page;
use egui::{Pos2, Rect, Ui, vec2};
use std::sync::Arc;

/// Where a page is as large as it can be within an area.
#[must_use]
pub fn fitted(area: Rect, page: &Arc<Page>) -> Rect {
    let scale = (area.width() / page.width).min(area.height() / page.height);
    Rect::from_center_size(area.center(), vec2(page.width, page.height) * scale)
}

/// Paints a slide: its page, and what lies on it.
pub fn paint(ui: &Ui, picture: &Picture, place: Rect, painter: &mut PagePainter) {
    painter.paint(ui.painter(), &picture.page, place.min, scale(picture, place));
}

/// Makes ready to paint a slide that is likely to come.
pub fn prepare(ui: &Ui, picture: &Picture, place: Rect, painter: &mut PagePainter) {
    painter.prepare(ui.painter(), &picture.page, place.min, scale(picture, place));
}

/// Says what stands on a slide to who does not see it.
pub fn read_out(ui: &mut Ui, picture: &Picture, place: Rect) {
    read_page(ui, 0, &picture.slide.title, &picture.page, place, scale(picture, place));
}

/// Where a point of the window is on a slide, in points of its page; also where that is outside of it.
#[must_use]
pub fn on_page(picture: &Picture, place: Rect, at: Pos2) -> Pos2 {
    ((at - place.min) / scale(picture, place)).to_pos2()
}

/// Points of the window to a point of the page.
fn scale(picture: &Picture, place: Rect) -> f32 {
    place.width() / picture.page.width
}
