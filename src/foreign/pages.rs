//! The lines of a PDF's pages, in the order in which a person reads them.
//!
//! The order in which a page is painted is its program's own. Here glyphs come together to pieces of a line, and pieces to lines of a
//! column: where no piece crosses a gutter and there is text on both sides of it, the left side is read before the right.
//! Sizes larger than that of most of the text are headings, the largest first.

use super::block::{Block, Blocks, TextError, tidy};
use super::page::{Bounds, PageContents, ShapeKind};
use super::{PageReader, Unread};
use std::collections::BTreeMap;

/// The pages that are asked for at once: few at first, since most files are short.
const BATCHES: [usize; 4] = [24, 200, 600, 2000];
/// A gap of more than this share of the type size is a space.
const SPACE: f32 = 0.17;
/// A gap of more than this share of the type size parts columns or cells.
const APART: f32 = 1.6;
/// Sizes within this share of each other are one.
const SAME_SIZE: f32 = 0.05;
/// A larger distance of base lines than this, in those of lines within paragraphs, is a gap.
const GAP: f32 = 1.3;

/// A piece of a line: glyphs that follow one another on a base line.
#[derive(Clone, Debug)]
struct Piece {
    text: String,
    left: f32,
    right: f32,
    base: f32,
    size: f32,
    boxed: bool,
}

/// A line of a column.
#[derive(Clone, Debug)]
struct Line {
    text: String,
    left: f32,
    base: f32,
    size: f32,
    boxed: bool,
    page: usize,
    /// The left edge of its column.
    edge: f32,
    /// Whether it is the first of its column.
    first: bool,
}

/// Reads the lines of a PDF.
pub fn read(bytes: &[u8], reader: &PageReader) -> Result<Blocks, TextError> {
    let head = bytes.windows(8).take(1 << 20).any(|window| window == b"/Encrypt");
    let mut lines = Vec::new();
    let (mut done, mut read, mut failed) = (0, 0, 0);
    let mut has_more = true;
    'batches: for batch in BATCHES {
        let pages: Vec<usize> = (done..batch).collect();
        for (page, contents) in pages.iter().zip(reader.read(bytes, &pages)) {
            match contents {
                Ok(contents) => {
                    read += 1;
                    page_lines(&contents, *page, &mut lines);
                }
                Err(Unread::NoPage) => {
                    has_more = false;
                    break 'batches;
                }
                Err(Unread::NoReader) => return Err(TextError::Pdf),
                Err(_) => failed += 1,
            }
        }
        done = batch;
    }
    if read == 0 {
        return Err(if head && failed == 0 { TextError::Encrypted } else { TextError::Pdf });
    }
    // A page that is left out would be lost without a word.
    if failed > 0 {
        return Err(TextError::Pdf);
    }
    if has_more && !matches!(reader.read(bytes, &[done]).first(), Some(Err(Unread::NoPage))) {
        return Err(TextError::TooMuch);
    }
    blocks(&lines)
}

/// A point as it is shown, where the page is turned.
fn turned([x, y]: [f32; 2], rotation: u16) -> [f32; 2] {
    match rotation {
        90 => [y, -x],
        180 => [-x, -y],
        270 => [-y, x],
        _ => [x, y],
    }
}

fn page_lines(page: &PageContents, number: usize, lines: &mut Vec<Line>) {
    let pieces = pieces(page);
    let Some(gutter) = gutter(&pieces) else {
        return column(&pieces, number, lines);
    };
    // What crosses the gutter parts the page into bands, each read by columns. So does what stands apart at the head or the foot.
    let mut rest = pieces;
    rest.sort_by(|one, other| other.base.total_cmp(&one.base));
    let apart = |one: &Piece, other: &Piece| one.base - other.base > 1.9 * one.size.max(other.size);
    let same = |one: &Piece, other: &Piece| (one.base - other.base).abs() < 0.4 * one.size;
    let of_head = rest.first().map_or(0, |top| rest.iter().take_while(|piece| same(top, piece)).count());
    let of_foot = rest.last().map_or(0, |bottom| rest.iter().rev().take_while(|piece| same(bottom, piece)).count());
    let head = matches!((rest.first(), rest.get(of_head)), (Some(one), Some(two)) if of_head == 1 && apart(one, two));
    let foot = matches!((rest.len().checked_sub(of_foot + 1).and_then(|at| rest.get(at)), rest.last()), (Some(one), Some(two)) if of_foot == 1 && apart(one, two));
    let (head, foot) = (if head { of_head } else { 0 }, if foot { of_foot } else { 0 });
    let foot = if head + foot < rest.len() { rest.split_off(rest.len() - foot) } else { Vec::new() };
    column(&rest.drain(..head).collect::<Vec<_>>(), number, lines);
    let mut band: Vec<Piece> = Vec::new();
    let flush = |band: &mut Vec<Piece>, lines: &mut Vec<Line>| {
        let (left, right): (Vec<Piece>, Vec<Piece>) =
            std::mem::take(band).into_iter().partition(|piece| piece.left < gutter);
        column(&left, number, lines);
        column(&right, number, lines);
    };
    for piece in rest {
        if piece.left < gutter - 2.0 && piece.right > gutter + 2.0 {
            flush(&mut band, lines);
            column(&[piece], number, lines);
        } else {
            band.push(piece);
        }
    }
    flush(&mut band, lines);
    column(&foot, number, lines);
}

