//! The agenda in the hand-out's order: each item with its principles, then the principles without one.
//!
//! Lines are moved by their handle, or with Alt+↑ and Alt+↓ where one has the focus. What moving means stands in
//! [`super::arrange`].

use super::arrange::{self, Row};
use crate::app::icon::Icon;
use crate::app::input::Command;
use crate::app::request::Request;
use crate::app::theme::{self, Palette};
use crate::app::widgets::{button, command_button, heading, icon_button};
use crate::locale::Locale;
use crate::meeting::{AgendaItem, AgendaItemFact, AgendaItemId, Edit, Meeting, wording};
use crate::principles::Principle;
use crate::say;
use egui::{
    Align, CursorIcon, Frame, Key, Layout, Margin, Memory, Modifiers, Popup, Response, RichText, Role, Sense, Stroke,
    TextEdit, Ui, UiBuilder, WidgetInfo, vec2,
};
use egui_dnd::{DragAxis, Handle, dnd};
use std::collections::HashMap;

/// How far beyond what is seen lines are drawn, in points.
const BEYOND: f32 = 400.0;

/// How wide the handles are.
const HANDLE: f32 = 24.0;
/// The most characters of a principle's label that stands apart from its title.
const LONGEST_LABEL: usize = 12;
/// By how many minutes the arrow keys go.
const STEP: i32 = 5;
/// The most minutes that can be written.
const LONGEST: i32 = 999;

/// What the agenda remembers between frames.
#[derive(Debug, Default)]
pub struct Agenda {
    /// The item whose title is to get the focus.
    focus: Option<AgendaItemId>,
    /// The line that is being dragged.
    dragged: Option<egui::Id>,
    /// How high lines were when they were last drawn.
    heights: HashMap<Row, f32>,
    /// How wide they were then.
    width: f32,
}

/// What is asked for at a line.
#[derive(Default)]
struct RowRequests {
    edit: Option<Edit>,
    /// Shows this principle among the set's.
    reveal: Option<u32>,
    /// The line that was moved by keys.
    moved: bool,
}

impl Agenda {
    /// Puts the cursor into an item's title as soon as it is there.
    pub fn focus_item(&mut self, item: AgendaItemId) {
        self.focus = Some(item);
    }

    /// Shows the agenda; gives the principle that is to be shown among the set's.
    pub fn show(&mut self, ui: &mut Ui, meeting: &Meeting, requests: &mut Vec<Request>) -> Option<u32> {
        let locale = Locale::of(ui);
        heading(ui, &say!(locale, "words-agenda"));
        ui.label(theme::small(ui, say!(locale, "select-agenda-about")));
        if !arrange::follows_agenda(meeting) {
            other_order(ui, meeting, requests);
        }
        ui.add_space(4.0);
        let rows = arrange::rows(meeting);
        let asked = self.rows(ui, meeting, &rows);
        if rows.is_empty() {
            ui.label(theme::quiet(ui, say!(locale, "select-nothing-chosen")));
            ui.add_space(8.0);
        }
        if command_button(ui, Command::AddAgendaItem).clicked() {
            requests.push(Request::Command(Command::AddAgendaItem));
        }
        if let Some(edit) = asked.edit {
            let typing = matches!(edit, Edit::ChangeAgendaItem { .. });
            if !typing {
                requests.push(Request::Seal);
            }
            requests.push(Request::Edit(edit));
        }
        asked.reveal
    }

