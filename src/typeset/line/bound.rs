//! Spaces at which no line ends: *25. november*, *nr. 4*, *18,4 mio. kr.*, *§ 3*, *H. C. Ørsted*, *Jensen (A)*.
//!
//! What belongs together by the custom of its language stays on one line. A table knows units, what stands before a number, months
//! and abbreviations; what needs no language (a dash is never the first in a line) is a rule.

/// What is known of a language.
struct Custom {
    /// Its primary subtag (BCP 47).
    language: &'static str,
    /// What may follow a number.
    units: &'static [&'static str],
    /// What stands before a number.
    before: &'static [&'static str],
    /// The beginnings of its months' names.
    months: &'static [&'static str],
    /// Abbreviations that are written with spaces, and titles before a name.
    together: &'static [&'static str],
    titles: &'static [&'static str],
}

/// Units that every language has.
const UNITS: [&str; 35] = [
    "%", "‰", "°", "°C", "°F", "km", "m", "cm", "mm", "kg", "g", "t", "l", "ha", "m²", "m³", "km²", "km/t", "km/h",
    "kWh", "MWh", "GWh", "kW", "MW", "GB", "MB", "TB", "€", "$", "£", "DKK", "EUR", "USD", "SEK", "NOK",
];

/// What stands before a number in every language.
const SIGNS: [&str; 3] = ["§", "§§", "№"];

