//! A session: a meeting that is open, what was done to it, and the file that it is kept in.
//!
//! Whoever shows a meeting works through a session: every change goes through [`Session::edit`], is there at once, and can be
//! taken back. A thread ([`file_thread`]) puts it into a journal on the disk, and the session says what is safe there and what
//! is not yet: *on the screen* never waits for *on the disk*. Whatever waits for a disk is begun by a `start_` and gives an
//! answer later; the function without `start_` waits for it. What each part promises stands in its own file: [`workspace`] where a
//! session is held, `store` what is kept of it, `record` the journal, [`recovery`] what is left when the program stops, [`access`] who may write,
//! [`outside`] and [`merging`] what others do to the file, [`saving`] how it is replaced, and [`purge`] how private notes
//! go for good.

pub mod access;
pub mod attaching;
pub mod file_thread;
pub(crate) mod keeping;
pub mod merging;
pub mod outside;
pub mod purge;
mod record;
pub mod recovery;
pub mod saving;
mod store;
pub mod workspace;

pub use access::Access;
pub use file_thread::{Closing, FileThread, Pending, Stopped};
pub use keeping::Lacking;
pub use merging::{MergeError, Merged, Theirs};
pub use outside::{Outside, conflicted_copies};
pub use purge::{PurgeError, Purged, Receipt};
pub use recovery::{Recovery, Version, declined, recoverable, recoverable_of};
pub use saving::{RestoreError, SaveError, Saved, Saving};
pub use workspace::{LockOwner, Workspace};

use crate::document_kind::{OpenError, OpenedDocument};
use crate::logbook::{self, Event, Work};
use crate::meeting::file::{EnvelopeError, Package, Unpacked};
use crate::meeting::{Edit, EditError, FileError, History, Meeting};
use crate::principles::PrincipleSet;
use crate::storage::{ReadError, Sha256, Unsound};
use outside::Fingerprint;
use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use store::Store;
use thiserror::Error;

/// A meeting that is open.
///
/// What is shown and what is kept are two: an edit is in [`Session::meeting`] when [`Session::edit`] returns, and in the journal
/// on the disk when [`Session::unsafe_since`] says nothing any more.
#[derive(Debug)]
pub struct Session {
    workspace: Workspace,
    meeting: Meeting,
    history: History,
    /// The state that was saved last; `None` where it never was.
    saved: Option<u64>,
    /// How many edits were made.
    made: u64,
    /// When each edit was made that is not known to be on the disk.
    unflushed: VecDeque<(u64, Instant)>,
    /// How it stood with what is kept when that was looked at last.
    status: Status,
    kept: Arc<Mutex<Status>>,
    thread: FileThread<Store>,
}

/// How it stands with what is kept.
#[derive(Clone, Debug, Default)]
struct Status {
    path: Option<PathBuf>,
    access: Access,
    warning: Option<Arc<Warning>>,
    /// What came with the meeting and is missing or damaged.
    unsound: Vec<Unsound>,
    /// The number of the last edit that was tried to be kept, and of the last that is.
    tried: u64,
    flushed: u64,
    astray: bool,
    outside: Option<Outside>,
}

/// What a file turned out to be.
#[derive(Debug)]
pub enum Loaded {
    /// A meeting, or a PDF that carries one.
    Session(Box<Session>),
    /// A principle set.
    Set(Box<PrincipleSet>),
}

/// Why a file could not be opened.
#[derive(Debug, Error)]
#[error("{}: {source}", path.display())]
pub struct LoadError {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub source: LoadErrorKind,
}

