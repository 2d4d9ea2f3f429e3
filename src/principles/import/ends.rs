//! What is text: of each principle, before the first and after the last.

use super::draft::{Decision, Draft, Evidence, Role, Scope, What};
use super::heads::is_heading_like;
use super::roles::{Region, Work};
use super::source::ends_sentence;

impl Work<'_> {
    /// The text of each principle, and what comes after the last.
    pub(super) fn bodies(&mut self, bodies: &[(usize, usize)], draft: &mut Draft) {
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
            let parts: Vec<_> = (closing..source.lines.len())
                .filter(|index| self.is_free(*index))
                .map(|index| (index, 0..source.text(index).len()))
                .collect();
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
    pub(super) fn closing(&self, bodies: &[(usize, usize)]) -> Option<usize> {
        let source = self.source;
        let heads = &self.heads.heads;
        let last = heads.last()?;
        let (body, _) = *bodies.last()?;
        let line = |index: usize| source.lines.get(index);
        let head = line(last.line)?;
        let others: Vec<usize> = heads
            .windows(2)
            .flat_map(|pair| match pair {
                [one, two] => (one.line + 1..two.line).collect::<Vec<_>>(),
                _ => Vec::new(),
            })
            .filter(|index| source.is_text(*index) && self.is_free(*index))
            .collect();
        let tail: Vec<usize> = (body..source.lines.len())
            .filter(|index| source.is_text(*index) && self.is_free(*index) && *index > last.line)
            .collect();
        let all = |check: &dyn Fn(&crate::foreign::Block) -> bool| {
            !others.is_empty() && others.iter().filter_map(|index| line(*index)).all(check)
        };
        // A heading that is no deeper than the principles', or of a kind that no principle has.
        let levels: Vec<u8> =
            others.iter().filter_map(|index| line(*index)).map(|line| line.level).filter(|level| *level > 0).collect();
        let heading = tail.iter().copied().find(|index| {
            line(*index).is_some_and(|line| {
                line.level > 0 && ((head.level > 0 && line.level <= head.level) || !levels.contains(&line.level))
            })
        });
        // Outside the table, the list or the box that the others stand in.
        let cell = head.cell.and_then(|cell| {
            tail.iter()
                .copied()
                .find(|index| line(*index).is_some_and(|line| line.cell.is_none_or(|other| other.table != cell.table)))
        });
        let unlisted = (head.depth > 0 && all(&|line| line.depth > 0))
            .then(|| tail.iter().copied().find(|index| line(*index).is_some_and(|line| line.depth == 0)))
            .flatten();
        // Set further out than any text of a principle.
        let indented = source.printed && all(&|line| line.indent >= head.indent + 2);
        let out = indented
            .then(|| {
                tail.iter()
                    .copied()
                    .find(|index| source.gap(*index) && line(*index).is_some_and(|line| line.indent <= head.indent + 1))
            })
            .flatten();
        // A short line without an end at the very end.
        let signature = tail
            .iter()
            .rev()
            .copied()
            .take_while(|index| {
                is_heading_like(source, *index)
                    && source.text(*index).split_whitespace().count() <= 8
                    && line(*index).is_some_and(|line| line.depth == 0 && line.cell.is_none())
            })
            .last()
            .filter(|index| {
                let before = source.previous(*index);
                before.is_some_and(|before| before >= body && ends_sentence(source.text(before)))
                    && others
                        .iter()
                        .filter(|index| {
                            source.length(**index) * 10 < source.width * 6
                                && is_heading_like(source, **index)
                                && source.previous(**index).is_some_and(|before| ends_sentence(source.text(before)))
                        })
                        .count()
                        * 4
                        < heads.len()
            });
        // Behind a rule, where no principle has one.
        let ruled = others.iter().chain(heads.iter().map(|head| &head.line)).any(|index| source.ruled(*index));
        let rule = if ruled { None } else { tail.iter().copied().find(|index| source.ruled(*index)) };
        [heading, cell, unlisted, out, rule, signature].into_iter().flatten().min().filter(|index| *index > last.line)
    }

    /// What stands before the principles and is nothing else.
    pub(super) fn preamble(&mut self, first: usize) {
        let source = self.source;
        let parts: Vec<_> =
            (0..first).filter(|index| self.is_free(*index)).map(|index| (index, 0..source.text(index).len())).collect();
        for (index, _) in &parts {
            if let Some(taken) = self.taken.get_mut(*index) {
                *taken = true;
            }
        }
        self.regions.push(Region { role: Role::Preamble, of: 0, parts });
        // Whatever else is there comes after.
        let rest: Vec<_> = (first..source.lines.len())
            .filter(|index| self.is_free(*index))
            .map(|index| (index, 0..source.text(index).len()))
            .collect();
        if !rest.is_empty() {
            self.regions.push(Region { role: Role::Closing, of: 0, parts: rest });
        }
    }
}