const CUSTOMS: [Custom; 8] = [
    Custom {
        language: "da",
        units: &["kr", "mio", "mia", "pct", "procent", "kroner", "øre", "stk", "timer", "min", "sek", "tkr", "årsværk"],
        before: &[
            "nr.", "nr", "kl.", "kl", "stk.", "s.", "side", "kap.", "kapitel", "art.", "artikel", "pkt.", "punkt",
            "bilag", "litra", "afsnit", "fig.", "figur", "tabel", "ca.", "max.", "maks.", "min.", "lov", "tlf.", "sag",
            "princip", "uge",
        ],
        months: &[
            "januar",
            "februar",
            "marts",
            "april",
            "maj",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "december",
            "jan.",
            "feb.",
            "mar.",
            "apr.",
            "jun.",
            "jul.",
            "aug.",
            "sep.",
            "sept.",
            "okt.",
            "nov.",
            "dec.",
        ],
        together: &[
            "bl. a.",
            "f. eks.",
            "m. v.",
            "m. m.",
            "m. fl.",
            "d. v. s.",
            "t. o. m.",
            "o. l.",
            "o. s. v.",
            "p. t.",
            "e. l.",
            "p. g. a.",
            "f. t.",
            "i. f. t.",
            "a. m. b. a.",
        ],
        titles: &["hr.", "fr.", "dr.", "prof."],
    },
    Custom {
        language: "en",
        units: &["million", "billion", "percent", "pm", "am", "p.m.", "a.m.", "hours", "kr", "m", "bn"],
        before: &[
            "no.",
            "nos.",
            "p.",
            "pp.",
            "art.",
            "article",
            "section",
            "sec.",
            "ch.",
            "chapter",
            "fig.",
            "figure",
            "table",
            "item",
            "annex",
            "ca.",
            "approx.",
            "page",
            "paragraph",
            "para.",
            "principle",
            "week",
        ],
        months: &[
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
            "Jan",
            "Feb",
            "Mar",
            "Apr",
            "Jun",
            "Jul",
            "Aug",
            "Sept",
            "Oct",
            "Nov",
            "Dec",
        ],
        together: &["e. g.", "i. e.", "a. m.", "p. m."],
        titles: &["Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Prof."],
    },
    Custom {
        language: "de",
        units: &["Mio", "Mrd", "Prozent", "Euro", "Uhr", "Std"],
        before: &[
            "Nr.", "Art.", "Artikel", "Abs.", "Absatz", "S.", "Seite", "Kap.", "Kapitel", "Abb.", "Tab.", "Anlage",
            "ca.", "Punkt",
        ],
        months: &[
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
            "Jan.",
            "Feb.",
            "Apr.",
            "Aug.",
            "Sept.",
            "Okt.",
            "Nov.",
            "Dez.",
        ],
        together: &["z. B.", "d. h.", "u. a.", "i. d. R.", "z. T.", "u. U.", "s. o.", "s. u.", "v. a.", "o. ä."],
        titles: &["Dr.", "Prof.", "Hr.", "Fr."],
    },
    Custom {
        language: "sv",
        units: &["kr", "mkr", "mnkr", "miljoner", "procent", "kronor"],
        before: &["nr", "nr.", "kl.", "kl", "s.", "sid.", "kap.", "art.", "artikel", "punkt", "bilaga", "ca", "ca."],
        months: &[
            "januari",
            "februari",
            "mars",
            "april",
            "maj",
            "juni",
            "juli",
            "augusti",
            "september",
            "oktober",
            "november",
            "december",
        ],
        together: &["t. ex.", "bl. a.", "m. m.", "d. v. s.", "o. s. v."],
        titles: &["dr", "prof."],
    },
    Custom {
        language: "nb",
        units: &["kr", "mill", "mrd", "prosent", "kroner"],
        before: &["nr.", "kl.", "s.", "kap.", "art.", "artikkel", "pkt.", "punkt", "vedlegg", "ca."],
        months: &[
            "januar",
            "februar",
            "mars",
            "april",
            "mai",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "desember",
        ],
        together: &["bl. a.", "f. eks.", "m. m.", "d. v. s.", "o. l."],
        titles: &["dr.", "prof."],
    },
    Custom {
        language: "fr",
        units: &["millions", "milliards", "euros", "h"],
        before: &["n°", "no", "p.", "art.", "article", "chap.", "chapitre", "fig.", "annexe"],
        months: &[
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        together: &[],
        titles: &["M.", "Mme", "Dr"],
    },
    Custom {
        language: "nl",
        units: &["miljoen", "miljard", "procent", "euro", "uur"],
        before: &["nr.", "art.", "artikel", "p.", "blz.", "hoofdstuk", "bijlage", "ca."],
        months: &[
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        together: &["b. v.", "d. w. z.", "e. d."],
        titles: &["dr.", "prof."],
    },
    Custom {
        language: "es",
        units: &["millones", "euros"],
        before: &["n.º", "núm.", "art.", "artículo", "p.", "pág.", "cap.", "anexo"],
        months: &["de"],
        together: &["p. ej.", "EE. UU."],
        titles: &["Sr.", "Sra.", "Dr.", "Dra."],
    },
];

/// Whether the space between two words must not end a line, in a text of this language (BCP 47).
#[must_use]
pub fn is_bound(before: &str, after: &str, language: &str) -> bool {
    let primary = match language.split('-').next().unwrap_or_default() {
        "no" | "nn" => "nb",
        primary => primary,
    };
    let custom = CUSTOMS.iter().find(|custom| custom.language == primary);
    let opened = before.trim_start_matches(['(', '[', '»', '«', '"', '“', '„', '‘', '\'', '’']);
    let closed = after.trim_end_matches([',', ';', ':', ')', ']', '»', '«', '"', '”', '“', '?', '!', '…']);
    let bare = closed.trim_end_matches('.');
    let number = is_number(opened);
    let follows_number = after.starts_with(|c: char| c.is_ascii_digit());
    let by_custom = |is: &dyn Fn(&Custom) -> bool| custom.is_some_and(is);

    is_dash(after)
        || (number && (UNITS.contains(&closed) || by_custom(&|custom| custom.units.contains(&closed) || custom.units.contains(&bare))))
        // *mio. kr.*
        || by_custom(&|custom| custom.units.contains(&opened.trim_end_matches('.')) && custom.units.contains(&bare))
        || (follows_number && (SIGNS.contains(&opened) || by_custom(&|custom| custom.before.iter().any(|word| is_word(word, opened)))))
        || (is_day(opened) && by_custom(&|custom| custom.months.iter().any(|month| *month == closed || *month == bare)))
        // *November 25*
        || (primary == "en" && is_day(closed) && by_custom(&|custom| custom.months.contains(&opened)))
        // *1 000*
        || (is_group(opened, 1..=3) && is_group(bare, 3..=3))
        || (is_initial(opened) && after.starts_with(char::is_uppercase))
        || (by_custom(&|custom| custom.titles.contains(&opened)) && after.starts_with(char::is_uppercase))
        || is_party(closed_bracket(after))
        || by_custom(&|custom| custom.together.iter().any(|words| stand_in(words, opened, closed)))
}

/// A number as people write it: *18,4*, *25.*, *2027*, *10–12*, *kr.* not.
fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '½' | '¼' | '¾' | '-' | '−' | '+'))
        && word.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '½' | '¼' | '¾'))
        && word.chars().any(|c| c.is_ascii_digit() || matches!(c, '½' | '¼' | '¾'))
        && !word.chars().any(char::is_alphabetic)
}

