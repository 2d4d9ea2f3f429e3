//! The slides of the meeting as it is now, laid out beside the window.
//!
//! What lays them out remembers topics and slides, so that an edit during the talk sets only what says something else.

use crate::app::preview::{PATIENCE, Version};
use crate::app::worker::{Panicked, Task, Worker};
use crate::meeting::{Aspect, Meeting, Purpose, Shared};
use crate::typeset::{Deck, DeckSetter};
use std::sync::Arc;

/// What slides are of: the meeting's version, and their shape.
type DeckRequest = (Version, Aspect);

/// The slides of the open meeting.
pub struct Slides {
    worker: Worker<(DeckRequest, Box<Shared>), (DeckRequest, Arc<Deck>)>,
    asked: Option<DeckRequest>,
    shown: Option<(DeckRequest, Arc<Deck>)>,
    /// What the slides were made of when they were last asked for.
    said: Option<Shared>,
    /// Whether laying out has stopped by a fault, and nobody was told.
    stopped: bool,
}

impl Slides {
    /// No slides yet.
    #[must_use]
    pub fn new(context: &egui::Context) -> Slides {
        let worker = Worker::new("slides", context, || {
            let mut setter = DeckSetter::default();
            move |(request, shared): (DeckRequest, Box<Shared>), _: &Task| {
                Some((request, Arc::new(setter.of(&shared, request.1))))
            }
        });
        Slides { worker, asked: None, shown: None, said: None, stopped: false }
    }

    /// Asks for the slides of this version unless they are there or under way.
    pub fn update(&mut self, version: Version, aspect: Aspect, meeting: &Meeting) {
        let request = (version, aspect);
        let mut result = None;
        if self.asked != Some(request) {
            let said = meeting.share(Purpose::Projector);
            if self.shows_the_same(request, &said) {
                self.asked = Some(request);
                self.shown.iter_mut().for_each(|(shown, _)| *shown = request);
                return;
            }
            self.asked = Some(request);
            if self.shown.as_ref().is_some_and(|((shown, _), _)| shown.session != version.session) {
                self.shown = None;
            }
            self.worker.ask((request, Box::new(said.clone())));
            self.said = Some(said);
            result = self.worker.take_soon(PATIENCE);
        }
        match result.or_else(|| self.worker.take()) {
            Some(Ok(result)) if result.0.0.session == version.session => self.shown = Some(result),
            Some(Err(Panicked)) => self.stopped = true,
            Some(Ok(_)) | None => {}
        }
    }

    /// Whether the slides that are shown are of the same: a stroke changes the meeting, but no slide.
    fn shows_the_same(&self, request: DeckRequest, said: &Shared) -> bool {
        let of = |(version, aspect): DeckRequest| (version.session, aspect);
        self.is_current()
            && self.asked.is_some_and(|asked| of(asked) == of(request))
            && self.said.as_ref() == Some(said)
    }

    /// Whether laying out has stopped by a fault in the program; said once.
    pub fn take_stop(&mut self) -> bool {
        std::mem::take(&mut self.stopped)
    }

    /// The slides as far as they are laid out.
    #[must_use]
    pub fn deck(&self) -> Option<&Arc<Deck>> {
        self.shown.as_ref().map(|(_, deck)| deck)
    }

    /// Whether the slides are those of what was last asked for.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.asked.is_some() && self.shown.as_ref().map(|(request, _)| *request) == self.asked
    }
}
