//! The controls that Bilag has beyond egui's: buttons with icons, labelled fields, dates.

use super::icon::Icon;
use super::input::Command;
use super::input::focus::mark_free_field;
use super::theme::{self, Palette};
use crate::locale::{Locale, Message};
use crate::message;
use crate::say;
use egui::{
    Button, Color32, FontId, Id, Key, Modifiers, Response, RichText, Role, Sense, Stroke, StrokeKind, TextEdit,
    TextStyle, Ui, WidgetInfo, vec2,
};
use jiff::civil::{Date, Time};

/// The size of icons in buttons.
const ICON: f32 = 18.0;

/// A button of nothing but an icon, called `name`.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    icon_toggle(ui, icon, name, name, false)
}

/// A button of nothing but an icon, called `name`, that may be pressed in; `tip` says what it does.
pub fn icon_toggle(ui: &mut Ui, icon: Icon, name: &str, tip: &str, on: bool) -> Response {
    let palette = Palette::of(ui);
    let color = if on { palette.accent } else { palette.ink };
    let button = Button::image(icon.image(ICON, color)).frame_when_inactive(on).selected(on).min_size(vec2(32.0, 32.0));
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(7.0, 6.0);
        let response = ui.add(button);
        let enabled = response.enabled();
        response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, on, name));
        response.on_hover_text(tip)
    })
    .inner
}

/// A button with an icon and a text.
pub fn button(ui: &mut Ui, icon: Icon, text: &str) -> Response {
    let color = Palette::of(ui).ink;
    ui.add(Button::image_and_text(icon.image(ICON, color), text)).accessible_name(text)
}

/// The button that leads on: at most one at a place.
pub fn primary(ui: &mut Ui, icon: Icon, text: &str) -> Response {
    let palette = Palette::of(ui);
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            state.weak_bg_fill = palette.accent;
            state.bg_stroke = Stroke::new(1.0, palette.accent);
            state.fg_stroke = Stroke::new(1.0, palette.on_accent);
        }
        widgets.hovered.bg_stroke = Stroke::new(2.0, palette.ink);
        let text = RichText::new(text).text_style(theme::text::strong()).color(palette.on_accent);
        let name = text.text().to_owned();
        ui.add(Button::image_and_text(icon.image(ICON, palette.on_accent), text)).accessible_name(name)
    })
    .inner
}

/// A button that reads like a link, with a name of its own where its text says too little alone.
pub fn link(ui: &mut Ui, icon: Icon, text: &str, name: &str) -> Response {
    let palette = Palette::of(ui);
    ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(4.0, 4.0);
        ui.spacing_mut().interact_size.y = 26.0;
        let text = RichText::new(text).text_style(TextStyle::Small).color(palette.accent);
        let button = Button::image_and_text(icon.image(16.0, palette.accent), text).frame_when_inactive(false);
        ui.add(button).accessible_name(name)
    })
    .inner
}

/// Scrolls to what got the focus within a scroll area: to be called at its end.
pub fn follow_focus(ui: &Ui) {
    let focused = ui.memory(egui::Memory::focused);
    if let Some(response) = focused.and_then(|id| ui.ctx().read_response(id))
        && response.gained_focus()
        && response.layer_id == ui.layer_id()
        && ui.min_rect().contains_rect(response.rect)
    {
        ui.scroll_to_rect(response.rect.expand2(vec2(0.0, 16.0)), None);
    }
}

/// The button of a command, with its icon, name, tool tip and key.
pub fn command_button(ui: &mut Ui, command: Command) -> Response {
    let locale = Locale::of(ui);
    let tip = command.tip(ui.ctx());
    button(ui, command.icon(), &command.text(locale)).on_hover_text(tip)
}

/// The button of a command, with nothing but its icon.
pub fn command_icon(ui: &mut Ui, command: Command, on: bool) -> Response {
    let locale = Locale::of(ui);
    icon_toggle(ui, command.icon(), &command.text(locale), &command.tip(ui.ctx()), on)
}

