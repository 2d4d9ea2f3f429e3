//! Questions about what must not be lost: what a stopped program left, what others did to the file, earlier versions, and
//! what is to go for good.

use super::modal::{buttons, modal};
use crate::app::icon::Icon;
use crate::app::input::command::Command;
use crate::app::request::Request;
use crate::app::theme::{self, Palette};
use crate::app::widgets::primary;
use crate::locale::Locale;
use crate::meeting::{Meeting, Visibility};
use crate::message;
use crate::say;
use crate::session::{Receipt, Recovery, RestoreError, Session, Version};
use crate::storage::generations::Generation;
use crate::wording::InWords as _;
use egui::{Frame, Label, Margin, ScrollArea, Stroke, Ui};
use std::path::PathBuf;

/// Offers what was left when the program stopped. It does not go away without an answer, but may wait.
pub fn recovery(ui: &Ui, all: &mut Vec<Recovery>, requests: &mut Vec<Request>) -> bool {
    let locale = Locale::of(ui);
    let mut later = false;
    let mut chosen = None;
    let closed = modal(ui, "recovery", &say!(locale, "recovery-title"), 640.0, |ui| {
        ui.label(theme::quiet(ui, say!(locale, "recovery-about")));
        let height = ui.ctx().content_rect().height() - 260.0;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            for (index, recovery) in all.iter().enumerate() {
                card(ui, |ui| {
                    if let Some(choice) = offer(ui, recovery) {
                        chosen = Some((index, choice));
                    }
                });
            }
        });
        buttons(ui, |ui| later = ui.button(say!(locale, "recovery-later")).clicked());
    });
    if let Some((index, choice)) = chosen {
        let recovery = Box::new(all.remove(index));
        requests.push(match choice {
            Choice::Take => Request::Recover(recovery),
            Choice::Decline => Request::Decline(recovery),
        });
    }
    closed || later || all.is_empty()
}

/// What is to become of a recovery copy.
enum Choice {
    Take,
    Decline,
}

/// One recovery copy: both versions side by side, and what may be done.
fn offer(ui: &mut Ui, recovery: &Recovery) -> Option<Choice> {
    let locale = Locale::of(ui);
    let file = recovery.file.as_ref().and_then(|file| file.file_name()).map(|name| name.to_string_lossy().into_owned());
    let title = locale.titled(&recovery.in_journal.meeting.title);
    ui.label(theme::strong(match &file {
        Some(file) => format!("{title} ({file})"),
        None => title.clone(),
    }));
    ui.columns_const(|[left, right]| {
        left.label(theme::small(left, say!(locale, "recovery-in-file")));
        match &recovery.in_file {
            Some(version) => left.label(about(version, locale)),
            None => left.label(say!(locale, "recovery-no-file")),
        };
        right.label(theme::small(right, say!(locale, "recovery-in-journal")));
        right.label(about(&recovery.in_journal, locale));
        right.label(theme::small(right, say!(locale, "recovery-edits", count = recovery.edits)));
    });
    for (holds, name) in
        [(recovery.torn, message!("recovery-torn")), (recovery.changed_outside, message!("recovery-changed"))]
    {
        if holds {
            ui.label(theme::small(ui, locale.text(name)));
        }
    }
    ui.horizontal(|ui| {
        let mut choice = None;
        let text = say!(locale, "recovery-take");
        if primary(ui, Icon::Undo, &text).on_hover_text(say!(locale, "recovery-take-about", title = title)).clicked() {
            choice = Some(Choice::Take);
        }
        if ui.button(say!(locale, "recovery-decline")).on_hover_text(say!(locale, "recovery-decline-about")).clicked() {
            choice = Some(Choice::Decline);
        }
        choice
    })
    .inner
}

/// When a version was changed, and what is in it.
fn about(version: &Version, locale: &Locale) -> String {
    format!("{}\n{}", locale.moment(version.changed), holds(&version.meeting, locale))
}

/// How much is in a meeting.
fn holds(meeting: &Meeting, locale: &Locale) -> String {
    say!(locale, "version-holds", principles = meeting.selection.len(), annotations = meeting.annotations.len())
}

