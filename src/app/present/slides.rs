//! The slides of the meeting as it is now, laid out beside the window.

use crate::app::preview::Version;
use crate::meeting::{Aspect, Meeting, Purpose, Shared};
use crate::typeset::Deck;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

/// How long the window waits for slides before it goes on with the old ones.
const PATIENCE: Duration = Duration::from_millis(10);

/// What slides are of: the meeting's version, and their shape.
type Wish = (Version, Aspect);

/// The slides of the open meeting.
pub struct Slides {
    wishes: Sender<(Wish, Box<Shared>)>,
    results: Receiver<(Wish, Arc<Deck>)>,
    asked: Option<Wish>,
    shown: Option<(Wish, Arc<Deck>)>,
    /// What the slides were made of when they were last asked for.
    said: Option<Shared>,
}

impl Slides {
    /// Starts the thread.
    #[must_use]
    pub fn new(context: &egui::Context) -> Slides {
        let (wishes, receive_wishes) = mpsc::channel::<(Wish, Box<Shared>)>();
        let (send_results, results) = mpsc::channel();
        let context = context.clone();
        let work = move || {
            while let Ok(mut wish) = receive_wishes.recv() {
                // Only the last wish counts.
                while let Ok(later) = receive_wishes.try_recv() {
                    wish = later;
                }
                let deck = Arc::new(Deck::of(&wish.1, wish.0.1));
                if send_results.send((wish.0, deck)).is_err() {
                    break;
                }
                context.request_repaint_of(egui::ViewportId::ROOT);
            }
        };
        // Without the thread there are no slides, but everything else.
        let _ = std::thread::Builder::new().name("slides".to_owned()).spawn(work);
        Slides { wishes, results, asked: None, shown: None, said: None }
    }

    /// Asks for the slides of this version unless they are there or under way.
    pub fn update(&mut self, version: Version, aspect: Aspect, meeting: &Meeting) {
        let wish = (version, aspect);
        if self.asked != Some(wish) {
            let said = meeting.share(Purpose::Projector);
            if self.shows_the_same(wish, &said) {
                self.asked = Some(wish);
                self.shown.iter_mut().for_each(|(shown, _)| *shown = wish);
                return;
            }
            self.asked = Some(wish);
            if self.shown.as_ref().is_some_and(|((shown, _), _)| shown.session != version.session) {
                self.shown = None;
            }
            let _ = self.wishes.send((wish, Box::new(said.clone())));
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
    fn shows_the_same(&self, wish: Wish, said: &Shared) -> bool {
        let of = |(version, aspect): Wish| (version.session, aspect);
        self.is_current() && self.asked.is_some_and(|asked| of(asked) == of(wish)) && self.said.as_ref() == Some(said)
    }

    fn take(&mut self, result: (Wish, Arc<Deck>), version: Version) {
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
        self.asked.is_some() && self.shown.as_ref().map(|(wish, _)| *wish) == self.asked
    }
}
