//! The hand-out is the document: the meeting comes out of it as it went in, also when the file has been through other
//! programs, and never anything worse than a clear error.
//!
//! The files in `tests/fixtures` were made of `bilag export --annotations printed`'s output by qpdf 11.3:
//!
//! ```sh
//! qpdf --object-streams=disable in.pdf plain.pdf
//! qpdf --linearize in.pdf linearized.pdf
//! qpdf --encrypt "" owner 256 -- in.pdf encrypted.pdf
//! qpdf --encrypt user owner 256 -- in.pdf password.pdf
//! ```

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::meeting::{AnnotationDisplay, Cover, HandoutOptions, Meeting, Template, file};
use bilag::pdf::{OpenError, open};
use support::{agreement, exported, sample, whole, with_template};

/// What the fixtures were made of.
const IN: &[u8] = include_bytes!("fixtures/in.pdf");

/// The meeting that the fixtures hold.
fn fixture() -> Meeting {
    open(IN).expect("the meeting in the fixture")
}

#[test]
fn a_hand_out_of_a_hand_out_is_the_same_to_the_byte() {
    for template in Template::ALL {
        for meeting in [
            sample(template),
            with_template(whole(&agreement()), template),
            with_template(Meeting::default(), template),
        ] {
            let first = exported(&meeting).bytes;
            let inside = open(&first).expect("the meeting inside");
            assert_eq!(inside, meeting.shared(), "{}", template.name());
            assert!(exported(&inside).bytes == first, "{}", template.name());
        }
    }
}

#[test]
fn the_same_meeting_and_time_give_the_same_bytes() {
    for template in Template::ALL {
        assert!(exported(&sample(template)).bytes == exported(&sample(template)).bytes, "{}", template.name());
    }
}

#[test]
fn every_option_comes_back() {
    let mut meeting = Meeting::sample();
    meeting.handout = HandoutOptions {
        template: Template::Notes,
        language: Some(bilag::locale::Language::English),
        cover: Cover::Page,
        contents: false,
        annotations: AnnotationDisplay::None,
        accent: Some([1, 2, 3]),
        footer: "Bunden ☂ 🙂".to_owned(),
        logo: Some(support::meetings::logo()),
    };
    assert_eq!(open(&exported(&meeting).bytes).expect("the meeting inside"), meeting.shared());
    assert!(meeting.shared().annotations.is_empty(), "what the hand-out does not show does not leave");
}

#[test]
fn what_another_program_wrote_anew_opens() {
    let rewritten: [(&str, &[u8]); 3] = [
        ("plain", include_bytes!("fixtures/plain.pdf")),
        ("linearized", include_bytes!("fixtures/linearized.pdf")),
        ("encrypted with an empty password", include_bytes!("fixtures/encrypted.pdf")),
    ];
    for (name, bytes) in rewritten {
        assert_eq!(open(bytes).expect(name), fixture(), "{name}");
    }
    let resaved = {
        let mut document = lopdf::Document::load_mem(IN).expect("a PDF");
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("bytes");
        bytes
    };
    assert_eq!(open(&resaved).expect("saved by lopdf"), fixture());
}

#[test]
fn a_password_is_asked_for_by_name() {
    assert!(matches!(open(include_bytes!("fixtures/password.pdf")), Err(OpenError::Encrypted)));
}

#[test]
fn what_was_added_at_the_end_is_seen() {
    let plain = include_bytes!("fixtures/plain.pdf").to_vec();
    // A reader's program adds an object nobody needs; the meeting stays.
    assert_eq!(open(&with_update(&plain, 9000, b"<< /Type /Annot /Subtype /Text >>")).expect("the meeting"), fixture());
    // A later Bilag puts another meeting in the place of the first.
    let mut other = fixture();
    other.title = "Et andet møde".to_owned();
    let json = file::write(&other);
    let stream = format!("<< /Type /EmbeddedFile /Length {} >>\nstream\n{json}\nendstream", json.len());
    let embedded = embedded_file(&plain);
    assert_eq!(open(&with_update(&plain, embedded, stream.as_bytes())).expect("the meeting"), other);
}

