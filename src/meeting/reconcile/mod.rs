//! Two versions of one meeting that were changed apart, brought together.
//!
//! With the meeting that both come from, each part is looked at by itself: what only one side changed is as that side
//! has it; what one side removed and the other did not touch is gone; what one removed and the other changed stays.
//! Where both changed the same thing both survive: the value of the meeting that is open (*ours*) stays in its place,
//! and the other (*theirs*) is written where a person will see it. For an annotation that is a reply to it; for the
//! meeting's facts it is one private comment on the meeting as a whole. A drawing comes together stroke by stroke. An annotation that either side made private is
//! private.
//!
//! Without a meeting that both come from, an empty one stands for it: then nothing is ever gone.

mod lists;
mod resolve_ids;

use super::drawing::Stroke;
use super::edit::next_note;
use super::{
    AgendaItem, Annex, AnnexFact, Annotation, AnnotationId, Body, Drawing, Edit, Fact, HandoutEdit, HandoutOptions,
    Meeting, Participant, Presentation, PresentationEdit, Reply, ReplyContent, ReplyId, Selected, Visibility,
};
use jiff::Timestamp;
use lists::{counted, lists};
use resolve_ids::{keep_annexes_written_on, keep_what_is_referred_to, name_apart, number_apart};
use std::mem::discriminant;

/// Two versions brought together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciled {
    /// The meeting with what both have.
    pub meeting: Meeting,
    /// How many things both sides had changed.
    pub conflicts: usize,
}

/// Who brings together, and when: what is written about conflicts bears their name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciler {
    /// By name.
    pub author: String,
    /// The time.
    pub now: Timestamp,
}

/// Brings `ours` and `theirs`, which both come from `base`, together.
#[must_use]
pub fn reconcile(base: &Meeting, ours: &Meeting, theirs: &Meeting, by: &Reconciler) -> Reconciled {
    let mut facts = Conflicts::default();
    let mut conflicts = 0;
    let mut drawings = Vec::new();
    let mut meeting = Meeting {
        title: facts.of(Some(&base.title), &ours.title, &theirs.title, Edit::Title),
        body: facts.of(Some(&base.body), &ours.body, &theirs.body, Edit::Body),
        language: facts.of(Some(&base.language), &ours.language, &theirs.language, Edit::Language),
        date: facts.of(Some(&base.date), &ours.date, &theirs.date, Edit::Date),
        time: facts.of(Some(&base.time), &ours.time, &theirs.time, Edit::Time),
        end: facts.of(Some(&base.end), &ours.end, &theirs.end, Edit::End),
        place: facts.of(Some(&base.place), &ours.place, &theirs.place, Edit::Place),
        participants: lists(
            &base.participants,
            &ours.participants,
            &theirs.participants,
            |participant| participant.id.clone(),
            |base, ours, other| participant(&mut facts, base, ours, other, &theirs.participants),
        ),
        agenda: lists(
            &base.agenda,
            &ours.agenda,
            &theirs.agenda,
            |item| item.id.clone(),
            |base, ours, theirs| agenda_item(&mut facts, base, ours, theirs),
        ),
        set: facts.of(Some(&base.set), &ours.set, &theirs.set, Edit::Set),
        selection: lists(
            &base.selection,
            &ours.selection,
            &theirs.selection,
            |selected| selected.principle.number,
            |base, ours, theirs| selected(&mut facts, base, ours, theirs),
        ),
        annexes: lists(
            &base.annexes,
            &ours.annexes,
            &theirs.annexes,
            |annex| annex.id.clone(),
            |base, ours, theirs| annex(&mut facts, base, ours, theirs),
        ),
        annotations: lists(
            &base.annotations,
            &ours.annotations,
            &theirs.annotations,
            |annotation| annotation.id.clone(),
            |base, ours, theirs| annotation(&mut conflicts, &mut drawings, base, ours, theirs, by),
        ),
        handout: handout(&mut facts, &base.handout, &ours.handout, &theirs.handout),
        presentation: presentation(&mut facts, &base.presentation, &ours.presentation, &theirs.presentation),
    };
    meeting.annotations.append(&mut drawings);
    keep_annexes_written_on(&mut meeting, base, [ours, theirs]);
    keep_what_is_referred_to(&mut meeting, [ours, theirs]);
    name_apart(&mut meeting);
    number_apart(&mut meeting, ours);
    conflicts += facts.theirs.len();
    tell(&mut meeting, facts, by);
    Reconciled { meeting, conflicts }
}

