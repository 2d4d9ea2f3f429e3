//! The hand-out's pages in the window, as the PDF shows them.
//!
//! A [`Page`](crate::typeset::Page) is painted from the very glyphs and places that the PDF gets. [`glyphs`] turns outlines
//! into coverage, [`atlas`] keeps that in a texture, [`drawing`] makes triangles of a page's marks, and
//! [`paint`] keeps those for as long as page and zoom stay what they are.

mod atlas;
mod drawing;
mod glyphs;
mod paint;
mod pictures;

pub use paint::PagePainter;
