//! Whatever fails, and wherever the machine stops, what is on the disk is the old whole or the new whole, and what was
//! acknowledged is there.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

#[path = "support/simulated.rs"]
mod simulated;

use bilag::locale::Language;
use bilag::meeting::annotation::Decision;
use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use bilag::meeting::file::{Package, Unpacked};
use bilag::meeting::{
    Annex, AnnexId, Annotation, AnnotationId, Body, Edit, HandoutEdit, Logo, Meeting, PageNumber, Visibility, file,
};
use bilag::picture::Picture;
use bilag::session::{Loaded, LockOwner, Session, Workspace, declined, recoverable};
use bilag::storage::{Directories, Files as _, replace, store};
use bilag::wording::InWords as _;
use simulated::{Failure, Simulated, Unflushed};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

const FILE: &str = "/docs/m.bilag";

const FAILURES: [Failure; 6] = [
    Failure::Once(ErrorKind::Other),
    Failure::Once(ErrorKind::PermissionDenied),
    Failure::Once(ErrorKind::StorageFull),
    Failure::Once(ErrorKind::CrossesDevices),
    Failure::Full,
    Failure::Stop,
];

fn workspace(files: &Simulated) -> Workspace {
    let lock_owner = LockOwner { person: "anne".to_owned(), machine: "here".to_owned(), ..LockOwner::present() };
    Workspace {
        files: Arc::new(files.clone()),
        directories: Some(Directories::at(Path::new("/home/bilag"))),
        lock_owner,
    }
}

/// A small meeting of which one note is private.
fn meeting(title: &str) -> Meeting {
    let mut meeting = Meeting::sample();
    title.clone_into(&mut meeting.title);
    meeting.selection.truncate(1);
    let private =
        meeting.annotations.iter().position(|own| own.visibility == Visibility::Private).expect("a private note");
    meeting.annotations.swap(0, private);
    meeting.annotations.truncate(3);
    SECRET.clone_into(&mut meeting.annotations[0].text);
    meeting
}

const SECRET: &str = "HEMMELIGT-7F3A";

fn disk(old: &Meeting) -> Simulated {
    let files = Simulated::with_folders(&["/docs"]);
    files.put(FILE, file::write(old).as_bytes());
    files
}

fn open(workspace: &Workspace) -> Option<Session> {
    match Session::open_at(workspace, Path::new(FILE)) {
        Ok(Loaded::Session(session)) => Some(*session),
        Ok(Loaded::Set(_)) => panic!("a meeting"),
        Err(_) => None,
    }
}

/// The same disk twice: on one a new file takes the place of an old one, on the other the old one is written anew.
fn both(start: Simulated) -> [Simulated; 2] {
    let anew = start.copy();
    anew.write_anew();
    [start, anew]
}

fn on_disk(files: &Simulated) -> Meeting {
    let unpacked = Unpacked::read(files, Path::new(FILE)).expect("the file is there");
    file::read(&unpacked.body).expect("the file is whole")
}

/// Tries every failure at every step of a story, and every state of the disk after it. The story is given a file system
/// of its own and tells what it knows; `check` is given what it told, and the disk after the machine has stopped.
fn at_every_step<T>(start: &Simulated, story: impl Fn(&Simulated) -> T, check: impl Fn(&T, &Simulated, &str)) -> usize {
    let count = start.copy();
    count.fail_at(usize::MAX, Failure::Stop);
    drop(story(&count));
    let steps = count.steps();
    assert!(steps > 5, "there are steps to fail");
    for failure in FAILURES {
        for step in 0..steps {
            let files = start.copy();
            files.fail_at(step, failure);
            let told = story(&files);
            for unflushed in Unflushed::ALL {
                check(&told, &files.reboot(unflushed), &format!("{failure:?} at step {step}, then {unflushed:?}"));
            }
        }
    }
    steps * FAILURES.len() * Unflushed::ALL.len()
}

/// What a user was told: the last title that an edit was acknowledged with, and the last that was saved.
#[derive(Default)]
struct Told {
    edited: usize,
    saved: usize,
}

/// The program stops where it is: nothing that it does from now on comes to anything.
fn crash(files: &Simulated, session: Session) {
    files.stop();
    drop(session);
}

