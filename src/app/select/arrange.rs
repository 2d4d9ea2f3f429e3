//! In which order the chosen principles stand, and the edits that lead to another order.
//!
//! The hand-out prints the selection in its own order and begins a section where the agenda item changes. So that the
//! agenda reads the same in the window and on paper, whatever is arranged here leaves the selection in the agenda's
//! order, with what belongs to no item at the end.

use crate::meeting::{AgendaItemId, Annotation, Edit, Fact, Meeting, Selected, Target};
use crate::principles::PrincipleSet;

/// A line of the agenda as it can be taken hold of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Row {
    /// An agenda item's heading.
    Item(AgendaItemId),
    /// The heading of what belongs to no item.
    Rest,
    /// A chosen principle.
    Principle(u32),
}

/// The lines of the agenda: each item with its principles, then the principles without one.
///
/// Without an agenda there are no headings.
#[must_use]
pub fn rows(meeting: &Meeting) -> Vec<Row> {
    let mut rows = Vec::with_capacity(meeting.agenda.len() + meeting.selection.len() + 1);
    for item in &meeting.agenda {
        rows.push(Row::Item(item.id.clone()));
        rows.extend(under(meeting, Some(&item.id)));
    }
    let rest: Vec<Row> = under(meeting, None).collect();
    if !meeting.agenda.is_empty() && !rest.is_empty() {
        rows.push(Row::Rest);
    }
    rows.extend(rest);
    rows
}

fn under<'a>(meeting: &'a Meeting, item: Option<&'a AgendaItemId>) -> impl Iterator<Item = Row> + 'a {
    let here = move |selected: &&Selected| item_of(meeting, selected) == item;
    meeting.selection.iter().filter(here).map(|selected| Row::Principle(selected.principle.number))
}

/// The item that a principle stands under. One that is not on the agenda is none.
fn item_of<'a>(meeting: &'a Meeting, selected: &'a Selected) -> Option<&'a AgendaItemId> {
    selected.agenda_item.as_ref().filter(|id| meeting.agenda_item(id).is_some())
}

/// Whether the selection stands in the agenda's order, as everything that is arranged here does.
#[must_use]
pub fn follows_agenda(meeting: &Meeting) -> bool {
    let place = |selected: &Selected| {
        let item = item_of(meeting, selected)?;
        meeting.agenda.iter().position(|other| other.id == *item)
    };
    meeting.selection.is_sorted_by_key(|selected| place(selected).unwrap_or(usize::MAX))
}

/// The edit that brings the selection into the agenda's order.
#[must_use]
pub fn follow_agenda(meeting: &Meeting) -> Option<Edit> {
    Edit::all(order(meeting, &slots(&rows(meeting)), None))
}

/// The edit that moves a line so that it stands before what is the line `to` now.
#[must_use]
pub fn move_row(meeting: &Meeting, row: &Row, to: usize) -> Option<Edit> {
    let mut rows = rows(meeting);
    let from = rows.iter().position(|other| other == row)?;
    let moved = rows.remove(from);
    rows.insert((if to > from { to - 1 } else { to }).min(rows.len()), moved);
    match row {
        Row::Item(id) => move_item(meeting, id, &rows),
        Row::Principle(number) => Edit::all(order(meeting, &slots(&rows), Some(*number))),
        Row::Rest => None,
    }
}

/// The edit that moves a line up or down by one. A principle goes on under the neighbouring item, an item takes its
/// principles along.
#[must_use]
pub fn step(meeting: &Meeting, row: &Row, down: bool) -> Option<Edit> {
    let rows = rows(meeting);
    let from = rows.iter().position(|other| other == row)?;
    let mut others = rows.iter().enumerate().filter(|(_, other)| match row {
        Row::Item(_) => matches!(other, Row::Item(_)),
        _ => true,
    });
    let to = if down {
        others.find(|(index, _)| *index > from)?.0 + 1
    } else {
        others.take_while(|(index, _)| *index < from).last()?.0
    };
    // Above the first heading there is no place.
    if to == 0 && matches!(row, Row::Principle(_)) && !meeting.agenda.is_empty() {
        return None;
    }
    move_row(meeting, row, to)
}

