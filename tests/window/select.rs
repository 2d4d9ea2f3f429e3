//! Choosing principles and giving them their place.

use super::room::Room;
use bilag::meeting::{Selected, edit};
use bilag::principles::{Group, PrincipleSet};
use egui::accesskit::Toggled;
use egui::{Key, Modifiers};

const FIRST: &str = "Princip 1: Tydeligt opgave- og budgetansvar";
const SECOND: &str = "Princip 2: Styring på mål og resultater";
const FOURTH: &str = "Princip 4: Enkeltsager løses konkret";
const GROUP: &str = "Vælg alle i »Tydeligt lokalt ansvar og opbakning til lokale prioriteringer«";

#[test]
fn a_meeting_is_made_from_three_principles_and_comes_back_from_its_file() {
    let mut room = Room::new();
    room.click("Nyt møde");
    room.type_into("Titel", "Budget 2027");
    room.type_into("Hvem der mødes", "Økonomiudvalget");
    room.type_into("Dato", "24.11.2026");
    room.type_into("Klokken", "17.00");
    room.type_into("Deltagere", "Borgmesteren, Kommunaldirektøren,");
    for name in [FOURTH, FIRST, SECOND] {
        room.click(name);
    }
    assert_eq!(room.chosen(), [1, 2, 4]);
    room.click("Tilføj dagsordenspunkt");
    assert_eq!(room.focused().expect("a focus").1, "Titel på punkt 1");
    room.type_text("Budgetopfølgning");
    room.click("Læg princip 4 under et punkt");
    room.click("1 Budgetopfølgning");
    assert_eq!(room.chosen(), [4, 1, 2]);
    let item = room.meeting().agenda[0].id.clone();
    assert_eq!(room.meeting().selected(4).expect("chosen").agenda_item, Some(item));

    room.press(Modifiers::CTRL, Key::S);
    let path = room.path("møde");
    room.fill("Sti", path.to_str().expect("UTF-8"));
    room.click("Gem");
    let saved = room.path("møde.bilag");
    assert!(saved.is_file());
    assert!(room.sees("Gemt i"));
    let meeting = room.meeting().clone();
    let names: Vec<&str> = meeting.participants.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Borgmesteren", "Kommunaldirektøren"]);
    assert_eq!(meeting.date, Some(jiff::civil::date(2026, 11, 24)));
    assert_eq!(meeting.time, Some(jiff::civil::time(17, 0, 0, 0)));

    room.press(Modifiers::CTRL, Key::W);
    room.drop_file(saved);
    assert_eq!(room.meeting(), &meeting);
}

#[test]
fn a_saved_meeting_is_opened_again_as_it_was() {
    let mut room = Room::with_sample();
    room.click(FOURTH);
    let path = room.path("prøve.bilag");
    room.press(Modifiers::CTRL | Modifiers::SHIFT, Key::S);
    room.fill("Sti", path.to_str().expect("UTF-8"));
    room.press(Modifiers::NONE, Key::Enter);
    let meeting = room.meeting().clone();
    room.click("Til forsiden");
    assert!(room.sees("Seneste møder"));
    room.click("Åbn Principper for styring og samarbejde, prøve.bilag");
    assert_eq!(room.meeting(), &meeting);
}

