//! Questions to the user wait for one another, and none is lost.

use crate::room::Room;
use bilag::app::{Command, Request};
use bilag::meeting::{Meeting, file};
use bilag::session::{Loaded, Session};
use egui::{Key, Modifiers};
use std::path::PathBuf;

const RECOVERY: &str = "Der er noget at gendanne";
const COPIES: &str = "Der er flere kopier af filen";
const HELD: &str = "En anden har filen åben";

fn write(room: &Room, name: &str, meeting: &Meeting) -> PathBuf {
    let path = room.path(name);
    std::fs::write(&path, file::write(meeting)).expect("written");
    path
}

/// A room with a file, into which something was typed that is not saved.
fn with_unsaved() -> (Room, PathBuf) {
    let mut room = Room::new();
    let path = write(&room, "møde.bilag", &Meeting::sample());
    room.ask(Request::OpenFile(path.clone()));
    room.press(Modifiers::CTRL, Key::Num1);
    room.fill("Sted", "Byrådssalen 🙂");
    (room, path)
}

#[test]
fn a_start_with_a_file_whose_journal_has_more_offers_it() {
    let (room, path) = with_unsaved();
    let mut room = room.started_with(path);
    assert!(room.sees(RECOVERY), "the file that was opened takes nothing away");
    assert_eq!(room.meeting().place, Meeting::sample().place, "the file is open beneath");
    room.click_beginning("Gendan");
    assert_eq!(room.meeting().place, "Byrådssalen 🙂");
    assert!(!room.sees(RECOVERY) && !room.sees(HELD), "it is its own file, and may be written");
    room.press(Modifiers::CTRL, Key::S);
    assert!(!room.window().session().expect("a session").is_modified());
}

#[test]
fn a_file_that_is_opened_is_asked_about_each_time_until_that_is_answered() {
    let (room, path) = with_unsaved();
    let mut room = room.started_with(path.clone());
    room.click("Senere");
    assert!(!room.sees(RECOVERY));
    room.command(Command::Close);
    room.ask(Request::OpenFile(path.clone()));
    assert!(room.sees(RECOVERY), "it is opened again");
    room.click_beginning("Undvær");
    assert!(!room.sees(RECOVERY));
    room.command(Command::Close);
    room.ask(Request::OpenFile(path));
    assert!(!room.sees(RECOVERY), "it was answered");
}

#[test]
fn two_questions_at_once_are_asked_one_after_the_other() {
    let (room, path) = with_unsaved();
    let mut copy = Meeting::sample();
    copy.annotations.truncate(1);
    copy.annotations[0].text = "Også for os".to_owned();
    write(&room, "møde (conflicted copy 2026-11-20 101112).bilag", &copy);
    let mut room = room.started_with(path);
    assert!(room.sees(RECOVERY) && !room.sees(COPIES));
    room.click("Senere");
    assert!(room.sees(COPIES) && !room.sees(RECOVERY));
    room.press(Modifiers::NONE, Key::Escape);
    assert!(!room.sees(COPIES));
}

#[test]
fn two_meetings_that_were_left_are_both_offered() {
    let (mut room, _) = with_unsaved();
    let other = write(&room, "andet.bilag", &Meeting::sample());
    let Ok(Loaded::Session(mut session)) = Session::open_at(&room.workspace(), &other) else { panic!("a session") };
    session.edit(bilag::meeting::Edit::Title("Et andet møde".to_owned())).expect("an edit");
    drop(session);
    room = room.started_with(other);
    assert!(room.sees("(møde.bilag)") && room.sees("(andet.bilag)"));
    room.click_beginning("Undvær");
    assert!(room.sees(RECOVERY), "the other is still asked about");
}

#[test]
fn a_question_that_comes_while_a_dialog_is_open_waits_for_it() {
    let mut room = Room::new();
    let path = write(&room, "møde.bilag", &Meeting::sample());
    let Ok(Loaded::Session(other)) = Session::open_at(&room.workspace(), &path) else { panic!("a session") };
    room.press(Modifiers::CTRL, Key::Comma);
    assert!(room.sees("Tekstens størrelse"));
    room.ask(Request::OpenFile(path));
    assert!(room.sees("Tekstens størrelse") && !room.sees(HELD), "what is open is not taken away");
    room.press(Modifiers::NONE, Key::Escape);
    assert!(room.sees(HELD));
    room.click("Læs den");
    assert!(!room.sees(HELD));
    other.close();
}
