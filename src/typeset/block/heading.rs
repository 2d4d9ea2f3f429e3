//! Headings, and what stands between principles: sources and ruled lines.

use super::{KEPT_RULES, Maker, first_base_line, label_owner, shifted, together};
use crate::compose::{Content, Emphasis, LanguageRole, Note, Origin, Text};
use crate::typeset::line::Style;
use crate::typeset::page::{Mark, Role};
use crate::typeset::row::{Keep, Row, placed};
use crate::typeset::style_sheet::{RULED, StyleSheet};

/// The share of the column that a principle's label may have beside its title: one that is longer stands above it.
const WIDEST_NUMERAL: f32 = 0.24;

impl Maker<'_> {
    pub(super) fn section(&mut self, label: &Text, title: &Text, origin: &Origin) {
        let sheet = self.sheet;
        let y = sheet.grid;
        let rule =
            Mark::Stroke { from: [sheet.left, y], to: [sheet.right(), y], width: 0.9, color: sheet.accent, dash: None };
        self.push(Row {
            before: sheet.grid * 3.0,
            height: sheet.grid * 2.0,
            keep: Keep::Must,
            wide: true,
            marks: vec![rule],
            ..Row::default()
        });
        let mut whole = Text::default();
        whole.append(label);
        if !whole.is_empty() {
            whole.push(" ", LanguageRole::Labels, Emphasis::Plain);
        }
        whole.append(title);
        let (element, inlines) = self.text_element(Role::H2, 0, &whole, &[], origin);
        let mut rows = Vec::new();
        if !label.is_empty() {
            let owner = label_owner(element, &inlines);
            rows.extend(self.text_rows(label, &sheet.section_label, sheet.left, sheet.measure, owner, &[]));
        }
        let inlines = shifted(&inlines, whole.as_str().len() - title.as_str().len());
        let width = sheet.right() - sheet.left;
        rows.extend(self.heading_rows(title, &sheet.section, sheet.left, width, element, &inlines));
        together(&mut rows, Keep::Must);
        self.to_grid(&mut rows);
        for mut row in rows {
            row.wide = true;
            self.push(row);
        }
    }

    pub(super) fn principle(
        &mut self,
        group: &Text,
        label: &Text,
        title: &Text,
        level: u8,
        notes: &[Note],
        origin: &Origin,
    ) {
        let sheet = self.sheet;
        let after_section = matches!(self.neighbour(-1), Some(Content::Section { .. }));
        let mut before = if after_section { sheet.grid * 2.0 } else { sheet.grid * 4.0 };
        if !group.is_empty() {
            let (element, inlines) = self.text_element(Role::P, 0, group, &[], origin);
            let mut rows = self.text_rows(group, &sheet.group, sheet.left, sheet.measure, element, &inlines);
            if let Some(first) = rows.first_mut() {
                first.before = std::mem::take(&mut before);
            }
            together(&mut rows, Keep::Must);
            for row in rows {
                self.push(row);
            }
        }
        let (element, inlines) = self.text_element(Role::heading(level), 0, title, &[], origin);
        let numeral = self.set_line(label, &sheet.number);
        let widest = sheet.measure * WIDEST_NUMERAL;
        let (numeral, above) = match numeral {
            Some(line) if line.width > widest => (None, true),
            numeral => (numeral, false),
        };
        let indent = numeral.as_ref().map_or(0.0, |line| line.width + sheet.number.size * 0.38);
        let mut rows =
            self.heading_rows(title, &sheet.principle, sheet.left + indent, sheet.measure - indent, element, &inlines);
        if above {
            let style = Style { color: sheet.number.color, ..sheet.principle };
            let mut label = self.text_rows(label, &style, sheet.left, sheet.measure, element, &[]);
            label.append(&mut rows);
            rows = label;
        }
        if let Some(first) = rows.first_mut() {
            first.before = before;
        }
        if let (Some(first), Some(numeral)) = (rows.first_mut(), numeral) {
            let lift = (sheet.number.size - sheet.principle.size) * 0.7;
            first.height += lift;
            for mark in &mut first.marks {
                if let Mark::Line { y, .. } = mark {
                    *y += lift;
                }
            }
            let base = StyleSheet::base_line(&sheet.principle) + lift;
            first.marks.insert(0, placed(&numeral, sheet.left, base, element));
        }
        together(&mut rows, Keep::Must);
        self.to_grid(&mut rows);
        if let Some(last) = rows.last_mut() {
            last.height += sheet.grid;
        }
        let base = rows.first().map_or(0.0, first_base_line);
        let overflow = self.beside(notes, &mut rows, |_| 0, base);
        for row in rows {
            self.push(row);
        }
        for note in overflow {
            self.remark(note);
        }
    }

    pub(super) fn heading(&mut self, text: &Text, level: u8) {
        let style = self.sheet.heading;
        self.flow_text(text, Role::heading(level), &style, self.sheet.grid * 2.0, Keep::Must, &Origin::Document);
    }

    pub(super) fn source(&mut self, text: &Text) {
        let style = self.sheet.small;
        self.flow_text(text, Role::P, &style, self.sheet.grid, Keep::No, &Origin::Document);
    }

    pub(super) fn ruled(&mut self, lines: usize) {
        let sheet = self.sheet;
        if let Some(last) = self.flow.rows.last_mut() {
            last.keep = Keep::Must;
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
            let keep = if index + 1 < KEPT_RULES.min(lines) { Keep::Wish } else { Keep::No };
            let optional = index >= KEPT_RULES;
            self.push(Row { height: sheet.ruled, keep, optional, marks: vec![rule], ..Row::default() });
        }
    }
}
