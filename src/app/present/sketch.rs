//! What was drawn on slides, as it is painted over them.
//!
//! A [`Sketch`] is all strokes of a slide, whoever drew them. They are kept in bundles, and each bundle keeps its triangles for the
//! sizes in which it was shown: a slide with thousands of strokes costs no more than adding its meshes, and a new stroke draws
//! only its own bundle anew. A sketch is made of what leaves the machine, so nothing private is in it.

use crate::app::input::pen;
use crate::meeting::drawing::{Drawing, Stroke, Surface};
use crate::meeting::{AnnotationId, Shared, SlideKey};
use egui::epaint::{TessellationOptions, Tessellator, Vertex, WHITE_UV};
use egui::mutex::Mutex;
use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Vec2, pos2, vec2};
use std::collections::HashMap;
use std::sync::Arc;

/// How many strokes are in a bundle.
const BUNDLE: usize = 128;
/// In how many sizes a bundle is kept: on both windows, as the next slide and as small ones.
const SIZES: usize = 5;
/// How many strokes on a slide have soft edges. With more, each edge costs too much to be painted in every frame.
const SOFT: usize = 2000;
/// Of how many pieces a round end is.
const ROUND: u8 = 5;

/// What was drawn on the slides of a meeting.
#[derive(Debug, Default)]
pub struct Drawings {
    slides: HashMap<SlideKey, Arc<Sketch>>,
    /// How many drawings are left off a slide that has become another since.
    left_off: HashMap<SlideKey, usize>,
    /// The size of a slide, in points.
    page: Vec2,
}

/// The strokes on a slide.
#[derive(Debug, Default)]
pub struct Sketch {
    bundles: Vec<Arc<Bundle>>,
}

/// A stroke on a slide.
#[derive(Debug)]
pub struct Line {
    /// The annotation that it belongs to.
    pub id: AnnotationId,
    /// As the meeting has it.
    pub stroke: Stroke,
    /// Where it is on the slide.
    transform: SlideTransform,
    points: Vec<Pos2>,
    /// Its area on the slide, with its width.
    area: Rect,
}

/// From where a stroke was drawn to the slide as it is now, which may have another size.
#[derive(Clone, Copy, Debug, PartialEq)]
struct SlideTransform {
    scale: f32,
    corner: Vec2,
}

/// Some strokes, and their triangles.
struct Bundle {
    lines: Vec<Line>,
    /// Whether their edges are soft.
    soft: bool,
    drawn: Mutex<Vec<BundleMesh>>,
}

/// The triangles of a bundle at a size.
#[derive(Debug)]
struct BundleMesh {
    /// Points of the window to a point of the slide, and pixels to that, as bits.
    size: [u32; 2],
    mesh: Mesh,
    /// The same where it was shown last.
    shown: Arc<Mesh>,
    at: Option<Pos2>,
}

impl Drawings {
    /// What is drawn on slides of this size, which are these surfaces now. What is as `before` is not drawn again.
    #[must_use]
    pub fn of(
        shared: &Shared,
        page: Vec2,
        surface: impl Fn(&SlideKey) -> Option<Surface>,
        before: &Drawings,
    ) -> Drawings {
        let mut strokes: HashMap<SlideKey, Vec<(&AnnotationId, &Stroke, SlideTransform)>> = HashMap::new();
        let mut left_off = HashMap::new();
        for annotation in &shared.meeting().annotations {
            let Some((slide, drawing)) = annotation.slide().zip(annotation.drawing()) else { continue };
            let Some(surface) = surface(&slide) else { continue };
            // On a slide of another shape, or with other words, it would lie on others than it was drawn on.
            if !drawing.surface.lies_on(&surface) {
                *left_off.entry(slide).or_default() += 1;
                continue;
            }
            let transform = SlideTransform::onto(drawing, page);
            let list = strokes.entry(slide).or_default();
            list.extend(drawing.strokes.iter().map(|stroke| (&annotation.id, stroke, transform)));
        }
        let bundles = |slide: &SlideKey| before.slides.get(slide).map_or(&[][..], |sketch| &sketch.bundles);
        let sketch = |(slide, strokes): (SlideKey, Vec<(&AnnotationId, &Stroke, SlideTransform)>)| {
            let sketch = Arc::new(Sketch::of(&strokes, bundles(&slide)));
            (slide, sketch)
        };
        Drawings { slides: strokes.into_iter().map(sketch).collect(), left_off, page }
    }

