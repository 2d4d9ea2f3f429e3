//! The window as a user meets it, found by the names that a screen reader says.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

#[path = "../support/soft.rs"]
mod soft;

mod check;
mod day;
mod decisions;
mod dialogs;
mod hand;
mod keeping;
mod pictures;
mod present;
mod reach;
mod room;
mod select;
mod show;
mod start;
