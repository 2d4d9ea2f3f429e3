//! What is left when a program stops without asking: its journals, offered at the next start.
//!
//! A recovery copy goes only when the user has chosen. One that was declined is kept for thirty days more.

use super::Session;
use super::keeping::supply_from_store;
use super::outside::Fingerprint;
use super::purge;
use super::record::{ENDING, Record, lock_of, remove};
use super::store::Store;
use super::workspace::{Workspace, now};
use crate::document_kind::open_package;
use crate::logbook::{self, Event};
use crate::meeting::file::Unpacked;
use crate::meeting::journal::{self, Journal};
use crate::meeting::{EditError, History, Meeting};
use crate::storage::files::{Held, folder_of};
use crate::storage::store;
use crate::typeset;
use jiff::{Timestamp, ToSpan as _};
use std::io;
use std::path::{Path, PathBuf};

/// How long a declined copy is kept, in hours: thirty days.
pub const DECLINED_FOR: i64 = 30 * 24;

/// A meeting as it was when the program stopped.
#[derive(Debug)]
pub struct Recovery {
    /// The file that it is kept in; none for one that was never saved.
    pub file: Option<PathBuf>,
    /// The meeting in that file as it is now, and when it was written; none where it cannot be read.
    pub in_file: Option<Version>,
    /// The meeting in the journal, and when the last edit was made.
    pub in_journal: Version,
    /// How many edits there are since the meeting was opened or saved.
    pub edits: usize,
    /// Whether the last thing that was being written is not whole, and lost.
    pub torn: bool,
    /// Whether the file holds something else than when the meeting was read from it.
    pub changed_outside: bool,
    journal: PathBuf,
    read: Journal,
    lock: Box<dyn Held>,
}

/// A version of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// When it was last changed.
    pub changed: Timestamp,
    /// The meeting.
    pub meeting: Meeting,
}

/// What a program that stopped has left, and what the user may want back. What holds nothing that its file does not
/// hold is cleared away, and declined copies that are thirty days old are too. A purge that was begun is finished first.
#[must_use]
pub fn recoverable(workspace: &Workspace) -> Vec<Recovery> {
    let Some(directories) = &workspace.directories else { return Vec::new() };
    purge::finish(workspace);
    drop_old(workspace, now());
    let journals = workspace.files.list(&directories.journals()).unwrap_or_default();
    clear_unfinished(workspace, &journals);
    let offered = journals
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == ENDING))
        .filter_map(|path| offer(workspace, path))
        .collect();
    // What could not be removed now is at the next start.
    let _ = store::clear(&*workspace.files, directories);
    offered
}

/// What programs that stopped have left of the file at `path`: as [`recoverable`], of this file alone.
#[must_use]
pub fn recoverable_of(workspace: &Workspace, path: &Path) -> Vec<Recovery> {
    let target = workspace.files.resolve(path);
    let mut all = recoverable(workspace);
    all.retain(|recovery| recovery.file.as_ref().is_some_and(|file| workspace.files.resolve(file) == target));
    all
}

/// What the user has declined within the last thirty days.
#[must_use]
pub fn declined(workspace: &Workspace) -> Vec<Recovery> {
    let Some(directories) = &workspace.directories else { return Vec::new() };
    let declined = workspace.files.list(&directories.declined()).unwrap_or_default();
    declined
        .into_iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == ENDING))
        .filter_map(|path| take_up(workspace, path))
        .collect()
}

impl Recovery {
    /// Does without it. It is kept for thirty days more.
    pub fn decline(self, workspace: &Workspace) -> io::Result<()> {
        let Some(directories) = &workspace.directories else { return Ok(()) };
        set_aside(workspace, &self.journal, &directories.declined())
    }
}

impl Session {
    /// Goes on where the program stopped: with the meeting as it was, every edit since it was last saved in the history,
    /// and the same file. The journal goes on too.
    pub fn recover(workspace: &Workspace, recovery: Recovery) -> Result<Session, EditError> {
        let Recovery { file, journal, read, lock, .. } = recovery;
        let mut store = Store::at_path(workspace, read.base.clone(), file);
        let (mut meeting, mut history) = (read.base.clone(), History::default());
        for entry in &read.entries {
            history.edit(&mut meeting, entry.edit.clone())?;
        }
        history.seal();
        logbook::note(&Event::Recovered { edits: read.entries.len(), torn: read.torn });
        store.fingerprint = read.header.hash.clone().map(Fingerprint::with_hash);
        store.meeting = meeting;
        store.take_from_store([&read.base, &read.meeting]);
        let taken = bring_home(workspace, journal, lock).and_then(|(journal, lock)| {
            Record::write(workspace, journal, lock, &read.header, &read.base, &read.entries)
        });
        store.take_recovered(taken);
        let mut session = Session { history, saved: None, ..Session::of(store) };
        let mut named = session.meeting.clone();
        typeset::name_slides(&mut named);
        session.change_to(&named)?;
        Ok(session)
    }
}

