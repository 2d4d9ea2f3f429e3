//! The set: its groups and principles as cards, to be chosen, read and searched.
//!
//! A set may be long, so only the cards near what is seen are drawn; how high the others are is remembered from when
//! they were.

use super::agenda::title_of;
use super::arrange;
use super::search::{Hit, Part, Search};
use crate::app::icon::Icon;
use crate::app::input::Command;
use crate::app::request::Request;
use crate::app::theme::{self, Palette};
use crate::app::widgets::{self, Checked, button, check_box, follow_focus, heading, link};
use crate::locale::Locale;
use crate::meeting::{Meeting, Selected, Target, wording};
use crate::principles::{Group, Principle, PrincipleSet};
use crate::say;
use egui::epaint::text::cursor::CCursor;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Color32, CursorIcon, FontId, Frame, Key, Label, Layout, Margin, RichText, Role, ScrollArea, Sense, Stroke,
    Ui, WidgetInfo, vec2,
};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// How far beyond what is seen cards are drawn, in points, so that Tab always finds the next one.
const BEYOND: f32 = 600.0;

/// The space below a card.
const GAP: f32 = 12.0;

/// The most characters of a label that stands beside the title; a longer one stands above it.
const BESIDE: usize = 4;

/// What the set's side remembers between frames.
#[derive(Debug, Default)]
pub struct Cards {
    search: Search,
    /// Whether the search is to get the focus.
    focus: bool,
    /// The principles whose whole text is shown.
    unfolded: BTreeSet<u32>,
    /// What is to be scrolled to.
    reveal: Option<Reveal>,
    heights: HashMap<ListItem, f32>,
    /// How wide cards were when they were measured.
    width: f32,
    /// How wide the numbers' column is.
    number_width: f32,
}

/// What is to be scrolled to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reveal {
    /// A principle.
    Principle(u32),
    /// The hit that was gone to.
    Hit,
}

/// Something that stands in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum ListItem {
    Group(usize),
    Principle(u32),
}

impl Cards {
    /// Does what a command of the search asks for.
    pub fn find(&mut self, command: Command) {
        match command {
            Command::FindNext | Command::FindPrevious => {
                // The first F3 goes to the first hit, where nothing was gone to yet.
                if self.search.is_on() {
                    self.search.step(command == Command::FindPrevious);
                    self.reveal = Some(Reveal::Hit);
                } else {
                    self.focus = true;
                }
            }
            _ => self.focus = true,
        }
    }

    /// Whether something is being looked for.
    #[must_use]
    pub fn searches(&self) -> bool {
        self.search.works()
    }

    /// Whether the search has stopped by a fault in the program; said once.
    pub fn take_stop(&mut self) -> bool {
        self.search.take_stop()
    }

    /// Scrolls to a principle.
    pub fn reveal(&mut self, number: u32) {
        self.reveal = Some(Reveal::Principle(number));
    }

    /// Shows the set.
    pub fn show(&mut self, ui: &mut Ui, meeting: &Meeting, set: &Arc<PrincipleSet>, requests: &mut Vec<Request>) {
        ui.add_space(20.0);
        let chosen: HashMap<u32, &Selected> =
            meeting.selection.iter().map(|selected| (selected.principle.number, selected)).collect();
        super::column(ui, |ui| {
            head(ui, set, &chosen, requests);
            ui.add_space(4.0);
            self.search_field(ui, set);
            ui.add_space(4.0);
        });
        ScrollArea::vertical().id_salt("set").auto_shrink(false).show(ui, |ui| {
            super::column(ui, |ui| self.list(ui, meeting, set, &chosen, requests));
            follow_focus(ui);
        });
    }