/// What both sides changed, as the edits that would make it what the other side has.
#[derive(Default)]
struct Conflicts {
    theirs: Vec<Edit>,
}

impl Conflicts {
    /// The value of one field.
    fn of<T: Clone + PartialEq>(&mut self, base: Option<&T>, ours: &T, theirs: &T, edit: impl FnOnce(T) -> Edit) -> T {
        if ours == theirs || base == Some(theirs) {
            return ours.clone();
        }
        if base == Some(ours) {
            return theirs.clone();
        }
        self.theirs.push(edit(theirs.clone()));
        ours.clone()
    }
}

/// Somebody of whom both sides say something else. Where both changed the same, theirs is told of with their whole list.
fn participant(
    facts: &mut Conflicts,
    base: Option<&Participant>,
    ours: &Participant,
    theirs: &Participant,
    all: &[Participant],
) -> Participant {
    let mut conflicts = Conflicts::default();
    let whole = || Edit::Participants(all.to_vec());
    macro_rules! field {
        ($field:ident) => {
            conflicts.of(base.map(|base| &base.$field), &ours.$field, &theirs.$field, |_| whole())
        };
    }
    let merged = Participant {
        id: ours.id.clone(),
        name: field!(name),
        role: field!(role),
        group: field!(group),
        attendance: field!(attendance),
        came: field!(came),
        left: field!(left),
        disqualified: field!(disqualified),
    };
    if let Some(edit) = conflicts.theirs.pop()
        && !facts.theirs.contains(&edit)
    {
        facts.theirs.push(edit);
    }
    merged
}

fn agenda_item(facts: &mut Conflicts, base: Option<&AgendaItem>, ours: &AgendaItem, theirs: &AgendaItem) -> AgendaItem {
    let mut merged = ours.clone();
    for (index, (own, other)) in ours.facts().iter().zip(theirs.facts()).enumerate() {
        let was = base.map(AgendaItem::facts).and_then(|facts| facts.get(index).cloned());
        let edit = |fact| Edit::ChangeAgendaItem { id: ours.id.clone(), fact };
        merged.set(facts.of(was.as_ref(), own, &other, edit));
    }
    merged.sections = lists(
        base.map_or(&[], |base| &base.sections),
        &ours.sections,
        &theirs.sections,
        |section| section.id.clone(),
        |base, own, other| facts.of(base, own, other, |section| Edit::ChangeSection { item: ours.id.clone(), section }),
    );
    merged
}

fn annex(facts: &mut Conflicts, base: Option<&Annex>, ours: &Annex, theirs: &Annex) -> Annex {
    let mut merged = ours.clone();
    for (index, (own, other)) in ours.facts().iter().zip(theirs.facts()).enumerate() {
        let was = base.map(Annex::facts).and_then(|facts| facts.get(index).cloned());
        let edit = |fact| Edit::ChangeAnnex { id: ours.id.clone(), fact };
        merged.set(match (&was, own, &other) {
            // Where nobody knows what it was, what either side keeps from the public is kept from it.
            (None, AnnexFact::Closed(own), AnnexFact::Closed(other)) => AnnexFact::Closed(*own || *other),
            // A number that is kept says nothing.
            (None, AnnexFact::LeastNumber(_), _) => own.clone(),
            _ => facts.of(was.as_ref(), own, &other, edit),
        });
    }
    merged
}

