//! The attachments that are kept on this machine, each once, under its hash.
//!
//! Journals, earlier generations and open meetings name what they need; what nothing names any more is removed
//! ([`clear`]). A meeting that is open says what it needs in a *pin*, a file that is locked for as long as it is open, and
//! pins an attachment before it looks whether that is there. Pinning and clearing take turns, so that nothing
//! goes while somebody is about to name it, however many programs there are.

use super::attachment::{Attachment, Flaw, Sums, Unsound, pass};
use super::files::{FileKind, Files, Held, Readers, Writing};
use super::sha256::Hasher;
use super::{Directories, Sha256};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// How long a program waits while another looks what can go.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// How old a file is that was never whole before it is taken for left behind.
const LEFT_BEHIND_AFTER: Duration = Duration::from_hours(1);
/// How much is copied at a time, in bytes.
const AT_ONCE: usize = 1 << 20;
/// The ending of a pin's name.
const PIN: &str = "pin";

/// The attachment with this hash, if it is kept.
#[must_use]
pub fn find(files: &dyn Files, directories: &Directories, sha256: Sha256) -> Option<Attachment> {
    let path = path_of(directories, sha256);
    let length = files.facts(&path).ok()?.length;
    Some(Attachment::stored(sha256, path, length, None))
}

/// What a meeting that is open needs. It is kept at least for as long as this lives.
#[derive(Debug)]
pub struct Keeper {
    files: Arc<dyn Files>,
    directories: Directories,
    pin: Option<Pin>,
    kept: BTreeSet<Sha256>,
}

#[derive(Debug)]
struct Pin {
    path: PathBuf,
    file: Box<dyn Writing>,
    _lock: Box<dyn Held>,
}

/// Why an attachment is not kept.
#[derive(Debug)]
pub enum KeepError {
    /// The system says no.
    Io(io::Error),
    /// It is not what it is named after.
    Unsound(Unsound),
}

/// Why a file was not taken in.
#[derive(Debug)]
pub enum TakeError {
    /// It cannot be read.
    Read(io::Error),
    /// It cannot be kept.
    Keep(io::Error),
}

impl From<io::Error> for KeepError {
    fn from(error: io::Error) -> KeepError {
        KeepError::Io(error)
    }
}

impl Keeper {
    /// For a meeting that needs nothing yet.
    #[must_use]
    pub fn new(files: Arc<dyn Files>, directories: Directories) -> Keeper {
        Keeper { files, directories, pin: None, kept: BTreeSet::new() }
    }

    /// Whether this attachment is kept on the disk.
    #[must_use]
    pub fn has(&self, sha256: &Sha256) -> bool {
        self.kept.contains(sha256)
    }

    /// Keeps an attachment: it is on the disk, flushed, when this returns. Gives it as it is kept there.
    pub fn keep(&mut self, attachment: &Attachment) -> Result<Attachment, KeepError> {
        let sha256 = attachment.sha256();
        if !self.kept.contains(&sha256) {
            self.pin(sha256)?;
        }
        let path = path_of(&self.directories, sha256);
        let there = self.files.facts(&path).is_ok_and(|facts| facts.length == attachment.length());
        let crc = if !there {
            Some(write(&*self.files, &path, attachment)?)
        } else if self.kept.contains(&sha256) {
            None
        } else {
            // Whoever wrote it may not have got as far as this.
            self.files.sync_folder(&self.directories.attachments())?;
            None
        };
        self.kept.insert(sha256);
        Ok(Attachment::stored(sha256, path, attachment.length(), crc))
    }

