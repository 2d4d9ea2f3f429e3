//! What can go wrong on the command line, how it is said, and which exit code it gives.

use super::{annotate, export, new};
use crate::app::WindowError;
use crate::clock::ClockError;
use crate::document_kind::OpenError;
use crate::locale::say;
use crate::meeting::EditError;
use crate::review_import::ReviewImportError;
use crate::storage::{ReadError, WriteError, reason};
use std::io;
use thiserror::Error;

/// Why a subcommand did not do its work: one line that names the file, what is wrong with it and what to do.
#[derive(Debug, Error)]
pub enum CliError {
    /// The arguments make no sense; said by [`super::usage`].
    #[error("{0}")]
    Usage(String),
    /// There is no window.
    #[error(transparent)]
    Window(#[from] WindowError),
    /// A file could not be read.
    #[error("{file}: {source}")]
    Read {
        /// Which.
        file: String,
        /// Why.
        source: ReadError,
    },
    /// A file could not be written.
    #[error("{file}: {source}")]
    Write {
        /// Which.
        file: String,
        /// Why.
        source: WriteError,
    },
    /// Standard output takes no more.
    #[error("{}", say("output-failed", &[("reason", reason(.0).into())]))]
    Output(#[from] io::Error),
    /// A file is not what it should be.
    #[error("{file}: {source}")]
    Open {
        /// Which.
        file: String,
        /// Why.
        source: OpenError,
    },
    /// A file is no reviewer's copy.
    #[error("{file}: {source}")]
    Review {
        /// Which.
        file: String,
        /// Why.
        source: ReviewImportError,
    },
    /// A file holds a principle set where a meeting is needed.
    #[error("{file}: {}", say("file-is-set", &[]))]
    NotMeeting {
        /// Which.
        file: String,
    },
    /// A file holds a meeting where a principle set is needed.
    #[error("{file}: {}", say("file-is-meeting", &[]))]
    NotSet {
        /// Which.
        file: String,
    },
    /// A meeting would be saved under the name of a PDF.
    #[error("{file}: {}", say("output-is-pdf", &[]))]
    MeetingAsPdf {
        /// Which.
        file: String,
    },
    /// A principle set is neither built in nor a file.
    #[error("{name}: {}", say("set-unknown", &[("known", known.as_str().into())]))]
    UnknownSet {
        /// What was asked for.
        name: String,
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
        file: String,
        /// Why.
        source: annotate::AnnotateError,
    },
    /// A reviewer's copy could not be merged.
    #[error("{file}: {source}")]
    Merge {
        /// The copy.
        file: String,
        /// Why.
        source: EditError,
    },
    /// A hand-out could not be made.
    #[error("{file}: {source}")]
    Export {
        /// The meeting, or the hand-out.
        file: String,
        /// Why.
        source: export::HandoutError,
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
    pub fn report(&self) {
        let message = self.to_string();
        if !message.is_empty() {
            complain(&message);
        }
    }
}

/// Prints one line on standard error. Control characters, which a file or its name may hold, reach no terminal.
pub fn complain(message: &str) {
    let line: String = message.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    // Where standard error is closed there is nobody to tell.
    let _ = io::Write::write_all(&mut io::stderr(), format!("bilag: {line}\n").as_bytes());
}
