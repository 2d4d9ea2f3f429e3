//! What is tried with arbitrary bytes: each reader of bytes from outside, and that what it accepts keeps its promises.
//!
//! `tests/corpus.rs` runs the same functions over the corpus with each `cargo test`.

use bilag::app::settings::Settings;
use bilag::app::window::viewport;
use bilag::foreign::{PageContents, PageReader, read_replies};
use bilag::meeting::file::{Package, Unpacked};
use bilag::meeting::merge::{Choices, Copy, plan};
use bilag::meeting::{Meeting, edit, file, journal};
use bilag::picture::{LONGEST, Picture};
use bilag::principles::import::import;
use bilag::storage::Disk;
use bilag::storage::zip::Writer;
use bilag::{document_kind, pdf, principles, review_import};
use jiff::Timestamp;
use std::sync::OnceLock;

/// One target: its name, which is also its corpus's, and what it does.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 16] = [
    ("meeting", meeting_file),
    ("set", principle_set),
    ("document", document),
    ("comments", comments),
    ("journal", journal_file),
    ("review", review),
    ("settings", settings),
    ("picture", picture),
    ("envelope", envelope),
    ("page", page),
    ("replies", replies),
    ("import_text", import_text),
    ("import_markdown", import_markdown),
    ("import_html", import_html),
    ("import_docx", import_docx),
    ("import_odt", import_odt),
];

/// A meeting file. What is read can be written and is then read the same; a newer one is read without a panic.
pub fn meeting_file(bytes: &[u8]) {
    if let Ok(read) = file::read(bytes) {
        let again = file::read(file::write(&read).as_bytes()).expect("what was read can be saved");
        assert_eq!(again, read);
        assert!(file::read(&file::write_compact(read.share(bilag::meeting::Purpose::Handout).meeting())).is_ok());
        let edits = bilag::meeting::difference(&read, &Meeting::default());
        let mut emptied = read;
        for edit in edits {
            edit::apply(&mut emptied, edit).expect("each edit fits");
        }
        assert_eq!(emptied, Meeting::default());
    }
    if let Ok(newer) = file::read_newer(bytes) {
        assert!(file::read(file::write(&newer.meeting).as_bytes()).is_ok());
    }
}

/// A principle set.
pub fn principle_set(bytes: &[u8]) {
    if let Ok(set) = principles::read(bytes) {
        assert!(set.principles().count() > 0);
    }
}

/// Whatever a user opens.
pub fn document(bytes: &[u8]) {
    if let Err(error) = document_kind::OpenedDocument::open(bytes, "fuzz") {
        assert!(!error.to_string().is_empty());
    }
}

/// What reviewers wrote into a PDF.
pub fn comments(bytes: &[u8]) {
    let import = pdf::Import { now: Timestamp::UNIX_EPOCH, meeting: None, reader: &PageReader::Nobody };
    if let Err(error) = pdf::comments_with(bytes, &import) {
        assert!(!error.to_string().is_empty());
    }
}

/// A journal. What is read of it is a meeting that can be saved.
pub fn journal_file(bytes: &[u8]) {
    if let Ok(read) = journal::read(bytes) {
        let saved = file::read(file::write(&read.meeting).as_bytes()).expect("what was recovered can be saved");
        assert_eq!(saved.annotations.len(), read.meeting.annotations.len());
    }
}

/// What reviewers send back in a form of its own: XFDF, W3C Web Annotations, a meeting. The meeting takes it, and is asked
/// for nothing when it comes again.
pub fn review(bytes: &[u8]) {
    let mut meeting = sent().clone();
    let import = pdf::Import { now: Timestamp::UNIX_EPOCH, meeting: Some(&meeting), reader: &PageReader::Nobody };
    let review = match review_import::open_with(bytes, &import, |_| None) {
        Ok(review) => review,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let copies = [Copy { name: "fuzz".to_owned(), review }];
    if let Some(merge) = plan(&meeting, &copies).edit(&meeting, &Choices::new()) {
        edit::apply(&mut meeting, merge).expect("the merge fits");
    }
    assert_eq!(file::read(file::write(&meeting).as_bytes()).expect("it can be saved"), meeting);
    assert!(plan(&meeting, &copies).edit(&meeting, &Choices::new()).is_none(), "nothing comes twice");
}

/// The meeting that the reviewers were sent.
fn sent() -> &'static Meeting {
    static SENT: OnceLock<Meeting> = OnceLock::new();
    SENT.get_or_init(|| file::read(include_bytes!("corpus/meeting/small.bilag")).expect("a meeting"))
}

