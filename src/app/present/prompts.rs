//! What the presenter is asked while slides are shown, over whichever window is seen: a number that is being typed, and whether to
//! end.

use super::show::Show;
use super::stage::Stage;
use crate::app::icon::Icon;
use crate::app::widgets::primary;
use crate::locale::Locale;
use crate::say;
use egui::{Align2, Area, Frame, Order, RichText, Role, Ui, WidgetInfo, vec2};

/// What the presenter is asked, and what is being typed.
pub fn prompts(ui: &mut Ui, stage: &mut Stage) {
    let locale = Locale::of(ui);
    let area = ui.max_rect();
    let text = if stage.show().is_asking() {
        None
    } else if let Some(number) = stage.show().number() {
        let number = number.map(|number| number.to_string()).unwrap_or_default();
        Some(say!(locale, "present-go-to-number", number = number))
    } else {
        return;
    };
    let id = ui.scope_id().with("prompt");
    let place = Area::new(id).order(Order::Foreground);
    // A digit is a pen too: whoever takes one wants to see the slide.
    let place = if text.is_some() && !stage.show().is_number_asked_for() {
        place.pivot(Align2::LEFT_BOTTOM).fixed_pos(area.left_bottom() + vec2(16.0, -16.0))
    } else {
        place.pivot(Align2::CENTER_CENTER).fixed_pos(area.center())
    };
    place.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).inner_margin(22.0).corner_radius(12.0).show(ui, |ui| {
            let Some(text) = text else {
                question(ui, stage);
                return;
            };
            let response = ui.label(RichText::new(&text).heading());
            response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &text));
        });
    });
}

/// Asks whether to end.
fn question(ui: &mut Ui, stage: &mut Stage) {
    let locale = Locale::of(ui);
    ui.vertical(|ui| {
        ui.set_max_width(360.0);
        ui.label(RichText::new(say!(locale, "present-end-question")).heading());
        ui.label(say!(locale, "present-end-about"));
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            if primary(ui, Icon::Close, &say!(locale, "present-end")).clicked() {
                stage.change(Show::end);
            }
            if ui.button(say!(locale, "present-go-on")).clicked() {
                stage.change(Show::stay);
            }
        });
    });
}
