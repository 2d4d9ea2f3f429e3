//! What a reviewer's copy holds: what was sent, and what is written in it now.
//!
//! A copy comes back as a PDF, as XFDF, as W3C Web Annotations or as a meeting. Whoever reads one gives a [`Review`];
//! [`super::merge`] takes it home.

use super::{Annotation, Meeting, PageNumber, Visibility};
use std::collections::{BTreeMap, BTreeSet};

/// What is written in a copy.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// The meeting that was sent: the text that the comments are on, and what was written on it already.
    pub sent: Meeting,
    /// What is written in the copy, in the order of its pages.
    pub comments: Vec<Comment>,
    /// What was seen in the copy and is not taken from it.
    pub not_taken: Vec<NotTaken>,
    /// How many that are, also where there are more than it is told of.
    pub omitted: usize,
    /// Whether everything that was sent should be found in the copy, so that what is missing was deleted.
    pub complete: bool,
    /// Whether it is known what was sent, so that what else is there was written by whoever had the copy.
    pub knows_sent: bool,
    /// The pages that were changed otherwise than by comments, or of which it is not known what they are.
    pub changed_pages: Vec<ChangedPage>,
}

/// Something that was seen in a copy and is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotTaken {
    /// Its page; `None` where there are no pages.
    pub page: Option<PageNumber>,
    /// What it is, as the file calls it: `Screen`, `FileAttachment`.
    pub kind: String,
    /// Why it is not taken.
    pub why: WhyNotTaken,
}

/// Why something is not taken from a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WhyNotTaken {
    /// There is more than is read from one file.
    TooMany,
    /// It is of a kind in which nobody writes comments: a film, a form field.
    Kind,
    /// The bytes of a file or of a recording; what is said about it is taken.
    Attachment,
    /// A state that comments do not have here: a tick.
    State,
    /// It does not say what it is.
    Damaged,
}

impl WhyNotTaken {
    /// Every reason.
    pub const ALL: [WhyNotTaken; 5] =
        [WhyNotTaken::TooMany, WhyNotTaken::Kind, WhyNotTaken::Attachment, WhyNotTaken::State, WhyNotTaken::Damaged];

    /// Its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            WhyNotTaken::TooMany => "too-many",
            WhyNotTaken::Kind => "kind",
            WhyNotTaken::Attachment => "attachment",
            WhyNotTaken::State => "state",
            WhyNotTaken::Damaged => "damaged",
        }
    }
}

/// A page of a copy that is not what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedPage {
    /// The page of the copy.
    pub page: PageNumber,
    /// What is known of it.
    pub why: PageChange,
}

/// In what a page of a copy differs from what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageChange {
    /// Something is drawn on it.
    Drawn,
    /// There are pictures on it, or it is one.
    Pictures,
    /// There are these words on it besides its own.
    WordsAdded(String),
    /// These words of it are missing.
    WordsMissing(String),
    /// The comments that it was sent with are gone, and it shows things that may have been made of comments.
    Flattened,
    /// There are comments on it, and it is none of the pages that were sent.
    NotRecognised,
    /// It is a page of another meeting, which says this of itself.
    OtherMeeting(String),
    /// What stands on it could not be read, so that what is written on it has no place.
    NotRead,
}

impl PageChange {
    /// Its name in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            PageChange::Drawn => "drawn",
            PageChange::Pictures => "pictures",
            PageChange::WordsAdded(_) => "words-added",
            PageChange::WordsMissing(_) => "words-missing",
            PageChange::Flattened => "flattened",
            PageChange::NotRecognised => "not-recognised",
            PageChange::OtherMeeting(_) => "other-meeting",
            PageChange::NotRead => "not-read",
        }
    }

    /// The words that were seen, or are missing.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match self {
            PageChange::WordsAdded(words) | PageChange::WordsMissing(words) | PageChange::OtherMeeting(words) => {
                Some(words)
            }
            PageChange::Drawn
            | PageChange::Pictures
            | PageChange::Flattened
            | PageChange::NotRecognised
            | PageChange::NotRead => None,
        }
    }
}

/// Something that is written in a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// What it says, and on what.
    pub annotation: Annotation,
    /// Its page; `None` where there are no pages.
    pub page: Option<PageNumber>,
    /// Whether its words or its paragraph were found.
    pub anchored: bool,
    /// Whether the copy says when it was written.
    pub dated: bool,
}

impl Review {
    /// What is written in somebody's copy of the meeting file. What of it was sent is not known.
    #[must_use]
    pub fn of_meeting(mut meeting: Meeting) -> Review {
        let annotations = std::mem::take(&mut meeting.annotations);
        let comment = |annotation: Annotation| Comment {
            anchored: meeting.is_anchored(&annotation.target) && !annotation.is_only_seen(),
            annotation,
            page: None,
            dated: true,
        };
        let shared = annotations.into_iter().filter(|annotation| annotation.visibility == Visibility::Shared);
        let comments = shared.map(comment).collect();
        Review { sent: meeting, comments, ..Review::default() }
    }

    /// The one who wrote everything that is new in it; `None` where several did, or somebody without a name.
    #[must_use]
    pub fn only_author(&self) -> Option<&str> {
        let sent: BTreeSet<&str> = self.sent.annotations.iter().flat_map(Annotation::ids).collect();
        let mut only = None;
        for Comment { annotation, .. } in &self.comments {
            let replies = annotation.replies.iter().map(|reply| (reply.id.as_str(), reply.author.as_str()));
            for (id, author) in replies.chain([(annotation.id.as_str(), annotation.author.as_str())]) {
                if sent.contains(id) {
                    continue;
                }
                if author.is_empty() || only.is_some_and(|only| only != author) {
                    return None;
                }
                only = Some(author);
            }
        }
        only.filter(|_| self.knows_sent)
    }

    /// Who wrote in it: whose new comments and replies are the most. Empty where nobody is named.
    #[must_use]
    pub fn author(&self) -> &str {
        let sent: BTreeSet<&str> = self.sent.annotations.iter().flat_map(Annotation::ids).collect();
        let mut authors: BTreeMap<&str, usize> = BTreeMap::new();
        for Comment { annotation, .. } in &self.comments {
            let replies = annotation.replies.iter().map(|reply| (reply.id.as_str(), reply.author.as_str()));
            for (id, author) in replies.chain([(annotation.id.as_str(), annotation.author.as_str())]) {
                if !author.is_empty() && !sent.contains(id) {
                    *authors.entry(author).or_default() += 1;
                }
            }
        }
        authors.into_iter().max_by_key(|(_, count)| *count).map_or("", |(author, _)| author)
    }
}
