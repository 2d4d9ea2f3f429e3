//! What leaves the machine, as a type of its own.
//!
//! A [`Shared`] is a meeting without anything private, narrowed to what it is shared for. [`Meeting::share`] alone makes one, and
//! whatever writes bytes for others or paints for an audience ([`crate::compose`], [`crate::typeset`], [`crate::pdf`], [`super::web_annotation`])
//! takes nothing else. So that something private leaves is no mistake that can be made there: the compiler has refused it.
//!
//! Every field of a meeting is named here. A new one compiles only when somebody has said whether it leaves.

use super::annotation::{Fact, Reply, ReplyContent, Sighting, Target};
use super::{
    Annex, Annotation, AnnotationDisplay, Audience, Body, HandoutOptions, Meeting, Presentation, PrincipleCodes,
    Selected, Template, Visibility,
};
use std::collections::BTreeSet;

/// A meeting as it may leave the machine.
///
/// It cannot be changed, and it is not read from anywhere: it is made of a meeting each time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared(Meeting);

/// What a meeting is shared for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// The hand-out of the meeting's template, on paper or as any file, with all that goes along inside. Where it shows no
    /// annotations none go with it. Minutes carry decisions and actions, whether they show others or not, with their
    /// answers and the principles that they are on, and nothing else.
    /// Of annexes it says which there are; minutes say it only of those that their records are on and everybody may see. The bytes of
    /// annexes are no part of it, and neither are words of a file that was taken out or replaced.
    Handout,
    /// Slides on a projector: everything that is shared, whatever the hand-out shows; without what was drawn on slides,
    /// which is painted over them and changes none.
    Projector,
    /// What is painted over the slides on a projector: what was drawn on them, and nothing besides.
    SlideDrawings,
}

impl Shared {
    /// The meeting that is left.
    #[must_use]
    pub fn meeting(&self) -> &Meeting {
        &self.0
    }
}

impl Meeting {
    /// The meeting as it may leave the machine for a purpose: without anything private.
    #[must_use]
    pub fn share(&self, purpose: Purpose) -> Shared {
        let minutes = purpose == Purpose::Handout && self.handout.template == Template::Minutes;
        let shown = self.handout.annotations != AnnotationDisplay::None;
        let leaves = |annotation: &Annotation| match purpose {
            _ if annotation.visibility == Visibility::Private => false,
            // Another version of the meeting is nobody else's.
            _ if matches!(annotation.body, Body::Differences(_)) => false,
            Purpose::Handout if minutes => annotation.kind().is_record(),
            Purpose::Handout => shown,
            Purpose::Projector => !annotation.is_only_drawn_elsewhere(),
            Purpose::SlideDrawings => annotation.slide().is_some(),
        };
        let leaving = self.annotations.iter().filter(|annotation| leaves(annotation));
        let leaving: Vec<Annotation> = match purpose {
            Purpose::Handout => leaving.map(|own| self.without_what_stays(own, minutes)).collect(),
            Purpose::Projector => {
                leaving.map(|own| self.without_what_stays(&without_drawing_elsewhere(own), minutes)).collect()
            }
            Purpose::SlideDrawings => {
                let annotations = leaving.map(|own| self.without_what_stays(own, minutes)).collect();
                let annotations: Vec<Annotation> = annotations;
                return Shared(Meeting { annotations, ..Meeting::default() });
            }
        };
        let annotations: Vec<Annotation> = leaving.into_iter().map(without_names_of_files).collect();
        let handout = match purpose {
            Purpose::Handout | Purpose::SlideDrawings => self.handout.clone(),
            Purpose::Projector => HandoutOptions { annotations: AnnotationDisplay::Both, ..self.handout.clone() },
        };
        let mut shared = Meeting {
            title: self.title.clone(),
            body: self.body.clone(),
            language: self.language.clone(),
            date: self.date,
            time: self.time,
            end: self.end,
            place: self.place.clone(),
            participants: self.participants.clone(),
            agenda: self.agenda.clone(),
            set: self.set.clone(),
            annexes: if minutes { self.annexes_written_on(&annotations) } else { self.annexes.clone() },
            selection: if minutes { written_on(&self.selection, &annotations) } else { self.selection.clone() },
            handout,
            presentation: if minutes { Presentation::default() } else { self.presentation.clone() },
            annotations,
        };
        // What was printed with these codes keeps them, however few principles are left.
        if shared.codes_by_label() && !self.codes_by_label() {
            shared.set.codes = PrincipleCodes::Numbers;
        }
        Shared(shared)
    }
}

