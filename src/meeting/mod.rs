//! A *meeting* is the user's document: what was chosen and written for one meeting.
//!
//! A [`Meeting`] is plain data. It changes only by an [`Edit`] ([`edit`]): the window, the command line, undo and merge
//! all speak in edits. [`annotation`] says what can be written on the chosen text and [`anchor`] where it sits;
//! [`mod@reference`] gives it a name that can be said aloud; [`mod@file`] keeps it and [`journal`] what was done to it since.
//! [`mod@difference`] says what lies between two meetings; [`mod@reconcile`] and [`merge`] bring together what was written apart. Private annotations are part of a
//! meeting and of no export: [`Meeting::shared`] is the only form that leaves the machine.

pub mod anchor;
pub mod annotation;
pub mod difference;
pub mod drawing;
pub mod edit;
pub mod file;
pub mod history;
pub mod journal;
pub mod merge;
pub mod presentation;
pub mod reconcile;
pub mod reference;
pub mod review;
pub mod web_annotation;

pub use annotation::{Annotation, HighlightColor, Kind, Outcome, Reply, Status, Target, Visibility};
pub use difference::difference;
pub use drawing::Drawing;
pub use edit::{Edit, EditError};
pub use file::FileError;
pub use history::History;
pub use presentation::{Aspect, Presentation, Shows, SlideKey, SlideKind};
pub use reconcile::{Reconciled, Reconciler, reconcile};
pub use reference::Reference;
pub use review::{Comment, Review};

use crate::locale::Language;
use crate::picture::Picture;
use crate::principles::{Principle, PrincipleSet};
use jiff::civil::{Date, Time};
use md5::{Digest as _, Md5};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// How many hexadecimal digits of a hash make an id.
const ID_DIGITS: usize = 12;

/// A name for an agenda item or an annotation within its meeting, the same for ever.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(pub String);

impl Id {
    /// An id made of what is to bear it: the same for the same.
    #[must_use]
    pub fn of(parts: &[&str]) -> Id {
        let mut hasher = Md5::new();
        for part in parts {
            hasher.update(part.as_bytes());
            hasher.update([0]);
        }
        let mut digits = String::new();
        for byte in hasher.finalize() {
            // Writing to a string cannot fail.
            let _ = write!(digits, "{byte:02x}");
        }
        digits.truncate(ID_DIGITS);
        Id(digits)
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What was chosen and written for one meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// The meeting's title, also that of its hand-out.
    pub title: String,
    /// The body that meets: *Økonomiudvalget*.
    pub body: String,
    /// The language that the meeting is written in, a BCP 47 tag.
    pub language: String,
    /// The day of the meeting.
    pub date: Option<Date>,
    /// When it begins.
    pub time: Option<Time>,
    /// Where it is held.
    pub place: String,
    /// Who takes part, by name or role.
    pub participants: Vec<String>,
    /// The items on the agenda that matter here, in their order.
    pub agenda: Vec<AgendaItem>,
    /// Where the principles come from.
    pub set: SetReference,
    /// The chosen principles in the meeting's own order.
    pub selection: Vec<Selected>,
    /// Everything that was written, in the order in which it was.
    pub annotations: Vec<Annotation>,
    /// How the hand-out is to look.
    pub handout: HandoutOptions,
    /// How it is presented.
    #[serde(default, skip_serializing_if = "Presentation::is_usual")]
    pub presentation: Presentation,
}

/// A point on the meeting's agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// Its name within the meeting.
    pub id: Id,
    /// Its number as the agenda prints it: *4*, *4a*.
    pub number: String,
    /// Its heading.
    pub title: String,
    /// How many minutes it may take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
}

/// The principle set that a selection was made from, as far as a hand-out must say it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetReference {
    /// The set's id.
    pub id: String,
    /// What the set calls itself.
    pub title: String,
    /// The language of its text, a BCP 47 tag.
    pub language: String,
    /// The day on which it was agreed.
    pub adopted: Option<Date>,
    /// Who agreed on it.
    pub publishers: Vec<String>,
    /// Where the text stands in print.
    pub source: String,
}

