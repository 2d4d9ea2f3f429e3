//! From a paragraph and the annotations on it to words with marks and notes.

use super::block::{Mark, MarkStyle, Note, NoteKind, Origin, Passage};
use super::text::{Emphasis, Text, Tongue, folded};
use crate::locale::Locale;
use crate::meeting::{Annotation, HighlightColor, Kind, Meeting, Reference, Status, Target};

/// How many characters of the words that a note belongs to are repeated in it, at the most.
const QUOTE: usize = 48;

/// Everything written on paragraph `index` of principle `number`, in the order of the words.
pub fn annotations_on(meeting: &Meeting, number: u32, index: usize) -> Vec<&Annotation> {
    let mut found: Vec<&Annotation> = meeting
        .annotations
        .iter()
        .filter(|annotation| annotation.target.principle == Some(number) && annotation.target.paragraph == Some(index))
        .collect();
    found.sort_by_key(|annotation| meeting.words(&annotation.target).map_or(0, |range| range.start));
    found
}

/// What was written about exactly this target, words left aside.
pub fn annotations_at<'a>(meeting: &'a Meeting, target: &'a Target) -> impl Iterator<Item = &'a Annotation> {
    meeting.annotations.iter().filter(move |annotation| annotation.target == *target)
}

/// A paragraph of a principle with its marks, and with its notes where `notes` says so.
pub fn passage(meeting: &Meeting, locale: &Locale, number: u32, index: usize, text: &str, notes: bool) -> Passage {
    let code = Reference::to_paragraph(number, index).to_string();
    let mut passage = Passage { text: Text::plain(text, Tongue::Set), code, marks: Vec::new(), notes: Vec::new() };
    if passage.text.as_str() != text {
        // A set's texts are folded when they are read; a meeting's file may have been written by hand. Positions
        // count in the text as it stands.
        passage.text = Text::default();
        passage.text.push(text, Tongue::Set, Emphasis::Plain);
    }
    if !meeting.handout.annotations {
        return passage;
    }
    for annotation in annotations_on(meeting, number, index) {
        let range = meeting.words(&annotation.target);
        if let Some(range) = range.clone() {
            passage.marks.push(Mark { range, style: mark_style(annotation) });
        }
        if notes {
            passage.notes.push(note(meeting, locale, annotation, range.map_or(0, |range| range.start)));
        }
    }
    passage.marks.sort_by_key(|mark| (mark.range.start, mark.range.end));
    passage
}

/// How the words of an annotation are marked: by its colour where it has one.
pub fn mark_style(annotation: &Annotation) -> MarkStyle {
    match (annotation.kind, annotation.color) {
        (Kind::Highlight, color) => MarkStyle::Highlight(color.unwrap_or(HighlightColor::Yellow)),
        (_, Some(color)) => MarkStyle::Highlight(color),
        (kind, None) => MarkStyle::Note(NoteKind::of(kind, None)),
    }
}

/// The note of an annotation whose words begin at byte `at` of its passage.
pub fn note(meeting: &Meeting, locale: &Locale, annotation: &Annotation, at: usize) -> Note {
    let mut paragraphs: Vec<Text> = annotation
        .text
        .lines()
        .map(|line| Text::plain(line, Tongue::Meeting))
        .filter(|text| !text.is_empty())
        .collect();
    paragraphs.extend(details(meeting, locale, annotation));
    for reply in &annotation.replies {
        let mut text = Text::default();
        text.push("→ ", Tongue::Labels, Emphasis::Quiet);
        if !reply.author.trim().is_empty() {
            text.push(&folded(&reply.author), Tongue::Meeting, Emphasis::Quiet);
            text.push(": ", Tongue::Labels, Emphasis::Quiet);
        }
        text.push(&folded(&reply.text), Tongue::Meeting, Emphasis::Plain);
        paragraphs.push(text);
    }
    let quote = annotation.target.words.as_ref().map_or_else(Text::default, |words| {
        let mut text = Text::default();
        text.push(&locale.quoted(&shortened(&folded(&words.quote.exact))), Tongue::Set, Emphasis::Italic);
        text
    });
    Note {
        kind: NoteKind::of(annotation.kind, annotation.color),
        label: Text::new(&label(locale, annotation), Tongue::Labels, Emphasis::Strong),
        code: annotation.reference().to_string(),
        quote,
        at,
        paragraphs,
        origin: Origin::Annotation(annotation.id.clone()),
    }
}

