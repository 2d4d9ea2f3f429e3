//! `OpenDocument` texts (OASIS `OpenDocument` 1.3, part 3).
//!
//! Headings say their level. Lists count as their style says. What was deleted and is kept by the recording of changes is no text.

use super::archive::{Archive, DEEPEST, ParagraphText, attribute, child, xml};
use super::block::{Block, Blocks, Cell, TextError};
use super::html::numeral;
use roxmltree::Node;
use std::collections::BTreeMap;

/// The part that every `OpenDocument` text has.
pub const MAIN: &str = "content.xml";

#[derive(Clone, Debug, Default)]
struct Style {
    parent: String,
    bold: bool,
}

/// How the levels of a list count: the style of the number, what stands before and after it, and where it begins.
type Levels = BTreeMap<usize, (String, String, String, i64)>;

#[derive(Default)]
struct Reader {
    styles: BTreeMap<String, Style>,
    lists: BTreeMap<String, Levels>,
    /// The lists that are open: their style and the number of the last item.
    open: Vec<(String, i64)>,
    item: Option<String>,
    all: Blocks,
    tables: usize,
    cell: Option<Cell>,
    boxed: bool,
}

/// Reads an `OpenDocument` text.
pub fn read(archive: &mut Archive<'_>) -> Result<Blocks, TextError> {
    let mut reader = Reader::default();
    let styles = archive.part("styles.xml")?;
    let content = archive.part(MAIN)?.ok_or(TextError::Archive)?;
    if let Some(styles) = &styles {
        let document = xml(styles)?;
        reader.learn(document.root_element());
        let language = document.descendants().find_map(|node| attribute(node, "language"));
        language.filter(|language| *language != "none").unwrap_or_default().clone_into(&mut reader.all.language);
        // Headers and footers of pages.
        for part in document.descendants().filter(|node| matches!(node.tag_name().name(), "header" | "footer")) {
            let before = reader.all.blocks.len();
            reader.children(part, 0)?;
            for block in reader.all.blocks.iter_mut().skip(before) {
                block.aside = true;
            }
        }
    }
    let document = xml(&content)?;
    reader.learn(document.root_element());
    let body = child(document.root_element(), "body").and_then(|body| child(body, "text")).ok_or(TextError::Xml)?;
    reader.children(body, 0)?;
    Ok(reader.all)
}

impl Reader {
    fn learn(&mut self, root: Node<'_, '_>) {
        for node in root.descendants().filter(Node::is_element) {
            let name = attribute(node, "name").unwrap_or_default().to_owned();
            match node.tag_name().name() {
                "style" => {
                    let bold =
                        child(node, "text-properties").and_then(|node| attribute(node, "font-weight")) == Some("bold");
                    let parent = attribute(node, "parent-style-name").unwrap_or_default().to_owned();
                    self.styles.insert(name, Style { parent, bold });
                }
                "list-style" => {
                    let levels = node
                        .children()
                        .filter(|node| node.tag_name().name() == "list-level-style-number")
                        .filter_map(|node| {
                            let value = |name: &str| attribute(node, name).unwrap_or_default().to_owned();
                            let start =
                                attribute(node, "start-value").and_then(|start| start.parse().ok()).unwrap_or(1);
                            let level = attribute(node, "level")?.parse().ok()?;
                            Some((level, (value("num-format"), value("num-prefix"), value("num-suffix"), start)))
                        });
                    self.lists.insert(name, levels.collect());
                }
                _ => {}
            }
        }
    }

    /// Whether a style or one that it comes from is this one.
    fn is(&self, style: &str, wanted: &str) -> bool {
        let mut style = style;
        for _ in 0..20 {
            if style.eq_ignore_ascii_case(wanted) {
                return true;
            }
            match self.styles.get(style) {
                Some(known) => style = &known.parent,
                None => return false,
            }
        }
        false
    }

