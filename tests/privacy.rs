//! What is private is in no byte of a hand-out.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::meeting::annotation::{Action, Decision, Dissent, Side, Sighting, StatusSet, Votes};
use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use bilag::meeting::{
    Annotation, AnnotationId, Body, HighlightColor, Kind, Meeting, Outcome, PageNumber, Reply, ReplyContent, ReplyId,
    SlideContent, SlideKey, Status, Target, Template, Visibility, anchor,
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
    let on_words = Target::to_paragraph(1, 0, anchor::describe(&paragraph, 0..20));
    let targets = [
        Target::default(),
        Target::to_principle(1),
        Target::to_paragraph(1, 2, None),
        on_words,
        Target::to_principle(99),
    ];
    let [text, danish, author, other, answer, answering, owner, id, proposer] = MARKERS;
    for (at, target) in targets.into_iter().enumerate() {
        for (index, kind) in Kind::ALL.into_iter().enumerate() {
            let number = at * Kind::ALL.len() + index;
            let reply = Reply {
                id: ReplyId(format!("{id}-reply-{number}")),
                author: answering.to_owned(),
                created: now(),
                content: ReplyContent::Text(answer.to_owned()),
                found_in: String::new(),
            };
            let (id, body) = (AnnotationId(format!("{id}-{number}")), private_body(kind, owner, proposer));
            let author = if number.is_multiple_of(2) { author } else { other }.to_owned();
            meeting.annotations.push(Annotation {
                target: target.clone(),
                note: u32::try_from(number + 1).expect("a small number"),
                visibility: Visibility::Private,
                status: Status::Accepted,
                status_set: Some(StatusSet { by: other.to_owned(), at: now() }),
                agenda_item: Some(meeting.agenda[0].id.clone()),
                seen: Some(Sighting { page: Some(PageNumber(2)), words: text.to_owned(), ..Sighting::default() }),
                replies: vec![reply],
                ..Annotation::new(id, body, author, now(), format!("{text}\n{danish}"))
            });
        }
    }
    let places = [(Medium::Handout, 595_280, 841_890), (Medium::Slide(slide()), 960_000, 540_000)];
    for (at, (medium, width, height)) in places.into_iter().enumerate() {
        let surface = Surface { medium, page: PageNumber(1), width, height, words: None };
        let strokes = vec![Stroke { points: vec![[123_457, 123_457], [200_000, 300_000]], color: [0; 3], width: 1000 }];
        let (id, body) = (AnnotationId(format!("{id}-drawn-{at}")), Body::Ink(Drawing { surface, strokes }));
        let drawn = Annotation::new(id, body, author.to_owned(), now(), String::new());
        meeting.annotations.push(Annotation { visibility: Visibility::Private, ..drawn });
    }
    meeting
}

/// A body of this kind with everything that it can say.
fn private_body(kind: Kind, owner: &str, proposer: &str) -> Body {
    match kind {
        Kind::Decision => Body::Decision(Decision {
            outcome: Some(Outcome::Rejected),
            proposer: proposer.to_owned(),
            votes: Some(Votes { against: Side { count: 1, names: vec![owner.to_owned()] }, ..Votes::default() }),
            dissents: vec![Dissent { who: owner.to_owned(), text: MARKERS[1].to_owned() }],
            color: None,
        }),
        Kind::Action => Body::Action(Action { owner: owner.to_owned(), ..Action::default() }),
        kind => Body::of(kind, Some(HighlightColor::Red)).expect("no drawing"),
    }
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