fn selected(facts: &mut Conflicts, base: Option<&Selected>, ours: &Selected, theirs: &Selected) -> Selected {
    let number = ours.principle.number;
    let select = || Edit::Select { index: usize::MAX, selected: theirs.clone() };
    let principle = facts.of(base.map(|base| &base.principle), &ours.principle, &theirs.principle, |_| select());
    Selected {
        principle,
        group: facts.of(base.map(|base| &base.group), &ours.group, &theirs.group, |_| select()),
        group_text: facts.of(base.map(|base| &base.group_text), &ours.group_text, &theirs.group_text, |_| select()),
        agenda_item: facts.of(base.map(|base| &base.agenda_item), &ours.agenda_item, &theirs.agenda_item, |item| {
            Edit::PlaceUnder { number, item }
        }),
    }
}

fn handout(
    facts: &mut Conflicts,
    base: &HandoutOptions,
    ours: &HandoutOptions,
    theirs: &HandoutOptions,
) -> HandoutOptions {
    let mut merged = ours.clone();
    for ((was, own), other) in base.all().iter().zip(&ours.all()).zip(&theirs.all()) {
        let option: HandoutEdit = facts.of(Some(was), own, other, Edit::Handout);
        merged.set(option);
    }
    merged
}

fn presentation(
    facts: &mut Conflicts,
    base: &Presentation,
    ours: &Presentation,
    theirs: &Presentation,
) -> Presentation {
    let mut merged = ours.clone();
    for change in ours.changes(theirs) {
        // What is there of the same choice on each side.
        let of = |side: &Presentation| match change {
            PresentationEdit::Aspect(_) => PresentationEdit::Aspect(side.aspect),
            PresentationEdit::Minutes(_) => PresentationEdit::Minutes(side.minutes),
            PresentationEdit::Shows(shows) => PresentationEdit::Shows(side.shows(shows.principle)),
        };
        merged.set(facts.of(Some(&of(base)), &of(ours), &change, Edit::Presentation));
    }
    merged
}

/// A drawing that both sides may have changed, stroke by stroke. Gives also what cannot lie on the same sheet: what they
/// drew, where they drew on another one than we.
fn drawing(base: Option<&Drawing>, own: &Drawing, other: &Drawing) -> (Drawing, Option<Drawing>) {
    if own == other || base == Some(other) {
        return (own.clone(), None);
    }
    if base == Some(own) {
        return (other.clone(), None);
    }
    if own.surface != other.surface {
        return (own.clone(), Some(other.clone()));
    }
    let base = base.filter(|base| base.surface == own.surface).map_or(&[][..], |base| &base.strokes);
    let (base, ours, theirs) = (counted(base), counted(&own.strokes), counted(&other.strokes));
    let strokes = lists(&base, &ours, &theirs, |stroke| *stroke, |_, own, _| *own);
    let strokes: Vec<Stroke> = strokes.into_iter().map(|(stroke, _)| stroke.clone()).collect();
    (Drawing { surface: own.surface.clone(), strokes }, None)
}

