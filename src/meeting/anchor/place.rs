//! Placing what was written on one edition of a meeting's text in another: after paragraphs moved within their principle,
//! were reworded or came in between, and after principles were left out.

use super::search::{EQUAL, search};
use super::{ENOUGH, describe, locate};
use crate::meeting::{Meeting, Target};
use crate::principles::Principle;

/// Where something that was written goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// What it is about. Where it could not be placed this is what it was about, with the words that are missing.
    pub target: Target,
    /// How much of what it was on is still there, from 0 to 1; `None` where it could not be placed.
    pub score: Option<f32>,
}

/// Places what was written about `target` of the text of `from` in the text of `into`. Words are looked for in their own
/// paragraph, then in the others of the same principle.
#[must_use]
pub fn place(target: &Target, from: &Meeting, into: &Meeting) -> Placed {
    let unplaced = |target: Target| Placed { target, score: None };
    let Some(number) = target.principle else { return Placed { target: target.clone(), score: Some(1.0) } };
    let (Some(principle), Some(paragraph)) =
        (into.selected(number).map(|selected| &selected.principle), target.paragraph)
    else {
        let score = into.selected(number).map(|_| 1.0);
        return Placed { target: target.clone(), score };
    };
    // Nearly always the text is as it was, and nothing needs to be searched.
    if from.paragraph(target).is_some_and(|text| principle.paragraph(paragraph) == Some(text))
        && into.is_anchored(target)
    {
        return Placed { target: target.clone(), score: Some(1.0) };
    }
    if target.words.is_some() {
        return words(target, principle, paragraph).unwrap_or_else(|| unplaced(target.clone()));
    }
    let before = from.paragraph(target);
    match before {
        // Nothing is known of what stood there.
        None => Placed { target: target.clone(), score: principle.paragraph(paragraph).map(|_| 1.0) },
        Some(before) => whole(target, principle, paragraph, before)
            .unwrap_or_else(|| unplaced(Target { words: describe(before, 0..before.len()), ..target.clone() })),
    }
}

/// Words, in their own paragraph or in another of the principle.
fn words(target: &Target, principle: &Principle, paragraph: usize) -> Option<Placed> {
    let words = target.words.as_ref()?;
    let mut found = Vec::new();
    for (index, text) in principle.paragraphs() {
        let own = index == paragraph;
        let located = search(text, words).map(|located| (located.score, located.range));
        // In their own paragraph words that are there are the ones, however much has changed around them.
        let exact = || locate(text, words).filter(|_| own).map(|range| (ENOUGH, range));
        if let Some((score, range)) = located.or_else(exact) {
            found.push((score, own, index, describe(text, range)));
        }
    }
    found.sort_by(|left, right| right.0.total_cmp(&left.0));
    let best = found.first()?.0;
    let as_good: Vec<_> = found.into_iter().filter(|(score, ..)| best - score < EQUAL).collect();
    let only = if as_good.len() == 1 { as_good.first() } else { as_good.iter().find(|(_, own, ..)| *own) };
    let (score, _, index, words) = only?;
    let target = Target { principle: target.principle, paragraph: Some(*index), words: words.clone() };
    Some(Placed { target, score: Some(*score) })
}

/// A whole paragraph: the same, the one that says the same, or the one that says most of it.
fn whole(target: &Target, principle: &Principle, paragraph: usize, before: &str) -> Option<Placed> {
    let at = |index: usize, score: f32| Placed {
        target: Target { paragraph: Some(index), ..target.clone() },
        score: Some(score),
    };
    if principle.paragraph(paragraph) == Some(before) {
        return Some(at(paragraph, 1.0));
    }
    let mut likeness: Vec<(f32, usize)> =
        principle.paragraphs().map(|(index, text)| (alike(before, text), index)).collect();
    likeness.sort_by(|left, right| right.0.total_cmp(&left.0));
    let (best, index) = *likeness.first()?;
    let rival = likeness.get(1).is_some_and(|(rival, _)| best - rival < EQUAL);
    (best >= ENOUGH && !rival).then(|| at(index, best))
}

/// How much two paragraphs say the same, by their words, from 0 to 1.
fn alike(one: &str, other: &str) -> f32 {
    /// The most words that are compared.
    const MOST: usize = 2_000;
    let words = |text: &'_ str| -> Vec<String> { text.split_whitespace().take(MOST).map(str::to_owned).collect() };
    let (one, other) = (words(one), words(other));
    let longest = one.len().max(other.len()).max(1);
    1.0 - strsim::generic_levenshtein(&one, &other) as f32 / longest as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::Selected;
    use crate::principles::PrincipleSet;

    /// A meeting on the whole built-in set.
    fn meeting() -> Meeting {
        let set = PrincipleSet::built_in().into_iter().next().expect("a set");
        let mut meeting = Meeting::on(&set);
        let selected = |(group, principle): (&str, &Principle)| Selected {
            principle: principle.clone(),
            group: group.to_owned(),
            agenda_item: None,
        };
        meeting.selection = set.principles().map(selected).collect();
        meeting
    }

    fn on_words(meeting: &Meeting, paragraph: usize, range: std::ops::Range<usize>) -> Target {
        let target = Target { principle: Some(2), paragraph: Some(paragraph), words: None };
        let words = describe(meeting.paragraph(&target).expect("a paragraph"), range);
        Target { words, ..target }
    }

    #[test]
    fn words_go_along_with_their_paragraph() {
        let from = meeting();
        let mut into = from.clone();
        into.selection[1].principle.body.insert(0, "Et nyt stykke om noget ganske andet.".to_owned());
        let target = on_words(&from, 1, 0..24);
        let placed = place(&target, &from, &into);
        assert_eq!(placed.target.paragraph, Some(2));
        assert_eq!(into.words(&placed.target), Some(0..24));
        let paragraph = Target { words: None, ..target };
        assert_eq!(place(&paragraph, &from, &into).target.paragraph, Some(2));
    }

    #[test]
    fn what_is_left_out_has_no_place_and_keeps_its_words() {
        let from = meeting();
        let target = on_words(&from, 1, 0..24);
        let mut into = from.clone();
        into.selection.remove(1);
        assert_eq!(place(&target, &from, &into), Placed { target: target.clone(), score: None });
        let mut into = from.clone();
        into.selection[1].principle.body = vec!["Ganske andre ord.".to_owned()];
        assert_eq!(place(&target, &from, &into).score, None);
        let paragraph = Target { words: None, ..target };
        let placed = place(&paragraph, &from, &into);
        assert_eq!(placed.score, None);
        assert!(!into.is_anchored(&placed.target), "it goes to the tray");
        assert_eq!(placed.target.words.map(|words| words.quote.exact).as_deref(), from.paragraph(&paragraph));
    }

    #[test]
    fn of_two_paragraphs_that_say_the_same_none_is_guessed() {
        let from = meeting();
        let mut into = from.clone();
        let body = &mut into.selection[1].principle.body;
        let first = body[0].clone();
        *body = vec!["Nyt.".to_owned(), first.clone(), first];
        assert_eq!(place(&on_words(&from, 1, 0..24), &from, &into).score, None);
    }
}
