//! The one kind of change: an [`Edit`] is a value, and applying it gives the edit that takes it back.
//!
//! An edit is applied whole or not at all. It says what the meeting shall be, so that it can be stored, replayed and
//! compared; where the user's words come from and what they are called on a button is the caller's.

mod apply;
mod attachments;
mod strokes;

pub use apply::apply;
pub(super) use apply::{next_note, numbered_in};

use super::annotation::{Fact, ReplyContent};
use super::difference::changed;
use super::drawing::Stroke;
use super::{
    AgendaItem, AgendaItemFact, AgendaItemId, Annex, AnnexFact, AnnexId, Annotation, AnnotationId, HandoutEdit,
    HandoutOptions, Participant, PresentationEdit, Reply, ReplyId, Section, SectionId, Selected, SetReference,
};
use crate::locale::Message;
use crate::message;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::mem::discriminant;
use thiserror::Error;

/// A change to a meeting, as small as what the user did: a field is an edit of that field.
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
    /// Sets the time of day at which it begins.
    Time(Option<Time>),
    /// Sets the time of day at which it ended.
    End(Option<Time>),
    /// Sets the place.
    Place(String),
    /// Sets who takes part.
    Participants(Vec<Participant>),
    /// Inserts an agenda item.
    AddAgendaItem {
        /// Where it goes; past the end: at the end.
        index: usize,
        /// The item, under an id of its own.
        item: AgendaItem,
    },
    /// Sets something that is known of an agenda item.
    ChangeAgendaItem {
        /// Which.
        id: AgendaItemId,
        /// What.
        fact: AgendaItemFact,
    },
    /// Moves an agenda item.
    MoveAgendaItem {
        /// Which.
        id: AgendaItemId,
        /// Where it goes; past the end: to the end.
        index: usize,
    },
    /// Removes an agenda item that nothing belongs to.
    RemoveAgendaItem(AgendaItemId),
    /// Inserts a section into an agenda item.
    AddSection {
        /// The item.
        item: AgendaItemId,
        /// Where it goes among its sections; past the end: at the end.
        index: usize,
        /// The section, under an id of its own.
        section: Section,
    },
    /// Replaces what a section says, or its heading, under the same id.
    ChangeSection {
        /// The item.
        item: AgendaItemId,
        /// The section as it shall be.
        section: Section,
    },
    /// Removes a section that nothing is written on.
    RemoveSection {
        /// The item.
        item: AgendaItemId,
        /// The section.
        section: SectionId,
    },
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
        item: Option<AgendaItemId>,
    },
    /// Inserts an annex. Its file is an attachment, which is kept before anything names it.
    AddAnnex {
        /// Where it goes; past the end: at the end.
        index: usize,
        /// The annex, under an id of its own.
        annex: Annex,
    },
    /// Sets something that is known of an annex.
    ChangeAnnex {
        /// Which.
        id: AnnexId,
        /// What.
        fact: AnnexFact,
    },
    /// Moves an annex.
    MoveAnnex {
        /// Which.
        id: AnnexId,
        /// Where it goes; past the end: to the end.
        index: usize,
    },
    /// Removes an annex. What was written on it stays in the meeting.
    RemoveAnnex(AnnexId),
    /// Adds an annotation.
    AddAnnotation {
        /// Where it goes among the annotations; past the end: at the end.
        index: usize,
        /// The annotation, under an id of its own. A `note` of 0 becomes the next free number on its part.
        annotation: Box<Annotation>,
    },
    /// Sets facts of an annotation.
    ChangeAnnotation {
        /// Which.
        id: AnnotationId,
        /// When it was changed.
        modified: Timestamp,
        /// What is set, one after another. A note of 0 becomes the next free number on its part.
        facts: Vec<Fact>,
    },
    /// Removes an annotation.
    RemoveAnnotation(AnnotationId),
    /// Adds an answer to an annotation.
    AddReply {
        /// The annotation.
        to: AnnotationId,
        /// Where it goes among the answers; past the end: at the end.
        index: usize,
        /// The answer, under an id of its own.
        reply: Reply,
    },
    /// Sets what an answer says.
    ChangeReply {
        /// The annotation.
        to: AnnotationId,
        /// The answer.
        id: ReplyId,
        /// What it says.
        content: ReplyContent,
    },
    /// Removes an answer.
    RemoveReply {
        /// The annotation.
        to: AnnotationId,
        /// The answer.
        id: ReplyId,
    },
    /// Adds a stroke to a drawing.
    AddStroke {
        /// The drawing's annotation.
        id: AnnotationId,
        /// Where it goes among the strokes; past the end: on top.
        index: usize,
        /// The stroke.
        stroke: Stroke,
    },
    /// Removes a stroke from a drawing, by its place among the strokes.
    RemoveStroke {
        /// The drawing's annotation.
        id: AnnotationId,
        /// Which.
        index: usize,
    },
    /// Sets a choice of how the meeting is presented.
    Presentation(PresentationEdit),
    /// Sets a choice of how the hand-out is to look.
    Handout(HandoutEdit),
    /// Several changes in one step.
    Batch(Vec<Edit>),
}

