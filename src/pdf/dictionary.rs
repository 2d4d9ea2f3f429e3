//! Annotation dictionaries (ISO 32000-1, 12.5), of a PDF or of FDF (12.7.7), read as markup.
//!
//! What an annotation says stands in `Contents`; in some only in its rich text or in the pop-up that opens with it. What it is
//! about is where its quadrilaterals lie, or its rectangle; of an arrow and of a callout what its tip points at.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::appearance::shown;
use super::markup::{ContentsLine, Markup, Reader, Subtype, Unplaced};
use super::recognition::Transform;
use super::space::{area, stroke};
use super::{rich_text, string};
use crate::meeting::drawing::{Drawing, Surface};
use crate::meeting::review::WhyNotTaken;
use crate::typeset::page::Area;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream, String as PdfString};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// The most numbers that are read from one array.
const MOST_NUMBERS: usize = 200_000;
/// How much white a tip has around it, in points.
const TIP: f32 = 0.5;

/// Where what stands on the pages of a file lies on the pages that were sent.
pub trait Ground {
    /// Where an object on a page of the file lies.
    fn place(&self, page: usize, object: &Dict<'_>, subtype: Subtype) -> Place;

    /// What is seen where an annotation stands, and on which page of the file, if that is none of what was sent there.
    fn unplaced(&self, page: usize, object: &Dict<'_>, markup: &Markup<ObjectIdentifier>) -> Option<(usize, Unplaced)>;
}

/// Where an object lies.
pub struct Place {
    /// The page that was sent, from 0.
    pub page: usize,
    /// From the object's own space to that page.
    pub transform: Transform,
    /// That page as a surface to draw on.
    pub surface: Surface,
}

/// Takes annotations, each with its page of the file, from 0.
pub fn take_all<'a>(
    reader: &mut Reader<'_, ObjectIdentifier>,
    annotations: impl Iterator<Item = (usize, Dict<'a>)>,
    ground: &dyn Ground,
) {
    let annotations: Vec<(usize, Dict<'_>)> = annotations.take(super::markup::MOST * 2).collect();
    let pop_ups = pop_ups(&annotations);
    for (page, object) in annotations {
        let name = object.get::<Name<'_>>("Subtype");
        let Some(name) = name.as_ref().map(Name::as_str) else {
            if object.contains_key("Contents") {
                reader.pass_over(page, "", WhyNotTaken::Damaged);
            }
            continue;
        };
        let Some(subtype) = Subtype::named(name) else {
            // A field that nobody filled in says nothing.
            let is_blank = name == "Widget" && object.get::<Object<'_>>("V").is_none();
            if !is_blank && !Subtype::is_no_remark(name) {
                reader.pass_over(page, name, WhyNotTaken::Kind);
            }
            continue;
        };
        if reader.is_full() {
            reader.pass_over(page, subtype.name(), WhyNotTaken::TooMany);
        } else {
            let place = ground.place(page, &object, subtype);
            let mut markup = read(place.transform, &place.surface, subtype, &object);
            if markup.said.trim().is_empty()
                && let Some(said) = markup.key.as_ref().and_then(|key| pop_ups.get(key))
            {
                markup.said.clone_from(said);
            }
            match ground.unplaced(page, &object, &markup) {
                None => reader.take(place.page, markup),
                Some((page, unplaced)) => reader.take_unplaced(page, unplaced, markup),
            }
        }
    }
}

/// What pop-ups say that name what they open with.
fn pop_ups(annotations: &[(usize, Dict<'_>)]) -> BTreeMap<ObjectIdentifier, String> {
    let pop_up = |(_, object): &(usize, Dict<'_>)| {
        object.get::<Name<'_>>("Subtype").filter(|name| name.as_str() == "Popup")?;
        let parent = object.get_ref("Parent").map(ObjectIdentifier::from)?;
        Some((parent, said(object))).filter(|(_, said)| !said.trim().is_empty())
    };
    annotations.iter().filter_map(pop_up).collect()
}

fn read(frame: Transform, sheet: &Surface, subtype: Subtype, object: &Dict<'_>) -> Markup<ObjectIdentifier> {
    let color = match *numbers(object, "C", 4) {
        [gray] => Some([gray; 3]),
        [red, green, blue] => Some([red, green, blue]),
        [cyan, magenta, yellow, black] => Some([cyan, magenta, yellow].map(|ink| (1.0 - ink) * (1.0 - black))),
        _ => None,
    };
    let drawing = (subtype == Subtype::Ink).then(|| drawing(frame, sheet, object, color)).flatten();
    let mut told = said(object);
    if told.trim().is_empty()
        && let Some(pop_up) = object.get::<Dict<'_>>("Popup")
    {
        told = said(&pop_up);
    }
    let tip = tip(object, subtype).and_then(|tip| area_of_point(frame, tip)).map(|at| Area {
        x: at.x - TIP,
        y: at.y - TIP,
        width: TIP * 2.0,
        height: TIP * 2.0,
    });
    Markup {
        subtype,
        key: object.obj_id(),
        name: text(object, "NM"),
        said: told,
        author: text(object, "T"),
        subject: text(object, "Subj"),
        intent: name(object, "IT"),
        icon: if subtype == Subtype::FileAttachment { file_name(object) } else { name(object, "Name") },
        created: time(object, "CreationDate"),
        modified: time(object, "M"),
        color,
        points: tip.is_some(),
        areas: tip.map_or_else(|| areas(frame, object, subtype), |tip| vec![tip]),
        drawing,
        carries: carries(object, subtype),
        answers: object.get_ref("IRT").map(ObjectIdentifier::from),
        grouped: name(object, "RT") == "Group",
        state: text(object, "State"),
    }
}

/// What an annotation says: in plain text, else in rich text.
fn said(object: &Dict<'_>) -> String {
    let plain = text(object, "Contents");
    if !plain.trim().is_empty() {
        return plain;
    }
    let string = || object.get::<PdfString<'_>>("RC").map(|rich| string::decode(rich.as_bytes()));
    let stream = || object.get::<Stream<'_>>("RC").and_then(|rich| Some(string::decode(&rich.decoded().ok()?)));
    string().or_else(stream).map(|rich| rich_text::plain(&rich)).unwrap_or(plain)
}

/// What a callout or an arrow points at, in page space: `CL` begins there (12.5.6.6), and `LE` says at which end of a line an
/// arrow is (12.5.6.7). A line with an arrow at both ends or at none points at nothing.
fn tip(object: &Dict<'_>, subtype: Subtype) -> Option<[f32; 2]> {
    let points = match subtype {
        Subtype::FreeText => {
            let line = numbers(object, "CL", 6);
            return line.first_chunk::<2>().copied();
        }
        Subtype::Shape("Line") => numbers(object, "L", 4),
        Subtype::Shape("PolyLine") => numbers(object, "Vertices", MOST_NUMBERS),
        _ => return None,
    };
    let endings = object.get::<Array<'_>>("LE")?;
    let arrows: Vec<bool> = endings.iter::<Name<'_>>().take(2).map(|ending| is_arrow(ending.as_str())).collect();
    pointed(&points, &arrows)
}

/// Whether the ending of a line of this name is the head of an arrow.
pub fn is_arrow(ending: &str) -> bool {
    ending.ends_with("Arrow")
}

/// The end of a line that the one arrow is at.
pub fn pointed(points: &[f32], arrows: &[bool]) -> Option<[f32; 2]> {
    match arrows {
        [true, false] => points.first_chunk::<2>().copied(),
        [false, true] => {
            points.last_chunk::<2>().copied().filter(|_| points.len().is_multiple_of(2) && points.len() > 2)
        }
        _ => None,
    }
}

/// Whether it brings a file or a recording.
fn carries(object: &Dict<'_>, subtype: Subtype) -> bool {
    match subtype {
        Subtype::FileAttachment => object.get::<Dict<'_>>("FS").is_some_and(|file| file.contains_key("EF")),
        Subtype::Sound => object.contains_key("Sound"),
        _ => false,
    }
}

/// What the attached file is called.
fn file_name(object: &Dict<'_>) -> String {
    let Some(file) = object.get::<Dict<'_>>("FS") else { return text(object, "FS") };
    let named = ["UF", "F", "Unix", "DOS", "Mac"].into_iter().map(|key| text(&file, key));
    named.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

/// The strokes of an Ink annotation (12.5.6.13); `None` where there are none.
fn drawing(frame: Transform, sheet: &Surface, object: &Dict<'_>, color: Option<[f32; 3]>) -> Option<Drawing> {
    let style = object.get::<Dict<'_>>("BS").and_then(|style| style.get::<f32>("W"));
    let width = style.or_else(|| numbers(object, "Border", 3).get(2).copied()).unwrap_or(1.0);
    let list = object.get::<Array<'_>>("InkList")?;
    let mut left = MOST_NUMBERS;
    let mut strokes = Vec::new();
    for path in list.iter::<Array<'_>>() {
        let points: Vec<f32> = path.iter::<f32>().take(left).collect();
        left -= points.len();
        let stroke = stroke(&points, frame, color, width);
        if !stroke.points.is_empty() {
            strokes.push(stroke);
        }
    }
    (!strokes.is_empty()).then_some(Drawing { surface: sheet.clone(), strokes })
}

/// The areas of an object on the page, counted from above: its quadrilaterals, or its rectangle; of a line its ends.
fn areas(frame: Transform, object: &Dict<'_>, subtype: Subtype) -> Vec<Area> {
    let quads = quads(object, subtype);
    let quads: Vec<_> = quads.chunks_exact(8).filter_map(|points| area(frame, points)).collect();
    if !quads.is_empty() {
        return quads;
    }
    let ends = if subtype == Subtype::Shape("Line") { numbers(object, "L", 4) } else { Vec::new() };
    let rectangle = if ends.len() == 4 { ends } else { numbers(object, "Rect", 4) };
    if rectangle.len() == 4 { area(frame, &rectangle).into_iter().collect() } else { Vec::new() }
}

/// The quadrilaterals of words, where they are seen.
fn quads(object: &Dict<'_>, subtype: Subtype) -> Vec<f32> {
    if subtype.is_on_words() { shown(object, numbers(object, "QuadPoints", MOST_NUMBERS)) } else { Vec::new() }
}

/// The rectangles of an object in user space: left, bottom, right, top.
pub fn bounds(object: &Dict<'_>, subtype: Subtype) -> Vec<[f32; 4]> {
    if let Some([x, y]) = tip(object, subtype) {
        return vec![[x, y, x, y]];
    }
    let quads = quads(object, subtype);
    let rectangle = numbers(object, "Rect", 4);
    let points = if quads.len() >= 8 { quads.chunks_exact(8) } else { rectangle.chunks_exact(4) };
    let none = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    let around = |[left, bottom, right, top]: [f32; 4], point: &[f32]| match *point {
        [x, y] => [left.min(x), bottom.min(y), right.max(x), top.max(y)],
        _ => [left, bottom, right, top],
    };
    points.map(|points| points.chunks_exact(2).fold(none, around)).collect()
}

/// The middle of an object's first rectangle.
pub fn middle(object: &Dict<'_>, subtype: Subtype) -> [f32; 2] {
    let first = bounds(object, subtype).first().copied().unwrap_or_default();
    let [left, bottom, right, top] = first;
    [f32::midpoint(left, right), f32::midpoint(bottom, top)]
}

/// Where a point lies, as an area without extent.
fn area_of_point(frame: Transform, point: [f32; 2]) -> Option<Area> {
    let [x, y] = frame.apply(point);
    (x.is_finite() && y.is_finite()).then_some(Area { x, y, width: 0.0, height: 0.0 })
}

/// Where the lines of the contents stand: the links of the hand-out. `sent` says which page that was sent a point on a page of the
/// file is on, and how it lies there.
pub fn contents(pdf: &Pdf, sent: &dyn Fn(usize, [f32; 2]) -> Option<(usize, Transform)>) -> Vec<ContentsLine> {
    let pages = pdf.pages();
    let ids: BTreeMap<ObjectIdentifier, usize> =
        pages.iter().enumerate().filter_map(|(index, page)| Some((page.raw().obj_id()?, index))).collect();
    let mut lines = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { continue };
        for link in annotations.iter::<Dict<'_>>().take(super::markup::MOST) {
            if name(&link, "Subtype") != "Link" {
                continue;
            }
            let line = || {
                let destination = link.get::<Array<'_>>("Dest")?;
                let mut items = destination.raw_iter();
                let Some(MaybeRef::Ref(target)) = items.next() else { return None };
                let to = *ids.get(&ObjectIdentifier::from(target))?;
                // The way to show it, left, top and magnification (12.3.2.2).
                let Some(MaybeRef::NotRef(Object::Number(up))) = items.nth(2) else { return None };
                let rectangle = numbers(&link, "Rect", 4);
                let [left, bottom, right, top] = *rectangle.first_chunk::<4>()?;
                let (number, frame) = sent(index, [f32::midpoint(left, right), f32::midpoint(bottom, top)])?;
                let media = pages.get(to)?.media_box();
                #[allow(clippy::cast_possible_truncation)]
                let (middle, aim) = (media.x1 as f32 / 2.0, up.as_f32());
                let (to, there) = sent(to, [middle, aim])?;
                Some(ContentsLine {
                    page: number,
                    area: area(frame, &rectangle)?,
                    to,
                    y: there.apply([middle, aim])[1],
                })
            };
            lines.extend(line());
        }
    }
    lines
}

/// The names that annotations bear in a file.
pub fn names(pdf: &Pdf) -> impl Iterator<Item = String> + '_ {
    let annotations = pdf.pages().iter().filter_map(|page| page.raw().get::<Array<'_>>("Annots"));
    let objects = annotations.flat_map(|all| all.iter::<Dict<'_>>()).take(super::markup::MOST);
    objects.map(|object| text(&object, "NM")).filter(|name| !name.is_empty())
}

fn numbers(object: &Dict<'_>, key: &str, most: usize) -> Vec<f32> {
    object.get::<Array<'_>>(key).iter().flat_map(Array::iter::<f32>).take(most).collect()
}

fn text(object: &Dict<'_>, key: &str) -> String {
    object.get::<PdfString<'_>>(key).map(|value| string::decode(value.as_bytes())).unwrap_or_default()
}

fn name(object: &Dict<'_>, key: &str) -> String {
    object.get::<Name<'_>>(key).map(|name| name.as_str().to_owned()).unwrap_or_default()
}

fn time(object: &Dict<'_>, key: &str) -> Option<Timestamp> {
    object.get::<PdfString<'_>>(key).and_then(|value| string::time(value.as_bytes()))
}
