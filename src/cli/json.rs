//! The JSON that scripts may count on. Its fields are a contract: they may grow, not change.

use crate::locale::Locale;
use crate::meeting::annotation::{Dissent, MeetingFact, Votes};
use crate::meeting::merge::Plan;
use crate::meeting::review::NotTaken;
use crate::meeting::{
    AgendaItem, AgendaItemId, Annex, AnnexFile, AnnexId, Annotation, AnnotationId, Body, ChangedPage, Comment, Drawing,
    Fact, HighlightColor, Kind, Meeting, Outcome, PageNumber, Participant, ReplyContent, ReplyId, Review, Section,
    Selected, Status, Target, Visibility, wording,
};
use crate::principles::PrincipleSet;
use crate::principles::import::{Decision, Evidence, Scope, What};
use crate::storage::Sha256;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
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
struct ImportJson<'a> {
    set: &'a PrincipleSet,
    decisions: Vec<DecisionJson<'a>>,
}

#[derive(Serialize)]
struct DecisionJson<'a> {
    what: What,
    chosen: &'a str,
    /// What else it could be, each with how much speaks for it.
    others: &'a [(String, f32)],
    because: &'a [Evidence],
    scope: &'a Scope,
    sure: bool,
}

#[derive(Serialize)]
struct MeetingJson<'a> {
    title: &'a str,
    body: &'a str,
    date: Option<Date>,
    time: Option<Time>,
    place: &'a str,
    participants: Vec<ParticipantJson<'a>>,
    agenda: Vec<AgendaItemJson<'a>>,
    selection: &'a [Selected],
    annexes: Vec<AnnexJson<'a>>,
    annotations: Vec<AnnotationJson<'a>>,
}

#[derive(Serialize)]
struct AnnexJson<'a> {
    id: &'a AnnexId,
    /// From 1: the *2* of `B2`.
    number: usize,
    title: &'a str,
    item: Option<&'a AgendaItemId>,
    closed: bool,
    file: &'a str,
    sha256: Sha256,
    /// In bytes.
    length: u64,
    /// `None` where that is not known, or it has none.
    pages: Option<usize>,
}

impl<'a> AnnexJson<'a> {
    fn new((number, annex): (usize, &'a Annex)) -> AnnexJson<'a> {
        let Annex { id, title, file, item, closed, least_number: _ } = annex;
        let AnnexFile { name, sha256, length, content } = file;
        AnnexJson {
            id,
            number,
            title,
            item: item.as_ref(),
            closed: *closed,
            file: name,
            sha256: *sha256,
            length: *length,
            pages: content.pages(),
        }
    }
}

#[derive(Serialize)]
struct ParticipantJson<'a> {
    name: &'a str,
    role: &'a str,
    group: &'a str,
    attendance: &'static str,
}

#[derive(Serialize)]
struct AgendaItemJson<'a> {
    id: &'a AgendaItemId,
    number: &'a str,
    title: &'a str,
    minutes: Option<u16>,
    case: &'a str,
    closed: bool,
    group: &'a str,
    sections: Vec<SectionJson<'a>>,
    /// What was decided at it, by the ids of the annotations.
    decisions: Vec<&'a AnnotationId>,
}

#[derive(Serialize)]
struct SectionJson<'a> {
    title: &'a str,
    /// Its paragraphs; each list item and table cell counts as one.
    text: Vec<&'a str>,
}

/// An answer; `text` in the interface's language where it was made of what somebody changed.
#[derive(Serialize)]
struct ReplyJson<'a> {
    id: &'a ReplyId,
    author: &'a str,
    created: Timestamp,
    text: String,
    /// The copy that it was found in, where nobody says who wrote it.
    #[serde(skip_serializing_if = "str::is_empty")]
    found_in: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggests: Option<&'a [Fact]>,
}

impl<'a> ParticipantJson<'a> {
    fn new(participant: &'a Participant) -> ParticipantJson<'a> {
        let Participant { name, role, group, attendance, .. } = participant;
        ParticipantJson { name, role, group, attendance: attendance.name() }
    }
}

impl<'a> AgendaItemJson<'a> {
    fn new(meeting: &'a Meeting, item: &'a AgendaItem) -> AgendaItemJson<'a> {
        let AgendaItem { id, number, title, minutes, case, closed, group, sections, .. } = item;
        let at_it =
            |annotation: &&Annotation| annotation.kind() == Kind::Decision && item_of(meeting, annotation) == Some(id);
        AgendaItemJson {
            id,
            number,
            title,
            minutes: *minutes,
            case,
            closed: *closed,
            group,
            sections: sections.iter().map(SectionJson::new).collect(),
            decisions: meeting.annotations.iter().filter(at_it).map(|annotation| &annotation.id).collect(),
        }
    }
}

