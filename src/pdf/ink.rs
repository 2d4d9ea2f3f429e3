//! Drawings as Ink annotations (ISO 32000-1, 12.5.6.13), on the page that they were drawn on.
//!
//! What was drawn on a slide is on its slide, wherever that stands and however large. Where that is not shown, has another shape
//! or other words, it is on no page: there it would lie on others than it was drawn on. It stays in the meeting. What was drawn on a page that has
//! changed since goes to where its principle begins: it is never left out, and never lies on another principle's text.

use super::object::name;
use crate::compose::Origin;
use crate::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use crate::meeting::{Annotation, Meeting, PageIndex, PageNumber, Shared, SlideKey};
use crate::typeset::SLIDE_HEIGHT;
use crate::typeset::page::{Area, Layout, Mark, Owner, PlacedSlide};
use crate::typeset::source::SourceMap;
use lopdf::{Dictionary, Object, dictionary};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// How much two pages may differ and still be the same size, in thousandths of a point.
const SAME: i32 = 500;

/// How far a point may be from where it was and still be the same, in thousandths of a point: programs round.
const NEAR: i32 = 250;

/// Where a drawing lies.
pub struct InkPlacement {
    /// Its page.
    pub page: PageIndex,
    /// The element that it belongs to.
    pub element: usize,
    /// How it goes from where it was drawn to where it lies.
    pub transform: Transform,
}

/// How a drawing goes from where it was drawn to where it lies.
#[derive(Clone, Copy, Debug)]
pub struct Transform {
    /// How much smaller or larger it is.
    scale: f64,
    /// How far it is moved then, in thousandths of a point to the right and down.
    moved: [i32; 2],
}

impl Default for Transform {
    /// It stays where it is.
    fn default() -> Transform {
        Transform { scale: 1.0, moved: [0, 0] }
    }
}

impl Transform {
    /// From all of a surface of this size to an area of a page, in the middle where their shapes differ.
    fn into(size: [i32; 2], area: Area) -> Transform {
        let scale = fits(size, [area.width, area.height]);
        let [left, top] = [(area.x, area.width, size[0]), (area.y, area.height, size[1])]
            .map(|(from, side, was)| f64::from(from) + (f64::from(side) - f64::from(was) / 1000.0 * scale) / 2.0);
        Transform { scale, moved: [left, top].map(super::space::thousandths) }
    }

    /// What was drawn, where it goes.
    fn drawing(self, drawing: &Drawing, surface: Surface) -> Drawing {
        let stroke = |stroke: &Stroke| Stroke {
            points: stroke.points.iter().map(|point| self.point(*point)).collect(),
            color: stroke.color,
            width: self.length(stroke.width).max(1),
        };
        Drawing { surface, strokes: drawing.strokes.iter().map(stroke).collect() }
    }

    /// Where a point goes, in thousandths of a point.
    #[must_use]
    pub fn point(self, point: [i32; 2]) -> [i32; 2] {
        [0, 1].map(|axis| self.length(point[axis]).saturating_add(self.moved[axis]))
    }

    /// How long a distance becomes.
    #[must_use]
    pub fn length(self, distance: i32) -> i32 {
        super::space::thousandths(f64::from(distance) * self.scale / 1000.0)
    }
}

/// A drawing on a page, as whoever shows the pages besides the PDF needs it.
pub struct OnPage<'a> {
    /// The page.
    pub page: PageIndex,
    /// How it goes from where it was drawn to where it lies.
    pub transform: Transform,
    /// What was drawn.
    pub drawing: &'a Drawing,
}

/// The drawings on the pages of a hand-out, where its PDF has them: only in one that has annotations as objects.
#[must_use]
pub fn drawings<'a>(shared: &'a Shared, layout: &Layout) -> Vec<OnPage<'a>> {
    let meeting = shared.meeting();
    let drawn = || meeting.annotations.iter().filter_map(|annotation| Some((annotation, annotation.drawing()?)));
    if !meeting.handout.annotations.objects() || drawn().next().is_none() {
        return Vec::new();
    }
    let map = SourceMap::of(layout);
    let on_page = |(annotation, drawing)| {
        let InkPlacement { page, transform, .. } = place(annotation, drawing, meeting, layout, &map)?;
        Some(OnPage { page, transform, drawing })
    };
    drawn().filter_map(on_page).collect()
}

