//! Keeps the screen on while presenting.
//!
//! The desktop is asked through its portal, or else through the older screen saver service. What it grants it grants to a
//! connection, so that a program that stops lets the screen sleep again. Where neither is there nothing is lost but that.

#[cfg(target_os = "linux")]
use crate::locale::Locale;
use crate::say;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::{self, Sender};

/// Whether the screen stays on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The system was asked and has not answered.
    Asked,
    /// It stays on.
    On,
    /// The system does not say that it does.
    Unknown,
}

/// Keeps the screen on until it is dropped.
#[derive(Debug)]
pub struct Awake {
    state: Arc<AtomicU8>,
    /// Dropped with this; the thread ends then.
    _until: Sender<()>,
}

impl Awake {
    /// Asks the system, which is not asked in a program that may not talk to others.
    #[must_use]
    pub fn begin(context: &egui::Context, may_ask: bool) -> Awake {
        let state = Arc::new(AtomicU8::new(if may_ask { 0 } else { 2 }));
        let (until, dropped) = mpsc::channel::<()>();
        if may_ask {
            let (state, context) = (Arc::clone(&state), context.clone());
            let reason = say!(Locale::of_context(&context), "present-awake-reason");
            let keep = move || {
                let kept = keep_on(&reason);
                state.store(if kept.is_some() { 1 } else { 2 }, Ordering::Relaxed);
                context.request_repaint_of(egui::ViewportId::ROOT);
                // Nothing is sent: this waits until the presentation is over.
                let _ = dropped.recv();
                drop(kept);
            };
            // Without the thread the screen does what it does.
            let _ = std::thread::Builder::new().name("awake".to_owned()).spawn(keep);
        }
        Awake { state, _until: until }
    }

    /// Whether the screen stays on.
    #[must_use]
    pub fn screen(&self) -> Screen {
        match self.state.load(Ordering::Relaxed) {
            0 => Screen::Asked,
            1 => Screen::On,
            _ => Screen::Unknown,
        }
    }
}

/// The connection that the screen stays on for; `None` where nobody grants it.
#[cfg(target_os = "linux")]
fn keep_on(reason: &str) -> Option<zbus::blocking::Connection> {
    use std::collections::HashMap;
    use std::time::Duration;
    use zbus::zvariant::Value;
    /// The portal's flag for *idle*.
    const IDLE: u32 = 8;
    let patience = Duration::from_secs(5);
    let connection = zbus::blocking::connection::Builder::session().ok()?.method_timeout(patience).build().ok()?;
    let options = HashMap::from([("reason", Value::from(reason))]);
    let portal =
        ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Inhibit");
    let asked = connection.call_method(Some(portal.0), portal.1, Some(portal.2), "Inhibit", &("", IDLE, options));
    if asked.is_ok() {
        return Some(connection);
    }
    let saver = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver");
    let asked = connection.call_method(Some(saver.0), saver.1, Some(saver.2), "Inhibit", &("Bilag", reason));
    asked.is_ok().then_some(connection)
}

#[cfg(not(target_os = "linux"))]
fn keep_on(_: &str) -> Option<()> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_asks_nobody_does_not_know() {
        assert_eq!(Awake::begin(&egui::Context::default(), false).screen(), Screen::Unknown);
    }
}
