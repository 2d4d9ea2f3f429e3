//! From rows to pages: what belongs together stays together, and each note begins on the page of its words.
//!
//! A page is filled group by group; a group is rows that must not be parted. What fits neither in the text column nor
//! beside it goes to the next page, words and notes together. Only a group that is higher than a page is parted, and
//! first where it hurts least.
//!
//! Where the pages of an earlier version are known, only those are filled again whose rows are others: from the page before
//! the first change until a page begins with a row that began one before, and nothing after it has changed.

use super::block::BETWEEN_NOTES;
use super::fragment::{Fragment, RowPosition};
use super::page::{Area, Mark};
use super::row::{Backdrop, Keep, PageReference, Row, copied, in_document};
use super::style_sheet::{HAIRLINE, StyleSheet};
use std::ops::Range;
use std::sync::Arc;

/// Pages filled with rows, and the rows that they were filled with.
#[derive(Default)]
pub struct Filled {
    /// The pages.
    pub page_bodies: Vec<Arc<PageBody>>,
    /// For each page the row that it begins with, where nothing of the page before reaches into it.
    starts: Vec<Option<RowPosition>>,
    column: Vec<Fragment>,
}

/// A page filled with rows, before it has head and foot and page numbers are known to the contents.
#[derive(Debug, Default)]
pub struct PageBody {
    /// What stands on it.
    pub marks: Vec<Mark>,
    /// The block of each row, in order.
    pub blocks: Vec<usize>,
    /// The blocks that begin on it, with the distance from its top.
    pub begins: Vec<(usize, f32)>,
    /// What waits for a page's number.
    pub references: Vec<Waiting>,
}

/// A line of the contents that waits for a page's number.
#[derive(Debug, PartialEq)]
pub struct Waiting {
    /// Where in the page's marks the number goes.
    pub at: usize,
    /// The row's top.
    pub top: f32,
    /// The block of the contents.
    pub contents: usize,
    /// What it refers to.
    pub reference: PageReference,
}

impl PageBody {
    /// The body, or that of an earlier version where the same lines stand on it in the same places.
    fn or_as_before(self, before: Option<&Arc<PageBody>>) -> Arc<PageBody> {
        let same = |before: &&Arc<PageBody>| {
            let marks = self.marks.len() == before.marks.len()
                && self.marks.iter().zip(&before.marks).all(|(mark, other)| mark.is_same(other));
            marks
                && self.blocks == before.blocks
                && self.begins == before.begins
                && self.references == before.references
        };
        let same = before.filter(same).cloned();
        same.unwrap_or_else(|| Arc::new(self))
    }
}

impl Filled {
    /// The rows that the pages were filled with.
    pub fn column(&self) -> &[Fragment] {
        &self.column
    }

    /// Fills pages with the rows of a column. What an earlier column has in common with it is taken from `before`.
    pub fn with(column: Vec<Fragment>, sheet: &StyleSheet, before: &Filled) -> Filled {
        let (front, back) = common(&before.column, &column);
        if front == column.len() && front == before.column.len() && !before.page_bodies.is_empty() {
            return Filled { page_bodies: before.page_bodies.clone(), starts: before.starts.clone(), column };
        }
        let (page, mut at) = before.last_sure(RowPosition { fragment: front, row: 0 });
        let mut filler = Filler::new(sheet, page);
        let mut starts = before.starts.get(..page).unwrap_or_default().to_vec();
        let mut rest = Vec::new();
        while let Some(first) = Group::at(&column, at) {
            at = first.end;
            if !filler.make_room(&first) {
                continue;
            }
            if filler.state.empty {
                starts.resize(filler.page(), None);
                let clean = filler.begins_cleanly(&first).then_some(first.start);
                if let Some(same) = clean.and_then(|start| before.same_start(start, &column, back)) {
                    filler.page_bodies.pop();
                    rest = before.page_bodies.get(same..).unwrap_or_default().to_vec();
                    let moved =
                        |start: &Option<RowPosition>| start.and_then(|start| start.in_other(&before.column, &column));
                    starts.extend(before.starts.get(same..).unwrap_or_default().iter().map(moved));
                    break;
                }
                starts.push(clean);
            }
            filler.group(&first.rows);
        }
        filler.flush_notes();
        let mut page_bodies = before.page_bodies.get(..page).unwrap_or_default().to_vec();
        let fresh = filler.page_bodies.into_iter().enumerate();
        page_bodies
            .extend(fresh.map(|(index, page_body)| page_body.or_as_before(before.page_bodies.get(page + index))));
        page_bodies.extend(rest);
        starts.resize(page_bodies.len(), None);
        Filled { page_bodies, starts, column }
    }

