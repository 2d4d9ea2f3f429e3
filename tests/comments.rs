//! Copies that come back from other programs: every kind of comment comes home, once, under its own name.
//!
//! The files in `tests/reviews/returned` are hand-outs of the meetings beside them, written on by hand as Acrobat does, and with
//! Okular and pdf.js; `acrobat-habits` has the habits of a whole office. What is made here besides are other ways to write the
//! same, put onto words of which the hand-out itself says where they stand.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a story that cannot go on has failed")]

use bilag::meeting::annotation::MeetingFact;
use bilag::meeting::edit::apply;
use bilag::meeting::merge::{Choices, Copy, Plan, Take, What, plan};
use bilag::meeting::review::WhyNotTaken;
use bilag::meeting::{
    Annotation, Body, Comment, Kind, Meeting, Purpose, ReplyContent, Review, Status, Template, TextPart, file,
};
use bilag::{pdf, review_import};
use jiff::Timestamp;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use proptest::prelude::*;

/// The bytes of a copy.
macro_rules! copy {
    ($name:literal) => {
        include_bytes!(concat!("reviews/returned/", $name)).as_slice()
    };
}

const M10: &[u8] = copy!("m10.bilag");
const I1: &[u8] = copy!("i1.bilag");

fn meeting(bytes: &[u8]) -> Meeting {
    file::read(bytes).expect("a meeting")
}

fn review(bytes: &[u8]) -> Review {
    pdf::comments(bytes, Timestamp::UNIX_EPOCH).expect("a review")
}

/// What was not sent.
fn new(review: &Review) -> Vec<&Comment> {
    review.comments.iter().filter(|comment| review.sent.annotation(&comment.annotation.id).is_none()).collect()
}

fn quote(annotation: &Annotation) -> &str {
    annotation.target.words().map_or("", |words| words.quote.exact.as_str())
}

/// The only comment of a small copy: its kind, words and text, and the words that are suggested.
fn only(bytes: &[u8]) -> (Kind, String, String, String) {
    let review = review(bytes);
    let new = new(&review);
    let [Comment { annotation, anchored: true, .. }] = new.as_slice() else { panic!("one comment: {new:?}") };
    told(annotation)
}

fn told(annotation: &Annotation) -> (Kind, String, String, String) {
    let suggested =
        if let Body::Suggestion { replacement } = &annotation.body { replacement.clone() } else { String::new() };
    (annotation.kind(), quote(annotation).to_owned(), annotation.text.clone(), suggested)
}

fn comment(quote: &str, text: &str) -> (Kind, String, String, String) {
    (Kind::Comment, quote.to_owned(), text.to_owned(), String::new())
}

fn suggestion(quote: &str, words: &str) -> (Kind, String, String, String) {
    (Kind::Suggestion, quote.to_owned(), String::new(), words.to_owned())
}

fn highlight(quote: &str) -> (Kind, String, String, String) {
    (Kind::Highlight, quote.to_owned(), String::new(), String::new())
}

fn named(name: &str, bytes: &[u8]) -> Copy {
    Copy { name: name.to_owned(), review: review(bytes) }
}

/// Merges copies one after the other, each as a step of its own, and gives what each came to.
fn merged(meeting: &mut Meeting, copies: Vec<Copy>) -> Vec<Plan> {
    let merge = |copy: Copy| {
        let plan = plan(meeting, &[copy]);
        if let Some(edit) = plan.edit(meeting, &Choices::new()) {
            let before = meeting.clone();
            let back = apply(meeting, edit).expect("merged");
            let mut taken_back = meeting.clone();
            apply(&mut taken_back, back).expect("taken back");
            assert_eq!(taken_back, before, "one step");
        }
        let file = file::write(meeting);
        assert_eq!(file::read(file.as_bytes()).expect("a sound file"), *meeting);
        plan
    };
    copies.into_iter().map(merge).collect()
}

#[test]
fn what_is_written_on_one_word_comes_home_in_every_form() {
    assert_eq!(only(copy!("fileattach.pdf")), comment("vælgerne.", "Se vedlagte notat om budgettet"));
    assert_eq!(only(copy!("redact.pdf")), comment("vælgerne", "Dette bør streges"));
    assert_eq!(only(copy!("replace.pdf")), suggestion("vælgerne", "borgerne"));
    assert_eq!(only(copy!("stamp.pdf")), comment("vælgerne.", "Godkendt"));
    assert_eq!(only(copy!("rconly.pdf")), comment("vælgerne", "Kun rig tekst"));
    assert_eq!(only(copy!("vt.pdf")), comment("vælgerne", "linje et\nlinje to\nlinje tre\nlinje fire"));
    let dated = review(copy!("date-plus0100.pdf"));
    assert_eq!(new(&dated)[0].annotation.created.to_string(), "2026-11-24T23:30:00Z");
}

