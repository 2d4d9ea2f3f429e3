//! Takes markup annotations one by one.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::place::{ContentsLine, Placed, Places};
use super::thread::{Answer, Entry, Role, State};
use super::{Lines, MOST, Markup, Subtype, said};
use crate::meeting::merge::another;
use crate::meeting::review::{NotTaken, WhyNotTaken};
use crate::meeting::{
    Annotation, AnnotationId, Body, Comment, Meeting, PageIndex, Reply, ReplyContent, ReplyId, Sighting, Status, Target,
};
use crate::pdf::said::Printing;
use crate::pdf::{ink, string};
use crate::typeset::page::PlacedSlide;
use jiff::Timestamp;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The most bytes of text that are read from one file: an object that is used a thousand times is read a thousand times.
const MOST_TEXT: usize = 64 << 20;
/// The most points of drawings that are read from one file; a quadrilateral counts as four.
const MOST_SHAPES: usize = 4_000_000;
/// Of how many things that are not taken it is told which they are; the others are counted.
const MOST_TOLD: usize = 1_000;

/// Collects markup annotations as comments.
pub struct Reader<'a, K> {
    places: Places<'a>,
    slides: &'a [PlacedSlide],
    pub(super) printing: Printing<'a>,
    pub(super) sent: &'a Meeting,
    pub(super) own: BTreeMap<&'a str, &'a Annotation>,
    own_replies: BTreeMap<&'a str, &'a Reply>,
    /// Those that were sent and have been found.
    known: BTreeSet<&'a str>,
    now: Timestamp,
    pub(super) found: Vec<Entry>,
    /// The ids of what was found.
    ids: BTreeSet<AnnotationId>,
    /// The last id that was made of one that several have.
    last_made: BTreeMap<AnnotationId, AnnotationId>,
    /// Which comment an annotation became.
    pub(super) names: BTreeMap<K, usize>,
    pub(super) answers: Vec<Answer<K>>,
    /// What each answer answers, so that an answer to an answer finds its comment.
    pub(super) threads: BTreeMap<K, K>,
    text: usize,
    shapes: usize,
    pub(super) not_taken: Vec<NotTaken>,
    pub(super) omitted: usize,
    pub(super) is_cut: bool,
    /// What is seen where the annotation at work stands, where nobody knows which words of the meeting that is.
    unplaced: Option<Unplaced>,
    /// What the last object, on which page, is about.
    last_found: RefCell<Option<(K, usize, Vec<Placed>)>>,
}

/// What is seen where an annotation stands that has no place in the meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unplaced {
    /// The words beneath it.
    pub words: String,
    /// Whether it stands on a page of another meeting: then none of its names is one of this meeting's.
    pub elsewhere: bool,
}

