//! What leaves the machine with the hand-out, said before it does.

use super::modal::{buttons, lead, modal};
use crate::app::export::Job;
use crate::app::icon::Icon;
use crate::app::input::command::Command;
use crate::app::request::Request;
use crate::app::theme::{self, Palette};
use crate::locale::Locale;
use crate::meeting::Kind;
use crate::message;
use crate::pdf::Exported;
use crate::say;
use crate::wording::InWords as _;
use egui::{Frame, Margin, RichText, Ui};

/// Shows what leaves, or that the pages are still being made; `true` where nothing is to leave.
pub fn show(ui: &Ui, job: Option<&Job>, requests: &mut Vec<Request>) -> bool {
    let locale = Locale::of(ui);
    let Some(job) = job else { return true };
    let mut stop = false;
    let command = if job.print { Command::Print } else { Command::Export };
    let closed = modal(ui, "export", &command.text(locale), 520.0, |ui| match &job.done {
        None => {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label(say!(locale, "export-progress"));
            });
            buttons(ui, |ui| stop = ui.button(say!(locale, "cancel")).clicked());
        }
        Some(Err(error)) => {
            ui.label(RichText::new(error.in_words(locale)).color(Palette::of(ui).danger));
            buttons(ui, |ui| stop = ui.button(say!(locale, "close")).clicked());
        }
        Some(Ok(exported)) => {
            leaving(ui, job, exported);
            buttons(ui, |ui| {
                let name = if job.print { message!("export-print") } else { message!("export-choose") };
                let icon = if job.print { Icon::Print } else { Icon::Export };
                if lead(ui, icon, &locale.text(name)).clicked() {
                    requests.push(if job.print { Request::Print } else { Request::ChooseExportFile });
                }
                stop = ui.button(say!(locale, "cancel")).clicked();
            });
        }
    });
    closed || stop
}

fn leaving(ui: &mut Ui, job: &Job, exported: &Exported) {
    let locale = Locale::of(ui);
    let leaving = &job.leaving;
    let size = exported.bytes.len().div_ceil(1024);
    ui.label(theme::quiet(ui, say!(locale, "leaving-about")));
    ui.add_space(6.0);
    row(ui, Icon::Handout, &say!(locale, "leaving-pages", count = exported.pages, size = size.to_string()));
    let names = if leaving.names.is_empty() { say!(locale, "leaving-no-names") } else { leaving.names.join(", ") };
    row(ui, Icon::Person, &say!(locale, "leaving-names", names = names));
    let kinds: Vec<String> = leaving.annotations.iter().map(|(kind, many)| counted(*kind, *many, locale)).collect();
    let kinds = if kinds.is_empty() { say!(locale, "leaving-no-annotations") } else { kinds.join(", ") };
    row(ui, Icon::Shared, &say!(locale, "leaving-annotations", annotations = kinds));
    if leaving.private > 0 {
        row(ui, Icon::Private, &say!(locale, "leaving-private", count = leaving.private));
    }
    if leaving.unshown > 0 {
        row(ui, Icon::Private, &say!(locale, "leaving-unshown", count = leaving.unshown));
    }
    if !exported.missing.is_empty() {
        let characters: Vec<String> = exported
            .missing
            .iter()
            .map(|missing| format!("{} ({})", missing.characters, missing.place.in_words(locale)))
            .collect();
        let palette = Palette::of(ui);
        Frame::new().fill(palette.warning_soft).corner_radius(6.0).inner_margin(Margin::same(10)).show(ui, |ui| {
            ui.label(say!(locale, "leaving-missing", characters = characters.join(", ")));
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

/// So many annotations of a kind.
fn counted(kind: Kind, count: usize, locale: &Locale) -> String {
    match kind {
        Kind::Highlight => say!(locale, "count-highlight", count = count),
        Kind::Comment => say!(locale, "count-comment", count = count),
        Kind::Question => say!(locale, "count-question", count = count),
        Kind::Decision => say!(locale, "count-decision", count = count),
        Kind::Action => say!(locale, "count-action", count = count),
        Kind::Ink => say!(locale, "count-ink", count = count),
        Kind::Suggestion => say!(locale, "count-suggestion", count = count),
    }
}
