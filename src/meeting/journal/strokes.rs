//! Strokes in a journal: written once, and named by their SHA-256 wherever they come again.
//!
//! A journal holds a stroke when its base or an earlier record has it, and a list of strokes likewise. What it holds is
//! named, the rest is written; so a drawing that is deleted and brought back costs its name. Whoever reads goes the same
//! way through the journal and holds the same.

use crate::meeting::drawing::Stroke;
use crate::meeting::{Edit, Meeting};
use crate::storage::Sha256;
use crate::storage::sha256::Hasher;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// What names may stand for in one journal, in bytes: a short file must not fill the memory. Whoever writes keeps to it, and
/// writes again what would be too much to name.
const MOST_NAMED: usize = 256 << 20;

/// The strokes of one edit, list by list, as its record has them.
pub(super) type Lists = Vec<List>;

/// A list of strokes.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum List {
    /// One that the journal holds.
    Held(Sha256),
    /// Another, stroke by stroke.
    Each(Vec<Line>),
}

/// A stroke in a list.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Line {
    /// One that the journal holds.
    Held(Sha256),
    /// Another.
    New(Stroke),
}

fn name(stroke: &Stroke) -> Sha256 {
    let Stroke { points, color, width } = stroke;
    let mut hasher = Hasher::default();
    hasher.update(b"stroke");
    hasher.update(&width.to_le_bytes());
    hasher.update(color);
    for [x, y] in points {
        hasher.update(&x.to_le_bytes());
        hasher.update(&y.to_le_bytes());
    }
    hasher.finish()
}

/// The name of a list of strokes, by theirs.
fn list_name(names: &[Sha256]) -> Sha256 {
    let mut hasher = Hasher::default();
    hasher.update(b"strokes");
    for name in names {
        hasher.update(name.bytes());
    }
    hasher.finish()
}

/// About how long a stroke is where it is written, in bytes.
fn weight(stroke: &Stroke) -> usize {
    64 + 12 * stroke.points.len()
}

/// What a journal that is being written holds, by name.
#[derive(Debug)]
pub(super) struct Names {
    held: HashSet<Sha256>,
    /// What names may still stand for, in bytes.
    left: usize,
}

impl Names {
    /// What a journal begins with.
    pub fn of(base: &Meeting) -> Names {
        let mut held = HashSet::new();
        for drawing in base.annotations.iter().filter_map(|annotation| annotation.drawing()) {
            let names: Vec<Sha256> = drawing.strokes.iter().map(name).collect();
            held.insert(list_name(&names));
            held.extend(names);
        }
        Names { held, left: MOST_NAMED }
    }

    /// Takes the strokes out of an edit, and gives them as its record has them.
    pub fn take_out(&mut self, edit: &mut Edit) -> Lists {
        let mut lists = Lists::new();
        edit.each_strokes(&mut |strokes| {
            let strokes = std::mem::take(strokes);
            let names: Vec<Sha256> = strokes.iter().map(name).collect();
            let list = list_name(&names);
            // One stroke is named as itself.
            if strokes.len() > 1 && self.can_name(list, strokes.iter().map(weight).sum()) {
                return lists.push(List::Held(list));
            }
            let line = |(stroke, name): (Stroke, Sha256)| {
                if self.can_name(name, weight(&stroke)) { Line::Held(name) } else { Line::New(stroke) }
            };
            lists.push(List::Each(strokes.into_iter().zip(names).map(line).collect()));
        });
        lists
    }

    /// Whether something can be named, which is held from now on.
    fn can_name(&mut self, name: Sha256, weight: usize) -> bool {
        let left = self.left.checked_sub(weight).filter(|_| self.held.contains(&name));
        self.held.insert(name);
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }

    /// What the names that were given stand for, in bytes.
    pub const fn stand_for(&self) -> usize {
        MOST_NAMED - self.left
    }
}

/// What a journal that is being read holds.
#[derive(Debug)]
pub(super) struct Held {
    strokes: HashMap<Sha256, Stroke>,
    lists: HashMap<Sha256, Vec<Sha256>>,
    /// What names may still stand for, in bytes.
    left: usize,
}

impl Held {
    /// What a journal begins with.
    pub fn of(base: &Meeting) -> Held {
        let mut held = Held { strokes: HashMap::new(), lists: HashMap::new(), left: MOST_NAMED };
        for drawing in base.annotations.iter().filter_map(|annotation| annotation.drawing()) {
            held.hold(&drawing.strokes);
        }
        held
    }

