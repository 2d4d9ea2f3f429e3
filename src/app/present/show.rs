//! What is shown: where the presenter stands, and what the audience sees of it. There is no window in it.
//!
//! Four things keep the audience from seeing the presenter's slide, and each is its own. *Black* and *white* cover the
//! picture, *hide* takes the audience's window away so that what is behind it shows, and *freeze* keeps the picture while the
//! presenter goes elsewhere. They leave the place alone: who leaves one is exactly where it was entered.
//!
//! - A step (next, back) from black, white or hidden moves nothing. It shows again what was covered, so that whoever presses
//!   *next* to get the slide back does not lose it. A jump (go to, first, last, the overview) does move, beneath the cover.
//! - Freeze lies beneath a cover. Leaving it by its own key shows where the presenter stands; leaving it by Esc goes back to
//!   the frozen slide, so that the audience notices nothing.
//! - Esc leaves one state at a time and then asks. The same question is answered by *Enter*; everything else goes on.
//!
//! Slides are known by their [`SlideKey`], so that a slide that comes or goes during the talk does not move the place.

use crate::app::input::cue::Cue;
use crate::meeting::SlideKey;

/// How long digits wait for *Enter*, in seconds.
const PATIENCE: f64 = 3.0;
/// The largest number that is worth typing.
const LARGEST: usize = 99_999;

/// What keeps the audience from seeing any slide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cover {
    /// A black screen.
    Black,
    /// A white screen.
    White,
    /// No window.
    Hidden,
}

/// What the audience sees.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Sight {
    /// The presenter's slide.
    Slide(SlideKey),
    /// The picture of this slide as it was frozen.
    Frozen(SlideKey),
    /// Nothing of it.
    Covered(Cover),
}

/// All slides, to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// The slide that is chosen there.
    pub chosen: SlideKey,
    /// The slides that are listed; all of them where nothing is searched for.
    pub listed: Option<Vec<SlideKey>>,
    /// How many of them stand in a row.
    pub columns: usize,
}

/// A number that is being typed.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Number {
    value: Option<usize>,
    /// When it is forgotten, in seconds of the program; never where it was asked for.
    until: Option<f64>,
}

/// A show of slides.
#[derive(Clone, Debug, PartialEq)]
pub struct Show {
    /// At least one.
    slides: Vec<SlideKey>,
    at: SlideKey,
    frozen: Option<SlideKey>,
    cover: Option<Cover>,
    overview: Option<Overview>,
    number: Option<Number>,
    asking: bool,
    ended: bool,
}

impl Show {
    /// A show that begins at a slide, or else at the first; `None` where there are no slides.
    #[must_use]
    pub fn new(slides: Vec<SlideKey>, at: Option<SlideKey>) -> Option<Show> {
        let first = slides.first()?;
        let at = at.filter(|at| slides.contains(at)).unwrap_or_else(|| first.clone());
        Some(Show { slides, at, frozen: None, cover: None, overview: None, number: None, asking: false, ended: false })
    }

    /// The slide where the presenter stands.
    #[must_use]
    pub fn at(&self) -> SlideKey {
        self.at.clone()
    }

