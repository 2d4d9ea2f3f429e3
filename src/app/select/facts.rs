//! The meeting's facts: what it is called, who meets, when and where.
//!
//! Each letter is an edit; undo takes a field's letters back together.

use crate::app::request::Request;
use crate::app::widgets::{date_field, field, heading, text_area, time_field};
use crate::clock;
use crate::locale::Locale;
use crate::meeting::{Edit, Meeting, Participant};
use crate::say;
use egui::Ui;
use jiff::Timestamp;

/// What the fields remember between frames.
#[derive(Debug, Default)]
pub struct Facts {
    /// The participants as they are being typed.
    participants: String,
}

impl Facts {
    /// Shows the fields.
    pub fn show(&mut self, ui: &mut Ui, meeting: &Meeting, requests: &mut Vec<Request>) {
        let locale = Locale::of(ui);
        let mut edit = |edit: Edit| requests.push(Request::Edit(edit));
        heading(ui, &say!(locale, "select-meeting"));
        ui.add_space(4.0);
        let mut title = meeting.title.clone();
        if field(ui, &say!(locale, "select-title"), &mut title, &say!(locale, "select-title-hint")) {
            edit(Edit::Title(title));
        }
        let mut body = meeting.body.clone();
        if field(ui, &say!(locale, "select-body"), &mut body, &say!(locale, "select-body-hint")) {
            edit(Edit::Body(body));
        }
        ui.columns_const(|[left, right]| {
            let today = clock::now().unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(clock::zone()).date();
            if let Some(date) = date_field(left, &say!(locale, "date"), meeting.date, today) {
                edit(Edit::Date(date));
            }
            if let Some(time) = time_field(right, &say!(locale, "select-time"), meeting.time) {
                edit(Edit::Time(time));
            }
        });
        // Columns end with a distance of their own.
        ui.add_space(-8.0);
        let mut place = meeting.place.clone();
        if field(ui, &say!(locale, "place"), &mut place, &say!(locale, "select-place-hint")) {
            edit(Edit::Place(place));
        }
        // What is typed stays as it is typed, a comma at the end too, as long as it says who takes part.
        let names: Vec<&str> = meeting.participants.iter().map(|participant| participant.name.as_str()).collect();
        if named(&self.participants) != names {
            self.participants = names.join("\n");
        }
        let hint = say!(locale, "select-participants-hint");
        if text_area(ui, &say!(locale, "participants"), &mut self.participants, &hint) {
            let typed = named(&self.participants);
            if typed != names {
                edit(Edit::Participants(Participant::named(&typed, &meeting.participants)));
            }
        }
    }
}

/// The names in a text that has one on each line, or commas between them.
fn named(text: &str) -> Vec<String> {
    text.split(['\n', ',', ';']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn names_stand_on_lines_or_between_commas() {
        assert_eq!(
            named("Borgmester (formand)\n Direktør, Referent,\n\n"),
            ["Borgmester (formand)", "Direktør", "Referent"]
        );
        assert!(named(" ,\n").is_empty());
    }
}
