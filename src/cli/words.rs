//! Meetings and sets in words, laid out for a terminal.
//!
//! Every paragraph stands beside its reference code, so that the codes and the words can be taken from here to
//! `bilag annotate`. Lines are as wide as the terminal, 80 columns where there is none.

use crate::clock;
use crate::locale::Locale;
use crate::meeting::reference::Codes;
use crate::meeting::{
    AgendaItem, Annex, Annotation, Meeting, Part, Review, Selected, Status, TextPart, Visibility, wording,
};
use crate::principles::{Principle, PrincipleSet};
use crate::say;
use crate::wording::InWords as _;
use jiff::Timestamp;
use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter};

/// Columns where there is no terminal to ask.
const WIDTH: usize = 80;

/// A terminal narrower than this gets lines that it must break itself.
const NARROWEST: usize = 40;

/// Columns for the reference codes at the left of the text.
const MARGIN: usize = 8;

/// A page of text that grows line by line.
struct TextOutput<'a> {
    locale: &'a Locale,
    text: String,
    width: usize,
}

impl TextOutput<'_> {
    fn new(locale: &Locale) -> TextOutput<'_> {
        let terminal = std::io::IsTerminal::is_terminal(&std::io::stdout());
        let width = if terminal { textwrap::termwidth().max(NARROWEST) } else { WIDTH };
        TextOutput { locale, text: String::new(), width }
    }

    /// An empty line, unless there is one already.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Text that begins with `label` and hangs `indent` columns in.
    fn hang(&mut self, label: &str, indent: usize, text: &str) {
        let rest = " ".repeat(indent);
        let mut first = if label.is_empty() || display_width(label) < indent {
            format!("{label:<indent$}")
        } else {
            format!("{label} ")
        };
        for line in text.lines() {
            let line = printable(line);
            let options = Options::new(self.width)
                .initial_indent(&first)
                .subsequent_indent(&rest)
                .word_separator(WordSeparator::AsciiSpace)
                .word_splitter(WordSplitter::NoHyphenation);
            for wrapped in textwrap::wrap(&line, options) {
                self.text.push_str(wrapped.trim_end());
                self.text.push('\n');
            }
            first.clone_from(&rest);
        }
    }

    fn line(&mut self, text: &str) {
        self.hang("", 0, text);
    }

    fn heading(&mut self, text: &str) {
        self.gap();
        self.line(text);
    }
}

