//! How long it takes from a key to the next slide: the whole window's frame at 1920 × 1080, drawn into triangles. What the
//! graphics then do with those is not in it.

#![allow(clippy::expect_used, reason = "a measurement that cannot go on has failed")]

use bilag::app::present::{Screen, Screens, Seen};
use bilag::app::settings::Settings;
use bilag::app::{Command, Files, Request, Surroundings, Window};
use bilag::session::Workspace;
use egui::{Context, Event, Key, Modifiers, RawInput, Rect, pos2, vec2};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How many slides are shown.
const STEPS: usize = 400;

fn main() {
    let context = Context::default();
    context.set_embed_viewports(true);
    // With one screen the slide covers the window: it is painted in all its size.
    let screen = Screen { name: "Projector".to_owned(), position: [0, 0], size: [1920, 1080], index: Some(0) };
    let screens = Screens::Given(Arc::new(egui::mutex::Mutex::new(vec![screen])));
    let surroundings = Surroundings {
        page_reader: bilag::foreign::PageReader::Nobody,
        settings: None,
        workspace: Workspace { directories: None, ..Workspace::of_user() },
        files: Files::Typed,
        others: false,
        screens,
    };
    let mut window = Window::new(&context, surroundings, Settings { calm: true, ..Settings::default() });
    window.ask(Request::Command(Command::Sample));
    let mut bench = Bench { context, window, time: 0.0 };
    bench.frame(None);
    bench.window.ask(Request::Command(Command::Start));
    while bench.window.present().seen().is_none() {
        bench.frame(None);
        std::thread::sleep(Duration::from_millis(20));
    }
    let unprepared = bench.frame(Some(Key::PageDown));
    println!("{unprepared:>9.2?}  the first step");
    let mut forth: Vec<Duration> = Vec::new();
    for step in 0..STEPS {
        // A presenter stays a while, in which what comes next is made ready.
        bench.frame(None);
        bench.frame(None);
        let last = bench.is_last();
        forth.push(bench.frame(Some(if last { Key::Home } else { Key::PageDown })));
        assert!(bench.window.present().seen().is_some(), "step {step}");
    }
    forth.sort_unstable();
    println!("{:>9.2?}  median, from key to triangles", forth[STEPS / 2]);
    println!("{:>9.2?}  99th percentile", forth[STEPS * 99 / 100]);
    let mut still: Vec<Duration> = (0..STEPS).map(|_| bench.frame(None)).collect();
    still.sort_unstable();
    println!("{:>9.2?}  median of a frame without a key", still[STEPS / 2]);
}

/// A window and its time.
struct Bench {
    context: Context,
    window: Window,
    time: f64,
}

impl Bench {
    /// How long a frame takes, with a key or without.
    fn frame(&mut self, key: Option<Key>) -> Duration {
        self.time += 0.1;
        let event = key.map(|key| Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1920.0, 1080.0))),
            time: Some(self.time),
            events: event.into_iter().collect(),
            ..RawInput::default()
        };
        let (context, window) = (self.context.clone(), &mut self.window);
        let begun = Instant::now();
        let mut output = context.run_ui(input, |ui| window.ui(ui, None));
        let triangles = context.tessellate(output.shapes, output.pixels_per_point);
        let took = begun.elapsed();
        // No graphics takes the textures here.
        output.textures_delta.clear();
        assert!(!triangles.is_empty());
        took
    }

    /// Whether the last slide is shown.
    fn is_last(&self) -> bool {
        let seen = self.window.present().seen();
        matches!(seen, Some(Seen::Picture(picture)) if picture.slide.key.kind() == bilag::meeting::SlideKind::Sources)
    }
}
