//! Present: slides for the audience, and what the presenter needs beside them.
//!
//! [`cue`] is what a presenter asks for, [`show`] the show without a window: where the presenter stands and what the audience sees. [`stage`] is what both windows
//! share of it; [`audience`] draws the one, [`presenter`] the other, [`setup`] what is to be chosen before. [`slides`] lays out
//! beside the window, [`screens`] knows where the slides can go, [`timer`] counts, and [`awake`] keeps the screen on.
//!
//! What is written while presenting is written at once, as edits ([`writing`]): a private note, and a decision that stays
//! private until it is shown.

mod agenda;
mod audience;
pub mod awake;
pub mod check;
mod checklist;
pub mod cue;
mod drawn;
pub mod hand;
mod holding;
mod identify;
mod notes;
mod overview;
pub mod pen;
pub mod picture;
mod pointer;
mod presenter;
mod randr;
mod screens;
mod setup;
pub mod show;
mod shows;
pub mod sketch;
mod slides;
pub mod stage;
pub mod timer;
mod toolbar;
pub mod tools;
mod writing;
pub mod zoom;

pub use cue::Cue;
pub use picture::Picture;
pub use screens::{Projector, Screen, Screens};
pub use stage::Seen;

use super::Request;
use super::command::{Command, Live, Pressed};
use super::page::PagePainter;
use super::preview::Version;
use super::settings::Settings;
use super::widgets::primary;
use crate::compose::Origin;
use crate::locale::say;
use crate::meeting::{Aspect, Id, Meeting, SlideKey};
use crate::typeset::source;
use awake::Awake;
use checklist::Checklist;
use drawn::Kept;
use egui::mutex::Mutex;
use egui::{Area, Context, Order, Rect, RichText, Ui, ViewportBuilder, ViewportClass, ViewportCommand, ViewportId};
use randr::Server;
use screens::Found;
use show::Cover;
use slides::Slides;
use stage::Stage;
use std::sync::Arc;
use std::time::Duration;
use timer::Timer;
use writing::Writing;

/// How often the screens are looked at while presenting, in seconds.
const LOOK: f64 = 1.0;

/// What the place remembers between frames.
pub struct Present {
    slides: Slides,
    run: Option<Run>,
    /// A start that waits for the slides: whether from the current one.
    waiting: Option<bool>,
    /// The slide where one would start: that of the last show, or the one chosen since.
    here: Option<SlideKey>,
    screens: Found,
    server: Server,
    /// When the screens were looked at, in seconds of the program.
    looked: Option<f64>,
    painter: PagePainter,
    aspect: Aspect,
    /// What is drawn on the slides.
    drawings: Kept,
    checklist: Checklist,
    /// Asks during the room check whether the screen will stay on.
    trial: Option<Awake>,
}

/// A presentation that goes on.
struct Run {
    stage: Arc<Mutex<Stage>>,
    timer: Timer,
    /// The screen with the slides, where screens are known.
    screen: Option<Projector>,
    /// Whether that screen is gone.
    lost: bool,
    /// A screen that came, and was not chosen or turned down.
    offered: Option<Projector>,
    /// A screen that the presenter has just chosen for the slides.
    wanted: Option<Projector>,
    /// Whether this window was put on a screen of its own.
    moved: bool,
    /// Keeps the screen on.
    awake: Awake,
    /// What is being written.
    writing: Option<Writing>,
    /// A decision that is to be shown as soon as there is a slide with it.
    reveal: Option<Id>,
    /// Whether private notes are shown although there is one screen.
    bare: bool,
    /// The slide whose notes were seen last, so that others begin at their top.
    noted: Option<SlideKey>,
}

impl Present {
    /// The place before any meeting.
    #[must_use]
    pub fn new(context: &Context) -> Present {
        Present {
            slides: Slides::new(context),
            run: None,
            waiting: None,
            here: None,
            screens: Found::default(),
            server: Server::default(),
            looked: None,
            painter: PagePainter::new(),
            aspect: Aspect::Wide,
            drawings: Kept::default(),
            checklist: Checklist::default(),
            trial: None,
        }
    }

    /// Whether a presentation goes on.
    #[must_use]
    pub fn runs(&self) -> bool {
        self.run.is_some()
    }

