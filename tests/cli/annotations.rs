//! Annotations: put where they belong, or refused.

use crate::workspace::{Workspace, keys};
use serde_json::Value;

#[test]
fn an_annotation_says_all_that_was_asked_for() {
    let workspace = Workspace::danish().with_meeting();
    workspace
        .run(&[
            "annotate",
            "m.bilag",
            "--at",
            "P2.1",
            "--quote",
            "resultatet  og\nikke processen",
            "--kind",
            "action",
            "--text",
            "Lav en liste.",
            "--author",
            "Borgmester",
            "--owner",
            "Sekretariatet",
            "--due",
            "2027-01-15",
            "--color",
            "3",
            "--private",
        ])
        .succeeds();
    let meeting = workspace.show("m.bilag");
    let expected = serde_json::json!({
        "kind": "action", "reference": "P2·1·p1", "principle": 2, "paragraph": 1, "quote": "resultatet og ikke processen",
        "text": "Lav en liste.", "author": "Borgmester", "created": "2026-11-18T11:06:40Z",
        "modified": "2026-11-18T11:06:40Z", "visibility": "private", "status": "open",
        "status_by": null, "status_at": null, "color": 3, "page": null,
        "anchored": true, "agenda_item": null, "outcome": null, "proposer": "",
        "owner": "Sekretariatet", "due": "2027-01-15", "replies": [],
    });
    let mut annotation = meeting["annotations"][0].clone();
    let id = annotation.as_object_mut().and_then(|fields| fields.remove("id")).expect("an id");
    assert_eq!(annotation, expected);
    assert_eq!(id.as_str().map(str::len), Some(12));
    assert_eq!(
        keys(&meeting),
        ["agenda", "annexes", "annotations", "body", "date", "participants", "place", "selection", "time", "title"]
    );
}

#[test]
fn a_decision_says_how_and_who_proposed_it() {
    let workspace = Workspace::english().with_meeting();
    let decision = ["annotate", "m.bilag", "--at", "P2", "--kind", "decision", "--text", "The rules go."];
    workspace.run(&[&decision[..], &["--outcome", "amended", "--proposer", "Mayor"]].concat()).succeeds();
    let annotation = &workspace.show("m.bilag")["annotations"][0];
    assert_eq!((annotation["outcome"].as_str(), annotation["proposer"].as_str()), (Some("amended"), Some("Mayor")));
    let shown = String::from_utf8(workspace.run(&["show", "m.bilag"]).succeeds().bytes).expect("text");
    assert!(shown.contains("Adopted with changes · proposed by Mayor"), "{shown}");
    for template in ["full", "minutes"] {
        workspace.run(&["export", "m.bilag", "--template", template, "-o", "m.pdf"]).succeeds();
        let comments = workspace.run(&["comments", "m.pdf", "--json"]).succeeds().bytes;
        let comments: Value = serde_json::from_slice(&comments).expect("JSON");
        let comment = &comments["comments"][0];
        assert_eq!((comment["outcome"].as_str(), comment["proposer"].as_str()), (Some("amended"), Some("Mayor")));
        assert_eq!(comment["text"], "The rules go.");
    }
}

#[test]
fn every_kind_can_be_put_everywhere() {
    let workspace = Workspace::english().with_meeting();
    let at = |at: &str, more: &[&str]| {
        let arguments = [&["annotate", "m.bilag", "--at", at], more].concat();
        workspace.run(&arguments).succeeds();
        let meeting = workspace.show("m.bilag");
        let annotation = meeting["annotations"].as_array().and_then(|all| all.last()).expect("one").clone();
        (annotation["reference"].clone(), annotation["color"].clone())
    };
    let null = Value::Null;
    assert_eq!(at("meeting", &["--kind", "comment", "--text", "A"]), ("M·n1".into(), null.clone()));
    assert_eq!(at("p6", &["--kind", "question", "--text", "B"]), ("P6·n1".into(), null.clone()));
    assert_eq!(at("P6·0", &["--kind", "decision", "--text", "C"]), ("P6·0·n1".into(), null.clone()));
    assert_eq!(at("P6.0", &["--kind", "action", "--text", "D"]), ("P6·0·n2".into(), null));
    let words = ["--kind", "highlight", "--quote", "Styringsdialogen"];
    assert_eq!(at("P2", &words), ("P2·2·n1".into(), 1.into()), "found in the whole principle");
    // The same once more: another annotation, under another id.
    assert_eq!(at("P2", &words), ("P2·2·n2".into(), 1.into()));
    let meeting = workspace.show("m.bilag");
    assert_ne!(meeting["annotations"][4]["id"], meeting["annotations"][5]["id"]);
}