impl Edit {
    /// Several changes as one; `None` where there are none.
    #[must_use]
    pub fn all(mut edits: Vec<Edit>) -> Option<Edit> {
        if edits.len() > 1 { Some(Edit::Batch(edits)) } else { edits.pop() }
    }

    /// What makes `options` of a meeting's hand-out options; `None` where they are the same.
    #[must_use]
    pub fn handout(from: &HandoutOptions, to: &HandoutOptions) -> Option<Edit> {
        Edit::all(from.changes(to).into_iter().map(Edit::Handout).collect())
    }

    /// What makes one annotation of another with the same id; `None` where they are the same.
    #[must_use]
    pub fn annotation(from: &Annotation, to: &Annotation) -> Option<Edit> {
        Edit::all(changed(from, to).unwrap_or_else(|| {
            let anew = Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(to.clone()) };
            vec![Edit::RemoveAnnotation(from.id.clone()), anew]
        }))
    }

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
            Edit::End(_) => message!("edit-end"),
            Edit::Place(_) => message!("edit-place"),
            Edit::Participants(_) => message!("edit-participants"),
            Edit::AddAgendaItem { .. } => message!("edit-add-agenda-item"),
            Edit::ChangeAgendaItem { .. } => message!("edit-change-agenda-item"),
            Edit::MoveAgendaItem { .. } => message!("edit-move-agenda-item"),
            Edit::RemoveAgendaItem(_) => message!("edit-remove-agenda-item"),
            Edit::AddSection { .. } => message!("edit-add-section"),
            Edit::ChangeSection { .. } => message!("edit-change-section"),
            Edit::RemoveSection { .. } => message!("edit-remove-section"),
            Edit::Set(_) => message!("edit-set"),
            Edit::Select { .. } => message!("edit-select"),
            Edit::Deselect(_) => message!("edit-deselect"),
            Edit::MoveSelected { .. } => message!("edit-move-selected"),
            Edit::PlaceUnder { .. } => message!("edit-place-under"),
            Edit::AddAnnex { .. } => message!("edit-add-annex"),
            Edit::ChangeAnnex { .. } => message!("edit-change-annex"),
            Edit::MoveAnnex { .. } => message!("edit-move-annex"),
            Edit::RemoveAnnex(_) => message!("edit-remove-annex"),
            Edit::AddAnnotation { .. } => message!("edit-add-annotation"),
            Edit::ChangeAnnotation { .. }
            | Edit::AddReply { .. }
            | Edit::ChangeReply { .. }
            | Edit::RemoveReply { .. } => message!("edit-change-annotation"),
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
            | (Edit::End(_), Edit::End(_))
            | (Edit::Place(_), Edit::Place(_))
            | (Edit::Participants(_), Edit::Participants(_)) => true,
            (Edit::Presentation(one), Edit::Presentation(other)) => discriminant(one) == discriminant(other),
            (Edit::Handout(one), Edit::Handout(other)) => discriminant(one) == discriminant(other),
            (Edit::ChangeAgendaItem { id: one, fact }, Edit::ChangeAgendaItem { id: other, fact: later }) => {
                one == other && discriminant(fact) == discriminant(later)
            }
            (Edit::ChangeAnnex { id: one, fact }, Edit::ChangeAnnex { id: other, fact: later }) => {
                one == other && discriminant(fact) == discriminant(later)
            }
            (Edit::ChangeSection { section: one, .. }, Edit::ChangeSection { section: other, .. }) => {
                one.id == other.id
            }
            (Edit::ChangeAnnotation { id: one, facts, .. }, Edit::ChangeAnnotation { id: other, facts: later, .. }) => {
                one == other && same_facts(facts, later)
            }
            (Edit::ChangeReply { id: one, .. }, Edit::ChangeReply { id: other, .. }) => one == other,
            _ => false,
        }
    }
}

