//! Web and mail addresses and names of files: they are never hyphenated, since a hyphen would be taken for theirs, and end a line only
//! after signs that part them.

use std::ops::Range;

/// Signs after which an address may go on in the next line.
const PARTING: [char; 8] = ['/', '.', '?', '&', '-', '_', '=', ':'];

/// Last parts of the names of machines that are written without `www.`.
const DOMAINS: [&str; 18] =
    ["com", "dk", "de", "edu", "eu", "fi", "fo", "fr", "gl", "gov", "int", "is", "net", "nl", "no", "org", "se", "uk"];

/// Endings of files that are named in meetings.
const ENDINGS: [&str; 22] = [
    "bilag", "csv", "doc", "docx", "eml", "htm", "html", "jpeg", "jpg", "json", "md", "msg", "odp", "ods", "odt",
    "pdf", "png", "pptx", "txt", "xlsx", "xml", "zip",
];

/// Where the addresses in a text are, in bytes, in their order.
pub fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let start = move |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace().filter(|word| is_address(word)).map(move |word| start(word)..start(word) + word.len())
}

fn is_address(word: &str) -> bool {
    // Most words have neither.
    if !word.contains(['.', '@', ':']) {
        return false;
    }
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
    let Some((name, rest)) = bare.rsplit_once('.') else { return bare.contains("://") };
    let ending: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let named = name.chars().next_back().is_some_and(char::is_alphanumeric);
    let mail = bare.split_once('@').is_some_and(|(person, machine)| !person.is_empty() && machine.contains('.'));
    let machine = bare.split('/').next().unwrap_or_default();
    let domain = machine.rsplit_once('.').is_some_and(|(name, last)| {
        name.chars().count() > 1 && name.is_ascii() && DOMAINS.contains(&last.to_lowercase().as_str())
    });
    bare.contains("://")
        || bare.starts_with("www.")
        || mail
        || domain
        || (named && ending.len() == rest.len() && ENDINGS.contains(&ending.as_str()))
}

/// Where an address may be divided, in bytes: after signs that part it, at least two characters from its ends.
pub fn divisions(address: &str) -> impl Iterator<Item = usize> + '_ {
    let after = address.char_indices().zip(address.char_indices().skip(1));
    let parts = after.filter(|((_, sign), (_, next))| PARTING.contains(sign) && !PARTING.contains(next));
    parts.map(|(_, (at, _))| at).filter(|at| *at > 2 && address.len() - at > 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_known_and_divided_at_their_signs() {
        let text =
            "Se https://example.org/budget?år=2027&del=2, skriv til post-1@example.org eller læs bilag-1_udkast.pdf.";
        let found: Vec<&str> = addresses(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["https://example.org/budget?år=2027&del=2,", "post-1@example.org", "bilag-1_udkast.pdf."]);
        let divided = |address: &str| {
            let mut parts = address.to_owned();
            divisions(address).collect::<Vec<_>>().into_iter().rev().for_each(|at| parts.insert(at, '|'));
            parts
        };
        assert_eq!(divided(found[0]), "https://|example.|org/|budget?|år=|2027&|del=2,");
        assert_eq!(divided("post-1@example.org"), "post-|1@example.|org");
    }

    #[test]
    fn other_words_with_stops_are_none() {
        for text in ["bl.a.", "kl. 17.00", "m.v.", "1.4", "og/eller", "ja.Og", "slut.", "a:b", "18,4", "…", "@", "."]
        {
            assert_eq!(addresses(text).count(), 0, "{text}");
        }
    }
}