/// Control characters, which a file from elsewhere may hold, do not reach the terminal.
fn printable(line: &str) -> String {
    line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The sets that there are.
pub fn sets(sets: &[PrincipleSet], locale: &Locale) -> String {
    let mut output = TextOutput::new(locale);
    for set in sets {
        output.gap();
        output.line(&set.id);
        output.hang("", 2, &set.title);
        let facts = [say!(locale, "words-principles", count = set.principles().count()), set_facts(set, locale)];
        output.hang("", 2, &joined(&facts));
    }
    output.text
}

/// A set with all its text.
pub fn set(set: &PrincipleSet, locale: &Locale) -> String {
    let mut output = TextOutput::new(locale);
    output.line(&set.title);
    output.line(&set_facts(set, locale));
    output.line(&say!(locale, "words-set-id", id = set.id.as_str()));
    paragraphs(&mut output, &set.preamble);
    let whole = Meeting {
        selection: set.principles().map(|(group, principle)| Selected::of(group, principle)).collect(),
        ..Meeting::on(set)
    };
    let codes = whole.codes();
    for group in &set.groups {
        if !group.title.is_empty() {
            output.heading(&group.title.to_uppercase());
        }
        paragraphs(&mut output, &group.text);
        for principle in &group.principles {
            principle_title(&mut output, codes, principle);
            for (index, paragraph) in principle.paragraphs() {
                coded(&mut output, &codes.paragraph(principle.number, index), paragraph);
            }
        }
    }
    paragraphs(&mut output, &set.closing);
    output.text
}

fn set_facts(set: &PrincipleSet, locale: &Locale) -> String {
    let adopted = set.adopted.map(|date| locale.date(date)).unwrap_or_default();
    joined(&[set.publishers.join(", "), adopted])
}

fn paragraphs(output: &mut TextOutput<'_>, paragraphs: &[String]) {
    for paragraph in paragraphs {
        output.gap();
        output.line(paragraph);
    }
}

/// The code of a principle and its title; the name that its set prints where that is not what the code says.
fn principle_title(output: &mut TextOutput<'_>, codes: Codes<'_>, principle: &Principle) {
    output.gap();
    let name = principle.name();
    let title = if principle.goes_by_number() { name.title.to_owned() } else { name.to_string() };
    output.hang(&codes.principle(principle.number), MARGIN, &title);
}

fn coded(output: &mut TextOutput<'_>, code: &str, paragraph: &str) {
    if !paragraph.is_empty() {
        output.gap();
        output.hang(code, MARGIN, paragraph);
    }
}

/// A meeting with its text and what is written on it, each note under its paragraph.
pub fn meeting(meeting: &Meeting, locale: &Locale) -> String {
    let mut output = TextOutput::new(locale);
    facts(&mut output, meeting);
    if !meeting.agenda.is_empty() {
        output.heading(&say!(locale, "words-agenda"));
        for item in &meeting.agenda {
            agenda_item(&mut output, meeting, item);
        }
    }
    let whole = |annotation: &&Annotation| annotation.target.part() == Part::Meeting && !annotation.is_only_seen();
    notes(&mut output, meeting, meeting.annotations.iter().filter(whole));
    if meeting.selection.is_empty() {
        output.heading(&say!(locale, "words-nothing-selected"));
    }
    let codes = meeting.codes();
    for selected in &meeting.selection {
        let principle = &selected.principle;
        principle_title(&mut output, codes, principle);
        if let Some(item) = selected.agenda_item.as_ref().and_then(|id| meeting.agenda_item(id)) {
            output.hang("", MARGIN, &say!(locale, "words-under-item", number = item.number.as_str()));
        }
        notes_at(&mut output, meeting, principle.number, None);
        for (index, paragraph) in principle.paragraphs() {
            coded(&mut output, &codes.paragraph(principle.number, index), paragraph);
            notes_at(&mut output, meeting, principle.number, Some(index));
        }
    }
    if !meeting.annexes.is_empty() {
        output.heading(&say!(locale, "words-annexes"));
        for annex in &meeting.annexes {
            annex_line(&mut output, meeting, annex);
            let on_it = |annotation: &&Annotation| annotation.target.annex() == Some(&annex.id);
            notes(&mut output, meeting, meeting.annotations.iter().filter(on_it));
        }
    }
    let placeless = |annotation: &&Annotation| has_no_place(meeting, annotation);
    if meeting.annotations.iter().any(|annotation| placeless(&annotation)) {
        output.heading(&say!(locale, "words-placeless"));
        notes(&mut output, meeting, meeting.annotations.iter().filter(placeless));
    }
    output.text
}

/// The annexes alone.
pub fn annexes(meeting: &Meeting, locale: &Locale) -> String {
    let mut output = TextOutput::new(locale);
    for annex in &meeting.annexes {
        annex_line(&mut output, meeting, annex);
    }
    if meeting.annexes.is_empty() {
        output.line(&say!(locale, "annex-none"));
    }
    output.text
}

/// *B2      Budget 2027 · budget.pdf · 12 sider · under punkt 4 · lukket*
fn annex_line(output: &mut TextOutput<'_>, meeting: &Meeting, annex: &Annex) {
    let locale = output.locale;
    let pages = annex.file.content.pages().map(|count| say!(locale, "words-pages", count = count));
    let item = annex.item.as_ref().and_then(|id| meeting.agenda_item(id));
    let item = item.map(|item| say!(locale, "words-under-item", number = item.number.as_str()));
    let closed = annex.closed.then(|| say!(locale, "words-annex-closed"));
    let facts = [Some(annex.title.clone()), Some(annex.file.name.clone()), pages, item, closed];
    output.hang(&meeting.code_of_annex(&annex.id), MARGIN, &joined(&facts.map(Option::unwrap_or_default)));
}

/// An item of the agenda with its texts and what is written on them.
fn agenda_item(output: &mut TextOutput<'_>, meeting: &Meeting, item: &AgendaItem) {
    let locale = output.locale;
    let closed = if item.closed { say!(locale, "words-closed") } else { String::new() };
    output.hang(&format!("  {}", item.number), MARGIN, &joined(&[item.title.clone(), item.case.clone(), closed]));
    let on = |part: &Part| {
        let part = part.clone();
        meeting.annotations.iter().filter(move |annotation| annotation.target.part() == part)
    };
    notes(output, meeting, on(&Part::AgendaItem(item.id.clone())));
    for section in &item.sections {
        output.gap();
        output.hang("", MARGIN, &section.title);
        for (index, text) in section.paragraphs().enumerate() {
            let (item, section) = (item.id.clone(), section.id.clone());
            let part = Part::Text(TextPart::Section { item, section, paragraph: index + 1 });
            coded(output, &meeting.code_of(&part), text);
            notes(output, meeting, on(&part));
        }
    }
}

/// Whether the principle or the paragraph that an annotation is about is not in the meeting.
fn has_no_place(meeting: &Meeting, annotation: &Annotation) -> bool {
    let target = &annotation.target;
    let without_annex = target.annex().is_some_and(|annex| meeting.annex(annex).is_none());
    without_annex
        || annotation.is_only_seen()
        || target.principle().is_some_and(|number| {
            meeting.selected(number).is_none() || (target.paragraph().is_some() && meeting.text_of(target).is_none())
        })
}

fn facts(output: &mut TextOutput<'_>, meeting: &Meeting) {
    let locale = output.locale;
    output.line(&meeting.title);
    let when = [meeting.date.map(|date| locale.date(date)), meeting.time.map(|time| locale.time(time))];
    let when: Vec<String> = when.into_iter().flatten().collect();
    output.line(&joined(&[meeting.body.clone(), when.join(" "), meeting.place.clone()]));
    let adopted = meeting.set.adopted.map(|date| locale.date(date)).unwrap_or_default();
    let set = joined(&[meeting.set.title.clone(), meeting.set.publishers.join(", "), adopted]);
    if !set.is_empty() {
        output.line(&say!(locale, "words-from-set", set = set));
    }
    if !meeting.participants.is_empty() {
        output.heading(&say!(locale, "participants"));
        let names: Vec<&str> = meeting.participants.iter().map(|person| person.name.as_str()).collect();
        output.hang("", 2, &names.join(" · "));
    }
}

/// What is written in a PDF, page by page.
pub fn comments(review: &Review, locale: &Locale) -> String {
    let mut output = TextOutput::new(locale);
    output.hang("", 0, &review.sent.title);
    let mut page = None;
    for comment in &review.comments {
        if comment.page != page {
            page = comment.page;
            let number = page.map_or_else(String::new, |page| page.to_string());
            output.heading(&say!(locale, "comments-page", page = number));
        }
        note(&mut output, &review.sent, &comment.annotation);
        if !comment.anchored {
            output.hang("", 2 * MARGIN + 2, &say!(locale, "comments-not-placed"));
        }
    }
    if review.comments.is_empty() && review.changed_pages.is_empty() {
        output.line(&say!(locale, "comments-none"));
    }
    for (index, changed) in review.changed_pages.iter().enumerate() {
        if index == 0 {
            output.gap();
        }
        output.line(&changed.in_words(locale));
    }
    if review.omitted > 0 {
        output.heading(&say!(locale, "review-omitted", count = review.omitted));
        for not_taken in &review.not_taken {
            output.hang("", MARGIN, &not_taken.in_words(locale));
        }
    }
    output.text
}

fn notes_at(output: &mut TextOutput<'_>, meeting: &Meeting, principle: u32, paragraph: Option<usize>) {
    let here = |annotation: &&Annotation| {
        !annotation.is_only_seen()
            && annotation.target.principle() == Some(principle)
            && annotation.target.paragraph() == paragraph
    };
    notes(output, meeting, meeting.annotations.iter().filter(here));
}

fn notes<'a>(output: &mut TextOutput<'_>, meeting: &Meeting, annotations: impl Iterator<Item = &'a Annotation>) {
    for annotation in annotations {
        note(output, meeting, annotation);
    }
}

