//! The machine's disk, where each flush takes as long as a test says.

use bilag::storage::Disk;
use bilag::storage::files::{Facts, Files, Held, Readers, Reading, Writing};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// A disk with slow flushes.
#[derive(Clone)]
pub struct Slow {
    wait: Arc<dyn Fn() + Send + Sync>,
    flushes: Arc<AtomicUsize>,
}

/// Holds every flush back while it is shut.
#[derive(Debug, Default)]
#[allow(dead_code, reason = "not every test file has a gate")]
pub struct Gate {
    shut: Mutex<bool>,
    opened: Condvar,
}

#[allow(dead_code, reason = "not every test file has a gate")]
impl Gate {
    /// Shuts it or opens it.
    pub fn set(&self, shut: bool) {
        *self.shut.lock().unwrap_or_else(PoisonError::into_inner) = shut;
        self.opened.notify_all();
    }

    fn pass(&self) {
        let shut = self.shut.lock().unwrap_or_else(PoisonError::into_inner);
        let _open = self.opened.wait_while(shut, |shut| *shut).unwrap_or_else(PoisonError::into_inner);
    }
}

#[allow(dead_code, reason = "some test files have gates and others clocks")]
impl Slow {
    /// A disk on which each flush takes so long.
    pub fn new(flush: Duration) -> Slow {
        Slow { wait: Arc::new(move || std::thread::sleep(flush)), flushes: Arc::default() }
    }

    /// A disk on which each flush waits at a gate.
    pub fn behind(gate: &Arc<Gate>) -> Slow {
        let gate = Arc::clone(gate);
        Slow { wait: Arc::new(move || gate.pass()), flushes: Arc::default() }
    }

    /// How many flushes there were.
    pub fn flushes(&self) -> usize {
        self.flushes.load(Ordering::SeqCst)
    }

    fn flush(&self) {
        (self.wait)();
        self.flushes.fetch_add(1, Ordering::SeqCst);
    }
}

impl fmt::Debug for Slow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Slow")
    }
}

impl Files for Slow {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        Disk.read(path)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Reading>> {
        Disk.open(path)
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        Disk.facts(path)
    }

    fn resolve(&self, path: &Path) -> PathBuf {
        Disk.resolve(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        Disk.list(folder)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        Disk.make_folder(folder)
    }

    fn create(&self, path: &Path, readers: Readers) -> io::Result<Box<dyn Writing>> {
        Ok(Box::new(Open { file: Disk.create(path, readers)?, slow: self.clone() }))
    }

    fn open_device(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        Disk.open_device(path)
    }

    fn rewrite(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        Ok(Box::new(Open { file: Disk.rewrite(path)?, slow: self.clone() }))
    }

    fn take_after(&self, new: &Path, old: &Path) -> io::Result<bool> {
        Disk.take_after(new, old)
    }

    fn is_abandoned(&self, path: &Path) -> bool {
        Disk.is_abandoned(path)
    }

    fn remove_abandoned(&self, path: &Path) -> io::Result<bool> {
        Disk.remove_abandoned(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        Disk.remove(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.flush();
        Disk.sync_folder(folder)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>> {
        Disk.lock(path)
    }
}

#[derive(Debug)]
struct Open {
    file: Box<dyn Writing>,
    slow: Slow,
}

impl Writing for Open {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.slow.flush();
        self.file.sync()
    }

    fn claim(&mut self) -> io::Result<bool> {
        self.file.claim()
    }
}
