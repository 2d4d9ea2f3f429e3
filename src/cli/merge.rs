//! `bilag merge`: reviewers' copies, PDFs or meetings, back into the meeting that they were sent.

use super::fault::Fault;
use super::input::Input;
use super::json::MergedFrom;
use super::output::Output;
use super::{help, json, output, values};
use crate::clock;
use crate::locale::say;
use crate::meeting::Meeting;
use crate::meeting::merge::{Copy, Merged, merge};
use crate::opened::Opened;
use clap::{Arg, ArgMatches, Command, value_parser};
use std::collections::BTreeMap;
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
pub fn run(matches: &ArgMatches) -> Result<(), Fault> {
    let path: &PathBuf = values::required(matches, "file")?;
    let out = Output::for_meeting(matches.get_one::<PathBuf>("output").unwrap_or(path))?;
    let _turn = out.wait_for_turn()?;
    let mut meeting = Input::new(path).open_meeting()?;
    let now = clock::now()?;
    let (mut whole, mut from) = (Merged::default(), Vec::new());
    for review in matches.get_many::<PathBuf>("reviews").into_iter().flatten() {
        let input = Input::new(review);
        let copy = copy(&input, now)?;
        let refused = |source| Fault::Merge { file: input.name(), source };
        let merged = merge(&mut meeting, &copy).map_err(refused)?;
        let comments = merged.added + merged.updated;
        from.push(MergedFrom { file: input.name(), author: author(&copy), comments });
        whole.added += merged.added;
        whole.updated += merged.updated;
        whole.unchanged += merged.unchanged;
        whole.orphaned += merged.orphaned;
        whole.deleted += merged.deleted;
    }
    out.save(&meeting)?;
    if out == Output::Standard {
        return Ok(());
    }
    if matches.get_flag("json") {
        return output::print(json::merged(&whole, &from).as_bytes());
    }
    output::print(in_words(&whole, &from).as_bytes())
}

/// What a file holds of a reviewer's.
fn copy(input: &Input, now: jiff::Timestamp) -> Result<Copy, Fault> {
    let bytes = input.read()?;
    match input.open_bytes(&bytes)? {
        Opened::Pdf(_) => {
            let review = input.review(&bytes, now)?;
            let annotations = review.comments.into_iter().map(|comment| comment.annotation).collect();
            Ok(Copy { sent: review.sent, annotations })
        }
        Opened::Meeting(meeting) => Ok(Copy { sent: Meeting::default(), annotations: meeting.annotations }),
        Opened::Set(_) => Err(Fault::NotMeeting { file: input.name() }),
    }
}

/// Who wrote most of what was not sent.
fn author(copy: &Copy) -> String {
    let mut authors: BTreeMap<&str, usize> = BTreeMap::new();
    let replies =
        copy.annotations.iter().flat_map(|annotation| &annotation.replies).map(|reply| (&reply.id, &reply.author));
    let annotations = copy.annotations.iter().map(|annotation| (&annotation.id, &annotation.author));
    for (id, author) in annotations.chain(replies) {
        let known =
            copy.sent.annotations.iter().any(|sent| sent.id == *id || sent.replies.iter().any(|reply| reply.id == *id));
        if !known && !author.is_empty() {
            *authors.entry(author).or_default() += 1;
        }
    }
    authors.into_iter().max_by_key(|(_, count)| *count).map_or_else(String::new, |(author, _)| author.to_owned())
}

fn in_words(merged: &Merged, from: &[MergedFrom]) -> String {
    let mut out = String::new();
    for MergedFrom { file, author, comments } in from {
        let author = if author.is_empty() { "–" } else { author };
        let arguments = [("file", file.as_str().into()), ("author", author.into()), ("comments", (*comments).into())];
        out.push_str(&say("merge-from", &arguments));
        out.push('\n');
    }
    let count = |count: usize| count.into();
    out.push_str(&say(
        "merge-done",
        &[
            ("added", count(merged.added)),
            ("updated", count(merged.updated)),
            ("unchanged", count(merged.unchanged)),
            ("orphaned", count(merged.orphaned)),
            ("deleted", count(merged.deleted)),
        ],
    ));
    out.push('\n');
    out
}
