//! The command line as a user meets it: the real program, its exit codes, what it prints and what it leaves behind.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod annexes;
mod annotations;
mod attachments;
mod bad_input;
mod files;
mod handouts;
mod help;
mod import;
mod labels;
mod meetings;
mod reviews;
mod sets;
mod workspace;
