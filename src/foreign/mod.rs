//! What other programs made: the text of a file as lines or paragraphs, whatever its format ([`read_text`]); and what stands on
//! the pages of a PDF, words with their places in the order of the stream and where something is drawn ([`PageReader`]).
//!
//! This is ground floor: it knows nothing of meetings. Whoever wants to know whether a page is one of Bilag's own, or what an
//! annex says, reads it here. Places are in the page's own user space (ISO 32000-1, 8.3.2.3), in which annotations say theirs
//! too, so that neither a page's boxes nor its rotation matter.
//!
//! A PDF of a few kilobytes can keep an interpreter busy for ever or fill the memory, and the interpreter has no way to be
//! stopped. So pages are read by a process of their own: the program itself, started with [`child::ARGUMENT`]
//! ([`serve`](mod@serve)), with a limit on its time and on its memory. What it says is short, has a version and is read without
//! trust ([`protocol`]). A child that dies, hangs or floods costs the page at which it did; the rest is read by another.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

mod archive;
mod block;
mod child;
mod document;
mod docx;
mod html;
mod interpret;
mod markdown;
mod odt;
mod page;
mod pages;
mod protocol;
mod serve;
mod text;
mod word;

pub use block::{Block, Blocks, Cell, RULE, TextError, is_private_bullet, tidy};
pub use document::{TextFormat, read_text};
pub use page::{Bounds, Glyph, PageContents, Point, Shape, ShapeKind};
pub use protocol::{Reply, read_replies};
pub use serve::{MOST_MEMORY, serve};
pub use word::{Word, folded};

use std::ffi::OsStr;
use std::path::PathBuf;
use thiserror::Error;

/// Who reads pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageReader {
    /// A process of this program, which is Bilag itself.
    Program(PathBuf),
    /// This process, without limits: for files that are trusted.
    Here,
    /// Nobody.
    Nobody,
}

/// Why it is not known what stands on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unread {
    /// No process could be started that reads pages.
    #[error("no process that reads pages")]
    NoReader,
    /// The process that read it stopped in the middle: too much memory, or a fault.
    #[error("the page could not be read")]
    Stopped,
    /// It took too long.
    #[error("reading the page took too long")]
    Late,
    /// There is more on it than is read from one page.
    #[error("too much on the page")]
    TooMuch,
    /// The file has no such page, or is no PDF that can be read.
    #[error("no such page")]
    NoPage,
}

impl PageReader {
    /// The running program, where that is known.
    #[must_use]
    pub fn own() -> PageReader {
        std::env::current_exe().map_or(PageReader::Nobody, PageReader::Program)
    }

    /// Reads these pages, from 0, of a PDF, and gives what stands on each, in the order in which they are asked for.
    #[must_use]
    pub fn read(&self, pdf: &[u8], pages: &[usize]) -> Vec<Result<PageContents, Unread>> {
        match self {
            PageReader::Program(program) => child::read(program, pdf, pages),
            PageReader::Here => interpret::read(pdf, pages),
            PageReader::Nobody => pages.iter().map(|_| Err(Unread::NoReader)).collect(),
        }
    }
}

/// Whether the arguments of a program ask it to read pages for another process of it.
#[must_use]
pub fn is_asked_for<S: AsRef<OsStr>>(mut arguments: impl Iterator<Item = S>) -> bool {
    arguments.nth(1).is_some_and(|argument| argument.as_ref() == child::ARGUMENT) && arguments.next().is_none()
}
