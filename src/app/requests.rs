//! Carrying out what was asked for: the one place where the window's state changes.

use super::dialog::{Dialog, KeyList, PaletteSearch, TypedPath};
use super::export::Job;
use super::files::{Asking, Purpose};
use super::input::View;
use super::input::command::Command;
use super::notice::Tone;
use super::print;
use super::request::{Offer, Request};
use super::window::{Window, first_set};
use crate::clock;
use crate::document_kind::OpenedDocument;
use crate::meeting::{AgendaItem, Edit, HandoutEdit, Logo, Meeting};
use crate::message;
use crate::pdf;
use crate::picture::Picture;
use crate::principles::{Group, PrincipleSet};
use crate::say;
use crate::session::{
    Access, Closing, LoadError, Loaded, Recovery, Saved, Saving, Session, Stopped, conflicted_copies, recoverable_of,
};
use crate::storage;
use crate::wording::InWords as _;
use egui::ViewportCommand;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Window {
    /// Carries out everything that was asked for, and what that asks for in turn.
    pub(super) fn carry_out(&mut self, frame: Option<&eframe::Frame>) {
        // What asks for itself again and again is stopped.
        for _ in 0..16 {
            let requests = std::mem::take(&mut self.requests);
            if requests.is_empty() {
                break;
            }
            for request in requests {
                self.carry_out_one(request, frame);
            }
        }
    }

    fn carry_out_one(&mut self, request: Request, frame: Option<&eframe::Frame>) {
        match request {
            Request::Command(command) => self.command(command, frame),
            Request::Edit(edit) => self.edit(edit),
            Request::Seal => {
                if let Some(session) = &mut self.session {
                    session.seal();
                }
            }
            Request::Chosen { purpose, path, agreed } => self.chosen(purpose, path, agreed),
            Request::OpenFile(path) => {
                if self.may_lose(|| Request::OpenFile(path.clone())) {
                    self.open(&path);
                }
            }
            // What is open stays until the other can be shown.
            Request::Regardless(request) => match *request {
                Request::OpenFile(path) => self.open(&path),
                request => {
                    self.leave();
                    self.requests.push(request);
                }
            },
            Request::SaveFirst(request) => {
                self.after_save = Some(request);
                self.command(Command::Save, frame);
            }
            Request::Begin(set) => self.begin(*set),
            Request::UseSet(set) => {
                self.edit(Edit::Set((&*set).into()));
                self.set = Arc::new(*set);
            }
            Request::ShowText(target, words, id) => {
                self.view = View::Annotate;
                self.annotate.reveal(&target, words, id);
            }
            Request::Settings(settings) => {
                self.settings = *settings;
                self.apply_settings();
                self.write_settings();
            }
            Request::ChooseLogo => self.ask_for_file(Purpose::Logo, Path::new(""), frame),
            Request::UseLogo(path) => self.use_logo(&path),
            Request::Print => self.print(),
            Request::ChooseExportFile => {
                let suggestion = self.suggestion("pdf");
                self.ask_for_file(Purpose::Export, &suggestion, frame);
            }
            Request::WriteExport(path) => self.write_export(path),
            Request::SaveIn(path) => self.save_in(&path),
            Request::ReadReviews(_)
            | Request::TakeReviews(..)
            | Request::Recover(_)
            | Request::Decline(_)
            | Request::MergeOutside
            | Request::MergeCopy(_)
            | Request::Overwrite
            | Request::TakeOver
            | Request::Restore(_)
            | Request::Purge => self.keep_safe(request),
            Request::OpenOutside(path) => self.open_outside(&path),
            Request::ShowInFolder(path) => self.show_in_folder(&path),
            Request::Forget(path) => {
                self.settings.recent.retain(|recent| recent.path != path);
                self.write_settings();
            }
            Request::GivenUp(offer) => match offer {
                Offer::Save => self.after_save = None,
                Offer::Export => self.job = None,
                Offer::Reviews => self.reviews.cancel(),
                Offer::Nothing => {}
            },
        }
    }

    fn command(&mut self, command: Command, frame: Option<&eframe::Frame>) {
        match command {
            Command::New => {
                if self.may_lose(|| Request::Command(Command::New)) {
                    self.begin(first_set(self.locale()));
                }
            }
            Command::Open => self.ask_for_file(Purpose::Open, Path::new(""), frame),
            Command::Sample => {
                if self.may_lose(|| Request::Command(Command::Sample)) {
                    self.enter(Session::new_at(&self.surroundings.workspace, Meeting::sample()));
                    self.view = View::Annotate;
                }
            }
            Command::Save => match self.session.as_ref().and_then(Session::path).map(Path::to_owned) {
                Some(path) => self.save_in(&path),
                None => self.command(Command::SaveAs, frame),
            },
            Command::SaveAs if self.session.is_some() => {
                let suggestion = self.suggestion("bilag");
                self.ask_for_file(Purpose::Save, &suggestion, frame);
            }
            Command::Close => {
                if self.may_lose(|| Request::Command(Command::Close)) {
                    self.leave();
                    self.view = View::Start;
                }
            }
            Command::Import => self.ask_for_file(Purpose::Reviews, Path::new(""), frame),
            Command::Versions | Command::Purge => self.ask_for_safety(command),
            Command::Export | Command::Print => {
                if let Some(session) = &self.session {
                    self.job = Some(Job::start(session.meeting(), command == Command::Print, &self.context));
                    self.dialogs.open(Dialog::Export);
                }
            }
            Command::Undo | Command::Redo => self.step(command),
            Command::Go(view) if self.session.is_some() => self.view = view,
            Command::Start | Command::StartHere if self.session.is_some() => {
                self.view = View::Present;
                self.present.start(command == Command::StartHere);
            }
            Command::Cue(cue) => {
                if let Some(session) = &self.session {
                    self.view = if self.present.runs() { View::Present } else { self.view };
                    let asked = self.present.cue(cue, session.meeting(), &self.settings, &self.context);
                    self.requests.extend(asked);
                }
            }
            Command::Palette => self.dialogs.open(Dialog::Palette(PaletteSearch::default())),
            Command::Keys => self.dialogs.open(Dialog::Keys(KeyList::at(self.view))),
            Command::Report => self.compose_report(),
            Command::Settings => self.dialogs.open(Dialog::Settings),
            Command::ChooseSet => self.dialogs.open(Dialog::Sets),
            Command::AddAgendaItem => self.add_agenda_item(),
            Command::ZoomIn | Command::ZoomOut | Command::ZoomReset => self.zoom(command),
            Command::TwoUp => {
                self.settings.two_up = !self.settings.two_up;
                self.write_settings();
            }
            Command::Quit => {
                if self.may_lose(|| Request::Command(Command::Quit)) {
                    self.quit();
                }
            }
            Command::Find | Command::FindNext | Command::FindPrevious => match self.view {
                View::Select => self.select.find(command),
                View::Annotate => self.annotate.find(command),
                View::Start | View::Handout | View::Present => {}
            },
            Command::Highlight(_) | Command::Write(_) | Command::TogglePrivate | Command::DeleteAnnotation => {
                if let Some(session) = self.session.as_ref().filter(|_| self.view == View::Annotate) {
                    let requests = self.annotate.command(command, session.meeting(), &self.settings);
                    self.requests.extend(requests);
                }
            }
            Command::SaveAs | Command::Go(_) | Command::Start | Command::StartHere => {}
        }
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        if let Some(session) = &mut self.session
            && let Err(error) = session.edit(edit)
        {
            self.notices.tell(Tone::Bad, error.in_words(self.locale()));
        }
        self.tell_warning();
    }

    fn step(&mut self, command: Command) {
        let Some(session) = &mut self.session else { return };
        let undone = if command == Command::Undo { session.undo() } else { session.redo() };
        if let Err(error) = undone {
            self.notices.tell(Tone::Bad, error.in_words(self.locale()));
        }
        self.use_known_set();
    }

    /// Whether nothing would be lost; else asks, and `then` is done after the answer.
    pub(super) fn may_lose(&mut self, then: impl FnOnce() -> Request) -> bool {
        let unsaved = self.session.as_ref().is_some_and(Session::is_modified);
        if unsaved {
            self.dialogs.open(Dialog::Unsaved { then: Some(Box::new(then())) });
        }
        !unsaved
    }

    /// Ends the program, once the disk has all that is on its way there.
    fn quit(&mut self) {
        self.leave();
        self.leaving = true;
        self.closing.retain(|closing| !closing.is_done());
        if self.closing.is_empty() {
            self.context.send_viewport_cmd(ViewportCommand::Close);
        } else {
            self.dialogs.open(Dialog::Waiting);
        }
    }

    /// Opens a file, whatever it is.
    fn open(&mut self, path: &Path) {
        // Its own file would be found to be open already.
        if self.session.as_ref().and_then(Session::path) == Some(path) {
            self.leave();
        }
        let (workspace, path) = (self.surroundings.workspace.clone(), path.to_owned());
        let closing = std::mem::take(&mut self.closing);
        let opened = self.disk.ask(move |()| {
            closing.into_iter().for_each(Closing::wait);
            let loaded = Session::open_at(&workspace, &path);
            let (mut copies, mut left) = (Vec::new(), Vec::new());
            if let Ok(Loaded::Session(session)) = &loaded
                && let Some(path) = session.path()
            {
                left = recoverable_of(&workspace, path);
                if *session.access() == Access::Writable {
                    copies = conflicted_copies(&workspace, path);
                }
            }
            Found { path, loaded, copies, left }
        });
        self.when_done(opened, |window, found| match found {
            Ok(found) => window.opened(found),
            Err(Stopped) => window.tell_of_stop(message!("work-open")),
        });
    }

    /// Shows what a file turned out to be.
    fn opened(&mut self, found: Found) {
        let Found { path, loaded, copies, left } = found;
        match loaded {
            Ok(Loaded::Session(session)) => {
                let now = clock::now().unwrap_or(jiff::Timestamp::UNIX_EPOCH);
                self.settings.remember(&path, &session.meeting().title, now);
                self.write_settings();
                let copied = session.path().is_none();
                self.enter(*session);
                self.view = View::Annotate;
                if copied {
                    self.notices.tell(Tone::Good, say!(self.locale(), "opened-pdf"));
                }
                if !left.is_empty() {
                    self.dialogs.ask(Dialog::Recovery(left));
                }
                self.look_around(copies);
            }
            Ok(Loaded::Set(set)) => {
                self.settings.remember_set(&path);
                self.write_settings();
                match &self.session {
                    Some(session) if session.meeting().selection.is_empty() => {
                        self.requests.push(Request::UseSet(set));
                    }
                    Some(_) => self.dialogs.ask(Dialog::SetOrNew(set)),
                    None => self.begin(*set),
                }
            }
            Err(error) => self.notices.tell(Tone::Bad, error.in_words(self.locale())),
        }
        self.context.request_repaint();
    }

    /// Begins a meeting on a set.
    fn begin(&mut self, set: PrincipleSet) {
        let mut meeting = Meeting::on(&set);
        meeting.title = String::new();
        self.set = Arc::new(set);
        self.enter(Session::new_at(&self.surroundings.workspace, meeting));
        self.view = View::Select;
    }

    /// Makes a session the one that is shown.
    pub(super) fn enter(&mut self, session: Session) {
        self.leave();
        let repaint = self.context.clone();
        session.call_when_done(move || repaint.request_repaint());
        session.watch();
        self.session = Some(session);
        self.select = super::select::Select::default();
        self.annotate = super::annotate::Annotate::default();
        self.handout = super::handout::Handout::with_zoom(self.handout.page_zoom());
        self.use_known_set();
    }

    /// Chooses from the set that the meeting names: one that is built in, one that was opened before, or else what the
    /// meeting itself holds of it.
    fn use_known_set(&mut self) {
        let Some(meeting) = self.session.as_ref().map(Session::meeting) else { return };
        if meeting.set.id == self.set.id {
            return;
        }
        let id = meeting.set.id.clone();
        if let Some(set) = PrincipleSet::built_in().into_iter().find(|set| set.id == id) {
            self.set = Arc::new(set);
            return;
        }
        self.set = Arc::new(set_of(meeting));
        let paths = self.settings.sets.clone();
        let wanted = id.clone();
        let known = self.disk.ask(move |()| known_set(&paths, &wanted));
        self.when_session_is_done(known, move |window, known| {
            if let Some(set) = known.ok().flatten().filter(|_| window.set.id == id) {
                window.set = Arc::new(set);
            }
        });
    }

    /// Puts a picture at the head of the hand-out.
    fn use_logo(&mut self, path: &Path) {
        let (path, name) = (path.to_owned(), path.display().to_string());
        let picture = self.disk.ask(move |()| storage::read(&path).map(Picture::read));
        self.when_session_is_done(picture, move |window, picture| match picture {
            Ok(Ok(Ok(picture))) => window.put_logo(picture),
            Ok(Ok(Err(error))) => {
                window.notices.tell(Tone::Bad, format!("{name}: {}", error.in_words(window.locale())));
            }
            Ok(Err(error)) => window.notices.tell(Tone::Bad, format!("{name}: {}", error.in_words(window.locale()))),
            Err(Stopped) => window.tell_of_stop(message!("work-open")),
        });
    }

    fn put_logo(&mut self, picture: Picture) {
        let Some(meeting) = self.session.as_ref().map(Session::meeting) else { return };
        let before = meeting.handout.logo.as_ref();
        let description = before.map_or_else(|| meeting.body.clone(), |logo| logo.description.clone());
        self.edit(Edit::Handout(HandoutEdit::Logo(Some(Logo { picture, description }))));
    }

    fn add_agenda_item(&mut self) {
        let Some(meeting) = self.session.as_ref().map(Session::meeting) else { return };
        let next = meeting.agenda.iter().filter_map(|item| item.number.parse::<u32>().ok()).max().unwrap_or(0) + 1;
        let mut item = AgendaItem { number: next.to_string(), ..AgendaItem::default() };
        item.id = meeting.free_id(&item);
        self.select.focus_item(item.id.clone());
        self.view = View::Select;
        self.requests.push(Request::Edit(Edit::AddAgendaItem { index: usize::MAX, item }));
    }

    fn zoom(&mut self, command: Command) {
        if self.view == View::Handout {
            self.handout.zoom(command);
            return;
        }
        let sizes = super::settings::Settings::TEXT_SIZES;
        let here = sizes.iter().position(|size| *size >= self.settings.text_size).unwrap_or(2);
        let there = match command {
            Command::ZoomIn => here + 1,
            Command::ZoomOut => here.saturating_sub(1),
            _ => 2,
        };
        if let Some(size) = sizes.get(there) {
            self.settings.text_size = *size;
            self.apply_settings();
            self.write_settings();
        }
    }

    /// A path for a new file: beside the meeting's own, called after the meeting.
    fn suggestion(&self, ending: &str) -> PathBuf {
        let Some(session) = &self.session else { return PathBuf::new() };
        if let Some(path) = session.path() {
            return path.with_extension(ending);
        }
        let title: String = session
            .meeting()
            .title
            .chars()
            .map(|c| if "/\\:*?\"<>|\0".contains(c) || c.is_control() { ' ' } else { c })
            .collect();
        let title: String = title.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect();
        let name = self.locale().titled(&title);
        let folders = directories::UserDirs::new();
        let folder = folders.as_ref().and_then(directories::UserDirs::document_dir).map(Path::to_owned);
        folder.unwrap_or_default().join(format!("{name}.{ending}"))
    }

    fn ask_for_file(&mut self, purpose: Purpose, suggestion: &Path, frame: Option<&eframe::Frame>) {
        if self.surroundings.files.has_dialog() {
            self.asking = Asking::open(purpose, suggestion, &self.context, frame);
        }
        if self.asking.is_none() {
            self.ask_for_path(purpose, suggestion);
        }
    }

    /// Lets a path be typed.
    pub(super) fn ask_for_path(&mut self, purpose: Purpose, suggestion: &Path) {
        self.dialogs.open(Dialog::Path(TypedPath::new(purpose, suggestion)));
    }

    /// A path was chosen. What is there already is replaced only if the user wants it: a dialog that was shown the name without
    /// its ending has not asked.
    fn chosen(&mut self, purpose: Purpose, path: PathBuf, agreed: bool) {
        let own = self.session.as_ref().and_then(Session::path) == Some(&path);
        if agreed || own || !purpose.writes() {
            self.requests.push(Request::of_chosen(purpose, path));
            return;
        }
        let looked_at = path.clone();
        let there = self.disk.ask(move |()| std::fs::symlink_metadata(looked_at).is_ok_and(|facts| !facts.is_dir()));
        self.when_done(there, move |window, there| match there {
            Ok(false) => window.requests.push(Request::of_chosen(purpose, path)),
            Ok(true) => window.dialogs.open(Dialog::Replace(purpose, path)),
            Err(Stopped) => window.tell_of_stop(message!("work-open")),
        });
    }

    fn save_in(&mut self, path: &Path) {
        let Some(session) = &mut self.session else { return };
        let own = session.path() == Some(path);
        let saved = session.start_saving(if own { Saving::Home } else { Saving::As(path.to_owned()) });
        let path = path.to_owned();
        self.when_session_is_done(saved, move |window, saved| window.saved(&path, saved));
    }

    fn saved(&mut self, path: &Path, saved: Result<Saved, Stopped>) {
        let Some(session) = &mut self.session else { return };
        match session.finish_saving(saved) {
            Ok(()) => {
                let now = clock::now().unwrap_or(jiff::Timestamp::UNIX_EPOCH);
                self.settings.remember(path, &session.meeting().title, now);
                self.write_settings();
                let name = path.display().to_string();
                self.notices.tell(Tone::Good, say!(self.locale(), "saved", file = name));
                if let Some(then) = self.after_save.take() {
                    self.ask(*then);
                }
            }
            Err(error) => {
                self.after_save = None;
                self.not_saved(&error);
            }
        }
    }

    fn write_export(&mut self, path: PathBuf) {
        let Some(bytes) = self.job.as_ref().and_then(Job::bytes).map(<[u8]>::to_vec) else { return };
        let target = path.clone();
        let written = self.disk.ask(move |()| pdf::write_handout(&target, &bytes));
        self.when_done(written, move |window, written| match written {
            Ok(Ok(())) => {
                let name = path.display().to_string();
                window.notices.made(say!(window.locale(), "exported", file = name), path);
                window.end_export();
            }
            Ok(Err(error)) => {
                let error = error.in_words(window.locale());
                window.notices.tell(Tone::Bad, format!("{}: {error}", path.display()));
            }
            Err(Stopped) => window.tell_of_stop(message!("work-export")),
        });
    }

    fn end_export(&mut self) {
        self.job = None;
        self.dialogs.close(|dialog| matches!(dialog, Dialog::Export));
    }

    /// Writes the finished hand-out where it does not stay, and opens it where it can be printed.
    fn print(&mut self) {
        let Some(bytes) = self.job.as_ref().and_then(Job::bytes).map(<[u8]>::to_vec) else { return };
        let name = self.suggestion("pdf").file_name().map(ToOwned::to_owned).unwrap_or_default();
        let folder = print::folder();
        let at = folder.join(&name);
        let written = self.disk.ask(move |()| print::write(&folder, &name, &bytes));
        self.when_done(written, move |window, written| match written {
            Ok(Ok(path)) => {
                window.end_export();
                window.notices.tell(Tone::Good, say!(window.locale(), "print-from-there"));
                window.open_outside(&path);
            }
            Ok(Err(error)) => {
                let error = error.in_words(window.locale());
                window.notices.tell(Tone::Bad, format!("{}: {error}", at.display()));
            }
            Err(Stopped) => window.tell_of_stop(message!("work-export")),
        });
    }

    fn open_outside(&mut self, path: &Path) {
        if self.surroundings.others {
            self.told_if_failed(path, opener::open(path));
        }
    }

    fn show_in_folder(&mut self, path: &Path) {
        if self.surroundings.others {
            self.told_if_failed(path, opener::reveal(path));
        }
    }

    fn told_if_failed(&mut self, path: &Path, opened: Result<(), opener::OpenError>) {
        if let Err(error) = opened {
            let (file, reason) = (path.display().to_string(), error.to_string());
            let text = say!(self.locale(), "open-outside-failed", file = file, reason = reason);
            self.notices.tell(Tone::Bad, text);
        }
    }
}

