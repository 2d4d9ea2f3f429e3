//! Annotations as JSON-LD after the W3C [Web Annotation Data Model](https://www.w3.org/TR/annotation-model/).
//!
//! A collection has one page with every shared annotation and, as annotations on these, their replies. What an annotation
//! is about is a resource `bilag:P3.2` (principle 3, paragraph 2) with a quote and a position selector. What the model
//! has no word for (status, outcome, owner, colour, …) stands in terms of Bilag's own, which other programs pass over.
//!
//! Read is what anybody writes in this model: a collection, a page, a list or one annotation. Words of which it is not
//! said where they stand are looked for in the whole meeting. Nothing that stands elsewhere is fetched.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::anchor::{describe, find, search};
use super::annotation::{TextPositionSelector, TextQuoteSelector, Words};
use super::{
    Annotation, Comment, Drawing, HighlightColor, Id, Kind, Meeting, Reference, Reply, Review, Status, Target,
    Visibility,
};
use crate::locale::say;
use crate::storage::json_error;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use thiserror::Error;

/// The model's context.
pub const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// What Bilag's own terms stand for.
const OWN: &str = "urn:bilag:";
/// The most annotations that are read from one file.
const MOST: usize = 200_000;

/// Why bytes are no annotations in this model.
#[derive(Debug, Error)]
pub enum WebAnnotationError {
    /// They are not JSON.
    #[error("{}", json_error("web-annotation-broken", .0))]
    Json(#[from] serde_json::Error),
    /// The JSON holds no annotations.
    #[error("{}", say("web-annotation-none", &[]))]
    NoAnnotations,
    /// The annotations stand elsewhere, where Bilag does not go.
    #[error("{}", say("web-annotation-elsewhere", &[]))]
    Elsewhere,
}

/// The shared annotations of a meeting.
#[must_use]
pub fn write(meeting: &Meeting) -> String {
    let shared = meeting.shared();
    let mut items = Vec::new();
    for annotation in &shared.annotations {
        items.push(written(annotation));
        items.extend(annotation.replies.iter().map(|reply| written_reply(annotation, reply)));
    }
    let collection = json!({
        "@context": [CONTEXT, { "bilag": OWN }],
        "id": "#annotations",
        "type": "AnnotationCollection",
        "label": shared.title,
        "total": items.len(),
        "first": { "id": "#annotations-1", "type": "AnnotationPage", "partOf": "#annotations", "startIndex": 0, "items": items },
    });
    // Strings, numbers and lists cannot fail to become JSON.
    let mut text = serde_json::to_string_pretty(&collection).unwrap_or_default();
    text.push('\n');
    text
}

fn written(annotation: &Annotation) -> Value {
    let motivation = match annotation.kind {
        Kind::Highlight => "highlighting",
        Kind::Comment | Kind::Ink => "commenting",
        Kind::Question => "questioning",
        Kind::Decision => "assessing",
        Kind::Action => "editing",
    };
    let mut value = head(&annotation.id, motivation, &annotation.author, annotation.created, &annotation.text);
    let mut set = |key: &str, content: Option<Value>| {
        if let Some(content) = content {
            value.insert(key.to_owned(), content);
        }
    };
    set("modified", Some(json!(annotation.modified)));
    set("target", Some(written_target(&annotation.target)));
    set("bilag:kind", Some(json!(annotation.kind)));
    set("bilag:note", (annotation.note > 0).then(|| json!(annotation.note)));
    set("bilag:color", annotation.color.map(|color| json!(color)));
    set("bilag:status", (annotation.status != Status::Open).then(|| json!(annotation.status)));
    set("bilag:agendaItem", annotation.agenda_item.as_ref().map(|id| json!(id)));
    set("bilag:outcome", annotation.outcome.map(|outcome| json!(outcome)));
    set("bilag:proposer", (!annotation.proposer.is_empty()).then(|| json!(annotation.proposer)));
    set("bilag:owner", (!annotation.owner.is_empty()).then(|| json!(annotation.owner)));
    set("bilag:due", annotation.due.map(|due| json!(due)));
    set("bilag:drawing", annotation.drawing.as_ref().map(|drawing| json!(drawing)));
    Value::Object(value)
}

fn written_reply(to: &Annotation, reply: &Reply) -> Value {
    let mut value = head(&reply.id, "replying", &reply.author, reply.created, &reply.text);
    value.insert("target".to_owned(), json!(iri(&to.id)));
    Value::Object(value)
}

/// What every annotation has.
fn head(id: &Id, motivation: &str, author: &str, created: Timestamp, text: &str) -> Map<String, Value> {
    let mut value = Map::new();
    value.insert("id".to_owned(), json!(iri(id)));
    value.insert("type".to_owned(), json!("Annotation"));
    value.insert("motivation".to_owned(), json!(motivation));
    value.insert("created".to_owned(), json!(created));
    if !author.is_empty() {
        value.insert("creator".to_owned(), json!({ "type": "Person", "name": author }));
    }
    if !text.is_empty() {
        value.insert("body".to_owned(), json!({ "type": "TextualBody", "value": text, "format": "text/plain" }));
    }
    value
}

fn written_target(target: &Target) -> Value {
    let place = Reference { principle: target.principle, paragraph: target.paragraph, note: None };
    let source = format!("bilag:{}", place.to_string().replace('·', "."));
    let Some(Words { quote, position }) = &target.words else { return json!({ "source": source }) };
    json!({ "source": source, "selector": [
        { "type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix },
        { "type": "TextPositionSelector", "start": position.start, "end": position.end },
    ] })
}

/// An id as a fragment of the file (RFC 3986): anything but letters, digits and `-._~` as percent signs.
fn iri(id: &Id) -> String {
    id.0.bytes().fold("#".to_owned(), |mut iri, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            iri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(iri, "%{byte:02X}");
        }
        iri
    })
}

