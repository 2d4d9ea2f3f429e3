//! The window: it shows the meeting and makes edits.
//!
//! A view of the window (`start`, `select`, `annotate`, `handout`, `present`) reads the session and the settings, draws itself and
//! *asks* for what the user wants: a [`Request`]. Requests are carried out in one place, after everything is drawn
//! ([`requests`]), so that a frame shows one state of things. Commands stand in one table ([`input::command`]), colours and sizes
//! in one file ([`theme`]), texts in the language files.
//!
//! What takes long (laying pages out, exporting, asking for a file) is done beside the window, and it goes on living
//! meanwhile: [`preview`], [`export`], [`files`].

/// What a command is called, and what it does: the text of this name, and that with `-about` after it.
macro_rules! texts {
    ($name:literal) => {
        [crate::message!($name), crate::message!(concat!($name, "-about"))]
    };
}

pub mod annotate;
mod bar;
pub mod contrast;
mod dialog;
mod export;
mod files;
mod handout;
pub mod icon;
pub mod input;
mod notice;
pub mod page;
pub mod present;
pub mod preview;
mod print;
mod request;
mod requests;
mod reviews;
mod safety;
mod select;
pub mod settings;
mod start;
mod system;
pub mod theme;
mod venue;
mod widgets;
pub mod window;
pub mod words;
pub mod worker;

pub use files::Files;
pub use input::{Command, View};
pub use request::Request;
pub use window::{Surroundings, Window};

use crate::locale::Locale;
use crate::logbook;
use crate::say;
use crate::wording::InWords;
use std::path::PathBuf;
use thiserror::Error;

/// Why there is no window.
#[derive(Debug, Error)]
#[error("no window: {0}")]
pub struct WindowError(#[from] eframe::Error);

impl InWords for WindowError {
    fn in_words(&self, locale: &Locale) -> String {
        say!(locale, "window-no-display", reason = reason(&self.0))
    }
}

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
            window.ask(Request::OpenFile(std::path::absolute(&file).unwrap_or(file)));
        }
        Ok(Box::new(window))
    };
    eframe::run_native("bilag", options, Box::new(open))?;
    Ok(())
}
