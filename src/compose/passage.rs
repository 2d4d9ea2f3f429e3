//! From a paragraph and the annotations on it to words with marks and notes.

use super::block::{MarkStyle, MarkedRange, Note, NoteKind, Origin, Passage};
use super::text::{Emphasis, LanguageRole, Text, folded};
use crate::locale::{Locale, Message};
use crate::meeting::{Annotation, Fact, Kind, Meeting, Status, Template, anchor, wording};
use crate::message;
use crate::principles::Principle;
use crate::say;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How many characters of the words that a note belongs to are repeated in it at the most: beside them, and elsewhere.
const QUOTE: [usize; 2] = [48, 120];

/// What was written, by what it was written on. Empty where the hand-out shows no annotations.
pub struct AnnotationsByTarget<'a> {
    on: BTreeMap<(Option<u32>, Option<usize>), Vec<&'a Annotation>>,
}

impl<'a> AnnotationsByTarget<'a> {
    /// Sorts a meeting's annotations by principle and paragraph; each place has them in the order of their words.
    pub fn of(meeting: &'a Meeting) -> AnnotationsByTarget<'a> {
        let mut on: BTreeMap<_, Vec<&Annotation>> = BTreeMap::new();
        if meeting.handout.annotations.printed() {
            for annotation in meeting.annotations.iter().filter(|annotation| !annotation.is_only_drawn_elsewhere()) {
                let target = &annotation.target;
                on.entry((target.principle(), target.paragraph())).or_default().push(annotation);
            }
        }
        for annotations in on.values_mut() {
            annotations.sort_by_key(|annotation| annotation.target.words().map_or(0, |words| words.position.start));
        }
        AnnotationsByTarget { on }
    }

    /// What was written on a paragraph, on a principle as a whole, or on the meeting as a whole.
    pub fn on(&self, principle: Option<u32>, paragraph: Option<usize>) -> &[&'a Annotation] {
        self.on.get(&(principle, paragraph)).map_or(&[], Vec::as_slice)
    }

    /// What was written on a principle as a whole, or on a paragraph that it does not have.
    pub fn about(&self, principle: &Principle) -> Vec<&'a Annotation> {
        let number = Some(principle.number);
        self.on
            .range((number, None)..=(number, Some(usize::MAX)))
            .filter(|((_, index), _)| index.is_none_or(|index| principle.paragraph(index).is_none()))
            .flat_map(|(_, annotations)| annotations.iter().copied())
            .collect()
    }

    /// What was written on the meeting as a whole.
    pub fn on_whole(&self) -> Vec<&'a Annotation> {
        self.on.range((None, None)..=(None, Some(usize::MAX))).flat_map(|(_, all)| all.iter().copied()).collect()
    }

    /// What was written on a principle or anywhere in it.
    pub fn all_on(&self, principle: &Principle) -> Vec<&'a Annotation> {
        let number = Some(principle.number);
        self.on.range((number, None)..=(number, Some(usize::MAX))).flat_map(|(_, all)| all.iter().copied()).collect()
    }

    /// What was written on principles that are not among `selected`.
    pub fn elsewhere(&self, selected: &BTreeSet<u32>) -> Vec<&'a Annotation> {
        self.on
            .iter()
            .filter(|((number, _), _)| number.is_some_and(|number| !selected.contains(&number)))
            .flat_map(|(_, annotations)| annotations.iter().copied())
            .collect()
    }
}

/// A paragraph of a principle with the marks of `annotations`, and with their notes where `notes` says so.
pub fn passage(
    meeting: &Meeting,
    locale: &Locale,
    code: String,
    text: &str,
    annotations: &[&Annotation],
    notes: bool,
) -> Passage {
    // The words as they stand: positions count in them.
    let mut passage = Passage { code, ..Passage::default() };
    passage.text.push(text, LanguageRole::Set, Emphasis::Plain);
    for annotation in annotations {
        let range = annotation.target.words().and_then(|words| anchor::locate(text, words));
        if let Some(range) = range.clone() {
            passage.marks.push(MarkedRange { range, style: mark_style(annotation) });
        }
        if notes {
            passage.notes.push(note(meeting, locale, annotation, range));
        }
    }
    passage.marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
    passage.notes.sort_by_key(|note| note.at);
    passage
}

/// How the words of an annotation are marked: by its colour where it has one.
pub fn mark_style(annotation: &Annotation) -> MarkStyle {
    match annotation.color() {
        Some(color) => MarkStyle::Highlight(color),
        None => MarkStyle::Note(NoteKind::of(annotation.kind(), None)),
    }
}

