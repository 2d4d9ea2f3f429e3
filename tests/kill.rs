//! A program is killed at any moment: what it acknowledged is there, and every file opens.
//!
//! A hundred rounds; `BILAG_KILLS` says how many instead.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

#[path = "support/programs.rs"]
mod programs;
#[path = "support/slow.rs"]
mod slow;

use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use bilag::meeting::file::{self, Package, Unpacked};
use bilag::meeting::{
    Annex, AnnexFact, AnnexId, Annotation, AnnotationId, Body, Edit, Fact, HandoutEdit, History, Logo, Meeting,
    PageNumber, Purpose,
};
use bilag::pdf;
use bilag::picture::Picture;
use bilag::session::{Loaded, Session, Workspace, recoverable};
use bilag::storage::{Directories, Disk, replace};
use programs::{Program, Random, asked, rounds, say};
use slow::Slow;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::Duration;

fn workspace(folder: &Path) -> Workspace {
    Workspace::at(Directories::at(&folder.join("places")))
}

fn open(workspace: &Workspace, path: &Path) -> Session {
    match Session::open_at(workspace, path).expect("it opens") {
        Loaded::Session(session) => *session,
        Loaded::Set(_) => panic!("a meeting"),
    }
}

/// The meeting in a file, with its pictures.
fn read(path: &Path) -> Meeting {
    let unpacked = Unpacked::read(&Disk, path).expect("it is there");
    let package = Package::open(&unpacked, &Disk).expect("it is whole");
    assert_eq!(package.check(&Disk), []);
    package.meeting
}

/// A picture of its own for each number.
fn logo(number: u64) -> Logo {
    let bytes = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 {}"><rect width="4" height="1"/></svg>"#,
        number + 1
    );
    Logo { picture: Picture::read(bytes.into_bytes()).expect("a picture"), description: String::new() }
}

/// A meeting's state in a word.
fn state(meeting: &Meeting) -> String {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut hasher = DefaultHasher::new();
    file::write(meeting).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// A stroke of its own for each number.
fn stroke(number: u64) -> Stroke {
    let y = i32::try_from(number).unwrap_or_default() * 1000;
    Stroke { points: (0..40).map(|x| [x * 5000, y]).collect(), color: [204, 0, 0], width: 2000 }
}

/// What is drawn, brought back whole, or erased: one of a few cards, so that strokes come again.
fn drawn(meeting: &Meeting, random: &mut Random) -> Edit {
    let id = AnnotationId(format!("ink-{}", random.below(3)));
    match meeting.annotation(&id).and_then(|card| Some((card, card.drawing()?.strokes.len()))) {
        Some((_, strokes)) if strokes < 30 && random.below(3) > 0 => {
            Edit::AddStroke { id, index: usize::MAX, stroke: stroke(random.below(9)) }
        }
        Some(_) => Edit::RemoveAnnotation(id),
        None => {
            let surface =
                Surface { medium: Medium::Handout, page: PageNumber(1), width: 595_000, height: 842_000, words: None };
            let strokes = (0..random.below(20)).map(stroke).collect();
            let ink = Body::Ink(Drawing { surface, strokes });
            let card = Annotation::new(id, ink, String::new(), jiff::Timestamp::UNIX_EPOCH, String::new());
            Edit::AddAnnotation { index: 0, annotation: Box::new(card) }
        }
    }
}

/// What is done next, and the meeting after it.
fn next_edit(session: &mut Session, folder: &Path, random: &mut Random, number: u64) -> Edit {
    if random.below(8) == 0 {
        return next_annex_edit(session, folder, random, number);
    }
    let meeting = session.meeting();
    let last = meeting.annotations.last().cloned().expect("an annotation");
    match random.below(10) {
        8 | 9 => drawn(meeting, random),
        0 => Edit::Title(format!("Titel {number}")),
        5 => {
            let logo = Some(random.below(5)).filter(|number| *number > 0).map(logo);
            Edit::Handout(HandoutEdit::Logo(logo))
        }
        1 if meeting.annotations.len() > 12 => Edit::RemoveAnnotation(last.id),
        2..=4 => {
            let facts = vec![Fact::Text(format!("{}æ", last.text))];
            Edit::ChangeAnnotation { id: last.id, modified: last.modified, facts }
        }
        _ => {
            let id = AnnotationId(format!("a{number}-{}", random.below(1 << 40)));
            let new = Annotation { id, note: 0, text: format!("Note {number}"), replies: Vec::new(), ..last };
            Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(new) }
        }
    }
}

