//! The parts of an archive that a word processor wrote (ISO/IEC 29500-2, OASIS `OpenDocument` 1.3 part 2), within limits.

use super::block::TextError;
use crate::storage::zip;
use roxmltree::{Document, Node, ParsingOptions};
use std::io::Cursor;

/// The most bytes of one part, unpacked.
const MOST_PART: u64 = 64 << 20;
/// The most nodes of a part's XML.
const MOST_NODES: u32 = 2_000_000;
/// How deep elements are looked into.
pub const DEEPEST: usize = 200;

/// An archive.
pub struct Archive<'a> {
    bytes: Cursor<&'a [u8]>,
    entries: Vec<zip::Entry>,
}

impl<'a> Archive<'a> {
    /// Opens it.
    pub fn open(bytes: &'a [u8]) -> Result<Archive<'a>, TextError> {
        let mut bytes = Cursor::new(bytes);
        let entries = zip::index(&mut bytes).map_err(|_| TextError::Archive)?;
        Ok(Archive { bytes, entries })
    }

    /// Whether it has a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// A part, as text; `None` where there is none of this name.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, TextError> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name == name) else { return Ok(None) };
        if entry.length > MOST_PART {
            return Err(TextError::TooMuch);
        }
        let bytes = entry.read(&mut self.bytes).map_err(|_| TextError::Archive)?;
        String::from_utf8(bytes).map(Some).map_err(|_| TextError::Xml)
    }

    /// The names of its parts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }
}

/// Reads XML. Entities are not defined by anybody, and nothing outside is looked at.
pub fn xml(text: &str) -> Result<Document<'_>, TextError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // The parser goes down with each element; what is nested deeper than anybody writes is not read.
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        let tag_end = rest.find('>').unwrap_or(rest.len());
        if rest.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !rest.starts_with(['!', '?']) && !rest.get(..tag_end).is_some_and(|tag| tag.ends_with('/')) {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    if deepest > DEEPEST * 2 {
        return Err(TextError::Xml);
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => TextError::TooMuch,
        _ => TextError::Xml,
    })
}

/// An attribute by its local name, whatever its prefix.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// A child element by its local name.
pub fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|child| child.is_element() && child.tag_name().name() == name)
}

/// The words of a paragraph as they come together, in Word's XML and in that of `OpenDocument`.
#[derive(Default)]
pub struct ParagraphText<'a, 'input> {
    /// The words.
    pub words: String,
    /// How many bytes at their head are strong.
    pub strong: usize,
    /// Whether what comes next is.
    pub bold: bool,
    /// The text boxes that hang on it.
    pub boxes: Vec<Node<'a, 'input>>,
}

impl ParagraphText<'_, '_> {
    /// Adds words.
    pub fn push(&mut self, text: &str) {
        let at_head = self.strong == self.words.len();
        self.words.push_str(text);
        if self.bold && at_head {
            self.strong = self.words.len();
        }
    }
}
