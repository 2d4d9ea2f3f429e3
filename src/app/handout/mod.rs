//! Hand-out: the pages as they will leave, live, and beside them how they are to look.

mod options;

use super::Request;
use super::command::Command;
use super::preview::Preview;
use super::settings::Settings;
use super::theme::Palette;
use super::widgets::primary;
use crate::meeting::Meeting;
use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};

/// How wide the options are.
const OPTIONS: f32 = 300.0;

/// What the place remembers between frames.
#[derive(Debug, Default)]
pub struct Handout {}

impl Handout {
    /// The place as the settings want it.
    #[must_use]
    pub fn new(settings: &Settings) -> Handout {
        let _ = settings;
        Handout {}
    }

    /// Shows the place.
    pub fn show(&mut self, ui: &mut Ui, meeting: &Meeting, preview: &Preview, requests: &mut Vec<Request>) {
        let palette = Palette::of(ui);
        let side = Frame::new().fill(palette.ground).inner_margin(Margin::symmetric(16, 12));
        Panel::right("handout-options").exact_size(OPTIONS).resizable(false).frame(side).show(ui, |ui| {
            let export = primary(ui, Command::Export.icon(), &Command::Export.text());
            if export.on_hover_text(Command::Export.tip(ui.ctx())).clicked() {
                requests.push(Request::Command(Command::Export));
            }
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| options::show(ui, meeting, requests));
        });
        CentralPanel::default().frame(Frame::new().fill(palette.desk)).show(ui, |ui| {
            ui.label(format!("{:?}", preview.layout().map(|layout| layout.pages.len())));
        });
    }

    /// Makes pages larger or smaller.
    pub fn zoom(&mut self, command: Command) {
        let _ = command;
    }

    /// One page or two side by side.
    pub fn toggle_two_up(&mut self) {}
}
