//! Plain text, in whatever encoding and with whatever ends of lines it came.
//!
//! A byte-order mark decides; else it is UTF-8 if it is valid, UTF-16 if every other byte is nothing, and otherwise what the
//! frequencies of its bytes say. A form feed begins a page, as `pdftotext` writes it. Where the text was written with its layout,
//! columns that stand side by side are taken apart: a gutter that nearly every line of a page leaves free.

use super::block::{Block, Blocks, MOST_BLOCKS, MOST_TEXT, TextError, tidy};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How many bytes are looked at to tell UTF-16 without a mark.
const SAMPLE: usize = 4096;

/// Decodes bytes as text.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, TextError> {
    if bytes.len() > MOST_TEXT {
        return Err(TextError::TooMuch);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0);
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let nothing = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count() * 5;
    let half = sample.len() / 2;
    if half > 2 && nothing(1) > half * 2 && nothing(0) < half {
        return Ok(UTF_16LE.decode_without_bom_handling(bytes).0);
    }
    if half > 2 && nothing(0) > half * 2 && nothing(1) < half {
        return Ok(UTF_16BE.decode_without_bom_handling(bytes).0);
    }
    let controls = sample.iter().filter(|byte| **byte < 9 || (14..27).contains(*byte)).count();
    if controls * 20 > sample.len() {
        return Err(TextError::NotText);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(UTF_8.decode_without_bom_handling(bytes).0);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    Ok(detector.guess(None, Utf8Detection::Deny).decode_without_bom_handling(bytes).0)
}

/// Reads plain text.
pub fn read(text: &str) -> Result<Blocks, TextError> {
    let mut all = Blocks::default();
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{85}'], "\n").replace('\u{2029}', "\n\n");
    for (page, content) in text.split('\u{c}').enumerate() {
        let lines: Vec<&str> = content.split('\n').collect();
        if lines.len() > MOST_BLOCKS * 4 {
            return Err(TextError::TooMuch);
        }
        match gutter(&lines) {
            Some(gutter) => {
                let (left, right): (Vec<String>, Vec<String>) = lines.iter().map(|line| part(line, &gutter)).unzip();
                read_lines(&mut all, page, left.iter().map(String::as_str))?;
                read_lines(&mut all, page, right.iter().map(String::as_str))?;
            }
            None => read_lines(&mut all, page, lines.into_iter())?,
        }
    }
    Ok(all)
}

fn read_lines<'a>(all: &mut Blocks, page: usize, lines: impl Iterator<Item = &'a str>) -> Result<(), TextError> {
    let (mut blank, mut spaces) = (0, false);
    for line in lines {
        let text = tidy(line);
        if text.is_empty() {
            blank += 1;
            spaces |= !line.is_empty();
            continue;
        }
        let indent = line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 8 } else { 1 }).sum();
        all.push(Block { text, page, indent, blank, spaces, ..Block::default() })?;
        (blank, spaces) = (0, false);
    }
    Ok(())
}

/// The columns of characters that part a page into two.
#[derive(Debug, PartialEq, Eq)]
struct Gutter {
    begin: usize,
    end: usize,
}

