//! Placing what was written on one edition of a meeting's text in another: after paragraphs moved within their principle,
//! were reworded or came in between, and after principles were left out.

use super::search::{EQUAL, search};
use super::{ENOUGH, describe, follow, locate, occurrences};
use crate::meeting::annotation::{Part, Words};
use crate::meeting::correspondence::corresponding;
use crate::meeting::{Meeting, Target, TextPart};
use std::collections::BTreeMap;

/// Where something that was written goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// What it is about. Where it could not be placed this is what it was about, with the words that are missing.
    pub target: Target,
    /// How much of what it was on is still there, from 0 to 1; `None` where it could not be placed.
    pub score: Option<f32>,
}

/// Places what was written about `target` of the text of `from` in the text of `into`.
#[must_use]
pub fn place(target: &Target, from: &Meeting, into: &Meeting) -> Placed {
    Placer::new(from, into).place(target)
}

/// Places what was written on one version of a meeting in another.
pub struct Placer<'a> {
    from: &'a Meeting,
    into: &'a Meeting,
    /// The number that each principle has now; `None` where all are as they were.
    numbers: Option<BTreeMap<u32, u32>>,
}

impl<'a> Placer<'a> {
    /// From `from` to `into`.
    #[must_use]
    pub fn new(from: &'a Meeting, into: &'a Meeting) -> Placer<'a> {
        let unchanged =
            from.selection.iter().all(|selected| into.selected(selected.principle.number) == Some(selected));
        let numbers = (!unchanged).then(|| corresponding(&from.selection, &into.selection));
        Placer { from, into, numbers }
    }

    /// Places what was written about `target`. Words are looked for in their own text, then in the others of the same principle or
    /// section.
    #[must_use]
    pub fn place(&self, target: &Target) -> Placed {
        let Some(was) = target.principle() else { return place_here(target, target, self.from, self.into) };
        let now = self.numbers.as_ref().map_or(Some(was), |numbers| numbers.get(&was).copied());
        match now {
            Some(now) if now == was => place_here(target, target, self.from, self.into),
            Some(now) => place_here(target, &renumbered(target, now), self.from, self.into),
            // Another principle may bear its number now.
            None if self.into.selected(was).is_some() && self.from.selected(was).is_some() => {
                Placed { target: Target::default(), score: None }
            }
            None => Placed { target: target.clone(), score: None },
        }
    }
}

/// A target in the principle that has this number now.
fn renumbered(target: &Target, number: u32) -> Target {
    let text = |text: &TextPart| match text {
        TextPart::Title(_) => TextPart::Title(number),
        TextPart::Paragraph { paragraph, .. } => TextPart::Paragraph { principle: number, paragraph: *paragraph },
        TextPart::Section { .. } => text.clone(),
    };
    match target {
        Target::Part(Part::Principle(_)) => Target::to_principle(number),
        Target::Part(Part::Text(part)) => Target::to_text(text(part), None),
        Target::Words { text: part, words } => Target::to_text(text(part), Some(words.clone())),
        Target::Part(Part::Meeting | Part::AgendaItem(_) | Part::Annex(_) | Part::AnnexPage(_))
        | Target::Area { .. } => target.clone(),
    }
}

/// Places what was written about `was` of the text of `from`, which is `target` in `into`.
fn place_here(was: &Target, target: &Target, from: &Meeting, into: &Meeting) -> Placed {
    let same = |score: Option<f32>| Placed { target: target.clone(), score };
    let Some(part) = target.text() else { return same(into.is_anchored(target).then_some(1.0)) };
    let before = was.text().and_then(|part| from.text(part));
    // Nearly always the text is as it was, and nothing needs to be searched.
    if before.is_some() && before == into.text(part) && into.is_anchored(target) {
        return same(Some(1.0));
    }
    let texts = texts(part, into);
    if texts.is_empty() {
        return same(None);
    }
    match (target.words(), before) {
        (Some(words), before) => place_words(part, words, before, &texts).unwrap_or_else(|| {
            // Words that are like them may stand there.
            let guessed = into.is_anchored(target);
            if guessed { Placed { target: Target::to_text(part.clone(), None), score: None } } else { same(None) }
        }),
        // Nothing is known of what stood there.
        (None, None) => same(into.text(part).map(|_| 1.0)),
        (None, Some(before)) => place_whole(part, before, &texts).unwrap_or_else(|| {
            let words = describe(before, 0..before.len());
            Placed { target: Target::to_text(part.clone(), words), score: None }
        }),
    }
}

/// The texts that what was on `part` may be on now: those of the same principle or section, and the title alone for a
/// title.
fn texts<'a>(part: &TextPart, meeting: &'a Meeting) -> Vec<(TextPart, &'a str)> {
    match part {
        TextPart::Title(_) => meeting.text(part).map(|text| (part.clone(), text)).into_iter().collect(),
        TextPart::Paragraph { principle, .. } => {
            let paragraphs = meeting.selected(*principle).map(|selected| selected.principle.paragraphs());
            let numbered = |(paragraph, text)| (TextPart::Paragraph { principle: *principle, paragraph }, text);
            paragraphs.into_iter().flatten().map(numbered).collect()
        }
        TextPart::Section { item, section, .. } => {
            let found = meeting.agenda_item(item).and_then(|item| item.section(section));
            let part = |(index, text)| {
                let (item, section) = (item.clone(), section.clone());
                (TextPart::Section { item, section, paragraph: index + 1 }, text)
            };
            found.into_iter().flat_map(|section| section.paragraphs().enumerate()).map(part).collect()
        }
    }
}

