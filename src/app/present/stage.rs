//! What both windows of a presentation share: the show, the slides, and the picture that the audience has.
//!
//! Either window takes cues and is painted at once; the other is asked to be painted too.

use super::picture::Picture;
use super::show::{Cover, Show, Sight};
use super::sketch::Drawings;
use super::tools::Tools;
use crate::app::input::Command;
use crate::app::input::cue::Cue;
use crate::app::input::shortcuts::{Live, ShortcutAction};
use crate::app::page::PagePainter;
use crate::app::venue::Projector;
use crate::meeting::SlideKey;
use crate::typeset::Deck;
use egui::{Context, ViewportId};
use std::sync::Arc;

/// What the audience sees.
#[derive(Clone, Debug)]
pub enum Seen {
    /// A slide, live or frozen.
    Picture(Picture),
    /// No slide.
    Cover(Cover),
}

/// What both windows share.
pub struct Stage {
    show: Show,
    deck: Arc<Deck>,
    /// The audience's picture as it was frozen.
    frozen: Option<Picture>,
    /// What is drawn on the slides.
    pub(super) drawings: Arc<Drawings>,
    /// What the presenter has in the hand.
    pub(super) tools: Tools,
    /// Whether slides and notes share a screen.
    pub single: bool,
    /// A screen that came, and was not chosen or turned down.
    pub offered: Option<Projector>,
    /// A screen that the presenter has just chosen for the slides.
    pub wanted: Option<Projector>,
    /// What was asked for in the audience's window that is not about slides.
    pub asked: Vec<Command>,
    /// Whether the audience's window was moved or changed its size, by itself.
    pub moved: bool,
    /// Paints for the audience.
    pub painter: PagePainter,
    /// Paints small slides.
    pub small: PagePainter,
    context: Context,
    /// How many windows the audience has had.
    windows: u64,
}

impl Stage {
    /// A stage for a show of these slides.
    #[must_use]
    pub fn new(context: &Context, deck: &Arc<Deck>, at: Option<SlideKey>) -> Option<Stage> {
        let show = Show::new(keys(deck), at)?;
        Some(Stage {
            show,
            deck: Arc::clone(deck),
            frozen: None,
            drawings: Arc::default(),
            tools: Tools::default(),
            single: false,
            offered: None,
            wanted: None,
            asked: Vec::new(),
            moved: false,
            painter: PagePainter::new(),
            small: PagePainter::new(),
            context: context.clone(),
            windows: 0,
        })
    }

    /// The show.
    #[must_use]
    pub fn show(&self) -> &Show {
        &self.show
    }

    /// The slides.
    #[must_use]
    pub fn deck(&self) -> &Arc<Deck> {
        &self.deck
    }

    /// Takes other slides, if they are others.
    pub fn set_deck(&mut self, deck: &Arc<Deck>) {
        if !Arc::ptr_eq(&self.deck, deck) {
            self.deck = Arc::clone(deck);
            self.change(|show| show.arrange(keys(deck)));
        }
    }

    /// The audience's window.
    #[must_use]
    pub fn audience(&self) -> ViewportId {
        ViewportId::from_hash_of(("audience", self.windows))
    }

    /// Gives the audience another window, on another screen.
    pub fn renew_audience(&mut self) {
        self.windows += 1;
    }

    /// Which keys are live beside those of every place.
    #[must_use]
    pub fn live(&self) -> Live {
        if self.show.overview().is_some() { Live::Overview } else { Live::Cues }
    }

    /// Takes a cue.
    pub fn take(&mut self, cue: Cue) {
        if !self.take_in_hand(cue) {
            self.change(|show| show.take(cue));
        }
    }

    /// Takes what a key asked for: a cue, or something for the presenter's window.
    pub fn press(&mut self, action: ShortcutAction) {
        let now = self.context.input(|input| input.time);
        match action {
            ShortcutAction::Digit(digit) => {
                self.digit_in_hand(digit);
                self.change(|show| show.digit(digit, now));
            }
            ShortcutAction::Enter => {
                self.number_is_used();
                self.change(Show::enter);
            }
            ShortcutAction::Rows(down) => self.change(|show| show.rows(down)),
            ShortcutAction::Command(Command::Cue(cue)) if cue.is_of_slides() => self.take(cue),
            ShortcutAction::Command(command) => {
                self.asked.push(command);
                self.context.request_repaint_of(ViewportId::ROOT);
            }
        }
    }

    /// Paints both windows anew.
    pub fn request_repaint(&mut self) {
        self.change(|_| ());
    }

    /// Changes the show, and paints both windows.
    pub fn change(&mut self, change: impl FnOnce(&mut Show)) {
        let before = self.show.at();
        change(&mut self.show);
        if self.show.at() != before {
            self.tools.turn();
        }
        self.frozen = match (self.show.frozen(), self.frozen.take()) {
            (Some(_), Some(picture)) => Some(picture),
            (Some(slide), None) => self.closer_picture(&slide),
            (None, _) => None,
        };
        self.context.request_repaint_of(ViewportId::ROOT);
        self.context.request_repaint_of(self.audience());
    }

    /// Forgets digits that were not used; how many seconds it will take until there is something to forget.
    pub fn show_passes(&mut self, now: f64) -> Option<f64> {
        let before = self.show.number();
        let until = self.show.pass(now);
        if self.show.number() != before {
            self.request_repaint();
        }
        until
    }

    /// Says how many slides stand in a row of the overview.
    pub fn set_columns(&mut self, columns: usize) {
        self.show.set_columns(columns);
    }

    /// A slide of the deck.
    #[must_use]
    pub fn picture(&self, slide: &SlideKey) -> Option<Picture> {
        let index = self.deck.slides.iter().position(|other| other.key == *slide)?;
        let (slide, page) = (self.deck.slides.get(index)?, self.deck.layout.pages.get(index)?);
        let sketch = self.drawings.on(&slide.key).filter(|_| !self.tools.hides_drawings());
        Some(Picture::new(slide, page, sketch))
    }

    /// The presenter's slide.
    #[must_use]
    pub fn current(&self) -> Option<Picture> {
        self.picture(&self.show.at())
    }

    /// The picture that is kept for the audience.
    #[must_use]
    pub fn frozen(&self) -> Option<&Picture> {
        self.frozen.as_ref()
    }

    /// What the audience sees.
    #[must_use]
    pub fn seen(&self) -> Seen {
        match self.show.sight() {
            Sight::Covered(cover) => Seen::Cover(cover),
            Sight::Frozen(_) => self.frozen.clone().map_or(Seen::Cover(Cover::Black), Seen::Picture),
            Sight::Slide(slide) => self.closer_picture(&slide).map_or(Seen::Cover(Cover::Black), Seen::Picture),
        }
    }
}

fn keys(deck: &Deck) -> Vec<SlideKey> {
    deck.slides.iter().map(|slide| slide.key.clone()).collect()
}
