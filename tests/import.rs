//! Reading sets in: from the agreement's own two texts to what nobody would call a text.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a promise that is broken is a failure")]
#![allow(clippy::format_collect, reason = "a test may be slow where it is plain")]

use bilag::foreign::{PageReader, TextFormat};
use bilag::principles::import::{Draft, Evidence, ImportError, Role, Scope, What, import};
use bilag::principles::{self, Group, Principle, PrincipleSet};
use bilag::storage::zip::Writer;
use proptest::prelude::*;
use std::fmt::Write as _;

const PRINTED: &[u8] = include_bytes!("fixtures/import/agreement-printed.txt");
const PLAIN: &[u8] = include_bytes!("fixtures/import/agreement-plain.txt");
const TEXTS: [&[u8]; 7] = [
    PRINTED,
    PLAIN,
    include_bytes!("fixtures/import/rules.md"),
    include_bytes!("fixtures/import/rules.html"),
    include_bytes!("fixtures/import/articles.txt"),
    include_bytes!("fixtures/import/pages.txt"),
    include_bytes!("fixtures/import/titled.txt"),
];

fn read(bytes: &[u8]) -> Draft {
    import(bytes, &PageReader::Nobody, "navnløs", None).expect("a set")
}

fn titles(set: &PrincipleSet) -> Vec<String> {
    set.principles().map(|(_, principle)| principle.name().to_string()).collect()
}

#[test]
fn the_printed_agreement_is_the_built_in_set() {
    let draft = read(PRINTED);
    assert_eq!(draft.set(), PrincipleSet::built_in()[0]);
    assert_eq!(draft.doubts().count(), 0, "{:?}", draft.doubts().collect::<Vec<_>>());
}

#[test]
fn the_plain_agreement_is_the_same_but_for_what_its_file_does_not_show() {
    let draft = read(PLAIN);
    let (mut set, built_in) = (draft.set(), PrincipleSet::built_in().remove(0));
    let questions: Vec<_> = draft.doubts().filter(|doubt| doubt.what == What::Leads).collect();
    assert!(
        matches!(questions.as_slice(), [question] if question.scope == Scope::Set && question.because == [Evidence::Nothing])
    );
    // The answer to the question, and what the file lacks.
    for principle in set.groups.iter_mut().flat_map(|group| &mut group.principles) {
        principle.summary = principle.body.remove(0);
    }
    set.publishers.clone_from(&built_in.publishers);
    let words = |set: &PrincipleSet| -> Vec<String> {
        serde_json::to_string(set).unwrap().split_whitespace().map(str::to_owned).collect()
    };
    let (read, right) = (words(&set), words(&built_in));
    assert_eq!(read.len(), right.len());
    let other: Vec<_> = read.iter().zip(&right).filter(|(one, other)| one != other).collect();
    assert_eq!(other.len(), 2, "{other:?}");
}

#[test]
fn headings_leads_and_lists_come_out_of_markdown() {
    let set = read(TEXTS[2]).set();
    assert_eq!(set.title, "Regler for udvalgets arbejde");
    assert_eq!(titles(&set), ["1 Åbenhed", "2 Ansvar", "3 Referat"]);
    let (_, first) = set.principle(1).unwrap();
    assert_eq!(first.summary, "Alt er åbent.");
    assert_eq!(first.body[1..], ["Bilag følger med.", "Lukkede punkter nævnes ved deres overskrift."]);
    assert_eq!(set.preamble, ["Udvalget har vedtaget følgende tre regler."]);
    assert_eq!(set.closing, ["Vedtaget af udvalget."]);
}

#[test]
fn what_stands_around_a_web_page_is_not_in_its_set() {
    let set = read(TEXTS[3]).set();
    assert_eq!((set.title.as_str(), set.language.as_str()), ("Regler for udvalgets arbejde", "da"));
    assert_eq!(titles(&set), ["1 Åbenhed", "2 Ansvar"]);
    assert!(set.closing.is_empty() && set.preamble == ["Udvalget har vedtaget disse to regler."]);
}

#[test]
fn articles_have_labels_and_no_titles() {
    let set = read(TEXTS[4]).set();
    assert_eq!(
        (set.language.as_str(), titles(&set)),
        ("fr", ["Art. 1er", "Art. 2", "Art. 3"].map(str::to_owned).to_vec())
    );
    let (_, first) = set.principle(1).unwrap();
    assert_eq!(
        first.body,
        [
            "Les séances sont publiques. Le président peut ordonner le huis clos lorsque la loi l'exige, et il en donne la raison."
        ]
    );
}

