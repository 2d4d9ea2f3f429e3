//! Lists of contents, and the groups that headings or such a list tell of.

use super::draft::{Decision, Draft, Evidence, Role, Scope, What};
use super::heads::{self, Way, is_heading_like};
use super::hyphen::Join;
use super::label;
use super::roles::{Region, Work};
use super::source::{begins_small, ends_sentence};
use super::words;

impl Work<'_> {
    /// Finds a list of contents, by the titles that it says before they come, and the groups that it tells of.
    pub(super) fn overview(&mut self, first: usize, draft: &mut Draft) {
        let source = self.source;
        let set: Vec<String> = self.head_titles();
        let mut matched: Vec<(usize, usize)> = Vec::new();
        for index in (0..first).filter(|index| self.is_free(*index)) {
            let text = without_leaders(source.text(index));
            let label_end = label::parse(text).map_or(0, |label| label.end);
            let bare = words::folded(text.get(label_end..).unwrap_or(text));
            let whole = words::folded(text);
            let from = matched.last().map_or(0, |(_, principle)| principle + 1);
            let found = set.iter().enumerate().skip(from).chain(set.iter().enumerate()).find(|(_, title)| {
                !title.is_empty()
                    && (**title == bare || **title == whole || (bare.chars().count() > 18 && title.starts_with(&bare)))
            });
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
            let goes_on = begins_small(text)
                || text.chars().filter(|c| c.is_alphabetic()).count() < 3
                || label::parse(text).is_some();
            let next = matched.iter().find(|(line, _)| *line > index);
            if !is_item
                && !goes_on
                && text.split_whitespace().count() <= 16
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
            if self.is_free(index)
                && without_leaders(source.text(index)).chars().filter(|c| c.is_alphabetic()).count() == 0
            {
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
    pub(super) fn head_titles(&self) -> Vec<String> {
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
    pub(super) fn groups(&mut self, bodies: &[(usize, usize)], draft: &mut Draft) {
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
            for above in self
                .heads
                .above
                .iter()
                .filter(|above| above.line < first && words::is_stock_heading(source.text(above.line)))
            {
                if inner.is_empty()
                    && self.is_free(above.line)
                    && source.next(above.line).is_some_and(|next| next >= first)
                {
                    self.take(above.line, Role::Overview, 0);
                }
            }
            let all: Vec<_> = under.into_iter().chain(inner).collect();
            for (at, above) in all.iter().enumerate() {
                let start =
                    self.heads.heads.iter().position(|head| head.line > above.line).unwrap_or(self.heads.heads.len());
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
                let parts: Vec<_> = (end..next_head.min(next_above))
                    .filter(|index| self.is_free(*index))
                    .map(|index| (index, 0..source.text(index).len()))
                    .collect();
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
        let named =
            self.pieces.iter().filter(|piece| piece.role == Role::GroupTitle && piece.join == Join::New).count();
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
    pub(super) fn lines_alone(&self) -> Vec<heads::Above> {
        let source = self.source;
        let mut found = Vec::new();
        for (at, head) in self.heads.heads.iter().enumerate() {
            let Some(line) = source.previous(head.line) else { continue };
            let earlier = source.previous(line);
            let own = at == 0 || self.heads.heads.get(at - 1).is_some_and(|before| line > before.line + 1);
            let ended = earlier.is_none_or(|earlier| ends_sentence(source.text(earlier)));
            if self.is_free(line)
                && own
                && is_heading_like(source, line)
                && (source.gap(line) || source.seam(line))
                && ended
            {
                found.push(heads::Above { line, rank: 1 });
            }
        }
        let at_first =
            found.first().is_some_and(|above| Some(above.line) < self.heads.heads.first().map(|head| head.line));
        if found.len() > 1 && at_first { found } else { Vec::new() }
    }
}

/// A line of a list of contents without the dots and the page number at its end.
fn without_leaders(text: &str) -> &str {
    let cut = text.find(". . .").or_else(|| text.find("....")).or_else(|| text.find('…')).unwrap_or(text.len());
    let text = text.get(..cut).unwrap_or(text);
    text.trim_end()
}