    /// Its place among the slides, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        self.slides.iter().position(|slide| *slide == self.at).unwrap_or(0)
    }

    /// How many slides there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.slides.len()
    }

    /// The slide after the presenter's.
    #[must_use]
    pub fn next(&self) -> Option<SlideKey> {
        self.slides.get(self.index() + 1).cloned()
    }

    /// What the audience sees.
    #[must_use]
    pub fn sight(&self) -> Sight {
        match (self.cover, &self.frozen) {
            (Some(cover), _) => Sight::Covered(cover),
            (None, Some(frozen)) => Sight::Frozen(frozen.clone()),
            (None, None) => Sight::Slide(self.at.clone()),
        }
    }

    /// What covers the audience's picture.
    #[must_use]
    pub fn cover(&self) -> Option<Cover> {
        self.cover
    }

    /// The slide whose picture is kept for the audience, covered or not.
    #[must_use]
    pub fn frozen(&self) -> Option<SlideKey> {
        self.frozen.clone()
    }

    /// The overview, where it is open.
    #[must_use]
    pub fn overview(&self) -> Option<&Overview> {
        self.overview.as_ref()
    }

    /// Whether a slide's number is being typed, and what is typed of it.
    #[must_use]
    pub fn number(&self) -> Option<Option<usize>> {
        self.number.map(|number| number.value)
    }

    /// Whether a slide's number was asked for before it was typed.
    #[must_use]
    pub fn is_number_asked_for(&self) -> bool {
        self.number.is_some_and(|number| number.until.is_none())
    }

    /// Whether the presenter is asked whether to end.
    #[must_use]
    pub fn is_asking(&self) -> bool {
        self.asking
    }

    /// Whether it is over.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// Other slides from now on, of which there is at least one. The place stays with its slide; where that is gone, it goes
    /// to what has the same on it, or else to the nearest before it that is left.
    pub fn arrange(&mut self, slides: Vec<SlideKey>) {
        let Some(first) = slides.first() else { return };
        if slides == self.slides {
            return;
        }
        if !slides.contains(&self.at) {
            let index = self.index();
            let mut before = self.slides.iter().take(index).rev();
            let before = || before.find(|slide| slides.contains(slide)).unwrap_or(first);
            self.at = on_the_same(&self.at, &slides).unwrap_or_else(before).clone();
        }
        self.slides = slides;
        if let Some(overview) = &mut self.overview {
            if !self.slides.contains(&overview.chosen) {
                overview.chosen = self.at.clone();
            }
            if let Some(listed) = &mut overview.listed {
                listed.retain(|slide| self.slides.contains(slide));
            }
        }
    }

    /// Does what a cue asks for, as far as it is about slides.
    pub fn take(&mut self, cue: Cue) {
        if self.asking && cue != Cue::Leave {
            // Whoever asks for something else wants to go on; a step from a clicker moves nothing.
            self.asking = false;
            if matches!(cue, Cue::Next | Cue::Back) {
                return;
            }
        }
        if !matches!(cue, Cue::GoTo | Cue::Leave) {
            self.number = None;
        }
        match cue {
            Cue::Next => self.step(1),
            Cue::Back => self.step(-1),
            Cue::First => self.jump(0),
            Cue::Last => self.jump(self.slides.len() - 1),
            Cue::GoTo => self.go_to_number(),
            Cue::Black => self.toggle(Cover::Black),
            Cue::White => self.toggle(Cover::White),
            Cue::Hide => self.toggle(Cover::Hidden),
            Cue::Freeze => {
                self.frozen = if self.frozen.is_none() { Some(self.at.clone()) } else { None };
            }
            Cue::Overview => {
                self.overview = match self.overview {
                    Some(_) => None,
                    None => Some(Overview { chosen: self.at.clone(), listed: None, columns: 1 }),
                };
            }
            Cue::Leave => self.leave(),
            Cue::Swap | Cue::Note | Cue::Decision | Cue::Timer | Cue::Hand(_) => {}
        }
    }

    /// *Enter*: an answer, a number, a choice, and else a step.
    pub fn enter(&mut self) {
        if self.asking {
            self.end();
        } else if self.number.is_some_and(|number| number.value.is_some()) {
            self.go_to_number();
        } else if let Some(overview) = &self.overview {
            self.show(overview.chosen.clone());
        } else {
            self.take(Cue::Next);
        }
    }

    /// Shows a slide that was chosen.
    pub fn show(&mut self, slide: SlideKey) {
        if self.slides.contains(&slide) {
            self.at = slide;
        }
        self.overview = None;
        self.asking = false;
    }

    /// A digit of a slide's number. It is forgotten unless it is used soon.
    pub fn digit(&mut self, digit: u8, now: f64) {
        let before = self.number.and_then(|number| number.value).unwrap_or(0);
        let asked_for = self.number.is_some_and(|number| number.until.is_none());
        let value = (before * 10 + usize::from(digit)).min(LARGEST);
        self.number = Some(Number { value: Some(value), until: (!asked_for).then_some(now + PATIENCE) });
    }

    /// Forgets digits that were typed, unless a number was asked for.
    pub fn forget_number(&mut self) {
        if !self.is_number_asked_for() {
            self.number = None;
        }
    }

    /// Forgets digits that were not used. Gives how many seconds it will take until there is something to forget.
    pub fn pass(&mut self, now: f64) -> Option<f64> {
        let until = self.number?.until?;
        if now >= until {
            self.number = None;
            return None;
        }
        Some(until - now)
    }

    /// Lists only some slides in the overview, and chooses the first of them unless the chosen one is among them.
    pub fn list(&mut self, listed: Option<Vec<SlideKey>>) {
        let Some(overview) = &mut self.overview else { return };
        if let Some(slides) = &listed
            && !slides.contains(&overview.chosen)
            && let Some(first) = slides.first()
        {
            overview.chosen = first.clone();
        }
        overview.listed = listed;
    }

    /// Says how many slides stand in a row of the overview.
    pub fn set_columns(&mut self, columns: usize) {
        if let Some(overview) = &mut self.overview {
            overview.columns = columns;
        }
    }

    /// Chooses so many rows further down in the overview, where there is a slide.
    pub fn rows(&mut self, down: isize) {
        if let Some(overview) = &self.overview {
            self.step(down * isize::try_from(overview.columns).unwrap_or(1));
        }
    }

    /// Shows the audience this slide, frozen or not; the presenter goes there too.
    pub fn reveal(&mut self, slide: SlideKey) {
        self.frozen = None;
        self.show(slide);
    }

    /// Goes on where it was asked whether to end.
    pub fn stay(&mut self) {
        self.asking = false;
    }

    /// Ends it. The place stays known, so that one can start again from there.
    pub fn end(&mut self) {
        self.ended = true;
        self.asking = false;
    }

    fn step(&mut self, by: isize) {
        if let Some(overview) = &mut self.overview {
            let listed = overview.listed.as_ref().unwrap_or(&self.slides);
            let place = listed.iter().position(|slide| *slide == overview.chosen).unwrap_or(0);
            let there = place.checked_add_signed(by).and_then(|there| listed.get(there));
            if let Some(there) = there {
                overview.chosen = there.clone();
            }
        } else if self.cover.take().is_none()
            && let Some(slide) = self.index().checked_add_signed(by).and_then(|there| self.slides.get(there))
        {
            self.at = slide.clone();
        }
    }

    fn jump(&mut self, index: usize) {
        let listed = self.overview.as_ref().and_then(|overview| overview.listed.as_ref()).unwrap_or(&self.slides);
        let Some(slide) = listed.get(index.min(listed.len().saturating_sub(1))).cloned() else { return };
        match &mut self.overview {
            Some(overview) => overview.chosen = slide,
            None => self.at = slide,
        }
    }

    fn toggle(&mut self, cover: Cover) {
        self.cover = if self.cover == Some(cover) { None } else { Some(cover) };
    }

    /// Goes where the typed number says; asks for one where none is typed.
    fn go_to_number(&mut self) {
        match self.number.take() {
            Some(Number { value: Some(number), .. }) => {
                self.overview = None;
                self.jump(number.saturating_sub(1));
            }
            Some(_) => {}
            None => self.number = Some(Number { value: None, until: None }),
        }
    }

    fn leave(&mut self) {
        if self.asking {
            self.asking = false;
        } else if self.number.take().is_some() || self.overview.take().is_some() || self.cover.take().is_some() {
            // It was that which was left.
        } else if let Some(frozen) = self.frozen.take() {
            if self.slides.contains(&frozen) {
                self.at = frozen;
            }
        } else {
            self.asking = true;
        }
    }
}

