//! `bilag export`: a meeting's hand-out, or its annotations alone.

use super::error::{CliError, complain};
use super::input::Input;
use super::output::Output;
use super::{help, progress, values};
use crate::clock;
use crate::locale::{Language, say};
use crate::meeting::edit::apply;
use crate::meeting::web_annotation;
use crate::meeting::{
    AnnotationDisplay, Aspect, Cover, Edit, EditError, HandoutOptions, Meeting, Presentation, Template,
};
use crate::pdf::{self, ExportError, Missing, xfdf};
use clap::{ArgMatches, Command};
use std::path::PathBuf;
use thiserror::Error;

/// Why there is no hand-out.
#[derive(Debug, Error)]
pub enum HandoutError {
    /// The name's ending is none that says what to write.
    #[error("{}", say("export-unknown-form", &[]))]
    UnknownForm,
    /// The meeting does not take the options.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The meeting could not be laid out.
    #[error(transparent)]
    NotLaidOut(#[from] ExportError),
}

/// What is written, as the ending of the name says.
#[derive(Clone, Copy)]
enum Form {
    /// The hand-out.
    Pdf,
    /// Its annotations, for PDF programs.
    Xfdf,
    /// The annotations, for whatever reads W3C's model.
    WebAnnotations,
}

impl Form {
    fn of(output: &Output) -> Option<Form> {
        let Output::File(path) = output else { return Some(Form::Pdf) };
        let ending = path.extension()?.to_string_lossy().to_ascii_lowercase();
        match ending.as_str() {
            "pdf" => Some(Form::Pdf),
            "xfdf" => Some(Form::Xfdf),
            "jsonld" => Some(Form::WebAnnotations),
            _ => None,
        }
    }
}

/// The arguments.
pub fn command() -> Command {
    let option = |name, value| help::option("export", name, value);
    help::subcommand(
        "export",
        [
            help::file("export", "value-meeting-or-pdf"),
            help::output("export", "value-pdf").required(true),
            option("template", "value-template").value_parser(help::one_of(Template::ALL, Template::name)),
            option("aspect", "value-aspect").value_parser(help::one_of(Aspect::ALL, Aspect::name)),
            option("annotations", "value-annotations")
                .value_parser(help::one_of(AnnotationDisplay::ALL, AnnotationDisplay::name)),
            option("language", "value-language").value_parser(help::one_of(Language::ALL, Language::tag)),
            help::switch("export", "no-cover"),
            help::switch("export", "no-contents"),
        ],
    )
}

/// Lays the meeting out and writes the hand-out, or what is written on it.
pub fn run(matches: &ArgMatches) -> Result<(), CliError> {
    let output = Output::new(values::required::<PathBuf>(matches, "output")?);
    let handout_error = |source| CliError::Export { file: output.name(), source };
    let form = Form::of(&output).ok_or_else(|| handout_error(HandoutError::UnknownForm))?;
    let mut meeting = match matches.get_one::<PathBuf>("file") {
        Some(path) => Input::new(path).open_meeting()?,
        None => Meeting::sample(),
    };
    let now = clock::now()?;
    let mut options = handout(matches, &meeting.handout);
    // Annotations that are asked for by themselves are not left out because the pages do without them.
    if !matches!(form, Form::Pdf)
        && matches.get_one::<AnnotationDisplay>("annotations").is_none()
        && options.annotations == AnnotationDisplay::None
    {
        options.annotations = AnnotationDisplay::Both;
    }
    apply(&mut meeting, Edit::Handout(options)).map_err(|error| handout_error(error.into()))?;
    if let Some(aspect) = matches.get_one("aspect") {
        let presentation = Presentation { aspect: *aspect, ..meeting.presentation.clone() };
        apply(&mut meeting, Edit::Presentation(presentation)).map_err(|error| handout_error(error.into()))?;
    }
    match form {
        Form::Pdf => {}
        Form::Xfdf => {
            return output
                .write(&xfdf::write(&meeting, &output.beside("pdf")).map_err(|error| handout_error(error.into()))?);
        }
        Form::WebAnnotations => return output.write(web_annotation::write(&meeting).as_bytes()),
    }
    let exported = progress::show_while(&say("export-progress", &[]), || pdf::export(&meeting, now))
        .map_err(|error| handout_error(error.into()))?;
    output.write_handout(&exported.bytes)?;
    for missing in &exported.missing {
        warn(&output, missing);
    }
    Ok(())
}

/// The meeting's own options, with those changed that the arguments name.
fn handout(matches: &ArgMatches, own: &HandoutOptions) -> HandoutOptions {
    let mut options = own.clone();
    if let Some(template) = matches.get_one("template") {
        options.template = *template;
    }
    if let Some(shown) = matches.get_one("annotations") {
        options.annotations = *shown;
    }
    if let Some(language) = matches.get_one("language") {
        options.language = Some(*language);
    }
    if matches.get_flag("no-cover") {
        options.cover = Cover::None;
    }
    if matches.get_flag("no-contents") {
        options.contents = false;
    }
    options
}

/// Says which characters are missing from the hand-out, and where.
fn warn(output: &Output, missing: &Missing) {
    let characters: Vec<String> = missing.characters.chars().map(|c| format!("{c} (U+{:04X})", u32::from(c))).collect();
    let warning = say(
        "export-missing",
        &[("characters", characters.join(", ").into()), ("place", missing.place.as_str().into())],
    );
    complain(&format!("{}: {warning}", output.name()));
}
