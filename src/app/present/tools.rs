//! What the presenter has in the hand, and how close the slide is. There is no window in it.
//!
//! - One thing is in the hand at a time; its own key, or Esc, puts it down. The zoom is a state of its own beneath it, so that one
//!   can draw on what is enlarged; it ends, exactly where it began, with *Z* after the last passage, with Esc, with *−*, and with
//!   the slide.
//! - A digit takes its pen at once. Followed by *Enter* in time, or by more digits and *Enter*, it was a slide's number: the
//!   slide is shown, and in the hand is what was there before.
//! - *Z* shows the marked passages one after the other; where the mouse is on the slide, first it waits for a region to be dragged or
//!   a place to be clicked.
//!
//! Nothing here changes the meeting. What was drawn is handed over ([`StrokeEdit`]), and until the meeting has it, it is pending and
//! painted all the same.

use super::sketch::Sketch;
use super::zoom;
use crate::app::input::hand::Hand;
use crate::app::input::pen::{self, Pen};
use crate::meeting::drawing::Stroke;
use crate::meeting::{AnnotationId, SlideKey};
use crate::typeset::Page;
use egui::{Pos2, Rect, vec2};

/// How many times closer one step is.
const STEP: f32 = 1.4;
/// How many times closer a place is that was clicked.
const CLICK: f32 = 2.0;
/// The region that was dragged is at least so wide, in points of the slide; a hand trembles while it clicks.
const REGION: f32 = 12.0;
/// How far from its place the eraser reaches, in points of the slide.
pub const ERASER: f32 = 8.0;

/// What is in the hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// A spot of light.
    Laser(Light),
    /// The light around the pointer.
    Spotlight,
    /// What drags a region, and then the slide.
    Zoom,
    /// A pen.
    Pen(Pen),
    /// The eraser.
    Eraser,
}

/// The colour of a spot of light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Light {
    Red,
    Green,
}

/// Where the presenter points.
#[derive(Clone, Debug, PartialEq)]
pub struct Pointer {
    /// The slide.
    pub slide: SlideKey,
    /// Where on it, in points.
    pub at: Pos2,
}

/// What was done to a drawing, and is not in the meeting yet.
#[derive(Clone, Debug, PartialEq)]
pub enum StrokeEdit {
    /// A stroke on a slide.
    Stroke(SlideKey, Stroke),
    /// A stroke of an annotation was erased.
    Erased(AnnotationId, Stroke),
    /// Everything on a slide was thrown away.
    Discarded(SlideKey),
}

/// What the mouse does while it is held.
#[derive(Clone, Debug, PartialEq)]
pub struct Drag {
    /// The slide.
    pub slide: SlideKey,
    /// Where it was, in points of the slide.
    pub path: Vec<Pos2>,
}

/// The presenter's tools.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tools {
    held: Option<Held>,
    view: Option<Rect>,
    /// How many passages the zoom has been at.
    stops: usize,
    hidden: bool,
    /// What was in the hand, and whether drawings were hidden, before a digit was typed.
    before: Option<(Option<Held>, bool)>,
    pointer: Option<Pointer>,
    drag: Option<Drag>,
    pending: Vec<StrokeEdit>,
}

impl Tools {
    /// What is in the hand.
    #[must_use]
    pub fn held(&self) -> Option<Held> {
        self.held
    }

    /// The part of the slide that is seen, where that is not all.
    #[must_use]
    pub fn view(&self) -> Option<Rect> {
        self.view
    }

    /// Whether drawings are hidden.
    #[must_use]
    pub fn hides_drawings(&self) -> bool {
        self.hidden
    }

    /// Where the presenter points.
    #[must_use]
    pub fn pointer(&self) -> Option<&Pointer> {
        self.pointer.as_ref()
    }

    /// What the mouse does while it is held.
    #[must_use]
    pub fn drag(&self) -> Option<&Drag> {
        self.drag.as_ref()
    }

