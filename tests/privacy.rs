//! What is private is in no byte of a hand-out.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use bilag::meeting::{
    Annotation, Id, Kind, Meeting, Outcome, Reply, SlideContent, SlideKey, Target, Template, Visibility, anchor,
};
use lopdf::Document;
use support::traces::{Bytes, everything};
use support::{exported, now, shared, with_template};

/// What a private annotation says: text, author, owner, proposer, replies and ids, with and without letters outside ASCII.
const MARKERS: [&str; 9] = [
    "HEMMELIGT-7F3A",
    "fortrolig-blåbærgrød-øæå",
    "Hemmelig Forfatter 9B1C",
    "Ægidius Ømhud-Åkjær",
    "svar-under-fire-øjne-51D2",
    "Skjult Svarer 77E0",
    "Ejer Ingen-Ved-Af-Ø",
    "private-id-3C4D",
    "Stiller Som-Ingen-Kender-Æ",
];

/// What a private stroke is: a place that nothing else has, in thousandths and in points.
const STROKE: [&str; 2] = ["123457", "123.457"];

/// The sample with private drawings, and private annotations of every kind on the meeting, a principle, a paragraph and words.
fn meeting() -> Meeting {
    let mut meeting = Meeting::sample();
    let paragraph = meeting.selection[0].principle.summary.clone();
    let on_words = Target { principle: Some(1), paragraph: Some(0), words: anchor::describe(&paragraph, 0..20) };
    let targets = [
        Target::default(),
        Target { principle: Some(1), ..Target::default() },
        Target { principle: Some(1), paragraph: Some(2), words: None },
        on_words,
        Target { principle: Some(99), ..Target::default() },
    ];
    let [text, danish, author, other, answer, answering, owner, id, proposer] = MARKERS;
    for (at, target) in targets.into_iter().enumerate() {
        for (index, kind) in Kind::ALL.into_iter().enumerate() {
            let number = at * Kind::ALL.len() + index;
            let reply = Reply {
                id: Id(format!("{id}-reply-{number}")),
                author: answering.to_owned(),
                created: now(),
                text: answer.to_owned(),
            };
            meeting.annotations.push(Annotation {
                id: Id(format!("{id}-{number}")),
                kind,
                target: target.clone(),
                note: u32::try_from(number + 1).expect("a small number"),
                color: (kind == Kind::Highlight).then_some(bilag::meeting::HighlightColor::Red),
                text: format!("{text}\n{danish}"),
                author: if number.is_multiple_of(2) { author } else { other }.to_owned(),
                created: now(),
                modified: now(),
                visibility: Visibility::Private,
                status: bilag::meeting::Status::Accepted,
                agenda_item: Some(meeting.agenda[0].id.clone()),
                outcome: Some(Outcome::Rejected),
                proposer: proposer.to_owned(),
                owner: owner.to_owned(),
                due: None,
                drawing: None,
                replies: vec![reply],
            });
        }
    }
    let places = [(Medium::Handout, 595_280, 841_890), (Medium::Slide(slide()), 960_000, 540_000)];
    for (at, (medium, width, height)) in places.into_iter().enumerate() {
        let surface = Surface { medium, page: 1, width, height };
        let strokes = vec![Stroke { points: vec![[123_457, 123_457], [200_000, 300_000]], color: [0; 3], width: 1000 }];
        let known = Annotation::remark(Id(format!("{id}-drawn-{at}")), author.to_owned(), now(), String::new());
        meeting.annotations.push(Annotation {
            kind: Kind::Ink,
            visibility: Visibility::Private,
            drawing: Some(Drawing { surface, strokes }),
            ..known
        });
    }
    meeting
}

/// The slide that something private is drawn on.
fn slide() -> SlideKey {
    SlideKey::of(SlideContent::Title)
}

fn assert_absent(place: &str, bytes: &Bytes) {
    for marker in MARKERS.into_iter().chain(STROKE) {
        assert!(!bytes.hold(marker), "{marker:?} is in {place}");
    }
}

#[test]
fn nothing_private_is_in_any_byte_of_a_hand_out() {
    for template in Template::ALL {
        let meeting = with_template(meeting(), template);
        let bytes = exported(&meeting).bytes;
        for (place, bytes) in everything(&bytes) {
            assert_absent(&format!("{} of {}", place, template.name()), &bytes);
        }
    }
}

#[test]
fn nothing_private_is_in_any_form_of_interchange() {
    let meeting = meeting();
    let xfdf = bilag::pdf::xfdf::write(&shared(&meeting), "h.pdf").expect("XFDF");
    assert_absent("XFDF", &Bytes::of(&xfdf));
    assert_absent("JSON-LD", &Bytes::of(bilag::meeting::web_annotation::write(&shared(&meeting)).as_bytes()));
    let mut open = meeting;
    for annotation in &mut open.annotations {
        annotation.visibility = Visibility::Shared;
    }
    // The search would find what is there.
    let text = String::from_utf8(bilag::pdf::xfdf::write(&shared(&open), "h.pdf").expect("XFDF")).expect("text");
    assert!(MARKERS.iter().all(|marker| text.contains(marker)));
    assert!(text.contains(STROKE[1]), "the drawing on a page");
    let text = bilag::meeting::web_annotation::write(&shared(&open));
    assert!(text.contains(STROKE[0]) && MARKERS.iter().all(|marker| text.contains(marker)));
}

#[test]
fn the_search_would_find_what_is_there() {
    let mut meeting = meeting();
    for annotation in &mut meeting.annotations {
        annotation.visibility = Visibility::Shared;
    }
    let file = Document::load_mem(&exported(&meeting).bytes).expect("a PDF");
    for marker in MARKERS.into_iter().chain([STROKE[0]]) {
        let found = file
            .objects
            .values()
            .filter_map(|object| object.as_stream().ok())
            .any(|stream| Bytes::of(&stream.get_plain_content().unwrap_or_default()).hold(marker));
        assert!(found, "{marker:?}");
    }
}

#[test]
fn the_meeting_inside_is_the_shared_one() {
    for template in Template::ALL {
        let meeting = with_template(meeting(), template);
        let inside = bilag::pdf::open(&exported(&meeting).bytes).expect("the meeting inside");
        assert_eq!(inside, *shared(&meeting).meeting());
    }
}

#[test]
fn a_private_note_changes_no_byte() {
    for template in Template::ALL {
        let with = exported(&with_template(meeting(), template)).bytes;
        let mut without = meeting();
        without.annotations.retain(|annotation| annotation.visibility == Visibility::Shared);
        let without = exported(&with_template(without, template)).bytes;
        assert!(with == without, "{}", template.name());
    }
}
