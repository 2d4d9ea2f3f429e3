//! The files that were there before: each time a meeting is saved, what the file held is kept, the last ten times.
//!
//! They are kept on this machine, by the folder and the name of the file, each under its place in their order and the time at which it was
//! replaced. The order is counted, since a clock may be wrong. What an earlier version kept has only its time, and came before.

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
    /// When it was replaced, by the clock of that day.
    pub replaced: Timestamp,
    /// Its place in the order in which they were kept, from 1; 0 is not counted.
    count: u64,
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
    let count = there.last().map_or(1, |last| last.count + 1);
    let path = folder.join(format!("{count}-{}.{ENDING}", now.as_millisecond()));
    let unfinished = path.with_extension("tmp");
    // One that a killed program left behind.
    let _ = files.remove(&unfinished);
    let mut file = files.create(&unfinished, Readers::Owner)?;
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
        let stem = path.file_stem()?.to_str()?;
        let (count, milliseconds) = stem
            .split_once('-')
            .map_or(Some((0, stem)), |(count, milliseconds)| Some((count.parse().ok()?, milliseconds)))?;
        let replaced = Timestamp::from_millisecond(milliseconds.parse().ok()?).ok()?;
        Some(Generation { replaced, count, path })
    };
    let mut generations: Vec<Generation> = paths.into_iter().filter_map(generation).collect();
    generations.sort_by_key(|generation| (generation.count, generation.replaced));
    generations
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

    #[test]
    fn a_wrong_clock_drives_out_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let directories = Directories::at(&folder.path().join("places"));
        let path = Path::new("/a/m.bilag");
        let earlier = directories.generations(path);
        std::fs::create_dir_all(&earlier).expect("a folder");
        std::fs::write(earlier.join("4070908800000.bilag"), b"of an earlier version").expect("written");
        let at =
            |year: i16| jiff::civil::date(year, 1, 1).to_zoned(jiff::tz::TimeZone::UTC).expect("a time").timestamp();
        for number in 0..11 {
            keep(&Disk, &directories, path, format!("wrong {number}").as_bytes(), at(2099)).expect("kept");
        }
        for number in 0..5 {
            keep(&Disk, &directories, path, format!("right {number}").as_bytes(), at(2026)).expect("kept");
        }
        let kept = list(&Disk, &directories, path);
        let texts = kept.iter().map(|kept| String::from_utf8(Disk.read(&kept.path).expect("read")).expect("text"));
        let expected = (6..11).map(|number| format!("wrong {number}"));
        assert_eq!(
            texts.collect::<Vec<_>>(),
            expected.chain((0..5).map(|number| format!("right {number}"))).collect::<Vec<_>>()
        );
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
