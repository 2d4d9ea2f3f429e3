//! Searching a principle set as one types.
//!
//! Words are compared without case and accents; *æ*, *ø* and *å* are also found as *ae*, *oe* and *aa*. The set's text is
//! folded once, beside the window, and the hits are looked up again only when the words that are looked for have changed.

use crate::app::preview::PATIENCE;
use crate::app::worker::{Panicked, Task, Worker};
use crate::principles::PrincipleSet;
use icu_normalizer::DecomposingNormalizerBorrowed;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// A part of a principle that words can be found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// What stands before its title.
    Label,
    /// Its title.
    Title,
    /// A paragraph: 0 is the summary.
    Paragraph(usize),
}

/// Words that were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The principle's number.
    pub principle: u32,
    /// Where in it.
    pub part: Part,
    /// The words, as bytes of that part.
    pub range: Range<usize>,
}

/// What is being looked for, and what was found.
#[derive(Debug, Default)]
pub struct Search {
    /// The words as they are typed.
    pub text: String,
    /// Looks, as soon as there is something to look for.
    worker: Option<Worker<Wanted, Found>>,
    /// What was asked for last.
    asked: Option<Wanted>,
    found: Found,
    current: usize,
    /// Whether the work has stopped by a fault, and nobody was told.
    stopped: bool,
}

/// What is looked for: words as they are compared, in a set.
#[derive(Clone, Debug)]
struct Wanted {
    set: Arc<PrincipleSet>,
    words: String,
}

impl PartialEq for Wanted {
    fn eq(&self, other: &Wanted) -> bool {
        Arc::ptr_eq(&self.set, &other.set) && self.words == other.words
    }
}

/// What was found.
#[derive(Debug, Default)]
struct Found {
    /// The words that were looked for, as they are compared.
    words: String,
    hits: Vec<Hit>,
    /// Which of the hits each principle has.
    by_principle: HashMap<u32, Range<usize>>,
}

/// A set with its text folded.
#[derive(Debug)]
struct Index {
    set: Arc<PrincipleSet>,
    parts: Vec<(u32, Part, Folded)>,
}

impl Search {
    /// Looks again where the words or the set have changed; whether what was found is another now. Until it is there what was
    /// found before is shown.
    pub fn update(&mut self, set: &Arc<PrincipleSet>, context: &egui::Context) -> bool {
        let wanted = Wanted { set: Arc::clone(set), words: Folded::of(self.text.trim()).text };
        if wanted.words.is_empty() {
            self.asked = None;
            self.worker.iter_mut().for_each(Worker::cancel);
            let cleared = self.is_on();
            self.take(Found::default());
            return cleared;
        }
        let worker = self.worker.get_or_insert_with(|| Worker::new("search", context, finder));
        let mut found = None;
        if self.asked.as_ref() != Some(&wanted) {
            worker.ask(wanted.clone());
            self.asked = Some(wanted);
            found = worker.take_soon(PATIENCE);
        }
        match found.or_else(|| worker.take()) {
            Some(Ok(found)) => {
                self.take(found);
                true
            }
            Some(Err(Panicked)) => {
                self.stopped = true;
                false
            }
            None => false,
        }
    }

    fn take(&mut self, found: Found) {
        self.found = found;
        self.current = 0;
    }

    /// Whether something is being looked for.
    #[must_use]
    pub fn works(&self) -> bool {
        self.worker.as_ref().is_some_and(Worker::works)
    }

    /// Whether the search has stopped by a fault in the program; said once.
    pub fn take_stop(&mut self) -> bool {
        std::mem::take(&mut self.stopped)
    }

    /// Whether something is looked for.
    #[must_use]
    pub fn is_on(&self) -> bool {
        !self.found.words.is_empty()
    }

    /// How many hits there are; `None` where nothing is looked for.
    #[must_use]
    pub fn count(&self) -> Option<usize> {
        self.is_on().then_some(self.found.hits.len())
    }

    /// The hits in a principle.
    #[must_use]
    pub fn hits_in(&self, principle: u32) -> &[Hit] {
        self.found.by_principle.get(&principle).and_then(|range| self.found.hits.get(range.clone())).unwrap_or_default()
    }