/// The titles in the order in which they are given.
fn titles() -> Vec<String> {
    (0..8).map(|number| format!("Titel {number}")).collect()
}

/// Edits, undoes and saves; `saves` are the titles after which it does.
fn edits_and_saves(files: &Simulated, saves: &[usize]) -> (Told, Option<Session>) {
    let mut told = Told::default();
    let Some(mut session) = open(&workspace(files)) else { return (told, None) };
    for (number, title) in titles().into_iter().enumerate().skip(1) {
        session.seal();
        if session.edit(Edit::Title(title)).is_ok() && session.flush() {
            told.edited = number;
        }
        if saves.contains(&number) && session.save().is_ok() {
            (told.saved, told.edited) = (number, number);
        }
    }
    (told, Some(session))
}

#[test]
fn edits_and_saves_that_were_acknowledged_are_there() {
    let known = titles();
    let number = |meeting: &Meeting| known.iter().position(|title| *title == meeting.title).expect("a known title");
    let tried = both(disk(&meeting("Titel 0"))).map(|start| {
        at_every_step(
            &start,
            |files| {
                let (told, session) = edits_and_saves(files, &[3, 6]);
                // The program does not get to close anything.
                if let Some(session) = session {
                    crash(files, session);
                }
                told
            },
            |told, disk, when| {
                let saved = on_disk(disk);
                assert_eq!(saved, meeting(&saved.title), "{when}: a whole state");
                assert!(number(&saved) >= told.saved, "{when}: saved {} and found {}", told.saved, saved.title);
                let offered = recoverable(&workspace(disk));
                let best = offered.iter().map(|recovery| number(&recovery.in_journal.meeting)).max().unwrap_or(0);
                assert!(best.max(number(&saved)) >= told.edited, "{when}: typed {} and found {best}", told.edited);
                for recovery in offered {
                    let there = recovery.in_journal.meeting.clone();
                    assert_eq!(there, meeting(&there.title), "{when}: a whole state");
                    let session = Session::recover(&workspace(disk), recovery).expect("recovered");
                    assert_eq!(*session.meeting(), there, "{when}");
                    assert!(session.warning().is_none(), "{when}");
                }
            },
        )
    });
    println!("{tried:?} ends of editing and saving");
}

const ANNEXES: [(&str, &[u8]); 2] = [("/docs/a.pdf", b"%PDF-1.7 regnskab"), ("/docs/b.png", b"kort")];

const COLORS: [[u8; 3]; 3] = [[255, 0, 0], [0, 255, 0], [0, 0, 255]];

/// A picture of one colour.
fn logo(color: [u8; 3]) -> Logo {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let image = image::RgbImage::from_pixel(1, 1, image::Rgb(color));
    image.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    Logo { picture: Picture::read(bytes.into_inner()).expect("a picture"), description: String::new() }
}

fn show_logo(session: &mut Session, color: [u8; 3]) -> bool {
    session.seal();
    session.edit(Edit::Handout(HandoutEdit::Logo(Some(logo(color))))).expect("an edit");
    session.flush()
}

/// A card that is drawn on a hand-out.
fn card() -> Annotation {
    let stroke = |y: i32| Stroke { points: (0..50).map(|x| [x, y]).collect(), color: [0; 3], width: 2000 };
    let surface =
        Surface { medium: Medium::Handout, page: PageNumber(1), width: 595_000, height: 842_000, words: None };
    let body = Body::Ink(Drawing { surface, strokes: (0..4).map(stroke).collect() });
    let id = AnnotationId("ink".to_owned());
    Annotation { note: 1, ..Annotation::new(id, body, String::new(), jiff::Timestamp::UNIX_EPOCH, String::new()) }
}

