//! What an annotation is, each kind with what belongs to it and nothing else.

use crate::meeting::{Drawing, Edit};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What an annotation is, with what belongs to that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Body {
    /// Marked words; a text is not needed.
    Highlight {
        /// The colour that they are marked in.
        color: HighlightColor,
    },
    /// A remark.
    Comment {
        /// The colour that its words are marked in, where one was chosen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        color: Option<HighlightColor>,
    },
    /// A question to the meeting.
    Question {
        /// The colour that its words are marked in, where one was chosen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        color: Option<HighlightColor>,
    },
    /// What was decided.
    Decision(Decision),
    /// What somebody is to do.
    Action(Action),
    /// Something drawn with a pen; a text is not needed.
    Ink(Drawing),
    /// Other words for those that it is on.
    Suggestion {
        /// The words to be put in their place; empty: they are to go.
        replacement: String,
    },
    /// What another version of the meeting has where this one has something else: edits that were not made. A remark on
    /// the meeting that Bilag makes when two versions come together ([`mod@crate::meeting::reconcile`]).
    Differences(Vec<Edit>),
}

/// A decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Decision {
    /// How the meeting decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Who proposed it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub proposer: String,
    /// How it was voted on, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub votes: Option<Votes>,
    /// Opinions that members had entered beside it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dissents: Vec<Dissent>,
    /// The colour that its words are marked in, where one was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<HighlightColor>,
}

/// Something that somebody is to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Action {
    /// Who is to carry it out.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// The day by which it is to be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// The colour that its words are marked in, where one was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<HighlightColor>,
}

/// How many voted, and who.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Votes {
    /// In favour.
    #[serde(rename = "for")]
    pub in_favour: Side,
    /// Against.
    pub against: Side,
    /// Neither.
    pub abstaining: Side,
}

/// One side of a vote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Side {
    /// How many.
    pub count: u16,
    /// Who, by name or by group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
}

/// An opinion that a member had entered beside a decision.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dissent {
    /// Whose, by name or by group.
    pub who: String,
    /// In which words.
    pub text: String,
}

/// What an annotation is, without what belongs to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Marked words.
    Highlight,
    /// A remark.
    Comment,
    /// A question to the meeting.
    Question,
    /// What was decided.
    Decision,
    /// What somebody is to do.
    Action,
    /// Something drawn with a pen.
    Ink,
    /// Other words.
    Suggestion,
}

impl Kind {
    /// Every kind that is written, in the order in which they are offered. Ink is drawn, and suggestions are made in a
    /// copy of the text.
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
            Kind::Suggestion => "suggestion",
        }
    }

    /// Whether it records what the meeting came to: a decision or an action.
    #[must_use]
    pub const fn is_record(self) -> bool {
        matches!(self, Kind::Decision | Kind::Action)
    }
}

impl Body {
    /// A comment.
    pub const COMMENT: Body = Body::Comment { color: None };

    /// One of this kind, marked in this colour where it can be, with nothing else that belongs to it; `None` for a
    /// drawing, which is nothing without its strokes.
    #[must_use]
    pub fn of(kind: Kind, color: Option<HighlightColor>) -> Option<Body> {
        Some(match kind {
            Kind::Highlight => Body::Highlight { color: color.unwrap_or(HighlightColor::Yellow) },
            Kind::Comment => Body::Comment { color },
            Kind::Question => Body::Question { color },
            Kind::Decision => Body::Decision(Decision { color, ..Decision::default() }),
            Kind::Action => Body::Action(Action { color, ..Action::default() }),
            Kind::Suggestion => Body::Suggestion { replacement: String::new() },
            Kind::Ink => return None,
        })
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Body::Highlight { .. } => Kind::Highlight,
            Body::Comment { .. } | Body::Differences(_) => Kind::Comment,
            Body::Question { .. } => Kind::Question,
            Body::Decision(_) => Kind::Decision,
            Body::Action(_) => Kind::Action,
            Body::Ink(_) => Kind::Ink,
            Body::Suggestion { .. } => Kind::Suggestion,
        }
    }

    /// The colour that its words are marked in.
    #[must_use]
    pub const fn color(&self) -> Option<HighlightColor> {
        match self {
            Body::Highlight { color } => Some(*color),
            Body::Comment { color } | Body::Question { color } => *color,
            Body::Decision(decision) => decision.color,
            Body::Action(action) => action.color,
            Body::Ink(_) | Body::Suggestion { .. } | Body::Differences(_) => None,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no colour {0}")]
pub struct NoColor(pub u8);

impl TryFrom<u8> for HighlightColor {
    type Error = NoColor;

    fn try_from(number: u8) -> Result<HighlightColor, NoColor> {
        let color = HighlightColor::ALL.into_iter().find(|color| u8::from(*color) == number);
        color.ok_or(NoColor(number))
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
