//! `bilag annex`: the files that belong to a meeting, attached, listed, replaced, moved, taken out and saved again.

use super::error::{CliError, FileName, complain};
use super::input::Input;
use super::output::Output;
use super::{help, json, output, values, words};
use crate::attach::attach;
use crate::document_kind::OpenedDocument;
use crate::locale::Locale;
use crate::meeting::edit::apply;
use crate::meeting::file::Package;
use crate::meeting::{AgendaItemId, Annex, AnnexFact, AnnexFile, AnnexId, Edit, EditError, Meeting, Part, Reference};
use crate::message;
use crate::say;
use crate::session::Lacking;
use crate::storage::{Attachment, Disk, Flaw, Unsound};
use crate::wording::InWords;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why nothing was done with annexes.
#[derive(Debug, Error)]
pub enum AnnexError {
    /// The arguments ask for nothing.
    #[error("nothing to do")]
    Nothing,
    /// Two options ask for different things.
    #[error("{0} and {1} at once")]
    Together(&'static str, &'static str),
    /// An option belongs to what was not asked for.
    #[error("{0} belongs to {1}")]
    Without(&'static str, &'static str),
    /// One file was expected, and there are more or none.
    #[error("{0} takes one file")]
    OneFile(&'static str),
    /// A title for several files.
    #[error("one title for several files")]
    TitleForMany,
    /// There is no such annex.
    #[error("no annex {name}")]
    NoAnnex {
        /// What was asked for.
        name: String,
        /// The codes of those that there are.
        known: String,
    },
    /// There is no such agenda item.
    #[error("no agenda item {name}")]
    NoItem {
        /// What was asked for.
        name: String,
        /// The codes of those that there are.
        known: String,
    },
    /// The meeting is in a PDF, which is not written to.
    #[error("a PDF")]
    IntoPdf,
    /// The file of an annex cannot be had.
    #[error("{}", .0.unsound)]
    Lacking(Lacking),
    /// The meeting does not take it.
    #[error(transparent)]
    Edit(#[from] EditError),
}

impl InWords for AnnexError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            AnnexError::Nothing => say!(locale, "annex-nothing"),
            AnnexError::Together(one, other) => say!(locale, "annex-together", one = *one, other = *other),
            AnnexError::Without(option, with) => say!(locale, "annex-without", option = *option, with = *with),
            AnnexError::OneFile(option) => say!(locale, "annex-one-file", option = *option),
            AnnexError::TitleForMany => say!(locale, "annex-title-for-many"),
            AnnexError::NoAnnex { name, known } if known.is_empty() => {
                say!(locale, "annex-there-is-none", name = name.as_str())
            }
            AnnexError::NoAnnex { name, known } => {
                say!(locale, "annex-unknown", name = name.as_str(), known = known.as_str())
            }
            AnnexError::NoItem { name, known } => {
                say!(locale, "annex-item-unknown", name = name.as_str(), known = known.as_str())
            }
            AnnexError::IntoPdf => say!(locale, "annex-into-pdf"),
            AnnexError::Lacking(lacking) => lacking.in_words(locale),
            AnnexError::Edit(error) => error.in_words(locale),
        }
    }
}

/// What the arguments ask for.
enum Task {
    Attach { files: Vec<PathBuf>, item: Option<String>, title: Option<String>, closed: bool },
    List { as_json: bool },
    Replace { annex: String, file: PathBuf },
    Move { annex: String, to: usize },
    Remove { annex: String },
    Save { annex: String, to: Output },
}

/// The arguments.
pub fn command(locale: &Locale) -> Command {
    let files = Arg::new("files")
        .num_args(0..)
        .action(ArgAction::Append)
        .value_parser(value_parser!(PathBuf))
        .value_name(say!(locale, "value-file"))
        .help_heading(say!(locale, "help-arguments"))
        .help(say!(locale, "annex-option-files"));
    let annex = |name, help| help::option(locale, name, help, message!("value-annex"));
    help::subcommand(
        locale,
        "annex",
        [
            help::file(locale, message!("annex-option-file"), message!("value-meeting")).required(true),
            files,
            help::option(locale, "item", message!("annex-option-item"), message!("value-item")),
            help::option(locale, "title", message!("annex-option-title"), message!("value-title"))
                .allow_hyphen_values(true)
                .value_parser(values::words),
            help::switch(locale, "closed", message!("annex-option-closed")),
            help::switch(locale, "list", message!("annex-option-list")),
            help::switch(locale, "json", message!("annex-option-json")),
            annex("replace", message!("annex-option-replace")),
            annex("move", message!("annex-option-move")),
            help::option(locale, "to", message!("annex-option-to"), message!("value-position"))
                .value_parser(values::place),
            annex("remove", message!("annex-option-remove")),
            annex("save", message!("annex-option-save")),
            help::output(locale, message!("annex-option-output"), message!("value-file")),
        ],
    )
}

