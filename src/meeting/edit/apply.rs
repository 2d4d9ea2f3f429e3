//! Carrying an edit out, and the edit that takes it back.
//!
//! Every edit leaves a meeting that can be saved and read again: what [`file::read`](crate::meeting::file::read) refuses is
//! refused here.

use super::{Edit, EditError};
use crate::meeting::drawing::{MOST_STROKES, Stroke};
use crate::meeting::{Annotation, Id, Meeting};
use std::mem::replace;

/// Applies `edit` and gives the edit that takes it back.
pub fn apply(meeting: &mut Meeting, edit: Edit) -> Result<Edit, EditError> {
    Ok(match edit {
        Edit::Title(title) => Edit::Title(replace(&mut meeting.title, title)),
        Edit::Body(body) => Edit::Body(replace(&mut meeting.body, body)),
        Edit::Language(language) => Edit::Language(replace(&mut meeting.language, language)),
        Edit::Date(date) => Edit::Date(replace(&mut meeting.date, date)),
        Edit::Time(time) => Edit::Time(replace(&mut meeting.time, time)),
        Edit::Place(place) => Edit::Place(replace(&mut meeting.place, place)),
        Edit::Participants(all) => Edit::Participants(replace(&mut meeting.participants, all)),
        Edit::Set(set) => Edit::Set(replace(&mut meeting.set, set)),
        Edit::Presentation(presentation) => Edit::Presentation(replace(&mut meeting.presentation, presentation)),
        Edit::Handout(options) => Edit::Handout(replace(&mut meeting.handout, options)),
        Edit::AddAgendaItem { .. }
        | Edit::ChangeAgendaItem(_)
        | Edit::MoveAgendaItem { .. }
        | Edit::RemoveAgendaItem(_) => apply_to_agenda(meeting, edit)?,
        Edit::Select { .. } | Edit::Deselect(_) | Edit::MoveSelected { .. } | Edit::PlaceUnder { .. } => {
            apply_to_selection(meeting, edit)?
        }
        Edit::AddAnnotation { .. } | Edit::ChangeAnnotation(_) | Edit::RemoveAnnotation(_) => {
            apply_to_annotations(meeting, edit)?
        }
        Edit::AddStroke { id, index, stroke } => {
            let strokes = strokes(meeting, &id)?;
            if strokes.len() >= MOST_STROKES || !stroke.is_within_limits() {
                return Err(EditError::DrawingFull(id));
            }
            let index = index.min(strokes.len());
            strokes.insert(index, stroke);
            Edit::RemoveStroke { id, index }
        }
        Edit::RemoveStroke { id, index } => {
            let strokes = strokes(meeting, &id)?;
            if index >= strokes.len() {
                return Err(EditError::NoStroke(id));
            }
            let stroke = strokes.remove(index);
            Edit::AddStroke { id, index, stroke }
        }
        Edit::Batch(edits) => apply_all(meeting, edits)?,
    })
}

fn apply_all(meeting: &mut Meeting, edits: Vec<Edit>) -> Result<Edit, EditError> {
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        match apply(meeting, edit) {
            Ok(inverse) => inverses.push(inverse),
            Err(error) => {
                for inverse in inverses.into_iter().rev() {
                    // What was just applied can be taken back.
                    let _ = apply(meeting, inverse);
                }
                return Err(error);
            }
        }
    }
    inverses.reverse();
    Ok(Edit::Batch(inverses))
}

fn apply_to_agenda(meeting: &mut Meeting, edit: Edit) -> Result<Edit, EditError> {
    let position = |meeting: &Meeting, id: &Id| {
        let found = meeting.agenda.iter().position(|item| item.id == *id);
        found.ok_or_else(|| EditError::NoAgendaItem(id.clone()))
    };
    match edit {
        Edit::AddAgendaItem { index, item } => {
            if meeting.agenda_item(&item.id).is_some() || is_written(meeting, &item.id) {
                return Err(EditError::IdTaken(item.id));
            }
            let id = item.id.clone();
            insert(&mut meeting.agenda, index, item);
            Ok(Edit::RemoveAgendaItem(id))
        }
        Edit::ChangeAgendaItem(item) => {
            let at = position(meeting, &item.id)?;
            Ok(Edit::ChangeAgendaItem(replace(&mut meeting.agenda[at], item)))
        }
        Edit::MoveAgendaItem { id, index } => {
            let at = position(meeting, &id)?;
            let item = meeting.agenda.remove(at);
            insert(&mut meeting.agenda, index, item);
            Ok(Edit::MoveAgendaItem { id, index: at })
        }
        Edit::RemoveAgendaItem(id) => {
            let at = position(meeting, &id)?;
            let used = meeting.selection.iter().filter_map(|selected| selected.agenda_item.as_ref());
            let written = meeting.annotations.iter().filter_map(|annotation| annotation.agenda_item.as_ref());
            if used.chain(written).any(|item| *item == id) {
                return Err(EditError::AgendaItemInUse(id));
            }
            Ok(Edit::AddAgendaItem { index: at, item: meeting.agenda.remove(at) })
        }
        other => apply(meeting, other),
    }
}

