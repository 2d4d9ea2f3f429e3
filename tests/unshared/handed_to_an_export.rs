//! A meeting with all that is private in it, handed to whatever writes for others.

use bilag::meeting::{Aspect, Meeting, web_annotation};
use bilag::pdf::{self, xfdf};
use bilag::{compose, typeset};
use jiff::Timestamp;

fn main() {
    let meeting = Meeting::sample();
    let _ = pdf::export(&meeting, Timestamp::UNIX_EPOCH);
    let _ = xfdf::write(&meeting, "h.pdf");
    let _ = web_annotation::write(&meeting);
    let _ = typeset::layout(&compose::compose(&meeting));
    let _ = typeset::Deck::of(&meeting, Aspect::Wide);
}