    /// The hit that was gone to.
    #[must_use]
    pub fn current(&self) -> Option<&Hit> {
        self.found.hits.get(self.current)
    }

    /// Goes to the hit after the current one, or before it, and round again.
    pub fn step(&mut self, back: bool) {
        let count = self.found.hits.len();
        if count > 0 {
            self.current = (self.current + if back { count - 1 } else { 1 }) % count;
        }
    }
}

/// What looks for words: it keeps the last set folded.
fn finder() -> impl FnMut(Wanted, &Task) -> Option<Found> {
    let mut index: Option<Index> = None;
    move |wanted, task| {
        let known = index.take().filter(|index| Arc::ptr_eq(&index.set, &wanted.set));
        let index = index.insert(known.unwrap_or_else(|| Index::of(&wanted.set)));
        (!task.is_cancelled()).then(|| Found::of(wanted.words, index))
    }
}

impl Found {
    fn of(words: String, index: &Index) -> Found {
        let hits = index.find(&words);
        let mut by_principle = HashMap::new();
        let mut first = 0;
        for hits in hits.chunk_by(|one, next| one.principle == next.principle) {
            let range = first..first + hits.len();
            first = range.end;
            if let Some(hit) = hits.first() {
                by_principle.insert(hit.principle, range);
            }
        }
        Found { words, hits, by_principle }
    }
}

impl Index {
    fn of(set: &Arc<PrincipleSet>) -> Index {
        let mut parts = Vec::new();
        for (_, principle) in set.principles() {
            let number = principle.number;
            let name = principle.name();
            parts.push((number, Part::Label, Folded::of(&name.label)));
            parts.push((number, Part::Title, Folded::of(name.title)));
            for (paragraph, text) in principle.paragraphs() {
                parts.push((number, Part::Paragraph(paragraph), Folded::of(text)));
            }
        }
        Index { set: Arc::clone(set), parts }
    }

    fn find(&self, words: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (principle, part, folded) in &self.parts {
            hits.extend(folded.find(words).map(|range| Hit { principle: *principle, part: *part, range }));
        }
        hits
    }
}

/// A text as it is compared, and the way back to the text itself.
#[derive(Debug)]
struct Folded {
    text: String,
    /// Where a character is as long folded as it was, nothing stands here; else the ends of both.
    ends: Vec<(usize, usize)>,
    /// Where the characters begin that were folded into several.
    several: Vec<Range<usize>>,
}

impl Folded {
    fn of(source: &str) -> Folded {
        let normalizer = DecomposingNormalizerBorrowed::new_nfkd();
        let mut folded = Folded { text: String::with_capacity(source.len()), ends: Vec::new(), several: Vec::new() };
        for (at, character) in source.char_indices() {
            let before = folded.text.len();
            match character {
                'A'..='Z' => folded.text.push(character.to_ascii_lowercase()),
                '\u{ad}' => {}
                _ if character.is_ascii() => folded.text.push(character),
                _ => match spelled(character) {
                    Some(letters) => folded.text.push_str(letters),
                    None => normalizer
                        .normalize_iter(character.to_lowercase())
                        .filter(|character| !('\u{300}'..='\u{36f}').contains(character))
                        .for_each(|character| folded.text.push(character)),
                },
            }
            let (long, length) = (folded.text.len() - before, character.len_utf8());
            if length > 1 && long > 0 {
                folded.several.push(before..folded.text.len());
            }
            if long != length {
                folded.ends.push((folded.text.len(), at + length));
            }
        }
        folded
    }

    /// Where `words`, folded too, stand in the source. A hit that begins or ends within a character takes it whole.
    fn find(&self, words: &str) -> impl Iterator<Item = Range<usize>> {
        let mut end = 0;
        self.text.match_indices(words).filter_map(move |(at, found)| {
            let whole = self.whole(at..at + found.len());
            let range = self.source(whole.start)..self.source(whole.end);
            let new = range.start >= end && !range.is_empty();
            end = end.max(range.end);
            new.then_some(range)
        })
    }