/// The agenda item that an annotation belongs to: its own, or that of what it is about.
fn item_of<'a>(meeting: &'a Meeting, annotation: &'a Annotation) -> Option<&'a AgendaItemId> {
    let own = annotation.agenda_item.as_ref().or(annotation.target.agenda_item());
    own.or_else(|| meeting.item_of_annex(&annotation.target))
}

impl<'a> SectionJson<'a> {
    fn new(section: &'a Section) -> SectionJson<'a> {
        SectionJson { title: &section.title, text: section.paragraphs().collect() }
    }
}

#[derive(Serialize)]
struct AnnotationJson<'a> {
    id: &'a AnnotationId,
    kind: Kind,
    reference: String,
    principle: Option<u32>,
    paragraph: Option<usize>,
    quote: Option<&'a str>,
    text: String,
    author: &'a str,
    created: Timestamp,
    modified: Timestamp,
    visibility: Visibility,
    status: Status,
    status_by: Option<&'a str>,
    status_at: Option<Timestamp>,
    color: Option<HighlightColor>,
    /// From 1; `None` outside a PDF.
    page: Option<PageNumber>,
    anchored: bool,
    /// The fact of the meeting that it is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<&'static str>,
    agenda_item: Option<&'a AgendaItemId>,
    outcome: Option<Outcome>,
    proposer: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    votes: Option<&'a Votes>,
    #[serde(skip_serializing_if = "<[Dissent]>::is_empty")]
    dissents: &'a [Dissent],
    /// The words that are suggested for those that it is on.
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
    owner: &'a str,
    due: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    drawing: Option<&'a Drawing>,
    replies: Vec<ReplyJson<'a>>,
}

impl<'a> AnnotationJson<'a> {
    fn new(meeting: &'a Meeting, annotation: &'a Annotation, locale: &Locale) -> AnnotationJson<'a> {
        let target: &Target = &annotation.target;
        // Where its own words are not known there are those that were seen beneath it.
        let seen_words = annotation.seen.as_ref().map(|seen| seen.words.as_str()).filter(|words| !words.is_empty());
        let decision = if let Body::Decision(decision) = &annotation.body { Some(decision) } else { None };
        let reply = |reply: &'a crate::meeting::Reply| ReplyJson {
            id: &reply.id,
            author: &reply.author,
            created: reply.created,
            found_in: &reply.found_in,
            text: wording::reply(reply, meeting, locale),
            suggests: match &reply.content {
                ReplyContent::Text(_) => None,
                ReplyContent::Suggests(facts) => Some(facts),
            },
        };
        AnnotationJson {
            id: &annotation.id,
            kind: annotation.kind(),
            reference: meeting.code(annotation),
            principle: target.principle(),
            paragraph: target.paragraph(),
            quote: target.words().map(|words| words.quote.exact.as_str()).or(seen_words),
            text: wording::text(annotation, meeting, locale),
            author: &annotation.author,
            created: annotation.created,
            modified: annotation.modified,
            visibility: annotation.visibility,
            status: annotation.status,
            status_by: annotation.status_set.as_ref().map(|set| set.by.as_str()),
            status_at: annotation.status_set.as_ref().map(|set| set.at),
            color: annotation.color(),
            page: annotation.seen.as_ref().and_then(|seen| seen.page).or(target.annex_page().map(|on| on.page)),
            anchored: meeting.is_placed(annotation),
            fact: annotation.seen.as_ref().and_then(|seen| seen.fact).map(MeetingFact::name),
            agenda_item: item_of(meeting, annotation),
            outcome: annotation.outcome(),
            proposer: annotation.proposer(),
            votes: decision.and_then(|decision| decision.votes.as_ref()),
            dissents: decision.map_or(&[], |decision| &decision.dissents),
            suggestion: match &annotation.body {
                Body::Suggestion { replacement } => Some(replacement),
                _ => None,
            },
            owner: annotation.owner(),
            due: annotation.due(),
            drawing: annotation.drawing(),
            replies: annotation.replies.iter().map(reply).collect(),
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

/// A set that was read in, with everything that was decided.
pub fn import(set: &PrincipleSet, decisions: &[Decision]) -> String {
    let decisions = decisions.iter().map(|decision| {
        let Decision { what, chosen, others, because, scope, sure } = decision;
        DecisionJson { what: *what, chosen, others, because, scope, sure: *sure }
    });
    text(&ImportJson { set, decisions: decisions.collect() })
}

/// A meeting.
pub fn meeting(meeting: &Meeting, locale: &Locale) -> String {
    let annotations = meeting.annotations.iter().map(|own| AnnotationJson::new(meeting, own, locale));
    text(&MeetingJson {
        title: &meeting.title,
        body: &meeting.body,
        date: meeting.date,
        time: meeting.time,
        place: &meeting.place,
        participants: meeting.participants.iter().map(ParticipantJson::new).collect(),
        agenda: meeting.agenda.iter().map(|item| AgendaItemJson::new(meeting, item)).collect(),
        selection: &meeting.selection,
        annexes: meeting.numbered_annexes().map(AnnexJson::new).collect(),
        annotations: annotations.collect(),
    })
}

/// A meeting's annexes.
pub fn annexes(meeting: &Meeting) -> String {
    text(&meeting.numbered_annexes().map(AnnexJson::new).collect::<Vec<_>>())
}

#[derive(Serialize)]
struct CommentsJson<'a> {
    file: &'a str,
    /// The title of the meeting that the PDF carries.
    meeting: &'a str,
    comments: Vec<AnnotationJson<'a>>,
    /// How many things were seen and not taken.
    omitted: usize,
    /// What they are.
    not_taken: Vec<NotTakenJson<'a>>,
    /// The pages that were changed otherwise than by comments.
    changed_pages: Vec<ChangedPageJson<'a>>,
}

