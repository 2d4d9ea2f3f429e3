//! Annexes of an open meeting: attached, edited, taken back, saved, recovered, restored and purged, and never held in a journal.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::attach::AttachError;
use bilag::locale::Language;
use bilag::meeting::file::{self, Package, Unpacked};
use bilag::meeting::{
    AgendaItem, AgendaItemId, Annex, AnnexContent, AnnexFact, AnnexFile, AnnexId, Annotation, Audience, Edit, Meeting,
    Purpose, Visibility, wording,
};
use bilag::session::{Session, Warning, recoverable};
use bilag::storage::{Disk, Sha256};
use bilag::wording::InWords as _;
use std::fs;
use std::path::Path;
use support::office::{Office, largest};

impl Office {
    /// Attaches a file of these bytes, which is gone right after.
    fn attach(&self, session: &mut Session, bytes: &[u8]) -> AnnexFile {
        let path = self.path("bilag.bin");
        fs::write(&path, bytes).expect("written");
        let file = session.attach(&path).expect("attached");
        fs::remove_file(path).expect("removed");
        file
    }

    fn add(&self, session: &mut Session, id: &str, bytes: &[u8]) -> Edit {
        let annex = annex(id, self.attach(session, bytes));
        let edit = Edit::AddAnnex { index: usize::MAX, annex };
        session.seal();
        session.edit(edit.clone()).expect("an edit");
        edit
    }
}

fn annex(id: &str, file: AnnexFile) -> Annex {
    Annex { id: AnnexId(id.to_owned()), title: "Bilag".to_owned(), file, item: None, closed: false, least_number: 0 }
}

/// The bytes of each annex in a file.
fn saved(path: &Path) -> Vec<Vec<u8>> {
    let package = Package::open(&Unpacked::read(&Disk, path).expect("a file"), &Disk).expect("a meeting");
    assert_eq!(package.check(&Disk), []);
    let bytes = |annex: &Annex| {
        let attachment = package.attachments.get(&annex.file.sha256).expect("its file");
        attachment.read(&Disk, 1 << 30).expect("sound").to_vec()
    };
    package.meeting.annexes.iter().map(bytes).collect()
}

#[test]
fn what_is_attached_is_there_whatever_happens_to_the_file_that_it_came_from() {
    let office = Office::new();
    let mut session = Session::new_at(&office.workspace, Meeting::sample());
    let large: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).collect();
    office.add(&mut session, "b1", &large);
    office.add(&mut session, "b2", b"kort");
    assert!(session.flush() && session.warning().is_none());
    assert!(largest(&office.path("kept/journals")) < 100_000, "a journal only names them");
    session.save_as(&office.path("m.bilag")).expect("saved");
    assert_eq!(saved(&office.path("m.bilag")), [large.clone(), b"kort".to_vec()]);
    let before = fs::read(office.path("m.bilag")).expect("a file");
    session.undo().expect("undone");
    session.save().expect("saved");
    assert_eq!(saved(&office.path("m.bilag")), [large]);
    session.redo().expect("redone");
    session.save().expect("saved");
    assert_eq!(fs::read(office.path("m.bilag")).expect("a file"), before);
}

#[test]
fn a_program_that_stops_loses_no_annex() {
    let office = Office::new();
    fs::write(office.path("m.bilag"), file::write(&Meeting::sample())).expect("written");
    let mut session = office.open("m.bilag");
    office.add(&mut session, "b1", b"et");
    let file = office.attach(&mut session, b"to");
    session.edit(Edit::ChangeAnnex { id: AnnexId("b1".to_owned()), fact: AnnexFact::File(file) }).expect("an edit");
    let meeting = session.meeting().clone();
    assert!(session.flush());
    drop(session);
    office.clear();
    let mut offered = recoverable(&office.workspace);
    let mut session = Session::recover(&office.workspace, offered.remove(0)).expect("recovered");
    assert_eq!((session.meeting(), session.unsound().as_slice()), (&meeting, &[][..]));
    office.clear();
    session.save().expect("saved");
    assert_eq!(saved(&office.path("m.bilag")), [b"to"]);
    session.undo().expect("undone");
    session.save().expect("saved");
    assert_eq!(saved(&office.path("m.bilag")), [b"et"], "the file before it is there too");
    session.undo().expect("undone");
    session.save().expect("saved");
    assert_eq!(fs::read(office.path("m.bilag")).expect("a file"), file::write(&Meeting::sample()).into_bytes());
    session.close();
}

