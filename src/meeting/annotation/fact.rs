//! The facts of an annotation, enumerated once: what edits set, what merging and reconciling compare, and what cards, PDF,
//! XFDF, JSON-LD and JSON say of it.
//!
//! What was drawn is no fact: strokes are added and removed one by one. Replies are not either.

use super::{
    Annotation, Body, Dissent, HighlightColor, Kind, Outcome, Sighting, Status, StatusSet, Target, Visibility, Votes,
};
use crate::meeting::AgendaItemId;
use crate::picture::Picture;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One thing that is known of an annotation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Fact {
    /// What it is. Set to another kind it has nothing of what belonged to the one before, but the colour.
    Kind(Kind),
    /// The colour that its words are marked in.
    Color(Option<HighlightColor>),
    /// What was written.
    Text(String),
    /// How the meeting decided.
    Outcome(Option<Outcome>),
    /// Who proposed a decision.
    Proposer(String),
    /// How it was voted on.
    Votes(Option<Votes>),
    /// Opinions that members had entered beside a decision.
    Dissents(Vec<Dissent>),
    /// Who is to carry out an action.
    Owner(String),
    /// The day by which an action is to be done.
    Due(Option<Date>),
    /// The words that are suggested.
    Replacement(String),
    /// What it is about.
    Target(Target),
    /// Its number among those on the same part.
    Note(u32),
    /// Who wrote it.
    Author(String),
    /// Who may see it.
    Visibility(Visibility),
    /// How far it has come.
    Status(Status),
    /// Who said how far it has come, and when.
    StatusSet(Option<StatusSet>),
    /// The agenda item that it belongs to.
    AgendaItem(Option<AgendaItemId>),
    /// What was seen where it stood in a copy, while its place in the meeting is not known.
    Seen(Option<Sighting>),
}

impl Fact {
    /// Whether it is part of what the annotation says, which a reviewer may word otherwise. The rest says where it
    /// belongs, whose it is and what became of it.
    #[must_use]
    pub const fn is_wording(&self) -> bool {
        match self {
            Fact::Kind(_)
            | Fact::Color(_)
            | Fact::Text(_)
            | Fact::Outcome(_)
            | Fact::Proposer(_)
            | Fact::Votes(_)
            | Fact::Dissents(_)
            | Fact::Owner(_)
            | Fact::Due(_)
            | Fact::Replacement(_) => true,
            Fact::Target(_)
            | Fact::Note(_)
            | Fact::Author(_)
            | Fact::Visibility(_)
            | Fact::Status(_)
            | Fact::StatusSet(_)
            | Fact::AgendaItem(_)
            | Fact::Seen(_) => false,
        }
    }

    /// The picture that it tells of.
    #[must_use]
    pub const fn picture(&self) -> Option<&Picture> {
        match self {
            Fact::Seen(Some(Sighting { picture, .. })) => picture.as_ref(),
            Fact::Kind(_)
            | Fact::Color(_)
            | Fact::Text(_)
            | Fact::Outcome(_)
            | Fact::Proposer(_)
            | Fact::Votes(_)
            | Fact::Dissents(_)
            | Fact::Owner(_)
            | Fact::Due(_)
            | Fact::Replacement(_)
            | Fact::Target(_)
            | Fact::Note(_)
            | Fact::Author(_)
            | Fact::Visibility(_)
            | Fact::Status(_)
            | Fact::StatusSet(_)
            | Fact::AgendaItem(_)
            | Fact::Seen(None) => None,
        }
    }

    /// Whether it says something: an owner that nobody wrote does not.
    #[must_use]
    pub fn says_anything(&self) -> bool {
        match self {
            Fact::Text(text)
            | Fact::Proposer(text)
            | Fact::Owner(text)
            | Fact::Replacement(text)
            | Fact::Author(text) => !text.trim().is_empty(),
            Fact::Color(color) => color.is_some(),
            Fact::Outcome(outcome) => outcome.is_some(),
            Fact::Votes(votes) => votes.is_some(),
            Fact::Dissents(dissents) => !dissents.is_empty(),
            Fact::Due(due) => due.is_some(),
            Fact::StatusSet(set) => set.is_some(),
            Fact::AgendaItem(item) => item.is_some(),
            Fact::Seen(seen) => seen.is_some(),
            Fact::Kind(_) | Fact::Target(_) | Fact::Note(_) | Fact::Visibility(_) | Fact::Status(_) => true,
        }
    }

