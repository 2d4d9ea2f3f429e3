//! Who takes part in the meeting, and how far they were there.

use super::{AgendaItemId, ParticipantId};
use serde::{Deserialize, Serialize};

/// Somebody who belongs to the meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// The participant's name within the meeting, which is not what people call them.
    pub id: ParticipantId,
    /// What people call them: a name or a role.
    pub name: String,
    /// What they are in the body that meets: *formand*.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// The group or party that they belong to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
    /// Whether they were there.
    #[serde(default, skip_serializing_if = "Attendance::is_unsaid")]
    pub attendance: Attendance,
    /// The item at which they came, where that was not the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came: Option<AgendaItemId>,
    /// The item at which they left, where that was not the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<AgendaItemId>,
    /// The items at which they were disqualified.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disqualified: Vec<AgendaItemId>,
}

/// Whether a participant was there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Attendance {
    /// Nothing was entered.
    #[default]
    Unsaid,
    /// They were.
    Present,
    /// They had sent an apology.
    Apology,
    /// They were not, and had not said so.
    Absent,
    /// They stood in for somebody else.
    SubstituteFor(ParticipantId),
}

impl Attendance {
    /// Whether nothing was entered.
    #[must_use]
    pub fn is_unsaid(&self) -> bool {
        *self == Attendance::Unsaid
    }

    /// Its name in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Attendance::Unsaid => "unsaid",
            Attendance::Present => "present",
            Attendance::Apology => "apology",
            Attendance::Absent => "absent",
            Attendance::SubstituteFor(_) => "substitute",
        }
    }
}

impl Participant {
    /// One of whom only this is known. `taken` says which ids are others'.
    #[must_use]
    pub fn called(name: &str, taken: impl Fn(&ParticipantId) -> bool) -> Participant {
        let ids = (0_usize..).map(|count| ParticipantId::of(&[name, &count.to_string()]));
        let mut free = ids.filter(|id| !taken(id));
        Participant { id: free.next().unwrap_or_default(), name: name.to_owned(), ..Participant::default() }
    }

    /// Those of these names, a line each as people type them: who was there before stays who they were.
    #[must_use]
    pub fn named(names: &[String], before: &[Participant]) -> Vec<Participant> {
        let mut left: Vec<&Participant> = before.iter().collect();
        let mut all: Vec<Participant> = Vec::with_capacity(names.len());
        let mut new = Vec::new();
        for (index, name) in names.iter().enumerate() {
            if let Some(at) = left.iter().position(|participant| participant.name == *name) {
                all.push(left.remove(at).clone());
            } else {
                new.push(index);
                all.push(Participant { name: name.clone(), ..Participant::default() });
            }
        }
        for index in new {
            // A name that is being typed is the same person's: the one who stood there and is nobody else now.
            let stood = before.get(index).and_then(|there| left.iter().position(|other| other.id == there.id));
            let known = stood.map(|at| left.remove(at).clone());
            let name = all.get(index).map_or_else(String::new, |participant| participant.name.clone());
            let participant = match known {
                Some(known) => Participant { name, ..known },
                None => Participant::called(&name, |id| all.iter().chain(before).any(|other| other.id == *id)),
            };
            if let Some(place) = all.get_mut(index) {
                *place = participant;
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_renamed_or_moved_stays_the_same_person() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let mut before = Participant::named(&names(&["Borgmester", "Kommunaldirektør", "Borgmester"]), &[]);
        before[1].attendance = Attendance::Apology;
        let ids: std::collections::BTreeSet<_> = before.iter().map(|participant| &participant.id).collect();
        assert_eq!(ids.len(), 3);
        let after =
            Participant::named(&names(&["Borgmester", "Kommunaldirektøren", "Borgmester", "Referent"]), &before);
        assert_eq!((&after[1].id, &after[1].attendance), (&before[1].id, &Attendance::Apology));
        let moved = Participant::named(&names(&["Kommunaldirektør", "Borgmester"]), &before);
        assert_eq!((&moved[0].id, &moved[1].id), (&before[1].id, &before[0].id));
    }
}
