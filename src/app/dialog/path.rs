//! A path that is typed, where the system has no dialog for files, and whether what is there may be replaced.

use super::modal::{buttons, modal};
use crate::app::files::Purpose;
use crate::app::icon::Icon;
use crate::app::input::focus::mark_free_field;
use crate::app::request::Request;
use crate::app::theme;
use crate::app::widgets::primary;
use crate::locale::Locale;
use crate::message;
use crate::say;
use egui::{Key, TextEdit, Ui, vec2};
use std::path::{Path, PathBuf};

/// A path that is being typed.
#[derive(Debug)]
pub struct TypedPath {
    /// What for.
    pub purpose: Purpose,
    text: String,
    begun: bool,
}

impl TypedPath {
    /// A path to be typed, beginning with a suggestion.
    #[must_use]
    pub fn new(purpose: Purpose, suggestion: &Path) -> TypedPath {
        TypedPath { purpose, text: suggestion.display().to_string(), begun: false }
    }

    /// Shows the field; `true` where the user wants none.
    pub fn show(&mut self, ui: &Ui, requests: &mut Vec<Request>) -> bool {
        let locale = Locale::of(ui);
        let mut stay = false;
        let closed = modal(ui, "path", &locale.text(self.purpose.title()), 560.0, |ui| {
            ui.label(theme::quiet(ui, say!(locale, "path-about")));
            let label = ui.label(theme::small(ui, say!(locale, "path-label")));
            let edit = TextEdit::singleline(&mut self.text).desired_width(f32::INFINITY).margin(vec2(8.0, 7.0));
            let field = ui.add(edit).labelled_by(label.id);
            mark_free_field(&field);
            if !self.begun {
                self.begun = true;
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            buttons(ui, |ui| {
                let ready = !self.text.trim().is_empty();
                let (icon, name) = if self.purpose.writes() {
                    (Icon::Save, message!("path-save"))
                } else {
                    (Icon::Open, message!("path-open"))
                };
                let go = ui.add_enabled_ui(ready, |ui| primary(ui, icon, &locale.text(name))).inner;
                if ready && (go.clicked() || entered) {
                    let typed = self.purpose.complete(PathBuf::from(self.text.trim()));
                    // What is not whole is meant from where the program was started.
                    let path = std::path::absolute(&typed).unwrap_or(typed);
                    requests.push(Request::Chosen { purpose: self.purpose, path, agreed: false });
                    stay = true;
                }
                stay |= ui.button(say!(locale, "cancel")).clicked();
            });
        });
        closed || stay
    }
}

/// Asks whether the file at a path may be replaced.
pub fn replace(ui: &Ui, purpose: Purpose, path: &Path, requests: &mut Vec<Request>) -> bool {
    let locale = Locale::of(ui);
    let before = requests.len();
    let mut stay = false;
    let closed = modal(ui, "replace", &say!(locale, "replace-title"), 520.0, |ui| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = path.parent().unwrap_or(Path::new("")).display().to_string();
        ui.label(say!(locale, "replace-about", file = name, folder = folder));
        buttons(ui, |ui| {
            if ui.button(say!(locale, "replace-do")).clicked() {
                requests.push(Request::Chosen { purpose, path: path.to_owned(), agreed: true });
            }
            stay = ui.button(say!(locale, "cancel")).clicked();
        });
    });
    closed || stay || requests.len() > before
}
