//! From what was drawn on a slide to edits of the meeting.
//!
//! A slide has one annotation for each who draws on it: the first stroke adds it, each further one is added to it. Whoever erases
//! takes single strokes away, and the annotation with the last. What is drawn before an audience is shared: everybody has seen it.

use super::Present;
use super::sketch::Drawings;
use super::tools::StrokeEdit;
use crate::app::preview::Version;
use crate::clock;
use crate::meeting::drawing::{Drawing, MOST_STROKES, Medium, Stroke, Surface};
use crate::meeting::{Annotation, Edit, Id, Kind, Meeting, SlideKey, Target, Visibility};
use egui::{Vec2, vec2};
use std::sync::Arc;

/// What is drawn on the slides of the open meeting, and what is on its way into it.
#[derive(Default)]
pub struct Kept {
    /// What the drawings are of: the meeting's version, and the size of a slide, in points.
    of: Option<(Version, Vec2)>,
    now: Arc<Drawings>,
    /// What was drawn before the presentation ended.
    left: Vec<StrokeEdit>,
    /// The edit for the oldest of what was drawn, until it is carried out.
    edit: Option<Edit>,
    /// Whether it is being carried out.
    asked: bool,
}

impl Kept {
    /// What is drawn on the slides.
    #[must_use]
    pub fn now(&self) -> &Arc<Drawings> {
        &self.now
    }

    /// Looks at the meeting as it is now.
    pub fn update(&mut self, version: Version, meeting: &Meeting, page: Vec2) {
        if self.of.is_some_and(|(before, _)| before.session != version.session) {
            *self = Kept::default();
        }
        if self.of != Some((version, page)) {
            let before =
                if self.of.is_some_and(|(_, before)| before == page) { &*self.now } else { &Drawings::default() };
            self.now = Arc::new(Drawings::of(meeting, page, before));
            self.of = Some((version, page));
        }
    }

    /// Takes the oldest of what was drawn into the meeting, one thing at a time, since each builds on those before. Whether the
    /// one before is finished.
    pub fn bring_in(&mut self, pending: &[StrokeEdit], meeting: &Meeting, author: &str) -> bool {
        if std::mem::take(&mut self.asked) {
            return true;
        }
        if self.edit.is_none()
            && let (Some(drawn), Some((_, page))) = (pending.first(), self.of)
        {
            self.edit = edit(drawn, meeting, author, page);
            self.asked = self.edit.is_none();
        }
        std::mem::take(&mut self.asked)
    }

    /// The same, of what was drawn before the presentation ended.
    pub fn bring_in_what_is_left(&mut self, meeting: &Meeting, author: &str) {
        let left = std::mem::take(&mut self.left);
        let finished = self.bring_in(&left, meeting, author);
        self.left = left.into_iter().skip(usize::from(finished)).collect();
    }

    /// Keeps what was not finished when the presentation ended.
    pub fn keep_on(&mut self, pending: &[StrokeEdit]) {
        self.left.extend_from_slice(pending);
    }

    /// The edit that is to be carried out at the end of this frame.
    pub fn take_edit(&mut self) -> Option<Edit> {
        let edit = self.edit.take();
        self.asked |= edit.is_some();
        edit
    }
}

impl Present {
    /// Keeps the drawings up to date, and brings what was drawn into the meeting.
    pub(super) fn keep_drawings(&mut self, version: Version, meeting: &Meeting, author: &str) {
        let Some(page) = self.slides.deck().and_then(|deck| deck.layout.pages.first()) else { return };
        self.drawings.update(version, meeting, vec2(page.width, page.height));
        let Some(run) = &self.run else {
            self.drawings.bring_in_what_is_left(meeting, author);
            return;
        };
        let mut stage = run.stage.lock();
        stage.set_drawings(self.drawings.now());
        if self.drawings.bring_in(stage.tools().pending(), meeting, author) {
            stage.finish_pending();
        }
    }
}

