//! Edits as journals of versions 1 and 2 have them: whole annotations, whole hand-out options, names for participants. It
//! is frozen. Each is made the edit of today that does the same to the meeting as it is then.

use crate::meeting::difference::changed;
use crate::meeting::edit::apply;
use crate::meeting::file::version_2::{bring_up_annotation, bring_up_participants};
use crate::meeting::{AgendaItem, Annotation, Edit, HandoutOptions, Meeting, Presentation};
use serde_json::{Value, from_value};

/// The edit of today; `None` where it cannot be read.
pub fn bring_up(mut edit: Value, meeting: &Meeting) -> Option<Edit> {
    let fields = edit.as_object_mut()?;
    let name = fields.keys().next()?.clone();
    let content = fields.get_mut(&name)?;
    Some(match name.as_str() {
        "batch" => {
            let mut at = meeting.clone();
            let mut edits = Vec::new();
            for one in content.as_array_mut()? {
                let edit = bring_up(one.take(), &at)?;
                apply(&mut at, edit.clone()).ok()?;
                edits.push(edit);
            }
            Edit::Batch(edits)
        }
        "participants" => {
            bring_up_participants(Some(content)).ok()?;
            from_value(edit).ok()?
        }
        "add-annotation" => {
            let annotation = content.get_mut("annotation")?;
            *annotation = bring_up_annotation(annotation.take()).ok()?;
            from_value(edit).ok()?
        }
        "change-annotation" => {
            let new: Annotation = from_value(bring_up_annotation(content.take()).ok()?).ok()?;
            let own = meeting.annotation(&new.id)?;
            let mut edits = changed(own, &new).unwrap_or_else(|| {
                let index = meeting.annotations.iter().position(|own| own.id == new.id).unwrap_or(usize::MAX);
                vec![
                    Edit::RemoveAnnotation(new.id.clone()),
                    Edit::AddAnnotation { index, annotation: Box::new(new.clone()) },
                ]
            });
            if edits.len() == 1 { edits.pop()? } else { Edit::Batch(edits) }
        }
        "change-agenda-item" => {
            let new: AgendaItem = from_value(content.take()).ok()?;
            let own = meeting.agenda_item(&new.id)?;
            let differ = own.facts().into_iter().zip(new.facts()).filter(|(own, other)| own != other);
            let set = |(_, fact)| Edit::ChangeAgendaItem { id: new.id.clone(), fact };
            Edit::Batch(differ.map(set).collect())
        }
        "presentation" => {
            let new: Presentation = from_value(content.take()).ok()?;
            Edit::Batch(meeting.presentation.changes(&new).into_iter().map(Edit::Presentation).collect())
        }
        "handout" => {
            let new: HandoutOptions = from_value(content.take()).ok()?;
            Edit::Batch(meeting.handout.changes(&new).into_iter().map(Edit::Handout).collect())
        }
        _ => from_value(edit).ok()?,
    })
}
