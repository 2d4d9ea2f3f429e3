//! Back: what reviewers wrote into a PDF that Bilag made, each comment on the words that it belongs to.
//!
//! Here the objects are read; what they are about is found by [`super::markup`], through the source map that the PDF carries.
//! Nothing in the file is run or followed, and from one file no more is read than a meeting can hold.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::files::LAYOUT;
use super::markup::{Lines, Markup, Reader, Subtype, Unplaced, by_page};
use super::read::{self, OpenError};
use super::recognition::{Recognition, Sheet, Transform};
use super::said::{Printing, Record};
use super::sent::{self, SentPage};
use super::sources::{self, StoredLine, StoredSourceMap};
use super::space::{area, stroke, surface};
use super::string;
use crate::compose::compose;
use crate::foreign::PageReader;
use crate::meeting::drawing::{Drawing, Medium, Surface};
use crate::meeting::{Annotation, Aspect, Meeting, Purpose, Review, SlideKey, Visibility};
use crate::typeset;
use crate::typeset::page::{Layout, PlacedSlide};
use crate::typeset::source::SourceMap;
use crate::typeset::{SlideNames, slide_names};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier, String as PdfString};
use hayro_syntax::page::Page;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// The most numbers that are read from one array.
const MOST_NUMBERS: usize = 200_000;

/// What is needed to read a copy besides its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Import<'a> {
    /// The time of what has none.
    pub now: Timestamp,
    /// The meeting that the copy is read for: a file that has lost what was sent is compared with it.
    pub meeting: Option<&'a Meeting>,
    /// Who reads what stands on pages that are not as they were sent.
    pub reader: &'a PageReader,
}

/// Reads what is written in a PDF that Bilag made, in this process: for a file that is trusted. `now` is the time of what has none.
pub fn comments(bytes: &[u8], now: Timestamp) -> Result<Review, OpenError> {
    comments_with(bytes, &Import { now, meeting: None, reader: &PageReader::Here })
}

/// Reads what is written in a PDF that Bilag made.
pub fn comments_with(bytes: &[u8], import: &Import<'_>) -> Result<Review, OpenError> {
    let pdf = read::load(bytes)?;
    let (sent, pages) = match (Pages::of(&pdf), import.meeting) {
        (Err(OpenError::NoMeeting | OpenError::Meeting(_)), Some(meeting)) => Pages::at_hand(meeting),
        (pages, _) => pages?,
    };
    let lines = pages.lines();
    let sent_pages = pages.sent_pages(&sent);
    let hints = original_pages(&pdf, sent_pages.len());
    let wanted: Vec<usize> =
        pdf.pages().iter().enumerate().filter(|(_, page)| has_markup(page)).map(|(index, _)| index).collect();
    let sheets = Recognition::new(&sent_pages).sheets(&pdf, bytes, &wanted, &hints, import.reader);
    let mut reader = Reader::new(&lines, pages.slides(), &sent, Printing::of(pages.said()), import.now);
    for (index, sheet) in &sheets {
        if let Some(page) = pdf.pages().get(*index) {
            read_page(&mut reader, *index, page, sheet, &sent_pages);
        }
    }
    let complete = sent.handout.annotations.objects() && pdf.pages().len() >= sent_pages.len();
    let (comments, omitted) = reader.finish();
    Ok(Review { sent, comments, omitted, complete })
}

/// Where the parts of a meeting stand on the pages of its hand-out.
pub enum Pages {
    /// As the PDF itself says.
    Kept(StoredSourceMap),
    /// As the meeting is laid out now.
    LaidOut(Box<Layout>),
}

impl Pages {
    /// The meeting that a PDF carries, and its pages: a file whose source map was taken out is laid out again.
    pub fn of(pdf: &Pdf) -> Result<(Meeting, Pages), OpenError> {
        let mut sent = read::meeting(pdf)?;
        let kept = read::embedded(pdf, LAYOUT).ok().and_then(|file| sources::read(&file, &sent));
        let mut pages = kept.map_or_else(|| Pages::of_meeting(&sent), Pages::Kept);
        pages.name_slides(&mut sent);
        Ok((sent, pages))
    }

