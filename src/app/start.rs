//! The start: how to begin, and the meetings that were open lately.

use super::icon::Icon;
use super::input::View;
use super::input::command::Command;
use super::request::Request;
use super::settings::{Recent, Settings};
use super::theme::{self, Palette};
use super::widgets::{button, command_button, follow_focus, heading, icon_button, primary};
use crate::clock;
use crate::locale::Locale;
use crate::say;
use crate::session::Session;
use egui::{Align, Button, Layout, RichText, ScrollArea, Stroke, Ui, vec2};

/// How wide the column is.
const WIDTH: f32 = 640.0;

/// Shows the start.
pub fn show(ui: &mut Ui, settings: &Settings, session: Option<&Session>, requests: &mut Vec<Request>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let margin = ((ui.available_width() - WIDTH) / 2.0).max(24.0);
        let top = (ui.available_height() * 0.12).clamp(24.0, 110.0);
        ui.add_space(top);
        ui.horizontal_top(|ui| {
            ui.add_space(margin);
            ui.vertical(|ui| {
                ui.set_width((ui.available_width() - margin).min(WIDTH));
                column(ui, settings, session, requests);
            });
        });
        ui.add_space(32.0);
        follow_focus(ui);
    });
}

fn column(ui: &mut Ui, settings: &Settings, session: Option<&Session>, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    ui.label(RichText::new("Bilag").font(egui::FontId::new(44.0, theme::text::semibold())).color(palette.accent));
    ui.label(RichText::new(say!(locale, "start-about")).size(18.0).color(palette.quiet));
    ui.add_space(20.0);
    ui.horizontal_wrapped(|ui| {
        if primary(ui, Icon::New, &Command::New.text(locale)).on_hover_text(Command::New.tip(ui.ctx())).clicked() {
            requests.push(Request::Command(Command::New));
        }
        for command in [Command::Open, Command::Sample] {
            if button(ui, command.icon(), &command.text(locale)).on_hover_text(command.tip(ui.ctx())).clicked() {
                requests.push(Request::Command(command));
            }
        }
    });
    ui.add_space(4.0);
    ui.label(theme::small(ui, say!(locale, "start-drop")));
    if let Some(session) = session {
        ui.add_space(24.0);
        let title = session.meeting().title.clone();
        let text = say!(locale, "start-back", title = title);
        if button(ui, Icon::Next, &text).clicked() {
            requests.push(Request::Command(Command::Go(View::Select)));
        }
    }
    ui.add_space(28.0);
    if !settings.recent.is_empty() {
        heading(ui, &say!(locale, "start-recent"));
        ui.add_space(4.0);
        for recent in &settings.recent {
            entry(ui, recent, requests);
        }
        ui.add_space(20.0);
    }
    ui.horizontal(|ui| {
        for command in [Command::Settings, Command::Keys] {
            if command_button(ui, command).clicked() {
                requests.push(Request::Command(command));
            }
        }
    });
}

/// A recent meeting: its title, where it is, when it was open.
fn entry(ui: &mut Ui, recent: &Recent, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    let title = locale.titled(&recent.title);
    let date = locale.date(recent.opened.to_zoned(clock::zone()).date());
    let folder = recent.path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    let file = recent.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    ui.horizontal(|ui| {
        let width = ui.available_width() - 44.0;
        let button =
            Button::new("").min_size(vec2(width, 56.0)).fill(palette.paper).stroke(Stroke::new(1.0, palette.hairline));
        let response =
            ui.add(button).accessible_name(say!(locale, "start-open", title = title.clone(), file = file.clone()));
        let inside = response.rect.shrink2(vec2(14.0, 8.0));
        let mut content = ui.new_child(egui::UiBuilder::new().max_rect(inside).layout(Layout::top_down(Align::Min)));
        content.spacing_mut().item_spacing.y = 1.0;
        content.add(egui::Label::new(theme::strong(title.clone())).truncate().selectable(false));
        let about = format!("{file}  ·  {date}  ·  {folder}");
        content.add(egui::Label::new(theme::small(&content, about)).truncate().selectable(false));
        if response.on_hover_text(recent.path.display().to_string()).clicked() {
            requests.push(Request::OpenFile(recent.path.clone()));
        }
        if icon_button(ui, Icon::Close, &say!(locale, "start-forget", title = title)).clicked() {
            requests.push(Request::Forget(recent.path.clone()));
        }
    });
}
