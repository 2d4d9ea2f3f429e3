//! The notes of the presenter's principle: everything that is written on it, also what is private.

use super::presenter_context::PresenterContext;
use super::run::{Run, Writing};
use super::stage::Stage;
use crate::app::icon::Icon;
use crate::app::request::Request;
use crate::app::settings::Settings;
use crate::app::theme::{self, Palette};
use crate::app::widgets::{chip, follow_focus, heading, icon_button, link};
use crate::locale::Locale;
use crate::meeting::{Annotation, Kind, Meeting, Visibility, wording};
use crate::message;
use crate::say;
use egui::{Align, FontId, Frame, Label, Layout, Margin, RichText, ScrollArea, Stroke, Ui, vec2};

/// Shows the notes, and what is being written.
pub fn show(ui: &mut Ui, run: &mut Run, shown: &PresenterContext<'_>, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    let stage = run.stage.lock();
    let (principle, at, single) = (principle(&stage), stage.show().at(), stage.single);
    let left_off = stage.drawings().left_off(&at);
    drop(stage);
    let size = shown.settings.notes_size;
    head(ui, shown.settings, requests);
    let others = run.noted.as_ref() != Some(&at);
    run.noted = Some(at);
    let mut area = ScrollArea::vertical().id_salt("notes").auto_shrink(false);
    if others {
        area = area.vertical_scroll_offset(0.0);
    }
    area.show(ui, |ui| {
        if left_off > 0 {
            let text = say!(locale, "present-drawings-left-off", count = left_off);
            ui.add(Label::new(theme::quiet(ui, text)).wrap());
        }
        run.writing_ui(ui, shown.meeting, size, requests);
        let written = run.writing.as_ref().map(|writing| writing.id.clone());
        let all = shown.meeting.annotations.iter().filter(|annotation| {
            annotation.target.principle() == principle
                && says_something(annotation)
                && Some(&annotation.id) != written.as_ref()
        });
        let (open, kept): (Vec<_>, Vec<_>) =
            all.partition(|annotation| !single || run.bare || annotation.visibility == Visibility::Shared);
        for annotation in &open {
            if note(ui, shown.meeting, annotation, size) {
                requests.extend(run.stop_writing(shown.meeting));
                run.writing = Some(Writing { id: annotation.id.clone(), begin: true });
            }
        }
        if !kept.is_empty() {
            let text = say!(locale, "present-notes-kept", count = kept.len());
            if link(ui, Icon::Private, &text, &text).clicked() {
                run.bare = true;
            }
        }
        if open.is_empty() && kept.is_empty() && written.is_none() {
            ui.label(theme::quiet(ui, say!(locale, "present-notes-none")));
        }
        follow_focus(ui);
    });
}

/// The principle whose notes are shown: that of the presenter's slide.
fn principle(stage: &Stage) -> Option<u32> {
    stage.current().and_then(|picture| picture.slide.principle)
}

fn says_something(annotation: &Annotation) -> bool {
    annotation.kind() != Kind::Ink && !(annotation.text.trim().is_empty() && annotation.replies.is_empty())
}

/// The heading, and how large notes are.
fn head(ui: &mut Ui, settings: &Settings, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    ui.horizontal(|ui| {
        heading(ui, &say!(locale, "present-notes"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let sizes = Settings::NOTES_SIZES;
            let larger = sizes.into_iter().find(|size| *size > settings.notes_size);
            let smaller = sizes.into_iter().rev().find(|size| *size < settings.notes_size);
            for (icon, name, size) in [
                (Icon::ZoomIn, message!("present-notes-larger"), larger),
                (Icon::ZoomOut, message!("present-notes-smaller"), smaller),
            ] {
                let pressed = ui.add_enabled_ui(size.is_some(), |ui| icon_button(ui, icon, &locale.text(name))).inner;
                if let Some(size) = size.filter(|_| pressed.clicked()) {
                    let settings = Settings { notes_size: size, ..settings.clone() };
                    requests.push(Request::Settings(Box::new(settings)));
                }
            }
        });
    });
}

/// A note; whether the user wants to go on writing it.
fn note(ui: &mut Ui, meeting: &Meeting, annotation: &Annotation, size: u16) -> bool {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    let private = annotation.visibility == Visibility::Private;
    let color = palette.kind(annotation.kind(), annotation.color());
    let look = Frame::new()
        .fill(palette.paper)
        .stroke(Stroke::new(1.0, palette.hairline))
        .corner_radius(8.0)
        .inner_margin(Margin::symmetric(12, 10));
    look.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        let mut edits = false;
        ui.horizontal_wrapped(|ui| {
            let kind = locale.text(annotation.kind().label());
            ui.label(RichText::new(kind).text_style(theme::text::strong()).size(13.0).color(color));
            ui.label(theme::small(ui, meeting.code(annotation)));
            if private {
                chip(ui, Some(Icon::Private), &say!(locale, "private"), palette.quiet);
            }
            let code = meeting.code(annotation);
            let name = say!(locale, "present-note-edit-name", code = code);
            edits = link(ui, Icon::Annotate, &say!(locale, "present-note-edit"), &name).clicked();
        });
        if let Some(words) = annotation.target.words() {
            let quoted = locale.quoted(&words.quote.exact);
            ui.add(Label::new(theme::quiet(ui, quoted)).wrap());
        }
        let font = FontId::proportional(f32::from(size));
        if !annotation.text.trim().is_empty() {
            ui.add(Label::new(RichText::new(annotation.text.trim()).font(font)).wrap());
        }
        for reply in &annotation.replies {
            let said = wording::reply(reply, meeting, locale);
            let who = wording::answerer(reply, locale);
            let text = if who.is_empty() { said } else { format!("{who}: {said}") };
            ui.add(Label::new(RichText::new(format!("→ {text}")).size(f32::from(size) * 0.85)).wrap());
        }
        edits
    })
    .inner
}