#[test]
fn the_habits_of_acrobat_are_understood() {
    let review = review(copy!("acrobat-habits.pdf"));
    let all: Vec<(Kind, String, String, String)> =
        new(&review).into_iter().map(|comment| told(&comment.annotation)).collect();
    assert_eq!(
        all,
        [
            highlight("samt den økonomiske politik."),
            comment("og lokalt", "Er det rigtigt?"),
            suggestion("mål for", "erstatningen"),
            comment("kommunens serviceniveau, den konkrete", "uden alt"),
            highlight("af offentlige opgaver mellem"),
            highlight("opgavevaretagelsen og en effektiv styring"),
            suggestion("regeringen og", "andet udtryk"),
            suggestion("procesfokus skal samtidig give et", ""),
            comment("prioritering og opgaveløsning. Med fokus", "Unødvendigt"),
            comment("stat", "indsæt mig"),
            comment("økonomisk prioritering", "En seddel"),
            highlight("De overordnede rammer for"),
            highlight("løse opgaverne med afsæt"),
            comment("opgavevaretagelse.", "Skrevet i margenen"),
            // A callout and an arrow are about what they point at.
            comment("herunder", "Pilen peger her"),
            comment(
                "repræsentative for den generelle opgavevaretagelse, bør ikke give anledning til ny regulering",
                "Godkendt"
            ),
            comment("anledning", "Se vedlagte regneark"),
            comment("Løsning af enkeltsager", "Firkant om ordene"),
            comment("ansvarlige", "Se her"),
            // Words that a program copied into the comment say nothing.
            highlight("områder. Staten skal"),
            comment("implementering af initiativer og", "Kun rig tekst & mere"),
            comment("kommunale områder er,", "Tekst på pop-op"),
            comment("for omstilling og", "To tilstande"),
            comment("og kommunerne er enige", "Tråd"),
            comment("Regeringen understøtter det lokale", "Understreget"),
            comment("til borgernære opgaver", "Skal ud"),
            comment("private aktører bidrage til", "forskudt op"),
            comment("således læring, understøtter faglig", "forskudt ned"),
            comment("generering af", "spec order"),
            comment("være meningsfuld for dem,", "rev order"),
        ]
    );
    let by_text = |text: &str| {
        let found = new(&review).into_iter().find(|comment| comment.annotation.text == text);
        found.expect("it").annotation.clone()
    };
    let place = |text: &str| {
        let target = by_text(text).target;
        (target.principle(), target.paragraph())
    };
    assert_eq!((place("Pilen peger her"), place("Se her")), ((Some(3), Some(2)), (Some(4), Some(3))));
    // The state that was set last counts, and not the one that stands last in the file.
    let set = by_text("To tilstande");
    assert_eq!((set.status, set.status_set.expect("who").by.as_str()), (Status::Rejected, "Viceborgmester"));
    let note = by_text("En seddel");
    assert_eq!((note.status, note.replies[0].text()), (Status::Accepted, Some("Et svar")));
    assert_eq!(by_text("Tråd").replies.len(), 3);
    let why: Vec<(&str, WhyNotTaken)> =
        review.not_taken.iter().map(|not_taken| (not_taken.kind.as_str(), not_taken.why)).collect();
    assert_eq!(why, [("Text", WhyNotTaken::State), ("FileAttachment", WhyNotTaken::Attachment)]);
    assert_eq!(review.omitted, 2);
}

#[test]
fn okulars_stamp_says_what_it_is_called() {
    let review = review(copy!("okular-stamp-reword.pdf"));
    let stamp = new(&review).into_iter().find(|comment| comment.annotation.kind() == Kind::Comment).expect("the stamp");
    assert_eq!(stamp.annotation.text, "Udkast");
}

#[test]
fn of_marked_words_in_a_marked_passage_only_they_are_meant() {
    assert_eq!(only(copy!("summary-two-words.pdf")), comment("i fællesskab", "kun de to ord"));
}

#[test]
fn a_mark_over_two_paragraphs_is_on_both_and_says_what_it_says_once() {
    let review = review(copy!("across-two-paragraphs.pdf"));
    let all: Vec<_> = new(&review).into_iter().map(|comment| told(&comment.annotation)).collect();
    let second = "Styringsdialogen mellem stat og kommuner skal fokuseres på mål";
    assert_eq!(all, [comment("ikke processen, der tæller.", "over to afsnit"), highlight(second)]);
    let mut meeting = meeting(M10);
    let copy = || named("r.pdf", copy!("across-two-paragraphs.pdf"));
    let plans = merged(&mut meeting, vec![copy(), copy()]);
    assert_eq!(plans.iter().map(|plan| plan.added().count()).collect::<Vec<_>>(), [2, 0]);
}