    fn hold(&mut self, strokes: &[Stroke]) {
        let names: Vec<Sha256> = strokes.iter().map(name).collect();
        for (stroke, name) in strokes.iter().zip(&names) {
            self.strokes.entry(*name).or_insert_with(|| stroke.clone());
        }
        self.lists.insert(list_name(&names), names);
    }

    /// Puts the strokes of a record back into its edit; `None` where they are not those that it had.
    pub fn put_back(&mut self, edit: &mut Edit, lists: Option<Lists>) -> Option<()> {
        let Some(lists) = lists else {
            // A journal of version 3 has its strokes where they belong.
            edit.each_strokes(&mut |strokes| self.hold(strokes));
            return Some(());
        };
        let (mut lists, mut fits) = (lists.into_iter(), true);
        edit.each_strokes(&mut |strokes| match lists.next().and_then(|list| self.find(list)) {
            Some(found) if fits => *strokes = found,
            _ => fits = false,
        });
        (fits && lists.next().is_none()).then_some(())
    }

    fn find(&mut self, list: List) -> Option<Vec<Stroke>> {
        let found = match list {
            List::Held(name) => {
                let names = self.lists.get(&name)?.clone();
                return names.into_iter().map(|name| self.named(name)).collect();
            }
            List::Each(lines) => {
                let mut found = Vec::new();
                for line in lines {
                    found.push(match line {
                        Line::Held(name) => self.named(name)?,
                        Line::New(stroke) => {
                            self.strokes.insert(name(&stroke), stroke.clone());
                            stroke
                        }
                    });
                }
                found
            }
        };
        self.hold(&found);
        Some(found)
    }