/// What is wrong with a file that cannot be opened.
#[derive(Debug, Error)]
pub enum LoadErrorKind {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is not what it should be.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// What the user should know while they go on: a promise that cannot be kept at the moment.
#[derive(Debug, Error)]
pub enum Warning {
    /// Changes are in no journal and would be lost in a crash, until this can be written again or the meeting is saved.
    #[error("not journaled: {0}")]
    NotJournaled(#[source] io::Error),
    /// The meeting was saved, but what the file held before could not be kept.
    #[error("no generation kept: {0}")]
    NoGeneration(#[source] io::Error),
    /// Something that belongs to the meeting is missing or damaged.
    #[error("attachments are missing or damaged: {}", keeping::names(.0))]
    Unsound(Vec<Lacking>),
}

impl Session {
    /// A session on a meeting that is in no file yet, at the user's own workspace.
    #[must_use]
    pub fn new(meeting: Meeting) -> Session {
        Session::new_at(&Workspace::of_user(), meeting)
    }

    /// A session on a meeting that is in no file yet.
    #[must_use]
    pub fn new_at(workspace: &Workspace, meeting: Meeting) -> Session {
        Session::of(Store::new(workspace, meeting))
    }

    /// A session on what is kept.
    fn of(store: Store) -> Session {
        let kept = store.status();
        let status = kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Session {
            workspace: store.workspace.clone(),
            meeting: store.meeting.clone(),
            history: History::default(),
            saved: Some(0),
            made: 0,
            unflushed: VecDeque::new(),
            status,
            kept,
            thread: FileThread::start("files", store),
        }
    }

    /// Opens a file at the user's own workspace: a meeting, which is saved there again, or a PDF that carries one, which is
    /// never written to.
    pub fn open(path: &Path) -> Result<Loaded, LoadError> {
        Session::open_at(&Workspace::of_user(), path)
    }

    /// Opens a file. A meeting that somebody else has open, or that a newer Bilag wrote, can be read, and saved under
    /// another name ([`Session::access`]).
    pub fn open_at(workspace: &Workspace, path: &Path) -> Result<Loaded, LoadError> {
        let load_error = |source: LoadErrorKind| LoadError { path: path.to_owned(), source };
        let target = workspace.files.resolve(path);
        let unread = Fingerprint::of(workspace, &target, &Sha256::of(&[]));
        let unpacked = Unpacked::read(&*workspace.files, &target).map_err(|error| match error {
            EnvelopeError::Io(error) => {
                logbook::note(&Event::Failed { work: Work::Open, reason: error.kind() });
                load_error(ReadError::from(error).into())
            }
            error => load_error(OpenError::Meeting(error.into()).into()),
        })?;
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let (package, newer) = match OpenedDocument::of(&unpacked, &stem, &*workspace.files) {
            Ok(OpenedDocument::Meeting(package)) => (*package, None),
            Ok(OpenedDocument::Pdf(package)) => {
                let mut store = Store::new(workspace, package.meeting.clone());
                store.take_in(&package);
                return Ok(Loaded::Session(Box::new(Session::of(store))));
            }
            Ok(OpenedDocument::Set(set)) => return Ok(Loaded::Set(set)),
            Err(OpenError::Meeting(error @ FileError::Newer { .. })) => {
                match Package::open_newer(&unpacked, &*workspace.files) {
                    Ok((package, newer)) => (package, Some(Access::Newer { version: newer.version, lost: newer.lost })),
                    Err(_) => return Err(load_error(OpenError::Meeting(error).into())),
                }
            }
            Err(error) => return Err(load_error(error.into())),
        };
        let meeting = package.meeting.clone();
        let mut store = match newer {
            Some(access) => Store::read_only(workspace, meeting, path.to_owned(), access),
            None => Store::at_path(workspace, meeting, Some(path.to_owned())),
        };
        store.take_in(&package);
        store.fingerprint = Some(unread.of_bytes(&unpacked.identity));
        logbook::note(&Event::Opened {
            bytes: unpacked.body.len(),
            annotations: store.meeting.annotations.len(),
            read_only: store.access != Access::Writable,
        });
        Ok(Loaded::Session(Box::new(Session::of(store))))
    }

    /// Takes a file over that somebody else had open and did not close, or had on another machine. Whoever has it open on
    /// this machine keeps it.
    pub fn take_over(&mut self) -> &Access {
        // Where there is no answer the access is as it was.
        let _ = self.start_taking_over().wait();
        self.look();
        self.access()
    }

    /// Begins to take a file over.
    pub fn start_taking_over(&mut self) -> Pending<()> {
        self.thread.ask(Store::take_over)
    }

    /// The meeting as it is now.
    #[must_use]
    pub fn meeting(&self) -> &Meeting {
        &self.meeting
    }

    /// What was done, and can be taken back.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The file that it is saved in.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.status.path.as_deref()
    }

    /// What the session may do with its file.
    #[must_use]
    pub fn access(&self) -> &Access {
        &self.status.access
    }

    /// What the user should know, if anything, as it was when the session was looked at last ([`Session::look`],
    /// [`Session::flush`]).
    #[must_use]
    pub fn warning(&self) -> Option<&Warning> {
        self.status.warning.as_deref()
    }

    /// Calls this from another thread whenever there may be something to [look](Session::look) at.
    pub fn call_when_done(&self, call: impl Fn() + Send + Sync + 'static) {
        self.thread.call_when_done(call);
    }

    /// Looks how it stands with what is kept; costs next to nothing.
    pub fn look(&mut self) {
        self.status.clone_from(&self.kept.lock().unwrap_or_else(PoisonError::into_inner));
        let flushed = self.status.flushed;
        while self.unflushed.front().is_some_and(|(number, _)| *number <= flushed) {
            self.unflushed.pop_front();
        }
        if std::mem::take(&mut self.status.astray) {
            let (number, meeting) = (self.made, self.meeting.clone());
            drop(self.thread.ask(move |store| store.take_whole(number, meeting)));
        }
    }

    /// Since when there is a change that is not known to be on the disk; `None` where all are.
    #[must_use]
    pub fn unsafe_since(&self) -> Option<Instant> {
        self.unflushed.front().map(|(_, made)| *made)
    }

    /// How many edits were made, and how many of them, from the first on, are known to be on the disk.
    #[must_use]
    pub fn edits(&self) -> (u64, u64) {
        (self.made, self.status.flushed)
    }

    /// Whether nothing is under way to the disk: what could be written is.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.status.tried >= self.made
    }

