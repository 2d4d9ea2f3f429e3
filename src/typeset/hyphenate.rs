//! Where a word may be divided: by the patterns of its language, never within three letters of its ends. A compound is best divided at its
//! joint.
//!
//! Liang's patterns (1983) are not perfect; what they get wrong in Danish and what stands in principle sets is kept in
//! a list of exceptions. A language without patterns is not hyphenated.

use super::style_sheet::Design;
use hypher::Lang;

/// The least number of letters before and after a division.
const LEAST: usize = 3;

/// Danish beginnings of words that the patterns divide wrongly, with the right divisions: most are compounds, which the
/// patterns divide one letter too late or too early. What follows the beginning is left to the
/// patterns. `=` is a joint. Longer ones first: the first that fits is taken.
const DANISH: [&str; 54] = [
    "effek-ti-vi-se-rings=pro-gram",
    "moder-ni-se-rings=pro-gram",
    "for-valt-nings=di-rek-tør",
    "orga-ni-sa-tions=æn-dring",
    "res-sour-ce=ud-nyt-tel-se",
    "kom-mu-nal=be-sty-rel-se",
    "res-sour-ce=til-de-ling",
    "resul-tat=op-følg-ning",
    "opga-ve=va-re-ta-gel-se",
    "bud-get=op-følg-ning",
    "fol-ke-sko-le=om-rå-de",
    "kom-mu-nal=di-rek-tør",
    "res-sour-ce=for-brug",
    "til-ret-te-læg-gel-se",
    "dags-or-dens=punkt",
    "fæl-les=of-fent-lig",
    "opga-ve=ud-fø-rel-se",
    "sam-funds=øko-no-mi",
    "effek-ti-vi-te-ten",
    "fæl-les=kom-mu-na-l",
    "ini-tia-tiv=an-sva",
    "pul-je=til-de-ling",
    "vel-færds=om-rå-de",
    "vel-færds=op-ga-ve",
    "vel-færds=ydel-se",
    "vice=borg-me-ster",
    "afta-le=sty-ring",
    "ledel-ses=an-sva",
    "mål=op-følg-ning",
    "sam-funds=an-sva",
    "ser-vi-ce=ni-veau",
    "ser-vi-ce=om-rå-de",
    "udvalgs=med-lem",
    "vel-færds=an-sva",
    "øko-no-mi=af-ta-le",
    "øko-no-mi=ud-valg",
    "anlægs=bud-get",
    "drifts=bud-get",
    "ini-tia-tiv=ret",
    "kom-mu-ne=kas-se",
    "ram-me=sty-ring",
    "soci-al=ud-valg",
    "bud-get=an-sva",
    "bør-ne=ud-valg",
    "ledel-ses=rum",
    "med=ar-bej-der",
    "opga-ve=an-sva",
    "ældre=om-rå-de",
    "enkelt=sa-ge",
    "fol-ke=sko-le",
    "pro-ces=krav",
    "bor-ger=nær",
    "bud-get=lov",
    "blå=bær",
];

/// What the last words of Danish compounds begin with, in the language of administration. Each is long enough not to stand in other words
/// by chance.
const DANISH_LAST_WORDS: [&str; 117] = [
    "administration",
    "aftale",
    "analyse",
    "ansat",
    "ansvar",
    "anvendelse",
    "arbejd",
    "behandling",
    "behov",
    "beregning",
    "beskrivelse",
    "beslutning",
    "besparelse",
    "bestemmelse",
    "bestyrelse",
    "bevilling",
    "bidrag",
    "borger",
    "budget",
    "bygning",
    "dialog",
    "direktør",
    "dokument",
    "effekt",
    "eksempel",
    "erklæring",
    "finansiering",
    "fokus",
    "forbrug",
    "fordeling",
    "forening",
    "forhandling",
    "forhold",
    "formand",
    "forpligtelse",
    "forslag",
    "forsyning",
    "forvaltning",
    "fremstilling",
    "grundlag",
    "gruppe",
    "hensyn",
    "hjælp",
    "håndtering",
    "høring",
    "indkomst",
    "indsats",
    "indstilling",
    "indtægt",
    "institution",
    "kommission",
    "kommune",
    "kompetence",
    "kontrakt",
    "kontrol",
    "kultur",
    "kvalitet",
    "ledelse",
    "lovgivning",
    "læggelse",
    "løsning",
    "marked",
    "medarbejder",
    "medlem",
    "midler",
    "ministeri",
    "mulighed",
    "myndighed",
    "målsætning",
    "niveau",
    "område",
    "omkostning",
    "opfølgning",
    "opgave",
    "opgørelse",
    "ordning",
    "organisation",
    "partner",
    "personale",
    "planlægning",
    "politik",
    "praksis",
    "princip",
    "prioritering",
    "proces",
    "produkt",
    "program",
    "projekt",
    "rapport",
    "redegørelse",
    "reform",
    "regnskab",
    "regulering",
    "ressource",
    "resultat",
    "retning",
    "rådgivning",
    "samarbejde",
    "samfund",
    "sekretariat",
    "sektor",
    "service",
    "sikkerhed",
    "spørgsmål",
    "strategi",
    "struktur",
    "styring",
    "støtte",
    "system",
    "tilbud",
    "tilskud",
    "uddannelse",
    "udgift",
    "udvalg",
    "udvikling",
    "undersøgelse",
    "virksomhed",
];