fn apply_to_selection(meeting: &mut Meeting, edit: Edit) -> Result<Edit, EditError> {
    let position = |meeting: &Meeting, number: u32| {
        let found = meeting.selection.iter().position(|selected| selected.principle.number == number);
        found.ok_or(EditError::NotSelected(number))
    };
    match edit {
        Edit::Select { index, selected } => {
            let number = selected.principle.number;
            if number == 0 {
                return Err(EditError::NumberZero);
            }
            if meeting.selected(number).is_some() {
                return Err(EditError::SelectedAlready(number));
            }
            require_agenda_item(meeting, selected.agenda_item.as_ref())?;
            insert(&mut meeting.selection, index, selected);
            Ok(Edit::Deselect(number))
        }
        Edit::Deselect(number) => {
            let index = position(meeting, number)?;
            Ok(Edit::Select { index, selected: meeting.selection.remove(index) })
        }
        Edit::MoveSelected { number, index } => {
            let at = position(meeting, number)?;
            let selected = meeting.selection.remove(at);
            insert(&mut meeting.selection, index, selected);
            Ok(Edit::MoveSelected { number, index: at })
        }
        Edit::PlaceUnder { number, item } => {
            let at = position(meeting, number)?;
            require_agenda_item(meeting, item.as_ref())?;
            Ok(Edit::PlaceUnder { number, item: replace(&mut meeting.selection[at].agenda_item, item) })
        }
        other => apply(meeting, other),
    }
}

fn apply_to_annotations(meeting: &mut Meeting, edit: Edit) -> Result<Edit, EditError> {
    let position = |meeting: &Meeting, id: &Id| {
        let found = meeting.annotations.iter().position(|annotation| annotation.id == *id);
        found.ok_or_else(|| EditError::NoAnnotation(id.clone()))
    };
    match edit {
        Edit::AddAnnotation { index, mut annotation } => {
            if meeting.annotation(&annotation.id).is_some() {
                return Err(EditError::IdTaken(annotation.id));
            }
            require_sound(meeting, &annotation)?;
            if annotation.note == 0 {
                annotation.note = next_note(meeting, &annotation);
            }
            let id = annotation.id.clone();
            insert(&mut meeting.annotations, index, *annotation);
            Ok(Edit::RemoveAnnotation(id))
        }
        Edit::ChangeAnnotation(mut annotation) => {
            let at = position(meeting, &annotation.id)?;
            require_sound(meeting, &annotation)?;
            if annotation.note == 0 {
                annotation.note = next_note(meeting, &annotation);
            }
            Ok(Edit::ChangeAnnotation(Box::new(replace(&mut meeting.annotations[at], *annotation))))
        }
        Edit::RemoveAnnotation(id) => {
            let index = position(meeting, &id)?;
            Ok(Edit::AddAnnotation { index, annotation: Box::new(meeting.annotations.remove(index)) })
        }
        other => apply(meeting, other),
    }
}

/// The strokes of an annotation that is drawn.
fn strokes<'a>(meeting: &'a mut Meeting, id: &Id) -> Result<&'a mut Vec<Stroke>, EditError> {
    let found = meeting.annotations.iter_mut().find(|annotation| annotation.id == *id);
    let annotation = found.ok_or_else(|| EditError::NoAnnotation(id.clone()))?;
    let drawing = annotation.drawing.as_mut().ok_or_else(|| EditError::NoStroke(id.clone()))?;
    Ok(&mut drawing.strokes)
}

fn require_agenda_item(meeting: &Meeting, id: Option<&Id>) -> Result<(), EditError> {
    match id {
        Some(id) if meeting.agenda_item(id).is_none() => Err(EditError::NoAgendaItem(id.clone())),
        _ => Ok(()),
    }
}

/// Whether a file may hold the annotation.
fn require_sound(meeting: &Meeting, annotation: &Annotation) -> Result<(), EditError> {
    require_agenda_item(meeting, annotation.agenda_item.as_ref())?;
    let target = &annotation.target;
    if target.principle.is_none() && (target.paragraph.is_some() || target.words.is_some()) {
        return Err(EditError::NoPrinciple(annotation.id.clone()));
    }
    if annotation.drawing.as_ref().is_some_and(|drawing| !drawing.is_within_limits()) {
        return Err(EditError::DrawingFull(annotation.id.clone()));
    }
    let others = || meeting.annotations.iter().filter(|other| other.id != annotation.id);
    let answered = |id: &Id| others().any(|other| other.replies.iter().any(|reply| reply.id == *id));
    if meeting.agenda_item(&annotation.id).is_some() || answered(&annotation.id) {
        return Err(EditError::IdTaken(annotation.id.clone()));
    }
    let before = meeting.annotation(&annotation.id);
    for (index, reply) in annotation.replies.iter().enumerate() {
        let id = &reply.id;
        let earlier = annotation.replies.iter().take(index).any(|other| other.id == *id);
        // One that the annotation had before is known to be its own.
        let known = before.is_some_and(|before| before.replies.iter().any(|other| other.id == *id));
        let elsewhere = || meeting.agenda_item(id).is_some() || is_written(meeting, id);
        if earlier || *id == annotation.id || (!known && elsewhere()) {
            return Err(EditError::ReplyTwice(id.clone()));
        }
    }
    Ok(())
}

/// Whether an annotation or a reply has this id.
fn is_written(meeting: &Meeting, id: &Id) -> bool {
    meeting.annotations.iter().any(|other| other.id == *id || other.replies.iter().any(|reply| reply.id == *id))
}

/// The number after the highest on the same paragraph, among the annotations of the same visibility.
pub fn next_note(meeting: &Meeting, annotation: &Annotation) -> u32 {
    let place =
        |annotation: &Annotation| (annotation.target.principle, annotation.target.paragraph, annotation.visibility);
    let neighbours =
        meeting.annotations.iter().filter(|other| other.id != annotation.id && place(other) == place(annotation));
    neighbours.map(|other| other.note).max().unwrap_or(0).saturating_add(1)
}

fn insert<T>(list: &mut Vec<T>, index: usize, item: T) {
    list.insert(index.min(list.len()), item);
}
