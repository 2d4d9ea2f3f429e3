//! A paragraph whose words can be selected, with the marks that are on it.
//!
//! egui's labels do not tell which words are selected, so this is built from the parts that they are built from: a laid
//! out text (a *galley*), a text cursor, and the screen reader's view of both.

use crate::app::theme::Palette;
use crate::meeting::HighlightColor;
use egui::text::{CCursor, LayoutJob, TextFormat, TextWrapping};
use egui::text_selection::accesskit_text::update_accesskit_for_text_widget;
use egui::text_selection::visuals::paint_text_selection;
use egui::text_selection::{CCursorRange, TextCursorState};
use egui::{
    Color32, CursorIcon, EventFilter, FontId, Galley, Id, Key, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui,
    WidgetInfo, emath, pos2, vec2,
};
use std::ops::Range;
use std::sync::Arc;

/// How words are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As a highlight of this colour.
    Highlight(HighlightColor),
    /// With a line under them, in this colour: something is written on them.
    Underline(Color32),
    /// As found by a search; the one that the search is at has a frame too.
    Found {
        /// Whether it is that one.
        current: bool,
    },
}

/// Words that are marked.
#[derive(Clone, Debug)]
pub struct StyledRange {
    /// Where they are, in bytes.
    pub range: Range<usize>,
    /// How.
    pub style: Style,
    /// Whether what is on them is open, so that they stand out.
    pub open: bool,
}

/// What happened to a paragraph.
pub struct ParagraphResponse {
    /// The paragraph's own response.
    pub response: Response,
    /// The words that are selected, in bytes.
    pub selection: Option<Range<usize>>,
    /// The byte that was clicked without selecting anything.
    pub clicked: Option<usize>,
    /// Where it stands.
    pub origin: Pos2,
    /// Its lines.
    pub galley: Arc<Galley>,
}

impl ParagraphResponse {
    /// Where the words at `range` stand: one area a line.
    #[must_use]
    pub fn areas(&self, text: &str, range: &Range<usize>) -> Vec<Rect> {
        areas(&self.galley, text, range).into_iter().map(|area| area.translate(self.origin.to_vec2())).collect()
    }
}

/// Lays a paragraph out.
#[must_use]
pub fn lay_out(ui: &Ui, text: &str, font: FontId, width: f32) -> Arc<Galley> {
    let leading = (font.size * 1.5).round();
    let format = TextFormat {
        font_id: font,
        color: ui.visuals().text_color(),
        line_height: Some(leading),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping { max_width: width, ..TextWrapping::default() };
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// Shows a paragraph at `origin`. `selected` is whether the selection is in it; elsewhere it is forgotten.
pub fn show(
    ui: &mut Ui,
    id: Id,
    text: &str,
    galley: Arc<Galley>,
    origin: Pos2,
    marks: &[StyledRange],
    selected: bool,
) -> ParagraphResponse {
    let rect = Rect::from_min_size(origin, vec2(galley.job.wrap.max_width, galley.size().y));
    let response = ui.interact(rect, id, Sense::click_and_drag()).on_hover_cursor(CursorIcon::Text);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    let mut state: TextCursorState =
        if selected { ui.data(|data| data.get_temp(id)).unwrap_or_default() } else { TextCursorState::default() };
    if let Some(at) = ui.input(|input| input.pointer.interact_pos()) {
        let cursor = galley.cursor_from_pos(at - rect.min);
        let dragged = ui.ctx().is_being_dragged(response.id);
        if response.hovered() || dragged {
            state.pointer_interaction(ui, &response, cursor, &galley, dragged);
        }
    }
    if response.has_focus() {
        keys(ui, &response, &mut state, &galley);
    }
    ui.data_mut(|data| data.insert_temp(id, state));
    let range = state.range(&galley);
    let selection = range.filter(|range| !range.is_empty());
    let mut galley = galley;
    paint_marks(ui, &galley, text, rect.min, marks);
    if let Some(range) = &selection {
        paint_text_selection(&mut galley, ui.visuals(), range, None);
    }
    ui.painter().galley(rect.min, galley.clone(), ui.visuals().text_color());
    let palette = Palette::of(ui);
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.expand2(vec2(6.0, 3.0)),
            4.0,
            Stroke::new(2.0, palette.accent),
            egui::StrokeKind::Outside,
        );
        if let Some(cursor) = range.filter(CCursorRange::is_empty).map(|range| range.primary) {
            let place = galley.pos_from_cursor(cursor).translate(rect.min.to_vec2());
            ui.painter().vline(place.left(), place.y_range(), Stroke::new(2.0, palette.accent));
        }
    }
    update_accesskit_for_text_widget(
        ui.ctx(),
        id,
        range,
        emath::TSTransform::from_translation(rect.min.to_vec2()),
        &galley,
    );
    let clicked = response
        .clicked()
        .then(|| response.interact_pointer_pos())
        .flatten()
        .map(|at| byte_at(text, galley.cursor_from_pos(at - rect.min).index.0));
    let selection = selection.map(|range| {
        let chars = range.as_sorted_char_range();
        byte_at(text, chars.start.0)..byte_at(text, chars.end.0)
    });
    ParagraphResponse {
        response,
        clicked: clicked.filter(|_| selection.is_none()),
        selection,
        origin: rect.min,
        galley,
    }
}

