//! Rows of labels that count up, and trees of numbers.

use super::heads::{Above, Candidate, Head, Way, is_heading_like, strong_part};
use super::label::{self, Kind, Label};
use super::source::{Source, bullet};
use super::words;
use std::collections::BTreeMap;

pub fn labels(source: &Source) -> Vec<(usize, Label)> {
    let mut found = Vec::new();
    for index in (0..source.lines.len()).filter(|index| source.is_text(*index)) {
        let Some(line) = source.lines.get(index) else { continue };
        let counted = label::parse(&line.counted).or_else(|| {
            label::parse(&format!("{} A", line.counted.trim_end_matches('.'))).filter(|_| !line.counted.is_empty())
        });
        if let Some(mut label) = counted {
            label.end = 0;
            found.push((index, label));
        } else if bullet(&line.text).is_none()
            && let Some(label) = label::parse(&line.text)
        {
            found.push((index, label));
        }
    }
    found
}

/// What the labels of one row have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Style {
    kind: Kind,
    mark: char,
    level: u8,
    depth: u8,
    parts: usize,
    column: Option<usize>,
}

fn style(source: &Source, index: usize, label: &Label) -> Style {
    let line = source.lines.get(index);
    // In a table and with letters the marks vary: *9.*, *9a)*.
    let lettered = line.is_some_and(|line| line.cell.is_some());
    Style {
        kind: label.kind.clone(),
        mark: if lettered || matches!(label.kind, Kind::Word(_)) { ' ' } else { label.mark },
        level: line.map_or(0, |line| line.level),
        depth: line.map_or(0, |line| line.depth),
        parts: label.value.len(),
        column: line.and_then(|line| line.cell).map(|cell| cell.column),
    }
}

struct Chain {
    members: Vec<(usize, Label)>,
    missing: Vec<u32>,
    holes: usize,
}