/// The id of an IRI: a fragment's own, of any other one that is made of it.
fn id_of(iri: &str) -> Id {
    let Some(fragment) = iri.strip_prefix('#') else { return Id::of(&[iri]) };
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [byte, after @ ..] = rest {
        let digits = after.get(..2).filter(|_| *byte == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(escaped) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(escaped);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*byte);
            rest = after;
        }
    }
    Id(String::from_utf8_lossy(&bytes).into_owned())
}

/// Reads annotations. `meeting` is the one that they may be about; `now` is the time of what has none.
pub fn read(bytes: &[u8], meeting: &Meeting, now: Timestamp) -> Result<Review, WebAnnotationError> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes)?;
    let mut items: Vec<&Value> = Vec::new();
    collect(&value, &mut items)?;
    let omitted = items.len().saturating_sub(MOST);
    items.truncate(MOST);
    let mut reader = Reader { meeting, now, comments: Vec::new(), at: BTreeMap::new(), answers: Vec::new() };
    for item in items {
        reader.item(item);
    }
    let title = value.get("label").and_then(first_text).unwrap_or_default();
    let sent = Meeting { title, ..Meeting::default() };
    Ok(Review { sent, comments: reader.finish(), omitted, complete: false })
}

/// The annotations of a collection, a page, a list, or one alone.
fn collect<'a>(value: &'a Value, items: &mut Vec<&'a Value>) -> Result<(), WebAnnotationError> {
    let mut next = Some(value);
    let mut found = false;
    while let Some(value) = next.take() {
        match value {
            Value::Array(all) => {
                found = true;
                items.extend(all);
            }
            Value::Object(_) if is(value, "Annotation") => {
                found = true;
                items.push(value);
            }
            Value::Object(object) if object.contains_key("items") => {
                let all = object.get("items").and_then(Value::as_array).ok_or(WebAnnotationError::NoAnnotations)?;
                found = true;
                items.extend(all);
                next = object.get("next").filter(|next| next.is_object());
            }
            Value::Object(object) => next = object.get("first"),
            Value::String(_) => return Err(WebAnnotationError::Elsewhere),
            _ => {}
        }
    }
    if found { Ok(()) } else { Err(WebAnnotationError::NoAnnotations) }
}

fn is(value: &Value, name: &str) -> bool {
    all(value.get("type")).any(|kind| kind.as_str() == Some(name))
}

