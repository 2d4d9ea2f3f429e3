//! What each template says, in which order.

use super::block::{
    Block, Content, ContentsEntry, Fact, LegendEntry, MarkStyle, MarkedRange, Note, NoteKind, Origin, Passage, Record,
};
use super::passage::{AnnotationsByTarget, language_of, mark_style, note, passage};
use super::text::{Emphasis, LanguageRole, Text, folded};
use crate::locale::{Locale, Message};
use crate::meeting::annotation::MeetingFact;
use crate::meeting::reference::Codes;
use crate::meeting::{
    AgendaItemId, Annotation, Cover, Fact as AnnotationFact, HighlightColor, Kind, Meeting, Selected, Shared, Status,
    Template, anchor, wording,
};
use crate::message;
use crate::principles::Principle;
use crate::say;
use std::collections::BTreeSet;

/// How many lines the notes sheet has under each lead at the most: as many as fill its page.
const RULED_LINES: usize = 30;

/// The blocks of a meeting's hand-out.
pub fn blocks(shared: &Shared, locale: &'static Locale) -> Vec<Block> {
    let meeting = shared.meeting();
    let composer = Composer::of(shared, locale);
    let mut blocks = composer.front();
    let body = match meeting.handout.template {
        Template::Minutes => composer.minutes(),
        _ => composer.principles(),
    };
    let entries = entries(&body);
    if meeting.handout.contents && entries.len() > 1 && meeting.handout.template != Template::Minutes {
        let at = blocks.len() + 1;
        let entries = entries.into_iter().map(|entry| ContentsEntry { block: entry.block + at, ..entry }).collect();
        let heading = composer.label(message!("contents"));
        blocks.push(block(Content::Contents { heading, entries }));
    }
    let shift = blocks.len();
    blocks.extend(body);
    // The legend stands beside the first heading that has room for it, so it goes before what it explains.
    let legend = composer.legend(&blocks);
    if !legend.is_empty() {
        let entries = Content::Legend { heading: composer.label(message!("legend")), entries: legend };
        insert_legend(&mut blocks, shift, block(entries));
    }
    blocks
}

/// Puts the legend before the contents, or at the start of the body, and moves what the contents lead to.
fn insert_legend(blocks: &mut Vec<Block>, body: usize, legend: Block) {
    let at = match blocks.get(body.wrapping_sub(1)) {
        Some(Block { content: Content::Contents { .. }, .. }) => body - 1,
        _ => body,
    };
    blocks.insert(at, legend);
    for block in blocks.iter_mut() {
        if let Content::Contents { entries, .. } = &mut block.content {
            for entry in entries {
                entry.block += 1;
            }
        }
    }
}

fn block(content: Content) -> Block {
    Block { content, origin: Origin::Document }
}

fn unnumbered_section(title: Text) -> Block {
    block(Content::Section { label: Text::default(), title })
}

/// The lines of the contents: every section and principle.
fn entries(body: &[Block]) -> Vec<ContentsEntry> {
    let line = |(index, block): (usize, &Block)| match &block.content {
        Content::Section { label, title } => {
            Some(ContentsEntry { label: label.clone(), title: title.clone(), section: true, block: index })
        }
        Content::Principle { label, title, .. } => {
            Some(ContentsEntry { label: label.clone(), title: title.clone(), section: false, block: index })
        }
        _ => None,
    };
    body.iter().enumerate().filter_map(line).collect()
}

/// By whom and when the principles were published: *. Publishers, date*.
fn published(meeting: &Meeting, locale: &Locale) -> Text {
    let set = &meeting.set;
    let mut text = Text::default();
    let publishers: Vec<String> =
        set.publishers.iter().map(|name| folded(name)).filter(|name| !name.is_empty()).collect();
    let date = set.adopted.map(|date| locale.date(date));
    if !publishers.is_empty() || date.is_some() {
        text.push(". ", LanguageRole::Labels, Emphasis::Plain);
    }
    list(&publishers, locale, &mut text);
    if let Some(date) = date {
        if !publishers.is_empty() {
            text.push(", ", LanguageRole::Labels, Emphasis::Plain);
        }
        text.push(&date, LanguageRole::Labels, Emphasis::Plain);
    }
    text
}

