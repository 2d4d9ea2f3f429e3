//! The files that a subcommand reads: by path, `-` for standard input, or the id of a built-in set.

use super::error::CliError;
use crate::document_kind::OpenedDocument;
use crate::locale::say;
use crate::meeting::{Meeting, Review};
use crate::principles::PrincipleSet;
use crate::review_import;
use crate::storage::{self, ReadError};
use jiff::Timestamp;
use std::io;
use std::path::{Path, PathBuf};

/// Where something is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// `-`
    Standard,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// What an argument names.
    pub fn new(argument: &Path) -> Input {
        if argument == Path::new("-") { Input::Standard } else { Input::File(argument.to_owned()) }
    }

    /// What errors call it.
    pub fn name(&self) -> String {
        match self {
            Input::Standard => say("standard-input", &[]),
            Input::File(path) => path.display().to_string(),
        }
    }

    /// Reads it.
    pub fn read(&self) -> Result<Vec<u8>, CliError> {
        let bytes = match self {
            Input::Standard => storage::read_from(io::stdin().lock()),
            Input::File(path) => storage::read(path),
        };
        bytes.map_err(|source| CliError::Read { file: self.name(), source })
    }

    /// Reads and opens it, whatever it is.
    pub fn open(&self) -> Result<OpenedDocument, CliError> {
        let bytes = self.read()?;
        let stem = match self {
            Input::Standard => None,
            Input::File(path) => path.file_stem().map(|stem| stem.to_string_lossy().into_owned()),
        };
        let stem = stem.filter(|stem| !stem.is_empty()).unwrap_or_else(|| say("set-nameless", &[]));
        OpenedDocument::open(&bytes, &stem).map_err(|source| CliError::Open { file: self.name(), source })
    }

    /// Reads and opens it as a reviewer's copy: a PDF, XFDF, W3C Web Annotations or a meeting. `meeting` is the one that it
    /// is merged into, where there is one.
    pub fn review(&self, meeting: Option<&Meeting>, now: Timestamp) -> Result<Review, CliError> {
        let beside = |name: &str| match self {
            Input::Standard => None,
            Input::File(path) => storage::read(&path.with_file_name(name)).ok(),
        };
        review_import::open(&self.read()?, meeting, beside, now)
            .map_err(|source| CliError::Review { file: self.name(), source })
    }

    /// Reads and opens it as a meeting: a `.bilag` file, or the one that a PDF carries.
    pub fn open_meeting(&self) -> Result<Meeting, CliError> {
        match self.open()? {
            OpenedDocument::Meeting(meeting) | OpenedDocument::Pdf(meeting) => Ok(*meeting),
            OpenedDocument::Set(_) => Err(CliError::NotMeeting { file: self.name() }),
        }
    }
}

/// The built-in set with this id.
pub fn built_in_set(id: &Path) -> Option<PrincipleSet> {
    PrincipleSet::built_in().into_iter().find(|set| Path::new(&set.id) == id)
}

/// The set that an argument names, by its id or by its file; the first that is built in where none is named.
pub fn open_set(argument: Option<&PathBuf>) -> Result<PrincipleSet, CliError> {
    let Some(argument) = argument else {
        let first = PrincipleSet::built_in().into_iter().next();
        return first.ok_or_else(|| CliError::UnknownSet { name: "--set".to_owned(), known: known_sets() });
    };
    if let Some(set) = built_in_set(argument) {
        return Ok(set);
    }
    let input = Input::new(argument);
    match input.open() {
        Ok(OpenedDocument::Set(set)) => Ok(*set),
        Ok(OpenedDocument::Meeting(_) | OpenedDocument::Pdf(_)) => Err(CliError::NotSet { file: input.name() }),
        Err(CliError::Read { file, source: ReadError::Missing }) => {
            Err(CliError::UnknownSet { name: file, known: known_sets() })
        }
        Err(error) => Err(error),
    }
}

fn known_sets() -> String {
    let ids: Vec<String> = PrincipleSet::built_in().into_iter().map(|set| set.id).collect();
    ids.join(", ")
}
