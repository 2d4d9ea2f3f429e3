//! What becomes of comments when a copy is not merely annotated: pages come in before, between and after, go away and change places,
//! are cut, scaled, turned and imposed; files lose what was embedded, and are joined.
//!
//! Meetings of every template are handed out, words are marked where the layout says that they stand, something happens to the
//! file, and each mark must come home on its very words or say that it did not. `BILAG_COPIES` says how many marks are tried;
//! what came of them is printed by kind of change.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small numbers that were made here")]

mod support;

use bilag::compose::{Origin, compose};
use bilag::foreign::PageReader;
use bilag::meeting::{Comment, Meeting, Part, Target, Template};
use bilag::pdf::{Import, comments_with};
use bilag::typeset::layout;
use bilag::typeset::source::SourceMap;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use support::{now, shared};

/// How many marks one copy has.
const MARKS: usize = 20;

/// Numbers that are the same each time (xorshift64*).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % sides.max(1)
    }
}

/// A mark and the words that it was made on.
struct Mark {
    page: usize,
    /// Left, bottom, right, top in user space.
    area: [f32; 4],
    origin: Origin,
    words: String,
}

/// A hand-out and marks on its words.
struct Handout {
    meeting: Meeting,
    pdf: Vec<u8>,
    marks: Vec<Mark>,
    pages: usize,
}

/// The meetings: of each template the sample, and one of other principles in another order.
fn meetings() -> Vec<Meeting> {
    let mut all = Vec::new();
    for template in Template::ALL {
        all.push(support::sample(template));
        let mut other = support::with_template(support::whole(&support::agreement()), template);
        other.selection.reverse();
        other.selection.truncate(5);
        other.title = "Budgetmøde om \u{201d}fælles\u{201d} opgaver".to_owned();
        other.body = "Børneudvalget".to_owned();
        all.push(other);
    }
    all
}

impl Handout {
    fn of(meeting: &Meeting, dice: &mut Dice) -> Handout {
        let pdf = support::exported(meeting).bytes;
        let layout = layout(&compose(&shared(meeting)));
        let map = SourceMap::of(&layout);
        let lines: Vec<_> =
            map.all().filter(|(_, place)| place.line.runs.iter().any(|run| !run.glyphs.is_empty())).collect();
        let mut marks = Vec::new();
        for _ in 0..MARKS * 40 {
            let (origin, place) = lines[dice.roll(lines.len())];
            let text = place.line.text.get(place.line.start..place.line.end).unwrap_or_default();
            let words: Vec<(usize, &str)> = words(text);
            if words.is_empty() || marks.len() == MARKS {
                continue;
            }
            let first = dice.roll(words.len());
            let last = (first + dice.roll(4)).min(words.len() - 1);
            let (start, end) = (words[first].0, words[last].0 + words[last].1.len());
            let range = place.line.start + start..place.line.start + end;
            let Some(area) = place.area(&range) else { continue };
            // Programs put quadrilaterals a little higher or lower.
            let (up, down) = (dice.roll(3) as f32 * 0.5, dice.roll(3) as f32 * 0.5);
            let height = layout.pages[place.page].height;
            let (top, bottom) = (height - area.y + up, height - area.y - area.height - down);
            let words = text[start..end].to_owned();
            let area = [area.x, bottom, area.x + area.width, top];
            marks.push(Mark { page: place.page, area, origin: origin.clone(), words });
        }
        Handout { meeting: meeting.clone(), pdf, marks, pages: layout.pages.len() }
    }

