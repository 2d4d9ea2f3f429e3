//! What is wrong with JSON, in the interface's words.

use crate::locale::say;
use serde_json::error::Category;

/// The text called `name` about an error in JSON, with its `line`, its `column` and its `reason`.
#[must_use]
pub fn json_error(name: &str, error: &serde_json::Error) -> String {
    let (line, column) = (error.line().to_string(), error.column().to_string());
    // The reader's own words end with the place, which the text already tells.
    let place = format!(" at line {line} column {column}");
    let words = error.to_string();
    let reason = json_reason(error.classify(), words.strip_suffix(&place).unwrap_or(&words));
    say(name, &[("line", line.into()), ("column", column.into()), ("reason", reason.into())])
}

/// How many characters of what the reader of JSON said are told at the most: it may repeat a whole value.
const MOST_DETAIL: usize = 80;

/// What the reader of JSON said, in the interface's language where it is one of the usual things; else in brackets.
fn json_reason(category: Category, words: &str) -> String {
    let field = |beginning| Some(words.strip_prefix(beginning)?.split_once('`')?.0);
    let (name, detail) = match category {
        Category::Eof => ("reason-breaks-off", words),
        Category::Syntax => ("reason-syntax", words),
        Category::Data | Category::Io => match (field("missing field `"), field("unknown field `")) {
            (Some(missing), _) => ("reason-missing-field", missing),
            (_, Some(unknown)) => ("reason-unknown-field", unknown),
            _ => ("reason-content", words),
        },
    };
    let cut =
        detail.char_indices().nth(MOST_DETAIL).map(|(at, _)| format!("{}…", detail.get(..at).unwrap_or_default()));
    say(name, &[("detail", cut.as_deref().unwrap_or(detail).into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_in_json_is_told_with_its_place_once() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Named {
            #[allow(dead_code, reason = "what is read is not looked at")]
            name: String,
        }
        let told = |json: &str| {
            let error = serde_json::from_str::<Named>(json).expect_err("an error");
            json_error("document-broken", &error)
        };
        for (json, place, detail) in [
            ("{", "1", ""),
            ("{}", "1", "name"),
            ("{\n\"nam\": 1}", "2", "nam"),
            ("{\n\"name\": 1}", "2", "(invalid type: integer `1`, expected a string)"),
            ("{\n\"name\" 1}", "2", "(expected `:`)"),
        ] {
            let told = told(json);
            assert!(told.contains(place) && told.contains(detail), "{told}");
            assert!(!told.contains(" at line "), "{told}");
        }
    }
}
