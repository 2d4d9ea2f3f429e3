//! One layout, painted many ways: a [`Document`] becomes [`Page`]s of placed glyphs.
//!
//! What comes in is what is said; what goes out is where each glyph stands, what element it belongs to, and which part
//! of the meeting it came from. The preview, the projector and the PDF paint the same pages.
//!
//! The steps, in order: [`sheet`] says how the pages look; [`block`] makes rows of blocks, with [`shape`],
//! [`hyphenate`] and [`line`](mod@line) setting the words and [`highlight`] the marks; [`paginate`] fills pages with
//! rows and puts the notes beside them; [`furniture`] adds running heads, feet and page numbers.

mod block;
pub mod font;
mod furniture;
mod highlight;
mod hyphenate;
mod line;
pub mod page;
mod paginate;
mod row;
pub mod shape;
mod sheet;
pub mod source;

pub use font::Face;
pub use page::{Layout, Page};
pub use sheet::{A4, highlight_tint, note_color, pattern_color};

use crate::compose::{Block, Content, Document};
use page::{Actual, Mark, Missing, Owner};
use row::Flow;
use sheet::Sheet;
use std::num::NonZero;
use std::ops::Range;
use std::sync::Arc;

/// The fewest blocks that are worth a thread of their own.
const BLOCKS_A_THREAD: usize = 24;

/// Lays a document out.
#[must_use]
pub fn layout(document: &Document) -> Layout {
    let sheet = Sheet::of(document.template, document.accent);
    let mut flow = rows(document, &sheet);
    let mut filled = paginate::fill(&mut flow, &sheet, document.blocks.len());
    let mut shaper = shape::Shaper::default();
    furniture::number_contents(&mut filled, document, &sheet, &mut shaper);
    furniture::furnish(&mut filled, document, &sheet, &mut shaper);
    let outline = furniture::outline(&filled, document);
    let missing = missing(&filled.pages, &flow);
    let pages = filled.pages.into_iter().map(Arc::new).collect();
    Layout { pages, elements: flow.elements, outline, missing }
}

/// The rows of all blocks, made on as many threads as there are processors and blocks for.
fn rows(document: &Document, sheet: &Sheet) -> Flow {
    let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = document.blocks.len().div_ceil(processors).max(BLOCKS_A_THREAD);
    let parts = parts(&document.blocks, share);
    let flows: Vec<Flow> = match parts.as_slice() {
        [whole] => vec![block::rows(document, sheet, whole.clone())],
        parts => std::thread::scope(|scope| {
            let thread = |part: &Range<usize>| {
                let part = part.clone();
                scope.spawn(move || block::rows(document, sheet, part))
            };
            let threads: Vec<_> = parts.iter().map(thread).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        }),
    };
    let mut whole = Flow::new();
    for flow in flows {
        whole.append(flow);
    }
    whole
}

/// Divides blocks into parts of about `share`, where one principle ends and something new begins: the rows of two parts
/// have nothing to do with each other, so that the pages are the same on every machine.
fn parts(blocks: &[Block], share: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (index, pair) in blocks.windows(2).enumerate() {
        let begins = matches!(pair[1].content, Content::Principle { .. } | Content::Section { .. });
        let ends = matches!(pair[0].content, Content::Source(_) | Content::Paragraph(_) | Content::Ruled(_));
        if begins && ends && index + 1 - start >= share {
            parts.push(start..index + 1);
            start = index + 1;
        }
    }
    parts.push(start..blocks.len());
    parts
}

/// What stands as a substitute, with the part of the meeting that it is in.
fn missing(pages: &[Page], flow: &Flow) -> Vec<Missing> {
    let mut all: Vec<Missing> = Vec::new();
    for mark in pages.iter().flat_map(|page| &page.marks) {
        let Mark::Line { line, owner: Owner::Element(element), .. } = mark else {
            continue;
        };
        if !line.runs.iter().any(|run| run.actual == Some(Actual::Text)) {
            continue;
        }
        let origin = flow.elements.get(*element).map(|element| element.origin.clone()).unwrap_or_default();
        let characters = line.glyphs().filter(|(run, ..)| run.actual == Some(Actual::Text)).map(|(.., text)| text);
        for characters in characters {
            let missing = Missing { characters: characters.to_owned(), origin: origin.clone() };
            if !all.contains(&missing) {
                all.push(missing);
            }
        }
    }
    all
}
