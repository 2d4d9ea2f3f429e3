//! Bilag brings agreed principles to a meeting.
//!
//! A user selects principles from a set, annotates them for one meeting and hands them out as an accessible PDF,
//! which carries its meeting inside it and can be opened again. One way leads through the house, and each module
//! knows only those before it: [`locale`], [`storage`], [`clock`], [`page_number`], [`logbook`] and [`foreign`], which reads
//! pages that other programs made, are the ground; [`principles`] → [`meeting`] →
//! [`compose`] → [`typeset`] → [`pdf`] is the way from what can be chosen to the page; [`document_kind`] opens what a user
//! has and [`review_import`] what reviewers send back, whatever it is; [`session`] keeps a meeting safe while it is open; [`wording`] says what went wrong in a language;
//! [`report`] tells of problems; [`cli`] and [`app`], the window, are the doors to all of it.

pub mod app;
pub mod cli;
pub mod clock;
pub mod compose;
pub mod document_kind;
pub mod foreign;
pub mod locale;
pub mod logbook;
pub mod meeting;
pub mod page_number;
pub mod pdf;
pub mod picture;
pub mod principles;
pub mod report;
pub mod review_import;
pub mod session;
pub mod storage;
pub mod typeset;
pub mod wording;
