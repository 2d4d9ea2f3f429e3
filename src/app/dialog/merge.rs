//! What reviewers wrote, shown before it is taken home, with a choice where both sides changed the same thing.

use super::modal::{buttons, modal};
use crate::app::icon::Icon;
use crate::app::input::command::Command;
use crate::app::request::Request;
use crate::app::theme::{self, Palette};
use crate::app::widgets::{choice, primary};
use crate::locale::{Locale, Message};
use crate::meeting::correspondence::Kinship;
use crate::meeting::merge::{Change, Choices, Plan, Source, Take, Tally, What};
use crate::meeting::{Meeting, wording};
use crate::message;
use crate::say;
use crate::wording::{InWords as _, meeting_name};
use egui::text::LayoutJob;
use egui::{Frame, Label, Margin, ProgressBar, ScrollArea, Stroke, TextFormat, TextStyle, Ui};
use std::collections::BTreeSet;

/// A merge that waits for the user's word.
#[derive(Debug)]
pub struct Merging {
    /// What would be done.
    pub plan: Plan,
    /// What the user has chosen of each change.
    pub choices: Choices,
    /// Of which changes the words are shown where they stand.
    pub shown: BTreeSet<usize>,
    /// Whether what is of another meeting is to be taken all the same.
    pub with_others: bool,
}

impl Merging {
    /// One of which nothing is chosen yet.
    #[must_use]
    pub const fn of(plan: Plan) -> Merging {
        Merging { plan, choices: Choices::new(), shown: BTreeSet::new(), with_others: false }
    }

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
                for (index, source) in self.plan.sources.iter().enumerate() {
                    self::source(ui, meeting, &self.plan, index, source);
                    for (index, change) in
                        self.plan.changes.iter().enumerate().filter(|(_, change)| change.source == index)
                    {
                        let take = self.choices.get(&index).copied().unwrap_or_else(|| change.default_take());
                        let mut shown = self.shown.contains(&index);
                        let chosen = entry(ui, meeting, &source.name, index, change, take, &mut shown);
                        if shown {
                            self.shown.insert(index);
                        } else {
                            self.shown.remove(&index);
                        }
                        if chosen != take {
                            self.choices.insert(index, chosen);
                        }
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

/// A copy: whose it is, what it comes to, and what is not taken from it.
fn source(ui: &mut Ui, meeting: &Meeting, plan: &Plan, index: usize, source: &Source) {
    let locale = Locale::of(ui);
    let author = if source.author.is_empty() { say!(locale, "author-none") } else { source.author.clone() };
    ui.add_space(6.0);
    ui.label(theme::strong(format!("{author} · {}", source.name)));
    let Tally { new, doubtful, unplaced, changed, deleted } = plan.tally(index);
    let parts = [
        (new, say!(locale, "merge-tally-new", count = new)),
        (doubtful, say!(locale, "merge-tally-doubtful", count = doubtful)),
        (unplaced, say!(locale, "merge-tally-unplaced", count = unplaced)),
        (changed, say!(locale, "merge-tally-changed", count = changed)),
        (deleted, say!(locale, "merge-tally-deleted", count = deleted)),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    let tally = if parts.is_empty() { say!(locale, "merge-tally-nothing") } else { parts.join(" · ") };
    ui.label(theme::quiet(ui, tally));
    if let Some((kinship, theirs)) = &source.other {
        let (theirs, own) = (meeting_name(theirs, locale), meeting_name(meeting, locale));
        let text = match kinship {
            Kinship::OtherPrinciples => say!(locale, "merge-is-other-version", theirs = theirs, own = own),
            Kinship::Same | Kinship::Other => say!(locale, "merge-is-other-meeting", theirs = theirs, own = own),
        };
        ui.colored_label(Palette::of(ui).warning, text);
    }
    for changed in &source.changed_pages {
        ui.label(changed.in_words(locale));
    }
    if source.omitted > 0 {
        ui.collapsing(say!(locale, "review-omitted", count = source.omitted), |ui| {
            for not_taken in &source.not_taken {
                ui.label(theme::small(ui, not_taken.in_words(locale)));
            }
        });
    }
}

/// The words of a change where they stand in the meeting, marked.
fn words_in_place(ui: &mut Ui, meeting: &Meeting, change: &Change) {
    let target = &change.theirs.target;
    let (Some(text), Some(range)) = (meeting.text_of(target), meeting.words(target)) else { return };
    let [before, words, after] = [text.get(..range.start), text.get(range.clone()), text.get(range.end..)];
    let font = TextStyle::Body.resolve(ui.style());
    let plain = TextFormat::simple(font.clone(), ui.visuals().text_color());
    let marked = TextFormat { background: Palette::of(ui).found, ..plain.clone() };
    let mut job = LayoutJob::default();
    for (part, format) in [(before, plain.clone()), (words, marked), (after, plain)] {
        job.append(part.unwrap_or_default(), 0.0, format);
    }
    ui.add(Label::new(job).wrap());
}

/// A change in a copy: what it is, what it says, and what is to be done with it.
fn entry(
    ui: &mut Ui,
    meeting: &Meeting,
    copy: &str,
    index: usize,
    change: &Change,
    take: Take,
    shown: &mut bool,
) -> Take {
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
            if meeting.words(&change.theirs.target).is_some() {
                let name = if *shown { message!("merge-hide-words") } else { message!("merge-show-words") };
                let name = locale.text(name);
                let whole = format!("{name}: {}", locale.quoted(&words.quote.exact));
                if ui.small_button(name).accessible_name(whole).clicked() {
                    *shown = !*shown;
                }
                if *shown {
                    words_in_place(ui, meeting, change);
                }
            }
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
        if matches!(change.what, What::Reworded | What::Moved | What::Status(_)) {
            let by = change.by.as_str();
            let by = if by.is_empty() {
                say!(locale, "merge-by-nobody", file = copy)
            } else {
                say!(locale, "merge-by", who = by)
            };
            ui.label(theme::small(ui, by));
        }
        if change.is_doubtful() {
            ui.label(theme::small(ui, say!(locale, "merge-doubtful")));
        }
        if change.is_unplaced() {
            ui.label(theme::small(ui, say!(locale, "comments-not-placed")));
        }
        let seen = wording::seen(&change.theirs, locale);
        if !seen.is_empty() {
            ui.label(theme::small(ui, seen));
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
        What::Moved => message!("merge-what-moved"),
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