#[test]
fn marks_on_titles_contents_and_facts_are_on_what_they_mark() {
    let review = review(copy!("on-title-and-toc.pdf"));
    let seen: Vec<(Option<&str>, String, Option<u32>)> = new(&review)
        .into_iter()
        .map(|Comment { annotation, anchored, .. }| {
            assert!(anchored);
            let seen = annotation.seen.as_ref();
            let words = seen.map_or(quote(annotation), |seen| seen.words.as_str()).replace('\u{a0}', " ");
            (seen.and_then(|seen| seen.fact).map(MeetingFact::name), words, annotation.target.principle())
        })
        .collect();
    let seen: Vec<(Option<&str>, &str, Option<u32>)> =
        seen.iter().map(|(fact, words, number)| (*fact, words.as_str(), *number)).collect();
    assert_eq!(
        seen,
        [
            (Some("title"), "Budget 2027", None),
            (Some("body"), "Økonomiudvalget", None),
            (None, "", Some(1)),
            (None, "", Some(2)),
            (None, "folkevalgte på nationalt", Some(1)),
            (None, "regeringen har ansvaret for den", Some(1)),
            (Some("date"), "24. november 2026", None),
        ]
    );
    // It is known also after the merge, and when the meeting is opened again.
    let mut meeting = meeting(M10);
    merged(&mut meeting, vec![named("r.pdf", copy!("on-title-and-toc.pdf"))]);
    let wrong = meeting.annotations.iter().find(|annotation| annotation.text == "forkert dato").expect("it");
    assert!(!wrong.is_only_seen() && wrong.seen.as_ref().is_some_and(|seen| seen.words.contains("2026")));
}

#[test]
fn a_comment_that_was_moved_or_saved_anew_is_the_same() {
    let mut meeting = meeting(M10);
    let copies = || vec![named("v1.pdf", copy!("v1.pdf")), named("v3.pdf", copy!("v3-moved.pdf"))];
    let plans = merged(&mut meeting, copies());
    let counts = |plan: &Plan| (plan.added().count(), plan.moved().count(), plan.changes.len());
    assert_eq!(plans.iter().map(counts).collect::<Vec<_>>(), [(2, 0, 2), (0, 1, 1)]);
    assert_eq!(plans[1].changes[0].default_take(), Take::Theirs, "everybody may put their own elsewhere");
    let again = merged(&mut meeting, copies());
    assert!(again.iter().all(|plan| plan.changes.is_empty()));
    assert_eq!(plan(&self::meeting(M10), &copies()).added().count(), 2, "both at once");

    let mut meeting = self::meeting(I1);
    let copies = || vec![named("a.pdf", copy!("pdfjs.pdf")), named("b.pdf", copy!("pdfjs-mutool.pdf"))];
    let plans = merged(&mut meeting, copies());
    assert_eq!(plans.iter().map(|plan| plan.changes.len()).collect::<Vec<_>>(), [20, 0]);
    assert_eq!(plan(&self::meeting(I1), &copies()).added().count(), 20, "both at once");
}

#[test]
fn nobody_says_what_another_changed() {
    let mut meeting = meeting(M10);
    let plans = merged(&mut meeting, vec![named("fra-udvalget.pdf", copy!("own-reworded-anonymous.pdf"))]);
    let change = &plans[0].changes[0];
    assert_eq!((&change.what, change.by.as_str(), change.default_take()), (&What::Reworded, "", Take::AsReply));
    let own = meeting.annotation(&change.theirs.id).expect("the note");
    assert_eq!((own.text.as_str(), own.author.as_str()), ("Note 1: hvad betyder det?", "Sekretær"));
    let reply = &own.replies[0];
    assert!(matches!(reply.content, ReplyContent::Suggests(_)));
    assert_eq!((reply.author.as_str(), reply.found_in.as_str()), ("", "fra-udvalget.pdf"));
    // What somebody calls their copy is nobody else's.
    let shared = meeting.share(Purpose::Handout);
    assert!(shared.meeting().annotations.iter().flat_map(|own| &own.replies).all(|reply| reply.found_in.is_empty()));
}

