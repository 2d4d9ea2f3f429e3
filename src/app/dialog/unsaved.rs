//! Before something would be lost.

use super::{buttons, lead, modal};
use crate::app::icon::Icon;
use crate::app::request::Request;
use crate::locale::{say, titled};
use crate::session::Session;
use egui::Ui;

/// Asks whether to save first; `true` where the user stays.
pub fn show(ui: &Ui, session: Option<&Session>, then: &mut Option<Box<Request>>, requests: &mut Vec<Request>) -> bool {
    let title = titled(session.map(|session| session.meeting().title.as_str()).unwrap_or_default());
    let mut stay = false;
    let closed = modal(ui, "unsaved", &say("unsaved-title", &[]), 460.0, |ui| {
        ui.label(say("unsaved-about", &[("title", title.into())]));
        buttons(ui, |ui| {
            let save = lead(ui, Icon::Save, &say("unsaved-save", &[]));
            if save.clicked()
                && let Some(then) = then.take()
            {
                requests.push(Request::SaveFirst(then));
            }
            stay = ui.button(say("unsaved-stay", &[])).clicked();
            if ui.button(say("unsaved-discard", &[])).clicked()
                && let Some(then) = then.take()
            {
                requests.push(Request::Regardless(then));
            }
        });
    });
    closed || stay || then.is_none()
}
