//! Notices: what went wrong stays until it was read; what went well says so for a while.

use super::icon::Icon;
use super::theme::Palette;
use super::widgets::icon_button;
use crate::locale::Locale;
use crate::say;
use egui::{Align, Align2, Area, Frame, Id, Layout, Margin, Order, Role, Stroke, Ui, WidgetInfo, vec2};
use std::path::PathBuf;
use std::time::Duration;

/// How long good news stays, in seconds of the program.
const GOOD_NEWS: f64 = 8.0;

/// Something that the user is told.
#[derive(Clone, Debug)]
pub struct Notice {
    /// How bad it is.
    pub tone: Tone,
    /// What is told.
    pub text: String,
    /// A file that can be opened, or shown in its folder.
    pub file: Option<PathBuf>,
    /// When good news ends; set when it is first shown.
    ends: Option<f64>,
}

/// How bad something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It went well.
    Good,
    /// It went, but.
    Warning,
    /// It did not go.
    Bad,
}

/// What is being told.
#[derive(Debug, Default)]
pub struct Notices {
    all: Vec<Notice>,
}

/// What the user does about a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reaction {
    /// Opens the file.
    Open(PathBuf),
    /// Shows it in its folder.
    Show(PathBuf),
}

impl Notices {
    /// Tells something.
    pub fn tell(&mut self, tone: Tone, text: impl Into<String>) {
        self.push(Notice { tone, text: text.into(), file: None, ends: None });
    }

    /// Tells that a file was made.
    pub fn made(&mut self, text: impl Into<String>, file: PathBuf) {
        self.push(Notice { tone: Tone::Good, text: text.into(), file: Some(file), ends: None });
    }

    fn push(&mut self, notice: Notice) {
        self.all.retain(|old| old.text != notice.text);
        self.all.push(notice);
    }

    /// Shows what is told at the window's lower right.
    pub fn show(&mut self, ui: &mut Ui) -> Option<Reaction> {
        if self.all.is_empty() {
            return None;
        }
        let now = ui.input(|input| input.time);
        for notice in &mut self.all {
            if notice.tone == Tone::Good && notice.file.is_none() {
                let ends = *notice.ends.get_or_insert(now + GOOD_NEWS);
                ui.request_repaint_after(Duration::from_secs_f64((ends - now).max(0.01)));
            }
        }
        self.all.retain(|notice| notice.ends.is_none_or(|ends| ends > now));
        let mut reaction = None;
        let mut closed = None;
        Area::new(Id::unique("notices"))
            .order(Order::Foreground)
            .anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -16.0))
            .show(ui.ctx(), |ui| {
                ui.set_max_width(440.0);
                for (index, notice) in self.all.iter().enumerate() {
                    if card(ui, notice, &mut reaction) {
                        closed = Some(index);
                    }
                }
            });
        if let Some(index) = closed {
            self.all.remove(index);
        }
        reaction
    }
}

/// One notice; whether it was closed.
fn card(ui: &mut Ui, notice: &Notice, reaction: &mut Option<Reaction>) -> bool {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    let (icon, color, ground) = match notice.tone {
        Tone::Good => (Icon::Decision, palette.success, palette.paper),
        Tone::Warning => (Icon::Warning, palette.warning, palette.warning_soft),
        Tone::Bad => (Icon::Error, palette.danger, palette.danger_soft),
    };
    let frame = Frame::new()
        .fill(ground)
        .stroke(Stroke::new(1.0, color))
        .corner_radius(8.0)
        .inner_margin(Margin::symmetric(14, 10))
        .shadow(ui.visuals().popup_shadow);
    let shown = frame.show(ui, |ui| {
        let mut close = false;
        ui.horizontal_top(|ui| {
            ui.add_space(2.0);
            icon.show(ui, 20.0, color);
            let width = (ui.available_width() - 44.0).min(340.0);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.label(&notice.text);
                if let Some(file) = &notice.file {
                    ui.horizontal(|ui| {
                        if ui.button(say!(locale, "notice-open")).clicked() {
                            *reaction = Some(Reaction::Open(file.clone()));
                        }
                        if ui.button(say!(locale, "notice-show")).clicked() {
                            *reaction = Some(Reaction::Show(file.clone()));
                        }
                    });
                }
            });
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                close = icon_button(ui, Icon::Close, &say!(locale, "notice-close")).clicked();
            });
        });
        close
    });
    let text = notice.text.clone();
    shown.response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, &text));
    shown.inner
}
