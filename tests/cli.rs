//! The command line as a user meets it: the real program, its exit codes, what it prints and what it leaves behind.

use serde_json::Value;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SET: &str = "kommunalt-statsligt-samarbejde-2015";

/// A user's desk: a folder of their own, a language, and a clock that stands still.
struct Desk {
    folder: tempfile::TempDir,
    locale: &'static str,
}

/// What the program left behind.
struct Done {
    code: i32,
    bytes: Vec<u8>,
    errors: String,
}

impl Desk {
    fn danish() -> Desk {
        Desk {
            folder: tempfile::tempdir().expect("a folder"),
            locale: "da_DK.UTF-8",
        }
    }

    fn english() -> Desk {
        Desk {
            locale: "en",
            ..Desk::danish()
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).expect("written");
    }

    fn get(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bilag"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("LC_ALL", self.locale)
            .env("SOURCE_DATE_EPOCH", "1795000000");
        command
    }

    fn run(&self, arguments: &[&str]) -> Done {
        let output = self.command(arguments).stdin(Stdio::null()).output();
        Done::from(output.expect("the program runs"))
    }

    fn pipe(&self, arguments: &[&str], input: &[u8]) -> Done {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut standard_input = child.stdin.take().expect("a pipe");
        standard_input.write_all(input).expect("piped");
        drop(standard_input);
        Done::from(child.wait_with_output().expect("the program ends"))
    }

    /// Every file with its content.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = fs::read_dir(self.folder.path()).expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        paths
            .filter(|path| path.is_file())
            .map(|path| (path.clone(), fs::read(&path).expect("a file")))
            .collect()
    }

    /// A meeting on principles 2 and 6.
    fn with_meeting(self) -> Desk {
        self.run(&["new", "--select", "2,6", "-o", "m.bilag"]).succeeds();
        self
    }

    fn show(&self, file: &str) -> Value {
        self.run(&["show", file, "--json"]).succeeds().json()
    }

    /// What cannot be done is said in one line, with this exit code, and every file is as it was.
    fn refuses(&self, arguments: &[&str], code: i32, said: &[&str]) {
        let before = self.files();
        let done = self.run(arguments);
        done.is_one_complaint(code, said);
        assert_eq!(self.files(), before, "{arguments:?} leaves the files alone");
    }
}

impl From<Output> for Done {
    fn from(output: Output) -> Done {
        Done {
            code: output.status.code().expect("no signal"),
            bytes: output.stdout,
            errors: String::from_utf8(output.stderr).expect("errors are text"),
        }
    }
}

impl Done {
    /// All went well, and nothing was worth a warning.
    #[track_caller]
    fn succeeds(self) -> Done {
        assert_eq!((self.code, self.errors.as_str()), (0, ""));
        self
    }

    #[track_caller]
    fn is_one_complaint(&self, code: i32, said: &[&str]) {
        let errors = &self.errors;
        assert_eq!(self.code, code, "{errors}");
        assert!(errors.starts_with("bilag: "), "{errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
        for words in said {
            assert!(errors.contains(words), "{words:?} in {errors}");
        }
    }

    #[track_caller]
    fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).expect("text")
    }

    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).expect("JSON")
    }
}

#[track_caller]
fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

fn numbers(meeting: &Value) -> Vec<u64> {
    let selection = meeting["selection"].as_array().expect("a selection");
    selection
        .iter()
        .filter_map(|selected| selected["number"].as_u64())
        .collect()
}

