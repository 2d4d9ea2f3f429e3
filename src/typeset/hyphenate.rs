//! Where a word may be divided: by the patterns of its language, never within three letters of its ends.
//!
//! Liang's patterns (1983) are not perfect; what they get wrong in Danish and what stands in principle sets is kept in
//! a list of exceptions. A language without patterns is not hyphenated.

use hypher::Lang;

/// The least number of letters before and after a division.
const LEAST: usize = 3;

/// Danish beginnings of words that the patterns divide wrongly, with the right divisions: most are compounds, which the
/// patterns divide one letter too late or too early. What follows the beginning is left to the
/// patterns. Longer ones first: the first that fits is taken.
const DANISH: [&str; 54] = [
    "effek-ti-vi-se-rings-pro-gram",
    "moder-ni-se-rings-pro-gram",
    "for-valt-nings-di-rek-tør",
    "orga-ni-sa-tions-æn-dring",
    "res-sour-ce-ud-nyt-tel-se",
    "kom-mu-nal-be-sty-rel-se",
    "res-sour-ce-til-de-ling",
    "resul-tat-op-følg-ning",
    "opga-ve-va-re-ta-gel-se",
    "bud-get-op-følg-ning",
    "fol-ke-sko-le-om-rå-de",
    "kom-mu-nal-di-rek-tør",
    "res-sour-ce-for-brug",
    "til-ret-te-læg-gel-se",
    "dags-or-dens-punkt",
    "fæl-les-of-fent-lig",
    "opga-ve-ud-fø-rel-se",
    "sam-funds-øko-no-mi",
    "effek-ti-vi-te-ten",
    "fæl-les-kom-mu-na-l",
    "ini-tia-tiv-an-sva",
    "pul-je-til-de-ling",
    "vel-færds-om-rå-de",
    "vel-færds-op-ga-ve",
    "vel-færds-ydel-se",
    "vice-borg-me-ster",
    "afta-le-sty-ring",
    "ledel-ses-an-sva",
    "mål-op-følg-ning",
    "sam-funds-an-sva",
    "ser-vi-ce-ni-veau",
    "ser-vi-ce-om-rå-de",
    "udvalgs-med-lem",
    "vel-færds-an-sva",
    "øko-no-mi-af-ta-le",
    "øko-no-mi-ud-valg",
    "anlægs-bud-get",
    "drifts-bud-get",
    "ini-tia-tiv-ret",
    "kom-mu-ne-kas-se",
    "ram-me-sty-ring",
    "soci-al-ud-valg",
    "bud-get-an-sva",
    "bør-ne-ud-valg",
    "ledel-ses-rum",
    "med-ar-bej-der",
    "opga-ve-an-sva",
    "ældre-om-rå-de",
    "enkelt-sa-ge",
    "fol-ke-sko-le",
    "pro-ces-krav",
    "bor-ger-nær",
    "bud-get-lov",
    "blå-bær",
];

/// The patterns for a BCP 47 tag.
#[must_use]
pub fn language(tag: &str) -> Option<Lang> {
    let primary = tag.split('-').next()?;
    match primary {
        "da" => Some(Lang::Danish),
        "de" => Some(Lang::German),
        "en" => Some(Lang::English),
        "es" => Some(Lang::Spanish),
        "fi" => Some(Lang::Finnish),
        "fr" => Some(Lang::French),
        "is" => Some(Lang::Icelandic),
        "it" => Some(Lang::Italian),
        "nb" | "nn" | "no" => Some(Lang::Norwegian),
        "nl" => Some(Lang::Dutch),
        "pl" => Some(Lang::Polish),
        "pt" => Some(Lang::Portuguese),
        "sv" => Some(Lang::Swedish),
        _ => None,
    }
}

/// Every place where `word` may be divided, in bytes, ascending. `word` may hold more than letters; only runs of
/// letters are divided.
pub fn points(word: &str, language: Lang, mut push: impl FnMut(usize)) {
    let mut start = 0;
    for part in word.split_inclusive(|c: char| !c.is_alphabetic()) {
        let letters = part.trim_end_matches(|c: char| !c.is_alphabetic());
        if letters.chars().count() >= 2 * LEAST {
            divide(letters, language, |at| push(start + at));
        }
        start += part.len();
    }
}

fn divide(letters: &str, language: Lang, mut push: impl FnMut(usize)) {
    // An all-capital word is an abbreviation or a name.
    if letters.chars().all(char::is_uppercase) {
        return;
    }
    let lower = letters.to_lowercase();
    if lower.len() != letters.len() {
        return;
    }
    let (mut excepted, mut at) = (0, 0);
    if matches!(language, Lang::Danish)
        && let Some(division) = exception(&lower)
    {
        for part in division.split('-') {
            if at > 0 {
                push(at);
            }
            at += part.len();
        }
        excepted = at;
    }
    let syllables: Vec<&str> = hypher::hyphenate_bounded(&lower, language, LEAST, LEAST).collect();
    at = 0;
    for (syllable, next) in syllables.iter().zip(syllables.iter().skip(1)) {
        at += syllable.len();
        // Never a piece of one letter: *prio-ritere*, not *pri-oritere*.
        if at >= excepted && next.chars().nth(1).is_some() {
            push(at);
        }
    }
}

fn exception(lower: &str) -> Option<&'static str> {
    DANISH.into_iter().find(|division| {
        let mut letters = lower.chars();
        division.chars().filter(|c| *c != '-').all(|c| letters.next() == Some(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str) -> String {
        let mut out = String::new();
        let mut start = 0;
        points(word, Lang::Danish, |at| {
            out.push_str(&word[start..at]);
            out.push('-');
            start = at;
        });
        out + &word[start..]
    }

    #[test]
    fn danish_words_are_divided_where_danes_divide_them() {
        for word in [
            "kom-mu-nal-be-sty-rel-sen",
            "opga-ve-løs-nin-gen",
            "derud-over",
            "opga-ve-va-re-ta-gel-sen",
            "bud-get-op-følg-ning",
            "prio-ri-te-ring",
            "bud-get-an-sva-ret",
            "vel-færds-ydel-serne",
        ] {
            assert_eq!(divided(&word.replace('-', "")), word);
        }
    }

    #[test]
    fn short_pieces_and_abbreviations_stay_whole() {
        for word in ["ikke", "aften", "KOMBIT", "og", "12345678", ""] {
            assert_eq!(divided(word), word);
        }
    }
}
