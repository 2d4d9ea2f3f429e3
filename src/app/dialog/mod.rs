//! What stands above the window until it is answered: one at a time, and none is lost because another comes.
//!
//! A dialog reads [`WindowState`], draws itself and asks for what was answered: a complete [`Request`], with all that is needed
//! to carry it out. Which dialogs there are, and in which order, is kept by [`Dialogs`].

mod export;
mod guard;
mod keys;
mod merge;
mod modal;
mod palette;
mod path;
mod sets;
mod settings;
mod unsaved;

pub use keys::KeyList;
pub use merge::Merging;
pub use palette::PaletteSearch;
pub use path::TypedPath;

use super::export::Job;
use super::files::Purpose;
use super::request::{Offer, Request};
use super::settings::Settings;
use crate::meeting::Meeting;
use crate::principles::PrincipleSet;
use crate::session::{Outside, Receipt, Recovery, RestoreError, Session};
use crate::storage::generations::Generation;
use egui::Ui;
use std::collections::VecDeque;
use std::mem::discriminant;
use std::path::PathBuf;

/// A question, a choice or a list above the window.
#[derive(Debug)]
pub enum Dialog {
    /// Something would be lost: save it first?
    Unsaved {
        /// What was asked for.
        then: Option<Box<Request>>,
    },
    /// What leaves the machine with the hand-out.
    Export,
    /// A path to be typed.
    Path(TypedPath),
    /// A file is there already: may it be replaced?
    Replace(Purpose, PathBuf),
    /// The principle sets there are.
    Sets,
    /// A set was opened while a meeting on another is open.
    SetOrNew(Box<PrincipleSet>),
    /// The settings.
    Settings,
    /// The list of keys.
    Keys(KeyList),
    /// The command palette.
    Palette(PaletteSearch),
    /// What programs that stopped have left.
    Recovery(Vec<Recovery>),
    /// Somebody changed the file, or it is gone.
    Outside(Outside),
    /// Somebody else has the file open.
    Held,
    /// Copies of the file that were changed apart.
    Copies(Vec<PathBuf>),
    /// Earlier versions of the file, as soon as they are read.
    Versions(Option<Vec<(Generation, Result<Meeting, RestoreError>)>>),
    /// Whether what is private is to go for good.
    Purge,
    /// What went.
    Receipt(Box<Receipt>),
    /// What a report of a problem would say.
    Report(String),
    /// What reviewers sent back is being read.
    Reading,
    /// What reviewers wrote.
    Merge(Box<Merging>),
    /// The disk is waited for.
    Waiting,
}

impl Dialog {
    /// Whether it is about the meeting that is open, and about none when that is closed.
    fn is_of_meeting(&self) -> bool {
        match self {
            Dialog::Export
            | Dialog::Outside(_)
            | Dialog::Held
            | Dialog::Copies(_)
            | Dialog::Versions(_)
            | Dialog::Purge
            | Dialog::Reading
            | Dialog::Merge(_)
            | Dialog::SetOrNew(_) => true,
            Dialog::Path(TypedPath { purpose, .. }) | Dialog::Replace(purpose, _) => *purpose != Purpose::Open,
            _ => false,
        }
    }

    /// What it offers that goes on beside it.
    fn offer(&self) -> Offer {
        match self {
            Dialog::Unsaved { .. } | Dialog::Path(_) | Dialog::Replace(..) => Offer::Save,
            Dialog::Export => Offer::Export,
            Dialog::Reading => Offer::Reviews,
            _ => Offer::Nothing,
        }
    }
}

/// What dialogs read of the window.
#[derive(Clone, Copy)]
pub struct WindowState<'a> {
    /// The meeting that is open.
    pub session: Option<&'a Session>,
    /// The set that principles are chosen from.
    pub set: &'a PrincipleSet,
    /// The settings.
    pub settings: &'a Settings,
    /// The hand-out that is being made.
    pub job: Option<&'a Job>,
    /// How many of how many reviewers' copies are read.
    pub read: (usize, usize),
}

/// The dialog that is shown, and those that wait for it to be answered.
#[derive(Debug, Default)]
pub struct Dialogs {
    /// The first is shown.
    all: VecDeque<Dialog>,
}

