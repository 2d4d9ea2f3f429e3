//! How large paper is shown: three measures that are numbers alike, each with a type of its own.
//!
//! Paper has points, the window has points, and the screen has pixels. A [`Scale`] leads from the first to the second, a
//! [`PixelScale`] from the first to the third, and only here is one made of the other.

use egui::Painter;

/// Points of the window to a point of paper at 100 %: CSS's inch has 96 of the one, paper's has 72 of the other.
const NATURAL: f32 = 96.0 / 72.0;

/// Points of the window to a point of paper.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Scale(pub f32);

/// Pixels of the screen to a point of paper.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct PixelScale(pub f32);

impl Scale {
    /// So many times the natural size.
    #[must_use]
    pub fn of_factor(factor: f32) -> Scale {
        Scale(factor * NATURAL)
    }

    /// How many times the natural size that is.
    #[must_use]
    pub fn factor(self) -> f32 {
        self.0 / NATURAL
    }

    /// The same on the screen that is painted on.
    pub(super) fn on(self, painter: &Painter) -> PixelScale {
        PixelScale(self.0 * painter.pixels_per_point())
    }
}
