//! What was drawn with a pen: strokes on a page of a hand-out or of an annex, or on a slide.
//!
//! Distances are whole thousandths of a point, so that a drawing is the same after any number of round trips; x counts
//! from the left, y from above.

use super::presentation::SlideKey;
use super::{AnnexId, FileVersion, PageNumber};
use crate::storage::Sha256;
use serde::{Deserialize, Serialize};

/// The most strokes that a drawing has.
pub const MOST_STROKES: usize = 100_000;
/// The most points that a stroke has.
pub const MOST_POINTS: usize = 100_000;

/// Strokes, and what they were drawn on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawing {
    /// What they were drawn on.
    pub surface: Surface,
    /// The strokes, in the order in which they were drawn.
    pub strokes: Vec<Stroke>,
}

/// What a drawing is on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Surface {
    /// What it is a part of.
    pub medium: Medium,
    /// Which page of it.
    pub page: PageNumber,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Which words stood on the slide, and where, in a hash; none of a hand-out's page, and where nobody noted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Sha256>,
}

/// What has pages that can be drawn on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Medium {
    /// A hand-out.
    Handout,
    /// The slides; this one, whichever page it is now.
    Slide(SlideKey),
    /// An annex.
    Annex {
        /// Which.
        annex: AnnexId,
        /// The file on whose page it was drawn.
        version: FileVersion,
    },
}

/// A line drawn without lifting the pen.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stroke {
    /// Its points as x and y; one point is a dot.
    pub points: Vec<[i32; 2]>,
    /// Its colour, as red, green and blue.
    pub color: [u8; 3],
    /// How wide the pen is.
    pub width: i32,
}

/// How much two shapes may differ and still be the same, as a share: programs round.
const SAME_SHAPE: f64 = 0.005;

impl Surface {
    /// Whether it has the shape of something with these sides. What was drawn on a slide of another shape lies on other words.
    #[must_use]
    pub fn has_shape(&self, [width, height]: [f32; 2]) -> bool {
        let (own, other) = (f64::from(self.width) * f64::from(height), f64::from(self.height) * f64::from(width));
        (own - other).abs() <= SAME_SHAPE * own.max(other)
    }

    /// Whether the words on a slide are those that stood there, as far as that is known of both. Where others do, what was
    /// drawn would lie on them.
    #[must_use]
    pub fn has_words(&self, words: Option<Sha256>) -> bool {
        self.words.zip(words).is_none_or(|(own, other)| own == other)
    }

    /// Whether what was drawn on it lies on a slide that is this surface now.
    #[must_use]
    pub fn lies_on(&self, slide: &Surface) -> bool {
        let [width, height] = [slide.width, slide.height].map(|side| side as f32);
        self.medium == slide.medium && self.has_shape([width, height]) && self.has_words(slide.words)
    }
}

impl Medium {
    /// The slide, where it is one.
    #[must_use]
    pub fn slide(&self) -> Option<SlideKey> {
        match self {
            Medium::Handout | Medium::Annex { .. } => None,
            Medium::Slide(key) => Some(key.clone()),
        }
    }
}

impl Stroke {
    /// Whether it has no more points than a stroke may have.
    #[must_use]
    pub const fn is_within_limits(&self) -> bool {
        self.points.len() <= MOST_POINTS
    }
}

/// From which width on a pen is a marker.
const MARKER: i32 = 12_000;
/// How much a marker covers of what is under it, of 255.
const COVERED: u8 = 90;

impl Stroke {
    /// How much it covers of what is under it, of 255: a broad pen is a marker, and words are seen through it.
    #[must_use]
    pub fn opacity(&self) -> u8 {
        if self.width >= MARKER { COVERED } else { u8::MAX }
    }
}

impl Drawing {
    /// Whether it has no more strokes, and these no more points, than a meeting takes.
    #[must_use]
    pub fn is_within_limits(&self) -> bool {
        self.strokes.len() <= MOST_STROKES && self.strokes.iter().all(Stroke::is_within_limits)
    }

    /// As much of it as a meeting takes.
    #[must_use]
    pub fn within_limits(mut self) -> Drawing {
        self.strokes.truncate(MOST_STROKES);
        self.strokes.iter_mut().for_each(|stroke| stroke.points.truncate(MOST_POINTS));
        self
    }

    /// The smallest and the largest x and y of its points; `None` where there are none.
    #[must_use]
    pub fn bounds(&self) -> Option<([i32; 2], [i32; 2])> {
        let mut points = self.strokes.iter().flat_map(|stroke| &stroke.points);
        let first = *points.next()?;
        Some(points.fold((first, first), |(low, high), [x, y]| {
            ([low[0].min(*x), low[1].min(*y)], [high[0].max(*x), high[1].max(*y)])
        }))
    }
}
