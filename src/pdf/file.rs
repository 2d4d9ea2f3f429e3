//! The file as a whole (ISO 32000-1, 7.5 and 7.7): fonts from `printpdf`, pages, tree, catalog, trailer.

use super::content::{self, compressed};
use super::files::Embedded;
use super::fonts::{self, Fonts};
use super::object::{integer, name, numbers, reference, text};
use super::structure::Objects;
use super::{ExportError, annotations, files, image, metadata, navigation, said, sources, structure};
use crate::compose::Document;
use crate::meeting::{Shared, file as meeting_file};
use crate::say;
use crate::typeset::Layout;
use jiff::Timestamp;
use lopdf::{Dictionary, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary};
use md5::{Digest as _, Md5};
use printpdf::PdfSaveOptions;
use std::collections::BTreeMap;

/// About how many objects an object stream has.
const OBJECTS: usize = 400;
/// How many ways of sharing objects out are tried: one in 256 streams ends in a carriage return.
const TRIES: usize = 20;
/// The colour space of the output intent: sRGB as an ICC profile.
const SRGB: &[u8] = include_bytes!("../../assets/srgb.icc");

/// Writes the hand-out of a meeting.
pub fn write(document: &Document, layout: &Layout, shared: &Shared, now: Timestamp) -> Result<Vec<u8>, ExportError> {
    let mut fonts = Fonts::of(layout)?;
    let mut target = fonts.document().to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    "1.7".clone_into(&mut target.version);
    fonts::mend(&mut target);
    let font_resources = take_font_resources(&mut target)?;
    compress_fonts(&mut target)?;

    let drawn = content::draw(layout, &fonts)?;
    let digests: Vec<String> = drawn.iter().map(|page| page.digest.clone()).collect();
    let mut sum = Md5::new();
    let tree = target.new_object_id();
    let pages: Vec<ObjectId> = layout.pages.iter().map(|_| target.new_object_id()).collect();
    let links = navigation::links(&mut target, layout, &pages);
    let first_key = structure::link_key(layout, layout.pages.len());
    let annotations = annotations::write(&mut target, document, layout, shared, &pages, first_key);
    let objects = Objects { pages: &pages, links: &links, annotations: &annotations };
    let structure = structure::write(&mut target, document, layout, &drawn, &objects);
    let mut resources = dictionary! { "Font" => reference(font_resources) };
    if let Some(pixels) = document.logo.as_ref().and_then(|logo| logo.picture.pixels()) {
        let picture = image::write(&mut target, pixels)?;
        resources.set("XObject", dictionary! { content::PICTURE => reference(picture) });
    }
    let resources = target.add_object(resources);
    for (index, (drawn, page)) in drawn.into_iter().zip(&layout.pages).enumerate() {
        sum.update(&drawn.stream.content);
        let content = target.add_object(drawn.stream);
        let area = numbers(&[0.0, 0.0, page.width, page.height]);
        let mut dictionary = dictionary! {
            "Type" => name("Page"),
            "Parent" => reference(tree),
            "MediaBox" => area,
            "Resources" => reference(resources),
            "Contents" => reference(content),
            "StructParents" => integer(index),
            // Tab goes in the order of the structure (ISO 14289-1, 7.18.3).
            "Tabs" => name("S"),
        };
        let links = links.get(index).into_iter().flatten().copied();
        let written = annotations.iter().filter(|annotation| annotation.page == index).map(|annotation| annotation.id);
        let all: Vec<Object> = links.chain(written).map(reference).collect();
        if !all.is_empty() {
            dictionary.set("Annots", all);
        }
        target.set_object(pages[index], dictionary);
    }
    target.set_object(
        tree,
        dictionary! {
            "Type" => name("Pages"),
            "Count" => integer(pages.len()),
            "Kids" => pages.iter().map(|page| reference(*page)).collect::<Vec<Object>>(),
        },
    );

    let meeting = meeting_file::write(shared.meeting());
    sum.update(meeting.as_bytes());
    let catalog = catalog(&mut target, document, tree, structure);
    let outline = navigation::outline(&mut target, layout, &pages);
    let locale = document.locale;
    let sources = sources::write(layout, said::record(shared.meeting(), locale), &digests);
    let mut embedded: Vec<(String, ObjectId)> = Vec::new();
    let mut embed = |name: &str, content: &[u8], media_type, relationship, description: &str| {
        let file = Embedded { name, content, media_type, relationship, description };
        embedded.push((name.to_owned(), files::embed(&mut target, &file, now)?));
        Ok::<(), std::io::Error>(())
    };
    // In the order of their names, and hashes are before all others.
    let pictures: BTreeMap<_, _> =
        shared.meeting().pictures().map(|picture| (picture.sha256(), picture.bytes())).collect();
    let description = say!(locale, "embedded-picture");
    for (sha256, bytes) in pictures.iter().filter_map(|(sha256, bytes)| Some((sha256, (*bytes)?))) {
        embed(&sha256.to_string(), bytes, files::media_type(bytes), "Supplement", &description)?;
    }
    embed(files::LAYOUT, sources.as_bytes(), files::JSON, "Supplement", &say!(locale, "embedded-layout"))?;
    embed(files::MEETING, meeting.as_bytes(), files::JSON, "Source", &say!(locale, "embedded-meeting"))?;
    let files = embedded;
    finish(&mut target, catalog, outline, &files, document, now, &sum.finalize());

    Ok(save(&mut target)?)
}