/// A copy; of what was drawn on a slide or on an annex without the strokes, which may be many.
fn without_drawing_elsewhere(annotation: &Annotation) -> Annotation {
    if annotation.is_drawn_elsewhere() { annotation.without_strokes() } else { annotation.clone() }
}

impl Meeting {
    /// A copy of an annotation that leaves: about nothing that stays, and without the words that stood there.
    ///
    /// An annex stays that was taken out, and in minutes one that is not for everybody. What was said about it is then about the
    /// agenda item that it belongs to, or about the meeting, under no number of its own. Of a file that was replaced only the page is
    /// left, and of what was seen in a copy no picture: that is of somebody else's page.
    fn without_what_stays(&self, annotation: &Annotation, public: bool) -> Annotation {
        let mut leaving = annotation.clone();
        let leaves = |target: &Target| self.narrowed(target, public);
        let target = leaves(&annotation.target);
        if target.part() != annotation.target.part() {
            leaving.note = 0;
        }
        leaving.target = target;
        leaving.seen.as_mut().map(without_picture);
        for Reply { content, .. } in &mut leaving.replies {
            let ReplyContent::Suggests(facts) = content else { continue };
            for fact in facts {
                match fact {
                    Fact::Target(target) => *target = leaves(target),
                    Fact::Seen(Some(seen)) => without_picture(seen),
                    _ => {}
                }
            }
        }
        leaving
    }

    /// What a target may say outside.
    fn narrowed(&self, target: &Target, public: bool) -> Target {
        let Some(id) = target.annex() else { return target.clone() };
        match self.annex(id) {
            None => Target::default(),
            Some(annex) if public && self.audience_of(annex) != Audience::Public => {
                annex.item.clone().map_or_else(Target::default, |item| super::Part::AgendaItem(item).into())
            }
            Some(annex) => match target {
                Target::Area { area, .. } if area.version != annex.file.version() => target.part().into(),
                Target::Area { .. } | Target::Part(_) | Target::Words { .. } => target.clone(),
            },
        }
    }

    /// The annexes that something is on, each with the number that it has among all.
    fn annexes_written_on(&self, annotations: &[Annotation]) -> Vec<Annex> {
        let named: BTreeSet<_> = annotations.iter().filter_map(|annotation| annotation.target.annex()).collect();
        let all = self.numbered_annexes().filter(|(_, annex)| named.contains(&annex.id));
        all.map(|(number, annex)| Annex { least_number: number, ..annex.clone() }).collect()
    }
}

fn without_picture(seen: &mut Sighting) {
    seen.picture = None;
}

/// Without the names of files, which are what somebody calls their copy.
fn without_names_of_files(mut annotation: Annotation) -> Annotation {
    for reply in &mut annotation.replies {
        reply.found_in.clear();
    }
    annotation
}

