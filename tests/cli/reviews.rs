//! Hand-outs that come back: what is written in them is listed, and merged into the meeting.

use crate::desk::Desk;
use serde_json::Value;

/// A hand-out that somebody wrote into with `PyMuPDF`.
const REVIEW: &[u8] = include_bytes!("../reviews/pymupdf.pdf");

fn sample(desk: &Desk) {
    desk.put("m.bilag", include_bytes!("../../assets/meetings/sample.bilag"));
    desk.put("r.pdf", REVIEW);
}

#[test]
fn what_is_written_in_a_hand_out_is_listed_on_its_words() {
    let desk = Desk::danish();
    sample(&desk);
    let words = desk.run(&["comments", "r.pdf"]).succeeds().text();
    for part in ["Side 2", "»proceskrav og detailregulering.«", "Hvilke krav? 🙂", "— Anmelder Ærø"] {
        assert!(words.contains(part), "{part} in {words}");
    }
    let json: Value =
        serde_json::from_slice(&desk.run(&["comments", "r.pdf", "--json"]).succeeds().bytes).expect("JSON");
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
    let desk = Desk::english();
    sample(&desk);
    let merged = |out: &str| -> Value {
        let done = desk.run(&["merge", "m.bilag", "r.pdf", "-o", out, "--json"]).succeeds();
        serde_json::from_slice(&done.bytes).expect("JSON")
    };
    let before = desk.get("m.bilag");
    let first = merged("n.bilag");
    assert_eq!((&first["added"], &first["updated"], &first["orphaned"]), (&5.into(), &0.into(), &0.into()));
    assert_eq!(first["from"][0]["author"], "Anmelder Ærø");
    assert_eq!(desk.get("m.bilag"), before, "-o leaves the meeting as it was");
    desk.run(&["merge", "m.bilag", "r.pdf"]).succeeds();
    assert_eq!(desk.get("m.bilag"), desk.get("n.bilag"));
    let again = merged("n.bilag");
    assert_eq!((&again["added"], &again["updated"]), (&0.into(), &0.into()));
    let text = String::from_utf8(desk.get("m.bilag")).expect("text");
    assert_eq!(text.matches("\"private\"").count(), 1, "what was private is, and nothing else");
}

#[test]
fn what_cannot_come_back_is_refused() {
    let desk = Desk::danish();
    sample(&desk);
    desk.put("other.pdf", b"%PDF-1.4\n%%EOF\n");
    desk.refuses(&["comments", "other.pdf"], 2, &["other.pdf"]);
    desk.refuses(&["comments", "m.bilag"], 2, &["m.bilag"]);
    desk.refuses(&["merge", "m.bilag", "other.pdf"], 2, &["other.pdf"]);
    desk.refuses(&["merge", "m.bilag"], 2, &["bilag merge --help"]);
    desk.refuses(&["merge", "m.bilag", "r.pdf", "-o", "n.pdf"], 2, &["n.pdf"]);
}
