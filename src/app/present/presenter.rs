//! The presenter's window: what the audience sees, what comes next, the notes and the time.

use super::picture::{self, Picture, fitted};
use super::pointer;
use super::presenter_context::PresenterContext;
use super::prompts::prompts;
use super::run::Run;
use super::screen::Screen;
use super::screen_offer::{offer, screen_offer};
use super::screens::Found;
use super::show::Cover;
use super::stage::{Seen, Stage};
use super::toolbar;
use super::{agenda, notes, overview};
use crate::app::icon::Icon;
use crate::app::input::command::Command;
use crate::app::input::cue::Cue;
use crate::app::page::PagePainter;
use crate::app::request::Request;
use crate::app::theme::{self, Palette};
use crate::app::venue::Projector;
use crate::app::widgets::{button, command_icon};
use crate::locale::Locale;
use crate::meeting::{Kind, Selected};
use crate::message;
use crate::say;
use egui::{
    Align, Align2, Button, CentralPanel, Color32, FontId, Frame, Label, Layout, Margin, Panel, Rect, RichText, Role,
    ScrollArea, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2,
};

/// The window's width below which cues are icons alone.
const NARROW: f32 = 1180.0;
/// The share of the width that the next slide and the notes have.
const SIDE: f32 = 0.4;

/// Shows the presenter's window.
pub fn show(
    ui: &mut Ui,
    run: &mut Run,
    painter: &mut PagePainter,
    shown: &PresenterContext<'_>,
    requests: &mut Vec<Request>,
) {
    let palette = Palette::of(ui);
    let bar = Frame::new().fill(palette.ground).inner_margin(Margin::symmetric(16, 8));
    let whole = ui.available_rect_before_wrap();
    Panel::top("presenter-time").frame(bar).show(ui, |ui| top(ui, run, shown, requests));
    Panel::bottom("presenter-cues").frame(bar).show(ui, |ui| cues(ui, run, shown.screens, requests));
    banner(ui, run, shown.screens);
    let side = Frame::new().fill(palette.pasteboard).inner_margin(Margin::same(16));
    let width = (whole.width() * SIDE).max(300.0);
    Panel::right("presenter-side").exact_size(width).resizable(false).show_separator_line(false).frame(side).show(
        ui,
        |ui| {
            next(ui, run, painter);
            ui.add_space(10.0);
            notes::show(ui, run, shown, requests);
        },
    );
    let side = Frame { inner_margin: Margin { left: 16, right: 0, top: 16, bottom: 16 }, ..side };
    CentralPanel::default().frame(side).show(ui, |ui| main(ui, run, painter, shown));
    let mut stage = run.stage.lock();
    if !stage.single || stage.show().cover() == Some(Cover::Hidden) {
        ui.scope_builder(UiBuilder::new().max_rect(whole), |ui| {
            overview::over(ui, &mut stage);
            prompts(ui, &mut stage);
        });
    }
}

/// Which slide it is, the time, and the way out.
fn top(ui: &mut Ui, run: &mut Run, shown: &PresenterContext<'_>, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    let (slide, slides) = {
        let stage = run.stage.lock();
        (stage.show().index() + 1, stage.show().count())
    };
    let response = ui.horizontal(|ui| {
        ui.set_height(42.0);
        let text = say!(locale, "present-slide-of", slide = slide.to_string(), slides = slides.to_string());
        ui.label(RichText::new(text).font(FontId::new(20.0, theme::text::semibold())));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if button(ui, Icon::Close, &say!(locale, "present-end")).on_hover_text("Esc").clicked() {
                requests.push(Request::Command(Command::Cue(Cue::Leave)));
            }
            ui.add_space(12.0);
            agenda::clocks(ui, run, shown.meeting, requests);
        });
    });
    // How far it has come, as a line below the bar.
    let line =
        Rect::from_min_size(response.response.rect.left_bottom() + vec2(-16.0, 5.0), vec2(ui.clip_rect().width(), 3.0));
    let done = Rect::from_min_size(line.min, vec2(line.width() * slide as f32 / slides.max(1) as f32, line.height()));
    ui.painter().rect_filled(line, 0.0, palette.hairline);
    ui.painter().rect_filled(done, 0.0, palette.accent);
}

