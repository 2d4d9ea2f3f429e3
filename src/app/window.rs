//! The window as a whole: what it holds, and how a frame goes.
//!
//! A frame reads keys and finished work, draws the bar, the view and what stands above them, and then carries out what
//! was asked for ([`super::requests`]).

use super::annotate::Annotate;
use super::dialog::{Dialog, Dialogs, WindowState};
use super::export::Job;
use super::files::{Answer, Asking, Files, Purpose};
use super::handout::Handout;
use super::input::View;
use super::input::command::Command;
use super::input::focus::note_focus;
use super::input::shortcuts::{self, Live, ShortcutAction};
use super::notice::{Notices, Reaction};
use super::present::{Present, Screens};
use super::preview::{Preview, Version};
use super::request::Request;
use super::reviews::Reviews;
use super::select::Select;
use super::settings::{self, Geometry, Settings};
use super::system::{self, SystemPreferences};
use super::theme::{self, Palette, Theme};
use super::{bar, print, start, words};
use crate::foreign::PageReader;
use crate::locale::Locale;
use crate::message;
use crate::principles::PrincipleSet;
use crate::say;
use crate::session::{Closing, FileThread, Outside, Pending, Session, Stopped, Workspace};
use egui::{CentralPanel, Context, Frame, Stroke, Ui, ViewportBuilder, ViewportCommand};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

/// How long a pause ends what undo takes back in one step.
const PAUSE: f64 = 1.5;

/// How long a change may be on its way to the disk before the window says so.
const SAFE_WITHIN: Duration = Duration::from_millis(100);

/// Looks whether something has come to its end, and then does what follows; whether it has.
pub(super) type Finish = Box<dyn FnMut(&mut Window) -> bool>;

/// What the window finds around it.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// Where the settings are kept; `None`: nowhere.
    pub settings: Option<PathBuf>,
    /// Where journals, locks and earlier versions are kept.
    pub workspace: Workspace,
    /// How files are asked for.
    pub files: Files,
    /// Whether other programs may be started, to open what was made.
    pub others: bool,
    /// Where screens for slides are looked for.
    pub screens: Screens,
    /// Who reads pages that other programs made.
    pub page_reader: PageReader,
}

impl Surroundings {
    /// Those of the user who started the program.
    #[must_use]
    pub fn of_the_user() -> Surroundings {
        Surroundings {
            settings: settings::usual_path(),
            workspace: Workspace::of_user(),
            files: Files::Native,
            others: true,
            screens: Screens::Native,
            page_reader: PageReader::own(),
        }
    }

    /// The settings that are kept there.
    #[must_use]
    pub fn read_settings(&self) -> Settings {
        self.settings.as_deref().map(Settings::read).unwrap_or_default()
    }
}

/// The window that the settings remember.
#[must_use]
pub fn viewport(settings: &Settings) -> ViewportBuilder {
    let mut viewport = ViewportBuilder::default()
        .with_app_id("bilag")
        .with_title("Bilag")
        .with_min_inner_size([720.0, 480.0])
        .with_inner_size(settings.window.map_or([1200.0, 740.0], |window| window.size));
    if let Some(window) = settings.window {
        viewport = viewport.with_maximized(window.maximized);
        if let Some(position) = window.position {
            viewport = viewport.with_position(position);
        }
    }
    viewport
}

