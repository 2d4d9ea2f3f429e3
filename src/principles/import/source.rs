//! The lines of a source as they stand to one another: which are parted by a gap, how wide lines are, and which belong to the
//! page and not to the text.
//!
//! A line is *furniture* where the format says so, where it repeats at the edge of pages or beside their numbers, or where
//! a sentence that breaks off before it and goes on after it proves that it stands between. A place alone proves nothing.

use super::label;
use crate::foreign::{Block, RULE};
use std::collections::BTreeMap;

/// What is known of a line before anybody asks what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is text.
    Text,
    /// It belongs to the page or the site.
    Furniture,
}

/// A source, line by line.
pub struct Source {
    /// The lines.
    pub lines: Vec<Block>,
    /// Whether they are lines of print, so that paragraphs must be found.
    pub printed: bool,
    /// Whether empty lines part lines and not paragraphs.
    pub double_spaced: bool,
    /// What of it is text.
    pub kept: Vec<Kept>,
    /// How many lines are furniture only because a broken sentence proves it.
    pub proven: usize,
    /// Words up to each line, of what is text.
    sums: Vec<usize>,
    /// How many characters a full line has.
    pub width: usize,
}

/// Whether a text ends as a sentence does.
pub fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '“', '»', '«', '\'', '’', ')', ']', ' ']);
    text.ends_with(['.', '!', '?', ':', ';', '…'])
}

/// Whether a text begins in the middle of a sentence.
pub fn begins_small(text: &str) -> bool {
    text.trim_start_matches(['(', '"', '»', '«', '“', '„', '\'']).starts_with(char::is_lowercase)
}

/// The mark of a list's item at the beginning of a text, and where the rest begins.
pub fn bullet(text: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    let (_, first) = chars.next()?;
    let is_mark = matches!(
        first,
        '•' | '▪' | '◦' | '‣' | '·' | '●' | '○' | '■' | '□' | '→' | '➔' | '➢' | '✓' | '✔' | '►' | '∙'
    ) || crate::foreign::is_private_bullet(first);
    let is_dash = matches!(first, '-' | '–' | '—' | '*' | '+');
    let (at, next) = chars.next()?;
    let space = next.is_whitespace();
    ((is_mark && (space || next.is_alphanumeric())) || (is_dash && space))
        .then(|| at + usize::from(space) * next.len_utf8())
}

impl Source {
    /// Looks at lines.
    pub fn new(lines: Vec<Block>) -> Source {
        let printed = !lines.is_empty()
            && lines.iter().filter(|line| !line.aside).filter(|line| !line.whole).count() * 2 > lines.len();
        let count = lines.len();
        let mut source = Source {
            lines,
            printed,
            double_spaced: false,
            kept: vec![Kept::Text; count],
            proven: 0,
            sums: Vec::new(),
            width: 0,
        };
        source.double_spaced = printed && source.is_double_spaced();
        source.width = source.full_width();
        source.find_furniture();
        source.width = source.full_width();
        source.sum();
        source
    }

    /// The text of a line.
    pub fn text(&self, index: usize) -> &str {
        self.lines.get(index).map_or("", |line| line.text.as_str())
    }

    /// How many characters it has.
    pub fn length(&self, index: usize) -> usize {
        self.text(index).chars().count()
    }

    /// Whether a line is text.
    pub fn is_text(&self, index: usize) -> bool {
        self.kept.get(index) == Some(&Kept::Text)
    }

    /// The next line of text.
    pub fn next(&self, index: usize) -> Option<usize> {
        (index + 1..self.lines.len()).find(|index| self.is_text(*index))
    }

    /// The line of text before one.
    pub fn previous(&self, index: usize) -> Option<usize> {
        (0..index).rev().find(|index| self.is_text(*index))
    }

    /// How many words stand in the lines from one to before another.
    pub fn words(&self, from: usize, to: usize) -> usize {
        let sum = |at: usize| self.sums.get(at.min(self.lines.len())).copied().unwrap_or(0);
        sum(to).saturating_sub(sum(from))
    }