#[test]
fn a_drawing_that_goes_and_comes_back_is_whole_whatever_fails() {
    let start = disk(&meeting("Titel 0"));
    // Each step goes or comes back, so whether the card is there tells the number of steps.
    let tried = at_every_step(
        &start,
        |files| {
            let mut acknowledged = 0;
            let Some(mut session) = open(&workspace(files)) else { return acknowledged };
            let add = Edit::AddAnnotation { index: 0, annotation: Box::new(card()) };
            for number in 1..=6 {
                session.seal();
                let title = Edit::Title(format!("Titel {number}"));
                let there = if number % 2 == 1 { add.clone() } else { Edit::RemoveAnnotation(card().id) };
                if session.edit(Edit::Batch(vec![title, there])).is_ok() && session.flush() {
                    acknowledged = number;
                }
            }
            crash(files, session);
            acknowledged
        },
        |acknowledged, disk, when| {
            let offered = recoverable(&workspace(disk)).into_iter().map(|recovery| recovery.in_journal.meeting);
            let number = |meeting: &Meeting| {
                let number = meeting.title.strip_prefix("Titel ").and_then(|number| number.parse::<usize>().ok());
                number.expect("a number")
            };
            let found: Vec<Meeting> = offered.chain([on_disk(disk)]).collect();
            let best = found.iter().map(number).max().unwrap_or(0);
            assert!(best >= *acknowledged, "{when}: {acknowledged} steps and then {best}");
            for meeting in found {
                let drawn = meeting.annotation(&card().id).cloned();
                assert_eq!(drawn, (number(&meeting) % 2 == 1).then(card), "{when}: the card is whole or not there");
            }
        },
    );
    println!("{tried} ends of drawing");
}

fn open_package(files: &Simulated, path: &Path) -> Package {
    Package::open(&Unpacked::read(files, path).expect("it is there"), files).expect("it is whole")
}

#[test]
fn whatever_names_a_picture_its_bytes_are_there() {
    let start = disk(&meeting("Titel 0"));
    let tried = at_every_step(
        &start,
        |files| {
            let workspace = workspace(files);
            let mut session = open(&workspace)?;
            let (mut told, mut warned) = (None, false);
            for (index, color) in COLORS.into_iter().enumerate() {
                let journaled = show_logo(&mut session, color);
                warned |= !journaled;
                if journaled || (index < 2 && session.save().is_ok()) {
                    told = Some(color);
                }
            }
            let _ = store::clear(files, workspace.directories.as_ref().expect("directories"));
            crash(files, session);
            Some((told, warned))
        },
        |story, disk, when| {
            let (told, warned) = story.unwrap_or_default();
            let workspace = workspace(disk);
            let _ = store::clear(disk, workspace.directories.as_ref().expect("directories"));
            let saved = open_package(disk, Path::new(FILE));
            assert_eq!(saved.unsound, [], "{when}: the file has its own");
            let offered = recoverable(&workspace);
            let recovered = offered.iter().map(|recovery| &recovery.in_journal.meeting);
            let kept: Vec<&Logo> =
                recovered.chain([&saved.meeting]).filter_map(|own| own.handout.logo.as_ref()).collect();
            let whole = kept.iter().all(|logo| logo.picture.bytes().is_some());
            // Nobody is kept from typing because a picture could not be stored; the user knows.
            assert!(whole || (warned && when.starts_with("Once")), "{when}: what was recovered is whole");
            if let Some(color) = told {
                // What was under way and not acknowledged may be there too.
                let later = COLORS.into_iter().skip_while(|known| *known != color);
                let found = later.map(logo).any(|logo| kept.contains(&&logo));
                assert!(found, "{when}: {color:?} was acknowledged, found {kept:?}");
            }
            let session = open(&workspace).expect("it opens");
            for generation in session.generations() {
                let meeting = session.read_generation(&generation).expect("a meeting");
                let whole = meeting.pictures().all(|picture| picture.bytes().is_some());
                assert!(whole, "{when}: a generation has its picture");
            }
        },
    );
    println!("{tried} ends of showing pictures");
}

