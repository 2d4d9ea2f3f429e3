//! Which annotations are shown.

use crate::meeting::{AgendaItemId, Annotation, Kind, Meeting, Status, Visibility};

/// Which annotations are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only by this author.
    pub author: Option<String>,
    /// Only of this status.
    pub status: Option<Status>,
    /// Only private or only shared ones.
    pub visibility: Option<Visibility>,
    /// Only what belongs to this agenda item: by itself, or by its principle.
    pub agenda_item: Option<AgendaItemId>,
}

impl Filter {
    /// Whether an annotation is shown.
    #[must_use]
    pub fn lets_through(&self, annotation: &Annotation, meeting: &Meeting) -> bool {
        let item = || {
            let by_principle =
                annotation.target.principle().and_then(|number| meeting.selected(number)?.agenda_item.as_ref());
            annotation.agenda_item.as_ref().or(annotation.target.agenda_item()).or(by_principle)
        };
        self.kind.is_none_or(|kind| annotation.kind() == kind)
            && self.author.as_ref().is_none_or(|author| annotation.author == *author)
            && self.status.is_none_or(|status| annotation.status == status)
            && self.visibility.is_none_or(|visibility| annotation.visibility == visibility)
            && self.agenda_item.as_ref().is_none_or(|wanted| item() == Some(wanted))
    }

    /// Whether everything is shown.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Filter::default()
    }
}
