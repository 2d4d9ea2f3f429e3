//! Undo and redo: what was done, as the edits that take it back.

use super::Meeting;
use super::edit::{Edit, EditError, apply};

/// The edits that can be taken back, and those that can be done again.
#[derive(Debug, Default)]
pub struct History {
    undo: Vec<Edit>,
    redo: Vec<Edit>,
}

impl History {
    /// Applies `edit`. What could be done again until now no longer can.
    pub fn edit(&mut self, meeting: &mut Meeting, edit: Edit) -> Result<(), EditError> {
        self.undo.push(apply(meeting, edit)?);
        self.redo.clear();
        Ok(())
    }

    /// Takes the last edit back; `false` where there is none.
    pub fn undo(&mut self, meeting: &mut Meeting) -> Result<bool, EditError> {
        step(meeting, &mut self.undo, &mut self.redo)
    }

    /// Does again what was last taken back; `false` where there is nothing.
    pub fn redo(&mut self, meeting: &mut Meeting) -> Result<bool, EditError> {
        step(meeting, &mut self.redo, &mut self.undo)
    }
}

fn step(meeting: &mut Meeting, from: &mut Vec<Edit>, to: &mut Vec<Edit>) -> Result<bool, EditError> {
    let Some(edit) = from.pop() else { return Ok(false) };
    to.push(apply(meeting, edit)?);
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_edit_ends_what_could_be_redone() {
        let (mut meeting, mut history) = (Meeting::default(), History::default());
        let title = |text: &str| Edit::Title(text.to_owned());
        history.edit(&mut meeting, title("A")).expect("an edit");
        history.edit(&mut meeting, title("B")).expect("an edit");
        assert_eq!(history.undo(&mut meeting), Ok(true));
        assert_eq!(meeting.title, "A");
        assert_eq!(history.redo(&mut meeting), Ok(true));
        assert_eq!(meeting.title, "B");
        assert_eq!(history.undo(&mut meeting), Ok(true));
        history.edit(&mut meeting, title("C")).expect("an edit");
        assert_eq!(history.redo(&mut meeting), Ok(false));
        assert_eq!(history.undo(&mut meeting), Ok(true));
        assert_eq!(history.undo(&mut meeting), Ok(true));
        assert_eq!(history.undo(&mut meeting), Ok(false));
        assert_eq!(meeting, Meeting::default());
    }
}
