//! What the slides say: the meeting, one thought at a time.
//!
//! A [`Topic`] is one thought. It becomes a slide, or several where its words do not fit on one at a size that the back row
//! can read; that is for [`crate::typeset`] to find out. The order is that of a meeting: what it is about, its agenda, the
//! principles at a glance, then one after the other, each with what was asked and decided about it, at last what concerns
//! the meeting as a whole, and the sources.

use super::block::{MarkStyle, Note, Origin, Passage};
use super::passage::{mark_style, note, passage};
use super::templates::{Composer, label_of, list};
use super::text::{Emphasis, LanguageRole, Text, folded};
use crate::locale::Message;
use crate::meeting::{AgendaItemId, Annotation, AnnotationId, Kind, Selected, SlideContent};
use crate::message;
use crate::principles::Principle;
use crate::say;
use std::collections::BTreeSet;

/// One thought, before it is a slide.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// What it shows, all of it.
    pub shows: SlideContent,
    /// The principle that it belongs to.
    pub principle: Option<u32>,
    /// The agenda item that it belongs to.
    pub agenda_item: Option<AgendaItemId>,
    /// What it is called where slides are listed.
    pub name: String,
    /// The code by which people speak of it; empty where it has none.
    pub code: String,
    /// What stands above it: its principle.
    pub head: Option<Head>,
    /// What it says.
    pub says: Says,
    /// The part of the meeting that it came from.
    pub origin: Origin,
}

/// The principle that a topic belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Which.
    pub number: u32,
    /// What stands before the title; empty where nothing does.
    pub label: Text,
    /// Its title.
    pub title: Text,
    /// Whether this is the first topic of the principle, and the head is its heading.
    pub opens: bool,
}

/// What a topic says.
#[derive(Clone, Debug, PartialEq)]
pub enum Says {
    /// What meeting it is.
    Title {
        /// The body that meets.
        body: Text,
        /// The meeting's title.
        title: Text,
        /// When and where, a line each.
        facts: Vec<Text>,
    },
    /// A heading and a list.
    List {
        /// The heading.
        heading: Text,
        /// The entries.
        entries: Vec<ListEntry>,
    },
    /// A principle's title, large, and its lead.
    Lead(Passage),
    /// The marked words of a paragraph, large, and the rest of it around them.
    Marked(Passage),
    /// A paragraph.
    Paragraph(Passage),
    /// Questions.
    Questions {
        /// What they are called.
        heading: Text,
        /// The questions.
        notes: Vec<Note>,
    },
    /// A decision.
    Decision {
        /// What it is called, and the agenda item that it belongs to.
        heading: Text,
        /// What was decided.
        note: Note,
        /// How it was decided, and who proposed it.
        details: Vec<Text>,
    },
    /// Where the principles come from.
    Sources {
        /// The heading.
        heading: Text,
        /// What is said, a paragraph each.
        paragraphs: Vec<Text>,
    },
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListEntry {
    /// Its number.
    pub label: Text,
    /// What it says.
    pub text: Text,
    /// What is added to it.
    pub addition: Text,
    /// Whether it heads those after it.
    pub heads: bool,
    /// Where it came from.
    pub origin: Origin,
}

impl Composer<'_> {
    /// What the slides say, one thought after the other.
    pub(super) fn topics(&self) -> Vec<Topic> {
        let mut topics = vec![self.title_topic()];
        topics.extend(self.agenda_topic());
        topics.extend(self.groups_topic());
        for selected in &self.meeting.selection {
            self.principle_topics(selected, &mut topics);
        }
        self.meeting_topics(&mut topics);
        topics.extend(self.sources_topic());
        topics
    }

    fn title_topic(&self) -> Topic {
        let meeting = self.meeting;
        let title = self.title();
        let mut facts = Vec::new();
        let when = self.when();
        if !when.is_empty() {
            facts.push(Text::plain(&when, LanguageRole::Labels));
        }
        let place = Text::plain(&meeting.place, LanguageRole::Meeting);
        if !place.is_empty() {
            facts.push(place);
        }
        Topic {
            name: title.as_str().to_owned(),
            says: Says::Title { body: Text::plain(&meeting.body, LanguageRole::Meeting), title, facts },
            ..topic(SlideContent::Title, Origin::Meeting)
        }
    }

