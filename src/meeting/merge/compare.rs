//! Comparing copies with what was sent and with the meeting as it is.

use super::known::{self, Known};
use super::replay::{Replies, another, suggestion};
use super::{Change, Copy, Plan, Source, What};
use crate::meeting::anchor::{Placed, Placer};
use crate::meeting::correspondence::{Kinship, kinship};
use crate::meeting::{
    Annotation, AnnotationId, Comment, Meeting, PageNumber, Review, Sighting, Status, Target, Visibility,
};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Says what merging the copies into `meeting` would come to.
#[must_use]
pub fn plan(meeting: &Meeting, copies: &[Copy]) -> Plan {
    let mut planner = Planner {
        meeting,
        known: Known::of(meeting),
        added: BTreeMap::new(),
        added_by: BTreeMap::new(),
        claimed: BTreeSet::new(),
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
    known: Known<'a>,
    /// What copies before this one bring, by the index of the change.
    added: BTreeMap<AnnotationId, usize>,
    /// The same by author.
    added_by: BTreeMap<String, Vec<usize>>,
    /// Which of them are known from the copy that is looked at.
    claimed: BTreeSet<usize>,
    /// What has been answered, here and in the copies before.
    replies: Replies,
    /// Which changes reword an annotation, and which set its status.
    reworded: BTreeMap<AnnotationId, Vec<usize>>,
    set: BTreeMap<AnnotationId, Vec<usize>>,
    plan: Plan,
}

/// A copy that is looked at.
#[derive(Clone, Copy)]
struct Looked<'a> {
    /// Its index.
    source: usize,
    review: &'a Review,
    placer: &'a Placer<'a>,
    /// Who wrote everything that is new in it.
    only_author: Option<&'a str>,
}

/// A comment that the meeting has, as it stands in a copy.
#[derive(Clone, Copy)]
struct Seen<'a> {
    /// As it was sent.
    was: Option<&'a Annotation>,
    theirs: &'a Annotation,
    page: Option<PageNumber>,
    /// Where it lies in the meeting.
    placed: &'a Placed,
}

