//! Saving: the file is replaced whole or not at all, never unseen, and what it held is kept.

use super::access::{Access, claim};
use super::file_thread::{Pending, Stopped};
use super::outside::{Fingerprint, Outside};
use super::store::Store;
use super::workspace::{LockOwner, Workspace, now};
use super::{Session, Warning};
use crate::locale::say;
use crate::logbook::{self, Event, Work};
use crate::meeting::{Edit, EditError, Meeting, difference, file};
use crate::storage::generations::{self, Generation};
use crate::storage::{WriteError, replace};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use thiserror::Error;

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
    /// Somebody changed the file since it was read. Merge with it, save a copy, or overwrite it.
    #[error("{}", say("save-changed-outside", &[("file", path.display().to_string().into())]))]
    ChangedOutside {
        /// Which.
        path: PathBuf,
    },
    /// Somebody else has the file open. Save under another name.
    #[error("{}", say("save-held", &[("person", held_by.person.as_str().into()), ("machine", held_by.machine.as_str().into())]))]
    Held {
        /// Who.
        held_by: LockOwner,
    },
    /// Saving stopped in the middle by a fault in the program. The file is the old one or the new one.
    #[error("{}", say("save-stopped", &[]))]
    Stopped,
    /// A newer Bilag wrote the file, and saving would lose what this one cannot read. Save under another name.
    #[error("{}", say("save-newer", &[("lost", lost.join(", ").into())]))]
    Newer {
        /// What would be lost.
        lost: Vec<String>,
    },
}

/// Why an earlier generation could not be taken up again.
#[derive(Debug, Error)]
pub enum RestoreError {
    /// It cannot be read.
    #[error("{}", say("read-failed", &[("reason", crate::storage::reason(.0).into())]))]
    Read(#[from] io::Error),
    /// It is no meeting.
    #[error(transparent)]
    File(#[from] crate::meeting::FileError),
    /// The meeting does not take it.
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// What is done with a file that is other than it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unexpected {
    Refuse,
    Overwrite,
}

/// How a meeting is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// In its file, if that is as it was when it was read.
    Home,
    /// In its file, whatever that holds by now; what it held is kept as a generation.
    Over,
    /// In a file, which is its own from then on. One that was there is replaced, since the user named it; what it held is kept
    /// as a generation.
    As(PathBuf),
}

/// What came of saving.
#[derive(Debug)]
pub struct Saved {
    /// The state of the meeting that was to be saved.
    state: u64,
    result: Result<(), SaveError>,
}

impl Session {
    /// Saves the meeting in its file, if that is as it was when it was read.
    pub fn save(&mut self) -> Result<(), SaveError> {
        self.save_and_wait(Saving::Home)
    }

    /// Saves the meeting in its file, whatever that holds by now; what it held is kept as a generation.
    pub fn overwrite(&mut self) -> Result<(), SaveError> {
        self.save_and_wait(Saving::Over)
    }

    /// Saves the meeting in a file, which is its own from then on ([`Saving::As`]).
    pub fn save_as(&mut self, path: &Path) -> Result<(), SaveError> {
        self.save_and_wait(Saving::As(path.to_owned()))
    }

    fn save_and_wait(&mut self, saving: Saving) -> Result<(), SaveError> {
        let saved = self.start_saving(saving).wait();
        self.finish_saving(saved)
    }

    /// Begins to save the meeting as it is now. What came of it is for [`Session::finish_saving`].
    pub fn start_saving(&mut self, saving: Saving) -> Pending<Saved> {
        self.seal();
        let state = self.history.state();
        self.thread.ask(move |store| Saved { state, result: store.save(&saving) })
    }

    /// Takes note of what came of saving.
    pub fn finish_saving(&mut self, saved: Result<Saved, Stopped>) -> Result<(), SaveError> {
        self.look();
        let saved = saved.map_err(|Stopped| SaveError::Stopped)?;
        saved.result?;
        self.saved = Some(saved.state);
        Ok(())
    }

    /// The generations of its file that are kept, oldest first.
    #[must_use]
    pub fn generations(&self) -> Vec<Generation> {
        self.thread.ask(|store| store.generations()).wait().unwrap_or_default()
    }

    /// Begins to read the generations of its file that are kept, oldest first.
    #[must_use]
    pub fn start_reading_generations(&self) -> Pending<Vec<(Generation, Result<Meeting, RestoreError>)>> {
        self.thread.ask(|store| {
            let generations = store.generations();
            let read = |generation: Generation| {
                let meeting = store.read_generation(&generation);
                (generation, meeting)
            };
            generations.into_iter().map(read).collect()
        })
    }

    /// The meeting of an earlier generation.
    pub fn read_generation(&self, generation: &Generation) -> Result<Meeting, RestoreError> {
        let generation = generation.clone();
        let read = self.thread.ask(move |store| store.read_generation(&generation)).wait();
        read.unwrap_or_else(|Stopped| Err(io::Error::from(io::ErrorKind::Interrupted).into()))
    }

    /// Makes the meeting what an earlier generation was, as one step that can be taken back.
    pub fn restore(&mut self, generation: &Generation) -> Result<(), RestoreError> {
        let earlier = self.read_generation(generation)?;
        Ok(self.change_to(&earlier)?)
    }

    /// Makes the meeting another, as one step.
    pub fn change_to(&mut self, other: &Meeting) -> Result<(), EditError> {
        let edits = difference(&self.meeting, other);
        self.seal();
        if !edits.is_empty() {
            self.edit(Edit::Batch(edits))?;
            self.seal();
        }
        Ok(())
    }

