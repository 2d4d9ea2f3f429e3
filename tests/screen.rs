//! The real window on a virtual screen is killed at any moment: what it had shown is there, it offers it again, and every
//! file opens.
//!
//! Keys come from `xdotool`, the screen is an Xvfb of the test's own. What the window has shown is read from its title: it
//! names a meeting without a file, letter by letter, and marks one whose file is not up to date. A dozen rounds;
//! `BILAG_SCREEN_KILLS` says how many instead.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

#[path = "support/programs.rs"]
#[allow(dead_code, reason = "others start programs made of their own test")]
mod programs;

use bilag::meeting::{Meeting, file};
use bilag::session::{Recovery, Workspace, recoverable};
use bilag::storage::Directories;
use programs::{Random, rounds};
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long to wait for what must happen. It happens in a fraction of it, but for a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(90);
/// Where the program's complaints go, in its home.
const COMPLAINTS: &str = "complaints.txt";
/// How long a round types at the most, in milliseconds.
const LONGEST: u64 = 1500;

/// A screen that nobody sees.
struct Screen {
    server: Child,
    name: String,
}

impl Screen {
    fn start() -> Screen {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x820x24", "-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed: ./run-tests sees to it");
        let mut number = String::new();
        let out = server.stdout.take().expect("a pipe");
        BufReader::new(out).read_line(&mut number).expect("the number of the screen");
        Screen { server, name: format!(":{}", number.trim()) }
    }

