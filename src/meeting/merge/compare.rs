//! Comparing copies with what was sent and with the meeting as it is.

use super::replay::{Replies, another, suggestion};
use super::{Change, Copy, Plan, Source, What};
use crate::meeting::anchor::{Placed, Placer};
use crate::meeting::annotation::Sighting;
use crate::meeting::correspondence::{Kinship, kinship};
use crate::meeting::{Annotation, AnnotationId, Comment, Meeting, PageNumber, Status, Visibility};
use std::collections::{BTreeMap, BTreeSet};

/// Says what merging the copies into `meeting` would come to.
#[must_use]
pub fn plan(meeting: &Meeting, copies: &[Copy]) -> Plan {
    let mut planner = Planner {
        meeting,
        own: by_id(&meeting.annotations),
        taken: meeting.ids().collect(),
        renamed: BTreeMap::new(),
        added: BTreeMap::new(),
        replies: Replies::default(),
        reworded: BTreeMap::new(),
        set: BTreeMap::new(),
        plan: Plan::default(),
    };
    for copy in copies {
        planner.copy(copy);
    }
    planner.plan
}

fn by_id(annotations: &[Annotation]) -> BTreeMap<&AnnotationId, &Annotation> {
    annotations.iter().map(|annotation| (&annotation.id, annotation)).collect()
}

struct Planner<'a> {
    meeting: &'a Meeting,
    own: BTreeMap<&'a AnnotationId, &'a Annotation>,
    /// The ids that something in the meeting bears.
    taken: BTreeSet<&'a str>,
    /// Annotations of the meeting that had to take another id, by the one that they have in the copies.
    renamed: BTreeMap<AnnotationId, &'a Annotation>,
    /// What copies before this one bring, by the index of the change.
    added: BTreeMap<AnnotationId, usize>,
    /// What has been answered, here and in the copies before.
    replies: Replies,
    /// Which changes reword an annotation, and which set its status.
    reworded: BTreeMap<AnnotationId, Vec<usize>>,
    set: BTreeMap<AnnotationId, Vec<usize>>,
    plan: Plan,
}

impl<'a> Planner<'a> {
    fn copy(&mut self, copy: &Copy) {
        let review = &copy.review;
        let source = self.plan.sources.len();
        let author = review.author().to_owned();
        let kinship = kinship(&review.sent, self.meeting);
        let other = (kinship != Kinship::Same).then(|| (kinship, Box::new(review.sent.clone())));
        let (name, changed_pages) = (copy.name.clone(), review.changed_pages.clone());
        self.plan.sources.push(Source { name, author, omitted: review.omitted, changed_pages, other });
        let sent = by_id(&review.sent.annotations);
        let placer = Placer::new(&review.sent, self.meeting);
        let shared = review.comments.iter().filter(|comment| comment.annotation.visibility == Visibility::Shared);
        for comment in shared {
            let before = self.plan.changes.len();
            self.comment(source, &placer, comment, sent.get(&comment.annotation.id).copied());
            self.plan.unchanged += usize::from(self.plan.changes.len() == before);
        }
        if review.complete && review.omitted == 0 {
            self.deleted(source, copy);
        }
    }

    fn comment(&mut self, source: usize, into: &Placer<'_>, comment: &Comment, was: Option<&Annotation>) {
        let theirs = &comment.annotation;
        let own = self.own(theirs);
        let brought = self.added.get(&theirs.id).and_then(|index| self.plan.changes.get(*index));
        let own = own.or(brought.map(|change| &change.theirs)).cloned();
        match (own, was) {
            (Some(own), was) => self.known(source, comment.page, &own, was, theirs),
            // It was deleted here since it was sent, and nobody has touched it.
            (None, Some(was)) if untouched(was, theirs) => {}
            (None, was) => {
                let placed = if comment.anchored {
                    into.place(&theirs.target)
                } else {
                    Placed { target: theirs.target.clone(), score: None }
                };
                let mut seen = theirs.seen.clone();
                if placed.score.is_none() && seen.is_none() && self.meeting.is_anchored(&placed.target) {
                    // What it is beside is not what it is on.
                    let words = theirs.target.words().map(|words| words.quote.exact.clone()).unwrap_or_default();
                    seen = Some(Sighting { page: comment.page, words });
                }
                let theirs = Annotation { target: placed.target, note: 0, seen, ..theirs.clone() };
                let what = if was.is_some() { What::Returned } else { What::Added };
                self.added.insert(theirs.id.clone(), self.plan.changes.len());
                let change = Change { score: placed.score, ..change(source, comment.page, what, theirs, None) };
                self.plan.changes.push(Change { conflict: was.is_some(), ..change });
            }
        }
    }

