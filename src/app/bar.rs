//! The bar above the views: the meeting's name and how far it is safe, the views, and what is always at hand.
//!
//! It reads what it is given and asks; it knows nothing of the window.

use super::icon::Icon;
use super::input::View;
use super::input::command::{Command, Group};
use super::request::Request;
use super::theme::{self, Palette};
use super::widgets::{command_icon, icon_button};
use crate::locale::Locale;
use crate::say;
use crate::session::Session;
use egui::{Align, Button, Frame, Layout, Margin, Panel, RichText, Role, Stroke, Ui, WidgetInfo, vec2};
use std::path::Path;

/// The bar with the meeting's name, the views, and what is always at hand.
pub fn show(ui: &mut Ui, session: Option<&Session>, not_safe: bool, view: View, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    let look = Frame::new().fill(palette.ground).inner_margin(Margin::symmetric(12, 8));
    Panel::top("bar").frame(look).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_height(36.0);
            if icon_button(ui, Icon::Home, &Command::Close.text(locale)).clicked() {
                requests.push(Request::Command(Command::Close));
            }
            let width = ui.available_width();
            // Views stand in the middle, whatever the title's length.
            let beside = ((width - 400.0) / 2.0 - 20.0).max(60.0);
            if let Some(session) = session {
                title(ui, session, not_safe, beside);
            }
            view_buttons(ui, view, requests);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| tools(ui, session, requests));
        });
    });
}

/// The meeting's title, and how far it is safe.
fn title(ui: &mut Ui, session: &Session, not_safe: bool, width: f32) {
    let locale = Locale::of(ui);
    let title = locale.titled(&session.meeting().title);
    let state = if not_safe {
        say!(locale, "file-not-safe")
    } else if session.is_modified() {
        say!(locale, "file-unsaved")
    } else if let Some(name) = session.path().and_then(Path::file_name) {
        name.to_string_lossy().into_owned()
    } else {
        say!(locale, "file-none")
    };
    ui.allocate_ui_with_layout(vec2(width, 36.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add(egui::Label::new(theme::strong(title)).truncate());
        let color = if session.is_modified() || not_safe { Palette::of(ui).warning } else { Palette::of(ui).quiet };
        ui.add(egui::Label::new(RichText::new(state).small().color(color)).truncate());
    });
}

/// The views, like tabs.
fn view_buttons(ui: &mut Ui, current: View, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    ui.spacing_mut().item_spacing.x = 4.0;
    for view in [View::Select, View::Annotate, View::Handout, View::Present] {
        let command = Command::Go(view);
        let here = view == current;
        let color = if here { palette.accent } else { palette.ink };
        let text = RichText::new(command.text(locale)).text_style(theme::text::strong()).color(color);
        let button = Button::image_and_text(command.icon().image(18.0, color), text)
            .frame_when_inactive(here)
            .stroke(Stroke::NONE)
            .min_size(vec2(0.0, 36.0));
        let button = if here { button.fill(palette.accent_soft) } else { button };
        let response = ui.add(button);
        let name = command.text(locale);
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, here, &name));
        if here {
            let line = response.rect.shrink2(vec2(10.0, 0.0));
            ui.painter().hline(line.x_range(), line.bottom() - 1.0, Stroke::new(2.0, palette.accent));
        }
        if response.on_hover_text(command.tip(ui.ctx())).clicked() {
            requests.push(Request::Command(command));
        }
    }
}

/// What is always at hand, from the right.
fn tools(ui: &mut Ui, session: Option<&Session>, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    ui.spacing_mut().item_spacing.x = 2.0;
    let button = icon_button(ui, Icon::Menu, &say!(locale, "menu"));
    egui::Popup::menu(&button).show(|ui| menu(ui, requests));
    if command_icon(ui, Command::Palette, false).clicked() {
        requests.push(Request::Command(Command::Palette));
    }
    let history = session.map(Session::history);
    for (command, step) in [
        (Command::Redo, history.and_then(crate::meeting::History::redoes)),
        (Command::Undo, history.and_then(crate::meeting::History::undoes)),
    ] {
        let response = ui.add_enabled_ui(step.is_some(), |ui| command_icon(ui, command, false)).inner;
        let response = match step {
            Some(step) => response.on_hover_text(say!(locale, "undo-what", what = locale.text(step))),
            None => response,
        };
        if response.clicked() {
            requests.push(Request::Command(command));
        }
    }
    if command_icon(ui, Command::Save, false).clicked() {
        requests.push(Request::Command(Command::Save));
    }
}

/// The menu: every command of the groups that have no view of their own.
fn menu(ui: &mut Ui, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    ui.set_min_width(240.0);
    for group in [Group::File, Group::Edit, Group::Program] {
        if group != Group::File {
            ui.separator();
        }
        for command in Command::ALL.iter().filter(|command| command.group() == group) {
            let color = Palette::of(ui).ink;
            let mut button = Button::image_and_text(command.icon().image(18.0, color), command.text(locale));
            if let Some(keys) = command.key_text(ui.ctx()) {
                button = button.shortcut_text(keys);
            }
            if ui.add(button).accessible_name(command.text(locale)).clicked() {
                requests.push(Request::Command(*command));
                ui.close();
            }
        }
    }
}
