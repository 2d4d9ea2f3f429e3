//! Stories of merges.

use super::*;
use crate::meeting::edit::apply;
use crate::meeting::{Comment, Fact, Kind, PageNumber, Purpose, ReplyContent, ReplyId, Visibility};
use jiff::Timestamp;

/// The sample as somebody has it who got its hand-out.
fn copy(name: &str) -> Copy {
    let sent = Meeting::sample().share(Purpose::Handout).meeting().clone();
    let comment =
        |annotation: &Annotation| Comment { annotation: annotation.clone(), page: Some(PageNumber(1)), anchored: true };
    let comments = sent.annotations.iter().map(comment).collect();
    Copy { name: name.to_owned(), review: Review { sent, comments, complete: true, ..Review::default() } }
}

fn of(copy: &mut Copy, index: usize) -> &mut Annotation {
    &mut copy.review.comments[index].annotation
}

fn reply(author: &str, text: &str) -> Reply {
    Reply {
        id: ReplyId::of(&[author, text]),
        author: author.to_owned(),
        created: Timestamp::UNIX_EPOCH,
        content: ReplyContent::Text(text.to_owned()),
    }
}

/// Whether an answer suggests this text.
fn suggests(reply: &Reply, text: &str) -> bool {
    reply.content == ReplyContent::Suggests(vec![Fact::Text(text.to_owned())])
}

fn new(copy: &mut Copy, id: &str, text: &str) {
    let mut comment = copy.review.comments[2].clone();
    comment.annotation = Annotation {
        id: AnnotationId(id.to_owned()),
        text: text.to_owned(),
        author: "Udvalgsmedlem".to_owned(),
        replies: Vec::new(),
        status: Status::Open,
        ..comment.annotation
    };
    copy.review.comments.push(comment);
}

fn merged(meeting: &Meeting, copies: &[Copy], choices: &Choices) -> Meeting {
    let mut meeting = meeting.clone();
    if let Some(edit) = plan(&meeting, copies).edit(&meeting, choices) {
        assert!(matches!(edit, Edit::Batch(_)), "one step");
        let before = meeting.clone();
        let inverse = apply(&mut meeting, edit).expect("applied");
        let mut back = meeting.clone();
        apply(&mut back, inverse).expect("taken back");
        assert_eq!(back, before);
    }
    let file = crate::meeting::file::write(&meeting);
    assert_eq!(crate::meeting::file::read(file.as_bytes()).expect("a sound file"), meeting);
    meeting
}

#[test]
fn a_copy_that_nobody_wrote_in_changes_nothing() {
    let plan = plan(&Meeting::sample(), &[copy("a.pdf")]);
    assert_eq!(plan.changes, []);
    assert_eq!(plan.unchanged, Meeting::sample().share(Purpose::Handout).meeting().annotations.len());
    assert_eq!(plan.edit(&Meeting::sample(), &Choices::new()), None);
}

#[test]
fn what_is_new_is_added_once_however_often_it_is_merged() {
    let mut copy = copy("a.pdf");
    new(&mut copy, "new", "Æble");
    of(&mut copy, 1).replies.push(reply("Udvalgsmedlem", "Ja."));
    of(&mut copy, 0).text = "Punkt 4 først.".to_owned();
    copy.review.comments.remove(4);
    let sample = Meeting::sample();
    let plan = plan(&sample, std::slice::from_ref(&copy));
    assert_eq!(plan.added().count(), 1);
    assert_eq!(plan.replied().count(), 1);
    assert_eq!(plan.reworded().count(), 1);
    assert_eq!(plan.deleted_by_reviewer().count(), 1);
    assert_eq!((plan.unplaced().count(), plan.conflicts().count(), plan.updated(|_| true)), (0, 0, 2));
    assert_eq!(plan.sources[0].author, "Udvalgsmedlem");
    let once = merged(&sample, std::slice::from_ref(&copy), &Choices::new());
    assert_eq!(once.annotations.len(), sample.annotations.len() + 1);
    assert_eq!(once.annotations[0].text, sample.annotations[0].text, "the meeting's own wording stays");
    let suggested = &once.annotations[0].replies[0];
    assert!(suggests(suggested, "Punkt 4 først."));
    assert_eq!(suggested.author, "Udvalgsmedlem", "who suggests it is named");
    assert_eq!(merged(&once, &[copy.clone(), copy], &Choices::new()), once);
}