/// The window.
pub struct Window {
    pub(super) surroundings: Surroundings,
    pub(super) settings: Settings,
    /// The meeting that is open.
    pub(super) session: Option<Session>,
    /// How many sessions there were.
    pub(super) sessions: u64,
    /// The set that principles are chosen from.
    pub(super) set: Arc<PrincipleSet>,
    pub(super) view: View,
    pub(super) select: Select,
    pub(super) annotate: Annotate,
    pub(super) handout: Handout,
    pub(super) present: Present,
    pub(super) preview: Preview,
    pub(super) dialogs: Dialogs,
    pub(super) notices: Notices,
    pub(super) asking: Option<Asking>,
    pub(super) job: Option<Job>,
    pub(super) requests: Vec<Request>,
    /// What is to be done once the meeting is saved.
    pub(super) after_save: Option<Box<Request>>,
    /// What the system is asked for, and has said.
    system: Receiver<SystemPreferences>,
    preferences: SystemPreferences,
    /// Does what waits for a disk and is of no meeting.
    pub(super) disk: FileThread<()>,
    /// What is under way there or with the meeting's file, each with what is done then: whether it was.
    pub(super) under_way: Vec<Finish>,
    /// Meetings that were closed, and are not yet off the disk's hands.
    pub(super) closing: Vec<Closing>,
    /// What reviewers sent back.
    pub(super) reviews: Reviews,
    /// What was last seen to have happened to the file.
    outside: Option<Outside>,
    /// What the user was warned of last.
    pub(super) warned: Option<String>,
    /// Whether the window closes as soon as the disk lets it.
    pub(super) leaving: bool,
    pub(super) context: Context,
    title: String,
    /// When the meeting was last changed, in seconds of the program.
    changed: Option<f64>,
    /// The widget that had the focus.
    focused: Option<egui::Id>,
}

impl Window {
    /// A window without a meeting.
    #[must_use]
    pub fn new(context: &Context, surroundings: Surroundings, settings: Settings) -> Window {
        egui_extras::install_image_loaders(context);
        theme::install_fonts(context);
        context.options_mut(|options| options.zoom_with_keyboard = false);
        // In a window without other programs nobody is asked.
        let surroundings_ask = surroundings.others;
        let page_reader = surroundings.page_reader.clone();
        let mut window = Window {
            surroundings,
            session: None,
            sessions: 0,
            set: Arc::new(first_set(settings.locale())),
            view: View::Start,
            select: Select::default(),
            annotate: Annotate::default(),
            handout: Handout::with_zoom(settings.page_zoom),
            present: Present::new(context),
            preview: Preview::new(context),
            dialogs: Dialogs::default(),
            notices: Notices::default(),
            asking: None,
            job: None,
            requests: Vec::new(),
            after_save: None,
            system: if surroundings_ask { system::ask(context) } else { std::sync::mpsc::channel().1 },
            preferences: SystemPreferences::default(),
            disk: FileThread::start("disk", ()),
            under_way: Vec::new(),
            closing: Vec::new(),
            reviews: Reviews::new(context, page_reader),
            outside: None,
            warned: None,
            leaving: false,
            context: context.clone(),
            title: String::new(),
            changed: None,
            focused: None,
            settings,
        };
        window.apply_settings();
        let repaint = context.clone();
        window.disk.call_when_done(move || repaint.request_repaint());
        window.disk.hand(|()| print::clear_old(&print::folder()));
        window.offer_recovery();
        window
    }

    /// Asks for something to be done at the end of the next frame.
    pub fn ask(&mut self, request: Request) {
        self.requests.push(request);
        self.context.request_repaint();
    }

    /// The open session.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// The view that is shown.
    #[must_use]
    pub fn view(&self) -> View {
        self.view
    }

    /// The pages of the hand-out, and whether they are up to date.
    #[must_use]
    pub fn preview(&self) -> &Preview {
        &self.preview
    }

    /// The presentation, where one goes on.
    #[must_use]
    pub fn present(&self) -> &Present {
        &self.present
    }

