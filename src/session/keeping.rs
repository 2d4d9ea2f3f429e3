//! The attachments of an open meeting: on the disk of this machine before anything there names them.

use super::store::Store;
use super::workspace::Workspace;
use super::{Session, Warning};
use crate::meeting::file::Package;
use crate::meeting::{Meeting, file};
use crate::picture::Picture;
use crate::storage::store::{self, KeepError, Keeper};
use crate::storage::{Attachment, Attachments, Flaw, Sha256, Unsound};
use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

impl Workspace {
    /// Who keeps what an open meeting needs; `None` where this user has no place for it.
    pub(super) fn keeper(&self) -> Option<Keeper> {
        Some(Keeper::new(self.files.clone(), self.directories.clone()?))
    }
}

impl Session {
    /// What belongs to the meeting and is missing or damaged.
    #[must_use]
    pub fn unsound(&self) -> Vec<Unsound> {
        needed_of(&self.status.unsound, &self.meeting)
    }
}

impl Store {
    /// What the user is told of for as long as it is so.
    pub(super) fn standing_warning(&self) -> Option<Warning> {
        let lacking = needed_of(&self.unsound, &self.meeting).into_iter().map(|own| Lacking::of(own, &self.meeting));
        Some(lacking.collect()).filter(|lacking: &Vec<Lacking>| !lacking.is_empty()).map(Warning::Unsound)
    }

    /// Takes what came with a meeting into the store, so that it is there whatever happens to its file. What cannot be
    /// stored is used from where it is.
    pub(super) fn take_in(&mut self, package: &Package) {
        for unsound in &package.unsound {
            // What did not come along may have been here before.
            if unsound.flaw == Flaw::Damaged || !self.take_kept(unsound.sha256) {
                self.unsound.push(*unsound);
            }
        }
        for attachment in package.attachments.iter() {
            let kept = self.keeper.as_mut().map(|keeper| keeper.keep(attachment));
            if let Some(Err(KeepError::Unsound(unsound))) = &kept {
                self.unsound.push(*unsound);
            }
            self.attachments.replace(match kept {
                Some(Ok(stored)) => stored,
                _ => attachment.clone(),
            });
        }
        self.unsound.sort_unstable();
        self.unsound.dedup_by_key(|unsound| unsound.sha256);
        if self.warning.is_none() {
            self.warning = self.standing_warning().map(Arc::new);
        }
    }

    /// Says what a meeting that was left behind needs of the store, before anybody clears that.
    pub(super) fn take_from_store(&mut self, meetings: [&Meeting; 2]) {
        for sha256 in meetings.into_iter().flat_map(Meeting::attachments) {
            self.take_kept(sha256);
        }
        let pictures = self.base.pictures().chain(self.meeting.pictures());
        self.unsound = file::supply(pictures, &self.attachments, &*self.workspace.files);
        let files = self.base.annex_files().chain(self.meeting.annex_files()).map(|file| file.sha256);
        let missing = files.filter(|sha256| self.attachments.get(sha256).is_none());
        self.unsound.extend(missing.map(|sha256| Unsound { sha256, flaw: Flaw::Missing }));
        self.unsound.sort_unstable();
        self.unsound.dedup_by_key(|unsound| unsound.sha256);
    }

    /// Takes up what is kept on this machine already; whether it is.
    fn take_kept(&mut self, sha256: Sha256) -> bool {
        let Some(found) = self.kept_here(sha256) else { return false };
        let Some(Ok(stored)) = self.keeper.as_mut().map(|keeper| keeper.keep(&found)) else { return false };
        self.attachments.replace(stored);
        true
    }

    /// What is kept on this machine under this name, if anything is.
    fn kept_here(&self, sha256: Sha256) -> Option<Attachment> {
        store::find(&*self.workspace.files, self.workspace.directories.as_ref()?, sha256)
    }

