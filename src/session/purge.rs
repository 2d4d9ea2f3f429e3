//! Closing a meeting: private notes are removed, with everything that Bilag keeps of them.
//!
//! First the file is saved without them; that is the step from which on they are gone. Then go the journals, the
//! generations and the recovery copies that have any. A note of what is being done is made before and removed after, so
//! that a purge which was interrupted is finished at the next start. What backups of the machine or of a synchronised
//! folder hold is not Bilag's to remove, and the receipt says so.

use super::file_thread::{Pending, Stopped};
use super::record::{ENDING, lock_of};
use super::saving::{SaveError, Saving};
use super::store::Store;
use super::workspace::{Workspace, now};
use super::{Session, Warning};
use crate::logbook::{self, Event, Work};
use crate::meeting::file::{Package, Unpacked};
use crate::meeting::journal::{self, Header, Writer};
use crate::meeting::{Annotation, Kind, Meeting, Visibility};
use crate::storage::directories::key;
use crate::storage::files::{Readers, folder_of};
use crate::storage::{Directories, WriteError, replace, store};
use jiff::Timestamp;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;
use thiserror::Error;

/// Why private notes were not removed, or not everywhere.
#[derive(Debug, Error)]
pub enum PurgeError {
    /// The meeting could not be saved without them. Everything is as it was.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// It could not be noted down what is about to be done. Everything is as it was.
    #[error("not begun: {0}")]
    NotBegun(#[source] io::Error),
    /// They are gone from the meeting and its file, but not from all that is kept of it. It is tried again at the next
    /// start, or when they are purged again.
    #[error("unfinished at {}: {source}", path.display())]
    Unfinished {
        /// What could not be removed.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// What was removed, and what stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// When.
    pub at: Timestamp,
    /// The meeting's title.
    pub title: String,
    /// How many private annotations were removed, and how many replies to them.
    pub annotations: usize,
    /// How many replies they had.
    pub replies: usize,
    /// How much of what Bilag keeps of the meeting was removed.
    pub kept: Removed,
    /// What stays: each decision, then each action, by its code and its words.
    pub decisions: Vec<String>,
    /// The actions that stay.
    pub actions: Vec<String>,
    /// How many other annotations stay.
    pub others: usize,
}

/// What was removed of what Bilag keeps of a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// Earlier generations of the file.
    pub generations: usize,
    /// Journals and recovery copies.
    pub journals: usize,
    /// Files that were left half written.
    pub temporaries: usize,
    /// Attachments that nothing names any more.
    pub attachments: usize,
}

/// What came of a purge.
#[derive(Debug)]
pub struct Purged {
    result: Result<Receipt, PurgeError>,
    /// Whether what is private is gone from the meeting.
    gone: bool,
    /// Whether the file holds the meeting as it is now.
    saved: bool,
}

impl Session {
    /// Removes all private annotations for good: from the meeting, from its file, which is saved with all other changes,
    /// and from the journals, generations and recovery copies that Bilag keeps of it. Nothing can be taken back then.
    pub fn purge_private(&mut self) -> Result<Receipt, PurgeError> {
        let purged = self.start_purging().wait();
        self.finish_purging(purged)
    }

    /// Begins to remove all private annotations for good. What came of it is for [`Session::finish_purging`].
    pub fn start_purging(&mut self) -> Pending<Purged> {
        self.seal();
        self.thread.ask(Store::purge_private)
    }

    /// Takes note of what came of a purge.
    pub fn finish_purging(&mut self, purged: Result<Purged, Stopped>) -> Result<Receipt, PurgeError> {
        let stopped = |Stopped| Purged { result: Err(SaveError::Stopped.into()), gone: false, saved: false };
        let purged = purged.unwrap_or_else(stopped);
        if purged.gone {
            self.meeting = without_private(&self.meeting);
            self.history.forget();
            self.saved = purged.saved.then(|| self.history.state());
        }
        self.look();
        purged.result
    }
}

impl Store {
    fn purge_private(&mut self) -> Purged {
        let removed = private(&self.meeting).cloned().collect::<Vec<_>>();
        let purged = without_private(&self.meeting);
        let (mut gone, mut saved) = (false, false);
        let kept = match self.path.clone() {
            Some(path) => self.purge_with_file(&path, purged, &mut gone, &mut saved).inspect_err(|error| {
                if let PurgeError::NotBegun(source) | PurgeError::Unfinished { source, .. } = error {
                    logbook::note(&Event::Failed { work: Work::Purge, reason: source.kind() });
                }
            }),
            None => self.purge_unsaved(purged).inspect(|_| gone = true),
        };
        let result = kept.map(|kept| {
            logbook::note(&Event::Purged);
            receipt(&self.meeting, &removed, kept)
        });
        Purged { result, gone, saved }
    }