#[test]
fn a_masthead_in_a_broken_sentence_is_left_out_and_hyphens_are_told_apart() {
    let draft = read(TEXTS[5]);
    let set = draft.set();
    assert_eq!(titles(&set), ["1 Tydelige mål", "2 Nær ledelse", "3 Fælles læring"]);
    let text = |number: u32| set.principle(number).unwrap().1.body.join("¶");
    assert!(text(1).contains("når der er behov for det"), "{}", text(1));
    assert!(text(2).ends_with("medarbejdernes hverdag. De har både budget- og personaleansvar."), "{}", text(2));
    assert!(set.preamble.join(" ").contains("arbejde efter i de kommende år"));
    let left: Vec<&str> = draft
        .pieces
        .iter()
        .filter(|piece| matches!(piece.role, Role::Furniture | Role::Publisher))
        .map(|piece| draft.text(piece))
        .collect();
    assert_eq!(left, ["Udvalget for drift", "Styringsprincipper", "- 1 -"]);
}

#[test]
fn principles_without_numbers_are_known_by_their_titles() {
    let set = read(TEXTS[6]).set();
    assert_eq!((set.title.as_str(), set.language.as_str()), ("Principer för gott samarbete", "sv"));
    assert_eq!(titles(&set), ["Öppna möten", "Tydliga beslut", "Gemensamt ansvar"]);
}

