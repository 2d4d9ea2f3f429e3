//! XFDF out and back, and from elsewhere.

use super::*;
use crate::meeting::{Annotation, Kind, Meeting, PageNumber, Purpose, Status, Template};
use jiff::Timestamp;
use std::collections::BTreeMap;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn from_elsewhere(annotations: &str) -> Vec<Annotation> {
    let text = format!(
        r#"<?xml version="1.0"?><xfdf xmlns="http://ns.adobe.com/xfdf/"><f href="C:\x\h.pdf"/><annots>{annotations}</annots></xfdf>"#
    );
    let review = read(text.as_bytes(), Handout::Meeting(&Meeting::sample()), NOW).expect("a review");
    review.comments.into_iter().map(|comment| comment.annotation).collect()
}

#[test]
fn what_went_out_comes_back_in_every_template() {
    for template in Template::ALL {
        let mut meeting = Meeting::sample();
        meeting.handout.template = template;
        let shared = meeting.share(Purpose::Handout);
        let bytes = write(&shared, "h.pdf").expect("XFDF");
        assert_eq!(handout_name(&bytes).expect("a name"), "h.pdf");
        let pdf = crate::pdf::export(&shared, NOW).expect("a PDF").bytes;
        for handout in [Handout::Meeting(&meeting), Handout::Pdf(&pdf)] {
            let review = read(&bytes, handout, NOW).expect("a review");
            let mut back: Vec<Annotation> = review.comments.into_iter().map(|comment| comment.annotation).collect();
            back.sort_by(|left, right| left.id.cmp(&right.id));
            assert_eq!(back, shared.meeting().annotations, "{template:?}");
        }
    }
}

/// A hand-out's highlights are put on their words also where their names are lost.
#[test]
fn words_are_found_by_their_place_alone() {
    let meeting = Meeting::sample();
    let shared = meeting.share(Purpose::Handout);
    let text = String::from_utf8(write(&shared, "h.pdf").expect("XFDF")).expect("text");
    let nameless = text.replace(" name=\"", " lost=\"").replace(" inreplyto=\"", " lost2=\"");
    let review = read(nameless.as_bytes(), Handout::Meeting(&meeting), NOW).expect("a review");
    for own in shared.meeting().annotations.iter().filter(|own| own.target.words().is_some()) {
        let words = own.target.words().map(|words| words.quote.exact.trim());
        assert!(
            review.comments.iter().any(|comment| {
                let found = comment.annotation.target.words().map(|words| words.quote.exact.trim());
                found == words && comment.annotation.target.paragraph() == own.target.paragraph()
            }),
            "{words:?}"
        );
    }
}

#[test]
fn what_other_programs_write_is_read() {
    let found = from_elsewhere(
        r##"<text page="1" rect="60,700,80,720" title="Viceborgmester" name="a" date="D:20261120101500+01'00'">
              <contents-richtext><body xmlns="http://www.w3.org/1999/xhtml"><p>Første</p><p>og <b>anden</b></p></body></contents-richtext>
            </text>
            <text page="1" rect="0,0,0,0" inreplyto="a" title="B" name="b"><contents>Ja &amp; nej</contents></text>
            <text page="1" rect="0,0,0,0" inreplyto="a" title="B" state="Accepted" statemodel="Review"/>
            <ink page="1" rect="60,300,90,330" width="2.5" color="#FF0000"><inklist><gesture>80,300;120.125,330</gesture></inklist></ink>
            <link page="1" rect="0,0,9,9"/>"##,
    );
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].text, "Første\nog anden");
    assert_eq!(found[0].status, Status::Accepted);
    assert_eq!(found[0].replies[0].text(), Some("Ja & nej"));
    assert_eq!(found[1].kind(), Kind::Ink);
    let drawing = found[1].drawing().expect("strokes");
    assert_eq!(
        (drawing.surface.page, drawing.strokes[0].width, drawing.strokes[0].color),
        (PageNumber(2), 2500, [255, 0, 0])
    );
    assert_eq!(drawing.strokes[0].points[1][0] - drawing.strokes[0].points[0][0], 40_125);
}

