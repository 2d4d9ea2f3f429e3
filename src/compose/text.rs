//! A run of words, and for each span of it the language and the emphasis.

use std::ops::Range;

/// Whose words they are, and so in which language; [`super::Languages::tag`] gives its BCP 47 tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LanguageRole {
    /// Bilag's own: labels, dates, page numbers.
    Labels,
    /// The user's.
    Meeting,
    /// The principle set's.
    Set,
}

/// How words stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Emphasis {
    /// Not at all.
    Plain,
    /// Heavier.
    Strong,
    /// In italics.
    Italic,
    /// Lighter: what may be passed over.
    Quiet,
}

/// A part of a [`Text`] in one language and emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// Where it ends, in bytes; it begins where the one before it ends.
    pub end: usize,
    /// The language of its words.
    pub language_role: LanguageRole,
    /// How they stand out.
    pub emphasis: Emphasis,
}

/// Words with their languages and emphases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text {
    string: String,
    spans: Vec<Span>,
}

impl Text {
    /// Words in one language, without emphasis. White space is folded.
    #[must_use]
    pub fn plain(words: &str, language_role: LanguageRole) -> Text {
        Text::new(words, language_role, Emphasis::Plain)
    }

    /// Words in one language and emphasis. White space is folded.
    #[must_use]
    pub fn new(words: &str, language_role: LanguageRole, emphasis: Emphasis) -> Text {
        let mut text = Text::default();
        text.push(&folded(words), language_role, emphasis);
        text
    }

    /// Appends words as they are.
    pub fn push(&mut self, words: &str, language_role: LanguageRole, emphasis: Emphasis) {
        if words.is_empty() {
            return;
        }
        self.string.push_str(words);
        let end = self.string.len();
        match self.spans.last_mut() {
            Some(last) if last.language_role == language_role && last.emphasis == emphasis => last.end = end,
            _ => self.spans.push(Span { end, language_role, emphasis }),
        }
    }

    /// Appends another text.
    pub fn append(&mut self, other: &Text) {
        for (range, span) in other.spans() {
            self.push(&other.string[range], span.language_role, span.emphasis);
        }
    }

    /// The part of it at `range`, in bytes.
    #[must_use]
    pub fn slice(&self, range: &Range<usize>) -> Text {
        let mut part = Text::default();
        for (own, span) in self.spans() {
            let (start, end) = (own.start.max(range.start), own.end.min(range.end));
            part.push(self.string.get(start..end).unwrap_or_default(), span.language_role, span.emphasis);
        }
        part
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// The spans with their ranges of bytes, in order; together they are the whole.
    pub fn spans(&self) -> impl Iterator<Item = (Range<usize>, Span)> + '_ {
        self.spans.iter().scan(0, |start, span| {
            let range = *start..span.end;
            *start = span.end;
            Some((range, *span))
        })
    }

    /// The language that most of it is in.
    #[must_use]
    pub fn language_role(&self) -> LanguageRole {
        self.spans().max_by_key(|(range, _)| range.len()).map_or(LanguageRole::Labels, |(_, span)| span.language_role)
    }
}

/// `words` with each run of white space that a line may break at folded into one space.
#[must_use]
pub fn folded(words: &str) -> String {
    words
        .split(|c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}'))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