    /// What the audience sees.
    #[must_use]
    pub fn seen(&self) -> Option<Seen> {
        self.run.as_ref().map(|run| run.stage.lock().seen())
    }

    /// Whether keys only show what they would do.
    #[must_use]
    pub fn listens(&self) -> bool {
        self.run.is_none() && self.checklist.listens()
    }

    /// What the presenter has in the hand.
    #[must_use]
    pub fn held(&self) -> Option<tools::Held> {
        self.run.as_ref().and_then(|run| run.stage.lock().tools().held())
    }

    /// Whether the screen stays on while presenting; `None` where nothing is presented.
    #[must_use]
    pub fn awake(&self) -> Option<awake::Screen> {
        self.run.as_ref().map(|run| run.awake.screen())
    }

    /// Which keys are live beside those of every place.
    #[must_use]
    pub fn live(&self) -> Live {
        self.run.as_ref().map_or(Live::Nothing, |run| run.stage.lock().live())
    }

    /// Whether the slides are those of the meeting as it is.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.slides.is_current()
    }

    /// Keeps the slides up to date, and starts when they are there. `others` is whether other programs may be asked.
    pub fn update(&mut self, version: Version, meeting: &Meeting, settings: &Settings, ui: &Ui, others: bool) {
        let screen = match &self.run {
            Some(run) => run.screen.as_ref().and_then(|screen| self.screens.find(screen)),
            None => self.screens.for_slides(&settings.projectors),
        };
        if let Some(screen) = screen {
            self.aspect = Aspect::of_screen(screen.size[0] as f32, screen.size[1] as f32);
        }
        self.slides.update(version, self.aspect, meeting);
        self.keep_drawings(version, meeting, &settings.author);
        if !self.checklist.is_open() || self.run.is_some() {
            self.trial = None;
        } else if self.trial.is_none() {
            self.trial = Some(Awake::begin(ui.ctx(), others));
        }
        let Some(deck) = self.slides.deck() else { return };
        let now = ui.input(|input| input.time);
        if let Some(run) = &mut self.run {
            run.stage.lock().set_deck(deck);
            run.reveal_decision(self.slides.is_current());
            let item = run.stage.lock().current().and_then(|picture| picture.slide.agenda_item);
            run.timer.turn_to(item.as_ref(), now);
        } else if self.slides.is_current()
            && let Some(from_here) = self.waiting.take()
        {
            let at = self.here.filter(|_| from_here);
            let screen = self.screens.for_slides(&settings.projectors).map(Screen::projector);
            self.run = Stage::new(ui.ctx(), deck, at).map(|stage| Run::new(stage, screen, now, ui.ctx(), others));
            if let Some(run) = &self.run {
                run.stage.lock().set_drawings(self.drawings.now());
            }
        }
    }

    /// Starts as soon as the slides are there, at the first or at the current slide. Where it goes on already it goes on.
    pub fn start(&mut self, from_here: bool) {
        match &self.run {
            Some(run) => run.stage.lock().change(show::Show::stay),
            None => self.waiting = Some(from_here),
        }
    }

    /// Takes a key that is only live while presenting.
    pub fn press(&mut self, pressed: Pressed) {
        if let Some(run) = &self.run {
            run.stage.lock().press(pressed);
        }
    }

    /// Does what a cue asks for.
    pub fn cue(&mut self, cue: Cue, meeting: &Meeting, settings: &Settings, context: &Context) -> Vec<Request> {
        let now = context.input(|input| input.time);
        let Some(run) = &mut self.run else { return Vec::new() };
        match cue {
            Cue::Swap => run.swap(&self.screens, context),
            Cue::Timer => run.timer.toggle(now),
            Cue::Note | Cue::Decision => {
                run.to_the_notes(context);
                return run.write(cue == Cue::Decision, meeting, settings);
            }
            _ => run.stage.lock().take(cue),
        }
        Vec::new()
    }

    /// Ends it, whatever it shows.
    pub fn end(&mut self, context: &Context) {
        if let Some(run) = self.run.take() {
            self.here = Some(run.stage.lock().show().at());
            self.drawings.keep_on(run.stage.lock().tools().pending());
            run.stay(context);
        }
        self.waiting = None;
    }

    /// Looks after the audience's window and the screens; what was asked for there.
    pub fn keep(
        &mut self,
        ui: &Ui,
        screens: &Screens,
        frame: Option<&eframe::Frame>,
        settings: &Settings,
    ) -> Vec<Request> {
        let now = ui.input(|input| input.time);
        let moved = self.run.as_ref().is_some_and(|run| std::mem::take(&mut run.stage.lock().moved));
        if moved || self.looked.is_none_or(|looked| now - looked >= LOOK) {
            self.looked = Some(now);
            let before = std::mem::replace(&mut self.screens, screens.look(frame, &mut self.server));
            if let Some(run) = &mut self.run {
                run.compare(&before, &self.screens);
            }
        }
        let mut requests: Vec<Request> = self.drawings.take_edit().map(Request::Edit).into_iter().collect();
        let Some(run) = &mut self.run else { return requests };
        let ended = run.stage.lock().show().has_ended();
        if ended {
            self.end(ui.ctx());
            return requests;
        }
        // The clock moves once a second.
        let rest = 1.0 - run.timer.elapsed(now).fract();
        let forgotten = run.stage.lock().show_passes(now);
        let until = forgotten.map_or(rest, |forgotten| forgotten.min(rest));
        ui.ctx().request_repaint_after(Duration::from_secs_f64(until.max(0.01)));
        if let Some(wanted) = run.wanted.take() {
            run.put_on(&wanted, &self.screens, ui.ctx());
            let mut settings = settings.clone();
            settings.remember_projector(wanted);
            requests.push(Request::Settings(Box::new(settings)));
        }
        run.show_audience(ui, &self.screens);
        let asked = std::mem::take(&mut run.stage.lock().asked);
        if asked.iter().any(|command| matches!(command, Command::Palette | Command::Keys | Command::Settings)) {
            run.to_the_notes(ui.ctx());
        }
        requests.extend(asked.into_iter().map(Request::Command));
        requests
    }

    /// Shows the place.
    pub fn show(&mut self, ui: &mut Ui, meeting: &Meeting, settings: &Settings, requests: &mut Vec<Request>) {
        match &mut self.run {
            Some(run) => {
                let shown = presenter::Shown { meeting, settings, screens: &self.screens };
                presenter::show(ui, run, &mut self.painter, &shown, requests);
            }
            None => {
                self.identify(ui);
                setup::show(ui, self, meeting, settings, requests);
            }
        }
    }
}