/// Does with the meeting's annexes what is asked for.
pub fn run(matches: &ArgMatches, locale: &Locale) -> Result<(), CliError> {
    let path: &PathBuf = values::required(matches, "file")?;
    let input = Input::new(path);
    let annex_error = |source| CliError::Annex { file: input.name(), source };
    let task = task(matches).map_err(annex_error)?;
    match task {
        Task::List { as_json } => {
            let meeting = input.open_meeting(locale)?.meeting;
            let list = if as_json { json::annexes(&meeting) } else { words::annexes(&meeting, locale) };
            output::print(list.as_bytes())
        }
        Task::Save { annex, to } => {
            let package = input.open_meeting(locale)?;
            let attachment = sound(&package, &annex).map_err(annex_error)?;
            to.write_attachment(&attachment)
        }
        Task::Attach { .. } | Task::Replace { .. } | Task::Move { .. } | Task::Remove { .. } => {
            let into = Output::new(path);
            let _turn = into.wait_for_turn()?;
            let mut package = match input.open(locale)? {
                OpenedDocument::Meeting(package) => *package,
                OpenedDocument::Pdf(_) => return Err(annex_error(AnnexError::IntoPdf)),
                OpenedDocument::Set(_) => return Err(CliError::NotMeeting { file: input.name() }),
            };
            let before = package.meeting.clone();
            let edit = edit(&mut package, task, &annex_error)?;
            apply(&mut package.meeting, edit).map_err(|error| annex_error(error.into()))?;
            into.save(&package, locale)?;
            tell_of_lost_places(&input.name(), &before, &package.meeting, locale);
            Ok(())
        }
    }
}

fn task(matches: &ArgMatches) -> Result<Task, AnnexError> {
    let text = |name| matches.get_one::<String>(name).cloned();
    let files: Vec<PathBuf> = matches.get_many("files").into_iter().flatten().cloned().collect();
    let (place, out): (Option<&usize>, Option<&PathBuf>) = (matches.get_one("to"), matches.get_one("output"));
    let [list, as_json, closed] = ["list", "json", "closed"].map(|name| matches.get_flag(name));
    let [replace, moved, remove, save] = ["replace", "move", "remove", "save"].map(text);
    let (item, title) = (text("item"), text("title"));
    let asked = [
        (list, "--list"),
        (replace.is_some(), "--replace"),
        (moved.is_some(), "--move"),
        (remove.is_some(), "--remove"),
        (save.is_some(), "--save"),
    ];
    let mut asked = asked.into_iter().filter(|(asked, _)| *asked).map(|(_, option)| option);
    let (first, second) = (asked.next(), asked.next());
    if let (Some(one), Some(other)) = (first, second) {
        return Err(AnnexError::Together(one, other));
    }
    // Each option with what it belongs to; no option asks to attach.
    let parts = [
        (as_json, "--json", Some("--list")),
        (place.is_some(), "--to", Some("--move")),
        (out.is_some(), "--output", Some("--save")),
        (item.is_some(), "--item", None),
        (title.is_some(), "--title", None),
        (closed, "--closed", None),
    ];
    for (there, option, with) in parts {
        match (with, first) {
            (Some(with), _) if there && first != Some(with) => return Err(AnnexError::Without(option, with)),
            (None, Some(other)) if there => return Err(AnnexError::Together(option, other)),
            _ => {}
        }
    }
    if let Some(option) = first.filter(|option| *option != "--replace" && !files.is_empty()) {
        return Err(AnnexError::Together("FILE", option));
    }
    if list {
        return Ok(Task::List { as_json });
    }
    match (replace, moved, remove, save) {
        (Some(annex), ..) => match <[PathBuf; 1]>::try_from(files) {
            Ok([file]) => Ok(Task::Replace { annex, file }),
            Err(_) => Err(AnnexError::OneFile("--replace")),
        },
        (_, Some(annex), ..) => Ok(Task::Move { annex, to: *place.ok_or(AnnexError::Without("--move", "--to"))? }),
        (_, _, Some(annex), _) => Ok(Task::Remove { annex }),
        (.., Some(annex)) => {
            Ok(Task::Save { annex, to: Output::new(out.ok_or(AnnexError::Without("--save", "--output"))?) })
        }
        _ if files.is_empty() => Err(AnnexError::Nothing),
        _ if title.is_some() && files.len() > 1 => Err(AnnexError::TitleForMany),
        _ => Ok(Task::Attach { files, item, title, closed }),
    }
}

