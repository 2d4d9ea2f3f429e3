//! On the screen never waits for on the disk, and neither for fifty reviewers.

use crate::room::Room;
use crate::slow::{Gate, Slow};
use bilag::app::{Command, Request};
use bilag::meeting::{Meeting, file};
use bilag::session::recoverable;
use egui::{Key, Modifiers};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

#[test]
fn two_hundred_letters_are_shown_while_not_one_flush_returns() {
    let gate = Arc::new(Gate::default());
    let disk = Slow::behind(&gate);
    let mut room = Room::on(Arc::new(disk.clone()));
    room.click("Eksempelmødet");
    room.press(Modifiers::CTRL, Key::Num1);
    room.focus("Sted");
    room.press(Modifiers::CTRL, Key::A);
    let before = disk.flushes();
    gate.set(true);
    let letters: String = ('a'..='t').cycle().take(200).collect();
    for letter in letters.chars() {
        room.type_letter(&letter.to_string());
    }
    assert_eq!(room.meeting().place, letters, "every letter is on the screen");
    assert_eq!(disk.flushes(), before, "and nothing on the disk");
    let session = room.window().session().expect("a session");
    let (made, acknowledged) = session.edits();
    assert!(acknowledged < made && session.unsafe_since().is_some());
    std::thread::sleep(Duration::from_millis(120));
    room.frames(1);
    assert!(room.sees("Endnu ikke sikret på disken"));
    assert!(recoverable(&room.workspace()).is_empty());
    gate.set(false);
    room.settle();
    let (made, acknowledged) = room.window().session().expect("a session").edits();
    assert_eq!(made, acknowledged);
    assert!(!room.sees("Endnu ikke sikret på disken"));
    assert!(disk.flushes() - before < 20, "they were flushed together: {}", disk.flushes() - before);
    let room = room.after_a_crash(bilag::app::settings::Settings::default(), [1280.0, 800.0]);
    assert!(room.sees("Der er noget at gendanne"));
}

#[test]
fn saving_and_closing_wait_for_the_disk_beside_the_window() {
    let gate = Arc::new(Gate::default());
    let mut room = Room::on(Arc::new(Slow::behind(&gate)));
    let path = room.path("møde.bilag");
    std::fs::write(&path, file::write(&Meeting::sample())).expect("written");
    room.ask(Request::OpenFile(path.clone()));
    room.press(Modifiers::CTRL, Key::Num1);
    room.fill("Sted", "Byrådssalen");
    gate.set(true);
    room.ask_only(Request::Command(Command::Save));
    room.focus_only("Sted");
    room.type_letter("!");
    assert_eq!(room.meeting().place, "Byrådssalen!", "typing goes on while it is saved");
    let in_file = || file::read(&std::fs::read(&path).expect("it is there")).expect("it is whole").place;
    assert_eq!(in_file(), Meeting::sample().place);
    gate.set(false);
    room.settle();
    assert_eq!(in_file(), "Byrådssalen", "what was asked for is saved");
    assert!(room.window().session().expect("a session").is_modified(), "and not what was typed since");
    room.press(Modifiers::CTRL, Key::S);
    gate.set(true);
    room.type_letter("?");
    room.press_only(Modifiers::CTRL, Key::Q);
    assert!(room.sees("Vil du gemme mødet?"));
    room.begin("Gem ikke");
    room.frames(3);
    assert!(room.sees("Bilag venter på disken"), "quitting waits, and says so");
    gate.set(false);
    room.wait_for_files();
    assert!(!room.window().is_busy() && in_file() == "Byrådssalen!");
}

/// So many copies that reviewers sent back.
fn reviews(room: &Room, count: usize) -> Vec<PathBuf> {
    let review = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reviews/pymupdf.pdf");
    let copy = |number: usize| {
        let path = room.path(&format!("kopi {number}.pdf"));
        std::fs::copy(&review, &path).expect("copied");
        path
    };
    (0..count).map(copy).collect()
}

#[test]
fn fifty_reviewers_copies_are_read_with_progress_while_the_window_answers() {
    let mut room = Room::with_sample();
    let copies = reviews(&room, 50);
    room.ask_only(Request::ReadReviews(copies.clone()));
    // A dialog is measured in its first frame, and seen in its second.
    room.frames(2);
    assert!(room.sees("af 50 er læst"), "it is said at once how far it is");
    assert!(room.window().is_busy(), "no frame has waited for all of them");
    room.begin("Annuller");
    room.frames(1);
    assert!(!room.sees("er læst") && !room.window().is_busy(), "it is given up at once");
    room.ask_only(Request::ReadReviews(copies));
    let (mut frames, mut seen) = (0, std::collections::BTreeSet::new());
    while room.window().is_busy() {
        room.frames(1);
        frames += 1;
        std::thread::sleep(Duration::from_millis(5));
        seen.extend((0..=50).filter(|done| room.sees(&format!("{done} af 50"))));
    }
    assert!(frames > 3 && seen.len() > 1, "{frames} frames, {seen:?}");
    room.settle();
    assert!(room.finds("Hent ind i mødet"));
    let before = room.meeting().annotations.len();
    room.click("Hent ind i mødet");
    assert!(room.meeting().annotations.len() > before);
}
