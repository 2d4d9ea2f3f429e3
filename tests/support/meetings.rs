//! Meetings to test with: random ones, that shrink well.
//!
//! A meeting's texts are drawn as a few *fragments* (some words of the agreement, a long word, an odd character) and
//! not letter by letter, so that proptest's smallest failing case can be read.

use bilag::locale::Language;
use bilag::meeting::{
    AgendaItem, AgendaItemId, Annotation, AnnotationDisplay, AnnotationId, Body, Cover, Fact, HandoutOptions,
    HighlightColor, Kind, Logo, Meeting, Outcome, Participant, Presentation, Reply, ReplyContent, ReplyId, Selected,
    SetReference, Status, Target, Template, Visibility, anchor,
};
use bilag::picture::Picture;
use bilag::principles::{Principle, PrincipleSet};
use jiff::Timestamp;
use proptest::prelude::*;
use std::sync::LazyLock;

/// The agreement's own words.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let set = PrincipleSet::built_in().into_iter().next().expect("the built-in set");
    let texts: Vec<String> =
        set.principles().flat_map(|(_, principle)| principle.paragraphs()).map(|(_, text)| text.to_owned()).collect();
    texts.iter().flat_map(|text| text.split_whitespace()).map(str::to_owned).collect()
});

/// What no sensible person writes, and somebody's clipboard holds.
const ODD: [&str; 30] = [
    "🙂",
    "👩‍👧",
    "🇩🇰",
    "❤️",
    "\u{7}",
    "\u{0}",
    "\t",
    "\n",
    "\r\n",
    "\u{b}",
    "\u{85}",
    "\u{2028}",
    "\u{a0}",
    "\u{202f}",
    "\u{2003}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{ad}",
    "\u{301}",
    "e\u{301}\u{302}",
    "\u{202e}",
    "שלום",
    "مرحبا",
    "漢字かな",
    "𝔘",
    "\u{e000}",
    "\u{fffd}",
    "ffi fl ff",
    "–—…«»",
];

/// A part of a text.
#[derive(Clone, Debug)]
pub enum Fragment {
    /// So many words of the agreement, from one of them on.
    Words(usize, usize),
    /// One word of so many letters.
    Long(usize),
    /// Something odd, alone or stuck to the words around it.
    Odd(usize, bool),
}

/// The text of some fragments.
pub fn text(fragments: &[Fragment]) -> String {
    let mut text = String::new();
    let mut stuck = true;
    for fragment in fragments {
        let (words, alone) = match *fragment {
            Fragment::Words(from, count) => {
                let words: Vec<&str> = WORDS.iter().cycle().skip(from).take(count).map(String::as_str).collect();
                (words.join(" "), true)
            }
            Fragment::Long(letters) => ("kommunalbestyrelsesmødeformand".chars().cycle().take(letters).collect(), true),
            Fragment::Odd(index, alone) => (ODD[index % ODD.len()].to_owned(), alone),
        };
        if !stuck && alone {
            text.push(' ');
        }
        text.push_str(&words);
        stuck = !alone;
    }
    text
}

fn fragment(most: usize) -> impl Strategy<Value = Fragment> {
    prop_oneof![
        12 => (0..1000_usize, 0..most).prop_map(|(from, count)| Fragment::Words(from, count)),
        1 => (20..2000_usize).prop_map(Fragment::Long),
        3 => (0..ODD.len(), any::<bool>()).prop_map(|(index, alone)| Fragment::Odd(index, alone)),
    ]
}

fn words(most: usize) -> BoxedStrategy<String> {
    prop::collection::vec(fragment(most), 0..5).prop_map(|fragments| text(&fragments)).boxed()
}

/// A title: mostly a few words, now and then none, or far too many.
fn title() -> BoxedStrategy<String> {
    prop_oneof![
        8 => (0..1000_usize, 1..9_usize).prop_map(|(from, count)| text(&[Fragment::Words(from, count)])),
        2 => words(4),
        1 => words(60),
    ]
    .boxed()
}

/// A paragraph: mostly of the usual length, now and then as long as a chapter.
fn paragraph() -> BoxedStrategy<String> {
    prop_oneof![
        30 => words(60),
        4 => words(300),
        1 => (0..1000_usize, 1000..5000_usize).prop_map(|(from, count)| text(&[Fragment::Words(from, count)])),
    ]
    .boxed()
}

/// A note's text.
fn note_text() -> BoxedStrategy<String> {
    prop_oneof![20 => words(20), 4 => words(80), 1 => words(800)].boxed()
}

