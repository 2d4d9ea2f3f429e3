//! Hand-out: the pages as they will leave, live, and beside them how they are to look.

mod options;

use super::icon::Icon;
use super::input::View;
use super::input::command::Command;
use super::page::{PageColors, PagePainter, PagesView, Thumbnails, Zoom};
use super::preview::Preview;
use super::request::Request;
use super::settings::Settings;
use super::theme::{self, Palette};
use super::widgets::{command_icon, follow_focus, icon_toggle, primary};
use crate::compose::Origin;
use crate::locale::Locale;
use crate::meeting::{Meeting, Target};
use crate::page_number::{PageIndex, PageNumber};
use crate::say;
use crate::typeset::Layout;
use egui::{Align, CentralPanel, Color32, Frame, Margin, Panel, ScrollArea, Ui, vec2};
use std::sync::Arc;

/// How wide the options are.
const OPTIONS: f32 = 300.0;
/// How wide the strip of small pages is.
const STRIP: f32 = 132.0;
/// The window's width below which there is no room for the strip.
const NARROW: f32 = 1000.0;

/// What the place remembers between frames.
#[derive(Default)]
pub struct Handout {
    view: PagesView,
    thumbnails: Thumbnails,
    painter: PagePainter,
    /// The page that most of the view shows.
    page: PageIndex,
    /// How many times their natural size pages are shown.
    factor: f32,
}

impl Handout {
    /// The place with its pages as large as this.
    #[must_use]
    pub fn with_zoom(zoom: Zoom) -> Handout {
        let mut handout = Handout::default();
        handout.view.zoom = zoom;
        handout
    }

    /// How large pages are shown.
    #[must_use]
    pub fn page_zoom(&self) -> Zoom {
        self.view.zoom
    }

    /// Shows the place.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        meeting: &Meeting,
        preview: &Preview,
        settings: &Settings,
        requests: &mut Vec<Request>,
    ) {
        let locale = Locale::of(ui);
        let palette = Palette::of(ui);
        self.view.two_up = settings.two_up;
        let room = ui.available_width();
        let side = Frame::new().fill(palette.ground).inner_margin(Margin::symmetric(16, 12));
        Panel::right("handout-options").exact_size(OPTIONS).resizable(false).frame(side).show(ui, |ui| {
            ui.horizontal(|ui| {
                let export = primary(ui, Command::Export.icon(), &Command::Export.text(locale));
                if export.on_hover_text(Command::Export.tip(ui.ctx())).clicked() {
                    requests.push(Request::Command(Command::Export));
                }
                if command_icon(ui, Command::Print, false).clicked() {
                    requests.push(Request::Command(Command::Print));
                }
            });
            ui.add_space(4.0);
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                options::show(ui, meeting, requests);
                follow_focus(ui);
            });
        });
        let bar = Frame::new().fill(palette.ground).inner_margin(Margin::symmetric(12, 4));
        Panel::top("handout-bar").frame(bar).show(ui, |ui| self.bar(ui, preview, settings, requests));
        let Some(layout) = preview.layout() else {
            CentralPanel::default().frame(Frame::new().fill(palette.pasteboard)).show(ui, |ui| {
                ui.centered_and_justified(|ui| ui.label(theme::quiet(ui, say!(locale, "handout-laying-out"))));
            });
            return;
        };
        let colors = colors(palette);
        self.painter.lay_ink(preview.ink());
        if settings.thumbnails && room >= NARROW {
            let strip = Frame::new().fill(palette.pasteboard);
            Panel::left("handout-thumbnails").exact_size(STRIP).resizable(false).frame(strip).show(ui, |ui| {
                let chosen = self.thumbnails.show(ui, layout, self.page, &mut self.painter, &colors, palette.ink);
                if let Some(page) = chosen {
                    self.view.scroll_to_page(page);
                }
            });
        }
        CentralPanel::default().frame(Frame::new().fill(palette.pasteboard)).show(ui, |ui| {
            let shown = self.view.show(ui, layout, &mut self.painter, &colors);
            (self.page, self.factor) = (shown.page, shown.factor);
            if let Some((origin, byte)) = shown.clicked {
                requests.extend(request(meeting, &origin, byte));
            }
        });
    }

    /// The bar above the pages: which page, how large, how many side by side.
    fn bar(&mut self, ui: &mut Ui, preview: &Preview, settings: &Settings, requests: &mut Vec<Request>) {
        let locale = Locale::of(ui);
        ui.horizontal(|ui| {
            ui.set_height(34.0);
            let thumbnails = say!(locale, "handout-thumbnails");
            let small = icon_toggle(ui, Icon::Thumbnails, &thumbnails, &thumbnails, settings.thumbnails);
            if small.clicked() {
                let settings = Settings { thumbnails: !settings.thumbnails, ..settings.clone() };
                requests.push(Request::Settings(Box::new(settings)));
            }
            if command_icon(ui, Command::TwoUp, settings.two_up).clicked() {
                requests.push(Request::Command(Command::TwoUp));
            }
            let pages = preview.layout().map_or(0, |layout: &Arc<Layout>| layout.pages.len());
            let page = PageNumber::from(self.page).min(PageNumber(pages));
            ui.add_space(6.0);
            ui.label(say!(locale, "handout-page", page = page.to_string(), pages = pages.to_string()));
            if !preview.is_current() {
                ui.add_space(6.0);
                ui.label(theme::small(ui, say!(locale, "handout-laying-out")));
            }
            ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                for command in [Command::ZoomReset, Command::ZoomIn] {
                    if command_icon(ui, command, false).clicked() {
                        requests.push(Request::Command(command));
                    }
                }
                let percent = say!(locale, "handout-zoom", percent = format!("{:.0}", self.factor * 100.0));
                ui.add_sized(vec2(56.0, 20.0), egui::Label::new(percent));
                if command_icon(ui, Command::ZoomOut, false).clicked() {
                    requests.push(Request::Command(Command::ZoomOut));
                }
            });
        });
    }

    /// Makes pages larger or smaller; fits them to the width, and from there to the height.
    pub fn zoom(&mut self, command: Command) {
        match command {
            Command::ZoomIn => self.view.zoom_in(),
            Command::ZoomOut => self.view.zoom_out(),
            _ if self.view.zoom == Zoom::FitWidth => self.view.zoom = Zoom::FitPage,
            _ => self.view.zoom = Zoom::FitWidth,
        }
    }
}

