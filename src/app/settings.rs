//! What the user has chosen for the program itself, kept between sessions.
//!
//! Settings are no document: what cannot be read is set aside and the defaults are used, and what cannot be written is
//! lost without a word. They hold no content of meetings but the titles of recent ones.

use super::input::keys::OwnKeys;
use super::page::Zoom;
use super::theme::Theme;
use super::venue::{Hall, Projector};
use crate::locale::{Language, Locale};
use crate::meeting::Visibility;
use crate::storage;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// How many recent meetings are remembered.
const MOST_RECENT: usize = 12;
/// The sizes that a window may have had, in points.
const WINDOW_SIZES: RangeInclusive<f32> = 100.0..=20_000.0;
/// Where a window may have been, in points.
const WINDOW_PLACES: RangeInclusive<f32> = -100_000.0..=100_000.0;

/// What the user has chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The interface's language; the system's where none is chosen.
    pub language: Option<Language>,
    /// The colours.
    pub theme: Theme,
    /// The size of all text, in percent of the usual.
    pub text_size: u16,
    /// Whether nothing moves that need not.
    pub calm: bool,
    /// By which name or role new annotations are signed.
    pub author: String,
    /// Whether new annotations are shared or private.
    pub visibility: Visibility,
    /// Meetings that were open, the last one first.
    pub recent: Vec<Recent>,
    /// Principle sets that were opened from files.
    pub sets: Vec<PathBuf>,
    /// Where the window was.
    pub window: Option<Geometry>,
    /// The hand-out's pages two side by side.
    pub two_up: bool,
    /// Small pages beside the large ones.
    pub thumbnails: bool,
    /// How large the hand-out's pages are shown.
    pub page_zoom: Zoom,
    /// Screens that were chosen for slides, the last one first.
    pub projectors: Vec<Projector>,
    /// The room that slides are shown in.
    pub hall: Hall,
    /// The user's own keys while presenting.
    pub keys: OwnKeys,
    /// The size of notes while presenting, in points.
    pub notes_size: u16,
}

/// A meeting that was open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Its file.
    pub path: PathBuf,
    /// Its title then.
    pub title: String,
    /// When.
    pub opened: Timestamp,
}

/// Where a window was, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Geometry {
    /// Its upper left corner, where the system tells.
    pub position: Option<[f32; 2]>,
    /// Its size.
    pub size: [f32; 2],
    /// Whether it filled the screen.
    pub maximized: bool,
}

impl Geometry {
    /// Without a position that no screen has; `None` where no window has this size.
    fn within_reason(self) -> Option<Geometry> {
        let position = self.position.filter(|position| position.iter().all(|at| WINDOW_PLACES.contains(at)));
        self.size.iter().all(|length| WINDOW_SIZES.contains(length)).then_some(Geometry { position, ..self })
    }
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            language: None,
            theme: Theme::System,
            text_size: 100,
            calm: false,
            author: String::new(),
            visibility: Visibility::Shared,
            recent: Vec::new(),
            sets: Vec::new(),
            window: None,
            two_up: false,
            thumbnails: true,
            page_zoom: Zoom::FitWidth,
            projectors: Vec::new(),
            hall: Hall::default(),
            keys: OwnKeys::default(),
            notes_size: 20,
        }
    }
}

