//! A presentation that goes on: its windows, its screens, its time.

use super::audience;
use super::awake::Awake;
use super::screen::Screen;
use super::screens::Found;
use super::show::Cover;
use super::stage::Stage;
use super::timer::Timer;
use crate::app::input::cue::Cue;
use crate::app::venue::Projector;
use crate::compose::Origin;
use crate::locale::Locale;
use crate::meeting::{AnnotationId, SlideKey};
use crate::say;
use crate::typeset::source;
use egui::mutex::Mutex;
use egui::{Area, Context, Order, Rect, Ui, ViewportBuilder, ViewportClass, ViewportCommand, ViewportId};
use std::sync::Arc;

/// A presentation that goes on.
pub struct Run {
    /// What it shares with the audience's window.
    pub stage: Arc<Mutex<Stage>>,
    /// The clock of the talk.
    pub timer: Timer,
    /// The screen with the slides, where screens are known.
    pub screen: Option<Projector>,
    /// Whether that screen is gone.
    pub lost: bool,
    /// What was changed of this window, and is to be given back.
    pub window: Changed,
    /// Keeps the screen on.
    pub awake: Awake,
    /// What is being written.
    pub writing: Option<Writing>,
    /// A decision that is to be shown as soon as there is a slide with it.
    pub reveal: Option<AnnotationId>,
    /// Whether private notes are shown although there is one screen.
    pub bare: bool,
    /// The slide whose notes were seen last, so that others begin at their top.
    pub noted: Option<SlideKey>,
}

/// An annotation that is being written.
#[derive(Clone, Debug, PartialEq)]
pub struct Writing {
    /// Which.
    pub id: AnnotationId,
    /// Whether its field is to get the keyboard.
    pub begin: bool,
}

/// What was changed of the presenter's window.
#[derive(Clone, Copy, Debug, Default)]
pub struct Changed {
    /// It was put on a screen of its own.
    pub moved: bool,
    /// It was made as large as its screen.
    pub maximized: bool,
}

impl Run {
    /// One that begins now, on this screen where screens are known.
    pub fn new(stage: Stage, screen: Option<Projector>, now: f64, context: &Context, others: bool) -> Run {
        let mut timer = Timer::default();
        timer.toggle(now);
        Run {
            stage: Arc::new(Mutex::new(stage)),
            timer,
            screen,
            lost: false,
            window: Changed::default(),
            awake: Awake::begin(context, others),
            writing: None,
            reveal: None,
            bare: false,
            noted: None,
        }
    }

    /// Brings the presenter's window to the front, where the slides cover it, and gives it the keyboard.
    pub fn to_the_notes(&self, context: &Context) {
        let mut stage = self.stage.lock();
        if stage.single && stage.show().cover() != Some(Cover::Hidden) {
            stage.take(Cue::Hide);
        }
        context.send_viewport_cmd_to(ViewportId::ROOT, ViewportCommand::Focus);
    }

    /// Shows a decision that was worded, once there is a slide with it.
    pub fn reveal_decision(&mut self, is_current: bool) {
        if !is_current {
            return;
        }
        let Some(id) = self.reveal.take() else { return };
        let mut stage = self.stage.lock();
        let page = source::first(&stage.deck().layout, &Origin::Annotation(id), None).map(|(page, _)| page);
        let slide = page.and_then(|page| page.of(&stage.deck().slides)).map(|slide| slide.key.clone());
        if let Some(slide) = slide {
            stage.change(|show| show.reveal(slide));
        }
    }

    /// Compares the screens with those a moment ago.
    pub fn compare(&mut self, before: &Found, now: &Found) {
        let Some(screen) = &self.screen else {
            self.screen = now.for_slides(&[]).map(Screen::projector);
            return;
        };
        self.lost = now.find(screen).is_none();
        let mut stage = self.stage.lock();
        let came = now.all.iter().find(|screen| before.find(&screen.projector()).is_none());
        if let Some(came) = came.filter(|came| came.projector() != *screen && !before.all.is_empty()) {
            stage.offered = Some(came.projector());
            stage.request_repaint();
        }
        if stage.offered.as_ref().is_some_and(|offered| now.find(offered).is_none()) {
            stage.offered = None;
        }
    }

    /// Puts the slides on another screen.
    pub fn put_on(&mut self, screen: &Projector, screens: &Found, context: &Context) {
        let own = screens.own.and_then(|own| screens.all.get(own)).map(Screen::projector);
        let beside = screens.beside(screen).filter(|_| own.as_ref() == Some(screen));
        if let Some(beside) = beside {
            // The notes make way.
            context.send_viewport_cmd(match beside.index {
                Some(index) => ViewportCommand::SetMonitor(index),
                None => ViewportCommand::OuterPosition(beside.corner(context)),
            });
            self.window.moved = true;
        }
        let mut stage = self.stage.lock();
        if self.screen.as_ref() != Some(screen) {
            stage.renew_audience();
        }
        stage.offered = None;
        self.screen = Some(screen.clone());
        self.lost = false;
    }

    /// Slides and notes change places.
    pub fn swap(&mut self, screens: &Found, context: &Context) {
        let Some(screen) = &self.screen else { return };
        if let Some(other) = screens.beside(screen).map(Screen::projector) {
            self.put_on(&other, screens, context);
        }
    }

    /// Gives the window its own place back.
    pub fn stay(&self, context: &Context) {
        if self.window.moved {
            context.send_viewport_cmd(ViewportCommand::Fullscreen(false));
        }
        if self.window.maximized {
            context.send_viewport_cmd(ViewportCommand::Maximized(false));
        }
    }

    /// Whether the slides lie over the notes.
    pub fn covers_notes(&self, screens: &Found) -> bool {
        let Some(screen) = &self.screen else { return true };
        let own = screens.own.and_then(|own| screens.all.get(own)).map(Screen::projector);
        let same = own.as_ref() == Some(screen) && !self.window.moved;
        !self.lost && (same || screens.beside(screen).is_none())
    }

    /// Shows the audience's window, where there is one.
    pub fn show_audience(&self, ui: &Ui, screens: &Found) {
        let locale = Locale::of(ui);
        let single = self.covers_notes(screens);
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
            .with_title(say!(locale, "present-audience"))
            .with_decorations(false)
            .with_inner_size([960.0, 540.0]);
        let screen = self.screen.as_ref().and_then(|screen| screens.find(screen));
        builder = match screen {
            Some(Screen { index: Some(index), .. }) => builder.with_monitor(*index),
            Some(screen) => builder.with_position(screen.corner(ui.ctx())).with_fullscreen(true),
            None => builder.with_fullscreen(true),
        };
        let window = self.stage.lock().audience();
        ui.ctx().show_viewport_deferred(window, builder, move |ui, class| audience::show(ui, class, &stage));
    }
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
