//! A section of the text: its words in the middle, its cards at the right.

use super::index::{Hit, Index, IndexedAnnotation};
use super::paragraph::{self, ParagraphResponse, Style, StyledRange};
use super::{Annotate, Selection, Words, bar, card};
use crate::app::icon::Icon;
use crate::app::input::command::Command;
use crate::app::request::Request;
use crate::app::theme::{Palette, text};
use crate::app::widgets::icon_button;
use crate::locale::Locale;
use crate::meeting::{Annotation, AnnotationId, Edit, Kind, Meeting, Selected, Target, wording};
use crate::principles::Name;
use crate::say;
use egui::{Align, Button, FontId, Key, Pos2, Rect, Role, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// The space above the first section.
pub const TOP: f32 = 28.0;
/// The space between two sections.
const BETWEEN: f32 = 36.0;
/// The space between two paragraphs.
const PARAGRAPH: f32 = 14.0;
/// The room for labels beside the text.
const GUTTER: f32 = 64.0;
/// The space between two cards.
const CARD: f32 = 8.0;
/// The height of a closed card, about.
const LIKELY_CARD: f32 = 96.0;

/// A part of the text with its cards.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// The meeting as a whole.
    Meeting,
    /// A chosen principle, by its number.
    Principle(u32),
    /// Annotations whose place is not in the meeting.
    Placeless,
}

/// Where the columns are.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// The left edge of the text.
    left: f32,
    /// How wide the text is.
    pub text: f32,
    /// The left edge of the cards.
    cards: f32,
    /// How wide cards are.
    card: f32,
}

impl Columns {
    /// The columns in so much room: text of a good measure, cards beside it, both in the middle.
    #[must_use]
    pub fn within(width: f32) -> Columns {
        let card = (width * 0.27).clamp(240.0, 340.0);
        let gutter = GUTTER;
        let gap = 28.0;
        let text = (width - card - gutter - gap - 24.0).clamp(260.0, 640.0);
        let left = ((width - text - gap - card - gutter) / 2.0).max(0.0) + gutter;
        Columns { left, text, cards: left + text + gap, card }
    }
}

/// The sections of a meeting, in the order of reading.
#[must_use]
pub fn all(meeting: &Meeting, index: &Index) -> Vec<Section> {
    let mut sections = Vec::with_capacity(meeting.selection.len() + 2);
    sections.push(Section::Meeting);
    sections.extend(meeting.selection.iter().map(|selected| Section::Principle(selected.principle.number)));
    if !index.placeless.is_empty() {
        sections.push(Section::Placeless);
    }
    sections
}

impl Section {
    /// About how high a section will be that was not drawn yet.
    #[must_use]
    pub fn likely_height(&self, meeting: &Meeting, index: &Index, width: f32) -> f32 {
        let (text, cards) = match self {
            Section::Meeting => (90.0, index.meeting.len()),
            Section::Placeless => (90.0, index.placeless.len()),
            Section::Principle(number) => {
                let selected = meeting.selected(*number);
                let lines = selected.map_or(0.0, |selected| {
                    selected.principle.paragraphs().map(|(_, text)| (text.len() as f32 * 8.2 / width).ceil()).sum()
                });
                let paragraphs = selected.map_or(0, |selected| selected.principle.body.len() + 1);
                (60.0 + lines * 26.0 + paragraphs as f32 * PARAGRAPH, index.principles.get(number).map_or(0, Vec::len))
            }
        };
        text.max(cards as f32 * (LIKELY_CARD + CARD)) + BETWEEN
    }
}

/// Draws a section at `at` and gives its height. `words` becomes where selected words stand.
#[allow(clippy::too_many_arguments, reason = "a section with all that it is drawn from and tells")]
pub fn show(
    view: &mut Annotate,
    ui: &mut Ui,
    meeting: &Meeting,
    section: &Section,
    at: Pos2,
    columns: Columns,
    requests: &mut Vec<Request>,
    words: &mut Words,
) -> f32 {
    let mut drawing = Drawing { view, ui, meeting, at, columns, requests, words, y: at.y, cards: f32::MIN };
    match section {
        Section::Meeting => drawing.meeting(),
        Section::Principle(number) => {
            if let Some(selected) = meeting.selected(*number) {
                drawing.principle(selected);
            }
        }
        Section::Placeless => drawing.placeless(),
    }
    drawing.y.max(drawing.cards) - at.y + BETWEEN
}

