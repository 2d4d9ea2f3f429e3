//! Asking which file to open or to save in.
//!
//! The system's own dialog is asked for through the desktop portal, or zenity where there is none (rfd), and awaited on a thread of its own.
//! Where neither can show a dialog rfd answers as if the user had cancelled, so they are asked first, and a path can be
//! typed instead.

use crate::locale::{Locale, Message};
use crate::message;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, TryRecvError};

/// How files are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// By the system's dialog where there is one, else by typing a path.
    Native,
    /// By typing a path.
    Typed,
}

/// What a file is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A meeting, a PDF that carries one, or a principle set.
    Open,
    /// Where to save the meeting.
    Save,
    /// Where to save the hand-out.
    Export,
    /// What reviewers sent back: one or more.
    Reviews,
    /// A picture for the head of the hand-out.
    Logo,
}

impl Purpose {
    /// The dialog's title.
    #[must_use]
    pub const fn title(self) -> Message {
        match self {
            Purpose::Open => message!("file-title-open"),
            Purpose::Save => message!("file-title-save"),
            Purpose::Export => message!("file-title-export"),
            Purpose::Reviews => message!("file-title-reviews"),
            Purpose::Logo => message!("file-title-logo"),
        }
    }

    /// Whether the file is to be written.
    #[must_use]
    pub const fn writes(self) -> bool {
        matches!(self, Purpose::Save | Purpose::Export)
    }

    /// The ending that a new file's name gets.
    #[must_use]
    pub const fn ending(self) -> Option<&'static str> {
        match self {
            Purpose::Save => Some("bilag"),
            Purpose::Export => Some("pdf"),
            Purpose::Open | Purpose::Logo | Purpose::Reviews => None,
        }
    }

    fn filters(self, locale: &Locale) -> Vec<(String, Vec<&'static str>)> {
        let all = |name: Message, endings: &[&'static str]| (locale.text(name), endings.to_vec());
        match self {
            Purpose::Open => vec![all(message!("file-kind-open"), &["bilag", "pdf", "json"])],
            Purpose::Save => vec![all(message!("file-kind-meeting"), &["bilag"])],
            Purpose::Export => vec![all(message!("file-kind-pdf"), &["pdf"])],
            Purpose::Reviews => vec![all(message!("file-kind-reviews"), &["pdf", "xfdf", "jsonld", "json", "bilag"])],
            Purpose::Logo => vec![all(message!("file-kind-picture"), &["png", "jpg", "jpeg", "svg"])],
        }
    }

    /// A chosen path with the ending that belongs to it.
    #[must_use]
    pub fn complete(self, path: PathBuf) -> PathBuf {
        match self.ending() {
            Some(ending) if path.extension().is_none_or(|own| !own.eq_ignore_ascii_case(ending)) => {
                let mut name = path.into_os_string();
                name.push(".");
                name.push(ending);
                name.into()
            }
            _ => path,
        }
    }
}

/// A question that the system's dialog is asking.
pub struct Asking {
    /// What for.
    pub purpose: Purpose,
    /// Where it began.
    pub suggestion: PathBuf,
    answer: Receiver<Option<Vec<PathBuf>>>,
}

/// What has come of it.
pub enum Answer {
    /// Nothing yet.
    Waiting,
    /// The user wants none.
    Cancelled,
    /// The system has no dialog to ask with.
    NoDialog,
    /// These files, as they were chosen: one, but for reviews.
    Paths(Vec<PathBuf>),
}

impl Asking {
    /// Opens the system's dialog, beginning at `suggestion`.
    #[must_use]
    pub fn open(
        purpose: Purpose,
        suggestion: &Path,
        context: &egui::Context,
        parent: Option<&eframe::Frame>,
    ) -> Option<Asking> {
        let locale = Locale::of_context(context);
        let mut dialog = rfd::AsyncFileDialog::new().set_title(locale.text(purpose.title()));
        if let Some(parent) = parent {
            dialog = dialog.set_parent(parent);
        }
        for (name, endings) in purpose.filters(locale) {
            dialog = dialog.add_filter(name, &endings);
        }
        if let Some(name) = suggestion.file_name().filter(|_| purpose.writes()) {
            dialog = dialog.set_file_name(name.to_string_lossy());
        }
        let (send, answer) = mpsc::channel();
        let context = context.clone();
        let folder = suggestion.parent().map(Path::to_owned);
        let ask = move || {
            if !can_ask() {
                let _ = send.send(None);
                context.request_repaint();
                return;
            }
            // The folder may be on a disk that takes its time.
            if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
                dialog = dialog.set_directory(folder);
            }
            let chosen = match purpose {
                Purpose::Reviews => pollster::block_on(dialog.pick_files()).unwrap_or_default(),
                _ if purpose.writes() => pollster::block_on(dialog.save_file()).into_iter().collect(),
                _ => pollster::block_on(dialog.pick_file()).into_iter().collect(),
            };
            // The window may be gone by now.
            let _ = send.send(Some(chosen.iter().map(|file| file.path().to_owned()).collect()));
            context.request_repaint();
        };
        std::thread::Builder::new().name("file-dialog".to_owned()).spawn(ask).ok()?;
        Some(Asking { purpose, suggestion: suggestion.to_owned(), answer })
    }

    /// Looks for the answer.
    #[must_use]
    pub fn answer(&self) -> Answer {
        match self.answer.try_recv() {
            Ok(Some(paths)) if !paths.is_empty() => Answer::Paths(paths),
            Ok(None) => Answer::NoDialog,
            Ok(Some(_)) | Err(TryRecvError::Disconnected) => Answer::Cancelled,
            Err(TryRecvError::Empty) => Answer::Waiting,
        }
    }
}

impl Files {
    /// Whether the system is asked for its dialog.
    #[must_use]
    pub fn has_dialog(self) -> bool {
        self == Files::Native
    }
}

/// Whether the portal can show a dialog for files, or else a zenity that takes what rfd says to it. May take a moment.
#[cfg(target_os = "linux")]
fn can_ask() -> bool {
    let zenity = || {
        let mut zenity = std::process::Command::new("zenity");
        zenity.args(["--no-markup", "--version"]).stdin(std::process::Stdio::null());
        zenity.output().is_ok_and(|output| output.status.success())
    };
    portal_version().is_some() || zenity()
}

#[cfg(not(target_os = "linux"))]
fn can_ask() -> bool {
    true
}

/// The version of the portal's dialog for files; `None` where there is no portal, or none with such a dialog.
#[cfg(target_os = "linux")]
fn portal_version() -> Option<u32> {
    const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);
    const CHOOSER: &str = "org.freedesktop.portal.FileChooser";
    let connection = zbus::blocking::connection::Builder::session().ok()?.method_timeout(PATIENCE).build().ok()?;
    let (portal, path) = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop");
    let properties = Some("org.freedesktop.DBus.Properties");
    let answer = connection.call_method(Some(portal), path, properties, "Get", &(CHOOSER, "version")).ok()?;
    let version: zbus::zvariant::OwnedValue = answer.body().deserialize().ok()?;
    u32::try_from(version).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_gets_its_ending_once() {
        let complete = |name: &str| Purpose::Export.complete(PathBuf::from(name));
        assert_eq!(complete("møde"), PathBuf::from("møde.pdf"));
        assert_eq!(complete("møde.PDF"), PathBuf::from("møde.PDF"));
        assert_eq!(complete("møde 21.11"), PathBuf::from("møde 21.11.pdf"));
        assert_eq!(Purpose::Open.complete(PathBuf::from("x")), PathBuf::from("x"));
    }
}
