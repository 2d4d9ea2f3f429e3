//! From blocks to rows: one function for each kind of block.

use super::highlight;
use super::line::{Alignment, Inline, Style, set, set_line};
use super::page::{Area, Line, Mark, Role};
use super::row::{Backdrop, Flow, MarginNote, PageReference, Row, placed};
use super::shape::Shaper;
use super::sheet::{HAIRLINE, RULED, Sheet, note_color};
use crate::compose::{
    Block, Content, ContentsEntry, Document, Emphasis, Fact, LegendEntry, MarkStyle, Note, Origin, Passage, Record,
    Text, Tongue,
};
use std::ops::Range;
use std::sync::Arc;

/// The share of a page's height that the notes on one paragraph may take in the note column; more of them stand in
/// the text instead.
const MOST_IN_MARGIN: f32 = 0.6;
/// The space between two notes in the note column.
pub const BETWEEN_NOTES: f32 = 7.0;
/// The distance between a box's edge and its text.
const INSET: f32 = 11.0;
/// The share of a page's height up to which a box stays in one piece.
const KEPT_BOX: f32 = 0.28;
/// How many ruled lines stay with what is above them; the rest are there where there is room.
const KEPT_RULES: usize = 5;

/// Makes rows of the blocks in `range`.
pub fn rows(document: &Document, sheet: &Sheet, range: Range<usize>) -> Flow {
    let mut maker = Maker {
        document,
        sheet,
        shaper: Shaper::default(),
        flow: Flow::new(),
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
            last.keep = true;
        }
    }
    maker.flow
}

