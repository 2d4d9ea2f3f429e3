//! Merging what reviewers wrote into the meeting that they were sent.
//!
//! A merge is planned before it is done: [`plan`] compares every copy with what was sent and with the meeting as it is now,
//! and gives the changes one by one, so that they can be shown; [`Plan::edit`] makes one edit of them. What the meeting
//! has already is recognised, so that a copy may be merged again and again, and nothing of the meeting's own is overwritten
//! unless the user says so ([`Take`]): another wording becomes a reply, and what a reviewer deleted stays. What cannot be
//! placed in the meeting is added all the same and says so itself ([`Meeting::is_anchored`]).

mod compare;
mod known;
mod replay;

pub use compare::plan;
pub(crate) use replay::another;

use super::correspondence::Kinship;
use super::review::NotTaken;
use super::{Annotation, AnnotationId, ChangedPage, Edit, Meeting, PageNumber, Reply, Review, Status};
use std::collections::{BTreeMap, BTreeSet};

/// A reviewer's copy.
#[derive(Clone, Debug)]
pub struct Copy {
    /// What the user knows it by: its file.
    pub name: String,
    /// What it holds. Private annotations are passed over: they are the reviewer's own.
    pub review: Review,
}

/// What a merge would come to.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The copies, in the order in which they were given.
    pub sources: Vec<Source>,
    /// The changes, in the order of the copies and of their pages.
    pub changes: Vec<Change>,
    /// How many annotations in the copies are as they were.
    pub unchanged: usize,
}

/// Where changes come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What the user knows the copy by.
    pub name: String,
    /// Who wrote in it, as far as it says so.
    pub author: String,
    /// What was seen in it and is not taken.
    pub not_taken: Vec<NotTaken>,
    /// How many that are, also where there are more than it is told of.
    pub omitted: usize,
    /// Its pages that were changed otherwise than by comments.
    pub changed_pages: Vec<ChangedPage>,
    /// The meeting that it is a copy of, and what that is to this one, where it is not a version of it.
    pub other: Option<(Kinship, Box<Meeting>)>,
}

/// Something that a reviewer did.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The copy that it is in, as an index into [`Plan::sources`].
    pub source: usize,
    /// The page of the copy; `None` where it has no pages.
    pub page: Option<PageNumber>,
    /// What it is.
    pub what: What,
    /// The annotation as it stands in the copy, on its place in the meeting; a deleted one as it was sent.
    pub theirs: Annotation,
    /// The annotation as it stands in the meeting; `None` where it is not there.
    pub own: Option<Annotation>,
    /// How much of what it was on is still there, from 0 to 1; `None` where it has no place in the meeting.
    pub score: Option<f32>,
    /// Whether somebody else changed the same thing otherwise: the meeting's owner or another reviewer.
    pub conflict: bool,
    /// Who changed it; empty where the copy does not say. It is never taken for granted that it was who had written it.
    pub by: String,
    /// Whether who changed it is who had written it.
    pub by_author: bool,
}

/// What a reviewer did with an annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Wrote a new one.
    Added,
    /// Wrote on one that has been deleted in the meeting since.
    Returned,
    /// Answered.
    Replied(Reply),
    /// Changed what it says, or its kind, colour, owner or day.
    Reworded,
    /// Put it on other words.
    Moved,
    /// Drew something else in its place. Both drawings are kept: theirs is an annotation of its own.
    Redrawn,
    /// Set its status.
    Status(Status),
    /// Deleted it.
    Deleted,
    /// Deleted an answer to it.
    ReplyDeleted(Reply),
}

/// What becomes of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Take {
    /// The meeting stays as it is.
    Own,
    /// The meeting stays as it is, and what the reviewer changed becomes a reply.
    AsReply,
    /// The reviewer's change is made. Where the meeting's owner changed the same, the own wording becomes a reply.
    Theirs,
}

/// What the user chose, by the index of the change; [`Change::default_take`] for the others.
pub type Choices = BTreeMap<usize, Take>;

impl Change {
    /// What becomes of it unless the user chooses otherwise: nothing of the meeting's own is lost, and nothing of theirs.
    #[must_use]
    pub fn default_take(&self) -> Take {
        match self.what {
            What::Added | What::Returned | What::Replied(_) | What::Redrawn => Take::Theirs,
            What::Status(_) if !self.conflict => Take::Theirs,
            // Everybody may correct what is their own.
            What::Reworded | What::Moved if self.by_author && !self.conflict => Take::Theirs,
            What::Status(_) | What::Reworded | What::Moved => Take::AsReply,
            What::Deleted | What::ReplyDeleted(_) => Take::Own,
        }
    }

