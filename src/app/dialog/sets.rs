//! The principle sets there are.

use super::modal::{buttons, lead, modal};
use crate::app::icon::Icon;
use crate::app::input::command::Command;
use crate::app::request::Request;
use crate::app::settings::Settings;
use crate::app::theme::{self, Palette};
use crate::app::widgets::button;
use crate::locale::Locale;
use crate::principles::PrincipleSet;
use crate::say;
use egui::{Align, Button, Label, Layout, Stroke, Ui, UiBuilder, vec2};

/// Shows the sets to choose from; `true` where the user stays with the one there is.
pub fn show(ui: &Ui, current: &PrincipleSet, settings: &Settings, requests: &mut Vec<Request>) -> bool {
    let locale = Locale::of(ui);
    let before = requests.len();
    let closed = modal(ui, "sets", &Command::ChooseSet.text(locale), 600.0, |ui| {
        ui.label(theme::quiet(ui, say!(locale, "sets-choose-about")));
        ui.add_space(4.0);
        for set in PrincipleSet::built_in() {
            if entry(ui, &set, set.id == current.id).clicked() {
                requests.push(Request::UseSet(Box::new(set)));
            }
        }
        for path in &settings.sets {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let text = say!(locale, "sets-file", file = name);
            if button(ui, Icon::Folder, &text).on_hover_text(path.display().to_string()).clicked() {
                requests.push(Request::OpenFile(path.clone()));
            }
        }
        ui.add_space(8.0);
        if button(ui, Icon::Open, &say!(locale, "sets-open")).clicked() {
            requests.push(Request::Command(Command::Open));
        }
    });
    closed || requests.len() > before
}

fn entry(ui: &mut Ui, set: &PrincipleSet, current: bool) -> egui::Response {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    let stroke = if current { Stroke::new(2.0, palette.accent) } else { Stroke::new(1.0, palette.hairline) };
    let button = Button::new("").min_size(vec2(ui.available_width(), 58.0)).fill(palette.paper).stroke(stroke);
    let response = ui.add(button).accessible_name(set.title.clone());
    let inside = response.rect.shrink2(vec2(14.0, 8.0));
    let mut content = ui.new_child(UiBuilder::new().max_rect(inside).layout(Layout::top_down(Align::Min)));
    content.add(Label::new(theme::strong(set.title.clone())).truncate().selectable(false));
    let mut about = vec![set.publishers.join(", ")];
    about.extend(set.adopted.map(|date| locale.date(date)));
    about.push(say!(locale, "words-principles", count = set.principles().count()));
    about.retain(|part| !part.is_empty());
    content.add(Label::new(theme::small(&content, about.join("  ·  "))).truncate().selectable(false));
    response
}

/// Asks whether a set that was opened is for this meeting or a new one; `true` where for neither.
pub fn show_choice(ui: &Ui, set: &PrincipleSet, requests: &mut Vec<Request>) -> bool {
    let locale = Locale::of(ui);
    let before = requests.len();
    let closed = modal(ui, "set-or-new", &set.title, 520.0, |ui| {
        ui.label(say!(locale, "sets-choice"));
        buttons(ui, |ui| {
            if lead(ui, Icon::New, &say!(locale, "sets-choice-new")).clicked() {
                let begin = Request::Begin(Box::new(set.clone()));
                requests.push(begin);
            }
            if ui.button(say!(locale, "sets-choice-here")).clicked() {
                requests.push(Request::UseSet(Box::new(set.clone())));
            }
        });
    });
    closed || requests.len() > before
}
