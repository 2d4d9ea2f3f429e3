//! The room check: what is to be known before the start, as a list that one goes through in a minute.
//!
//! Each check says in words what was found, with a sign before it; what is wrong also says what to do. While the box for the
//! clicker has the focus, keys do nothing but show what they would do; *Tab* leaves it.

use super::Present;
use super::check;
use super::picture::{self, Picture, fitted};
use super::{Cue, awake, identify};
use crate::app::contrast::ENOUGH;
use crate::app::icon::Icon;
use crate::app::input::command::Command;
use crate::app::input::hand::Hand;
use crate::app::input::hand::digit;
use crate::app::input::keys;
use crate::app::request::Request;
use crate::app::settings::Settings;
use crate::app::theme::{self, Palette};
use crate::app::venue::Hall;
use crate::app::widgets::{button, follow_focus, heading};
use crate::locale::{Locale, Message};
use crate::meeting::Meeting;
use crate::message;
use crate::say;
use crate::typeset::Deck;
use egui::{
    Context, DragValue, EventFilter, Frame, Id, KeyboardShortcut, Margin, RichText, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, vec2,
};
use std::sync::{Arc, Weak};

/// How wide the list is at most.
const WIDTH: f32 = 720.0;
/// How large the sign before a check is.
const SIGN: f32 = 22.0;
/// How many keys are remembered.
const KEYS: usize = 4;

/// What the room check remembers between frames.
#[derive(Default)]
pub struct Checklist {
    open: bool,
    /// The keys that were pressed last, the latest first, and what they ask for.
    pressed: Vec<(KeyboardShortcut, Option<Command>)>,
    listens: bool,
    /// What was found in these slides.
    found: Option<(Weak<Deck>, Found)>,
    /// When the screens began to show their numbers, in seconds of the program.
    pub(super) numbered: Option<f64>,
}

/// What was found in slides.
#[derive(Clone, Copy, Debug)]
struct Found {
    smallest: Option<(usize, f32)>,
    faintest: Option<(usize, f64)>,
    private: usize,
    clean: bool,
}

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Good,
    Look,
    Bad,
}

impl Checklist {
    /// Whether it is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Opens or closes it.
    pub fn toggle(&mut self) {
        *self = Checklist { open: !self.open, ..Checklist::default() };
    }

    /// Whether keys only show what they would do.
    #[must_use]
    pub fn listens(&self) -> bool {
        self.open && self.listens
    }

    fn look_at(&mut self, deck: &Arc<Deck>, meeting: &Meeting, aspect: crate::meeting::Aspect) -> Found {
        if let Some((known, found)) = &self.found
            && known.as_ptr() == Arc::as_ptr(deck)
        {
            return *found;
        }
        let found = Found {
            smallest: check::smallest(deck),
            faintest: check::faintest(deck),
            private: check::private(meeting),
            clean: check::is_without_private(deck, meeting, aspect),
        };
        self.found = Some((Arc::downgrade(deck), found));
        found
    }
}

/// Shows the list.
pub fn show(ui: &mut Ui, present: &mut Present, meeting: &Meeting, settings: &Settings, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(WIDTH);
        ui.spacing_mut().item_spacing.y = 6.0;
        heading(ui, &say!(locale, "room-check"));
        ui.label(theme::quiet(ui, say!(locale, "room-check-about")));
        ui.add_space(8.0);
        screens(ui, present);
        clicker(ui, &mut present.checklist);
        if let Some(deck) = present.slides.deck().map(Arc::clone) {
            let found = present.checklist.look_at(&deck, meeting, present.aspect);
            legible(ui, found, settings, requests);
            contrast(ui, found);
            private(ui, present, &deck, found);
        }
        awake_one(ui, present);
        follow_focus(ui);
    });
}

/// A check: its sign, what it is, what was found, and what belongs to it.
fn one(ui: &mut Ui, verdict: Verdict, name: Message, text: &str, more: impl FnOnce(&mut Ui)) {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    let (icon, color, sign) = match verdict {
        Verdict::Good => (Icon::Check, palette.success, message!("room-check-good")),
        Verdict::Look => (Icon::Info, palette.accent, message!("room-check-look")),
        Verdict::Bad => (Icon::Warning, palette.warning, message!("room-check-bad")),
    };
    let look = Frame::new().fill(palette.paper).inner_margin(Margin::symmetric(16, 12)).corner_radius(8.0);
    look.stroke(Stroke::new(1.0, palette.hairline)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            icon.show(ui, SIGN, color);
            ui.label(theme::strong(locale.text(name)));
            ui.label(RichText::new(locale.text(sign)).color(color).small());
        });
        ui.horizontal_top(|ui| {
            ui.add_space(SIGN + ui.spacing().item_spacing.x);
            ui.vertical(|ui| {
                let response = ui.label(text);
                response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
                more(ui);
            });
        });
    });
}

