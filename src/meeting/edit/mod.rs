//! The one kind of change: an [`Edit`] is a value, and applying it gives the edit that takes it back.
//!
//! An edit is applied whole or not at all. It says what the meeting shall be, so that it can be stored, replayed and
//! compared; where the user's words come from and what they are called on a button is the caller's.

mod apply;

pub use apply::apply;
pub(super) use apply::next_note;

use super::drawing::Stroke;
use super::{AgendaItem, Annotation, HandoutOptions, Id, Presentation, Selected, SetReference};
use crate::locale::Message;
use crate::message;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A change to a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edit {
    /// Sets the title.
    Title(String),
    /// Sets the body that meets.
    Body(String),
    /// Sets the language that the meeting is written in.
    Language(String),
    /// Sets the day.
    Date(Option<Date>),
    /// Sets the time of day.
    Time(Option<Time>),
    /// Sets the place.
    Place(String),
    /// Sets who takes part.
    Participants(Vec<String>),
    /// Inserts an agenda item.
    AddAgendaItem {
        /// Where it goes; past the end: at the end.
        index: usize,
        /// The item, under an id of its own.
        item: AgendaItem,
    },
    /// Changes an agenda item's number, title and minutes.
    ChangeAgendaItem(AgendaItem),
    /// Moves an agenda item.
    MoveAgendaItem {
        /// Which.
        id: Id,
        /// Where it goes; past the end: to the end.
        index: usize,
    },
    /// Removes an agenda item that nothing belongs to.
    RemoveAgendaItem(Id),
    /// Says which set the selection is from.
    Set(SetReference),
    /// Puts a principle into the selection.
    Select {
        /// Where it goes; past the end: at the end.
        index: usize,
        /// The principle with its text.
        selected: Selected,
    },
    /// Takes a principle out of the selection. Its annotations stay in the meeting.
    Deselect(u32),
    /// Moves a selected principle.
    MoveSelected {
        /// Its number.
        number: u32,
        /// Where it goes; past the end: to the end.
        index: usize,
    },
    /// Places a selected principle under an agenda item, or under none.
    PlaceUnder {
        /// The principle's number.
        number: u32,
        /// The item.
        item: Option<Id>,
    },
    /// Adds an annotation.
    AddAnnotation {
        /// Where it goes among the annotations; past the end: at the end.
        index: usize,
        /// The annotation, under an id of its own. A `note` of 0 becomes the next free number on its paragraph.
        annotation: Box<Annotation>,
    },
    /// Replaces an annotation by one with the same id.
    ChangeAnnotation(Box<Annotation>),
    /// Removes an annotation.
    RemoveAnnotation(Id),
    /// Adds a stroke to a drawing.
    AddStroke {
        /// The drawing's annotation.
        id: Id,
        /// Where it goes among the strokes; past the end: on top.
        index: usize,
        /// The stroke.
        stroke: Stroke,
    },
    /// Removes a stroke from a drawing, by its place among the strokes.
    RemoveStroke {
        /// The drawing's annotation.
        id: Id,
        /// Which.
        index: usize,
    },
    /// Sets how the meeting is presented.
    Presentation(Presentation),
    /// Sets how the hand-out is to look.
    Handout(HandoutOptions),
    /// Several changes in one step.
    Batch(Vec<Edit>),
}