/// The edit that does it; the files that it names are attached to the package.
fn edit(package: &mut Package, task: Task, annex_error: &dyn Fn(AnnexError) -> CliError) -> Result<Edit, CliError> {
    Ok(match task {
        Task::Attach { files, item, title, closed } => {
            let item = item.map(|item| find_item(&package.meeting, &item)).transpose().map_err(annex_error)?;
            // So that ids are not given twice.
            let mut meeting = package.meeting.clone();
            let mut edits = Vec::new();
            for path in &files {
                let file = taken(package, path)?;
                let title = title.clone().unwrap_or_else(|| stem(path));
                let annex = Annex { id: AnnexId::default(), title, file, item: item.clone(), closed, least_number: 0 };
                let annex = Annex { id: meeting.free_id(&annex), ..annex };
                let edit = Edit::AddAnnex { index: usize::MAX, annex };
                apply(&mut meeting, edit.clone()).map_err(|error| annex_error(error.into()))?;
                edits.push(edit);
            }
            Edit::Batch(edits)
        }
        Task::Replace { annex, file } => {
            let id = find(&package.meeting, &annex).map_err(annex_error)?.id.clone();
            Edit::ChangeAnnex { id, fact: AnnexFact::File(taken(package, &file)?) }
        }
        Task::Move { annex, to } => {
            let id = find(&package.meeting, &annex).map_err(annex_error)?.id.clone();
            Edit::MoveAnnex { id, index: to.saturating_sub(1) }
        }
        Task::Remove { annex } => Edit::RemoveAnnex(find(&package.meeting, &annex).map_err(annex_error)?.id.clone()),
        // These change nothing.
        Task::List { .. } | Task::Save { .. } => Edit::Batch(Vec::new()),
    })
}

/// Takes a file for an annex; it is copied from where it is when the meeting is saved.
fn taken(package: &mut Package, path: &Path) -> Result<AnnexFile, CliError> {
    let read = |source| CliError::Read { file: FileName::Path(path.to_owned()), source };
    let (file, attachment) = attach(&Disk, path).map_err(read)?;
    package.attachments.replace(attachment);
    Ok(file)
}

/// A file's name without its ending.
fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The annex that is called `B2`, or `2`.
fn find<'a>(meeting: &'a Meeting, name: &str) -> Result<&'a Annex, AnnexError> {
    let code = if name.starts_with(|c: char| c.is_ascii_digit()) { format!("B{name}") } else { name.to_owned() };
    let found = match Reference::read(&code, meeting) {
        Ok(Reference { part: Part::Annex(id), note: None }) => meeting.annex(&id),
        _ => None,
    };
    found.ok_or_else(|| {
        let known: Vec<String> = meeting.annexes.iter().map(|annex| meeting.code_of_annex(&annex.id)).collect();
        AnnexError::NoAnnex { name: name.to_owned(), known: known.join(", ") }
    })
}

/// The agenda item that is called `I4`, or `4`.
fn find_item(meeting: &Meeting, name: &str) -> Result<AgendaItemId, AnnexError> {
    let read = |code: &str| match Reference::read(code, meeting) {
        Ok(Reference { part: Part::AgendaItem(id), note: None }) => Some(id),
        _ => None,
    };
    read(&format!("I{name}")).or_else(|| read(name)).ok_or_else(|| {
        let codes = meeting.agenda.iter().map(|item| meeting.code_of(&Part::AgendaItem(item.id.clone())));
        AnnexError::NoItem { name: name.to_owned(), known: codes.collect::<Vec<_>>().join(", ") }
    })
}

/// The file of an annex, if it is there and is what it was.
fn sound(package: &Package, name: &str) -> Result<Attachment, AnnexError> {
    let annex = find(&package.meeting, name)?;
    let lacking = |unsound| AnnexError::Lacking(Lacking::of(unsound, &package.meeting));
    let sha256 = annex.file.sha256;
    let Some(attachment) = package.attachments.get(&sha256) else {
        let known = package.unsound.iter().find(|unsound| unsound.sha256 == sha256).copied();
        return Err(lacking(known.unwrap_or(Unsound { sha256, flaw: Flaw::Missing })));
    };
    attachment.check(&Disk).map_err(lacking)?;
    Ok(attachment.clone())
}

/// Says how many annotations have lost their place: they stay in the meeting.
fn tell_of_lost_places(file: &FileName, before: &Meeting, after: &Meeting, locale: &Locale) {
    let placed = |meeting: &Meeting| meeting.annotations.iter().filter(|own| meeting.is_placed(own)).count();
    let lost = placed(before).saturating_sub(placed(after));
    if lost > 0 {
        complain(&format!("{}: {}", file.in_words(locale), say!(locale, "annex-places-lost", count = lost)));
    }
}