/// The edit that places a principle under an item, or under none, after what stands there.
#[must_use]
pub fn place_under(meeting: &Meeting, number: u32, item: Option<&AgendaItemId>) -> Option<Edit> {
    let moved = Row::Principle(number);
    let mut rows = rows(meeting);
    rows.retain(|row| *row != moved);
    let heading = match item {
        Some(id) => rows.iter().position(|row| *row == Row::Item(id.clone()))?,
        None => rows.len(),
    };
    let after = |row: &Row| matches!(row, Row::Principle(_));
    let count = rows.iter().skip(heading + 1).take_while(|row| after(row)).count();
    let mut slots = slots(&rows);
    let before = rows.iter().take(heading + 1 + count).filter(|row| after(row)).count();
    slots.insert(before.min(slots.len()), (number, item.cloned()));
    Edit::all(order(meeting, &slots, Some(number)))
}

/// The edit that takes an item from the agenda. What belongs to it stays in the meeting, under no item.
#[must_use]
pub fn remove_item(meeting: &Meeting, id: &AgendaItemId) -> Edit {
    let mut slots = slots(&rows(meeting));
    let (kept, freed): (Vec<_>, Vec<_>) = slots.drain(..).partition(|(_, item)| item.as_ref() != Some(id));
    let (under, rest): (Vec<_>, Vec<_>) = kept.into_iter().partition(|(_, item)| item.is_some());
    let freed = freed.into_iter().map(|(number, _)| (number, None));
    let wanted: Vec<Slot> = under.into_iter().chain(freed).chain(rest).collect();
    let mut edits = order(meeting, &wanted, None);
    edits.extend(meeting.annotations.iter().filter_map(|annotation| without_item(annotation, id)));
    edits.extend(meeting.without_item_annexes(id));
    edits.push(Edit::RemoveAgendaItem(id.clone()));
    Edit::all(edits).unwrap_or_else(|| Edit::RemoveAgendaItem(id.clone()))
}

/// The edit that takes an annotation off an item: what was about it is about the meeting from then on.
fn without_item(annotation: &Annotation, id: &AgendaItemId) -> Option<Edit> {
    let mut facts = Vec::new();
    if annotation.agenda_item.as_ref() == Some(id) {
        facts.push(Fact::AgendaItem(None));
    }
    if annotation.target.agenda_item() == Some(id) {
        facts.extend([Fact::Target(Target::default()), Fact::Note(0)]);
    }
    let change = Edit::ChangeAnnotation { id: annotation.id.clone(), modified: annotation.modified, facts };
    matches!(&change, Edit::ChangeAnnotation { facts, .. } if !facts.is_empty()).then_some(change)
}

/// The edit that chooses principles of a set: each stands after those that come before it in the set, among what
/// belongs to no agenda item.
#[must_use]
pub fn choose(meeting: &Meeting, set: &PrincipleSet, numbers: &[u32]) -> Option<Edit> {
    let place_in_set = |number: u32| set.principles().position(|(_, principle)| principle.number == number);
    let mut order: Vec<(u32, bool)> =
        meeting.selection.iter().map(|one| (one.principle.number, item_of(meeting, one).is_none())).collect();
    let mut edits = Vec::new();
    for (group, principle) in set.principles() {
        let number = principle.number;
        if !numbers.contains(&number) || order.iter().any(|(chosen, _)| *chosen == number) {
            continue;
        }
        let here = place_in_set(number);
        let before = |(chosen, free): &(u32, bool)| *free && place_in_set(*chosen) < here;
        let first_free = order.iter().position(|(_, free)| *free).unwrap_or(order.len());
        let index = order.iter().rposition(before).map_or(first_free, |last| last + 1);
        order.insert(index, (number, true));
        let selected = Selected::of(group, principle);
        edits.push(Edit::Select { index, selected });
    }
    Edit::all(edits)
}

/// The edit that takes principles out of the selection.
#[must_use]
pub fn leave_out(meeting: &Meeting, numbers: &[u32]) -> Option<Edit> {
    let chosen = numbers.iter().filter(|number| meeting.selected(**number).is_some());
    Edit::all(chosen.map(|number| Edit::Deselect(*number)).collect())
}

/// A principle and the item that it stands under.
type Slot = (u32, Option<AgendaItemId>);

/// The principles in the order of the lines, each under the heading above it; what stands above the first heading is
/// under that.
fn slots(rows: &[Row]) -> Vec<Slot> {
    let first = rows.iter().find_map(|row| match row {
        Row::Item(id) => Some(id.clone()),
        _ => None,
    });
    let mut item = first;
    let mut slots = Vec::new();
    for row in rows {
        match row {
            Row::Item(id) => item = Some(id.clone()),
            Row::Rest => item = None,
            Row::Principle(number) => slots.push((*number, item.clone())),
        }
    }
    slots
}

