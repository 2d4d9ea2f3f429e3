//! A margin card: an annotation beside the words that it is on, closed or open to be written in.

use super::find_bar::author_name;
use crate::app::icon::Icon;
use crate::app::input::command::Command;
use crate::app::input::focus::mark_free_field;
use crate::app::request::Request;
use crate::app::theme::{self, Palette};
use crate::app::widgets::{chip, choice, command_icon, date_field, icon_button};
use crate::clock;
use crate::locale::{Locale, Message};
use crate::meeting::drawing::Medium;
use crate::meeting::{
    AgendaItemId, AnnexPage, Annotation, AnnotationId, Body, Edit, HighlightColor, Kind, Meeting, Outcome, Part, Reply,
    ReplyContent, ReplyId, Status, Visibility, wording,
};
use crate::message;
use crate::say;
use egui::{
    Align, Color32, Frame, Key, Label, Layout, Margin, Rect, Response, RichText, Role, Sense, Stroke, TextEdit, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

/// How many lines of its text a closed card shows.
const LINES: usize = 6;

/// An answer that is being written.
#[derive(Debug, Default)]
pub struct Draft {
    /// Whether the card was opened just now, and its text is to have the cursor.
    pub begin: bool,
    /// Who signs it.
    pub author: String,
    /// What it answers.
    pub to: Option<AnnotationId>,
    /// What is written so far.
    pub text: String,
}

/// What is done with a card.
pub struct Touched {
    /// Where it stands.
    pub rect: Rect,
    /// Whether it is to be opened, or closed where it is open.
    pub toggled: bool,
    /// Whether it is to be deleted.
    pub deleted: bool,
}

/// The icon of a kind.
#[must_use]
pub const fn icon(kind: Kind) -> Icon {
    Command::Write(kind).icon()
}

/// Shows a closed card at `at`.
pub fn closed(ui: &mut Ui, meeting: &Meeting, annotation: &Annotation, at: egui::Pos2, width: f32) -> Touched {
    let palette = Palette::of(ui);
    let color = palette.kind(annotation.kind(), annotation.color());
    let id = egui::Id::unique(("card", &annotation.id.0));
    let inner = draw(ui, id.with("inside"), at, width, color, false, |ui| {
        head(ui, meeting, annotation, color);
        if let Some(place) = drawn_on(meeting, annotation, Locale::of(ui)) {
            ui.add(Label::new(theme::small(ui, place)).selectable(false));
        }
        let text = wording::text(annotation, meeting, Locale::of(ui));
        if !text.trim().is_empty() {
            ui.add(clipped(ui, &text));
        }
        foot(ui, annotation);
    });
    let response = ui.interact(inner, id, Sense::click());
    let spoken = spoken(meeting, annotation, Locale::of(ui));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    if response.has_focus() || response.hovered() {
        let stroke = Stroke::new(if response.has_focus() { 2.0 } else { 1.0 }, palette.accent);
        ui.painter().rect_stroke(inner, 6.0, stroke, egui::StrokeKind::Outside);
    }
    let deleted = response.has_focus() && ui.input(|input| input.key_pressed(Key::Delete));
    Touched { rect: inner, toggled: response.clicked(), deleted }
}

/// What a screen reader says of a card.
fn spoken(meeting: &Meeting, annotation: &Annotation, locale: &Locale) -> String {
    let mut said = vec![locale.text(annotation.kind().label()), meeting.code(annotation)];
    if annotation.visibility == Visibility::Private {
        said.push(say!(locale, "private"));
    }
    if annotation.status != Status::Open {
        said.push(locale.text(annotation.status.label()));
    }
    said.extend(drawn_on(meeting, annotation, locale));
    said.extend(decided(annotation, locale));
    said.push(author_name(&annotation.author, locale));
    said.push(wording::text(annotation, meeting, locale));
    said.join(", ")
}

/// What a drawing is on.
fn drawn_on(meeting: &Meeting, annotation: &Annotation, locale: &Locale) -> Option<String> {
    let surface = &annotation.drawing()?.surface;
    let key = match &surface.medium {
        Medium::Slide(key) => key,
        Medium::Handout => return Some(say!(locale, "card-on-page", page = surface.page.to_string())),
        Medium::Annex { annex, .. } => {
            let page = Part::AnnexPage(AnnexPage { annex: annex.clone(), page: surface.page });
            return Some(say!(locale, "card-on-annex", page = meeting.code_of(&page)));
        }
    };
    let slide = say!(locale, "card-on-slide", slide = locale.text(key.kind().label()));
    let code = key.principle(meeting).map(|number| match key.shows.paragraph() {
        Some(paragraph) => meeting.code_of_paragraph(number, paragraph),
        None => meeting.code_of_principle(number),
    });
    let hidden = (!key.is_shown(meeting)).then(|| say!(locale, "card-slide-not-shown"));
    let parts: Vec<String> = std::iter::once(slide).chain(code).chain(hidden).collect();
    Some(parts.join(" "))
}

/// How a decision was decided, and who proposed it.
fn decided(annotation: &Annotation, locale: &Locale) -> Option<String> {
    let outcome = annotation.outcome().map(|outcome| locale.text(outcome.label()));
    let proposer = Some(annotation.proposer().trim()).filter(|proposer| !proposer.is_empty());
    let proposer = proposer.map(|proposer| say!(locale, "words-proposer", proposer = proposer));
    let parts: Vec<String> = outcome.into_iter().chain(proposer).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Text of a few lines, with the sign for more where there is more.
fn clipped(ui: &Ui, text: &str) -> Label {
    let format = egui::TextFormat {
        font_id: egui::TextStyle::Body.resolve(ui.style()),
        color: ui.visuals().text_color(),
        ..egui::TextFormat::default()
    };
    let mut job = egui::text::LayoutJob::single_section(text.trim().to_owned(), format);
    job.wrap = egui::text::TextWrapping {
        max_width: ui.available_width(),
        max_rows: LINES,
        ..egui::text::TextWrapping::default()
    };
    Label::new(job).selectable(false)
}

fn draw(
    ui: &mut Ui,
    id: egui::Id,
    at: egui::Pos2,
    width: f32,
    color: Color32,
    raised: bool,
    content: impl FnOnce(&mut Ui),
) -> Rect {
    let palette = Palette::of(ui);
    let area = Rect::from_min_size(at, vec2(width, 10_000.0));
    let mut child = ui.new_child(UiBuilder::new().scope_id(id).max_rect(area).layout(Layout::top_down(Align::Min)));
    let border = if raised { Stroke::new(1.5, color) } else { Stroke::new(1.0, palette.hairline) };
    let mut look = Frame::new().fill(palette.paper).stroke(border).corner_radius(6.0).inner_margin(Margin {
        left: 14,
        right: 10,
        top: 8,
        bottom: 8,
    });
    if raised {
        look = look.shadow(egui::Shadow { offset: [0, 2], blur: 10, spread: 0, color: Color32::from_black_alpha(40) });
    }
    let shown = look.show(&mut child, |ui| {
        ui.set_width(width - 24.0);
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        content(ui);
    });
    let rect = shown.response.rect;
    let rule = Rect::from_min_max(rect.min + vec2(1.0, 1.0), pos2(rect.left() + 5.0, rect.bottom() - 1.0));
    ui.painter().rect_filled(rule, egui::CornerRadius { nw: 5, sw: 5, ne: 0, se: 0 }, color);
    rect
}

/// The card's first line: what it is, its code, whether it is private.
fn head(ui: &mut Ui, meeting: &Meeting, annotation: &Annotation, color: Color32) {
    let locale = Locale::of(ui);
    ui.horizontal(|ui| {
        icon(annotation.kind()).show(ui, 16.0, color);
        let title = wording::kind(annotation.kind(), annotation.color(), locale);
        ui.label(theme::strong(title).color(color));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let code = meeting.code(annotation);
            if !code.is_empty() {
                ui.label(theme::small(ui, code));
            }
            if annotation.visibility == Visibility::Private {
                let palette = Palette::of(ui);
                chip(ui, Some(Icon::Private), &say!(locale, "private"), palette.warning);
            }
        });
    });
}

