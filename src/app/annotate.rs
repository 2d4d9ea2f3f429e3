//! Annotate.

use super::Request;
use super::command::Command;
use super::settings::Settings;
use crate::meeting::{Id, Meeting, Target};
use egui::Ui;

/// What the place remembers between frames.
#[derive(Debug, Default)]
pub struct Annotate {}

impl Annotate {
    /// Shows the place.
    pub fn show(&mut self, ui: &mut Ui, meeting: &Meeting, settings: &Settings, requests: &mut Vec<Request>) {
        let _ = (ui, meeting, settings, requests);
    }

    /// Does what a command of the search asks for.
    pub fn find(&mut self, command: Command) {
        let _ = command;
    }

    /// What a command asks for.
    pub fn command(&mut self, command: Command, meeting: &Meeting, settings: &Settings) -> Vec<Request> {
        let _ = (command, meeting, settings);
        Vec::new()
    }

    /// Shows words.
    pub fn reveal(&mut self, target: Target, id: Option<Id>) {
        let _ = (target, id);
    }
}