    fn children(&mut self, node: Node<'_, '_>, depth: usize) -> Result<(), TextError> {
        if depth > DEEPEST {
            return Ok(());
        }
        for node in node.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" | "h" => self.paragraph(node, depth)?,
                "list" => {
                    let inherited = self.open.last().map(|(style, _)| style.clone()).unwrap_or_default();
                    let style = attribute(node, "style-name").map_or(inherited, str::to_owned);
                    let start = self
                        .lists
                        .get(&style)
                        .and_then(|levels| levels.get(&(self.open.len() + 1)))
                        .map_or(1, |level| level.3);
                    self.open.push((style, start - 1));
                    self.children(node, depth + 1)?;
                    self.open.pop();
                }
                "list-item" => {
                    let start = attribute(node, "start-value").and_then(|start| start.parse::<i64>().ok());
                    let level = self.open.len();
                    let mut label = String::new();
                    if let Some((style, number)) = self.open.last_mut() {
                        *number = start.unwrap_or(number.saturating_add(1));
                        if let Some((format, before, after, _)) =
                            self.lists.get(style).and_then(|levels| levels.get(&level))
                            && !format.is_empty()
                        {
                            label = format!("{before}{}{after}", numeral(*number, format));
                        }
                    }
                    self.item = Some(label);
                    self.children(node, depth + 1)?;
                    self.item = None;
                }
                "table" => self.table(node, depth)?,
                "tracked-changes" | "sequence-decls" | "annotation" | "table-of-content-source" => {}
                "text-box" => {
                    let outer = std::mem::replace(&mut self.boxed, true);
                    self.children(node, depth + 1)?;
                    self.boxed = outer;
                }
                _ => self.children(node, depth + 1)?,
            }
        }
        Ok(())
    }

    fn table(&mut self, node: Node<'_, '_>, depth: usize) -> Result<(), TextError> {
        let is_cell = |node: &Node<'_, '_>| node.tag_name().name() == "table-cell";
        let rows: Vec<Node<'_, '_>> =
            node.descendants().filter(|row| row.tag_name().name() == "table-row").take(100_000).collect();
        let outer = self.cell;
        if rows.iter().map(|row| row.children().filter(is_cell).count()).sum::<usize>() <= 1 {
            let boxed = std::mem::replace(&mut self.boxed, true);
            for row in rows {
                self.children(row, depth + 1)?;
            }
            self.boxed = boxed;
            return Ok(());
        }
        self.tables += 1;
        let table = self.tables;
        for (index, row) in rows.into_iter().enumerate() {
            let heads = row.parent().is_some_and(|parent| parent.tag_name().name() == "table-header-rows");
            for (column, cell) in row.children().filter(is_cell).enumerate() {
                self.cell = Some(Cell { table, row: index, column, heads });
                self.children(cell, depth + 1)?;
            }
        }
        self.cell = outer;
        Ok(())
    }

    fn paragraph(&mut self, node: Node<'_, '_>, depth: usize) -> Result<(), TextError> {
        let style = attribute(node, "style-name").unwrap_or_default();
        let is_heading = node.tag_name().name() == "h";
        let level = attribute(node, "outline-level").and_then(|level| level.parse::<u8>().ok()).unwrap_or(1).max(1);
        let bold = self.styles.get(style).is_some_and(|style| style.bold);
        let mut text = ParagraphText { bold, ..ParagraphText::default() };
        self.spans(node, &mut text, 0);
        let counted = self.item.take();
        self.all.push(Block {
            strong: text.strong,
            text: text.words,
            whole: true,
            level: if is_heading { level } else { 0 },
            is_title: self.is(style, "Title"),
            depth: u8::try_from(self.open.len()).unwrap_or(u8::MAX),
            begins_item: counted.is_some(),
            counted: counted.unwrap_or_default(),
            cell: self.cell,
            boxed: self.boxed,
            blank: 1,
            ..Block::default()
        })?;
        for inner in text.boxes {
            self.children(inner, depth + 1)?;
        }
        Ok(())
    }

    fn spans<'a, 'input>(&self, node: Node<'a, 'input>, out: &mut ParagraphText<'a, 'input>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for node in node.children() {
            if node.is_text() {
                out.push(node.text().unwrap_or_default());
                continue;
            }
            match node.tag_name().name() {
                "s" | "tab" | "line-break" => out.push(" "),
                "soft-hyphen" | "annotation" | "annotation-end" | "bookmark" => {}
                "note" => {
                    let words: String = child(node, "note-body")
                        .into_iter()
                        .flat_map(|body| body.descendants())
                        .filter_map(|node| node.is_text().then(|| node.text()).flatten())
                        .collect();
                    if !words.trim().is_empty() {
                        out.push(&format!(" [{}]", words.trim()));
                    }
                }
                "frame" | "custom-shape" => out.boxes.push(node),
                "span" => {
                    let outer = out.bold;
                    let style = attribute(node, "style-name").unwrap_or_default();
                    out.bold |=
                        self.styles.get(style).is_some_and(|style| style.bold) || self.is(style, "Strong_20_Emphasis");
                    self.spans(node, out, depth + 1);
                    out.bold = outer;
                }
                _ => self.spans(node, out, depth + 1),
            }
        }
    }
}
