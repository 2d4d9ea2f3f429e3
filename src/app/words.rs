//! The words of a window. Its context holds them, so that whatever is drawn in it speaks one language, and two windows of two
//! languages can be open in one program.

use crate::locale::{Language, Locale};
use egui::{Context, Id, Ui};

impl Locale {
    /// The words that `ui` is drawn in.
    #[must_use]
    pub fn of(ui: &Ui) -> &'static Locale {
        Locale::of_context(ui.ctx())
    }

    /// The words that a context was given by [`speak`]; English before that.
    #[must_use]
    pub fn of_context(context: &Context) -> &'static Locale {
        let given = context.data(|data| data.get_temp::<&'static Locale>(id()));
        given.unwrap_or_else(|| Language::English.locale())
    }
}

/// Lets everything that is drawn in a context speak these words.
pub fn speak(context: &Context, locale: &'static Locale) {
    context.data_mut(|data| data.insert_temp(id(), locale));
}

fn id() -> Id {
    Id::unique("words")
}
