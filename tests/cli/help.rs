//! Help, usage errors, completions and manual pages.

use crate::workspace::Workspace;
use std::fs;

#[test]
fn help_speaks_the_users_language_throughout() {
    let (danish, english) = (Workspace::danish(), Workspace::english());
    let subcommands = ["new", "annotate", "annex", "export", "import", "sets", "show", "check", "completions", "man"];
    let overview = danish.run(&["--help"]).succeeds().text();
    for name in subcommands {
        assert!(overview.contains(&format!("\n  {name} ")), "{name} in {overview}");
        let help = danish.run(&[name, "--help"]).succeeds().text();
        for heading in ["Brug:\n", "Tilvalg:\n", "Eksempel:\n"] {
            assert!(help.contains(heading), "{heading} in {help}");
        }
        for english in ["Usage", "Options", "Arguments", "Commands", "possible", "default:", "Print", "the "] {
            assert!(!help.contains(english), "{english} in {help}");
        }
        let help = english.run(&[name, "--help"]).succeeds().text();
        for heading in ["Usage:\n", "Options:\n", "Example:\n"] {
            assert!(help.contains(heading), "{heading} in {help}");
        }
        assert!(!help.contains(['æ', 'ø', '»']) || name == "annotate", "{help}");
    }
    assert!(danish.run(&["--version"]).succeeds().text().starts_with("bilag "));
}

#[test]
fn the_examples_in_the_help_do_what_they_say() {
    for workspace in [Workspace::danish(), Workspace::english()] {
        for name in ["--help", "new", "annotate", "export", "sets", "show"] {
            let help = workspace.run(&[name, "--help"]).text().replace("\\\n", "");
            let (_, examples) = help.rsplit_once(":\n").expect("an example");
            for example in examples.lines().filter(|line| !line.is_empty()) {
                let words = words_of(example);
                let arguments: Vec<&str> = words.iter().map(String::as_str).collect();
                let done = workspace.run(&arguments[1..]);
                assert_eq!((done.code, done.errors.as_str()), (0, ""), "{example}");
            }
        }
    }
}

/// A command as a shell would split it.
fn words_of(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in line.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn without_a_command_and_a_display_it_says_what_there_is_instead() {
    Workspace::danish().refuses(&[], 1, &["vindue", "bilag --help"]);
    Workspace::english().refuses(&[], 1, &["window", "bilag --help"]);
    Workspace::english().with_meeting().refuses(&["m.bilag"], 1, &["window", "bilag --help"]);
}

#[test]
fn usage_errors_say_what_is_wrong_and_what_to_do() {
    let table: [(&[&str], &[&str]); 18] = [
        (&["exprot"], &["exprot findes ikke", "export"]),
        (&["help"], &["bilag --help"]),
        (&["xyz"], &["xyz findes ikke", "new, annotate, annex"]),
        (&["export", "--tempalte", "full"], &["--tempalte findes ikke", "--template"]),
        (&["export", "--zzz"], &["--zzz", "bilag export --help"]),
        (&["export"], &["der mangler --output", "bilag export --help"]),
        (&["export", "-o"], &["--output mangler en værdi"]),
        (
            &["export", "-o", "a.pdf", "--template", "poster"],
            &["poster", "full, summary, notes, large-print, minutes, slides, slides-notes"],
        ),
        (&["export", "-o", "a.pdf", "--aspect", "16:10"], &["16:10", "16:9, 4:3"]),
        (&["export", "-o", "a.pdf", "--annotations", "all"], &["all", "printed, pdf, both, none"]),
        (&["export", "-o", "a.pdf", "--language", "de"], &["de", "da, en"]),
        (&["export", "-o", "a.odt"], &["a.odt", ".pdf"]),
        (&["new", "--title", "A", "--title", "B", "-o", "m.bilag"], &["--title", "to gange"]),
        (&["new", "--date", "24-11-2026", "-o", "m.bilag"], &["--date", "24-11-2026", "2026-11-24"]),
        (&["new", "--select", "1,,3", "-o", "m.bilag"], &["--select", "1,,3", "1,3,7", "all"]),
        (&["new", "-o", "m.pdf"], &["m.pdf", "bilag export"]),
        (&["sets", "more"], &["more", "bilag sets --help"]),
        (&["completions", "cmd"], &["cmd", "bash, elvish, fish, powershell, zsh"]),
    ];
    let workspace = Workspace::danish();
    for (arguments, said) in table {
        workspace.refuses(arguments, 2, said);
    }
}

#[test]
fn completions_and_manual_pages_come_from_the_help() {
    let workspace = Workspace::danish();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = workspace.run(&["completions", shell]).succeeds().text();
        assert!(script.contains("annotate") && script.contains("large-print"), "{shell}");
    }
    let page = workspace.run(&["man"]).succeeds().text();
    assert!(page.contains(".TH bilag 1") && page.contains(".SH BRUG") && !page.contains("SYNOPSIS"));
    fs::create_dir(workspace.path("man1")).expect("a folder");
    workspace.run(&["man", "-o", "man1"]).succeeds();
    let pages: Vec<_> = fs::read_dir(workspace.path("man1")).expect("a folder").collect();
    assert_eq!(pages.len(), 13);
    assert!(workspace.path("man1/bilag-annotate.1").is_file());
    workspace.refuses(&["man", "-o", "man8"], 2, &["man8"]);
}
