//! Reading a principle set in.

use crate::workspace::{SET, Workspace};

const PRINTED: &str = include_str!("../fixtures/import/agreement-printed.txt");
const PLAIN: &str = include_str!("../fixtures/import/agreement-plain.txt");

#[test]
fn the_agreement_is_read_in_whole_and_a_meeting_can_be_made_of_it() {
    let workspace = Workspace::danish();
    workspace.put("aftale.pdf", PRINTED);
    let done = workspace.run(&["import", "aftale.pdf", "-o", "aftale.json"]).told();
    assert!(done.bytes.is_empty());
    assert!(done.errors.contains("7 principper i 2 grupper; intet tvivlsomt"), "{}", done.errors);
    assert_eq!(workspace.get("aftale.json"), workspace.run(&["show", SET, "--json"]).succeeds().bytes);
    workspace.run(&["new", "--set", "aftale.json", "--select", "all", "-o", "m.bilag"]).succeeds();
    assert_eq!(workspace.run(&["import", "aftale.pdf", "--strict"]).told().bytes, workspace.get("aftale.json"));
}

#[test]
fn a_doubt_is_named_and_strict_fails_on_it() {
    let workspace = Workspace::english();
    workspace.put("agreement.txt", PLAIN);
    let done = workspace.run(&["import", "-", "--json"]);
    assert_eq!(done.code, 2, "nothing comes from nowhere");
    let done = workspace.pipe(&["import", "-", "--json"], PLAIN.as_bytes()).told();
    assert!(done.errors.contains("are the first paragraphs leads?"), "{}", done.errors);
    let decisions = done.json()["decisions"].as_array().expect("decisions").clone();
    let leads = decisions.iter().find(|decision| decision["what"] == "leads").expect("one on leads");
    assert_eq!((&leads["chosen"], &leads["sure"], &leads["scope"]), (&"text".into(), &false.into(), &"set".into()));
    assert_eq!(leads["because"][0], "nothing");
    assert_eq!(done.json()["set"]["groups"][0]["principles"][0]["title"], "Tydeligt opgave- og budgetansvar");
    let done = workspace.run(&["import", "agreement.txt", "--strict", "-o", "set.json"]);
    assert_eq!(done.code, 2);
    assert!(done.errors.contains("--strict") && !workspace.path("set.json").exists());
}

#[test]
fn the_language_may_be_said() {
    let workspace = Workspace::english();
    workspace.put("rules.txt", "Rules\n\n1. Peace\n\nBe quiet in here.\n\n2. Order\n\nTidy up in there.\n");
    let done = workspace.run(&["import", "rules.txt", "--language", "en-GB"]).told();
    assert_eq!(done.json()["language"], "en-GB");
    workspace.refuses(&["import", "rules.txt", "--language", "?"], 2, &["--language", "?"]);
}

#[test]
fn what_is_no_set_is_refused_in_one_line() {
    let workspace = Workspace::danish();
    for (content, said) in [
        (b"Et afsnit uden principper, som bare er et afsnit.".as_slice(), "principper"),
        (b"", "tekst"),
        (b"%PDF-1.7\nno pages", "PDF"),
        (b"PK\x03\x04\x00\x00", "arkiv"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07", "tekst"),
    ] {
        workspace.put("fil", content);
        workspace.refuses(&["import", "fil", "-o", "set.json"], 2, &["fil", said]);
        assert!(!workspace.path("set.json").exists());
    }
}
