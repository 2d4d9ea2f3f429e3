//! The thread that does what waits for a disk, one thing after the other.
//!
//! Whoever shows something hands a job over and goes on; what came of it is a [`Pending`] answer, to be looked for or waited
//! for. Jobs are done in the order in which they were handed over. A panic in one is its own: it has no answer, the state is
//! told, and the thread goes on with the next.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

/// How many jobs are done before what they left is put on the disk, if more are waiting all the while.
const AT_ONCE: usize = 256;

/// What is to be done with the state that the thread keeps.
type Job<S> = Box<dyn FnOnce(&mut S) + Send>;

/// Calls whoever waits for an answer.
type Call = Arc<OnceLock<Box<dyn Fn() + Send + Sync>>>;

/// What a thread keeps, and works on.
pub trait State: Send + 'static {
    /// Puts on the disk what jobs have left to be put there together.
    fn settle(&mut self) {}
    /// A job ended in the middle, by a panic.
    fn told_of_panic(&mut self) {}
    /// Does what is to be done now and then; gives when next.
    fn rest(&mut self) -> Option<Duration> {
        None
    }
}

impl State for () {}

/// A thread that does jobs one after the other. Dropping it waits until all are done.
#[derive(Debug)]
pub struct FileThread<S> {
    lane: Lane<S>,
    call: Caller,
}

/// Where jobs are done.
#[derive(Debug)]
enum Lane<S> {
    Thread(Option<Sender<Job<S>>>, Option<JoinHandle<()>>),
    /// The machine has no thread to give: then whoever hands a job over waits for it.
    Here(Mutex<S>),
}

/// Calls whoever waits for an answer, once somebody does.
#[derive(Clone, Default)]
struct Caller(Call);

impl std::fmt::Debug for Caller {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Caller")
    }
}

impl Caller {
    fn call(&self) {
        if let Some(call) = self.0.get() {
            call();
        }
    }
}

/// An answer that is to come.
#[derive(Debug)]
pub struct Pending<T>(Receiver<T>);

/// The job has stopped without an answer: there is a fault in the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

impl<T> Pending<T> {
    /// The answer, if it is there.
    #[must_use]
    pub fn take(&self) -> Option<Result<T, Stopped>> {
        match self.0.try_recv() {
            Ok(answer) => Some(Ok(answer)),
            Err(TryRecvError::Disconnected) => Some(Err(Stopped)),
            Err(TryRecvError::Empty) => None,
        }
    }

    /// Waits for the answer.
    pub fn wait(self) -> Result<T, Stopped> {
        self.0.recv().map_err(|_| Stopped)
    }
}

/// A thread that is let go of, and ends when it has done what it was given.
#[derive(Debug)]
pub struct Closing(Option<JoinHandle<()>>);

impl Closing {
    /// Whether all is done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.0.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Waits until all is done.
    pub fn wait(self) {
        if let Some(thread) = self.0 {
            // A panic in it was told where it happened.
            let _ = thread.join();
        }
    }
}

impl<S: State> FileThread<S> {
    /// Starts a thread that works on `state`.
    #[must_use]
    pub fn start(name: &str, state: S) -> FileThread<S> {
        let call = Caller::default();
        let (jobs, given) = mpsc::channel();
        let (hand_over, handed) = mpsc::channel();
        let work = {
            let call = call.clone();
            move || {
                if let Ok(state) = handed.recv() {
                    do_jobs(state, &given, &call);
                }
            }
        };
        let lane = match Builder::new().name(name.to_owned()).spawn(work) {
            Ok(thread) => {
                let _ = hand_over.send(state);
                Lane::Thread(Some(jobs), Some(thread))
            }
            Err(_) => Lane::Here(Mutex::new(state)),
        };
        FileThread { lane, call }
    }

    /// Calls this whenever something is done, from now on.
    pub fn call_when_done(&self, call: impl Fn() + Send + Sync + 'static) {
        // Who was named first is called.
        let _ = self.call.0.set(Box::new(call));
    }

