//! What every dialog is drawn in: a frame with a title and a way out, and its buttons at the foot.

use crate::app::icon::Icon;
use crate::app::theme::{self, Palette};
use crate::app::widgets::{icon_button, primary};
use crate::locale::Locale;
use crate::say;
use egui::{Align, Frame, Id, Layout, Modal, Response, RichText, Role, Ui, WidgetInfo};

/// A modal with a title and a way out; whether the user took it.
pub fn modal(ui: &Ui, id: &str, title: &str, width: f32, content: impl FnOnce(&mut Ui)) -> bool {
    let locale = Locale::of(ui);
    // A command's dots say that something is asked for; here it is.
    let title = title.trim_end_matches(['…', ' ']);
    let frame = Frame::popup(ui.style()).inner_margin(22.0).corner_radius(12.0);
    let backdrop = egui::Color32::from_black_alpha(if Palette::of(ui).dark { 140 } else { 70 });
    let modal = Modal::new(Id::unique(("dialog", id))).frame(frame).backdrop_color(backdrop);
    let shown = modal.show(ui.ctx(), |ui| {
        let available = ui.ctx().content_rect();
        ui.set_width(width.min(available.width() - 80.0));
        let mut out = false;
        ui.horizontal(|ui| {
            let width = ui.available_width() - 40.0;
            ui.allocate_ui_with_layout(egui::vec2(width, 32.0), Layout::left_to_right(Align::Center), |ui| {
                ui.set_width(width);
                let response = ui.label(RichText::new(title).font(egui::FontId::new(20.0, theme::text::semibold())));
                response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
            });
            out = icon_button(ui, Icon::Close, &say!(locale, "close")).clicked();
        });
        ui.add_space(6.0);
        content(ui);
        out
    });
    // It is placed by the size that it had; where that was another, it would jump at the next movement.
    let off = shown.response.rect.center() - ui.ctx().content_rect().center();
    if off.length() > 1.0 {
        ui.ctx().request_repaint();
    }
    let name = title.to_owned();
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Dialog, true, &name));
    shown.inner || shown.should_close()
}

/// The button that leads on. It has the focus as long as nothing else in the dialog has, so that Enter answers.
pub fn lead(ui: &mut Ui, icon: Icon, text: &str) -> Response {
    let response = primary(ui, icon, text);
    if response.enabled() && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    response
}

/// A row of buttons at a dialog's foot, from the right: the one that leads on first.
pub fn buttons(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.add_space(14.0);
    ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), 36.0), Layout::right_to_left(Align::Center), content);
}
