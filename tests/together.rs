//! Two programs work on one file at once: no acknowledged edit is lost, and none is there twice.
//!
//! Five hundred random interleavings; `BILAG_INTERLEAVINGS` says how many instead.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

#[path = "support/programs.rs"]
mod programs;

use bilag::meeting::{Annotation, AnnotationId, Edit, Meeting, Target, file};
use bilag::session::saving::replace_and_keep;
use bilag::session::{Access, Loaded, SaveError, Session, Workspace, recoverable};
use bilag::storage::replace::wait_for_turn;
use bilag::storage::{Attachments, Directories, Disk};
use programs::{Program, Random, asked, rounds, say};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

fn read(path: &Path) -> Meeting {
    file::read(&fs::read(path).expect("it is there")).expect("it is whole")
}

fn note(id: &str) -> Edit {
    let new = Annotation {
        id: AnnotationId(id.to_owned()),
        note: 0,
        target: Target::default(),
        text: format!("Note {id}"),
        replies: Vec::new(),
        ..Meeting::sample().annotations[0].clone()
    };
    Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(new) }
}

/// A program with a window, or a script: it does what it is asked, and says how it went.
fn a_program_at_the_file(folder: &Path) {
    let workspace = Workspace::at(Directories::at(&folder.join("places")));
    let mut path = folder.join("none");
    let mut session: Option<Session> = None;
    while let Some(line) = asked() {
        let (what, with) = line.split_once(' ').unwrap_or((&line, ""));
        let answer = match (what, &mut session) {
            ("file", _) => {
                path = folder.join(with);
                "done".to_owned()
            }
            ("open", _) => {
                // What was not saved is given up, as a user who says so does.
                if let Some(old) = session.take() {
                    old.close();
                }
                let Ok(Loaded::Session(opened)) = Session::open_at(&workspace, &path) else { panic!("it opens") };
                let access = if *opened.access() == Access::Writable { "writable" } else { "read-only" };
                session = Some(*opened);
                access.to_owned()
            }
            ("edit", Some(session)) => {
                session.edit(note(with)).expect("an edit");
                assert!(session.flush(), "it is in the journal");
                "done".to_owned()
            }
            ("save", Some(session)) => save(session),
            ("stop", _) => {
                // The program ends without asking; its journal stays.
                drop(session.take());
                "done".to_owned()
            }
            ("recover", None) => {
                let mut offered = recoverable(&workspace).into_iter().filter(|offered| offered.file.is_some());
                session = offered.next().map(|recovery| Session::recover(&workspace, recovery).expect("recovered"));
                session.as_ref().map_or("nothing".to_owned(), |session| format!("recovered {}", ids(session.meeting())))
            }
            ("script", _) => script(&workspace, &path, with),
            _ => "nothing".to_owned(),
        };
        say(&answer);
    }
}

/// Saves as a user does who merges what others wrote.
fn save(session: &mut Session) -> String {
    for _ in 0..20 {
        match session.save() {
            Ok(()) => return format!("saved {}", ids(session.meeting())),
            Err(SaveError::Held { .. }) => return "held".to_owned(),
            Err(SaveError::ChangedOutside { .. }) => {
                let merged = session.merge_outside().expect("merged");
                assert_eq!(merged.conflicts, 0, "both only add");
            }
            Err(error) => panic!("{error}"),
        }
    }
    panic!("the file does not come to rest")
}

/// Adds a note as `bilag annotate` does.
fn script(workspace: &Workspace, path: &Path, id: &str) -> String {
    let _turn = wait_for_turn(&Disk, workspace.directories.as_ref(), path).expect("a turn").expect("a place for locks");
    let mut meeting = read(path);
    bilag::meeting::edit::apply(&mut meeting, note(id)).expect("an edit");
    let packed = file::pack(&meeting, &Attachments::default(), &Disk);
    let kept = replace_and_keep(&Disk, workspace.directories.as_ref(), path, &packed).expect("written");
    kept.expect("the old one is kept");
    format!("saved {}", ids(&meeting))
}

fn ids(meeting: &Meeting) -> String {
    let ids: Vec<&str> = meeting.annotations.iter().map(|own| own.id.0.as_str()).collect();
    ids.join(",")
}

