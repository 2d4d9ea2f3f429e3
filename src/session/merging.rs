//! Bringing together what was changed apart: in the file, by another program, or in a copy of it.

use super::Session;
use super::file_thread::{Pending, Stopped};
use super::outside::Fingerprint;
use super::store::Store;
use super::workspace::now;
use crate::document_kind::open_package;
use crate::logbook::{self, Event};
use crate::meeting::file::{EnvelopeError, Unpacked};
use crate::meeting::{EditError, FileError, Meeting, Reconciled, Reconciler, reconcile};
use crate::storage::Sha256;
use std::io;
use std::path::Path;
use std::sync::Arc;
use thiserror::Error;

/// Why nothing was merged. The meeting is as it was.
#[derive(Debug, Error)]
pub enum MergeError {
    /// It is kept in no file.
    #[error("no file")]
    NoFile,
    /// The other version cannot be read.
    #[error("cannot be read: {0}")]
    Read(#[from] io::Error),
    /// The other version is no meeting.
    #[error(transparent)]
    File(#[from] FileError),
    /// The meeting does not take it.
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// What a merge came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Whether the meeting is another now.
    pub changed: bool,
    /// How many things were changed on both sides; both versions of each are in the meeting.
    pub conflicts: usize,
}

/// What somebody else wrote into the file, read to be merged.
#[derive(Debug)]
pub struct Theirs {
    base: Meeting,
    meeting: Meeting,
    fingerprint: Fingerprint,
}

impl Session {
    /// Merges what somebody else wrote into the file since it was read, as one step that can be taken back. The next
    /// save then takes the file as it is now for the one to replace.
    pub fn merge_outside(&mut self) -> Result<Merged, MergeError> {
        let theirs = self.start_reading_outside().wait().unwrap_or_else(|Stopped| Err(stopped()))?;
        self.merge_theirs(theirs)
    }

    /// Begins to read what somebody else wrote into the file.
    pub fn start_reading_outside(&mut self) -> Pending<Result<Theirs, MergeError>> {
        self.thread.ask(Store::read_outside)
    }

    /// Merges what somebody else wrote into the file, as [`Session::merge_outside`] does.
    pub fn merge_theirs(&mut self, theirs: Theirs) -> Result<Merged, MergeError> {
        let Theirs { base, meeting, fingerprint } = theirs;
        let merged = self.merge(&base, &meeting)?;
        self.saved = (self.meeting == meeting).then(|| self.history.state());
        drop(self.thread.ask(move |store| store.take_base(meeting, fingerprint)));
        Ok(merged)
    }

    /// Merges a copy of the file that was changed apart, as one step that can be taken back. What is missing on either
    /// side stays, since nobody knows which version both come from. The copy is left where it is.
    pub fn merge_copy(&mut self, copy: &Path) -> Result<Merged, MergeError> {
        let theirs = self.start_reading_copy(copy).wait().unwrap_or_else(|Stopped| Err(stopped()))?;
        self.merge_read(&theirs)
    }

    /// Begins to read a copy of the file.
    pub fn start_reading_copy(&mut self, copy: &Path) -> Pending<Result<Meeting, MergeError>> {
        let copy = copy.to_owned();
        self.thread.ask(move |store| Ok(store.read_other(&copy)?.0))
    }

    /// Merges a copy of the file that was read, as [`Session::merge_copy`] does.
    pub fn merge_read(&mut self, theirs: &Meeting) -> Result<Merged, MergeError> {
        self.merge(&Meeting::default(), theirs)
    }

    fn merge(&mut self, base: &Meeting, theirs: &Meeting) -> Result<Merged, MergeError> {
        let by = Reconciler { author: self.workspace.lock_owner.person.clone(), now: now() };
        let Reconciled { meeting, conflicts } = reconcile(base, &self.meeting, theirs, &by);
        let changed = meeting != self.meeting;
        self.change_to(&meeting)?;
        logbook::note(&Event::Merged { conflicts });
        Ok(Merged { changed, conflicts })
    }
}

impl Store {
    fn read_outside(&mut self) -> Result<Theirs, MergeError> {
        let path = self.path.as_ref().ok_or(MergeError::NoFile)?;
        let target = self.workspace.files.resolve(path);
        let (meeting, identity) = self.read_other(&target)?;
        let fingerprint = Fingerprint::of(&self.workspace, &target, &identity);
        Ok(Theirs { base: self.base.clone(), meeting, fingerprint })
    }

    /// Reads a file whose meeting is to be merged, and takes in what belongs to it.
    fn read_other(&mut self, path: &Path) -> Result<(Meeting, Sha256), MergeError> {
        let files = Arc::clone(&self.workspace.files);
        let unpacked = Unpacked::read(&*files, path).map_err(|error| match error {
            EnvelopeError::Io(error) => MergeError::Read(error),
            error => MergeError::File(error.into()),
        })?;
        let package = open_package(&unpacked, &*files)?;
        self.take_in(&package);
        Ok((package.meeting, unpacked.identity))
    }

    /// Takes what was merged for what the file holds.
    fn take_base(&mut self, base: Meeting, fingerprint: Fingerprint) {
        self.fingerprint = Some(fingerprint);
        self.base = base;
        if self.meeting == self.base {
            self.forget_journal();
        } else {
            self.rewrite_journal();
        }
    }
}

/// A read that stopped in the middle.
fn stopped() -> MergeError {
    io::Error::from(io::ErrorKind::Interrupted).into()
}
