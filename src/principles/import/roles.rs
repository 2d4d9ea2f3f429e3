//! What each line is, seen from where the principles begin.

use super::draft::{Decision, Draft, Evidence, Piece, Role, Scope, What};
use super::heads::{Head, Heads};
use super::hyphen::Join;
use super::source::Source;
use std::collections::BTreeMap;
use std::ops::Range;

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

/// Gives every line its role; what becomes paragraphs is left as regions.
pub fn assign(source: &Source, heads: &Heads, draft: &mut Draft) -> Vec<Region> {
    let mut work =
        Work { source, heads, taken: vec![false; source.lines.len()], pieces: Vec::new(), regions: Vec::new() };
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

pub(super) struct Work<'a> {
    pub(super) source: &'a Source,
    pub(super) heads: &'a Heads,
    pub(super) taken: Vec<bool>,
    pub(super) pieces: Vec<Piece>,
    pub(super) regions: Vec<Region>,
}

impl Work<'_> {
    pub(super) fn is_free(&self, index: usize) -> bool {
        self.taken.get(index) == Some(&false)
    }

    pub(super) fn take(&mut self, index: usize, role: Role, of: usize) {
        let range = 0..self.source.text(index).len();
        self.take_part(index, range, role, of, Join::New);
    }

    pub(super) fn take_part(&mut self, index: usize, range: Range<usize>, role: Role, of: usize, join: Join) {
        if let Some(taken) = self.taken.get_mut(index) {
            *taken = true;
        }
        if !range.is_empty() {
            self.pieces.push(Piece { line: index, range, role, of, join });
        }
    }

    /// The line where the text of principle `at` ends.
    pub(super) fn limit(&self, at: usize) -> usize {
        self.heads.heads.get(at + 1).map_or(self.source.lines.len(), |next| next.line)
    }

    /// What follows a head's label on its line.
    pub(super) fn rest(&self, head: &Head) -> Range<usize> {
        let end = self.source.text(head.line).len();
        head.label.as_ref().map_or(0, |label| label.end.min(end))..end
    }

    pub(super) fn rest_text(&self, head: &Head) -> &str {
        self.source.text(head.line).get(self.rest(head)).unwrap_or_default()
    }
}

fn furniture_decision(source: &Source, draft: &mut Draft) {
    let lines: Vec<usize> =
        draft.pieces.iter().filter(|piece| piece.role == Role::Furniture).map(|piece| piece.line).collect();
    if lines.is_empty() {
        return;
    }
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &lines {
        *seen.entry(source.text(*line)).or_default() += 1;
    }
    let because = if source.proven > 0 { Evidence::BrokenSentence } else { Evidence::Repeated };
    draft.decisions.push(Decision {
        what: What::Furniture,
        chosen: lines.len().to_string(),
        others: Vec::new(),
        because: vec![because],
        scope: Scope::Set,
        sure: true,
    });
}
