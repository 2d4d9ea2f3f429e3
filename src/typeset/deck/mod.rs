//! Slides: each topic becomes a slide, or several where its words do not fit on one at a size that the back row can read.
//!
//! What comes in is a [`Document`] with topics; what goes out is a [`Deck`]: pages as any other, and for each page which slide
//! it is. The projector shows the pages, the PDF has them one a page ([`crate::typeset::layout`]), the paper hand-out three
//! to a page.
//!
//! [`stage`] says how slides look; [`topic`] makes pieces of text with their elements, [`fill`] puts them on slides, and what is
//! here draws them, with head and foot. Topics are set on several threads; nothing in one depends on another but the slides'
//! numbers.

mod fill;
mod notes;
mod stage;
mod topic;

use super::highlight;
use super::line::{set_line, set_line_within};
use super::page::{Actual, Area, Element, Layout, Line, Mark, Missing, OutlineEntry, Owner, Page, Shown};
use super::row::{Flow, copied, placed};
use super::shape::Shaper;
use super::sheet::{HAIRLINE, Sheet};
use crate::compose::slides::Says;
use crate::compose::{Document, Emphasis, Origin, Text, Tongue, Topic, compose_slides};
use crate::meeting::{Aspect, Id, Meeting, SlideKey, SlideKind, Template};
use fill::{Filled, Filler, Piece, Strip, height};
use stage::Stage;
use std::collections::HashMap;
use std::num::NonZero;
use std::sync::Arc;
use topic::Maker;

/// The fewest topics that are worth a thread of their own.
const TOPICS_A_THREAD: usize = 12;
/// The bar above a meeting's title.
const BAR: [f32; 2] = [84.0, 8.0];
/// The size of the running head.
const HEAD: f32 = 20.0;
/// The room that the code and the number of a slide have at its foot.
const NUMBERS: f32 = 150.0;
/// How thick the rule beside a question or a decision is.
const RULE: f32 = 4.0;

/// Slides, and what each is.
#[derive(Debug, PartialEq)]
pub struct Deck {
    /// The slides as pages, in order.
    pub layout: Layout,
    /// What each page is.
    pub slides: Vec<Slide>,
}

/// What a slide is.
#[derive(Clone, Debug, PartialEq)]
pub struct Slide {
    /// Which slide it is, wherever it stands.
    pub key: SlideKey,
    /// What it is called where slides are listed.
    pub title: String,
    /// The principle that it belongs to.
    pub principle: Option<u32>,
    /// The agenda item that it belongs to.
    pub agenda_item: Option<Id>,
    /// The code by which people speak of it; empty where it has none.
    pub code: String,
    /// The size of the smallest text on it, in points; a slide is 540 points high.
    pub smallest: f32,
}

impl Deck {
    /// The slides of a meeting in this shape. Nothing private is on them.
    #[must_use]
    pub fn of(meeting: &Meeting, aspect: Aspect) -> Deck {
        Deck::set(&compose_slides(meeting, aspect))
    }

    /// Sets the slides that a document has.
    fn set(document: &Document) -> Deck {
        let stage = Stage::of(document.aspect, document.accent);
        let set = set_all(document, &stage);
        let mut assembly = Assembly::new(document, &stage);
        for (topic, set) in document.topics.iter().zip(&set) {
            assembly.add(topic, set);
        }
        assembly.finish()
    }
}

/// Lays a document of slides out, one a page or several with lines to write on.
pub(super) fn lay_out(document: &Document) -> Layout {
    let deck = Deck::set(document);
    if document.template == Template::SlidesNotes { notes::lay_out(deck, document) } else { deck.layout }
}

/// A topic, set.
struct Set {
    /// What stands on each of its slides.
    leaves: Vec<Leaf>,
    /// How many parts it has, shown or not.
    parts: usize,
    /// The elements; the first is the document.
    elements: Vec<Element>,
    /// The headings: what each says, its level, and its slide.
    headings: Vec<(String, u8, usize)>,
}

/// What stands on a slide, without head and foot.
struct Leaf {
    /// Which part of its topic it is, from 1.
    part: usize,
    marks: Vec<Mark>,
}

