//! A room to work in: a window without a screen, and what a user does at it.

use crate::soft::SoftRenderer;
use bilag::app::present::{Screen, Screens};
use bilag::app::settings::Settings;
use bilag::app::{Command, Files, Request, Surroundings, Window};
use bilag::foreign::PageReader;
use bilag::locale::{Language, Locale};
use bilag::meeting::Meeting;
use bilag::session::{Session, Workspace};
use bilag::storage::Directories;
use egui::accesskit::{Action, Role, Toggled};
use egui::{Event, Key, Modifiers, Vec2};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, Node};
use image::RgbaImage;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How a room's window starts.
#[derive(Default)]
struct Start {
    file: Option<PathBuf>,
    disk: Option<Arc<dyn bilag::storage::Files>>,
}

/// A window, its user, and a folder for their files.
pub struct Room {
    harness: Harness<'static, Option<Window>>,
    folder: tempfile::TempDir,
    screens: Arc<egui::mutex::Mutex<Vec<Screen>>>,
}

impl Room {
    /// A room in Danish, with a window of 1280 × 800 points.
    pub fn new() -> Room {
        Room::with(Settings::default(), [1280.0, 800.0])
    }

    /// A room with these settings, in Danish unless they name a language, and a window of this size.
    pub fn with(settings: Settings, size: [f32; 2]) -> Room {
        Room::painted(settings, size, 1.0)
    }

    /// A room whose window can be painted, with so many pixels to the point.
    pub fn painted(settings: Settings, size: [f32; 2], scale: f32) -> Room {
        Room::in_folder(tempfile::tempdir().expect("a folder"), settings, size, scale, Start::default())
    }

    /// A room whose files are on a disk of its own kind.
    pub fn on(disk: Arc<dyn bilag::storage::Files>) -> Room {
        let start = Start { disk: Some(disk), ..Start::default() };
        Room::in_folder(tempfile::tempdir().expect("a folder"), Settings::default(), [1280.0, 800.0], 1.0, start)
    }

    fn in_folder(folder: tempfile::TempDir, settings: Settings, size: [f32; 2], scale: f32, start: Start) -> Room {
        let language = settings.language.or(Some(Language::Danish));
        let mut settings = Some(Settings { language, calm: true, ..settings });
        let screens = Arc::new(egui::mutex::Mutex::new(Vec::new()));
        let listed = Arc::clone(&screens);
        let mut workspace = workspace(&folder);
        if let Some(disk) = start.disk {
            workspace.files = disk;
        }
        let mut file = start.file;
        let show = move |ui: &mut egui::Ui, window: &mut Option<Window>| {
            if let Some(window) = window {
                window.ui(ui, None);
            } else {
                // Fonts that a window brings are there from the next frame on, as they are before the program's first.
                let screens = Screens::Given(Arc::clone(&listed));
                let workspace = workspace.clone();
                let page_reader = PageReader::Program(env!("CARGO_BIN_EXE_bilag").into());
                let surroundings = Surroundings {
                    settings: None,
                    workspace,
                    files: Files::Typed,
                    others: false,
                    screens,
                    page_reader,
                };
                *window = settings.take().map(|settings| Window::new(ui.ctx(), surroundings, settings));
                if let (Some(window), Some(file)) = (window, file.take()) {
                    window.ask(Request::OpenFile(file));
                }
                ui.request_repaint();
            }
        };
        let builder = Harness::builder().with_size(size).with_theme(egui::Theme::Light).with_max_steps(40);
        // People write what no face of Bilag's has; the real window asks the system's faces for it.
        let builder = builder.allow_missing_glyphs();
        let builder = builder.with_pixels_per_point(scale).renderer(SoftRenderer::default());
        let mut harness = builder.build_ui_state(show, None);
        harness.step();
        let mut room = Room { harness, folder, screens };
        room.settle();
        room
    }

    /// The same room after the program stopped, for whatever reason, and was started again.
    pub fn after_a_crash(self, settings: Settings, size: [f32; 2]) -> Room {
        let Room { harness, folder, screens: _ } = self;
        drop(harness);
        Room::in_folder(folder, settings, size, 1.0, Start::default())
    }

    /// The same after a crash, started with a file, as by a double click on it.
    pub fn started_with(self, file: PathBuf) -> Room {
        let Room { harness, folder, screens: _ } = self;
        drop(harness);
        let start = Start { file: Some(file), ..Start::default() };
        Room::in_folder(folder, Settings::default(), [1280.0, 800.0], 1.0, start)
    }

    /// Where this room's journals, locks and earlier versions are.
    pub fn workspace(&self) -> Workspace {
        workspace(&self.folder)
    }

