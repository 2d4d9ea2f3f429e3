//! What a user's files go through: two windows, other machines, other programs, newer and older versions of Bilag.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

use bilag::locale::Language;
use bilag::meeting::{
    AgendaItem, Annotation, Attendance, Body, Edit, Fact, FileError, Kind, Meeting, Participant, ReplyContent,
    Visibility, file,
};
use bilag::session::{
    Access, Loaded, LockOwner, Outside, PurgeError, SaveError, Session, Warning, Workspace, conflicted_copies,
    recoverable,
};
use bilag::storage::Directories;
use bilag::wording::InWords as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder with a meeting in it, and a workspace.
struct Office {
    folder: tempfile::TempDir,
    workspace: Workspace,
    path: PathBuf,
}

impl Office {
    fn new() -> Office {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = Workspace::at(Directories::at(&folder.path().join("places")));
        let path = folder.path().join("møde.bilag");
        fs::write(&path, file::write(&Meeting::sample())).expect("written");
        Office { folder, workspace, path }
    }

    fn open(&self) -> Session {
        self.open_file(&self.path)
    }

    fn open_file(&self, path: &Path) -> Session {
        match Session::open_at(&self.workspace, path).expect("it opens") {
            Loaded::Session(session) => *session,
            Loaded::Set(_) => panic!("a meeting"),
        }
    }

    fn in_file(&self) -> Meeting {
        file::read(&fs::read(&self.path).expect("it is there")).expect("it is whole")
    }

    /// Another program changes the file.
    fn change(&self, change: impl FnOnce(&mut Meeting)) {
        let mut meeting = self.in_file();
        change(&mut meeting);
        fs::write(&self.path, file::write(&meeting)).expect("written");
    }

    /// Somebody announced that they have the file open.
    fn announce(&self, machine: &str, process: u32) -> LockOwner {
        let holder =
            LockOwner { person: "bo".to_owned(), machine: machine.to_owned(), process, ..LockOwner::present() };
        let name = self.folder.path().join(".~lock.møde.bilag#");
        fs::write(name, serde_json::to_vec(&holder).expect("JSON")).expect("written");
        holder
    }
}

fn title(text: &str) -> Edit {
    Edit::Title(text.to_owned())
}

#[test]
fn a_second_window_reads_only_until_the_first_is_closed() {
    let office = Office::new();
    let mut first = office.open();
    let mut second = office.open();
    assert_eq!(*first.access(), Access::Writable);
    assert_eq!(*second.access(), Access::ReadOnly { held_by: office.workspace.lock_owner.clone() });
    second.edit(title("Anden")).expect("an edit");
    assert!(matches!(second.save(), Err(SaveError::Held { .. })));
    assert!(matches!(second.take_over(), Access::ReadOnly { .. }), "nobody takes a file from a window that is open");
    let copy = office.folder.path().join("kopi.bilag");
    first.edit(title("Første")).expect("an edit");
    first.save().expect("saved");
    drop(first);
    assert!(matches!(second.save(), Err(SaveError::ChangedOutside { .. })), "it is free, but another than was read");
    second.save_as(&copy).expect("saved");
    assert_eq!(office.in_file().title, "Første");
}

#[test]
fn a_file_that_is_open_on_another_machine_can_be_taken_over() {
    let office = Office::new();
    let holder = office.announce("en anden maskine", 1);
    let mut session = office.open();
    assert_eq!(*session.access(), Access::ReadOnly { held_by: holder });
    let told = session.save().expect_err("it is held").to_string();
    assert!(told.contains("bo") && told.contains("en anden maskine"), "{told}");
    assert_eq!(*session.take_over(), Access::Writable);
    session.save().expect("saved");
}