    fn rows(&mut self, ui: &mut Ui, meeting: &Meeting, rows: &[Row]) -> RowRequests {
        let mut asked = RowRequests::default();
        if (self.width - ui.available_width()).abs() > 0.5 {
            self.width = ui.available_width();
            self.heights.clear();
        }
        let seen = ui.clip_rect().expand2(vec2(0.0, BEYOND));
        let response = ui
            .scope(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                dnd(ui, egui::Id::unique("agenda")).with_drag_axis(DragAxis::Vertical).show_custom(|ui, lines| {
                    for (index, row) in rows.iter().enumerate() {
                        let id = egui::Id::unique(("agenda-line", row));
                        let top = ui.cursor().top();
                        if let Some(height) = self.heights.get(row).copied()
                            && (top + height < seen.top() || top > seen.bottom())
                            && self.dragged != Some(id)
                            && !self.is_wanted(row)
                        {
                            ui.add_space(height);
                            continue;
                        }
                        lines.next(ui, id, index, true, |ui, line| {
                            line.ui(ui, |ui, handle, state| {
                                self.row(ui, meeting, row, handle, state.dragged, &mut asked);
                            })
                        });
                        if self.dragged.is_none() {
                            self.heights.insert(row.clone(), ui.cursor().top() - top);
                        }
                    }
                })
            })
            .inner;
        self.dragged = response.dragged_item_id();
        if let Some(update) = response.final_update() {
            asked.edit = rows.get(update.from).and_then(|row| arrange::move_row(meeting, row, update.to));
        }
        asked
    }

    fn is_wanted(&self, row: &Row) -> bool {
        matches!((row, &self.focus), (Row::Item(id), Some(wanted)) if id == wanted)
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        meeting: &Meeting,
        row: &Row,
        handle: Handle<'_>,
        dragged: bool,
        asked: &mut RowRequests,
    ) {
        let locale = Locale::of(ui);
        match row {
            Row::Item(id) => {
                if let Some(item) = meeting.agenda_item(id) {
                    self.item(ui, meeting, item, handle, asked);
                }
            }
            Row::Rest => {
                ui.add_space(12.0);
                ui.horizontal(|ui| {
                    ui.set_height(32.0);
                    let text = say!(locale, "no-agenda-item");
                    let label = ui.label(theme::strong(&text).color(Palette::of(ui).quiet));
                    label.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &text));
                });
            }
            Row::Principle(number) => principle(ui, meeting, *number, handle, dragged, asked),
        }
    }

    /// An agenda item's line: its number and title, to be written in place.
    fn item(&mut self, ui: &mut Ui, meeting: &Meeting, item: &AgendaItem, handle: Handle<'_>, asked: &mut RowRequests) {
        let locale = Locale::of(ui);
        let mut edited = item.clone();
        let number = if item.number.trim().is_empty() { "?" } else { item.number.trim() };
        let [number_id, title_id, minutes_id] =
            ["number", "title", "minutes"].map(|part| egui::Id::unique(("agenda-item", part, item.id.0.as_str())));
        let row = Row::Item(item.id.clone());
        if ui.memory(Memory::focused).is_some_and(|id| [number_id, title_id, minutes_id].contains(&id)) {
            step_by_keys(ui, meeting, &row, asked);
        }
        ui.add_space(12.0);
        let shown = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            grip(ui, handle);
            let number_edit = heading_edit(
                TextEdit::singleline(&mut edited.number),
                number_id,
                say!(locale, "select-item-number-hint"),
            );
            let name = say!(locale, "select-item-number", number = number);
            let number_field = ui.add(number_edit.desired_width(48.0)).accessible_name(name);
            // A long title goes on on the next line, but is one paragraph.
            let title = TextEdit::multiline(&mut edited.title).desired_rows(1).return_key(None);
            let title = heading_edit(title, title_id, say!(locale, "select-item-title-hint"));
            let width = ui.available_width() - 38.0;
            let title =
                ui.add(title.desired_width(width)).accessible_name(say!(locale, "select-item-title", number = number));
            let remove = icon_button(ui, Icon::Close, &say!(locale, "select-item-remove", number = number));
            if remove.has_focus() {
                step_by_keys(ui, meeting, &row, asked);
            }
            if remove.clicked() {
                asked.edit = Some(arrange::remove_item(meeting, &item.id));
            } else if number_field.changed() {
                asked.edit = Some(change(&item.id, AgendaItemFact::Number(edited.number.clone())));
            } else if title.changed() {
                asked.edit = Some(change(&item.id, AgendaItemFact::Title(edited.title.clone())));
            }
            title
        });
        // A dialog that has just closed may still hold the focus for a frame.
        if self.focus.as_ref() == Some(&item.id) {
            if shown.inner.has_focus() {
                self.focus = None;
            } else {
                shown.inner.request_focus();
                shown.response.scroll_to_me(None);
                ui.request_repaint();
            }
        }
        let used = meeting.selection.iter().any(|selected| selected.agenda_item.as_ref() == Some(&item.id));
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.add_space(HANDLE);
            let name = say!(locale, "select-item-minutes", number = number);
            if minutes_field(ui, minutes_id, &mut edited.minutes, &name) {
                asked.edit = Some(change(&item.id, AgendaItemFact::Minutes(edited.minutes)));
            }
            if !used {
                ui.add_space(6.0);
                ui.label(theme::small(ui, say!(locale, "select-nothing-here")));
            }
        });
    }
}

