//! From one meeting to another: the edits that lead there.
//!
//! They are few where little has changed, and exact: applied to the one they give the other, in the same order. So a
//! whole meeting that came from somewhere else (an earlier generation, a merge) becomes one step that can be taken back.

use super::drawing::Stroke;
use super::edit::apply;
use super::{AgendaItem, AgendaItemId, AnnexId, Annotation, AnnotationId, Edit, Meeting, Reply, SectionId};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The edits that make `to` of `from`; none where they are the same.
#[must_use]
pub fn difference(from: &Meeting, to: &Meeting) -> Vec<Edit> {
    let mut script = EditScript { at: from.clone(), edits: Vec::new() };
    script.lead(to);
    if script.at != *to {
        // Something bears a name that something else bore, and met it on the way: all of it makes room.
        script = EditScript { at: from.clone(), edits: Vec::new() };
        script.clear();
        script.lead(to);
    }
    script.edits
}

/// A meeting on its way.
struct EditScript {
    at: Meeting,
    edits: Vec<Edit>,
}

impl EditScript {
    /// Takes a step. One that cannot be taken is left out.
    fn step(&mut self, edit: Edit) {
        if apply(&mut self.at, edit.clone()).is_ok() {
            self.edits.push(edit);
        }
    }

    fn lead(&mut self, to: &Meeting) {
        self.facts(to);
        // Items that something is to belong to come first, and go when nothing does any more.
        self.new_agenda_items(to);
        if self.at.participants != to.participants {
            self.step(Edit::Participants(to.participants.clone()));
        }
        self.selection(to);
        self.annexes(to);
        self.annotations(to);
        self.agenda(to);
    }

    fn clear(&mut self) {
        for id in self.at.annotations.iter().map(|annotation| annotation.id.clone()).collect::<Vec<_>>() {
            self.step(Edit::RemoveAnnotation(id));
        }
        for number in self.at.selection.iter().map(|selected| selected.principle.number).collect::<Vec<_>>() {
            self.step(Edit::Deselect(number));
        }
        for id in self.at.annexes.iter().map(|annex| annex.id.clone()).collect::<Vec<_>>() {
            self.step(Edit::RemoveAnnex(id));
        }
        for id in self.at.agenda.iter().map(|item| item.id.clone()).collect::<Vec<_>>() {
            self.step(Edit::RemoveAgendaItem(id));
        }
    }

    fn facts(&mut self, to: &Meeting) {
        let at = &self.at;
        let edits = [
            (at.title != to.title).then(|| Edit::Title(to.title.clone())),
            (at.body != to.body).then(|| Edit::Body(to.body.clone())),
            (at.language != to.language).then(|| Edit::Language(to.language.clone())),
            (at.date != to.date).then_some(Edit::Date(to.date)),
            (at.time != to.time).then_some(Edit::Time(to.time)),
            (at.end != to.end).then_some(Edit::End(to.end)),
            (at.place != to.place).then(|| Edit::Place(to.place.clone())),
            (at.set != to.set).then(|| Edit::Set(to.set.clone())),
        ];
        let presentation = at.presentation.changes(&to.presentation).into_iter().map(Edit::Presentation);
        let handout = at.handout.changes(&to.handout).into_iter().map(Edit::Handout);
        let edits: Vec<Edit> = edits.into_iter().flatten().chain(presentation).chain(handout).collect();
        for edit in edits {
            self.step(edit);
        }
    }

    fn new_agenda_items(&mut self, to: &Meeting) {
        for item in &to.agenda {
            match self.at.agenda_item(&item.id) {
                None => self.step(Edit::AddAgendaItem { index: usize::MAX, item: item.clone() }),
                Some(own) if own != item => {
                    let differ = own.facts().into_iter().zip(item.facts()).filter(|(own, other)| own != other);
                    let facts: Vec<_> = differ.map(|(_, other)| other).collect();
                    for fact in facts {
                        self.step(Edit::ChangeAgendaItem { id: item.id.clone(), fact });
                    }
                    self.new_sections(item);
                }
                Some(_) => {}
            }
        }
    }

    /// Sections that something is to be written on come first.
    fn new_sections(&mut self, to: &AgendaItem) {
        for (index, section) in to.sections.iter().enumerate() {
            let item = to.id.clone();
            match self.at.agenda_item(&item).and_then(|own| own.section(&section.id)) {
                None => self.step(Edit::AddSection { item, index, section: section.clone() }),
                Some(own) if own != section => self.step(Edit::ChangeSection { item, section: section.clone() }),
                Some(_) => {}
            }
        }
    }

