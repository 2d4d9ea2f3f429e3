//! `bilag export`: a meeting's hand-out, or its annotations alone.

use super::error::{CliError, complain};
use super::input::Input;
use super::output::Output;
use super::{help, progress, values};
use crate::clock;
use crate::locale::{Language, Locale};
use crate::meeting::edit::apply;
use crate::meeting::web_annotation;
use crate::meeting::{
    AnnotationDisplay, Aspect, Cover, Edit, EditError, HandoutOptions, Meeting, PresentationEdit, Purpose, Template,
};
use crate::message;
use crate::pdf::{self, ExportError, Missing, xfdf};
use crate::say;
use crate::wording::InWords;
use clap::{ArgMatches, Command};
use std::path::PathBuf;
use thiserror::Error;

/// Why there is no hand-out.
#[derive(Debug, Error)]
pub enum HandoutError {
    /// The name's ending is none that says what to write.
    #[error("unknown ending")]
    UnknownForm,
    /// Annotations alone were asked for, and none of them.
    #[error("nothing but annotations, and none of them")]
    NothingButAnnotations,
    /// The meeting does not take the options.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The meeting could not be laid out.
    #[error(transparent)]
    NotLaidOut(#[from] ExportError),
}

impl InWords for HandoutError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            HandoutError::UnknownForm => say!(locale, "export-unknown-form"),
            HandoutError::NothingButAnnotations => say!(locale, "export-nothing-but-annotations"),
            HandoutError::Edit(error) => error.in_words(locale),
            HandoutError::NotLaidOut(error) => error.in_words(locale),
        }
    }
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
pub fn command(locale: &Locale) -> Command {
    help::subcommand(
        locale,
        "export",
        [
            help::file(locale, message!("export-option-file"), message!("value-meeting-or-pdf")),
            help::output(locale, message!("export-option-output"), message!("value-pdf")).required(true),
            help::option(locale, "template", message!("export-option-template"), message!("value-template"))
                .value_parser(help::one_of(Template::ALL, Template::name)),
            help::option(locale, "aspect", message!("export-option-aspect"), message!("value-aspect"))
                .value_parser(help::one_of(Aspect::ALL, Aspect::name)),
            help::option(locale, "annotations", message!("export-option-annotations"), message!("value-annotations"))
                .value_parser(help::one_of(AnnotationDisplay::ALL, AnnotationDisplay::name)),
            help::option(locale, "language", message!("export-option-language"), message!("value-language"))
                .value_parser(help::one_of(Language::ALL, Language::tag)),
            help::switch(locale, "no-cover", message!("export-option-no-cover")),
            help::switch(locale, "no-contents", message!("export-option-no-contents")),
        ],
    )
}

/// Lays the meeting out and writes the hand-out, or what is written on it.
pub fn run(matches: &ArgMatches, locale: &Locale) -> Result<(), CliError> {
    let output = Output::new(values::required::<PathBuf>(matches, "output")?);
    let handout_error = |source| CliError::Export { file: output.name(), source };
    let form = Form::of(&output).ok_or_else(|| handout_error(HandoutError::UnknownForm))?;
    let mut meeting = match matches.get_one::<PathBuf>("file") {
        Some(path) => Input::new(path).open_meeting(locale)?.meeting,
        None => Meeting::sample(),
    };
    let now = clock::now()?;
    let asked = matches.get_one::<AnnotationDisplay>("annotations");
    if !matches!(form, Form::Pdf) && asked == Some(&AnnotationDisplay::None) {
        return Err(handout_error(HandoutError::NothingButAnnotations));
    }
    let mut options = handout(matches, &meeting.handout);
    // Annotations that are asked for by themselves are not left out because the pages do without them.
    if !matches!(form, Form::Pdf) && options.annotations == AnnotationDisplay::None {
        options.annotations = AnnotationDisplay::Both;
    }
    if let Some(edit) = Edit::handout(&meeting.handout, &options) {
        apply(&mut meeting, edit).map_err(|error| handout_error(error.into()))?;
    }
    if let Some(aspect) = matches.get_one("aspect") {
        let edit = Edit::Presentation(PresentationEdit::Aspect(*aspect));
        apply(&mut meeting, edit).map_err(|error| handout_error(error.into()))?;
    }
    let shared = meeting.share(Purpose::Handout);
    match form {
        Form::Pdf => {}
        Form::Xfdf => {
            return output
                .write(&xfdf::write(&shared, &output.beside("pdf")).map_err(|error| handout_error(error.into()))?);
        }
        Form::WebAnnotations => return output.write(web_annotation::write(&shared).as_bytes()),
    }
    let exported = progress::show_while(&say!(locale, "export-progress"), || pdf::export(&shared, now))
        .map_err(|error| handout_error(error.into()))?;
    output.write_handout(&exported.bytes)?;
    for missing in &exported.missing {
        warn(&output, missing, locale);
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
fn warn(output: &Output, missing: &Missing, locale: &Locale) {
    let characters: Vec<String> = missing.characters.chars().map(|c| format!("{c} (U+{:04X})", u32::from(c))).collect();
    let warning =
        say!(locale, "export-missing", characters = characters.join(", "), place = missing.place.in_words(locale));
    complain(&format!("{}: {warning}", output.name().in_words(locale)));
}
