//! What each line is, seen from where the principles begin.

use super::draft::{Decision, Draft, Evidence, Piece, Role, Scope, What};
use super::heads::{self, Head, Heads, Way, is_heading_like};
use super::hyphen::Join;
use super::label;
use super::source::{Source, begins_small, bullet, ends_sentence};
use super::words;
use crate::foreign::TextFormat;
use std::collections::BTreeMap;
use std::ops::Range;

/// How alike a line must be to the title to be it once more.
const ALIKE: f64 = 0.85;
/// The most words of a title that begins a paragraph.
const TITLE_WORDS: usize = 8;

/// A stretch of text that becomes paragraphs of one place.
#[derive(Clone, Debug)]
pub struct Region {
    /// What its pieces are.
    pub role: Role,
    /// Of which principle or group.
    pub of: usize,
    /// Its lines, and what of each.
    pub parts: Vec<(usize, Range<usize>)>,
}

/// How a principle's title stands to its label and text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Titles {
    /// On the head's line.
    Line,
    /// On the line after it.
    NextLine,
    /// On the head's line, up to a mark.
    Until(&'static str),
    /// There are none: the label is all.
    None,
}

/// Gives every line its role; what becomes paragraphs is left as regions.
pub fn assign(source: &Source, heads: &Heads, draft: &mut Draft) -> Vec<Region> {
    let mut work = Work { source, heads, taken: vec![false; source.lines.len()], pieces: Vec::new(), regions: Vec::new() };
    for index in 0..source.lines.len() {
        if !source.is_text(index) {
            work.take(index, Role::Furniture, 0);
        }
    }
    let bodies = work.principles(draft);
    let first = heads.heads.first().map_or(0, |head| head.line);
    work.title(first, draft);
    work.overview(first, draft);
    work.groups(&bodies, draft);
    work.details(first);
    work.bodies(&bodies, draft);
    work.preamble(first);
    let regions = std::mem::take(&mut work.regions);
    draft.pieces = std::mem::take(&mut work.pieces);
    furniture_decision(source, draft);
    regions
}

struct Work<'a> {
    source: &'a Source,
    heads: &'a Heads,
    taken: Vec<bool>,
    pieces: Vec<Piece>,
    regions: Vec<Region>,
}

