//! A word on standard error while somebody waits at a terminal; nothing in a pipe.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// How long work may take before it says so.
const PATIENCE: Duration = Duration::from_millis(500);

/// Does `work`, and says `message` while it takes longer than half a second.
pub fn show_while<T>(message: &str, work: impl FnOnce() -> T) -> T {
    if !io::stderr().is_terminal() {
        return work();
    }
    thread::scope(|scope| {
        // The work's end closes the channel, also when it panics.
        let (working, done) = channel::<()>();
        scope.spawn(move || {
            if done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let mut terminal = io::stderr();
                // A terminal that has gone needs no progress.
                let _ = write!(terminal, "{message} …").and_then(|()| terminal.flush());
                let _ = done.recv();
                let _ = write!(terminal, "\r\x1b[K").and_then(|()| terminal.flush());
            }
        });
        let result = work();
        drop(working);
        result
    })
}
