//! All pages below one another, or two by two, to read, to click and to find one's place in.
//!
//! Only pages that are seen cost anything. Each is a node with its words for who does not see them.

use super::arrangement::{Arrangement, FACTORS, OnPage, Zoom};
use super::paint::PagePainter;
use super::reading::paragraphs;
use super::scale::Scale;
use crate::compose::Origin;
use crate::locale::Locale;
use crate::page_number::{PageIndex, PageNumber};
use crate::say;
use crate::typeset::page::{Area, Layout, Link, Page};
use crate::typeset::source;
use egui::accesskit::{self, Role};
use egui::scroll_area::ScrollBarVisibility;
use egui::{
    Color32, CornerRadius, CursorIcon, EventFilter, Key, Pos2, Rect, Response, ScrollArea, Sense, Shadow, Stroke,
    StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};
use std::ops::Range;
use std::sync::Arc;

/// The factors that one goes through step by step.
const STEPS: [f32; 16] = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 6.0];
/// How far an arrow key scrolls, in points.
const ARROW: f32 = 60.0;
/// How much of what was seen is still seen a screen further on, in points.
const OVERLAP: f32 = 40.0;
/// How far from its words a ring is, in points.
const RING: f32 = 4.0;

/// The colours of what is not paper.
#[derive(Clone, Copy, Debug)]
pub struct PageColors {
    /// What the pages lie on.
    pub pasteboard: Color32,
    /// The shadow under a page.
    pub shadow: Color32,
    /// The line around a page.
    pub edge: Color32,
    /// The ring around what has the keyboard.
    pub focus: Color32,
    /// The ring around the current place; it stands on white paper.
    pub place: Color32,
}

/// A part of the meeting, and where it matters which of its bytes.
pub type SourceRange = (Origin, Option<Range<usize>>);

/// What happened in the view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PagesResponse {
    /// The part of the meeting that was clicked, with the byte in its paragraph.
    pub clicked: Option<(Origin, Option<usize>)>,
    /// The page that most of the view shows.
    pub page: PageIndex,
    /// How many times their natural size pages are shown.
    pub factor: f32,
}

/// The pages of a hand-out, with how they are shown.
#[derive(Debug, Default)]
pub struct PagesView {
    /// How large they are.
    pub zoom: Zoom,
    /// Whether two stand side by side.
    pub two_up: bool,
    scroll: Vec2,
    /// What stays where it is when pages change their size: a place, and where in the view it is.
    held: Option<(OnPage, Vec2)>,
    /// How they were shown when `scroll` was taken.
    shown: Option<(Scale, bool)>,
    goal: Option<Goal>,
    place: Option<SourceRange>,
}

/// What is to be brought into view.
#[derive(Clone, Debug)]
enum Goal {
    Page(PageIndex, f32),
    Place,
}

impl PagesView {
    /// Shows pages one step larger.
    pub fn zoom_in(&mut self) {
        let factor = self.factor();
        self.zoom = Zoom::Factor(STEPS.into_iter().find(|step| *step > factor * 1.01).unwrap_or(FACTORS[1]));
    }

    /// Shows pages one step smaller.
    pub fn zoom_out(&mut self) {
        let factor = self.factor();
        self.zoom = Zoom::Factor(STEPS.into_iter().rev().find(|step| *step < factor * 0.99).unwrap_or(FACTORS[0]));
    }

    /// Shows pages at their natural size.
    pub fn zoom_naturally(&mut self) {
        self.zoom = Zoom::Factor(1.0);
    }

    fn factor(&self) -> f32 {
        self.shown.map_or(1.0, |(scale, _)| scale.factor())
    }

    /// Brings a page into view.
    pub fn scroll_to_page(&mut self, page: PageIndex) {
        self.goal = Some(Goal::Page(page, 0.0));
    }

    /// Brings a part of the meeting into view, and puts a ring around its words at `range`, or around all of them.
    pub fn scroll_to(&mut self, origin: Origin, range: Option<Range<usize>>) {
        self.mark(Some((origin, range)));
        self.goal = Some(Goal::Place);
    }

    /// Puts a ring around a part of the meeting wherever it is seen, or around none.
    pub fn mark(&mut self, place: Option<SourceRange>) {
        self.place = place;
    }

