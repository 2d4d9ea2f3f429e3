//! A meeting as it is kept: its file, its journal, and who may write them.
//!
//! The store lives on the session's file thread. It has a meeting of its own, to which every edit is applied that was handed
//! over, so that whoever shows the meeting never waits for a disk. Edits that come while a flush is under way are flushed
//! together in the next.

use super::access::{self, Access, Claim};
use super::file_thread::State;
use super::outside::{Fingerprint, Outside};
use super::record::Record;
use super::workspace::{self, LockOwner, Workspace};
use super::{Status, Warning};
use crate::logbook::{self, Event, Work};
use crate::meeting::edit::apply;
use crate::meeting::journal::{self, Entry, Header};
use crate::meeting::{Edit, Meeting};
use crate::picture::Picture;
use crate::storage::store::Keeper;
use crate::storage::{Attachments, Sha256, Unsound};
use jiff::Timestamp;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often a file is looked at, where that is wanted.
const LOOK: Duration = Duration::from_secs(3);

/// A meeting as it is kept.
#[derive(Debug)]
pub(super) struct Store {
    pub workspace: Workspace,
    /// The meeting with every edit that was handed over.
    pub meeting: Meeting,
    /// The file that it is saved in, once there is one.
    pub path: Option<PathBuf>,
    /// The meeting as it was read or saved last: what a change from outside is merged on, and the journal's beginning.
    pub base: Meeting,
    /// The file as it was read or saved last.
    pub fingerprint: Option<Fingerprint>,
    pub access: Access,
    pub claim: Option<Claim>,
    /// The journal, from the first edit after the file was read or saved.
    pub record: Option<Record>,
    /// What belongs to the meeting beside its pictures, or did since it was opened.
    pub attachments: Attachments,
    /// What came with it and is missing or damaged.
    pub unsound: Vec<Unsound>,
    pub keeper: Option<Keeper>,
    pub warning: Option<Arc<Warning>>,
    /// The edits that are in no journal yet.
    waiting: Vec<Entry>,
    /// The pictures that those edits bring, which are stored before any record names them.
    brought: Vec<Picture>,
    /// The files of annexes that those edits bring.
    brought_files: Vec<Sha256>,
    /// Whether those are all edits since the journal's beginning.
    is_all: bool,
    /// The number of the last edit that was handed over, of the last that was tried to be kept, and of the last that is.
    handed: u64,
    tried: u64,
    flushed: u64,
    /// Whether an edit did not fit: the meeting is to be handed over whole.
    astray: bool,
    /// Whether the file is looked at now and then, and what was seen.
    watches: bool,
    looked: Option<Instant>,
    outside: Option<Outside>,
    status: Arc<Mutex<Status>>,
}

impl Store {
    /// A meeting that is in no file yet.
    pub fn new(workspace: &Workspace, meeting: Meeting) -> Store {
        Store {
            workspace: workspace.clone(),
            base: meeting.clone(),
            meeting,
            path: None,
            fingerprint: None,
            access: Access::Writable,
            claim: None,
            record: None,
            attachments: Attachments::default(),
            unsound: Vec::new(),
            keeper: workspace.keeper(),
            warning: None,
            waiting: Vec::new(),
            brought: Vec::new(),
            brought_files: Vec::new(),
            is_all: true,
            handed: 0,
            tried: 0,
            flushed: 0,
            astray: false,
            watches: false,
            looked: None,
            outside: None,
            status: Arc::default(),
        }
    }

    /// A meeting that is kept at `path`, if anywhere, and who may write there.
    pub fn at_path(workspace: &Workspace, meeting: Meeting, path: Option<PathBuf>) -> Store {
        let mut store = Store { path, ..Store::new(workspace, meeting) };
        store.ask_again();
        store
    }

    /// A meeting that is kept at `path`, where this session may not write.
    pub fn read_only(workspace: &Workspace, meeting: Meeting, path: PathBuf, access: Access) -> Store {
        Store { access, path: Some(path), ..Store::new(workspace, meeting) }
    }

    /// Where others read how it stands.
    pub fn status(&self) -> Arc<Mutex<Status>> {
        self.publish();
        Arc::clone(&self.status)
    }

    fn publish(&self) {
        *self.status.lock().unwrap_or_else(PoisonError::into_inner) = Status {
            path: self.path.clone(),
            access: self.access.clone(),
            warning: self.warning.clone(),
            unsound: self.unsound.clone(),
            tried: self.tried,
            flushed: self.flushed,
            astray: self.astray,
            outside: self.outside,
        };
    }

    /// Takes an edit over, which was made at this time and has this number. It is in the journal after the next
    /// [`State::settle`].
    pub fn take(&mut self, number: u64, at: Timestamp, edit: Edit) {
        self.brought.extend(edit.pictures().into_iter().cloned());
        self.brought_files.extend(edit.annex_files().into_iter().map(|file| file.sha256));
        self.waiting.push(Entry { at, edit: edit.clone() });
        self.handed = number;
        self.astray |= apply(&mut self.meeting, edit).is_err();
    }

