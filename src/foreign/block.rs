//! What a text is made of when it comes out of somebody else's file: lines or whole paragraphs, with what the format knows of each.
//!
//! A text that was pasted knows lines, blank ones and how far they are indented; Markdown, HTML and the formats of word processors
//! know paragraphs, headings, lists and tables; pages know places and sizes. All of them give [`Block`]s, so that whoever
//! looks for principles or for an agenda does so once. Nothing is left out that has a letter: what belongs to a page or to a
//! web site rather than to the text is there too, and says so.

use icu_normalizer::ComposingNormalizerBorrowed;
use thiserror::Error;

/// The most blocks that are read from one file.
pub const MOST_BLOCKS: usize = 100_000;
/// The most bytes of text that are read from one file.
pub const MOST_TEXT: usize = 16 << 20;

/// So many empty lines are said of what stands behind a rule across the page.
pub const RULE: usize = 9;

/// A line, or a paragraph where the format knows those.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact by itself that a format knows or does not")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// Its words, composed (NFC), without white space at its ends. A soft hyphen is one that the format itself wrote at the end of a line.
    pub text: String,
    /// The page, from 0.
    pub page: usize,
    /// Whether it is a whole paragraph; else it is one line of print.
    pub whole: bool,
    /// The level of a heading, from 1; 0 for what is none.
    pub level: u8,
    /// Whether the format says that this is the title of the whole.
    pub is_title: bool,
    /// How deep it stands in lists; 0 for what is in none.
    pub depth: u8,
    /// Whether it begins an item of a list.
    pub begins_item: bool,
    /// The number that the format itself counts and that is nowhere in the text.
    pub counted: String,
    /// Where it stands in a table.
    pub cell: Option<Cell>,
    /// How many bytes at its beginning are strong; the whole of it where it is all strong.
    pub strong: usize,
    /// Whether it stands in a box of its own.
    pub boxed: bool,
    /// Whether it belongs to the page or the web site and not to the text.
    pub aside: bool,
    /// How far it is indented, in characters or, where there are pages, in tenths of the type size.
    pub indent: usize,
    /// How many empty lines stand before it.
    pub blank: usize,
    /// Whether one of these is made of spaces.
    pub spaces: bool,
}

/// A place in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Which table of the file.
    pub table: usize,
    /// The row, from 0.
    pub row: usize,
    /// The column, from 0.
    pub column: usize,
    /// Whether the row is the heads of the columns.
    pub heads: bool,
}

/// A text as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Blocks {
    /// In reading order.
    pub blocks: Vec<Block>,
    /// The language that the file says it is in, a BCP 47 tag; empty where it says none.
    pub language: String,
}

/// Why a text was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TextError {
    /// There is more than is read.
    #[error("more text than is read")]
    TooMuch,
    /// It is an archive, but not of a kind that is known, or damaged.
    #[error("the archive cannot be read")]
    Archive,
    /// Its XML is damaged.
    #[error("the XML cannot be read")]
    Xml,
    /// It is a PDF that cannot be opened.
    #[error("the PDF cannot be read")]
    Pdf,
    /// It is a PDF with a password.
    #[error("the PDF is encrypted")]
    Encrypted,
    /// There is no text in it.
    #[error("no text")]
    NoText,
    /// It is no text at all.
    #[error("not a text")]
    NotText,
}

impl Blocks {
    /// Adds a block, if it has any text.
    pub(super) fn push(&mut self, mut block: Block) -> Result<(), TextError> {
        let text = tidy(&block.text);
        if text.is_empty() {
            return Ok(());
        }
        if block.strong > 0 {
            let all = block.strong >= block.text.trim_end().len();
            block.strong =
                if all { text.len() } else { tidy(block.text.get(..block.strong).unwrap_or_default()).len() };
        }
        block.text = text;
        if self.blocks.len() >= MOST_BLOCKS {
            return Err(TextError::TooMuch);
        }
        self.blocks.push(block);
        Ok(())
    }
}

/// The words of a text as they are meant: composed, ligatures as letters, runs of white space as one space, and nothing that is
/// not seen or that turns the direction of writing. A soft hyphen within a line is nothing; one at its end is kept.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = None;
    let last_hyphen = text.trim_end().ends_with('\u{ad}');
    for c in text.chars() {
        if c.is_whitespace() || c == '\u{1f}' {
            // A space that does not break wins, unless there is another beside it.
            gap = Some(if matches!(c, '\u{a0}' | '\u{202f}') && gap.is_none() { c } else { ' ' });
            continue;
        }
        if !is_seen(c) {
            continue;
        }
        if let Some(space) = gap.take()
            && !out.is_empty()
        {
            out.push(space);
        }
        match c {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            c => out.push(c),
        }
    }
    if last_hyphen && !out.is_empty() {
        out.push('\u{ad}');
    }
    if out.is_ascii() { out } else { ComposingNormalizerBorrowed::new_nfc().normalize(&out).into_owned() }
}

/// Whether a character is part of what is read: no control, no mark of direction or joining, no byte-order mark, nothing
/// private but the bullets of symbol fonts.
fn is_seen(c: char) -> bool {
    let private_bullet = is_private_bullet(c);
    !(c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}'
        )
        || (('\u{e000}'..='\u{f8ff}').contains(&c) && !private_bullet))
}

/// A bullet as Symbol and Wingdings have it, and as PDFs give it away.
#[must_use]
pub fn is_private_bullet(c: char) -> bool {
    matches!(c, '\u{f0a7}' | '\u{f0b7}' | '\u{f0d8}' | '\u{f076}' | '\u{f0fc}' | '\u{f0e8}' | '\u{f02d}' | '\u{f06e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_only_what_is_read() {
        assert_eq!(tidy("  e\u{301}n\t\u{fb01}n\u{ad}t \u{202e}ord\u{0} "), "én fint ord");
        assert_eq!(tidy("kommu\u{ad} "), "kommu\u{ad}");
        assert_eq!(tidy("kl.\u{a0}10 \u{a0}a"), "kl.\u{a0}10 a");
        assert_eq!(tidy("\u{ad}"), "");
    }
}
