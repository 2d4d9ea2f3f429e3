//! How the hand-out is to look: what it shows, and in which dress.

use crate::app::request::Request;
use crate::app::theme::{self, Palette};
use crate::app::widgets::{self, field, heading};
use crate::compose::block::ACCENT;
use crate::locale::{Language, Locale, Message};
use crate::meeting::{AnnotationDisplay, Aspect, Cover, Edit, HandoutOptions, Meeting, PresentationEdit, Template};
use crate::message;
use crate::say;
use egui::{Align, Button, Color32, Label, Layout, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// Accent colours that go with white paper and black ink, the first being Bilag's own.
const ACCENTS: [([u8; 3], Message); 6] = [
    (ACCENT, message!("accent-blue")),
    ([0x0a, 0x6b, 0x5e], message!("accent-teal")),
    ([0x2f, 0x6b, 0x16], message!("accent-green")),
    ([0x8a, 0x1c, 0x3c], message!("accent-red")),
    ([0x5b, 0x3a, 0x91], message!("accent-purple")),
    ([0x40, 0x45, 0x4b], message!("accent-grey")),
];

/// Shows the options; each choice is an edit at once.
pub fn show(ui: &mut Ui, meeting: &Meeting, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    let mut options = meeting.handout.clone();
    heading(ui, &say!(locale, "handout-template"));
    for template in Template::ALL {
        if entry(ui, template, options.template == template) {
            options.template = template;
        }
    }
    ui.add_space(10.0);
    heading(ui, &say!(locale, "handout-shows"));
    if options.template.is_slides() {
        let mut aspect = meeting.presentation.aspect;
        choice(ui, message!("handout-aspect"), &mut aspect, &Aspect::ALL, |aspect| aspect.name().to_owned());
        if aspect != meeting.presentation.aspect {
            requests.push(Request::Edit(Edit::Presentation(PresentationEdit::Aspect(aspect))));
        }
    } else {
        let cover = |cover| match cover {
            Cover::None => say!(locale, "cover-none"),
            Cover::Block => say!(locale, "cover-block"),
            Cover::Page => say!(locale, "cover-page"),
        };
        choice(ui, message!("handout-cover"), &mut options.cover, &[Cover::Block, Cover::Page, Cover::None], cover);
    }
    let shown = |shown: AnnotationDisplay| match shown {
        AnnotationDisplay::Both => say!(locale, "shown-both"),
        AnnotationDisplay::Printed => say!(locale, "shown-printed"),
        AnnotationDisplay::Pdf => say!(locale, "shown-pdf"),
        AnnotationDisplay::None => say!(locale, "shown-none"),
    };
    choice(
        ui,
        message!("handout-annotations"),
        &mut options.annotations,
        &[AnnotationDisplay::Both, AnnotationDisplay::Printed, AnnotationDisplay::Pdf, AnnotationDisplay::None],
        shown,
    );
    if !options.template.is_slides() {
        ui.checkbox(&mut options.contents, say!(locale, "handout-contents"));
    }
    ui.add_space(10.0);
    heading(ui, &say!(locale, "handout-look"));
    accent(ui, &mut options);
    let language = |language: Option<Language>| match language {
        None => say!(locale, "handout-language-own"),
        Some(language) => say!(language.locale(), "language-own-name"),
    };
    choice(
        ui,
        message!("handout-language"),
        &mut options.language,
        &[None, Some(Language::Danish), Some(Language::English)],
        language,
    );
    field(ui, &say!(locale, "handout-footer"), &mut options.footer, &say!(locale, "handout-footer-hint"));
    logo(ui, &mut options, requests);
    ui.add_space(16.0);
    requests.extend(Edit::handout(&meeting.handout, &options).map(Request::Edit));
}

/// What a template is called, and what it shows.
const fn texts(template: Template) -> [Message; 2] {
    match template {
        Template::Full => [message!("template-full"), message!("template-full-about")],
        Template::Summary => [message!("template-summary"), message!("template-summary-about")],
        Template::Notes => [message!("template-notes"), message!("template-notes-about")],
        Template::LargePrint => [message!("template-large-print"), message!("template-large-print-about")],
        Template::Minutes => [message!("template-minutes"), message!("template-minutes-about")],
        Template::Slides => [message!("template-slides"), message!("template-slides-about")],
        Template::SlidesNotes => [message!("template-slides-notes"), message!("template-slides-notes-about")],
    }
}

/// A template to choose: its name and what it shows. Whether it was chosen.
fn entry(ui: &mut Ui, template: Template, chosen: bool) -> bool {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    let [name, about] = texts(template).map(|message| locale.text(message));
    let fill = if chosen { palette.accent_soft } else { palette.paper };
    let stroke = if chosen { Stroke::new(2.0, palette.accent) } else { Stroke::new(1.0, palette.hairline) };
    let width = ui.available_width();
    let response = ui.add(Button::new("").min_size(vec2(width, 54.0)).fill(fill).stroke(stroke));
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &name));
    let inside = response.rect.shrink2(vec2(12.0, 7.0));
    let mut content = ui.new_child(UiBuilder::new().max_rect(inside).layout(Layout::top_down(Align::Min)));
    content.spacing_mut().item_spacing.y = 1.0;
    content.add(Label::new(theme::strong(name)).truncate().selectable(false));
    content.add(Label::new(theme::small(&content, about)).truncate().selectable(false));
    response.clicked()
}