#[test]
fn acrobats_fdf_is_read_on_the_pages_of_its_hand_out() {
    let m10 = meeting(M10);
    let shared = m10.share(Purpose::Handout);
    let handout = pdf::export(&shared, Timestamp::UNIX_EPOCH).expect("a hand-out").bytes;
    let fdf = copy!("acrobat-comments.fdf");
    let beside = |name: &str| (name == "m10-full-da.pdf").then(|| handout.clone());
    for (meeting, is_there) in [(None, true), (Some(&m10), true), (Some(&m10), false)] {
        let beside = |name: &str| is_there.then(|| beside(name)).flatten();
        let review = review_import::open(fdf, meeting, beside, Timestamp::UNIX_EPOCH).expect("comments");
        let [Comment { annotation, anchored: true, .. }] = review.comments.as_slice() else { panic!("one comment") };
        assert_eq!((annotation.text.as_str(), annotation.author.as_str()), ("Kommentar fra FDF", "Udvalgsmedlem"));
        assert_eq!(annotation.target.principle(), Some(2), "the line of the contents");
        assert_eq!(annotation.created.to_string(), "2026-11-20T09:15:00Z");
    }
    let alone = review_import::open(fdf, None, |_| None, Timestamp::UNIX_EPOCH);
    assert!(alone.is_err(), "nobody knows which words they are on");
    for cut in 0..fdf.len() {
        let _ = review_import::open(&fdf[..cut], Some(&m10), |_| None, Timestamp::UNIX_EPOCH);
    }
}

/// A hand-out with what is known of one of its own marks: its page and its quadrilaterals.
struct Handout {
    meeting: Meeting,
    file: Document,
    page: ObjectId,
    /// Left, bottom, right, top, a line each.
    quads: Vec<[f32; 4]>,
}

impl Handout {
    /// The hand-out of a meeting, and where the words of its annotation stand.
    fn of(meeting: Meeting, annotation: &str) -> Handout {
        let bytes = pdf::export(&meeting.share(Purpose::Handout), Timestamp::UNIX_EPOCH).expect("a hand-out").bytes;
        let file = Document::load_mem(&bytes).expect("a PDF");
        let own =
            file.objects.values().filter_map(|object| object.as_dict().ok()).find(|object| {
                object.get(b"NM").and_then(Object::as_str).is_ok_and(|name| name == annotation.as_bytes())
            });
        let own = own.expect("the annotation");
        let page = own.get(b"P").and_then(Object::as_reference).expect("its page");
        let numbers = own.get(b"QuadPoints").and_then(Object::as_array).expect("its words");
        let numbers: Vec<f32> = numbers.iter().filter_map(|number| number.as_float().ok()).collect();
        let quads = numbers.chunks(8).map(|quad| [quad[0], quad[5], quad[2], quad[1]]).collect();
        Handout { meeting, file, page, quads }
    }

    /// Two words that a comment of the meeting is on.
    fn on_words() -> Handout {
        Handout::of(meeting(M10), "865d3891f50b")
    }

    /// Puts annotations on the page; they may refer to each other by their index.
    fn with(&self, annotations: Vec<Dictionary>) -> Vec<u8> {
        let mut file = self.file.clone();
        let first = file.max_id + 1;
        let ids: Vec<ObjectId> = annotations.iter().map(|_| file.new_object_id()).collect();
        for (id, mut annotation) in ids.iter().zip(annotations) {
            for key in [b"IRT".as_slice(), b"Popup", b"Parent"] {
                if let Ok(index) = annotation.get(key).and_then(Object::as_i64) {
                    let index = u32::try_from(index).expect("an index");
                    annotation.set(key, Object::Reference((first + index, 0)));
                }
            }
            annotation.set("Type", "Annot");
            file.set_object(*id, annotation);
        }
        let page = file.get_dictionary_mut(self.page).expect("the page");
        let mut all = page.get(b"Annots").and_then(Object::as_array).cloned().unwrap_or_default();
        all.extend(ids.into_iter().map(Object::Reference));
        page.set("Annots", all);
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).expect("a PDF");
        bytes
    }

    fn read_back(&self, annotations: Vec<Dictionary>) -> Vec<(Kind, String, String, String)> {
        let review = review(&self.with(annotations));
        assert!(review.comments.len() >= self.meeting.annotations.len(), "what was sent is there too");
        new(&review).into_iter().map(|comment| told(&comment.annotation)).collect()
    }

    /// The quadrilaterals, of which `part` gives the lower and the upper edge.
    fn quads(&self, part: impl Fn(f32, f32) -> (f32, f32)) -> Vec<Object> {
        let points = self.quads.iter().flat_map(|[left, bottom, right, top]| {
            let (bottom, top) = part(*bottom, *top);
            [*left, top, *right, top, *left, bottom, *right, bottom]
        });
        points.map(Object::Real).collect()
    }

    fn mark(&self, subtype: &str) -> Dictionary {
        let mut mark = dictionary! { "Subtype" => subtype, "T" => Object::string_literal("Udvalgsmedlem") };
        mark.set("QuadPoints", self.quads(|bottom, top| (bottom, top)));
        mark.set("Rect", self.rect());
        mark
    }

    /// The rectangle of the first line.
    fn rect(&self) -> Vec<Object> {
        self.quads[0].iter().map(|number| Object::Real(*number)).collect()
    }

    fn caret(&self, says: &str) -> Dictionary {
        let [_, bottom, right, top] = self.quads[self.quads.len() - 1];
        let rect = [right - 2.0, bottom - 2.0, right + 2.0, f32::midpoint(bottom, top)];
        dictionary! {
            "Subtype" => "Caret", "T" => Object::string_literal("Udvalgsmedlem"), "Contents" => lopdf::text_string(says),
            "Rect" => rect.iter().map(|number| Object::Real(*number)).collect::<Vec<_>>(),
        }
    }
}

