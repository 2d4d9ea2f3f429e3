//! Everything can be reached by Tab, has a name, is seen when it has the focus, and fits.

use super::room::Room;
use bilag::app::settings::Settings;
use bilag::locale::Language;
use egui::{Key, Modifiers};
use std::collections::BTreeSet;

/// How high the window's bar is, in points.
const BAR: f32 = 54.0;

/// Walks by Tab until it comes round again; gives the names that had the focus.
fn walk(room: &mut Room) -> Vec<String> {
    let bar: Vec<String> = room.names().into_iter().filter(|name| room.place(name).bottom() < BAR).collect();
    let mut names = Vec::new();
    let mut seen = BTreeSet::new();
    for _ in 0..400 {
        room.press(Modifiers::NONE, Key::Tab);
        let Some((role, name)) = room.focused() else { continue };
        let place = room.focused_place().expect("a place");
        assert!(!name.trim().is_empty(), "a {role:?} at {place:?} has no name");
        let top = if bar.contains(&name) { 0.0 } else { BAR };
        assert!(place.center().y > top && place.center().y < 800.0, "{name} is not seen at {place:?}");
        if !seen.insert((name.clone(), format!("{role:?}"))) && names.first() == Some(&name) {
            return names;
        }
        names.push(name);
    }
    panic!("Tab never came round: {names:?}");
}

/// Whether everything that can be used had the focus.
#[track_caller]
fn all_reached(room: &Room, walked: &[String]) {
    let missed: Vec<String> = room.names().into_iter().filter(|name| !walked.contains(name)).collect();
    assert!(missed.is_empty(), "Tab never comes to {missed:?}");
}

#[test]
fn tab_comes_to_everything_at_the_start() {
    let mut settings = Settings::default();
    settings.remember("/tmp/budget.bilag".as_ref(), "Budget", jiff::Timestamp::UNIX_EPOCH);
    let mut room = Room::with(settings, [1280.0, 800.0]);
    let walked = walk(&mut room);
    all_reached(&room, &walked);
    assert_eq!(walked[..3], ["Nyt møde", "Åbn …", "Eksempelmødet"]);
}

#[test]
fn tab_comes_to_everything_where_principles_are_chosen_the_set_before_the_meeting() {
    let mut room = Room::with_sample();
    let walked = walk(&mut room);
    all_reached(&room, &walked);
    let at = |name: &str| walked.iter().position(|walked| walked == name).unwrap_or_else(|| panic!("{name}"));
    assert!(at("Søg") < at("Princip 1: Tydeligt opgave- og budgetansvar"));
    assert!(at("Læs hele princip 7") < at("Titel"));
    assert!(at("Titel") < at("Deltagere"));
    assert!(at("Titel på punkt 3") < at("Titel på punkt 4"));
}

#[test]
fn tab_comes_to_everything_where_the_text_is_written_on() {
    let mut room = Room::new();
    room.click("Eksempelmødet");
    let walked = walk(&mut room);
    assert!(
        walked.iter().any(|name| name.starts_with("Det politiske opgave- og budgetansvar")),
        "a paragraph: {walked:?}"
    );
    assert!(walked.iter().any(|name| name.starts_with("Kommentar, M·n1")), "a card");
    let last = room.meeting().selection.last().expect("a principle").principle.title.clone();
    assert!(walked.iter().any(|name| name.contains(&last)), "the last principle: {walked:#?}");
}

#[test]
fn tab_comes_to_everything_beside_the_pages() {
    let mut room = Room::new();
    room.click("Eksempelmødet");
    room.press(Modifiers::CTRL, Key::Num3);
    room.wait_for_pages();
    let walked = walk(&mut room);
    for name in ["Eksportér PDF …", "Noteark", "Annotationer", "Nederst på hver side", "Vælg billede …"] {
        assert!(walked.iter().any(|walked| walked == name), "{name}: {walked:?}");
    }
}

#[test]
fn every_text_fits_in_both_languages() {
    for (language, dialogs) in [
        (Language::Danish, ["Indstillinger", "Taster", "Vælg principsamling"]),
        (Language::English, ["Settings", "Keys", "Choose principle set"]),
    ] {
        let mut room = Room::with(Settings { language: Some(language), ..Settings::default() }, [1280.0, 800.0]);
        assert_eq!(room.cut_texts(), [""; 0], "the start");
        room.press(Modifiers::CTRL, Key::N);
        assert_eq!(room.cut_texts(), [""; 0], "choosing");
        for dialog in dialogs {
            room.press(Modifiers::CTRL, Key::K);
            assert_eq!(room.cut_texts(), [""; 0], "the palette");
            room.type_text(dialog);
            room.press(Modifiers::NONE, Key::Enter);
            assert!(room.headings().iter().any(|heading| heading == dialog), "{:?}", room.headings());
            assert_eq!(room.cut_texts(), [""; 0], "{dialog}");
            room.press(Modifiers::NONE, Key::Escape);
        }
        drop(room);
    }
}
