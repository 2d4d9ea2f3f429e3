//! What can go wrong on the command line, how it is said, and which exit code it gives.

use super::{annex, annotate, export, new, usage};
use crate::app::WindowError;
use crate::clock::ClockError;
use crate::document_kind::OpenError;
use crate::locale::Locale;
use crate::meeting::EditError;
use crate::meeting::correspondence::Kinship;
use crate::principles::import::ImportError;
use crate::review_import::ReviewImportError;
use crate::say;
use crate::storage::{ReadError, WriteError};
use crate::wording::{InWords, reason};
use std::ffi::OsString;
use std::path::PathBuf;
use std::{fmt, io};
use thiserror::Error;

/// Why a subcommand did not do its work: one line that names the file, what is wrong with it and what to do.
#[derive(Debug, Error)]
pub enum CliError {
    /// The arguments make no sense; said by [`super::usage`].
    #[error("{error}")]
    Usage {
        /// What clap found.
        error: clap::Error,
        /// In which arguments.
        arguments: Vec<OsString>,
    },
    /// There is no subcommand.
    #[error("no command")]
    NoCommand,
    /// An argument is not there that has to be.
    #[error("{0} is missing")]
    Missing(String),
    /// There is no window.
    #[error(transparent)]
    Window(#[from] WindowError),
    /// A file could not be read.
    #[error("{file}: {source}")]
    Read {
        /// Which.
        file: FileName,
        /// Why.
        source: ReadError,
    },
    /// A file could not be written.
    #[error("{file}: {source}")]
    Write {
        /// Which.
        file: FileName,
        /// Why.
        source: WriteError,
    },
    /// Standard output takes no more.
    #[error("standard output: {0}")]
    Output(#[from] io::Error),
    /// A file is not what it should be.
    #[error("{file}: {source}")]
    Open {
        /// Which.
        file: FileName,
        /// Why.
        source: OpenError,
    },
    /// A file is no reviewer's copy.
    #[error("{file}: {source}")]
    Review {
        /// Which.
        file: FileName,
        /// Why.
        source: ReviewImportError,
    },
    /// A file holds a principle set where a meeting is needed.
    #[error("{file}: a principle set")]
    NotMeeting {
        /// Which.
        file: FileName,
    },
    /// A file holds a meeting where a principle set is needed.
    #[error("{file}: a meeting")]
    NotSet {
        /// Which.
        file: FileName,
    },
    /// A meeting would be saved under the name of a PDF.
    #[error("{file}: a meeting under the name of a PDF")]
    MeetingAsPdf {
        /// Which.
        file: FileName,
    },
    /// A principle set is neither built in nor a file.
    #[error("{name}: no principle set")]
    UnknownSet {
        /// What was asked for.
        name: FileName,
        /// The ids that there are.
        known: String,
    },
    /// The clock was stopped at no time.
    #[error(transparent)]
    Clock(#[from] ClockError),
    /// A meeting could not be made.
    #[error("{set}: {source}")]
    New {
        /// The set that it was to be made from.
        set: String,
        /// Why.
        source: new::NewError,
    },
    /// An annotation could not be put where it was to be.
    #[error("{file}: {source}")]
    Annotate {
        /// The meeting.
        file: FileName,
        /// Why.
        source: annotate::AnnotateError,
    },
    /// Annexes could not be changed, or had.
    #[error("{file}: {source}")]
    Annex {
        /// The meeting.
        file: FileName,
        /// Why.
        source: annex::AnnexError,
    },
    /// A reviewer's copy could not be merged.
    #[error("{file}: {source}")]
    Merge {
        /// The copy.
        file: FileName,
        /// Why.
        source: EditError,
    },
    /// A copy is of another meeting than it is merged into.
    #[error("{file}: of another meeting")]
    OtherMeeting {
        /// The copy.
        file: String,
        /// What its meeting is to the other.
        kinship: Kinship,
        /// What its meeting is called.
        theirs: String,
        /// What the meeting is called that it is merged into.
        own: String,
    },
    /// A hand-out could not be made.
    #[error("{file}: {source}")]
    Export {
        /// The meeting, or the hand-out.
        file: FileName,
        /// Why.
        source: export::HandoutError,
    },
    /// A file gives no principle set.
    #[error("{file}: {source}")]
    Import {
        /// Which.
        file: FileName,
        /// Why.
        source: ImportError,
    },
    /// A set was read in with doubts where none were wanted.
    #[error("{file}: {doubts} doubts")]
    Doubtful {
        /// Which.
        file: FileName,
        /// How many.
        doubts: usize,
    },
    /// Some of the files that were checked are not whole; each was reported when it was found.
    #[error("")]
    Checked(u8),
}

impl CliError {
    /// 2 where the user can mend the input, 1 where the machine could not.
    pub fn exit_code(&self) -> u8 {
        let cannot = match self {
            CliError::Output(_) | CliError::Window(_) => true,
            CliError::Read { source, .. } => matches!(source, ReadError::Io(_)),
            CliError::Write { source, .. } => !matches!(source, WriteError::Folder | WriteError::NoFolder(_)),
            CliError::Export { source, .. } => matches!(source, export::HandoutError::NotLaidOut(_)),
            CliError::Checked(code) => return *code,
            _ => false,
        };
        if cannot { 1 } else { 2 }
    }

    /// Says it on standard error.
    pub fn report(&self, locale: &Locale) {
        let message = self.in_words(locale);
        if !message.is_empty() {
            complain(&message);
        }
    }
}

impl InWords for CliError {
    fn in_words(&self, locale: &Locale) -> String {
        let of = |file: &FileName, what: String| format!("{}: {what}", file.in_words(locale));
        match self {
            CliError::Usage { error, arguments } => usage::explain(error, arguments, locale),
            CliError::NoCommand => usage::no_command(locale),
            CliError::Missing(what) => say!(locale, "usage-missing", what = what.as_str()),
            CliError::Window(error) => error.in_words(locale),
            CliError::Read { file, source } => of(file, source.in_words(locale)),
            CliError::Write { file, source } => of(file, source.in_words(locale)),
            CliError::Output(error) => say!(locale, "output-failed", reason = reason(error, locale)),
            CliError::Open { file, source } => of(file, source.in_words(locale)),
            CliError::Review { file, source } => of(file, source.in_words(locale)),
            CliError::NotMeeting { file } => of(file, say!(locale, "file-is-set")),
            CliError::NotSet { file } => of(file, say!(locale, "file-is-meeting")),
            CliError::MeetingAsPdf { file } => of(file, say!(locale, "output-is-pdf")),
            CliError::UnknownSet { name, known } => of(name, say!(locale, "set-unknown", known = known.as_str())),
            CliError::Clock(error) => error.in_words(locale),
            CliError::New { set, source } => format!("{set}: {}", source.in_words(locale)),
            CliError::Annotate { file, source } => of(file, source.in_words(locale)),
            CliError::Annex { file, source } => of(file, source.in_words(locale)),
            CliError::Merge { file, source } => of(file, source.in_words(locale)),
            CliError::OtherMeeting { file, kinship, theirs, own } => {
                let (theirs, own, option) = (theirs.as_str(), own.as_str(), "--other-meeting");
                let what = match kinship {
                    Kinship::OtherPrinciples => {
                        say!(locale, "merge-other-principles", theirs = theirs, own = own, option = option)
                    }
                    Kinship::Same | Kinship::Other => {
                        say!(locale, "merge-other-meeting", theirs = theirs, own = own, option = option)
                    }
                };
                format!("{file}: {what}")
            }
            CliError::Import { file, source } => of(file, source.in_words(locale)),
            CliError::Doubtful { file, doubts } => of(file, say!(locale, "import-doubtful", doubts = *doubts)),
            CliError::Export { file, source } => of(file, source.in_words(locale)),
            CliError::Checked(_) => String::new(),
        }
    }
}

/// What messages call a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileName {
    /// `-`, where it is read.
    StandardInput,
    /// `-`, where it is written.
    StandardOutput,
    /// As it was named.
    Path(PathBuf),
}

impl fmt::Display for FileName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileName::StandardInput | FileName::StandardOutput => out.write_str("-"),
            FileName::Path(path) => write!(out, "{}", path.display()),
        }
    }
}

impl InWords for FileName {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            FileName::StandardInput => say!(locale, "standard-input"),
            FileName::StandardOutput => say!(locale, "standard-output"),
            FileName::Path(path) => path.display().to_string(),
        }
    }
}

/// Prints one line on standard error. Control characters, which a file or its name may hold, reach no terminal.
pub fn complain(message: &str) {
    let line: String = message.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    // Where standard error is closed there is nobody to tell.
    let _ = io::Write::write_all(&mut io::stderr(), format!("bilag: {line}\n").as_bytes());
}