/// The card's last line: who and when, how far it has come, how many answers.
fn foot(ui: &mut Ui, annotation: &Annotation) {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    if annotation.kind() == Kind::Action && (!annotation.owner().is_empty() || annotation.due().is_some()) {
        let due = annotation.due().map(|due| say!(locale, "words-due", date = locale.date(due)));
        let parts: Vec<String> =
            std::iter::once(annotation.owner().to_owned()).filter(|owner| !owner.is_empty()).chain(due).collect();
        ui.label(RichText::new(parts.join(", ")).color(palette.ink).small());
    }
    if let Some(decided) = decided(annotation, locale) {
        ui.add(Label::new(RichText::new(decided).color(palette.ink).small()).selectable(false));
    }
    ui.horizontal_wrapped(|ui| {
        if annotation.status != Status::Open {
            let status = locale.text(annotation.status.label());
            chip(ui, Some(Icon::Check), &status, palette.success);
        }
        let mut about = Vec::new();
        if !annotation.author.trim().is_empty() {
            about.push(annotation.author.clone());
        }
        about.push(locale.moment(annotation.created));
        if !annotation.replies.is_empty() {
            about.push(say!(locale, "card-replies", count = annotation.replies.len()));
        }
        ui.add(Label::new(theme::small(ui, about.join(" · "))).selectable(false));
    });
}

