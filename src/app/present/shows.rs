//! What each principle's slides show, in the order in which they come, and how long the talk may take.

use super::slides::Slides;
use crate::app::request::Request;
use crate::app::theme::{self, Palette};
use crate::app::widgets::{Checked, check_box, heading};
use crate::locale::Locale;
use crate::meeting::{Edit, Meeting, Presentation, Shows, wording};
use crate::message;
use crate::principles::Principle;
use crate::say;
use egui::{Frame, Label, Margin, Stroke, TextEdit, Ui, vec2};

/// The longest talk, in minutes.
const LONGEST: u16 = 24 * 60;

/// Shows the choices; they hold as soon as they are made.
pub fn show(ui: &mut Ui, slides: &Slides, meeting: &Meeting, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    let mut presentation = meeting.presentation.clone();
    heading(ui, &say!(locale, "present-time"));
    minutes(ui, &mut presentation);
    ui.add_space(14.0);
    heading(ui, &say!(locale, "present-shows"));
    if meeting.selection.is_empty() {
        ui.label(theme::quiet(ui, say!(locale, "annotate-empty")));
    }
    for selected in &meeting.selection {
        let number = selected.principle.number;
        let count =
            slides.deck().map_or(0, |deck| deck.slides.iter().filter(|slide| slide.principle == Some(number)).count());
        principle(ui, &selected.principle, count, &mut presentation);
        ui.add_space(6.0);
    }
    let changes = meeting.presentation.changes(&presentation).into_iter().map(Edit::Presentation);
    requests.extend(Edit::all(changes.collect()).map(Request::Edit));
}

/// How many minutes the talk may take; nothing where it has all the time.
fn minutes(ui: &mut Ui, presentation: &mut Presentation) {
    let locale = Locale::of(ui);
    let id = ui.scope_id().with("minutes");
    let written = presentation.minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
    let focused = ui.memory(|memory| memory.has_focus(id));
    let mut text = ui.data(|data| data.get_temp::<String>(id)).filter(|_| focused).unwrap_or(written);
    ui.horizontal(|ui| {
        let label = ui.label(say!(locale, "present-minutes"));
        let field = TextEdit::singleline(&mut text).id(id).desired_width(70.0).margin(vec2(8.0, 7.0));
        let field = ui.add(field.hint_text("–")).labelled_by(label.id);
        if field.changed() {
            let digits: String = text.chars().filter(char::is_ascii_digit).take(4).collect();
            presentation.minutes =
                digits.parse::<u16>().ok().filter(|minutes| *minutes > 0).map(|all| all.min(LONGEST));
            text = digits;
        }
    });
    ui.add(Label::new(theme::small(ui, say!(locale, "present-minutes-about"))).wrap());
    ui.data_mut(|data| data.insert_temp(id, text));
}

/// What a principle shows.
fn principle(ui: &mut Ui, principle: &Principle, count: usize, presentation: &mut Presentation) {
    let number = principle.number;
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    let look = Frame::new()
        .fill(palette.paper)
        .stroke(Stroke::new(1.0, palette.hairline))
        .corner_radius(8.0)
        .inner_margin(Margin::symmetric(12, 8));
    look.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.add(Label::new(theme::strong(principle.name().set_apart())).truncate());
        ui.label(theme::small(ui, say!(locale, "present-slides-count", count = count)));
        let mut shows = presentation.shows(number);
        let Shows { principle: _, lead, passages, text, questions } = &mut shows;
        for (name, shown) in [
            (message!("present-shows-lead"), lead),
            (message!("present-shows-passages"), passages),
            (message!("present-shows-text"), text),
            (message!("present-shows-questions"), questions),
        ] {
            ui.horizontal(|ui| {
                let what = locale.text(name);
                let of = say!(
                    locale,
                    "present-shows-of",
                    principle = wording::principle_first(principle, locale),
                    what = what.as_str()
                );
                let clicked = check_box(ui, Checked::from(*shown), &of);
                let label = ui.add(Label::new(what).sense(egui::Sense::CLICK));
                if clicked || label.clicked() {
                    *shown = !*shown;
                }
            });
        }
        presentation.show(shows);
    });
}
