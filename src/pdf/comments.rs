//! Back: what reviewers wrote into a PDF that Bilag made, each comment on the words that it belongs to.
//!
//! A comment's quadrilaterals or rectangle are looked up in the source map that the PDF carries ([`super::sources`]); so it
//! does not matter how another program has rewritten the page's text, nor which Bilag made the file. Comments that Bilag itself
//! put there are known by their name (`NM`). What cannot be placed is kept, with its page.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::annotations::contents;
use super::files::LAYOUT;
use super::read::{self, OpenError};
use super::sources::{self, Kept};
use super::string;
use crate::compose::{Document, Origin, compose};
use crate::locale::Language;
use crate::meeting::anchor;
use crate::meeting::annotation::Words;
use crate::meeting::{Annotation, HighlightColor, Id, Kind, Meeting, Reply, Status, Target, Visibility};
use crate::typeset::page::Area;
use crate::typeset::source::{Place, SourceMap};
use crate::typeset::{self, highlight_tint};
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, String as PdfString};
use hayro_syntax::page::Page;
use jiff::Timestamp;
use md5::{Digest as _, Md5};
use std::collections::BTreeMap;

/// The most annotations, and the most pages, that are read from one file.
const MOST: usize = 200_000;
/// How many answers to answers are followed.
const DEEPEST: usize = 100;
/// How far, in points, a comment may be from what it is about.
const FARTHEST: f32 = 72.0;
/// How far, in points, a quadrilateral may miss the glyphs that it is meant for.
const SLACK: f32 = 1.0;

/// What a PDF says: the meeting as it was sent out, and what is written in the PDF now.
#[derive(Debug)]
pub struct Review {
    /// The meeting that the PDF carries.
    pub sent: Meeting,
    /// What is written in it, in the order of the pages.
    pub comments: Vec<Comment>,
}

/// An annotation in a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// What it says, and on what.
    pub annotation: Annotation,
    /// Its page, from 1.
    pub page: usize,
    /// Whether its words or its paragraph were found; if not it is on the meeting as a whole.
    pub anchored: bool,
}

/// Reads what is written in a PDF that Bilag made. `now` is the time of what has none.
pub fn comments(bytes: &[u8], now: Timestamp) -> Result<Review, OpenError> {
    let pdf = read::load(bytes)?;
    let sent = read::meeting(&pdf)?;
    let document = compose(&sent);
    let kept = read::embedded(&pdf, LAYOUT).ok().and_then(|file| sources::read(&file, &sent));
    // A file whose source map was taken out is laid out again.
    let layout = if kept.is_none() { Some(typeset::layout(&document)) } else { None };
    let lines = match &layout {
        Some(layout) => by_page(SourceMap::of(layout).all()),
        None => by_page(kept.iter().flatten().map(Kept::place)),
    };
    let mut reader = Reader {
        document: &document,
        lines,
        sent: &sent,
        now,
        found: Vec::new(),
        names: BTreeMap::new(),
        answers: Vec::new(),
        threads: BTreeMap::new(),
    };
    for (index, page) in pdf.pages().iter().enumerate() {
        reader.page(index, page);
    }
    reader.attach_answers();
    let comments = reader.found;
    Ok(Review { sent, comments })
}

/// For each page its lines, with the part of the meeting that each is of.
fn by_page<'a>(lines: impl Iterator<Item = (&'a Origin, Place<'a>)>) -> Vec<Vec<(&'a Origin, Place<'a>)>> {
    let mut pages: Vec<Vec<(&Origin, Place<'_>)>> = Vec::new();
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
struct Answer {
    to: ObjectIdentifier,
    reply: Option<Reply>,
    status: Option<Status>,
    page: usize,
}

struct Reader<'a> {
    document: &'a Document,
    lines: Vec<Vec<(&'a Origin, Place<'a>)>>,
    sent: &'a Meeting,
    now: Timestamp,
    found: Vec<Comment>,
    /// Which comment an object became.
    names: BTreeMap<ObjectIdentifier, usize>,
    answers: Vec<Answer>,
    /// What each answer answers, so that an answer to an answer finds its comment.
    threads: BTreeMap<ObjectIdentifier, ObjectIdentifier>,
}

