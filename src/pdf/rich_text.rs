//! The plain words of rich text (ISO 32000-1, 12.7.3.4): what a comment says where a program wrote its formatted form alone.
//!
//! It is XHTML, and meant to be well formed. Where it is not, its tags are passed over one by one, so that no words are lost.

#![warn(clippy::indexing_slicing)]

use super::string;
use roxmltree::{Document, Node, NodeType, ParsingOptions};

/// The most elements that are read of one text.
const MOST_NODES: u32 = 100_000;

/// What ends a line.
const BLOCKS: [&str; 10] = ["p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"];

/// The words of rich text as it stands in a string.
#[must_use]
pub fn plain(rich: &str) -> String {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    match Document::parse_with_options(rich.trim(), options) {
        Ok(document) => of_node(document.root_element()),
        Err(_) => tidied(&without_tags(rich)),
    }
}

/// The words of rich text that is part of a document.
#[must_use]
pub fn of_node(node: Node<'_, '_>) -> String {
    let mut out = String::new();
    let mut depth: Vec<Node<'_, '_>> = Vec::new();
    for node in node.descendants() {
        while depth.last().is_some_and(|open| !is_within(node, *open)) {
            new_line(&mut out);
            depth.pop();
        }
        match node.node_type() {
            NodeType::Text => push(&mut out, node.text().unwrap_or_default()),
            NodeType::Element if is_block(node.tag_name().name()) => {
                new_line(&mut out);
                depth.push(node);
            }
            NodeType::Element if node.tag_name().name().eq_ignore_ascii_case("br") => out.push('\n'),
            _ => {}
        }
    }
    tidied(&out)
}

fn is_within(node: Node<'_, '_>, block: Node<'_, '_>) -> bool {
    let range = block.range();
    node.range().start >= range.start && node.range().end <= range.end
}

fn is_block(name: &str) -> bool {
    BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name))
}

fn new_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Adds text, where any run of white space is a space.
fn push(out: &mut String, text: &str) {
    for c in text.chars() {
        let c = if matches!(c, ' ' | '\t' | '\n' | '\r') { ' ' } else { c };
        if c != ' ' || !(out.is_empty() || out.ends_with([' ', '\n'])) {
            out.push(c);
        }
    }
}

/// What is left of text without its tags, and with the commonest entities told.
fn without_tags(rich: &str) -> String {
    let mut out = String::new();
    let mut rest = rich;
    while let Some(start) = rest.find('<') {
        let (before, tag) = rest.split_at(start);
        push(&mut out, before);
        let Some(end) = tag.find('>') else {
            // No tag, but somebody's words.
            push(&mut out, tag);
            rest = "";
            break;
        };
        let name = tag.get(1..end).unwrap_or_default().trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if is_block(name) {
            new_line(&mut out);
        } else if name.eq_ignore_ascii_case("br") {
            out.push('\n');
        }
        rest = tag.get(end + 1..).unwrap_or_default();
    }
    push(&mut out, rest);
    let entities =
        [("&nbsp;", "\u{a0}"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    entities.iter().fold(out, |text, (entity, character)| text.replace(entity, character))
}

/// Without space at the ends, of the text and of its lines.
fn tidied(text: &str) -> String {
    let cleaned = string::cleaned(text);
    let lines: Vec<&str> = cleaned.lines().map(|line| line.trim_matches(' ')).collect();
    lines.join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_breaks_are_lines() {
        let body = |inner: &str| {
            plain(&format!(r#"<?xml version="1.0"?><body xmlns="http://www.w3.org/1999/xhtml">{inner}</body>"#))
        };
        assert_eq!(body("<p>Kun rig tekst</p>"), "Kun rig tekst");
        assert_eq!(body("<p>Et &amp; <b>to</b></p>\n<p>tre<br/>fire</p>"), "Et & to\ntre\nfire");
        assert_eq!(body("<p>A</p>hale"), "A\nhale");
        assert_eq!(body("løs tekst"), "løs tekst");
        assert_eq!(body("<ul><li>a</li><li>b</li></ul>"), "a\nb");
        assert_eq!(body("<p> </p>"), "");
    }

    #[test]
    fn no_words_are_lost_where_the_markup_is_broken() {
        assert_eq!(plain("<p>Et<br>to &nbsp;tre</p><p>fire"), "Et\nto \u{a0}tre\nfire");
        assert_eq!(plain("bare ord"), "bare ord");
        assert_eq!(plain("3 < 4"), "3 < 4");
        assert_eq!(plain("<!DOCTYPE a [<!ENTITY b 'c'>]><p>ord</p>"), "]>\nord");
        assert_eq!(plain(""), "");
    }
}
