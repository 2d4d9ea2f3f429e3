//! Annotations (ISO 32000-1, 12.5): what was written, as objects that other programs list, answer and change.
//!
//! An annotation on words is a Highlight with the quadrilaterals of these words, a drawing is [`ink`], any other a Text note; replies and
//! states are Text annotations in reply to it (12.5.6.2, 12.5.6.3). `NM` is the annotation's id, so that it is known again
//! when a reviewer's copy comes back. Where the annotation is also printed its appearance is empty: the ink is there.

use super::ink;
use super::object::{date, integer, name, numbers, reference, text};
use super::said;
use crate::compose::{Document, NoteKind, Origin};
use crate::meeting::{Annotation, Meeting, Shared, Status, wording};
use crate::page_number::PageIndex;
use crate::say;
use crate::typeset::page::{Area, Layout, Role};
use crate::typeset::source::{PlacedLine, SourceMap};
use crate::typeset::{highlight_tint, note_color, pattern_color};
use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};
use std::fmt::Write as _;

/// The side of a note's icon, in points.
const ICON: f32 = 16.0;

/// An annotation as an object.
pub struct AnnotationObject {
    /// The object.
    pub id: ObjectId,
    /// Its page.
    pub page: PageIndex,
    /// The element of the words or the place that it is on.
    pub element: usize,
    /// What a screen reader says of it.
    pub description: String,
}

/// What a kind of annotation is called: the subject of its object.
#[must_use]
pub fn subject(annotation: &Annotation, document: &Document) -> String {
    wording::kind(annotation.kind(), annotation.color(), document.locale)
}

/// Writes every annotation of a meeting, where its hand-out has them as objects. `first_key` is
/// the first free key of the parent tree; each object takes the next.
pub fn write(
    target: &mut lopdf::Document,
    document: &Document,
    layout: &Layout,
    shared: &Shared,
    pages: &[ObjectId],
    first_key: usize,
) -> Vec<AnnotationObject> {
    if !shared.meeting().handout.annotations.objects() {
        return Vec::new();
    }
    write_all(target, document, layout, shared, pages, first_key)
}

/// Writes every annotation of a meeting.
pub fn write_all(
    target: &mut lopdf::Document,
    document: &Document,
    layout: &Layout,
    shared: &Shared,
    pages: &[ObjectId],
    first_key: usize,
) -> Vec<AnnotationObject> {
    let map = SourceMap::of(layout);
    let meeting = shared.meeting();
    let mut writer = Writer { target, document, layout, pages, meeting, next_key: first_key, written: Vec::new() };
    // What was only drawn, on an annex or on a slide that is not here, is in the meeting and on no page.
    let elsewhere = |annotation: &Annotation| {
        let drawing = annotation.drawing().filter(|_| annotation.is_only_drawn_elsewhere());
        drawing.is_some_and(|drawing| ink::place(annotation, drawing, meeting, layout, &map).is_none())
    };
    for annotation in meeting.annotations.iter().filter(|annotation| !elsewhere(annotation)) {
        writer.annotation(annotation, &map);
    }
    writer.written
}

struct Writer<'a> {
    target: &'a mut lopdf::Document,
    document: &'a Document,
    layout: &'a Layout,
    pages: &'a [ObjectId],
    meeting: &'a Meeting,
    next_key: usize,
    written: Vec<AnnotationObject>,
}

