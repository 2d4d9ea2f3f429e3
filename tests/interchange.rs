//! What is written goes out and comes back the same: as annotation objects of a PDF, as XFDF and as W3C Web Annotations,
//! with words and with drawings, from any meeting.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use bilag::meeting::edit::apply;
use bilag::meeting::merge::{Choices, Copy, What, plan};
use bilag::meeting::{
    Annotation, AnnotationDisplay, AnnotationId, Aspect, Body, Kind, Meeting, PageNumber, Review, SlideContent,
    SlideKey, Target, Template, Visibility, file, merge, web_annotation,
};
use bilag::pdf::comments;
use bilag::pdf::xfdf::{self, Handout};
use lopdf::Object;
use proptest::prelude::*;
use support::{exported, now, sample, shared};

/// A drawing with a few strokes on a page of A4.
fn drawing(page: usize) -> impl Strategy<Value = Drawing> {
    let point = (60_000..400_000, 100_000..700_000).prop_map(|(x, y)| [x, y]);
    let points = prop::collection::vec(point, 1..12);
    (prop::collection::vec(points, 1..5), any::<[u8; 3]>(), 200..9_000).prop_map(move |(strokes, color, width)| {
        Drawing {
            surface: Surface {
                medium: Medium::Handout,
                page: PageNumber(page),
                width: 595_280,
                height: 841_890,
                words: None,
            },
            strokes: strokes.into_iter().map(|points| Stroke { points, color, width }).collect(),
        }
    })
}

fn drawn(id: &str, principle: Option<u32>, drawing: Drawing) -> Annotation {
    Annotation {
        target: principle.map(Target::to_principle).unwrap_or_default(),
        note: if id == "drawn-2" { 91 } else { 90 },
        ..Annotation::new(AnnotationId(id.to_owned()), Body::Ink(drawing), "Tegner Ø".to_owned(), now(), String::new())
    }
}

/// Any meeting, with drawings, also on a slide.
fn meeting() -> impl Strategy<Value = Meeting> {
    (support::meetings::meeting(), drawing(2), drawing(1), drawing(1)).prop_map(|(mut meeting, one, other, slide)| {
        let first = meeting.selection.first().map(|selected| selected.principle.number);
        meeting.annotations.push(drawn("drawn-1", first, one));
        meeting.annotations.push(drawn("drawn-2", None, other));
        let key = SlideKey::of(first.map_or(SlideContent::Title, SlideContent::Lead));
        let surface =
            Surface { medium: Medium::Slide(key), page: PageNumber(3), width: 960_000, height: 540_000, words: None };
        let said = Annotation { note: 92, ..drawn("drawn-3", first, Drawing { surface, ..slide }) };
        meeting.annotations.push(Annotation {
            id: AnnotationId("drawn-4".to_owned()),
            text: "Se".to_owned(),
            note: 93,
            ..said.clone()
        });
        meeting.annotations.push(said);
        meeting
    })
}

fn sorted(mut annotations: Vec<Annotation>) -> Vec<Annotation> {
    annotations.sort_by(|left, right| left.id.cmp(&right.id));
    annotations
}

fn written_in(review: Review) -> Vec<Annotation> {
    sorted(review.comments.into_iter().map(|comment| comment.annotation).collect())
}

