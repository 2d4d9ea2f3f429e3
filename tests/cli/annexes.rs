//! Annexes at the command line: attached, listed, replaced, moved, taken out, and saved again as they were.

use crate::workspace::{Workspace, keys};
use bilag::meeting::file::Unpacked;
use serde_json::json;

const SAMPLE: &[u8] = include_bytes!("../../assets/meetings/sample.bilag");
const PDF: &[u8] = include_bytes!("../fixtures/plain.pdf");
const OTHER_PDF: &[u8] = include_bytes!("../fixtures/linearized.pdf");
const PNG: &[u8] = include_bytes!("../fixtures/meetings/logo.png");

/// A workspace with the sample meeting and files that can be attached.
fn workspace() -> Workspace {
    let workspace = Workspace::english();
    workspace.put("m.bilag", SAMPLE);
    workspace.put("regnskab.pdf", PDF);
    workspace.put("kort.png", PNG);
    workspace.put("plan.docx", b"PK\x03\x04 et dokument");
    workspace
}

/// The numbers, titles, files and pages of a meeting's annexes.
fn listed(workspace: &Workspace) -> Vec<(u64, String, String, Option<u64>)> {
    let list = workspace.run(&["annex", "m.bilag", "--list", "--json"]).succeeds().json();
    assert_eq!(list, workspace.show("m.bilag")["annexes"], "show says the same");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let annexes = list.as_array().expect("a list").iter();
    annexes
        .map(|own| {
            let number = own["number"].as_u64().expect("a number");
            (number, text(&own["title"]), text(&own["file"]), own["pages"].as_u64())
        })
        .collect()
}

fn own(number: u64, title: &str, file: &str, pages: Option<u64>) -> (u64, String, String, Option<u64>) {
    (number, title.to_owned(), file.to_owned(), pages)
}

#[test]
fn files_are_attached_listed_and_saved_again_byte_for_byte() {
    let workspace = workspace();
    workspace
        .run(&["annex", "m.bilag", "regnskab.pdf", "--item", "4", "--title", "Regnskab 2026", "--closed"])
        .succeeds();
    workspace.run(&["annex", "m.bilag", "kort.png", "plan.docx"]).succeeds();
    let expected = [
        own(1, "Regnskab 2026", "regnskab.pdf", Some(4)),
        own(2, "kort", "kort.png", Some(1)),
        own(3, "plan", "plan.docx", None),
    ];
    assert_eq!(listed(&workspace), expected);
    let shown = workspace.show("m.bilag");
    let first = &shown["annexes"][0];
    assert_eq!(keys(first), ["closed", "file", "id", "item", "length", "number", "pages", "sha256", "title"]);
    assert_eq!((&first["closed"], &first["item"]), (&json!(true), &shown["agenda"][1]["id"]));
    let words = workspace.run(&["annex", "m.bilag", "--list"]).succeeds().text();
    assert!(words.contains("B1      Regnskab 2026 · regnskab.pdf · 4 pages · Item 4 · closed"), "{words}");
    assert!(workspace.run(&["show", "m.bilag"]).succeeds().text().contains("B2      kort · kort.png · 1 page"));
    for (name, bytes) in [("B1", PDF), ("2", PNG), ("b3", b"PK\x03\x04 et dokument")] {
        workspace.run(&["annex", "m.bilag", "--save", name, "-o", "again"]).succeeds();
        assert_eq!(workspace.get("again"), bytes);
        assert_eq!(workspace.run(&["annex", "m.bilag", "--save", name, "-o", "-"]).succeeds().bytes, bytes);
    }
    workspace.run(&["check", "m.bilag"]).succeeds();
    let piped = workspace.pipe(&["annex", "-", "--save", "B1", "-o", "-"], &workspace.get("m.bilag"));
    assert_eq!(piped.succeeds().bytes, PDF);
}