/// Sets every topic, on as many threads as there are processors and topics for.
fn set_all(document: &Document, stage: &Stage) -> Vec<Set> {
    let topics = document.topics.as_slice();
    let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = topics.len().div_ceil(processors).max(TOPICS_A_THREAD);
    let set = |topics: &[Topic]| -> Vec<Set> {
        let mut shaper = Shaper::default();
        topics.iter().map(|topic| set_topic(topic, document, stage, &mut shaper)).collect()
    };
    if topics.len() <= share {
        return set(topics);
    }
    std::thread::scope(|scope| {
        let threads: Vec<_> = topics.chunks(share).map(|share| scope.spawn(move || set(share))).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

fn set_topic(topic: &Topic, document: &Document, stage: &Stage, shaper: &mut Shaper) -> Set {
    let languages = &document.languages;
    let mut maker = Maker { stage, languages, shaper, flow: Flow::new(), pieces: Vec::new(), headings: Vec::new() };
    let logo = maker.logo(topic, document);
    maker.topic(topic);
    let Maker { flow, pieces, headings, .. } = maker;
    let filled = Filler::new(stage, languages, shaper).fill(&pieces);
    let mut drawer = Drawer { stage, document, shaper, pieces: &pieces };
    let shown = (1..).zip(&filled).filter(|(_, strips)| matters(&pieces, strips));
    let mut leaves: Vec<Leaf> = shown.map(|(part, strips)| Leaf { part, marks: drawer.marks(topic, strips) }).collect();
    if let Some(first) = leaves.first_mut() {
        first.marks.splice(0..0, logo);
    }
    let on =
        |piece: usize| filled.iter().position(|strips| strips.iter().any(|strip| strip.piece == piece)).unwrap_or(0);
    let headings = headings.into_iter().map(|(title, level, piece)| (title, level, on(piece))).collect();
    Set { leaves, parts: filled.len(), elements: flow.elements, headings }
}

/// Whether a slide is shown: of a paragraph that takes several only those with marked words are.
fn matters(pieces: &[Piece], strips: &Filled) -> bool {
    let matters = |strip: &Strip| {
        let Some(piece) = pieces.get(strip.piece).filter(|piece| piece.large.is_some()) else { return true };
        let (start, end) = (strip.line.start, strip.line.end);
        piece.marks.iter().any(|mark| mark.range.start < end && start < mark.range.end)
    };
    strips.iter().any(matters)
}

/// Draws what stands on a slide.
struct Drawer<'a> {
    stage: &'a Stage,
    document: &'a Document,
    shaper: &'a mut Shaper,
    pieces: &'a [Piece],
}

impl Drawer<'_> {
    fn marks(&mut self, topic: &Topic, strips: &Filled) -> Vec<Mark> {
        let mut marks = Vec::new();
        let free = self.stage.height() - height(strips);
        let share = if matches!(topic.says, Says::Title { .. }) { 0.42 } else { 0.0 };
        let mut y = self.stage.top + free * share;
        if matches!(topic.says, Says::Title { .. }) {
            let [width, height] = BAR;
            let bar = Area { x: self.stage.left, y: y - 2.0 * height, width, height };
            marks.push(Mark::Fill { area: bar, color: self.stage.accent });
        }
        let mut ruled: Option<(usize, usize, f32)> = None;
        for (index, strip) in strips.iter().enumerate() {
            let Some(piece) = self.pieces.get(strip.piece) else { continue };
            if index > 0 {
                y += strip.before;
            }
            let base = y + Sheet::base_line(&strip.style);
            if let Some(label) = piece.label.as_ref().filter(|_| strip.first) {
                let style = stage::bold(strip.style.size);
                let style = super::line::Style { color: label.color, ..style };
                let line = set_line(self.shaper, &label.text, &style, &self.document.languages);
                marks.extend(line.map(|line| placed(&line, self.stage.left, base, label.element)));
            }
            marks.extend(highlight::paint(&strip.line, strip.x, base, strip.style.size, &piece.marks));
            marks.push(placed(&strip.line, strip.x, base, piece.element));
            let bottom = y + strip.style.leading;
            ruled = piece.rule.map(|(rule, color)| {
                let begun = ruled.filter(|(of, ..)| *of == rule);
                let (at, top) = begun.map_or((marks.len(), y), |(_, at, top)| (at, top));
                let area = Area { x: self.stage.left, y: top, width: RULE, height: bottom - top };
                let mark = Mark::Fill { area, color };
                match marks.get_mut(at) {
                    Some(before) => *before = mark,
                    None => marks.push(mark),
                }
                (rule, at, top)
            });
            y = bottom;
        }
        marks
    }
}

/// Puts what was set together, with heads and feet.
struct Assembly<'a> {
    document: &'a Document,
    stage: &'a Stage,
    shaper: Shaper,
    foot: Option<Arc<Line>>,
    heads: HashMap<Text, Option<Arc<Line>>>,
    parts: HashMap<(SlideKind, Option<u32>, Option<usize>), usize>,
    pages: Vec<Arc<Page>>,
    elements: Vec<Element>,
    outline: Vec<OutlineEntry>,
    slides: Vec<Slide>,
}

