//! The JSON that scripts may count on. Its fields are a contract: they may grow, not change.

use crate::meeting::merge::Plan;
use crate::meeting::{
    AgendaItem, Annotation, Comment, Drawing, HighlightColor, Id, Kind, Meeting, Outcome, Reply, Review, Selected,
    Status, Visibility,
};
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
    outcome: Option<Outcome>,
    proposer: &'a str,
    owner: &'a str,
    due: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    drawing: Option<&'a Drawing>,
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
            outcome: annotation.outcome,
            proposer: &annotation.proposer,
            owner: &annotation.owner,
            due: annotation.due,
            drawing: annotation.drawing.as_ref(),
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
    /// How many more there are than were read.
    omitted: usize,
}

/// What is written in a PDF.
pub fn comments(file: &str, review: &Review) -> String {
    let comments = review.comments.iter().map(|Comment { annotation, page, anchored }| AnnotationJson {
        page: *page,
        anchored: *anchored,
        ..AnnotationJson::new(&review.sent, annotation)
    });
    text(&CommentsJson { file, meeting: &review.sent.title, comments: comments.collect(), omitted: review.omitted })
}

/// What came from one reviewer's copy.
#[derive(Serialize)]
struct MergedFrom<'a> {
    file: &'a str,
    /// Who wrote in it.
    author: &'a str,
    /// How many comments are new, or were answered.
    comments: usize,
    /// How many more there are than were read.
    omitted: usize,
}

#[derive(Serialize)]
struct MergedJson<'a> {
    added: usize,
    updated: usize,
    unchanged: usize,
    orphaned: usize,
    /// Sent, and deleted by a reviewer; they stay in the meeting.
    deleted: usize,
    /// Changes to what somebody else changed too; both stay.
    conflicts: usize,
    from: Vec<MergedFrom<'a>>,
}

/// What a merge came to.
pub fn merged(plan: &Plan) -> String {
    let from = plan.sources.iter().enumerate().map(|(index, source)| MergedFrom {
        file: &source.name,
        author: &source.author,
        comments: plan.from(index),
        omitted: source.omitted,
    });
    text(&MergedJson {
        added: plan.added().count(),
        updated: plan.updated(|_| true),
        unchanged: plan.unchanged,
        orphaned: plan.unplaced().count(),
        deleted: plan.deleted_by_reviewer().count(),
        conflicts: plan.conflicts().count(),
        from: from.collect(),
    })
}

fn text(value: &impl Serialize) -> String {
    // Strings, numbers and lists cannot fail to become JSON.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