    /// The last page whose beginning has nothing to do with rows from `changed` on, and its first row: two beginnings
    /// before them, since a page ends where the next group does not fit.
    fn last_sure(&self, changed: RowPosition) -> (usize, RowPosition) {
        let known = self.starts.iter().enumerate().filter_map(|(page, start)| Some((page, (*start)?)));
        let before: Vec<(usize, RowPosition)> = known.take_while(|(_, start)| *start <= changed).collect();
        before.len().checked_sub(2).and_then(|last| before.get(last).copied()).unwrap_or_default()
    }

    /// The page of this version that begins with the same row, with the same rows after it: the last `back` fragments.
    fn same_start(&self, start: RowPosition, column: &[Fragment], back: usize) -> Option<usize> {
        if start.fragment + back < column.len() {
            return None;
        }
        let start = start.in_other(column, &self.column)?;
        self.starts.iter().position(|other| *other == Some(start))
    }
}

/// How many fragments two columns have in common at the front and, besides, at the back.
fn common(one: &[Fragment], other: &[Fragment]) -> (usize, usize) {
    let front = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let most = one.len().min(other.len()) - front;
    let back = one.iter().rev().zip(other.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    (front, back)
}

/// A row with the fragment that it is in.
#[derive(Clone, Copy)]
struct Placed<'a> {
    fragment: &'a Fragment,
    row: &'a Row,
    /// Whether its block begins with it.
    first: bool,
}

impl Placed<'_> {
    /// Its block, counted in the document.
    fn block(&self) -> usize {
        self.fragment.block + self.row.block
    }
}

/// Rows that belong together.
struct Group<'a> {
    rows: Vec<Placed<'a>>,
    start: RowPosition,
    /// The row after them.
    end: RowPosition,
}

impl Group<'_> {
    /// The group that begins with the row at `start`, or with the first after it where there is none.
    fn at(column: &[Fragment], start: RowPosition) -> Option<Group<'_>> {
        let (start, first) = row_at(column, start)?;
        let mut group = Group { rows: vec![first], start, end: start.next() };
        while group.rows.last().is_some_and(|placed| placed.row.keep > Keep::No)
            && let Some((at, next)) = row_at(column, group.end).filter(|(_, next)| !next.row.new_page)
        {
            group.rows.push(next);
            group.end = at.next();
        }
        Some(group)
    }
}

/// The row at a place, or the next.
fn row_at(column: &[Fragment], mut at: RowPosition) -> Option<(RowPosition, Placed<'_>)> {
    loop {
        let fragment = column.get(at.fragment)?;
        let rows = &fragment.part.flow.rows;
        if let Some(row) = rows.get(at.row) {
            let before = at.row.checked_sub(1).and_then(|before| rows.get(before));
            let first = before.is_none_or(|before| before.block != row.block);
            return Some((at, Placed { fragment, row, first }));
        }
        at = RowPosition { fragment: at.fragment + 1, row: 0 };
    }
}

/// How far a page is filled.
#[derive(Clone, Copy, Default)]
struct State {
    /// Where the next row goes.
    y: f32,
    /// Where the last note ends.
    notes: f32,
    /// Whether nothing stands on it yet.
    empty: bool,
    /// How many notes in a row could not stand beside their words.
    pushed: u8,
}

/// A rule that may go on.
struct Open {
    backdrop: Backdrop,
    block: usize,
    /// Its page.
    page: usize,
    /// Where it and its box are in the page's marks.
    marks: Range<usize>,
    top: f32,
    bottom: f32,
}

/// Makes a rule as high as this.
fn stretch(marks: &mut [Mark], shapes: &Range<usize>, height: f32) {
    for mark in marks.get_mut(shapes.clone()).unwrap_or_default() {
        if let Mark::Fill { area, .. } = mark {
            area.height = height;
        }
    }
}

