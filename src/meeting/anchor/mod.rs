//! Where an annotation sits in its paragraph.
//!
//! Words are found again by their position where the text there is still theirs, else by their text; where that
//! occurs more than once, by the text around it. Words that are not there are not guessed at, and neither are words that
//! stand in two places that are as good as each other.
//!
//! That is what is shown and printed. What comes from a text that has changed since is placed anew once, when it comes:
//! [`search`](mod@search) also finds words that were reworded and [`place`](mod@place) words that have moved within their principle, each with a
//! score that says how much of them is still there.

pub mod follow;
pub mod place;
pub mod search;

pub use follow::follow;
pub use place::{Placed, Placer, place};
pub use search::{ENOUGH, Located, search};

use super::annotation::{TextPositionSelector, TextQuoteSelector, Words};
use std::ops::Range;

/// How many code points before and after the words are kept with them.
const CONTEXT: usize = 32;

/// Describes the words at `range` (bytes) of `paragraph`.
///
/// `None` where the range is empty, outside the paragraph or inside a character.
#[must_use]
pub fn describe(paragraph: &str, range: Range<usize>) -> Option<Words> {
    let exact = paragraph.get(range.clone()).filter(|exact| !exact.is_empty())?;
    let (before, after) = (paragraph.get(..range.start)?, paragraph.get(range.end..)?);
    let start = before.chars().count();
    let prefix = before.chars().skip(start.saturating_sub(CONTEXT)).collect();
    Some(Words {
        quote: TextQuoteSelector { exact: exact.to_owned(), prefix, suffix: after.chars().take(CONTEXT).collect() },
        position: TextPositionSelector { start, end: start + exact.chars().count() },
    })
}

/// Finds the words again, letter for letter, as a range of bytes in `paragraph`.
///
/// `None` where they are not there, or twice and neither the text around them nor their position says which is meant.
#[must_use]
pub fn locate(paragraph: &str, words: &Words) -> Option<Range<usize>> {
    let Words { quote, position } = words;
    if quote.exact.is_empty() {
        return None;
    }
    let there = byte_at(paragraph, position.start).zip(byte_at(paragraph, position.end));
    let unmoved = there.map(|(start, end)| start..end).filter(|range| {
        let (before, after) = (paragraph.get(..range.start), paragraph.get(range.end..));
        paragraph.get(range.clone()) == Some(quote.exact.as_str())
            && before.is_some_and(|text| text.ends_with(&quote.prefix))
            && after.is_some_and(|text| text.starts_with(&quote.suffix))
    });
    unmoved.or_else(|| best(paragraph, words, occurrences(paragraph, &quote.exact)))
}

/// The range around which most of the text is as it was; of equal ones the one that is plainly nearest to where the words
/// stood, if any is.
fn best(paragraph: &str, words: &Words, ranges: impl Iterator<Item = Range<usize>>) -> Option<Range<usize>> {
    let Words { quote, position } = words;
    let ranked = ranges.map(|range| {
        let (before, after) = (paragraph.get(..range.start), paragraph.get(range.end..));
        let common_before = before.map_or(0, |text| common(text.chars().rev(), quote.prefix.chars().rev()));
        let common_after = after.map_or(0, |text| common(text.chars(), quote.suffix.chars()));
        let distance = before.map_or(0, |text| text.chars().count()).abs_diff(position.start);
        (usize::MAX - (common_before + common_after), distance, range)
    });
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(unlike, distance, _)| (*unlike, *distance));
    let mut ranked = ranked.into_iter();
    let (unlike, distance, range) = ranked.next()?;
    let rival = ranked.next().filter(|rival| rival.0 == unlike);
    rival.is_none_or(|rival| plainly_nearer(distance, rival.1)).then_some(range)
}

/// Whether the first distance, in characters, is so much shorter than the second that it says which of two is meant.
fn plainly_nearer(first: usize, second: usize) -> bool {
    first.saturating_mul(2) < second
}

/// Every place where `words` occur in `paragraph`, also where two overlap.
pub fn occurrences<'a>(paragraph: &'a str, words: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + paragraph.get(from..)?.find(words)?;
        from = start + paragraph.get(start..)?.chars().next().map_or(1, char::len_utf8);
        Some(start..start + words.len())
    })
}

/// Every place where somebody's `words` occur in `paragraph`, any run of white space being as good as any other: words
/// that were copied bring line breaks with them, and no-break spaces cannot be typed.
#[must_use]
pub fn find(paragraph: &str, words: &str) -> Vec<Range<usize>> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return Vec::new();
    }
    let mut folded = String::with_capacity(paragraph.len());
    // Where each byte of the folded text stands in the paragraph.
    let mut origins = Vec::with_capacity(paragraph.len());
    for (at, c) in paragraph.char_indices() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c != ' ' || !folded.ends_with(' ') {
            folded.push(c);
            origins.resize(folded.len(), at);
        }
    }
    origins.push(paragraph.len());
    // The words begin and end with a character that is no white space, so both ends are where a character begins.
    let origin = |at: usize| origins.get(at).copied();
    occurrences(&folded, &words).filter_map(|range| Some(origin(range.start)?..origin(range.end)?)).collect()
}

fn byte_at(text: &str, code_point: usize) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(code_point)
}

fn common(left: impl Iterator<Item = char>, right: impl Iterator<Item = char>) -> usize {
    left.zip(right).take_while(|(left, right)| left == right).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PARAGRAPH: &str = "Mål og rammer. Når målet er nået, er målet et andet. 🙂 Målet er målet.";

    #[test]
    fn words_are_found_where_they_were() {
        for range in occurrences(PARAGRAPH, "målet") {
            let words = describe(PARAGRAPH, range.clone()).expect("words");
            assert_eq!(locate(PARAGRAPH, &words), Some(range));
        }
    }

    #[test]
    fn words_are_found_again_after_the_text_has_moved() {
        let range = occurrences(PARAGRAPH, "målet").nth(1).expect("a second occurrence");
        let words = describe(PARAGRAPH, range.clone()).expect("words");
        let moved = format!("Først noget nyt. {PARAGRAPH}");
        let shift = moved.len() - PARAGRAPH.len();
        assert_eq!(locate(&moved, &words), Some(range.start + shift..range.end + shift));
    }

    #[test]
    fn words_are_found_across_any_white_space() {
        let paragraph = "Møde  kl.\u{a0}17.00 i 🙂\nsalen.";
        let found = |words| -> Vec<_> {
            let ranges = find(paragraph, words).into_iter();
            ranges.filter_map(|range| paragraph.get(range)).collect()
        };
        assert_eq!(found(" Møde\nkl. 17.00 "), ["Møde  kl.\u{a0}17.00"]);
        assert_eq!(found("🙂 salen."), ["🙂\nsalen."]);
        assert_eq!(found("e"), ["e", "e"]);
        assert!(found(" ").is_empty());
    }

    #[test]
    fn words_that_are_gone_are_not_guessed() {
        let words = describe(PARAGRAPH, 0..4).expect("words");
        assert_eq!(locate("Noget helt andet.", &words), None);
        assert_eq!(describe(PARAGRAPH, 0..2), None, "a range inside a character");
        assert_eq!(describe(PARAGRAPH, 3..3), None, "no words");
    }

    proptest! {
        #[test]
        fn what_is_found_says_what_was_sought(paragraph in "[aå🙂 \u{a0}\n]{0,30}", words in "[aå🙂 \u{a0}\n]{0,4}") {
            let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            for range in find(&paragraph, &words) {
                let found = paragraph.get(range).map(fold);
                prop_assert_eq!(found, Some(fold(&words)));
            }
        }
    }
}
