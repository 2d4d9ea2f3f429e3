//! What can be taken into the hand, as a row of buttons.

use super::stage::Stage;
use crate::app::input::command::Command;
use crate::app::input::cue::Cue;
use crate::app::input::hand::Hand;
use crate::app::input::pen::Pen;
use crate::app::request::Request;
use crate::app::theme::{self, Palette};
use crate::app::widgets::command_icon;
use crate::locale::Locale;
use egui::{Color32, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// How wide they are, in points.
pub const WIDTH: f32 = 470.0;

/// Shows the tools that are used most.
pub fn show(ui: &mut Ui, stage: &Stage, requests: &mut Vec<Request>) {
    ui.spacing_mut().item_spacing.x = 2.0;
    let mut asked = None;
    for hand in [Hand::Laser, Hand::Spotlight, Hand::Zoom] {
        if command_icon(ui, Command::Cue(Cue::Hand(hand)), stage.holds(hand)).clicked() {
            asked = Some(hand);
        }
    }
    ui.add_space(6.0);
    for pen in Pen::ALL {
        if nib(ui, pen, stage.holds(Hand::Pen(pen))) {
            asked = Some(Hand::Pen(pen));
        }
    }
    ui.add_space(6.0);
    for hand in [Hand::Eraser, Hand::Drawings, Hand::Discard] {
        if command_icon(ui, Command::Cue(Cue::Hand(hand)), stage.holds(hand)).clicked() {
            asked = Some(hand);
        }
    }
    requests.extend(asked.map(|hand| Request::Command(Command::Cue(Cue::Hand(hand)))));
}

/// A pen's button: its stroke in its colour, its key below. Whether it was clicked.
fn nib(ui: &mut Ui, pen: Pen, on: bool) -> bool {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    let command = Command::Cue(Cue::Hand(Hand::Pen(pen)));
    let (rect, response) = ui.allocate_exact_size(vec2(26.0, 32.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, command.text(locale)));
    let visuals = ui.style().interact(&response);
    let fill = if on { palette.accent_soft } else { visuals.weak_bg_fill };
    let quiet = !on && !response.hovered() && !response.has_focus();
    ui.painter().rect_filled(rect, 6.0, if quiet { Color32::TRANSPARENT } else { fill });
    if on || response.has_focus() {
        ui.painter().rect_stroke(rect, 6.0, Stroke::new(1.5, palette.accent), StrokeKind::Inside);
    }
    // Ink is made for white paper, also where the window is dark.
    let paper = egui::Rect::from_center_size(rect.center() - vec2(0.0, 5.0), vec2(18.0, 14.0));
    let [red, green, blue] = pen.ink.rgb();
    let ink = Color32::from_rgb(red, green, blue);
    let (width, ink) = if pen.broad { (8.0, ink.gamma_multiply(0.45)) } else { (2.5, ink) };
    ui.painter().rect(paper, 3.0, Color32::WHITE, Stroke::new(1.0, palette.border), StrokeKind::Outside);
    ui.painter().hline(paper.shrink(3.0).x_range(), paper.center().y, Stroke::new(width, ink));
    let key = command.key_text(ui.ctx()).unwrap_or_default();
    let font = egui::FontId::new(10.0, theme::text::semibold());
    let color = if on { palette.accent } else { palette.quiet };
    ui.painter().text(rect.center_bottom() - vec2(0.0, 1.0), egui::Align2::CENTER_BOTTOM, key, font, color);
    response.on_hover_text(command.tip(ui.ctx())).clicked()
}