/// Finds the place of a drawing on the pages; `None` for one that was drawn on an annex, and for one that was drawn on a slide where there are no slides, or whose
/// principle is not there.
pub fn place(
    annotation: &Annotation,
    drawing: &Drawing,
    meeting: &Meeting,
    layout: &Layout,
    map: &SourceMap<'_>,
) -> Option<InkPlacement> {
    let surface = &drawing.surface;
    match &surface.medium {
        Medium::Handout => {}
        Medium::Slide(key) => return on_slide(key, surface, layout),
        // Annexes are on no page of a hand-out.
        Medium::Annex { .. } => return None,
    }
    let parts = annotation.target.principle().map_or_else(|| vec![Origin::Meeting], |number| parts(meeting, number));
    let places = || parts.iter().flat_map(|origin| map.places(origin));
    if surface.page != PageNumber(0) {
        let drawn_on = PageIndex::from(surface.page);
        let sheet = drawn_on.of(&layout.pages).filter(|sheet| {
            let sides = [(sheet.width, surface.width), (sheet.height, surface.height)];
            sides.iter().all(|(side, was)| (whole(*side) - was).abs() <= SAME)
        });
        if let Some(place) = sheet.and_then(|_| places().find(|place| place.page == drawn_on)) {
            return Some(InkPlacement { page: place.page, element: place.element, transform: Transform::default() });
        }
    }
    // A slide that lists the principles is not where one begins.
    let begins = |place: &&crate::typeset::source::PlacedLine<'_>| {
        layout.slides.is_empty() || layout.elements.get(place.element).is_some_and(|element| element.role.is_heading())
    };
    let first = places().filter(begins).min_by_key(|place| place.page);
    let first = first.or_else(|| places().min_by_key(|place| place.page))?;
    let sheet = first.page.of(&layout.pages)?;
    let scale = fits([surface.width, surface.height], [sheet.width, sheet.height]).min(1.0);
    let transform = Transform { scale, moved: [0, 0] };
    let (low, high) = drawing.bounds()?;
    let (low, high) = (transform.point(low), transform.point(high));
    // No further than the page goes.
    let within = |low: i32, high: i32, side: f32| {
        let beyond = high.saturating_sub(whole(side)).max(0);
        if beyond > 0 { beyond.min(low.max(0)).saturating_neg() } else { low.min(0).saturating_neg() }
    };
    let down = whole(first.at[1]).saturating_sub(low[1]);
    let beyond = high[1].saturating_add(down).saturating_sub(whole(sheet.height)).max(0);
    let moved = [within(low[0], high[0], sheet.width), down.saturating_sub(beyond)];
    Some(InkPlacement { page: first.page, element: first.element, transform: Transform { moved, ..transform } })
}

/// Where a slide's drawing lies among slides: on that slide, where it has the shape that was drawn on. On any other its words
/// are others, or stand elsewhere.
fn on_slide(key: &SlideKey, surface: &Surface, layout: &Layout) -> Option<InkPlacement> {
    let PlacedSlide { page, area, words, .. } = layout.slides.iter().find(|slide| slide.key == *key)?;
    let is_same = surface.has_shape([area.width, area.height]) && surface.has_words(*words);
    let element = first_element(layout, *page, *area).filter(|_| is_same)?;
    Some(InkPlacement { page: *page, element, transform: Transform::into([surface.width, surface.height], *area) })
}

/// The first element in an area of a page.
fn first_element(layout: &Layout, page: PageIndex, area: Area) -> Option<usize> {
    page.of(&layout.pages)?.marks.iter().find_map(|mark| match mark {
        Mark::Line { x, y, owner: Owner::Element(element), .. }
            if (area.x..=area.x + area.width).contains(x) && (area.y..=area.y + area.height).contains(y) =>
        {
            Some(*element)
        }
        _ => None,
    })
}

/// How much smaller or larger what is of one size, in thousandths, is in another, in points.
fn fits(size: [i32; 2], room: [f32; 2]) -> f64 {
    let [across, down] = [0, 1].map(|axis| f64::from(room[axis]) * 1000.0 / f64::from(size[axis].max(1)));
    across.min(down)
}

/// The parts of a principle.
fn parts(meeting: &Meeting, number: u32) -> Vec<Origin> {
    let paragraphs = meeting.selected(number).map_or(0, |selected| selected.principle.body.len() + 1);
    let body = (0..paragraphs).map(|index| Origin::Paragraph(number, index));
    std::iter::once(Origin::Principle(number)).chain(body).collect()
}

