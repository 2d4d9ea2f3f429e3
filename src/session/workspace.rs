//! The workspace that a session is held at: a file system, the directories where Bilag keeps things, and who sits there.

use crate::storage::{Directories, Disk, Files};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Where a session is held. Copies of it share one file system.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// The file system.
    pub files: Arc<dyn Files>,
    /// Where journals and generations are kept; `None` where this user has no such directories, and then none are.
    pub directories: Option<Directories>,
    /// Who sits there.
    pub lock_owner: LockOwner,
}

/// Who has a file open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockOwner {
    /// The person, by the name that they have on the machine.
    pub person: String,
    /// The machine's name.
    pub machine: String,
    /// The number of the program there.
    pub process: u32,
    /// Since when.
    pub since: Timestamp,
}

impl Workspace {
    /// The user's own: the machine's disk, and the user's directories.
    #[must_use]
    pub fn of_user() -> Workspace {
        Workspace { files: Arc::new(Disk), directories: Directories::of_user(), lock_owner: LockOwner::present() }
    }

    /// A workspace on the machine's disk that keeps everything in `directories`.
    #[must_use]
    pub fn at(directories: Directories) -> Workspace {
        Workspace { directories: Some(directories), ..Workspace::of_user() }
    }
}

impl LockOwner {
    /// This program, run by this user, now.
    #[must_use]
    pub fn present() -> LockOwner {
        let person = ["USER", "LOGNAME", "USERNAME"].into_iter().filter_map(|name| std::env::var(name).ok());
        LockOwner {
            person: person.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
            machine: gethostname::gethostname().to_string_lossy().into_owned(),
            process: std::process::id(),
            since: now(),
        }
    }

    /// Whether this program is known to be gone: it ran on this machine, and no longer does.
    #[must_use]
    pub fn is_gone(&self, here: &LockOwner) -> bool {
        self.machine == here.machine && self.process != here.process && !is_running(self.process)
    }
}

/// What time it is. What Bilag keeps for itself is dated by the machine's clock, also where `SOURCE_DATE_EPOCH` stops
/// the one that documents are dated by.
pub(super) fn now() -> Timestamp {
    Timestamp::now()
}

/// Whether a program with this number runs; where the system cannot be asked, it may.
fn is_running(process: u32) -> bool {
    !cfg!(target_os = "linux") || std::path::Path::new("/proc").join(process.to_string()).exists()
}