impl Writer<'_> {
    fn annotation(&mut self, annotation: &Annotation, map: &SourceMap<'_>) {
        let areas = self.words(annotation, map);
        let mut parts: Vec<(PageIndex, usize, Vec<Area>)> = Vec::new();
        for (place, area) in areas {
            match parts.last_mut() {
                Some((page, _, areas)) if *page == place.page => areas.push(area),
                _ => parts.push((place.page, place.element, vec![area])),
            }
        }
        let mut first = None;
        for (part, (page, element, areas)) in parts.into_iter().enumerate() {
            // A highlight is on one page; its words go on in another that answers the first.
            let id = self.highlight(annotation, page, &areas, first.filter(|_| part > 0), part);
            self.note(id, page, element, annotation);
            first.get_or_insert((id, page, element, areas[0]));
        }
        let (id, page, element, area) = match first.or_else(|| self.ink(annotation, map)) {
            Some(first) => first,
            None => self.beside(annotation, map),
        };
        for reply in &annotation.replies {
            let mut object = self.common(page, &reply.author, reply.created, reply.created);
            object.set("NM", text(&reply.id.0));
            let words = wording::reply(reply, self.meeting, self.document.locale);
            object.set("Contents", text(&words));
            let said = format!("{}: {words}", say!(self.document.locale, "reply"));
            self.answer(object, id, page, element, area, &said);
        }
        if annotation.status != Status::Open {
            let state = match annotation.status {
                Status::Open => "None",
                Status::Accepted => "Accepted",
                Status::Rejected => "Rejected",
                Status::Cancelled => "Cancelled",
                Status::Completed => "Completed",
            };
            let label = self.document.locale.text(annotation.status.label());
            // Where nobody noted who set it, that is the annotation's own author.
            let (by, at) = match &annotation.status_set {
                Some(set) => (&set.by, set.at),
                None => (&annotation.author, annotation.modified),
            };
            let mut object = self.common(page, by, at, at);
            object.set("NM", text(&format!("{}-state", annotation.id)));
            object.set("Contents", text(&label));
            object.set("State", text(state));
            object.set("StateModel", text("Review"));
            self.answer(object, id, page, element, area, &label);
        }
    }

    /// A note where there are no words.
    fn beside(&mut self, annotation: &Annotation, map: &SourceMap<'_>) -> (ObjectId, PageIndex, usize, Area) {
        let (page, element, corner) = corner(annotation, self.layout, map);
        let area = Area { x: corner[0], y: corner[1], width: ICON, height: ICON };
        let id = self.text_note(annotation, page, area);
        self.note(id, page, element, annotation);
        (id, page, element, area)
    }

    /// What was drawn; `None` where nothing was, or its principle is not on the pages.
    fn ink(&mut self, annotation: &Annotation, map: &SourceMap<'_>) -> Option<(ObjectId, PageIndex, usize, Area)> {
        let drawing = annotation.drawing().filter(|drawing| drawing.bounds().is_some())?;
        let ink::InkPlacement { page, element, transform } =
            ink::place(annotation, drawing, self.meeting, self.layout, map)?;
        let height = self.layout.pages[page.0].height;
        let area = ink::area(drawing, transform);
        let rect = bounds(&[area], height);
        let pen = drawing.strokes.first().map_or(([0; 3], 1000), |stroke| (stroke.color, stroke.width));
        let mut object = self.own(annotation, page, pen.0);
        object.set("Subtype", name("Ink"));
        // To the letter: 8 bits do not survive hundredths.
        object.set("C", pen.0.map(|channel| Object::Real(f32::from(channel) / 255.0)).to_vec());
        object.set("F", 4);
        object.set("Rect", numbers(&rect));
        object.set("InkList", ink::list(drawing, transform, height));
        object.set("BS", dictionary! { "Type" => name("Border"), "W" => Object::Real(ink::width(transform, pen.1)) });
        let appearance = self.appearance_in(&rect, ink::appearance(drawing, transform, height), ink::states(drawing));
        object.set("AP", dictionary! { "N" => reference(appearance) });
        let id = self.target.add_object(object);
        self.note(id, page, element, annotation);
        Some((id, page, element, area))
    }

    /// The words of an annotation on the pages: in its paragraph, or where they stand by themselves.
    fn words<'m>(&self, annotation: &Annotation, map: &SourceMap<'m>) -> Vec<(PlacedLine<'m>, Area)> {
        let target = &annotation.target;
        let (Some(principle), Some(paragraph), Some(words)) = (target.principle(), target.paragraph(), target.words())
        else {
            return Vec::new();
        };
        if let Some(range) = self.meeting.words(target) {
            let mut areas = map.areas(&Origin::Paragraph(principle, paragraph), &range);
            // Slides say some words again.
            let mut said = 0;
            areas.retain(|(place, _)| {
                let new = place.line.start >= said;
                said = said.max(place.line.end);
                new
            });
            if !areas.is_empty() {
                return areas;
            }
        }
        let own = map.places(&Origin::Annotation(annotation.id.clone())).iter();
        own.filter(|place| *place.line.text == *words.quote.exact)
            .filter_map(|place| Some((*place, place.whole()?)))
            .collect()
    }

    fn note(&mut self, id: ObjectId, page: PageIndex, element: usize, annotation: &Annotation) {
        let mut description = subject(annotation, self.document);
        if let Some(words) = annotation.target.words() {
            description.push(' ');
            description.push_str(&self.document.locale.quoted(&words.quote.exact));
        }
        if !annotation.text.is_empty() {
            description.push_str(": ");
            description.push_str(&annotation.text);
        }
        self.written.push(AnnotationObject { id, page, element: self.parent_element(element), description });
    }

    /// The element that holds an annotation on `element`: itself, or for a label what it labels.
    fn parent_element(&self, element: usize) -> usize {
        let elements = &self.layout.elements;
        if elements[element].role != Role::Lbl {
            return element;
        }
        let parent = elements[element].parent;
        let body = (element..elements.len())
            .find(|other| elements[*other].role == Role::LBody && elements[*other].parent == parent);
        body.unwrap_or(parent)
    }

    /// What every annotation has (12.5.2 and 12.5.6.2).
    fn common(
        &mut self,
        page: PageIndex,
        author: &str,
        created: jiff::Timestamp,
        modified: jiff::Timestamp,
    ) -> Dictionary {
        let key = self.next_key;
        self.next_key += 1;
        dictionary! {
            "Type" => name("Annot"),
            "P" => reference(self.pages[page.0]),
            "T" => text(author),
            "CreationDate" => date(created),
            "M" => date(modified),
            "StructParent" => integer(key),
        }
    }

    fn own(&mut self, annotation: &Annotation, page: PageIndex, color: [u8; 3]) -> Dictionary {
        let mut object = self.common(page, &annotation.author, annotation.created, annotation.modified);
        object.set("NM", text(&annotation.id.0));
        object.set("Subj", text(&subject(annotation, self.document)));
        object.set("C", numbers(&color.map(|channel| f32::from(channel) / 255.0)));
        let facts = said::facts(annotation, self.meeting, self.document.locale);
        let contents = said::contents(&annotation.text, &facts);
        if !contents.is_empty() {
            object.set("Contents", text(&contents));
        }
        object
    }

    fn highlight(
        &mut self,
        annotation: &Annotation,
        page: PageIndex,
        areas: &[Area],
        first: Option<(ObjectId, PageIndex, usize, Area)>,
        part: usize,
    ) -> ObjectId {
        let height = self.layout.pages[page.0].height;
        let kind = NoteKind::of(annotation.kind(), annotation.color());
        let color = match kind {
            NoteKind::Highlight(color) => highlight_tint(color),
            other => lightened(note_color(other)),
        };
        let mut object = self.own(annotation, page, color);
        if let Some((first, ..)) = first {
            object.set("NM", text(&format!("{}-{}", annotation.id, part + 1)));
            object.set("IRT", reference(first));
            object.set("RT", name("Group"));
        }
        let mut corners = Vec::with_capacity(areas.len() * 8);
        let mut drawing = String::new();
        for area in areas {
            let (left, right) = (area.x, area.x + area.width);
            let (top, bottom) = (height - area.y, height - area.y - area.height);
            // Upper left, upper right, lower left, lower right: not the order of the standard, but that of every program.
            corners.extend([left, top, right, top, left, bottom, right, bottom]);
            // Writing to a string cannot fail.
            let _ = writeln!(drawing, "{left:.2} {bottom:.2} {:.2} {:.2} re f", area.width, area.height);
            if let NoteKind::Highlight(color) = kind {
                let [r, g, b] = pattern_color(color).map(|channel| f32::from(channel) / 255.0);
                let y = bottom + 0.5;
                let _ = writeln!(drawing, "{r:.3} {g:.3} {b:.3} RG {left:.2} {y:.2} m {right:.2} {y:.2} l S");
            }
        }
        let rect = bounds(areas, height);
        object.set("Subtype", name("Highlight"));
        object.set("F", 4);
        object.set("Rect", numbers(&rect));
        object.set("QuadPoints", numbers(&corners));
        let [r, g, b] = color.map(|channel| f32::from(channel) / 255.0);
        let drawing = if self.meeting.handout.annotations.printed() {
            String::new()
        } else {
            format!("/G gs {r:.3} {g:.3} {b:.3} rg 0.8 w\n{drawing}")
        };
        if drawing.is_empty() {
            // Some programs draw what has no appearance themselves; the ink is on the page already.
            object.set("CA", Object::Real(0.0));
        }
        let appearance = self.appearance(&rect, drawing);
        object.set("AP", dictionary! { "N" => reference(appearance) });
        self.target.add_object(object)
    }

    fn text_note(&mut self, annotation: &Annotation, page: PageIndex, area: Area) -> ObjectId {
        let kind = NoteKind::of(annotation.kind(), annotation.color());
        let color = note_color(kind);
        let mut object = self.own(annotation, page, color);
        let (icon, strokes) = match kind {
            NoteKind::Highlight(_) | NoteKind::Comment => ("Comment", "4 6 m 12 6 l 4 10 m 12 10 l S"),
            NoteKind::Question => {
                ("Help", "5.5 10.5 m 5.5 13.5 10.5 13.5 10.5 10.5 c 10.5 8.5 8 8.5 8 6.5 c 8 3.6 m 8 4.4 l S")
            }
            NoteKind::Decision => ("Checkmark", "4 8 m 7 5 l 12 11.5 l S"),
            NoteKind::Action => ("RightArrow", "4 8 m 12 8 l 9 11 m 12 8 l 9 5 l S"),
        };
        object.set("Name", name(icon));
        self.place_text(&mut object, page, area);
        if !self.meeting.handout.annotations.printed() {
            let [r, g, b] = color.map(|channel| f32::from(channel) / 255.0);
            let drawing = format!("{r:.3} {g:.3} {b:.3} rg 1 1 14 14 re f 1 G 1.4 w 1 J 1 j {strokes}");
            let appearance = self.appearance(&[0.0, 0.0, ICON, ICON], drawing);
            object.set("AP", dictionary! { "N" => reference(appearance) });
        }
        self.target.add_object(object)
    }

    /// Makes an object a Text annotation at a place, with nothing to see.
    fn place_text(&mut self, object: &mut Dictionary, page: PageIndex, area: Area) {
        let height = self.layout.pages[page.0].height;
        let top = height - area.y;
        object.set("Subtype", name("Text"));
        // Print, no zoom, no rotation (12.5.3), as PDF/A wants it of notes.
        object.set("F", 28);
        object.set("Rect", numbers(&[area.x, top - ICON, area.x + ICON, top]));
        let appearance = self.appearance(&[0.0, 0.0, ICON, ICON], String::new());
        object.set("AP", dictionary! { "N" => reference(appearance) });
    }

    fn answer(
        &mut self,
        mut object: Dictionary,
        to: ObjectId,
        page: PageIndex,
        element: usize,
        area: Area,
        said: &str,
    ) {
        object.set("IRT", reference(to));
        object.set("RT", name("R"));
        self.place_text(&mut object, page, area);
        let id = self.target.add_object(object);
        self.written.push(AnnotationObject {
            id,
            page,
            element: self.parent_element(element),
            description: said.to_owned(),
        });
    }

    fn appearance(&mut self, bounds: &[f32; 4], drawing: String) -> ObjectId {
        let mut states = Dictionary::new();
        if drawing.contains("/G gs") {
            states.set("G", dictionary! { "Type" => name("ExtGState"), "BM" => name("Multiply") });
        }
        self.appearance_in(bounds, drawing, states)
    }

    /// An appearance whose drawing names these graphics states.
    fn appearance_in(&mut self, bounds: &[f32; 4], drawing: String, states: Dictionary) -> ObjectId {
        let mut resources = Dictionary::new();
        if !states.is_empty() {
            resources.set("ExtGState", states);
        }
        let dictionary = dictionary! {
            "Type" => name("XObject"),
            "Subtype" => name("Form"),
            "BBox" => numbers(bounds),
            "Resources" => resources,
        };
        self.target.add_object(Object::Stream(Stream::new(dictionary, drawing.into_bytes())))
    }
}

