//! Sets whose principles are labelled: *1.4*, *II*, *9a*, *Artikel 1*, or not at all.

use crate::workspace::{Workspace, numbers};
use serde_json::{Value, json};

const ARTICLES: &str = include_str!("../fixtures/sets/articles.json");
const POINTS: &str = include_str!("../fixtures/sets/points.json");
const ROMAN: &str = include_str!("../fixtures/sets/roman.json");
const REPEATED: &str = include_str!("../fixtures/sets/repeated.json");
const UNNUMBERED: &str = include_str!("../fixtures/sets/unnumbered.json");

/// A user with these sets.
fn workspace() -> Workspace {
    let workspace = Workspace::danish();
    for (name, set) in [
        ("artikler.json", ARTICLES),
        ("punkter.json", POINTS),
        ("romertal.json", ROMAN),
        ("lister.json", REPEATED),
        ("vaner.json", UNNUMBERED),
    ] {
        workspace.put(name, set);
    }
    workspace
}

/// What JSON says, however it is laid out.
fn value(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn a_set_with_labels_is_shown_as_it_is_printed_and_comes_back_as_it_was() {
    let workspace = workspace();
    for (name, set, said) in [
        ("artikler.json", ARTICLES, vec!["P1      Artikel 1 Formål", "Det læses sammen med andet afsnit."]),
        ("punkter.json", POINTS, vec!["P1.4    1.4 Open Format", "P1.4·2", "P9a     9a Redistribution"]),
        ("romertal.json", ROMAN, vec!["PVIII   VIII Nachtruhe"]),
        ("vaner.json", UNNUMBERED, vec!["P1      Begynd med borgeren"]),
        ("lister.json", REPEATED, vec!["P3      1 Ingen gaver"]),
    ] {
        let words = workspace.run(&["show", name]).succeeds().text();
        for words_there in said {
            assert!(words.contains(words_there), "{words_there:?} in {words}");
        }
        assert_eq!(workspace.show(name), value(set));
    }
}

#[test]
fn principles_are_selected_by_what_is_printed_before_them() {
    let workspace = workspace();
    for (set, select, chosen) in [
        ("punkter.json", "9a,1.4,2", vec![6, 4, 2]),
        ("romertal.json", "ii,VIII,1", vec![2, 5, 1]),
        ("artikler.json", "Artikel 12,artikel-1", vec![3, 1]),
        ("lister.json", "P5,P1", vec![5, 1]),
    ] {
        workspace.run(&["new", "--set", set, "--select", select, "-o", "m.bilag"]).succeeds();
        assert_eq!(numbers(&workspace.show("m.bilag")), chosen, "{set} {select}");
    }
    let refused = |select: &str, said: &[&str]| {
        workspace.refuses(&["new", "--set", "lister.json", "--select", select, "-o", "n.bilag"], 2, said);
    };
    refused("1", &["»1«", "P1 (1 Vi svarer)", "P3 (1 Ingen gaver)"]);
    refused("P1,3", &["»3«", "P3 (1 Ingen gaver)", "P5 (3 Én kasse)"]);
    refused("9b", &["intet princip 9b", "1, 2, 1, 2, 3"]);
    refused("1-3", &["intet princip 1-3"]);
    refused("P1,P1", &["P1", "to gange"]);
    refused("P1,,P2", &["P1,,P2"]);
    workspace.refuses(&["new", "--set", "punkter.json", "--select", "1.4,4", "-o", "n.bilag"], 2, &["4", "valgt"]);
}

#[test]
fn a_meeting_holds_labels_and_the_text_of_groups_and_says_both() {
    let workspace = workspace();
    workspace.run(&["new", "--set", "artikler.json", "--select", "Artikel 12,4", "-o", "m.bilag"]).succeeds();
    let meeting = workspace.show("m.bilag");
    assert_eq!(meeting["selection"][0]["label"], "Artikel 12");
    assert_eq!(meeting["selection"][0]["title"], "");
    assert_eq!(meeting["selection"][1]["group_text"], json!(["Afsnittet handler om hverdagen."]));
    workspace.run(&["new", "-o", "plain.bilag"]).succeeds();
    let plain = String::from_utf8(workspace.get("plain.bilag")).expect("text");
    for absent in ["\"label\"", "group_text", "codes"] {
        assert!(!plain.contains(absent), "a set without labels says nothing of {absent}");
    }
}

#[test]
fn what_a_code_can_mean_twice_is_asked_back_and_codes_with_labels_are_found() {
    let workspace = workspace();
    workspace.run(&["new", "--set", "punkter.json", "-o", "m.bilag"]).succeeds();
    let at = |code: &'static str| ["annotate", "m.bilag", "--at", code, "--kind", "question", "--text", "Hvorfor?"];
    workspace.refuses(&at("P1.4"), 2, &["»P1.4«", "P1·4 (1.1 Open Terms)", "P4 (1.4 Open Format)"]);
    for (code, principle, paragraph, reference) in [
        ("P4", 4, None, "P1.4·n1"),
        ("P1·4", 1, Some(4), "P1.1·4·n1"),
        ("P1.4.2", 4, Some(2), "P1.4·2·n1"),
        ("p9A", 6, None, "P9a·n1"),
        ("P2.1.1", 5, None, "P2.1.1·n1"),
    ] {
        workspace.run(&at(code)).succeeds();
        let meeting = workspace.show("m.bilag");
        let annotation = meeting["annotations"].as_array().and_then(|all| all.last()).expect("an annotation");
        assert_eq!(annotation["reference"], reference, "{code}");
        assert_eq!(annotation["principle"], principle, "{code}");
        assert_eq!(annotation["paragraph"], json!(paragraph), "{code}");
    }
}

#[test]
fn minutes_have_the_codes_of_the_hand_out() {
    let workspace = workspace();
    workspace.run(&["new", "--set", "lister.json", "-o", "m.bilag"]).succeeds();
    for at in ["P3", "P5"] {
        let decision = ["annotate", "m.bilag", "--at", at, "--kind", "decision", "--text", "Vedtaget."];
        workspace.run(&decision).succeeds();
    }
    let references = |file: &str| -> Vec<String> {
        let meeting = workspace.show(file);
        let all = meeting["annotations"].as_array().expect("annotations");
        all.iter().map(|annotation| annotation["reference"].as_str().expect("a code").to_owned()).collect()
    };
    assert_eq!(references("m.bilag"), ["P3·n1", "P5·n1"], "labels that stand twice name nothing");
    for template in ["full", "minutes"] {
        workspace.run(&["export", "m.bilag", "--template", template, "-o", "m.pdf"]).succeeds();
        assert_eq!(references("m.pdf"), references("m.bilag"), "{template}");
    }
    assert_eq!(numbers(&workspace.show("m.pdf")), [3, 5]);
}

#[test]
fn annotations_for_other_programs_name_principles_by_number() {
    let workspace = workspace();
    workspace.run(&["new", "--set", "punkter.json", "-o", "m.bilag"]).succeeds();
    let arguments = ["annotate", "m.bilag", "--at", "P1.4·2", "--kind", "comment", "--text", "Godt."];
    workspace.run(&arguments).succeeds();
    workspace.run(&["export", "m.bilag", "-o", "m.jsonld"]).succeeds();
    let written = String::from_utf8(workspace.get("m.jsonld")).expect("text");
    assert!(written.contains("\"bilag:P4.2\""), "{written}");
    let merged = workspace.run(&["merge", "m.bilag", "m.jsonld", "--json"]).succeeds().json();
    assert_eq!((&merged["added"], &merged["unchanged"]), (&json!(0), &json!(1)));
}

#[test]
fn a_principle_that_nothing_names_is_refused_and_its_place_is_said() {
    let workspace = workspace();
    workspace.put("s.json", r#"{"groups":[{"principles":[{"number":7,"label":"","title":"","body":[]}]}]}"#);
    workspace.refuses(&["show", "s.json"], 2, &["s.json", "princip 7", "hverken titel eller betegnelse"]);
}