    /// The PDF with the marks in it.
    fn marked(&self) -> Document {
        let mut document = Document::load_mem(&self.pdf).expect("a PDF");
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        for (number, mark) in self.marks.iter().enumerate() {
            let [left, bottom, right, top] = mark.area.map(Object::Real);
            let quads = [&left, &top, &right, &top, &left, &bottom, &right, &bottom].map(Clone::clone).to_vec();
            let id = document.add_object(dictionary! {
                "Type" => "Annot",
                "Subtype" => "Highlight",
                "Rect" => vec![left.clone(), bottom.clone(), right.clone(), top.clone()],
                "QuadPoints" => quads,
                "Contents" => Object::string_literal(format!("k{number}")),
                "T" => Object::string_literal("Anmelder"),
                "F" => 4,
            });
            annotations(&mut document, pages[mark.page]).push(Object::Reference(id));
        }
        document
    }
}

/// The words of a text and where they begin.
fn words(text: &str) -> Vec<(usize, &str)> {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace().map(|word| (start(word), word)).collect()
}

/// The annotations of a page, in an array of their own.
fn annotations(document: &mut Document, page: ObjectId) -> &mut Vec<Object> {
    let known = document.get_dictionary(page).expect("a page").get(b"Annots").cloned();
    let known = match known {
        Ok(Object::Array(known)) => known,
        Ok(Object::Reference(id)) => document.get_object(id).and_then(Object::as_array).cloned().unwrap_or_default(),
        _ => Vec::new(),
    };
    let page = document.get_object_mut(page).and_then(Object::as_dict_mut).expect("a page");
    page.set("Annots", known);
    page.get_mut(b"Annots").and_then(Object::as_array_mut).expect("annotations")
}

fn tree(document: &Document) -> ObjectId {
    document.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference).expect("a tree")
}

/// Puts pages in this order; `None` is a new page of somebody else's.
fn arrange(document: &mut Document, order: &[Option<usize>]) {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let tree = tree(document);
    let kids: Vec<ObjectId> = order
        .iter()
        .map(|page| match page {
            Some(page) => pages[*page],
            None => stranger(document, tree),
        })
        .collect();
    let node = document.get_object_mut(tree).and_then(Object::as_dict_mut).expect("a tree");
    node.set("Count", kids.len() as i64);
    node.set("Kids", kids.into_iter().map(Object::Reference).collect::<Vec<_>>());
}

/// A page that somebody else made, with words that may stand in a hand-out too.
fn stranger(document: &mut Document, tree: ObjectId) -> ObjectId {
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let lines = [
        "Til udvalgets medlemmer",
        "Kommunerne har ansvaret for",
        "mål og rammer. Side 1 af 9",
        "Det politiske ansvar",
    ];
    let mut content = "BT /F 11 Tf 72 760 Td 14 TL".to_owned();
    for line in lines {
        let _ = std::fmt::Write::write_fmt(&mut content, format_args!(" ({}) Tj T*", line.replace('å', "\\345")));
    }
    content.push_str(" ET");
    let content = document.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
    document.add_object(dictionary! {
        "Type" => "Page", "Parent" => tree, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
    })
}

type Matrix = [f32; 6];

fn map([a, b, c, d, e, f]: Matrix, [x, y]: [f32; 2]) -> [f32; 2] {
    [a * x + c * y + e, b * x + d * y + f]
}

/// Moves annotations as a program does that moves what they are on.
fn move_annotations(document: &mut Document, annots: &[Object], matrix: Matrix) {
    for id in annots.iter().filter_map(|annot| annot.as_reference().ok()) {
        let Ok(annot) = document.get_object_mut(id).and_then(Object::as_dict_mut) else { continue };
        for key in ["QuadPoints", "Rect"] {
            let Ok(numbers) = annot.get(key.as_bytes()).and_then(Object::as_array) else { continue };
            let numbers: Vec<f32> = numbers.iter().filter_map(|number| number.as_float().ok()).collect();
            let corners: Vec<[f32; 2]> = match numbers.as_slice() {
                [x0, y0, x1, y1] => vec![[*x0, *y0], [*x1, *y0], [*x1, *y1], [*x0, *y1]],
                many => many.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect(),
            };
            let corners: Vec<[f32; 2]> = corners.into_iter().map(|corner| map(matrix, corner)).collect();
            let numbers: Vec<f32> = if key == "Rect" {
                let low = |axis: usize| corners.iter().map(|corner| corner[axis]).fold(f32::MAX, f32::min);
                let high = |axis: usize| corners.iter().map(|corner| corner[axis]).fold(f32::MIN, f32::max);
                vec![low(0), low(1), high(0), high(1)]
            } else {
                corners.into_iter().flatten().collect()
            };
            annot.set(key, numbers.into_iter().map(Object::Real).collect::<Vec<_>>());
        }
    }
}