#[test]
fn whatever_names_an_annex_its_file_is_there() {
    let start = disk(&meeting("Titel 0"));
    for (name, bytes) in ANNEXES {
        start.put(name, bytes);
    }
    let add = |session: &mut Session, number: usize| -> Option<bool> {
        let file = session.attach(Path::new(ANNEXES[number].0)).ok()?;
        let annex = Annex {
            id: AnnexId(format!("b{number}")),
            title: String::new(),
            file,
            item: None,
            closed: false,
            least_number: 0,
        };
        session.edit(Edit::AddAnnex { index: usize::MAX, annex }).expect("an edit");
        Some(session.flush())
    };
    let tried = at_every_step(
        &start,
        |files| {
            let workspace = workspace(files);
            let mut session = open(&workspace)?;
            let mut told = 0;
            for number in 0..ANNEXES.len() {
                let journaled = add(&mut session, number) == Some(true);
                if journaled || (number == 0 && session.save().is_ok()) {
                    told = session.meeting().annexes.len();
                }
            }
            let _ = store::clear(files, workspace.directories.as_ref().expect("directories"));
            crash(files, session);
            Some(told)
        },
        |told, disk, when| {
            let workspace = workspace(disk);
            let directories = workspace.directories.as_ref().expect("directories");
            let _ = store::clear(disk, directories);
            let saved = open_package(disk, Path::new(FILE));
            assert_eq!(saved.check(disk), [], "{when}: the file has its own");
            let offered = recoverable(&workspace);
            for recovery in &offered {
                for file in recovery.in_journal.meeting.annex_files() {
                    let found = store::find(disk, directories, file.sha256).expect(when);
                    assert!(found.check(disk).is_ok(), "{when}: {} is whole", file.name);
                }
            }
            let recovered = offered.iter().map(|recovery| recovery.in_journal.meeting.annexes.len());
            let most = recovered.chain([saved.meeting.annexes.len()]).max().unwrap_or(0);
            assert!(most >= told.unwrap_or(0), "{when}: {told:?} were acknowledged, found {most}");
        },
    );
    println!("{tried} ends of attaching files");
}

#[test]
fn what_is_typed_without_waiting_is_there_as_far_as_it_was_acknowledged() {
    let start = disk(&meeting("Titel 0"));
    let known = titles();
    let number = |meeting: &Meeting| known.iter().position(|title| *title == meeting.title).expect("a known title");
    let tried = at_every_step(
        &start,
        |files| {
            let Some(mut session) = open(&workspace(files)) else { return 0 };
            for title in titles().into_iter().skip(1) {
                session.edit(Edit::Title(title)).expect("an edit");
                // Some are flushed together with those before, some are not flushed at all.
                std::thread::yield_now();
            }
            session.look();
            let (made, acknowledged) = session.edits();
            assert_eq!(made, 7);
            crash(files, session);
            acknowledged
        },
        |acknowledged, disk, when| {
            assert_eq!(on_disk(disk), meeting("Titel 0"), "{when}: nothing was saved");
            let offered = recoverable(&workspace(disk));
            let best = offered.iter().map(|recovery| number(&recovery.in_journal.meeting)).max().unwrap_or(0);
            assert!(best as u64 >= *acknowledged, "{when}: {acknowledged} were acknowledged, and {best} is there");
            assert!(
                offered.iter().all(|own| own.in_journal.meeting == meeting(&own.in_journal.meeting.title)),
                "{when}"
            );
        },
    );
    println!("{tried} ends of typing without waiting");
}

/// The disk of a program that stopped with edits that it had not saved.
fn stopped() -> Simulated {
    let files = disk(&meeting("Titel 0"));
    let (_, session) = edits_and_saves(&files, &[3]);
    if let Some(session) = session {
        crash(&files, session);
    }
    files.reboot(Unflushed::Gone)
}

#[test]
fn a_recovery_that_is_interrupted_can_be_begun_again() {
    let tried = at_every_step(
        &stopped(),
        |files| {
            let mut session = Session::recover(&workspace(files), recoverable(&workspace(files)).pop()?).ok()?;
            session.edit(Edit::Place("Ny".to_owned())).expect("an edit");
            let acknowledged = session.flush();
            crash(files, session);
            acknowledged.then_some(())
        },
        |acknowledged, disk, when| {
            assert_eq!(on_disk(disk), meeting("Titel 3"), "{when}: nothing was saved");
            let offered = recoverable(&workspace(disk));
            // Where the journal could not go on there are two: the old one, and one that was begun since.
            let mut typed = offered.iter().map(|offered| &offered.in_journal.meeting);
            let found = typed.any(|own| own.title == "Titel 7" && (acknowledged.is_none() || own.place == "Ny"));
            assert!(found, "{when}: what was typed, before and since, is offered again");
        },
    );
    println!("{tried} ends of a recovery");
}

