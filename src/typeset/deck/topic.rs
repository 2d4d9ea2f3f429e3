//! From a topic to the pieces of text that it consists of, each with its element.

use super::fill::{Label, Piece};
use super::stage::{self, Sizes, Stage};
use super::stage::{INK, QUIET};
use crate::compose::slides::{Head, ListEntry, Says, Topic};
use crate::compose::{Document, Emphasis, LanguageRole, Languages, MarkStyle, Note, Origin, Passage, Text};
use crate::typeset::line::{Style, set_line};
use crate::typeset::page::{Area, Mark, Role};
use crate::typeset::row::Flow;
use crate::typeset::shape::Shaper;
use crate::typeset::style_sheet::note_color;
use std::ops::Range;

/// Marked words with no more letters between them than this are set together.
const NEAR: usize = 12;
/// How far the words of a question or a decision stand from the rule beside them, as a share of their size.
const BESIDE_RULE: f32 = 0.6;
/// The most room that a logo gets.
const LOGO: [f32; 2] = [200.0, 48.0];
/// The widest label of a list, as a share of the slide's width; one that is wider becomes part of the text.
const WIDEST_LABEL: f32 = 0.2;

/// Makes pieces of a topic.
pub struct Maker<'a> {
    /// Where they will stand.
    pub stage: &'a Stage,
    /// In which languages.
    pub languages: &'a Languages,
    /// What measures labels.
    pub shaper: &'a mut Shaper,
    /// The elements so far.
    pub flow: Flow,
    /// The pieces so far.
    pub pieces: Vec<Piece>,
    /// The headings so far: what each says, its level, and its piece.
    pub headings: Vec<(String, u8, usize)>,
}

