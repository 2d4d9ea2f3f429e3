//! A session: a meeting that is open, what was done to it, and the file that it is kept in.
//!
//! Whoever shows a meeting works through a session: every change goes through [`Session::edit`], so that it can be taken
//! back, and what is not saved yet is known.

use crate::locale::say;
use crate::meeting::{Edit, EditError, History, Meeting, file};
use crate::opened::{OpenError, Opened};
use crate::principles::PrincipleSet;
use crate::storage::{self, ReadError, WriteError};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// A meeting that is open.
#[derive(Debug)]
pub struct Session {
    meeting: Meeting,
    history: History,
    /// The file that it is saved in, once there is one.
    path: Option<PathBuf>,
    /// The state that was saved last; `None` where it never was.
    saved: Option<u64>,
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
    pub source: LoadFault,
}

/// What is wrong with a file that cannot be opened.
#[derive(Debug, Error)]
pub enum LoadFault {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is not what it should be.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// Why a meeting could not be saved. It is still open, and the file is as it was.
#[derive(Debug, Error)]
pub enum SaveError {
    /// It has no file yet.
    #[error("{}", say("save-no-file", &[]))]
    NoFile,
    /// The file cannot be written.
    #[error("{}: {source}", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: WriteError,
    },
}

impl Session {
    /// A session on a meeting that is in no file yet.
    #[must_use]
    pub fn new(meeting: Meeting) -> Session {
        Session { meeting, history: History::default(), path: None, saved: Some(0) }
    }

    /// Opens a file: a meeting, which is saved there again, or a PDF that carries one, which is never written to.
    pub fn open(path: &Path) -> Result<Loaded, LoadError> {
        let fault = |source: LoadFault| LoadError { path: path.to_owned(), source };
        let bytes = storage::read(path).map_err(|error| fault(error.into()))?;
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(match Opened::open(&bytes, &stem).map_err(|error| fault(error.into()))? {
            Opened::Meeting(meeting) => {
                Loaded::Session(Box::new(Session { path: Some(path.to_owned()), ..Session::new(*meeting) }))
            }
            Opened::Pdf(meeting) => Loaded::Session(Box::new(Session::new(*meeting))),
            Opened::Set(set) => Loaded::Set(set),
        })
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

    /// Whether something would be lost if it were closed now.
    #[must_use]
    pub fn is_modified(&self) -> bool {
        self.saved != Some(self.history.state())
    }

    /// Changes the meeting.
    pub fn edit(&mut self, edit: Edit) -> Result<(), EditError> {
        self.history.edit(&mut self.meeting, edit)
    }

    /// Ends the step that is being made: what is typed next is taken back apart from it.
    pub fn seal(&mut self) {
        self.history.seal();
    }

    /// Takes the last step back; `false` where there is none.
    pub fn undo(&mut self) -> Result<bool, EditError> {
        Ok(self.history.undo(&mut self.meeting)?.is_some())
    }

    /// Does again what was last taken back; `false` where there is nothing.
    pub fn redo(&mut self) -> Result<bool, EditError> {
        Ok(self.history.redo(&mut self.meeting)?.is_some())
    }

    /// Saves the meeting in its file.
    pub fn save(&mut self) -> Result<(), SaveError> {
        let path = self.path.clone().ok_or(SaveError::NoFile)?;
        self.save_as(&path)
    }

    /// Saves the meeting in a file, which is its own from then on.
    pub fn save_as(&mut self, path: &Path) -> Result<(), SaveError> {
        let text = file::write(&self.meeting);
        storage::write(path, text.as_bytes()).map_err(|source| SaveError::Write { path: path.to_owned(), source })?;
        self.path = Some(path.to_owned());
        self.saved = Some(self.history.state());
        self.history.seal();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_is_known_also_after_undo() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("møde 🙂.bilag");
        let mut session = Session::new(Meeting::sample());
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
        let Ok(Loaded::Session(again)) = Session::open(&path) else { panic!("a meeting") };
        assert_eq!(again.meeting(), session.meeting());
        assert_eq!(again.path(), Some(path.as_path()));
    }
}
