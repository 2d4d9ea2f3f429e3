//! Any keys in any order: the audience's picture is always what a simple model says, and never a private note.

use crate::present::{presenting, seen};
use crate::room::Room;
use bilag::app::Request;
use bilag::app::present::Seen;
use bilag::meeting::{
    Annotation, AnnotationId, Aspect, Body, Edit, HighlightColor, Meeting, Purpose, SlideKey, Target, Visibility,
    anchor,
};
use bilag::typeset::{Deck, Page, page::Mark};
use egui::{Key, Modifiers};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const SECRET: &str = "Kun for referentens øjne";

/// Something that a presenter does.
#[derive(Clone, Copy, Debug)]
enum Act {
    Press(Key),
    /// Goes to the slide with this number.
    GoTo(usize),
    /// Marks words of a principle's paragraph, so that slides come and go.
    Highlight(usize),
    /// Writes a private note on the principle.
    Note,
}

/// What the audience should see, as simply as it can be said.
struct Model {
    slides: Vec<SlideKey>,
    at: usize,
    /// The frozen slide, and what its picture said.
    frozen: Option<(SlideKey, String)>,
    cover: Option<Key>,
    chosen: Option<usize>,
    asking: bool,
}

impl Model {
    fn press(&mut self, key: Key, words: impl Fn(&SlideKey) -> String) {
        let last = self.slides.len() - 1;
        if std::mem::take(&mut self.asking) {
            match key {
                Key::Enter => return self.begin(),
                Key::ArrowRight | Key::PageDown | Key::Space | Key::ArrowLeft | Key::Backspace | Key::Escape => return,
                _ => {}
            }
        }
        let step = |from: usize, by: isize| from.saturating_add_signed(by).min(last);
        match (key, self.chosen) {
            (Key::Tab | Key::Escape, Some(_)) => self.chosen = None,
            (Key::Tab, None) => self.chosen = Some(self.at),
            (Key::Enter, Some(chosen)) => (self.at, self.chosen) = (chosen, None),
            (Key::ArrowRight | Key::PageDown, Some(chosen)) => self.chosen = Some(step(chosen, 1)),
            (Key::ArrowLeft, Some(chosen)) => self.chosen = Some(step(chosen, -1)),
            (Key::Home, Some(_)) => self.chosen = Some(0),
            (Key::End, Some(_)) => self.chosen = Some(last),
            (Key::Home, None) => self.at = 0,
            (Key::End, None) => self.at = last,
            (Key::B | Key::W | Key::H, None) => {
                self.cover = if self.cover == Some(key) { None } else { Some(key) };
            }
            (Key::F, None) => {
                let here = self.slides[self.at].clone();
                self.frozen = if self.frozen.is_some() { None } else { Some((here.clone(), words(&here))) };
            }
            (Key::Escape, None) if self.cover.is_some() => self.cover = None,
            (Key::Escape, None) => match self.frozen.take() {
                Some((frozen, _)) => self.at = self.place(&frozen).unwrap_or(self.at),
                None => self.asking = true,
            },
            (Key::ArrowLeft | Key::Backspace, None) if self.cover.take().is_none() => self.at = step(self.at, -1),
            (Key::ArrowRight | Key::PageDown | Key::Space | Key::Enter, None) if self.cover.take().is_none() => {
                self.at = step(self.at, 1);
            }
            _ => {}
        }
    }

    /// It was ended, and is begun anew.
    fn begin(&mut self) {
        (self.at, self.frozen, self.cover, self.chosen) = (0, None, None, None);
    }

    fn place(&self, slide: &SlideKey) -> Option<usize> {
        self.slides.iter().position(|other| other == slide)
    }

    /// Other slides: the places stay with their slides, which marks never take away.
    fn arrange(&mut self, slides: Vec<SlideKey>) {
        let here = self.slides[self.at].clone();
        let chosen = self.chosen.map(|chosen| self.slides[chosen].clone());
        self.slides = slides;
        self.at = self.place(&here).expect("the slide is still there");
        self.chosen = chosen.map(|chosen| self.place(&chosen).expect("so is the chosen one"));
    }

    /// The slide and the words that the audience should see.
    fn sees(&self, words: impl Fn(&SlideKey) -> String) -> Option<(SlideKey, String)> {
        match (self.cover, &self.frozen) {
            (Some(_), _) => None,
            (None, Some(frozen)) => Some(frozen.clone()),
            (None, None) => Some((self.slides[self.at].clone(), words(&self.slides[self.at]))),
        }
    }
}