/// Somebody changed the file: merge, save a copy, or overwrite it.
pub fn changed_outside(ui: &Ui, path: &std::path::Path, requests: &mut Vec<Request>) -> bool {
    let locale = Locale::of(ui);
    let before = requests.len();
    let mut stay = false;
    let closed = modal(ui, "outside", &say!(locale, "outside-title"), 560.0, |ui| {
        let file = path.display().to_string();
        ui.label(say!(locale, "outside-about", file = file));
        buttons(ui, |ui| {
            if primary(ui, Icon::Review, &say!(locale, "outside-merge")).clicked() {
                requests.push(Request::MergeOutside);
            }
            if ui.button(say!(locale, "outside-copy")).clicked() {
                requests.push(Request::Command(Command::SaveAs));
            }
            if ui.button(say!(locale, "outside-overwrite")).clicked() {
                requests.push(Request::Overwrite);
            }
            stay = ui.button(say!(locale, "cancel")).clicked();
        });
    });
    closed || stay || requests.len() > before
}

/// The file is not where it was: moved or removed, or what it is on cannot be reached.
pub fn gone(ui: &Ui, path: &std::path::Path, requests: &mut Vec<Request>) -> bool {
    let locale = Locale::of(ui);
    let before = requests.len();
    let mut stay = false;
    let closed = modal(ui, "gone", &say!(locale, "gone-title"), 560.0, |ui| {
        ui.label(say!(locale, "gone-about", file = path.display().to_string()));
        buttons(ui, |ui| {
            if primary(ui, Icon::Save, &say!(locale, "outside-copy")).clicked() {
                requests.push(Request::Command(Command::SaveAs));
            }
            if ui.button(say!(locale, "gone-again")).clicked() {
                requests.push(Request::Overwrite);
            }
            stay = ui.button(say!(locale, "gone-later")).clicked();
        });
    });
    closed || stay || requests.len() > before
}

/// Somebody else has the file open.
pub fn held(ui: &Ui, session: &Session, requests: &mut Vec<Request>) -> bool {
    let locale = Locale::of(ui);
    let crate::session::Access::ReadOnly { held_by } = session.access() else { return true };
    let before = requests.len();
    let mut stay = false;
    let closed = modal(ui, "held", &say!(locale, "held-title"), 560.0, |ui| {
        let since = locale.moment(held_by.since);
        let (person, machine) = (held_by.person.as_str(), held_by.machine.as_str());
        ui.label(say!(locale, "held-about", person = person, machine = machine, since = since));
        buttons(ui, |ui| {
            stay = primary(ui, Icon::Next, &say!(locale, "held-read")).clicked();
            if ui.button(say!(locale, "held-copy")).clicked() {
                requests.push(Request::Command(Command::SaveAs));
            }
            if ui.button(say!(locale, "held-take")).on_hover_text(say!(locale, "held-take-about")).clicked() {
                requests.push(Request::TakeOver);
            }
        });
    });
    closed || stay || requests.len() > before
}

/// Copies of the file that a program which keeps folders in step has made.
pub fn copies(ui: &Ui, copies: &[PathBuf], requests: &mut Vec<Request>) -> bool {
    let locale = Locale::of(ui);
    let before = requests.len();
    let closed = modal(ui, "copies", &say!(locale, "copies-title"), 600.0, |ui| {
        ui.label(say!(locale, "copies-about"));
        for copy in copies {
            ui.horizontal(|ui| {
                if ui.button(say!(locale, "outside-merge")).clicked() {
                    requests.push(Request::MergeCopy(copy.clone()));
                }
                let name = copy.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                ui.add(Label::new(name).truncate());
            });
        }
    });
    closed || requests.len() > before
}

