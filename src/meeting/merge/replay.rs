//! Making a plan's changes on a meeting's annotations, as the user chose, and saying them as edits.

use super::{Change, Choices, Plan, Take, What};
use crate::locale::say;
use crate::meeting::{Annotation, Edit, HighlightColor, Id, Kind, Meeting, Outcome, Reply};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The edits that make the plan's changes: one for each annotation that is another afterwards.
pub fn edits(plan: &Plan, meeting: &Meeting, choices: &Choices) -> Vec<Edit> {
    let mut state = State::of(meeting);
    for (index, change) in plan.changes.iter().enumerate() {
        let take = choices.get(&index).copied().unwrap_or_else(|| change.default_take());
        let reviewer = plan.sources.get(change.source).map_or("", |source| source.author.as_str());
        state.make(change, take, reviewer);
    }
    let mut edits = Vec::new();
    let own: BTreeMap<&Id, &Annotation> = meeting.annotations.iter().map(|own| (&own.id, own)).collect();
    for annotation in state.annotations {
        match own.get(&annotation.id) {
            Some(own) if **own == annotation => {}
            Some(_) => edits.push(Edit::ChangeAnnotation(Box::new(annotation))),
            None => edits.push(Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(annotation) }),
        }
    }
    edits.extend(state.removed.into_iter().map(Edit::RemoveAnnotation));
    edits
}

/// What an annotation says, as far as a reviewer can change it.
#[derive(PartialEq)]
pub struct Wording<'a> {
    kind: Kind,
    color: Option<HighlightColor>,
    text: &'a str,
    outcome: Option<Outcome>,
    proposer: &'a str,
    owner: &'a str,
    due: Option<Date>,
}

/// What an annotation says.
pub fn wording(annotation: &Annotation) -> Wording<'_> {
    Wording {
        kind: annotation.kind,
        color: annotation.color,
        text: annotation.text.trim(),
        outcome: annotation.outcome,
        proposer: annotation.proposer.trim(),
        owner: annotation.owner.trim(),
        due: annotation.due,
    }
}

/// What a reviewer changed, as an answer: who says it, and the words.
pub fn suggestion(change: &Change, reviewer: &str) -> (String, String) {
    let theirs = &change.theirs;
    let own = change.own.as_ref();
    // Most programs leave the author of what is reworded as it was.
    let named = !theirs.author.is_empty() && own.is_none_or(|own| own.author != theirs.author);
    let author = if named || reviewer.is_empty() { theirs.author.as_str() } else { reviewer };
    let text = match change.what {
        What::Status(status) => {
            let status = say(&format!("status-{}", status.name()), &[]);
            say("merge-status", &[("status", status.into())])
        }
        _ => own.map_or_else(|| theirs.text.clone(), |own| difference(own, theirs)),
    };
    (author.to_owned(), text)
}

/// How an annotation differs from another, in words.
fn difference(from: &Annotation, to: &Annotation) -> String {
    let mut parts = Vec::new();
    if from.text.trim() != to.text.trim() {
        parts.push(say("merge-reworded", &[("text", to.text.as_str().into())]));
    }
    if (from.kind, from.color) != (to.kind, to.color) {
        let name = match (to.kind, to.color) {
            (Kind::Highlight, Some(color)) => say(&format!("highlight-{}", u8::from(color)), &[]),
            (kind, _) => say(kind.name(), &[]),
        };
        parts.push(say("merge-reworded", &[("text", name.into())]));
    }
    let mut fact = |label: &str, value: String| {
        let value = if value.trim().is_empty() { "–" } else { value.as_str() };
        parts.push(format!("{}: {value}", say(label, &[])));
    };
    if from.outcome != to.outcome {
        fact("outcome", to.outcome.map(|outcome| say(outcome.label().name(), &[])).unwrap_or_default());
    }
    if from.proposer.trim() != to.proposer.trim() {
        fact("proposer", to.proposer.clone());
    }
    if from.owner.trim() != to.owner.trim() {
        fact("owner", to.owner.clone());
    }
    if from.due != to.due {
        fact("due", to.due.map(|due| crate::locale::interface().date(due)).unwrap_or_default());
    }
    parts.join("\n")
}

/// What has been answered to each annotation, by whom and in which words.
#[derive(Default)]
pub struct Replies(BTreeMap<Id, BTreeSet<(String, String)>>);

impl Replies {
    fn of(&mut self, annotation: &Annotation) -> &mut BTreeSet<(String, String)> {
        self.0.entry(annotation.id.clone()).or_insert_with(|| {
            let said = |reply: &Reply| (reply.author.clone(), reply.text.trim().to_owned());
            annotation.replies.iter().map(said).collect()
        })
    }

    /// Whether somebody has answered this.
    pub fn has(&mut self, annotation: &Annotation, author: &str, text: &str) -> bool {
        self.of(annotation).contains(&(author.to_owned(), text.trim().to_owned()))
    }

