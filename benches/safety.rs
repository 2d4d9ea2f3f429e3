//! What safety costs: the time from an edit to its flushed journal, and of saving, opening and looking for changes.
//!
//! A disk's flush has a long tail, so that the 99th percentile is told beside the median, and a bare flush beside both.

#![allow(clippy::expect_used, reason = "a measurement that cannot go on has failed")]

use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use bilag::meeting::file::{self, Packed};
use bilag::meeting::{Annex, AnnexId, Annotation, AnnotationId, Body, Edit, Fact, Meeting, PageNumber, Target};
use bilag::session::{Loaded, Session, Workspace, recoverable};
use bilag::storage::replace::replace_after;
use bilag::storage::store::Keeper;
use bilag::storage::{Attachment, Directories, Disk, WriteError};
use std::fs::OpenOptions;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often each thing is done.
const OFTEN: usize = 1000;
const SELDOM: usize = 20;

fn main() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    // cargo bench --bench safety -- attachments
    if std::env::args().any(|argument| argument == "attachments") {
        return measure_attachments(folder.path(), 200);
    }
    let mut file = OpenOptions::new().append(true).create(true).open(folder.path().join("bare")).expect("a file");
    tell("a bare append of 500 bytes and its flush", OFTEN, |_| {
        file.write_all(&[b'x'; 500]).and_then(|()| file.sync_data()).expect("flushed");
    });
    for count in [20, 10_000] {
        measure(folder.path(), count);
    }
    measure_strokes(folder.path(), 10_000);
    measure_attachments(folder.path(), 200);
}

/// Measures saving with attachments of so many megabytes in all, beside copying, flushing and reading back that much: once
/// this, once that.
fn measure_attachments(folder: &Path, megabytes: u64) {
    println!("\nA meeting with {megabytes} MB of attachments:");
    let directories = Directories::at(&folder.join("kept-attachments"));
    let mut keeper = Keeper::new(Arc::new(Disk), directories);
    let pieces: Vec<Attachment> = (0..10_u64)
        .map(|number| {
            let mut random = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
            let words = (0..megabytes * 1_000_000 / 80).flat_map(|_| {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                random.to_le_bytes()
            });
            keeper.keep(&Attachment::of(words.collect::<Vec<u8>>())).expect("kept")
        })
        .collect();
    let (saved, copied) = (folder.join("attachments.bilag"), folder.join("copy"));
    let save = || {
        let packed = Packed::new(&Disk, file::write(&Meeting::sample()).into_bytes(), &pieces);
        replace_after(&Disk, &saved, &packed, |_| Ok::<(), WriteError>(())).expect("saved");
    };
    save();
    let copy = || {
        let mut from = std::fs::File::open(&saved).expect("a file");
        let mut to = std::fs::File::create(&copied).expect("a file");
        let mut buffer = vec![0; 1 << 20];
        let mut pass = |from: &mut std::fs::File, to: Option<&mut std::fs::File>| {
            let mut to = to;
            loop {
                let read = from.read(&mut buffer).expect("read");
                if read == 0 {
                    break;
                }
                if let Some(to) = &mut to {
                    to.write_all(&buffer[..read]).expect("written");
                }
            }
        };
        pass(&mut from, Some(&mut to));
        to.sync_data().expect("flushed");
        pass(&mut std::fs::File::open(&copied).expect("a file"), None);
        std::fs::remove_file(&copied).expect("removed");
    };
    let timed = |work: &dyn Fn()| {
        let began = Instant::now();
        work();
        began.elapsed().as_secs_f64()
    };
    let mut ratios: Vec<f64> = (0..9)
        .map(|_| {
            let (copying, saving) = (timed(&copy), timed(&save));
            println!("  copied, flushed and read back in {copying:.3} s, saved in {saving:.3} s");
            saving / copying
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    println!("{:50} median {:8.2} of that", "save", ratios[ratios.len() / 2]);
    // A session that takes the file in and then saves the meeting writes it twice: where it is kept, and beside the meeting.
    let mut taken = Vec::new();
    for number in 0..5 {
        let places = folder.join(format!("places-attached-{number}"));
        let mut session = Session::new_at(&Workspace::at(Directories::at(&places)), Meeting::sample());
        let path = folder.join(format!("attached-{number}.bilag"));
        let copying = timed(&copy);
        let began = Instant::now();
        let file = session.attach(&saved).expect("attached");
        let attaching = began.elapsed().as_secs_f64();
        let annex = Annex {
            id: AnnexId("b".to_owned()),
            title: String::new(),
            file,
            item: None,
            closed: false,
            least_number: 0,
        };
        session.edit(Edit::AddAnnex { index: 0, annex }).expect("an edit");
        session.save_as(&path).expect("saved");
        let whole = began.elapsed().as_secs_f64();
        println!("  copied in {copying:.3} s, attached in {attaching:.3} s, attached and saved in {whole:.3} s");
        taken.push((attaching / copying, whole / copying));
        drop(session);
        std::fs::remove_file(&path).expect("removed");
        std::fs::remove_dir_all(&places).expect("removed");
        std::thread::sleep(Duration::from_secs(1));
    }
    taken.sort_by(|one, other| one.1.total_cmp(&other.1));
    let (attaching, whole) = taken[taken.len() / 2];
    println!("{:50} median {attaching:8.2} of that; and saved {whole:8.2}", "attach");
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
    let surface =
        Surface { medium: Medium::Handout, page: PageNumber(1), width: 960_000, height: 540_000, words: None };
    let mut meeting = Meeting::sample();
    meeting.annotations[0].body = Body::Ink(Drawing { surface, strokes: (0..count).map(stroke).collect() });
    meeting
}

/// Measures a session on a meeting with so many annotations.
fn measure(folder: &Path, count: usize) {
    println!("\nA meeting with {count} annotations:");
    let workspace = Workspace::at(Directories::at(&folder.join(format!("places-{count}"))));
    let path = folder.join(format!("{count}.bilag"));
    let mut session = Session::new_at(&workspace, meeting(count));
    session.save_as(&path).expect("saved");
    let note = &session.meeting().annotations[count / 2];
    let (id, mut text) = (note.id.clone(), note.text.clone());
    tell("a first edit, which begins a journal, and a save", SELDOM, |number| {
        session.edit(Edit::Title(format!("Titel {number}"))).expect("an edit");
        session.save().expect("saved");
    });
    tell("a letter typed, until it is on the disk", OFTEN, |_| {
        text.push('æ');
        let facts = vec![Fact::Text(text.clone())];
        let edit = Edit::ChangeAnnotation { id: id.clone(), modified: jiff::Timestamp::UNIX_EPOCH, facts };
        session.edit(edit).expect("an edit");
        assert!(session.flush());
    });
    tell("a letter typed, until it may be shown", OFTEN, |_| {
        text.push('æ');
        let facts = vec![Fact::Text(text.clone())];
        let edit = Edit::ChangeAnnotation { id: id.clone(), modified: jiff::Timestamp::UNIX_EPOCH, facts };
        session.edit(edit).expect("an edit");
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
            id: AnnotationId(format!("n{number}")),
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
