//! Carrying an edit out, and the edit that takes it back.
//!
//! Every edit leaves a meeting that can be saved and read again: what [`file::read`](crate::meeting::file::read) refuses is
//! refused here.

use super::{Edit, EditError};
use crate::meeting::annotation::{Fact, NotOfThisKind};
use crate::meeting::drawing::{MOST_STROKES, Stroke};
use crate::meeting::{
    AgendaItem, AgendaItemId, AnnexFact, AnnexId, Annotation, AnnotationId, Meeting, Part, Reply, ReplyId, Target,
    TextPart, Visibility,
};
use jiff::Timestamp;
use std::mem::replace;

/// Applies `edit` and gives the edit that takes it back.
pub fn apply(meeting: &mut Meeting, edit: Edit) -> Result<Edit, EditError> {
    Ok(match edit {
        Edit::Title(title) => Edit::Title(replace(&mut meeting.title, title)),
        Edit::Body(body) => Edit::Body(replace(&mut meeting.body, body)),
        Edit::Language(language) => Edit::Language(replace(&mut meeting.language, language)),
        Edit::Date(date) => Edit::Date(replace(&mut meeting.date, date)),
        Edit::Time(time) => Edit::Time(replace(&mut meeting.time, time)),
        Edit::End(end) => Edit::End(replace(&mut meeting.end, end)),
        Edit::Place(place) => Edit::Place(replace(&mut meeting.place, place)),
        Edit::Participants(all) => Edit::Participants(replace(&mut meeting.participants, all)),
        Edit::Set(set) => Edit::Set(replace(&mut meeting.set, set)),
        Edit::Presentation(edit) => Edit::Presentation(meeting.presentation.set(edit)),
        Edit::Handout(edit) => Edit::Handout(meeting.handout.set(edit)),
        Edit::AddAgendaItem { .. }
        | Edit::ChangeAgendaItem { .. }
        | Edit::MoveAgendaItem { .. }
        | Edit::RemoveAgendaItem(_) => apply_to_agenda(meeting, edit)?,
        Edit::AddSection { .. } | Edit::ChangeSection { .. } | Edit::RemoveSection { .. } => {
            apply_to_sections(meeting, edit)?
        }
        Edit::Select { .. } | Edit::Deselect(_) | Edit::MoveSelected { .. } | Edit::PlaceUnder { .. } => {
            apply_to_selection(meeting, edit)?
        }
        Edit::AddAnnex { .. } | Edit::ChangeAnnex { .. } | Edit::MoveAnnex { .. } | Edit::RemoveAnnex(_) => {
            apply_to_annexes(meeting, edit)?
        }
        Edit::AddAnnotation { .. } | Edit::RemoveAnnotation(_) => apply_to_annotations(meeting, edit)?,
        Edit::ChangeAnnotation { id, modified, facts } => change_annotation(meeting, id, modified, facts)?,
        Edit::AddReply { .. } | Edit::ChangeReply { .. } | Edit::RemoveReply { .. } => apply_to_replies(meeting, edit)?,
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
    let position = |meeting: &Meeting, id: &AgendaItemId| {
        let found = meeting.agenda.iter().position(|item| item.id == *id);
        found.ok_or_else(|| EditError::NoAgendaItem(id.clone()))
    };
    match edit {
        Edit::AddAgendaItem { index, item } => {
            for id in item.ids() {
                if meeting.has_id(id) {
                    return Err(EditError::IdTaken(id.to_owned()));
                }
            }
            let id = item.id.clone();
            insert(&mut meeting.agenda, index, item);
            Ok(Edit::RemoveAgendaItem(id))
        }
        Edit::ChangeAgendaItem { id, fact } => {
            let at = position(meeting, &id)?;
            let fact = meeting.agenda[at].set(fact);
            Ok(Edit::ChangeAgendaItem { id, fact })
        }
        Edit::MoveAgendaItem { id, index } => {
            let at = position(meeting, &id)?;
            let item = meeting.agenda.remove(at);
            insert(&mut meeting.agenda, index, item);
            Ok(Edit::MoveAgendaItem { id, index: at })
        }
        Edit::RemoveAgendaItem(id) => {
            let at = position(meeting, &id)?;
            if meeting.named_agenda_items().any(|item| *item == id) {
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

fn apply_to_sections(meeting: &mut Meeting, edit: Edit) -> Result<Edit, EditError> {
    match edit {
        Edit::AddSection { item, index, section } => {
            if meeting.has_id(section.id.as_str()) {
                return Err(EditError::IdTaken(section.id.0));
            }
            let id = section.id.clone();
            insert(&mut agenda_item(meeting, &item)?.sections, index, section);
            Ok(Edit::RemoveSection { item, section: id })
        }
        Edit::ChangeSection { item, section } => {
            let sections = &mut agenda_item(meeting, &item)?.sections;
            let own = sections.iter_mut().find(|own| own.id == section.id);
            let own = own.ok_or_else(|| EditError::NoSection(section.id.clone()))?;
            Ok(Edit::ChangeSection { item, section: replace(own, section) })
        }
        Edit::RemoveSection { item, section } => {
            let on_it = |annotation: &Annotation| match annotation.target.text() {
                Some(TextPart::Section { section: other, .. }) => *other == section,
                _ => false,
            };
            if meeting.annotations.iter().any(on_it) {
                return Err(EditError::SectionInUse(section));
            }
            let sections = &mut agenda_item(meeting, &item)?.sections;
            let index = sections.iter().position(|own| own.id == section);
            let index = index.ok_or(EditError::NoSection(section))?;
            let section = sections.remove(index);
            Ok(Edit::AddSection { item, index, section })
        }
        other => apply(meeting, other),
    }
}

fn apply_to_annexes(meeting: &mut Meeting, edit: Edit) -> Result<Edit, EditError> {
    let position = |meeting: &Meeting, id: &AnnexId| {
        let found = meeting.annexes.iter().position(|annex| annex.id == *id);
        found.ok_or_else(|| EditError::NoAnnex(id.clone()))
    };
    match edit {
        Edit::AddAnnex { index, annex } => {
            if meeting.has_id(annex.id.as_str()) {
                return Err(EditError::IdTaken(annex.id.0));
            }
            require_agenda_item(meeting, annex.item.as_ref())?;
            let id = annex.id.clone();
            insert(&mut meeting.annexes, index, annex);
            Ok(Edit::RemoveAnnex(id))
        }
        Edit::ChangeAnnex { id, fact } => {
            let at = position(meeting, &id)?;
            if let AnnexFact::Item(item) = &fact {
                require_agenda_item(meeting, item.as_ref())?;
            }
            let fact = meeting.annexes[at].set(fact);
            Ok(Edit::ChangeAnnex { id, fact })
        }
        Edit::MoveAnnex { id, index } => {
            let at = position(meeting, &id)?;
            let annex = meeting.annexes.remove(at);
            insert(&mut meeting.annexes, index, annex);
            Ok(Edit::MoveAnnex { id, index: at })
        }
        Edit::RemoveAnnex(id) => {
            let at = position(meeting, &id)?;
            Ok(Edit::AddAnnex { index: at, annex: meeting.annexes.remove(at) })
        }
        other => apply(meeting, other),
    }
}

fn apply_to_annotations(meeting: &mut Meeting, edit: Edit) -> Result<Edit, EditError> {
    match edit {
        Edit::AddAnnotation { index, mut annotation } => {
            for id in annotation.ids() {
                if meeting.has_id(id) {
                    return Err(EditError::IdTaken(id.to_owned()));
                }
            }
            for (index, reply) in annotation.replies.iter().enumerate() {
                let earlier = annotation.replies.iter().take(index).any(|other| other.id == reply.id);
                if earlier || reply.id.0 == annotation.id.0 {
                    return Err(EditError::ReplyTwice(reply.id.clone()));
                }
            }
            require_sound(meeting, &annotation)?;
            if annotation.note == 0 {
                annotation.note = next_note(meeting, &annotation);
            }
            let id = annotation.id.clone();
            insert(&mut meeting.annotations, index, *annotation);
            Ok(Edit::RemoveAnnotation(id))
        }
        Edit::RemoveAnnotation(id) => {
            let index = position(meeting, &id)?;
            Ok(Edit::AddAnnotation { index, annotation: Box::new(meeting.annotations.remove(index)) })
        }
        other => apply(meeting, other),
    }
}

/// Sets facts of an annotation, all or none.
fn change_annotation(
    meeting: &mut Meeting,
    id: AnnotationId,
    modified: Timestamp,
    facts: Vec<Fact>,
) -> Result<Edit, EditError> {
    let at = position(meeting, &id)?;
    // Strokes may be many, and no fact changes them.
    let before = meeting.annotations[at].without_strokes();
    let mut after = before.clone();
    for fact in facts {
        after.set(fact).map_err(|NotOfThisKind| EditError::NotOfThisKind(id.clone()))?;
    }
    after.modified = modified;
    require_sound(meeting, &after)?;
    if after.note == 0 {
        after.note = next_note(meeting, &after);
    }
    let facts = after.differing_facts(&before);
    let inverse = Edit::ChangeAnnotation { id, modified: before.modified, facts };
    if let (Some(own), Some(new)) = (meeting.annotations[at].drawing_mut(), after.drawing_mut()) {
        new.strokes = std::mem::take(&mut own.strokes);
    }
    meeting.annotations[at] = after;
    Ok(inverse)
}

fn apply_to_replies(meeting: &mut Meeting, edit: Edit) -> Result<Edit, EditError> {
    match edit {
        Edit::AddReply { to, index, reply } => {
            let at = position(meeting, &to)?;
            if meeting.has_id(reply.id.as_str()) {
                return Err(EditError::ReplyTwice(reply.id));
            }
            let id = reply.id.clone();
            insert(&mut meeting.annotations[at].replies, index, reply);
            Ok(Edit::RemoveReply { to, id })
        }
        Edit::ChangeReply { to, id, content } => {
            let at = position(meeting, &to)?;
            let replies = &mut meeting.annotations[at].replies;
            let index = reply_position(replies, &id)?;
            Ok(Edit::ChangeReply { to, id, content: replace(&mut replies[index].content, content) })
        }
        Edit::RemoveReply { to, id } => {
            let at = position(meeting, &to)?;
            let replies = &mut meeting.annotations[at].replies;
            let index = reply_position(replies, &id)?;
            Ok(Edit::AddReply { to, index, reply: replies.remove(index) })
        }
        other => apply(meeting, other),
    }
}

fn position(meeting: &Meeting, id: &AnnotationId) -> Result<usize, EditError> {
    let found = meeting.annotations.iter().position(|annotation| annotation.id == *id);
    found.ok_or_else(|| EditError::NoAnnotation(id.clone()))
}

fn reply_position(replies: &[Reply], id: &ReplyId) -> Result<usize, EditError> {
    replies.iter().position(|reply| reply.id == *id).ok_or_else(|| EditError::NoReply(id.clone()))
}

fn agenda_item<'a>(meeting: &'a mut Meeting, id: &AgendaItemId) -> Result<&'a mut AgendaItem, EditError> {
    let found = meeting.agenda.iter_mut().find(|item| item.id == *id);
    found.ok_or_else(|| EditError::NoAgendaItem(id.clone()))
}

/// The strokes of an annotation that is drawn.
fn strokes<'a>(meeting: &'a mut Meeting, id: &AnnotationId) -> Result<&'a mut Vec<Stroke>, EditError> {
    let at = position(meeting, id)?;
    let drawing = meeting.annotations[at].drawing_mut().ok_or_else(|| EditError::NoStroke(id.clone()))?;
    Ok(&mut drawing.strokes)
}

fn require_agenda_item(meeting: &Meeting, id: Option<&AgendaItemId>) -> Result<(), EditError> {
    match id {
        Some(id) if meeting.agenda_item(id).is_none() => Err(EditError::NoAgendaItem(id.clone())),
        _ => Ok(()),
    }
}

/// Whether a file may hold the annotation.
fn require_sound(meeting: &Meeting, annotation: &Annotation) -> Result<(), EditError> {
    require_agenda_item(meeting, annotation.agenda_item.as_ref())?;
    require_agenda_item(meeting, annotation.target.agenda_item())?;
    if let Some(TextPart::Section { item, section, .. }) = annotation.target.text() {
        let item = meeting.agenda_item(item);
        if item.is_none_or(|item| item.section(section).is_none()) {
            return Err(EditError::NoSection(section.clone()));
        }
    }
    if annotation.drawing().is_some_and(|drawing| !drawing.is_within_limits()) {
        return Err(EditError::DrawingFull(annotation.id.clone()));
    }
    Ok(())
}

/// What notes are numbered in: a part of the meeting, and in it the shared ones and the private ones. A title's are the
/// principle's.
pub fn numbered_in(target: &Target, visibility: Visibility) -> (Part, Visibility) {
    let part = match target.part() {
        Part::Text(TextPart::Title(principle)) => Part::Principle(principle),
        part => part,
    };
    (part, visibility)
}

/// The number after the highest on the same part, among the annotations of the same visibility.
pub fn next_note(meeting: &Meeting, annotation: &Annotation) -> u32 {
    let place = |annotation: &Annotation| numbered_in(&annotation.target, annotation.visibility);
    let here = place(annotation);
    let neighbours = meeting.annotations.iter().filter(|other| other.id != annotation.id && place(other) == here);
    neighbours.map(|other| other.note).max().unwrap_or(0).saturating_add(1)
}

fn insert<T>(list: &mut Vec<T>, index: usize, item: T) {
    list.insert(index.min(list.len()), item);
}
