//! The small bar over selected words: what can be done with them.

use super::card::swatch;
use crate::app::input::command::Command;
use crate::app::request::Request;
use crate::app::theme::Palette;
use crate::app::widgets::command_icon;
use crate::locale::Locale;
use crate::meeting::{HighlightColor, Kind};
use egui::{Area, Frame, Id, Margin, Order, Rect, Ui, pos2, vec2};

/// The kinds that are written, in the order of the bar.
pub const WRITTEN: [Kind; 4] = [Kind::Comment, Kind::Question, Kind::Decision, Kind::Action];

/// How wide the bar is, about.
const WIDTH: f32 = 340.0;

/// Shows the bar above `words`, or below where there is no room above.
pub fn show(ui: &Ui, words: Rect, clip: Rect, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    let above = words.top() - 54.0;
    let y = if above < clip.top() { words.bottom() + 8.0 } else { above };
    let x =
        (words.center().x - WIDTH / 2.0).clamp(clip.left() + 8.0, (clip.right() - WIDTH - 8.0).max(clip.left() + 8.0));
    let palette = Palette::of(ui);
    Area::new(Id::unique("selection-bar")).order(Order::Foreground).fixed_pos(pos2(x, y)).constrain(true).show(
        ui.ctx(),
        |ui| {
            let look = Frame::popup(ui.style()).inner_margin(Margin::symmetric(8, 6)).corner_radius(9.0);
            look.show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
                    for color in HighlightColor::ALL {
                        let command = Command::Highlight(color);
                        if swatch(ui, palette, color, &command.text(locale), false)
                            .on_hover_text(command.tip(ui.ctx()))
                            .clicked()
                        {
                            requests.push(Request::Command(command));
                        }
                    }
                    ui.add_space(4.0);
                    ui.separator();
                    for kind in WRITTEN {
                        let command = Command::Write(kind);
                        if command_icon(ui, command, false).clicked() {
                            requests.push(Request::Command(command));
                        }
                    }
                });
            });
        },
    );
}
