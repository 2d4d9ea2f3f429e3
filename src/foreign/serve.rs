//! The process that reads pages for another process of the same program.

use super::interpret::read_each;
use super::protocol::{answer, asked, begin};
use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

/// The most memory that it may have, in bytes.
pub const MOST_MEMORY: usize = 1 << 30;
/// How much of that its stack may have: what is nested deep is read deep.
const STACK: usize = 64 << 20;

/// Reads what is asked for on standard input, and answers on standard output.
#[must_use]
pub fn serve() -> ExitCode {
    limit_memory();
    // Whoever asked is told by what is missing.
    std::panic::set_hook(Box::new(|_| {}));
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work);
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn work() -> io::Result<()> {
    let (pdf, pages) = asked(&mut io::stdin().lock())?;
    let mut out = BufWriter::new(io::stdout().lock());
    begin(&mut out)?;
    out.flush()?;
    let mut done = Ok(());
    read_each(&pdf, &pages, |page, contents| {
        done = answer(&mut out, page, &contents);
        done.is_ok()
    });
    done
}

/// Bounds the memory of this process. What wants more is ended by that. Where the system has no such bound the program counts
/// what is allocated (`main.rs`).
#[cfg(target_os = "linux")]
fn limit_memory() {
    // Where it cannot be bounded, the caller's bound on time is left.
    let _ = rlimit::setrlimit(rlimit::Resource::AS, MOST_MEMORY as u64, MOST_MEMORY as u64);
    let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
}

#[cfg(not(target_os = "linux"))]
fn limit_memory() {}