/// A choice of a few in a menu that opens below, as wide as this.
pub fn choice<T: PartialEq + Clone>(
    ui: &mut Ui,
    id: impl egui::AsIdSalt,
    width: f32,
    value: &mut T,
    all: impl IntoIterator<Item = T>,
    text: impl Fn(&T) -> String,
) -> Response {
    let menu = egui::ComboBox::from_id_salt(id).width(width).truncate().selected_text(text(value));
    let shown = menu.show_ui(ui, |ui| {
        for one in all {
            let words = text(&one);
            ui.selectable_value(value, one, words);
        }
    });
    shown.response
}

/// A label, and what it belongs to close below it.
fn labelled<R>(ui: &mut Ui, label: &str, content: impl FnOnce(&mut Ui, Id) -> R) -> R {
    let labelled = ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        let label = ui.label(theme::small(ui, label));
        content(ui, label.id)
    });
    ui.add_space(2.0);
    labelled.inner
}

/// A field with its label above it. `true` where its text has changed.
pub fn field(ui: &mut Ui, label: &str, text: &mut String, hint: &str) -> bool {
    let edit =
        TextEdit::singleline(text).desired_width(f32::INFINITY).margin(vec2(8.0, 7.0)).hint_text(hint.to_owned());
    labelled(ui, label, |ui, label| ui.add(edit).labelled_by(label).changed())
}

/// How much of something is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Nothing.
    No,
    /// Some of it.
    InPart,
    /// All of it.
    Yes,
}

impl From<bool> for Checked {
    fn from(checked: bool) -> Checked {
        if checked { Checked::Yes } else { Checked::No }
    }
}

/// A box to be checked, called `name`, that shows no text; whether it was clicked.
pub fn check_box(ui: &mut Ui, checked: Checked, name: &str) -> bool {
    let palette = Palette::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(28.0, 32.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, checked == Checked::Yes, name));
    if checked == Checked::InPart {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_toggled(egui::accesskit::Toggled::Mixed));
    }
    let square = egui::Rect::from_center_size(rect.center(), vec2(20.0, 20.0));
    let painter = ui.painter();
    let pointed = response.hovered() || response.is_pointer_button_down_on();
    if checked == Checked::No {
        let fill = if pointed { palette.accent_soft } else { palette.paper };
        painter.rect(square, 4.0, fill, Stroke::new(1.5, palette.border), StrokeKind::Inside);
    } else {
        painter.rect_filled(square, 4.0, palette.accent);
        let stroke = Stroke::new(2.0, palette.on_accent);
        let at = |x: f32, y: f32| square.min + vec2(x, y);
        if checked == Checked::Yes {
            painter.line(vec![at(5.0, 10.5), at(8.5, 14.0), at(15.0, 6.5)], stroke);
        } else {
            painter.hline(square.left() + 5.0..=square.right() - 5.0, square.center().y, stroke);
        }
    }
    if response.has_focus() {
        painter.rect_stroke(square.expand(3.0), 6.0, Stroke::new(2.0, palette.accent), StrokeKind::Outside);
    }
    response.clicked()
}

/// A field of several lines with its label above it. `true` where its text has changed.
pub fn text_area(ui: &mut Ui, label: &str, text: &mut String, hint: &str) -> bool {
    let edit = TextEdit::multiline(text)
        .desired_rows(3)
        .desired_width(f32::INFINITY)
        .margin(vec2(8.0, 7.0))
        .hint_text(hint.to_owned());
    labelled(ui, label, |ui, label| ui.add(edit).labelled_by(label).changed())
}

