//! The journal of an open meeting, on the disk.
//!
//! A journal is made whole under another name before it gets its own, so that each one that is found has its beginning.
//! While a session is open it holds a lock beside its journal: a journal whose lock is free belongs to a program that
//! stopped.

use super::workspace::{Workspace, now};
use crate::meeting::journal::{Entry, Header, Writer};
use crate::meeting::{Edit, Meeting, difference};
use crate::storage::directories::{Directories, key};
use crate::storage::files::{Held, Readers, Writing, folder_of};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// The ending of a journal's name.
pub(super) const ENDING: &str = "journal";

/// How much heavier a journal may grow than its beginning before it is written anew, in bytes.
const GROWTH: usize = 4 << 20;

/// A journal that is being written.
#[derive(Debug)]
pub(super) struct Record {
    path: PathBuf,
    file: Box<dyn Writing>,
    /// What writes it, as far as it is on the disk.
    writer: Writer,
    /// How heavy it was when it was written whole, in bytes.
    begun: usize,
    /// Whether an edit may be missing in it, or be there in part: it must be written whole before it takes another.
    broken: bool,
    _lock: Box<dyn Held>,
}

impl Record {
    /// Begins a journal: the meeting as it was, and what lies between that and the meeting as it is: the edits `since`, where
    /// they are known, or else one.
    pub fn begin(
        workspace: &Workspace,
        directories: &Directories,
        header: &Header,
        base: &Meeting,
        meeting: &Meeting,
        since: Option<&[Entry]>,
    ) -> io::Result<Record> {
        let folder = directories.journals();
        workspace.files.make_folder(&folder)?;
        let (path, lock) = free_name(workspace, &folder, header.file.as_deref())?;
        match since {
            Some(since) => Record::write(workspace, path, lock, header, base, since),
            None => Record::write(workspace, path, lock, header, base, &[between(base, meeting)]),
        }
    }

    /// Writes a journal whole, in the place of the one at `path` if there is one.
    pub fn write(
        workspace: &Workspace,
        path: PathBuf,
        lock: Box<dyn Held>,
        header: &Header,
        base: &Meeting,
        entries: &[Entry],
    ) -> io::Result<Record> {
        let (file, writer) = write_whole(workspace, &path, header, base, entries)?;
        Ok(Record { path, file, begun: writer.weight(), writer, broken: false, _lock: lock })
    }

    /// Adds edits and flushes them to the disk.
    pub fn append(&mut self, entries: &[Entry]) -> io::Result<()> {
        // Until it is there nobody knows what is, and the writer least of all.
        self.broken = true;
        let records: Vec<u8> = entries.iter().flat_map(|entry| self.writer.record(entry)).collect();
        self.file.write(&records)?;
        self.file.sync()?;
        self.broken = false;
        Ok(())
    }

    /// Whether it must be written whole before the next edit, or is so long that it is worth it.
    pub fn wants_writing(&self) -> bool {
        self.broken || self.writer.weight().saturating_sub(self.begun) > GROWTH.max(2 * self.begun)
    }

    /// Writes it whole: what it is of, where that is another now, the meeting as it was, and what lies between that and
    /// the meeting as it is, as one edit.
    pub fn write_anew(
        &mut self,
        workspace: &Workspace,
        header: &Header,
        base: &Meeting,
        meeting: &Meeting,
    ) -> io::Result<()> {
        self.broken = true;
        let (file, writer) = write_whole(workspace, &self.path, header, base, &[between(base, meeting)])?;
        (self.begun, self.file, self.writer, self.broken) = (writer.weight(), file, writer, false);
        Ok(())
    }

    /// Says that nobody knows what is in it: it must be written whole before it takes another edit.
    pub fn distrust(&mut self) {
        self.broken = true;
    }

    /// Removes the journal: what it holds is safe elsewhere, or not wanted.
    pub fn remove(self, workspace: &Workspace) -> io::Result<()> {
        remove(workspace, &self.path)
    }
}

/// What lies between two meetings, as one edit that is made now.
fn between(base: &Meeting, meeting: &Meeting) -> Entry {
    Entry { at: now(), edit: Edit::Batch(difference(base, meeting)) }
}

/// Writes a whole journal and gives it its name; what is to be added comes from the writer.
fn write_whole(
    workspace: &Workspace,
    path: &Path,
    header: &Header,
    base: &Meeting,
    entries: &[Entry],
) -> io::Result<(Box<dyn Writing>, Writer)> {
    let (mut writer, mut bytes) = Writer::begin(header, base);
    bytes.extend(entries.iter().flat_map(|entry| writer.record(entry)));
    let unfinished = path.with_extension("tmp");
    // One that an earlier attempt left behind.
    let _ = workspace.files.remove(&unfinished);
    let mut file = workspace.files.create(&unfinished, Readers::Owner)?;
    let written =
        file.write(&bytes).and_then(|()| file.sync()).and_then(|()| workspace.files.rename(&unfinished, path));
    if let Err(error) = written {
        let _ = workspace.files.remove(&unfinished);
        return Err(error);
    }
    workspace.files.sync_folder(folder_of(path))?;
    Ok((file, writer))
}

/// Removes a journal and its lock, and sees to it that it stays removed.
pub(super) fn remove(workspace: &Workspace, path: &Path) -> io::Result<()> {
    workspace.files.remove(path)?;
    workspace.files.sync_folder(folder_of(path))?;
    // Nobody will ask for a lock of that name again.
    let _ = workspace.files.remove(&lock_of(path));
    Ok(())
}

/// The lock beside a journal.
pub(super) fn lock_of(journal: &Path) -> PathBuf {
    journal.with_extension("lock")
}

/// A name that no journal ever had: by its file, the time and this program.
fn free_name(workspace: &Workspace, folder: &Path, file: Option<&Path>) -> io::Result<(PathBuf, Box<dyn Held>)> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let of = file.map_or_else(|| "new".to_owned(), key);
    loop {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("{of}-{}-{}-{count}.{ENDING}", now().as_microsecond(), std::process::id());
        let path = folder.join(name);
        if let Some(lock) = workspace.files.lock(&lock_of(&path))? {
            return Ok((path, lock));
        }
    }
}