/// Lays what stands on a page out otherwise.
fn transform(document: &mut Document, page: ObjectId, matrix: Matrix, [width, height]: [f32; 2]) {
    let content = document.get_page_content(page);
    let [a, b, c, d, e, f] = matrix;
    let content = [format!("q {a} {b} {c} {d} {e} {f} cm\n").as_bytes(), &content, b"\nQ"].concat();
    let stream = document.add_object(Stream::new(Dictionary::new(), content));
    let annots = annotations(document, page).clone();
    move_annotations(document, &annots, matrix);
    let page = document.get_object_mut(page).and_then(Object::as_dict_mut).expect("a page");
    page.set("Contents", stream);
    page.set("MediaBox", vec![0.into(), 0.into(), Object::Real(width), Object::Real(height)]);
}

fn size(document: &Document, page: ObjectId) -> [f32; 2] {
    let media =
        document.get_dictionary(page).and_then(|page| page.get(b"MediaBox")).and_then(Object::as_array).expect("a box");
    let numbers: Vec<f32> = media.iter().filter_map(|number| number.as_float().ok()).collect();
    [numbers[2] - numbers[0], numbers[3] - numbers[1]]
}

/// Puts two pages on each sheet, side by side.
fn impose(document: &mut Document) {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let tree = tree(document);
    let mut sheets = Vec::new();
    for two in pages.chunks(2) {
        let [width, height] = size(document, two[0]);
        let scale = 0.7;
        let mut forms = Dictionary::new();
        let (mut content, mut annots) = (String::new(), Vec::new());
        for (place, page) in two.iter().enumerate() {
            let matrix = [scale, 0.0, 0.0, scale, place as f32 * width * scale, 0.0];
            let own = annotations(document, *page).clone();
            move_annotations(document, &own, matrix);
            annots.extend(own);
            let bytes = document.get_page_content(*page);
            let resources =
                document.get_dictionary(*page).expect("a page").get(b"Resources").expect("resources").clone();
            let form = document.add_object(Stream::new(
                dictionary! {
                    "Type" => "XObject", "Subtype" => "Form", "Resources" => resources,
                    "BBox" => vec![0.into(), 0.into(), Object::Real(width), Object::Real(height)],
                },
                bytes,
            ));
            forms.set(format!("P{place}"), form);
            let [a, b, c, d, e, f] = matrix;
            content.push_str(&format!("q {a} {b} {c} {d} {e} {f} cm /P{place} Do Q\n"));
        }
        let content = document.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
        sheets.push(document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content, "Annots" => annots,
            "MediaBox" => vec![0.into(), 0.into(), Object::Real(width * 2.0 * scale), Object::Real(height * scale)],
            "Resources" => dictionary! { "XObject" => forms },
        }));
    }
    let node = document.get_object_mut(tree).and_then(Object::as_dict_mut).expect("a tree");
    node.set("Count", sheets.len() as i64);
    node.set("Kids", sheets.into_iter().map(Object::Reference).collect::<Vec<_>>());
}

/// Takes out all that Bilag put in for itself.
fn strip(document: &mut Document) {
    let catalog = document.catalog_mut().expect("a catalog");
    for key in ["Names", "AF", "StructTreeRoot", "MarkInfo", "Outlines", "Metadata"] {
        catalog.remove(key.as_bytes());
    }
    for page in document.get_pages().into_values().collect::<Vec<_>>() {
        document.get_object_mut(page).and_then(Object::as_dict_mut).expect("a page").remove(b"StructParents");
    }
}