    /// The agenda, each item with the principles that are placed under it.
    fn agenda_topic(&self) -> Option<Topic> {
        let entry = |item: &crate::meeting::AgendaItem| {
            let under = |selected: &&Selected| selected.agenda_item.as_ref() == Some(&item.id);
            let principles: Vec<&Principle> =
                self.meeting.selection.iter().filter(under).map(|selected| &selected.principle).collect();
            let mut addition = Text::default();
            if !principles.is_empty() {
                let numbers: Vec<String> = principles.iter().map(|principle| short_name(principle)).collect();
                if principles.iter().all(|principle| principle.goes_by_number()) {
                    let count = numbers.len().to_string();
                    let label = say!(self.locale, "slides-principles", count = count.parse::<f64>().unwrap_or(0.0));
                    addition.push(&label, LanguageRole::Labels, Emphasis::Quiet);
                    addition.push("\u{a0}", LanguageRole::Labels, Emphasis::Quiet);
                }
                let mut listed = Text::default();
                list(&numbers, self.locale, &mut listed);
                addition.push(listed.as_str(), LanguageRole::Labels, Emphasis::Quiet);
            }
            ListEntry {
                label: Text::plain(&item.number, LanguageRole::Meeting),
                text: Text::plain(&item.title, LanguageRole::Meeting),
                addition,
                heads: false,
                origin: Origin::AgendaItem(item.id.clone()),
            }
        };
        let entries: Vec<ListEntry> = self.meeting.agenda.iter().map(entry).filter(ListEntry::says_anything).collect();
        let shown = entries.iter().filter_map(|entry| match &entry.origin {
            Origin::AgendaItem(id) => Some(id.clone()),
            _ => None,
        });
        self.list_topic(SlideContent::Agenda(shown.collect()), message!("slides-agenda"), entries)
    }

    /// The groups with their principles, in the meeting's order.
    fn groups_topic(&self) -> Option<Topic> {
        let mut entries = Vec::new();
        let mut group = String::new();
        for selected in &self.meeting.selection {
            let own = folded(&selected.group);
            if own != group {
                entries.push(ListEntry {
                    label: Text::default(),
                    text: Text::plain(&own, LanguageRole::Set),
                    addition: Text::default(),
                    heads: true,
                    origin: Origin::Document,
                });
                group = own;
            }
            let principle = &selected.principle;
            entries.push(ListEntry {
                label: label_of(principle),
                text: self.title_of(principle),
                addition: Text::default(),
                heads: false,
                origin: Origin::Principle(principle.number),
            });
        }
        entries.retain(ListEntry::says_anything);
        let shown = entries.iter().filter_map(|entry| match entry.origin {
            Origin::Principle(number) => Some(number),
            _ => None,
        });
        self.list_topic(SlideContent::Groups(shown.collect()), message!("slides-groups"), entries)
    }

    fn list_topic(&self, shows: SlideContent, heading: Message, entries: Vec<ListEntry>) -> Option<Topic> {
        let heading = self.label(heading);
        let name = heading.as_str().to_owned();
        let list = Topic { name, says: Says::List { heading, entries }, ..topic(shows, Origin::Document) };
        matches!(&list.says, Says::List { entries, .. } if !entries.is_empty()).then_some(list)
    }

    /// What a principle shows, in the order of a talk: what it is, what was marked, all of it, what was asked, what was
    /// decided.
    fn principle_topics(&self, selected: &Selected, topics: &mut Vec<Topic>) {
        let principle = &selected.principle;
        let shows = self.meeting.presentation.shows(principle.number);
        let first = topics.len();
        if shows.lead {
            topics.push(self.lead_topic(principle));
        }
        if shows.passages {
            let marked = (0..=principle.body.len()).filter_map(|index| self.marked_topic(principle, index));
            topics.extend(marked);
        }
        if shows.text {
            // The lead stands with the title, unless it is not shown there.
            let text = (usize::from(shows.lead)..=principle.body.len()).map(|index| self.text_topic(principle, index));
            topics.extend(text.flatten());
        }
        let all = self.written.all_on(principle);
        if shows.questions {
            topics.extend(self.questions_topic(Some(principle), &all));
        }
        topics.extend(self.decision_topics(&all));
        if topics.len() == first {
            // What is chosen has a slide, if only with its name.
            let lead = self.lead_topic(principle);
            topics.push(Topic { says: Says::Lead(Passage::default()), ..lead });
        }
        for (index, topic) in topics.iter_mut().skip(first).enumerate() {
            topic.principle = Some(principle.number);
            topic.agenda_item = topic.agenda_item.take().or_else(|| selected.agenda_item.clone());
            let (number, label, title) = (principle.number, label_of(principle), self.title_of(principle));
            topic.head = Some(Head { number, label, title, opens: index == 0 });
        }
    }

