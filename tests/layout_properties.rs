//! Whatever a meeting holds, its pages are sound.
//!
//! Random meetings, from empty ones to two hundred principles and chapters of text, in every template: nothing panics,
//! leaves the page, covers something else or is lost; notes stand beside their words, and what belongs together is not
//! parted. `PROPTEST_CASES` says how many meetings are tried.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::compose::{Document, Origin, compose};
use bilag::meeting::{Meeting, Reply, Template, Visibility};
use bilag::typeset::layout;
use bilag::typeset::page::{Area, Color, Element, Layout, Line, Mark, Owner, Page, Role};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use std::sync::Arc;

/// How many meetings are tried where nobody says otherwise.
const CASES: u32 = 150;
/// Rounding, in points.
const SLACK: f32 = 0.1;
/// No rule beside a box or a note is wider, in points.
const RULE: f32 = 1.6;
/// The ink of running text.
const INK: Color = [0; 3];

proptest! {
    #![proptest_config(support::tries(CASES))]

    #[test]
    fn everything_is_on_its_page(meeting in paged()) {
        Set::of(meeting).everything_is_on_its_page()?;
    }

    #[test]
    fn no_two_lines_overlap(meeting in paged()) {
        Set::of(meeting).no_two_lines_overlap()?;
    }

    #[test]
    fn no_word_is_missing(meeting in paged()) {
        Set::of(meeting).no_word_is_missing()?;
    }

    #[test]
    fn marks_and_words_are_at_one(meeting in paged()) {
        Set::of(meeting).marks_and_words_are_at_one()?;
    }

    #[test]
    fn marked_words_can_be_read(meeting in paged()) {
        Set::of(meeting).marked_words_can_be_read()?;
    }

    #[test]
    fn no_word_is_divided_over_two_pages(meeting in paged()) {
        Set::of(meeting).no_word_is_divided_over_two_pages()?;
    }

    #[test]
    fn notes_stand_beside_their_words(meeting in paged()) {
        Set::of(meeting).notes_stand_beside_their_words()?;
    }

    #[test]
    fn pages_are_not_wasted(meeting in paged()) {
        Set::of(meeting).pages_are_not_wasted()?;
    }

    #[test]
    fn headings_stand_with_what_follows(meeting in paged()) {
        Set::of(meeting).headings_stand_with_what_follows()?;
    }

    #[test]
    fn no_line_of_a_paragraph_stands_alone(meeting in paged()) {
        Set::of(meeting).no_line_of_a_paragraph_stands_alone()?;
    }
}

/// Any meeting with pages of text. `tests/slides.rs` has the properties of slides.
fn paged() -> impl Strategy<Value = Meeting> {
    support::meetings::meeting().prop_map(|mut meeting| {
        if meeting.handout.template.is_slides() {
            meeting.handout.template = Template::Full;
        }
        meeting
    })
}

/// A line of text where it stands.
#[derive(Clone)]
struct Placed {
    page: usize,
    line: Arc<Line>,
    x: f32,
    y: f32,
    owner: Owner,
}

impl Placed {
    /// The left and right edge.
    fn sides(&self) -> (f32, f32) {
        (self.x, self.x + self.line.width)
    }

    fn size(&self) -> f32 {
        self.line.runs.iter().fold(0.0, |size, run| size.max(run.size))
    }

    /// The height of its small letters.
    fn x_height(&self) -> f32 {
        let heights = self.line.runs.iter().map(|run| run.face.metrics().x_height * run.size / 1000.0);
        heights.fold(0.0, f32::max)
    }

    /// What is read: the text of each glyph, words that were divided made whole.
    fn words(&self) -> String {
        self.line.glyphs().map(|(.., text)| text).filter(|text| *text != "\u{ad}").collect()
    }

    fn is_of(&self, text: &str) -> bool {
        &*self.line.text == text
    }
}

/// A meeting set.
struct Set {
    meeting: Meeting,
    document: Document,
    layout: Layout,
    lines: Vec<Placed>,
}

type Outcome = Result<(), TestCaseError>;

