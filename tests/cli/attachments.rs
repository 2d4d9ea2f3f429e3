//! Meetings with a logo on the command line: both envelopes are read and written, and nothing is lost on the way.

use crate::workspace::Workspace;
use bilag::meeting::file::{Package, Unpacked};
use bilag::storage::Disk;

const ARCHIVE: &[u8] = include_bytes!("../fixtures/meetings/python.bilag");
const LOGO: &[u8] = include_bytes!("../fixtures/meetings/logo.png");

fn workspace() -> Workspace {
    let workspace = Workspace::english();
    workspace.put("m.bilag", ARCHIVE);
    workspace
}

fn read(bytes: Vec<u8>) -> Package {
    Package::open(&Unpacked::of_bytes(bytes).expect("a file"), &Disk).expect("a meeting")
}

fn logo(package: &Package) -> &[u8] {
    package.meeting.handout.logo.as_ref().expect("a logo").picture.bytes().expect("its bytes")
}

#[test]
fn an_archive_is_shown_checked_and_exported() {
    let workspace = workspace();
    let shown = workspace.show("m.bilag");
    assert!(shown["selection"].as_array().is_some_and(|selection| !selection.is_empty()));
    workspace.run(&["check", "m.bilag"]).succeeds();
    let piped = workspace.pipe(&["show", "-", "--json"], ARCHIVE).succeeds();
    assert_eq!(piped.json(), shown);
    workspace.run(&["export", "m.bilag", "-o", "h.pdf"]).succeeds();
    workspace.run(&["check", "h.pdf"]).succeeds();
    let inside = bilag::pdf::unpack(&workspace.get("h.pdf")).expect("the meeting inside");
    assert_eq!((logo(&inside), inside.unsound.as_slice()), (LOGO, &[][..]));
}

#[test]
fn annotating_and_merging_keep_what_belongs_to_the_meeting() {
    let workspace = workspace();
    let note = ["--at", "meeting", "--kind", "comment", "--text", "Husk"];
    workspace.run(&[&["annotate", "m.bilag"], &note[..], &["-o", "copy.bilag"]].concat()).succeeds();
    workspace.run(&[&["annotate", "m.bilag"], &note[..]].concat()).succeeds();
    assert_eq!(workspace.get("m.bilag"), workspace.get("copy.bilag"));
    let annotated = read(workspace.get("m.bilag"));
    assert_eq!(logo(&annotated), LOGO);
    assert!(annotated.meeting.annotations.iter().any(|own| own.text == "Husk"));
    let generations = std::fs::read_dir(workspace.path("kept/attachments")).expect("attachments");
    assert!(generations.count() >= 1, "the earlier generation can be taken up again");
    workspace.put("m.bilag", ARCHIVE);
    workspace.run(&["merge", "m.bilag", "copy.bilag"]).succeeds();
    let merged = read(workspace.get("m.bilag"));
    assert_eq!(logo(&merged), LOGO);
    assert!(merged.meeting.annotations.iter().any(|own| own.text == "Husk"));
    let piped = workspace.run(&["merge", "m.bilag", "copy.bilag", "-o", "-"]).succeeds();
    assert_eq!(piped.bytes, workspace.get("m.bilag"));
}

#[test]
fn a_damaged_attachment_is_told_and_kept_as_it_is() {
    let workspace = workspace();
    workspace.run(&["merge", "m.bilag", "m.bilag"]).succeeds();
    let mut bytes = workspace.get("m.bilag");
    let at = bytes.windows(4).rposition(|window| window == b"IEND").expect("a picture");
    bytes[at] ^= 1;
    workspace.put("m.bilag", &bytes);
    let told = workspace.run(&["show", "m.bilag"]);
    assert!(told.code == 0 && told.errors.contains("is damaged"), "{}", told.errors);
    let checked = workspace.run(&["check", "m.bilag"]);
    assert!(checked.code == 2 && checked.errors.contains("is damaged"), "{}", checked.errors);
    let note = ["--at", "meeting", "--kind", "comment", "--text", "Husk"];
    assert_eq!(workspace.run(&[&["annotate", "m.bilag"], &note[..]].concat()).code, 0);
    let damaged: &[u8] = &bytes[at - 1000..at + 4];
    let again = workspace.get("m.bilag");
    assert!(again.windows(damaged.len()).any(|window| window == damaged), "what is left of it is still there");
    workspace.put("truncated.bilag", &bytes[..200]);
    workspace.refuses(&["show", "truncated.bilag"], 2, &["truncated.bilag"]);
}
