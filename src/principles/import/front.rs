//! What stands before the principles and is not their text: the set's title, its day, who agreed on it, details of the document.

use super::draft::{Decision, Draft, Evidence, Role, Scope, What};
use super::heads::{self, Way, is_heading_like};
use super::hyphen::{self, Dictionary, Join};
use super::label;
use super::roles::Work;
use super::source::{begins_small, ends_sentence};
use super::words;
use crate::foreign::TextFormat;

/// How alike a line must be to the title to be it once more.
const ALIKE: f64 = 0.85;

impl Work<'_> {
    /// Finds the set's title and the day of it.
    pub(super) fn title(&mut self, first: usize, draft: &mut Draft) {
        let source = self.source;
        let before: Vec<usize> = (0..first).filter(|index| self.is_free(*index)).collect();
        let mut because = Evidence::Said;
        let marked = (0..source.lines.len())
            .find(|index| source.lines.get(*index).is_some_and(|line| line.is_title && !line.aside));
        let level = before.iter().copied().find(|index| {
            source
                .lines
                .get(*index)
                .is_some_and(|line| line.level > 0 && line.level <= 2 && !words::is_stock_heading(&line.text))
        });
        let top = level.filter(|index| {
            before.iter().take(3).any(|first| first == index)
                || source.lines.get(*index).is_some_and(|line| line.level == 1)
        });
        let mut chosen: Option<Vec<usize>> = match (marked, top) {
            (Some(_), Some(top)) if draft.format == TextFormat::Html => Some(vec![top]),
            (Some(marked), _) => Some(vec![marked]),
            (None, Some(top)) => Some(vec![top]),
            (None, None) => None,
        };
        // The one heading of the largest size, wherever the page has it.
        if chosen.is_none()
            && let Some(rank) = self.heads.above.iter().map(|above| above.rank).min()
            && self.heads.way == Way::Headings
        {
            let largest: Vec<usize> =
                self.heads.above.iter().filter(|above| above.rank == rank).map(|above| above.line).collect();
            if let &[only] = largest.as_slice()
                && source.text(only).split_whitespace().count() > 1
                && self.is_free(only)
                && self.heads.above.len() == 1
            {
                chosen = Some(vec![only]);
            }
        }
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
                && (next < first || last > first)
                && (heads::heading_goes_on(source, last, last, next)
                    || source.text(last).ends_with(['-', '\u{ad}'])
                    || (begins_small(source.text(next)) && !source.gap(next) && source.length(next) < 60))
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
                && let Some(label) = label::parse(text)
                    .filter(|label| matches!(label.kind, label::Kind::Word(_)) && label.end < text.len())
            {
                let to = text.get(..label.end).unwrap_or_default().trim_end().len();
                self.take_part(*index, 0..to, Role::TitleLabel, 0, Join::New);
                from = label.end;
            }
            let broken = before_text.ends_with(['-', '\u{ad}']);
            let lines = (0..source.lines.len()).filter(|_| broken).map(|index| source.text(index));
            let dictionary = Dictionary::of_lines(lines);
            let join = if at == 0 {
                Join::New
            } else {
                hyphen::join(&before_text, text, &dictionary, words::Language::of_tag(&draft.language)).0
            };
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

    pub(super) fn printed_title(&self, before: &[usize], first: usize) -> Option<Vec<usize>> {
        let source = self.source;
        let is_title = |index: usize| {
            let text = source.text(index);
            is_heading_like(source, index)
                && !words::is_stock_heading(text)
                && words::date(text).is_none_or(|(_, alone)| !alone)
                && !text.contains("://")
                && text.chars().filter(|c| c.is_alphabetic()).count() > 2
        };
        let start: Vec<usize> = before
            .iter()
            .copied()
            .take_while(|index| !(source.length(*index) > 60 && source.text(*index).split_whitespace().count() > 12))
            .take(8)
            .collect();
        // A running head that also opens the text.
        let opening: Vec<usize> = (0..start.first().copied().unwrap_or(first).min(first))
            .filter(|index| {
                is_title(*index)
                    && source.text(*index).split_whitespace().count() > 1
                    && label::parse(source.text(*index)).is_none()
            })
            .collect();
        if let Some(last) = opening.last().filter(|last| {
            opening.iter().filter(|other| source.text(**other) == source.text(**last)).count() > 1
                || start
                    .first()
                    .is_none_or(|first| !is_title(*first) || source.text(*first).split_whitespace().count() < 2)
        }) {
            return Some(vec![*last]);
        }
        let named = start.iter().copied().find(|index| {
            is_title(*index)
                && source.text(*index).split_whitespace().any(|word| words::names_principles(&word.to_lowercase()))
        });
        let long = start.iter().copied().take(3).find(|index| {
            is_title(*index)
                && source.text(*index).split_whitespace().count() > 1
                && !source.text(*index).to_lowercase().starts_with("version")
        });
        let one = start.iter().copied().take(1).find(|index| is_title(*index));
        // A masthead on the first page, where a heading above the principles says nearly the same.
        let masthead = (0..source.lines.len()).filter(|index| !source.is_text(*index)).find(|index| {
            label::parse(source.text(*index)).is_some_and(|label| {
                matches!(label.kind, label::Kind::Word(_)) && label.end < source.text(*index).len()
            }) && source.text(*index).split_whitespace().count() > 3
        });
        named.or(masthead).or(long).or(one).map(|index| vec![index])
    }

    /// A line that is a day and nothing else is the day of the set; else the title may name it.
    pub(super) fn date(&mut self, first: usize, title: &str, draft: &mut Draft) {
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
    pub(super) fn repeats(&mut self, title: &str, first: usize) {
        let bare = label::parse(title)
            .filter(|label| matches!(label.kind, label::Kind::Word(_)))
            .and_then(|label| title.get(label.end..))
            .unwrap_or(title);
        let title = words::folded(bare);
        for index in (0..first).filter(|index| self.is_free(*index)).collect::<Vec<_>>() {
            if is_heading_like(self.source, index)
                && strsim::normalized_levenshtein(&title, &words::folded(self.source.text(index))) >= ALIKE
            {
                self.take(index, Role::Overview, 0);
            }
        }
    }

    /// Names in a masthead that the text speaks of.
    pub(super) fn publishers(&mut self) {
        let source = self.source;
        if source.proven == 0 {
            return;
        }
        let furniture: Vec<usize> =
            self.pieces.iter().filter(|piece| piece.role == Role::Furniture).map(|piece| piece.line).collect();
        for index in furniture {
            let text = source.text(index).trim();
            let words = text.split_whitespace().count();
            if !(1..=4).contains(&words)
                || !text.starts_with(char::is_uppercase)
                || text.chars().any(|c| c.is_ascii_digit())
            {
                continue;
            }
            let spoken = (0..source.lines.len())
                .filter(|other| source.is_text(*other))
                .filter(|other| {
                    let line = source.text(*other);
                    line.match_indices(text).any(|(at, _)| {
                        let whole = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                        whole(line.get(..at).and_then(|head| head.chars().next_back()))
                            && whole(line.get(at + text.len()..).and_then(|tail| tail.chars().next()))
                    })
                })
                .count();
            if spoken > 1 {
                self.pieces.retain(|piece| piece.line != index);
                self.take(index, Role::Publisher, 0);
            }
        }
    }

    /// Details of the document between its title and its text: its address, its version, its editors.
    pub(super) fn details(&mut self, first: usize) {
        let source = self.source;
        let Some(title) =
            self.pieces.iter().filter(|piece| piece.role == Role::Title).map(|piece| piece.line).max().or(Some(0))
        else {
            return;
        };
        let mut lines = Vec::new();
        let mut tells = false;
        let from = if title < first { 0 } else { first };
        for index in from..first {
            if !self.is_free(index) {
                continue;
            }
            let text = source.text(index);
            let words = text.split_whitespace().count();
            let telling = text.contains("://")
                || text.contains('©')
                || text.to_lowercase().starts_with("version")
                || text.to_lowercase().starts_with("last update");
            if (words > 9 && !telling)
                || words::is_stock_heading(text)
                || (ends_sentence(text) && !text.ends_with(':') && !telling)
                || source.lines.get(index).is_some_and(|line| line.level > 0)
            {
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
}