/// Finds the gutter of a page that is set in two columns: at least two characters wide, left free by 93 % of the lines, with text
/// on both sides in three lines of ten at least.
fn gutter(lines: &[&str]) -> Option<Gutter> {
    let lines: Vec<Vec<char>> = lines
        .iter()
        .map(|line| line.chars().collect::<Vec<_>>())
        .filter(|line| line.iter().any(|c| !c.is_whitespace()))
        .collect();
    if lines.len() < 8 {
        return None;
    }
    let widest = lines.iter().map(Vec::len).max()?.min(400);
    let mut taken = vec![0_usize; widest + 1];
    for line in &lines {
        for (at, c) in line.iter().enumerate().take(widest) {
            if !c.is_whitespace()
                && let Some(count) = taken.get_mut(at)
            {
                *count += 1;
            }
        }
    }
    let free = |at: usize| taken.get(at).is_some_and(|count| count * 100 <= lines.len() * 7);
    let mut best: Option<(usize, Gutter)> = None;
    let mut at = widest / 5;
    while at < widest * 4 / 5 {
        if !free(at) {
            at += 1;
            continue;
        }
        let begin = at;
        while at < widest && free(at) {
            at += 1;
        }
        let end = at;
        let middle = usize::midpoint(begin, end);
        let inked = |line: &&Vec<char>, from: usize, to: usize| {
            line.get(from..to.min(line.len())).is_some_and(|part| part.iter().any(|c| !c.is_whitespace()))
        };
        let left = lines.iter().filter(|line| inked(line, 0, middle)).count();
        let right = lines.iter().filter(|line| inked(line, middle, line.len())).count();
        // Both at once: an indented page number alone makes no column.
        let both = lines.iter().filter(|line| inked(line, 0, middle) && inked(line, middle, line.len())).count();
        let enough = |count: usize| count * 10 >= lines.len() * 3;
        if end - begin >= 2 && enough(left) && enough(right) && both * 5 >= lines.len() {
            let better = best.as_ref().is_none_or(|(count, _)| both > *count);
            if better {
                best = Some((both, Gutter { begin, end }));
            }
        }
    }
    best.map(|(_, gutter)| gutter)
}

/// A line's text in the left and in the right column. What crosses the gutter belongs where it begins.
fn part(line: &str, gutter: &Gutter) -> (String, String) {
    let chars: Vec<char> = line.chars().collect();
    let middle = usize::midpoint(gutter.begin, gutter.end);
    // Where two spaces part the line nearest to the middle, there it is parted.
    let mut cut = None;
    for at in gutter.begin.saturating_sub(12)..gutter.end + 12 {
        let blank = |at: usize| chars.get(at).is_none_or(|c| c.is_whitespace());
        if blank(at) && blank(at + 1) {
            let far = at.abs_diff(middle);
            if cut.is_none_or(|(best, _)| far < best) {
                cut = Some((far, at));
            }
        }
    }
    let Some((_, cut)) = cut else {
        let begins = chars.iter().position(|c| !c.is_whitespace()).unwrap_or(0);
        return if begins < gutter.begin { (line.to_owned(), String::new()) } else { (String::new(), line.to_owned()) };
    };
    let cut = cut.min(chars.len());
    let (left, right) = chars.split_at(cut);
    let right: String = right.iter().collect();
    (
        left.iter().collect(),
        right
            .get(right.char_indices().nth(gutter.end.saturating_sub(cut)).map_or(0, |(at, _)| at)..)
            .filter(|cut| cut.trim_start() == right.trim_start())
            .unwrap_or(&right)
            .to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        read(text).expect("read").blocks.into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn any_encoding_gives_the_same_words() {
        let text = "Økonomi og ansvar på tværs af området: fællesskab, læring, håndtering.";
        let windows: Vec<u8> = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
        let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        for bytes in [text.as_bytes(), &windows, &wide, &marked, &big] {
            assert_eq!(decode(bytes).expect("text"), text);
        }
        assert_eq!(decode(&[0, 1, 2, 3, 4, 5, 6, 7]), Err(TextError::NotText));
    }

    #[test]
    fn any_end_of_line_ends_a_line() {
        for end in ["\n", "\r\n", "\r", "\u{2028}"] {
            assert_eq!(texts(&["en", "to"].join(end)), ["en", "to"]);
        }
    }

    #[test]
    fn columns_side_by_side_are_read_one_after_the_other() {
        let left = [
            "Ansvar",
            "Enhver har ansvar",
            "for sit eget.",
            "Det gælder alle.",
            "Også her.",
            "Og der.",
            "Og her.",
            "Slut.",
        ];
        let right = [
            "Åbenhed",
            "Enhver kan se",
            "hvad der sker.",
            "Det er åbent.",
            "Altid.",
            "Hver dag.",
            "Hele året.",
            "Slut.",
        ];
        let page: Vec<String> = left.iter().zip(right).map(|(left, right)| format!("{left:40}{right}")).collect();
        assert_eq!(texts(&page.join("\n")), [left, right].concat());
        assert_eq!(texts("A\n   B  2\nC"), ["A", "B 2", "C"]);
    }
}