    fn xdotool(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("xdotool");
        command.args(arguments).env("DISPLAY", &self.name).stdin(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// What `xdotool` answers; nothing where it fails, as it does once a window is gone.
    fn ask(&self, arguments: &[&str]) -> Option<String> {
        let output = self.xdotool(arguments).output().expect("xdotool is installed: ./run-tests sees to it");
        let answer = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        (output.status.success() && !answer.is_empty()).then_some(answer)
    }

    fn tell(&self, arguments: &[&str]) {
        let done = self.xdotool(arguments).stdout(Stdio::null()).status().expect("xdotool is installed");
        assert!(done.success(), "xdotool {arguments:?}");
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The program, in a home of its own.
fn start(screen: &Screen, home: &Path, file: Option<&Path>) -> Child {
    let complaints = fs::File::create(home.join(COMPLAINTS)).expect("a file");
    Command::new(env!("CARGO_BIN_EXE_bilag"))
        .args(file)
        .env("DISPLAY", &screen.name)
        .env("HOME", home)
        .env("BILAG_HOME", home.join("places"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_RUNTIME_DIR", home)
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(complaints)
        .spawn()
        .expect("the program starts")
}

/// The program's window.
struct Window<'a> {
    screen: &'a Screen,
    program: Child,
    id: String,
}

impl Window<'_> {
    /// Starts the program and waits for its window.
    fn open<'a>(screen: &'a Screen, home: &Path, file: Option<&Path>) -> Window<'a> {
        let mut program = start(screen, home, file);
        let began = Instant::now();
        let id = loop {
            if let Some(id) = screen.ask(&["search", "--onlyvisible", "--name", "Bilag"]) {
                break id.lines().next().unwrap_or_default().to_owned();
            }
            let ended = program.try_wait().expect("a program");
            let complaints = || fs::read_to_string(home.join(COMPLAINTS)).unwrap_or_default();
            assert!(ended.is_none(), "the window opens: {}", complaints());
            assert!(began.elapsed() < PATIENCE, "the window opens in time");
        };
        screen.tell(&["windowfocus", &id, "mousemove", "640", "400"]);
        Window { screen, program, id }
    }

    /// What stands before `– Bilag` in its title, and whether it is marked as unsaved; nothing on the start page.
    fn shown(&self) -> Option<(String, bool)> {
        let title = self.screen.ask(&["getwindowname", &self.id])?;
        let name = title.strip_suffix(" – Bilag")?;
        let unmarked = name.strip_prefix("• ");
        Some((unmarked.unwrap_or(name).to_owned(), unmarked.is_some()))
    }

    /// Presses a key until the title says what it leads to. A window that was mapped a moment ago may not hear it yet.
    fn press_until(&self, key: &str, what: &str, is_right: impl Fn(Option<&(String, bool)>) -> bool) {
        let began = Instant::now();
        loop {
            self.screen.tell(&["windowfocus", &self.id, "key", key]);
            let pressed = Instant::now();
            while pressed.elapsed() < Duration::from_secs(4) {
                let shown = self.shown();
                if is_right(shown.as_ref()) {
                    return;
                }
                assert!(began.elapsed() < PATIENCE, "{what}: the window shows {shown:?}");
            }
        }
    }

    fn wait_until(&self, what: &str, is_right: impl Fn(Option<&(String, bool)>) -> bool) {
        let began = Instant::now();
        loop {
            let shown = self.shown();
            if is_right(shown.as_ref()) {
                return;
            }
            assert!(began.elapsed() < PATIENCE, "{what}: the window shows {shown:?}");
        }
    }

    /// Clicks into the field at this height among the meeting's facts at the right, and types a `z`. Whether the window then
    /// shows something else within `patience`.
    fn type_into(&self, height: u32, patience: Duration) -> bool {
        let (before, height) = (self.shown(), height.to_string());
        let click = ["key", "ctrl+1", "sleep", "0.2", "mousemove", "1080", &height, "click", "1", "sleep", "0.3"];
        self.screen.tell(&[&click[..], &["type", "z"]].concat());
        let typed = Instant::now();
        while typed.elapsed() < patience {
            if self.shown() != before {
                return true;
            }
        }
        false
    }

    /// Puts the cursor into the field of the meeting's title, and a `z` into it to see that it is there: what is typed in
    /// the moment in which a field gets the focus may get lost on its way through the input method.
    fn enter_title(&self, height: u32) {
        let began = Instant::now();
        while !self.type_into(height, PATIENCE / 4) {
            assert!(began.elapsed() < PATIENCE, "the title takes letters");
        }
    }

    /// How far down the field of the meeting's title is: the one whose letters become the title of the window.
    fn find_title(&self) -> u32 {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            for height in (100..260).step_by(12) {
                // Twice, for the first may be another field's letter that comes late.
                let patience = Duration::from_millis(700);
                let names = |shown: Option<(String, bool)>| shown.is_some_and(|(title, _)| title.ends_with('z'));
                if self.type_into(height, patience) && names(self.shown()) && self.type_into(height, 4 * patience) {
                    return height;
                }
            }
        }
        panic!("there is a field for the meeting's title");
    }

    /// Types and presses keys until `moment` is over, and dies. Says what the window had shown, in order.
    fn type_and_die(mut self, arguments: &[String], moment: Duration) -> Vec<(String, bool)> {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let mut hands = self.screen.xdotool(&arguments).stdout(Stdio::null()).spawn().expect("xdotool is installed");
        let began = Instant::now();
        let mut shown = Vec::new();
        while began.elapsed() < moment {
            let now = self.shown();
            if let Some(now) = now.filter(|now| shown.last() != Some(now)) {
                shown.push(now);
            }
        }
        self.program.kill().expect("killed");
        self.program.wait().expect("gone");
        hands.kill().expect("killed, or done");
        hands.wait().expect("gone");
        shown
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// A window with a new meeting.
fn begin<'a>(screen: &'a Screen, home: &Path) -> Window<'a> {
    let window = Window::open(screen, home, None);
    window.press_until("ctrl+n", "a meeting begins", |shown| shown.is_some());
    window
}

/// A window that was asked for what it offers. One that was mapped a moment ago may miss a key; then it is killed, and the
/// next one is asked.
fn take_up<'a>(screen: &'a Screen, home: &Path, kept: &str) -> Window<'a> {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        let window = Window::open(screen, home, None);
        // The way out, and then the button that takes it.
        screen.tell(&["sleep", "0.5", "key", "Tab", "sleep", "0.2", "key", "Tab", "sleep", "0.2", "key", "space"]);
        let pressed = Instant::now();
        while pressed.elapsed() < Duration::from_secs(5) {
            if window.shown().is_some_and(|(title, unsaved)| title == kept && unsaved) {
                return window;
            }
        }
    }
    panic!("{kept} is taken up; offered is {:?}", offered(home).map(|recovery| recovery.in_journal.meeting.title));
}

fn workspace(home: &Path) -> Workspace {
    Workspace::at(Directories::at(&home.join("places")))
}

/// What the next start would offer.
fn offered(home: &Path) -> Option<Recovery> {
    let mut all = recoverable(&workspace(home));
    assert!(all.len() <= 1, "one program, one journal");
    all.pop()
}