/// A section that is being drawn.
struct Drawing<'a> {
    view: &'a mut Annotate,
    ui: &'a mut Ui,
    meeting: &'a Meeting,
    at: Pos2,
    columns: Columns,
    requests: &'a mut Vec<Request>,
    words: &'a mut Words,
    /// Where the text goes on.
    y: f32,
    /// Where the cards end.
    cards: f32,
}

impl Drawing<'_> {
    fn locale(&self) -> &'static Locale {
        Locale::of(self.ui)
    }

    fn left(&self) -> f32 {
        self.at.x + self.columns.left
    }

    /// The meeting's title and facts, and what is written on it as a whole.
    fn meeting(&mut self) {
        let target = Target::default();
        let title = self.locale().titled(&self.meeting.title);
        self.heading(&Name { label: "".into(), title: &title }, None, &target);
        let mut facts: Vec<String> = Vec::new();
        facts.extend(Some(self.meeting.body.clone()).filter(|body| !body.trim().is_empty()));
        facts.extend(self.meeting.date.map(|date| self.locale().date(date)));
        facts.extend(self.meeting.time.map(|time| self.locale().time(time)));
        facts.extend(Some(self.meeting.place.clone()).filter(|place| !place.trim().is_empty()));
        if !facts.is_empty() {
            self.line(&facts.join(" · "));
        }
        if self.meeting.selection.is_empty() {
            self.line(&say!(self.locale(), "annotate-empty"));
        }
        let entries = self.view.index.meeting.clone();
        let tops = vec![self.at.y; entries.len()];
        self.draw_cards(&entries, &tops);
    }

    fn principle(&mut self, selected: &Selected) {
        let principle = &selected.principle;
        let number = principle.number;
        let whole = Target::to_principle(number);
        let mut name = principle.name();
        let untitled = wording::principle_first(principle, self.locale());
        if name.title.is_empty() {
            name.title = &untitled;
        }
        self.heading(&name, Some(number), &whole);
        if let Some(item) = selected.agenda_item.as_ref().and_then(|id| self.meeting.agenda_item(id)) {
            let place = say!(self.locale(), "agenda-item-number", number = item.number.as_str());
            self.line(&format!("{place}: {}", item.title));
        }
        let entries = self.view.index.principles.get(&number).cloned().unwrap_or_default();
        let mut tops = vec![self.at.y; entries.len()];
        for (paragraph, text) in principle.paragraphs() {
            if text.trim().is_empty() {
                continue;
            }
            let top = self.y + if paragraph == 0 { 10.0 } else { 0.0 };
            let shown = self.paragraph(number, paragraph, text, &entries);
            for (entry, wanted) in entries.iter().zip(&mut tops).filter(|(entry, _)| entry.paragraph == Some(paragraph))
            {
                let words = entry.words.as_ref().and_then(|words| shown.areas(text, words).first().copied());
                *wanted = words.map_or(top, |area| area.top());
            }
        }
        self.draw_cards(&entries, &tops);
    }

    /// A heading, with the principle's label before it and a button to write on the whole after it.
    fn heading(&mut self, heading: &Name<'_>, number: Option<u32>, target: &Target) {
        let palette = Palette::of(self.ui);
        let font = FontId::new(22.0, text::semibold());
        let top = self.y;
        let label = self.ui.painter().layout_no_wrap(heading.label.to_string(), text::number(), palette.accent);
        if label.size().x <= GUTTER - 16.0 {
            let place = pos2(self.left() - 16.0 - label.size().x, top + 15.0 - label.size().y / 2.0);
            self.ui.painter().galley(place, label, palette.accent);
        } else {
            // One that is longer than the room beside the text stands above the title.
            let width = self.columns.text - 44.0;
            let label = self.ui.painter().layout(heading.label.to_string(), font.clone(), palette.accent, width);
            self.y += label.size().y;
            self.ui.painter().galley(pos2(self.left(), top), label, palette.accent);
        }
        let galley = self.ui.painter().layout(heading.title.to_owned(), font, palette.ink, self.columns.text - 44.0);
        let rect = Rect::from_min_size(pos2(self.left(), self.y), galley.size());
        let id = self.ui.make_persistent_id(("heading", number));
        let response = self.ui.interact(rect, id, egui::Sense::hover());
        let name = heading.to_string();
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &name));
        self.ui.painter().galley(rect.min, galley, palette.ink);
        let place = Rect::from_min_size(pos2(self.left() + self.columns.text - 34.0, top), vec2(34.0, 32.0));
        let mut child =
            self.ui.new_child(UiBuilder::new().scope_id(egui::Id::unique(("write", number))).max_rect(place));
        let button = icon_button(&mut child, Icon::More, &say!(self.locale(), "annotate-write-on", what = name));
        let mut kind = None;
        egui::Popup::menu(&button).show(|ui| kind = kinds_menu(ui));
        if let Some(kind) = kind {
            self.view.selection = Some(Selection { target: target.clone(), words: None });
            self.requests.push(Request::Command(Command::Write(kind)));
        }
        self.y = rect.bottom() + 8.0;
    }

    /// A quiet line under a heading.
    fn line(&mut self, line: &str) {
        let palette = Palette::of(self.ui);
        let galley =
            self.ui.painter().layout(line.to_owned(), FontId::proportional(15.0), palette.quiet, self.columns.text);
        let rect = Rect::from_min_size(pos2(self.left(), self.y), galley.size());
        self.ui.painter().galley(rect.min, galley, palette.quiet);
        let id = self.ui.make_persistent_id(("line", line));
        let response = self.ui.interact(rect, id, egui::Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, line));
        self.y = rect.bottom() + 10.0;
    }

    /// A paragraph with its marks; the lead, paragraph 0, in a box.
    fn paragraph(
        &mut self,
        number: u32,
        paragraph: usize,
        text: &str,
        entries: &[IndexedAnnotation],
    ) -> ParagraphResponse {
        let palette = Palette::of(self.ui);
        let lead = paragraph == 0;
        let inset = if lead { 16.0 } else { 0.0 };
        let font = if lead { text::lead() } else { text::reading() };
        let galley = paragraph::lay_out(self.ui, text, font, self.columns.text - 2.0 * inset);
        let origin = pos2(self.left() + inset, self.y + if lead { 10.0 } else { 0.0 });
        if lead {
            let frame = Rect::from_min_size(pos2(self.left(), self.y), vec2(self.columns.text, galley.size().y + 20.0));
            self.ui.painter().rect_filled(frame, 4.0, palette.ground);
            let rule = Rect::from_min_max(frame.min, pos2(frame.left() + 4.0, frame.bottom()));
            self.ui.painter().rect_filled(rule, 2.0, palette.accent);
        } else {
            let code = paragraph.to_string();
            let place = pos2(self.left() - 16.0, origin.y + 13.0);
            self.ui.painter().text(place, egui::Align2::RIGHT_CENTER, code, FontId::proportional(13.0), palette.quiet);
        }
        let target = Target::to_paragraph(number, paragraph, None);
        let marks = self.marks(number, paragraph, entries);
        let id = self.ui.make_persistent_id(("paragraph", number, paragraph));
        let selected = self.view.selects(&target);
        let shown = paragraph::show(self.ui, id, text, galley, origin, &marks, selected);
        self.take(&shown, &target, text, entries);
        self.y = shown.origin.y + shown.galley.size().y + if lead { 10.0 } else { 0.0 } + PARAGRAPH;
        shown
    }

    fn marks(&self, number: u32, paragraph: usize, entries: &[IndexedAnnotation]) -> Vec<StyledRange> {
        let palette = Palette::of(self.ui);
        let mut marks = Vec::new();
        let current = self.view.hit.and_then(|hit| self.view.index.hits.get(hit));
        for range in self.view.index.found.get(&(number, paragraph)).into_iter().flatten() {
            let here = Hit::Text(number, paragraph, range.clone());
            marks.push(StyledRange {
                range: range.clone(),
                style: Style::Found { current: current == Some(&here) },
                open: false,
            });
        }
        for entry in entries.iter().filter(|entry| entry.paragraph == Some(paragraph)) {
            let (Some(words), Some(annotation)) = (&entry.words, self.meeting.annotations.get(entry.index)) else {
                continue;
            };
            let style = match (annotation.kind(), annotation.color()) {
                (Kind::Highlight, color) => Style::Highlight(color.unwrap_or(crate::meeting::HighlightColor::Yellow)),
                (kind, color) => Style::Underline(palette.kind(kind, color)),
            };
            marks.push(StyledRange {
                range: words.clone(),
                style,
                open: self.view.open.as_ref() == Some(&annotation.id),
            });
        }
        marks
    }

    /// Takes what was done to a paragraph: words selected, an annotation clicked, something to be seen.
    fn take(&mut self, shown: &ParagraphResponse, target: &Target, text: &str, entries: &[IndexedAnnotation]) {
        if let Some(words) = &shown.selection {
            let areas = shown.areas(text, words);
            if let (Some(first), Some(last)) = (areas.first(), areas.last()) {
                *self.words = Some(first.union(*last));
            }
            self.view.selection = Some(Selection { target: target.clone(), words: Some(words.clone()) });
        } else if shown.response.has_focus() || self.view.selects(target) {
            self.view.selection = shown.response.has_focus().then(|| Selection { target: target.clone(), words: None });
        }
        let entries = entries.iter().filter(|entry| entry.paragraph == target.paragraph());
        if let Some(byte) = shown.clicked {
            let on = entries.clone().filter(|entry| entry.words.as_ref().is_some_and(|words| words.contains(&byte)));
            let smallest = on.min_by_key(|entry| entry.words.as_ref().map_or(0, ExactSizeIterator::len));
            match smallest.and_then(|entry| self.meeting.annotations.get(entry.index)) {
                Some(annotation) if self.view.open.as_ref() != Some(&annotation.id) => {
                    self.view.toggle(self.meeting, &annotation.id, self.requests);
                    self.view.draft.begin = false;
                }
                Some(_) => {}
                None => self.view.close(self.meeting, self.requests),
            }
        }
        let enters = shown.response.has_focus() && self.ui.input(|input| input.key_pressed(Key::Enter));
        if enters && let Some(annotation) = entries.clone().find_map(|entry| self.meeting.annotations.get(entry.index))
        {
            self.view.toggle(self.meeting, &annotation.id, self.requests);
        }
        let wanted = self
            .view
            .reveal
            .as_ref()
            .filter(|reveal| target.principle().map(Section::Principle).as_ref() == Some(&reveal.section));
        if let Some((paragraph, words)) = wanted.and_then(|reveal| reveal.text.clone())
            && Some(paragraph) == target.paragraph()
        {
            let areas = words.map(|words| shown.areas(text, &words)).unwrap_or_default();
            let area = areas.first().copied().unwrap_or(shown.response.rect);
            self.ui.scroll_to_rect(area, Some(Align::Center));
        }
    }

    /// The cards of a section, each beside its words or as little below as the cards above allow.
    fn draw_cards(&mut self, entries: &[IndexedAnnotation], tops: &[f32]) {
        let x = self.at.x + self.columns.cards;
        let mut below = self.at.y;
        for (entry, wanted) in entries.iter().zip(tops) {
            let Some(annotation) = self.meeting.annotations.get(entry.index) else { continue };
            let at = pos2(x, wanted.max(below));
            let open = self.view.open.as_ref() == Some(&annotation.id);
            let rect = self.card(annotation, at, self.columns.card, open);
            if open || (at.y - wanted).abs() > 0.5 {
                self.leader(annotation, *wanted, rect);
            }
            below = rect.bottom() + CARD;
        }
        self.cards = below;
    }

    /// The line from words to their card.
    fn leader(&self, annotation: &Annotation, wanted: f32, card: Rect) {
        let palette = Palette::of(self.ui);
        let open = self.view.open.as_ref() == Some(&annotation.id);
        let color = if open { palette.kind(annotation.kind(), annotation.color()) } else { palette.hairline };
        let stroke = Stroke::new(if open { 1.5 } else { 1.0 }, color);
        let from = pos2(self.left() + self.columns.text + 4.0, wanted + 13.0);
        let to = pos2(card.left(), (card.top() + 18.0).max(wanted.min(card.bottom() - 10.0)));
        let bend = pos2(to.x - 10.0, from.y);
        self.ui.painter().line(vec![from, bend, pos2(bend.x, to.y), to], stroke);
    }

    /// A card, unless it is out of sight and its height is known.
    fn card(&mut self, annotation: &Annotation, at: Pos2, width: f32, open: bool) -> Rect {
        let id = &annotation.id;
        let revealed = self.view.reveal.as_ref().is_some_and(|reveal| reveal.card.as_ref() == Some(id));
        if let Some(height) = self.view.card_heights.get(id).filter(|_| !open && !revealed) {
            let rect = Rect::from_min_size(at, vec2(width, *height));
            if !self.ui.is_rect_visible(rect.expand(60.0)) {
                return rect;
            }
        }
        let touched = if open {
            card::open(self.ui, self.meeting, annotation, at, width, &mut self.view.draft, self.requests)
        } else {
            card::closed(self.ui, self.meeting, annotation, at, width)
        };
        self.view.card_heights.insert(id.clone(), touched.rect.height());
        if touched.toggled {
            self.view.toggle(self.meeting, id, self.requests);
        }
        if touched.deleted {
            self.requests.push(Request::Edit(Edit::RemoveAnnotation(id.clone())));
        }
        if revealed {
            self.ui.scroll_to_rect(touched.rect, Some(Align::Center));
        }
        touched.rect
    }

    /// What has no place in the text: with the words that it was on.
    fn placeless(&mut self) {
        let title = say!(self.locale(), "annotate-placeless");
        let palette = Palette::of(self.ui);
        let galley = self.ui.painter().layout_no_wrap(title.clone(), FontId::new(20.0, text::semibold()), palette.ink);
        let rect = Rect::from_min_size(pos2(self.left(), self.y), galley.size());
        self.ui.painter().galley(rect.min, galley, palette.ink);
        let id = self.ui.make_persistent_id("placeless");
        let response = self.ui.interact(rect, id, egui::Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &title));
        self.y = rect.bottom() + 6.0;
        self.line(&say!(self.locale(), "annotate-placeless-about"));
        for entry in self.view.index.placeless.clone() {
            let Some(annotation) = self.meeting.annotations.get(entry.index) else { continue };
            let target = &annotation.target;
            if let Some(words) = target.words() {
                self.line(&self.locale().quoted(&words.quote.exact));
            }
            let open = self.view.open.as_ref() == Some(&annotation.id);
            let rect = self.card(annotation, pos2(self.left(), self.y), self.columns.text.min(420.0), open);
            self.y = rect.bottom() + CARD + 6.0;
        }
    }
}

/// The kinds to choose from.
fn kinds_menu(ui: &mut Ui) -> Option<Kind> {
    let locale = Locale::of(ui);
    let mut chosen = None;
    for kind in bar::WRITTEN {
        let color = Palette::of(ui).ink;
        let name = locale.text(kind.label());
        let button = Button::image_and_text(card::icon(kind).image(18.0, color), name.clone());
        if ui.add(button).accessible_name(name).clicked() {
            chosen = Some(kind);
            ui.close();
        }
    }
    chosen
}

impl Index {
    /// The section that an annotation is in.
    #[must_use]
    pub fn section_of(&self, meeting: &Meeting, id: &AnnotationId) -> Option<Section> {
        let annotation = meeting.annotation(id)?;
        let placeless = self.placeless.iter().filter_map(|entry| meeting.annotations.get(entry.index));
        if placeless.into_iter().any(|other| other.id == *id) {
            return Some(Section::Placeless);
        }
        Some(annotation.target.principle().map_or(Section::Meeting, Section::Principle))
    }
}