/// The slide that shows most of what one showed that is gone: of a list with one more entry, or of a text that is divided elsewhere.
fn on_the_same<'a>(gone: &SlideKey, slides: &'a [SlideKey]) -> Option<&'a SlideKey> {
    let same = || slides.iter().filter(|slide| slide.shows.has_in_common(&gone.shows));
    same().take_while(|slide| slide.from <= gone.from).last().or_else(|| same().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::SlideContent;

    fn slide(number: u32) -> SlideKey {
        SlideKey::of(SlideContent::Lead(number))
    }

    fn show(count: u32) -> Show {
        Show::new((1..=count).map(slide).collect(), None).expect("slides")
    }

    fn after(cues: &[Cue]) -> Show {
        let mut show = show(5);
        for cue in cues {
            show.take(*cue);
        }
        show
    }

    #[test]
    fn steps_and_jumps_stay_within_the_slides() {
        assert_eq!(after(&[Cue::Back]).at(), slide(1));
        assert_eq!(after(&[Cue::Next, Cue::Next]).at(), slide(3));
        assert_eq!(after(&[Cue::Last, Cue::Next]).at(), slide(5));
        assert_eq!(after(&[Cue::Last, Cue::First]).at(), slide(1));
    }

    #[test]
    fn each_cover_is_left_by_its_own_key_by_esc_and_by_a_step_at_the_exact_place() {
        for (cue, cover) in [(Cue::Black, Cover::Black), (Cue::White, Cover::White), (Cue::Hide, Cover::Hidden)] {
            let covered = after(&[Cue::Next, cue]);
            assert_eq!(covered.sight(), Sight::Covered(cover));
            for way_out in [cue, Cue::Leave, Cue::Next, Cue::Back] {
                let mut show = covered.clone();
                show.take(way_out);
                assert_eq!(show.sight(), Sight::Slide(slide(2)), "{cue:?}, {way_out:?}");
            }
        }
        assert_eq!(after(&[Cue::Black, Cue::White]).sight(), Sight::Covered(Cover::White));
        assert_eq!(after(&[Cue::Black, Cue::Last, Cue::Black]).sight(), Sight::Slide(slide(5)));
    }

    #[test]
    fn what_is_frozen_stays_while_the_presenter_moves() {
        let frozen = after(&[Cue::Next, Cue::Freeze, Cue::Next, Cue::Next]);
        assert_eq!((frozen.at(), frozen.sight()), (slide(4), Sight::Frozen(slide(2))));
        let black = after(&[Cue::Next, Cue::Freeze, Cue::Next, Cue::Black]);
        assert_eq!(black.sight(), Sight::Covered(Cover::Black));
        let mut uncovered = black;
        uncovered.take(Cue::Back);
        assert_eq!((uncovered.at(), uncovered.sight()), (slide(3), Sight::Frozen(slide(2))));
        let mut shown = frozen.clone();
        shown.take(Cue::Freeze);
        assert_eq!(shown.sight(), Sight::Slide(slide(4)));
        let mut left = frozen;
        left.take(Cue::Leave);
        assert_eq!(left.sight(), Sight::Slide(slide(2)));
    }

    #[test]
    fn esc_leaves_one_state_at_a_time_and_then_asks() {
        let mut show = after(&[Cue::Freeze, Cue::Black, Cue::Overview]);
        show.take(Cue::Leave);
        assert!(show.overview().is_none() && show.cover().is_some());
        show.take(Cue::Leave);
        assert!(show.cover().is_none() && show.frozen().is_some());
        show.take(Cue::Leave);
        assert!(show.frozen().is_none() && !show.is_asking());
        show.take(Cue::Leave);
        assert!(show.is_asking() && !show.has_ended());
        let mut again = show.clone();
        again.take(Cue::Leave);
        assert!(!again.is_asking() && !again.has_ended());
        let mut step = show.clone();
        step.take(Cue::Next);
        assert!(!step.is_asking() && step.at() == slide(1));
        show.enter();
        assert!(show.has_ended());
    }

    #[test]
    fn a_number_and_enter_go_to_that_slide() {
        let mut typed = show(30);
        typed.digit(1, 0.0);
        typed.digit(2, 1.0);
        assert_eq!(typed.number(), Some(Some(12)));
        typed.enter();
        assert_eq!((typed.at(), typed.number()), (slide(12), None));
        typed.enter();
        assert_eq!(typed.at(), slide(13), "without a number it is a step");
        typed.digit(9, 0.0);
        typed.digit(9, 0.0);
        typed.take(Cue::GoTo);
        assert_eq!(typed.at(), slide(30), "beyond the last is the last");
    }

    #[test]
    fn a_forgotten_digit_does_not_lead_astray() {
        let mut typed = show(30);
        typed.digit(7, 0.0);
        assert_eq!(typed.pass(1.0), Some(2.0));
        assert_eq!(typed.pass(3.5), None);
        typed.enter();
        assert_eq!(typed.at(), slide(2));
        typed.digit(7, 4.0);
        typed.take(Cue::Next);
        typed.enter();
        assert_eq!(typed.at(), slide(4), "a step forgets the digit");
        typed.take(Cue::GoTo);
        assert_eq!((typed.number(), typed.pass(100.0)), (Some(None), None), "what was asked for waits");
        typed.digit(8, 100.0);
        typed.enter();
        assert_eq!(typed.at(), slide(8));
    }

    #[test]
    fn the_overview_is_walked_through_without_moving_the_slides() {
        let mut show = after(&[Cue::Overview, Cue::Next, Cue::Next]);
        assert_eq!((show.at(), show.overview().map(|overview| overview.chosen.clone())), (slide(1), Some(slide(3))));
        show.list(Some(vec![slide(2), slide(5)]));
        assert_eq!(show.overview().map(|overview| overview.chosen.clone()), Some(slide(2)));
        show.take(Cue::Next);
        show.enter();
        assert_eq!((show.at(), show.overview()), (slide(5), None));
    }

    #[test]
    fn slides_that_come_and_go_do_not_move_the_place() {
        let mut show = after(&[Cue::Next, Cue::Next, Cue::Freeze]);
        show.arrange([1, 9, 2, 3, 4].map(slide).to_vec());
        assert_eq!((show.at(), show.index()), (slide(3), 3));
        show.arrange([1, 9, 4].map(slide).to_vec());
        assert_eq!(show.at(), slide(9), "the nearest before it");
        assert_eq!(show.sight(), Sight::Frozen(slide(3)), "the picture stays");
        show.arrange(Vec::new());
        assert_eq!(show.count(), 3);
    }

    #[test]
    fn who_stands_on_a_list_stays_on_it_when_it_gets_longer() {
        let questions = |ids: &[&str], from| {
            let ids = ids.iter().map(|id| crate::meeting::AnnotationId((*id).to_owned()));
            SlideKey { shows: SlideContent::Questions(ids.collect()), from }
        };
        let mut show =
            Show::new(vec![slide(1), questions(&["a"], 0), slide(2)], Some(questions(&["a"], 0))).expect("slides");
        show.arrange(vec![slide(1), questions(&["a", "b"], 0), slide(2)]);
        assert_eq!(show.index(), 1);
        show.arrange(vec![slide(1), questions(&["a"], 0), questions(&["a", "b"], 40), slide(2)]);
        assert_eq!(show.index(), 1);
    }
}
