//! How a meeting is presented: what each principle's slides show, and how long it may take.
//!
//! A slide is known by its [`SlideKey`]: what it shows, not where it stands. So what was drawn on it stays with it when
//! slides come and go around it.

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

/// What a slide shows.
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

/// Which slide it is, wherever it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlideKey {
    /// What it shows.
    pub kind: SlideKind,
    /// The principle that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub principle: Option<u32>,
    /// The paragraph that it shows, 0 for the lead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<usize>,
    /// Which part of that, from 1.
    pub part: usize,
}