    /// Asks the window for a command, as its menu does.
    pub fn command(&mut self, command: Command) {
        self.ask(Request::Command(command));
    }

    /// Asks the window for something.
    pub fn ask(&mut self, request: Request) {
        self.harness.state_mut().as_mut().expect("a window").ask(request);
        // Some begin what goes on beside the window.
        self.harness.run_steps(2);
        self.wait_for_files();
        // A dialog that has got its content finds its size and its place.
        self.harness.run_steps(6);
    }

    /// A room where the sample meeting lies open for choosing.
    pub fn with_sample() -> Room {
        let mut room = Room::new();
        room.click("Eksempelmødet");
        room.press(Modifiers::CTRL, Key::Num1);
        room
    }

    /// Plugs in these screens, and no others, and waits until that is noticed, which takes more than a second. The window is on the first.
    pub fn plug(&mut self, screens: &[(&str, [u32; 2])]) {
        let mut left = 0;
        let place = |(index, (name, size)): (usize, &(&str, [u32; 2]))| {
            let position = [left, 0];
            left += i32::try_from(size[0]).expect("a screen's width");
            Screen { name: (*name).to_owned(), position, size: *size, index: Some(index) }
        };
        *self.screens.lock() = screens.iter().enumerate().map(place).collect();
        self.wait(2);
    }

    /// What the window looks like.
    pub fn paint(&mut self) -> RgbaImage {
        self.settle();
        self.harness.render().expect("a picture")
    }

    /// Clicks on what has a name that begins so.
    #[track_caller]
    pub fn click_beginning(&mut self, beginning: &str) {
        let name = self.names().into_iter().find(|name| name.starts_with(beginning));
        let name =
            name.unwrap_or_else(|| panic!("nothing is called {beginning} …; there is:\n{}", self.names().join("\n")));
        self.click(&name);
    }

    /// Selects so many letters, from one of them on, of the paragraph that begins so, with the arrow keys.
    #[track_caller]
    pub fn select_words(&mut self, paragraph: &str, from: usize, count: usize) {
        let begins = |node: &Node<'_>| texts(node).any(|text| text.starts_with(paragraph));
        let can = |node: &Node<'_>| node.accesskit_node().data().supports_action(Action::Focus);
        let found: Vec<Node<'_>> =
            self.harness.root().children_recursive().filter(|node| begins(node) && can(node)).collect();
        found.first().expect("a paragraph").focus();
        drop(found);
        self.settle();
        self.press(Modifiers::CTRL, Key::Home);
        for _ in 0..from {
            self.press(Modifiers::NONE, Key::ArrowRight);
        }
        for _ in 0..count {
            self.press(Modifiers::SHIFT, Key::ArrowRight);
        }
    }

    /// Waits until the pages are laid out.
    pub fn wait_for_pages(&mut self) {
        self.wait_until("the pages", |room| {
            room.window().preview().layout().is_some() && room.window().preview().is_current()
        });
    }

    /// Waits until the hand-out is made and may leave.
    pub fn wait_for_export(&mut self) {
        self.wait_until("the hand-out", |room| room.finds("Gem PDF …") || room.finds("Save PDF…"));
    }

    /// Waits until a presentation goes on.
    pub fn wait_for_show(&mut self) {
        self.wait_until("a presentation", |room| room.window().present().seen().is_some());
    }

    /// Waits until these words are seen.
    pub fn wait_for(&mut self, words: &str) {
        self.wait_until(words, |room| room.sees(words));
    }