/// What was written, to the right of its code; above it what it is and the words it is about, below it who and when.
fn note(output: &mut TextOutput<'_>, meeting: &Meeting, annotation: &Annotation) {
    let locale = output.locale;
    let indent = 2 * MARGIN + 2;
    output.gap();
    let label = format!("{:MARGIN$}{}", "", meeting.code(annotation));
    output.hang(&label, indent, &title(meeting, annotation, locale));
    output.hang("", indent, &wording::text(annotation, meeting, locale));
    let due = annotation.due().map(|date| say!(locale, "words-due", date = locale.date(date)));
    let item = annotation.agenda_item.as_ref().and_then(|id| meeting.agenda_item(id));
    let item = item.map(|item| say!(locale, "words-under-item", number = item.number.as_str()));
    let outcome = annotation.outcome().map(|outcome| locale.text(outcome.label()));
    let proposer = Some(annotation.proposer().trim()).filter(|proposer| !proposer.is_empty());
    let proposer = proposer.map(|proposer| say!(locale, "words-proposer", proposer = proposer));
    let owner = Some(annotation.owner().to_owned());
    let errand = [outcome, proposer, owner, due, item].map(Option::unwrap_or_default);
    output.hang("", indent, &joined(&errand));
    output.hang("", indent, &wording::seen(annotation, locale));
    output.hang("", indent, &signature(&annotation.author, annotation.created, locale));
    for reply in &annotation.replies {
        output.hang(&format!("{:indent$}↳", ""), indent + 2, &wording::reply(reply, meeting, locale));
        output.hang("", indent + 2, &signature(&wording::answerer(reply, locale), reply.created, locale));
    }
}

