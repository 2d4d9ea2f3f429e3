//! What a markup annotation is.

/// What a markup annotation is (ISO 32000-1, 12.5.6.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subtype {
    /// Marked words.
    Highlight,
    /// Underlined words.
    Underline,
    /// Words with a wavy line below.
    Squiggly,
    /// Words that are struck out.
    StrikeOut,
    /// Words that are to be made unreadable (12.5.6.23).
    Redact,
    /// A note behind an icon.
    Text,
    /// A text on the page.
    FreeText,
    /// Something drawn with a pen.
    Ink,
    /// A place where something is to be put in.
    Caret,
    /// A rubber stamp, which says something by its name.
    Stamp,
    /// A file behind an icon.
    FileAttachment,
    /// A recording behind an icon.
    Sound,
    /// A line or a shape.
    Shape(&'static str),
}

impl Subtype {
    /// The shapes there are.
    const SHAPES: [&'static str; 5] = ["Square", "Circle", "Line", "Polygon", "PolyLine"];

    /// Those that are no shapes.
    const OTHERS: [Subtype; 12] = [
        Subtype::Highlight,
        Subtype::Underline,
        Subtype::Squiggly,
        Subtype::StrikeOut,
        Subtype::Redact,
        Subtype::Text,
        Subtype::FreeText,
        Subtype::Ink,
        Subtype::Caret,
        Subtype::Stamp,
        Subtype::FileAttachment,
        Subtype::Sound,
    ];

    /// What belongs to a page and is nobody's remark: links, what opens with a remark, and marks for the printer.
    const NO_REMARKS: [&'static str; 4] = ["Link", "Popup", "PrinterMark", "TrapNet"];

    /// The subtype of this name, in any case: XFDF writes it small. `None` for what nobody writes with.
    #[must_use]
    pub fn named(name: &str) -> Option<Subtype> {
        let shapes = Subtype::SHAPES.map(Subtype::Shape);
        Subtype::OTHERS.into_iter().chain(shapes).find(|subtype| subtype.name().eq_ignore_ascii_case(name))
    }

    /// Whether annotations of this name are never somebody's remark.
    #[must_use]
    pub fn is_no_remark(name: &str) -> bool {
        Subtype::NO_REMARKS.iter().any(|other| other.eq_ignore_ascii_case(name))
    }

    /// Its name in a PDF.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Subtype::Highlight => "Highlight",
            Subtype::Underline => "Underline",
            Subtype::Squiggly => "Squiggly",
            Subtype::StrikeOut => "StrikeOut",
            Subtype::Redact => "Redact",
            Subtype::Text => "Text",
            Subtype::FreeText => "FreeText",
            Subtype::Ink => "Ink",
            Subtype::Caret => "Caret",
            Subtype::Stamp => "Stamp",
            Subtype::FileAttachment => "FileAttachment",
            Subtype::Sound => "Sound",
            Subtype::Shape(name) => name,
        }
    }

    /// Whether it lies on words, and says on which by quadrilaterals.
    #[must_use]
    pub const fn is_on_words(self) -> bool {
        matches!(
            self,
            Subtype::Highlight | Subtype::Underline | Subtype::Squiggly | Subtype::StrikeOut | Subtype::Redact
        )
    }

    /// Whether it says that its words are to go.
    #[must_use]
    pub const fn strikes(self) -> bool {
        matches!(self, Subtype::StrikeOut | Subtype::Redact)
    }

    /// Whether it is a thing put on one place, which covers parts of the lines around it.
    #[must_use]
    pub const fn is_on_one_line(self) -> bool {
        matches!(self, Subtype::Text | Subtype::FreeText | Subtype::Caret | Subtype::FileAttachment | Subtype::Sound)
    }

    /// Whether a line below its words is meant, and not across them.
    #[must_use]
    pub fn is_below(self) -> bool {
        matches!(self, Subtype::Underline | Subtype::Squiggly | Subtype::Shape("Line"))
    }
}
