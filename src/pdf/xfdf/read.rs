//! Reading XFDF, whoever wrote it.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::super::comments::Pages;
use super::super::markup::{MOST, Markup, Reader, Subtype};
use super::super::read::{self, OpenError};
use super::super::recognition::Transform;
use super::super::said::Printing;
use super::super::space::{area, stroke, surface};
use super::super::string;
use super::NAMESPACE;
use crate::compose::compose;
use crate::meeting::drawing::Drawing;
use crate::meeting::{Meeting, Purpose, Review, Visibility};
use crate::typeset;
use crate::typeset::page::Area;
use jiff::Timestamp;
use roxmltree::{Document, Node, ParsingOptions};
use std::borrow::Cow;
use thiserror::Error;

/// The most elements and texts that are read from one file.
const MOST_NODES: u32 = 4_000_000;
/// A4, where nothing says otherwise: width and height in points.
const SHEET: [f32; 2] = [595.28, 841.89];

/// Why bytes are no annotations in XFDF.
#[derive(Debug, Error)]
pub enum XfdfError {
    /// They are no text, or no XML.
    #[error("not XML: {0}")]
    NotXml(String),
    /// They define entities, which are never followed.
    #[error("defines entities")]
    Entities,
    /// There are more elements than are read from one file.
    #[error("too many elements")]
    TooMany,
    /// The XML is no XFDF.
    #[error("XML, but no XFDF")]
    OtherXml,
    /// The hand-out that they belong to is not there, so that nobody knows which words they are on.
    #[error("no hand-out {0:?}")]
    NoHandout(String),
    /// The hand-out cannot be read.
    #[error(transparent)]
    Handout(#[from] OpenError),
}

/// The pages that annotations are on.
#[derive(Clone, Copy, Debug)]
pub enum Handout<'a> {
    /// Those of a PDF that Bilag made.
    Pdf(&'a [u8]),
    /// Those that the meeting would have now.
    Meeting(&'a Meeting),
}

/// The name of the PDF that annotations belong to, without any folder; empty where they do not say.
pub fn handout_name(bytes: &[u8]) -> Result<String, XfdfError> {
    let text = text_of(bytes)?;
    let document = parse(&text)?;
    let href = child(document.root_element(), "f").and_then(|f| f.attribute("href")).unwrap_or_default();
    Ok(href.rsplit(['/', '\\']).next().unwrap_or_default().to_owned())
}

/// Reads annotations on the pages of a hand-out. `now` is the time of what has none.
pub fn read(bytes: &[u8], handout: Handout<'_>, now: Timestamp) -> Result<Review, XfdfError> {
    let text = text_of(bytes)?;
    let xml = parse(&text)?;
    let (sent, pages, sheets) = match handout {
        Handout::Pdf(bytes) => {
            let pdf = read::load(bytes)?;
            let (sent, pages) = Pages::of(&pdf)?;
            let boxes = pdf.pages().iter().map(hayro_syntax::page::Page::media_box);
            #[allow(clippy::cast_possible_truncation)]
            let sheets: Vec<[f32; 2]> = boxes.map(|media| [media.width() as f32, media.height() as f32]).collect();
            (sent, pages, sheets)
        }
        Handout::Meeting(meeting) => {
            let layout = typeset::layout(&compose(&meeting.share(Purpose::Handout)));
            let sheets = layout.pages.iter().map(|page| [page.width, page.height]).collect();
            // The hand-out that they belong to may have shown more than one that was made now.
            let mut sent = meeting.clone();
            sent.annotations.retain(|annotation| annotation.visibility == Visibility::Shared);
            (sent, Pages::LaidOut(Box::new(layout)), sheets)
        }
    };
    let lines = pages.lines();
    // XFDF and PDF need not be of the same day: what the PDF says need not be what was written here.
    let mut reader = Reader::new(&lines, pages.slides(), &sent, Printing::any(pages.said()), now);
    let annotations = child(xml.root_element(), "annots");
    for element in annotations.iter().flat_map(Node::children).filter(Node::is_element) {
        let Some(subtype) = Subtype::named(element.tag_name().name()) else { continue };
        let page = element.attribute("page").and_then(|page| page.trim().parse().ok()).unwrap_or(usize::MAX - 1);
        if reader.is_full() {
            reader.omit(1);
        } else {
            reader.take(page.min(MOST), markup(element, subtype, page, sheets.get(page).copied().unwrap_or(SHEET)));
        }
    }
    let (comments, omitted) = reader.finish();
    // Programs also export a choice of annotations: what is not there need not have been deleted.
    Ok(Review { sent, comments, omitted, complete: false })
}

fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, XfdfError> {
    match bytes {
        [0xfe, 0xff, ..] | [0xff, 0xfe, ..] => Ok(Cow::Owned(string::decode(bytes))),
        _ => {
            let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
            std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| XfdfError::NotXml(error.to_string()))
        }
    }
}

fn parse(text: &str) -> Result<Document<'_>, XfdfError> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected | roxmltree::Error::UnknownEntityReference(..) => XfdfError::Entities,
        roxmltree::Error::NodesLimitReached => XfdfError::TooMany,
        other => XfdfError::NotXml(other.to_string()),
    })?;
    let root = document.root_element().tag_name();
    let known =
        root.namespace().is_none_or(|namespace| namespace.trim_end_matches('/') == NAMESPACE.trim_end_matches('/'));
    if root.name() == "xfdf" && known { Ok(document) } else { Err(XfdfError::OtherXml) }
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|child| child.tag_name().name() == name)
}

