//! The help texts: clap's builders with Bilag's words.
//!
//! A subcommand `show` has the texts `show-about`, `show-usage` and `show-example`, and `show-option-json` for its
//! option `--json`; what stands for a value is called `value-…`. clap's own English words are all replaced or left out.

use crate::locale::say;
use clap::builder::styling::{AnsiColor, Effects, Styles};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, Command, value_parser};
use std::fmt::Write as _;
use std::path::PathBuf;
use textwrap::WordSplitter;

/// Lines of help are not longer than this, in columns, however wide the terminal.
const WIDEST: usize = 100;

/// The column that a usage line is broken before.
const USAGE_WIDTH: usize = 80;

const STYLES: Styles =
    Styles::styled().header(AnsiColor::Blue.on_default().effects(Effects::BOLD)).literal(AnsiColor::Cyan.on_default());

/// The program itself, without its subcommands.
pub fn program() -> Command {
    let program = furnish("bilag", []);
    program
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .subcommand_help_heading(say("help-commands", &[]))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help_heading(say("help-options", &[]))
                .help(say("help-version", &[])),
        )
}

/// A subcommand with its arguments.
pub fn subcommand<const N: usize>(name: &'static str, arguments: [Arg; N]) -> Command {
    furnish(name, arguments)
}

fn furnish<const N: usize>(name: &'static str, arguments: [Arg; N]) -> Command {
    let text = |part: &str| say(&format!("{name}-{part}"), &[]);
    Command::new(name)
        .about(text("about"))
        .override_usage(broken_usage(&text("usage")))
        .help_template(format!("{{about}}\n\n{}\n  {{usage}}\n\n{{all-args}}{{after-help}}", heading("help-usage")))
        .after_help(format!("{}\n{}", heading("help-example"), indented(&text("example"))))
        .styles(STYLES)
        .max_term_width(WIDEST)
        .disable_help_flag(true)
        .args(arguments)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help_heading(say("help-options", &[]))
                .help(say("help-help", &[])),
        )
}

/// A heading as clap sets its own.
fn heading(name: &str) -> String {
    let style = STYLES.get_header();
    format!("{style}{}:{style:#}", say(name, &[]))
}

fn indented(text: &str) -> String {
    text.lines().fold(String::new(), |mut indented, line| {
        let _ = writeln!(indented, "  {line}");
        indented
    })
}

/// Breaks a usage line between its options, never within one.
fn broken_usage(usage: &str) -> String {
    let mut depth = 0_usize;
    let held: String = usage
        .chars()
        .map(|c| {
            match c {
                '[' => depth += 1,
                ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if c == ' ' && depth > 0 { '\u{a0}' } else { c }
        })
        .collect();
    let options =
        textwrap::Options::new(USAGE_WIDTH).subsequent_indent("          ").word_splitter(WordSplitter::NoHyphenation);
    textwrap::fill(&held, options).replace('\u{a0}', " ")
}

/// An option that takes a value, `--NAME VALUE`.
pub fn option(subcommand: &str, name: &'static str, value: &str) -> Arg {
    switch(subcommand, name)
        .action(ArgAction::Set)
        .value_name(say(value, &[]))
        // What is possible and what goes without saying is told by the help text, in its language.
        .hide_possible_values(true)
        .hide_default_value(true)
}

/// An option without a value, `--NAME`.
pub fn switch(subcommand: &str, name: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help_heading(say("help-options", &[]))
        .help(say(&format!("{subcommand}-option-{name}"), &[]))
}

/// `-o FILE`.
pub fn output(subcommand: &str, value: &str) -> Arg {
    option(subcommand, "output", value).short('o').value_parser(value_parser!(PathBuf))
}

/// A file that is named without an option.
pub fn file(subcommand: &str, value: &str) -> Arg {
    Arg::new("file")
        .value_name(say(value, &[]))
        .value_parser(value_parser!(PathBuf))
        .help_heading(say("help-arguments", &[]))
        .help(say(&format!("{subcommand}-option-file"), &[]))
}

/// Reads the name of one of `all`.
pub fn one_of<T, const N: usize>(all: [T; N], name: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let names = PossibleValuesParser::new(all.map(name));
    // The parser before lets only these names through.
    names.try_map(move |text| all.into_iter().find(|item| name(*item) == text).ok_or(NoneOfThem))
}

/// A name that none of the values has.
#[derive(Debug, thiserror::Error)]
#[error("{}", say("usage-other", &[]))]
struct NoneOfThem;
