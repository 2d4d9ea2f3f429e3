//! A path that is typed, where the system has no dialog for files.

use super::modal::{buttons, modal};
use crate::app::files::Purpose;
use crate::app::icon::Icon;
use crate::app::input::focus::mark_free_field;
use crate::app::request::Request;
use crate::app::theme;
use crate::app::widgets::primary;
use crate::app::worker::{Task, Worker};
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
    /// Looks whether there is a file already: a disk may take its time, and no frame waits for one.
    look: Option<Worker<PathBuf, (PathBuf, bool)>>,
    /// The path that was asked about last, and what was found.
    asked: PathBuf,
    found: Option<(PathBuf, bool)>,
}

impl TypedPath {
    /// A path to be typed, beginning with a suggestion.
    #[must_use]
    pub fn new(purpose: Purpose, suggestion: &Path) -> TypedPath {
        TypedPath {
            purpose,
            text: suggestion.display().to_string(),
            begun: false,
            look: None,
            asked: PathBuf::new(),
            found: None,
        }
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
            let path = PathBuf::from(self.text.trim());
            let path = self.purpose.complete(path);
            if self.purpose.writes() && self.is_there(ui, &path) {
                ui.label(theme::small(ui, say!(locale, "path-exists")));
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
                    requests.push(Request::of_chosen(self.purpose, path));
                    stay = true;
                }
                stay |= ui.button(say!(locale, "cancel")).clicked();
            });
        });
        closed || stay
    }

    /// Whether a file of this name is known to be there.
    fn is_there(&mut self, ui: &Ui, path: &Path) -> bool {
        let look = self.look.get_or_insert_with(|| {
            Worker::new("path", ui.ctx(), || {
                |path: PathBuf, _: &Task| {
                    let is_there = path.is_file();
                    Some((path, is_there))
                }
            })
        });
        if self.asked != path {
            path.clone_into(&mut self.asked);
            look.ask(path.to_owned());
        }
        if let Some(Ok(found)) = look.take() {
            self.found = Some(found);
        }
        self.found.as_ref().is_some_and(|(known, is_there)| known == path && *is_there)
    }
}