    /// What was drawn and is not in the meeting yet, oldest first.
    #[must_use]
    pub fn pending(&self) -> &[StrokeEdit] {
        &self.pending
    }

    /// Whether what is asked for is on.
    #[must_use]
    pub fn is_on(&self, hand: Hand) -> bool {
        match hand {
            Hand::Laser => matches!(self.held, Some(Held::Laser(_))),
            Hand::Spotlight => self.held == Some(Held::Spotlight),
            Hand::Zoom => self.held == Some(Held::Zoom) || self.view.is_some(),
            Hand::Pen(pen) => self.held == Some(Held::Pen(pen)),
            Hand::Eraser => self.held == Some(Held::Eraser),
            Hand::Drawings => self.hidden,
            Hand::Closer | Hand::Wider | Hand::Discard => false,
        }
    }

    /// Whether a click on the slide is not a step.
    #[must_use]
    pub fn takes_clicks(&self) -> bool {
        matches!(self.held, Some(Held::Pen(_) | Held::Eraser | Held::Zoom))
    }

    /// Does what is asked for, on the slide that is shown.
    pub fn take(&mut self, hand: Hand, slide: &SlideKey, page: &Page) {
        self.drag = None;
        match hand {
            Hand::Laser => {
                self.held = match self.held {
                    Some(Held::Laser(Light::Red)) => Some(Held::Laser(Light::Green)),
                    Some(Held::Laser(Light::Green)) => None,
                    _ => Some(Held::Laser(Light::Red)),
                };
            }
            Hand::Spotlight => self.toggle(Held::Spotlight),
            Hand::Zoom => self.zoom(slide, page),
            Hand::Closer => self.step(slide, page, STEP),
            Hand::Wider => self.step(slide, page, 1.0 / STEP),
            Hand::Pen(pen) => self.toggle(Held::Pen(pen)),
            Hand::Eraser => self.toggle(Held::Eraser),
            Hand::Drawings => self.hidden = !self.hidden,
            Hand::Discard => self.pending.push(StrokeEdit::Discarded(slide.clone())),
        }
    }

    /// A digit: what has it as key. `first` is whether no number was being typed.
    pub fn digit(&mut self, digit: u8, first: bool, slide: &SlideKey, page: &Page) {
        if first {
            self.before = Some((self.held, self.hidden));
        }
        self.take(Hand::of_digit(digit), slide, page);
    }

    /// The digits were a slide's number after all.
    pub fn was_number(&mut self) {
        if let Some((held, hidden)) = self.before.take() {
            (self.held, self.hidden, self.drag) = (held, hidden, None);
        }
    }

    /// Puts one thing away: what is in the hand, then the zoom. Whether there was any.
    pub fn leave(&mut self) -> bool {
        self.drag = None;
        if self.held.is_some_and(|held| held != Held::Zoom) {
            self.held = None;
            return true;
        }
        let zooms = self.held.is_some() || self.view.is_some();
        self.end_zoom();
        zooms
    }

    /// Another slide is shown.
    pub fn turn(&mut self) {
        self.drag = None;
        self.end_zoom();
    }

    /// Where the mouse is; `None` where it left the slides.
    pub fn point(&mut self, pointer: Option<Pointer>) {
        self.pointer = pointer;
    }

    /// The mouse is pressed on a slide.
    pub fn press(&mut self, slide: &SlideKey, at: Pos2, sketch: Option<&Sketch>) {
        if self.takes_clicks() {
            self.drag = Some(Drag { slide: slide.clone(), path: vec![at] });
            self.erase(sketch, [at, at]);
        }
    }

    /// The mouse is moved while it is held.
    pub fn drag_to(&mut self, at: Pos2, page: &Page, sketch: Option<&Sketch>) {
        let Some(drag) = &mut self.drag else { return };
        let Some(last) = drag.path.last().copied().filter(|last| *last != at) else { return };
        if let (Some(Held::Zoom), Some(view)) = (self.held, self.view) {
            // The slide is moved beneath the mouse, which so stays at its place of it.
            self.view = zoom::moved(view, page, last - at).or(self.view);
            return;
        }
        drag.path.push(at);
        self.erase(sketch, [last, at]);
    }