/// What stands there, once or in a list.
fn all(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let list = value.and_then(Value::as_array);
    let one = value.filter(|_| list.is_none());
    list.into_iter().flatten().chain(one)
}

/// A text, or the first of several.
fn first_text(value: &Value) -> Option<String> {
    all(Some(value)).find_map(Value::as_str).map(str::to_owned)
}

/// An answer that waits for what it answers.
struct Answer {
    id: Id,
    to: Id,
    reply: Reply,
}

struct Reader<'a> {
    meeting: &'a Meeting,
    now: Timestamp,
    comments: Vec<Comment>,
    /// Which comment bears an id.
    at: BTreeMap<Id, usize>,
    answers: Vec<Answer>,
}

impl Reader<'_> {
    fn item(&mut self, item: &Value) {
        if !item.is_object() || item.get("target").is_none() {
            return;
        }
        let author = all(item.get("creator")).find_map(name).unwrap_or_default();
        let text = body(item);
        let created = time(item, "created").or_else(|| time(item, "modified")).unwrap_or(self.now);
        let iri = item.get("id").and_then(Value::as_str);
        let id = iri.map_or_else(|| Id::of(&[&author, &text, &created.to_string()]), id_of);
        let motivation: Vec<&str> = all(item.get("motivation")).filter_map(Value::as_str).collect();
        let answered = all(item.get("target")).find_map(resource);
        if let Some(to) = answered.filter(|_| motivation.contains(&"replying")) {
            let reply = Reply { id: id.clone(), author, created, text };
            self.answers.push(Answer { id, to: id_of(to), reply });
            return;
        }
        let (target, anchored) = self.target(item);
        let kind = own(item, "kind").unwrap_or_else(|| match () {
            () if motivation.contains(&"questioning") => Kind::Question,
            () if motivation.contains(&"highlighting") && text.trim().is_empty() => Kind::Highlight,
            () => Kind::Comment,
        });
        let color: Option<HighlightColor> = own(item, "color");
        let annotation = Annotation {
            id: id.clone(),
            kind,
            target,
            note: own(item, "note").unwrap_or_default(),
            color: color.or((kind == Kind::Highlight).then_some(HighlightColor::Yellow)),
            text,
            author,
            created,
            modified: time(item, "modified").unwrap_or(created),
            visibility: Visibility::Shared,
            status: own(item, "status").unwrap_or_default(),
            agenda_item: own(item, "agendaItem"),
            outcome: own(item, "outcome"),
            proposer: own(item, "proposer").unwrap_or_default(),
            owner: own(item, "owner").unwrap_or_default(),
            due: own::<Date>(item, "due"),
            drawing: own::<Drawing>(item, "drawing").map(Drawing::within_limits),
            replies: Vec::new(),
        };
        self.at.entry(id).or_insert(self.comments.len());
        self.comments.push(Comment { annotation, page: None, anchored });
    }

    /// What an annotation is about, and whether that is said or could be found.
    fn target(&self, item: &Value) -> (Target, bool) {
        let mut elsewhere = None;
        for target in all(item.get("target")) {
            let selectors: Vec<&Value> = selectors(target);
            let quote = selectors.iter().find_map(|selector| quote(selector));
            let position = selectors.iter().find_map(|selector| position(selector));
            let place = resource(target).and_then(|source| source.strip_prefix("bilag:").or(source.strip_prefix(OWN)));
            let place: Option<Reference> = place.and_then(|place| place.parse().ok());
            if let Some(place) = place {
                let length = quote.as_ref().map_or(0, |quote| quote.exact.chars().count());
                let position = position.unwrap_or(TextPositionSelector { start: 0, end: length });
                let words = quote.filter(|_| place.paragraph.is_some()).map(|quote| Words { quote, position });
                return (Target { words, ..place.target() }, true);
            }
            elsewhere = elsewhere.or(quote);
        }
        let found = elsewhere.and_then(|quote| self.anywhere(&quote));
        let anchored = found.is_some();
        (found.unwrap_or_default(), anchored)
    }

    /// Words of which nobody says where they stand, where they stand once.
    fn anywhere(&self, quote: &TextQuoteSelector) -> Option<Target> {
        let position = TextPositionSelector { start: 0, end: 0 };
        let words = Words { quote: quote.clone(), position };
        let mut places = Vec::new();
        for selected in &self.meeting.selection {
            for (index, text) in selected.principle.paragraphs() {
                let exact = find(text, &quote.exact);
                let ranges = match exact.as_slice() {
                    [] => search(text, &words).map(|located| (located.score, located.range)).into_iter().collect(),
                    [one] => vec![(1.0, one.clone())],
                    _ => search(text, &words).map_or_else(Vec::new, |located| vec![(1.0, located.range)]),
                };
                let target = |range| Target {
                    principle: Some(selected.principle.number),
                    paragraph: Some(index),
                    words: describe(text, range),
                };
                places.extend(ranges.into_iter().map(|(score, range): (f32, _)| (score, target(range))));
            }
        }
        places.sort_by(|left, right| right.0.total_cmp(&left.0));
        let mut places = places.into_iter();
        let (best, target) = places.next()?;
        places.next().is_none_or(|(rival, _)| rival < best).then_some(target)
    }

    /// Puts answers to what they answer, also through other answers; an answer to nothing stands by itself.
    fn finish(mut self) -> Vec<Comment> {
        let threads: BTreeMap<Id, Id> =
            self.answers.iter().map(|answer| (answer.id.clone(), answer.to.clone())).collect();
        for answer in self.answers {
            // Not for ever: a file may answer in a circle.
            let mut thread = std::iter::successors(Some(&answer.to), |to| threads.get(to)).take(100);
            let index = thread.find_map(|to| self.at.get(to)).copied();
            if let Some(comment) = index.and_then(|index| self.comments.get_mut(index)) {
                comment.annotation.replies.push(answer.reply);
                continue;
            }
            let Reply { id, author, created, text } = answer.reply;
            let annotation = Annotation { modified: created, ..Annotation::remark(id, author, created, text) };
            self.comments.push(Comment { annotation, page: None, anchored: false });
        }
        self.comments
    }
}