fn two_programs_lose_nothing_of_one_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut programs = [0, 1].map(|_| Program::start(folder.path()));
    let base = Meeting::sample();
    let rounds = rounds("BILAG_INTERLEAVINGS", 500);
    let (mut saved, mut at_once, mut waited, mut unsaved) = (0, 0, 0, 0);
    for round in 0..rounds {
        let mut random = Random::new(round + 1);
        let name = format!("m{round}.bilag");
        let path = folder.path().join(&name);
        fs::write(&path, file::write(&base)).expect("written");
        for program in &mut programs {
            program.ask(&format!("file {name}"));
            assert_eq!(program.answer().as_deref(), Some("done"));
        }
        let mut acknowledged: BTreeSet<String> = BTreeSet::new();
        // What was typed into each and is not saved, and what programs that stopped have left.
        let mut typed: [BTreeSet<String>; 2] = [BTreeSet::new(), BTreeSet::new()];
        let mut left: BTreeSet<String> = BTreeSet::new();
        for step in 0..6 + random.below(8) {
            let both = random.below(3) == 0;
            let first = usize::try_from(random.below(2)).expect("0 or 1");
            let turns = if both { vec![first, 1 - first] } else { vec![first] };
            at_once += u64::from(both);
            let mut asked = Vec::new();
            for turn in &turns {
                let id = format!("n{round}-{step}-{turn}");
                let what = match random.below(10) {
                    0 => "open".to_owned(),
                    1..=4 => format!("edit {id}"),
                    5 => "stop".to_owned(),
                    6 => "recover".to_owned(),
                    7 => format!("script {id}"),
                    _ => "save".to_owned(),
                };
                programs[*turn].ask(&what);
                asked.push((*turn, what, id));
            }
            for (turn, what, id) in asked {
                let answer = programs[turn].answer().expect("it goes on");
                waited += u64::from(answer == "held");
                if let Some(ids) = answer.strip_prefix("saved ") {
                    saved += 1;
                    acknowledged.extend(ids.split(',').map(str::to_owned));
                } else if let Some(ids) = answer.strip_prefix("recovered ") {
                    left.retain(|id| !ids.split(',').any(|other| other == id));
                    typed[turn] = ids.split(',').map(str::to_owned).collect();
                }
                match what.split(' ').next() {
                    Some("edit") if answer == "done" => {
                        typed[turn].insert(id);
                    }
                    Some("open") => typed[turn].clear(),
                    Some("stop") => left.append(&mut typed[turn]),
                    _ => {}
                }
            }
        }
        let there: Vec<String> = read(&path).annotations.into_iter().map(|own| own.id.0).collect();
        let once: BTreeSet<&String> = there.iter().collect();
        assert_eq!(once.len(), there.len(), "round {round}: nothing is there twice");
        let lost: Vec<&String> = acknowledged.iter().filter(|id| !once.contains(id)).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?} of {there:?}");
        for (program, typed) in programs.iter_mut().zip(&mut typed) {
            program.ask("stop");
            program.answer().expect("it goes on");
            left.append(typed);
        }
        let workspace = Workspace::at(Directories::at(&folder.path().join("places")));
        let offered = recoverable(&workspace);
        let journaled = offered.iter().flat_map(|offered| &offered.in_journal.meeting.annotations);
        let safe: BTreeSet<&String> = journaled.map(|own| &own.id.0).chain(once).collect();
        let lost: Vec<&String> = left.iter().filter(|id| !safe.contains(id)).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?} were typed and are nowhere");
        unsaved += left.len();
        for recovery in offered {
            recovery.decline(&workspace).expect("declined");
        }
    }
    println!(
        "{rounds} interleavings: {saved} saves, {unsaved} edits left in journals, {at_once} times both at once, \
         {waited} times held by the other"
    );
    assert!(saved > rounds && waited > 0, "they do get in each other's way");
    for program in &mut programs {
        program.child.kill().expect("ended");
        program.child.wait().expect("gone");
    }
}

fn main() -> ExitCode {
    let tests: &[(&str, fn())] =
        &[("two_programs_lose_nothing_of_one_another", two_programs_lose_nothing_of_one_another)];
    programs::main(a_program_at_the_file, tests)
}