fn change(id: &AgendaItemId, fact: AgendaItemFact) -> Edit {
    Edit::ChangeAgendaItem { id: id.clone(), fact }
}

/// A small field for how many minutes an item may take, with their unit. Whether it was changed.
fn minutes_field(ui: &mut Ui, id: egui::Id, minutes: &mut Option<u16>, name: &str) -> bool {
    let locale = Locale::of(ui);
    let before = *minutes;
    if ui.memory(|memory| memory.has_focus(id)) {
        let steps = ui.input_mut(|input| {
            i32::from(input.consume_key(Modifiers::NONE, Key::ArrowUp))
                - i32::from(input.consume_key(Modifiers::NONE, Key::ArrowDown))
        });
        if steps != 0 {
            let now = i32::from(minutes.unwrap_or(0)) + steps * STEP;
            *minutes = u16::try_from(now.min(LONGEST)).ok().filter(|now| *now > 0);
        }
    }
    let mut text = minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
    let edit = TextEdit::singleline(&mut text).id(id).desired_width(36.0).margin(vec2(6.0, 4.0)).char_limit(3);
    let field = ui.add(edit.align(egui::Align2::RIGHT_TOP)).accessible_name(name);
    if field.changed() {
        text.retain(|c| c.is_ascii_digit());
        *minutes = text.parse().ok().filter(|minutes| *minutes > 0);
    }
    ui.add(egui::Label::new(theme::small(ui, say!(locale, "select-item-minutes-unit"))).selectable(false));
    *minutes != before
}

/// A field that reads as a heading.
fn heading_edit(edit: TextEdit<'_>, id: egui::Id, hint: String) -> TextEdit<'_> {
    edit.id(id).margin(vec2(8.0, 6.0)).hint_text(hint).font(theme::text::strong())
}

/// A chosen principle's line.
fn principle(ui: &mut Ui, meeting: &Meeting, number: u32, handle: Handle<'_>, dragged: bool, asked: &mut RowRequests) {
    let locale = Locale::of(ui);
    let Some(selected) = meeting.selected(number) else { return };
    let palette = Palette::of(ui);
    let row = Row::Principle(number);
    let id = egui::Id::unique(("agenda-principle", number));
    let focused = ui.memory(|memory| memory.has_focus(id));
    let principle = &selected.principle;
    let named = wording::principle_said(principle, locale);
    // A label that is long begins the title.
    let (label, title) = match principle.name().label {
        label if label.chars().count() <= LONGEST_LABEL => (label.into_owned(), title_of(principle, locale)),
        _ => (String::new(), principle.name().to_string()),
    };
    ui.add_space(4.0);
    let line = ui.scope_builder(UiBuilder::new().scope_id(id).sense(Sense::click()), |ui| {
        let stroke =
            if focused || dragged { Stroke::new(2.0, palette.accent) } else { Stroke::new(1.0, palette.hairline) };
        let look = Frame::new().fill(palette.paper).stroke(stroke).corner_radius(6.0);
        look.inner_margin(Margin { left: 4, right: 4, top: 4, bottom: 4 })
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    grip(ui, handle);
                    if !label.is_empty() {
                        let font = egui::FontId::new(18.0, theme::text::semibold());
                        ui.label(RichText::new(&label).font(font).color(palette.accent));
                        ui.add_space(2.0);
                    }
                    let items = if meeting.agenda.is_empty() { 0.0 } else { 38.0 };
                    let width = ui.available_width() - 38.0 - items;
                    ui.allocate_ui_with_layout(vec2(width, 32.0), Layout::left_to_right(Align::Center), |ui| {
                        ui.set_width(width);
                        ui.add(egui::Label::new(&title).wrap());
                    });
                    let mut focused = false;
                    if items > 0.0 {
                        let place = say!(locale, "select-row-place", principle = named.as_str());
                        let choice = icon_button(ui, Icon::Agenda, &place);
                        focused |= choice.has_focus();
                        choose_item(&choice, meeting, number, selected.agenda_item.as_ref(), asked);
                    }
                    let remove = say!(locale, "select-row-remove", principle = named.as_str());
                    let remove = icon_button(ui, Icon::Close, &remove);
                    focused |= remove.has_focus();
                    if remove.clicked() {
                        asked.edit = Some(Edit::Deselect(number));
                    }
                    focused
                })
                .inner
            })
            .inner
    });
    let name = if principle.goes_by_number() {
        say!(locale, "select-row", number = number.to_string(), title = title)
    } else {
        say!(locale, "select-row-named", principle = named)
    };
    line.response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &name));
    if line.response.has_focus() || line.inner {
        step_by_keys(ui, meeting, &row, asked);
    }
    if asked.moved && focused {
        line.response.scroll_to_me(None);
    }
    if line.response.clicked() {
        asked.reveal = Some(number);
        line.response.request_focus();
    }
}

