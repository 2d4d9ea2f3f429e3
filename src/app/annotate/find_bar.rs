//! The bar above the text: search, filters, and the way through what they leave.

use super::filter::Filter;
use super::index::Index;
use crate::app::input::command::Command;
use crate::app::theme;
use crate::app::widgets::{command_icon, search};
use crate::locale::{Locale, Message};
use crate::meeting::{AgendaItemId, Kind, Meeting, Status, Visibility};
use crate::message;
use crate::say;
use egui::{ComboBox, Ui};

/// What the bar was asked for.
#[derive(Default)]
pub struct Asked {
    /// To go on to the next hit or annotation, or the one before.
    pub go: Option<Command>,
    /// Whether the search was entered.
    pub entered: bool,
}

/// Shows the bar.
pub fn show(
    ui: &mut Ui,
    filter: &mut Filter,
    text: &mut String,
    search_id: egui::Id,
    meeting: &Meeting,
    index: &Index,
) -> Asked {
    let locale = Locale::of(ui);
    let mut asked = Asked::default();
    let hits = (!text.trim().is_empty()).then_some(index.hits.len());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.allocate_ui(egui::vec2((ui.available_width() * 0.25).clamp(180.0, 300.0), 32.0), |ui| {
            let response = search(ui, search_id, text, hits);
            asked.entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        });
        for command in [Command::FindPrevious, Command::FindNext] {
            if command_icon(ui, command, false).clicked() {
                asked.go = Some(command);
            }
        }
        ui.add_space(6.0);
        let drawn = meeting.annotations.iter().any(|annotation| annotation.kind() == Kind::Ink);
        let kinds = Kind::ALL.into_iter().chain(drawn.then_some(Kind::Ink));
        let kinds: Vec<(Kind, String)> = kinds.map(|kind| (kind, locale.text(kind.label()))).collect();
        choice(ui, message!("filter-kind"), &mut filter.kind, &kinds);
        if index.authors.len() > 1 || filter.author.is_some() {
            let authors: Vec<(String, String)> =
                index.authors.iter().map(|author| (author.clone(), author_name(author, locale))).collect();
            choice(ui, message!("filter-author"), &mut filter.author, &authors);
        }
        let statuses = Status::ALL.map(|status| (status, locale.text(status.label())));
        choice(ui, message!("filter-status"), &mut filter.status, &statuses);
        let visibilities =
            [Visibility::Shared, Visibility::Private].map(|visibility| (visibility, locale.text(visibility.label())));
        choice(ui, message!("filter-visibility"), &mut filter.visibility, &visibilities);
        if !meeting.agenda.is_empty() || filter.agenda_item.is_some() {
            let items: Vec<(AgendaItemId, String)> = meeting
                .agenda
                .iter()
                .map(|item| (item.id.clone(), format!("{} {}", item.number, item.title)))
                .collect();
            choice(ui, message!("filter-agenda-item"), &mut filter.agenda_item, &items);
        }
        if !filter.is_open() {
            if ui.button(say!(locale, "filter-clear")).clicked() {
                *filter = Filter::default();
            }
            let (shown, all) = (index.shown, meeting.annotations.len());
            ui.label(theme::small(ui, say!(locale, "filter-count", shown = shown.to_string(), all = all.to_string())));
        }
    });
    asked
}

/// An author's name, or that there is none.
#[must_use]
pub fn author_name(author: &str, locale: &Locale) -> String {
    if author.trim().is_empty() { say!(locale, "author-none") } else { author.to_owned() }
}

/// A choice of one or all.
fn choice<T: Clone + PartialEq>(ui: &mut Ui, label: Message, value: &mut Option<T>, all: &[(T, String)]) {
    let locale = Locale::of(ui);
    let chosen = value.as_ref().and_then(|value| all.iter().find(|(one, _)| one == value));
    let every = locale.text(label);
    let text = chosen.map_or_else(|| every.clone(), |(_, text)| text.clone());
    let shown = ComboBox::from_id_salt(label).width(0.0).truncate().selected_text(text.clone()).show_ui(ui, |ui| {
        ui.set_min_width(160.0);
        ui.selectable_value(value, None, say!(locale, "filter-all"));
        for (one, text) in all {
            ui.selectable_value(value, Some(one.clone()), text.as_str());
        }
    });
    shown.response.accessible_name(if chosen.is_some() { format!("{every}: {text}") } else { every });
}
