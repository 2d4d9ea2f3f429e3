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
use super::{AgendaItem, Annotation, Drawing, HandoutOptions, Id, Meeting, Reply, Selected, Target, Visibility};
use crate::locale::{Value, interface, say};
use jiff::Timestamp;
use lists::{counted, lists};
use resolve_ids::{keep_what_is_referred_to, name_apart, number_apart};

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
        title: facts.of("edit-title", Some(&base.title), &ours.title, &theirs.title, String::clone),
        body: facts.of("edit-body", Some(&base.body), &ours.body, &theirs.body, String::clone),
        language: facts.of("edit-language", Some(&base.language), &ours.language, &theirs.language, String::clone),
        date: facts.of("edit-date", Some(&base.date), &ours.date, &theirs.date, |date| {
            date.map_or_else(nothing, |date| interface().date(date))
        }),
        time: facts.of("edit-time", Some(&base.time), &ours.time, &theirs.time, |time| {
            time.map_or_else(nothing, |time| interface().time(time))
        }),
        place: facts.of("edit-place", Some(&base.place), &ours.place, &theirs.place, String::clone),
        participants: participants(&base.participants, &ours.participants, &theirs.participants),
        agenda: lists(
            &base.agenda,
            &ours.agenda,
            &theirs.agenda,
            |item| item.id.clone(),
            |base, ours, theirs| agenda_item(&mut facts, base, ours, theirs),
        ),
        set: facts.of("edit-set", Some(&base.set), &ours.set, &theirs.set, |set| set.title.clone()),
        selection: lists(
            &base.selection,
            &ours.selection,
            &theirs.selection,
            |selected| selected.principle.number,
            |base, ours, theirs| selected(&mut facts, base, ours, theirs),
        ),
        annotations: lists(
            &base.annotations,
            &ours.annotations,
            &theirs.annotations,
            |annotation| annotation.id.clone(),
            |base, ours, theirs| annotation(&mut conflicts, &mut drawings, base, ours, theirs, by),
        ),
        handout: handout(&mut facts, &base.handout, &ours.handout, &theirs.handout),
        presentation: facts.of(
            "edit-presentation",
            Some(&base.presentation),
            &ours.presentation,
            &theirs.presentation,
            |_| say("edit-presentation", &[]),
        ),
    };
    meeting.annotations.append(&mut drawings);
    keep_what_is_referred_to(&mut meeting, [ours, theirs]);
    name_apart(&mut meeting);
    number_apart(&mut meeting, ours);
    conflicts += facts.lines.len();
    tell(&mut meeting, &facts, by);
    Reconciled { meeting, conflicts }
}

/// What both sides changed, as lines that name the field and what the other side has.
#[derive(Default)]
struct Conflicts {
    lines: Vec<String>,
}

impl Conflicts {
    /// The value of one field.
    fn of<T: Clone + PartialEq>(
        &mut self,
        name: &str,
        base: Option<&T>,
        ours: &T,
        theirs: &T,
        words: impl FnOnce(&T) -> String,
    ) -> T {
        if ours == theirs || base == Some(theirs) {
            return ours.clone();
        }
        if base == Some(ours) {
            return theirs.clone();
        }
        self.lines.push(line(&say(name, &[]), &words(theirs)));
        ours.clone()
    }
}

fn line(field: &str, theirs: &str) -> String {
    let theirs = if theirs.is_empty() { nothing() } else { theirs.to_owned() };
    say("reconcile-line", &[("field", Value::from(field)), ("theirs", theirs.into())])
}

fn nothing() -> String {
    say("reconcile-nothing", &[])
}

/// Who takes part; two people may have one name.
fn participants(base: &[String], ours: &[String], theirs: &[String]) -> Vec<String> {
    let (base, ours, theirs) = (counted(base), counted(ours), counted(theirs));
    let whole = lists(&base, &ours, &theirs, |name| *name, |_, own, _| *own);
    whole.into_iter().map(|(name, _)| name.clone()).collect()
}

fn agenda_item(facts: &mut Conflicts, base: Option<&AgendaItem>, ours: &AgendaItem, theirs: &AgendaItem) -> AgendaItem {
    let name = "edit-change-agenda-item";
    AgendaItem {
        id: ours.id.clone(),
        number: facts.of(name, base.map(|base| &base.number), &ours.number, &theirs.number, String::clone),
        title: facts.of(name, base.map(|base| &base.title), &ours.title, &theirs.title, String::clone),
        minutes: facts.of(name, base.map(|base| &base.minutes), &ours.minutes, &theirs.minutes, |minutes| {
            minutes.map_or_else(nothing, |minutes| minutes.to_string())
        }),
    }
}

