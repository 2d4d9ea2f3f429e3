//! Slides: each topic becomes a slide, or several where its words do not fit on one at a size that the back row can read.
//!
//! What comes in is a [`Document`] with topics; what goes out is a [`Deck`]: pages as any other, and for each page which slide
//! it is. The projector shows the pages, the PDF has them one a page ([`crate::typeset::layout`]), the paper hand-out three
//! to a page.
//!
//! [`stage`] says how slides look; [`topic`] makes pieces of text with their elements, [`fill`] puts them on slides, [`slide_body`]
//! draws them, [`key`] says which slide each is, and [`assembly`] adds head and foot; [`notes`] puts slides on paper. Topics are set on several threads; nothing
//! in one depends on another but the slides' numbers. A [`DeckSetter`] sets only what has changed.

mod assembly;
mod counted;
mod fill;
mod key;
mod notes;
mod slide_body;
mod stage;
mod topic;

pub use counted::{SlideNames, name_slides, slide_names};
pub use stage::HEIGHT as SLIDE_HEIGHT;

use super::page::Layout;
use super::shape::Shaper;
use crate::compose::{Document, Languages, Text, Topic, compose_slides};
use crate::meeting::drawing::{Medium, Surface};
use crate::meeting::{AgendaItemId, Aspect, CountedSlide, PageNumber, Shared, SlideContent, SlideKey, Template};
use crate::picture::Picture;
use crate::storage::Sha256;
use assembly::{Assembly, Made};
use slide_body::{Set, set_topic};
use stage::Stage;
use std::collections::HashMap;
use std::num::NonZero;
use std::sync::Arc;

/// The fewest topics that are worth a thread of their own.
const TOPICS_A_THREAD: usize = 12;

/// Slides, and what each is.
#[derive(Debug, PartialEq)]
pub struct Deck {
    /// The slides as pages, in order.
    pub layout: Layout,
    /// What each page is.
    pub slides: Vec<Slide>,
    /// What files of version 2 call each.
    pub counted: Vec<CountedSlide>,
}

/// What a slide is.
#[derive(Clone, Debug, PartialEq)]
pub struct Slide {
    /// Which slide it is, wherever it stands.
    pub key: SlideKey,
    /// What it is called where slides are listed.
    pub title: String,
    /// The principle that it belongs to.
    pub principle: Option<u32>,
    /// The agenda item that it belongs to.
    pub agenda_item: Option<AgendaItemId>,
    /// The code by which people speak of it; empty where it has none.
    pub code: String,
    /// The size of the smallest text on it, in points; a slide is 540 points high.
    pub smallest: f32,
    /// Which words stand on it, and where, in a hash: by this is known whether strokes still lie on what they were drawn on.
    pub words: Sha256,
}

impl Deck {
    /// A slide as a surface to draw on; `None` where there is none of this key.
    #[must_use]
    pub fn surface(&self, slide: &SlideKey) -> Option<Surface> {
        let index = self.slides.iter().position(|own| own.key == *slide)?;
        let (slide, page) = (self.slides.get(index)?, self.layout.pages.get(index)?);
        #[allow(clippy::cast_possible_truncation, reason = "the size of a slide")]
        let [width, height] = [page.width, page.height].map(|side| (side * 1000.0).round() as i32);
        let medium = Medium::Slide(slide.key.clone());
        // Which page a slide is says nothing of it.
        Some(Surface { medium, page: PageNumber(1), width, height, words: Some(slide.words) })
    }

    /// The slides of a meeting in this shape.
    #[must_use]
    pub fn of(shared: &Shared, aspect: Aspect) -> Deck {
        DeckSetter::default().of(shared, aspect)
    }
}

/// Sets slides again and again while a meeting is written, and each time only what has changed.
///
/// What it gives is what [`Deck::of`] gives. A topic that says what it said is not set again, and a page that is the same as
/// before is the same [`Arc`].
#[derive(Debug, Default)]
pub struct DeckSetter {
    look: Option<Look>,
    foot: Text,
    sets: HashMap<SlideContent, (Topic, Arc<Set>)>,
    made: Vec<Made>,
}

/// What every slide depends on.
#[derive(Clone, Debug, PartialEq)]
struct Look {
    stage: Stage,
    template: Template,
    languages: Languages,
    logo: Option<(Picture, String)>,
}

impl DeckSetter {
    /// The slides of a meeting in this shape.
    pub fn of(&mut self, shared: &Shared, aspect: Aspect) -> Deck {
        self.set(&compose_slides(shared, aspect))
    }

    /// Lays a document of slides out, one a page or several with lines to write on.
    pub(super) fn lay_out(&mut self, document: &Document) -> Layout {
        let deck = self.set(document);
        if document.template == Template::SlidesNotes { notes::lay_out(deck, document) } else { deck.layout }
    }

    /// Sets the slides that a document has.
    fn set(&mut self, document: &Document) -> Deck {
        let stage = Stage::of(document.aspect, document.accent);
        let logo = document.logo.as_ref().map(|logo| (logo.picture.clone(), logo.description.clone()));
        let look = Look { stage, template: document.template, languages: document.languages.clone(), logo };
        if self.look.as_ref() != Some(&look) {
            *self = DeckSetter { look: Some(look), ..DeckSetter::default() };
        }
        if self.foot != document.foot {
            self.foot.clone_from(&document.foot);
            self.made.clear();
        }
        let known = |topic: &Topic| {
            let (_, set) = self.sets.get(&topic.shows).filter(|(known, _)| known == topic)?;
            Some(Arc::clone(set))
        };
        let mut sets: Vec<Option<Arc<Set>>> = document.topics.iter().map(known).collect();
        let unknown: Vec<&Topic> =
            document.topics.iter().zip(&sets).filter(|(_, set)| set.is_none()).map(|(topic, _)| topic).collect();
        let mut new = set_all(&unknown, document, &stage).into_iter().map(Arc::new);
        for set in sets.iter_mut().filter(|set| set.is_none()) {
            *set = new.next();
        }
        let mut assembly = Assembly::new(document, &stage, &self.made);
        let mut known = HashMap::with_capacity(sets.len());
        for (topic, set) in document.topics.iter().zip(sets) {
            let Some(set) = set else { continue };
            assembly.add(topic, &set);
            let before = self.sets.remove(&topic.shows).filter(|(_, known)| Arc::ptr_eq(known, &set));
            known.insert(topic.shows.clone(), before.unwrap_or_else(|| (topic.clone(), set)));
        }
        let (deck, made) = assembly.finish();
        (self.sets, self.made) = (known, made);
        deck
    }
}

/// Sets topics, on as many threads as there are processors and topics for.
fn set_all(topics: &[&Topic], document: &Document, stage: &Stage) -> Vec<Set> {
    let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = topics.len().div_ceil(processors).max(TOPICS_A_THREAD);
    let set = |topics: &[&Topic]| -> Vec<Set> {
        let mut shaper = Shaper::default();
        topics.iter().map(|topic| set_topic(topic, document, stage, &mut shaper)).collect()
    };
    if topics.len() <= share {
        return set(topics);
    }
    std::thread::scope(|scope| {
        let threads: Vec<_> = topics.chunks(share).map(|share| scope.spawn(move || set(share))).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}
