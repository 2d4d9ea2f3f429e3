//! Asking a process of its own to read pages, and not waiting for it longer than pages take.

use super::Unread;
use super::page::PageContents;
use super::protocol::{Reply, ask, greet, reply};
use std::io::{self, BufReader, BufWriter};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// The argument by which the program is started to read pages.
pub const ARGUMENT: &str = "--read-pages-for-bilag";
/// How long a page may take.
const PAGE: Duration = Duration::from_secs(5);
/// How long all that is asked for at once may take, whatever happens.
const ALL: Duration = Duration::from_secs(60);
/// How many processes may fail before no other is started.
const MOST_FAILURES: usize = 6;

/// Reads pages of a PDF in processes of `program`.
pub fn read(program: &Path, pdf: &[u8], pages: &[usize]) -> Vec<Result<PageContents, Unread>> {
    let until = Instant::now() + ALL;
    let mut all = Vec::with_capacity(pages.len());
    let mut failures = 0;
    while let Some(left) = pages.get(all.len()..).filter(|left| !left.is_empty()) {
        if failures > MOST_FAILURES || Instant::now() >= until {
            all.resize(pages.len(), Err(Unread::Late));
            break;
        }
        let Ok(mut child) = start(program) else {
            all.resize(pages.len(), Err(Unread::NoReader));
            break;
        };
        let failed = read_with(&mut child, pdf, left, until, &mut all);
        // The page at which it failed is not tried again.
        all.extend(failed.map(Err));
        failures += usize::from(failed.is_some());
    }
    all
}

/// Reads pages with one process, and says why it did not come to the end.
fn read_with(
    child: &mut Child,
    pdf: &[u8],
    pages: &[usize],
    until: Instant,
    all: &mut Vec<Result<PageContents, Unread>>,
) -> Option<Unread> {
    let (Some(to), Some(from)) = (child.stdin.take(), child.stdout.take()) else { return Some(Unread::NoReader) };
    std::thread::scope(|scope| {
        // Both end when the process does: it may read nothing, and say nothing.
        scope.spawn(move || ask(&mut BufWriter::new(to), pdf, pages));
        let (send, replies) = channel();
        scope.spawn(move || {
            let mut from = BufReader::new(from);
            if greet(&mut from).is_ok() {
                while let Ok(reply) = reply(&mut from) {
                    if send.send(reply).is_err() {
                        break;
                    }
                }
            }
        });
        let failed = pages.iter().find_map(|page| match next(&replies, *page, until) {
            Ok(contents) => {
                all.push(contents);
                None
            }
            Err(failed) => Some(failed),
        });
        // Its pipes must close before the threads end.
        drop(replies);
        let _ = child.kill();
        let _ = child.wait();
        failed
    })
}

/// What is said of this page; an error where the process says nothing more of any.
fn next(replies: &Receiver<Reply>, page: usize, until: Instant) -> Result<Result<PageContents, Unread>, Unread> {
    let most = PAGE.min(until.saturating_duration_since(Instant::now()));
    match replies.recv_timeout(most) {
        Ok((told, contents)) if told == page => Ok(contents),
        Ok(_) | Err(RecvTimeoutError::Disconnected) => Err(Unread::Stopped),
        Err(RecvTimeoutError::Timeout) => Err(Unread::Late),
    }
}

fn start(program: &Path) -> io::Result<Child> {
    let mut command = Command::new(program);
    command.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt as _;
        /// `CREATE_NO_WINDOW`: no console appears.
        const NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(NO_WINDOW);
    }
    command.spawn()
}
