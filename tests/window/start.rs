//! Beginning, and what stands between a user and a loss.

use super::room::Room;
use bilag::app::View;
use bilag::session::Session;
use egui::{Key, Modifiers};

#[test]
fn unsaved_changes_are_asked_for_before_they_would_be_lost() {
    let mut room = Room::new();
    room.click("Nyt møde");
    room.type_into("Titel", "Budget");
    room.click("Til forsiden");
    assert!(room.sees("Vil du gemme mødet?"));
    room.click("Annuller");
    assert_eq!(room.meeting().title, "Budget");
    room.press(Modifiers::CTRL, Key::N);
    room.click("Gem ikke");
    assert_eq!(room.meeting().title, "");
    assert!(!room.window().session().is_some_and(Session::is_modified));
}

#[test]
fn saving_first_goes_on_with_what_was_asked_for() {
    let mut room = Room::new();
    room.click("Nyt møde");
    room.type_into("Titel", "Budget");
    room.press(Modifiers::CTRL, Key::W);
    room.click("Gem");
    let path = room.path("budget.bilag");
    room.fill("Sti", path.to_str().expect("UTF-8"));
    room.press(Modifiers::NONE, Key::Enter);
    assert_eq!(room.window().view(), View::Start);
    assert!(path.is_file());
    assert!(room.finds("Åbn Budget, budget.bilag"));
    room.click("Fjern Budget fra listen");
    assert!(!room.finds("Åbn Budget, budget.bilag"));
    assert!(path.is_file(), "the list forgets a file, the folder does not");
}

#[test]
fn a_file_that_is_none_of_bilags_is_told_in_words() {
    let mut room = Room::new();
    for (name, bytes, words) in [
        ("tom.bilag", &b""[..], "er tom"),
        ("halv.bilag", &br#"{"bilag":1,"meeting":{"title":"x""#[..], "holder op midt i det hele"),
        ("brev.txt", &b"K\xe6re alle"[..], "hverken et m"),
    ] {
        let path = room.path(name);
        std::fs::write(&path, bytes).expect("written");
        room.drop_file(path);
        assert!(room.sees(words), "{name}");
        assert!(room.sees(name), "{name}");
        assert_eq!(room.window().view(), View::Start);
        room.wait(20);
        assert!(room.sees(words), "bad news stays until it is read");
        room.click("Luk beskeden");
        assert!(!room.sees(words));
    }
}

#[test]
fn a_folder_that_takes_no_files_loses_nothing() {
    let mut room = Room::with_sample();
    room.fill("Titel", "Nyt navn");
    room.press(Modifiers::CTRL, Key::S);
    let path = room.path("findes-ikke/møde.bilag");
    room.fill("Sti", path.to_str().expect("UTF-8"));
    room.press(Modifiers::NONE, Key::Enter);
    assert!(room.sees("findes ikke"));
    assert!(room.window().session().is_some_and(Session::is_modified));
    assert_eq!(room.meeting().title, "Nyt navn");
}
