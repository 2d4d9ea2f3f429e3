//! What is written while presenting: a private note, or a decision.
//!
//! Both are annotations from their first letter on, so that nothing typed is lost and undo knows it. A decision is private while it
//! is worded, so that no slide has half of it; showing it makes it shared.

use super::run::{Run, Writing};
use crate::app::icon::Icon;
use crate::app::input::cue::Cue;
use crate::app::request::Request;
use crate::app::settings::Settings;
use crate::app::theme::{self, Palette};
use crate::app::widgets::{button, chip, choice, field, heading, primary};
use crate::clock;
use crate::locale::{Locale, Message};
use crate::meeting::annotation::Decision;
use crate::meeting::{
    AgendaItemId, Annotation, AnnotationId, Body, Edit, Fact, Kind, Meeting, Outcome, Target, Visibility, wording,
};
use crate::message;
use crate::say;
use egui::{FontId, Key, Modifiers, TextEdit, Ui, vec2};

impl Run {
    /// Begins a note on the presenter's principle, or a decision, for which the audience's picture is frozen.
    pub(super) fn write(&mut self, decision: bool, meeting: &Meeting, settings: &Settings) -> Vec<Request> {
        let mut requests = self.stop_writing(meeting);
        let mut stage = self.stage.lock();
        let Some(current) = stage.current() else { return requests };
        if decision && stage.show().frozen().is_none() {
            stage.take(Cue::Freeze);
        }
        let now = clock::now().unwrap_or_default();
        let kind = if decision { Kind::Decision } else { Kind::Comment };
        let body = Body::of(kind, None).unwrap_or(Body::COMMENT);
        let mut annotation = Annotation {
            target: current.slide.principle.map_or_else(Target::default, Target::to_principle),
            visibility: Visibility::Private,
            agenda_item: current.slide.agenda_item.filter(|_| decision),
            ..Annotation::new(AnnotationId::default(), body, settings.author.trim().to_owned(), now, String::new())
        };
        annotation.id = meeting.free_id(&annotation);
        self.writing = Some(Writing { id: annotation.id.clone(), begin: true });
        requests.push(Request::Seal);
        requests.push(Request::Edit(Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(annotation) }));
        requests
    }

    /// Closes what is being written. What says nothing goes.
    pub(super) fn stop_writing(&mut self, meeting: &Meeting) -> Vec<Request> {
        let Some(writing) = self.writing.take() else { return Vec::new() };
        let empty = |annotation: &&Annotation| annotation.text.trim().is_empty() && annotation.replies.is_empty();
        let nothing = meeting.annotation(&writing.id).filter(empty);
        nothing.map(|annotation| Request::Edit(Edit::RemoveAnnotation(annotation.id.clone()))).into_iter().collect()
    }

    /// Shows the field of what is being written.
    pub(super) fn writing_ui(&mut self, ui: &mut Ui, meeting: &Meeting, size: u16, requests: &mut Vec<Request>) {
        let locale = Locale::of(ui);
        let Some(writing) = &mut self.writing else { return };
        let Some(before) = meeting.annotation(&writing.id) else {
            // It comes with the next frame, or was taken back.
            if !writing.begin {
                self.writing = None;
            }
            return;
        };
        let begin = std::mem::take(&mut writing.begin);
        let mut annotation = before.clone();
        let name = heading_of(&annotation, meeting, locale);
        let palette = Palette::of(ui);
        let mut done = None;
        egui::Frame::new().fill(palette.paper).inner_margin(14.0).corner_radius(8.0).show(ui, |ui| {
            ui.horizontal(|ui| {
                heading(ui, &name);
                chip(ui, Some(Icon::Private), &say!(locale, "private"), palette.quiet);
            });
            let font = FontId::proportional(f32::from(size).min(24.0));
            let hint = locale.text(hint_of(annotation.kind()));
            let edit = TextEdit::multiline(&mut annotation.text)
                .desired_rows(3)
                .desired_width(f32::INFINITY)
                .font(font)
                .margin(vec2(8.0, 7.0))
                .hint_text(hint);
            let field = ui.add(edit).accessible_name(name.clone());
            if begin {
                field.request_focus();
            }
            let by_key = field.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
            if let Body::Decision(decision) = &mut annotation.body {
                details(ui, meeting, decision, &mut annotation.agenda_item);
            }
            ui.horizontal_wrapped(|ui| done = finish(ui, &annotation, by_key));
        });
        if annotation != *before {
            annotation.modified = clock::now().unwrap_or(annotation.modified);
            requests.extend(Edit::annotation(before, &annotation).map(Request::Edit));
        }
        match done {
            Some(Done::Shown) => {
                // Shared and private annotations are numbered apart: it gets the next number there.
                let Annotation { id, modified, .. } = annotation;
                let facts = vec![Fact::Visibility(Visibility::Shared), Fact::Note(0)];
                self.reveal = Some(id.clone());
                self.writing = None;
                requests.push(Request::Edit(Edit::ChangeAnnotation { id, modified, facts }));
            }
            Some(Done::Kept) => requests.extend(self.stop_writing(meeting)),
            None => {}
        }
    }
}