    fn purge_with_file(
        &mut self,
        path: &Path,
        purged: Meeting,
        gone: &mut bool,
        saved: &mut bool,
    ) -> Result<Removed, PurgeError> {
        let target = self.workspace.files.resolve(path);
        let began = now();
        let note = begin(&self.workspace, &target, began).map_err(PurgeError::NotBegun)?;
        let whole = std::mem::replace(&mut self.meeting, purged);
        let written = self.save(&Saving::Home);
        match written {
            Ok(()) | Err(SaveError::Write { source: WriteError::Unflushed(_), .. }) => {}
            Err(error) => {
                self.meeting = whole;
                if let Some(note) = note {
                    // The file still has private notes, by which the next start knows that nothing was done.
                    let _ = self.workspace.files.remove(&note);
                }
                return Err(error.into());
            }
        }
        *gone = true;
        self.base = self.meeting.clone();
        self.forget_journal();
        if let Err(SaveError::Write { path, source: WriteError::Unflushed(source) }) = written {
            return Err(PurgeError::Unfinished { path, source });
        }
        *saved = true;
        self.warning = None;
        let store = self.workspace.directories.as_ref().map(Directories::attachments).unwrap_or_default();
        self.let_go().map_err(|source| PurgeError::Unfinished { path: store, source })?;
        let kept = clear(&self.workspace, &target, began)?;
        if let Some(note) = note {
            self.workspace.files.remove(&note).map_err(|source| PurgeError::Unfinished { path: note, source })?;
        }
        Ok(kept)
    }