#[test]
fn an_earlier_generation_has_its_annexes_and_a_purge_removes_them() {
    let office = Office::new();
    let mut session = Session::new_at(&office.workspace, Meeting::sample());
    assert!(session.meeting().annotations.iter().any(|own| own.visibility == Visibility::Private));
    office.add(&mut session, "b1", b"et");
    session.save_as(&office.path("m.bilag")).expect("saved");
    session.edit(Edit::RemoveAnnex(AnnexId("b1".to_owned()))).expect("an edit");
    office.add(&mut session, "b2", b"to");
    session.save().expect("saved");
    drop(session);
    let mut session = office.open("m.bilag");
    let generations = session.generations();
    session.restore(&generations[0]).expect("restored");
    session.save().expect("saved");
    assert_eq!(saved(&office.path("m.bilag")), [b"et"]);
    session.undo().expect("undone");
    session.save().expect("saved");
    assert_eq!(saved(&office.path("m.bilag")), [b"to"]);
    let receipt = session.purge_private().expect("purged");
    assert_eq!(receipt.kept.attachments, 1);
    assert!(receipt.in_words(Language::English.locale()).contains("1 attached file that nothing names any more"));
    assert!(receipt.in_words(Language::Danish.locale()).contains("1 vedlagt fil"));
    assert_eq!(office.kept(), [Sha256::of(b"to")]);
    assert_eq!(saved(&office.path("m.bilag")), [b"to"]);
}

#[test]
fn what_was_replaced_goes_though_something_was_marked_on_it() {
    use bilag::meeting::annotation::{AnnexPage, Area, Quads, Target};
    use bilag::meeting::drawing::{Drawing, Medium, Surface};
    let office = Office::new();
    let mut session = Session::new_at(&office.workspace, Meeting::sample());
    let old = office.attach(&mut session, b"%PDF-1.7 gammel");
    session.edit(Edit::AddAnnex { index: 0, annex: annex("b1", old.clone()) }).expect("an edit");
    let page = AnnexPage { annex: AnnexId("b1".to_owned()), page: bilag::meeting::PageNumber(1) };
    let quads = Quads::try_from(vec![[[0, 0], [9, 0], [0, 9], [9, 9]]]).expect("one");
    let area = Area { version: old.version(), quads, words: None };
    let mut marked = Annotation { id: "marked".to_owned().into(), note: 0, ..Meeting::sample().annotations[0].clone() };
    marked.replies.clear();
    marked.target = Target::Area { page: page.clone(), area };
    let medium = Medium::Annex { annex: page.annex.clone(), version: old.version() };
    let surface = Surface { medium, page: page.page, width: 595_000, height: 842_000, words: None };
    let body = bilag::meeting::Body::Ink(Drawing { surface, strokes: Vec::new() });
    let drawn = Annotation { id: "drawn".to_owned().into(), body, ..marked.clone() };
    for annotation in [marked, drawn] {
        session.edit(Edit::AddAnnotation { index: 0, annotation: Box::new(annotation) }).expect("an edit");
    }
    session.save_as(&office.path("m.bilag")).expect("saved");
    let placed = |session: &Session| session.meeting().is_placed(&session.meeting().annotations[0]);
    assert!(placed(&session));
    let new = office.attach(&mut session, b"%PDF-1.7 ny");
    session.edit(Edit::ChangeAnnex { id: page.annex, fact: AnnexFact::File(new) }).expect("an edit");
    assert!(!placed(&session), "nobody has looked where it is in the new file");
    session.save().expect("saved");
    session.purge_private().expect("purged");
    assert_eq!(saved(&office.path("m.bilag")), [b"%PDF-1.7 ny"]);
    assert_eq!(office.kept(), [Sha256::of(b"%PDF-1.7 ny")]);
}

