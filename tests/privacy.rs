//! What is private is in no byte of a hand-out.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::meeting::annotation::{Action, Decision, Dissent, Side, Sighting, StatusSet, Votes};
use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use bilag::meeting::{
    Annotation, AnnotationId, Body, HighlightColor, Kind, Meeting, Outcome, PageNumber, Reply, ReplyContent, ReplyId,
    SlideKey, SlideKind, Status, Target, Template, Visibility, anchor,
};
use lopdf::{Document, Object};
use support::{exported, now, with_template};

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
                seen: Some(Sighting { page: Some(PageNumber(2)), words: text.to_owned() }),
                replies: vec![reply],
                ..Annotation::new(id, body, author, now(), format!("{text}\n{danish}"))
            });
        }
    }
    let places = [(Medium::Handout, 595_280, 841_890), (Medium::Slide(slide()), 960_000, 540_000)];
    for (at, (medium, width, height)) in places.into_iter().enumerate() {
        let surface = Surface { medium, page: PageNumber(1), width, height };
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
    SlideKey { kind: SlideKind::Title, principle: None, paragraph: None, part: 1 }
}

/// Every way in which a program might have written a text.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let big: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let little: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let latin: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    let escaped = |unit: &u16| {
        u8::try_from(*unit)
            .ok()
            .filter(u8::is_ascii)
            .map_or_else(|| format!("\\u{unit:04x}"), |byte| char::from(byte).to_string())
    };
    let json: String = utf16.iter().map(escaped).collect();
    let hex = |bytes: &[u8]| -> Vec<u8> { bytes.iter().flat_map(|byte| format!("{byte:02X}").into_bytes()).collect() };
    let mut forms =
        vec![text.as_bytes().to_vec(), big.clone(), little, json.into_bytes(), hex(text.as_bytes()), hex(&big)];
    forms.extend(latin);
    forms
}

fn assert_absent(place: &str, bytes: &[u8]) {
    for marker in MARKERS.into_iter().chain(STROKE) {
        for form in forms(marker) {
            let found = bytes.windows(form.len()).any(|window| window.eq_ignore_ascii_case(&form));
            assert!(!found, "{marker:?} is in {place}");
        }
    }
}

fn look_at(place: &str, object: &Object) {
    match object {
        Object::String(bytes, _) | Object::Name(bytes) => assert_absent(place, bytes),
        Object::Array(items) => items.iter().for_each(|item| look_at(place, item)),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(key, item)| {
            assert_absent(place, key);
            look_at(place, item);
        }),
        Object::Stream(stream) => {
            stream.dict.iter().for_each(|(_, item)| look_at(place, item));
            assert_absent(place, &stream.content);
            assert_absent(place, &stream.get_plain_content().unwrap_or_default());
        }
        _ => {}
    }
}

#[test]
fn nothing_private_is_in_any_byte_of_a_hand_out() {
    for template in Template::ALL {
        let meeting = with_template(meeting(), template);
        let bytes = exported(&meeting).bytes;
        assert_absent(template.name(), &bytes);
        let file = Document::load_mem(&bytes).expect("a PDF");
        for (id, object) in &file.objects {
            look_at(&format!("{} object {id:?}", template.name()), object);
        }
        assert!(file.objects.len() > 20, "the objects in object streams were read");
        let text = support::tagged::Tagged::read(&bytes);
        assert_absent("the text by structure", text.text(&text.root).as_bytes());
        assert_absent("the text of artifacts", text.artifacts.concat().as_bytes());
    }
}

#[test]
fn nothing_private_is_in_any_form_of_interchange() {
    let meeting = meeting();
    assert_absent("XFDF", &bilag::pdf::xfdf::write(&meeting, "h.pdf").expect("XFDF"));
    assert_absent("JSON-LD", bilag::meeting::web_annotation::write(&meeting).as_bytes());
    let mut shared = meeting;
    for annotation in &mut shared.annotations {
        annotation.visibility = Visibility::Shared;
    }
    // The search would find what is there.
    let text = String::from_utf8(bilag::pdf::xfdf::write(&shared, "h.pdf").expect("XFDF")).expect("text");
    assert!(MARKERS.iter().all(|marker| text.contains(marker)));
    assert!(text.contains(STROKE[1]), "the drawing on a page");
    let text = bilag::meeting::web_annotation::write(&shared);
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
        let found = file.objects.values().filter_map(|object| object.as_stream().ok()).any(|stream| {
            let content = stream.get_plain_content().unwrap_or_default();
            forms(marker).iter().any(|form| content.windows(form.len()).any(|window| window.eq_ignore_ascii_case(form)))
        });
        assert!(found, "{marker:?}");
    }
}

#[test]
fn the_meeting_inside_is_the_shared_one() {
    for template in Template::ALL {
        let meeting = with_template(meeting(), template);
        let inside = bilag::pdf::open(&exported(&meeting).bytes).expect("the meeting inside");
        assert_eq!(inside, meeting.shared());
    }
}

#[test]
fn a_private_note_changes_no_byte() {
    for template in Template::ALL {
        let with = exported(&with_template(meeting(), template)).bytes;
        let without = exported(&with_template(meeting().shared(), template)).bytes;
        assert!(with == without, "{}", template.name());
    }
}
