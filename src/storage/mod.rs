//! Files: read whole within a limit, replaced whole or not at all.
//!
//! [`files`] is the little that is asked of a file system, [`mod@replace`] the one way in which a user's file is written,
//! [`directories`] where Bilag keeps what is not in the user's own files, and [`generations`] the files that were there
//! before. An [`attachment`] is named by its [`sha256`] and kept once in the [`store`]; a [`zip`] holds several files in one.

pub mod attachment;
pub mod directories;
pub mod files;
pub mod generations;
mod likeness;
pub mod replace;
pub mod sha256;
pub mod store;
pub mod zip;

pub use attachment::{Attachment, Attachments, Flaw, Unsound};
pub use directories::Directories;
pub use files::{Disk, Files};
pub use replace::{replace, write};
pub use sha256::Sha256;

use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The largest file that is read, in bytes: far beyond any meeting, far below a machine's memory.
pub const LARGEST: u64 = 256 << 20;

/// Why a file could not be read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("no such file")]
    Missing,
    /// The system says no.
    #[error("cannot be read: {0}")]
    Io(#[source] io::Error),
    /// There is a folder where a file should be.
    #[error("is a folder")]
    Folder,
    /// It is larger than [`LARGEST`].
    #[error("larger than {} MB", LARGEST >> 20)]
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
    #[error("cannot be written: {0}")]
    Io(#[from] io::Error),
    /// There is a folder where the file should go.
    #[error("is a folder")]
    Folder,
    /// The folder that the file should go into is not there.
    #[error("no folder {}", .0.display())]
    NoFolder(PathBuf),
    /// The folder takes no new file: it belongs to somebody else, or to the system.
    #[error("the folder {} takes no files", .0.display())]
    ClosedFolder(PathBuf),
    /// The disk gives back something else than what was written.
    #[error("the disk gives back something else than was written")]
    ReadBack,
    /// The file is the new one, but the disk does not say that it will be after a power cut.
    #[error("written, but not flushed: {0}")]
    Unflushed(#[source] io::Error),
    /// What was written would not open again.
    #[error("what was written does not open again")]
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
