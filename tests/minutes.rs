//! Minutes are published. They hold what was decided and who does what, with what belongs to it, and in no byte anything else
//! that was written.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::meeting::annotation::StatusSet;
use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use bilag::meeting::edit::apply;
use bilag::meeting::merge::{Choices, Copy, What, plan};
use bilag::meeting::{
    Annotation, AnnotationDisplay, AnnotationId, Body, Fact, HighlightColor, Kind, Meeting, Outcome, PageNumber,
    Participant, Reply, ReplyContent, ReplyId, SlideContent, SlideKey, Status, Target, Template, anchor,
    web_annotation,
};
use bilag::pdf::xfdf::{self, Handout};
use bilag::pdf::{comments, open};
use lopdf::{Dictionary, Document, Object, dictionary};
use std::collections::BTreeSet;
use support::traces::{Bytes, everything};
use support::{agreement, exported, now, shared, whole, with_template};

/// What stands in each annotation that no minutes record: in its text and its answers, as its author, owner and proposer, as who
/// answered, and in its id.
const OTHERS: [&str; 6] = [
    "ord-som-ikke-hører-til-Æ7F3A",
    "svar-uden-for-referatet-Å51D2",
    "Medlem Blåbærgrød-Ø",
    "Anden Svarer-Ærø",
    "Tilkendegiver Øm-Åse",
    "id-uden-for-9B1C",
];

/// The same of those that they record.
const RECORDED: [&str; 6] =
    ["Det-indstilles-æ-A", "svar-i-referatet-Ø", "Referent Ålborg", "Svarer Ørsted", "Ejer Æblegård", "id-i-referatet"];

/// Words on a principle that only others are on, of which no minutes speak.
const ELSEWHERE: u32 = 6;

fn annotation(index: usize, kind: Kind, target: Target, recorded: bool) -> Annotation {
    let [text, answer, author, answering, other, id] = if recorded { RECORDED } else { OTHERS };
    let reply = Reply {
        id: ReplyId(format!("{id}-svar-{index:02}")),
        author: answering.to_owned(),
        created: now(),
        content: ReplyContent::Text(answer.to_owned()),
        found_in: String::new(),
    };
    let color = (kind == Kind::Highlight).then_some(HighlightColor::Green);
    let body = Body::of(kind, color).unwrap_or(Body::COMMENT);
    let id = AnnotationId(format!("{id}-{index:02}"));
    let new = Annotation::new(id, body, author.to_owned(), now(), format!("{text}\nnr. {index}"));
    let mut annotation = Annotation {
        target,
        note: u32::try_from(index + 1).expect("a small number"),
        status: if index.is_multiple_of(2) { Status::Open } else { Status::Completed },
        status_set: (!recorded).then(|| StatusSet { by: other.to_owned(), at: now() }),
        replies: vec![reply],
        ..new
    };
    for fact in [Fact::Outcome(Some(Outcome::Adopted)), Fact::Proposer(other.to_owned()), Fact::Owner(other.to_owned())]
    {
        // Only the kinds that have it take it.
        let _ = annotation.set(fact);
    }
    annotation
}

/// The whole agreement with 28 shared annotations, of which five are decisions and actions.
fn meeting() -> Meeting {
    let mut meeting = Meeting { handout: Meeting::sample().handout, ..whole(&agreement()) };
    meeting.agenda = Meeting::sample().agenda;
    meeting.participants = Participant::named(&["Deltager Sødring".to_owned()], &[]);
    meeting.selection[1].agenda_item = Some(meeting.agenda[0].id.clone());
    let on_words = |principle: u32| {
        let selected = meeting.selected(principle).expect("a principle");
        let words = anchor::describe(&selected.principle.summary, 0..20);
        Target::to_paragraph(principle, 0, words)
    };
    let recorded = [
        (Kind::Decision, Target::default()),
        (Kind::Decision, on_words(2)),
        (Kind::Action, Target::to_principle(2)),
        (Kind::Decision, Target::to_paragraph(3, 1, None)),
        (Kind::Action, Target::default()),
    ];
    let mut annotations = Vec::new();
    for (kind, target) in recorded {
        annotations.push(annotation(annotations.len(), kind, target, true));
    }
    annotations[4].agenda_item = Some(meeting.agenda[0].id.clone());
    let targets = [Target::default(), on_words(2), on_words(ELSEWHERE), Target::to_principle(3)];
    for kind in [Kind::Highlight, Kind::Comment, Kind::Question].into_iter().cycle().take(21) {
        let target = targets[annotations.len() % targets.len()].clone();
        annotations.push(annotation(annotations.len(), kind, target, false));
    }
    let slide = SlideKey::of(SlideContent::Decision(annotations[1].id.clone()));
    for (medium, width, height) in [(Medium::Handout, 595_280, 841_890), (Medium::Slide(slide), 960_000, 540_000)] {
        let surface = Surface { medium, page: PageNumber(1), width, height, words: None };
        let strokes = vec![Stroke { points: vec![[123_457, 123_457]], color: [0; 3], width: 1000 }];
        let drawn = annotation(annotations.len(), Kind::Ink, Target::default(), false);
        annotations.push(Annotation { body: Body::Ink(Drawing { surface, strokes }), ..drawn });
    }
    Meeting { annotations, ..meeting }
}

