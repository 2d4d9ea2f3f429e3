//! What stands above the window until it is answered. There is one at a time.

mod export;
mod guard;
mod keys;
mod merge;
mod palette;
mod path;
mod sets;
mod settings;
mod unsaved;

pub use keys::KeyList;
pub use merge::Merging;
pub use palette::PaletteSearch;
pub use path::TypedPath;

use super::request::Request;
use super::theme::{self, Palette};
use super::widgets::{icon_button, primary};
use super::{icon::Icon, window::Window};
use crate::locale::say;
use crate::principles::PrincipleSet;
use crate::session::{Receipt, Recovery, Session};
use crate::storage::generations::Generation;
use egui::{Align, Frame, Id, Layout, Modal, Response, RichText, Role, Ui, WidgetInfo};

use std::path::PathBuf;

/// A question, a choice or a list above the window.
#[derive(Debug)]
pub enum Dialog {
    /// Something would be lost: save it first?
    Unsaved {
        /// What was asked for.
        then: Option<Box<Request>>,
    },
    /// What leaves the machine with the hand-out.
    Export,
    /// A path to be typed.
    Path(TypedPath),
    /// The principle sets there are.
    Sets,
    /// A set was opened while a meeting on another is open.
    SetOrNew(Box<PrincipleSet>),
    /// The settings.
    Settings,
    /// The list of keys.
    Keys(KeyList),
    /// The command palette.
    Palette(PaletteSearch),
    /// What a program that stopped has left.
    Recovery(Vec<Recovery>),
    /// Somebody changed the file.
    ChangedOutside,
    /// Somebody else has the file open.
    Held,
    /// Copies of the file that were changed apart.
    Copies(Vec<PathBuf>),
    /// Earlier versions of the file.
    Versions(Vec<Generation>),
    /// Whether what is private is to go for good.
    Purge,
    /// What went.
    Receipt(Box<Receipt>),
    /// What a report of a problem would say.
    Report(String),
    /// What reviewers wrote.
    Merge(Box<Merging>),
}

/// Shows the dialog that is open, if one is.
pub fn show(window: &mut Window, ui: &mut Ui) {
    let Some(mut dialog) = window.dialog.take() else { return };
    let requests = &mut window.requests;
    let closed = match &mut dialog {
        Dialog::Unsaved { then } => unsaved::show(ui, window.session.as_ref(), then, requests),
        Dialog::Export => export::show(ui, window.job.as_ref(), requests),
        Dialog::Path(typed) => typed.show(ui, requests),
        Dialog::Sets => sets::show(ui, &window.set, &window.settings, requests),
        Dialog::SetOrNew(set) => sets::show_choice(ui, set, requests),
        Dialog::Settings => settings::show(ui, &window.settings, requests),
        Dialog::Keys(list) => list.show(ui, &window.settings, requests),
        Dialog::Palette(search) => search.show(ui, requests),
        Dialog::Recovery(all) => guard::recovery(ui, all, requests),
        Dialog::ChangedOutside => match window.session.as_ref().and_then(Session::path) {
            Some(path) => guard::changed_outside(ui, path, requests),
            None => true,
        },
        Dialog::Held => window.session.as_ref().is_none_or(|session| guard::held(ui, session, requests)),
        Dialog::Copies(copies) => guard::copies(ui, copies, requests),
        Dialog::Versions(all) => {
            window.session.as_ref().is_none_or(|session| guard::versions(ui, session, all, requests))
        }
        Dialog::Purge => window.session.as_ref().is_none_or(|session| guard::purge(ui, session.meeting(), requests)),
        Dialog::Receipt(receipt) => guard::receipt(ui, receipt),
        Dialog::Report(text) => guard::report(ui, text),
        Dialog::Merge(merging) => merging.show(ui, requests),
    };
    if closed {
        requests.push(Request::CloseDialog);
    }
    window.dialog = Some(dialog);
}

/// A modal with a title and a way out; whether the user took it.
fn modal(ui: &Ui, id: &str, title: &str, width: f32, content: impl FnOnce(&mut Ui)) -> bool {
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
            out = icon_button(ui, Icon::Close, &say("close", &[])).clicked();
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
fn lead(ui: &mut Ui, icon: Icon, text: &str) -> Response {
    let response = primary(ui, icon, text);
    if response.enabled() && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    response
}

/// A row of buttons at a dialog's foot, from the right: the one that leads on first.
fn buttons(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    ui.add_space(14.0);
    ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), 36.0), Layout::right_to_left(Align::Center), content);
}
