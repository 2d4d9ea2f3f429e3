//! A set as it was read, before anybody confirmed it: each piece of the source with its role, and what was decided and why.
//!
//! The set is a function of the pieces alone. A correction is another role or another join, never other words, so that every letter
//! of the source is in the set or in a piece that is visibly not of it, and the set has none that the source has not.

use super::hyphen::Join;
use crate::foreign::{Block, TextFormat};
use crate::principles::{Group, Principle, PrincipleSet};
use jiff::civil::Date;
use serde::Serialize;
use std::ops::Range;

/// What a piece of the source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The set's title.
    Title,
    /// What stands before the title: *Bilag 1.*
    TitleLabel,
    /// The day on which it was agreed.
    Date,
    /// Who agreed on it.
    Publisher,
    /// It belongs to the page, the site or the file.
    Furniture,
    /// It is a list of contents, or says a title once more.
    Overview,
    /// The heading of a group.
    GroupTitle,
    /// A group's own text.
    GroupText,
    /// A principle's label.
    Label,
    /// A principle's title.
    HeadTitle,
    /// A principle's lead.
    Lead,
    /// A principle's text.
    Body,
    /// Text before the principles.
    Preamble,
    /// Text after the principles.
    Closing,
}

/// A piece of the source: a line, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The line.
    pub line: usize,
    /// What of it, in bytes. Between the pieces of a line are only marks and spaces.
    pub range: Range<usize>,
    /// What it is.
    pub role: Role,
    /// The principle or the group that it belongs to, from 0.
    pub of: usize,
    /// How it goes on from the piece before it.
    pub join: Join,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// What kind of file it is.
    Format,
    /// In which language it is.
    Language,
    /// What the set is called.
    Title,
    /// Which lines are the principles' heads.
    Principles,
    /// Which headings are groups.
    Groups,
    /// Whether first paragraphs are leads.
    Leads,
    /// Which lines belong to the page.
    Furniture,
    /// Which lines are a list of contents.
    Overview,
    /// Which paragraphs come after the last principle.
    Closing,
    /// Whether a hyphen at the end of a line stays.
    Hyphen,
    /// Whether a paragraph goes on.
    Paragraph,
}

/// Why something was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The file begins as such files do.
    Content,
    /// The file says so.
    Said,
    /// The words of the language are the most frequent.
    SmallWords,
    /// Labels count up.
    Sequence,
    /// Labels are missing in the sequence.
    Missing,
    /// They are headings of one level.
    Level,
    /// They are rows of a table.
    Table,
    /// They are strong.
    Strong,
    /// They are short and stand before long ones.
    Short,
    /// They are items of a list.
    List,
    /// The text says how many there are.
    Count,
    /// The text says another number.
    OtherCount,
    /// Most of the text lies under them.
    Coverage,
    /// Little of the text lies under them.
    LittleCoverage,
    /// They stand in a box.
    Box,
    /// Their lines are of another width.
    Width,
    /// All are alike in it.
    Consistent,
    /// Nothing shows it.
    Nothing,
    /// They repeat at the edges of pages.
    Repeated,
    /// A sentence goes on behind it.
    BrokenSentence,
    /// It says what stands elsewhere once more.
    Equal,
    /// The word stands elsewhere so.
    Dictionary,
    /// It stands first.
    First,
    /// It is the file's name.
    FileName,
    /// The principle before is much longer than the others.
    LongLast,
    /// A principle has no text.
    Empty,
}

/// Where a decision holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The whole set.
    Set,
    /// A principle, by its number.
    Principle(u32),
    /// A line of the source, from 1.
    Line(usize),
}

/// What was decided, on what evidence, and what else it could be.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decision {
    /// What about.
    pub what: What,
    /// What was chosen: a name, a number or a text of the source.
    pub chosen: String,
    /// What else it could be, each with how much speaks for it, from 0 to 1.
    pub others: Vec<(String, f32)>,
    /// The evidence.
    pub because: Vec<Evidence>,
    /// Where it holds.
    pub scope: Scope,
    /// Whether it is sure.
    pub sure: bool,
}

