//! *Report a problem*: the text that a user can read, and send to whoever can help.
//!
//! It says which Bilag on which system, how it is set, and what the log says last: nothing that stands in a meeting. It is
//! only composed here; showing it, and writing it where the user says, is the window's.

use crate::locale::{interface, say};
use crate::logbook;
use crate::storage::Directories;

/// How many lines of the log are told.
const LINES: usize = 50;

/// Composes a report. `settings` are names and values that hold nothing of a meeting's.
#[must_use]
pub fn compose(directories: Option<&Directories>, settings: &[(&str, String)]) -> String {
    let mut lines = vec![
        say("report-head", &[]),
        String::new(),
        format!("bilag {}", env!("CARGO_PKG_VERSION")),
        format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        format!("language = {}", interface().language().tag()),
    ];
    lines.extend(settings.iter().map(|(name, value)| format!("{name} = {value}")));
    lines.push(String::new());
    lines.extend(directories.map(|directories| logbook::last_lines(directories, LINES)).unwrap_or_default());
    lines.push(String::new());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_what_helps() {
        let folder = tempfile::tempdir().expect("a folder");
        let directories = Directories::at(folder.path());
        std::fs::create_dir_all(directories.logs()).expect("a folder");
        std::fs::write(directories.logs().join("bilag.log"), "2026-11-22T00:00:00Z failed Save: StorageFull\n")
            .expect("written");
        let report = compose(Some(&directories), &[("theme", "dark".to_owned())]);
        for told in [env!("CARGO_PKG_VERSION"), std::env::consts::OS, "theme = dark", "failed Save: StorageFull"] {
            assert!(report.contains(told), "{told} in {report}");
        }
    }
}