    fn lead_topic(&self, principle: &Principle) -> Topic {
        let passage = self.shown(principle, 0);
        Topic {
            name: self.slide_name(principle),
            code: self.codes.principle(principle.number),
            says: Says::Lead(passage),
            ..topic(SlideContent::Lead(principle.number), Origin::Paragraph(principle.number, 0))
        }
    }

    /// What the first slide of a principle is called where slides are listed.
    fn slide_name(&self, principle: &Principle) -> String {
        if principle.goes_by_number() {
            self.title_of(principle).as_str().to_owned()
        } else {
            folded(&principle.name().to_string())
        }
    }

    /// A paragraph's marked words with the rest around them; `None` where nothing in it is marked.
    fn marked_topic(&self, principle: &Principle, index: usize) -> Option<Topic> {
        let shown = self.shown(principle, index);
        let first = shown.text.as_str().get(shown.marks.first()?.range.clone())?;
        Some(Topic {
            name: self.locale.quoted(&folded(first)),
            code: self.codes.paragraph(principle.number, index),
            says: Says::Marked(shown),
            ..topic(
                SlideContent::Passage { principle: principle.number, paragraph: index },
                Origin::Paragraph(principle.number, index),
            )
        })
    }

    fn text_topic(&self, principle: &Principle, index: usize) -> Option<Topic> {
        let shown = self.shown(principle, index);
        let code = self.codes.paragraph(principle.number, index);
        let some = !folded(shown.text.as_str()).is_empty();
        some.then(|| Topic {
            name: shown.text.as_str().to_owned(),
            code,
            says: Says::Paragraph(shown),
            ..topic(
                SlideContent::Text { principle: principle.number, paragraph: index },
                Origin::Paragraph(principle.number, index),
            )
        })
    }

    /// A paragraph with its highlights. What else is marked is explained on no slide.
    fn shown(&self, principle: &Principle, index: usize) -> Passage {
        let annotations = self.written.on(Some(principle.number), Some(index)).iter();
        let highlighted = |annotation: &&&Annotation| matches!(mark_style(annotation), MarkStyle::Highlight(_));
        let annotations: Vec<&Annotation> = annotations.filter(highlighted).copied().collect();
        let code = self.codes.paragraph(principle.number, index);
        let text = principle.paragraph(index).unwrap_or_default();
        passage(self.meeting, self.locale, code, text, &annotations, false)
    }

    /// What is asked about a principle, or about the meeting.
    fn questions_topic(&self, principle: Option<&Principle>, written: &[&Annotation]) -> Option<Topic> {
        let asked = written.iter().filter(|annotation| annotation.kind() == Kind::Question);
        let asked = asked.filter_map(|annotation| Some((annotation.id.clone(), self.statement(annotation)?)));
        let (shown, notes): (Vec<AnnotationId>, Vec<Note>) = asked.unzip();
        let heading = self.label(message!("questions"));
        // One has its own code, several have theirs above each.
        let code = if let [note] = notes.as_slice() { note.code.clone() } else { self.code_of(principle) };
        let some = !notes.is_empty();
        some.then(|| Topic {
            name: heading.as_str().to_owned(),
            code,
            says: Says::Questions { heading, notes },
            ..topic(SlideContent::Questions(shown), Origin::Document)
        })
    }

    /// What was decided about a principle, or about the meeting, in the order in which it was.
    fn decision_topics(&self, written: &[&Annotation]) -> Vec<Topic> {
        let mut decided: Vec<&Annotation> =
            written.iter().filter(|annotation| annotation.kind() == Kind::Decision).copied().collect();
        decided.sort_by_key(|annotation| {
            self.meeting.annotations.iter().position(|other| std::ptr::eq(other, *annotation))
        });
        decided.into_iter().filter_map(|annotation| self.decision_topic(annotation)).collect()
    }

