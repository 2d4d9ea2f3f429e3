use super::*;
use crate::meeting::annex::tests::annex;
use crate::meeting::annotation::tests::comment;
use crate::meeting::drawing::{Medium, Surface};
use crate::meeting::{AgendaItemId, AnnexId, PageNumber, Part, file};
use std::collections::BTreeSet;

fn by() -> Reconciler {
    Reconciler { author: "Sekretær".to_owned(), now: Timestamp::from_second(1_790_000_000).expect("a time") }
}

fn together(change_ours: impl Fn(&mut Meeting), change_theirs: impl Fn(&mut Meeting)) -> Reconciled {
    let base = Meeting::sample();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    change_ours(&mut ours);
    change_theirs(&mut theirs);
    let whole = reconcile(&base, &ours, &theirs, &by());
    let read = file::read(file::write(&whole.meeting).as_bytes()).expect("it can be saved");
    assert_eq!(read, whole.meeting, "no code is given twice");
    whole
}

fn somebody() -> Participant {
    Participant::called("Referent", |_| false)
}

#[test]
fn what_one_side_changed_is_as_that_side_has_it() {
    let whole = together(
        |ours| {
            ours.title = "Vores".to_owned();
            ours.annotations.remove(1);
            ours.selection.swap(0, 1);
        },
        |theirs| {
            theirs.place = "Deres".to_owned();
            theirs.annotations[3].text = "Omskrevet".to_owned();
            theirs.participants.push(somebody());
        },
    );
    let mut expected = Meeting::sample();
    expected.title = "Vores".to_owned();
    expected.place = "Deres".to_owned();
    expected.annotations[3].text = "Omskrevet".to_owned();
    expected.annotations.remove(1);
    expected.selection.swap(0, 1);
    expected.participants.push(somebody());
    assert_eq!(whole, Reconciled { meeting: expected, conflicts: 0 });
}

#[test]
fn what_both_changed_survives_twice() {
    let whole = together(
        |ours| {
            ours.title = "Vores titel".to_owned();
            ours.annotations[0].text = "Vores ord".to_owned();
            ours.annotations[1].text = "Rettet her".to_owned();
        },
        |theirs| {
            theirs.title = "Deres titel".to_owned();
            theirs.annotations[0].text = "Deres ord".to_owned();
            theirs.annotations.remove(1);
        },
    );
    assert_eq!(whole.conflicts, 2);
    assert_eq!(whole.meeting.title, "Vores titel");
    assert_eq!(whole.meeting.annotations[0].text, "Vores ord");
    let theirs = ReplyContent::Suggests(vec![Fact::Text("Deres ord".to_owned())]);
    assert!(whole.meeting.annotations[0].replies.iter().any(|reply| reply.content == theirs));
    assert_eq!(whole.meeting.annotations[1].text, "Rettet her");
    let told = whole.meeting.annotations.last().expect("a comment");
    assert_eq!(told.body, Body::Differences(vec![Edit::Title("Deres titel".to_owned())]));
    assert_eq!(told.visibility, Visibility::Private);
}

fn stroke(at: i32) -> Stroke {
    Stroke { points: vec![[at, at], [at + 1, 0]], color: [200, 0, 0], width: 2000 }
}

/// The first annotation's drawing, of these strokes, on this page.
fn draw(meeting: &mut Meeting, page: usize, strokes: impl IntoIterator<Item = i32>) {
    let surface =
        Surface { medium: Medium::Handout, page: PageNumber(page), width: 960_000, height: 540_000, words: None };
    let strokes = strokes.into_iter().map(stroke).collect();
    meeting.annotations[0].body = Body::Ink(Drawing { surface, strokes });
}

#[test]
fn what_both_drew_comes_together_stroke_by_stroke() {
    let mut base = Meeting::sample();
    draw(&mut base, 1, [0, 1, 2, 2, 3]);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    draw(&mut ours, 1, [0, 2, 2, 3, 10, 11]);
    draw(&mut theirs, 1, [0, 1, 2, 3, 20, 10]);
    let whole = reconcile(&base, &ours, &theirs, &by());
    let strokes = &whole.meeting.annotations[0].drawing().expect("a drawing").strokes;
    let expected = [0, 2, 3, 20, 10, 11].map(stroke);
    assert_eq!((strokes.as_slice(), whole.conflicts), (&expected[..], 0), "what either erased is gone");
    assert_eq!(whole.meeting.annotations[0].replies, base.annotations[0].replies);
}

