//! The files that a subcommand reads: by path, `-` for standard input, or the id of a built-in set.

use super::error::{CliError, FileName, complain};
use crate::document_kind::OpenedDocument;
use crate::foreign::PageReader;
use crate::locale::Locale;
use crate::meeting::file::{EnvelopeError, Package, Unpacked};
use crate::meeting::{FileError, Meeting, Review};
use crate::pdf::Import;
use crate::principles::PrincipleSet;
use crate::review_import;
use crate::say;
use crate::storage::{self, Disk, ReadError};
use crate::wording::InWords as _;
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
    pub fn name(&self) -> FileName {
        match self {
            Input::Standard => FileName::StandardInput,
            Input::File(path) => FileName::Path(path.clone()),
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

    /// Reads and opens it, whatever it is. A set that has no name and comes from no file is called so in the words of `locale`.
    pub fn open(&self, locale: &Locale) -> Result<OpenedDocument, CliError> {
        let unpacked = self.unpack()?;
        let stem = match self {
            Input::Standard => None,
            Input::File(path) => path.file_stem().map(|stem| stem.to_string_lossy().into_owned()),
        };
        let stem = stem.filter(|stem| !stem.is_empty()).unwrap_or_else(|| say!(locale, "set-nameless"));
        let opened = OpenedDocument::of(&unpacked, &stem, &Disk)
            .map_err(|source| CliError::Open { file: self.name(), source })?;
        if let OpenedDocument::Meeting(package) | OpenedDocument::Pdf(package) = &opened {
            for unsound in &package.unsound {
                complain(&format!("{}: {}", self.name().in_words(locale), unsound.in_words(locale)));
            }
        }
        Ok(opened)
    }

    /// Reads it, but for attachments, which stay where they are.
    fn unpack(&self) -> Result<Unpacked, CliError> {
        let unpacked = match self {
            Input::Standard => Unpacked::of_bytes(self.read()?),
            Input::File(path) => Unpacked::read(&Disk, path),
        };
        unpacked.map_err(|error| match error {
            EnvelopeError::Io(error) => CliError::Read { file: self.name(), source: error.into() },
            error => CliError::Open { file: self.name(), source: FileError::from(error).into() },
        })
    }

    /// Reads and opens it as a reviewer's copy: a PDF, XFDF, W3C Web Annotations or a meeting. `meeting` is the one that it
    /// is merged into, where there is one.
    pub fn review(&self, meeting: Option<&Meeting>, now: Timestamp) -> Result<Review, CliError> {
        let beside = |name: &str| match self {
            Input::Standard => None,
            Input::File(path) => storage::read(&path.with_file_name(name)).ok(),
        };
        let unpacked = self.unpack()?;
        if unpacked.is_archive {
            let opened = OpenedDocument::of(&unpacked, "", &Disk);
            let OpenedDocument::Meeting(package) =
                opened.map_err(|source| CliError::Open { file: self.name(), source })?
            else {
                return Err(CliError::NotMeeting { file: self.name() });
            };
            return Ok(Review::of_meeting(package.meeting));
        }
        let reader = PageReader::own();
        review_import::open_with(&unpacked.body, &Import { now, meeting, reader: &reader }, beside)
            .map_err(|source| CliError::Review { file: self.name(), source })
    }

    /// Reads and opens it as a meeting: a `.bilag` file, or the one that a PDF carries.
    pub fn open_meeting(&self, locale: &Locale) -> Result<Package, CliError> {
        match self.open(locale)? {
            OpenedDocument::Meeting(package) | OpenedDocument::Pdf(package) => Ok(*package),
            OpenedDocument::Set(_) => Err(CliError::NotMeeting { file: self.name() }),
        }
    }
}

/// The built-in set with this id.
pub fn built_in_set(id: &Path) -> Option<PrincipleSet> {
    PrincipleSet::built_in().into_iter().find(|set| Path::new(&set.id) == id)
}

/// The set that an argument names, by its id or by its file; the first that is built in where none is named.
pub fn open_set(argument: Option<&PathBuf>, locale: &Locale) -> Result<PrincipleSet, CliError> {
    let Some(argument) = argument else {
        let first = PrincipleSet::built_in().into_iter().next();
        return first.ok_or_else(|| CliError::UnknownSet { name: FileName::Path("--set".into()), known: known_sets() });
    };
    if let Some(set) = built_in_set(argument) {
        return Ok(set);
    }
    let input = Input::new(argument);
    match input.open(locale) {
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
