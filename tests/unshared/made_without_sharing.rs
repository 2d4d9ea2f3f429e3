//! A meeting called shared that nobody has shared.

use bilag::meeting::{Meeting, Shared};

fn main() {
    let _ = Shared(Meeting::sample());
}
