//! The pages of the meeting as it is now, laid out beside the window.
//!
//! The window waits for them a few milliseconds, so that a small document's pages change in the frame of the keystroke, and shows
//! the pages before until a large one's are there.

use super::page::InkLayers;
use super::worker::{Panicked, Task, Worker};
use crate::compose::compose;
use crate::meeting::{Meeting, Purpose, Shared};
use crate::typeset::{Layout, Typesetter};
use std::sync::Arc;
use std::time::Duration;

/// How long the window waits for pages before it goes on with the old ones.
pub const PATIENCE: Duration = Duration::from_millis(4);

/// Which state of which meeting pages are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// The session, counted since the program began.
    pub session: u64,
    /// The state of its history.
    pub state: u64,
}

/// The pages of the open meeting.
pub struct Preview {
    worker: Worker<(Version, Box<Shared>), Pages>,
    asked: Option<Version>,
    shown: Option<Pages>,
    /// Whether laying out has stopped by a fault, and nobody was told.
    stopped: bool,
}

/// Pages, and what is drawn on them with a pen.
struct Pages {
    version: Version,
    layout: Arc<Layout>,
    ink: InkLayers,
}

/// No ink, where there are no pages.
static NO_INK: InkLayers = InkLayers::none();

impl Preview {
    /// No pages yet.
    #[must_use]
    pub fn new(context: &egui::Context) -> Preview {
        let worker = Worker::new("layout", context, || {
            let mut typesetter = Typesetter::default();
            let mut ink = InkLayers::none();
            move |(version, shared): (Version, Box<Shared>), _: &Task| {
                let layout = Arc::new(typesetter.layout(&compose(&shared)));
                ink = InkLayers::of(&shared, &layout, &ink);
                Some(Pages { version, layout, ink: ink.clone() })
            }
        });
        Preview { worker, asked: None, shown: None, stopped: false }
    }

    /// Asks for the pages of this version unless they are there or under way.
    pub fn update(&mut self, version: Version, meeting: &Meeting) {
        let mut result = None;
        if self.asked != Some(version) {
            self.asked = Some(version);
            if self.shown.as_ref().is_some_and(|shown| shown.version.session != version.session) {
                self.shown = None;
            }
            self.worker.ask((version, Box::new(meeting.share(Purpose::Handout))));
            result = self.worker.take_soon(PATIENCE);
        }
        match result.or_else(|| self.worker.take()) {
            Some(Ok(pages)) if pages.version.session == version.session => self.shown = Some(pages),
            Some(Err(Panicked)) => self.stopped = true,
            Some(Ok(_)) | None => {}
        }
    }

    /// Whether laying out has stopped by a fault in the program; said once.
    pub fn take_stop(&mut self) -> bool {
        std::mem::take(&mut self.stopped)
    }

    /// The pages as far as they are laid out.
    #[must_use]
    pub fn layout(&self) -> Option<&Arc<Layout>> {
        self.shown.as_ref().map(|shown| &shown.layout)
    }

    /// What is drawn on them with a pen.
    #[must_use]
    pub fn ink(&self) -> &InkLayers {
        self.shown.as_ref().map_or(&NO_INK, |shown| &shown.ink)
    }

    /// Whether the pages are those of what was last asked for.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.shown.as_ref().map(|shown| shown.version) == self.asked
    }
}