/// The first place of a part of the meeting; of a principle on slides where its heading is, and not where they list it.
fn first_place<'m>(origin: &Origin, layout: &Layout, map: &SourceMap<'m>) -> Option<PlacedLine<'m>> {
    let heads =
        |place: &&PlacedLine<'_>| layout.elements.get(place.element).is_some_and(|element| element.role.is_heading());
    let places = map.places(origin);
    let listed = !layout.slides.is_empty() && matches!(origin, Origin::Principle(_));
    let heading = places.iter().find(heads).filter(|_| listed);
    heading.or(places.first()).copied()
}

/// Where a note goes that has no words: beside what was written, beside what it is about, or at the beginning.
fn corner(annotation: &Annotation, layout: &Layout, map: &SourceMap<'_>) -> (PageIndex, usize, [f32; 2]) {
    let target = &annotation.target;
    let origins = [
        Some(Origin::Annotation(annotation.id.clone())),
        target
            .principle()
            .zip(target.paragraph())
            .map(|(principle, paragraph)| Origin::Paragraph(principle, paragraph)),
        target.principle().map(Origin::Principle),
        Some(Origin::Meeting),
    ];
    let place = origins.iter().flatten().find_map(|origin| first_place(origin, layout, map));
    place.map_or((PageIndex::FIRST, 0, [ICON, ICON]), |place| {
        let top = place.at[1] - ICON * 0.8;
        (place.page, place.element, [(place.at[0] - ICON * 1.6).max(2.0), top])
    })
}

fn bounds(areas: &[Area], height: f32) -> [f32; 4] {
    let start = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    areas.iter().fold(start, |[left, bottom, right, top], area| {
        [
            left.min(area.x),
            bottom.min(height - area.y - area.height),
            right.max(area.x + area.width),
            top.max(height - area.y),
        ]
    })
}

fn lightened(color: [u8; 3]) -> [u8; 3] {
    color.map(|channel| 255 - (255 - channel) / 6)
}
