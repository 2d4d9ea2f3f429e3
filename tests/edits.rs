//! Whatever is done to a meeting, it can be taken back, saved and read again; whatever is done to it in two places comes
//! together.
//!
//! Random edits on few names, so that they get in each other's way. `PROPTEST_CASES` says how many are tried.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

use bilag::meeting::annotation::Quads;
use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use bilag::meeting::edit::apply;
use bilag::meeting::{
    AgendaItem, AgendaItemFact, Annex, AnnexContent, AnnexFact, AnnexFile, AnnexPage, Annotation, AnnotationId, Area,
    Aspect, Body, Edit, Fact, Flow, HandoutEdit, HighlightColor, Kind, Meeting, Outcome, PageNumber, Part, Participant,
    Presentation, PresentationEdit, Reconciler, Reply, ReplyContent, ReplyId, Section, Shows, SlideContent, SlideKey,
    Status, Target, Template, TextPart, Visibility, difference, file, reconcile,
};
use bilag::storage::Sha256;
use proptest::prelude::*;

/// Few names, for items, annotations and replies alike.
fn id<Id: From<String> + std::fmt::Debug>() -> impl Strategy<Value = Id> {
    (0..6_u8).prop_map(|number| Id::from(format!("id-{number}")))
}

fn text() -> impl Strategy<Value = String> {
    (0..40_u8).prop_map(|number| format!("tekst-{number}-æ"))
}

fn target() -> impl Strategy<Value = Target> {
    let (principle, paragraph) = (1..4_u32, 0..3_usize);
    prop_oneof![
        Just(Target::default()),
        principle.clone().prop_map(Target::to_principle),
        id().prop_map(|item| Part::AgendaItem(item).into()),
        principle.clone().prop_map(|number| Target::to_text(TextPart::Title(number), None)),
        (id(), id(), 1..4_usize).prop_map(|(item, section, paragraph)| {
            Target::to_text(TextPart::Section { item, section, paragraph }, None)
        }),
        (principle, paragraph).prop_map(|(number, paragraph)| Target::to_paragraph(number, paragraph, None)),
        id().prop_map(|annex| Part::Annex(annex).into()),
        annex_page().prop_map(|page| Part::AnnexPage(page).into()),
        (annex_page(), annex_file()).prop_map(|(page, file)| {
            let quads = Quads::try_from(vec![[[0, 0], [9, 0], [0, 9], [9, 9]]]).expect("one");
            Target::Area { page, area: Area { version: file.version(), quads, words: None } }
        }),
    ]
}

fn annex_page() -> impl Strategy<Value = AnnexPage> {
    (id(), 1..5_usize).prop_map(|(annex, page)| AnnexPage { annex, page: PageNumber(page) })
}

/// Few files, so that two annexes have the same.
fn annex_file() -> impl Strategy<Value = AnnexFile> {
    (0..3_u8, prop::option::of(1..4_usize)).prop_map(|(number, pages)| AnnexFile {
        name: format!("{number}.pdf"),
        sha256: Sha256::of(&[number]),
        length: 1,
        content: pages.map_or(AnnexContent::Other, |pages| AnnexContent::Pdf { pages: Some(pages) }),
    })
}

fn annex() -> impl Strategy<Value = Annex> {
    (id(), text(), annex_file(), prop::option::of(id()), any::<bool>())
        .prop_map(|(id, title, file, item, closed)| Annex { id, title, file, item, closed, least_number: 0 })
}

fn annex_fact() -> impl Strategy<Value = AnnexFact> {
    prop_oneof![
        text().prop_map(AnnexFact::Title),
        annex_file().prop_map(AnnexFact::File),
        prop::option::of(id()).prop_map(AnnexFact::Item),
        any::<bool>().prop_map(AnnexFact::Closed),
        (0..4_usize).prop_map(AnnexFact::LeastNumber),
    ]
}

fn reply() -> impl Strategy<Value = Reply> {
    (id::<ReplyId>(), reply_content()).prop_map(|(id, content)| Reply {
        id: ReplyId(format!("{id}-reply")),
        author: "Bo".to_owned(),
        created: jiff::Timestamp::UNIX_EPOCH,
        content,
        found_in: String::new(),
    })
}

fn reply_content() -> impl Strategy<Value = ReplyContent> {
    prop_oneof![
        text().prop_map(ReplyContent::Text),
        prop::collection::vec(fact(), 1..3).prop_map(ReplyContent::Suggests),
    ]
}

