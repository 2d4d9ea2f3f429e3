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
    Annotation, AnnotationId, Body, Comment, Drawing, Fact, Kind, Meeting, Part, Reference, Reply, ReplyContent,
    ReplyId, Review, Shared, Status, Target, wording,
};
use crate::locale::Language;
use jiff::Timestamp;
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
    #[error("not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The JSON holds no annotations.
    #[error("JSON, but no annotations")]
    NoAnnotations,
    /// The annotations stand elsewhere, where Bilag does not go.
    #[error("the annotations stand elsewhere")]
    Elsewhere,
}

/// The annotations of a meeting.
#[must_use]
pub fn write(shared: &Shared) -> String {
    let meeting = shared.meeting();
    let mut items = Vec::new();
    for annotation in &meeting.annotations {
        items.push(written(annotation, meeting));
        items.extend(annotation.replies.iter().map(|reply| written_reply(annotation, reply, meeting)));
    }
    let collection = json!({
        "@context": [CONTEXT, { "bilag": OWN }],
        "id": "#annotations",
        "type": "AnnotationCollection",
        "label": meeting.title,
        "total": items.len(),
        "first": { "id": "#annotations-1", "type": "AnnotationPage", "partOf": "#annotations", "startIndex": 0, "items": items },
    });
    // Strings, numbers and lists cannot fail to become JSON.
    let mut text = serde_json::to_string_pretty(&collection).unwrap_or_default();
    text.push('\n');
    text
}

fn written(annotation: &Annotation, meeting: &Meeting) -> Value {
    let motivation = match annotation.kind() {
        Kind::Highlight => "highlighting",
        Kind::Comment | Kind::Ink => "commenting",
        Kind::Question => "questioning",
        Kind::Decision => "assessing",
        Kind::Action | Kind::Suggestion => "editing",
    };
    let Annotation { id, author, created, text, .. } = annotation;
    let mut value = head(id.as_str(), motivation, author, *created, text);
    value.insert("modified".to_owned(), json!(annotation.modified));
    value.insert("target".to_owned(), written_target(&annotation.target, meeting));
    for fact in annotation.facts().iter().filter(|fact| fact.says_anything() && !is_unsaid(fact)) {
        if let Some((term, content)) = term(fact) {
            value.insert(format!("bilag:{term}"), content);
        }
    }
    if let Some(drawing) = annotation.drawing() {
        value.insert("bilag:drawing".to_owned(), json!(drawing));
    }
    Value::Object(value)
}

/// A fact as a term of Bilag's own; `None` where the Web Annotation Data Model has a place for it.
fn term(fact: &Fact) -> Option<(&'static str, Value)> {
    Some(match fact {
        Fact::Kind(kind) => ("kind", json!(kind)),
        Fact::Color(color) => ("color", json!(color)),
        Fact::Outcome(outcome) => ("outcome", json!(outcome)),
        Fact::Proposer(proposer) => ("proposer", json!(proposer)),
        Fact::Votes(votes) => ("votes", json!(votes)),
        Fact::Dissents(dissents) => ("dissents", json!(dissents)),
        Fact::Owner(owner) => ("owner", json!(owner)),
        Fact::Due(due) => ("due", json!(due)),
        Fact::Replacement(words) => ("replacement", json!(words)),
        Fact::Note(note) => ("note", json!(note)),
        Fact::Status(status) => ("status", json!(status)),
        Fact::StatusSet(set) => ("statusSet", json!(set)),
        Fact::AgendaItem(item) => ("agendaItem", json!(item)),
        Fact::Seen(seen) => ("seen", json!(seen)),
        Fact::Text(_) | Fact::Target(_) | Fact::Author(_) | Fact::Visibility(_) => return None,
    })
}

/// Whether a fact is as it is where nothing is said of it.
const fn is_unsaid(fact: &Fact) -> bool {
    matches!(fact, Fact::Note(0) | Fact::Status(Status::Open))
}

fn written_reply(to: &Annotation, reply: &Reply, meeting: &Meeting) -> Value {
    // Who reads the file without Bilag reads the words in the meeting's language.
    let language = Language::from_tag(&meeting.language).unwrap_or(Language::English);
    let text = wording::reply(reply, meeting, language.locale());
    let mut value = head(reply.id.as_str(), "replying", &reply.author, reply.created, &text);
    value.insert("target".to_owned(), json!(iri(to.id.as_str())));
    if let ReplyContent::Suggests(facts) = &reply.content {
        value.insert("bilag:suggests".to_owned(), json!(facts));
    }
    Value::Object(value)
}

