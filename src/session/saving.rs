//! Saving: the file is replaced whole or not at all, never unseen, and what it held is kept.

use super::access::{Access, claim};
use super::file_thread::{Pending, Stopped};
use super::keeping::supply_from_store;
use super::outside::{Fingerprint, Outside};
use super::store::Store;
use super::workspace::{LockOwner, Workspace, now};
use super::{Session, Warning};
use crate::document_kind::open_package;
use crate::logbook::{self, Event, Work};
use crate::meeting::file::{EnvelopeError, Packed, Unpacked, pack};
use crate::meeting::{Edit, EditError, Meeting, difference};
use crate::storage::generations::{self, Generation};
use crate::storage::store::{self, KeepError, Keeper};
use crate::storage::{Attachment, Directories, Disk, Files, WriteError, replace};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use thiserror::Error;

/// Why a meeting could not be saved. It is still open, and the file is as it was.
#[derive(Debug, Error)]
pub enum SaveError {
    /// It has no file yet.
    #[error("no file")]
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
    #[error("{} was changed outside", path.display())]
    ChangedOutside {
        /// Which.
        path: PathBuf,
    },
    /// Somebody else has the file open. Save under another name.
    #[error("held by {} on {}", held_by.person, held_by.machine)]
    Held {
        /// Who.
        held_by: LockOwner,
    },
    /// Saving stopped in the middle by a fault in the program. The file is the old one or the new one.
    #[error("stopped by a fault in the program")]
    Stopped,
    /// A newer Bilag wrote the file, and saving would lose what this one cannot read. Save under another name.
    #[error("a newer version wrote the file; lost would be: {}", lost.join(", "))]
    Newer {
        /// What would be lost.
        lost: Vec<String>,
    },
}

/// Why an earlier generation could not be taken up again.
#[derive(Debug, Error)]
pub enum RestoreError {
    /// It cannot be read.
    #[error("cannot be read: {0}")]
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
        let files = &*self.workspace.files;
        let unpacked = Unpacked::read(files, &generation.path).map_err(|error| match error {
            EnvelopeError::Io(error) => RestoreError::Read(error),
            error => RestoreError::File(error.into()),
        })?;
        let meeting = open_package(&unpacked, files)?.meeting;
        supply_from_store(&self.workspace, meeting.pictures());
        Ok(meeting)
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
        let files = Arc::clone(&self.workspace.files);
        let packed = pack(&self.meeting, &self.attachments, &*files);
        let expected = match unexpected {
            Unexpected::Refuse => self.fingerprint.as_ref(),
            Unexpected::Overwrite => None,
        };
        let began = Instant::now();
        let written = write_guarded(&self.workspace, self.keeper.as_mut(), path, &packed, expected);
        if let Ok(_) | Err(SaveError::Write { source: WriteError::Unflushed(_), .. }) = &written {
            let target = self.workspace.files.resolve(path);
            self.fingerprint = Some(Fingerprint::of(&self.workspace, &target, &packed.identity()));
            self.path = Some(path.to_owned());
        }
        let kept = written.inspect_err(|error| {
            if let SaveError::Write { source: WriteError::Io(error) | WriteError::Unflushed(error), .. } = error {
                logbook::note(&Event::Failed { work: Work::Save, reason: error.kind() });
            }
        })?;
        logbook::note(&Event::Saved {
            bytes: usize::try_from(packed.length()).unwrap_or(usize::MAX),
            took: began.elapsed(),
        });
        if let Err(error) = &kept {
            logbook::note(&Event::Failed { work: Work::Generation, reason: error.kind() });
        }
        self.base = self.meeting.clone();
        self.warning = kept.err().map(Warning::NoGeneration).or_else(|| self.standing_warning()).map(Arc::new);
        self.find_again(&self.workspace.files.resolve(path));
        self.forget_journal();
        Ok(())
    }

    /// Finds what could not be stored, and was only in the file, in the file that took its place.
    fn find_again(&mut self, target: &Path) {
        let is_stored = |attachment: &Attachment| {
            self.keeper.as_ref().is_some_and(|keeper| keeper.has(&attachment.sha256())) || attachment.in_memory()
        };
        if self.attachments.iter().all(is_stored) {
            return;
        }
        let Ok(unpacked) = Unpacked::read(&*self.workspace.files, target) else { return };
        let elsewhere: Vec<Attachment> = unpacked.attachments.iter().filter(|own| !is_stored(own)).cloned().collect();
        for attachment in elsewhere {
            self.attachments.replace(attachment);
        }
    }

    /// What happened to the file since it was read or saved.
    pub fn changed_outside(&mut self) -> Option<Outside> {
        let target = self.workspace.files.resolve(self.path.as_deref()?);
        self.fingerprint.as_mut()?.look(&self.workspace, &target)
    }
}