/// What an annotation is called: its kind, or the meaning of its colour.
pub fn label(locale: &Locale, annotation: &Annotation) -> String {
    match annotation.kind {
        Kind::Highlight => {
            let color = annotation.color.unwrap_or(HighlightColor::Yellow);
            locale.text(&format!("highlight-{}", u8::from(color))).into_owned()
        }
        kind => locale.text(kind.name()).into_owned(),
    }
}

/// Who, by when, how far: the quiet lines under what was written.
fn details(meeting: &Meeting, locale: &Locale, annotation: &Annotation) -> Vec<Text> {
    let mut lines = Vec::new();
    let mut fact = |label: &str, value: &str, tongue: Tongue| {
        let mut text = Text::default();
        text.push(&locale.text(label), Tongue::Labels, Emphasis::Quiet);
        text.push(": ", Tongue::Labels, Emphasis::Quiet);
        text.push(value, tongue, Emphasis::Strong);
        lines.push(text);
    };
    let owner = folded(&annotation.owner);
    if !owner.is_empty() {
        fact("owner", &owner, Tongue::Meeting);
    }
    if let Some(due) = annotation.due {
        fact("due", &locale.date(due), Tongue::Labels);
    }
    if annotation.kind == Kind::Decision
        && let Some(item) = annotation.agenda_item.as_ref().and_then(|id| meeting.agenda_item(id))
    {
        fact("agenda-item", &folded(&item.number), Tongue::Meeting);
    }
    let mut byline = Text::default();
    let author = folded(&annotation.author);
    let separate = |byline: &mut Text| {
        if !byline.is_empty() {
            byline.push(" · ", Tongue::Labels, Emphasis::Quiet);
        }
    };
    if !author.is_empty() {
        byline.push(&author, Tongue::Meeting, Emphasis::Quiet);
    }
    if annotation.status != Status::Open {
        separate(&mut byline);
        byline.push(&locale.text(&format!("status-{}", annotation.status.name())), Tongue::Labels, Emphasis::Quiet);
    }
    if annotation.target.words.is_some() && meeting.words(&annotation.target).is_none() {
        separate(&mut byline);
        byline.push(&locale.text("words-not-found"), Tongue::Labels, Emphasis::Quiet);
    }
    if !byline.is_empty() {
        lines.push(byline);
    }
    lines
}

/// `words`, or their beginning and end where they are many.
fn shortened(words: &str) -> String {
    if words.chars().count() <= QUOTE {
        return words.to_owned();
    }
    let mut length = 0;
    let start: Vec<&str> = words
        .split(' ')
        .take_while(|word| {
            length += word.chars().count() + 1;
            length <= QUOTE * 3 / 5
        })
        .collect();
    match (start.as_slice(), words.rsplit(' ').next()) {
        ([], _) => words.chars().take(QUOTE - 1).chain(['…']).collect(),
        (start, Some(last)) if last.chars().count() <= QUOTE / 2 => format!("{} … {last}", start.join(" ")),
        (start, _) => format!("{} …", start.join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_words_are_shortened_to_their_beginning_and_end() {
        assert_eq!(shortened("få ord"), "få ord");
        let many = "Regler og krav, der ikke understøtter de politiske mål, skal fjernes";
        assert_eq!(shortened(many), "Regler og krav, der ikke … fjernes");
        assert_eq!(shortened(&"å".repeat(100)).chars().count(), QUOTE);
    }
}