impl From<&PrincipleSet> for SetReference {
    fn from(set: &PrincipleSet) -> SetReference {
        SetReference {
            id: set.id.clone(),
            title: set.title.clone(),
            language: set.language.clone(),
            adopted: set.adopted,
            publishers: set.publishers.clone(),
            source: set.source.clone(),
        }
    }
}

/// A chosen principle, with its text as it was when it was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selected {
    /// The principle, word for word.
    #[serde(flatten)]
    pub principle: Principle,
    /// The title of its group; empty where the set has none.
    #[serde(default)]
    pub group: String,
    /// The agenda item that it was placed under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agenda_item: Option<Id>,
}

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

impl Meeting {
    /// A meeting without a selection, on the principles of `set`.
    #[must_use]
    pub fn on(set: &PrincipleSet) -> Meeting {
        Meeting {
            title: set.title.clone(),
            language: set.language.clone(),
            set: SetReference::from(set),
            ..Meeting::default()
        }
    }

    /// The sample meeting: an economy committee's, in Danish, with every kind of annotation.
    #[must_use]
    pub fn sample() -> Meeting {
        // It is part of the program, and a test reads it.
        file::read(include_bytes!("../../assets/meetings/sample.bilag")).unwrap_or_default()
    }

    /// The meeting without anything private: the only form in which it may leave the machine.
    ///
    /// Where the hand-out shows no annotations none go with it; the minutes are made of decisions and actions, and keep
    /// these.
    #[must_use]
    pub fn shared(&self) -> Meeting {
        let mut shared = self.clone();
        let shown = self.handout.annotations != AnnotationDisplay::None;
        let minutes = self.handout.template == Template::Minutes;
        shared.annotations.retain(|annotation| {
            let recorded = minutes && matches!(annotation.kind, Kind::Decision | Kind::Action);
            annotation.visibility == Visibility::Shared && (shown || recorded)
        });
        shared
    }

    /// The meeting as a projector shows it: without anything private, but with everything that is shared, whatever the
    /// hand-out shows.
    #[must_use]
    pub fn presented(&self) -> Meeting {
        let handout = HandoutOptions { annotations: AnnotationDisplay::Both, ..self.handout.clone() };
        let mut presented = Meeting { handout, ..self.clone() };
        presented.annotations.retain(|annotation| annotation.visibility == Visibility::Shared);
        presented
    }

    /// A copy without what was drawn on slides, which slides and pages are made without.
    #[must_use]
    pub fn without_slide_drawings(&self) -> Meeting {
        let others = self.annotations.iter().filter(|annotation| !annotation.is_only_on_slide());
        let copied = |annotation: &Annotation| match annotation.slide() {
            Some(_) => annotation.without_drawing(),
            None => annotation.clone(),
        };
        Meeting {
            title: self.title.clone(),
            body: self.body.clone(),
            language: self.language.clone(),
            date: self.date,
            time: self.time,
            place: self.place.clone(),
            participants: self.participants.clone(),
            agenda: self.agenda.clone(),
            set: self.set.clone(),
            selection: self.selection.clone(),
            annotations: others.map(copied).collect(),
            handout: self.handout.clone(),
            presentation: self.presentation.clone(),
        }
    }

    /// The chosen principle with this number.
    #[must_use]
    pub fn selected(&self, number: u32) -> Option<&Selected> {
        self.selection.iter().find(|selected| selected.principle.number == number)
    }

    /// The agenda item with this id.
    #[must_use]
    pub fn agenda_item(&self, id: &Id) -> Option<&AgendaItem> {
        self.agenda.iter().find(|item| item.id == *id)
    }

    /// The annotation with this id.
    #[must_use]
    pub fn annotation(&self, id: &Id) -> Option<&Annotation> {
        self.annotations.iter().find(|annotation| annotation.id == *id)
    }

