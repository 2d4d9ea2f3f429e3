//! Markup annotations as they are found, in a PDF or in XFDF, made into comments on the words that they belong to.
//!
//! An annotation's quadrilaterals or rectangle are looked up in the source map that was sent ([`super::sources`]); so it does
//! not matter how another program has rewritten the page's text, nor which Bilag made the file. Annotations that Bilag
//! itself wrote are known by their name. What cannot be placed is kept, with its page.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::said::Printing;
use super::{ink, string};
use crate::compose::Origin;
use crate::locale::Language;
use crate::meeting::annotation::{Sighting, Words};
use crate::meeting::drawing::Drawing;
use crate::meeting::{
    Annotation, AnnotationId, Body, Comment, HighlightColor, Kind, Meeting, PageIndex, Part, Reply, ReplyContent,
    ReplyId, Status, Target, anchor,
};
use crate::typeset::highlight_tint;
use crate::typeset::page::{Area, PlacedSlide};
use crate::typeset::source::PlacedLine;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// The most annotations that are read from one file.
pub const MOST: usize = 200_000;
/// The most bytes of text that are read from one file: an object that is used a thousand times is read a thousand times.
const MOST_TEXT: usize = 64 << 20;
/// The most points of drawings that are read from one file; a quadrilateral counts as four.
const MOST_SHAPES: usize = 4_000_000;
/// How many answers to answers are followed.
const DEEPEST: usize = 100;
/// How far, in points, a comment may be from what it is about.
const FARTHEST: f32 = 72.0;
/// How far, in points, a quadrilateral may miss the glyphs that it is meant for.
const SLACK: f32 = 1.0;

/// For each page its lines, with the part of the meeting that each is of.
pub type Lines<'a> = Vec<Vec<(&'a Origin, PlacedLine<'a>)>>;

/// What a markup annotation is (ISO 32000-1, 12.5.6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subtype {
    /// Marked words.
    Highlight,
    /// Underlined words.
    Underline,
    /// Words with a wavy line below.
    Squiggly,
    /// Words that are struck out.
    StrikeOut,
    /// A note behind an icon.
    Text,
    /// A text on the page.
    FreeText,
    /// Something drawn with a pen.
    Ink,
    /// A place where something is to be put in.
    Caret,
    /// A line, a shape or a stamp.
    Shape(&'static str),
}

impl Subtype {
    /// The shapes there are.
    const SHAPES: [&'static str; 6] = ["Square", "Circle", "Line", "Polygon", "PolyLine", "Stamp"];

    /// The subtype of this name, in any case: XFDF writes it small. `None` for links, fields and whatever else nobody
    /// writes with.
    #[must_use]
    pub fn named(name: &str) -> Option<Subtype> {
        let all = [
            Subtype::Highlight,
            Subtype::Underline,
            Subtype::Squiggly,
            Subtype::StrikeOut,
            Subtype::Text,
            Subtype::FreeText,
            Subtype::Ink,
            Subtype::Caret,
        ];
        let shapes = Subtype::SHAPES.map(Subtype::Shape);
        all.into_iter().chain(shapes).find(|subtype| subtype.name().eq_ignore_ascii_case(name))
    }

    /// Its name in a PDF.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Subtype::Highlight => "Highlight",
            Subtype::Underline => "Underline",
            Subtype::Squiggly => "Squiggly",
            Subtype::StrikeOut => "StrikeOut",
            Subtype::Text => "Text",
            Subtype::FreeText => "FreeText",
            Subtype::Ink => "Ink",
            Subtype::Caret => "Caret",
            Subtype::Shape(name) => name,
        }
    }

    /// Whether it lies on words, and says on which by quadrilaterals.
    #[must_use]
    pub const fn is_on_words(self) -> bool {
        matches!(self, Subtype::Highlight | Subtype::Underline | Subtype::Squiggly | Subtype::StrikeOut)
    }
}

/// A markup annotation as it was found.
#[derive(Clone, Debug)]
pub struct Markup<K> {
    /// What it is.
    pub subtype: Subtype,
    /// What others refer to it by.
    pub key: Option<K>,
    /// Its name (`NM`).
    pub name: String,
    /// What it says.
    pub said: String,
    /// Who wrote it.
    pub author: String,
    /// Its subject.
    pub subject: String,
    /// When it was written, and last changed.
    pub created: Option<Timestamp>,
    /// When it was last changed.
    pub modified: Option<Timestamp>,
    /// Its colour, each channel from 0 to 1.
    pub color: Option<[f32; 3]>,
    /// Where it is on its page, in points, counted from above.
    pub areas: Vec<Area>,
    /// What was drawn.
    pub drawing: Option<Drawing>,
    /// What it answers.
    pub answers: Option<K>,
    /// Whether it is not an answer but a part of what it answers.
    pub grouped: bool,
    /// The state that it sets; empty where it sets none.
    pub state: String,
}