/// How writing ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    /// The audience gets to see it.
    Shown,
    /// It stays as it is.
    Kept,
}

/// The buttons below what is being written.
fn finish(ui: &mut Ui, annotation: &Annotation, by_key: bool) -> Option<Done> {
    let locale = Locale::of(ui);
    let says = !annotation.text.trim().is_empty();
    if annotation.kind() != Kind::Decision {
        let pressed = button(ui, Icon::Check, &say!(locale, "present-note-done")).on_hover_text("Ctrl+Enter").clicked();
        return (pressed || by_key).then_some(Done::Kept);
    }
    let text = say!(locale, "present-decision-show");
    let show = ui.add_enabled_ui(says, |ui| primary(ui, Icon::Decision, &text)).inner.on_hover_text("Ctrl+Enter");
    let keep = ui.button(say!(locale, "present-decision-keep"));
    if show.clicked() || (by_key && says) { Some(Done::Shown) } else { keep.clicked().then_some(Done::Kept) }
}

/// How it was decided, who proposed it, and where on the agenda.
fn details(ui: &mut Ui, meeting: &Meeting, decision: &mut Decision, agenda_item: &mut Option<AgendaItemId>) {
    let locale = Locale::of(ui);
    ui.columns_const(|[left, right]| {
        let outcomes = std::iter::once(None).chain(Outcome::ALL.map(Some));
        let label = left.label(theme::small(left, say!(locale, "present-decision-outcome"))).id;
        let width = left.available_width();
        let menu = choice(left, "present-outcome", width, &mut decision.outcome, outcomes, |outcome| {
            outcome.map_or_else(|| say!(locale, "present-decision-open"), |outcome| locale.text(outcome.label()))
        });
        menu.labelled_by(label);
        field(right, &say!(locale, "present-decision-proposer"), &mut decision.proposer, "");
    });
    if !meeting.agenda.is_empty() {
        let items = std::iter::once(None).chain(meeting.agenda.iter().map(|item| Some(item.id.clone())));
        let label = ui.label(theme::small(ui, say!(locale, "present-decision-item"))).id;
        let width = ui.available_width();
        let menu = choice(ui, "present-item", width, agenda_item, items, |item| {
            let item = item.as_ref().and_then(|id| meeting.agenda_item(id));
            item.map_or_else(
                || say!(locale, "present-decision-no-item"),
                |item| format!("{} {}", item.number, item.title),
            )
        });
        menu.labelled_by(label);
    }
}

/// What is being written, and on what.
fn heading_of(annotation: &Annotation, meeting: &Meeting, locale: &Locale) -> String {
    let principle = annotation.target.principle().map(|number| wording::principle_of(number, meeting, locale));
    match (annotation.kind(), principle) {
        (Kind::Decision, Some(principle)) => say!(locale, "present-decision-on", principle = principle),
        (Kind::Decision, None) => say!(locale, "present-decision-on-meeting"),
        (_, Some(principle)) => say!(locale, "present-note-on", principle = principle),
        (_, None) => say!(locale, "present-note-on-meeting"),
    }
}

const fn hint_of(kind: Kind) -> Message {
    if matches!(kind, Kind::Decision) { message!("card-hint-decision") } else { message!("card-hint-comment") }
}