    /// What is drawn on a slide.
    #[must_use]
    pub fn on(&self, slide: &SlideKey) -> Option<&Arc<Sketch>> {
        self.slides.get(slide)
    }

    /// How many drawings on a slide are kept and not seen, since it has another shape or other words than they were drawn on.
    #[must_use]
    pub fn left_off(&self, slide: &SlideKey) -> usize {
        self.left_off.get(slide).copied().unwrap_or_default()
    }

    /// The size of a slide, in points.
    #[must_use]
    pub fn page(&self) -> Vec2 {
        self.page
    }
}

impl Sketch {
    fn of(strokes: &[(&AnnotationId, &Stroke, SlideTransform)], before: &[Arc<Bundle>]) -> Sketch {
        let soft = strokes.len() <= SOFT;
        let bundle = |(index, strokes): (usize, &[(&AnnotationId, &Stroke, SlideTransform)])| {
            let known = before.get(index).filter(|known| known.soft == soft && known.is_of(strokes));
            known.map_or_else(|| Arc::new(Bundle::of(strokes, soft)), Arc::clone)
        };
        Sketch { bundles: strokes.chunks(BUNDLE).enumerate().map(bundle).collect() }
    }

    /// The strokes, the uppermost last.
    #[must_use]
    pub fn lines(&self) -> impl DoubleEndedIterator<Item = &Line> {
        self.bundles.iter().flat_map(|bundle| &bundle.lines)
    }

    /// The strokes that come nearer than `reach` to a line on the slide, in points.
    pub fn touched(&self, ends: [Pos2; 2], reach: f32) -> impl Iterator<Item = &Line> {
        let around = Rect::from_two_pos(ends[0], ends[1]).expand(reach);
        self.lines().filter(move |line| line.area.intersects(around) && line.is_touched(ends, reach))
    }

    /// Draws the strokes at a size before they are painted, so that they are there at once.
    pub fn prepare(&self, painter: &Painter, origin: Pos2, scale: f32) {
        for bundle in &self.bundles {
            bundle.show(origin, scale, painter.pixels_per_point());
        }
    }

    /// Paints the strokes of a slide whose upper left corner is at `origin`. `scale` is points of the window to a point of
    /// the slide.
    pub fn paint(&self, painter: &Painter, origin: Pos2, scale: f32) {
        for bundle in &self.bundles {
            painter.add(Shape::Mesh(bundle.show(origin, scale, painter.pixels_per_point())));
        }
    }
}

impl Line {
    /// Its points on the slide.
    #[must_use]
    pub fn points(&self) -> &[Pos2] {
        &self.points
    }

    fn of(id: &AnnotationId, stroke: &Stroke, transform: SlideTransform) -> Line {
        let points: Vec<Pos2> = stroke.points.iter().map(|point| transform.point(*point)).collect();
        let width = transform.length(stroke.width);
        Line {
            id: id.clone(),
            stroke: stroke.clone(),
            transform,
            area: Rect::from_points(&points).expand(width / 2.0),
            points,
        }
    }

    fn is_touched(&self, ends: [Pos2; 2], reach: f32) -> bool {
        let reach = reach + self.transform.length(self.stroke.width) / 2.0;
        match self.points.as_slice() {
            [dot] => pen::distance(*dot, ends) <= reach,
            points => points.windows(2).any(|piece| match piece {
                [from, to] => apart([*from, *to], ends) <= reach,
                _ => false,
            }),
        }
    }
}