/// A set as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What kind of file it is from.
    pub format: TextFormat,
    /// The lines of the source.
    pub lines: Vec<Block>,
    /// Their pieces, in the order of the source.
    pub pieces: Vec<Piece>,
    /// For each group at which principle it begins, from 0.
    pub groups: Vec<usize>,
    /// How many principles there are.
    pub principles: usize,
    /// What was decided.
    pub decisions: Vec<Decision>,
    /// What the set is called where the source has no title.
    pub name: String,
    /// The language, a BCP 47 tag.
    pub language: String,
    /// The day on which it was agreed.
    pub adopted: Option<Date>,
}

impl Draft {
    /// The decisions that are not sure.
    pub fn doubts(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.iter().filter(|decision| !decision.sure)
    }

    /// What a piece says.
    #[must_use]
    pub fn text(&self, piece: &Piece) -> &str {
        self.lines.get(piece.line).and_then(|line| line.text.get(piece.range.clone())).unwrap_or_default()
    }

    /// The set that the pieces make.
    #[must_use]
    pub fn set(&self) -> PrincipleSet {
        let mut set = PrincipleSet {
            id: String::new(),
            title: String::new(),
            language: self.language.clone(),
            adopted: self.adopted,
            publishers: Vec::new(),
            source: String::new(),
            preamble: Vec::new(),
            groups: self
                .groups
                .iter()
                .map(|_| Group { title: String::new(), text: Vec::new(), principles: Vec::new() })
                .collect(),
            closing: Vec::new(),
        };
        let blank =
            || Principle { number: 0, label: None, title: String::new(), summary: String::new(), body: Vec::new() };
        let mut principles: Vec<Principle> = (0..self.principles).map(|_| blank()).collect();
        let mut title_label = String::new();
        for piece in &self.pieces {
            let text = self.text(piece);
            let one = |text_of: &mut String| add(text_of, text, piece.join);
            match piece.role {
                Role::Furniture | Role::Overview | Role::Date => {}
                Role::Title => one(&mut set.title),
                Role::TitleLabel => text.clone_into(&mut title_label),
                Role::Publisher => add_paragraph(&mut set.publishers, text, piece.join),
                Role::Preamble => add_paragraph(&mut set.preamble, text, piece.join),
                Role::Closing => add_paragraph(&mut set.closing, text, piece.join),
                Role::GroupTitle => {
                    if let Some(group) = set.groups.get_mut(piece.of) {
                        one(&mut group.title);
                    }
                }
                Role::GroupText => {
                    if let Some(group) = set.groups.get_mut(piece.of) {
                        add_paragraph(&mut group.text, text, piece.join);
                    }
                }
                Role::Label | Role::HeadTitle | Role::Lead | Role::Body => {
                    let Some(principle) = principles.get_mut(piece.of) else { continue };
                    match piece.role {
                        Role::Label => principle.label = Some(text.to_owned()),
                        Role::HeadTitle => one(&mut principle.title),
                        Role::Lead => one(&mut principle.summary),
                        _ => add_paragraph(&mut principle.body, text, piece.join),
                    }
                }
            }
        }
        if !title_label.is_empty() {
            set.source = format!("{title_label} {}", set.title);
        }
        if set.title.is_empty() {
            set.title.clone_from(&self.name);
        }
        number(&mut principles, &self.counted());
        for group in &mut set.groups {
            // The full stop of a list of contents is no part of the heading.
            let title = group.title.trim_end_matches('.').trim_end().len();
            group.title.truncate(title);
        }
        for (index, principle) in principles.into_iter().enumerate() {
            // The first group begins with the first principle, whether it has a heading or not.
            let group = self.groups.iter().rposition(|start| *start <= index).unwrap_or(0);
            if let Some(group) = set.groups.get_mut(group) {
                group.principles.push(principle);
            }
        }
        for text in texts(&mut set) {
            text.retain(|c| c != '\u{ad}');
        }
        set.id = id(&set);
        set
    }

    /// The labels that the format counts, by principle.
    fn counted(&self) -> Vec<String> {
        let mut all = vec![String::new(); self.principles];
        for piece in self.pieces.iter().filter(|piece| matches!(piece.role, Role::HeadTitle | Role::Body | Role::Lead))
        {
            if let (Some(label), Some(line)) = (all.get_mut(piece.of), self.lines.get(piece.line))
                && label.is_empty()
                && !line.counted.is_empty()
                && piece.range.start == 0
                && self.pieces.iter().find(|first| {
                    first.of == piece.of
                        && matches!(first.role, Role::Label | Role::HeadTitle | Role::Body | Role::Lead)
                }) == Some(piece)
            {
                line.counted.trim_end_matches(['.', ')', ':', ' ']).trim_start_matches('(').clone_into(label);
            }
        }
        all
    }
}

