//! Making a plan's changes on a meeting's annotations, as the user chose, and saying them as edits.

use super::{Change, Choices, Plan, Take, What};
use crate::meeting::annotation::Sighting;
use crate::meeting::edit::next_note;
use crate::meeting::{
    AgendaItemId, Annotation, AnnotationId, Edit, Fact, Meeting, Reply, ReplyContent, ReplyId, Target, TextPart,
    difference,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The edits that make the plan's changes.
pub fn edits(plan: &Plan, meeting: &Meeting, choices: &Choices) -> Vec<Edit> {
    let mut state = State::of(meeting);
    for (index, change) in plan.changes.iter().enumerate() {
        let take = choices.get(&index).copied().unwrap_or_else(|| change.default_take());
        let copy = plan.sources.get(change.source).map_or("", |source| source.name.as_str());
        state.make(change, take, copy);
    }
    let mut merged = Meeting { annotations: Vec::new(), ..meeting.clone() };
    for mut annotation in state.annotations.into_iter().filter(|annotation| !state.removed.contains(&annotation.id)) {
        if annotation.note == 0 {
            annotation.note = next_note(&merged, &annotation).max(next_note(meeting, &annotation));
        }
        merged.annotations.push(annotation);
    }
    difference(meeting, &merged)
}

/// What somebody changed, as an answer.
pub fn suggestion(change: &Change) -> ReplyContent {
    let theirs = &change.theirs;
    ReplyContent::Suggests(match change.what {
        What::Status(status) => vec![Fact::Status(status)],
        What::Moved => vec![Fact::Target(theirs.target.clone())],
        _ => change.own.as_ref().map_or_else(|| theirs.wording(), |own| own.differing_wording(theirs)),
    })
}

/// What has been answered to each annotation, by whom and what.
#[derive(Default)]
pub struct Replies(BTreeMap<AnnotationId, HashSet<(String, ReplyContent)>>);

#[allow(
    clippy::mutable_key_type,
    reason = "a picture is hashed by its name, which does not change when its bytes come"
)]
impl Replies {
    fn of(&mut self, annotation: &Annotation) -> &mut HashSet<(String, ReplyContent)> {
        self.0.entry(annotation.id.clone()).or_insert_with(|| {
            let said = |reply: &Reply| (reply.author.clone(), compared(&reply.content));
            annotation.replies.iter().map(said).collect()
        })
    }

    /// Whether somebody has answered this.
    pub fn has(&mut self, annotation: &Annotation, author: &str, content: &ReplyContent) -> bool {
        self.of(annotation).contains(&(author.to_owned(), compared(content)))
    }

    /// Notes an answer, and says whether it is new.
    pub fn hear(&mut self, annotation: &Annotation, author: &str, content: &ReplyContent) -> bool {
        self.of(annotation).insert((author.to_owned(), compared(content)))
    }
}

/// An answer as it is compared: space around what was written does not count.
fn compared(content: &ReplyContent) -> ReplyContent {
    match content {
        ReplyContent::Text(text) => ReplyContent::Text(text.trim().to_owned()),
        ReplyContent::Suggests(facts) => ReplyContent::Suggests(facts.iter().map(Fact::trimmed).collect()),
    }
}

/// A meeting's annotations while changes are made on them.
struct State<'a> {
    meeting: &'a Meeting,
    annotations: Vec<Annotation>,
    at: BTreeMap<AnnotationId, usize>,
    /// The ids that are taken, of whatever is in the meeting.
    taken: BTreeSet<String>,
    replies: Replies,
    removed: BTreeSet<AnnotationId>,
}

