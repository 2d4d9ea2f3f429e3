//! What every page has: the running head, the foot; and the page numbers in the contents.
//!
//! A page whose rows, head, foot and numbers are what they were is the page that it was.

use super::fragment::Fragment;
use super::line::{set_line, set_line_within};
use super::page::{Actual, Line, Link, Mark, Missing, OutlineEntry, Owner, Page};
use super::paginate::{PageBody, Waiting};
use super::row::{dashes, placed};
use super::shape::Shaper;
use super::style_sheet::{HAIRLINE, StyleSheet};
use crate::compose::{Content, Document, Emphasis, LanguageRole, Text};
use crate::meeting::Template;
use crate::page_number::{PageIndex, PageNumber};
use crate::say;
use std::collections::HashMap;
use std::sync::Arc;

/// A page as it is seen, with all that it depends on.
#[derive(Debug)]
pub struct ComposedPage {
    page_body: Arc<PageBody>,
    /// The block whose principle its running head names, in words.
    head: Option<Text>,
    /// For each line of the contents on it where that leads to.
    targets: Vec<Option<Target>>,
    /// The page.
    pub page: Arc<Page>,
    /// What stands on it as a substitute.
    pub missing: Vec<Missing>,
}

/// A page, and how far down on it.
type Target = (PageIndex, f32);

/// What all pages of a document have, and how many there are.
#[derive(Debug, Default, PartialEq)]
pub struct Common {
    pages: usize,
    body: String,
    foot: Text,
    footer: String,
}

/// Makes pages of leaves. Those of `before` that would be the same are taken from there.
pub fn finish(
    page_bodies: &[Arc<PageBody>],
    column: &[Fragment],
    document: &Document,
    sheet: &StyleSheet,
    before: (&Common, &[Arc<ComposedPage>]),
) -> (Common, Vec<Arc<ComposedPage>>) {
    let (body, footer) = (document.body.clone(), document.footer.clone());
    let common = Common { pages: page_bodies.len(), body, foot: document.foot.clone(), footer };
    let earlier = if common == *before.0 { before.1 } else { &[] };
    let places = places(page_bodies, document);
    let principles = principles(document);
    let mut furnisher = Furnisher::new(document, sheet, page_bodies.len());
    let composed = PageIndex::count(page_bodies).map(|(index, page_body)| {
        let principle = page_body.blocks.iter().find_map(|block| principles.get(*block).copied().flatten());
        let head = principle.filter(|_| index > PageIndex::FIRST).map(|block| head_text(document, block));
        let targets: Vec<Option<Target>> =
            page_body.references.iter().map(|waiting| target(waiting, document, &places)).collect();
        let same = index
            .of(earlier)
            .filter(|page| Arc::ptr_eq(&page.page_body, page_body) && page.head == head && page.targets == targets);
        if let Some(page) = same {
            return Arc::clone(page);
        }
        let [width, height] = sheet.page;
        let mut page = Page { width, height, marks: page_body.marks.clone(), links: Vec::new() };
        furnisher.number_contents(&mut page, page_body, &targets);
        furnisher.furnish(&mut page, index, head.as_ref());
        let missing = missing(page_body, column);
        Arc::new(ComposedPage { page_body: Arc::clone(page_body), head, targets, page: Arc::new(page), missing })
    });
    let composed = composed.collect();
    (common, composed)
}

/// Where each block begins.
pub fn places(page_bodies: &[Arc<PageBody>], document: &Document) -> Vec<Option<Target>> {
    let mut places = vec![None; document.blocks.len()];
    for (page, page_body) in PageIndex::count(page_bodies) {
        for (block, y) in &page_body.begins {
            if let Some(place) = places.get_mut(*block) {
                *place = Some((page, *y));
            }
        }
    }
    places
}

/// Where a line of the contents leads to.
fn target(waiting: &Waiting, document: &Document, places: &[Option<Target>]) -> Option<Target> {
    match &document.blocks.get(waiting.contents)?.content {
        Content::Contents { entries, .. } => *places.get(entries.get(waiting.reference.entry)?.block)?,
        _ => None,
    }
}

/// What stands as a substitute, with the part of the meeting that it is in.
fn missing(page_body: &PageBody, column: &[Fragment]) -> Vec<Missing> {
    let mut all: Vec<Missing> = Vec::new();
    for mark in &page_body.marks {
        let Mark::Line { line, owner: Owner::Element(element), .. } = mark else {
            continue;
        };
        if !line.runs.iter().any(|run| run.actual == Some(Actual::Text)) {
            continue;
        }
        let origin =
            super::fragment::element(column, *element).map(|element| element.origin.clone()).unwrap_or_default();
        let characters = line.glyphs().filter(|(run, ..)| run.actual == Some(Actual::Text)).map(|(.., text)| text);
        for characters in characters {
            let missing = Missing { characters: characters.to_owned(), origin: origin.clone() };
            if !all.contains(&missing) {
                all.push(missing);
            }
        }
    }
    all
}

