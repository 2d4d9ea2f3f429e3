//! Markup annotations as they are found, in a PDF, in FDF or in XFDF, made into comments on the words that they belong to.
//!
//! A [`Reader`] takes them one by one as [`Markup`], whoever read them. [`place`] looks their quadrilaterals, their rectangle or
//! what they point at up in the source map that was sent ([`super::sources`]); so it does not matter how another program has
//! rewritten the page's text, nor which Bilag made the file. [`said`](mod@said) tells what they say, and [`thread`] brings together what
//! belongs together: answers, states, and what is to stand in the place of other words. Annotations that Bilag itself wrote are
//! known by their name. What cannot be placed is kept, with its page and the words beneath it, and what is not taken is told.

mod place;
mod reader;
mod said;
mod subtype;
mod thread;

pub use place::ContentsLine;
pub use reader::{Reader, Unplaced};
pub use subtype::Subtype;
pub use thread::Found;

use crate::compose::Origin;
use crate::meeting::drawing::Drawing;
use crate::typeset::page::Area;
use crate::typeset::source::PlacedLine;
use jiff::Timestamp;

/// The most annotations that are read from one file.
pub const MOST: usize = 200_000;

/// For each page its lines, with the part of the meeting that each is of.
pub type Lines<'a> = Vec<Vec<(&'a Origin, PlacedLine<'a>)>>;

/// A markup annotation as it was found.
#[derive(Clone, Debug)]
pub struct Markup<K> {
    /// What it is.
    pub subtype: Subtype,
    /// What others refer to it by.
    pub key: Option<K>,
    /// Its name (`NM`).
    pub name: String,
    /// What it says: its plain text, else the words of its rich text or of its pop-up.
    pub said: String,
    /// Who wrote it.
    pub author: String,
    /// Its subject.
    pub subject: String,
    /// What it is meant for (`IT`).
    pub intent: String,
    /// What is seen of it: the name of a stamp, or of the file that is attached.
    pub icon: String,
    /// When it was written.
    pub created: Option<Timestamp>,
    /// When it was last changed.
    pub modified: Option<Timestamp>,
    /// Its colour, each channel from 0 to 1.
    pub color: Option<[f32; 3]>,
    /// Where it is on its page, in points, counted from above.
    pub areas: Vec<Area>,
    /// Whether its area is the point that it points at: an arrow's or a callout's tip.
    pub points: bool,
    /// What was drawn.
    pub drawing: Option<Drawing>,
    /// Whether it brings the bytes of a file or of a recording, which are not taken.
    pub carries: bool,
    /// What it answers.
    pub answers: Option<K>,
    /// Whether it is not an answer but a part of what it answers.
    pub grouped: bool,
    /// The state that it sets; empty where it sets none.
    pub state: String,
}

/// For each page its lines, with the part of the meeting that each is of.
pub fn by_page<'a>(lines: impl Iterator<Item = (&'a Origin, PlacedLine<'a>)>) -> Lines<'a> {
    let mut pages: Lines<'a> = Vec::new();
    for (origin, place) in lines.filter(|(_, place)| place.page.0 < MOST) {
        if place.page.0 >= pages.len() {
            pages.resize(place.page.0 + 1, Vec::new());
        }
        if let Some(page) = pages.get_mut(place.page.0) {
            page.push((origin, place));
        }
    }
    pages
}
