//! What happens to a file outside of this session: it is changed, removed, or copied by a program that keeps folders in
//! step and did not know which of two versions to take.

use super::workspace::Workspace;
use crate::document_kind::open_package;
use crate::meeting::Meeting;
use crate::meeting::file::{EnvelopeError, Unpacked};
use crate::storage::Sha256;
use crate::storage::files::{Facts, folder_of};
use std::io;
use std::path::{Path, PathBuf};

/// What happened to a file since it was read or saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// It holds something else: this, where Bilag can read it at all.
    Changed(Option<Sha256>),
    /// It is not there any more.
    Gone,
}

/// What a file was when it was read or saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint {
    /// The identity of what it holds ([`Unpacked::identity`]), as text.
    pub hash: String,
    /// What was known about it without reading it, for a quick look.
    facts: Option<Facts>,
    /// What was found at the last look that is something else, so that it is read once.
    other: Option<(Facts, Option<Sha256>)>,
}

impl Fingerprint {
    /// That of a file that holds this.
    pub fn of(workspace: &Workspace, target: &Path, identity: &Sha256) -> Fingerprint {
        Fingerprint { hash: identity.to_string(), facts: workspace.files.facts(target).ok(), other: None }
    }

    /// The same look at a file, from which this was then read.
    pub fn of_bytes(self, identity: &Sha256) -> Fingerprint {
        Fingerprint { hash: identity.to_string(), ..self }
    }

    /// That of a file of which only the hash is known.
    pub fn with_hash(hash: String) -> Fingerprint {
        Fingerprint { hash, facts: None, other: None }
    }

    /// What happened to the file. It is read only where its length, time or number is another.
    pub fn look(&mut self, workspace: &Workspace, target: &Path) -> Option<Outside> {
        let facts = match workspace.files.facts(target) {
            Ok(facts) => facts,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Some(Outside::Gone),
            // A share that cannot be reached for a moment says nothing about the file.
            Err(_) => return None,
        };
        if self.facts.as_ref() == Some(&facts) {
            return None;
        }
        if let Some((known, holds)) = &self.other
            && *known == facts
        {
            return Some(Outside::Changed(*holds));
        }
        let unpacked = match Unpacked::read(&*workspace.files, target) {
            Err(EnvelopeError::Io(_)) => return None,
            unpacked => unpacked.ok(),
        };
        let holds = unpacked.map(|unpacked| unpacked.identity);
        if holds.is_some_and(|identity| self.is_of(&identity)) {
            (self.facts, self.other) = (Some(facts), None);
            return None;
        }
        self.other = Some((facts, holds));
        Some(Outside::Changed(holds))
    }

    /// Whether it is of a file that holds this.
    pub fn is_of(&self, identity: &Sha256) -> bool {
        self.hash == identity.to_string()
    }
}

/// The copies beside the file at `path` that programs such as Nextcloud, Dropbox, `OneDrive` and Syncthing made of it
/// because it was changed in two places at once.
#[must_use]
pub fn conflicted_copies(workspace: &Workspace, path: &Path) -> Vec<PathBuf> {
    let target = workspace.files.resolve(path);
    let own = read(workspace, &target);
    let mut copies = workspace.files.list(folder_of(&target)).unwrap_or_default();
    copies.retain(|other| {
        if other.extension() != target.extension() {
            return false;
        }
        let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        match copy_evidence(&stem(&target), &stem(other)) {
            None => false,
            Some(NameEvidence::Sure) => read(workspace, other).is_some(),
            Some(NameEvidence::Machine) => {
                own.as_ref().zip(read(workspace, other)).is_some_and(|(own, other)| are_versions_of_one(own, &other))
            }
        }
    });
    copies
}

/// How a name tells of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NameEvidence {
    /// By words that nobody else writes.
    Sure,
    /// By a machine's name, which may be something else.
    Machine,
}

/// What names say between brackets, in the languages that Bilag speaks.
const WORDS: [&str; 4] = ["conflicted copy", "modstridende kopi", "konfliktkopi", "case conflict"];

fn copy_evidence(own: &str, other: &str) -> Option<NameEvidence> {
    let rest = other.strip_prefix(own).filter(|rest| !rest.is_empty())?;
    let bracketed = rest.trim_start().strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let told = bracketed.is_some_and(|inner| WORDS.iter().any(|words| inner.to_lowercase().contains(words)));
    if told || rest.starts_with(".sync-conflict-") || rest.starts_with("_conflict-") {
        return Some(NameEvidence::Sure);
    }
    let machine = rest.strip_prefix('-')?;
    let named = machine.chars().all(|c| c.is_alphanumeric() || c == '-') && machine.chars().any(char::is_uppercase);
    named.then_some(NameEvidence::Machine)
}

/// Whether two meetings have anything in common that only copies have: the ids of what was written, or their head.
fn are_versions_of_one(own: &Meeting, other: &Meeting) -> bool {
    let written = own.annotations.iter().any(|annotation| other.annotation(&annotation.id).is_some());
    let on_the_agenda = own.agenda.iter().any(|item| other.agenda_item(&item.id).is_some());
    let head = |meeting: &Meeting| (meeting.title.clone(), meeting.body.clone(), meeting.date);
    written || on_the_agenda || head(own) == head(other)
}

fn read(workspace: &Workspace, path: &Path) -> Option<Meeting> {
    Some(open_package(&Unpacked::read(&*workspace.files, path).ok()?, &*workspace.files).ok()?.meeting)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_the_names_that_programs_give_them() {
        for sure in [
            "møde (conflicted copy 2026-11-22 101010)",
            "møde (Annes MacBook's conflicted copy 2026-11-22)",
            "møde (Anne Ås modstridende kopi 2026-11-22)",
            "møde.sync-conflict-20261122-101010-ABCDEFG",
            "møde_conflict-20261122-101010",
        ] {
            assert_eq!(copy_evidence("møde", sure), Some(NameEvidence::Sure), "{sure}");
        }
        assert_eq!(copy_evidence("møde", "møde-DESKTOP-AB12CD"), Some(NameEvidence::Machine));
        for other in
            ["møde", "møde-2027", "møde 2", "møde (kopi)", "budget (conflicted copy 2026-11-22)", "mødereferat"]
        {
            assert_eq!(copy_evidence("møde", other), None, "{other}");
        }
    }
}
