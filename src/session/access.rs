//! Who may write a file: one session at a time.
//!
//! Two things say that a file is in use. A *lock* in this user's own places is kept by the system, also on shared folders
//! that know no locks, and is let go when the program stops, however it does. An *announcement* beside the file tells the
//! others who share its folder: person, machine and time, under the name that office programs use (`.~lock.NAME#`),
//! which programs that keep folders in step leave where it is. Neither binds another program; what does is that no
//! file is replaced that is another than was read ([`super::outside`]).

use super::desk::{Desk, Holder};
use crate::storage::files::{Files, Held, Readers, folder_of};
use crate::storage::places::key;
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
        held_by: Holder,
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
pub(super) fn claim(desk: &Desk, target: &Path) -> Result<Claim, Holder> {
    let lock = lock(desk, target)?;
    if let Some(holder) = announced(desk, target)
        && !is_left_behind(&holder, desk, lock.is_some())
    {
        return Err(holder);
    }
    Ok(announce(desk, target, lock))
}

/// Claims a file that was announced by a program that may be gone. One that runs on this machine keeps it.
pub(super) fn take_over(desk: &Desk, target: &Path) -> Result<Claim, Holder> {
    let lock = lock(desk, target)?;
    Ok(announce(desk, target, lock))
}

/// Locks the file for this machine; who has it where that fails.
fn lock(desk: &Desk, target: &Path) -> Result<Option<Box<dyn Held>>, Holder> {
    let Some(places) = &desk.places else { return Ok(None) };
    let folder = places.locks();
    let locked = desk
        .files
        .make_folder(&folder)
        .and_then(|()| desk.files.lock(&folder.join(key(target)).with_extension("open")));
    match locked {
        Ok(Some(lock)) => Ok(Some(lock)),
        Ok(None) => Err(announced(desk, target).unwrap_or_else(|| desk.holder.clone())),
        // Without a place for locks the announcement has to do.
        Err(_) => Ok(None),
    }
}

/// Whether an announcement is of a program that is gone. Whoever holds this user's lock knows that no other program of
/// theirs on this machine has the file.
fn is_left_behind(holder: &Holder, desk: &Desk, locked: bool) -> bool {
    let here = &desk.holder;
    let own = holder.person == here.person && holder.machine == here.machine;
    (locked && own) || holder.is_gone(here)
}

fn announced(desk: &Desk, target: &Path) -> Option<Holder> {
    serde_json::from_slice(&desk.files.read(&announcement(target)).ok()?).ok()
}

/// Tells others who share the folder. Where it takes no new file, it could not be saved to either.
fn announce(desk: &Desk, target: &Path, lock: Option<Box<dyn Held>>) -> Claim {
    let path = announcement(target);
    let _ = desk.files.remove(&path);
    let holder = serde_json::to_vec(&desk.holder).unwrap_or_default();
    let written = desk.files.create(&path, &Readers::Usual).and_then(|mut file| file.write(&holder));
    Claim { files: Arc::clone(&desk.files), announcement: written.ok().map(|()| path), _lock: lock }
}

/// The announcement beside a file.
fn announcement(target: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".~lock.");
    name.push(target.file_name().unwrap_or_default());
    name.push("#");
    folder_of(target).join(name)
}