/// The edit that brings what was drawn into the meeting; `None` where there is nothing to do. `page` is the size of a slide, in
/// points.
#[must_use]
pub fn edit(drawn: &StrokeEdit, meeting: &Meeting, author: &str, page: Vec2) -> Option<Edit> {
    match drawn {
        StrokeEdit::Stroke(slide, stroke) => Some(draw(*slide, stroke, meeting, author, page)),
        StrokeEdit::Erased(id, stroke) => erase(id, stroke, meeting),
        StrokeEdit::Discarded(slide) => discard(*slide, meeting),
    }
}

fn draw(slide: SlideKey, stroke: &Stroke, meeting: &Meeting, author: &str, page: Vec2) -> Edit {
    let surface = surface(slide, page);
    let own = meeting.annotations.iter().find(|annotation| {
        let drawing = annotation.drawing.as_ref();
        annotation.kind == Kind::Ink
            && annotation.visibility == Visibility::Shared
            && annotation.author == author
            && drawing.is_some_and(|drawing| drawing.surface == surface && drawing.strokes.len() < MOST_STROKES)
    });
    if let Some(own) = own {
        return Edit::AddStroke { id: own.id.clone(), index: usize::MAX, stroke: stroke.clone() };
    }
    let now = clock::now().unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let principle = slide.principle.filter(|number| meeting.selected(*number).is_some());
    let mut annotation = Annotation {
        kind: Kind::Ink,
        target: Target { principle, ..Target::default() },
        drawing: Some(Drawing { surface, strokes: vec![stroke.clone()] }),
        ..Annotation::remark(Id::default(), author.to_owned(), now, String::new())
    };
    annotation.id = meeting.free_id(&annotation);
    Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(annotation) }
}

fn surface(slide: SlideKey, page: Vec2) -> Surface {
    #[allow(clippy::cast_possible_truncation, reason = "the size of a slide")]
    let whole = |points: f32| (points * 1000.0).round() as i32;
    Surface { medium: Medium::Slide(slide), page: 1, width: whole(page.x), height: whole(page.y) }
}

fn erase(id: &Id, stroke: &Stroke, meeting: &Meeting) -> Option<Edit> {
    let annotation = meeting.annotation(id)?;
    let strokes = &annotation.drawing.as_ref()?.strokes;
    let index = strokes.iter().rposition(|other| other == stroke)?;
    if strokes.len() == 1 && annotation.is_only_on_slide() {
        return Some(Edit::RemoveAnnotation(id.clone()));
    }
    Some(Edit::RemoveStroke { id: id.clone(), index })
}

