//! What is known of languages: their small words, by which a text's language is told, and what divides and joins words.

use hypher::Lang;
use jiff::civil::Date;

/// A language in which texts are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "they are called what they are")]
pub enum Language {
    Danish,
    Norwegian,
    Swedish,
    German,
    Dutch,
    English,
    French,
    Spanish,
    Italian,
    Portuguese,
    Finnish,
    Polish,
    Icelandic,
    Unknown,
}

use Language::{
    Danish, Dutch, English, Finnish, French, German, Icelandic, Italian, Norwegian, Polish, Portuguese, Spanish,
    Swedish, Unknown,
};

/// Each language: its tag, its most frequent small words, and the words that join two others.
const KNOWN: [(Language, &str, &str, &str); 13] = [
    (
        Danish,
        "da",
        "og i at det er en til af på for med som der ikke den de har et skal kan om ved fra eller være bliver også sig blive hvordan efter",
        "og eller samt",
    ),
    (
        Norwegian,
        "nb",
        "og i at det er en til av på for med som ikke den de har et skal kan om ved fra eller være blir også seg bli hvordan etter hva",
        "og eller samt",
    ),
    (
        Swedish,
        "sv",
        "och i att det är en till av på för med som inte den de har ett ska kan om vid från eller vara blir också sig bli hur efter vad",
        "och eller samt",
    ),
    (
        German,
        "de",
        "und in der die das ist ein eine zu von auf für mit nicht den dem des sind werden wird auch sich oder bei aus nach durch",
        "und oder bzw sowie als",
    ),
    (
        Dutch,
        "nl",
        "en in de het is een te van op voor met niet die dat zijn worden wordt ook zich of bij uit naar door aan",
        "en of",
    ),
    (
        English,
        "en",
        "and in the of is a to on for with not that are be will by or from at as this we it should must their",
        "and or",
    ),
    (
        French,
        "fr",
        "et dans le la les de des est un une à sur pour avec ne pas que qui sont par ou du en ce au aux leur",
        "et ou",
    ),
    (
        Spanish,
        "es",
        "y en el la los las de del es un una a sobre para con no que son por o se su al lo como",
        "y o e u",
    ),
    (Italian, "it", "e in il la i le di del della è un una a su per con non che sono da o si alla gli dei nel", "e o"),
    (Portuguese, "pt", "e em o a os as de do da é um uma para com não que são por ou se ao na no dos das", "e ou"),
    (
        Finnish,
        "fi",
        "ja on ei että se ovat tai kun joka mutta ole sekä myös niin kuin voi tulee jotka sen ovat",
        "ja tai sekä",
    ),
    (Polish, "pl", "i w na z do nie się jest że to są oraz o dla przez lub od po jako za które", "i lub oraz"),
    (Icelandic, "is", "og í að það er til á fyrir með sem ekki eða við frá um því þess hafa skal eru", "og eða"),
];

impl Language {
    /// By its tag, whatever region it names.
    #[must_use]
    pub fn of_tag(tag: &str) -> Language {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        let primary = if matches!(primary.as_str(), "no" | "nn") { "nb" } else { &primary };
        KNOWN.iter().find(|(_, known, _, _)| *known == primary).map_or(Unknown, |(language, _, _, _)| *language)
    }

    /// Its BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        KNOWN.iter().find(|(language, _, _, _)| *language == self).map_or("und", |(_, tag, _, _)| tag)
    }

    /// The language that these lines are in, by its small words, and whether that is sure.
    pub fn of_text<'a>(lines: impl Iterator<Item = &'a str>) -> (Language, bool) {
        let mut counts = [0_u32; KNOWN.len()];
        let known: Vec<Vec<&str>> = KNOWN.iter().map(|(_, _, words, _)| words.split(' ').collect()).collect();
        let mut seen = 0;
        for word in lines.flat_map(str::split_whitespace).take(20_000) {
            let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
            seen += 1;
            for (count, words) in counts.iter_mut().zip(&known) {
                *count += u32::from(words.contains(&word.as_str()));
            }
        }
        let mut order: Vec<usize> = (0..KNOWN.len()).collect();
        order.sort_by_key(|index| std::cmp::Reverse(counts.get(*index).copied().unwrap_or(0)));
        let count = |place: usize| order.get(place).and_then(|index| counts.get(*index)).copied().unwrap_or(0);
        let first = order.first().and_then(|index| KNOWN.get(*index)).map_or(Unknown, |(language, _, _, _)| *language);
        // A text without small words of any language that is known is in none of them.
        if count(0) * 20 < seen || count(0) < 2 {
            return (Unknown, false);
        }
        (first, count(0) > count(1))
    }

    /// Whether it writes compounds with a hyphen where others write one word.
    #[must_use]
    pub fn keeps_compounds_apart(self) -> bool {
        matches!(self, English | French | Spanish | Italian | Portuguese | Polish)
    }

    fn patterns(self) -> Option<Lang> {
        Some(match self {
            Danish => Lang::Danish,
            Norwegian => Lang::Norwegian,
            Swedish => Lang::Swedish,
            German => Lang::German,
            Dutch => Lang::Dutch,
            English => Lang::English,
            French => Lang::French,
            Spanish => Lang::Spanish,
            Italian => Lang::Italian,
            Portuguese => Lang::Portuguese,
            Finnish => Lang::Finnish,
            Polish => Lang::Polish,
            Icelandic => Lang::Icelandic,
            Unknown => return None,
        })
    }
}