    /// Counts words anew, after what is text has changed.
    pub fn sum(&mut self) {
        let mut sum = 0;
        let mut sums = vec![0];
        for index in 0..self.lines.len() {
            if self.is_text(index) {
                sum +=
                    self.text(index).split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
            }
            sums.push(sum);
        }
        self.sums = sums;
    }

    /// Whether a page ends, or furniture stands, between a line of text and the one before it.
    pub fn seam(&self, index: usize) -> bool {
        let Some(before) = self.previous(index) else { return false };
        let page = |index: usize| self.lines.get(index).map_or(0, |line| line.page);
        self.printed && (page(before) != page(index) || index - before > 1)
    }

    /// Whether a gap stands before a line, as between paragraphs.
    pub fn gap(&self, index: usize) -> bool {
        let Some(line) = self.lines.get(index) else { return false };
        if line.whole {
            return true;
        }
        if self.double_spaced { line.blank > 1 || line.spaces } else { line.blank > 0 }
    }

    /// How wide the lines around one are set: columns, boxes and lists have widths of their own.
    fn local_width(&self, index: usize) -> usize {
        let indent = |index: usize| self.lines.get(index).map_or(0, |line| line.indent.min(40));
        let near = index.saturating_sub(6)..(index + 7).min(self.lines.len());
        let widest = near.filter(|near| self.is_text(*near)).map(|near| self.length(near) + indent(near)).max();
        widest.unwrap_or(self.width).min(self.width)
    }

    /// How often a line stands in the source as it is.
    pub fn repeats(&self, index: usize) -> usize {
        let text = self.text(index);
        if text.len() > 60 { 1 } else { self.lines.iter().filter(|line| line.text == text).take(4).count() }
    }

    /// Whether paragraphs are parted by gaps, so that other signs of a new one count less.
    pub fn parts_by_gaps(&self) -> bool {
        let gaps = (1..self.lines.len()).filter(|index| self.is_text(*index) && self.gap(*index)).count();
        self.printed && gaps * 8 > self.lines.len()
    }

    /// Whether a rule stands before a line.
    pub fn ruled(&self, index: usize) -> bool {
        let is_rule = |line: &Block| {
            line.text.chars().count() > 2 && line.text.chars().all(|c| matches!(c, '-' | '_' | '*' | '=' | '–' | '—'))
        };
        self.lines.get(index).is_some_and(|line| line.blank >= RULE)
            || index.checked_sub(1).and_then(|before| self.lines.get(before)).is_some_and(is_rule)
    }

    /// Whether the first word of a line would have found room on the line before it, which was ended on purpose then.
    pub fn would_have_fit(&self, before: usize, index: usize) -> bool {
        let first = self.text(index).split_whitespace().next().map_or(0, |word| word.chars().count());
        let end = self.length(before) + self.lines.get(before).map_or(0, |line| line.indent.min(40));
        let width = self.local_width(index);
        end + 1 + first <= width.saturating_sub(width / 30)
    }

    fn is_double_spaced(&self) -> bool {
        let pairs: Vec<usize> = (1..self.lines.len()).filter(|index| self.same_page(*index)).collect();
        let full = self.full_width();
        let blank = |index: &&usize| self.lines.get(**index).is_some_and(|line| line.blank > 0);
        let parted = pairs.iter().filter(blank).count();
        let broken = pairs
            .iter()
            .filter(blank)
            .filter(|index| {
                let before = self.text(**index - 1);
                // Only a line that is full was broken to fit.
                !ends_sentence(before) && before.chars().count() * 10 > full * 6 && begins_small(self.text(**index))
            })
            .count();
        pairs.len() > 3 && parted * 10 >= pairs.len() * 8 && broken * 100 >= parted * 15
    }

    fn same_page(&self, index: usize) -> bool {
        let page = |index: usize| self.lines.get(index).map(|line| line.page);
        index > 0 && page(index) == page(index - 1)
    }

