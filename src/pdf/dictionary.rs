//! Annotation dictionaries (ISO 32000-1, 12.5), of a PDF or of FDF (12.7.7), read as markup.
//!
//! What an annotation says stands in `Contents`; in some only in its rich text or in the pop-up that opens with it. What it is
//! about is where its quadrilaterals lie, or its rectangle; of an arrow and of a callout what its tip points at.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::markup::{ContentsLine, Markup, Reader, Subtype};
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

/// Takes annotations, each with its page from 0. `place` gives for a page its upper left corner and its surface.
pub fn take_all<'a>(
    reader: &mut Reader<'_, ObjectIdentifier>,
    annotations: impl Iterator<Item = (usize, Dict<'a>)>,
    place: impl Fn(usize) -> ([f32; 2], Surface),
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
            let (corner, sheet) = place(page);
            let mut markup = read(corner, &sheet, subtype, &object);
            if markup.said.trim().is_empty()
                && let Some(said) = markup.key.as_ref().and_then(|key| pop_ups.get(key))
            {
                markup.said.clone_from(said);
            }
            reader.take(page, markup);
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

fn read(corner: [f32; 2], sheet: &Surface, subtype: Subtype, object: &Dict<'_>) -> Markup<ObjectIdentifier> {
    let color = match *numbers(object, "C", 4) {
        [gray] => Some([gray; 3]),
        [red, green, blue] => Some([red, green, blue]),
        [cyan, magenta, yellow, black] => Some([cyan, magenta, yellow].map(|ink| (1.0 - ink) * (1.0 - black))),
        _ => None,
    };
    let drawing = (subtype == Subtype::Ink).then(|| drawing(corner, sheet, object, color)).flatten();
    let mut told = said(object);
    if told.trim().is_empty()
        && let Some(pop_up) = object.get::<Dict<'_>>("Popup")
    {
        told = said(&pop_up);
    }
    let tip = tip(object, subtype).and_then(|tip| area(corner, &tip)).map(|at| Area {
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
        areas: tip.map_or_else(|| areas(corner, object, subtype), |tip| vec![tip]),
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
fn drawing(corner: [f32; 2], sheet: &Surface, object: &Dict<'_>, color: Option<[f32; 3]>) -> Option<Drawing> {
    let style = object.get::<Dict<'_>>("BS").and_then(|style| style.get::<f32>("W"));
    let width = style.or_else(|| numbers(object, "Border", 3).get(2).copied()).unwrap_or(1.0);
    let list = object.get::<Array<'_>>("InkList")?;
    let mut left = MOST_NUMBERS;
    let mut strokes = Vec::new();
    for path in list.iter::<Array<'_>>() {
        let points: Vec<f32> = path.iter::<f32>().take(left).collect();
        left -= points.len();
        let stroke = stroke(&points, corner, color, width);
        if !stroke.points.is_empty() {
            strokes.push(stroke);
        }
    }
    (!strokes.is_empty()).then_some(Drawing { surface: sheet.clone(), strokes })
}

/// The areas of an object on the page, counted from above: its quadrilaterals, or its rectangle; of a line its ends.
fn areas(corner: [f32; 2], object: &Dict<'_>, subtype: Subtype) -> Vec<Area> {
    let quads = if subtype.is_on_words() { numbers(object, "QuadPoints", MOST_NUMBERS) } else { Vec::new() };
    let quads: Vec<_> = quads.chunks_exact(8).filter_map(|points| area(corner, points)).collect();
    if !quads.is_empty() {
        return quads;
    }
    let ends = if subtype == Subtype::Shape("Line") { numbers(object, "L", 4) } else { Vec::new() };
    let rectangle = if ends.len() == 4 { ends } else { numbers(object, "Rect", 4) };
    if rectangle.len() == 4 { area(corner, &rectangle).into_iter().collect() } else { Vec::new() }
}

/// Where the lines of the contents stand: the links of the hand-out, on pages that are numbered from 0 as they were when it was
/// sent.
pub fn contents(pdf: &Pdf, numbers: &[usize]) -> Vec<ContentsLine> {
    let pages = pdf.pages();
    let ids: BTreeMap<ObjectIdentifier, usize> =
        pages.iter().enumerate().filter_map(|(index, page)| Some((page.raw().obj_id()?, index))).collect();
    let mut lines = Vec::new();
    for (page, &number) in pages.iter().zip(numbers) {
        let media = page.media_box();
        #[allow(clippy::cast_possible_truncation)]
        let corner = [media.x0 as f32, media.y1 as f32];
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
                #[allow(clippy::cast_possible_truncation)]
                let top = pages.get(to)?.media_box().y1 as f32;
                // The way to show it, left, top and magnification (12.3.2.2).
                let Some(MaybeRef::NotRef(Object::Number(up))) = items.nth(2) else { return None };
                let up = up.as_f32();
                let area = area(corner, &self::numbers(&link, "Rect", 4))?;
                Some(ContentsLine { page: number, area, to: *numbers.get(to)?, y: top - up })
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
