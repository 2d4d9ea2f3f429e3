//! What the user wants of every program: strong contrast, less motion.
//!
//! egui follows light and dark by itself. For the rest the desktop's settings portal is asked once, on a thread of its own:
//! where it is not there, or knows nothing of this, nothing changes.

use std::sync::mpsc::{self, Receiver};
#[cfg(target_os = "linux")]
use std::time::Duration;

/// How long the portal may take to answer.
#[cfg(target_os = "linux")]
const PATIENCE: Duration = Duration::from_secs(5);

/// What the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SystemPreferences {
    /// Strong contrast is wanted.
    pub contrast: bool,
    /// Motion is not wanted.
    pub calm: bool,
}

/// Asks the system; the answer comes when it comes.
#[must_use]
pub fn ask(context: &egui::Context) -> Receiver<SystemPreferences> {
    let (send, receive) = mpsc::channel();
    let context = context.clone();
    let ask = move || {
        if let Some(preferences) = preferences().filter(|preferences| *preferences != SystemPreferences::default())
            && send.send(preferences).is_ok()
        {
            context.request_repaint();
        }
    };
    // Without the thread nothing is known of the system, as without a portal.
    let _ = std::thread::Builder::new().name("system".to_owned()).spawn(ask);
    receive
}

#[cfg(target_os = "linux")]
fn preferences() -> Option<SystemPreferences> {
    let connection = zbus::blocking::connection::Builder::session().ok()?.method_timeout(PATIENCE).build().ok()?;
    // The names and numbers of org.freedesktop.appearance: 1 is high contrast, and 1 reduced motion.
    let contrast = read(&connection, "org.freedesktop.appearance", "contrast").is_some_and(|value| value == 1);
    let reduced = read(&connection, "org.freedesktop.appearance", "reduced-motion").is_some_and(|value| value == 1);
    let still = read(&connection, "org.gnome.desktop.interface", "enable-animations").is_some_and(|value| value == 0);
    Some(SystemPreferences { contrast, calm: reduced || still })
}

#[cfg(not(target_os = "linux"))]
fn preferences() -> Option<SystemPreferences> {
    None
}

/// A setting that is a number, or yes and no as 1 and 0.
#[cfg(target_os = "linux")]
fn read(connection: &zbus::blocking::Connection, namespace: &str, key: &str) -> Option<u32> {
    let portal =
        ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings");
    let answer = connection.call_method(Some(portal.0), portal.1, Some(portal.2), "Read", &(namespace, key)).ok()?;
    let value: zbus::zvariant::OwnedValue = answer.body().deserialize().ok()?;
    number(&value)
}

/// The number in a value. The older method, which every portal knows, gives a value in a value.
#[cfg(target_os = "linux")]
fn number(value: &zbus::zvariant::Value<'_>) -> Option<u32> {
    use zbus::zvariant::Value;
    match value {
        Value::Value(inner) => number(inner),
        Value::U32(number) => Some(*number),
        Value::Bool(yes) => Some(u32::from(*yes)),
        _ => None,
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use zbus::zvariant::Value;

    #[test]
    fn a_value_in_a_value_is_read() {
        let wrapped = Value::Value(Box::new(Value::Value(Box::new(Value::U32(1)))));
        assert_eq!(number(&wrapped), Some(1));
        assert_eq!(number(&Value::Bool(false)), Some(0));
        assert_eq!(number(&Value::from("1")), None);
    }
}
