//! A user's day: from a new meeting to the hand-out, and what came back.

use crate::room::Room;
use bilag::app::View;
use bilag::meeting::{Kind, Meeting, Visibility};
use bilag::pdf;
use egui::{Key, Modifiers};

const QUESTION: &str = "Hvem følger op på målene?";
const SECRET: &str = "Spørg først økonomichefen 😊";

/// A room where three principles are chosen for item 4, a question and a private note are written, and the first stands last.
fn prepared() -> Room {
    let mut room = Room::new();
    room.click("Nyt møde");
    for principle in ["Princip 1:", "Princip 2:", "Princip 5:"] {
        room.click_beginning(principle);
    }
    room.fill("Titel", "Budgetmøde på rådhuset");
    room.click("Tilføj dagsordenspunkt");
    room.type_text("Mål og rammer for 2027");
    room.press(Modifiers::CTRL, Key::Num2);
    room
}

#[test]
fn from_a_new_meeting_to_a_hand_out_without_anything_private() {
    let mut room = prepared();
    assert_eq!(room.chosen(), [1, 2, 5]);
    assert_eq!(room.window().view(), View::Annotate);
    room.select_words("Styring på mål og resultater er", 11, 3);
    assert!(room.finds("Spørgsmål"), "the bar is there");
    room.press(Modifiers::ALT, Key::Q);
    room.type_text(QUESTION);
    let question = room.meeting().annotations.last().expect("a question");
    assert_eq!((question.kind, question.text.as_str()), (Kind::Question, QUESTION));
    let words = question.target.words.as_ref().expect("words");
    assert_eq!(words.quote.exact, "mål");
    room.press(Modifiers::NONE, Key::Escape);

    room.select_words("Det politiske opgave- og budgetansvar", 4, 9);
    room.press(Modifiers::CTRL, Key::M);
    room.type_text(SECRET);
    room.click("Delt");
    let note = room.meeting().annotations.last().expect("a note");
    assert_eq!((note.visibility, note.text.as_str()), (Visibility::Private, SECRET));

    room.press(Modifiers::CTRL, Key::Num1);
    room.press(Modifiers::CTRL, Key::Num3);
    room.wait_for_pages();
    room.begin("Eksportér PDF …");
    room.wait_for("1 privat annotation bliver her");
    assert!(room.sees("1 spørgsmål"));
    room.click("Gem PDF …");
    let path = room.path("uddeling æøå");
    room.fill("Sti", &path.display().to_string());
    room.click("Gem");
    let bytes = std::fs::read(path.with_extension("pdf")).expect("the hand-out");
    let carried = pdf::open(&bytes).expect("a meeting inside");
    assert_eq!(carried.title, "Budgetmøde på rådhuset");
    assert_eq!(carried.annotations.len(), 1);
    assert_eq!(carried.annotations.first().map(|annotation| annotation.text.as_str()), Some(QUESTION));
    let review = pdf::comments(&bytes, jiff::Timestamp::UNIX_EPOCH).expect("comments");
    assert_eq!(review.comments.len(), 1);
}

#[test]
fn every_step_can_be_taken_back_and_done_again() {
    let mut room = prepared();
    let before = room.meeting().clone();
    room.select_words("Styring på mål og resultater er", 11, 3);
    room.press(Modifiers::ALT, Key::Num2);
    assert_eq!(room.meeting().annotations.len(), 1);
    room.press(Modifiers::CTRL, Key::Z);
    assert_eq!(*room.meeting(), before);
    room.press(Modifiers::CTRL, Key::Y);
    assert_eq!(room.meeting().annotations.first().and_then(|annotation| annotation.color).map(u8::from), Some(2));
    for _ in 0..40 {
        room.press(Modifiers::CTRL, Key::Z);
    }
    let empty = room.meeting();
    assert!(empty.selection.is_empty() && empty.agenda.is_empty() && empty.title.is_empty());
}

#[test]
fn a_note_that_says_nothing_goes_again() {
    let mut room = prepared();
    room.select_words("Styring på mål og resultater er", 0, 7);
    room.press(Modifiers::ALT, Key::D);
    assert_eq!(room.meeting().annotations.len(), 1);
    room.press(Modifiers::NONE, Key::Escape);
    assert!(room.meeting().annotations.is_empty());
}

#[test]
fn a_card_is_answered_closed_filtered_and_found() {
    let mut room = Room::new();
    room.click("Eksempelmødet");
    assert_eq!(room.window().view(), View::Annotate);
    let count = room.meeting().annotations.len();
    let replies = |meeting: &Meeting| meeting.annotations.iter().map(|one| one.replies.len()).sum::<usize>();
    let before = replies(room.meeting());
    room.click_beginning("Kommentar, M·n1");
    room.type_into("Svar", "Det er aftalt.");
    room.click("Send svaret");
    assert_eq!(replies(room.meeting()), before + 1);
    room.press(Modifiers::NONE, Key::Escape);
    assert!(room.sees("1 svar"));
    room.press(Modifiers::CTRL, Key::F);
    room.type_text("det er aftalt");
    assert!(room.sees("1 fund"));
    room.press(Modifiers::NONE, Key::F3);
    assert!(room.finds("Luk kortet"), "the card of the hit is open");
    room.press(Modifiers::NONE, Key::Escape);
    assert_eq!(room.meeting().annotations.len(), count);
}

#[test]
fn what_a_reviewer_wrote_comes_home_in_one_step() {
    let mut room = Room::new();
    room.click("Eksempelmødet");
    let sent = room.meeting().clone();
    let mut copy = sent.shared();
    let mut remark = copy.annotations.first().expect("an annotation").clone();
    remark.id = bilag::meeting::Id("fremmed".to_owned());
    remark.author = "Viceborgmester".to_owned();
    remark.text = "Husk høringsfristen.".to_owned();
    copy.annotations.push(remark);
    let path = room.path("fra viceborgmesteren.bilag");
    std::fs::write(&path, bilag::meeting::file::write(&copy)).expect("written");
    room.press(Modifiers::CTRL, Key::I);
    room.fill("Sti", &path.display().to_string());
    room.click("Åbn");
    assert!(room.sees("Husk høringsfristen."), "it is shown before it is taken");
    assert_eq!(*room.meeting(), sent);
    room.click("Hent ind i mødet");
    assert_eq!(room.meeting().annotations.len(), sent.annotations.len() + 1);
    room.press(Modifiers::CTRL, Key::Z);
    assert_eq!(*room.meeting(), sent);
}
