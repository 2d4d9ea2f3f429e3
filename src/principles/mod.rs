//! A *principle set* is data with a source: who agreed on it, when, in which language, in which words.
//!
//! Bilag carries one set; any other in the same JSON format has the same rights. What `bilag show SET --json` prints
//! is a set file. Reading is strict about what a hand-out needs (numbers, titles or labels, text) and tolerant of what it does
//! not know. What a meeting does with principles is [`crate::meeting`]'s.

pub mod import;
mod name;
mod read;

pub use name::Name;
pub use read::{SetError, read};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A published list of principles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrincipleSet {
    /// A short name that stays the same: ASCII letters, digits and hyphens.
    #[serde(default)]
    pub id: String,
    /// What the set calls itself.
    #[serde(default)]
    pub title: String,
    /// The language of the text, a BCP 47 tag.
    #[serde(default = "undetermined")]
    pub language: String,
    /// The day on which it was agreed.
    #[serde(default)]
    pub adopted: Option<Date>,
    /// Who agreed on it.
    #[serde(default)]
    pub publishers: Vec<String>,
    /// Where the text stands in print.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Paragraphs before the principles.
    #[serde(default)]
    pub preamble: Vec<String>,
    /// The principles, in groups.
    pub groups: Vec<Group>,
    /// Paragraphs after the principles.
    #[serde(default)]
    pub closing: Vec<String>,
}

fn undetermined() -> String {
    "und".to_owned()
}

/// Principles that the set puts under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The heading; empty where the set has none.
    #[serde(default)]
    pub title: String,
    /// Paragraphs of its own, under its heading.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text: Vec<String>,
    /// The principles, in the set's order.
    pub principles: Vec<Principle>,
}

/// One principle, word for word as it was agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Principle {
    /// Its number: from 1, once in a set. It is what the principle is known by, whatever is printed.
    pub number: u32,
    /// What the set prints before the title: *II*, *1.4*, *9a*, *Artikel 1*. Where the set says nothing of it the number is
    /// printed; where it is empty nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its heading; it may be empty where there is a label.
    #[serde(default)]
    pub title: String,
    /// Its lead, set in a box: paragraph 0 in reference codes.
    #[serde(default)]
    pub summary: String,
    /// Its paragraphs, counted from 1 in reference codes.
    pub body: Vec<String>,
}

impl Principle {
    /// Paragraph `index`: 0 is the summary, the body counts from 1.
    #[must_use]
    pub fn paragraph(&self, index: usize) -> Option<&str> {
        match index.checked_sub(1) {
            None => Some(&self.summary),
            Some(body) => self.body.get(body).map(String::as_str),
        }
    }

    /// Every paragraph with its index, the summary first.
    pub fn paragraphs(&self) -> impl Iterator<Item = (usize, &str)> {
        std::iter::once(&self.summary).chain(&self.body).map(String::as_str).enumerate()
    }
}

impl PrincipleSet {
    /// The sets that Bilag carries.
    #[must_use]
    pub fn built_in() -> Vec<PrincipleSet> {
        const SETS: [&str; 1] = [include_str!("../../assets/principles/kommunalt-statsligt-samarbejde-2015.json")];
        // They are part of the program, and a test reads each.
        SETS.iter().filter_map(|json| read(json.as_bytes()).ok()).collect()
    }

    /// Every principle with its group, in the set's order.
    pub fn principles(&self) -> impl Iterator<Item = (&Group, &Principle)> {
        self.groups.iter().flat_map(|group| group.principles.iter().map(move |principle| (group, principle)))
    }

    /// The principle with this number, and its group.
    #[must_use]
    pub fn principle(&self, number: u32) -> Option<(&Group, &Principle)> {
        self.principles().find(|(_, principle)| principle.number == number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_set_is_the_agreement() {
        let [set] = PrincipleSet::built_in().try_into().expect("one set");
        assert_eq!(set.preamble.len(), 7);
        assert_eq!(set.groups.iter().map(|group| group.principles.len()).collect::<Vec<_>>(), [4, 3]);
        let paragraphs: Vec<_> = set.principles().map(|(_, principle)| principle.body.len()).collect();
        assert_eq!(paragraphs, [3, 2, 2, 3, 2, 4, 2]);
        assert_eq!(set.publishers, ["Regeringen", "KL"]);
        let words: usize = set
            .principles()
            .flat_map(|(_, principle)| {
                std::iter::once(principle.title.as_str()).chain(principle.paragraphs().map(|(_, text)| text))
            })
            .map(|text| text.split_whitespace().count())
            .sum();
        assert_eq!(words, 1345);
    }

    #[test]
    fn no_word_of_the_built_in_set_is_broken() {
        let set = &PrincipleSet::built_in()[0];
        let texts: Vec<&str> = set
            .preamble
            .iter()
            .map(String::as_str)
            .chain(set.principles().flat_map(|(_, principle)| principle.paragraphs().map(|(_, text)| text)))
            .collect();
        let hyphenated: std::collections::BTreeSet<&str> =
            texts.iter().flat_map(|text| text.split_whitespace()).filter(|word| word.contains('-')).collect();
        assert_eq!(
            hyphenated.into_iter().collect::<Vec<_>>(),
            ["forenklings-", "kommunal-statslige", "kommunalt-statsligt", "mål-", "opgave-", "rolle-"]
        );
        for text in texts {
            assert!(!text.contains("  ") && !text.contains('\n') && text.trim() == text, "{text}");
        }
    }
}