/// What a page says.
fn words(page: &Page) -> String {
    let lines = page.marks.iter().filter_map(|mark| match mark {
        Mark::Line { line, .. } => line.text.get(line.start..line.end),
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let keys = prop::sample::select(vec![
        Key::ArrowRight,
        Key::ArrowRight,
        Key::PageDown,
        Key::Space,
        Key::Enter,
        Key::ArrowLeft,
        Key::Backspace,
        Key::Home,
        Key::End,
        Key::B,
        Key::W,
        Key::F,
        Key::F,
        Key::H,
        Key::Tab,
        Key::Escape,
    ]);
    let act = prop_oneof![
        16 => keys.prop_map(Act::Press),
        2 => (1_usize..30).prop_map(Act::GoTo),
        3 => (0_usize..40).prop_map(Act::Highlight),
        1 => Just(Act::Note),
    ];
    vec(act, 1..40)
}

/// A mark on some words of the meeting; `None` where there is nothing to mark.
fn mark(meeting: &Meeting, seed: usize) -> Option<Annotation> {
    let paragraphs: Vec<(u32, usize, &str)> = meeting
        .selection
        .iter()
        .flat_map(|selected| {
            selected.principle.paragraphs().map(|(index, text)| (selected.principle.number, index, text))
        })
        .collect();
    let (number, paragraph, text) = paragraphs.get(seed % paragraphs.len().max(1))?;
    let end = text.find(' ')?;
    let words = anchor::describe(text, 0..end);
    let target = Target::to_paragraph(*number, *paragraph, words);
    let (id, body) = (AnnotationId::default(), Body::Highlight { color: HighlightColor::Blue });
    let mark = Annotation::new(id, body, String::new(), jiff::Timestamp::UNIX_EPOCH, String::new());
    let mut annotation = Annotation { target, ..mark };
    annotation.id = meeting.free_id(&annotation);
    Some(annotation)
}

/// The slides as they should be, laid out once for each state of the meeting.
struct Slides {
    deck: Deck,
    of: Meeting,
}

impl Slides {
    fn new(room: &Room) -> Slides {
        Slides { deck: Deck::of(&room.meeting().share(Purpose::Projector), Aspect::Wide), of: room.meeting().clone() }
    }

    fn update(&mut self, room: &Room) {
        if self.of != *room.meeting() {
            *self = Slides::new(room);
        }
    }

    fn keys(&self) -> Vec<SlideKey> {
        self.deck.slides.iter().map(|slide| slide.key.clone()).collect()
    }

    /// What a slide says.
    fn words(&self, slide: &SlideKey) -> String {
        let place = self.deck.slides.iter().position(|other| other.key == *slide);
        place.map(|place| words(&self.deck.layout.pages[place])).unwrap_or_default()
    }
}

/// Adds an annotation, and waits for the slides.
fn add(room: &mut Room, annotation: Annotation) {
    room.ask(Request::Edit(Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(annotation) }));
    room.wait_for_slides();
    room.settle();
}

fn act(room: &mut Room, model: &mut Model, slides: &mut Slides, act: Act) {
    match act {
        // While the overview is open letters are searched for.
        Act::Press(Key::B | Key::W | Key::F | Key::H | Key::Space | Key::Backspace) | Act::GoTo(_)
            if model.chosen.is_some() => {}
        Act::Press(key) => {
            let ends = model.asking && key == Key::Enter;
            room.press(Modifiers::NONE, key);
            model.press(key, |slide| slides.words(slide));
            if ends {
                room.press(Modifiers::NONE, Key::F5);
                room.wait_for_show();
            }
        }
        Act::GoTo(number) => {
            room.press(Modifiers::NONE, Key::G);
            for digit in number.to_string().chars() {
                room.press(Modifiers::NONE, Key::from_name(&digit.to_string()).expect("a digit"));
            }
            room.press(Modifiers::NONE, Key::Enter);
            model.asking = false;
            model.at = (number - 1).min(model.slides.len() - 1);
        }
        Act::Highlight(seed) => {
            let marked = mark(room.meeting(), seed).expect("words");
            let known =
                |annotation: &Annotation| annotation.target == marked.target && annotation.kind() == marked.kind();
            if !room.meeting().annotations.iter().any(known) {
                add(room, marked);
                slides.update(room);
                // What a mark changes of a paragraph's slides is another test's.
                if model.slides.iter().all(|slide| slides.keys().contains(slide)) {
                    model.arrange(slides.keys());
                } else {
                    room.press(Modifiers::CTRL, Key::Z);
                    room.wait_for_slides();
                    model.asking = false;
                }
            }
        }
        Act::Note => {
            let principle = model.slides[model.at].principle(room.meeting());
            let mut note = Annotation::remark(
                AnnotationId::default(),
                String::new(),
                jiff::Timestamp::UNIX_EPOCH,
                SECRET.to_owned(),
            );
            note.target = principle.map(Target::to_principle).unwrap_or_default();
            note.visibility = Visibility::Private;
            note.id = room.meeting().free_id(&note);
            add(room, note);
        }
    }
}

fn check(room: &Room, model: &Model, slides: &Slides, acts: &[Act]) {
    let painted = match room.window().present().seen().expect("a presentation") {
        Seen::Picture(picture) => Some((picture.slide.key.clone(), words(&picture.page))),
        Seen::Cover(_) => None,
    };
    assert_eq!(painted, model.sees(|slide| slides.words(slide)), "after {acts:?}");
    assert_eq!(seen(room), painted.as_ref().map(|(slide, _)| slide.clone()));
    let told = room.audience();
    assert_eq!(told.is_none(), model.cover == Some(Key::H), "only hiding takes the window away: {acts:?}");
    let told = told.unwrap_or_default().join("\n");
    assert!(!told.contains(SECRET), "after {acts:?}: {told}");
    assert!(painted.as_ref().is_none_or(|(_, words)| !words.contains(SECRET)), "after {acts:?}");
    if let Some((_, words)) = painted {
        let first = words.lines().next().unwrap_or_default().trim();
        assert!(told.contains(first), "after {acts:?}: {first} in {told}");
    } else {
        assert_eq!(told, "", "a cover says nothing: {acts:?}");
    }
}

#[test]
fn the_audience_sees_what_the_model_says_and_never_a_private_note() {
    let config = Config { cases: 16, max_shrink_iters: 60, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new(config);
    let story = |acts: Vec<Act>| {
        let mut room = presenting();
        let mut slides = Slides::new(&room);
        let mut model = Model { slides: slides.keys(), at: 0, frozen: None, cover: None, chosen: None, asking: false };
        for (index, next) in acts.iter().enumerate() {
            act(&mut room, &mut model, &mut slides, *next);
            slides.update(&room);
            check(&room, &model, &slides, &acts[..=index]);
        }
        Ok(())
    };
    runner.run(&acts(), story).expect("every story holds");
}
