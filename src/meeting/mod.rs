//! A *meeting* is the user's document: what was chosen and written for one meeting.
//!
//! A [`Meeting`] is plain data. It changes only by an [`Edit`] ([`edit`]): the window, the command line, undo and merge
//! all speak in edits. [`annotation`] says what can be written on the chosen text and [`anchor`] where it sits;
//! [`mod@reference`] gives it a name that can be said aloud; [`mod@file`] keeps it and [`journal`] what was done to it since.
//! [`mod@difference`] says what lies between two meetings; [`correspondence`] says what of one is what in another; [`mod@reconcile`] and [`merge`] bring together what was written apart. Private annotations are part of a
//! meeting and of no export: what leaves the machine is a [`Shared`].

pub mod agenda;
pub mod anchor;
pub mod annex;
pub mod annotation;
pub mod correspondence;
pub mod difference;
pub mod drawing;
pub mod edit;
pub mod file;
pub mod handout;
pub mod history;
mod id;
pub mod journal;
mod label;
pub mod merge;
pub mod participant;
pub mod presentation;
pub mod reconcile;
pub mod reference;
pub mod review;
pub mod shared;
pub mod web_annotation;
pub mod wording;

pub use agenda::{AgendaItem, AgendaItemFact, Flow, Section};
pub use annex::{Annex, AnnexContent, AnnexFact, AnnexFile, Audience, FileVersion};
pub use annotation::{
    AnnexPage, Annotation, Area, Body, Fact, HighlightColor, Kind, Outcome, Part, Reply, ReplyContent, Sighting,
    Status, Target, TextPart, Visibility,
};
pub use difference::difference;
pub use drawing::Drawing;
pub use edit::{Edit, EditError};
pub use file::FileError;
pub use handout::{AnnotationDisplay, Cover, HandoutEdit, HandoutOptions, Logo, Template};
pub use history::History;
pub use id::{AgendaItemId, AnnexId, AnnotationId, ParticipantId, ReplyId, SectionId};
pub use participant::{Attendance, Participant};
pub use presentation::{
    Aspect, CountedSlide, Presentation, PresentationEdit, Shows, SlideContent, SlideKey, SlideKind,
};
pub use reconcile::{Reconciled, Reconciler, reconcile};
pub use reference::Reference;
pub use review::{ChangedPage, Comment, PageChange, Review};
pub use shared::{Purpose, Shared};

pub use crate::page_number::{PageIndex, PageNumber};

use crate::picture::Picture;
use crate::principles::{Group, Principle, PrincipleSet};
use crate::storage::Sha256;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What was chosen and written for one meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// The meeting's title, also that of its hand-out.
    pub title: String,
    /// The body that meets: *Økonomiudvalget*.
    pub body: String,
    /// The language that the meeting is written in, a BCP 47 tag.
    pub language: String,
    /// The day of the meeting.
    pub date: Option<Date>,
    /// When it begins.
    pub time: Option<Time>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Time>,
    /// Where it is held.
    pub place: String,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// The items on the agenda that matter here, in their order.
    pub agenda: Vec<AgendaItem>,
    /// Where the principles come from.
    pub set: SetReference,
    /// The chosen principles in the meeting's own order.
    pub selection: Vec<Selected>,
    /// The files that belong to it, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub annexes: Vec<Annex>,
    /// Everything that was written, in the order in which it was.
    pub annotations: Vec<Annotation>,
    /// How the hand-out is to look.
    pub handout: HandoutOptions,
    /// How it is presented.
    #[serde(default, skip_serializing_if = "Presentation::is_usual")]
    pub presentation: Presentation,
}

/// The principle set that a selection was made from, as far as a hand-out must say it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetReference {
    /// The set's id.
    pub id: String,
    /// What the set calls itself.
    pub title: String,
    /// The language of its text, a BCP 47 tag.
    pub language: String,
    /// The day on which it was agreed.
    pub adopted: Option<Date>,
    /// Who agreed on it.
    pub publishers: Vec<String>,
    /// Where the text stands in print.
    pub source: String,
    /// By what its principles are named in reference codes.
    #[serde(default, skip_serializing_if = "PrincipleCodes::is_usual")]
    pub codes: PrincipleCodes,
}

