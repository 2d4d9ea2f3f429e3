//! Word documents (ISO/IEC 29500-1, 17).
//!
//! Headings are known by the name of their style, however it is called in the user's language, by what it is based on and by its
//! outline level. Numbers that Word counts stand nowhere in the text: they are counted here. What was inserted is read and what was
//! deleted is not, field codes and comments are no text, text boxes are read once, footnotes where they are referred to.

use super::archive::{Archive, DEEPEST, ParagraphText, attribute, child, xml};
use super::block::{Block, Blocks, Cell, TextError};
use super::html::numeral;
use roxmltree::Node;
use std::collections::BTreeMap;

/// The part that every Word document has.
pub const MAIN: &str = "word/document.xml";

/// What a style says of its paragraphs.
#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    based_on: String,
    level: Option<u8>,
    numbering: Option<(String, usize)>,
    bold: Option<bool>,
}

/// How a level of a list counts.
#[derive(Clone, Debug, Default)]
struct Level {
    start: i64,
    format: String,
    text: String,
}

struct Reader {
    styles: BTreeMap<String, Style>,
    /// For each `w:num` its levels and whose counters it shares.
    lists: BTreeMap<String, (String, BTreeMap<usize, Level>)>,
    counters: BTreeMap<String, Vec<i64>>,
    notes: BTreeMap<String, String>,
    all: Blocks,
    tables: usize,
    cell: Option<Cell>,
    boxed: bool,
    aside: bool,
}

/// Reads a Word document.
pub fn read(archive: &mut Archive<'_>) -> Result<Blocks, TextError> {
    let mut reader = Reader {
        styles: BTreeMap::new(),
        lists: BTreeMap::new(),
        counters: BTreeMap::new(),
        notes: BTreeMap::new(),
        all: Blocks::default(),
        tables: 0,
        cell: None,
        boxed: false,
        aside: false,
    };
    if let Some(text) = archive.part("word/styles.xml")? {
        reader.styles = styles(xml(&text)?.root_element(), &mut reader.all.language);
    }
    if let Some(text) = archive.part("word/numbering.xml")? {
        reader.lists = numbering(xml(&text)?.root_element());
    }
    if let Some(text) = archive.part("word/footnotes.xml")? {
        let document = xml(&text)?;
        for note in document.root_element().children().filter(|note| note.tag_name().name() == "footnote") {
            let words: String = note
                .descendants()
                .filter(|node| node.tag_name().name() == "t")
                .filter_map(|node| node.text())
                .collect();
            if let Some(id) = attribute(note, "id").filter(|_| !words.trim().is_empty()) {
                reader.notes.insert(id.to_owned(), words);
            }
        }
    }
    let heads: Vec<String> = archive
        .names()
        .filter(|name| name.starts_with("word/header") || name.starts_with("word/footer"))
        .map(str::to_owned)
        .collect();
    reader.aside = true;
    for name in heads {
        if let Some(text) = archive.part(&name)? {
            reader.children(xml(&text)?.root_element(), 0)?;
        }
    }
    reader.aside = false;
    let text = archive.part(MAIN)?.ok_or(TextError::Archive)?;
    let document = xml(&text)?;
    let body = child(document.root_element(), "body").ok_or(TextError::Xml)?;
    reader.children(body, 0)?;
    Ok(reader.all)
}

fn styles(root: Node<'_, '_>, language: &mut String) -> BTreeMap<String, Style> {
    if let Some(found) =
        root.descendants().find(|node| node.tag_name().name() == "lang").and_then(|node| attribute(node, "val"))
    {
        found.clone_into(language);
    }
    let mut all = BTreeMap::new();
    for node in root.children().filter(|node| node.tag_name().name() == "style") {
        let Some(id) = attribute(node, "styleId") else { continue };
        let value =
            |name: &str| child(node, name).and_then(|node| attribute(node, "val")).unwrap_or_default().to_owned();
        let properties = child(node, "pPr");
        let level = properties
            .and_then(|node| child(node, "outlineLvl"))
            .and_then(|node| attribute(node, "val"))
            .and_then(|level| level.parse::<u8>().ok())
            .filter(|level| *level < 9)
            .map(|level| level + 1);
        let bold = child(node, "rPr").and_then(|node| child(node, "b")).map(is_on);
        all.insert(
            id.to_owned(),
            Style {
                name: value("name").to_lowercase(),
                based_on: value("basedOn"),
                level,
                numbering: properties.and_then(number_of),
                bold,
            },
        );
    }
    all
}

/// A switch such as `w:b`: on, unless it says otherwise.
fn is_on(node: Node<'_, '_>) -> bool {
    !matches!(attribute(node, "val"), Some("0" | "false" | "off"))
}

