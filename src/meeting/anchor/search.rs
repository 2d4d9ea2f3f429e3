//! Finding words in a text that was changed since they were marked: the place that differs least from what was there.
//!
//! Candidates are all places whose text can be made the quoted words with few insertions, deletions and replacements
//! (approximate string matching as Sellers gave it in 1980, and as Hypothesis anchors annotations on web pages). Each gets a
//! score: how much of the quote and of the text around it is still there, each letter of the quote counting twice. A long
//! quote speaks for itself, a short one needs its surroundings.

use super::super::annotation::Words;
use super::plainly_nearer;
use std::ops::Range;

/// The score from which words are taken to be those that were meant.
pub const ENOUGH: f32 = 0.65;

/// Two scores that are closer than this say the same.
pub(super) const EQUAL: f32 = 0.02;

/// The share of the quote's letters that may have changed.
const MOST_CHANGED: f32 = 0.34;

/// The longest quote that is looked for as a whole, in characters; of a longer one its beginning and its end are.
const LONGEST: usize = 240;

/// The longest text that is searched, in characters.
const LONGEST_TEXT: usize = 200_000;

/// The most places that are compared.
const MOST_PLACES: usize = 64;

/// Words that were found.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// Where, in bytes of the paragraph.
    pub range: Range<usize>,
    /// How much of the words and of the text around them is still there, from 0 to 1.
    pub score: f32,
}

/// Finds words that may have been changed. `None` where nothing reaches [`ENOUGH`], or where two places are as good as each
/// other.
#[must_use]
pub fn search(paragraph: &str, words: &Words) -> Option<Located> {
    let found = candidates(paragraph, words);
    let (best, distance) = found.first()?;
    let rival = found.get(1).filter(|(rival, _)| best.score - rival.score < EQUAL);
    let clear = rival.is_none_or(|(_, other)| plainly_nearer(*distance, *other));
    (clear && best.score >= ENOUGH).then(|| best.clone())
}

/// The places that may be meant, the best first, each with how far from its old position it is.
fn candidates(paragraph: &str, words: &Words) -> Vec<(Located, usize)> {
    let text: Vec<char> = paragraph.chars().take(LONGEST_TEXT).collect();
    let quote: Vec<char> = words.quote.exact.chars().take(LONGEST_TEXT).collect();
    if quote.is_empty() {
        return Vec::new();
    }
    let prefix: Vec<char> = words.quote.prefix.chars().collect();
    let suffix: Vec<char> = words.quote.suffix.chars().collect();
    let mut places = if quote.len() > LONGEST { by_ends(&text, &quote) } else { approximate(&text, &quote) };
    // The least changed first, so that the limit leaves out the worst.
    places.sort_by_key(|place| (place.edits, place.start));
    places.truncate(MOST_PLACES);
    let length = |text: &[char]| text.len() as f32;
    let weight = 2.0 * length(&quote) + length(&prefix) + length(&suffix);
    let mut scored: Vec<(Candidate, f32)> = places
        .into_iter()
        .map(|place| {
            let own = (1.0 - place.edits as f32 / length(&quote)).max(0.0);
            let before = kept(prefix.iter().rev(), text.get(..place.start).unwrap_or_default().iter().rev());
            let after = kept(suffix.iter(), text.get(place.end..).unwrap_or_default().iter());
            let sum = 2.0 * length(&quote) * own + length(&prefix) * before + length(&suffix) * after;
            (place, sum / weight)
        })
        .collect();
    scored.sort_by(|(left, left_score), (right, right_score)| {
        right_score.total_cmp(left_score).then(left.edits.cmp(&right.edits)).then(left.start.cmp(&right.start))
    });
    let mut apart: Vec<(Candidate, f32)> = Vec::new();
    for (place, score) in scored {
        if apart.iter().all(|(other, _)| place.end <= other.start || other.end <= place.start) {
            apart.push((place, score));
        }
    }
    let bytes: Vec<usize> = paragraph.char_indices().map(|(at, _)| at).chain([paragraph.len()]).collect();
    let located = |(place, score): (Candidate, f32)| {
        let whole = whole_words(&text, &place, &quote, &prefix, &suffix);
        let range = *bytes.get(whole.start)?..*bytes.get(whole.end)?;
        Some((Located { range, score }, place.start.abs_diff(words.position.start)))
    };
    apart.into_iter().filter_map(located).collect()
}