impl Planner<'_> {
    fn copy(&mut self, copy: &Copy) {
        let review = &copy.review;
        let source = self.plan.sources.len();
        let (author, not_taken) = (review.author().to_owned(), review.not_taken.clone());
        // Where it is not known what was sent nobody can say that it was another meeting.
        let kinship = if review.knows_sent { kinship(&review.sent, self.meeting) } else { Kinship::Same };
        let other = (kinship != Kinship::Same).then(|| (kinship, Box::new(review.sent.clone())));
        let (name, changed_pages) = (copy.name.clone(), review.changed_pages.clone());
        self.plan.sources.push(Source { name, author, not_taken, omitted: review.omitted, changed_pages, other });
        let placer = Placer::new(&review.sent, self.meeting);
        let looked = Looked { source, review, placer: &placer, only_author: review.only_author() };
        let sent = by_id(&review.sent.annotations);
        let shared = || review.comments.iter().filter(|comment| comment.annotation.visibility == Visibility::Shared);
        // Where it is not known what was sent an id is one of Bilag's own.
        let was_sent = |annotation: &Annotation| !review.knows_sent || sent.contains_key(&annotation.id);
        self.known
            .begin(review.knows_sent, shared().map(|comment| (&comment.annotation, was_sent(&comment.annotation))));
        self.claimed.clear();
        let mut there = BTreeSet::new();
        for comment in shared() {
            let before = self.plan.changes.len();
            let was = sent.get(&comment.annotation.id).copied();
            there.extend(self.comment(looked, comment, was, was_sent(&comment.annotation)));
            self.plan.unchanged += usize::from(self.plan.changes.len() == before);
        }
        if review.complete {
            self.deleted(looked, &there);
        }
    }

    /// Compares a comment, and gives the id of the one in the meeting that it is.
    fn comment(
        &mut self,
        looked: Looked<'_>,
        comment: &Comment,
        was: Option<&Annotation>,
        was_sent: bool,
    ) -> Option<AnnotationId> {
        let Looked { source, placer, .. } = looked;
        let theirs = &comment.annotation;
        let placed = if comment.anchored {
            placer.place(&theirs.target)
        } else {
            Placed { target: theirs.target.clone(), score: None }
        };
        let own = self.known.find(comment, &placed.target, was_sent).cloned();
        let own = own.or_else(|| self.brought(source, comment, &placed.target, was_sent));
        let seen = Seen { was, theirs, page: comment.page, placed: &placed };
        match own {
            Some(own) => {
                self.known_again(looked, &own, seen);
                Some(own.id)
            }
            // It was deleted here since it was sent, and nobody has touched it.
            None if was.is_some_and(|was| untouched(was, theirs)) => None,
            None => {
                let mut new = Annotation { target: placed.target, note: 0, ..theirs.clone() };
                // What it is beside is not what it is on.
                if placed.score.is_none() && new.seen.is_none() {
                    let words = theirs.target.words().map(|words| words.quote.exact.clone()).unwrap_or_default();
                    new.seen = Some(Sighting { page: comment.page, words, ..Sighting::default() });
                }
                // Another may bear its name there.
                while self.added.contains_key(&new.id) || self.known.is_taken(&new.id) {
                    new.id = AnnotationId(another(new.id.as_str()));
                }
                let what = if was.is_some() { What::Returned } else { What::Added };
                self.added.insert(new.id.clone(), self.plan.changes.len());
                self.added.entry(theirs.id.clone()).or_insert(self.plan.changes.len());
                self.added_by.entry(new.author.trim().to_owned()).or_default().push(self.plan.changes.len());
                let by = new.author.clone();
                let change = Change { score: placed.score, by, ..change(source, comment.page, what, new, None) };
                self.plan.changes.push(Change { conflict: was.is_some(), ..change });
                None
            }
        }
    }

    /// The one that a copy before this one brings.
    fn brought(&mut self, source: usize, comment: &Comment, target: &Target, was_sent: bool) -> Option<Annotation> {
        let theirs = &comment.annotation;
        let changes = &self.plan.changes;
        let by_id = self.added.get(&theirs.id).filter(|index| {
            changes.get(**index).is_some_and(|change| was_sent || known::is_plausible(&change.theirs, theirs))
        });
        let alike = || {
            let of_author = self.added_by.get(theirs.author.trim())?;
            let earlier = of_author.iter().filter(|index| !self.claimed.contains(index));
            let all = earlier.filter_map(|index| {
                let change = changes.get(*index).filter(|change| change.source != source)?;
                Some((*index, &change.theirs))
            });
            known::alike(self.meeting, all, theirs, target, comment.dated).map(|(index, _)| index)
        };
        let index = by_id.copied().filter(|index| changes.get(*index).is_some_and(|change| change.source != source));
        let index = index.or_else(alike)?;
        self.claimed.insert(index);
        changes.get(index).map(|change| change.theirs.clone())
    }

    /// Who changed something in a copy, as far as that says so: somebody else whose name stands there now; or who had written it,
    /// where it is one of the comments that this copy brought, or everything else that is new in it is of the same hand.
    fn who(looked: Looked<'_>, own: &Annotation, seen: Seen<'_>) -> (String, bool) {
        let author = seen.theirs.author.trim();
        if author.is_empty() || !looked.review.knows_sent {
            return (String::new(), false);
        }
        if author != own.author.trim() {
            return (author.to_owned(), false);
        }
        let by_author = seen.was.is_none() || looked.only_author.is_some_and(|only| only.trim() == author);
        (if by_author { author.to_owned() } else { String::new() }, by_author)
    }

    /// What was done with an annotation that the meeting has.
    fn known_again(&mut self, looked: Looked<'_>, own: &Annotation, seen: Seen<'_>) {
        let Seen { was, page, .. } = seen;
        let (by, by_author) = Self::who(looked, own, seen);
        let theirs = &Annotation { id: own.id.clone(), ..seen.theirs.clone() };
        let known = |what| Change {
            by: by.clone(),
            by_author,
            ..change(looked.source, page, what, theirs.clone(), Some(own.clone()))
        };
        for reply in &theirs.replies {
            if self.replies.hear(own, &reply.author, &reply.content) {
                let by = reply.author.clone();
                self.plan.changes.push(Change { by, ..known(What::Replied(reply.clone())) });
            }
        }
        self.redrawn(looked, own, seen, &by);
        // A copy from before the meeting's own was changed says nothing new.
        let is_older = was.is_none() && by_author && theirs.modified < own.modified;
        if was.is_none_or(|was| !was.is_worded_as(theirs)) && !own.is_worded_as(theirs) && !is_older {
            let content = suggestion(&known(What::Reworded));
            if self.replies.hear(own, &by, &content) {
                // Where what was sent is not known the later wording is the changed one.
                let changed_here = was.map_or(theirs.modified <= own.modified, |was| !was.is_worded_as(own));
                let change = Change { conflict: changed_here, ..known(What::Reworded) };
                self.contend(
                    own.id.clone(),
                    change,
                    |other| other.what == What::Reworded && !other.theirs.is_worded_as(theirs),
                    |planner| &mut planner.reworded,
                );
            }
        }
        self.moved(own, seen, &known(What::Moved));
        self.status(own, seen, &known(What::Status(theirs.status)));
    }

    /// What was put on other words than it was on.
    fn moved(&mut self, own: &Annotation, seen: Seen<'_>, change: &Change) {
        let Seen { was, theirs, placed, .. } = seen;
        let told = match was {
            Some(was) => theirs.target != was.target,
            None => change.by_author && theirs.modified > own.modified,
        };
        if !told || placed.score.is_none() || self.same_place(&placed.target, &own.target) || own.drawing().is_some() {
            return;
        }
        let theirs = Annotation { target: placed.target.clone(), ..change.theirs.clone() };
        let conflict = was.is_some_and(|was| !self.same_place(&was.target, &own.target));
        let change = Change { theirs, conflict, ..change.clone() };
        if self.replies.hear(own, &change.by, &suggestion(&change)) {
            self.plan.changes.push(change);
        }
    }

    /// Whether two targets are the same part and the same words of it.
    fn same_place(&self, one: &Target, other: &Target) -> bool {
        one == other
            || (one.part() == other.part()
                && one.words().is_some() == other.words().is_some()
                && self.meeting.words(one) == self.meeting.words(other))
    }

    /// What status was set. The one that was set last stands.
    fn status(&mut self, own: &Annotation, seen: Seen<'_>, change: &Change) {
        let (was, theirs) = (seen.was, seen.theirs);
        let before = was.map_or(Status::Open, |was| was.status);
        if theirs.status == before || theirs.status == own.status {
            return;
        }
        let set = |annotation: &Annotation| annotation.status_set.as_ref().map(|set| set.at);
        let order = set(own).zip(set(theirs)).map(|(own, theirs)| own.cmp(&theirs));
        if order.is_some_and(Ordering::is_ge) {
            return;
        }
        let by = theirs.status_set.as_ref().map_or_else(|| change.by.clone(), |set| set.by.clone());
        let conflict = own.status != before && order.is_none();
        let change = Change { conflict, by, ..change.clone() };
        if !self.replies.has(own, &change.by, &suggestion(&change)) {
            let differs = |other: &Change| other.theirs.status != theirs.status;
            self.contend(own.id.clone(), change, differs, |planner| &mut planner.set);
        }
    }

    /// What a reviewer drew in the place of a drawing that the meeting has, if it is not there already.
    fn redrawn(&mut self, looked: Looked<'_>, own: &Annotation, seen: Seen<'_>, by: &str) {
        let Seen { was, theirs, page, .. } = seen;
        let Some(drawing) = theirs.drawing().filter(|_| own.drawing().is_some()) else { return };
        let is = |other: &Annotation| known::is_drawn_alike(other, theirs);
        // Numbers alone: they cannot fail to become JSON.
        let strokes = serde_json::to_string(drawing).unwrap_or_default();
        let id = AnnotationId::of(&[&theirs.id.0, &strokes]);
        let is_there = |id: &AnnotationId| self.known.get(id).is_some() || self.added.contains_key(id);
        if is(own) || was.is_some_and(is) || is_there(&id) {
            return;
        }
        let new = Annotation { id: id.clone(), note: 0, author: by.to_owned(), replies: Vec::new(), ..theirs.clone() };
        let new = Annotation {
            created: theirs.modified,
            status: Status::Open,
            status_set: None,
            target: own.target.clone(),
            ..new
        };
        self.added.insert(id, self.plan.changes.len());
        let by = by.to_owned();
        self.plan.changes.push(Change { by, ..change(looked.source, page, What::Redrawn, new, Some(own.clone())) });
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

    /// What was sent and is not in the copy any more, and what an earlier copy of the same hand had. `there` is what is known
    /// of the copy.
    fn deleted(&mut self, looked: Looked<'_>, there: &BTreeSet<AnnotationId>) {
        let Looked { source, review, only_author, .. } = looked;
        let comments: BTreeMap<&AnnotationId, &Annotation> =
            review.comments.iter().map(|comment| (&comment.annotation.id, &comment.annotation)).collect();
        for was in &review.sent.annotations {
            let Some(own) = self.known.get(&was.id) else { continue };
            // What is drawn on slides or annexes is on no page of a hand-out: that it is not there says nothing.
            if was.is_drawn_elsewhere() && !comments.contains_key(&was.id) {
                continue;
            }
            let Some(theirs) = comments.get(&was.id) else {
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
        let Some(author) = only_author else { return };
        let sent: BTreeSet<&AnnotationId> = review.sent.annotations.iter().map(|was| &was.id).collect();
        let of_author = |own: &&Annotation| own.author.trim() == author.trim() && !sent.contains(&own.id);
        let meeting = self.meeting;
        let own = || meeting.annotations.iter().filter(of_author);
        // A copy that has none of what the earlier one had is another copy.
        let goes_on = own().any(|own| there.contains(&own.id));
        let latest = review.comments.iter().map(|comment| comment.annotation.modified).max();
        for own in own().filter(|own| goes_on && !there.contains(&own.id) && Some(own.created) < latest) {
            let change = change(source, None, What::Deleted, own.clone(), Some(own.clone()));
            self.plan.changes.push(Change { by: author.to_owned(), by_author: true, ..change });
        }
    }
}

fn change(source: usize, page: Option<PageNumber>, what: What, theirs: Annotation, own: Option<Annotation>) -> Change {
    Change { source, page, what, theirs, own, score: Some(1.0), conflict: false, by: String::new(), by_author: false }
}

/// Whether nobody has written on it since it was sent.
fn untouched(was: &Annotation, theirs: &Annotation) -> bool {
    let redrawn = theirs.drawing().is_some() && was.drawing() != theirs.drawing();
    !redrawn && was.is_worded_as(theirs) && was.replies == theirs.replies && was.status == theirs.status
}
