//! Hand-outs that come back: what is written in them is listed, and merged into the meeting.

use crate::workspace::Workspace;
use serde_json::Value;

/// A hand-out that somebody wrote into with `PyMuPDF`.
const REVIEW: &[u8] = include_bytes!("../reviews/pymupdf.pdf");

fn sample(workspace: &Workspace) {
    workspace.put("m.bilag", include_bytes!("../../assets/meetings/sample.bilag"));
    workspace.put("r.pdf", REVIEW);
}

#[test]
fn what_is_written_in_a_hand_out_is_listed_on_its_words() {
    let workspace = Workspace::danish();
    sample(&workspace);
    let words = workspace.run(&["comments", "r.pdf"]).succeeds().text();
    for part in ["Side 2", "»proceskrav og detailregulering.«", "Hvilke krav? 🙂", "— Anmelder Ærø"] {
        assert!(words.contains(part), "{part} in {words}");
    }
    let json: Value =
        serde_json::from_slice(&workspace.run(&["comments", "r.pdf", "--json"]).succeeds().bytes).expect("JSON");
    assert_eq!(json["file"], "r.pdf");
    assert_eq!(json["meeting"], "Principper for styring og samarbejde");
    let comments = json["comments"].as_array().expect("comments");
    let new = comments.iter().find(|comment| comment["text"] == "Enig").expect("the comment");
    for (field, value) in [("kind", "comment"), ("reference", "P3·2"), ("quote", "kommunalbestyrelsens ansvar")] {
        assert_eq!(new[field], value);
    }
    assert_eq!((&new["page"], &new["anchored"]), (&Value::from(3), &Value::from(true)));
}

#[test]
fn a_copy_is_merged_once_and_the_meeting_keeps_its_own() {
    let workspace = Workspace::english();
    sample(&workspace);
    let merged = |out: &str| -> Value {
        let done = workspace.run(&["merge", "m.bilag", "r.pdf", "-o", out, "--json"]).succeeds();
        serde_json::from_slice(&done.bytes).expect("JSON")
    };
    let before = workspace.get("m.bilag");
    let first = merged("n.bilag");
    assert_eq!((&first["added"], &first["updated"], &first["orphaned"]), (&5.into(), &0.into(), &0.into()));
    assert_eq!(first["from"][0]["author"], "Anmelder Ærø");
    assert_eq!(workspace.get("m.bilag"), before, "-o leaves the meeting as it was");
    workspace.run(&["merge", "m.bilag", "r.pdf"]).succeeds();
    assert_eq!(workspace.get("m.bilag"), workspace.get("n.bilag"));
    let again = merged("n.bilag");
    assert_eq!((&again["added"], &again["updated"]), (&0.into(), &0.into()));
    let text = String::from_utf8(workspace.get("m.bilag")).expect("text");
    assert_eq!(text.matches("\"private\"").count(), 1, "what was private is, and nothing else");
}

#[test]
fn what_is_not_taken_is_told_and_who_changed_a_note_is_not_made_up() {
    let workspace = Workspace::danish();
    workspace.put("m.bilag", include_bytes!("../reviews/returned/m10.bilag"));
    workspace.put("a.pdf", include_bytes!("../reviews/returned/acrobat-habits.pdf"));
    workspace.put("o.pdf", include_bytes!("../reviews/returned/own-reworded-anonymous.pdf"));
    let words = workspace.run(&["comments", "a.pdf"]).succeeds().text();
    assert!(
        words.contains("2 ting i filen er ikke taget med") && words.contains("Side 3: den vedhæftede fil"),
        "{words}"
    );
    let json = |arguments: &[&str]| -> Value {
        serde_json::from_slice(&workspace.run(arguments).succeeds().bytes).expect("JSON")
    };
    let comments = json(&["comments", "a.pdf", "--json"]);
    let told = serde_json::json!({ "page": 3, "kind": "FileAttachment", "why": "attachment" });
    assert_eq!((&comments["omitted"], &comments["not_taken"][1]), (&2.into(), &told));
    workspace.run(&["merge", "m.bilag", "o.pdf"]).succeeds();
    let shown = json(&["show", "m.bilag", "--json"]);
    let notes = shown["annotations"].as_array().expect("notes");
    let reply = notes.iter().find_map(|note| note["replies"].get(0)).expect("the suggestion");
    assert_eq!((&reply["author"], &reply["found_in"]), (&"".into(), &"o.pdf".into()));
    let words = workspace.run(&["show", "m.bilag"]).succeeds().text();
    assert!(words.contains("— unavngivet, i o.pdf"), "{words}");
}