/// A Word document of these paragraphs: style, numbered or not, and text.
fn word(paragraphs: &[(&str, bool, &str)]) -> Vec<u8> {
    let body: String = paragraphs
        .iter()
        .map(|(style, numbered, text)| {
            let number = if *numbered { r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>"# } else { "" };
            format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{number}</w:pPr>{text}</w:p>"#)
        })
        .collect();
    let name = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
    let document = format!("<w:document {name}><w:body>{body}</w:body></w:document>");
    let styles = format!(
        r#"<w:styles {name}><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:styleId="Overskrift1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="Egen"><w:name w:val="Min egen"/><w:basedOn w:val="Overskrift1"/></w:style></w:styles>"#
    );
    let numbering = format!(
        r#"<w:numbering {name}><w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num></w:numbering>"#
    );
    let mut writer = Writer::new(Vec::new());
    for (part, text) in
        [("word/document.xml", document), ("word/styles.xml", styles), ("word/numbering.xml", numbering)]
    {
        writer.add_bytes(part, text.as_bytes()).expect("written");
    }
    writer.finish().expect("written")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

#[test]
fn a_word_document_gives_its_numbers_and_none_of_what_was_deleted() {
    let changed = format!(
        "{}<w:del><w:r><w:delText>ikke </w:delText></w:r></w:del><w:ins>{}</w:ins>",
        run("Det er "),
        run("nyt.")
    );
    let bytes = word(&[
        ("Titel", false, &run("Regler")),
        ("", false, &run("Udvalget har vedtaget to regler.")),
        ("Egen", true, &run("Åbenhed")),
        ("", false, &changed),
        ("Egen", true, &run("Ansvar")),
        ("", false, &run("Enhver svarer for sit.")),
    ]);
    let draft = read(&bytes);
    let set = draft.set();
    assert_eq!(draft.format, TextFormat::Docx);
    assert_eq!(titles(&set), ["I Åbenhed", "II Ansvar"]);
    assert_eq!(set.principle(1).unwrap().1.body, ["Det er nyt."]);
}

#[test]
fn what_gives_no_set_says_why() {
    let bomb =
        format!("<!DOCTYPE x [<!ENTITY a \"{}\"><!ENTITY b \"{}\">]><x>&b;</x>", "a".repeat(1000), "&a;".repeat(1000));
    let mut entities = Writer::new(Vec::new());
    entities.add_bytes("word/document.xml", bomb.as_bytes()).expect("written");
    let deep = word(&[("", false, &format!("{}{}", "<w:smartTag>".repeat(50_000), "</w:smartTag>".repeat(50_000)))]);
    for (bytes, what) in [
        (b"".to_vec(), "nothing"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07\x08".to_vec(), "no text"),
        (b"%PDF-1.7 nothing".to_vec(), "a PDF that is none"),
        (b"PK\x03\x04 nothing".to_vec(), "an archive that is none"),
        ("Et afsnit uden principper, som bare er et afsnit og ikke mere end det.".into(), "no principles"),
        (entities.finish().expect("written"), "entities"),
        (deep, "nested deep"),
        ("\n".repeat(1_000_000).into_bytes(), "a million empty lines"),
        ("a b c\n".repeat(1_000_000).into_bytes(), "a million lines"),
    ] {
        let began = std::time::Instant::now();
        let error = import(&bytes, &PageReader::Nobody, "", None).expect_err(what);
        assert!(!error.to_string().is_empty() && began.elapsed().as_secs() < 30, "{what} {:?}", began.elapsed());
        assert!(matches!(error, ImportError::Text(_) | ImportError::NoPrinciples));
    }
}

#[test]
fn a_long_text_is_read_soon() {
    let mut text = "Mange principper\n\n".to_owned();
    for number in 1..=900 {
        let _ = write!(
            text,
            "{number}. Princip om sag\n\nDet gælder altid og overalt, at denne sag er en sag for sig, og at den skal ses\nsammen med de andre sager, som den hører sammen med.\n\n"
        );
    }
    let began = std::time::Instant::now();
    assert_eq!(read(text.as_bytes()).principles, 900);
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
}

/// Letters and digits, sorted: what may neither come nor go.
fn letters<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<char> {
    let mut all: Vec<char> = texts.flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect();
    all.sort_unstable();
    all
}

/// Every letter of the source is in the set or in a piece that is visibly not of it, and the set has no other.
fn nothing_is_lost_or_added(draft: &Draft) {
    for (index, line) in draft.lines.iter().enumerate() {
        let pieces = draft.pieces.iter().filter(|piece| piece.line == index).map(|piece| draft.text(piece));
        assert_eq!(letters(pieces), letters(std::iter::once(line.text.as_str())), "{line:?}");
    }
    let set = draft.set();
    let has_title = draft.pieces.iter().any(|piece| piece.role == Role::Title);
    let labels: Vec<bool> = (0..draft.principles)
        .map(|of| draft.pieces.iter().any(|piece| piece.role == Role::Label && piece.of == of))
        .collect();
    let of_source = draft
        .pieces
        .iter()
        .filter(|piece| !matches!(piece.role, Role::Furniture | Role::Overview | Role::Date))
        .map(|piece| draft.text(piece));
    let mut of_set: Vec<String> = set.publishers.iter().chain(&set.preamble).chain(&set.closing).cloned().collect();
    if has_title {
        of_set.push(if set.source.is_empty() { set.title.clone() } else { set.source.clone() });
    }
    let mut index = 0;
    for Group { title, text, principles } in &set.groups {
        of_set.push(title.clone());
        of_set.extend(text.iter().cloned());
        for Principle { number, label, title, summary, body } in principles {
            // A label that only the format counts, or that stands for nothing, is in no line.
            if labels[index] {
                of_set.push(label.clone().unwrap_or_else(|| number.to_string()));
            }
            of_set.extend([title.clone(), summary.clone()].into_iter().chain(body.iter().cloned()));
            index += 1;
        }
    }
    assert_eq!(index, draft.principles);
    assert_eq!(letters(of_set.iter().map(String::as_str)), letters(of_source), "{set:?}");
    let json = serde_json::to_vec(&set).unwrap();
    assert_eq!(principles::read(&json).expect("it is a set file"), set);
}

#[test]
fn no_letter_of_any_text_is_lost_or_added() {
    for text in TEXTS {
        nothing_is_lost_or_added(&read(text));
    }
}

/// Pieces of which texts are made that look like sets, and like their enemies.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        (1..12_u32, "[A-ZÆØÅ][a-zæøå]{2,9}( [a-z]{2,8}){0,3}").prop_map(|(number, title)| format!("{number}. {title}")),
        (1..6_u32, "[A-Z][a-z]{2,9}").prop_map(|(number, title)| format!("{number}.{number} {title}")),
        "([a-zæøå]{1,9} ){6,14}[a-z]{2,9}[.,:-]?",
        "[A-Z]([a-zæøå]{1,9} ){6,14}[a-z]{2,9}\\.",
        "[•–] [a-z]{2,9}( [a-z]{2,9}){0,6}",
        "[A-Z][a-z]{2,9}( [a-z]{2,9}){0,3}",
        "(Artikel|Princip|Side) [1-9]",
        "[0-9]{1,3}",
        Just(String::new()),
        Just(" ".to_owned()),
        Just("\u{c}Udvalget for drift".to_owned()),
        Just("Regeringen".to_owned()),
        Just("# Overskrift".to_owned()),
        Just("**Ro.** Altid.".to_owned()),
        "\\PC{0,40}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_letter_of_a_random_text_is_lost_or_added(lines in prop::collection::vec(line(), 1..60)) {
        if let Ok(draft) = import(lines.join("\n").as_bytes(), &PageReader::Nobody, "", None) {
            nothing_is_lost_or_added(&draft);
        }
    }

    #[test]
    fn no_letter_of_a_random_page_is_lost_or_added(lines in prop::collection::vec((line(), 0..9_u8), 1..40)) {
        let page: String = lines
            .iter()
            .map(|(line, tag)| {
                let tag = ["h1", "h2", "p", "li", "ol><li", "td", "nav", "/ol", "strong"][usize::from(*tag)];
                format!("<{tag}>{}", line.replace('<', "&lt;"))
            })
            .collect();
        if let Ok(draft) = import(format!("<html>{page}").as_bytes(), &PageReader::Nobody, "", None) {
            nothing_is_lost_or_added(&draft);
        }
    }
}