/// Replaces a meeting's file, if it is as expected, and keeps what it held; says whether that could be kept.
fn write_guarded(
    workspace: &Workspace,
    keeper: Option<&mut Keeper>,
    path: &Path,
    packed: &Packed<'_>,
    expected: Option<&Fingerprint>,
) -> Result<io::Result<()>, SaveError> {
    let write = |source| SaveError::Write { path: path.to_owned(), source };
    let _turn = replace::wait_for_turn(&*workspace.files, workspace.directories.as_ref(), path)
        .map_err(|error| write(error.into()))?;
    let save_error = |source: ReplaceError| match source {
        ReplaceError::Write(source) => write(source),
        ReplaceError::Changed => SaveError::ChangedOutside { path: path.to_owned() },
    };
    let directories = workspace.directories.as_ref().zip(keeper);
    replace_expected(&*workspace.files, directories, path, packed, expected).map_err(save_error)
}

/// Replaces a meeting's file, whatever it holds, and keeps that; says whether it could be kept. Nobody is waited for.
pub fn replace_and_keep(
    files: &dyn Files,
    directories: Option<&Directories>,
    path: &Path,
    packed: &Packed<'_>,
) -> Result<io::Result<()>, WriteError> {
    let mut keeper = directories.map(|directories| Keeper::new(Arc::new(Disk), directories.clone()));
    let directories = directories.zip(keeper.as_mut());
    replace_expected(files, directories, path, packed, None).map_err(|error| match error {
        ReplaceError::Write(error) => error,
        ReplaceError::Changed => WriteError::ReadBack,
    })
}

fn replace_expected(
    files: &dyn Files,
    directories: Option<(&Directories, &mut Keeper)>,
    path: &Path,
    packed: &Packed<'_>,
    expected: Option<&Fingerprint>,
) -> Result<io::Result<()>, ReplaceError> {
    let mut kept = Ok(());
    replace::replace_after(files, path, packed, |target| {
        let old = match Unpacked::read(files, target) {
            Ok(old) => old,
            Err(EnvelopeError::Io(error)) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            // What cannot be read cannot be known to be as it was.
            Err(EnvelopeError::Io(error)) => return Err(ReplaceError::Write(error.into())),
            Err(_) if expected.is_some() => return Err(ReplaceError::Changed),
            Err(_) => Unpacked::plain(files.read(target).map_err(WriteError::Io)?),
        };
        if expected.is_some_and(|expected| !expected.is_of(&old.identity)) {
            return Err(ReplaceError::Changed);
        }
        if let Some((directories, keeper)) = directories {
            kept = keep_generation(files, directories, keeper, target, &old);
        }
        Ok(())
    })?;
    Ok(kept)
}

/// Keeps what a file holds as a generation: first its attachments in the store, then what names them.
fn keep_generation(
    files: &dyn Files,
    directories: &Directories,
    keeper: &mut Keeper,
    target: &Path,
    old: &Unpacked,
) -> io::Result<()> {
    for attachment in old.attachments.iter() {
        if keeper.has(&attachment.sha256()) {
            continue;
        }
        match keeper.keep(attachment) {
            Err(KeepError::Io(error)) => return Err(error),
            // One that was damaged already cannot be kept.
            Ok(_) | Err(KeepError::Unsound(_)) => {}
        }
    }
    let dropped = generations::keep(files, directories, target, &old.body, now())?;
    // A picture that only such a one named is nobody's now, also where no window is ever opened. It is seldom, so it may cost.
    if dropped.iter().any(|bytes| store::names_any(bytes)) {
        // What cannot be removed now is the next time.
        let _ = store::clear(files, directories);
    }
    Ok(())
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