/// The note of an annotation whose words are at `words` of its passage, or nowhere.
pub fn note(meeting: &Meeting, locale: &Locale, annotation: &Annotation, words: Option<Range<usize>>) -> Note {
    let mut paragraphs: Vec<Text> = wording::text(annotation, meeting, locale)
        .lines()
        .map(|line| Text::plain(line, LanguageRole::Meeting))
        .filter(|text| !text.is_empty())
        .collect();
    paragraphs.extend(details(meeting, locale, annotation, words.is_some()));
    for reply in &annotation.replies {
        let mut text = Text::default();
        text.push("→ ", LanguageRole::Labels, Emphasis::Quiet);
        if !reply.author.trim().is_empty() {
            text.push(&folded(&reply.author), LanguageRole::Meeting, Emphasis::Quiet);
            text.push(": ", LanguageRole::Labels, Emphasis::Quiet);
        }
        let said = wording::reply(reply, meeting, locale);
        text.push(&folded(&said), LanguageRole::Meeting, Emphasis::Plain);
        paragraphs.push(text);
    }
    let quote = annotation.target.words().map_or_else(Text::default, |words| {
        let mut text = Text::default();
        let most = QUOTE[usize::from(meeting.handout.template != Template::Full)];
        let words = shortened(&folded(&words.quote.exact), most);
        text.push(&locale.quoted(&words), LanguageRole::Set, Emphasis::Italic);
        text
    });
    Note {
        kind: NoteKind::of(annotation.kind(), annotation.color()),
        label: Text::new(&locale.text(annotation.label()), LanguageRole::Labels, Emphasis::Strong),
        code: meeting.code(annotation),
        quote,
        at: words.map_or(0, |words| words.start),
        paragraphs,
        origin: Origin::Annotation(annotation.id.clone()),
    }
}

/// Who, by when, how far: the quiet lines under what was written.
fn details(meeting: &Meeting, locale: &Locale, annotation: &Annotation, found: bool) -> Vec<Text> {
    let mut lines = Vec::new();
    let mut fact = |label: Message, value: &str, language_role: LanguageRole| {
        let mut text = Text::default();
        text.push(&locale.text(label), LanguageRole::Labels, Emphasis::Quiet);
        text.push(": ", LanguageRole::Labels, Emphasis::Quiet);
        text.push(value, language_role, Emphasis::Strong);
        lines.push(text);
    };
    for detail in annotation.details() {
        let value = folded(&wording::value(&detail, meeting, locale));
        fact(detail.label(), &value, language_of(&detail));
    }
    if annotation.kind() == Kind::Decision
        && let Some(item) = annotation.agenda_item.as_ref().and_then(|id| meeting.agenda_item(id))
    {
        fact(message!("agenda-item"), &folded(&item.number), LanguageRole::Meeting);
    }
    let mut byline = Text::default();
    let author = folded(&annotation.author);
    let separate = |byline: &mut Text| {
        if !byline.is_empty() {
            byline.push(" · ", LanguageRole::Labels, Emphasis::Quiet);
        }
    };
    if !author.is_empty() {
        byline.push(&author, LanguageRole::Meeting, Emphasis::Quiet);
    }
    if annotation.status != Status::Open {
        separate(&mut byline);
        byline.push(&locale.text(annotation.status.label()), LanguageRole::Labels, Emphasis::Quiet);
    }
    if annotation.target.words().is_some() && !found && !meeting.is_anchored(&annotation.target) {
        separate(&mut byline);
        byline.push(&say!(locale, "words-not-found"), LanguageRole::Labels, Emphasis::Quiet);
    }
    if !byline.is_empty() {
        lines.push(byline);
    }
    lines
}

/// Whose words a fact is in: the meeting's where somebody wrote them, else Bilag's own.
pub fn language_of(fact: &Fact) -> LanguageRole {
    match fact {
        Fact::Outcome(_) | Fact::Due(_) | Fact::Votes(_) => LanguageRole::Labels,
        _ => LanguageRole::Meeting,
    }
}

/// `words`, or their beginning and end where they are many.
fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let mut length = 0;
    let start: Vec<&str> = words
        .split(' ')
        .take_while(|word| {
            length += word.chars().count() + 1;
            length <= most * 3 / 5
        })
        .collect();
    match (start.as_slice(), words.rsplit(' ').next()) {
        ([], _) => words.chars().take(most - 1).chain(['…']).collect(),
        (start, Some(last)) if (4..=most / 2).contains(&last.chars().count()) => {
            format!("{} … {last}", start.join(" "))
        }
        (start, _) => format!("{} …", start.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_words_are_shortened_to_their_beginning_and_end() {
        assert_eq!(shortened("få ord", 48), "få ord");
        let many = "Regler og krav, der ikke understøtter de politiske mål, skal fjernes";
        assert_eq!(shortened(many, 48), "Regler og krav, der ikke … fjernes");
        assert_eq!(shortened(&"å".repeat(100), 48).chars().count(), 48);
    }
}