impl Edit {
    /// What it is called. Several changes in one step are called after the first, but those that
    /// make way for removing an agenda item after that.
    #[must_use]
    pub fn label(&self) -> Message {
        match self {
            Edit::Title(_) => message!("edit-title"),
            Edit::Body(_) => message!("edit-body"),
            Edit::Language(_) => message!("edit-language"),
            Edit::Date(_) => message!("edit-date"),
            Edit::Time(_) => message!("edit-time"),
            Edit::Place(_) => message!("edit-place"),
            Edit::Participants(_) => message!("edit-participants"),
            Edit::AddAgendaItem { .. } => message!("edit-add-agenda-item"),
            Edit::ChangeAgendaItem(_) => message!("edit-change-agenda-item"),
            Edit::MoveAgendaItem { .. } => message!("edit-move-agenda-item"),
            Edit::RemoveAgendaItem(_) => message!("edit-remove-agenda-item"),
            Edit::Set(_) => message!("edit-set"),
            Edit::Select { .. } => message!("edit-select"),
            Edit::Deselect(_) => message!("edit-deselect"),
            Edit::MoveSelected { .. } => message!("edit-move-selected"),
            Edit::PlaceUnder { .. } => message!("edit-place-under"),
            Edit::AddAnnotation { .. } => message!("edit-add-annotation"),
            Edit::ChangeAnnotation(_) => message!("edit-change-annotation"),
            Edit::RemoveAnnotation(_) => message!("edit-remove-annotation"),
            Edit::AddStroke { .. } => message!("edit-add-stroke"),
            Edit::RemoveStroke { .. } => message!("edit-remove-stroke"),
            Edit::Presentation(_) => message!("edit-presentation"),
            Edit::Handout(_) => message!("edit-handout"),
            Edit::Batch(edits) => {
                let removal = edits.iter().find(|edit| matches!(edit, Edit::RemoveAgendaItem(_)));
                removal.or(edits.first()).map_or(message!("edit-nothing"), Edit::label)
            }
        }
    }

    /// Whether both set the same field, so that the later makes up for the earlier.
    #[must_use]
    pub fn same_field(&self, other: &Edit) -> bool {
        match (self, other) {
            (Edit::Title(_), Edit::Title(_))
            | (Edit::Body(_), Edit::Body(_))
            | (Edit::Date(_), Edit::Date(_))
            | (Edit::Time(_), Edit::Time(_))
            | (Edit::Place(_), Edit::Place(_))
            | (Edit::Participants(_), Edit::Participants(_))
            | (Edit::Presentation(_), Edit::Presentation(_))
            | (Edit::Handout(_), Edit::Handout(_)) => true,
            (Edit::ChangeAgendaItem(one), Edit::ChangeAgendaItem(other)) => one.id == other.id,
            (Edit::ChangeAnnotation(one), Edit::ChangeAnnotation(other)) => one.id == other.id,
            _ => false,
        }
    }
}