/// Rows of labels that count up.
#[allow(clippy::too_many_lines, reason = "a row is followed from its first label to what it weighs")]
pub fn chains(source: &Source, labels: &[(usize, Label)]) -> Vec<Candidate> {
    let mut by_style: BTreeMap<Style, Vec<Chain>> = BTreeMap::new();
    for (index, label) in labels {
        let chains = by_style.entry(style(source, *index, label)).or_default();
        let indent = |line: usize| source.lines.get(line).map_or(0, |line| line.indent);
        let recent = chains.len().saturating_sub(40);
        let fits = |exact: bool| {
            let mut best: Option<(usize, usize)> = None;
            for (at, chain) in chains.iter().enumerate().skip(recent) {
                let Some((last_line, last)) = chain.members.last() else { continue };
                let next =
                    if exact { label.follows(last) } else { label.nearly_follows(last) && chain.members.len() > 2 };
                if next {
                    let far = indent(*last_line).abs_diff(indent(*index)) / 3;
                    if best.is_none_or(|(distance, _)| far <= distance) {
                        best = Some((far, at));
                    }
                }
            }
            best.map(|(_, at)| at)
        };
        let value = label.value.last().copied().unwrap_or(0);
        let begins = value <= 1 && label.letter <= 1;
        let late = chains
            .iter()
            .skip(recent)
            .position(|chain| chain.missing.contains(&value) && label.letter == 0)
            .map(|at| at + recent);
        let chosen = fits(true).or(late).or_else(|| if begins { None } else { fits(false) });
        match chosen.and_then(|at| chains.get_mut(at)) {
            Some(chain) => {
                let last = chain.members.last().and_then(|(_, label)| label.value.last().copied()).unwrap_or(0);
                if value == last + 2 {
                    chain.missing.push(last + 1);
                    chain.holes += 1;
                } else if let Some(at) = chain.missing.iter().position(|missing| *missing == value) {
                    // An extractor's order may differ from the eye's.
                    chain.missing.remove(at);
                    chain.holes -= 1;
                    let before = chain.members.pop();
                    chain.members.push((*index, label.clone()));
                    if let Some((line, before)) = before {
                        let at = chain.members.len() - 1;
                        chain.members.insert(at, (line, before.clone()));
                        // What comes next counts on from the highest.
                        if let Some((_, last)) = chain.members.last_mut() {
                            last.value.clone_from(&label.value);
                        }
                    }
                    continue;
                }
                chain.members.push((*index, label.clone()));
            }
            None => chains.push(Chain { members: vec![(*index, label.clone())], missing: Vec::new(), holes: 0 }),
        }
    }
    let mut out = Vec::new();
    for (style, chains) in by_style {
        let chains: Vec<Chain> = chains.into_iter().filter(|chain| chain.members.len() > 1).collect();
        let from_one = |chain: &Chain| {
            chain.members.first().is_some_and(|(_, label)| label.value.last().is_some_and(|value| *value <= 1))
        };
        let mut weight = 1.0;
        if matches!(&style.kind, Kind::Word(_)) {
            weight *= 1.25;
        }
        if style.level > 0 {
            weight *= 1.15;
        }
        if style.depth > 1 {
            weight *= 0.8;
        }
        if style.kind == Kind::Letter {
            weight *= 0.6;
        }
        let ways = |members: &[(usize, Label)]| -> Vec<Head> {
            members
                .iter()
                .map(|(line, label)| Head {
                    line: *line,
                    label: Some(label.clone()),
                    strong: strong_part(source, *line, label.end),
                    more: 0,
                })
                .collect()
        };
        // Headings that stand higher than these, or where these are none, are above them.
        let higher = |members: &[(usize, Label)]| -> Vec<Above> {
            let (Some((first, _)), Some((last, _))) = (members.first(), members.last()) else { return Vec::new() };
            let is_member = |index: usize| members.iter().any(|(line, _)| *line == index);
            let lines: Vec<(usize, u8)> = (0..*last)
                .filter(|index| source.is_text(*index) && !is_member(*index))
                .filter_map(|index| source.lines.get(index).map(|line| (index, line.level)))
                .filter(|(_, level)| *level > 0 && (style.level == 0 || *level < style.level))
                .collect();
            // What stands within principles heads none of them.
            let before_head = |index: usize| {
                source.next(index).is_some_and(|next| is_member(next) || source.next(next).is_some_and(is_member))
            };
            let inner: Vec<&(usize, u8)> = lines.iter().filter(|(index, _)| index > first).collect();
            if source.printed || inner.iter().filter(|(index, _)| before_head(*index)).count() * 10 < inner.len() * 7 {
                return Vec::new();
            }
            lines.into_iter().map(|(line, level)| Above { line, rank: usize::from(level) }).collect()
        };
        for chain in &chains {
            // What only parts a document into introduction, principles and conclusion is its chapters.
            let stock = chain
                .members
                .iter()
                .filter(|(line, label)| source.text(*line).get(label.end..).is_some_and(words::is_stock_heading))
                .count();
            if stock * 2 >= chain.members.len() {
                continue;
            }
            let weight = if from_one(chain) {
                weight
            } else if chain.members.len() > 2 {
                weight * 0.7
            } else {
                continue;
            };
            let weight = if are_groups(source, &ways(&chain.members)) { weight * 0.5 } else { weight };
            out.push(Candidate {
                way: Way::Labels,
                heads: ways(&chain.members),
                above: higher(&chain.members),
                weight,
                missing: chain.holes,
            });
        }
        // A row that begins anew under another heading goes on with the principles.
        let mut long: Vec<&Chain> = chains.iter().filter(|chain| from_one(chain) && chain.members.len() > 1).collect();
        long.sort_by_key(|chain| chain.members.first().map_or(0, |(line, _)| *line));
        let mut joined: Vec<&Chain> = Vec::new();
        for chain in long {
            let after = joined
                .last()
                .and_then(|last| last.members.last())
                .is_none_or(|(last, _)| chain.members.first().is_some_and(|(first, _)| first > last));
            if after && has_text(source, chain) {
                joined.push(chain);
            }
        }
        if joined.len() > 1 {
            let above: Vec<Above> = joined
                .iter()
                .filter_map(|chain| {
                    let line = source.previous(chain.members.first()?.0)?;
                    is_heading_like(source, line).then_some(Above { line, rank: 1 })
                })
                .collect();
            if above.len() == joined.len() {
                let members: Vec<(usize, Label)> = joined.iter().flat_map(|chain| chain.members.clone()).collect();
                out.push(Candidate {
                    way: Way::Labels,
                    heads: ways(&members),
                    above,
                    weight: weight * 0.95,
                    missing: 0,
                });
            }
        }
    }
    out
}

/// Whether most members of a row have text of their own.
fn has_text(source: &Source, chain: &Chain) -> bool {
    let with = chain
        .members
        .windows(2)
        .filter(|pair| matches!(pair, [(one, _), (two, _)] if source.words(*one, *two) > 12))
        .count();
    with * 2 >= chain.members.len() - 1
}

