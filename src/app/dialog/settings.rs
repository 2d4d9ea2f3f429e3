//! The settings: language, look, and how new annotations begin.

use super::modal;
use crate::app::input::command::Command;
use crate::app::input::focus::mark_free_field;
use crate::app::request::Request;
use crate::app::settings::Settings;
use crate::app::theme::{self, Theme};
use crate::app::widgets;
use crate::locale::{Language, say};
use crate::meeting::Visibility;
use egui::{Align, Label, Layout, TextEdit, Ui, vec2};

/// How wide what is set is, in points.
const CONTROL: f32 = 230.0;

/// Shows the settings, which hold as soon as they are chosen; `true` where the user is done.
pub fn show(ui: &Ui, settings: &Settings, requests: &mut Vec<Request>) -> bool {
    let mut new = settings.clone();
    let closed = modal(ui, "settings", &Command::Settings.text(), 480.0, |ui| {
        let language = |language: Option<Language>| match language {
            None => say("settings-language-system", &[]),
            Some(language) => language.locale().text("language-own-name").into_owned(),
        };
        choice(
            ui,
            "settings-language",
            &mut new.language,
            [None, Some(Language::Danish), Some(Language::English)],
            language,
        );
        choice(ui, "settings-theme", &mut new.theme, Theme::ALL, |theme| say(theme.name(), &[]));
        choice(ui, "settings-text-size", &mut new.text_size, Settings::TEXT_SIZES, |size| {
            say("settings-percent", &[("percent", size.to_string().into())])
        });
        line(ui, "settings-author", |ui, label| {
            let hint = say("settings-author-hint", &[]);
            let edit = TextEdit::singleline(&mut new.author).desired_width(CONTROL).margin(vec2(8.0, 7.0));
            let edit = ui.add(edit.hint_text(hint)).labelled_by(label);
            mark_free_field(&edit);
        });
        choice(
            ui,
            "settings-visibility",
            &mut new.visibility,
            [Visibility::Shared, Visibility::Private],
            |visibility| say(if visibility == Visibility::Shared { "shared" } else { "private" }, &[]),
        );
        ui.horizontal(|ui| {
            ui.add_space(ui.available_width() - CONTROL);
            ui.checkbox(&mut new.calm, say("settings-calm", &[]));
        });
        ui.add_space(8.0);
        let version = say("settings-version", &[("version", env!("CARGO_PKG_VERSION").into())]);
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
    name: &str,
    value: &mut T,
    all: [T; N],
    text: impl Fn(T) -> String,
) {
    line(ui, name, |ui, label| {
        widgets::choice(ui, name, CONTROL, value, all, |one| text(*one)).labelled_by(label);
    });
}

/// A label, and what is set beside it.
fn line(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui, egui::Id)) {
    ui.horizontal(|ui| {
        let size = vec2(ui.available_width() - CONTROL - 8.0, 34.0);
        let label = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(size);
            ui.add(Label::new(say(name, &[])).wrap())
        });
        content(ui, label.inner.id);
    });
}