/// Whether the same facts are set: one field that is typed into, say.
fn same_facts(one: &[Fact], other: &[Fact]) -> bool {
    let kinds = |facts: &[Fact]| facts.iter().map(discriminant).collect::<HashSet<_>>();
    kinds(one) == kinds(other)
}

/// Why an edit cannot be applied. The meeting is as it was.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum EditError {
    /// No agenda item has this id.
    #[error("no agenda item {0}")]
    NoAgendaItem(AgendaItemId),
    /// Something still belongs to this agenda item.
    #[error("agenda item {0} is in use")]
    AgendaItemInUse(AgendaItemId),
    /// The agenda item has no section of this id.
    #[error("no section {0}")]
    NoSection(SectionId),
    /// Something is written on this section.
    #[error("section {0} is in use")]
    SectionInUse(SectionId),
    /// The principle is not selected.
    #[error("principle {0} is not selected")]
    NotSelected(u32),
    /// The principle is selected already.
    #[error("principle {0} is selected already")]
    SelectedAlready(u32),
    /// No annex has this id.
    #[error("no annex {0}")]
    NoAnnex(AnnexId),
    /// No annotation has this id.
    #[error("no annotation {0}")]
    NoAnnotation(AnnotationId),
    /// The annotation has no such answer.
    #[error("no answer {0}")]
    NoReply(ReplyId),
    /// The annotation has no such stroke.
    #[error("no such stroke in annotation {0}")]
    NoStroke(AnnotationId),
    /// An annotation of its kind has no such fact.
    #[error("annotation {0} is of another kind")]
    NotOfThisKind(AnnotationId),
    /// More is drawn than a drawing can hold.
    #[error("drawing {0} is full")]
    DrawingFull(AnnotationId),
    /// The id is taken.
    #[error("the id {0} is taken")]
    IdTaken(String),
    /// The reply is in the meeting already.
    #[error("reply {0} is in the meeting already")]
    ReplyTwice(ReplyId),
    /// A principle without a number.
    #[error("a principle is numbered 0")]
    NumberZero,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::annex::tests::annex;
    use crate::meeting::annotation::tests::comment;
    use crate::meeting::drawing::{Drawing, MOST_POINTS, MOST_STROKES, Medium, Surface};
    use crate::meeting::{
        Body, FileError, Flow, Kind, Meeting, Outcome, PageNumber, Presentation, SlideContent, SlideKey, Status,
        Visibility, file,
    };
    use crate::principles::PrincipleSet;

    fn select(set: &PrincipleSet, number: u32) -> Edit {
        let (group, principle) = set.principle(number).expect("a principle");
        let selected = Selected::of(group, principle);
        Edit::Select { index: usize::MAX, selected }
    }

    fn annotation(id: &str, visibility: Visibility) -> Annotation {
        Annotation { visibility, ..comment(id) }
    }

    fn stroke(at: i32) -> Stroke {
        Stroke { points: vec![[at, 0], [at, 9]], color: [0, 90, 160], width: 2000 }
    }

    /// An annotation drawn on a slide.
    fn drawn(id: &str, strokes: i32) -> Annotation {
        let key = SlideKey::of(SlideContent::Lead(2));
        let surface =
            Surface { medium: Medium::Slide(key), page: PageNumber(3), width: 960_000, height: 540_000, words: None };
        let drawing = Drawing { surface, strokes: (0..strokes).map(stroke).collect() };
        Annotation { body: Body::Ink(drawing), ..comment(id) }
    }

    fn item(number: &str) -> AgendaItem {
        AgendaItem {
            id: AgendaItemId(format!("item-{number}")),
            number: number.to_owned(),
            title: "Budget".to_owned(),
            ..AgendaItem::default()
        }
    }

    fn section(text: &str) -> Section {
        let content = vec![Flow::Paragraph(text.to_owned()), Flow::List { ordered: true, items: vec!["a".to_owned()] }];
        Section { id: SectionId("section".to_owned()), title: "Resumé".to_owned(), content }
    }

    fn change(id: &str, facts: Vec<Fact>) -> Edit {
        let modified = Timestamp::from_second(1_790_000_000).expect("a time");
        Edit::ChangeAnnotation { id: AnnotationId(id.to_owned()), modified, facts }
    }

    fn reply(text: &str) -> Reply {
        let content = ReplyContent::Text(text.to_owned());
        let (id, author) = (ReplyId("reply".to_owned()), "Direktør".to_owned());
        Reply { id, author, created: Timestamp::UNIX_EPOCH, content, found_in: String::new() }
    }

    fn every_edit() -> Vec<Edit> {
        use Visibility::{Private, Shared};
        let set = &PrincipleSet::built_in()[0];
        let add = |id: &str, visibility| Edit::AddAnnotation {
            index: usize::MAX,
            annotation: Box::new(annotation(id, visibility)),
        };
        let (item_4, annex_1) = (|| AgendaItemId("item-4".to_owned()), || AnnexId("annex-1".to_owned()));
        let (a, d) = (|| AnnotationId("a".to_owned()), || AnnotationId("d".to_owned()));
        let shows = crate::meeting::Shows { text: true, ..Presentation::default().shows(2) };
        vec![
            Edit::Title("Budgetmøde".to_owned()),
            Edit::Body("Økonomiudvalget".to_owned()),
            Edit::Language("da".to_owned()),
            Edit::Date(Some(jiff::civil::date(2026, 11, 21))),
            Edit::Time(Some(jiff::civil::time(17, 0, 0, 0))),
            Edit::End(Some(jiff::civil::time(18, 10, 0, 0))),
            Edit::Place("Rådhuset".to_owned()),
            Edit::Participants(Participant::named(&["Borgmester".to_owned()], &[])),
            Edit::Set(SetReference::from(set)),
            Edit::AddAgendaItem { index: 0, item: item("4") },
            Edit::AddAgendaItem { index: 0, item: item("5") },
            Edit::MoveAgendaItem { id: AgendaItemId("item-5".to_owned()), index: 9 },
            Edit::ChangeAgendaItem { id: item_4(), fact: AgendaItemFact::Number("4a".to_owned()) },
            Edit::ChangeAgendaItem { id: item_4(), fact: AgendaItemFact::Closed(true) },
            Edit::AddAnnex { index: 9, annex: annex("annex-1", "x") },
            Edit::AddAnnex { index: 0, annex: annex("annex-2", "y") },
            Edit::ChangeAnnex { id: annex_1(), fact: AnnexFact::Title("Kort".to_owned()) },
            Edit::ChangeAnnex { id: annex_1(), fact: AnnexFact::Item(Some(item_4())) },
            Edit::ChangeAnnex { id: annex_1(), fact: AnnexFact::Closed(true) },
            Edit::ChangeAnnex { id: annex_1(), fact: AnnexFact::File(annex("z", "z").file) },
            Edit::MoveAnnex { id: annex_1(), index: 0 },
            Edit::RemoveAnnex(AnnexId("annex-2".to_owned())),
            Edit::RemoveAgendaItem(AgendaItemId("item-5".to_owned())),
            Edit::AddSection { item: item_4(), index: 0, section: section("Det er kort.") },
            Edit::ChangeSection { item: item_4(), section: section("Det er længere.") },
            select(set, 2),
            select(set, 7),
            Edit::MoveSelected { number: 7, index: 0 },
            Edit::PlaceUnder { number: 2, item: Some(item_4()) },
            add("a", Shared),
            add("b", Private),
            add("c", Shared),
            change("a", vec![Fact::Text("Ny".to_owned()), Fact::Visibility(Private), Fact::Note(0)]),
            change("a", vec![Fact::Status(Status::Accepted), Fact::AgendaItem(Some(item_4()))]),
            change(
                "c",
                vec![
                    Fact::Kind(Kind::Decision),
                    Fact::Outcome(Some(Outcome::Amended)),
                    Fact::Proposer("Udvalgsformand".to_owned()),
                ],
            ),
            change("c", vec![Fact::Kind(Kind::Question)]),
            Edit::AddReply { to: a(), index: 0, reply: reply("Ja.") },
            Edit::ChangeReply { to: a(), id: ReplyId("reply".to_owned()), content: reply("Nej.").content },
            Edit::RemoveReply { to: a(), id: ReplyId("reply".to_owned()) },
            Edit::RemoveAnnotation(AnnotationId("b".to_owned())),
            Edit::AddAnnotation { index: 0, annotation: Box::new(drawn("d", 2)) },
            Edit::AddStroke { id: d(), index: 1, stroke: stroke(7) },
            Edit::AddStroke { id: d(), index: usize::MAX, stroke: stroke(8) },
            Edit::RemoveStroke { id: d(), index: 0 },
            change("d", vec![Fact::Text("Se her".to_owned())]),
            Edit::Deselect(2),
            Edit::RemoveSection { item: item_4(), section: SectionId("section".to_owned()) },
            Edit::ChangeAgendaItem { id: item_4(), fact: AgendaItemFact::Minutes(Some(20)) },
            Edit::Presentation(PresentationEdit::Minutes(Some(45))),
            Edit::Presentation(PresentationEdit::Shows(shows)),
            Edit::Handout(HandoutEdit::Contents(false)),
            Edit::Handout(HandoutEdit::Footer("Fortroligt".to_owned())),
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
        let (id, full) = (AnnotationId("d".to_owned()), AnnotationId("e".to_owned()));
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
        meeting.annotations[1].drawing_mut().expect("a drawing").strokes.push(long);
        let read = file::read(&file::write_compact(&meeting));
        assert!(matches!(read, Err(FileError::DrawingTooLarge(other)) if other == id));
    }

    #[test]
    fn shared_and_private_notes_are_numbered_apart() {
        use Visibility::{Private, Shared};
        let mut meeting = Meeting::default();
        for (id, visibility) in [("a", Shared), ("b", Private), ("c", Shared)] {
            let annotation = Box::new(annotation(id, visibility));
            apply(&mut meeting, Edit::AddAnnotation { index: usize::MAX, annotation }).expect("added");
        }
        let codes: Vec<_> = meeting.annotations.iter().map(|note| meeting.code(note)).collect();
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
        for edit in every_edit().into_iter().take(22) {
            apply(&mut meeting, edit).expect("an edit");
        }
        let id = AgendaItemId("item-4".to_owned());
        assert_eq!(apply(&mut meeting, Edit::RemoveAgendaItem(id.clone())), Err(EditError::AgendaItemInUse(id)));
    }

    #[test]
    fn what_is_written_on_a_section_keeps_it() {
        let mut meeting = Meeting::default();
        let item_4 = AgendaItemId("item-4".to_owned());
        let text = crate::meeting::TextPart::Section {
            item: item_4.clone(),
            section: SectionId("section".to_owned()),
            paragraph: 2,
        };
        let on_section = Annotation { target: crate::meeting::Target::to_text(text, None), ..comment("a") };
        let add = Edit::AddAnnotation { index: 0, annotation: Box::new(on_section) };
        assert_eq!(apply(&mut meeting, add.clone()), Err(EditError::NoAgendaItem(item_4.clone())));
        apply(&mut meeting, Edit::AddAgendaItem { index: 0, item: item("4") }).expect("an item");
        let section = Edit::AddSection { item: item_4.clone(), index: 0, section: section("Det er kort.") };
        apply(&mut meeting, section).expect("a section");
        apply(&mut meeting, add).expect("written");
        assert_eq!(meeting.code(&meeting.annotations[0]), "I4·a1·2·n1");
        assert_eq!(meeting.text_of(&meeting.annotations[0].target), Some("a"));
        let remove = Edit::RemoveSection { item: item_4, section: SectionId("section".to_owned()) };
        assert!(matches!(apply(&mut meeting, remove), Err(EditError::SectionInUse(_))));
        assert_eq!(file::read(&file::write_compact(&meeting)).ok(), Some(meeting));
    }

    #[test]
    fn a_letter_typed_is_a_small_edit_whatever_else_the_annotation_has() {
        let before = drawn("d", 1000);
        let after = Annotation { text: "Se her".to_owned(), ..before.clone() };
        let edit = Edit::annotation(&before, &after).expect("an edit");
        let json = serde_json::to_string(&edit).expect("JSON");
        assert!(json.len() < 200, "{json}");
    }
}