fn markup(element: Node<'_, '_>, subtype: Subtype, page: usize, [width, height]: [f32; 2]) -> Markup<String> {
    let text = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
    let time = |name: &str| element.attribute(name).and_then(|date| string::time(date.as_bytes()));
    let corner = Transform::upright(0.0, height);
    let color = element.attribute("color").and_then(color);
    let numbers = |name: &str| element.attribute(name).map(numbers).unwrap_or_default();
    let mut areas: Vec<Area> = Vec::new();
    if subtype.is_on_words() {
        areas.extend(numbers("coords").chunks_exact(8).filter_map(|points| area(corner, points)));
    }
    let rectangle = numbers("rect");
    if areas.is_empty() && rectangle.len() == 4 {
        areas.extend(area(corner, &rectangle));
    }
    let pen = element.attribute("width").and_then(|width| width.trim().parse().ok()).unwrap_or(1.0);
    let gestures = child(element, "inklist").into_iter().flat_map(|list| list.children());
    let gestures = gestures.filter(|node| node.tag_name().name() == "gesture");
    let strokes = gestures.map(|gesture| stroke(&self::numbers(&all_text(gesture)), corner, color, pen));
    let strokes: Vec<_> = strokes.filter(|stroke| !stroke.points.is_empty()).collect();
    let drawn = subtype == Subtype::Ink && !strokes.is_empty();
    let name = text("name");
    let answers = element.attribute("inreplyto").filter(|name| !name.is_empty());
    Markup {
        subtype,
        key: (!name.is_empty()).then(|| name.clone()),
        name,
        said: contents(element),
        author: text("title"),
        subject: text("subject"),
        created: time("creationdate"),
        modified: time("date"),
        color,
        areas,
        drawing: drawn
            .then(|| Drawing { surface: surface(page, width.into(), height.into()), strokes }.within_limits()),
        answers: answers.map(str::to_owned),
        grouped: element.attribute("replyType").is_some_and(|kind| kind.eq_ignore_ascii_case("group")),
        state: text("state"),
    }
}

/// What an annotation says: plain, or the paragraphs of its rich text.
fn contents(element: Node<'_, '_>) -> String {
    if let Some(plain) = child(element, "contents").map(all_text).filter(|text| !text.trim().is_empty()) {
        return plain.replace("\r\n", "\n").replace('\r', "\n");
    }
    let Some(rich) = child(element, "contents-richtext") else { return String::new() };
    let paragraphs = rich.descendants().filter(|node| node.tag_name().name() == "p");
    let paragraphs: Vec<String> = paragraphs.map(|node| all_text(node).trim().to_owned()).collect();
    if paragraphs.is_empty() { all_text(rich).trim().to_owned() } else { paragraphs.join("\n") }
}

fn all_text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

fn numbers(text: &str) -> Vec<f32> {
    text.split([',', ';', ' ', '\n', '\t']).filter_map(|number| number.trim().parse().ok()).collect()
}

fn color(text: &str) -> Option<[f32; 3]> {
    let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let channel = |from: usize| Some(f32::from(u8::from_str_radix(digits.get(from..from + 2)?, 16).ok()?) / 255.0);
    Some([channel(0)?, channel(2)?, channel(4)?])
}