    /// Keeps what the meeting needs, and what an edit brought, before that is entered into the journal.
    pub(super) fn keep_attachments(&mut self, brought: &[Picture], files: &[Sha256]) -> io::Result<()> {
        let Some(keeper) = &mut self.keeper else { return Ok(()) };
        let pictures = self.base.pictures().chain(self.meeting.pictures()).chain(brought);
        for picture in pictures {
            if keeper.has(&picture.sha256()) {
                continue;
            }
            let Some(attachment) = picture.attachment() else { continue };
            match keeper.keep(&attachment) {
                Ok(stored) => self.attachments.replace(stored),
                Err(KeepError::Io(error)) => return Err(error),
                Err(KeepError::Unsound(unsound)) => self.unsound.push(unsound),
            }
        }
        self.keep_annexes(files)
    }

    /// Keeps the files of annexes: they were attached, or are those of an earlier version, or came with the meeting.
    fn keep_annexes(&mut self, brought: &[Sha256]) -> io::Result<()> {
        let files = self.base.annex_files().chain(self.meeting.annex_files()).map(|file| file.sha256);
        let is_kept = |sha256: &Sha256| {
            self.keeper.as_ref().is_some_and(|keeper| keeper.has(sha256))
                || self.unsound.iter().any(|unsound| unsound.sha256 == *sha256)
        };
        let named: BTreeSet<Sha256> = files.chain(brought.iter().copied()).filter(|sha256| !is_kept(sha256)).collect();
        for sha256 in named {
            let found = self.attachments.get(&sha256).cloned().or_else(|| self.kept_here(sha256));
            let Some((keeper, found)) = self.keeper.as_mut().zip(found) else {
                self.unsound.push(Unsound { sha256, flaw: Flaw::Missing });
                continue;
            };
            match keeper.keep(&found) {
                Ok(stored) => self.attachments.replace(stored),
                Err(KeepError::Io(error)) => return Err(error),
                Err(KeepError::Unsound(unsound)) => self.unsound.push(unsound),
            }
        }
        if self.warning.is_none() {
            self.warning = self.standing_warning().map(Arc::new);
        }
        Ok(())
    }

    /// Lets go of what the meeting does not need any more, now that nothing can be taken back.
    pub(super) fn let_go(&mut self) -> io::Result<()> {
        let mut needed: BTreeSet<Sha256> = self.meeting.attachments();
        needed.extend(self.base.attachments());
        self.attachments = self.attachments.iter().filter(|own| needed.contains(&own.sha256())).cloned().collect();
        self.keeper.as_mut().map_or(Ok(()), |keeper| keeper.keep_only(&needed))
    }
}

/// What of this the meeting needs.
fn needed_of(unsound: &[Unsound], meeting: &Meeting) -> Vec<Unsound> {
    let mut needed = meeting.attachments();
    // One that came with its bytes since is sound.
    for picture in meeting.pictures().filter(|picture| picture.bytes().is_some()) {
        needed.remove(&picture.sha256());
    }
    unsound.iter().filter(|unsound| needed.contains(&unsound.sha256)).copied().collect()
}

/// Supplies a meeting's pictures, and those of edits, from the store.
pub(super) fn supply_from_store<'a>(workspace: &Workspace, pictures: impl Iterator<Item = &'a Picture>) {
    let Some(directories) = &workspace.directories else { return };
    let found = |picture: &&Picture| store::find(&*workspace.files, directories, picture.sha256());
    let missing: Vec<&Picture> = pictures.filter(|picture| picture.bytes().is_none()).collect();
    let attachments: Attachments = missing.iter().filter_map(found).collect();
    file::supply(missing.into_iter(), &attachments, &*workspace.files);
}

/// Something that belongs to a meeting and cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// What is wrong with it.
    pub unsound: Unsound,
    /// The annex that it is the file of: its number, and the name of the file.
    pub annex: Option<(usize, String)>,
}

impl Lacking {
    /// What is wrong with something, and what a meeting calls it.
    #[must_use]
    pub fn of(unsound: Unsound, meeting: &Meeting) -> Lacking {
        let named = meeting.numbered_annexes().find(|(_, annex)| annex.file.sha256 == unsound.sha256);
        Lacking { unsound, annex: named.map(|(number, annex)| (number, annex.file.name.clone())) }
    }
}

/// The names of attachments that are missing or damaged.
pub(crate) fn names(lacking: &[Lacking]) -> String {
    let names: Vec<String> = lacking.iter().map(|lacking| lacking.unsound.sha256.to_string()).collect();
    names.join(", ")
}
