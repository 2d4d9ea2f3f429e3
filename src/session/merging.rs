//! Bringing together what was changed apart: in the file, by another program, or in a copy of it.

use super::Session;
use super::outside::Fingerprint;
use super::workspace::now;
use crate::document_kind::open_package;
use crate::logbook::{self, Event};
use crate::meeting::file::{EnvelopeError, Unpacked};
use crate::meeting::{EditError, FileError, Meeting, Reconciled, Reconciler, reconcile};
use crate::storage::Sha256;
use std::io;
use std::path::Path;
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

impl Session {
    /// Merges what somebody else wrote into the file since it was read, as one step that can be taken back. The next
    /// save then takes the file as it is now for the one to replace.
    pub fn merge_outside(&mut self) -> Result<Merged, MergeError> {
        let path = self.path.clone().ok_or(MergeError::NoFile)?;
        let target = self.workspace.files.resolve(&path);
        let (theirs, identity) = self.read_other(&target)?;
        let fingerprint = Fingerprint::of(&self.workspace, &target, &identity);
        let base = self.base.clone();
        let merged = self.merge(&base, &theirs)?;
        self.fingerprint = Some(fingerprint);
        self.base = theirs;
        if self.meeting == self.base {
            self.saved = Some(self.history.state());
            self.forget_journal();
        } else {
            self.saved = None;
            self.rewrite_journal();
        }
        Ok(merged)
    }

    /// Merges a copy of the file that was changed apart, as one step that can be taken back. What is missing on either
    /// side stays, since nobody knows which version both come from. The copy is left where it is.
    pub fn merge_copy(&mut self, copy: &Path) -> Result<Merged, MergeError> {
        let (theirs, _) = self.read_other(copy)?;
        self.merge(&Meeting::default(), &theirs)
    }

    /// Reads a file whose meeting is to be merged, and takes in what belongs to it.
    fn read_other(&mut self, path: &Path) -> Result<(Meeting, Sha256), MergeError> {
        let files = &*self.workspace.files;
        let unpacked = Unpacked::read(files, path).map_err(|error| match error {
            EnvelopeError::Io(error) => MergeError::Read(error),
            error => MergeError::File(error.into()),
        })?;
        let package = open_package(&unpacked, files)?;
        self.take_in(&package);
        Ok((package.meeting, unpacked.identity))
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