/// The principles that something is on: those that these annotations cannot be understood without.
fn written_on(selection: &[Selected], annotations: &[Annotation]) -> Vec<Selected> {
    let numbers: BTreeSet<u32> = annotations.iter().filter_map(|annotation| annotation.target.principle()).collect();
    selection.iter().filter(|selected| numbers.contains(&selected.principle.number)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::annex::tests::annex;
    use crate::meeting::annotation::Quads;
    use crate::meeting::annotation::tests::decision;
    use crate::meeting::{
        AnnexFile, AnnexId, AnnexPage, Area, Drawing, Kind, PageNumber, Part, ReplyId, SlideContent, SlideKey, drawing,
    };

    fn kinds(shared: &Shared) -> Vec<Kind> {
        shared.meeting().annotations.iter().map(Annotation::kind).collect()
    }

    #[test]
    fn nothing_private_is_in_it_whatever_it_is_for() {
        for purpose in [Purpose::Handout, Purpose::Projector] {
            for template in Template::ALL {
                let mut meeting = Meeting::sample();
                meeting.handout.template = template;
                let shared = meeting.share(purpose);
                let all = &shared.meeting().annotations;
                assert!(!all.is_empty());
                assert!(all.iter().all(|annotation| annotation.visibility == Visibility::Shared));
            }
        }
    }

    #[test]
    fn annotations_that_are_not_shown_do_not_leave() {
        let mut meeting = Meeting::sample();
        meeting.handout.annotations = AnnotationDisplay::None;
        assert!(kinds(&meeting.share(Purpose::Handout)).is_empty());
        assert!(!kinds(&meeting.share(Purpose::Projector)).is_empty(), "the projector shows them");
    }

    #[test]
    fn minutes_carry_what_they_record_and_the_principles_that_it_is_on() {
        for shown in AnnotationDisplay::ALL {
            let mut meeting = Meeting::sample();
            meeting.handout.template = Template::Minutes;
            meeting.handout.annotations = shown;
            meeting.presentation.minutes = Some(20);
            let shared = meeting.share(Purpose::Handout);
            assert_eq!(kinds(&shared), [Kind::Action, Kind::Decision, Kind::Action, Kind::Decision]);
            let Meeting { agenda, participants, selection, annotations, presentation, .. } = shared.meeting();
            assert_eq!((agenda, participants), (&meeting.agenda, &meeting.participants));
            assert!(presentation.is_usual());
            let on = |number| annotations.iter().any(|record| record.target.principle() == Some(number));
            assert!(selection.iter().all(|selected| on(selected.principle.number)));
            assert!(annotations.iter().all(|record| shared.meeting().is_anchored(&record.target)));
            assert_eq!(shared.meeting().share(Purpose::Handout), shared, "what is narrow stays as it is");
        }
    }

    #[test]
    fn strokes_on_slides_go_with_a_hand_out_and_not_to_the_slides() {
        let mut meeting = Meeting::sample();
        let slide = SlideKey::of(SlideContent::Title);
        let surface = drawing::Surface {
            medium: drawing::Medium::Slide(slide),
            page: PageNumber(1),
            width: 960_000,
            height: 540_000,
            words: None,
        };
        let strokes = vec![drawing::Stroke { points: vec![[1, 1]], color: [0; 3], width: 1000 }];
        let mut drawn = meeting.annotations[0].clone();
        drawn.body = Body::Ink(Drawing { surface, strokes });
        meeting.annotations.push(Annotation { text: String::new(), replies: Vec::new(), ..drawn.clone() });
        meeting.annotations.push(Annotation { text: "Se her".to_owned(), ..drawn });
        let drawings = |shared: &Shared| {
            shared
                .meeting()
                .annotations
                .iter()
                .filter(|all| all.drawing().is_some_and(|all| !all.strokes.is_empty()))
                .count()
        };
        assert_eq!(drawings(&meeting.share(Purpose::Handout)), 2);
        let painted = meeting.share(Purpose::SlideDrawings);
        assert_eq!((drawings(&painted), painted.meeting().annotations.len()), (2, 2));
        assert_eq!((painted.meeting().title.as_str(), painted.meeting().selection.len()), ("", 0));
        for annotation in &mut meeting.annotations {
            if annotation.slide().is_some() {
                annotation.visibility = Visibility::Private;
            }
        }
        assert!(meeting.share(Purpose::SlideDrawings).meeting().annotations.is_empty());
        for annotation in &mut meeting.annotations {
            if annotation.slide().is_some() {
                annotation.visibility = Visibility::Shared;
            }
        }
        let slides = meeting.share(Purpose::Projector);
        assert_eq!(drawings(&slides), 0);
        assert!(slides.meeting().annotations.iter().any(|annotation| annotation.text == "Se her"));
    }

    /// The sample with an open and a closed annex, and a decision on words of each, and one of an annex that was taken out.
    fn annexed() -> Meeting {
        let mut meeting = Meeting::sample();
        let (open, closed) = (annex("b1", "open"), annex("b2", "closed"));
        let item = Some(meeting.agenda[0].id.clone());
        let gone = annex("b3", "gone");
        meeting.annotations.clear();
        for (number, on) in [&closed, &open, &gone].into_iter().enumerate() {
            let mut decision = decision(&format!("d{number}"));
            decision.target = area(&on.id, &on.file, &format!("ord fra {}", on.id));
            decision.note = 1;
            let told = Fact::Target(decision.target.clone());
            decision.replies = vec![Reply {
                id: ReplyId(format!("r{number}")),
                author: "Referent".to_owned(),
                created: jiff::Timestamp::UNIX_EPOCH,
                content: ReplyContent::Suggests(vec![told]),
                found_in: String::new(),
            }];
            meeting.annotations.push(decision);
        }
        let unseen = Annex { title: "Hemmeligt regnskab".to_owned(), item, closed: true, ..closed };
        meeting.annexes = vec![annex("b0", "unused"), unseen, open];
        meeting
    }

    fn area(annex: &AnnexId, file: &AnnexFile, words: &str) -> Target {
        let quads = Quads::try_from(vec![[[0, 0], [9, 0], [0, 9], [9, 9]]]).expect("one");
        let page = AnnexPage { annex: annex.clone(), page: PageNumber(2) };
        let words = crate::meeting::anchor::describe(words, 0..words.len());
        Target::Area { page, area: Area { version: file.version(), quads, words } }
    }

    #[test]
    fn minutes_name_only_annexes_that_records_are_on_and_everybody_may_see() {
        let mut meeting = annexed();
        meeting.handout.template = Template::Minutes;
        let shared = meeting.share(Purpose::Handout);
        let minutes = shared.meeting();
        let codes: Vec<String> = minutes.annotations.iter().map(|own| minutes.code(own)).collect();
        assert_eq!(
            codes,
            [minutes.code_of(&Part::AgendaItem(meeting.agenda[0].id.clone())), "B3·s2·n1".into(), "M".into()]
        );
        let titles: Vec<&AnnexId> = minutes.annexes.iter().map(|annex| &annex.id).collect();
        assert_eq!(titles, [&AnnexId("b1".to_owned())]);
        let json = crate::meeting::file::write(minutes);
        assert!(json.contains("ord fra b1"));
        for secret in ["ord fra b2", "ord fra b3", "Hemmeligt", &meeting.annexes[1].file.sha256.to_string()] {
            assert!(!json.contains(secret), "{secret}");
        }
        assert_eq!(minutes.share(Purpose::Handout), shared, "what is narrow stays as it is");
        assert!(crate::meeting::file::read(json.as_bytes()).is_ok());
    }

    #[test]
    fn a_hand_out_has_nothing_of_what_was_taken_out_or_replaced() {
        let mut meeting = annexed();
        meeting.annexes[2].file = annex("b1", "replaced").file;
        let shared = meeting.share(Purpose::Handout);
        let json = crate::meeting::file::write(shared.meeting());
        assert!(json.contains("ord fra b2") && json.contains("Hemmeligt"), "members see what is closed");
        for cut_off in ["ord fra b1", "ord fra b3"] {
            assert!(!json.contains(cut_off), "{cut_off}");
        }
        let codes: Vec<String> = shared.meeting().annotations.iter().map(|own| meeting.code(own)).collect();
        assert_eq!(codes, ["B2·s2·n1", "B3·s2·n1", "M"]);
    }

    #[test]
    fn a_picture_of_somebodys_page_does_not_leave() {
        let mut meeting = Meeting::sample();
        let picture = Some(crate::picture::Picture::of(b"a page".to_vec()));
        let seen = Sighting { page: Some(PageNumber(2)), words: "ord".to_owned(), picture, fact: None };
        for own in &mut meeting.annotations {
            own.seen = Some(seen.clone());
        }
        assert_eq!(meeting.attachments().len(), 1);
        for purpose in [Purpose::Handout, Purpose::Projector] {
            let shared = meeting.share(purpose);
            assert!(shared.meeting().attachments().is_empty());
            assert!(
                shared
                    .meeting()
                    .annotations
                    .iter()
                    .all(|own| own.seen.as_ref().is_some_and(|seen| seen.words == "ord"))
            );
        }
    }
}
