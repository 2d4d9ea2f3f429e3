//! A file system in memory that fails when it is told to, and that can lose what was not flushed.
//!
//! What a program sees is one thing, what is on the disk another: bytes get there when their file is flushed, names when
//! their folder is. [`Simulated::reboot`] shows what a program finds after the machine stopped; how much of what was
//! not flushed got to the disk all the same is up to the disk, so that each way is tried.

use bilag::storage::files::{Facts, FileKind, Files, Held, Readers, Reading, Writing, folder_of};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// One step fails, and the next ones do not.
    Once(io::ErrorKind),
    /// From this step on the disk is full: what is there can be read, renamed and removed.
    Full,
    /// The program or the machine stops; a write that is under way gets half of its bytes out.
    Stop,
}

/// How much of what was not flushed is on the disk after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unflushed {
    /// All of it: only the program was killed.
    Kept,
    /// Nothing.
    Gone,
    /// The names, but not the bytes: files are empty or old under new names.
    NamesOnly,
    /// The bytes of files that have a name, but no new names.
    BytesOnly,
}

impl Unflushed {
    pub const ALL: [Unflushed; 4] = [Unflushed::Kept, Unflushed::Gone, Unflushed::NamesOnly, Unflushed::BytesOnly];
}

/// The file system.
#[derive(Clone, Debug, Default)]
pub struct Simulated {
    state: Arc<Mutex<State>>,
}

#[derive(Clone, Debug, Default)]
struct State {
    files: BTreeMap<u64, File>,
    /// The names that programs see, and those on the disk.
    names: BTreeMap<PathBuf, u64>,
    names_on_disk: BTreeMap<PathBuf, u64>,
    folders: BTreeSet<PathBuf>,
    locks: BTreeSet<PathBuf>,
    /// The files that somebody says to be writing.
    claims: BTreeSet<u64>,
    /// Whether no new file can be made what an old one is to others.
    unlike: bool,
    /// Another after each start: what a stopped program holds means nothing any more.
    start: u64,
    tick: u64,
    steps: usize,
    failure: Option<(usize, Failure)>,
    stopped: bool,
}

#[derive(Clone, Debug, Default)]
struct File {
    bytes: Vec<u8>,
    on_disk: Vec<u8>,
    modified: u64,
}

/// What a step does, as far as failures care.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Reads,
    Grows,
    Renames,
}

impl Simulated {
    /// A file system with these folders.
    pub fn with_folders(folders: &[&str]) -> Simulated {
        let simulated = Simulated::default();
        simulated.state().folders = folders.iter().map(PathBuf::from).collect();
        simulated
    }

    /// A copy that goes its own way.
    pub fn copy(&self) -> Simulated {
        Simulated { state: Arc::new(Mutex::new(self.state().clone())) }
    }

    /// Puts a file there, safely.
    pub fn put(&self, path: &str, bytes: &[u8]) {
        let mut state = self.state();
        let number = state.new_file();
        state.files.insert(number, File { bytes: bytes.to_vec(), on_disk: bytes.to_vec(), modified: number });
        state.names.insert(path.into(), number);
        state.names_on_disk.insert(path.into(), number);
    }

    /// Lets no new file be what an old one is to others, so that old ones are written anew.
    pub fn write_anew(&self) {
        self.state().unlike = true;
    }

    /// Lets the step with this number fail, counted from now.
    pub fn fail_at(&self, step: usize, failure: Failure) {
        let mut state = self.state();
        state.steps = 0;
        state.failure = Some((step, failure));
    }

    /// Stops the program: nothing can be read or written any more.
    pub fn stop(&self) {
        self.state().stopped = true;
    }

    /// How many steps were taken since [`Simulated::fail_at`].
    pub fn steps(&self) -> usize {
        self.state().steps
    }