/// A fact, of whatever kind of annotation.
fn fact() -> impl Strategy<Value = Fact> {
    let kinds = Kind::ALL.into_iter().chain([Kind::Suggestion]).collect::<Vec<_>>();
    prop_oneof![
        prop::sample::select(kinds).prop_map(Fact::Kind),
        prop::option::of(prop::sample::select(HighlightColor::ALL.to_vec())).prop_map(Fact::Color),
        text().prop_map(Fact::Text),
        prop::option::of(prop::sample::select(Outcome::ALL.to_vec())).prop_map(Fact::Outcome),
        text().prop_map(Fact::Proposer),
        text().prop_map(Fact::Owner),
        text().prop_map(Fact::Replacement),
        target().prop_map(Fact::Target),
        (0..3_u32).prop_map(Fact::Note),
        any::<bool>().prop_map(|private| Fact::Visibility(visibility(private))),
        prop::sample::select(Status::ALL.to_vec()).prop_map(Fact::Status),
        prop::option::of(id()).prop_map(Fact::AgendaItem),
    ]
}

fn visibility(private: bool) -> Visibility {
    if private { Visibility::Private } else { Visibility::Shared }
}

fn body() -> impl Strategy<Value = Body> {
    let kinds = Kind::ALL.into_iter().chain([Kind::Suggestion]).collect::<Vec<_>>();
    prop_oneof![
        prop::sample::select(kinds).prop_map(|kind| Body::of(kind, None).unwrap_or(Body::COMMENT)),
        drawing().prop_map(Body::Ink),
    ]
}

/// Few strokes, so that the same is drawn twice and on both sides.
fn stroke() -> impl Strategy<Value = Stroke> {
    (0..12_i32).prop_map(|at| Stroke { points: vec![[at, 0], [at, 1]], color: [0; 3], width: 1000 })
}

fn drawing() -> impl Strategy<Value = Drawing> {
    let slide = SlideKey::of(SlideContent::Lead(1));
    let on_annex = (id(), annex_file()).prop_map(|(annex, file)| Medium::Annex { annex, version: file.version() });
    let medium = prop_oneof![Just(Medium::Handout), Just(Medium::Slide(slide)), on_annex];
    (medium, prop::collection::vec(stroke(), 0..6)).prop_map(|(medium, strokes)| Drawing {
        surface: Surface { medium, page: PageNumber(1), width: 960_000, height: 540_000, words: None },
        strokes,
    })
}

fn presentation() -> impl Strategy<Value = Presentation> {
    let shows = prop::collection::vec((1..4_u32, any::<bool>(), any::<bool>()), 0..3);
    (prop::sample::select(Aspect::ALL.to_vec()), prop::option::of(0..90_u16), shows).prop_map(
        |(aspect, minutes, shows)| {
            let mut presentation = Presentation { aspect, minutes, shows: Vec::new() };
            for (principle, lead, text) in shows {
                presentation.show(Shows { lead, text, ..Shows::usual(principle) });
            }
            presentation
        },
    )
}

prop_compose! {
    fn annotation()(
        id in id(), body in body(), target in target(), note in 0..3_u32, text in text(), private: bool, done: bool,
        agenda_item in prop::option::of(id()), replies in prop::collection::vec(reply(), 0..3),
        outcome in prop::option::of(prop::sample::select(Outcome::ALL.to_vec())),
        proposer in prop_oneof![Just(String::new()), text()]
    ) -> Annotation {
        let mut annotation = Annotation {
            id,
            body,
            target,
            note,
            text,
            visibility: visibility(private),
            status: if done { Status::Completed } else { Status::Open },
            agenda_item,
            replies,
            ..Meeting::sample().annotations[0].clone()
        };
        for fact in [Fact::Outcome(outcome), Fact::Proposer(proposer)] {
            // Only a decision takes them.
            let _ = annotation.set(fact);
        }
        annotation
    }
}

fn item() -> impl Strategy<Value = AgendaItem> {
    (id(), text(), prop::option::of(0..90_u16)).prop_map(|(id, title, minutes)| AgendaItem {
        id,
        number: "4".to_owned(),
        title,
        minutes,
        ..AgendaItem::default()
    })
}

fn item_fact() -> impl Strategy<Value = AgendaItemFact> {
    prop_oneof![
        text().prop_map(AgendaItemFact::Title),
        prop::option::of(0..90_u16).prop_map(AgendaItemFact::Minutes),
        text().prop_map(AgendaItemFact::Case),
        any::<bool>().prop_map(AgendaItemFact::Closed),
    ]
}

fn section() -> impl Strategy<Value = Section> {
    (id(), text(), prop::collection::vec(text().prop_map(Flow::Paragraph), 0..3))
        .prop_map(|(id, title, content)| Section { id, title, content })
}

