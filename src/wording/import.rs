//! What was decided when a set was read in, and why one was not.

use super::InWords;
use crate::foreign::TextError;
use crate::locale::Locale;
use crate::principles::import::{Decision, Evidence, ImportError, Scope, What};
use crate::say;

impl InWords for ImportError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            ImportError::Text(error) => error.in_words(locale),
            ImportError::NoPrinciples => say!(locale, "import-no-principles"),
        }
    }
}

impl InWords for TextError {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            TextError::TooMuch => say!(locale, "text-too-much"),
            TextError::Archive => say!(locale, "text-archive"),
            TextError::Xml => say!(locale, "text-xml"),
            TextError::Pdf => say!(locale, "text-pdf"),
            TextError::Encrypted => say!(locale, "text-encrypted"),
            TextError::NoText => say!(locale, "text-none"),
            TextError::NotText => say!(locale, "text-not-text"),
        }
    }
}

impl InWords for Decision {
    /// A doubt: where, what was chosen, what else it could be, and why.
    fn in_words(&self, locale: &Locale) -> String {
        let chosen = self.chosen.as_str();
        let other = self.others.first().map_or("", |(other, _)| other.as_str());
        let what = match self.what {
            What::Format => say!(locale, "import-doubt-format", chosen = chosen),
            What::Language => say!(locale, "import-doubt-language", chosen = chosen),
            What::Title => say!(locale, "import-doubt-title", chosen = chosen),
            What::Principles => match self.scope {
                Scope::Principle(number) => say!(locale, "import-doubt-empty", number = number.to_string()),
                Scope::Set | Scope::Line(_) => say!(locale, "import-doubt-principles", chosen = chosen),
            },
            What::Groups => say!(locale, "import-doubt-groups", chosen = chosen),
            What::Leads => match chosen {
                "leads" => say!(locale, "import-doubt-leads"),
                _ => say!(locale, "import-doubt-no-leads"),
            },
            What::Furniture => say!(locale, "import-furniture", lines = chosen),
            What::Overview => say!(locale, "import-overview", lines = chosen),
            What::Closing => say!(locale, "import-doubt-closing"),
            What::Hyphen => say!(locale, "import-doubt-hyphen", chosen = chosen, other = other),
            What::Paragraph => say!(locale, "import-doubt-paragraph", chosen = chosen, other = other),
        };
        let what = match self.scope {
            Scope::Line(line) => say!(locale, "import-at-line", line = line.to_string(), what = what),
            Scope::Set | Scope::Principle(_) => what,
        };
        let reasons: Vec<String> = self.because.iter().map(|evidence| evidence.in_words(locale)).collect();
        let reasons: Vec<&str> = reasons.iter().map(String::as_str).filter(|reason| !reason.is_empty()).collect();
        if reasons.is_empty() { what } else { format!("{what} ({})", reasons.join("; ")) }
    }
}

impl InWords for Evidence {
    fn in_words(&self, locale: &Locale) -> String {
        match self {
            Evidence::Content => say!(locale, "evidence-content"),
            Evidence::Said => say!(locale, "evidence-said"),
            Evidence::SmallWords => say!(locale, "evidence-small-words"),
            Evidence::Sequence => say!(locale, "evidence-sequence"),
            Evidence::Missing => say!(locale, "evidence-missing"),
            Evidence::Level => say!(locale, "evidence-level"),
            Evidence::Table => say!(locale, "evidence-table"),
            Evidence::Strong => say!(locale, "evidence-strong"),
            Evidence::Short => say!(locale, "evidence-short"),
            Evidence::List => say!(locale, "evidence-list"),
            Evidence::Count => say!(locale, "evidence-count"),
            Evidence::OtherCount => say!(locale, "evidence-other-count"),
            Evidence::Coverage => say!(locale, "evidence-coverage"),
            Evidence::LittleCoverage => say!(locale, "evidence-little-coverage"),
            Evidence::Box => say!(locale, "evidence-box"),
            Evidence::Width => say!(locale, "evidence-width"),
            Evidence::Consistent => say!(locale, "evidence-consistent"),
            Evidence::Nothing => say!(locale, "evidence-nothing"),
            Evidence::Repeated => say!(locale, "evidence-repeated"),
            Evidence::BrokenSentence => say!(locale, "evidence-broken-sentence"),
            Evidence::Equal => say!(locale, "evidence-equal"),
            Evidence::Dictionary => say!(locale, "evidence-dictionary"),
            Evidence::First => say!(locale, "evidence-first"),
            Evidence::FileName => say!(locale, "evidence-file-name"),
            Evidence::LongLast => say!(locale, "evidence-long-last"),
            Evidence::Empty => say!(locale, "evidence-empty"),
        }
    }
}