    /// Hands a job over of which no answer is expected, and which need not be on the disk before the next that is like it.
    pub fn hand(&self, job: impl FnOnce(&mut S) + Send + 'static) {
        match &self.lane {
            Lane::Thread(Some(jobs), _) => {
                // The thread lives as long as there is somebody to hand jobs to it.
                let _ = jobs.send(Box::new(job));
            }
            Lane::Thread(None, _) => {}
            Lane::Here(state) => {
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                do_one(&mut *state, Box::new(job));
                state.settle();
            }
        }
    }

    /// Hands a job over.
    pub fn ask<T: Send + 'static>(&self, job: impl FnOnce(&mut S) -> T + Send + 'static) -> Pending<T> {
        let (send, answer) = mpsc::channel();
        self.hand(move |state| {
            state.settle();
            let done = job(state);
            // Who reads the answer finds what the job has left on the disk.
            state.settle();
            // Nobody may be listening any more.
            let _ = send.send(done);
        });
        Pending(answer)
    }

    /// Lets go of the thread, which goes on until it has done what it was given.
    #[must_use]
    pub fn let_go(mut self) -> Closing {
        match &mut self.lane {
            Lane::Thread(jobs, thread) => {
                drop(jobs.take());
                Closing(thread.take())
            }
            Lane::Here(_) => Closing(None),
        }
    }
}

impl<S> Drop for FileThread<S> {
    fn drop(&mut self) {
        if let Lane::Thread(jobs, thread) = &mut self.lane {
            drop(jobs.take());
            Closing(thread.take()).wait();
        }
    }
}

/// Does jobs until nobody can give any more.
fn do_jobs<S: State>(mut state: S, jobs: &Receiver<Job<S>>, call: &Caller) {
    let mut rest = state.rest();
    loop {
        let next = match rest {
            Some(rest) => jobs.recv_timeout(rest),
            None => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match next {
            Ok(job) => {
                do_one(&mut state, job);
                for job in jobs.try_iter().take(AT_ONCE) {
                    do_one(&mut state, job);
                }
                do_one(&mut state, Box::new(S::settle));
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        rest = state.rest();
        call.call();
    }
}

fn do_one<S: State>(state: &mut S, job: Job<S>) {
    if catch_unwind(AssertUnwindSafe(|| job(state))).is_err() {
        state.told_of_panic();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was noted, and how often it was put away.
    #[derive(Default)]
    struct Notes {
        noted: usize,
        settled: usize,
        panics: usize,
    }

    impl State for Notes {
        fn settle(&mut self) {
            self.settled += 1;
        }

        fn told_of_panic(&mut self) {
            self.panics += 1;
        }
    }

    #[test]
    fn what_is_handed_over_while_the_thread_is_busy_is_settled_together() {
        let thread = FileThread::start("test", Notes::default());
        let (open, gate) = mpsc::channel::<()>();
        let shut = thread.ask(move |_| gate.recv().is_ok());
        for _ in 0..100 {
            thread.hand(|notes| notes.noted += 1);
        }
        let told = thread.ask(|notes| (notes.noted, notes.settled));
        assert!(shut.take().is_none() && told.take().is_none(), "nobody has waited");
        open.send(()).expect("somebody waits at the gate");
        assert_eq!(shut.wait(), Ok(true));
        let (noted, settled) = told.wait().expect("an answer");
        assert!(noted == 100 && settled < 5, "{settled}");
    }

    #[test]
    fn a_panic_is_told_and_the_next_job_is_done() {
        let thread = FileThread::start("test", Notes::default());
        let stopped = thread.ask(|notes| {
            assert!(notes.noted > 0, "this is a fault that is meant");
        });
        assert_eq!(stopped.wait(), Err(Stopped));
        assert_eq!(thread.ask(|notes| notes.panics).wait(), Ok(1));
        let closing = thread.let_go();
        closing.wait();
    }
}