/// Throws everything away that is seen on a slide, in one step. An annotation that also says something keeps that.
fn discard(slide: SlideKey, meeting: &Meeting) -> Option<Edit> {
    let shared = meeting.annotations.iter().filter(|annotation| annotation.visibility == Visibility::Shared);
    let mut edits = Vec::new();
    for annotation in shared.filter(|annotation| annotation.slide() == Some(slide)) {
        if annotation.is_only_on_slide() {
            edits.push(Edit::RemoveAnnotation(annotation.id.clone()));
        } else {
            let strokes = annotation.drawing.as_ref().map_or(0, |drawing| drawing.strokes.len());
            edits.extend((0..strokes).rev().map(|index| Edit::RemoveStroke { id: annotation.id.clone(), index }));
        }
    }
    (!edits.is_empty()).then_some(Edit::Batch(edits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::edit::apply;
    use crate::meeting::{History, SlideKind};

    const WIDE: Vec2 = vec2(960.0, 540.0);
    const SLIDE: SlideKey = SlideKey { kind: SlideKind::Lead, principle: Some(2), paragraph: None, part: 1 };

    fn stroke(x: i32) -> Stroke {
        Stroke { points: vec![[x, 0], [x, 9000]], color: [204, 0, 0], width: 4000 }
    }

    fn carry_out(meeting: &mut Meeting, drawn: &StrokeEdit, author: &str) {
        let edit = edit(drawn, meeting, author, WIDE).expect("an edit");
        apply(meeting, edit).expect("it can be applied");
    }

    fn strokes(meeting: &Meeting) -> Vec<usize> {
        let drawings = meeting.annotations.iter().filter_map(|annotation| annotation.drawing.as_ref());
        drawings.map(|drawing| drawing.strokes.len()).collect()
    }

    #[test]
    fn strokes_are_kept_together_for_each_slide_and_who_draws() {
        let mut meeting = Meeting::sample();
        let other = SlideKey { part: 2, ..SLIDE };
        for (slide, author) in [(SLIDE, "A"), (SLIDE, "A"), (SLIDE, "B"), (other, "A"), (SLIDE, "A")] {
            carry_out(&mut meeting, &StrokeEdit::Stroke(slide, stroke(1)), author);
        }
        assert_eq!(strokes(&meeting), [3, 1, 1]);
        let annotation = meeting.annotations.iter().find(|annotation| annotation.kind == Kind::Ink).expect("one");
        assert_eq!((annotation.target.principle, annotation.visibility), (Some(2), Visibility::Shared));
        assert_eq!(annotation.slide(), Some(SLIDE));
    }

    #[test]
    fn an_annotation_goes_with_its_last_stroke_unless_it_says_something() {
        let mut meeting = Meeting::sample();
        carry_out(&mut meeting, &StrokeEdit::Stroke(SLIDE, stroke(1)), "");
        carry_out(&mut meeting, &StrokeEdit::Stroke(SLIDE, stroke(2)), "");
        let id = meeting.annotations.last().expect("one").id.clone();
        carry_out(&mut meeting, &StrokeEdit::Erased(id.clone(), stroke(1)), "");
        assert_eq!(strokes(&meeting), [1]);
        assert_eq!(edit(&StrokeEdit::Erased(id.clone(), stroke(1)), &meeting, "", WIDE), None, "it is gone");
        let mut said = meeting.clone();
        said.annotations.last_mut().expect("one").text = "Her".to_owned();
        carry_out(&mut said, &StrokeEdit::Erased(id.clone(), stroke(2)), "");
        assert_eq!(strokes(&said), [0]);
        carry_out(&mut meeting, &StrokeEdit::Erased(id, stroke(2)), "");
        assert_eq!(meeting, Meeting::sample());
    }

    #[test]
    fn what_was_thrown_away_comes_back_in_one_step() {
        let (mut meeting, mut history) = (Meeting::sample(), History::default());
        assert_eq!(edit(&StrokeEdit::Discarded(SLIDE), &meeting, "", WIDE), None);
        for author in ["A", "B", "A"] {
            let edit = edit(&StrokeEdit::Stroke(SLIDE, stroke(1)), &meeting, author, WIDE).expect("an edit");
            history.edit(&mut meeting, edit).expect("drawn");
        }
        let drawn = meeting.clone();
        let edit = edit(&StrokeEdit::Discarded(SLIDE), &meeting, "A", WIDE).expect("an edit");
        history.edit(&mut meeting, edit).expect("thrown away");
        assert_eq!(meeting, Meeting::sample());
        history.undo(&mut meeting).expect("undone");
        assert_eq!(meeting, drawn);
    }

    #[test]
    fn a_slide_of_another_shape_has_a_drawing_of_its_own() {
        let mut meeting = Meeting::sample();
        carry_out(&mut meeting, &StrokeEdit::Stroke(SLIDE, stroke(1)), "");
        let edit = edit(&StrokeEdit::Stroke(SLIDE, stroke(1)), &meeting, "", vec2(720.0, 540.0)).expect("an edit");
        assert!(matches!(edit, Edit::AddAnnotation { .. }));
    }
}