fn choice<T: Copy + PartialEq>(ui: &mut Ui, name: Message, value: &mut T, all: &[T], text: impl Fn(T) -> String) {
    let locale = Locale::of(ui);
    let label = ui.label(theme::small(ui, locale.text(name)));
    let width = ui.available_width();
    widgets::choice(ui, name.name(), width, value, all.iter().copied(), |one| text(*one)).labelled_by(label.id);
}

/// The picture at the head of the first page.
fn logo(ui: &mut Ui, options: &mut HandoutOptions, requests: &mut Vec<Request>) {
    let locale = Locale::of(ui);
    ui.label(theme::small(ui, say!(locale, "logo")));
    let mut remove = false;
    ui.horizontal_wrapped(|ui| {
        let name = if options.logo.is_some() { message!("logo-replace") } else { message!("logo-choose") };
        if ui.button(locale.text(name)).clicked() {
            requests.push(Request::ChooseLogo);
        }
        remove = options.logo.is_some() && ui.button(say!(locale, "logo-remove")).clicked();
    });
    if let Some(logo) = &mut options.logo {
        field(ui, &say!(locale, "logo-description"), &mut logo.description, &say!(locale, "logo-description-hint"));
    }
    if remove {
        options.logo = None;
    }
}

/// The accent colour: one of a few, or any other by its number.
fn accent(ui: &mut Ui, options: &mut HandoutOptions) {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    ui.label(theme::small(ui, say!(locale, "handout-accent")));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (color, name) in ACCENTS {
            let chosen = options.accent.unwrap_or(ACCENT) == color;
            let name = locale.text(name);
            let (rect, response) = ui.allocate_exact_size(vec2(32.0, 32.0), Sense::click());
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &name));
            let [red, green, blue] = color;
            ui.painter().circle_filled(rect.center(), 12.0, Color32::from_rgb(red, green, blue));
            if chosen || response.has_focus() || response.hovered() {
                let thick = if chosen { 2.0 } else { 1.0 };
                ui.painter().circle_stroke(rect.center(), 15.0, Stroke::new(thick, palette.ink));
            }
            if chosen {
                let check = vec![
                    rect.center() + vec2(-5.0, 0.0),
                    rect.center() + vec2(-1.5, 4.0),
                    pos2(rect.center().x + 5.5, rect.center().y - 4.0),
                ];
                ui.painter().line(check, Stroke::new(2.0, Color32::WHITE));
            }
            if response.on_hover_text(name).clicked() {
                options.accent = (color != ACCENT).then_some(color);
            }
        }
        let mut own = options.accent.unwrap_or(ACCENT);
        let response = ui.color_edit_button_srgb(&mut own);
        let name = say!(locale, "accent-own");
        response.widget_info(|| WidgetInfo::labeled(Role::ColorWell, true, &name));
        if response.on_hover_text(name).changed() {
            options.accent = (own != ACCENT).then_some(own);
        }
    });
}
