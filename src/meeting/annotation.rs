//! What a user writes on the chosen text.
//!
//! The shapes follow the W3C [Web Annotation Data Model](https://www.w3.org/TR/annotation-model/): an annotation has a
//! target, and on words its target has a quote and a position selector. Status and replies follow the review states
//! and `IRT` of PDF annotations (ISO 32000-1, 12.5.6.3), so that both can be written without loss.

use super::drawing::Drawing;
use super::{Id, Reference, SlideKey};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Something that a user wrote or marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annotation {
    /// Its name within the meeting.
    pub id: Id,
    /// What it is.
    pub kind: Kind,
    /// What it is about.
    pub target: Target,
    /// Its number among the annotations on the same paragraph, of the same visibility: the *4* of `P3·2·n4`. From 1;
    /// 0 asks [`super::Edit::AddAnnotation`] for the next.
    pub note: u32,
    /// The colour of a highlight; other kinds may have one too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<HighlightColor>,
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
    /// The agenda item that a decision or an action belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agenda_item: Option<Id>,
    /// How the meeting decided: only a decision has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Who proposed a decision.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub proposer: String,
    /// Who is to carry out an action.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// The day by which an action is to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// What was drawn; only [`Kind::Ink`] has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawing: Option<Drawing>,
    /// What was answered, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<Reply>,
}

impl Annotation {
    /// A comment on the meeting as a whole.
    #[must_use]
    pub fn remark(id: Id, author: String, created: Timestamp, text: String) -> Annotation {
        Annotation {
            id,
            kind: Kind::Comment,
            target: Target::default(),
            note: 0,
            color: None,
            text,
            author,
            created,
            modified: created,
            visibility: Visibility::Shared,
            status: Status::Open,
            agenda_item: None,
            outcome: None,
            proposer: String::new(),
            owner: String::new(),
            due: None,
            drawing: None,
            replies: Vec::new(),
        }
    }

    /// A copy without what was drawn, which may be much.
    #[must_use]
    pub fn without_drawing(&self) -> Annotation {
        Annotation {
            id: self.id.clone(),
            target: self.target.clone(),
            text: self.text.clone(),
            author: self.author.clone(),
            agenda_item: self.agenda_item.clone(),
            proposer: self.proposer.clone(),
            owner: self.owner.clone(),
            drawing: None,
            replies: self.replies.clone(),
            ..*self
        }
    }

    /// The slide that it is drawn on.
    #[must_use]
    pub fn slide(&self) -> Option<SlideKey> {
        self.drawing.as_ref().and_then(|drawing| drawing.surface.medium.slide())
    }

    /// Whether it is a drawing on a slide and says nothing besides: the pages of a hand-out have nothing of it.
    #[must_use]
    pub fn is_only_on_slide(&self) -> bool {
        self.slide().is_some() && self.text.trim().is_empty() && self.replies.is_empty()
    }

    /// The code by which people speak of it.
    #[must_use]
    pub fn reference(&self) -> Reference {
        Reference {
            principle: self.target.principle,
            paragraph: self.target.paragraph,
            // A comment that is in no meeting yet has no number.
            note: (self.note > 0).then_some((self.visibility, self.note)),
        }
    }
}

/// An answer to an annotation. It is as private as what it answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Its name within the meeting.
    pub id: Id,
    /// Who wrote it.
    pub author: String,
    /// When it was written.
    pub created: Timestamp,
    /// What was written.
    pub text: String,
}

/// What an annotation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Marked words; a text is not needed.
    Highlight,
    /// A remark.
    Comment,
    /// A question to the meeting.
    Question,
    /// What was decided.
    Decision,
    /// What somebody is to do.
    Action,
    /// Something drawn with a pen; a text is not needed.
    Ink,
}

impl Kind {
    /// Every kind that is written, in the order in which they are offered. Ink is drawn.
    pub const ALL: [Kind; 5] = [Kind::Highlight, Kind::Comment, Kind::Question, Kind::Decision, Kind::Action];

    /// Its name on the command line, in files and among the texts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Highlight => "highlight",
            Kind::Comment => "comment",
            Kind::Question => "question",
            Kind::Decision => "decision",
            Kind::Action => "action",
            Kind::Ink => "ink",
        }
    }
}

/// One of the four highlight colours, 1 to 4; each has a meaning and a line pattern of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub enum HighlightColor {
    /// 1, important: a solid line.
    Yellow,
    /// 2, agreed: a dashed line.
    Green,
    /// 3, to be clarified: a dotted line.
    Blue,
    /// 4, a reservation: a double line.
    Red,
}

impl HighlightColor {
    /// Every colour, from 1 to 4.
    pub const ALL: [HighlightColor; 4] =
        [HighlightColor::Yellow, HighlightColor::Green, HighlightColor::Blue, HighlightColor::Red];
}

impl From<HighlightColor> for u8 {
    fn from(color: HighlightColor) -> u8 {
        color as u8 + 1
    }
}

/// A number that is no colour's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no colour {0}")]
pub struct NoColor(pub u8);

impl TryFrom<u8> for HighlightColor {
    type Error = NoColor;

    fn try_from(number: u8) -> Result<HighlightColor, NoColor> {
        let color = HighlightColor::ALL.into_iter().find(|color| u8::from(*color) == number);
        color.ok_or(NoColor(number))
    }
}

/// Who may see an annotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

/// How a meeting decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// As it was proposed.
    Adopted,
    /// With changes.
    Amended,
    /// Against it.
    Rejected,
    /// Not yet.
    Postponed,
    /// It was taken note of.
    Noted,
}

impl Outcome {
    /// Every outcome, in the order in which they are offered.
    pub const ALL: [Outcome; 5] =
        [Outcome::Adopted, Outcome::Amended, Outcome::Rejected, Outcome::Postponed, Outcome::Noted];

    /// Its name in JSON and among the texts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Outcome::Adopted => "adopted",
            Outcome::Amended => "amended",
            Outcome::Rejected => "rejected",
            Outcome::Postponed => "postponed",
            Outcome::Noted => "noted",
        }
    }
}

/// What an annotation is about: the meeting, a principle, a paragraph of it, or words in that paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The principle's number; `None`: the meeting as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principle: Option<u32>,
    /// The paragraph: 0 is the summary, the body counts from 1; `None`: the principle as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// The words in it; `None`: the paragraph as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
}

/// Words in a paragraph, found again by what they say and by where they stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// W3C `TextQuoteSelector`.
    pub quote: TextQuoteSelector,
    /// W3C `TextPositionSelector`.
    pub position: TextPositionSelector,
}

/// Words by their own text and some of the text around them (W3C Web Annotation Data Model, 4.2.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextQuoteSelector {
    /// The words themselves.
    pub exact: String,
    /// What stands just before them.
    #[serde(default)]
    pub prefix: String,
    /// What stands just after them.
    #[serde(default)]
    pub suffix: String,
}

/// Words by where they stand, in code points from the paragraph's start (W3C Web Annotation Data Model, 4.2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextPositionSelector {
    /// The first code point of the words.
    pub start: usize,
    /// The first code point after them.
    pub end: usize,
}
