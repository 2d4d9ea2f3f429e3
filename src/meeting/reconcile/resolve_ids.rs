//! What makes of two sides' parts a meeting that can be saved: everything that is referred to is there, and everything has
//! a name and a number of its own.

use crate::meeting::drawing::Medium;
use crate::meeting::edit::numbered_in;
use crate::meeting::{AgendaItemId, AnnexId, AnnotationId, Meeting, SectionId, TextPart};
use std::collections::{BTreeMap, BTreeSet};

/// Brings annexes back that one side took out while the other wrote on them.
pub fn keep_annexes_written_on(meeting: &mut Meeting, base: &Meeting, sides: [&Meeting; 2]) {
    for side in sides {
        for (index, annex) in side.annexes.iter().enumerate() {
            let mut written = side.annotations.iter().filter(|own| own.target.annex() == Some(&annex.id));
            if meeting.annex(&annex.id).is_none() && written.any(|own| base.annotation(&own.id) != Some(own)) {
                meeting.annexes.insert(index.min(meeting.annexes.len()), annex.clone());
            }
        }
    }
}

/// Brings agenda items and sections back that something still belongs to.
pub fn keep_what_is_referred_to(meeting: &mut Meeting, sides: [&Meeting; 2]) {
    let used: BTreeSet<AgendaItemId> = meeting.named_agenda_items().cloned().collect();
    for id in used {
        if meeting.agenda_item(&id).is_none()
            && let Some(item) = sides.iter().find_map(|side| side.agenda_item(&id))
        {
            meeting.agenda.push(item.clone());
        }
    }
    let written: Vec<TextPart> =
        meeting.annotations.iter().filter_map(|annotation| annotation.target.text().cloned()).collect();
    for text in written {
        let TextPart::Section { item: id, section, .. } = text else { continue };
        let there = |meeting: &Meeting| meeting.agenda_item(&id).and_then(|item| item.section(&section)).cloned();
        if there(meeting).is_none()
            && let Some(section) = sides.iter().find_map(|side| there(side))
            && let Some(item) = meeting.agenda.iter_mut().find(|item| item.id == id)
        {
            item.sections.push(section);
        }
    }
}

/// Gives a name of its own to whatever bears one that something else was given on the other side.
pub fn name_apart(meeting: &mut Meeting) {
    let participants = meeting.participants.iter().map(|participant| participant.id.0.clone());
    let items = meeting.agenda.iter().map(|item| item.id.0.clone());
    let mut taken: BTreeSet<String> = participants.chain(items).collect();
    let mut resolve = |id: &mut String| {
        while !taken.insert(id.clone()) {
            id.push('+');
        }
    };
    let mut annexes: BTreeMap<AnnexId, AnnexId> = BTreeMap::new();
    for annex in &mut meeting.annexes {
        let before = annex.id.clone();
        resolve(&mut annex.id.0);
        if annex.id != before {
            annexes.insert(before, annex.id.clone());
        }
    }
    let mut renamed: BTreeMap<(AgendaItemId, SectionId), SectionId> = BTreeMap::new();
    for item in &mut meeting.agenda {
        for section in &mut item.sections {
            let before = section.id.clone();
            resolve(&mut section.id.0);
            if section.id != before {
                renamed.insert((item.id.clone(), before), section.id.clone());
            }
        }
    }
    for annotation in &mut meeting.annotations {
        if let Some((item, section)) = annotation.target.section_mut()
            && let Some(name) = renamed.get(&(item.clone(), section.clone()))
        {
            section.clone_from(name);
        }
        let drawn_on = annotation.drawing_mut().and_then(|drawing| match &mut drawing.surface.medium {
            Medium::Annex { annex, .. } => Some(annex),
            Medium::Handout | Medium::Slide(_) => None,
        });
        rename(drawn_on, &annexes);
        rename(annotation.target.annex_mut(), &annexes);
    }
    meeting.annotations.iter_mut().for_each(|annotation| resolve(&mut annotation.id.0));
    let replies = meeting.annotations.iter_mut().flat_map(|annotation| &mut annotation.replies);
    replies.for_each(|reply| resolve(&mut reply.id.0));
}

fn rename(annex: Option<&mut AnnexId>, names: &BTreeMap<AnnexId, AnnexId>) {
    if let Some(annex) = annex
        && let Some(name) = names.get(annex)
    {
        annex.clone_from(name);
    }
}

/// Gives a number of its own to each note whose number, given on the other side, is taken by one of ours.
pub fn number_apart(meeting: &mut Meeting, ours: &Meeting) {
    let own: BTreeSet<&AnnotationId> = ours.annotations.iter().map(|annotation| &annotation.id).collect();
    let mut taken: BTreeMap<_, BTreeSet<u32>> = BTreeMap::new();
    let (first, then): (Vec<usize>, Vec<usize>) = (0..meeting.annotations.len())
        .partition(|index| meeting.annotations.get(*index).is_some_and(|annotation| own.contains(&annotation.id)));
    for index in first.into_iter().chain(then) {
        if let Some(annotation) = meeting.annotations.get_mut(index) {
            let numbers = taken.entry(numbered_in(&annotation.target, annotation.visibility)).or_default();
            if annotation.note == 0 || !numbers.insert(annotation.note) {
                annotation.note = numbers.last().map_or(1, |last| last.saturating_add(1));
                numbers.insert(annotation.note);
            }
        }
    }
}
