//! What makes of two sides' parts a meeting that can be saved: everything that is referred to is there, and everything has
//! a name and a number of its own.

use crate::meeting::{Annotation, Id, Meeting, Visibility};
use std::collections::{BTreeMap, BTreeSet};

/// Brings agenda items back that something still belongs to.
pub fn keep_what_is_referred_to(meeting: &mut Meeting, sides: [&Meeting; 2]) {
    let placed = meeting.selection.iter().filter_map(|selected| selected.agenda_item.clone());
    let written = meeting.annotations.iter().filter_map(|annotation| annotation.agenda_item.clone());
    let used: BTreeSet<Id> = placed.chain(written).collect();
    for id in used {
        if meeting.agenda_item(&id).is_none()
            && let Some(item) = sides.iter().find_map(|side| side.agenda_item(&id))
        {
            meeting.agenda.push(item.clone());
        }
    }
}

/// Gives a name of its own to whatever bears one that something else was given on the other side.
pub fn name_apart(meeting: &mut Meeting) {
    let mut taken: BTreeSet<Id> = meeting.agenda.iter().map(|item| item.id.clone()).collect();
    let mut resolve = |id: &mut Id| {
        while !taken.insert(id.clone()) {
            id.0.push('+');
        }
    };
    meeting.annotations.iter_mut().for_each(|annotation| resolve(&mut annotation.id));
    let replies = meeting.annotations.iter_mut().flat_map(|annotation| &mut annotation.replies);
    replies.for_each(|reply| resolve(&mut reply.id));
}

/// Gives a number of its own to each note whose number, given on the other side, is taken by one of ours.
pub fn number_apart(meeting: &mut Meeting, ours: &Meeting) {
    type NoteScope = (Option<u32>, Option<usize>, bool);
    let scope = |note: &Annotation| -> NoteScope {
        (note.target.principle, note.target.paragraph, note.visibility == Visibility::Private)
    };
    let own: BTreeSet<&Id> = ours.annotations.iter().map(|annotation| &annotation.id).collect();
    let mut taken: BTreeMap<NoteScope, BTreeSet<u32>> = BTreeMap::new();
    let (first, then): (Vec<usize>, Vec<usize>) = (0..meeting.annotations.len())
        .partition(|index| meeting.annotations.get(*index).is_some_and(|annotation| own.contains(&annotation.id)));
    for index in first.into_iter().chain(then) {
        if let Some(annotation) = meeting.annotations.get_mut(index) {
            let numbers = taken.entry(scope(annotation)).or_default();
            if annotation.note == 0 || !numbers.insert(annotation.note) {
                annotation.note = numbers.last().map_or(1, |last| last.saturating_add(1));
                numbers.insert(annotation.note);
            }
        }
    }
}
