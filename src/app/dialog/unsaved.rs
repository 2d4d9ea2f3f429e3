//! Before something would be lost.

use super::modal::{buttons, lead, modal};
use crate::app::icon::Icon;
use crate::app::request::Request;
use crate::locale::Locale;
use crate::say;
use crate::session::Session;
use egui::Ui;

/// Asks whether to save first; `true` where the user stays.
pub fn show(ui: &Ui, session: Option<&Session>, then: &mut Option<Box<Request>>, requests: &mut Vec<Request>) -> bool {
    let locale = Locale::of(ui);
    let title = locale.titled(session.map(|session| session.meeting().title.as_str()).unwrap_or_default());
    let mut stay = false;
    let closed = modal(ui, "unsaved", &say!(locale, "unsaved-title"), 460.0, |ui| {
        ui.label(say!(locale, "unsaved-about", title = title));
        buttons(ui, |ui| {
            let save = lead(ui, Icon::Save, &say!(locale, "unsaved-save"));
            if save.clicked()
                && let Some(then) = then.take()
            {
                requests.push(Request::SaveFirst(then));
            }
            stay = ui.button(say!(locale, "unsaved-stay")).clicked();
            if ui.button(say!(locale, "unsaved-discard")).clicked()
                && let Some(then) = then.take()
            {
                requests.push(Request::Regardless(then));
            }
        });
    });
    closed || stay || then.is_none()
}