/// The cues as buttons.
fn cues(ui: &mut Ui, run: &Run, screens: &Found, requests: &mut Vec<Request>) {
    let (cover, frozen, all) = {
        let stage = run.stage.lock();
        (stage.show().cover(), stage.show().frozen().is_some(), stage.show().overview().is_some())
    };
    let narrow = ui.available_width() < NARROW;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for group in [
            &[Cue::Back, Cue::Next][..],
            &[Cue::Black, Cue::White, Cue::Freeze, Cue::Hide],
            &[Cue::Overview, Cue::Swap],
            &[Cue::Note, Cue::Decision],
        ] {
            for cue in group {
                if *cue == Cue::Swap && screens.all.len() < 2 {
                    continue;
                }
                let on = match cue {
                    Cue::Black => cover == Some(Cover::Black),
                    Cue::White => cover == Some(Cover::White),
                    Cue::Hide => cover == Some(Cover::Hidden),
                    Cue::Freeze => frozen,
                    Cue::Overview => all,
                    _ => false,
                };
                let command = Command::Cue(*cue);
                let pressed = if narrow { command_icon(ui, command, on) } else { toggle(ui, command, on) };
                if pressed.clicked() {
                    requests.push(Request::Command(command));
                }
            }
            ui.add_space(10.0);
        }
        if ui.available_size_before_wrap().x < toolbar::WIDTH {
            ui.end_row();
        }
        toolbar::show(ui, &run.stage.lock(), requests);
    });
}

/// The button of a command that may be pressed in.
fn toggle(ui: &mut Ui, command: Command, on: bool) -> egui::Response {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    let color = if on { palette.accent } else { palette.ink };
    let text = RichText::new(command.text(locale)).color(color);
    let mut button = Button::image_and_text(command.icon().image(18.0, color), text).selected(on);
    if on {
        button = button.stroke(Stroke::new(1.5, palette.accent));
    }
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, command.text(locale)));
    response.on_hover_text(command.tip(ui.ctx()))
}

/// What happened to the screens, and what can be done about it.
fn banner(ui: &mut Ui, run: &Run, screens: &Found) {
    let locale = Locale::of(ui);
    let lost = run.screen.clone().filter(|_| run.lost);
    let mut stage = run.stage.lock();
    if lost.is_none() && stage.offered.is_none() {
        return;
    }
    let look = Frame::new().fill(Palette::of(ui).warning_soft).inner_margin(Margin::symmetric(16, 8));
    Panel::top("presenter-screens").frame(look).show(ui, |ui| match lost {
        Some(lost) => {
            let text = say!(locale, "present-screen-lost", screen = lost.name);
            let others: Vec<Projector> = screens.all.iter().map(Screen::projector).collect();
            stage.wanted = screen_offer(ui, &text, &others);
        }
        None => offer(ui, &mut stage),
    });
}

/// What comes next, and where the presenter is where the audience sees something else.
fn next(ui: &mut Ui, run: &Run, painter: &mut PagePainter) {
    let locale = Locale::of(ui);
    let mut stage = run.stage.lock();
    let hidden = matches!(stage.seen(), Seen::Cover(_)) || stage.show().frozen().is_some();
    let next = stage.show().next().and_then(|next| stage.picture(&next));
    let here = stage.current().filter(|_| hidden);
    let last = say!(locale, "present-last");
    let ratio = next.as_ref().or(here.as_ref()).map_or(0.5625, |picture| picture.page.height / picture.page.width);
    let share = if here.is_some() { 0.5 } else { 1.0 };
    let height = (ui.available_height() * 0.42).min(ui.available_width() * share * ratio + 28.0);
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
    let next_name = say!(locale, "present-next");
    match here {
        Some(here) => {
            let (left, right) = area.split_left_right_at_fraction(0.5);
            let left = left.with_max_x(left.right() - 6.0);
            let place = small(ui, left, &say!(locale, "present-here"), Some(&here), "", painter);
            if let Some(place) = place {
                pointer::over(ui, &mut stage, &here, place);
                pointer::paint(ui, &stage, &here, place, true);
            }
            small(ui, right.with_min_x(right.left() + 6.0), &next_name, next.as_ref(), &last, painter);
        }
        None => {
            small(ui, area, &next_name, next.as_ref(), &last, painter);
        }
    }
}

/// A slide with its name above it, and where it is; words where there is none.
fn small(
    ui: &mut Ui,
    area: Rect,
    name: &str,
    picture: Option<&Picture>,
    none: &str,
    painter: &mut PagePainter,
) -> Option<Rect> {
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(area).id_salt(name));
    let title = picture.map_or("", |picture| picture.slide.title.as_str());
    ui.add(Label::new(theme::strong(format!("{name}  {title}").trim_end())).truncate());
    let Some(picture) = picture else {
        ui.label(theme::quiet(ui, none));
        return None;
    };
    let room = ui.available_rect_before_wrap();
    let place = fitted(room, &picture.page);
    let place = place.translate(room.min - place.min);
    picture::paint(ui, picture, place, painter);
    ui.painter().rect_stroke(place, 0.0, Stroke::new(1.0, Palette::of(ui).border), StrokeKind::Outside);
    Some(place)
}

