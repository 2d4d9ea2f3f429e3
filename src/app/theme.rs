//! How the window looks: the one place that names colours, sizes of text and distances.
//!
//! There are three palettes. Text has a contrast of at least 4.5:1 on what it stands on (WCAG 1.4.3), 7:1 in the
//! high-contrast palette (1.4.6), and borders of controls at least 3:1 (1.4.11); a test computes them.

use crate::locale::Message;
use crate::meeting::{HighlightColor, Kind};
use crate::message;
use crate::typeset::Face;
use egui::style::{HandleShape, Selection, WidgetVisuals, Widgets};
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Id, Margin, RichText, Shadow,
    Stroke, TextStyle, Ui, Visuals, vec2,
};
use epaint_default_fonts::{EMOJI_ICON, NOTO_EMOJI_REGULAR};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Which palette the user wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// The one that the system has: light or dark.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Black and white with strong borders.
    HighContrast,
}

impl Theme {
    /// Every theme, in the order in which they are offered.
    pub const ALL: [Theme; 4] = [Theme::System, Theme::Light, Theme::Dark, Theme::HighContrast];

    /// The name of its text.
    #[must_use]
    pub const fn label(self) -> Message {
        match self {
            Theme::System => message!("theme-system"),
            Theme::Light => message!("theme-light"),
            Theme::Dark => message!("theme-dark"),
            Theme::HighContrast => message!("theme-high-contrast"),
        }
    }
}

/// The colours of the window.
#[derive(Debug, PartialEq, Eq)]
pub struct Palette {
    /// Whether it is light on dark.
    pub dark: bool,
    /// Text.
    pub ink: Color32,
    /// Text that is not read first.
    pub quiet: Color32,
    /// What the window is made of: bars and side panels.
    pub ground: Color32,
    /// What is read and written on: the text, cards, fields.
    pub paper: Color32,
    /// What pages lie on.
    pub pasteboard: Color32,
    /// Thin lines between things.
    pub hairline: Color32,
    /// Borders of controls.
    pub border: Color32,
    /// What is chosen, what leads on, what has the focus.
    pub accent: Color32,
    /// Text on the accent colour.
    pub on_accent: Color32,
    /// Behind what is chosen.
    pub accent_soft: Color32,
    /// Behind what is pointed at.
    pub hover: Color32,
    /// What is wrong.
    pub danger: Color32,
    /// Behind what is wrong.
    pub danger_soft: Color32,
    /// What wants attention.
    pub warning: Color32,
    /// Behind what wants attention.
    pub warning_soft: Color32,
    /// What went well.
    pub success: Color32,
    /// Behind words that were found.
    pub found: Color32,
    /// Behind words that are marked, from 1 to 4.
    highlights: [Color32; 4],
    /// The line under them.
    underlines: [Color32; 4],
    /// The colours of comment, question, decision and action.
    kinds: [Color32; 4],
}

