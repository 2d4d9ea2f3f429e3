//! The time: that of the wall, of the talk, and of each agenda item.

use super::run::Run;
use super::timer::{Left, clock};
use crate::app::icon::Icon;
use crate::app::input::Cue;
use crate::app::input::command::Command;
use crate::app::request::Request;
use crate::app::theme::{self, Palette};
use crate::app::widgets::{heading, icon_button, icon_toggle};
use crate::locale::Locale;
use crate::meeting::{AgendaItem, AgendaItemId, Meeting};
use crate::message;
use crate::say;
use egui::{Color32, FontId, Frame, Label, Margin, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

/// The clocks of the bar, from the right.
pub fn clocks(ui: &mut Ui, run: &mut Run, meeting: &Meeting, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    let now = ui.input(|input| input.time);
    let elapsed = run.timer.elapsed(now);
    let runs = run.timer.runs();
    if !runs && icon_button(ui, Icon::Undo, &say!(locale, "present-clock-reset")).clicked() {
        run.timer.reset(now);
    }
    let tip = Command::Cue(Cue::Timer).tip(ui.ctx());
    let icon = if runs { Icon::Freeze } else { Icon::Start };
    if icon_toggle(ui, icon, &Command::Cue(Cue::Timer).text(locale), &tip, !runs).clicked() {
        requests.push(Request::Command(Command::Cue(Cue::Timer)));
    }
    let palette = Palette::of(ui);
    if let Some(minutes) = meeting.presentation.minutes {
        let (text, color) = left(palette, Left::of(minutes, elapsed), locale);
        cell(ui, &say!(locale, "present-clock-left"), &text, color);
    }
    let stands = if runs { message!("present-clock-elapsed") } else { message!("present-clock-stopped") };
    cell(ui, &locale.text(stands), &clock(elapsed), if runs { palette.ink } else { palette.warning });
    let time = crate::clock::now().map(|now| now.to_zoned(crate::clock::zone()).time());
    if let Ok(time) = time {
        let two = |number: i8| format!("{number:02}");
        let time = say!(locale, "present-clock-time", hour = two(time.hour()), minute = two(time.minute()));
        cell(ui, &say!(locale, "present-clock-wall"), &time, palette.ink);
    }
}

/// A time with what it is above it.
fn cell(ui: &mut Ui, name: &str, value: &str, color: Color32) {
    ui.add_space(10.0);
    let painter = ui.painter();
    let above = painter.layout_no_wrap(name.to_owned(), FontId::proportional(13.0), Palette::of(ui).quiet);
    let below = painter.layout_no_wrap(value.to_owned(), FontId::new(20.0, theme::text::semibold()), color);
    let size = vec2(above.size().x.max(below.size().x), above.size().y + below.size().y);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}: {value}")));
    let second = rect.left_top() + vec2(0.0, above.size().y);
    ui.painter().galley(rect.min, above, color);
    ui.painter().galley(second, below, color);
}

/// What is left of a time, in words and a colour.
fn left(palette: &Palette, left: Left, locale: &Locale) -> (String, Color32) {
    match left {
        Left::Enough(seconds) => (clock(seconds), palette.ink),
        Left::Soon(seconds) => (say!(locale, "present-clock-soon", time = clock(seconds)), palette.warning),
        Left::Over(seconds) => (say!(locale, "present-clock-over", time = clock(seconds)), palette.danger),
    }
}

/// The agenda, with what each item has taken and has left.
pub fn show(ui: &mut Ui, run: &Run, meeting: &Meeting, here: Option<&AgendaItemId>) {
    let locale = Locale::of(ui);
    let now = ui.input(|input| input.time);
    heading(ui, &say!(locale, "present-agenda"));
    ScrollArea::vertical().id_salt("agenda").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let shown_id = egui::Id::unique("agenda-shown");
        for item in &meeting.agenda {
            let is_here = here == Some(&item.id);
            let palette = Palette::of(ui);
            let fill = if is_here { palette.paper } else { Color32::TRANSPARENT };
            let look = Frame::new().fill(fill).corner_radius(6.0).inner_margin(Margin::symmetric(10, 5));
            let shown = look.show(ui, |ui| {
                ui.set_width(ui.available_width());
                line(ui, item, run.timer.spent_on(&item.id, now), is_here);
            });
            if is_here && ui.data(|data| data.get_temp::<AgendaItemId>(shown_id)) != Some(item.id.clone()) {
                shown.response.scroll_to_me(None);
                ui.data_mut(|data| data.insert_temp(shown_id, item.id.clone()));
            }
        }
    });
}

fn line(ui: &mut Ui, item: &AgendaItem, spent: f64, here: bool) {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    ui.horizontal(|ui| {
        let (time, color) = match item.minutes {
            Some(minutes) => left(palette, Left::of(minutes, spent), locale),
            None if spent > 0.0 => (clock(spent), palette.quiet),
            None => (String::new(), palette.quiet),
        };
        ui.allocate_ui_with_layout(
            vec2(ui.available_width(), 24.0),
            egui::Layout::right_to_left(egui::Align::Center),
            |ui| {
                let of = item.minutes.map(|minutes| say!(locale, "present-of-minutes", minutes = minutes));
                if let Some(of) = of {
                    ui.label(theme::small(ui, of));
                }
                ui.label(RichText::new(time).text_style(theme::text::strong()).color(color));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let text = format!("{}  {}", item.number, item.title);
                    let text = if here { theme::strong(text) } else { theme::quiet(ui, text) };
                    ui.add(Label::new(text).truncate());
                });
            },
        );
    });
}