/// One annotation that both sides changed. What they drew on another sheet becomes one of its own among `drawings`.
fn annotation(
    conflicts: &mut usize,
    drawings: &mut Vec<Annotation>,
    base: Option<&Annotation>,
    ours: &Annotation,
    theirs: &Annotation,
    by: &Reconciler,
) -> Annotation {
    let mut merged = Annotation { replies: Vec::new(), ..ours.without_strokes() };
    let suggested = facts(&mut merged, base, ours, theirs);
    merged.created = ours.created.min(theirs.created);
    merged.modified = ours.modified.max(theirs.modified);
    let private = [ours, theirs].iter().any(|side| side.visibility == Visibility::Private);
    merged.visibility = if private { Visibility::Private } else { Visibility::Shared };
    match (&ours.body, &theirs.body) {
        (Body::Ink(own), Body::Ink(other)) => {
            let (drawn, elsewhere) = drawing(base.and_then(Annotation::drawing), own, other);
            merged.body = Body::Ink(drawn);
            drawings.extend(elsewhere.map(|drawing| beside(&merged, theirs, Body::Ink(drawing))));
        }
        (Body::Ink(own), _) => merged.body = Body::Ink(own.clone()),
        // Their drawing is nothing that our words could become.
        (_, Body::Ink(other)) => drawings.push(beside(&merged, theirs, Body::Ink(other.clone()))),
        _ => {}
    }
    let mut reworded = Vec::new();
    merged.replies = lists(
        base.map_or(&[], |base| &base.replies),
        &ours.replies,
        &theirs.replies,
        |reply| reply.id.clone(),
        |_, own, other| {
            if own.content != other.content {
                reworded.push(other.clone());
            }
            own.clone()
        },
    );
    *conflicts += suggested.len() + reworded.len();
    for reply in reworded {
        // Beside ours, under a name of its own.
        if !merged.replies.iter().any(|other| other.content == reply.content) {
            merged.replies.push(reply);
        }
    }
    if !suggested.is_empty() {
        answer(&mut merged, ReplyContent::Suggests(suggested), by);
    }
    merged
}

/// Their body as an annotation of its own, which is no more for others than `merged` is.
fn beside(merged: &Annotation, theirs: &Annotation, body: Body) -> Annotation {
    Annotation { body, visibility: merged.visibility, replies: Vec::new(), ..theirs.without_strokes() }
}

/// Sets what only they changed, and gives what both did.
fn facts(merged: &mut Annotation, base: Option<&Annotation>, ours: &Annotation, theirs: &Annotation) -> Vec<Fact> {
    let of = |side: &[Fact], fact: &Fact| side.iter().find(|own| discriminant(*own) == discriminant(fact)).cloned();
    let (own, was) = (ours.facts(), base.map(Annotation::facts).unwrap_or_default());
    let mut suggested = Vec::new();
    for fact in theirs.facts() {
        match &fact {
            // Whether it may be seen is not a matter of who changed it last, and who set a status goes with that.
            Fact::Visibility(_) | Fact::StatusSet(_) => continue,
            // A number says nothing, and is made unique afterwards.
            Fact::Note(note) => {
                let unchanged = base.is_some_and(|base| base.note == ours.note);
                merged.note = if unchanged { *note } else { ours.note };
                continue;
            }
            _ => {}
        }
        let (own, was) = (of(&own, &fact), of(&was, &fact));
        if own.as_ref() == Some(&fact) || was.as_ref() == Some(&fact) {
            continue;
        }
        let only_theirs = own == was || own.is_none();
        if only_theirs && merged.set(fact.clone()).is_ok() {
            if matches!(fact, Fact::Status(_)) {
                merged.status_set.clone_from(&theirs.status_set);
            }
        } else if fact.says_anything() || own.is_some() {
            suggested.push(fact);
        }
    }
    suggested
}

/// Writes what the other side has as a reply, once.
fn answer(annotation: &mut Annotation, content: ReplyContent, by: &Reconciler) {
    if annotation.replies.iter().any(|reply| reply.content == content) {
        return;
    }
    let id = ReplyId(format!("{}-{}", annotation.id, by.now.as_second()));
    annotation.replies.push(Reply { id, author: by.author.clone(), created: by.now, content, found_in: String::new() });
}

/// Writes what the other side has for the meeting's facts into a private comment on the meeting, once.
fn tell(meeting: &mut Meeting, facts: Conflicts, by: &Reconciler) {
    let body = Body::Differences(facts.theirs);
    if body == Body::Differences(Vec::new()) || meeting.annotations.iter().any(|annotation| annotation.body == body) {
        return;
    }
    let remark = Annotation::new(AnnotationId::default(), body, by.author.clone(), by.now, String::new());
    let mut comment = Annotation { visibility: Visibility::Private, ..remark };
    comment.id = meeting.free_id(&comment);
    comment.note = next_note(meeting, &comment);
    meeting.annotations.push(comment);
}

#[cfg(test)]
mod tests;