/// The text of an annotation's bodies, but for tags.
fn body(item: &Value) -> String {
    let value = |body: &Value| match body {
        Value::String(text) => Some(text.clone()),
        body if body.get("purpose").and_then(Value::as_str) == Some("tagging") => None,
        body => body.get("value").and_then(Value::as_str).map(str::to_owned),
    };
    let bodies: Vec<String> = all(item.get("body")).chain(all(item.get("bodyValue"))).filter_map(value).collect();
    bodies.join("\n")
}

fn name(creator: &Value) -> Option<String> {
    let named = ["name", "nickname", "id"].into_iter().find_map(|key| creator.get(key).and_then(first_text));
    creator.as_str().map(str::to_owned).or(named)
}

/// The IRI of what a target is, or is a part of.
fn resource(target: &Value) -> Option<&str> {
    if let Value::String(iri) = target {
        return Some(iri);
    }
    let source = target.get("source").or_else(|| target.get("id"))?;
    source.as_str().or_else(|| source.get("id").and_then(Value::as_str))
}

/// The selectors of a target, also those that others are refined by.
fn selectors(target: &Value) -> Vec<&Value> {
    let mut found: Vec<&Value> = all(target.get("selector")).collect();
    let mut at = 0;
    while let Some(selector) = found.get(at).copied() {
        found.extend(all(selector.get("refinedBy")));
        at += 1;
    }
    found
}

fn quote(selector: &Value) -> Option<TextQuoteSelector> {
    let text = |key: &str| selector.get(key).and_then(Value::as_str).map(str::to_owned);
    let exact = text("exact").filter(|exact| !exact.is_empty() && is(selector, "TextQuoteSelector"))?;
    Some(TextQuoteSelector {
        exact,
        prefix: text("prefix").unwrap_or_default(),
        suffix: text("suffix").unwrap_or_default(),
    })
}

fn position(selector: &Value) -> Option<TextPositionSelector> {
    let number = |key: &str| selector.get(key).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
    let position = TextPositionSelector { start: number("start")?, end: number("end")? };
    is(selector, "TextPositionSelector").then_some(position)
}