    /// The range, and all of the characters that it touches.
    fn whole(&self, range: Range<usize>) -> Range<usize> {
        let around = |at: usize| {
            let next = self.several.partition_point(|several| several.end <= at);
            self.several.get(next).filter(|several| several.start < at).cloned().unwrap_or(at..at)
        };
        around(range.start).start..around(range.end).end
    }

    /// The source's byte for a folded one, at the border of a character.
    fn source(&self, at: usize) -> usize {
        match self.ends.partition_point(|(folded, _)| *folded <= at).checked_sub(1).and_then(|last| self.ends.get(last))
        {
            Some((folded, source)) => source + (at - folded),
            None => at,
        }
    }
}

/// How a letter is written where the keyboard has none.
fn spelled(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' | 'Æ' | 'ä' | 'Ä' => "ae",
        'ø' | 'Ø' | 'ö' | 'Ö' => "oe",
        'å' | 'Å' => "aa",
        'ß' => "ss",
        'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ł' | 'Ł' => "l",
        '\u{a0}' | '\u{202f}' => " ",
        '\u{2010}' | '\u{2011}' => "-",
        '’' => "'",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, words: &str) -> Vec<&'a str> {
        Folded::of(text).find(&Folded::of(words).text).map(|range| &text[range]).collect()
    }

    #[test]
    fn words_are_found_whatever_their_case_and_accents() {
        assert_eq!(found("Mål og måleenheder, MAAL", "mål"), ["Mål", "mål", "MAAL"]);
        assert_eq!(found("Økonomiudvalget drøfter økonomien", "oekonomi"), ["Økonomi", "økonomi"]);
        assert_eq!(found("Én idé, én café", "en ide"), ["Én idé"]);
        assert_eq!(found("opgave\u{ad}ansvar", "opgaveansvar"), ["opgave\u{ad}ansvar"]);
        assert_eq!(found("kl.\u{a0}17.00", "kl. 17"), ["kl.\u{a0}17"]);
        assert_eq!(found("straße ﬁn İ", "fin"), ["ﬁn"]);
    }

    #[test]
    fn half_a_letter_takes_it_whole_and_counts_once() {
        assert_eq!(found("gå", "a"), ["å"]);
        assert_eq!(found("tælle", "e"), ["æ", "e"]);
        assert_eq!(found("mål", "ma"), ["må"]);
        assert_eq!(found("æ", "x"), Vec::<&str>::new());
    }

    /// Looks, and waits until it is done.
    fn look(search: &mut Search, set: &Arc<PrincipleSet>) -> bool {
        let mut changed = search.update(set, &egui::Context::default());
        while search.works() {
            changed |= search.update(set, &egui::Context::default());
        }
        changed
    }

    #[test]
    fn hits_are_counted_per_principle_and_gone_through_in_turn() {
        let set = Arc::new(PrincipleSet::built_in().remove(0));
        let mut search = Search { text: "Viden".to_owned(), ..Search::default() };
        assert!(look(&mut search, &set));
        assert!(!look(&mut search, &set));
        let count = search.count().expect("a count");
        assert!(count > 2);
        assert_eq!(search.hits_in(7).first().map(|hit| hit.part), Some(Part::Title));
        let sum: usize = set.principles().map(|(_, principle)| search.hits_in(principle.number).len()).sum();
        assert_eq!(sum, count);
        let first = search.current().cloned();
        search.step(true);
        assert_eq!(search.current(), search.found.hits.last());
        search.step(false);
        assert_eq!(search.current().cloned(), first);
        search.text.clear();
        assert!(look(&mut search, &set));
        assert_eq!(search.count(), None);
    }

    #[test]
    fn another_set_is_searched_anew() {
        let set = Arc::new(PrincipleSet::built_in().remove(0));
        let mut search = Search { text: "7".to_owned(), ..Search::default() };
        look(&mut search, &set);
        assert_eq!(search.hits_in(7).len(), 1);
        let mut other = (*set).clone();
        other.groups.truncate(1);
        assert!(look(&mut search, &Arc::new(other)));
        assert_eq!(search.count(), Some(0));
    }
}