impl Reader<'_> {
    fn page(&mut self, index: usize, page: &Page<'_>) {
        let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { return };
        // PDF counts from below, pages here from above; and a page's box may not begin at zero.
        let media = page.media_box();
        #[allow(clippy::cast_possible_truncation)]
        let corner = [media.x0 as f32, media.y1 as f32];
        for object in annotations.iter::<Dict<'_>>() {
            if self.found.len() + self.answers.len() >= MOST {
                return;
            }
            self.object(index, corner, &object);
        }
    }

    fn object(&mut self, page: usize, corner: [f32; 2], object: &Dict<'_>) {
        let Some(subtype) = object.get::<Name<'_>>("Subtype") else { return };
        let subtype = subtype.as_str().to_owned();
        if !matches!(
            subtype.as_str(),
            "Highlight" | "Underline" | "Squiggly" | "StrikeOut" | "Text" | "FreeText" | "Ink" | "Caret"
        ) {
            return;
        }
        let said = text(object, "Contents");
        let author = text(object, "T");
        let modified = time(object, "M");
        let created = time(object, "CreationDate").or(modified).unwrap_or(self.now);
        let modified = modified.unwrap_or(created);
        let name = text(object, "NM");
        if let Some(to) = object.get_ref("IRT").map(ObjectIdentifier::from) {
            let grouped = object.get::<Name<'_>>("RT").is_some_and(|kind| kind.as_str() == "Group");
            let state = text(object, "State");
            let status = (!state.is_empty()).then(|| status(&state)).flatten();
            let mut sent = self.sent.annotations.iter().flat_map(|annotation| &annotation.replies);
            let known = sent.find(|reply| reply.id.0 == name);
            // What is longer than a string may be is whole in the meeting that was sent.
            let said = match known {
                Some(reply) if said.trim() == string::decoded(&reply.text) => reply.text.clone(),
                _ => said,
            };
            let known = known.is_some();
            let id = Id(if known { name } else { digest(&[&name, &author, &said, &created.to_string()]) });
            // A highlight that goes on on the next page says nothing of its own.
            let reply = (!grouped && state.is_empty()).then_some(Reply { id, author, created, text: said });
            if let Some(own) = object.obj_id() {
                self.threads.insert(own, to);
            }
            self.answers.push(Answer { to, reply, status, page });
            return;
        }
        let areas = areas(corner, object, matches!(subtype.as_str(), "Text" | "FreeText" | "Ink" | "Caret"));
        let own = self.sent.annotation(&Id(name.clone()));
        let comment = if let Some(own) = own {
            self.own(own, page, said, &author, modified)
        } else {
            let (target, anchored) = self.target(page, &areas, &subtype);
            let (kind, color) = kind(object, &subtype, &said);
            // Names that other programs give are often the same in every file.
            let known_by = if name.is_empty() { &said } else { &name };
            let id = Id(digest(&[&subtype, &format!("{page} {areas:?}"), &author, known_by]));
            let drawn = subtype == "Ink" && said.is_empty();
            let said = if drawn { self.document.locale().text("ink").into_owned() } else { said };
            let annotation = Annotation { kind, target, color, modified, ..remark(id, author, created, said) };
            Comment { annotation, page: page + 1, anchored }
        };
        if let Some(id) = object.obj_id() {
            self.names.insert(id, self.found.len());
        }
        self.found.push(comment);
    }

    /// One of Bilag's own: as it was sent, but with what was changed in it.
    fn own(&self, own: &Annotation, page: usize, said: String, author: &str, modified: Timestamp) -> Comment {
        let mut annotation = Annotation { replies: Vec::new(), status: Status::Open, ..own.clone() };
        if said.trim() != string::decoded(&contents(own, self.document)) {
            annotation.text = said;
            annotation.modified = modified;
        }
        if !author.is_empty() {
            author.clone_into(&mut annotation.author);
        }
        Comment { anchored: self.sent.is_anchored(&own.target), annotation, page: page + 1 }
    }

    /// What a comment on these areas is about, and whether that could be found.
    fn target(&self, page: usize, areas: &[Area], subtype: &str) -> (Target, bool) {
        let Some(mut target) = self.words(page, areas).or_else(|| self.nearest(page, areas)) else {
            return (Target::default(), false);
        };
        match subtype {
            // A drawing is about the principle that it is drawn on.
            "Ink" => target = Target { principle: target.principle, ..Target::default() },
            // An icon covers parts of words; the words are meant.
            "Text" | "FreeText" | "Caret" => target.words = self.whole_words(&target),
            _ => {}
        }
        (target, true)
    }

    /// The words under the areas: those of the paragraph of which most are.
    fn words(&self, page: usize, areas: &[Area]) -> Option<Target> {
        let mut hits: BTreeMap<&Origin, (usize, usize, usize)> = BTreeMap::new();
        for (origin, place) in self.lines.get(page)? {
            for area in areas {
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
                Some(Target { principle: Some(*principle), paragraph: Some(*paragraph), words })
            }
            other => self.part(other),
        }
    }

    /// The words of a target, from the beginning of the first to the end of the last.
    fn whole_words(&self, target: &Target) -> Option<Words> {
        let (text, range) = (self.sent.paragraph(target)?, self.sent.words(target)?);
        let start = text.get(..range.start)?.rfind(' ').map_or(0, |space| space + 1);
        let end = text.get(range.end..)?.find(' ').map_or(text.len(), |space| range.end + space);
        anchor::describe(text, start..end)
    }

    /// The part of the meeting that is nearest below or above.
    fn nearest(&self, page: usize, areas: &[Area]) -> Option<Target> {
        let area = areas.first()?;
        let middle = area.y + area.height / 2.0;
        let distance = |place: &Place<'_>| (place.at[1] - 4.0 - middle).abs();
        let near = |line: &&(&Origin, Place<'_>)| distance(&line.1) <= FARTHEST;
        let mut lines: Vec<_> = self.lines.get(page)?.iter().filter(near).collect();
        lines.sort_by(|(_, left), (_, right)| distance(left).total_cmp(&distance(right)));
        lines.into_iter().find_map(|(origin, _)| self.part(origin))
    }

    /// A part of the meeting as a target.
    fn part(&self, origin: &Origin) -> Option<Target> {
        match origin {
            Origin::Principle(number) => Some(Target { principle: Some(*number), ..Target::default() }),
            Origin::Paragraph(number, index) => {
                Some(Target { principle: Some(*number), paragraph: Some(*index), words: None })
            }
            Origin::Annotation(id) => self.sent.annotation(id).map(|annotation| annotation.target.clone()),
            Origin::Meeting | Origin::AgendaItem(_) => Some(Target::default()),
            Origin::Document => None,
        }
    }

    /// Puts replies and states to what they answer, also through other answers; an answer to nothing stands by itself.
    fn attach_answers(&mut self) {
        for answer in std::mem::take(&mut self.answers) {
            // Not for ever: a file may answer in a circle.
            let thread = std::iter::successors(Some(answer.to), |to| self.threads.get(to).copied()).take(DEEPEST);
            let index = thread.into_iter().find_map(|to| self.names.get(&to));
            match index.and_then(|index| self.found.get_mut(*index)) {
                Some(comment) => {
                    if let Some(status) = answer.status {
                        comment.annotation.status = status;
                    }
                    comment.annotation.replies.extend(answer.reply);
                }
                None => {
                    if let Some(reply) = answer.reply {
                        self.orphan(reply, answer.page);
                    }
                }
            }
        }
        for comment in &mut self.found {
            comment.annotation.replies.sort_by_key(|reply| reply.created);
        }
    }

    fn orphan(&mut self, reply: Reply, page: usize) {
        let annotation = remark(reply.id, reply.author, reply.created, reply.text);
        self.found.push(Comment { annotation, page: page + 1, anchored: false });
    }
}