impl<'a, K: Ord + Clone> Reader<'a, K> {
    /// A reader of annotations on the pages of a hand-out. `now` is the time of what has none.
    pub fn new(
        lines: &'a Lines<'a>,
        slides: &'a [PlacedSlide],
        sent: &'a Meeting,
        printing: Printing<'a>,
        now: Timestamp,
    ) -> Reader<'a, K> {
        let replies = sent.annotations.iter().flat_map(|annotation| &annotation.replies);
        Reader {
            places: Places::new(lines, sent),
            slides,
            printing,
            sent,
            own: sent.annotations.iter().map(|annotation| (annotation.id.0.as_str(), annotation)).collect(),
            own_replies: replies.map(|reply| (reply.id.0.as_str(), reply)).collect(),
            known: BTreeSet::new(),
            now,
            found: Vec::new(),
            ids: BTreeSet::new(),
            last_made: BTreeMap::new(),
            names: BTreeMap::new(),
            answers: Vec::new(),
            threads: BTreeMap::new(),
            text: 0,
            shapes: 0,
            not_taken: Vec::new(),
            omitted: 0,
            is_cut: false,
            unplaced: None,
            last_found: RefCell::new(None),
        }
    }

    /// The same, which also knows where the lines of the contents stand.
    #[must_use]
    pub fn with_contents(mut self, contents: Vec<ContentsLine>) -> Reader<'a, K> {
        self.places.set_contents(contents);
        self
    }

    /// The same, which knows which names there are in the file: what bears none is none of these.
    #[must_use]
    pub fn with_names(mut self, names: impl Iterator<Item = String>) -> Reader<'a, K> {
        for name in names {
            if let Some((id, _)) = self.own.get_key_value(name.as_str()) {
                self.known.insert(id);
            }
        }
        self
    }

    /// Whether no more is read: what comes is only counted.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.found.len() + self.answers.len() >= MOST || self.text > MOST_TEXT || self.shapes > MOST_SHAPES
    }

    /// Notes something on a page, from 0, that was seen and is not taken.
    pub fn pass_over(&mut self, page: usize, kind: &str, why: WhyNotTaken) {
        self.omitted += 1;
        self.is_cut |= why == WhyNotTaken::TooMany;
        if self.not_taken.len() < MOST_TOLD {
            let page = (page < MOST).then(|| PageIndex(page).into());
            self.not_taken.push(NotTaken { page, kind: kind.to_owned(), why });
        }
    }

    /// Takes an annotation on a page, from 0.
    pub fn take(&mut self, page: usize, markup: Markup<K>) {
        if self.is_full() {
            self.pass_over(page, markup.subtype.name(), WhyNotTaken::TooMany);
            return;
        }
        self.text += markup.said.len() + markup.author.len() + markup.name.len();
        let drawn = markup.drawing.iter().flat_map(|drawing| &drawing.strokes).map(|stroke| stroke.points.len());
        // To look up an area is more work than to keep a point.
        self.shapes += markup.areas.len() * 4 + drawn.sum::<usize>();
        if markup.carries {
            self.pass_over(page, markup.subtype.name(), WhyNotTaken::Attachment);
        }
        match markup.answers.clone() {
            Some(to) => self.answer(page, to, markup),
            None => self.comment(page, markup),
        }
    }

    /// Takes an annotation on a page of the copy, from 0, that stands on nothing that is known.
    pub fn take_unplaced(&mut self, page: usize, unplaced: Unplaced, markup: Markup<K>) {
        self.unplaced = Some(unplaced);
        self.take(page, markup);
        self.unplaced = None;
    }

    /// What the annotation at work is about.
    fn find(&self, page: usize, markup: &Markup<K>) -> Vec<Placed> {
        let Some(Unplaced { words, .. }) = &self.unplaced else {
            // The same object may be used a hundred thousand times.
            let mut last = self.last_found.borrow_mut();
            return match (last.as_ref(), &markup.key) {
                (Some((known, on, placed)), Some(key)) if known == key && *on == page => placed.clone(),
                (_, key) => {
                    let placed = self.places.find(page, markup);
                    *last = key.clone().map(|key| (key, page, placed.clone()));
                    placed
                }
            };
        };
        let seen = Sighting { page: Some(PageIndex(page).into()), words: words.clone(), ..Sighting::default() };
        vec![Placed { target: Target::default(), seen: Some(seen) }]
    }

    /// Whether it stands on a page of another meeting.
    fn is_elsewhere(&self) -> bool {
        self.unplaced.as_ref().is_some_and(|unplaced| unplaced.elsewhere)
    }

    fn answer(&mut self, page: usize, to: K, markup: Markup<K>) {
        let is_part = markup.grouped || markup.intent == "StrikeOutTextEdit";
        let on_words = is_part && markup.subtype.is_on_words();
        let words = if on_words { self.find(page, &markup).into_iter().next() } else { None };
        let words = words.filter(Placed::is_anchored).map(|placed| placed.target);
        let Markup { subtype, name, said, author, created, modified, state, grouped, intent, .. } = markup;
        let told = modified.or(created);
        let created = created.or(modified).unwrap_or(self.now);
        let known = self.own_replies.get(name.as_str());
        // What is longer than a string may be is whole in the meeting that was sent.
        let content = match known.map(|reply| &reply.content) {
            Some(ReplyContent::Text(text)) if said.trim() == string::decoded(text) => ReplyContent::Text(text.clone()),
            // What it was made of is not in its words.
            Some(suggests @ ReplyContent::Suggests(_)) => suggests.clone(),
            _ => ReplyContent::Text(said.clone()),
        };
        let found_in = known.map(|reply| reply.found_in.clone()).unwrap_or_default();
        let id = match known {
            Some(_) => ReplyId(name.clone()),
            None => ReplyId::of(&[&name, &author, &said, &created.to_string()]),
        };
        let author = known.filter(|reply| reply.author.is_empty()).map_or(author, |reply| reply.author.clone());
        let status = status(&state);
        if !state.is_empty() && status.is_none() && state != "Unmarked" {
            self.pass_over(page, subtype.name(), WhyNotTaken::State);
        }
        let silent = !state.is_empty() || (grouped && said.trim().is_empty());
        let state = status.map(|status| State { status, name, by: author.clone(), at: told });
        let dated = told.is_some();
        let reply = (!silent).then_some(Reply { id, author, created, content, found_in });
        if let Some(own) = markup.key {
            self.threads.insert(own, to.clone());
        }
        self.answers.push(Answer { to, reply, state, words, page, grouped, subtype, intent, said, dated });
    }

    fn comment(&mut self, page: usize, markup: Markup<K>) {
        let first = self.found.len();
        match self.sent(page, &markup) {
            Some(own) => {
                self.known.insert(own.id.as_str());
                let entry = self.own(own, page, &markup);
                self.found.push(entry);
            }
            None => self.new_comments(page, &markup),
        }
        if let Some(key) = markup.key {
            self.names.insert(key, first);
        }
    }

    /// The one of those that were sent that this is: by its name; or where a program has lost the names, by who wrote it, what it
    /// says, and when, or on which words.
    fn sent(&self, page: usize, markup: &Markup<K>) -> Option<&'a Annotation> {
        if self.is_elsewhere() {
            return None;
        }
        if !markup.name.is_empty() {
            return self.own.get(markup.name.as_str()).copied();
        }
        let is = |own: &&&Annotation| {
            !self.known.contains(own.id.as_str())
                && markup.author.trim() == string::decoded(&own.author)
                && (own.drawing().is_some() == markup.drawing.is_some())
                && self.printing.changed(own, &markup.said).is_nothing()
        };
        let alike: Vec<&Annotation> = self.own.values().filter(is).copied().collect();
        if alike.is_empty() {
            return None;
        }
        let created = markup.created.map(Timestamp::as_second);
        let of_then = |own: &&&Annotation| Some(own.created.as_second()) == created;
        let placed = self.find(page, markup);
        let on_words = |own: &&&Annotation| {
            let is_there = |placed: &Placed| {
                placed.target.text() == own.target.text()
                    && self.sent.words(&placed.target) == self.sent.words(&own.target)
            };
            placed.first().is_some_and(is_there)
        };
        // A copy that has the names has them all: what has none there is new.
        let of_then: Vec<&&Annotation> = alike.iter().filter(of_then).collect();
        match of_then.as_slice() {
            [] => alike.iter().find(|own| created.is_none() && own.target.words().is_some() && on_words(own)).copied(),
            [one] => Some(**one),
            several => several.iter().find(|own| on_words(own)).map(|own| **own),
        }
    }

    /// Something that was not sent, on each text that it lies on: what it says is said once.
    fn new_comments(&mut self, page: usize, markup: &Markup<K>) {
        let Markup { subtype, name, author, areas, .. } = markup;
        let created = markup.created.or(markup.modified).unwrap_or(self.now);
        let modified = markup.modified.unwrap_or(created);
        let mut placed = self.find(page, markup);
        let mut said = placed.first().map(|first| said::words(markup, &first.target, self.sent)).unwrap_or_default();
        // A name is one file's own, and not everywhere another in every file. Programs write numbers anew, and round them.
        let id = if name.is_empty() {
            let whole = areas.iter().map(|area| [area.x, area.y, area.width, area.height].map(f32::round));
            AnnotationId::of(&[subtype.name(), &format!("{page} {:?}", whole.collect::<Vec<_>>()), author, &said])
        } else {
            AnnotationId::of(&[name, author])
        };
        // What the meeting that was sent has already lies where it lies there: its pages may have become others since.
        let part_id = |part: usize| if part == 0 { id.clone() } else { AnnotationId(format!("{id}-p{part}")) };
        let known = |part: usize| self.own.get(part_id(part).as_str()).filter(|_| !self.is_elsewhere());
        let own = (0..).map_while(known);
        let own: Vec<Placed> = own.map(|own| Placed { target: own.target.clone(), seen: own.seen.clone() }).collect();
        if let Some(first) = own.first() {
            said = said::words(markup, &first.target, self.sent);
            placed = own;
        }
        for (part, Placed { target, seen }) in placed.into_iter().enumerate() {
            let said = if part == 0 { said.clone() } else { String::new() };
            let body = match said::body(markup, &said) {
                Body::Ink(drawing) => Body::Ink(ink::on_its_slide(drawing, self.slides)),
                _ if part > 0 && !subtype.strikes() => Body::Highlight { color: said::color(markup) },
                other => other,
            };
            let mut own_id = part_id(part);
            self.make_unique(&mut own_id);
            let anchored = seen.as_ref().is_none_or(|seen| seen.fact.is_some());
            let remark = Annotation::new(own_id, body, author.clone(), created, said);
            let annotation = Annotation { target, modified, seen, ..remark };
            let dated = markup.created.or(markup.modified).is_some();
            let comment = Comment { annotation, page: Some(PageIndex(page).into()), anchored, dated };
            self.found.push(Entry::new(comment, page, markup));
        }
    }

    /// Makes an id one that nothing else that was found has.
    pub(super) fn make_unique(&mut self, id: &mut AnnotationId) {
        if self.ids.insert(id.clone()) {
            return;
        }
        // There may be many that are the same: the search goes on where it ended.
        let last = self.last_made.entry(id.clone()).or_insert_with(|| id.clone());
        while !self.ids.insert(last.clone()) {
            *last = AnnotationId(another(last.as_str()));
        }
        id.clone_from(last);
    }

    /// One of Bilag's own: as it was sent, but with what was changed in it.
    fn own(&self, own: &Annotation, page: usize, markup: &Markup<K>) -> Entry {
        let mut annotation = Annotation { replies: Vec::new(), status: Status::Open, status_set: None, ..own.clone() };
        let changed = self.printing.changed(own, &markup.said);
        if !changed.is_nothing() {
            changed.put_into(&mut annotation);
            annotation.modified = markup.modified.or(markup.created).unwrap_or(self.now);
        }
        if let (Some(sent), Some(back)) = (own.drawing(), markup.drawing.clone())
            && let Some(redrawn) = ink::redrawn(sent, back, self.slides)
        {
            annotation.body = Body::Ink(redrawn);
            annotation.modified = markup.modified.or(markup.created).unwrap_or(self.now);
        }
        if !markup.author.is_empty() && markup.author.trim() != string::decoded(&own.author) {
            annotation.author.clone_from(&markup.author);
        }
        let anchored = self.sent.is_anchored(&own.target) && !own.is_only_seen();
        let comment = Comment { anchored, annotation, page: Some(PageIndex(page).into()), dated: true };
        Entry { role: Role::Own, moved: self.moved(own, page, markup), ..Entry::new(comment, page, markup) }
    }

    /// Where a mark of Bilag's own was put anew. Programs say when they changed one; in others numbers may have been rounded.
    fn moved(&self, own: &Annotation, page: usize, markup: &Markup<K>) -> Option<(Target, Timestamp)> {
        let at = markup.modified?;
        let changed = at.as_second() > own.modified.as_second();
        if !changed || !markup.subtype.is_on_words() {
            return None;
        }
        let was = self.sent.words(&own.target)?;
        let placed = self.find(page, markup).into_iter().next()?;
        let is = self.sent.words(&placed.target)?;
        let text = self.sent.text_of(&own.target)?;
        // Space and full stops at the ends are not marked by everybody.
        let core = |range: std::ops::Range<usize>| {
            let words = text.get(range.clone())?;
            let [first, last] = [words.find(char::is_alphanumeric)?, words.rfind(char::is_alphanumeric)?];
            Some((range.start + first, range.start + last))
        };
        let same = placed.target.text() == own.target.text() && core(is) == core(was);
        (!same).then_some((placed.target, at))
    }
}

fn status(state: &str) -> Option<Status> {
    match state {
        "Accepted" => Some(Status::Accepted),
        "Rejected" => Some(Status::Rejected),
        "Cancelled" => Some(Status::Cancelled),
        "Completed" => Some(Status::Completed),
        "None" => Some(Status::Open),
        _ => None,
    }
}

impl Entry {
    fn new<K>(comment: Comment, page: usize, markup: &Markup<K>) -> Entry {
        let keeps_areas = markup.subtype == Subtype::Caret || markup.subtype.strikes();
        Entry {
            comment,
            page,
            subtype: markup.subtype,
            replaces: markup.intent == "Replace" || markup.subject.starts_with("Replace"),
            areas: if keeps_areas { markup.areas.clone() } else { Vec::new() },
            role: Role::New,
            moved: None,
            states: Vec::new(),
        }
    }
}
