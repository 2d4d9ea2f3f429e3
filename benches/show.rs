//! How long it takes from a key to the next slide: the time until its shapes are there, on a screen of 1920 × 1080, without strokes
//! and with ten thousand on each slide that is shown.
//!
//! Beside the time that goes by, which on a busy machine others have a part in, stands the processor's own, on average: the
//! system counts it too coarsely for a single frame.

#![allow(clippy::expect_used, reason = "a measurement that cannot go on has failed")]

use bilag::app::present::Screens;
use bilag::app::settings::Settings;
use bilag::app::{Files, Request, Surroundings, Window};
use bilag::foreign::PageReader;
use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use bilag::meeting::{Annotation, AnnotationId, Aspect, Body, Meeting, PageNumber, Purpose, SlideKey, file};
use bilag::session::Workspace;
use bilag::storage::Directories;
use bilag::typeset::Deck;
use egui::{Context, Event, FullOutput, Key, Modifiers, RawInput, Rect, pos2, vec2};
use std::path::Path;
use std::time::{Duration, Instant};

/// How often a slide is changed.
const OFTEN: usize = 300;
/// How many strokes are on a slide where there are many.
const STROKES: i32 = 10_000;
/// How many points a stroke has: a ring drawn with a mouse needs no more.
const POINTS: i32 = 16;

fn main() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    for strokes in [0, STROKES] {
        let mut show = Show::new(folder.path(), strokes);
        println!("\n{strokes} strokes on each of two slides:");
        show.tell("to a slide that was seen, and back", |show, number| {
            show.press(if number % 2 == 0 { Key::PageDown } else { Key::PageUp })
        });
        show.tell("closer, every stroke drawn in another size", |show, number| {
            // More sizes than are kept.
            show.press(if number % 7 == 6 { Key::Escape } else { Key::Plus })
        });
        show.press(Key::Escape);
        show.press(Key::F5);
        show.tell("the triangles of a frame for the graphics", |show, _| {
            let (_, output) = show.frame(Vec::new());
            let began = Instant::now();
            let triangles = show.context.tessellate(output.shapes, output.pixels_per_point);
            assert!(!triangles.is_empty());
            began.elapsed()
        });
        show.tell("a frame in which nothing changes", |show, _| show.frame(Vec::new()).0);
        show.tell("a stroke, from letting go to the meeting having it", Show::draw);
    }
}

/// A window that presents, without a screen.
struct Show {
    context: Context,
    window: Window,
    time: f64,
}

impl Show {
    fn new(folder: &Path, strokes: i32) -> Show {
        let path = folder.join(format!("{strokes}.bilag"));
        std::fs::write(&path, file::write(&meeting(strokes))).expect("written");
        let context = Context::default();
        context.enable_accesskit();
        let screens = Screens::Given(std::sync::Arc::default());
        let workspace = Workspace::at(Directories::at(&folder.join(format!("places-{strokes}"))));
        let page_reader = PageReader::Nobody;
        let surroundings =
            Surroundings { settings: None, workspace, files: Files::Typed, others: false, screens, page_reader };
        let window = Window::new(&context, surroundings, Settings { calm: true, ..Settings::default() });
        let mut show = Show { context, window, time: 0.0 };
        show.frame(Vec::new());
        show.window.ask(Request::OpenFile(path));
        show.frame(Vec::new());
        show.press(Key::F5);
        while show.window.present().seen().is_none() {
            std::thread::sleep(Duration::from_millis(20));
            show.frame(Vec::new());
        }
        for key in [Key::PageDown, Key::PageUp, Key::PageDown, Key::PageUp] {
            show.press(key);
            show.frame(Vec::new());
        }
        show
    }