/// What kind of annotation it is: by its subject, else by what it looks like.
fn kind(object: &Dict<'_>, subtype: &str, said: &str) -> (Kind, Option<HighlightColor>) {
    let named = text(object, "Subj");
    for kind in [Kind::Question, Kind::Decision, Kind::Action] {
        if Language::ALL.iter().any(|language| language.locale().text(kind.name()) == named.as_str()) {
            return (kind, None);
        }
    }
    let marks = matches!(subtype, "Highlight" | "Underline" | "Squiggly");
    let color = marks.then(|| color(object));
    if marks && said.trim().is_empty() { (Kind::Highlight, color) } else { (Kind::Comment, None) }
}

/// The highlight colour that is nearest to the object's.
fn color(object: &Dict<'_>) -> HighlightColor {
    let named = text(object, "Subj");
    for color in HighlightColor::ALL {
        let annotation_subject = format!("highlight-{}", u8::from(color));
        if Language::ALL.iter().any(|language| language.locale().text(&annotation_subject) == named.as_str()) {
            return color;
        }
    }
    let components: Vec<f32> = object.get::<Array<'_>>("C").iter().flat_map(Array::iter::<f32>).take(4).collect();
    let [red, green, blue] = components.as_slice() else { return HighlightColor::Yellow };
    let distance = |color: &HighlightColor| {
        // What matters is the hue: tints are compared without their common white.
        let hue = |channels: [f32; 3]| {
            let (low, high) = channels.iter().fold((f32::MAX, f32::MIN), |(low, high), c| (low.min(*c), high.max(*c)));
            channels.map(|channel| if high - low < 0.01 { 0.0 } else { (channel - low) / (high - low) })
        };
        let own = hue(highlight_tint(*color).map(|channel| f32::from(channel) / 255.0));
        let other = hue([*red, *green, *blue]);
        own.iter().zip(other).map(|(left, right)| (left - right).powi(2)).sum::<f32>()
    };
    HighlightColor::ALL
        .into_iter()
        .min_by(|left, right| distance(left).total_cmp(&distance(right)))
        .unwrap_or(HighlightColor::Yellow)
}

