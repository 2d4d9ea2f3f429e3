//! Where the principles begin.
//!
//! Everything that could be a row of principles is a candidate: labels that count up, headings of one level, rows of a table, strong
//! words at the head of paragraphs, short lines before long ones. The candidate wins that most of the text lies under;
//! a list inside a principle covers little, and so does a list of contents.

use super::label::{self, Label};
use super::numbered;
use super::source::{Source, begins_small, bullet, ends_sentence};
use super::words;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a principle was known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Labels that count up.
    Labels,
    /// Numbers of several parts, of which the last ones are the principles.
    Outline,
    /// Headings of one level.
    Headings,
    /// Rows of a table.
    Rows,
    /// Strong words at the head of a paragraph.
    Strong,
    /// Short lines before longer ones.
    ShortLines,
    /// Items of a list.
    Items,
}

/// The head of a principle.
#[derive(Clone, Debug)]
pub struct Head {
    /// The line where it begins.
    pub line: usize,
    /// Its label.
    pub label: Option<Label>,
    /// What of the line is strong and followed by text, in bytes; empty where it is the whole line's business.
    pub strong: Range<usize>,
    /// How many lines after the first the title has, where that is what it was known by.
    pub more: usize,
}

/// A heading above principles.
#[derive(Clone, Debug)]
pub struct Above {
    /// Its line.
    pub line: usize,
    /// How high it stands: its level, or the parts of its number.
    pub rank: usize,
}

/// The principles' heads and the headings above them.
#[derive(Clone, Debug)]
#[allow(clippy::struct_field_names, reason = "it has heads, and what else is known of them")]
pub struct Heads {
    /// How they were known.
    pub way: Way,
    /// In order.
    pub heads: Vec<Head>,
    /// Headings above them, in order.
    pub above: Vec<Above>,
    /// What else they could be: the way, and how many.
    pub others: Vec<(Way, usize, f32)>,
    /// How strong the evidence is, from 0.
    pub score: f32,
    /// Labels that are missing.
    pub missing: usize,
}

pub(super) struct Candidate {
    pub(super) way: Way,
    pub(super) heads: Vec<Head>,
    pub(super) above: Vec<Above>,
    pub(super) weight: f32,
    pub(super) missing: usize,
}

/// Finds the principles of a source.
pub fn find(source: &Source) -> Option<Heads> {
    let said = said_number(source);
    let mut candidates = Vec::new();
    let labels = numbered::labels(source);
    candidates.extend(numbered::outline(source, &labels));
    candidates.extend(numbered::chains(source, &labels));
    candidates.extend(headings(source));
    candidates.extend(rows(source));
    candidates.extend(strong(source));
    candidates.extend(short_lines(source));
    candidates.extend(items(source));
    let total = source.words(0, source.lines.len()).max(1);
    let mut scored: Vec<(f32, Candidate)> = candidates
        .into_iter()
        .map(|candidate| {
            let mut score = coverage(source, &candidate.heads, total) * candidate.weight;
            if said.contains(&candidate.heads.len()) {
                score *= 1.4;
            }
            (score, candidate)
        })
        .filter(|(score, _)| *score > 0.02)
        .collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    let others = scored.iter().skip(1).map(|(score, other)| (other.way, other.heads.len(), *score)).collect();
    let (score, best) = scored.into_iter().next()?;
    Some(Heads { way: best.way, heads: best.heads, above: best.above, others, score, missing: best.missing })
}

/// How many principles the text says that it has.
pub fn said_number(source: &Source) -> Vec<usize> {
    let mut found = Vec::new();
    for index in (0..source.lines.len()).filter(|index| source.is_text(*index)).take(400) {
        // A line may break between the number and what is counted.
        let next = source.next(index).map_or("", |next| source.text(next));
        let text: Vec<String> = source
            .text(index)
            .split_whitespace()
            .chain(next.split_whitespace().take(3))
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
            .collect();
        // A number at the beginning of a line is a label.
        for (at, word) in text.iter().enumerate().skip(1) {
            if let Some(number) = words::said_number(word)
                && text
                    .get(
                        at + 1
                            ..(at + if word.starts_with(|c: char| c.is_ascii_digit()) { 3 } else { 4 }).min(text.len()),
                    )
                    .is_some_and(|after| {
                        after.iter().any(|word| words::names_principles(word)) && !after.iter().any(String::is_empty)
                    })
                && !text.get(at - 1).is_some_and(|before| words::names_principles(before))
                && !source.text(index).starts_with(|c: char| c.is_ascii_digit() || c == '§')
            {
                found.push(number);
            }
        }
    }
    found
}