#[test]
fn an_annotation_can_go_into_a_copy_or_through_a_pipe() {
    let workspace = Workspace::danish().with_meeting();
    let before = workspace.get("m.bilag");
    let note = ["--at", "P2", "--kind", "comment", "--text", "Hej"];
    workspace.run(&[&["annotate", "m.bilag", "-o", "copy.bilag"], &note[..]].concat()).succeeds();
    assert_eq!(workspace.get("m.bilag"), before);
    let piped = workspace.pipe(&[&["annotate", "-"], &note[..]].concat(), &before).succeeds();
    assert_eq!(piped.bytes, workspace.get("copy.bilag"), "the same input gives the same bytes");
    workspace.run(&[&["annotate", "m.bilag", "-o", "-"], &note[..]].concat()).succeeds();
    assert_eq!(workspace.get("m.bilag"), before);
}

#[test]
fn an_annotation_that_has_no_place_says_where_there_is_one() {
    let workspace = Workspace::danish().with_meeting();
    let comment = |more: &[&'static str]| [&["annotate", "m.bilag", "--kind", "comment", "--text", "x"], more].concat();
    let table: [(&[&str], &[&str]); 9] = [
        (&["--at", "P2", "--quote", "findes aldrig"], &["»findes aldrig«", "P2", "bilag show"]),
        (&["--at", "P2", "--quote", "private aktører"], &["ikke i P2", "P6·0, P6·4 (×2)"]),
        (&["--at", "P2", "--quote", "mål og resultater"], &["flere steder: P2·0, P2·1, P2·2"]),
        (&["--at", "P6.4", "--quote", "private aktører"], &["2 gange", "P6·4"]),
        (&["--at", "P1"], &["P1", "P2, P6"]),
        (&["--at", "P2.3"], &["P2·3", "P2·2"]),
        (&["--at", "P2.1.n1"], &["P2·1·n1"]),
        (&["--at", "side 3"], &["side 3", "P3.2"]),
        (&["--at", "meeting", "--quote", "mål"], &["--quote", "--at"]),
    ];
    for (more, said) in table {
        workspace.refuses(&comment(more), 2, said);
    }
}

#[test]
fn an_annotation_that_makes_no_sense_is_refused() {
    let workspace = Workspace::english().with_meeting();
    let at = |more: &[&'static str]| [&["annotate", "m.bilag", "--at", "P2"], more].concat();
    let table: [(&[&str], &[&str]); 11] = [
        (&["--kind", "action", "--text", "x", "--outcome", "adopted"], &["--outcome", "decision"]),
        (&["--kind", "comment", "--text", "x", "--proposer", "A"], &["--proposer", "decision"]),
        (
            &["--kind", "decision", "--text", "x", "--outcome", "maybe"],
            &["maybe", "adopted, amended, rejected, postponed, noted"],
        ),
        (&["--kind", "highlight"], &["--quote"]),
        (&["--kind", "question"], &["question", "--text"]),
        (&["--kind", "comment", "--text", " "], &["comment", "--text"]),
        (&["--kind", "comment", "--text", "x", "--owner", "A"], &["--owner", "action"]),
        (&["--kind", "decision", "--text", "x", "--due", "2027-01-01"], &["--due", "action"]),
        (&["--kind", "comment", "--text", "x", "--color", "5"], &["--color", "5", "1 to 4"]),
        (&["--kind", "note", "--text", "x"], &["note", "highlight, comment, question, decision, action"]),
        (&["--kind", "comment", "--text", "x", "-o", "m.pdf"], &["m.pdf"]),
    ];
    for (more, said) in table {
        workspace.refuses(&at(more), 2, said);
    }
}

#[test]
fn a_text_may_begin_with_a_hyphen_but_an_option_is_no_text() {
    let workspace = Workspace::danish().with_meeting();
    let note = ["annotate", "m.bilag", "--at", "P2", "--kind", "comment", "--text"];
    workspace.run(&[&note[..], &["- et punkt\n- et punkt til"]].concat()).succeeds();
    assert_eq!(workspace.show("m.bilag")["annotations"][0]["text"], "- et punkt\n- et punkt til");
    workspace.refuses(&[&note[..], &["--private"]].concat(), 2, &["--text", "--private"]);
    workspace.refuses(&[&note[..], &["x", "--quote", " "]].concat(), 2, &["--quote"]);
}