    /// The fact as it is compared: space around what was written does not count.
    #[must_use]
    pub(crate) fn trimmed(&self) -> Fact {
        let trim = |text: &String| text.trim().to_owned();
        match self {
            Fact::Text(text) => Fact::Text(trim(text)),
            Fact::Proposer(text) => Fact::Proposer(trim(text)),
            Fact::Owner(text) => Fact::Owner(trim(text)),
            Fact::Replacement(text) => Fact::Replacement(trim(text)),
            other => other.clone(),
        }
    }
}

/// Why a fact cannot be set: an annotation of its kind has no such fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotOfThisKind;

impl Annotation {
    /// Everything that is known of it, its kind first and then what belongs to that.
    #[must_use]
    pub fn facts(&self) -> Vec<Fact> {
        let mut facts = self.wording();
        facts.extend([
            Fact::Target(self.target.clone()),
            Fact::Note(self.note),
            Fact::Author(self.author.clone()),
            Fact::Visibility(self.visibility),
            Fact::Status(self.status),
            Fact::StatusSet(self.status_set.clone()),
            Fact::AgendaItem(self.agenda_item.clone()),
            Fact::Seen(self.seen.clone()),
        ]);
        facts
    }

    /// What it says: the facts that a reviewer may word otherwise.
    #[must_use]
    pub fn wording(&self) -> Vec<Fact> {
        let mut facts = vec![Fact::Kind(self.kind())];
        facts.push(Fact::Text(self.text.clone()));
        match &self.body {
            Body::Highlight { color } => facts.push(Fact::Color(Some(*color))),
            Body::Comment { color } | Body::Question { color } => facts.push(Fact::Color(*color)),
            Body::Decision(decision) => facts.extend([
                Fact::Color(decision.color),
                Fact::Outcome(decision.outcome),
                Fact::Proposer(decision.proposer.clone()),
                Fact::Votes(decision.votes.clone()),
                Fact::Dissents(decision.dissents.clone()),
            ]),
            Body::Action(action) => {
                facts.extend([Fact::Color(action.color), Fact::Owner(action.owner.clone()), Fact::Due(action.due)]);
            }
            Body::Suggestion { replacement } => facts.push(Fact::Replacement(replacement.clone())),
            Body::Ink(_) | Body::Differences(_) => {}
        }
        facts
    }

    /// What it says besides its kind, colour and text, in the order in which people are told: outcome, proposer, votes,
    /// dissents, owner, due date, suggested words.
    pub fn details(&self) -> impl Iterator<Item = Fact> {
        let shown =
            |fact: &Fact| !matches!(fact, Fact::Kind(_) | Fact::Color(_) | Fact::Text(_)) && fact.says_anything();
        self.wording().into_iter().filter(shown)
    }

    /// The facts that `other` has otherwise. Setting them, and strokes and replies aside, makes `other` of this one.
    #[must_use]
    pub fn differing_facts(&self, other: &Annotation) -> Vec<Fact> {
        let own = if self.kind() == other.kind() {
            self.facts()
        } else {
            // What belonged to the kind before is gone with it, but the colour.
            let mut turned = self.clone();
            match turned.set(Fact::Kind(other.kind())) {
                Ok(()) => turned.facts().into_iter().filter(|fact| !matches!(fact, Fact::Kind(_))).collect(),
                Err(NotOfThisKind) => self.facts(),
            }
        };
        other.facts().into_iter().filter(|fact| !own.contains(fact)).collect()
    }

    /// The facts of the wording that `other` has otherwise, but for space around texts.
    #[must_use]
    pub fn differing_wording(&self, other: &Annotation) -> Vec<Fact> {
        let own: Vec<Fact> = self.wording().iter().map(Fact::trimmed).collect();
        other.wording().into_iter().filter(|fact| !own.contains(&fact.trimmed())).collect()
    }

