//! Where one presents: what is remembered of rooms and their projectors.

use serde::{Deserialize, Serialize};

/// By what a screen is known again when it is connected another time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Projector {
    /// What the system calls it.
    pub name: String,
    /// Its size, in pixels.
    pub size: [u32; 2],
}

/// A room, as far as it matters to who sits at the back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hall {
    /// The height of the picture on the wall, in centimetres.
    pub picture: u16,
    /// From there to the back row, in centimetres.
    pub back_row: u16,
}

impl Hall {
    /// A small, a middling and a large room.
    pub const USUAL: [Hall; 3] = [
        Hall { picture: 90, back_row: 400 },
        Hall { picture: 150, back_row: 700 },
        Hall { picture: 250, back_row: 1200 },
    ];
}

impl Default for Hall {
    fn default() -> Hall {
        Hall::USUAL[1]
    }
}