impl Set {
    fn of(meeting: Meeting) -> Set {
        let document = compose(&support::shared(&meeting));
        let layout = layout(&document);
        let mut lines = Vec::new();
        for (page, marks) in layout.pages.iter().map(|page| &page.marks).enumerate() {
            for mark in marks {
                if let Mark::Line { line, x, y, owner } = mark {
                    lines.push(Placed { page, line: Arc::clone(line), x: *x, y: *y, owner: *owner });
                }
            }
        }
        Set { meeting, document, layout, lines }
    }

    fn template(&self) -> Template {
        self.meeting.handout.template
    }

    fn element(&self, line: &Placed) -> Option<&Element> {
        match line.owner {
            Owner::Element(element) => self.layout.elements.get(element),
            _ => None,
        }
    }

    fn origin(&self, line: &Placed) -> Option<&Origin> {
        self.element(line).map(|element| &element.origin)
    }

    /// The lines of a paragraph, without its code.
    fn paragraph(&self, number: u32, index: usize, text: &str) -> Vec<&Placed> {
        let of = |line: &&Placed| line.is_of(text) && self.origin(line) == Some(&Origin::Paragraph(number, index));
        self.lines.iter().filter(of).collect()
    }

    /// The left and right edge of what is printed, as the foot of the first page shows them.
    fn margins(&self) -> (f32, f32) {
        let feet = self.lines.iter().filter(|line| line.owner == Owner::Foot);
        feet.fold((f32::MAX, f32::MIN), |(left, right), line| (left.min(line.x), right.max(line.sides().1)))
    }

    fn everything_is_on_its_page(&self) -> Outcome {
        for (number, page) in self.layout.pages.iter().enumerate() {
            for mark in &page.marks {
                match mark {
                    Mark::Fill { area, .. } | Mark::Picture { area, .. } => {
                        prop_assert!(is_inside(page, area), "page {number}: {area:?} leaves it");
                    }
                    Mark::Stroke { from, to, .. } => {
                        let area = Area {
                            x: from[0].min(to[0]),
                            y: from[1].min(to[1]),
                            width: (from[0] - to[0]).abs(),
                            height: (from[1] - to[1]).abs(),
                        };
                        prop_assert!(is_inside(page, &area), "page {number}: a stroke leaves it: {area:?}");
                    }
                    Mark::Line { .. } => {}
                }
            }
            for link in &page.links {
                prop_assert!(is_inside(page, &link.area), "page {number}: a link leaves it: {:?}", link.area);
                prop_assert!(link.page.0 < self.layout.pages.len(), "page {number}: a link leads nowhere");
            }
        }
        let (left, right) = self.margins();
        let (head, foot) = self.head_and_foot();
        for line in &self.lines {
            let (from, to) = line.sides();
            let page = &self.layout.pages[line.page];
            prop_assert!(from >= 0.0 && to <= page.width, "page {}: {:?} leaves it", line.page, line.words());
            prop_assert!(
                line.y - line.size() >= 0.0 && line.y + line.size() * 0.3 <= page.height,
                "page {}: {:?} leaves it at {}",
                line.page,
                line.words(),
                line.y
            );
            // A stop or a hyphen hangs out by half its width.
            let hanging = line.size() * 0.35;
            prop_assert!(to <= right + hanging, "page {}: {:?} ends at {to}, margin {right}", line.page, line.words());
            if !matches!(line.owner, Owner::Element(_)) {
                continue;
            }
            let code = line.line.text.starts_with('P') && to < left;
            prop_assert!(
                from >= if code { 12.0 } else { left - SLACK },
                "page {}: {:?} begins at {from}, margin {left}",
                line.page,
                line.words()
            );
            prop_assert!(
                line.y < foot - line.size() && line.y > head + SLACK,
                "page {}: {:?} stands on {}, head {head}, foot {foot}",
                line.page,
                line.words(),
                line.y
            );
        }
        Ok(())
    }

    /// The base lines of the lowest head and the highest foot.
    fn head_and_foot(&self) -> (f32, f32) {
        let of = |owner| self.lines.iter().filter(move |line| line.owner == owner).map(|line| line.y);
        (of(Owner::Head).fold(0.0, f32::max), of(Owner::Foot).fold(f32::MAX, f32::min))
    }

