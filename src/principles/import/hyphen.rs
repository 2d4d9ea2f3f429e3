//! What a hyphen at the end of a line is: one for the press, which goes, or one of the word, which stays.
//!
//! The document itself is the first dictionary: where the word stands elsewhere in one form, that is it. Else what is known
//! of words decides, and where nothing does the place is doubtful.

use super::words::{self, Language};
use std::collections::BTreeMap;

/// How two pieces of a paragraph come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// A new paragraph begins.
    New,
    /// With a space.
    Space,
    /// The hyphen goes.
    Hyphen,
    /// The hyphen stays, and no space comes after it.
    Kept,
}

/// The words of a document, each as often as it stands there.
#[derive(Debug, Default)]
pub struct Dictionary {
    counts: BTreeMap<String, u32>,
}

impl Dictionary {
    /// Learns the words of a source.
    pub fn of_lines<'a>(lines: impl Iterator<Item = &'a str>) -> Dictionary {
        let mut dictionary = Dictionary::default();
        let mut broken = false;
        for line in lines {
            // The rest of a broken word is none.
            let rest = if broken { line.split_once(char::is_whitespace).map_or("", |(_, rest)| rest) } else { line };
            dictionary.learn(rest);
            broken = line.ends_with(['-', '\u{ad}']);
        }
        dictionary
    }

    /// Learns the words of a line. The last is left out where it is broken.
    fn learn(&mut self, line: &str) {
        let broken = line.ends_with(['-', '\u{ad}']);
        let mut all = line.split_whitespace().peekable();
        while let Some(word) = all.next() {
            if broken && all.peek().is_none() {
                break;
            }
            let word = bare(word);
            if !word.is_empty() {
                *self.counts.entry(word).or_default() += 1;
            }
        }
    }

    fn count(&self, word: &str) -> u32 {
        self.counts.get(word).copied().unwrap_or(0)
    }

    /// How often it stands there, by itself or within a compound with hyphens.
    fn within(&self, word: &str) -> u32 {
        // Forms of a word end otherwise but begin alike.
        self.counts
            .range(word.to_owned()..)
            .take_while(|(known, _)| known.starts_with(word))
            .take(20)
            .map(|(_, count)| *count)
            .sum()
    }
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// How a line that ends so goes on with one that begins so, and whether that is sure.
pub fn join(before: &str, after: &str, dictionary: &Dictionary, language: Language) -> (Join, bool) {
    if let Some(stem) = before.strip_suffix('\u{ad}') {
        return (if stem.ends_with(char::is_alphanumeric) { Join::Hyphen } else { Join::Space }, true);
    }
    let Some(stem) = before.strip_suffix(['-', '\u{2010}']) else { return (Join::Space, true) };
    let head: &str = stem.rsplit(char::is_whitespace).next().unwrap_or_default();
    let tail: &str = after.split_whitespace().next().unwrap_or_default();
    if !head.ends_with(char::is_alphanumeric) {
        return (Join::Space, true);
    }
    if !tail.starts_with(char::is_alphanumeric) {
        return (Join::Kept, true);
    }
    let next = bare(tail);
    if words::is_conjunction(&next, language) {
        return (Join::Space, true);
    }
    let head_part = head.rsplit('-').next().unwrap_or(head);
    let digits = head_part.ends_with(|c: char| c.is_ascii_digit()) || tail.starts_with(|c: char| c.is_ascii_digit());
    let is_capitals = |word: &str| word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let shouted = is_capitals(head_part)
        && is_capitals(tail)
        && head_part.chars().chain(tail.chars()).filter(|c| c.is_alphabetic()).count() > 6;
    if digits
        || (!shouted
            && (tail.starts_with(char::is_uppercase) || (is_capitals(head_part) && head_part.chars().count() <= 5)))
    {
        return (Join::Kept, true);
    }
    let (head, head_part) = (bare(head), bare(head_part));
    let joined = format!("{head}{next}");
    let kept = format!("{head}-{next}");
    let (whole, parted) = (dictionary.count(&joined), dictionary.count(&kept));
    if whole != parted {
        return (if whole > parted { Join::Hyphen } else { Join::Kept }, true);
    }
    // Words of a family: the same beginning stands elsewhere, whatever its ending.
    let stem_of = |text: &str| text.chars().take(head.chars().count() + 4).collect::<String>();
    if next.chars().count() >= 4 {
        let (whole, parted) = (dictionary.within(&stem_of(&joined)), dictionary.within(&stem_of(&kept)));
        if whole != parted {
            return (if whole > parted { Join::Hyphen } else { Join::Kept }, true);
        }
    }
    let first = next.split('-').next().unwrap_or(&next);
    let part = format!("{head_part}{first}");
    let (known_head, known_tail) = (dictionary.count(&head_part) > 0, dictionary.count(first) > 0);
    // What stands before words only with a hyphen: *e-mail*, *self-service*, *non-binding*.
    // *do-it-yourself*, *CC-BY-NC-SA*: short parts of what has hyphens already.
    let of_chain = head.len() > head_part.len() && head_part.chars().count() <= 2;
    if of_chain
        || head_part.chars().count() == 1
        || (language == Language::English
            && matches!(head_part.as_str(), "self" | "non" | "well" | "all" | "one" | "two" | "post"))
    {
        return (Join::Kept, true);
    }
    match words::may_break(&part, head_part.chars().count(), language) {
        Some(true) if !(known_head && known_tail && language.keeps_compounds_apart()) => {
            // Where words are joined by hyphens two long words could be.
            let could = language.keeps_compounds_apart()
                && known_tail
                && first.chars().count() > 3
                && head_part.chars().count() > 2;
            (Join::Hyphen, !could)
        }
        Some(true) => (Join::Kept, false),
        // An ending of two letters is one where it is no word.
        Some(false)
            if first.chars().count() == 2
                && !matches!(first, "in" | "up" | "on" | "to" | "of" | "by" | "at" | "på" | "af" | "ud") =>
        {
            (Join::Hyphen, true)
        }
        // Nobody breaks a word there who breaks words: the hyphen is the word's own.
        Some(false) => (Join::Kept, language.keeps_compounds_apart() || (known_head && known_tail)),
        None => (Join::Hyphen, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphen_goes_where_it_is_the_press_s_and_stays_where_it_is_the_word_s() {
        let lines = ["et kommunalt-statsligt samarbejde om en kommunalbestyrelse og"];
        let dictionary = Dictionary::of_lines(lines.into_iter());
        let join = |before, after| join(before, after, &dictionary, Language::Danish).0;
        assert_eq!(join("for kommunalt-", "statsligt samarbejde"), Join::Kept);
        assert_eq!(join("en effektivi-", "sering af"), Join::Hyphen);
        assert_eq!(join("Kommunalbesty-", "relsen har"), Join::Hyphen);
        assert_eq!(join("tydeligt opgave-", "og budgetansvar"), Join::Space);
        assert_eq!(join("en EU-", "regel"), Join::Kept);
        assert_eq!(join("1990-", "erne"), Join::Kept);
        assert_eq!(join("ord \u{ad}".trim(), "x"), Join::Space);
        assert_eq!(join("plat\u{ad}", "form"), Join::Hyphen);
        assert_eq!(join("et -", "to"), Join::Space);
    }
}