    fn search_field(&mut self, ui: &mut Ui, set: &Arc<PrincipleSet>) {
        let hits = self.search.count();
        let field = widgets::search(ui, egui::Id::unique("select-search"), &mut self.search.text, hits);
        // A dialog that has just closed may still hold the focus for a frame.
        if self.focus && !field.has_focus() {
            field.request_focus();
            ui.request_repaint();
        } else {
            self.focus = false;
        }
        let escaped = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        if escaped && !self.search.text.is_empty() {
            self.search.text.clear();
            field.request_focus();
        }
        if self.search.update(set, ui.ctx()) {
            self.heights.clear();
            self.reveal = self.search.is_on().then_some(Reveal::Hit);
        }
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            self.search.step(ui.input(|input| input.modifiers.shift));
            self.reveal = Some(Reveal::Hit);
            field.request_focus();
        }
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        meeting: &Meeting,
        set: &PrincipleSet,
        chosen: &HashMap<u32, &Selected>,
        requests: &mut Vec<Request>,
    ) {
        if (self.width - ui.available_width()).abs() > 0.5 {
            self.width = ui.available_width();
            self.heights.clear();
        }
        // Titles stand below one another, however long the labels beside them are.
        let labels = set.principles().map(|(_, principle)| principle.name().label.chars().count());
        let longest = labels.filter(|length| *length <= BESIDE).max().unwrap_or(0);
        self.number_width = 20.0 * longest as f32;
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut hidden = 0;
        for (index, group) in set.groups.iter().enumerate() {
            let shown: Vec<&Principle> = group.principles.iter().filter(|one| self.is_shown(one.number)).collect();
            hidden += group.principles.len() - shown.len();
            if shown.is_empty() {
                continue;
            }
            self.entry(ui, ListItem::Group(index), |ui, _| group_head(ui, meeting, set, group, chosen, requests));
            for principle in shown {
                self.entry(ui, ListItem::Principle(principle.number), |ui, cards| {
                    cards.card(ui, meeting, set, principle, chosen.get(&principle.number).copied(), requests);
                });
            }
        }
        if self.search.is_on() {
            self.foot(ui, hidden);
        }
        ui.add_space(24.0);
    }

    fn is_shown(&self, number: u32) -> bool {
        !self.search.is_on() || !self.search.hits_in(number).is_empty()
    }

    /// Draws an entry of the list, or leaves as much space as it would take.
    fn entry(&mut self, ui: &mut Ui, entry: ListItem, draw: impl FnOnce(&mut Ui, &mut Cards)) {
        let seen = ui.clip_rect().expand2(vec2(0.0, BEYOND));
        let top = ui.cursor().top();
        if let Some(height) = self.heights.get(&entry).copied()
            && (top + height < seen.top() || top > seen.bottom())
            && !self.is_wanted(entry)
        {
            ui.add_space(height);
            return;
        }
        if !self.heights.contains_key(&entry) && top > seen.bottom() && !self.is_wanted(entry) {
            ui.add_space(match entry {
                ListItem::Group(_) => 48.0,
                ListItem::Principle(_) => 160.0,
            });
            return;
        }
        let id = egui::Id::unique(("select", entry));
        let shown = ui.scope_builder(egui::UiBuilder::new().scope_id(id), |ui| draw(ui, self));
        self.heights.insert(entry, shown.response.rect.height());
    }

    fn is_wanted(&self, entry: ListItem) -> bool {
        let ListItem::Principle(number) = entry else { return false };
        match self.reveal {
            Some(Reveal::Principle(wanted)) => wanted == number,
            Some(Reveal::Hit) => self.search.current().is_some_and(|hit| hit.principle == number),
            None => false,
        }
    }

    /// Scrolls until `place` is seen with some space around it: the cards before it get their true heights on the way.
    fn scroll(&mut self, ui: &Ui, place: egui::Rect, around: f32) {
        if ui.clip_rect().y_range().contains(place.center().y) {
            self.reveal = None;
        }
        ui.scroll_to_rect(place.expand2(vec2(0.0, around)), None);
        ui.request_repaint();
    }

    /// What the search has left out.
    fn foot(&mut self, ui: &mut Ui, hidden: usize) {
        let locale = Locale::of(ui);
        ui.add_space(12.0);
        if self.search.count() == Some(0) {
            ui.label(say!(locale, "select-nothing-found"));
        }
        if hidden > 0 {
            ui.label(theme::small(ui, say!(locale, "select-hidden", count = hidden)));
            ui.add_space(8.0);
            if button(ui, Icon::Close, &say!(locale, "select-show-all")).clicked() {
                self.search.text.clear();
            }
        }
    }

    fn card(
        &mut self,
        ui: &mut Ui,
        meeting: &Meeting,
        set: &PrincipleSet,
        principle: &Principle,
        chosen: Option<&Selected>,
        requests: &mut Vec<Request>,
    ) {
        let locale = Locale::of(ui);
        let palette = Palette::of(ui);
        let number = principle.number;
        let stroke = if chosen.is_some() { palette.accent } else { palette.hairline };
        let look = Frame::new().fill(palette.paper).stroke(Stroke::new(1.0, stroke)).corner_radius(8.0);
        let card = look.inner_margin(Margin { left: 12, right: 20, top: 12, bottom: 12 }).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
                let title = title_of(principle, Locale::of(ui));
                let name = if principle.goes_by_number() {
                    say!(locale, "select-principle", number = number.to_string(), title = title.clone())
                } else {
                    principle.name().to_string()
                };
                let toggled = check_box(ui, Checked::from(chosen.is_some()), &name);
                let label = principle.name().label;
                let beside = label.chars().count() <= BESIDE;
                let column = ui.scope(|ui| {
                    ui.set_min_width(self.number_width);
                    let shown = beside && !label.is_empty();
                    shown.then(|| self.text(ui, principle, Part::Label, &label, &Look::number(palette)))
                });
                ui.vertical(|ui| {
                    ui.set_width(ui.available_width());
                    // The title's middle stands at the label's.
                    ui.add_space(7.0);
                    let above = (!beside).then(|| {
                        let look = Look { color: palette.accent, role: Role::Label, ..Look::title(palette) };
                        self.text(ui, principle, Part::Label, &label, &look)
                    });
                    let head = self.text(ui, principle, Part::Title, &title, &Look::title(palette));
                    let head = column.inner.into_iter().chain(above).fold(head, egui::Rect::union);
                    let touched = ui
                        .interact(head, ui.scope_id().with("head"), Sense::CLICK)
                        .on_hover_cursor(CursorIcon::PointingHand)
                        .clicked();
                    if toggled || touched {
                        let edit = match chosen {
                            Some(_) => arrange::leave_out(meeting, &[number]),
                            None => arrange::choose(meeting, set, &[number]),
                        };
                        requests.extend(edit.map(Request::Edit));
                    }
                    self.words(ui, principle, palette);
                    self.card_foot(ui, meeting, principle, chosen, requests);
                });
            });
        });
        if self.reveal == Some(Reveal::Principle(number)) {
            let head = card.response.rect.with_max_y(card.response.rect.top() + 60.0);
            self.scroll(ui, head, GAP);
        }
        ui.add_space(GAP);
    }

    /// The summary, and of the rest what is unfolded or has hits.
    fn words(&mut self, ui: &mut Ui, principle: &Principle, palette: &Palette) {
        let unfolded = self.unfolded.contains(&principle.number);
        for (index, paragraph) in principle.paragraphs() {
            let part = Part::Paragraph(index);
            let found = self.search.hits_in(principle.number).iter().any(|hit| hit.part == part);
            if paragraph.is_empty() || (index > 0 && !unfolded && !found) {
                continue;
            }
            let look = if index == 0 { Look::summary(palette) } else { Look::body(palette) };
            self.text(ui, principle, part, paragraph, &look);
        }
    }

    fn card_foot(
        &mut self,
        ui: &mut Ui,
        meeting: &Meeting,
        principle: &Principle,
        chosen: Option<&Selected>,
        requests: &mut Vec<Request>,
    ) {
        let locale = Locale::of(ui);
        let number = principle.number;
        let named = wording::principle_said(principle, locale);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 16.0;
            // The icon stands below the text's first letter.
            ui.add_space(-7.0);
            let unfolded = self.unfolded.contains(&number);
            if !principle.body.is_empty() {
                let (icon, text, name) = if unfolded {
                    (
                        Icon::Fold,
                        say!(locale, "select-fold"),
                        say!(locale, "select-fold-principle", principle = named.as_str()),
                    )
                } else {
                    (
                        Icon::Unfold,
                        say!(locale, "select-unfold"),
                        say!(locale, "select-unfold-principle", principle = named.as_str()),
                    )
                };
                if link(ui, icon, &text, &name).clicked() {
                    if unfolded {
                        self.unfolded.remove(&number);
                    } else {
                        self.unfolded.insert(number);
                    }
                }
            }
            let hits = self.search.hits_in(number).len();
            if hits > 0 {
                ui.label(theme::small(ui, say!(locale, "search-hits", count = hits)));
            }
            let written =
                meeting.annotations.iter().filter(|annotation| annotation.target.principle() == Some(number)).count();
            if written > 0 && chosen.is_some() {
                let text = say!(locale, "select-annotations", count = written);
                let name = say!(locale, "select-annotations-of", text = text.clone(), principle = named.as_str());
                if link(ui, Icon::Comment, &text, &name).clicked() {
                    let target = Target::to_principle(number);
                    requests.push(Request::ShowText(target, None, None));
                }
            } else if written > 0 {
                ui.label(theme::small(ui, say!(locale, "select-annotations-stay", count = written)));
            }
            if chosen.is_some_and(|selected| selected.principle != *principle) {
                ui.label(theme::small(ui, say!(locale, "select-other-text")));
            }
        });
    }

    /// A text with the hits in it marked; gives where it stands.
    fn text(&mut self, ui: &mut Ui, principle: &Principle, part: Part, text: &str, look: &Look) -> egui::Rect {
        let palette = Palette::of(ui);
        let hits = self.search.hits_in(principle.number);
        let current = self.search.current();
        let here = hits.iter().filter(|hit| hit.part == part);
        let job = marked(text, here, current, look, palette);
        let (at, galley, response) = Label::new(job).wrap().layout_in_ui(ui);
        if ui.is_rect_visible(response.rect) {
            ui.painter().galley(at, Arc::clone(&galley), look.color);
        }
        response.widget_info(|| WidgetInfo::labeled(look.role, true, text));
        if self.reveal == Some(Reveal::Hit)
            && let Some(hit) = current.filter(|hit| hit.principle == principle.number && hit.part == part)
        {
            let before = text.get(..hit.range.start).unwrap_or_default().chars().count();
            let place = galley.pos_from_cursor(CCursor::new(before)).translate(at.to_vec2());
            self.scroll(ui, place, 80.0);
        }
        response.rect
    }
}