/// The share of the text that lies under heads: from the first to the last, and under the last as much as under the others.
fn coverage(source: &Source, heads: &[Head], total: usize) -> f32 {
    let (Some(first), Some(last)) = (heads.first(), heads.last()) else { return 0.0 };
    let mut extents: Vec<usize> =
        heads.windows(2).filter_map(|pair| Some(source.words(pair.first()?.line, pair.last()?.line))).collect();
    extents.sort_unstable();
    let middle = extents.get(extents.len() / 2).copied().unwrap_or(0);
    let tail = source.words(last.line, source.lines.len()).min(middle.max(1) * 2);
    (source.words(first.line, last.line) + tail) as f32 / total as f32
}

/// Whether a line looks as headings do: short, without an end, not in the middle of a sentence.
pub fn is_heading_like(source: &Source, index: usize) -> bool {
    let text = source.text(index);
    let line = source.lines.get(index);
    if line.is_some_and(|line| line.level > 0) {
        return true;
    }
    let words = text.split_whitespace().count();
    (1..=14).contains(&words)
        && text.chars().count() <= 100
        && !ends_sentence(text)
        && !text.ends_with([',', '-'])
        && !text.starts_with(char::is_lowercase)
        && bullet(text).is_none()
        && line.is_some_and(|line| line.depth == 0)
}

pub(super) fn strong_part(source: &Source, index: usize, from: usize) -> Range<usize> {
    let Some(line) = source.lines.get(index) else { return 0..0 };
    let partly = line.strong > from && line.strong < line.text.len() && line.level == 0;
    if partly { from..line.strong } else { 0..0 }
}

/// Headings of one level.
#[allow(clippy::too_many_lines, reason = "what speaks for and against a level is weighed in one place")]
fn headings(source: &Source) -> Vec<Candidate> {
    let mut by_level: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
    for index in (0..source.lines.len()).filter(|index| source.is_text(*index)) {
        let Some(line) = source.lines.get(index) else { continue };
        let level = if line.is_title {
            0
        } else if line.level > 0 {
            line.level
        } else if !source.printed
            && line.depth == 0
            && line.cell.is_none()
            && line.strong == line.text.len()
            && line.strong > 0
            && line.text.split_whitespace().count() <= 18
            && !line.text.ends_with([':', ','])
        {
            // A strong paragraph that is short does a heading's work.
            50
        } else {
            0
        };
        if level > 0 {
            // A heading over several lines is one.
            let goes_on = source.printed
                && source.previous(index).is_some_and(|before| {
                    by_level.get(&level).and_then(|all| all.last()).is_some_and(|last| {
                        !words::is_stock_heading(source.text(*last)) && heading_goes_on(source, *last, before, index)
                    })
                });
            if !goes_on {
                by_level.entry(level).or_default().push(index);
            }
        }
    }
    let levels: Vec<u8> = by_level.keys().copied().collect();
    let mut out = Vec::new();
    for (level, lines) in &by_level {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for line in lines {
            *seen.entry(words::folded(source.text(*line))).or_default() += 1;
        }
        let repeated: usize = seen.values().filter(|count| **count > 1).sum();
        if repeated * 10 > lines.len() * 4 {
            continue;
        }
        let mut members: Vec<usize> =
            lines.iter().copied().filter(|line| !words::is_stock_heading(source.text(*line))).collect();
        // The first of them may be the title of the whole: deeper headings of its own, or nothing, come before the others.
        let sub = |from: usize, to: usize| {
            by_level
                .iter()
                .filter(|(other, _)| *other > level)
                .flat_map(|(_, lines)| lines)
                .filter(|line| (from..to).contains(line))
                .count()
        };
        if members.len() > 2
            && let [first, second, ..] = members.as_slice()
            && *level == 1
            && lines.first() == Some(first)
        {
            let own = source.words(*first, *second);
            let average = members.last().map_or(0, |last| source.words(*second, *last)) / (members.len() - 2).max(1);
            let is_first_text = source.words(0, *first) < 12;
            let in_list = |line: &usize| source.lines.get(*line).map_or(0, |line| line.depth);
            if (is_first_text && own * 4 < average && sub(*first, *second) == 0) || in_list(first) != in_list(second) {
                members.remove(0);
            }
        }
        if members.len() < 2 {
            continue;
        }
        // Where most of the text stands under deeper headings, and these do not repeat, they are the principles and these the groups.
        let mut weight = 1.0;
        if let Some(deeper) = levels.iter().find(|other| *other > level)
            && let Some(inner) = by_level.get(deeper)
        {
            let grouped = members
                .iter()
                .enumerate()
                .filter(|(at, line)| sub(**line, members.get(at + 1).copied().unwrap_or(source.lines.len())) > 1)
                .count();
            let own: usize = members
                .iter()
                .map(|line| {
                    source.words(
                        *line,
                        inner
                            .iter()
                            .copied()
                            .find(|inner| inner > line)
                            .unwrap_or(source.lines.len())
                            .min(members.iter().copied().find(|next| next > line).unwrap_or(source.lines.len())),
                    )
                })
                .sum();
            let all = members.first().map_or(1, |first| source.words(*first, source.lines.len())).max(1);
            if grouped * 10 >= members.len() * 6 && own * 100 < all * 30 {
                weight = 0.6;
            }
        }
        if *level == 50 {
            weight *= 0.85;
        }
        let heads = members.iter().map(|line| Head { line: *line, label: None, strong: 0..0, more: 0 }).collect();
        let above = by_level
            .iter()
            .filter(|(other, _)| *other < level)
            .flat_map(|(rank, lines)| lines.iter().map(|line| Above { line: *line, rank: usize::from(*rank) }))
            .collect();
        out.push(Candidate { way: Way::Headings, heads, above, weight, missing: 0 });
    }
    for candidate in &mut out {
        candidate.above.sort_by_key(|above| above.line);
    }
    out
}