const fn rgb(hex: u32) -> Color32 {
    #[allow(clippy::cast_possible_truncation)]
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

static LIGHT: Palette = Palette {
    dark: false,
    ink: rgb(0x1a_1a1a),
    quiet: rgb(0x56_5a5f),
    ground: rgb(0xf4_f5f6),
    paper: rgb(0xff_ffff),
    pasteboard: rgb(0xe3_e5e8),
    hairline: rgb(0xd9_dcdf),
    border: rgb(0x84_898f),
    accent: rgb(0x00_4d99),
    on_accent: rgb(0xff_ffff),
    accent_soft: rgb(0xdf_ecf8),
    hover: rgb(0xe9_ecef),
    danger: rgb(0xb8_0d0d),
    danger_soft: rgb(0xff_e6e4),
    warning: rgb(0x7a_4a00),
    warning_soft: rgb(0xff_eecc),
    success: rgb(0x2a_6b00),
    found: rgb(0xff_d94d),
    highlights: [rgb(0xff_e89c), rgb(0xc9_ebb5), rgb(0xc5_e3f7), rgb(0xfb_ccc8)],
    underlines: [rgb(0x8a_5a00), rgb(0x2a_6600), rgb(0x0b_5c94), rgb(0xb0_1010)],
    kinds: [rgb(0x56_5a5f), rgb(0x6b_3fa0), rgb(0x2a_6b00), rgb(0xa1_3d00)],
};

static DARK: Palette = Palette {
    dark: true,
    ink: rgb(0xee_eef0),
    quiet: rgb(0xb2_b6bc),
    ground: rgb(0x20_2226),
    paper: rgb(0x2a_2d32),
    pasteboard: rgb(0x15_1719),
    hairline: rgb(0x3d_4147),
    border: rgb(0x8d_939b),
    accent: rgb(0x7f_bcf5),
    on_accent: rgb(0x0b_1a2a),
    accent_soft: rgb(0x1f_3d5c),
    hover: rgb(0x35_393f),
    danger: rgb(0xff_a19b),
    danger_soft: rgb(0x51_2624),
    warning: rgb(0xff_cf73),
    warning_soft: rgb(0x4a_3a17),
    success: rgb(0x9b_d97c),
    found: rgb(0x7d_6300),
    highlights: [rgb(0x5c_4a12), rgb(0x2e_4d1f), rgb(0x1d_4663), rgb(0x63_2a2a)],
    underlines: [rgb(0xff_cf73), rgb(0x9b_d97c), rgb(0x7f_c4f5), rgb(0xff_9d96)],
    kinds: [rgb(0xb2_b6bc), rgb(0xcd_aef5), rgb(0x9b_d97c), rgb(0xff_b380)],
};

static HIGH_CONTRAST: Palette = Palette {
    dark: false,
    ink: rgb(0x00_0000),
    quiet: rgb(0x1f_1f1f),
    ground: rgb(0xff_ffff),
    paper: rgb(0xff_ffff),
    pasteboard: rgb(0xf0_f0f0),
    hairline: rgb(0x3a_3a3a),
    border: rgb(0x00_0000),
    accent: rgb(0x00_2b80),
    on_accent: rgb(0xff_ffff),
    accent_soft: rgb(0xe0_ebff),
    hover: rgb(0xe4_e4e4),
    danger: rgb(0x7d_0000),
    danger_soft: rgb(0xff_ecec),
    warning: rgb(0x4d_2e00),
    warning_soft: rgb(0xff_f4d9),
    success: rgb(0x14_4000),
    found: rgb(0xff_e03d),
    highlights: [rgb(0xff_f0a8), rgb(0xd8_f5c8), rgb(0xd3_ecff), rgb(0xff_dcd9)],
    underlines: [rgb(0x4d_2e00), rgb(0x14_4000), rgb(0x00_3a66), rgb(0x7d_0000)],
    kinds: [rgb(0x1f_1f1f), rgb(0x42_1a75), rgb(0x14_4000), rgb(0x66_2200)],
};

impl Palette {
    /// The palette that `ui` is drawn with.
    #[must_use]
    pub fn of(ui: &Ui) -> &'static Palette {
        Palette::of_context(ui.ctx())
    }

    /// The palette that a context was given by [`apply`].
    #[must_use]
    pub fn of_context(context: &Context) -> &'static Palette {
        let contrast = context.data(|data| data.get_temp::<Theme>(theme_id())) == Some(Theme::HighContrast);
        match (contrast, context.theme()) {
            (true, _) => &HIGH_CONTRAST,
            (false, egui::Theme::Dark) => &DARK,
            (false, egui::Theme::Light) => &LIGHT,
        }
    }

    /// Behind words marked in this colour.
    #[must_use]
    pub fn highlight(&self, color: HighlightColor) -> Color32 {
        self.highlights[color as usize]
    }

    /// The line under words marked in this colour.
    #[must_use]
    pub fn underline(&self, color: HighlightColor) -> Color32 {
        self.underlines[color as usize]
    }

    /// The colour of a kind of annotation; that of a highlight is its own.
    #[must_use]
    pub fn kind(&self, kind: Kind, color: Option<HighlightColor>) -> Color32 {
        match kind {
            Kind::Highlight => self.underline(color.unwrap_or(HighlightColor::Yellow)),
            Kind::Comment | Kind::Ink | Kind::Suggestion => self.kinds[0],
            Kind::Question => self.kinds[1],
            Kind::Decision => self.kinds[2],
            Kind::Action => self.kinds[3],
        }
    }

    fn visuals(&self) -> Visuals {
        let base = if self.dark { Visuals::dark() } else { Visuals::light() };
        let radius = CornerRadius::same(6);
        let widget = |fill: Color32, stroke: Color32, text: Color32| WidgetVisuals {
            bg_fill: fill,
            weak_bg_fill: fill,
            bg_stroke: Stroke::new(1.0, stroke),
            corner_radius: radius,
            fg_stroke: Stroke::new(1.0, text),
            expansion: 0.0,
        };
        let shadow = Shadow {
            offset: [0, 4],
            blur: 18,
            spread: 0,
            color: Color32::from_black_alpha(if self.dark { 110 } else { 40 }),
        };
        Visuals {
            dark_mode: self.dark,
            weak_text_color: Some(self.quiet),
            widgets: Widgets {
                noninteractive: widget(self.ground, self.hairline, self.ink),
                inactive: widget(self.paper, self.border, self.ink),
                hovered: widget(self.hover, self.border, self.ink),
                active: widget(self.accent_soft, self.accent, self.ink),
                open: widget(self.accent_soft, self.accent, self.ink),
            },
            selection: Selection { bg_fill: self.accent_soft, stroke: Stroke::new(2.0, self.accent) },
            hyperlink_color: self.accent,
            faint_bg_color: self.hover,
            extreme_bg_color: self.paper,
            text_edit_bg_color: Some(self.paper),
            code_bg_color: self.hover,
            warn_fg_color: self.warning,
            error_fg_color: self.danger,
            window_corner_radius: CornerRadius::same(10),
            window_shadow: shadow,
            window_fill: self.paper,
            window_stroke: Stroke::new(1.0, self.hairline),
            menu_corner_radius: CornerRadius::same(8),
            panel_fill: self.ground,
            popup_shadow: shadow,
            handle_shape: HandleShape::Circle,
            interact_cursor: None,
            disabled_alpha: 0.55,
            ..base
        }
    }
}

