//! From what was drawn on a slide to edits of the meeting.
//!
//! A slide has one annotation for each who draws on it: the first stroke adds it, each further one is added to it. Whoever erases
//! takes single strokes away, and the annotation with the last. What is drawn before an audience is shared: everybody has seen it.

use super::Present;
use super::sketch::Drawings;
use super::tools::StrokeEdit;
use crate::app::preview::Version;
use crate::clock;
use crate::meeting::drawing::{Drawing, MOST_STROKES, Stroke, Surface};
use crate::meeting::{Annotation, AnnotationId, Body, Edit, Meeting, Purpose, SlideKey, Target, Visibility};
use crate::typeset::Deck;
use egui::vec2;
use std::sync::Arc;

/// What is drawn on the slides of the open meeting, and what is on its way into it.
#[derive(Default)]
pub struct Kept {
    /// What the drawings are of: the meeting's version, and the slides.
    of: Option<(Version, Arc<Deck>)>,
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
    fn update(&mut self, version: Version, meeting: &Meeting, deck: &Arc<Deck>) {
        let Some(page) = deck.layout.pages.first().map(|page| vec2(page.width, page.height)) else { return };
        if self.of.as_ref().is_some_and(|(before, _)| before.session != version.session) {
            *self = Kept::default();
        }
        if self.of.as_ref().is_none_or(|(before, slides)| *before != version || !Arc::ptr_eq(slides, deck)) {
            let before = if self.now.page() == page { &*self.now } else { &Drawings::default() };
            let shared = meeting.share(Purpose::SlideDrawings);
            self.now = Arc::new(Drawings::of(&shared, page, |slide| deck.surface(slide), before));
            self.of = Some((version, Arc::clone(deck)));
        }
    }

