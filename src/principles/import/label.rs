//! What stands at the head of a principle and counts: *1.*, *§ 2*, *2.1.3*, *9a)*, *IV.*, *Artikel 1*, *Art. 1er*, *Princip 3:*.

/// How a label counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// By numbers.
    Number,
    /// By Roman numbers.
    Roman,
    /// By letters.
    Letter,
    /// By a word and a number; the word in small letters.
    Word(String),
}

/// A label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// How it counts.
    pub kind: Kind,
    /// How far it has counted, part by part.
    pub value: Vec<u32>,
    /// The letter after the number, from 1; 0 where there is none.
    pub letter: u32,
    /// What ends it: a full stop, a bracket, a colon, a dash, or a space.
    pub mark: char,
    /// As it is printed, without its mark.
    pub printed: String,
    /// Where in the text the rest begins, in bytes.
    pub end: usize,
}

/// Reads the label at the beginning of a text.
pub fn parse(text: &str) -> Option<Label> {
    let chars: Vec<(usize, char)> = text.char_indices().take(80).collect();
    let at = |index: usize| chars.get(index).map(|(_, c)| *c);
    let byte = |index: usize| chars.get(index).map_or(text.len(), |(byte, _)| *byte);
    let mut index = 0;
    let mut section = false;
    if at(0) == Some('§') {
        section = true;
        index = 1;
        while at(index).is_some_and(char::is_whitespace) {
            index += 1;
        }
    }
    let bracket = at(index) == Some('(');
    index += usize::from(bracket);
    let begin = index;
    let printed_from = if section && begin > 1 { 0 } else { byte(begin) };
    let (kind, value, letter, after) =
        counted(&chars, index).or_else(|| worded(&chars, index).filter(|_| !section && !bracket))?;
    let dotted = value.len() > 1;
    let printed_end = byte(after);
    let mut index = after;
    let mut mark = ' ';
    if let Some(c) = at(index).filter(|c| matches!(c, '.' | ')' | ':' | '–' | '—')) {
        mark = c;
        index += 1;
        // *1.) Titel*, *Art. 1. – Titel*
        if at(index) == Some(')') {
            index += 1;
        }
    }
    let spaced = at(index).is_none_or(char::is_whitespace);
    while at(index).is_some_and(char::is_whitespace) {
        index += 1;
    }
    if let Some(dash) = at(index).filter(|c| matches!(c, '–' | '—' | '-' | ':'))
        && spaced
        && at(index + 1).is_none_or(char::is_whitespace)
    {
        mark = if mark == ' ' { dash } else { mark };
        index += 1;
        while at(index).is_some_and(char::is_whitespace) {
            index += 1;
        }
    }
    let rest = at(index);
    let sound = match rest {
        None => true,
        Some(c) => {
            let head = c.is_uppercase() || matches!(c, '"' | '“' | '„' | '»' | '«' | '\'' | '‘');
            match (mark, spaced) {
                (')' | ':' | '–' | '—' | '-', true) => true,
                ('.', true) => kind != Kind::Letter || c.is_uppercase() || c.is_lowercase(),
                ('.', false) => c.is_uppercase() && (kind == Kind::Number),
                (')', false) => c.is_alphabetic(),
                // A number without a mark is one only before a title.
                (' ', true) => {
                    kind != Kind::Letter && (head || (section && c.is_alphabetic()) || dotted && c.is_alphabetic())
                }
                (' ', false) => dotted && c.is_uppercase(),
                _ => false,
            }
        }
    };
    // A letter counts only with its mark.
    if !sound || (kind == Kind::Letter && mark == ' ') || (bracket && mark != ')') {
        return None;
    }
    let printed = text.get(printed_from..printed_end)?.trim().to_owned();
    Some(Label { kind, value, letter, mark, printed, end: byte(index) })
}

type Counted = (Kind, Vec<u32>, u32, usize);

/// A number, Roman number or letter at a place, and where it ends.
fn counted(chars: &[(usize, char)], from: usize) -> Option<Counted> {
    let at = |index: usize| chars.get(index).map(|(_, c)| *c);
    let ends = |index: usize| at(index).is_none_or(|c| !c.is_alphanumeric());
    let first = at(from)?;
    if first.is_ascii_digit() {
        let (mut value, mut index) = (Vec::new(), from);
        loop {
            let begin = index;
            let mut number = 0_u32;
            while let Some(digit) = at(index).and_then(|c| c.to_digit(10)) {
                number = number * 10 + digit;
                index += 1;
                if index - begin > 3 {
                    return None;
                }
            }
            value.push(number);
            if at(index) == Some('.') && at(index + 1).is_some_and(|c| c.is_ascii_digit()) && value.len() < 6 {
                index += 1;
            } else {
                break;
            }
        }
        let letter = at(index).filter(|c| c.is_ascii_lowercase() && ends(index + 1));
        let letter = letter.map_or(0, |c| u32::from(c) - u32::from('a') + 1);
        if letter > 0 {
            index += 1;
        } else if let Some(length) = ordinal(chars, index) {
            index += length;
        }
        return Some((Kind::Number, value, letter, index));
    }
    let mut index = from;
    while at(index).is_some_and(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C')) {
        index += 1;
    }
    if index > from && ends(index) {
        let numeral: String = chars.get(from..index)?.iter().map(|(_, c)| *c).collect();
        if let Some(number) = roman(&numeral) {
            return Some((Kind::Roman, vec![number], 0, index));
        }
    }
    let letter = first.is_ascii_alphabetic() && ends(from + 1);
    letter.then(|| (Kind::Letter, vec![u32::from(first.to_ascii_lowercase()) - u32::from('a') + 1], 0, from + 1))
}

