//! Merging what reviewers wrote into the meeting that they were sent.
//!
//! A merge is one edit. What the meeting has already is recognised by its id, so that a copy may be merged again and
//! again; nothing of the meeting's own is overwritten. Where a reviewer reworded something both wordings stay: the
//! reviewer's becomes a reply. What cannot be placed in the meeting is added all the same and says so itself
//! ([`Meeting::is_anchored`]).

use super::edit::apply;
use super::{Annotation, Edit, EditError, Meeting, Reply, Status, Visibility};
use crate::locale::say;

/// What a reviewer's copy holds: the meeting as it was sent, and what is written in it now.
#[derive(Clone, Debug)]
pub struct Copy {
    /// What was sent; empty where that is not known.
    pub sent: Meeting,
    /// What is written in it. Private annotations are passed over: they are the reviewer's own.
    pub annotations: Vec<Annotation>,
}

/// What a merge comes to.
#[derive(Debug, Default)]
pub struct Merged {
    /// The changes, as one step; nothing where nothing is new.
    pub edits: Vec<Edit>,
    /// How many annotations are new.
    pub added: usize,
    /// How many got replies or another status.
    pub updated: usize,
    /// How many are as they were.
    pub unchanged: usize,
    /// How many of the new ones have no place in the meeting.
    pub orphaned: usize,
    /// How many of those that were sent the reviewer has deleted. They stay.
    pub deleted: usize,
}

/// Merges a copy into `meeting`, which is changed, and says what was done.
pub fn merge(meeting: &mut Meeting, copy: &Copy) -> Result<Merged, EditError> {
    let mut merged = Merged::default();
    for annotation in copy.annotations.iter().filter(|annotation| annotation.visibility == Visibility::Shared) {
        let was = copy.sent.annotation(&annotation.id);
        let edit = match (meeting.annotation(&annotation.id), was) {
            (Some(own), was) => answered(own, was, annotation).map(|own| Edit::ChangeAnnotation(Box::new(own))),
            // It was deleted here since it was sent, and nobody has touched it.
            (None, Some(was)) if was.text == annotation.text && annotation.replies == was.replies => None,
            (None, _) => {
                let mut new = Annotation { note: 0, ..annotation.clone() };
                if new.agenda_item.as_ref().is_some_and(|id| meeting.agenda_item(id).is_none()) {
                    new.agenda_item = None;
                }
                merged.added += 1;
                merged.orphaned += usize::from(!meeting.is_anchored(&new.target));
                Some(Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(new) })
            }
        };
        match &edit {
            Some(Edit::ChangeAnnotation(_)) => merged.updated += 1,
            Some(_) => {}
            None => merged.unchanged += 1,
        }
        if let Some(edit) = edit {
            apply(meeting, edit.clone())?;
            merged.edits.push(edit);
        }
    }
    let gone = |sent: &&Annotation| !copy.annotations.iter().any(|annotation| annotation.id == sent.id);
    merged.deleted = copy.sent.annotations.iter().filter(gone).count();
    Ok(merged)
}

/// The meeting's own annotation with what the reviewer answered to it; `None` where that is nothing new.
fn answered(own: &Annotation, was: Option<&Annotation>, theirs: &Annotation) -> Option<Annotation> {
    let mut answered = own.clone();
    let known = |answered: &Annotation, reply: &Reply| {
        answered
            .replies
            .iter()
            .any(|other| other.id == reply.id || (other.author == reply.author && other.text == reply.text))
    };
    for reply in &theirs.replies {
        if !known(&answered, reply) {
            answered.replies.push(reply.clone());
        }
    }
    let reworded = was.is_none_or(|was| was.text != theirs.text) && own.text != theirs.text;
    if reworded {
        let text = say("merge-reworded", &[("text", theirs.text.as_str().into())]);
        let id = super::Id(format!("{}-{}", own.id, theirs.modified.as_second()));
        let reply = Reply { id, author: theirs.author.clone(), created: theirs.modified, text };
        if !known(&answered, &reply) {
            answered.replies.push(reply);
        }
    }
    // A state that was set here stays.
    let before = was.map_or(Status::Open, |was| was.status);
    if own.status == before && theirs.status != before {
        answered.status = theirs.status;
    }
    if answered == *own {
        return None;
    }
    answered.modified = answered.modified.max(theirs.modified);
    Some(answered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::Id;

    fn copy() -> Copy {
        let sent = Meeting::sample().shared();
        Copy { annotations: sent.annotations.clone(), sent }
    }

    #[test]
    fn a_copy_that_nobody_wrote_in_changes_nothing() {
        let mut meeting = Meeting::sample();
        let merged = merge(&mut meeting, &copy()).expect("merged");
        assert_eq!((merged.added, merged.updated, merged.deleted), (0, 0, 0));
        assert_eq!(meeting, Meeting::sample());
    }

    #[test]
    fn what_is_new_is_added_once_however_often_it_is_merged() {
        let mut copy = copy();
        let mut new = copy.annotations[2].clone();
        new.id = Id("new".to_owned());
        new.text = "Æble".to_owned();
        copy.annotations.push(new);
        let reply = Reply {
            id: Id("reply".to_owned()),
            author: "Udvalgsmedlem".to_owned(),
            created: jiff::Timestamp::UNIX_EPOCH,
            text: "Ja.".to_owned(),
        };
        copy.annotations[1].replies.push(reply);
        copy.annotations[0].text = "Punkt 4 først.".to_owned();
        copy.annotations.remove(4);
        let mut meeting = Meeting::sample();
        let merged = merge(&mut meeting, &copy).expect("merged");
        assert_eq!((merged.added, merged.updated, merged.deleted, merged.orphaned), (1, 2, 1, 0));
        assert_eq!(meeting.annotations.len(), Meeting::sample().annotations.len() + 1);
        assert_eq!(
            meeting.annotations[0].text,
            Meeting::sample().annotations[0].text,
            "the meeting's own wording stays"
        );
        assert!(meeting.annotations[0].replies[0].text.contains("Punkt 4 først."));
        let once = meeting.clone();
        let again = merge(&mut meeting, &copy).expect("merged");
        assert_eq!((again.added, again.updated), (0, 0));
        assert_eq!(meeting, once);
    }

    #[test]
    fn private_annotations_stay_where_they_are() {
        let mut other = Meeting::sample();
        for annotation in &mut other.annotations {
            annotation.id = Id(format!("{}-theirs", annotation.id));
            annotation.visibility = Visibility::Private;
        }
        let mut meeting = Meeting::sample();
        let copy = Copy { sent: Meeting::default(), annotations: other.annotations };
        assert_eq!(merge(&mut meeting, &copy).expect("merged").added, 0);
    }
}
