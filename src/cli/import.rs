//! `bilag import`: a principle set out of a text that somebody has.
//!
//! The set goes where `-o` says, or to standard output as the set file that it is. What was decided goes to standard error in a few
//! lines, what is doubtful by itself, so that a person sees where to look and a script can be made to stop (`--strict`).

use super::error::{CliError, complain};
use super::input::Input;
use super::output::{self, Output};
use super::{help, json, values};
use crate::foreign::PageReader;
use crate::locale::Locale;
use crate::message;
use crate::principles::import::{Draft, Scope, What, import};
use crate::say;
use crate::wording::InWords as _;
use clap::{ArgMatches, Command};
use std::path::{Path, PathBuf};

/// How many doubts are told one by one.
const MOST_DOUBTS: usize = 12;

/// The arguments.
pub fn command(locale: &Locale) -> Command {
    help::subcommand(
        locale,
        "import",
        [
            help::file(locale, message!("import-option-file"), message!("value-file")).required(true),
            help::output(locale, message!("import-option-output"), message!("value-file")),
            help::option(locale, "language", message!("import-option-language"), message!("value-language-tag"))
                .value_parser(values::language_tag),
            help::switch(locale, "strict", message!("import-option-strict")),
            help::switch(locale, "json", message!("import-option-json")),
        ],
    )
}

/// Reads the set in.
pub fn run(matches: &ArgMatches, locale: &Locale) -> Result<(), CliError> {
    let path: &PathBuf = values::required(matches, "file")?;
    let input = Input::new(path);
    let bytes = input.read()?;
    let stem = Some(path.as_path()).filter(|path| *path != Path::new("-")).and_then(Path::file_stem);
    let name = stem.map_or_else(|| say!(locale, "set-nameless"), |stem| stem.to_string_lossy().into_owned());
    let language = matches.get_one::<String>("language").map(String::as_str);
    let draft = import(&bytes, &PageReader::own(), &name, language)
        .map_err(|source| CliError::Import { file: input.name(), source })?;
    let set = draft.set();
    for line in told(&draft, locale) {
        complain(&format!("{}: {line}", input.name().in_words(locale)));
    }
    let doubts = draft.doubts().count();
    if matches.get_flag("strict") && doubts > 0 {
        return Err(CliError::Doubtful { file: input.name(), doubts });
    }
    let set_file = json::set(&set);
    let output = matches.get_one::<PathBuf>("output").map(|path| Output::new(path));
    if let Some(output) = &output {
        output.write(set_file.as_bytes())?;
    }
    match (matches.get_flag("json"), output) {
        // Standard output has the set already.
        (_, Some(Output::Standard)) | (false, Some(_)) => Ok(()),
        (true, _) => output::print(json::import(&set, &draft.decisions).as_bytes()),
        (false, None) => output::print(set_file.as_bytes()),
    }
}

/// What was decided, in a few lines: first what it is, then each doubt.
fn told(draft: &Draft, locale: &Locale) -> Vec<String> {
    let set = draft.set();
    let groups = set.groups.iter().filter(|group| !group.title.is_empty()).count();
    let doubts: Vec<_> = draft.doubts().collect();
    let mut lines = vec![say!(
        locale,
        "import-found",
        title = set.title.as_str(),
        principles = draft.principles,
        groups = groups,
        doubts = doubts.len()
    )];
    let count =
        |what: What| draft.decisions.iter().find(|decision| decision.what == what && decision.scope == Scope::Set);
    if let Some(furniture) = count(What::Furniture) {
        lines.push(say!(locale, "import-furniture", lines = furniture.chosen.as_str()));
    }
    if let Some(overview) = count(What::Overview) {
        lines.push(say!(locale, "import-overview", lines = overview.chosen.as_str()));
    }
    lines.extend(doubts.iter().take(MOST_DOUBTS).map(|doubt| doubt.in_words(locale)));
    if doubts.len() > MOST_DOUBTS {
        lines.push(say!(locale, "import-more-doubts", count = doubts.len() - MOST_DOUBTS));
    }
    lines
}