fn with(mut object: Dictionary, entries: &[(&str, Object)]) -> Dictionary {
    for (key, value) in entries {
        object.set(*key, value.clone());
    }
    object
}

fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

const WORDS: &str = "folkevalgte på nationalt";

#[test]
fn words_and_what_is_to_stand_in_their_place_are_one_suggestion() {
    let handout = Handout::on_words();
    let says = [suggestion(WORDS, "valgte")];
    let (strike, caret) = (handout.mark("StrikeOut"), handout.caret("valgte"));
    let to = |index: i64| [("IRT", Object::Integer(index)), ("RT", name("Group"))];
    let intent = [("IT", name("Replace"))];
    // Each is a part of the other, whichever stands first.
    assert_eq!(handout.read_back(vec![caret.clone(), with(strike.clone(), &to(0))]), says);
    assert_eq!(handout.read_back(vec![with(strike.clone(), &to(1)), caret.clone()]), says);
    assert_eq!(handout.read_back(vec![strike.clone(), with(caret.clone(), &to(0))]), says);
    assert_eq!(handout.read_back(vec![with(caret.clone(), &to(1)), strike.clone()]), says);
    // An answer that says what it is for.
    let answer = with(strike.clone(), &[("IRT", Object::Integer(0)), ("IT", name("StrikeOutTextEdit"))]);
    assert_eq!(handout.read_back(vec![with(caret.clone(), &intent), answer]), says);
    // Two that stand side by side, where one says that it replaces.
    assert_eq!(handout.read_back(vec![strike.clone(), with(caret.clone(), &intent)]), says);
    // What is said of it is kept.
    let explained = with(
        strike.clone(),
        &[("Contents", lopdf::text_string("Forældet")), ("IRT", Object::Integer(0)), ("RT", name("Group"))],
    );
    let (kind, words, _, replacement) = suggestion(WORDS, "valgte");
    assert_eq!(handout.read_back(vec![caret.clone(), explained]), [(kind, words, "Forældet".to_owned(), replacement)]);
    // Two that do not belong together are two.
    assert_eq!(handout.read_back(vec![strike, caret]).len(), 2);
}

#[test]
fn lines_below_words_and_through_them_are_on_these_words() {
    let handout = Handout::on_words();
    let thin = |subtype: &str, part: fn(f32, f32) -> (f32, f32)| {
        let mut mark = handout.mark(subtype);
        mark.set("QuadPoints", handout.quads(part));
        handout.read_back(vec![mark])
    };
    for below in [
        |bottom, _| (bottom - 0.5, bottom + 0.5),
        |bottom, _| (bottom, bottom),
        |bottom, _| (bottom + 0.5, bottom + 2.0),
    ] {
        assert_eq!(thin("Underline", below), [highlight(WORDS)]);
        assert_eq!(thin("Squiggly", below), [highlight(WORDS)]);
    }
    let through = |bottom: f32, top: f32| (f32::midpoint(bottom, top) - 0.5, f32::midpoint(bottom, top) + 0.5);
    assert_eq!(thin("StrikeOut", through), [suggestion(WORDS, "")]);
}