/// What every annotation has.
fn head(id: &str, motivation: &str, author: &str, created: Timestamp, text: &str) -> Map<String, Value> {
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

fn written_target(target: &Target, meeting: &Meeting) -> Value {
    let source = format!("bilag:{}", meeting.code_of(&target.part()).replace('·', "."));
    let Some(Words { quote, position }) = target.words() else { return json!({ "source": source }) };
    json!({ "source": source, "selector": [
        { "type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix },
        { "type": "TextPositionSelector", "start": position.start, "end": position.end },
    ] })
}

/// An id as a fragment of the file (RFC 3986): anything but letters, digits and `-._~` as percent signs.
fn iri(id: &str) -> String {
    id.bytes().fold("#".to_owned(), |mut iri, byte| {
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
fn id_of(iri: &str) -> String {
    let Some(fragment) = iri.strip_prefix('#') else { return AnnotationId::of(&[iri]).0 };
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
    String::from_utf8_lossy(&bytes).into_owned()
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
    Ok(Review { sent, comments: reader.finish(), omitted, complete: false, changed_pages: Vec::new() })
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
    id: String,
    to: String,
    reply: Reply,
}

struct Reader<'a> {
    meeting: &'a Meeting,
    now: Timestamp,
    comments: Vec<Comment>,
    /// Which comment bears an id.
    at: BTreeMap<String, usize>,
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
        let id = iri.map_or_else(|| AnnotationId::of(&[&author, &text, &created.to_string()]).0, id_of);
        let motivation: Vec<&str> = all(item.get("motivation")).filter_map(Value::as_str).collect();
        let answered = all(item.get("target")).find_map(resource);
        if let Some(to) = answered.filter(|_| motivation.contains(&"replying")) {
            let content = own(item, "suggests").map_or(ReplyContent::Text(text), ReplyContent::Suggests);
            let reply = Reply { id: ReplyId(id.clone()), author, created, content };
            self.answers.push(Answer { id, to: id_of(to), reply });
            return;
        }
        let (target, anchored) = self.target(item);
        let silent = text.trim().is_empty();
        let remark =
            Annotation::new(AnnotationId(id.clone()), body_of(item, &motivation, silent), author, created, text);
        let mut annotation = Annotation { target, modified: time(item, "modified").unwrap_or(created), ..remark };
        set_facts(&mut annotation, item);
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
            let place = place.and_then(|place| Reference::read(place, self.meeting).ok());
            if let Some(place) = place {
                let length = quote.as_ref().map_or(0, |quote| quote.exact.chars().count());
                let position = position.unwrap_or(TextPositionSelector { start: 0, end: length });
                let words = quote.map(|quote| Words { quote, position });
                let target = match place.part {
                    Part::Text(text) => Target::to_text(text, words),
                    part => Target::Part(part),
                };
                return (target, true);
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
                let number = selected.principle.number;
                let target = |range| Target::to_paragraph(number, index, describe(text, range));
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
        let threads: BTreeMap<String, String> =
            self.answers.iter().map(|answer| (answer.id.clone(), answer.to.clone())).collect();
        for answer in self.answers {
            // Not for ever: a file may answer in a circle.
            let mut thread = std::iter::successors(Some(&answer.to), |to| threads.get(*to)).take(100);
            let index = thread.find_map(|to| self.at.get(to)).copied();
            if let Some(comment) = index.and_then(|index| self.comments.get_mut(index)) {
                comment.annotation.replies.push(answer.reply);
                continue;
            }
            let Reply { id, author, created, content } = answer.reply;
            let annotation = Annotation::remark(AnnotationId(id.0), author, created, answered_alone(content));
            self.comments.push(Comment { annotation, page: None, anchored: false });
        }
        self.comments
    }
}

/// What is left of an answer to nothing. A suggestion says nothing by itself but its words.
fn answered_alone(content: ReplyContent) -> String {
    match content {
        ReplyContent::Text(text) => text,
        ReplyContent::Suggests(facts) => {
            let texts =
                facts.into_iter().filter_map(|fact| if let Fact::Text(text) = fact { Some(text) } else { None });
            texts.collect::<Vec<_>>().join("\n")
        }
    }
}

/// What an annotation is: as Bilag says, or by what it is made for.
fn body_of(item: &Value, motivation: &[&str], silent: bool) -> Body {
    let kind = own(item, "kind").unwrap_or_else(|| match () {
        () if motivation.contains(&"questioning") => Kind::Question,
        () if motivation.contains(&"highlighting") && silent => Kind::Highlight,
        () => Kind::Comment,
    });
    let drawing = own::<Drawing>(item, "drawing").filter(|_| kind == Kind::Ink);
    match drawing {
        Some(drawing) => Body::Ink(drawing.within_limits()),
        None => Body::of(kind, own(item, "color")).unwrap_or(Body::COMMENT),
    }
}

/// Sets what else Bilag says of an annotation.
fn set_facts(annotation: &mut Annotation, item: &Value) {
    let facts = [
        own(item, "note").map(Fact::Note),
        own(item, "status").map(Fact::Status),
        own(item, "statusSet").map(Fact::StatusSet),
        own(item, "agendaItem").map(Fact::AgendaItem),
        own(item, "outcome").map(Fact::Outcome),
        own(item, "proposer").map(Fact::Proposer),
        own(item, "votes").map(Fact::Votes),
        own(item, "dissents").map(Fact::Dissents),
        own(item, "owner").map(Fact::Owner),
        own(item, "due").map(Fact::Due),
        own(item, "replacement").map(Fact::Replacement),
        own(item, "seen").map(Fact::Seen),
    ];
    for fact in facts.into_iter().flatten() {
        // Somebody else's file may say of a comment who owns it; then it is not said.
        let _ = annotation.set(fact);
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
    use crate::meeting::Purpose;

    fn read_back(text: &str) -> Vec<Annotation> {
        let review = read(text.as_bytes(), &Meeting::sample(), Timestamp::UNIX_EPOCH).expect("annotations");
        review.comments.into_iter().map(|comment| comment.annotation).collect()
    }

    #[test]
    fn what_went_out_comes_back() {
        let shared = Meeting::sample().share(Purpose::Handout);
        let text = write(&shared);
        assert_eq!(read_back(&text), shared.meeting().annotations);
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
            let iri = iri(id);
            assert!(iri.is_ascii() && !iri.contains(' '));
            assert_eq!(id_of(&iri), id);
        }
        assert_eq!(id_of("https://example.org/a"), id_of("https://example.org/a"));
    }

    #[test]
    fn what_others_write_is_found_by_its_quote() {
        let sample = Meeting::sample();
        let words = sample.annotations.iter().find_map(|annotation| annotation.target.words().cloned()).expect("words");
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
        assert_eq!(marked.annotation.kind(), Kind::Highlight);
        assert_eq!(marked.annotation.replies[0].text(), Some("Enig"));
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