    fn decision_topic(&self, annotation: &Annotation) -> Option<Topic> {
        let details = self.decision_details(annotation);
        let note = match self.statement(annotation) {
            Some(note) => note,
            None if details.is_empty() => return None,
            None => self.note(annotation),
        };
        let mut heading = self.label(message!("decision"));
        let item = self.agenda_item_of(annotation).and_then(|id| self.meeting.agenda_item(id));
        if let Some(number) = item.map(|item| folded(&item.number)).filter(|number| !number.is_empty()) {
            heading.push(" · ", LanguageRole::Labels, Emphasis::Plain);
            let number = say!(self.locale, "agenda-item-number", number = number);
            heading.push(&number, LanguageRole::Labels, Emphasis::Plain);
        }
        Some(Topic {
            name: heading.as_str().to_owned(),
            agenda_item: item.map(|item| item.id.clone()),
            code: note.code.clone(),
            says: Says::Decision { heading, note, details },
            ..topic(SlideContent::Decision(annotation.id.clone()), Origin::Document)
        })
    }

    /// How it was decided, and who proposed it.
    fn decision_details(&self, annotation: &Annotation) -> Vec<Text> {
        let mut details = Vec::new();
        if let Some(outcome) = annotation.outcome() {
            details.push(Text::new(&self.locale.text(outcome.label()), LanguageRole::Labels, Emphasis::Strong));
        }
        let proposer = folded(annotation.proposer());
        if !proposer.is_empty() {
            let mut text = Text::default();
            text.push(&say!(self.locale, "proposer"), LanguageRole::Labels, Emphasis::Quiet);
            text.push(": ", LanguageRole::Labels, Emphasis::Quiet);
            text.push(&proposer, LanguageRole::Meeting, Emphasis::Plain);
            details.push(text);
        }
        details
    }

    /// What was written, without who and when; `None` where that is nothing.
    fn statement(&self, annotation: &Annotation) -> Option<Note> {
        let note = note(self.meeting, self.locale, annotation, self.meeting.words(&annotation.target));
        let lines = annotation.text.lines().map(|line| Text::plain(line, LanguageRole::Meeting));
        let paragraphs: Vec<Text> = lines.filter(|text| !text.is_empty()).collect();
        (!paragraphs.is_empty() || !note.quote.is_empty()).then_some(Note { paragraphs, ..note })
    }

    /// What was asked and decided about the meeting as a whole, or about what is not selected any more.
    fn meeting_topics(&self, topics: &mut Vec<Topic>) {
        let selected: BTreeSet<u32> = self.meeting.selection.iter().map(|selected| selected.principle.number).collect();
        let mut written = self.written.elsewhere(&selected);
        written.splice(0..0, self.written.on_whole());
        topics.extend(self.questions_topic(None, &written));
        topics.extend(self.decision_topics(&written));
    }

    /// The code of a principle, or none for the meeting.
    fn code_of(&self, principle: Option<&Principle>) -> String {
        principle.map_or_else(String::new, |principle| self.codes.principle(principle.number))
    }

    fn sources_topic(&self) -> Option<Topic> {
        let title = self.source(None);
        let printed = Text::plain(&self.meeting.set.source, LanguageRole::Set);
        let paragraphs: Vec<Text> = [title, printed].into_iter().filter(|text| !text.is_empty()).collect();
        let heading = self.label(message!("source"));
        (!paragraphs.is_empty()).then(|| Topic {
            name: heading.as_str().to_owned(),
            says: Says::Sources { heading, paragraphs },
            ..topic(SlideContent::Sources, Origin::Document)
        })
    }
}

/// The label of a principle where there is one, else its title: as little as names it in a list.
fn short_name(principle: &Principle) -> String {
    let name = principle.name();
    if name.label.is_empty() { folded(name.title) } else { folded(&name.label) }
}

impl Topic {
    /// The heading that it has besides its principle's, for slides on which it goes on.
    #[must_use]
    pub fn heading(&self) -> Option<&Text> {
        match &self.says {
            Says::List { heading, .. }
            | Says::Questions { heading, .. }
            | Says::Decision { heading, .. }
            | Says::Sources { heading, .. } => Some(heading),
            Says::Title { .. } | Says::Lead(_) | Says::Marked(_) | Says::Paragraph(_) => None,
        }
    }
}

impl ListEntry {
    fn says_anything(&self) -> bool {
        !self.label.is_empty() || !self.text.is_empty()
    }
}

/// A topic that says nothing yet.
fn topic(shows: SlideContent, origin: Origin) -> Topic {
    Topic {
        shows,
        principle: None,
        agenda_item: None,
        name: String::new(),
        code: String::new(),
        head: None,
        says: Says::Lead(Passage::default()),
        origin,
    }
}