/// The areas of an object on the page, counted from above: its quadrilaterals, or its rectangle.
fn areas([x0, top]: [f32; 2], object: &Dict<'_>, rectangle: bool) -> Vec<Area> {
    let area = |points: &[f32]| {
        let xs = points.iter().step_by(2).map(|x| x - x0);
        let ys = points.iter().skip(1).step_by(2).map(|y| top - y);
        let (left, right) = xs.fold((f32::MAX, f32::MIN), |(low, high), x| (low.min(x), high.max(x)));
        let (top, bottom) = ys.fold((f32::MAX, f32::MIN), |(low, high), y| (low.min(y), high.max(y)));
        Area { x: left, y: top, width: right - left, height: bottom - top }
    };
    let numbers = |key: &str| -> Vec<f32> {
        let array = object.get::<Array<'_>>(key);
        array.iter().flat_map(Array::iter::<f32>).take(MOST).collect()
    };
    let quads = if rectangle { Vec::new() } else { numbers("QuadPoints") };
    let mut areas: Vec<Area> = quads.chunks_exact(8).map(area).collect();
    if areas.is_empty() {
        areas.extend(numbers("Rect").chunks_exact(4).map(area).take(1));
    }
    areas.retain(|area| [area.x, area.y, area.width, area.height].iter().all(|number| number.is_finite()));
    areas
}

/// How many glyphs of a line have their middle in an area, and the bytes of their text.
fn glyphs_under(place: &Place<'_>, area: &Area) -> Option<(usize, usize, usize)> {
    let whole = place.whole()?;
    // The area must cover the small letters: a line's neighbour is touched at the edges only.
    let middle = place.at[1] - whole.height * 0.25;
    if middle < area.y || middle > area.y + area.height {
        return None;
    }
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

fn text(object: &Dict<'_>, key: &str) -> String {
    object.get::<PdfString<'_>>(key).map(|value| string::decode(value.as_bytes())).unwrap_or_default()
}

fn time(object: &Dict<'_>, key: &str) -> Option<Timestamp> {
    object.get::<PdfString<'_>>(key).and_then(|value| string::time(value.as_bytes()))
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

/// A comment on the meeting as a whole.
fn remark(id: Id, author: String, created: Timestamp, text: String) -> Annotation {
    Annotation {
        id,
        kind: Kind::Comment,
        target: Target::default(),
        note: 0,
        color: None,
        text,
        author,
        created,
        modified: created,
        visibility: Visibility::Shared,
        status: Status::Open,
        agenda_item: None,
        owner: String::new(),
        due: None,
        replies: Vec::new(),
    }
}

/// A name for what has none: the same for the same.
fn digest(parts: &[&str]) -> String {
    let mut sum = Md5::new();
    for part in parts {
        sum.update(part.as_bytes());
        sum.update([0]);
    }
    sum.finalize().iter().take(6).fold(String::new(), |mut out, byte| {
        use std::fmt::Write as _;
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{HandoutOptions, Shown, Template};

    #[test]
    fn what_went_out_comes_back_in_every_template() {
        for template in Template::ALL {
            for annotations in [Shown::Both, Shown::Pdf] {
                let mut meeting = Meeting::sample();
                meeting.handout = HandoutOptions { template, annotations, ..meeting.handout };
                let exported = super::super::export(&meeting, Timestamp::UNIX_EPOCH).expect("a PDF");
                let review = comments(&exported.bytes, Timestamp::UNIX_EPOCH).expect("a review");
                assert_eq!(review.sent, meeting.shared());
                assert!(review.comments.iter().all(|comment| comment.anchored));
                let mut back: Vec<Annotation> = review.comments.into_iter().map(|comment| comment.annotation).collect();
                back.sort_by(|left, right| left.id.cmp(&right.id));
                assert_eq!(back, meeting.shared().annotations, "{template:?} {annotations:?}");
            }
        }
    }
}
