//! What commands do to annotations.

use super::{Annotate, Selection};
use crate::app::input::command::Command;
use crate::app::request::Request;
use crate::app::settings::Settings;
use crate::clock;
use crate::meeting::{
    Annotation, AnnotationId, Body, Edit, Fact, HighlightColor, Kind, Meeting, Target, Visibility, anchor,
};

/// Whether nothing is written in an annotation that ought to say something.
pub fn says_nothing(annotation: &Annotation) -> bool {
    annotation.kind() != Kind::Highlight && annotation.text.trim().is_empty() && annotation.replies.is_empty()
}

impl Annotate {
    /// What a command asks for.
    pub fn command(&mut self, command: Command, meeting: &Meeting, settings: &Settings) -> Vec<Request> {
        let mut requests = Vec::new();
        let open = self.open.as_ref().and_then(|id| meeting.annotation(id));
        match (command, open) {
            (Command::TogglePrivate, Some(open)) => {
                let visibility = match open.visibility {
                    Visibility::Private => Visibility::Shared,
                    Visibility::Shared => Visibility::Private,
                };
                // Shared and private notes are numbered apart: it gets the next number there.
                requests.push(changed(open, vec![Fact::Visibility(visibility), Fact::Note(0)]));
            }
            (Command::DeleteAnnotation, Some(open)) => {
                requests.push(Request::Edit(Edit::RemoveAnnotation(open.id.clone())));
                self.open = None;
                self.fresh = false;
            }
            (Command::Highlight(color), Some(open)) if self.selection.is_none() && open.kind() == Kind::Highlight => {
                requests.push(changed(open, vec![Fact::Color(Some(color))]));
            }
            (Command::Highlight(color), _) => self.mark(color, meeting, settings, &mut requests),
            (Command::Write(kind), _) => self.add(kind, None, meeting, settings, &mut requests),
            _ => {}
        }
        requests
    }

    /// Marks the selected words, or the whole paragraph that has the cursor. Words that are marked already get the other
    /// colour.
    fn mark(&mut self, color: HighlightColor, meeting: &Meeting, settings: &Settings, requests: &mut Vec<Request>) {
        let Some(selection) = &mut self.selection else { return };
        let Some(paragraph) = meeting.text_of(&selection.target) else { return };
        let words = selection.words.get_or_insert(0..paragraph.len()).clone();
        let target = selection.target.clone();
        let same = meeting.annotations.iter().find(|annotation| {
            annotation.kind() == Kind::Highlight
                && annotation.target.text() == target.text()
                && meeting.words(&annotation.target) == Some(words.clone())
        });
        match same {
            Some(same) => {
                requests.push(changed(same, vec![Fact::Color(Some(color))]));
                self.selection = None;
            }
            None => self.add(Kind::Highlight, Some(color), meeting, settings, requests),
        }
    }

    /// Puts a new annotation on the selection, else on the meeting as a whole, and opens its card.
    fn add(
        &mut self,
        kind: Kind,
        color: Option<HighlightColor>,
        meeting: &Meeting,
        settings: &Settings,
        requests: &mut Vec<Request>,
    ) {
        self.close(meeting, requests);
        let target = self.selection.take().map_or_else(Target::default, |selection| target(meeting, selection));
        let agenda_item = match kind {
            Kind::Decision | Kind::Action => {
                target.principle().and_then(|number| meeting.selected(number)?.agenda_item.clone())
            }
            _ => None,
        };
        let now = clock::now().unwrap_or_default();
        let author = settings.author.trim().to_owned();
        let body = Body::of(kind, color).unwrap_or(Body::COMMENT);
        let mut annotation = Annotation {
            target,
            visibility: settings.visibility,
            agenda_item,
            ..Annotation::new(AnnotationId::default(), body, author, now, String::new())
        };
        annotation.id = meeting.free_id(&annotation);
        if kind != Kind::Highlight {
            self.open = Some(annotation.id.clone());
            self.draft.begin = true;
            self.fresh = true;
        }
        requests.push(Request::Seal);
        requests.push(Request::Edit(Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(annotation) }));
    }
}

fn changed(annotation: &Annotation, facts: Vec<Fact>) -> Request {
    let modified = clock::now().unwrap_or(annotation.modified);
    Request::Edit(Edit::ChangeAnnotation { id: annotation.id.clone(), modified, facts })
}

/// What a selection is about, for an annotation.
fn target(meeting: &Meeting, selection: Selection) -> Target {
    let words = selection.words.and_then(|words| anchor::describe(meeting.text_of(&selection.target)?, words));
    match selection.target.text() {
        Some(text) => Target::to_text(text.clone(), words),
        None => selection.target,
    }
}