/// Every text of a set.
fn texts(set: &mut PrincipleSet) -> Vec<&mut String> {
    let PrincipleSet { id: _, title, language: _, adopted: _, publishers, source, preamble, groups, closing } = set;
    let mut all: Vec<&mut String> =
        [title, source].into_iter().chain(publishers).chain(preamble).chain(closing).collect();
    for Group { title, text, principles } in groups {
        all.push(title);
        all.extend(text);
        for Principle { number: _, label, title, summary, body } in principles {
            all.extend(label.as_mut());
            all.extend([title, summary].into_iter().chain(body));
        }
    }
    all
}

/// Gives principles their numbers, and takes away labels that say no more.
fn number(principles: &mut [Principle], counted: &[String]) {
    for (principle, counted) in principles.iter_mut().zip(counted) {
        if principle.label.is_none() && !counted.is_empty() {
            principle.label = Some(counted.clone());
        }
    }
    let printed: Vec<Option<u32>> = principles
        .iter()
        .map(|principle| principle.label.as_deref().and_then(|label| label.parse().ok()).filter(|number| *number > 0))
        .collect();
    let rising = printed.windows(2).all(|pair| matches!(pair, [Some(one), Some(two)] if one < two))
        && printed.iter().all(Option::is_some);
    for (index, (principle, printed)) in principles.iter_mut().zip(printed).enumerate() {
        let place = u32::try_from(index + 1).unwrap_or(u32::MAX);
        principle.number = printed.filter(|_| rising).unwrap_or(place);
        principle.label = match principle.label.take() {
            Some(label) if label == principle.number.to_string() => None,
            // What has no label of its own bears none, unless there is nothing else to call it by.
            None if principle.title.is_empty() => Some(place.to_string()),
            None => Some(String::new()),
            label => label,
        };
    }
    // Without a label and a title there would be nothing to call it by.
    for principle in principles.iter_mut().filter(|principle| principle.title.is_empty() && principle.label.is_none()) {
        principle.label = Some(principle.number.to_string());
    }
}

fn add(out: &mut String, text: &str, join: Join) {
    if !out.is_empty() {
        match join {
            Join::Hyphen => {
                out.pop();
            }
            Join::Kept => {}
            Join::New | Join::Space => out.push(' '),
        }
    }
    out.push_str(text);
}

fn add_paragraph(out: &mut Vec<String>, text: &str, join: Join) {
    match out.last_mut().filter(|_| join != Join::New) {
        Some(last) => add(last, text, join),
        None => out.push(text.to_owned()),
    }
}

/// A name for files and programs: the title without what every title says, and the year.
fn id(set: &PrincipleSet) -> String {
    let title = set.title.to_lowercase();
    let general = [
        "principper for ",
        "principer för ",
        "prinsipper for ",
        "principles for ",
        "principles of ",
        "prinzipien für ",
        "grundsätze für ",
        "principes de ",
    ];
    let title = general.iter().find_map(|general| title.strip_prefix(general)).unwrap_or(&title).to_owned();
    let mut slug = String::new();
    for c in title.chars() {
        let plain = match c {
            'æ' | 'ä' => "ae",
            'ø' | 'ö' | 'œ' => "oe",
            'å' => "aa",
            'ü' => "ue",
            'ß' => "ss",
            'é' | 'è' | 'ê' | 'ë' => "e",
            'á' | 'à' | 'â' => "a",
            'í' | 'ì' | 'î' | 'ï' => "i",
            'ó' | 'ò' | 'ô' => "o",
            'ú' | 'ù' | 'û' => "u",
            'ç' => "c",
            'ñ' => "n",
            c if c.is_ascii_alphanumeric() => {
                slug.push(c);
                continue;
            }
            '\'' | '’' => "",
            _ => "-",
        };
        if plain != "-" || (!slug.is_empty() && !slug.ends_with('-')) {
            slug.push_str(plain);
        }
    }
    let mut words: Vec<&str> = slug.split('-').filter(|word| !word.is_empty()).collect();
    words.truncate(8);
    let year = set.adopted.map(|date| date.year().to_string()).filter(|year| !words.contains(&year.as_str()));
    words.extend(year.as_deref());
    if words.is_empty() { "set".to_owned() } else { words.join("-") }
}
