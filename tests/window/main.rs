//! The window as a user meets it, found by the names that a screen reader says.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

#[path = "../support/slow.rs"]
mod slow;
#[path = "../support/soft.rs"]
mod soft;

mod check;
mod day;
mod decisions;
mod dialogs;
mod hand;
mod keeping;
mod labels;
mod pictures;
mod present;
mod questions;
mod reach;
mod room;
mod select;
mod show;
mod start;
mod waiting;
