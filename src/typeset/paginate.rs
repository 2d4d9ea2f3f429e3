//! From rows to pages: what belongs together stays together, and each note begins on the page of its words.
//!
//! A page is filled group by group; a group is rows that must not be parted. What fits neither in the text column nor
//! beside it goes to the next page, words and notes together. Only a group that is higher than a page is parted, and
//! first where it hurts least.

use super::block::BETWEEN_NOTES;
use super::page::{Area, Mark, Page};
use super::row::{Backdrop, Flow, Keep, PageReference, Row, moved};
use super::sheet::{HAIRLINE, Sheet};

/// Pages filled with rows, before page numbers are known to the contents.
pub struct Filled {
    /// The pages.
    pub pages: Vec<Page>,
    /// For each page the block of each row, in order.
    pub blocks: Vec<Vec<usize>>,
    /// Where each block begins: page and distance from its top.
    pub places: Vec<Option<(usize, f32)>>,
    /// What waits for a page's number: the page, where in its marks the number goes, and the row's top.
    pub references: Vec<(usize, usize, f32, PageReference)>,
}

/// Fills pages with the rows of a flow. `blocks` is how many blocks there are.
pub fn fill(flow: &mut Flow, sheet: &Sheet, blocks: usize) -> Filled {
    let rows = std::mem::take(&mut flow.rows);
    let filled = Filled { pages: Vec::new(), blocks: Vec::new(), places: vec![None; blocks], references: Vec::new() };
    let mut writer = Filler { flow, sheet, filled, state: State::default(), open: None, waiting: Vec::new() };
    writer.new_page();
    let mut rest = rows.into_iter().peekable();
    while let Some(first) = rest.next() {
        let mut group = vec![first];
        while group.last().is_some_and(|row| row.keep > Keep::No)
            && let Some(next) = rest.next_if(|row| !row.new_page)
        {
            group.push(next);
        }
        writer.group(group);
    }
    writer.flush_notes();
    writer.filled
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

/// A tinted box that may go on.
struct Open {
    backdrop: Backdrop,
    block: usize,
    /// Its page.
    page: usize,
    /// Where its shapes are in the page's marks.
    marks: Vec<usize>,
    top: f32,
    bottom: f32,
}

/// Makes the shapes of a box as high as this.
fn stretch(marks: &mut [Mark], shapes: &[usize], height: f32) {
    for index in shapes {
        if let Some(Mark::Fill { area, .. }) = marks.get_mut(*index) {
            area.height = height;
        }
    }
}

struct Filler<'a> {
    flow: &'a mut Flow,
    sheet: &'a Sheet,
    filled: Filled,
    state: State,
    open: Option<Open>,
    /// What is noted on the block at work, until its last row on the page is placed: so it comes after it in the order
    /// of reading.
    waiting: Vec<Mark>,
}