/// Puts a journal that was declined back among those that are in use, under a lock there.
fn bring_home(workspace: &Workspace, journal: PathBuf, lock: Box<dyn Held>) -> io::Result<(PathBuf, Box<dyn Held>)> {
    let Some(directories) =
        workspace.directories.as_ref().filter(|directories| journal.parent() == Some(&directories.declined()))
    else {
        return Ok((journal, lock));
    };
    workspace.files.make_folder(&directories.journals())?;
    let home = directories.journals().join(journal.file_name().unwrap_or_default());
    let home_lock = workspace.files.lock(&lock_of(&home))?.ok_or(io::ErrorKind::ResourceBusy)?;
    workspace.files.rename(&journal, &home)?;
    let _ = workspace.files.remove(&lock_of(&journal));
    Ok((home, home_lock))
}

/// A journal whose program has stopped, if it holds something that its file does not.
fn offer(workspace: &Workspace, path: PathBuf) -> Option<Recovery> {
    let recovery = take_up(workspace, path)?;
    let kept = recovery.in_file.as_ref().map_or(&recovery.read.base, |version| &version.meeting);
    if *kept == recovery.in_journal.meeting && (recovery.in_file.is_some() || recovery.file.is_none()) {
        // Where it cannot be removed it is asked about again, and again found to hold nothing.
        let _ = remove(workspace, &recovery.journal);
        return None;
    }
    Some(recovery)
}

/// Reads a journal whose program has stopped. One that cannot be read is left for a newer Bilag.
fn take_up(workspace: &Workspace, path: PathBuf) -> Option<Recovery> {
    let lock = workspace.files.lock(&lock_of(&path)).ok()??;
    let mut read = journal::read(&workspace.files.read(&path).ok()?).ok()?;
    // What a program of version 2 was at when it stopped.
    typeset::name_slides(&mut read.base);
    typeset::name_slides(&mut read.meeting);
    let file = read.header.file.clone();
    let target = file.as_ref().map(|file| workspace.files.resolve(file));
    let brought = read.entries.iter().flat_map(|entry| entry.edit.pictures());
    supply_from_store(workspace, read.base.pictures().chain(brought));
    let unpacked = target.as_ref().and_then(|target| Unpacked::read(&*workspace.files, target).ok());
    let in_file = target.zip(unpacked.as_ref()).and_then(|(target, unpacked)| {
        let meeting = open_package(unpacked, &*workspace.files).ok()?.meeting;
        Some(Version { changed: modified(workspace, &target)?, meeting })
    });
    let changed_outside = match (&read.header.hash, &unpacked) {
        (Some(known), Some(unpacked)) => *known != unpacked.identity.to_string(),
        (known, _) => known.is_some(),
    };
    let changed = read.entries.last().map_or(read.header.began, |entry| entry.at);
    Some(Recovery {
        file,
        in_file,
        in_journal: Version { changed, meeting: read.meeting.clone() },
        edits: read.entries.len(),
        torn: read.torn,
        changed_outside,
        journal: path,
        read,
        lock,
    })
}

fn modified(workspace: &Workspace, path: &Path) -> Option<Timestamp> {
    let modified = workspace.files.facts(path).ok()?.modified?;
    Timestamp::try_from(modified).ok()
}

/// Puts a journal among the declined, under the time at which that was.
fn set_aside(workspace: &Workspace, journal: &Path, declined: &Path) -> io::Result<()> {
    workspace.files.make_folder(declined)?;
    let mut name = std::ffi::OsString::from(format!("{}-", now().as_second()));
    name.push(journal.file_name().unwrap_or_default());
    workspace.files.rename(journal, &declined.join(name))?;
    workspace.files.sync_folder(declined)?;
    // Else a power cut could bring it back where it was.
    workspace.files.sync_folder(folder_of(journal))?;
    let _ = workspace.files.remove(&lock_of(journal));
    Ok(())
}