/// Whether a line of a heading goes on with the next.
pub fn heading_goes_on(source: &Source, first: usize, before: usize, index: usize) -> bool {
    let level = |line: usize| source.lines.get(line).map_or(0, |line| line.level);
    let near = source.lines.get(index).is_some_and(|line| line.blank == 0 && !line.whole);
    near && before >= first
        && index - first < 4
        && (first..index).all(|line| level(line) == level(index))
        && level(index) > 0
        && label::parse(source.text(index)).is_none()
}

/// Rows of tables whose first cell is short.
fn rows(source: &Source) -> Option<Candidate> {
    let mut heads = Vec::new();
    let mut last = None;
    for index in (0..source.lines.len()).filter(|index| source.is_text(*index)) {
        let Some(cell) = source.lines.get(index).and_then(|line| line.cell) else { continue };
        if cell.heads || last == Some((cell.table, cell.row)) {
            continue;
        }
        last = Some((cell.table, cell.row));
        let more = source
            .next(index)
            .and_then(|next| source.lines.get(next))
            .and_then(|line| line.cell)
            .is_some_and(|next| next.row == cell.row && next.table == cell.table);
        if cell.column == 0 && more && source.text(index).split_whitespace().count() <= 16 {
            let label = label::parse(source.text(index));
            heads.push(Head { line: index, label, strong: 0..0, more: 0 });
        }
    }
    // A row of heads that the format does not mark.
    (heads.len() > 1).then_some(Candidate { way: Way::Rows, heads, above: Vec::new(), weight: 0.9, missing: 0 })
}

/// Paragraphs that begin with strong words and go on with others.
fn strong(source: &Source) -> Option<Candidate> {
    let mut by_depth: BTreeMap<(u8, usize), Vec<Head>> = BTreeMap::new();
    for index in (0..source.lines.len()).filter(|index| source.is_text(*index)) {
        let Some(line) = source.lines.get(index) else { continue };
        let title = line.text.get(..line.strong).unwrap_or_default();
        if line.whole
            && line.level == 0
            && line.cell.is_none()
            && line.strong > 2
            && line.strong < line.text.len()
            && title.split_whitespace().count() <= 14
        {
            let label = label::parse(&line.text).filter(|label| label.end < line.strong);
            let from = label.as_ref().map_or(0, |label| label.end);
            by_depth.entry((line.depth, 0)).or_default().push(Head {
                line: index,
                label,
                strong: from..line.strong,
                more: 0,
            });
        }
    }
    let heads = by_depth.into_values().max_by_key(Vec::len).filter(|heads| heads.len() > 2)?;
    let dense = heads.len() * 2 > source.lines.iter().filter(|line| !line.aside).count() / 3;
    Some(Candidate { way: Way::Strong, heads, above: Vec::new(), weight: if dense { 0.8 } else { 0.5 }, missing: 0 })
}

