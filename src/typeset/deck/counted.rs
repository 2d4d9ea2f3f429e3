//! What was drawn on slides that version 2 of the file counted: on which slide it lies now.
//!
//! Version 2 knew a slide by its place among those of its kind, so that strokes lay on the next decision when one went. What it
//! counted is looked up once, when a file is opened, among the slides that the meeting has then. Where it cannot be said which
//! decision was meant, the drawing is kept and lies on no slide.

use super::Deck;
use crate::meeting::drawing::{Medium, Surface};
use crate::meeting::{
    Annotation, Aspect, CountedSlide, Kind, Meeting, Purpose, SlideContent, SlideKey, SlideKind, Visibility,
};
use std::collections::{BTreeMap, BTreeSet};

/// What slides are called that version 2 counted.
pub type SlideNames = BTreeMap<CountedSlide, SlideKey>;

/// What the slides of a meeting in this shape are called that version 2 counted.
#[must_use]
pub fn slide_names(meeting: &Meeting, aspect: Aspect) -> SlideNames {
    let Deck { slides, counted, .. } = Deck::of(&meeting.share(Purpose::Projector), aspect);
    counted.into_iter().zip(slides.into_iter().map(|slide| slide.key)).collect()
}

/// Says of each drawing on a slide that version 2 counted what that slide shows, where that can be said.
pub fn name_slides(meeting: &mut Meeting) {
    let mut shapes: Vec<(Aspect, Counts)> = Vec::new();
    for index in 0..meeting.annotations.len() {
        let Some(drawn) = meeting.annotations.get(index) else { continue };
        let Some((counted, aspect)) = counted(drawn) else { continue };
        if !shapes.iter().any(|(known, _)| *known == aspect) {
            shapes.push((aspect, Counts::of(meeting, aspect)));
        }
        let counts = shapes.iter().find(|(known, _)| *known == aspect).map(|(_, counts)| counts);
        let key = counts.and_then(|counts| counts.name(counted, drawn, meeting));
        if let Some(key) = key
            && let Some(drawing) = meeting.annotations.get_mut(index).and_then(Annotation::drawing_mut)
        {
            drawing.surface.medium = Medium::Slide(key);
        }
    }
}

/// The slide that a drawing is on, where it is only counted, and the shape of its slides.
fn counted(drawn: &Annotation) -> Option<(CountedSlide, Aspect)> {
    let surface = &drawn.drawing()?.surface;
    Some((surface.medium.slide()?.counted()?, shape(surface)))
}

/// The shape of the slides that a surface is one of.
#[must_use]
pub fn shape(surface: &Surface) -> Aspect {
    Aspect::of_screen(surface.width as f32, surface.height as f32)
}

/// The slides of a meeting by their counts.
struct Counts {
    /// As they are shown.
    shown: SlideNames,
    /// As they would be if no decision were private.
    all: SlideNames,
}

impl Counts {
    fn of(meeting: &Meeting, aspect: Aspect) -> Counts {
        let shown = slide_names(meeting, aspect);
        let mut open = meeting.clone();
        let decisions = open.annotations.iter_mut().filter(|annotation| annotation.kind() == Kind::Decision);
        decisions.for_each(|decision| decision.visibility = Visibility::Shared);
        Counts { shown, all: slide_names(&open, aspect) }
    }

    /// The slide that a drawing was drawn on; `None` where there is none, or more than one may have been meant.
    fn name(&self, counted: CountedSlide, drawn: &Annotation, meeting: &Meeting) -> Option<SlideKey> {
        if counted.kind != SlideKind::Decisions {
            return self.shown.get(&counted).cloned();
        }
        // Nobody draws on a decision before it is written, and one that is private now may have been shown then.
        let candidates: BTreeSet<&SlideKey> = [&self.shown, &self.all]
            .into_iter()
            .filter_map(|names| names.get(&counted))
            .filter(|key| decision(key, meeting).is_some_and(|decision| decision.created <= drawn.created))
            .collect();
        let mut candidates = candidates.into_iter();
        let (only, None) = (candidates.next()?, candidates.next()) else { return None };
        let decision = decision(only, meeting)?;
        (decision.visibility == Visibility::Private || is_next(decision, meeting)).then(|| only.clone())
    }
}

fn decision<'a>(key: &SlideKey, meeting: &'a Meeting) -> Option<&'a Annotation> {
    let SlideContent::Decision(id) = &key.shows else { return None };
    meeting.annotation(id)
}

/// Whether all that was written before a decision on the same is still there: else it may have been a decision that is gone.
fn is_next(decision: &Annotation, meeting: &Meeting) -> bool {
    let place = |annotation: &Annotation| {
        let target = &annotation.target;
        (target.principle(), target.paragraph(), annotation.visibility == Visibility::Shared)
    };
    let before =
        meeting.annotations.iter().filter(|other| place(other) == place(decision) && other.note < decision.note);
    let numbers: BTreeSet<u32> = before.map(|other| other.note).filter(|note| *note > 0).collect();
    u32::try_from(numbers.len()).is_ok_and(|count| count + 1 >= decision.note)
}
