//! Fonts (ISO 32000-1, 9): the glyphs that are used, as subsets of Type 0 fonts with Identity-H codes.
//!
//! `printpdf` writes the font dictionaries; what it does not know of a face is put right from the face's own metrics.

use super::ExportError;
use super::object::{integer, name};
use crate::typeset::Face;
use crate::typeset::page::{Actual, Layout, Mark};
use lopdf::{Document, Object};
use md5::{Digest as _, Md5};
use printpdf::{Codepoint, FontId, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, Pt, TextItem};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

/// A face as it is embedded: some of its glyphs, under new numbers.
pub struct Subset {
    /// The face.
    pub face: Face,
    /// The name of the resource.
    pub id: FontId,
    /// For each glyph of the face that is used, its number in the subset and the text that it stands for.
    glyphs: BTreeMap<u16, (u16, String)>,
}

impl Subset {
    /// The number of a glyph in the subset.
    pub fn glyph(&self, id: u16) -> u16 {
        self.glyphs.get(&id).map_or(0, |(glyph, _)| *glyph)
    }

    /// The text that a glyph stands for wherever nothing else is said.
    pub fn text(&self, id: u16) -> &str {
        self.glyphs.get(&id).map_or("", |(_, text)| text)
    }
}

/// The subsets of a layout, by face.
pub struct Fonts {
    subsets: [Option<Subset>; Face::ALL.len()],
    fonts: Vec<(FontId, PdfFont)>,
}

impl Fonts {
    /// The subset of a face.
    pub fn subset(&self, face: Face) -> Option<&Subset> {
        self.subsets[face as usize].as_ref()
    }

    /// Makes subsets of the faces that the layout uses.
    pub fn of(layout: &Layout) -> Result<Fonts, ExportError> {
        let mut used: [BTreeMap<u16, String>; Face::ALL.len()] = Default::default();
        for mark in layout.pages.iter().flat_map(|page| &page.marks) {
            let Mark::Line { line, .. } = mark else { continue };
            for (run, glyph, text) in line.glyphs() {
                let known = used[run.face as usize].entry(glyph.id).or_default();
                if known.is_empty() {
                    known.push_str(own_text(run.actual, text));
                }
            }
        }
        let made: Vec<Option<Result<(Subset, PdfFont), ExportError>>> = std::thread::scope(|scope| {
            let threads: Vec<_> = Face::ALL
                .into_iter()
                .zip(used)
                .map(|(face, glyphs)| (!glyphs.is_empty()).then(|| scope.spawn(move || subset(face, glyphs))))
                .collect();
            let join = |thread: std::thread::ScopedJoinHandle<'_, _>| {
                thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            };
            threads.into_iter().map(|thread| thread.map(join)).collect()
        });
        let mut fonts = Fonts { subsets: Default::default(), fonts: Vec::new() };
        for made in made.into_iter().flatten() {
            let (subset, font) = made?;
            fonts.fonts.push((subset.id.clone(), font));
            let index = subset.face as usize;
            fonts.subsets[index] = Some(subset);
        }
        Ok(fonts)
    }

    /// A document of `printpdf`'s that has the fonts and one page that shows each glyph once: that is how `printpdf`
    /// learns which glyphs there are and what they mean.
    pub fn document(&mut self) -> PdfDocument {
        let mut document = PdfDocument::new("");
        let mut ops = vec![Op::StartTextSection];
        for (id, font) in self.fonts.drain(..) {
            document.resources.fonts.map.insert(id, font);
        }
        for subset in self.subsets.iter().flatten() {
            ops.push(Op::SetFont { font: PdfFontHandle::External(subset.id.clone()), size: Pt(1.0) });
            let glyphs = subset.glyphs.values().map(|(glyph, text)| Codepoint::with_cid(*glyph, 0.0, text.clone()));
            ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs.collect())] });
        }
        ops.push(Op::EndTextSection);
        let side = printpdf::Mm(10.0);
        document.with_pages(vec![printpdf::PdfPage::new(side, side, ops)]);
        document
    }
}

/// Puts the font descriptors right (9.8): capitals' height, stems, flags and slope.
pub fn mend(document: &mut Document) {
    for object in document.objects.values_mut() {
        let Object::Dictionary(dictionary) = object else {
            continue;
        };
        if !dictionary.has_type(b"FontDescriptor") {
            continue;
        }
        let font_name = dictionary.get(b"FontName").and_then(Object::as_name).unwrap_or_default();
        let plain = font_name.get(7..).unwrap_or_default();
        let Some(face) = Face::ALL.into_iter().find(|face| face.postscript_name().as_bytes() == plain) else {
            continue;
        };
        let metrics = face.metrics();
        let (serif, italic) = match face {
            Face::Serif => (true, false),
            Face::SerifItalic => (true, true),
            Face::Sans | Face::SansSemiBold => (false, false),
            Face::SansItalic => (false, true),
        };
        // Symbolic, since the codes are glyphs; serif; italic (table 123).
        let flags = 4 | if serif { 2 } else { 0 } | if italic { 64 } else { 0 };
        dictionary.set("Flags", Object::Integer(flags));
        dictionary.set("Ascent", Object::Real(metrics.ascent));
        dictionary.set("Descent", Object::Real(metrics.descent));
        dictionary.set("CapHeight", Object::Real(metrics.cap_height));
        dictionary.set("XHeight", Object::Real(metrics.x_height));
        dictionary.set("ItalicAngle", Object::Real(metrics.italic_angle));
        dictionary.set("StemV", integer(if face == Face::SansSemiBold { 120 } else { 84 }));
        dictionary.set("Type", name("FontDescriptor"));
    }
}

/// What a glyph stands for wherever `ActualText` does not say another thing. Some characters no font may give (ISO
/// 14289-1, 7.21.7).
fn own_text(actual: Option<Actual>, text: &str) -> &str {
    match actual {
        Some(Actual::SoftHyphen) => "-",
        Some(Actual::Text) => "◊",
        None if text.contains(['\0', '\u{feff}', '\u{fffe}']) => "",
        None => text,
    }
}

fn subset(face: Face, used: BTreeMap<u16, String>) -> Result<(Subset, PdfFont), ExportError> {
    let ids: Vec<u16> = used.keys().copied().collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&ids);
    let bytes = subsetter::subset(face.data(), 0, &remapper).map_err(ExportError::Subset)?;
    // Six capitals that say which subset it is (9.6.4).
    let tag: String = Md5::digest(&bytes).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
    let unreadable = || ExportError::Subset(subsetter::Error::MalformedFont);
    let mut font = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new()).ok_or_else(unreadable)?;
    font.font_name = Some(format!("{tag}+{}", face.postscript_name()));
    let glyphs = used
        .into_iter()
        .map(|(id, text)| {
            // A glyph of a cluster whose first glyph has the text stands for nothing; a font must say something.
            let text = if text.is_empty() { "\u{200b}".to_owned() } else { text };
            (id, (remapper.get(id).unwrap_or(0), text))
        })
        .collect();
    Ok((Subset { face, id: FontId(format!("F{}", face as usize)), glyphs }, PdfFont::new(font)))
}
