//! Each screen shows its number and name for some seconds, so that everybody sees which is which.

use super::Present;
use super::screen::Screen;
use crate::app::theme::{self, Palette};
use egui::{Align2, Area, FontId, Id, Order, Rect, Sense, Ui, ViewportBuilder, ViewportClass, ViewportId, vec2};
use std::time::Duration;

/// How long, in seconds.
const LASTS: f64 = 5.0;

/// What a screen is called, by its place in the list.
#[must_use]
pub fn name(place: usize, screen: &Screen) -> String {
    let [width, height] = screen.size;
    format!("{}  {} · {width} × {height}", place + 1, screen.name).trim_end().to_owned()
}

impl Present {
    /// Shows the numbers as long as they are asked for.
    pub(super) fn identify(&mut self, ui: &Ui) {
        let Some(since) = self.checklist.numbered else { return };
        let left = since + LASTS - ui.input(|input| input.time);
        let given_up = ui.input(|input| input.key_pressed(egui::Key::Escape));
        if left <= 0.0 || given_up {
            self.checklist.numbered = None;
            ui.ctx().request_repaint();
            return;
        }
        ui.ctx().request_repaint_after(Duration::from_secs_f64(left + 0.01));
        let own = self.screens.own.unwrap_or(0);
        for (place, screen) in self.screens.all.iter().enumerate() {
            let (number, text) = ((place + 1).to_string(), name(place, screen));
            if place == own || ui.ctx().embed_viewports() {
                let area = ui.ctx().content_rect();
                let size = vec2(area.width() * 0.3, area.height() * 0.4);
                let across = (place as f32 - own as f32) * (size.x + 16.0);
                let rect = Rect::from_center_size(area.center() + vec2(across, 0.0), size);
                let shown =
                    Area::new(Id::unique(("screen-number", place))).order(Order::Foreground).fixed_pos(rect.min);
                shown.show(ui.ctx(), |ui| paint(ui, rect, &number, &text));
                continue;
            }
            window(ui, place, screen, number, text);
        }
    }
}

/// A window with a number on another screen.
fn window(ui: &Ui, place: usize, screen: &Screen, number: String, text: String) {
    let builder = ViewportBuilder::default().with_app_id("bilag").with_title(&text).with_decorations(false);
    let builder = match screen.index {
        Some(index) => builder.with_monitor(index),
        None => builder.with_position(screen.corner(ui.ctx())).with_fullscreen(true),
    };
    let window = ViewportId::from_hash_of(("screen-number", place));
    ui.ctx().show_viewport_deferred(window, builder, move |ui, class| {
        if class == ViewportClass::Deferred {
            let area = ui.max_rect();
            paint(ui, area, &number, &text);
        }
    });
}

fn paint(ui: &mut Ui, area: Rect, number: &str, text: &str) {
    let palette = Palette::of(ui);
    let response = ui.allocate_rect(area, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    ui.painter().rect_filled(area, 12.0, palette.accent);
    let size = area.height() * 0.5;
    let font = FontId::new(size, theme::text::semibold());
    ui.painter().text(area.center() - vec2(0.0, size * 0.2), Align2::CENTER_CENTER, number, font, palette.on_accent);
    let font = FontId::new((area.height() * 0.06).max(14.0), theme::text::semibold());
    let below = area.center_bottom() - vec2(0.0, area.height() * 0.1);
    ui.painter().text(below, Align2::CENTER_BOTTOM, text, font, palette.on_accent);
}
