//! What the window is asked for.

use super::input::Command;
use super::settings::Settings;
use crate::meeting::{Edit, HandoutOptions, Id, Target};
use crate::principles::PrincipleSet;
use crate::storage::generations::Generation;
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
    ShowText(Target, Option<Range<usize>>, Option<Id>),
    /// Changes how the hand-out looks.
    Handout(HandoutOptions),
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
    /// Takes a path that was typed or chosen for what was asked.
    Chosen(PathBuf),
    /// Reads what reviewers sent back.
    ReadReviews(Vec<PathBuf>),
    /// Takes home what reviewers wrote, as it was chosen.
    CarryOutMerge,
    /// Goes on with what a stopped program left, by its place in the list.
    Recover(usize),
    /// Does without it.
    Decline(usize),
    /// Merges what somebody else wrote into the file.
    MergeOutside,
    /// Merges a copy of the file that was changed apart.
    MergeCopy(PathBuf),
    /// Saves over what somebody else wrote.
    Overwrite,
    /// Takes over a file that somebody else did not close.
    TakeOver,
    /// Makes the meeting what an earlier version was.
    Restore(Generation),
    /// Removes what is private for good.
    Purge,
    /// Opens a file in the program that the system has for it.
    OpenOutside(PathBuf),
    /// Shows a file in its folder.
    ShowInFolder(PathBuf),
    /// Forgets a recent meeting.
    Forget(PathBuf),
    /// Closes the dialog.
    CloseDialog,
}
