//! The log: what the program did and what went wrong, and nothing of what meetings say.
//!
//! What may be written is an [`Event`]: numbers and kinds, no text that comes from a user, a file or its name. So
//! nothing private can get into it, and a report of a problem can be shown to anybody. The log is kept on this machine
//! and is at most [`KEPT`] files of [`LARGEST`] bytes.

use crate::storage::Directories;
use crate::storage::files::{Disk, Files as _};
use jiff::Timestamp;
use std::fmt::{self, Display, Formatter};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// How large a file of the log grows, in bytes.
pub const LARGEST: u64 = 256 << 10;

/// How many files are kept, the one that is written included.
pub const KEPT: usize = 3;

/// Something worth a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The program started.
    Started,
    /// A file was opened.
    Opened {
        /// How large it is, in bytes.
        bytes: usize,
        /// How many annotations its meeting has.
        annotations: usize,
        /// Whether it can only be read.
        read_only: bool,
    },
    /// A meeting was saved.
    Saved {
        /// How large the file is, in bytes.
        bytes: usize,
        /// How long it took.
        took: Duration,
    },
    /// A meeting was recovered.
    Recovered {
        /// How many edits were in its journal.
        edits: usize,
        /// Whether the last was not whole.
        torn: bool,
    },
    /// Two versions were merged.
    Merged {
        /// How many things both had changed.
        conflicts: usize,
    },
    /// Private notes were purged.
    Purged,
    /// Something could not be done.
    Failed {
        /// What.
        work: Work,
        /// The kind of the system's answer.
        reason: io::ErrorKind,
    },
    /// The program found itself in a state that it did not expect.
    Panicked {
        /// The line of the program's source.
        line: u32,
        /// The file of the program's source.
        file: String,
    },
}

/// What could not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Opening a file.
    Open,
    /// Saving a meeting.
    Save,
    /// Writing the journal.
    Journal,
    /// Keeping an earlier generation.
    Generation,
    /// Purging private notes.
    Purge,
}

impl Display for Event {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Event::Started => write!(out, "started {}", env!("CARGO_PKG_VERSION")),
            Event::Opened { bytes, annotations, read_only } => {
                let access = if *read_only { " read-only" } else { "" };
                write!(out, "opened {bytes} bytes, {annotations} annotations{access}")
            }
            Event::Saved { bytes, took } => write!(out, "saved {bytes} bytes in {} ms", took.as_millis()),
            Event::Recovered { edits, torn } => {
                write!(out, "recovered {edits} edits{}", if *torn { ", the last was torn" } else { "" })
            }
            Event::Merged { conflicts } => write!(out, "merged, {conflicts} conflicts"),
            Event::Purged => write!(out, "purged"),
            Event::Failed { work, reason } => write!(out, "failed {work:?}: {reason:?}"),
            Event::Panicked { line, file } => write!(out, "panicked at {file}:{line}"),
        }
    }
}

/// A log that is written.
#[derive(Debug)]
struct Log {
    folder: PathBuf,
}

static LOG: OnceLock<Mutex<Log>> = OnceLock::new();

/// Begins the program's log, and notes panics in it too. Until then nothing is noted.
pub fn begin(directories: &Directories) {
    let log = Log { folder: directories.logs() };
    if LOG.set(Mutex::new(log)).is_ok() {
        note_panics();
        note(&Event::Started);
    }
}

/// Notes an event, if the log was begun. That it cannot be written is no reason to stop.
pub fn note(event: &Event) {
    if let Some(log) = LOG.get() {
        let _ = log.lock().unwrap_or_else(PoisonError::into_inner).write(event, Timestamp::now());
    }
}

/// The last lines of the log, oldest first.
#[must_use]
pub fn last_lines(directories: &Directories, count: usize) -> Vec<String> {
    let files = (0..KEPT).rev().map(|number| fs::read_to_string(file(&directories.logs(), number)).unwrap_or_default());
    let whole: String = files.collect();
    let lines: Vec<&str> = whole.lines().collect();
    lines.iter().skip(lines.len().saturating_sub(count)).map(|line| (*line).to_owned()).collect()
}

impl Log {
    fn write(&self, event: &Event, at: Timestamp) -> io::Result<()> {
        Disk.make_folder(&self.folder)?;
        let current = file(&self.folder, 0);
        if fs::metadata(&current).is_ok_and(|metadata| metadata.len() >= LARGEST) {
            self.rotate()?;
        }
        let mut file = OpenOptions::new().append(true).create(true).open(current)?;
        file.write_all(format!("{at:.0} {event}\n").as_bytes())
    }

    fn rotate(&self) -> io::Result<()> {
        for number in (0..KEPT - 1).rev() {
            let from = file(&self.folder, number);
            if from.exists() {
                fs::rename(from, file(&self.folder, number + 1))?;
            }
        }
        Ok(())
    }
}

fn file(folder: &Path, number: usize) -> PathBuf {
    folder.join(if number == 0 { "bilag.log".to_owned() } else { format!("bilag.{number}.log") })
}

/// A panic's message may quote what it stumbled over: only its place in the program is noted.
fn note_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if let Some(location) = panic.location() {
            note(&Event::Panicked { line: location.line(), file: location.file().to_owned() });
        }
        before(panic);
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_rotated_and_its_end_can_be_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let directories = Directories::at(folder.path());
        let log = Log { folder: directories.logs() };
        let lines = 4 * usize::try_from(LARGEST).expect("a number") / 40;
        for bytes in 0..lines {
            let event = Event::Opened { bytes, annotations: 10, read_only: false };
            log.write(&event, Timestamp::UNIX_EPOCH).expect("written");
        }
        let sizes: Vec<u64> =
            (0..KEPT).map(|number| fs::metadata(file(&directories.logs(), number)).expect("a file").len()).collect();
        assert!(sizes.iter().all(|size| *size <= LARGEST + 100), "{sizes:?}");
        assert_eq!(fs::read_dir(directories.logs()).expect("a folder").count(), KEPT);
        let last = last_lines(&directories, 3);
        assert_eq!(last.len(), 3);
        assert!(last[2].contains(&format!("opened {} bytes", lines - 1)), "{last:?}");
    }
}
