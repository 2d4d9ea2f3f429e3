//! The help texts: clap's builders with Bilag's words.
//!
//! A subcommand `show` has the texts `show-about`, `show-usage` and `show-example`, and `show-option-json` for its
//! option `--json`; what stands for a value is called `value-…`. clap's own English words are all replaced or left out.

use crate::locale::{Locale, Message};
use crate::{message, say};
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

/// What a subcommand, or the program itself, says of itself.
#[derive(Clone, Copy)]
pub struct Texts {
    about: Message,
    /// How it is called.
    pub usage: Message,
    /// An example, or several.
    pub example: Message,
}

macro_rules! texts {
    ($($name:literal),*) => {
        [$(($name, Texts {
            about: message!(concat!($name, "-about")),
            usage: message!(concat!($name, "-usage")),
            example: message!(concat!($name, "-example")),
        })),*]
    };
}

/// The program and its subcommands, by their names.
const TEXTS: [(&str, Texts); 13] = texts!(
    "bilag",
    "new",
    "annotate",
    "annex",
    "export",
    "comments",
    "merge",
    "import",
    "sets",
    "show",
    "check",
    "completions",
    "man"
);

impl Texts {
    /// Those of a subcommand, or of the program.
    pub fn of(name: &str) -> Texts {
        let [(_, program), ..] = TEXTS;
        TEXTS.into_iter().find(|(known, _)| *known == name).map_or(program, |(_, texts)| texts)
    }
}

/// The program itself, without its subcommands.
pub fn program(locale: &Locale) -> Command {
    let program = furnish(locale, "bilag", []);
    program
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .subcommand_help_heading(say!(locale, "help-commands"))
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help_heading(say!(locale, "help-options"))
                .help(say!(locale, "help-version")),
        )
}

/// A subcommand with its arguments.
pub fn subcommand<const N: usize>(locale: &Locale, name: &'static str, arguments: [Arg; N]) -> Command {
    furnish(locale, name, arguments)
}

fn furnish<const N: usize>(locale: &Locale, name: &'static str, arguments: [Arg; N]) -> Command {
    let texts = Texts::of(name);
    Command::new(name)
        .about(locale.text(texts.about))
        .override_usage(broken_usage(&locale.text(texts.usage)))
        .help_template(format!(
            "{{about}}\n\n{}\n  {{usage}}\n\n{{all-args}}{{after-help}}",
            heading(&say!(locale, "help-usage"))
        ))
        .after_help(format!("{}\n{}", heading(&say!(locale, "help-example")), indented(&locale.text(texts.example))))
        .styles(STYLES)
        .max_term_width(WIDEST)
        .disable_help_flag(true)
        .args(arguments)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help_heading(say!(locale, "help-options"))
                .help(say!(locale, "help-help")),
        )
}

/// A heading as clap sets its own.
fn heading(words: &str) -> String {
    let style = STYLES.get_header();
    format!("{style}{words}:{style:#}")
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
pub fn option(locale: &Locale, name: &'static str, help: Message, value: Message) -> Arg {
    switch(locale, name, help)
        .action(ArgAction::Set)
        .value_name(locale.text(value))
        // What is possible and what goes without saying is told by the help text, in its language.
        .hide_possible_values(true)
        .hide_default_value(true)
}

/// An option without a value, `--NAME`.
pub fn switch(locale: &Locale, name: &'static str, help: Message) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help_heading(say!(locale, "help-options"))
        .help(locale.text(help))
}

/// `-o FILE`.
pub fn output(locale: &Locale, help: Message, value: Message) -> Arg {
    option(locale, "output", help, value).short('o').value_parser(value_parser!(PathBuf))
}

/// A file that is named without an option.
pub fn file(locale: &Locale, help: Message, value: Message) -> Arg {
    Arg::new("file")
        .value_name(locale.text(value))
        .value_parser(value_parser!(PathBuf))
        .help_heading(say!(locale, "help-arguments"))
        .help(locale.text(help))
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
#[error("none of the values")]
struct NoneOfThem;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn every_subcommand_has_texts_of_its_own() {
        let command = crate::cli::command(Language::English.locale());
        let names: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        assert_eq!(names, TEXTS.map(|(name, _)| name)[1..]);
    }
}
