//! The attachments of an open meeting: on the disk of this machine before anything there names them.

use super::store::Store;
use super::workspace::Workspace;
use super::{Session, Warning};
use crate::meeting::file::Package;
use crate::meeting::{Meeting, file};
use crate::picture::Picture;
use crate::storage::store::{self, KeepError, Keeper};
use crate::storage::{Attachments, Sha256, Unsound};
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
        Some(needed_of(&self.unsound, &self.meeting)).filter(|unsound| !unsound.is_empty()).map(Warning::Unsound)
    }

    /// Takes what came with a meeting into the store, so that it is there whatever happens to its file. What cannot be
    /// stored is used from where it is.
    pub(super) fn take_in(&mut self, package: &Package) {
        self.unsound.extend(&package.unsound);
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
        let Some(directories) = self.workspace.directories.clone() else { return };
        for sha256 in meetings.into_iter().flat_map(Meeting::attachments) {
            let found = store::find(&*self.workspace.files, &directories, sha256);
            if let Some((keeper, found)) = self.keeper.as_mut().zip(found)
                && let Ok(stored) = keeper.keep(&found)
            {
                self.attachments.add(stored);
            }
        }
        let pictures = self.base.pictures().chain(self.meeting.pictures());
        self.unsound = file::supply(pictures, &self.attachments, &*self.workspace.files);
    }

    /// Keeps what the meeting needs, and what an edit brought, before that is entered into the journal.
    pub(super) fn keep_attachments(&mut self, brought: &[Picture]) -> io::Result<()> {
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

/// The names of attachments that are missing or damaged.
pub(crate) fn names(unsound: &[Unsound]) -> String {
    let names: Vec<String> = unsound.iter().map(|unsound| unsound.sha256.to_string()).collect();
    names.join(", ")
}