fn time(item: &Value, key: &str) -> Option<Timestamp> {
    item.get(key).and_then(Value::as_str)?.parse().ok()
}

/// A term of Bilag's own.
fn own<T: DeserializeOwned>(item: &Value, name: &str) -> Option<T> {
    item.get(format!("bilag:{name}")).and_then(|value| T::deserialize(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_back(text: &str) -> Vec<Annotation> {
        let review = read(text.as_bytes(), &Meeting::sample(), Timestamp::UNIX_EPOCH).expect("annotations");
        review.comments.into_iter().map(|comment| comment.annotation).collect()
    }

    #[test]
    fn what_went_out_comes_back() {
        let sample = Meeting::sample();
        let text = write(&sample);
        assert_eq!(read_back(&text), sample.shared().annotations);
        let value: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(value["@context"][0], CONTEXT);
        assert_eq!(value["total"], value["first"]["items"].as_array().expect("items").len());
        let items = value["first"]["items"].as_array().expect("items");
        let question = items.iter().find(|item| item["bilag:kind"] == "question").expect("a question");
        assert_eq!(question["motivation"], "questioning");
        assert_eq!(question["target"]["selector"][0]["type"], "TextQuoteSelector");
    }

    #[test]
    fn every_id_is_a_fragment_and_comes_back() {
        for id in ["note-02", "æ ø%å#/?", "", "100%", "%zz"] {
            let iri = iri(&Id(id.to_owned()));
            assert!(iri.is_ascii() && !iri.contains(' '));
            assert_eq!(id_of(&iri).0, id);
        }
        assert_eq!(id_of("https://example.org/a"), id_of("https://example.org/a"));
    }

    #[test]
    fn what_others_write_is_found_by_its_quote() {
        let sample = Meeting::sample();
        let words = sample.annotations.iter().find_map(|annotation| annotation.target.words.clone()).expect("words");
        let text = json!([
            { "type": "Annotation", "id": "https://example.org/a1", "created": "2026-11-20T10:00:00+01:00",
              "creator": "acct:b@example.org", "motivation": "highlighting",
              "target": { "source": "https://example.org/p", "selector": { "type": "RangeSelector", "refinedBy":
                { "type": "TextQuoteSelector", "exact": words.quote.exact, "prefix": words.quote.prefix, "suffix": words.quote.suffix } } } },
            { "type": "Annotation", "id": "https://example.org/a2", "motivation": ["replying"], "bodyValue": "Enig",
              "target": { "id": "https://example.org/a1" } },
            { "type": "Annotation", "body": [{ "type": "TextualBody", "value": "Uden sted" },
              { "type": "TextualBody", "purpose": "tagging", "value": "mærke" }], "target": "https://example.org/q" },
            { "type": "Annotation", "target": ["bilag:P99.1"], "body": "Ingen" }, 7,
        ]);
        let review = read(text.to_string().as_bytes(), &sample, Timestamp::UNIX_EPOCH).expect("annotations");
        let [marked, lost, gone] = review.comments.as_slice() else { panic!("three") };
        assert!(marked.anchored && sample.words(&marked.annotation.target).is_some());
        assert_eq!(marked.annotation.kind, Kind::Highlight);
        assert_eq!(marked.annotation.replies[0].text, "Enig");
        assert_eq!((lost.anchored, lost.annotation.text.as_str()), (false, "Uden sted"));
        assert_eq!(gone.annotation.text, "Ingen");
    }

    #[test]
    fn what_is_no_collection_is_named() {
        let refused =
            |text: &str| read(text.as_bytes(), &Meeting::sample(), Timestamp::UNIX_EPOCH).expect_err("refused");
        assert!(matches!(refused("{"), WebAnnotationError::Json(_)));
        assert!(matches!(refused("{}"), WebAnnotationError::NoAnnotations));
        assert!(matches!(refused(r#"{"items":7}"#), WebAnnotationError::NoAnnotations));
        assert!(matches!(refused(r#"{"first":"https://example.org/1"}"#), WebAnnotationError::Elsewhere));
        assert!(matches!(refused(&"[".repeat(100_000)), WebAnnotationError::Json(_)));
    }
}
