//! How the hand-out is to look: what the user chose, field by field.

use crate::locale::Language;
use crate::picture::Picture;
use serde::{Deserialize, Serialize};
use std::mem::replace;

/// What a hand-out shows of the meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Template {
    /// The whole text with highlights, and the notes in the margin.
    #[default]
    Full,
    /// Titles, leads, marked passages and questions.
    Summary,
    /// Leads, and ruled lines to write on.
    Notes,
    /// The whole text in 18 points, ragged right and unhyphenated.
    LargePrint,
    /// Decisions and actions by agenda item.
    Minutes,
    /// The slides of the projector, one a page.
    Slides,
    /// The slides three to a page, with ruled lines beside each.
    SlidesNotes,
}

impl Template {
    /// Every template, in the order in which they are offered.
    pub const ALL: [Template; 7] = [
        Template::Full,
        Template::Summary,
        Template::Notes,
        Template::LargePrint,
        Template::Minutes,
        Template::Slides,
        Template::SlidesNotes,
    ];

    /// Whether it shows slides.
    #[must_use]
    pub const fn is_slides(self) -> bool {
        matches!(self, Template::Slides | Template::SlidesNotes)
    }

    /// Its name on the command line and in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Template::Full => "full",
            Template::Summary => "summary",
            Template::Notes => "notes",
            Template::LargePrint => "large-print",
            Template::Minutes => "minutes",
            Template::Slides => "slides",
            Template::SlidesNotes => "slides-notes",
        }
    }
}

/// Where the meeting's facts stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cover {
    /// Nowhere.
    None,
    /// In the upper third of the first page.
    #[default]
    Block,
    /// On a page of their own.
    Page,
}

/// How a hand-out shows annotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnnotationDisplay {
    /// As ink on the page.
    Printed,
    /// As annotation objects that a PDF program lists, answers and changes.
    Pdf,
    /// Both.
    #[default]
    Both,
    /// Not at all.
    None,
}

impl AnnotationDisplay {
    /// Every way, in the order in which they are offered.
    pub const ALL: [AnnotationDisplay; 4] =
        [AnnotationDisplay::Printed, AnnotationDisplay::Pdf, AnnotationDisplay::Both, AnnotationDisplay::None];

    /// Its name on the command line and in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            AnnotationDisplay::Printed => "printed",
            AnnotationDisplay::Pdf => "pdf",
            AnnotationDisplay::Both => "both",
            AnnotationDisplay::None => "none",
        }
    }

    /// Whether they are ink on the page.
    #[must_use]
    pub const fn printed(self) -> bool {
        matches!(self, AnnotationDisplay::Printed | AnnotationDisplay::Both)
    }

    /// Whether they are annotation objects.
    #[must_use]
    pub const fn objects(self) -> bool {
        matches!(self, AnnotationDisplay::Pdf | AnnotationDisplay::Both)
    }
}

/// The picture by which people know who hands out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logo {
    /// The picture.
    pub picture: Picture,
    /// What it shows, for those who do not see it: *Eksempel Kommune*.
    #[serde(default)]
    pub description: String,
}

/// How the hand-out is to look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HandoutOptions {
    /// What it shows.
    pub template: Template,
    /// The language of its own words; that of the meeting's text where none is chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Where the meeting's facts stand.
    pub cover: Cover,
    /// Whether it has a table of contents.
    pub contents: bool,
    /// How annotations are shown.
    pub annotations: AnnotationDisplay,
    /// The accent colour, as red, green and blue; Bilag's blue where none is chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent: Option<[u8; 3]>,
    /// A line of the user's own at the foot of each page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub footer: String,
    /// Whose hand-out it is, as a picture at the head of the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<Logo>,
}

impl Default for HandoutOptions {
    fn default() -> HandoutOptions {
        HandoutOptions {
            template: Template::default(),
            language: None,
            cover: Cover::default(),
            contents: true,
            annotations: AnnotationDisplay::default(),
            accent: None,
            footer: String::new(),
            logo: None,
        }
    }
}

/// A change of one of the options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum HandoutEdit {
    /// Sets what it shows.
    Template(Template),
    /// Sets the language of its own words.
    Language(Option<Language>),
    /// Sets where the meeting's facts stand.
    Cover(Cover),
    /// Sets whether it has a table of contents.
    Contents(bool),
    /// Sets how annotations are shown.
    Annotations(AnnotationDisplay),
    /// Sets the accent colour.
    Accent(Option<[u8; 3]>),
    /// Sets the line at the foot of each page.
    Footer(String),
    /// Sets the picture at the head of the first page.
    Logo(Option<Logo>),
}

impl HandoutOptions {
    /// Sets an option and gives what it was.
    pub fn set(&mut self, edit: HandoutEdit) -> HandoutEdit {
        match edit {
            HandoutEdit::Template(template) => HandoutEdit::Template(replace(&mut self.template, template)),
            HandoutEdit::Language(language) => HandoutEdit::Language(replace(&mut self.language, language)),
            HandoutEdit::Cover(cover) => HandoutEdit::Cover(replace(&mut self.cover, cover)),
            HandoutEdit::Contents(contents) => HandoutEdit::Contents(replace(&mut self.contents, contents)),
            HandoutEdit::Annotations(shown) => HandoutEdit::Annotations(replace(&mut self.annotations, shown)),
            HandoutEdit::Accent(accent) => HandoutEdit::Accent(replace(&mut self.accent, accent)),
            HandoutEdit::Footer(footer) => HandoutEdit::Footer(replace(&mut self.footer, footer)),
            HandoutEdit::Logo(logo) => HandoutEdit::Logo(replace(&mut self.logo, logo)),
        }
    }

    /// Each option as it is.
    #[must_use]
    pub fn all(&self) -> [HandoutEdit; 8] {
        [
            HandoutEdit::Template(self.template),
            HandoutEdit::Language(self.language),
            HandoutEdit::Cover(self.cover),
            HandoutEdit::Contents(self.contents),
            HandoutEdit::Annotations(self.annotations),
            HandoutEdit::Accent(self.accent),
            HandoutEdit::Footer(self.footer.clone()),
            HandoutEdit::Logo(self.logo.clone()),
        ]
    }

    /// The changes that make `to` of these options.
    #[must_use]
    pub fn changes(&self, to: &HandoutOptions) -> Vec<HandoutEdit> {
        self.all().into_iter().zip(to.all()).filter(|(own, other)| own != other).map(|(_, other)| other).collect()
    }
}