#[test]
fn keys_move_a_principle_over_the_agenda_and_undo_says_what_it_takes_back() {
    let mut room = Room::with_sample();
    let before = room.meeting().clone();
    assert_eq!(room.chosen(), [1, 2, 3, 6]);
    room.focus("Princip 2 på dagsordenen: Styring på mål og resultater");
    room.press(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(room.chosen(), [1, 3, 2, 6]);
    room.press(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(room.meeting().selected(2).expect("chosen").agenda_item, Some(before.agenda[2].id.clone()));
    assert_eq!(room.chosen(), [1, 3, 2, 6]);
    room.press(Modifiers::CTRL, Key::Z);
    room.press(Modifiers::CTRL, Key::Z);
    assert_eq!(room.meeting(), &before);
    room.press(Modifiers::CTRL, Key::Y);
    assert_eq!(room.chosen(), [1, 3, 2, 6]);
    let step = room.window().session().and_then(|session| session.history().undoes()).expect("a step");
    let name = bilag::locale::Language::Danish.locale().text(step);
    assert_eq!(name, "Flyt princip");
}

#[test]
fn what_is_typed_into_a_field_is_taken_back_as_one_step() {
    let mut room = Room::with_sample();
    let before = room.meeting().clone();
    room.fill("Sted", "Byrådssalen");
    assert_eq!(room.meeting().place, "Byrådssalen");
    room.fill("Titel", "Strategi");
    room.press(Modifiers::CTRL, Key::Z);
    assert_eq!(room.meeting().title, before.title);
    assert_eq!(room.meeting().place, "Byrådssalen");
    room.press(Modifiers::CTRL, Key::Z);
    assert_eq!(room.meeting(), &before);
    assert_eq!(room.value("Sted"), before.place);
}

#[test]
fn a_day_that_is_none_is_said_so_and_changes_nothing() {
    let mut room = Room::with_sample();
    let before = room.meeting().date;
    room.fill("Dato", "31.2.2026");
    assert!(room.sees("Ikke en dato"));
    assert_eq!(room.meeting().date, before);
    room.fill("Dato", "1. marts 2027");
    assert!(!room.sees("Ikke en dato"));
    assert_eq!(room.meeting().date, Some(jiff::civil::date(2027, 3, 1)));
    room.press(Modifiers::NONE, Key::ArrowUp);
    assert_eq!(room.meeting().date, Some(jiff::civil::date(2027, 3, 2)));
}

#[test]
fn a_day_is_taken_back_in_one_step_also_while_it_is_being_typed() {
    let mut room = Room::with_sample();
    let (before, written) = (room.meeting().clone(), room.value("Dato"));
    room.fill("Dato", "24.12.2026");
    assert_eq!(room.value("Dato"), "24.12.2026");
    room.press(Modifiers::CTRL, Key::Z);
    assert_eq!(room.meeting(), &before);
    assert_eq!(room.value("Dato"), written);
    room.press(Modifiers::CTRL, Key::Y);
    room.focus("Sted");
    assert_eq!(room.value("Dato"), "24.\u{a0}december 2026");
}

#[test]
fn a_groups_box_chooses_all_and_shows_when_it_is_some() {
    let mut room = Room::new();
    room.click("Nyt møde");
    assert_eq!(room.toggled(GROUP), Some(Toggled::False));
    room.click(SECOND);
    assert_eq!(room.toggled(GROUP), Some(Toggled::Mixed));
    room.click(GROUP);
    assert_eq!(room.chosen(), [1, 2, 3, 4]);
    assert_eq!(room.toggled(GROUP), Some(Toggled::True));
    room.press(Modifiers::CTRL, Key::Z);
    assert_eq!(room.chosen(), [2]);
    room.press(Modifiers::CTRL, Key::Y);
    room.click(GROUP);
    assert_eq!(room.chosen(), [0; 0]);
}

#[test]
fn the_search_counts_marks_and_folds_away() {
    let mut room = Room::with_sample();
    room.press(Modifiers::CTRL, Key::F);
    assert_eq!(room.focused().expect("a focus").1, "Søg");
    room.type_text("VAELGERNE");
    assert!(room.sees("1 fund"));
    assert!(room.sees("over for vælgerne."), "the paragraph with the hit is shown");
    assert!(!room.finds(FOURTH));
    assert!(room.sees("6 principper uden fund er foldet væk."));
    room.fill("Søg", "enkeltsager");
    assert!(room.finds(FOURTH));
    room.fill("Søg", "zzz");
    assert!(room.sees("ingen fund"));
    assert!(room.sees("Ingen principper rummer de ord."));
    room.press(Modifiers::NONE, Key::Escape);
    assert_eq!(room.value("Søg"), "");
    assert!(room.finds(FOURTH));
}

#[test]
fn f3_goes_from_hit_to_hit_and_scrolls_there() {
    let mut room = Room::with_sample();
    room.press(Modifiers::CTRL, Key::F);
    room.type_text("viden");
    let last = "Princip 7: Viden er grundlaget";
    for _ in 0..40 {
        room.press(Modifiers::NONE, Key::F3);
        if room.place(last).top() < 700.0 {
            return;
        }
    }
    panic!("principle 7 was never scrolled to");
}

#[test]
fn the_whole_text_unfolds_in_place() {
    let mut room = Room::with_sample();
    let words = "årlige forhandlinger mellem regeringen og KL";
    assert!(!room.sees(words));
    room.click("Læs hele princip 1");
    assert!(room.sees(words));
    room.click("Vis mindre af princip 1");
    assert!(!room.sees(words));
}

#[test]
fn what_is_written_on_a_principle_stays_when_it_is_taken_out() {
    let mut room = Room::with_sample();
    let written = room.meeting().annotations.len();
    room.click("Tag princip 2 ud af mødet");
    assert_eq!(room.chosen(), [1, 3, 6]);
    assert_eq!(room.meeting().annotations.len(), written);
    assert!(room.sees("4 annotationer bliver i mødet"));
}

#[test]
fn an_agenda_item_in_use_goes_in_one_step_and_its_principles_stay() {
    let mut room = Room::with_sample();
    let before = room.meeting().clone();
    room.click("Fjern punkt 4");
    assert_eq!(room.meeting().agenda.len(), 2);
    assert_eq!(room.chosen(), [1, 6, 2, 3]);
    assert!(room.sees("Uden dagsordenspunkt"));
    room.press(Modifiers::CTRL, Key::Z);
    assert_eq!(room.meeting(), &before);
}

#[test]
fn the_agenda_has_the_hand_outs_order() {
    let mut room = Room::with_sample();
    room.focus("Titel på punkt 5");
    room.press(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(room.chosen(), [1, 6, 2, 3]);
    let numbers: Vec<&str> = room.meeting().agenda.iter().map(|item| item.number.as_str()).collect();
    assert_eq!(numbers, ["3", "5", "4"]);
    assert_eq!(room.focused().expect("a focus").1, "Titel på punkt 5");
    let places: Vec<f32> =
        [1, 6, 2, 3].iter().map(|number| room.place(&format!("Tag princip {number} ud af mødet")).top()).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn a_file_in_another_order_is_told_and_can_follow_the_agenda() {
    let mut room = Room::new();
    let mut meeting = bilag::meeting::Meeting::sample();
    edit::apply(&mut meeting, edit::Edit::MoveSelected { number: 6, index: 0 }).expect("moved");
    let path = room.path("andet.bilag");
    std::fs::write(&path, bilag::meeting::file::write(&meeting)).expect("written");
    room.drop_file(path);
    room.press(Modifiers::CTRL, Key::Num1);
    assert!(room.sees("Handouten har en anden rækkefølge end dagsordenen."));
    room.click("Følg dagsordenen");
    assert_eq!(room.chosen(), [1, 2, 3, 6]);
    assert!(!room.sees("Handouten har en anden rækkefølge end dagsordenen."));
}

#[test]
fn a_narrow_window_shows_one_side_at_a_time() {
    let mut room = Room::with_sample();
    room.resize([720.0, 480.0]);
    assert!(room.finds(FIRST) && !room.finds("Titel"));
    room.click("Møde og dagsorden (4)");
    assert!(room.finds("Titel") && !room.finds("Søg"));
    room.press(Modifiers::CTRL, Key::F);
    assert_eq!(room.focused().expect("a focus").1, "Søg");
    room.press(Modifiers::CTRL, Key::K);
    room.type_text("dagsordenspunkt");
    room.press(Modifiers::NONE, Key::Enter);
    assert_eq!(room.focused().expect("a focus").1, "Titel på punkt 6");
}

#[test]
fn a_thousand_principles_cost_what_is_seen_of_them() {
    let mut room = Room::new();
    let set = thousand();
    let mut meeting = bilag::meeting::Meeting::on(&set);
    for (group, principle) in set.principles() {
        meeting.selection.push(Selected::of(group, principle));
    }
    for (name, bytes) in [
        ("tusind.json", serde_json::to_vec(&set).expect("JSON")),
        ("tusind.bilag", bilag::meeting::file::write(&meeting).into_bytes()),
    ] {
        let path = room.path(name);
        std::fs::write(&path, bytes).expect("written");
        room.drop_file(path);
    }
    room.press(Modifiers::CTRL, Key::Num1);
    assert_eq!(room.chosen().len(), 1000);
    let used = room.names().len();
    assert!(used < 300, "{used} widgets for 1,000 principles");
    room.press(Modifiers::CTRL, Key::F);
    room.type_text("viden er grundlaget");
    assert!(room.names().len() < 300);
    room.press(Modifiers::SHIFT, Key::F3);
    room.settle();
    let last = "Princip 994: Viden er grundlaget";
    assert!(room.finds(last) && room.place(last).top() < 760.0, "the last hit is scrolled to");
}

/// A set of a thousand principles in twenty groups.
fn thousand() -> PrincipleSet {
    let mut set = PrincipleSet::built_in().remove(0);
    let principles: Vec<_> = set.principles().map(|(_, principle)| principle.clone()).collect();
    "tusind".clone_into(&mut set.id);
    set.groups = (0..20)
        .map(|group| Group {
            title: format!("Gruppe {}", group + 1),
            text: Vec::new(),
            principles: (0..50)
                .map(|index| {
                    let number = group * 50 + index;
                    let mut principle = principles[number % principles.len()].clone();
                    principle.number = u32::try_from(number + 1).expect("small");
                    principle
                })
                .collect(),
        })
        .collect();
    set
}