    /// What can be chosen.
    #[must_use]
    pub const fn takes(&self) -> &'static [Take] {
        match self.what {
            What::Reworded | What::Moved | What::Status(_) => &[Take::Own, Take::AsReply, Take::Theirs],
            _ => &[Take::Own, Take::Theirs],
        }
    }

    /// Whether it is on words that have changed since, of which most are still there.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        matches!(self.what, What::Added | What::Returned) && self.score.is_some_and(|score| score < 1.0)
    }

    /// Whether it has no place in the meeting: it goes to the tray.
    #[must_use]
    pub const fn is_unplaced(&self) -> bool {
        matches!(self.what, What::Added | What::Returned) && self.score.is_none()
    }
}

/// What a copy comes to, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// New on their very words.
    pub new: usize,
    /// New on words that have changed since.
    pub doubtful: usize,
    /// New without a place in the meeting.
    pub unplaced: usize,
    /// Answers, other wordings, places and states.
    pub changed: usize,
    /// Deleted there.
    pub deleted: usize,
}

impl Plan {
    /// What a copy comes to.
    #[must_use]
    pub fn tally(&self, source: usize) -> Tally {
        let mut tally = Tally::default();
        for change in self.changes.iter().filter(|change| change.source == source) {
            match change.what {
                What::Added | What::Returned if change.is_unplaced() => tally.unplaced += 1,
                What::Added | What::Returned if change.is_doubtful() => tally.doubtful += 1,
                What::Added | What::Returned | What::Redrawn => tally.new += 1,
                What::Replied(_) | What::Reworded | What::Moved | What::Status(_) => tally.changed += 1,
                What::Deleted | What::ReplyDeleted(_) => tally.deleted += 1,
            }
        }
        tally
    }

    /// New annotations, also those that were deleted here and written on there, and drawings that were changed.
    pub fn added(&self) -> impl Iterator<Item = (usize, &Change)> {
        self.of(|change| matches!(change.what, What::Added | What::Returned | What::Redrawn))
    }

    /// Answers.
    pub fn replied(&self) -> impl Iterator<Item = (usize, &Change)> {
        self.of(|change| matches!(change.what, What::Replied(_)))
    }

    /// Those that were put on other words.
    pub fn moved(&self) -> impl Iterator<Item = (usize, &Change)> {
        self.of(|change| change.what == What::Moved)
    }

    /// Other wordings.
    pub fn reworded(&self) -> impl Iterator<Item = (usize, &Change)> {
        self.of(|change| change.what == What::Reworded)
    }

    /// Other states.
    pub fn status_changed(&self) -> impl Iterator<Item = (usize, &Change)> {
        self.of(|change| matches!(change.what, What::Status(_)))
    }

    /// Annotations and answers that a reviewer deleted.
    pub fn deleted_by_reviewer(&self) -> impl Iterator<Item = (usize, &Change)> {
        self.of(|change| matches!(change.what, What::Deleted | What::ReplyDeleted(_)))
    }

    /// New annotations without a place in the meeting.
    pub fn unplaced(&self) -> impl Iterator<Item = (usize, &Change)> {
        self.of(Change::is_unplaced)
    }

    /// What two changed, each otherwise.
    pub fn conflicts(&self) -> impl Iterator<Item = (usize, &Change)> {
        self.of(|change| change.conflict)
    }

    fn of(&self, belongs: impl Fn(&Change) -> bool) -> impl Iterator<Item = (usize, &Change)> {
        self.changes.iter().enumerate().filter(move |(_, change)| belongs(change))
    }

    /// How many of the meeting's annotations get answers, another status or another wording, whose copy `belongs`.
    #[must_use]
    pub fn updated(&self, belongs: impl Fn(&Change) -> bool) -> usize {
        let changes = self.changes.iter().filter(|change| belongs(change));
        let touched: BTreeSet<&AnnotationId> = changes
            .filter(|change| matches!(change.what, What::Replied(_) | What::Reworded | What::Moved | What::Status(_)))
            .map(|change| &change.theirs.id)
            .collect();
        touched.len()
    }

    /// How many annotations of a copy are new or were answered.
    #[must_use]
    pub fn from(&self, source: usize) -> usize {
        self.added().filter(|(_, change)| change.source == source).count()
            + self.updated(|change| change.source == source)
    }

    /// The changes as one step, as the user chose; `None` where there is nothing to do.
    #[must_use]
    pub fn edit(&self, meeting: &Meeting, choices: &Choices) -> Option<Edit> {
        let edits = replay::edits(self, meeting, choices);
        (!edits.is_empty()).then_some(Edit::Batch(edits))
    }
}

#[cfg(test)]
mod tests;
