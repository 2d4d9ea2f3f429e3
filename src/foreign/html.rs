//! Web pages, by the tokenizer of the HTML standard (13.2.5) without a tree: what is nested a million deep is only a counter.
//!
//! Scripts and styles are no text. Navigation, footers, asides and notices about cookies are, and are marked as such. Numbers of
//! ordered lists are counted as a browser counts them.

use super::block::{Block, Blocks, Cell, RULE, TextError};
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// Whether a text is a web page or a piece of one.
#[must_use]
pub fn is_html(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(2000).collect::<String>().to_ascii_lowercase();
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || (head.starts_with('<')
            && ["<html", "<body", "<head", "<p>", "<div", "<h1", "<h2", "<ol", "<ul", "<article", "<main", "<section"]
                .iter()
                .any(|tag| head.contains(tag)))
}

/// A list that is open: its next number where it counts.
struct List {
    counts: Option<i64>,
    style: String,
}

#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is an element that is open or not")]
struct State {
    all: Blocks,
    block: Block,
    lists: Vec<List>,
    begins_item: bool,
    counted: String,
    strong: usize,
    /// Elements that are open within one that is no part of the text, with it; 0 outside.
    aside: Vec<String>,
    /// Elements that are open within one whose text is none.
    hidden: Vec<String>,
    level: u8,
    is_title: bool,
    table: usize,
    cell: Option<Cell>,
    boxed: usize,
    in_head_row: bool,
    ruled: bool,
}

impl State {
    fn close(&mut self) -> Result<(), TextError> {
        let mut block = std::mem::take(&mut self.block);
        if block.text.trim().is_empty() {
            return Ok(());
        }
        block.whole = true;
        block.blank = if std::mem::take(&mut self.ruled) { RULE } else { 1 };
        block.level = self.level;
        block.is_title = self.is_title;
        block.aside = !self.aside.is_empty();
        block.depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        block.begins_item = std::mem::take(&mut self.begins_item);
        block.counted = std::mem::take(&mut self.counted);
        block.cell = self.cell;
        block.boxed = self.boxed > 0;
        self.all.push(block)
    }
}

/// Reads a web page.
pub fn read(text: &str) -> Result<Blocks, TextError> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut state = State::default();
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => start(&mut state, &tag)?,
            Token::EndTag(tag) => end(&mut state, &String::from_utf8_lossy(&tag.name))?,
            Token::String(text) if state.hidden.is_empty() => {
                let text = String::from_utf8_lossy(&text);
                let at_head = state.block.strong == state.block.text.len();
                state.block.text.push_str(&text);
                if state.strong > 0 && at_head {
                    state.block.strong = state.block.text.len();
                }
            }
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    state.close()?;
    Ok(state.all)
}

fn attribute(tag: &StartTag<()>, name: &str) -> String {
    tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned()).unwrap_or_default()
}

/// Elements without an end.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

fn start(state: &mut State, tag: &StartTag<()>) -> Result<(), TextError> {
    let name = String::from_utf8_lossy(&tag.name).into_owned();
    if tag.self_closing || VOID.contains(&name.as_str()) {
        match name.as_str() {
            "br" => state.block.text.push(' '),
            "hr" => {
                state.close()?;
                state.ruled = true;
            }
            _ => {}
        }
        return Ok(());
    }
    if !state.hidden.is_empty() {
        state.hidden.push(name);
        return Ok(());
    }
    if matches!(
        name.as_str(),
        "script" | "style" | "template" | "noscript" | "svg" | "math" | "select" | "object" | "iframe" | "textarea"
    ) {
        state.hidden.push(name);
        return Ok(());
    }
    let named =
        format!("{} {} {}", attribute(tag, "id"), attribute(tag, "class"), attribute(tag, "role")).to_ascii_lowercase();
    let beside = matches!(name.as_str(), "nav" | "footer" | "aside" | "button" | "form")
        || named.split_whitespace().any(|word| {
            matches!(
                word,
                "navigation" | "contentinfo" | "complementary" | "doc-toc" | "banner" | "breadcrumb" | "breadcrumbs"
            )
        })
        || (matches!(name.as_str(), "div" | "section" | "p" | "dialog")
            && ["cookie", "skip-link", "skiplink", "site-header", "site-footer"]
                .iter()
                .any(|word| named.contains(word)));
    if beside && state.aside.is_empty() {
        state.close()?;
    }
    // Only what encloses something is counted: a paragraph needs no end, and would be missed.
    if (beside || !state.aside.is_empty()) && encloses(&name) && state.aside.len() < 10_000 {
        state.aside.push(name.clone());
    }
    match name.as_str() {
        "html" => state.all.language = attribute(tag, "lang"),
        "title" => {
            state.close()?;
            state.is_title = true;
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            state.close()?;
            state.level = name.as_bytes().get(1).map_or(0, |digit| digit - b'0');
        }
        "ol" | "ul" | "menu" => {
            state.close()?;
            let counts = (name == "ol").then(|| attribute(tag, "start").parse().unwrap_or(1));
            if state.lists.len() < 200 {
                state.lists.push(List { counts, style: attribute(tag, "type") });
            }
        }
        "li" => {
            state.close()?;
            state.begins_item = true;
            state.counted = String::new();
            let value = attribute(tag, "value").parse().ok();
            if let Some(List { counts: Some(number), style }) = state.lists.last_mut() {
                *number = value.unwrap_or(*number);
                state.counted = format!("{}.", numeral(*number, style));
                *number = number.saturating_add(1);
            }
        }
        "table" => {
            state.close()?;
            state.table += 1;
            state.cell = Some(Cell { table: state.table, row: usize::MAX, column: 0, heads: false });
        }
        "thead" => state.in_head_row = true,
        "tr" => {
            state.close()?;
            if let Some(cell) = &mut state.cell {
                (cell.row, cell.column, cell.heads) = (cell.row.wrapping_add(1), usize::MAX, state.in_head_row);
            }
        }
        "td" | "th" => {
            state.close()?;
            if let Some(cell) = &mut state.cell {
                cell.column = cell.column.wrapping_add(1);
            }
        }
        "strong" | "b" => state.strong += 1,
        "blockquote" => {
            state.close()?;
            state.boxed += 1;
        }
        name if is_block(name) => state.close()?,
        _ => {}
    }
    Ok(())
}