    /// Shows the pages in all the room that there is.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        layout: &Layout,
        painter: &mut PagePainter,
        colors: &PageColors,
    ) -> PagesResponse {
        let locale = Locale::of(ui);
        let area = ui.available_rect_before_wrap();
        let pasteboard = ui.interact(area, ui.scope_id().with("pasteboard"), Sense::click());
        pasteboard.widget_info(|| WidgetInfo::labeled(Role::ScrollView, ui.is_enabled(), say!(locale, "pages")));
        ui.painter().rect_filled(area, CornerRadius::ZERO, colors.pasteboard);
        let view = area.size() - Vec2::splat(ui.spacing().scroll.allocated_width());
        let keys = keys(ui, &pasteboard, view);
        let arrangement = self.arrange(ui, layout, area, view);
        let mut scroll = keys.map(|keys| self.scroll + keys).or(self.kept(&arrangement));
        if let Some(goal) = self.goal.take() {
            scroll = self.reach(&goal, layout, &arrangement, view).or(scroll);
        }
        // A page ends where it ends: nothing fades.
        ui.spacing_mut().scroll.fade.strength = 0.0;
        let mut scrolled = ScrollArea::both()
            .id_salt("pages")
            .content_margin(0)
            .auto_shrink(false)
            .scroll_bar_visibility(ScrollBarVisibility::VisibleWhenNeeded);
        if let Some(scroll) = scroll {
            let most = (arrangement.size - view).max(Vec2::ZERO);
            scrolled = scrolled.scroll_offset(scroll.clamp(Vec2::ZERO, most));
        }
        let mut response = PagesResponse { factor: arrangement.factor(), ..PagesResponse::default() };
        let output = scrolled.show_viewport(ui, |ui, seen| {
            ui.set_min_size(arrangement.size);
            let corner = ui.min_rect().min;
            for index in arrangement.visible(seen) {
                let (Some(page), Some(place)) = (index.of(&layout.pages), arrangement.page(index)) else { continue };
                let place = place.translate(corner.to_vec2());
                let clicked = self.page(ui, layout, index, page, place, painter, colors);
                if let Some(at) = clicked {
                    pasteboard.request_focus();
                    self.click(layout, page, at, &mut response);
                }
            }
        });
        self.scroll = output.state.clamped_offset();
        self.shown = Some((arrangement.scale, self.two_up));
        let middle = vec2(view.x / 2.0, view.y / 3.0);
        self.held = arrangement.nearest((self.scroll + middle).to_pos2()).map(|place| (place, middle));
        response.page = self.held.map_or(PageIndex::FIRST, |(place, _)| place.page);
        if pasteboard.clicked() {
            pasteboard.request_focus();
        }
        if pasteboard.has_focus() {
            let ring = Stroke::new(2.0, colors.focus);
            ui.painter().rect_stroke(area, CornerRadius::ZERO, ring, StrokeKind::Inside);
        }
        response
    }

    /// Arranges the pages; what is under the pointer stays there while it zooms.
    fn arrange(&mut self, ui: &Ui, layout: &Layout, area: Rect, view: Vec2) -> Arrangement {
        let arranged = |zoom, two_up| Arrangement::of(&layout.pages, zoom, two_up, view);
        let delta = ui.input(egui::InputState::zoom_delta);
        let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|_| ui.rect_contains_pointer(area));
        let Some(pointer) = pointer.filter(|_| (delta - 1.0).abs() > 1e-4) else {
            return arranged(self.zoom, self.two_up);
        };
        let before = arranged(self.zoom, self.two_up);
        let within = pointer - area.min;
        self.held = before.nearest((self.scroll + within).to_pos2()).map(|place| (place, within));
        self.zoom = Zoom::Factor((before.factor() * delta).clamp(FACTORS[0], FACTORS[1]));
        arranged(self.zoom, self.two_up)
    }

    /// Where to scroll so that what is held stays, if pages changed their size.
    fn kept(&self, arrangement: &Arrangement) -> Option<Vec2> {
        let changed = self.shown.is_some_and(|shown| shown != (arrangement.scale, self.two_up));
        let (place, within) = self.held.filter(|_| changed)?;
        Some(arrangement.position(place)?.to_vec2() - within)
    }

    /// Where to scroll to see a goal; `None` where it is seen, or nowhere.
    fn reach(&self, goal: &Goal, layout: &Layout, arrangement: &Arrangement, view: Vec2) -> Option<Vec2> {
        let (page, y, height) = match goal {
            Goal::Page(page, y) => (*page, *y, f32::MAX),
            Goal::Place => {
                let (origin, range) = self.place.as_ref()?;
                let (page, area) = source::first(layout, origin, range.as_ref())?;
                (page, area.y, area.height)
            }
        };
        let at = arrangement.position(OnPage { page, at: pos2(0.0, y) })?;
        let seen = at.y >= self.scroll.y && at.y + height * arrangement.scale.0 <= self.scroll.y + view.y;
        if seen {
            return None;
        }
        let above = if height < f32::MAX { view.y / 3.0 } else { super::arrangement::GAP };
        Some(vec2(self.scroll.x, at.y - above))
    }

    /// Shows a page. Where it was clicked, in points of paper.
    #[allow(clippy::too_many_arguments, reason = "a page with all that it is shown by")]
    fn page(
        &self,
        ui: &mut Ui,
        layout: &Layout,
        index: PageIndex,
        page: &Arc<Page>,
        place: Rect,
        painter: &mut PagePainter,
        colors: &PageColors,
    ) -> Option<Pos2> {
        let locale = Locale::of(ui);
        let scale = Scale(place.width() / page.width);
        let paper = PagePainter::area(ui.painter(), page, place.min, scale);
        let shadow = Shadow { offset: [0, 2], blur: 10, spread: 0, color: colors.shadow };
        ui.painter().add(shadow.as_shape(paper, CornerRadius::ZERO));
        painter.paint(ui.painter(), page, place.min, scale);
        painter.paint_ink(ui.painter(), index, page, place.min, scale);
        ui.painter().rect_stroke(paper, CornerRadius::ZERO, Stroke::new(1.0, colors.edge), StrokeKind::Outside);
        self.ring(ui, layout, page, place.min, scale, colors);
        let (number, pages) = (PageNumber::from(index).to_string(), layout.pages.len().to_string());
        read_out(ui, index, &say!(locale, "page-of", page = number, pages = pages), page, place, scale);
        let response = ui.interact(place, ui.scope_id().with(("page", index)), Sense::CLICK);
        let at = |pointer: Pos2| ((pointer - place.min) / scale.0).to_pos2();
        if response.hover_pos().is_some_and(|pointer| link_at(page, at(pointer)).is_some()) {
            ui.set_cursor_icon(CursorIcon::PointingHand);
        }
        response.interact_pointer_pos().filter(|_| response.clicked()).map(at)
    }

    /// A soft ring around the current place, where it is on this page.
    fn ring(&self, ui: &Ui, layout: &Layout, page: &Page, corner: Pos2, scale: Scale, colors: &PageColors) {
        let Some((origin, range)) = &self.place else { return };
        let areas = source::areas_on(page, &layout.elements, origin, range.as_ref());
        let around = areas.into_iter().map(|area| on_screen(&area, corner, scale)).reduce(Rect::union);
        if let Some(around) = around {
            let ring = around.expand(RING);
            let round = CornerRadius::same(5);
            let glow = Stroke::new(5.0, colors.place.gamma_multiply(0.2));
            ui.painter().rect_stroke(ring, round, glow, StrokeKind::Middle);
            ui.painter().rect_stroke(ring, round, Stroke::new(1.5, colors.place), StrokeKind::Middle);
        }
    }

    fn click(&mut self, layout: &Layout, page: &Page, at: Pos2, response: &mut PagesResponse) {
        match link_at(page, at) {
            Some(link) => self.goal = Some(Goal::Page(link.page, link.y)),
            None => response.clicked = source::at(page, &layout.elements, at.into()),
        }
    }
}

