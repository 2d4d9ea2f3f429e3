//! Nothing is lost: what the window offers after a crash, when others touch the file, and before something goes for good.

use crate::room::Room;
use bilag::app::settings::Settings;
use bilag::app::{Command, Request};
use bilag::locale::Language;
use bilag::meeting::{Fact, Meeting, ReplyContent, Visibility, file};
use bilag::session::{Loaded, Session};
use bilag::wording::meeting_name;
use egui::{Key, Modifiers};
use std::path::{Path, PathBuf};

/// A window of the usual size.
const SIZE: [f32; 2] = [1280.0, 800.0];

/// A room, and a file in it with the sample meeting, which lies open.
fn with_file() -> (Room, PathBuf) {
    let mut room = Room::new();
    let path = room.path("møde.bilag");
    std::fs::write(&path, file::write(&Meeting::sample())).expect("written");
    room.ask(Request::OpenFile(path.clone()));
    room.press(Modifiers::CTRL, Key::Num1);
    (room, path)
}

fn in_file(path: &Path) -> Meeting {
    file::read(&std::fs::read(path).expect("it is there")).expect("it is whole")
}

/// Another program changes the file.
fn change(path: &Path, change: impl FnOnce(&mut Meeting)) {
    let mut meeting = in_file(path);
    change(&mut meeting);
    std::fs::write(path, file::write(&meeting)).expect("written");
}

fn has_private(meeting: &Meeting) -> bool {
    meeting.annotations.iter().any(|annotation| annotation.visibility == Visibility::Private)
}

#[test]
fn what_was_typed_before_a_crash_is_offered_and_taken() {
    let (mut room, path) = with_file();
    room.fill("Sted", "Byrådssalen 🙂");
    let mut room = room.after_a_crash(Settings::default(), SIZE);
    assert!(room.sees("Der er noget at gendanne"));
    assert!(room.sees("I filen") && room.sees("Da Bilag stoppede"));
    room.click_beginning("Gendan");
    assert_eq!(room.meeting().place, "Byrådssalen 🙂");
    assert_ne!(in_file(&path).place, "Byrådssalen 🙂", "nothing is saved unasked");
    room.press(Modifiers::CTRL, Key::S);
    assert_eq!(in_file(&path).place, "Byrådssalen 🙂");
}

#[test]
fn what_is_left_for_later_is_offered_again_and_what_is_declined_is_not() {
    let (mut room, path) = with_file();
    room.fill("Sted", "Byrådssalen");
    let mut room = room.after_a_crash(Settings::default(), SIZE);
    room.click("Senere");
    assert!(!room.sees("Der er noget at gendanne"));
    let mut room = room.after_a_crash(Settings::default(), SIZE);
    assert!(room.sees("Der er noget at gendanne"));
    room.click_beginning("Undvær");
    let room = room.after_a_crash(Settings::default(), SIZE);
    assert!(!room.sees("Der er noget at gendanne"));
    assert_eq!(in_file(&path).place, Meeting::sample().place);
}

#[test]
fn what_others_wrote_into_the_file_is_merged_before_it_is_saved() {
    let (mut room, path) = with_file();
    room.fill("Sted", "Byrådssalen");
    change(&path, |meeting| meeting.body = "Byrådet".to_owned());
    room.press(Modifiers::CTRL, Key::S);
    assert!(room.sees("Filen er ændret af andre"));
    assert_eq!(in_file(&path).body, "Byrådet", "it is not written over");
    room.click("Flet sammen");
    assert_eq!((room.meeting().place.as_str(), room.meeting().body.as_str()), ("Byrådssalen", "Byrådet"));
    room.press(Modifiers::CTRL, Key::S);
    assert_eq!((in_file(&path).place.as_str(), in_file(&path).body.as_str()), ("Byrådssalen", "Byrådet"));
}

