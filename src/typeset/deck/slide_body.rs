//! A topic set: what stands on each of its slides, without head and foot.

use super::fill::{Filled, Filler, Piece, Strip, height};
use super::stage::{self, Stage};
use super::topic::Maker;
use crate::compose::slides::Says;
use crate::compose::{Document, Origin, Topic};
use crate::typeset::highlight;
use crate::typeset::line::{Style, set_line};
use crate::typeset::page::{Actual, Area, Element, Mark, Missing, Owner};
use crate::typeset::row::{Flow, placed};
use crate::typeset::shape::Shaper;
use crate::typeset::style_sheet::StyleSheet;

/// The bar above a meeting's title.
const BAR: [f32; 2] = [84.0, 8.0];
/// How thick the rule beside a question or a decision is.
const RULE: f32 = 4.0;

/// A topic, set.
#[derive(Debug)]
pub struct Set {
    /// What stands on each of its slides.
    pub slide_bodies: Vec<SlideBody>,
    /// How many parts it has, shown or not.
    pub parts: usize,
    /// The elements; the first is the document.
    pub elements: Vec<Element>,
    /// The headings: what each says, its level, and its slide.
    pub headings: Vec<(String, u8, usize)>,
    /// What stands as a substitute.
    pub missing: Vec<Missing>,
}

/// What stands on a slide, without head and foot.
#[derive(Debug)]
pub struct SlideBody {
    /// Which part of its topic it is, from 1.
    pub part: usize,
    /// What stands on it.
    pub marks: Vec<Mark>,
}

/// Sets a topic.
pub fn set_topic(topic: &Topic, document: &Document, stage: &Stage, shaper: &mut Shaper) -> Set {
    let languages = &document.languages;
    let mut maker = Maker { stage, languages, shaper, flow: Flow::new(), pieces: Vec::new(), headings: Vec::new() };
    let logo = maker.logo(topic, document);
    maker.topic(topic);
    let Maker { flow, pieces, headings, .. } = maker;
    let filled = Filler::new(stage, languages, shaper).fill(&pieces);
    let mut drawer = Drawer { stage, document, shaper, pieces: &pieces };
    let shown = (1..).zip(&filled).filter(|(_, strips)| matters(&pieces, strips));
    let mut slide_bodies: Vec<SlideBody> =
        shown.map(|(part, strips)| SlideBody { part, marks: drawer.marks(topic, strips) }).collect();
    if let Some(first) = slide_bodies.first_mut() {
        first.marks.splice(0..0, logo);
    }
    let on =
        |piece: usize| filled.iter().position(|strips| strips.iter().any(|strip| strip.piece == piece)).unwrap_or(0);
    let headings = headings.into_iter().map(|(title, level, piece)| (title, level, on(piece))).collect();
    let missing = missing(&slide_bodies, &flow.elements);
    Set { slide_bodies, parts: filled.len(), elements: flow.elements, headings, missing }
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
            let base = y + StyleSheet::base_line(&strip.style);
            if let Some(label) = piece.label.as_ref().filter(|_| strip.first) {
                let style = stage::bold(strip.style.size);
                let style = Style { color: label.color, ..style };
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

/// What stands as a substitute, with the part of the meeting that it is in, each thing once.
fn missing(slide_bodies: &[SlideBody], elements: &[Element]) -> Vec<Missing> {
    let mut all: Vec<Missing> = Vec::new();
    for mark in slide_bodies.iter().flat_map(|slide_body| &slide_body.marks) {
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