#[test]
fn what_a_program_that_is_gone_announced_binds_nobody() {
    let office = Office::new();
    office.announce(&office.workspace.lock_owner.machine, u32::MAX);
    let session = office.open();
    assert_eq!(*session.access(), Access::Writable);
    drop(session);
    let names = fs::read_dir(office.folder.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    assert!(!names.into_iter().any(|name| name.to_string_lossy().starts_with(".~")), "nothing is left beside the file");
}

#[test]
fn a_file_that_others_changed_is_merged_and_never_overwritten_unseen() {
    let office = Office::new();
    let mut session = office.open();
    assert_eq!(session.changed_outside(), None);
    session.edit(title("Min")).expect("an edit");
    office.change(|meeting| meeting.place = "Deres sted".to_owned());
    let first = session.changed_outside();
    assert!(matches!(first, Some(Outside::Changed(Some(_)))));
    assert_eq!(session.changed_outside(), first);
    office.change(|meeting| meeting.place = "Deres andet sted".to_owned());
    let second = session.changed_outside();
    assert!(matches!(second, Some(Outside::Changed(Some(_)))) && second != first, "it is another change");
    assert!(matches!(session.save(), Err(SaveError::ChangedOutside { .. })));
    let merged = session.merge_outside().expect("merged");
    assert_eq!((merged.changed, merged.conflicts), (true, 0));
    assert_eq!((session.meeting().title.as_str(), session.meeting().place.as_str()), ("Min", "Deres andet sted"));
    assert!(session.is_modified());
    session.undo().expect("undone");
    assert_ne!(session.meeting().place, "Deres andet sted");
    session.redo().expect("redone");
    session.save().expect("saved");
    assert_eq!(office.in_file(), *session.meeting());
    office.change(|meeting| meeting.title = "Deres".to_owned());
    session.edit(title("Min igen")).expect("an edit");
    session.overwrite().expect("saved");
    assert_eq!(office.in_file().title, "Min igen");
    let generations = session.generations();
    let last = generations.last().expect("a generation");
    assert_eq!(session.read_generation(last).expect("a meeting").title, "Deres", "what was there is kept");
    session.restore(last).expect("restored");
    assert_eq!(session.meeting().title, "Deres");
    session.undo().expect("undone");
    assert_eq!(session.meeting().title, "Min igen");
}

#[test]
fn a_file_that_was_only_touched_is_as_it_was_and_one_that_is_gone_is_written_again() {
    let office = Office::new();
    let mut session = office.open();
    let bytes = fs::read(&office.path).expect("it is there");
    fs::remove_file(&office.path).expect("removed");
    assert_eq!(session.changed_outside(), Some(Outside::Gone));
    fs::write(&office.path, bytes).expect("written");
    assert_eq!(session.changed_outside(), None);
    fs::remove_file(&office.path).expect("removed");
    session.save().expect("saved");
    assert_eq!(office.in_file(), Meeting::sample());
}

#[test]
fn both_versions_are_offered_after_a_crash() {
    let office = Office::new();
    let mut session = office.open();
    for text in ["B", "Bu", "Budget"] {
        session.edit(title(text)).expect("an edit");
    }
    assert!(session.flush());
    assert!(recoverable(&office.workspace).is_empty(), "it is open");
    // A program that ends without closing leaves its journal.
    drop(session);
    office.change(|meeting| meeting.place = "Deres sted".to_owned());
    let mut offered = recoverable(&office.workspace);
    let recovery = offered.pop().expect("a recovery");
    assert!(offered.is_empty());
    assert_eq!((recovery.edits, recovery.torn, recovery.changed_outside), (3, false, true));
    assert_eq!(recovery.in_journal.meeting.title, "Budget");
    assert_eq!(recovery.in_file.as_ref().expect("a version").meeting.place, "Deres sted");
    let mut session = Session::recover(&office.workspace, recovery).expect("recovered");
    assert!(session.is_modified());
    assert!(matches!(session.save(), Err(SaveError::ChangedOutside { .. })));
    session.merge_outside().expect("merged");
    session.save().expect("saved");
    assert_eq!((office.in_file().title.as_str(), office.in_file().place.as_str()), ("Budget", "Deres sted"));
    while session.undo().expect("undone") {}
    assert_eq!(*session.meeting(), Meeting::sample(), "every step can be taken back");
    session.close();
    assert!(recoverable(&office.workspace).is_empty());
}

#[test]
fn a_meeting_that_was_never_saved_is_offered_too_and_one_that_nobody_wrote_in_is_not() {
    let office = Office::new();
    drop(Session::new_at(&office.workspace, Meeting::sample()));
    let mut session = Session::new_at(&office.workspace, Meeting::sample());
    session.edit(title("Ny")).expect("an edit");
    session.undo().expect("undone");
    drop(session);
    assert!(recoverable(&office.workspace).is_empty());
    let mut session = Session::new_at(&office.workspace, Meeting::sample());
    session.edit(title("Ny")).expect("an edit");
    drop(session);
    let recovery = recoverable(&office.workspace).pop().expect("a recovery");
    assert_eq!((recovery.file, recovery.in_file), (None, None));
    assert_eq!(recovery.in_journal.meeting.title, "Ny");
}

#[test]
fn where_no_journal_can_be_written_the_user_is_told_and_goes_on() {
    let office = Office::new();
    let workspace = Workspace::at(Directories::at(&office.path));
    let mut session = Session::new_at(&workspace, Meeting::sample());
    session.edit(title("Ny")).expect("an edit");
    assert!(!session.flush() && session.unsafe_since().is_some());
    assert!(matches!(session.warning(), Some(Warning::NotJournaled(_))));
    session.save_as(&office.folder.path().join("ny.bilag")).expect("saved");
    assert!(!session.is_modified());
}

#[test]
fn long_journals_are_written_anew_and_lose_nothing() {
    let office = Office::new();
    let mut session = office.open();
    let long = "æ".repeat(300_000);
    for number in 0..20 {
        session.edit(Edit::Place(format!("{number}{long}"))).expect("an edit");
        session.edit(title(&number.to_string())).expect("an edit");
        session.flush();
    }
    assert!(session.flush() && session.warning().is_none());
    let meeting = session.meeting().clone();
    drop(session);
    let journals = fs::read_dir(office.folder.path().join("places/journals")).expect("a folder");
    let largest = journals.map(|entry| entry.expect("an entry").metadata().expect("a file").len()).max();
    assert!(largest.expect("a journal") < 6 << 20, "{largest:?}");
    assert_eq!(recoverable(&office.workspace).pop().expect("a recovery").in_journal.meeting, meeting);
}

#[test]
fn copies_that_were_changed_apart_are_found_and_merged() {
    let office = Office::new();
    let mut copy = Meeting::sample();
    copy.annotations.remove(0);
    copy.annotations[0].text = "Skrevet et andet sted".to_owned();
    let text = file::write(&copy);
    let named = |name: &str| office.folder.path().join(name);
    let mut other = Meeting::on(&bilag::principles::PrincipleSet::built_in()[0]);
    other.title = "Noget andet".to_owned();
    for name in ["møde (conflicted copy 2026-11-22 101010).bilag", "møde-DESKTOP-AB12CD.bilag"] {
        fs::write(named(name), &text).expect("written");
    }
    fs::write(named("møde-Budget.bilag"), file::write(&other)).expect("written");
    fs::write(named("møde (conflicted copy).txt"), "x").expect("written");
    let copies = conflicted_copies(&office.workspace, &office.path);
    assert_eq!(
        copies,
        [named("møde (conflicted copy 2026-11-22 101010).bilag"), named("møde-DESKTOP-AB12CD.bilag")]
            .map(|path| fs::canonicalize(path).expect("a path"))
    );
    let mut session = office.open();
    let merged = session.merge_copy(&copies[0]).expect("merged");
    assert_eq!((merged.changed, merged.conflicts), (true, 1));
    let own = &session.meeting().annotations;
    assert_eq!(own.len(), Meeting::sample().annotations.len(), "nothing is gone");
    let theirs = ReplyContent::Suggests(vec![Fact::Text("Skrevet et andet sted".to_owned())]);
    assert!(own[1].replies.iter().any(|reply| reply.content == theirs));
    let again = session.merge_copy(&copies[1]).expect("merged");
    assert!(!again.changed, "the same is merged once");
}

/// Whether there is something of everything that came with version 3.
fn has_all_of_version_3(meeting: &Meeting) -> bool {
    let item = |item: &AgendaItem| !item.sections.is_empty() && item.closed && !item.case.is_empty();
    let person = |person: &Participant| person.attendance != Attendance::Unsaid && !person.role.is_empty();
    let decided = |own: &Annotation| match &own.body {
        Body::Decision(decision) => {
            decision.votes.is_some() && !decision.dissents.is_empty() && own.status_set.is_some()
        }
        _ => false,
    };
    let suggested = |own: &Annotation| {
        let answered = own.replies.iter().any(|reply| matches!(reply.content, ReplyContent::Suggests(_)));
        own.kind() == Kind::Suggestion && meeting.words(&own.target).is_some() && answered
    };
    meeting.end.is_some()
        && meeting.agenda.iter().any(item)
        && meeting.participants.iter().any(person)
        && meeting.annotations.iter().any(decided)
        && meeting.annotations.iter().any(suggested)
        && meeting.annotations.iter().any(|own| own.seen.is_some())
}

#[test]
fn one_file_of_every_version_opens() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/meetings");
    for version in 1..=file::VERSION {
        let bytes = fs::read(folder.join(format!("{version}.bilag"))).expect("a file of this version");
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains(&format!("\"bilag\": {version},")), "{version}");
        let meeting = file::read(&bytes).expect("it opens");
        assert_eq!((meeting.selection.len(), meeting.agenda.len()), (4, 3));
        assert!(meeting.annotations.len() > 5 && meeting.annotations.iter().any(|own| !own.replies.is_empty()));
        let drawn = meeting.annotations.iter().any(|own| own.drawing().is_some());
        let decided = meeting.annotations.iter().any(|own| own.outcome().is_some() && !own.proposer().is_empty());
        let timed = meeting.agenda.iter().any(|item| item.minutes.is_some()) && !meeting.presentation.is_usual();
        assert_eq!((drawn, decided, timed), (version > 1, version > 1, version > 1));
        assert_eq!(has_all_of_version_3(&meeting), version > 2);
        if version == file::VERSION {
            assert_eq!(file::write(&meeting), text, "it is written as it was");
        }
    }
}

