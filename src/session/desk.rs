//! The desk that a session is held at: a file system, the places where Bilag keeps things, and who sits there.

use crate::storage::{Disk, Files, Places};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Where a session is held. Copies of it share one file system.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The file system.
    pub files: Arc<dyn Files>,
    /// Where journals and generations are kept; `None` where this user has no such place, and then none are.
    pub places: Option<Places>,
    /// Who sits there.
    pub holder: Holder,
}

/// Who has a file open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The person, by the name that they have on the machine.
    pub person: String,
    /// The machine's name.
    pub machine: String,
    /// The number of the program there.
    pub process: u32,
    /// Since when.
    pub since: Timestamp,
}

impl Desk {
    /// The user's own: the machine's disk, and the user's places.
    #[must_use]
    pub fn of_user() -> Desk {
        Desk { files: Arc::new(Disk), places: Places::of_user(), holder: Holder::present() }
    }

    /// A desk on the machine's disk that keeps everything in `places`.
    #[must_use]
    pub fn at(places: Places) -> Desk {
        Desk { places: Some(places), ..Desk::of_user() }
    }
}

impl Holder {
    /// This program, run by this user, now.
    #[must_use]
    pub fn present() -> Holder {
        let person = ["USER", "LOGNAME", "USERNAME"].into_iter().filter_map(|name| std::env::var(name).ok());
        Holder {
            person: person.into_iter().find(|name| !name.is_empty()).unwrap_or_default(),
            machine: gethostname::gethostname().to_string_lossy().into_owned(),
            process: std::process::id(),
            since: now(),
        }
    }

    /// Whether this program is known to be gone: it ran on this machine, and no longer does.
    #[must_use]
    pub fn is_gone(&self, here: &Holder) -> bool {
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
