//! Hand-out.

use super::Request;
use super::command::Command;
use super::preview::Preview;
use super::settings::Settings;
use crate::meeting::Meeting;
use egui::Ui;

/// What the place remembers between frames.
#[derive(Debug, Default)]
pub struct Handout {}

impl Handout {
    /// A hand-out's place as the settings want it.
    pub fn new(settings: &Settings) -> Handout {
        let _ = settings;
        Handout {}
    }

    /// Shows the place.
    pub fn show(&mut self, ui: &mut Ui, meeting: &Meeting, preview: &Preview, requests: &mut Vec<Request>) {
        let _ = (ui, meeting, preview, requests);
    }

    /// Makes pages larger or smaller.
    pub fn zoom(&mut self, command: Command) {
        let _ = command;
    }

    /// One or two.
    pub fn toggle_two_up(&mut self) {}
}
