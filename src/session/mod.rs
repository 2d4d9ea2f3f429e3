//! A session: a meeting that is open, what was done to it, and the file that it is kept in.
//!
//! Whoever shows a meeting works through a session: every change goes through [`Session::edit`], is in a journal on the
//! disk before that returns, and can be taken back. What each part promises stands in its own file: [`workspace`] where a
//! session is held, `record` the journal, [`recovery`] what is left when the program stops, [`access`] who may write,
//! [`outside`] and [`merging`] what others do to the file, [`saving`] how it is replaced, and [`purge`] how private notes
//! go for good.

pub mod access;
pub(crate) mod keeping;
pub mod merging;
pub mod outside;
pub mod purge;
mod record;
pub mod recovery;
pub mod saving;
pub mod workspace;

pub use access::Access;
pub use merging::{MergeError, Merged};
pub use outside::{Outside, conflicted_copies};
pub use purge::{PurgeError, Receipt};
pub use recovery::{Recovery, Version, declined, recoverable};
pub use saving::{RestoreError, SaveError};
pub use workspace::{LockOwner, Workspace};

use crate::document_kind::{OpenError, OpenedDocument};
use crate::logbook::{self, Event, Work};
use crate::meeting::file::{EnvelopeError, Package, Unpacked};
use crate::meeting::journal::{self, Header};
use crate::meeting::{Edit, EditError, FileError, History, Meeting};
use crate::picture::Picture;
use crate::principles::PrincipleSet;
use crate::storage::store::Keeper;
use crate::storage::{Attachments, ReadError, Sha256, Unsound};
use access::Claim;
use outside::Fingerprint;
use record::Record;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// A meeting that is open.
#[derive(Debug)]
pub struct Session {
    workspace: Workspace,
    meeting: Meeting,
    history: History,
    /// The file that it is saved in, once there is one.
    path: Option<PathBuf>,
    /// The state that was saved last; `None` where it never was.
    saved: Option<u64>,
    /// The meeting as it was read or saved last: what a change from outside is merged on, and the journal's beginning.
    base: Meeting,
    /// The file as it was read or saved last.
    fingerprint: Option<Fingerprint>,
    access: Access,
    claim: Option<Claim>,
    /// The journal, from the first edit after the file was read or saved.
    record: Option<Record>,
    /// What belongs to the meeting beside its pictures, or did since it was opened.
    attachments: Attachments,
    /// What came with it and is missing or damaged.
    unsound: Vec<Unsound>,
    keeper: Option<Keeper>,
    warning: Option<Warning>,
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
    Unsound(Vec<Unsound>),
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
        Session {
            workspace: workspace.clone(),
            base: meeting.clone(),
            meeting,
            history: History::default(),
            path: None,
            saved: Some(0),
            fingerprint: None,
            access: Access::Writable,
            claim: None,
            record: None,
            attachments: Attachments::default(),
            unsound: Vec::new(),
            keeper: workspace.keeper(),
            warning: None,
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
                let mut session = Session::new_at(workspace, package.meeting.clone());
                session.take_in(&package);
                return Ok(Loaded::Session(Box::new(session)));
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
        let mut session = match newer {
            Some(access) => Session { access, path: Some(path.to_owned()), ..Session::new_at(workspace, meeting) },
            None => Session::at_path(workspace, meeting, Some(path.to_owned())),
        };
        session.take_in(&package);
        session.fingerprint = Some(unread.of_bytes(&unpacked.identity));
        logbook::note(&Event::Opened {
            bytes: unpacked.body.len(),
            annotations: session.meeting.annotations.len(),
            read_only: session.access != Access::Writable,
        });
        Ok(Loaded::Session(Box::new(session)))
    }

    /// A session on a meeting that is kept at `path`, if anywhere, and who may write there.
    fn at_path(workspace: &Workspace, meeting: Meeting, path: Option<PathBuf>) -> Session {
        let mut session = Session { path, ..Session::new_at(workspace, meeting) };
        session.ask_again();
        session
    }

    /// Asks again whether the file may be written to.
    fn ask_again(&mut self) {
        if let Some(path) = &self.path {
            let claimed = access::claim(&self.workspace, &self.workspace.files.resolve(path));
            self.take_claim(claimed);
        }
    }

    /// Takes a file over that somebody else had open and did not close, or had on another machine. Whoever has it open on
    /// this machine keeps it.
    pub fn take_over(&mut self) -> &Access {
        if let (Some(path), Access::ReadOnly { .. }) = (&self.path, &self.access) {
            let claimed = access::take_over(&self.workspace, &self.workspace.files.resolve(path));
            self.take_claim(claimed);
        }
        &self.access
    }