#[test]
fn what_is_declined_is_among_the_declined_or_offered_again() {
    let tried = at_every_step(
        &stopped(),
        |files| recoverable(&workspace(files)).pop()?.decline(&workspace(files)).ok(),
        |done, disk, when| {
            let (offered, declined) = (recoverable(&workspace(disk)), declined(&workspace(disk)));
            assert!(done.is_none() || offered.is_empty(), "{when}: it is not offered again");
            let kept = offered.iter().chain(&declined).filter(|kept| kept.in_journal.meeting.title == "Titel 7");
            assert!(kept.count() > 0, "{when}: it is kept");
        },
    );
    println!("{tried} ends of declining");
}

#[test]
fn an_export_is_the_old_or_the_new_one() {
    let files = Simulated::with_folders(&["/docs"]);
    files.put("/docs/h.pdf", b"old old old");
    let path = Path::new("/docs/h.pdf");
    let tried = both(files).map(|files| {
        at_every_step(
            &files,
            |files| replace(files, path, b"new new new", &|bytes| bytes.starts_with(b"new")).is_ok(),
            |done, disk, when| {
                replace::finish_interrupted(disk, path);
                let there = disk.read(path).expect("it is there");
                let whole =
                    if *done { there == b"new new new" } else { there == b"new new new" || there == b"old old old" };
                assert!(whole, "{when}: {done}, {}", String::from_utf8_lossy(&there));
            },
        )
    });
    println!("{tried:?} ends of an export");
}

#[test]
fn a_purge_is_whole_or_has_not_begun() {
    let start = disk(&meeting("Titel 0"));
    // Two generations, an edit that is in no file, and a recovery copy that was declined: all with the secret.
    let (_, session) = edits_and_saves(&start, &[2, 4]);
    drop(session);
    recoverable(&workspace(&start)).pop().expect("a recovery").decline(&workspace(&start)).expect("declined");
    let start = start.reboot(Unflushed::Kept);
    assert!(start.holding(SECRET.as_bytes()).len() >= 4);
    let whole = on_disk(&start);
    let mut purged = whole.clone();
    purged.annotations.remove(0);
    purged.place = "Ny".to_owned();
    let tried = at_every_step(
        &start,
        |files| {
            let mut session = open(&workspace(files))?;
            session.edit(Edit::Place("Ny".to_owned())).expect("an edit");
            let receipt = session.purge_private();
            if receipt.is_ok() {
                assert!(!session.undo().expect("nothing to undo"));
                assert!(session.meeting().annotations.iter().all(|own| own.visibility == Visibility::Shared));
            }
            crash(files, session);
            receipt.ok()
        },
        |receipt, disk, when| {
            if receipt.is_some() {
                assert_eq!(disk.holding(SECRET.as_bytes()), [] as [&Path; 0], "{when}");
            }
            let there = on_disk(disk);
            assert!(there == whole || there == purged, "{when}: a whole state");
            let offered = recoverable(&workspace(disk));
            if there == purged {
                assert_eq!(
                    disk.holding(SECRET.as_bytes()),
                    [] as [&Path; 0],
                    "{when}: it is finished at the next start"
                );
                assert!(offered.is_empty(), "{when}");
            }
        },
    );
    println!("{tried} ends of a purge");
}

#[test]
fn a_receipt_says_what_was_removed_and_what_stays() {
    let files = disk(&meeting("Titel 0"));
    let (_, session) = edits_and_saves(&files, &[2, 4]);
    drop(session);
    let mut session =
        Session::recover(&workspace(&files), recoverable(&workspace(&files)).remove(0)).expect("recovered");
    let mut decision = session.meeting().annotations[1].clone();
    (decision.id.0, decision.text) = ("d".to_owned(), "Vedtaget.".to_owned());
    decision.body = Body::Decision(Decision::default());
    decision.note = 0;
    session.edit(Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(decision) }).expect("an edit");
    let receipt = session.purge_private().expect("purged");
    assert_eq!(receipt.annotations, 1);
    assert_eq!(receipt.kept.generations, 3);
    assert!(receipt.decisions.iter().any(|line| line.ends_with("Vedtaget.")), "{receipt:?}");
    let told = receipt.in_words(Language::Danish.locale());
    assert!(told.contains("Vedtaget.") && !told.contains(SECRET));
    assert!(!session.is_modified() && session.warning().is_none());
    assert_eq!(session.generations(), []);
}
