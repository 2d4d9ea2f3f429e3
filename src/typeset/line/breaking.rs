//! The items at which lines end: of a whole paragraph at once, and line by line where that cannot be.

use super::super::style_sheet::Design;
use super::items::{Breaker, UNITS};
use paragraph_breaker::{Breakpoint, INFINITE_PENALTY, Item, total_fit};

/// The most that a paragraph may measure, in points, before it is broken line by line instead of as a whole.
const LONGEST: f32 = 8_000_000.0;

impl Breaker<'_> {
    /// The items at which lines end.
    pub(super) fn breaks(&mut self) -> Vec<usize> {
        #[allow(clippy::cast_possible_truncation)]
        let lengths = [(self.width * UNITS) as i32];
        let total: f64 = self.items.iter().map(|item| f64::from(natural(item))).sum();
        if total < f64::from(LONGEST * UNITS) {
            let first: &[f32] = if self.style.design == Design::Present { &[1.1] } else { &[] };
            for threshold in first.iter().copied().chain([1.8, 3.0, 8.0]) {
                let found = total_fit(&self.items, &lengths, threshold, 0);
                if found.is_empty() {
                    continue;
                }
                return self.without_ladders(found, &lengths);
            }
        }
        self.greedy(lengths[0])
    }

    /// Two lines in a row do not end in a hyphen where that can be had without a very loose line.
    pub(super) fn without_ladders(&mut self, mut found: Vec<Breakpoint>, lengths: &[i32]) -> Vec<usize> {
        for _ in 0..6 {
            let flagged = |index: usize| self.items.get(index).is_some_and(Item::flagged);
            let rungs: Vec<usize> = found
                .windows(2)
                .filter(|pair| flagged(pair[0].index) && flagged(pair[1].index))
                .map(|pair| pair[1].index)
                .collect();
            let Some(&rung) = rungs.first() else { break };
            let Some(Item::Penalty { penalty, .. }) = self.items.get_mut(rung) else {
                break;
            };
            *penalty = INFINITE_PENALTY;
            let other = total_fit(&self.items, lengths, 2.5, 0);
            if other.is_empty() {
                break;
            }
            found = other;
        }
        found.into_iter().map(|point| point.index).collect()
    }

    /// Line by line: what fits, and at least something. For what cannot be broken as a whole.
    pub(super) fn greedy(&self, width: i32) -> Vec<usize> {
        let end = self.items.len() - 1;
        let (mut breaks, mut start) = (Vec::new(), 0);
        loop {
            while start < end && !self.items[start].is_box() {
                start += 1;
            }
            let at = self.greedy_line(start, width);
            breaks.push(at);
            if at >= end {
                return breaks;
            }
            start = at + 1;
        }
    }

    /// The item at which a line ends that begins at item `start`: the last that fits, or else the first.
    pub(super) fn greedy_line(&self, start: usize, width: i32) -> usize {
        let (mut used, mut fitting) = (0_i32, None);
        for index in start..self.items.len() {
            let (item, before) = (&self.items[index], index.checked_sub(1).map(|before| &self.items[before]));
            let (legal, hyphen) = match item {
                Item::Box { .. } => (false, 0),
                Item::Glue { .. } => (before.is_some_and(Item::is_box), 0),
                Item::Penalty { width, penalty, .. } => (*penalty < INFINITE_PENALTY, *width),
            };
            if legal {
                if used.saturating_add(hyphen) > width {
                    return fitting.unwrap_or(index);
                }
                fitting = Some(index);
            }
            used = used.saturating_add(natural(item));
        }
        fitting.unwrap_or(self.items.len() - 1)
    }
}

fn natural(item: &Item<()>) -> i32 {
    match item {
        Item::Box { width, .. } | Item::Glue { width, .. } => *width,
        Item::Penalty { .. } => 0,
    }
}