/// Waits until the window has looked at the file again, as it does every other second.
fn wait_until(room: &mut Room, is_right: impl Fn(&Room) -> bool) {
    let began = std::time::Instant::now();
    while !is_right(room) {
        assert!(began.elapsed() < std::time::Duration::from_secs(30), "the window looks at the file");
        std::thread::sleep(std::time::Duration::from_millis(50));
        room.settle();
    }
}

#[test]
fn a_file_that_is_moved_or_on_a_stick_that_is_pulled_is_gone_and_not_changed_by_others() {
    const GONE: &str = "Filen er der ikke længere";
    let (mut room, path) = with_file();
    room.fill("Sted", "Byrådssalen");
    let elsewhere = room.path("flyttet");
    std::fs::rename(&path, &elsewhere).expect("moved");
    wait_until(&mut room, |room| room.sees(GONE));
    assert!(!room.sees("Filen er ændret af andre") && !room.finds("Flet sammen"));
    std::fs::rename(&elsewhere, &path).expect("moved");
    wait_until(&mut room, |room| !room.sees(GONE));
    std::fs::rename(&path, &elsewhere).expect("moved");
    wait_until(&mut room, |room| room.sees(GONE));
    room.click("Gem her igen");
    assert_eq!(in_file(&path).place, "Byrådssalen");
    assert_eq!(in_file(&elsewhere).place, Meeting::sample().place);
}

#[test]
fn a_name_that_gets_its_ending_replaces_nothing_unasked() {
    const THERE: &str = "Filen findes allerede";
    let (mut room, path) = with_file();
    let other = room.path("budget.bilag");
    std::fs::write(&other, "andet").expect("written");
    let save_as = |room: &mut Room| {
        room.command(Command::SaveAs);
        room.fill("Sti", &other.with_extension("").display().to_string());
        room.click("Gem");
    };
    save_as(&mut room);
    assert!(room.sees(THERE));
    room.click("Annuller");
    assert_eq!(std::fs::read(&other).expect("it is there"), b"andet");
    save_as(&mut room);
    room.click("Erstat");
    assert_eq!(in_file(&other), in_file(&path));
}

#[test]
fn what_is_saved_over_is_among_the_earlier_versions() {
    let (mut room, path) = with_file();
    room.fill("Sted", "Byrådssalen");
    change(&path, |meeting| meeting.body = "Byrådet".to_owned());
    room.press(Modifiers::CTRL, Key::S);
    room.click("Gem hen over");
    assert_eq!(in_file(&path).place, "Byrådssalen");
    room.command(Command::Versions);
    room.click_beginning("Tag frem");
    assert_eq!(room.meeting().body, "Byrådet");
    room.press(Modifiers::CTRL, Key::Z);
    assert_eq!(room.meeting().place, "Byrådssalen");
}

#[test]
fn a_file_that_another_window_has_open_is_read_only_until_it_is_taken_over() {
    let mut room = Room::new();
    let path = room.path("møde.bilag");
    std::fs::write(&path, file::write(&Meeting::sample())).expect("written");
    let Ok(Loaded::Session(other)) = Session::open_at(&room.workspace(), &path) else { panic!("a session") };
    room.ask(Request::OpenFile(path.clone()));
    assert!(room.sees("En anden har filen åben"));
    room.click("Læs den");
    room.press(Modifiers::CTRL, Key::Num1);
    room.fill("Sted", "Byrådssalen");
    room.press(Modifiers::CTRL, Key::S);
    assert!(room.sees("En anden har filen åben"));
    assert_eq!(in_file(&path).place, Meeting::sample().place);
    other.close();
    room.click_beginning("Overtag den");
    room.press(Modifiers::CTRL, Key::S);
    assert_eq!(in_file(&path).place, "Byrådssalen");
}

#[test]
fn what_is_private_goes_for_good_with_a_receipt() {
    let (mut room, path) = with_file();
    assert!(has_private(room.meeting()));
    room.command(Command::Purge);
    room.click("Slet for altid");
    assert!(room.sees("Det private er slettet") && room.finds("Kopiér kvitteringen"));
    assert!(!has_private(room.meeting()) && !has_private(&in_file(&path)));
    room.press(Modifiers::NONE, Key::Escape);
    room.press(Modifiers::CTRL, Key::Z);
    assert!(!has_private(room.meeting()), "undo does not bring it back");
}