/// What words begin with without being compounds.
const PREFIXES: [&str; 12] = ["for", "sam", "over", "under", "efter", "mod", "med", "gen", "mis", "til", "ind", "ned"];

/// A place where a word may be divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Where, in bytes.
    pub at: usize,
    /// Whether it is as good as any: a joint, or in a word that is not known to have one.
    pub good: bool,
}

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
pub fn points(word: &str, language: Lang, design: Design, mut push: impl FnMut(Point)) {
    let mut start = 0;
    for part in word.split_inclusive(|c: char| !c.is_alphabetic()) {
        let letters = part.trim_end_matches(|c: char| !c.is_alphabetic());
        if letters.chars().count() >= 2 * LEAST {
            let found = divide(letters, language, design);
            let jointed = found.iter().any(|(_, joint)| *joint);
            for (at, joint) in found {
                push(Point { at: start + at, good: joint || !jointed });
            }
        }
        start += part.len();
    }
}

/// Where letters may be divided, ascending, each with whether it is a joint.
fn divide(letters: &str, language: Lang, design: Design) -> Vec<(usize, bool)> {
    let lower = letters.to_lowercase();
    // An all-capital word is an abbreviation or a name.
    if letters.chars().all(char::is_uppercase) || lower.len() != letters.len() {
        return Vec::new();
    }
    let is_danish = matches!(language, Lang::Danish);
    let mut found: Vec<(usize, bool)> = Vec::new();
    let (mut excepted, mut joint) = (0, None);
    if let Some(division) = exception(&lower).filter(|_| is_danish) {
        for part in division.split_inclusive(['-', '=']) {
            excepted += part.trim_end_matches(['-', '=']).len();
            if part.ends_with(['-', '=']) {
                found.push((excepted, part.ends_with('=')));
            }
        }
    } else if is_danish && design == Design::Present {
        joint = last_joint(&lower);
    }
    let mut at = 0;
    let syllables: Vec<&str> = hypher::hyphenate_bounded(&lower, language, LEAST, LEAST).collect();
    for (syllable, next) in syllables.iter().zip(syllables.iter().skip(1)) {
        at += syllable.len();
        // Never a piece of one letter: *prio-ritere*, not *pri-oritere*; nor a cut that the patterns missed a joint by.
        let beside = joint.is_some_and(|joint| lower[at.min(joint)..at.max(joint)].chars().count() == 1);
        if at >= excepted && next.chars().nth(1).is_some() && !beside {
            found.push((at, joint == Some(at)));
        }
    }
    if let Some(joint) = joint.filter(|joint| !found.contains(&(*joint, true))) {
        found.push((joint, true));
        found.sort_unstable();
    }
    let is_far = |at: usize| lower[..at].chars().count() >= LEAST && lower[at..].chars().count() >= LEAST;
    if design == Design::First {
        for (_, joint) in &mut found {
            *joint = false;
        }
    } else {
        found.retain(|(at, _)| is_far(*at));
    }
    found.dedup_by_key(|(at, _)| *at);
    found
}

/// Where the last word of a Danish compound begins, as far as it is known.
fn last_joint(lower: &str) -> Option<usize> {
    let starts = lower.char_indices().skip(LEAST).map(|(at, _)| at);
    let known = |at: &usize| {
        let (before, rest) = lower.split_at(*at);
        DANISH_LAST_WORDS.iter().any(|word| rest.starts_with(word) && rest.len() <= word.len() + 6)
            && before.contains(['a', 'e', 'i', 'o', 'u', 'y', 'æ', 'ø', 'å'])
            && !PREFIXES.contains(&before)
    };
    starts.filter(known).last()
}

fn exception(lower: &str) -> Option<&'static str> {
    DANISH.into_iter().find(|division| {
        let mut letters = lower.chars();
        division.chars().filter(|c| !matches!(c, '-' | '=')).all(|c| letters.next() == Some(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(word: &str) -> String {
        let mut out = String::new();
        let mut start = 0;
        points(word, Lang::Danish, Design::Present, |Point { at, .. }| {
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
    fn compounds_are_divided_at_their_joints_first() {
        let joints = |word: &str| {
            let (mut out, mut start) = (String::new(), 0);
            points(word, Lang::Danish, Design::Present, |Point { at, good }| {
                if good {
                    out.push_str(&word[start..at]);
                    out.push('=');
                    start = at;
                }
            });
            out + &word[start..]
        };
        for word in [
            "service=niveauet",
            "kommunal=bestyrelsen",
            "anlægs=udgifter",
            "trafik=strategien",
            "ældre=politikken",
            "udbuds=proces",
            "klima=indsatsen",
        ] {
            assert_eq!(joints(&word.replace('=', "")), word);
        }
        // What has no joint that is known may be divided at every syllable.
        assert_eq!(joints("prioritering"), "prio=ri=te=ring");
        assert_eq!(joints("fordelingen"), "for=de=lin=gen");
    }

    #[test]
    fn short_pieces_and_abbreviations_stay_whole() {
        for word in ["ikke", "aften", "KOMBIT", "og", "12345678", ""] {
            assert_eq!(divided(word), word);
        }
    }
}
