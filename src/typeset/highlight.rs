//! Marked words: a tint behind them and a line under them, so that a copy in black and white tells them apart too.
//!
//! Where marks overlap their tints multiply, and their lines go below one another.

use super::page::{Area, Color, Line, Mark};
use super::sheet::{highlight_tint, note_color, pattern_color};
use crate::compose::{Mark as Marked, MarkStyle};
use crate::meeting::HighlightColor;
use std::ops::Range;

/// How many lines go below the first at the most.
const DEEPEST: usize = 2;

/// What marks draw behind and under one line of text that begins at `x` and stands on the base line `y`. `depths` is
/// [`depths`] of the marks.
pub fn paint(line: &Line, x: f32, y: f32, size: f32, marks: &[Marked], depths: &[usize]) -> Vec<Mark> {
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
    for (index, (left, right)) in &on_line {
        let depth = depths.get(*index).copied().unwrap_or(0).min(DEEPEST);
        underline(&mut painted, marks[*index].style, [x + left, x + right], y, size, depth);
    }
    painted
}

/// For each mark how many lines are above its own: as few as leave it apart from earlier marks on the same words.
pub fn depths(marks: &[Marked]) -> Vec<usize> {
    let mut depths: Vec<usize> = Vec::with_capacity(marks.len());
    for (index, mark) in marks.iter().enumerate() {
        let taken: Vec<usize> = marks[..index]
            .iter()
            .zip(&depths)
            .filter(|(other, _)| overlap(&other.range, &mark.range))
            .map(|(_, depth)| *depth)
            .collect();
        depths.push((0..=taken.len()).find(|depth| !taken.contains(depth)).unwrap_or(0));
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
    let y = y + unit * (2.1 + 1.9 * depth as f32);
    let mut stroke = |y: f32, width: f32, color: Color, dash: Option<[f32; 2]>| {
        out.push(Mark::Stroke { from: [left, y], to: [right, y], width: unit * width, color, dash });
    };
    match style {
        MarkStyle::Note(kind) => stroke(y, 0.55, note_color(kind), None),
        MarkStyle::Highlight(color) => {
            let ink = pattern_color(color);
            match color {
                HighlightColor::Yellow => stroke(y, 1.0, ink, None),
                HighlightColor::Green => stroke(y, 1.0, ink, Some([unit * 4.0, unit * 2.0])),
                HighlightColor::Blue => stroke(y, 1.0, ink, Some([unit * 1.0, unit * 1.4])),
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
        let mark = |range| Marked { range, style: MarkStyle::Highlight(HighlightColor::Yellow) };
        assert_eq!(depths(&[mark(0..5), mark(3..9), mark(5..8), mark(20..22)]), [0, 1, 0, 0]);
    }

    #[test]
    fn tints_multiply() {
        assert_eq!(multiply([255, 128, 0], [255, 255, 255]), [255, 128, 0]);
    }
}
