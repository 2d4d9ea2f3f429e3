//! A meeting with its attachments, as a file holds them.

use super::envelope::{Packed, Unpacked};
use super::{FileError, Newer, read, read_newer, write};
use crate::meeting::Meeting;
use crate::picture;
use crate::storage::{Attachments, Disk, Files, Flaw, Unsound};

/// A meeting with what belongs to it and is not in its JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Package {
    /// The meeting. Its pictures have their bytes, but for those that are unsound.
    pub meeting: Meeting,
    /// What stands beside it.
    pub attachments: Attachments,
    /// What it names and cannot be had.
    pub unsound: Vec<Unsound>,
}

impl From<Meeting> for Package {
    fn from(meeting: Meeting) -> Package {
        Package { meeting, ..Package::default() }
    }
}

impl Package {
    /// The meeting in JSON that stands alone.
    pub fn read(json: &[u8]) -> Result<Package, FileError> {
        let alone = Attachments::default();
        let meeting = read(json)?;
        Ok(Package::of(meeting, &alone, &[], &Disk))
    }

    /// The meeting in what was unpacked. Pictures are read; other attachments stay where they are, and whether they are
    /// what they are named after shows when they are used.
    pub fn open(unpacked: &Unpacked, files: &dyn Files) -> Result<Package, FileError> {
        Ok(Package::of(read(&unpacked.body)?, &unpacked.attachments, &unpacked.unsound, files))
    }

    /// What can be read of one that a newer Bilag wrote.
    pub fn open_newer(unpacked: &Unpacked, files: &dyn Files) -> Result<(Package, Newer), FileError> {
        let newer = read_newer(&unpacked.body)?;
        let package = Package::of(newer.meeting.clone(), &unpacked.attachments, &unpacked.unsound, files);
        Ok((package, newer))
    }

    fn of(meeting: Meeting, attachments: &Attachments, unsound: &[Unsound], files: &dyn Files) -> Package {
        let (attachments, mut unsound) = (attachments.clone(), unsound.to_vec());
        unsound.extend(supply(meeting.pictures(), &attachments, files));
        for sha256 in meeting.attachments() {
            let is_picture = meeting.pictures().any(|picture| picture.sha256() == sha256);
            if !is_picture && attachments.get(&sha256).is_none() {
                unsound.push(Unsound { sha256, flaw: Flaw::Missing });
            }
        }
        unsound.sort_unstable();
        // What is known to be damaged is not missing too.
        unsound.dedup_by(|other, one| {
            let same = other.sha256 == one.sha256;
            if same && other.flaw == Flaw::Damaged {
                one.flaw = Flaw::Damaged;
            }
            same
        });
        Package { meeting, attachments, unsound }
    }

    /// The package as it is written.
    #[must_use]
    pub fn pack<'a>(&self, files: &'a dyn Files) -> Packed<'a> {
        pack(&self.meeting, &self.attachments, files)
    }

    /// Looks through all attachments and tells of each that is not what it is named after.
    #[must_use]
    pub fn check(&self, files: &dyn Files) -> Vec<Unsound> {
        let mut unsound = self.unsound.clone();
        unsound.extend(self.attachments.iter().filter_map(|attachment| attachment.check(files).err()));
        unsound.sort_unstable();
        unsound.dedup_by_key(|unsound| unsound.sha256);
        unsound
    }
}

/// Supplies pictures with their bytes, and tells of those that have none.
pub fn supply<'a>(
    pictures: impl Iterator<Item = &'a picture::Picture>,
    attachments: &Attachments,
    files: &dyn Files,
) -> Vec<Unsound> {
    let mut unsound = Vec::new();
    for picture in pictures.filter(|picture| picture.bytes().is_none()) {
        let sha256 = picture.sha256();
        match attachments.get(&sha256).map(|attachment| attachment.read(files, picture::LARGEST as u64)) {
            Some(Ok(bytes)) if picture.supply(&bytes) => {}
            Some(Ok(_)) => unsound.push(Unsound { sha256, flaw: Flaw::Damaged }),
            Some(Err(error)) => unsound.push(error),
            None => unsound.push(Unsound { sha256, flaw: Flaw::Missing }),
        }
    }
    unsound
}

/// A meeting as it is written, with those of its attachments that are there.
#[must_use]
pub fn pack<'a>(meeting: &Meeting, attachments: &Attachments, files: &'a dyn Files) -> Packed<'a> {
    let mut all: Attachments = meeting.pictures().filter_map(picture::Picture::attachment).collect();
    let named = meeting.attachments();
    for attachment in named.iter().filter_map(|sha256| attachments.get(sha256)) {
        all.add(attachment.clone());
    }
    Packed::new(files, write(meeting).into_bytes(), all.iter())
}