#[test]
fn the_user_may_take_what_the_reviewer_did() {
    let mut copy = copy("a.pdf");
    of(&mut copy, 0).text = "Punkt 4 først.".to_owned();
    let deleted = copy.review.comments.remove(4).annotation.id;
    let sample = Meeting::sample();
    let choices =
        (0..plan(&sample, std::slice::from_ref(&copy)).changes.len()).map(|index| (index, Take::Theirs)).collect();
    let taken = merged(&sample, std::slice::from_ref(&copy), &choices);
    assert_eq!(taken.annotations[0].text, "Punkt 4 først.");
    assert_eq!(taken.annotations[0].replies, sample.annotations[0].replies);
    assert_eq!(taken.annotation(&deleted), None);
    let choices = choices.keys().map(|index| (*index, Take::Own)).collect();
    assert_eq!(merged(&sample, &[copy], &choices), sample);
}

#[test]
fn where_two_changed_the_same_both_wordings_survive() {
    let mut meeting = Meeting::sample();
    meeting.annotations[0].text = "Min egen nye ordlyd.".to_owned();
    meeting.annotations[1].status = Status::Rejected;
    let mut copy = copy("a.pdf");
    of(&mut copy, 0).text = "Punkt 4 først.".to_owned();
    of(&mut copy, 1).status = Status::Accepted;
    let made = plan(&meeting, std::slice::from_ref(&copy));
    assert_eq!(made.conflicts().count(), 2);
    let kept = merged(&meeting, std::slice::from_ref(&copy), &Choices::new());
    assert_eq!(kept.annotations[0].text, "Min egen nye ordlyd.");
    assert!(kept.annotations[0].replies.iter().any(|reply| suggests(reply, "Punkt 4 først.")));
    assert_eq!(kept.annotations[1].status, Status::Rejected);
    assert_eq!(kept.annotations[1].replies.len(), meeting.annotations[1].replies.len() + 1);
    assert_eq!(merged(&kept, std::slice::from_ref(&copy), &Choices::new()), kept);
    let theirs = made.changes.iter().enumerate().map(|(index, _)| (index, Take::Theirs)).collect();
    let taken = merged(&meeting, &[copy], &theirs);
    assert_eq!(taken.annotations[0].text, "Punkt 4 først.");
    assert!(taken.annotations[0].replies.iter().any(|reply| suggests(reply, "Min egen nye ordlyd.")));
    assert_eq!(taken.annotations[1].status, Status::Accepted);
}

#[test]
fn two_reviewers_who_disagree_are_both_heard() {
    let mut copies = [copy("a.pdf"), copy("b.pdf")];
    for (copy, (text, status, who)) in
        copies.iter_mut().zip([("Ét.", Status::Accepted, "A. Ært"), ("To.", Status::Rejected, "B. Bær")])
    {
        new(copy, who, "Hej");
        copy.review.comments.last_mut().expect("the new one").annotation.author = who.to_owned();
        of(copy, 0).text = text.to_owned();
        of(copy, 1).status = status;
    }
    let sample = Meeting::sample();
    let made = plan(&sample, &copies);
    assert_eq!(made.conflicts().count(), 4);
    let merged = merged(&sample, &copies, &Choices::new());
    let said = |index: usize| -> Vec<&str> {
        let own = sample.annotations[index].replies.len();
        merged.annotations[index].replies[own..].iter().map(|reply| reply.author.as_str()).collect()
    };
    assert_eq!(said(0), ["A. Ært", "B. Bær"]);
    assert_eq!(said(1), ["A. Ært", "B. Bær"]);
    assert_eq!(merged.annotations[1].status, sample.annotations[1].status);
}

#[test]
fn what_was_deleted_here_comes_back_only_with_something_new() {
    let mut meeting = Meeting::sample();
    let gone = meeting.annotations.remove(0).id;
    let mut copy = copy("a.pdf");
    assert_eq!(plan(&meeting, std::slice::from_ref(&copy)).changes, []);
    of(&mut copy, 0).replies.push(reply("Udvalgsmedlem", "Dog."));
    let made = plan(&meeting, std::slice::from_ref(&copy));
    assert_eq!(made.changes[0].what, What::Returned);
    assert!(merged(&meeting, &[copy], &Choices::new()).annotation(&gone).is_some());
}