/// The pieces of a page's lines, in the order in which they are painted.
fn pieces(page: &PageContents) -> Vec<Piece> {
    let crop = page.crop_box;
    let areas: Vec<Bounds> = page
        .shapes
        .iter()
        .filter(|shape| shape.kind == ShapeKind::Fill)
        .map(|shape| shape.bounds)
        .filter(|[left, bottom, right, top]| {
            top - bottom > 14.0
                && (top - bottom) < (crop[3] - crop[1]) * 0.6
                && right - left > 60.0
                && right - left < (crop[2] - crop[0]) * 0.97
        })
        .collect();
    let mut all: Vec<Piece> = Vec::new();
    let mut space = false;
    for glyph in &page.glyphs {
        let text = page.text_of(glyph);
        let [left, base] = turned(glyph.origin, page.rotation);
        let [right, _] = turned(glyph.end_point(), page.rotation);
        let up = turned(glyph.up, page.rotation);
        let size = up[1];
        // What stands upright is read; what lies on its side is a decoration of the margin.
        if size <= 0.5 || up[0].abs() > size * 0.5 || !(left.is_finite() && base.is_finite() && right.is_finite()) {
            continue;
        }
        if text.chars().all(char::is_whitespace) {
            space = !text.is_empty() || space;
            continue;
        }
        let near = all.last_mut().filter(|piece| {
            let far = size.max(piece.size);
            (piece.base - base).abs() < 0.4 * far && left - piece.right > -0.6 * far && left - piece.right < APART * far
        });
        if let Some(piece) = near {
            let gap = left - piece.right;
            // A bold letter that is painted twice is one.
            if gap < -0.5 * size && piece.text.ends_with(text) {
                continue;
            }
            if (space && gap > 0.02 * size) || gap > SPACE * size.min(piece.size) {
                piece.text.push(' ');
            }
            piece.text.push_str(text);
            piece.right = piece.right.max(right);
            piece.size = piece.size.max(size);
        } else {
            let boxed = areas.iter().any(|bounds| holds(*bounds, glyph.origin));
            all.push(Piece { text: text.to_owned(), left, right, base, size, boxed });
        }
        space = false;
    }
    all.retain(|piece| !piece.text.trim().is_empty());
    all
}

/// Whether a point lies in a rectangle.
fn holds([left, bottom, right, top]: Bounds, [x, y]: [f32; 2]) -> bool {
    x > left && x < right && y > bottom && y < top
}

/// Where a gutter parts the page into two columns.
fn gutter(pieces: &[Piece]) -> Option<f32> {
    let left = pieces.iter().map(|piece| piece.left).fold(f32::INFINITY, f32::min);
    let right = pieces.iter().map(|piece| piece.right).fold(f32::NEG_INFINITY, f32::max);
    if pieces.len() < 8 || !(left.is_finite() && right.is_finite()) || right - left < 100.0 {
        return None;
    }
    let letters = |piece: &Piece| piece.text.chars().count();
    let all: usize = pieces.iter().map(letters).sum();
    let mut best: Option<(usize, f32)> = None;
    for step in 30..=70_u8 {
        let at = left + (right - left) * f32::from(step) / 100.0;
        let crossing: usize = pieces.iter().filter(|piece| piece.left < at && piece.right > at).map(letters).sum();
        let on_left = pieces.iter().filter(|piece| piece.right <= at).map(letters).sum::<usize>();
        let on_right = pieces.iter().filter(|piece| piece.left >= at).map(letters).sum::<usize>();
        // A column's lines are long; what stands to the right of labels or in cells is not one.
        let long = pieces.iter().filter(|piece| piece.left >= at && letters(piece) > 18).count();
        if crossing * 100 <= all * 12
            && on_left * 10 >= all * 2
            && on_right * 10 >= all * 2
            && long > 4
            && best.is_none_or(|(least, _)| crossing < least)
        {
            best = Some((crossing, at));
        }
    }
    best.map(|(_, at)| at)
}

