//! The audience's window: a slide, as large as the screen allows, and nothing else.
//!
//! Where it covers the presenter's window, since there is only one screen, it also shows what the presenter needs: a typed number,
//! the overview, the question whether to end. A quiet way out comes with the pointer and goes when that rests.

use super::picture::{self, fitted};
use super::pointer;
use super::prompts::prompts;
use super::show::Cover;
use super::stage::{Seen, Stage};
use super::{overview, screen_offer};
use crate::app::input::Command;
use crate::app::input::cue::Cue;
use crate::app::input::focus::note_focus;
use crate::app::input::shortcuts;
use crate::app::theme::Palette;
use crate::app::widgets::command_icon;
use crate::locale::Locale;
use crate::say;
use egui::mutex::Mutex;
use egui::{
    Align2, Area, Color32, CursorIcon, Frame, Id, Margin, Order, Role, Sense, Ui, UiBuilder, ViewportClass, vec2,
};
use std::time::Duration;

/// How long the way out stays after the pointer was moved, in seconds.
const RESTS: f64 = 2.5;

/// Draws the audience's window.
pub fn show(ui: &mut Ui, class: ViewportClass, stage: &Mutex<Stage>) {
    let locale = Locale::of(ui);
    let mut stage = stage.lock();
    if class == ViewportClass::Deferred {
        keys(ui, &mut stage);
        watch(ui, &mut stage);
    }
    let area = ui.max_rect();
    let node = UiBuilder::new()
        .max_rect(area)
        .accessibility_role(Role::Document)
        .accessibility_label(say!(locale, "present-audience"));
    ui.scope_builder(node.id_salt("audience"), |ui| {
        ui.set_clip_rect(area);
        sight(ui, &mut stage);
        if stage.single {
            overview::over(ui, &mut stage);
            prompts(ui, &mut stage);
            offers(ui, &mut stage);
        }
        way_out(ui, &mut stage);
    });
    if class == ViewportClass::Deferred {
        note_focus(ui.ctx());
    }
}

/// The slide, or what is shown instead.
fn sight(ui: &mut Ui, stage: &mut Stage) {
    let area = ui.max_rect();
    let response = ui.interact(area, ui.scope_id().with("slide"), Sense::click());
    match stage.seen() {
        Seen::Cover(cover) => {
            let color = if cover == Cover::White { Color32::WHITE } else { Color32::BLACK };
            ui.painter().rect_filled(area, 0.0, color);
        }
        Seen::Picture(picture) => {
            ui.painter().rect_filled(area, 0.0, Color32::BLACK);
            let place = fitted(area, &picture.page);
            picture::paint(ui, &picture, place, &mut stage.painter);
            picture::read_out(ui, &picture, place);
            if stage.show().frozen().is_none() {
                pointer::over(ui, stage, &picture, place);
                let own = stage.single;
                pointer::paint(ui, stage, &picture, place, own);
            }
            if let Some(next) = stage.show().next().and_then(|next| stage.picture(&next)) {
                picture::prepare(ui, &next, fitted(area, &next.page), &mut stage.painter);
            }
        }
    }
    if response.clicked() {
        stage.take(Cue::Next);
    }
}

/// Takes what was asked for by keys.
fn keys(ui: &Ui, stage: &mut Stage) {
    let live = stage.live();
    for action in shortcuts::triggered(ui.ctx(), live) {
        stage.press(action);
    }
    if ui.input(|input| input.viewport().close_requested()) {
        ui.ctx().send_viewport_cmd(egui::ViewportCommand::CancelClose);
        stage.take(Cue::Leave);
    }
}

/// Notices that the window was moved: where its screen is gone, the system puts it on another.
fn watch(ui: &Ui, stage: &mut Stage) {
    let now = ui.input(|input| input.viewport().outer_rect);
    let id = Id::unique("audience-place");
    let before = ui.data(|data| data.get_temp::<egui::Rect>(id));
    if let Some(now) = now
        && before != Some(now)
    {
        ui.data_mut(|data| data.insert_temp(id, now));
        stage.moved |= before.is_some();
        ui.ctx().request_repaint_of(egui::ViewportId::ROOT);
    }
}

/// Offers a screen that came, where the presenter's window cannot be seen.
fn offers(ui: &mut Ui, stage: &mut Stage) {
    if stage.offered.is_none() {
        return;
    }
    let at = ui.max_rect().center_top() + vec2(0.0, 16.0);
    let id = ui.scope_id().with("offer");
    let place = Area::new(id).order(Order::Foreground).pivot(Align2::CENTER_TOP).fixed_pos(at);
    place.show(ui.ctx(), |ui| {
        let look = Frame::popup(ui.style()).fill(Palette::of(ui).warning_soft).inner_margin(10.0).corner_radius(8.0);
        look.show(ui, |ui| screen_offer::offer(ui, stage));
    });
    if stage.wanted.is_some() || stage.offered.is_none() {
        stage.request_repaint();
    }
}

/// The way out, while the pointer moves.
fn way_out(ui: &mut Ui, stage: &mut Stage) {
    let area = ui.max_rect();
    let now = ui.input(|input| input.time);
    let id = Id::unique("audience-pointer");
    let here = ui.input(|input| input.pointer.latest_pos()).is_some_and(|pointer| area.contains(pointer));
    if here && ui.input(|input| input.pointer.delta() != egui::Vec2::ZERO || input.pointer.any_down()) {
        ui.data_mut(|data| data.insert_temp(id, now));
    }
    let moved = ui.data(|data| data.get_temp::<f64>(id));
    let rests = moved.map_or(0.0, |moved| moved + RESTS - now);
    if !here || rests <= 0.0 {
        if here {
            ui.set_cursor_icon(CursorIcon::None);
        }
        return;
    }
    ui.ctx().request_repaint_after(Duration::from_secs_f64(rests + 0.01));
    let corner = area.right_bottom() - vec2(16.0, 16.0);
    let place = Area::new(id.with("bar")).order(Order::Foreground).pivot(Align2::RIGHT_BOTTOM).fixed_pos(corner);
    place.show(ui.ctx(), |ui| {
        let palette = Palette::of(ui);
        let look = Frame::popup(ui.style()).fill(palette.ground).inner_margin(Margin::same(4)).corner_radius(8.0);
        look.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                for cue in [Cue::Back, Cue::Next, Cue::Black, Cue::Overview, Cue::Leave] {
                    if command_icon(ui, Command::Cue(cue), false).clicked() {
                        stage.take(cue);
                    }
                }
            });
        });
    });
}
