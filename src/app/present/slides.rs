//! The slides of the meeting as it is now, laid out beside the window.

use crate::app::preview::Version;
use crate::meeting::{Aspect, Meeting};
use crate::typeset::Deck;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

/// How long the window waits for slides before it goes on with the old ones.
const PATIENCE: Duration = Duration::from_millis(10);

/// What slides are of: the meeting's version, and their shape.
type DeckRequest = (Version, Aspect);

/// The slides of the open meeting.
pub struct Slides {
    requests: Sender<(DeckRequest, Box<Meeting>)>,
    results: Receiver<(DeckRequest, Arc<Deck>)>,
    asked: Option<DeckRequest>,
    shown: Option<(DeckRequest, Arc<Deck>)>,
    /// What the slides were made of when they were last asked for.
    said: Option<Meeting>,
}

impl Slides {
    /// Starts the thread.
    #[must_use]
    pub fn new(context: &egui::Context) -> Slides {
        let (requests, receive_requests) = mpsc::channel::<(DeckRequest, Box<Meeting>)>();
        let (send_results, results) = mpsc::channel();
        let context = context.clone();
        let work = move || {
            while let Ok(mut request) = receive_requests.recv() {
                // Only the last request counts.
                while let Ok(later) = receive_requests.try_recv() {
                    request = later;
                }
                let deck = Arc::new(Deck::of(&request.1, request.0.1));
                if send_results.send((request.0, deck)).is_err() {
                    break;
                }
                context.request_repaint_of(egui::ViewportId::ROOT);
            }
        };
        // Without the thread there are no slides, but everything else.
        let _ = std::thread::Builder::new().name("slides".to_owned()).spawn(work);
        Slides { requests, results, asked: None, shown: None, said: None }
    }

    /// Asks for the slides of this version unless they are there or under way.
    pub fn update(&mut self, version: Version, aspect: Aspect, meeting: &Meeting) {
        let request = (version, aspect);
        if self.asked != Some(request) {
            let said = meeting.without_slide_drawings();
            if self.shows_the_same(request, &said) {
                self.asked = Some(request);
                self.shown.iter_mut().for_each(|(shown, _)| *shown = request);
                return;
            }
            self.asked = Some(request);
            if self.shown.as_ref().is_some_and(|((shown, _), _)| shown.session != version.session) {
                self.shown = None;
            }
            let _ = self.requests.send((request, Box::new(said.clone())));
            self.said = Some(said);
            if let Ok(result) = self.results.recv_timeout(PATIENCE) {
                self.take(result, version);
            }
        }
        while let Ok(result) = self.results.try_recv() {
            self.take(result, version);
        }
    }

    /// Whether the slides that are shown are of the same: a stroke changes the meeting, but no slide.
    fn shows_the_same(&self, request: DeckRequest, said: &Meeting) -> bool {
        let of = |(version, aspect): DeckRequest| (version.session, aspect);
        self.is_current()
            && self.asked.is_some_and(|asked| of(asked) == of(request))
            && self.said.as_ref() == Some(said)
    }

    fn take(&mut self, result: (DeckRequest, Arc<Deck>), version: Version) {
        if result.0.0.session == version.session {
            self.shown = Some(result);
        }
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
