//! Files that are not whole, places that take no files, and arguments of any bytes.

use crate::workspace::{Done, SET, Workspace};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Stdio;

#[test]
fn check_gives_each_file_a_line() {
    let workspace = Workspace::danish().with_meeting();
    workspace.run(&["export", "-o", "h.pdf"]).succeeds();
    workspace.put("s.json", workspace.run(&["show", SET, "--json"]).bytes);
    let done = workspace.run(&["check", "m.bilag", "h.pdf", "s.json"]).succeeds().text();
    let lines: Vec<&str> = done.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("m.bilag: OK") && lines[0].contains("2 principper"), "{done}");
    assert!(lines[1].starts_with("h.pdf: OK") && lines[1].contains("PDF"), "{done}");
    assert!(lines[2].starts_with("s.json: OK") && lines[2].contains("7 principper"), "{done}");
    workspace.put("broken.bilag", "{\"bilag\": 1,\n\"meeting\": {");
    let done = workspace.run(&["check", "broken.bilag", "m.bilag"]);
    done.is_one_complaint(2, &["broken.bilag: ", "linje 2"]);
    assert!(done.text().starts_with("m.bilag: OK"), "the others are checked too");
}

#[test]
fn check_warns_of_notes_that_have_lost_their_words() {
    let workspace = Workspace::english();
    let mut meeting = bilag::meeting::Meeting::sample();
    meeting.selection.retain(|selected| selected.principle.number != 1);
    workspace.put("m.bilag", bilag::meeting::file::write(&meeting));
    let done = workspace.run(&["check", "m.bilag"]);
    assert_eq!(done.code, 0);
    assert!(done.text().contains("OK"));
    assert!(done.errors.lines().all(|line| line.starts_with("bilag: m.bilag: warning: ")), "{}", done.errors);
    assert!(done.errors.contains("P1·2·n1") && done.errors.contains("P1·3·n1"), "{}", done.errors);
    let shown = workspace.run(&["show", "m.bilag"]).succeeds().text();
    assert!(shown.contains("P1·3·n1"), "it is shown all the same: {shown}");
    assert_eq!(workspace.show("m.bilag")["annotations"][1]["anchored"], false);
}

#[test]
fn bad_files_are_told_apart_wherever_they_turn_up() {
    let workspace = Workspace::danish().with_meeting();
    let meeting = String::from_utf8(workspace.get("m.bilag")).expect("text");
    workspace.put("broken.bilag", &meeting[..meeting.len() / 2]);
    workspace.put("typo.bilag", meeting.replace("\"place\"", "\"plads\""));
    workspace.put("newer.bilag", meeting.replacen("\"bilag\": 3", "\"bilag\": 7", 1));
    workspace.put("empty.bilag", "");
    workspace.put("other.json", "{\"a\": 1}");
    workspace.put("list.json", "[1, 2]");
    workspace.put("image.png", b"\x89PNG\r\n\x1a\n\0\0");
    workspace.put("foreign.pdf", FOREIGN_PDF);
    workspace.put("æøå 🙂.bilag", "{");
    fs::create_dir(workspace.path("folder")).expect("a folder");
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
        workspace.refuses(&["show", file], 2, &said);
        workspace.refuses(&["check", file], 2, &said);
        workspace.refuses(&["export", file, "-o", "out.pdf"], 2, &said);
        workspace.refuses(&["annotate", file, "--at", "P2", "--kind", "comment", "--text", "x"], 2, &said);
        let code = workspace.run(&["new", "--set", file, "-o", "out.bilag"]);
        code.is_one_complaint(2, &[file]);
        let piped = workspace.pipe(&["show", "-"], &fs::read(workspace.path(file)).unwrap_or_default());
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
    let workspace = Workspace::danish().with_meeting();
    fs::create_dir(workspace.path("folder")).expect("a folder");
    fs::create_dir(workspace.path("folder.pdf")).expect("a folder");
    workspace.refuses(&["new", "-o", "folder"], 2, &["folder", "mappe"]);
    workspace.refuses(&["export", "-o", "folder.pdf"], 2, &["folder.pdf", "mappe"]);
    workspace.refuses(&["new", "-o", "nowhere/"], 2, &["nowhere/", "mappe"]);
    workspace.refuses(&["new", "-o", &"n".repeat(300)], 1, &["for langt"]);
    workspace.refuses(&["new", "-o", "nowhere/m.bilag"], 2, &["nowhere/m.bilag", "nowhere"]);
    workspace.refuses(&["export", "-o", "nowhere/h.pdf"], 2, &["nowhere"]);
    workspace.refuses(
        &["annotate", "m.bilag", "--at", "P2", "--kind", "comment", "--text", "x", "-o", "folder"],
        2,
        &["mappe"],
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_a_closed_folder_are_no_fault_of_the_input() {
    let workspace = Workspace::danish().with_meeting();
    // Nobody may make a file under /proc, and /dev/full is always full.
    workspace.refuses(&["new", "-o", "/proc/m.bilag"], 1, &["/proc/m.bilag", "mappen /proc"]);
    workspace.refuses(&["export", "-o", "/proc/h.pdf"], 1, &["/proc/h.pdf"]);
    workspace.refuses(&["new", "-o", "/dev/full"], 1, &["/dev/full", "plads"]);
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
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
        let output = workspace.command(arguments).stdout(full).output().expect("the program runs");
        Done::from(output).is_one_complaint(1, &["standard ud", "plads"]);
    }
}

#[cfg(unix)]
#[test]
fn a_limit_on_file_sizes_ends_nothing_half_way() {
    let workspace = Workspace::danish().with_meeting();
    let before = workspace.files();
    let program = workspace.command(&[]);
    let mut limited = std::process::Command::new("sh");
    limited.args(["-c", "ulimit -f 8; exec \"$0\" export -o h.pdf"]).arg(program.get_program());
    limited.env_clear().envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = limited.current_dir(workspace.folder.path()).output().expect("the program runs");
    Done::from(output).is_one_complaint(1, &["h.pdf", "større"]);
    assert_eq!(workspace.files(), before);
}

#[test]
fn a_reader_who_has_had_enough_is_no_error() {
    let workspace = Workspace::danish();
    let mut child = workspace
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
    let workspace = Workspace::danish().with_meeting();
    let arguments = ["annotate", "m.bilag", "--at", "P2", "--kind", "comment", "--text", "x"];
    let before = workspace.files();
    let output = workspace.command(&arguments).env("SOURCE_DATE_EPOCH", "i går").output();
    Done::from(output.expect("the program runs")).is_one_complaint(2, &["SOURCE_DATE_EPOCH", "i går"]);
    assert_eq!(workspace.files(), before);
}

#[cfg(unix)]
#[test]
fn names_and_arguments_of_any_bytes_are_survived() {
    use std::os::unix::ffi::OsStrExt as _;
    let workspace = Workspace::danish();
    let odd = OsStr::from_bytes(b"m\xff\x1b[31m.bilag");
    let done = workspace.command(&["new", "-o"]).arg(odd).output().expect("the program runs");
    Done::from(done).succeeds();
    assert!(workspace.folder.path().join(Path::new(odd)).is_file());
    let done = workspace.command(&["check"]).arg(odd).arg("none\u{1b}[2J\n.bilag").output().expect("the program runs");
    let done = Done::from(done);
    done.is_one_complaint(2, &["none"]);
    assert!(!done.errors.contains('\u{1b}'));
    let done = workspace.command(&["new", "-o", "m.bilag", "--title"]).arg(odd).output().expect("the program runs");
    Done::from(done).is_one_complaint(2, &["UTF-8"]);
}
