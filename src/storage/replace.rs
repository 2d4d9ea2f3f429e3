//! A file is replaced whole or not at all.
//!
//! The new bytes go into a temporary file in the same folder, are flushed, read back and looked at; only then does that
//! file take the name of the old one, in one step, and the folder is flushed too. Whatever goes wrong before that step,
//! the old file is as it was; what goes wrong after it is told apart ([`WriteError::Unflushed`]). A program that is killed in between leaves a temporary file, which the next that replaces
//! the same file clears away.
//!
//! A file stays what it is to others: its owner, its rights, its other names. Where the new one cannot be made so, the old one is written anew
//! instead. Until that is done the temporary file has the name of a *whole* one: if the program is stopped, whoever next reads or replaces the file
//! finishes it ([`finish_interrupted`]).

use super::directories::{Directories, key};
use super::files::{FileKind, Files, Held, Readers, Reading, Writing, Written, folder_of};
use super::{Disk, WriteError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// How old a temporary file is before it is taken for left behind: nobody writes that long.
const LEFT_BEHIND_AFTER: Duration = Duration::from_hours(1);

/// Programs that keep folders in step pass over names with `.~` in them.
const TEMPORARY_PREFIX: &str = ".~bilag-";
const TEMPORARY_SUFFIX: &str = ".tmp";
/// Of one whose writer tells others that it writes.
const CLAIMED_SUFFIX: &str = ".claimed.tmp";
/// Of one that is whole, while its target is written anew.
const WHOLE_SUFFIX: &str = ".whole";

/// Whether bytes that were read back are what a reader will be able to open.
pub type Check<'a> = &'a dyn Fn(&[u8]) -> bool;

/// What a file is to hold.
pub trait Content {
    /// Writes it.
    fn write(&self, file: &mut dyn Writing) -> io::Result<()>;
    /// Reads it back from the file that it was written to, and looks whether it is the same and will open again.
    fn check(&self, path: &Path) -> Result<(), WriteError>;
}

/// Bytes that are held whole.
struct Whole<'a> {
    files: &'a dyn Files,
    bytes: &'a [u8],
    check: Check<'a>,
}

impl Content for Whole<'_> {
    fn write(&self, file: &mut dyn Writing) -> io::Result<()> {
        file.write(self.bytes)
    }

    fn check(&self, path: &Path) -> Result<(), WriteError> {
        if self.files.read(path)? != self.bytes {
            return Err(WriteError::ReadBack);
        }
        if (self.check)(self.bytes) { Ok(()) } else { Err(WriteError::Unreadable) }
    }
}

/// Replaces the file at `path`, or makes it, on the machine's disk. What may be written is the caller's to know.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    replace(&Disk, path, bytes, &|_| true)
}

/// Replaces the file at `path`, or makes it, if what was written passes `check`. A link is followed, and a file's
/// permissions stay. A device or a pipe is written to as it is.
pub fn replace(files: &dyn Files, path: &Path, bytes: &[u8], check: Check<'_>) -> Result<(), WriteError> {
    replace_after(files, path, &Whole { files, bytes, check }, |_| Ok(()))
}

/// As [`replace`], of any content; `before` is asked when the new bytes are safely on the disk and are about to take the place of the
/// old, and may still refuse. It is given the path that links lead to.
pub fn replace_after<E: From<WriteError>>(
    files: &dyn Files,
    path: &Path,
    content: &dyn Content,
    before: impl FnOnce(&Path) -> Result<(), E>,
) -> Result<(), E> {
    let target = files.resolve(path);
    let is_there = match files.facts(&target) {
        Ok(facts) => match facts.kind {
            FileKind::Folder => return Err(WriteError::Folder.into()),
            FileKind::Device => return Ok(write_to_device(files, &target, content)?),
            FileKind::Regular if facts.read_only => {
                return Err(WriteError::Io(io::ErrorKind::PermissionDenied.into()).into());
            }
            FileKind::Regular => true,
        },
        Err(_) if path.as_os_str().as_encoded_bytes().ends_with(b"/") => return Err(WriteError::Folder.into()),
        Err(_) => false,
    };
    let folder = folder_of(&target);
    if !files.facts(folder).is_ok_and(|facts| facts.kind == FileKind::Folder) {
        return Err(WriteError::NoFolder(folder.to_owned()).into());
    }
    finish_interrupted(files, &target);
    remove_leftovers(files, &target, LEFT_BEHIND_AFTER);
    // What is to be like another is first nobody else's.
    let readers = if is_there { Readers::Owner } else { Readers::Usual };
    let (temporary, claim) = write_temporary(files, &target, content, readers)?;
    let replaced = content.check(&temporary).map_err(E::from).and_then(|()| before(&target)).and_then(|()| {
        if is_there && !files.take_after(&temporary, &target).unwrap_or(false) {
            return Ok(write_anew(files, &target, &temporary, content)?);
        }
        files.rename(&temporary, &target).map_err(|error| WriteError::from(error).into())
    });
    drop(claim);
    if replaced.is_err() {
        // The error that there is to tell of is the first.
        let _ = files.remove(&temporary);
    }
    replaced?;
    Ok(files.sync_folder(folder).map_err(WriteError::Unflushed)?)
}

