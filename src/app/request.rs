//! What the window is asked for.

use super::files::Purpose;
use super::input::Command;
use super::settings::Settings;
use crate::meeting::{AnnotationId, Edit, Meeting, Target};
use crate::principles::PrincipleSet;
use crate::session::Recovery;
use std::ops::Range;
use std::path::PathBuf;

/// Something that is to happen once the frame is drawn.
#[derive(Debug)]
pub enum Request {
    /// A command from the table.
    Command(Command),
    /// A change to the meeting.
    Edit(Edit),
    /// Ends the step that undo would take back.
    Seal,
    /// A path was chosen: to be written only if nothing is there, unless the user has agreed to its being replaced.
    Chosen {
        /// What for.
        purpose: Purpose,
        /// Which.
        path: PathBuf,
        /// Whether the user knows what is there.
        agreed: bool,
    },
    /// Opens a file.
    OpenFile(PathBuf),
    /// Does what was asked for, whatever is lost.
    Regardless(Box<Request>),
    /// Saves, and then does what was asked for.
    SaveFirst(Box<Request>),
    /// Begins a meeting on a set.
    Begin(Box<PrincipleSet>),
    /// Chooses from another set from now on.
    UseSet(Box<PrincipleSet>),
    /// Shows words in the text, in bytes of their paragraph, and the annotation that is on them.
    ShowText(Target, Option<Range<usize>>, Option<AnnotationId>),
    /// Changes the settings.
    Settings(Box<Settings>),
    /// Asks for a picture for the head of the hand-out.
    ChooseLogo,
    /// Puts a picture at the head of the hand-out.
    UseLogo(PathBuf),
    /// Asks which file to save the finished hand-out in.
    ChooseExportFile,
    /// Opens the finished hand-out where it can be printed.
    Print,
    /// Writes the finished hand-out.
    WriteExport(PathBuf),
    /// Saves the meeting in a file.
    SaveIn(PathBuf),
    /// Reads what reviewers sent back.
    ReadReviews(Vec<PathBuf>),
    /// Takes home what reviewers wrote, as it was chosen: so many changes, in one edit.
    TakeReviews(Edit, usize),
    /// Goes on with what a stopped program left.
    Recover(Box<Recovery>),
    /// Does without it.
    Decline(Box<Recovery>),
    /// Merges what somebody else wrote into the file.
    MergeOutside,
    /// Merges a copy of the file that was changed apart.
    MergeCopy(PathBuf),
    /// Saves over what somebody else wrote.
    Overwrite,
    /// Takes over a file that somebody else did not close.
    TakeOver,
    /// Makes the meeting what an earlier version was.
    Restore(Box<Meeting>),
    /// Removes what is private for good.
    Purge,
    /// Opens a file in the program that the system has for it.
    OpenOutside(PathBuf),
    /// Shows a file in its folder.
    ShowInFolder(PathBuf),
    /// Forgets a recent meeting.
    Forget(PathBuf),
    /// The user wants nothing of what this dialog offered.
    GivenUp(Offer),
}

/// What a dialog offered that goes on beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// To save, and then do something else.
    Save,
    /// The hand-out that is being made.
    Export,
    /// What reviewers sent back and is being read.
    Reviews,
    /// Nothing.
    Nothing,
}

impl Request {
    /// What a chosen path is for.
    #[must_use]
    pub fn of_chosen(purpose: Purpose, path: PathBuf) -> Request {
        match purpose {
            Purpose::Open => Request::OpenFile(path),
            Purpose::Reviews => Request::ReadReviews(vec![path]),
            Purpose::Logo => Request::UseLogo(path),
            Purpose::Save => Request::SaveIn(path),
            Purpose::Export => Request::WriteExport(path),
        }
    }
}