struct Filler<'a> {
    sheet: &'a StyleSheet,
    /// How many pages there are before these.
    before: usize,
    page_bodies: Vec<PageBody>,
    state: State,
    open: Option<Open>,
    /// What is noted on the block at work, until its last row on the page is placed: so it comes after it in the order
    /// of reading.
    waiting: Vec<Mark>,
}

impl Filler<'_> {
    fn new(sheet: &StyleSheet, before: usize) -> Filler<'_> {
        let state = State::default();
        let mut filler = Filler { sheet, before, page_bodies: Vec::new(), state, open: None, waiting: Vec::new() };
        filler.new_page();
        filler
    }

    /// The page at work, from 0.
    fn page(&self) -> usize {
        self.before + self.page_bodies.len() - 1
    }

    fn new_page(&mut self) {
        self.flush_notes();
        self.page_bodies.push(PageBody::default());
        self.state = State { y: self.sheet.top, notes: f32::MIN, empty: true, pushed: 0 };
    }

    fn flush_notes(&mut self) {
        if let Some(page_body) = self.page_bodies.last_mut() {
            page_body.marks.append(&mut self.waiting);
        }
    }

    /// Begins a page where a group does not fit on this one. Whether the group is to be placed at all.
    fn make_room(&mut self, group: &Group<'_>) -> bool {
        if self.state.empty {
            return true;
        }
        let asked = group.rows.first().is_some_and(|placed| placed.row.new_page);
        if asked || self.after(&group.rows).is_none() {
            if !asked && group.rows.iter().all(|placed| placed.row.optional) {
                return false;
            }
            self.new_page();
        }
        true
    }

    /// Whether a page that begins with this group would look the same whatever stands before it.
    fn begins_cleanly(&self, group: &Group<'_>) -> bool {
        let goes_on = |open: &Open, first: &Placed<'_>| first.row.backdrop.is_some() && open.block == first.block();
        let first = group.rows.first();
        first.is_some_and(|first| !self.open.as_ref().is_some_and(|open| goes_on(open, first)))
    }

    /// Puts rows that belong together on this page. Where a page cannot hold them, what only should stay together is
    /// parted, and last what must.
    fn group(&mut self, group: &[Placed<'_>]) {
        if self.after(group).is_some() {
            for row in group {
                self.place(*row);
            }
            return;
        }
        let mut rest = group;
        while !rest.is_empty() {
            let kept = rest.iter().take_while(|placed| placed.row.keep == Keep::Must).count() + 1;
            let (mut part, others) = rest.split_at(kept.min(rest.len()));
            rest = others;
            if !self.state.empty && self.after(part).is_none() {
                self.new_page();
            }
            while !part.is_empty() {
                // A line that divides a word takes the next one along, whatever else is parted.
                let count = part.iter().take_while(|placed| placed.row.divides()).count() + 1;
                let (rows, others) = part.split_at(count.min(part.len()));
                part = others;
                if !self.state.empty && self.after(rows).is_none() {
                    self.new_page();
                }
                for row in rows {
                    if !self.state.empty && self.after(std::slice::from_ref(row)).is_none() {
                        self.new_page();
                    }
                    self.place(*row);
                }
            }
        }
    }

    /// The state of the page after these rows, if they fit on it.
    fn after(&self, rows: &[Placed<'_>]) -> Option<State> {
        let mut state = self.state;
        for Placed { fragment, row, .. } in rows {
            let top = row_top(state, row);
            for (note, base) in &row.notes {
                let note = fragment.part.flow.notes.get(*note)?;
                let begin = note_top(state, top + base - note.base_line);
                state.notes = begin + note.height;
                if state.notes > self.sheet.bottom + self.sheet.grid {
                    return None;
                }
            }
            state.y = top + row.height;
            state.empty = false;
            state.clear(row.wide);
            if state.y > self.sheet.bottom + 0.01 {
                return None;
            }
        }
        Some(state)
    }

    fn place(&mut self, placed: Placed<'_>) {
        let Placed { fragment, row, first } = placed;
        let (top, block) = (row_top(self.state, row), placed.block());
        if self.page_bodies.last().is_some_and(|page_body| page_body.blocks.last() != Some(&block)) {
            self.flush_notes();
        }
        self.backdrop(placed, top);
        let Some(page_body) = self.page_bodies.last_mut() else { return };
        if page_body.blocks.last() != Some(&block) {
            page_body.blocks.push(block);
        }
        if first {
            page_body.begins.push((block, top));
        }
        page_body.marks.extend(row.marks.iter().map(|mark| copied(mark, 0.0, top, fragment.element)));
        if let Some(reference) = &row.reference {
            let mut reference = reference.clone();
            reference.element = in_document(reference.element, fragment.element);
            page_body.references.push(Waiting { at: page_body.marks.len(), top, contents: block, reference });
        }
        for (note, base) in &row.notes {
            self.note(fragment, *note, top + base);
        }
        self.state.y = top + row.height;
        self.state.empty = false;
        self.state.clear(row.wide);
    }

    /// Draws the box that the row is in, or makes the one that is there longer.
    fn backdrop(&mut self, placed: Placed<'_>, top: f32) {
        let bottom = top + placed.row.height;
        let Some(backdrop) = placed.row.backdrop else {
            self.open = None;
            return;
        };
        let (page, block) = (self.page_bodies.len() - 1, placed.block());
        let same = self.open.as_ref().filter(|open| open.backdrop == backdrop && open.block == block);
        if let Some(open) = same.filter(|open| open.page == page) {
            stretch(&mut self.page_bodies[page].marks, &open.marks, bottom - open.top);
            if let Some(open) = &mut self.open {
                open.bottom = bottom;
            }
            return;
        }
        // Where a box is cut there is a little room on both sides of the cut.
        let room = if same.is_some() { self.sheet.grid / 2.0 } else { 0.0 };
        if let Some(open) = same
            && let Some(before) = self.page_bodies.get_mut(open.page)
        {
            stretch(&mut before.marks, &open.marks, open.bottom + room - open.top);
        }
        let marks = &mut self.page_bodies[page].marks;
        let top = top - room;
        let height = bottom - top;
        let first = marks.len();
        let fills = backdrop.tint.into_iter().chain([(backdrop.thickness, backdrop.rule)]);
        marks.extend(fills.map(|(width, color)| {
            let area = Area { x: backdrop.x, y: top, width, height };
            Mark::Fill { area, color }
        }));
        self.open = Some(Open { backdrop, block, page, marks: first..marks.len(), top, bottom });
    }

    /// Puts a note beside the base line `y`, or as little below as the notes above it allow, with its leader.
    fn note(&mut self, fragment: &Fragment, index: usize, y: f32) {
        let (Some(note), Some([x, _])) = (fragment.part.flow.notes.get(index), self.sheet.notes) else {
            return;
        };
        let wanted = y - note.base_line;
        let top = note_top(self.state, wanted);
        self.state.notes = top + note.height;
        if note.leader.is_some() {
            let from = [self.sheet.left + self.sheet.measure + 4.0, y - 2.6];
            let to = [x - 3.0, top + note.base_line - 2.6];
            let straight = (to[1] - from[1]).abs() < 0.5;
            self.state.pushed = if straight { 0 } else { self.state.pushed % 4 + 1 };
            // Each leader bends a little before the one above it, so that they do not run into one.
            let bend = to[0] - 2.2 * f32::from(self.state.pushed);
            let corners = if straight { vec![from, to] } else { vec![from, [bend, from[1]], [bend, to[1]], to] };
            for (from, to) in corners.iter().zip(corners.iter().skip(1)) {
                self.waiting.push(Mark::Stroke { from: *from, to: *to, width: 0.5, color: HAIRLINE, dash: None });
            }
        }
        self.waiting.extend(note.marks.iter().map(|mark| copied(mark, x, top, fragment.element)));
    }
}
/// Where a row goes: below the row before it, and one that reaches over the note column below the notes there too.
fn row_top(state: State, row: &Row) -> f32 {
    let top = state.y + if state.empty { 0.0 } else { row.before };
    if row.wide { top.max(state.notes + BETWEEN_NOTES) } else { top }
}

impl State {
    /// Keeps notes from standing beside a wide row.
    fn clear(&mut self, wide: bool) {
        if wide {
            self.notes = self.notes.max(self.y - BETWEEN_NOTES);
        }
    }
}

fn note_top(state: State, wanted: f32) -> f32 {
    wanted.max(state.notes + BETWEEN_NOTES)
}
