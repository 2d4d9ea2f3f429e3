//! How slides look: the measures of a slide and the sizes of its text, chosen by eye.
//!
//! A slide is 540 points high. No text on it is under [`SMALLEST`], a thirtieth of that, and what is to be read, and not only
//! to be found, is well above it. All measures are in points.

use crate::meeting::Aspect;
use crate::typeset::Face;
use crate::typeset::line::{Alignment, Style};
use crate::typeset::page::Color;
use crate::typeset::style_sheet::Design;

/// The height of a slide.
pub const HEIGHT: f32 = 540.0;
/// The smallest text on a slide.
pub const SMALLEST: f32 = 18.0;
/// The ink of words on a slide.
pub const INK: Color = [0x1a, 0x1a, 0x1a];
/// What may be passed over: 7:1 on white.
pub const QUIET: Color = [0x59, 0x59, 0x59];
/// Words around what matters: grey, and yet 4.9:1 on white.
pub const DIMMED: Color = [0x70, 0x70, 0x70];
/// In how many steps text gets smaller before it is divided.
pub const STEPS: u8 = 6;

/// The sizes that a text may have: what it has where there is room, and what it never gets below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    /// The largest.
    pub most: f32,
    /// The smallest.
    pub least: f32,
}

impl Sizes {
    /// From `most` down to `least`.
    pub const fn new(most: f32, least: f32) -> Sizes {
        Sizes { most, least }
    }

    /// One size only.
    pub const fn fixed(size: f32) -> Sizes {
        Sizes { most: size, least: size }
    }

    /// For so many letters: a word stands larger than a sentence, and a sentence than a paragraph; none is larger than `cap`.
    pub fn of_letters(self, letters: usize, cap: f32) -> Sizes {
        let most = match letters {
            0..=14 => WORD,
            15..=40 => PHRASE,
            _ => self.most,
        };
        Sizes { most: self.most.max(most.min(cap)), ..self }
    }

    /// The size at a step, 0 being the largest.
    pub fn at(self, step: u8) -> f32 {
        (self.most - (self.most - self.least) * f32::from(step) / f32::from(STEPS)).round()
    }
}

/// One word that stands alone.
pub const WORD: f32 = 72.0;
/// A few words.
pub const PHRASE: f32 = 54.0;
/// A meeting's title.
pub const TITLE: Sizes = Sizes::new(56.0, 34.0);
/// The body that meets, and when and where.
pub const FACT: Sizes = Sizes::new(26.0, 22.0);
/// The title of a principle on its first slide.
pub const PRINCIPLE: Sizes = Sizes::new(44.0, 32.0);
/// The same where more than its lead follows.
pub const SMALL_PRINCIPLE: Sizes = Sizes::new(30.0, 26.0);
/// What a slide says.
pub const TEXT: Sizes = Sizes::new(38.0, 24.0);
/// A lead under its title.
pub const LEAD: Sizes = Sizes::new(34.0, 24.0);
/// Marked words.
pub const MARKED: Sizes = Sizes::new(46.0, 28.0);
/// The words around them.
pub const CONTEXT: Sizes = Sizes::new(26.0, 22.0);
/// A question or a decision.
pub const STATEMENT: Sizes = Sizes::new(42.0, 26.0);
/// The words that a question is about.
pub const QUOTE: Sizes = Sizes::new(24.0, 22.0);
/// A line of a list.
pub const ENTRY: Sizes = Sizes::new(32.0, 24.0);
/// What is added to it.
pub const ADDITION: Sizes = Sizes::new(24.0, 20.0);
/// A heading.
pub const HEADING: Sizes = Sizes::new(36.0, 32.0);
/// A small heading.
pub const LABEL: Sizes = Sizes::fixed(24.0);

/// The measures of a slide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// Its width and height.
    pub page: [f32; 2],
    /// The left edge of what stands on it.
    pub left: f32,
    /// The right edge.
    pub right: f32,
    /// The base line of the running head.
    pub head: f32,
    /// Where what it says may begin.
    pub top: f32,
    /// Where it must end.
    pub bottom: f32,
    /// The line above the foot.
    pub rule: f32,
    /// The base line of the foot.
    pub foot: f32,
    /// The accent colour.
    pub accent: Color,
}

impl Stage {
    /// The slides of a shape.
    pub fn of(aspect: Aspect, accent: Color) -> Stage {
        let (width, margin) = match aspect {
            Aspect::Wide => (960.0, 64.0),
            Aspect::Standard => (720.0, 52.0),
        };
        Stage {
            page: [width, HEIGHT],
            left: margin,
            right: width - margin,
            head: 56.0,
            top: 84.0,
            bottom: 474.0,
            rule: 494.0,
            foot: 519.0,
            accent,
        }
    }

    /// How wide what stands on it may be.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// How high what stands on it may be.
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }
}

/// Text of a size.
pub fn text(size: f32) -> Style {
    Style {
        roman: Face::Sans,
        strong: Face::SansSemiBold,
        italic: Face::SansItalic,
        size,
        leading: leading(size),
        design: Design::Present,
        color: INK,
        quiet: DIMMED,
        alignment: Alignment::Ragged,
        hyphenate: false,
    }
}

/// Heavy text of a size.
pub fn bold(size: f32) -> Style {
    Style { roman: Face::SansSemiBold, ..text(size) }
}

/// Head and foot.
pub fn furniture(size: f32) -> Style {
    Style { color: QUIET, quiet: QUIET, ..text(size) }
}

/// From base line to base line: large letters stand closer.
fn leading(size: f32) -> f32 {
    let share = if size >= 40.0 {
        1.2
    } else if size >= 30.0 {
        1.28
    } else {
        1.36
    };
    (size * share).round()
}
