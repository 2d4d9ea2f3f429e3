//! Knowing again what the meeting has already: a comment that came home with an earlier copy, though programs have since written the
//! file anew, with other names, without names, or with numbers that they rounded.
//!
//! What bears the same name and plausibly is the same, is: names that programs give are not everywhere another in every file. Else
//! it is known by who wrote it, of which kind it is, what it says, and what it is on. Nothing is known twice in one copy.

use super::replay::another;
use crate::meeting::{Annotation, AnnotationId, Comment, Meeting, Target};
use std::collections::{BTreeMap, BTreeSet};

/// How far apart two places in a text may be and still be near, in bytes.
const NEAR: usize = 80;
/// A text that is no longer than this is often said.
const SHORT: usize = 8;

/// The annotations that a copy's may be.
pub struct Known<'a> {
    meeting: &'a Meeting,
    own: BTreeMap<&'a AnnotationId, &'a Annotation>,
    /// The ids that something in the meeting bears.
    taken: BTreeSet<&'a str>,
    /// By author, for those that have lost their names.
    by_author: BTreeMap<&'a str, Vec<&'a Annotation>>,
    /// Which are known from the copy that is looked at.
    claimed: BTreeSet<&'a AnnotationId>,
    /// Which of them have been found there.
    found: BTreeSet<&'a AnnotationId>,
    /// Whether it is known what was sent with it.
    knows_sent: bool,
}

impl<'a> Known<'a> {
    pub fn of(meeting: &'a Meeting) -> Known<'a> {
        let mut by_author: BTreeMap<&str, Vec<&Annotation>> = BTreeMap::new();
        for annotation in &meeting.annotations {
            by_author.entry(annotation.author.trim()).or_default().push(annotation);
        }
        Known {
            meeting,
            own: meeting.annotations.iter().map(|annotation| (&annotation.id, annotation)).collect(),
            taken: meeting.ids().collect(),
            by_author,
            claimed: BTreeSet::new(),
            found: BTreeSet::new(),
            knows_sent: false,
        }
    }

    /// The annotation with this id.
    pub fn get(&self, id: &AnnotationId) -> Option<&'a Annotation> {
        self.own.get(id).copied()
    }

    /// Whether something in the meeting bears this id.
    pub fn is_taken(&self, id: &AnnotationId) -> bool {
        self.taken.contains(id.as_str())
    }

    /// Begins another copy, in which these are: what bears its name there is nothing else's.
    pub fn begin<'b>(&mut self, knows_sent: bool, theirs: impl Iterator<Item = (&'b Annotation, bool)>) {
        self.knows_sent = knows_sent;
        self.claimed.clear();
        self.found.clear();
        for (annotation, was_sent) in theirs {
            let own = self.get(&annotation.id).filter(|own| was_sent || is_plausible(own, annotation));
            if let Some(own) = own {
                self.claimed.insert(&own.id);
            }
        }
    }

    /// Which of the meeting's own `theirs` is. `target` is where it lies in the meeting.
    pub fn find(&mut self, comment: &Comment, target: &Target, was_sent: bool) -> Option<&'a Annotation> {
        let theirs = &comment.annotation;
        let by_id = self.get(&theirs.id).filter(|own| was_sent || is_plausible(own, theirs));
        // Of two of one name in a copy the second is another, but where it is one that was sent.
        let by_id = by_id.filter(|own| self.knows_sent || !self.found.contains(&own.id));
        let found = by_id
            .or_else(|| self.renamed(theirs))
            .or_else(|| if was_sent { None } else { self.alike(theirs, target, comment.dated) })?;
        self.claimed.insert(&found.id);
        self.found.insert(&found.id);
        Some(found)
    }

    /// One that had to take another id because something else bears its own.
    fn renamed(&self, theirs: &Annotation) -> Option<&'a Annotation> {
        let others = std::iter::successors(Some(another(theirs.id.as_str())), |id| Some(another(id)));
        let mut others = others.take_while(|id| self.taken.contains(id.as_str())).map(AnnotationId);
        let free = |own: &&Annotation| is_plausible(own, theirs) && !self.found.contains(&own.id);
        others.find_map(|id| self.get(&id).filter(free))
    }

    /// The one that says the same on the same words; else the one nearby.
    fn alike(&self, theirs: &Annotation, target: &Target, dated: bool) -> Option<&'a Annotation> {
        let of_author = self.by_author.get(theirs.author.trim())?;
        let free = of_author.iter().copied().filter(|own| !self.claimed.contains(&own.id));
        alike(self.meeting, free.map(|own| ((), own)), theirs, target, dated).map(|((), own)| own)
    }
}

