//! One layout, painted many ways: a [`Document`] becomes [`Page`]s of placed glyphs.
//!
//! What comes in is what is said; what goes out is where each glyph stands, what element it belongs to, and which part
//! of the meeting it came from. The preview, the projector and the PDF paint the same pages.
//!
//! The steps, in order: [`style_sheet`] says how the pages look; [`block`] makes rows of blocks, with [`shape`],
//! [`hyphenate`] and [`line`](mod@line) setting the words and [`highlight`] the marks; [`paginate`] fills pages with
//! rows and puts the notes beside them; [`furniture`] adds running heads, feet and page numbers. A [`Typesetter`]
//! remembers what each step made, and sets only what has changed.

mod block;
pub mod deck;
pub mod font;
mod fragment;
mod furniture;
mod highlight;
mod hyphenate;
mod line;
pub mod page;
mod paginate;
mod row;
pub mod shape;
pub mod source;
mod style_sheet;
mod typesetter;

pub use deck::{Deck, DeckSetter, SLIDE_HEIGHT, Slide, SlideNames, name_slides, slide_names};
pub use font::Face;
pub use page::{Layout, Page};
pub use style_sheet::{A4, Design, highlight_tint, note_color, pattern_color};
pub use typesetter::Typesetter;

use crate::compose::Document;

/// Lays a document out.
#[must_use]
pub fn layout(document: &Document) -> Layout {
    layout_as(document, Design::Present)
}

/// Lays a document out as pages of a design.
#[must_use]
pub fn layout_as(document: &Document, design: Design) -> Layout {
    Typesetter::of(design).layout(document)
}