    /// The length that nine of ten of the longer lines do not exceed, with their indentation.
    fn full_width(&self) -> usize {
        let mut widths: Vec<usize> = (0..self.lines.len())
            .filter(|index| self.is_text(*index) && self.text(*index).matches('.').count() * 4 < self.length(*index))
            .map(|index| self.length(index) + self.lines.get(index).map_or(0, |line| line.indent.min(40)))
            .filter(|width| *width > 25)
            .collect();
        widths.sort_unstable();
        let at = widths.len() * 9 / 10;
        widths.get(at.min(widths.len().saturating_sub(1))).copied().unwrap_or(80)
    }

    fn find_furniture(&mut self) {
        let count = self.lines.len();
        let mut kept = vec![Kept::Text; count];
        let mark = |kept: &mut Vec<Kept>, index: usize| {
            if let Some(place) = kept.get_mut(index) {
                *place = Kept::Furniture;
            }
        };
        for (index, line) in self.lines.iter().enumerate() {
            // A number behind dots is a page's.
            let dotted = line.text.matches('.').count() > 5 && !line.text.chars().any(char::is_alphabetic);
            let lettered = line.text.chars().any(char::is_alphanumeric) && !dotted;
            if line.aside || !lettered || line.cell.is_some_and(|cell| cell.heads) {
                mark(&mut kept, index);
            }
        }
        if !self.printed {
            self.kept = kept;
            return;
        }
        let numbers = self.page_numbers();
        for index in &numbers {
            mark(&mut kept, *index);
        }
        self.kept = kept;
        self.mark_repeated(&numbers);
        self.mark_broken(&numbers);
        self.mark_menus();
        self.mark_contacts();
    }