#[test]
fn an_annex_is_moved_replaced_and_taken_out() {
    let workspace = workspace();
    workspace.run(&["annex", "m.bilag", "regnskab.pdf", "kort.png", "plan.docx"]).succeeds();
    workspace.run(&["annex", "m.bilag", "--move", "B3", "--to", "1"]).succeeds();
    let titles = |workspace: &Workspace| listed(workspace).into_iter().map(|own| own.1).collect::<Vec<_>>();
    assert_eq!(titles(&workspace), ["plan", "regnskab", "kort"]);
    workspace.put("nyt.pdf", OTHER_PDF);
    let id = workspace.show("m.bilag")["annexes"][1]["id"].clone();
    workspace.run(&["annex", "m.bilag", "--replace", "B2", "nyt.pdf"]).succeeds();
    assert_eq!(listed(&workspace)[1].2, "nyt.pdf");
    assert_eq!(workspace.show("m.bilag")["annexes"][1]["id"], id);
    workspace.run(&["annex", "m.bilag", "--remove", "B1"]).succeeds();
    workspace.run(&["annex", "m.bilag", "--remove", "B2"]).succeeds();
    assert_eq!(titles(&workspace), ["regnskab"]);
    let file = workspace.get("m.bilag");
    for (gone, bytes) in [("the old file", PDF), ("what was removed", PNG)] {
        assert!(!file.windows(bytes.len()).any(|window| window == bytes), "{gone} is in no byte");
    }
    workspace.run(&["annex", "m.bilag", "--remove", "1"]).succeeds();
    assert_eq!(workspace.get("m.bilag"), SAMPLE, "without annexes it is the file that it was");
}

#[test]
fn the_same_file_is_there_once_however_often_it_is_attached() {
    let workspace = workspace();
    workspace.run(&["annex", "m.bilag", "regnskab.pdf", "regnskab.pdf"]).succeeds();
    let shown = workspace.show("m.bilag");
    assert_eq!(shown["annexes"][0]["sha256"], shown["annexes"][1]["sha256"]);
    assert_ne!(shown["annexes"][0]["id"], shown["annexes"][1]["id"]);
    let unpacked = Unpacked::of_bytes(workspace.get("m.bilag")).expect("a file");
    assert_eq!(unpacked.attachments.iter().count(), 1);
}

#[test]
fn annotations_go_onto_annexes_and_stay_when_their_page_goes() {
    let workspace = workspace();
    workspace.run(&["annex", "m.bilag", "regnskab.pdf"]).succeeds();
    for (at, text) in [("B1.s2", "Se tabellen"), ("B1", "Hele bilaget"), ("b1·s1", "Forsiden")] {
        let arguments = ["annotate", "m.bilag", "--at", at, "--kind", "comment", "--text", text];
        workspace.run(&arguments).succeeds();
    }
    let on_annex = |code: &str| {
        let shown = workspace.show("m.bilag");
        let all = shown["annotations"].as_array().expect("a list").clone();
        all.into_iter().find(|own| own["reference"] == code).expect("the annotation")
    };
    let own = on_annex("B1·s2·n1");
    assert_eq!((&own["page"], &own["anchored"], &own["principle"]), (&json!(2), &json!(true), &json!(null)));
    assert_eq!(on_annex("B1·n1")["text"], "Hele bilaget");
    assert!(workspace.run(&["show", "m.bilag"]).succeeds().text().contains("B1·s2·n1"));
    // A picture has one page.
    let done = workspace.run(&["annex", "m.bilag", "--replace", "B1", "kort.png"]);
    assert!(done.code == 0 && done.errors.contains("1 annotation is no longer"), "{}", done.errors);
    assert_eq!(on_annex("B1·s2·n1")["anchored"], json!(false));
    let done = workspace.run(&["annex", "m.bilag", "--remove", "B1"]);
    assert!(done.code == 0 && done.errors.contains("2 annotations are no longer"), "{}", done.errors);
    assert_eq!(on_annex("B?·s1·n1")["anchored"], json!(false));
    let words = workspace.run(&["show", "m.bilag"]).succeeds().text();
    assert!(
        words.contains("Annotations whose place is not in the meeting") && words.contains("Se tabellen"),
        "{words}"
    );
}

#[test]
fn comments_on_an_annex_come_home() {
    let workspace = workspace();
    workspace.run(&["annex", "m.bilag", "regnskab.pdf"]).succeeds();
    workspace.put("copy.bilag", workspace.get("m.bilag"));
    let comment = ["--at", "B1.s2", "--kind", "question", "--text", "Hvorfor?", "--author", "Udvalgsmedlem"];
    workspace.run(&[&["annotate", "copy.bilag"], &comment[..]].concat()).succeeds();
    workspace.run(&["export", "copy.bilag", "-o", "c.jsonld"]).succeeds();
    for copy in ["copy.bilag", "c.jsonld", "copy.bilag"] {
        workspace.run(&["merge", "m.bilag", copy]).succeeds();
    }
    let shown = workspace.show("m.bilag");
    let asked = shown["annotations"].as_array().expect("a list").iter().filter(|own| own["text"] == "Hvorfor?");
    let found: Vec<_> = asked.map(|own| (&own["reference"], &own["anchored"])).collect();
    assert_eq!(found, [(&json!("B1·s2·n1"), &json!(true))]);
    workspace.run(&["annex", "m.bilag", "--save", "B1", "-o", "again.pdf"]).succeeds();
    assert_eq!(workspace.get("again.pdf"), PDF);
}