impl SlideTransform {
    /// As large as it fits, in the middle: as the PDF has it.
    fn onto(drawing: &Drawing, page: Vec2) -> SlideTransform {
        let surface = &drawing.surface;
        let size = vec2(points(surface.width.max(1)), points(surface.height.max(1)));
        let scale = (page.x / size.x).min(page.y / size.y);
        SlideTransform { scale, corner: (page - size * scale) / 2.0 }
    }

    fn point(self, [x, y]: [i32; 2]) -> Pos2 {
        (vec2(points(x), points(y)) * self.scale + self.corner).to_pos2()
    }

    fn length(self, thousandths: i32) -> f32 {
        points(thousandths) * self.scale
    }
}

/// Thousandths as points.
fn points(thousandths: i32) -> f32 {
    #[allow(clippy::cast_possible_truncation, reason = "it is rounded as it should be")]
    let points = (f64::from(thousandths) / 1000.0) as f32;
    points
}

/// How far two lines are apart.
fn apart(one: [Pos2; 2], other: [Pos2; 2]) -> f32 {
    if cross(one, other) {
        return 0.0;
    }
    let from = |at: Pos2, line: [Pos2; 2]| pen::distance(at, line);
    from(one[0], other).min(from(one[1], other)).min(from(other[0], one)).min(from(other[1], one))
}

/// Whether two lines cross.
fn cross(one: [Pos2; 2], other: [Pos2; 2]) -> bool {
    let side = |line: [Pos2; 2], at: Pos2| {
        let (along, to) = (line[1] - line[0], at - line[0]);
        along.x * to.y - along.y * to.x
    };
    side(one, other[0]) * side(one, other[1]) < 0.0 && side(other, one[0]) * side(other, one[1]) < 0.0
}

impl Bundle {
    fn of(strokes: &[(&AnnotationId, &Stroke, SlideTransform)], soft: bool) -> Bundle {
        let lines = strokes.iter().map(|(id, stroke, transform)| Line::of(id, stroke, *transform)).collect();
        Bundle { lines, soft, drawn: Mutex::default() }
    }

    fn is_of(&self, strokes: &[(&AnnotationId, &Stroke, SlideTransform)]) -> bool {
        let same = |(line, (id, stroke, transform)): (&Line, &(&AnnotationId, &Stroke, SlideTransform))| {
            line.transform == *transform && line.id == **id && line.stroke == **stroke
        };
        self.lines.len() == strokes.len() && self.lines.iter().zip(strokes).all(same)
    }

    /// The triangles where they are to be shown.
    fn show(&self, origin: Pos2, scale: f32, pixels: f32) -> Arc<Mesh> {
        let size = [scale.to_bits(), pixels.to_bits()];
        let mut drawn = self.drawn.lock();
        if let Some(known) = drawn.iter().position(|known| known.size == size) {
            drawn[..=known].rotate_right(1);
        } else {
            drawn.truncate(SIZES - 1);
            let mesh = self.draw(scale, pixels);
            drawn.insert(0, BundleMesh { size, mesh, shown: Arc::default(), at: None });
        }
        drawn.first_mut().map(|drawn| drawn.show(origin)).unwrap_or_default()
    }

    fn draw(&self, scale: f32, pixels: f32) -> Mesh {
        let mut mesh = Mesh::default();
        for line in &self.lines {
            let width = line.transform.length(line.stroke.width) * scale;
            let pen = Nib { width, color: pen::color(&line.stroke), pixels, soft: self.soft };
            pen.draw(line.points.iter().map(|at| (at.to_vec2() * scale).to_pos2()), &mut mesh);
        }
        mesh
    }
}

impl std::fmt::Debug for Bundle {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_list().entries(&self.lines).finish()
    }
}

impl BundleMesh {
    fn show(&mut self, origin: Pos2) -> Arc<Mesh> {
        if self.at.replace(origin) != Some(origin) {
            let mut mesh = self.mesh.clone();
            mesh.translate(origin.to_vec2());
            self.shown = Arc::new(mesh);
        }
        Arc::clone(&self.shown)
    }
}