    /// The file system as it is found after the machine, or the program, has stopped at this moment.
    pub fn reboot(&self, unflushed: Unflushed) -> Simulated {
        let mut state = self.state().clone();
        if matches!(unflushed, Unflushed::Gone | Unflushed::BytesOnly) {
            state.names = state.names_on_disk.clone();
        }
        if matches!(unflushed, Unflushed::Gone | Unflushed::NamesOnly) {
            for file in state.files.values_mut() {
                file.bytes = file.on_disk.clone();
            }
        }
        state.names_on_disk = state.names.clone();
        state.files.values_mut().for_each(|file| file.on_disk = file.bytes.clone());
        state.locks.clear();
        state.claims.clear();
        state.start += 1;
        (state.failure, state.stopped) = (None, false);
        Simulated { state: Arc::new(Mutex::new(state)) }
    }

    /// The files that hold these bytes anywhere.
    pub fn holding(&self, bytes: &[u8]) -> Vec<PathBuf> {
        let state = self.state();
        let holds = |file: &File| file.bytes.windows(bytes.len()).any(|window| window == bytes);
        let names = state.names.iter().filter(|(_, number)| state.files.get(number).is_some_and(holds));
        names.map(|(path, _)| path.clone()).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test has failed")
    }
}

impl State {
    fn new_file(&mut self) -> u64 {
        self.tick += 1;
        self.tick
    }

    /// Counts a step; it fails where it is its turn.
    fn step(&mut self, step: Step) -> io::Result<()> {
        if self.stopped {
            return Err(io::Error::other("the machine has stopped"));
        }
        let number = self.steps;
        self.steps += 1;
        match self.failure {
            Some((at, Failure::Stop)) if number >= at => {
                self.stopped = true;
                Err(io::Error::other("the machine has stopped"))
            }
            Some((at, Failure::Full)) if number >= at && step == Step::Grows => Err(io::ErrorKind::StorageFull.into()),
            Some((at, Failure::Once(io::ErrorKind::CrossesDevices))) if number >= at && step == Step::Renames => {
                self.failure = None;
                Err(io::ErrorKind::CrossesDevices.into())
            }
            Some((at, Failure::Once(kind))) if number == at && kind != io::ErrorKind::CrossesDevices => {
                Err(kind.into())
            }
            _ => Ok(()),
        }
    }