    /// Lines that are page numbers.
    fn page_numbers(&self) -> Vec<usize> {
        let mut found = Vec::new();
        let mut bare = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            match page_number(&line.text) {
                Some(true) => bare.push(index),
                Some(false) => found.push(index),
                None => {}
            }
        }
        // Numbers that stand alone before titles are labels.
        let before_title = bare.iter().filter(|index| {
            let next = self.text(**index + 1);
            let alone = self.lines.get(**index + 1).is_some_and(|line| line.blank <= usize::from(self.double_spaced));
            alone && next.starts_with(char::is_uppercase) && next.chars().count() < 70 && !next.ends_with(['.', ','])
        });
        if before_title.count() * 10 < bare.len() * 7 || bare.len() < 2 {
            found.extend(bare);
        }
        // *Title 1*, *Title 2*: what is the same but for a number that goes up, and is no label.
        let mut ended: BTreeMap<String, Vec<(usize, u32)>> = BTreeMap::new();
        for (index, line) in self.lines.iter().enumerate() {
            let head = line.text.trim_end_matches(|c: char| c.is_ascii_digit());
            let number = line.text.get(head.len()..).and_then(|number| number.parse::<u32>().ok());
            if let Some(number) = number.filter(|number| *number < 2000)
                && head.ends_with([' ', '|', '–', '-'])
                && label::parse(&line.text).is_none()
            {
                ended.entry(head.trim_end().to_lowercase()).or_default().push((index, number));
            }
        }
        for places in ended.into_values().filter(|places| places.len() > 2) {
            if places.windows(2).all(|pair| matches!(pair, [(_, one), (_, two)] if two > one)) {
                found.extend(places.into_iter().map(|(index, _)| index));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Lines that repeat at the edges of pages, or beside page numbers or others that do.
    fn mark_repeated(&mut self, numbers: &[usize]) {
        let count = self.lines.len();
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, line) in self.lines.iter().enumerate() {
            if line.text.chars().count() <= 100 {
                let key: String = line.text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
                // Left and right pages say the same the other way round.
                let mut words: Vec<String> = key.split_whitespace().map(str::to_lowercase).collect();
                words.sort_unstable();
                places.entry(words.join(" ")).or_default().push(index);
            }
        }
        let pages = self.lines.last().map_or(0, |line| line.page) > 0;
        let page = |index: usize| self.lines.get(index).map(|line| line.page);
        let other_page = |index: usize, other: Option<usize>| other.and_then(page) != page(index);
        let is_edge = |index: usize| {
            (1..=3).any(|far| other_page(index, index.checked_sub(far)) || other_page(index, Some(index + far)))
        };
        let mut edge: Vec<bool> = (0..count).map(|index| pages && is_edge(index)).collect();
        for number in numbers {
            mark_near(&mut edge, *number, 2);
        }
        for _ in 0..2 {
            for indices in places.values().filter(|indices| indices.len() > 1) {
                let at_edge = indices.iter().filter(|index| edge.get(**index) == Some(&true)).count();
                // A label of a sequence repeats in the contents and is no furniture.
                let varied = indices.windows(2).any(|pair| matches!(pair, [one, two] if self.text(*one).chars().filter(char::is_ascii_digit).ne(self.text(*two).chars().filter(char::is_ascii_digit))));
                let labelled = indices.iter().any(|index| {
                    let text = self.text(*index);
                    label::parse(text).is_some_and(|label| {
                        label.end < text.len() && (varied || !matches!(label.kind, label::Kind::Word(_)))
                    })
                });
                let first_alone = indices.len() - at_edge <= 1;
                let sentence = indices.iter().any(|index| bullet(self.text(*index)).is_some());
                if labelled
                    || sentence
                    || at_edge == 0
                    || !(first_alone || at_edge * 3 >= indices.len() * 2)
                    || (at_edge < 2 && indices.len() < 3 && !pages && numbers.is_empty())
                {
                    continue;
                }
                for index in indices {
                    if let Some(place) = self.kept.get_mut(*index) {
                        *place = Kept::Furniture;
                    }
                    mark_near(&mut edge, *index, 1);
                }
            }
        }
    }

    /// What stands around a page number between a sentence that breaks off and the rest of it.
    fn mark_broken(&mut self, numbers: &[usize]) {
        for number in numbers {
            let short = |index: usize| self.length(index) * 10 < self.width * 6;
            let mut before = *number;
            while before > 0 && number - before < 9 && (short(before - 1) || !self.is_text(before - 1)) {
                before -= 1;
            }
            let mut after = *number + 1;
            while after < self.lines.len()
                && after - number < 6
                && !begins_small(self.text(after))
                && (short(after) || !self.is_text(after))
            {
                after += 1;
            }
            let broken = before.checked_sub(1).is_some_and(|last| {
                !ends_sentence(self.text(last))
                    && self.length(last) * 10 > self.width * 7
                    && bullet(self.text(last)).is_none()
            });
            let labelled = (before..after).any(|index| {
                label::parse(self.text(index))
                    .is_some_and(|label| label.mark == '.' && !matches!(label.kind, label::Kind::Word(_)))
                    && page_number(self.text(index)).is_none()
            });
            if broken && !labelled && after < self.lines.len() && begins_small(self.text(after)) {
                for index in before..after {
                    if let Some(place) = self.kept.get_mut(index).filter(|place| **place == Kept::Text) {
                        *place = Kept::Furniture;
                        self.proven += 1;
                    }
                }
            }
        }
    }

    /// Addresses at the end of the text: at least three, with nothing but short lines between and behind them.
    fn mark_contacts(&mut self) {
        let kept: Vec<usize> = (0..self.lines.len()).filter(|index| self.is_text(*index)).collect();
        let (mut begin, mut found, mut between) = (None, 0, 0);
        for (at, index) in kept.iter().enumerate().rev().take(40) {
            let text = self.text(*index);
            if is_contact(text) {
                (begin, found, between) = (Some(at), found + 1, 0);
            } else if between < 5 && self.length(*index) * 10 < self.width.max(80) * 9 && bullet(text).is_none() {
                between += 1;
            } else {
                break;
            }
        }
        let Some(mut begin) = begin.filter(|_| found > 2) else { return };
        // What announces the first of them.
        while let Some(before) =
            begin.checked_sub(1).and_then(|at| kept.get(at)).filter(|before| self.text(**before).ends_with(':'))
            && bullet(self.text(*before)).is_none()
        {
            begin -= 1;
        }
        if begin * 2 < kept.len() {
            return;
        }
        for index in kept.into_iter().skip(begin) {
            if let Some(place) = self.kept.get_mut(index) {
                *place = Kept::Furniture;
            }
        }
    }

    /// Menus that were copied with a web page: runs of short lines without a mark at the beginning and at the end of the text.
    fn mark_menus(&mut self) {
        let count = self.lines.len();
        let mut runs = Vec::new();
        let mut begin = 0;
        for index in 1..=count {
            if index == count || self.gap(index) {
                runs.push(begin..index);
                begin = index;
            }
        }
        let is_menu = |source: &Source, run: &std::ops::Range<usize>| {
            let entry = |index: &usize| {
                let text = source.text(*index);
                text.split_whitespace().count() <= 4
                    && !ends_sentence(text)
                    && bullet(text).is_none()
                    && label::parse(text).is_none()
                    && !text.starts_with(char::is_lowercase)
            };
            let entries = run.clone().filter(entry).count();
            let legal = run.clone().any(|index| source.text(index).contains(['©', '®']));
            entries >= 3 && (entries == run.len() || legal) && entries * 2 >= run.len()
        };
        if runs.len() < 4 {
            return;
        }
        let mut menus = Vec::new();
        if let Some(first) = runs.first().filter(|run| is_menu(self, run) && run.len() > 3) {
            menus.push(first.clone());
        }
        if let Some(last) = runs.last().filter(|run| is_menu(self, run)) {
            menus.push(last.clone());
        }
        for index in menus.into_iter().flatten() {
            if let Some(place) = self.kept.get_mut(index) {
                *place = Kept::Furniture;
            }
        }
    }
}

/// Marks what is so near to a place.
fn mark_near(marks: &mut [bool], place: usize, distance: usize) {
    for mark in marks.iter_mut().take(place + distance + 1).skip(place.saturating_sub(distance)) {
        *mark = true;
    }
}

/// Whether a line is little more than an address: of the web, of mail, of a telephone.
fn is_contact(text: &str) -> bool {
    let is_address = |word: &str| {
        word.contains("://")
            || word.starts_with("www.")
            || word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
    let words = text.split_whitespace().count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    words <= 5 && text.split_whitespace().any(is_address) || (text.contains(':') && digits > 6 && digits * 2 > letters)
}

/// Whether a line is a page number; whether it is a number and nothing else.
fn page_number(text: &str) -> Option<bool> {
    let inner = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | '·' | '•'));
    if !inner.is_empty() && inner.len() <= 4 && inner.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(inner.len() == text.trim().len());
    }
    let words: Vec<&str> = inner.split_whitespace().collect();
    let number = |word: &&&str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_page = |word: &str| {
        ["side", "page", "seite", "sida", "pagina", "página", "sivu", "strona", "s.", "p."]
            .contains(&word.to_lowercase().as_str())
    };
    let between = |word: &str| {
        ["af", "of", "von", "av", "de", "sur", "van", "/", "di", "z"].contains(&word.to_lowercase().as_str())
    };
    let sound = match words.as_slice() {
        [page, one] => is_page(page) && (number(&one) || one.split('/').all(|part| number(&&part))),
        [page, one, of, all] => is_page(page) && number(&one) && between(of) && number(&all),
        [one, of, all] => number(&one) && between(of) && number(&all),
        [one] => one.contains('/') && one.split('/').count() == 2 && one.split('/').all(|part| number(&&part)),
        _ => false,
    };
    sound.then_some(false)
}