/// What may happen to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Nothing,
    Cover,
    Between,
    Removed,
    Moved,
    Cut,
    Cropped,
    Scaled,
    Shifted,
    Turned,
    TurnedContent,
    Skewed,
    Stretched,
    Imposed,
    Stripped,
    StrippedWithCover,
    Joined,
    NoUnicode,
    Resaved,
    Everything,
}

const CHANGES: [Change; 20] = [
    Change::Nothing,
    Change::Cover,
    Change::Between,
    Change::Removed,
    Change::Moved,
    Change::Cut,
    Change::Cropped,
    Change::Scaled,
    Change::Shifted,
    Change::Turned,
    Change::TurnedContent,
    Change::Skewed,
    Change::Stretched,
    Change::Imposed,
    Change::Stripped,
    Change::StrippedWithCover,
    Change::Joined,
    Change::NoUnicode,
    Change::Resaved,
    Change::Everything,
];

impl Change {
    fn make(self, handout: &Handout, other: &Handout, dice: &mut Dice) -> Vec<u8> {
        let mut document = handout.marked();
        let count = handout.pages;
        let all: Vec<Option<usize>> = (0..count).map(Some).collect();
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        let each = |document: &mut Document, matrix: &dyn Fn([f32; 2]) -> (Matrix, [f32; 2])| {
            for page in &pages {
                let (matrix, size) = matrix(size(document, *page));
                transform(document, *page, matrix, size);
            }
        };
        match self {
            Change::Nothing => {}
            Change::Cover => arrange(&mut document, &[&[None, None][..1 + dice.roll(2)], &all].concat()),
            Change::Between => {
                let at = dice.roll(count + 1);
                arrange(&mut document, &[&all[..at], &[None], &all[at..], &[None]].concat());
            }
            Change::Removed => {
                let mut left = all;
                left.remove(dice.roll(count));
                arrange(&mut document, if left.is_empty() { &[None] } else { &left });
            }
            Change::Moved => {
                let mut order = all;
                for at in (1..count).rev() {
                    order.swap(at, dice.roll(at + 1));
                }
                arrange(&mut document, &order);
            }
            Change::Cut | Change::Cropped => {
                let key = if self == Change::Cut { "MediaBox" } else { "CropBox" };
                for page in &pages {
                    let [width, height] = size(&document, *page);
                    let edges = [20.0, 30.0, width - 25.0, height - 15.0].map(Object::Real).to_vec();
                    document.get_object_mut(*page).and_then(Object::as_dict_mut).expect("a page").set(key, edges);
                }
            }
            Change::Scaled => {
                each(&mut document, &|[w, h]| ([0.705, 0.0, 0.0, 0.705, 3.0, 5.0], [w * 0.707, h * 0.707]))
            }
            Change::Shifted => each(&mut document, &|[w, h]| ([1.0, 0.0, 0.0, 1.0, 17.3, -11.9], [w + 30.0, h])),
            Change::Turned => {
                for page in &pages {
                    let page = document.get_object_mut(*page).and_then(Object::as_dict_mut).expect("a page");
                    page.set("Rotate", 90 * (1 + dice.roll(3)) as i64);
                }
            }
            Change::TurnedContent => each(&mut document, &|[w, h]| ([0.0, 1.0, -1.0, 0.0, h, 0.0], [h, w])),
            Change::Skewed => {
                let (sin, cos) = (dice.roll(50) as f32 / 1000.0 - 0.025).sin_cos();
                each(&mut document, &|size| ([cos, sin, -sin, cos, 6.0, 9.0], size));
            }
            Change::Stretched => each(&mut document, &|[w, h]| {
                ([612.0 / w.max(1.0), 0.0, 0.0, 792.0 / h.max(1.0), 0.0, 0.0], [612.0, 792.0])
            }),
            Change::Imposed => impose(&mut document),
            Change::Stripped => strip(&mut document),
            Change::StrippedWithCover => {
                strip(&mut document);
                arrange(&mut document, &[&[None][..], &all].concat());
            }
            Change::Joined => {
                let folder = tempfile::tempdir().expect("a folder");
                let [one, two, out] = ["1.pdf", "2.pdf", "out.pdf"].map(|name| folder.path().join(name));
                document.save(&one).expect("saved");
                let mut stranger = other.marked();
                stranger.save(&two).expect("saved");
                qpdf(&[
                    one.as_os_str(),
                    "--pages".as_ref(),
                    two.as_os_str(),
                    one.as_os_str(),
                    "--".as_ref(),
                    out.as_os_str(),
                ]);
                return std::fs::read(out).expect("a file");
            }
            Change::NoUnicode => {
                for object in document.objects.values_mut() {
                    if let Object::Dictionary(font) = object {
                        font.remove(b"ToUnicode");
                    }
                }
                arrange(&mut document, &all);
                strip_digest(&mut document);
            }
            Change::Resaved => {
                let ways: [&[&str]; 4] = [
                    &["--linearize"],
                    &["--qdf"],
                    &["--object-streams=generate", "--recompress-flate"],
                    &["--coalesce-contents", "--normalize-content=y"],
                ];
                return resaved(&mut document, ways[dice.roll(ways.len())]);
            }
            Change::Everything => {
                strip(&mut document);
                each(&mut document, &|[w, h]| ([0.0, 0.8, -0.8, 0.0, h * 0.8, 4.0], [h * 0.8, w * 0.8]));
                let mut order = [&[None][..], &all].concat();
                order.swap(dice.roll(count), count);
                arrange(&mut document, &order);
                return resaved(&mut document, &["--object-streams=generate"]);
            }
        }
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("saved");
        bytes
    }
}

