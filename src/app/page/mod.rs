//! The hand-out's pages in the window, as the PDF shows them.
//!
//! A [`Page`](crate::typeset::Page) is painted from the very glyphs and places that the PDF gets. [`glyphs`] turns outlines
//! into coverage, [`atlas`] keeps that in a texture, [`drawing`] makes triangles of a page's marks, [`ink`] of what was
//! drawn on it with a pen, and [`paint`] keeps those for as long as page and zoom stay what they are. [`view`] shows all pages to read in, with
//! [`arrangement`] saying where they stand, [`scale`] how large and [`reading`] what a screen reader says of them; [`thumbnails`] is a strip of
//! small ones.

mod arrangement;
mod atlas;
mod drawing;
mod glyphs;
mod ink;
mod paint;
mod pictures;
mod reading;
mod scale;
mod thumbnails;
mod triangles;
mod view;

pub use arrangement::Zoom;
pub use ink::{InkLayer, InkLayers};
pub use paint::PagePainter;
pub use scale::{PixelScale, Scale};
pub use thumbnails::Thumbnails;
pub use view::{PageColors, PagesResponse, PagesView, SourceRange, read_out};
