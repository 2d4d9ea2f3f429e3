//! The list of keys, drawn from the table of commands.

use super::modal;
use crate::app::command::{Command, Group};
use crate::app::theme::{self, Palette};
use crate::app::widgets::heading;
use crate::locale::say;
use egui::{Frame, Grid, Margin, RichText, ScrollArea, Stroke, Ui};

/// Shows the keys; `true` where they were seen.
pub fn show(ui: &Ui) -> bool {
    let height = (ui.ctx().content_rect().height() - 160.0).max(160.0);
    modal(ui, "keys", &Command::Keys.text(), 640.0, |ui| {
        let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        area.auto_shrink([false, true]).show(ui, |ui| {
            for group in Group::ALL {
                heading(ui, &group.text());
                ui.add_space(2.0);
                Grid::new(("keys", group as u8)).num_columns(2).spacing([24.0, 6.0]).min_col_width(150.0).show(
                    ui,
                    |ui| {
                        for command in Command::ALL.iter().filter(|command| command.group() == group) {
                            if let Some(keys) = command.key_text(ui.ctx()) {
                                key(ui, &keys);
                                ui.label(command.text());
                                ui.end_row();
                            }
                        }
                        for (keys, name) in extra(group) {
                            key(ui, keys);
                            ui.label(say(name, &[]));
                            ui.end_row();
                        }
                    },
                );
                ui.add_space(16.0);
            }
        });
    })
}

/// Keys that are part of a place and no command.
fn extra(group: Group) -> &'static [(&'static str, &'static str)] {
    match group {
        Group::Select => &[("Alt+↑ / Alt+↓", "keys-move")],
        Group::Annotate => &[
            ("Shift+← / →", "keys-select-words"),
            ("Enter", "keys-open-card"),
            ("Esc", "keys-step-out"),
            ("Del", "keys-delete"),
        ],
        _ => &[],
    }
}

fn key(ui: &mut Ui, text: &str) {
    let palette = Palette::of(ui);
    let look = Frame::new()
        .fill(palette.ground)
        .stroke(Stroke::new(1.0, palette.border))
        .corner_radius(5.0)
        .inner_margin(Margin::symmetric(8, 2));
    look.show(ui, |ui| ui.label(RichText::new(text).text_style(theme::text::strong()).size(13.0)));
}
