//! Before the start: which screen, which slides.

use super::Present;
use super::checklist;
use super::picture::{self, Picture, fitted};
use super::screen::Screen;
use super::shows;
use crate::app::icon::Icon;
use crate::app::input::command::Command;
use crate::app::request::Request;
use crate::app::settings::Settings;
use crate::app::theme::{self, Palette};
use crate::app::widgets::{button, follow_focus, heading, primary};
use crate::locale::Locale;
use crate::meeting::Meeting;
use crate::message;
use crate::say;
use egui::{
    CentralPanel, Frame, Margin, Panel, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2,
};
use std::sync::Arc;

/// How wide a slide is at least.
const SLIDE: f32 = 260.0;
/// Between slides.
const GAP: f32 = 14.0;
/// How wide the choices are.
const CHOICES: f32 = 360.0;

/// Shows what is to be chosen before the start.
pub fn show(ui: &mut Ui, present: &mut Present, meeting: &Meeting, settings: &Settings, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    let side = Frame::new().fill(palette.ground).inner_margin(Margin::symmetric(16, 12));
    Panel::right("present-choices").exact_size(CHOICES).resizable(false).frame(side).show(ui, |ui| {
        ui.horizontal(|ui| {
            for command in [Command::Start, Command::StartHere] {
                let response = match command {
                    Command::Start => primary(ui, command.icon(), &command.text(locale)),
                    _ => ui.button(command.text(locale)),
                };
                if response.on_hover_text(command.tip(ui.ctx())).clicked() {
                    requests.push(Request::Command(command));
                }
            }
        });
        ui.add_space(8.0);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            screens(ui, present, settings, requests);
            ui.add_space(12.0);
            let open = present.checklist.is_open();
            let name = locale.text(if open { message!("room-check-close") } else { message!("room-check") });
            if button(ui, if open { Icon::Close } else { Icon::Select }, &name).clicked() {
                present.checklist.toggle();
            }
            ui.add_space(14.0);
            shows::show(ui, &present.slides, meeting, requests);
            follow_focus(ui);
        });
    });
    CentralPanel::default().frame(Frame::new().fill(palette.pasteboard).inner_margin(Margin::same(20))).show(
        ui,
        |ui| {
            if present.checklist.is_open() {
                checklist::show(ui, present, meeting, settings, requests);
            } else {
                slides(ui, present);
            }
        },
    );
}

/// The screens as they stand on the desktop; one click chooses.
fn screens(ui: &mut Ui, present: &Present, settings: &Settings, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    heading(ui, &say!(locale, "present-screens"));
    let found = &present.screens;
    let Some(chosen) = found.for_slides(&settings.projectors) else {
        ui.label(theme::quiet(ui, say!(locale, "present-screens-unknown")));
        return;
    };
    let bounds = found.all.iter().map(bounds).reduce(Rect::union).unwrap_or(Rect::ZERO);
    let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), 150.0), Sense::hover());
    let scale = (area.width() / bounds.width()).min(area.height() / bounds.height());
    let corner = area.center() - bounds.size() * scale / 2.0;
    for (place, screen) in found.all.iter().enumerate() {
        let on_desk = bounds_of(screen, bounds, corner, scale).shrink(3.0);
        let response = ui.interact(on_desk, ui.scope_id().with(("screen", place)), Sense::click());
        let is_chosen = screen.projector() == chosen.projector();
        let fill = if is_chosen { palette.accent_soft } else { palette.paper };
        let edge = if is_chosen { Stroke::new(2.0, palette.accent) } else { Stroke::new(1.0, palette.border) };
        ui.painter().rect(on_desk, 4.0, fill, edge, StrokeKind::Inside);
        let role = match (is_chosen, found.own == Some(place)) {
            (true, _) => say!(locale, "present-screen-slides"),
            (false, true) => say!(locale, "present-screen-notes"),
            (false, false) => String::new(),
        };
        let size = format!("{} × {}", screen.size[0], screen.size[1]);
        let text = [screen.name.as_str(), &size, &role].join("\n");
        ui.put(on_desk.shrink(6.0), egui::Label::new(theme::small(ui, text.trim_end())).halign(egui::Align::Center));
        let name = say!(locale, "present-screen-choose", screen = screen.name.clone(), size = size);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, &name));
        if response.clicked() {
            let mut settings = settings.clone();
            settings.remember_projector(screen.projector());
            requests.push(Request::Settings(Box::new(settings)));
        }
    }
    if let [_] = found.all.as_slice() {
        ui.label(theme::small(ui, say!(locale, "present-screen-one")));
    }
}

fn bounds(screen: &Screen) -> Rect {
    let [x, y] = screen.position.map(|side| side as f32);
    Rect::from_min_size(egui::pos2(x, y), vec2(screen.size[0] as f32, screen.size[1] as f32))
}

fn bounds_of(screen: &Screen, all: Rect, corner: egui::Pos2, scale: f32) -> Rect {
    let own = bounds(screen);
    Rect::from_min_size(corner + (own.min - all.min) * scale, own.size() * scale)
}

/// The slides in rows; a click says where to start.
fn slides(ui: &mut Ui, present: &mut Present) {
    let locale = Locale::of(ui);
    let Some(deck) = present.slides.deck().map(Arc::clone) else {
        ui.centered_and_justified(|ui| ui.label(theme::quiet(ui, say!(locale, "handout-laying-out"))));
        return;
    };
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let room = ui.available_width() - GAP;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few columns, at least one")]
        let columns = (((room + GAP) / (SLIDE + GAP)) as usize).max(1);
        let width = (room - GAP * (columns - 1) as f32) / columns as f32;
        let ratio = deck.layout.pages.first().map_or(0.5625, |page| page.height / page.width);
        let step = vec2(width + GAP, width * ratio + GAP);
        let corner = ui.cursor().min + vec2(2.0, 2.0);
        ui.allocate_space(vec2(room, step.y * deck.slides.len().div_ceil(columns) as f32));
        for (index, (slide, page)) in deck.slides.iter().zip(&deck.layout.pages).enumerate() {
            let at = corner + vec2(step.x * (index % columns) as f32, step.y * (index / columns) as f32);
            let rect = Rect::from_min_size(at, vec2(width, width * ratio));
            let picture = Picture::new(slide, page, present.drawings.now().on(&slide.key));
            if one_slide(ui, present, &picture, rect, index) {
                present.here = Some(slide.key.clone());
            }
        }
    });
}

/// A slide; whether it was clicked.
fn one_slide(ui: &mut Ui, present: &mut Present, picture: &Picture, rect: Rect, index: usize) -> bool {
    let palette = Palette::of(ui);
    let here = present.here.as_ref() == Some(&picture.slide.key);
    if ui.is_rect_visible(rect) {
        picture::paint(ui, picture, fitted(rect, &picture.page), &mut present.painter);
    }
    let response = ui.interact(rect, ui.scope_id().with(("slide", index)), Sense::click());
    let edge = if here || response.has_focus() {
        Stroke::new(3.0, palette.accent)
    } else {
        Stroke::new(1.0, palette.hairline)
    };
    ui.painter().rect_stroke(rect, 0.0, edge, StrokeKind::Outside);
    let name = format!("{}  {}", index + 1, picture.slide.title);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, here, &name));
    response.clicked()
}
