//! What stands above the window.

use super::room::Room;
use bilag::app::View;
use bilag::principles::PrincipleSet;
use egui::{Key, Modifiers};

#[test]
fn another_language_is_spoken_at_once() {
    let mut room = Room::with_sample();
    room.press(Modifiers::CTRL, Key::Comma);
    room.click("Sprog");
    room.click("English");
    assert!(room.sees("Language") && room.sees("Size of text"));
    room.press(Modifiers::NONE, Key::Escape);
    assert!(room.finds("Add agenda item"));
    assert!(room.sees("24\u{a0}November 2026"));
    assert!(!room.sees("Dagsorden"));
}

#[test]
fn the_palette_runs_what_a_few_letters_name() {
    let mut room = Room::with_sample();
    room.press(Modifiers::CTRL, Key::K);
    room.type_text("udseende");
    room.press(Modifiers::NONE, Key::Enter);
    assert!(room.sees("Tekstens størrelse"));
    room.press(Modifiers::NONE, Key::Escape);
    room.press(Modifiers::CTRL, Key::K);
    room.type_text("annotér");
    room.press(Modifiers::NONE, Key::Enter);
    assert_eq!(room.window().view(), View::Annotate);
    room.press(Modifiers::CTRL, Key::K);
    room.type_text("qqqq");
    assert!(room.sees("Ingen kommando hedder sådan."));
}

#[test]
fn the_list_of_keys_is_asked_for_by_f1_or_a_question_mark() {
    let mut room = Room::with_sample();
    for ask in [|room: &mut Room| room.press(Modifiers::NONE, Key::F1), |room: &mut Room| room.type_text("?")] {
        ask(&mut room);
        assert!(room.sees("Alt+↑ / Alt+↓"));
        assert!(room.sees("Ctrl+Shift+Z"));
        room.press(Modifiers::NONE, Key::Escape);
        assert!(!room.sees("Alt+↑ / Alt+↓"));
    }
    room.fill("Sted", "Hvor?");
    assert!(!room.sees("Alt+↑ / Alt+↓"));
    assert_eq!(room.meeting().place, "Hvor?");
}

#[test]
fn another_set_is_chosen_from_in_the_open_meeting() {
    let mut room = Room::with_sample();
    let mut set = PrincipleSet::built_in().remove(0);
    set.id = "lokale".to_owned();
    set.title = "Lokale principper".to_owned();
    set.groups.truncate(1);
    set.groups[0].principles[3].title = "Naboer høres".to_owned();
    let path = room.path("lokale.json");
    std::fs::write(&path, serde_json::to_vec(&set).expect("JSON")).expect("written");
    room.drop_file(path);
    room.click("I dette møde");
    assert!(room.finds("Princip 4: Naboer høres"));
    assert_eq!(room.meeting().set.title, "Lokale principper");
    assert_eq!(room.chosen(), [1, 2, 3, 6], "what was chosen stays");
    room.press(Modifiers::CTRL, Key::Z);
    assert!(room.finds("Princip 4: Enkeltsager løses konkret"));
    room.click("Anden samling …");
    room.click("Fra filen lokale.json");
    assert!(room.sees("Skal der vælges fra denne samling"));
}