impl Maker<'_> {
    /// Makes the pieces of a topic.
    pub fn topic(&mut self, topic: &Topic) {
        if let Some(head) = topic.head.as_ref().filter(|head| head.opens) {
            self.head(head, matches!(topic.says, Says::Lead(_)));
        }
        // Under its principle, or on a slide of its own.
        let level = if topic.head.is_some() { 3 } else { 2 };
        match &topic.says {
            Says::Title { body, title, facts } => self.title(body, title, facts, &topic.origin),
            Says::List { heading, entries } => {
                self.heading(heading, level, INK);
                self.list(entries);
            }
            Says::Lead(passage) => self.passage(passage, stage::LEAD, &topic.origin),
            Says::Marked(passage) => self.marked(passage, &topic.origin),
            Says::Paragraph(passage) => self.passage(passage, stage::TEXT, &topic.origin),
            Says::Questions { heading, notes } => {
                let color = notes.first().map_or(INK, |note| note_color(note.kind));
                self.heading(heading, level, color);
                for note in notes {
                    self.note(note, notes.len() > 1, &[]);
                }
            }
            Says::Decision { heading, note, details } => {
                self.heading(heading, level, note_color(note.kind));
                self.note(note, false, details);
            }
            Says::Sources { heading, paragraphs } => {
                self.heading(heading, level, INK);
                for text in paragraphs {
                    let piece = self.text(Role::P, 0, text, &[], &Origin::Document);
                    self.pieces.push(Piece { sizes: stage::ENTRY, before: 0.7, ..piece });
                }
            }
        }
    }

    /// The logo on the title, at the right above it.
    pub fn logo(&mut self, topic: &Topic, document: &Document) -> Option<Mark> {
        let figure = document.logo.as_ref().filter(|_| matches!(topic.says, Says::Title { .. }))?;
        let pixels = figure.picture.pixels()?;
        let (across, down) = (pixels.width as f32, pixels.height as f32);
        let scale = (LOGO[0] / across).min(LOGO[1] / down);
        let (width, height) = (across * scale, down * scale);
        let element = self.flow.element(Role::Figure, 0, None, &Origin::Meeting);
        self.flow.elements[element].alternative = Some(figure.description.clone());
        let area = Area { x: self.stage.right - width, y: self.stage.top - LOGO[1] - 8.0, width, height };
        Some(Mark::Picture { picture: figure.picture.clone(), area, element })
    }

    fn title(&mut self, body: &Text, title: &Text, facts: &[Text], origin: &Origin) {
        if !body.is_empty() {
            let piece = self.text(Role::P, 0, body, &[], origin);
            let color = self.stage.accent;
            self.pieces.push(Piece {
                sizes: stage::FACT,
                style: stage::bold,
                color,
                heads: true,
                moves: true,
                ..piece
            });
        }
        self.headings.push((title.as_str().to_owned(), 1, self.pieces.len()));
        let piece = self.text(Role::H1, 0, title, &[], origin);
        self.pieces.push(Piece { sizes: stage::TITLE, style: stage::bold, before: 0.35, even: true, ..piece });
        for (index, fact) in facts.iter().enumerate() {
            let piece = self.text(Role::P, 0, fact, &[], origin);
            let before = if index == 0 { 1.2 } else { 0.25 };
            self.pieces.push(Piece { sizes: stage::FACT, before, color: QUIET, moves: true, ..piece });
        }
    }

    /// The heading of a principle: its label in the accent colour and its title beside it, or below it where the label is long.
    fn head(&mut self, head: &Head, large: bool) {
        let mut whole = head.label.clone();
        if !whole.is_empty() {
            whole.push(" ", LanguageRole::Set, Emphasis::Plain);
        }
        let begins = whole.as_str().len();
        whole.append(&head.title);
        self.headings.push((whole.as_str().to_owned(), 2, self.pieces.len()));
        let origin = Origin::Principle(head.number);
        let (element, inlines) = self.flow.text_element(self.languages, Role::H2, 0, &whole, &[], &origin);
        let own = inlines.iter().filter(|inline| inline.range.start >= begins).cloned().map(|mut inline| {
            inline.range = inline.range.start - begins..inline.range.end - begins;
            inline
        });
        let owner = inlines.first().filter(|inline| inline.range.start == 0);
        let owner = owner.map_or(element, |inline| element + usize::from(inline.index));
        let sizes = if large { stage::PRINCIPLE } else { stage::SMALL_PRINCIPLE };
        let (mut indent, mut label) = (0.0, None);
        let advance = self.advance(&head.label, stage::bold);
        if advance * sizes.most > self.stage.width() * WIDEST_LABEL {
            let piece = Piece { element: owner, ..Piece::of(&head.label) };
            let (style, color) = (stage::bold as fn(f32) -> Style, self.stage.accent);
            self.pieces.push(Piece { sizes, style, color, heads: true, moves: true, ..piece });
        } else if !head.label.is_empty() {
            indent = advance + 0.45;
            label = Some(Label { text: head.label.clone(), element: owner, color: self.stage.accent });
        }
        let piece = Piece { element, inlines: own.collect(), ..Piece::of(&head.title) };
        self.pieces.push(Piece {
            sizes,
            style: stage::bold,
            indent,
            label,
            heads: true,
            moves: true,
            even: true,
            ..piece
        });
    }

    fn heading(&mut self, text: &Text, level: u8, color: [u8; 3]) {
        self.headings.push((text.as_str().to_owned(), level, self.pieces.len()));
        let piece = self.text(Role::heading(level), 0, text, &[], &Origin::Document);
        let sizes = if level > 2 { stage::LABEL } else { stage::HEADING };
        self.pieces.push(Piece { sizes, style: stage::bold, color, before: 0.9, heads: true, moves: true, ..piece });
    }

    /// A passage, all of it of one size.
    fn passage(&mut self, passage: &Passage, sizes: Sizes, origin: &Origin) {
        if passage.text.is_empty() {
            return;
        }
        // A lead is no larger than its title.
        let cap = if self.pieces.is_empty() { stage::WORD } else { stage::PRINCIPLE.most };
        let piece = self.passage_piece(passage, &passage.text, origin);
        let sizes = sizes.of_letters(letters(&passage.text), cap);
        self.pieces.push(Piece { sizes, before: 0.8, ..piece });
    }

    /// A passage with its marked words large and the rest dimmed.
    fn marked(&mut self, passage: &Passage, origin: &Origin) {
        let mut text = Text::default();
        for (range, span) in passage.text.spans() {
            let mut at = range.start;
            for marked in joined(passage) {
                let (start, end) = (marked.start.clamp(at, range.end), marked.end.clamp(at, range.end));
                text.append(&quiet(&passage.text.slice(&(at..start))));
                text.push(passage.text.as_str().get(start..end).unwrap_or_default(), span.language_role, span.emphasis);
                at = end;
            }
            text.append(&quiet(&passage.text.slice(&(at..range.end))));
        }
        let large = blocks(passage);
        let longest = large.iter().map(|block| letters(&text.slice(block))).max().unwrap_or(0);
        let alone = longest == letters(&text) && self.pieces.is_empty();
        let sizes = stage::MARKED.of_letters(longest, if alone { stage::WORD } else { stage::PHRASE });
        let piece = self.passage_piece(passage, &text, origin);
        self.pieces.push(Piece { sizes, large: Some((large, stage::CONTEXT)), before: 0.8, ..piece });
    }

    fn passage_piece(&mut self, passage: &Passage, text: &Text, origin: &Origin) -> Piece {
        let ranges: Vec<Range<usize>> = passage.marks.iter().map(|mark| mark.range.clone()).collect();
        let piece = self.text(Role::P, 0, text, &ranges, origin);
        Piece { marks: passage.marks.clone(), ..piece }
    }

    fn list(&mut self, entries: &[ListEntry]) {
        let widest = entries.iter().map(|entry| self.advance(&entry.label, stage::bold)).fold(0.0, f32::max);
        let beside = widest * stage::ENTRY.most <= self.stage.width() * WIDEST_LABEL;
        let indent = if beside && widest > 0.0 { widest + 0.7 } else { 0.0 };
        let mut list = None;
        for (index, entry) in entries.iter().enumerate() {
            if entry.heads {
                // What it heads is a list of its own.
                list = None;
                let piece = self.text(Role::H3, 0, &entry.text, &[], &entry.origin);
                let (sizes, style) = (stage::ADDITION, stage::bold);
                self.pieces.push(Piece { sizes, style, color: QUIET, before: 0.8, heads: true, moves: true, ..piece });
            } else {
                let list = *list.get_or_insert_with(|| self.flow.element(Role::L, 0, None, &Origin::Document));
                let before = if index == 0 { 0.6 } else { 0.35 };
                self.entry(entry, list, if beside { Some(indent) } else { None }, before);
            }
        }
    }

    /// A line of a list: its number beside it where there is room for that, and below it what is added to it.
    fn entry(&mut self, entry: &ListEntry, list: usize, beside: Option<f32>, before: f32) {
        let origin = &entry.origin;
        let item = self.flow.element(Role::LI, list, None, origin);
        let mut text = entry.text.clone();
        let mut label = None;
        let indent = beside.unwrap_or(0.0);
        if beside.is_some() && !entry.label.is_empty() {
            let (element, _) = self.flow.text_element(self.languages, Role::Lbl, item, &entry.label, &[], origin);
            label = Some(Label { text: entry.label.clone(), element, color: self.stage.accent });
        } else if !entry.label.is_empty() {
            text = Text::new(entry.label.as_str(), entry.label.language_role(), Emphasis::Strong);
            text.push(" ", LanguageRole::Meeting, Emphasis::Plain);
            text.append(&entry.text);
        }
        let body = self.flow.element(Role::LBody, item, None, origin);
        let piece = self.text(Role::P, body, &text, &[], origin);
        let heads = !entry.addition.is_empty();
        self.pieces.push(Piece { sizes: stage::ENTRY, before, indent, label, heads, moves: true, ..piece });
        if heads {
            let piece = self.text(Role::P, body, &entry.addition, &[], origin);
            let indent = indent * stage::ENTRY.most / stage::ADDITION.most;
            self.pieces.push(Piece { sizes: stage::ADDITION, indent, moves: true, ..piece });
        }
    }

    /// A question or a decision beside a rule in its colour.
    fn note(&mut self, note: &Note, code: bool, details: &[Text]) {
        let element = self.flow.element(Role::Note, 0, None, &note.origin);
        let rule = Some((element, note_color(note.kind)));
        let mut before = 0.9;
        let mut add = |maker: &mut Self, role: Role, text: &Text, sizes: Sizes, color: [u8; 3], heads: bool| {
            let piece = maker.text(role, element, text, &[], &note.origin);
            let indent = BESIDE_RULE * stage::LABEL.most / sizes.most;
            let before = std::mem::replace(&mut before, 0.45);
            maker.pieces.push(Piece { sizes, color, indent, before, rule, heads, moves: true, ..piece });
        };
        if code {
            let text = Text::plain(&note.code, LanguageRole::Labels);
            add(self, Role::Lbl, &text, stage::ADDITION, QUIET, true);
        }
        if !note.quote.is_empty() {
            add(self, Role::P, &note.quote, stage::QUOTE, stage::DIMMED, !note.paragraphs.is_empty());
        }
        for text in &note.paragraphs {
            let cap = if code || note.paragraphs.len() > 1 { stage::STATEMENT.most } else { stage::WORD };
            add(self, Role::P, text, stage::STATEMENT.of_letters(letters(text), cap), INK, false);
        }
        for text in details {
            add(self, Role::P, text, stage::FACT, INK, false);
        }
    }

    /// A text as a piece, with its element.
    fn text(&mut self, role: Role, parent: usize, text: &Text, marks: &[Range<usize>], origin: &Origin) -> Piece {
        let (element, inlines) = self.flow.text_element(self.languages, role, parent, text, marks, origin);
        Piece { element, inlines, ..Piece::of(text) }
    }

    /// How wide a text is on one line, as a share of its size.
    fn advance(&mut self, text: &Text, style: fn(f32) -> Style) -> f32 {
        let size = 100.0;
        set_line(self.shaper, text, &style(size), self.languages).map_or(0.0, |line| line.width / size)
    }
}