    /// Takes the meeting over whole, as it is after the edit with this number.
    pub fn take_whole(&mut self, number: u64, meeting: Meeting) {
        (self.meeting, self.handed, self.astray) = (meeting, number, false);
        self.waiting.clear();
        self.is_all = false;
        let kept = self.keep_brought();
        let written = if self.record.is_some() { self.write_anew() } else { self.begin_journal() };
        self.entered(kept.and(written));
    }

    /// Takes over what was recovered, with its journal where that could be taken up; the meeting is there already.
    pub fn take_recovered(&mut self, record: io::Result<Record>) {
        self.is_all = false;
        self.warning = self.standing_warning().map(Arc::new);
        let taken = record.map(|record| self.record = Some(record));
        self.entered(taken);
    }

    /// Asks again whether the file may be written to.
    pub fn ask_again(&mut self) {
        if let Some(path) = &self.path {
            let claimed = access::claim(&self.workspace, &self.workspace.files.resolve(path));
            self.take_claim(claimed);
        }
    }

    /// Takes a file over that somebody else had open.
    pub fn take_over(&mut self) {
        if let (Some(path), Access::ReadOnly { .. }) = (&self.path, &self.access) {
            let claimed = access::take_over(&self.workspace, &self.workspace.files.resolve(path));
            self.take_claim(claimed);
        }
    }

    fn take_claim(&mut self, claimed: Result<Claim, LockOwner>) {
        match claimed {
            Ok(claim) => (self.claim, self.access) = (Some(claim), Access::Writable),
            Err(held_by) => self.access = Access::ReadOnly { held_by },
        }
    }

    /// Looks at the file now and then, from now on.
    pub fn watch(&mut self) {
        self.watches = true;
    }

    /// Begins a journal with the meeting as it is in the file and what lies between that and the meeting as it is.
    fn begin_journal(&mut self) -> io::Result<()> {
        let directories = self.workspace.directories.as_ref().ok_or(io::ErrorKind::NotFound)?;
        let since = self.is_all.then_some(&*self.waiting);
        let record = Record::begin(&self.workspace, directories, &self.header(), &self.base, &self.meeting, since)?;
        self.record = Some(record);
        Ok(())
    }

    /// Writes the journal anew, after its beginning has become another.
    pub fn rewrite_journal(&mut self) {
        if self.record.is_some() {
            let written = self.write_anew();
            self.entered(written);
        }
    }

    fn write_anew(&mut self) -> io::Result<()> {
        let header = self.header();
        match &mut self.record {
            Some(record) => record.write_anew(&self.workspace, &header, &self.base, &self.meeting),
            None => Ok(()),
        }
    }

    fn header(&self) -> Header {
        Header {
            journal: journal::VERSION,
            file: self.path.as_ref().map(|path| self.workspace.files.resolve(path)),
            hash: self.fingerprint.as_ref().map(|fingerprint| fingerprint.hash.clone()),
            began: workspace::now(),
        }
    }

    /// Takes note of what came of entering edits into the journal.
    fn entered(&mut self, entered: io::Result<()>) {
        self.waiting.clear();
        self.tried = self.handed;
        match entered {
            Ok(()) => {
                self.flushed = self.handed;
                if matches!(self.warning.as_deref(), Some(Warning::NotJournaled(_))) {
                    self.warning = self.standing_warning().map(Arc::new);
                }
            }
            Err(error) => {
                logbook::note(&Event::Failed { work: Work::Journal, reason: error.kind() });
                self.is_all = false;
                self.warning = Some(Arc::new(Warning::NotJournaled(error)));
            }
        }
    }

    /// Keeps what the meeting needs and what edits brought that are in no journal yet.
    fn keep_brought(&mut self) -> io::Result<()> {
        let (brought, files) = (std::mem::take(&mut self.brought), std::mem::take(&mut self.brought_files));
        self.keep_attachments(&brought, &files)
    }

    /// Removes the journal: what it holds is in the file, or not wanted.
    pub fn forget_journal(&mut self) {
        self.waiting.clear();
        self.brought.clear();
        self.brought_files.clear();
        self.is_all = true;
        (self.tried, self.flushed) = (self.handed, self.handed);
        if let Some(record) = self.record.take() {
            // One that stays is found at the next start to hold what its file holds, or is offered there.
            let _ = record.remove(&self.workspace);
        }
    }
}

impl State for Store {
    fn settle(&mut self) {
        if !self.waiting.is_empty() {
            // A picture is on the disk before a record names it.
            let kept = self.keep_brought();
            let entered = match &mut self.record {
                Some(record) if !record.wants_writing() => record.append(&self.waiting),
                Some(_) => self.write_anew(),
                None => self.begin_journal(),
            };
            self.entered(kept.and(entered));
        }
        self.publish();
    }

    fn told_of_panic(&mut self) {
        // Nobody knows what was half done; what the session has is right.
        self.astray = true;
        if let Some(record) = &mut self.record {
            record.distrust();
        }
        self.publish();
    }

    fn rest(&mut self) -> Option<Duration> {
        if !self.watches {
            return None;
        }
        let left = self.looked.map_or(Duration::ZERO, |looked| LOOK.saturating_sub(looked.elapsed()));
        if !left.is_zero() {
            return Some(left);
        }
        let seen = self.changed_outside();
        self.looked = Some(Instant::now());
        if seen != self.outside {
            self.outside = seen;
            self.publish();
        }
        Some(LOOK)
    }
}