/// The program's own settings. A window can be made of them, and they are the same when they are read again.
pub fn settings(bytes: &[u8]) {
    if let Some(read) = Settings::parse(bytes) {
        let _ = viewport(&read);
        let text = serde_json::to_vec(&read).expect("settings are JSON");
        assert_eq!(Settings::parse(&text), Some(read));
    }
}

/// A picture. Its pixels are as many as it says, and not too many.
pub fn picture(bytes: &[u8]) {
    match Picture::read(bytes.to_vec()) {
        Ok(picture) => {
            let pixels = picture.pixels().expect("what was read has pixels");
            assert!((1..=LONGEST).contains(&pixels.width) && (1..=LONGEST).contains(&pixels.height));
            assert_eq!(pixels.rgba.len(), pixels.width as usize * pixels.height as usize * 4);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// An archive. What is read of it can be written and is then read the same; what is unsound is named.
pub fn envelope(bytes: &[u8]) {
    let unpacked = match Unpacked::of_bytes(bytes.to_vec()) {
        Ok(unpacked) => unpacked,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let Ok(package) = Package::open(&unpacked, &Disk) else { return };
    let mut again = Vec::new();
    package.pack(&Disk).write_to(&mut again).expect("what was read can be written");
    let again = Package::open(&Unpacked::of_bytes(again).expect("and read"), &Disk).expect("a meeting");
    assert_eq!(again.meeting, package.meeting);
    for unsound in again.unsound {
        assert!(package.unsound.iter().any(|known| known.sha256 == unsound.sha256), "{unsound}");
    }
}

/// Pages that another program made. In use they are read by a process of its own, which can be stopped.
pub fn page(bytes: &[u8]) {
    for page in PageReader::Here.read(bytes, &[0, 1]).into_iter().flatten() {
        sound(&page);
    }
}

/// What that process says.
pub fn replies(bytes: &[u8]) {
    for page in read_replies(bytes).into_iter().filter_map(|(_, page)| page.ok()) {
        sound(&page);
    }
}

fn sound(page: &PageContents) {
    for word in page.words() {
        assert!(!word.text.is_empty() && page.glyphs.get(word.glyphs.clone()).is_some_and(|glyphs| !glyphs.is_empty()));
        assert!(word.begin.iter().chain(&word.end).all(|place| place.is_finite()));
    }
}

/// Whatever somebody wants read in as a principle set: its set can be saved and is then read the same.
pub fn import_text(bytes: &[u8]) {
    match import(bytes, &PageReader::Nobody, "fuzz", None) {
        Ok(draft) => {
            let set = draft.set();
            let saved = serde_json::to_vec(&set).expect("sets are JSON");
            assert_eq!(principles::read(&saved).expect("a set file"), set);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// The same behind what makes it Markdown.
pub fn import_markdown(bytes: &[u8]) {
    import_text(&[b"# Regler\n\n## **Ro**\n\n", bytes].concat());
}

/// The same within a web page.
pub fn import_html(bytes: &[u8]) {
    import_text(&[b"<!doctype html><h1>Regler</h1>", bytes].concat());
}

/// The same as the text of a Word document.
pub fn import_docx(bytes: &[u8]) {
    let name = br#"<w:document xmlns:w="w"><w:body>"#;
    import_archive("word/document.xml", &[name.as_slice(), bytes, b"</w:body></w:document>"].concat());
}

/// The same as the text of an `OpenDocument`.
pub fn import_odt(bytes: &[u8]) {
    let name = br#"<o:document-content xmlns:o="o" xmlns:text="t" xmlns:table="b"><o:body><o:text>"#;
    import_archive("content.xml", &[name.as_slice(), bytes, b"</o:text></o:body></o:document-content>"].concat());
}

fn import_archive(part: &str, content: &[u8]) {
    let mut writer = Writer::new(Vec::new());
    writer.add_bytes(part, content).expect("memory takes it");
    import_text(&writer.finish().expect("memory takes it"));
}
