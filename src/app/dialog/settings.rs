//! The settings: language, look, and how new annotations begin.

use super::modal::modal;
use crate::app::input::command::Command;
use crate::app::input::focus::mark_free_field;
use crate::app::request::Request;
use crate::app::settings::Settings;
use crate::app::theme::{self, Theme};
use crate::app::widgets;
use crate::locale::{Language, Locale, Message};
use crate::meeting::Visibility;
use crate::message;
use crate::say;
use egui::{Align, Label, Layout, TextEdit, Ui, vec2};

/// How wide what is set is, in points.
const CONTROL: f32 = 230.0;

/// Shows the settings, which hold as soon as they are chosen; `true` where the user is done.
pub fn show(ui: &Ui, settings: &Settings, requests: &mut Vec<Request>) -> bool {
    let locale = Locale::of(ui);
    let mut new = settings.clone();
    let closed = modal(ui, "settings", &Command::Settings.text(locale), 480.0, |ui| {
        let language = |language: Option<Language>| match language {
            None => say!(locale, "settings-language-system"),
            Some(language) => say!(language.locale(), "language-own-name"),
        };
        choice(
            ui,
            message!("settings-language"),
            &mut new.language,
            [None, Some(Language::Danish), Some(Language::English)],
            language,
        );
        choice(ui, message!("settings-theme"), &mut new.theme, Theme::ALL, |theme| locale.text(theme.label()));
        choice(ui, message!("settings-text-size"), &mut new.text_size, Settings::TEXT_SIZES, |size| {
            say!(locale, "settings-percent", percent = size.to_string())
        });
        line(ui, message!("settings-author"), |ui, label| {
            let hint = say!(locale, "settings-author-hint");
            let edit = TextEdit::singleline(&mut new.author).desired_width(CONTROL).margin(vec2(8.0, 7.0));
            let edit = ui.add(edit.hint_text(hint)).labelled_by(label);
            mark_free_field(&edit);
        });
        choice(
            ui,
            message!("settings-visibility"),
            &mut new.visibility,
            [Visibility::Shared, Visibility::Private],
            |visibility| locale.text(visibility.label()),
        );
        ui.horizontal(|ui| {
            ui.add_space(ui.available_width() - CONTROL);
            ui.checkbox(&mut new.calm, say!(locale, "settings-calm"));
        });
        ui.add_space(8.0);
        let version = say!(locale, "settings-version", version = env!("CARGO_PKG_VERSION"));
        ui.label(theme::small(ui, version));
    });
    if new != *settings {
        requests.push(Request::Settings(Box::new(new)));
    }
    closed
}

/// A choice of a few, with its label.
fn choice<T: Copy + PartialEq, const N: usize>(
    ui: &mut Ui,
    name: Message,
    value: &mut T,
    all: [T; N],
    text: impl Fn(T) -> String,
) {
    line(ui, name, |ui, label| {
        widgets::choice(ui, name.name(), CONTROL, value, all, |one| text(*one)).labelled_by(label);
    });
}

/// A label, and what is set beside it.
fn line(ui: &mut Ui, name: Message, content: impl FnOnce(&mut Ui, egui::Id)) {
    let locale = Locale::of(ui);
    ui.horizontal(|ui| {
        let size = vec2(ui.available_width() - CONTROL - 8.0, 34.0);
        let label = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(size);
            ui.add(Label::new(locale.text(name)).wrap())
        });
        content(ui, label.inner.id);
    });
}
