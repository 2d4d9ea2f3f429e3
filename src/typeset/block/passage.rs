//! Words of a principle, with their marks and the notes beside them.

use super::{BETWEEN_NOTES, INSET, MOST_IN_MARGIN, Maker, first_base_line, keep_paragraph, keep_whole, line_start};
use crate::compose::{Content, LanguageRole, Note, Origin, Passage, Text};
use crate::typeset::highlight;
use crate::typeset::line::Style;
use crate::typeset::page::Role;
use crate::typeset::row::{Backdrop, Keep, Row, moved, placed};
use crate::typeset::style_sheet::StyleSheet;
use std::ops::Range;

impl Maker<'_> {
    /// A passage as rows: its code in the outer margin, its words with their marks.
    pub(super) fn passage_rows(
        &mut self,
        passage: &Passage,
        style: &Style,
        x: f32,
        width: f32,
        origin: &Origin,
    ) -> Vec<Row> {
        let sheet = self.sheet;
        let ranges: Vec<Range<usize>> = passage.marks.iter().map(|mark| mark.range.clone()).collect();
        let (element, inlines) = self.text_element(Role::P, 0, &passage.text, &ranges, origin);
        let lines = self.set(&passage.text, style, width, &inlines);
        let base = StyleSheet::base_line(style);
        let mut rows = Vec::with_capacity(lines.len());
        for line in &lines {
            let mut marks = highlight::paint(line, x, base, style.size, &passage.marks);
            marks.push(placed(line, x, base, element));
            rows.push(Row { height: style.leading, marks, ..Row::default() });
        }
        let code = Text::plain(&passage.code, LanguageRole::Labels);
        // An element of its own: what the paragraph's element holds is the paragraph, to the letter.
        let owner = self.flow.element(Role::Span, element, None, &Origin::Document);
        self.flow.elements[owner].inline = true;
        if let (Some(first), Some(line)) = (rows.first_mut(), self.set_line(&code, &sheet.small)) {
            let left = sheet.left - sheet.small.size - line.width;
            if left >= 12.0 {
                first.marks.insert(0, placed(&line, left, base, owner));
            } else {
                // There is no room beside the text: the code stands above it.
                let above = sheet.small.leading;
                for mark in &mut first.marks {
                    *mark = moved(mark.clone(), 0.0, above);
                }
                first.height += above;
                first.marks.insert(0, placed(&line, x, StyleSheet::base_line(&sheet.small), owner));
            }
        }
        rows
    }

    /// Puts notes beside the rows of the words that they belong to. Those for which there is no room there come back.
    pub(super) fn beside<'n>(
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

    pub(super) fn lead(&mut self, passage: &Passage, origin: &Origin) {
        let sheet = self.sheet;
        let inset = INSET.max(sheet.lead.size * 0.9);
        let mut rows = self.passage_rows(passage, &sheet.lead, sheet.left + inset, sheet.measure - 2.0 * inset, origin);
        let backdrop = Backdrop {
            x: sheet.left,
            tint: sheet.lead_tint.map(|color| (sheet.measure, color)),
            rule: sheet.accent,
            thickness: sheet.lead_rule,
        };
        for row in &mut rows {
            row.backdrop = Some(backdrop);
        }
        let pad = sheet.lead_pad;
        if let Some(first) = rows.first_mut() {
            first.height += pad;
            for mark in &mut first.marks {
                *mark = moved(mark.clone(), 0.0, pad);
            }
        }
        if let Some(last) = rows.last_mut() {
            last.height += pad;
        }
        if self.is_small(&rows) {
            keep_whole(&mut rows);
        }
        let after_box = self.flow.rows.last().is_some_and(|row| row.backdrop.is_some());
        let after_heading = matches!(self.neighbour(-1), Some(Content::Principle { .. }));
        self.body(passage, rows, if after_heading && !after_box { 0.0 } else { sheet.grid });
    }

    pub(super) fn paragraph(&mut self, passage: &Passage, origin: &Origin) {
        let sheet = self.sheet;
        let rows = self.passage_rows(passage, &sheet.body, sheet.left, sheet.measure, origin);
        let after_lead = matches!(self.neighbour(-1), Some(Content::Lead(_)));
        self.body(passage, rows, if after_lead { sheet.grid * 1.5 } else { sheet.grid });
    }

    /// Puts a passage's rows into the column, its notes beside them or after them.
    pub(super) fn body(&mut self, passage: &Passage, mut rows: Vec<Row>, before: f32) {
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
            last.keep = Keep::Wish;
        }
        for row in rows {
            self.push(row);
        }
        for note in overflow {
            self.remark(note);
        }
    }

    pub(super) fn quotation(&mut self, passage: &Passage, origin: &Origin) {
        let sheet = self.sheet;
        let mut rows = self.passage_rows(passage, &sheet.body, sheet.left, sheet.measure, origin);
        if let Some(first) = rows.first_mut() {
            first.before = sheet.grid;
        }
        keep_paragraph(&mut rows);
        let written: Vec<(&Note, &Text)> =
            passage.notes.iter().flat_map(|note| note.paragraphs.iter().map(move |text| (note, text))).collect();
        if let (false, Some(last)) = (written.is_empty(), rows.last_mut()) {
            last.keep = Keep::Wish;
        }
        for row in rows {
            self.push(row);
        }
        let count = written.len();
        for (index, (note, text)) in written.into_iter().enumerate() {
            let (element, inlines) = self.text_element(Role::P, 0, text, &[], &note.origin);
            let x = sheet.left + sheet.note.size * 1.4;
            let mut rows =
                self.text_rows(text, &sheet.note, x, sheet.measure - sheet.note.size * 1.4, element, &inlines);
            keep_paragraph(&mut rows);
            if let Some(last) = rows.last_mut().filter(|_| index + 1 < count) {
                last.keep = Keep::Wish;
            }
            for row in rows {
                self.push(row);
            }
        }
    }
}