#[test]
fn text_is_found_wherever_a_program_has_put_it() {
    let handout = Handout::on_words();
    let says = [comment(WORDS, "Hvem er det?")];
    let rich = "<body xmlns=\"http://www.w3.org/1999/xhtml\"><p>Hvem er det?</p></body>";
    let mark = || handout.mark("Highlight");
    assert_eq!(handout.read_back(vec![with(mark(), &[("RC", lopdf::text_string(rich))])]), says);
    let pop_up = |key: &str, says: &str| dictionary! { "Subtype" => "Popup", key => lopdf::text_string(says) };
    for (key, words) in [("Contents", "Hvem er det?"), ("RC", rich)] {
        let known = with(mark(), &[("Popup", Object::Integer(1))]);
        assert_eq!(handout.read_back(vec![known, pop_up(key, words)]), says, "{key}");
        let parent = with(pop_up(key, words), &[("Parent", Object::Integer(0))]);
        assert_eq!(handout.read_back(vec![mark(), parent]), says, "{key}");
    }
    // What is said in plain text is what is said.
    let both = [("RC", lopdf::text_string(rich)), ("Contents", lopdf::text_string("Ja"))];
    assert_eq!(handout.read_back(vec![with(mark(), &both)]), [comment(WORDS, "Ja")]);
    for copied in [WORDS, "folkevalgte på\nnationalt", "folke-\nvalgte på nationalt"] {
        let mark = with(mark(), &[("Contents", lopdf::text_string(copied))]);
        assert_eq!(handout.read_back(vec![mark]), [highlight(WORDS)], "{copied}");
    }
    let asked = with(mark(), &[("Contents", lopdf::text_string(&format!("{WORDS}?")))]);
    assert_eq!(handout.read_back(vec![asked]), [comment(WORDS, &format!("{WORDS}?"))], "a question is no copy");
}

#[test]
fn stamps_say_what_they_are_called() {
    let handout = Handout::on_words();
    let stamp = |entries: &[(&str, Object)]| {
        let plain = dictionary! { "Subtype" => "Stamp", "Rect" => handout.rect() };
        handout.read_back(vec![with(plain, entries)]).remove(0).2
    };
    assert_eq!(stamp(&[("Name", name("NotApproved"))]), "Ikke godkendt");
    assert_eq!(stamp(&[("Name", name("SBConfidential"))]), "Fortroligt");
    assert_eq!(
        stamp(&[("Name", name("SHSignHere"))]),
        "SHSignHere",
        "a name that is not the standard's stands as it is"
    );
    assert_eq!(stamp(&[("Name", name("#2a7f")), ("Subj", lopdf::text_string("Set af udvalget"))]), "Set af udvalget");
    assert_eq!(stamp(&[]), "Stempel");
    assert_eq!(stamp(&[("Name", name("Draft")), ("Contents", lopdf::text_string("Ikke endnu"))]), "Udkast\nIkke endnu");
}

#[test]
fn what_is_no_comment_is_told_with_its_page() {
    let handout = Handout::on_words();
    let rect = handout.rect();
    let plain = |subtype: &str| dictionary! { "Subtype" => subtype, "Rect" => rect.clone() };
    let damaged = dictionary! { "Contents" => lopdf::text_string("Hvad er jeg?"), "Rect" => rect.clone() };
    let filled = with(plain("Widget"), &[("V", lopdf::text_string("Udfyldt"))]);
    let bytes = handout.with(vec![plain("Screen"), plain("Widget"), filled, plain("Link"), damaged, plain("Popup")]);
    let review = review(&bytes);
    let told: Vec<(&str, WhyNotTaken, Option<usize>)> = review
        .not_taken
        .iter()
        .map(|not_taken| (not_taken.kind.as_str(), not_taken.why, not_taken.page.map(|page| page.0)))
        .collect();
    let page = Some(1);
    let expected =
        [("Screen", WhyNotTaken::Kind, page), ("Widget", WhyNotTaken::Kind, page), ("", WhyNotTaken::Damaged, page)];
    assert_eq!(told, expected);
    assert_eq!((review.omitted, new(&review).len()), (3, 0));
}

#[test]
fn what_cannot_be_placed_keeps_its_page_also_in_the_meeting() {
    let handout = Handout::on_words();
    let nowhere: Vec<Object> =
        [500.0, 20.0, 560.0, 20.0, 500.0, 14.0, 560.0, 14.0].into_iter().map(Object::Real).collect();
    let mut mark = handout.mark("Highlight");
    mark.set("QuadPoints", nowhere);
    let around: Vec<Object> = [500.0, 14.0, 560.0, 20.0].into_iter().map(Object::Real).collect();
    mark.set("Rect", around);
    mark.set("Contents", lopdf::text_string("Hvor hører det til?"));
    let bytes = handout.with(vec![mark]);
    let mut meeting = handout.meeting.clone();
    let plans = merged(&mut meeting, vec![named("r.pdf", &bytes), named("r.pdf", &bytes)]);
    assert_eq!((plans[0].unplaced().count(), plans[0].tally(0).unplaced, plans[1].changes.len()), (1, 1, 0));
    let lost = meeting.annotations.last().expect("the comment");
    assert!(lost.is_only_seen());
    assert_eq!(lost.seen.as_ref().and_then(|seen| seen.page).map(|page| page.0), Some(1));
}

