//! What the stage does with the presenter's tools: cues and digits that are for the hand, and the mouse over a slide.

use super::picture::Picture;
use super::show::Show;
use super::sketch::{Drawings, Sketch};
use super::stage::Stage;
use super::tools::{Pointer, Tools};
use crate::app::input::cue::Cue;
use crate::app::input::hand::Hand;
use crate::meeting::SlideKey;
use crate::typeset::Page;
use egui::Pos2;
use std::sync::Arc;

impl Stage {
    /// What the presenter has in the hand.
    #[must_use]
    pub fn tools(&self) -> &Tools {
        &self.tools
    }

    /// What is drawn on the slides.
    #[must_use]
    pub fn drawings(&self) -> &Arc<Drawings> {
        &self.drawings
    }

    /// Takes other drawings, if they are others.
    pub fn set_drawings(&mut self, drawings: &Arc<Drawings>) {
        if !Arc::ptr_eq(&self.drawings, drawings) {
            self.drawings = Arc::clone(drawings);
            self.request_repaint();
        }
    }

    /// The oldest of what was drawn is in the meeting, or came to nothing.
    pub fn finish_pending(&mut self) {
        self.tools.finish_pending();
        self.request_repaint();
    }

    /// The presenter's slide, as close as it is seen.
    pub(super) fn closer_picture(&self, slide: &SlideKey) -> Option<Picture> {
        let picture = self.picture(slide)?;
        let view = self.tools.view().unwrap_or(picture.view);
        Some(Picture { view, ..picture })
    }

    /// A frozen picture as the presenter has it before the eyes: with what was drawn since.
    #[must_use]
    pub fn worked_on(&self, picture: &Picture) -> Picture {
        if self.frozen().is_none() {
            return picture.clone();
        }
        let sketch = self.drawings.on(&picture.slide.key).filter(|_| !self.tools.hides_drawings());
        Picture { sketch: sketch.map(Arc::clone), ..picture.clone() }
    }

    /// Whether a cue is for the hand, which has taken it.
    pub(super) fn take_in_hand(&mut self, cue: Cue) -> bool {
        match cue {
            Cue::Hand(hand) => {
                let Some((slide, page)) = self.here() else { return true };
                self.change(|show| show.take(cue));
                self.tools.take(hand, &slide, &page);
                self.request_repaint();
                true
            }
            Cue::Leave => {
                let first =
                    self.show().is_asking() || self.show().number().is_some() || self.show().overview().is_some();
                let left = !first && self.tools.leave();
                if left {
                    self.request_repaint();
                }
                left
            }
            Cue::GoTo => {
                self.number_is_used();
                false
            }
            _ => false,
        }
    }

    /// A digit takes its pen, unless the number of a slide was asked for.
    pub(super) fn digit_in_hand(&mut self, digit: u8) {
        let show = self.show();
        let (first, asked_for) = (show.number().is_none(), show.is_number_asked_for());
        if let Some((slide, page)) = self.here().filter(|_| !asked_for) {
            self.tools.digit(digit, first, &slide, &page);
        }
    }

    /// A number that was typed is about to be used.
    pub(super) fn number_is_used(&mut self) {
        if self.show().number().is_some_and(|number| number.is_some()) && !self.show().is_number_asked_for() {
            self.tools.was_number();
        }
    }

    /// The presenter's slide and its page.
    fn here(&self) -> Option<(SlideKey, Arc<Page>)> {
        self.current().map(|picture| (picture.slide.key, picture.page))
    }

    /// Where the mouse is.
    pub fn point(&mut self, pointer: Option<Pointer>) {
        if self.tools.pointer() != pointer.as_ref() {
            self.tools.point(pointer);
            if self.tools.held().is_some() {
                self.request_repaint();
            }
        }
    }

    /// The mouse is pressed on a slide.
    pub fn press_on(&mut self, slide: &SlideKey, at: Pos2) {
        let sketch = self.sketch(slide);
        self.tools.press(slide, at, sketch.as_deref());
        // Whoever draws has not typed a number.
        self.change(Show::forget_number);
    }

    /// The mouse is moved while it is held.
    pub fn drag_to(&mut self, at: Pos2, picture: &Picture) {
        let sketch = self.sketch(&picture.slide.key);
        self.tools.drag_to(at, &picture.page, sketch.as_deref());
        self.request_repaint();
    }

    /// The mouse is let go of. `fineness` is points of the slide to a point of the window.
    pub fn release_on(&mut self, picture: &Picture, fineness: f32) {
        self.tools.release(&picture.page, fineness);
        self.request_repaint();
    }

    /// So many times closer at a place.
    pub fn closer(&mut self, picture: &Picture, at: Pos2, times: f32) {
        self.tools.closer(&picture.page, at, times);
        self.request_repaint();
    }

    /// What is drawn on a slide, as far as it is shown.
    fn sketch(&self, slide: &SlideKey) -> Option<Arc<Sketch>> {
        self.drawings.on(slide).filter(|_| !self.tools.hides_drawings()).map(Arc::clone)
    }

    /// Whether what is asked for is on.
    #[must_use]
    pub fn holds(&self, hand: Hand) -> bool {
        self.tools.is_on(hand)
    }
}