/// Whether a word joins two others, so that a hyphen before it stands for the rest of a word.
pub fn is_conjunction(word: &str, language: Language) -> bool {
    let of = |language: Language| {
        KNOWN
            .iter()
            .find(|(known, ..)| *known == language)
            .is_some_and(|(.., joins)| joins.split(' ').any(|join| join == word))
    };
    if language == Unknown { [Danish, German, English].into_iter().any(of) } else { of(language) }
}

/// Whether the language's patterns allow a word to be broken after so many characters; `None` where they are not known.
pub fn may_break(word: &str, after: usize, language: Language) -> Option<bool> {
    let patterns = language.patterns()?;
    if word.chars().count() > 60 {
        return Some(true);
    }
    let mut length = 0;
    for syllable in hypher::hyphenate(word, patterns) {
        length += syllable.chars().count();
        if length == after {
            return Some(true);
        }
    }
    Some(false)
}

/// What heads parts of a document that are no principles: introductions, lists of contents, references.
pub fn is_stock_heading(text: &str) -> bool {
    let text = folded(text);
    let text = text.trim_start_matches(|c: char| !c.is_alphabetic());
    let version =
        text.strip_prefix("version").is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    version || STOCK.contains(&text) || is_contents_heading(text)
}

const STOCK: [&str; 62] = [
    "introduction",
    "background",
    "preamble",
    "preface",
    "foreword",
    "abstract",
    "summary",
    "conclusion",
    "references",
    "glossary",
    "appendix",
    "about",
    "principles",
    "the principles",
    "our principles",
    "scope",
    "purpose",
    "acknowledgements",
    "acknowledgments",
    "further reading",
    "license",
    "licence",
    "changelog",
    "indledning",
    "baggrund",
    "forord",
    "resumé",
    "konklusion",
    "referencer",
    "principper",
    "principperne",
    "formål",
    "bilag",
    "noter",
    "inledning",
    "bakgrund",
    "förord",
    "sammanfattning",
    "principer",
    "principerna",
    "syfte",
    "innledning",
    "bakgrunn",
    "prinsipper",
    "prinsippene",
    "einführung",
    "einleitung",
    "hintergrund",
    "vorwort",
    "präambel",
    "zusammenfassung",
    "grundsätze",
    "prinzipien",
    "die prinzipien",
    "préambule",
    "avant-propos",
    "conclusion générale",
    "principes",
    "les principes",
    "inleiding",
    "achtergrond",
    "de principes",
];

/// Whether a line heads a list of contents.
pub fn is_contents_heading(text: &str) -> bool {
    let text = folded(text);
    [
        "contents",
        "table of contents",
        "indhold",
        "indholdsfortegnelse",
        "innehåll",
        "innehållsförteckning",
        "innhold",
        "innholdsfortegnelse",
        "inhalt",
        "inhaltsverzeichnis",
        "sommaire",
        "table des matières",
        "inhoud",
        "inhoudsopgave",
        "índice",
        "indice",
        "sumário",
        "sisällys",
        "spis treści",
    ]
    .contains(&text.as_str())
}

/// A text as titles are compared: in small letters, without marks at its end.
pub fn folded(text: &str) -> String {
    text.trim().trim_end_matches(['.', ':', ';', ',', ' ', '…']).to_lowercase()
}

/// A number in words before the word for what is counted, as a text says how many principles it has.
pub fn said_number(word: &str) -> Option<usize> {
    const NUMBERS: [&[&str]; 19] = [
        &["two", "to", "två", "zwei", "deux", "twee"],
        &["three", "tre", "drei", "trois", "drie"],
        &["four", "fire", "fyra", "vier", "quatre"],
        &["five", "fem", "fünf", "cinq", "vijf"],
        &["six", "seks", "sex", "sechs", "zes"],
        &["seven", "syv", "sju", "sieben", "sept", "zeven"],
        &["eight", "otte", "åtta", "åtte", "acht", "huit"],
        &["nine", "ni", "nio", "neun", "neuf", "negen"],
        &["ten", "ti", "tio", "zehn", "dix", "tien"],
        &["eleven", "elleve", "elva", "elf", "onze"],
        &["twelve", "tolv", "zwölf", "douze", "twaalf"],
        &["thirteen", "tretten", "tretton", "dreizehn", "treize", "dertien"],
        &["fourteen", "fjorten", "fjorton", "vierzehn", "quatorze"],
        &["fifteen", "femten", "femton", "fünfzehn", "quinze"],
        &["sixteen", "seksten", "sexton", "sechzehn", "seize"],
        &["seventeen", "sytten", "sjutton", "siebzehn"],
        &["eighteen", "atten", "arton", "achtzehn"],
        &["nineteen", "nitten", "nitton", "neunzehn"],
        &["twenty", "tyve", "tjugo", "zwanzig", "vingt"],
    ];
    if let Ok(number) = word.parse::<usize>() {
        return (2..=60).contains(&number).then_some(number);
    }
    NUMBERS.iter().position(|words| words.contains(&word)).map(|at| at + 2)
}