    /// Sections go when nothing is written on them any more. Where they stand in another order they are put anew.
    fn sections(&mut self, to: &AgendaItem) {
        let ids =
            |item: &AgendaItem| item.sections.iter().map(|section| section.id.clone()).collect::<Vec<SectionId>>();
        let own = self.at.agenda_item(&to.id).map(ids).unwrap_or_default();
        for section in own.into_iter().filter(|id| to.section(id).is_none()) {
            self.step(Edit::RemoveSection { item: to.id.clone(), section });
        }
        for (index, section) in to.sections.iter().enumerate() {
            let own = self.at.agenda_item(&to.id).and_then(|own| own.sections.get(index));
            if own.is_none_or(|own| own.id != section.id) {
                self.step(Edit::RemoveSection { item: to.id.clone(), section: section.id.clone() });
                self.step(Edit::AddSection { item: to.id.clone(), index, section: section.clone() });
            }
        }
    }

    fn agenda(&mut self, to: &Meeting) {
        let gone: Vec<AgendaItemId> = self.at.agenda.iter().map(|item| item.id.clone()).collect();
        for id in gone.into_iter().filter(|id| to.agenda_item(id).is_none()) {
            self.step(Edit::RemoveAgendaItem(id));
        }
        for (index, item) in to.agenda.iter().enumerate() {
            if self.at.agenda.get(index).is_none_or(|own| own.id != item.id) {
                self.step(Edit::MoveAgendaItem { id: item.id.clone(), index });
            }
            self.sections(item);
        }
    }

    fn selection(&mut self, to: &Meeting) {
        let chosen: Vec<u32> = self.at.selection.iter().map(|selected| selected.principle.number).collect();
        for number in chosen {
            // One whose text is another is chosen anew.
            let (own, there) = (self.at.selected(number), to.selected(number));
            let same = |own: &super::Selected, there: &super::Selected| {
                own.principle == there.principle && own.group == there.group && own.group_text == there.group_text
            };
            if !own.zip(there).is_some_and(|(own, there)| same(own, there)) {
                self.step(Edit::Deselect(number));
            }
        }
        for (index, selected) in to.selection.iter().enumerate() {
            let number = selected.principle.number;
            match self.at.selected(number) {
                None => self.step(Edit::Select { index, selected: selected.clone() }),
                Some(own) => {
                    let placed = own.agenda_item == selected.agenda_item;
                    if self.at.selection.get(index).is_none_or(|own| own.principle.number != number) {
                        self.step(Edit::MoveSelected { number, index });
                    }
                    if !placed {
                        self.step(Edit::PlaceUnder { number, item: selected.agenda_item.clone() });
                    }
                }
            }
        }
    }

    fn annexes(&mut self, to: &Meeting) {
        let own: Vec<AnnexId> = self.at.annexes.iter().map(|annex| annex.id.clone()).collect();
        for id in own.into_iter().filter(|id| to.annex(id).is_none()) {
            self.step(Edit::RemoveAnnex(id));
        }
        for (index, annex) in to.annexes.iter().enumerate() {
            let Some(own) = self.at.annex(&annex.id) else {
                self.step(Edit::AddAnnex { index, annex: annex.clone() });
                continue;
            };
            let differ = own.facts().into_iter().zip(annex.facts()).filter(|(own, other)| own != other);
            let facts: Vec<_> = differ.map(|(_, other)| other).collect();
            if self.at.annexes.get(index).is_none_or(|own| own.id != annex.id) {
                self.step(Edit::MoveAnnex { id: annex.id.clone(), index });
            }
            for fact in facts {
                self.step(Edit::ChangeAnnex { id: annex.id.clone(), fact });
            }
        }
    }