/// Something that is done with annexes: few, of few files.
fn next_annex_edit(session: &mut Session, folder: &Path, random: &mut Random, number: u64) -> Edit {
    let first = session.meeting().annexes.first().map(|annex| annex.id.clone());
    if session.meeting().annexes.len() > 2
        && let Some(id) = first
    {
        return Edit::RemoveAnnex(id);
    }
    let kind = u8::try_from(random.below(5)).expect("a small number");
    let path = folder.join("attached");
    fs::write(&path, vec![kind; 1 + 100_000 * usize::from(kind)]).expect("written");
    let file = session.attach(&path).expect("attached");
    if let Some(id) = first.filter(|_| random.below(3) == 0) {
        return Edit::ChangeAnnex { id, fact: AnnexFact::File(file) };
    }
    let id = AnnexId(format!("b{number}-{}", random.below(1 << 40)));
    let annex = Annex { id, title: String::new(), file, item: None, closed: false, least_number: 0 };
    Edit::AddAnnex { index: usize::MAX, annex }
}

/// The program: it tells what it is about to do, does it, and tells what it knows to be on the disk. Now and then it waits for
/// that; else it goes on meanwhile, as a window does.
fn a_program_at_work(folder: &Path) {
    let seed: u64 = asked().and_then(|seed| seed.parse().ok()).expect("a seed");
    let mut random = Random::new(seed);
    let mut workspace = workspace(folder);
    if seed.is_multiple_of(2) {
        // The slowest are given the longest time.
        let flush = if seed.is_multiple_of(4) { 200 } else { 1 + random.below(40) };
        workspace.files = Arc::new(Slow::new(Duration::from_millis(flush)));
    }
    let mut session = open(&workspace, &folder.join("m.bilag"));
    say(&format!("state 0 {}", state(session.meeting())));
    say("done 0");
    // The same in memory only, to tell what is about to be there.
    let mut foreseen = (session.meeting().clone(), History::default());
    let mut told = 0;
    for number in 0.. {
        let made = session.edits().0;
        let foresee = |foreseen: &Meeting| say(&format!("state {} {}", made + 1, state(foreseen)));
        match random.below(40) {
            0..=2 => {
                let state = state(session.meeting());
                say(&format!("saves {state}"));
                session.save().expect("saved");
                foreseen.1.seal();
                say(&format!("saved {state}"));
            }
            3 => {
                let bytes = pdf::export(&session.meeting().share(Purpose::Handout), jiff::Timestamp::UNIX_EPOCH)
                    .expect("a hand-out")
                    .bytes;
                replace(&Disk, &folder.join("h.pdf"), &bytes, &|bytes| pdf::open(bytes).is_ok()).expect("exported");
                say("exported");
            }
            4 | 5 => {
                if foreseen.1.undo(&mut foreseen.0).expect("undone").is_some() {
                    foresee(&foreseen.0);
                }
                session.undo().expect("undone");
            }
            6 => {
                if foreseen.1.redo(&mut foreseen.0).expect("redone").is_some() {
                    foresee(&foreseen.0);
                }
                session.redo().expect("redone");
            }
            _ => {
                let edit = next_edit(&mut session, folder, &mut random, number);
                foreseen.1.edit(&mut foreseen.0, edit.clone()).expect("an edit");
                foresee(&foreseen.0);
                session.edit(edit).expect("an edit");
            }
        }
        assert_eq!(foreseen.0, *session.meeting());
        if random.below(3) == 0 {
            assert!(session.flush(), "it is in the journal");
        }
        session.look();
        let (_, flushed) = session.edits();
        if flushed > told {
            told = flushed;
            say(&format!("done {told}"));
        }
    }
}

/// What a program that was killed had said.
#[derive(Default)]
struct Said {
    /// The states that may be found, by the number of the edit that leads to each: the last that was acknowledged, and those
    /// that were under way since.
    found: Vec<(u64, String)>,
    /// The states that the file may have.
    saved: Vec<String>,
    exported: bool,
}

impl Said {
    fn hear(&mut self, line: &str) {
        let (what, with) = line.split_once(' ').unwrap_or((line, ""));
        let number = |text: &str| text.parse::<u64>().expect("a number");
        match (what, with.split_once(' ')) {
            ("state", Some((edit, state))) => self.found.push((number(edit), state.to_owned())),
            ("done", _) => self.found.retain(|(edit, _)| *edit >= number(with)),
            ("saves", _) => self.saved.push(with.to_owned()),
            ("saved", _) => self.saved = vec![with.to_owned()],
            ("exported", _) => self.exported = true,
            _ => panic!("it says {line}"),
        }
    }
}

