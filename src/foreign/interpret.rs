//! Reading a page: what `hayro-interpret` shows to a device, noted instead of painted.
//!
//! Marked content tells what glyphs stand for that show something else (14.9.4), such as the hyphen of a divided word.
//! Annotations are passed over: what is on the page itself is asked for.

use super::Unread;
use super::page::{Bounds, Glyph, PageContents, Point as PagePoint, Shape, ShapeKind};
use super::protocol::{MOST_GLYPHS, MOST_SHAPES, MOST_TEXT};
use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape as _, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, Paint, RenderContent, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, String as PdfString};
use hayro_syntax::page::{Page, Rotation};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// As far from the origin as anything on a page is read, in points.
const FARTHEST: f64 = 1e6;
/// Fonts give advances in thousandths of their size.
const UNITS: f64 = 1000.0;

/// Reads pages in this process.
pub fn read(pdf: &[u8], pages: &[usize]) -> Vec<Result<PageContents, Unread>> {
    let mut all = Vec::with_capacity(pages.len());
    read_each(pdf, pages, |_, contents| {
        all.push(contents);
        true
    });
    all
}

/// Reads pages and gives each as it is read, as long as somebody wants them.
pub fn read_each(pdf: &[u8], pages: &[usize], mut give: impl FnMut(usize, Result<PageContents, Unread>) -> bool) {
    let Ok(pdf) = Pdf::new(pdf.to_vec()) else {
        for page in pages {
            give(*page, Err(Unread::NoPage));
        }
        return;
    };
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let cache = InterpreterCache::new();
    for index in pages {
        let contents = match pdf.pages().get(*index) {
            // The interpreter is another's, and what it is given is a stranger's.
            Some(page) => {
                catch_unwind(AssertUnwindSafe(|| read_page(page, &cache, &settings))).unwrap_or(Err(Unread::Stopped))
            }
            None => Err(Unread::NoPage),
        };
        if !give(*index, contents) {
            return;
        }
    }
}

fn read_page<'a>(
    page: &'a Page<'a>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
) -> Result<PageContents, Unread> {
    let everywhere = Rect::new(-FARTHEST, -FARTHEST, FARTHEST, FARTHEST);
    let mut noter = Noter::default();
    let mut context = Context::new(Affine::IDENTITY, everywhere, cache, page.xref(), settings.clone());
    interpret_page(page, &mut context, &mut noter);
    if noter.too_much {
        return Err(Unread::TooMuch);
    }
    let rotation = match page.rotation() {
        Rotation::None => 0,
        Rotation::Horizontal => 90,
        Rotation::Flipped => 180,
        Rotation::FlippedHorizontal => 270,
    };
    let (media, crop) = (page.media_box(), page.intersected_crop_box());
    let bounds = |x0, y0, x1, y1| bounds(Rect::new(x0, y0, x1, y1)).unwrap_or_default();
    Ok(PageContents {
        media_box: bounds(media.x0, media.y0, media.x1, media.y1),
        crop_box: bounds(crop.x0, crop.y0, crop.x1, crop.y1),
        rotation,
        ..noter.page
    })
}

/// Marked content at work.
#[derive(Default)]
struct Marked {
    actual: Option<String>,
    used: bool,
}

/// Notes what is shown.
#[derive(Default)]
struct Noter {
    page: PageContents,
    marked: Vec<Marked>,
    clips: Vec<Rect>,
    too_much: bool,
}

impl Noter {
    fn shape(&mut self, kind: ShapeKind, area: Rect) {
        let seen = self.clips.last().map_or(area, |clip| {
            Rect::new(area.x0.max(clip.x0), area.y0.max(clip.y0), area.x1.min(clip.x1), area.y1.min(clip.y1))
        });
        if seen.x1 < seen.x0 || seen.y1 < seen.y0 {
            return;
        }
        if self.page.shapes.len() >= MOST_SHAPES {
            self.too_much = true;
        } else if let Some(bounds) = bounds(seen) {
            self.page.shapes.push(Shape { kind, bounds });
        }
    }

