//! What of one version of a meeting is what in another: its principles, whatever numbers they have, and the meeting itself.
//!
//! A principle is known again by its title and by its text; its number decides only between two that say the same. So it is found
//! after others came in before it, after it was moved, and after it was reworded; and a new one that has taken its number is not
//! taken for it.

use super::{Meeting, Selected};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a title that is the same counts.
const TITLE: f32 = 0.3;
/// What a text that is the same counts.
const TEXT: f32 = 0.6;
/// What the same number counts.
const NUMBER: f32 = 0.1;
/// From this two principles are the same.
const ENOUGH: f32 = 0.5;
/// Two that are closer than this are as good as each other.
const EQUAL: f32 = 0.02;
/// The most words of a principle that are compared.
const MOST_WORDS: usize = 4_000;

/// What one meeting is to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinship {
    /// A version of it.
    Same,
    /// A version of it with other principles.
    OtherPrinciples,
    /// Another.
    Other,
}

/// For each principle of a selection, by its number, the number that it has in another; it is missing where it is not there, or
/// where it could be several.
#[must_use]
pub fn corresponding(from: &[Selected], into: &[Selected]) -> BTreeMap<u32, u32> {
    let described = |selected: &[Selected]| selected.iter().map(Described::of).collect::<Vec<_>>();
    let (from, into) = (described(from), described(into));
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for (left, one) in from.iter().enumerate() {
        for (right, other) in into.iter().enumerate() {
            let score = one.likeness(other);
            if score >= ENOUGH {
                pairs.push((score, left, right));
            }
        }
    }
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
    let mut found = BTreeMap::new();
    let (mut left_taken, mut right_taken) = (BTreeSet::new(), BTreeSet::new());
    for (score, left, right) in pairs.iter().copied() {
        if left_taken.contains(&left) || right_taken.contains(&right) {
            continue;
        }
        let is_rival = |&(other, one, two): &(f32, usize, usize)| {
            let shares = (one == left) != (two == right);
            shares && score - other < EQUAL && !left_taken.contains(&one) && !right_taken.contains(&two)
        };
        let rivals = pairs.iter().any(is_rival);
        if rivals {
            // Two say the same, and no number decides: none of them is taken for the other.
            left_taken.insert(left);
            continue;
        }
        left_taken.insert(left);
        right_taken.insert(right);
        if let (Some(one), Some(other)) = (from.get(left), into.get(right)) {
            found.insert(one.number, other.number);
        }
    }
    found
}

/// What `sent` is to `meeting`. Versions of one meeting have annotations or agenda items in common, which have names that nothing
/// else has; else it is known by its date, its body and its title.
#[must_use]
pub fn kinship(sent: &Meeting, meeting: &Meeting) -> Kinship {
    if !is_same(sent, meeting) {
        return Kinship::Other;
    }
    let known = corresponding(&sent.selection, &meeting.selection).len();
    if known * 2 < sent.selection.len() { Kinship::OtherPrinciples } else { Kinship::Same }
}

fn is_same(sent: &Meeting, meeting: &Meeting) -> bool {
    let shared = sent
        .annotations
        .iter()
        .any(|annotation| meeting.annotation(&annotation.id).is_some_and(|own| own.created == annotation.created));
    if shared {
        return true;
    }
    let said = |one: &str, other: &str| match (folded(one), folded(other)) {
        (one, other) if one.is_empty() || other.is_empty() => None,
        (one, other) => Some(one == other),
    };
    let title = said(&sent.title, &meeting.title);
    let body = said(&sent.body, &meeting.body);
    let date = sent.date.zip(meeting.date).map(|(one, other)| one == other);
    match (date, body, title) {
        // A body meets once a day, whatever the meeting is called.
        (Some(true), Some(true), _) => true,
        // A draft that says neither who meets nor when is no other meeting, whatever it is called.
        (None, None, _) if meeting.date.is_none() && meeting.body.trim().is_empty() => true,
        (Some(false), ..) | (_, Some(false), _) | (_, _, Some(false)) => false,
        _ => true,
    }
}

/// A text as it is compared.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A principle as it is compared.
struct Described {
    number: u32,
    title: String,
    /// How often each two words that follow one another stand in its text.
    pairs: HashMap<[String; 2], usize>,
    count: usize,
}

