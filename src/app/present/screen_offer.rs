//! A screen that came, or others for one that is gone: offered for the slides, in whichever window the presenter sees.

use super::stage::Stage;
use crate::app::icon::Icon;
use crate::app::theme::Palette;
use crate::app::venue::Projector;
use crate::app::widgets::icon_button;
use crate::locale::Locale;
use crate::say;
use egui::{RichText, Role, Ui, WidgetInfo};

/// Offers a screen that came.
pub fn offer(ui: &mut Ui, stage: &mut Stage) {
    let locale = Locale::of(ui);
    let Some(offered) = stage.offered.clone() else { return };
    let text = say!(locale, "present-screen-new", screen = offered.name.clone());
    ui.horizontal(|ui| {
        stage.wanted = screen_offer(ui, &text, &[offered]);
        if icon_button(ui, Icon::Close, &say!(locale, "notice-close")).clicked() {
            stage.offered = None;
        }
    });
}

/// Says something of screens, and offers some for the slides; the one that was chosen.
pub fn screen_offer(ui: &mut Ui, text: &str, screens: &[Projector]) -> Option<Projector> {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    ui.horizontal_wrapped(|ui| {
        Icon::Warning.show(ui, 20.0, palette.warning);
        let response = ui.label(RichText::new(text).color(palette.ink));
        response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, text));
        let mut chosen = None;
        for screen in screens {
            if ui.button(say!(locale, "present-screen-use", screen = screen.name.clone())).clicked() {
                chosen = Some(screen.clone());
            }
        }
        chosen
    })
    .inner
}
