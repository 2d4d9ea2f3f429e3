//! Reading a set file, and saying what is wrong with one.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::PrincipleSet;
use std::collections::BTreeSet;
use thiserror::Error;

/// Why bytes are not a principle set.
#[derive(Debug, Error)]
pub enum SetError {
    /// They are not JSON, or the JSON has another shape.
    #[error("not a principle set: {0}")]
    Json(#[from] serde_json::Error),
    /// It holds no principle.
    #[error("no principle")]
    Empty,
    /// Principles count from 1.
    #[error("principle {title:?} is numbered 0")]
    NumberZero {
        /// The principle that is numbered 0.
        title: String,
    },
    /// Two principles bear one number.
    #[error("two principles are numbered {number}")]
    NumberTwice {
        /// The number.
        number: u32,
    },
    /// A principle has neither a title nor a label.
    #[error("principle {number} has neither a title nor a label")]
    NoTitle {
        /// The principle's number.
        number: u32,
    },
}

/// Reads a set from the bytes of a set file. White space within a text is folded: a text is one line of words.
///
/// An `id` and a `title` that are missing stay empty: the caller knows the file's name.
pub fn read(bytes: &[u8]) -> Result<PrincipleSet, SetError> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut set: PrincipleSet = serde_json::from_slice(bytes)?;
    for text in [&mut set.title, &mut set.source].into_iter().chain(&mut set.preamble).chain(&mut set.closing) {
        fold(text);
    }
    let mut numbers = BTreeSet::new();
    for group in &mut set.groups {
        for text in std::iter::once(&mut group.title).chain(&mut group.text) {
            fold(text);
        }
        for principle in &mut group.principles {
            let head = [&mut principle.title, &mut principle.summary].into_iter().chain(&mut principle.label);
            for text in head.chain(&mut principle.body) {
                fold(text);
            }
            let number = principle.number;
            if principle.title.is_empty() && principle.label.as_deref().unwrap_or_default().is_empty() {
                return Err(SetError::NoTitle { number });
            }
            if number == 0 {
                return Err(SetError::NumberZero { title: principle.title.clone() });
            }
            if !numbers.insert(number) {
                return Err(SetError::NumberTwice { number });
            }
        }
    }
    if numbers.is_empty() { Err(SetError::Empty) } else { Ok(set) }
}

/// Folds every run of white space that a line may break at into one space; a no-break space stays.
fn fold(text: &mut String) {
    let foldable = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    if text.starts_with(foldable) || text.ends_with(foldable) || has_run(text, foldable) {
        *text = text.split(foldable).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    }
}

fn has_run(text: &str, foldable: impl Fn(char) -> bool) -> bool {
    let mut before = false;
    text.chars().any(|c| {
        let now = foldable(c);
        let found = now && (before || c != ' ');
        before = now;
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_needs_only_numbers_titles_and_texts() {
        let json =
            br#"{"groups":[{"principles":[{"number":1,"title":"Ro","summary":" Det  er\nroligt. ","body":[]}]}]}"#;
        let set = read(json).expect("a set");
        assert_eq!(set.groups[0].principles[0].summary, "Det er roligt.");
        assert_eq!(set.language, "und");
    }

    #[test]
    fn a_label_may_stand_for_the_title_and_a_group_may_have_text() {
        let json = r#"{"groups":[{"title":"A","text":["Et  afsnit."],"principles":[
            {"number":1,"label":" Artikel\n1 ","body":["Ro."]},{"number":2,"label":"","title":"Orden","body":[]}]}]}"#;
        let set = read(json.as_bytes()).expect("a set");
        assert_eq!(set.groups[0].text, ["Et afsnit."]);
        let names: Vec<String> = set.principles().map(|(_, principle)| principle.name().to_string()).collect();
        assert_eq!(names, ["Artikel 1", "Orden"]);
        let again = serde_json::to_vec(&set).expect("JSON");
        assert_eq!(read(&again).expect("a set"), set);
        for nameless in [r#""label":"", "title":"\t""#, r#""label":" ","title":" ""#, r#""summary":"s""#] {
            let json = format!(r#"{{"groups":[{{"principles":[{{"number":7,{nameless},"body":[]}}]}}]}}"#);
            assert!(matches!(read(json.as_bytes()), Err(SetError::NoTitle { number: 7 })), "{nameless}");
        }
    }

    #[test]
    fn what_is_printed_is_read_again() {
        let set = &PrincipleSet::built_in()[0];
        let json = serde_json::to_vec(set).expect("JSON");
        assert_eq!(&read(&json).expect("a set"), set);
    }

    #[test]
    fn faults_are_named() {
        let principle =
            |number: u32, title: &str| format!(r#"{{"number":{number},"title":"{title}","summary":"s","body":[]}}"#);
        let set = |principles: &str| read(format!(r#"{{"groups":[{{"principles":[{principles}]}}]}}"#).as_bytes());
        assert!(matches!(set(""), Err(SetError::Empty)));
        assert!(matches!(set(&principle(0, "a")), Err(SetError::NumberZero { .. })));
        assert!(matches!(set(&principle(1, " ")), Err(SetError::NoTitle { number: 1 })));
        let twice = format!("{},{}", principle(2, "a"), principle(2, "b"));
        assert!(matches!(set(&twice), Err(SetError::NumberTwice { number: 2 })));
        assert!(matches!(read(b"{"), Err(SetError::Json(_))));
    }
}
