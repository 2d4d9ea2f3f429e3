//! What must not be lost: recovery, others at the same file, earlier versions, reviewers' words, and what is to go.

use super::dialog::{Dialog, Merging};
use super::input::{Command, View};
use super::notice::Tone;
use super::request::Request;
use super::reviews::Read;
use super::window::Window;
use super::worker::Panicked;
use crate::locale::Message;
use crate::meeting::merge::Choices;
use crate::meeting::{Edit, EditError};
use crate::message;
use crate::report;
use crate::say;
use crate::session::{
    Access, Closing, MergeError, Merged, Recovery, SaveError, Saving, Session, Stopped, conflicted_copies, recoverable,
};
use crate::wording::{InWords as _, reason};
use std::path::PathBuf;

impl Window {
    /// Offers what programs that stopped have left.
    pub(super) fn offer_recovery(&mut self) {
        let workspace = self.surroundings.workspace.clone();
        let all = self.disk.ask(move |()| recoverable(&workspace));
        self.when_done(all, |window, all| {
            let all = all.unwrap_or_default();
            if !all.is_empty() {
                window.dialogs.ask(Dialog::Recovery(all));
                window.context.request_repaint();
            }
        });
    }

    /// Closes the session, and lets its file go.
    pub(super) fn leave(&mut self) {
        self.warned = None;
        self.present.end(&self.context);
        self.reviews.cancel();
        self.dialogs.leave_meeting();
        self.sessions += 1;
        if let Some(session) = self.session.take() {
            self.closing.push(session.start_closing());
        }
    }

    /// After a file was opened: may it be written, and are there copies of it?
    pub(super) fn look_around(&mut self, copies: Vec<PathBuf>) {
        let Some(session) = &self.session else { return };
        match session.access() {
            Access::Writable if copies.is_empty() => {}
            Access::Writable => self.dialogs.ask(Dialog::Copies(copies)),
            Access::ReadOnly { .. } => self.dialogs.ask(Dialog::Held),
            Access::Newer { lost, .. } => {
                let text = say!(self.locale(), "save-newer", lost = lost.join(", "));
                self.notices.tell(Tone::Warning, text);
            }
        }
    }

    /// Says what stands in the way of saving, and offers what can be done.
    pub(super) fn not_saved(&mut self, error: &SaveError) {
        match error {
            SaveError::ChangedOutside { .. } => self.dialogs.ask(Dialog::ChangedOutside),
            SaveError::Held { .. } => self.dialogs.ask(Dialog::Held),
            _ => self.notices.tell(Tone::Bad, error.in_words(self.locale())),
        }
    }

    /// Tells once of a promise that cannot be kept at the moment.
    pub(super) fn tell_warning(&mut self) {
        let warning = self.session.as_ref().and_then(Session::warning).map(|warning| warning.in_words(self.locale()));
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
        if command != Command::Versions {
            self.dialogs.open(Dialog::Purge);
            return;
        }
        let read = session.start_reading_generations();
        self.dialogs.open(Dialog::Versions(None));
        self.when_session_is_done(read, |window, read| window.dialogs.fill_versions(read.unwrap_or_default()));
    }

    /// Tells that work beside the window was stopped by a fault in the program.
    pub(super) fn tell_of_stop(&mut self, what: Message) {
        let locale = self.locale();
        self.notices.tell(Tone::Bad, say!(locale, "work-stopped", what = locale.text(what)));
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
        let (directories, locale) = (self.surroundings.workspace.directories.clone(), self.locale());
        let text = self.disk.ask(move |()| report::compose(directories.as_ref(), &facts, locale));
        self.when_done(text, |window, text| {
            if let Ok(text) = text {
                window.dialogs.open(Dialog::Report(text));
            }
        });
    }

    /// Carries out what was asked for.
    pub(super) fn keep_safe(&mut self, request: Request) {
        match request {
            Request::ReadReviews(paths) => self.read_reviews(paths),
            Request::TakeReviews(edit, count) => self.take_home(edit, count),
            Request::Recover(recovery) => self.recover(recovery),
            Request::Decline(recovery) => self.decline(recovery),
            Request::MergeOutside => {
                let Some(session) = &mut self.session else { return };
                let read = session.start_reading_outside();
                self.when_session_is_done(read, |window, read| {
                    let locale = window.locale();
                    let Some(session) = &mut window.session else { return };
                    let merged = read.map(|read| read.and_then(|theirs| session.merge_theirs(theirs)));
                    window.merged(merged.map(|merged| merged.map_err(|error| error.in_words(locale))));
                });
            }
            Request::MergeCopy(copy) => {
                let Some(session) = &mut self.session else { return };
                let read = session.start_reading_copy(&copy);
                self.when_session_is_done(read, move |window, read| {
                    let locale = window.locale();
                    let Some(session) = &mut window.session else { return };
                    let merged = read.map(|read| read.and_then(|theirs| session.merge_read(&theirs)));
                    let told = |error: MergeError| format!("{}: {}", copy.display(), error.in_words(locale));
                    window.merged(merged.map(|merged| merged.map_err(told)));
                });
            }
            Request::Overwrite => {
                let Some(session) = &mut self.session else { return };
                let saved = session.start_saving(Saving::Over);
                self.when_session_is_done(saved, |window, saved| {
                    match window.session.as_mut().map(|session| session.finish_saving(saved)) {
                        Some(Err(error)) => window.not_saved(&error),
                        Some(Ok(())) => window.notices.tell(Tone::Good, say!(window.locale(), "outside-overwritten")),
                        None => {}
                    }
                });
            }
            Request::TakeOver => {
                let Some(session) = &mut self.session else { return };
                let taken = session.start_taking_over();
                self.when_session_is_done(taken, |window, _| window.told_who_has_it());
            }
            Request::Restore(earlier) => {
                let Some(session) = &mut self.session else { return };
                match session.change_to(&earlier) {
                    Ok(()) => self.notices.tell(Tone::Good, say!(self.locale(), "versions-taken")),
                    Err(error) => self.notices.tell(Tone::Bad, error.in_words(self.locale())),
                }
            }
            Request::Purge => self.purge(),
            _ => {}
        }
    }