/// Which screen is which.
fn screens(ui: &mut Ui, present: &mut Present) {
    let locale = Locale::of(ui);
    let found = &present.screens;
    let (verdict, text) = match found.all.len() {
        0 => (Verdict::Look, say!(locale, "room-check-screens-unknown")),
        1 => (Verdict::Look, say!(locale, "room-check-screens-one")),
        count => (Verdict::Good, say!(locale, "room-check-screens-several", count = count.to_string())),
    };
    let lines: Vec<String> =
        found.all.iter().enumerate().map(|(place, screen)| identify::name(place, screen)).collect();
    let now = ui.input(|input| input.time);
    one(ui, verdict, message!("room-check-screens"), &text, |ui| {
        for line in lines {
            ui.label(line);
        }
        if !found.all.is_empty() && button(ui, Icon::Present, &say!(locale, "room-check-screens-number")).clicked() {
            present.checklist.numbered = Some(now);
        }
    });
}

/// What the clicker's buttons do.
fn clicker(ui: &mut Ui, checklist: &mut Checklist) {
    let locale = Locale::of(ui);
    let id = Id::unique("room-check-clicker");
    let known = checklist.pressed.iter().any(|(_, command)| command.is_some());
    let unknown = checklist.pressed.iter().any(|(_, command)| command.is_none());
    let (verdict, text) = match (known, unknown) {
        (_, true) => (Verdict::Bad, message!("room-check-clicker-unknown")),
        (true, false) => (Verdict::Good, message!("room-check-clicker-known")),
        (false, false) => (Verdict::Look, message!("room-check-clicker-try")),
    };
    one(ui, verdict, message!("room-check-clicker"), &locale.text(text), |ui| {
        let palette = Palette::of(ui);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width().min(460.0), 44.0), Sense::hover());
        let response = ui.interact(rect, id, Sense::click());
        if response.clicked() {
            response.request_focus();
        }
        checklist.listens = response.has_focus();
        let name = say!(locale, "room-check-clicker-here");
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let (edge, fill) = if checklist.listens {
            (Stroke::new(2.0, palette.accent), palette.accent_soft)
        } else {
            (Stroke::new(1.0, palette.border), palette.paper)
        };
        ui.painter().rect(rect, 6.0, fill, edge, StrokeKind::Inside);
        let text = if checklist.listens { say!(locale, "room-check-clicker-listens") } else { name.clone() };
        ui.put(rect.shrink(8.0), egui::Label::new(text).selectable(false));
        if checklist.listens {
            let all = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, all));
            listen(ui.ctx(), checklist);
        }
        for (keys, command) in &checklist.pressed {
            ui.horizontal(|ui| {
                let (icon, color) = match command {
                    Some(_) => (Icon::Check, palette.success),
                    None => (Icon::Warning, palette.warning),
                };
                icon.show(ui, 18.0, color);
                let key = ui.ctx().format_shortcut(keys);
                let does = match command {
                    Some(command) => command.text(locale),
                    None => say!(locale, "room-check-clicker-nothing"),
                };
                ui.label(say!(locale, "room-check-clicker-key", key = key, does = does));
            });
        }
    });
}

/// Takes the keys that were pressed, and remembers what they would have done.
fn listen(context: &Context, checklist: &mut Checklist) {
    while let Some(pressed) = keys::take_pressed(context) {
        if pressed.logical_key == egui::Key::Tab {
            continue;
        }
        let found = asks_for(context, pressed);
        checklist.pressed.retain(|(other, _)| *other != pressed);
        checklist.pressed.insert(0, (pressed, found));
        checklist.pressed.truncate(KEYS);
    }
}

/// What a key asks for while presenting.
fn asks_for(context: &Context, pressed: KeyboardShortcut) -> Option<Command> {
    if let Some(digit) = digit(pressed.logical_key).filter(|_| pressed.modifiers.is_none()) {
        return Some(Command::Cue(Cue::Hand(Hand::of_digit(digit))));
    }
    let cues = Command::ALL.iter().filter(|command| matches!(command, Command::Cue(_)));
    let others = Command::ALL.iter().filter(|command| !matches!(command, Command::Cue(_)));
    cues.chain(others).find(|command| command.keys_in(context).contains(&pressed)).copied()
}

