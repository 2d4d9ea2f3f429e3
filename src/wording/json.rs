//! What is wrong with JSON.

use crate::locale::Locale;
use crate::say;
use serde_json::error::Category;

/// How many characters of what the reader of JSON said are told at the most: it may repeat a whole value.
const MOST_DETAIL: usize = 80;

/// An error in JSON as texts tell it.
pub struct InJson {
    /// The line.
    pub line: String,
    /// The column.
    pub column: String,
    /// What the reader of JSON said, in the locale's language where it is one of the usual things; else in brackets.
    pub reason: String,
}

impl InJson {
    /// In the words of a language.
    pub fn of(error: &serde_json::Error, locale: &Locale) -> InJson {
        let (line, column) = (error.line().to_string(), error.column().to_string());
        // The reader's own words end with the place, which the text already tells.
        let place = format!(" at line {line} column {column}");
        let words = error.to_string();
        let reason = reason(error.classify(), words.strip_suffix(&place).unwrap_or(&words), locale);
        InJson { line, column, reason }
    }
}

/// How `NoColor` begins, which comes through the reader of JSON as text.
const NO_COLOR: &str = "no colour ";

fn reason(category: Category, words: &str, locale: &Locale) -> String {
    let field = |beginning| Some(words.strip_prefix(beginning)?.split_once('`')?.0);
    match category {
        Category::Eof => say!(locale, "reason-breaks-off"),
        Category::Syntax => say!(locale, "reason-syntax", detail = cut(words)),
        Category::Data | Category::Io => {
            match (field("missing field `"), field("unknown field `"), words.strip_prefix(NO_COLOR)) {
                (Some(missing), _, _) => say!(locale, "reason-missing-field", detail = cut(missing)),
                (_, Some(unknown), _) => say!(locale, "reason-unknown-field", detail = cut(unknown)),
                (_, _, Some(number)) => {
                    say!(locale, "reason-content", detail = say!(locale, "color-unknown", number = number))
                }
                _ => say!(locale, "reason-content", detail = cut(words)),
            }
        }
    }
}

fn cut(detail: &str) -> String {
    match detail.char_indices().nth(MOST_DETAIL) {
        Some((at, _)) => format!("{}…", detail.get(..at).unwrap_or_default()),
        None => detail.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::document_kind::OpenError;
    use crate::locale::Language;
    use crate::say;
    use crate::wording::InWords as _;

    #[test]
    fn a_number_that_is_no_colour_is_told_in_the_language() {
        let error = serde_json::from_str::<crate::meeting::HighlightColor>("9").expect_err("an error");
        let told = OpenError::Json(error).in_words(Language::Danish.locale());
        assert!(told.contains(&say!(Language::Danish.locale(), "color-unknown", number = "9")), "{told}");
    }

    #[test]
    fn an_error_in_json_is_told_with_its_place_once() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Named {
            #[allow(dead_code, reason = "what is read is not looked at")]
            name: String,
        }
        let told = |json: &str, language: Language| {
            let error = serde_json::from_str::<Named>(json).expect_err("an error");
            OpenError::Json(error).in_words(language.locale())
        };
        for (json, place, detail) in [
            ("{", "1", ""),
            ("{}", "1", "name"),
            ("{\n\"nam\": 1}", "2", "nam"),
            ("{\n\"name\": 1}", "2", "(invalid type: integer `1`, expected a string)"),
            ("{\n\"name\" 1}", "2", "(expected `:`)"),
        ] {
            for language in Language::ALL {
                let told = told(json, language);
                assert!(told.contains(place) && told.contains(detail), "{told}");
                assert!(!told.contains(" at line "), "{told}");
            }
        }
    }
}
