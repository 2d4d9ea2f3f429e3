//! The few things that Bilag asks of a file system, one by one.
//!
//! What must survive a fault is written in terms of [`Files`], so that tests can let each step fail, or stop the
//! machine between any two of them. [`Disk`] is the real one. A path is taken as it is; [`Files::resolve`] follows links.

use super::{LARGEST, likeness};
use std::fmt::Debug;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write as _};
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::sync::Arc;
use std::time::SystemTime;

/// A file system.
pub trait Files: Debug + Send + Sync {
    /// Reads a file whole; one of more than [`LARGEST`] bytes is [`io::ErrorKind::FileTooLarge`].
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Opens a file, to read it part by part.
    fn open(&self, path: &Path) -> io::Result<Box<dyn Reading>>;
    /// What is known about a file without reading it.
    fn facts(&self, path: &Path) -> io::Result<Facts>;
    /// Where a path leads when every link is followed, also one whose end is not there yet.
    fn resolve(&self, path: &Path) -> PathBuf;
    /// What a folder holds, sorted.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Makes a folder that only the user may look into, and those above it.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// Makes a file where none is.
    fn create(&self, path: &Path, readers: Readers) -> io::Result<Box<dyn Writing>>;
    /// Opens what is no regular file, such as a pipe, for writing.
    fn open_device(&self, path: &Path) -> io::Result<Box<dyn Writing>>;
    /// Opens a file that is there to be written anew: it is empty then.
    fn rewrite(&self, path: &Path) -> io::Result<Box<dyn Writing>>;
    /// Makes a new file what another is to those who do not read it: owner, group, rights, attributes. `false` where not all of
    /// it can be had; then it must not take the other's place.
    fn take_after(&self, new: &Path, old: &Path) -> io::Result<bool>;
    /// Whether the writer of a file is known to be gone ([`Writing::claim`]).
    fn is_abandoned(&self, path: &Path) -> bool;
    /// Removes a file whose writer is known to be gone; `false` where it is not.
    fn remove_abandoned(&self, path: &Path) -> io::Result<bool>;
    /// Gives a file another name, in one step; what had that name is gone.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Flushes a folder's names to the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Locks a file, which is made where it is missing, for as long as the answer lives; `None` where another has it.
    /// The system lets go of the lock of a program that is gone.
    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>>;
}

/// A file that is open for reading.
pub trait Reading: Read + Seek + Debug + Send {}

impl<R: Read + Seek + Debug + Send> Reading for R {}

/// A file that is open for writing at its end.
pub trait Writing: Debug + Send {
    /// Writes all of `bytes`. After an error some of them may be there.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Flushes what was written to the disk, where its file system can.
    fn sync(&mut self) -> io::Result<()>;
    /// Tells other programs, for as long as this is open, that somebody writes here. `false` where they cannot be told.
    fn claim(&mut self) -> io::Result<bool>;
}

/// A file that is open for writing at its end, for what writes to any such thing. Nothing is flushed to the disk.
#[derive(Debug)]
pub struct Written<'a>(pub &'a mut dyn Writing);

impl io::Write for Written<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A lock that is held until it is dropped.
pub trait Held: Debug + Send {}

/// What is known about a file without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What it is.
    pub kind: FileKind,
    /// How many bytes it has.
    pub length: u64,
    /// When it was last written, where the file system says.
    pub modified: Option<SystemTime>,
    /// Which file it is, where the system says: another after it was replaced.
    pub number: u64,
    /// Whether its permissions forbid writing.
    pub read_only: bool,
}

/// What a path names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A file.
    Regular,
    /// A folder.
    Folder,
    /// A device or a pipe.
    Device,
}

/// Who may read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Only the user.
    Owner,
    /// Whom the user's mask allows, as with any program's new file.
    Usual,
}