/// A search field, with a button that empties it and how many hits there are.
pub fn search(ui: &mut Ui, id: Id, text: &mut String, hits: Option<usize>) -> Response {
    let locale = Locale::of(ui);
    let name = say!(locale, "search");
    let width = ui.available_width();
    let field = TextEdit::singleline(text)
        .id(id)
        .desired_width(width)
        .margin(egui::Margin { left: 34, right: 110, top: 7, bottom: 7 })
        .hint_text(name.clone());
    let response = ui.add(field).accessible_name(name);
    mark_free_field(&response);
    let palette = Palette::of(ui);
    let icon = egui::Rect::from_center_size(response.rect.left_center() + vec2(18.0, 0.0), vec2(18.0, 18.0));
    Icon::Search.image(18.0, palette.quiet).paint_at(ui, icon);
    if !text.is_empty() {
        let close = egui::Rect::from_center_size(response.rect.right_center() - vec2(18.0, 0.0), vec2(26.0, 26.0));
        let image = Icon::Close.image(16.0, palette.quiet);
        let clear = ui.put(close, Button::image(image).frame(false)).accessible_name(say!(locale, "search-clear"));
        if clear.clicked() {
            text.clear();
            response.request_focus();
        }
        if let Some(hits) = hits {
            let count = say!(locale, "search-hits", count = hits);
            let place = response.rect.right_center() - vec2(36.0, 0.0);
            let painter = ui.painter();
            let shown =
                painter.text(place, egui::Align2::RIGHT_CENTER, &count, FontId::proportional(13.0), palette.quiet);
            let told = ui.interact(shown, response.id.with("hits"), Sense::hover());
            told.widget_info(|| WidgetInfo::labeled(Role::Status, true, &count));
        }
    }
    response
}

/// A field for a day. Gives the new day where a sound one was typed, or chosen with the arrow keys.
#[allow(clippy::option_option, reason = "nothing was typed, or the field was emptied, or this is the value")]
pub fn date_field(ui: &mut Ui, label: &str, date: Option<Date>, today: Date) -> Option<Option<Date>> {
    let locale = Locale::of(ui);
    let written = date.map(|date| locale.date(date)).unwrap_or_default();
    let hint = say!(locale, "date-hint");
    let step = |ui: &mut Ui| {
        let days = ui.input_mut(|input| {
            i32::from(input.consume_key(Modifiers::NONE, Key::ArrowUp))
                - i32::from(input.consume_key(Modifiers::NONE, Key::ArrowDown))
        });
        if days == 0 {
            return None;
        }
        let from = date.unwrap_or(today);
        if days > 0 { from.tomorrow().ok() } else { from.yesterday().ok() }
    };
    parsed_field(ui, label, &written, &hint, message!("date-unreadable"), parse_date, step)
}

/// A field for a time of day.
#[allow(clippy::option_option, reason = "nothing was typed, or the field was emptied, or this is the value")]
pub fn time_field(ui: &mut Ui, label: &str, time: Option<Time>) -> Option<Option<Time>> {
    let locale = Locale::of(ui);
    let written = time.map(|time| locale.time(time)).unwrap_or_default();
    parsed_field(ui, label, &written, &say!(locale, "time-hint"), message!("time-unreadable"), parse_time, |_| None)
}

/// A field whose text stands for a value: while it has the focus it holds what is typed, else the value written out.
#[allow(clippy::option_option, reason = "nothing was typed, or the field was emptied, or this is the value")]
fn parsed_field<T>(
    ui: &mut Ui,
    label: &str,
    written: &str,
    hint: &str,
    unreadable: Message,
    parse: impl Fn(&str) -> Option<T>,
    step: impl FnOnce(&mut Ui) -> Option<T>,
) -> Option<Option<T>> {
    let locale = Locale::of(ui);
    let id = ui.scope_id().with(label);
    let draft_id = id.with("draft");
    let focused = ui.memory(|memory| memory.has_focus(id));
    let stepped = if focused { step(ui) } else { None };
    let draft = ui.data(|data| data.get_temp::<Draft>(draft_id));
    // What changed the value elsewhere, such as undo, counts more than what was typed.
    let draft = draft.filter(|draft| draft.given || draft.written == written);
    let mut text = draft.as_ref().map_or_else(|| written.to_owned(), |draft| draft.text.clone());
    let edit = TextEdit::singleline(&mut text).id(id).desired_width(f32::INFINITY).margin(vec2(8.0, 7.0));
    let response = labelled(ui, label, |ui, label| ui.add(edit.hint_text(hint.to_owned())).labelled_by(label));
    let value = parse(&text);
    let sound = text.trim().is_empty() || value.is_some();
    let given = response.changed() && sound;
    let keep = stepped.is_none() && (!sound || response.has_focus()) && (draft.is_some() || response.changed());
    ui.data_mut(|data| {
        if keep {
            data.insert_temp(draft_id, Draft { text, written: written.to_owned(), given });
        } else {
            data.remove::<Draft>(draft_id);
        }
    });
    if !sound && stepped.is_none() {
        ui.label(RichText::new(locale.text(unreadable)).small().color(Palette::of(ui).danger));
    }
    stepped.map(Some).or(given.then_some(value))
}

