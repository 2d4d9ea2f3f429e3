//! What stands first: title, facts, contents, legend.

use super::{Maker, keep_paragraph, swatch_marks, together};
use crate::compose::{ContentsEntry, Emphasis, Fact, LanguageRole, LegendEntry, Origin, Text};
use crate::typeset::line::Style;
use crate::typeset::page::{Area, Mark, Role};
use crate::typeset::row::{Keep, MarginNote, PageReference, Row, placed};
use crate::typeset::style_sheet::{HAIRLINE, StyleSheet};

/// The most room that a logo gets, in points: 60 by 18 mm.
const LOGO: [f32; 2] = [170.0, 51.0];

/// The share of the column that the labels of principles may have beside their titles in the contents.
const WIDEST_LABEL: f32 = 0.3;

impl Maker<'_> {
    pub(super) fn title(&mut self, body: &Text, title: &Text, origin: &Origin) {
        let sheet = self.sheet;
        let bar = Area { x: sheet.left, y: 0.0, width: sheet.grid * 6.0, height: sheet.grid * 0.6 };
        let mut marks = vec![Mark::Fill { area: bar, color: sheet.accent }];
        let mut height = sheet.grid * 2.0;
        if let Some(logo) = self.logo() {
            if let Mark::Picture { area, .. } = &logo {
                height = height.max(((area.height + sheet.grid) / sheet.grid).ceil() * sheet.grid);
            }
            marks.push(logo);
        }
        self.push(Row { height, keep: Keep::Wish, marks, wide: true, ..Row::default() });
        if !body.is_empty() {
            self.flow_text(body, Role::P, &sheet.kicker, 0.0, Keep::Must, origin);
        }
        let width = sheet.right() - sheet.left;
        let (element, inlines) = self.text_element(Role::H1, 0, title, &[], origin);
        let mut rows = self.heading_rows(title, &sheet.title, sheet.left, width, element, &inlines);
        if rows.len() > 3 {
            rows = self.heading_rows(title, &sheet.long_title, sheet.left, width, element, &inlines);
        }
        if let Some(first) = rows.first_mut() {
            first.before = sheet.grid / 2.0;
        }
        together(&mut rows, Keep::Must);
        self.to_grid(&mut rows);
        for row in rows {
            self.push(row);
        }
    }

    /// The logo at the right of the page's head, as large as its frame allows.
    fn logo(&mut self) -> Option<Mark> {
        let figure = self.document.logo.as_ref()?;
        let pixels = figure.picture.pixels()?;
        let (across, down) = (pixels.width as f32, pixels.height as f32);
        let scale = (LOGO[0] / across).min(LOGO[1] / down);
        let (width, height) = (across * scale, down * scale);
        let element = self.flow.element(Role::Figure, 0, None, &Origin::Meeting);
        self.flow.elements[element].alternative = Some(figure.description.clone());
        let area = Area { x: self.sheet.right() - width, y: 0.0, width, height };
        Some(Mark::Picture { picture: figure.picture.clone(), area, element })
    }

    pub(super) fn facts(&mut self, facts: &[Fact], origin: &Origin) {
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
                first.marks.insert(0, placed(&line, sheet.left, StyleSheet::base_line(&sheet.fact), label));
                first.before = if index == 0 { sheet.grid } else { 0.0 };
            }
            keep_paragraph(&mut rows);
            if let Some(last) = rows.last_mut() {
                last.keep = if index + 1 < count { Keep::Wish } else { Keep::No };
            }
            for row in rows {
                self.push(row);
            }
        }
        let y = sheet.grid;
        let rule =
            Mark::Stroke { from: [sheet.left, y], to: [sheet.right(), y], width: 0.5, color: HAIRLINE, dash: None };
        self.push(Row { height: sheet.grid * 2.0, marks: vec![rule], ..Row::default() });
    }

    pub(super) fn contents(&mut self, heading: &Text, entries: &[ContentsEntry]) {
        let sheet = self.sheet;
        self.flow_text(heading, Role::H2, &sheet.heading, sheet.grid * 2.0, Keep::Must, &Origin::Document);
        let toc = self.flow.element(Role::Toc, 0, None, &Origin::Document);
        let number_width = sheet.contents.size * 2.0;
        let label_style = Style { roman: sheet.contents.strong, color: sheet.accent, ..sheet.contents };
        let most = sheet.measure * WIDEST_LABEL;
        let widths: Vec<f32> = entries
            .iter()
            .map(|entry| self.set_line(&entry.label, &label_style).filter(|_| !entry.section))
            .map(|line| line.map_or(0.0, |line| line.width))
            .collect();
        let widest = widths.iter().copied().filter(|width| *width <= most);
        let indent = widest.fold(sheet.contents.size, f32::max) + sheet.contents.size * 0.9;
        for (number, (entry, own)) in entries.iter().zip(widths).enumerate() {
            // A label that is wider than the column for them begins the text itself; a title without one stands where they do.
            let runs_in = own > most;
            let beside = !entry.section && own > 0.0 && !runs_in;
            let item = self.flow.element(Role::Toci, toc, None, &Origin::Document);
            let reference = self.flow.element(Role::Reference, item, None, &Origin::Document);
            let style =
                if entry.section { Style { roman: sheet.contents.strong, ..sheet.contents } } else { sheet.contents };
            let mut text = Text::default();
            if entry.section && !entry.label.is_empty() {
                text.push(entry.label.as_str(), entry.label.language_role(), Emphasis::Quiet);
                text.push(" ", LanguageRole::Labels, Emphasis::Plain);
            } else if runs_in {
                text.push(entry.label.as_str(), LanguageRole::Set, Emphasis::Strong);
                text.push(" ", LanguageRole::Set, Emphasis::Plain);
            }
            text.append(&entry.title);
            let (link, inlines) = self.text_element(Role::Link, reference, &text, &[], &Origin::Document);
            let x = sheet.left + if beside { indent } else { 0.0 };
            let width = sheet.left + sheet.measure - number_width - x;
            let mut rows = self.text_rows(&text, &style, x, width, link, &inlines);
            let base = StyleSheet::base_line(&style);
            if beside && let (Some(first), Some(line)) = (rows.first_mut(), self.set_line(&entry.label, &label_style)) {
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
                    entry: number,
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
            together(&mut rows, if entry.section { Keep::Must } else { Keep::No });
            for row in rows {
                self.push(row);
            }
        }
    }

    pub(super) fn legend(&mut self, heading: &Text, entries: &[LegendEntry]) {
        let sheet = self.sheet;
        let swatch = sheet.note.size * 2.6;
        if sheet.notes.is_some() {
            let mut marks = Vec::new();
            let (caption, _) = self.text_element(Role::P, 0, heading, &[], &Origin::Document);
            let list = self.flow.element(Role::L, 0, None, &Origin::Document);
            let style = sheet.note_label;
            let base = StyleSheet::base_line(&style);
            if let Some(line) = self.set_line(heading, &style) {
                marks.push(placed(&line, 0.0, base, caption));
            }
            let mut y = style.leading + 3.0;
            for entry in entries {
                let item = self.flow.element(Role::LI, list, None, &Origin::Document);
                let (body, _) = self.text_element(Role::LBody, item, &entry.meaning, &[], &Origin::Document);
                if let Some(line) = self.set_line(&entry.meaning, &sheet.note) {
                    let base = y + StyleSheet::base_line(&sheet.note);
                    marks.extend(swatch_marks(entry.style, 0.0, swatch, base, sheet.note.size));
                    marks.push(placed(&line, swatch + 6.0, base, body));
                }
                y += sheet.note.leading + 3.0;
            }
            self.flow.notes.push(MarginNote { marks, height: y, base_line: base, leader: None });
            self.legend = Some(self.flow.notes.len() - 1);
            return;
        }
        let caption = Style { color: sheet.note_label.quiet, ..sheet.note_label };
        self.flow_text(heading, Role::P, &caption, sheet.grid, Keep::Must, &Origin::Document);
        let list = self.flow.element(Role::L, 0, None, &Origin::Document);
        let style = sheet.note;
        let base = StyleSheet::base_line(&style);
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
            let mut row = Row { height: style.leading + style.size * 0.2, keep: Keep::Wish, ..Row::default() };
            row.before = if index == 0 { sheet.grid / 2.0 } else { 0.0 };
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
}