/// Shows an open card at `at`, to be written in.
pub fn open(
    ui: &mut Ui,
    meeting: &Meeting,
    annotation: &Annotation,
    at: egui::Pos2,
    width: f32,
    draft: &mut Draft,
    requests: &mut Vec<Request>,
) -> Touched {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    let color = palette.kind(annotation.kind(), annotation.color());
    let shown = annotation.without_strokes();
    let mut new = shown.clone();
    let mut toggled = false;
    let id = egui::Id::unique(("open-card", &annotation.id.0));
    let rect = draw(ui, id, at, width, color, true, |ui| {
        ui.push_id(&annotation.id.0, |ui| {
            ui.horizontal(|ui| {
                head_open(ui, meeting, annotation, color);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    toggled = icon_button(ui, Icon::Fold, &say!(locale, "card-close")).clicked();
                    if command_icon(ui, Command::DeleteAnnotation, false).clicked() {
                        requests.push(Request::Command(Command::DeleteAnnotation));
                    }
                });
            });
            if let Some(place) = drawn_on(meeting, annotation, Locale::of(ui)) {
                ui.label(theme::small(ui, place));
            }
            fields(ui, meeting, &mut new, &mut draft.begin);
            replies(ui, meeting, &mut new, draft);
            ui.label(theme::small(ui, locale.moment(annotation.created)));
        });
    });
    if new != shown {
        new.modified = clock::now().unwrap_or(annotation.modified);
        requests.extend(Edit::annotation(&shown, &new).map(Request::Edit));
    }
    Touched { rect, toggled, deleted: false }
}

fn head_open(ui: &mut Ui, meeting: &Meeting, annotation: &Annotation, color: Color32) {
    let locale = Locale::of(ui);
    icon(annotation.kind()).show(ui, 16.0, color);
    ui.label(theme::strong(locale.text(annotation.kind().label())).color(color));
    ui.label(theme::small(ui, meeting.code(annotation)));
}