/// How a part of a principle is set.
struct Look {
    font: FontId,
    line_height: Option<f32>,
    color: Color32,
    role: Role,
}

impl Look {
    fn number(palette: &Palette) -> Look {
        Look { font: theme::text::number(), line_height: Some(32.0), color: palette.accent, role: Role::Label }
    }

    fn title(palette: &Palette) -> Look {
        let font = FontId::new(17.0, theme::text::semibold());
        Look { font, line_height: Some(23.0), color: palette.ink, role: Role::Heading }
    }

    fn summary(palette: &Palette) -> Look {
        let font = FontId::proportional(15.0);
        Look { font, line_height: Some(22.0), color: palette.ink, role: Role::Label }
    }

    fn body(palette: &Palette) -> Look {
        let font = FontId::new(16.0, theme::text::serif());
        Look { font, line_height: Some(24.0), color: palette.ink, role: Role::Label }
    }
}

/// A text with its hits marked, the current one strongly.
fn marked<'a>(
    text: &str,
    hits: impl Iterator<Item = &'a Hit>,
    current: Option<&Hit>,
    look: &Look,
    palette: &Palette,
) -> LayoutJob {
    let plain = TextFormat {
        font_id: look.font.clone(),
        line_height: look.line_height,
        color: look.color,
        ..TextFormat::default()
    };
    let mut job = LayoutJob::default();
    let mut at = 0;
    for hit in hits {
        let (Some(before), Some(words)) = (text.get(at..hit.range.start), text.get(hit.range.clone())) else {
            continue;
        };
        let (color, background) =
            if current == Some(hit) { (palette.on_accent, palette.accent) } else { (palette.ink, palette.found) };
        job.append(before, 0.0, plain.clone());
        job.append(words, 0.0, TextFormat { color, background, ..plain.clone() });
        at = hit.range.end;
    }
    job.append(text.get(at..).unwrap_or_default(), 0.0, plain);
    job
}

