//! How the pages of each template look: the columns, the styles and the distances, chosen by eye.
//!
//! Vertical distances are multiples of half a line of running text, so that front and back agree. All measures are in
//! points.

use super::font::Face;
use super::line::{Alignment, Style};
use super::page::Color;
use crate::compose::{NoteKind, block::ACCENT};
use crate::meeting::{HighlightColor, Template};

/// The ink of words on paper. A laser that prints in black and white screens whatever is lighter, and small letters fall apart: what
/// may be passed over is smaller, or in another face, but as black.
pub const INK: Color = [0; 3];
/// Hairlines.
pub const HAIRLINE: Color = [0xbf, 0xbf, 0xbf];
/// Ruled lines to write on.
pub const RULED: Color = [0xa6, 0xa6, 0xa6];

/// A4, portrait.
pub const A4: [f32; 2] = [595.276, 841.89];

/// How the pages of a template look.
#[derive(Clone, Debug)]
pub struct StyleSheet {
    /// The page's width and height.
    pub page: [f32; 2],
    /// The left edge of the text column.
    pub left: f32,
    /// The width of the text column.
    pub measure: f32,
    /// The left edge and the width of the note column, where there is one.
    pub notes: Option<[f32; 2]>,
    /// Where text begins and ends on a page.
    pub top: f32,
    /// Where text ends on a page.
    pub bottom: f32,
    /// The base line of the running head.
    pub head: f32,
    /// The base line of the foot.
    pub foot: f32,
    /// Whether head and foot have one thing on a line, for want of room.
    pub one_a_line: bool,
    /// Half a line of running text.
    pub grid: f32,
    /// The accent colour.
    pub accent: Color,
    /// Running text.
    pub body: Style,
    /// A principle's lead.
    pub lead: Style,
    /// The tint of the box that a lead is in, where it is in one.
    pub lead_tint: Option<Color>,
    /// How thick the rule beside a lead is.
    pub lead_rule: f32,
    /// What the rule beside a lead has above and below the words.
    pub lead_pad: f32,
    /// The document's title.
    pub title: Style,
    /// A title of more than three lines.
    pub long_title: Style,
    /// What stands above the title.
    pub kicker: Style,
    /// The meeting's facts.
    pub fact: Style,
    /// The width of the facts' labels.
    pub fact_label: f32,
    /// A section's heading.
    pub section: Style,
    /// What stands above a section's heading.
    pub section_label: Style,
    /// A principle's heading.
    pub principle: Style,
    /// A principle's number.
    pub number: Style,
    /// The group above a principle's heading.
    pub group: Style,
    /// A small heading.
    pub heading: Style,
    /// A line of the contents.
    pub contents: Style,
    /// What is noted.
    pub note: Style,
    /// A note's label.
    pub note_label: Style,
    /// Codes, sources, running heads.
    pub small: Style,
    /// The distance between ruled lines.
    pub ruled: f32,
    /// The share of a page's height up to which a box stays in one piece.
    pub kept_box: f32,
    /// The width of the left column of the minutes.
    pub record: f32,
}

/// How pages are designed. Hand-outs of each design are out, and come back: an earlier one is kept as far as it says where words stand,
/// so that a copy that has lost everything but its words is still recognised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Design {
    /// That of 2026 until December: leads in a box, lines that know no tracking.
    First,
    /// The present one.
    #[default]
    Present,
}

impl StyleSheet {
    /// How the pages of `template` look, with an accent colour.
    #[must_use]
    pub fn of(template: Template, accent: Color, design: Design) -> StyleSheet {
        match template {
            Template::Full => StyleSheet::full(accent, design),
            Template::Summary | Template::Notes | Template::Minutes | Template::Slides | Template::SlidesNotes => {
                StyleSheet::single_column(accent, design)
            }
            Template::LargePrint => StyleSheet::large_print(accent, design),
        }
    }

    fn full(accent: Color, design: Design) -> StyleSheet {
        let body = Style {
            design,
            roman: Face::Serif,
            strong: Face::SansSemiBold,
            italic: Face::SerifItalic,
            size: 10.25,
            leading: 14.0,
            color: INK,
            quiet: INK,
            alignment: Alignment::Justified,
            hyphenate: true,
        };
        let sans = Style {
            roman: Face::Sans,
            strong: Face::SansSemiBold,
            italic: Face::SansItalic,
            alignment: Alignment::Ragged,
            ..body
        };
        let bold = Style { roman: Face::SansSemiBold, hyphenate: false, ..sans };
        StyleSheet {
            page: A4,
            left: 66.0,
            measure: 332.0,
            notes: Some([416.0, 119.0]),
            top: 77.0,
            bottom: 783.0,
            head: 45.0,
            foot: 814.0,
            one_a_line: false,
            grid: 7.0,
            accent,
            body,
            lead: match design {
                Design::First => Style { size: 9.75, ..sans },
                Design::Present => Style { size: 11.25, leading: 16.5, alignment: Alignment::Ragged, ..body },
            },
            lead_tint: (design == Design::First).then(|| accent.map(|channel| 255 - (255 - channel) / 14)),
            lead_rule: match design {
                Design::First => 7.0 * 0.36,
                Design::Present => 2.0,
            },
            lead_pad: match design {
                Design::First => 7.0,
                Design::Present => 2.1,
            },
            title: Style { size: 25.0, leading: 31.5, ..bold },
            long_title: Style { size: 19.0, leading: 24.5, ..bold },
            kicker: Style { size: 10.5, leading: 14.0, color: accent, ..bold },
            fact: Style { size: 9.25, hyphenate: false, ..sans },
            fact_label: 70.0,
            section: Style { size: 16.0, leading: 21.0, ..bold },
            section_label: Style { size: 9.0, color: accent, ..bold },
            principle: Style { size: 14.0, leading: 18.0, ..bold },
            number: Style { size: 25.0, leading: 28.0, color: accent, ..bold },
            group: Style { size: 8.0, hyphenate: false, ..sans },
            heading: Style { size: 10.5, ..bold },
            contents: Style { size: 9.25, hyphenate: false, ..sans },
            note: Style { size: 8.25, leading: 10.5, ..sans },
            note_label: Style { size: 7.75, leading: 10.5, ..bold },
            small: Style { size: 7.25, leading: 10.5, hyphenate: false, ..sans },
            ruled: 24.5,
            kept_box: match design {
                Design::First => 0.28,
                Design::Present => 0.125,
            },
            record: 86.0,
        }
    }