fn end(state: &mut State, name: &str) -> Result<(), TextError> {
    if !state.hidden.is_empty() {
        if let Some(at) = state.hidden.iter().rposition(|open| open == name) {
            state.hidden.truncate(at);
        }
        return Ok(());
    }
    match name {
        "title" => {
            state.close()?;
            state.is_title = false;
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            state.close()?;
            state.level = 0;
        }
        "ol" | "ul" | "menu" => {
            state.close()?;
            state.lists.pop();
        }
        "table" => {
            state.close()?;
            state.cell = None;
        }
        "thead" => state.in_head_row = false,
        "strong" | "b" => state.strong = state.strong.saturating_sub(1),
        "blockquote" => {
            state.close()?;
            state.boxed = state.boxed.saturating_sub(1);
        }
        "li" | "td" | "th" | "tr" => state.close()?,
        name if is_block(name) => state.close()?,
        _ => {}
    }
    if let Some(at) = state.aside.iter().rposition(|open| open == name) {
        if at == 0 {
            state.close()?;
        }
        state.aside.truncate(at);
    }
    Ok(())
}

fn encloses(name: &str) -> bool {
    matches!(
        name,
        "nav"
            | "footer"
            | "aside"
            | "button"
            | "form"
            | "div"
            | "section"
            | "header"
            | "article"
            | "ul"
            | "ol"
            | "dialog"
            | "main"
            | "table"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "nav"
            | "aside"
            | "main"
            | "figure"
            | "figcaption"
            | "pre"
            | "dl"
            | "dt"
            | "dd"
            | "hgroup"
            | "address"
            | "body"
            | "head"
            | "details"
            | "summary"
            | "fieldset"
            | "form"
            | "caption"
            | "center"
            | "dialog"
            | "button"
    )
}

/// A number as a list counts it.
pub(super) fn numeral(number: i64, style: &str) -> String {
    match style {
        "a" | "A" if (1..=26).contains(&number) => {
            let letter = u8::try_from(number - 1).map_or('?', |at| char::from(b'a' + at));
            if style == "A" { letter.to_ascii_uppercase().to_string() } else { letter.to_string() }
        }
        "I" | "i" if (1..4000).contains(&number) => {
            let roman = roman(number);
            if style == "i" { roman.to_ascii_lowercase() } else { roman }
        }
        _ => number.to_string(),
    }
}

/// A Roman number.
fn roman(mut number: i64) -> String {
    let mut out = String::new();
    for (value, letters) in [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        while number >= value {
            out.push_str(letters);
            number -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_its_text_and_what_stands_around_it() {
        let page = "<!doctype html><html lang=da><title>Regler</title><script>var x = '<p>nej</p>';</script>\
            <nav><ul><li>Forside</ul></nav><h1>Regler</h1><ol start=4><li><h2>Ro</h2><p>Vær <b>stille</b>.<li>Orden</ol>\
            <footer><p>Slut</footer><p>Efter";
        let read = read(page).expect("read");
        assert_eq!(read.language, "da");
        let shown: Vec<String> = read
            .blocks
            .iter()
            .map(|block| format!("{}{}{} {}", u8::from(block.aside), block.level, block.counted, block.text))
            .collect();
        assert_eq!(
            shown,
            ["00 Regler", "10 Forside", "01 Regler", "024. Ro", "00 Vær stille.", "005. Orden", "10 Slut", "00 Efter"]
        );
    }

    #[test]
    fn letters_that_are_written_as_names_and_numbers_are_letters() {
        let read = read("<html><p>Bl&aring;b&aelig;r &amp; r&#248;dt&nbsp;l&#xf8;g").expect("read");
        assert_eq!(read.blocks[0].text.replace('\u{a0}', " "), "Blåbær & rødt løg");
    }

    #[test]
    fn what_is_nested_deep_is_read_soon() {
        let page = format!("<html>{}x", "<div><ol><aside>".repeat(100_000));
        assert_eq!(read(&page).expect("read").blocks.len(), 1);
    }

    #[test]
    fn numbers_are_counted_as_a_browser_does() {
        assert_eq!([numeral(4, "I"), numeral(3, "a"), numeral(12, ""), numeral(40, "A")], ["IV", "c", "12", "40"]);
    }
}
