//! The hand-out on its way to a printer: a file that another program opens, and that does not stay.
//!
//! Who opens it, and how long it is read, nobody tells. So it stays as long as a print may take, and is cleared away when Bilag is
//! started, ended, or prints again after that.

use crate::pdf;
use crate::storage::WriteError;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a file is left for whoever prints it.
const LONGEST: Duration = Duration::from_hours(1);

/// Where files to be printed are: in the user's cache, where only they may look.
#[must_use]
pub fn folder() -> PathBuf {
    let cache = directories::ProjectDirs::from("", "", "bilag").map(|folders| folders.cache_dir().to_owned());
    cache.unwrap_or_else(|| std::env::temp_dir().join("bilag")).join("print")
}

/// Writes a hand-out to be printed, under this name.
pub fn write(folder: &Path, name: &OsStr, bytes: &[u8]) -> Result<PathBuf, WriteError> {
    clear(folder, LONGEST);
    fs::create_dir_all(folder)?;
    let path = folder.join(name);
    pdf::write_handout(&path, bytes)?;
    Ok(path)
}

/// Clears away what was printed long ago.
pub fn clear_old(folder: &Path) {
    clear(folder, LONGEST);
}

fn clear(folder: &Path, age: Duration) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let written = entry.metadata().and_then(|metadata| metadata.modified());
        if written.ok().and_then(|written| written.elapsed().ok()).is_some_and(|old| old >= age) {
            // What cannot be removed is tried again the next time.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Meeting, Purpose};

    #[test]
    fn what_was_printed_does_not_stay() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("print");
        let bytes = pdf::export(&Meeting::sample().share(Purpose::Handout), jiff::Timestamp::UNIX_EPOCH)
            .expect("a hand-out")
            .bytes;
        let first = write(&folder, OsStr::new("a.pdf"), &bytes).expect("written");
        clear_old(&folder);
        assert!(first.is_file(), "it may still be read");
        let long_ago = std::time::SystemTime::now() - 2 * LONGEST;
        fs::File::options().write(true).open(&first).and_then(|file| file.set_modified(long_ago)).expect("aged");
        let second = write(&folder, OsStr::new("b.pdf"), &bytes).expect("written");
        assert!(second.is_file() && !first.exists());
        assert!(write(&folder, OsStr::new("c.pdf"), b"no hand-out").is_err(), "it is read back");
    }
}