/// A principle's title, or its number in words where it has none.
pub(super) fn title_of(principle: &Principle, locale: &Locale) -> String {
    match principle.name().title {
        "" => say!(locale, "principle-without-title", number = principle.number.to_string()),
        title => title.to_owned(),
    }
}

/// The handle that a line is dragged by.
fn grip(ui: &mut Ui, handle: Handle<'_>) {
    let locale = Locale::of(ui);
    let color = Palette::of(ui).quiet;
    let response = handle.ui(ui, |ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(HANDLE, 32.0), Sense::hover());
        let icon = egui::Rect::from_center_size(rect.center(), vec2(18.0, 18.0));
        Icon::Drag.image(18.0, color).paint_at(ui, icon);
    });
    response.on_hover_text(say!(locale, "select-drag")).on_hover_cursor(CursorIcon::Grab);
}

/// Moves a line where its keys were pressed.
fn step_by_keys(ui: &mut Ui, meeting: &Meeting, row: &Row, asked: &mut RowRequests) {
    let pressed = |ui: &Ui, key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key));
    let (up, down) = (pressed(ui, Key::ArrowUp), pressed(ui, Key::ArrowDown));
    if up || down {
        asked.edit = arrange::step(meeting, row, down);
        asked.moved = true;
    }
}

/// The agenda's items, to place a principle under one.
fn choose_item(
    button: &Response,
    meeting: &Meeting,
    number: u32,
    current: Option<&AgendaItemId>,
    asked: &mut RowRequests,
) {
    Popup::menu(button).show(|ui| {
        let locale = Locale::of(ui);
        ui.set_min_width(220.0);
        ui.set_max_width(420.0);
        let items = meeting.agenda.iter().map(|item| (Some(&item.id), called(item, locale)));
        for (item, text) in items.chain([(None, say!(locale, "no-agenda-item"))]) {
            if ui.selectable_label(item == current, text).clicked() {
                asked.edit = arrange::place_under(meeting, number, item);
                ui.close();
            }
        }
    });
}

/// What an agenda item is called: *4 Budget*.
fn called(item: &AgendaItem, locale: &Locale) -> String {
    format!("{} {}", item.number.trim(), locale.titled(&item.title)).trim().to_owned()
}

/// Says that the hand-out has another order than the agenda, and mends it.
fn other_order(ui: &mut Ui, meeting: &Meeting, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    ui.add_space(4.0);
    Frame::new().fill(palette.warning_soft).corner_radius(6.0).inner_margin(Margin::same(12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(say!(locale, "select-other-order"));
        if button(ui, Icon::Agenda, &say!(locale, "select-follow-agenda")).clicked()
            && let Some(edit) = arrange::follow_agenda(meeting)
        {
            requests.push(Request::Edit(edit));
        }
    });
}