    /// The mouse is let go of. `fineness` is points of the slide to a point of the window.
    pub fn release(&mut self, page: &Page, fineness: f32) {
        let Some(drag) = self.drag.take() else { return };
        let ([first, ..], [.., last]) = (drag.path.as_slice(), drag.path.as_slice()) else { return };
        match self.held {
            Some(Held::Pen(pen)) => {
                let stroke = pen.stroke(&drag.path, vec2(page.width, page.height), fineness);
                self.pending.push(StrokeEdit::Stroke(drag.slide, stroke));
            }
            Some(Held::Zoom) if self.view.is_none() => {
                self.view = if Rect::from_two_pos(*first, *last).size().max_elem() < REGION {
                    zoom::closer(zoom::whole(page), page, *last, CLICK)
                } else {
                    zoom::dragged(*first, *last, page)
                };
            }
            _ => {}
        }
    }

    /// So many times closer at a place, as a wheel or two fingers ask for it.
    pub fn closer(&mut self, page: &Page, at: Pos2, times: f32) {
        let view = self.view.unwrap_or_else(|| zoom::whole(page));
        self.view = zoom::closer(view, page, at, times);
        self.held = match self.held {
            None if self.view.is_some() => Some(Held::Zoom),
            held => held,
        };
        if self.view.is_none() {
            self.end_zoom();
        }
    }

    /// The oldest of what was drawn is in the meeting, or came to nothing.
    pub fn finish_pending(&mut self) {
        if !self.pending.is_empty() {
            self.pending.remove(0);
        }
    }

    fn toggle(&mut self, tool: Held) {
        self.held = if self.held == Some(tool) { None } else { Some(tool) };
        // Nobody draws or erases what is not seen.
        self.hidden &= !matches!(self.held, Some(Held::Pen(_) | Held::Eraser));
    }

    fn zoom(&mut self, slide: &SlideKey, page: &Page) {
        let points = self.pointer.as_ref().filter(|pointer| pointer.slide == *slide).map(|pointer| pointer.at);
        if self.held != Some(Held::Zoom) && self.view.is_none() {
            self.held = Some(Held::Zoom);
            self.stops = 0;
            if points.is_some() {
                return;
            }
        }
        self.held = Some(Held::Zoom);
        // What is as wide as the slide cannot come closer.
        let stops: Vec<Rect> =
            zoom::passages(page).into_iter().filter_map(|passage| zoom::around(passage, page)).collect();
        if let Some(stop) = stops.get(self.stops) {
            self.stops += 1;
            self.view = Some(*stop);
        } else if stops.is_empty() && self.view.is_none() {
            let at = points.unwrap_or_else(|| zoom::whole(page).center());
            self.view = zoom::closer(zoom::whole(page), page, at, CLICK);
        } else {
            self.end_zoom();
        }
    }

    fn step(&mut self, slide: &SlideKey, page: &Page, times: f32) {
        let points = self.pointer.as_ref().filter(|pointer| pointer.slide == *slide).map(|pointer| pointer.at);
        let view = self.view.unwrap_or_else(|| zoom::whole(page));
        let at = points.filter(|at| view.contains(*at)).unwrap_or_else(|| view.center());
        self.closer(page, at, times);
    }

    fn end_zoom(&mut self) {
        self.view = None;
        self.stops = 0;
        if self.held == Some(Held::Zoom) {
            self.held = None;
        }
    }

    fn erase(&mut self, sketch: Option<&Sketch>, ends: [Pos2; 2]) {
        let (Some(Held::Eraser), Some(sketch)) = (self.held, sketch) else { return };
        for line in sketch.touched(ends, ERASER) {
            let erased = StrokeEdit::Erased(line.id.clone(), line.stroke.clone());
            if !self.pending.contains(&erased) {
                self.pending.push(erased);
            }
        }
    }
}

