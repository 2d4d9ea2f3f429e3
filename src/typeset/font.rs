//! The faces: IBM Plex Serif for running text, IBM Plex Sans for headings, notes and labels.
//!
//! They are part of the program, parsed once and only when they are used. All have 1000 units per em, so a font unit
//! is a thousandth of the size.

use harfrust::{FontRef, ShapePlan, ShaperData};
use skrifa::MetadataProvider as _;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use std::sync::OnceLock;

/// A face that text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    /// IBM Plex Serif Regular.
    Serif,
    /// IBM Plex Serif Italic.
    SerifItalic,
    /// IBM Plex Sans Regular.
    Sans,
    /// IBM Plex Sans Italic.
    SansItalic,
    /// IBM Plex Sans `SemiBold`.
    SansSemiBold,
}

impl Face {
    /// Every face.
    pub const ALL: [Face; 5] = [Face::Serif, Face::SerifItalic, Face::Sans, Face::SansItalic, Face::SansSemiBold];

    /// The PostScript name.
    #[must_use]
    pub const fn postscript_name(self) -> &'static str {
        match self {
            Face::Serif => "IBMPlexSerif",
            Face::SerifItalic => "IBMPlexSerif-Italic",
            Face::Sans => "IBMPlexSans",
            Face::SansItalic => "IBMPlexSans-Italic",
            Face::SansSemiBold => "IBMPlexSans-SmBld",
        }
    }

    /// The font file.
    #[must_use]
    pub const fn data(self) -> &'static [u8] {
        match self {
            Face::Serif => include_bytes!("../../fonts/IBMPlexSerif-Regular.ttf"),
            Face::SerifItalic => include_bytes!("../../fonts/IBMPlexSerif-Italic.ttf"),
            Face::Sans => include_bytes!("../../fonts/IBMPlexSans-Regular.ttf"),
            Face::SansItalic => include_bytes!("../../fonts/IBMPlexSans-Italic.ttf"),
            Face::SansSemiBold => include_bytes!("../../fonts/IBMPlexSans-SemiBold.ttf"),
        }
    }

    /// The face parsed.
    pub(super) fn font(self) -> &'static Font {
        static FONTS: [OnceLock<Font>; 5] = [const { OnceLock::new() }; 5];
        FONTS[self as usize].get_or_init(|| Font::new(self))
    }

    /// The metrics that a font descriptor needs.
    #[must_use]
    pub fn metrics(self) -> Metrics {
        self.font().metrics
    }

    /// The advance width of a glyph, in font units, as the `hmtx` table has it.
    #[must_use]
    pub fn advance(self, glyph: u16) -> f32 {
        self.font().glyphs.advance_width(skrifa::GlyphId::new(glyph.into())).unwrap_or(0.0)
    }

    /// Draws the outline of a glyph at this size with `pen`, upwards from the base line. Whether the face has it.
    pub fn outline(self, glyph: u16, size: f32, pen: &mut impl OutlinePen) -> bool {
        let outline = self.font().outlines.get(skrifa::GlyphId::new(glyph.into()));
        let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
        outline.is_some_and(|outline| outline.draw(settings, pen).is_ok())
    }
}

/// Metrics of a face, in thousandths of its size.
#[derive(Clone, Copy, Debug)]
pub struct Metrics {
    /// From the base line to the top of the highest letters.
    pub ascent: f32,
    /// From the base line to the bottom of the lowest, below zero.
    pub descent: f32,
    /// The height of capitals.
    pub cap_height: f32,
    /// The height of the small letters.
    pub x_height: f32,
    /// The slope, in degrees counterclockwise from the vertical.
    pub italic_angle: f32,
}

/// A parsed face.
pub(super) struct Font {
    pub(super) file: FontRef<'static>,
    pub(super) shaper: ShaperData,
    pub(super) plan: ShapePlan,
    metrics: Metrics,
    glyphs: GlyphMetrics<'static>,
    outlines: OutlineGlyphCollection<'static>,
}

impl Font {
    fn new(face: Face) -> Font {
        // The fonts are part of the program; a test parses each.
        #[allow(clippy::expect_used)]
        let font = FontRef::new(face.data()).expect("a font");
        let shaper = ShaperData::new(&font);
        let script = Some(harfrust::script::LATIN);
        let plan = ShapePlan::new(&shaper.shaper(&font).build(), harfrust::Direction::LeftToRight, script, None, &[]);
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let glyphs = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let metrics = Metrics {
            ascent: metrics.ascent,
            descent: metrics.descent,
            cap_height: metrics.cap_height.unwrap_or(metrics.ascent),
            x_height: metrics.x_height.unwrap_or(metrics.ascent / 2.0),
            italic_angle: metrics.italic_angle,
        };
        let outlines = font.outline_glyphs();
        Font { file: font, shaper, plan, metrics, glyphs, outlines }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_what_it_is_called() {
        use skrifa::string::StringId;
        for face in Face::ALL {
            let font = &face.font().file;
            let name = font.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first().expect("a name");
            assert_eq!(name.to_string(), face.postscript_name());
            assert_eq!(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em, 1000);
            assert!((400.0..800.0).contains(&face.metrics().x_height));
        }
    }
}
