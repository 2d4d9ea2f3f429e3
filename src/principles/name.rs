//! What a principle is called where it is printed, listed or spoken of: its label and its title.
//!
//! Every page, slide, list and message takes it from here, so that one principle has one name: *1.4 Open Format*. A label
//! alone is the title (*Artikel 1*), and so is one that the title repeats. The number, by which files and programs know a
//! principle, is a label only where the set has none of its own.

use super::Principle;
use std::borrow::Cow;
use std::fmt;

/// A principle's label and title. Both are empty only where a set says neither and wants no number printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name<'a> {
    /// What stands before the title; empty where nothing does.
    pub label: Cow<'a, str>,
    /// The title; empty where the principle has neither title nor label of its own.
    pub title: &'a str,
}

impl Principle {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> Name<'_> {
        let title = trimmed(&self.title);
        let label = self.label.as_deref().map(trimmed);
        let number = self.number.to_string();
        match label.filter(|label| *label != number) {
            None => Name { label: Cow::Owned(number), title: if label == Some(title) { "" } else { title } },
            Some(label) if title.is_empty() || title == label => Name { label: Cow::Borrowed(""), title: label },
            Some(label) => Name { label: Cow::Borrowed(label), title },
        }
    }

    /// Whether the number is what is printed before the title, so that *principle 3* is its name, too.
    #[must_use]
    pub fn goes_by_number(&self) -> bool {
        self.label
            .as_deref()
            .map(str::trim)
            .is_none_or(|label| label == self.number.to_string() || (label.is_empty() && self.title.trim().is_empty()))
    }
}

/// Without the white space at its ends that a line may break at; a no-break space was put there on purpose.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}'))
}

impl Name<'_> {
    /// Label and title on one line of the window, with more than a space between them.
    #[must_use]
    pub fn set_apart(&self) -> String {
        let between = if self.label.is_empty() || self.title.is_empty() { "" } else { "  " };
        format!("{}{between}{}", self.label, self.title)
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let between = if self.label.is_empty() || self.title.is_empty() { "" } else { " " };
        write!(formatter, "{}{between}{}", self.label, self.title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_principle_is_called_as_its_set_prints_it() {
        let principle = |label: Option<&str>, title: &str| Principle {
            number: 4,
            label: label.map(str::to_owned),
            title: title.to_owned(),
            summary: String::new(),
            body: Vec::new(),
        };
        for (label, title, name, by_number) in [
            (None, "Ro", "4 Ro", true),
            (None, "", "4", true),
            (Some("4"), "Ro", "4 Ro", true),
            (Some("1.4"), "Open Format", "1.4 Open Format", false),
            (Some("II"), " Orden ", "II Orden", false),
            (Some("Artikel 1"), "", "Artikel 1", false),
            (Some("Artikel 1"), "Artikel 1", "Artikel 1", false),
            (Some("4"), "", "4", true),
            (Some("4"), "4", "4", true),
            (Some(""), "Ro", "Ro", false),
            (Some(" "), "", "", true),
        ] {
            let principle = principle(label, title);
            assert_eq!(principle.name().to_string(), name);
            assert_eq!(principle.goes_by_number(), by_number, "{label:?} {title:?}");
        }
    }
}
