//! No word that a person reads takes part in a comparison of what comes back: a hand-out in words that nobody has seen comes back as
//! it was sent, and what a reviewer changed in one is noticed.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::locale::Language;
use bilag::meeting::merge::{Copy, plan};
use bilag::meeting::{Annotation, AnnotationDisplay, Fact, Kind, Meeting, Outcome, Review, Status, Template, file};
use bilag::pdf::xfdf::{self, Handout};
use bilag::pdf::{comments, export_in};
use lopdf::{Object, StringFormat};
use support::words::scrambled;
use support::{now, sample, shared};

/// A hand-out of an earlier build, which kept no record of what it said: an action and a decision.
const EARLIER: &[u8] = include_bytes!("fixtures/earlier-words.pdf");

/// The sample with everything that a hand-out can say of an annotation in its own words.
fn meeting(template: Template, annotations: AnnotationDisplay) -> Meeting {
    let mut meeting = sample(template);
    meeting.handout.annotations = annotations;
    for (annotation, status) in meeting.annotations.iter_mut().zip(Status::ALL.into_iter().cycle()) {
        annotation.status = status;
        let facts = match annotation.kind() {
            Kind::Decision => {
                vec![Fact::Outcome(Some(Outcome::Amended)), Fact::Proposer("Viceborgmester: den anden".to_owned())]
            }
            Kind::Action => {
                vec![Fact::Owner("Økonomidirektør".to_owned()), Fact::Due(Some(jiff::civil::date(2026, 12, 1)))]
            }
            _ => Vec::new(),
        };
        facts.into_iter().for_each(|fact| annotation.set(fact).expect("a fact of its kind"));
    }
    meeting
}

fn written_in(review: &Review) -> Vec<Annotation> {
    let mut all: Vec<Annotation> = review.comments.iter().map(|comment| comment.annotation.clone()).collect();
    all.sort_by(|left, right| left.id.cmp(&right.id));
    all
}

/// What a merge would do with a copy.
fn changes(meeting: &Meeting, review: &Review) -> usize {
    plan(meeting, &[Copy { name: "h".to_owned(), review: review.clone() }]).changes.len()
}

#[test]
fn whatever_words_a_hand_out_has_it_comes_back_as_it_was_sent() {
    for (seed, template) in (1..).zip(Template::ALL) {
        for annotations in [AnnotationDisplay::Pdf, AnnotationDisplay::Both] {
            let meeting = meeting(template, annotations);
            let sent = shared(&meeting).meeting().annotations.clone();
            let language = if seed % 2 == 0 { Language::Danish } else { Language::English };
            let words = scrambled(language, seed);
            let pdf = export_in(&shared(&meeting), words, now()).expect("a PDF").bytes;
            let usual = support::exported(&meeting).bytes;
            let review = comments(&pdf, now()).expect("a review");
            assert_eq!((written_in(&review), changes(&meeting, &review)), (sent.clone(), 0), "{template:?}");
            let text = xfdf::write_in(&shared(&meeting), "h.pdf", words).expect("XFDF");
            for handout in [Handout::Pdf(&pdf), Handout::Pdf(&usual), Handout::Meeting(&meeting)] {
                let review = xfdf::read(&text, handout, now()).expect("a review");
                assert_eq!((written_in(&review), changes(&meeting, &review)), (sent.clone(), 0), "{template:?}, XFDF");
            }
        }
    }
}

/// A PDF in which what annotations say was replaced.
fn reworded(pdf: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut document = lopdf::Document::load_mem(pdf).expect("a PDF");
    for object in document.objects.values_mut() {
        let Ok(object) = object.as_dict_mut() else { continue };
        let is_written = object.get(b"NM").is_ok();
        let Ok(Object::String(bytes, _)) = object.get(b"Contents") else { continue };
        if !is_written {
            continue;
        }
        let said = match bytes.strip_prefix(b"\xfe\xff") {
            Some(wide) => {
                let units: Vec<u16> = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                String::from_utf16_lossy(&units)
            }
            None => String::from_utf8_lossy(bytes).into_owned(),
        };
        let changed = change(&said);
        let wide = [0xfe, 0xff].into_iter().chain(changed.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        object.set("Contents", Object::String(wide, StringFormat::Literal));
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("bytes");
    bytes
}

#[test]
fn a_hand_out_that_is_out_already_comes_back_as_it_was_sent_whatever_its_labels_were() {
    let whole = bilag::pdf::open(EARLIER).expect("a meeting");
    assert!(whole.annotations.iter().any(|own| own.outcome().is_some() && !own.proposer().is_empty()));
    assert!(whole.annotations.iter().any(|own| own.due().is_some() && !own.owner().is_empty()));
    let labels =
        |said: &str| said.replace("Ansvarlig:", "Den, der gør det:").replace("Frist: 1.", "Til og med: den 1.");
    for pdf in [EARLIER.to_vec(), reworded(EARLIER, labels)] {
        let review = comments(&pdf, now()).expect("a review");
        assert_eq!((written_in(&review), changes(&whole, &review)), (whole.annotations.clone(), 0));
    }
}

#[test]
fn what_a_reviewer_changed_is_noticed_whatever_the_words_are() {
    let meeting = meeting(Template::Full, AnnotationDisplay::Both);
    let pdf = export_in(&shared(&meeting), scrambled(Language::Danish, 99), now()).expect("a PDF").bytes;
    let own = |kind: Kind| meeting.annotations.iter().find(|own| own.kind() == kind).expect("one").clone();
    let earlier = bilag::pdf::open(EARLIER).expect("a meeting");
    let action = |meeting: &Meeting| {
        meeting
            .annotations
            .iter()
            .find(|own| own.kind() == Kind::Action && !own.owner().is_empty())
            .expect("one")
            .clone()
    };
    for (pdf, was) in [(pdf.as_slice(), own(Kind::Action)), (EARLIER, action(&earlier))] {
        let back = |change: &dyn Fn(&str) -> String| {
            let review = comments(&reworded(pdf, change), now()).expect("a review");
            let found = review.comments.into_iter().find(|comment| comment.annotation.id == was.id);
            found.expect("it").annotation
        };
        let owner = back(&|said| said.replace(was.owner(), "Borgmesteren"));
        assert_eq!((owner.text.trim(), owner.owner()), (was.text.trim(), "Borgmesteren"));
        let text = back(&|said| said.replace(&was.text, "Noget andet"));
        assert_eq!((text.text.as_str(), text.owner()), ("Noget andet", was.owner()));
        let added = back(&|said| format!("{said}\nEnig"));
        assert_eq!(added.text, format!("{}\nEnig", was.text));
    }
}

#[test]
fn what_is_kept_of_the_words_is_no_part_of_the_meeting() {
    let meeting = meeting(Template::Full, AnnotationDisplay::Both);
    let pdf = export_in(&shared(&meeting), scrambled(Language::Danish, 5), now()).expect("a PDF").bytes;
    let inside = bilag::pdf::open(&pdf).expect("a meeting");
    assert_eq!(file::write(&inside), file::write(shared(&meeting).meeting()));
}
