//! Brings together what belongs together: answers and states with what they answer, words with what is to stand in their place.

#![warn(clippy::indexing_slicing)]

use super::{Reader, Subtype};
use crate::meeting::annotation::{Sighting, StatusSet};
use crate::meeting::review::NotTaken;
use crate::meeting::{Annotation, AnnotationId, Body, Comment, PageIndex, Reply, ReplyContent, Status, Target};
use crate::typeset::page::Area;
use jiff::Timestamp;

/// How many answers to answers are followed.
const DEEPEST: usize = 100;
/// How far, in points, a caret may stand from the words that it replaces.
const BESIDE: f32 = 6.0;

/// Something that was found.
pub struct Entry {
    pub comment: Comment,
    pub page: usize,
    pub subtype: Subtype,
    /// Whether a program says that it replaces words.
    pub replaces: bool,
    /// Where it is, if it puts words in or strikes them out.
    pub areas: Vec<Area>,
    /// What it is to what was sent, and to what else is there.
    pub role: Role,
    /// Where somebody put it anew, and when.
    pub moved: Option<(Target, Timestamp)>,
    /// The states that were set.
    pub states: Vec<State>,
}

/// What something that was found is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It was not sent.
    New,
    /// It became part of another that is new.
    Part,
    /// It was sent.
    Own,
    /// It was sent, and goes on in another annotation: on the next page.
    OwnThatGoesOn,
}

/// A state that somebody set.
pub struct State {
    pub status: Status,
    /// The name of the annotation that sets it.
    pub name: String,
    pub by: String,
    /// When, where that is said.
    pub at: Option<Timestamp>,
}

/// An answer that waits for what it answers.
pub struct Answer<K> {
    pub to: K,
    pub reply: Option<Reply>,
    pub state: Option<State>,
    /// The words that a part of another annotation lies on.
    pub words: Option<Target>,
    pub page: usize,
    pub grouped: bool,
    pub subtype: Subtype,
    pub intent: String,
    pub said: String,
    /// Whether it says when it was written.
    pub dated: bool,
}

impl<K> Answer<K> {
    /// Whether it and what it answers are one: words that are struck out, and what is to stand there.
    fn replaces(&self, to: &Entry) -> bool {
        let pair = matches!(
            (to.subtype, self.subtype),
            (Subtype::Caret, Subtype::StrikeOut) | (Subtype::StrikeOut, Subtype::Caret)
        );
        let meant = self.grouped || matches!(self.intent.as_str(), "Replace" | "StrikeOutTextEdit");
        pair && meant && to.role == Role::New
    }
}

/// What was found in a file.
pub struct Found {
    /// The comments, in the order in which they stood there.
    pub comments: Vec<Comment>,
    /// What was seen and not taken.
    pub not_taken: Vec<NotTaken>,
    /// How many that are, also where it is not told of each.
    pub omitted: usize,
    /// Whether there was more than is read from one file.
    pub is_cut: bool,
}