fn minutes() -> Meeting {
    with_template(meeting(), Template::Minutes)
}

/// The names of the annotation objects in a PDF, without links.
fn objects(bytes: &[u8]) -> BTreeSet<String> {
    let file = Document::load_mem(bytes).expect("a PDF");
    let dictionaries = file.objects.values().filter_map(|object| object.as_dict().ok());
    let annotations = dictionaries.filter(|object| object.get(b"T").is_ok() && object.get(b"Subtype").is_ok());
    annotations.map(|object| string(object, b"NM")).collect()
}

fn string(object: &Dictionary, key: &[u8]) -> String {
    object.get(key).ok().and_then(|value| lopdf::decode_text_string(value).ok()).unwrap_or_default()
}

/// The names that a meeting's annotations have as objects, with their answers and states.
fn names(meeting: &Meeting) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for annotation in &meeting.annotations {
        names.insert(annotation.id.0.clone());
        names.extend(annotation.replies.iter().map(|reply| reply.id.0.clone()));
        names.extend((annotation.status != Status::Open).then(|| format!("{}-state", annotation.id)));
    }
    names
}

fn recorded(meeting: &Meeting) -> Vec<Annotation> {
    meeting.annotations.iter().filter(|annotation| annotation.kind().is_record()).cloned().collect()
}

#[test]
fn the_minutes_hold_what_they_record_and_nothing_else_in_any_byte() {
    for annotations in AnnotationDisplay::ALL {
        for language in bilag::locale::Language::ALL {
            let mut meeting = minutes();
            meeting.handout.annotations = annotations;
            meeting.handout.language = Some(language);
            assert_eq!(meeting.annotations.len(), 28);
            let bytes = exported(&meeting).bytes;
            let everything = everything(&bytes);
            let elsewhere = meeting.selected(ELSEWHERE).expect("a principle").principle.clone();
            for absent in OTHERS.into_iter().chain(["123457", "123.457"]).chain([elsewhere.title.as_str()]) {
                for (place, bytes) in &everything {
                    assert!(!bytes.hold(absent), "{absent} is in {place} with annotations {annotations:?}");
                }
            }
            for present in RECORDED {
                assert!(everything.iter().any(|(_, bytes)| bytes.hold(present)), "{present}");
            }
            let inside = open(&bytes).expect("the meeting inside");
            assert_eq!(inside.annotations, recorded(&meeting));
            assert_eq!((&inside.agenda, &inside.participants), (&meeting.agenda, &meeting.participants));
            let numbers: Vec<u32> = inside.selection.iter().map(|selected| selected.principle.number).collect();
            assert_eq!(numbers, [2, 3]);
            let expected = if annotations.objects() { names(&inside) } else { BTreeSet::new() };
            assert_eq!(objects(&bytes), expected);
        }
    }
}

#[test]
fn the_search_would_find_what_is_there() {
    let everything = everything(&exported(&with_template(meeting(), Template::Full)).bytes);
    for present in OTHERS.into_iter().chain(["123457", "123.457"]) {
        assert!(everything.iter().any(|(_, bytes)| bytes.hold(present)), "{present}");
    }
}

#[test]
fn annotations_in_files_of_their_own_are_those_of_the_minutes() {
    let minutes = minutes();
    let shared = shared(&minutes);
    let (text, json) = (xfdf::write(&shared, "h.pdf").expect("XFDF"), web_annotation::write(&shared));
    for bytes in [text.as_slice(), json.as_bytes()].map(Bytes::of) {
        assert!(OTHERS.iter().all(|absent| !bytes.hold(absent)));
        assert!(RECORDED.iter().all(|present| bytes.hold(present)));
    }
}

#[test]
fn other_templates_hold_what_they_held() {
    for template in Template::ALL.into_iter().filter(|template| *template != Template::Minutes) {
        let meeting = with_template(meeting(), template);
        let bytes = exported(&meeting).bytes;
        assert_eq!(open(&bytes).expect("the meeting inside"), meeting, "{}", template.name());
        assert_eq!(objects(&bytes), names(&meeting), "{}", template.name());
    }
}

