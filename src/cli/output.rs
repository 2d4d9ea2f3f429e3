//! What a subcommand writes: files, replaced whole or not at all, and `-` for standard output.

use super::fault::Fault;
use crate::locale::say;
use crate::storage;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Where something is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// `-`
    Standard,
    /// A file.
    File(PathBuf),
}

impl Output {
    /// What an argument names.
    pub fn new(argument: &Path) -> Output {
        if argument == Path::new("-") { Output::Standard } else { Output::File(argument.to_owned()) }
    }

    /// Where a meeting is to be saved: under any name but a PDF's.
    pub fn for_meeting(argument: &Path) -> Result<Output, Fault> {
        let output = Output::new(argument);
        if output.is_pdf() {
            return Err(Fault::MeetingAsPdf { file: output.name() });
        }
        Ok(output)
    }

    /// Whether its name is a PDF's.
    pub fn is_pdf(&self) -> bool {
        match self {
            Output::Standard => false,
            Output::File(path) => path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")),
        }
    }

    /// The bare name of a file beside it with another ending.
    pub fn beside(&self, ending: &str) -> String {
        let name = match self {
            Output::Standard => None,
            Output::File(path) => {
                path.with_extension(ending).file_name().map(|name| name.to_string_lossy().into_owned())
            }
        };
        name.unwrap_or_default()
    }

    /// What messages call it.
    pub fn name(&self) -> String {
        match self {
            Output::Standard => say("standard-output", &[]),
            Output::File(path) => path.display().to_string(),
        }
    }

    /// Writes it whole.
    pub fn write(&self, bytes: &[u8]) -> Result<(), Fault> {
        match self {
            Output::Standard => print(bytes),
            Output::File(path) => {
                storage::write(path, bytes).map_err(|source| Fault::Write { file: self.name(), source })
            }
        }
    }
}

/// Writes to standard output. Where its reader has had enough (`bilag show … | head`), the work is done.
pub fn print(bytes: &[u8]) -> Result<(), Fault> {
    let mut standard = io::stdout().lock();
    done(standard.write_all(bytes).and_then(|()| standard.flush()))
}

/// Writes help or version, as clap set it, in colour where the terminal and `NO_COLOR` allow.
pub fn print_help(help: &clap::Error) -> Result<(), Fault> {
    done(help.print())
}

fn done(written: io::Result<()>) -> Result<(), Fault> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Fault::Output(error)),
        _ => Ok(()),
    }
}
