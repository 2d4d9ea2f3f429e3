//! Meetings: made and shown.

use crate::desk::{Desk, SET, numbers};

#[test]
fn a_meeting_is_made_with_what_was_asked_for() {
    let desk = Desk::danish();
    let facts = ["--title", "Budget 2027", "--body", "Økonomiudvalget", "--date", "2026-11-24", "--place", "Rådhuset"];
    let arguments = [&["new", "--select", "7,1,3", "-o", "møde 🙂.bilag"], &facts[..]].concat();
    desk.run(&arguments).succeeds();
    let meeting = desk.show("møde 🙂.bilag");
    for (field, value) in
        [("title", "Budget 2027"), ("body", "Økonomiudvalget"), ("date", "2026-11-24"), ("place", "Rådhuset")]
    {
        assert_eq!(meeting[field], value);
    }
    assert_eq!(numbers(&meeting), [7, 1, 3], "in the order that was asked for");
    desk.run(&["new", "--select", "all", "-o", "all.bilag"]).succeeds();
    assert_eq!(numbers(&desk.show("all.bilag")), [1, 2, 3, 4, 5, 6, 7]);
    desk.run(&["new", "-o", "plain.bilag"]).succeeds();
    assert_eq!(numbers(&desk.show("plain.bilag")), [1, 2, 3, 4, 5, 6, 7]);
    let piped = desk.run(&["new", "--select", "all", "-o", "-"]).succeeds();
    assert_eq!(piped.bytes, desk.get("all.bilag"));
}

#[test]
fn a_meeting_that_cannot_be_made_is_not_begun() {
    let desk = Desk::danish();
    desk.refuses(&["new", "--select", "1,9", "-o", "m.bilag"], 2, &["intet princip 9", "1, 2, 3, 4, 5, 6, 7"]);
    desk.refuses(&["new", "--select", "1,1", "-o", "m.bilag"], 2, &["princip 1"]);
    desk.refuses(&["new", "--set", "nej", "-o", "m.bilag"], 2, &["nej", SET]);
    let desk = desk.with_meeting();
    desk.refuses(&["new", "--set", "m.bilag", "-o", "n.bilag"], 2, &["m.bilag", "bilag sets"]);
    desk.put("s.json", r#"{"groups":[{"principles":[]}]}"#);
    desk.refuses(&["new", "--set", "s.json", "-o", "n.bilag"], 2, &["s.json", "ingen principper"]);
}

#[test]
fn a_meeting_is_shown_in_words_with_its_notes() {
    for (desk, said) in [
        (Desk::danish(), ["Dagsorden", "Spørgsmål »frem for", "senest 15. januar 2027", "privat"]),
        (Desk::english(), ["Agenda", "Question “frem for", "by 15 January 2027", "private"]),
    ] {
        let mut sample = bilag::meeting::Meeting::sample();
        sample.annotations[1].text = "\u{1b}[31mrød".to_owned();
        desk.put("m.bilag", bilag::meeting::file::write(&sample));
        let words = desk.run(&["show", "m.bilag"]).succeeds().text().replace('\u{a0}', " ");
        for part in said.into_iter().chain(["P2·1·n1", "P2·1·p1", "↳ Forvaltningen har fundet 14"]) {
            assert!(words.contains(part), "{part} in {words}");
        }
        assert!(words.lines().all(|line| line.chars().count() <= 80), "{words}");
        assert!(!words.contains('\u{1b}'), "nothing in a file steers the terminal");
    }
}

#[test]
fn every_note_is_shown_once_wherever_it_was_put() {
    let desk = Desk::danish();
    let mut meeting = bilag::meeting::Meeting::sample();
    meeting.annotations[1].target = bilag::meeting::Target::default();
    meeting.annotations[2].target.principle = Some(9);
    meeting.annotations[3].target.paragraph = Some(99);
    meeting.annotations[4].target.paragraph = None;
    for annotation in &mut meeting.annotations {
        annotation.text = format!("Her står {}.", annotation.id);
    }
    desk.put("m.bilag", bilag::meeting::file::write(&meeting));
    let words = desk.run(&["show", "m.bilag"]).succeeds().text();
    for annotation in &meeting.annotations {
        assert_eq!(words.matches(&annotation.text).count(), 1, "{} in {words}", annotation.text);
    }
}
