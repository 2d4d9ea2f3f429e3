//! A file is replaced whole or not at all.
//!
//! The new bytes go into a temporary file in the same folder, are flushed, read back and looked at; only then does that
//! file take the name of the old one, in one step, and the folder is flushed too. Whatever goes wrong before that step,
//! the old file is as it was; what goes wrong after it is told apart ([`WriteError::Unflushed`]). A program that is killed in between leaves a temporary file, which the next that replaces
//! the same file clears away.

use super::directories::{Directories, key};
use super::files::{FileKind, Files, Held, Readers, folder_of};
use super::{Disk, WriteError, generations};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// How old a temporary file is before it is taken for left behind: nobody writes that long.
const LEFT_BEHIND_AFTER: Duration = Duration::from_hours(1);

/// Programs that keep folders in step pass over names with `.~` in them.
const TEMPORARY_PREFIX: &str = ".~bilag-";
const TEMPORARY_SUFFIX: &str = ".tmp";

/// Whether bytes that were read back are what a reader will be able to open.
pub type Check<'a> = &'a dyn Fn(&[u8]) -> bool;

/// Replaces the file at `path`, or makes it, on the machine's disk. What may be written is the caller's to know.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    replace(&Disk, path, bytes, &|_| true)
}

/// Replaces the file at `path`, or makes it, if what was written passes `check`. A link is followed, and a file's
/// permissions stay. A device or a pipe is written to as it is.
pub fn replace(files: &dyn Files, path: &Path, bytes: &[u8], check: Check<'_>) -> Result<(), WriteError> {
    replace_after(files, path, bytes, check, |_| Ok(()))
}

/// As [`replace`]; `before` is asked when the new bytes are safely on the disk and are about to take the place of the
/// old, and may still refuse. It is given the path that links lead to.
pub fn replace_after<E: From<WriteError>>(
    files: &dyn Files,
    path: &Path,
    bytes: &[u8],
    check: Check<'_>,
    before: impl FnOnce(&Path) -> Result<(), E>,
) -> Result<(), E> {
    let target = files.resolve(path);
    let readers = match files.facts(&target) {
        Ok(facts) => match facts.kind {
            FileKind::Folder => return Err(WriteError::Folder.into()),
            FileKind::Device => return Ok(write_to_device(files, &target, bytes)?),
            FileKind::Regular if facts.read_only => {
                return Err(WriteError::Io(io::ErrorKind::PermissionDenied.into()).into());
            }
            FileKind::Regular => Readers::Like(target.clone()),
        },
        Err(_) if path.as_os_str().as_encoded_bytes().ends_with(b"/") => return Err(WriteError::Folder.into()),
        Err(_) => Readers::Usual,
    };
    let folder = folder_of(&target);
    if !files.facts(folder).is_ok_and(|facts| facts.kind == FileKind::Folder) {
        return Err(WriteError::NoFolder(folder.to_owned()).into());
    }
    remove_leftovers(files, &target, LEFT_BEHIND_AFTER);
    let temporary = write_temporary(files, &target, bytes, &readers)?;
    let replaced = read_back(files, &temporary, bytes, check)
        .map_err(E::from)
        .and_then(|()| before(&target))
        .and_then(|()| files.rename(&temporary, &target).map_err(|error| WriteError::from(error).into()));
    if replaced.is_err() {
        // The error that there is to tell of is the first.
        let _ = files.remove(&temporary);
    }
    replaced?;
    Ok(files.sync_folder(folder).map_err(WriteError::Unflushed)?)
}

/// As [`replace`], and keeps what the file held as a generation; says whether that could be kept.
pub fn replace_and_keep(
    files: &dyn Files,
    directories: Option<&Directories>,
    path: &Path,
    bytes: &[u8],
    check: Check<'_>,
) -> Result<io::Result<()>, WriteError> {
    let mut kept = Ok(());
    replace_after(files, path, bytes, check, |target| -> Result<(), WriteError> {
        let old = files.read(target);
        if let (Some(directories), Ok(old)) = (directories, old) {
            kept = generations::keep(files, directories, target, &old, jiff::Timestamp::now());
        }
        Ok(())
    })?;
    Ok(kept)
}

/// How long a program waits while others of this user replace the same file.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// Waits until no other program of this user on this machine is about to replace the file at `path`. Whoever reads a file
/// in order to replace it does both in one turn, which lasts as long as the answer lives; `None` where there is no place
/// for locks.
pub fn wait_for_turn(
    files: &dyn Files,
    directories: Option<&Directories>,
    path: &Path,
) -> io::Result<Option<Box<dyn Held>>> {
    let Some(directories) = directories else { return Ok(None) };
    let folder = directories.locks();
    if files.make_folder(&folder).is_err() {
        return Ok(None);
    }
    let turn = folder.join(key(&files.resolve(path))).with_extension("turn");
    let began = Instant::now();
    loop {
        match files.lock(&turn) {
            Ok(Some(held)) => return Ok(Some(held)),
            Ok(None) if began.elapsed() < LONGEST_WAIT => std::thread::sleep(Duration::from_millis(2)),
            Ok(None) => return Err(io::ErrorKind::ResourceBusy.into()),
            // A file system that knows no locks; nobody else can wait for a turn there either.
            Err(_) => return Ok(None),
        }
    }
}

