//! The program's front door. What the arguments ask for is done by [`bilag::cli`].

fn main() -> std::process::ExitCode {
    bilag::cli::run(std::env::args_os())
}
