//! Markdown, by `CommonMark` with tables and front matter.

use super::block::{Block, Blocks, Cell, RULE, TextError};
use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

/// Whether a text is written in Markdown: it has headings, links, strong words or tables of it, more than by chance.
#[must_use]
pub fn is_markdown(text: &str) -> bool {
    let (mut marks, mut lines) = (0, 0);
    if text.starts_with("---\n") && text.get(4..).is_some_and(|rest| rest.contains("\n---\n")) {
        return true;
    }
    for line in text.lines().filter(|line| !line.trim().is_empty()).take(20_000) {
        lines += 1;
        let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
        let heading = (1..=6).contains(&hashes) && line.get(hashes..).is_some_and(|rest| rest.starts_with(' '));
        let strong = line.matches("**").count() >= 2 || line.matches("__").count() >= 2 && !line.contains("___");
        let link = line.contains("](");
        let underline = line.len() > 3 && (line.bytes().all(|byte| byte == b'='));
        let table = line.contains("--- |") || line.contains("|---") || line.contains("| ---");
        marks += usize::from(heading) * 3
            + usize::from(strong) * 2
            + usize::from(link)
            + usize::from(underline) * 3
            + usize::from(table) * 4;
    }
    marks >= 4 && marks * 40 > lines
}

/// What is open while a document is read.
#[derive(Default)]
struct State {
    all: Blocks,
    block: Block,
    /// For each list that is open the number of its next item; none where it counts nothing.
    lists: Vec<Option<u64>>,
    table: usize,
    cell: Option<Cell>,
    strong: usize,
    metadata: bool,
    begins_item: bool,
    ruled: bool,
    counted: String,
}

impl State {
    fn close(&mut self) -> Result<(), TextError> {
        let mut block = std::mem::take(&mut self.block);
        if block.text.trim().is_empty() {
            return Ok(());
        }
        block.whole = true;
        block.depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        block.begins_item = std::mem::take(&mut self.begins_item);
        block.counted = std::mem::take(&mut self.counted);
        block.cell = self.cell;
        block.blank = if std::mem::take(&mut self.ruled) { RULE } else { 1 };
        self.all.push(block)
    }

    fn text(&mut self, text: &str) {
        let at_head = self.block.strong == self.block.text.len();
        self.block.text.push_str(text);
        if self.strong > 0 && at_head {
            self.block.strong = self.block.text.len();
        }
    }
}

/// Reads Markdown.
pub fn read(text: &str) -> Result<Blocks, TextError> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let text = text.replace("\r\n", "\n");
    let mut state = State::default();
    for event in Parser::new_ext(&text, options) {
        match event {
            Event::Start(tag) => start(&mut state, &tag)?,
            Event::End(tag) => end(&mut state, tag)?,
            Event::Text(text) if state.metadata => metadata(&mut state, &text)?,
            Event::Text(text) | Event::Code(text) => state.text(&text),
            Event::SoftBreak | Event::HardBreak => state.text(" "),
            // Tags within Markdown are marks; what stands between them is text.
            Event::InlineHtml(tag) if tag.starts_with("<br") => state.text(" "),
            Event::Html(html) => {
                for block in super::html::read(&html)?.blocks {
                    state.block.text = block.text;
                    state.close()?;
                }
            }
            Event::Rule => {
                state.close()?;
                state.ruled = true;
            }
            Event::FootnoteReference(label) => state.text(&format!("[{label}]")),
            Event::InlineHtml(_) | Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_) => {}
        }
    }
    state.close()?;
    Ok(state.all)
}

fn start(state: &mut State, tag: &Tag<'_>) -> Result<(), TextError> {
    match tag {
        Tag::Heading { level, .. } => {
            state.close()?;
            state.block.level = *level as u8;
        }
        Tag::List(first) => {
            state.close()?;
            state.lists.push(*first);
        }
        Tag::Item => {
            state.close()?;
            state.begins_item = true;
            state.counted = String::new();
            if let Some(Some(number)) = state.lists.last_mut() {
                state.counted = format!("{number}.");
                *number += 1;
            }
        }
        Tag::Table(_) => {
            state.close()?;
            state.table += 1;
        }
        Tag::TableHead => state.cell = Some(Cell { table: state.table, row: 0, column: 0, heads: true }),
        Tag::TableRow => {
            let row = state.cell.map_or(0, |cell| cell.row + 1);
            state.cell = Some(Cell { table: state.table, row, column: 0, heads: false });
        }
        Tag::Strong => state.strong += 1,
        Tag::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle) => state.metadata = true,
        Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::HtmlBlock => state.close()?,
        _ => {}
    }
    Ok(())
}

fn end(state: &mut State, tag: TagEnd) -> Result<(), TextError> {
    match tag {
        TagEnd::Strong => state.strong = state.strong.saturating_sub(1),
        TagEnd::List(_) => {
            state.close()?;
            state.lists.pop();
        }
        TagEnd::TableCell => {
            state.close()?;
            if let Some(cell) = &mut state.cell {
                cell.column += 1;
            }
        }
        TagEnd::Table => {
            state.close()?;
            state.cell = None;
        }
        TagEnd::MetadataBlock(_) => state.metadata = false,
        TagEnd::Paragraph
        | TagEnd::Heading(_)
        | TagEnd::Item
        | TagEnd::BlockQuote(_)
        | TagEnd::CodeBlock
        | TagEnd::HtmlBlock => {
            state.close()?;
        }
        _ => {}
    }
    Ok(())
}

/// The lines of front matter: of them the title is the text's.
fn metadata(state: &mut State, text: &str) -> Result<(), TextError> {
    for line in text.lines() {
        let value = |key: &str| line.strip_prefix(key).map(|value| value.trim().trim_matches(['"', '\'']).to_owned());
        if let Some(language) = value("lang:").or_else(|| value("language:")) {
            state.all.language = language;
        }
        let title = value("title:").filter(|title| !title.is_empty());
        let is_title = title.is_some();
        let text = title.unwrap_or_else(|| line.to_owned());
        state.all.push(Block { text, is_title, aside: !is_title, whole: true, ..Block::default() })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_lists_tables_and_strong_words_are_known() {
        let text = "---\ntitle: Regler\nlayout: page\n---\n\n# Regler\n\n**Ro.** Vær stille,\nogså her.\n\n3. En\n4. To\n\nA | B\n--- | ---\n**1. Ro** | Vær stille\n";
        assert!(is_markdown(text) && !is_markdown("1. Ro\nVær stille.\n\n2. Orden\nRyd op."));
        let read = read(text).expect("read").blocks;
        let shown: Vec<String> = read
            .iter()
            .map(|block| {
                format!(
                    "{}{}{}{} {} s{}",
                    u8::from(block.is_title),
                    block.level,
                    block.depth,
                    block.counted,
                    block.text,
                    block.strong
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                "100 Regler s0",
                "000 layout: page s0",
                "010 Regler s0",
                "000 Ro. Vær stille, også her. s3",
                "0013. En s0",
                "0014. To s0",
                "000 A s0",
                "000 B s0",
                "000 1. Ro s5",
                "000 Vær stille s0"
            ]
        );
        assert_eq!(read.last().and_then(|block| block.cell), Some(Cell { table: 1, row: 1, column: 1, heads: false }));
    }
}