impl Described {
    fn of(selected: &Selected) -> Described {
        let principle = &selected.principle;
        let mut pairs: HashMap<[String; 2], usize> = HashMap::new();
        let mut count = 0;
        for (_, text) in principle.paragraphs() {
            let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).take(MOST_WORDS - count).collect();
            count += words.len();
            let after = words.iter().skip(1).cloned().chain([String::new()]);
            for pair in words.iter().cloned().zip(after) {
                *pairs.entry(pair.into()).or_default() += 1;
            }
        }
        Described {
            number: principle.number,
            title: folded(
                principle.label.as_deref().filter(|_| principle.title.is_empty()).unwrap_or(&principle.title),
            ),
            pairs,
            count,
        }
    }

    /// How much two say the same, from 0 to 1.
    fn likeness(&self, other: &Described) -> f32 {
        let title =
            if self.title == other.title { 1.0 } else { strsim::normalized_levenshtein(&self.title, &other.title) };
        #[allow(clippy::cast_possible_truncation, reason = "a share")]
        let title = title as f32;
        // Titles that have some letters in common are not alike.
        let title = if title < 0.75 { 0.0 } else { title };
        let common: usize =
            self.pairs.iter().map(|(pair, count)| other.pairs.get(pair).map_or(0, |others| *others.min(count))).sum();
        let both = self.count + other.count;
        let text = if both == 0 { title } else { 2.0 * common as f32 / both as f32 };
        let number = if self.number == other.number { NUMBER } else { 0.0 };
        TITLE * title + TEXT * text + number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::principles::{Principle, PrincipleSet};

    fn agreement() -> Vec<Selected> {
        let set = PrincipleSet::built_in().into_iter().next().expect("a set");
        set.principles().map(|(group, principle)| Selected::of(group, principle)).collect()
    }

    #[test]
    fn principles_are_known_again_whatever_their_number() {
        let from = agreement();
        let mut into = from.clone();
        into.iter_mut().skip(1).for_each(|selected| selected.principle.number += 1);
        let (title, summary) =
            ("Helt nyt princip".to_owned(), "Noget nyt er vedtaget om digitale løsninger.".to_owned());
        let new = Principle { number: 2, label: None, title, summary, body: vec!["Et nyt afsnit.".to_owned()] };
        into.insert(1, Selected { principle: new, group: String::new(), group_text: Vec::new(), agenda_item: None });
        into.swap(3, 6);
        let expected = [(1, 1), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8)];
        assert_eq!(corresponding(&from, &into), expected.into());
        into.remove(0);
        assert_eq!(corresponding(&from, &into).get(&1), None, "what is left out is nowhere");
    }

    #[test]
    fn what_was_reworded_keeps_its_number_and_two_alike_are_not_guessed() {
        let from = agreement();
        let mut into = from.clone();
        into[2].principle.title = "Noget om politisk ansvar".to_owned();
        into[3].principle.body = vec!["Et andet stykke.".to_owned()];
        assert_eq!(corresponding(&from, &into).len(), 7);
        let mut into = from.clone();
        into[0].principle.number = 11;
        into[1].principle = Principle { number: 12, ..from[0].principle.clone() };
        assert_eq!(corresponding(&from, &into).get(&1), None);
        into[1].principle.number = 1;
        assert_eq!(corresponding(&from, &into).get(&1), Some(&1), "the number decides");
    }

    #[test]
    fn a_meeting_is_known_from_another() {
        let meeting = Meeting::sample();
        assert_eq!(kinship(&meeting, &meeting), Kinship::Same);
        let mut other = Meeting { annotations: Vec::new(), ..meeting.clone() };
        other.title = "Andet møde".to_owned();
        assert_eq!(kinship(&other, &meeting), Kinship::Same, "the same body on the same day");
        other.date = jiff::civil::Date::new(2027, 1, 1).ok();
        assert_eq!(kinship(&other, &meeting), Kinship::Other);
        let draft = Meeting { title: "Kladde".to_owned(), selection: meeting.selection.clone(), ..Meeting::default() };
        assert_eq!(kinship(&meeting, &draft), Kinship::Same);
        let mut version = meeting.clone();
        version.title = "Andet".to_owned();
        version.date = None;
        assert_eq!(kinship(&version, &meeting), Kinship::Same, "it has annotations of the meeting");
        version.selection.iter_mut().for_each(|selected| {
            selected.principle.title = format!("Nyt {}", selected.principle.number);
            selected.principle.summary = "Andre ord.".to_owned();
            selected.principle.body.clear();
        });
        assert_eq!(kinship(&version, &meeting), Kinship::OtherPrinciples);
    }
}
