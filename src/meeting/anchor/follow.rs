//! Following words through a change of the text that they stand in.
//!
//! The words of both versions are compared in order (longest common subsequence), once so that what is the same stands as early as
//! it can and once as late. Where both say the same of the marked words, that is where they are; where one of two equal words went
//! away nobody can tell which, and nothing is said.

use std::ops::Range;

/// The most words of a text that are compared.
const MOST: usize = 1_500;

/// Where the words at `range` of `before` stand in `after`; `None` where they are not all there, or where it could be several places.
#[must_use]
pub fn follow(before: &str, after: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let (old, new) = (tokens(before), tokens(after));
    if old.len() > MOST || new.len() > MOST {
        return None;
    }
    let marked: Vec<usize> = old
        .iter()
        .enumerate()
        .filter(|(_, at)| at.start < range.end && at.end > range.start)
        .map(|(index, _)| index)
        .collect();
    let texts = |text: &'_ str, tokens: &[Range<usize>]| -> Vec<String> {
        tokens.iter().map(|at| text.get(at.clone()).unwrap_or_default().to_owned()).collect()
    };
    let (one, other) = (texts(before, &old), texts(after, &new));
    let early = kept(&one, &other);
    let late: Vec<Option<usize>> = {
        let reversed = |words: &[String]| words.iter().rev().cloned().collect::<Vec<_>>();
        let kept = kept(&reversed(&one), &reversed(&other));
        kept.into_iter().rev().map(|at| at.map(|at| other.len() - 1 - at)).collect()
    };
    let mut places = Vec::new();
    for index in &marked {
        let place = early.get(*index).copied().flatten()?;
        if late.get(*index).copied().flatten() != Some(place) || places.last().is_some_and(|last| last + 1 != place) {
            return None;
        }
        places.push(place);
    }
    let (first, last) = (new.get(*places.first()?)?, new.get(*places.last()?)?);
    // Marks may begin and end within a word.
    let (old_first, old_last) = (old.get(*marked.first()?)?, old.get(*marked.last()?)?);
    let start = first.start + range.start.saturating_sub(old_first.start);
    let end = last.end - old_last.end.saturating_sub(range.end);
    after.get(start..end).map(|_| start..end)
}

/// Words, and each sign that is not part of one.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match tokens.last_mut() {
            Some(token) if open && c.is_alphanumeric() => token.end = end,
            _ if !c.is_whitespace() => tokens.push(at..end),
            _ => {}
        }
        open = c.is_alphanumeric();
    }
    tokens
}

/// For each word of one text where it stands in the other, as early as can be.
fn kept(one: &[String], other: &[String]) -> Vec<Option<usize>> {
    let width = other.len() + 1;
    // For each two ends of the texts the most words that they have in common.
    let mut most = vec![0_u16; (one.len() + 1) * width];
    let at = |row: usize, column: usize| row * width + column;
    for (row, word) in one.iter().enumerate().rev() {
        for (column, other) in other.iter().enumerate().rev() {
            most[at(row, column)] = if word == other {
                most[at(row + 1, column + 1)] + 1
            } else {
                most[at(row + 1, column)].max(most[at(row, column + 1)])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut places = vec![None; one.len()];
    while row < one.len() && column < other.len() {
        if one[row] == other[column] && most[at(row, column)] == most[at(row + 1, column + 1)] + 1 {
            places[row] = Some(column);
            row += 1;
            column += 1;
        } else if most[at(row, column + 1)] == most[at(row, column)] {
            column += 1;
        } else {
            row += 1;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed<'a>(before: &str, after: &'a str, start: usize, words: &str) -> Option<(usize, &'a str)> {
        let range = follow(before, after, &(start..start + words.len()))?;
        Some((range.start, &after[range]))
    }

    #[test]
    fn a_word_is_followed_and_not_taken_for_its_like() {
        let before = "Robin og Robin mødes, og Robin skriver.";
        let third = before.rfind("Robin").expect("a name");
        assert_eq!(followed(before, "Robin og Robin mødes, og Elisa skriver.", third, "Robin"), None);
        let moved = "I dag: Robin og Robin mødes, og Robin skriver et brev.";
        assert_eq!(followed(before, moved, third, "Robin"), Some((moved.rfind("Robin").expect("a name"), "Robin")));
        assert_eq!(followed(before, "Robin mødes, og Robin skriver.", 0, "Robin"), None, "one of two went away");
        assert_eq!(followed(before, "Robin og Robin mødes, og Robin skriver.", third, "Rob"), Some((26, "Rob")));
    }

    #[test]
    fn words_between_which_something_came_in_are_not_there() {
        assert_eq!(followed("en to tre", "en ny to tre", 3, "to tre"), Some((6, "to tre")));
        assert_eq!(followed("en to tre", "en to og tre", 3, "to tre"), None);
    }
}
