//! Presenting: the presenter's window and the audience's, in one room.

use crate::room::Room;
use bilag::app::Place;
use bilag::app::present::Seen;
use bilag::meeting::SlideKey;
use egui::{Key, Modifiers};

const NONE: Modifiers = Modifiers::NONE;

/// A room with a second screen, where the sample meeting is being presented.
fn presenting() -> Room {
    let mut room = Room::with_sample();
    room.plug(&[("Bærbar", [1280, 800]), ("Projektor", [1920, 1080])]);
    start(&mut room);
    room
}

fn start(room: &mut Room) {
    room.press(NONE, Key::F5);
    room.wait_for_show();
}

/// The slide that the audience sees; `None` where it sees none.
fn seen(room: &Room) -> Option<SlideKey> {
    match room.window().present().seen()? {
        Seen::Picture(picture) => Some(picture.slide.key),
        Seen::Cover(_) => None,
    }
}

#[test]
fn f5_shows_the_first_slide_and_steps_go_on_from_there() {
    let mut room = presenting();
    assert_eq!(room.window().place(), Place::Present);
    let first = seen(&room);
    assert!(first.is_some());
    for key in [Key::ArrowRight, Key::ArrowDown, Key::PageDown, Key::Space, Key::Enter] {
        room.press(NONE, key);
        assert_ne!(seen(&room), first, "{key:?}");
        room.press(NONE, Key::PageUp);
        assert_eq!(seen(&room), first, "{key:?}");
    }
    for key in [Key::ArrowLeft, Key::ArrowUp, Key::PageUp, Key::Backspace] {
        room.press(NONE, Key::ArrowRight);
        room.press(NONE, key);
        assert_eq!(seen(&room), first, "{key:?}");
    }
}

#[test]
fn esc_asks_and_enter_ends() {
    let mut room = presenting();
    room.press(NONE, Key::Escape);
    assert!(room.sees("Afslut præsentationen?"));
    room.press(NONE, Key::F5);
    assert!(!room.sees("Afslut præsentationen?"), "a clicker sends F5 and Esc from one button");
    room.press(NONE, Key::Escape);
    room.press(NONE, Key::Enter);
    assert!(room.window().present().seen().is_none());
    assert!(room.finds("Start præsentationen"));
}
