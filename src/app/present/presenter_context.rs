//! What the presenter's window reads and does not change.

use super::screens::Found;
use crate::app::settings::Settings;
use crate::meeting::Meeting;

/// What the presenter's window shows.
pub struct PresenterContext<'a> {
    /// The meeting.
    pub meeting: &'a Meeting,
    /// The settings.
    pub settings: &'a Settings,
    /// The screens.
    pub screens: &'a Found,
}
