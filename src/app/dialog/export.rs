//! What leaves the machine with the hand-out, said before it does.

use super::{buttons, lead, modal};
use crate::app::export::Job;
use crate::app::icon::Icon;
use crate::app::input::command::Command;
use crate::app::request::Request;
use crate::app::theme::{self, Palette};
use crate::locale::say;
use crate::pdf::Exported;
use egui::{Frame, Margin, RichText, Ui};

/// Shows what leaves, or that the pages are still being made; `true` where nothing is to leave.
pub fn show(ui: &Ui, job: Option<&Job>, requests: &mut Vec<Request>) -> bool {
    let Some(job) = job else { return true };
    let mut stop = false;
    let command = if job.print { Command::Print } else { Command::Export };
    let closed = modal(ui, "export", &command.text(), 520.0, |ui| match &job.done {
        None => {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label(say("export-progress", &[]));
            });
            buttons(ui, |ui| stop = ui.button(say("cancel", &[])).clicked());
        }
        Some(Err(error)) => {
            ui.label(RichText::new(error.to_string()).color(Palette::of(ui).danger));
            buttons(ui, |ui| stop = ui.button(say("close", &[])).clicked());
        }
        Some(Ok(exported)) => {
            leaving(ui, job, exported);
            buttons(ui, |ui| {
                let name = if job.print { "export-print" } else { "export-choose" };
                let icon = if job.print { Icon::Print } else { Icon::Export };
                if lead(ui, icon, &say(name, &[])).clicked() {
                    requests.push(if job.print { Request::Print } else { Request::ChooseExportFile });
                }
                stop = ui.button(say("cancel", &[])).clicked();
            });
        }
    });
    closed || stop
}

fn leaving(ui: &mut Ui, job: &Job, exported: &Exported) {
    let leaving = &job.leaving;
    let size = exported.bytes.len().div_ceil(1024);
    ui.label(theme::quiet(ui, say("leaving-about", &[])));
    ui.add_space(6.0);
    row(
        ui,
        Icon::Handout,
        &say("leaving-pages", &[("count", exported.pages.into()), ("size", size.to_string().into())]),
    );
    let names = if leaving.names.is_empty() { say("leaving-no-names", &[]) } else { leaving.names.join(", ") };
    row(ui, Icon::Person, &say("leaving-names", &[("names", names.into())]));
    let kinds: Vec<String> = leaving
        .annotations
        .iter()
        .map(|(kind, many)| say(&format!("count-{}", kind.name()), &[("count", (*many).into())]))
        .collect();
    let kinds = if kinds.is_empty() { say("leaving-no-annotations", &[]) } else { kinds.join(", ") };
    row(ui, Icon::Shared, &say("leaving-annotations", &[("annotations", kinds.into())]));
    if leaving.private > 0 {
        row(ui, Icon::Private, &say("leaving-private", &[("count", leaving.private.into())]));
    }
    if leaving.unshown > 0 {
        row(ui, Icon::Private, &say("leaving-unshown", &[("count", leaving.unshown.into())]));
    }
    if !exported.missing.is_empty() {
        let characters: Vec<String> =
            exported.missing.iter().map(|missing| format!("{} ({})", missing.characters, missing.place)).collect();
        let palette = Palette::of(ui);
        Frame::new().fill(palette.warning_soft).corner_radius(6.0).inner_margin(Margin::same(10)).show(ui, |ui| {
            ui.label(say("leaving-missing", &[("characters", characters.join(", ").into())]));
        });
    }
}

fn row(ui: &mut Ui, icon: Icon, text: &str) {
    ui.horizontal_top(|ui| {
        ui.add_space(2.0);
        icon.show(ui, 20.0, Palette::of(ui).accent);
        ui.add(egui::Label::new(text).wrap());
    });
}