/// Lets each page's content differ by a byte that shows nothing, so that only its text says which page it is.
fn strip_digest(document: &mut Document) {
    for page in document.get_pages().into_values().collect::<Vec<_>>() {
        let content = document.get_page_content(page);
        document.change_page_content(page, [b"q\n", content.as_slice(), b"\nQ"].concat()).expect("changed");
    }
}

fn qpdf(arguments: &[&std::ffi::OsStr]) {
    let done = Command::new("qpdf").args(arguments).status().expect("qpdf runs");
    // 3 is a warning.
    assert!(matches!(done.code(), Some(0 | 3)), "{arguments:?}");
}

fn resaved(document: &mut Document, options: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let (from, to) = (folder.path().join("in.pdf"), folder.path().join("out.pdf"));
    document.save(&from).expect("saved");
    let mut arguments: Vec<&std::ffi::OsStr> = options.iter().map(AsRef::as_ref).collect();
    arguments.extend([from.as_os_str(), to.as_os_str()]);
    qpdf(&arguments);
    std::fs::read(to).expect("a file")
}

/// What came of marks.
#[derive(Default)]
struct Tally {
    right: usize,
    unplaced: usize,
    wrong: usize,
    lost: usize,
}

/// Whether a comment is on what it was made on.
fn is_right(meeting: &Meeting, mark: &Mark, comment: &Comment) -> bool {
    let target: &Target = &comment.annotation.target;
    match &mark.origin {
        Origin::Paragraph(principle, paragraph) => {
            let quote = target.words().map(|words| words.quote.exact.trim());
            target.principle() == Some(*principle)
                && target.paragraph() == Some(*paragraph)
                && quote == Some(mark.words.trim())
        }
        Origin::Principle(principle) => target.principle() == Some(*principle),
        Origin::AgendaItem(item) => target.agenda_item() == Some(item),
        Origin::Annotation(id) => {
            let own = meeting.annotation(id).expect("an annotation");
            target.principle() == own.target.principle() && target.agenda_item() == own.target.agenda_item()
        }
        Origin::Meeting | Origin::Document => target.part() == Part::Meeting,
    }
}

