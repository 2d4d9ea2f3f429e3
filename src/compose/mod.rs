//! Meaning before looks: a meeting and its hand-out options become a list of semantic blocks.
//!
//! What comes in is a meeting as it may leave the machine ([`Shared`]); what goes out is a [`Document`]: what is said, in which
//! order, in which language, and which part of the meeting each piece came from. Where a glyph stands is [`crate::typeset`]'s.
//!
//! [`text`] is a run of words with its languages and emphases, [`block`] the kinds of blocks, [`passage`] turns a
//! paragraph and its annotations into words with marks and notes, [`templates`] choose what each template says, [`slides`]
//! what slides say.

pub mod block;
mod passage;
pub mod slides;
mod templates;
pub mod text;

pub use block::{
    Block, Content, ContentsEntry, Fact, LegendEntry, MarkStyle, MarkedRange, Note, NoteKind, Origin, Passage, Record,
};
pub use slides::Topic;
pub use text::{Emphasis, LanguageRole, Span, Text};

use crate::locale::{Language, Locale};
use crate::meeting::annotation::MeetingFact;
use crate::meeting::{Aspect, Cover, Meeting, Shared, Template};
use crate::page_number::PageNumber;
use crate::picture::Picture;
use crate::say;
use templates::Composer;

/// What a hand-out says.
#[derive(Debug)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// The body that meets; stands as the document's author.
    pub body: String,
    /// The BCP 47 tags of the three languages that may occur.
    pub languages: Languages,
    /// Bilag's own words, in the language of its labels.
    pub locale: &'static Locale,
    /// The template that it follows.
    pub template: Template,
    /// Where the meeting's facts stand.
    pub cover: Cover,
    /// The accent colour, dark enough for text on white.
    pub accent: [u8; 3],
    /// The picture at the head of the first page.
    pub logo: Option<Figure>,
    /// Left at the foot of each page: title and date.
    pub foot: Text,
    /// What the user wants at the foot of each page.
    pub footer: String,
    /// The blocks, in reading order; none where it is slides.
    pub blocks: Vec<Block>,
    /// The shape of its slides.
    pub aspect: Aspect,
    /// What its slides say, in their order; none where it is no slides.
    pub topics: Vec<Topic>,
}

/// A picture, and what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The picture.
    pub picture: Picture,
    /// What it shows, for those who do not see it.
    pub description: String,
}

/// The languages of a document, as BCP 47 tags: a [`LanguageRole`] names one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Languages {
    /// That of Bilag's own words, and so the document's.
    pub labels: Language,
    /// That of what the user wrote.
    pub meeting: String,
    /// That of the principles.
    pub set: String,
}

impl Languages {
    /// The BCP 47 tag of a language role.
    #[must_use]
    pub fn tag(&self, language_role: LanguageRole) -> &str {
        match language_role {
            LanguageRole::Labels => self.labels.tag(),
            LanguageRole::Meeting => &self.meeting,
            LanguageRole::Set => &self.set,
        }
    }
}

impl Document {
    /// What stands at the right of a page's foot: *Side 2 af 9*.
    #[must_use]
    pub fn page_number(&self, page: PageNumber, pages: usize) -> String {
        say!(self.locale, "page-of", page = page.to_string(), pages = pages.to_string())
    }
}

/// Whether this has the form of a language tag (RFC 5646): a primary language and subtags. Files may be written by hand,
/// and a PDF with another `Lang` is neither PDF/UA nor PDF/A.
fn is_language_tag(tag: &str) -> bool {
    let subtag = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let primary = tag.split('-').next().unwrap_or_default();
    tag.split('-').all(subtag) && primary.len() >= 2 && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The logo, if it is a picture that can be shown.
fn logo(meeting: &Meeting, locale: &Locale) -> Option<Figure> {
    let logo = meeting.handout.logo.as_ref().filter(|logo| logo.picture.pixels().is_some())?;
    let words = [&logo.description, &meeting.body].into_iter().map(|words| text::folded(words));
    let description = words.into_iter().find(|words| !words.is_empty());
    let description = description.unwrap_or_else(|| say!(locale, "logo"));
    Some(Figure { picture: logo.picture.clone(), description })
}

/// Says what the meeting's hand-out says.
#[must_use]
pub fn compose(shared: &Shared) -> Document {
    compose_in(shared, labels(shared.meeting()).locale())
}

/// Says it in these words, whatever language the hand-out has: so can be shown what depends on them.
#[doc(hidden)]
#[must_use]
pub fn compose_in(shared: &Shared, locale: &'static Locale) -> Document {
    let Meeting { handout, presentation, .. } = shared.meeting();
    document(shared, handout.template, presentation.aspect, locale)
}

/// What a hand-out of the meeting says of the meeting itself, in any language: each text with the fact that it tells.
#[must_use]
pub fn said_of_meeting(shared: &Shared) -> Vec<(MeetingFact, String)> {
    let mut said: Vec<_> =
        Language::ALL.iter().flat_map(|language| Composer::of(shared, language.locale()).said_of_meeting()).collect();
    said.sort();
    said.dedup();
    said
}

/// The language of the document's own words: the one that was chosen, else that of the text.
#[must_use]
pub fn labels(meeting: &Meeting) -> Language {
    let spoken = |tag: &str| known(tag).and_then(|tag| Language::from_tag(&tag));
    let of_text = || known(&meeting.language).or_else(|| known(&meeting.set.language));
    let chosen = meeting.handout.language.or_else(|| spoken(&of_text()?));
    chosen.or_else(|| spoken(&meeting.set.language)).unwrap_or(Language::English)
}

/// A language tag that says which language it is.
fn known(tag: &str) -> Option<String> {
    (is_language_tag(tag) && tag != "und").then(|| tag.to_owned())
}

/// Says what the slides of the meeting say on a projector. It is shared for [`crate::meeting::Purpose::Projector`].
#[must_use]
pub fn compose_slides(shared: &Shared, aspect: Aspect) -> Document {
    document(shared, Template::Slides, aspect, labels(shared.meeting()).locale())
}

/// Says what a meeting says.
fn document(shared: &Shared, template: Template, aspect: Aspect, locale: &'static Locale) -> Document {
    let meeting = shared.meeting();
    let set = known(&meeting.set.language);
    let labels = locale.language();
    let meeting_language = known(&meeting.language).or_else(|| set.clone()).unwrap_or_else(|| labels.tag().to_owned());
    let languages =
        Languages { labels, set: set.unwrap_or_else(|| meeting_language.clone()), meeting: meeting_language };
    let title = if meeting.title.trim().is_empty() { say!(locale, "untitled") } else { text::folded(&meeting.title) };
    let mut foot = Text::plain(&title, LanguageRole::Meeting);
    if let Some(date) = meeting.date {
        foot.push(" · ", LanguageRole::Labels, Emphasis::Plain);
        foot.push(&locale.date(date), LanguageRole::Labels, Emphasis::Plain);
    }
    Document {
        title,
        body: text::folded(&meeting.body),
        template,
        cover: meeting.handout.cover,
        accent: block::readable(meeting.handout.accent.unwrap_or(block::ACCENT)),
        logo: logo(meeting, locale),
        foot,
        footer: text::folded(&meeting.handout.footer),
        blocks: if template.is_slides() { Vec::new() } else { templates::blocks(shared, locale) },
        topics: if template.is_slides() { Composer::of(shared, locale).topics() } else { Vec::new() },
        aspect,
        languages,
        locale,
    }
}
