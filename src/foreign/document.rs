//! What kind of file it is, by its content and never by its name, and its text.

use super::archive::Archive;
use super::block::{Blocks, MOST_TEXT, TextError};
use super::{PageReader, docx, html, markdown, odt, pages, text};
use crate::storage::zip;

/// What a file that holds text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFormat {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A Word document.
    Docx,
    /// An `OpenDocument` text.
    Odt,
    /// A PDF.
    Pdf,
}

/// Reads the text of a file, whatever it is. The pages of a PDF are read by `pages`.
pub fn read_text(bytes: &[u8], reader: &PageReader) -> Result<(TextFormat, Blocks), TextError> {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let (format, blocks) = if head.windows(5).any(|window| window == b"%PDF-") {
        (TextFormat::Pdf, pages::read(bytes, reader)?)
    } else if zip::is_zip(bytes) {
        let mut archive = Archive::open(bytes)?;
        if archive.has(docx::MAIN) {
            (TextFormat::Docx, docx::read(&mut archive)?)
        } else if archive.has(odt::MAIN) {
            (TextFormat::Odt, odt::read(&mut archive)?)
        } else {
            return Err(TextError::Archive);
        }
    } else {
        let decoded = text::decode(bytes)?;
        if decoded.len() > MOST_TEXT {
            return Err(TextError::TooMuch);
        }
        if html::is_html(&decoded) {
            (TextFormat::Html, html::read(&decoded)?)
        } else if markdown::is_markdown(&decoded) {
            (TextFormat::Markdown, markdown::read(&decoded)?)
        } else {
            (TextFormat::Text, text::read(&decoded)?)
        }
    };
    let has_letters = blocks.blocks.iter().any(|block| block.text.chars().any(char::is_alphabetic));
    if has_letters { Ok((format, blocks)) } else { Err(TextError::NoText) }
}