#[test]
fn a_pdf_that_names_annexes_opens_and_says_that_it_has_not_their_files() {
    let office = Office::new();
    let mut session = Session::new_at(&office.workspace, Meeting::sample());
    office.add(&mut session, "b1", b"et");
    let shared = session.meeting().share(Purpose::Handout);
    let handout = bilag::pdf::export(&shared, jiff::Timestamp::UNIX_EPOCH).expect("a hand-out").bytes;
    fs::write(office.path("h.pdf"), handout).expect("written");
    let here = office.open("h.pdf");
    assert!(here.warning().is_none(), "on this machine the file is kept");
    drop(here);
    session.close();
    office.clear();
    let session = office.open("h.pdf");
    let told = session.warning().expect("a warning");
    assert!(matches!(told, Warning::Unsound(lacking) if lacking.len() == 1));
    let words = told.in_words(Language::English.locale());
    assert!(words.contains("Annex 1 (bilag.bin)") && words.contains("only") | words.contains("names"), "{words}");
}

#[test]
fn what_is_missing_is_there_again_when_it_is_attached_again() {
    let office = Office::new();
    let file = AnnexFile {
        name: "regnskab.pdf".to_owned(),
        sha256: Sha256::of(b"et"),
        length: 2,
        content: AnnexContent::Other,
    };
    let meeting = Meeting { annexes: vec![annex("b1", file)], ..Meeting::sample() };
    fs::write(office.path("m.bilag"), file::write(&meeting)).expect("written");
    let mut session = office.open("m.bilag");
    let told = session.warning().expect("a warning").in_words(Language::Danish.locale());
    assert!(told.contains("Bilag 1 (regnskab.pdf)"), "{told}");
    // Typing goes on, and is safe.
    session.edit(Edit::Title("Ny".to_owned())).expect("an edit");
    assert!(session.flush());
    office.attach(&mut session, b"et");
    assert!(session.flush() && session.warning().is_none() && session.unsound().is_empty());
    session.save().expect("saved");
    assert_eq!(saved(&office.path("m.bilag")), [b"et"]);
}

#[test]
fn what_cannot_be_attached_says_why_and_leaves_nothing() {
    let office = Office::new();
    let mut session = Session::new_at(&office.workspace, Meeting::sample());
    for name in ["none.pdf", "."] {
        assert!(matches!(session.attach(&office.path(name)), Err(AttachError::Read(_))), "{name}");
    }
    let left = fs::read_dir(office.path("kept/attachments")).map_or(0, Iterator::count);
    assert_eq!((left, session.meeting()), (0, &Meeting::sample()));
}

#[test]
fn an_annex_is_called_by_its_number_and_its_item() {
    let mut meeting = Meeting::sample();
    let file = AnnexFile { name: String::new(), sha256: Sha256::of(b""), length: 0, content: AnnexContent::Other };
    let of_item = Annex { item: Some(meeting.agenda[1].id.clone()), ..annex("b2", file.clone()) };
    meeting.annexes = vec![annex("b1", file), of_item];
    let name = |at: usize, language: Language| wording::annex_name(&meeting.annexes[at], &meeting, language.locale());
    assert_eq!(
        (name(0, Language::Danish), name(1, Language::Danish)),
        ("Bilag 1".into(), "Bilag 2 til punkt 4".into())
    );
    assert_eq!(name(1, Language::English), "Annex 2 to item 4");
}

#[test]
fn annexes_of_an_item_that_is_removed_stay_and_stay_closed() {
    let office = Office::new();
    let item = AgendaItem { id: AgendaItemId::of(&["lukket"]), closed: true, ..AgendaItem::default() };
    let mut session = Session::new_at(&office.workspace, Meeting { agenda: vec![item.clone()], ..Meeting::default() });
    let file = office.attach(&mut session, b"et");
    let annex = Annex { item: Some(item.id.clone()), ..annex("b1", file) };
    session.edit(Edit::AddAnnex { index: 0, annex }).expect("an edit");
    assert!(session.edit(Edit::RemoveAgendaItem(item.id.clone())).is_err(), "something belongs to it");
    let mut removal = session.meeting().without_item_annexes(&item.id);
    removal.push(Edit::RemoveAgendaItem(item.id));
    session.edit(Edit::Batch(removal)).expect("an edit");
    let meeting = session.meeting();
    assert!(meeting.agenda.is_empty());
    assert_eq!(meeting.audience_of(&meeting.annexes[0]), Audience::Members);
}