fn number_of(properties: Node<'_, '_>) -> Option<(String, usize)> {
    let node = child(properties, "numPr")?;
    let value = |name: &str| child(node, name).and_then(|node| attribute(node, "val"));
    Some((value("numId")?.to_owned(), value("ilvl").and_then(|level| level.parse().ok()).unwrap_or(0)))
}

fn numbering(root: Node<'_, '_>) -> BTreeMap<String, (String, BTreeMap<usize, Level>)> {
    let mut kinds: BTreeMap<&str, BTreeMap<usize, Level>> = BTreeMap::new();
    for node in root.children().filter(|node| node.tag_name().name() == "abstractNum") {
        kinds.insert(attribute(node, "abstractNumId").unwrap_or_default(), levels(node));
    }
    let mut all = BTreeMap::new();
    for node in root.children().filter(|node| node.tag_name().name() == "num") {
        let Some(id) = attribute(node, "numId") else { continue };
        let kind = child(node, "abstractNumId").and_then(|node| attribute(node, "val")).unwrap_or_default();
        let mut own = kinds.get(kind).cloned().unwrap_or_default();
        let overrides = child(node, "lvlOverride").is_some();
        for change in node.children().filter(|node| node.tag_name().name() == "lvlOverride") {
            let at = attribute(change, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
            own.extend(levels(change));
            let start = child(change, "startOverride")
                .and_then(|node| attribute(node, "val"))
                .and_then(|start| start.parse().ok());
            if let (Some(start), Some(level)) = (start, own.get_mut(&at)) {
                level.start = start;
            }
        }
        let counter = if overrides { format!("num {id}") } else { format!("kind {kind}") };
        all.insert(id.to_owned(), (counter, own));
    }
    all
}

fn levels(node: Node<'_, '_>) -> BTreeMap<usize, Level> {
    let mut all = BTreeMap::new();
    for node in node.children().filter(|node| node.tag_name().name() == "lvl") {
        let value = |name: &str| child(node, name).and_then(|node| attribute(node, "val")).unwrap_or_default();
        let at = attribute(node, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
        all.insert(
            at,
            Level {
                start: value("start").parse().unwrap_or(1),
                format: value("numFmt").to_owned(),
                text: value("lvlText").to_owned(),
            },
        );
    }
    all
}

impl Reader {
    /// A style and those that it is based on.
    fn chain(&self, id: &str) -> Vec<&Style> {
        let mut chain = Vec::new();
        let mut id = id;
        while let Some(style) = self.styles.get(id) {
            if chain.len() > 20 {
                break;
            }
            chain.push(style);
            id = &style.based_on;
        }
        chain
    }

    fn children(&mut self, node: Node<'_, '_>, depth: usize) -> Result<(), TextError> {
        if depth > DEEPEST {
            return Ok(());
        }
        for node in node.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.paragraph(node, depth)?,
                "tbl" => self.table(node, depth)?,
                "sectPr" | "del" | "moveFrom" => {}
                _ => self.children(node, depth + 1)?,
            }
        }
        Ok(())
    }

    fn table(&mut self, node: Node<'_, '_>, depth: usize) -> Result<(), TextError> {
        let rows: Vec<Node<'_, '_>> = node.children().filter(|row| row.tag_name().name() == "tr").collect();
        let cells = |row: &Node<'_, '_>| row.children().filter(|cell| cell.tag_name().name() == "tc").count();
        let (outer, outer_boxed) = (self.cell, self.boxed);
        // A table of one cell is a box around a text.
        if rows.iter().map(cells).sum::<usize>() <= 1 {
            self.boxed = true;
            for row in rows {
                self.children(row, depth + 1)?;
            }
            self.boxed = outer_boxed;
            return Ok(());
        }
        self.tables += 1;
        let table = self.tables;
        for (index, row) in rows.into_iter().enumerate() {
            let heads = child(row, "trPr").and_then(|node| child(node, "tblHeader")).is_some_and(is_on);
            for (column, cell) in row.children().filter(|cell| cell.tag_name().name() == "tc").enumerate() {
                self.cell = Some(Cell { table, row: index, column, heads });
                self.children(cell, depth + 1)?;
            }
        }
        self.cell = outer;
        Ok(())
    }

    fn paragraph(&mut self, node: Node<'_, '_>, depth: usize) -> Result<(), TextError> {
        let properties = child(node, "pPr");
        let value = |name: &str| properties.and_then(|node| child(node, name)).and_then(|node| attribute(node, "val"));
        let style_id = value("pStyle").unwrap_or_default();
        let chain = self.chain(style_id);
        let named = |style: &&Style| {
            let digit = ["heading ", "overskrift ", "überschrift ", "titre ", "rubrik "]
                .iter()
                .find_map(|name| style.name.strip_prefix(name));
            digit.and_then(|digit| digit.trim().parse::<u8>().ok()).filter(|level| (1..=9).contains(level))
        };
        let own = value("outlineLvl")
            .and_then(|level| level.parse::<u8>().ok())
            .filter(|level| *level < 9)
            .map(|level| level + 1);
        let level = own
            .or_else(|| chain.iter().find_map(named))
            .or_else(|| chain.iter().find_map(|style| style.level))
            .unwrap_or(0);
        let is_title = chain.iter().any(|style| matches!(style.name.as_str(), "title" | "titel"));
        let bold = chain.iter().find_map(|style| style.bold).unwrap_or(false);
        let numbered =
            properties.and_then(number_of).or_else(|| chain.iter().find_map(|style| style.numbering.clone()));
        let is_toc = chain.iter().any(|style| style.name.starts_with("toc ") && style.name.len() <= 6);
        let is_list =
            chain.iter().any(|style| style.name.starts_with("list bullet") || style.name.starts_with("list number"));
        let mut text = ParagraphText { bold, ..ParagraphText::default() };
        self.runs(node, &mut text, 0);
        let (counted, list_depth) = match numbered.filter(|(id, _)| id != "0" && !text.words.trim().is_empty()) {
            Some((id, at)) => (self.count(&id, at), at + 1),
            None => (String::new(), usize::from(is_list)),
        };
        let is_item = list_depth > 0;
        self.all.push(Block {
            strong: text.strong,
            text: text.words,
            whole: true,
            level: if is_title { 0 } else { level },
            is_title,
            depth: u8::try_from(list_depth).unwrap_or(u8::MAX),
            begins_item: is_item,
            counted,
            cell: self.cell,
            boxed: self.boxed || properties.and_then(|node| child(node, "pBdr")).is_some(),
            aside: self.aside,
            indent: usize::from(is_toc),
            blank: 1,
            ..Block::default()
        })?;
        for inner in text.boxes {
            let outer = std::mem::replace(&mut self.boxed, true);
            self.children(inner, depth + 1)?;
            self.boxed = outer;
        }
        Ok(())
    }

    /// The number of the next paragraph at a level of a list.
    fn count(&mut self, id: &str, at: usize) -> String {
        let Some((counter, levels)) = self.lists.get(id) else { return String::new() };
        let Some(level) = levels.get(&at).filter(|_| at < 9) else { return String::new() };
        let counters = self.counters.entry(counter.clone()).or_default();
        while counters.len() <= at {
            let start = levels.get(&counters.len()).map_or(1, |level| level.start);
            counters.push(start - 1);
        }
        counters.truncate(at + 1);
        if let Some(last) = counters.last_mut() {
            *last = last.saturating_add(1);
        }
        if matches!(level.format.as_str(), "bullet" | "none" | "") {
            return String::new();
        }
        let mut text = level.text.clone();
        for (index, number) in counters.iter().enumerate() {
            let style = match levels.get(&index).map(|level| level.format.as_str()) {
                Some("upperRoman") => "I",
                Some("lowerRoman") => "i",
                Some("upperLetter") => "A",
                Some("lowerLetter") => "a",
                _ => "1",
            };
            text = text.replace(&format!("%{}", index + 1), &numeral((*number).max(1), style));
        }
        text
    }

    /// The words of a paragraph's runs.
    fn runs<'a, 'input>(&self, node: Node<'a, 'input>, out: &mut ParagraphText<'a, 'input>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        for node in node.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "t" => out.push(node.text().unwrap_or_default()),
                "tab" | "br" | "cr" | "ptab" => out.push(" "),
                "noBreakHyphen" => out.push("\u{2011}"),
                "footnoteReference" => {
                    if let Some(note) = attribute(node, "id").and_then(|id| self.notes.get(id)) {
                        out.push(&format!(" [{}]", note.trim()));
                    }
                }
                // What Word shows beside the text for older versions of itself is the same once more.
                "Fallback" | "del" | "moveFrom" | "pPr" | "instrText" | "delText" | "commentReference" => {}
                "txbxContent" => out.boxes.push(node),
                "r" => {
                    let properties = child(node, "rPr");
                    let outer = out.bold;
                    if let Some(bold) = properties.and_then(|node| child(node, "b")) {
                        out.bold = is_on(bold);
                    }
                    if !properties.and_then(|node| child(node, "vanish")).is_some_and(is_on) {
                        self.runs(node, out, depth + 1);
                    }
                    out.bold = outer;
                }
                _ => self.runs(node, out, depth + 1),
            }
        }
    }
}