fn principle(number: u32) -> impl Strategy<Value = Selected> {
    let group = prop_oneof![Just(String::new()), Just("Tydeligt lokalt ansvar".to_owned()), title()];
    (title(), paragraph(), prop::collection::vec(paragraph(), 0..5), group, prop::option::of(0..3_usize)).prop_map(
        move |(title, summary, body, group, item)| Selected {
            principle: Principle { number, label: None, title, summary, body },
            group,
            group_text: Vec::new(),
            agenda_item: item.map(|item| AgendaItemId(format!("item-{item}"))),
        },
    )
}

fn small_principle(number: u32) -> impl Strategy<Value = Selected> {
    (title(), words(12), prop::collection::vec(words(12), 0..2)).prop_map(move |(title, summary, body)| Selected {
        principle: Principle { number, label: None, title, summary, body },
        group: String::new(),
        group_text: Vec::new(),
        agenda_item: None,
    })
}

fn selection() -> BoxedStrategy<Vec<Selected>> {
    let few = (0..5_u32).prop_flat_map(|count| (0..count).map(|at| principle(at + 1)).collect::<Vec<_>>());
    let odd = prop_oneof![Just(u32::MAX), 100..9999_u32].prop_flat_map(|number| vec![principle(number)]);
    let many = (5..200_u32).prop_flat_map(|count| (0..count).map(|at| small_principle(at + 1)).collect::<Vec<_>>());
    prop_oneof![20 => few, 1 => odd, 1 => many].boxed()
}

/// Where an annotation is put, as shares of what there is.
#[derive(Clone, Debug)]
struct TargetSeed {
    principle: usize,
    paragraph: usize,
    /// Where its words begin, in thousandths of the paragraph, and how many characters they are.
    words: Option<(usize, usize)>,
    whole: bool,
}

#[derive(Clone, Debug)]
struct AnnotationSeed {
    place: TargetSeed,
    kind: Kind,
    color: Option<HighlightColor>,
    text: String,
    private: bool,
    status: Status,
    outcome: Option<Outcome>,
    proposer: String,
    owner: String,
    replies: Vec<String>,
}

fn written() -> impl Strategy<Value = AnnotationSeed> {
    let place = (
        0..8_usize,
        0..6_usize,
        prop::option::weighted(0.8, (0..1000_usize, prop_oneof![1..80_usize, 1..900_usize])),
        prop::bool::weighted(0.05),
    )
        .prop_map(|(principle, paragraph, words, whole)| TargetSeed { principle, paragraph, words, whole });
    let status = prop::sample::select(vec![
        Status::Open,
        Status::Accepted,
        Status::Rejected,
        Status::Cancelled,
        Status::Completed,
    ]);
    (
        place,
        prop::sample::select(Kind::ALL.to_vec()),
        prop::option::of(prop::sample::select(HighlightColor::ALL.to_vec())),
        note_text(),
        prop::bool::weighted(0.15),
        status,
        (
            prop::option::of(prop::sample::select(Outcome::ALL.to_vec())),
            prop_oneof![3 => Just(String::new()), 1 => words(4)],
            prop_oneof![3 => Just(String::new()), 1 => words(4)],
        ),
        prop_oneof![4 => Just(Vec::new()), 1 => prop::collection::vec(words(20), 0..5)],
    )
        .prop_map(|(place, kind, color, text, private, status, (outcome, proposer, owner), replies)| {
            AnnotationSeed {
                place,
                kind,
                color,
                text,
                private,
                status,
                // Only a decision has them.
                outcome: outcome.filter(|_| kind == Kind::Decision),
                proposer: if kind == Kind::Decision { proposer } else { String::new() },
                owner,
                replies,
            }
        })
}

/// What is written: scattered over the meeting, and now and then all on one paragraph.
fn everything_written() -> BoxedStrategy<Vec<AnnotationSeed>> {
    let scattered = prop::collection::vec(written(), 0..12);
    let crowded = (prop::collection::vec(written(), 10..50), 0..2_usize).prop_map(|(mut all, paragraph)| {
        for written in &mut all {
            written.place = TargetSeed { principle: 0, paragraph, whole: false, ..written.place };
        }
        all
    });
    prop_oneof![8 => scattered, 1 => crowded].boxed()
}

