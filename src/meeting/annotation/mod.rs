//! What a user writes on the meeting and its texts.
//!
//! An [`Annotation`] is who, when, who may see it, how far it has come and what was answered; a [`Body`], which says what
//! it is, each kind with what belongs to it; and a [`Target`], what it is about. Its facts are enumerated once, in
//! [`Fact`]. Status and replies follow the review states and `IRT` of PDF annotations (ISO 32000-1, 12.5.6.3), targets the
//! W3C Web Annotation Data Model, so that both can be written without loss.

mod body;
mod fact;
mod target;

pub use body::{Action, Body, Decision, Dissent, HighlightColor, Kind, Outcome, Side, Votes};
pub use fact::{Fact, NotOfThisKind};
pub use target::{
    AnnexPage, Area, MOST_QUADS, NoQuads, Part, Quad, Quads, Target, TextPart, TextPositionSelector, TextQuoteSelector,
    Words,
};

use super::drawing::Medium;
use super::{AgendaItemId, AnnexFile, AnnotationId, Drawing, Edit, PageNumber, ReplyId, SlideKey};
use crate::picture::Picture;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Something that a user wrote or marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annotation {
    /// Its name within the meeting.
    pub id: AnnotationId,
    /// What it is.
    pub body: Body,
    /// What it is about.
    #[serde(default)]
    pub target: Target,
    /// Its number among the annotations on the same part, of the same visibility: the *4* of `P3·2·n4`. From 1;
    /// 0 asks [`super::Edit::AddAnnotation`] for the next.
    pub note: u32,
    /// What was written; a line break begins a paragraph.
    #[serde(default)]
    pub text: String,
    /// Who wrote it, by name or role.
    #[serde(default)]
    pub author: String,
    /// When it was written.
    pub created: Timestamp,
    /// When it was last changed.
    pub modified: Timestamp,
    /// Who may see it.
    #[serde(default)]
    pub visibility: Visibility,
    /// How far it has come.
    #[serde(default)]
    pub status: Status,
    /// Who said how far it has come, and when, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_set: Option<StatusSet>,
    /// The agenda item that it belongs to, where that is not what it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agenda_item: Option<AgendaItemId>,
    /// What was seen where it stood in a copy, while its place in the meeting is not known, or is one of the meeting's facts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Sighting>,
    /// What was answered, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<Reply>,
}

/// Who set a status, and when.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusSet {
    /// Who, by name or role.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What was seen of an annotation's place in a copy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sighting {
    /// The page of the copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<PageNumber>,
    /// The words beneath it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// A picture of the spot, where one was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// Which of the meeting's facts they tell of: then it is known what is meant, and the words say where in that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<MeetingFact>,
}

/// A fact of the meeting as its hand-out tells it first of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeetingFact {
    /// Its title.
    Title,
    /// The body that meets.
    Body,
    /// Its day and time.
    Date,
    /// Where it is held.
    Place,
    /// Who takes part.
    Participants,
    /// Where its principles come from.
    Basis,
}

impl MeetingFact {
    /// Its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            MeetingFact::Title => "title",
            MeetingFact::Body => "body",
            MeetingFact::Date => "date",
            MeetingFact::Place => "place",
            MeetingFact::Participants => "participants",
            MeetingFact::Basis => "basis",
        }
    }
}

impl Annotation {
    /// An annotation of this kind on the meeting as a whole, shared and open.
    #[must_use]
    pub fn new(id: AnnotationId, body: Body, author: String, created: Timestamp, text: String) -> Annotation {
        Annotation {
            id,
            body,
            target: Target::default(),
            note: 0,
            text,
            author,
            created,
            modified: created,
            visibility: Visibility::Shared,
            status: Status::Open,
            status_set: None,
            agenda_item: None,
            seen: None,
            replies: Vec::new(),
        }
    }

    /// A comment on the meeting as a whole.
    #[must_use]
    pub fn remark(id: AnnotationId, author: String, created: Timestamp, text: String) -> Annotation {
        Annotation::new(id, Body::COMMENT, author, created, text)
    }