impl Work<'_> {
    fn is_free(&self, index: usize) -> bool {
        self.taken.get(index) == Some(&false)
    }

    fn take(&mut self, index: usize, role: Role, of: usize) {
        let range = 0..self.source.text(index).len();
        self.take_part(index, range, role, of, Join::New);
    }

    fn take_part(&mut self, index: usize, range: Range<usize>, role: Role, of: usize, join: Join) {
        if let Some(taken) = self.taken.get_mut(index) {
            *taken = true;
        }
        if !range.is_empty() {
            self.pieces.push(Piece { line: index, range, role, of, join });
        }
    }

    /// The line where the text of principle `at` ends.
    fn limit(&self, at: usize) -> usize {
        self.heads.heads.get(at + 1).map_or(self.source.lines.len(), |next| next.line)
    }

    /// What follows a head's label on its line.
    fn rest(&self, head: &Head) -> Range<usize> {
        let end = self.source.text(head.line).len();
        head.label.as_ref().map_or(0, |label| label.end.min(end))..end
    }

    fn rest_text(&self, head: &Head) -> &str {
        self.source.text(head.line).get(self.rest(head)).unwrap_or_default()
    }

    /// Takes labels and titles; gives for each principle where its text begins: on which line, and from which byte.
    fn principles(&mut self, draft: &mut Draft) -> Vec<(usize, usize)> {
        let heads = self.heads;
        let titles = self.titles();
        let alike = self.label_words();
        let mut bodies = Vec::new();
        for (at, head) in heads.heads.iter().enumerate() {
            let text = self.source.text(head.line);
            let rest = self.rest(head);
            let end = text.len();
            if let Some(label) = &head.label
                && label.end > 0
            {
                let from = text.find(label.printed.as_str()).unwrap_or(0);
                let to = if alike { end } else { from + label.printed.len() };
                self.take_part(head.line, from..to, Role::Label, at, Join::New);
            }
            if alike {
                self.take_part(head.line, end..end, Role::Label, at, Join::New);
                bodies.push((head.line + 1, 0));
                continue;
            }
            let title = if head.strong.is_empty() { self.title_part(titles, head) } else { head.strong.clone() };
            let mut body = (head.line, title.end);
            if title.is_empty() && titles != Titles::NextLine {
                body.1 = rest.start;
            } else {
                let cut = trimmed(text, title.clone());
                self.take_part(head.line, cut, Role::HeadTitle, at, Join::New);
                if body.1 >= end {
                    body = (head.line + 1, 0);
                }
                if titles == Titles::NextLine && rest.is_empty() {
                    let next = self.source.next(head.line).filter(|next| *next < self.limit(at));
                    if let Some(next) = next {
                        self.take(next, Role::HeadTitle, at);
                        body = (next + 1, 0);
                    }
                }
                if head.more > 0 {
                    body.0 = self.take_lines(head.line, head.more, at);
                } else if body.1 == 0 {
                    body.0 = self.go_on(head.line, body.0, at);
                }
            }
            if let Some(taken) = self.taken.get_mut(head.line) {
                *taken = true;
            }
            if body.0 == head.line {
                // What follows a title on its line, but for the mark between.
                let after = text.get(body.1..).unwrap_or_default();
                let skip = after.len() - after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '–' | '—' | '-')).len();
                body.1 += if titles == Titles::None && head.strong.is_empty() { 0 } else { skip };
            }
            bodies.push(body);
        }
        self.decide_principles(draft);
        bodies
    }

    /// Takes so many more lines as a title's; gives the line after the last.
    fn take_lines(&mut self, line: usize, more: usize, at: usize) -> usize {
        let mut last = line;
        for _ in 0..more {
            let Some(next) = self.source.next(last) else { break };
            let (join, _) = super::hyphen::join(self.source.text(last), self.source.text(next), &super::hyphen::Dictionary::default(), words::Language::Unknown);
            self.take_part(next, 0..self.source.text(next).len(), Role::HeadTitle, at, join);
            last = next;
        }
        last + 1
    }

    /// Takes the lines on which a title goes on, from the line after `line`; gives the line after the last.
    fn go_on(&mut self, line: usize, next: usize, at: usize) -> usize {
        let source = self.source;
        let mut last = next.saturating_sub(1).max(line);
        if !source.printed {
            return next;
        }
        let has_level = source.lines.get(line).is_some_and(|line| line.level > 0);
        for _ in 0..3 {
            let Some(next) = source.next(last).filter(|next| *next < self.limit(at)) else { break };
            let goes_on = if has_level {
                heads::heading_goes_on(source, line, last, next)
            } else {
                let before = source.text(last);
                let small = begins_small(source.text(next)) && bullet(source.text(next)).is_none();
                let hyphen = before.ends_with(['-', '\u{ad}']);
                let full = !source.would_have_fit(last, next) && source.length(next) * 10 < source.width * 6 && !ends_sentence(source.text(next));
                !source.gap(next) && !ends_sentence(before) && bullet(source.text(next)).is_none() && source.length(last) * 10 > source.width * 4 && (small || hyphen || full)
                    || (hyphen && small)
            };
            if !goes_on {
                break;
            }
            let (join, _) = super::hyphen::join(source.text(last), source.text(next), &super::hyphen::Dictionary::default(), words::Language::Unknown);
            let range = 0..source.text(next).len();
            let join = if join == Join::New { Join::Space } else { join };
            self.take_part(next, range, Role::HeadTitle, at, join);
            last = next;
        }
        last + 1
    }

    /// Whether labels are a number and the same word everywhere: *1. princip*.
    fn label_words(&self) -> bool {
        let mut rests = self.heads.heads.iter().map(|head| words::folded(self.rest_text(head)));
        let Some(first) = rests.next() else { return false };
        !first.is_empty() && first.split_whitespace().count() <= 2 && self.heads.heads.len() > 1 && rests.all(|rest| rest == first)
    }

    /// How titles stand, by what most of the principles do.
    fn titles(&self) -> Titles {
        let heads = &self.heads.heads;
        let share = |count: usize| count as f32 / heads.len().max(1) as f32;
        if !matches!(self.heads.way, Way::Labels | Way::Outline | Way::Items) {
            return Titles::Line;
        }
        let empty = heads.iter().filter(|head| self.rest(head).is_empty()).count();
        if share(empty) >= 0.6 {
            let titled = heads
                .iter()
                .enumerate()
                .filter(|(at, head)| {
                    self.source.next(head.line).filter(|next| *next < self.limit(*at)).is_some_and(|next| {
                        is_heading_like(self.source, next) && self.source.next(next).is_some_and(|after| after < self.limit(*at) && (self.source.gap(after) || self.source.would_have_fit(next, after)))
                    })
                })
                .count();
            return if share(titled) >= 0.7 { Titles::NextLine } else { Titles::None };
        }
        let titled = heads.iter().enumerate().filter(|(at, head)| self.has_title(*at, head)).count();
        if share(titled) >= 0.6 {
            return Titles::Line;
        }
        for mark in [": ", ". ", " – ", " — ", " - "] {
            let lengths: Vec<usize> = heads
                .iter()
                .filter_map(|head| {
                    let (title, rest) = self.rest_text(head).split_once(mark)?;
                    let words = title.split_whitespace().count();
                    (words <= TITLE_WORDS && !title.ends_with(|c: char| c.is_ascii_digit()) && rest.chars().count() > 10).then_some(words)
                })
                .collect();
            let average = lengths.iter().sum::<usize>() as f32 / lengths.len().max(1) as f32;
            if share(lengths.len()) >= 0.8 && average <= 5.5 {
                return Titles::Until(mark);
            }
        }
        // One line each, and nothing under it: the lines are the titles.
        let bare = heads.iter().enumerate().filter(|(at, head)| self.source.words(head.line + 1, self.limit(*at)) == 0 && self.rest_text(head).split_whitespace().count() <= 14).count();
        if share(bare) >= 0.8 { Titles::Line } else { Titles::None }
    }

    /// Whether what follows a label is a title: short, and the text begins on another line though there was room.
    fn has_title(&self, at: usize, head: &Head) -> bool {
        let source = self.source;
        let rest = self.rest_text(head);
        let Some(line) = source.lines.get(head.line) else { return false };
        if line.level > 0 || (line.strong == line.text.len() && line.strong > 0) || !head.strong.is_empty() {
            return !rest.is_empty();
        }
        let words = rest.split_whitespace().count();
        if !(1..=18).contains(&words) || rest.chars().count() > 130 {
            return false;
        }
        let Some(next) = source.next(head.line).filter(|next| *next < self.limit(at)) else { return at + 1 == self.heads.heads.len() && words <= 10 };
        if line.whole || line.cell.is_some() {
            return !ends_sentence(rest) || words <= 10;
        }
        let deeper = source.lines.get(next).is_some_and(|other| other.indent > line.indent + 1) && !begins_small(source.text(next));
        (source.gap(next) && !begins_small(source.text(next))) || (source.would_have_fit(head.line, next) && !begins_small(source.text(next))) || deeper || bullet(source.text(next)).is_some()
            // A title over two lines.
            || (words > 4 && !ends_sentence(rest) && source.next(next).is_some_and(|after| source.length(next) * 3 < source.width && after < self.limit(at) && !begins_small(source.text(after))))
    }

    fn title_part(&self, titles: Titles, head: &Head) -> Range<usize> {
        let rest = self.rest(head);
        match titles {
            Titles::Line => {
                // One that is a whole paragraph among titles is text.
                let long = self.rest_text(head).split_whitespace().count() > 40;
                if long { rest.start..rest.start } else { rest }
            }
            Titles::NextLine => rest,
            Titles::None => rest.start..rest.start,
            Titles::Until(mark) => match self.rest_text(head).split_once(mark) {
                Some((title, _)) if title.split_whitespace().count() <= TITLE_WORDS + 4 => {
                    let end = rest.start + title.len();
                    // A question mark belongs to it, a full stop does not.
                    rest.start..end
                }
                _ => rest.start..rest.start,
            },
        }
    }

    fn decide_principles(&self, draft: &mut Draft) {
        let heads = self.heads;
        let mut because = vec![match heads.way {
            Way::Labels | Way::Outline => Evidence::Sequence,
            Way::Headings => Evidence::Level,
            Way::Rows => Evidence::Table,
            Way::Strong => Evidence::Strong,
            Way::ShortLines => Evidence::Short,
            Way::Items => Evidence::List,
        }];
        if heads.missing > 0 {
            because.push(Evidence::Missing);
        }
        let said = heads::said_number(self.source);
        let counted = said.contains(&heads.heads.len());
        if counted {
            because.push(Evidence::Count);
        } else if !said.is_empty() && !matches!(heads.way, Way::Outline) {
            because.push(Evidence::OtherCount);
        }
        because.push(if heads.score > 0.5 { Evidence::Coverage } else { Evidence::LittleCoverage });
        let near = heads.others.iter().any(|(_, count, score)| *count != heads.heads.len() && *score > heads.score * 0.85);
        let weak = matches!(heads.way, Way::ShortLines | Way::Items | Way::Strong) && !counted;
        let sure = heads.missing == 0 && !near && !weak && heads.score > 0.4 && !because.contains(&Evidence::OtherCount);
        let others = heads.others.iter().take(4).map(|(way, count, score)| (format!("{} {count}", way_name(*way)), (score / heads.score).min(1.0))).collect();
        draft.decisions.push(Decision { what: What::Principles, chosen: heads.heads.len().to_string(), others, because, scope: Scope::Set, sure });
    }

    /// Finds the set's title and the day of it.
    fn title(&mut self, first: usize, draft: &mut Draft) {
        let source = self.source;
        let before: Vec<usize> = (0..first).filter(|index| self.is_free(*index)).collect();
        let mut because = Evidence::Said;
        let marked = (0..source.lines.len()).find(|index| source.lines.get(*index).is_some_and(|line| line.is_title && !line.aside));
        let level = before.iter().copied().find(|index| source.lines.get(*index).is_some_and(|line| line.level > 0 && line.level <= 2 && !words::is_stock_heading(&line.text)));
        let top = level.filter(|index| before.iter().take(3).any(|first| first == index) || source.lines.get(*index).is_some_and(|line| line.level == 1));
        let mut chosen: Option<Vec<usize>> = match (marked, top) {
            (Some(_), Some(top)) if draft.format == TextFormat::Html => Some(vec![top]),
            (Some(marked), _) => Some(vec![marked]),
            (None, Some(top)) => Some(vec![top]),
            (None, None) => None,
        };
        if chosen.is_none() && source.printed || chosen.is_none() && !before.is_empty() {
            because = Evidence::First;
            chosen = self.printed_title(&before, first);
        }
        if let Some(lines) = &mut chosen {
            // A title over several lines.
            while source.printed
                && let Some(last) = lines.last().copied()
                && let Some(next) = (last + 1 < source.lines.len()).then_some(last + 1)
                && lines.len() < 4
                && next < first
                && (heads::heading_goes_on(source, last, last, next) || source.text(last).ends_with(['-', '\u{ad}']) || (begins_small(source.text(next)) && !source.gap(next) && source.length(next) < 60))
            {
                lines.push(next);
            }
        }
        let lines = chosen.unwrap_or_default();
        let mut before_text = String::new();
        for (at, index) in lines.iter().enumerate() {
            let text = source.text(*index);
            self.pieces.retain(|piece| piece.line != *index);
            let mut from = 0;
            if at == 0
                && let Some(label) = label::parse(text).filter(|label| matches!(label.kind, label::Kind::Word(_)) && label.end < text.len())
            {
                let to = text.get(..label.end).unwrap_or_default().trim_end().len();
                self.take_part(*index, 0..to, Role::TitleLabel, 0, Join::New);
                from = label.end;
            }
            let mut dictionary = super::hyphen::Dictionary::default();
            if text.ends_with(['-', '\u{ad}']) || before_text.ends_with(['-', '\u{ad}']) {
                (0..source.lines.len()).for_each(|index| dictionary.learn(source.text(index)));
            }
            let join = if at == 0 { Join::New } else { super::hyphen::join(&before_text, text, &dictionary, words::Language::of_tag(&draft.language)).0 };
            self.take_part(*index, from..text.len(), Role::Title, 0, join);
            text.clone_into(&mut before_text);
        }
        let text: String = lines.iter().map(|index| source.text(*index)).collect::<Vec<_>>().join(" ");
        if let Some(marked) = marked.filter(|marked| !lines.contains(marked)) {
            self.pieces.retain(|piece| piece.line != marked);
            self.take(marked, Role::Furniture, 0);
        }
        self.date(first, &text, draft);
        let fallback = text.is_empty();
        draft.decisions.push(Decision {
            what: What::Title,
            chosen: if fallback { draft.name.clone() } else { text.clone() },
            others: Vec::new(),
            because: vec![if fallback { Evidence::FileName } else { because }],
            scope: Scope::Set,
            sure: !fallback,
        });
        if !fallback {
            self.repeats(&text, first);
        }
        if let Some(marked) = marked {
            let marked = source.text(marked).to_owned();
            self.repeats(&marked, first);
        }
        self.publishers();
    }

    fn printed_title(&self, before: &[usize], first: usize) -> Option<Vec<usize>> {
        let source = self.source;
        let is_title = |index: usize| {
            let text = source.text(index);
            is_heading_like(source, index) && !words::is_stock_heading(text) && words::date(text).is_none_or(|(_, alone)| !alone) && !text.contains("://") && text.chars().filter(|c| c.is_alphabetic()).count() > 2
        };
        let start: Vec<usize> = before.iter().copied().take_while(|index| !(source.length(*index) > 60 && source.text(*index).split_whitespace().count() > 12)).take(8).collect();
        // A running head that also opens the text.
        let opening: Vec<usize> = (0..start.first().copied().unwrap_or(first).min(first)).filter(|index| is_title(*index) && source.text(*index).split_whitespace().count() > 1 && label::parse(source.text(*index)).is_none()).collect();
        if let Some(last) = opening.last().filter(|last| opening.iter().filter(|other| source.text(**other) == source.text(**last)).count() > 1 || start.first().is_none_or(|first| !is_title(*first) || source.text(*first).split_whitespace().count() < 2)) {
            return Some(vec![*last]);
        }
        let named = start.iter().copied().find(|index| is_title(*index) && source.text(*index).split_whitespace().any(|word| words::names_principles(&word.to_lowercase())));
        let long = start.iter().copied().take(3).find(|index| is_title(*index) && source.text(*index).split_whitespace().count() > 1 && !source.text(*index).to_lowercase().starts_with("version"));
        let one = start.iter().copied().take(1).find(|index| is_title(*index));
        // A masthead on the first page, where a heading above the principles says nearly the same.
        let masthead = (0..source.lines.len())
            .filter(|index| !source.is_text(*index))
            .find(|index| label::parse(source.text(*index)).is_some_and(|label| matches!(label.kind, label::Kind::Word(_)) && label.end < source.text(*index).len()) && source.text(*index).split_whitespace().count() > 3);
        named.or(masthead).or(long).or(one).map(|index| vec![index])
    }

    /// A line that is a day and nothing else is the day of the set; else the title may name it.
    fn date(&mut self, first: usize, title: &str, draft: &mut Draft) {
        for index in (0..first).filter(|index| self.is_free(*index)).take(12).collect::<Vec<_>>() {
            if let Some((date, true)) = words::date(self.source.text(index)) {
                draft.adopted = Some(date);
                self.take(index, Role::Date, 0);
                return;
            }
        }
        draft.adopted = words::date(title).map(|(date, _)| date);
    }

    /// Headings that say the title once more.
    fn repeats(&mut self, title: &str, first: usize) {
        let bare = label::parse(title).filter(|label| matches!(label.kind, label::Kind::Word(_))).and_then(|label| title.get(label.end..)).unwrap_or(title);
        let title = words::folded(bare);
        for index in (0..first).filter(|index| self.is_free(*index)).collect::<Vec<_>>() {
            if is_heading_like(self.source, index) && strsim::normalized_levenshtein(&title, &words::folded(self.source.text(index))) >= ALIKE {
                self.take(index, Role::Overview, 0);
            }
        }
    }

    /// Names in a masthead that the text speaks of.
    fn publishers(&mut self) {
        let source = self.source;
        if source.proven == 0 {
            return;
        }
        let furniture: Vec<usize> = self.pieces.iter().filter(|piece| piece.role == Role::Furniture).map(|piece| piece.line).collect();
        for index in furniture {
            let text = source.text(index).trim();
            let words = text.split_whitespace().count();
            if !(1..=4).contains(&words) || !text.starts_with(char::is_uppercase) || text.chars().any(|c| c.is_ascii_digit()) {
                continue;
            }
            let spoken = (0..source.lines.len())
                .filter(|other| source.is_text(*other))
                .filter(|other| {
                    let line = source.text(*other);
                    line.match_indices(text).any(|(at, _)| {
                        let whole = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                        whole(line.get(..at).and_then(|head| head.chars().next_back())) && whole(line.get(at + text.len()..).and_then(|tail| tail.chars().next()))
                    })
                })
                .count();
            if spoken > 1 {
                self.pieces.retain(|piece| piece.line != index);
                self.take(index, Role::Publisher, 0);
            }
        }
    }

    /// Finds a list of contents, by the titles that it says before they come, and the groups that it tells of.
    fn overview(&mut self, first: usize, draft: &mut Draft) {
        let source = self.source;
        let set: Vec<String> = self.head_titles();
        let mut matched: Vec<(usize, usize)> = Vec::new();
        for index in (0..first).filter(|index| self.is_free(*index)) {
            let text = without_leaders(source.text(index));
            let label_end = label::parse(text).map_or(0, |label| label.end);
            let bare = words::folded(text.get(label_end..).unwrap_or(text));
            let whole = words::folded(text);
            let from = matched.last().map_or(0, |(_, principle)| principle + 1);
            let found = set.iter().enumerate().skip(from).chain(set.iter().enumerate()).find(|(_, title)| !title.is_empty() && (**title == bare || **title == whole || (bare.chars().count() > 18 && title.starts_with(&bare))));
            if let Some((principle, _)) = found {
                matched.push((index, principle));
            }
        }
        if matched.len() < 2 || matched.len() * 10 < set.len() * 5 {
            return;
        }
        let (Some((begin, _)), Some((end, _))) = (matched.first().copied(), matched.last().copied()) else { return };
        let mut groups: Vec<(usize, usize)> = Vec::new();
        for index in begin..=end {
            if !self.is_free(index) {
                continue;
            }
            let is_item = matched.iter().any(|(line, _)| *line == index);
            let text = without_leaders(source.text(index));
            let goes_on = begins_small(text) || text.chars().filter(|c| c.is_alphabetic()).count() < 3 || label::parse(text).is_some();
            let next = matched.iter().find(|(line, _)| *line > index);
            if !is_item && !goes_on && text.split_whitespace().count() <= 16
                && let Some((_, principle)) = next
            {
                groups.push((index, *principle));
            } else {
                self.take(index, Role::Overview, 0);
            }
        }
        // What heads the first of them where others have heads, too.
        let above = (0..begin).rev().find(|index| self.is_free(*index));
        if let Some(above) = above {
            let text = source.text(above);
            if words::is_contents_heading(text) {
                self.take(above, Role::Overview, 0);
            } else if !groups.is_empty() && text.split_whitespace().count() <= 16 && !text.ends_with(':') {
                groups.insert(0, (above, 0));
            }
        }
        // Numbers of pages after the last.
        for index in end + 1..first {
            if self.is_free(index) && without_leaders(source.text(index)).chars().filter(|c| c.is_alphabetic()).count() == 0 {
                self.take(index, Role::Overview, 0);
            } else if self.is_free(index) {
                break;
            }
        }
        let in_text = !self.heads.above.is_empty();
        for (at, (index, principle)) in groups.iter().enumerate() {
            if in_text {
                self.take(*index, Role::Overview, 0);
            } else {
                self.take(*index, Role::GroupTitle, at);
                draft.groups.push(*principle);
            }
        }
        draft.decisions.push(Decision {
            what: What::Overview,
            chosen: matched.len().to_string(),
            others: Vec::new(),
            because: vec![Evidence::Equal],
            scope: Scope::Set,
            sure: true,
        });
    }

    /// The titles of the principles, folded.
    fn head_titles(&self) -> Vec<String> {
        let mut all = vec![String::new(); self.heads.heads.len()];
        for piece in self.pieces.iter().filter(|piece| piece.role == Role::HeadTitle) {
            if let Some(title) = all.get_mut(piece.of) {
                let text = self.source.text(piece.line).get(piece.range.clone()).unwrap_or_default();
                if piece.join == Join::Hyphen {
                    title.pop();
                }
                if piece.join == Join::Space {
                    title.push(' ');
                }
                title.push_str(text);
            }
        }
        all.iter().map(|title| words::folded(title)).collect()
    }

    /// Finds groups: headings above the principles' own, or lines alone before heads.
    fn groups(&mut self, bodies: &[(usize, usize)], draft: &mut Draft) {
        let source = self.source;
        if draft.groups.is_empty() {
            let mut above = self.heads.above.clone();
            if above.is_empty() && source.printed {
                above = self.lines_alone();
            }
            let first = self.heads.heads.first().map_or(0, |head| head.line);
            let last = self.heads.heads.last().map_or(0, |head| head.line);
            above.retain(|above| self.is_free(above.line) && above.line < last);
            // Before the first principle only those that it stands under.
            let mut rank = usize::MAX;
            let mut under = Vec::new();
            for above in above.iter().rev().filter(|above| above.line < first) {
                if above.rank < rank {
                    rank = above.rank;
                    under.push(above.clone());
                }
            }
            under.reverse();
            let inner: Vec<_> = above.into_iter().filter(|above| above.line > first).collect();
            if inner.is_empty() {
                // One heading above all of them is no group if it says only what they are.
                under.retain(|above| !words::is_stock_heading(source.text(above.line)));
                if under.len() == 1 && source.printed && self.heads.way != Way::Headings {
                    under.clear();
                }
            }
            for above in self.heads.above.iter().filter(|above| above.line < first && words::is_stock_heading(source.text(above.line))) {
                if inner.is_empty() && self.is_free(above.line) && source.next(above.line).is_some_and(|next| next >= first) {
                    self.take(above.line, Role::Overview, 0);
                }
            }
            let all: Vec<_> = under.into_iter().chain(inner).collect();
            for (at, above) in all.iter().enumerate() {
                let start = self.heads.heads.iter().position(|head| head.line > above.line).unwrap_or(self.heads.heads.len());
                let mut end = above.line + 1;
                self.take(above.line, Role::GroupTitle, at);
                while source.printed && heads::heading_goes_on(source, above.line, end - 1, end) && self.is_free(end) {
                    let range = 0..source.text(end).len();
                    self.take_part(end, range, Role::GroupTitle, at, Join::Space);
                    end += 1;
                }
                draft.groups.push(start);
                let next_head = self.heads.heads.get(start).map_or(source.lines.len(), |head| head.line);
                let next_above = all.get(at + 1).map_or(source.lines.len(), |next| next.line);
                let parts: Vec<_> = (end..next_head.min(next_above)).filter(|index| self.is_free(*index)).map(|index| (index, 0..source.text(index).len())).collect();
                for (index, _) in &parts {
                    if let Some(taken) = self.taken.get_mut(*index) {
                        *taken = true;
                    }
                }
                self.regions.push(Region { role: Role::GroupText, of: at, parts });
            }
        }
        let _ = bodies;
        if draft.groups.first() != Some(&0) {
            // What stands before the first heading has a group without one.
            draft.groups.insert(0, 0);
            for piece in self.pieces.iter_mut().filter(|piece| piece.role == Role::GroupTitle) {
                piece.of += 1;
            }
            for region in self.regions.iter_mut().filter(|region| region.role == Role::GroupText) {
                region.of += 1;
            }
        }
        let named = self.pieces.iter().filter(|piece| piece.role == Role::GroupTitle && piece.join == Join::New).count();
        draft.decisions.push(Decision {
            what: What::Groups,
            chosen: named.to_string(),
            others: Vec::new(),
            because: vec![if named == 0 { Evidence::Nothing } else { Evidence::Level }],
            scope: Scope::Set,
            sure: true,
        });
    }

    /// Lines that stand alone before a head, at least two of them, as headings do.
    fn lines_alone(&self) -> Vec<heads::Above> {
        let source = self.source;
        let mut found = Vec::new();
        for (at, head) in self.heads.heads.iter().enumerate() {
            let Some(line) = source.previous(head.line) else { continue };
            let earlier = source.previous(line);
            let own = at == 0 || self.heads.heads.get(at - 1).is_some_and(|before| line > before.line + 1);
            let ended = earlier.is_none_or(|earlier| ends_sentence(source.text(earlier)));
            if self.is_free(line) && own && is_heading_like(source, line) && (source.gap(line) || source.seam(line)) && ended {
                found.push(heads::Above { line, rank: 1 });
            }
        }
        let at_first = found.first().is_some_and(|above| Some(above.line) < self.heads.heads.first().map(|head| head.line));
        if found.len() > 1 && at_first { found } else { Vec::new() }
    }

    /// Details of the document between its title and its text: its address, its version, its editors.
    fn details(&mut self, first: usize) {
        let source = self.source;
        let Some(title) = self.pieces.iter().filter(|piece| piece.role == Role::Title).map(|piece| piece.line).max().or(Some(0)) else { return };
        let mut lines = Vec::new();
        let mut tells = false;
        let from = if title < first { 0 } else { first };
        for index in from..first {
            if !self.is_free(index) {
                continue;
            }
            let text = source.text(index);
            let words = text.split_whitespace().count();
            let telling = text.contains("://") || text.contains('©') || text.to_lowercase().starts_with("version") || text.to_lowercase().starts_with("last update");
            if (words > 9 && !telling) || words::is_stock_heading(text) || (ends_sentence(text) && !text.ends_with(':') && !telling) || source.lines.get(index).is_some_and(|line| line.level > 0) {
                break;
            }
            tells |= telling;
            lines.push(index);
        }
        if tells && lines.len() > 2 {
            for index in lines {
                self.take(index, Role::Furniture, 0);
            }
        }
    }

    /// The text of each principle, and what comes after the last.
    fn bodies(&mut self, bodies: &[(usize, usize)], draft: &mut Draft) {
        let source = self.source;
        let closing = self.closing(bodies);
        for (at, (line, from)) in bodies.iter().enumerate() {
            let head_line = self.heads.heads.get(at).map(|head| head.line);
            let mut parts = Vec::new();
            for index in *line..self.limit(at).min(closing.unwrap_or(usize::MAX)) {
                let own = Some(index) == head_line;
                if !own && !self.is_free(index) {
                    continue;
                }
                let begin = if index == *line { *from } else { 0 };
                let range = begin..source.text(index).len();
                if !range.is_empty() {
                    parts.push((index, range));
                }
                if let Some(taken) = self.taken.get_mut(index) {
                    *taken = true;
                }
            }
            self.regions.push(Region { role: Role::Body, of: at, parts });
        }
        if let Some(closing) = closing {
            let parts: Vec<_> = (closing..source.lines.len()).filter(|index| self.is_free(*index)).map(|index| (index, 0..source.text(index).len())).collect();
            for (index, _) in &parts {
                if let Some(taken) = self.taken.get_mut(*index) {
                    *taken = true;
                }
            }
            let sure = true;
            draft.decisions.push(Decision {
                what: What::Closing,
                chosen: source.text(closing).chars().take(60).collect(),
                others: Vec::new(),
                because: vec![Evidence::Level],
                scope: Scope::Line(closing + 1),
                sure,
            });
            self.regions.push(Region { role: Role::Closing, of: 0, parts });
        }
    }

    /// The line where the text of the last principle ends and that of the set goes on.
    fn closing(&self, bodies: &[(usize, usize)]) -> Option<usize> {
        let source = self.source;
        let heads = &self.heads.heads;
        let last = heads.last()?;
        let (body, _) = *bodies.last()?;
        let line = |index: usize| source.lines.get(index);
        let head = line(last.line)?;
        let others: Vec<usize> = heads.windows(2).flat_map(|pair| match pair { [one, two] => (one.line + 1..two.line).collect::<Vec<_>>(), _ => Vec::new() }).filter(|index| source.is_text(*index) && self.is_free(*index)).collect();
        let tail: Vec<usize> = (body..source.lines.len()).filter(|index| source.is_text(*index) && self.is_free(*index) && *index > last.line).collect();
        let all = |check: &dyn Fn(&crate::foreign::Block) -> bool| !others.is_empty() && others.iter().filter_map(|index| line(*index)).all(check);
        // A heading that is no deeper than the principles', or of a kind that no principle has.
        let levels: Vec<u8> = others.iter().filter_map(|index| line(*index)).map(|line| line.level).filter(|level| *level > 0).collect();
        let heading = tail.iter().copied().find(|index| line(*index).is_some_and(|line| line.level > 0 && ((head.level > 0 && line.level <= head.level) || !levels.contains(&line.level))));
        // Outside the table, the list or the box that the others stand in.
        let cell = head.cell.and_then(|cell| tail.iter().copied().find(|index| line(*index).is_some_and(|line| line.cell.is_none_or(|other| other.table != cell.table))));
        let list = (head.depth > 0 && all(&|line| line.depth > 0)).then(|| tail.iter().copied().find(|index| line(*index).is_some_and(|line| line.depth == 0))).flatten();
        // Set further out than any text of a principle.
        let indented = source.printed && all(&|line| line.indent >= head.indent + 2);
        let out = indented.then(|| tail.iter().copied().find(|index| source.gap(*index) && line(*index).is_some_and(|line| line.indent <= head.indent + 1))).flatten();
        // A short line without an end at the very end.
        let signature = tail.iter().rev().copied().take_while(|index| {
            is_heading_like(source, *index) && source.text(*index).split_whitespace().count() <= 8 && line(*index).is_some_and(|line| line.depth == 0 && line.cell.is_none())
        }).last().filter(|index| {
            let before = source.previous(*index);
            before.is_some_and(|before| before >= body && ends_sentence(source.text(before))) && others.iter().filter(|index| source.length(**index) * 10 < source.width * 6 && is_heading_like(source, **index) && source.previous(**index).is_some_and(|before| ends_sentence(source.text(before)))).count() * 4 < heads.len()
        });
        // Behind a rule, where no principle has one.
        let ruled = others.iter().chain(heads.iter().map(|head| &head.line)).any(|index| source.ruled(*index));
        let rule = if ruled { None } else { tail.iter().copied().find(|index| source.ruled(*index)) };
        [heading, cell, list, out, rule, signature].into_iter().flatten().min().filter(|index| *index > last.line)
    }

    /// What stands before the principles and is nothing else.
    fn preamble(&mut self, first: usize) {
        let source = self.source;
        let parts: Vec<_> = (0..first).filter(|index| self.is_free(*index)).map(|index| (index, 0..source.text(index).len())).collect();
        for (index, _) in &parts {
            if let Some(taken) = self.taken.get_mut(*index) {
                *taken = true;
            }
        }
        self.regions.push(Region { role: Role::Preamble, of: 0, parts });
        // Whatever else is there comes after.
        let rest: Vec<_> = (first..source.lines.len()).filter(|index| self.is_free(*index)).map(|index| (index, 0..source.text(index).len())).collect();
        if !rest.is_empty() {
            self.regions.push(Region { role: Role::Closing, of: 0, parts: rest });
        }
    }
}

