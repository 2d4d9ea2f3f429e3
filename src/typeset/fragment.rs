//! Parts of a document that are set by themselves, and where they stand in the whole.
//!
//! Blocks are cut into parts where one principle ends and something new begins. The rows of two parts have nothing to do
//! with each other, so that parts can be set at the same time, and a part that says what it said needs not be set again.
//! What a part says of blocks and elements counts from its own first; a [`Fragment`] knows where that is in the document.

use super::block;
use super::page::Element;
use super::row::{Flow, in_document};
use super::shape::Shaper;
use super::style_sheet::StyleSheet;
use crate::compose::{Block, Content, ContentsEntry, Document, Origin};
use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::Range;
use std::sync::Arc;

/// The fewest blocks that are worth a thread of their own.
const BLOCKS_A_THREAD: usize = 24;

/// A part of a document, set.
#[derive(Debug)]
pub struct Part {
    /// What it says.
    blocks: Vec<Block>,
    /// What that became.
    pub flow: Flow,
}

/// A part with its place in the document.
#[derive(Clone, Debug)]
pub struct Fragment {
    /// The part.
    pub part: Arc<Part>,
    /// The index of its first block.
    pub block: usize,
    /// How many elements there are before its own; the document, which is its element 0 too, does not count.
    pub element: usize,
}

impl PartialEq for Fragment {
    /// Whether they are one and the same part at one place.
    fn eq(&self, other: &Fragment) -> bool {
        Arc::ptr_eq(&self.part, &other.part) && self.block == other.block && self.element == other.element
    }
}

/// The position of a row: fragment, and row within it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowPosition {
    /// The index of the fragment.
    pub fragment: usize,
    /// The index of the row.
    pub row: usize,
}

impl RowPosition {
    /// The position of the next row, if the fragment has one.
    pub fn next(self) -> RowPosition {
        RowPosition { row: self.row + 1, ..self }
    }

    /// The same place, counted from the end, in another column.
    pub fn in_other(self, own: &[Fragment], other: &[Fragment]) -> Option<RowPosition> {
        Some(RowPosition { fragment: (self.fragment + other.len()).checked_sub(own.len())?, ..self })
    }
}

/// The element of the document with this index.
pub fn element(column: &[Fragment], index: usize) -> Option<&Element> {
    let fragment = column.get(column.partition_point(|fragment| fragment.element < index.max(1)).checked_sub(1)?)?;
    fragment.part.flow.elements.get(if index == 0 { 0 } else { index - fragment.element })
}

/// All elements of a document: itself, and those of each part.
pub fn elements(column: &[Fragment]) -> Vec<Element> {
    let mut elements = Flow::new().elements;
    for fragment in column {
        elements.extend(
            fragment
                .part
                .flow
                .elements
                .iter()
                .skip(1)
                .map(|element| Element { parent: in_document(element.parent, fragment.element), ..element.clone() }),
        );
    }
    elements
}

/// The parts of a document in their order. What is in `before` is not set again.
pub fn column(document: &Document, sheet: &StyleSheet, before: &[Fragment]) -> Vec<Fragment> {
    let ranges = ranges(&document.blocks);
    let mut parts = known(document, &ranges, before);
    let unknown: Vec<usize> = (0..parts.len()).filter(|index| parts[*index].is_none()).collect();
    let wanted: Vec<Range<usize>> = unknown.iter().map(|index| ranges[*index].clone()).collect();
    for (index, part) in unknown.into_iter().zip(set(document, sheet, &wanted)) {
        parts[index] = Some(Arc::new(part));
    }
    let mut element = 0;
    let fragment = |(part, range): (Option<Arc<Part>>, &Range<usize>)| {
        let part = part?;
        let fragment = Fragment { block: range.start, element, part };
        element += fragment.part.flow.elements.len() - 1;
        Some(fragment)
    };
    parts.into_iter().zip(&ranges).filter_map(fragment).collect()
}

