//! Making the hand-out beside the window, and what the user is told before it leaves.

use crate::clock;
use crate::meeting::{Kind, Meeting, Purpose, Shared, Visibility};
use crate::pdf::{self, ExportError, Exported};
use std::collections::BTreeSet;
use std::sync::mpsc::{self, Receiver, TryRecvError};

/// A hand-out that is being made, or is made and waits for a place.
pub struct Job {
    /// What goes and what stays.
    pub leaving: Leaving,
    /// Whether it is to be printed and not kept.
    pub print: bool,
    result: Receiver<Result<Exported, ExportError>>,
    /// The finished hand-out.
    pub done: Option<Result<Exported, ExportError>>,
}

/// What leaves the machine with a hand-out, and what does not.
#[derive(Debug, PartialEq, Eq)]
pub struct Leaving {
    /// Names and roles that can be read in it.
    pub names: Vec<String>,
    /// How many annotations of each kind go with it.
    pub annotations: Vec<(Kind, usize)>,
    /// How many private annotations stay.
    pub private: usize,
    /// How many shared annotations stay because the hand-out does not show them.
    pub unshown: usize,
}

impl Leaving {
    /// What leaves of a meeting with what is made of `shared`.
    #[must_use]
    pub fn of(meeting: &Meeting, shared: &Shared) -> Leaving {
        let shared = shared.meeting();
        let mut names = BTreeSet::new();
        names.extend(shared.participants.iter().map(|participant| participant.name.as_str()));
        for annotation in &shared.annotations {
            names.insert(annotation.author.as_str());
            names.insert(annotation.owner());
            names.insert(annotation.proposer());
            names.extend(annotation.replies.iter().map(|reply| reply.author.as_str()));
        }
        let annotations = Kind::ALL
            .into_iter()
            .chain([Kind::Ink])
            .map(|kind| (kind, shared.annotations.iter().filter(|annotation| annotation.kind() == kind).count()))
            .filter(|(_, count)| *count > 0)
            .collect();
        let private =
            meeting.annotations.iter().filter(|annotation| annotation.visibility == Visibility::Private).count();
        Leaving {
            names: names.into_iter().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            annotations,
            private,
            unshown: meeting.annotations.len() - private - shared.annotations.len(),
        }
    }
}

impl Job {
    /// Begins to make the meeting's hand-out.
    #[must_use]
    pub fn start(meeting: &Meeting, print: bool, context: &egui::Context) -> Job {
        // What is private is not even given to the thread.
        let shared = meeting.share(Purpose::Handout);
        let leaving = Leaving::of(meeting, &shared);
        let (send, result) = mpsc::channel();
        let context = context.clone();
        let make = move || {
            let now = clock::now().unwrap_or(jiff::Timestamp::UNIX_EPOCH);
            // Who cancelled listens no more.
            let _ = send.send(pdf::export(&shared, now));
            context.request_repaint();
        };
        let _ = std::thread::Builder::new().name("export".to_owned()).spawn(make);
        Job { leaving, print, result, done: None }
    }

    /// Looks whether it is finished.
    pub fn poll(&mut self) {
        if self.done.is_none() {
            self.done = match self.result.try_recv() {
                Ok(result) => Some(result),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => Some(Err(ExportError::Stopped)),
            };
        }
    }

    /// The finished hand-out's bytes.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.done {
            Some(Ok(exported)) => Some(&exported.bytes),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{AnnotationDisplay, Template};

    #[test]
    fn what_leaves_and_what_stays_is_told_apart() {
        let leaving_with = |meeting: &Meeting| Leaving::of(meeting, &meeting.share(Purpose::Handout));
        let mut meeting = Meeting::sample();
        let leaving = leaving_with(&meeting);
        let going: usize = leaving.annotations.iter().map(|(_, count)| count).sum();
        assert!(leaving.private > 0 && leaving.unshown == 0);
        assert_eq!(going + leaving.private, meeting.annotations.len());
        assert!(leaving.names.iter().any(|name| name == "Borgmesteren" || name == "Borgmester"), "{:?}", leaving.names);
        meeting.handout.annotations = AnnotationDisplay::None;
        assert!(leaving_with(&meeting).annotations.is_empty());
        assert_eq!(leaving_with(&meeting).unshown, going);
        meeting.handout.template = Template::Minutes;
        let leaving = leaving_with(&meeting);
        assert_eq!(leaving.annotations, [(Kind::Decision, 2), (Kind::Action, 2)]);
        assert_eq!(leaving.unshown, going - 4);
    }
}