/// Letters that every keyboard has, but for `z`.
fn letters(random: &mut Random, count: u64) -> String {
    (0..count).map(|_| char::from(b'a' + u8::try_from(random.below(25)).expect("a letter"))).collect()
}

/// Whether `after` is `before` with letters of `typed` put in at one place, in their order. Not all of them need be there:
/// the X library loses some of those that come faster than fingers type.
fn is_typed_into(after: &str, before: &str, typed: &str) -> bool {
    (0..=before.len()).any(|at| {
        let (left, right) = before.split_at(at);
        let between = after.strip_prefix(left).and_then(|rest| rest.strip_suffix(right));
        between.is_some_and(|between| are_among(between, typed))
    })
}

/// Whether letters are among those that were typed, in their order.
fn are_among(letters: &str, typed: &str) -> bool {
    let mut typed = typed.chars();
    letters.chars().all(|letter| typed.any(|other| other == letter))
}

/// How many letters there are, each counted once.
fn distinct(letters: &str) -> usize {
    letters.chars().collect::<BTreeSet<_>>().len()
}

fn moment(random: &mut Random, longest: u64) -> Duration {
    Duration::from_millis(random.below(longest))
}

fn arguments<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

#[test]
fn what_was_typed_into_a_meeting_without_a_file_is_offered_after_each_kill() {
    let screen = Screen::start();
    let mut random = Random::new(2027);
    let (mut field, mut acknowledged, mut starts) = (None, 0, 0);
    let rounds = rounds("BILAG_SCREEN_KILLS", 12).div_ceil(2);
    let mut home = tempfile::tempdir().expect("a folder");
    // What the journal held after the last kill.
    let mut kept: Option<String> = None;
    for round in 0..rounds {
        if round.is_multiple_of(4) {
            home = tempfile::tempdir().expect("a folder");
            kept = None;
        }
        if kept.is_some() {
            let mut program = start(&screen, home.path(), None);
            std::thread::sleep(moment(&mut random, 700));
            program.kill().expect("killed");
            program.wait().expect("gone");
            let offered = offered(home.path()).map(|recovery| recovery.in_journal.meeting.title);
            assert_eq!(offered, kept, "round {round}: a start that was killed takes nothing away");
            starts += 1;
        }
        let window = match &kept {
            Some(kept) => take_up(&screen, home.path(), kept),
            None => begin(&screen, home.path()),
        };
        let height = *field.get_or_insert_with(|| window.find_title());
        window.enter_title(height);
        let (before, _) = window.shown().expect("a meeting");
        let new = letters(&mut random, 300);
        let moment = moment(&mut random, LONGEST);
        let shown = window.type_and_die(&arguments(["type", "--delay", "4", &new]), moment);
        let last = shown.last().map_or(&before, |(title, _)| title);
        let found = offered(home.path()).map(|recovery| recovery.in_journal.meeting.title);
        let title = found.as_deref().unwrap_or_default();
        assert!(is_typed_into(title, last, &new), "round {round}: {last} was shown, and {title} is there");
        assert!(
            is_typed_into(title, &before, &new),
            "round {round}: {new} was typed into {before}, and {title} is there"
        );
        acknowledged += last.len() - before.len();
        kept = found;
    }
    println!("{rounds} kills amid typing and {starts} amid a start: {acknowledged} letters were shown, all are there");
    assert!(acknowledged > 0, "the kills come while it works");
}

