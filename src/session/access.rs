//! Who may write a file: one session at a time.
//!
//! Two things say that a file is in use. A *lock* in this user's own directories is kept by the system, also on shared folders
//! that know no locks, and is let go when the program stops, however it does. An *announcement* beside the file tells the
//! others who share its folder: person, machine and time, under the name that office programs use (`.~lock.NAME#`),
//! which programs that keep folders in step leave where it is. Neither binds another program; what does is that no
//! file is replaced that is another than was read ([`super::outside`]).

use super::workspace::{LockOwner, Workspace};
use crate::storage::directories::key;
use crate::storage::files::{Files, Held, Readers, folder_of};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a session may do with its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// Save to it.
    #[default]
    Writable,
    /// Read it only, and save under another name: somebody has it open.
    ReadOnly {
        /// Who.
        held_by: LockOwner,
    },
    /// Read it only, and save under another name: a newer Bilag wrote it, and not all that is in it can be read.
    Newer {
        /// The version of its format.
        version: u32,
        /// What would be lost, as paths in it: *meeting.annotations.mood*.
        lost: Vec<String>,
    },
}

/// A file that is this session's to write.
#[derive(Debug)]
pub(super) struct Claim {
    files: Arc<dyn Files>,
    announcement: Option<PathBuf>,
    _lock: Option<Box<dyn Held>>,
}

impl Drop for Claim {
    fn drop(&mut self) {
        if let Some(path) = &self.announcement {
            // Where it is gone already somebody took the file over.
            let _ = self.files.remove(path);
        }
    }
}

/// Claims a file, or says who has it.
pub(super) fn claim(workspace: &Workspace, target: &Path) -> Result<Claim, LockOwner> {
    let lock = lock(workspace, target)?;
    if let Some(lock_owner) = announced(workspace, target)
        && !is_left_behind(&lock_owner, workspace, lock.is_some())
    {
        return Err(lock_owner);
    }
    Ok(announce(workspace, target, lock))
}

/// Claims a file that was announced by a program that may be gone. One that runs on this machine keeps it.
pub(super) fn take_over(workspace: &Workspace, target: &Path) -> Result<Claim, LockOwner> {
    let lock = lock(workspace, target)?;
    Ok(announce(workspace, target, lock))
}

/// Locks the file for this machine; who has it where that fails.
fn lock(workspace: &Workspace, target: &Path) -> Result<Option<Box<dyn Held>>, LockOwner> {
    let Some(directories) = &workspace.directories else { return Ok(None) };
    let folder = directories.locks();
    let locked = workspace
        .files
        .make_folder(&folder)
        .and_then(|()| workspace.files.lock(&folder.join(key(target)).with_extension("open")));
    match locked {
        Ok(Some(lock)) => Ok(Some(lock)),
        Ok(None) => Err(announced(workspace, target).unwrap_or_else(|| workspace.lock_owner.clone())),
        // Without a place for locks the announcement has to do.
        Err(_) => Ok(None),
    }
}

/// Whether an announcement is of a program that is gone. Whoever holds this user's lock knows that no other program of
/// theirs on this machine has the file.
fn is_left_behind(lock_owner: &LockOwner, workspace: &Workspace, locked: bool) -> bool {
    let here = &workspace.lock_owner;
    let own = lock_owner.person == here.person && lock_owner.machine == here.machine;
    (locked && own) || lock_owner.is_gone(here)
}

fn announced(workspace: &Workspace, target: &Path) -> Option<LockOwner> {
    serde_json::from_slice(&workspace.files.read(&announcement(target)).ok()?).ok()
}

/// Tells others who share the folder. Where it takes no new file, it could not be saved to either.
fn announce(workspace: &Workspace, target: &Path, lock: Option<Box<dyn Held>>) -> Claim {
    let path = announcement(target);
    let _ = workspace.files.remove(&path);
    let lock_owner = serde_json::to_vec(&workspace.lock_owner).unwrap_or_default();
    let written = workspace.files.create(&path, Readers::Usual).and_then(|mut file| file.write(&lock_owner));
    Claim { files: Arc::clone(&workspace.files), announcement: written.ok().map(|()| path), _lock: lock }
}

/// The announcement beside a file.
fn announcement(target: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".~lock.");
    name.push(target.file_name().unwrap_or_default());
    name.push("#");
    folder_of(target).join(name)
}