/// What draws strokes into meshes. Lengths are in points of the window.
#[derive(Clone, Copy, Debug)]
pub struct Nib {
    /// How wide.
    pub width: f32,
    /// In which colour.
    pub color: Color32,
    /// How many pixels there are to a point.
    pub pixels: f32,
    /// Whether edges are softened by a pixel.
    pub soft: bool,
}

impl Nib {
    /// Draws a stroke with round ends.
    pub fn draw(self, points: impl Iterator<Item = Pos2>, mesh: &mut Mesh) {
        let points: Vec<Pos2> = points.collect();
        let (width, color) = (self.width.max(1.0 / self.pixels), self.color);
        let options = TessellationOptions {
            feathering: self.soft,
            coarse_tessellation_culling: false,
            prerasterized_discs: false,
            round_line_segments_to_pixels: false,
            ..TessellationOptions::default()
        };
        let mut tessellator = Tessellator::new(self.pixels, options, [1, 1], Vec::new());
        let ([first, .., last], [second, ..], Some(before)) =
            (points.as_slice(), points.get(1..).unwrap_or_default(), points.iter().rev().nth(1))
        else {
            if let Some(dot) = points.first() {
                tessellator.tessellate_shape(Shape::circle_filled(*dot, width / 2.0, color), mesh);
            }
            return;
        };
        let ends = [(*first, *first - *second), (*last, *last - *before)];
        let corners: Vec<Pos2> = points.windows(3).filter_map(sharp).collect();
        tessellator.tessellate_shape(Shape::line(points.clone(), egui::Stroke::new(width, color)), mesh);
        // Where words are to be seen through it, nothing may lie on it twice.
        if color.is_opaque() {
            for (at, outwards) in ends {
                self.round(at, outwards, mesh);
            }
            for corner in corners {
                tessellator.tessellate_shape(Shape::circle_filled(corner, width / 2.0, color), mesh);
            }
        }
    }

    /// Half a disc at the end of a line.
    fn round(self, at: Pos2, outwards: Vec2, mesh: &mut Mesh) {
        let Ok(first) = u32::try_from(mesh.vertices.len()) else { return };
        let (outwards, radius) = (outwards.normalized(), self.width / 2.0);
        let edge = if self.soft { 0.5 / self.pixels } else { 0.0 };
        let rings = if self.soft { 2 } else { 1 };
        let mut vertex = |pos: Pos2, color: Color32| mesh.vertices.push(Vertex { pos, uv: WHITE_UV, color });
        vertex(at, self.color);
        for step in 0..=ROUND {
            let turn = (f32::from(step) / f32::from(ROUND) - 0.5) * std::f32::consts::PI;
            let (sin, cos) = turn.sin_cos();
            let aside = vec2(outwards.x * cos - outwards.y * sin, outwards.x * sin + outwards.y * cos);
            vertex(at + aside * (radius - edge).max(0.0), self.color);
            if self.soft {
                vertex(at + aside * (radius + edge), Color32::TRANSPARENT);
            }
        }
        for step in 0..u32::from(ROUND) {
            let inner = first + 1 + step * rings;
            mesh.add_triangle(first, inner, inner + rings);
            if self.soft {
                mesh.add_triangle(inner, inner + 1, inner + 2);
                mesh.add_triangle(inner + 1, inner + 3, inner + 2);
            }
        }
    }
}

/// The corner of three points, where the line turns back sharply.
fn sharp(points: &[Pos2]) -> Option<Pos2> {
    let [before, here, after] = points else { return None };
    ((*here - *before).dot(*after - *here) < 0.0).then_some(*here)
}