    /// Waits for what is done beside the window.
    pub fn wait_until(&mut self, what: &str, done: impl Fn(&Room) -> bool) {
        for _ in 0..600 {
            if done(self) {
                self.settle();
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
            self.harness.step();
        }
        panic!("half a minute is over, and still no {what}");
    }

    /// Waits until the slides are those of the meeting as it is.
    pub fn wait_for_slides(&mut self) {
        self.wait_until("the slides", |room| room.window().present().is_current());
    }

    /// Everything that the audience's window says; `None` where there is none.
    pub fn audience(&self) -> Option<Vec<String>> {
        let name = bilag::say!(Locale::of_context(&self.harness.ctx), "present-audience");
        let mut nodes = self.harness.root().children_recursive();
        let window = nodes.find(|node| node.accesskit_node().label().as_deref() == Some(&*name))?;
        Some(window.children_recursive().flat_map(|node| texts(&node).collect::<Vec<_>>()).collect())
    }

    /// The window.
    pub fn window(&self) -> &Window {
        self.harness.state().as_ref().expect("a window")
    }

    /// The meeting that is open.
    pub fn meeting(&self) -> &Meeting {
        self.window().session().map(Session::meeting).expect("an open meeting")
    }

    /// The numbers of the chosen principles, in the meeting's order.
    pub fn chosen(&self) -> Vec<u32> {
        self.meeting().selection.iter().map(|selected| selected.principle.number).collect()
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Clicks on what is called `name`.
    #[track_caller]
    pub fn click(&mut self, name: &str) {
        self.bring_into_view(name);
        self.control(name).click();
        self.settle();
    }

    /// Clicks on what is called `name` and begins something that goes on.
    #[track_caller]
    pub fn begin(&mut self, name: &str) {
        self.control(name).click();
        self.harness.step();
    }

    /// Puts the focus on what is called `name`, and draws one frame.
    pub fn focus_only(&mut self, name: &str) {
        self.control(name).focus();
        self.harness.step();
        self.harness.key_press_modifiers(Modifiers { ctrl: true, command: true, ..Modifiers::NONE }, Key::End);
        self.harness.step();
    }

    /// Presses a key, and draws two frames.
    pub fn press_only(&mut self, modifiers: Modifiers, key: Key) {
        let modifiers = Modifiers { command: modifiers.ctrl, ..modifiers };
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_steps(2);
    }

    /// Puts the focus on what is called `name`.
    #[track_caller]
    pub fn focus(&mut self, name: &str) {
        self.control(name).focus();
        self.settle();
    }

    /// Types at the end of the field called `name`.
    #[track_caller]
    pub fn type_into(&mut self, name: &str, text: &str) {
        self.focus(name);
        self.press(Modifiers::CTRL, Key::End);
        self.type_text(text);
    }

    /// Types over what the field called `name` holds.
    #[track_caller]
    pub fn fill(&mut self, name: &str, text: &str) {
        self.focus(name);
        self.press(Modifiers::CTRL, Key::A);
        self.type_text(text);
    }

    /// Types wherever the focus is, letter by letter.
    pub fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.harness.event(Event::Text(letter.to_string()));
            self.harness.step();
        }
        self.settle();
    }

    /// Presses a key.
    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        // What is held as Ctrl is the command key on this system.
        let modifiers = Modifiers { command: modifiers.ctrl, ..modifiers };
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Changes the meeting, as something beside the window does.
    pub fn edit(&mut self, edit: bilag::meeting::Edit) {
        let window = self.harness.state_mut().as_mut().expect("a window");
        window.ask(bilag::app::Request::Edit(edit));
        self.settle();
    }

    /// Moves the mouse there.
    pub fn point(&mut self, at: egui::Pos2) {
        self.harness.event(Event::PointerMoved(at));
        self.settle();
    }

