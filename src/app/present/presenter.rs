//! The presenter's window: what the audience sees, what comes next, the notes and the time.

use super::Cue;
use super::picture::{self, fitted};
use super::screens::Found;
use super::show::Cover;
use super::stage::{Seen, Stage};
use super::timer::clock;
use super::{Run, audience, overview};
use crate::app::Request;
use crate::app::command::Command;
use crate::app::page::PagePainter;
use crate::app::theme::{self, Palette};
use crate::app::widgets::command_button;
use crate::locale::say;
use crate::meeting::Meeting;
use egui::{CentralPanel, Color32, Frame, Margin, Panel, Rect, Stroke, StrokeKind, Ui};

/// Shows the presenter's window.
pub fn show(
    ui: &mut Ui,
    run: &mut Run,
    painter: &mut PagePainter,
    screens: &Found,
    meeting: &Meeting,
    requests: &mut Vec<Request>,
) {
    let _ = (meeting, screens);
    let palette = Palette::of(ui);
    let now = ui.input(|input| input.time);
    let mut stage = run.stage.lock();
    let bar = Frame::new().fill(palette.ground).inner_margin(Margin::symmetric(16, 8));
    Panel::bottom("presenter-cues").frame(bar).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for cue in Cue::ALL {
                if command_button(ui, Command::Cue(cue)).clicked() {
                    requests.push(Request::Command(Command::Cue(cue)));
                }
            }
        });
    });
    Panel::top("presenter-time").frame(bar).show(ui, |ui| {
        ui.horizontal(|ui| {
            let (slide, slides) = (stage.show().index() + 1, stage.show().count());
            let arguments = [("slide", slide.to_string().into()), ("slides", slides.to_string().into())];
            ui.label(theme::strong(say("present-slide-of", &arguments)));
            ui.add_space(16.0);
            ui.label(clock(run.timer.elapsed(now)));
        });
    });
    let side = Frame::new().fill(palette.desk).inner_margin(Margin::same(16));
    Panel::right("presenter-side").exact_size(ui.available_width() * 0.36).resizable(false).frame(side).show(
        ui,
        |ui| {
            ui.label(theme::strong(say("present-next", &[])));
            let area = ui.available_rect_before_wrap();
            match stage.show().next().and_then(|next| stage.picture(next)) {
                Some(next) => {
                    let place = fitted(area, &next.page);
                    let place = place.translate(area.min - place.min);
                    picture::paint(ui, &next, place, painter);
                }
                None => {
                    ui.label(theme::quiet(ui, say("present-last", &[])));
                }
            }
        },
    );
    CentralPanel::default().frame(side).show(ui, |ui| {
        ui.label(theme::strong(state(&stage)));
        current(ui, &mut stage, painter);
        overview::over(ui, &mut stage);
        if !stage.single {
            audience::prompts(ui, &mut stage);
        }
    });
}

/// What the audience sees, in words.
fn state(stage: &Stage) -> String {
    match (stage.seen(), stage.show().frozen()) {
        (Seen::Cover(Cover::Black), _) => say("present-state-black", &[]),
        (Seen::Cover(Cover::White), _) => say("present-state-white", &[]),
        (Seen::Cover(Cover::Hidden), _) => say("present-state-hidden", &[]),
        (Seen::Picture(_), Some(_)) => say("present-state-frozen", &[]),
        (Seen::Picture(_), None) => say("present-state-live", &[]),
    }
}

/// What the audience sees.
fn current(ui: &mut Ui, stage: &mut Stage, painter: &mut PagePainter) {
    let palette = Palette::of(ui);
    let area = ui.available_rect_before_wrap();
    let (picture, fill) = match stage.seen() {
        Seen::Picture(picture) => (Some(picture), Color32::WHITE),
        Seen::Cover(Cover::White) => (stage.picture(stage.show().at()), Color32::WHITE),
        Seen::Cover(_) => (stage.picture(stage.show().at()), Color32::BLACK),
    };
    let Some(picture) = picture else { return };
    let place: Rect = fitted(area, &picture.page);
    if matches!(stage.seen(), Seen::Cover(_)) {
        ui.painter().rect_filled(place, 0.0, fill);
    } else {
        picture::paint(ui, &picture, place, painter);
        picture::read_out(ui, &picture, place);
    }
    ui.painter().rect_stroke(place, 0.0, Stroke::new(1.0, palette.border), StrokeKind::Outside);
}