/// A decision on words of an annex's first page.
fn decision(id: &str, annex: &Annex, words: &str) -> Annotation {
    use bilag::meeting::annotation::{AnnexPage, Area, Quads, Target};
    let quads = Quads::try_from(vec![[[0, 0], [9, 0], [0, 9], [9, 9]]]).expect("one");
    let words = bilag::meeting::anchor::describe(words, 0..words.len());
    let page = AnnexPage { annex: annex.id.clone(), page: bilag::meeting::PageNumber(1) };
    let area = Area { version: annex.file.version(), quads, words };
    let body = bilag::meeting::Body::Decision(bilag::meeting::annotation::Decision::default());
    let new =
        Annotation::new(id.to_owned().into(), body, String::new(), jiff::Timestamp::UNIX_EPOCH, format!("om {id}"));
    Annotation { target: Target::Area { page, area }, note: 1, ..new }
}

#[test]
fn what_stays_is_in_no_byte_of_a_hand_out_or_of_minutes() {
    let file = |name: &str| AnnexFile {
        name: format!("{name}.pdf"),
        sha256: Sha256::of(name.as_bytes()),
        length: 1,
        content: AnnexContent::Pdf { pages: Some(2) },
    };
    let (open, replaced, removed) =
        (annex("b1", file("aabent")), annex("b2", file("erstattet")), annex("b3", file("fjernet")));
    let closed = Annex { closed: true, title: "Lukkettitel".to_owned(), ..annex("b4", file("lukketfil")) };
    let mut meeting = Meeting::sample();
    meeting.annotations = vec![
        decision("aaben", &open, "ordaabent"),
        decision("erstattet", &replaced, "orderstattet"),
        decision("fjernet", &removed, "ordfjernet"),
        decision("lukket", &closed, "ordlukket"),
        Annotation { visibility: Visibility::Private, ..decision("privat", &open, "ordprivat") },
    ];
    meeting.annexes = vec![open, Annex { file: file("ny"), ..replaced }, closed];
    let never = ["orderstattet", "ordfjernet", "ordprivat", "erstattet.pdf", "fjernet.pdf", "om privat"];
    let members_only = ["ordlukket", "Lukkettitel", "lukketfil"];
    for template in bilag::meeting::Template::ALL {
        meeting.handout.template = template;
        let minutes = template == bilag::meeting::Template::Minutes;
        let all = support::traces::everything(&support::exported(&meeting).bytes);
        let is_there = |words: &str| all.iter().any(|(_, bytes)| bytes.hold(words));
        assert!(is_there("ordaabent") && is_there("om lukket"), "the search finds what is there");
        for absent in never.iter().chain(members_only.iter().filter(|_| minutes)) {
            assert!(!is_there(absent), "{absent} is in {}", template.name());
        }
        assert!(minutes || members_only.iter().all(|words| is_there(words)), "{}", template.name());
    }
    let web = bilag::meeting::web_annotation::write(&meeting.share(Purpose::Handout));
    assert!(never.iter().all(|absent| !web.contains(absent)) && web.contains("ordaabent"));
}

#[test]
fn what_two_programs_attached_apart_comes_together_with_its_files() {
    let office = Office::new();
    fs::write(office.path("m.bilag"), file::write(&Meeting::sample())).expect("written");
    let mut session = office.open("m.bilag");
    office.add(&mut session, "vores", b"vores");
    // Somebody on another machine attaches another file, and saves.
    let elsewhere = Office::new();
    fs::copy(office.path("m.bilag"), elsewhere.path("m.bilag")).expect("copied");
    let mut theirs = elsewhere.open("m.bilag");
    elsewhere.add(&mut theirs, "deres", b"deres");
    theirs.save().expect("saved");
    fs::copy(elsewhere.path("m.bilag"), office.path("m.bilag")).expect("copied");
    assert!(session.save().is_err(), "the file is another");
    session.merge_outside().expect("merged");
    session.save().expect("saved");
    let mut together = saved(&office.path("m.bilag"));
    together.sort();
    assert_eq!(together, [b"deres".to_vec(), b"vores".to_vec()]);
    session.undo().expect("undone");
    session.save().expect("saved");
    assert_eq!(saved(&office.path("m.bilag")), [b"vores"]);
}
