//! Sets with labels in the window: everywhere a principle is called what its set calls it.

use super::room::Room;
use egui::{Key, Modifiers};

const ARTICLES: &[u8] = include_bytes!("../fixtures/sets/articles.json");
const POINTS: &[u8] = include_bytes!("../fixtures/sets/points.json");

/// A new meeting on a set, of which these are chosen by their names.
fn choosing(set: &[u8], names: &[&str]) -> Room {
    let mut room = Room::new();
    let path = room.path("samling.json");
    std::fs::write(&path, set).expect("a file");
    room.drop_file(path);
    for name in names {
        room.click(name);
    }
    room
}

#[test]
fn principles_are_chosen_moved_and_removed_by_their_labels() {
    let mut room = choosing(POINTS, &["1.1 Open Terms", "1.4 Open Format", "9a Redistribution"]);
    assert_eq!(room.chosen(), [1, 4, 6]);
    assert!(room.finds("Læs hele 1.4 Open Format"));
    assert!(room.sees("Whoever has the source has these permissions."), "the text of the group");
    room.focus("1.1 Open Terms på dagsordenen");
    room.press(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(room.chosen(), [4, 1, 6]);
    room.click("Tag 9a Redistribution ud af mødet");
    assert_eq!(room.chosen(), [4, 1]);
    assert!(!room.sees("Princip 4") && !room.sees("princip 4"));
    assert!(room.cut_texts().is_empty());
}

#[test]
fn a_label_that_stands_for_the_title_is_said_once() {
    let mut room = choosing(ARTICLES, &["Artikel 12", "Artikel 1 Formål", "Kapitel III, stk. 2, litra b Klage"]);
    assert_eq!(room.chosen(), [1, 3, 4]);
    assert!(room.cut_texts().is_empty());
    room.press(Modifiers::CTRL, Key::F);
    room.type_text("artikel 12");
    assert!(room.finds("Artikel 12") && !room.finds("Artikel 1 Formål"), "{:?}", room.names());
    room.press(Modifiers::NONE, Key::Escape);
    room.press(Modifiers::CTRL, Key::Num2);
    for heading in ["Artikel 12", "Artikel 1 Formål", "Kapitel III, stk. 2, litra b Klage"] {
        assert_eq!(room.headings().iter().filter(|own| *own == heading).count(), 1, "{:?}", room.headings());
    }
}

#[test]
fn notes_and_slides_are_called_by_labels_too() {
    let mut room = choosing(POINTS, &["1.4 Open Format", "1.2 Access"]);
    room.press(Modifiers::CTRL, Key::Num2);
    room.select_words("No fee is asked", 3, 2);
    room.press(Modifiers::CTRL, Key::M);
    room.type_text("Godt.");
    assert!(room.sees("P1.4·1·n1"), "{:?}", room.names());
    room.press(Modifiers::CTRL, Key::Num4);
    room.wait_for_slides();
    assert!(room.finds("1.4 Open Format: Hele teksten"), "{:?}", room.names());
}