/// The day of a month: *1*, *25.*, *3rd*.
fn is_day(word: &str) -> bool {
    let digits: &str = word.trim_end_matches(['.', 's', 't', 'n', 'd', 'r', 'h', 'e', 'º']);
    (1..=2).contains(&digits.len()) && digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

fn is_group(word: &str, digits: std::ops::RangeInclusive<usize>) -> bool {
    digits.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A word that stands before numbers, also at the beginning of a sentence.
fn is_word(word: &str, written: &str) -> bool {
    word == written
        || (written.starts_with(char::is_uppercase) && word.chars().eq(written.chars().flat_map(char::to_lowercase)))
}

/// *H.* or *H.C.*, and not the end of a sentence such as *i Bygning B.*, which nobody can tell apart; that does no harm.
fn is_initial(word: &str) -> bool {
    let mut letters = word.split('.');
    letters.next_back() == Some("") && {
        let all: Vec<&str> = letters.collect();
        (1..=3).contains(&all.len())
            && all.iter().all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
    }
}

fn is_dash(word: &str) -> bool {
    matches!(word, "–" | "—" | "–," | "—,")
}

/// What is between brackets, whatever follows them.
fn closed_bracket(word: &str) -> Option<&str> {
    word.strip_prefix('(')?.split_once(')').map(|(inner, _)| inner)
}

/// The letters of a party: *A*, *SF*, *Ø*.
fn is_party(inner: Option<&str>) -> bool {
    inner.is_some_and(|inner| (1..=3).contains(&inner.chars().count()) && inner.chars().all(char::is_uppercase))
}

/// Whether two words follow one another in an abbreviation.
fn stand_in(abbreviation: &str, before: &str, after: &str) -> bool {
    let mut words = abbreviation.split(' ').zip(abbreviation.split(' ').skip(1));
    words.any(|(first, second)| first == before && second == after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_together_stays_on_one_line() {
        for (language, text) in [
            ("da", "25. november"),
            ("da", "(1. januar"),
            ("da", "nr. 4"),
            ("da", "Nr. 4,"),
            ("da", "kl. 17.00"),
            ("da", "§ 3"),
            ("de", "§§ 3"),
            ("und", "§ 3"),
            ("da", "stk. 2."),
            ("da", "18,4 mio."),
            ("da", "mio. kr."),
            ("da", "mio. kr.,"),
            ("da", "5 pct."),
            ("da", "12 %"),
            ("da", "bl. a."),
            ("da", "t. o."),
            ("da", "o. m."),
            ("da", "H. C."),
            ("da", "H.C. Ørsted"),
            ("da", "Borgmester (A)"),
            ("da", "Borgmester (SF),"),
            ("da", "enighed –"),
            ("da-DK", "12 500"),
            ("en", "25 November"),
            ("en", "November 25,"),
            ("en", "p. 12"),
            ("en-GB", "Dr Smith"),
            ("de", "3. März"),
            ("de", "z. B."),
            ("fr", "3 mars"),
            ("no", "3. mai"),
        ] {
            let (before, after) = text.split_once(' ').expect("two words");
            assert!(is_bound(before, after, language), "{language}: {text}");
        }
    }

    #[test]
    fn other_spaces_may_end_a_line() {
        for (language, text) in [
            ("da", "de kommunale"),
            ("da", "31 eksemplarer"),
            ("da", "år 2027"),
            ("da", "2027 er"),
            ("da", "kr. og"),
            ("da", "november 2026"),
            ("da", "møde (afbud)"),
            ("en", "nr. 4"),
            ("und", "25. november"),
            ("da", "– og"),
            ("da", "45. november"),
            ("da", "EU. Det"),
            ("da", ""),
        ] {
            let (before, after) = text.split_once(' ').unwrap_or_default();
            assert!(!is_bound(before, after, language), "{language}: {text}");
        }
    }
}