#[test]
fn a_file_of_a_newer_version_is_read_and_not_written_over() {
    let office = Office::new();
    let newer = file::write(&Meeting::sample()).replacen("\"bilag\": 3", "\"bilag\": 7", 1).replacen(
        "\"body\":",
        "\"chair\": \"Borgmesteren\",\n    \"body\":",
        1,
    );
    fs::write(&office.path, &newer).expect("written");
    assert!(matches!(file::read(newer.as_bytes()), Err(FileError::Newer { found: 7 })));
    let mut session = office.open();
    assert_eq!(*session.access(), Access::Newer { version: 7, lost: vec!["meeting.chair".to_owned()] });
    assert_eq!(*session.meeting(), Meeting::sample());
    let told = session.save().expect_err("it would lose something").to_string();
    assert!(told.contains("meeting.chair"), "{told}");
    assert_eq!(fs::read_to_string(&office.path).expect("it is there"), newer);
    session.save_as(&office.folder.path().join("ældre.bilag")).expect("saved");
    assert_eq!(*session.access(), Access::Writable);
}

#[test]
fn private_notes_are_purged_from_everything_that_is_kept() {
    const SECRET: &str = "fortrolig-blåbærgrød";
    let office = Office::new();
    let mut session = office.open();
    let mut secret = session.meeting().annotations[0].clone();
    (secret.id.0, secret.text, secret.note) = ("hemmelig".to_owned(), SECRET.to_owned(), 0);
    secret.visibility = Visibility::Private;
    session.edit(Edit::AddAnnotation { index: 0, annotation: Box::new(secret) }).expect("an edit");
    session.save().expect("saved");
    session.edit(title("Ny")).expect("an edit");
    session.save().expect("saved");
    session.edit(title("Nyere")).expect("an edit");
    assert!(!holding(office.folder.path(), SECRET).is_empty());
    let receipt = session.purge_private().expect("purged");
    assert!(receipt.annotations >= 1 && receipt.kept.generations >= 1, "{receipt:?}");
    assert_eq!(holding(office.folder.path(), SECRET), [] as [PathBuf; 0]);
    assert!(!session.undo().expect("nothing to undo"));
    assert!(!session.is_modified());
    let text = receipt.in_words(Language::Danish.locale());
    assert!(text.contains("Nyere") && !text.contains(SECRET), "{text}");
    let mut unsaved = Session::new_at(&office.workspace, Meeting::sample());
    unsaved.edit(title("Usavet")).expect("an edit");
    unsaved.purge_private().expect("purged");
    drop(unsaved);
    let left = recoverable(&office.workspace).pop().expect("what was typed is still there").in_journal.meeting;
    assert_eq!(left.title, "Usavet");
    assert!(left.annotations.iter().all(|own| own.visibility == Visibility::Shared));
}

#[test]
fn a_purge_that_cannot_be_saved_removes_nothing() {
    let office = Office::new();
    let mut session = office.open();
    office.change(|meeting| meeting.place = "Deres sted".to_owned());
    let before = session.meeting().clone();
    assert!(matches!(session.purge_private(), Err(PurgeError::Save(SaveError::ChangedOutside { .. }))));
    assert_eq!(*session.meeting(), before);
}

/// Every file below a folder that holds these words.
fn holding(folder: &Path, words: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(holding(&path, words));
        } else if fs::read(&path).expect("a file").windows(words.len()).any(|window| window == words.as_bytes()) {
            found.push(path);
        }
    }
    found
}