/// Writes a file anew, so that it stays the one that it is, from a temporary file that holds all that it is to hold.
fn write_anew(files: &dyn Files, target: &Path, temporary: &Path, content: &dyn Content) -> Result<(), WriteError> {
    let whole = whole_of(target);
    files.rename(temporary, &whole)?;
    let written = files.sync_folder(folder_of(target)).map_err(WriteError::from).and_then(|()| {
        copy(files, &whole, target)?;
        content.check(target)
    });
    match written {
        // One that stays is the same as its target, and the next that reads it removes it.
        Ok(()) => drop(files.remove(&whole)),
        // What the file says matters more than whose it is, if there is no other way.
        Err(_) => files.rename(&whole, target)?,
    }
    Ok(())
}

/// Where the whole of a file stands while the file is written anew.
fn whole_of(target: &Path) -> PathBuf {
    folder_of(target).join(format!("{}{WHOLE_SUFFIX}", temporary_prefix(target)))
}

/// Makes a file hold what another does, and flushes it.
fn copy(files: &dyn Files, from: &Path, to: &Path) -> io::Result<()> {
    let mut from = files.open(from)?;
    let mut to = files.rewrite(to)?;
    io::copy(&mut from, &mut Written(&mut *to))?;
    to.sync()
}

/// Finishes what a program that was stopped has begun: to write the file at `path` anew. One that is still at it is waited for, a
/// moment. What somebody else has written there since stays; where nothing can be written, all is left as it is.
pub fn finish_interrupted(files: &dyn Files, path: &Path) {
    const LONGEST: Duration = Duration::from_secs(2);
    let target = files.resolve(path);
    let whole = whole_of(&target);
    let began = Instant::now();
    while files.facts(&whole).is_ok() {
        match is_beginning(files, &target, &whole) {
            Ok(Beginning::All) => {
                let _ = files.remove_abandoned(&whole);
                return;
            }
            Ok(Beginning::Part) if files.is_abandoned(&whole) || is_older(files, &whole, LEFT_BEHIND_AFTER) => {
                if copy(files, &whole, &target).is_ok() {
                    let _ = files.remove(&whole);
                }
                return;
            }
            Ok(Beginning::Part) if began.elapsed() < LONGEST => std::thread::sleep(Duration::from_millis(5)),
            Ok(Beginning::Part | Beginning::No) | Err(_) => return,
        }
    }
}

/// How much of a file is the beginning of another.
enum Beginning {
    /// It is the same.
    All,
    /// It stops before the other does, or goes on with the zeros of a disk that lost its power.
    Part,
    /// It is none.
    No,
}

fn is_beginning(files: &dyn Files, file: &Path, whole: &Path) -> io::Result<Beginning> {
    let (mut file, mut whole) = (files.open(file)?, files.open(whole)?);
    let (mut written, mut expected) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    let mut torn = false;
    loop {
        let (length, most) = (fill(&mut *file, &mut written)?, fill(&mut *whole, &mut expected)?);
        let (written, expected) = (written.get(..length).unwrap_or_default(), expected.get(..most).unwrap_or_default());
        if !torn && written == expected {
            if length == 0 {
                return Ok(Beginning::All);
            }
            continue;
        }
        let same =
            if torn { 0 } else { written.iter().zip(expected).take_while(|(left, right)| left == right).count() };
        if written.iter().skip(same).any(|byte| *byte != 0) {
            return Ok(Beginning::No);
        }
        torn = true;
        if length == 0 {
            return Ok(Beginning::Part);
        }
    }
}

/// Reads as much as there is room for, or as there is.
fn fill(file: &mut dyn Reading, room: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while let Some(rest) = room.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            read => length += read,
        }
    }
    Ok(length)
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

/// Removes what killed programs have left of their attempts to replace `target`: what nobody writes any more, as far as
/// that can be known, and what is at least this old. Gives how many there were.
pub fn remove_leftovers(files: &dyn Files, target: &Path, age: Duration) -> usize {
    let prefix = temporary_prefix(target);
    let (ours, whole) = (format!("{prefix}{}-", machine()), whole_of(target));
    let Ok(paths) = files.list(folder_of(target)) else { return 0 };
    let is_old = |path: &Path| age.is_zero() || is_older(files, path, age);
    let removed = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        if *path == whole {
            return is_old(path) && files.remove(path).is_ok();
        }
        if !name.starts_with(prefix.as_bytes()) || !name.ends_with(TEMPORARY_SUFFIX.as_bytes()) {
            return false;
        }
        // Whether somebody on another machine writes is not known everywhere.
        let told = name.starts_with(ours.as_bytes()) && name.ends_with(CLAIMED_SUFFIX.as_bytes());
        if is_old(path) { files.remove(path).is_ok() } else { told && files.remove_abandoned(path).unwrap_or(false) }
    };
    paths.iter().filter(|path| removed(path)).count()
}