fn furniture_decision(source: &Source, draft: &mut Draft) {
    let lines: Vec<usize> = draft.pieces.iter().filter(|piece| piece.role == Role::Furniture).map(|piece| piece.line).collect();
    if lines.is_empty() {
        return;
    }
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &lines {
        *seen.entry(source.text(*line)).or_default() += 1;
    }
    let because = if source.proven > 0 { Evidence::BrokenSentence } else { Evidence::Repeated };
    draft.decisions.push(Decision { what: What::Furniture, chosen: lines.len().to_string(), others: Vec::new(), because: vec![because], scope: Scope::Set, sure: true });
}

fn way_name(way: Way) -> &'static str {
    match way {
        Way::Labels => "labels",
        Way::Outline => "outline",
        Way::Headings => "headings",
        Way::Rows => "rows",
        Way::Strong => "strong",
        Way::ShortLines => "short_lines",
        Way::Items => "items",
    }
}

/// A line of a list of contents without the dots and the page number at its end.
fn without_leaders(text: &str) -> &str {
    let cut = text.find(". . .").or_else(|| text.find("....")).or_else(|| text.find('…')).unwrap_or(text.len());
    let text = text.get(..cut).unwrap_or(text);
    text.trim_end()
}

/// A range without the spaces and the colon at its end.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let begin = range.start + part.len() - part.trim_start().len();
    let part = part.trim();
    let mut end = begin + part.trim_end_matches(':').trim_end().len();
    if part.is_empty() {
        end = begin;
    }
    begin..end
}
