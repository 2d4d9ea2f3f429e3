//! The program's front door. What the arguments ask for is done by [`bilag::cli`]; pages that other programs made are read by a
//! process of its own ([`bilag::foreign`]).

use std::process::ExitCode;

/// Counts what is allocated, so that the process that reads pages can be given no more than it should have. Linux bounds it
/// itself.
#[cfg(not(target_os = "linux"))]
#[global_allocator]
static ALLOCATOR: cap::Cap<std::alloc::System> = cap::Cap::new(std::alloc::System, usize::MAX);

fn main() -> ExitCode {
    if bilag::foreign::is_asked_for(std::env::args_os()) {
        #[cfg(not(target_os = "linux"))]
        let _ = ALLOCATOR.set_limit(bilag::foreign::MOST_MEMORY);
        return bilag::foreign::serve();
    }
    bilag::cli::run(std::env::args_os())
}
