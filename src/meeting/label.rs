//! What the things of a meeting are called: names of texts, which whoever shows them says in a language.

use super::annotation::{Fact, MeetingFact};
use super::{Annotation, HighlightColor, Kind, Outcome, SlideKind, Status, Visibility};
use crate::locale::Message;
use crate::message;

impl Annotation {
    /// What it is called: its kind, or the meaning of its colour.
    #[must_use]
    pub fn label(&self) -> Message {
        match self.kind() {
            Kind::Highlight => self.color().unwrap_or(HighlightColor::Yellow).label(),
            kind => kind.label(),
        }
    }
}

impl Kind {
    /// What it is called.
    #[must_use]
    pub const fn label(self) -> Message {
        match self {
            Kind::Highlight => message!("highlight"),
            Kind::Comment => message!("comment"),
            Kind::Question => message!("question"),
            Kind::Decision => message!("decision"),
            Kind::Action => message!("action"),
            Kind::Ink => message!("ink"),
            Kind::Suggestion => message!("suggestion"),
        }
    }
}

impl HighlightColor {
    /// What words marked in it are.
    #[must_use]
    pub const fn label(self) -> Message {
        match self {
            HighlightColor::Yellow => message!("highlight-1"),
            HighlightColor::Green => message!("highlight-2"),
            HighlightColor::Blue => message!("highlight-3"),
            HighlightColor::Red => message!("highlight-4"),
        }
    }
}

impl Fact {
    /// What it is called.
    #[must_use]
    pub const fn label(&self) -> Message {
        match self {
            Fact::Kind(_) => message!("reconcile-kind"),
            Fact::Color(_) => message!("reconcile-color"),
            Fact::Text(_) => message!("reconcile-text"),
            Fact::Outcome(_) => message!("outcome"),
            Fact::Proposer(_) => message!("proposer"),
            Fact::Votes(_) => message!("votes"),
            Fact::Dissents(_) => message!("dissents"),
            Fact::Owner(_) => message!("owner"),
            Fact::Due(_) => message!("due"),
            Fact::Replacement(_) => message!("replacement"),
            Fact::Target(_) => message!("reconcile-target"),
            Fact::Note(_) => message!("fact-note"),
            Fact::Author(_) => message!("reconcile-author"),
            Fact::Visibility(_) => message!("fact-visibility"),
            Fact::Status(_) | Fact::StatusSet(_) => message!("reconcile-status"),
            Fact::AgendaItem(_) => message!("agenda-item"),
            Fact::Seen(_) => message!("fact-seen"),
        }
    }
}

impl MeetingFact {
    /// What it is called.
    #[must_use]
    pub const fn label(self) -> Message {
        match self {
            MeetingFact::Title => message!("meeting-title"),
            MeetingFact::Body => message!("meeting-body"),
            MeetingFact::Date => message!("date"),
            MeetingFact::Place => message!("place"),
            MeetingFact::Participants => message!("participants"),
            MeetingFact::Basis => message!("basis"),
        }
    }
}

impl Visibility {
    /// What it is called.
    #[must_use]
    pub const fn label(self) -> Message {
        match self {
            Visibility::Shared => message!("shared"),
            Visibility::Private => message!("private"),
        }
    }
}

impl Status {
    /// What it is called.
    #[must_use]
    pub const fn label(self) -> Message {
        match self {
            Status::Open => message!("status-open"),
            Status::Accepted => message!("status-accepted"),
            Status::Rejected => message!("status-rejected"),
            Status::Cancelled => message!("status-cancelled"),
            Status::Completed => message!("status-completed"),
        }
    }
}

impl Outcome {
    /// What it is called.
    #[must_use]
    pub const fn label(self) -> Message {
        match self {
            Outcome::Adopted => message!("outcome-adopted"),
            Outcome::Amended => message!("outcome-amended"),
            Outcome::Rejected => message!("outcome-rejected"),
            Outcome::Postponed => message!("outcome-postponed"),
            Outcome::Noted => message!("outcome-noted"),
        }
    }
}

impl SlideKind {
    /// What slides of it are called.
    #[must_use]
    pub const fn label(self) -> Message {
        match self {
            SlideKind::Title => message!("slide-title"),
            SlideKind::Agenda => message!("slide-agenda"),
            SlideKind::Groups => message!("slide-groups"),
            SlideKind::Lead => message!("slide-lead"),
            SlideKind::Passage => message!("slide-passage"),
            SlideKind::Text => message!("slide-text"),
            SlideKind::Questions => message!("slide-questions"),
            SlideKind::Decisions => message!("slide-decisions"),
            SlideKind::Sources => message!("slide-sources"),
        }
    }
}