impl<K: Ord + Clone> Reader<'_, K> {
    /// Puts replies and states to what they answer, also through other answers; an answer to nothing stands by itself.
    #[must_use]
    pub fn finish(mut self) -> Found {
        for answer in std::mem::take(&mut self.answers) {
            // Not for ever: a file may answer in a circle.
            let thread = std::iter::successors(Some(&answer.to), |to| self.threads.get(to)).take(DEEPEST);
            if let Some(index) = thread.into_iter().find_map(|to| self.names.get(to)).copied() {
                self.join(index, answer);
            } else if let Some(mut entry) = answer.alone() {
                self.make_unique(&mut entry.comment.annotation.id);
                self.found.push(entry);
            }
        }
        self.join_replacements();
        let own = std::mem::take(&mut self.own);
        for entry in &mut self.found {
            let annotation = &mut entry.comment.annotation;
            let sent = own.get(annotation.id.as_str()).copied().filter(|_| entry.role != Role::New);
            set_status(annotation, &entry.states, sent);
            if let (Some((target, at)), Some(sent)) = (entry.moved.take(), sent) {
                let ranges = [&target, &sent.target].map(|target| self.sent.words(target));
                let within = match &ranges {
                    [Some(is), Some(was)] => was.start <= is.start && is.end <= was.end,
                    _ => false,
                };
                if !(entry.role == Role::OwnThatGoesOn && within) {
                    annotation.target = target;
                    annotation.modified = annotation.modified.max(at);
                }
            }
            annotation.replies.sort_by_key(|reply| reply.created);
        }
        let comments =
            self.found.into_iter().filter(|entry| entry.role != Role::Part).map(|entry| entry.comment).collect();
        Found { comments, not_taken: self.not_taken, omitted: self.omitted, is_cut: self.is_cut }
    }

    /// Puts an answer to what it answers.
    fn join(&mut self, index: usize, answer: Answer<K>) {
        let printing = self.printing;
        let Some(entry) = self.found.get_mut(index) else { return };
        let is_replacement = answer.replaces(entry);
        if is_replacement && answer.subtype == Subtype::Caret {
            let annotation = &mut entry.comment.annotation;
            annotation.body = Body::Suggestion { replacement: answer.said.trim().to_owned() };
            if annotation.text.trim() == answer.said.trim() {
                annotation.text.clear();
            }
            return;
        }
        if is_replacement {
            let words = answer.words.map(|words| (words, None));
            replace(&mut entry.comment, words, &answer.said);
            return;
        }
        entry.states.extend(answer.state);
        if entry.role == Role::Own && answer.grouped && answer.words.is_some() {
            entry.role = Role::OwnThatGoesOn;
        }
        let annotation = &mut entry.comment.annotation;
        // A highlight that goes on on the next page says what its beginning says.
        let own = self.own.get(annotation.id.as_str());
        let again = |reply: &Reply| {
            let Some(text) = reply.text() else { return false };
            text.trim() == annotation.text.trim() || own.is_some_and(|own| printing.changed(own, text).is_nothing())
        };
        let reply = answer.reply.filter(|reply| {
            let is_part = answer.grouped && reply.author.trim() == annotation.author.trim();
            !(is_part && again(reply))
        });
        annotation.replies.extend(reply);
    }

    /// Brings together what programs mean as one and do not say so: a caret that replaces, and the words struck out beside it.
    fn join_replacements(&mut self) {
        let carets: Vec<usize> = self.indices(|entry| {
            let replaced = matches!(entry.comment.annotation.body, Body::Suggestion { .. });
            entry.subtype == Subtype::Caret && entry.replaces && !replaced
        });
        for caret in carets {
            let Some((page, author, areas)) = self
                .found
                .get(caret)
                .map(|entry| (entry.page, entry.comment.annotation.author.clone(), entry.areas.clone()))
            else {
                continue;
            };
            let struck = self.indices(|entry| {
                let annotation = &entry.comment.annotation;
                entry.subtype == Subtype::StrikeOut
                    && entry.page == page
                    && annotation.author == author
                    && annotation.body == Body::Suggestion { replacement: String::new() }
                    && entry.areas.iter().any(|struck| areas.iter().any(|caret| touch(struck, caret)))
            });
            let [struck] = struck.as_slice() else { continue };
            let Some(entry) = self.found.get_mut(*struck) else { continue };
            entry.role = Role::Part;
            let part = entry.comment.annotation.clone();
            if let Some(entry) = self.found.get_mut(caret) {
                replace(&mut entry.comment, Some((part.target, part.seen)), "");
                entry.comment.annotation.replies.extend(part.replies);
            }
        }
    }

    fn indices(&self, belongs: impl Fn(&Entry) -> bool) -> Vec<usize> {
        let found = self.found.iter().enumerate().filter(|(_, entry)| entry.role == Role::New && belongs(entry));
        found.map(|(index, _)| index).collect()
    }
}

/// Makes a comment that puts words in one that puts them in the place of others. What is said of those words is kept.
fn replace(caret: &mut Comment, words: Option<(Target, Option<Sighting>)>, said: &str) {
    let annotation = &mut caret.annotation;
    let replacement = annotation.text.trim().to_owned();
    annotation.text = if said.trim() == replacement { String::new() } else { said.trim().to_owned() };
    annotation.body = Body::Suggestion { replacement };
    if let Some((target, seen)) = words {
        caret.anchored = seen.as_ref().is_none_or(|seen| seen.fact.is_some());
        (annotation.target, annotation.seen) = (target, seen);
    }
}

fn touch(one: &Area, other: &Area) -> bool {
    one.x <= other.x + other.width + BESIDE
        && other.x <= one.x + one.width + BESIDE
        && one.y <= other.y + other.height + BESIDE
        && other.y <= one.y + one.height + BESIDE
}

impl<K> Answer<K> {
    /// An answer to something that is not there, as a comment.
    fn alone(self) -> Option<Entry> {
        let Reply { id, author, created, content, found_in: _ } = self.reply?;
        let page = Some(PageIndex(self.page).into());
        let text = match content {
            ReplyContent::Text(text) => text,
            ReplyContent::Suggests(_) => self.said,
        };
        let mut annotation = Annotation::remark(AnnotationId(id.0), author, created, text);
        annotation.seen = Some(Sighting { page, ..Sighting::default() });
        Some(Entry {
            comment: Comment { annotation, page, anchored: false, dated: self.dated },
            page: self.page,
            subtype: self.subtype,
            replaces: false,
            areas: Vec::new(),
            role: Role::New,
            moved: None,
            states: Vec::new(),
        })
    }
}

/// Sets the state that was set last. One that was sent, and is there as it was, is the meeting's own.
fn set_status(annotation: &mut Annotation, states: &[State], sent: Option<&Annotation>) {
    let own_state =
        |state: &State| sent.filter(|sent| state.status == sent.status && state.name == format!("{}-state", sent.id));
    let at = |state: &State| match own_state(state) {
        Some(sent) => sent.status_set.as_ref().map(|set| set.at).or(state.at),
        None => state.at,
    };
    let Some(last) = states.iter().max_by_key(|state| at(state)) else { return };
    annotation.status = last.status;
    annotation.status_set = match own_state(last) {
        Some(sent) => sent.status_set.clone(),
        None => last.at.map(|at| StatusSet { by: last.by.clone(), at }),
    };
}
