//! A folder with a workspace in it, in which meetings with attachments are opened.

use bilag::session::{Loaded, Session, Workspace};
use bilag::storage::{Directories, Disk, Sha256, store};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder with a workspace in it.
pub struct Office {
    pub folder: tempfile::TempDir,
    pub workspace: Workspace,
}

impl Office {
    pub fn new() -> Office {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = Workspace::at(Directories::at(&folder.path().join("kept")));
        Office { folder, workspace }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn open(&self, name: &str) -> Session {
        match Session::open_at(&self.workspace, &self.path(name)).expect("it opens") {
            Loaded::Session(session) => *session,
            Loaded::Set(_) => panic!("a meeting"),
        }
    }

    /// The attachments that are kept.
    pub fn kept(&self) -> Vec<Sha256> {
        let Ok(entries) = fs::read_dir(self.path("kept/attachments")) else { return Vec::new() };
        let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"));
        names.filter_map(|name| name.parse().ok()).collect()
    }

    pub fn clear(&self) {
        store::clear(&Disk, &Directories::at(&self.path("kept"))).expect("cleared");
    }
}

/// The length of the largest file below a folder.
pub fn largest(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let length = |path: PathBuf| if path.is_dir() { largest(&path) } else { fs::metadata(path).expect("a file").len() };
    entries.map(length).max().unwrap_or_default()
}