    /// The words of the language that the settings name, or the environment.
    pub(super) fn locale(&self) -> &'static Locale {
        self.settings.locale()
    }

    /// Makes the context look and speak as the settings say.
    pub(super) fn apply_settings(&self) {
        words::speak(&self.context, self.locale());
        let theme = match self.settings.theme {
            Theme::System if self.preferences.contrast => Theme::HighContrast,
            theme => theme,
        };
        self.settings.keys.install(&self.context);
        theme::apply(&self.context, theme, self.settings.calm || self.preferences.calm);
        self.context.set_zoom_factor(f32::from(self.settings.text_size) / 100.0);
    }

    /// Draws a frame.
    pub fn ui(&mut self, ui: &mut Ui, frame: Option<&eframe::Frame>) {
        self.poll(ui);
        self.keys(ui);
        self.seal_steps(ui);
        self.watch_closing(ui);
        self.take_dropped_files(ui);
        if self.view == View::Start || self.session.is_none() {
            let look = Frame::new().fill(Palette::of(ui).ground);
            CentralPanel::default()
                .frame(look)
                .show(ui, |ui| start::show(ui, &self.settings, self.session.as_ref(), &mut self.requests));
        } else {
            if self.view != View::Present || !self.present.runs() {
                bar::show(ui, self.session.as_ref(), self.is_unsafe(), self.view, &mut self.requests);
            }
            self.place_ui(ui);
        }
        let asked = self.present.keep(ui, &self.surroundings.screens, frame, &self.settings);
        self.requests.extend(asked);
        let state = WindowState {
            session: self.session.as_ref(),
            set: &self.set,
            settings: &self.settings,
            job: self.job.as_ref(),
            read: self.reviews.progress(),
        };
        self.dialogs.show(ui, &state, &mut self.requests);
        if let Some(reaction) = self.notices.show(ui) {
            self.requests.push(match reaction {
                Reaction::Open(path) => Request::OpenOutside(path),
                Reaction::Show(path) => Request::ShowInFolder(path),
            });
        }
        if !self.requests.is_empty() {
            self.carry_out(frame);
            self.context.request_repaint();
        }
        self.update_title(ui);
        note_focus(ui.ctx());
    }

    /// Takes what was finished beside the window.
    fn poll(&mut self, ui: &Ui) {
        if let Some(asking) = &self.asking {
            match asking.answer() {
                Answer::Waiting => {}
                Answer::Cancelled => {
                    self.asking = None;
                    self.after_save = None;
                }
                Answer::NoDialog => {
                    let (purpose, suggestion) = (asking.purpose, asking.suggestion.clone());
                    self.asking = None;
                    self.ask_for_path(purpose, &suggestion);
                }
                Answer::Paths(mut paths) => {
                    let purpose = asking.purpose;
                    self.asking = None;
                    match (purpose, paths.pop()) {
                        (Purpose::Reviews, Some(last)) => {
                            paths.push(last);
                            self.requests.push(Request::ReadReviews(paths));
                        }
                        (_, Some(chosen)) => {
                            let path = purpose.complete(chosen.clone());
                            // The system's dialog has asked about the name that it was given, and no other.
                            let agreed = path == chosen;
                            self.requests.push(Request::Chosen { purpose, path, agreed });
                        }
                        (_, None) => {}
                    }
                }
            }
        }
        if let Ok(preferences) = self.system.try_recv() {
            self.preferences = preferences;
            self.apply_settings();
        }
        self.finish_under_way();
        self.look_at_session(ui);
        self.take_reviews();
        if let Some(job) = &mut self.job {
            job.poll();
        }
        if let Some(session) = &self.session {
            let version = self.version(session);
            if self.view == View::Handout {
                self.preview.update(version, session.meeting());
            }
            if self.view == View::Present || self.present.runs() {
                let others = self.surroundings.others;
                self.present.update(version, session.meeting(), &self.settings, ui, others);
            }
        }
        if self.preview.take_stop() {
            self.tell_of_stop(message!("work-pages"));
        }
        if self.select.take_stop() {
            self.tell_of_stop(message!("work-search"));
        }
        if self.present.take_stop() {
            self.tell_of_stop(message!("work-slides"));
        }
    }

    /// Does what is to be done with whatever has come to its end beside the window.
    fn finish_under_way(&mut self) {
        let mut all = std::mem::take(&mut self.under_way);
        all.retain_mut(|finish| !finish(self));
        all.append(&mut self.under_way);
        self.under_way = all;
        self.closing.retain(|closing| !closing.is_done());
        if self.leaving && self.closing.is_empty() {
            self.context.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    /// Does `then` with the answer, as soon as it is there.
    pub(super) fn when_done<T: 'static>(
        &mut self,
        pending: Pending<T>,
        then: impl FnOnce(&mut Window, Result<T, Stopped>) + 'static,
    ) {
        let mut then = Some(then);
        self.under_way.push(Box::new(move |window| {
            let Some(answer) = pending.take() else { return false };
            if let Some(then) = then.take() {
                then(window, answer);
            }
            true
        }));
    }

    /// Does `then` with the answer, as soon as it is there, if the meeting that was asked is still open.
    pub(super) fn when_session_is_done<T: 'static>(
        &mut self,
        pending: Pending<T>,
        then: impl FnOnce(&mut Window, Result<T, Stopped>) + 'static,
    ) {
        let asked = self.sessions;
        self.when_done(pending, move |window, answer| {
            if window.sessions == asked && window.session.is_some() {
                then(window, answer);
            }
        });
    }

    /// Looks how it stands with the meeting on the disk.
    fn look_at_session(&mut self, ui: &Ui) {
        let Some(session) = &mut self.session else { return };
        session.look();
        let outside = session.seen_outside();
        if let Some(age) = session.unsafe_since().map(|since| since.elapsed()).filter(|age| *age < SAFE_WITHIN) {
            ui.request_repaint_after(SAFE_WITHIN.saturating_sub(age));
        }
        if outside != self.outside {
            self.outside = outside;
            match outside {
                Some(outside) => self.dialogs.ask(Dialog::Outside(outside)),
                // A stick or a share that is there again asks nothing any more.
                None => self.dialogs.close(|dialog| matches!(dialog, Dialog::Outside(Outside::Gone))),
            }
        }
        self.tell_warning();
    }

    /// Whether something goes on that ends by itself: files that are read or written, words that are looked for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        !self.under_way.is_empty()
            || !self.closing.is_empty()
            || self.reviews.are_read()
            || (self.view == View::Select && self.select.searches())
            || self.session.as_ref().is_some_and(|session| !session.is_settled())
    }

    /// Whether what is on the screen is not known to be on the disk, although that had its time.
    fn is_unsafe(&self) -> bool {
        let since = self.session.as_ref().and_then(Session::unsafe_since);
        since.is_some_and(|since| since.elapsed() >= SAFE_WITHIN)
    }

    fn version(&self, session: &Session) -> Version {
        Version { session: self.sessions, state: session.history().state() }
    }

    fn keys(&mut self, ui: &mut Ui) {
        if self.dialogs.are_open() || (self.view == View::Present && self.present.listens()) {
            return;
        }
        let live = if self.view == View::Present { self.present.live() } else { Live::Nothing };
        for action in shortcuts::triggered(ui.ctx(), live) {
            match action {
                ShortcutAction::Command(command) => self.requests.push(Request::Command(command)),
                action => self.present.press(action),
            }
        }
    }

    /// What is typed after a pause, or in another field, is a step of its own for undo.
    fn seal_steps(&mut self, ui: &mut Ui) {
        let focused = ui.memory(egui::Memory::focused);
        let now = ui.input(|input| input.time);
        let typing = ui.input(|input| input.events.iter().any(|event| matches!(event, egui::Event::Text(_))));
        let paused = typing && self.changed.is_some_and(|changed| now - changed > PAUSE);
        if focused != self.focused || paused {
            self.focused = focused;
            if let Some(session) = &mut self.session {
                session.seal();
            }
        }
        if typing {
            self.changed = Some(now);
        }
    }

    /// Asks before something would be lost with the window.
    fn watch_closing(&mut self, ui: &mut Ui) {
        let wants_to_close = ui.input(|input| input.viewport().close_requested());
        if !wants_to_close {
            return;
        }
        self.remember_geometry(ui);
        if !self.leaving || !self.closing.is_empty() {
            ui.send_viewport_cmd(ViewportCommand::CancelClose);
            self.requests.push(Request::Command(Command::Quit));
        }
    }

    /// Keeps where the window is for the next time.
    pub(super) fn remember_geometry(&mut self, ui: &Ui) {
        let viewport = ui.input(|input| input.viewport().clone());
        if let Some(inner) = viewport.inner_rect {
            let maximized = viewport.maximized.unwrap_or(false);
            let before = self.settings.window.filter(|_| maximized);
            self.settings.window = Some(Geometry {
                position: before
                    .map_or_else(|| viewport.outer_rect.map(|outer| outer.min.into()), |before| before.position),
                size: before.map_or([inner.width(), inner.height()], |before| before.size),
                maximized,
            });
        }
        self.settings.page_zoom = self.handout.page_zoom();
        self.write_settings();
    }

    pub(super) fn write_settings(&self) {
        if let Some(path) = self.surroundings.settings.clone() {
            let settings = self.settings.clone();
            self.disk.hand(move |()| settings.write(&path));
        }
    }

    fn take_dropped_files(&mut self, ui: &mut Ui) {
        let locale = Locale::of(ui);
        let dropped = ui.input(|input| input.raw.dropped_files.clone());
        if let Some(file) = dropped.first() {
            self.requests.push(Request::OpenFile(file.path().to_owned()));
        }
        if ui.input(|input| !input.raw.hovered_files.is_empty()) {
            let palette = Palette::of(ui);
            let area = ui.ctx().content_rect();
            let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop")));
            painter.rect_filled(area, 0.0, palette.accent_soft.gamma_multiply(0.9));
            painter.rect_stroke(area.shrink(8.0), 12.0, Stroke::new(3.0, palette.accent), egui::StrokeKind::Inside);
            let text = say!(locale, "drop-here");
            let font = egui::FontId::new(22.0, theme::text::semibold());
            painter.text(area.center(), egui::Align2::CENTER_CENTER, text, font, palette.ink);
        }
    }

    fn place_ui(&mut self, ui: &mut Ui) {
        let Some(session) = &self.session else { return };
        let meeting = session.meeting();
        let version = self.version(session);
        match self.view {
            View::Start => {}
            View::Select => self.select.show(ui, meeting, &self.set, &mut self.requests),
            View::Annotate => self.annotate.show(ui, meeting, version, &self.settings, &mut self.requests),
            View::Handout => self.handout.show(ui, meeting, &self.preview, &self.settings, &mut self.requests),
            View::Present => self.present.show(ui, meeting, &self.settings, &mut self.requests),
        }
    }

    /// The window's title: the meeting, its file, and a mark where something is unsaved. It names only what is on the disk, or
    /// cannot be.
    fn update_title(&mut self, ui: &Ui) {
        if self.session.as_ref().is_some_and(|session| !session.is_settled()) {
            return;
        }
        let locale = Locale::of(ui);
        let title = match &self.session {
            None => "Bilag".to_owned(),
            Some(session) => {
                let name = session.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
                let name = name.unwrap_or_else(|| locale.titled(&session.meeting().title));
                let mark = if session.is_modified() { "• " } else { "" };
                format!("{mark}{name} – Bilag")
            }
        };
        if title != self.title {
            ui.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// The set that a new meeting is on.
pub(super) fn first_set(locale: &Locale) -> PrincipleSet {
    let empty = || PrincipleSet {
        id: String::new(),
        title: String::new(),
        language: locale.language().tag().to_owned(),
        adopted: None,
        publishers: Vec::new(),
        source: String::new(),
        preamble: Vec::new(),
        groups: Vec::new(),
        closing: Vec::new(),
    };
    PrincipleSet::built_in().into_iter().next().unwrap_or_else(empty)
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        Window::ui(self, ui, Some(frame));
        if self.asking.is_some() {
            ui.request_repaint_after(Duration::from_millis(500));
        }
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.leave();
        self.closing.drain(..).for_each(Closing::wait);
    }
}