/// *Spørgsmål til »proceskrav« · privat*
fn title(meeting: &Meeting, annotation: &Annotation, locale: &Locale) -> String {
    let mut title = wording::kind(annotation.kind(), annotation.color(), locale);
    if let Some(words) = annotation.target.words() {
        title.push(' ');
        title.push_str(&locale.quoted(&words.quote.exact));
    }
    let private = annotation.visibility == Visibility::Private;
    // Web annotations bring no text in which their words could be looked for.
    let searched = !meeting.selection.is_empty();
    let remarks = [
        title,
        if private { say!(locale, "words-private") } else { String::new() },
        match annotation.status {
            Status::Open => String::new(),
            status => locale.text(status.label()),
        },
        if searched && annotation.target.words().is_some() && !meeting.is_anchored(&annotation.target) {
            say!(locale, "words-not-found")
        } else {
            String::new()
        },
    ];
    joined(&remarks)
}

/// *— Borgmester, 16. november 2026*; the day is the one that it was here, as the window and minutes say it.
fn signature(author: &str, written: Timestamp, locale: &Locale) -> String {
    let date = locale.date(written.to_zoned(clock::zone()).date());
    if author.is_empty() { format!("— {date}") } else { format!("— {author}, {date}") }
}

/// What there is of the parts, with a dot between.
fn joined(parts: &[String]) -> String {
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