/// Characters of a text that can be made the sought ones with so many edits.
#[derive(Clone, Debug)]
struct Candidate {
    start: usize,
    end: usize,
    edits: usize,
}

/// Every end in `text` at which a piece ends that is `quote` but for a few edits (Sellers 1980; rows beyond which no piece
/// can be good enough are not computed, as Ukkonen showed in 1985).
fn approximate(text: &[char], quote: &[char]) -> Vec<Candidate> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small share of a small number")]
    let most = (quote.len() as f32 * MOST_CHANGED) as usize;
    // For each number of the quote's letters: the fewest edits that make them of a piece ending here, and its beginning.
    let mut column: Vec<(usize, usize)> = (0..=quote.len()).map(|row| (row, 0)).collect();
    let mut active = most.min(quote.len());
    let mut places = Vec::new();
    for (at, letter) in text.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut column[0], (0, at + 1));
        // What the first letter of a piece may replace begins at this letter.
        diagonal.1 = at;
        let mut above = column[0];
        let last = (active + 1).min(quote.len());
        for row in 1..=last {
            let before = column[row];
            let replaced = (diagonal.0 + usize::from(quote[row - 1] != *letter), diagonal.1);
            let inserted = (before.0.saturating_add(1), before.1);
            let deleted = (above.0 + 1, above.1);
            let left_out = if row > active { (usize::MAX, 0) } else { inserted };
            let fewest = [replaced, left_out, deleted].into_iter().min_by_key(|(edits, _)| *edits).unwrap_or(replaced);
            column[row] = fewest;
            diagonal = before;
            above = fewest;
        }
        active = last;
        while active > 0 && column[active].0 > most {
            active -= 1;
        }
        if active == quote.len() {
            let (edits, start) = column[quote.len()];
            places.push(Candidate { start, end: at + 1, edits });
        }
    }
    places
}

/// A long quote, by its beginning and its end.
fn by_ends(text: &[char], quote: &[char]) -> Vec<Candidate> {
    let half = LONGEST / 2;
    let (head, tail) = (&quote[..half], &quote[quote.len() - half..]);
    let fewest = |places: Vec<Candidate>| {
        let mut places = places;
        places.sort_by_key(|place| place.edits);
        places.truncate(MOST_PLACES);
        places
    };
    let (heads, tails) = (fewest(approximate(text, head)), fewest(approximate(text, tail)));
    let mut places = Vec::new();
    for head in &heads {
        for tail in tails.iter().filter(|tail| tail.end > head.start) {
            let length = tail.end - head.start;
            let edits = head.edits + tail.edits + length.abs_diff(quote.len());
            if edits as f32 <= quote.len() as f32 * MOST_CHANGED {
                places.push(Candidate { start: head.start, end: tail.end, edits });
            }
        }
    }
    places
}

/// How much of `sought` the beginning of `text` still says, from 0 to 1.
fn kept<'a>(sought: impl Iterator<Item = &'a char>, text: impl Iterator<Item = &'a char>) -> f32 {
    let sought: Vec<&char> = sought.collect();
    if sought.is_empty() {
        return 0.0;
    }
    let mut column: Vec<usize> = (0..=sought.len()).collect();
    let mut fewest = sought.len();
    // Half as much again: what was put in between may be skipped.
    for letter in text.take(sought.len() + sought.len() / 2) {
        let mut diagonal = column[0];
        column[0] += 1;
        for row in 1..=sought.len() {
            let replaced = diagonal + usize::from(sought[row - 1] != letter);
            diagonal = column[row];
            column[row] = replaced.min(column[row] + 1).min(column[row - 1] + 1);
        }
        fewest = fewest.min(column[sought.len()]);
    }
    1.0 - fewest as f32 / sought.len() as f32
}

