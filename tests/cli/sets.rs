//! Principle sets: listed, shown and taken back.

use crate::workspace::{SET, Workspace, keys, numbers};

#[test]
fn sets_are_listed_in_words_and_as_json() {
    let words = Workspace::danish().run(&["sets"]).succeeds().text().replace('\u{a0}', " ");
    assert!(words.contains(SET) && words.contains("7 principper") && words.contains("25. september 2015"));
    let words = Workspace::english().run(&["sets"]).succeeds().text();
    assert!(words.contains("7 principles") && words.contains("25\u{a0}September 2015"));
    let json = Workspace::english().run(&["sets", "--json"]).succeeds().json();
    assert_eq!(json[0]["id"], SET);
    assert_eq!(json[0]["principles"], 7);
}

#[test]
fn what_show_prints_of_a_set_is_a_set_file() {
    let workspace = Workspace::danish();
    let printed = workspace.run(&["show", SET, "--json"]).succeeds();
    for key in ["id", "title", "language", "adopted", "publishers", "preamble", "groups", "closing"] {
        assert!(keys(&printed.json()).contains(&key), "{key}");
    }
    let principle = &printed.json()["groups"][0]["principles"][0];
    assert_eq!(keys(principle), ["body", "number", "summary", "title"]);
    workspace.put("samling.json", &printed.bytes);
    assert_eq!(workspace.run(&["show", "samling.json", "--json"]).succeeds().bytes, printed.bytes);
    workspace.run(&["new", "--set", "samling.json", "-o", "a.bilag"]).succeeds();
    workspace.run(&["new", "--set", SET, "-o", "b.bilag"]).succeeds();
    assert_eq!(workspace.get("a.bilag"), workspace.get("b.bilag"));
}

#[test]
fn a_set_without_a_name_is_called_after_its_file() {
    let workspace = Workspace::danish();
    let set = r#"{"groups":[{"principles":[{"number":4,"title":"Ro","summary":"Ro og fred.","body":["Altid."]}]}]}"#;
    workspace.put("Vores egne mål 🙂.json", set);
    let shown = workspace.show("Vores egne mål 🙂.json");
    assert_eq!((&shown["title"], &shown["id"]), (&"Vores egne mål 🙂".into(), &"vores-egne-maal".into()));
    workspace.run(&["new", "--set", "Vores egne mål 🙂.json", "-o", "m.bilag"]).succeeds();
    assert_eq!(workspace.show("m.bilag")["title"], "Vores egne mål 🙂");
    assert_eq!(numbers(&workspace.show("m.bilag")), [4]);
}
