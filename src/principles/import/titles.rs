//! Where a principle's title ends and its text begins, as most of the set's principles have it.

use super::draft::{Decision, Draft, Evidence, Role, Scope, What};
use super::heads::{self, Head, Way, is_heading_like};
use super::hyphen::{self, Dictionary, Join};
use super::roles::Work;
use super::source::{begins_small, bullet, ends_sentence};
use super::words;
use std::ops::Range;

/// The most words of a title that begins a paragraph.
const TITLE_WORDS: usize = 8;

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

impl Work<'_> {
    /// Takes labels and titles; gives for each principle where its text begins: on which line, and from which byte.
    pub(super) fn principles(&mut self, draft: &mut Draft) -> Vec<(usize, usize)> {
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
                let skip = after.len()
                    - after
                        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '–' | '—' | '-'))
                        .len();
                body.1 += if titles == Titles::None && head.strong.is_empty() { 0 } else { skip };
            }
            bodies.push(body);
        }
        self.decide_principles(draft);
        bodies
    }

    /// Takes so many more lines as a title's; gives the line after the last.
    pub(super) fn take_lines(&mut self, line: usize, more: usize, at: usize) -> usize {
        let mut last = line;
        for _ in 0..more {
            let Some(next) = self.source.next(last) else { break };
            let (join, _) = hyphen::join(
                self.source.text(last),
                self.source.text(next),
                &Dictionary::default(),
                words::Language::Unknown,
            );
            self.take_part(next, 0..self.source.text(next).len(), Role::HeadTitle, at, join);
            last = next;
        }
        last + 1
    }

    /// Takes the lines on which a title goes on, from the line after `line`; gives the line after the last.
    pub(super) fn go_on(&mut self, line: usize, next: usize, at: usize) -> usize {
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
                let full = !source.would_have_fit(last, next)
                    && source.length(next) * 10 < source.width * 6
                    && !ends_sentence(source.text(next));
                !source.gap(next)
                    && !ends_sentence(before)
                    && bullet(source.text(next)).is_none()
                    && source.length(last) * 10 > source.width * 4
                    && (small || hyphen || full)
                    || (hyphen && small)
            };
            if !goes_on {
                break;
            }
            let (join, _) =
                hyphen::join(source.text(last), source.text(next), &Dictionary::default(), words::Language::Unknown);
            let range = 0..source.text(next).len();
            let join = if join == Join::New { Join::Space } else { join };
            self.take_part(next, range, Role::HeadTitle, at, join);
            last = next;
        }
        last + 1
    }

    /// Whether labels are a number and the same word everywhere: *1. princip*.
    pub(super) fn label_words(&self) -> bool {
        let mut rests = self.heads.heads.iter().map(|head| words::folded(self.rest_text(head)));
        let Some(first) = rests.next() else { return false };
        if self.heads.heads.iter().any(|head| head.label.as_ref().is_none_or(|label| label.end == 0)) {
            return false;
        }
        !first.is_empty()
            && first.split_whitespace().count() <= 2
            && self.heads.heads.len() > 1
            && rests.all(|rest| rest == first)
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
                        is_heading_like(self.source, next)
                            && self.source.next(next).is_some_and(|after| {
                                after < self.limit(*at)
                                    && (self.source.gap(after) || self.source.would_have_fit(next, after))
                            })
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
                    (words <= TITLE_WORDS
                        && !title.ends_with(|c: char| c.is_ascii_digit())
                        && rest.chars().count() > 10)
                        .then_some(words)
                })
                .collect();
            let average = lengths.iter().sum::<usize>() as f32 / lengths.len().max(1) as f32;
            if share(lengths.len()) >= 0.8 && average <= 5.5 {
                return Titles::Until(mark);
            }
        }
        // One line each, and nothing under it: the lines are the titles.
        let bare = heads
            .iter()
            .enumerate()
            .filter(|(at, head)| {
                self.source.words(head.line + 1, self.limit(*at)) == 0
                    && self.rest_text(head).split_whitespace().count() <= 14
            })
            .count();
        if share(bare) >= 0.8 { Titles::Line } else { Titles::None }
    }

    /// Whether what follows a label is a title: short, and the text begins on another line though there was room.
    pub(super) fn has_title(&self, at: usize, head: &Head) -> bool {
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
        let Some(next) = source.next(head.line).filter(|next| *next < self.limit(at)) else {
            return at + 1 == self.heads.heads.len() && words <= 10;
        };
        if line.whole || line.cell.is_some() {
            return !ends_sentence(rest) || words <= 10;
        }
        let deeper = source.lines.get(next).is_some_and(|other| other.indent > line.indent + 1)
            && !begins_small(source.text(next));
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

    pub(super) fn decide_principles(&self, draft: &mut Draft) {
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
        let near =
            heads.others.iter().any(|(_, count, score)| *count != heads.heads.len() && *score > heads.score * 0.85);
        let weak = matches!(heads.way, Way::ShortLines | Way::Items | Way::Strong) && !counted;
        let sure =
            heads.missing == 0 && !near && !weak && heads.score > 0.4 && !because.contains(&Evidence::OtherCount);
        let others = heads
            .others
            .iter()
            .take(4)
            .map(|(way, count, score)| (format!("{} {count}", way_name(*way)), (score / heads.score).min(1.0)))
            .collect();
        draft.decisions.push(Decision {
            what: What::Principles,
            chosen: heads.heads.len().to_string(),
            others,
            because,
            scope: Scope::Set,
            sure,
        });
    }
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
