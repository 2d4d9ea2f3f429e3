//! Reference codes: the names by which people speak of a principle, a paragraph or a note.
//!
//! `P3·2·n4` is principle 3, paragraph 2, note 4; paragraph 0 is the summary, `M` the meeting as a whole. A private
//! note counts by itself and bears a `p` instead of the `n`, so that the shared ones have no gaps. The codes are the
//! same on the projector, on paper and in the PDF.

use super::annotation::{Target, Visibility};
use crate::locale::say;
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// A reference code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The principle's number; `None`: the meeting.
    pub principle: Option<u32>,
    /// The paragraph, 0 for the summary.
    pub paragraph: Option<usize>,
    /// The note, by visibility and number.
    pub note: Option<(Visibility, u32)>,
}

impl Reference {
    /// The code of a principle.
    #[must_use]
    pub const fn to_principle(principle: u32) -> Reference {
        Reference { principle: Some(principle), paragraph: None, note: None }
    }

    /// The code of a paragraph.
    #[must_use]
    pub const fn to_paragraph(principle: u32, paragraph: usize) -> Reference {
        Reference { principle: Some(principle), paragraph: Some(paragraph), note: None }
    }

    /// What an annotation put here is about.
    #[must_use]
    pub const fn target(self) -> Target {
        Target { principle: self.principle, paragraph: self.paragraph, words: None }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.principle {
            Some(principle) => write!(formatter, "P{principle}")?,
            None => write!(formatter, "M")?,
        }
        if let Some(paragraph) = self.paragraph {
            write!(formatter, "·{paragraph}")?;
        }
        match self.note {
            Some((Visibility::Shared, note)) => write!(formatter, "·n{note}"),
            Some((Visibility::Private, note)) => write!(formatter, "·p{note}"),
            None => Ok(()),
        }
    }
}

/// A text that is no reference code.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{}", say("reference-unreadable", &[("reference", .0.as_str().into())]))]
pub struct NoReference(pub String);

impl FromStr for Reference {
    type Err = NoReference;

    /// Reads `P3`, `P3·2` and `P3·2·n4`, with `.` for `·` where a keyboard has none, and `meeting`.
    fn from_str(text: &str) -> Result<Reference, NoReference> {
        let error = || NoReference(text.to_owned());
        let folded = text.trim().to_lowercase();
        if ["meeting", "møde", "mødet", "m"].contains(&folded.as_str()) {
            return Ok(Reference { principle: None, paragraph: None, note: None });
        }
        let mut parts = folded.strip_prefix('p').ok_or_else(error)?.split(['·', '.']);
        let principle = number(parts.next()).filter(|number| *number > 0).ok_or_else(error)?;
        let (mut paragraph, mut note) = (None, None);
        for part in parts {
            let visibility = match part.chars().next() {
                Some('n') => Some(Visibility::Shared),
                Some('p') => Some(Visibility::Private),
                _ => None,
            };
            match visibility {
                Some(visibility) if note.is_none() => {
                    note = Some((visibility, number(part.get(1..)).ok_or_else(error)?));
                }
                None if paragraph.is_none() && note.is_none() => {
                    paragraph = Some(number(Some(part)).ok_or_else(error)?);
                }
                _ => return Err(error()),
            }
        }
        Ok(Reference { principle: Some(principle), paragraph, note })
    }
}

fn number<N: FromStr>(digits: Option<&str>) -> Option<N> {
    digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_printed() {
        for code in ["P3", "P3·2", "P3·0·n4", "P12·2·p1", "P1·n2"] {
            assert_eq!(code.parse::<Reference>().expect(code).to_string(), code);
        }
        assert_eq!("p3.2".parse::<Reference>(), Ok(Reference::to_paragraph(3, 2)));
        assert_eq!("meeting".parse::<Reference>().expect("the meeting").to_string(), "M");
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in ["", "3", "P", "P0", "P3.", "P3.2.1", "P3.n1.n2", "P+3", "Pæ", "P99999999999"] {
            assert!(text.parse::<Reference>().is_err(), "{text}");
        }
    }
}