/// Whether the back row can read.
fn legible(ui: &mut Ui, found: Found, settings: &Settings, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    let Some((slide, size)) = found.smallest else { return };
    let hall = settings.hall;
    let from = check::read_from(size, hall);
    let good = from >= f32::from(hall.back_row);
    let slide = (slide + 1).to_string();
    let (size, from) = (number(f64::from(size), 0, locale), number(f64::from(from) / 100.0, 1, locale));
    let row = number(f64::from(hall.back_row) / 100.0, 1, locale);
    let (verdict, text) = if good {
        let text = say!(locale, "room-check-legible-good", size = size, slide = slide, from = from, row = row);
        (Verdict::Good, text)
    } else {
        let text = say!(locale, "room-check-legible-bad", size = size, slide = slide, from = from, row = row);
        (Verdict::Bad, text)
    };
    one(ui, verdict, message!("room-check-legible"), &text, |ui| {
        let mut new = hall;
        ui.horizontal_wrapped(|ui| {
            for (usual, name) in Hall::USUAL.into_iter().zip([
                message!("room-check-hall-small"),
                message!("room-check-hall-middle"),
                message!("room-check-hall-large"),
            ]) {
                if ui.selectable_label(hall == usual, locale.text(name)).clicked() {
                    new = usual;
                }
            }
        });
        ui.horizontal_wrapped(|ui| {
            metres(ui, &say!(locale, "room-check-hall-picture"), &mut new.picture, 30..=1000);
            ui.add_space(12.0);
            metres(ui, &say!(locale, "room-check-hall-row"), &mut new.back_row, 100..=6000);
        });
        ui.label(theme::small(ui, say!(locale, "room-check-legible-source")));
        if new != hall {
            requests.push(Request::Settings(Box::new(Settings { hall: new, ..settings.clone() })));
        }
    });
}

/// A field for a length, in metres.
fn metres(ui: &mut Ui, name: &str, centimetres: &mut u16, range: std::ops::RangeInclusive<u16>) {
    let locale = Locale::of(ui);
    let label = ui.label(name);
    let mut metres = f64::from(*centimetres) / 100.0;
    let range = f64::from(*range.start()) / 100.0..=f64::from(*range.end()) / 100.0;
    let field = DragValue::new(&mut metres).range(range).speed(0.05).fixed_decimals(1).suffix("\u{a0}m");
    let field = field.custom_formatter(|metres, _| number(metres, 1, locale));
    let field = field.custom_parser(|text| text.trim().trim_end_matches('m').trim().replace(',', ".").parse().ok());
    if ui.add(field).labelled_by(label.id).changed() {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the range")]
        let whole = (metres * 100.0).round() as u16;
        *centimetres = whole;
    }
}

/// Whether ink stands out from its ground.
fn contrast(ui: &mut Ui, found: Found) {
    let locale = Locale::of(ui);
    let Some((slide, contrast)) = found.faintest else { return };
    let slide = (slide + 1).to_string();
    let (shown, enough) = (number(contrast, 1, locale), number(ENOUGH, 1, locale));
    let (verdict, text) = if contrast >= ENOUGH {
        let text = say!(locale, "room-check-contrast-good", contrast = shown, slide = slide, enough = enough);
        (Verdict::Good, text)
    } else {
        let text = say!(locale, "room-check-contrast-bad", contrast = shown, slide = slide, enough = enough);
        (Verdict::Bad, text)
    };
    one(ui, verdict, message!("room-check-contrast"), &text, |_| {});
}

/// What the audience will see, and that nothing private is on it.
fn private(ui: &mut Ui, present: &mut Present, deck: &Deck, found: Found) {
    let locale = Locale::of(ui);
    let (verdict, text) = match (found.clean, found.private) {
        (false, _) => (Verdict::Bad, say!(locale, "room-check-private-bad")),
        (true, 0) => (Verdict::Good, say!(locale, "room-check-private-none")),
        (true, count) => (Verdict::Good, say!(locale, "room-check-private-good", count = count)),
    };
    let here =
        present.here.as_ref().and_then(|here| deck.slides.iter().position(|slide| slide.key == *here)).unwrap_or(0);
    let slide = deck.slides.get(here).zip(deck.layout.pages.get(here));
    one(ui, verdict, message!("room-check-private"), &text, |ui| {
        let Some((slide, page)) = slide else { return };
        let picture = Picture::new(slide, page, present.drawings.now().on(&slide.key));
        ui.label(theme::small(ui, say!(locale, "room-check-private-picture")));
        let width = ui.available_width().min(320.0);
        let (rect, _) = ui.allocate_exact_size(vec2(width, width * page.height / page.width), Sense::hover());
        let place = fitted(rect, page);
        if ui.is_rect_visible(rect) {
            picture::paint(ui, &picture, place, &mut present.painter);
        }
        ui.painter().rect_stroke(place, 0.0, Stroke::new(1.0, Palette::of(ui).border), StrokeKind::Outside);
    });
}

/// Whether the screen stays on.
fn awake_one(ui: &mut Ui, present: &Present) {
    let locale = Locale::of(ui);
    let (verdict, name) = match present.trial.as_ref().map(awake::Awake::screen) {
        None | Some(awake::Screen::Asked) => (Verdict::Look, message!("room-check-awake-asked")),
        Some(awake::Screen::On) => (Verdict::Good, message!("room-check-awake-on")),
        Some(awake::Screen::Unknown) => (Verdict::Look, message!("room-check-awake-unknown")),
    };
    one(ui, verdict, message!("room-check-awake"), &locale.text(name), |_| {});
}

/// A number as the locale's language writes it.
fn number(value: f64, decimals: usize, locale: &Locale) -> String {
    let text = format!("{value:.decimals$}");
    if locale.language() == crate::locale::Language::Danish { text.replace('.', ",") } else { text }
}