fn is_older(files: &dyn Files, path: &Path, age: Duration) -> bool {
    let modified = files.facts(path).ok().and_then(|facts| facts.modified);
    modified.and_then(|time| time.elapsed().ok()).is_some_and(|old| old >= age)
}

fn temporary_prefix(target: &Path) -> String {
    format!("{TEMPORARY_PREFIX}{}-", key(target))
}

/// A short name for this machine.
fn machine() -> String {
    key(Path::new(&gethostname::gethostname()))
}

fn write_to_device(files: &dyn Files, path: &Path, content: &dyn Content) -> Result<(), WriteError> {
    Ok(content.write(&mut *files.open_device(path)?)?)
}

/// Writes and flushes a temporary file beside `target`; where that fails there is none. As long as the file in the answer is open,
/// others know that it is not left behind.
fn write_temporary(
    files: &dyn Files,
    target: &Path,
    content: &dyn Content,
    readers: Readers,
) -> Result<(PathBuf, Option<Box<dyn Writing>>), WriteError> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let folder = folder_of(target);
    let (path, mut file, claimed) = loop {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let (prefix, machine, process) = (temporary_prefix(target), machine(), std::process::id());
        let path = folder.join(format!("{prefix}{machine}-{process}-{count}{CLAIMED_SUFFIX}"));
        let mut file = match files.create(&path, readers) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(write_error(error, folder)),
        };
        match file.claim() {
            Ok(claimed) if files.facts(&path).is_ok() => break (path, file, claimed),
            // Somebody took it for left behind before it was claimed.
            _ => {}
        }
    };
    let written = content.write(&mut *file).and_then(|()| file.sync());
    if let Err(error) = written {
        drop(file);
        let _ = files.remove(&path);
        return Err(error.into());
    }
    Ok((path, claimed.then_some(file)))
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
        let half = Whole { files: &Disk, bytes: b"half", check: &|_| true };
        let (left, claim) = write_temporary(&Disk, &target, &half, Readers::Usual).expect("a temporary file");
        assert_eq!(remove_leftovers(&Disk, &Disk.resolve(&other), Duration::ZERO), 0);
        assert_eq!(remove_leftovers(&Disk, &target, LEFT_BEHIND_AFTER), 0, "somebody writes now");
        // What another machine, or an earlier version, writes may be under way as long as it is young.
        let elsewhere = folder.path().join(format!("{}0-1-1{CLAIMED_SUFFIX}", temporary_prefix(&target)));
        fs::write(&elsewhere, b"half").expect("written");
        drop(claim);
        assert_eq!(remove_leftovers(&Disk, &target, LEFT_BEHIND_AFTER), usize::from(cfg!(unix)));
        assert!(elsewhere.exists() && left.exists() != cfg!(unix));
        let hours_ago = std::time::SystemTime::now() - 2 * LEFT_BEHIND_AFTER;
        fs::File::open(&elsewhere).and_then(|file| file.set_modified(hours_ago)).expect("aged");
        write(&one, b"whole").expect("written");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn all_names_of_a_file_stay_names_of_one_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, other) = (folder.path().join("one"), folder.path().join("other"));
        fs::write(&one, b"a long old text").expect("written");
        fs::hard_link(&one, &other).expect("linked");
        write(&one, b"new").expect("written");
        assert_eq!(fs::read(&other).expect("read"), b"new");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "nothing else is left");
    }

    #[test]
    fn what_was_interrupted_is_finished_and_what_others_wrote_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("m");
        let whole = whole_of(&Disk.resolve(&path));
        for (torn, after) in [
            (&b""[..], &b"the new text"[..]),
            (b"the new", b"the new text"),
            (b"the ne\0\0\0\0\0\0", b"the new text"),
            (b"the ne\0\0", b"the new text"),
            (b"the new text", b"the new text"),
            (b"the text of others", b"the text of others"),
        ] {
            fs::write(&path, torn).expect("written");
            fs::write(&whole, b"the new text").expect("written");
            finish_interrupted(&Disk, &path);
            assert_eq!(fs::read(&path).expect("read"), after);
            assert_eq!(whole.exists(), after == b"the text of others");
        }
        write(&path, b"newest").expect("written");
        assert_eq!(fs::read(&path).expect("read"), b"newest");
    }

    #[cfg(any(target_os = "linux", target_os = "macos"))]
    #[test]
    fn what_others_have_noted_on_a_file_stays() {
        use rustix::fs::{XattrFlags, getxattr, setxattr};
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("m");
        write(&path, b"old").expect("written");
        if setxattr(&path, "user.bilag.test", b"note", XattrFlags::empty()).is_err() {
            return; // A file system without such attributes has none to lose.
        }
        write(&path, b"new").expect("written");
        let mut room = [0; 8];
        let length = getxattr(&path, "user.bilag.test", &mut room).expect("an attribute");
        assert_eq!((&room[..length], fs::read(&path).expect("read")), (&b"note"[..], b"new".to_vec()));
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
