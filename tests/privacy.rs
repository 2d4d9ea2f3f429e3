//! What is private is in no byte of a hand-out.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use bilag::meeting::{
    Annotation, Id, Kind, Meeting, Outcome, Reply, SlideContent, SlideKey, Target, Template, Visibility, anchor,
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