    /// After a file was to be taken over: who has it?
    fn told_who_has_it(&mut self) {
        let Some(session) = &mut self.session else { return };
        session.look();
        if let Access::ReadOnly { held_by } = session.access() {
            let (person, machine) = (held_by.person.as_str(), held_by.machine.as_str());
            let text = say!(self.settings.locale(), "save-held", person = person, machine = machine);
            self.notices.tell(Tone::Bad, text);
        }
    }

    /// Removes what is private for good. Nothing is written meanwhile, since it would be purged or not, as it happens.
    fn purge(&mut self) {
        let Some(session) = &mut self.session else { return };
        let purged = session.start_purging();
        self.dialogs.open(Dialog::Waiting);
        self.when_session_is_done(purged, |window, purged| {
            window.dialogs.close(|dialog| matches!(dialog, Dialog::Waiting));
            match window.session.as_mut().map(|session| session.finish_purging(purged)) {
                Some(Ok(receipt)) => window.dialogs.open(Dialog::Receipt(Box::new(receipt))),
                Some(Err(error)) => window.notices.tell(Tone::Bad, error.in_words(window.locale())),
                None => {}
            }
        });
    }

    /// Goes on with what a stopped program left, in place of the meeting that is open.
    fn recover(&mut self, recovery: Box<Recovery>) {
        if self.session.as_ref().is_some_and(Session::is_modified) {
            let then = Some(Box::new(Request::Recover(recovery)));
            self.dialogs.open(Dialog::Unsaved { then });
            return;
        }
        // It may be of the file that is open, which would be found to be open already.
        self.leave();
        let workspace = self.surroundings.workspace.clone();
        let closing = std::mem::take(&mut self.closing);
        let recovered = self.disk.ask(move |()| {
            closing.into_iter().for_each(Closing::wait);
            let session = Session::recover(&workspace, *recovery)?;
            let path = session.path().filter(|_| *session.access() == Access::Writable);
            let copies = path.map(|path| conflicted_copies(&workspace, path)).unwrap_or_default();
            Ok::<_, EditError>((session, copies))
        });
        self.when_done(recovered, |window, recovered| match recovered {
            Ok(Ok((session, copies))) => {
                window.enter(session);
                window.view = View::Annotate;
                window.look_around(copies);
                window.context.request_repaint();
            }
            Ok(Err(error)) => window.notices.tell(Tone::Bad, error.in_words(window.locale())),
            Err(Stopped) => window.tell_of_stop(message!("work-open")),
        });
    }

    fn decline(&mut self, recovery: Box<Recovery>) {
        let workspace = self.surroundings.workspace.clone();
        let declined = self.disk.ask(move |()| recovery.decline(&workspace));
        self.when_done(declined, |window, declined| {
            if let Ok(Err(error)) = declined {
                window.notices.tell(Tone::Bad, reason(&error, window.locale()));
            }
        });
    }

    fn merged(&mut self, merged: Result<Result<Merged, String>, Stopped>) {
        match merged {
            Ok(Ok(merged)) => {
                let locale = self.locale();
                let text = if merged.changed {
                    say!(locale, "outside-merged", conflicts = merged.conflicts)
                } else {
                    say!(locale, "outside-same")
                };
                let tone = if merged.conflicts > 0 { Tone::Warning } else { Tone::Good };
                self.notices.tell(tone, text);
            }
            Ok(Err(error)) => self.notices.tell(Tone::Bad, error),
            Err(Stopped) => self.tell_of_stop(message!("work-open")),
        }
    }

    /// Begins to read what reviewers sent back.
    fn read_reviews(&mut self, paths: Vec<PathBuf>) {
        let Some(session) = &self.session else { return };
        self.reviews.read(paths, session.meeting());
        self.dialogs.open(Dialog::Reading);
    }

    /// Shows what reviewers wrote, as soon as it is read.
    pub(super) fn take_reviews(&mut self) {
        let Some(read) = self.reviews.take() else { return };
        self.dialogs.close(|dialog| matches!(dialog, Dialog::Reading));
        match read {
            Ok(Read { plan, failed }) => {
                let locale = self.locale();
                for (path, error) in failed {
                    let error = error.in_words(locale);
                    self.notices.tell(Tone::Bad, format!("{}: {error}", path.display()));
                }
                if let Some(plan) = plan {
                    self.dialogs.open(Dialog::Merge(Box::new(Merging {
                        plan,
                        choices: Choices::new(),
                        with_others: false,
                    })));
                }
            }
            Err(Panicked) => self.tell_of_stop(message!("work-reviews")),
        }
    }

    fn take_home(&mut self, edit: Edit, count: usize) {
        if let Some(session) = &mut self.session {
            session.seal();
            self.edit(edit);
            self.notices.tell(Tone::Good, say!(self.locale(), "merge-taken", count = count));
            self.view = View::Annotate;
        }
    }
}
