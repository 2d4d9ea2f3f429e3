//! The files that were there before: each time a meeting is saved, what the file held is kept, the last ten times.
//!
//! They are kept on this machine, by the folder and the name of the file, each under the time at which it was replaced.

use super::Directories;
use super::files::{Files, Readers};
use jiff::Timestamp;
use std::io;
use std::path::{Path, PathBuf};

/// How many generations of a file are kept.
pub const KEPT: usize = 10;

const ENDING: &str = "bilag";

/// A file as it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generation {
    /// When it was replaced.
    pub replaced: Timestamp,
    /// Where it is kept.
    pub path: PathBuf,
}

/// Keeps the bytes that the file at `target` holds before they are replaced, and drops the oldest of more than [`KEPT`].
/// What is kept already is not kept again. Gives what was dropped.
pub fn keep(
    files: &dyn Files,
    directories: &Directories,
    target: &Path,
    bytes: &[u8],
    now: Timestamp,
) -> io::Result<Vec<Vec<u8>>> {
    let folder = directories.generations(target);
    let there = list(files, directories, target);
    if let Some(last) = there.last()
        && files.read(&last.path).is_ok_and(|kept| kept == bytes)
    {
        return Ok(Vec::new());
    }
    files.make_folder(&folder)?;
    let path = free_path(files, &folder, now);
    let unfinished = path.with_extension("tmp");
    // One that a killed program left behind.
    let _ = files.remove(&unfinished);
    let mut file = files.create(&unfinished, &Readers::Owner)?;
    let written = file.write(bytes).and_then(|()| file.sync());
    drop(file);
    if let Err(error) = written.and_then(|()| files.rename(&unfinished, &path)) {
        let _ = files.remove(&unfinished);
        return Err(error);
    }
    files.sync_folder(&folder)?;
    let surplus = (there.len() + 1).saturating_sub(KEPT);
    let mut dropped = Vec::new();
    for old in there.iter().take(surplus) {
        // Where it cannot be read it goes all the same.
        dropped.extend(files.read(&old.path).ok());
        files.remove(&old.path)?;
    }
    Ok(dropped)
}

/// The generations of the file at `target`, oldest first.
#[must_use]
pub fn list(files: &dyn Files, directories: &Directories, target: &Path) -> Vec<Generation> {
    let paths = files.list(&directories.generations(target)).unwrap_or_default();
    let generation = |path: PathBuf| {
        if path.extension()? != ENDING {
            return None;
        }
        let milliseconds = path.file_stem()?.to_str()?.parse().ok()?;
        Some(Generation { replaced: Timestamp::from_millisecond(milliseconds).ok()?, path })
    };
    let mut generations: Vec<Generation> = paths.into_iter().filter_map(generation).collect();
    generations.sort_by_key(|generation| generation.replaced);
    generations
}

/// A name by the time, in milliseconds, that none has yet.
fn free_path(files: &dyn Files, folder: &Path, now: Timestamp) -> PathBuf {
    let mut milliseconds = now.as_millisecond();
    loop {
        let path = folder.join(format!("{milliseconds}.{ENDING}"));
        if files.facts(&path).is_err() {
            return path;
        }
        milliseconds += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::Disk;
    use super::*;

    #[test]
    fn the_last_ten_are_kept_by_folder_and_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let directories = Directories::at(&folder.path().join("places"));
        let (one, other) = (Path::new("/a/m.bilag"), Path::new("/b/m.bilag"));
        let at = |second| Timestamp::from_second(second).expect("a time");
        for second in 0..13 {
            let bytes = second.to_string();
            keep(&Disk, &directories, one, bytes.as_bytes(), at(second)).expect("kept");
            keep(&Disk, &directories, one, bytes.as_bytes(), at(second)).expect("kept");
        }
        keep(&Disk, &directories, other, b"other", at(1)).expect("kept");
        let generations = list(&Disk, &directories, one);
        let times: Vec<i64> = generations.iter().map(|generation| generation.replaced.as_second()).collect();
        assert_eq!(times, (3..13).collect::<Vec<_>>());
        assert_eq!(Disk.read(&generations[9].path).expect("read"), b"12");
        assert_eq!(list(&Disk, &directories, other).len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_them() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let directories = Directories::at(&folder.path().join("places"));
        keep(&Disk, &directories, Path::new("/m"), b"private", Timestamp::UNIX_EPOCH).expect("kept");
        for path in [directories.root(), &directories.generations(Path::new("/m"))] {
            assert_eq!(std::fs::metadata(path).expect("a folder").permissions().mode() & 0o777, 0o700);
        }
        let kept = &list(&Disk, &directories, Path::new("/m"))[0].path;
        assert_eq!(std::fs::metadata(kept).expect("a file").permissions().mode() & 0o777, 0o600);
    }
}