#[test]
fn a_hand_out_names_annexes_and_says_that_it_has_not_their_files() {
    let workspace = workspace();
    workspace.run(&["annex", "m.bilag", "regnskab.pdf", "--item", "4"]).succeeds();
    let note = ["--at", "B1.s1", "--kind", "comment", "--text", "Se her"];
    workspace.run(&[&["annotate", "m.bilag"], &note[..]].concat()).succeeds();
    workspace.run(&["export", "m.bilag", "-o", "h.pdf"]).succeeds();
    let handout = workspace.get("h.pdf");
    assert!(handout.len() < 400_000 && !handout.windows(PDF.len()).any(|window| window == PDF));
    for arguments in [&["show", "h.pdf", "--json"][..], &["check", "h.pdf"]] {
        let done = workspace.run(arguments);
        assert_eq!(done.code, 0, "it is a whole hand-out: {}", done.errors);
        assert_eq!(done.errors.matches("Annex 1 (regnskab.pdf) is only named").count(), 1, "{}", done.errors);
    }
    let shown = workspace.run(&["show", "h.pdf", "--json"]).json();
    assert_eq!(shown["annexes"], workspace.show("m.bilag")["annexes"]);
    workspace.run(&["annex", "h.pdf", "--save", "B1", "-o", "x.pdf"]).is_told("only named");
    workspace.run(&["annex", "h.pdf", "kort.png"]).is_told("a PDF takes no annexes");
    workspace.run(&["merge", "m.bilag", "h.pdf"]).succeeds();
    workspace.run(&["annex", "m.bilag", "--save", "B1", "-o", "again.pdf"]).succeeds();
    assert_eq!(workspace.get("again.pdf"), PDF);
}

#[test]
fn minutes_have_what_was_decided_on_an_annex_under_its_item_and_nothing_that_is_closed() {
    let workspace = workspace();
    workspace.run(&["annex", "m.bilag", "kort.png", "--closed", "--title", "Lukket kort", "--item", "3"]).succeeds();
    workspace.run(&["annex", "m.bilag", "regnskab.pdf", "--item", "4"]).succeeds();
    for (at, text) in [("B1.s1", "Kortet godkendes."), ("B2.s2", "Regnskabet godkendes.")] {
        workspace.run(&["annotate", "m.bilag", "--at", at, "--kind", "decision", "--text", text]).succeeds();
    }
    let decided = |shown: &serde_json::Value, text: &str| {
        let all = shown["annotations"].as_array().expect("a list");
        let own = all.iter().find(|own| own["text"] == text).expect("the decision");
        (own["reference"].as_str().expect("a code").to_owned(), own["agenda_item"].clone(), own["id"].clone())
    };
    let shown = workspace.show("m.bilag");
    let (code, item, id) = decided(&shown, "Regnskabet godkendes.");
    assert_eq!((code.as_str(), &item), ("B2·s2·n1", &shown["agenda"][1]["id"]));
    assert!(shown["agenda"][1]["decisions"].as_array().expect("a list").contains(&id));
    workspace.run(&["export", "m.bilag", "-o", "r.pdf", "--template", "minutes"]).succeeds();
    let minutes = workspace.run(&["show", "r.pdf", "--json"]).json();
    assert_eq!(decided(&minutes, "Regnskabet godkendes.").0, "B2·s2·n1", "as it is in the hand-out");
    let (code, item, _) = decided(&minutes, "Kortet godkendes.");
    assert_eq!((code.as_str(), &item), ("I3·n1", &shown["agenda"][0]["id"]));
    let annexes = minutes["annexes"].as_array().expect("a list");
    assert_eq!((annexes.len(), &annexes[0]["number"]), (1, &json!(2)));
    let text = serde_json::to_string(&minutes).expect("text");
    assert!(!text.contains("Lukket kort") && !text.contains("kort.png"));
}