impl<'a> State<'a> {
    fn of(meeting: &'a Meeting) -> State<'a> {
        let annotations = meeting.annotations.clone();
        let at = annotations.iter().enumerate().map(|(index, annotation)| (annotation.id.clone(), index)).collect();
        let taken = meeting.ids().map(str::to_owned).collect();
        State { meeting, annotations, at, taken, replies: Replies::default(), removed: BTreeSet::new() }
    }

    /// Makes a change that is in a copy of this name.
    fn make(&mut self, change: &Change, take: Take, copy: &str) {
        if take == Take::Own {
            return;
        }
        let theirs = &change.theirs;
        let mut suggested = answer(&theirs.id, change.by.clone(), theirs.modified, suggestion(change));
        if change.by.is_empty() {
            // The name of the file says enough; in which folders it lay is nobody's business.
            copy.rsplit(['/', '\\']).next().unwrap_or_default().clone_into(&mut suggested.found_in);
        }
        match (&change.what, take) {
            (What::Added | What::Returned | What::Redrawn, _) => self.add(theirs),
            (What::Replied(reply), _) => self.reply(&theirs.id, reply),
            (What::Reworded | What::Moved | What::Status(_), Take::AsReply) => self.reply(&theirs.id, &suggested),
            (What::Reworded, _) => self.reword(change),
            (What::Moved, _) => {
                if let Some(own) = self.annotation(&theirs.id) {
                    (own.target, own.seen) = (theirs.target.clone(), theirs.seen.clone());
                    own.modified = own.modified.max(theirs.modified);
                    // It is counted anew where it is now.
                    own.note = 0;
                }
            }
            (What::Status(status), _) => {
                if let Some(own) = self.annotation(&theirs.id) {
                    (own.status, own.status_set) = (*status, theirs.status_set.clone());
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

    fn annotation(&mut self, id: &AnnotationId) -> Option<&mut Annotation> {
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
        self.keep_without_its_item(&mut new);
        // An answer or an agenda item may bear its id.
        new.id = AnnotationId(free(&mut self.taken, theirs.id.as_str()));
        let id = new.id.clone();
        self.at.insert(theirs.id.clone(), self.annotations.len());
        self.at.insert(id.clone(), self.annotations.len());
        self.annotations.push(new);
        for reply in &theirs.replies {
            self.reply(&id, reply);
        }
    }

    /// Puts what is about an agenda item that is not here on the meeting, with its words.
    fn keep_without_its_item(&self, new: &mut Annotation) {
        let here = |item: &AgendaItemId| self.meeting.agenda_item(item);
        let there = match new.target.text() {
            Some(TextPart::Section { item, section, .. }) => {
                here(item).is_some_and(|item| item.section(section).is_some())
            }
            _ => new.target.agenda_item().is_none_or(|item| here(item).is_some()),
        };
        if !there {
            let words = new.target.words().map(|words| words.quote.exact.clone()).unwrap_or_default();
            new.seen = new.seen.take().or(Some(Sighting { words, ..Sighting::default() }));
            new.target = Target::default();
        }
    }

    fn reply(&mut self, to: &AnnotationId, reply: &Reply) {
        let Some(own) = self.at.get(to).and_then(|index| self.annotations.get_mut(*index)) else { return };
        if !self.replies.hear(own, &reply.author, &reply.content) {
            return;
        }
        let id = ReplyId(free(&mut self.taken, reply.id.as_str()));
        own.replies.push(Reply { id, ..reply.clone() });
        own.modified = own.modified.max(reply.created);
    }

    /// Takes their wording. Where the own one was changed too it stays as an answer.
    fn reword(&mut self, change: &Change) {
        let theirs = &change.theirs;
        let Some(own) = self.annotation(&theirs.id) else { return };
        let before = own.without_strokes();
        for fact in own.differing_wording(theirs) {
            // A drawing stays one, whatever became of it there.
            let _ = own.set(fact);
        }
        own.modified = own.modified.max(theirs.modified);
        if change.conflict {
            let content = ReplyContent::Suggests(theirs.differing_wording(&before));
            let reply = answer(&before.id, before.author.clone(), before.modified, content);
            self.reply(&theirs.id, &reply);
        }
    }
}

/// An answer whose id says what it is: the same for the same.
fn answer(to: &AnnotationId, author: String, created: Timestamp, content: ReplyContent) -> Reply {
    // Strings and numbers: they cannot fail to become JSON.
    let said = serde_json::to_string(&content).unwrap_or_default();
    let id = ReplyId::of(&[to.as_str(), &author, &said]);
    Reply { id, author, created, content, found_in: String::new() }
}

/// The id, or another where it is taken; it is taken then.
fn free(taken: &mut BTreeSet<String>, id: &str) -> String {
    let mut free = if id.is_empty() { another(id) } else { id.to_owned() };
    while !taken.insert(free.clone()) {
        free = another(&free);
    }
    free
}

/// The id that a thing gets whose own is taken: the next of those that are told apart by a number.
pub fn another(id: &str) -> String {
    let counted = id.rsplit_once('~').and_then(|(own, count)| Some((own, count.parse::<u32>().ok()?)));
    let (own, count) = counted.unwrap_or((id, 1));
    format!("{own}~{}", count.saturating_add(1))
}
