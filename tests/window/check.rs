//! The room check before a presentation.

use crate::room::Room;
use bilag::app::View;
use egui::{Key, Modifiers};

const NONE: Modifiers = Modifiers::NONE;

/// A room with a second screen, where the list is open.
fn checking() -> Room {
    let mut room = Room::with_sample();
    room.plug(&[("Bærbar", [1280, 800]), ("Projektor", [1920, 1080])]);
    room.press(Modifiers::CTRL, Key::Num4);
    room.wait_until("slides", |room| room.window().present().is_current());
    room.click("Tjek lokalet");
    room
}

#[test]
fn each_check_says_in_words_how_it_came_out() {
    let room = checking();
    for words in [
        "Der er 2 skærme",
        "2  Projektor · 1920 × 1080",
        "Den svageste tekst har en kontrast på",
        "Siderne er bogstav for bogstav de samme uden",
        "Systemet lover ikke",
        "i orden",
        "se efter",
    ] {
        assert!(room.sees(words), "{words}");
    }
}

#[test]
fn screens_show_their_numbers_for_a_while() {
    let mut room = checking();
    let shown = |room: &Room| room.count("2  Projektor · 1920 × 1080");
    assert_eq!(shown(&room), 1);
    room.click("Vis numrene");
    assert_eq!(shown(&room), 2);
    room.wait(6);
    assert_eq!(shown(&room), 1);
}

#[test]
fn a_clickers_buttons_are_recognised_and_do_nothing_else() {
    let mut room = checking();
    room.focus("Prøv klikkeren her");
    for (key, words) in [
        (Key::PageDown, "PageDown: Næste"),
        (Key::F5, "F5: Start præsentationen"),
        (Key::Escape, "Escape: Forlad"),
        (Key::J, "J: intet endnu"),
    ] {
        room.press(NONE, key);
        assert!(room.sees(words), "{words}");
    }
    assert!(room.sees("En knap gør ingenting"));
    assert!(room.window().view() == View::Present && room.window().present().seen().is_none());
    room.press(NONE, Key::Tab);
    room.press(NONE, Key::F5);
    room.wait_for_show();
}

#[test]
fn a_larger_room_needs_a_larger_picture() {
    let mut room = checking();
    room.click("Lille lokale");
    assert!(room.sees("bageste række sidder 4,0 m væk"));
    room.click("Stort lokale");
    assert!(room.sees("bageste række sidder 12,0 m væk"));
}
