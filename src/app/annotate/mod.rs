//! Annotate: the meeting's text at reading measure, with margin cards beside the words they belong to.
//!
//! The text is a list of sections ([`section`]): the meeting as a whole, each chosen principle, and what has no place. Only
//! those that are seen are drawn; the others count with the height that they had, or about what they will have.
//! [`paragraph`] is a paragraph whose words can be selected, [`card`] a margin card, [`bar`] what stands over selected
//! words, [`find_bar`] the bar above with its [`filter`], [`index`] what must be known of all annotations at once, and [`write`](mod@write) what commands
//! do.

mod bar;
mod card;
mod filter;
mod find_bar;
mod index;
mod paragraph;
mod section;
mod write;

use super::input::command::Command;
use super::preview::Version;
use super::request::Request;
use super::settings::Settings;
use super::theme::Palette;
use super::widgets::follow_focus;
use crate::locale::Locale;
use crate::meeting::{AnnotationId, Meeting, Target};
use card::Draft;
use egui::{CentralPanel, Frame, Key, Margin, Modifiers, Panel, Rect, ScrollArea, Ui, UiBuilder, vec2};
use filter::Filter;
use index::{Hit, Index};
use section::{Columns, Section};
use std::collections::HashMap;
use std::ops::Range;

/// How many frames something that is to be seen may take to come into sight: one to bring its section near, the rest to
/// scroll to the words once they are laid out.
const FRAMES: u8 = 4;

/// The words, or the paragraph, that commands are about.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Selection {
    /// What they are part of.
    target: Target,
    /// The selected words, in bytes of the paragraph.
    words: Option<Range<usize>>,
}

/// Something that is to be scrolled to.
#[derive(Clone, Debug)]
struct Reveal {
    section: Section,
    /// The paragraph and the words, where the text is wanted.
    text: Option<(usize, Option<Range<usize>>)>,
    /// The card, where that is wanted.
    card: Option<AnnotationId>,
    frames: u8,
}

/// What the place remembers between frames.
#[derive(Debug, Default)]
pub struct Annotate {
    selection: Option<Selection>,
    /// The card that is open.
    open: Option<AnnotationId>,
    /// Whether it was made just now, and goes again where nothing is written.
    fresh: bool,
    draft: Draft,
    filter: Filter,
    search: String,
    focus_search: bool,
    /// Which of the hits the search is at.
    hit: Option<usize>,
    /// Whether the next hit is asked for, or the one before.
    step: Option<bool>,
    reveal: Option<Reveal>,
    index: Index,
    indexed: Option<(Version, Filter, String)>,
    /// How high each section was, at this width.
    heights: HashMap<Section, f32>,
    /// How high each card was.
    card_heights: HashMap<AnnotationId, f32>,
    width: f32,
}

