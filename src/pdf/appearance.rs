//! Where an annotation is seen, when what it says of its words was left behind.
//!
//! Some programs that scale or move a page move the rectangles of its annotations, in which their appearances are shown (ISO 32000-1,
//! 12.5.5), and forget the quadrilaterals. What a person sees is the appearance.

use hayro_syntax::object::{Array, Dict, Stream};

/// Quadrilaterals, where the annotation's appearance shows them.
#[must_use]
pub fn shown(object: &Dict<'_>, quads: Vec<f32>) -> Vec<f32> {
    let Some(rectangle) = bounds(&four(object, "Rect")) else { return quads };
    let Some([left, bottom, right, top]) = bounds(&quads) else { return quads };
    let [x, y] = [f32::midpoint(left, right), f32::midpoint(bottom, top)];
    let [rect_left, rect_bottom, rect_right, rect_top] = rectangle;
    if (rect_left..=rect_right).contains(&x) && (rect_bottom..=rect_top).contains(&y) {
        return quads;
    }
    let normal = object.get::<Dict<'_>>("AP").and_then(|appearance| appearance.get::<Stream<'_>>("N"));
    let Some(from) = normal.and_then(|normal| bounds(&four(normal.dict(), "BBox"))) else { return Vec::new() };
    let [width, height] = [from[2] - from[0], from[3] - from[1]];
    if width <= 0.0 || height <= 0.0 {
        return Vec::new();
    }
    let across = |x: f32| rect_left + (x - from[0]) * (rect_right - rect_left) / width;
    let up = |y: f32| rect_bottom + (y - from[1]) * (rect_top - rect_bottom) / height;
    quads.iter().enumerate().map(|(index, value)| if index % 2 == 0 { across(*value) } else { up(*value) }).collect()
}

fn four(dictionary: &Dict<'_>, key: &str) -> Vec<f32> {
    dictionary.get::<Array<'_>>(key).iter().flat_map(Array::iter::<f32>).take(4).collect()
}

/// Left, bottom, right, top of points.
fn bounds(points: &[f32]) -> Option<[f32; 4]> {
    let none = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    let around = |[left, bottom, right, top]: [f32; 4], pair: &[f32]| match *pair {
        [x, y] => [left.min(x), bottom.min(y), right.max(x), top.max(y)],
        _ => [left, bottom, right, top],
    };
    let all = points.chunks_exact(2).fold(none, around);
    all.iter().all(|number| number.is_finite() && number.abs() < f32::MAX).then_some(all)
}