    /// Takes the oldest of what was drawn into the meeting, one thing at a time, since each builds on those before. Whether the
    /// one before is finished.
    pub fn bring_in(&mut self, pending: &[StrokeEdit], meeting: &Meeting, author: &str) -> bool {
        if std::mem::take(&mut self.asked) {
            return true;
        }
        if self.edit.is_none()
            && let (Some(drawn), Some((_, deck))) = (pending.first(), &self.of)
        {
            self.edit = edit(drawn, meeting, author, |slide| deck.surface(slide));
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
        let Some(deck) = self.slides.deck() else { return };
        self.drawings.update(version, meeting, deck);
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

/// The edit that brings what was drawn into the meeting; `None` where there is nothing to do. `surface` gives a slide as a
/// surface.
fn edit(
    drawn: &StrokeEdit,
    meeting: &Meeting,
    author: &str,
    surface: impl Fn(&SlideKey) -> Option<Surface>,
) -> Option<Edit> {
    match drawn {
        StrokeEdit::Stroke(slide, stroke) => Some(draw(slide, surface(slide)?, stroke, meeting, author)),
        StrokeEdit::Erased(id, stroke) => erase(id, stroke, meeting),
        StrokeEdit::Discarded(slide) => discard(&surface(slide)?, meeting),
    }
}

fn draw(slide: &SlideKey, surface: Surface, stroke: &Stroke, meeting: &Meeting, author: &str) -> Edit {
    let own = meeting.annotations.iter().find(|annotation| {
        let drawing = annotation.drawing();
        annotation.visibility == Visibility::Shared
            && annotation.author == author
            && drawing.is_some_and(|drawing| drawing.surface == surface && drawing.strokes.len() < MOST_STROKES)
    });
    if let Some(own) = own {
        return Edit::AddStroke { id: own.id.clone(), index: usize::MAX, stroke: stroke.clone() };
    }
    let now = clock::now().unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let principle = slide.principle(meeting).filter(|number| meeting.selected(*number).is_some());
    let body = Body::Ink(Drawing { surface, strokes: vec![stroke.clone()] });
    let mut annotation = Annotation {
        target: principle.map_or_else(Target::default, Target::to_principle),
        ..Annotation::new(AnnotationId::default(), body, author.to_owned(), now, String::new())
    };
    annotation.id = meeting.free_id(&annotation);
    Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(annotation) }
}

fn erase(id: &AnnotationId, stroke: &Stroke, meeting: &Meeting) -> Option<Edit> {
    let annotation = meeting.annotation(id)?;
    let strokes = &annotation.drawing()?.strokes;
    let index = strokes.iter().rposition(|other| other == stroke)?;
    if strokes.len() == 1 && annotation.is_only_on_slide() {
        return Some(Edit::RemoveAnnotation(id.clone()));
    }
    Some(Edit::RemoveStroke { id: id.clone(), index })
}

/// Throws everything away that is seen on a slide, in one step. An annotation that also says something keeps that.
fn discard(slide: &Surface, meeting: &Meeting) -> Option<Edit> {
    let shared = meeting.annotations.iter().filter(|annotation| annotation.visibility == Visibility::Shared);
    let mut edits = Vec::new();
    // What was drawn on a slide of another shape, or with other words, is not seen.
    let seen = |annotation: &&Annotation| annotation.drawing().is_some_and(|drawing| drawing.surface.lies_on(slide));
    for annotation in shared.filter(seen) {
        if annotation.is_only_on_slide() {
            edits.push(Edit::RemoveAnnotation(annotation.id.clone()));
        } else {
            let strokes = annotation.drawing().map_or(0, |drawing| drawing.strokes.len());
            edits.extend((0..strokes).rev().map(|index| Edit::RemoveStroke { id: annotation.id.clone(), index }));
        }
    }
    (!edits.is_empty()).then_some(Edit::Batch(edits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::drawing::Medium;
    use crate::meeting::edit::apply;
    use crate::meeting::{History, SlideContent};
    use crate::meeting::{Kind, PageNumber};
    use crate::storage::Sha256;

    const WIDE: [i32; 2] = [960_000, 540_000];

    /// A slide of this size with these words.
    fn with_words([width, height]: [i32; 2], words: Option<&str>) -> impl Fn(&SlideKey) -> Option<Surface> {
        let words = words.map(|words| Sha256::of(words.as_bytes()));
        move |slide: &SlideKey| {
            let medium = Medium::Slide(slide.clone());
            Some(Surface { medium, page: PageNumber(1), width, height, words })
        }
    }

    fn of_size(size: [i32; 2]) -> impl Fn(&SlideKey) -> Option<Surface> {
        with_words(size, None)
    }

    const SLIDE: SlideKey = SlideKey::of(SlideContent::Lead(2));

    fn stroke(x: i32) -> Stroke {
        Stroke { points: vec![[x, 0], [x, 9000]], color: [204, 0, 0], width: 4000 }
    }

    fn carry_out(meeting: &mut Meeting, drawn: &StrokeEdit, author: &str) {
        let edit = edit(drawn, meeting, author, of_size(WIDE)).expect("an edit");
        apply(meeting, edit).expect("it can be applied");
    }

    fn strokes(meeting: &Meeting) -> Vec<usize> {
        let drawings = meeting.annotations.iter().filter_map(|annotation| annotation.drawing());
        drawings.map(|drawing| drawing.strokes.len()).collect()
    }

    #[test]
    fn strokes_are_kept_together_for_each_slide_and_who_draws() {
        let mut meeting = Meeting::sample();
        let other = SlideKey { from: 200, ..SLIDE };
        for (slide, author) in [(SLIDE, "A"), (SLIDE, "A"), (SLIDE, "B"), (other, "A"), (SLIDE, "A")] {
            carry_out(&mut meeting, &StrokeEdit::Stroke(slide, stroke(1)), author);
        }
        assert_eq!(strokes(&meeting), [3, 1, 1]);
        let annotation = meeting.annotations.iter().find(|annotation| annotation.kind() == Kind::Ink).expect("one");
        assert_eq!((annotation.target.principle(), annotation.visibility), (Some(2), Visibility::Shared));
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
        assert_eq!(edit(&StrokeEdit::Erased(id.clone(), stroke(1)), &meeting, "", of_size(WIDE)), None, "it is gone");
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
        assert_eq!(edit(&StrokeEdit::Discarded(SLIDE), &meeting, "", of_size(WIDE)), None);
        for author in ["A", "B", "A"] {
            let edit = edit(&StrokeEdit::Stroke(SLIDE, stroke(1)), &meeting, author, of_size(WIDE)).expect("an edit");
            history.edit(&mut meeting, edit).expect("drawn");
        }
        let drawn = meeting.clone();
        let edit = edit(&StrokeEdit::Discarded(SLIDE), &meeting, "A", of_size(WIDE)).expect("an edit");
        history.edit(&mut meeting, edit).expect("thrown away");
        assert_eq!(meeting, Meeting::sample());
        history.undo(&mut meeting).expect("undone");
        assert_eq!(meeting, drawn);
    }

    #[test]
    fn a_slide_of_another_shape_has_a_drawing_of_its_own() {
        let mut meeting = Meeting::sample();
        carry_out(&mut meeting, &StrokeEdit::Stroke(SLIDE, stroke(1)), "");
        let edit =
            edit(&StrokeEdit::Stroke(SLIDE, stroke(1)), &meeting, "", of_size([720_000, 540_000])).expect("an edit");
        assert!(matches!(edit, Edit::AddAnnotation { .. }));
    }

    #[test]
    fn a_slide_with_other_words_has_a_drawing_of_its_own_and_what_is_not_seen_is_not_thrown_away() {
        let mut meeting = Meeting::sample();
        let before = meeting.annotations.len();
        for words in ["Ord", "Andre ord", "Ord"] {
            let stroke = StrokeEdit::Stroke(SLIDE, stroke(1));
            let drawn = edit(&stroke, &meeting, "", with_words(WIDE, Some(words))).expect("an edit");
            apply(&mut meeting, drawn).expect("drawn");
        }
        assert_eq!(strokes(&meeting), [2, 1]);
        let discarded = edit(&StrokeEdit::Discarded(SLIDE), &meeting, "", with_words(WIDE, Some("Ord")));
        apply(&mut meeting, discarded.expect("an edit")).expect("thrown away");
        assert_eq!((strokes(&meeting), meeting.annotations.len()), (vec![1], before + 1));
    }
}