/// The headings with their places.
pub fn outline(places: &[Option<Target>], document: &Document) -> Vec<OutlineEntry> {
    let mut entries = Vec::new();
    for (block, place) in document.blocks.iter().zip(places) {
        let Some((page, y)) = *place else { continue };
        let (title, level) = match &block.content {
            Content::Title { title, .. } => (title.as_str().to_owned(), 1),
            Content::Section { label, title } => (joined(label.as_str(), title.as_str()), 2),
            Content::Principle { label, title, level, .. } => (joined(label.as_str(), title.as_str()), *level),
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

/// Puts heads, feet and numbers on pages.
struct Furnisher<'a> {
    document: &'a Document,
    sheet: &'a StyleSheet,
    pages: usize,
    shaper: Shaper,
    heads: HashMap<Text, Option<Arc<Line>>>,
    body: Option<Arc<Line>>,
    foot: Option<Arc<Line>>,
    footer: Option<Arc<Line>>,
}

impl<'a> Furnisher<'a> {
    fn new(document: &'a Document, sheet: &'a StyleSheet, pages: usize) -> Furnisher<'a> {
        let mut shaper = Shaper::default();
        let width = sheet.right() - sheet.left;
        let share = |share: f32| if sheet.one_a_line { width } else { width * share };
        let below = share(1.0) - if sheet.one_a_line { gap(sheet) * 4.0 } else { 0.0 };
        let mut line =
            |text: &Text, width: f32| set_line_within(&mut shaper, text, &sheet.small, width, &document.languages);
        let body = line(&Text::new(&document.body, LanguageRole::Meeting, Emphasis::Plain), share(0.4));
        let foot = line(&document.foot, share(0.7));
        let footer = line(&Text::plain(&document.footer, LanguageRole::Meeting), below);
        Furnisher { document, sheet, pages, shaper, heads: HashMap::new(), body, foot, footer }
    }

    /// Puts the number of each entry's page into the contents, with a leader, and makes the entry a link.
    fn number_contents(&mut self, page: &mut Page, page_body: &PageBody, targets: &[Option<Target>]) {
        for (Waiting { at, top, reference, .. }, target) in page_body.references.iter().zip(targets).rev() {
            let Some((target, y)) = *target else { continue };
            if let Some(right) = reference.number_right {
                self.number(page, *at, top + reference.y, [reference.text_right, right], target, reference.element);
            }
            let mut area = reference.area;
            area.y += top;
            let description = say!(
                self.document.locale,
                "contents-link",
                heading = reference.description.as_str(),
                page = PageNumber::from(target).to_string()
            );
            page.links.insert(0, Link { area, element: reference.element, page: target, y, description });
        }
    }

    /// Puts a page's number on the base line `base`, with a leader from the end of the text to it.
    fn number(
        &mut self,
        page: &mut Page,
        at: usize,
        base: f32,
        [from, to]: [f32; 2],
        target: PageIndex,
        element: usize,
    ) {
        let style = self.sheet.contents;
        let number = Text::plain(&PageNumber::from(target).to_string(), LanguageRole::Labels);
        if let Some(line) = set_line(&mut self.shaper, &number, &style, &self.document.languages) {
            let x = to - line.width;
            let gap = style.size * 0.6;
            let (from, to) = (from + gap, x - gap);
            page.marks.insert(at, placed(&line, x, base, element));
            if to > from {
                let dash = Some(dashes(style.size * 0.09, style.size * 0.26));
                let y = base - style.size * 0.06;
                page.marks.insert(at, Mark::Stroke { from: [from, y], to: [to, y], width: 0.6, color: HAIRLINE, dash });
            }
        }
    }

    /// Adds running head and foot. The first page has its title and needs no head.
    fn furnish(&mut self, page: &mut Page, index: PageIndex, head: Option<&Text>) {
        let sheet = self.sheet;
        if index > PageIndex::FIRST {
            let head = head.and_then(|head| self.head(head));
            self.put(page, head.as_ref(), false, sheet.head, Owner::Head);
            if head.is_none() || !sheet.one_a_line {
                self.put(page, self.body.as_ref(), true, sheet.head, Owner::Head);
            }
            self.foot(page, index);
            if head.is_some() || self.body.is_some() {
                rule(page, sheet, sheet.head + sheet.small.size * 0.9);
            }
        } else {
            self.foot(page, index);
        }
    }

    /// The running head with this text.
    fn head(&mut self, text: &Text) -> Option<Arc<Line>> {
        if let Some(known) = self.heads.get(text) {
            return known.clone();
        }
        let width = self.sheet.right() - self.sheet.left;
        let beside = self.body.as_ref().map_or(0.0, |body| body.width + gap(self.sheet));
        let width = if self.sheet.one_a_line { width } else { width - beside };
        let line = set_line_within(&mut self.shaper, text, &self.sheet.small, width, &self.document.languages);
        self.heads.insert(text.clone(), line.clone());
        line
    }

    fn foot(&mut self, page: &mut Page, index: PageIndex) {
        let sheet = self.sheet;
        let number = Text::plain(&self.document.page_number(index.into(), self.pages), LanguageRole::Labels);
        let number = set_line(&mut self.shaper, &number, &sheet.small, &self.document.languages);
        let below = sheet.foot + sheet.small.leading;
        self.put(page, self.foot.as_ref(), false, sheet.foot, Owner::Foot);
        self.put(page, number.as_ref(), true, if sheet.one_a_line { below } else { sheet.foot }, Owner::Foot);
        self.put(page, self.footer.as_ref(), false, below, Owner::Foot);
    }

    fn put(&self, page: &mut Page, line: Option<&Arc<Line>>, right: bool, y: f32, owner: Owner) {
        if let Some(line) = line {
            let x = if right { self.sheet.right() - line.width } else { self.sheet.left };
            page.marks.push(Mark::Line { line: Arc::clone(line), x, y, owner });
        }
    }
}

/// Between two things on a line of head or foot.
fn gap(sheet: &StyleSheet) -> f32 {
    sheet.small.size * 3.0
}

fn rule(page: &mut Page, sheet: &StyleSheet, y: f32) {
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
    let Some(Content::Principle { label, title, .. } | Content::Section { label, title }) =
        document.blocks.get(block).map(|block| &block.content)
    else {
        return text;
    };
    if !label.is_empty() {
        text.push(label.as_str(), label.language_role(), Emphasis::Strong);
        text.push(" ", title.language_role(), Emphasis::Plain);
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
