//! What must not be lost: recovery, others at the same file, earlier versions, reviewers' words, and what is to go.

use super::dialog::{Dialog, Merging};
use super::input::View;
use super::input::command::Command;
use super::notice::Tone;
use super::request::Request;
use super::window::Window;
use crate::clock;
use crate::locale::say;
use crate::meeting::merge::{self, Choices, Copy};
use crate::report;
use crate::review_import;
use crate::session::{Access, Merged, SaveError, Session, conflicted_copies, recoverable};
use crate::storage;
use std::path::PathBuf;

impl Window {
    /// Offers what a program that stopped has left.
    pub(super) fn offer_recovery(&mut self) {
        let all = recoverable(&self.surroundings.workspace);
        if !all.is_empty() {
            self.dialog = Some(Dialog::Recovery(all));
        }
    }

    /// Closes the session, and lets its file go.
    pub(super) fn leave(&mut self) {
        self.watch.look_at(None);
        self.warned = None;
        self.present.end(&self.context);
        if let Some(session) = self.session.take() {
            session.close();
        }
    }

    /// After a file was opened: may it be written, and are there copies of it?
    pub(super) fn look_around(&mut self) {
        let Some(session) = &self.session else { return };
        match session.access() {
            Access::Writable => {
                let copies = session
                    .path()
                    .map(|path| conflicted_copies(&self.surroundings.workspace, path))
                    .unwrap_or_default();
                if !copies.is_empty() {
                    self.dialog = Some(Dialog::Copies(copies));
                }
            }
            Access::ReadOnly { .. } => self.dialog = Some(Dialog::Held),
            Access::Newer { lost, .. } => {
                let text = say("save-newer", &[("lost", lost.join(", ").into())]);
                self.notices.tell(Tone::Warning, text);
            }
        }
    }

    /// After somebody touched the file: does it hold something else?
    pub(super) fn look_at_file(&mut self) {
        if self.dialog.is_none() && self.session.as_mut().is_some_and(|session| session.changed_outside().is_some()) {
            self.dialog = Some(Dialog::ChangedOutside);
        }
    }

    /// Says what stands in the way of saving, and offers what can be done.
    pub(super) fn not_saved(&mut self, error: &SaveError) {
        match error {
            SaveError::ChangedOutside { .. } => self.dialog = Some(Dialog::ChangedOutside),
            SaveError::Held { .. } => self.dialog = Some(Dialog::Held),
            _ => self.notices.tell(Tone::Bad, error.to_string()),
        }
    }

    /// Tells once of a promise that cannot be kept at the moment.
    pub(super) fn tell_warning(&mut self) {
        let warning = self.session.as_ref().and_then(Session::warning).map(ToString::to_string);
        if warning != self.warned {
            if let Some(text) = &warning {
                self.notices.tell(Tone::Warning, text);
            }
            self.warned = warning;
        }
    }

    /// Shows what a command of this kind asks about.
    pub(super) fn ask_for_safety(&mut self, command: Command) {
        let Some(session) = &self.session else { return };
        self.dialog = Some(match command {
            Command::Versions => Dialog::Versions(session.generations()),
            _ => Dialog::Purge,
        });
    }

    /// Shows what a report of a problem would say. Nothing is written or sent.
    pub(super) fn compose_report(&mut self) {
        let settings = &self.settings;
        let facts = [
            ("theme", format!("{:?}", settings.theme)),
            ("text size", settings.text_size.to_string()),
            ("calm", settings.calm.to_string()),
            ("file dialogs", self.surroundings.files.has_dialog().to_string()),
        ];
        self.dialog = Some(Dialog::Report(report::compose(self.surroundings.workspace.directories.as_ref(), &facts)));
    }

