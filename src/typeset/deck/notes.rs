//! The slides on paper: three to a page, with ruled lines beside each.
//!
//! The slides are those of the projector, scaled, without their feet: the page has one of its own, and what a slide's foot says
//! stands above the lines at a size that can be read on paper.

use super::{Deck, Slide};
use crate::compose::{Document, LanguageRole, Text};
use crate::page_number::PageIndex;
use crate::typeset::line::{Style, set_line, set_line_within};
use crate::typeset::page::{Area, Glyph, Layout, Line, Mark, OutlineEntry, Owner, Page, PlacedSlide, Run};
use crate::typeset::row::dashes;
use crate::typeset::shape::Shaper;
use crate::typeset::style_sheet::{A4, Design, HAIRLINE, RULED, StyleSheet};
use std::sync::Arc;

/// How many slides stand on a page.
const ON_A_PAGE: usize = 3;
/// The left edge of what stands on a page; the right one is as far from the page's.
const MARGIN: f32 = 42.0;
/// Where the first slide begins.
const TOP: f32 = 58.0;
/// From the top of a slide to the top of the next.
const PITCH: f32 = 244.0;
/// The most room that a slide gets.
const ROOM: [f32; 2] = [324.0, 206.0];
/// Between a slide and the lines beside it.
const GAP: f32 = 20.0;
/// How far below the top of its slide the last line may be.
const DEEPEST: f32 = 210.0;

/// Puts slides on paper.
pub fn lay_out(deck: Deck, document: &Document) -> Layout {
    let sheet = StyleSheet::of(document.template, document.accent, Design::Present);
    let mut printer = Printer { document, sheet: &sheet, shaper: Shaper::default(), places: Vec::new() };
    let slides: Vec<(&Slide, &Arc<Page>)> = deck.slides.iter().zip(&deck.layout.pages).collect();
    let sheets: Vec<&[(&Slide, &Arc<Page>)]> = slides.chunks(ON_A_PAGE).collect();
    let pages = PageIndex::count(&sheets).map(|(index, slides)| Arc::new(printer.page(index, sheets.len(), slides)));
    let pages = pages.collect();
    let places = printer.places;
    let outline = deck.layout.outline.into_iter().map(|entry| {
        let place = entry.page.of(&places);
        let (page, y) = place.map_or((PageIndex::FIRST, 0.0), |place| (place.page, place.area.y));
        OutlineEntry { page, y, ..entry }
    });
    let outline = outline.collect();
    Layout { pages, outline, slides: places, ..deck.layout }
}

struct Printer<'a> {
    document: &'a Document,
    sheet: &'a StyleSheet,
    shaper: Shaper,
    places: Vec<PlacedSlide>,
}