    fn annotations(&mut self, to: &Meeting) {
        let staying: BTreeSet<&AnnotationId> = to.annotations.iter().map(|annotation| &annotation.id).collect();
        let mut there: BTreeSet<AnnotationId> =
            self.at.annotations.iter().map(|annotation| annotation.id.clone()).collect();
        for id in there.clone().into_iter().filter(|id| !staying.contains(id)) {
            there.remove(&id);
            self.step(Edit::RemoveAnnotation(id));
        }
        for (index, annotation) in to.annotations.iter().enumerate() {
            let own = self.at.annotations.get(index);
            if own.is_some_and(|own| own == annotation) {
                continue;
            }
            if let Some(edits) = own.filter(|own| own.id == annotation.id).and_then(|own| changed(own, annotation)) {
                for edit in edits {
                    self.step(edit);
                }
            }
            if self.at.annotations.get(index) != Some(annotation) {
                if there.contains(&annotation.id) {
                    self.step(Edit::RemoveAnnotation(annotation.id.clone()));
                }
                self.step(Edit::AddAnnotation { index, annotation: Box::new(annotation.clone()) });
            }
        }
    }
}

/// The edits that make one annotation of another with the same id, fact by fact, answer by answer and stroke by stroke;
/// `None` where these do not lead there, or where so much is drawn anew that the whole annotation is less.
#[must_use]
pub fn changed(from: &Annotation, to: &Annotation) -> Option<Vec<Edit>> {
    let mut edits = match (from.drawing(), to.drawing()) {
        (Some(was), Some(becomes)) if was.surface == becomes.surface => {
            redrawn(&to.id, &was.strokes, &becomes.strokes)?
        }
        (None, None) => Vec::new(),
        _ => return None,
    };
    let facts = from.differing_facts(to);
    if !facts.is_empty() || from.modified != to.modified {
        edits.push(Edit::ChangeAnnotation { id: to.id.clone(), modified: to.modified, facts });
    }
    edits.extend(answered(&to.id, &from.replies, &to.replies));
    Some(edits)
}

/// The edits that make one list of answers of another.
fn answered(to: &AnnotationId, from: &[Reply], becomes: &[Reply]) -> Vec<Edit> {
    // All but what they are in, which can be set.
    let stays = |own: &Reply| {
        let same = |other: &&Reply| (&other.id, &other.author, other.created) == (&own.id, &own.author, own.created);
        becomes.iter().find(same)
    };
    let kept: Vec<&Reply> = from.iter().filter(|own| stays(own).is_some()).collect();
    let in_order = |index: usize, reply: &Reply| kept.get(index).is_some_and(|own| own.id == reply.id);
    let mut edits = Vec::new();
    let mut next = 0;
    let mut staying = BTreeSet::new();
    for reply in becomes {
        if in_order(next, reply) {
            staying.insert(&reply.id);
            next += 1;
        }
    }
    let gone = from.iter().filter(|own| !staying.contains(&own.id));
    edits.extend(gone.map(|own| Edit::RemoveReply { to: to.clone(), id: own.id.clone() }));
    for (index, reply) in becomes.iter().enumerate() {
        if !staying.contains(&reply.id) {
            edits.push(Edit::AddReply { to: to.clone(), index, reply: reply.clone() });
        } else if from.iter().any(|own| own.id == reply.id && own.content != reply.content) {
            let (id, content) = (reply.id.clone(), reply.content.clone());
            edits.push(Edit::ChangeReply { to: to.clone(), id, content });
        }
    }
    edits
}

/// The edits that make one drawing of another stroke by stroke; `None` where so much is drawn anew that the whole
/// annotation is less.
fn redrawn(id: &AnnotationId, was: &[Stroke], becomes: &[Stroke]) -> Option<Vec<Edit>> {
    let kept = common(was, becomes);
    if kept.len() * 2 < was.len().max(becomes.len()) {
        return None;
    }
    let (stay, are): (BTreeSet<usize>, BTreeSet<usize>) = kept.into_iter().unzip();
    let gone = (0..was.len()).rev().filter(|index| !stay.contains(index));
    let new = becomes.iter().enumerate().filter(|(index, _)| !are.contains(index));
    let remove = gone.map(|index| Edit::RemoveStroke { id: id.clone(), index });
    let add = new.map(|(index, stroke)| Edit::AddStroke { id: id.clone(), index, stroke: stroke.clone() });
    Some(remove.chain(add).collect())
}

