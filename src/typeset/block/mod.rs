//! From blocks to rows: one function for each kind of block.
//!
//! [`rows`] goes through the blocks in order. What each becomes stands in [`front`] (title, facts, contents, legend),
//! [`heading`], [`passage`] (a principle's words) and [`note`]; what they share stands here.

mod front;
mod heading;
mod note;
mod passage;

use super::highlight;
use super::line::{Inline, Style, narrowed, set, set_line};
use super::page::{Area, Line, Mark, Role};
use super::row::{Flow, Keep, Row, placed};
use super::shape::Shaper;
use super::style_sheet::StyleSheet;
use crate::compose::{Block, Content, Document, MarkStyle, Origin, Text};
use std::ops::Range;
use std::sync::Arc;

/// The share of a page's height that the notes on one paragraph may take in the note column; more of them stand in
/// the text instead.
const MOST_IN_MARGIN: f32 = 0.6;
/// The space between two notes in the note column.
pub const BETWEEN_NOTES: f32 = 7.0;
/// The distance between a box's edge and its text.
const INSET: f32 = 11.0;
/// How many ruled lines stay with what is above them; the rest are there where there is room.
const KEPT_RULES: usize = 5;

/// Makes rows of the blocks in `range`.
pub fn rows(document: &Document, sheet: &StyleSheet, range: Range<usize>, shaper: &mut Shaper) -> Flow {
    let mut maker = Maker {
        document,
        sheet,
        shaper,
        flow: Flow::new(),
        first: range.start,
        block: range.start,
        legend: None,
        list: None,
        new_page: false,
    };
    for (index, block) in document.blocks.iter().enumerate().skip(range.start).take(range.len()) {
        maker.block = index;
        maker.block(block);
        // A source alone at the top of a page says nothing.
        if let Some(Content::Source(_)) = maker.neighbour(1)
            && let Some(last) = maker.flow.rows.last_mut()
        {
            last.keep = last.keep.max(Keep::Wish);
        }
    }
    maker.flow
}

struct Maker<'a> {
    document: &'a Document,
    sheet: &'a StyleSheet,
    shaper: &'a mut Shaper,
    flow: Flow,
    /// The index of the first block.
    first: usize,
    /// The index of the block at work.
    block: usize,
    /// A legend that waits for a row to stand beside.
    legend: Option<usize>,
    /// The list that the record before belongs to.
    list: Option<usize>,
    /// Whether the next row begins a page.
    new_page: bool,
}

impl<'a> Maker<'a> {
    /// What the block so many places after the one at work says, or before it.
    fn neighbour(&self, distance: isize) -> Option<&'a Content> {
        let index = self.block.checked_add_signed(distance)?;
        self.document.blocks.get(index).map(|block| &block.content)
    }

    fn block(&mut self, block: &Block) {
        let origin = &block.origin;
        if !matches!(block.content, Content::Record(_)) {
            self.list = None;
        }
        match &block.content {
            Content::Title { body, title } => self.title(body, title, origin),
            Content::Facts(facts) => self.facts(facts, origin),
            Content::Contents { heading, entries } => self.contents(heading, entries),
            Content::Legend { heading, entries } => self.legend(heading, entries),
            Content::Section { label, title } => self.section(label, title, origin),
            Content::Principle { group, label, title, level, notes } => {
                self.principle(group, label, title, *level, notes, origin);
            }
            Content::Heading(text, level) => self.heading(text, *level),
            Content::Lead(passage) => self.lead(passage, origin),
            Content::Paragraph(passage) => self.paragraph(passage, origin),
            Content::Quotation(passage) => self.quotation(passage, origin),
            Content::Remark(note) => self.remark(note),
            Content::Record(record) => self.record(record, origin),
            Content::Ruled(lines) => self.ruled(*lines),
            Content::Source(text) => self.source(text),
            Content::PageBreak => self.new_page = true,
        }
    }

    fn push(&mut self, mut row: Row) {
        row.block = self.block - self.first;
        row.new_page = std::mem::take(&mut self.new_page);
        if let Some(legend) = self.legend.take() {
            let base = row
                .marks
                .iter()
                .find_map(|mark| if let Mark::Line { y, .. } = mark { Some(*y) } else { None })
                .unwrap_or(self.sheet.grid);
            row.notes.insert(0, (legend, base));
        }
        self.flow.rows.push(row);
    }

    fn set(&mut self, text: &Text, style: &Style, width: f32, inlines: &[Inline]) -> Vec<Arc<Line>> {
        set(self.shaper, text, style, width, &self.document.languages, inlines)
    }

    fn set_line(&mut self, text: &Text, style: &Style) -> Option<Arc<Line>> {
        set_line(self.shaper, text, style, &self.document.languages)
    }

    fn text_element(
        &mut self,
        role: Role,
        parent: usize,
        text: &Text,
        marks: &[Range<usize>],
        origin: &Origin,
    ) -> (usize, Vec<Inline>) {
        self.flow.text_element(&self.document.languages, role, parent, text, marks, origin)
    }

    /// Rows of text in one style, `x` from the column's left edge, all of them on one page where `keep` says so.
    fn text_rows(
        &mut self,
        text: &Text,
        style: &Style,
        x: f32,
        width: f32,
        element: usize,
        inlines: &[Inline],
    ) -> Vec<Row> {
        let lines = self.set(text, style, width, inlines);
        let base = StyleSheet::base_line(style);
        lines
            .iter()
            .map(|line| Row { height: style.leading, marks: vec![placed(line, x, base, element)], ..Row::default() })
            .collect()
    }

    /// Rows of a heading: its lines about as long as one another, so that no word is left over for the last.
    fn heading_rows(
        &mut self,
        text: &Text,
        style: &Style,
        x: f32,
        width: f32,
        element: usize,
        inlines: &[Inline],
    ) -> Vec<Row> {
        let wide = narrowed(self.shaper, text, style, width, &self.document.languages);
        self.text_rows(text, style, x, wide, element, inlines)
    }

    /// Puts text into the column as rows.
    fn flow_text(&mut self, text: &Text, role: Role, style: &Style, before: f32, keep: Keep, origin: &Origin) -> usize {
        let (element, inlines) = self.text_element(role, 0, text, &[], origin);
        let mut rows = self.text_rows(text, style, self.sheet.left, self.sheet.measure, element, &inlines);
        if let Some(first) = rows.first_mut() {
            first.before = before;
        }
        together(&mut rows, keep);
        for row in rows {
            self.push(row);
        }
        element
    }

    /// Makes the last row as much higher as it takes for all of them to be a multiple of half a line.
    fn to_grid(&self, rows: &mut [Row]) {
        let height: f32 = rows.iter().map(|row| row.height).sum();
        if let Some(last) = rows.last_mut() {
            let over = height % self.sheet.grid;
            if over > 0.05 && over < self.sheet.grid - 0.05 {
                last.height += self.sheet.grid - over;
            }
        }
    }

    /// Whether rows are few enough to be kept in one piece.
    fn is_small(&self, rows: &[Row]) -> bool {
        rows.iter().map(|row| row.height).sum::<f32>() <= (self.sheet.bottom - self.sheet.top) * self.sheet.kept_box
    }
}