fn whatever_was_acknowledged_before_a_kill_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, workspace) = (folder.path().join("m.bilag"), workspace(folder.path()));
    fs::write(&path, file::write(&Meeting::sample())).expect("written");
    let (mut offered, mut under_way, mut edits, mut exports) = (0, 0, 0, 0);
    let rounds = rounds("BILAG_KILLS", 100);
    for round in 0..rounds {
        let mut random = Random::new(round + 1);
        let mut said =
            Said { saved: vec![state(&read(&path))], found: vec![(0, state(&read(&path)))], exported: false };
        let mut program = Program::start(folder.path());
        program.ask(&round.to_string());
        // Some are killed while they start, most while they work.
        let longest = if round.is_multiple_of(4) { 1_000_000 } else { 150_000 };
        let moment = Duration::from_micros(random.below(longest));
        std::thread::sleep(moment);
        program.child.kill().expect("killed");
        program.child.wait().expect("gone");
        while let Some(line) = program.answer() {
            edits += u64::from(line.starts_with("done"));
            said.hear(&line);
        }
        assert!(said.saved.contains(&state(&read(&path))), "round {round}: the file is old or new");
        let mut recoveries = recoverable(&workspace);
        assert!(recoveries.len() <= 1, "round {round}: one program, one journal");
        let session = match recoveries.pop() {
            Some(recovery) => {
                offered += 1;
                assert!(!recovery.changed_outside, "round {round}");
                Session::recover(&workspace, recovery).expect("recovered")
            }
            None => open(&workspace, &path),
        };
        let found = state(session.meeting());
        assert_eq!(session.unsound(), [], "round {round}: what it names is there");
        let is_known = said.found.iter().any(|(_, state)| *state == found);
        assert!(is_known, "round {round}: {found} is none of {:?}", said.found);
        under_way += u64::from(said.found.len() > 1);
        if said.exported {
            exports += 1;
            let handout = fs::read(folder.path().join("h.pdf")).expect("a hand-out");
            assert!(pdf::open(&handout).is_ok(), "round {round}: the hand-out is whole");
        }
        start_over(session, &path);
    }
    println!(
        "{rounds} kills: {edits} times edits acknowledged, {offered} recovered, {under_way} in the middle of an edit, {exports} with exports"
    );
    assert!(offered > rounds / 4, "the kills come while it works");
    assert_eq!(leftovers(folder.path()), 0, "what killed programs left is cleared away");
}

/// Saves what was recovered, and cuts the meeting down where it has grown large.
fn start_over(mut session: Session, path: &Path) {
    session.save().expect("saved");
    while session.meeting().annotations.len() > 60 {
        let last = session.meeting().annotations.last().map(|last| last.id.clone()).expect("an annotation");
        session.edit(Edit::RemoveAnnotation(last)).expect("an edit");
    }
    session.save().expect("saved");
    assert_eq!(read(path), *session.meeting());
    bilag::storage::replace::remove_leftovers(&Disk, &fs::canonicalize(path).expect("a path"), Duration::ZERO);
    session.close();
}

fn leftovers(folder: &Path) -> usize {
    let left = |folder: &Path| {
        let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        names
            .filter(|name| name.to_string_lossy().ends_with(".tmp") || name.to_string_lossy().ends_with(".lock"))
            .count()
    };
    // What the last round left in the journals' folder is cleared at the next start.
    let workspace = workspace(folder);
    assert!(recoverable(&workspace).is_empty());
    left(&folder.join("places/journals"))
}

fn the_command_line_is_killed_and_every_file_opens() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("m.bilag");
    fs::write(&path, file::write(&Meeting::sample())).expect("written");
    let mut random = Random::new(7);
    let mut there = read(&path).annotations.len();
    let (mut done, mut killed) = (0, 0);
    let rounds = rounds("BILAG_KILLS", 100) / 2;
    for round in 0..rounds {
        let text = format!("Note {round}");
        let mut program = Command::new(env!("CARGO_BIN_EXE_bilag"))
            .args(["annotate", "m.bilag", "--at", "meeting", "--kind", "comment", "--text", &text])
            .current_dir(folder.path())
            .env("BILAG_HOME", folder.path().join("places"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(Duration::from_micros(random.below(40_000)));
        program.kill().expect("killed, or gone");
        let acknowledged = program.wait().expect("gone").success();
        let now = read(&path).annotations.len();
        assert!(now == there + 1 || (now == there && !acknowledged), "round {round}: {there} and then {now}");
        (done, killed) = if acknowledged { (done + 1, killed) } else { (done, killed + 1) };
        there = now;
    }
    println!("{rounds} runs of annotate: {done} done, {killed} killed");
}

fn main() -> ExitCode {
    let tests: &[(&str, fn())] = &[
        ("whatever_was_acknowledged_before_a_kill_is_there", whatever_was_acknowledged_before_a_kill_is_there),
        ("the_command_line_is_killed_and_every_file_opens", the_command_line_is_killed_and_every_file_opens),
    ];
    programs::main(a_program_at_work, tests)
}
