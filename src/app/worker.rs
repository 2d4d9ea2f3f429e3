//! Work beside the window: pages, slides, hits, reviewers' copies.
//!
//! A worker has one thing to do at a time, and the last wish counts: a new one takes the place of one that waits, and tells the
//! one that is under way to stop. The window looks for results in each frame and is woken when there is one. A panic in the
//! work is seen and told, and the next wish is worked on with everything made anew.

use egui::{Context, ViewportId};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::time::{Duration, Instant};

/// A thread that does one kind of work.
pub struct Worker<W, R> {
    wishes: Sender<(u64, W)>,
    results: Receiver<(u64, Result<R, Panicked>)>,
    state: Arc<State>,
    /// The number of the last wish, and whether its result is still to come.
    last: u64,
    waits: bool,
    /// The number of the last wish that was cancelled.
    cancelled: u64,
}

/// The work has stopped by a fault in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panicked;

/// What the window and the work know of one another.
#[derive(Debug, Default)]
struct State {
    /// The number of the wish that is wanted.
    wanted: AtomicU64,
    done: AtomicUsize,
    of: AtomicUsize,
}

/// What a work in progress is told, and tells.
#[derive(Clone)]
pub struct Task {
    number: u64,
    state: Arc<State>,
    context: Context,
}

impl Task {
    /// Whether nobody wants the result any more.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.state.wanted.load(Ordering::Relaxed) != self.number
    }

    /// Tells how much is done of how much.
    pub fn progress(&self, done: usize, of: usize) {
        if !self.is_cancelled() {
            self.state.done.store(done, Ordering::Relaxed);
            self.state.of.store(of, Ordering::Relaxed);
            self.context.request_repaint_of(ViewportId::ROOT);
        }
    }
}

impl<W: Send + 'static, R: Send + 'static> Worker<W, R> {
    /// Starts the thread. `prepare` makes what does the work, and is asked again after a panic. Work that was cancelled gives
    /// nothing.
    #[must_use]
    pub fn new<F>(name: &str, context: &Context, prepare: impl Fn() -> F + Send + 'static) -> Worker<W, R>
    where
        F: FnMut(W, &Task) -> Option<R>,
    {
        let (wishes, receive) = mpsc::channel::<(u64, W)>();
        let (send, results) = mpsc::channel();
        let state = Arc::new(State::default());
        let (shared, context) = (Arc::clone(&state), context.clone());
        let work = move || {
            let mut work = prepare();
            while let Ok(mut wish) = receive.recv() {
                while let Ok(later) = receive.try_recv() {
                    wish = later;
                }
                let (number, wish) = wish;
                let task = Task { number, state: Arc::clone(&shared), context: context.clone() };
                if task.is_cancelled() {
                    continue;
                }
                let result = match catch_unwind(AssertUnwindSafe(|| work(wish, &task))) {
                    Ok(Some(result)) => Ok(result),
                    Ok(None) => continue,
                    Err(_) => {
                        work = prepare();
                        Err(Panicked)
                    }
                };
                if send.send((number, result)).is_err() {
                    break;
                }
                context.request_repaint_of(ViewportId::ROOT);
            }
        };
        // Without the thread every wish is answered as if the work had stopped.
        let _ = std::thread::Builder::new().name(name.to_owned()).spawn(work);
        Worker { wishes, results, state, last: 0, waits: false, cancelled: 0 }
    }

    /// Asks for something, in place of what was asked for before.
    pub fn ask(&mut self, wish: W) {
        self.last += 1;
        self.state.done.store(0, Ordering::Relaxed);
        self.state.of.store(0, Ordering::Relaxed);
        self.state.wanted.store(self.last, Ordering::Relaxed);
        let _ = self.wishes.send((self.last, wish));
        self.waits = true;
    }

    /// Asks for nothing any more.
    pub fn cancel(&mut self) {
        self.last += 1;
        self.cancelled = self.last;
        self.state.wanted.store(self.last, Ordering::Relaxed);
        self.waits = false;
    }

    /// Whether something was asked for, and is not there yet.
    #[must_use]
    pub fn works(&self) -> bool {
        self.waits
    }

    /// How much is done of how much of what was asked for; 0 of 0 where that is not known.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.state.done.load(Ordering::Relaxed), self.state.of.load(Ordering::Relaxed))
    }