/// Moves the cursor and selects by key.
fn keys(ui: &Ui, response: &Response, state: &mut TextCursorState, galley: &Galley) {
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let mut range = state.char_range().unwrap_or_else(|| CCursorRange::one(CCursor::default()));
    let mut changed = state.is_empty();
    // Alt and an arrow is a command's.
    let events = ui.input(|input| if input.modifiers.alt { Vec::new() } else { input.filtered_events(&arrows) });
    for event in events {
        let moves = matches!(
            event,
            egui::Event::Key {
                key: Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown | Key::Home | Key::End | Key::A,
                pressed: true,
                ..
            }
        );
        if moves && range.on_event(ui.os(), &event, galley, response.id) {
            changed = true;
        }
    }
    if changed {
        state.set_char_range(Some(range));
    }
    let copies = ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Copy)));
    if copies && !range.is_empty() {
        ui.copy_text(range.slice_str(galley.text()).to_owned());
    }
}

fn byte_at(text: &str, char: usize) -> usize {
    text.char_indices().nth(char).map_or(text.len(), |(byte, _)| byte)
}

fn char_at(text: &str, byte: usize) -> usize {
    text.get(..byte).map_or_else(|| text.chars().count(), |before| before.chars().count())
}

/// Where the words at `range` stand in a galley: one area a line.
#[must_use]
pub fn areas(galley: &Galley, text: &str, range: &Range<usize>) -> Vec<Rect> {
    let start = galley.layout_from_cursor(CCursor::new(char_at(text, range.start)));
    let end = galley.layout_from_cursor(CCursor::new(char_at(text, range.end)));
    let rows = galley.rows.iter().enumerate().skip(start.row).take((end.row + 1).saturating_sub(start.row));
    rows.map(|(index, row)| {
        let left = if index == start.row { row.x_offset(start.column) } else { 0.0 };
        let right = if index == end.row { row.x_offset(end.column) } else { row.size.x };
        Rect::from_min_max(pos2(left, 0.0), pos2(right, row.size.y)).translate(row.pos.to_vec2())
    })
    .filter(|area| area.width() > 0.5)
    .collect()
}

/// Paints marks behind and under the words. Where several lie on one word their lines stand below one another.
fn paint_marks(ui: &Ui, galley: &Galley, text: &str, origin: Pos2, marks: &[StyledRange]) {
    let palette = Palette::of(ui);
    let mut lines: Vec<(Range<usize>, usize)> = Vec::new();
    let mut shapes = Vec::new();
    for mark in marks {
        let areas = areas(galley, text, &mark.range);
        let mut level = 0;
        if !matches!(mark.style, Style::Found { .. }) {
            let taken: Vec<usize> =
                lines.iter().filter(|(range, _)| overlap(range, &mark.range)).map(|(_, level)| *level).collect();
            level = (0..=taken.len()).find(|level| !taken.contains(level)).unwrap_or(0);
            lines.push((mark.range.clone(), level));
        }
        for area in areas {
            let area = area.translate(origin.to_vec2());
            let words = Rect::from_min_max(
                pos2(area.left(), area.top() + area.height() * 0.12),
                pos2(area.right(), area.bottom() - area.height() * 0.10),
            );
            paint_mark(palette, mark, words, level, &mut shapes);
        }
    }
    ui.painter().extend(shapes);
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn paint_mark(palette: &Palette, mark: &StyledRange, words: Rect, level: usize, shapes: &mut Vec<Shape>) {
    let down = words.bottom() - 1.0 + (level.min(3) as f32) * 3.0;
    let line = [pos2(words.left(), down), pos2(words.right(), down)];
    let thick = if mark.open { 2.5 } else { 1.5 };
    match mark.style {
        Style::Highlight(color) => {
            let fill = palette.highlight(color);
            // What lies over another lets it shine through.
            let fill = if level > 0 { fill.gamma_multiply(0.55) } else { fill };
            shapes.push(Shape::rect_filled(words.expand2(vec2(1.0, 0.0)), 2.0, fill));
            let ink = palette.underline(color);
            match color {
                HighlightColor::Yellow => shapes.push(Shape::line_segment(line, Stroke::new(thick, ink))),
                HighlightColor::Green => shapes.extend(Shape::dashed_line(&line, Stroke::new(thick, ink), 5.0, 3.0)),
                HighlightColor::Blue => shapes.extend(Shape::dotted_line(&line, ink, 3.5, thick * 0.6)),
                HighlightColor::Red => {
                    for offset in [-1.5, 1.0] {
                        shapes.push(Shape::line_segment(
                            line.map(|point| point + vec2(0.0, offset)),
                            Stroke::new(1.0, ink),
                        ));
                    }
                }
            }
        }
        Style::Underline(color) => {
            if mark.open {
                shapes.push(Shape::rect_filled(words.expand2(vec2(1.0, 0.0)), 2.0, color.gamma_multiply(0.14)));
            }
            shapes.push(Shape::line_segment(line, Stroke::new(thick, color)));
        }
        Style::Found { current } => {
            shapes.push(Shape::rect_filled(words.expand2(vec2(1.0, 0.0)), 2.0, palette.found));
            if current {
                shapes.push(Shape::rect_stroke(
                    words.expand(2.0),
                    3.0,
                    Stroke::new(2.0, palette.ink),
                    egui::StrokeKind::Outside,
                ));
            }
        }
    }
}