/// The set's title, where it is from, how much of it is chosen, and the way to another.
fn head(ui: &mut Ui, set: &PrincipleSet, chosen: &HashMap<u32, &Selected>, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    let all = set.principles().count();
    let chosen = set.principles().filter(|(_, principle)| chosen.contains_key(&principle.number)).count();
    ui.horizontal_top(|ui| {
        let text = say!(locale, "select-other-set");
        let button_width = 190.0;
        let width = ui.available_width() - button_width;
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 4.0;
            let title = if set.title.trim().is_empty() { say!(locale, "set-nameless") } else { set.title.clone() };
            let response =
                ui.add(Label::new(RichText::new(&title).font(FontId::new(22.0, theme::text::semibold()))).wrap());
            response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &title));
            let mut about = vec![set.publishers.join(", ")];
            about.extend(set.adopted.map(|date| locale.date(date)));
            about.push(say!(locale, "select-chosen", chosen = chosen, count = all));
            about.retain(|part| !part.is_empty());
            ui.add(Label::new(theme::small(ui, about.join("  ·  "))).wrap());
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let tip = Command::ChooseSet.tip(ui.ctx());
            if button(ui, Icon::Folder, &text).on_hover_text(tip).clicked() {
                requests.push(Request::Command(Command::ChooseSet));
            }
        });
    });
}