/// The parts that say what a part said before: from the front, from the back, and between those by what they came from.
fn known(document: &Document, ranges: &[Range<usize>], before: &[Fragment]) -> Vec<Option<Arc<Part>>> {
    let blocks = |range: &Range<usize>| document.blocks.get(range.clone()).unwrap_or_default();
    let same = |range: &Range<usize>, part: &Part| same(blocks(range), &part.blocks);
    let part_if_same =
        |(range, fragment): (&Range<usize>, &Fragment)| same(range, &fragment.part).then(|| Arc::clone(&fragment.part));
    let front: Vec<_> = ranges.iter().zip(before).map_while(part_if_same).collect();
    let most = ranges.len().min(before.len()) - front.len();
    let back: Vec<_> = ranges.iter().rev().zip(before.iter().rev()).take(most).map_while(part_if_same).collect();
    let changed = front.len()..before.len() - back.len();
    let mut by_origin: BTreeMap<&Origin, &Fragment> = BTreeMap::new();
    for fragment in before.get(changed).unwrap_or_default() {
        by_origin.extend(origin(&fragment.part.blocks).map(|origin| (origin, fragment)));
    }
    let between = ranges.get(front.len()..ranges.len() - back.len()).unwrap_or_default().iter().map(|range| {
        let fragment = by_origin.get(origin(blocks(range))?)?;
        part_if_same((range, fragment))
    });
    let between: Vec<_> = between.collect();
    front.into_iter().map(Some).chain(between).chain(back.into_iter().rev().map(Some)).collect()
}

/// The first part of the meeting that blocks came from.
fn origin(blocks: &[Block]) -> Option<&Origin> {
    blocks.iter().map(|block| &block.origin).find(|origin| **origin != Origin::Document)
}

/// Whether blocks say the same. Which blocks the contents lead to is looked up when the pages are numbered.
fn same(one: &[Block], other: &[Block]) -> bool {
    let block = |one: &Block, other: &Block| match (&one.content, &other.content) {
        (
            Content::Contents { heading, entries },
            Content::Contents { heading: other_heading, entries: other_entries },
        ) => {
            let entry = |(one, other): (&ContentsEntry, &ContentsEntry)| one.says_the_same(other);
            heading == other_heading
                && entries.len() == other_entries.len()
                && entries.iter().zip(other_entries).all(entry)
                && one.origin == other.origin
        }
        _ => one == other,
    };
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| block(one, other))
}

/// Sets parts, on as many threads as there are processors and blocks for.
fn set(document: &Document, sheet: &StyleSheet, ranges: &[Range<usize>]) -> Vec<Part> {
    let count: usize = ranges.iter().map(Range::len).sum();
    let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = count.div_ceil(processors).max(BLOCKS_A_THREAD);
    let set = |ranges: &[Range<usize>]| -> Vec<Part> {
        let mut shaper = Shaper::default();
        let part = |range: &Range<usize>| {
            let flow = block::rows(document, sheet, range.clone(), &mut shaper);
            Part { blocks: document.blocks.get(range.clone()).unwrap_or_default().to_vec(), flow }
        };
        ranges.iter().map(part).collect()
    };
    let shares = shares(ranges, share);
    if let [all] = shares.as_slice() {
        return set(all);
    }
    std::thread::scope(|scope| {
        let threads: Vec<_> = shares.into_iter().map(|share| scope.spawn(move || set(share))).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// Divides parts into shares of about so many blocks.
fn shares(ranges: &[Range<usize>], blocks: usize) -> Vec<&[Range<usize>]> {
    let (mut shares, mut rest) = (Vec::new(), ranges);
    while !rest.is_empty() {
        let mut sum = 0;
        let fits = |range: &&Range<usize>| {
            let room = sum < blocks;
            sum += range.len();
            room
        };
        let (share, others) = rest.split_at(rest.iter().take_while(fits).count());
        shares.push(share);
        rest = others;
    }
    shares
}

/// The parts of a document: cut before what looks at nothing before it, unless something there waits for the next row.
fn ranges(blocks: &[Block]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for (index, pair) in blocks.windows(2).enumerate() {
        let begins = matches!(
            pair[1].content,
            Content::Principle { .. } | Content::Section { .. } | Content::Contents { .. } | Content::Legend { .. }
        );
        // A principle stands nearer to its section, and page break and legend go with the row after them.
        let waits = matches!(pair[0].content, Content::Section { .. } | Content::PageBreak | Content::Legend { .. });
        if begins && !waits {
            ranges.push(start..index + 1);
            start = index + 1;
        }
    }
    ranges.push(start..blocks.len());
    ranges
}