fn selected(facts: &mut Conflicts, base: Option<&Selected>, ours: &Selected, theirs: &Selected) -> Selected {
    let name = "edit-place-under";
    let number = ours.principle.number;
    Selected {
        principle: facts.of(
            "edit-select",
            base.map(|base| &base.principle),
            &ours.principle,
            &theirs.principle,
            |principle| format!("{} {}", principle.number, principle.title),
        ),
        group: facts.of("edit-select", base.map(|base| &base.group), &ours.group, &theirs.group, String::clone),
        agenda_item: facts.of(
            name,
            base.map(|base| &base.agenda_item),
            &ours.agenda_item,
            &theirs.agenda_item,
            |item| format!("P{number}: {}", item.as_ref().map_or_else(nothing, ToString::to_string)),
        ),
    }
}

fn handout(
    facts: &mut Conflicts,
    base: &HandoutOptions,
    ours: &HandoutOptions,
    theirs: &HandoutOptions,
) -> HandoutOptions {
    let name = "edit-handout";
    HandoutOptions {
        template: facts
            .of(name, Some(&base.template), &ours.template, &theirs.template, |value| value.name().to_owned()),
        language: facts.of(name, Some(&base.language), &ours.language, &theirs.language, |value| {
            value.map_or_else(nothing, |language| language.tag().to_owned())
        }),
        cover: facts
            .of(name, Some(&base.cover), &ours.cover, &theirs.cover, |value| format!("{value:?}").to_lowercase()),
        contents: facts.of(name, Some(&base.contents), &ours.contents, &theirs.contents, ToString::to_string),
        annotations: facts
            .of(name, Some(&base.annotations), &ours.annotations, &theirs.annotations, |value| value.name().to_owned()),
        accent: facts.of(name, Some(&base.accent), &ours.accent, &theirs.accent, |value| {
            value.map_or_else(nothing, |[red, green, blue]| format!("#{red:02x}{green:02x}{blue:02x}"))
        }),
        footer: facts.of(name, Some(&base.footer), &ours.footer, &theirs.footer, String::clone),
        logo: facts.of(name, Some(&base.logo), &ours.logo, &theirs.logo, |logo| {
            logo.as_ref().map_or_else(nothing, |logo| format!("{} {}", say("logo", &[]), logo.description))
        }),
    }
}