/// The place without white space that was not quoted, and with the whole of its first and last word where whole words were
/// quoted: of *målets* for *målet* nothing is left outside.
fn whole_words(text: &[char], place: &Candidate, quote: &[char], prefix: &[char], suffix: &[char]) -> Range<usize> {
    let (mut start, mut end) = (place.start, place.end);
    let is = |at: Option<usize>, what: fn(char) -> bool| at.and_then(|at| text.get(at)).is_some_and(|c| what(*c));
    if quote.first().is_some_and(|c| !c.is_whitespace()) {
        while start < end && is(Some(start), char::is_whitespace) {
            start += 1;
        }
        let began =
            quote.first().is_some_and(|c| c.is_alphanumeric()) && !prefix.last().is_some_and(|c| c.is_alphanumeric());
        while began && is(Some(start), char::is_alphanumeric) && is(start.checked_sub(1), char::is_alphanumeric) {
            start -= 1;
        }
    }
    if quote.last().is_some_and(|c| !c.is_whitespace()) {
        while start < end && is(end.checked_sub(1), char::is_whitespace) {
            end -= 1;
        }
        let ended =
            quote.last().is_some_and(|c| c.is_alphanumeric()) && !suffix.first().is_some_and(|c| c.is_alphanumeric());
        while ended && is(end.checked_sub(1), char::is_alphanumeric) && is(Some(end), char::is_alphanumeric) {
            end += 1;
        }
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::super::describe;
    use super::*;
    use crate::principles::PrincipleSet;
    use proptest::prelude::*;

    const PARAGRAPH: &str = "Kommunerne skal have frihed til at løse opgaverne, og staten skal styre på mål og resultater. \
        Når målet er nået, er der ikke brug for flere proceskrav eller mere detailregulering end før.";

    fn words(quote: &str) -> Words {
        let start = PARAGRAPH.find(quote).expect("the quote");
        describe(PARAGRAPH, start..start + quote.len()).expect("words")
    }

    fn found<'a>(text: &'a str, quote: &str) -> Option<&'a str> {
        search(text, &words(quote)).and_then(|located| text.get(located.range))
    }

    #[test]
    fn words_that_are_unchanged_score_one() {
        let located = search(PARAGRAPH, &words("proceskrav")).expect("found");
        assert!((located.score - 1.0).abs() < f32::EPSILON);
        assert_eq!(PARAGRAPH.get(located.range), Some("proceskrav"));
    }

    #[test]
    fn words_that_were_reworded_are_found_whole() {
        let text = PARAGRAPH.replace("flere proceskrav eller mere", "flere processkravene, eller mere");
        assert_eq!(found(&text, "proceskrav"), Some("processkravene"));
        assert_eq!(found(&text, "flere proceskrav eller"), Some("flere processkravene, eller"));
        assert_eq!(found(&text, "målet er nået"), Some("målet er nået"));
    }

    #[test]
    fn a_short_word_is_not_taken_for_another() {
        assert_eq!(found("Budgettet for næste år vedtages i oktober, og målet er et andet.", "målet"), None);
        assert_eq!(found("Noget helt andet.", "staten skal styre"), None);
    }

    #[test]
    fn between_two_equals_nothing_is_guessed() {
        let twice = format!("{PARAGRAPH} {PARAGRAPH}");
        let mut sought = words("frihed til at løse opgaverne");
        sought.quote.prefix.clear();
        sought.position.start = PARAGRAPH.chars().count() / 2 + 10;
        sought.position.end = sought.position.start + sought.quote.exact.chars().count();
        assert_eq!(search(&twice, &sought), None);
        assert_eq!(super::super::locate(&twice, &sought), None);
    }

    #[test]
    fn a_long_quote_is_found_by_its_ends() {
        let long = PARAGRAPH.repeat(4);
        let sought = describe(&long, 0..long.len()).expect("words");
        let changed = format!("Først. {}", long.replacen("frihed til", "god frihed til", 2));
        let located = search(&changed, &sought).expect("found");
        assert!(
            changed.get(located.range).is_some_and(|text| text.starts_with("Kommunerne") && text.ends_with("før."))
        );
    }

    /// A paragraph of the built-in set, words in it, and edits: byte places as shares, what goes away, what comes in.
    fn edits() -> impl Strategy<Value = (usize, f64, f64, Vec<(f64, usize, String)>)> {
        (0..30_usize, 0.0..1.0, 0.1..0.4, proptest::collection::vec((0.0..1.0, 0..12_usize, "[a-zæøå ,]{0,14}"), 0..4))
    }

    /// A paragraph with at least 200 characters.
    fn paragraph(number: usize) -> Vec<char> {
        let set = PrincipleSet::built_in().into_iter().next().expect("a set");
        let texts = set.principles().flat_map(|(_, principle)| principle.paragraphs().map(|(_, text)| text.to_owned()));
        let long: Vec<String> = texts.filter(|text| text.chars().count() > 200).collect();
        long[number % long.len()].chars().collect()
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn share(of: usize, part: f64) -> usize {
        (of as f64 * part) as usize
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Whatever is changed around them, words that are still there are found where they are, or not at all.
        #[test]
        fn words_are_followed_through_edits_around_them((number, at, length, edits) in edits()) {
            let text = paragraph(number);
            let start = share(text.len() - 30, at);
            let end = (start + 12 + share(120, length)).min(text.len());
            let before: String = text[..start].iter().collect();
            let exact: String = text[start..end].iter().collect();
            let whole: String = text.iter().collect();
            let words = describe(&whole, before.len()..before.len() + exact.len()).expect("words");
            let (mut left, mut right) = (text[..start].to_vec(), text[end..].to_vec());
            for (place, gone, new) in edits {
                let side = if place < 0.5 { &mut left } else { &mut right };
                let from = share(side.len(), (place * 2.0) % 1.0);
                let to = (from + gone).min(side.len());
                side.splice(from..to, new.chars());
            }
            let left: String = left.into_iter().collect();
            let changed = format!("{left}{exact}{}", right.into_iter().collect::<String>());
            if let Some(located) = search(&changed, &words) {
                let found = changed.get(located.range).expect("a range");
                prop_assert!(found.contains(exact.trim()), "{found:?} for {exact:?}");
            }
            prop_assert!(search(&whole, &words).is_some_and(|located| located.score > 0.99));
        }

        /// A letter here and there within them does not hide words.
        #[test]
        fn words_are_found_when_letters_in_them_change(number in 0..30_usize, at in 0.0..1.0, letter in 0..40_usize) {
            let text = paragraph(number);
            let start = share(text.len() - 60, at);
            let whole: String = text.iter().collect();
            let byte = |at: usize| text[..at].iter().collect::<String>().len();
            let words = describe(&whole, byte(start)..byte(start + 50)).expect("words");
            let mut changed = text.clone();
            changed[start + 5 + letter] = 'ж';
            let changed: String = changed.into_iter().collect();
            let located = search(&changed, &words).expect("found");
            let found = &changed[located.range];
            prop_assert!(found.contains('ж') && found.chars().count() >= 48, "{found:?}");
        }

        #[test]
        fn no_text_makes_it_panic(text in "[aå🙂 \u{a0}\n]{0,40}", exact in "[aå🙂 \u{a0}\n]{0,9}", prefix in "[aå🙂 ]{0,4}", start in 0..50_usize) {
            let mut words = words("målet");
            (words.quote.exact, words.quote.prefix) = (exact, prefix);
            (words.position.start, words.position.end) = (start, start + 3);
            if let Some(located) = search(&text, &words) {
                prop_assert!(text.get(located.range).is_some());
            }
            if let Some(range) = super::super::locate(&text, &words) {
                prop_assert_eq!(text.get(range), Some(words.quote.exact.as_str()));
            }
        }
    }
}