// ── Help ────────────────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn help_speaks_the_users_language_throughout() {
    let (danish, english) = (Desk::danish(), Desk::english());
    let subcommands = [
        "new",
        "annotate",
        "export",
        "sets",
        "show",
        "check",
        "completions",
        "man",
    ];
    let overview = danish.run(&["--help"]).succeeds().text();
    for name in subcommands {
        assert!(overview.contains(&format!("\n  {name} ")), "{name} in {overview}");
        let help = danish.run(&[name, "--help"]).succeeds().text();
        for heading in ["Brug:\n", "Tilvalg:\n", "Eksempel:\n"] {
            assert!(help.contains(heading), "{heading} in {help}");
        }
        for english in [
            "Usage",
            "Options",
            "Arguments",
            "Commands",
            "possible",
            "default:",
            "Print",
            "the ",
        ] {
            assert!(!help.contains(english), "{english} in {help}");
        }
        let help = english.run(&[name, "--help"]).succeeds().text();
        for heading in ["Usage:\n", "Options:\n", "Example:\n"] {
            assert!(help.contains(heading), "{heading} in {help}");
        }
        assert!(!help.contains(['æ', 'ø', '»']) || name == "annotate", "{help}");
    }
    assert!(danish.run(&["--version"]).succeeds().text().starts_with("bilag "));
}

#[test]
fn the_examples_in_the_help_do_what_they_say() {
    for desk in [Desk::danish(), Desk::english()] {
        for name in ["--help", "new", "annotate", "export", "sets", "show"] {
            let help = desk.run(&[name, "--help"]).text().replace("\\\n", "");
            let (_, examples) = help.rsplit_once(":\n").expect("an example");
            for example in examples.lines().filter(|line| !line.is_empty()) {
                let words = words_of(example);
                let arguments: Vec<&str> = words.iter().map(String::as_str).collect();
                let done = desk.run(&arguments[1..]);
                assert_eq!((done.code, done.errors.as_str()), (0, ""), "{example}");
            }
        }
    }
}

/// A command as a shell would split it.
fn words_of(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in line.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn without_a_command_it_says_which_there_are() {
    Desk::danish().refuses(&[], 2, &["kommando", "annotate", "--help"]);
    Desk::english().refuses(&[], 2, &["command", "annotate", "--help"]);
    Desk::english()
        .with_meeting()
        .refuses(&["m.bilag"], 2, &["m.bilag", "bilag show"]);
}

#[test]
fn usage_errors_say_what_is_wrong_and_what_to_do() {
    let table: [(&[&str], &[&str]); 16] = [
        (&["exprot"], &["exprot findes ikke", "export"]),
        (&["xyz"], &["xyz findes ikke", "new, annotate"]),
        (
            &["export", "--tempalte", "full"],
            &["--tempalte findes ikke", "--template"],
        ),
        (&["export", "--zzz"], &["--zzz", "bilag export --help"]),
        (&["export"], &["der mangler --output", "bilag export --help"]),
        (&["export", "-o"], &["--output mangler en værdi"]),
        (
            &["export", "-o", "a.pdf", "--template", "slides"],
            &["slides", "full, summary, notes, large-print, minutes"],
        ),
        (
            &["export", "-o", "a.pdf", "--annotations", "both"],
            &["both", "printed, none"],
        ),
        (&["export", "-o", "a.pdf", "--language", "de"], &["de", "da, en"]),
        (&["export", "-o", "a.odt"], &["a.odt", ".pdf"]),
        (
            &["new", "--title", "A", "--title", "B", "-o", "m.bilag"],
            &["--title", "to gange"],
        ),
        (
            &["new", "--date", "24-11-2026", "-o", "m.bilag"],
            &["--date", "24-11-2026", "2026-11-24"],
        ),
        (
            &["new", "--select", "1-3", "-o", "m.bilag"],
            &["--select", "1-3", "1,3,7", "all"],
        ),
        (&["new", "-o", "m.pdf"], &["m.pdf", "bilag export"]),
        (&["sets", "more"], &["more", "bilag sets --help"]),
        (&["completions", "cmd"], &["cmd", "bash, elvish, fish, powershell, zsh"]),
    ];
    let desk = Desk::danish();
    for (arguments, said) in table {
        desk.refuses(arguments, 2, said);
    }
}

#[test]
fn completions_and_manual_pages_come_from_the_help() {
    let desk = Desk::danish();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = desk.run(&["completions", shell]).succeeds().text();
        assert!(script.contains("annotate") && script.contains("large-print"), "{shell}");
    }
    let page = desk.run(&["man"]).succeeds().text();
    assert!(page.contains(".TH bilag 1") && page.contains(".SH BRUG") && !page.contains("SYNOPSIS"));
    fs::create_dir(desk.path("man1")).expect("a folder");
    desk.run(&["man", "-o", "man1"]).succeeds();
    let pages: Vec<_> = fs::read_dir(desk.path("man1")).expect("a folder").collect();
    assert_eq!(pages.len(), 9);
    assert!(desk.path("man1/bilag-annotate.1").is_file());
    desk.refuses(&["man", "-o", "man8"], 2, &["man8"]);
}

