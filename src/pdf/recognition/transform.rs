//! How a page that was sent lies on a page that came back: moved, scaled, turned, a little stretched; never mirrored.
//!
//! Points on the sent page are counted from its upper left corner, downwards, and those of the other in its user space, upwards.
//! The transform leads from the second to the first.

/// Of a map from a plane to another: `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transform {
    a: f64,
    b: f64,
    c: f64,
    d: f64,
    e: f64,
    f: f64,
}

/// A point of the foreign page, and the one of the sent page that it should be.
pub type Pair = ([f32; 2], [f32; 2]);

/// The smallest and largest scale at which a page is looked for.
const SCALES: std::ops::RangeInclusive<f64> = 0.1..=10.0;
/// How much more a page may be stretched in one direction than in the other.
const MOST_STRETCHED: f64 = 1.25;

impl Transform {
    /// Of a page that stands as it was sent: points are counted from above, at this height.
    #[must_use]
    pub fn upright(left: f32, top: f32) -> Transform {
        Transform { a: 1.0, b: 0.0, c: 0.0, d: -1.0, e: -f64::from(left), f: f64::from(top) }
    }

    /// A point of the foreign page, on the sent one.
    #[must_use]
    pub fn apply(&self, point: [f32; 2]) -> [f32; 2] {
        self.apply_exactly(point.map(f64::from)).map(narrow)
    }

    /// A point of the foreign page, on the sent one.
    #[must_use]
    pub fn apply_exactly(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f]
    }

    /// Where a point of the sent page lies on the foreign one.
    #[must_use]
    pub fn unapply(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let determinant = self.a * self.d - self.b * self.c;
        let (x, y) = (f64::from(x) - self.e, f64::from(y) - self.f);
        [(x * self.d - y * self.c) / determinant, (y * self.a - x * self.b) / determinant].map(narrow)
    }

    /// How much longer a distance is on the sent page.
    #[must_use]
    pub fn scale(&self) -> f32 {
        narrow((self.a * self.d - self.b * self.c).abs().sqrt())
    }

    /// Whether it is one that turns and scales a page and does not mirror it.
    fn is_sound(&self) -> bool {
        let all = [self.a, self.b, self.c, self.d, self.e, self.f];
        // Both pages count in other directions, so that what is not mirrored has a negative determinant.
        let determinant = self.a * self.d - self.b * self.c;
        let (across, down) = (self.a.hypot(self.b), self.c.hypot(self.d));
        let square = (self.a * self.c + self.b * self.d).abs() < 0.1 * across * down;
        all.iter().all(|number| number.is_finite())
            && determinant < 0.0
            && SCALES.contains(&across)
            && SCALES.contains(&down)
            && square
            && (across / down).max(down / across) <= MOST_STRETCHED
    }

    /// The turn, scale and shift that take two points to two others.
    #[must_use]
    pub fn of_two((from, to): Pair, (other_from, other_to): Pair) -> Option<Transform> {
        let difference = |one: [f32; 2], other: [f32; 2]| {
            [0, 1].map(|axis| f64::from(coordinate(other, axis)) - f64::from(coordinate(one, axis)))
        };
        // As complex numbers, the foreign page's counted downwards too.
        let [px, py] = difference(from, other_from);
        let py = -py;
        let [qx, qy] = difference(to, other_to);
        let length = px * px + py * py;
        if length < 1.0 {
            return None;
        }
        let (real, imaginary) = ((qx * px + qy * py) / length, (qy * px - qx * py) / length);
        Transform::turned(real, imaginary, from, to)
    }

    /// The transform that takes two points of a line to two others, and a third to where it should be across that line: of a page
    /// that was stretched.
    #[must_use]
    pub fn of_three(first: Pair, along: Pair, across: Pair) -> Option<Transform> {
        let turned = Transform::of_two(first, along)?;
        let [x, y] = [0, 1].map(|axis| f64::from(coordinate(across.0, axis)) - f64::from(coordinate(first.0, axis)));
        let [u, v] = [0, 1].map(|axis| f64::from(coordinate(across.1, axis)) - f64::from(coordinate(first.1, axis)));
        // What is across the line, on the sent page.
        let length = turned.a.hypot(turned.b);
        let [across_x, across_y] = [turned.c / length, turned.d / length];
        let is = (u * across_x + v * across_y) / length;
        let would = ((turned.a * x + turned.c * y) * across_x + (turned.b * x + turned.d * y) * across_y) / length;
        if would.abs() < 20.0 / length {
            return None;
        }
        let stretch = is / would;
        let stretched = Transform { c: turned.c * stretch, d: turned.d * stretch, ..turned };
        let [from_x, from_y] = first.0.map(f64::from);
        let [to_x, to_y] = first.1.map(f64::from);
        let e = to_x - (stretched.a * from_x + stretched.c * from_y);
        let f = to_y - (stretched.b * from_x + stretched.d * from_y);
        Some(Transform { e, f, ..stretched }).filter(Transform::is_sound)
    }

    /// A turn and scale by a complex number, that takes a point to another.
    fn turned(real: f64, imaginary: f64, from: [f32; 2], to: [f32; 2]) -> Option<Transform> {
        let [x, y] = from.map(f64::from);
        let [to_x, to_y] = to.map(f64::from);
        let turn = Transform { a: real, b: imaginary, c: imaginary, d: -real, e: 0.0, f: 0.0 };
        let e = to_x - (turn.a * x + turn.c * y);
        let f = to_y - (turn.b * x + turn.d * y);
        Some(Transform { e, f, ..turn }).filter(Transform::is_sound)
    }

    /// The transform that fits pairs best (least squares): with a stretch where they are many and lie far apart in both
    /// directions, else only turned, scaled and moved.
    #[must_use]
    pub fn fitting(pairs: &[Pair]) -> Option<Transform> {
        let count = pairs.len() as f64;
        if pairs.len() < 2 {
            return None;
        }
        let mean = |point: fn(&Pair) -> [f32; 2]| {
            let sum = pairs.iter().map(point).fold([0.0, 0.0], |[x, y], p| [x + f64::from(p[0]), y + f64::from(p[1])]);
            sum.map(|sum| sum / count)
        };
        let (from, to) = (mean(|pair| pair.0), mean(|pair| pair.1));
        let mut sums = Sums::default();
        for (p, q) in pairs {
            let [x, y] = [f64::from(p[0]) - from[0], f64::from(p[1]) - from[1]];
            let [u, v] = [f64::from(q[0]) - to[0], f64::from(q[1]) - to[1]];
            sums.add([x, y], [u, v]);
        }
        let wide = |sum: f64| (sum / count).sqrt() > 15.0;
        let stretched = (pairs.len() >= 12 && wide(sums.xx) && wide(sums.yy)).then(|| sums.stretched()).flatten();
        let linear = stretched.or_else(|| sums.turned())?;
        let e = to[0] - (linear.a * from[0] + linear.c * from[1]);
        let f = to[1] - (linear.b * from[0] + linear.d * from[1]);
        Some(Transform { e, f, ..linear }).filter(Transform::is_sound)
    }
}