/// A group's heading, with a box that chooses all in it.
fn group_head(
    ui: &mut Ui,
    meeting: &Meeting,
    set: &PrincipleSet,
    group: &Group,
    chosen: &HashMap<u32, &Selected>,
    requests: &mut Vec<Request>,
) {
    let locale = Locale::of(ui);
    let numbers: Vec<u32> = group.principles.iter().map(|principle| principle.number).collect();
    let here = numbers.iter().filter(|number| chosen.contains_key(number)).count();
    let all = here == numbers.len();
    let checked = if here > 0 && !all { Checked::InPart } else { Checked::from(all) };
    ui.add_space(8.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.add_space(13.0);
        let title = group.title.trim();
        let name = match title {
            "" => say!(locale, "select-all"),
            title => say!(locale, "select-all-of", group = title),
        };
        if check_box(ui, checked, &name) {
            let edit =
                if all { arrange::leave_out(meeting, &numbers) } else { arrange::choose(meeting, set, &numbers) };
            requests.push(Request::Seal);
            requests.extend(edit.map(Request::Edit));
        }
        let counted = say!(locale, "select-chosen", chosen = here, count = numbers.len());
        let width = ui.available_width() - 96.0;
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.add_space(4.0);
            if title.is_empty() {
                ui.label(&name);
            } else {
                heading(ui, title);
            }
            for text in &group.text {
                ui.add_space(4.0);
                ui.add(Label::new(RichText::new(text).font(FontId::proportional(15.0))).wrap());
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            ui.add_space(2.0);
            ui.vertical(|ui| {
                ui.add_space(8.0);
                ui.label(theme::small(ui, counted));
            });
        });
    });
    ui.add_space(8.0);
}