impl Dialogs {
    /// Shows what the user asked for, above what is there.
    pub fn open(&mut self, dialog: Dialog) {
        self.all.retain(|other| discriminant(other) != discriminant(&dialog) || matches!(other, Dialog::Recovery(_)));
        self.all.push_front(dialog);
    }

    /// Asks something as soon as everything before it is answered. What is asked already is not asked twice.
    pub fn ask(&mut self, dialog: Dialog) {
        let asked = self.all.iter_mut().find(|other| discriminant(*other) == discriminant(&dialog));
        match (asked, dialog) {
            (Some(Dialog::Recovery(all)), Dialog::Recovery(more)) => all.extend(more),
            (Some(asked), dialog) => *asked = dialog,
            (None, dialog) => self.all.push_back(dialog),
        }
    }

    /// Whether anything stands above the window.
    #[must_use]
    pub fn are_open(&self) -> bool {
        !self.all.is_empty()
    }

    /// Takes away what is done with, wherever it stands.
    pub fn close(&mut self, is_done: impl Fn(&Dialog) -> bool) {
        self.all.retain(|dialog| !is_done(dialog));
    }

    /// Takes away what is about a meeting that was closed.
    pub fn leave_meeting(&mut self) {
        self.close(Dialog::is_of_meeting);
    }

    /// Gives the earlier versions to the list that waits for them.
    pub fn fill_versions(&mut self, read: Vec<(Generation, Result<Meeting, RestoreError>)>) {
        if let Some(Dialog::Versions(versions)) = self.all.iter_mut().find(|one| matches!(one, Dialog::Versions(_))) {
            *versions = Some(read);
        }
    }

    /// Shows the first.
    pub fn show(&mut self, ui: &mut Ui, state: &WindowState<'_>, requests: &mut Vec<Request>) {
        let Some(dialog) = self.all.front_mut() else { return };
        let before = requests.len();
        if !show(dialog, ui, state, requests) {
            return;
        }
        if requests.len() == before && dialog.offer() != Offer::Nothing {
            requests.push(Request::GivenUp(dialog.offer()));
        }
        self.all.pop_front();
        ui.ctx().request_repaint();
    }
}

/// Shows a dialog; whether it is answered, or nothing of it is wanted.
fn show(dialog: &mut Dialog, ui: &mut Ui, state: &WindowState<'_>, requests: &mut Vec<Request>) -> bool {
    match dialog {
        Dialog::Unsaved { then } => unsaved::show(ui, state.session, then, requests),
        Dialog::Export => export::show(ui, state.job, requests),
        Dialog::Path(typed) => typed.show(ui, requests),
        Dialog::Replace(purpose, path) => path::replace(ui, *purpose, path, requests),
        Dialog::Sets => sets::show(ui, state.set, state.settings, requests),
        Dialog::SetOrNew(set) => sets::show_choice(ui, set, requests),
        Dialog::Settings => settings::show(ui, state.settings, requests),
        Dialog::Keys(list) => list.show(ui, state.settings, requests),
        Dialog::Palette(search) => search.show(ui, requests),
        Dialog::Recovery(all) => guard::recovery(ui, all, requests),
        Dialog::Outside(outside) => match (outside, state.session.and_then(Session::path)) {
            (Outside::Changed(_), Some(path)) => guard::changed_outside(ui, path, requests),
            (Outside::Gone, Some(path)) => guard::gone(ui, path, requests),
            (_, None) => true,
        },
        Dialog::Held => state.session.is_none_or(|session| guard::held(ui, session, requests)),
        Dialog::Copies(copies) => guard::copies(ui, copies, requests),
        Dialog::Versions(all) => guard::versions(ui, all.as_deref(), requests),
        Dialog::Purge => state.session.is_none_or(|session| guard::purge(ui, session.meeting(), requests)),
        Dialog::Receipt(receipt) => guard::receipt(ui, receipt),
        Dialog::Report(text) => guard::report(ui, text),
        Dialog::Reading => merge::reading(ui, state.read),
        Dialog::Merge(merging) => state.session.is_none_or(|session| merging.show(ui, session.meeting(), requests)),
        Dialog::Waiting => guard::waiting(ui),
    }
}
