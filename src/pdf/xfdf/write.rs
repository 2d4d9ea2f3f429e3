//! Writing XFDF: each annotation dictionary of the hand-out as an element.

use super::super::ExportError;
use super::super::annotations;
use super::super::string;
use super::NAMESPACE;
use crate::compose::{compose_in, labels};
use crate::locale::Locale;
use crate::meeting::Shared;
use crate::page_number::PageIndex;
use crate::typeset;
use lopdf::{Dictionary, Object, ObjectId};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::collections::BTreeMap;
use std::io;

/// What is written.
type Xml = Writer<Vec<u8>>;

/// The annotations of a meeting, on the pages of its hand-out. `handout` is the name of the PDF that they belong to.
pub fn write(shared: &Shared, handout: &str) -> Result<Vec<u8>, ExportError> {
    write_in(shared, handout, labels(shared.meeting()).locale())
}

/// Writes them in these words, whatever language they have: so can be shown what depends on them.
#[doc(hidden)]
pub fn write_in(shared: &Shared, handout: &str, locale: &'static Locale) -> Result<Vec<u8>, ExportError> {
    let document = compose_in(shared, locale);
    let layout = typeset::layout(&document);
    let mut target = lopdf::Document::new();
    let pages: Vec<ObjectId> = layout.pages.iter().map(|_| target.new_object_id()).collect();
    let written = annotations::write_all(&mut target, &document, &layout, shared, &pages, 0);
    let objects = written.iter().filter_map(|written| Some((written, target.get_dictionary(written.id).ok()?)));
    let objects: Vec<(PageIndex, ObjectId, &Dictionary)> =
        objects.map(|(written, object)| (written.page, written.id, object)).collect();
    let names: BTreeMap<ObjectId, String> =
        objects.iter().map(|(_, id, object)| (*id, text(object, b"NM").unwrap_or_default())).collect();
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = xml.create_element("xfdf").with_attributes([("xmlns", NAMESPACE), ("xml:space", "preserve")]);
    root.write_inner_content(|xml| {
        xml.create_element("f").with_attribute(("href", clean(handout).as_str())).write_empty()?;
        xml.create_element("annots").write_inner_content(|xml| {
            objects.iter().try_for_each(|(page, _, object)| annotation(xml, *page, object, &names))
        })?;
        Ok(())
    })?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn annotation(
    xml: &mut Xml,
    page: PageIndex,
    object: &Dictionary,
    names: &BTreeMap<ObjectId, String>,
) -> io::Result<()> {
    let subtype = name(object, b"Subtype").unwrap_or_default().to_ascii_lowercase();
    let mut attributes: Vec<(&str, String)> = vec![("page", page.0.to_string())];
    let mut attribute =
        |key: &'static str, value: Option<String>| attributes.extend(value.map(|value| (key, clean(&value))));
    attribute("rect", numbers(object, b"Rect"));
    attribute("name", text(object, b"NM"));
    attribute("title", text(object, b"T"));
    attribute("subject", text(object, b"Subj"));
    attribute("creationdate", text(object, b"CreationDate"));
    attribute("date", text(object, b"M"));
    attribute("color", color(object));
    // In the PDF the ink is on the page already, and its objects show nothing; in a file of its own there is no page.
    let share = object.get(b"CA").and_then(Object::as_float).ok().filter(|share| *share > 0.0);
    attribute("opacity", share.map(|share| share.to_string()));
    attribute("flags", flags(object));
    attribute("coords", numbers(object, b"QuadPoints"));
    attribute("icon", name(object, b"Name"));
    let answered = object.get(b"IRT").and_then(Object::as_reference).ok();
    attribute("inreplyto", answered.and_then(|id| names.get(&id).cloned()));
    attribute("replyType", name(object, b"RT").filter(|kind| kind == "Group").map(|_| "group".to_owned()));
    attribute("state", text(object, b"State"));
    attribute("statemodel", text(object, b"StateModel"));
    let style =
        object.get(b"BS").and_then(Object::as_dict).and_then(|style| style.get(b"W")).and_then(Object::as_float);
    attribute("width", style.ok().map(|width| width.to_string()));
    let element = xml.create_element(subtype.as_str());
    let element = element.with_attributes(attributes.iter().map(|(key, value)| (*key, value.as_str())));
    let strokes = object.get(b"InkList").and_then(Object::as_array).ok();
    let contents = text(object, b"Contents").map(|contents| clean(&contents));
    if strokes.is_none() && contents.is_none() {
        return element.write_empty().map(|_| ());
    }
    element.write_inner_content(|xml| {
        if let Some(contents) = &contents {
            xml.create_element("contents").write_text_content(BytesText::new(contents))?;
        }
        if let Some(strokes) = strokes {
            xml.create_element("inklist").write_inner_content(|xml| {
                for stroke in strokes.iter().filter_map(|stroke| stroke.as_array().ok()) {
                    xml.create_element("gesture").write_text_content(BytesText::new(&gesture(stroke)))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A text without what XML cannot hold.
fn clean(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    text.chars().filter(allowed).collect()
}

fn text(object: &Dictionary, key: &[u8]) -> Option<String> {
    object.get(key).and_then(Object::as_str).ok().map(string::decode)
}

fn name(object: &Dictionary, key: &[u8]) -> Option<String> {
    object.get(key).and_then(Object::as_name).ok().map(|name| String::from_utf8_lossy(name).into_owned())
}

fn floats(objects: &[Object]) -> Vec<f32> {
    objects.iter().filter_map(|number| number.as_float().ok()).collect()
}

fn numbers(object: &Dictionary, key: &[u8]) -> Option<String> {
    let array = object.get(key).and_then(Object::as_array).ok()?;
    Some(floats(array).iter().map(f32::to_string).collect::<Vec<_>>().join(","))
}

fn gesture(stroke: &[Object]) -> String {
    let numbers = floats(stroke);
    let points = numbers.chunks_exact(2).map(|pair| pair.iter().map(f32::to_string).collect::<Vec<_>>().join(","));
    points.collect::<Vec<_>>().join(";")
}

fn color(object: &Dictionary) -> Option<String> {
    let channels = floats(object.get(b"C").and_then(Object::as_array).ok()?);
    let [red, green, blue] = channels.as_slice() else { return None };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of floats stays within bounds")]
    let byte = |share: f32| (share * 255.0).round() as u8;
    Some(format!("#{:02X}{:02X}{:02X}", byte(*red), byte(*green), byte(*blue)))
}

fn flags(object: &Dictionary) -> Option<String> {
    let flags = object.get(b"F").and_then(Object::as_i64).ok()?;
    let named = [(4, "print"), (8, "nozoom"), (16, "norotate")];
    Some(named.iter().filter(|(bit, _)| flags & bit != 0).map(|(_, name)| *name).collect::<Vec<_>>().join(","))
}