    fn named(&mut self, name: Sha256) -> Option<Stroke> {
        let stroke = self.strokes.get(&name)?;
        self.left = self.left.checked_sub(weight(stroke))?;
        Some(stroke.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Entry, Header, JournalError, VERSION, Writer, frame, read};
    use super::*;
    use crate::meeting::drawing::{Drawing, Medium, Surface};
    use crate::meeting::{Annotation, AnnotationId, Body, PageNumber, file};
    use jiff::Timestamp;

    const STROKES: i32 = 100;

    fn stroke(number: i32) -> Stroke {
        Stroke { points: (0..100).map(|x| [x * 7, number]).collect(), color: [204, 0, 0], width: 2000 }
    }

    /// A card with so many strokes.
    fn card(strokes: i32) -> Annotation {
        let surface =
            Surface { medium: Medium::Handout, page: PageNumber(1), width: 595_000, height: 842_000, words: None };
        let body = Body::Ink(Drawing { surface, strokes: (0..strokes).map(stroke).collect() });
        let id = AnnotationId("card".to_owned());
        Annotation { note: 1, ..Annotation::new(id, body, String::new(), Timestamp::UNIX_EPOCH, String::new()) }
    }

    fn remove() -> Edit {
        Edit::RemoveAnnotation(card(0).id)
    }

    fn add(annotation: Annotation) -> Edit {
        Edit::AddAnnotation { index: 0, annotation: Box::new(annotation) }
    }

    fn header() -> Header {
        Header { journal: VERSION, file: None, hash: None, began: Timestamp::UNIX_EPOCH }
    }

    /// A journal of these edits, and how long the record of each is.
    fn written(base: &Meeting, edits: &[Edit]) -> (Vec<u8>, Vec<usize>) {
        let (mut writer, mut bytes) = Writer::begin(&header(), base);
        let mut lengths = Vec::new();
        for edit in edits {
            let record = writer.record(&Entry { at: Timestamp::UNIX_EPOCH, edit: edit.clone() });
            lengths.push(record.len());
            bytes.extend(record);
        }
        (bytes, lengths)
    }

    fn edits(bytes: &[u8]) -> Vec<Edit> {
        let journal = read(bytes).expect("a journal");
        assert!(!journal.torn);
        journal.entries.into_iter().map(|entry| entry.edit).collect()
    }

    #[test]
    fn a_card_of_ten_thousand_points_is_written_once_however_often_it_goes_and_comes_back() {
        let mut made = vec![add(card(STROKES))];
        made.extend((0..10).flat_map(|_| [remove(), add(card(STROKES))]));
        let (bytes, lengths) = written(&Meeting::default(), &made);
        assert_eq!(edits(&bytes), made);
        assert!(lengths[0] > 50_000 && lengths[1..].iter().all(|length| *length < 1024), "{lengths:?}");
    }

    #[test]
    fn a_card_that_the_file_has_or_that_was_drawn_stroke_by_stroke_is_not_written_again() {
        let base = Meeting { annotations: vec![card(STROKES)], ..Meeting::default() };
        let made = [remove(), add(card(STROKES)), remove(), add(card(STROKES))];
        let (bytes, lengths) = written(&base, &made);
        assert_eq!(edits(&bytes), made);
        assert!(lengths.iter().all(|length| *length < 1024), "{lengths:?}");
        let mut made = vec![add(card(0))];
        let draw = |number| Edit::AddStroke { id: card(0).id, index: usize::MAX, stroke: stroke(number) };
        made.extend((0..STROKES).map(draw));
        made.extend((0..3).flat_map(|_| [remove(), add(card(STROKES))]));
        let (bytes, lengths) = written(&Meeting::default(), &made);
        assert_eq!(edits(&bytes), made);
        // Once the strokes are named one by one, and from then on together.
        assert!(lengths[102] < 80 * 100 && lengths[103..].iter().all(|length| *length < 1024), "{lengths:?}");
    }

    #[test]
    fn strokes_deep_in_an_edit_are_found_again() {
        let told = Annotation {
            id: AnnotationId("told".to_owned()),
            body: Body::Differences(vec![remove(), add(card(3)), add(card(2))]),
            ..card(0)
        };
        let twice = Annotation { id: AnnotationId("twice".to_owned()), ..card(3) };
        let made = [Edit::Batch(vec![add(told.clone()), add(card(3)), Edit::Batch(vec![add(twice)])])];
        assert_eq!(edits(&written(&Meeting::default(), &made).0), made);
    }

    #[test]
    fn a_journal_of_version_3_has_its_strokes_where_they_belong() {
        let mut bytes = frame(br#"{"journal":3,"began":"1970-01-01T00:00:00Z"}"#);
        bytes.extend(frame(&file::write_compact(&Meeting::default())));
        let made = [add(card(2)), remove(), add(card(2))];
        for edit in &made {
            let old = serde_json::json!({ "at": "1970-01-01T00:00:00Z", "edit": edit });
            bytes.extend(frame(&serde_json::to_vec(&old).expect("JSON")));
        }
        assert_eq!(edits(&bytes), made);
        // What reads version 3 does not know names, and must not take a drawing for an empty one.
        let mut newer = header();
        newer.journal = VERSION + 1;
        let mut bytes = frame(&serde_json::to_vec(&newer).expect("JSON"));
        bytes.extend(frame(&file::write_compact(&Meeting::default())));
        assert!(matches!(read(&bytes), Err(JournalError::Newer)));
    }

    #[test]
    fn names_of_what_is_not_held_end_a_journal_and_a_short_one_fills_no_memory() {
        let (whole, lengths) = written(&Meeting::default(), &[add(card(2)), remove(), add(card(2))]);
        let cut = whole.len() - lengths.iter().sum::<usize>();
        // Without the record that holds them.
        let without = [&whole[..cut], &whole[cut + lengths[0] + lengths[1]..]].concat();
        let journal = read(&without).expect("a journal");
        assert_eq!((journal.entries.len(), journal.torn), (0, true));
        let base = Meeting { annotations: vec![card(STROKES)], ..Meeting::default() };
        let (mut names, mut held) = (Names::of(&base), Held::of(&base));
        let most = 3 * 100 * weight(&stroke(0));
        (names.left, held.left) = (most, most);
        // Whoever writes keeps to what whoever reads allows.
        for number in 0..10 {
            let (mut edit, whole) = (add(card(STROKES)), add(card(STROKES)));
            let lists = names.take_out(&mut edit);
            assert_eq!(matches!(lists[..], [List::Held(_)]), number < 3);
            held.put_back(&mut edit, Some(lists)).expect("held");
            assert_eq!(edit, whole);
        }
        let list: Vec<Sha256> = (0..STROKES).map(|number| name(&stroke(number))).collect();
        assert!(held.put_back(&mut add(card(0)), Some(vec![List::Held(list_name(&list))])).is_none());
    }
}
