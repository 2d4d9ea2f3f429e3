//! Slides put together: what was set of each topic, with heads and feet, one after the other.
//!
//! A page whose topic, number and foot are what they were is the page that it was.

use super::slide_body::{Set, SlideBody};
use super::stage::{self, Stage};
use super::{Deck, Slide};
use crate::compose::slides::Says;
use crate::compose::{Document, Emphasis, LanguageRole, Text, Topic};
use crate::meeting::{CountedSlide, SlideKind, Template};
use crate::page_number::PageIndex;
use crate::storage::Sha256;
use crate::storage::sha256::Hasher;
use crate::typeset::line::{set_line, set_line_within};
use crate::typeset::page::{Area, Element, Layout, Line, Mark, Missing, OutlineEntry, Owner, Page, PlacedSlide};
use crate::typeset::row::{Flow, copied, in_document};
use crate::typeset::shape::Shaper;
use crate::typeset::style_sheet::HAIRLINE;
use std::collections::HashMap;
use std::sync::Arc;

/// The size of the running head.
const HEAD: f32 = 20.0;
/// The room that the code and the number of a slide have at its foot.
const NUMBERS: f32 = 150.0;

/// A page with what it was made of.
#[derive(Debug)]
pub struct Made {
    set: Arc<Set>,
    slide_body: usize,
    elements: usize,
    page: Arc<Page>,
    smallest: f32,
    words: Sha256,
}

/// Puts what was set together, with heads and feet.
pub struct Assembly<'a> {
    document: &'a Document,
    stage: &'a Stage,
    shaper: Shaper,
    foot: Option<Arc<Line>>,
    heads: HashMap<Text, Option<Arc<Line>>>,
    parts: HashMap<(SlideKind, Option<u32>, Option<usize>), usize>,
    before: &'a [Made],
    made: Vec<Made>,
    missing: Vec<Missing>,
    elements: Vec<Element>,
    outline: Vec<OutlineEntry>,
    slides: Vec<Slide>,
    counted: Vec<CountedSlide>,
}