    /// A frame; how long it took the processor, and what is to be painted.
    fn frame(&mut self, events: Vec<Event>) -> (Duration, FullOutput) {
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1920.0, 1080.0)));
        let input = RawInput { screen_rect, time: Some(self.time), events, focused: true, ..RawInput::default() };
        let began = Instant::now();
        let window = &mut self.window;
        let mut output = self.context.run_ui(input, |ui| window.ui(ui, None));
        let took = began.elapsed();
        // Nothing is painted.
        output.textures_delta.clear();
        (took, output)
    }

    fn press(&mut self, key: Key) -> Duration {
        let event =
            |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
        // A frame takes the key, and the next one shows what it asked for.
        self.frame(vec![event(true)]).0 + self.frame(vec![event(false)]).0
    }

    fn draw(&mut self, number: usize) -> Duration {
        if number == 0 {
            self.press(Key::Num1);
            std::thread::sleep(Duration::from_millis(10));
        }
        let y = 200.0 + (number % 500) as f32;
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        let (from, to) = (pos2(300.0, y), pos2(900.0, y + 40.0));
        self.frame(vec![Event::PointerMoved(from)]);
        self.frame(vec![button(from, true)]);
        self.frame(vec![Event::PointerMoved(to)]);
        let (first, _) = self.frame(vec![button(to, false)]);
        (0..3).fold(first, |sum, _| sum + self.frame(Vec::new()).0)
    }

    fn tell(&mut self, what: &str, mut measured: impl FnMut(&mut Show, usize) -> Duration) {
        let began = processor();
        let mut took: Vec<Duration> = (0..OFTEN).map(|number| measured(self, number)).collect();
        let all = processor().saturating_sub(began).as_secs_f64() * 1000.0 / OFTEN as f64;
        took.sort_unstable();
        let at = |share: usize| took[(took.len() - 1) * share / 100].as_secs_f64() * 1000.0;
        let [median, most] = [50, 99].map(at);
        println!("{what:52} median {median:6.2} ms, 99 of 100 within {most:6.2} ms; the processor's {all:6.2} ms");
    }
}

/// The time that this thread has had a processor; nothing where the system does not say.
fn processor() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = told.and_then(|told| told.split_whitespace().next()?.parse().ok());
    Duration::from_nanos(spent.unwrap_or_default())
}

/// The sample meeting with so many strokes on each of its first two slides.
fn meeting(strokes: i32) -> Meeting {
    let mut meeting = Meeting::sample();
    let slides: Vec<SlideKey> = Deck::of(&meeting.share(Purpose::Projector), Aspect::Wide)
        .slides
        .iter()
        .take(2)
        .map(|slide| slide.key.clone())
        .collect();
    for slide in slides.into_iter().filter(|_| strokes > 0) {
        let surface =
            Surface { medium: Medium::Slide(slide), page: PageNumber(1), width: 960_000, height: 540_000, words: None };
        let strokes = (0..strokes).map(ring).collect();
        let mut drawn = Annotation::new(
            AnnotationId::default(),
            Body::Ink(Drawing { surface, strokes }),
            "Bænk".to_owned(),
            jiff::Timestamp::UNIX_EPOCH,
            String::new(),
        );
        drawn.note = 1000 + u32::try_from(meeting.annotations.len()).expect("a few");
        drawn.id = meeting.free_id(&drawn);
        meeting.annotations.push(drawn);
    }
    meeting
}

fn ring(number: i32) -> Stroke {
    let middle = [number % 100 * 9200 + 20_000, number / 100 * 5000 + 20_000];
    let point = |turn: i32| {
        let angle = f64::from(turn) / f64::from(POINTS - 1) * std::f64::consts::TAU;
        #[allow(clippy::cast_possible_truncation, reason = "within a slide")]
        let [x, y] = [angle.cos(), angle.sin()].map(|share| (share * 15_000.0) as i32);
        [(middle[0] + x).clamp(0, 960_000), (middle[1] + y).clamp(0, 540_000)]
    };
    Stroke { points: (0..POINTS).map(point).collect(), color: [204, 0, 0], width: 4000 }
}
