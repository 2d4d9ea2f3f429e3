//! Present: slides for the audience, and what the presenter needs beside them.
//!
//! [`show`] is the show without a window: where the presenter stands and what the audience sees; [`cue`](super::input::cue) is what it is asked for.
//! [`stage`] is what both windows share of it: [`audience`] draws the one, [`presenter`] the other. [`run`] is a presentation that
//! goes on, with its screens ([`screens`]), its time ([`timer`]) and the system kept [`awake`]; [`setup`] is what is to be chosen
//! before. [`slides`] lays out beside the window.
//!
//! What is written while presenting is written at once, as edits ([`writing`]): a private note, and a decision that stays
//! private until it is shown.

mod active_tool;
mod agenda;
mod audience;
pub mod awake;
pub mod check;
mod checklist;
mod identify;
mod notes;
mod overview;
pub mod picture;
mod pointer;
mod presenter;
mod presenter_context;
mod prompts;
mod randr;
mod run;
mod screen;
mod screen_offer;
mod screens;
mod setup;
pub mod show;
mod shows;
pub mod sketch;
mod slides;
pub mod stage;
mod stroke_edits;
pub mod timer;
mod toolbar;
pub mod tools;
mod writing;
pub mod zoom;

pub use picture::Picture;
pub use screen::Screen;
pub use screens::Screens;
pub use stage::Seen;

use super::input::Cue;
use super::input::command::Command;
use super::input::shortcuts::{Live, ShortcutAction};
use super::page::PagePainter;
use super::preview::Version;
use super::request::Request;
use super::settings::Settings;
use crate::meeting::{Aspect, Meeting, SlideKey};
use awake::Awake;
use checklist::Checklist;
use egui::{Context, Ui, ViewportCommand};
use presenter_context::PresenterContext;
use randr::Server;
use run::Run;
use screens::Found;
use slides::Slides;
use stage::Stage;
use std::time::Duration;
use stroke_edits::Kept;

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

    /// Whether laying slides out has stopped by a fault in the program; said once.
    pub fn take_stop(&mut self) -> bool {
        self.slides.take_stop()
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
            let at = self.here.clone().filter(|_| from_here);
            let screen = self.screens.for_slides(&settings.projectors).map(Screen::projector);
            self.run = Stage::new(ui.ctx(), deck, at).map(|stage| Run::new(stage, screen, now, ui.ctx(), others));
            if let Some(run) = &self.run {
                run.stage.lock().set_drawings(self.drawings.now());
            }
            if let Some(run) = self.run.as_mut().filter(|run| !run.covers_notes(&self.screens)) {
                // The notes have their screen to themselves.
                run.window.maximized = ui.input(|input| input.viewport().maximized) == Some(false);
                ui.send_viewport_cmd(ViewportCommand::Maximized(true));
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
    pub fn press(&mut self, action: ShortcutAction) {
        if let Some(run) = &self.run {
            run.stage.lock().press(action);
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
            // The window goes back to its own screen meanwhile.
            context.request_repaint_after(Duration::from_secs_f64(LOOK * 1.2));
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
        let wanted = run.stage.lock().wanted.take();
        if let Some(wanted) = wanted {
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
        if let Some(run) = &mut self.run {
            let shown = PresenterContext { meeting, settings, screens: &self.screens };
            presenter::show(ui, run, &mut self.painter, &shown, requests);
        } else {
            self.identify(ui);
            setup::show(ui, self, meeting, settings, requests);
        }
    }
}
