//! `bilag merge`: reviewers' copies, PDFs or meetings, back into the meeting that they were sent.

use super::error::{CliError, complain};
use super::input::Input;
use super::output::Output;
use super::{help, json, output, values};
use crate::clock;
use crate::locale::say;
use crate::meeting::edit::apply;
use crate::meeting::merge::{self, Choices, Copy, Plan, Source};
use clap::{Arg, ArgMatches, Command, value_parser};
use std::path::PathBuf;

/// The arguments.
pub fn command() -> Command {
    let reviews = Arg::new("reviews")
        .num_args(1..)
        .required(true)
        .value_parser(value_parser!(PathBuf))
        .value_name(say("value-review", &[]))
        .help_heading(say("help-arguments", &[]))
        .help(say("merge-option-reviews", &[]));
    help::subcommand(
        "merge",
        [
            help::file("merge", "value-meeting").required(true),
            reviews,
            help::output("merge", "value-meeting"),
            help::switch("merge", "json"),
        ],
    )
}

/// Merges every copy and saves the meeting.
pub fn run(matches: &ArgMatches) -> Result<(), CliError> {
    let path: &PathBuf = values::required(matches, "file")?;
    let out = Output::for_meeting(matches.get_one::<PathBuf>("output").unwrap_or(path))?;
    let _turn = out.wait_for_turn()?;
    let mut meeting = Input::new(path).open_meeting()?;
    let now = clock::now()?;
    let files = matches.get_many::<PathBuf>("reviews").into_iter().flatten();
    let copy = |file: &PathBuf| {
        let input = Input::new(file);
        Ok(Copy { name: input.name(), review: input.review(Some(&meeting), now)? })
    };
    let copies = files.map(copy).collect::<Result<Vec<Copy>, CliError>>()?;
    let plan = merge::plan(&meeting, &copies);
    if let Some(edit) = plan.edit(&meeting, &Choices::new()) {
        apply(&mut meeting, edit).map_err(|source| CliError::Merge { file: Input::new(path).name(), source })?;
    }
    out.save(&meeting)?;
    for source in plan.sources.iter().filter(|source| source.omitted > 0) {
        complain(&format!("{}: {}", source.name, say("review-omitted", &[("count", source.omitted.into())])));
    }
    if out == Output::Standard {
        return Ok(());
    }
    let shown = if matches.get_flag("json") { json::merged(&plan) } else { in_words(&plan) };
    output::print(shown.as_bytes())
}

fn in_words(plan: &Plan) -> String {
    let mut out = String::new();
    for (index, Source { name, author, .. }) in plan.sources.iter().enumerate() {
        let author = if author.is_empty() { "–" } else { author };
        let comments = plan.from(index).into();
        let arguments = [("file", name.as_str().into()), ("author", author.into()), ("comments", comments)];
        out.push_str(&say("merge-from", &arguments));
        out.push('\n');
    }
    out.push_str(&say(
        "merge-done",
        &[
            ("added", plan.added().count().into()),
            ("updated", plan.updated(|_| true).into()),
            ("unchanged", plan.unchanged.into()),
            ("orphaned", plan.unplaced().count().into()),
            ("deleted", plan.deleted_by_reviewer().count().into()),
        ],
    ));
    out.push('\n');
    let conflicts = plan.conflicts().count();
    if conflicts > 0 {
        out.push_str(&say("merge-conflicts", &[("count", conflicts.into())]));
        out.push('\n');
    }
    out
}