/// The machine's own file system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        read_within_limit(open(path)?)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Reading>> {
        Ok(Box::new(open(path)?))
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        let metadata = fs::metadata(path)?;
        let kind = match metadata.file_type() {
            kind if kind.is_file() => FileKind::Regular,
            kind if kind.is_dir() => FileKind::Folder,
            _ => FileKind::Device,
        };
        Ok(Facts {
            kind,
            length: metadata.len(),
            modified: metadata.modified().ok(),
            number: number(&metadata),
            read_only: metadata.permissions().readonly(),
        })
    }

    fn resolve(&self, path: &Path) -> PathBuf {
        if let Ok(whole) = fs::canonicalize(path) {
            return whole;
        }
        let end = match fs::read_link(path) {
            Ok(end) => path.parent().unwrap_or(Path::new("")).join(end),
            Err(_) => path.to_owned(),
        };
        // The file is not there yet, but its folder has a name of its own.
        match (fs::canonicalize(folder_of(&end)), end.file_name()) {
            (Ok(folder), Some(name)) => folder.join(name),
            _ => end,
        }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        Ok(paths)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)
    }

    fn create(&self, path: &Path, readers: Readers) -> io::Result<Box<dyn Writing>> {
        let mut options = OpenOptions::new();
        options.append(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, if readers == Readers::Usual { 0o666 } else { 0o600 });
        Ok(Box::new(options.open(path)?))
    }

    fn open_device(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        Ok(Box::new(OpenOptions::new().write(true).open(path)?))
    }

    fn rewrite(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        Ok(Box::new(OpenOptions::new().write(true).truncate(true).open(path)?))
    }

    fn take_after(&self, new: &Path, old: &Path) -> io::Result<bool> {
        likeness::take_after(new, old)
    }

    fn is_abandoned(&self, path: &Path) -> bool {
        unclaimed(path).is_ok_and(|file| file.is_some())
    }

    fn remove_abandoned(&self, path: &Path) -> io::Result<bool> {
        // Its lock is held until it is gone, so that nobody begins to write in it meanwhile.
        let Some(_claim) = unclaimed(path)? else { return Ok(false) };
        fs::remove_file(path).map(|()| true)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let Ok(folder) = File::open(folder) else { return Ok(()) };
        match folder.sync_all() {
            // Not every file system can flush a folder; an error of the disk is one all the same.
            Err(error) if !is_failing_disk(&error) => Ok(()),
            done => done,
        }
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

impl Writing for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        match self.sync_data() {
            Err(error) if is_refusal(&error) => Ok(()),
            done => done,
        }
    }

    fn claim(&mut self) -> io::Result<bool> {
        // Windows would keep this program too from reading what it wrote.
        if cfg!(not(unix)) {
            return Ok(false);
        }
        match self.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Err(io::ErrorKind::ResourceBusy.into()),
            Err(TryLockError::Error(_)) => Ok(false),
        }
    }
}

impl Held for File {}

/// Lets a write beyond the limit that the system sets on the size of files (`ulimit -f`) fail like any other, instead of
/// ending the program in the middle of a file.
pub fn outlive_size_limit() {
    #[cfg(unix)]
    {
        let unread = Arc::new(std::sync::atomic::AtomicBool::new(false));
        // Where the system refuses, things are as they were.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, unread);
    }
}

/// A file that nobody else writes in, claimed; `None` where that cannot be known.
fn unclaimed(path: &Path) -> io::Result<Option<File>> {
    let file = OpenOptions::new().write(true).open(path)?;
    Ok((cfg!(unix) && file.try_lock().is_ok()).then_some(file))
}

fn open(path: &Path) -> io::Result<File> {
    if path.is_dir() { Err(io::ErrorKind::IsADirectory.into()) } else { File::open(path) }
}

/// Reads a file that is open already whole.
pub(crate) fn read_within_limit(file: impl io::Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// The folder that a file is in.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Whether a share does not know how to flush, or leaves it to itself when: no disk has failed.
fn is_refusal(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput | io::ErrorKind::PermissionDenied)
}

fn is_failing_disk(error: &io::Error) -> bool {
    // Linux's EIO has no kind of its own.
    const EIO: i32 = 5;
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
        || (cfg!(unix) && error.raw_os_error() == Some(EIO))
}

#[cfg(unix)]
fn number(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> u64 {
    0
}