impl Filler<'_> {
    fn new_page(&mut self) {
        self.flush_notes();
        let [width, height] = self.sheet.page;
        self.filled.pages.push(Page { width, height, marks: Vec::new(), links: Vec::new() });
        self.filled.blocks.push(Vec::new());
        self.state = State { y: self.sheet.top, notes: f32::MIN, empty: true, pushed: 0 };
    }

    fn flush_notes(&mut self) {
        if let Some(page) = self.filled.pages.last_mut() {
            page.marks.append(&mut self.waiting);
        }
    }

    /// Puts rows that belong together on this page or the next. Where a page cannot hold them, what only should stay
    /// together is parted, and last what must.
    fn group(&mut self, group: Vec<Row>) {
        if group.first().is_some_and(|row| row.new_page) && !self.state.empty {
            self.new_page();
        }
        if self.after(&group).is_none() && !self.state.empty {
            if group.iter().all(|row| row.optional) {
                return;
            }
            self.new_page();
        }
        if self.after(&group).is_some() {
            for row in group {
                self.place(row);
            }
            return;
        }
        let mut rest = group.into_iter().peekable();
        while let Some(first) = rest.next() {
            let mut part = vec![first];
            while part.last().is_some_and(|row| row.keep == Keep::Must)
                && let Some(next) = rest.next()
            {
                part.push(next);
            }
            if !self.state.empty && self.after(&part).is_none() {
                self.new_page();
            }
            while !part.is_empty() {
                // A line that divides a word takes the next one along, whatever else is parted.
                let count = part.iter().take_while(|row| row.divides()).count() + 1;
                let rows: Vec<Row> = part.drain(..count.min(part.len())).collect();
                if !self.state.empty && self.after(&rows).is_none() {
                    self.new_page();
                }
                for row in rows {
                    if !self.state.empty && self.after(std::slice::from_ref(&row)).is_none() {
                        self.new_page();
                    }
                    self.place(row);
                }
            }
        }
    }

    /// The state of the page after these rows, if they fit on it.
    fn after(&self, rows: &[Row]) -> Option<State> {
        let mut state = self.state;
        for row in rows {
            let top = row_top(state, row);
            for (note, base) in &row.notes {
                let note = self.flow.notes.get(*note)?;
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

    fn place(&mut self, row: Row) {
        let top = row_top(self.state, &row);
        let wide = row.wide;
        let page = self.filled.pages.len() - 1;
        if self.filled.blocks[page].last() != Some(&row.block) {
            self.flush_notes();
            self.filled.blocks[page].push(row.block);
        }
        if let Some(place) = self.filled.places.get_mut(row.block) {
            place.get_or_insert((page, top));
        }
        self.backdrop(&row, top);
        let marks = &mut self.filled.pages[page].marks;
        marks.extend(row.marks.into_iter().map(|mark| moved(mark, 0.0, top)));
        if let Some(reference) = row.reference {
            self.filled.references.push((page, marks.len(), top, reference));
        }
        for (note, base) in row.notes {
            self.note(note, top + base);
        }
        self.state.y = top + row.height;
        self.state.empty = false;
        self.state.clear(wide);
    }

    /// Draws the box that the row is in, or makes the one that is there longer.
    fn backdrop(&mut self, row: &Row, top: f32) {
        let page = self.filled.pages.len() - 1;
        let marks = &mut self.filled.pages[page].marks;
        let bottom = top + row.height;
        let Some(backdrop) = row.backdrop else {
            self.open = None;
            return;
        };
        let same = self.open.as_ref().filter(|open| open.backdrop == backdrop && open.block == row.block);
        if let Some(open) = same.filter(|open| open.page == page) {
            stretch(marks, &open.marks, bottom - open.top);
            if let Some(open) = &mut self.open {
                open.bottom = bottom;
            }
            return;
        }
        // Where a box is cut there is a little room on both sides of the cut.
        let room = if same.is_some() { self.sheet.grid / 2.0 } else { 0.0 };
        if let Some(open) = same
            && let Some(before) = self.filled.pages.get_mut(open.page)
        {
            stretch(&mut before.marks, &open.marks, open.bottom + room - open.top);
        }
        let marks = &mut self.filled.pages[page].marks;
        let top = top - room;
        let height = bottom - top;
        let mut shapes = Vec::new();
        let mut fill = |width: f32, color| {
            shapes.push(marks.len());
            let area = Area { x: backdrop.x, y: top, width, height };
            marks.push(Mark::Fill { area, color });
        };
        if let Some(tint) = backdrop.tint {
            fill(backdrop.width, tint);
        }
        fill(backdrop.thickness, backdrop.rule);
        self.open = Some(Open { backdrop, block: row.block, page, marks: shapes, top, bottom });
    }

    /// Puts a note beside the base line `y`, or as little below as the notes above it allow, with its leader.
    fn note(&mut self, index: usize, y: f32) {
        let (Some(note), Some([x, _])) = (self.flow.notes.get_mut(index), self.sheet.notes) else {
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
        self.waiting.extend(std::mem::take(&mut note.marks).into_iter().map(|mark| moved(mark, x, top)));
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
