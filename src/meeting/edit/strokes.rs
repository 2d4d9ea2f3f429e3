//! The strokes that an edit carries, wherever in it they stand: what is kept once is looked for here.

use super::Edit;
use crate::meeting::drawing::Stroke;
use crate::meeting::{Annotation, Body};

impl Edit {
    /// Calls `with` on each list of strokes that the edit carries, in the order in which they stand in it. A single stroke is
    /// a list of one, and stays one.
    pub(in crate::meeting) fn each_strokes(&mut self, with: &mut dyn FnMut(&mut Vec<Stroke>)) {
        match self {
            Edit::AddStroke { stroke, .. } => {
                let mut strokes = vec![std::mem::take(stroke)];
                with(&mut strokes);
                *stroke = strokes.pop().unwrap_or_default();
            }
            Edit::AddAnnotation { annotation, .. } => each_strokes_of(annotation, with),
            Edit::Batch(edits) => edits.iter_mut().for_each(|edit| edit.each_strokes(with)),
            Edit::Title(_)
            | Edit::Body(_)
            | Edit::Language(_)
            | Edit::Date(_)
            | Edit::Time(_)
            | Edit::End(_)
            | Edit::Place(_)
            | Edit::Participants(_)
            | Edit::AddAgendaItem { .. }
            | Edit::ChangeAgendaItem { .. }
            | Edit::MoveAgendaItem { .. }
            | Edit::RemoveAgendaItem(_)
            | Edit::AddSection { .. }
            | Edit::ChangeSection { .. }
            | Edit::RemoveSection { .. }
            | Edit::AddAnnex { .. }
            | Edit::ChangeAnnex { .. }
            | Edit::MoveAnnex { .. }
            | Edit::RemoveAnnex(_)
            | Edit::Set(_)
            | Edit::Select { .. }
            | Edit::Deselect(_)
            | Edit::MoveSelected { .. }
            | Edit::PlaceUnder { .. }
            | Edit::ChangeAnnotation { .. }
            | Edit::RemoveAnnotation(_)
            | Edit::AddReply { .. }
            | Edit::ChangeReply { .. }
            | Edit::RemoveReply { .. }
            | Edit::RemoveStroke { .. }
            | Edit::Presentation(_)
            | Edit::Handout(_) => {}
        }
    }
}

fn each_strokes_of(annotation: &mut Annotation, with: &mut dyn FnMut(&mut Vec<Stroke>)) {
    match &mut annotation.body {
        Body::Ink(drawing) => with(&mut drawing.strokes),
        Body::Differences(edits) => edits.iter_mut().for_each(|edit| edit.each_strokes(with)),
        Body::Highlight { .. }
        | Body::Comment { .. }
        | Body::Question { .. }
        | Body::Decision(_)
        | Body::Action(_)
        | Body::Suggestion { .. } => {}
    }
}
