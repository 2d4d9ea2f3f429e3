//! The list of keys, drawn from the table of commands. Those of presenting can be changed here.

use super::modal::modal;
use crate::app::icon::Icon;
use crate::app::input::Cue;
use crate::app::input::View;
use crate::app::input::command::{Command, Group};
use crate::app::input::keys::{KeyError, take_pressed};
use crate::app::request::Request;
use crate::app::settings::Settings;
use crate::app::theme::{self, Palette};
use crate::app::widgets::{heading, link};
use crate::locale::{Locale, Message};
use crate::message;
use crate::say;
use egui::{
    Button, FontId, Grid, Key, KeyboardShortcut, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    vec2,
};

/// How many keys of a cue stand in a row.
const IN_A_ROW: usize = 5;

/// The list, and what is being changed in it.
#[derive(Debug, Default)]
pub struct KeyList {
    /// Whether the keys of presenting stand first.
    presenting: bool,
    /// The cue that the next key that is pressed is for.
    taking: Option<Cue>,
    /// What was said to the last one.
    rejected: Option<(Cue, String)>,
}

impl KeyList {
    /// The list as it is asked for at a view.
    #[must_use]
    pub fn at(view: View) -> KeyList {
        KeyList { presenting: view == View::Present, ..KeyList::default() }
    }

    /// Shows the keys; `true` where they were seen.
    pub fn show(&mut self, ui: &Ui, settings: &Settings, requests: &mut Vec<Request>) -> bool {
        let locale = Locale::of(ui);
        let mut new = settings.clone();
        self.take(ui, &mut new);
        let height = (ui.ctx().content_rect().height() - 160.0).max(160.0);
        let closed = modal(ui, "keys", &Command::Keys.text(locale), 780.0, |ui| {
            let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
            area.auto_shrink([false, true]).show(ui, |ui| {
                let mut groups = Group::ALL;
                groups.sort_by_key(|group| !(self.presenting && *group == Group::Present));
                for group in groups {
                    heading(ui, &locale.text(group.label()));
                    ui.add_space(2.0);
                    let grid =
                        Grid::new(("keys", group as u8)).num_columns(2).spacing([24.0, 6.0]).min_col_width(150.0);
                    grid.show(ui, |ui| self.group(ui, group, &mut new));
                    ui.add_space(16.0);
                }
            });
        });
        if new != *settings {
            requests.push(Request::Settings(Box::new(new)));
        }
        closed
    }

    fn group(&mut self, ui: &mut Ui, group: Group, settings: &mut Settings) {
        let locale = Locale::of(ui);
        for command in Command::ALL.iter().filter(|command| command.group() == group) {
            if let Command::Cue(cue) = command {
                self.cue(ui, *cue, settings);
                ui.end_row();
            } else if let Some(keys) = command.key_text(ui.ctx()) {
                key(ui, &keys);
                ui.label(command.text(locale));
                ui.end_row();
            }
        }
        for (keys, name) in extra(group) {
            key(ui, keys);
            ui.label(locale.text(*name));
            ui.end_row();
        }
    }

    /// The keys of a cue, each with what takes it away, and what adds one.
    fn cue(&mut self, ui: &mut Ui, cue: Cue, settings: &mut Settings) {
        let locale = Locale::of(ui);
        let all = settings.keys.of(cue);
        let command = Command::Cue(cue);
        ui.vertical(|ui| {
            for row in all.chunks(IN_A_ROW) {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    for keys in row {
                        let text = ui.ctx().format_shortcut(keys);
                        key(ui, &text);
                        let name = say!(locale, "keys-take-away", key = text, command = command.text(locale));
                        if all.len() > 1 && small_button(ui, Icon::Close, &name) {
                            settings.keys.remove(cue, keys);
                        }
                    }
                });
            }
        });
        ui.horizontal(|ui| {
            ui.label(command.text(locale));
            let name = say!(locale, "keys-add-to", command = command.text(locale));
            if self.taking == Some(cue) {
                let text = say!(locale, "keys-press");
                let response = ui.label(theme::strong(&text).color(Palette::of(ui).accent));
                response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &text));
            } else if link(ui, Icon::More, &say!(locale, "keys-add"), &name).clicked() {
                self.taking = Some(cue);
                self.rejected = None;
            }
            let name = say!(locale, "keys-reset-of", command = command.text(locale));
            if settings.keys.has(cue) && link(ui, Icon::Undo, &say!(locale, "keys-reset"), &name).clicked() {
                settings.keys.reset(cue);
            }
            if let Some((_, rejected)) = self.rejected.as_ref().filter(|(rejected, _)| *rejected == cue) {
                let response = ui.label(RichText::new(rejected).small().color(Palette::of(ui).danger));
                response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, rejected));
            }
        });
    }

    /// Gives the key that was pressed to the cue that waits for one; *Esc* gives up waiting.
    fn take(&mut self, ui: &Ui, settings: &mut Settings) {
        let locale = Locale::of(ui);
        let Some(cue) = self.taking else { return };
        // Nothing else is to have the keyboard meanwhile, as a button would that Space presses.
        ui.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
        let Some(keys) = take_pressed(ui.ctx()) else { return };
        self.taking = None;
        if keys != KeyboardShortcut::new(egui::Modifiers::NONE, Key::Escape)
            && let Err(rejected) = settings.keys.add(cue, keys)
        {
            let text = match rejected {
                KeyError::Taken(owner) => {
                    say!(locale, "keys-taken", key = ui.ctx().format_shortcut(&keys), command = owner.text(locale))
                }
                KeyError::Digit => say!(locale, "keys-digit"),
            };
            self.rejected = Some((cue, text));
        }
    }
}

/// Keys that are part of a view and no command.
fn extra(group: Group) -> &'static [(&'static str, Message)] {
    match group {
        Group::Select => &[("Alt+↑ / Alt+↓", message!("keys-move"))],
        Group::Annotate => &[
            ("Shift+← / →", message!("keys-select-words")),
            ("Enter", message!("keys-open-card")),
            ("Esc", message!("keys-step-out")),
            ("Del", message!("keys-delete")),
        ],
        Group::Present => &[("0 … 9, Enter", message!("keys-number"))],
        _ => &[],
    }
}

/// A small button of nothing but an icon.
fn small_button(ui: &mut Ui, icon: Icon, name: &str) -> bool {
    let image = icon.image(14.0, Palette::of(ui).quiet);
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(3.0, 3.0);
        ui.spacing_mut().interact_size.y = 24.0;
        let button = Button::image(image).frame_when_inactive(false);
        ui.add(button).accessible_name(name).on_hover_text(name).clicked()
    })
    .inner
}

/// A key as it looks on a keyboard.
fn key(ui: &mut Ui, text: &str) {
    let palette = Palette::of(ui);
    let font = FontId::new(13.0, theme::text::semibold());
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, palette.ink);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(16.0, 8.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().rect(rect, 5.0, palette.ground, Stroke::new(1.0, palette.border), StrokeKind::Inside);
    ui.painter().galley(rect.min + vec2(8.0, 4.0), galley, palette.ink);
}