    fn no_two_lines_overlap(&self) -> Outcome {
        for (number, _) in self.layout.pages.iter().enumerate() {
            let lines: Vec<&Placed> =
                self.lines.iter().filter(|line| line.page == number && line.line.width > 0.0).collect();
            for (index, one) in lines.iter().enumerate() {
                for other in &lines[index + 1..] {
                    let ((left, right), (others_left, others_right)) = (one.sides(), other.sides());
                    let beside = right <= others_left + SLACK || others_right <= left + SLACK;
                    let above =
                        one.y <= other.y - other.x_height() + SLACK || other.y <= one.y - one.x_height() + SLACK;
                    prop_assert!(
                        beside || above,
                        "page {number}: {:?} at {}, {} and {:?} at {}, {} overlap",
                        one.words(),
                        one.x,
                        one.y,
                        other.words(),
                        other.x,
                        other.y
                    );
                }
            }
        }
        Ok(())
    }

    fn no_word_is_missing(&self) -> Outcome {
        let whole = matches!(self.template(), Template::Full | Template::LargePrint);
        if self.template() == Template::Minutes {
            return Ok(());
        }
        for selected in &self.meeting.selection {
            let number = selected.principle.number;
            for (index, text) in selected.principle.paragraphs().filter(|(index, _)| whole || *index == 0) {
                let mut lines = self.paragraph(number, index, text);
                // Marked passages stand by themselves once more.
                lines.truncate(
                    lines.iter().position(|line| line.line.end == text.len()).map_or(lines.len(), |last| last + 1),
                );
                let set: String = lines.into_iter().map(Placed::words).collect();
                prop_assert_eq!(words(&set), words(text), "P{}·{}", number, index);
            }
            let title = bilag::compose::text::folded(&selected.principle.title);
            let heading = |line: &&Placed| line.is_of(&title) && self.origin(line) == Some(&Origin::Principle(number));
            let set: String = self.lines.iter().filter(heading).map(Placed::words).collect();
            prop_assert_eq!(words(&set), words(&title), "the title of P{}", number);
        }
        if !whole {
            return Ok(());
        }
        for annotation in
            self.meeting.annotations.iter().filter(|annotation| annotation.visibility == Visibility::Shared)
        {
            let origin = Origin::Annotation(annotation.id.clone());
            let mut texts: Vec<(Arc<str>, String)> = Vec::new();
            for line in self.lines.iter().filter(|line| self.origin(line) == Some(&origin)) {
                match texts.last_mut() {
                    Some((text, set)) if Arc::ptr_eq(text, &line.line.text) => set.push_str(&line.words()),
                    _ => texts.push((Arc::clone(&line.line.text), line.words())),
                }
            }
            let texts: Vec<String> = texts.into_iter().map(|(_, set)| words(&set).join(" ")).collect();
            let replies = annotation.replies.iter().filter_map(Reply::text);
            for (at, written) in annotation.text.lines().chain(replies).enumerate() {
                let written = words(written).join(" ");
                prop_assert!(
                    texts.iter().any(|text| text.ends_with(&written)),
                    "{}: part {at}, {written:?} of {texts:?}",
                    self.meeting.code(annotation)
                );
            }
        }
        Ok(())
    }

    /// What lies behind words and not behind boxes: fills in the tint of a highlight, or of several.
    fn tints(&self, page: usize) -> impl Iterator<Item = &Area> {
        let document = &self.document;
        let paper = document.accent.map(|channel| 255 - (255 - channel) / 14);
        self.layout.pages[page].marks.iter().filter_map(move |mark| match mark {
            Mark::Fill { area, color } if *color != document.accent && *color != paper && area.width > RULE => {
                Some(area)
            }
            _ => None,
        })
    }