/// A mesh that darkens everything but a disc, softly.
#[must_use]
pub fn dimmed(area: Rect, middle: Pos2, radius: f32, color: Color32) -> Mesh {
    const PIECES: u16 = 96;
    let mut mesh = Mesh::default();
    let far = area.size().length() + area.center().distance(middle);
    let rings = [(radius * 0.94, Color32::TRANSPARENT), (radius * 1.04, color), (far.max(radius * 1.05), color)];
    for piece in 0..=PIECES {
        let turn = f32::from(piece) / f32::from(PIECES) * std::f32::consts::TAU;
        for (away, color) in rings {
            let pos = pos2(middle.x + turn.cos() * away, middle.y + turn.sin() * away);
            mesh.vertices.push(Vertex { pos, uv: WHITE_UV, color });
        }
    }
    for piece in 0..u32::from(PIECES) {
        for ring in 0..2 {
            let inner = piece * 3 + ring;
            mesh.add_triangle(inner, inner + 1, inner + 3);
            mesh.add_triangle(inner + 1, inner + 4, inner + 3);
        }
    }
    mesh
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::drawing::Medium;
    use crate::meeting::{Annotation, Body, Meeting, Purpose, SlideContent, Visibility};
    use crate::storage::Sha256;

    const PAGE: Vec2 = vec2(960.0, 540.0);
    const SLIDE: SlideKey = SlideKey::of(SlideContent::Lead(2));

    fn stroke(x: i32) -> Stroke {
        Stroke { points: vec![[x, 10_000], [x, 20_000], [x + 9_000, 20_000]], color: [204, 0, 0], width: 4000 }
    }

    fn meeting(strokes: Vec<Stroke>, visibility: Visibility) -> Meeting {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let surface = Surface {
            medium: Medium::Slide(SLIDE),
            page: crate::meeting::PageNumber(1),
            width: 960_000,
            height: 540_000,
            words: None,
        };
        let body = Body::Ink(Drawing { surface, strokes });
        let ink = Annotation::new(AnnotationId("ink".to_owned()), body, String::new(), now, String::new());
        let drawn = Annotation { visibility, ..ink };
        Meeting { annotations: vec![drawn], ..Meeting::default() }
    }

    fn drawings(meeting: &Meeting, before: &Drawings) -> Drawings {
        on_slides(meeting, PAGE, None, before)
    }

    /// What is drawn on slides of this size with these words.
    fn on_slides(meeting: &Meeting, page: Vec2, words: Option<&str>, before: &Drawings) -> Drawings {
        #[allow(clippy::cast_possible_truncation, reason = "the size of a slide")]
        let [width, height] = [page.x, page.y].map(|side| (side * 1000.0) as i32);
        let words = words.map(|words| Sha256::of(words.as_bytes()));
        let surface = |slide: &SlideKey| {
            let medium = Medium::Slide(slide.clone());
            Some(Surface { medium, page: crate::meeting::PageNumber(1), width, height, words })
        };
        Drawings::of(&meeting.share(Purpose::SlideDrawings), page, surface, before)
    }

    #[test]
    fn what_is_private_is_on_no_slide() {
        let none = Drawings::default();
        assert!(drawings(&meeting(vec![stroke(0)], Visibility::Private), &none).on(&SLIDE).is_none());
        assert!(drawings(&meeting(vec![stroke(0)], Visibility::Shared), &none).on(&SLIDE).is_some());
    }

    #[test]
    fn a_new_stroke_draws_only_its_own_bundle_anew() {
        let all: Vec<Stroke> = (0..300).map(stroke).collect();
        let before = drawings(&meeting(all[..299].to_vec(), Visibility::Shared), &Drawings::default());
        let after = drawings(&meeting(all, Visibility::Shared), &before);
        let (before, after) = (before.on(&SLIDE).expect("strokes"), after.on(&SLIDE).expect("strokes"));
        let same: Vec<bool> =
            before.bundles.iter().zip(&after.bundles).map(|(one, other)| Arc::ptr_eq(one, other)).collect();
        assert_eq!((same.as_slice(), after.lines().count()), (&[true, true, false][..], 300));
    }

    #[test]
    fn a_bundle_is_drawn_once_for_a_size_and_moved_for_a_place() {
        let drawings = drawings(&meeting(vec![stroke(0), stroke(9)], Visibility::Shared), &Drawings::default());
        let bundle = &drawings.on(&SLIDE).expect("strokes").bundles[0];
        let first = bundle.show(Pos2::ZERO, 2.0, 1.0);
        assert!(first.is_valid() && first.vertices.len() > 20);
        assert!(Arc::ptr_eq(&first, &bundle.show(Pos2::ZERO, 2.0, 1.0)));
        let moved = bundle.show(pos2(7.0, 9.0), 2.0, 1.0);
        assert_eq!(moved.vertices[0].pos, first.vertices[0].pos + vec2(7.0, 9.0));
        for size in 1..20_u8 {
            bundle.show(Pos2::ZERO, f32::from(size), 1.0);
        }
        assert_eq!(bundle.drawn.lock().len(), SIZES);
    }

    #[test]
    fn an_eraser_touches_what_it_crosses_and_dots_but_nothing_beside() {
        let dot = Stroke { points: vec![[500_000, 300_000]], ..stroke(0) };
        let drawings =
            drawings(&meeting(vec![stroke(0), stroke(100_000), dot], Visibility::Shared), &Drawings::default());
        let sketch = drawings.on(&SLIDE).expect("strokes");
        let touched = |ends: [(f32, f32); 2]| {
            sketch.touched(ends.map(Pos2::from), 3.0).map(|line| line.stroke.points[0][0]).collect::<Vec<_>>()
        };
        assert_eq!(touched([(50.0, 15.0), (200.0, 15.0)]), [100_000], "crossed between two places of the mouse");
        assert_eq!(touched([(502.0, 301.0), (502.0, 301.0)]), [500_000]);
        assert_eq!(touched([(50.0, 15.0), (80.0, 15.0)]), Vec::<i32>::new());
    }

    #[test]
    fn a_drawing_is_as_large_as_its_slide_and_on_none_of_another_shape() {
        let drawn = meeting(vec![stroke(0)], Visibility::Shared);
        let larger = on_slides(&drawn, vec2(1920.0, 1080.0), None, &Drawings::default());
        let line = larger.on(&SLIDE).expect("strokes").lines().next().expect("a stroke");
        assert!(line.points()[0].distance(pos2(0.0, 20.0)) < 0.01, "{:?}", line.points());
        let other = on_slides(&drawn, vec2(720.0, 540.0), None, &Drawings::default());
        assert_eq!((other.on(&SLIDE).is_none(), other.left_off(&SLIDE)), (true, 1));
    }

    #[test]
    fn a_drawing_lies_only_on_the_words_that_it_was_drawn_on() {
        let mut drawn = meeting(vec![stroke(0)], Visibility::Shared);
        let none = Drawings::default();
        let seen = |drawn: &Meeting, words| {
            let drawings = on_slides(drawn, PAGE, Some(words), &none);
            (drawings.on(&SLIDE).is_some(), drawings.left_off(&SLIDE))
        };
        assert_eq!(seen(&drawn, "Andre ord"), (true, 0), "nobody noted what stood there");
        let drawing = drawn.annotations[0].drawing_mut().expect("a drawing");
        drawing.surface.words = Some(Sha256::of(b"Ord"));
        assert_eq!(seen(&drawn, "Ord"), (true, 0));
        assert_eq!(seen(&drawn, "Andre ord"), (false, 1));
    }

    #[test]
    fn a_line_that_turns_back_has_a_round_corner_and_a_broad_one_lies_nowhere_twice() {
        let turning = Stroke { points: vec![[0, 0], [90_000, 0], [0, 1000]], ..stroke(0) };
        let mesh = |stroke: &Stroke| {
            let mut mesh = Mesh::default();
            let nib = Nib { width: 4.0, color: pen::color(stroke), pixels: 1.0, soft: true };
            nib.draw(stroke.points.iter().map(|[x, y]| pos2(points(*x), points(*y))), &mut mesh);
            mesh
        };
        let straight = Stroke { points: vec![[0, 0], [90_000, 0], [180_000, 0]], ..stroke(0) };
        assert!(mesh(&turning).vertices.len() > mesh(&straight).vertices.len() + 10);
        let broad = Stroke { width: 20_000, ..straight.clone() };
        assert!(mesh(&broad).vertices.len() < mesh(&straight).vertices.len());
    }
}