#[test]
fn what_is_no_copy_is_told_how_comments_are_exported() {
    let refused = |bytes: &[u8]| {
        let error =
            review_import::open(bytes, Some(&meeting(M10)), |_| None, Timestamp::UNIX_EPOCH).expect_err("no copy");
        bilag::wording::InWords::in_words(&error, bilag::locale::Language::Danish.locale())
    };
    assert!(refused(b"Kaere udvalg").contains("FDF eller XFDF"));
    assert!(refused(b"PK\x03\x04").len() > 10);
    assert!(refused(b"%FDF-1.2\n").contains("FDF"));
    let form = b"%FDF-1.2\n1 0 obj\n<</FDF<</Fields[<</T(a)/V(b)>>]>>>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF";
    assert!(refused(form).contains("formularfelter"));
}

/// Somebody sends a copy, corrects it, and sends it again.
#[test]
fn whoever_corrects_their_own_words_edits_them() {
    let handout = Handout::on_words();
    let date = |day: u8| Object::string_literal(format!("D:202611{day:02}101500Z"));
    let own = |name: &str, says: &str, day: u8| {
        with(
            handout.mark("Highlight"),
            &[
                ("NM", Object::string_literal(name)),
                ("Contents", lopdf::text_string(says)),
                ("CreationDate", date(20)),
                ("M", date(day)),
            ],
        )
    };
    let mut meeting = handout.meeting.clone();
    let first = handout.with(vec![own("a", "Enig", 20), own("b", "Og hvad så?", 20)]);
    merged(&mut meeting, vec![named("1.pdf", &first)]);
    let before = meeting.annotations.len();
    let second = handout.with(vec![own("a", "Ikke enig", 22)]);
    let plan = merged(&mut meeting, vec![named("2.pdf", &second)]).remove(0);
    let what: Vec<(&What, &str, Take)> =
        plan.changes.iter().map(|change| (&change.what, change.by.as_str(), change.default_take())).collect();
    let author = "Udvalgsmedlem";
    assert_eq!(what, [(&What::Reworded, author, Take::Theirs), (&What::Deleted, author, Take::Own)]);
    let corrected = meeting.annotations.iter().find(|own| own.text == "Ikke enig").expect("the corrected one");
    assert!(corrected.replies.is_empty(), "nobody suggests anything to themselves");
    assert_eq!(meeting.annotations.len(), before, "what was deleted there stays here");
    // The earlier copy says nothing new.
    let late = merged(&mut meeting, vec![named("1.pdf", &first)]).remove(0);
    assert_eq!(late.changes, []);
}

/// A mark on other words than it was on is an own one that was moved, or somebody's wish.
#[test]
fn whoever_widens_a_mark_changes_it() {
    let handout = Handout::on_words();
    let mut file = Document::load_mem(&handout.with(Vec::new())).expect("a PDF");
    let own = file
        .objects
        .values_mut()
        .filter_map(|object| object.as_dict_mut().ok())
        .find(|object| object.get(b"NM").and_then(Object::as_str).is_ok_and(|name| name == b"865d3891f50b"));
    let own = own.expect("the annotation");
    let wider = handout.quads.iter().flat_map(|[left, bottom, right, top]| {
        let right = right + 40.0;
        [*left, *top, right, *top, *left, *bottom, right, *bottom]
    });
    own.set("QuadPoints", wider.map(Object::Real).collect::<Vec<_>>());
    own.set("M", Object::string_literal("D:20261126101500Z"));
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("a PDF");
    let mut meeting = handout.meeting.clone();
    let plan = merged(&mut meeting, vec![named("r.pdf", &bytes)]).remove(0);
    let [change] = plan.changes.as_slice() else { panic!("one change: {:?}", plan.changes) };
    assert_eq!((&change.what, change.by.as_str(), change.default_take()), (&What::Moved, "", Take::AsReply));
    assert!(quote(&change.theirs).starts_with(WORDS) && quote(&change.theirs).len() > WORDS.len());
}

/// Some programs lose the names that annotations have.
#[test]
fn what_was_sent_is_known_also_without_its_name() {
    let handout = Handout::on_words();
    let mut file = Document::load_mem(&handout.with(vec![handout.mark("Highlight")])).expect("a PDF");
    for own in file.objects.values_mut().filter_map(|object| object.as_dict_mut().ok()) {
        own.remove(b"NM");
    }
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("a PDF");
    let mut meeting = handout.meeting.clone();
    let plan = merged(&mut meeting, vec![named("r.pdf", &bytes)]).remove(0);
    assert_eq!((plan.added().count(), plan.changes.len()), (1, 1), "{:?}", plan.changes);
    assert_eq!(plan.changes[0].theirs.author, "Udvalgsmedlem");
}