/// The strokes that two drawings have in common and in the same order, as where they are in each.
fn common(from: &[Stroke], to: &[Stroke]) -> Vec<(usize, usize)> {
    let same = |(one, other): &(&Stroke, &Stroke)| one == other;
    let head = from.iter().zip(to).take_while(same).count();
    let (from_rest, to_rest) = (from.get(head..).unwrap_or_default(), to.get(head..).unwrap_or_default());
    let tail = from_rest.iter().rev().zip(to_rest.iter().rev()).take_while(same).count();
    let (from_end, to_end) = (from.len() - tail, to.len() - tail);
    let mut places: BTreeMap<&Stroke, VecDeque<usize>> = BTreeMap::new();
    for (index, stroke) in to.iter().enumerate().take(to_end).skip(head) {
        places.entry(stroke).or_default().push_back(index);
    }
    let between = from.iter().enumerate().take(from_end).skip(head);
    let pairs: Vec<(usize, usize)> =
        between.filter_map(|(index, stroke)| Some((index, places.get_mut(stroke)?.pop_front()?))).collect();
    let mut kept: Vec<(usize, usize)> = (0..head).map(|index| (index, index)).collect();
    kept.extend(rising(&pairs));
    kept.extend((0..tail).map(|index| (from_end + index, to_end + index)));
    kept
}

/// The longest part of the pairs whose second numbers rise like their first (patience sorting).
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // For each length the pair that such a part ends in with the lowest second number; for each pair the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, (_, at)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs.get(*end).is_some_and(|(_, other)| other < at));
        before.push(length.checked_sub(1).and_then(|last| ends.get(last)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let last = ends.last().copied();
    let mut part: Vec<(usize, usize)> = std::iter::successors(last, |index| before.get(*index).copied().flatten())
        .filter_map(|index| pairs.get(index).copied())
        .collect();
    part.reverse();
    part
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::Body;
    use crate::meeting::drawing::{Drawing, Medium, Surface};
    use crate::principles::PrincipleSet;

    /// What the edits make of `from`.
    fn led(from: &Meeting, to: &Meeting) -> Meeting {
        let mut at = from.clone();
        apply(&mut at, Edit::Batch(difference(from, to))).expect("a way");
        at
    }

    #[test]
    fn there_is_a_way_between_any_two_meetings_and_back() {
        let sample = Meeting::sample();
        let mut turned = sample.clone();
        turned.agenda.reverse();
        turned.selection.reverse();
        turned.annotations.reverse();
        let mut less = sample.clone();
        less.annotations.truncate(2);
        less.selection.remove(1);
        less.selection[0].principle.title.push('!');
        less.selection[1].agenda_item = None;
        less.annotations[0].text = "Andet".to_owned();
        less.annotations[0].replies.reverse();
        less.place = String::new();
        let on_set = Meeting::on(&PrincipleSet::built_in()[0]);
        let all = [Meeting::default(), sample, turned, less, on_set];
        for from in &all {
            for to in &all {
                assert_eq!(led(from, to), *to);
            }
        }
    }

    /// The sample with a drawing of strokes at these places.
    fn drawn(places: impl IntoIterator<Item = i32>) -> Meeting {
        let surface = Surface {
            medium: Medium::Handout,
            page: crate::meeting::PageNumber(1),
            width: 595_000,
            height: 842_000,
            words: None,
        };
        let stroke = |at| Stroke { points: vec![[at, 0], [at, 1000]], color: [0; 3], width: 1000 };
        let mut meeting = Meeting::sample();
        let strokes = places.into_iter().map(stroke).collect();
        meeting.annotations[0].body = Body::Ink(Drawing { surface, strokes });
        meeting
    }

    #[test]
    fn what_is_drawn_is_few_edits_whatever_was_drawn_before() {
        let before = drawn(0..1000);
        let cases = [
            (drawn(0..1001), 1),
            (drawn((0..1000).filter(|at| at % 100 != 7)), 10),
            (drawn((5..1000).chain([3, -1])), 7),
            (drawn(0..3), 2),
            (drawn((0..1000).rev()), 2),
        ];
        for (after, edits) in cases {
            assert_eq!(difference(&before, &after).len(), edits);
            assert_eq!(led(&before, &after), after);
            assert_eq!(led(&after, &before), before);
        }
        let mut said = drawn(0..1001);
        said.annotations[0].text = "Andet".to_owned();
        assert_eq!(difference(&before, &said).len(), 2, "a stroke and a text");
        assert_eq!(led(&before, &said), said);
    }

    #[test]
    fn little_changed_is_few_edits() {
        let sample = Meeting::sample();
        let mut other = sample.clone();
        other.annotations[3].text.push_str(" Ændret.");
        other.annotations.remove(1);
        assert_eq!(difference(&sample, &sample), []);
        assert_eq!(difference(&sample, &other).len(), 2);
    }
}