    /// Takes a file in, whose name shows only when it was read: it is on the disk, flushed, when this returns.
    pub fn take(&mut self, path: &Path) -> Result<Attachment, TakeError> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        match self.files.facts(path).map_err(TakeError::Read)?.kind {
            FileKind::Regular => {}
            FileKind::Folder => return Err(TakeError::Read(io::ErrorKind::IsADirectory.into())),
            FileKind::Device => {
                let bytes = Attachment::of(self.files.read(path).map_err(TakeError::Read)?);
                return self.keep(&bytes).map_err(|error| match error {
                    KeepError::Io(error) => TakeError::Keep(error),
                    KeepError::Unsound(_) => TakeError::Keep(io::ErrorKind::InvalidData.into()),
                });
            }
        }
        let mut file = self.files.open(path).map_err(TakeError::Read)?;
        self.make_folder().map_err(TakeError::Keep)?;
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("taken.{}-{count}.tmp", std::process::id());
        let unfinished = self.directories.attachments().join(name);
        // One that a killed program of this number left behind.
        let _ = self.files.remove(&unfinished);
        let taken = self.take_into(&mut *file, &unfinished);
        if taken.is_err() {
            let _ = self.files.remove(&unfinished);
        }
        taken
    }

    fn take_into(&mut self, from: &mut dyn io::Read, unfinished: &Path) -> Result<Attachment, TakeError> {
        let mut file = self.files.create(unfinished, Readers::Owner).map_err(TakeError::Keep)?;
        let (mut sums, mut kept) = (Sums::default(), Ok(()));
        let read = pass(from, &mut |bytes| {
            sums.update(bytes);
            kept = file.write(bytes);
            // What is wrong with the disk is no fault of the file's.
            if kept.is_ok() { Ok(()) } else { Err(io::ErrorKind::Other.into()) }
        });
        kept.map_err(TakeError::Keep)?;
        read.map_err(TakeError::Read)?;
        self.name(file, sums, unfinished).map_err(TakeError::Keep)
    }

    /// Gives what was taken in its name. One that is there under it stays if it is the same, and is replaced if it is damaged.
    fn name(&mut self, mut file: Box<dyn Writing>, sums: Sums, unfinished: &Path) -> io::Result<Attachment> {
        let unnamed = sums.attachment(unfinished.to_owned());
        let sha256 = unnamed.sha256();
        if !self.kept.contains(&sha256) {
            self.pin(sha256)?;
        }
        let path = path_of(&self.directories, sha256);
        let there = find(&*self.files, &self.directories, sha256).is_some_and(|own| own.check(&*self.files).is_ok());
        if there {
            drop(file);
            self.files.remove(unfinished)?;
        } else {
            file.sync()?;
            drop(file);
            self.files.rename(unfinished, &path)?;
        }
        // Whoever wrote it may not have got as far as this.
        self.files.sync_folder(&self.directories.attachments())?;
        self.kept.insert(sha256);
        Ok(unnamed.at(path))
    }

    fn make_folder(&self) -> io::Result<()> {
        let folder = self.directories.attachments();
        if self.files.facts(&folder).is_err() {
            self.files.make_folder(&folder)?;
            self.files.sync_folder(self.directories.root())?;
        }
        Ok(())
    }

    /// Keeps from now on only what is still needed.
    pub fn keep_only(&mut self, needed: &BTreeSet<Sha256>) -> io::Result<()> {
        self.kept.retain(|sha256| needed.contains(sha256));
        if let Some(old) = self.pin.take() {
            let kept: Vec<Sha256> = self.kept.iter().copied().collect();
            for sha256 in kept {
                self.pin(sha256)?;
            }
            old.remove(&*self.files);
        }
        Ok(())
    }

    /// Says that an attachment is needed.
    fn pin(&mut self, sha256: Sha256) -> io::Result<()> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        self.make_folder()?;
        let folder = self.directories.attachments();
        let _turn = wait_for_turn(&*self.files, &self.directories)?;
        let pin = match &mut self.pin {
            Some(pin) => pin,
            none => loop {
                let name = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
                let path = folder.join(name).with_extension(PIN);
                let Some(lock) = self.files.lock(&lock_of(&path))? else { continue };
                // One that a killed program of this number left behind.
                let _ = self.files.remove(&path);
                let file = self.files.create(&path, Readers::Owner)?;
                break none.insert(Pin { path, file, _lock: lock });
            },
        };
        pin.file.write(format!("\"{sha256}\"\n").as_bytes())
    }
}

impl Pin {
    fn remove(self, files: &dyn Files) {
        // What stays is known to be left behind by its lock.
        let _ = files.remove(&self.path);
        let _ = files.remove(&lock_of(&self.path));
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let Some(pin) = self.pin.take() {
            pin.remove(&*self.files);
        }
    }
}