impl Run {
    fn new(stage: Stage, screen: Option<Projector>, now: f64, context: &Context, others: bool) -> Run {
        let mut timer = Timer::default();
        timer.toggle(now);
        Run {
            stage: Arc::new(Mutex::new(stage)),
            timer,
            screen,
            lost: false,
            offered: None,
            wanted: None,
            moved: false,
            awake: Awake::begin(context, others),
            writing: None,
            reveal: None,
            bare: false,
            noted: None,
        }
    }

    /// Brings the presenter's window to the front, where the slides cover it, and gives it the keyboard.
    fn to_the_notes(&self, context: &Context) {
        let mut stage = self.stage.lock();
        if stage.single && stage.show().cover() != Some(Cover::Hidden) {
            stage.take(Cue::Hide);
        }
        context.send_viewport_cmd_to(ViewportId::ROOT, ViewportCommand::Focus);
    }

    /// Shows a decision that was worded, once there is a slide with it.
    fn reveal_decision(&mut self, is_current: bool) {
        if !is_current {
            return;
        }
        let Some(id) = self.reveal.take() else { return };
        let mut stage = self.stage.lock();
        let page = source::first(&stage.deck().layout, &Origin::Annotation(id), None).map(|(page, _)| page);
        let slide = page.and_then(|page| stage.deck().slides.get(page)).map(|slide| slide.key);
        if let Some(slide) = slide {
            stage.change(|show| show.reveal(slide));
        }
    }

    /// Compares the screens with those a moment ago.
    fn compare(&mut self, before: &Found, now: &Found) {
        let Some(screen) = &self.screen else {
            self.screen = now.for_slides(&[]).map(Screen::projector);
            return;
        };
        self.lost = now.find(screen).is_none();
        let came = now.all.iter().find(|screen| before.find(&screen.projector()).is_none());
        if let Some(came) = came.filter(|came| came.projector() != *screen && !before.all.is_empty()) {
            self.offered = Some(came.projector());
        }
        if self.offered.as_ref().is_some_and(|offered| now.find(offered).is_none()) {
            self.offered = None;
        }
    }

