//! The JSON that scripts may count on. Its fields are a contract: they may grow, not change.

use crate::meeting::merge::Merged;
use crate::meeting::{AgendaItem, Annotation, HighlightColor, Id, Kind, Meeting, Reply, Selected, Status, Visibility};
use crate::pdf::{Comment, Review};
use crate::principles::PrincipleSet;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

#[derive(Serialize)]
struct SetJson<'a> {
    id: &'a str,
    title: &'a str,
    language: &'a str,
    adopted: Option<Date>,
    publishers: &'a [String],
    /// How many there are.
    principles: usize,
}

#[derive(Serialize)]
struct MeetingJson<'a> {
    title: &'a str,
    body: &'a str,
    date: Option<Date>,
    place: &'a str,
    agenda: &'a [AgendaItem],
    selection: &'a [Selected],
    annotations: Vec<AnnotationJson<'a>>,
}

#[derive(Serialize)]
struct AnnotationJson<'a> {
    id: &'a Id,
    kind: Kind,
    reference: String,
    principle: Option<u32>,
    paragraph: Option<usize>,
    quote: Option<&'a str>,
    text: &'a str,
    author: &'a str,
    created: Timestamp,
    modified: Timestamp,
    visibility: Visibility,
    status: Status,
    color: Option<HighlightColor>,
    /// From 1; `None` outside a PDF.
    page: Option<usize>,
    anchored: bool,
    agenda_item: Option<&'a Id>,
    owner: &'a str,
    due: Option<Date>,
    replies: &'a [Reply],
}

impl<'a> AnnotationJson<'a> {
    fn new(meeting: &Meeting, annotation: &'a Annotation) -> AnnotationJson<'a> {
        let target = &annotation.target;
        AnnotationJson {
            id: &annotation.id,
            kind: annotation.kind,
            reference: annotation.reference().to_string(),
            principle: target.principle,
            paragraph: target.paragraph,
            quote: target.words.as_ref().map(|words| words.quote.exact.as_str()),
            text: &annotation.text,
            author: &annotation.author,
            created: annotation.created,
            modified: annotation.modified,
            visibility: annotation.visibility,
            status: annotation.status,
            color: annotation.color,
            page: None,
            anchored: meeting.is_anchored(target),
            agenda_item: annotation.agenda_item.as_ref(),
            owner: &annotation.owner,
            due: annotation.due,
            replies: &annotation.replies,
        }
    }
}

/// The sets that there are, without their text.
pub fn sets(sets: &[PrincipleSet]) -> String {
    let summaries: Vec<SetJson<'_>> = sets
        .iter()
        .map(|set| SetJson {
            id: &set.id,
            title: &set.title,
            language: &set.language,
            adopted: set.adopted,
            publishers: &set.publishers,
            principles: set.principles().count(),
        })
        .collect();
    text(&summaries)
}

/// A set: what is printed is a set file.
pub fn set(set: &PrincipleSet) -> String {
    text(set)
}

/// A meeting.
pub fn meeting(meeting: &Meeting) -> String {
    text(&MeetingJson {
        title: &meeting.title,
        body: &meeting.body,
        date: meeting.date,
        place: &meeting.place,
        agenda: &meeting.agenda,
        selection: &meeting.selection,
        annotations: meeting.annotations.iter().map(|annotation| AnnotationJson::new(meeting, annotation)).collect(),
    })
}

#[derive(Serialize)]
struct CommentsJson<'a> {
    file: &'a str,
    /// The title of the meeting that the PDF carries.
    meeting: &'a str,
    comments: Vec<AnnotationJson<'a>>,
}

/// What is written in a PDF.
pub fn comments(file: &str, review: &Review) -> String {
    let comments = review.comments.iter().map(|Comment { annotation, page, anchored }| AnnotationJson {
        page: Some(*page),
        anchored: *anchored,
        ..AnnotationJson::new(&review.sent, annotation)
    });
    text(&CommentsJson { file, meeting: &review.sent.title, comments: comments.collect() })
}

/// What came from one reviewer's copy.
#[derive(Serialize)]
pub struct MergedFrom {
    /// The file.
    pub file: String,
    /// Who wrote in it.
    pub author: String,
    /// How many comments are new, or were answered.
    pub comments: usize,
}

#[derive(Serialize)]
struct MergedJson<'a> {
    added: usize,
    updated: usize,
    unchanged: usize,
    orphaned: usize,
    /// Sent, and deleted by a reviewer; they stay in the meeting.
    deleted: usize,
    from: &'a [MergedFrom],
}

/// What a merge came to.
pub fn merged(merged: &Merged, from: &[MergedFrom]) -> String {
    text(&MergedJson {
        added: merged.added,
        updated: merged.updated,
        unchanged: merged.unchanged,
        orphaned: merged.orphaned,
        deleted: merged.deleted,
        from,
    })
}

fn text(value: &impl Serialize) -> String {
    // Strings, numbers and lists cannot fail to become JSON.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
