//! Reads every text in every language and makes a table of their names and arguments, `texts.rs`, against which
//! `message!` and `say!` check when compiling. Where the languages differ, nothing is built.

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Where the texts are: `da.ftl`, `en.ftl`, and the same again for the window.
const FOLDERS: [&str; 2] = ["assets/locales", "assets/locales/window"];

/// The texts of one language: the names, and for each the arguments it takes.
type Texts = BTreeMap<String, BTreeSet<String>>;

fn main() {
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
    }
    let made = languages().and_then(|languages| agreed(&languages)).and_then(|texts| {
        let path = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("texts.rs");
        fs::write(&path, table(&texts)).map_err(|error| vec![format!("{}: {error}", path.display())])
    });
    for fault in made.err().unwrap_or_default() {
        println!("cargo::error={fault}");
    }
}

/// Every language's texts, by the language's tag.
fn languages() -> Result<BTreeMap<String, Texts>, Vec<String>> {
    let mut languages: BTreeMap<String, Texts> = BTreeMap::new();
    for folder in FOLDERS {
        let failed = |error: std::io::Error| vec![format!("{folder}: {error}")];
        for entry in fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.extension().is_some_and(|ending| ending == "ftl") {
                let tag = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                read(&path, languages.entry(tag).or_default())?;
            }
        }
    }
    Ok(languages)
}

/// Adds the texts of one file.
fn read(path: &Path, texts: &mut Texts) -> Result<(), Vec<String>> {
    let at = |fault: &str| format!("{}: {fault}", path.display());
    let source = fs::read_to_string(path).map_err(|error| vec![at(&error.to_string())])?;
    let resource = fluent_syntax::parser::parse(source.as_str())
        .map_err(|(_, errors)| errors.iter().map(|error| at(&error.to_string())).collect::<Vec<_>>())?;
    for entry in &resource.body {
        match entry {
            Entry::Message(Message { id, value: Some(pattern), attributes, .. }) if attributes.is_empty() => {
                let mut arguments = BTreeSet::new();
                in_pattern(pattern, &mut arguments).map_err(|fault| vec![at(&format!("{}: {fault}", id.name))])?;
                if texts.insert(id.name.to_owned(), arguments).is_some() {
                    return Err(vec![at(&format!("{} stands twice", id.name))]);
                }
            }
            Entry::Message(Message { id, .. }) => {
                return Err(vec![at(&format!("{} has attributes, or no text", id.name))]);
            }
            Entry::Term(term) => return Err(vec![at(&format!("-{} is a term", term.id.name))]),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            Entry::Junk { content } => return Err(vec![at(content)]),
        }
    }
    Ok(())
}

fn in_pattern(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>) -> Result<(), &'static str> {
    pattern.elements.iter().try_for_each(|element| match element {
        PatternElement::TextElement { .. } => Ok(()),
        PatternElement::Placeable { expression } => in_expression(expression, arguments),
    })
}

fn in_expression(expression: &Expression<&str>, arguments: &mut BTreeSet<String>) -> Result<(), &'static str> {
    match expression {
        Expression::Inline(inline) => in_inline(inline, arguments),
        Expression::Select { selector, variants } => {
            in_inline(selector, arguments)?;
            variants.iter().try_for_each(|variant| in_pattern(&variant.value, arguments))
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, arguments: &mut BTreeSet<String>) -> Result<(), &'static str> {
    match inline {
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => Ok(()),
        InlineExpression::VariableReference { id } => {
            arguments.insert(id.name.to_owned());
            Ok(())
        }
        InlineExpression::FunctionReference { arguments: CallArguments { positional, named }, .. } => {
            positional.iter().try_for_each(|inline| in_inline(inline, arguments))?;
            named.iter().try_for_each(|named| in_inline(&named.value, arguments))
        }
        InlineExpression::Placeable { expression } => in_expression(expression, arguments),
        InlineExpression::MessageReference { .. } | InlineExpression::TermReference { .. } => {
            Err("refers to another text, whose arguments would have to be known too")
        }
    }
}

/// The texts that every language has, if they are the same.
fn agreed(languages: &BTreeMap<String, Texts>) -> Result<Texts, Vec<String>> {
    let names: BTreeSet<&String> = languages.values().flat_map(BTreeMap::keys).collect();
    let mut faults = Vec::new();
    for name in names {
        let mut said: Option<(&String, &BTreeSet<String>)> = None;
        for (language, texts) in languages {
            match (texts.get(name), said) {
                (None, _) => faults.push(format!("{language} has no text called {name}")),
                (Some(arguments), Some((other, others))) if arguments != others => {
                    faults.push(format!("{name} takes {arguments:?} in {language}, and {others:?} in {other}"));
                }
                (Some(arguments), _) => said = Some((language, arguments)),
            }
        }
    }
    if faults.is_empty() { Ok(languages.values().next().cloned().unwrap_or_default()) } else { Err(faults) }
}

/// The table as Rust: pairs of a name and its arguments, in the order of the names.
fn table(texts: &Texts) -> String {
    let lines = texts.iter().map(|(name, arguments)| format!("    ({name:?}, &{:?}),\n", Vec::from_iter(arguments)));
    format!("&[\n{}]\n", lines.collect::<String>())
}