impl Printer<'_> {
    fn page(&mut self, index: PageIndex, pages: usize, slides: &[(&Slide, &Arc<Page>)]) -> Page {
        let mut marks = Vec::new();
        for (place, (slide, page)) in slides.iter().enumerate() {
            let scale = (ROOM[0] / page.width).min(ROOM[1] / page.height);
            let y = TOP + PITCH * place as f32;
            let area = Area { x: MARGIN, y, width: page.width * scale, height: page.height * scale };
            self.places.push(PlacedSlide { key: slide.key.clone(), page: index, area, words: Some(slide.words) });
            marks.extend(page.marks.iter().map(|mark| scaled(mark, scale, [area.x, area.y])));
            frame(&mut marks, area);
            self.lines(&mut marks, slide, area);
        }
        self.foot(&mut marks, index, pages);
        Page { width: A4[0], height: A4[1], marks, links: Vec::new() }
    }

    /// The lines beside a slide, and above them which slide it is.
    fn lines(&mut self, marks: &mut Vec<Mark>, slide: &Slide, area: Area) {
        let (left, right) = (area.x + area.width + GAP, A4[0] - MARGIN);
        let base = area.y + StyleSheet::base_line(&self.sheet.small);
        let number = Text::plain(&self.places.len().to_string(), LanguageRole::Labels);
        let code = Text::plain(&slide.code, LanguageRole::Labels);
        let bold = Style { roman: self.sheet.note_label.roman, color: self.sheet.accent, ..self.sheet.small };
        for (text, style, to_right) in [(number, bold, false), (code, self.sheet.small, true)] {
            if let Some(line) = set_line(&mut self.shaper, &text, &style, &self.document.languages) {
                let x = if to_right { right - line.width } else { left };
                marks.push(Mark::Line { line, x, y: base, owner: Owner::Head });
            }
        }
        let mut y = area.y + self.sheet.ruled * 1.4;
        while y <= area.y + DEEPEST {
            marks.push(Mark::Stroke { from: [left, y], to: [right, y], width: 0.5, color: RULED, dash: None });
            y += self.sheet.ruled;
        }
    }

    /// The foot of the page, as every hand-out has it.
    fn foot(&mut self, marks: &mut Vec<Mark>, index: PageIndex, pages: usize) {
        let (document, style, width) = (self.document, &self.sheet.small, A4[0] - 2.0 * MARGIN);
        let foot = set_line_within(&mut self.shaper, &document.foot, style, width * 0.7, &document.languages);
        let number = Text::plain(&document.page_number(index.into(), pages), LanguageRole::Labels);
        let number = set_line(&mut self.shaper, &number, style, &document.languages);
        let footer = Text::plain(&document.footer, LanguageRole::Meeting);
        let footer = set_line_within(&mut self.shaper, &footer, style, width, &document.languages);
        let mut put = |line: Option<Arc<Line>>, right: bool, y: f32| {
            if let Some(line) = line {
                let x = if right { A4[0] - MARGIN - line.width } else { MARGIN };
                marks.push(Mark::Line { line, x, y, owner: Owner::Foot });
            }
        };
        put(foot, false, self.sheet.foot);
        put(number, true, self.sheet.foot);
        put(footer, false, self.sheet.foot + self.sheet.small.leading);
    }
}

/// A thin frame: white slides on white paper have no edge.
fn frame(marks: &mut Vec<Mark>, Area { x, y, width, height }: Area) {
    let corners = [[x, y], [x + width, y], [x + width, y + height], [x, y + height]];
    for (index, from) in corners.into_iter().enumerate() {
        let to = corners[(index + 1) % corners.len()];
        marks.push(Mark::Stroke { from, to, width: 0.5, color: HAIRLINE, dash: None });
    }
}

/// A mark made smaller and moved.
fn scaled(mark: &Mark, scale: f32, [dx, dy]: [f32; 2]) -> Mark {
    let point = |[x, y]: [f32; 2]| [dx + x * scale, dy + y * scale];
    let smaller = |area: &Area| {
        let [x, y] = point([area.x, area.y]);
        Area { x, y, width: area.width * scale, height: area.height * scale }
    };
    match mark {
        Mark::Line { line, x, y, owner } => {
            let [x, y] = point([*x, *y]);
            Mark::Line { line: Arc::new(scaled_line(line, scale)), x, y, owner: *owner }
        }
        Mark::Picture { picture, area, element } => {
            Mark::Picture { picture: picture.clone(), area: smaller(area), element: *element }
        }
        Mark::Fill { area, color } => Mark::Fill { area: smaller(area), color: *color },
        Mark::Stroke { from, to, width, color, dash } => Mark::Stroke {
            from: point(*from),
            to: point(*to),
            width: width * scale,
            color: *color,
            dash: dash.map(|[dash, gap]| dashes(dash * scale, gap * scale)),
        },
    }
}

fn scaled_line(line: &Line, scale: f32) -> Line {
    let glyph = |glyph: &Glyph| Glyph { x: glyph.x * scale, rise: glyph.rise * scale, ..*glyph };
    let run = |run: &Run| Run {
        face: run.face,
        size: run.size * scale,
        color: run.color,
        inline: run.inline,
        actual: run.actual,
        glyphs: run.glyphs.iter().map(glyph).collect(),
    };
    Line {
        text: Arc::clone(&line.text),
        start: line.start,
        end: line.end,
        width: line.width * scale,
        tracking: line.tracking,
        runs: line.runs.iter().map(run).collect(),
    }
}
