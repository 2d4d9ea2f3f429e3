//! The screens that there are, as the desktop arranges them.

use super::randr::Server;
use super::screen::Screen;
use crate::app::venue::Projector;
use egui::mutex::Mutex;
use std::sync::Arc;

/// Where screens are looked for.
#[derive(Clone, Default)]
pub enum Screens {
    /// At the window system.
    #[default]
    Native,
    /// In a list, so that a test can plug them in and out. The window is on the first.
    Given(Arc<Mutex<Vec<Screen>>>),
}

impl std::fmt::Debug for Screens {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Screens::Native => formatter.write_str("Native"),
            Screens::Given(screens) => formatter.debug_tuple("Given").field(&*screens.lock()).finish(),
        }
    }
}

/// The screens, and which of them the window is on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The screens, in the system's order.
    pub all: Vec<Screen>,
    /// The one that the window is on, by its place among them.
    pub own: Option<usize>,
}

impl Found {
    /// The same with the screens that there really are.
    fn with(&self, screens: &[Screen]) -> Found {
        let same = |one: &Screen, other: &Screen| {
            (&one.name, one.size, one.position) == (&other.name, other.size, other.position)
        };
        let known = |screen: &Screen| self.all.iter().find(|known| same(known, screen));
        let own = self.own.and_then(|own| self.all.get(own));
        let own = own.and_then(|own| screens.iter().position(|screen| same(screen, own)));
        let index = |screen: &Screen| known(screen).and_then(|known| known.index);
        let all = screens.iter().map(|screen| Screen { index: index(screen), ..screen.clone() }).collect();
        Found { all, own }
    }

    /// The screen that is known by this.
    #[must_use]
    pub fn find(&self, projector: &Projector) -> Option<&Screen> {
        self.all.iter().find(|screen| screen.projector() == *projector)
    }

    /// The screen for the slides: the one that was chosen before, else the first that the window is not on, else the only one.
    #[must_use]
    pub fn for_slides(&self, chosen: &[Projector]) -> Option<&Screen> {
        let known = chosen.iter().find_map(|projector| self.find(projector));
        let other = || self.all.iter().enumerate().find(|(place, _)| Some(*place) != self.own).map(|(_, other)| other);
        known.or_else(other).or_else(|| self.all.first())
    }

    /// A screen for the notes while the slides are on another; `None` where there is none.
    #[must_use]
    pub fn beside(&self, slides: &Projector) -> Option<&Screen> {
        let own = self.own.and_then(|own| self.all.get(own)).filter(|own| own.projector() != *slides);
        own.or_else(|| self.all.iter().find(|screen| screen.projector() != *slides))
    }
}

impl Screens {
    /// The screens as they are now.
    #[must_use]
    pub fn look(&self, frame: Option<&eframe::Frame>, server: &mut Server) -> Found {
        match self {
            Screens::Given(screens) => {
                let all = screens.lock().clone();
                Found { own: (!all.is_empty()).then_some(0), all }
            }
            Screens::Native => {
                let found = frame.map(native).unwrap_or_default();
                match server.screens() {
                    Some(screens) => found.with(&screens),
                    None => found,
                }
            }
        }
    }
}

fn native(frame: &eframe::Frame) -> Found {
    let Some(window) = frame.winit_window() else { return Found::default() };
    let screen = |(index, monitor): (usize, winit::monitor::MonitorHandle)| Screen {
        name: monitor.name().unwrap_or_default(),
        position: monitor.position().into(),
        size: monitor.size().into(),
        index: Some(index),
    };
    let mut all: Vec<Screen> = Vec::new();
    for screen in window.available_monitors().enumerate().map(screen) {
        // Wayland may name a screen twice.
        let known = all.iter().any(|known| (&known.name, known.position) == (&screen.name, screen.position));
        if !known && screen.size[0] > 0 && screen.size[1] > 0 {
            all.push(screen);
        }
    }
    let current = window.current_monitor().map(|monitor| (monitor.name().unwrap_or_default(), monitor.position()));
    let own = current.and_then(|(name, position)| {
        all.iter().position(|screen| screen.name == name && screen.position == <[i32; 2]>::from(position))
    });
    Found { all, own }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(name: &str, index: usize) -> Screen {
        Screen { name: name.to_owned(), position: [0, 0], size: [1920, 1080], index: Some(index) }
    }

    #[test]
    fn slides_go_to_the_screen_that_was_chosen_or_else_to_the_other() {
        let found = Found { all: vec![screen("Laptop", 0), screen("Projector", 1), screen("Wall", 2)], own: Some(0) };
        assert_eq!(found.for_slides(&[]).and_then(|screen| screen.index), Some(1));
        let chosen = [screen("Away", 0).projector(), screen("Wall", 9).projector()];
        assert_eq!(found.for_slides(&chosen).and_then(|screen| screen.index), Some(2));
        let alone = Found { all: vec![screen("Laptop", 0)], own: Some(0) };
        assert_eq!(alone.for_slides(&chosen).and_then(|screen| screen.index), Some(0));
        assert_eq!(Found::default().for_slides(&[]), None);
    }

    #[test]
    fn a_screen_that_the_library_does_not_know_has_no_index_and_one_that_is_gone_is_gone() {
        let found = Found { all: vec![screen("Laptop", 0), screen("Projector", 1)], own: Some(0) };
        let new = Screen { index: None, ..screen("Wall", 9) };
        let laptop = Screen { index: None, ..screen("Laptop", 9) };
        let now = found.with(&[new, laptop]);
        let names: Vec<_> = now.all.iter().map(|screen| (screen.name.as_str(), screen.index)).collect();
        assert_eq!((names, now.own), (vec![("Wall", None), ("Laptop", Some(0))], Some(1)));
    }

    #[test]
    fn notes_go_where_the_slides_are_not() {
        let found = Found { all: vec![screen("Laptop", 0), screen("Projector", 1)], own: Some(1) };
        let beside = |slides: usize| found.beside(&found.all[slides].projector()).and_then(|screen| screen.index);
        assert_eq!((beside(0), beside(1)), (Some(1), Some(0)));
        let alone = Found { all: vec![screen("Laptop", 0)], own: Some(0) };
        assert_eq!(alone.beside(&alone.all[0].projector()), None);
    }
}
