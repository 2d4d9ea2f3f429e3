//! Select: which principles the meeting is about, and where on its agenda they belong.

use super::Request;
use super::command::Command;
use crate::meeting::{Id, Meeting};
use crate::principles::PrincipleSet;
use egui::Ui;

/// What the place remembers between frames.
#[derive(Debug, Default)]
pub struct Select {}

impl Select {
    /// Shows the place.
    pub fn show(&mut self, ui: &mut Ui, meeting: &Meeting, set: &PrincipleSet, requests: &mut Vec<Request>) {
        let _ = (ui, meeting, set, requests);
    }

    /// Does what a command of the search asks for.
    pub fn find(&mut self, command: Command) {
        let _ = command;
    }

    /// Puts the cursor into an agenda item's title as soon as it is there.
    pub fn focus_item(&mut self, item: Id) {
        let _ = item;
    }
}
