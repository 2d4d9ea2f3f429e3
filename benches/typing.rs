//! What typing costs the window while the disk is slow: two hundred letters into a field of the meeting, one a frame, on a disk
//! where each flush takes 200 ms. Of each frame is told how long it took from the letter to the shapes, working and waiting,
//! without painting; and how many flushes there were meanwhile. On a busy machine others have a part in the time that goes by:
//! beside it stands the processor's own.

#![allow(clippy::expect_used, reason = "a measurement that cannot go on has failed")]

#[path = "../tests/support/slow.rs"]
mod slow;

use bilag::app::present::Screens;
use bilag::app::settings::Settings;
use bilag::app::{Command, Files, Request, Surroundings, View, Window};
use bilag::meeting::Meeting;
use bilag::session::{Workspace, recoverable};
use bilag::storage::Directories;
use egui::{Context, Event, Key, Modifiers, RawInput, Rect, pos2, vec2};
use slow::Slow;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How many letters are typed.
const LETTERS: usize = 200;
/// How long the longest frame may take.
const FRAME: Duration = Duration::from_millis(8);

fn main() {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let disk = Slow::new(Duration::from_millis(200));
    let workspace = Workspace { files: Arc::new(disk.clone()), ..Workspace::at(Directories::at(folder.path())) };
    let context = Context::default();
    let surroundings = Surroundings {
        page_reader: bilag::foreign::PageReader::Nobody,
        settings: None,
        workspace: workspace.clone(),
        files: Files::Typed,
        others: false,
        screens: Screens::Given(Arc::default()),
    };
    let mut window = Window::new(&context, surroundings, Settings { calm: true, ..Settings::default() });
    window.ask(Request::Command(Command::Sample));
    window.ask(Request::Command(Command::Go(View::Select)));
    let mut typist = Typist { context, window, time: 0.0 };
    for _ in 0..20 {
        typist.frame(Vec::new());
        std::thread::sleep(Duration::from_millis(20));
    }
    typist.find_field();
    let before = disk.flushes();
    let had = processor();
    let mut waited = Vec::new();
    let mut took: Vec<Duration> = (0..LETTERS)
        .map(|_| {
            let before = waits();
            let took = typist.letter();
            waited.extend((waits() > before).then_some(took));
            took
        })
        .collect();
    let (begun, had) = (Instant::now(), processor().saturating_sub(had).as_secs_f64() * 1000.0 / LETTERS as f64);
    let meanwhile = disk.flushes() - before;
    took.sort_unstable();
    let (made, flushed) = typist.window.session().expect("a session").edits();
    println!("{:>9.2?}  median of a frame with a letter", took[LETTERS / 2]);
    println!("{:>9.2?}  99th percentile", took[LETTERS * 99 / 100]);
    println!("{:>9.2?}  the longest", took[LETTERS - 1]);
    println!("{had:>7.2}ms  of the processor's own time a frame, on average");
    let longest = waited.iter().max().copied().unwrap_or_default();
    println!("{:>9}  frames gave the processor away to wait for something, the longest {longest:.2?}", waited.len());
    println!("{meanwhile:>9}  flushes meanwhile; {flushed} of {made} edits were known to be on the disk");
    println!("{:>9}  frames took longer than {FRAME:?}", took.iter().filter(|took| **took > FRAME).count());
    while typist.window.session().is_none_or(|session| session.edits() != (made, made)) {
        typist.frame(Vec::new());
        std::thread::sleep(Duration::from_millis(10));
    }
    println!("{:>9.2?}  later all was on the disk", begun.elapsed());
    let typed = typist.meeting();
    drop(typist);
    let left = recoverable(&workspace).pop().expect("what was typed");
    assert!(left.in_journal.meeting == typed, "all that was typed is there");
}

/// The time that this thread has had a processor; nothing where the system does not say.
fn processor() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let first = told.as_deref().and_then(|told| told.split_whitespace().next()?.parse().ok());
    Duration::from_nanos(first.unwrap_or_default())
}

/// How often this thread has waited for something; nothing where the system does not say.
fn waits() -> u64 {
    let told = std::fs::read_to_string("/proc/thread-self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
    line.and_then(|count| count.trim().parse().ok()).unwrap_or_default()
}

/// A window in which somebody types.
struct Typist {
    context: Context,
    window: Window,
    time: f64,
}

impl Typist {
    /// How long a frame takes, without painting.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 0.05;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0))),
            time: Some(self.time),
            events,
            focused: true,
            ..RawInput::default()
        };
        let (context, window) = (self.context.clone(), &mut self.window);
        let begun = Instant::now();
        let mut output = context.run_ui(input, |ui| window.ui(ui, None));
        let took = begun.elapsed();
        // No graphics takes the textures here.
        output.textures_delta.clear();
        took
    }

    fn letter(&mut self) -> Duration {
        self.frame(vec![Event::Text("æ".to_owned())])
    }

    fn meeting(&self) -> Meeting {
        self.window.session().expect("a session").meeting().clone()
    }

    /// Goes from one thing to the next until a letter that is typed is in the meeting.
    fn find_field(&mut self) {
        let before = self.meeting();
        for _ in 0..200 {
            let tab = |pressed| Event::Key {
                key: Key::Tab,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers: Modifiers::NONE,
            };
            self.frame(vec![tab(true)]);
            self.frame(vec![tab(false)]);
            self.letter();
            self.frame(Vec::new());
            if self.meeting() != before {
                return;
            }
        }
        panic!("no field takes a letter");
    }
}
