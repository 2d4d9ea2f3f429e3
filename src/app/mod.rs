//! The window: it shows the meeting and makes edits.
//!
//! A view of the window (`start`, `select`, `annotate`, `handout`, `present`) reads the session and the settings, draws itself and
//! *asks* for what the user wants: a [`Request`]. Requests are carried out in one place, after everything is drawn
//! ([`requests`]), so that a frame shows one state of things. Commands stand in one table ([`command`]), colours and sizes
//! in one file ([`theme`]), texts in the language files.
//!
//! What takes long (laying pages out, exporting, asking for a file) is done beside the window, and it goes on living
//! meanwhile: [`preview`], [`export`], [`files`].

pub mod annotate;
pub mod command;
pub mod contrast;
mod dialog;
mod export;
mod files;
mod handout;
pub mod icon;
pub mod keys;
mod notice;
pub mod page;
pub mod present;
pub mod preview;
mod requests;
mod safety;
mod select;
pub mod settings;
mod shortcuts;
mod start;
mod system;
pub mod theme;
mod watch;
mod widgets;
pub mod window;

pub use command::Command;
pub use files::Files;
pub use window::{Surroundings, Window};

use crate::locale::say;
use crate::logbook;
use crate::meeting::{Edit, HandoutOptions, Id, Target};
use crate::principles::PrincipleSet;
use crate::storage::generations::Generation;
use settings::Settings;
use std::ops::Range;
use std::path::PathBuf;
use thiserror::Error;

/// The views of the window, which all show the same meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Recent meetings, and how to begin.
    #[default]
    Start,
    /// Choosing principles and giving them their place on the agenda.
    Select,
    /// Writing on them.
    Annotate,
    /// The pages as they will leave.
    Handout,
    /// Slides on a screen.
    Present,
}

/// Something that is to happen once the frame is drawn.
#[derive(Debug)]
pub enum Request {
    /// A command from the table.
    Command(Command),
    /// A change to the meeting.
    Edit(Edit),
    /// Ends the step that undo would take back.
    Seal,
    /// Opens a file.
    OpenFile(PathBuf),
    /// Does what was asked for, whatever is lost.
    Regardless(Box<Request>),
    /// Saves, and then does what was asked for.
    SaveFirst(Box<Request>),
    /// Begins a meeting on a set.
    Begin(Box<PrincipleSet>),
    /// Chooses from another set from now on.
    UseSet(Box<PrincipleSet>),
    /// Shows words in the text, in bytes of their paragraph, and the annotation that is on them.
    ShowText(Target, Option<Range<usize>>, Option<Id>),
    /// Changes how the hand-out looks.
    Handout(HandoutOptions),
    /// Changes the settings.
    Settings(Box<Settings>),
    /// Asks for a picture for the head of the hand-out.
    ChooseLogo,
    /// Puts a picture at the head of the hand-out.
    UseLogo(PathBuf),
    /// Asks which file to save the finished hand-out in.
    ChooseExportFile,
    /// Opens the finished hand-out where it can be printed.
    Print,
    /// Writes the finished hand-out.
    WriteExport(PathBuf),
    /// Saves the meeting in a file.
    SaveIn(PathBuf),
    /// Takes a path that was typed or chosen for what was asked.
    Chosen(PathBuf),
    /// Reads what reviewers sent back.
    ReadReviews(Vec<PathBuf>),
    /// Takes home what reviewers wrote, as it was chosen.
    CarryOutMerge,
    /// Goes on with what a stopped program left, by its place in the list.
    Recover(usize),
    /// Does without it.
    Decline(usize),
    /// Merges what somebody else wrote into the file.
    MergeOutside,
    /// Merges a copy of the file that was changed apart.
    MergeCopy(PathBuf),
    /// Saves over what somebody else wrote.
    Overwrite,
    /// Takes over a file that somebody else did not close.
    TakeOver,
    /// Makes the meeting what an earlier version was.
    Restore(Generation),
    /// Removes what is private for good.
    Purge,
    /// Opens a file in the program that the system has for it.
    OpenOutside(PathBuf),
    /// Shows a file in its folder.
    ShowInFolder(PathBuf),
    /// Forgets a recent meeting.
    Forget(PathBuf),
    /// Closes the dialog.
    CloseDialog,
}

/// Why there is no window.
#[derive(Debug, Error)]
#[error("{}", say("window-no-display", &[("reason", reason(.0).into())]))]
pub struct WindowError(#[from] eframe::Error);

/// What the window system said, without the place in its own source that it names.
fn reason(error: &eframe::Error) -> String {
    let words = error.to_string();
    let told = words.rsplit_once(".rs:").and_then(|(_, place)| place.split_once(": ")).map(|(_, told)| told);
    told.unwrap_or(&words).trim_end_matches('.').to_owned()
}

/// Opens the window, with a file or the start page, and stays until it is closed.
pub fn run(file: Option<PathBuf>) -> Result<(), WindowError> {
    let surroundings = Surroundings::of_the_user();
    if let Some(directories) = &surroundings.workspace.directories {
        logbook::begin(directories);
    }
    let settings = surroundings.read_settings();
    let options = eframe::NativeOptions { viewport: window::viewport(&settings), ..eframe::NativeOptions::default() };
    let open = move |creation: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        let mut window = Window::new(&creation.egui_ctx, surroundings, settings);
        if let Some(file) = file {
            window.ask(Request::OpenFile(file));
        }
        Ok(Box::new(window))
    };
    eframe::run_native("bilag", options, Box::new(open))?;
    Ok(())
}
