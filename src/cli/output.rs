//! What a subcommand writes: files, replaced whole or not at all, and `-` for standard output.

use super::error::{CliError, FileName, complain};
use crate::locale::Locale;
use crate::meeting::file::Package;
use crate::pdf;
use crate::session::Warning;
use crate::session::saving::replace_and_keep;
use crate::storage::attachment::Alone;
use crate::storage::files::Held;
use crate::storage::replace::{replace_after, wait_for_turn};
use crate::storage::{self, Attachment, Directories, Disk, WriteError};
use crate::wording::InWords as _;
use std::io::{self, StdoutLock, Write as _};
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
    pub fn for_meeting(argument: &Path) -> Result<Output, CliError> {
        let output = Output::new(argument);
        if output.is_pdf() {
            return Err(CliError::MeetingAsPdf { file: output.name() });
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
    pub fn name(&self) -> FileName {
        match self {
            Output::Standard => FileName::StandardOutput,
            Output::File(path) => FileName::Path(path.clone()),
        }
    }

    /// Writes it whole.
    pub fn write(&self, bytes: &[u8]) -> Result<(), CliError> {
        self.write_with(bytes, |path| storage::write(path, bytes))
    }

    /// Writes a hand-out whole, if it can be opened again.
    pub fn write_handout(&self, bytes: &[u8]) -> Result<(), CliError> {
        self.write_with(bytes, |path| pdf::write_handout(path, bytes))
    }

    fn write_with(&self, bytes: &[u8], write: impl FnOnce(&Path) -> Result<(), WriteError>) -> Result<(), CliError> {
        match self {
            Output::Standard => print(bytes),
            Output::File(path) => write(path).map_err(|source| CliError::Write { file: self.name(), source }),
        }
    }

    /// Writes an attachment, byte for byte.
    pub fn write_attachment(&self, attachment: &Attachment) -> Result<(), CliError> {
        let Output::File(path) = self else {
            let mut standard = io::stdout().lock();
            let copied = attachment.open(&Disk).and_then(|mut from| io::copy(&mut from, &mut standard));
            return done(copied.and_then(|_| standard.flush()));
        };
        replace_after(&Disk, path, &Alone { attachment, files: &Disk }, |_| Ok(()))
            .map_err(|source| CliError::Write { file: self.name(), source })
    }

    /// Saves a meeting with its attachments. What the file held is kept as an earlier generation.
    pub fn save(&self, package: &Package, locale: &Locale) -> Result<(), CliError> {
        let packed = package.pack(&Disk);
        let Output::File(path) = self else {
            let mut standard = standard_output()?;
            return done(packed.write_to(&mut standard).and_then(|()| standard.flush()));
        };
        let kept = replace_and_keep(&Disk, Directories::of_user().as_ref(), path, &packed)
            .map_err(|source| CliError::Write { file: self.name(), source })?;
        if let Err(error) = kept {
            let warning = Warning::NoGeneration(error).in_words(locale);
            complain(&format!("{}: {warning}", path.display()));
        }
        Ok(())
    }

    /// Waits until no other program is about to replace the file: what is read from now on is still there when it is
    /// replaced, for as long as the answer lives.
    pub fn wait_for_turn(&self) -> Result<Option<Box<dyn Held>>, CliError> {
        match self {
            Output::Standard => Ok(None),
            Output::File(path) => wait_for_turn(&Disk, Directories::of_user().as_ref(), path)
                .map_err(|error| CliError::Write { file: self.name(), source: error.into() }),
        }
    }
}

/// Writes to standard output. Where its reader has had enough (`bilag show … | head`), the work is done.
pub fn print(bytes: &[u8]) -> Result<(), CliError> {
    let mut standard = standard_output()?;
    done(standard.write_all(bytes).and_then(|()| standard.flush()))
}

/// Standard output, if there is one.
fn standard_output() -> Result<StdoutLock<'static>, CliError> {
    if is_closed() { Err(CliError::Output(io::ErrorKind::NotConnected.into())) } else { Ok(io::stdout().lock()) }
}

/// Whether the program was started with its standard output closed (`>&-`). Rust has put `/dev/null` there, open for reading too, as
/// nobody does who wants nothing written.
#[cfg(target_os = "linux")]
fn is_closed() -> bool {
    use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
    let standard = io::stdout();
    let Ok(mode) = rustix::fs::fcntl_getfl(&standard) else { return true };
    let (Ok(here), Ok(null)) = (std::fs::metadata("/proc/self/fd/1"), std::fs::metadata("/dev/null")) else {
        return false;
    };
    let is_null = here.file_type().is_char_device() && here.rdev() == null.rdev();
    // A service is often given the same for all three.
    let input = rustix::fs::fcntl_getfl(io::stdin()).is_ok_and(|input| input == mode)
        && std::fs::metadata("/proc/self/fd/0").is_ok_and(|input| input.rdev() == null.rdev());
    is_null && !input && mode.contains(rustix::fs::OFlags::RDWR)
}

#[cfg(not(target_os = "linux"))]
fn is_closed() -> bool {
    false
}

/// Writes help or version, as clap set it, in colour where the terminal and `NO_COLOR` allow.
pub fn print_help(help: &clap::Error) -> Result<(), CliError> {
    drop(standard_output()?);
    done(help.print())
}

fn done(written: io::Result<()>) -> Result<(), CliError> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(CliError::Output(error)),
        _ => Ok(()),
    }
}