/// A drawing that both sides may have changed, stroke by stroke. Gives also what cannot lie on the same sheet: what they
/// drew, where they drew on another one than we.
fn drawing(
    base: Option<&Drawing>,
    ours: Option<&Drawing>,
    theirs: Option<&Drawing>,
) -> (Option<Drawing>, Option<Drawing>) {
    let (Some(own), Some(other)) = (ours, theirs) else {
        // What one side took away goes, unless the other drew on it.
        let kept = ours.or(theirs).filter(|kept| base != Some(kept));
        return (kept.cloned(), None);
    };
    if own == other || base == Some(other) {
        return (Some(own.clone()), None);
    }
    if base == Some(own) {
        return (Some(other.clone()), None);
    }
    if own.surface != other.surface {
        return (Some(own.clone()), Some(other.clone()));
    }
    let base = base.filter(|base| base.surface == own.surface).map_or(&[][..], |base| &base.strokes);
    let (base, ours, theirs) = (counted(base), counted(&own.strokes), counted(&other.strokes));
    let strokes = lists(&base, &ours, &theirs, |stroke| *stroke, |_, own, _| *own);
    let strokes: Vec<Stroke> = strokes.into_iter().map(|(stroke, _)| stroke.clone()).collect();
    (Some(Drawing { surface: own.surface, strokes }), None)
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
    let mut fields = Conflicts::default();
    let text = fields.of("reconcile-text", base.map(|base| &base.text), &ours.text, &theirs.text, String::clone);
    if !fields.lines.is_empty() {
        fields.lines = vec![say("merge-reworded", &[("text", theirs.text.as_str().into())])];
    }
    let (drawn, elsewhere) =
        drawing(base.and_then(|base| base.drawing.as_ref()), ours.drawing.as_ref(), theirs.drawing.as_ref());
    let private = [ours, theirs].iter().any(|side| side.visibility == Visibility::Private);
    let mut merged = Annotation {
        id: ours.id.clone(),
        kind: fields
            .of("reconcile-kind", base.map(|base| &base.kind), &ours.kind, &theirs.kind, |kind| say(kind.name(), &[])),
        target: fields.of("reconcile-target", base.map(|base| &base.target), &ours.target, &theirs.target, place),
        note: note(base, ours, theirs),
        color: fields.of("reconcile-color", base.map(|base| &base.color), &ours.color, &theirs.color, |color| {
            color.map_or_else(nothing, |color| u8::from(color).to_string())
        }),
        text,
        author: fields.of(
            "reconcile-author",
            base.map(|base| &base.author),
            &ours.author,
            &theirs.author,
            String::clone,
        ),
        created: ours.created.min(theirs.created),
        modified: ours.modified.max(theirs.modified),
        visibility: if private { Visibility::Private } else { Visibility::Shared },
        status: fields.of("reconcile-status", base.map(|base| &base.status), &ours.status, &theirs.status, |status| {
            say(&format!("status-{}", status.name()), &[])
        }),
        agenda_item: fields.of(
            "edit-place-under",
            base.map(|base| &base.agenda_item),
            &ours.agenda_item,
            &theirs.agenda_item,
            |item| item.as_ref().map_or_else(nothing, ToString::to_string),
        ),
        outcome: fields.of("outcome", base.map(|base| &base.outcome), &ours.outcome, &theirs.outcome, |outcome| {
            outcome.map_or_else(nothing, |outcome| say(outcome.label(), &[]))
        }),
        proposer: fields.of(
            "proposer",
            base.map(|base| &base.proposer),
            &ours.proposer,
            &theirs.proposer,
            String::clone,
        ),
        owner: fields.of("reconcile-owner", base.map(|base| &base.owner), &ours.owner, &theirs.owner, String::clone),
        due: fields.of("reconcile-due", base.map(|base| &base.due), &ours.due, &theirs.due, |due| {
            due.map_or_else(nothing, |due| interface().date(due))
        }),
        drawing: drawn,
        replies: Vec::new(),
    };
    drawings.extend(elsewhere.map(|drawing| Annotation {
        drawing: Some(drawing),
        visibility: merged.visibility,
        replies: Vec::new(),
        ..theirs.without_drawing()
    }));
    let mut reworded = Vec::new();
    merged.replies = lists(
        base.map_or(&[], |base| &base.replies),
        &ours.replies,
        &theirs.replies,
        |reply| reply.id.clone(),
        |_, own, other| {
            if own.text != other.text {
                reworded.push(other.text.clone());
            }
            own.clone()
        },
    );
    fields.lines.extend(reworded.iter().map(|text| say("merge-reworded", &[("text", text.as_str().into())])));
    *conflicts += fields.lines.len();
    if !fields.lines.is_empty() {
        answer(&mut merged, fields.lines.join("\n"), by);
    }
    merged
}

/// Writes what the other side has as a reply, once.
fn answer(annotation: &mut Annotation, text: String, by: &Reconciler) {
    if annotation.replies.iter().any(|reply| reply.text == text) {
        return;
    }
    let id = Id(format!("{}-{}", annotation.id, by.now.as_second()));
    annotation.replies.push(Reply { id, author: by.author.clone(), created: by.now, text });
}

/// The number of an annotation that both sides changed: that of the side that gave it another.
fn note(base: Option<&Annotation>, ours: &Annotation, theirs: &Annotation) -> u32 {
    if base.is_some_and(|base| base.note == ours.note) { theirs.note } else { ours.note }
}

fn place(target: &Target) -> String {
    let reference = super::Reference { principle: target.principle, paragraph: target.paragraph, note: None };
    match &target.words {
        Some(words) => format!("{reference} {}", interface().quoted(&words.quote.exact)),
        None => reference.to_string(),
    }
}

/// Writes what the other side has for the meeting's facts into a private comment on the meeting, once.
fn tell(meeting: &mut Meeting, facts: &Conflicts, by: &Reconciler) {
    if facts.lines.is_empty() {
        return;
    }
    let text = format!("{}\n{}", say("reconcile-facts", &[]), facts.lines.join("\n"));
    if meeting.annotations.iter().any(|annotation| annotation.text == text) {
        return;
    }
    let mut comment = Annotation {
        visibility: Visibility::Private,
        ..Annotation::remark(Id::default(), by.author.clone(), by.now, text)
    };
    comment.id = meeting.free_id(&comment);
    comment.note = next_note(meeting, &comment);
    meeting.annotations.push(comment);
}

#[cfg(test)]
mod tests;