proptest! {
    #![proptest_config(support::tries(40))]

    #[test]
    fn whatever_is_written_comes_back_from_every_form(meeting in meeting()) {
        let mut meeting = meeting;
        if !meeting.handout.annotations.objects() {
            meeting.handout.annotations = AnnotationDisplay::Both;
        }
        let all = sorted(shared(&meeting).meeting().annotations.clone());
        // The pages of a hand-out have nothing of what is on slides alone; the meeting in it has.
        let sent: Vec<Annotation> = all
            .iter()
            .filter(|own| meeting.handout.template.is_slides() || own.id.0 != "drawn-3")
            .cloned()
            .collect();
        let pdf = exported(&meeting).bytes;
        let review = comments(&pdf, now()).expect("a review");
        prop_assert!(review.complete);
        prop_assert_eq!(&sorted(review.sent.annotations.clone()), &all, "inside");
        let copy = merge::Copy { name: String::new(), review: review.clone() };
        prop_assert_eq!(merge::plan(&meeting, &[copy]).changes, [], "nothing was done to it");
        prop_assert_eq!(&written_in(review), &sent, "as PDF");
        let text = xfdf::write(&shared(&meeting), "h.pdf").expect("XFDF");
        for handout in [Handout::Pdf(&pdf), Handout::Meeting(&meeting)] {
            let review = xfdf::read(&text, handout, now()).expect("a review");
            prop_assert_eq!(&written_in(review), &sent, "as XFDF");
        }
        let text = web_annotation::write(&shared(&meeting));
        let review = web_annotation::read(text.as_bytes(), &meeting, now()).expect("a review");
        prop_assert_eq!(&written_in(review), &all, "as JSON-LD");
        let text = file::write(&meeting);
        prop_assert_eq!(&file::read(text.as_bytes()).expect("a meeting").annotations, &meeting.annotations, "as .bilag");
    }

    /// A drawing lies where it was drawn, and is read to a thousandth of a point also by who does not know it.
    #[test]
    fn a_drawing_comes_back_by_its_strokes_alone(drawing in drawing(2)) {
        let mut meeting = sample(Template::Full);
        let principle = meeting.selection[1].principle.number;
        meeting.annotations.push(drawn("drawn", Some(principle), drawing.clone()));
        let pdf = exported(&meeting).bytes;
        let mut file = lopdf::Document::load_mem(&pdf).expect("a PDF");
        for object in file.objects.values_mut() {
            if let Ok(object) = object.as_dict_mut()
                && object.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Ink")
            {
                object.remove(b"NM");
            }
        }
        let mut nameless = Vec::new();
        file.save_to(&mut nameless).expect("bytes");
        let review = comments(&nameless, now()).expect("a review");
        let ink = review.comments.iter().find(|comment| comment.annotation.kind() == Kind::Ink).expect("the drawing");
        prop_assert_eq!(ink.annotation.drawing(), Some(&drawing));
        prop_assert_eq!(ink.page, Some(PageNumber(2)));
        let text = String::from_utf8(xfdf::write(&shared(&meeting), "h.pdf").expect("XFDF")).expect("text");
        let review = xfdf::read(text.replace("name=\"drawn\"", "").as_bytes(), Handout::Pdf(&pdf), now()).expect("read");
        let ink = review.comments.iter().find(|comment| comment.annotation.kind() == Kind::Ink).expect("the drawing");
        prop_assert_eq!(ink.annotation.drawing(), Some(&drawing));
    }

    #[test]
    fn no_text_makes_reading_panic(text in "(<|>|/|\"|=|xfdf|annots|text|ink|page|rect|[0-9,.-]| |\\{|\\[|items|target|:|é){0,60}") {
        let meeting = Meeting::sample();
        let _ = xfdf::read(text.as_bytes(), Handout::Meeting(&meeting), now());
        let _ = web_annotation::read(text.as_bytes(), &meeting, now());
        let none = |_: &str| None;
        let _ = bilag::review_import::open(text.as_bytes(), Some(&meeting), none, now());
    }
}

#[test]
fn a_drawing_whose_page_is_gone_lies_where_its_principle_begins() {
    let mut meeting = sample(Template::Full);
    let principle = meeting.selection[1].principle.number;
    let surface =
        Surface { medium: Medium::Handout, page: PageNumber(40), width: 400_000, height: 300_000, words: None };
    let strokes = vec![Stroke { points: vec![[-9_000, 5_000], [i32::MAX, i32::MIN]], color: [0; 3], width: 1000 }];
    meeting.annotations.push(drawn("drawn", Some(principle), Drawing { surface, strokes }));
    let review = comments(&exported(&meeting).bytes, now()).expect("a review");
    let ink = review.comments.iter().find(|comment| comment.annotation.kind() == Kind::Ink).expect("the drawing");
    assert_eq!(ink.page, Some(PageNumber(2)), "it is on the page of its principle");
}

/// A hand-out whose drawings somebody changed: one stroke lies 30 points further to the right.
fn redrawn(pdf: &[u8]) -> Vec<u8> {
    let mut file = lopdf::Document::load_mem(pdf).expect("a PDF");
    for object in file.objects.values_mut() {
        if let Ok(object) = object.as_dict_mut()
            && let Ok(strokes) = object.get_mut(b"InkList").and_then(Object::as_array_mut)
            && let Some(last) = strokes.last_mut()
        {
            for x in last.as_array_mut().expect("points").iter_mut().step_by(2) {
                *x = Object::Real(x.as_float().expect("a number") + 30.0);
            }
        }
    }
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("bytes");
    bytes
}