#[test]
fn what_was_drawn_on_two_sheets_becomes_two_drawings() {
    let whole = together(
        |ours| draw(ours, 1, [1]),
        |theirs| {
            draw(theirs, 2, [2]);
            theirs.annotations[0].visibility = Visibility::Private;
        },
    );
    let pages: Vec<PageNumber> =
        whole.meeting.annotations.iter().filter_map(|own| Some(own.drawing()?.surface.page)).collect();
    assert_eq!(pages, [1, 2].map(PageNumber));
    let last = whole.meeting.annotations.last().expect("theirs");
    assert_eq!(last.visibility, Visibility::Private, "neither is shown that one side made private");
}

#[test]
fn what_either_side_made_private_is_private() {
    let whole = together(
        |ours| ours.annotations[0].text = "Vores ord".to_owned(),
        |theirs| {
            theirs.annotations[0].visibility = Visibility::Private;
            theirs.annotations[0].note = 9;
        },
    );
    assert_eq!(whole.meeting.annotations[0].visibility, Visibility::Private);
}

#[test]
fn notes_that_both_added_get_codes_of_their_own() {
    let add = |id: &'static str| {
        move |meeting: &mut Meeting| {
            let note = meeting.annotations.iter().map(|annotation| annotation.note).max().unwrap_or(0) + 1;
            let new = Annotation { id: AnnotationId(id.to_owned()), note, ..meeting.annotations[0].clone() };
            let replies = Vec::new();
            meeting.annotations.push(Annotation { replies, ..new });
        }
    };
    let whole = together(add("ours"), add("theirs"));
    let codes: BTreeSet<String> =
        whole.meeting.annotations.iter().map(|annotation| whole.meeting.code(annotation)).collect();
    assert_eq!(codes.len(), whole.meeting.annotations.len());
    assert_eq!(whole.meeting.annotations.len(), Meeting::sample().annotations.len() + 2);
}

#[test]
fn an_agenda_item_that_something_was_put_under_comes_back() {
    let mut base = Meeting::sample();
    base.agenda.push(AgendaItem {
        id: AgendaItemId("new".to_owned()),
        number: "9".to_owned(),
        title: "Nyt".to_owned(),
        ..AgendaItem::default()
    });
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.agenda.pop();
    theirs.selection[0].agenda_item = Some(AgendaItemId("new".to_owned()));
    let whole = reconcile(&base, &ours, &theirs, &by());
    assert!(whole.meeting.agenda_item(&AgendaItemId("new".to_owned())).is_some());
}

#[test]
fn without_a_common_origin_nothing_is_gone() {
    let (mut ours, mut theirs) = (Meeting::sample(), Meeting::sample());
    ours.annotations.remove(0);
    theirs.annotations.remove(1);
    let whole = reconcile(&Meeting::default(), &ours, &theirs, &by());
    assert_eq!(whole.meeting.annotations.len(), Meeting::sample().annotations.len());
    assert_eq!(whole.conflicts, 0);
}

#[test]
fn annexes_that_both_added_are_there_and_one_that_was_written_on_comes_back() {
    let mut base = Meeting::sample();
    base.annexes = vec![annex("b1", "x"), annex("b2", "y"), annex("b3", "z")];
    let mut ours = base.clone();
    ours.annexes = vec![annex("b1", "x"), annex("ours", "o")];
    ours.annexes[0].file = annex("b1", "vores").file;
    let mut theirs = base.clone();
    theirs.annexes.push(annex("theirs", "t"));
    theirs.annexes[0].file = annex("b1", "deres").file;
    let on_annex = Part::Annex(AnnexId("b2".to_owned())).into();
    theirs.annotations.push(Annotation { target: on_annex, note: 1, ..comment("new") });
    let Reconciled { meeting, conflicts } = reconcile(&base, &ours, &theirs, &by());
    let ids: BTreeSet<&str> = meeting.annexes.iter().map(|annex| annex.id.as_str()).collect();
    assert_eq!(ids, BTreeSet::from(["b1", "b2", "ours", "theirs"]));
    assert_eq!((conflicts, &meeting.annexes[0].file), (1, &ours.annexes[0].file));
    assert!(meeting.attachments().contains(&theirs.annexes[0].file.sha256), "their file is told of and kept");
    assert!(meeting.annotations.iter().all(|own| meeting.is_anchored(&own.target)));
    assert_eq!(file::read(file::write(&meeting).as_bytes()).expect("it can be saved"), meeting);
}
