//! From one meeting to another: the edits that lead there.
//!
//! They are few where little has changed, and exact: applied to the one they give the other, in the same order. So a
//! whole meeting that came from somewhere else (an earlier generation, a merge) becomes one step that can be taken back.

use super::edit::apply;
use super::{Edit, Id, Meeting};
use std::collections::BTreeSet;

/// The edits that make `to` of `from`; none where they are the same.
#[must_use]
pub fn difference(from: &Meeting, to: &Meeting) -> Vec<Edit> {
    let mut way = Way { at: from.clone(), edits: Vec::new() };
    way.lead(to);
    if way.at != *to {
        // Something bears a name that something else bore, and met it on the way: all of it makes room.
        way = Way { at: from.clone(), edits: Vec::new() };
        way.clear();
        way.lead(to);
    }
    way.edits
}

/// A meeting on its way.
struct Way {
    at: Meeting,
    edits: Vec<Edit>,
}

impl Way {
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
        self.selection(to);
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
            (at.place != to.place).then(|| Edit::Place(to.place.clone())),
            (at.participants != to.participants).then(|| Edit::Participants(to.participants.clone())),
            (at.set != to.set).then(|| Edit::Set(to.set.clone())),
            (at.presentation != to.presentation).then(|| Edit::Presentation(to.presentation.clone())),
            (at.handout != to.handout).then(|| Edit::Handout(to.handout.clone())),
        ];
        for edit in edits.into_iter().flatten() {
            self.step(edit);
        }
    }

    fn new_agenda_items(&mut self, to: &Meeting) {
        for item in &to.agenda {
            match self.at.agenda_item(&item.id) {
                None => self.step(Edit::AddAgendaItem { index: usize::MAX, item: item.clone() }),
                Some(own) if own != item => self.step(Edit::ChangeAgendaItem(item.clone())),
                Some(_) => {}
            }
        }
    }

    fn agenda(&mut self, to: &Meeting) {
        let gone: Vec<Id> = self.at.agenda.iter().map(|item| item.id.clone()).collect();
        for id in gone.into_iter().filter(|id| to.agenda_item(id).is_none()) {
            self.step(Edit::RemoveAgendaItem(id));
        }
        for (index, item) in to.agenda.iter().enumerate() {
            if self.at.agenda.get(index).is_none_or(|own| own.id != item.id) {
                self.step(Edit::MoveAgendaItem { id: item.id.clone(), index });
            }
        }
    }

    fn selection(&mut self, to: &Meeting) {
        let chosen: Vec<u32> = self.at.selection.iter().map(|selected| selected.principle.number).collect();
        for number in chosen {
            // One whose text is another is chosen anew.
            let (own, there) = (self.at.selected(number), to.selected(number));
            let same = |own: &super::Selected, there: &super::Selected| {
                own.principle == there.principle && own.group == there.group
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

    fn annotations(&mut self, to: &Meeting) {
        let staying: BTreeSet<&Id> = to.annotations.iter().map(|annotation| &annotation.id).collect();
        let mut there: BTreeSet<Id> = self.at.annotations.iter().map(|annotation| annotation.id.clone()).collect();
        for id in there.clone().into_iter().filter(|id| !staying.contains(id)) {
            there.remove(&id);
            self.step(Edit::RemoveAnnotation(id));
        }
        for (index, annotation) in to.annotations.iter().enumerate() {
            match self.at.annotations.get(index) {
                Some(own) if own == annotation => {}
                Some(own) if own.id == annotation.id => {
                    self.step(Edit::ChangeAnnotation(Box::new(annotation.clone())));
                }
                _ => {
                    if there.contains(&annotation.id) {
                        self.step(Edit::RemoveAnnotation(annotation.id.clone()));
                    }
                    self.step(Edit::AddAnnotation { index, annotation: Box::new(annotation.clone()) });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
        less.place = String::new();
        let on_set = Meeting::on(&PrincipleSet::built_in()[0]);
        let all = [Meeting::default(), sample, turned, less, on_set];
        for from in &all {
            for to in &all {
                assert_eq!(led(from, to), *to);
            }
        }
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
