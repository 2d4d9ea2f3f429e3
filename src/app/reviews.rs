//! Reading what reviewers sent back, beside the window, and planning what it comes to.

use super::worker::{Panicked, Task, Worker};
use crate::clock;
use crate::foreign::PageReader;
use crate::locale::Locale;
use crate::meeting::Meeting;
use crate::meeting::merge::{self, Copy, Plan};
use crate::pdf::Import;
use crate::review_import::{self, ReviewImportError};
use crate::storage::{self, ReadError};
use crate::wording::InWords;
use std::path::PathBuf;

/// What reviewers sent back, while it is read.
pub struct Reviews {
    worker: Worker<(Vec<PathBuf>, Box<Meeting>), Read>,
    count: usize,
}

/// What reviewers sent back.
#[derive(Debug)]
pub struct Read {
    /// What it comes to; `None` where nothing could be read.
    pub plan: Option<Plan>,
    /// What could not be read: the file and why.
    pub failed: Vec<(PathBuf, Unread)>,
}

/// Why what a reviewer sent back could not be read.
#[derive(Debug)]
pub enum Unread {
    /// The file cannot be read.
    File(ReadError),
    /// It is no review.
    Review(ReviewImportError),
}

impl InWords for Unread {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            Unread::File(error) => error.in_words(locale),
            Unread::Review(error) => error.in_words(locale),
        }
    }
}

impl Reviews {
    /// Nothing yet.
    #[must_use]
    pub fn new(context: &egui::Context) -> Reviews {
        let work = |(paths, meeting): (Vec<PathBuf>, Box<Meeting>), task: &Task| read(&paths, &meeting, task);
        Reviews { worker: Worker::new("reviews", context, move || work), count: 0 }
    }

    /// Begins to read these files.
    pub fn read(&mut self, paths: Vec<PathBuf>, meeting: &Meeting) {
        self.count = paths.len();
        self.worker.ask((paths, Box::new(meeting.clone())));
    }

    /// Gives up reading.
    pub fn cancel(&mut self) {
        self.worker.cancel();
    }

    /// Whether it goes on.
    #[must_use]
    pub fn are_read(&self) -> bool {
        self.worker.works()
    }

    /// How many of how many are read.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.worker.progress().0, self.count)
    }

    /// What was read, once.
    pub fn take(&mut self) -> Option<Result<Read, Panicked>> {
        self.worker.take()
    }
}

fn read(paths: &[PathBuf], meeting: &Meeting, task: &Task) -> Option<Read> {
    let now = clock::now().unwrap_or_default();
    let reader = PageReader::own();
    let import = Import { now, meeting: Some(meeting), reader: &reader };
    let (mut copies, mut failed) = (Vec::new(), Vec::new());
    for (done, path) in paths.iter().enumerate() {
        if task.is_cancelled() {
            return None;
        }
        task.progress(done, paths.len());
        let beside = |name: &str| storage::read(&path.with_file_name(name)).ok();
        let review = storage::read(path)
            .map_err(Unread::File)
            .and_then(|bytes| review_import::open_with(&bytes, &import, beside).map_err(Unread::Review));
        match review {
            Ok(review) => {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                copies.push(Copy { name: name.unwrap_or_default(), review });
            }
            Err(error) => failed.push((path.clone(), error)),
        }
    }
    task.progress(paths.len(), paths.len());
    let plan = (!copies.is_empty()).then(|| merge::plan(meeting, &copies));
    (!task.is_cancelled()).then_some(Read { plan, failed })
}
