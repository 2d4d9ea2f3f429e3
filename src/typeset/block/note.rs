//! Notes, in the margin or in the text, and the records of the minutes.

use super::{INSET, Maker, first_base_line, keep_paragraph, keep_whole, label_owner, shifted};
use crate::compose::{Emphasis, LanguageRole, Note, Origin, Record, Text};
use crate::typeset::line::{Alignment, Style};
use crate::typeset::page::{Area, Line, Mark, Role};
use crate::typeset::row::{Backdrop, Keep, MarginNote, Row, moved, placed};
use crate::typeset::style_sheet::{StyleSheet, note_color};
use std::sync::Arc;

impl Maker<'_> {
    /// The lines of a note: label and code, words, text. `width` is that of the words.
    pub(super) fn note_lines(&mut self, note: &Note, parent: usize, width: f32, quote: bool) -> Vec<(Vec<Mark>, f32)> {
        let sheet = self.sheet;
        let label_style = Style { color: note_color(note.kind), ..sheet.note_label };
        let element = self.flow.element(Role::Note, parent, None, &note.origin);
        let (label, _) = self.text_element(Role::Lbl, element, &note.label, &[], &note.origin);
        let base = StyleSheet::base_line(&label_style);
        let name = self.set_line(&note.label, &label_style);
        let code = self.set_line(&Text::plain(&note.code, LanguageRole::Labels), &sheet.small);
        let wide = |line: &Option<Arc<Line>>| line.as_ref().map_or(0.0, |line| line.width);
        // Beside each other, or where there is no room for both one below the other.
        let beside = wide(&name) + wide(&code) + sheet.small.size <= width;
        let mut out = vec![(Vec::new(), label_style.leading)];
        if let Some(line) = name {
            out[0].0.push(placed(&line, 0.0, base, label));
        }
        if let Some(line) = code {
            if beside {
                out[0].0.push(placed(&line, width - line.width, base, label));
            } else {
                out.push((vec![placed(&line, 0.0, StyleSheet::base_line(&sheet.small), label)], sheet.small.leading));
            }
        }
        let quoted = (quote && !note.quote.is_empty()).then_some(&note.quote);
        for text in quoted.into_iter().chain(&note.paragraphs) {
            let style = if Some(text) == quoted { Style { color: sheet.note.quiet, ..sheet.note } } else { sheet.note };
            let (element, inlines) = self.text_element(Role::P, element, text, &[], &note.origin);
            let lines = self.set(text, &style, width, &inlines);
            for line in &lines {
                out.push((vec![placed(line, 0.0, StyleSheet::base_line(&style), element)], style.leading));
            }
        }
        out
    }

    pub(super) fn margin_note(&mut self, note: &Note, width: f32, quote: bool) -> MarginNote {
        let inset = 7.0;
        let lines = self.note_lines(note, 0, width - inset, quote);
        let color = note_color(note.kind);
        let (mut marks, mut y) = (Vec::new(), 0.0);
        for (line, height) in lines {
            marks.extend(line.into_iter().map(|mark| moved(mark, inset, y)));
            y += height;
        }
        let rule = Mark::Fill { area: Area { x: 0.0, y: 1.0, width: 1.2, height: y - 1.0 }, color };
        marks.insert(0, rule);
        MarginNote { marks, height: y, base_line: StyleSheet::base_line(&self.sheet.note_label), leader: Some(color) }
    }

    pub(super) fn remark(&mut self, note: &Note) {
        let sheet = self.sheet;
        let inset = INSET.max(sheet.note.size * 0.8);
        let lines = self.note_lines(note, 0, sheet.measure - inset, true);
        let color = note_color(note.kind);
        let backdrop = Backdrop { x: sheet.left, tint: None, rule: color, thickness: 1.5 };
        let mut rows: Vec<Row> = lines
            .into_iter()
            .map(|(marks, height)| Row {
                height,
                marks: marks.into_iter().map(|mark| moved(mark, sheet.left + inset, 0.0)).collect(),
                backdrop: Some(backdrop),
                ..Row::default()
            })
            .collect();
        if let Some(first) = rows.first_mut() {
            first.before = sheet.grid;
        }
        if self.is_small(&rows) {
            keep_whole(&mut rows);
        } else {
            keep_paragraph(&mut rows);
            for row in rows.iter_mut().take(3) {
                row.keep = Keep::Must;
            }
        }
        for row in rows {
            self.push(row);
        }
    }

    pub(super) fn record(&mut self, record: &Record, origin: &Origin) {
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
            text.append(&fact.label);
            text.push(": ", LanguageRole::Labels, Emphasis::Plain);
            text.append(&fact.value);
            let (element, inlines) = self.text_element(Role::P, body, &text, &[], origin);
            let quiet = Style { color: sheet.note.quiet, ..sheet.note };
            let own = shifted(&inlines, text.as_str().len() - fact.value.as_str().len());
            let mut some =
                self.text_rows(&fact.value, &sheet.note, x + label_width, width - label_width, element, &own);
            if let (Some(first), Some(line)) = (some.first_mut(), self.set_line(&fact.label, &quiet)) {
                let owner = label_owner(element, &inlines);
                first.marks.insert(0, placed(&line, x, StyleSheet::base_line(&sheet.note), owner));
                first.before = std::mem::take(&mut space);
            }
            rows.extend(some);
        }
        if rows.is_empty() {
            rows.push(Row { height: sheet.body.leading, ..Row::default() });
        }
        if let Some(first) = rows.first_mut() {
            first.before = sheet.grid * 1.5;
            let base = StyleSheet::base_line(&sheet.body);
            if let Some(line) = self.set_line(&record.label, &label_style) {
                first.marks.insert(0, placed(&line, sheet.left, base, label));
            }
        }
        if let Some(line) = self.set_line(&Text::plain(&record.code, LanguageRole::Labels), &sheet.small) {
            if rows.len() < 2 {
                rows.push(Row { height: sheet.small.leading, ..Row::default() });
            }
            let base = first_base_line(&rows[1]).max(StyleSheet::base_line(&sheet.small));
            rows[1].marks.insert(0, placed(&line, sheet.left, base, label));
        }
        if self.is_small(&rows) {
            keep_whole(&mut rows);
        } else {
            keep_paragraph(&mut rows);
        }
        for row in rows {
            self.push(row);
        }
    }
}