/// How far the keys scroll, when the view has the keyboard.
fn keys(ui: &Ui, pasteboard: &Response, view: Vec2) -> Option<Vec2> {
    if !pasteboard.has_focus() {
        return None;
    }
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(pasteboard.id, arrows));
    let screen = (view.y - OVERLAP).max(ARROW);
    let moves = [
        (Key::ArrowDown, vec2(0.0, ARROW)),
        (Key::ArrowUp, vec2(0.0, -ARROW)),
        (Key::ArrowRight, vec2(ARROW, 0.0)),
        (Key::ArrowLeft, vec2(-ARROW, 0.0)),
        (Key::PageDown, vec2(0.0, screen)),
        (Key::PageUp, vec2(0.0, -screen)),
        (Key::Space, vec2(0.0, screen)),
        (Key::Home, vec2(0.0, f32::NEG_INFINITY)),
        (Key::End, vec2(0.0, f32::INFINITY)),
    ];
    let pressed = ui.input(|input| {
        let plain = input.modifiers.is_none();
        moves.into_iter().filter(|(key, _)| plain && input.key_pressed(*key)).map(|(_, by)| by).reduce(|a, b| a + b)
    });
    pressed.map(|by| if by.y.is_finite() { by } else { vec2(0.0, f32::MAX.copysign(by.y)) })
}

fn link_at(page: &Page, at: Pos2) -> Option<&Link> {
    page.links.iter().find(|link| on_screen(&link.area, Pos2::ZERO, Scale(1.0)).contains(at))
}

fn on_screen(area: &Area, corner: Pos2, scale: Scale) -> Rect {
    let min = corner + vec2(area.x, area.y) * scale.0;
    Rect::from_min_size(min, vec2(area.width, area.height) * scale.0)
}

/// Makes the page a node called `name`, with a node for each of its paragraphs, in the order of reading.
pub fn read_out(ui: &mut Ui, salt: PageIndex, name: &str, page: &Page, place: Rect, scale: Scale) {
    let node = UiBuilder::new()
        .id_salt(("words of page", salt))
        .max_rect(place)
        .accessibility_role(Role::Document)
        .accessibility_label(name);
    let ui = ui.new_child(node);
    let [x0, y0, x1, y1] = [place.left(), place.top(), place.right(), place.bottom()].map(f64::from);
    let bounds = accesskit::Rect { x0, y0, x1, y1 };
    if ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_bounds(bounds)).is_none() {
        return;
    }
    for (number, paragraph) in paragraphs(page).into_iter().enumerate() {
        let area = on_screen(&paragraph.area, place.min, scale);
        let response = ui.interact(area, ui.scope_id().with(number), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &paragraph.text));
    }
}
