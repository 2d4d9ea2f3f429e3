//! All slides, to choose from; a search lists those whose words have it.

use super::picture::{self, Picture, fitted};
use super::stage::Stage;
use crate::app::theme::{self, Palette};
use crate::app::widgets::{heading, search};
use crate::locale::say;
use crate::meeting::SlideKey;
use crate::typeset::page::{Mark, Page};
use egui::{Area, Id, Order, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};
use std::sync::Arc;

/// How wide a small slide is at least, in points.
const WIDTH: f32 = 230.0;
/// Between small slides.
const GAP: f32 = 14.0;
/// What a small slide's number and title need below it.
const BELOW: f32 = 24.0;

/// Draws the overview over everything else in `ui`, where it is open.
pub fn over(ui: &mut Ui, stage: &mut Stage) {
    let text_id = Id::unique("overview-search");
    if stage.show().overview().is_none() {
        ui.data_mut(|data| data.remove::<String>(text_id));
        // A field that is gone keeps the keyboard until the next frame, which may be far off.
        ui.memory_mut(|memory| memory.surrender_focus(text_id.with("field")));
        return;
    }
    let area = ui.max_rect();
    let palette = Palette::of(ui);
    let place = Area::new(ui.scope_id().with("overview")).order(Order::Middle).fixed_pos(area.min);
    place.show(ui.ctx(), |ui| {
        ui.set_clip_rect(area);
        ui.painter().rect_filled(area, 0.0, palette.pasteboard);
        let inner = area.shrink2(vec2(20.0, 14.0));
        ui.allocate_rect(area, Sense::click());
        ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| {
            let mut text = ui.data(|data| data.get_temp::<String>(text_id)).unwrap_or_default();
            ui.horizontal(|ui| {
                heading(ui, &say("present-overview", &[]));
                ui.add_space(16.0);
                ui.scope(|ui| {
                    ui.set_max_width(360.0_f32.min(ui.available_width()));
                    let hits = stage.show().overview().and_then(|overview| overview.listed.as_ref()).map(Vec::len);
                    let field = search(ui, text_id.with("field"), &mut text, hits);
                    if !field.has_focus() {
                        field.request_focus();
                    }
                    if field.changed() {
                        let listed = found(stage, &text);
                        stage.change(|show| show.list(listed));
                    }
                });
            });
            ui.data_mut(|data| data.insert_temp(text_id, text));
            ui.add_space(6.0);
            grid(ui, stage);
        });
    });
}

/// The slides that have these words; `None` where there are no words.
fn found(stage: &Stage, text: &str) -> Option<Vec<SlideKey>> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return None;
    }
    let pages = stage.deck().slides.iter().zip(&stage.deck().layout.pages);
    let has = |title: &str, page: &Page| title.to_lowercase().contains(&text) || words(page).contains(&text);
    Some(pages.filter(|(slide, page)| has(&slide.title, page)).map(|(slide, _)| slide.key).collect())
}

/// What a page says, in small letters.
fn words(page: &Page) -> String {
    let mut words = String::new();
    let mut last: Option<&Arc<str>> = None;
    for mark in &page.marks {
        let Mark::Line { line, .. } = mark else { continue };
        if !last.is_some_and(|last| Arc::ptr_eq(last, &line.text)) {
            words.push('\n');
        }
        words.push_str(line.text.get(line.start..line.end).unwrap_or_default());
        last = Some(&line.text);
    }
    words.to_lowercase()
}

/// The small slides in rows.
fn grid(ui: &mut Ui, stage: &mut Stage) {
    let Some(overview) = stage.show().overview().cloned() else { return };
    let listed = overview.listed.unwrap_or_else(|| stage.deck().slides.iter().map(|slide| slide.key).collect());
    if listed.is_empty() {
        ui.label(theme::quiet(ui, say("present-overview-nothing", &[])));
        return;
    }
    let revealed = Id::unique("overview-revealed");
    let reveal = ui.data(|data| data.get_temp::<SlideKey>(revealed)) != Some(overview.chosen);
    ui.data_mut(|data| data.insert_temp(revealed, overview.chosen));
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let room = ui.available_width() - GAP;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few columns, at least one")]
        let columns = (((room + GAP) / (WIDTH + GAP)) as usize).max(1);
        stage.set_columns(columns);
        let width = (room - GAP * (columns - 1) as f32) / columns as f32;
        let ratio = stage.deck().layout.pages.first().map_or(0.5625, |page| page.height / page.width);
        let size = vec2(width, width * ratio);
        let rows = listed.len().div_ceil(columns);
        let corner = ui.cursor().min + vec2(2.0, 2.0);
        ui.allocate_space(vec2(room, (size.y + BELOW + GAP) * rows as f32));
        let mut chosen = None;
        for (place, key) in listed.iter().enumerate() {
            let (column, row) = (place % columns, place / columns);
            let at = corner + vec2((size.x + GAP) * column as f32, (size.y + BELOW + GAP) * row as f32);
            let rect = Rect::from_min_size(at, size);
            let is_chosen = *key == overview.chosen;
            if is_chosen && reveal {
                ui.scroll_to_rect(rect.expand2(vec2(0.0, BELOW)), None);
            }
            if let Some(picture) = stage.picture(*key).filter(|_| ui.is_rect_visible(rect.expand(BELOW)))
                && small(ui, stage, &picture, rect, is_chosen)
            {
                chosen = Some(*key);
            }
        }
        if let Some(key) = chosen {
            stage.change(|show| show.show(key));
        }
    });
}

/// A small slide; whether it was clicked.
fn small(ui: &mut Ui, stage: &mut Stage, picture: &Picture, rect: Rect, chosen: bool) -> bool {
    let palette = Palette::of(ui);
    let place = fitted(rect, &picture.page);
    picture::paint(ui, picture, place, &mut stage.small);
    let here = picture.slide.key == stage.show().at();
    let index = stage.deck().slides.iter().position(|slide| slide.key == picture.slide.key).unwrap_or(0);
    let response = ui.interact(rect, ui.scope_id().with(("overview", index)), Sense::click());
    let edge = if chosen { Stroke::new(3.0, palette.accent) } else { Stroke::new(1.0, palette.border) };
    ui.painter().rect_stroke(place, 0.0, edge, StrokeKind::Outside);
    let name = format!("{}  {}", index + 1, picture.slide.title);
    let told = if here { say("present-overview-here", &[("slide", name.clone().into())]) } else { name };
    let words = egui::Label::new(if here { theme::strong(&told) } else { egui::RichText::new(&told) }).truncate();
    let below = Rect::from_min_size(rect.left_bottom() + vec2(0.0, 3.0), vec2(rect.width(), BELOW - 4.0));
    let line = egui::UiBuilder::new().max_rect(below).layout(egui::Layout::left_to_right(egui::Align::Center));
    ui.new_child(line.id_salt(("overview-title", index))).add(words);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, &told));
    response.clicked()
}