/// For each page its lines, with the part of the meeting that each is of.
pub fn by_page<'a>(lines: impl Iterator<Item = (&'a Origin, PlacedLine<'a>)>) -> Lines<'a> {
    let mut pages: Lines<'a> = Vec::new();
    for (origin, place) in lines.filter(|(_, place)| place.page < MOST) {
        if place.page >= pages.len() {
            pages.resize(place.page + 1, Vec::new());
        }
        if let Some(page) = pages.get_mut(place.page) {
            page.push((origin, place));
        }
    }
    pages
}

/// An answer that waits for what it answers.
struct Answer<K> {
    to: K,
    reply: Option<Reply>,
    status: Option<Status>,
    /// The words that a part of another annotation lies on.
    words: Option<Target>,
    page: usize,
    grouped: bool,
}

/// Collects markup annotations as comments.
pub struct Reader<'a, K> {
    lines: &'a Lines<'a>,
    slides: &'a [PlacedSlide],
    printing: Printing<'a>,
    /// The area of each of the lines.
    wholes: Vec<Vec<Option<Area>>>,
    sent: &'a Meeting,
    own: BTreeMap<&'a str, &'a Annotation>,
    own_replies: BTreeMap<&'a str, &'a Reply>,
    now: Timestamp,
    found: Vec<Comment>,
    /// Which comment an annotation became.
    names: BTreeMap<K, usize>,
    answers: Vec<Answer<K>>,
    /// What each answer answers, so that an answer to an answer finds its comment.
    threads: BTreeMap<K, K>,
    /// Comments on a place between words.
    carets: BTreeSet<usize>,
    text: usize,
    shapes: usize,
    omitted: usize,
    /// What is seen where the annotation at work stands, where nobody knows which words of the meeting that is.
    unplaced: Option<Unplaced>,
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
            lines,
            slides,
            printing,
            wholes: lines.iter().map(|page| page.iter().map(|(_, place)| place.whole()).collect()).collect(),
            sent,
            own: sent.annotations.iter().map(|annotation| (annotation.id.0.as_str(), annotation)).collect(),
            own_replies: replies.map(|reply| (reply.id.0.as_str(), reply)).collect(),
            now,
            found: Vec::new(),
            names: BTreeMap::new(),
            answers: Vec::new(),
            threads: BTreeMap::new(),
            carets: BTreeSet::new(),
            text: 0,
            shapes: 0,
            omitted: 0,
            unplaced: None,
        }
    }

    /// Whether no more is read: what comes is only counted.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.found.len() + self.answers.len() >= MOST || self.text > MOST_TEXT || self.shapes > MOST_SHAPES
    }

    /// Counts annotations that are not read.
    pub fn omit(&mut self, count: usize) {
        self.omitted += count;
    }

    /// Takes an annotation on a page, from 0.
    pub fn take(&mut self, page: usize, markup: Markup<K>) {
        if self.is_full() {
            self.omit(1);
            return;
        }
        self.text += markup.said.len() + markup.author.len() + markup.name.len();
        let drawn = markup.drawing.iter().flat_map(|drawing| &drawing.strokes).map(|stroke| stroke.points.len());
        // To look up an area is more work than to keep a point.
        self.shapes += markup.areas.len() * 4 + drawn.sum::<usize>();
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

    fn answer(&mut self, page: usize, to: K, markup: Markup<K>) {
        let Markup { name, said, author, created, modified, state, grouped, .. } = markup;
        let created = created.or(modified).unwrap_or(self.now);
        let known = self.own_replies.get(name.as_str());
        // What is longer than a string may be is whole in the meeting that was sent.
        let content = match known.map(|reply| &reply.content) {
            Some(ReplyContent::Text(text)) if said.trim() == string::decoded(text) => ReplyContent::Text(text.clone()),
            // What it was made of is not in its words.
            Some(suggests @ ReplyContent::Suggests(_)) => suggests.clone(),
            _ => ReplyContent::Text(said.clone()),
        };
        let id = match known {
            Some(_) => ReplyId(name),
            None => ReplyId::of(&[&name, &author, &said, &created.to_string()]),
        };
        let silent = !state.is_empty() || (grouped && said.trim().is_empty());
        let reply = (!silent).then_some(Reply { id, author, created, content });
        let is_placed = self.unplaced.is_none();
        let words =
            (grouped && is_placed && markup.subtype.is_on_words()).then(|| self.words(page, &markup.areas)).flatten();
        if let Some(own) = markup.key {
            self.threads.insert(own, to.clone());
        }
        self.answers.push(Answer { to, reply, status: status(&state), words, page, grouped });
    }

    fn comment(&mut self, page: usize, markup: Markup<K>) {
        let elsewhere = self.unplaced.as_ref().is_some_and(|unplaced| unplaced.elsewhere);
        let comment = match self.own.get(markup.name.as_str()).copied().filter(|_| !elsewhere) {
            Some(own) => self.own(own, page, &markup),
            None => self.new_comment(page, &markup),
        };
        if markup.subtype == Subtype::Caret {
            self.carets.insert(self.found.len());
        }
        if let Some(key) = markup.key {
            self.names.insert(key, self.found.len());
        }
        self.found.push(comment);
    }

    /// Something that was not sent.
    fn new_comment(&self, page: usize, markup: &Markup<K>) -> Comment {
        let Markup { subtype, name, said, author, areas, .. } = markup;
        let created = markup.created.or(markup.modified).unwrap_or(self.now);
        let modified = markup.modified.unwrap_or(created);
        let (target, anchored) = self.target(page, areas, *subtype);
        let body = body(markup);
        // Names that other programs give are often the same in every file.
        let known_by = if name.is_empty() { said } else { name };
        let id = AnnotationId::of(&[subtype.name(), &format!("{page} {areas:?}"), author, known_by]);
        let body = match body {
            Body::Ink(drawing) => Body::Ink(ink::on_its_slide(drawing, self.slides)),
            other => other,
        };
        let remark = Annotation::new(id, body, author.clone(), created, said.clone());
        let page = PageIndex(page).into();
        let seen =
            self.unplaced.as_ref().map(|Unplaced { words, .. }| Sighting { page: Some(page), words: words.clone() });
        let annotation = Annotation { target, modified, seen, ..remark };
        Comment { annotation, page: Some(page), anchored }
    }

    /// One of Bilag's own: as it was sent, but with what was changed in it.
    fn own(&self, own: &Annotation, page: usize, markup: &Markup<K>) -> Comment {
        let mut annotation = Annotation { replies: Vec::new(), status: Status::Open, ..own.clone() };
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
        Comment { anchored: self.sent.is_anchored(&own.target), annotation, page: Some(PageIndex(page).into()) }
    }

    /// What a comment on these areas is about, and whether that could be found.
    fn target(&self, page: usize, areas: &[Area], subtype: Subtype) -> (Target, bool) {
        if self.unplaced.is_some() {
            return (Target::default(), false);
        }
        // An icon, a text or a caret is put on one line and covers parts of others.
        let on_one = matches!(subtype, Subtype::Text | Subtype::FreeText | Subtype::Caret);
        let line = areas.first().filter(|_| on_one).and_then(|area| self.line_under(page, area));
        let areas = line.as_ref().map_or(areas, std::slice::from_ref);
        let Some(mut target) = self.words(page, areas).or_else(|| self.nearest(page, areas)) else {
            return (Target::default(), false);
        };
        if subtype == Subtype::Ink {
            // A drawing is about the principle that it is drawn on.
            target = target.principle().map_or_else(Target::default, Target::to_principle);
        } else if !subtype.is_on_words()
            && let Some(text) = target.text().cloned()
        {
            // An icon covers parts of words; the words are meant.
            target = Target::to_text(text, self.whole_words(&target));
        }
        (target, true)
    }

    /// The lines of a page, each with its area.
    fn lines_of(&self, page: usize) -> impl Iterator<Item = (&'a Origin, &'a PlacedLine<'a>, &Area)> {
        let lines = self.lines.get(page).into_iter().flatten();
        let wholes = self.wholes.get(page).into_iter().flatten();
        lines.zip(wholes).filter_map(|((origin, place), whole)| Some((*origin, place, whole.as_ref()?)))
    }

    /// The words under the areas: those of the paragraph of which most are.
    fn words(&self, page: usize, areas: &[Area]) -> Option<Target> {
        let mut hits: BTreeMap<&Origin, (usize, usize, usize)> = BTreeMap::new();
        for (origin, place, whole) in self.lines_of(page) {
            for area in areas.iter().filter(|area| covers(area, place, whole)) {
                let Some((count, start, end)) = glyphs_under(place, area) else { continue };
                let hit = hits.entry(origin).or_insert((0, start, end));
                *hit = (hit.0 + count, hit.1.min(start), hit.2.max(end));
            }
        }
        let (origin, (_, start, end)) = hits.into_iter().max_by_key(|(_, (count, ..))| *count)?;
        match origin {
            Origin::Paragraph(principle, paragraph) => {
                let selected = self.sent.selected(*principle)?;
                let text = selected.principle.paragraph(*paragraph)?;
                let words = text.get(start..end)?;
                let from = start + (words.len() - words.trim_start().len());
                let words = anchor::describe(text, from..from + words.trim().len());
                Some(Target::to_paragraph(*principle, *paragraph, words))
            }
            other => self.part(other),
        }
    }

    /// The part of an area that lies on the line that is nearest to its middle.
    fn line_under(&self, page: usize, area: &Area) -> Option<Area> {
        let middle = area.y + area.height / 2.0;
        let under = self
            .lines_of(page)
            .filter(|(_, place, whole)| covers(area, place, whole) && glyphs_under(place, area).is_some());
        let lines = under.map(|(_, _, whole)| whole);
        let distance = |line: &&Area| (line.y + line.height / 2.0 - middle).abs();
        let nearest: &Area = lines.min_by(|left, right| distance(left).total_cmp(&distance(right)))?;
        Some(Area { y: nearest.y, height: nearest.height, ..*area })
    }

    /// The words of a target, from the beginning of the first to the end of the last.
    fn whole_words(&self, target: &Target) -> Option<Words> {
        let (text, range) = (self.sent.text_of(target)?, self.sent.words(target)?);
        let start = text.get(..range.start)?.rfind(' ').map_or(0, |space| space + 1);
        let end = text.get(range.end..)?.find(' ').map_or(text.len(), |space| range.end + space);
        anchor::describe(text, start..end)
    }

    /// The part of the meeting that is nearest below or above.
    fn nearest(&self, page: usize, areas: &[Area]) -> Option<Target> {
        let area = areas.first()?;
        let middle = area.y + area.height / 2.0;
        let distance = |place: &PlacedLine<'_>| (place.at[1] - 4.0 - middle).abs();
        let near = |line: &&(&Origin, PlacedLine<'_>)| distance(&line.1) <= FARTHEST;
        let mut lines: Vec<_> = self.lines.get(page)?.iter().filter(near).collect();
        lines.sort_by(|(_, left), (_, right)| distance(left).total_cmp(&distance(right)));
        lines.into_iter().find_map(|(origin, _)| self.part(origin))
    }

    /// A part of the meeting as a target.
    fn part(&self, origin: &Origin) -> Option<Target> {
        match origin {
            Origin::Principle(number) => Some(Target::to_principle(*number)),
            Origin::Paragraph(number, index) => Some(Target::to_paragraph(*number, *index, None)),
            Origin::Annotation(id) => self.sent.annotation(id).map(|annotation| annotation.target.clone()),
            Origin::AgendaItem(id) => Some(Part::AgendaItem(id.clone()).into()),
            Origin::Meeting => Some(Target::default()),
            Origin::Document => None,
        }
    }

    /// Puts replies and states to what they answer, also through other answers; an answer to nothing stands by itself.
    /// Gives the comments, and how many were not read.
    #[must_use]
    pub fn finish(mut self) -> (Vec<Comment>, usize) {
        let printing = self.printing;
        for answer in std::mem::take(&mut self.answers) {
            // Not for ever: a file may answer in a circle.
            let thread = std::iter::successors(Some(&answer.to), |to| self.threads.get(to)).take(DEEPEST);
            let index = thread.into_iter().find_map(|to| self.names.get(to)).copied();
            match index.and_then(|index| Some((index, self.found.get_mut(index)?))) {
                Some((index, comment)) => {
                    if let Some(status) = answer.status {
                        comment.annotation.status = status;
                    }
                    // A highlight that goes on on the next page says what its beginning says.
                    let own = self.own.get(comment.annotation.id.0.as_str());
                    let again = |reply: &Reply| {
                        let Some(text) = reply.text() else { return false };
                        text.trim() == comment.annotation.text.trim()
                            || own.is_some_and(|own| printing.changed(own, text).is_nothing())
                    };
                    let reply = answer.reply.filter(|reply| !(answer.grouped && again(reply)));
                    comment.annotation.replies.extend(reply);
                    // What is to be put in replaces the words that are struck out with it.
                    if let Some(words) = answer.words.filter(|_| self.carets.contains(&index)) {
                        comment.annotation.target = words;
                    }
                }
                None => {
                    if let Some(reply) = answer.reply {
                        let text = reply.text().unwrap_or_default().to_owned();
                        let annotation =
                            Annotation::remark(AnnotationId(reply.id.0), reply.author, reply.created, text);
                        let page = Some(PageIndex(answer.page).into());
                        self.found.push(Comment { annotation, page, anchored: false });
                    }
                }
            }
        }
        for comment in &mut self.found {
            comment.annotation.replies.sort_by_key(|reply| reply.created);
        }
        (self.found, self.omitted)
    }
}

/// What an annotation is: by its subject, else by what it looks like.
fn body<K>(markup: &Markup<K>) -> Body {
    for kind in [Kind::Question, Kind::Decision, Kind::Action] {
        if Language::ALL.iter().any(|language| language.locale().text(kind.label()) == markup.subject) {
            return Body::of(kind, None).unwrap_or(Body::COMMENT);
        }
    }
    let silent = markup.said.trim().is_empty();
    match (markup.subtype, &markup.drawing) {
        (Subtype::Ink, Some(drawing)) => Body::Ink(drawing.clone()),
        (Subtype::StrikeOut, _) if silent => Body::Suggestion { replacement: String::new() },
        (Subtype::Highlight | Subtype::Underline | Subtype::Squiggly | Subtype::Shape(_), _) if silent => {
            Body::Highlight { color: color(markup) }
        }
        _ => Body::COMMENT,
    }
}

/// The highlight colour that is nearest to the annotation's.
fn color<K>(markup: &Markup<K>) -> HighlightColor {
    for color in HighlightColor::ALL {
        if Language::ALL.iter().any(|language| language.locale().text(color.label()) == markup.subject) {
            return color;
        }
    }
    let Some(other) = markup.color else { return HighlightColor::Yellow };
    let distance = |color: &HighlightColor| {
        // What matters is the hue: tints are compared without their common white.
        let hue = |channels: [f32; 3]| {
            let (low, high) = channels.iter().fold((f32::MAX, f32::MIN), |(low, high), c| (low.min(*c), high.max(*c)));
            channels.map(|channel| if high - low < 0.01 { 0.0 } else { (channel - low) / (high - low) })
        };
        let own = hue(highlight_tint(*color).map(|channel| f32::from(channel) / 255.0));
        own.iter().zip(hue(other)).map(|(left, right)| (left - right).powi(2)).sum::<f32>()
    };
    HighlightColor::ALL
        .into_iter()
        .min_by(|left, right| distance(left).total_cmp(&distance(right)))
        .unwrap_or(HighlightColor::Yellow)
}

/// Whether an area covers a line's small letters: its neighbour's are touched at the edges only.
fn covers(area: &Area, place: &PlacedLine<'_>, whole: &Area) -> bool {
    let middle = place.at[1] - whole.height * 0.25;
    middle >= area.y && middle <= area.y + area.height
}

/// How many glyphs of a line have their middle between the sides of an area, and the bytes of their text.
fn glyphs_under(place: &PlacedLine<'_>, area: &Area) -> Option<(usize, usize, usize)> {
    let (left, right) = (area.x - SLACK - place.at[0], area.x + area.width + SLACK - place.at[0]);
    let glyphs: Vec<_> = place.line.glyphs().collect();
    let mut found: Option<(usize, usize, usize)> = None;
    for (index, (_, glyph, text)) in glyphs.iter().enumerate() {
        let next = glyphs.get(index + 1).map_or(place.line.width.max(glyph.x), |(_, next, _)| next.x);
        let middle = f32::midpoint(glyph.x, next);
        if middle < left || middle > right || text.is_empty() || *text == "\u{ad}" {
            continue;
        }
        let start = glyph.at as usize;
        let end = (start + text.len()).min(place.line.text.len());
        found = Some(found.map_or((1, start, end), |(count, from, to)| (count + 1, from.min(start), to.max(end))));
    }
    found
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
