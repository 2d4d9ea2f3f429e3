//! Select: which principles the meeting is about, and where on its agenda they belong.
//!
//! At the left stands the set ([`cards`], found through with [`search`]), at the right the meeting: its facts
//! ([`facts`]) and its agenda in the hand-out's order ([`agenda`], arranged by [`arrange`]). Where the window is narrow
//! one of both is shown at a time.

mod agenda;
mod arrange;
mod cards;
mod facts;
mod search;

use super::input::command::Command;
use super::request::Request;
use super::theme::{self, Palette};
use crate::locale::Locale;
use crate::meeting::{AgendaItemId, Meeting};
use crate::principles::PrincipleSet;
use crate::say;
use agenda::Agenda;
use cards::Cards;
use egui::{
    Button, CursorIcon, Margin, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2,
};
use facts::Facts;
use std::sync::Arc;

/// The width from which the set and the meeting stand side by side, in points.
const WIDE: f32 = 1000.0;

/// How wide the meeting's side may be, in points.
const SIDE: std::ops::RangeInclusive<f32> = 340.0..=560.0;

/// What the place remembers between frames.
#[derive(Debug)]
pub struct Select {
    cards: Cards,
    facts: Facts,
    agenda: Agenda,
    /// How wide the meeting's side is.
    side: f32,
    /// Whether a narrow window shows the meeting and not the set.
    aside: bool,
}

impl Default for Select {
    fn default() -> Select {
        Select {
            cards: Cards::default(),
            facts: Facts::default(),
            agenda: Agenda::default(),
            side: 400.0,
            aside: false,
        }
    }
}

impl Select {
    /// Shows the place.
    pub fn show(&mut self, ui: &mut Ui, meeting: &Meeting, set: &Arc<PrincipleSet>, requests: &mut Vec<Request>) {
        let area = ui.available_rect_before_wrap();
        ui.painter().rect_filled(area, 0.0, Palette::of(ui).ground);
        if area.width() < WIDE {
            self.tabs(ui, meeting);
            if self.aside {
                self.meeting(ui, meeting, requests);
            } else {
                self.cards.show(ui, meeting, set, requests);
            }
        } else {
            let border = area.right() - self.side.min(area.width() * 0.45);
            let (left, right) = area.split_left_right_at_x(border);
            // What is drawn first is reached first: the set, then the meeting.
            ui.scope_builder(UiBuilder::new().max_rect(left).id_salt("set"), |ui| {
                ui.set_clip_rect(left.intersect(ui.clip_rect()));
                self.cards.show(ui, meeting, set, requests);
            });
            ui.scope_builder(UiBuilder::new().max_rect(right).id_salt("meeting"), |ui| {
                ui.set_clip_rect(right.intersect(ui.clip_rect()));
                self.meeting(ui, meeting, requests);
            });
            self.border(ui, area, border);
        }
    }

    /// Does what a command of the search asks for.
    pub fn find(&mut self, command: Command) {
        self.aside = false;
        self.cards.find(command);
    }

    /// Whether something is being looked for.
    #[must_use]
    pub fn searches(&self) -> bool {
        self.cards.searches()
    }

    /// Whether the search has stopped by a fault in the program; said once.
    pub fn take_stop(&mut self) -> bool {
        self.cards.take_stop()
    }

    /// Puts the cursor into an agenda item's title as soon as it is there.
    pub fn focus_item(&mut self, item: AgendaItemId) {
        self.aside = true;
        self.agenda.focus_item(item);
    }

    /// The meeting's facts and its agenda.
    fn meeting(&mut self, ui: &mut Ui, meeting: &Meeting, requests: &mut Vec<Request>) {
        ScrollArea::vertical().id_salt("meeting").auto_shrink(false).show(ui, |ui| {
            ui.add_space(20.0);
            column(ui, |ui| {
                self.facts.show(ui, meeting, requests);
                ui.add_space(24.0);
                if let Some(number) = self.agenda.show(ui, meeting, requests) {
                    self.cards.reveal(number);
                    self.aside = false;
                }
                ui.add_space(24.0);
            });
            super::widgets::follow_focus(ui);
        });
    }

    /// The line between both, which can be moved.
    fn border(&mut self, ui: &mut Ui, area: Rect, at: f32) {
        let palette = Palette::of(ui);
        let grip = Rect::from_x_y_ranges(at - 4.0..=at + 4.0, area.y_range());
        let response = ui.interact(grip, ui.scope_id().with("border"), Sense::DRAG);
        let moved = response.dragged() || response.hovered();
        if moved {
            ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) {
            self.side = (area.right() - pointer.x).clamp(*SIDE.start(), *SIDE.end());
        }
        let stroke = if moved { Stroke::new(2.0, palette.accent) } else { Stroke::new(1.0, palette.hairline) };
        ui.painter().vline(at, area.y_range(), stroke);
    }

    /// What a narrow window shows: the set or the meeting.
    fn tabs(&mut self, ui: &mut Ui, meeting: &Meeting) {
        let locale = Locale::of(ui);
        let palette = Palette::of(ui);
        egui::Frame::new().inner_margin(Margin { left: 24, right: 24, top: 12, bottom: 0 }).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                let chosen = meeting.selection.len().to_string();
                let texts = [
                    (false, say!(locale, "select-tab-set")),
                    (true, say!(locale, "select-tab-meeting", count = chosen)),
                ];
                for (aside, text) in texts {
                    let here = self.aside == aside;
                    let color = if here { palette.accent } else { palette.ink };
                    let label = RichText::new(&text).text_style(theme::text::strong()).color(color);
                    let fill = if here { palette.accent_soft } else { palette.ground };
                    let border = if here { palette.accent } else { palette.border };
                    let button =
                        Button::new(label).fill(fill).stroke(Stroke::new(1.0, border)).min_size(vec2(0.0, 34.0));
                    let response = ui.add(button);
                    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, here, &text));
                    if response.clicked() {
                        self.aside = aside;
                    }
                }
            });
        });
    }
}

/// A column of what is read and written, no wider than the eye likes, in the middle.
fn column<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let margin = ((ui.available_width() - 760.0) / 2.0).max(24.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        ui.add_space(margin);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - margin);
            content(ui)
        })
        .inner
    })
    .inner
}