    /// Every id that something in the meeting bears: agenda items, annotations, answers.
    pub fn ids(&self) -> impl Iterator<Item = &Id> {
        let agenda = self.agenda.iter().map(|item| &item.id);
        let annotations = self.annotations.iter().map(|annotation| &annotation.id);
        let replies = self.annotations.iter().flat_map(|annotation| &annotation.replies).map(|reply| &reply.id);
        agenda.chain(annotations).chain(replies)
    }

    /// An id that nothing in the meeting has, from what is to bear it: the same meeting and the same content give the
    /// same id.
    #[must_use]
    pub fn free_id(&self, content: &impl Serialize) -> Id {
        // Strings and numbers: what a meeting holds cannot fail to become JSON.
        let content = serde_json::to_vec(content).unwrap_or_default();
        let mut attempt = self.annotations.len();
        loop {
            let mut hasher = Md5::new();
            hasher.update(&content);
            hasher.update(attempt.to_string());
            let mut digits = String::new();
            for byte in hasher.finalize() {
                let _ = write!(digits, "{byte:02x}");
            }
            digits.truncate(ID_DIGITS);
            let id = Id(digits);
            if !self.ids().any(|taken| *taken == id) {
                return id;
            }
            attempt += 1;
        }
    }

    /// The text that an annotation's target names: a paragraph of a chosen principle.
    #[must_use]
    pub fn paragraph(&self, target: &Target) -> Option<&str> {
        self.selected(target.principle?)?.principle.paragraph(target.paragraph?)
    }

    /// The words that an annotation sits on, as a range of bytes in its paragraph.
    ///
    /// `None` where the target names no words, or where they are not there any more.
    #[must_use]
    pub fn words(&self, target: &Target) -> Option<std::ops::Range<usize>> {
        anchor::locate(self.paragraph(target)?, target.words.as_ref()?)
    }

    /// Whether what the annotation was put on is part of this meeting.
    #[must_use]
    pub fn is_anchored(&self, target: &Target) -> bool {
        match (target.principle, target.paragraph, &target.words) {
            (None, ..) => true,
            (Some(number), None, _) => self.selected(number).is_some(),
            (Some(_), Some(_), None) => self.paragraph(target).is_some(),
            (Some(_), Some(_), Some(_)) => self.words(target).is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_shows_every_kind_of_annotation() {
        let sample = Meeting::sample();
        for kind in Kind::ALL {
            assert!(sample.annotations.iter().any(|annotation| annotation.kind == kind), "{kind:?}");
        }
        for color in HighlightColor::ALL {
            assert!(sample.annotations.iter().any(|annotation| annotation.color == Some(color)), "{color:?}");
        }
        assert!(sample.annotations.iter().all(|annotation| sample.is_anchored(&annotation.target)));
        assert!(sample.annotations.iter().any(|annotation| annotation.visibility == Visibility::Private));
        assert!(sample.annotations.iter().any(|annotation| !annotation.replies.is_empty()));
        assert!((3..=4).contains(&sample.selection.len()));
    }

    #[test]
    fn the_shared_form_has_nothing_private() {
        let shared = Meeting::sample().shared();
        assert!(!shared.annotations.is_empty());
        assert!(shared.annotations.iter().all(|annotation| annotation.visibility == Visibility::Shared));
    }

    #[test]
    fn annotations_that_are_not_shown_do_not_leave() {
        let mut meeting = Meeting::sample();
        meeting.handout.annotations = AnnotationDisplay::None;
        assert!(meeting.shared().annotations.is_empty());
        meeting.handout.template = Template::Minutes;
        let kinds: Vec<Kind> = meeting.shared().annotations.iter().map(|annotation| annotation.kind).collect();
        assert_eq!(kinds, [Kind::Action, Kind::Decision, Kind::Action, Kind::Decision]);
    }
}
