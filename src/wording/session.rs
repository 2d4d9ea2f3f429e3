//! What became of an open meeting: loading, saving, merging, purging.

use super::InWords;
use super::storage::{reason, unreadable};
use crate::locale::Locale;
use crate::say;
use crate::session::{
    Lacking, LoadError, LoadErrorKind, MergeError, PurgeError, Receipt, RestoreError, SaveError, Warning,
};
use crate::storage::Flaw;

impl InWords for LoadError {
    fn in_words(&self, locale: &Locale) -> String {
        format!("{}: {}", self.path.display(), self.source.in_words(locale))
    }
}

impl InWords for LoadErrorKind {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            LoadErrorKind::Read(error) => error.in_words(locale),
            LoadErrorKind::Open(error) => error.in_words(locale),
        }
    }
}

impl InWords for Warning {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            Warning::NotJournaled(error) => say!(locale, "warning-not-journaled", reason = reason(error, locale)),
            Warning::NoGeneration(error) => say!(locale, "warning-no-generation", reason = reason(error, locale)),
            Warning::Unsound(lacking) => {
                let names = lacking.iter().map(|lacking| named(lacking, locale)).collect::<Vec<_>>().join(", ");
                if lacking.iter().all(|lacking| lacking.unsound.flaw == Flaw::LeftOut) {
                    say!(locale, "warning-annexes-left-out", names = names)
                } else {
                    say!(locale, "warning-attachments", names = names)
                }
            }
        }
    }
}

impl InWords for Lacking {
    fn in_words(&self, locale: &Locale) -> String {
        if self.annex.is_none() {
            return self.unsound.in_words(locale);
        }
        let name = named(self, locale);
        match self.unsound.flaw {
            Flaw::Missing => say!(locale, "annex-missing", name = name),
            Flaw::Damaged => say!(locale, "annex-damaged", name = name),
            Flaw::LeftOut => say!(locale, "annex-left-out", name = name),
        }
    }
}

/// What something that cannot be had is called.
fn named(lacking: &Lacking, locale: &Locale) -> String {
    match &lacking.annex {
        Some((number, file)) => {
            format!("{} ({file})", say!(locale, "annex-name", number = number.to_string()))
        }
        None => lacking.unsound.sha256.to_string(),
    }
}

impl InWords for SaveError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            SaveError::NoFile => say!(locale, "save-no-file"),
            SaveError::Write { path, source } => format!("{}: {}", path.display(), source.in_words(locale)),
            SaveError::ChangedOutside { path } => {
                say!(locale, "save-changed-outside", file = path.display().to_string())
            }
            SaveError::Held { held_by } => {
                say!(locale, "save-held", person = held_by.person.as_str(), machine = held_by.machine.as_str())
            }
            SaveError::Stopped => say!(locale, "save-stopped"),
            SaveError::Newer { lost } => say!(locale, "save-newer", lost = lost.join(", ")),
        }
    }
}

impl InWords for RestoreError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            RestoreError::Read(error) => unreadable(error, locale),
            RestoreError::File(error) => error.in_words(locale),
            RestoreError::Edit(error) => error.in_words(locale),
        }
    }
}

impl InWords for MergeError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            MergeError::NoFile => say!(locale, "save-no-file"),
            MergeError::Read(error) => unreadable(error, locale),
            MergeError::File(error) => error.in_words(locale),
            MergeError::Edit(error) => error.in_words(locale),
        }
    }
}

impl InWords for PurgeError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            PurgeError::Save(error) => error.in_words(locale),
            PurgeError::NotBegun(error) => say!(locale, "purge-not-begun", reason = reason(error, locale)),
            PurgeError::Unfinished { path, source } => {
                say!(locale, "purge-unfinished", path = path.display().to_string(), reason = reason(source, locale))
            }
        }
    }
}

impl InWords for Receipt {
    /// The receipt, to be read and kept.
    fn in_words(&self, locale: &Locale) -> String {
        let mut lines = vec![
            say!(locale, "receipt-head", title = self.title.as_str(), when = locale.moment(self.at)),
            say!(
                locale,
                "receipt-removed",
                annotations = self.annotations,
                replies = self.replies,
                generations = self.kept.generations,
                journals = self.kept.journals,
                temporaries = self.kept.temporaries,
                attachments = self.kept.attachments
            ),
            say!(
                locale,
                "receipt-stays",
                decisions = self.decisions.len(),
                actions = self.actions.len(),
                others = self.others
            ),
        ];
        lines.extend(self.decisions.iter().chain(&self.actions).map(|line| format!("– {line}")));
        lines.push(say!(locale, "receipt-elsewhere"));
        lines.join("\n") + "\n"
    }
}