    /// Waits until every change is on the disk; `false` where that cannot be, and then [`Session::warning`] says why.
    pub fn flush(&mut self) -> bool {
        // Where there is no answer, what is not safe stays what it is.
        let _ = self.thread.ask(|_| ()).wait();
        self.look();
        self.unflushed.is_empty()
    }

    /// Looks now and then, on the session's own thread, whether others touch the file (`take_outside`).
    pub fn watch(&self) {
        drop(self.thread.ask(Store::watch));
    }

    /// What happened to a watched file as it was seen last.
    #[must_use]
    pub fn seen_outside(&self) -> Option<Outside> {
        self.status.outside
    }

    /// Whether something would be lost if it were closed now.
    #[must_use]
    pub fn is_modified(&self) -> bool {
        self.saved != Some(self.history.state())
    }

    /// Changes the meeting, at once. The change is on its way to the journal when this returns, and is there when
    /// [`Session::unsafe_since`] says so; where it could not be written, [`Session::warning`] does: nobody is kept from typing
    /// because a disk is slow or full.
    pub fn edit(&mut self, edit: Edit) -> Result<(), EditError> {
        self.history.edit(&mut self.meeting, edit.clone())?;
        self.hand_over(edit);
        Ok(())
    }

    /// Ends the step that is being made: what is typed next is taken back apart from it.
    pub fn seal(&mut self) {
        self.history.seal();
    }

    /// Takes the last step back; `false` where there is none.
    pub fn undo(&mut self) -> Result<bool, EditError> {
        let edit = self.history.undo(&mut self.meeting)?;
        Ok(self.hand_over_any(edit))
    }

    /// Does again what was last taken back; `false` where there is nothing.
    pub fn redo(&mut self) -> Result<bool, EditError> {
        let edit = self.history.redo(&mut self.meeting)?;
        Ok(self.hand_over_any(edit))
    }

    /// Closes the meeting without saving: the user has chosen not to keep what was not saved. (A session that is dropped
    /// leaves its journal, to be offered at the next start.)
    pub fn close(self) {
        self.start_closing().wait();
    }

    /// Begins to close the meeting without saving.
    #[must_use]
    pub fn start_closing(self) -> Closing {
        self.thread.hand(Store::forget_journal);
        self.thread.let_go()
    }

    fn hand_over_any(&mut self, edit: Option<Edit>) -> bool {
        edit.map(|edit| self.hand_over(edit)).is_some()
    }

    /// Hands an edit over that was just applied, to be entered into the journal.
    fn hand_over(&mut self, edit: Edit) {
        self.made += 1;
        let (number, at) = (self.made, workspace::now());
        self.unflushed.push_back((number, Instant::now()));
        self.thread.hand(move |store| store.take(number, at, edit));
        self.look();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::Directories;

    /// A workspace whose directories are in a folder of their own.
    fn workspace(folder: &tempfile::TempDir) -> Workspace {
        Workspace::at(Directories::at(&folder.path().join("places")))
    }

    #[test]
    fn what_is_saved_is_known_also_after_undo() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("møde 🙂.bilag");
        let workspace = workspace(&folder);
        let mut session = Session::new_at(&workspace, Meeting::sample());
        assert!(!session.is_modified());
        session.edit(Edit::Title("Budgetmøde".to_owned())).expect("an edit");
        assert!(session.is_modified());
        assert!(matches!(session.save(), Err(SaveError::NoFile)));
        session.save_as(&path).expect("saved");
        assert!(!session.is_modified());
        session.undo().expect("undone");
        assert!(session.is_modified());
        session.redo().expect("redone");
        assert!(!session.is_modified());
        let Ok(Loaded::Session(again)) = Session::open_at(&workspace, &path) else { panic!("a meeting") };
        assert_eq!(again.meeting(), session.meeting());
        assert_eq!(again.path(), Some(path.as_path()));
    }
}