    fn number(&self, path: &Path) -> io::Result<u64> {
        self.names.get(path).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Files for Simulated {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut state = self.state();
        let number = state.number(path)?;
        state.step(Step::Reads)?;
        Ok(state.files[&number].bytes.clone())
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Reading>> {
        Ok(Box::new(io::Cursor::new(self.read(path)?)))
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        let state = self.state();
        let facts = |kind, length, modified, number| Facts {
            kind,
            length,
            modified: Some(SystemTime::UNIX_EPOCH + Duration::from_secs(modified)),
            number,
            read_only: false,
        };
        if state.folders.contains(path) {
            return Ok(facts(FileKind::Folder, 0, 0, 0));
        }
        let number = state.number(path)?;
        let file = &state.files[&number];
        Ok(facts(FileKind::Regular, file.bytes.len() as u64, file.modified, number))
    }

    fn resolve(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut state = self.state();
        if !state.folders.contains(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        state.step(Step::Reads)?;
        let inside = |path: &&PathBuf| folder_of(path) == folder && *path != folder;
        Ok(state.names.keys().chain(&state.folders).filter(inside).cloned().collect())
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.state();
        if !state.folders.contains(folder) {
            state.step(Step::Grows)?;
            state.folders.extend(folder.ancestors().map(Path::to_owned));
        }
        Ok(())
    }

    fn create(&self, path: &Path, _: Readers) -> io::Result<Box<dyn Writing>> {
        let mut state = self.state();
        state.step(Step::Grows)?;
        if !state.folders.contains(folder_of(path)) {
            return Err(io::ErrorKind::NotFound.into());
        }
        if state.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let number = state.new_file();
        state.files.insert(number, File { modified: number, ..File::default() });
        state.names.insert(path.to_owned(), number);
        Ok(Box::new(Open { files: self.clone(), number, start: state.start }))
    }

    fn open_device(&self, _: &Path) -> io::Result<Box<dyn Writing>> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn rewrite(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        let mut state = self.state();
        let number = state.number(path)?;
        state.step(Step::Grows)?;
        state.tick += 1;
        let tick = state.tick;
        let file = state.files.get_mut(&number).expect("a file");
        file.bytes.clear();
        file.modified = tick;
        Ok(Box::new(Open { files: self.clone(), number, start: state.start }))
    }

    fn take_after(&self, new: &Path, old: &Path) -> io::Result<bool> {
        let mut state = self.state();
        state.number(new)?;
        state.number(old)?;
        state.step(Step::Reads)?;
        Ok(!state.unlike)
    }

    fn is_abandoned(&self, path: &Path) -> bool {
        let state = self.state();
        state.number(path).is_ok_and(|number| !state.claims.contains(&number))
    }

    fn remove_abandoned(&self, path: &Path) -> io::Result<bool> {
        if self.is_abandoned(path) { self.remove(path).map(|()| true) } else { Ok(false) }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut state = self.state();
        let number = state.number(from)?;
        state.step(Step::Renames)?;
        state.names.remove(from);
        state.names.insert(to.to_owned(), number);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.number(path)?;
        state.step(Step::Reads)?;
        state.names.remove(path);
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.step(Step::Reads)?;
        let inside = |names: &BTreeMap<PathBuf, u64>, inside: bool| -> Vec<(PathBuf, u64)> {
            let names = names.iter().filter(|(path, _)| (folder_of(path) == folder) == inside);
            names.map(|(path, number)| (path.clone(), *number)).collect()
        };
        let synced = inside(&state.names, true).into_iter().chain(inside(&state.names_on_disk, false)).collect();
        state.names_on_disk = synced;
        Ok(())
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>> {
        let mut state = self.state();
        if !state.names.contains_key(path) {
            state.step(Step::Grows)?;
            let number = state.new_file();
            state.files.insert(number, File::default());
            state.names.insert(path.to_owned(), number);
        }
        if !state.locks.insert(path.to_owned()) {
            return Ok(None);
        }
        Ok(Some(Box::new(Lock { files: self.clone(), path: path.to_owned(), start: state.start })))
    }
}

#[derive(Debug)]
struct Open {
    files: Simulated,
    number: u64,
    start: u64,
}

impl Writing for Open {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.files.state();
        assert_eq!(state.start, self.start, "a stopped program writes nothing");
        let was_stopped = state.stopped;
        let failed = state.step(Step::Grows);
        state.tick += 1;
        let tick = state.tick;
        let file = state.files.get_mut(&self.number).expect("a file");
        let written = match &failed {
            Ok(()) => bytes,
            // A write that fails may have got some of its bytes out.
            Err(_) if !was_stopped => &bytes[..bytes.len() / 2],
            Err(_) => &[],
        };
        file.bytes.extend_from_slice(written);
        file.modified = tick;
        failed
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut state = self.files.state();
        state.step(Step::Reads)?;
        let file = state.files.get_mut(&self.number).expect("a file");
        file.on_disk = file.bytes.clone();
        Ok(())
    }

    fn claim(&mut self) -> io::Result<bool> {
        self.files.state().claims.insert(self.number);
        Ok(true)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut state = self.files.state();
        if state.start == self.start {
            state.claims.remove(&self.number);
        }
    }
}

#[derive(Debug)]
struct Lock {
    files: Simulated,
    path: PathBuf,
    start: u64,
}

impl Held for Lock {}

impl Drop for Lock {
    fn drop(&mut self) {
        let mut state = self.files.state();
        if state.start == self.start {
            state.locks.remove(&self.path);
        }
    }
}
