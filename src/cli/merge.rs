//! `bilag merge`: reviewers' copies, PDFs or meetings, back into the meeting that they were sent.

use super::error::{CliError, complain};
use super::input::Input;
use super::output::Output;
use super::{help, json, output, values};
use crate::clock;
use crate::locale::Locale;
use crate::meeting::edit::apply;
use crate::meeting::merge::{self, Choices, Copy, Plan, Source};
use crate::meeting::{Meeting, Review};
use crate::message;
use crate::say;
use crate::wording::{InWords as _, meeting_name};
use clap::{Arg, ArgMatches, Command, value_parser};
use jiff::Timestamp;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::thread::ScopedJoinHandle;

/// The arguments.
pub fn command(locale: &Locale) -> Command {
    let reviews = Arg::new("reviews")
        .num_args(1..)
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .value_name(say!(locale, "value-review"))
        .help_heading(say!(locale, "help-arguments"))
        .help(say!(locale, "merge-option-reviews"));
    help::subcommand(
        locale,
        "merge",
        [
            help::file(locale, message!("merge-option-file"), message!("value-meeting")).required(true),
            reviews,
            help::output(locale, message!("merge-option-output"), message!("value-meeting")),
            help::switch(locale, "other-meeting", message!("merge-option-other-meeting")),
            help::switch(locale, "json", message!("merge-option-json")),
        ],
    )
}

/// Merges every copy and saves the meeting.
pub fn run(matches: &ArgMatches, locale: &Locale) -> Result<(), CliError> {
    let path: &PathBuf = values::required(matches, "file")?;
    let out = Output::for_meeting(matches.get_one::<PathBuf>("output").unwrap_or(path))?;
    let _turn = out.wait_for_turn()?;
    let mut package = Input::new(path).open_meeting(locale)?;
    let now = clock::now()?;
    let files = matches.get_many::<PathBuf>("reviews").into_iter().flatten();
    let inputs: Vec<Input> = files.map(|file| Input::new(file)).collect();
    let reviews = read_together(&inputs, &package.meeting, now)?;
    let names = inputs.iter().map(|input| input.name().in_words(locale));
    let copies: Vec<Copy> = names.zip(reviews).map(|(name, review)| Copy { name, review }).collect();
    let plan = merge::plan(&package.meeting, &copies);
    if !matches.get_flag("other-meeting") {
        refuse_others(&plan, &package.meeting, locale)?;
    }
    if let Some(edit) = plan.edit(&package.meeting, &Choices::new()) {
        apply(&mut package.meeting, edit)
            .map_err(|source| CliError::Merge { file: Input::new(path).name(), source })?;
    }
    out.save(&package, locale)?;
    for source in &plan.sources {
        for changed in &source.changed_pages {
            complain(&format!("{}: {}", source.name, changed.in_words(locale)));
        }
    }
    for source in plan.sources.iter().filter(|source| source.omitted > 0) {
        complain(&format!("{}: {}", source.name, say!(locale, "review-omitted", count = source.omitted)));
        for not_taken in &source.not_taken {
            complain(&format!("{}: {}", source.name, not_taken.in_words(locale)));
        }
    }
    if out == Output::Standard {
        return Ok(());
    }
    let shown = if matches.get_flag("json") { json::merged(&plan) } else { summary(&plan, locale) };
    output::print(shown.as_bytes())
}

/// Reads copies, on as many threads as there are processors. What cannot be read there is read here again, where it can be told why.
fn read_together(inputs: &[Input], meeting: &Meeting, now: Timestamp) -> Result<Vec<Review>, CliError> {
    let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
    let shares = inputs.chunks(inputs.len().div_ceil(processors).max(1));
    let read = |input: &Input| match input {
        // It can be read once.
        Input::Standard => None,
        Input::File(_) => input.review(Some(meeting), now).ok(),
    };
    let reviews: Vec<Option<Review>> = std::thread::scope(|scope| {
        let all = |share: &[Input]| share.iter().map(read).collect::<Vec<_>>();
        let threads: Vec<_> = shares.map(|share| scope.spawn(move || all(share))).collect();
        let join = |thread: ScopedJoinHandle<'_, _>| thread.join().unwrap_or_else(|panic| resume_unwind(panic));
        threads.into_iter().flat_map(join).collect()
    });
    let known = |(input, review): (&Input, Option<Review>)| review.map_or_else(|| input.review(Some(meeting), now), Ok);
    inputs.iter().zip(reviews).map(known).collect()
}

/// Refuses copies of other meetings, by name.
fn refuse_others(plan: &Plan, meeting: &Meeting, locale: &Locale) -> Result<(), CliError> {
    let other = plan.sources.iter().find_map(|source| Some((source, source.other.as_ref()?)));
    other.map_or(Ok(()), |(source, (kinship, theirs))| {
        Err(CliError::OtherMeeting {
            file: source.name.clone(),
            kinship: *kinship,
            theirs: meeting_name(theirs, locale),
            own: meeting_name(meeting, locale),
        })
    })
}

fn summary(plan: &Plan, locale: &Locale) -> String {
    let mut out = String::new();
    for (index, Source { name, author, .. }) in plan.sources.iter().enumerate() {
        let author = if author.is_empty() { "–" } else { author };
        let comments = plan.from(index);
        out.push_str(&say!(locale, "merge-from", file = name.as_str(), author = author, comments = comments));
        out.push('\n');
    }
    out.push_str(&say!(
        locale,
        "merge-done",
        added = plan.added().count(),
        updated = plan.updated(|_| true),
        unchanged = plan.unchanged,
        orphaned = plan.unplaced().count(),
        deleted = plan.deleted_by_reviewer().count()
    ));
    out.push('\n');
    let conflicts = plan.conflicts().count();
    if conflicts > 0 {
        out.push_str(&say!(locale, "merge-conflicts", count = conflicts));
        out.push('\n');
    }
    out
}
