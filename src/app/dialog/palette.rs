//! The command palette: every command by a few letters of its name.

use crate::app::icon::Icon;
use crate::app::input::command::Command;
use crate::app::input::focus::mark_free_field;
use crate::app::request::Request;
use crate::app::theme::Palette;
use crate::app::widgets::search;
use crate::locale::Locale;
use crate::say;
use egui::{Align2, Area, Button, Frame, Id, Key, Modal, Modifiers, Order, ScrollArea, Ui, vec2};
use frizbee::{Config, Matcher};

/// What is being looked for.
#[derive(Debug, Default)]
pub struct PaletteSearch {
    text: String,
    chosen: usize,
    begun: bool,
}

impl PaletteSearch {
    /// Shows the palette; `true` where nothing is wanted.
    pub fn show(&mut self, ui: &Ui, requests: &mut Vec<Request>) -> bool {
        let locale = Locale::of(ui);
        let found = matching(&self.text, locale);
        let mut run = None;
        let id = Id::unique("palette");
        let top = (ui.ctx().content_rect().height() * 0.12).max(24.0);
        let area = Area::new(id).order(Order::Foreground).anchor(Align2::CENTER_TOP, vec2(0.0, top));
        let frame = Frame::popup(ui.style()).inner_margin(12.0).corner_radius(12.0);
        let shown = Modal::new(id).area(area).frame(frame).show(ui.ctx(), |ui| {
            ui.set_width(560.0_f32.min(ui.ctx().content_rect().width() - 60.0));
            let (up, down) = ui.input_mut(|input| {
                (input.consume_key(Modifiers::NONE, Key::ArrowUp), input.consume_key(Modifiers::NONE, Key::ArrowDown))
            });
            let last = found.len().saturating_sub(1);
            self.chosen = match (up, down) {
                (true, _) => self.chosen.checked_sub(1).unwrap_or(last),
                (_, true) if self.chosen >= last => 0,
                (_, true) => self.chosen + 1,
                _ => self.chosen.min(last),
            };
            let field = search(ui, id.with("search"), &mut self.text, None);
            mark_free_field(&field);
            if !self.begun {
                self.begun = true;
                field.request_focus();
            }
            if field.changed() {
                self.chosen = 0;
            }
            if ui.input(|input| input.key_pressed(Key::Enter)) {
                run = found.get(self.chosen).copied();
            }
            let height = ui.ctx().content_rect().height() * 0.6;
            ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for (index, command) in found.iter().enumerate() {
                    let response = entry(ui, *command, index == self.chosen);
                    if index == self.chosen && (up || down) {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        run = Some(*command);
                    }
                }
                if found.is_empty() {
                    ui.label(say!(locale, "palette-nothing"));
                }
            });
        });
        if let Some(command) = run {
            requests.push(Request::Command(command));
        }
        run.is_some() || shown.should_close()
    }
}

fn entry(ui: &mut Ui, command: Command, chosen: bool) -> egui::Response {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    let icon: Icon = command.icon();
    let color = if chosen { palette.accent } else { palette.ink };
    let text = format!("{}: {}", locale.text(command.group().label()), command.text(locale));
    let mut button = Button::image_and_text(icon.image(18.0, color), text.clone())
        .frame_when_inactive(chosen)
        .selected(chosen)
        .min_size(vec2(ui.available_width(), 34.0));
    button = button.right_text(command.key_text(ui.ctx()).unwrap_or_default());
    ui.add(button).accessible_name(text)
}

/// The commands that the letters stand for, the best first; all of them where there are none.
fn matching(text: &str, locale: &Locale) -> Vec<Command> {
    if text.trim().is_empty() {
        return Command::ALL.to_vec();
    }
    let names: Vec<String> =
        Command::ALL.iter().map(|command| format!("{} {}", command.text(locale), command.about(locale))).collect();
    let found = Matcher::new(text.trim(), &Config::default()).match_list(&names);
    let matches = found.into_iter().filter_map(|found| Command::ALL.get(usize::try_from(found.index).ok()?));
    matches.copied().collect()
}
