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
mod stage;
mod topic;

use super::highlight;
use super::line::{set_line, set_line_within};
use super::page::{Actual, Area, Element, Layout, Line, Mark, Missing, OutlineEntry, Owner, Page};
use super::row::{Flow, copied, placed};
use super::shape::Shaper;
use super::sheet::{HAIRLINE, Sheet};
use crate::compose::slides::Says;
use crate::compose::{Document, Emphasis, Origin, Text, Tongue, Topic, compose_slides};
use crate::meeting::{Aspect, Id, Meeting, SlideKey, SlideKind};
use fill::{Filled, Filler, Piece, height};
use stage::Stage;
use std::collections::HashMap;
use std::num::NonZero;
use std::sync::Arc;
use topic::Maker;

/// The fewest topics that are worth a thread of their own.
const TOPICS_A_THREAD: usize = 12;
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
    pub(super) fn set(document: &Document) -> Deck {
        let stage = Stage::of(document.aspect, document.accent);
        let set = set_all(document, &stage);
        let mut assembly = Assembly::new(document, &stage);
        for (topic, set) in document.topics.iter().zip(&set) {
            assembly.add(topic, set);
        }
        assembly.finish()
    }
}

/// A topic, set.
struct Set {
    /// What stands on each of its slides.
    leaves: Vec<Leaf>,
    /// The elements; the first is the document.
    elements: Vec<Element>,
    /// The headings: what each says, its level, and its slide.
    headings: Vec<(String, u8, usize)>,
}

/// What stands on a slide, without head and foot.
struct Leaf {
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
    maker.topic(topic);
    let Maker { flow, pieces, headings, .. } = maker;
    let filled = Filler { stage, languages, shaper }.fill(&pieces);
    let mut drawer = Drawer { stage, document, shaper, pieces: &pieces };
    let leaves = filled.iter().map(|strips| drawer.leaf(topic, strips)).collect();
    let on =
        |piece: usize| filled.iter().position(|strips| strips.iter().any(|strip| strip.piece == piece)).unwrap_or(0);
    let headings = headings.into_iter().map(|(title, level, piece)| (title, level, on(piece))).collect();
    Set { leaves, elements: flow.elements, headings }
}

/// Draws what stands on a slide.
struct Drawer<'a> {
    stage: &'a Stage,
    document: &'a Document,
    shaper: &'a mut Shaper,
    pieces: &'a [Piece],
}

impl Drawer<'_> {
    fn leaf(&mut self, topic: &Topic, strips: &Filled) -> Leaf {
        let mut marks = Vec::new();
        let free = self.stage.height() - height(strips);
        let share = if matches!(topic.says, Says::Title { .. }) { 0.42 } else { 0.0 };
        let mut y = self.stage.top + free * share;
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
        Leaf { marks }
    }
}

/// Puts what was set together, with heads and feet.
struct Assembly<'a> {
    document: &'a Document,
    stage: &'a Stage,
    shaper: Shaper,
    foot: Option<Arc<Line>>,
    heads: HashMap<u32, Option<Arc<Line>>>,
    parts: HashMap<(SlideKind, Option<u32>, Option<usize>), usize>,
    pages: Vec<Arc<Page>>,
    elements: Vec<Element>,
    outline: Vec<OutlineEntry>,
    slides: Vec<Slide>,
}

impl<'a> Assembly<'a> {
    fn new(document: &'a Document, stage: &'a Stage) -> Assembly<'a> {
        let mut shaper = Shaper::default();
        let style = stage::furniture(stage::SMALLEST);
        let foot = set_line_within(&mut shaper, &document.foot, &style, stage.width() * 0.7, &document.languages);
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
        for (index, leaf) in set.leaves.iter().enumerate() {
            let mut marks: Vec<Mark> = leaf.marks.iter().map(|mark| copied(mark, 0.0, 0.0, elements)).collect();
            let opens = topic.head.as_ref().is_some_and(|head| head.opens) && index == 0;
            if !opens {
                self.head(topic, &mut marks);
            }
            self.foot(topic, &mut marks);
            let smallest = smallest(&marks);
            let [width, height] = self.stage.page;
            self.pages.push(Arc::new(Page { width, height, marks, links: Vec::new() }));
            let part = self.parts.entry((topic.kind, topic.principle, topic.paragraph)).or_default();
            *part += 1;
            let key =
                SlideKey { kind: topic.kind, principle: topic.principle, paragraph: topic.paragraph, part: *part };
            let (principle, agenda_item) = (topic.principle, topic.agenda_item.clone());
            self.slides.push(Slide { key, title: topic.name.clone(), principle, agenda_item, smallest });
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

    /// The running head: number and title of the principle.
    fn head(&mut self, topic: &Topic, marks: &mut Vec<Mark>) {
        let Some(head) = &topic.head else { return };
        let (shaper, stage, document) = (&mut self.shaper, self.stage, self.document);
        let line = self.heads.entry(head.number).or_insert_with(|| {
            let mut text = Text::new(&head.number.to_string(), Tongue::Set, Emphasis::Strong);
            text.push("\u{2002}", Tongue::Set, Emphasis::Plain);
            text.append(&head.title);
            set_line_within(shaper, &text, &stage::furniture(20.0), stage.width(), &document.languages)
        });
        if let Some(line) = line {
            marks.push(Mark::Line { line: Arc::clone(line), x: stage.left, y: stage.head, owner: Owner::Head });
        }
    }

    /// The foot: meeting, code, number of the slide. The title says it all itself.
    fn foot(&mut self, topic: &Topic, marks: &mut Vec<Mark>) {
        if matches!(topic.says, Says::Title { .. }) {
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
        let layout = Layout { pages: self.pages, elements: self.elements, outline: self.outline, missing };
        Deck { layout, slides: self.slides }
    }
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