/// What is being typed for a value.
#[derive(Clone, Debug)]
struct Draft {
    text: String,
    /// How the value was written out meanwhile.
    written: String,
    /// Whether the text was just given as the value, which is written out otherwise from now on.
    given: bool,
}

/// A day as people type it: *21.11.2026*, *21/11 2026*, *2026-11-21*, *21. november 2026*.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    if let Ok(date) = text.trim().parse::<Date>() {
        return Some(date);
    }
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let day: i8 = day.parse().ok()?;
    let month: i8 = month.parse().ok().or_else(|| month_named(month))?;
    let year: i16 = year.parse().ok()?;
    Date::new(if year < 100 { year + 2000 } else { year }, month, day).ok()
}

/// The month whose name in one of the program's languages begins like this, with three letters or more.
fn month_named(name: &str) -> Option<i8> {
    let begins = |month: &i8| {
        crate::locale::Language::ALL.into_iter().any(|language| {
            let first = Date::new(2001, *month, 1).map(|date| language.locale().date(date).to_lowercase());
            first.is_ok_and(|text| text.split(|c: char| !c.is_alphabetic()).any(|word| word.starts_with(name)))
        })
    };
    if name.chars().count() < 3 { None } else { (1..=12).find(begins) }
}

/// A time as people type it: *17*, *17.00*, *17:00*, *kl. 17.00*, *1700*.
#[must_use]
pub fn parse_time(text: &str) -> Option<Time> {
    let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (hour, minute) = match parts.as_slice() {
        [both] if both.len() == 4 => both.split_at_checked(2)?,
        [hour] => (*hour, "0"),
        [hour, minute] => (*hour, *minute),
        _ => return None,
    };
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// A heading inside a panel.
pub fn heading(ui: &mut Ui, text: &str) -> Response {
    let response = ui.label(RichText::new(text).heading());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
    response
}

/// A small round mark with a text: a kind, a status, *private*.
pub fn chip(ui: &mut Ui, icon: Option<Icon>, text: &str, color: Color32) -> Response {
    let font = egui::TextStyle::Small.resolve(ui.style());
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, color);
    let before = if icon.is_some() { 17.0 } else { 0.0 };
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(before + 14.0, 4.0), egui::Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().rect_stroke(rect, rect.height() / 2.0, Stroke::new(1.0, color), egui::StrokeKind::Inside);
    let left = rect.left_center() + vec2(7.0, 0.0);
    if let Some(icon) = icon {
        let place = egui::Rect::from_center_size(left + vec2(6.5, 0.0), vec2(13.0, 13.0));
        icon.image(13.0, color).paint_at(ui, place);
    }
    let place = left + vec2(before, -galley.size().y / 2.0);
    ui.painter().galley(place, galley, color);
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in
            ["21.11.2026", "21/11-26", "2026-11-21", " 21. november 2026 ", "21.\u{a0}november 2026", "21 nov 2026"]
        {
            assert_eq!(parse_date(text), Some(date(2026, 11, 21)), "{text}");
        }
        for text in ["", "21.11", "31.2.2026", "november", "21. no 2026"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for text in ["17", "17.00", "17:00", "kl. 17.00", "1700", "kl.\u{a0}17.00"] {
            assert_eq!(parse_time(text), Some(time(17, 0, 0, 0)), "{text}");
        }
        for text in ["", "25.00", "17.70", "1 2 3"] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }
}