/// Why an edit cannot be applied. The meeting is as it was.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum EditError {
    /// No agenda item has this id.
    #[error("no agenda item {0}")]
    NoAgendaItem(Id),
    /// Something still belongs to this agenda item.
    #[error("agenda item {0} is in use")]
    AgendaItemInUse(Id),
    /// The principle is not selected.
    #[error("principle {0} is not selected")]
    NotSelected(u32),
    /// The principle is selected already.
    #[error("principle {0} is selected already")]
    SelectedAlready(u32),
    /// No annotation has this id.
    #[error("no annotation {0}")]
    NoAnnotation(Id),
    /// The annotation has no such stroke.
    #[error("no such stroke in annotation {0}")]
    NoStroke(Id),
    /// More is drawn than a drawing can hold.
    #[error("drawing {0} is full")]
    DrawingFull(Id),
    /// The id is taken.
    #[error("the id {0} is taken")]
    IdTaken(Id),
    /// The annotation is on a paragraph of no principle.
    #[error("annotation {0} is on a paragraph of no principle")]
    NoPrinciple(Id),
    /// The reply is in the meeting already.
    #[error("reply {0} is in the meeting already")]
    ReplyTwice(Id),
    /// A principle without a number.
    #[error("a principle is numbered 0")]
    NumberZero,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::Meeting;
    use crate::meeting::drawing::{Drawing, MOST_POINTS, MOST_STROKES, Medium, Surface};
    use crate::meeting::{FileError, Kind, Outcome, SlideKey, SlideKind, Target, file};
    use crate::principles::PrincipleSet;

    fn select(set: &PrincipleSet, number: u32) -> Edit {
        let (group, principle) = set.principle(number).expect("a principle");
        let selected = Selected { principle: principle.clone(), group: group.to_owned(), agenda_item: None };
        Edit::Select { index: usize::MAX, selected }
    }

    fn annotation(id: &str, visibility: super::super::Visibility) -> Annotation {
        Annotation {
            id: Id(id.to_owned()),
            kind: Kind::Comment,
            target: Target { principle: Some(2), paragraph: Some(1), words: None },
            note: 0,
            color: None,
            text: "Æblegrød".to_owned(),
            author: "Borgmester".to_owned(),
            created: jiff::Timestamp::UNIX_EPOCH,
            modified: jiff::Timestamp::UNIX_EPOCH,
            visibility,
            status: super::super::Status::Open,
            agenda_item: None,
            outcome: None,
            proposer: String::new(),
            owner: String::new(),
            due: None,
            drawing: None,
            replies: Vec::new(),
        }
    }

    fn stroke(at: i32) -> Stroke {
        Stroke { points: vec![[at, 0], [at, 9]], color: [0, 90, 160], width: 2000 }
    }

    /// An annotation drawn on a slide.
    fn drawn(id: &str, strokes: i32) -> Annotation {
        let key = SlideKey { kind: SlideKind::Lead, principle: Some(2), paragraph: None, part: 1 };
        let surface = Surface { medium: Medium::Slide(key), page: 3, width: 960_000, height: 540_000 };
        let drawing = Some(Drawing { surface, strokes: (0..strokes).map(stroke).collect() });
        Annotation { kind: Kind::Ink, drawing, ..annotation(id, super::super::Visibility::Shared) }
    }

    fn every_edit() -> Vec<Edit> {
        use super::super::Visibility::{Private, Shared};
        let set = &PrincipleSet::built_in()[0];
        let item = |number: &str| AgendaItem {
            id: Id(format!("item-{number}")),
            number: number.to_owned(),
            title: "Budget".to_owned(),
            minutes: None,
        };
        let add = |id: &str, visibility| Edit::AddAnnotation {
            index: usize::MAX,
            annotation: Box::new(annotation(id, visibility)),
        };
        vec![
            Edit::Title("Budgetmøde".to_owned()),
            Edit::Body("Økonomiudvalget".to_owned()),
            Edit::Language("da".to_owned()),
            Edit::Date(Some(jiff::civil::date(2026, 11, 21))),
            Edit::Time(Some(jiff::civil::time(17, 0, 0, 0))),
            Edit::Place("Rådhuset".to_owned()),
            Edit::Participants(vec!["Borgmester".to_owned()]),
            Edit::Set(SetReference::from(set)),
            Edit::AddAgendaItem { index: 0, item: item("4") },
            Edit::AddAgendaItem { index: 0, item: item("5") },
            Edit::MoveAgendaItem { id: Id("item-5".to_owned()), index: 9 },
            Edit::ChangeAgendaItem(AgendaItem { number: "4a".to_owned(), ..item("4") }),
            Edit::RemoveAgendaItem(Id("item-5".to_owned())),
            select(set, 2),
            select(set, 7),
            Edit::MoveSelected { number: 7, index: 0 },
            Edit::PlaceUnder { number: 2, item: Some(Id("item-4".to_owned())) },
            add("a", Shared),
            add("b", Private),
            add("c", Shared),
            Edit::ChangeAnnotation(Box::new(Annotation { text: "Ny".to_owned(), ..annotation("a", Private) })),
            Edit::ChangeAnnotation(Box::new(Annotation {
                kind: Kind::Decision,
                outcome: Some(Outcome::Amended),
                proposer: "Udvalgsformand".to_owned(),
                ..annotation("c", Shared)
            })),
            Edit::RemoveAnnotation(Id("b".to_owned())),
            Edit::AddAnnotation { index: 0, annotation: Box::new(drawn("d", 2)) },
            Edit::AddStroke { id: Id("d".to_owned()), index: 1, stroke: stroke(7) },
            Edit::AddStroke { id: Id("d".to_owned()), index: usize::MAX, stroke: stroke(8) },
            Edit::RemoveStroke { id: Id("d".to_owned()), index: 0 },
            Edit::Deselect(2),
            Edit::ChangeAgendaItem(AgendaItem { minutes: Some(20), ..item("4") }),
            Edit::Presentation(Presentation { minutes: Some(45), ..Presentation::default() }),
            Edit::Handout(HandoutOptions { contents: false, ..HandoutOptions::default() }),
            Edit::Batch(vec![Edit::Title("T".to_owned()), Edit::Place("P".to_owned())]),
        ]
    }

    #[test]
    fn every_edit_can_be_taken_back_and_done_again() {
        let mut meeting = Meeting::default();
        let mut undo = Vec::new();
        let mut states = vec![meeting.clone()];
        for edit in every_edit() {
            undo.push(apply(&mut meeting, edit.clone()).expect("an edit"));
            assert_ne!(Some(&meeting), states.last(), "{edit:?} changes something");
            states.push(meeting.clone());
        }
        let mut redo = Vec::new();
        for (inverse, before) in undo.into_iter().zip(&states).rev() {
            redo.push(apply(&mut meeting, inverse).expect("an inverse"));
            assert_eq!(meeting, *before);
        }
        for (edit, after) in redo.into_iter().rev().zip(&states[1..]) {
            apply(&mut meeting, edit).expect("a redo");
            assert_eq!(meeting, *after);
        }
    }

    #[test]
    fn what_no_file_may_hold_no_edit_makes() {
        let mut meeting = Meeting::default();
        let add = |annotation| Edit::AddAnnotation { index: 0, annotation: Box::new(annotation) };
        apply(&mut meeting, add(drawn("d", 0))).expect("an edit");
        let (id, full) = (Id("d".to_owned()), Id("e".to_owned()));
        let limit = i32::try_from(MOST_STROKES).expect("a small number");
        let long = Stroke { points: vec![[0, 0]; MOST_POINTS + 1], ..stroke(0) };
        let before = meeting.clone();
        let refused = [
            (Edit::AddStroke { id: id.clone(), index: 0, stroke: long.clone() }, EditError::DrawingFull(id.clone())),
            (add(drawn("e", limit + 1)), EditError::DrawingFull(full.clone())),
            (Edit::RemoveStroke { id: id.clone(), index: 0 }, EditError::NoStroke(id.clone())),
            (Edit::AddStroke { id: full.clone(), index: 0, stroke: stroke(0) }, EditError::NoAnnotation(full.clone())),
        ];
        for (edit, error) in refused {
            assert_eq!(apply(&mut meeting, edit), Err(error));
            assert_eq!(meeting, before);
        }
        apply(&mut meeting, add(drawn("e", limit))).expect("an edit");
        let more = Edit::AddStroke { id: full.clone(), index: 0, stroke: stroke(0) };
        assert_eq!(apply(&mut meeting, more), Err(EditError::DrawingFull(full)));
        assert_eq!(file::read(&file::write_compact(&meeting)).ok(), Some(meeting.clone()));
        meeting.annotations[1].drawing.as_mut().expect("a drawing").strokes.push(long);
        let read = file::read(&file::write_compact(&meeting));
        assert!(matches!(read, Err(FileError::DrawingTooLarge(other)) if other == id));
    }

    #[test]
    fn shared_and_private_notes_are_numbered_apart() {
        use super::super::Visibility::{Private, Shared};
        let mut meeting = Meeting::default();
        for (id, visibility) in [("a", Shared), ("b", Private), ("c", Shared)] {
            let annotation = Box::new(annotation(id, visibility));
            apply(&mut meeting, Edit::AddAnnotation { index: usize::MAX, annotation }).expect("added");
        }
        let codes: Vec<_> = meeting.annotations.iter().map(|note| note.reference().to_string()).collect();
        assert_eq!(codes, ["P2·1·n1", "P2·1·p1", "P2·1·n2"]);
    }

    #[test]
    fn a_batch_that_fails_leaves_no_trace() {
        let mut meeting = Meeting::default();
        let batch = Edit::Batch(vec![Edit::Title("T".to_owned()), Edit::Deselect(3)]);
        assert_eq!(apply(&mut meeting, batch), Err(EditError::NotSelected(3)));
        assert_eq!(meeting, Meeting::default());
    }

    #[test]
    fn an_agenda_item_in_use_stays() {
        let mut meeting = Meeting::default();
        for edit in every_edit().into_iter().take(18) {
            apply(&mut meeting, edit).expect("an edit");
        }
        let id = Id("item-4".to_owned());
        assert_eq!(apply(&mut meeting, Edit::RemoveAgendaItem(id.clone())), Err(EditError::AgendaItemInUse(id)));
    }
}
