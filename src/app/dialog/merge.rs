//! What reviewers wrote, shown before it is taken home, with a choice where both sides changed the same thing.

use super::{buttons, modal};
use crate::app::icon::Icon;
use crate::app::input::command::Command;
use crate::app::request::Request;
use crate::app::theme::{self, Palette};
use crate::app::widgets::{choice, primary};
use crate::locale::{Locale, Message};
use crate::meeting::correspondence::Kinship;
use crate::meeting::merge::{Change, Choices, Plan, Take, What};
use crate::meeting::{Meeting, wording};
use crate::message;
use crate::say;
use crate::wording::{InWords as _, meeting_name};
use egui::{Frame, Label, Margin, ProgressBar, ScrollArea, Stroke, Ui};

/// A merge that waits for the user's word.
#[derive(Debug)]
pub struct Merging {
    /// What would be done.
    pub plan: Plan,
    /// What the user has chosen of each change.
    pub choices: Choices,
    /// Whether what is of another meeting is to be taken all the same.
    pub with_others: bool,
}

impl Merging {
    /// Shows the plan; `true` where it is not to be carried out.
    pub fn show(&mut self, ui: &Ui, meeting: &Meeting, requests: &mut Vec<Request>) -> bool {
        let locale = Locale::of(ui);
        let mut stay = false;
        let height = ui.ctx().content_rect().height() - 300.0;
        let closed = modal(ui, "merge", &Command::Import.text(locale), 720.0, |ui| {
            let (new, unchanged) = (self.plan.added().count(), self.plan.unchanged);
            let all = self.plan.changes.len();
            ui.label(theme::strong(say!(locale, "merge-summary", new = new, unchanged = unchanged, all = all)));
            ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
                // There may be more reviewers than a window is high.
                for source in &self.plan.sources {
                    let author =
                        if source.author.is_empty() { say!(locale, "author-none") } else { source.author.clone() };
                    ui.label(theme::quiet(ui, format!("{author} · {}", source.name)));
                    if source.omitted > 0 {
                        ui.label(say!(locale, "review-omitted", count = source.omitted));
                    }
                    if let Some((kinship, theirs)) = &source.other {
                        let (theirs, own) = (meeting_name(theirs, locale), meeting_name(meeting, locale));
                        let text = match kinship {
                            Kinship::OtherPrinciples => {
                                say!(locale, "merge-is-other-version", theirs = theirs, own = own)
                            }
                            Kinship::Same | Kinship::Other => {
                                say!(locale, "merge-is-other-meeting", theirs = theirs, own = own)
                            }
                        };
                        ui.colored_label(Palette::of(ui).warning, text);
                    }
                    for changed in &source.changed_pages {
                        ui.label(changed.in_words(locale));
                    }
                }
                for (index, change) in self.plan.changes.iter().enumerate() {
                    let take = self.choices.get(&index).copied().unwrap_or_else(|| change.default_take());
                    let chosen = entry(ui, meeting, index, change, take);
                    if chosen != take {
                        self.choices.insert(index, chosen);
                    }
                }
            });
            let others = self.plan.sources.iter().any(|source| source.other.is_some());
            if others {
                ui.checkbox(&mut self.with_others, say!(locale, "merge-take-other-meeting"));
            }
            buttons(ui, |ui| {
                let any = !self.plan.changes.is_empty() && (self.with_others || !others);
                let go = ui.add_enabled_ui(any, |ui| primary(ui, Icon::Review, &say!(locale, "merge-go"))).inner;
                if go.clicked() {
                    let edit = self.plan.edit(meeting, &self.choices);
                    requests.extend(edit.map(|edit| Request::TakeReviews(edit, self.plan.changes.len())));
                    stay = true;
                }
                stay |= ui.button(say!(locale, "cancel")).clicked();
            });
        });
        closed || stay
    }
}

/// Shows how far the reading of what reviewers sent back has come; `true` where it is given up.
pub fn reading(ui: &Ui, (done, of): (usize, usize)) -> bool {
    let locale = Locale::of(ui);
    let mut stop = false;
    let closed = modal(ui, "reading", &Command::Import.text(locale), 460.0, |ui| {
        let text = say!(locale, "reading-progress", done = done, of = of);
        let share = if of == 0 { 0.0 } else { done as f32 / of as f32 };
        ui.add(ProgressBar::new(share).text(text.clone())).accessible_name(text);
        buttons(ui, |ui| stop = ui.button(say!(locale, "cancel")).clicked());
    });
    closed || stop
}

/// A change: what it is, what it says, and what is to be done with it.
fn entry(ui: &mut Ui, meeting: &Meeting, index: usize, change: &Change, take: Take) -> Take {
    let locale = Locale::of(ui);
    let palette = Palette::of(ui);
    let stroke = if change.conflict { Stroke::new(1.5, palette.warning) } else { Stroke::new(1.0, palette.hairline) };
    let mut chosen = take;
    let look =
        Frame::new().fill(palette.ground).stroke(stroke).corner_radius(6.0).inner_margin(Margin::symmetric(12, 8));
    look.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            let what = locale.text(name(&change.what));
            ui.label(theme::strong(format!("{} · {what}", locale.text(change.theirs.kind().label()))));
            let mut place = vec![meeting.code(&change.theirs)];
            place.extend(change.page.map(|page| say!(locale, "comments-page", page = page.to_string())));
            place.push(change.theirs.author.clone());
            place.retain(|part| !part.is_empty());
            ui.label(theme::small(ui, place.join(" · ")));
            if change.takes().len() > 1 {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let text = |take: &Take| locale.text(take_name(*take));
                    let width = ui.spacing().combo_width;
                    let takes = change.takes().iter().copied();
                    choice(ui, ("take", index), width, &mut chosen, takes, text).accessible_name(text(&take));
                });
            }
        });
        if let Some(words) = change.theirs.target.words() {
            ui.add(Label::new(theme::small(ui, locale.quoted(&words.quote.exact))).truncate());
        }
        if let Some(own) = change.own.as_ref().filter(|own| own.text != change.theirs.text) {
            ui.label(theme::small(ui, say!(locale, "merge-own", text = own.text.clone())));
        }
        let text = match &change.what {
            What::Replied(reply) | What::ReplyDeleted(reply) => &wording::reply(reply, meeting, locale),
            What::Status(status) => &locale.text(status.label()),
            _ => &change.theirs.text,
        };
        if !text.is_empty() {
            ui.label(text);
        }
        if change.is_unplaced() {
            ui.label(theme::small(ui, say!(locale, "comments-not-placed")));
        }
    });
    chosen
}

/// The name of what a reviewer did.
const fn name(what: &What) -> Message {
    match what {
        What::Added => message!("merge-what-added"),
        What::Returned => message!("merge-what-returned"),
        What::Replied(_) => message!("merge-what-replied"),
        What::Reworded => message!("merge-what-reworded"),
        What::Redrawn => message!("merge-what-redrawn"),
        What::Status(_) => message!("merge-what-status"),
        What::Deleted => message!("merge-what-deleted"),
        What::ReplyDeleted(_) => message!("merge-what-reply-deleted"),
    }
}

const fn take_name(take: Take) -> Message {
    match take {
        Take::Own => message!("merge-take-own"),
        Take::AsReply => message!("merge-take-reply"),
        Take::Theirs => message!("merge-take-theirs"),
    }
}