/// What was found at a path.
struct Found {
    path: PathBuf,
    loaded: Result<Loaded, LoadError>,
    /// Copies of the file that were changed apart.
    copies: Vec<PathBuf>,
    /// What programs that stopped have left of the file.
    left: Vec<Recovery>,
}

/// The set with this id among files that were opened before.
fn known_set(paths: &[PathBuf], id: &str) -> Option<PrincipleSet> {
    paths.iter().find_map(|path| {
        let stem = path.file_stem()?.to_string_lossy();
        match OpenedDocument::open(&storage::read(path).ok()?, &stem) {
            Ok(OpenedDocument::Set(set)) if set.id == id => Some(*set),
            _ => None,
        }
    })
}

/// What a meeting holds of the set that it is on.
fn set_of(meeting: &Meeting) -> PrincipleSet {
    let mut groups: Vec<Group> = Vec::new();
    for selected in &meeting.selection {
        let principle = selected.principle.clone();
        match groups.iter_mut().find(|group| group.title == selected.group) {
            Some(group) => group.principles.push(principle),
            None => groups.push(Group {
                title: selected.group.clone(),
                text: selected.group_text.clone(),
                principles: vec![principle],
            }),
        }
    }
    let source = &meeting.set;
    PrincipleSet {
        id: source.id.clone(),
        title: source.title.clone(),
        language: source.language.clone(),
        adopted: source.adopted,
        publishers: source.publishers.clone(),
        source: source.source.clone(),
        preamble: Vec::new(),
        groups,
        closing: Vec::new(),
    }
}