/// Whether a stroke of the meeting is being erased.
#[must_use]
pub fn is_erased(pending: &[StrokeEdit], id: &AnnotationId, stroke: &Stroke) -> bool {
    pending.iter().any(|drawn| matches!(drawn, StrokeEdit::Erased(other, erased) if other == id && erased == stroke))
}

/// Where the two marks of a nib or an eraser are, for who draws them: how far around the pointer, in points of the slide.
#[must_use]
pub fn reach(held: Held) -> Option<f32> {
    match held {
        Held::Pen(pen) => Some(pen.width() / 2.0),
        Held::Eraser => Some(ERASER),
        Held::Laser(_) | Held::Spotlight | Held::Zoom => None,
    }
}

/// The colour of a pen that is held.
#[must_use]
pub fn ink(held: Held) -> Option<pen::Ink> {
    if let Held::Pen(pen) = held { Some(pen.ink) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::SlideContent;
    use crate::typeset::page::{Area, Mark};
    use egui::pos2;

    const SLIDE: SlideKey = SlideKey::of(SlideContent::Lead(2));

    fn page(passages: usize) -> Page {
        let mark = |at: usize| {
            let area = Area { x: 100.0, y: 60.0 + 150.0 * at as f32, width: 200.0, height: 30.0 };
            Mark::Fill { area, color: [255, 232, 156] }
        };
        Page { width: 960.0, height: 540.0, marks: (0..passages).map(mark).collect(), links: Vec::new() }
    }

    fn after(hands: &[Hand]) -> Tools {
        let mut tools = Tools::default();
        for hand in hands {
            tools.take(*hand, &SLIDE, &page(0));
        }
        tools
    }

    fn pen(place: usize) -> Pen {
        Pen::ALL[place]
    }

    #[test]
    fn each_thing_is_put_down_by_its_own_key_and_by_esc() {
        for hand in [Hand::Spotlight, Hand::Pen(pen(0)), Hand::Pen(pen(7)), Hand::Eraser] {
            assert!(after(&[hand]).is_on(hand));
            assert_eq!(after(&[hand, hand]), Tools::default());
            let mut left = after(&[hand]);
            assert!(left.leave() && left == Tools::default() && !left.leave(), "{hand:?}");
        }
        assert_eq!(after(&[Hand::Laser]).held(), Some(Held::Laser(Light::Red)));
        assert_eq!(after(&[Hand::Laser, Hand::Laser]).held(), Some(Held::Laser(Light::Green)));
        assert_eq!(after(&[Hand::Laser; 3]), Tools::default());
        assert!(after(&[Hand::Pen(pen(0)), Hand::Laser]).is_on(Hand::Laser), "one thing is in the hand");
    }

    #[test]
    fn esc_puts_the_pen_down_before_the_zoom() {
        let mut tools = after(&[Hand::Closer, Hand::Pen(pen(1))]);
        assert!(tools.leave() && tools.held().is_none() && tools.view().is_some());
        assert!(tools.leave() && tools == Tools::default());
        assert!(!tools.leave());
    }

    #[test]
    fn digits_and_enter_leave_in_the_hand_what_was_there() {
        let page = page(0);
        let mut tools = after(&[Hand::Laser]);
        tools.digit(1, true, &SLIDE, &page);
        assert!(tools.is_on(Hand::Pen(pen(0))));
        tools.digit(2, false, &SLIDE, &page);
        assert!(tools.is_on(Hand::Pen(pen(1))));
        tools.was_number();
        assert_eq!(tools, after(&[Hand::Laser]));
        tools.digit(9, true, &SLIDE, &page);
        assert!(tools.hides_drawings());
        tools.was_number();
        assert!(!tools.hides_drawings());
    }

    #[test]
    fn z_goes_from_passage_to_passage_and_back_to_the_whole() {
        let page = page(2);
        let mut tools = Tools::default();
        let mut views = Vec::new();
        for _ in 0..3 {
            tools.take(Hand::Zoom, &SLIDE, &page);
            views.push(tools.view());
        }
        let seen: Vec<bool> = zoom::passages(&page)
            .iter()
            .zip(&views)
            .map(|(passage, view)| view.is_some_and(|view| view.contains_rect(*passage)))
            .collect();
        assert_eq!((seen, tools), (vec![true, true], Tools::default()));
    }

    #[test]
    fn z_comes_closer_where_the_only_passage_is_as_wide_as_the_slide() {
        let mut page = page(0);
        page.marks.push(Mark::Fill { area: Area { x: 5.0, y: 200.0, width: 950.0, height: 30.0 }, color: [9; 3] });
        let mut tools = Tools::default();
        tools.take(Hand::Zoom, &SLIDE, &page);
        assert!(tools.view().is_some());
        tools.take(Hand::Zoom, &SLIDE, &page);
        assert_eq!(tools, Tools::default());
    }

    #[test]
    fn z_waits_for_a_region_where_the_mouse_is_on_the_slide() {
        let page = page(1);
        let mut tools = Tools::default();
        tools.point(Some(Pointer { slide: SLIDE, at: pos2(500.0, 300.0) }));
        tools.take(Hand::Zoom, &SLIDE, &page);
        assert_eq!((tools.held(), tools.view()), (Some(Held::Zoom), None));
        tools.press(&SLIDE, pos2(480.0, 270.0), None);
        tools.drag_to(pos2(720.0, 300.0), &page, None);
        tools.release(&page, 0.5);
        let view = tools.view().expect("a view");
        assert!((view.width() - 240.0).abs() < 0.1 && view.contains(pos2(481.0, 271.0)));
        tools.press(&SLIDE, pos2(600.0, 285.0), None);
        tools.drag_to(pos2(500.0, 285.0), &page, None);
        assert!(
            (tools.view().expect("a view").left() - view.left() - 100.0).abs() < 0.1,
            "the slide moves with the mouse"
        );
        tools.turn();
        assert_eq!((tools.held(), tools.view()), (None, None), "the zoom ends with the slide");
    }

    #[test]
    fn wider_than_whole_is_no_zoom() {
        assert_eq!(after(&[Hand::Wider]), Tools::default());
        assert_eq!(after(&[Hand::Closer, Hand::Wider]).view(), None);
        let close = after(&[Hand::Closer; 3]);
        assert!(close.view().is_some() && close.held() == Some(Held::Zoom));
    }

    #[test]
    fn a_pen_draws_and_a_laser_does_not() {
        let page = page(0);
        let mut tools = after(&[Hand::Pen(pen(2))]);
        tools.press(&SLIDE, pos2(10.0, 10.0), None);
        tools.drag_to(pos2(200.0, 10.0), &page, None);
        tools.release(&page, 0.5);
        let stroke = pen(2).stroke(&[pos2(10.0, 10.0), pos2(200.0, 10.0)], vec2(960.0, 540.0), 0.5);
        assert_eq!(tools.pending(), [StrokeEdit::Stroke(SLIDE, stroke)]);
        tools.finish_pending();
        tools.take(Hand::Laser, &SLIDE, &page);
        tools.press(&SLIDE, pos2(10.0, 10.0), None);
        tools.release(&page, 0.5);
        assert!(tools.pending().is_empty());
    }

    #[test]
    fn who_takes_a_pen_sees_the_drawings() {
        let tools = after(&[Hand::Drawings]);
        assert!(tools.hides_drawings());
        assert!(!after(&[Hand::Drawings, Hand::Pen(pen(0))]).hides_drawings());
        assert!(!after(&[Hand::Drawings, Hand::Drawings]).hides_drawings());
    }
}