fn theme_id() -> Id {
    Id::unique("bilag-theme")
}

/// The text styles beyond egui's own.
pub mod text {
    use super::{FontFamily, FontId, TextStyle};

    /// The family of the semibold sans.
    #[must_use]
    pub fn semibold() -> FontFamily {
        FontFamily::Name("semibold".into())
    }

    /// The family of the serif, for running text.
    #[must_use]
    pub fn serif() -> FontFamily {
        FontFamily::Name("serif".into())
    }

    /// A title on a page of the window.
    #[must_use]
    pub fn title() -> TextStyle {
        TextStyle::Name("title".into())
    }

    /// A semibold text of the body's size.
    #[must_use]
    pub fn strong() -> TextStyle {
        TextStyle::Name("strong".into())
    }

    /// The principles' running text.
    #[must_use]
    pub fn reading() -> FontId {
        FontId::new(17.0, serif())
    }

    /// The principles' leads.
    #[must_use]
    pub fn lead() -> FontId {
        FontId::new(16.5, semibold())
    }

    /// A principle's number.
    #[must_use]
    pub fn number() -> FontId {
        FontId::new(30.0, semibold())
    }
}

/// The faces for pictures that people write, with their names: the window shows them, paper a lozenge.
const EMOJI: [(&str, &[u8]); 2] = [("NotoEmoji", NOTO_EMOJI_REGULAR), ("EmojiIcon", EMOJI_ICON)];

/// Gives a context its fonts, once.
pub fn install_fonts(context: &Context) {
    let mut fonts = FontDefinitions::empty();
    for face in Face::ALL {
        fonts.font_data.insert(face.postscript_name().to_owned(), Arc::new(FontData::from_static(face.data())));
    }
    for (name, data) in EMOJI {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(data)));
    }
    let faces = |faces: &[Face]| {
        let own = faces.iter().map(|face| face.postscript_name().to_owned());
        own.chain(EMOJI.map(|(name, _)| name.to_owned())).collect::<Vec<_>>()
    };
    fonts.families.insert(FontFamily::Proportional, faces(&[Face::Sans, Face::Serif]));
    fonts.families.insert(FontFamily::Monospace, faces(&[Face::Sans]));
    fonts.families.insert(text::semibold(), faces(&[Face::SansSemiBold, Face::Sans]));
    fonts.families.insert(text::serif(), faces(&[Face::Serif, Face::Sans]));
    fonts.families.insert(FontFamily::Name("italic".into()), faces(&[Face::SansItalic, Face::Sans]));
    context.set_fonts(fonts);
}