/// Slides: small ones three to a page, and crowded ones.
#[test]
fn on_slides_too_exactly_the_marked_words_are_meant() {
    for template in Template::ALL {
        let mut m10 = meeting(M10);
        m10.handout.template = template;
        let shared = m10.share(Purpose::Handout);
        let marked = shared.meeting().annotations.iter().filter(|own| own.target.words().is_some());
        for own in marked {
            let bytes = pdf::export(&shared, Timestamp::UNIX_EPOCH).expect("a hand-out").bytes;
            let file = Document::load_mem(&bytes).expect("a PDF");
            let has_quads = |object: &Object| {
                object.as_dict().is_ok_and(|object| {
                    object.get(b"NM").and_then(Object::as_str).is_ok_and(|name| name == own.id.as_str().as_bytes())
                        && object.has(b"QuadPoints")
                })
            };
            if !file.objects.values().any(has_quads) {
                continue;
            }
            let handout = Handout::of(m10.clone(), own.id.as_str());
            let found =
                handout.read_back(vec![with(handout.mark("Highlight"), &[("Contents", lopdf::text_string("Her"))])]);
            let core = |words: &str| words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
            let words: Vec<String> = found.iter().map(|(_, words, ..)| core(words)).collect();
            // A mark that goes on on the next page has its other part there.
            let all = core(quote(own));
            assert!(
                words.iter().all(|words| all.starts_with(words.as_str()) && !words.is_empty()),
                "{template:?}: {words:?} of {all}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a program leaves out, and in whichever order it writes: no comment is lost, none is another's, and none comes twice.
    #[test]
    fn no_comment_is_lost_and_none_comes_twice(
        marks in prop::collection::vec(
            (
                prop::sample::select(vec!["Highlight", "Underline", "Squiggly", "StrikeOut", "Text", "FreeText", "Stamp", "Redact", "Caret", "Square", "FileAttachment"]),
                prop::option::of("[a-z]{1,3}"),
                prop::option::of("[a-zæ ]{1,12}"),
                prop::option::of(prop::sample::select(vec!["Borgmester", "Viceborgmester"])),
                prop::option::of(1..28_u8),
                prop::option::of(0..4_i64),
                any::<bool>(),
            ),
            1..6,
        ),
        rotation in prop::sample::select(vec![0, 90, 180, 270]),
    ) {
        let mut handout = Handout::on_words();
        handout.file.get_dictionary_mut(handout.page).expect("the page").set("Rotate", rotation);
        let annotations: Vec<Dictionary> = marks.iter().map(|(subtype, nm, says, author, day, answers, grouped)| {
            let mut mark = handout.mark(subtype);
            mark.remove(b"T");
            if let Some(nm) = nm { mark.set("NM", Object::string_literal(nm.as_str())); }
            if let Some(says) = says { mark.set("Contents", lopdf::text_string(says)); }
            if let Some(author) = author { mark.set("T", Object::string_literal(*author)); }
            if let Some(day) = day { mark.set("M", Object::string_literal(format!("D:202611{day:02}"))); }
            if let Some(answers) = answers.filter(|to| usize::try_from(*to).is_ok_and(|to| to < marks.len())) {
                mark.set("IRT", answers);
                if *grouped { mark.set("RT", "Group"); }
            }
            mark
        }).collect();
        let bytes = handout.with(annotations);
        let review = self::review(&bytes);
        // Every text that somebody wrote is in some comment or answer, under the name that it was written under.
        for (subtype, _, says, author, ..) in &marks {
            let Some(says) = says.as_ref().map(|says| says.trim()).filter(|says| !says.is_empty()) else { continue };
            let says_so = |text: &str| text.trim() == says || text.lines().any(|line| line.trim() == says);
            let of = |by: &str, text: &str| says_so(text) && by == author.unwrap_or_default();
            let found = review.comments.iter().any(|Comment { annotation, .. }| {
                let suggested = if let Body::Suggestion { replacement } = &annotation.body { replacement.as_str() } else { "" };
                of(&annotation.author, &annotation.text)
                    || says_so(suggested)
                    || says_so(&annotation.text) && matches!(annotation.body, Body::Suggestion { .. })
                    || annotation.replies.iter().any(|reply| of(&reply.author, reply.text().unwrap_or_default()))
            });
            prop_assert!(found, "{says:?} on a {subtype} is lost");
        }
        let mut meeting = handout.meeting.clone();
        let copy = || named("r.pdf", &bytes);
        let plans = merged(&mut meeting, vec![copy(), copy()]);
        prop_assert_eq!(&plans[1].changes, &Vec::new());
        let placed = plans[0].added().all(|(_, change)| change.theirs.target.text().is_none_or(|text| matches!(text, TextPart::Paragraph { principle: 1, paragraph: 1 })));
        prop_assert!(placed);
    }
}
