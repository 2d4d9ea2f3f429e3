//! Where Bilag keeps what is not in the user's own files: journals, earlier generations, locks and logs.
//!
//! All of it may hold private notes, so that it stays on this machine: in the folder for *local* data, which is not
//! carried along to other machines, readable by the user alone. `BILAG_HOME` names another folder.

use directories::ProjectDirs;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Names another folder for what Bilag keeps.
const VARIABLE: &str = "BILAG_HOME";

/// How many bytes of a hash tell files apart in names.
const KEY_BYTES: usize = 8;

/// The folders under one root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directories {
    root: PathBuf,
}

impl Directories {
    /// The user's own; `None` where the machine has no home for this user.
    #[must_use]
    pub fn of_user() -> Option<Directories> {
        let named = std::env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
        let root = named.or_else(|| Some(ProjectDirs::from("", "", "bilag")?.data_local_dir().to_owned()))?;
        // A relative path would be another folder after a change of folder.
        Some(Directories { root: std::path::absolute(&root).unwrap_or(root) })
    }

    /// Those under `root`.
    #[must_use]
    pub fn at(root: &Path) -> Directories {
        Directories { root: root.to_owned() }
    }

    /// The folder that all others are in.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Journals of meetings that are open, or were when the program stopped.
    #[must_use]
    pub fn journals(&self) -> PathBuf {
        self.root.join("journals")
    }

    /// Journals that the user has declined.
    #[must_use]
    pub fn declined(&self) -> PathBuf {
        self.root.join("declined")
    }

    /// Earlier generations of the file at `target`.
    #[must_use]
    pub fn generations(&self, target: &Path) -> PathBuf {
        self.root.join("generations").join(key(target))
    }

    /// Locks.
    #[must_use]
    pub fn locks(&self) -> PathBuf {
        self.root.join("locks")
    }

    /// What is being purged.
    #[must_use]
    pub fn purges(&self) -> PathBuf {
        self.root.join("purges")
    }

    /// Logs.
    #[must_use]
    pub fn logs(&self) -> PathBuf {
        self.root.join("logs")
    }
}

/// A short name for a file's folder and name together, the same for every program that looks.
#[must_use]
pub fn key(target: &Path) -> String {
    let hash = Sha256::digest(target.as_os_str().as_encoded_bytes());
    let mut key = String::new();
    for byte in hash.iter().take(KEY_BYTES) {
        let _ = write!(key, "{byte:02x}");
    }
    key
}