fn move_item(meeting: &Meeting, id: &AgendaItemId, rows: &[Row]) -> Option<Edit> {
    let items: Vec<&AgendaItemId> = rows
        .iter()
        .filter_map(|row| match row {
            Row::Item(id) => Some(id),
            _ => None,
        })
        .collect();
    let index = items.iter().position(|other| *other == id)?;
    if meeting.agenda.get(index).is_some_and(|item| item.id == *id) {
        return None;
    }
    // Sorting keeps the order of what stands under the same item; `None` is the last.
    let mut wanted = slots(&self::rows(meeting));
    wanted.sort_by_key(|(_, item)| {
        let place = |item: &AgendaItemId| items.iter().position(|other| *other == item);
        item.as_ref().and_then(place).unwrap_or(usize::MAX)
    });
    let mut edits = vec![Edit::MoveAgendaItem { id: id.clone(), index }];
    edits.extend(order(meeting, &wanted, None));
    Edit::all(edits)
}

/// The edits that bring the selection into an order, `moved` first.
fn order(meeting: &Meeting, wanted: &[Slot], moved: Option<u32>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (number, item) in wanted {
        if meeting.selected(*number).is_some_and(|selected| selected.agenda_item != *item) {
            edits.push(Edit::PlaceUnder { number: *number, item: item.clone() });
        }
    }
    let mut now: Vec<u32> = meeting.selection.iter().map(|selected| selected.principle.number).collect();
    let mut put = |number: u32, index: usize| {
        if now.get(index) != Some(&number) {
            now.retain(|other| *other != number);
            now.insert(index.min(now.len()), number);
            edits.push(Edit::MoveSelected { number, index });
        }
    };
    let index_of = |number: u32| wanted.iter().position(|(other, _)| *other == number);
    if let Some((number, index)) = moved.and_then(|number| Some((number, index_of(number)?))) {
        put(number, index);
    }
    for (index, (number, _)) in wanted.iter().enumerate() {
        put(*number, index);
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::annex::tests::annex;
    use crate::meeting::edit::apply;
    use crate::meeting::{AgendaItem, Annex};
    use crate::message;

    fn id(name: &str) -> AgendaItemId {
        AgendaItemId(name.to_owned())
    }

    /// A meeting on the built-in set with the agenda items *a* and *b* and these principles.
    fn meeting(chosen: &[(u32, Option<&str>)]) -> Meeting {
        let set = PrincipleSet::built_in().remove(0);
        let mut meeting = Meeting::on(&set);
        for name in ["a", "b"] {
            meeting.agenda.push(AgendaItem { id: id(name), ..AgendaItem::default() });
        }
        for (number, item) in chosen {
            let (group, principle) = set.principle(*number).expect("a principle");
            let selected = Selected { agenda_item: item.map(id), ..Selected::of(group, principle) };
            meeting.selection.push(selected);
        }
        meeting
    }

    fn chosen(meeting: &Meeting) -> Vec<(u32, Option<&str>)> {
        let item = |selected: &Selected| selected.agenda_item.as_ref().map(|id| id.0.clone());
        let names = ["a", "b"];
        meeting
            .selection
            .iter()
            .map(|one| (one.principle.number, names.into_iter().find(|name| item(one).as_deref() == Some(*name))))
            .collect()
    }

    fn do_it(meeting: &mut Meeting, edit: Option<Edit>) {
        let before = meeting.clone();
        let inverse = apply(meeting, edit.expect("an edit")).expect("applied");
        assert!(follows_agenda(meeting));
        let mut back = meeting.clone();
        apply(&mut back, inverse).expect("taken back");
        assert_eq!(back, before);
    }

    #[test]
    fn a_principle_walks_over_the_agenda_step_by_step() {
        let mut here = meeting(&[(1, Some("a")), (2, Some("b")), (3, None)]);
        let row = Row::Principle(3);
        let up = step(&here, &row, false);
        do_it(&mut here, up);
        assert_eq!(chosen(&here), [(1, Some("a")), (2, Some("b")), (3, Some("b"))]);
        let up = step(&here, &row, false);
        do_it(&mut here, up);
        assert_eq!(chosen(&here), [(1, Some("a")), (3, Some("b")), (2, Some("b"))]);
        let up = step(&here, &row, false);
        do_it(&mut here, up);
        let up = step(&here, &row, false);
        do_it(&mut here, up);
        assert_eq!(chosen(&here), [(3, Some("a")), (1, Some("a")), (2, Some("b"))]);
        assert_eq!(step(&here, &row, false), None);
    }

    #[test]
    fn moving_one_principle_is_one_small_edit() {
        let here = meeting(&[(1, Some("a")), (2, Some("a")), (3, Some("a"))]);
        assert_eq!(move_row(&here, &Row::Principle(1), 4), Some(Edit::MoveSelected { number: 1, index: 2 }));
        assert_eq!(move_row(&here, &Row::Principle(1), 1), None);
    }

    #[test]
    fn a_principle_is_placed_after_what_stands_under_the_item() {
        let mut here = meeting(&[(1, Some("a")), (2, None), (3, None)]);
        let place = place_under(&here, 3, Some(&id("a")));
        assert_eq!(place.as_ref().map(Edit::label), Some(message!("edit-place-under")));
        do_it(&mut here, place);
        assert_eq!(chosen(&here), [(1, Some("a")), (3, Some("a")), (2, None)]);
        let place = place_under(&here, 1, None);
        do_it(&mut here, place);
        assert_eq!(chosen(&here), [(3, Some("a")), (2, None), (1, None)]);
        let place = place_under(&here, 2, Some(&id("b")));
        do_it(&mut here, place);
        assert_eq!(chosen(&here), [(3, Some("a")), (2, Some("b")), (1, None)]);
    }

    #[test]
    fn an_agenda_item_takes_its_principles_along() {
        let mut here = meeting(&[(1, Some("a")), (2, Some("b")), (3, Some("b")), (4, None)]);
        let up = step(&here, &Row::Item(id("b")), false);
        assert_eq!(up.as_ref().map(Edit::label), Some(message!("edit-move-agenda-item")));
        do_it(&mut here, up);
        assert_eq!(here.agenda[0].id, id("b"));
        assert_eq!(chosen(&here), [(2, Some("b")), (3, Some("b")), (1, Some("a")), (4, None)]);
        assert_eq!(step(&here, &Row::Item(id("b")), false), None);
    }

    #[test]
    fn an_agenda_item_in_use_is_removed_in_one_step_that_is_called_so() {
        let mut here = Meeting::sample();
        let item = here.agenda[0].id.clone();
        here.agenda[0].closed = true;
        let own = Annex { item: Some(item.clone()), ..annex("b", "x") };
        here.annexes = vec![own.clone()];
        let count = here.selection.len();
        let edit = remove_item(&here, &item);
        assert_eq!(edit.label(), message!("edit-remove-agenda-item"));
        do_it(&mut here, Some(edit));
        assert_eq!(here.selection.len(), count);
        assert!(here.agenda_item(&item).is_none());
        assert!(here.annotations.iter().all(|annotation| annotation.agenda_item.as_ref() != Some(&item)));
        assert_eq!(here.annexes, [Annex { item: None, closed: true, ..own }], "what was closed stays so");
    }

    #[test]
    fn what_is_chosen_takes_its_place_in_the_sets_order() {
        let set = PrincipleSet::built_in().remove(0);
        let mut here = meeting(&[(4, Some("a")), (2, None), (6, None)]);
        let edit = choose(&here, &set, &[7, 1, 3, 2]);
        do_it(&mut here, edit);
        assert_eq!(chosen(&here), [(4, Some("a")), (1, None), (2, None), (3, None), (6, None), (7, None)]);
        let edit = leave_out(&here, &[1, 5, 7]);
        do_it(&mut here, edit);
        assert_eq!(chosen(&here), [(4, Some("a")), (2, None), (3, None), (6, None)]);
        assert_eq!(leave_out(&here, &[5]), None);
    }

    #[test]
    fn a_selection_in_another_order_is_told_and_mended() {
        let mut here = meeting(&[(1, None), (2, Some("b")), (3, Some("a"))]);
        assert!(!follows_agenda(&here));
        let edit = follow_agenda(&here);
        do_it(&mut here, edit);
        assert_eq!(chosen(&here), [(3, Some("a")), (2, Some("b")), (1, None)]);
        assert_eq!(follow_agenda(&here), None);
    }
}
