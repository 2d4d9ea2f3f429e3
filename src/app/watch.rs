//! Looking whether others change the file that is open.
//!
//! A thread looks at the file's time and length every few seconds, which costs next to nothing, and wakes the window only
//! when they are other than before. Whether the file truly holds something else the session then finds out.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// How often the file is looked at.
const EVERY: Duration = Duration::from_secs(3);

/// A watch on one file.
pub struct Watch {
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    path: Option<PathBuf>,
    facts: Option<(SystemTime, u64)>,
    changed: bool,
}

fn facts(path: &Path) -> Option<(SystemTime, u64)> {
    let metadata = path.metadata().ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

impl Watch {
    /// A watch that looks at nothing yet.
    #[must_use]
    pub fn new(context: &egui::Context) -> Watch {
        let seen = Arc::new(Mutex::new(Seen::default()));
        let (weak, context) = (Arc::downgrade(&seen), context.clone());
        let look = move || {
            loop {
                std::thread::sleep(EVERY);
                let Some(seen) = weak.upgrade() else { return };
                let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                let Some(now) = seen.path.as_deref().map(facts) else { continue };
                if now != seen.facts {
                    seen.facts = now;
                    seen.changed = true;
                    context.request_repaint();
                }
            }
        };
        // Without the thread a change is noticed when the meeting is saved.
        let _ = std::thread::Builder::new().name("watch".to_owned()).spawn(look);
        Watch { seen }
    }

    /// Looks at this file from now on, as it is now.
    pub fn look_at(&self, path: Option<&Path>) {
        let facts = path.and_then(facts);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        *seen = Seen { path: path.map(Path::to_owned), facts, changed: false };
    }

    /// Whether the file is other than before; said once.
    #[must_use]
    pub fn take_change(&self) -> bool {
        std::mem::take(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner).changed)
    }
}
