//! From outlines to coverage: how much of each pixel a glyph covers.
//!
//! Outlines are not hinted, so that letters have the weight and the widths that they have on paper. A glyph is made for
//! the size in device pixels at which it is seen and for the part of a pixel at which it stands.

use crate::typeset::Face;
use skrifa::outline::OutlinePen;
use vello_cpu::kurbo::{Affine, BezPath};
use vello_cpu::{Pixmap, RenderContext, Resources};

/// Of a glyph's image: into how many parts a pixel is divided, to place it by.
pub const BINS: u8 = 4;

/// A glyph as it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The face.
    pub face: Face,
    /// The size of the type in device pixels, as its bits.
    pub size: u32,
    /// Its number in the face.
    pub glyph: u16,
    /// How far right and down in its pixel it stands, in parts of [`BINS`].
    pub bin: [u8; 2],
}

/// How much of each pixel a glyph covers, 255 being all of it.
#[derive(Debug)]
pub struct Coverage {
    /// Where the upper left pixel is, counted from the pixel that the glyph stands in.
    pub left: i32,
    /// The same, downwards.
    pub top: i32,
    /// How many pixels there are in a row.
    pub width: usize,
    /// How many rows there are.
    pub height: usize,
    /// The pixels, row by row.
    pub pixels: Vec<u8>,
}

/// Makes coverage. Keeps its canvas from one glyph to the next.
pub struct Rasterizer {
    context: RenderContext,
    resources: Resources,
    canvas: Pixmap,
    path: BezPath,
}

impl Rasterizer {
    pub fn new() -> Rasterizer {
        let context = RenderContext::new(1, 1);
        Rasterizer { context, resources: Resources::new(), canvas: Pixmap::new(1, 1), path: BezPath::new() }
    }

    /// The coverage of a glyph; `None` where there is nothing to see.
    pub fn coverage(&mut self, key: Key) -> Option<Coverage> {
        self.path.truncate(0);
        let [right, down] = key.bin.map(|bin| f64::from(bin) / f64::from(BINS));
        let mut pen = PathPen { path: &mut self.path, right, down };
        if !key.face.outline(key.glyph, f32::from_bits(key.size), &mut pen) || self.path.is_empty() {
            return None;
        }
        let bounds = self.path.control_box().expand();
        let (width, height) = (pixels(bounds.width())?, pixels(bounds.height())?);
        self.context.reset_and_resize(width, height);
        self.context.set_transform(Affine::translate((-bounds.x0, -bounds.y0)));
        self.context.set_paint(vello_cpu::color::palette::css::WHITE);
        self.context.fill_path(&self.path);
        self.context.flush();
        self.canvas.resize(width, height);
        self.context.render(&mut self.canvas, &mut self.resources);
        #[allow(clippy::cast_possible_truncation, reason = "a place within a page")]
        let (left, top) = (bounds.x0 as i32, bounds.y0 as i32);
        let pixels = self.canvas.data().iter().map(|pixel| pixel.a).collect();
        Some(Coverage { left, top, width: width.into(), height: height.into(), pixels })
    }
}

/// A length in pixels, if it is one that can be seen.
fn pixels(length: f64) -> Option<u16> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and a texture's side")]
    (length >= 1.0 && length <= f64::from(u16::MAX)).then_some(length as u16)
}

/// Collects an outline, downwards, and moved by part of a pixel.
struct PathPen<'a> {
    path: &'a mut BezPath,
    right: f64,
    down: f64,
}

impl PathPen<'_> {
    fn point(&self, x: f32, y: f32) -> (f64, f64) {
        (f64::from(x) + self.right, self.down - f64::from(y))
    }
}

impl OutlinePen for PathPen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.point(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.point(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.point(cx, cy), self.point(x, y));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.path.curve_to(self.point(ax, ay), self.point(bx, by), self.point(x, y));
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::shape::Shaper;

    fn coverage(letter: &str, size: f32, bin: [u8; 2]) -> Option<Coverage> {
        let glyph = Shaper::default().shape(Face::Sans, letter).glyphs[0].id;
        Rasterizer::new().coverage(Key { face: Face::Sans, size: size.to_bits(), glyph, bin })
    }

    #[test]
    fn a_letter_is_as_high_as_its_face_says() {
        let letter = coverage("H", 100.0, [0, 0]).expect("a letter");
        let height = Face::Sans.metrics().cap_height / 10.0;
        assert!((f64::from(-letter.top) - f64::from(height)).abs() <= 1.0);
        assert_eq!(letter.pixels.len(), letter.width * letter.height);
        assert!(letter.pixels.contains(&255));
    }

    #[test]
    fn a_space_has_nothing_to_see() {
        assert!(coverage(" ", 100.0, [0, 0]).is_none());
    }

    #[test]
    fn half_a_pixel_to_the_right_moves_the_weight_of_a_letter_by_half_a_pixel() {
        let center = |letter: &Coverage| {
            let weights = letter.pixels.iter().enumerate().map(|(index, pixel)| {
                let x = letter.left as f32 + (index % letter.width) as f32;
                (x * f32::from(*pixel), f32::from(*pixel))
            });
            let (moment, sum) = weights.fold((0.0, 0.0), |sum, next| (sum.0 + next.0, sum.1 + next.1));
            moment / sum
        };
        let (here, there) = (coverage("l", 12.0, [0, 0]), coverage("l", 12.0, [BINS / 2, 0]));
        let moved = center(&there.expect("a letter")) - center(&here.expect("a letter"));
        assert!((moved - 0.5).abs() < 0.02, "{moved}");
    }
}