/// What stands before a principle's title.
pub(super) fn label_of(principle: &Principle) -> Text {
    Text::plain(&principle.name().label, LanguageRole::Set)
}

/// *A*, *A og B*, *A, B og C*.
pub(super) fn list(names: &[String], locale: &Locale, text: &mut Text) {
    for (index, name) in names.iter().enumerate() {
        if index > 0 && index + 1 == names.len() {
            text.push(&format!(" {} ", say!(locale, "and")), LanguageRole::Labels, Emphasis::Plain);
        } else if index > 0 {
            text.push(", ", LanguageRole::Labels, Emphasis::Plain);
        }
        text.push(name, LanguageRole::Set, Emphasis::Plain);
    }
}

/// Says what a meeting says.
pub(super) struct Composer<'a> {
    pub(super) meeting: &'a Meeting,
    pub(super) locale: &'static Locale,
    pub(super) written: AnnotationsByTarget<'a>,
    pub(super) codes: Codes<'a>,
    /// By whom and when the principles were published, as it stands in every source.
    published: Text,
}

impl<'a> Composer<'a> {
    /// Says it in a language.
    pub(super) fn of(shared: &'a Shared, locale: &'static Locale) -> Composer<'a> {
        let meeting = shared.meeting();
        let (written, published) = (AnnotationsByTarget::of(meeting), published(meeting, locale));
        Composer { meeting, locale, written, codes: meeting.codes(), published }
    }
}

