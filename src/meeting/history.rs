//! Undo and redo: what was done, as the edits that take it back.
//!
//! Each state that a meeting was in has a number, so that whoever saves it can tell whether it has changed since. While
//! a user types in one field, each letter is an edit; together they are one step, until the history is [sealed](History::seal).

use super::Meeting;
use super::edit::{Edit, EditError, apply};
use crate::locale::Message;

/// The steps that can be taken back, and those that can be done again.
#[derive(Debug, Default)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
    /// The number of the present state.
    state: u64,
    /// The highest number that was given.
    last: u64,
    /// Whether the next edit begins a step, whatever it changes.
    sealed: bool,
}

/// A step from one state to another.
#[derive(Debug)]
struct Step {
    /// What was done.
    label: Message,
    /// The edit that leads there.
    edit: Edit,
    /// The state that it leads to.
    state: u64,
}

impl History {
    /// Applies `edit`. What could be done again until now no longer can.
    pub fn edit(&mut self, meeting: &mut Meeting, edit: Edit) -> Result<(), EditError> {
        let label = edit.label();
        let goes_on = !self.sealed && self.undo.last().is_some_and(|step| step.edit.same_field(&edit));
        let inverse = apply(meeting, edit)?;
        if !goes_on {
            self.undo.push(Step { label, edit: inverse, state: self.state });
        }
        self.last += 1;
        self.state = self.last;
        self.redo.clear();
        self.sealed = false;
        Ok(())
    }

    /// Ends the step: the next edit begins a new one, also where it changes the same field.
    pub fn seal(&mut self) {
        self.sealed = true;
    }

    /// Takes the last step back and gives the edit that did it; `None` where there is none.
    pub fn undo(&mut self, meeting: &mut Meeting) -> Result<Option<Edit>, EditError> {
        self.sealed = true;
        step(meeting, &mut self.state, &mut self.undo, &mut self.redo)
    }

    /// Does again what was last taken back and gives the edit that did it; `None` where there is nothing.
    pub fn redo(&mut self, meeting: &mut Meeting) -> Result<Option<Edit>, EditError> {
        self.sealed = true;
        step(meeting, &mut self.state, &mut self.redo, &mut self.undo)
    }

    /// Forgets all steps, so that nothing of them is left; the present state is a new one.
    pub fn forget(&mut self) {
        self.last += 1;
        *self = History { state: self.last, last: self.last, sealed: true, ..History::default() };
    }

    /// What would be taken back.
    #[must_use]
    pub fn undoes(&self) -> Option<Message> {
        self.undo.last().map(|step| step.label)
    }

    /// What would be done again.
    #[must_use]
    pub fn redoes(&self) -> Option<Message> {
        self.redo.last().map(|step| step.label)
    }

    /// The number of the present state: the same number, the same meeting.
    #[must_use]
    pub fn state(&self) -> u64 {
        self.state
    }
}