impl<'a> Assembly<'a> {
    fn new(document: &'a Document, stage: &'a Stage) -> Assembly<'a> {
        let mut shaper = Shaper::default();
        let foot = foot_line(&mut shaper, document, stage.width() - NUMBERS);
        Assembly {
            document,
            stage,
            shaper,
            foot,
            heads: HashMap::new(),
            parts: HashMap::new(),
            pages: Vec::new(),
            elements: Flow::new().elements,
            outline: Vec::new(),
            slides: Vec::new(),
        }
    }

    fn add(&mut self, topic: &Topic, set: &Set) {
        let (page, elements) = (self.pages.len(), self.elements.len() - 1);
        let Topic { kind, principle, paragraph, .. } = *topic;
        let before = *self.parts.get(&(kind, principle, paragraph)).unwrap_or(&0);
        self.parts.insert((kind, principle, paragraph), before + set.parts);
        for (index, leaf) in set.leaves.iter().enumerate() {
            let mut marks: Vec<Mark> = leaf.marks.iter().map(|mark| copied(mark, 0.0, 0.0, elements)).collect();
            let opens = topic.head.as_ref().is_some_and(|head| head.opens) && index == 0;
            if !opens {
                self.head(topic, index > 0, &mut marks);
            }
            self.foot(topic, &mut marks);
            let smallest = smallest(&marks);
            let [width, height] = self.stage.page;
            self.pages.push(Arc::new(Page { width, height, marks, links: Vec::new() }));
            self.slides.push(Slide {
                key: SlideKey { kind, principle, paragraph, part: before + leaf.part },
                title: topic.name.clone(),
                principle,
                agenda_item: topic.agenda_item.clone(),
                code: topic.code.clone(),
                smallest,
            });
        }
        self.elements.extend(
            set.elements.iter().skip(1).map(|element| Element {
                parent: super::row::in_document(element.parent, elements),
                ..element.clone()
            }),
        );
        let entries = set.headings.iter().map(|(title, level, slide)| OutlineEntry {
            title: title.clone(),
            level: *level,
            page: page + slide,
            y: 0.0,
        });
        self.outline.extend(entries);
    }

    /// The running head: number and title of the principle, and on a slide on which a topic goes on what that is.
    fn head(&mut self, topic: &Topic, goes_on: bool, marks: &mut Vec<Mark>) {
        let mut text = Text::default();
        if let Some(head) = &topic.head {
            text.push(&head.number.to_string(), Tongue::Set, Emphasis::Strong);
            text.push("\u{2002}", Tongue::Set, Emphasis::Plain);
            text.append(&head.title);
        }
        if let Some(heading) = topic.heading().filter(|_| goes_on) {
            if !text.is_empty() {
                text.push(" · ", Tongue::Labels, Emphasis::Plain);
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
        let number = Text::plain(&(self.pages.len() + 1).to_string(), Tongue::Labels);
        let mut right = stage.right;
        for text in [number, Text::plain(&topic.code, Tongue::Labels)] {
            if let Some(line) = set_line(&mut self.shaper, &text, &style, &self.document.languages) {
                marks.push(at(&line, right - line.width));
                right -= line.width + stage::SMALLEST * 1.5;
            }
        }
    }

    fn finish(self) -> Deck {
        let missing = missing(&self.pages, &self.elements);
        let [width, height] = self.stage.page;
        let area = Area { x: 0.0, y: 0.0, width, height };
        let slides = self.slides.iter().enumerate().map(|(page, slide)| Shown { key: slide.key, page, area }).collect();
        let layout = Layout { pages: self.pages, elements: self.elements, outline: self.outline, missing, slides };
        Deck { layout, slides: self.slides }
    }
}

/// What stands at the left of each foot: the meeting and its date, or where there is no room for both the meeting.
fn foot_line(shaper: &mut Shaper, document: &Document, width: f32) -> Option<Arc<Line>> {
    let (style, languages) = (stage::furniture(stage::SMALLEST), &document.languages);
    let whole = set_line(shaper, &document.foot, &style, languages)?;
    if whole.width <= width {
        return Some(whole);
    }
    set_line_within(shaper, &Text::plain(&document.title, Tongue::Meeting), &style, width, languages)
}

/// The size of the smallest text among marks.
fn smallest(marks: &[Mark]) -> f32 {
    let lines = marks.iter().filter_map(|mark| if let Mark::Line { line, .. } = mark { Some(line) } else { None });
    lines.flat_map(|line| &line.runs).map(|run| run.size).fold(stage::HEIGHT, f32::min)
}

/// What stands as a substitute, with the part of the meeting that it is in, each thing once.
fn missing(pages: &[Arc<Page>], elements: &[Element]) -> Vec<Missing> {
    let mut all: Vec<Missing> = Vec::new();
    for mark in pages.iter().flat_map(|page| &page.marks) {
        let Mark::Line { line, owner: Owner::Element(element), .. } = mark else { continue };
        if !line.runs.iter().any(|run| run.actual == Some(Actual::Text)) {
            continue;
        }
        let origin = elements.get(*element).map_or(Origin::Document, |element| element.origin.clone());
        for (.., text) in line.glyphs().filter(|(run, ..)| run.actual == Some(Actual::Text)) {
            let missing = Missing { characters: text.to_owned(), origin: origin.clone() };
            if !all.contains(&missing) {
                all.push(missing);
            }
        }
    }
    all
}