#[test]
fn comments_follow_their_words_into_another_edition() {
    let mut copy = copy("a.pdf");
    new(&mut copy, "new", "Æble");
    let target = copy.review.comments.last().expect("the new one").annotation.target.clone();
    let (number, index) = (target.principle().expect("a principle"), target.paragraph().expect("a paragraph"));
    let mut meeting = Meeting::sample();
    let selected = meeting.selection.iter_mut().find(|selected| selected.principle.number == number).expect("it");
    let paragraph = selected.principle.paragraph(index).expect("text").to_owned();
    // The new edition: another paragraph first, and another word near the quote.
    let reworded = format!("Dog, {paragraph}");
    if index == 0 {
        "Ny sammenfatning uden de gamle ord.".clone_into(&mut selected.principle.summary);
        selected.principle.body.push(reworded);
    } else {
        selected.principle.body[index - 1] = reworded;
        selected.principle.body.insert(0, "Et nyt stykke.".to_owned());
    }
    let merged = merged(&meeting, std::slice::from_ref(&copy), &Choices::new());
    let placed = merged.annotation(&AnnotationId("new".to_owned())).expect("it was added");
    assert_ne!(placed.target.paragraph(), Some(index));
    let words = merged.words(&placed.target).expect("its words");
    let quote = &target.words().expect("words").quote.exact;
    assert_eq!(&merged.text_of(&placed.target).expect("text")[words], quote);
    // Where the principle was left out, the comment waits in the tray.
    meeting.selection.retain(|selected| selected.principle.number != number);
    let made = plan(&meeting, std::slice::from_ref(&copy));
    assert_eq!((made.added().count(), made.unplaced().count()), (1, 1));
    let merged = self::merged(&meeting, &[copy], &Choices::new());
    assert!(merged.annotations.iter().any(|annotation| annotation.text == "Æble"));
}

#[test]
fn private_annotations_stay_where_they_are() {
    let mut other = Meeting::sample();
    for annotation in &mut other.annotations {
        annotation.id = AnnotationId(format!("{}-theirs", annotation.id));
        annotation.visibility = Visibility::Private;
    }
    let copy = Copy { name: "b.bilag".to_owned(), review: Review::of_meeting(other) };
    assert_eq!(plan(&Meeting::sample(), &[copy]).changes, []);
}

#[test]
fn ids_that_are_taken_make_no_broken_file() {
    let mut copy = copy("a.pdf");
    let agenda = Meeting::sample().agenda[0].id.0.clone();
    new(&mut copy, &agenda, "Samme navn");
    let own = of(&mut copy, 1);
    let id = ReplyId(own.id.0.clone());
    own.replies.push(Reply { id, ..reply("Udvalgsmedlem", "Også samme navn") });
    let once = merged(&Meeting::sample(), std::slice::from_ref(&copy), &Choices::new());
    assert_eq!(merged(&once, &[copy], &Choices::new()), once);
}

/// Also when two answers have one id, and a third stands by itself because what it answers is gone.
#[test]
fn what_had_to_take_another_id_is_known_again() {
    let mut copy = copy("a.pdf");
    new(&mut copy, "twice", "Står for sig selv");
    let own = of(&mut copy, 1);
    own.replies.push(Reply { id: ReplyId("twice".to_owned()), ..reply("Udvalgsmedlem", "Et svar") });
    own.replies.push(Reply { id: ReplyId("twice".to_owned()), ..reply("Udvalgsmedlem", "Et andet svar") });
    let once = merged(&Meeting::sample(), std::slice::from_ref(&copy), &Choices::new());
    assert_eq!(once.ids().count(), Meeting::sample().ids().count() + 3);
    assert_eq!(merged(&once, &[copy], &Choices::new()), once);
}

#[test]
fn many_copies_are_merged_at_once() {
    let copies: Vec<Copy> = (0..50)
        .map(|reviewer| {
            let mut copy = copy(&format!("{reviewer}.pdf"));
            for comment in 0..20 {
                new(&mut copy, &format!("{reviewer}-{comment}"), &format!("Bemærkning {comment}"));
            }
            copy
        })
        .collect();
    let sample = Meeting::sample();
    let once = merged(&sample, &copies, &Choices::new());
    assert_eq!(once.annotations.len(), sample.annotations.len() + 1000);
    assert_eq!(plan(&once, &copies).changes, []);
    assert!(once.annotations.iter().all(|annotation| annotation.kind() != Kind::Ink));
}
