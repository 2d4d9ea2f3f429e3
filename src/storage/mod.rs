//! Files: read whole within a limit, replaced whole or not at all.
//!
//! [`files`] is the little that is asked of a file system, [`mod@replace`] the one way in which a user's file is written,
//! [`directories`] where Bilag keeps what is not in the user's own files, and [`generations`] the files that were there
//! before.

pub mod directories;
pub mod files;
pub mod generations;
mod json;
pub mod replace;

pub use directories::Directories;
pub use files::{Disk, Files};
pub use json::json_error;
pub use replace::{replace, write};

use crate::locale::say;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The largest file that is read, in bytes: far beyond any meeting, far below a machine's memory.
pub const LARGEST: u64 = 256 << 20;

/// Why a file could not be read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("{}", say("read-missing", &[]))]
    Missing,
    /// The system says no.
    #[error("{}", say("read-failed", &[("reason", reason(.0).into())]))]
    Io(#[source] io::Error),
    /// There is a folder where a file should be.
    #[error("{}", say("read-folder", &[]))]
    Folder,
    /// It is larger than [`LARGEST`].
    #[error("{}", say("read-too-large", &[("limit", (LARGEST >> 20).to_string().into())]))]
    TooLarge,
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> ReadError {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidFilename => {
                ReadError::Missing
            }
            io::ErrorKind::FileTooLarge => ReadError::TooLarge,
            io::ErrorKind::IsADirectory => ReadError::Folder,
            _ => ReadError::Io(error),
        }
    }
}

/// Why a file could not be written. What was there before is still there, but for [`WriteError::Unflushed`].
#[derive(Debug, Error)]
pub enum WriteError {
    /// The system says no.
    #[error("{}", say("write-failed", &[("reason", reason(.0).into())]))]
    Io(#[from] io::Error),
    /// There is a folder where the file should go.
    #[error("{}", say("write-folder", &[]))]
    Folder,
    /// The folder that the file should go into is not there.
    #[error("{}", say("write-no-folder", &[("folder", .0.display().to_string().into())]))]
    NoFolder(PathBuf),
    /// The folder takes no new file: it belongs to somebody else, or to the system.
    #[error("{}", say("write-closed-folder", &[("folder", .0.display().to_string().into())]))]
    ClosedFolder(PathBuf),
    /// The disk gives back something else than what was written.
    #[error("{}", say("write-read-back", &[]))]
    ReadBack,
    /// The file is the new one, but the disk does not say that it will be after a power cut.
    #[error("{}", say("write-unflushed", &[("reason", reason(.0).into())]))]
    Unflushed(#[source] io::Error),
    /// What was written would not open again.
    #[error("{}", say("write-unreadable", &[]))]
    Unreadable,
}

/// Reads a file whole from the machine's disk.
pub fn read(path: &Path) -> Result<Vec<u8>, ReadError> {
    Ok(Disk.read(path)?)
}

/// Reads a file that is open already whole.
pub fn read_from(file: impl io::Read) -> Result<Vec<u8>, ReadError> {
    Ok(files::read_within_limit(file)?)
}

/// What the system said, in the interface's language where it is one of the usual things.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    let name = match error.kind() {
        io::ErrorKind::NotFound => "reason-not-found",
        io::ErrorKind::PermissionDenied => "reason-permission-denied",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "reason-disk-full",
        io::ErrorKind::FileTooLarge => "reason-size-limit",
        io::ErrorKind::ResourceBusy => "reason-busy",
        io::ErrorKind::ReadOnlyFilesystem => "reason-read-only",
        io::ErrorKind::InvalidFilename => "reason-name-too-long",
        _ => return error.to_string(),
    };
    say(name, &[])
}
