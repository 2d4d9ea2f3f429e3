//! The text that is taken out of a hand-out is the text that was put in.
//!
//! Once with `pdftotext`, as a reader's own tools do it by place on the page, and once by structure, as a screen reader
//! does.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::meeting::{Meeting, Template};
use std::process::Command;
use support::tagged::Tagged;
use support::{agreement, exported, whole, with_template};

/// Every word of the agreement's titles, summaries and paragraphs.
const WORDS: usize = 1345;

/// The whole agreement in a template, without contents and cover, so that each title is there once.
fn handout(template: Template) -> Meeting {
    let mut meeting = with_template(whole(&agreement()), template);
    meeting.handout.contents = false;
    meeting
}

/// The texts that a template prints of each principle, in order.
fn texts(meeting: &Meeting) -> Vec<String> {
    let body = matches!(meeting.handout.template, Template::Full | Template::LargePrint);
    let of = |selected: &bilag::meeting::Selected| {
        let principle = &selected.principle;
        let paragraphs = principle.paragraphs().filter(|(index, _)| body || *index == 0);
        let paragraphs: Vec<String> = paragraphs.map(|(_, text)| text.to_owned()).collect();
        [vec![principle.title.clone()], paragraphs].concat()
    };
    meeting.selection.iter().flat_map(of).collect()
}

/// What `pdftotext` reads, in the order of the page, between the running heads and the feet.
fn pdftotext(bytes: &[u8], template: Template) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("handout.pdf");
    std::fs::write(&file, bytes).expect("a file");
    // In points: left, top, width and height.
    let height = if template == Template::LargePrint { "704" } else { "730" };
    let area = ["-x", "0", "-y", "62", "-W", "596", "-H", height];
    let output = Command::new("pdftotext").args(["-enc", "UTF-8", "-nopgbrk"]).args(area).arg(&file).arg("-").output();
    let output = output.expect("this test needs pdftotext: install the package poppler-utils");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The words of a text, those whole that a line's end divided.
fn words(text: &str) -> Vec<String> {
    let mut healed = String::with_capacity(text.len());
    let mut divided = false;
    for c in text.chars() {
        divided = c == '\u{ad}' || divided && c.is_whitespace();
        if !divided {
            healed.push(c);
        }
    }
    healed.split_whitespace().map(str::to_owned).collect()
}

/// The words of a text without its own hyphens. `pdftotext` takes one that ends a line (*kommunal-statslig*, *rolle- og*) for
/// one that divides a word; the test by structure is the one that holds them.
fn words_without_hyphens(text: &str) -> Vec<String> {
    words(&words(text).join(" ").replace("- ", "").replace('-', ""))
}

/// Where `wanted` stands in `words` from word `from` on.
fn find(words: &[String], wanted: &[String], from: usize) -> Option<usize> {
    words.get(from..)?.windows(wanted.len()).position(|some| some == wanted).map(|at| from + at + wanted.len())
}

#[test]
fn pdftotext_reads_every_word_of_every_paragraph_in_order() {
    for template in [Template::Full, Template::LargePrint, Template::Summary, Template::Notes] {
        let meeting = handout(template);
        let read = words_without_hyphens(&pdftotext(&exported(&meeting).bytes, template));
        let (mut from, mut count) = (0, 0);
        for text in texts(&meeting) {
            let wanted = words_without_hyphens(&text);
            let found = find(&read, &wanted, from);
            assert!(found.is_some(), "{}: {text:?} is not in {:?}", template.name(), read.get(from..from + 80));
            from = found.unwrap_or(from);
            count += text.split_whitespace().count();
        }
        if matches!(template, Template::Full | Template::LargePrint) {
            assert_eq!(count, WORDS, "{}", template.name());
        }
    }
}

#[test]
fn structure_gives_every_paragraph_letter_for_letter() {
    for template in [Template::Full, Template::LargePrint, Template::Summary, Template::Notes] {
        let meeting = handout(template);
        let tagged = Tagged::read(&exported(&meeting).bytes);
        let read: Vec<String> = tagged
            .root
            .all()
            .into_iter()
            .filter(|node| matches!(node.role.as_str(), "P" | "H2" | "H3"))
            .map(|node| tagged.text(node))
            .collect();
        let mut from = 0;
        for text in texts(&meeting) {
            let found = read.iter().skip(from).position(|read| without_code(read) == text);
            assert!(found.is_some(), "{}: {text:?} is not in {:#?}", template.name(), read.get(from..from + 4));
            from += found.unwrap_or_default() + 1;
        }
    }
}

/// A paragraph's text without the code before it (*P3·2*), a heading's without its number.
fn without_code(text: &str) -> &str {
    let text = text.trim_end();
    match text.split_once(' ') {
        Some((code, rest)) if code.starts_with('P') && code.contains('·') => rest,
        Some((number, rest)) if number.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => text,
    }
}

#[test]
fn letters_beyond_ascii_and_ligatures_are_whole() {
    let mut meeting = handout(Template::Full);
    let odd = "Ærø–Åbenrå, ﬁn, Æblegrød på ø, affaldsafgift, effektiv, fjernelse, flæskesteg, 5 × 3 ≈ 15, “så”, λόγος, Здравствуйте";
    meeting.selection.truncate(1);
    meeting.selection[0].principle.body = vec![odd.to_owned()];
    let bytes = exported(&meeting).bytes;
    let read = words(&pdftotext(&bytes, Template::Full)).join(" ");
    for word in odd.split(", ") {
        // pdftotext takes a ligature that the text has as a letter of its own apart.
        let apart = word.replace('ﬁ', "fi");
        assert!(read.contains(word) || read.contains(&apart), "{word:?} is not in {read:?}");
    }
    let tagged = Tagged::read(&bytes);
    let found = tagged.root.all().into_iter().any(|node| without_code(&tagged.text(node)) == odd);
    assert!(found, "{odd:?} is not in {}", tagged.outline());
}