fn fields(ui: &mut Ui, meeting: &Meeting, new: &mut Annotation, begin: &mut bool) {
    let locale = Locale::of(ui);
    if let Body::Highlight { color } = &mut new.body {
        colors(ui, color);
    }
    if let Body::Differences(_) = &new.body {
        ui.label(wording::text(new, meeting, locale));
    }
    let hint = locale.text(hint_of(new.kind()));
    let edit = TextEdit::multiline(&mut new.text)
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .margin(vec2(8.0, 6.0))
        .hint_text(hint.clone());
    let field = ui.add(edit).accessible_name(say!(locale, "card-text", kind = locale.text(new.kind().label())));
    if std::mem::take(begin) {
        field.request_focus();
    }
    if let Body::Decision(decision) = &mut new.body {
        outcome(ui, &mut decision.outcome);
        crate::app::widgets::field(ui, &say!(locale, "proposer"), &mut decision.proposer, "");
    }
    if let Body::Action(action) = &mut new.body {
        crate::app::widgets::field(ui, &say!(locale, "owner"), &mut action.owner, "");
        let today = clock::now().unwrap_or_default().to_zoned(clock::zone()).date();
        if let Some(due) = date_field(ui, &say!(locale, "due"), action.due, today) {
            action.due = due;
        }
    }
    if new.kind().is_record() && !meeting.agenda.is_empty() {
        agenda_item(ui, meeting, new);
    }
    crate::app::widgets::field(ui, &say!(locale, "card-author"), &mut new.author, "");
    ui.horizontal_wrapped(|ui| {
        let private = new.visibility == Visibility::Private;
        let icon = if private { Icon::Private } else { Icon::Shared };
        let text = locale.text(new.visibility.label());
        let color = if private { Palette::of(ui).warning } else { Palette::of(ui).ink };
        let button = egui::Button::image_and_text(icon.image(16.0, color), RichText::new(&text).color(color));
        let about = Command::TogglePrivate.tip(ui.ctx());
        if ui.add(button).accessible_name(text).on_hover_text(about).clicked() {
            new.visibility = if private { Visibility::Shared } else { Visibility::Private };
            // Shared and private notes are numbered apart: it gets the next number there.
            new.note = 0;
        }
        status(ui, new);
    });
}

/// What the field of an annotation's text says while it is empty.
pub const fn hint_of(kind: Kind) -> Message {
    match kind {
        Kind::Highlight => message!("card-hint-highlight"),
        Kind::Comment => message!("card-hint-comment"),
        Kind::Question => message!("card-hint-question"),
        Kind::Decision => message!("card-hint-decision"),
        Kind::Action => message!("card-hint-action"),
        Kind::Ink => message!("card-hint-ink"),
        Kind::Suggestion => message!("card-hint-suggestion"),
    }
}

fn colors(ui: &mut Ui, current: &mut HighlightColor) {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    ui.horizontal_wrapped(|ui| {
        for color in HighlightColor::ALL {
            let name = locale.text(color.label());
            let chosen = *current == color;
            if swatch(ui, palette, color, &name, chosen).clicked() {
                *current = color;
            }
        }
    });
}

/// A button in a highlight's colour, with its number and its line.
pub fn swatch(ui: &mut Ui, palette: &Palette, color: HighlightColor, name: &str, chosen: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(34.0, 30.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, name));
    let stroke = if chosen || response.has_focus() || response.hovered() {
        Stroke::new(2.0, palette.accent)
    } else {
        Stroke::new(1.0, palette.border)
    };
    ui.painter().rect(rect.shrink(1.0), 5.0, palette.highlight(color), stroke, egui::StrokeKind::Inside);
    let font = egui::FontId::new(14.0, theme::text::semibold());
    ui.painter().text(
        rect.center() - vec2(0.0, 2.0),
        egui::Align2::CENTER_CENTER,
        u8::from(color).to_string(),
        font,
        palette.ink,
    );
    let line = [pos2(rect.left() + 9.0, rect.bottom() - 6.5), pos2(rect.right() - 9.0, rect.bottom() - 6.5)];
    let ink = palette.underline(color);
    match color {
        HighlightColor::Yellow => drop(ui.painter().line_segment(line, Stroke::new(1.5, ink))),
        HighlightColor::Green => ui.painter().extend(egui::Shape::dashed_line(&line, Stroke::new(1.5, ink), 4.0, 2.0)),
        HighlightColor::Blue => ui.painter().extend(egui::Shape::dotted_line(&line, ink, 3.0, 1.0)),
        HighlightColor::Red => {
            for offset in [-1.0, 1.5] {
                ui.painter().line_segment(line.map(|point| point + vec2(0.0, offset)), Stroke::new(1.0, ink));
            }
        }
    }
    response.on_hover_text(name)
}

