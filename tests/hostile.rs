//! Files that mean harm are read or refused, soon and within bounds, and nothing in them is run.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::meeting::{Meeting, Review};
use bilag::pdf::{OpenError, comments};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use support::{exported, now};

/// Far longer than anything here takes: a test machine may be busy, but not for ever.
const PATIENCE: Duration = Duration::from_mins(1);

/// What is written in a file, within our patience.
fn read(name: &str, bytes: Vec<u8>) -> Result<Review, OpenError> {
    let (sender, receiver) = mpsc::channel();
    let started = Instant::now();
    std::thread::spawn(move || sender.send(comments(&bytes, now())).is_ok());
    let read = receiver.recv_timeout(PATIENCE);
    read.unwrap_or_else(|_| panic!("{name} is not read after {:?}, or made it panic", started.elapsed()))
}

/// The sample's hand-out, after somebody was at it.
fn hand_out(change: impl FnOnce(&mut Document, ObjectId)) -> Vec<u8> {
    let mut document = Document::load_mem(&exported(&Meeting::sample()).bytes).expect("a PDF");
    let page = *document.get_pages().get(&2).expect("a page");
    change(&mut document, page);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("bytes");
    bytes
}

fn add(document: &mut Document, page: ObjectId, annotations: Vec<Object>) {
    let page = document.get_dictionary_mut(page).expect("a page");
    let mut all = page.get(b"Annots").and_then(Object::as_array).cloned().unwrap_or_default();
    all.extend(annotations);
    page.set("Annots", all);
}

fn note(text: &str) -> Dictionary {
    dictionary! {
        "Type" => "Annot", "Subtype" => "Text", "Rect" => vec![60.into(), 400.into(), 80.into(), 420.into()],
        "Contents" => Object::String(text.as_bytes().to_vec(), StringFormat::Literal),
    }
}

fn said(review: &Review, text: &str) -> usize {
    review.comments.iter().filter(|comment| comment.annotation.text == text).count()
}

#[test]
fn more_annotations_than_a_meeting_can_hold_are_cut_with_a_word() {
    let bytes = hand_out(|document, page| {
        let one = document.add_object(note("igen"));
        add(document, page, vec![Object::Reference(one); 200_500]);
    });
    let review = read("200,500 annotations", bytes).expect("a review");
    assert!(review.comments.len() <= 200_000);
    assert!(
        review.omitted >= 500 && said(&review, "igen") + review.omitted >= 200_500,
        "{} are told of",
        review.omitted
    );
}

#[test]
fn what_is_used_a_thousand_times_is_not_read_a_thousand_times() {
    let bytes = hand_out(|document, page| {
        let text = document.add_object(Object::String(vec![b'a'; 1 << 20], StringFormat::Literal));
        let quads = document.add_object(Object::Array(vec![100.into(); 80_000]));
        let mut long = note("");
        long.set("Contents", Object::Reference(text));
        let mut wide = note("bred");
        wide.set("Subtype", "Highlight");
        wide.set("QuadPoints", Object::Reference(quads));
        let (long, wide) = (document.add_object(long), document.add_object(wide));
        let both = [vec![Object::Reference(long); 20_000], vec![Object::Reference(wide); 20_000]].concat();
        add(document, page, both);
    });
    let review = read("shared strings and arrays", bytes).expect("a review");
    assert!(review.omitted > 0);
    let characters: usize = review.comments.iter().map(|comment| comment.annotation.text.len()).sum();
    assert!(characters < 80 << 20);
}

#[test]
fn circles_are_followed_once() {
    let bytes = hand_out(|document, page| {
        let ids: Vec<ObjectId> = (0..1000).map(|_| document.new_object_id()).collect();
        for (at, id) in ids.iter().enumerate() {
            let mut answer = note("i ring");
            answer.set("IRT", Object::Reference(ids[(at + 1) % ids.len()]));
            answer.set("Parent", Object::Reference(*id));
            document.set_object(*id, answer);
        }
        let own = document.new_object_id();
        document.set_object(own, Object::Reference(own));
        add(document, page, ids.iter().copied().chain([own, page]).map(Object::Reference).collect());
        // A tree of pages and a tree of names that lead back to themselves.
        let root = document.catalog().expect("a catalog").get(b"Pages").and_then(Object::as_reference).expect("pages");
        let pages = document.get_dictionary_mut(root).expect("pages");
        let kids = pages.get_mut(b"Kids").and_then(Object::as_array_mut).expect("kids");
        kids.push(Object::Reference(root));
    });
    let review = read("circles", bytes).expect("a review");
    assert_eq!(said(&review, "i ring"), 1000, "nothing is lost");
}

#[test]
fn numbers_without_sense_do_no_harm() {
    let bytes = hand_out(|document, page| {
        let mut odd = Vec::new();
        for number in [f32::MAX, f32::MIN, f32::NAN, f32::INFINITY, -0.0, 1e-40] {
            for subtype in ["Highlight", "Ink", "FreeText", "Caret", "Square"] {
                let mut one = note("talløs");
                one.set("Subtype", subtype);
                one.set("Rect", vec![Object::Real(number); 4]);
                one.set("QuadPoints", vec![Object::Real(number); 17]);
                one.set("InkList", vec![Object::Array(vec![Object::Real(number); 7]), Object::Null, 3.into()]);
                one.set("C", vec![Object::Real(number); 3]);
                one.set("BS", dictionary! { "W" => Object::Real(number) });
                odd.push(Object::Reference(document.add_object(one)));
            }
        }
        add(document, page, odd);
        let page = document.get_dictionary_mut(page).expect("a page");
        page.set("Rotate", 45);
        page.set("UserUnit", Object::Real(-1.0));
    });
    let review = read("numbers", bytes).expect("a review");
    assert_eq!(said(&review, "talløs"), 30, "also what was written in UTF-8 without a mark");
}