/// By what principles are named in reference codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PrincipleCodes {
    /// By their labels where these name each of them and nothing else, else by their numbers.
    #[default]
    Labels,
    /// By their numbers, whatever the labels: so it is where fewer principles were sent than have been printed with these
    /// codes, among which the labels would not have been enough.
    Numbers,
}

impl PrincipleCodes {
    /// Whether a file says nothing of it.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == PrincipleCodes::default()
    }
}

impl From<&PrincipleSet> for SetReference {
    fn from(set: &PrincipleSet) -> SetReference {
        SetReference {
            id: set.id.clone(),
            title: set.title.clone(),
            language: set.language.clone(),
            adopted: set.adopted,
            publishers: set.publishers.clone(),
            source: set.source.clone(),
            codes: PrincipleCodes::default(),
        }
    }
}

/// A chosen principle, with its text as it was when it was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selected {
    /// The principle, word for word.
    #[serde(flatten)]
    pub principle: Principle,
    /// The title of its group; empty where the set has none.
    #[serde(default)]
    pub group: String,
    /// The paragraphs under its group's heading, as they were when it was chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub group_text: Vec<String>,
    /// The agenda item that it was placed under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agenda_item: Option<AgendaItemId>,
}

impl Selected {
    /// Chooses a principle of a set, as it stands there.
    #[must_use]
    pub fn of(group: &Group, principle: &Principle) -> Selected {
        Selected {
            principle: principle.clone(),
            group: group.title.clone(),
            group_text: group.text.clone(),
            agenda_item: None,
        }
    }
}

impl Meeting {
    /// A meeting without a selection, on the principles of `set`.
    #[must_use]
    pub fn on(set: &PrincipleSet) -> Meeting {
        Meeting {
            title: set.title.clone(),
            language: set.language.clone(),
            set: SetReference::from(set),
            ..Meeting::default()
        }
    }

    /// The sample meeting: an economy committee's, in Danish, with every kind of annotation.
    #[must_use]
    pub fn sample() -> Meeting {
        // It is part of the program, and a test reads it.
        file::read(include_bytes!("../../assets/meetings/sample.bilag")).unwrap_or_default()
    }

    /// The chosen principle with this number.
    #[must_use]
    pub fn selected(&self, number: u32) -> Option<&Selected> {
        self.selection.iter().find(|selected| selected.principle.number == number)
    }

    /// The agenda item with this id.
    #[must_use]
    pub fn agenda_item(&self, id: &AgendaItemId) -> Option<&AgendaItem> {
        self.agenda.iter().find(|item| item.id == *id)
    }

    /// Every agenda item that something else in the meeting names.
    pub fn named_agenda_items(&self) -> impl Iterator<Item = &AgendaItemId> {
        let placed = self.selection.iter().filter_map(|selected| selected.agenda_item.as_ref());
        let written = self
            .annotations
            .iter()
            .flat_map(|annotation| annotation.agenda_item.iter().chain(annotation.target.agenda_item()));
        let attended = self
            .participants
            .iter()
            .flat_map(|person| person.came.iter().chain(&person.left).chain(&person.disqualified));
        let annexed = self.annexes.iter().filter_map(|annex| annex.item.as_ref());
        placed.chain(written).chain(attended).chain(annexed)
    }

    /// The annotation with this id.
    #[must_use]
    pub fn annotation(&self, id: &AnnotationId) -> Option<&Annotation> {
        self.annotations.iter().find(|annotation| annotation.id == *id)
    }