fn status(ui: &mut Ui, new: &mut Annotation) {
    let locale = Locale::of(ui);
    let text = |status: &Status| locale.text(status.label());
    let shown = choice(ui, "status", 110.0, &mut new.status, Status::ALL, text);
    shown.accessible_name(format!("{}: {}", say!(locale, "status"), text(&new.status)));
}

fn outcome(ui: &mut Ui, current: &mut Option<Outcome>) {
    let locale = Locale::of(ui);
    let text = |outcome: &Option<Outcome>| locale.text(outcome.map_or(message!("outcome-none"), Outcome::label));
    let label = ui.label(theme::small(ui, say!(locale, "outcome")));
    let all = std::iter::once(None).chain(Outcome::ALL.map(Some));
    let width = ui.available_width() - 8.0;
    choice(ui, "outcome", width, current, all, text).labelled_by(label.id);
}

fn agenda_item(ui: &mut Ui, meeting: &Meeting, new: &mut Annotation) {
    let locale = Locale::of(ui);
    let text = |id: &Option<AgendaItemId>| match id.as_ref().and_then(|id| meeting.agenda_item(id)) {
        Some(item) => format!("{} {}", item.number, item.title),
        None => say!(locale, "agenda-item-none"),
    };
    let label = ui.label(theme::small(ui, say!(locale, "agenda-item")));
    let all = std::iter::once(None).chain(meeting.agenda.iter().map(|item| Some(item.id.clone())));
    let width = ui.available_width() - 8.0;
    choice(ui, "agenda-item", width, &mut new.agenda_item, all, text).labelled_by(label.id);
}

fn replies(ui: &mut Ui, meeting: &Meeting, new: &mut Annotation, draft: &mut Draft) {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    for reply in &new.replies {
        Frame::new().fill(palette.ground).corner_radius(5.0).inner_margin(Margin::symmetric(8, 6)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(wording::reply(reply, meeting, locale));
            ui.label(theme::small(
                ui,
                format!(
                    "{} · {}",
                    author_name(&wording::answerer(reply, locale), locale),
                    locale.moment(reply.created)
                ),
            ));
        });
    }
    if draft.to.as_ref() != Some(&new.id) {
        draft.to = Some(new.id.clone());
        draft.text.clear();
    }
    let mut send = false;
    ui.horizontal(|ui| {
        let edit = TextEdit::singleline(&mut draft.text)
            .desired_width(ui.available_width() - 40.0)
            .margin(vec2(8.0, 6.0))
            .hint_text(say!(locale, "card-reply-hint"));
        let field = ui.add(edit).accessible_name(say!(locale, "card-reply"));
        mark_free_field(&field);
        send = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        send |= icon_button(ui, Icon::Reply, &say!(locale, "card-reply-send")).clicked();
    });
    if send && !draft.text.trim().is_empty() {
        let created = clock::now().unwrap_or_default();
        let text = std::mem::take(&mut draft.text).trim().to_owned();
        let content = ReplyContent::Text(text);
        let mut reply = Reply {
            id: ReplyId::default(),
            author: draft.author.trim().to_owned(),
            created,
            content,
            found_in: String::new(),
        };
        reply.id = meeting.free_id(&reply);
        new.replies.push(reply);
    }
}
