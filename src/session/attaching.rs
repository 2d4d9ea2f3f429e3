//! Attaching files to an open meeting: their bytes are on the disk of this machine before an edit names them.

use super::file_thread::{Pending, Stopped};
use super::store::Store;
use super::{Session, Warning};
use crate::attach::{AttachError, describe};
use crate::meeting::AnnexFile;
use crate::storage::Attachment;
use crate::storage::store::TakeError;
use std::io;
use std::path::Path;
use std::sync::Arc;

impl Session {
    /// Takes a file in that is to be an annex: what an edit then names. Until one does the meeting is as it was.
    pub fn attach(&mut self, path: &Path) -> Result<AnnexFile, AttachError> {
        let stopped = |Stopped| Err(AttachError::Keep(io::ErrorKind::Interrupted.into()));
        self.start_attaching(path).wait().unwrap_or_else(stopped)
    }

    /// Begins to take a file in that is to be an annex.
    #[must_use]
    pub fn start_attaching(&self, path: &Path) -> Pending<Result<AnnexFile, AttachError>> {
        let path = path.to_owned();
        self.thread.ask(move |store| store.attach(&path))
    }
}

impl Store {
    fn attach(&mut self, path: &Path) -> Result<AnnexFile, AttachError> {
        let files = Arc::clone(&self.workspace.files);
        let taken = match &mut self.keeper {
            Some(keeper) => keeper.take(path).map_err(|error| match error {
                TakeError::Read(error) => AttachError::Read(error.into()),
                TakeError::Keep(error) => AttachError::Keep(error),
            })?,
            // Where there is no place for it, it is used from where it is.
            None => Attachment::of_file(&*files, path).map_err(|error| AttachError::Read(error.into()))?,
        };
        let file = describe(&*files, &taken, path).map_err(AttachError::Keep)?;
        self.attachments.replace(taken);
        self.unsound.retain(|unsound| unsound.sha256 != file.sha256);
        if matches!(self.warning.as_deref(), Some(Warning::Unsound(_))) {
            self.warning = self.standing_warning().map(Arc::new);
        }
        Ok(file)
    }
}