/// Lines that are short, without an end mark, and followed by a paragraph.
fn short_lines(source: &Source) -> Vec<Candidate> {
    if source.lines.iter().any(|line| line.level > 0) {
        return Vec::new();
    }
    let mut tight = Vec::new();
    let mut loose = Vec::new();
    let is_short = |index: usize| {
        let text = source.text(index);
        let words = text.split_whitespace().count();
        (1..=14).contains(&words)
            && text.chars().count() <= 100
            && text.chars().count() * 10 <= source.width.max(80) * 9
            && !ends_sentence(text)
            && !text.ends_with(',')
            && bullet(text).is_none()
            && label::parse(text).is_none()
            && !words::is_stock_heading(text)
            // What stands there again and again is within principles.
            && source.repeats(index) < 3
            && words::date(text).is_none_or(|(_, alone)| !alone)
    };
    let mut index = 0;
    while index < source.lines.len() {
        let before = source.previous(index);
        // After what has ended: a sentence, an item of a list, a gap.
        let begins = before
            .is_none_or(|before| ends_sentence(source.text(before)) || source.gap(index) || is_item(source, before));
        if !source.is_text(index) || !begins || begins_small(source.text(index)) || !is_short(index) {
            index += 1;
            continue;
        }
        let mut last = index;
        let mut more = 0;
        while more < 3
            && let Some(next) = source.next(last)
            && is_short(next)
            && (begins_small(source.text(next)) || source.text(last).ends_with('-') || more > 0)
        {
            last = next;
            more += 1;
        }
        if let Some(next) = source.next(last) {
            let text = source.text(next);
            let long_after = ends_sentence(text) || source.length(next) * 10 > source.width.max(60) * 7;
            if long_after && bullet(text).is_none() && !begins_small(text) {
                let head = Head { line: index, label: None, strong: 0..0, more };
                if source.gap(next) { loose.push(head) } else { tight.push(head) }
            }
        }
        index = last + 1;
    }
    // The first line of all is more likely the title than the first of them.
    let mut all = Vec::new();
    for (heads, weight) in [(tight, 0.75), (loose, 0.6)] {
        let opens = heads.first().is_some_and(|head: &Head| source.previous(head.line).is_none());
        if opens && heads.len() > 2 {
            all.push((heads.get(1..).unwrap_or_default().to_vec(), weight));
        }
        // Where the others have lists under them and the first has one, it is one of them.
        let itemised = opens && have_items(source, &heads);
        let few = if heads.len() < 3 { 0.5 } else { 1.0 };
        all.push((heads, if opens { weight * few * if itemised { 0.95 } else { 0.6 } } else { weight * few }));
    }
    all.into_iter()
        .filter(|(heads, _): &(Vec<Head>, f32)| heads.len() > 1)
        .map(|(heads, weight)| Candidate { way: Way::ShortLines, heads, above: Vec::new(), weight, missing: 0 })
        .collect()
}

/// Whether the first of some heads has items of a list under it, and most of the others, too.
fn have_items(source: &Source, heads: &[Head]) -> bool {
    let has = |at: usize| {
        let end = heads.get(at + 1).map_or(source.lines.len(), |next| next.line);
        heads.get(at).is_some_and(|head| (head.line..end).any(|index| bullet(source.text(index)).is_some()))
    };
    has(0) && (1..heads.len()).filter(|at| has(*at)).count() * 10 >= (heads.len() - 1) * 7
}

/// Whether a line is, or goes on with, an item of a list.
fn is_item(source: &Source, index: usize) -> bool {
    let mut index = index;
    for _ in 0..3 {
        if bullet(source.text(index)).is_some() {
            return true;
        }
        match source.previous(index).filter(|_| !source.gap(index)) {
            Some(before) => index = before,
            None => return false,
        }
    }
    false
}

/// Items of one list, each a principle by itself.
fn items(source: &Source) -> Option<Candidate> {
    let mut heads: Vec<Head> = Vec::new();
    for index in (0..source.lines.len()).filter(|index| source.is_text(*index)) {
        let Some(line) = source.lines.get(index) else { continue };
        if (line.depth == 1 && line.begins_item) || (line.depth == 0 && bullet(&line.text).is_some()) {
            heads.push(Head { line: index, label: None, strong: 0..0, more: 0 });
        }
    }
    (heads.len() > 2).then_some(Candidate { way: Way::Items, heads, above: Vec::new(), weight: 0.3, missing: 0 })
}
