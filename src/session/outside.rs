//! What happens to a file outside of this session: it is changed, removed, or copied by a program that keeps folders in
//! step and did not know which of two versions to take.

use super::workspace::Workspace;
use crate::meeting::{self, Meeting};
use crate::storage::files::{Facts, folder_of};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

/// What happened to a file since it was read or saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// It holds something else.
    Changed,
    /// It is not there any more.
    Gone,
}

/// What a file was when it was read or saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint {
    /// The SHA-256 hash of its bytes.
    pub hash: String,
    /// What was known about it without reading it, for a quick look.
    facts: Option<Facts>,
}

impl Fingerprint {
    /// That of a file that holds these bytes.
    pub fn of(workspace: &Workspace, target: &Path, bytes: &[u8]) -> Fingerprint {
        Fingerprint { hash: hash(bytes), facts: workspace.files.facts(target).ok() }
    }

    /// The same look at a file, from which these bytes were then read.
    pub fn of_bytes(self, bytes: &[u8]) -> Fingerprint {
        Fingerprint { hash: hash(bytes), ..self }
    }

    /// That of a file of which only the hash is known.
    pub fn with_hash(hash: String) -> Fingerprint {
        Fingerprint { hash, facts: None }
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
        if self.is_of(&workspace.files.read(target).ok()?) {
            self.facts = Some(facts);
            return None;
        }
        Some(Outside::Changed)
    }

    /// Whether these are the bytes.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        self.hash == hash(bytes)
    }
}

/// The SHA-256 hash of bytes, in hexadecimal digits.
pub(super) fn hash(bytes: &[u8]) -> String {
    let mut digits = String::new();
    for byte in Sha256::digest(bytes) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
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
    let written = |meeting: &Meeting, id| meeting.annotation(id).is_some() || meeting.agenda_item(id).is_some();
    let ids = own.annotations.iter().map(|annotation| &annotation.id).chain(own.agenda.iter().map(|item| &item.id));
    let head = |meeting: &Meeting| (meeting.title.clone(), meeting.body.clone(), meeting.date);
    ids.into_iter().any(|id| written(other, id)) || head(own) == head(other)
}

fn read(workspace: &Workspace, path: &Path) -> Option<Meeting> {
    meeting::file::read(&workspace.files.read(path).ok()?).ok()
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