impl Piece {
    /// A text of a usual size, in no element.
    fn of(text: &Text) -> Piece {
        Piece {
            text: text.clone(),
            shared: text.as_str().into(),
            element: 0,
            inlines: Vec::new(),
            marks: Vec::new(),
            sizes: stage::TEXT,
            style: stage::text,
            color: INK,
            large: None,
            indent: 0.0,
            before: 0.0,
            label: None,
            rule: None,
            heads: false,
            moves: false,
            even: false,
        }
    }
}

/// How many letters a text has.
fn letters(text: &Text) -> usize {
    text.as_str().chars().count()
}

/// A text dimmed.
fn quiet(text: &Text) -> Text {
    let mut out = Text::default();
    for (range, span) in text.spans() {
        out.push(text.as_str().get(range).unwrap_or_default(), span.language_role, Emphasis::Quiet);
    }
    out
}

/// The highlighted fragments of a passage, those that touch or overlap as one.
fn joined(passage: &Passage) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    let highlighted = passage.marks.iter().filter(|mark| matches!(mark.style, MarkStyle::Highlight(_)));
    for range in highlighted.map(|mark| mark.range.clone()) {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// What of a passage is set large: the highlighted fragments in whole words with the punctuation after them, those that
/// are near each other as one.
fn blocks(passage: &Passage) -> Vec<Range<usize>> {
    let text = passage.text.as_str();
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for range in joined(passage) {
        let start = text[..range.start]
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
        let end = text[range.end..].find(char::is_whitespace).map_or(text.len(), |at| range.end + at);
        match blocks.last_mut() {
            Some(last) if start <= last.end + NEAR => last.end = last.end.max(end),
            _ => blocks.push(start..end),
        }
    }
    blocks
}