/// Removes what was declined thirty days ago or earlier.
fn drop_old(workspace: &Workspace, now: Timestamp) {
    let Some(directories) = &workspace.directories else { return };
    let oldest = now.checked_sub(DECLINED_FOR.hours()).unwrap_or(Timestamp::MIN).as_second();
    for path in workspace.files.list(&directories.declined()).unwrap_or_default() {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let since = name.split_once('-').and_then(|(seconds, _)| seconds.parse::<i64>().ok());
        if since.is_some_and(|since| since <= oldest) {
            // What cannot be removed now is tried again at the next start.
            let _ = workspace.files.remove(&path);
        }
    }
}

/// Removes journals that were never whole, and locks without a journal, of programs that have stopped.
fn clear_unfinished(workspace: &Workspace, paths: &[PathBuf]) {
    for path in paths {
        let journal = path.with_extension(ENDING);
        let is_unfinished = path.extension().is_some_and(|ending| ending == "tmp");
        let is_lone_lock = path.extension().is_some_and(|ending| ending == "lock") && !paths.contains(&journal);
        if !is_unfinished && !is_lone_lock {
            continue;
        }
        // A program that is about to begin its journal holds the lock.
        if let Ok(Some(_lock)) = workspace.files.lock(&lock_of(&journal)) {
            if is_unfinished {
                let _ = workspace.files.remove(path);
            }
            if workspace.files.facts(&journal).is_err() {
                let _ = workspace.files.remove(&lock_of(&journal));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::Edit;
    use crate::storage::Directories;

    /// A workspace with a new meeting on it whose program stopped.
    fn stopped() -> (tempfile::TempDir, Workspace) {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = Workspace::at(Directories::at(folder.path()));
        let mut session = Session::new_at(&workspace, Meeting::sample());
        session.edit(Edit::Title("Ny".to_owned())).expect("an edit");
        (folder, workspace)
    }

    #[test]
    fn what_was_declined_is_kept_for_thirty_days() {
        let (_folder, workspace) = stopped();
        for recovery in recoverable(&workspace) {
            recovery.decline(&workspace).expect("declined");
        }
        assert!(recoverable(&workspace).is_empty());
        assert_eq!(declined(&workspace)[0].in_journal.meeting.title, "Ny");
        drop_old(&workspace, now() + (DECLINED_FOR - 1).hours());
        assert_eq!(declined(&workspace).len(), 1);
        drop_old(&workspace, now() + DECLINED_FOR.hours());
        assert!(declined(&workspace).is_empty());
    }

    #[test]
    fn what_is_recovered_twice_from_a_journal_of_an_earlier_version_is_there_twice() {
        let (_folder, workspace) = stopped();
        let journals = workspace.directories.as_ref().expect("directories").journals();
        let journal = std::fs::read_dir(journals).expect("journals").flatten().map(|entry| entry.path());
        let journal = journal.into_iter().find(|path| path.extension().is_some_and(|end| end == ENDING));
        let journal = journal.expect("a journal");
        // As version 2 had it: whole annotations in edits.
        let whole = std::fs::read(&journal).expect("read");
        let text = String::from_utf8(whole).expect("text");
        let lines: Vec<&str> = text.lines().map(|line| &line[18..]).collect();
        let old = lines[0].replace(&format!("\"journal\":{}", journal::VERSION), "\"journal\":2");
        let frame = |line: &str| format!("{:08x} {:08x} {line}\n", line.len(), crc32fast::hash(line.as_bytes()));
        let old = [&old, lines[1], lines[2]].map(frame).concat();
        std::fs::write(&journal, old).expect("written");
        let mut session =
            Session::recover(&workspace, recoverable(&workspace).pop().expect("a recovery")).expect("recovered");
        let note = session.meeting().annotations[0].clone();
        let facts = vec![crate::meeting::Fact::Text("Ny note".to_owned())];
        session.edit(Edit::ChangeAnnotation { id: note.id, modified: note.modified, facts }).expect("an edit");
        assert!(session.flush());
        drop(session);
        let again = recoverable(&workspace).pop().expect("a recovery");
        assert!(!again.torn);
        let meeting = &again.in_journal.meeting;
        assert_eq!((&*meeting.title, &*meeting.annotations[0].text), ("Ny", "Ny note"));
    }

    #[test]
    fn what_was_declined_can_be_taken_up_after_all() {
        let (_folder, workspace) = stopped();
        recoverable(&workspace).pop().expect("a recovery").decline(&workspace).expect("declined");
        let session = Session::recover(&workspace, declined(&workspace).pop().expect("a recovery")).expect("recovered");
        assert_eq!(session.meeting().title, "Ny");
        assert!(session.is_modified() && declined(&workspace).is_empty());
        assert!(recoverable(&workspace).is_empty(), "it is open");
        drop(session);
        assert_eq!(recoverable(&workspace).len(), 1);
    }
}