#[test]
fn scripts_and_launches_are_passed_over() {
    let proof = tempfile::tempdir().expect("a folder");
    let mark = proof.path().join("run").display().to_string();
    let bytes = hand_out(|document, page| {
        let script = dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
        let launch = dictionary! { "S" => "Launch", "F" => Object::string_literal(format!("/usr/bin/touch {mark}")),
        "Win" => dictionary! { "F" => Object::string_literal("touch"), "P" => Object::string_literal(mark.as_str()) } };
        let mut link = note("link");
        link.set("Subtype", "Link");
        link.set("A", launch.clone());
        let mut text = note("med script");
        text.set("A", script.clone());
        text.set("AA", dictionary! { "PV" => launch.clone() });
        let (link, text) = (document.add_object(link), document.add_object(text));
        add(document, page, vec![Object::Reference(link), Object::Reference(text)]);
        let catalog = document.catalog_mut().expect("a catalog");
        catalog.set("OpenAction", launch);
        catalog.set("AA", dictionary! { "WC" => script });
    });
    let review = read("scripts", bytes).expect("a review");
    assert_eq!((said(&review, "med script"), said(&review, "link")), (1, 0));
    assert!(!proof.path().join("run").exists());
}

#[test]
fn streams_that_fill_the_memory_are_refused() {
    use std::io::Write as _;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..640 {
        encoder.write_all(&vec![0; 1 << 20]).expect("packed");
    }
    let packed = encoder.finish().expect("packed");
    let bytes = hand_out(|document, _| {
        let embedded = document.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
        let meeting = embedded.filter(|stream| stream.dict.has_type(b"EmbeddedFile"));
        for stream in meeting {
            let mut dictionary = stream.dict.clone();
            dictionary.set("Filter", "FlateDecode");
            *stream = Stream::new(dictionary, packed.clone()).with_compression(false);
        }
    });
    assert!(matches!(read("a bomb", bytes), Err(OpenError::TooLarge)));
}

/// What is encrypted cannot be looked into before it is unpacked, so that a large file is refused unread.
#[test]
fn streams_that_fill_the_memory_are_refused_when_they_are_encrypted_too() {
    let bomb = hand_out(|document, _| {
        for _ in 0..20 {
            let mut stream = Stream::new(Dictionary::new(), vec![0; 32 << 20]);
            stream.compress().expect("packed");
            document.add_object(stream);
        }
    });
    let folder = tempfile::tempdir().expect("a folder");
    let (plain, encrypted) = (folder.path().join("plain.pdf"), folder.path().join("encrypted.pdf"));
    std::fs::write(&plain, bomb).expect("written");
    let qpdf = std::process::Command::new("qpdf")
        .args(["--preserve-unreferenced", "--stream-data=preserve", "--encrypt", "", "owner", "256", "--"])
        .args([&plain, &encrypted])
        .status()
        .expect("qpdf is installed: ./run-tests sees to it");
    assert!(qpdf.success());
    let bytes = std::fs::read(encrypted).expect("encrypted");
    assert!(matches!(read("an encrypted bomb", bytes), Err(OpenError::Protected)));
}

#[test]
fn lengths_that_are_wrong_and_ends_that_are_missing_are_read_or_refused() {
    let whole = exported(&Meeting::sample()).bytes;
    let wrong = |from: &[u8], to: &[u8]| -> Vec<u8> {
        let at = whole.windows(from.len()).rposition(|window| window == from).expect("it is there");
        [&whole[..at], to, &whole[at + from.len()..]].concat()
    };
    let files = [
        ("a length", wrong(b"/Length ", b"/Length 99999999")),
        ("no length", wrong(b"/Length ", b"/Lengte ")),
        ("the start of the table", wrong(b"startxref\n", b"startxref\n9")),
        ("a size", wrong(b"/Size ", b"/Size 99999999")),
        ("the widths", wrong(b"/W", b"/W[9 9 9]/V")),
        ("deep arrays", [&whole[..], &b"["[..].repeat(500_000)].concat()),
        ("deep dictionaries", [&b"%PDF-1.7\n1 0 obj"[..], &b"<</A"[..].repeat(300_000)].concat()),
        ("nothing but a head", b"%PDF-1.7\n".to_vec()),
        ("only objects", b"1 0 obj <</Type/Catalog/Pages 1 0 R>> endobj\n".repeat(50_000)),
    ];
    for (name, bytes) in files {
        if let Err(error) = read(name, bytes) {
            assert!(!error.to_string().is_empty(), "{name}");
        }
    }
    for part in (0..whole.len()).step_by(whole.len() / 40) {
        if let Err(error) = comments(&whole[..part], now()) {
            assert!(!error.to_string().is_empty(), "{part} bytes");
        }
    }
}