    fn marks_and_words_are_at_one(&self) -> Outcome {
        for page in 0..self.layout.pages.len() {
            for area in self.tints(page) {
                let middle = area.x + area.width / 2.0;
                let covers = |line: &Placed| {
                    let (left, right) = line.sides();
                    line.page == page
                        && area.y < line.y
                        && line.y < area.y + area.height
                        && (left <= middle && middle <= right || is_legend(line, area, self.element(line)))
                };
                prop_assert!(self.lines.iter().any(covers), "page {page}: {area:?} marks nothing");
            }
        }
        if !matches!(self.template(), Template::Full | Template::LargePrint) {
            return Ok(());
        }
        for annotation in &support::shared(&self.meeting).meeting().annotations {
            let (Some(range), Some(number), Some(index)) =
                (self.meeting.words(&annotation.target), annotation.target.principle(), annotation.target.paragraph())
            else {
                continue;
            };
            if annotation.color().is_none() {
                continue;
            }
            let text = self.meeting.text_of(&annotation.target).unwrap_or_default();
            for line in self.paragraph(number, index, text) {
                let Some((left, right)) = line.line.extent(&range) else { continue };
                let marked = |at: f32| {
                    self.tints(line.page).any(|area| {
                        area.x - SLACK <= at
                            && at <= area.x + area.width + SLACK
                            && area.y < line.y
                            && line.y < area.y + area.height
                    })
                };
                let some = text.get(range.start.max(line.line.start)..range.end.min(line.line.end)).unwrap_or_default();
                if right - left > RULE && some.contains(char::is_alphanumeric) {
                    prop_assert!(
                        marked(line.x + left + SLACK) && marked(line.x + right - SLACK),
                        "{}: words of {:?} are not marked",
                        self.meeting.code(annotation),
                        line.words()
                    );
                }
            }
        }
        Ok(())
    }

    fn marked_words_can_be_read(&self) -> Outcome {
        for mark in self.layout.pages.iter().flat_map(|page| &page.marks) {
            let Mark::Fill { area, color } = mark else { continue };
            if *color != self.document.accent && area.width > RULE {
                let contrast = contrast(*color, INK);
                prop_assert!(contrast >= 7.0, "{color:?} behind text: {contrast}");
            }
        }
        Ok(())
    }

    fn no_word_is_divided_over_two_pages(&self) -> Outcome {
        for page in 0..self.layout.pages.len() {
            let column = self.column(page);
            let Some(last) = column.last() else { continue };
            let divided = last.line.glyphs().last().is_some_and(|(.., text)| text == "\u{ad}");
            prop_assert!(!divided, "page {page} ends in {:?}", last.words());
        }
        Ok(())
    }

    fn notes_stand_beside_their_words(&self) -> Outcome {
        if self.template() != Template::Full {
            return Ok(());
        }
        for annotation in &support::shared(&self.meeting).meeting().annotations {
            let origin = Origin::Annotation(annotation.id.clone());
            let Some(note) = self.lines.iter().find(|line| self.origin(line) == Some(&origin)) else { continue };
            let (Some(range), Some(number), Some(index)) =
                (self.meeting.words(&annotation.target), annotation.target.principle(), annotation.target.paragraph())
            else {
                continue;
            };
            if note.x < self.layout.pages[note.page].width * 0.62 {
                continue;
            }
            let text = self.meeting.text_of(&annotation.target).unwrap_or_default();
            let lines = self.paragraph(number, index, text);
            let words = lines.iter().rfind(|line| line.line.start <= range.start).or(lines.first());
            let Some(words) = words else { continue };
            prop_assert_eq!(
                note.page,
                words.page,
                "{} is on another page than its words",
                self.meeting.code(annotation)
            );
            prop_assert!(
                note.y >= words.y - 0.6,
                "{} stands on {}, its words on {}",
                self.meeting.code(annotation),
                note.y,
                words.y
            );
        }
        Ok(())
    }

    /// The number of pages grows no faster than what is on them.
    fn pages_are_not_wasted(&self) -> Outcome {
        let meeting = &self.meeting;
        let texts = meeting.selection.iter().flat_map(|selected| {
            selected
                .principle
                .paragraphs()
                .map(|(_, text)| text)
                .chain([selected.principle.title.as_str(), &selected.group])
                .chain(selected.principle.label.as_deref())
                .chain(selected.group_text.iter().map(String::as_str))
        });
        let written = meeting.annotations.iter().flat_map(|annotation| {
            [annotation.text.as_str(), annotation.owner()]
                .into_iter()
                .chain(annotation.replies.iter().filter_map(Reply::text))
        });
        let facts = [meeting.title.as_str(), &meeting.body, &meeting.place].into_iter();
        let agenda = meeting
            .agenda
            .iter()
            .map(|item| item.title.as_str())
            .chain(meeting.participants.iter().map(|person| person.name.as_str()));
        let characters: usize = texts.chain(written).chain(facts).chain(agenda).map(|text| text.chars().count()).sum();
        let paragraphs: usize = meeting.selection.iter().map(|selected| selected.principle.body.len()).sum();
        let most = 4 + characters / 150 + meeting.selection.len() + paragraphs / 5 + meeting.annotations.len() / 2;
        prop_assert!(
            self.layout.pages.len() <= most,
            "{} pages for {characters} characters, expected {most}",
            self.layout.pages.len()
        );
        Ok(())
    }