#[test]
fn what_was_saved_or_typed_into_a_file_is_there_after_each_kill() {
    let screen = Screen::start();
    let mut random = Random::new(2028);
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("m.bilag");
    let write = |meeting: &Meeting| fs::write(&path, file::write(meeting)).expect("written");
    let read = || file::read(&fs::read(&path).expect("it is there")).expect("it is whole");
    let field = {
        let home = tempfile::tempdir().expect("a folder");
        begin(&screen, home.path()).find_title()
    };
    let rounds = rounds("BILAG_SCREEN_KILLS", 12).div_ceil(2);
    let (mut told, mut offers) = (0, 0);
    for round in 0..rounds {
        write(&Meeting { title: String::new(), ..Meeting::sample() });
        let window = Window::open(&screen, home.path(), Some(&path));
        window.wait_until("the file is open", |shown| shown == Some(&("m.bilag".to_owned(), false)));
        window.enter_title(field);
        // Each save has a letter of its own before it: a few times `a`, then `b`.
        let chunks: Vec<String> =
            (b'a'..b'm').map(|letter| char::from(letter).to_string().repeat(5 + random.size(20))).collect();
        let hands: Vec<String> = chunks
            .iter()
            .flat_map(|chunk| {
                let save = ["key", "ctrl+s", "sleep", "0.2"].map(str::to_owned);
                arguments(["type", "--args", "1", "--delay", "4", chunk]).into_iter().chain(save)
            })
            .collect();
        let moment = moment(&mut random, 2 * LONGEST);
        let shown = window.type_and_die(&hands, moment);
        // Each time that the mark went, one more had been saved; where it stands, something was typed since.
        let saved = shown.windows(2).filter(|two| matches!(two, [(_, true), (_, false)])).count();
        let is_marked = saved > 0 && shown.last().is_some_and(|(_, marked)| *marked);
        let typed = chunks.concat();
        let recovery = offered(home.path());
        let letters = |title: &str| title.trim_start_matches('z').to_owned();
        let in_file = letters(&read().title);
        let in_journal = recovery.as_ref().map(|recovery| letters(&recovery.in_journal.meeting.title));
        let whole = in_journal.as_ref().unwrap_or(&in_file);
        assert!(are_among(whole, &typed), "round {round}: {typed} was typed, and {whole} is there");
        assert!(whole.starts_with(&in_file), "round {round}: {in_file} was saved, and {whole} is there");
        assert!(distinct(&in_file) >= saved, "round {round}: {saved} saves were shown, and the file has {in_file}");
        let later = recovery.is_some() || distinct(&in_file) > saved;
        assert!(later || !is_marked, "round {round}: more than {in_file} was shown after {saved} saves");
        assert!(recovery.as_ref().is_none_or(|recovery| !recovery.changed_outside), "round {round}");
        (told, offers) = (told + saved, offers + usize::from(recovery.is_some()));
        if let Some(recovery) = recovery {
            recovery.decline(&workspace(home.path())).expect("declined");
        }
        every_version_opens(home.path());
    }
    println!("{rounds} kills: {told} saves were shown, {offers} times something unsaved was offered");
    assert!(told + offers > 0, "the kills come while it works");
}

/// What other programs find in the clipboard.
fn clipboard(screen: &Screen) -> String {
    let mut command = Command::new("xclip");
    command.args(["-out", "-selection", "clipboard"]).env("DISPLAY", &screen.name);
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output();
    String::from_utf8_lossy(&output.expect("xclip is installed: ./run-tests sees to it").stdout).into_owned()
}

#[test]
fn words_come_from_other_programs_and_go_to_them() {
    const WORDS: &str = "Mål, rammer og »økonomi« for 2027";
    let screen = Screen::start();
    let home = tempfile::tempdir().expect("a folder");
    let window = begin(&screen, home.path());
    window.enter_title(window.find_title());
    let mut other = Command::new("xclip");
    other.args(["-in", "-selection", "clipboard"]).env("DISPLAY", &screen.name).stdin(Stdio::piped());
    let mut other = other.spawn().expect("xclip is installed: ./run-tests sees to it");
    other.stdin.take().expect("a pipe").write_all(WORDS.as_bytes()).expect("written");
    assert!(other.wait().expect("it goes on by itself").success());
    window.press_until("ctrl+v", "words are pasted", |shown| shown.is_some_and(|(title, _)| title.contains(WORDS)));
    let (title, _) = window.shown().expect("a title");
    screen.tell(&["key", "--delay", "200", "ctrl+a", "ctrl+c"]);
    let began = Instant::now();
    while clipboard(&screen) != title {
        assert!(began.elapsed() < PATIENCE, "{title} was copied, and others find {}", clipboard(&screen));
        std::thread::sleep(Duration::from_millis(100));
    }
    screen.tell(&["key", "ctrl+x"]);
    window.wait_until("the words are cut out", |shown| shown.is_some_and(|(title, _)| !title.contains(WORDS)));
}

/// Whatever meeting there is in the user's folders can be read.
fn every_version_opens(folder: &Path) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            every_version_opens(&path);
        } else if path.extension().is_some_and(|ending| ending == "bilag") {
            let bytes = fs::read(&path).expect("a file");
            assert!(file::read(&bytes).is_ok(), "{} opens", path.display());
        }
    }
}