    /// Notes an answer, and says whether it is new.
    pub fn hear(&mut self, annotation: &Annotation, author: &str, text: &str) -> bool {
        self.of(annotation).insert((author.to_owned(), text.trim().to_owned()))
    }
}

/// A meeting's annotations while changes are made on them.
struct State<'a> {
    meeting: &'a Meeting,
    annotations: Vec<Annotation>,
    at: BTreeMap<Id, usize>,
    /// The ids that are taken, of annotations, answers and agenda items.
    taken: BTreeSet<Id>,
    replies: Replies,
    removed: BTreeSet<Id>,
}

impl<'a> State<'a> {
    fn of(meeting: &'a Meeting) -> State<'a> {
        let annotations = meeting.annotations.clone();
        let at = annotations.iter().enumerate().map(|(index, annotation)| (annotation.id.clone(), index)).collect();
        let taken = meeting.ids().cloned().collect();
        State { meeting, annotations, at, taken, replies: Replies::default(), removed: BTreeSet::new() }
    }

    fn make(&mut self, change: &Change, take: Take, reviewer: &str) {
        if take == Take::Own {
            return;
        }
        let theirs = &change.theirs;
        let (author, text) = suggestion(change, reviewer);
        let suggested = Reply { id: Id::of(&[&theirs.id.0, &author, &text]), author, created: theirs.modified, text };
        match (&change.what, take) {
            (What::Added | What::Returned | What::Redrawn, _) => self.add(theirs),
            (What::Replied(reply), _) => self.reply(&theirs.id, reply),
            (What::Reworded | What::Status(_), Take::AsReply) => self.reply(&theirs.id, &suggested),
            (What::Reworded, _) => self.reword(change),
            (What::Status(status), _) => {
                if let Some(own) = self.annotation(&theirs.id) {
                    own.status = *status;
                    own.modified = own.modified.max(theirs.modified);
                }
            }
            (What::Deleted, _) => {
                if let Some(index) = self.at.remove(&theirs.id) {
                    // Its place stays, so that the others keep theirs.
                    if let Some(own) = self.meeting.annotations.get(index)
                        && let Some(kept) = self.annotations.get_mut(index)
                    {
                        kept.clone_from(own);
                        self.removed.insert(theirs.id.clone());
                    }
                }
            }
            (What::ReplyDeleted(reply), _) => {
                if let Some(own) = self.annotation(&theirs.id) {
                    own.replies.retain(|other| other.id != reply.id);
                }
            }
        }
    }

    fn annotation(&mut self, id: &Id) -> Option<&mut Annotation> {
        self.at.get(id).and_then(|index| self.annotations.get_mut(*index))
    }

    fn add(&mut self, theirs: &Annotation) {
        // It came in another copy already, or since the plan was made.
        if self.at.contains_key(&theirs.id) {
            return;
        }
        let mut new = Annotation { note: 0, replies: Vec::new(), ..theirs.clone() };
        if new.agenda_item.as_ref().is_some_and(|id| self.meeting.agenda_item(id).is_none()) {
            new.agenda_item = None;
        }
        // An answer or an agenda item may bear its id.
        new.id = free(&mut self.taken, &theirs.id);
        let id = new.id.clone();
        self.at.insert(theirs.id.clone(), self.annotations.len());
        self.at.insert(id.clone(), self.annotations.len());
        self.annotations.push(new);
        for reply in &theirs.replies {
            self.reply(&id, reply);
        }
    }

    fn reply(&mut self, to: &Id, reply: &Reply) {
        let Some(own) = self.at.get(to).and_then(|index| self.annotations.get_mut(*index)) else { return };
        if !self.replies.hear(own, &reply.author, &reply.text) {
            return;
        }
        let id = free(&mut self.taken, &reply.id);
        own.replies.push(Reply { id, ..reply.clone() });
        own.modified = own.modified.max(reply.created);
    }

    /// Takes their wording. Where the own one was changed too it stays as an answer.
    fn reword(&mut self, change: &Change) {
        let theirs = &change.theirs;
        let Some(own) = self.annotation(&theirs.id) else { return };
        let before = own.clone();
        (own.kind, own.color) = (theirs.kind, theirs.color);
        own.text.clone_from(&theirs.text);
        own.outcome = theirs.outcome;
        own.proposer.clone_from(&theirs.proposer);
        own.owner.clone_from(&theirs.owner);
        own.due = theirs.due;
        own.modified = own.modified.max(theirs.modified);
        if change.conflict {
            let text = difference(theirs, &before);
            let id = Id::of(&[&before.id.0, &before.author, &text]);
            let reply = Reply { id, author: before.author, created: before.modified, text };
            self.reply(&theirs.id, &reply);
        }
    }
}

/// The id, or another where it is taken; it is taken then.
fn free(taken: &mut BTreeSet<Id>, id: &Id) -> Id {
    let mut free = if id.0.is_empty() { another(id) } else { id.clone() };
    while !taken.insert(free.clone()) {
        free = another(&free);
    }
    free
}

/// The id that a thing gets whose own is taken.
pub fn another(id: &Id) -> Id {
    Id(format!("{id}-2"))
}