/// Removes what nothing names any more, and says how many attachments that was. Where another program is at it, or about to
/// name something, nothing is done.
pub fn clear(files: &dyn Files, directories: &Directories) -> io::Result<usize> {
    let folder = directories.attachments();
    if files.facts(&folder).is_err() {
        return Ok(0);
    }
    let Some(_turn) = files.lock(&turn_of(directories))? else { return Ok(0) };
    let (mut kept, mut named) = (Vec::new(), BTreeSet::new());
    for path in files.list(&folder)? {
        match (path.extension().and_then(|ending| ending.to_str()), path.file_name().and_then(|name| name.to_str())) {
            (None, Some(name)) => kept.extend(name.parse::<Sha256>().ok().map(|sha256| (sha256, path.clone()))),
            (Some(PIN), _) => match files.lock(&lock_of(&path))? {
                None => named.extend(names(&files.read(&path)?)),
                Some(_lock) => {
                    files.remove(&path)?;
                    let _ = files.remove(&lock_of(&path));
                }
            },
            (Some("tmp"), _) if is_left_behind(files, &path) => files.remove(&path)?,
            _ => {}
        }
    }
    if kept.is_empty() {
        return Ok(0);
    }
    let mut folders = vec![directories.journals(), directories.declined(), directories.purges()];
    folders.extend(files.list(&directories.all_generations()).unwrap_or_default());
    for folder in folders {
        for path in files.list(&folder).unwrap_or_default() {
            match files.read(&path) {
                Ok(bytes) => named.extend(names(&bytes)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                // Nobody knows what it names.
                Err(error) => return Err(error),
            }
        }
    }
    kept.retain(|(sha256, _)| !named.contains(sha256));
    for (_, path) in &kept {
        files.remove(path)?;
    }
    if !kept.is_empty() {
        files.sync_folder(&folder)?;
    }
    Ok(kept.len())
}

/// Whether a file, whatever it is, may name something that is kept.
#[must_use]
pub fn names_any(bytes: &[u8]) -> bool {
    names(bytes).next().is_some()
}

/// The hashes that stand between quotation marks in a file, whatever it is.
fn names(bytes: &[u8]) -> impl Iterator<Item = Sha256> {
    let quotes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'"').map(|(at, _)| at);
    quotes.filter_map(|at| {
        let (name, after) = bytes.get(at + 1..)?.split_at_checked(Sha256::DIGITS)?;
        if after.first() != Some(&b'"') {
            return None;
        }
        std::str::from_utf8(name).ok()?.parse().ok()
    })
}

/// Waits until no other program looks what can go, or is about to name something.
fn wait_for_turn(files: &dyn Files, directories: &Directories) -> io::Result<Box<dyn Held>> {
    files.make_folder(&directories.locks())?;
    let began = Instant::now();
    loop {
        match files.lock(&turn_of(directories))? {
            Some(held) => return Ok(held),
            None if began.elapsed() < LONGEST_WAIT => std::thread::sleep(Duration::from_millis(2)),
            None => return Err(io::ErrorKind::ResourceBusy.into()),
        }
    }
}

/// Writes an attachment and flushes it; gives its CRC-32.
fn write(files: &dyn Files, path: &Path, attachment: &Attachment) -> Result<u32, KeepError> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let unfinished = path.with_extension(format!("{}-{count}.tmp", std::process::id()));
    // One that a killed program left behind.
    let _ = files.remove(&unfinished);
    let copied = copy(files, &unfinished, attachment).and_then(|crc| {
        files.rename(&unfinished, path)?;
        Ok(crc)
    });
    if copied.is_err() {
        let _ = files.remove(&unfinished);
    }
    let crc = copied?;
    files.sync_folder(super::files::folder_of(path))?;
    Ok(crc)
}

fn copy(files: &dyn Files, path: &Path, attachment: &Attachment) -> Result<u32, KeepError> {
    let unsound = Unsound { sha256: attachment.sha256(), flaw: Flaw::Damaged };
    let mut content = attachment.open(files).map_err(|_| KeepError::Unsound(unsound))?;
    let mut file = files.create(path, Readers::Owner)?;
    let (mut hasher, mut sum) = (Hasher::default(), crc32fast::Hasher::new());
    let length = usize::try_from(attachment.length()).unwrap_or(AT_ONCE);
    let mut buffer = vec![0; AT_ONCE.min(length.max(1))];
    loop {
        match content.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => {
                let read = buffer.get(..read).unwrap_or_default();
                hasher.update(read);
                sum.update(read);
                file.write(read)?;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return Err(KeepError::Unsound(unsound)),
        }
    }
    if hasher.finish() != attachment.sha256() {
        return Err(KeepError::Unsound(unsound));
    }
    file.sync()?;
    Ok(sum.finalize())
}

fn is_left_behind(files: &dyn Files, path: &Path) -> bool {
    let modified = files.facts(path).ok().and_then(|facts| facts.modified);
    modified.and_then(|time| time.elapsed().ok()).is_some_and(|age| age >= LEFT_BEHIND_AFTER)
}

fn path_of(directories: &Directories, sha256: Sha256) -> PathBuf {
    directories.attachments().join(sha256.to_string())
}

fn lock_of(pin: &Path) -> PathBuf {
    pin.with_extension("lock")
}