// ── Sets ────────────────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn sets_are_listed_in_words_and_as_json() {
    let words = Desk::danish().run(&["sets"]).succeeds().text().replace('\u{a0}', " ");
    assert!(words.contains(SET) && words.contains("7 principper") && words.contains("25. september 2015"));
    let words = Desk::english().run(&["sets"]).succeeds().text();
    assert!(words.contains("7 principles") && words.contains("25\u{a0}September 2015"));
    let json = Desk::english().run(&["sets", "--json"]).succeeds().json();
    assert_eq!(json[0]["id"], SET);
    assert_eq!(json[0]["principles"], 7);
}

#[test]
fn what_show_prints_of_a_set_is_a_set_file() {
    let desk = Desk::danish();
    let printed = desk.run(&["show", SET, "--json"]).succeeds();
    for key in [
        "id",
        "title",
        "language",
        "adopted",
        "publishers",
        "preamble",
        "groups",
        "closing",
    ] {
        assert!(keys(&printed.json()).contains(&key), "{key}");
    }
    let principle = &printed.json()["groups"][0]["principles"][0];
    assert_eq!(keys(principle), ["body", "number", "summary", "title"]);
    desk.put("samling.json", &printed.bytes);
    assert_eq!(
        desk.run(&["show", "samling.json", "--json"]).succeeds().bytes,
        printed.bytes
    );
    desk.run(&["new", "--set", "samling.json", "-o", "a.bilag"]).succeeds();
    desk.run(&["new", "--set", SET, "-o", "b.bilag"]).succeeds();
    assert_eq!(desk.get("a.bilag"), desk.get("b.bilag"));
}

#[test]
fn a_set_without_a_name_is_called_after_its_file() {
    let desk = Desk::danish();
    let set = r#"{"groups":[{"principles":[{"number":4,"title":"Ro","summary":"Ro og fred.","body":["Altid."]}]}]}"#;
    desk.put("Vores egne mål 🙂.json", set);
    let shown = desk.show("Vores egne mål 🙂.json");
    assert_eq!(
        (&shown["title"], &shown["id"]),
        (&"Vores egne mål 🙂".into(), &"vores-egne-maal".into())
    );
    desk.run(&["new", "--set", "Vores egne mål 🙂.json", "-o", "m.bilag"])
        .succeeds();
    assert_eq!(desk.show("m.bilag")["title"], "Vores egne mål 🙂");
    assert_eq!(numbers(&desk.show("m.bilag")), [4]);
}