    /// Whether a run is painted a second time where it stands: its outline, or for a bolder look.
    fn repeats(&self, run: &GlyphRun<'_, '_>, transform: Affine) -> bool {
        let (count, known) = (run.glyphs().len(), self.page.glyphs.len());
        let (Some(glyph), Some(before)) =
            (run.glyphs().first(), known.checked_sub(count).and_then(|at| self.page.glyphs.get(at)))
        else {
            return false;
        };
        let origin = transform * glyph.transform() * Point::ZERO;
        let before = Point::new(before.origin[0].into(), before.origin[1].into());
        origin.distance(before) < 0.01
    }

    fn glyph(&mut self, glyph: &FontGlyph<'_>, place: Affine, down: bool) {
        let width = match glyph {
            FontGlyph::Outline(glyph) => glyph.advance_width(),
            FontGlyph::Type3(glyph) => glyph.advance_width(),
        };
        let width = f64::from(width.unwrap_or(500.0));
        let along = if down { Vec2::new(0.0, -UNITS) } else { Vec2::new(width, 0.0) };
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        let text = match self.marked.iter_mut().rev().find(|marked| marked.actual.is_some()) {
            Some(marked) if marked.used => String::new(),
            Some(marked) => {
                marked.used = true;
                marked.actual.clone().unwrap_or_default()
            }
            None => text,
        };
        let origin = place * Point::ZERO;
        let from_origin = |point: Point| place * point - origin;
        let vectors = [origin.to_vec2(), from_origin(along.to_point()), from_origin(Point::new(0.0, UNITS))];
        let [origin, advance, up] = vectors.map(|Vec2 { x, y }| point(x, y));
        let (Some(origin), Some(advance), Some(up)) = (origin, advance, up) else { return };
        if self.page.glyphs.len() >= MOST_GLYPHS || self.page.text.len() + text.len() > MOST_TEXT {
            self.too_much = true;
            return;
        }
        let start = u32::try_from(self.page.text.len()).unwrap_or(u32::MAX);
        self.page.text.push_str(&text);
        let end = u32::try_from(self.page.text.len()).unwrap_or(u32::MAX);
        self.page.glyphs.push(Glyph { start, end, origin, advance, up });
    }
}

impl<'a> Device<'a> for Noter {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let is_clear = matches!(&props.paint, Paint::Color(color) if color.to_rgba().components()[3] <= 0.0);
        if is_clear {
            return;
        }
        let area = (props.transform * path.clone()).bounding_box();
        let pen = |width: f32| {
            let scale = props.transform.determinant().abs().sqrt();
            f64::from(width) * scale / 2.0
        };
        match mode {
            DrawMode::Fill(_) => self.shape(ShapeKind::Fill, area),
            DrawMode::Stroke(stroke) => {
                let pen = pen(stroke.line_width);
                self.shape(ShapeKind::Stroke, area.inflate(pen, pen));
            }
            DrawMode::FillAndStroke(_, stroke) => {
                let pen = pen(stroke.line_width);
                self.shape(ShapeKind::Fill, area.inflate(pen, pen));
            }
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let area = clip.path.bounding_box();
        let clip = self.clips.last().map_or(area, |before| before.intersect(area));
        self.clips.push(clip);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Stroke(_)) && self.repeats(run, props.transform) {
            return;
        }
        let down = run.writing_mode() != WritingMode::Horizontal;
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), down);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let area = Rect::new(0.0, 0.0, image.width().into(), image.height().into());
        self.shape(ShapeKind::Picture, (props.transform * area.to_path(0.1)).bounding_box());
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let actual = properties.and_then(|properties| properties.get::<PdfString<'_>>("ActualText"));
        self.marked.push(Marked { actual: actual.map(|text| decode(text.as_bytes())), used: false });
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }
}

/// A text string (7.9.2.2); where it has no mark its bytes as Latin 1, which is enough to compare words.
fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte)));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().copied().map(char::from).collect(),
    }
}

#[allow(clippy::cast_possible_truncation, reason = "what is no place on a page is passed over")]
fn point(x: f64, y: f64) -> Option<PagePoint> {
    (x.abs() <= FARTHEST && y.abs() <= FARTHEST).then_some([x as f32, y as f32])
}

fn bounds(area: Rect) -> Option<Bounds> {
    let clamped = |value: f64| value.clamp(-FARTHEST, FARTHEST);
    let ([left, bottom], [right, top]) =
        (point(clamped(area.x0), clamped(area.y0))?, point(clamped(area.x1), clamped(area.y1))?);
    Some([left, bottom, right, top])
}