impl Settings {
    /// The words of the language that was chosen, or of the environment's.
    #[must_use]
    pub fn locale(&self) -> &'static Locale {
        self.language.unwrap_or_else(Language::of_environment).locale()
    }

    /// The sizes of text that are offered, in percent.
    pub const TEXT_SIZES: [u16; 6] = [80, 90, 100, 115, 130, 150];
    /// The sizes of notes while presenting, in points.
    pub const NOTES_SIZES: [u16; 7] = [14, 16, 20, 24, 30, 38, 48];

    /// Reads the settings. A file that cannot be read is kept beside under another name.
    #[must_use]
    pub fn read(path: &Path) -> Settings {
        let Ok(bytes) = storage::read(path) else { return Settings::default() };
        Settings::parse(&bytes).unwrap_or_else(|| {
            let _ = fs::rename(path, path.with_extension("unreadable.json"));
            Settings::default()
        })
    }

    /// The settings that a file holds, each within what the window can carry out; `None` where it holds none.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Option<Settings> {
        let mut settings: Settings = serde_json::from_slice(bytes).ok()?;
        settings.text_size = settings.text_size.clamp(50, 200);
        settings.notes_size = settings.notes_size.clamp(10, 60);
        // An earlier version kept paths that lead somewhere else from each folder.
        settings.recent.retain(|recent| recent.path.is_absolute());
        settings.sets.retain(|path| path.is_absolute());
        settings.recent.truncate(MOST_RECENT);
        settings.sets.truncate(MOST_RECENT);
        settings.window = settings.window.and_then(Geometry::within_reason);
        if matches!(settings.page_zoom, Zoom::Factor(factor) if !factor.is_finite()) {
            settings.page_zoom = Zoom::default();
        }
        Some(settings)
    }

    /// Writes the settings.
    pub fn write(&self, path: &Path) {
        let Ok(text) = serde_json::to_string_pretty(self) else { return };
        if let Some(folder) = path.parent() {
            let _ = fs::create_dir_all(folder);
        }
        let _ = storage::write(path, text.as_bytes());
    }

    /// Remembers that a meeting was open, by where it is from everywhere.
    pub fn remember(&mut self, path: &Path, title: &str, now: Timestamp) {
        let path = &*from_everywhere(path);
        self.recent.retain(|recent| recent.path != path);
        let recent = Recent { path: path.to_owned(), title: title.to_owned(), opened: now };
        self.recent.insert(0, recent);
        self.recent.truncate(MOST_RECENT);
    }

    /// Remembers that slides were to be shown on a screen.
    pub fn remember_projector(&mut self, projector: Projector) {
        self.projectors.retain(|known| *known != projector);
        self.projectors.insert(0, projector);
        self.projectors.truncate(MOST_RECENT);
    }

    /// Remembers where a principle set is.
    pub fn remember_set(&mut self, path: &Path) {
        let path = &*from_everywhere(path);
        self.sets.retain(|known| known != path);
        self.sets.insert(0, path.to_owned());
        self.sets.truncate(MOST_RECENT);
    }
}

/// A path that leads to the same file wherever a program is started.
fn from_everywhere(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Where this user's settings are.
#[must_use]
pub fn usual_path() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "bilag").map(|folders| folders.config_dir().join("settings.json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_as_they_were() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new").join("settings.json");
        let mut settings =
            Settings { theme: Theme::HighContrast, author: "Sekretær".to_owned(), ..Settings::default() };
        settings.remember(Path::new("/a/møde.bilag"), "Møde", Timestamp::UNIX_EPOCH);
        settings.write(&path);
        assert_eq!(Settings::read(&path), settings);
    }

    #[test]
    fn settings_that_cannot_be_read_are_set_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.json");
        fs::write(&path, "{\"theme\": 7").expect("written");
        assert_eq!(Settings::read(&path), Settings::default());
        assert!(!path.exists());
        assert!(folder.path().join("settings.unreadable.json").exists());
    }

    #[test]
    fn a_window_that_no_screen_can_show_is_forgotten() {
        let window =
            |json: &str| Settings::parse(format!(r#"{{"window":{json}}}"#).as_bytes()).expect("settings").window;
        assert!(window(r#"{"position":[10,10],"size":[1e39,300],"maximized":false}"#).is_none());
        assert!(window(r#"{"position":null,"size":[0,-3],"maximized":false}"#).is_none());
        let placed = window(r#"{"position":[1e39,0],"size":[800,600],"maximized":true}"#).expect("a size");
        assert_eq!((placed.position, placed.size, placed.maximized), (None, [800.0, 600.0], true));
        let zoom = Settings::parse(br#"{"page_zoom":{"Factor":1e39}}"#).expect("settings").page_zoom;
        assert_eq!(zoom, Zoom::FitWidth);
    }

    #[test]
    fn the_last_meeting_stands_first_and_once() {
        let mut settings = Settings::default();
        for name in ["a", "b", "a"] {
            settings.remember(Path::new(name), name, Timestamp::UNIX_EPOCH);
        }
        assert_eq!(settings.recent.iter().map(|recent| recent.title.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        settings.remember_set(Path::new("set.json"));
        assert!(settings.recent.iter().all(|recent| recent.path.is_absolute()) && settings.sets[0].is_absolute());
    }
}