impl Composer<'_> {
    pub(super) fn label(&self, message: Message) -> Text {
        Text::plain(&self.locale.text(message), LanguageRole::Labels)
    }

    pub(super) fn title(&self) -> Text {
        let title = folded(&self.meeting.title);
        if title.is_empty() { self.label(message!("untitled")) } else { Text::plain(&title, LanguageRole::Meeting) }
    }

    /// What stands above the title: the body that meets.
    fn kicker(&self) -> Text {
        let mut kicker = Text::plain(&self.meeting.body, LanguageRole::Meeting);
        if self.meeting.handout.template == Template::Minutes {
            if !kicker.is_empty() {
                kicker.push(" · ", LanguageRole::Labels, Emphasis::Plain);
            }
            kicker.push(&say!(self.locale, "minutes"), LanguageRole::Labels, Emphasis::Plain);
        }
        kicker
    }

    /// Title, facts, and what was written about the meeting as a whole.
    fn front(&self) -> Vec<Block> {
        let meeting = self.meeting;
        let title = Content::Title { body: self.kicker(), title: self.title() };
        let mut blocks = vec![Block { content: title, origin: Origin::Meeting }];
        let facts = self.facts();
        if meeting.handout.cover != Cover::None && !facts.is_empty() {
            blocks.push(Block { content: Content::Facts(facts), origin: Origin::Meeting });
        }
        if meeting.handout.cover == Cover::Page {
            blocks.push(block(Content::PageBreak));
        }
        if matches!(meeting.handout.template, Template::Full | Template::LargePrint) {
            blocks.extend(self.remarks(self.written.on(None, None)));
        }
        blocks
    }

    fn facts(&self) -> Vec<Fact> {
        self.named_facts().map(|(fact, value)| Fact { label: self.label(fact.label()), value }).collect()
    }

    /// The facts that the cover tells below the title, each with its name.
    fn named_facts(&self) -> impl Iterator<Item = (MeetingFact, Text)> {
        let meeting = self.meeting;
        let participants: Vec<&str> = meeting.participants.iter().map(|person| person.name.as_str()).collect();
        let facts = [
            (MeetingFact::Date, Text::plain(&self.when(), LanguageRole::Labels)),
            (MeetingFact::Place, Text::plain(&meeting.place, LanguageRole::Meeting)),
            (MeetingFact::Participants, Text::plain(&participants.join(", "), LanguageRole::Meeting)),
            (MeetingFact::Basis, self.source(None)),
        ];
        facts.into_iter().filter(|(_, value)| !value.is_empty())
    }

    /// What a hand-out says of the meeting itself, each text with the fact that it tells or is the label of.
    pub(super) fn said_of_meeting(&self) -> Vec<(MeetingFact, String)> {
        let mut said: Vec<(MeetingFact, String)> = vec![
            (MeetingFact::Title, self.title().as_str().to_owned()),
            (MeetingFact::Body, self.kicker().as_str().to_owned()),
            (MeetingFact::Body, folded(&self.meeting.body)),
        ];
        for (fact, value) in self.named_facts() {
            said.push((fact, value.as_str().to_owned()));
            said.push((fact, self.label(fact.label()).as_str().to_owned()));
        }
        said.retain(|(_, text)| !text.is_empty());
        said
    }

    /// Day and time of the meeting, as far as they are known.
    pub(super) fn when(&self) -> String {
        match (self.meeting.date, self.meeting.time) {
            (Some(date), Some(time)) => self.locale.date_time(date, time),
            (Some(date), None) => self.locale.date(date),
            (None, Some(time)) => self.locale.time(time),
            (None, None) => String::new(),
        }
    }

    /// Where principles come from: *title, princip 3. Publishers, date*, or *title, 1.4 Open Format. …*.
    pub(super) fn source(&self, principle: Option<&Principle>) -> Text {
        let set = &self.meeting.set;
        let mut text = Text::plain(&set.title, LanguageRole::Set);
        if text.is_empty() {
            return text;
        }
        if let Some(principle) = principle {
            let words = wording::principle(principle, self.locale);
            if principle.goes_by_number() {
                text.push(&format!(", {words}"), LanguageRole::Labels, Emphasis::Plain);
            } else {
                text.push(", ", LanguageRole::Labels, Emphasis::Plain);
                text.push(&folded(&words), LanguageRole::Set, Emphasis::Plain);
            }
        }
        text.append(&self.published);
        text
    }

    /// The chosen principles as the template shows them, under their sections.
    fn principles(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut section = None;
        for selected in &self.meeting.selection {
            let item = selected.agenda_item.as_ref().and_then(|id| self.meeting.agenda_item(id));
            let own = (selected.group.as_str(), selected.group_text.as_slice());
            let key = (item.map(|item| &item.id), if item.is_none() { own } else { Default::default() });
            if section != Some(key) {
                section = Some(key);
                if let Some(item) = item {
                    blocks.push(self.agenda_section(&item.id));
                } else {
                    if !folded(&selected.group).is_empty() {
                        blocks.push(unnumbered_section(Text::plain(&selected.group, LanguageRole::Set)));
                    }
                    blocks.extend(self.group_text(selected));
                }
            }
            let group = if item.is_some() { selected.group.as_str() } else { "" };
            let in_section = item.is_some() || !folded(&selected.group).is_empty();
            self.principle(selected, group, if in_section { 3 } else { 2 }, &mut blocks);
        }
        if self.meeting.selection.is_empty() {
            blocks.push(block(Content::Paragraph(self.sentence(message!("nothing-selected")))));
        }
        blocks.extend(self.unplaced());
        blocks
    }

    /// What the set says of a group under its heading. What is shorter than the whole text leaves it out.
    fn group_text(&self, selected: &Selected) -> Vec<Block> {
        if !matches!(self.meeting.handout.template, Template::Full | Template::LargePrint) {
            return Vec::new();
        }
        let texts = selected.group_text.iter().map(|text| Text::plain(text, LanguageRole::Set));
        let passages = texts.filter(|text| !text.is_empty()).map(|text| Passage { text, ..Passage::default() });
        passages.map(|passage| block(Content::Paragraph(passage))).collect()
    }

    fn agenda_section(&self, id: &AgendaItemId) -> Block {
        let (mut label, mut title) = (Text::default(), self.label(message!("no-agenda-item")));
        if let Some(item) = self.meeting.agenda_item(id) {
            let number = folded(&item.number);
            if !number.is_empty() {
                let words = say!(self.locale, "agenda-item-number", number = number);
                label = Text::plain(&words, LanguageRole::Labels);
            }
            let words = folded(&item.title);
            title = if words.is_empty() {
                self.label(message!("untitled"))
            } else {
                Text::plain(&words, LanguageRole::Meeting)
            };
        }
        Block { content: Content::Section { label, title }, origin: Origin::AgendaItem(id.clone()) }
    }

    fn sentence(&self, message: Message) -> Passage {
        Passage { text: self.label(message), ..Passage::default() }
    }

    fn principle(&self, selected: &Selected, group: &str, level: u8, blocks: &mut Vec<Block>) {
        let number = selected.principle.number;
        let template = self.meeting.handout.template;
        let about = self.written.about(&selected.principle);
        let beside = template == Template::Full;
        let heading = Content::Principle {
            group: Text::plain(group, LanguageRole::Set),
            label: label_of(&selected.principle),
            title: self.title_of(&selected.principle),
            level,
            notes: if beside { self.notes(&about) } else { Vec::new() },
        };
        blocks.push(Block { content: heading, origin: Origin::Principle(number) });
        match template {
            Template::Full => self.text(selected, true, blocks),
            Template::LargePrint => {
                blocks.extend(self.remarks(&about));
                self.text(selected, false, blocks);
            }
            Template::Summary => self.summary(selected, &about, level, blocks),
            Template::Notes => self.lead(selected, false, blocks),
            Template::Minutes | Template::Slides | Template::SlidesNotes => {}
        }
        let source = self.source(Some(&selected.principle));
        if !source.is_empty() {
            let mut text = Text::default();
            text.push(&say!(self.locale, "source"), LanguageRole::Labels, Emphasis::Plain);
            text.push(": ", LanguageRole::Labels, Emphasis::Plain);
            text.append(&source);
            blocks.push(block(Content::Source(text)));
        }
        if template == Template::Notes {
            blocks.push(block(Content::Ruled(RULED_LINES)));
        }
    }

    fn lead(&self, selected: &Selected, notes: bool, blocks: &mut Vec<Block>) {
        let passage = self.passage(&selected.principle, 0, notes);
        if !passage.text.is_empty() || !passage.notes.is_empty() {
            let origin = Origin::Paragraph(selected.principle.number, 0);
            blocks.push(Block { content: Content::Lead(passage), origin });
        }
    }

    fn passage(&self, principle: &Principle, index: usize, notes: bool) -> Passage {
        let template = self.meeting.handout.template;
        // A mark that nothing on the sheet explains is a riddle.
        let explained = |annotation: &&&Annotation| {
            let highlighted = matches!(mark_style(annotation), MarkStyle::Highlight(_));
            match template {
                Template::Summary => highlighted || annotation.kind() == Kind::Question,
                Template::Notes => highlighted,
                _ => true,
            }
        };
        let annotations = self.written.on(Some(principle.number), Some(index));
        let annotations: Vec<&Annotation> = annotations.iter().filter(explained).copied().collect();
        let code = self.codes.paragraph(principle.number, index);
        let text = principle.paragraph(index).unwrap_or_default();
        passage(self.meeting, self.locale, code, text, &annotations, notes)
    }

    /// A principle's title, or the label that stands for it; where it has neither it is called by its number.
    pub(super) fn title_of(&self, principle: &Principle) -> Text {
        let title = Text::plain(principle.name().title, LanguageRole::Set);
        if !title.is_empty() {
            return title;
        }
        let number = principle.number.to_string();
        Text::plain(&say!(self.locale, "principle-without-title", number = number), LanguageRole::Labels)
    }

    /// Lead and paragraphs, with their notes beside them or after each.
    fn text(&self, selected: &Selected, beside: bool, blocks: &mut Vec<Block>) {
        let principle = &selected.principle;
        let number = principle.number;
        for index in 0..=principle.body.len() {
            if index == 0 {
                self.lead(selected, beside, blocks);
            } else {
                let content = Content::Paragraph(self.passage(principle, index, beside));
                blocks.push(Block { content, origin: Origin::Paragraph(number, index) });
            }
            if !beside {
                blocks.extend(self.remarks(self.written.on(Some(number), Some(index))));
            }
        }
    }

    /// Lead, marked passages and questions.
    fn summary(&self, selected: &Selected, about: &[&Annotation], level: u8, blocks: &mut Vec<Block>) {
        let principle = &selected.principle;
        self.lead(selected, false, blocks);
        let written: Vec<(&str, &Annotation)> = principle
            .paragraphs()
            .flat_map(|(index, text)| {
                let annotations = self.written.on(Some(principle.number), Some(index));
                annotations.iter().map(move |annotation| (text, *annotation))
            })
            .collect();
        let marked: Vec<Block> = written
            .iter()
            .filter(|(_, annotation)| matches!(mark_style(annotation), MarkStyle::Highlight(_)))
            .map(|(text, annotation)| {
                // Words that are gone are quoted as they were.
                let quotation = self.quotation(text, annotation);
                quotation.unwrap_or_else(|| self.remark(annotation))
            })
            .collect();
        if !marked.is_empty() {
            blocks.push(block(Content::Heading(self.label(message!("marked-passages")), level + 1)));
            blocks.extend(marked);
        }
        let all = about.iter().copied().chain(written.iter().map(|(_, annotation)| *annotation));
        let questions: Vec<&Annotation> = all.filter(|annotation| annotation.kind() == Kind::Question).collect();
        if !questions.is_empty() {
            blocks.push(block(Content::Heading(self.label(message!("questions")), level + 1)));
            blocks.extend(self.remarks(&questions));
        }
    }

    /// The words of an annotation as a passage of their own, with what was written about them.
    fn quotation(&self, text: &str, annotation: &Annotation) -> Option<Block> {
        let words = text.get(anchor::locate(text, annotation.target.words()?)?)?;
        let mut quoted = Text::default();
        quoted.push(words, LanguageRole::Set, Emphasis::Plain);
        let mark = MarkedRange { range: 0..words.len(), style: mark_style(annotation) };
        let notes = vec![note(self.meeting, self.locale, annotation, Some(0..words.len()))];
        let code = self.meeting.code(annotation);
        let passage = Passage { text: quoted, code, marks: vec![mark], notes };
        let origin = Origin::Annotation(annotation.id.clone());
        Some(Block { content: Content::Quotation(passage), origin })
    }

    fn notes(&self, annotations: &[&Annotation]) -> Vec<Note> {
        annotations.iter().map(|annotation| self.note(annotation)).collect()
    }

    /// A note that stands by itself.
    pub(super) fn note(&self, annotation: &Annotation) -> Note {
        note(self.meeting, self.locale, annotation, self.meeting.words(&annotation.target))
    }

    fn remarks(&self, annotations: &[&Annotation]) -> impl Iterator<Item = Block> {
        annotations.iter().map(|annotation| self.remark(annotation))
    }

    fn remark(&self, annotation: &Annotation) -> Block {
        let origin = Origin::Annotation(annotation.id.clone());
        Block { content: Content::Remark(self.note(annotation)), origin }
    }

    /// What was written on principles that are not selected (any more): shown, never dropped.
    fn unplaced(&self) -> Vec<Block> {
        if !matches!(self.meeting.handout.template, Template::Full | Template::LargePrint) {
            return Vec::new();
        }
        let selected: BTreeSet<u32> = self.meeting.selection.iter().map(|selected| selected.principle.number).collect();
        let mut blocks: Vec<Block> = self.remarks(&self.written.elsewhere(&selected)).collect();
        if !blocks.is_empty() {
            blocks.insert(0, block(Content::Heading(self.label(message!("unplaced")), 2)));
        }
        blocks
    }

    /// Decisions and actions, by agenda item in the agenda's order; those that belong to none last.
    fn minutes(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let places: Vec<Option<&AgendaItemId>> =
            self.meeting.agenda.iter().map(|item| Some(&item.id)).chain([None]).collect();
        for place in places {
            let records: Vec<Block> = [Kind::Decision, Kind::Action]
                .into_iter()
                .flat_map(|kind| self.meeting.annotations.iter().filter(move |annotation| annotation.kind() == kind))
                .filter(|annotation| self.agenda_item_of(annotation) == place)
                .map(|annotation| self.record(annotation))
                .collect();
            match place {
                Some(id) => blocks.push(self.agenda_section(id)),
                None if records.is_empty() || self.meeting.agenda.is_empty() => {}
                None => blocks.push(unnumbered_section(self.label(message!("other-records")))),
            }
            if place.is_some() && records.is_empty() {
                blocks.push(block(Content::Paragraph(self.sentence(message!("no-records")))));
            }
            blocks.extend(records);
        }
        if blocks.is_empty() {
            blocks.push(block(Content::Paragraph(self.sentence(message!("nothing-decided")))));
        }
        blocks
    }

    /// The agenda item that an annotation belongs to: its own, or that of its principle or annex.
    pub(super) fn agenda_item_of<'b>(&'b self, annotation: &'b Annotation) -> Option<&'b AgendaItemId> {
        annotation
            .agenda_item
            .as_ref()
            .or_else(|| annotation.target.agenda_item())
            .or_else(|| self.meeting.selected(annotation.target.principle()?)?.agenda_item.as_ref())
            .or_else(|| self.meeting.item_of_annex(&annotation.target))
    }

    fn record(&self, annotation: &Annotation) -> Block {
        let mut details = Vec::new();
        let mut fact = |name: Message, value: Text| {
            if !value.is_empty() {
                details.push(Fact { label: self.label(name), value });
            }
        };
        let (voted, to_do): (Vec<_>, Vec<_>) = annotation
            .details()
            .partition(|detail| !matches!(detail, AnnotationFact::Owner(_) | AnnotationFact::Due(_)));
        let said = |detail: &AnnotationFact| {
            let value = wording::value(detail, self.meeting, self.locale);
            (detail.label(), Text::plain(&value, language_of(detail)))
        };
        for (label, value) in voted.iter().map(said) {
            fact(label, value);
        }
        if annotation.kind() == Kind::Decision {
            let recorded = Text::plain(&self.locale.moment(annotation.created), LanguageRole::Labels);
            fact(message!("recorded"), recorded);
        }
        for (label, value) in to_do.iter().map(said) {
            fact(label, value);
        }
        if annotation.status != Status::Open {
            fact(message!("status"), self.label(annotation.status.label()));
        }
        if let Some(selected) = annotation.target.principle().and_then(|number| self.meeting.selected(number)) {
            let mut text = label_of(&selected.principle);
            if !text.is_empty() {
                text.push(" ", LanguageRole::Set, Emphasis::Plain);
            }
            text.append(&self.title_of(&selected.principle));
            fact(message!("principle"), text);
        }
        let paragraphs = annotation.text.lines().map(|line| Text::plain(line, LanguageRole::Meeting));
        Block {
            content: Content::Record(Record {
                kind: NoteKind::of(annotation.kind(), annotation.color()),
                label: Text::new(&self.locale.text(annotation.label()), LanguageRole::Labels, Emphasis::Strong),
                paragraphs: paragraphs.filter(|text| !text.is_empty()).collect(),
                details,
                code: self.meeting.code(annotation),
            }),
            origin: Origin::Annotation(annotation.id.clone()),
        }
    }

    /// The marks and signs that these blocks use.
    fn legend(&self, blocks: &[Block]) -> Vec<LegendEntry> {
        let mut used: Vec<MarkStyle> = blocks
            .iter()
            .filter_map(|block| match &block.content {
                Content::Lead(passage) | Content::Paragraph(passage) | Content::Quotation(passage) => {
                    Some(&passage.marks)
                }
                _ => None,
            })
            .flatten()
            .map(|mark| mark.style)
            .collect();
        used.retain(|style| matches!(style, MarkStyle::Highlight(_)));
        HighlightColor::ALL
            .into_iter()
            .filter(|color| used.contains(&MarkStyle::Highlight(*color)))
            .map(|color| LegendEntry { style: MarkStyle::Highlight(color), meaning: self.label(color.label()) })
            .collect()
    }
}
