//! Marked words: a tint behind them and a line under them, so that a copy in black and white tells them apart too.
//!
//! Where marks overlap their tints multiply, and their lines go below one another.

use super::page::{Area, Color, Line, Mark};
use super::row::dashes;
use super::style_sheet::{highlight_tint, note_color, pattern_color};
use crate::compose::{MarkStyle, MarkedRange};
use crate::meeting::HighlightColor;
use std::ops::Range;

/// How many lines go below the first at the most.
const DEEPEST: usize = 2;

/// What marks draw behind and under one line of text that begins at `x` and stands on the base line `y`.
pub fn paint(line: &Line, x: f32, y: f32, size: f32, marks: &[MarkedRange]) -> Vec<Mark> {
    let on_line: Vec<(usize, (f32, f32))> = marks
        .iter()
        .enumerate()
        .filter(|(_, mark)| mark.range.start < line.end && mark.range.end > line.start)
        .filter_map(|(index, mark)| Some((index, line.extent(&mark.range)?)))
        .collect();
    if on_line.is_empty() {
        return Vec::new();
    }
    let mut edges: Vec<f32> = on_line.iter().flat_map(|(_, (left, right))| [*left, *right]).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup();
    let mut painted = Vec::new();
    for (left, right) in edges.iter().zip(edges.iter().skip(1)) {
        let covering = on_line.iter().filter(|(_, extent)| extent.0 <= *left && extent.1 >= *right);
        // Each colour once: many highlights of one colour do not darken the paper.
        let mut colors: Vec<Color> = covering.filter_map(|(index, _)| tint(marks[*index].style)).collect();
        colors.sort_unstable();
        colors.dedup();
        if let Some(color) = colors.into_iter().reduce(multiply) {
            let area = Area { x: x + left, y: y - size * 0.80, width: right - left, height: size * 1.06 };
            painted.push(Mark::Fill { area, color });
        }
    }
    let here: Vec<&MarkedRange> = on_line.iter().map(|(index, _)| &marks[*index]).collect();
    for ((mark, (_, (left, right))), depth) in here.iter().zip(&on_line).zip(depths(&here)) {
        // More lines would run into the next line of text; the notes beside it tell the rest.
        if depth <= DEEPEST {
            underline(&mut painted, mark.style, [x + left, x + right], y, size, depth);
        }
    }
    painted
}

/// For each mark on a line of text how many lines are above its own: as few as leave it apart from earlier marks of
/// another style on the same words.
fn depths(marks: &[&MarkedRange]) -> Vec<usize> {
    let mut depths: Vec<usize> = Vec::with_capacity(marks.len());
    for (index, mark) in marks.iter().enumerate() {
        let before = || marks[..index].iter().zip(&depths).filter(|(other, _)| overlap(&other.range, &mark.range));
        let same = before().find(|(other, _)| other.style == mark.style).map(|(_, depth)| *depth);
        let taken: Vec<usize> = before().map(|(_, depth)| *depth).collect();
        let free = || (0..=taken.len()).find(|depth| !taken.contains(depth)).unwrap_or(0);
        let depth = same.unwrap_or_else(free);
        depths.push(depth);
    }
    depths
}

fn overlap(left: &Range<usize>, right: &Range<usize>) -> bool {
    left.start < right.end && right.start < left.end
}

fn tint(style: MarkStyle) -> Option<Color> {
    match style {
        MarkStyle::Highlight(color) => Some(highlight_tint(color)),
        MarkStyle::Note(_) => None,
    }
}

fn multiply(left: Color, right: Color) -> Color {
    let channel = |index: usize| u16::from(left[index]) * u16::from(right[index]) / 255;
    [0, 1, 2].map(|index| u8::try_from(channel(index)).unwrap_or(u8::MAX))
}

/// Draws the line under marked words: solid, dashed, dotted or double for the four colours, a hairline for a note.
pub fn underline(out: &mut Vec<Mark>, style: MarkStyle, [left, right]: [f32; 2], y: f32, size: f32, depth: usize) {
    let unit = size / 10.0;
    let y = y + unit * (2.1 + 1.3 * depth as f32);
    let mut stroke = |y: f32, width: f32, color: Color, dash: Option<[f32; 2]>| {
        out.push(Mark::Stroke { from: [left, y], to: [right, y], width: unit * width, color, dash });
    };
    match style {
        MarkStyle::Note(kind) => stroke(y, 0.55, note_color(kind), None),
        MarkStyle::Highlight(color) => {
            let ink = pattern_color(color);
            match color {
                HighlightColor::Yellow => stroke(y, 1.0, ink, None),
                HighlightColor::Green => stroke(y, 1.0, ink, Some(dashes(unit * 4.0, unit * 2.0))),
                HighlightColor::Blue => stroke(y, 1.0, ink, Some(dashes(unit, unit * 1.4))),
                HighlightColor::Red => {
                    stroke(y - unit * 0.35, 0.5, ink, None);
                    stroke(y + unit * 0.75, 0.5, ink, None);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_marks_have_their_lines_below_one_another() {
        let mark = |range, color| MarkedRange { range, style: MarkStyle::Highlight(color) };
        let (yellow, red) = (HighlightColor::Yellow, HighlightColor::Red);
        let marks = [mark(0..5, yellow), mark(3..9, red), mark(5..8, yellow), mark(4..6, red), mark(20..22, red)];
        assert_eq!(depths(&marks.iter().collect::<Vec<_>>()), [0, 1, 0, 1, 0]);
    }

    #[test]
    fn tints_multiply() {
        assert_eq!(multiply([255, 128, 0], [255, 255, 255]), [255, 128, 0]);
    }
}