#[test]
fn a_drawing_that_a_reviewer_changed_comes_home_beside_the_own() {
    let surface =
        Surface { medium: Medium::Handout, page: PageNumber(1), width: 595_280, height: 841_890, words: None };
    let stroke = |x, color| Stroke { points: vec![[x, 300_000], [x + 20_125, 320_250]], color, width: 1500 };
    let own = Drawing { surface, strokes: vec![stroke(100_000, [200, 0, 0]), stroke(200_000, [0, 0, 200])] };
    let mut meeting = sample(Template::Full);
    meeting.annotations.push(drawn("drawn", None, own.clone()));
    let pdf = exported(&meeting).bytes;
    let copy = |bytes: &[u8]| Copy { name: "a.pdf".to_owned(), review: comments(bytes, now()).expect("a review") };
    assert_eq!(plan(&meeting, &[copy(&pdf)]).changes, [], "as it was sent");

    let copies = [copy(&redrawn(&pdf))];
    let merge = plan(&meeting, &copies);
    assert_eq!(merge.changes.iter().map(|change| &change.what).collect::<Vec<_>>(), [&What::Redrawn]);
    let count = meeting.annotations.len();
    let edit = merge.edit(&meeting, &Choices::new()).expect("an edit");
    apply(&mut meeting, edit).expect("it fits");
    assert_eq!(meeting.annotations.len(), count + 1);
    assert_eq!(meeting.annotation(&AnnotationId("drawn".to_owned())).expect("the own").drawing(), Some(&own));
    let theirs = meeting.annotations.last().and_then(|new| new.drawing()).expect("theirs");
    assert_eq!(theirs.strokes[0], own.strokes[0], "what was not touched keeps its colour");
    assert_eq!(theirs.strokes[1].points, stroke(230_000, [0; 3]).points);
    assert_eq!(plan(&meeting, &copies).changes, [], "nothing comes twice");
    // It comes home from a later hand-out too, which has both.
    assert_eq!(plan(&meeting, &[copy(&exported(&meeting).bytes)]).changes, []);
}

#[test]
fn what_a_reviewer_draws_on_a_slide_comes_home_on_that_slide() {
    let key = SlideKey::of(SlideContent::Lead(2));
    let stroke = |x| Stroke { points: vec![[x, 300_000], [x + 20_125, 320_250]], color: [200, 0, 0], width: 3000 };
    for (template, width) in [
        (Template::Slides, 960_000),
        (Template::Slides, 720_000),
        (Template::SlidesNotes, 960_000),
        (Template::SlidesNotes, 720_000),
    ] {
        let surface =
            Surface { medium: Medium::Slide(key.clone()), page: PageNumber(6), width, height: 540_000, words: None };
        let drawing = Drawing { surface, strokes: vec![stroke(100_000), stroke(200_000)] };
        let mut meeting = sample(template);
        meeting.presentation.aspect = if width > 800_000 { Aspect::Wide } else { Aspect::Standard };
        meeting.annotations.push(drawn("drawn", Some(2), drawing));
        let pdf = exported(&meeting).bytes;
        let copy = |bytes: &[u8]| Copy { name: "a.pdf".to_owned(), review: comments(bytes, now()).expect("a review") };
        assert_eq!(plan(&meeting, &[copy(&pdf)]).changes, [], "as it was sent: {template:?}, {width}");
        let changes = plan(&meeting, &[copy(&redrawn(&pdf))]).changes;
        let [change] = &changes[..] else { panic!("{changes:?}") };
        assert_eq!(change.what, What::Redrawn);
        let theirs = change.theirs.drawing().expect("theirs");
        assert_eq!((&theirs.surface.medium, theirs.surface.height), (&Medium::Slide(key.clone()), 540_000));
        assert!((theirs.surface.width - width).abs() < 500, "as wide as the slide that was sent");
    }
}

#[test]
fn words_that_xml_cannot_hold_do_no_harm() {
    let mut meeting = Meeting::sample();
    meeting.annotations[1].text = "Før\u{1}\u{c}\u{fffe} & <efter> ]]> \"citat\" 🙂\nnæste".to_owned();
    meeting.annotations[1].author = "A\tB\nC & \"D\"".to_owned();
    let text = xfdf::write(&shared(&meeting), "møde & \"h\".pdf").expect("XFDF");
    assert_eq!(xfdf::handout_name(&text).expect("a name"), "møde & \"h\".pdf");
    let review = xfdf::read(&text, Handout::Meeting(&Meeting::sample()), now()).expect("a review");
    let id = &meeting.annotations[1].id;
    let back = review.comments.iter().find(|comment| comment.annotation.id == *id).expect("it");
    assert!(back.annotation.text.ends_with("& <efter> ]]> \"citat\" 🙂\nnæste"), "{}", back.annotation.text);
}

#[test]
fn private_drawings_do_not_leave() {
    let mut meeting = Meeting::sample();
    let surface =
        Surface { medium: Medium::Handout, page: PageNumber(1), width: 595_280, height: 841_890, words: None };
    let strokes = vec![Stroke { points: vec![[111_111, 222_222]], color: [0; 3], width: 1000 }];
    let mut private = drawn("drawn", Some(2), Drawing { surface, strokes });
    private.visibility = Visibility::Private;
    let before = web_annotation::write(&shared(&meeting));
    let pdf = exported(&meeting).bytes;
    meeting.annotations.push(private);
    assert_eq!(web_annotation::write(&shared(&meeting)), before);
    assert!(exported(&meeting).bytes == pdf);
}