    /// Puts the slides on another screen.
    fn put_on(&mut self, screen: &Projector, screens: &Found, context: &Context) {
        let own = screens.own.and_then(|own| screens.all.get(own)).map(Screen::projector);
        let beside = screens.beside(screen).filter(|_| own.as_ref() == Some(screen));
        if let Some(beside) = beside {
            // The notes make way.
            context.send_viewport_cmd(match beside.index {
                Some(index) => ViewportCommand::SetMonitor(index),
                None => ViewportCommand::OuterPosition(corner(beside, context)),
            });
            self.moved = true;
        }
        if self.screen.as_ref() != Some(screen) {
            self.stage.lock().renew_audience();
        }
        self.screen = Some(screen.clone());
        self.lost = false;
        self.offered = None;
    }

    /// Slides and notes change places.
    fn swap(&mut self, screens: &Found, context: &Context) {
        let Some(screen) = &self.screen else { return };
        if let Some(other) = screens.beside(screen).map(Screen::projector) {
            self.put_on(&other, screens, context);
        }
    }

    /// Gives the window its own place back.
    fn stay(&self, context: &Context) {
        if self.moved {
            context.send_viewport_cmd(ViewportCommand::Fullscreen(false));
        }
    }

    fn show_audience(&self, ui: &Ui, screens: &Found) {
        let single = !self.lost && self.screen.as_ref().is_none_or(|screen| screens.beside(screen).is_none());
        let hidden = {
            let mut stage = self.stage.lock();
            stage.single = single;
            stage.show().cover() == Some(Cover::Hidden)
        };
        if hidden || self.lost {
            return;
        }
        let stage = Arc::clone(&self.stage);
        if ui.ctx().embed_viewports() {
            embedded(ui, single, &stage);
            return;
        }
        let mut builder = ViewportBuilder::default()
            .with_app_id("bilag")
            .with_title(say("present-audience", &[]))
            .with_decorations(false)
            .with_inner_size([960.0, 540.0]);
        let screen = self.screen.as_ref().and_then(|screen| screens.find(screen));
        builder = match screen {
            Some(Screen { index: Some(index), .. }) => builder.with_monitor(*index),
            Some(screen) => builder.with_position(corner(screen, ui.ctx())).with_fullscreen(true),
            None => builder.with_fullscreen(true),
        };
        let window = self.stage.lock().audience();
        ui.ctx().show_viewport_deferred(window, builder, move |ui, class| audience::show(ui, class, &stage));
    }
}

/// The upper left corner of a screen, in points of the window.
fn corner(screen: &Screen, context: &Context) -> egui::Pos2 {
    let [x, y] = screen.position.map(|side| side as f32 / context.pixels_per_point());
    egui::pos2(x + 1.0, y + 1.0)
}

/// The audience's window within this one, where a system has no others: all of it, or a corner where there are two screens.
fn embedded(ui: &Ui, single: bool, stage: &Mutex<Stage>) {
    let window = ui.ctx().content_rect();
    let place = if single {
        window
    } else {
        // Above the cues, where the agenda stands.
        Rect::from_min_size(window.left_bottom() + egui::vec2(8.0, -252.0), egui::vec2(320.0, 180.0))
    };
    let area = Area::new(egui::Id::unique("audience")).order(Order::Middle).fixed_pos(place.min);
    area.show(ui.ctx(), |ui| {
        ui.expand_to_include_rect(place);
        let inner = egui::UiBuilder::new().max_rect(place);
        ui.scope_builder(inner, |ui| audience::show(ui, ViewportClass::EmbeddedWindow, stage));
    });
}

/// Asks whether to end.
fn question(ui: &mut Ui, stage: &mut Stage) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(360.0);
        ui.label(RichText::new(say("present-end-question", &[])).heading());
        ui.label(say("present-end-about", &[]));
        ui.horizontal(|ui| {
            if primary(ui, super::icon::Icon::Close, &say("present-end", &[])).clicked() {
                stage.change(show::Show::end);
            }
            if ui.button(say("present-go-on", &[])).clicked() {
                stage.change(show::Show::stay);
            }
        });
    });
}