/// What the audience sees, or the principle's text while a decision is worded, and the agenda below.
fn main(ui: &mut Ui, run: &mut Run, painter: &mut PagePainter, shown: &PresenterContext<'_>) {
    let decision = run.writing.as_ref().and_then(|writing| shown.meeting.annotation(&writing.id));
    let decision = decision.filter(|annotation| annotation.kind() == Kind::Decision);
    let selected = decision.and_then(|annotation| shown.meeting.selected(annotation.target.principle()?));
    state(ui, run);
    let current_slide = run.stage.lock().current();
    let ratio = current_slide.as_ref().map_or(0.5625, |picture| picture.page.height / picture.page.width);
    let here = current_slide.and_then(|picture| picture.slide.agenda_item);
    let agenda = !shown.meeting.agenda.is_empty() && selected.is_none();
    let room = ui.available_rect_before_wrap();
    let picture_height = if agenda { (room.width() * ratio).min(room.height() - 130.0) } else { room.height() };
    let upper = Rect::from_min_size(room.min, vec2(room.width(), picture_height));
    match selected {
        Some(selected) => {
            ui.scope_builder(UiBuilder::new().max_rect(upper), |ui| text(ui, selected));
        }
        None => {
            ui.scope_builder(UiBuilder::new().max_rect(upper), |ui| current(ui, &mut run.stage.lock(), painter));
        }
    }
    if agenda {
        let lower = Rect::from_min_max(upper.left_bottom() + vec2(0.0, 12.0), room.max);
        ui.scope_builder(UiBuilder::new().max_rect(lower), |ui| agenda::show(ui, run, shown.meeting, here.as_ref()));
    }
}

/// What the audience sees, in words.
fn state(ui: &mut Ui, run: &Run) {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    let stage = run.stage.lock();
    let frozen = stage.frozen().map(|picture| picture.slide.key.clone());
    let name = match (stage.seen(), frozen) {
        _ if run.lost => message!("present-state-lost"),
        (Seen::Cover(Cover::Black), _) => message!("present-state-black"),
        (Seen::Cover(Cover::White), _) => message!("present-state-white"),
        (Seen::Cover(Cover::Hidden), _) => message!("present-state-hidden"),
        (Seen::Picture(_), Some(_)) => message!("present-state-frozen"),
        (Seen::Picture(_), None) => message!("present-state-live"),
    };
    let text = locale.text(name);
    let live = name == message!("present-state-live");
    let (fill, color) =
        if live { (Color32::TRANSPARENT, palette.ink) } else { (palette.warning_soft, palette.warning) };
    let margin = if live { Margin::symmetric(0, 3) } else { Margin::symmetric(10, 3) };
    Frame::new().fill(fill).corner_radius(6.0).inner_margin(margin).show(ui, |ui| {
        let response = ui.add(Label::new(theme::strong(&text).color(color)).truncate());
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &text));
    });
}

/// What the audience sees.
fn current(ui: &mut Ui, stage: &mut Stage, painter: &mut PagePainter) {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    // The line around it is to be seen as well.
    let area = ui.available_rect_before_wrap().shrink(1.0);
    let seen = stage.seen();
    let Some(picture) = (match &seen {
        Seen::Picture(picture) => Some(picture.clone()),
        Seen::Cover(_) => stage.current(),
    }) else {
        return;
    };
    let place = fitted(area, &picture.page);
    let place = place.translate(vec2(area.left() - place.left(), area.top() - place.top()));
    match &seen {
        Seen::Picture(_) => {
            let picture = stage.worked_on(&picture);
            picture::paint(ui, &picture, place, painter);
            picture::read_out(ui, &picture, place);
            pointer::over(ui, stage, &picture, place);
            pointer::paint(ui, stage, &picture, place, true);
        }
        Seen::Cover(cover) => {
            let (fill, ink) = match cover {
                Cover::White => (Color32::WHITE, Color32::BLACK),
                Cover::Black => (Color32::BLACK, Color32::WHITE),
                Cover::Hidden => (palette.pasteboard, palette.ink),
            };
            ui.painter().rect_filled(place, 0.0, fill);
            let name = match cover {
                Cover::Black => message!("cue-black"),
                Cover::White => message!("cue-white"),
                Cover::Hidden => message!("present-hidden"),
            };
            let font = FontId::new(24.0, theme::text::semibold());
            ui.painter().text(place.center(), Align2::CENTER_CENTER, locale.text(name), font, ink);
        }
    }
    ui.painter().rect_stroke(place, 0.0, Stroke::new(1.0, palette.border), StrokeKind::Outside);
}

/// A principle's text, to have before one's eyes.
fn text(ui: &mut Ui, selected: &Selected) {
    let palette = Palette::of(ui);
    Frame::new().fill(palette.paper).inner_margin(18.0).corner_radius(8.0).show(ui, |ui| {
        ScrollArea::vertical().id_salt("principle").auto_shrink(false).show(ui, |ui| {
            let principle = &selected.principle;
            let title = principle.name().set_apart();
            let response = ui.add(Label::new(RichText::new(&title).heading()).wrap());
            response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &title));
            for (number, paragraph) in principle.paragraphs() {
                let font = if number == 0 { theme::text::lead() } else { theme::text::reading() };
                ui.add_space(6.0);
                ui.add(Label::new(RichText::new(paragraph).font(font)).wrap());
            }
        });
    });
}