#[test]
fn minutes_are_made_again_from_minutes() {
    let bytes = exported(&minutes()).bytes;
    let inside = open(&bytes).expect("the meeting inside");
    assert!(inside.annotations.iter().all(|annotation| inside.is_anchored(&annotation.target)));
    assert!(exported(&inside).bytes == bytes);
}

/// A reviewer's copy: a note on the second page's or the first's first record, and an answer to a decision.
fn written_into(bytes: &[u8]) -> Vec<u8> {
    let mut file = Document::load_mem(bytes).expect("a PDF");
    let page = file.page_iter().next().expect("a page");
    let named = |object: &Object| object.as_dict().is_ok_and(|object| string(object, b"NM") == "id-i-referatet-01");
    let (decision, rectangle) = file
        .objects
        .iter()
        .find(|(_, object)| named(object))
        .map(|(id, object)| (*id, object.as_dict().and_then(|object| object.get(b"Rect")).expect("a place").clone()))
        .expect("the decision");
    let string = |text: &str| lopdf::text_string(text);
    let note = |text: &str| {
        dictionary! {
            "Type" => "Annot", "Subtype" => "Text", "Rect" => rectangle.clone(), "T" => string("Anmelder Ærø"),
            "Contents" => string(text), "M" => string("D:20261201101500Z"),
        }
    };
    let mut answer = note("Husk fristen");
    answer.set("IRT", decision);
    answer.set("NM", string("fra-anmelderen-1"));
    let mut new = note("Skal det ikke til høring?");
    new.set("NM", string("fra-anmelderen-2"));
    let added = [file.add_object(answer), file.add_object(new)];
    let page = file.get_dictionary_mut(page).expect("a page");
    let annotations = page.get_mut(b"Annots").and_then(Object::as_array_mut).expect("annotations");
    annotations.extend(added.map(Object::Reference));
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("bytes");
    bytes
}

#[test]
fn what_is_written_in_the_minutes_comes_home_and_what_was_not_sent_is_not_missed() {
    let mut meeting = minutes();
    let copy =
        |bytes: &[u8]| Copy { name: "referat.pdf".to_owned(), review: comments(bytes, now()).expect("a review") };
    let sent = exported(&meeting).bytes;
    // It is worked on further, as a hand-out.
    meeting.handout.template = Template::Full;
    let untouched = copy(&sent);
    assert!(untouched.review.complete, "what is missing of what was sent was deleted");
    assert_eq!(untouched.review.sent.annotations, recorded(&meeting));
    let back = plan(&meeting, &[untouched]);
    assert_eq!((back.changes, back.unchanged), (Vec::new(), 5));

    let copies = [copy(&written_into(&sent))];
    let merge = plan(&meeting, &copies);
    let whats: Vec<&What> = merge.changes.iter().map(|change| &change.what).collect();
    assert!(matches!(whats[..], [What::Replied(_), What::Added] | [What::Added, What::Replied(_)]), "{whats:?}");
    assert_eq!(merge.unplaced().count(), 0);
    let edit = merge.edit(&meeting, &Choices::new()).expect("an edit");
    apply(&mut meeting, edit).expect("it fits");
    assert_eq!(meeting.annotations.len(), 29);
    let new = meeting.annotations.last().expect("the new one");
    assert_eq!((new.text.as_str(), new.target.principle()), ("Skal det ikke til høring?", Some(2)));
    assert!(meeting.annotations[1].replies.iter().any(|reply| reply.text() == Some("Husk fristen")));
    assert_eq!(plan(&meeting, &copies).changes, [], "nothing comes twice");

    // A record that is not in the copy any more was deleted by whoever had it.
    let mut shorter = copy(&sent);
    shorter.review.comments.remove(0);
    let changes = plan(&meeting, &[shorter]).changes;
    assert_eq!(changes.iter().map(|change| &change.what).collect::<Vec<_>>(), [&What::Deleted]);
}

#[test]
fn annotations_of_a_hand_out_come_home_where_the_template_is_minutes_now() {
    let text = xfdf::write(&shared(&with_template(meeting(), Template::Full)), "h.pdf").expect("XFDF");
    let meeting = minutes();
    let review = xfdf::read(&text, Handout::Meeting(&meeting), now()).expect("a review");
    let back = plan(&meeting, &[Copy { name: "h.xfdf".to_owned(), review }]);
    assert_eq!((back.changes, back.unchanged), (Vec::new(), 28));
}