/// Removes what killed programs have left of their attempts to replace `target`, where it is at least this old.
/// Gives how many there were.
pub fn remove_leftovers(files: &dyn Files, target: &Path, age: Duration) -> usize {
    let prefix = temporary_prefix(target);
    let Ok(paths) = files.list(folder_of(target)) else { return 0 };
    let left_behind = |path: &&PathBuf| {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        name.starts_with(prefix.as_bytes())
            && name.ends_with(TEMPORARY_SUFFIX.as_bytes())
            && files.facts(path).is_ok_and(|facts| {
                age.is_zero() || facts.modified.and_then(|time| time.elapsed().ok()).is_some_and(|old| old >= age)
            })
    };
    paths.iter().filter(left_behind).filter(|path| files.remove(path).is_ok()).count()
}

fn temporary_prefix(target: &Path) -> String {
    format!("{TEMPORARY_PREFIX}{}-", key(target))
}

fn write_to_device(files: &dyn Files, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    Ok(files.open_device(path)?.write(bytes)?)
}

/// Writes and flushes a temporary file beside `target`; where that fails there is none.
fn write_temporary(files: &dyn Files, target: &Path, bytes: &[u8], readers: &Readers) -> Result<PathBuf, WriteError> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let folder = folder_of(target);
    let (path, mut file) = loop {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("{}{}-{count}{TEMPORARY_SUFFIX}", temporary_prefix(target), std::process::id());
        let path = folder.join(name);
        match files.create(&path, readers) {
            Ok(file) => break (path, file),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(write_error(error, folder)),
        }
    };
    let written = file.write(bytes).and_then(|()| file.sync());
    drop(file);
    if let Err(error) = written {
        let _ = files.remove(&path);
        return Err(error.into());
    }
    Ok(path)
}

/// Why a folder takes no new file.
fn write_error(error: io::Error, folder: &Path) -> WriteError {
    match error.kind() {
        // The system's own folders answer that a new file is not found.
        io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            WriteError::ClosedFolder(folder.to_owned())
        }
        _ => error.into(),
    }
}

/// Reads what was written, as the next reader will.
fn read_back(files: &dyn Files, path: &Path, bytes: &[u8], check: Check<'_>) -> Result<(), WriteError> {
    if files.read(path)? != bytes {
        return Err(WriteError::ReadBack);
    }
    if check(bytes) { Ok(()) } else { Err(WriteError::Unreadable) }
}

#[cfg(test)]
mod tests {
    use super::super::{ReadError, read};
    use super::*;
    use std::fs;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("møde 🙂.bilag");
        write(&path, b"first").expect("written");
        write(&path, b"second").expect("written");
        assert_eq!(read(&path).expect("read"), b"second");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn what_would_not_open_again_replaces_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("m");
        write(&path, b"first").expect("written");
        assert!(matches!(replace(&Disk, &path, b"second", &|_| false), Err(WriteError::Unreadable)));
        assert_eq!(read(&path).expect("read"), b"first");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn folders_and_missing_places_are_named() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(matches!(write(folder.path(), b""), Err(WriteError::Folder)));
        assert!(matches!(write(&folder.path().join("new/"), b""), Err(WriteError::Folder)));
        assert!(matches!(write(&folder.path().join("a/b"), b""), Err(WriteError::NoFolder(_))));
        assert!(matches!(read(folder.path()), Err(ReadError::Folder)));
        assert!(matches!(read(&folder.path().join("a")), Err(ReadError::Missing)));
    }

    #[test]
    fn what_was_left_behind_is_cleared_away_for_its_own_file_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        let target = Disk.resolve(&one);
        let left = write_temporary(&Disk, &target, b"half", &Readers::Usual).expect("a temporary file");
        assert_eq!(remove_leftovers(&Disk, &Disk.resolve(&other), Duration::ZERO), 0);
        assert_eq!(remove_leftovers(&Disk, &target, LEFT_BEHIND_AFTER), 0, "it may be somebody's that writes now");
        let hours_ago = std::time::SystemTime::now() - 2 * LEFT_BEHIND_AFTER;
        fs::File::open(&left).and_then(|file| file.set_modified(hours_ago)).expect("aged");
        write(&one, b"whole").expect("written");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_and_permissions_stay() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, b"old").expect("written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).expect("set");
        std::os::unix::fs::symlink(&file, &link).expect("linked");
        write(&link, b"new").expect("written");
        assert_eq!(fs::read(&file).expect("read"), b"new");
        assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
        assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
    }
}