fn turn_of(directories: &Directories) -> PathBuf {
    directories.locks().join("attachments.turn")
}

#[cfg(test)]
mod tests {
    use super::super::Disk;
    use super::*;
    use std::fs;

    fn directories() -> (tempfile::TempDir, Directories) {
        let folder = tempfile::tempdir().expect("a folder");
        let directories = Directories::at(&folder.path().join("directories"));
        (folder, directories)
    }

    fn keeper(directories: &Directories) -> Keeper {
        Keeper::new(Arc::new(Disk), directories.clone())
    }

    #[test]
    fn what_two_meetings_share_goes_with_the_last() {
        let (_folder, directories) = directories();
        let shared = Attachment::of(&b"shared"[..]);
        let (mut one, mut other) = (keeper(&directories), keeper(&directories));
        for keeper in [&mut one, &mut other] {
            let kept = keeper.keep(&shared).expect("kept");
            assert_eq!(&*kept.read(&Disk, 100).expect("sound"), b"shared");
        }
        let alone = one.keep(&Attachment::of(&b"alone"[..])).expect("kept");
        assert_eq!(clear(&Disk, &directories).expect("cleared"), 0, "both are open");
        drop(one);
        assert_eq!(clear(&Disk, &directories).expect("cleared"), 1);
        assert!(
            find(&Disk, &directories, alone.sha256()).is_none() && find(&Disk, &directories, shared.sha256()).is_some()
        );
        drop(other);
        assert_eq!(clear(&Disk, &directories).expect("cleared"), 1);
        assert_eq!(fs::read_dir(directories.attachments()).expect("a folder").count(), 0);
    }

    #[test]
    fn what_a_journal_or_a_generation_names_stays() {
        let (_folder, directories) = directories();
        let generations = directories.generations(Path::new("/m.bilag"));
        for (number, folder) in [directories.journals(), directories.declined(), generations].iter().enumerate() {
            let attachment = Attachment::of(vec![7; number]);
            keeper(&directories).keep(&attachment).expect("kept");
            fs::create_dir_all(folder).expect("a folder");
            let names = folder.join("a");
            fs::write(&names, format!("0 {{\"picture\":\"{}\"}}", attachment.sha256())).expect("written");
            assert_eq!(clear(&Disk, &directories).expect("cleared"), 0);
            fs::remove_file(names).expect("removed");
            assert_eq!(clear(&Disk, &directories).expect("cleared"), 1);
        }
    }

    #[test]
    fn a_file_is_taken_in_once_and_takes_the_place_of_a_damaged_one() {
        let (folder, directories) = directories();
        let (path, kept) = (folder.path().join("file"), || {
            let files = fs::read_dir(directories.attachments()).expect("a folder");
            let names = files.map(|entry| entry.expect("an entry").path()).filter(|path| path.extension().is_none());
            names.collect::<Vec<_>>()
        });
        fs::write(&path, b"regnskab").expect("written");
        for _ in 0..2 {
            let mut keeper = keeper(&directories);
            let taken = keeper.take(&path).expect("taken");
            assert_eq!((&*taken.read(&Disk, 100).expect("sound"), kept().len()), (&b"regnskab"[..], 1));
            fs::write(&kept()[0], b"REGNSKAB").expect("damaged");
        }
        assert!(matches!(keeper(&directories).take(&folder.path().join("none")), Err(TakeError::Read(_))));
    }

    #[test]
    fn what_is_not_what_it_is_named_after_is_not_kept() {
        let (folder, directories) = directories();
        let path: Arc<Path> = folder.path().join("file").into();
        fs::write(&path, b"something else").expect("written");
        let damaged =
            Attachment::in_file(Sha256::of(b"something"), &path, [0, 9, 9], super::super::zip::Method::Deflated);
        assert!(matches!(keeper(&directories).keep(&damaged), Err(KeepError::Unsound(_))));
        assert_eq!(clear(&Disk, &directories).expect("cleared"), 0);
        assert_eq!(fs::read_dir(directories.attachments()).expect("a folder").count(), 0);
    }

    #[test]
    fn what_a_killed_program_pinned_goes() {
        let (_folder, directories) = directories();
        let mut keeper = keeper(&directories);
        keeper.keep(&Attachment::of(&b"x"[..])).expect("kept");
        let pin = keeper.pin.take().expect("a pin");
        drop(keeper);
        assert_eq!(clear(&Disk, &directories).expect("cleared"), 0);
        drop(pin);
        assert_eq!(clear(&Disk, &directories).expect("cleared"), 1);
    }
}
