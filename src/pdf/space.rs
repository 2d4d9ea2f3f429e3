//! Between page space and drawings: points with real numbers, counted from below, and whole thousandths, counted from above.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use crate::meeting::PageIndex;
use crate::meeting::drawing::{Medium, Stroke, Surface};
use crate::typeset::page::Area;

/// A page as a surface to draw on. Sides are in points.
#[must_use]
pub fn surface(page: PageIndex, width: f64, height: f64) -> Surface {
    Surface {
        medium: Medium::Handout,
        page: page.into(),
        width: thousandths(width),
        height: thousandths(height),
        words: None,
    }
}

/// Points as whole thousandths.
#[must_use]
pub fn thousandths(points: f64) -> i32 {
    #[allow(clippy::cast_possible_truncation, reason = "a cast of floats stays within bounds")]
    let thousandths = (points * 1000.0).round() as i32;
    thousandths
}

/// A stroke of points in page space, whose upper left corner is at `corner`. A width in points.
#[must_use]
pub fn stroke(points: &[f32], corner: [f32; 2], color: Option<[f32; 3]>, width: f32) -> Stroke {
    let [left, top] = corner.map(f64::from);
    let place = |pair: &[f32]| match pair {
        [x, y] => Some([thousandths(f64::from(*x) - left), thousandths(top - f64::from(*y))]),
        _ => None,
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of floats stays within bounds")]
    let channel = |share: f32| (share * 255.0).round() as u8;
    Stroke {
        points: points.chunks_exact(2).filter_map(place).collect(),
        color: color.map_or([0; 3], |color| color.map(channel)),
        width: thousandths(f64::from(width)),
    }
}

/// The area of points in page space, whose upper left corner is at `corner`.
#[must_use]
pub fn area([x0, top]: [f32; 2], points: &[f32]) -> Option<Area> {
    let xs = points.iter().step_by(2).map(|x| x - x0);
    let ys = points.iter().skip(1).step_by(2).map(|y| top - y);
    let (left, right) = xs.fold((f32::MAX, f32::MIN), |(low, high), x| (low.min(x), high.max(x)));
    let (top, bottom) = ys.fold((f32::MAX, f32::MIN), |(low, high), y| (low.min(y), high.max(y)));
    let area = Area { x: left, y: top, width: right - left, height: bottom - top };
    [area.x, area.y, area.width, area.height].iter().all(|number| number.is_finite()).then_some(area)
}
