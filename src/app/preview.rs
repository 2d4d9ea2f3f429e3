//! The pages of the meeting as it is now, laid out beside the window.
//!
//! A thread composes and sets; the window waits for it a few milliseconds, so that a small document's pages change in
//! the frame of the keystroke, and shows the pages before until a large one's are there.

use super::page::InkLayers;
use crate::compose::compose;
use crate::meeting::Meeting;
use crate::typeset::{Layout, Typesetter};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

/// How long the window waits for pages before it goes on with the old ones.
const PATIENCE: Duration = Duration::from_millis(10);

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
    requests: Sender<(Version, Box<Meeting>)>,
    results: Receiver<Pages>,
    asked: Option<Version>,
    shown: Option<Pages>,
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
    /// Starts the thread.
    #[must_use]
    pub fn new(context: &egui::Context) -> Preview {
        let (requests, receive_requests) = mpsc::channel::<(Version, Box<Meeting>)>();
        let (send_results, results) = mpsc::channel();
        let context = context.clone();
        let work = move || {
            let mut typesetter = Typesetter::default();
            let mut ink = InkLayers::none();
            while let Ok(mut request) = receive_requests.recv() {
                // Only the last request counts.
                while let Ok(later) = receive_requests.try_recv() {
                    request = later;
                }
                let (version, meeting) = request;
                let layout = Arc::new(typesetter.layout(&compose(&meeting)));
                ink = InkLayers::of(&meeting, &layout, &ink);
                if send_results.send(Pages { version, layout, ink: ink.clone() }).is_err() {
                    break;
                }
                context.request_repaint();
            }
        };
        // Without the thread there are no pages, but everything else.
        let _ = std::thread::Builder::new().name("layout".to_owned()).spawn(work);
        Preview { requests, results, asked: None, shown: None }
    }

    /// Asks for the pages of this version unless they are there or under way.
    pub fn update(&mut self, version: Version, meeting: &Meeting) {
        if self.asked != Some(version) {
            self.asked = Some(version);
            if self.shown.as_ref().is_some_and(|shown| shown.version.session != version.session) {
                self.shown = None;
            }
            let _ = self.requests.send((version, Box::new(meeting.clone())));
            if let Ok(result) = self.results.recv_timeout(PATIENCE) {
                self.shown = Some(result);
            }
        }
        while let Ok(result) = self.results.try_recv() {
            if result.version.session == version.session {
                self.shown = Some(result);
            }
        }
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