/// Something that was seen in a copy and not taken.
#[derive(Serialize)]
struct NotTakenJson<'a> {
    page: Option<PageNumber>,
    kind: &'a str,
    why: &'static str,
}

fn not_taken(all: &[NotTaken]) -> Vec<NotTakenJson<'_>> {
    all.iter().map(|NotTaken { page, kind, why }| NotTakenJson { page: *page, kind, why: why.name() }).collect()
}

#[derive(Serialize)]
struct ChangedPageJson<'a> {
    page: PageNumber,
    why: &'static str,
    /// The words that were added, or are missing, or name another meeting.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<&'a str>,
}

impl ChangedPageJson<'_> {
    fn all(changed: &[ChangedPage]) -> Vec<ChangedPageJson<'_>> {
        let one = |ChangedPage { page, why }: &'_ ChangedPage| (*page, why.name());
        let words = changed.iter().map(|changed| changed.why.words());
        let pages = changed.iter().map(one).zip(words);
        pages.map(|((page, why), words)| ChangedPageJson { page, why, words }).collect()
    }
}

/// What is written in a PDF.
pub fn comments(file: &str, review: &Review, locale: &Locale) -> String {
    let comments = review.comments.iter().map(|Comment { annotation, page, anchored, .. }| AnnotationJson {
        page: *page,
        anchored: *anchored,
        ..AnnotationJson::new(&review.sent, annotation, locale)
    });
    text(&CommentsJson {
        file,
        meeting: &review.sent.title,
        comments: comments.collect(),
        omitted: review.omitted,
        not_taken: not_taken(&review.not_taken),
        changed_pages: ChangedPageJson::all(&review.changed_pages),
    })
}

/// What came from one reviewer's copy.
#[derive(Serialize)]
struct MergedFrom<'a> {
    file: &'a str,
    /// Who wrote in it.
    author: &'a str,
    /// How many comments are new, or were answered.
    comments: usize,
    /// How many things were seen and not taken.
    omitted: usize,
    /// What they are.
    not_taken: Vec<NotTakenJson<'a>>,
    /// The pages that were changed otherwise than by comments.
    changed_pages: Vec<ChangedPageJson<'a>>,
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
    /// All that was seen in the copies and not taken.
    omitted: usize,
    from: Vec<MergedFrom<'a>>,
}

/// What a merge came to.
pub fn merged(plan: &Plan) -> String {
    let from = plan.sources.iter().enumerate().map(|(index, source)| MergedFrom {
        file: &source.name,
        author: &source.author,
        comments: plan.from(index),
        omitted: source.omitted,
        not_taken: not_taken(&source.not_taken),
        changed_pages: ChangedPageJson::all(&source.changed_pages),
    });
    text(&MergedJson {
        added: plan.added().count(),
        updated: plan.updated(|_| true),
        unchanged: plan.unchanged,
        orphaned: plan.unplaced().count(),
        deleted: plan.deleted_by_reviewer().count(),
        conflicts: plan.conflicts().count(),
        omitted: plan.sources.iter().map(|source| source.omitted).sum(),
        from: from.collect(),
    })
}

fn text(value: &impl Serialize) -> String {
    // Strings, numbers and lists cannot fail to become JSON.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