#[test]
fn what_cannot_come_back_is_refused() {
    let workspace = Workspace::danish();
    sample(&workspace);
    workspace.put("other.pdf", b"%PDF-1.4\n%%EOF\n");
    workspace.refuses(&["comments", "other.pdf"], 2, &["other.pdf"]);
    workspace.put("s.json", workspace.run(&["show", crate::workspace::SET, "--json"]).succeeds().bytes);
    workspace.refuses(&["comments", "s.json"], 2, &["s.json"]);
    workspace.put("page.xfdf", b"<html/>");
    workspace.refuses(&["merge", "m.bilag", "page.xfdf"], 2, &["page.xfdf", "XFDF"]);
    workspace.put("entities.xfdf", b"<!DOCTYPE a [<!ENTITY b SYSTEM \"m.bilag\">]><xfdf>&b;</xfdf>");
    workspace.refuses(&["merge", "m.bilag", "entities.xfdf"], 2, &["entities.xfdf"]);
    workspace.put("away.xfdf", br#"<xfdf xmlns="http://ns.adobe.com/xfdf/"><f href="../h.pdf"/><annots/></xfdf>"#);
    workspace.refuses(&["comments", "away.xfdf"], 2, &["away.xfdf", "h.pdf"]);
    workspace.put("away.jsonld", br#"{"@context":"http://www.w3.org/ns/anno.jsonld","first":"https://example.org/1"}"#);
    workspace.refuses(&["merge", "m.bilag", "away.jsonld"], 2, &["away.jsonld"]);
    workspace.refuses(&["export", "m.bilag", "-o", "m.txt"], 2, &["m.txt", ".xfdf"]);
    workspace.refuses(&["merge", "m.bilag", "other.pdf"], 2, &["other.pdf"]);
    workspace.refuses(&["merge", "m.bilag"], 2, &["bilag merge --help"]);
    workspace.refuses(&["merge", "m.bilag", "r.pdf", "-o", "n.pdf"], 2, &["n.pdf"]);
}

#[test]
fn annotations_travel_as_xfdf_and_as_web_annotations() {
    let workspace = Workspace::danish();
    sample(&workspace);
    workspace.run(&["export", "m.bilag", "-o", "h.pdf"]).succeeds();
    for file in ["h.xfdf", "h.jsonld"] {
        workspace.refuses(&["export", "m.bilag", "--annotations", "none", "-o", file], 2, &[file, "--annotations"]);
        workspace.run(&["export", "m.bilag", "-o", file]).succeeds();
        let text = String::from_utf8(workspace.get(file)).expect("text");
        assert!(text.contains("Hvilke af vores egne proceskrav"), "{file}");
        let merged = workspace.run(&["merge", "m.bilag", file, "-o", "n.bilag", "--json"]).succeeds();
        let merged: Value = serde_json::from_slice(&merged.bytes).expect("JSON");
        assert_eq!(
            (&merged["added"], &merged["updated"], &merged["deleted"]),
            (&0.into(), &0.into(), &0.into()),
            "{file}"
        );
        assert_eq!(workspace.get("n.bilag"), workspace.get("m.bilag"), "{file}");
        let words = workspace.run(&["comments", file]).succeeds().text();
        assert!(words.contains("»årlige forhandlinger mellem regeringen og KL«\n"), "{file}: {words}");
    }
    // A reviewer answers in another program, which knows nothing of Bilag.
    let answer = r#"<text page="1" rect="1,1,2,2" title="Ærø" name="x" inreplyto="note-03"><contents>Ingen.</contents></text></annots>"#;
    let text = String::from_utf8(workspace.get("h.xfdf")).expect("text").replace("</annots>", answer);
    workspace.put("ærø.xfdf", text);
    let done = workspace.run(&["merge", "m.bilag", "ærø.xfdf"]).succeeds().text();
    assert!(done.contains("ærø.xfdf: Ærø, 1"), "{done}");
    assert!(String::from_utf8(workspace.get("m.bilag")).expect("text").contains("Ingen."));
}

/// A copy of another meeting, and one with a cover in front that lost its keys.
#[test]
fn a_copy_of_another_meeting_is_refused_by_name() {
    let workspace = Workspace::danish();
    workspace.put("m.bilag", include_bytes!("../returned/meeting.bilag"));
    workspace.put("other.pdf", include_bytes!("../returned/other-meeting.pdf"));
    let before = workspace.get("m.bilag");
    let names =
        ["other.pdf", "»Andet møde«, Børneudvalget, 1.\u{a0}december 2026", "»Budget 2027 m10«", "--other-meeting"];
    workspace.refuses(&["merge", "m.bilag", "other.pdf"], 2, &names);
    assert_eq!(workspace.get("m.bilag"), before);
    let merged =
        workspace.run(&["merge", "m.bilag", "other.pdf", "--other-meeting", "-o", "n.bilag", "--json"]).succeeds();
    let merged: Value = serde_json::from_slice(&merged.bytes).expect("JSON");
    assert_eq!(merged["added"], 15);
}

#[test]
fn pages_of_a_copy_that_were_changed_are_told_of() {
    let workspace = Workspace::danish();
    workspace.put("drawn.pdf", include_bytes!("../returned/chrome-drawn.pdf"));
    workspace.put("cover.pdf", include_bytes!("../returned/cover-gs.pdf"));
    let words = workspace.run(&["comments", "drawn.pdf"]).succeeds().text();
    assert!(words.contains("Side 2: der er tegnet på siden"), "{words}");
    let json = |file: &str| -> Value {
        serde_json::from_slice(&workspace.run(&["comments", file, "--json"]).succeeds().bytes).expect("JSON")
    };
    assert_eq!(json("drawn.pdf")["changed_pages"], serde_json::json!([{ "page": 2, "why": "drawn" }]));
    let cover = json("cover.pdf");
    assert_eq!(cover["changed_pages"], serde_json::json!([]));
    assert!(cover["comments"].as_array().expect("comments").iter().all(|comment| comment["anchored"] == true));
}