impl Annotate {
    /// Shows the place.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        meeting: &Meeting,
        version: Version,
        settings: &Settings,
        requests: &mut Vec<Request>,
    ) {
        self.draft.author.clone_from(&settings.author);
        self.reindex(meeting, version, Locale::of(ui));
        self.bar(ui, meeting);
        self.reindex(meeting, version, Locale::of(ui));
        self.take_step(meeting);
        self.keys(ui, meeting, requests);
        let look = Frame::new().fill(Palette::of(ui).paper);
        CentralPanel::default().frame(look).show(ui, |ui| self.text(ui, meeting, requests));
    }

    fn reindex(&mut self, meeting: &Meeting, version: Version, locale: &Locale) {
        let same = self.indexed.as_ref().is_some_and(|(indexed, filter, search)| {
            *indexed == version && *filter == self.filter && *search == self.search
        });
        if !same {
            self.index = Index::of(meeting, &self.filter, &self.search, locale);
            self.indexed = Some((version, self.filter.clone(), self.search.clone()));
            if self.open.as_ref().is_some_and(|id| meeting.annotation(id).is_none()) {
                self.open = None;
            }
        }
    }

    /// The bar above the text.
    fn bar(&mut self, ui: &mut Ui, meeting: &Meeting) {
        let search_id = egui::Id::unique("annotate-search");
        let margin = Margin { left: 16, right: 16, top: 2, bottom: 10 };
        let look = Frame::new().fill(Palette::of(ui).ground).inner_margin(margin);
        Panel::top("annotate-bar").frame(look).show(ui, |ui| {
            let before = self.search.clone();
            let asked = find_bar::show(ui, &mut self.filter, &mut self.search, search_id, meeting, &self.index);
            if self.search != before {
                self.hit = None;
            }
            if let Some(command) = asked.go {
                self.find(command);
            } else if asked.entered {
                self.find(Command::FindNext);
                self.focus_search = true;
            }
        });
        if std::mem::take(&mut self.focus_search) {
            ui.memory_mut(|memory| memory.request_focus(search_id));
        }
    }

    /// The scrolling text with its cards.
    fn text(&mut self, ui: &mut Ui, meeting: &Meeting, requests: &mut Vec<Request>) {
        let columns = Columns::within(ui.available_width());
        if (columns.text - self.width).abs() > 0.5 {
            self.width = columns.text;
            self.heights.clear();
            self.card_heights.clear();
        }
        let sections = section::all(meeting, &self.index);
        let mut bottom = section::TOP;
        let mut tops = Vec::with_capacity(sections.len());
        for section in &sections {
            tops.push(bottom);
            bottom += self.height(section, meeting);
        }
        let mut area = ScrollArea::vertical().id_salt("annotate-text").auto_shrink(false);
        if let Some(offset) = self.offset(&sections, &tops, ui.available_height()) {
            area = area.vertical_scroll_offset(offset);
        }
        let mut words = None;
        let clip = ui.max_rect();
        area.show_viewport(ui, |ui, viewport| {
            ui.set_width(ui.available_width());
            ui.set_height(bottom + viewport.height() * 0.4);
            let origin = ui.min_rect().min;
            // One section more at both ends: so Tab and a screen reader go on from the last that is seen.
            let first = tops.partition_point(|top| *top <= viewport.top()).saturating_sub(2);
            let last = tops.partition_point(|top| *top < viewport.bottom()) + 1;
            for (section, top) in sections.iter().zip(&tops).take(last).skip(first) {
                let at = origin + vec2(0.0, *top);
                // Its widgets have the same ids whatever else is drawn: so the focus stays where it is.
                let builder = UiBuilder::new().scope_id(egui::Id::unique(("section", section))).max_rect(ui.max_rect());
                let ui = &mut ui.new_child(builder);
                let drawn = section::show(self, ui, meeting, section, at, columns, requests, &mut words);
                let before = self.heights.insert(section.clone(), drawn);
                if before.is_none_or(|before| (before - drawn).abs() > 0.5) {
                    ui.request_repaint();
                }
            }
            follow_focus(ui);
        });
        if let Some(words) = words
            && clip.intersects(words)
            && !ui.input(|input| input.pointer.primary_down())
        {
            bar::show(ui, words, clip, requests);
        }
    }

    /// How high a section is, or is likely to be.
    fn height(&self, section: &Section, meeting: &Meeting) -> f32 {
        let known = self.heights.get(section).copied();
        known.unwrap_or_else(|| section.likely_height(meeting, &self.index, self.width))
    }

    /// Where to scroll, so that the section of what is to be seen is near.
    fn offset(&mut self, sections: &[Section], tops: &[f32], height: f32) -> Option<f32> {
        let reveal = self.reveal.as_mut()?;
        let first = reveal.frames == FRAMES;
        let section = reveal.section.clone();
        reveal.frames = reveal.frames.saturating_sub(1);
        if reveal.frames == 0 {
            self.reveal = None;
        }
        let place = sections.iter().position(|one| *one == section)?;
        first.then(|| (tops.get(place).copied().unwrap_or(0.0) - height * 0.25).max(0.0))
    }

    /// Goes to the next hit of the search, or without one to the next annotation; or to the one before.
    fn take_step(&mut self, meeting: &Meeting) {
        let Some(forward) = self.step.take() else { return };
        let next = |here: Option<usize>, count: usize| match (here, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(here), true) => (here + 1) % count,
            (Some(here), false) => (here + count - 1) % count,
        };
        if !self.search.trim().is_empty() {
            if self.index.hits.is_empty() {
                return;
            }
            let at = next(self.hit, self.index.hits.len());
            self.hit = Some(at);
            match self.index.hits.get(at).cloned() {
                Some(Hit::Text(number, paragraph, range)) => {
                    self.scroll_to(Section::Principle(number), Some((paragraph, Some(range))), None);
                }
                Some(Hit::Annotation(id)) => self.go_to(meeting, &id),
                None => {}
            }
            return;
        }
        let ids: Vec<AnnotationId> = self.index.in_order(meeting).map(|annotation| annotation.id.clone()).collect();
        if ids.is_empty() {
            return;
        }
        let here = self.open.as_ref().and_then(|open| ids.iter().position(|id| id == open));
        if let Some(id) = ids.get(next(here, ids.len())) {
            self.go_to(meeting, id);
        }
    }

    /// Opens an annotation and brings it into sight.
    fn go_to(&mut self, meeting: &Meeting, id: &AnnotationId) {
        let Some(section) = self.index.section_of(meeting, id) else { return };
        self.open = Some(id.clone());
        self.fresh = false;
        self.scroll_to(section, None, Some(id.clone()));
    }

    fn scroll_to(&mut self, section: Section, text: Option<(usize, Option<Range<usize>>)>, card: Option<AnnotationId>) {
        self.reveal = Some(Reveal { section, text, card, frames: FRAMES });
    }

    /// Shows words, or an annotation with its card open.
    pub fn reveal(&mut self, target: &Target, words: Option<Range<usize>>, card: Option<AnnotationId>) {
        let section = target.principle().map_or(Section::Meeting, Section::Principle);
        if card.is_some() {
            self.open.clone_from(&card);
            self.fresh = false;
        }
        self.scroll_to(section, target.paragraph().map(|paragraph| (paragraph, words)), card);
    }

    /// Does what a command of the search asks for.
    pub fn find(&mut self, command: Command) {
        match command {
            Command::Find => self.focus_search = true,
            Command::FindNext => self.step = Some(true),
            _ => self.step = Some(false),
        }
    }

    /// Escape goes one step out: from the bar, from a card, from a search.
    fn keys(&mut self, ui: &Ui, meeting: &Meeting, requests: &mut Vec<Request>) {
        // What stands above takes the key for itself.
        let below = egui::Popup::is_any_open(ui.ctx()) || ui.memory(|memory| memory.top_modal_layer().is_some());
        if below || !ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            return;
        }
        if self.selection.as_ref().is_some_and(|selection| selection.words.is_some()) {
            self.selection = None;
        } else if self.open.is_some() {
            self.close(meeting, requests);
        } else if !self.search.is_empty() {
            self.search.clear();
        }
    }

    /// Closes the open card. One that was made just now and in which nothing was written goes again.
    fn close(&mut self, meeting: &Meeting, requests: &mut Vec<Request>) {
        let open = self.open.take();
        if let Some(annotation) = open.as_ref().and_then(|id| meeting.annotation(id))
            && std::mem::take(&mut self.fresh)
            && write::says_nothing(annotation)
        {
            requests.push(Request::Edit(crate::meeting::Edit::RemoveAnnotation(annotation.id.clone())));
        }
    }

    /// Opens a card, or closes it where it is open.
    fn toggle(&mut self, meeting: &Meeting, id: &AnnotationId, requests: &mut Vec<Request>) {
        let was_open = self.open.as_ref() == Some(id);
        self.close(meeting, requests);
        if !was_open {
            self.open = Some(id.clone());
            self.draft.begin = true;
        }
    }

    /// Whether a paragraph holds the selection or the cursor.
    fn selects(&self, target: &Target) -> bool {
        self.selection.as_ref().is_some_and(|selection| selection.target == *target)
    }
}

/// Where selected words stand in the window, for the bar.
type Words = Option<Rect>;
