//! Reading a principle set in from a text that somebody has: pasted, Markdown, a web page, a document, a PDF.
//!
//! [`crate::foreign`] gives lines or paragraphs. Here each gets exactly one role, and each decision is a value with its evidence and
//! what else it could be ([`Decision`]); the set is a pure function of lines and roles ([`Draft::set`]). In the order of the work:
//!
//! 1. [`source`] finds out how lines stand to one another, and which belong to the page and not to the text;
//! 2. [`heads`] finds where principles begin, by labels ([`label`], [`numbered`]), headings, tables, or how long lines are;
//! 3. [`roles`] says what everything else is, seen from there: [`titles`], what stands at the [`front`], [`contents`] and groups, and
//!    where text [`ends`];
//! 4. [`paragraphs`] joins lines, with [`hyphen`] at their ends, and tells leads from text;
//! 5. [`sanity`] asks whether it can be so.
//!
//! Rules are there for reasons, not for files. When in doubt nothing is thrown away, and the doubt is said.

mod contents;
mod draft;
mod ends;
mod front;
mod heads;
mod hyphen;
mod label;
mod numbered;
mod paragraphs;
mod roles;
mod sanity;
mod source;
mod titles;
mod words;

pub use draft::{Decision, Draft, Evidence, Piece, Role, Scope, What};
pub use hyphen::Join;

use crate::foreign::{Blocks, PageReader, TextError, TextFormat, read_text};
use source::Source;
use thiserror::Error;
use words::Language;

/// Why a file gives no set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    /// It cannot be read.
    #[error(transparent)]
    Text(#[from] TextError),
    /// There are no principles in it.
    #[error("no principles")]
    NoPrinciples,
}

/// Reads a set in. `name` is what it is called if it does not say; `language` a BCP 47 tag, where somebody knows it.
pub fn import(bytes: &[u8], reader: &PageReader, name: &str, language: Option<&str>) -> Result<Draft, ImportError> {
    let (format, blocks) = read_text(bytes, reader)?;
    draft(format, blocks, name, language)
}

/// Makes a draft of blocks.
pub fn draft(format: TextFormat, blocks: Blocks, name: &str, language: Option<&str>) -> Result<Draft, ImportError> {
    let said = blocks.language;
    let source = Source::new(blocks.blocks);
    let kept = || (0..source.lines.len()).filter(|index| source.is_text(*index)).map(|index| source.text(index));
    let (found, sure) = Language::of_text(kept());
    let mut decisions = vec![Decision {
        what: What::Format,
        chosen: format!("{format:?}").to_lowercase(),
        others: Vec::new(),
        because: vec![Evidence::Content],
        scope: Scope::Set,
        sure: true,
    }];
    let (tag, because, sure) = match language {
        Some(tag) => (tag.to_owned(), Evidence::Said, true),
        None if found == Language::Unknown && !said.is_empty() => (said.clone(), Evidence::Said, true),
        None => (found.tag().to_owned(), Evidence::SmallWords, sure),
    };
    decisions.push(Decision {
        what: What::Language,
        chosen: tag.clone(),
        others: Vec::new(),
        because: vec![because],
        scope: Scope::Set,
        sure,
    });
    let heads = heads::find(&source).ok_or(ImportError::NoPrinciples)?;
    let mut draft = Draft {
        format,
        lines: Vec::new(),
        pieces: Vec::new(),
        groups: Vec::new(),
        principles: heads.heads.len(),
        decisions,
        name: name.to_owned(),
        language: tag.clone(),
        adopted: None,
    };
    let regions = roles::assign(&source, &heads, &mut draft);
    paragraphs::join(&source, &heads, regions, Language::of_tag(&tag), &mut draft);
    draft.lines = source.lines;
    sanity::check(&mut draft);
    Ok(draft)
}