/// The file as bytes, with object streams (7.5.7) and a cross-reference stream (7.5.8).
///
/// `lopdf` makes the object streams. Where the data of one end in a carriage return ([`compressed`] says why they must
/// not) the objects are shared out among more of them: the same objects in the same way each time.
fn save(target: &mut lopdf::Document) -> Result<Vec<u8>, std::io::Error> {
    let (last, count) = (target.max_id, target.objects.len());
    let mut bytes = Vec::new();
    for more in 0..TRIES {
        bytes.clear();
        target.max_id = last;
        let share = count.div_ceil(count.div_ceil(OBJECTS) + more);
        let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).compression_level(6);
        target.save_with_options(&mut bytes, options.max_objects_per_stream(share).build())?;
        let end = b"\r\nendstream";
        if !bytes.windows(end.len()).any(|window| window == end) {
            break;
        }
    }
    Ok(bytes)
}

/// Takes the page that only showed the glyphs out, with all that `printpdf` put around it, and gives the fonts' dictionary.
fn take_font_resources(target: &mut lopdf::Document) -> Result<ObjectId, ExportError> {
    let page = target.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let page = target.get_dictionary(page)?;
    let resources = page.get(b"Resources").and_then(Object::as_reference)?;
    let fonts = target.get_dictionary(resources)?.get(b"Font").and_then(Object::as_reference)?;
    // What the fonts refer to stays; the rest goes.
    let mut kept = vec![fonts];
    let mut at = 0;
    while let Some(id) = kept.get(at).copied() {
        at += 1;
        let mut found = Vec::new();
        if let Some(object) = target.objects.get(&id) {
            references(object, &mut found);
        }
        for id in found {
            if !kept.contains(&id) {
                kept.push(id);
            }
        }
    }
    target.objects.retain(|id, _| kept.contains(id));
    target.trailer = Dictionary::new();
    Ok(fonts)
}

fn references(object: &Object, found: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, found)),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(_, item)| references(item, found)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, item)| references(item, found)),
        _ => {}
    }
}

fn compress_fonts(target: &mut lopdf::Document) -> Result<(), std::io::Error> {
    for object in target.objects.values_mut() {
        if let Object::Stream(stream) = object
            && !stream.dict.has(b"Filter")
        {
            *stream = compressed(stream.dict.clone(), &stream.content)?;
        }
    }
    Ok(())
}

fn catalog(target: &mut lopdf::Document, document: &Document, tree: ObjectId, structure: ObjectId) -> Dictionary {
    let profile = Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec());
    let profile = compressed(profile.dict.clone(), &profile.content).unwrap_or(profile);
    let profile = target.add_object(profile);
    let intent = dictionary! {
        "Type" => name("OutputIntent"),
        "S" => name("GTS_PDFA1"),
        "OutputConditionIdentifier" => text("sRGB"),
        "Info" => text("sRGB IEC61966-2.1"),
        "DestOutputProfile" => reference(profile),
    };
    dictionary! {
        "Type" => name("Catalog"),
        "Pages" => reference(tree),
        "Lang" => text(document.languages.labels.tag()),
        "MarkInfo" => dictionary! { "Marked" => true },
        "StructTreeRoot" => reference(structure),
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "OutputIntents" => vec![Object::Dictionary(intent)],
    }
}

fn finish(
    target: &mut lopdf::Document,
    mut catalog: Dictionary,
    outline: Option<ObjectId>,
    files: &[(String, ObjectId)],
    document: &Document,
    now: Timestamp,
    sum: &[u8],
) {
    if let Some(outline) = outline {
        catalog.set("Outlines", reference(outline));
        catalog.set("PageMode", name("UseOutlines"));
    }
    // In the order of their names (7.9.6).
    let names: Vec<Object> = files.iter().flat_map(|(name, file)| [text(name), reference(*file)]).collect();
    catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
    catalog.set("AF", files.iter().map(|(_, file)| reference(*file)).collect::<Vec<Object>>());
    catalog.set("Metadata", reference(target.add_object(metadata::xmp(document, now))));
    let information = target.add_object(metadata::information(document, now));
    let catalog = target.add_object(catalog);
    let identifier = Object::String(sum.to_vec(), StringFormat::Hexadecimal);
    target.trailer.set("Root", reference(catalog));
    target.trailer.set("Info", reference(information));
    target.trailer.set("ID", vec![identifier.clone(), identifier]);
}
