//! What leaves the machine, as a type of its own.
//!
//! A [`Shared`] is a meeting without anything private, narrowed to what it is shared for. [`Meeting::share`] alone makes one, and
//! whatever writes bytes for others or paints for an audience ([`crate::compose`], [`crate::typeset`], [`crate::pdf`], [`super::web_annotation`])
//! takes nothing else. So that something private leaves is no mistake that can be made there: the compiler has refused it.
//!
//! Every field of a meeting is named here. A new one compiles only when somebody has said whether it leaves.

use super::{
    Annotation, AnnotationDisplay, Body, HandoutOptions, Meeting, Presentation, Selected, Template, Visibility,
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
    Handout,
    /// Slides on a projector: everything that is shared, whatever the hand-out shows; without what was drawn on slides,
    /// which is painted over them and changes none.
    Projector,
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
            Purpose::Projector => !annotation.is_only_on_slide(),
        };
        let leaving = self.annotations.iter().filter(|annotation| leaves(annotation));
        let leaving: Vec<Annotation> = match purpose {
            Purpose::Handout => leaving.cloned().collect(),
            Purpose::Projector => leaving.map(without_slide_drawing).collect(),
        };
        let annotations: Vec<Annotation> = leaving.into_iter().map(without_names_of_files).collect();
        let handout = match purpose {
            Purpose::Handout => self.handout.clone(),
            Purpose::Projector => HandoutOptions { annotations: AnnotationDisplay::Both, ..self.handout.clone() },
        };
        Shared(Meeting {
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
            selection: if minutes { written_on(&self.selection, &annotations) } else { self.selection.clone() },
            handout,
            presentation: if minutes { Presentation::default() } else { self.presentation.clone() },
            annotations,
        })
    }
}

/// A copy; of what was drawn on a slide without the strokes, which may be many.
fn without_slide_drawing(annotation: &Annotation) -> Annotation {
    if annotation.slide().is_some() { annotation.without_strokes() } else { annotation.clone() }
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
    use crate::meeting::{Drawing, Kind, PageNumber, SlideContent, SlideKey, drawing};

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
        let slides = meeting.share(Purpose::Projector);
        assert_eq!(drawings(&slides), 0);
        assert!(slides.meeting().annotations.iter().any(|annotation| annotation.text == "Se her"));
    }
}