    /// Names the slides that version 2 counted, on the pages and in the meeting. What it counted was what was sent.
    fn name_slides(&mut self, sent: &mut Meeting) {
        let mut shapes: Vec<(Aspect, SlideNames)> = Vec::new();
        let meeting = sent.clone();
        let mut named = |key: &SlideKey, width: f32, height: f32| -> Option<SlideKey> {
            let (counted, aspect) = (key.counted()?, Aspect::of_screen(width, height));
            if !shapes.iter().any(|(known, _)| *known == aspect) {
                shapes.push((aspect, slide_names(&meeting, aspect)));
            }
            shapes.iter().find(|(known, _)| *known == aspect)?.1.get(&counted).cloned()
        };
        if let Pages::Kept(kept) = self {
            for slide in &mut kept.slides {
                if let Some(key) = named(&slide.key, slide.area.width, slide.area.height) {
                    slide.key = key;
                }
            }
        }
        for drawing in sent.annotations.iter_mut().filter_map(Annotation::drawing_mut) {
            let Surface { medium, width, height, .. } = &mut drawing.surface;
            if let Medium::Slide(key) = medium
                && let Some(name) = named(key, *width as f32, *height as f32)
            {
                *key = name;
            }
        }
    }

    /// What Bilag put below the text of annotations, where that is known.
    pub fn said(&self) -> Option<&Record> {
        match self {
            Pages::Kept(kept) => kept.said.as_ref(),
            Pages::LaidOut(_) => None,
        }
    }

    /// The pages of a meeting as they would be now.
    pub fn of_meeting(sent: &Meeting) -> Pages {
        Pages::LaidOut(Box::new(typeset::layout(&compose(&sent.share(Purpose::Handout)))))
    }

    /// The pages of the meeting that a copy is read for, where that has lost what was sent. It may have shown more than one that
    /// was made now.
    fn at_hand(meeting: &Meeting) -> (Meeting, Pages) {
        let mut sent = meeting.clone();
        sent.annotations.retain(|annotation| annotation.visibility == Visibility::Shared);
        (sent, Pages::of_meeting(meeting))
    }

    /// The pages as they were when they were sent.
    fn sent_pages(&self, sent: &Meeting) -> Vec<SentPage> {
        match self {
            Pages::Kept(kept) if kept.pages.is_empty() => {
                sent::agreeing(&kept.lines, &typeset::layout(&compose(&sent.share(Purpose::Handout))))
            }
            Pages::Kept(kept) => sent::restore(&kept.lines, kept.pages.clone()),
            Pages::LaidOut(layout) => sent::of_layout(layout),
        }
    }

    /// The lines by page.
    pub fn lines(&self) -> Lines<'_> {
        match self {
            Pages::Kept(kept) => by_page(kept.lines.iter().map(StoredLine::place)),
            Pages::LaidOut(layout) => by_page(SourceMap::of(layout).all()),
        }
    }

    /// The slides on them.
    pub fn slides(&self) -> &[PlacedSlide] {
        match self {
            Pages::Kept(kept) => &kept.slides,
            Pages::LaidOut(layout) => &layout.slides,
        }
    }
}

/// Which page, from 0, each was when it was sent: pages that somebody took out, put in or moved are told by the keys that
/// their structure has.
fn original_pages(pdf: &Pdf, count: usize) -> Vec<usize> {
    let key = |page: &Page<'_>| page.raw().get::<i32>("StructParents").and_then(|key| usize::try_from(key).ok());
    let keys: Vec<Option<usize>> = pdf.pages().iter().map(key).collect();
    let known: Vec<usize> = keys.iter().flatten().copied().filter(|key| *key < count).collect();
    let different: BTreeSet<&usize> = known.iter().collect();
    if known.len() < count.min(keys.len()) || different.len() < known.len() {
        return (0..keys.len()).collect();
    }
    keys.into_iter().map(|key| key.unwrap_or(usize::MAX - 1)).collect()
}