    fn single_column(accent: Color, design: Design) -> StyleSheet {
        let full = StyleSheet::full(accent, design);
        StyleSheet {
            left: 88.0,
            measure: 420.0,
            notes: None,
            title: Style { size: 21.5, leading: 27.0, ..full.title },
            long_title: Style { size: 17.0, leading: 22.5, ..full.title },
            body: Style { size: 10.75, leading: 15.0, ..full.body },
            lead: match design {
                Design::First => Style { size: 10.5, leading: 15.0, ..full.lead },
                Design::Present => Style { size: 11.75, leading: 17.0, ..full.lead },
            },
            lead_rule: if design == Design::First { 7.5 * 0.36 } else { full.lead_rule },
            lead_pad: full.lead_pad * 7.5 / 7.0,
            note: Style { size: 9.25, leading: 13.0, ..full.note },
            note_label: Style { size: 8.75, leading: 13.0, ..full.note_label },
            small: Style { size: 7.75, ..full.small },
            grid: 7.5,
            ..full
        }
    }

    fn large_print(accent: Color, design: Design) -> StyleSheet {
        let full = StyleSheet::full(accent, design);
        let body = Style {
            roman: Face::Sans,
            strong: Face::SansSemiBold,
            // Slanted letters are harder to read.
            italic: Face::Sans,
            size: 18.0,
            leading: 26.0,
            alignment: Alignment::Ragged,
            hyphenate: false,
            ..full.body
        };
        let bold = Style { roman: Face::SansSemiBold, ..body };
        StyleSheet {
            left: 62.0,
            measure: 471.0,
            notes: None,
            top: 91.0,
            bottom: 750.0,
            head: 52.0,
            foot: 786.0,
            one_a_line: true,
            grid: 13.0,
            body,
            lead: body,
            lead_rule: if design == Design::First { 13.0 * 0.36 } else { full.lead_rule },
            lead_pad: full.lead_pad * 13.0 / 7.0,
            title: Style { size: 32.0, leading: 40.0, ..bold },
            long_title: Style { size: 26.0, leading: 33.0, ..bold },
            kicker: Style { color: accent, ..bold },
            fact: body,
            fact_label: 130.0,
            section: Style { size: 25.0, leading: 32.0, ..bold },
            section_label: Style { color: accent, ..bold },
            principle: Style { size: 22.0, leading: 29.0, ..bold },
            number: Style { size: 34.0, leading: 39.0, color: accent, ..bold },
            group: body,
            heading: bold,
            contents: body,
            note: body,
            note_label: bold,
            small: body,
            ruled: 39.0,
            kept_box: 0.4,
            record: 150.0,
            ..full
        }
    }

    /// The right edge of what stands on a page: that of the note column, or of the text.
    #[must_use]
    pub fn right(&self) -> f32 {
        self.notes.map_or(self.left + self.measure, |[x, width]| x + width)
    }

    /// Where the base line is in a line of this style, from its top.
    #[must_use]
    pub fn base_line(style: &Style) -> f32 {
        (style.leading - style.size) / 2.0 + style.size * 0.79
    }
}

/// The colour of a note's rule and label: at least 4.5:1 on white.
#[must_use]
pub fn note_color(kind: NoteKind) -> Color {
    match kind {
        NoteKind::Highlight(color) => pattern_color(color),
        NoteKind::Comment => [0x45, 0x45, 0x45],
        NoteKind::Question => ACCENT,
        NoteKind::Decision => [0x2a, 0x66, 0x00],
        NoteKind::Action => [0x8f, 0x49, 0x00],
    }
}

/// The tint of highlighted words: dark text on it has at least 7:1.
#[must_use]
pub fn highlight_tint(color: HighlightColor) -> Color {
    match color {
        HighlightColor::Yellow => [0xff, 0xf1, 0xc2],
        HighlightColor::Green => [0xdd, 0xf2, 0xd0],
        HighlightColor::Blue => [0xd9, 0xec, 0xf8],
        HighlightColor::Red => [0xfd, 0xdf, 0xdc],
    }
}

/// The colour of the line under highlighted words.
#[must_use]
pub fn pattern_color(color: HighlightColor) -> Color {
    match color {
        HighlightColor::Yellow => [0x8a, 0x5a, 0x00],
        HighlightColor::Green => [0x2a, 0x66, 0x00],
        HighlightColor::Blue => [0x0b, 0x5c, 0x94],
        HighlightColor::Red => [0xb0, 0x10, 0x10],
    }
}
