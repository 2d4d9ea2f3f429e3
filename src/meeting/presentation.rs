//! How a meeting is presented: what each principle's slides show, and how long it may take.
//!
//! A slide is known by its [`SlideKey`]: what it shows, not where it stands, nor which it is among others of its kind. So what was
//! drawn on it stays with it when slides come and go around it, and lies on none where what it was drawn on is not shown.

use super::{AgendaItemId, AnnotationId, Kind, Meeting, Visibility};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How a meeting is presented.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Presentation {
    /// The shape of the slides in a file; on a screen they take the screen's.
    pub aspect: Aspect,
    /// How many minutes the whole may take.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    /// What principles show that do not show what is usual.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shows: Vec<Shows>,
}

impl Presentation {
    /// What a principle shows.
    #[must_use]
    pub fn shows(&self, principle: u32) -> Shows {
        let own = self.shows.iter().find(|shows| shows.principle == principle);
        own.copied().unwrap_or_else(|| Shows::usual(principle))
    }

    /// Sets what a principle shows.
    pub fn show(&mut self, shows: Shows) {
        self.shows.retain(|other| other.principle != shows.principle);
        if shows != Shows::usual(shows.principle) {
            self.shows.push(shows);
            self.shows.sort_by_key(|shows| shows.principle);
        }
    }

    /// Whether it is all as usual.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Presentation::default()
    }
}

/// A change of one of the choices of how a meeting is presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum PresentationEdit {
    /// Sets the shape of the slides in a file.
    Aspect(Aspect),
    /// Sets how many minutes the whole may take.
    Minutes(Option<u16>),
    /// Sets what a principle shows.
    Shows(Shows),
}

impl Presentation {
    /// Makes a choice and gives what it was.
    pub fn set(&mut self, edit: PresentationEdit) -> PresentationEdit {
        use std::mem::replace;
        match edit {
            PresentationEdit::Aspect(aspect) => PresentationEdit::Aspect(replace(&mut self.aspect, aspect)),
            PresentationEdit::Minutes(minutes) => PresentationEdit::Minutes(replace(&mut self.minutes, minutes)),
            PresentationEdit::Shows(shows) => {
                let before = self.shows(shows.principle);
                self.show(shows);
                PresentationEdit::Shows(before)
            }
        }
    }

    /// The changes that make `to` of these choices.
    #[must_use]
    pub fn changes(&self, to: &Presentation) -> Vec<PresentationEdit> {
        let mut changes = Vec::new();
        if self.aspect != to.aspect {
            changes.push(PresentationEdit::Aspect(to.aspect));
        }
        if self.minutes != to.minutes {
            changes.push(PresentationEdit::Minutes(to.minutes));
        }
        let numbers: BTreeSet<u32> = self.shows.iter().chain(&to.shows).map(|shows| shows.principle).collect();
        let differ = numbers.into_iter().filter(|number| self.shows(*number) != to.shows(*number));
        changes.extend(differ.map(|number| PresentationEdit::Shows(to.shows(number))));
        changes
    }
}

/// The shape of a slide: its width to its height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Aspect {
    /// 16 to 9.
    #[default]
    #[serde(rename = "16:9")]
    Wide,
    /// 4 to 3.
    #[serde(rename = "4:3")]
    Standard,
}

impl Aspect {
    /// Both, in the order in which they are offered.
    pub const ALL: [Aspect; 2] = [Aspect::Wide, Aspect::Standard];

    /// Its name on the command line and in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Aspect::Wide => "16:9",
            Aspect::Standard => "4:3",
        }
    }

    /// The shape that wastes least of a screen of this size.
    #[must_use]
    pub fn of_screen(width: f32, height: f32) -> Aspect {
        // Half way between 4:3 and 16:9.
        if width / height.max(1.0) < 1.54 { Aspect::Standard } else { Aspect::Wide }
    }
}

/// What the slides of a principle show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a box that the user checks")]
pub struct Shows {
    /// Its number.
    pub principle: u32,
    /// Its title and lead.
    pub lead: bool,
    /// Its marked passages, large.
    pub passages: bool,
    /// All of its text.
    pub text: bool,
    /// The questions that are shared.
    pub questions: bool,
}

impl Shows {
    /// What is shown where nothing was chosen.
    #[must_use]
    pub const fn usual(principle: u32) -> Shows {
        Shows { principle, lead: true, passages: true, text: false, questions: true }
    }
}

/// The kinds of slides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SlideKind {
    /// The meeting's title and facts.
    Title,
    /// The agenda, with the principles' places.
    Agenda,
    /// The groups of principles at a glance.
    Groups,
    /// A principle's title and lead.
    Lead,
    /// A marked passage.
    Passage,
    /// A principle's text.
    Text,
    /// The questions on a principle, or on the meeting.
    Questions,
    /// What was decided.
    Decisions,
    /// Where the principles come from.
    Sources,
}