/// Sums of products of distances from the means.
#[derive(Default)]
struct Sums {
    xx: f64,
    xy: f64,
    yy: f64,
    xu: f64,
    xv: f64,
    yu: f64,
    yv: f64,
}

impl Sums {
    fn add(&mut self, [x, y]: [f64; 2], [u, v]: [f64; 2]) {
        self.xx += x * x;
        self.xy += x * y;
        self.yy += y * y;
        self.xu += x * u;
        self.xv += x * v;
        self.yu += y * u;
        self.yv += y * v;
    }

    fn stretched(&self) -> Option<Transform> {
        let determinant = self.xx * self.yy - self.xy * self.xy;
        if determinant.abs() < 1e-6 * self.xx * self.yy {
            return None;
        }
        let solve =
            |x: f64, y: f64| ((x * self.yy - y * self.xy) / determinant, (y * self.xx - x * self.xy) / determinant);
        let ((a, c), (b, d)) = (solve(self.xu, self.yu), solve(self.xv, self.yv));
        Some(Transform { a, b, c, d, e: 0.0, f: 0.0 }).filter(Transform::is_sound)
    }

    fn turned(&self) -> Option<Transform> {
        // The foreign page's second coordinate counts the other way.
        let length = self.xx + self.yy;
        if length < 1e-6 {
            return None;
        }
        let real = (self.xu - self.yv) / length;
        let imaginary = (self.xv + self.yu) / length;
        Some(Transform { a: real, b: imaginary, c: imaginary, d: -real, e: 0.0, f: 0.0 })
    }
}

fn coordinate([x, y]: [f32; 2], axis: usize) -> f32 {
    if axis == 0 { x } else { y }
}

fn narrow(value: f64) -> f32 {
    #[allow(clippy::cast_possible_truncation, reason = "places on a page need no more")]
    let value = value as f32;
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points of a sent page, and where they lie on a sheet on which it is turned by `degrees`, scaled and moved.
    fn pairs(degrees: f64, scale: f64, moved: [f64; 2]) -> Vec<Pair> {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let points = (0..20_u8).map(|index| [50.0 + 23.0 * f64::from(index % 7), 60.0 + 31.0 * f64::from(index % 11)]);
        let place = |[x, y]: [f64; 2]| {
            let y = 842.0 - y;
            [(x * cos - y * sin) * scale + moved[0], (x * sin + y * cos) * scale + moved[1]]
        };
        points.map(|point| (place(point).map(narrow), point.map(narrow))).collect()
    }

    #[test]
    fn a_page_is_found_however_it_was_moved_scaled_and_turned() {
        for (degrees, scale, moved) in [(0.0, 1.0, [0.0, 0.0]), (90.0, 0.7, [400.0, 12.0]), (1.5, 1.3, [-30.0, 5.0])] {
            let pairs = pairs(degrees, scale, moved);
            let two = Transform::of_two(pairs[0], pairs[9]).expect("a transform");
            let all = Transform::fitting(&pairs).expect("a transform");
            for transform in [two, all] {
                assert!((f64::from(transform.scale()) - 1.0 / scale).abs() < 0.001);
                for (from, to) in &pairs {
                    let found = transform.apply(*from);
                    assert!((found[0] - to[0]).hypot(found[1] - to[1]) < 0.01, "{degrees}: {found:?} for {to:?}");
                    let back = transform.unapply(found);
                    assert!((back[0] - from[0]).hypot(back[1] - from[1]) < 0.01, "{degrees}: {back:?} for {from:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_mirrored_is_no_page() {
        let mirrored: Vec<Pair> =
            pairs(0.0, 1.0, [0.0, 0.0]).into_iter().map(|(from, to)| ([-from[0], from[1]], to)).collect();
        assert_ne!(Transform::fitting(&mirrored).map(|found| found.apply(mirrored[3].0)), Some(mirrored[3].1));
    }
}
