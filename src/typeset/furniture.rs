//! What every page has: the running head, the foot; and the page numbers in the contents.

use super::line::{set_line, set_line_within};
use super::page::{Line, Link, Mark, OutlineEntry, Owner, Page};
use super::paginate::Filled;
use super::row::placed;
use super::shape::Shaper;
use super::sheet::{HAIRLINE, Sheet};
use crate::compose::{Content, Document, Emphasis, Text, Tongue};
use crate::meeting::Template;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Puts the number of each entry's page into the contents, with a leader, and makes the entry a link.
pub fn number_contents(filled: &mut Filled, document: &Document, sheet: &Sheet, shaper: &mut Shaper) {
    let style = sheet.contents;
    let references = std::mem::take(&mut filled.references);
    for (page, at, top, reference) in references.into_iter().rev() {
        let Some((target, y)) = filled.places.get(reference.block).copied().flatten() else {
            continue;
        };
        let Some(page) = filled.pages.get_mut(page) else {
            continue;
        };
        if let Some(right) = reference.number_right {
            let number = Text::plain(&(target + 1).to_string(), Tongue::Labels);
            if let Some(line) = set_line(shaper, &number, &style, &document.languages) {
                let x = right - line.width;
                let gap = style.size * 0.6;
                let (from, to) = (reference.text_right + gap, x - gap);
                let base = top + reference.y;
                page.marks.insert(at, placed(&line, x, base, reference.element));
                if to > from {
                    let dash = Some([style.size * 0.09, style.size * 0.26]);
                    let y = base - style.size * 0.06;
                    page.marks
                        .insert(at, Mark::Stroke { from: [from, y], to: [to, y], width: 0.6, color: HAIRLINE, dash });
                }
            }
        }
        let mut area = reference.area;
        area.y += top;
        let description = document.locale().text_with(
            "contents-link",
            &[("heading", reference.description.into()), ("page", (target + 1).to_string().into())],
        );
        page.links.insert(0, Link { area, element: reference.element, page: target, y, description });
    }
}

/// The headings with their places.
pub fn outline(filled: &Filled, document: &Document) -> Vec<OutlineEntry> {
    let mut entries = Vec::new();
    for (block, place) in document.blocks.iter().zip(&filled.places) {
        let Some((page, y)) = *place else { continue };
        let (title, level) = match &block.content {
            Content::Title { title, .. } => (title.as_str().to_owned(), 1),
            Content::Section { label, title } => (joined(label.as_str(), title.as_str()), 2),
            Content::Principle { number, title, level, .. } => (joined(&number.to_string(), title.as_str()), *level),
            Content::Heading(title, 2) => (title.as_str().to_owned(), 2),
            _ => continue,
        };
        entries.push(OutlineEntry { title, level, page, y });
    }
    entries
}

fn joined(label: &str, title: &str) -> String {
    if label.is_empty() { title.to_owned() } else { format!("{label} {title}") }
}

/// Adds running heads and feet. The first page has its title and needs no head.
pub fn furnish(filled: &mut Filled, document: &Document, sheet: &Sheet, shaper: &mut Shaper) {
    let count = filled.pages.len();
    let principles = principles(document);
    let width = sheet.right() - sheet.left;
    let mut heads = BTreeMap::new();
    let languages = &document.languages;
    let share = |share: f32| if sheet.one_a_line { width } else { width * share };
    let gap = sheet.small.size * 3.0;
    let body = Text::new(&document.body, Tongue::Meeting, Emphasis::Plain);
    let body = set_line_within(shaper, &body, &sheet.small, share(0.4), languages);
    let foot = set_line_within(shaper, &document.foot, &sheet.small, share(0.7), languages);
    let footer = Text::plain(&document.footer, Tongue::Meeting);
    let footer = set_line_within(
        shaper,
        &footer,
        &sheet.small,
        share(1.0) - if sheet.one_a_line { gap * 4.0 } else { 0.0 },
        languages,
    );
    let beside = body.as_ref().map_or(0.0, |body| body.width + gap);
    let head_width = if sheet.one_a_line { width } else { width - beside };
    for (index, (page, blocks)) in filled.pages.iter_mut().zip(&filled.blocks).enumerate() {
        let mut put = |line: Option<&Arc<Line>>, right: bool, y: f32, owner: Owner| {
            if let Some(line) = line {
                let x = if right { sheet.right() - line.width } else { sheet.left };
                page.marks.push(Mark::Line { line: Arc::clone(line), x, y, owner });
            }
        };
        let mut headed = false;
        if index > 0 {
            let principle = blocks.iter().find_map(|block| principles.get(*block).copied().flatten());
            let head = principle.and_then(|block| {
                let line = heads.entry(block).or_insert_with(|| {
                    set_line_within(shaper, &head_text(document, block), &sheet.small, head_width, languages)
                });
                line.clone()
            });
            put(head.as_ref(), false, sheet.head, Owner::Head);
            headed = head.is_some() || body.is_some();
            if head.is_none() || !sheet.one_a_line {
                put(body.as_ref(), true, sheet.head, Owner::Head);
            }
        }
        let number = Text::plain(&document.page_number(index + 1, count), Tongue::Labels);
        let number = set_line(shaper, &number, &sheet.small, languages);
        let below = sheet.foot + sheet.small.leading;
        put(foot.as_ref(), false, sheet.foot, Owner::Foot);
        put(number.as_ref(), true, if sheet.one_a_line { below } else { sheet.foot }, Owner::Foot);
        put(footer.as_ref(), false, below, Owner::Foot);
        if headed {
            rule(page, sheet, sheet.head + sheet.small.size * 0.9);
        }
    }
}

fn rule(page: &mut Page, sheet: &Sheet, y: f32) {
    page.marks.push(Mark::Stroke {
        from: [sheet.left, y],
        to: [sheet.right(), y],
        width: 0.4,
        color: HAIRLINE,
        dash: None,
    });
}

fn head_text(document: &Document, block: usize) -> Text {
    let mut text = Text::default();
    let (label, title) = match document.blocks.get(block).map(|block| &block.content) {
        Some(Content::Principle { number, title, .. }) => (Text::plain(&number.to_string(), Tongue::Set), title),
        Some(Content::Section { label, title }) => (label.clone(), title),
        _ => return text,
    };
    if !label.is_empty() {
        text.push(label.as_str(), label.tongue(), Emphasis::Strong);
        text.push(" ", title.tongue(), Emphasis::Plain);
    }
    text.append(title);
    text
}

/// For each block the block of the principle that it belongs to; in the minutes, of its agenda item.
fn principles(document: &Document) -> Vec<Option<usize>> {
    let mut current = None;
    let of = |(index, block): (usize, &crate::compose::Block)| {
        match block.content {
            Content::Principle { .. } => current = Some(index),
            Content::Section { .. } if document.template == Template::Minutes => current = Some(index),
            Content::Section { .. } | Content::Title { .. } | Content::Heading(_, 2) => current = None,
            _ => {}
        }
        current
    };
    document.blocks.iter().enumerate().map(of).collect()
}