/// What a PDF has in objects, XFDF has in elements.
#[test]
fn every_kind_of_comment_is_read() {
    let found = from_elsewhere(
        r#"<caret page="1" rect="60,600,64,610" name="a" title="Borgmester" IT="Replace"><contents>nyt ord</contents></caret>
           <strikeout page="1" rect="60,600,90,610" coords="60,610,90,610,60,600,90,600" inreplyto="a" replyType="group" title="Borgmester"/>
           <stamp page="1" rect="60,500,90,530" name="b" icon="SBApproved"/>
           <fileattachment page="1" rect="60,500,70,510" name="c" file="ark.xlsx"><data>00</data></fileattachment>
           <redact page="1" coords="60,510,90,510,60,500,90,500" name="d"><contents>ud</contents></redact>
           <highlight page="1" coords="60,510,90,510,60,500,90,500" name="e"><popup><contents>i pop-op</contents></popup></highlight>
           <text page="1" rect="60,500,70,510" name="f"><contents>et&#x85;to</contents></text>
           <text page="1" rect="60,500,70,510" name="g" date="D:20261125003000+0100"><contents-richtext><body xmlns="http://www.w3.org/1999/xhtml"><p>et<br/>to</p></body></contents-richtext></text>
           <screen page="1" rect="0,0,9,9"/>"#,
    );
    let said: Vec<(Kind, &str)> = found.iter().map(|found| (found.kind(), found.text.as_str())).collect();
    assert_eq!(
        said,
        [
            (Kind::Suggestion, ""),
            (Kind::Comment, "Godkendt"),
            (Kind::Comment, "ark.xlsx"),
            (Kind::Comment, "ud"),
            (Kind::Comment, "i pop-op"),
            (Kind::Comment, "et\nto"),
            (Kind::Comment, "et\nto"),
        ]
    );
    assert_eq!(found[0].body, crate::meeting::Body::Suggestion { replacement: "nyt ord".to_owned() });
    assert_eq!(found[6].modified.to_string(), "2026-11-24T23:30:00Z");
}

/// The ink that a PDF has on its pages is not there in a file of its own.
#[test]
fn what_goes_out_can_be_seen_elsewhere() {
    let text =
        String::from_utf8(write(&Meeting::sample().share(Purpose::Handout), "h.pdf").expect("XFDF")).expect("text");
    assert!(text.contains("<highlight") && !text.contains("opacity=\"0\""));
}

/// Somebody puts off what is to be done, in a program that knows nothing of Bilag.
#[test]
fn another_due_date_is_noticed() {
    let meeting = Meeting::sample();
    let shared = meeting.share(Purpose::Handout);
    let action = shared.meeting().annotations.iter().find(|own| own.due().is_some()).expect("an action");
    let locale = crate::compose::labels(&meeting).locale();
    let day = locale.date(action.due().expect("a day"));
    let other = jiff::civil::date(2027, 5, 3);
    let text = String::from_utf8(write(&shared, "h.pdf").expect("XFDF")).expect("text");
    let review =
        read(text.replace(&day, &locale.date(other)).as_bytes(), Handout::Meeting(&meeting), NOW).expect("a review");
    let back = review.comments.iter().find(|comment| comment.annotation.id == action.id).expect("it");
    assert_eq!((back.annotation.due(), &back.annotation.text), (Some(other), &action.text));
}

#[test]
fn what_is_no_xfdf_is_named() {
    let refused = |text: &str| read(text.as_bytes(), Handout::Meeting(&Meeting::sample()), NOW).expect_err("refused");
    assert!(matches!(refused("<xfdf>"), XfdfError::NotXml(_)));
    assert!(matches!(refused("<html/>"), XfdfError::OtherXml));
    assert!(matches!(refused("<!DOCTYPE x [<!ENTITY a 'b'>]><xfdf>&a;</xfdf>"), XfdfError::Entities));
    assert!(matches!(refused("<xfdf>&a;</xfdf>"), XfdfError::Entities));
    let deep = "<a>".repeat(200_000);
    assert!(matches!(refused(&format!("<xfdf>{deep}")), XfdfError::NotXml(_)));
}

#[test]
fn answers_in_a_circle_and_numbers_without_sense_do_no_harm() {
    let found = from_elsewhere(
        r#"<text page="9999999999999" rect="NaN,1,2" name="a" inreplyto="b"><contents>A</contents></text>
           <text page="-1" rect="1e99,1,2,3" name="b" inreplyto="a"><contents>B</contents></text>
           <highlight page="1" coords="1,2,3" rect="x"/>
           <ink page="1"><inklist><gesture>1e30,-1e30;NaN,inf;5</gesture></inklist></ink>"#,
    );
    assert_eq!(found.len(), 4, "nothing is lost");
}

/// What is more than a drawing holds would keep a whole merge from being made.
#[test]
fn of_a_gesture_without_end_as_much_is_read_as_a_drawing_holds() {
    let points = "1,1;".repeat(crate::meeting::drawing::MOST_POINTS + 1);
    let ink = format!(
        r#"<ink page="0" rect="0,0,9,9" name="a" date="D:20261120"><inklist><gesture>{points}</gesture></inklist></ink>"#
    );
    let found = from_elsewhere(&ink);
    assert!(found.iter().all(|ink| ink.drawing().is_some_and(crate::meeting::Drawing::is_within_limits)));
    let meeting = Meeting::sample();
    let comments = found.into_iter().map(|annotation| crate::meeting::Comment {
        annotation,
        page: None,
        anchored: true,
        dated: true,
    });
    let review = crate::meeting::Review { comments: comments.collect(), ..crate::meeting::Review::default() };
    let copy = crate::meeting::merge::Copy { name: String::new(), review };
    let edit = crate::meeting::merge::plan(&meeting, &[copy]).edit(&meeting, &BTreeMap::default()).expect("a drawing");
    crate::meeting::edit::apply(&mut meeting.clone(), edit).expect("it is taken home");
}