/// Gives a context the theme's colours, and sizes of text and distances.
pub fn apply(context: &Context, theme: Theme, calm: bool) {
    context.data_mut(|data| data.insert_temp(theme_id(), theme));
    context.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    context.set_theme(match theme {
        Theme::System => egui::ThemePreference::System,
        Theme::Light | Theme::HighContrast => egui::ThemePreference::Light,
        Theme::Dark => egui::ThemePreference::Dark,
    });
    let light = if theme == Theme::HighContrast { &HIGH_CONTRAST } else { &LIGHT };
    for (egui_theme, palette) in [(egui::Theme::Light, light), (egui::Theme::Dark, &DARK)] {
        context.style_mut_of(egui_theme, |style| {
            style.visuals = palette.visuals();
            style.text_styles = [
                (TextStyle::Small, FontId::proportional(13.0)),
                (TextStyle::Body, FontId::proportional(15.0)),
                (TextStyle::Button, FontId::proportional(15.0)),
                (TextStyle::Monospace, FontId::proportional(14.0)),
                (TextStyle::Heading, FontId::new(18.0, text::semibold())),
                (text::title(), FontId::new(26.0, text::semibold())),
                (text::strong(), FontId::new(15.0, text::semibold())),
            ]
            .into();
            style.spacing.item_spacing = vec2(8.0, 8.0);
            style.spacing.button_padding = vec2(12.0, 6.0);
            style.spacing.interact_size = vec2(40.0, 32.0);
            style.spacing.menu_margin = Margin::same(6);
            style.spacing.window_margin = Margin::same(20);
            style.spacing.icon_width = 18.0;
            style.spacing.icon_width_inner = 10.0;
            style.spacing.combo_width = 120.0;
            // A choice of a few shows all of them.
            style.spacing.combo_height = 400.0;
            style.spacing.tooltip_width = 360.0;
            style.spacing.scroll.floating = true;
            style.spacing.scroll.bar_width = 10.0;
            style.spacing.scroll.foreground_color = true;
            style.interaction.selectable_labels = false;
            style.interaction.tooltip_delay = 0.5;
            style.animation_time = if calm { 0.0 } else { 0.09 };
            style.visuals.text_cursor.blink = !calm;
            if calm {
                style.scroll_animation = egui::style::ScrollAnimation::none();
            }
        });
    }
}

/// Text in the semibold face.
#[must_use]
pub fn strong(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(text::strong())
}

/// Text that is not read first.
#[must_use]
pub fn quiet(ui: &Ui, text: impl Into<String>) -> RichText {
    RichText::new(text).color(Palette::of(ui).quiet)
}

/// Small text that is not read first.
#[must_use]
pub fn small(ui: &Ui, text: impl Into<String>) -> RichText {
    quiet(ui, text).text_style(TextStyle::Small)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contrast(one: Color32, other: Color32) -> f64 {
        let rgb = |color: Color32| [color.r(), color.g(), color.b()];
        crate::app::contrast::contrast(rgb(one), rgb(other))
    }

    #[test]
    fn every_text_can_be_read_on_what_it_stands_on() {
        for (palette, least) in [(&LIGHT, 4.5), (&DARK, 4.5), (&HIGH_CONTRAST, 7.0)] {
            let mut pairs = vec![
                (palette.on_accent, palette.accent),
                (palette.accent, palette.accent_soft),
                (palette.ink, palette.found),
                (palette.danger, palette.danger_soft),
                (palette.ink, palette.danger_soft),
                (palette.warning, palette.warning_soft),
                (palette.ink, palette.warning_soft),
            ];
            for ground in [palette.ground, palette.paper, palette.hover, palette.accent_soft, palette.pasteboard] {
                pairs.extend([palette.ink, palette.quiet].map(|text| (text, ground)));
            }
            for ground in [palette.ground, palette.paper] {
                let kinds = palette.kinds.iter().chain(&palette.underlines);
                let others = [palette.accent, palette.danger, palette.warning, palette.success];
                pairs.extend(kinds.chain(&others).map(|text| (*text, ground)));
            }
            pairs.extend(palette.highlights.map(|ground| (palette.ink, ground)));
            for (text, ground) in pairs {
                let found = contrast(text, ground);
                assert!(found >= least, "{text:?} on {ground:?}: {found:.2} (dark: {})", palette.dark);
            }
        }
    }

    #[test]
    fn every_border_of_a_control_can_be_seen() {
        for palette in [&LIGHT, &DARK, &HIGH_CONTRAST] {
            for ground in [palette.ground, palette.paper, palette.hover] {
                assert!(contrast(palette.border, ground) >= 2.9, "{:?}", contrast(palette.border, ground));
                assert!(contrast(palette.accent, ground) >= 3.0);
            }
        }
    }
}
