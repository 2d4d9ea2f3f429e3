//! A user at their workspace: the program is run in a folder of its own, and what it leaves behind is looked at.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

pub const SET: &str = "kommunalt-statsligt-samarbejde-2015";

/// A user's workspace: a folder of their own, a language, and a clock that stands still.
pub struct Workspace {
    pub folder: tempfile::TempDir,
    locale: &'static str,
}

/// What the program left behind.
pub struct Done {
    pub code: i32,
    pub bytes: Vec<u8>,
    pub errors: String,
}

impl Workspace {
    pub fn danish() -> Workspace {
        Workspace { folder: tempfile::tempdir().expect("a folder"), locale: "da_DK.UTF-8" }
    }

    pub fn english() -> Workspace {
        Workspace { locale: "en", ..Workspace::danish() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).expect("written");
    }

    pub fn get(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect(name)
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bilag"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("LC_ALL", self.locale)
            .env("BILAG_HOME", self.folder.path().join("kept"))
            .env("SOURCE_DATE_EPOCH", "1795000000");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Done {
        let output = self.command(arguments).stdin(Stdio::null()).output();
        Done::from(output.expect("the program runs"))
    }

    pub fn pipe(&self, arguments: &[&str], input: &[u8]) -> Done {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut standard_input = child.stdin.take().expect("a pipe");
        standard_input.write_all(input).expect("piped");
        drop(standard_input);
        Done::from(child.wait_with_output().expect("the program ends"))
    }

    /// Every file with its content.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let entries = fs::read_dir(self.folder.path()).expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        paths.filter(|path| path.is_file()).map(|path| (path.clone(), fs::read(&path).expect("a file"))).collect()
    }

    /// A meeting on principles 2 and 6.
    pub fn with_meeting(self) -> Workspace {
        self.run(&["new", "--select", "2,6", "-o", "m.bilag"]).succeeds();
        self
    }

    pub fn show(&self, file: &str) -> Value {
        self.run(&["show", file, "--json"]).succeeds().json()
    }

    /// What cannot be done is said in one line, with this exit code and in each language, and every file is as it was.
    #[track_caller]
    pub fn refuses(&self, arguments: &[&str], code: i32, said: &[&str]) {
        let before = self.files();
        let done = self.run(arguments);
        done.is_one_complaint(code, said);
        let other = if self.locale == "en" { "da" } else { "en" };
        let output = self.command(arguments).env("LC_ALL", other).stdin(Stdio::null()).output();
        let translated = Done::from(output.expect("the program runs"));
        translated.is_one_complaint(code, &[]);
        assert_ne!(translated.errors, done.errors, "each language has its own words");
        assert_eq!(self.files(), before, "{arguments:?} leaves the files alone");
    }
}

impl From<Output> for Done {
    fn from(output: Output) -> Done {
        Done {
            code: output.status.code().expect("no signal"),
            bytes: output.stdout,
            errors: String::from_utf8(output.stderr).expect("errors are text"),
        }
    }
}

impl Done {
    /// All went well, and nothing was worth a warning.
    #[track_caller]
    pub fn succeeds(self) -> Done {
        assert_eq!((self.code, self.errors.as_str()), (0, ""));
        self
    }

    #[track_caller]
    /// It was done, and something was said of it on standard error.
    pub fn told(self) -> Done {
        assert!(self.code == 0 && !self.errors.is_empty(), "{} {}", self.code, self.errors);
        self
    }

    pub fn is_one_complaint(&self, code: i32, said: &[&str]) {
        let errors = &self.errors;
        assert_eq!(self.code, code, "{errors}");
        assert!(errors.starts_with("bilag: "), "{errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
        for words in said {
            assert!(errors.contains(words), "{words:?} in {errors}");
        }
    }

    /// It was bad input, and this was said of it.
    #[track_caller]
    pub fn is_told(&self, words: &str) {
        assert!(self.code == 2 && self.errors.contains(words), "{}", self.errors);
    }

    #[track_caller]
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).expect("text")
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).expect("JSON")
    }
}

#[track_caller]
pub fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

pub fn numbers(meeting: &Value) -> Vec<u64> {
    let selection = meeting["selection"].as_array().expect("a selection");
    selection.iter().filter_map(|selected| selected["number"].as_u64()).collect()
}