/// Words, in their own text or in another beside it. `before` is the text that they stood in.
fn place_words(part: &TextPart, words: &Words, before: Option<&str>, texts: &[(TextPart, &str)]) -> Option<Placed> {
    let mut found = Vec::new();
    for (there, text) in texts {
        let own = there == part;
        // Words that stood there several times are told apart by what became of each.
        if let Some(before) = before.filter(|before| own && is_repeated(before, text, words)) {
            let range = locate(before, words).and_then(|range| follow(before, text, &range));
            found.extend(range.map(|range| (1.0, own, there, describe(text, range))));
            continue;
        }
        let located = search(text, words).map(|located| (located.score, located.range));
        // In their own paragraph words that are there are the ones, however much has changed around them.
        let exact = || locate(text, words).filter(|_| own).map(|range| (ENOUGH, range));
        if let Some((score, range)) = located.or_else(exact) {
            found.push((score, own, there, describe(text, range)));
        }
    }
    found.sort_by(|left, right| right.0.total_cmp(&left.0));
    let best = found.first()?.0;
    let as_good: Vec<_> = found.into_iter().filter(|(score, ..)| best - score < EQUAL).collect();
    let only = if as_good.len() == 1 { as_good.first() } else { as_good.iter().find(|(_, own, ..)| *own) };
    let (score, _, there, words) = only?;
    Some(Placed { target: Target::to_text((*there).clone(), words.clone()), score: Some(*score) })
}

/// Whether words stand more than once in either version of a text.
fn is_repeated(before: &str, after: &str, words: &Words) -> bool {
    [before, after].into_iter().any(|text| occurrences(text, &words.quote.exact).nth(1).is_some())
}

/// A whole text: the same, the one that says the same, or the one that says most of it.
fn place_whole(part: &TextPart, before: &str, texts: &[(TextPart, &str)]) -> Option<Placed> {
    let at = |part: &TextPart, score| Placed { target: Target::to_text(part.clone(), None), score: Some(score) };
    if texts.iter().any(|(there, text)| there == part && *text == before) {
        return Some(at(part, 1.0));
    }
    let mut likeness: Vec<(f32, &TextPart)> = texts.iter().map(|(there, text)| (alike(before, text), there)).collect();
    likeness.sort_by(|left, right| right.0.total_cmp(&left.0));
    let (best, there) = *likeness.first()?;
    let rival = likeness.get(1).is_some_and(|(rival, _)| best - rival < EQUAL);
    (best >= ENOUGH && !rival).then(|| at(there, best))
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
        meeting.selection = set.principles().map(|(group, principle)| Selected::of(group, principle)).collect();
        meeting
    }

    fn on_words(meeting: &Meeting, paragraph: usize, range: std::ops::Range<usize>) -> Target {
        let part = TextPart::Paragraph { principle: 2, paragraph };
        let words = describe(meeting.text(&part).expect("a paragraph"), range);
        Target::to_text(part, words)
    }

    #[test]
    fn words_go_along_with_their_paragraph() {
        let from = meeting();
        let mut into = from.clone();
        into.selection[1].principle.body.insert(0, "Et nyt stykke om noget ganske andet.".to_owned());
        let target = on_words(&from, 1, 0..24);
        let placed = place(&target, &from, &into);
        assert_eq!(placed.target.paragraph(), Some(2));
        assert_eq!(into.words(&placed.target), Some(0..24));
        let paragraph = Target::from(target.part());
        assert_eq!(place(&paragraph, &from, &into).target.paragraph(), Some(2));
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
        let paragraph = Target::from(target.part());
        let placed = place(&paragraph, &from, &into);
        assert_eq!(placed.score, None);
        assert!(!into.is_anchored(&placed.target), "it goes to the tray");
        assert_eq!(placed.target.words().map(|words| words.quote.exact.as_str()), from.text_of(&paragraph));
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

    #[test]
    fn of_a_name_that_stands_several_times_none_is_guessed() {
        let mut from = meeting();
        let text = "Formanden og formanden mødes, og formanden skriver.";
        from.selection[1].principle.body[0] = text.to_owned();
        let third = text.rfind("formanden").expect("a name");
        let target = on_words(&from, 1, third..third + "formanden".len());
        let mut into = from.clone();
        into.selection[1].principle.body[0] = text.replace("og formanden skriver", "og sekretæren skriver");
        let placed = place(&target, &from, &into);
        assert_eq!((placed.score, placed.target.words()), (None, None), "it is beside the paragraph");
        assert_eq!(placed.target.paragraph(), Some(1));
        into.selection[1].principle.body[0] = format!("I dag: {text}");
        let placed = place(&target, &from, &into);
        assert_eq!(into.words(&placed.target).map(|range| range.start), Some("I dag: ".len() + third));
    }
}