    /// Carries out what was asked for.
    pub(super) fn keep_safe(&mut self, request: Request) {
        match request {
            Request::ReadReviews(paths) => self.read_reviews(&paths),
            Request::CarryOutMerge => self.carry_out_merge(),
            Request::Recover(index) => self.recover(index),
            Request::Decline(index) => self.decline(index),
            Request::MergeOutside => {
                let merged = self.session.as_mut().map(Session::merge_outside);
                self.merged(merged.map(|merged| merged.map_err(|error| error.to_string())));
            }
            Request::MergeCopy(copy) => {
                let merged = self.session.as_mut().map(|session| session.merge_copy(&copy));
                self.merged(merged.map(|merged| merged.map_err(|error| format!("{}: {error}", copy.display()))));
            }
            Request::Overwrite => {
                self.dialog = None;
                match self.session.as_mut().map(Session::overwrite) {
                    Some(Err(error)) => self.not_saved(&error),
                    Some(Ok(())) => self.notices.tell(Tone::Good, say("outside-overwritten", &[])),
                    None => {}
                }
                self.watch_again();
            }
            Request::TakeOver => {
                self.dialog = None;
                if let Some(session) = &mut self.session
                    && let Access::ReadOnly { held_by } = session.take_over()
                {
                    let arguments =
                        [("person", held_by.person.as_str().into()), ("machine", held_by.machine.as_str().into())];
                    let text = say("save-held", &arguments);
                    self.notices.tell(Tone::Bad, text);
                }
            }
            Request::Restore(generation) => {
                self.dialog = None;
                if let Some(session) = &mut self.session {
                    match session.restore(&generation) {
                        Ok(()) => self.notices.tell(Tone::Good, say("versions-taken", &[])),
                        Err(error) => self.notices.tell(Tone::Bad, error.to_string()),
                    }
                }
            }
            Request::Purge => {
                self.dialog = None;
                match self.session.as_mut().map(Session::purge_private) {
                    Some(Ok(receipt)) => self.dialog = Some(Dialog::Receipt(Box::new(receipt))),
                    Some(Err(error)) => self.notices.tell(Tone::Bad, error.to_string()),
                    None => {}
                }
                self.watch_again();
            }
            _ => {}
        }
    }

    fn watch_again(&self) {
        self.watch.look_at(self.session.as_ref().and_then(Session::path));
    }

    fn recover(&mut self, index: usize) {
        let Some(Dialog::Recovery(mut all)) = self.dialog.take() else { return };
        if index >= all.len() {
            return;
        }
        match Session::recover(&self.surroundings.workspace, all.remove(index)) {
            Ok(session) => {
                self.enter(session);
                self.view = View::Annotate;
                self.tell_warning();
            }
            Err(error) => self.notices.tell(Tone::Bad, error.to_string()),
        }
        // The others wait until the next start.
    }

    fn decline(&mut self, index: usize) {
        let Some(Dialog::Recovery(mut all)) = self.dialog.take() else { return };
        if index < all.len()
            && let Err(error) = all.remove(index).decline(&self.surroundings.workspace)
        {
            self.notices.tell(Tone::Bad, storage::reason(&error));
        }
        if !all.is_empty() {
            self.dialog = Some(Dialog::Recovery(all));
        }
    }

    fn merged(&mut self, merged: Option<Result<Merged, String>>) {
        match merged {
            Some(Ok(merged)) => {
                self.dialog = None;
                let name = if merged.changed { "outside-merged" } else { "outside-same" };
                let tone = if merged.conflicts > 0 { Tone::Warning } else { Tone::Good };
                self.notices.tell(tone, say(name, &[("conflicts", merged.conflicts.into())]));
            }
            Some(Err(error)) => self.notices.tell(Tone::Bad, error),
            None => {}
        }
        self.watch_again();
    }

    /// Reads what reviewers sent back and shows what it comes to.
    fn read_reviews(&mut self, paths: &[PathBuf]) {
        let Some(session) = &self.session else { return };
        let now = clock::now().unwrap_or_default();
        let mut copies = Vec::new();
        for path in paths {
            let beside = |name: &str| storage::read(&path.with_file_name(name)).ok();
            let review = storage::read(path).map_err(|error| error.to_string()).and_then(|bytes| {
                review_import::open(&bytes, Some(session.meeting()), beside, now).map_err(|error| error.to_string())
            });
            match review {
                Ok(review) => {
                    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                    copies.push(Copy { name: name.unwrap_or_default(), review });
                }
                Err(error) => self.notices.tell(Tone::Bad, format!("{}: {error}", path.display())),
            }
        }
        if !copies.is_empty() {
            let plan = merge::plan(session.meeting(), &copies);
            self.dialog = Some(Dialog::Merge(Box::new(Merging { plan, choices: Choices::new() })));
        }
    }

    fn carry_out_merge(&mut self) {
        let Some(Dialog::Merge(merging)) = self.dialog.take() else { return };
        let edit = self.session.as_ref().and_then(|session| merging.plan.edit(session.meeting(), &merging.choices));
        if let Some(edit) = edit {
            if let Some(session) = &mut self.session {
                session.seal();
            }
            self.edit(edit);
            self.notices.tell(Tone::Good, say("merge-taken", &[("count", merging.plan.changes.len().into())]));
            self.view = View::Annotate;
        }
    }
}
