//! The name of a text, which is known to exist when compiling.

/// The texts that there are, each with the arguments it takes, sorted by name; made by `build.rs`, the same in every language.
static TEXTS: &[(&str, &[&str])] = include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// A text by its name, whatever the language: a label that is data. Only [`message!`](crate::message) makes one, and only of a
/// text that exists.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Message(&'static str);

impl Message {
    /// The text called `name`, which takes exactly these arguments. Called by the macros when compiling, where it fails is a
    /// text that does not exist.
    #[doc(hidden)]
    #[must_use]
    pub const fn checked(name: &'static str, arguments: &[&str]) -> Message {
        let Some(takes) = arguments_of(name) else {
            panic!("no text in assets/locales has this name");
        };
        // Macros name each argument once: as many, all of them known, are the same.
        assert!(takes.len() == arguments.len(), "this text takes other arguments");
        let mut index = 0;
        while index < arguments.len() {
            assert!(contains(takes, arguments[index]), "this text takes other arguments");
            index += 1;
        }
        Message(name)
    }

    /// The name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0
    }
}

impl std::fmt::Debug for Message {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.0)
    }
}

/// A text by its name: `message!("status-open")` is a [`Message`](crate::locale::Message). It takes no arguments.
///
/// ```
/// bilag::message!("untitled");
/// ```
///
/// A text that does not exist does not compile:
///
/// ```compile_fail
/// bilag::message!("untitel");
/// ```
///
/// Nor does one that takes arguments, which `say!` would have to fill:
///
/// ```compile_fail
/// bilag::message!("quoted");
/// ```
#[macro_export]
macro_rules! message {
    ($name:expr) => {{
        // An item, and no block in line: it is looked at also where nothing is built, as by `cargo check`.
        const MESSAGE: $crate::locale::Message = $crate::locale::Message::checked($name, &[]);
        MESSAGE
    }};
}

/// What a text says in a language, with its arguments: a [`String`].
///
/// ```
/// use bilag::{locale::Language, say};
///
/// let locale = Language::English.locale();
/// assert_eq!(say!(locale, "page-of", page = "2", pages = "9"), "Page\u{a0}2 of\u{a0}9");
/// assert_eq!(say!(locale, "untitled"), "Untitled");
/// ```
///
/// What does not exist does not compile:
///
/// ```compile_fail
/// bilag::say!(bilag::locale::Language::English.locale(), "page-off", page = "2", pages = "9");
/// ```
///
/// Nor what lacks an argument, or has another:
///
/// ```compile_fail
/// bilag::say!(bilag::locale::Language::English.locale(), "page-of", page = "2");
/// ```
///
/// ```compile_fail
/// bilag::say!(bilag::locale::Language::English.locale(), "page-of", page = "2", of = "9");
/// ```
#[macro_export]
macro_rules! say {
    ($locale:expr, $name:expr $(, $argument:ident = $value:expr)* $(,)?) => {
        $locale.fill(
            {
                const MESSAGE: $crate::locale::Message =
                    $crate::locale::Message::checked($name, &[$(stringify!($argument)),*]);
                MESSAGE
            },
            &[$((stringify!($argument), $crate::locale::Value::from($value))),*],
        )
    };
}

/// The arguments that a text takes, if there is one called `name`.
const fn arguments_of(name: &str) -> Option<&'static [&'static str]> {
    let (mut from, mut to) = (0, TEXTS.len());
    while from < to {
        let middle = from.midpoint(to);
        let (known, arguments) = TEXTS[middle];
        match order(name, known) {
            0 => return Some(arguments),
            ..0 => to = middle,
            _ => from = middle + 1,
        }
    }
    None
}

/// Below 0 where `left` comes before `right`, above 0 where after.
const fn order(left: &str, right: &str) -> i32 {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut index = 0;
    while index < left.len() && index < right.len() {
        if left[index] != right[index] {
            return if left[index] < right[index] { -1 } else { 1 };
        }
        index += 1;
    }
    if left.len() == right.len() {
        0
    } else if left.len() < right.len() {
        -1
    } else {
        1
    }
}

const fn contains(names: &[&str], name: &str) -> bool {
    let mut index = 0;
    while index < names.len() {
        if order(names[index], name) == 0 {
            return true;
        }
        index += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_found_by_its_name() {
        assert!(TEXTS.len() > 600 && TEXTS.is_sorted());
        for (name, arguments) in TEXTS {
            assert_eq!(Message::checked(name, arguments).name(), *name);
        }
        assert_eq!(arguments_of("date-lon"), None);
        assert_eq!(arguments_of(""), None);
        assert_eq!(arguments_of("~"), None);
    }
}
