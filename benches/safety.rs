//! What safety costs: the time from an edit to its flushed journal, and of saving, opening and looking for changes.
//!
//! A disk's flush has a long tail, so that the 99th percentile is told beside the median, and a bare flush beside both.

#![allow(clippy::expect_used, reason = "a measurement that cannot go on has failed")]

use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use bilag::meeting::{Annotation, Edit, Id, Meeting, Target};
use bilag::session::{Loaded, Session, Workspace, recoverable};
use bilag::storage::Directories;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// How often each thing is done.
const OFTEN: usize = 1000;
const SELDOM: usize = 20;

fn main() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let mut file = OpenOptions::new().append(true).create(true).open(folder.path().join("bare")).expect("a file");
    tell("a bare append of 500 bytes and its flush", OFTEN, |_| {
        file.write_all(&[b'x'; 500]).and_then(|()| file.sync_data()).expect("flushed");
    });
    for count in [20, 10_000] {
        measure(folder.path(), count);
    }
    measure_strokes(folder.path(), 10_000);
}

/// Measures strokes on a drawing that has so many already.
fn measure_strokes(folder: &Path, count: i32) {
    println!("\nA drawing with {count} strokes:");
    let workspace = Workspace::at(Directories::at(&folder.join("places-strokes")));
    let mut session = Session::new_at(&workspace, drawn(count));
    session.save_as(&folder.join("strokes.bilag")).expect("saved");
    let id = session.meeting().annotations[0].id.clone();
    session.edit(Edit::Title("Begyndt".to_owned())).expect("an edit");
    tell("a stroke drawn, until it is on the disk", OFTEN, |number| {
        let stroke = stroke(i32::try_from(number).expect("a number"));
        session.edit(Edit::AddStroke { id: id.clone(), index: usize::MAX, stroke }).expect("an edit");
        assert!(session.flush());
    });
    tell("a stroke taken back, until it is on the disk", OFTEN, |_| {
        assert!(session.undo().expect("undone") && session.flush());
    });
    let (mut meeting, more) = (session.meeting().clone(), stroke(7));
    tell("a stroke alone, without a disk", OFTEN, |_| {
        let edit = Edit::AddStroke { id: id.clone(), index: usize::MAX, stroke: more.clone() };
        bilag::meeting::edit::apply(&mut meeting, edit).expect("an edit");
    });
    tell("what lies between two drawings", SELDOM, |_| {
        assert_eq!(bilag::meeting::difference(session.meeting(), &meeting).len(), OFTEN);
    });
}

fn stroke(at: i32) -> Stroke {
    let points = (0..50).map(|step| [at % 900 * 1000 + step * 500, at / 900 * 9000 + step % 7 * 400]).collect();
    Stroke { points, color: [200, 30, 30], width: 3000 }
}

/// The sample with a drawing of so many strokes of 50 points.
fn drawn(count: i32) -> Meeting {
    let surface = Surface { medium: Medium::Handout, page: 1, width: 960_000, height: 540_000 };
    let mut meeting = Meeting::sample();
    meeting.annotations[0].drawing = Some(Drawing { surface, strokes: (0..count).map(stroke).collect() });
    meeting
}

/// Measures a session on a meeting with so many annotations.
fn measure(folder: &Path, count: usize) {
    println!("\nA meeting with {count} annotations:");
    let workspace = Workspace::at(Directories::at(&folder.join(format!("places-{count}"))));
    let path = folder.join(format!("{count}.bilag"));
    let mut session = Session::new_at(&workspace, meeting(count));
    session.save_as(&path).expect("saved");
    let mut note = session.meeting().annotations[count / 2].clone();
    tell("a first edit, which begins a journal, and a save", SELDOM, |number| {
        session.edit(Edit::Title(format!("Titel {number}"))).expect("an edit");
        session.save().expect("saved");
    });
    tell("a letter typed, until it is on the disk", OFTEN, |_| {
        note.text.push('æ');
        session.edit(Edit::ChangeAnnotation(Box::new(note.clone()))).expect("an edit");
        assert!(session.flush());
    });
    tell("a letter typed, until it may be shown", OFTEN, |_| {
        note.text.push('æ');
        session.edit(Edit::ChangeAnnotation(Box::new(note.clone()))).expect("an edit");
    });
    assert!(session.flush() && session.warning().is_none());
    tell("save", SELDOM, |number| {
        session.edit(Edit::Place(format!("Sal {number}"))).expect("an edit");
        session.save().expect("saved");
    });
    tell("a look for changes outside", OFTEN, |_| assert_eq!(session.changed_outside(), None));
    session.edit(Edit::Title("Efter".to_owned())).expect("an edit");
    drop(session);
    tell("start after a crash, what can be recovered", SELDOM, |_| assert_eq!(recoverable(&workspace).len(), 1));
    tell("open", SELDOM, |_| {
        let Ok(Loaded::Session(session)) = Session::open_at(&workspace, &path) else { panic!("a meeting") };
        drop(session);
    });
}

fn meeting(count: usize) -> Meeting {
    let mut meeting = Meeting::sample();
    let one = meeting.annotations[0].clone();
    meeting.annotations = (1..=count)
        .map(|number| Annotation {
            id: Id(format!("n{number}")),
            note: u32::try_from(number).expect("a number"),
            target: Target::default(),
            text: format!("Note {number}: hvad der skal drøftes, og hvem der siger hvad om det."),
            replies: Vec::new(),
            ..one.clone()
        })
        .collect();
    meeting
}

fn tell(what: &str, times: usize, mut work: impl FnMut(usize)) {
    let mut took: Vec<Duration> = (0..times)
        .map(|number| {
            let began = Instant::now();
            work(number);
            began.elapsed()
        })
        .collect();
    took.sort();
    let at = |hundredth: usize| took[(took.len() - 1) * hundredth / 100].as_secs_f64() * 1000.0;
    println!("{what:50} median {:8.3} ms   99 % within {:8.3} ms", at(50), at(99));
}