    /// The meeting's own annotation of this id; also one that had to take another because something else bears it.
    fn own(&mut self, theirs: &Annotation) -> Option<&'a Annotation> {
        if let Some(own) = self.own.get(&theirs.id).or(self.renamed.get(&theirs.id)) {
            return Some(own);
        }
        let same = |own: &&Annotation| {
            (own.created, &own.author, own.target.principle())
                == (theirs.created, &theirs.author, theirs.target.principle())
        };
        let others = std::iter::successors(Some(another(theirs.id.as_str())), |id| Some(another(id)));
        let mut others = others.take_while(|id| self.taken.contains(id.as_str())).map(AnnotationId);
        let own = others.find_map(|id| self.own.get(&id).copied().filter(same))?;
        self.renamed.insert(theirs.id.clone(), own);
        Some(own)
    }

    /// What a reviewer did with an annotation that the meeting has.
    fn known(
        &mut self,
        source: usize,
        page: Option<PageNumber>,
        own: &Annotation,
        was: Option<&Annotation>,
        theirs: &Annotation,
    ) {
        let reviewer = self.plan.sources.get(source).map_or_else(String::new, |source| source.author.clone());
        let known = |what| change(source, page, what, theirs.clone(), Some(own.clone()));
        for reply in &theirs.replies {
            if self.replies.hear(own, &reply.author, &reply.content) {
                self.plan.changes.push(known(What::Replied(reply.clone())));
            }
        }
        self.redrawn(source, page, own, was, theirs);
        if was.is_none_or(|was| !was.is_worded_as(theirs)) && !own.is_worded_as(theirs) {
            let (author, content) = suggestion(&known(What::Reworded), &reviewer);
            if self.replies.hear(own, &author, &content) {
                // Where what was sent is not known the later wording is the changed one.
                let changed_here = was.map_or(theirs.modified <= own.modified, |was| !was.is_worded_as(own));
                let change = Change { conflict: changed_here, ..known(What::Reworded) };
                self.contend(
                    own.id.clone(),
                    change,
                    |other| !other.theirs.is_worded_as(theirs),
                    |planner| &mut planner.reworded,
                );
            }
        }
        let before = was.map_or(Status::Open, |was| was.status);
        if theirs.status != before && theirs.status != own.status {
            let change = Change { conflict: own.status != before, ..known(What::Status(theirs.status)) };
            let (author, content) = suggestion(&change, &reviewer);
            if !self.replies.has(own, &author, &content) {
                let differs = |other: &Change| other.theirs.status != theirs.status;
                self.contend(own.id.clone(), change, differs, |planner| &mut planner.set);
            }
        }
    }

    /// What a reviewer drew in the place of a drawing that the meeting has, if it is not there already.
    fn redrawn(
        &mut self,
        source: usize,
        page: Option<PageNumber>,
        own: &Annotation,
        was: Option<&Annotation>,
        theirs: &Annotation,
    ) {
        let Some(drawing) = theirs.drawing().filter(|_| own.drawing().is_some()) else { return };
        let is = |other: &Annotation| other.drawing() == Some(drawing);
        let reviewer = self.plan.sources.get(source).map_or("", |source| source.author.as_str());
        // Numbers alone: they cannot fail to become JSON.
        let strokes = serde_json::to_string(drawing).unwrap_or_default();
        let id = AnnotationId::of(&[&theirs.id.0, &strokes]);
        let is_there = |id: &AnnotationId| self.own.contains_key(id) || self.added.contains_key(id);
        if is(own) || was.is_some_and(is) || is_there(&id) {
            return;
        }
        let named = theirs.author != own.author || reviewer.is_empty();
        let author = if named { theirs.author.clone() } else { reviewer.to_owned() };
        let new = Annotation { id: id.clone(), note: 0, author, replies: Vec::new(), ..theirs.clone() };
        let new = Annotation { created: theirs.modified, status: Status::Open, target: own.target.clone(), ..new };
        self.added.insert(id, self.plan.changes.len());
        self.plan.changes.push(change(source, page, What::Redrawn, new, Some(own.clone())));
    }

    /// Adds a change that others may have made otherwise.
    fn contend(
        &mut self,
        id: AnnotationId,
        mut change: Change,
        differs: impl Fn(&Change) -> bool,
        others: impl Fn(&mut Self) -> &mut BTreeMap<AnnotationId, Vec<usize>>,
    ) {
        let index = self.plan.changes.len();
        let rivals = others(self).entry(id).or_default();
        let before = std::mem::take(rivals);
        *rivals = before.iter().copied().chain([index]).collect();
        for rival in before {
            if let Some(rival) = self.plan.changes.get_mut(rival)
                && differs(rival)
            {
                rival.conflict = true;
                change.conflict = true;
            }
        }
        self.plan.changes.push(change);
    }

    /// What was sent and is not in the copy any more.
    fn deleted(&mut self, source: usize, copy: &Copy) {
        let there: BTreeMap<&AnnotationId, &Annotation> =
            copy.review.comments.iter().map(|comment| (&comment.annotation.id, &comment.annotation)).collect();
        for was in &copy.review.sent.annotations {
            let Some(own) = self.own.get(&was.id).copied() else { continue };
            // What is drawn on slides is on no page of a hand-out: that it is not there says nothing.
            if was.slide().is_some() && !there.contains_key(&was.id) {
                continue;
            }
            let Some(theirs) = there.get(&was.id) else {
                let conflict = !own.is_worded_as(was) || own.replies.len() != was.replies.len();
                let change = change(source, None, What::Deleted, was.clone(), Some(own.clone()));
                self.plan.changes.push(Change { conflict, ..change });
                continue;
            };
            for reply in &was.replies {
                let kept = |replies: &[crate::meeting::Reply]| replies.iter().any(|other| other.id == reply.id);
                if !kept(&theirs.replies) && kept(&own.replies) {
                    let what = What::ReplyDeleted(reply.clone());
                    self.plan.changes.push(change(source, None, what, (*theirs).clone(), Some(own.clone())));
                }
            }
        }
    }
}

fn change(source: usize, page: Option<PageNumber>, what: What, theirs: Annotation, own: Option<Annotation>) -> Change {
    Change { source, page, what, theirs, own, score: Some(1.0), conflict: false }
}

/// Whether nobody has written on it since it was sent.
fn untouched(was: &Annotation, theirs: &Annotation) -> bool {
    let redrawn = theirs.drawing().is_some() && was.drawing() != theirs.drawing();
    !redrawn && was.is_worded_as(theirs) && was.replies == theirs.replies && was.status == theirs.status
}
