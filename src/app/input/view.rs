//! The views of the window.

/// The views of the window, which all show the same meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Recent meetings, and how to begin.
    #[default]
    Start,
    /// Choosing principles and giving them their place on the agenda.
    Select,
    /// Writing on them.
    Annotate,
    /// The pages as they will leave.
    Handout,
    /// Slides on a screen.
    Present,
}