#[test]
fn every_mark_comes_home_on_its_words_or_says_that_it_did_not() {
    let most: usize = std::env::var("BILAG_COPIES").ok().and_then(|most| most.parse().ok()).unwrap_or(300);
    let mut dice = Dice(20_260_915);
    let meetings = meetings();
    let reader = PageReader::Program(Path::new(env!("CARGO_BIN_EXE_bilag")).to_owned());
    let handouts: Vec<Handout> = meetings.iter().map(|meeting| Handout::of(meeting, &mut dice)).collect();
    let mut tallies: BTreeMap<Change, Tally> = BTreeMap::new();
    let mut tried = 0;
    let mut round = 0;
    while tried < most {
        let change = CHANGES[round % CHANGES.len()];
        let number = (round * 5 + round / CHANGES.len() * 3) % handouts.len();
        let (handout, other) = (&handouts[number], &handouts[(number + 1) % handouts.len()]);
        round += 1;
        let bytes = change.make(handout, other, &mut dice);
        if let Ok(folder) = std::env::var("BILAG_COPIES_KEPT") {
            std::fs::write(Path::new(&folder).join(format!("{round}-{change:?}.pdf")), &bytes).expect("kept");
        }
        let import = Import { now: now(), meeting: Some(&handout.meeting), reader: &reader };
        let review = comments_with(&bytes, &import).expect("a review");
        let tally = tallies.entry(change).or_default();
        for (number, mark) in handout.marks.iter().enumerate() {
            tried += 1;
            let name = format!("k{number}");
            let found: Vec<&Comment> =
                review.comments.iter().filter(|comment| comment.annotation.text == name).collect();
            // Another hand-out that was joined has marks of the same names.
            let placed = found.iter().find(|comment| comment.anchored);
            match placed {
                Some(comment) if is_right(&review.sent, mark, comment) => tally.right += 1,
                Some(comment) => {
                    tally.wrong += 1;
                    eprintln!(
                        "wrong: {round} {change:?} {:?} k{number} page {} {:?} {:?} on {:?}",
                        handout.meeting.handout.template, mark.page, mark.origin, mark.words, comment.annotation.target
                    );
                }
                None if found.is_empty() => tally.lost += 1,
                None => {
                    tally.unplaced += 1;
                    if std::env::var_os("BILAG_COPIES_KEPT").is_some() {
                        eprintln!(
                            "unplaced: {round} {change:?} {:?} k{number} page {} {:?} {:?}, seen {:?}",
                            handout.meeting.handout.template,
                            mark.page,
                            mark.origin,
                            mark.words,
                            found[0].annotation.seen
                        );
                    }
                }
            }
        }
    }
    let mut sum = Tally::default();
    println!("{:<20} right unplaced wrong lost", "");
    for (change, Tally { right, unplaced, wrong, lost }) in &tallies {
        println!("{:<20} {right:>5} {unplaced:>8} {wrong:>5} {lost:>4}", format!("{change:?}"));
        sum.right += right;
        sum.unplaced += unplaced;
        sum.wrong += wrong;
        sum.lost += lost;
    }
    println!("{:<20} {:>5} {:>8} {:>5} {:>4}", "all", sum.right, sum.unplaced, sum.wrong, sum.lost);
    assert_eq!(sum.wrong, 0, "nothing is put on words on which it was not made");
    assert!(sum.unplaced * 20 <= sum.right, "most of what stands on words finds them");
    let lost: Vec<_> = tallies.iter().filter(|(change, tally)| **change != Change::Removed && tally.lost > 0).collect();
    assert!(lost.is_empty(), "only what went away with its page is missing");
}
