//! What belongs to a meeting and is not in its JSON: the logo, in files, in what Bilag keeps, and in hand-outs.
//!
//! In `tests/fixtures/meetings` are files of versions 1 and 2 with the logo in their JSON, and two archives that other
//! programs put together: `python.bilag` by Python's `zipfile` (packed, wide numbers, another order, entries of its own) and
//! `infozip.bilag` by Info-ZIP 3.0 (`zip -r -z`). `version-2-logo.pdf` was exported by Bilag 0.1.0.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::meeting::file::{self, EnvelopeError, Package, Packed, Unpacked};
use bilag::meeting::{Edit, FileError, HandoutEdit, Logo, Meeting};
use bilag::pdf;
use bilag::picture::Picture;
use bilag::session::{Session, Warning, recoverable};
use bilag::storage::zip::{Writer, ZipError};
use bilag::storage::{Attachment, Directories, Disk, Flaw, Sha256, Unsound};
use std::fs;
use std::path::{Path, PathBuf};
use support::exported;
use support::office::{Office, largest};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// A picture of this many pixels to a side that nothing makes smaller.
fn picture(side: u32, seed: u32) -> Picture {
    let mut state = seed | 1;
    let noise = image::RgbImage::from_fn(side, side, |_, _| {
        image::Rgb([0; 3].map(|_: u8| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        }))
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    noise.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    Picture::read(bytes.into_inner()).expect("a picture")
}

fn with_logo(picture: &Picture) -> Edit {
    let logo = Some(Logo { picture: picture.clone(), description: "Eksempel Kommune".to_owned() });
    Edit::Handout(HandoutEdit::Logo(logo))
}

fn set_logo(session: &mut Session, picture: &Picture) {
    let edit = with_logo(picture);
    session.edit(edit).expect("an edit");
    session.seal();
    assert!(session.warning().is_none(), "{:?}", session.warning());
}

fn logo(meeting: &Meeting) -> &Picture {
    &meeting.handout.logo.as_ref().expect("a logo").picture
}

/// Whether a meeting shows just this picture.
fn shows(meeting: &Meeting, picture: &Picture) -> bool {
    let pixels = |picture: &Picture| picture.pixels().map(|pixels| pixels.rgba.clone());
    logo(meeting) == picture && pixels(logo(meeting)).is_some() && pixels(logo(meeting)) == pixels(picture)
}

/// A meeting with a logo in an archive.
fn archive(picture: &Picture) -> Vec<u8> {
    let mut meeting = Meeting::sample();
    let edit = with_logo(picture);
    bilag::meeting::edit::apply(&mut meeting, edit).expect("an edit");
    let mut bytes = Vec::new();
    Package::from(meeting).pack(&Disk).write_to(&mut bytes).expect("written");
    bytes
}

fn read(bytes: &[u8]) -> Package {
    Package::open(&Unpacked::of_bytes(bytes.to_vec()).expect("an archive"), &Disk).expect("a meeting")
}

#[test]
fn a_meeting_is_json_until_something_belongs_to_it_and_then_an_archive() {
    let (office, picture) = (Office::new(), picture(40, 1));
    let mut session = Session::new_at(&office.workspace, Meeting::sample());
    session.save_as(&office.path("m.bilag")).expect("saved");
    assert_eq!(fs::read(office.path("m.bilag")).expect("a file"), file::write(&Meeting::sample()).as_bytes());
    set_logo(&mut session, &picture);
    session.save().expect("saved");
    let bytes = fs::read(office.path("m.bilag")).expect("a file");
    assert_eq!(&bytes[..4], b"PK\x03\x04");
    assert_eq!(
        &bytes[30..38 + file::envelope::MEDIA_TYPE.len()],
        format!("mimetype{}", file::envelope::MEDIA_TYPE).as_bytes()
    );
    session.save_as(&office.path("n.bilag")).expect("saved");
    assert_eq!(fs::read(office.path("n.bilag")).expect("a file"), bytes, "the same meeting gives the same bytes");
    drop(session);
    let mut session = office.open("n.bilag");
    assert!(shows(session.meeting(), &picture) && session.warning().is_none());
    session.undo().expect("nothing to undo");
    session.edit(Edit::Handout(HandoutEdit::Logo(None))).expect("an edit");
    session.save().expect("saved");
    assert_eq!(fs::read(office.path("n.bilag")).expect("a file"), file::write(&Meeting::sample()).as_bytes());
    session.undo().expect("undone");
    session.save().expect("saved");
    assert_eq!(fs::read(office.path("n.bilag")).expect("a file"), bytes);
}

#[test]
fn journals_and_generations_name_pictures_and_never_hold_them() {
    let (office, one, other) = (Office::new(), picture(300, 1), picture(300, 2));
    let mut session = Session::new_at(&office.workspace, Meeting::sample());
    set_logo(&mut session, &one);
    session.save_as(&office.path("m.bilag")).expect("saved");
    set_logo(&mut session, &other);
    session.save().expect("saved");
    set_logo(&mut session, &one);
    assert!(session.flush());
    for folder in ["kept/journals", "kept/generations"] {
        let largest = largest(&office.path(folder));
        assert!((1000..100_000).contains(&largest), "{folder}: {largest}");
    }
    let generations = session.generations();
    assert!(shows(&session.read_generation(&generations[0]).expect("a meeting"), &one));
    set_logo(&mut session, &other);
    session.restore(&generations[0]).expect("restored");
    assert!(shows(session.meeting(), &one));
    drop(session);
    let recovery = recoverable(&office.workspace).pop().expect("a recovery");
    assert!(shows(&recovery.in_journal.meeting, &one));
    assert!(shows(&recovery.in_file.as_ref().expect("a version").meeting, &other));
    let mut session = Session::recover(&office.workspace, recovery).expect("recovered");
    office.clear();
    assert!(session.warning().is_none());
    session.undo().expect("undone");
    assert!(shows(session.meeting(), &other));
    session.redo().expect("redone");
    session.save().expect("saved");
    drop(session);
    assert!(shows(office.open("m.bilag").meeting(), &one));
}

#[test]
fn what_two_meetings_share_stays_until_neither_needs_it() {
    let (office, shared) = (Office::new(), picture(40, 1));
    for name in ["one.bilag", "other.bilag"] {
        fs::write(office.path(name), archive(&shared)).expect("written");
    }
    let (one, mut other) = (office.open("one.bilag"), office.open("other.bilag"));
    assert_eq!(office.kept(), [shared.sha256()]);
    drop(one);
    office.clear();
    assert_eq!(office.kept(), [shared.sha256()], "the other is open");
    other.edit(Edit::Title("Ny".to_owned())).expect("an edit");
    drop(other);
    office.clear();
    assert_eq!(office.kept(), [shared.sha256()], "its journal names it");
    let mut offered = recoverable(&office.workspace);
    let session = Session::recover(&office.workspace, offered.remove(0)).expect("recovered");
    assert!(shows(session.meeting(), &shared));
    session.close();
    office.clear();
    assert_eq!(office.kept(), []);
    assert!(shows(office.open("other.bilag").meeting(), &shared), "the file has its own");
}

#[test]
fn a_purge_removes_what_only_that_named_which_was_purged() {
    let (office, old, new) = (Office::new(), picture(40, 1), picture(40, 2));
    let mut session = Session::new_at(&office.workspace, Meeting::sample());
    set_logo(&mut session, &old);
    session.save_as(&office.path("m.bilag")).expect("saved");
    set_logo(&mut session, &new);
    session.save().expect("saved");
    assert_eq!(office.kept().len(), 2);
    let receipt = session.purge_private().expect("purged");
    assert_eq!((receipt.kept.generations, receipt.kept.attachments), (2, 1));
    assert_eq!(office.kept(), [new.sha256()]);
    set_logo(&mut session, &old);
    drop(session);
    assert!(shows(&recoverable(&office.workspace).pop().expect("a recovery").in_journal.meeting, &old));
}

#[test]
fn files_of_earlier_versions_with_their_logo_inside_open_and_are_saved() {
    let expected = Picture::read(fs::read(fixture("meetings/logo.png")).expect("a picture")).expect("a picture");
    for version in [1, 2] {
        let office = Office::new();
        fs::copy(fixture(&format!("meetings/{version}-logo.bilag")), office.path("m.bilag")).expect("copied");
        let mut session = office.open("m.bilag");
        assert!(shows(session.meeting(), &expected) && session.unsound().is_empty());
        let meeting = session.meeting().clone();
        session.edit(Edit::Title("Ny".to_owned())).expect("an edit");
        session.undo().expect("undone");
        session.save().expect("saved");
        drop(session);
        assert!(fs::read(office.path("m.bilag")).expect("a file").starts_with(b"PK"));
        let session = office.open("m.bilag");
        assert_eq!(*session.meeting(), meeting);
        assert!(shows(session.meeting(), &expected));
        let earlier = session.generations();
        assert!(shows(&session.read_generation(&earlier[0]).expect("a meeting"), &expected), "as it was kept");
    }
}

#[test]
fn archives_of_other_programs_open() {
    let expected = Picture::read(fs::read(fixture("meetings/logo.png")).expect("a picture")).expect("a picture");
    for name in ["python", "infozip"] {
        let office = Office::new();
        fs::copy(fixture(&format!("meetings/{name}.bilag")), office.path("m.bilag")).expect("copied");
        let mut session = office.open("m.bilag");
        assert!(shows(session.meeting(), &expected) && session.warning().is_none(), "{name}");
        assert_eq!(session.changed_outside(), None);
        session.edit(Edit::Title("Ny".to_owned())).expect("an edit");
        session.save().expect("saved");
        drop(session);
        assert!(shows(office.open("m.bilag").meeting(), &expected), "{name}");
        let bytes = fs::read(fixture(&format!("meetings/{name}.bilag"))).expect("a file");
        assert!(shows(&read(&bytes).meeting, &expected), "{name}");
        assert_eq!(Unpacked::of_bytes(bytes).expect("an archive").identity, {
            let path = fixture(&format!("meetings/{name}.bilag"));
            Unpacked::read(&Disk, &path).expect("an archive").identity
        });
    }
}

#[test]
fn a_damaged_attachment_is_told_and_keeps_nobody_from_the_meeting() {
    let (office, picture) = (Office::new(), picture(40, 1));
    let mut bytes = archive(&picture);
    let at = bytes.windows(4).rposition(|window| window == b"IEND").expect("a picture");
    bytes[at] ^= 1;
    fs::write(office.path("m.bilag"), &bytes).expect("written");
    let damaged = Unsound { sha256: picture.sha256(), flaw: Flaw::Damaged };
    let mut session = office.open("m.bilag");
    assert_eq!(session.unsound(), [damaged]);
    let told = session.warning().expect("a warning").to_string();
    assert!(told.contains(&picture.sha256().to_string()), "{told}");
    session.edit(Edit::Title("Ny".to_owned())).expect("an edit");
    for title in ["Nyere", "Nyest"] {
        session.save().expect("saved");
        assert!(matches!(session.warning(), Some(Warning::Unsound(_))));
        session.edit(Edit::Title(title.to_owned())).expect("an edit");
    }
    session.save().expect("saved");
    let again = fs::read(office.path("m.bilag")).expect("a file");
    let there = bytes.windows(200).find(|window| again.windows(200).any(|other| other == *window));
    assert!(there.is_some(), "what is left of it is still there");
    set_logo_after_damage(&mut session, &picture);
    session.save().expect("saved");
    assert!(session.warning().is_none());
    drop(session);
    assert!(shows(office.open("m.bilag").meeting(), &picture));
}

fn set_logo_after_damage(session: &mut Session, picture: &Picture) {
    session.edit(Edit::Handout(HandoutEdit::Logo(None))).expect("an edit");
    session.seal();
    let edit = with_logo(picture);
    session.edit(edit).expect("an edit");
}

#[test]
fn a_missing_attachment_is_told() {
    let picture = picture(40, 1);
    let office = Office::new();
    let body = read(&archive(&picture)).meeting;
    fs::write(office.path("m.bilag"), file::write(&body)).expect("written");
    let session = office.open("m.bilag");
    assert_eq!(session.unsound(), [Unsound { sha256: picture.sha256(), flaw: Flaw::Missing }]);
    assert!(logo(session.meeting()).pixels().is_none());
}

#[test]
fn wherever_a_file_is_cut_off_the_meeting_opens_once_it_is_there() {
    let picture = picture(30, 1);
    let bytes = archive(&picture);
    let whole = read(&bytes);
    let begins = bytes.windows(12).position(|window| window == b"meeting.json").expect("the meeting") + 12;
    let ends = begins + file::write(&whole.meeting).len();
    for cut in (0..bytes.len()).step_by(7).chain([ends, bytes.len() - 1]) {
        let opened = Unpacked::of_bytes(bytes[..cut].to_vec())
            .map_err(FileError::from)
            .and_then(|unpacked| Package::open(&unpacked, &Disk));
        match opened {
            Err(error) => assert!(cut < ends && !error.to_string().is_empty(), "{cut}: {error}"),
            Ok(package) => {
                assert_eq!(package.meeting, whole.meeting, "{cut}");
                assert_eq!(package.unsound.is_empty(), logo(&package.meeting).pixels().is_some(), "{cut}");
            }
        }
    }
}

#[test]
fn archives_that_mean_harm_are_refused_by_name() {
    let made = |entries: &[(&str, &[u8])]| {
        let mut archive = Writer::new(Vec::new());
        for (name, bytes) in entries {
            archive.add_bytes(name, bytes).expect("written");
        }
        archive.finish().expect("written")
    };
    let meeting = file::write(&Meeting::sample()).into_bytes();
    let twice = made(&[("meeting.json", &meeting), ("meeting.json", b"{}")]);
    assert!(matches!(Unpacked::of_bytes(twice), Err(EnvelopeError::Archive(ZipError::NameTwice(_)))));
    let other = made(&[("word/document.xml", b"<x/>")]);
    assert!(matches!(Unpacked::of_bytes(other), Err(EnvelopeError::NoMeeting)));
    let mut damaged = made(&[("meeting.json", &meeting)]);
    damaged[100] ^= 1;
    assert!(matches!(Unpacked::of_bytes(damaged), Err(EnvelopeError::Damaged)));
    // What is named after something else is damaged, and nothing is written outside.
    let name = format!("attachments/{}", Sha256::of(b"a"));
    let wrong = made(&[("meeting.json", &meeting), (&name, b"b"), ("../../outside", b"x"), ("/etc/outside", b"x")]);
    let package = read(&wrong);
    assert_eq!(package.unsound, [Unsound { sha256: Sha256::of(b"a"), flaw: Flaw::Damaged }]);
    assert!(package.attachments.is_empty());
}

#[test]
fn what_unpacks_to_more_than_it_says_is_damaged() {
    let bomb = fs::read(fixture("meetings/bomb.bilag")).expect("a file");
    assert!(matches!(Unpacked::of_bytes(bomb), Err(EnvelopeError::Damaged | EnvelopeError::TooLarge)));
}

#[test]
fn large_attachments_are_copied_and_not_held() {
    let office = Office::new();
    let path = office.path("m.bilag");
    let large = Attachment::of(vec![7; 9 << 20]);
    let body = file::write(&Meeting::sample()).into_bytes();
    let packed = Packed::new(&Disk, body, [&large]);
    bilag::storage::replace::replace_after(&Disk, &path, &packed, |_| Ok::<(), bilag::storage::WriteError>(()))
        .expect("written");
    let unpacked = Unpacked::read(&Disk, &path).expect("an archive");
    assert_eq!(unpacked.identity, packed.identity());
    let there = unpacked.attachments.get(&large.sha256()).expect("the attachment");
    assert!(!there.in_memory() && there.check(&Disk).is_ok());
}

#[test]
fn a_merge_brings_the_pictures_of_the_other_version() {
    let (office, one, other) = (Office::new(), picture(40, 1), picture(40, 2));
    fs::write(office.path("m.bilag"), archive(&one)).expect("written");
    let mut session = office.open("m.bilag");
    session.edit(Edit::Title("Ny".to_owned())).expect("an edit");
    fs::write(office.path("m.bilag"), archive(&other)).expect("written");
    assert!(session.changed_outside().is_some());
    assert!(session.save().is_err());
    session.merge_outside().expect("merged");
    assert!(shows(session.meeting(), &other));
    session.save().expect("saved");
    drop(session);
    let session = office.open("m.bilag");
    assert!(shows(session.meeting(), &other) && session.meeting().title == "Ny");
}

#[test]
fn a_logo_travels_in_the_hand_out_beside_the_meeting() {
    let picture = picture(40, 1);
    let meeting = read(&archive(&picture)).meeting;
    let bytes = exported(&meeting).bytes;
    let package = pdf::unpack(&bytes).expect("the meeting inside");
    assert!(shows(&package.meeting, &picture) && package.unsound.is_empty());
    assert!(exported(&package.meeting).bytes == bytes);
    let office = Office::new();
    fs::write(office.path("h.pdf"), &bytes).expect("written");
    let mut session = office.open("h.pdf");
    session.edit(Edit::Title("Ny".to_owned())).expect("an edit");
    drop(session);
    let recovery = recoverable(&office.workspace).pop().expect("a recovery");
    assert!(shows(&recovery.in_journal.meeting, &picture));
    // Another program took the embedded picture out.
    let name = picture.sha256().to_string();
    let mut file = lopdf::Document::load_mem(&bytes).expect("a PDF");
    for object in file.objects.values_mut() {
        if let Ok(dictionary) = object.as_dict_mut()
            && dictionary.get(b"UF").and_then(lopdf::Object::as_str).is_ok_and(|found| found == name.as_bytes())
        {
            dictionary.remove(b"EF");
        }
    }
    let mut without = Vec::new();
    file.save_to(&mut without).expect("bytes");
    let package = pdf::unpack(&without).expect("the meeting inside");
    assert_eq!(package.unsound, [Unsound { sha256: picture.sha256(), flaw: Flaw::Missing }]);
    assert_eq!(package.meeting.title, meeting.title);
}

#[test]
fn a_hand_out_of_an_earlier_version_opens_with_the_logo_in_its_meeting() {
    let expected = Picture::read(fs::read(fixture("meetings/logo.png")).expect("a picture")).expect("a picture");
    let package = pdf::unpack(&fs::read(fixture("version-2-logo.pdf")).expect("a file")).expect("the meeting inside");
    assert!(shows(&package.meeting, &expected) && package.unsound.is_empty());
}

#[test]
fn a_letter_in_the_footer_costs_the_journal_a_line() {
    let (office, large) = (Office::new(), picture(1150, 1));
    assert!(large.bytes().expect("bytes").len() > 7 << 19, "about four megabytes");
    fs::write(office.path("m.bilag"), archive(&large)).expect("written");
    let mut session = office.open("m.bilag");
    let journal = || largest(&office.path("kept/journals"));
    let typed = |session: &mut Session, text: &str| {
        let footer = text.to_owned();
        session.edit(Edit::Handout(HandoutEdit::Footer(footer))).expect("an edit");
        assert!(session.flush());
    };
    typed(&mut session, "B");
    let before = journal();
    assert!(before < 100_000, "{before}");
    typed(&mut session, "Bu");
    assert!((1..1024).contains(&(journal() - before)), "{}", journal() - before);
}

#[test]
fn what_the_command_line_alone_has_replaced_goes_with_the_last_generation_that_named_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let directories = Directories::at(&folder.path().join("places"));
    let path = folder.path().join("m.bilag");
    for side in 1..=14 {
        let mut meeting = Meeting::sample();
        bilag::meeting::edit::apply(&mut meeting, with_logo(&picture(side, side))).expect("an edit");
        let attachments = [logo(&meeting).attachment().expect("its bytes")];
        let packed = Packed::new(&Disk, file::write(&meeting).into_bytes(), &attachments);
        let kept = bilag::session::saving::replace_and_keep(&Disk, Some(&directories), &path, &packed);
        kept.expect("saved").expect("kept");
    }
    let names = fs::read_dir(directories.attachments()).expect("a folder").flatten().map(|entry| entry.path());
    // Ten generations; one that was dropped just now may still be pinned.
    let there = names.filter(|path| path.extension().is_none()).count();
    assert!((10..=11).contains(&there), "{there} pictures are kept of fourteen");
}
