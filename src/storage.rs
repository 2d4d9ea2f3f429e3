//! Files: read whole within a limit, replaced whole or not at all.

use crate::locale::say;
use serde_json::error::Category;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
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
            _ => ReadError::Io(error),
        }
    }
}

/// Why a file could not be written. What was there before is still there.
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
}

/// Reads a file whole.
pub fn read(path: &Path) -> Result<Vec<u8>, ReadError> {
    if path.is_dir() {
        return Err(ReadError::Folder);
    }
    read_from(File::open(path)?)
}

/// Reads a file that is open already whole.
pub fn read_from(file: impl io::Read) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST { Err(ReadError::TooLarge) } else { Ok(bytes) }
}

/// Replaces the file at `path`, or makes it: a temporary file in the same folder is written, flushed to the disk and
/// renamed, and the folder is flushed too. A link is followed, and a file's permissions stay. A device or a pipe is
/// written to as it is.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| dangling(path).unwrap_or_else(|| path.to_owned()));
    let existing = fs::metadata(&target).ok();
    match &existing {
        Some(metadata) if metadata.is_dir() => return Err(WriteError::Folder),
        None if path.as_os_str().as_encoded_bytes().ends_with(b"/") => return Err(WriteError::Folder),
        Some(metadata) if !metadata.is_file() => {
            return Ok(fs::OpenOptions::new().write(true).open(&target)?.write_all(bytes)?);
        }
        _ => {}
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(WriteError::NoFolder(folder.to_owned()));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".bilag-").suffix(".tmp");
    if let Some(metadata) = &existing {
        if metadata.permissions().readonly() {
            return Err(io::Error::from(io::ErrorKind::PermissionDenied).into());
        }
        builder.permissions(metadata.permissions());
    } else {
        new_file_permissions(&mut builder);
    }
    let mut temporary: NamedTempFile = builder.tempfile_in(folder).map_err(|error| match error.kind() {
        // The system's own folders answer that a new file is not found.
        io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            WriteError::ClosedFolder(folder.to_owned())
        }
        _ => error.into(),
    })?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    temporary.persist(&target).map_err(|error| error.error)?;
    if let Ok(folder) = File::open(folder) {
        // Not every file system can; the file itself is on the disk.
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Where a link leads whose end is not there yet.
fn dangling(path: &Path) -> Option<PathBuf> {
    let end = fs::read_link(path).ok()?;
    Some(path.parent().unwrap_or(Path::new("")).join(end))
}

/// A new file may be read by whom the user's mask allows, as any program's new file; temporary files are stricter.
#[cfg(unix)]
fn new_file_permissions(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn new_file_permissions(_: &mut tempfile::Builder<'_, '_>) {}

/// What the system said, in the interface's language where it is one of the usual things.
#[must_use]
pub fn reason(error: &io::Error) -> String {
    let name = match error.kind() {
        io::ErrorKind::NotFound => "reason-not-found",
        io::ErrorKind::PermissionDenied => "reason-permission-denied",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "reason-disk-full",
        io::ErrorKind::ReadOnlyFilesystem => "reason-read-only",
        io::ErrorKind::InvalidFilename => "reason-name-too-long",
        _ => return error.to_string(),
    };
    say(name, &[])
}

/// The text called `name` about a fault in JSON, with its `line`, its `column` and its `reason`.
#[must_use]
pub fn json_fault(name: &str, error: &serde_json::Error) -> String {
    let (line, column) = (error.line().to_string(), error.column().to_string());
    // The reader's own words end with the place, which the text already tells.
    let place = format!(" at line {line} column {column}");
    let words = error.to_string();
    let reason = json_reason(error.classify(), words.strip_suffix(&place).unwrap_or(&words));
    say(name, &[("line", line.into()), ("column", column.into()), ("reason", reason.into())])
}

/// How many characters of what the reader of JSON said are told at the most: it may repeat a whole value.
const MOST_DETAIL: usize = 80;

/// What the reader of JSON said, in the interface's language where it is one of the usual things; else in brackets.
fn json_reason(category: Category, words: &str) -> String {
    let field = |beginning| Some(words.strip_prefix(beginning)?.split_once('`')?.0);
    let (name, detail) = match category {
        Category::Eof => ("reason-breaks-off", words),
        Category::Syntax => ("reason-syntax", words),
        Category::Data | Category::Io => match (field("missing field `"), field("unknown field `")) {
            (Some(missing), _) => ("reason-missing-field", missing),
            (_, Some(unknown)) => ("reason-unknown-field", unknown),
            _ => ("reason-content", words),
        },
    };
    let cut =
        detail.char_indices().nth(MOST_DETAIL).map(|(at, _)| format!("{}…", detail.get(..at).unwrap_or_default()));
    say(name, &[("detail", cut.as_deref().unwrap_or(detail).into())])
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn folders_and_missing_places_are_named() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(matches!(write(folder.path(), b""), Err(WriteError::Folder)));
        assert!(matches!(write(&folder.path().join("new/"), b""), Err(WriteError::Folder)));
        assert!(matches!(write(&folder.path().join("a/b"), b""), Err(WriteError::NoFolder(_))));
        assert!(matches!(read(folder.path()), Err(ReadError::Folder)));
        assert!(matches!(read(&folder.path().join("a")), Err(ReadError::Missing)));
    }

    #[test]
    fn a_fault_in_json_is_told_with_its_place_once() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Named {
            #[allow(dead_code, reason = "what is read is not looked at")]
            name: String,
        }
        let told = |json: &str| {
            let error = serde_json::from_str::<Named>(json).expect_err("a fault");
            json_fault("document-broken", &error)
        };
        for (json, place, detail) in [
            ("{", "1", ""),
            ("{}", "1", "name"),
            ("{\n\"nam\": 1}", "2", "nam"),
            ("{\n\"name\": 1}", "2", "(invalid type: integer `1`, expected a string)"),
            ("{\n\"name\" 1}", "2", "(expected `:`)"),
        ] {
            let told = told(json);
            assert!(told.contains(place) && told.contains(detail), "{told}");
            assert!(!told.contains(" at line "), "{told}");
        }
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