/// What was drawn on a page, on the slide that stands there; on the page itself where that is beside the slides.
#[must_use]
pub fn on_its_slide(drawing: Drawing, slides: &[PlacedSlide]) -> Drawing {
    let Some((low, high)) = drawing.bounds() else { return drawing };
    let [x, y] = [0, 1].map(|axis| fraction(low[axis] / 2 + high[axis] / 2));
    let holds =
        |area: &Area| (area.x..=area.x + area.width).contains(&x) && (area.y..=area.y + area.height).contains(&y);
    let here = || on_page(&drawing, slides);
    // Where a slide is the whole page, what is drawn beyond the page is on it too.
    let only = || here().next().filter(|_| here().count() == 1);
    let shown = here().find(|(_, shown)| holds(&shown.area)).or_else(only);
    match shown {
        Some((index, shown)) => lifted(&drawing, index, shown),
        None => drawing,
    }
}

/// The slides on the page that something is drawn on.
fn on_page<'a>(drawing: &Drawing, slides: &'a [PlacedSlide]) -> impl Iterator<Item = (PageIndex, &'a PlacedSlide)> {
    let page = drawing.surface.page;
    PageIndex::count(slides).filter(move |(_, shown)| {
        PageNumber::from(shown.page) == page && shown.area.width > 0.0 && shown.area.height > 0.0
    })
}

/// What was drawn over a slide on a page, on the slide in its own size.
fn lifted(drawing: &Drawing, index: PageIndex, shown: &PlacedSlide) -> Drawing {
    let PlacedSlide { key, area, words, .. } = shown;
    let size = [area.width * SLIDE_HEIGHT / area.height, SLIDE_HEIGHT].map(whole);
    let surface = Surface {
        medium: Medium::Slide(key.clone()),
        page: index.into(),
        width: size[0],
        height: size[1],
        words: *words,
    };
    let scale = f64::from(SLIDE_HEIGHT) / f64::from(area.height);
    let back = |from: f32| super::space::thousandths(-f64::from(from) * scale);
    Transform { scale, moved: [back(area.x), back(area.y)] }.drawing(drawing, surface)
}

/// A drawing that came back as another one than was sent; `None` where it is the same. What of it is as it was keeps its
/// colour and its pen: a PDF has only one of each for all strokes.
#[must_use]
pub fn redrawn(sent: &Drawing, back: Drawing, slides: &[PlacedSlide]) -> Option<Drawing> {
    let key = match &sent.surface.medium {
        Medium::Slide(key) => key,
        Medium::Handout => {
            // On a smaller page it was made smaller.
            let room = [back.surface.width, back.surface.height].map(fraction);
            let scale = fits([sent.surface.width, sent.surface.height], room).min(1.0);
            return changed(&Transform { scale, moved: [0, 0] }.drawing(sent, sent.surface.clone()), &back);
        }
        // It was on no page that could come back.
        Medium::Annex { .. } => return None,
    };
    let own = on_page(&back, slides).find(|(_, shown)| shown.key == *key);
    if let Some((index, shown)) = own {
        return redrawn_on_slide(sent, &lifted(&back, index, shown));
    }
    // Earlier versions put what had no slide on another.
    let others: Vec<Option<Drawing>> =
        on_page(&back, slides).map(|(index, shown)| redrawn_on_slide(sent, &lifted(&back, index, shown))).collect();
    if others.iter().any(Option::is_none) && !others.is_empty() {
        return None;
    }
    redrawn_on_slide(sent, &on_its_slide(back, slides))
}

fn redrawn_on_slide(sent: &Drawing, back: &Drawing) -> Option<Drawing> {
    let [width, height] = [back.surface.width, back.surface.height].map(fraction);
    let transform = Transform::into([sent.surface.width, sent.surface.height], Area { x: 0.0, y: 0.0, width, height });
    changed(&transform.drawing(sent, back.surface.clone()), back)
}

/// What `back` has of another drawing than `sent`; `None` where they are the same.
fn changed(sent: &Drawing, back: &Drawing) -> Option<Drawing> {
    let on_same_sheet = sent.surface.page == back.surface.page
        && (sent.surface.width - back.surface.width).abs() <= SAME
        && (sent.surface.height - back.surface.height).abs() <= SAME;
    let first = |drawing: &Drawing| drawing.strokes.iter().flat_map(|stroke| &stroke.points).next().copied();
    let moved = match (first(sent), first(back)) {
        // Where its page had changed it was put elsewhere as a whole.
        (Some(from), Some(to)) if !on_same_sheet => [to[0].saturating_sub(from[0]), to[1].saturating_sub(from[1])],
        _ => [0, 0],
    };
    let is_near = |from: &[i32; 2], to: &[i32; 2]| {
        let off = |axis: usize| i64::from(to[axis]) - i64::from(from[axis]) - i64::from(moved[axis]);
        off(0).abs() <= i64::from(NEAR) && off(1).abs() <= i64::from(NEAR)
    };
    let is_same = |from: &Stroke, to: &Stroke| {
        from.points.len() == to.points.len() && from.points.iter().zip(&to.points).all(|(from, to)| is_near(from, to))
    };
    let drawn = || sent.strokes.iter().filter(|stroke| !stroke.points.is_empty());
    if drawn().count() == back.strokes.len() && drawn().zip(&back.strokes).all(|(from, to)| is_same(from, to)) {
        return None;
    }
    let as_it_was = |stroke: &Stroke| {
        let before = drawn().find(|before| is_same(before, stroke));
        before.map_or_else(|| stroke.clone(), |before| Stroke { points: stroke.points.clone(), ..before.clone() })
    };
    Some(Drawing { surface: back.surface.clone(), strokes: back.strokes.iter().map(as_it_was).collect() })
}