/// The element of a label that begins a text: its own where it is in another language.
fn label_owner(element: usize, inlines: &[Inline]) -> usize {
    inlines
        .first()
        .filter(|inline| inline.range.start == 0)
        .map_or(element, |inline| element + usize::from(inline.index))
}

/// The inline elements of the part of a text from byte `by` on.
fn shifted(inlines: &[Inline], by: usize) -> Vec<Inline> {
    inlines
        .iter()
        .filter(|inline| inline.range.start >= by)
        .map(|inline| Inline { range: inline.range.start - by..inline.range.end - by, index: inline.index })
        .collect()
}

fn swatch_marks(style: MarkStyle, x: f32, width: f32, y: f32, size: f32) -> Vec<Mark> {
    let mut marks = Vec::new();
    if let MarkStyle::Highlight(color) = style {
        let area = Area { x, y: y - size * 0.8, width, height: size * 1.06 };
        marks.push(Mark::Fill { area, color: super::style_sheet::highlight_tint(color) });
    }
    highlight::underline(&mut marks, style, [x, x + width], y, size, 0);
    marks
}

/// The base line of the last line of text in a row: its own, and not that of a code above it.
fn first_base_line(row: &Row) -> f32 {
    let mut lines =
        row.marks.iter().rev().filter_map(|mark| if let Mark::Line { y, .. } = mark { Some(*y) } else { None });
    lines.next().unwrap_or(0.0)
}

/// Where the text of a row begins in its paragraph.
fn line_start(row: &Row) -> usize {
    let last = row
        .marks
        .iter()
        .rev()
        .find_map(|mark| if let Mark::Line { line, .. } = mark { Some(line.start) } else { None });
    last.unwrap_or(0)
}

/// Keeps all rows on one page, and with what follows as `following` says.
fn together(rows: &mut [Row], following: Keep) {
    let count = rows.len();
    for (index, row) in rows.iter_mut().enumerate() {
        row.keep = if index + 1 < count { Keep::Must } else { following };
    }
}

/// No single line of a paragraph at a page's foot or top, and no word divided over two pages.
fn keep_paragraph(rows: &mut [Row]) {
    let count = rows.len();
    for (index, row) in rows.iter_mut().enumerate() {
        if index + 1 < count && (index == 0 || index + 2 == count || row.divides()) {
            row.keep = Keep::Must;
        }
    }
}

/// Keeps a paragraph in one piece where that can be.
fn keep_whole(rows: &mut [Row]) {
    keep_paragraph(rows);
    let count = rows.len();
    for row in rows.iter_mut().take(count.saturating_sub(1)) {
        row.keep = row.keep.max(Keep::Wish);
    }
}