    /// The ids of it and of its answers.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id.as_str()).chain(self.replies.iter().map(|reply| reply.id.as_str()))
    }

    /// The pictures that it tells of.
    pub(super) fn pictures(&self) -> impl Iterator<Item = &Picture> {
        let seen = self.seen.as_ref().and_then(|seen| seen.picture.as_ref());
        let suggested = self.replies.iter().flat_map(|reply| reply.content.pictures());
        self.differences().iter().flat_map(Edit::pictures).chain(seen).chain(suggested)
    }

    /// The files of annexes that it tells of.
    pub(super) fn annex_files(&self) -> impl Iterator<Item = &AnnexFile> {
        self.differences().iter().flat_map(Edit::annex_files)
    }

    /// What another version of the meeting has.
    fn differences(&self) -> &[Edit] {
        match &self.body {
            Body::Differences(edits) => edits,
            Body::Highlight { .. }
            | Body::Comment { .. }
            | Body::Question { .. }
            | Body::Decision(_)
            | Body::Action(_)
            | Body::Ink(_)
            | Body::Suggestion { .. } => &[],
        }
    }

    /// What it is, without what belongs to that.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.body.kind()
    }

    /// The colour that its words are marked in.
    #[must_use]
    pub const fn color(&self) -> Option<HighlightColor> {
        self.body.color()
    }

    /// How the meeting decided.
    #[must_use]
    pub const fn outcome(&self) -> Option<Outcome> {
        match &self.body {
            Body::Decision(decision) => decision.outcome,
            _ => None,
        }
    }

    /// Who proposed it; empty where nobody is named.
    #[must_use]
    pub fn proposer(&self) -> &str {
        match &self.body {
            Body::Decision(decision) => &decision.proposer,
            _ => "",
        }
    }

    /// Who is to carry it out; empty where nobody is named.
    #[must_use]
    pub fn owner(&self) -> &str {
        match &self.body {
            Body::Action(action) => &action.owner,
            _ => "",
        }
    }

    /// The day by which it is to be done.
    #[must_use]
    pub const fn due(&self) -> Option<Date> {
        match &self.body {
            Body::Action(action) => action.due,
            _ => None,
        }
    }

    /// What was drawn.
    #[must_use]
    pub const fn drawing(&self) -> Option<&Drawing> {
        match &self.body {
            Body::Ink(drawing) => Some(drawing),
            _ => None,
        }
    }

    /// What was drawn, to be changed.
    pub(crate) const fn drawing_mut(&mut self) -> Option<&mut Drawing> {
        match &mut self.body {
            Body::Ink(drawing) => Some(drawing),
            _ => None,
        }
    }

    /// A copy without the strokes that were drawn, which may be many.
    #[must_use]
    pub fn without_strokes(&self) -> Annotation {
        let body = match &self.body {
            Body::Ink(drawing) => Body::Ink(Drawing { surface: drawing.surface.clone(), strokes: Vec::new() }),
            other => other.clone(),
        };
        Annotation {
            id: self.id.clone(),
            body,
            target: self.target.clone(),
            text: self.text.clone(),
            author: self.author.clone(),
            status_set: self.status_set.clone(),
            agenda_item: self.agenda_item.clone(),
            seen: self.seen.clone(),
            replies: self.replies.clone(),
            ..*self
        }
    }

    /// The slide that it is drawn on.
    #[must_use]
    pub fn slide(&self) -> Option<SlideKey> {
        self.drawing().and_then(|drawing| drawing.surface.medium.slide())
    }

    /// Whether it is a drawing on something else than a page of a hand-out: a slide, or a page of an annex.
    #[must_use]
    pub fn is_drawn_elsewhere(&self) -> bool {
        self.drawing().is_some_and(|drawing| drawing.surface.medium != Medium::Handout)
    }

    /// Whether it is such a drawing and says nothing besides: the pages of a hand-out have nothing of it.
    #[must_use]
    pub fn is_only_drawn_elsewhere(&self) -> bool {
        self.is_drawn_elsewhere() && self.text.trim().is_empty() && self.replies.is_empty()
    }

    /// Whether its place in the meeting is not known: all there is of it is what was seen in a copy.
    #[must_use]
    pub fn is_only_seen(&self) -> bool {
        self.seen.as_ref().is_some_and(|seen| seen.fact.is_none())
    }

    /// Whether it is a drawing on a slide and says nothing besides.
    #[must_use]
    pub fn is_only_on_slide(&self) -> bool {
        self.slide().is_some() && self.text.trim().is_empty() && self.replies.is_empty()
    }
}