/// Earlier versions of the file, as soon as they are read.
pub fn versions(
    ui: &Ui,
    all: Option<&[(Generation, Result<Meeting, RestoreError>)]>,
    requests: &mut Vec<Request>,
) -> bool {
    let locale = Locale::of(ui);
    let before = requests.len();
    let height = ui.ctx().content_rect().height() - 240.0;
    // What has its content finds its size and place anew; else it would jump from under the mouse.
    let id = if all.is_some() { "versions" } else { "versions-reading" };
    let closed = modal(ui, id, &Command::Versions.text(locale), 560.0, |ui| {
        let Some(all) = all else {
            ui.spinner();
            return;
        };
        if all.is_empty() {
            ui.label(say!(locale, "versions-none"));
        } else {
            ui.label(theme::quiet(ui, say!(locale, "versions-about")));
        }
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            for (generation, read) in all.iter().rev() {
                card(ui, |ui| match read {
                    Ok(meeting) => {
                        let time = say!(locale, "versions-until", when = locale.moment(generation.replaced));
                        ui.label(theme::strong(time));
                        ui.label(format!("{} · {}", locale.titled(&meeting.title), holds(meeting, locale)));
                        if ui.button(say!(locale, "versions-take")).clicked() {
                            requests.push(Request::Restore(Box::new(meeting.clone())));
                        }
                    }
                    Err(error) => {
                        ui.label(error.in_words(locale));
                    }
                });
            }
        });
    });
    closed || requests.len() > before
}

/// Says that the disk is waited for; it goes away by itself.
pub fn waiting(ui: &Ui) -> bool {
    let locale = Locale::of(ui);
    let text = say!(locale, "waiting-about");
    modal(ui, "waiting", &say!(locale, "waiting-title"), 460.0, |ui| {
        ui.horizontal(|ui| {
            ui.spinner();
            ui.label(&text);
        });
    });
    false
}

/// Asks whether what is private is to go for good.
pub fn purge(ui: &Ui, meeting: &Meeting, requests: &mut Vec<Request>) -> bool {
    let locale = Locale::of(ui);
    let private = meeting.annotations.iter().filter(|annotation| annotation.visibility == Visibility::Private).count();
    let mut stay = false;
    let closed = modal(ui, "purge", &Command::Purge.text(locale), 560.0, |ui| {
        ui.label(say!(locale, "purge-question", count = private));
        buttons(ui, |ui| {
            stay = primary(ui, Icon::Close, &say!(locale, "cancel")).clicked();
            let text = egui::RichText::new(say!(locale, "purge-go")).color(Palette::of(ui).danger);
            if ui.button(text).clicked() {
                requests.push(Request::Purge);
                stay = true;
            }
        });
    });
    closed || stay
}

/// What was removed and what stays.
pub fn receipt(ui: &Ui, receipt: &Receipt) -> bool {
    let locale = Locale::of(ui);
    let mut done = false;
    let closed = modal(ui, "receipt", &say!(locale, "receipt-title"), 600.0, |ui| {
        let text = receipt.in_words(locale);
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| ui.label(&text));
        buttons(ui, |ui| {
            done = primary(ui, Icon::Check, &say!(locale, "close")).clicked();
            if ui.button(say!(locale, "receipt-copy")).clicked() {
                ui.copy_text(text);
            }
        });
    });
    closed || done
}

/// What a report of a problem would say, word for word, to be copied by whoever wants to send it.
pub fn report(ui: &Ui, text: &str) -> bool {
    let locale = Locale::of(ui);
    let height = ui.ctx().content_rect().height() - 260.0;
    let mut done = false;
    let closed = modal(ui, "report", &Command::Report.text(locale), 640.0, |ui| {
        ui.label(theme::quiet(ui, say!(locale, "report-about")));
        card(ui, |ui| {
            ScrollArea::vertical().max_height(height).show(ui, |ui| ui.label(text));
        });
        buttons(ui, |ui| {
            if primary(ui, Icon::Copy, &say!(locale, "report-copy")).clicked() {
                ui.copy_text(text.to_owned());
            }
            done = ui.button(say!(locale, "close")).clicked();
        });
    });
    closed || done
}

fn card(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let palette = Palette::of(ui);
    let look = Frame::new().fill(palette.ground).stroke(Stroke::new(1.0, palette.hairline)).corner_radius(8.0);
    look.inner_margin(Margin::symmetric(14, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        content(ui);
    });
}