/// The lines of a column, from its top.
fn column(pieces: &[Piece], page: usize, lines: &mut Vec<Line>) {
    let mut sorted: Vec<&Piece> = pieces.iter().collect();
    sorted.sort_by(|one, other| other.base.total_cmp(&one.base));
    let mut rows: Vec<Vec<&Piece>> = Vec::new();
    for piece in sorted {
        let near = rows.last_mut().filter(|row| {
            row.first().is_some_and(|first| (first.base - piece.base).abs() < 0.4 * first.size.max(piece.size))
        });
        match near {
            Some(row) => row.push(piece),
            None => rows.push(vec![piece]),
        }
    }
    let edge = pieces.iter().map(|piece| piece.left).fold(f32::INFINITY, f32::min);
    for (at, mut row) in rows.into_iter().enumerate() {
        row.sort_by(|one, other| one.left.total_cmp(&other.left));
        let text = row.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
        // The size of most of it: a raised figure is no heading, nor is a large initial.
        let mut sizes: Vec<(f32, usize)> = row.iter().map(|piece| (piece.size, piece.text.chars().count())).collect();
        sizes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let size = sizes.first().map_or(10.0, |(size, _)| *size);
        let base = row.iter().map(|piece| piece.base).fold(f32::INFINITY, f32::min);
        let left = row.first().map_or(0.0, |piece| piece.left);
        let boxed = row.iter().all(|piece| piece.boxed);
        lines.push(Line { text, left, base, size, boxed, page, edge, first: at == 0 });
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is cast is clamped")]
/// Blocks of lines, with what sizes and distances tell.
fn blocks(lines: &[Line]) -> Result<Blocks, TextError> {
    let key = |size: f32| (size * 2.0).round().clamp(0.0, 4000.0) as u16;
    let mut letters: BTreeMap<u16, usize> = BTreeMap::new();
    for line in lines {
        *letters.entry(key(line.size)).or_default() += line.text.chars().count();
    }
    let body = letters.iter().max_by_key(|(_, count)| **count).map_or(10.0, |(size, _)| f32::from(*size) / 2.0);
    // Larger sizes, the largest first; those that are nearly the same are one.
    let mut larger: Vec<f32> = Vec::new();
    let mut sizes: Vec<f32> = lines.iter().map(|line| line.size).filter(|size| *size > body * 1.08).collect();
    sizes.sort_by(|one, other| other.total_cmp(one));
    for size in sizes {
        if larger.last().is_none_or(|last| size < last * (1.0 - SAME_SIZE)) {
            larger.push(size);
        }
    }
    let mut steps: Vec<f32> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [one, two]
                if one.page == two.page
                    && !two.first
                    && (one.size - two.size).abs() < one.size * SAME_SIZE
                    && one.text.chars().count() > 30 =>
            {
                Some((one.base - two.base) / two.size)
            }
            _ => None,
        })
        .filter(|step| *step > 0.5 && *step < 4.0)
        .collect();
    steps.sort_by(f32::total_cmp);
    // Within paragraphs lines are nearer than between them: most of the nearer half.
    let step = steps.get(steps.len() * 2 / 5).copied().unwrap_or(1.3);
    let mut all = Blocks::default();
    let mut before: Option<&Line> = None;
    for line in lines {
        let level =
            larger.iter().position(|size| line.size >= size * (1.0 - SAME_SIZE)).filter(|_| line.size > body * 1.08);
        let far = before.is_some_and(|before| {
            before.page == line.page
                && !line.first
                && (before.base - line.base) / line.size.max(before.size) > step * GAP
        });
        let indent = ((line.left - line.edge) / (line.size * 0.5)).round().clamp(0.0, 200.0);
        all.push(Block {
            text: tidy(&line.text),
            page: line.page,
            level: level.map_or(0, |level| u8::try_from(level + 1).unwrap_or(u8::MAX)),
            boxed: line.boxed,
            indent: indent as usize,
            blank: usize::from(far),
            ..Block::default()
        })?;
        before = Some(line);
    }
    Ok(all)
}
