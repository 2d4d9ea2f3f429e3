//! Between page space and drawings: points with real numbers, counted from below, and whole thousandths, counted from above.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::recognition::Transform;
use crate::meeting::PageIndex;
use crate::meeting::drawing::{Medium, Stroke, Surface};
use crate::typeset::page::Area;

/// A page as a surface to draw on. Sides are in points.
#[must_use]
pub fn surface(page: usize, width: f64, height: f64) -> Surface {
    Surface {
        medium: Medium::Handout,
        page: PageIndex(page).into(),
        width: thousandths(width),
        height: thousandths(height),
    }
}

/// Points as whole thousandths.
#[must_use]
pub fn thousandths(points: f64) -> i32 {
    #[allow(clippy::cast_possible_truncation, reason = "a cast of floats stays within bounds")]
    let thousandths = (points * 1000.0).round() as i32;
    thousandths
}

/// A stroke of points in page space, where that lies on a page. A width in points.
#[must_use]
pub fn stroke(points: &[f32], frame: Transform, color: Option<[f32; 3]>, width: f32) -> Stroke {
    let place = |pair: &[f32]| match pair {
        [x, y] => Some(frame.apply_exactly([f64::from(*x), f64::from(*y)]).map(thousandths)),
        _ => None,
    };
    let width = width * frame.scale();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of floats stays within bounds")]
    let channel = |share: f32| (share * 255.0).round() as u8;
    Stroke {
        points: points.chunks_exact(2).filter_map(place).collect(),
        color: color.map_or([0; 3], |color| color.map(channel)),
        width: thousandths(f64::from(width)),
    }
}

/// The area of points in page space, where that lies on a page; of two points those of a rectangle.
#[must_use]
pub fn area(frame: Transform, points: &[f32]) -> Option<Area> {
    let corners = match *points {
        [x0, y0, x1, y1] => vec![[x0, y0], [x1, y0], [x1, y1], [x0, y1]],
        _ => points.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).collect(),
    };
    let placed = corners.into_iter().map(|corner: [f32; 2]| frame.apply(corner));
    let none = ([f32::MAX; 2], [f32::MIN; 2]);
    let ([left, top], [right, bottom]) = placed.fold(none, |([left, top], [right, bottom]), [x, y]| {
        ([left.min(x), top.min(y)], [right.max(x), bottom.max(y)])
    });
    let area = Area { x: left, y: top, width: right - left, height: bottom - top };
    [area.x, area.y, area.width, area.height].iter().all(|number| number.is_finite()).then_some(area)
}