impl<'a> Assembly<'a> {
    /// Begins with nothing. Pages of `before`, which had the same foot, are taken from there where they are the same.
    pub fn new(document: &'a Document, stage: &'a Stage, before: &'a [Made]) -> Assembly<'a> {
        let mut shaper = Shaper::default();
        let foot = foot_line(&mut shaper, document, stage.width() - NUMBERS);
        Assembly {
            document,
            stage,
            shaper,
            foot,
            heads: HashMap::new(),
            parts: HashMap::new(),
            before,
            made: Vec::new(),
            missing: Vec::new(),
            elements: Flow::new().elements,
            outline: Vec::new(),
            slides: Vec::new(),
            counted: Vec::new(),
        }
    }

    /// Adds a topic.
    pub fn add(&mut self, topic: &Topic, set: &Arc<Set>) {
        let (first, elements) = (self.made.len(), self.elements.len() - 1);
        let (kind, principle, paragraph) = (topic.shows.kind(), topic.principle, topic.shows.paragraph());
        let before = *self.parts.get(&(kind, principle, paragraph)).unwrap_or(&0);
        self.parts.insert((kind, principle, paragraph), before + set.parts);
        for (index, slide_body) in set.slide_bodies.iter().enumerate() {
            let same =
                |made: &&Made| Arc::ptr_eq(&made.set, set) && made.slide_body == index && made.elements == elements;
            let (page, smallest, words) = if let Some(made) = self.before.get(self.made.len()).filter(same) {
                (Arc::clone(&made.page), made.smallest, made.words)
            } else {
                let (page, smallest) = self.page(topic, slide_body, index, elements);
                (page, smallest, words(&slide_body.marks))
            };
            self.made.push(Made { set: Arc::clone(set), slide_body: index, elements, page, smallest, words });
            self.counted.push(CountedSlide { kind, principle, paragraph, part: before + slide_body.part });
            self.slides.push(Slide {
                key: slide_body.key.clone(),
                title: topic.name.clone(),
                principle,
                agenda_item: topic.agenda_item.clone(),
                code: topic.code.clone(),
                smallest,
                words,
            });
        }
        self.elements.extend(
            set.elements
                .iter()
                .skip(1)
                .map(|element| Element { parent: in_document(element.parent, elements), ..element.clone() }),
        );
        let entries = set.headings.iter().map(|(title, level, slide)| OutlineEntry {
            title: title.clone(),
            level: *level,
            page: PageIndex(first + slide),
            y: 0.0,
        });
        self.outline.extend(entries);
        for missing in &set.missing {
            if !self.missing.contains(missing) {
                self.missing.push(missing.clone());
            }
        }
    }

    /// The page of a slide, and the size of the smallest text on it.
    fn page(&mut self, topic: &Topic, slide_body: &SlideBody, index: usize, elements: usize) -> (Arc<Page>, f32) {
        let mut marks: Vec<Mark> = slide_body.marks.iter().map(|mark| copied(mark, 0.0, 0.0, elements)).collect();
        let opens = topic.head.as_ref().is_some_and(|head| head.opens) && index == 0;
        if !opens {
            self.head(topic, index > 0, &mut marks);
        }
        self.foot(topic, &mut marks);
        let smallest = smallest(&marks);
        let [width, height] = self.stage.page;
        (Arc::new(Page { width, height, marks, links: Vec::new() }), smallest)
    }

    /// The running head: number and title of the principle, and on a slide on which a topic goes on what that is.
    fn head(&mut self, topic: &Topic, goes_on: bool, marks: &mut Vec<Mark>) {
        let mut text = Text::default();
        if let Some(head) = &topic.head {
            if !head.label.is_empty() {
                text.push(head.label.as_str(), LanguageRole::Set, Emphasis::Strong);
                text.push("\u{2002}", LanguageRole::Set, Emphasis::Plain);
            }
            text.append(&head.title);
        }
        if let Some(heading) = topic.heading().filter(|_| goes_on) {
            if !text.is_empty() {
                text.push(" · ", LanguageRole::Labels, Emphasis::Plain);
            }
            text.append(heading);
        }
        let (shaper, stage, languages) = (&mut self.shaper, self.stage, &self.document.languages);
        let line = self
            .heads
            .entry(text.clone())
            .or_insert_with(|| set_line_within(shaper, &text, &stage::furniture(HEAD), stage.width(), languages));
        if let Some(line) = line {
            marks.push(Mark::Line { line: Arc::clone(line), x: stage.left, y: stage.head, owner: Owner::Head });
        }
    }

    /// The foot: meeting, code, number of the slide. The title says it all itself, and paper has a foot of its own.
    fn foot(&mut self, topic: &Topic, marks: &mut Vec<Mark>) {
        if matches!(topic.says, Says::Title { .. }) || self.document.template == Template::SlidesNotes {
            return;
        }
        let stage = self.stage;
        let rule = Mark::Stroke {
            from: [stage.left, stage.rule],
            to: [stage.right, stage.rule],
            width: 0.75,
            color: HAIRLINE,
            dash: None,
        };
        marks.push(rule);
        let at = |line: &Arc<Line>, x: f32| Mark::Line { line: Arc::clone(line), x, y: stage.foot, owner: Owner::Foot };
        marks.extend(self.foot.as_ref().map(|line| at(line, stage.left)));
        let style = stage::furniture(stage::SMALLEST);
        let number = Text::plain(&(self.made.len() + 1).to_string(), LanguageRole::Labels);
        let mut right = stage.right;
        for text in [number, Text::plain(&topic.code, LanguageRole::Labels)] {
            if let Some(line) = set_line(&mut self.shaper, &text, &style, &self.document.languages) {
                marks.push(at(&line, right - line.width));
                right -= line.width + stage::SMALLEST * 1.5;
            }
        }
    }

    /// The slides, and the pages with what they were made of.
    pub fn finish(self) -> (Deck, Vec<Made>) {
        let [width, height] = self.stage.page;
        let area = Area { x: 0.0, y: 0.0, width, height };
        let shown = |(page, slide): (PageIndex, &Slide)| PlacedSlide {
            key: slide.key.clone(),
            page,
            area,
            words: Some(slide.words),
        };
        let slides = PageIndex::count(&self.slides).map(shown).collect();
        let layout = Layout {
            pages: self.made.iter().map(|made| Arc::clone(&made.page)).collect(),
            elements: self.elements,
            outline: self.outline,
            missing: self.missing,
            slides,
        };
        (Deck { layout, slides: self.slides, counted: self.counted }, self.made)
    }
}

/// What stands at the left of each foot: the meeting and its date, or where there is no room for both the meeting.
fn foot_line(shaper: &mut Shaper, document: &Document, width: f32) -> Option<Arc<Line>> {
    let (style, languages) = (stage::furniture(stage::SMALLEST), &document.languages);
    let whole = set_line(shaper, &document.foot, &style, languages)?;
    if whole.width <= width {
        return Some(whole);
    }
    set_line_within(shaper, &Text::plain(&document.title, LanguageRole::Meeting), &style, width, languages)
}

/// The words of a slide besides its head and foot, and where they stand, in a hash. To the point: what is set a hair's breadth
/// otherwise is where it was.
fn words(marks: &[Mark]) -> Sha256 {
    let mut hasher = Hasher::default();
    for mark in marks {
        let Mark::Line { line, x, y, .. } = mark else { continue };
        let text = line.text.get(line.start..line.end).unwrap_or_default();
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
        for distance in [*x, *y, line.width] {
            #[allow(clippy::cast_possible_truncation, reason = "a distance on a slide")]
            let points = distance.round() as i32;
            hasher.update(&points.to_le_bytes());
        }
    }
    hasher.finish()
}

/// The size of the smallest text among marks.
fn smallest(marks: &[Mark]) -> f32 {
    let lines = marks.iter().filter_map(|mark| if let Mark::Line { line, .. } = mark { Some(line) } else { None });
    lines.flat_map(|line| &line.runs).map(|run| run.size).fold(stage::HEIGHT, f32::min)
}
