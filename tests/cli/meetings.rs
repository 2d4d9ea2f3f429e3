//! Meetings: made and shown.

use crate::workspace::{SET, Workspace, numbers};

#[test]
fn a_meeting_is_made_with_what_was_asked_for() {
    let workspace = Workspace::danish();
    let facts = ["--title", "Budget 2027", "--body", "Økonomiudvalget", "--date", "2026-11-24", "--place", "Rådhuset"];
    let arguments = [&["new", "--select", "7,1,3", "-o", "møde 🙂.bilag"], &facts[..]].concat();
    workspace.run(&arguments).succeeds();
    let meeting = workspace.show("møde 🙂.bilag");
    for (field, value) in
        [("title", "Budget 2027"), ("body", "Økonomiudvalget"), ("date", "2026-11-24"), ("place", "Rådhuset")]
    {
        assert_eq!(meeting[field], value);
    }
    assert_eq!(numbers(&meeting), [7, 1, 3], "in the order that was asked for");
    workspace.run(&["new", "--select", "all", "-o", "all.bilag"]).succeeds();
    assert_eq!(numbers(&workspace.show("all.bilag")), [1, 2, 3, 4, 5, 6, 7]);
    workspace.run(&["new", "-o", "plain.bilag"]).succeeds();
    assert_eq!(numbers(&workspace.show("plain.bilag")), [1, 2, 3, 4, 5, 6, 7]);
    let piped = workspace.run(&["new", "--select", "all", "-o", "-"]).succeeds();
    assert_eq!(piped.bytes, workspace.get("all.bilag"));
}

#[test]
fn a_meeting_that_cannot_be_made_is_not_begun() {
    let workspace = Workspace::danish();
    workspace.refuses(&["new", "--select", "1,9", "-o", "m.bilag"], 2, &["intet princip 9", "1, 2, 3, 4, 5, 6, 7"]);
    workspace.refuses(&["new", "--select", "1,1", "-o", "m.bilag"], 2, &["princip 1"]);
    workspace.refuses(&["new", "--set", "nej", "-o", "m.bilag"], 2, &["nej", SET]);
    let workspace = workspace.with_meeting();
    workspace.refuses(&["new", "--set", "m.bilag", "-o", "n.bilag"], 2, &["m.bilag", "bilag sets"]);
    workspace.put("s.json", r#"{"groups":[{"principles":[]}]}"#);
    workspace.refuses(&["new", "--set", "s.json", "-o", "n.bilag"], 2, &["s.json", "ingen principper"]);
}

#[test]
fn a_meeting_is_shown_in_words_with_its_notes() {
    for (workspace, said) in [
        (Workspace::danish(), ["Dagsorden", "Spørgsmål »frem for", "senest 15. januar 2027", "privat"]),
        (Workspace::english(), ["Agenda", "Question “frem for", "by 15 January 2027", "private"]),
    ] {
        let mut sample = bilag::meeting::Meeting::sample();
        sample.annotations[1].text = "\u{1b}[31mrød".to_owned();
        workspace.put("m.bilag", bilag::meeting::file::write(&sample));
        let words = workspace.run(&["show", "m.bilag"]).succeeds().text().replace('\u{a0}', " ");
        for part in said.into_iter().chain(["P2·1·n1", "P2·1·p1", "↳ Forvaltningen har fundet 14"]) {
            assert!(words.contains(part), "{part} in {words}");
        }
        assert!(words.lines().all(|line| line.chars().count() <= 80), "{words}");
        assert!(!words.contains('\u{1b}'), "nothing in a file steers the terminal");
    }
}

#[test]
fn every_note_is_shown_once_wherever_it_was_put() {
    let workspace = Workspace::danish();
    let mut meeting = bilag::meeting::Meeting::sample();
    meeting.annotations[1].target = bilag::meeting::Target::default();
    meeting.annotations[2].target.principle = Some(9);
    meeting.annotations[3].target.paragraph = Some(99);
    meeting.annotations[4].target.paragraph = None;
    for annotation in &mut meeting.annotations {
        annotation.text = format!("Her står {}.", annotation.id);
    }
    workspace.put("m.bilag", bilag::meeting::file::write(&meeting));
    let words = workspace.run(&["show", "m.bilag"]).succeeds().text();
    for annotation in &meeting.annotations {
        assert_eq!(words.matches(&annotation.text).count(), 1, "{} in {words}", annotation.text);
    }
}