fn step(
    meeting: &mut Meeting,
    state: &mut u64,
    from: &mut Vec<Step>,
    to: &mut Vec<Step>,
) -> Result<Option<Edit>, EditError> {
    let Some(last) = from.last() else { return Ok(None) };
    // A step that does not fit stays, to be tried again.
    let inverse = apply(meeting, last.edit.clone())?;
    let Some(Step { label, edit, state: there }) = from.pop() else { return Ok(None) };
    to.push(Step { label, edit: inverse, state: *state });
    *state = there;
    Ok(Some(edit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::drawing::{Drawing, Medium, Stroke, Surface};
    use crate::message;

    fn title(text: &str) -> Edit {
        Edit::Title(text.to_owned())
    }

    /// An edit that is a step of its own.
    fn edit(history: &mut History, meeting: &mut Meeting, edit: Edit) {
        history.seal();
        history.edit(meeting, edit).expect("an edit");
    }

    #[test]
    fn a_new_edit_ends_what_could_be_redone() {
        let (mut meeting, mut history) = (Meeting::default(), History::default());
        edit(&mut history, &mut meeting, title("A"));
        edit(&mut history, &mut meeting, title("B"));
        assert_eq!(history.undo(&mut meeting), Ok(Some(title("A"))));
        assert_eq!(meeting.title, "A");
        assert_eq!(history.redo(&mut meeting), Ok(Some(title("B"))));
        assert_eq!(meeting.title, "B");
        assert_eq!(history.undo(&mut meeting), Ok(Some(title("A"))));
        edit(&mut history, &mut meeting, title("C"));
        assert_eq!(history.redo(&mut meeting), Ok(None));
        assert_eq!(history.undo(&mut meeting), Ok(Some(title("A"))));
        assert_eq!(history.undo(&mut meeting), Ok(Some(title(""))));
        assert_eq!(history.undo(&mut meeting), Ok(None));
        assert_eq!(meeting, Meeting::default());
    }

    #[test]
    fn what_is_typed_into_one_field_is_one_step() {
        let (mut meeting, mut history) = (Meeting::default(), History::default());
        for text in ["B", "Bu", "Bud"] {
            history.edit(&mut meeting, title(text)).expect("an edit");
        }
        history.edit(&mut meeting, Edit::Place("R".to_owned())).expect("an edit");
        assert_eq!(history.undoes(), Some(message!("edit-place")));
        history.undo(&mut meeting).expect("undone");
        assert_eq!(meeting.title, "Bud");
        history.undo(&mut meeting).expect("undone");
        assert_eq!(meeting, Meeting::default());
        assert_eq!(history.redoes(), Some(message!("edit-title")));
        history.redo(&mut meeting).expect("redone");
        assert_eq!(meeting.title, "Bud");
    }

    #[test]
    fn each_stroke_is_a_step() {
        let (mut meeting, mut history) = (Meeting::sample(), History::default());
        let surface = Surface {
            medium: Medium::Handout,
            page: crate::meeting::PageNumber(1),
            width: 595_000,
            height: 842_000,
            words: None,
        };
        meeting.annotations[0].body = crate::meeting::Body::Ink(Drawing { surface, strokes: Vec::new() });
        let id = meeting.annotations[0].id.clone();
        let strokes = |meeting: &Meeting| meeting.annotations[0].drawing().map(|drawing| drawing.strokes.len());
        for _ in 0..3 {
            let stroke = Stroke { points: vec![[0, 0]], color: [0; 3], width: 1000 };
            history.edit(&mut meeting, Edit::AddStroke { id: id.clone(), index: usize::MAX, stroke }).expect("drawn");
        }
        for index in [2, 1] {
            history.edit(&mut meeting, Edit::RemoveStroke { id: id.clone(), index }).expect("erased");
        }
        for left in [2, 3, 2, 1, 0] {
            history.undo(&mut meeting).expect("undone");
            assert_eq!(strokes(&meeting), Some(left));
        }
        history.redo(&mut meeting).expect("redone");
        assert_eq!((strokes(&meeting), history.undoes()), (Some(1), Some(message!("edit-add-stroke"))));
    }

    #[test]
    fn a_step_that_does_not_fit_stays() {
        let (mut meeting, mut history) = (Meeting::sample(), History::default());
        let id = meeting.annotations[0].id.clone();
        edit(&mut history, &mut meeting, Edit::RemoveAnnotation(id.clone()));
        // Something else than the history has put one with the same id there.
        let mut other = meeting.annotations[0].clone();
        other.id = id;
        meeting.annotations.push(other);
        let before = history.undoes();
        assert!(history.undo(&mut meeting).is_err());
        assert_eq!((history.undoes(), history.redoes()), (before, None));
        meeting.annotations.pop();
        assert!(history.undo(&mut meeting).expect("undone").is_some());
    }

    #[test]
    fn the_same_state_has_the_same_number() {
        let (mut meeting, mut history) = (Meeting::default(), History::default());
        let saved = history.state();
        edit(&mut history, &mut meeting, title("A"));
        let first = history.state();
        edit(&mut history, &mut meeting, title("B"));
        assert_ne!(first, history.state());
        history.undo(&mut meeting).expect("undone");
        assert_eq!(first, history.state());
        history.undo(&mut meeting).expect("undone");
        assert_eq!(saved, history.state());
        edit(&mut history, &mut meeting, title("C"));
        assert_ne!(first, history.state());
    }
}