    fn headings_stand_with_what_follows(&self) -> Outcome {
        for page in 0..self.layout.pages.len() {
            let column: Vec<&Placed> = self.column(page);
            let heading = |line: &Placed| {
                self.element(line).is_some_and(|element| matches!(element.role, Role::H2 | Role::H3 | Role::H4))
            };
            let Some(last) = column.last() else { continue };
            // What leads up to a heading and fills the whole page is more than a page can hold.
            let alone = column.iter().all(|line| self.leads_up(line));
            prop_assert!(
                !heading(last) || alone || page + 1 == self.layout.pages.len(),
                "page {page} ends in the heading {:?}",
                last.words()
            );
        }
        Ok(())
    }

    fn no_line_of_a_paragraph_stands_alone(&self) -> Outcome {
        if matches!(self.template(), Template::Minutes | Template::Summary) {
            return Ok(());
        }
        for selected in &self.meeting.selection {
            let number = selected.principle.number;
            for (index, text) in selected.principle.paragraphs() {
                let lines = self.paragraph(number, index, text);
                let (Some(first), Some(last)) = (lines.first(), lines.last()) else { continue };
                // What leads up to it and fills the page with it is more than a page can hold.
                let origin = Origin::Paragraph(number, index);
                let alone = |line: &&Placed| self.leads_up(line) || self.origin(line) == Some(&origin);
                if lines.len() < 4 || self.column(first.page).iter().all(alone) {
                    continue;
                }
                let on = |page: usize| lines.iter().filter(|line| line.page == page).count();
                prop_assert!(on(first.page) > 1, "the first line of P{number}·{index} is alone on page {}", first.page);
                prop_assert!(on(last.page) > 1, "the last line of P{number}·{index} is alone on page {}", last.page);
            }
        }
        Ok(())
    }

    /// Whether a line is of a title, a heading, or what stands above and between them.
    fn leads_up(&self, line: &Placed) -> bool {
        !matches!(self.origin(line), Some(Origin::Paragraph(..) | Origin::Annotation(_)))
    }

    /// The lines of a page's text column, from top to bottom.
    fn column(&self, page: usize) -> Vec<&Placed> {
        let edge = self.layout.pages[page].width * 0.62;
        let of = |line: &&Placed| line.page == page && matches!(line.owner, Owner::Element(_)) && line.x < edge;
        let mut lines: Vec<&Placed> = self.lines.iter().filter(of).collect();
        lines.sort_by(|one, other| one.y.total_cmp(&other.y));
        lines
    }
}

/// The words of a text, whatever stands between them, without the places where they may be divided.
fn words(text: &str) -> Vec<String> {
    text.replace('\u{ad}', "").split_whitespace().map(str::to_owned).collect()
}

fn is_inside(page: &Page, area: &Area) -> bool {
    let Area { x, y, width, height } = *area;
    x >= 0.0 && y >= 0.0 && width >= 0.0 && height >= 0.0 && x + width <= page.width && y + height <= page.height
}

/// The contrast of two colours (WCAG 2.2, *contrast ratio*).
fn contrast(one: Color, other: Color) -> f64 {
    let luminance = |color: Color| {
        let [red, green, blue] = color.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
    };
    let (one, other) = (luminance(one), luminance(other));
    one.max(other) / one.min(other)
}

/// Whether `area` is the sample beside a line of the legend.
fn is_legend(line: &Placed, area: &Area, element: Option<&Element>) -> bool {
    let gap = line.x - (area.x + area.width);
    element.is_some_and(|element| element.role == Role::LBody) && (0.0..12.0).contains(&gap)
}