/// The points of the strokes on a page of this height: to the right and up, in points (`InkList`).
pub fn list(drawing: &Drawing, transform: Transform, height: f32) -> Object {
    let path = |stroke: &Stroke| {
        let points = points(stroke, transform, height);
        Object::Array(points.flatten().map(Object::Real).collect())
    };
    Object::Array(drawing.strokes.iter().map(path).collect())
}

/// The area of the strokes on a page, counted from above.
pub fn area(drawing: &Drawing, transform: Transform) -> Area {
    let (low, high) = drawing.bounds().unwrap_or_default();
    let pen = drawing.strokes.iter().map(|stroke| stroke.width).max().unwrap_or_default();
    let around = (fraction(transform.length(pen)) / 2.0 + 1.0).min(50.0);
    let [x, y] = transform.point(low).map(|edge| fraction(edge) - around);
    let [right, bottom] = transform.point(high).map(|edge| fraction(edge) + around);
    Area { x, y, width: right - x, height: bottom - y }
}

/// The strokes as they are drawn.
pub fn appearance(drawing: &Drawing, transform: Transform, height: f32) -> String {
    let mut out = "1 J 1 j\n".to_owned();
    let mut covers = u8::MAX;
    for stroke in &drawing.strokes {
        let [red, green, blue] = stroke.color.map(|channel| f32::from(channel) / 255.0);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{red:.3} {green:.3} {blue:.3} RG {:.3} w", width(transform, stroke.width));
        let opacity = stroke.opacity();
        if opacity != covers {
            let _ = writeln!(out, "/{} gs", state(opacity));
            covers = opacity;
        }
        let mut points = points(stroke, transform, height);
        let Some([x, y]) = points.next() else { continue };
        let _ = write!(out, "{x:.3} {y:.3} m");
        let mut rest = points.peekable();
        if rest.peek().is_none() {
            // A dot: a line to itself with round ends.
            let _ = write!(out, " {x:.3} {y:.3} l");
        }
        for [x, y] in rest {
            let _ = write!(out, " {x:.3} {y:.3} l");
        }
        out.push_str(" S\n");
    }
    out
}

/// The graphics states (8.4.5) of the strokes: how much each covers of what is under it.
pub fn states(drawing: &Drawing) -> Dictionary {
    let mut opacities: BTreeSet<u8> = drawing.strokes.iter().map(Stroke::opacity).collect();
    if opacities.iter().all(|opacity| *opacity == u8::MAX) {
        opacities.clear();
    } else {
        opacities.insert(u8::MAX);
    }
    let mut states = Dictionary::new();
    for opacity in opacities {
        let share = Object::Real(f32::from(opacity) / 255.0);
        states.set(state(opacity), dictionary! { "Type" => name("ExtGState"), "CA" => share });
    }
    states
}

/// The name of the state with this opacity.
fn state(opacity: u8) -> String {
    format!("C{opacity}")
}

/// How wide a pen is there, in points.
pub fn width(transform: Transform, pen: i32) -> f32 {
    fraction(transform.length(pen).max(1))
}

fn points(stroke: &Stroke, transform: Transform, height: f32) -> impl Iterator<Item = [f32; 2]> {
    let height = whole(height);
    stroke.points.iter().map(move |point| {
        let [x, y] = transform.point(*point);
        [fraction(x), fraction(height.saturating_sub(y))]
    })
}

/// Thousandths as points.
fn fraction(thousandths: i32) -> f32 {
    #[allow(clippy::cast_possible_truncation, reason = "it is rounded as it should be")]
    let points = (f64::from(thousandths) / 1000.0) as f32;
    points
}

fn whole(points: f32) -> i32 {
    super::space::thousandths(f64::from(points))
}