/// What a slide shows, by what it is and not by where it stands among others.
///
/// Lists name all that stands on the slide: where one of them goes, comes or moves, it is another slide, on which nothing lies
/// that was drawn on this one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum SlideContent {
    /// The meeting's title and facts.
    Title,
    /// These agenda items.
    Agenda(Vec<AgendaItemId>),
    /// These principles, in their groups.
    Groups(Vec<u32>),
    /// The title and the lead of the principle with this number.
    Lead(u32),
    /// The marked passages of a paragraph.
    Passage {
        /// The principle's number.
        principle: u32,
        /// The paragraph, 0 for the lead.
        paragraph: usize,
    },
    /// A paragraph.
    Text {
        /// The principle's number.
        principle: u32,
        /// The paragraph, 0 for the lead.
        paragraph: usize,
    },
    /// These questions.
    Questions(Vec<AnnotationId>),
    /// This decision.
    Decision(AnnotationId),
    /// Where the principles come from.
    Sources,
    /// What a file of version 2 counted, and nobody can say any more what it was: no slide shows it.
    Counted(CountedSlide),
}

impl SlideContent {
    /// What kind of slide shows it.
    #[must_use]
    pub const fn kind(&self) -> SlideKind {
        match self {
            SlideContent::Title => SlideKind::Title,
            SlideContent::Agenda(_) => SlideKind::Agenda,
            SlideContent::Groups(_) => SlideKind::Groups,
            SlideContent::Lead(_) => SlideKind::Lead,
            SlideContent::Passage { .. } => SlideKind::Passage,
            SlideContent::Text { .. } => SlideKind::Text,
            SlideContent::Questions(_) => SlideKind::Questions,
            SlideContent::Decision(_) => SlideKind::Decisions,
            SlideContent::Sources => SlideKind::Sources,
            SlideContent::Counted(counted) => counted.kind,
        }
    }

    /// Whether the other has some of it, where it is a list; else whether the other is the same.
    #[must_use]
    pub fn has_in_common(&self, other: &SlideContent) -> bool {
        match (self, other) {
            (SlideContent::Agenda(own), SlideContent::Agenda(other)) => own.iter().any(|id| other.contains(id)),
            (SlideContent::Questions(own), SlideContent::Questions(other)) => own.iter().any(|id| other.contains(id)),
            (SlideContent::Groups(own), SlideContent::Groups(other)) => own.iter().any(|number| other.contains(number)),
            _ => self == other,
        }
    }

    /// The paragraph that it is, 0 for the lead.
    #[must_use]
    pub const fn paragraph(&self) -> Option<usize> {
        match self {
            SlideContent::Lead(_) => Some(0),
            SlideContent::Passage { paragraph, .. } | SlideContent::Text { paragraph, .. } => Some(*paragraph),
            SlideContent::Counted(counted) => counted.paragraph,
            _ => None,
        }
    }
}

/// How version 2 of the file told slides apart: by counting those of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountedSlide {
    /// What it shows.
    pub kind: SlideKind,
    /// The principle that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principle: Option<u32>,
    /// The paragraph that it shows, 0 for the lead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// Which of those, from 1.
    pub part: usize,
}

/// Which slide it is, wherever it stands.
///
/// In JSON `{"shows": {"decision": "d0fe04949302"}}`, and `"from": 412` where it is not the first slide of its text. What
/// version 2 wrote (`{"kind": "decisions", "principle": 3, "part": 1}`) is read as [`SlideContent::Counted`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "StoredKey")]
pub struct SlideKey {
    /// What it shows.
    pub shows: SlideContent,
    /// Where it begins in the text that it shows first, in characters: slides of another shape are divided elsewhere.
    #[serde(skip_serializing_if = "is_beginning")]
    pub from: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_beginning(from: &usize) -> bool {
    *from == 0
}

impl SlideKey {
    /// The slide, or the first of those, that shows this.
    #[must_use]
    pub const fn of(shows: SlideContent) -> SlideKey {
        SlideKey { shows, from: 0 }
    }

    /// What kind of slide it is.
    #[must_use]
    pub const fn kind(&self) -> SlideKind {
        self.shows.kind()
    }

    /// The principle that it belongs to.
    #[must_use]
    pub fn principle(&self, meeting: &Meeting) -> Option<u32> {
        let of = |id: &AnnotationId| meeting.annotation(id).and_then(|annotation| annotation.target.principle());
        match &self.shows {
            SlideContent::Lead(principle)
            | SlideContent::Passage { principle, .. }
            | SlideContent::Text { principle, .. } => Some(*principle),
            SlideContent::Questions(questions) => questions.first().and_then(of),
            SlideContent::Decision(decision) => of(decision),
            SlideContent::Counted(counted) => counted.principle,
            SlideContent::Title | SlideContent::Agenda(_) | SlideContent::Groups(_) | SlideContent::Sources => None,
        }
    }