fn colors(palette: &Palette) -> PageColors {
    PageColors {
        pasteboard: palette.pasteboard,
        shadow: Color32::from_black_alpha(if palette.dark { 120 } else { 46 }),
        edge: palette.hairline,
        focus: palette.accent,
        // It stands on white paper, whatever the window's colours.
        place: Color32::from_rgb(0x00, 0x4d, 0x99),
    }
}

/// The place in the text that a click on a page is about.
fn request(meeting: &Meeting, origin: &Origin, byte: Option<usize>) -> Option<Request> {
    match origin {
        Origin::Document => None,
        Origin::Meeting | Origin::AgendaItem(_) => Some(Request::Command(Command::Go(View::Select))),
        Origin::Principle(number) => {
            let target = Target::to_principle(*number);
            Some(Request::ShowText(target, None, None))
        }
        Origin::Paragraph(number, paragraph) => {
            let target = Target::to_paragraph(*number, *paragraph, None);
            let text = meeting.text_of(&target)?;
            let words = byte.and_then(|byte| word(text, byte));
            let on = meeting.annotations.iter().find(|annotation| {
                annotation.target.text() == target.text()
                    && byte.is_some_and(|byte| {
                        meeting.words(&annotation.target).is_some_and(|words| words.contains(&byte))
                    })
            });
            Some(Request::ShowText(target, words, on.map(|annotation| annotation.id.clone())))
        }
        Origin::Annotation(id) => {
            let annotation = meeting.annotation(id)?;
            Some(Request::ShowText(annotation.target.clone(), None, Some(id.clone())))
        }
    }
}

/// The word at a byte of a text.
fn word(text: &str, byte: usize) -> Option<std::ops::Range<usize>> {
    let (before, after) = (text.get(..byte)?, text.get(byte..)?);
    let start = before.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let end = byte + after.find(char::is_whitespace).unwrap_or(after.len());
    text.get(start..end).filter(|word| !word.is_empty()).map(|_| start..end)
}