    /// Every id that something in the meeting bears: participants, agenda items and their sections, annexes,
    /// annotations, answers.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let participants = self.participants.iter().map(|participant| participant.id.as_str());
        let agenda = self.agenda.iter().flat_map(AgendaItem::ids);
        let annexes = self.annexes.iter().map(|annex| annex.id.as_str());
        participants.chain(agenda).chain(annexes).chain(self.annotations.iter().flat_map(Annotation::ids))
    }

    /// Whether something in the meeting bears this id.
    #[must_use]
    pub fn has_id(&self, id: &str) -> bool {
        self.ids().any(|taken| taken == id)
    }

    /// The pictures that it shows, or that another version of it shows ([`Body::Differences`]).
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        let told_of = self.annotations.iter().flat_map(Annotation::pictures);
        self.handout.logo.iter().map(|logo| &logo.picture).chain(told_of)
    }

    /// The hashes of all attachments that it names.
    #[must_use]
    pub fn attachments(&self) -> BTreeSet<Sha256> {
        self.pictures().map(Picture::sha256).chain(self.annex_files().map(|file| file.sha256)).collect()
    }

    /// An id that nothing in the meeting has, from what is to bear it: the same meeting and the same content give the
    /// same id.
    #[must_use]
    pub fn free_id<Id: From<String>>(&self, content: &impl Serialize) -> Id {
        // Strings and numbers: what a meeting holds cannot fail to become JSON.
        let content = serde_json::to_string(content).unwrap_or_default();
        let mut attempt = self.annotations.len();
        loop {
            let id = id::unseparated_digest(&[&content, &attempt.to_string()]);
            if !self.has_id(&id) {
                return Id::from(id);
            }
            attempt += 1;
        }
    }

    /// A text of the meeting.
    #[must_use]
    pub fn text(&self, part: &TextPart) -> Option<&str> {
        match part {
            TextPart::Section { item, section, paragraph } => {
                self.agenda_item(item)?.section(section)?.paragraph(*paragraph)
            }
            TextPart::Title(number) => Some(&self.selected(*number)?.principle.title),
            TextPart::Paragraph { principle, paragraph } => self.selected(*principle)?.principle.paragraph(*paragraph),
        }
    }

    /// The text that an annotation's target is, or that its words stand in.
    #[must_use]
    pub fn text_of(&self, target: &Target) -> Option<&str> {
        self.text(target.text()?)
    }

    /// The words that an annotation sits on, as a range of bytes in their text.
    ///
    /// `None` where the target names no words, or where they are not there any more.
    #[must_use]
    pub fn words(&self, target: &Target) -> Option<std::ops::Range<usize>> {
        let Target::Words { text, words } = target else { return None };
        anchor::locate(self.text(text)?, words)
    }

    /// Whether what the annotation was put on is part of this meeting.
    #[must_use]
    pub fn is_anchored(&self, target: &Target) -> bool {
        match target {
            Target::Part(Part::Meeting) => true,
            Target::Part(Part::AgendaItem(item)) => self.agenda_item(item).is_some(),
            Target::Part(Part::Principle(number)) => self.selected(*number).is_some(),
            Target::Part(Part::Text(text)) => self.text(text).is_some(),
            Target::Words { .. } => self.words(target).is_some(),
            Target::Part(Part::Annex(id)) => self.annex(id).is_some(),
            Target::Part(Part::AnnexPage(page)) => self.has_page(page),
            Target::Area { page, area } => {
                let is_there = |annex: &Annex| annex.file.version() == area.version;
                self.has_page(page) && self.annex(&page.annex).is_some_and(is_there)
            }
        }
    }

    /// Whether an annotation stands where it says: what it was put on is there, and nobody has said that they only saw it
    /// somewhere.
    #[must_use]
    pub fn is_placed(&self, annotation: &Annotation) -> bool {
        annotation.seen.is_none() && self.is_anchored(&annotation.target)
    }

    /// Whether an annex is there and may have this page.
    #[must_use]
    pub fn has_page(&self, page: &AnnexPage) -> bool {
        self.annex(&page.annex).is_some_and(|annex| annex.file.content.has_page(page.page))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_shows_every_kind_of_annotation() {
        let sample = Meeting::sample();
        for kind in Kind::ALL {
            assert!(sample.annotations.iter().any(|annotation| annotation.kind() == kind), "{kind:?}");
        }
        for color in HighlightColor::ALL {
            assert!(sample.annotations.iter().any(|annotation| annotation.color() == Some(color)), "{color:?}");
        }
        assert!(sample.annotations.iter().all(|annotation| sample.is_anchored(&annotation.target)));
        assert!(sample.annotations.iter().any(|annotation| annotation.visibility == Visibility::Private));
        assert!(sample.annotations.iter().any(|annotation| !annotation.replies.is_empty()));
        assert!((3..=4).contains(&sample.selection.len()));
    }
}
