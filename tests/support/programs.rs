//! Programs of their own, made of the tests: a test starts its own binary again, to do one ignored test in it.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// Names the folder that a program works in.
const FOLDER: &str = "BILAG_TEST_FOLDER";

/// A program that runs.
pub struct Program {
    pub child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// What a program says begins with this, since the test harness in it says things too.
const MARK: &str = "\u{1}";

impl Program {
    /// Starts the ignored test called `name` in a folder.
    pub fn start(name: &str, folder: &Path) -> Program {
        let mut command = Command::new(std::env::current_exe().expect("this program"));
        command.args([name, "--exact", "--ignored", "--nocapture", "--test-threads=1"]).env(FOLDER, folder);
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
        loop {
            let mut line = String::new();
            self.answers.read_line(&mut line).expect("it speaks text");
            let whole = line.strip_suffix('\n')?;
            if let Some((_, said)) = whole.split_once(MARK) {
                return Some(said.to_owned());
            }
        }
    }
}

/// The folder that this program is to work in; none where it was not started as one.
pub fn folder() -> Option<std::path::PathBuf> {
    std::env::var_os(FOLDER).map(Into::into)
}

/// Says something to whoever started this program.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{MARK}{line}").and_then(|()| out.flush()).expect("somebody listens");
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
}

/// How often to try: what `variable` says, or `usual`.
pub fn rounds(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}