struct Maker<'a> {
    document: &'a Document,
    sheet: &'a Sheet,
    shaper: Shaper,
    flow: Flow,
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
            Content::Principle { group, number, title, level, notes } => {
                self.principle(group, *number, title, *level, notes, origin);
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
        row.block = self.block;
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
        set(&mut self.shaper, text, style, width, &self.document.languages, inlines)
    }

    fn set_line(&mut self, text: &Text, style: &Style) -> Option<Arc<Line>> {
        set_line(&mut self.shaper, text, style, &self.document.languages)
    }

    /// An element for `text`, with elements of their own inside it for words in another language and for marked words.
    fn text_element(
        &mut self,
        role: Role,
        parent: usize,
        text: &Text,
        marks: &[Range<usize>],
        origin: &Origin,
    ) -> (usize, Vec<Inline>) {
        let tongue = text.tongue();
        let element = self.flow.element(role, parent, self.tongue_unless_document(tongue), origin);
        let mut edges: Vec<usize> = text.spans().map(|(range, _)| range.end).collect();
        edges.extend(marks.iter().flat_map(|range| [range.start, range.end]));
        edges.push(0);
        edges.sort_unstable();
        edges.dedup();
        let spans: Vec<_> = text.spans().collect();
        let languages = &self.document.languages;
        let mut inlines: Vec<Inline> = Vec::new();
        let mut kinds: Vec<(Tongue, bool)> = Vec::new();
        for (start, end) in edges.iter().zip(edges.iter().skip(1)) {
            let spoken = spans.iter().find(|(range, _)| range.contains(start)).map_or(tongue, |(_, span)| span.tongue);
            let marked = marks.iter().any(|range| range.contains(start));
            let foreign = languages.tag(spoken) != languages.tag(tongue);
            if !marked && !foreign {
                continue;
            }
            let kind = (if foreign { spoken } else { tongue }, marked);
            match (inlines.last_mut(), kinds.last()) {
                (Some(last), Some(before)) if last.range.end == *start && *before == kind && !marked => {
                    last.range.end = *end;
                }
                _ => {
                    let Ok(index) = u16::try_from(inlines.len() + 1) else {
                        break;
                    };
                    inlines.push(Inline { range: *start..*end, index });
                    kinds.push(kind);
                }
            }
        }
        for (spoken, _) in kinds {
            let foreign = languages.tag(spoken) != languages.tag(tongue);
            let inline = self.flow.element(Role::Span, element, foreign.then_some(spoken), origin);
            self.flow.elements[inline].inline = true;
        }
        (element, inlines)
    }

    fn tongue_unless_document(&self, tongue: Tongue) -> Option<Tongue> {
        let languages = &self.document.languages;
        (languages.tag(tongue) != languages.labels.tag()).then_some(tongue)
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
        let base = Sheet::base_line(style);
        lines
            .iter()
            .map(|line| Row { height: style.leading, marks: vec![placed(line, x, base, element)], ..Row::default() })
            .collect()
    }

    /// Puts text into the column as rows.
    fn flow_text(&mut self, text: &Text, role: Role, style: &Style, before: f32, keep: bool, origin: &Origin) -> usize {
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

    fn title(&mut self, body: &Text, title: &Text, origin: &Origin) {
        let sheet = self.sheet;
        let bar = Area { x: sheet.left, y: 0.0, width: sheet.grid * 6.0, height: sheet.grid * 0.6 };
        self.push(Row {
            height: sheet.grid * 2.0,
            keep: true,
            marks: vec![Mark::Fill { area: bar, color: sheet.accent }],
            ..Row::default()
        });
        if !body.is_empty() {
            self.flow_text(body, Role::P, &sheet.kicker, 0.0, true, origin);
        }
        let width = sheet.right() - sheet.left;
        let (element, inlines) = self.text_element(Role::H1, 0, title, &[], origin);
        let mut rows = self.text_rows(title, &sheet.title, sheet.left, width, element, &inlines);
        together(&mut rows, true);
        self.to_grid(&mut rows);
        for row in rows {
            self.push(row);
        }
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

    fn facts(&mut self, facts: &[Fact], origin: &Origin) {
        let sheet = self.sheet;
        let list = self.flow.element(Role::L, 0, None, origin);
        let count = facts.len();
        for (index, fact) in facts.iter().enumerate() {
            let item = self.flow.element(Role::LI, list, None, origin);
            let quiet = Style { color: sheet.fact.quiet, ..sheet.fact };
            let (label, _) = self.text_element(Role::Lbl, item, &fact.label, &[], origin);
            let (value, inlines) = self.text_element(Role::LBody, item, &fact.value, &[], origin);
            let x = sheet.left + sheet.fact_label;
            let width = sheet.right() - x;
            let mut rows = self.text_rows(&fact.value, &sheet.fact, x, width, value, &inlines);
            if let (Some(first), Some(line)) = (rows.first_mut(), self.set_line(&fact.label, &quiet)) {
                first.marks.insert(0, placed(&line, sheet.left, Sheet::base_line(&sheet.fact), label));
                first.before = if index == 0 { sheet.grid } else { 0.0 };
            }
            together(&mut rows, index + 1 < count);
            for row in rows {
                self.push(row);
            }
        }
        let y = sheet.grid;
        let rule =
            Mark::Stroke { from: [sheet.left, y], to: [sheet.right(), y], width: 0.5, color: HAIRLINE, dash: None };
        self.push(Row { height: sheet.grid * 2.0, marks: vec![rule], ..Row::default() });
    }

    fn contents(&mut self, heading: &Text, entries: &[ContentsEntry]) {
        let sheet = self.sheet;
        self.flow_text(heading, Role::H2, &sheet.heading, sheet.grid * 2.0, true, &Origin::Document);
        let toc = self.flow.element(Role::Toc, 0, None, &Origin::Document);
        let number_width = sheet.contents.size * 2.0;
        let label_style = Style { roman: sheet.contents.strong, color: sheet.accent, ..sheet.contents };
        let widest = entries
            .iter()
            .filter(|entry| !entry.section)
            .filter_map(|entry| self.set_line(&entry.label, &label_style).map(|line| line.width));
        let indent = widest.fold(sheet.contents.size, f32::max) + sheet.contents.size * 0.9;
        for entry in entries {
            let item = self.flow.element(Role::Toci, toc, None, &Origin::Document);
            let reference = self.flow.element(Role::Reference, item, None, &Origin::Document);
            let style =
                if entry.section { Style { roman: sheet.contents.strong, ..sheet.contents } } else { sheet.contents };
            let mut text = Text::default();
            if entry.section && !entry.label.is_empty() {
                text.push(entry.label.as_str(), entry.label.tongue(), Emphasis::Quiet);
                text.push(" ", Tongue::Labels, Emphasis::Plain);
            }
            append(&mut text, &entry.title);
            let (link, inlines) = self.text_element(Role::Link, reference, &text, &[], &Origin::Document);
            let x = sheet.left + if entry.section { 0.0 } else { indent };
            let width = sheet.left + sheet.measure - number_width - x;
            let mut rows = self.text_rows(&text, &style, x, width, link, &inlines);
            let base = Sheet::base_line(&style);
            if !entry.section
                && let (Some(first), Some(line)) = (rows.first_mut(), self.set_line(&entry.label, &label_style))
            {
                first.marks.insert(0, placed(&line, sheet.left, base, link));
            }
            let count = rows.len();
            let mut description = entry.label.as_str().to_owned();
            if !description.is_empty() {
                description.push(' ');
            }
            description.push_str(entry.title.as_str());
            for (index, row) in rows.iter_mut().enumerate() {
                let text_right = row.marks.iter().fold(x, |right, mark| match mark {
                    Mark::Line { line, x, .. } => right.max(x + line.width),
                    _ => right,
                });
                let last = index + 1 == count;
                row.reference = Some(PageReference {
                    block: entry.block,
                    number_right: last.then_some(sheet.left + sheet.measure),
                    text_right,
                    y: base,
                    area: Area { x: sheet.left, y: 0.0, width: sheet.measure, height: style.leading },
                    element: link,
                    description: description.clone(),
                });
            }
            if let Some(first) = rows.first_mut() {
                first.before = if entry.section { sheet.grid / 2.0 } else { 0.0 };
            }
            together(&mut rows, entry.section);
            for row in rows {
                self.push(row);
            }
        }
    }

    fn legend(&mut self, heading: &Text, entries: &[LegendEntry]) {
        let sheet = self.sheet;
        let swatch = sheet.note.size * 2.6;
        if sheet.notes.is_some() {
            let mut marks = Vec::new();
            let (caption, _) = self.text_element(Role::P, 0, heading, &[], &Origin::Document);
            let list = self.flow.element(Role::L, 0, None, &Origin::Document);
            let style = sheet.note_label;
            let base = Sheet::base_line(&style);
            if let Some(line) = self.set_line(heading, &style) {
                marks.push(placed(&line, 0.0, base, caption));
            }
            let mut y = style.leading + 3.0;
            for entry in entries {
                let item = self.flow.element(Role::LI, list, None, &Origin::Document);
                let (body, _) = self.text_element(Role::LBody, item, &entry.meaning, &[], &Origin::Document);
                if let Some(line) = self.set_line(&entry.meaning, &sheet.note) {
                    let base = y + Sheet::base_line(&sheet.note);
                    marks.extend(swatch_marks(entry.style, 0.0, swatch, base, sheet.note.size));
                    marks.push(placed(&line, swatch + 6.0, base, body));
                }
                y += sheet.note.leading + 3.0;
            }
            self.flow.notes.push(MarginNote { marks, height: y, base_line: base, leader: None });
            self.legend = Some(self.flow.notes.len() - 1);
            return;
        }
        let list = self.flow.element(Role::L, 0, None, &Origin::Document);
        let style = sheet.note;
        let base = Sheet::base_line(&style);
        let gap = style.size * 0.6;
        let mut cells = Vec::new();
        for entry in entries {
            let item = self.flow.element(Role::LI, list, None, &Origin::Document);
            let (body, _) = self.text_element(Role::LBody, item, &entry.meaning, &[], &Origin::Document);
            if let Some(line) = self.set_line(&entry.meaning, &style) {
                cells.push((entry.style, line, body));
            }
        }
        let widest = cells.iter().fold(0.0, |widest: f32, (_, line, _)| widest.max(line.width));
        let cell = swatch + gap + widest + style.size * 1.6;
        // All on one line, or in two columns.
        let columns = if cell * cells.len() as f32 <= sheet.measure + style.size * 1.6 { cells.len() } else { 2 };
        let count = cells.len().div_ceil(columns.max(1));
        for (index, cells) in cells.chunks(columns.max(1)).enumerate() {
            let mut row = Row { height: style.leading + style.size * 0.2, keep: true, ..Row::default() };
            row.before = if index == 0 { sheet.grid } else { 0.0 };
            for (column, (style, line, body)) in cells.iter().enumerate() {
                let x = sheet.left + cell * column as f32;
                row.marks.extend(swatch_marks(*style, x, swatch, base, sheet.note.size));
                row.marks.push(placed(line, x + swatch + gap, base, *body));
            }
            if index + 1 == count {
                row.height += sheet.grid;
            }
            self.push(row);
        }
    }

    fn section(&mut self, label: &Text, title: &Text, origin: &Origin) {
        let sheet = self.sheet;
        let y = sheet.grid;
        let rule =
            Mark::Stroke { from: [sheet.left, y], to: [sheet.right(), y], width: 0.9, color: sheet.accent, dash: None };
        self.push(Row {
            before: sheet.grid * 3.0,
            height: sheet.grid * 2.0,
            keep: true,
            marks: vec![rule],
            ..Row::default()
        });
        let mut whole = Text::default();
        append(&mut whole, label);
        if !whole.is_empty() {
            whole.push(" ", Tongue::Labels, Emphasis::Plain);
        }
        append(&mut whole, title);
        let (element, inlines) = self.text_element(Role::H2, 0, &whole, &[], origin);
        let mut rows = Vec::new();
        if !label.is_empty() {
            let owner = label_owner(element, &inlines);
            rows.extend(self.text_rows(label, &sheet.section_label, sheet.left, sheet.measure, owner, &[]));
        }
        let inlines = shifted(&inlines, whole.as_str().len() - title.as_str().len());
        rows.extend(self.text_rows(title, &sheet.section, sheet.left, sheet.measure, element, &inlines));
        together(&mut rows, true);
        self.to_grid(&mut rows);
        for row in rows {
            self.push(row);
        }
    }

    fn principle(&mut self, group: &Text, number: u32, title: &Text, level: u8, notes: &[Note], origin: &Origin) {
        let sheet = self.sheet;
        let after_section = matches!(self.neighbour(-1), Some(Content::Section { .. }));
        let mut before = if after_section { sheet.grid } else { sheet.grid * 4.0 };
        if !group.is_empty() {
            let (element, inlines) = self.text_element(Role::P, 0, group, &[], origin);
            let mut rows = self.text_rows(group, &sheet.group, sheet.left, sheet.measure, element, &inlines);
            if let Some(first) = rows.first_mut() {
                first.before = std::mem::take(&mut before);
            }
            together(&mut rows, true);
            for row in rows {
                self.push(row);
            }
        }
        let numeral = Text::plain(&number.to_string(), Tongue::Set);
        let (element, inlines) = self.text_element(Role::heading(level), 0, title, &[], origin);
        let numeral = self.set_line(&numeral, &sheet.number);
        let indent = numeral.as_ref().map_or(0.0, |line| line.width) + sheet.number.size * 0.38;
        let mut rows =
            self.text_rows(title, &sheet.principle, sheet.left + indent, sheet.measure - indent, element, &inlines);
        if let (Some(first), Some(numeral)) = (rows.first_mut(), numeral) {
            let lift = (sheet.number.size - sheet.principle.size) * 0.7;
            first.before = before;
            first.height += lift;
            for mark in &mut first.marks {
                if let Mark::Line { y, .. } = mark {
                    *y += lift;
                }
            }
            let base = Sheet::base_line(&sheet.principle) + lift;
            first.marks.insert(0, placed(&numeral, sheet.left, base, element));
        }
        together(&mut rows, true);
        self.to_grid(&mut rows);
        if let Some(last) = rows.last_mut() {
            last.height += sheet.grid;
        }
        let base = rows.first().map_or(0.0, |row| first_base_line(row));
        let overflow = self.beside(notes, &mut rows, |_| 0, base);
        for row in rows {
            self.push(row);
        }
        for note in overflow {
            self.remark(note);
        }
    }

    fn heading(&mut self, text: &Text, level: u8) {
        let style = self.sheet.heading;
        self.flow_text(text, Role::heading(level), &style, self.sheet.grid * 2.0, true, &Origin::Document);
    }

    /// A passage as rows: its code in the outer margin, its words with their marks.
    fn passage_rows(&mut self, passage: &Passage, style: &Style, x: f32, width: f32, origin: &Origin) -> Vec<Row> {
        let sheet = self.sheet;
        let ranges: Vec<Range<usize>> = passage.marks.iter().map(|mark| mark.range.clone()).collect();
        let (element, inlines) = self.text_element(Role::P, 0, &passage.text, &ranges, origin);
        let lines = self.set(&passage.text, style, width, &inlines);
        let base = Sheet::base_line(style);
        let lanes = highlight::lanes(&passage.marks);
        let mut rows = Vec::with_capacity(lines.len());
        for line in &lines {
            let mut marks = highlight::paint(line, x, base, style.size, &passage.marks, &lanes);
            marks.push(placed(line, x, base, element));
            rows.push(Row { height: style.leading, marks, ..Row::default() });
        }
        let code = Text::plain(&passage.code, Tongue::Labels);
        if let (Some(first), Some(line)) = (rows.first_mut(), self.set_line(&code, &sheet.small)) {
            let left = sheet.left - sheet.small.size - line.width;
            if left >= 12.0 {
                first.marks.insert(0, placed(&line, left, base, element));
            } else {
                // There is no room beside the text: the code stands above it.
                let above = sheet.small.leading;
                for mark in &mut first.marks {
                    *mark = super::row::moved(mark.clone(), 0.0, above);
                }
                first.height += above;
                first.marks.insert(0, placed(&line, x, Sheet::base_line(&sheet.small), element));
            }
        }
        rows
    }

    /// Puts notes beside the rows of the words that they belong to. Those for which there is no room there come back.
    fn beside<'n>(
        &mut self,
        notes: &'n [Note],
        rows: &mut [Row],
        row_of: impl Fn(usize) -> usize,
        first_base: f32,
    ) -> Vec<&'n Note> {
        let sheet = self.sheet;
        let Some([_, width]) = sheet.notes else {
            return notes.iter().collect();
        };
        let places: Vec<usize> = notes.iter().map(|note| row_of(note.at).min(rows.len().saturating_sub(1))).collect();
        let elements = self.flow.elements.len();
        let mut boxes = Vec::with_capacity(notes.len());
        for (note, place) in notes.iter().zip(&places) {
            let crowded = places.iter().filter(|other| *other == place).count() > 1;
            boxes.push(self.margin_note(note, width, crowded));
        }
        let height: f32 = boxes.iter().map(|note| note.height + BETWEEN_NOTES).sum();
        if height > (sheet.bottom - sheet.top) * MOST_IN_MARGIN || rows.is_empty() {
            self.flow.elements.truncate(elements);
            return notes.iter().collect();
        }
        for (note, place) in boxes.into_iter().zip(places) {
            self.flow.notes.push(note);
            let base = if place == 0 { first_base } else { first_base_line(&rows[place]) };
            rows[place].notes.push((self.flow.notes.len() - 1, base));
        }
        Vec::new()
    }

    fn lead(&mut self, passage: &Passage, origin: &Origin) {
        let sheet = self.sheet;
        let inset = INSET.max(sheet.lead.size * 0.9);
        let mut rows = self.passage_rows(passage, &sheet.lead, sheet.left + inset, sheet.measure - 2.0 * inset, origin);
        let backdrop = Backdrop {
            x: sheet.left,
            width: sheet.measure,
            tint: Some(sheet.tint()),
            rule: sheet.accent,
            thickness: sheet.grid * 0.36,
        };
        for row in &mut rows {
            row.backdrop = Some(backdrop);
        }
        let pad = sheet.grid;
        if let Some(first) = rows.first_mut() {
            first.height += pad;
            for mark in &mut first.marks {
                *mark = super::row::moved(mark.clone(), 0.0, pad);
            }
        }
        if let Some(last) = rows.last_mut() {
            last.height += pad;
        }
        if self.is_small(&rows) {
            together(&mut rows, false);
        }
        self.body(passage, rows, if self.flow.rows.last().is_some_and(|row| row.keep) { 0.0 } else { sheet.grid });
    }

    fn paragraph(&mut self, passage: &Passage, origin: &Origin) {
        let sheet = self.sheet;
        let rows = self.passage_rows(passage, &sheet.body, sheet.left, sheet.measure, origin);
        self.body(passage, rows, sheet.grid);
    }

    /// Puts a passage's rows into the column, its notes beside them or after them.
    fn body(&mut self, passage: &Passage, mut rows: Vec<Row>, before: f32) {
        if let Some(first) = rows.first_mut() {
            first.before = before;
        }
        let starts: Vec<usize> = rows.iter().map(line_start).collect();
        let row_of = |at: usize| starts.partition_point(|start| *start <= at).saturating_sub(1);
        let base = rows.first().map_or(0.0, first_base_line);
        let overflow = self.beside(&passage.notes, &mut rows, row_of, base);
        keep_paragraph(&mut rows);
        if !overflow.is_empty()
            && let Some(last) = rows.last_mut()
        {
            last.keep = true;
        }
        for row in rows {
            self.push(row);
        }
        for note in overflow {
            self.remark(note);
        }
    }

    fn quotation(&mut self, passage: &Passage, origin: &Origin) {
        let sheet = self.sheet;
        let mut rows = self.passage_rows(passage, &sheet.body, sheet.left, sheet.measure, origin);
        if let Some(first) = rows.first_mut() {
            first.before = sheet.grid;
        }
        keep_paragraph(&mut rows);
        let written: Vec<(&Note, &Text)> =
            passage.notes.iter().flat_map(|note| note.paragraphs.iter().map(move |text| (note, text))).collect();
        if let (false, Some(last)) = (written.is_empty(), rows.last_mut()) {
            last.keep = true;
        }
        for row in rows {
            self.push(row);
        }
        for (note, text) in written {
            let (element, inlines) = self.text_element(Role::P, 0, text, &[], &note.origin);
            let x = sheet.left + sheet.note.size * 1.4;
            let mut rows =
                self.text_rows(text, &sheet.note, x, sheet.measure - sheet.note.size * 1.4, element, &inlines);
            keep_paragraph(&mut rows);
            for row in rows {
                self.push(row);
            }
        }
    }

    /// The lines of a note: label and code, words, text. `width` is that of the words.
    fn note_lines(&mut self, note: &Note, parent: usize, width: f32, quote: bool) -> Vec<(Vec<Mark>, f32)> {
        let sheet = self.sheet;
        let label_style = Style { color: note_color(note.kind), ..sheet.note_label };
        let element = self.flow.element(Role::Note, parent, None, &note.origin);
        let (label, _) = self.text_element(Role::Lbl, element, &note.label, &[], &note.origin);
        let mut first = Vec::new();
        let base = Sheet::base_line(&label_style);
        if let Some(line) = self.set_line(&note.label, &label_style) {
            first.push(placed(&line, 0.0, base, label));
        }
        if let Some(line) = self.set_line(&Text::plain(&note.code, Tongue::Labels), &sheet.small) {
            first.push(placed(&line, width - line.width, base, label));
        }
        let mut out = vec![(first, label_style.leading)];
        let quoted = (quote && !note.quote.is_empty()).then_some(&note.quote);
        for text in quoted.into_iter().chain(&note.paragraphs) {
            let style = if Some(text) == quoted { Style { color: sheet.note.quiet, ..sheet.note } } else { sheet.note };
            let (element, inlines) = self.text_element(Role::P, element, text, &[], &note.origin);
            let lines = self.set(text, &style, width, &inlines);
            for line in &lines {
                out.push((vec![placed(line, 0.0, Sheet::base_line(&style), element)], style.leading));
            }
        }
        out
    }

    fn margin_note(&mut self, note: &Note, width: f32, quote: bool) -> MarginNote {
        let inset = 7.0;
        let lines = self.note_lines(note, 0, width - inset, quote);
        let color = note_color(note.kind);
        let (mut marks, mut y) = (Vec::new(), 0.0);
        for (line, height) in lines {
            marks.extend(line.into_iter().map(|mark| super::row::moved(mark, inset, y)));
            y += height;
        }
        let rule = Mark::Fill { area: Area { x: 0.0, y: 1.0, width: 1.2, height: y - 1.0 }, color };
        marks.insert(0, rule);
        MarginNote { marks, height: y, base_line: Sheet::base_line(&self.sheet.note_label), leader: Some(color) }
    }

    fn remark(&mut self, note: &Note) {
        let sheet = self.sheet;
        let inset = INSET.max(sheet.note.size * 0.8);
        let lines = self.note_lines(note, 0, sheet.measure - inset, true);
        let color = note_color(note.kind);
        let backdrop = Backdrop { x: sheet.left, width: sheet.measure, tint: None, rule: color, thickness: 1.5 };
        let mut rows: Vec<Row> = lines
            .into_iter()
            .map(|(marks, height)| Row {
                height,
                marks: marks.into_iter().map(|mark| super::row::moved(mark, sheet.left + inset, 0.0)).collect(),
                backdrop: Some(backdrop),
                ..Row::default()
            })
            .collect();
        if let Some(first) = rows.first_mut() {
            first.before = sheet.grid;
        }
        keep_paragraph(&mut rows);
        for row in rows {
            self.push(row);
        }
    }

    fn record(&mut self, record: &Record, origin: &Origin) {
        let sheet = self.sheet;
        let list = match self.list {
            Some(list) => list,
            None => self.flow.element(Role::L, 0, None, &Origin::Document),
        };
        self.list = Some(list);
        let item = self.flow.element(Role::LI, list, None, origin);
        let label_style = Style { color: note_color(record.kind), ..sheet.note_label };
        let (label, _) = self.text_element(Role::Lbl, item, &record.label, &[], origin);
        let body = self.flow.element(Role::LBody, item, None, origin);
        let x = sheet.left + sheet.record;
        let width = sheet.measure - sheet.record;
        let mut rows = Vec::new();
        for text in &record.paragraphs {
            let (element, inlines) = self.text_element(Role::P, body, text, &[], origin);
            let style = Style { alignment: Alignment::Ragged, ..sheet.body };
            let mut some = self.text_rows(text, &style, x, width, element, &inlines);
            keep_paragraph(&mut some);
            if let (Some(last), Some(first)) = (rows.last_mut(), some.first_mut()) {
                let _: &mut Row = last;
                first.before = sheet.grid / 2.0;
            }
            rows.extend(some);
        }
        let label_width = sheet.note.size * 6.2;
        let mut space = sheet.grid / 2.0;
        for fact in &record.details {
            let mut text = Text::default();
            append(&mut text, &fact.label);
            text.push(": ", Tongue::Labels, Emphasis::Plain);
            append(&mut text, &fact.value);
            let (element, inlines) = self.text_element(Role::P, body, &text, &[], origin);
            let quiet = Style { color: sheet.note.quiet, ..sheet.note };
            let own = shifted(&inlines, text.as_str().len() - fact.value.as_str().len());
            let mut some =
                self.text_rows(&fact.value, &sheet.note, x + label_width, width - label_width, element, &own);
            if let (Some(first), Some(line)) = (some.first_mut(), self.set_line(&fact.label, &quiet)) {
                let owner = label_owner(element, &inlines);
                first.marks.insert(0, placed(&line, x, Sheet::base_line(&sheet.note), owner));
                first.before = std::mem::take(&mut space);
            }
            rows.extend(some);
        }
        if rows.is_empty() {
            rows.push(Row { height: sheet.body.leading, ..Row::default() });
        }
        if let Some(first) = rows.first_mut() {
            first.before = sheet.grid * 1.5;
            let base = Sheet::base_line(&sheet.body);
            if let Some(line) = self.set_line(&record.label, &label_style) {
                first.marks.insert(0, placed(&line, sheet.left, base, label));
            }
        }
        if let Some(line) = self.set_line(&Text::plain(&record.code, Tongue::Labels), &sheet.small) {
            if rows.len() < 2 {
                rows.push(Row { height: sheet.small.leading, ..Row::default() });
            }
            let base = first_base_line(&rows[1]).max(Sheet::base_line(&sheet.small));
            rows[1].marks.insert(0, placed(&line, sheet.left, base, label));
        }
        if self.is_small(&rows) {
            together(&mut rows, false);
        } else {
            keep_paragraph(&mut rows);
        }
        for row in rows {
            self.push(row);
        }
    }

    /// Whether rows are few enough to be kept in one piece.
    fn is_small(&self, rows: &[Row]) -> bool {
        rows.iter().map(|row| row.height).sum::<f32>() <= (self.sheet.bottom - self.sheet.top) * KEPT_BOX
    }

    fn ruled(&mut self, lines: usize) {
        let sheet = self.sheet;
        if let Some(last) = self.flow.rows.last_mut() {
            last.keep = true;
        }
        for index in 0..lines {
            let y = sheet.ruled;
            let rule = Mark::Stroke {
                from: [sheet.left, y],
                to: [sheet.left + sheet.measure, y],
                width: 0.4,
                color: RULED,
                dash: None,
            };
            let (keep, optional) = (index + 1 < KEPT_RULES.min(lines), index >= KEPT_RULES);
            self.push(Row { height: sheet.ruled, keep, optional, marks: vec![rule], ..Row::default() });
        }
    }

    fn source(&mut self, text: &Text) {
        let style = self.sheet.small;
        self.flow_text(text, Role::P, &style, self.sheet.grid, false, &Origin::Document);
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

fn append(text: &mut Text, more: &Text) {
    for (range, span) in more.spans() {
        text.push(more.as_str().get(range).unwrap_or_default(), span.tongue, span.emphasis);
    }
}

fn swatch_marks(style: MarkStyle, x: f32, width: f32, y: f32, size: f32) -> Vec<Mark> {
    let mut marks = Vec::new();
    if let MarkStyle::Highlight(color) = style {
        let area = Area { x, y: y - size * 0.8, width, height: size * 1.06 };
        marks.push(Mark::Fill { area, color: super::sheet::highlight_tint(color) });
    }
    highlight::underline(&mut marks, style, [x, x + width], y, size, 0);
    marks
}

/// The base line of the last line of text in a row: its own, and not that of a code above it.
fn first_base_line(row: &Row) -> f32 {
    let lines = row.marks.iter().filter_map(|mark| if let Mark::Line { y, .. } = mark { Some(*y) } else { None });
    lines.last().unwrap_or(0.0)
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

/// Keeps all rows on one page, and with what follows where `following` says so.
fn together(rows: &mut [Row], following: bool) {
    let count = rows.len();
    for (index, row) in rows.iter_mut().enumerate() {
        row.keep = index + 1 < count || following;
    }
}

/// No single line of a paragraph at a page's foot or top.
fn keep_paragraph(rows: &mut [Row]) {
    let count = rows.len();
    for (index, row) in rows.iter_mut().enumerate() {
        row.keep = row.keep || (index + 1 < count && (index == 0 || index + 2 == count));
    }
}