    /// Whether the meeting has what it shows, and shows it: else what is drawn on it lies on no slide.
    #[must_use]
    pub fn is_shown(&self, meeting: &Meeting) -> bool {
        let is_shared = |id: &AnnotationId, kind: Kind| {
            let found = meeting.annotation(id);
            found.is_some_and(|own| own.visibility == Visibility::Shared && own.kind() == kind)
        };
        let chosen = |number: u32| meeting.selected(number).map(|_| meeting.presentation.shows(number));
        match &self.shows {
            SlideContent::Title | SlideContent::Sources => true,
            SlideContent::Agenda(items) => items.iter().all(|item| meeting.agenda_item(item).is_some()),
            SlideContent::Groups(principles) => principles.iter().all(|number| chosen(*number).is_some()),
            SlideContent::Lead(principle) => chosen(*principle).is_some_and(|shows| shows.lead),
            SlideContent::Passage { principle, .. } => chosen(*principle).is_some_and(|shows| shows.passages),
            SlideContent::Text { principle, .. } => chosen(*principle).is_some_and(|shows| shows.text),
            SlideContent::Questions(questions) => questions.iter().all(|id| is_shared(id, Kind::Question)),
            SlideContent::Decision(decision) => is_shared(decision, Kind::Decision),
            SlideContent::Counted(_) => false,
        }
    }

    /// What version 2 called it, where that is all that is known of it.
    #[must_use]
    pub const fn counted(&self) -> Option<CountedSlide> {
        match self.shows {
            SlideContent::Counted(counted) => Some(counted),
            _ => None,
        }
    }
}

/// A slide as a file has it: of this version, or of version 2.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredKey {
    shows: Option<SlideContent>,
    from: Option<usize>,
    kind: Option<SlideKind>,
    principle: Option<u32>,
    paragraph: Option<usize>,
    part: Option<usize>,
}

impl TryFrom<StoredKey> for SlideKey {
    type Error = &'static str;

    fn try_from(stored: StoredKey) -> Result<SlideKey, &'static str> {
        match stored {
            StoredKey { shows: Some(shows), from, kind: None, principle: None, paragraph: None, part: None } => {
                Ok(SlideKey { shows, from: from.unwrap_or(0) })
            }
            StoredKey { shows: None, from: None, kind: Some(kind), principle, paragraph, part: Some(part) } => {
                Ok(SlideKey::of(SlideContent::Counted(CountedSlide { kind, principle, paragraph, part })))
            }
            _ => Err("a slide says what it `shows`, or `kind` and `part`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_slide_is_read_as_it_was_written_and_as_version_2_wrote_it() {
        let id = || AnnotationId("d0fe04949302".to_owned());
        let counted = CountedSlide { kind: SlideKind::Decisions, principle: Some(3), paragraph: None, part: 1 };
        let contents = [
            (SlideContent::Title, json!("title")),
            (
                SlideContent::Agenda(vec![AgendaItemId("d0fe04949302".to_owned())]),
                json!({ "agenda": ["d0fe04949302"] }),
            ),
            (SlideContent::Groups(vec![1, 3]), json!({ "groups": [1, 3] })),
            (SlideContent::Lead(3), json!({ "lead": 3 })),
            (
                SlideContent::Passage { principle: 3, paragraph: 0 },
                json!({ "passage": { "principle": 3, "paragraph": 0 } }),
            ),
            (SlideContent::Decision(id()), json!({ "decision": "d0fe04949302" })),
            (SlideContent::Counted(counted), json!({ "counted": { "kind": "decisions", "principle": 3, "part": 1 } })),
        ];
        for (shows, json) in contents {
            let key = SlideKey { shows, from: 7 };
            assert_eq!(serde_json::to_value(&key).expect("JSON"), json!({ "shows": json, "from": 7 }));
            assert_eq!(serde_json::from_value::<SlideKey>(json!({ "shows": json, "from": 7 })).expect("a key"), key);
            let first = SlideKey { from: 0, ..key };
            assert_eq!(serde_json::to_value(&first).expect("JSON"), json!({ "shows": json }));
            assert_eq!(serde_json::from_value::<SlideKey>(json!({ "shows": json })).expect("a key"), first);
        }
        let old = json!({ "kind": "decisions", "principle": 3, "part": 1 });
        let read: SlideKey = serde_json::from_value(old).expect("a key");
        assert_eq!(read, SlideKey::of(SlideContent::Counted(counted)));
        for wrong in [
            json!({}),
            json!({ "shows": "title", "part": 1 }),
            json!({ "kind": "title" }),
            json!({ "shows": "title", "more": 1 }),
            json!({ "shows": { "passage": { "principle": 3, "paragraph": 0, "more": 1 } } }),
        ] {
            assert!(serde_json::from_value::<SlideKey>(wrong.clone()).is_err(), "{wrong}");
        }
    }
}
