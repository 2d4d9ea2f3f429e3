//! A strip of small pages to find one's way by.

use super::paint::PagePainter;
use super::scale::Scale;
use super::view::PageColors;
use crate::locale::Locale;
use crate::page_number::{PageIndex, PageNumber};
use crate::say;
use crate::typeset::page::{Layout, Page};
use egui::accesskit::Role;
use egui::{
    Align2, Color32, CornerRadius, EventFilter, FontId, Key, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

/// Between small pages, and at their sides.
const GAP: f32 = 12.0;
/// What a page's number needs below it.
const NUMBER: f32 = 18.0;

/// A strip of small pages, one of them being the current.
#[derive(Debug, Default)]
pub struct Thumbnails {
    /// The page that was current when the strip was shown last.
    current: Option<PageIndex>,
}

impl Thumbnails {
    /// Shows the strip in all the room that there is. The page that was chosen. `words` is the colour of the
    /// numbers.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        layout: &Layout,
        current: PageIndex,
        painter: &mut PagePainter,
        colors: &PageColors,
        words: Color32,
    ) -> Option<PageIndex> {
        let room = ui.available_rect_before_wrap();
        let width = room.width() - ui.spacing().scroll.allocated_width() - 2.0 * GAP;
        let highest = layout.pages.iter().map(|page| page.height / page.width).fold(1.0, f32::max);
        let row = width * highest + NUMBER + GAP;
        ui.spacing_mut().scroll.fade.strength = 0.0;
        let mut area = ScrollArea::vertical().id_salt("thumbnails").content_margin(0).auto_shrink(false);
        if self.current.replace(current) != Some(current) {
            // The current page in the middle, where it is not there by itself.
            let middle = row * current.0 as f32 + row / 2.0 - room.height() / 2.0;
            let most = (row * layout.pages.len() as f32 + GAP - room.height()).max(0.0);
            area = area.vertical_scroll_offset(middle.clamp(0.0, most));
        }
        let mut chosen = None;
        area.show_viewport(ui, |ui, seen| {
            ui.set_min_size(vec2(room.width() - GAP, row * layout.pages.len() as f32 + GAP));
            let corner = ui.min_rect().min;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 0 a cast gives 0")]
            let first = ((seen.top() - GAP) / row) as usize;
            for (index, page) in PageIndex::count(&layout.pages).skip(first) {
                let top = GAP + row * index.0 as f32;
                if top > seen.bottom() {
                    break;
                }
                let scale = width / page.width;
                let place = Rect::from_min_size(corner + vec2(GAP, top), vec2(width, page.height * scale));
                let strip = Strip { pages: layout.pages.len(), current, colors, words };
                if let Some(page) = strip.page(ui, index, page, place, painter) {
                    chosen = Some(page);
                }
            }
        });
        chosen
    }
}

/// What all small pages of a strip have in common.
struct Strip<'a> {
    pages: usize,
    current: PageIndex,
    colors: &'a PageColors,
    words: Color32,
}

impl Strip<'_> {
    /// Shows a small page. The page that was chosen by it.
    fn page(
        &self,
        ui: &mut Ui,
        index: PageIndex,
        page: &Arc<Page>,
        place: Rect,
        painter: &mut PagePainter,
    ) -> Option<PageIndex> {
        let locale = Locale::of(ui);
        let scale = Scale(place.width() / page.width);
        let number = PageNumber::from(index).to_string();
        let paper = PagePainter::area(ui.painter(), page, place.min, scale);
        painter.paint(ui.painter(), page, place.min, scale);
        painter.paint_ink(ui.painter(), index, page, place.min, scale);
        let below = pos2(place.center().x, place.bottom() + 3.0);
        ui.painter().text(below, Align2::CENTER_TOP, &number, FontId::proportional(11.0), self.words);
        let response = ui.interact(place, ui.scope_id().with(("thumbnail", index)), Sense::click());
        let name = say!(locale, "page-of", page = number, pages = self.pages.to_string());
        let chosen = index == self.current;
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, ui.is_enabled(), chosen, &name));
        let edge = if chosen || response.has_focus() {
            Stroke::new(2.0, self.colors.focus)
        } else {
            Stroke::new(1.0, self.colors.edge)
        };
        ui.painter().rect_stroke(paper, CornerRadius::ZERO, edge, StrokeKind::Outside);
        if response.has_focus() {
            let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
            let step = ui.input(|input| {
                let plain = input.modifiers.is_none();
                isize::from(plain && input.key_pressed(Key::ArrowDown))
                    - isize::from(plain && input.key_pressed(Key::ArrowUp))
            });
            let next = index.0.checked_add_signed(step).filter(|next| step != 0 && *next < self.pages).map(PageIndex);
            if let Some(next) = next {
                ui.memory_mut(|memory| memory.request_focus(ui.scope_id().with(("thumbnail", next))));
                return Some(next);
            }
        }
        response.clicked().then_some(index)
    }
}
