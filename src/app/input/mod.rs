//! What a user asks for: the views there are, the table of commands, and the keys.
//!
//! [`command`] is the one table; [`cue`], [`hand`] and [`pen`] are what is asked for while presenting. [`keys`] are the keys as
//! the user has them, [`shortcuts`] reads them, [`focus`] knows whose they are. Nothing here knows what a command does.

pub mod command;
pub mod cue;
pub mod focus;
pub mod hand;
pub mod keys;
pub mod pen;
pub mod shortcuts;
mod view;

pub use command::Command;
pub use cue::Cue;
pub use view::View;
