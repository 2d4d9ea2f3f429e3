//! Meaning before looks: a meeting and its hand-out options become a list of semantic blocks.
//!
//! What comes in is a [`Meeting`]; what goes out is a [`Document`]: what is said, in which order, in which language,
//! and which part of the meeting each piece came from. Private annotations end here: the first thing that
//! [`compose`] does is to take [`Meeting::shared`]. Where a glyph stands is [`crate::typeset`]'s.
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

use crate::locale::{Language, Locale, Value};
use crate::meeting::{Aspect, Cover, Meeting, Template};
use crate::picture::Picture;
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
    /// The texts in the document's language.
    #[must_use]
    pub fn locale(&self) -> &'static Locale {
        self.languages.labels.locale()
    }

    /// What stands at the right of a page's foot: *Side 2 af 9*.
    #[must_use]
    pub fn page_number(&self, page: usize, pages: usize) -> String {
        self.locale().text_with("page-of", &[("page", number(page)), ("pages", number(pages))])
    }
}

/// A count as Fluent wants it.
fn number(count: usize) -> Value<'static> {
    Value::from(count.to_string())
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
    let description = description.unwrap_or_else(|| locale.text("logo").into_owned());
    Some(Figure { picture: logo.picture.clone(), description })
}

/// Says what the meeting's hand-out says. Private annotations are left out.
#[must_use]
pub fn compose(meeting: &Meeting) -> Document {
    let shared = meeting.shared();
    say(&shared, shared.handout.template, shared.presentation.aspect)
}

/// Says what the slides of the meeting say on a projector: whatever is shared, also where the hand-out does without it.
/// Private annotations are left out.
#[must_use]
pub fn compose_slides(meeting: &Meeting, aspect: Aspect) -> Document {
    say(&meeting.presented(), Template::Slides, aspect)
}

/// Says what a meeting in its shared form says.
fn say(meeting: &Meeting, template: Template, aspect: Aspect) -> Document {
    let known = |tag: &str| (is_language_tag(tag) && tag != "und").then(|| tag.to_owned());
    let set = known(&meeting.set.language);
    let written = known(&meeting.language).or_else(|| set.clone());
    let spoken = |tag: &Option<String>| tag.as_deref().and_then(Language::from_tag);
    let labels =
        meeting.handout.language.or_else(|| spoken(&written)).or_else(|| spoken(&set)).unwrap_or(Language::English);
    let meeting_language = written.unwrap_or_else(|| labels.tag().to_owned());
    let languages =
        Languages { labels, set: set.unwrap_or_else(|| meeting_language.clone()), meeting: meeting_language };
    let locale = labels.locale();
    let title = if meeting.title.trim().is_empty() {
        locale.text("untitled").into_owned()
    } else {
        text::folded(&meeting.title)
    };
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
        blocks: if template.is_slides() { Vec::new() } else { templates::blocks(meeting, locale) },
        topics: if template.is_slides() { Composer::of(meeting, locale).topics() } else { Vec::new() },
        aspect,
        languages,
    }
}