/// An answer to an annotation. It is as private as what it answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Its name within the meeting.
    pub id: ReplyId,
    /// Who wrote it.
    pub author: String,
    /// When it was written.
    pub created: Timestamp,
    /// What was answered.
    pub content: ReplyContent,
    /// The copy that it was found in, where nobody says who wrote it: what somebody changed there of what another had written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub found_in: String,
}

/// What an answer says.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ReplyContent {
    /// What somebody wrote.
    Text(String),
    /// What somebody has otherwise in their copy: facts that the annotation could be set to. Words are made of them where
    /// a person reads them.
    Suggests(Vec<Fact>),
}

impl ReplyContent {
    /// The pictures that it tells of.
    pub(super) fn pictures(&self) -> impl Iterator<Item = &Picture> {
        let facts: &[Fact] = match self {
            ReplyContent::Text(_) => &[],
            ReplyContent::Suggests(facts) => facts,
        };
        facts.iter().filter_map(Fact::picture)
    }
}

impl Reply {
    /// What somebody wrote; `None` where it is a suggestion.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            ReplyContent::Text(text) => Some(text),
            ReplyContent::Suggests(_) => None,
        }
    }
}

/// Who may see an annotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Visibility {
    /// Whoever gets the hand-out.
    #[default]
    Shared,
    /// Nobody else: it never leaves this machine.
    Private,
}

impl Visibility {
    /// Its name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Visibility::Shared => "shared",
            Visibility::Private => "private",
        }
    }
}

/// How far an annotation has come: the states of PDF's *Review* model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Nothing was said of it yet (PDF: *None*).
    #[default]
    Open,
    /// It was agreed to.
    Accepted,
    /// It was turned down.
    Rejected,
    /// It was taken back.
    Cancelled,
    /// It is done.
    Completed,
}

impl Status {
    /// Every status, in the order in which they are offered.
    pub const ALL: [Status; 5] =
        [Status::Open, Status::Accepted, Status::Rejected, Status::Cancelled, Status::Completed];

    /// Its name in JSON and among the texts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Accepted => "accepted",
            Status::Rejected => "rejected",
            Status::Cancelled => "cancelled",
            Status::Completed => "completed",
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A comment on a paragraph.
    pub(crate) fn comment(id: &str) -> Annotation {
        let remark = Annotation::remark(
            AnnotationId(id.to_owned()),
            "Borgmester".to_owned(),
            Timestamp::UNIX_EPOCH,
            "Æblegrød".to_owned(),
        );
        Annotation { target: Target::to_paragraph(2, 1, None), ..remark }
    }

    /// A decision that was adopted.
    pub(crate) fn decision(id: &str) -> Annotation {
        let decision = Decision {
            outcome: Some(Outcome::Adopted),
            proposer: "Borgmester".to_owned(),
            votes: Some(Votes { in_favour: Side { count: 5, names: Vec::new() }, ..Votes::default() }),
            ..Decision::default()
        };
        Annotation { body: Body::Decision(decision), target: Target::default(), ..comment(id) }
    }

    /// An action with an owner and a day.
    pub(crate) fn action(id: &str) -> Annotation {
        let due = Some(jiff::civil::date(2026, 12, 1));
        let action = Action { owner: "Kommunaldirektør".to_owned(), due, color: None };
        Annotation { body: Body::Action(action), ..comment(id) }
    }
}