fn presentation_edit() -> impl Strategy<Value = PresentationEdit> {
    (presentation(), any::<prop::sample::Index>()).prop_map(|(presentation, at)| {
        let mut all =
            vec![PresentationEdit::Aspect(presentation.aspect), PresentationEdit::Minutes(presentation.minutes)];
        all.extend(presentation.shows.into_iter().map(PresentationEdit::Shows));
        *at.get(&all)
    })
}

fn change_annotation() -> impl Strategy<Value = Edit> {
    (id(), 0..9_i64, prop::collection::vec(fact(), 0..4)).prop_map(|(id, second, facts)| {
        let modified = jiff::Timestamp::from_second(second).expect("a time");
        Edit::ChangeAnnotation { id, modified, facts }
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    let sample = Meeting::sample();
    let chosen = prop::sample::select(sample.selection);
    prop_oneof![
        text().prop_map(Edit::Title),
        text().prop_map(Edit::Place),
        prop::collection::vec(text(), 0..3).prop_map(|names| Edit::Participants(Participant::named(&names, &[]))),
        (0..4_usize, item()).prop_map(|(index, item)| Edit::AddAgendaItem { index, item }),
        (id(), item_fact()).prop_map(|(id, fact)| Edit::ChangeAgendaItem { id, fact }),
        (id(), 0..3_usize, section()).prop_map(|(item, index, section)| Edit::AddSection { item, index, section }),
        (id(), section()).prop_map(|(item, section)| Edit::ChangeSection { item, section }),
        (id(), id()).prop_map(|(item, section)| Edit::RemoveSection { item, section }),
        (id(), 0..4_usize).prop_map(|(id, index)| Edit::MoveAgendaItem { id, index }),
        id().prop_map(Edit::RemoveAgendaItem),
        (0..4_usize, chosen, prop::option::of(id())).prop_map(|(index, chosen, agenda_item)| Edit::Select {
            index,
            selected: bilag::meeting::Selected { agenda_item, ..chosen }
        }),
        (0..8_u32).prop_map(Edit::Deselect),
        (0..8_u32, 0..4_usize).prop_map(|(number, index)| Edit::MoveSelected { number, index }),
        (0..8_u32, prop::option::of(id())).prop_map(|(number, item)| Edit::PlaceUnder { number, item }),
        (0..4_usize, annex()).prop_map(|(index, annex)| Edit::AddAnnex { index, annex }),
        (id(), annex_fact()).prop_map(|(id, fact)| Edit::ChangeAnnex { id, fact }),
        (id(), 0..4_usize).prop_map(|(id, index)| Edit::MoveAnnex { id, index }),
        id().prop_map(Edit::RemoveAnnex),
        (0..6_usize, annotation()).prop_map(|(index, new)| Edit::AddAnnotation { index, annotation: Box::new(new) }),
        change_annotation(),
        (id(), 0..3_usize, reply()).prop_map(|(to, index, reply)| Edit::AddReply { to, index, reply }),
        (id(), id::<ReplyId>(), reply_content())
            .prop_map(|(to, id, content)| { Edit::ChangeReply { to, id: ReplyId(format!("{id}-reply")), content } }),
        (id(), id::<ReplyId>()).prop_map(|(to, id)| Edit::RemoveReply { to, id: ReplyId(format!("{id}-reply")) }),
        id().prop_map(Edit::RemoveAnnotation),
        (id(), 0..6_usize, stroke()).prop_map(|(id, index, stroke)| Edit::AddStroke { id, index, stroke }),
        (id(), 0..6_usize).prop_map(|(id, index)| Edit::RemoveStroke { id, index }),
        presentation_edit().prop_map(Edit::Presentation),
        prop::sample::select(Template::ALL.to_vec())
            .prop_map(|template| Edit::Handout(HandoutEdit::Template(template))),
        text().prop_map(|footer| Edit::Handout(HandoutEdit::Footer(footer))),
    ]
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(edit(), 0..40)
}

/// The meeting after those edits that can be made; each can be taken back.
fn after(mut meeting: Meeting, edits: &[Edit]) -> Result<Meeting, TestCaseError> {
    for edit in edits {
        let before = meeting.clone();
        match apply(&mut meeting, edit.clone()) {
            Err(_) => prop_assert_eq!(&meeting, &before, "a refused edit leaves no trace"),
            Ok(inverse) => {
                let done = meeting.clone();
                apply(&mut meeting, inverse).expect("it can be taken back");
                prop_assert_eq!(&meeting, &before);
                meeting = done;
            }
        }
    }
    Ok(meeting)
}

/// The meeting as it is after it was saved; only the numbers of notes may be others.
fn saved(meeting: &Meeting) -> Result<Meeting, TestCaseError> {
    file::read(file::write(meeting).as_bytes()).map_err(|error| TestCaseError::fail(error.to_string()))
}

fn start() -> Meeting {
    let sample = Meeting::sample();
    let chosen = bilag::meeting::Selected { agenda_item: None, ..sample.selection[0].clone() };
    Meeting { title: sample.title, selection: vec![chosen], ..Meeting::default() }
}

/// Strokes of a drawing, as many as there are of each.
fn strokes(annotation: &Annotation) -> impl Iterator<Item = &Stroke> {
    annotation.drawing().into_iter().flat_map(|drawing| &drawing.strokes)
}

/// What somebody drew since `base` that was not drawn there before.
fn drawn<'a>(base: &'a Meeting, side: &'a Meeting) -> impl Iterator<Item = (&'a AnnotationId, &'a Stroke)> {
    let known = |id: &AnnotationId, stroke: &Stroke| {
        base.annotation(id).is_some_and(|was| strokes(was).any(|other| other == stroke))
    };
    let all = side.annotations.iter().flat_map(|own| strokes(own).map(move |stroke| (&own.id, stroke)));
    all.filter(move |(id, stroke)| !known(id, stroke))
}

/// What somebody wrote since `base`: each new or changed text.
fn written<'a>(base: &'a Meeting, side: &'a Meeting) -> impl Iterator<Item = &'a str> {
    let changed = |own: &&Annotation| base.annotation(&own.id).is_none_or(|was| was.text != own.text);
    side.annotations.iter().filter(changed).map(|own| own.text.as_str())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_edited_can_be_saved(edits in edits()) {
        let meeting = after(start(), &edits)?;
        let mut read = saved(&meeting)?;
        for (read, own) in read.annotations.iter_mut().zip(&meeting.annotations) {
            read.note = own.note;
        }
        prop_assert_eq!(read, meeting);
    }

    #[test]
    fn there_is_a_way_from_any_meeting_to_any_other(one in edits(), other in edits()) {
        let (mut from, to) = (saved(&after(start(), &one)?)?, saved(&after(start(), &other)?)?);
        let edits = difference(&from, &to);
        apply(&mut from, Edit::Batch(edits)).expect("a way");
        prop_assert_eq!(from, to);
    }

    #[test]
    fn what_two_write_apart_comes_together(common in edits(), ours in edits(), theirs in edits()) {
        let base = saved(&after(start(), &common)?)?;
        let (ours, theirs) = (saved(&after(base.clone(), &ours)?)?, saved(&after(base.clone(), &theirs)?)?);
        let by = Reconciler { author: "Anne".to_owned(), now: jiff::Timestamp::UNIX_EPOCH };
        let whole = reconcile(&base, &ours, &theirs, &by).meeting;
        prop_assert_eq!(&saved(&whole)?, &whole, "it can be saved, and no code is given twice");
        let all = file::write(&whole);
        for text in written(&base, &ours).chain(written(&base, &theirs)) {
            prop_assert!(all.contains(text), "{} is lost", text);
        }
        for (id, stroke) in drawn(&base, &ours).chain(drawn(&base, &theirs)) {
            let of = |own: &&Annotation| own.id.0.trim_end_matches('+') == id.0;
            let mut kept = whole.annotations.iter().filter(of).flat_map(strokes);
            prop_assert!(kept.any(|other| other == stroke), "a stroke of {} is lost", id);
        }
        for (side, other) in [(&ours, &theirs), (&theirs, &ours)] {
            for annex in &side.annexes {
                let was = base.annex(&annex.id);
                let gone = other.annex(&annex.id).is_none() && was == Some(annex);
                let of = |own: &&Annex| own.id.0.trim_end_matches('+') == annex.id.0;
                prop_assert!(gone || whole.annexes.iter().any(|own| of(&own)), "{} is lost", annex.id);
                let brought = was.is_none_or(|was| was.file != annex.file);
                prop_assert!(!brought || whole.attachments().contains(&annex.file.sha256), "a file is lost");
            }
        }
        for side in [&ours, &theirs] {
            if side.title != base.title {
                prop_assert!(all.contains(&side.title), "{} is lost", side.title);
            }
            let was_private = |id: &AnnotationId| base.annotation(id).is_some_and(|was| was.visibility == Visibility::Private);
            let made = |own: &&Annotation| own.visibility == Visibility::Private && !was_private(&own.id);
            for private in side.annotations.iter().filter(made) {
                let kept = whole.annotation(&private.id);
                prop_assert!(kept.is_none_or(|kept| kept.visibility == Visibility::Private), "{} leaks", private.id);
            }
        }
        prop_assert_eq!(reconcile(&base, &ours, &base, &by).meeting, ours, "what nobody else touched stays as it is");
    }
}
