//! Files that cannot be read or written.

use super::InWords;
use crate::locale::Locale;
use crate::say;
use crate::storage::{Flaw, LARGEST, ReadError, Unsound, WriteError};
use std::io;

impl InWords for ReadError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            ReadError::Missing => say!(locale, "read-missing"),
            ReadError::Io(error) => unreadable(error, locale),
            ReadError::Folder => say!(locale, "read-folder"),
            ReadError::TooLarge => say!(locale, "read-too-large", limit = (LARGEST >> 20).to_string()),
        }
    }
}

impl InWords for WriteError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            WriteError::Io(error) => say!(locale, "write-failed", reason = reason(error, locale)),
            WriteError::Folder => say!(locale, "write-folder"),
            WriteError::NoFolder(folder) => say!(locale, "write-no-folder", folder = folder.display().to_string()),
            WriteError::ClosedFolder(folder) => {
                say!(locale, "write-closed-folder", folder = folder.display().to_string())
            }
            WriteError::ReadBack => say!(locale, "write-read-back"),
            WriteError::Unflushed(error) => say!(locale, "write-unflushed", reason = reason(error, locale)),
            WriteError::Unreadable => say!(locale, "write-unreadable"),
        }
    }
}

impl InWords for Unsound {
    fn in_words(&self, locale: &Locale) -> String {
        match self.flaw {
            Flaw::Missing => say!(locale, "attachment-missing", name = self.sha256.to_string()),
            Flaw::Damaged => say!(locale, "attachment-damaged", name = self.sha256.to_string()),
            Flaw::LeftOut => say!(locale, "attachment-left-out", name = self.sha256.to_string()),
        }
    }
}

/// That a file cannot be read.
pub(super) fn unreadable(error: &io::Error, locale: &Locale) -> String {
    say!(locale, "read-failed", reason = reason(error, locale))
}

/// What the system said, in the locale's language where it is one of the usual things.
#[must_use]
pub fn reason(error: &io::Error, locale: &Locale) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => say!(locale, "reason-not-found"),
        io::ErrorKind::PermissionDenied => say!(locale, "reason-permission-denied"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => say!(locale, "reason-disk-full"),
        io::ErrorKind::FileTooLarge => say!(locale, "reason-size-limit"),
        io::ErrorKind::ResourceBusy => say!(locale, "reason-busy"),
        io::ErrorKind::ReadOnlyFilesystem => say!(locale, "reason-read-only"),
        io::ErrorKind::NotConnected => say!(locale, "reason-closed"),
        io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::NetworkDown
        | io::ErrorKind::TimedOut
        | io::ErrorKind::StaleNetworkFileHandle => say!(locale, "reason-share-gone"),
        io::ErrorKind::InvalidFilename => say!(locale, "reason-name-too-long"),
        _ => error.to_string(),
    }
}
