//! Each view and each dialog as it looks, in both languages and all themes, painted without a screen.
//!
//! A picture that differs from its file in `tests/pictures/window` is written beside it as `….new.png`.

use crate::room::Room;
use bilag::app::settings::{Recent, Settings};
use bilag::app::theme::Theme;
use bilag::app::{Command, Request};
use bilag::locale::Language;
use bilag::meeting::{Edit, Meeting, file};
use bilag::principles::PrincipleSet;
use egui::{Key, Modifiers};
use image::RgbaImage;
use std::path::{Path, PathBuf};

/// How far a channel may be off, since other machines may round otherwise.
const NEAR: u8 = 3;
/// How many pixels may be further off.
const FAR_PIXELS: usize = 20;

/// The views, by the key that leads to each.
const PLACES: [(&str, Option<Key>); 5] = [
    ("start", None),
    ("select", Some(Key::Num1)),
    ("annotate", Some(Key::Num2)),
    ("handout", Some(Key::Num3)),
    ("present", Some(Key::Num4)),
];

struct Look {
    name: &'static str,
    language: Language,
    theme: Theme,
    size: [f32; 2],
    scale: f32,
}

const LARGE: [f32; 2] = [1280.0, 800.0];

const LOOKS: [Look; 6] = [
    Look { name: "da", language: Language::Danish, theme: Theme::Light, size: LARGE, scale: 1.0 },
    Look { name: "en", language: Language::English, theme: Theme::Light, size: LARGE, scale: 1.0 },
    Look { name: "dark", language: Language::Danish, theme: Theme::Dark, size: LARGE, scale: 1.0 },
    Look { name: "contrast", language: Language::English, theme: Theme::HighContrast, size: LARGE, scale: 1.0 },
    Look { name: "small", language: Language::Danish, theme: Theme::Light, size: [900.0, 600.0], scale: 1.0 },
    Look { name: "twice", language: Language::Danish, theme: Theme::Light, size: [960.0, 540.0], scale: 2.0 },
];

fn painted(look: &Look, key: Option<Key>) -> RgbaImage {
    let recent = Recent {
        path: PathBuf::from("/møder/budget.bilag"),
        title: "Budget 2027".to_owned(),
        opened: jiff::Timestamp::from_second(1_790_000_000).expect("a time"),
    };
    let settings =
        Settings { language: Some(look.language), theme: look.theme, recent: vec![recent], ..Settings::default() };
    let mut room = Room::painted(settings, look.size, look.scale);
    if let Some(key) = key {
        room.click(&look.language.locale().text("command-sample"));
        room.press(Modifiers::CTRL, key);
        if key == Key::Num3 {
            room.wait_for_pages();
        }
        if key == Key::Num4 {
            room.wait_for_slides();
        }
    }
    room.paint()
}

fn far_pixels(one: &RgbaImage, other: &RgbaImage) -> Option<usize> {
    (one.dimensions() == other.dimensions()).then(|| {
        let far = |(one, other): &(&image::Rgba<u8>, &image::Rgba<u8>)| {
            one.0.iter().zip(other.0).any(|(one, other)| one.abs_diff(other) > NEAR)
        };
        one.pixels().zip(other.pixels()).filter(far).count()
    })
}

/// What is compared with its picture, one after the other.
struct Gallery {
    folder: PathBuf,
    accept: bool,
    differing: Vec<String>,
}

impl Gallery {
    fn new() -> Gallery {
        let zone = jiff::tz::TimeZone::system();
        let offset = jiff::Timestamp::UNIX_EPOCH.to_zoned(zone).offset().seconds();
        assert_eq!(offset, 0, "the pictures show times of day in UTC: run ./run-tests, or set TZ=UTC");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures/window");
        std::fs::create_dir_all(&folder).expect("a folder");
        Gallery { folder, accept: std::env::var_os("BILAG_ACCEPT").is_some(), differing: Vec::new() }
    }

    fn compare(&mut self, name: &str, picture: &RgbaImage) {
        let (kept, new) = (self.folder.join(format!("{name}.png")), self.folder.join(format!("{name}.new.png")));
        let before = image::open(&kept).ok().map(image::DynamicImage::into_rgba8);
        let far = before.and_then(|before| far_pixels(&before, picture));
        std::fs::remove_file(&new).ok();
        if far.is_none_or(|far| far > FAR_PIXELS) {
            picture.save(if self.accept { &kept } else { &new }).expect("the picture can be written");
            self.differing.push(format!("{} ({far:?} pixels)", new.display()));
        }
    }

    fn finish(self) {
        let differing = self.differing;
        assert!(self.accept || differing.is_empty(), "these differ from their pictures:\n{}", differing.join("\n"));
    }
}

#[test]
fn every_place_looks_as_it_did() {
    let mut gallery = Gallery::new();
    for look in &LOOKS {
        for (place, key) in PLACES {
            gallery.compare(&format!("{place}-{}", look.name), &painted(look, key));
        }
    }
    gallery.finish();
}

/// Brings a dialog up, in a room with the start page.
type Open = fn(Room) -> Room;

/// The dialogs whose pictures say nothing of the machine or the hour.
const DIALOGS: [(&str, Open); 10] = [
    ("unsaved", |room| {
        sample(room, |room| {
            room.ask(Request::Edit(Edit::Place("Byrådssalen".to_owned())));
            room.command(Command::Close);
        })
    }),
    ("export", |room| {
        sample(room, |room| {
            room.command(Command::Export);
            room.wait_for_export();
        })
    }),
    ("path", |room| on(room, Command::Open)),
    ("sets", |room| sample(room, |room| room.command(Command::ChooseSet))),
    ("set-or-new", |room| {
        sample(room, |room| {
            let path = room.path("lokale.json");
            let set = PrincipleSet { id: "lokale".to_owned(), ..PrincipleSet::built_in().remove(0) };
            std::fs::write(&path, serde_json::to_vec(&set).expect("JSON")).expect("written");
            room.ask(Request::OpenFile(path));
        })
    }),
    ("settings", |room| on(room, Command::Settings)),
    ("keys", |room| on(room, Command::Keys)),
    ("palette", |room| sample(room, |room| room.command(Command::Palette))),
    ("purge", |room| sample(room, |room| room.command(Command::Purge))),
    ("merge", |room| {
        with_file(room, |room| {
            let review = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reviews/pymupdf.pdf");
            room.ask(Request::ReadReviews(vec![review]));
        })
    }),
];

fn on(mut room: Room, command: Command) -> Room {
    room.command(command);
    room
}

fn sample(mut room: Room, then: impl FnOnce(&mut Room)) -> Room {
    room.command(Command::Sample);
    then(&mut room);
    room
}

fn with_file(mut room: Room, then: impl FnOnce(&mut Room)) -> Room {
    let path = room.path("møde.bilag");
    std::fs::write(&path, file::write(&Meeting::sample())).expect("written");
    room.ask(Request::OpenFile(path));
    then(&mut room);
    room
}

#[test]
fn every_dialog_looks_as_it_did() {
    let mut gallery = Gallery::new();
    for look in LOOKS.iter().filter(|look| ["da", "contrast"].contains(&look.name)) {
        for (name, open) in DIALOGS {
            let settings = Settings { language: Some(look.language), theme: look.theme, ..Settings::default() };
            let mut room = open(Room::painted(settings, look.size, look.scale));
            gallery.compare(&format!("dialog-{name}-{}", look.name), &room.paint());
        }
    }
    gallery.finish();
}