    /// What has come of what was asked for, if something is there; said once. What was overtaken by a later wish comes too, if it
    /// was done by then: whoever types without a pause is to see something meanwhile.
    pub fn take(&mut self) -> Option<Result<R, Panicked>> {
        let mut newest = None;
        loop {
            match self.results.try_recv() {
                Ok(result) => newest = self.arrived(result).or(newest),
                Err(TryRecvError::Disconnected) if self.waits => {
                    self.waits = false;
                    return Some(Err(Panicked));
                }
                Err(_) => return newest,
            }
        }
    }

    /// As [`Worker::take`], and waits a moment for what was asked for last.
    pub fn take_soon(&mut self, patience: Duration) -> Option<Result<R, Panicked>> {
        let began = Instant::now();
        let mut newest = None;
        while self.waits {
            let Some(left) = patience.checked_sub(began.elapsed()) else { return newest };
            match self.results.recv_timeout(left) {
                Ok(result) => newest = self.arrived(result).or(newest),
                Err(_) => return self.take().or(newest),
            }
        }
        newest
    }

    fn arrived(&mut self, (number, result): (u64, Result<R, Panicked>)) -> Option<Result<R, Panicked>> {
        self.waits &= number != self.last;
        (number > self.cancelled).then_some(result)
    }
}

impl<W, R> std::fmt::Debug for Worker<W, R> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Worker").field("last", &self.last).field("waits", &self.waits).finish_non_exhaustive()
    }
}

impl<W, R> Drop for Worker<W, R> {
    fn drop(&mut self) {
        // Whoever is at work sees that nobody wants it.
        self.state.wanted.store(u64::MAX, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Mutex, PoisonError};

    fn wait<W: Send + 'static, R: Send + 'static>(worker: &mut Worker<W, R>) -> Result<R, Panicked> {
        let result = worker.take_soon(Duration::from_mins(1)).expect("a result");
        assert!(!worker.works(), "it is the last");
        result
    }

    #[test]
    fn the_last_wish_counts_and_the_one_under_way_is_told_to_stop() {
        let (begun, begins) = mpsc::channel();
        let begun = Mutex::new(begun);
        let mut worker: Worker<u32, u32> = Worker::new("test", &Context::default(), move || {
            let begun = begun.lock().unwrap_or_else(PoisonError::into_inner).clone();
            move |wish, task: &Task| {
                begun.send(wish).expect("somebody listens");
                while wish == 1 && !task.is_cancelled() {
                    std::thread::sleep(Duration::from_millis(1));
                }
                (!task.is_cancelled()).then_some(wish)
            }
        });
        worker.ask(1);
        assert_eq!(begins.recv(), Ok(1));
        worker.ask(2);
        worker.ask(3);
        assert_eq!(wait(&mut worker), Ok(3));
        assert!(worker.take().is_none());
        worker.ask(1);
        worker.cancel();
        assert!(!worker.works());
        worker.ask(4);
        assert_eq!(wait(&mut worker), Ok(4));
    }

    #[test]
    fn a_panic_is_seen_and_the_next_wish_is_worked_on_afresh() {
        let mut worker: Worker<bool, u32> = Worker::new("test", &Context::default(), || {
            let mut count = 0;
            move |sound: bool, _: &Task| {
                count += 1;
                assert!(sound, "this is a fault that is meant");
                Some(count)
            }
        });
        worker.ask(true);
        assert_eq!(wait(&mut worker), Ok(1));
        worker.ask(false);
        assert_eq!(wait(&mut worker), Err(Panicked));
        worker.ask(true);
        assert_eq!(wait(&mut worker), Ok(1));
    }
}