/// How long what makes a number the first or the second of its kind is.
fn ordinal(chars: &[(usize, char)], from: usize) -> Option<usize> {
    ["er", "re", "ère", "st", "nd", "rd", "th", "º", "ª", "°", "e", "o"].iter().find_map(|suffix| {
        let length = suffix.chars().count();
        let same = suffix
            .chars()
            .enumerate()
            .all(|(offset, c)| chars.get(from + offset).is_some_and(|(_, other)| *other == c));
        let ends = chars.get(from + length).is_none_or(|(_, c)| !c.is_alphanumeric());
        (same && ends).then_some(length)
    })
}

/// A word and a number: *Artikel 1*, *Art. 1er*, *PRINCIPLE IV*.
fn worded(chars: &[(usize, char)], from: usize) -> Option<Counted> {
    let at = |index: usize| chars.get(index).map(|(_, c)| *c);
    if !at(from)?.is_uppercase() {
        return None;
    }
    let mut index = from;
    while at(index).is_some_and(char::is_alphabetic) {
        index += 1;
    }
    let word: String = chars.get(from..index)?.iter().map(|(_, c)| *c).collect();
    index += usize::from(at(index) == Some('.'));
    let gap = index;
    while at(index).is_some_and(|c| c.is_whitespace() || matches!(c, '#' | '№')) {
        index += 1;
    }
    if index == gap || word.chars().count() < 3 {
        return None;
    }
    let (kind, value, letter, end) = counted(chars, index)?;
    (kind != Kind::Letter && value.len() == 1).then(|| (Kind::Word(word.to_lowercase()), value, letter, end))
}

/// The value of a Roman number, if it is written as one writes them.
fn roman(numeral: &str) -> Option<u32> {
    let value = |c| match c {
        'I' => 1_u32,
        'V' => 5,
        'X' => 10,
        'L' => 50,
        _ => 100,
    };
    let digits: Vec<u32> = numeral.chars().map(value).collect();
    let mut sum = 0;
    for (index, digit) in digits.iter().enumerate() {
        match digits.get(index + 1) {
            Some(next) if next > digit => sum -= i64::from(*digit),
            _ => sum += i64::from(*digit),
        }
    }
    let sum = u32::try_from(sum).ok().filter(|sum| (1..=100).contains(sum))?;
    let written: String = {
        let mut rest = sum;
        let mut out = String::new();
        for (value, letters) in
            [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
        {
            while rest >= value {
                out.push_str(letters);
                rest -= value;
            }
        }
        out
    };
    (written == numeral).then_some(sum)
}

impl Label {
    /// Whether it comes right after another of its kind.
    #[must_use]
    pub fn follows(&self, before: &Label) -> bool {
        self.steps_from(before, 1)
    }

    /// Whether it comes after another with one left out.
    #[must_use]
    pub fn nearly_follows(&self, before: &Label) -> bool {
        self.steps_from(before, 2) && self.letter == 0
    }

    fn steps_from(&self, before: &Label, step: u32) -> bool {
        let (Some((last, head)), Some((other, other_head))) = (self.value.split_last(), before.value.split_last())
        else {
            return false;
        };
        if head != other_head {
            return false;
        }
        (*last == *other + step && self.letter <= 1) || (step == 1 && last == other && self.letter == before.letter + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_as_documents_print_them() {
        for (text, kind, value, printed, rest) in [
            ("1. Ro", Kind::Number, vec![1], "1", "Ro"),
            ("10) ro", Kind::Number, vec![10], "10", "ro"),
            ("1 Ro", Kind::Number, vec![1], "1", "Ro"),
            ("§2.1 Ro", Kind::Number, vec![2, 1], "2.1", "Ro"),
            ("§ 4. Ro", Kind::Number, vec![4], "§ 4", "Ro"),
            ("2.1Ro", Kind::Number, vec![2, 1], "2.1", "Ro"),
            ("9a) Ro", Kind::Number, vec![9], "9a", "Ro"),
            ("IV. Ro", Kind::Roman, vec![4], "IV", "Ro"),
            ("Art. 1er. - Ro", Kind::Word("art".into()), vec![1], "Art. 1er", "Ro"),
            ("Artikel 12", Kind::Word("artikel".into()), vec![12], "Artikel 12", ""),
            ("PRINCIP 3: Ro", Kind::Word("princip".into()), vec![3], "PRINCIP 3", "Ro"),
            ("b) ro", Kind::Letter, vec![2], "b", "ro"),
            ("1. princip", Kind::Number, vec![1], "1", "princip"),
        ] {
            let label = parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (&label.kind, &label.value, label.printed.as_str(), &text[label.end..]),
                (&kind, &value, printed, rest),
                "{text}"
            );
        }
        for text in
            ["25.09.2015", "1000 kr.", "5 personer", "A Ro", "Version 1.1 er", "Ro", "1,5 mio.", "I dag", "2015 Ro"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn labels_count_up() {
        let follows = |next: &str, before: &str| parse(next).expect("label").follows(&parse(before).expect("label"));
        assert!(
            follows("2. a", "1. a")
                && follows("9a) a", "9. a")
                && follows("9b) a", "9a) a")
                && follows("10. a", "9c) a")
        );
        assert!(!follows("1. a", "2. a") && !follows("2.1 A", "1.1 A") && follows("2.2 A", "2.1 A"));
    }
}