// ── Meetings ────────────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn a_meeting_is_made_with_what_was_asked_for() {
    let desk = Desk::danish();
    let facts = [
        "--title",
        "Budget 2027",
        "--body",
        "Økonomiudvalget",
        "--date",
        "2026-11-24",
        "--place",
        "Rådhuset",
    ];
    let arguments = [&["new", "--select", "7,1,3", "-o", "møde 🙂.bilag"], &facts[..]].concat();
    desk.run(&arguments).succeeds();
    let meeting = desk.show("møde 🙂.bilag");
    for (field, value) in [
        ("title", "Budget 2027"),
        ("body", "Økonomiudvalget"),
        ("date", "2026-11-24"),
        ("place", "Rådhuset"),
    ] {
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
    desk.refuses(
        &["new", "--select", "1,9", "-o", "m.bilag"],
        2,
        &["intet princip 9", "1, 2, 3, 4, 5, 6, 7"],
    );
    desk.refuses(&["new", "--select", "1,1", "-o", "m.bilag"], 2, &["princip 1"]);
    desk.refuses(&["new", "--set", "nej", "-o", "m.bilag"], 2, &["nej", SET]);
    let desk = desk.with_meeting();
    desk.refuses(
        &["new", "--set", "m.bilag", "-o", "n.bilag"],
        2,
        &["m.bilag", "bilag sets"],
    );
    desk.put("s.json", r#"{"groups":[{"principles":[]}]}"#);
    desk.refuses(
        &["new", "--set", "s.json", "-o", "n.bilag"],
        2,
        &["s.json", "ingen principper"],
    );
}

#[test]
fn a_meeting_is_shown_in_words_with_its_notes() {
    for (desk, said) in [
        (
            Desk::danish(),
            ["Dagsorden", "Spørgsmål »frem for", "senest 15. januar 2027", "privat"],
        ),
        (
            Desk::english(),
            ["Agenda", "Question “frem for", "by 15 January 2027", "private"],
        ),
    ] {
        let mut sample = bilag::meeting::Meeting::sample();
        sample.annotations[1].text = "\u{1b}[31mrød".to_owned();
        desk.put("m.bilag", bilag::meeting::file::write(&sample));
        let words = desk.run(&["show", "m.bilag"]).succeeds().text().replace('\u{a0}', " ");
        for part in said
            .into_iter()
            .chain(["P2·1·n1", "P2·1·p1", "↳ Forvaltningen har fundet 14"])
        {
            assert!(words.contains(part), "{part} in {words}");
        }
        assert!(words.lines().all(|line| line.chars().count() <= 80), "{words}");
        assert!(!words.contains('\u{1b}'), "nothing in a file steers the terminal");
    }
}

// ── Annotations ─────────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn an_annotation_says_all_that_was_asked_for() {
    let desk = Desk::danish().with_meeting();
    desk.run(&[
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
    let meeting = desk.show("m.bilag");
    let expected = serde_json::json!({
        "kind": "action", "reference": "P2·1·p1", "principle": 2, "paragraph": 1, "quote": "resultatet og ikke processen",
        "text": "Lav en liste.", "author": "Borgmester", "created": "2026-11-18T11:06:40Z",
        "modified": "2026-11-18T11:06:40Z", "visibility": "private", "status": "open", "color": 3, "page": null,
        "anchored": true, "agenda_item": null, "owner": "Sekretariatet", "due": "2027-01-15", "replies": [],
    });
    let mut annotation = meeting["annotations"][0].clone();
    let id = annotation
        .as_object_mut()
        .and_then(|fields| fields.remove("id"))
        .expect("an id");
    assert_eq!(annotation, expected);
    assert_eq!(id.as_str().map(str::len), Some(12));
    assert_eq!(
        keys(&meeting),
        ["agenda", "annotations", "body", "date", "place", "selection", "title"]
    );
}

#[test]
fn every_kind_can_be_put_everywhere() {
    let desk = Desk::english().with_meeting();
    let at = |at: &str, more: &[&str]| {
        let arguments = [&["annotate", "m.bilag", "--at", at], more].concat();
        desk.run(&arguments).succeeds();
        let meeting = desk.show("m.bilag");
        let annotation = meeting["annotations"]
            .as_array()
            .and_then(|all| all.last())
            .expect("one")
            .clone();
        (annotation["reference"].clone(), annotation["color"].clone())
    };
    let null = Value::Null;
    assert_eq!(
        at("meeting", &["--kind", "comment", "--text", "A"]),
        ("M·n1".into(), null.clone())
    );
    assert_eq!(
        at("p6", &["--kind", "question", "--text", "B"]),
        ("P6·n1".into(), null.clone())
    );
    assert_eq!(
        at("P6·0", &["--kind", "decision", "--text", "C"]),
        ("P6·0·n1".into(), null.clone())
    );
    assert_eq!(
        at("P6.0", &["--kind", "action", "--text", "D"]),
        ("P6·0·n2".into(), null)
    );
    let words = ["--kind", "highlight", "--quote", "Styringsdialogen"];
    assert_eq!(
        at("P2", &words),
        ("P2·2·n1".into(), 1.into()),
        "found in the whole principle"
    );
    // The same once more: another annotation, under another id.
    assert_eq!(at("P2", &words), ("P2·2·n2".into(), 1.into()));
    let meeting = desk.show("m.bilag");
    assert_ne!(meeting["annotations"][4]["id"], meeting["annotations"][5]["id"]);
}

#[test]
fn an_annotation_can_go_into_a_copy_or_through_a_pipe() {
    let desk = Desk::danish().with_meeting();
    let before = desk.get("m.bilag");
    let note = ["--at", "P2", "--kind", "comment", "--text", "Hej"];
    desk.run(&[&["annotate", "m.bilag", "-o", "copy.bilag"], &note[..]].concat())
        .succeeds();
    assert_eq!(desk.get("m.bilag"), before);
    let piped = desk.pipe(&[&["annotate", "-"], &note[..]].concat(), &before).succeeds();
    assert_eq!(
        piped.bytes,
        desk.get("copy.bilag"),
        "the same input gives the same bytes"
    );
    desk.run(&[&["annotate", "m.bilag", "-o", "-"], &note[..]].concat())
        .succeeds();
    assert_eq!(desk.get("m.bilag"), before);
}

#[test]
fn an_annotation_that_has_no_place_says_where_there_is_one() {
    let desk = Desk::danish().with_meeting();
    let comment = |more: &[&'static str]| [&["annotate", "m.bilag", "--kind", "comment", "--text", "x"], more].concat();
    let table: [(&[&str], &[&str]); 9] = [
        (
            &["--at", "P2", "--quote", "findes aldrig"],
            &["»findes aldrig«", "P2", "bilag show"],
        ),
        (
            &["--at", "P2", "--quote", "private aktører"],
            &["ikke i P2", "P6·0, P6·4 (×2)"],
        ),
        (
            &["--at", "P2", "--quote", "mål og resultater"],
            &["flere steder: P2·0, P2·1, P2·2"],
        ),
        (&["--at", "P6.4", "--quote", "private aktører"], &["2 gange", "P6·4"]),
        (&["--at", "P1"], &["P1", "P2, P6"]),
        (&["--at", "P2.3"], &["P2·3", "P2·2"]),
        (&["--at", "P2.1.n1"], &["P2·1·n1"]),
        (&["--at", "side 3"], &["side 3", "P3.2"]),
        (&["--at", "meeting", "--quote", "mål"], &["--quote", "--at"]),
    ];
    for (more, said) in table {
        desk.refuses(&comment(more), 2, said);
    }
}

#[test]
fn an_annotation_that_makes_no_sense_is_refused() {
    let desk = Desk::english().with_meeting();
    let at = |more: &[&'static str]| [&["annotate", "m.bilag", "--at", "P2"], more].concat();
    let table: [(&[&str], &[&str]); 8] = [
        (&["--kind", "highlight"], &["--quote"]),
        (&["--kind", "question"], &["question", "--text"]),
        (&["--kind", "comment", "--text", " "], &["comment", "--text"]),
        (
            &["--kind", "comment", "--text", "x", "--owner", "A"],
            &["--owner", "action"],
        ),
        (
            &["--kind", "decision", "--text", "x", "--due", "2027-01-01"],
            &["--due", "action"],
        ),
        (
            &["--kind", "comment", "--text", "x", "--color", "5"],
            &["--color", "5", "1 to 4"],
        ),
        (
            &["--kind", "note", "--text", "x"],
            &["note", "highlight, comment, question, decision, action"],
        ),
        (&["--kind", "comment", "--text", "x", "-o", "m.pdf"], &["m.pdf"]),
    ];
    for (more, said) in table {
        desk.refuses(&at(more), 2, said);
    }
}

// ── Hand-outs ───────────────────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn a_hand_out_is_made_on_a_fresh_machine_and_opened_again() {
    let desk = Desk::danish();
    desk.run(&["export", "-o", "handout.pdf"]).succeeds();
    assert!(desk.get("handout.pdf").starts_with(b"%PDF-"));
    let meeting = desk.show("handout.pdf");
    assert_eq!(meeting["body"], "Økonomiudvalget");
    let annotations = meeting["annotations"].as_array().expect("annotations");
    assert!(!annotations.is_empty());
    assert!(
        annotations
            .iter()
            .all(|annotation| annotation["visibility"] == "shared")
    );
    // The name says nothing: what is in the file counts.
    fs::rename(desk.path("handout.pdf"), desk.path("vedhæftet fil")).expect("renamed");
    desk.run(&["export", "vedhæftet fil", "-o", "again.pdf"]).succeeds();
    assert_eq!(desk.show("again.pdf"), meeting);
}

#[test]
fn the_options_of_a_hand_out_go_with_it() {
    let desk = Desk::english().with_meeting();
    let options = [
        "--template",
        "large-print",
        "--annotations",
        "none",
        "--language",
        "en",
        "--no-cover",
        "--no-contents",
    ];
    desk.run(&[&["export", "m.bilag", "-o", "h.pdf"], &options[..]].concat())
        .succeeds();
    let bilag::document::Document::Pdf(meeting) =
        bilag::document::Document::open(&desk.get("h.pdf"), "h").expect("a document")
    else {
        panic!("a PDF");
    };
    let handout = meeting.handout;
    assert_eq!(handout.template, bilag::meeting::Template::LargePrint);
    assert_eq!(handout.language, Some(bilag::locale::Language::English));
    assert_eq!(handout.cover, bilag::meeting::Cover::None);
    assert!(!handout.annotations && !handout.contents);
    let original = desk.get("m.bilag");
    desk.run(&["export", "h.pdf", "-o", "h2.pdf"]).succeeds();
    assert_eq!(
        desk.get("h2.pdf"),
        desk.get("h.pdf"),
        "what is not asked for stays as it was"
    );
    assert_eq!(desk.get("m.bilag"), original, "an export changes no meeting");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (first, second) = (Desk::danish().with_meeting(), Desk::danish().with_meeting());
    for desk in [&first, &second] {
        desk.run(&["annotate", "m.bilag", "--at", "P6", "--kind", "comment", "--text", "Æ"])
            .succeeds();
        desk.run(&["export", "m.bilag", "-o", "h.pdf"]).succeeds();
    }
    assert_eq!(first.get("m.bilag"), second.get("m.bilag"));
    assert_eq!(first.get("h.pdf"), second.get("h.pdf"));
    assert_eq!(
        first.run(&["export", "m.bilag", "-o", "-"]).succeeds().bytes,
        first.get("h.pdf")
    );
    assert_eq!(
        first
            .pipe(&["export", "-", "-o", "-"], &first.get("m.bilag"))
            .succeeds()
            .bytes,
        first.get("h.pdf")
    );
}

#[test]
fn characters_without_glyphs_are_told_of() {
    let desk = Desk::danish().with_meeting();
    desk.run(&[
        "annotate",
        "m.bilag",
        "--at",
        "P6.1",
        "--kind",
        "comment",
        "--text",
        "Godt 🙂",
    ])
    .succeeds();
    let done = desk.run(&["export", "m.bilag", "-o", "h.pdf"]);
    done.is_one_complaint(0, &["h.pdf", "🙂 (U+1F642)", "P6·1·n1"]);
    assert!(desk.path("h.pdf").is_file());
}

// ── Checking, and bad input ─────────────────────────────────────────────────────────────────────────────────────────

#[test]
fn check_gives_each_file_a_line() {
    let desk = Desk::danish().with_meeting();
    desk.run(&["export", "-o", "h.pdf"]).succeeds();
    desk.put("s.json", desk.run(&["show", SET, "--json"]).bytes);
    let done = desk.run(&["check", "m.bilag", "h.pdf", "s.json"]).succeeds().text();
    let lines: Vec<&str> = done.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(
        lines[0].starts_with("m.bilag: OK") && lines[0].contains("2 principper"),
        "{done}"
    );
    assert!(lines[1].starts_with("h.pdf: OK") && lines[1].contains("PDF"), "{done}");
    assert!(
        lines[2].starts_with("s.json: OK") && lines[2].contains("7 principper"),
        "{done}"
    );
    desk.put("broken.bilag", "{\"bilag\": 1,\n\"meeting\": {");
    let done = desk.run(&["check", "broken.bilag", "m.bilag"]);
    done.is_one_complaint(2, &["broken.bilag: ", "linje 2"]);
    assert!(done.text().starts_with("m.bilag: OK"), "the others are checked too");
}

#[test]
fn check_warns_of_notes_that_have_lost_their_words() {
    let desk = Desk::english();
    let mut meeting = bilag::meeting::Meeting::sample();
    meeting.selection.retain(|selected| selected.principle.number != 1);
    desk.put("m.bilag", bilag::meeting::file::write(&meeting));
    let done = desk.run(&["check", "m.bilag"]);
    assert_eq!(done.code, 0);
    assert!(done.text().contains("OK"));
    assert!(
        done.errors
            .lines()
            .all(|line| line.starts_with("bilag: m.bilag: warning: ")),
        "{}",
        done.errors
    );
    assert!(
        done.errors.contains("P1·2·n1") && done.errors.contains("P1·3·n1"),
        "{}",
        done.errors
    );
    let shown = desk.run(&["show", "m.bilag"]).succeeds().text();
    assert!(shown.contains("P1·3·n1"), "it is shown all the same: {shown}");
    assert_eq!(desk.show("m.bilag")["annotations"][1]["anchored"], false);
}

#[test]
fn bad_files_are_told_apart_wherever_they_turn_up() {
    let desk = Desk::danish().with_meeting();
    let meeting = String::from_utf8(desk.get("m.bilag")).expect("text");
    desk.put("broken.bilag", &meeting[..meeting.len() / 2]);
    desk.put("typo.bilag", meeting.replace("\"place\"", "\"plads\""));
    desk.put("newer.bilag", meeting.replacen("\"bilag\": 1", "\"bilag\": 7", 1));
    desk.put("empty.bilag", "");
    desk.put("other.json", "{\"a\": 1}");
    desk.put("list.json", "[1, 2]");
    desk.put("image.png", b"\x89PNG\r\n\x1a\n\0\0");
    desk.put("foreign.pdf", FOREIGN_PDF);
    desk.put("æøå 🙂.bilag", "{");
    fs::create_dir(desk.path("folder")).expect("a folder");
    let table: [(&str, &[&str]); 11] = [
        ("broken.bilag", &["linje ", "tegn ", "holder op"]),
        ("typo.bilag", &["plads", "linje "]),
        ("newer.bilag", &["nyere Bilag", "7"]),
        ("empty.bilag", &["tom"]),
        ("other.json", &["JSON"]),
        ("list.json", &["hverken"]),
        ("image.png", &["hverken"]),
        ("foreign.pdf", &["PDF"]),
        ("æøå 🙂.bilag", &["linje 1"]),
        ("folder", &["mappe"]),
        ("missing.bilag", &["findes ikke"]),
    ];
    for (file, said) in table {
        let said = [&[file], said].concat();
        desk.refuses(&["show", file], 2, &said);
        desk.refuses(&["check", file], 2, &said);
        desk.refuses(&["export", file, "-o", "out.pdf"], 2, &said);
        desk.refuses(
            &["annotate", file, "--at", "P2", "--kind", "comment", "--text", "x"],
            2,
            &said,
        );
        let code = desk.run(&["new", "--set", file, "-o", "out.bilag"]);
        code.is_one_complaint(2, &[file]);
        let piped = desk.pipe(&["show", "-"], &fs::read(desk.path(file)).unwrap_or_default());
        piped.is_one_complaint(2, &["standard ind"]);
    }
}

/// A whole PDF of one empty page.
const FOREIGN_PDF: &str = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
    2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n\
    xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \n0000000104 00000 n \n\
    trailer<</Size 4/Root 1 0 R>>\nstartxref\n167\n%%EOF\n";

#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let desk = Desk::danish().with_meeting();
    fs::create_dir(desk.path("folder")).expect("a folder");
    fs::create_dir(desk.path("folder.pdf")).expect("a folder");
    desk.refuses(&["new", "-o", "folder"], 2, &["folder", "mappe"]);
    desk.refuses(&["export", "-o", "folder.pdf"], 2, &["folder.pdf", "mappe"]);
    desk.refuses(&["new", "-o", "nowhere/m.bilag"], 2, &["nowhere/m.bilag", "nowhere"]);
    desk.refuses(&["export", "-o", "nowhere/h.pdf"], 2, &["nowhere"]);
    desk.refuses(
        &[
            "annotate", "m.bilag", "--at", "P2", "--kind", "comment", "--text", "x", "-o", "folder",
        ],
        2,
        &["mappe"],
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_a_closed_folder_are_no_fault_of_the_input() {
    let desk = Desk::danish().with_meeting();
    // Nobody may make a file under /proc, and /dev/full is always full.
    desk.refuses(&["new", "-o", "/proc/m.bilag"], 1, &["/proc/m.bilag", "mappen /proc"]);
    desk.refuses(&["export", "-o", "/proc/h.pdf"], 1, &["/proc/h.pdf"]);
    desk.refuses(&["new", "-o", "/dev/full"], 1, &["/dev/full", "plads"]);
    for arguments in [
        &["new", "-o", "-"][..],
        &["show", "m.bilag"],
        &["export", "-o", "-"],
        &["sets"],
        &["--help"],
        &["man"],
        &["completions", "bash"],
        &["check", "m.bilag"],
    ] {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("a full disk");
        let output = desk.command(arguments).stdout(full).output().expect("the program runs");
        Done::from(output).is_one_complaint(1, &["standard ud", "plads"]);
    }
}

#[test]
fn a_reader_who_has_had_enough_is_no_error() {
    let desk = Desk::danish();
    let mut child = desk
        .command(&["show", SET])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn a_clock_that_is_stopped_at_no_time_is_told_of() {
    let desk = Desk::danish().with_meeting();
    let arguments = ["annotate", "m.bilag", "--at", "P2", "--kind", "comment", "--text", "x"];
    let before = desk.files();
    let output = desk.command(&arguments).env("SOURCE_DATE_EPOCH", "i går").output();
    Done::from(output.expect("the program runs")).is_one_complaint(2, &["SOURCE_DATE_EPOCH", "i går"]);
    assert_eq!(desk.files(), before);
}

#[cfg(unix)]
#[test]
fn names_and_arguments_of_any_bytes_are_survived() {
    use std::os::unix::ffi::OsStrExt as _;
    let desk = Desk::danish();
    let odd = OsStr::from_bytes(b"m\xff\x1b[31m.bilag");
    let done = desk
        .command(&["new", "-o"])
        .arg(odd)
        .output()
        .expect("the program runs");
    Done::from(done).succeeds();
    assert!(desk.folder.path().join(Path::new(odd)).is_file());
    let done = desk
        .command(&["check"])
        .arg(odd)
        .arg("none\u{1b}[2J\n.bilag")
        .output()
        .expect("the program runs");
    let done = Done::from(done);
    done.is_one_complaint(2, &["none"]);
    assert!(!done.errors.contains('\u{1b}'));
    let done = desk
        .command(&["new", "-o", "m.bilag", "--title"])
        .arg(odd)
        .output()
        .expect("the program runs");
    Done::from(done).is_one_complaint(2, &["UTF-8"]);
}
