//! A screen, as the desktop has it.

use crate::app::venue::Projector;
use egui::{Context, Pos2, pos2};

/// A screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Screen {
    /// What the system calls it.
    pub name: String,
    /// Its upper left corner on the desktop, in pixels.
    pub position: [i32; 2],
    /// Its size, in pixels.
    pub size: [u32; 2],
    /// Its place in the list of the window library, by which windows are put on it; `None` where it is not in it.
    pub index: Option<usize>,
}

impl Screen {
    /// By what it is known again.
    #[must_use]
    pub fn projector(&self) -> Projector {
        Projector { name: self.name.clone(), size: self.size }
    }

    /// Its upper left corner, in points of the window.
    pub(super) fn corner(&self, context: &Context) -> Pos2 {
        let [x, y] = self.position.map(|side| side as f32 / context.pixels_per_point());
        pos2(x + 1.0, y + 1.0)
    }
}