    /// A meeting that is in no file is only in its journal, which is written anew in one step.
    fn purge_unsaved(&mut self, purged: Meeting) -> Result<Removed, PurgeError> {
        let whole = std::mem::replace(&mut self.meeting, purged);
        // What it began with stays the beginning, so that it is still known to hold something that is in no file.
        let purged_base = without_private(&self.base);
        let base = std::mem::replace(&mut self.base, purged_base);
        self.rewrite_journal();
        if let Some(Warning::NotJournaled(reason)) = self.warning.as_deref() {
            let reason = io::Error::new(reason.kind(), reason.to_string());
            (self.meeting, self.base) = (whole, base);
            self.warning = None;
            return Err(PurgeError::NotBegun(reason));
        }
        Ok(Removed { journals: usize::from(self.record.is_some()), ..Removed::default() })
    }
}

/// Finishes purges that were interrupted after the file was saved; of others nothing was done.
pub(super) fn finish(workspace: &Workspace) {
    let Some(directories) = &workspace.directories else { return };
    for note in workspace.files.list(&directories.purges()).unwrap_or_default() {
        let Ok(bytes) = workspace.files.read(&note) else { continue };
        // Where it was not written whole nothing else was done.
        if journal::read(&bytes).map_or(true, |note| finish_one(workspace, &note.header)) {
            let _ = workspace.files.remove(&note);
        }
    }
}

/// Whether there is nothing more to do.
fn finish_one(workspace: &Workspace, note: &Header) -> bool {
    let Some(target) = &note.file else { return true };
    let Some(meeting) = read(workspace, target) else { return false };
    private(&meeting).next().is_some() || clear(workspace, target, note.began).is_ok()
}

/// Notes down which file is purged.
fn begin(workspace: &Workspace, target: &Path, began: Timestamp) -> io::Result<Option<PathBuf>> {
    let Some(directories) = &workspace.directories else { return Ok(None) };
    workspace.files.make_folder(&directories.purges())?;
    let note = directories.purges().join(key(target)).with_extension("json");
    // One of an earlier attempt.
    let _ = workspace.files.remove(&note);
    let header = Header { journal: journal::VERSION, file: Some(target.to_owned()), hash: None, began };
    let mut file = workspace.files.create(&note, Readers::Owner)?;
    file.write(&Writer::begin(&header, &Meeting::default()).1).and_then(|()| file.sync())?;
    workspace.files.sync_folder(&directories.purges())?;
    Ok(Some(note))
}

/// Removes whatever is kept of the file at `target` and has private notes, or cannot be read. Journals that were begun
/// later than the purge are of what was written since.
fn clear(workspace: &Workspace, target: &Path, began: Timestamp) -> Result<Removed, PurgeError> {
    let mut removed = Removed::default();
    let Some(directories) = &workspace.directories else { return Ok(removed) };
    let files = &*workspace.files;
    let gone =
        |path: &Path| files.remove(path).map_err(|source| PurgeError::Unfinished { path: path.to_owned(), source });
    for generation in listed(workspace, &directories.generations(target))? {
        if has_private(read(workspace, &generation).as_ref()) {
            gone(&generation)?;
            removed.generations += 1;
        }
    }
    for journal in journals_of(workspace, directories, target)? {
        let lock = files.lock(&lock_of(&journal));
        // One that another window is writing is that window's, and is purged there.
        let Some(_lock) = lock.map_err(|source| PurgeError::Unfinished { path: journal.clone(), source })? else {
            continue;
        };
        let since = files.read(&journal).ok().and_then(|bytes| journal::read(&bytes).ok());
        if since.is_none_or(|journal| journal.header.began <= began) {
            gone(&journal)?;
            removed.journals += 1;
            // Nobody will ask for it again.
            let _ = files.remove(&lock_of(&journal));
        }
    }
    removed.temporaries = replace::remove_leftovers(files, target, Duration::ZERO);
    let attachments = directories.attachments();
    removed.attachments =
        store::clear(files, directories).map_err(|source| PurgeError::Unfinished { path: attachments, source })?;
    // Else a power cut could bring the names back.
    for folder in
        [&directories.generations(target), &directories.journals(), &directories.declined(), folder_of(target)]
    {
        if files.facts(folder).is_ok() {
            files.sync_folder(folder).map_err(|source| PurgeError::Unfinished { path: folder.to_owned(), source })?;
        }
    }
    Ok(removed)
}

/// The meeting in a file, if one can be read.
fn read(workspace: &Workspace, path: &Path) -> Option<Meeting> {
    let unpacked = Unpacked::read(&*workspace.files, path).ok()?;
    Some(Package::open(&unpacked, &*workspace.files).ok()?.meeting)
}

fn without_private(meeting: &Meeting) -> Meeting {
    let mut purged = meeting.clone();
    purged.annotations.retain(|annotation| annotation.visibility == Visibility::Shared);
    purged
}

fn private(meeting: &Meeting) -> impl Iterator<Item = &Annotation> {
    meeting.annotations.iter().filter(|annotation| annotation.visibility == Visibility::Private)
}

/// The journals of a file, also those that were declined or never whole.
fn journals_of(workspace: &Workspace, directories: &Directories, target: &Path) -> Result<Vec<PathBuf>, PurgeError> {
    let mut paths = listed(workspace, &directories.journals())?;
    paths.extend(listed(workspace, &directories.declined())?);
    let key = key(target);
    paths.retain(|path| {
        let kind = path.extension().is_some_and(|ending| ending == ENDING || ending == "tmp");
        kind && path.file_name().is_some_and(|name| name.to_string_lossy().contains(&key))
    });
    Ok(paths)
}

/// What a folder holds; nothing where there is none.
fn listed(workspace: &Workspace, folder: &Path) -> Result<Vec<PathBuf>, PurgeError> {
    match workspace.files.list(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(PurgeError::Unfinished { path: folder.to_owned(), source: error })
        }
        listed => Ok(listed.unwrap_or_default()),
    }
}

/// What cannot be read may have private notes.
fn has_private(meeting: Option<&Meeting>) -> bool {
    meeting.is_none_or(|meeting| private(meeting).next().is_some())
}

fn receipt(meeting: &Meeting, removed: &[Annotation], kept: Removed) -> Receipt {
    let words = |kind: Kind| -> Vec<String> {
        let of_kind = meeting.annotations.iter().filter(|annotation| annotation.kind() == kind);
        of_kind.map(|annotation| format!("{} {}", meeting.code(annotation), annotation.text)).collect()
    };
    let (decisions, actions) = (words(Kind::Decision), words(Kind::Action));
    Receipt {
        at: now(),
        title: meeting.title.clone(),
        annotations: removed.len(),
        replies: removed.iter().map(|annotation| annotation.replies.len()).sum(),
        kept,
        others: meeting.annotations.len() - decisions.len() - actions.len(),
        decisions,
        actions,
    }
}