/// Whether a word names principles.
pub fn names_principles(word: &str) -> bool {
    [
        "princip",
        "prinsip",
        "prinzip",
        "principp",
        "grundsätz",
        "leitsätz",
        "periaat",
        "zasad",
        "plays",
        "regler",
        "rules",
        "factors",
        "faktoren",
    ]
    .iter()
    .any(|stem| word.starts_with(stem))
}

/// Names of months in the languages that are known, each with its number.
const MONTHS: [(&[&str], i8); 12] = [
    (&["januar", "january", "januari", "jan", "janvier", "enero", "gennaio", "janeiro"], 1),
    (&["februar", "february", "februari", "feb", "février", "febrero", "febbraio", "fevereiro"], 2),
    (&["marts", "march", "mars", "märz", "maart", "marzo", "março"], 3),
    (&["april", "apr", "avril", "abril", "aprile"], 4),
    (&["maj", "may", "mai", "mei", "mayo", "maggio", "maio"], 5),
    (&["juni", "june", "juin", "junio", "giugno", "junho"], 6),
    (&["juli", "july", "juillet", "julio", "luglio", "julho"], 7),
    (&["august", "augusti", "augustus", "aug", "août", "agosto"], 8),
    (&["september", "sept", "sep", "septembre", "septiembre", "settembre", "setembro"], 9),
    (&["oktober", "october", "oct", "okt", "octobre", "octubre", "ottobre", "outubro"], 10),
    (&["november", "nov", "novembre", "noviembre", "novembro"], 11),
    (&["december", "dezember", "dec", "dez", "décembre", "diciembre", "dicembre", "dezembro", "desember"], 12),
];

/// The day that a text names, and whether it says nothing else.
pub fn date(text: &str) -> Option<(Date, bool)> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        digits.parse::<i16>().ok().filter(|_| word.len() - digits.len() <= 2)
    };
    let month = |word: &str| {
        let word = word.to_lowercase();
        MONTHS.iter().find(|(names, _)| names.contains(&word.as_str())).map(|(_, month)| *month)
    };
    for (at, window) in words.windows(3).enumerate() {
        let &[one, two, three] = window else { continue };
        let found = match (number(one), number(two), number(three)) {
            (Some(day), None, Some(year)) => month(two).map(|month| (year, month, day)),
            (None, Some(day), Some(year)) => month(one).map(|month| (year, month, day)),
            (Some(year), Some(month), Some(day)) if year > 1000 => {
                i8::try_from(month).ok().map(|month| (year, month, day))
            }
            (Some(day), Some(month), Some(year)) => i8::try_from(month).ok().map(|month| (year, month, day)),
            _ => None,
        };
        if let Some((year, month, day)) = found
            && (1200..2200).contains(&year)
            && let Ok(day) = i8::try_from(day)
            && let Ok(date) = Date::new(year, month, day)
        {
            return Some((date, words.len() == 3 && at == 0));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_told_by_its_small_words() {
        for (text, language) in [
            ("Kommunen har ansvaret for det og skal følge op på det af egen drift", Danish),
            ("Kommunen har ansvaret for det og skal følge opp på det av egen drift", Norwegian),
            ("The council is responsible for it and will follow up on it", English),
            ("Die Verwaltung ist für das Ergebnis verantwortlich und wird es prüfen", German),
            ("Les hommes naissent et demeurent libres et égaux en droits dans la nation", French),
            ("Xyzzy", Unknown),
        ] {
            assert_eq!(Language::of_text(std::iter::once(text)).0, language, "{text}");
        }
    }

    #[test]
    fn days_are_read_as_documents_write_them() {
        let day = |text: &str| date(text).map(|(date, alone)| (date.to_string(), alone));
        assert_eq!(day("25.09.2015"), Some(("2015-09-25".to_owned(), true)));
        assert_eq!(day("den 25. september 2015"), Some(("2015-09-25".to_owned(), false)));
        assert_eq!(day("CITOYEN DU 26 AOÛT 1789"), Some(("1789-08-26".to_owned(), false)));
        assert_eq!(day("April 26th, 2004"), Some(("2004-04-26".to_owned(), true)));
        assert_eq!(day("1. 2. 3."), None);
    }
}
