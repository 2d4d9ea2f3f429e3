//! What the meeting decides, how long it may take, and what was drawn while it did.

use crate::room::Room;
use bilag::meeting::{Kind, Meeting, Outcome, file};
use egui::{Key, Modifiers};

/// A meeting with a decision that was adopted with changes, and a drawing on a slide.
const DECIDED: &[u8] = include_bytes!("../fixtures/meetings/2.bilag");

fn with_drawing() -> (Room, Meeting) {
    let mut room = Room::new();
    let path = room.path("besluttet.bilag");
    std::fs::write(&path, DECIDED).expect("a file");
    room.drop_file(path);
    (room, file::read(DECIDED).expect("a meeting"))
}

#[test]
fn a_decision_says_how_it_went_and_who_proposed_it() {
    let mut room = Room::with_sample();
    room.press(Modifiers::CTRL, Key::Num2);
    room.select_words("Styring på mål og resultater er", 11, 3);
    room.press(Modifiers::ALT, Key::D);
    room.type_text("Målene følges op hvert kvartal.");
    let before = room.meeting().clone();
    room.click("Udfald");
    room.click("Godkendt med ændringer");
    room.fill("Stiller", "Borgmester");
    let decision = room.meeting().annotations.last().expect("a decision");
    assert_eq!((decision.kind(), decision.outcome()), (Kind::Decision, Some(Outcome::Amended)));
    assert_eq!(decision.proposer(), "Borgmester");
    room.press(Modifiers::NONE, Key::Escape);
    room.press(Modifiers::NONE, Key::Escape);
    assert!(room.sees("Godkendt med ændringer · stillet af Borgmester"), "the closed card says so");
    for _ in 0..2 {
        room.press(Modifiers::CTRL, Key::Z);
    }
    let taken_back = room.meeting().annotations.last().expect("a decision");
    assert!(taken_back.outcome().is_none() || *room.meeting() == before, "it can be taken back");
}

#[test]
fn only_a_decision_has_an_outcome() {
    let mut room = Room::with_sample();
    room.press(Modifiers::CTRL, Key::Num2);
    room.select_words("Styring på mål og resultater er", 11, 3);
    room.press(Modifiers::ALT, Key::Q);
    assert!(!room.finds("Udfald") && !room.finds("Stiller"));
}

#[test]
fn a_drawing_on_a_slide_is_a_card_that_says_which() {
    let (mut room, meeting) = with_drawing();
    room.press(Modifiers::CTRL, Key::Num2);
    room.click("Slags");
    room.click("Tegning");
    assert!(room.sees("1 af "), "all else is filtered out: {:?}", room.names());
    room.click("Næste");
    assert!(room.sees("Titel og resumé P2"), "{:?}", room.names());
    if !room.finds("Tegning, tekst") {
        room.click_beginning("Tegning, ");
    }
    room.type_into("Tegning, tekst", "Se her");
    let drawn = room.meeting().annotations.last().expect("the drawing");
    assert_eq!(drawn.text, "Se her");
    assert_eq!(drawn.body, meeting.annotations.last().expect("the drawing").body, "its strokes are as they were");
    room.press(Modifiers::CTRL, Key::Z);
    assert_eq!(*room.meeting(), meeting);
}

#[test]
fn an_agenda_item_is_given_its_minutes() {
    let mut room = Room::with_sample();
    let minutes = |room: &Room| room.meeting().agenda[1].minutes;
    room.type_into("Minutter til punkt 4", "2x0");
    assert_eq!(minutes(&room), Some(20));
    room.press(Modifiers::NONE, Key::ArrowUp);
    assert_eq!((minutes(&room), room.value("Minutter til punkt 4").as_str()), (Some(25), "25"));
    for _ in 0..9 {
        room.press(Modifiers::NONE, Key::ArrowDown);
    }
    assert_eq!(minutes(&room), None);
    room.press(Modifiers::CTRL, Key::Z);
    assert_eq!(room.meeting().agenda, Meeting::sample().agenda, "what was typed into one field is one step");
}