/// Whether heads stand above others that are not repeated, with little text of their own: then they are groups.
fn are_groups(source: &Source, heads: &[Head]) -> bool {
    let heading = |index: usize| {
        source.lines.get(index).is_some_and(|line| {
            source.is_text(index)
                && (line.level > 0
                    || (!source.printed
                        && line.strong > 0
                        && line.strong == line.text.len()
                        && line.depth == 0
                        && line.text.split_whitespace().count() <= 18))
        })
    };
    let (mut with, mut own, mut all, mut inner) = (0, 0, 0, Vec::new());
    for (at, head) in heads.iter().enumerate() {
        let end = heads.get(at + 1).map_or(source.lines.len(), |next| next.line);
        let under: Vec<usize> = (head.line + 1..end).filter(|index| heading(*index)).collect();
        with += usize::from(under.len() > 1);
        own += source.words(head.line, under.first().copied().unwrap_or(end));
        all += source.words(head.line, end);
        inner.extend(under.into_iter().map(|index| words::folded(source.text(index))));
    }
    let count = inner.len();
    inner.sort_unstable();
    inner.dedup();
    with * 10 >= heads.len() * 6 && own * 100 < all * 30 && inner.len() * 10 >= count * 8
}

/// Numbers of several parts: the tree of a document's own numbers. Its leaves are the principles, unless these are paragraphs
/// without titles, which are numbered within principles.
pub fn outline(source: &Source, labels: &[(usize, Label)]) -> Option<Candidate> {
    let numbers: Vec<&(usize, Label)> =
        labels.iter().filter(|(_, label)| label.kind == Kind::Number && label.letter == 0).collect();
    if numbers.iter().filter(|(_, label)| label.value.len() > 1).count() < 3 {
        return None;
    }
    // The last time that the tree begins is the text; what comes before is the contents.
    let mut best: Vec<(usize, Label)> = Vec::new();
    let mut best_words = 0;
    let mut start = 0;
    while start < numbers.len() {
        let mut tree: Vec<(usize, Label)> = Vec::new();
        let mut next = numbers.len();
        for (at, (index, label)) in numbers.iter().enumerate().skip(start) {
            let fits = match tree.last() {
                None => label.value.iter().all(|part| *part <= 1),
                Some((_, last)) => comes_next(&last.value, &label.value),
            };
            if fits {
                tree.push((*index, label.clone()));
            } else if label.value.iter().all(|part| *part <= 1) && next == numbers.len() && at > start {
                next = at;
            }
        }
        let words = match (tree.first(), tree.last()) {
            (Some((first, _)), Some((last, _))) => source.words(*first, *last),
            _ => 0,
        };
        if words > best_words {
            (best, best_words) = (tree, words);
        }
        start = next.max(start + 1);
        if start > 2000 {
            break;
        }
    }
    let is_leaf = |at: usize| {
        best.get(at + 1)
            .is_none_or(|(_, next)| best.get(at).is_some_and(|(_, label)| !next.value.starts_with(&label.value)))
    };
    let deep: Vec<usize> = (0..best.len())
        .filter(|at| is_leaf(*at) && best.get(*at).is_some_and(|(_, label)| label.value.len() > 1))
        .collect();
    if deep.len() < 2 {
        return None;
    }
    let rest =
        |at: &usize| best.get(*at).and_then(|(line, label)| source.text(*line).get(label.end..)).unwrap_or_default();
    let titled = deep
        .iter()
        .filter(|at| {
            let rest = rest(at);
            !rest.is_empty()
                && rest.split_whitespace().count() <= 22
                && !(rest.ends_with('.') && rest.split_whitespace().count() > 12)
                && rest.chars().count() < source.width.max(100) + 40
        })
        .count();
    if titled * 10 < deep.len() * 7 {
        return None;
    }
    let head = |at: &usize| {
        best.get(*at).map(|(line, label)| Head {
            line: *line,
            label: Some(label.clone()),
            strong: strong_part(source, *line, label.end),
            more: 0,
        })
    };
    let heads: Vec<Head> = deep.iter().filter_map(head).collect();
    let above = (0..best.len())
        .filter(|at| !is_leaf(*at))
        .filter_map(|at| best.get(at).map(|(line, label)| Above { line: *line, rank: label.value.len() }))
        .collect();
    let weight = if are_groups(source, &heads) { 0.5 } else { 1.6 };
    Some(Candidate { way: Way::Outline, heads, above, weight, missing: 0 })
}

/// Whether a number comes next in a tree of numbers.
fn comes_next(before: &[u32], next: &[u32]) -> bool {
    if next.len() > before.len() {
        return next.len() == before.len() + 1
            && next.starts_with(before)
            && next.last().is_some_and(|last| *last <= 1);
    }
    let shared = next.len() - 1;
    let head = next.get(..shared) == before.get(..shared);
    let last = next.last().copied().unwrap_or(0);
    let other = before.get(shared).copied().unwrap_or(0);
    head && (last == other + 1 || last == other + 2)
}
