//! Programs of their own, made of the tests: a test file starts its own binary again, to do something else in it.

use libtest_mimic::{Arguments, Trial};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio};

/// Names the folder that a program works in.
const FOLDER: &str = "BILAG_TEST_FOLDER";

/// A program that runs.
pub struct Program {
    pub child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Program {
    /// Starts the test file's program in a folder.
    pub fn start(folder: &Path) -> Program {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.env(FOLDER, folder);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let asks = child.stdin.take().expect("a pipe");
        let answers = BufReader::new(child.stdout.take().expect("a pipe"));
        Program { child, asks, answers }
    }

    /// Tells it something.
    pub fn ask(&mut self, line: &str) {
        writeln!(self.asks, "{line}").and_then(|()| self.asks.flush()).expect("it listens");
    }

    /// What it says next; none when it has ended. The last line may be half a line, which was not said.
    pub fn answer(&mut self) -> Option<String> {
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("it speaks text");
        Some(line.strip_suffix('\n')?.to_owned())
    }
}

/// The main function of a test file: it is `program` where it was started as one, in the folder that it is given, and else
/// runs its tests.
pub fn main(program: fn(&Path), tests: &[(&str, fn())]) -> ExitCode {
    if let Some(folder) = std::env::var_os(FOLDER) {
        program(Path::new(&folder));
        return ExitCode::SUCCESS;
    }
    let trial = |(name, test): &(&str, fn())| {
        let test = *test;
        Trial::test(*name, move || {
            test();
            Ok(())
        })
    };
    libtest_mimic::run(&Arguments::from_args(), tests.iter().map(trial).collect()).exit_code()
}

/// Says something to whoever started this program.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).expect("somebody listens");
}

/// What whoever started this program asks; none when they are done.
pub fn asked() -> Option<String> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).expect("text");
    Some(line.strip_suffix('\n')?.to_owned())
}

/// Random numbers, the same for the same seed (xorshift, Marsaglia 2003).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % bound
    }

    /// A size below `bound`.
    #[allow(dead_code, reason = "not every test file asks for sizes")]
    pub fn size(&mut self, bound: u64) -> usize {
        usize::try_from(self.below(bound)).unwrap_or_default()
    }
}

/// How often to try: what `variable` says, or `usual`.
pub fn rounds(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}