fn annotation(index: usize, written: AnnotationSeed, selection: &[Selected]) -> Annotation {
    let AnnotationSeed { place, kind, color, text, private, status, outcome, proposer, owner, replies } = written;
    let mut target = Target::default();
    if !place.whole {
        // One place beyond the last: a principle that is not selected any more.
        let selected = selection.get(place.principle % (selection.len() + 1));
        let number = selected.map_or(77_777, |selected| selected.principle.number);
        let paragraph = selected.and_then(|selected| selected.principle.paragraph(place.paragraph)).unwrap_or_default();
        let words = place.words.and_then(|(start, length)| {
            let ends: Vec<usize> = paragraph.char_indices().map(|(at, _)| at).chain([paragraph.len()]).collect();
            let start = start * (ends.len() - 1) / 1000;
            let end = (start + length).min(ends.len() - 1);
            anchor::describe(paragraph, ends[start]..ends[end])
        });
        target = Target::to_paragraph(number, place.paragraph, words);
    }
    let time = Timestamp::UNIX_EPOCH;
    let reply = |(at, text)| Reply {
        id: ReplyId(format!("reply-{index}-{at}")),
        author: "Økonomichef".into(),
        created: time,
        content: ReplyContent::Text(text),
        found_in: String::new(),
    };
    let id = AnnotationId(format!("note-{index}"));
    let body = Body::of(kind, color).unwrap_or(Body::COMMENT);
    let mut annotation = Annotation {
        target,
        note: u32::try_from(index + 1).expect("a small number"),
        author: if index.is_multiple_of(3) { String::new() } else { "Sekretariatschef".to_owned() },
        visibility: if private { Visibility::Private } else { Visibility::Shared },
        status,
        agenda_item: index.is_multiple_of(4).then(|| AgendaItemId("item-1".to_owned())),
        replies: replies.into_iter().enumerate().map(reply).collect(),
        ..Annotation::new(id, body, String::new(), time, text)
    };
    let due = index.is_multiple_of(5).then(|| jiff::civil::date(2027, 3, 1));
    for fact in [Fact::Outcome(outcome), Fact::Proposer(proposer), Fact::Owner(owner), Fact::Due(due)] {
        // Only the kinds that have it take it.
        let _ = annotation.set(fact);
    }
    annotation
}

/// A logo, in part transparent.
pub fn logo() -> Logo {
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><circle cx="20" cy="20" r="18" fill="#8a1c3c"/>
        <path d="M50 8h60v8H50zM50 24h40v8H50z" fill="#404549" fill-opacity="0.8"/></svg>"##;
    let picture = Picture::read(svg.as_bytes().to_vec()).expect("a picture");
    Logo { picture, description: "Eksempel Kommune".to_owned() }
}

/// Any meeting.
pub fn meeting() -> impl Strategy<Value = Meeting> {
    let facts = (title(), title(), any::<bool>(), words(10), prop::collection::vec(words(4), 0..6));
    let agenda =
        prop::collection::vec((prop_oneof![4 => Just("4"), 1 => Just("")], title(), prop::option::of(0..90_u16)), 3);
    let options = (
        prop::sample::select(Template::ALL.to_vec()),
        prop::sample::select(vec![Cover::None, Cover::Block, Cover::Page]),
        prop::sample::select(vec![None, Some(Language::Danish), Some(Language::English)]),
        any::<bool>(),
        prop_oneof![3 => Just(String::new()), 1 => words(20)],
        prop::sample::select(vec!["da", "en", "fi", ""]),
        prop::bool::weighted(0.2),
    );
    (facts, agenda, options, selection(), everything_written()).prop_map(
        |((title, body, dated, place, participants), agenda, options, selection, written)| {
            let (template, cover, language, contents, footer, spoken, logo) = options;
            let annotations =
                written.into_iter().enumerate().map(|(at, written)| annotation(at, written, &selection)).collect();
            let item = |(at, (number, title, minutes)): (usize, (&str, String, Option<u16>))| AgendaItem {
                id: AgendaItemId(format!("item-{at}")),
                number: number.to_owned(),
                title,
                minutes,
                ..AgendaItem::default()
            };
            Meeting {
                title,
                body,
                language: spoken.to_owned(),
                date: dated.then(|| jiff::civil::date(2026, 11, 24)),
                time: None,
                end: None,
                place,
                participants: Participant::named(&participants, &[]),
                agenda: agenda.into_iter().enumerate().map(item).collect(),
                set: SetReference {
                    title: "Principper".to_owned(),
                    language: "da".to_owned(),
                    ..SetReference::default()
                },
                selection,
                annexes: Vec::new(),
                annotations,
                handout: HandoutOptions {
                    template,
                    language,
                    cover,
                    contents,
                    annotations: AnnotationDisplay::Both,
                    accent: None,
                    footer,
                    logo: logo.then(self::logo),
                },
                presentation: Presentation::default(),
            }
        },
    )
}