    fn take_claim(&mut self, claimed: Result<Claim, LockOwner>) {
        match claimed {
            Ok(claim) => (self.claim, self.access) = (Some(claim), Access::Writable),
            Err(held_by) => self.access = Access::ReadOnly { held_by },
        }
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
        self.path.as_deref()
    }

    /// What the session may do with its file.
    #[must_use]
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// What the user should know, if anything.
    #[must_use]
    pub fn warning(&self) -> Option<&Warning> {
        self.warning.as_ref()
    }

    /// Whether something would be lost if it were closed now.
    #[must_use]
    pub fn is_modified(&self) -> bool {
        self.saved != Some(self.history.state())
    }

    /// Changes the meeting. The change is in the journal on the disk when this returns; where it could not be written
    /// there, [`Session::warning`] says so: nobody is kept from typing because a disk is full.
    pub fn edit(&mut self, edit: Edit) -> Result<(), EditError> {
        let entry = journal::record(workspace::now(), &edit);
        let brought = pictures_of(&edit);
        self.history.edit(&mut self.meeting, edit)?;
        self.enter(&brought, &entry);
        Ok(())
    }

    /// Ends the step that is being made: what is typed next is taken back apart from it.
    pub fn seal(&mut self) {
        self.history.seal();
    }

    /// Takes the last step back; `false` where there is none.
    pub fn undo(&mut self) -> Result<bool, EditError> {
        let edit = self.history.undo(&mut self.meeting)?;
        Ok(self.enter_any(edit.as_ref()))
    }

    /// Does again what was last taken back; `false` where there is nothing.
    pub fn redo(&mut self) -> Result<bool, EditError> {
        let edit = self.history.redo(&mut self.meeting)?;
        Ok(self.enter_any(edit.as_ref()))
    }

    /// Closes the meeting without saving: the user has chosen not to keep what was not saved. (A session that is dropped
    /// leaves its journal, to be offered at the next start.)
    pub fn close(mut self) {
        self.forget_journal();
    }

    fn enter_any(&mut self, edit: Option<&Edit>) -> bool {
        edit.inspect(|edit| self.enter(&pictures_of(edit), &journal::record(workspace::now(), edit))).is_some()
    }

    /// Enters an edit that was just applied, as a record, into the journal; first the pictures that it brought are kept.
    fn enter(&mut self, brought: &[Picture], entry: &[u8]) {
        let kept = self.keep_attachments(brought);
        let entered = match &mut self.record {
            Some(record) if !record.wants_writing() => record.append(entry),
            Some(record) => {
                let header = record.header().clone();
                record.write_anew(&self.workspace, header, &self.base, &self.meeting)
            }
            None => self.begin_journal(),
        };
        self.take_note(kept.and(entered));
    }

    /// Begins a journal with the meeting as it is in the file and what lies between that and the meeting as it is.
    fn begin_journal(&mut self) -> io::Result<()> {
        let directories = self.workspace.directories.as_ref().ok_or(io::ErrorKind::NotFound)?;
        let record = Record::begin(&self.workspace, directories, self.header(), &self.base, &self.meeting)?;
        self.record = Some(record);
        Ok(())
    }

    /// Writes the journal anew, after its beginning has become another.
    fn rewrite_journal(&mut self) {
        let header = self.header();
        if let Some(record) = &mut self.record {
            let written = record.write_anew(&self.workspace, header, &self.base, &self.meeting);
            self.take_note(written);
        }
    }

    fn header(&self) -> Header {
        Header {
            journal: journal::VERSION,
            file: self.path.as_ref().map(|path| self.workspace.files.resolve(path)),
            hash: self.fingerprint.as_ref().map(|fingerprint| fingerprint.hash.clone()),
            began: workspace::now(),
        }
    }

    fn take_note(&mut self, entered: io::Result<()>) {
        match entered {
            Ok(()) if matches!(self.warning, Some(Warning::NotJournaled(_))) => self.warning = self.standing_warning(),
            Ok(()) => {}
            Err(error) => {
                logbook::note(&Event::Failed { work: Work::Journal, reason: error.kind() });
                self.warning = Some(Warning::NotJournaled(error));
            }
        }
    }

    /// Removes the journal: what it holds is in the file, or not wanted.
    fn forget_journal(&mut self) {
        if let Some(record) = self.record.take() {
            // One that stays is found at the next start to hold what its file holds, or is offered there.
            let _ = record.remove(&self.workspace);
        }
    }
}

/// The pictures that an edit brings.
fn pictures_of(edit: &Edit) -> Vec<Picture> {
    edit.pictures().into_iter().cloned().collect()
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