    /// Whether both say the same, but for space around texts.
    #[must_use]
    pub fn is_worded_as(&self, other: &Annotation) -> bool {
        self.kind() == other.kind()
            && self.differing_wording(other).is_empty()
            && other.differing_wording(self).is_empty()
    }

    /// Sets a fact.
    pub fn set(&mut self, fact: Fact) -> Result<(), NotOfThisKind> {
        match (fact, &mut self.body) {
            (Fact::Kind(kind), body) => {
                if kind != body.kind() {
                    // A drawing is nothing without its strokes, and these are not made by naming a kind.
                    let of_kind = Body::of(kind, body.color()).filter(|_| !matches!(body, Body::Ink(_)));
                    *body = of_kind.ok_or(NotOfThisKind)?;
                }
            }
            (Fact::Color(Some(new)), Body::Highlight { color }) => *color = new,
            (Fact::Color(new), Body::Comment { color } | Body::Question { color }) => *color = new,
            (Fact::Color(new), Body::Decision(decision)) => decision.color = new,
            (Fact::Color(new), Body::Action(action)) => action.color = new,
            (Fact::Outcome(outcome), Body::Decision(decision)) => decision.outcome = outcome,
            (Fact::Proposer(proposer), Body::Decision(decision)) => decision.proposer = proposer,
            (Fact::Votes(votes), Body::Decision(decision)) => decision.votes = votes,
            (Fact::Dissents(dissents), Body::Decision(decision)) => decision.dissents = dissents,
            (Fact::Owner(owner), Body::Action(action)) => action.owner = owner,
            (Fact::Due(due), Body::Action(action)) => action.due = due,
            (Fact::Replacement(words), Body::Suggestion { replacement }) => *replacement = words,
            (Fact::Text(text), _) => self.text = text,
            (Fact::Target(target), _) => self.target = target,
            (Fact::Note(note), _) => self.note = note,
            (Fact::Author(author), _) => self.author = author,
            (Fact::Visibility(visibility), _) => self.visibility = visibility,
            (Fact::Status(status), _) => self.status = status,
            (Fact::StatusSet(set), _) => self.status_set = set,
            (Fact::AgendaItem(item), _) => self.agenda_item = item,
            (Fact::Seen(seen), _) => self.seen = seen,
            (
                Fact::Color(_)
                | Fact::Outcome(_)
                | Fact::Proposer(_)
                | Fact::Votes(_)
                | Fact::Dissents(_)
                | Fact::Owner(_)
                | Fact::Due(_)
                | Fact::Replacement(_),
                _,
            ) => return Err(NotOfThisKind),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{action, comment, decision};
    use super::*;

    #[test]
    fn setting_what_differs_makes_the_other() {
        let mut comment = comment("a");
        comment.text = "Hvorfor?".to_owned();
        let all = [comment, decision("b"), action("c")];
        for from in &all {
            for to in &all {
                let mut made = from.clone();
                for fact in from.differing_facts(to) {
                    made.set(fact).expect("a fact of that kind");
                }
                assert_eq!((made.body, made.text, made.target), (to.body.clone(), to.text.clone(), to.target.clone()));
            }
        }
    }

    #[test]
    fn what_is_not_of_a_kind_cannot_be_set() {
        assert_eq!(comment("a").set(Fact::Owner("Borgmester".to_owned())), Err(NotOfThisKind));
        assert_eq!(action("a").set(Fact::Outcome(None)), Err(NotOfThisKind));
        assert_eq!(comment("a").set(Fact::Kind(Kind::Ink)), Err(NotOfThisKind));
    }

    #[test]
    fn space_around_a_text_is_no_other_wording() {
        let (one, mut other) = (comment("a"), comment("a"));
        other.text.push_str(" \n");
        assert!(one.is_worded_as(&other));
        assert_eq!(one.differing_facts(&other), [Fact::Text(other.text.clone())]);
    }
}