    /// Presses the mouse, moves it from place to place, and lets go.
    pub fn drag(&mut self, path: &[egui::Pos2]) {
        let button = |pos: egui::Pos2, pressed: bool| Event::PointerButton {
            pos,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        let (first, last) = (path[0], path[path.len() - 1]);
        self.point(first);
        self.harness.event(button(first, true));
        self.harness.step();
        for at in path {
            self.harness.event(Event::PointerMoved(*at));
            self.harness.step();
        }
        self.harness.event(button(last, false));
        self.settle();
    }

    /// Drops a file on the window.
    pub fn drop_file(&mut self, path: PathBuf) {
        self.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
        self.settle();
    }

    /// Waits so many seconds; a frame takes a quarter of one.
    pub fn wait(&mut self, seconds: usize) {
        self.harness.run_steps(seconds * 4);
    }

    /// Makes the window this large.
    pub fn resize(&mut self, size: [f32; 2]) {
        self.harness.set_size(Vec2::from(size));
        self.settle();
    }

    /// Lets the window finish what it does.
    #[track_caller]
    pub fn settle(&mut self) {
        // What turns while something is read or written has no end of its own.
        let ended = self.harness.run_ok().is_some();
        if ended && !self.window().is_busy() {
            return;
        }
        self.wait_for_files();
        self.harness.run();
    }

    /// Waits for what reads or writes files beside the window.
    #[track_caller]
    pub fn wait_for_files(&mut self) {
        for _ in 0..6000 {
            if !self.window().is_busy() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
            self.harness.step();
        }
        panic!("half a minute is over, and still files are read or written");
    }

    /// Draws so many frames.
    pub fn frames(&mut self, count: usize) {
        self.harness.run_steps(count);
    }

    /// Types a letter wherever the focus is, and draws one frame.
    pub fn type_letter(&mut self, letter: &str) {
        self.harness.event(Event::Text(letter.to_owned()));
        self.harness.step();
    }

    /// Asks the window for something that goes on, and waits for nothing.
    pub fn ask_only(&mut self, request: Request) {
        self.harness.state_mut().as_mut().expect("a window").ask(request);
        self.harness.step();
    }

    /// Whether a text with these words is shown.
    pub fn sees(&self, words: &str) -> bool {
        let mut nodes = self.harness.root().children_recursive();
        nodes.any(|node| texts(&node).any(|text| text.contains(words)))
    }

    /// How many texts with these words are shown.
    pub fn count(&self, words: &str) -> usize {
        let nodes = self.harness.root().children_recursive();
        nodes.filter(|node| texts(node).any(|text| text.contains(words))).count()
    }

    /// Whether there is something to use that is called `name`.
    pub fn finds(&self, name: &str) -> bool {
        !self.controls(name).is_empty()
    }

    /// What the field called `name` holds.
    #[track_caller]
    pub fn value(&self, name: &str) -> String {
        self.control(name).value().unwrap_or_default()
    }

    /// How far the box called `name` is checked.
    #[track_caller]
    pub fn toggled(&self, name: &str) -> Option<Toggled> {
        self.control(name).accesskit_node().toggled()
    }

    /// Where what is called `name` is.
    #[track_caller]
    pub fn place(&self, name: &str) -> egui::Rect {
        self.control(name).rect()
    }

    /// The headings, from the top.
    pub fn headings(&self) -> Vec<String> {
        let nodes = self.harness.root().children_recursive();
        let headings = nodes.filter(|node| node.accesskit_node().role() == Role::Heading);
        headings.filter_map(|node| texts(&node).next()).collect()
    }

    /// What has the focus: its role and name.
    pub fn focused(&self) -> Option<(Role, String)> {
        let nodes = self.harness.root().children_recursive();
        let mut focused = nodes.filter(|node| node.accesskit_node().is_focused());
        focused.next().map(|node| (node.accesskit_node().role(), texts(&node).next().unwrap_or_default()))
    }

    /// Where what has the focus is.
    pub fn focused_place(&self) -> Option<egui::Rect> {
        let nodes = self.harness.root().children_recursive();
        let mut focused = nodes.filter(|node| node.accesskit_node().is_focused());
        focused.next().map(|node| node.rect())
    }

    /// The names of everything that can be used, in the order in which it stands in the tree.
    pub fn names(&self) -> Vec<String> {
        let nodes = self.harness.root().children_recursive();
        let used = nodes.filter(|node| is_control(node) && !node.accesskit_node().is_disabled());
        used.map(|node| node.accesskit_node().label().unwrap_or_default()).collect()
    }

    /// Everything that is drawn as text and was cut short.
    pub fn cut_texts(&self) -> Vec<String> {
        let mut cut = Vec::new();
        for clipped in &self.harness.output().shapes {
            collect_cut(&clipped.shape, &mut cut);
        }
        cut
    }

    #[track_caller]
    fn control(&self, name: &str) -> Node<'_> {
        // What stands above the rest comes last.
        let found = self.controls(name).pop();
        found.unwrap_or_else(|| panic!("nothing to use is called {name}; there is:\n{}", self.names().join("\n")))
    }

    fn controls(&self, name: &str) -> Vec<Node<'_>> {
        let called = |node: &Node<'_>| is_control(node) && node.accesskit_node().label().as_deref() == Some(name);
        self.harness.root().children_recursive().filter(called).collect()
    }

    #[track_caller]
    fn bring_into_view(&mut self, name: &str) {
        let place = self.control(name).rect();
        let window = self.harness.ctx.content_rect();
        if !window.contains_rect(place) {
            self.control(name).scroll_to_me();
            self.settle();
        }
    }
}

fn workspace(folder: &tempfile::TempDir) -> Workspace {
    Workspace::at(Directories::at(&folder.path().join("kept")))
}

/// A file from another program.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

fn is_control(node: &Node<'_>) -> bool {
    let node = node.accesskit_node();
    let data = node.data();
    !matches!(node.role(), Role::Label | Role::Heading | Role::Window)
        && (data.supports_action(Action::Focus) || data.supports_action(Action::Click))
        && node.label().is_some()
}

fn texts(node: &Node<'_>) -> impl Iterator<Item = String> {
    let node = node.accesskit_node();
    [node.label(), node.value()].into_iter().flatten()
}

fn collect_cut(shape: &egui::Shape, cut: &mut Vec<String>) {
    match shape {
        egui::Shape::Text(text) if text.galley.elided => cut.push(text.galley.text().to_owned()),
        egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect_cut(shape, cut)),
        _ => {}
    }
}