/// Before it is taken one sees whose it is, what it comes to, what is not taken, and the words where they stand.
#[test]
fn what_a_copy_comes_to_is_seen_before_it_is_taken() {
    let (mut room, _) = with_file();
    let copy = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reviews").join(name);
    room.ask(Request::ReadReviews(vec![copy("okular.pdf")]));
    room.settle();
    assert!(room.sees("root · okular.pdf") && room.sees("5 nye"), "{:?}", room.names());
    room.click_beginning("Vis ordene: »konjunkturudviklingen");
    room.settle();
    assert!(room.names().iter().any(|name| name.starts_with("Skjul ordene: »konjunkturudviklingen")));
    room.press(Modifiers::NONE, Key::Escape);
    room.ask(Request::ReadReviews(vec![copy("returned/acrobat-habits.pdf")]));
    room.settle();
    assert!(room.sees("Udvalgsmedlem · acrobat-habits.pdf"));
    assert!(room.sees("2 ting i filen er ikke taget med"), "{:?}", room.names());
}

#[test]
fn a_reviewers_comments_come_home_in_one_step() {
    let (mut room, _) = with_file();
    let before = room.meeting().annotations.len();
    let review = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reviews/pymupdf.pdf");
    room.ask(Request::ReadReviews(vec![review.clone()]));
    assert!(room.sees("Hvilke krav? 🙂"));
    room.settle();
    room.click("Hent ind i mødet");
    let after = room.meeting().annotations.len();
    assert!(after > before);
    room.ask(Request::ReadReviews(vec![review]));
    room.settle();
    assert!(room.names().iter().all(|name| name != "Tag deres"), "what is there already does not come twice");
    room.press(Modifiers::NONE, Key::Escape);
    room.press(Modifiers::CTRL, Key::Z);
    assert_eq!(room.meeting().annotations.len(), before);
}

#[test]
fn a_copy_of_another_meeting_is_asked_about() {
    let (mut room, _) = with_file();
    let before = room.meeting().annotations.len();
    let review = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/returned/other-meeting.pdf");
    room.ask(Request::ReadReviews(vec![review]));
    room.settle();
    let meeting = room.meeting();
    let (theirs, own) =
        ("»Andet møde«, Børneudvalget, 1.\u{a0}december 2026", meeting_name(meeting, Language::Danish.locale()));
    assert!(room.sees(&format!("Kopien er fra et andet møde: {theirs}. Den flettes ind i {own}.")));
    room.click("Hent ind i mødet");
    assert_eq!(room.meeting().annotations.len(), before, "nobody has said that it is to be taken");
    room.click("Tag det alligevel");
    room.click("Hent ind i mødet");
    assert!(room.meeting().annotations.len() > before);
}

#[test]
fn a_copy_that_a_synchronised_folder_made_is_offered() {
    let mut room = Room::new();
    let path = room.path("møde.bilag");
    let mut copy = Meeting::sample();
    std::fs::write(&path, file::write(&copy)).expect("written");
    copy.annotations.truncate(1);
    copy.annotations[0].text = "Også for os".to_owned();
    let name = "møde (conflicted copy 2026-11-20 101112).bilag";
    std::fs::write(room.path(name), file::write(&copy)).expect("written");
    room.ask(Request::OpenFile(path));
    assert!(room.sees("Der er flere kopier af filen"));
    room.click("Flet sammen");
    let all = &room.meeting().annotations;
    assert!(all.len() >= Meeting::sample().annotations.len(), "nothing that the copy lacks is gone");
    let theirs = ReplyContent::Suggests(vec![Fact::Text("Også for os".to_owned())]);
    assert!(all[0].text == "Også for os" || all[0].replies.iter().any(|reply| reply.content == theirs));
}
