//! Making the hand-out beside the window, and what the user is told before it leaves.

use crate::clock;
use crate::meeting::{Kind, Meeting, Visibility};
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
    /// How many shared annotations stay because the hand-out shows none.
    pub unshown: usize,
}

impl Leaving {
    /// What would leave with this meeting's hand-out.
    #[must_use]
    pub fn of(meeting: &Meeting) -> Leaving {
        let shared = meeting.shared();
        let mut names = BTreeSet::new();
        names.extend(shared.participants.iter().map(String::as_str));
        for annotation in &shared.annotations {
            names.insert(annotation.author.as_str());
            names.insert(annotation.owner.as_str());
            names.insert(annotation.proposer.as_str());
            names.extend(annotation.replies.iter().map(|reply| reply.author.as_str()));
        }
        let annotations = Kind::ALL
            .into_iter()
            .chain([Kind::Ink])
            .map(|kind| (kind, shared.annotations.iter().filter(|annotation| annotation.kind == kind).count()))
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
        let leaving = Leaving::of(meeting);
        // What is private is not even given to the thread.
        let shared = meeting.shared();
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
                Err(TryRecvError::Disconnected) => {
                    Some(Err(ExportError::Io(std::io::Error::other(crate::locale::say("export-stopped", &[])))))
                }
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
    use crate::meeting::AnnotationDisplay;

    #[test]
    fn what_leaves_and_what_stays_is_told_apart() {
        let mut meeting = Meeting::sample();
        let leaving = Leaving::of(&meeting);
        let going: usize = leaving.annotations.iter().map(|(_, count)| count).sum();
        assert!(leaving.private > 0 && leaving.unshown == 0);
        assert_eq!(going + leaving.private, meeting.annotations.len());
        assert!(leaving.names.iter().any(|name| name == "Borgmesteren" || name == "Borgmester"), "{:?}", leaving.names);
        meeting.handout.annotations = AnnotationDisplay::None;
        assert!(Leaving::of(&meeting).annotations.is_empty());
        assert_eq!(Leaving::of(&meeting).unshown, going);
    }
}
