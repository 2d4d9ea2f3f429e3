//! Whether it can be so: what a set rarely is, and what then is worth a look.

use super::draft::{Decision, Draft, Evidence, Scope, What};

/// Adds doubts about what is unlikely.
pub fn check(draft: &mut Draft) {
    let set = draft.set();
    let lengths: Vec<usize> = set
        .principles()
        .map(|(_, principle)| principle.paragraphs().map(|(_, text)| text.split_whitespace().count()).sum())
        .collect();
    let numbers: Vec<u32> = set.principles().map(|(_, principle)| principle.number).collect();
    let mut others: Vec<usize> = lengths.iter().rev().skip(1).copied().collect();
    others.sort_unstable();
    let middle = others.get(others.len() / 2).copied().unwrap_or(0);
    let longest = others.last().copied().unwrap_or(0);
    let closing_decided = draft.decisions.iter().any(|decision| decision.what == What::Closing);
    let mut add = |what, number: u32, because, chosen: String| {
        draft.decisions.push(Decision {
            what,
            chosen,
            others: Vec::new(),
            because: vec![because],
            scope: Scope::Principle(number),
            sure: false,
        });
    };
    if let (Some(last), Some(number)) = (lengths.last(), numbers.last())
        && *last > middle * 3
        && *last > longest * 3 / 2
        && *last > 60
        && !closing_decided
    {
        add(What::Closing, *number, Evidence::LongLast, last.to_string());
    }
    // Where some have text those that have none are worth a look.
    if lengths.iter().filter(|length| **length == 0).count() * 2 < lengths.len() {
        for (length, number) in lengths.iter().zip(&numbers).filter(|(length, _)| **length == 0) {
            add(What::Principles, *number, Evidence::Empty, length.to_string());
        }
    }
}