    /// What happened to the file since it was read or saved. Cheap enough to ask once a second: the file is read only
    /// where its length or its time is another.
    pub fn changed_outside(&mut self) -> Option<Outside> {
        self.thread.ask(Store::changed_outside).wait().ok().flatten()
    }
}

impl Store {
    /// Saves the meeting.
    pub fn save(&mut self, saving: &Saving) -> Result<(), SaveError> {
        let path = match saving {
            Saving::As(path) => return self.save_as(path),
            Saving::Home | Saving::Over => self.path.clone().ok_or(SaveError::NoFile)?,
        };
        self.save_at_home(&path, if *saving == Saving::Over { Unexpected::Overwrite } else { Unexpected::Refuse })
    }

    fn save_as(&mut self, path: &Path) -> Result<(), SaveError> {
        let target = self.workspace.files.resolve(path);
        if self.path.as_ref().is_some_and(|own| self.workspace.files.resolve(own) == target) {
            return self.save_at_home(path, Unexpected::Refuse);
        }
        let claim = claim(&self.workspace, &target).map_err(|held_by| SaveError::Held { held_by })?;
        self.write(path, Unexpected::Overwrite)?;
        self.claim = Some(claim);
        self.access = Access::Writable;
        Ok(())
    }

    fn generations(&self) -> Vec<Generation> {
        match (&self.workspace.directories, &self.path) {
            (Some(directories), Some(path)) => {
                let files = &*self.workspace.files;
                generations::list(files, directories, &files.resolve(path))
            }
            _ => Vec::new(),
        }
    }

    fn read_generation(&self, generation: &Generation) -> Result<Meeting, RestoreError> {
        Ok(file::read(&self.workspace.files.read(&generation.path)?)?)
    }

    fn save_at_home(&mut self, path: &Path, unexpected: Unexpected) -> Result<(), SaveError> {
        // Whoever had it open may have closed it since.
        if let Access::ReadOnly { .. } = self.access {
            self.ask_again();
        }
        match &self.access {
            Access::Writable => self.write(path, unexpected),
            Access::ReadOnly { held_by } => Err(SaveError::Held { held_by: held_by.clone() }),
            Access::Newer { lost, .. } => Err(SaveError::Newer { lost: lost.clone() }),
        }
    }

    /// Writes the file and takes note of it.
    fn write(&mut self, path: &Path, unexpected: Unexpected) -> Result<(), SaveError> {
        let text = file::write(&self.meeting);
        let expected = match unexpected {
            Unexpected::Refuse => self.fingerprint.as_ref(),
            Unexpected::Overwrite => None,
        };
        let began = Instant::now();
        let written = write_guarded(&self.workspace, path, text.as_bytes(), expected);
        if let Ok(_) | Err(SaveError::Write { source: WriteError::Unflushed(_), .. }) = &written {
            let target = self.workspace.files.resolve(path);
            self.fingerprint = Some(Fingerprint::of(&self.workspace, &target, text.as_bytes()));
            self.path = Some(path.to_owned());
        }
        let kept = written.inspect_err(|error| {
            if let SaveError::Write { source: WriteError::Io(error) | WriteError::Unflushed(error), .. } = error {
                logbook::note(&Event::Failed { work: Work::Save, reason: error.kind() });
            }
        })?;
        logbook::note(&Event::Saved { bytes: text.len(), took: began.elapsed() });
        if let Err(error) = &kept {
            logbook::note(&Event::Failed { work: Work::Generation, reason: error.kind() });
        }
        self.base = self.meeting.clone();
        self.warning = kept.err().map(|error| Arc::new(Warning::NoGeneration(error)));
        self.forget_journal();
        Ok(())
    }

    /// What happened to the file since it was read or saved.
    pub fn changed_outside(&mut self) -> Option<Outside> {
        let target = self.workspace.files.resolve(self.path.as_deref()?);
        self.fingerprint.as_mut()?.look(&self.workspace, &target)
    }
}

/// Replaces a meeting's file, if it is as expected, and keeps what it held; says whether that could be kept.
pub(super) fn write_guarded(
    workspace: &Workspace,
    path: &Path,
    bytes: &[u8],
    expected: Option<&Fingerprint>,
) -> Result<io::Result<()>, SaveError> {
    let write = |source| SaveError::Write { path: path.to_owned(), source };
    let _turn = replace::wait_for_turn(&*workspace.files, workspace.directories.as_ref(), path)
        .map_err(|error| write(error.into()))?;
    let mut kept = Ok(());
    let save_error = |source: ReplaceError| match source {
        ReplaceError::Write(source) => write(source),
        ReplaceError::Changed => SaveError::ChangedOutside { path: path.to_owned() },
    };
    let readable = |bytes: &[u8]| file::read(bytes).is_ok();
    replace::replace_after(&*workspace.files, path, bytes, &readable, |target| {
        let old = match workspace.files.read(target) {
            Ok(old) => old,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            // What cannot be read cannot be known to be as it was.
            Err(error) => return Err(ReplaceError::Write(error.into())),
        };
        if expected.is_some_and(|expected| !expected.is_of(&old)) {
            return Err(ReplaceError::Changed);
        }
        if let Some(directories) = &workspace.directories {
            kept = generations::keep(&*workspace.files, directories, target, &old, now());
        }
        Ok(())
    })
    .map_err(save_error)?;
    Ok(kept)
}

/// Why a file was not replaced.
enum ReplaceError {
    Write(WriteError),
    Changed,
}

impl From<WriteError> for ReplaceError {
    fn from(error: WriteError) -> ReplaceError {
        ReplaceError::Write(error)
    }
}
