//! What stands on a page.

/// A point in a page's user space, in points: to the right and up.
pub type Point = [f32; 2];

/// A rectangle in a page's user space: left, bottom, right, top.
pub type Bounds = [f32; 4];

/// What stands on a page, in the order in which it is painted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageContents {
    /// Its `MediaBox`.
    pub media_box: Bounds,
    /// What is seen of it: its `CropBox` within that.
    pub crop_box: Bounds,
    /// How far it is turned when it is shown, in degrees clockwise.
    pub rotation: u16,
    /// The text of all glyphs.
    pub text: String,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// What else is drawn.
    pub shapes: Vec<Shape>,
}

/// A glyph on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glyph {
    /// Where its text begins in the page's, in bytes.
    pub start: u32,
    /// Where that ends. A glyph that is part of another's text has none.
    pub end: u32,
    /// Where it stands: its origin on the base line.
    pub origin: Point,
    /// From there to where the next one would stand.
    pub advance: Point,
    /// From there to the height of the type size.
    pub up: Point,
}

/// Something on a page that is no text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// What it is.
    pub kind: ShapeKind,
    /// Where it is: what holds all of it.
    pub bounds: Bounds,
}

/// What something on a page is that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeKind {
    /// A filled area.
    Fill,
    /// A line.
    Stroke,
    /// A picture.
    Picture,
}

impl PageContents {
    /// What a glyph stands for; U+FFFD where its font does not say.
    #[must_use]
    pub fn text_of(&self, glyph: &Glyph) -> &str {
        self.text.get(glyph.start as usize..glyph.end as usize).unwrap_or_default()
    }
}

impl Glyph {
    /// Where the next one would stand.
    #[must_use]
    pub fn end_point(&self) -> Point {
        [self.origin[0] + self.advance[0], self.origin[1] + self.advance[1]]
    }
}