#[test]
fn a_file_whose_end_is_lost_gives_the_meeting_or_a_clear_error() {
    let whole = exported(&Meeting::sample()).bytes;
    for bytes in [&whole[..], IN, include_bytes!("fixtures/plain.pdf"), include_bytes!("fixtures/linearized.pdf")] {
        let full = open(bytes).expect("the meeting in the whole file");
        for part in (0..bytes.len()).step_by(bytes.len() / 60) {
            match open(&bytes[..part]) {
                Ok(meeting) => assert_eq!(meeting, full, "{part} bytes of {}", bytes.len()),
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
        // The last line alone is no loss.
        assert_eq!(open(&bytes[..bytes.len() - 6]).expect("the meeting"), full);
    }
}

#[test]
fn junk_around_the_file_does_no_harm() {
    let junk = b"From: somebody\r\nContent-Type: application/pdf\r\n\r\n".to_vec();
    let in_front = [junk.clone(), IN.to_vec()].concat();
    assert_eq!(open(&in_front).expect("junk in front"), fixture());
    let behind = [IN.to_vec(), junk].concat();
    assert_eq!(open(&behind).expect("junk behind"), fixture());
}

#[test]
fn damaged_bytes_never_do_worse_than_an_error() {
    let good = exported(&Meeting::sample()).bytes;
    let mut seed = 1_u64;
    for _ in 0..200 {
        let mut bytes = good.clone();
        for _ in 0..20 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(seed >> 33).expect("31 bits") % bytes.len();
            bytes[at] = seed.to_be_bytes()[3];
        }
        if let Err(error) = open(&bytes) {
            assert!(!error.to_string().is_empty());
        }
    }
}

#[test]
fn what_is_no_hand_out_is_named() {
    assert!(matches!(open(b""), Err(OpenError::NotReadable)));
    assert!(matches!(open(b"{\"bilag\":1}"), Err(OpenError::NotReadable)));
    let mut document = lopdf::Document::load_mem(IN).expect("a PDF");
    let catalog = document.catalog_mut().expect("a catalog");
    catalog.remove(b"Names");
    catalog.remove(b"AF");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("bytes");
    assert!(matches!(open(&bytes), Err(OpenError::NoMeeting)));
}

/// The number of the object that is the embedded meeting.
fn embedded_file(bytes: &[u8]) -> u32 {
    let document = lopdf::Document::load_mem(bytes).expect("a PDF");
    let embedded = document
        .objects
        .iter()
        .find(|(_, object)| object.as_stream().is_ok_and(|stream| stream.dict.has_type(b"EmbeddedFile")));
    embedded.expect("an embedded file").0.0
}

/// An incremental update (ISO 32000-1, 7.5.6): one object, a cross-reference table and a trailer after the end.
fn with_update(bytes: &[u8], number: u32, object: &[u8]) -> Vec<u8> {
    let before = lopdf::Document::load_mem(bytes).expect("a PDF");
    let root = before.trailer.get(b"Root").and_then(lopdf::Object::as_reference).expect("a root").0;
    let tail = String::from_utf8_lossy(&bytes[bytes.len() - 40..]).into_owned();
    let previous = tail.split("startxref").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("startxref");
    let mut updated = bytes.to_vec();
    updated.extend(b"\n");
    let at = updated.len();
    updated.extend(format!("{number} 0 obj\n").bytes());
    updated.extend(object);
    updated.extend(b"\nendobj\n");
    let table = updated.len();
    let size = before.max_id.max(number) + 1;
    updated.extend(
        format!("xref\n{number} 1\n{at:010} 00000 n \ntrailer\n<< /Size {size} /Root {root} 0 R /Prev {previous} >>\nstartxref\n{table}\n%%EOF\n").bytes(),
    );
    updated
}