/// Of these the one that says what `theirs` says, of the same author, on the same words; else the one nearby.
pub fn alike<'b, T>(
    meeting: &Meeting,
    all: impl Iterator<Item = (T, &'b Annotation)>,
    theirs: &Annotation,
    target: &Target,
    dated: bool,
) -> Option<(T, &'b Annotation)> {
    let is = |own: &Annotation| {
        own.author.trim() == theirs.author.trim()
            && own.visibility == theirs.visibility
            && own.is_worded_as(theirs)
            && is_of_when(own, theirs, dated)
            && is_drawn_alike(own, theirs)
    };
    let near = all
        .filter(|(_, own)| is(own))
        .filter_map(|(key, own)| Some((distance(meeting, own, theirs, target)?, (key, own))));
    near.min_by_key(|(distance, _)| *distance).map(|(_, found)| found)
}

/// Whether two of one name are one: of two of one author, written at the same moment, or saying the same, or on the same text.
pub fn is_plausible(own: &Annotation, theirs: &Annotation) -> bool {
    own.author.trim() == theirs.author.trim()
        && (own.created == theirs.created || own.is_worded_as(theirs) || own.target == theirs.target)
}

/// What says the same of the same words may have been said twice: then it is the time that tells them apart.
fn is_of_when(own: &Annotation, theirs: &Annotation, dated: bool) -> bool {
    !dated || own.created == theirs.created || own.modified == theirs.modified
}

/// Whether two drawings have as many strokes, of as many points, and lie within a point of each other.
pub fn is_drawn_alike(own: &Annotation, theirs: &Annotation) -> bool {
    /// In thousandths of a point.
    const POINT: u32 = 1_000;
    let (own, theirs) = match (own.drawing(), theirs.drawing()) {
        (None, None) => return true,
        (Some(own), Some(theirs)) => (own, theirs),
        _ => return false,
    };
    own.surface.medium == theirs.surface.medium
        && own.surface.page == theirs.surface.page
        && own.strokes.len() == theirs.strokes.len()
        && own.strokes.iter().zip(&theirs.strokes).all(|(one, other)| {
            one.points.len() == other.points.len()
                && one
                    .points
                    .iter()
                    .zip(&other.points)
                    .all(|(one, other)| one.iter().zip(other).all(|(one, other)| one.abs_diff(*other) <= POINT))
        })
}

/// How far apart two are: 0 on the same words, more beside them. `None` where they are not near.
fn distance(meeting: &Meeting, own: &Annotation, theirs: &Annotation, target: &Target) -> Option<usize> {
    if own.is_only_seen() || theirs.is_only_seen() {
        let seen = |annotation: &Annotation| annotation.seen.clone().unwrap_or_default();
        let (one, other) = (seen(own), seen(theirs));
        let both = own.is_only_seen() && theirs.is_only_seen();
        return (both && one.page == other.page && one.words == other.words).then_some(1);
    }
    if own.target == *target {
        return Some(0);
    }
    if own.target.part() != target.part() {
        return None;
    }
    match (meeting.words(&own.target), meeting.words(target)) {
        (Some(one), Some(other)) => {
            let apart = one.start.max(other.start).saturating_sub(one.end.min(other.end));
            let limit = if theirs.text.trim().len() > SHORT { NEAR } else { 0 };
            let overlap = one.start < other.end && other.start < one.end;
            (overlap || (apart <= limit && limit > 0)).then_some(2 + apart)
        }
        _ => Some(1),
    }
}