/// Whether somebody may have written on a page.
fn has_markup(page: &Page<'_>) -> bool {
    let annotations = page.raw().get::<Array<'_>>("Annots");
    annotations.is_some_and(|annotations| annotations.iter::<Dict<'_>>().any(|object| subtype(&object).is_some()))
}

fn subtype(object: &Dict<'_>) -> Option<Subtype> {
    Subtype::named(object.get::<Name<'_>>("Subtype")?.as_str())
}

fn read_page(
    reader: &mut Reader<'_, ObjectIdentifier>,
    index: usize,
    page: &Page<'_>,
    sheet: &Sheet,
    sent: &[SentPage],
) {
    let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { return };
    let other_meeting = sheet.other_meeting();
    for object in annotations.iter::<Dict<'_>>() {
        let Some(subtype) = subtype(&object) else { continue };
        if reader.is_full() {
            reader.omit(1);
            continue;
        }
        let spot = sheet.at(middle(&object, subtype), sent);
        // Where no page is recognised, places are counted from the corner of this one.
        let media = page.media_box();
        #[allow(clippy::cast_possible_truncation)]
        let own_corner = Transform::upright(media.x0 as f32, media.y1 as f32);
        let frame = spot.as_ref().map_or(own_corner, |spot| spot.transform);
        let at = spot.as_ref().map_or(index, |spot| spot.page);
        let size = sent.get(at).filter(|_| spot.is_some()).and_then(|page| page.size);
        let [width, height] = size.map_or([media.x1 - media.x0, media.y1 - media.y0], |size| size.map(f64::from));
        let markup = read_object(frame, &surface(at, width, height), subtype, &object);
        let agrees =
            spot.as_ref().zip(sent.get(at)).is_some_and(|(spot, sent)| sheet.agrees(spot, &markup.areas, sent));
        if agrees {
            reader.take(at, markup);
        } else {
            let words = sheet.words_beneath(&bounds(&object, subtype));
            reader.take_unplaced(index, Unplaced { words, elsewhere: other_meeting.is_some() }, markup);
        }
    }
}

/// The rectangles of an object in user space: left, bottom, right, top.
fn bounds(object: &Dict<'_>, subtype: Subtype) -> Vec<[f32; 4]> {
    let quads = if subtype.is_on_words() { numbers(object, "QuadPoints", MOST_NUMBERS) } else { Vec::new() };
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
fn middle(object: &Dict<'_>, subtype: Subtype) -> [f32; 2] {
    let first = bounds(object, subtype).first().copied().unwrap_or_default();
    let [left, bottom, right, top] = first;
    [f32::midpoint(left, right), f32::midpoint(bottom, top)]
}

fn read_object(frame: Transform, sheet: &Surface, subtype: Subtype, object: &Dict<'_>) -> Markup<ObjectIdentifier> {
    let color = match *numbers(object, "C", 4) {
        [gray] => Some([gray; 3]),
        [red, green, blue] => Some([red, green, blue]),
        [cyan, magenta, yellow, black] => Some([cyan, magenta, yellow].map(|ink| (1.0 - ink) * (1.0 - black))),
        _ => None,
    };
    let drawing = (subtype == Subtype::Ink).then(|| drawing(frame, sheet, object, color)).flatten();
    Markup {
        subtype,
        key: object.obj_id(),
        name: text(object, "NM"),
        said: text(object, "Contents"),
        author: text(object, "T"),
        subject: text(object, "Subj"),
        created: time(object, "CreationDate"),
        modified: time(object, "M"),
        color,
        areas: areas(frame, object, subtype),
        drawing,
        answers: object.get_ref("IRT").map(ObjectIdentifier::from),
        grouped: object.get::<Name<'_>>("RT").is_some_and(|kind| kind.as_str() == "Group"),
        state: text(object, "State"),
    }
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

/// The areas of an object on the page, counted from above: its quadrilaterals, or its rectangle.
fn areas(frame: Transform, object: &Dict<'_>, subtype: Subtype) -> Vec<crate::typeset::page::Area> {
    let quads = if subtype.is_on_words() { numbers(object, "QuadPoints", MOST_NUMBERS) } else { Vec::new() };
    let quads: Vec<_> = quads.chunks_exact(8).filter_map(|points| area(frame, points)).collect();
    if !quads.is_empty() {
        return quads;
    }
    let rectangle = numbers(object, "Rect", 4);
    if rectangle.len() == 4 { area(frame, &rectangle).into_iter().collect() } else { Vec::new() }
}

fn numbers(object: &Dict<'_>, key: &str, most: usize) -> Vec<f32> {
    object.get::<Array<'_>>(key).iter().flat_map(Array::iter::<f32>).take(most).collect()
}

fn text(object: &Dict<'_>, key: &str) -> String {
    object.get::<PdfString<'_>>(key).map(|value| string::decode(value.as_bytes())).unwrap_or_default()
}

fn time(object: &Dict<'_>, key: &str) -> Option<Timestamp> {
    object.get::<PdfString<'_>>(key).and_then(|value| string::time(value.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Annotation, AnnotationDisplay, HandoutOptions, Template};

    #[test]
    fn what_went_out_comes_back_in_every_template() {
        for template in Template::ALL {
            for annotations in [AnnotationDisplay::Both, AnnotationDisplay::Pdf] {
                let mut meeting = Meeting::sample();
                meeting.handout = HandoutOptions { template, annotations, ..meeting.handout };
                let shared = meeting.share(Purpose::Handout);
                let exported = super::super::export(&shared, Timestamp::UNIX_EPOCH).expect("a PDF");
                let review = comments(&exported.bytes, Timestamp::UNIX_EPOCH).expect("a review");
                assert_eq!(review.sent, *shared.meeting());
                assert!(review.comments.iter().all(|comment| comment.anchored));
                let mut back: Vec<Annotation> = review.comments.into_iter().map(|comment| comment.annotation).collect();
                back.sort_by(|left, right| left.id.cmp(&right.id));
                assert_eq!(back, shared.meeting().annotations, "{template:?} {annotations:?}");
            }
        }
    }
}