#[test]
fn a_missing_or_damaged_file_is_named_and_keeps_nobody_from_the_meeting() {
    let workspace = workspace();
    workspace.run(&["annex", "m.bilag", "regnskab.pdf", "kort.png"]).succeeds();
    let mut bytes = workspace.get("m.bilag");
    let at = bytes.windows(PDF.len()).position(|window| window == PDF).expect("the annex") + PDF.len() / 2;
    bytes[at] ^= 1;
    workspace.put("damaged.bilag", &bytes);
    let checked = workspace.run(&["check", "damaged.bilag"]);
    assert!(checked.code == 2 && checked.errors.contains("Annex 1 (regnskab.pdf) is damaged"), "{}", checked.errors);
    workspace.refuses(&["annex", "damaged.bilag", "--save", "B1", "-o", "x.pdf"], 2, &["Annex 1", "damaged"]);
    assert!(!workspace.path("x.pdf").exists());
    workspace.run(&["annex", "damaged.bilag", "--save", "B2", "-o", "k.png"]).succeeds();
    // The JSON alone, as somebody took it out of the archive.
    let body = Unpacked::of_bytes(workspace.get("m.bilag")).expect("a file").body;
    workspace.put("alone.bilag", body);
    let checked = workspace.run(&["check", "alone.bilag"]);
    assert_eq!(checked.code, 2);
    for name in ["Annex 1 (regnskab.pdf) is missing", "Annex 2 (kort.png) is missing"] {
        assert!(checked.errors.contains(name), "{}", checked.errors);
    }
    // Attached again it is there again.
    assert_eq!(workspace.run(&["annex", "alone.bilag", "--replace", "B1", "regnskab.pdf"]).code, 0);
    assert!(!workspace.run(&["check", "alone.bilag"]).errors.contains("regnskab"));
}

#[test]
fn what_makes_no_sense_is_refused_and_says_what_to_do() {
    let workspace = workspace();
    workspace.run(&["annex", "m.bilag", "regnskab.pdf"]).succeeds();
    let table: [(&[&str], &[&str]); 15] = [
        (&[], &["nothing to do", "--list"]),
        (&["none.pdf"], &["none.pdf", "is not there"]),
        (&["."], &["folder"]),
        (&["regnskab.pdf", "--item", "99"], &["no agenda item 99", "I3, I4, I5"]),
        (&["regnskab.pdf", "kort.png", "--title", "A"], &["--title", "one file"]),
        (&["--list", "--remove", "B1"], &["--list", "--remove", "at once"]),
        (&["--list", "kort.png"], &["FILE", "--list"]),
        (&["--list", "--closed"], &["--closed", "--list"]),
        (&["--replace", "B1"], &["--replace", "one file"]),
        (&["--replace", "B7", "kort.png"], &["no annex B7", "B1"]),
        (&["--move", "B1"], &["--move", "--to"]),
        (&["--move", "B1", "--to", "0"], &["--to", "0 is no place"]),
        (&["--save", "B1"], &["--save", "--output"]),
        (&["kort.png", "--json"], &["--json", "--list"]),
        (&["--remove", "B1.s2"], &["no annex B1.s2"]),
    ];
    for (arguments, said) in table {
        workspace.refuses(&[&["annex", "m.bilag"], arguments].concat(), 2, said);
    }
    let annotate = ["annotate", "m.bilag", "--kind", "comment", "--text", "x", "--at"];
    workspace.refuses(&[&annotate[..], &["B1.s5"]].concat(), 2, &["no B1·s5", "B1·s4"]);
    workspace.refuses(&[&annotate[..], &["B2"]].concat(), 2, &["B2"]);
    workspace.refuses(&[&annotate[..], &["B1.s1", "--quote", "ord"]].concat(), 2, &["--quote"]);
}

#[test]
fn a_hostile_file_is_attached_without_pages() {
    let workspace = workspace();
    let nested = [b"%PDF-1.7\n1 0 obj ".as_slice(), &b"<< /A ".repeat(200_000)].concat();
    let circle = b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [2 0 R] /Count 1 >> endobj\ntrailer << /Root 1 0 R >>";
    let bomb =
        [b"%PDF-1.7\n1 0 obj << /Filter /LZWDecode >> stream\n".as_slice(), &vec![1; 600_000], b"\nendstream"].concat();
    let files: [(&str, &[u8]); 4] = [
        ("nested.pdf", &nested),
        ("circle.pdf", circle),
        ("bomb.pdf", &bomb),
        ("password.pdf", include_bytes!("../fixtures/password.pdf")),
    ];
    for (name, bytes) in files {
        workspace.put(name, bytes);
        let began = std::time::Instant::now();
        workspace.run(&["annex", "m.bilag", name]).succeeds();
        assert!(began.elapsed().as_secs() < 20, "{name}");
        assert_eq!(listed(&workspace).last().map(|own| own.3), Some(None), "{name}");
    }
}
