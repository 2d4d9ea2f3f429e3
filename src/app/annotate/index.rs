//! What the place must know of all annotations at once, made anew only when the meeting, the filter or the search changes.

use super::filter::Filter;
use crate::locale::Locale;
use crate::meeting::{Annotation, AnnotationId, Meeting, anchor, wording};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// Something that a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hit {
    /// Words in the text: principle, paragraph, bytes.
    Text(u32, usize, Range<usize>),
    /// An annotation.
    Annotation(AnnotationId),
}

/// An annotation in its place.
#[derive(Clone, Debug)]
pub struct IndexedAnnotation {
    /// Where it is among the meeting's annotations.
    pub index: usize,
    /// The paragraph that it is on; `None`: the principle or the meeting as a whole.
    pub paragraph: Option<usize>,
    /// The words, in bytes of the paragraph.
    pub words: Option<Range<usize>>,
}

/// Annotations by where they are, in the order of reading.
#[derive(Debug, Default)]
pub struct Index {
    /// Those on the meeting as a whole.
    pub meeting: Vec<IndexedAnnotation>,
    /// Those on each principle.
    pub principles: HashMap<u32, Vec<IndexedAnnotation>>,
    /// Those whose place is not in the meeting.
    pub placeless: Vec<IndexedAnnotation>,
    /// Everybody who has written one.
    pub authors: BTreeSet<String>,
    /// How many are shown.
    pub shown: usize,
    /// What was found, in the order of reading.
    pub hits: Vec<Hit>,
    /// What was found in each paragraph.
    pub found: HashMap<(u32, usize), Vec<Range<usize>>>,
}

impl Index {
    /// Sorts what a meeting has by where it is.
    #[must_use]
    pub fn of(meeting: &Meeting, filter: &Filter, search: &str, locale: &Locale) -> Index {
        let mut index = Index::default();
        for (at, annotation) in meeting.annotations.iter().enumerate() {
            index.authors.insert(annotation.author.clone());
            if !filter.lets_through(annotation, meeting) {
                continue;
            }
            index.shown += 1;
            let target = &annotation.target;
            let words = meeting.words(target);
            let entry = IndexedAnnotation { index: at, paragraph: target.paragraph(), words };
            let placed = match target.words() {
                Some(_) => entry.words.is_some(),
                None => meeting.is_anchored(target) && !annotation.is_only_seen(),
            };
            match target.principle() {
                _ if !placed => index.placeless.push(entry),
                None => index.meeting.push(entry),
                Some(number) => index.principles.entry(number).or_default().push(entry),
            }
        }
        for entries in index.principles.values_mut() {
            entries.sort_by_key(|entry| {
                let words = entry.words.as_ref().map_or((0, usize::MAX), |words| (words.start, usize::MAX - words.end));
                (entry.paragraph.map_or(0, |paragraph| paragraph + 1), words, entry.index)
            });
        }
        index.search(meeting, search.trim(), locale);
        index
    }

    fn search(&mut self, meeting: &Meeting, wanted: &str, locale: &Locale) {
        if wanted.is_empty() {
            return;
        }
        let folded = fold(wanted);
        let matching = |entry: &IndexedAnnotation| {
            let says = |annotation: &&Annotation| says(annotation, meeting, &folded, locale);
            let annotation = meeting.annotations.get(entry.index).filter(says)?;
            Some(Hit::Annotation(annotation.id.clone()))
        };
        let mut hits: Vec<Hit> = self.meeting.iter().filter_map(matching).collect();
        for selected in &meeting.selection {
            let number = selected.principle.number;
            for (paragraph, text) in selected.principle.paragraphs() {
                let ranges = find(text, wanted);
                hits.extend(ranges.iter().map(|range| Hit::Text(number, paragraph, range.clone())));
                if !ranges.is_empty() {
                    self.found.insert((number, paragraph), ranges);
                }
            }
            hits.extend(self.principles.get(&number).into_iter().flatten().filter_map(matching));
        }
        hits.extend(self.placeless.iter().filter_map(matching));
        self.hits = hits;
    }

    /// Every annotation that is shown, in the order of reading.
    pub fn in_order<'a>(&'a self, meeting: &'a Meeting) -> impl Iterator<Item = &'a Annotation> {
        let principles =
            meeting.selection.iter().filter_map(|selected| self.principles.get(&selected.principle.number));
        let entries = self.meeting.iter().chain(principles.flatten()).chain(&self.placeless);
        entries.filter_map(|entry| meeting.annotations.get(entry.index))
    }
}

fn says(annotation: &Annotation, meeting: &Meeting, folded: &str, locale: &Locale) -> bool {
    let said = wording::text(annotation, meeting, locale);
    let replies = annotation.replies.iter();
    let replies = replies.flat_map(|reply| [wording::reply(reply, meeting, locale), reply.author.clone()]);
    [said.as_str(), &annotation.author, annotation.owner(), annotation.proposer()]
        .iter()
        .any(|text| fold(text).contains(folded))
        || replies.into_iter().any(|text| fold(&text).contains(folded))
}

fn fold(text: &str) -> String {
    text.to_lowercase()
}

/// Every place where words occur in a text, whatever the case of their letters.
fn find(text: &str, wanted: &str) -> Vec<Range<usize>> {
    let lower = fold(text);
    // Where lower case is as long as the text, byte for byte, places in one are places in the other.
    let same_length = lower.len() == text.len();
    if same_length {
        anchor::find(&lower, &fold(wanted)).into_iter().filter(|range| text.get(range.clone()).is_some()).collect()
    } else {
        anchor::find(text, wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;
    use crate::meeting::Kind;

    #[test]
    fn annotations_come_in_the_order_of_reading() {
        let meeting = Meeting::sample();
        let index = Index::of(&meeting, &Filter::default(), "", Language::Danish.locale());
        assert_eq!(index.shown, meeting.annotations.len());
        assert_eq!(index.in_order(&meeting).count(), meeting.annotations.len());
        for entries in index.principles.values() {
            let paragraphs: Vec<_> = entries.iter().map(|entry| entry.paragraph).collect();
            assert!(paragraphs.is_sorted());
        }
    }

    #[test]
    fn a_search_finds_text_and_annotations_whatever_the_case() {
        let meeting = Meeting::sample();
        let index = Index::of(&meeting, &Filter::default(), "KOMMUN", Language::Danish.locale());
        assert!(index.hits.iter().any(|hit| matches!(hit, Hit::Text(..))));
        for hit in &index.hits {
            if let Hit::Text(number, paragraph, range) = hit {
                let text = meeting.selected(*number).and_then(|selected| selected.principle.paragraph(*paragraph));
                assert_eq!(
                    text.and_then(|text| text.get(range.clone())).map(str::to_lowercase).as_deref(),
                    Some("kommun")
                );
            }
        }
        assert!(
            Index::of(&meeting, &Filter::default(), "retningslinjer", Language::Danish.locale())
                .hits
                .iter()
                .any(|hit| matches!(hit, Hit::Annotation(_)))
        );
    }

    #[test]
    fn a_filter_shows_what_it_says() {
        let meeting = Meeting::sample();
        let filter = Filter { kind: Some(Kind::Decision), ..Filter::default() };
        let index = Index::of(&meeting, &filter, "", Language::Danish.locale());
        assert!(index.shown > 0 && index.in_order(&meeting).all(|annotation| annotation.kind() == Kind::Decision));
    }
}
