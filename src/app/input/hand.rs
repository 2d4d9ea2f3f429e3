//! What a presenter takes into the hand: lights, the zoom, pens and the eraser, and what they do to drawings.

use super::pen::Pen;
use crate::app::icon::Icon;
use crate::locale::Message;
use egui::{Key, KeyboardShortcut, Modifiers};

/// Something for the hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hand {
    /// A spot of light: red, then green, then none.
    Laser,
    /// All but what is pointed at is dimmed, or no longer.
    Spotlight,
    /// Closer to a region, the next marked passage, or back.
    Zoom,
    /// Closer.
    Closer,
    /// Wider.
    Wider,
    /// A pen, or none.
    Pen(Pen),
    /// Takes whole strokes away, or no longer.
    Eraser,
    /// Drawings are hidden, or seen again.
    Drawings,
    /// What is drawn on this slide is thrown away.
    Discard,
}

impl Hand {
    /// The name of its text.
    #[must_use]
    pub const fn texts(self) -> [Message; 2] {
        match self {
            Hand::Laser => texts!("hand-laser"),
            Hand::Spotlight => texts!("hand-spotlight"),
            Hand::Zoom => texts!("hand-zoom"),
            Hand::Closer => texts!("hand-closer"),
            Hand::Wider => texts!("hand-wider"),
            Hand::Pen(pen) => pen_texts(pen),
            Hand::Eraser => texts!("hand-eraser"),
            Hand::Drawings => texts!("hand-drawings"),
            Hand::Discard => texts!("hand-discard"),
        }
    }

    /// Its icon.
    #[must_use]
    pub const fn icon(self) -> Icon {
        match self {
            Hand::Laser => Icon::Laser,
            Hand::Spotlight => Icon::Spotlight,
            Hand::Zoom => Icon::Search,
            Hand::Closer => Icon::ZoomIn,
            Hand::Wider => Icon::ZoomOut,
            Hand::Pen(_) => Icon::Annotate,
            Hand::Eraser => Icon::Eraser,
            Hand::Drawings => Icon::Drawings,
            Hand::Discard => Icon::Delete,
        }
    }

    /// Its keys. Those with digits also begin a slide's number, see the tools of presenting.
    #[must_use]
    pub fn keys(self) -> Vec<KeyboardShortcut> {
        let plain: &[Key] = match self {
            Hand::Laser => &[Key::L],
            Hand::Spotlight => &[Key::S],
            Hand::Zoom => &[Key::Z],
            Hand::Closer => &[Key::Plus, Key::Equals],
            Hand::Wider => &[Key::Minus],
            Hand::Eraser => &[Key::Num0],
            Hand::Drawings => &[Key::Num9],
            Hand::Discard => return vec![KeyboardShortcut::new(Modifiers::COMMAND, Key::Delete)],
            Hand::Pen(pen) => {
                const KEYS: [Key; 8] =
                    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8];
                let key = Pen::ALL.iter().position(|other| *other == pen).and_then(|place| KEYS.get(place));
                return key.map(|key| KeyboardShortcut::new(Modifiers::NONE, *key)).into_iter().collect();
            }
        };
        plain.iter().map(|key| KeyboardShortcut::new(Modifiers::NONE, *key)).collect()
    }

    /// What a digit asks for.
    #[must_use]
    pub fn of_digit(digit: u8) -> Hand {
        match digit {
            0 => Hand::Eraser,
            digit => Pen::ALL.get(usize::from(digit) - 1).map_or(Hand::Drawings, |pen| Hand::Pen(*pen)),
        }
    }
}

const fn pen_texts(pen: Pen) -> [Message; 2] {
    use super::pen::Ink;
    match (pen.ink, pen.broad) {
        (Ink::Red, false) => texts!("hand-pen-1"),
        (Ink::Blue, false) => texts!("hand-pen-2"),
        (Ink::Green, false) => texts!("hand-pen-3"),
        (Ink::Black, false) => texts!("hand-pen-4"),
        (Ink::Red, true) => texts!("hand-pen-5"),
        (Ink::Blue, true) => texts!("hand-pen-6"),
        (Ink::Green, true) => texts!("hand-pen-7"),
        (Ink::Black, true) => texts!("hand-pen-8"),
    }
}

/// The digit on a key.
#[must_use]
pub fn digit(key: Key) -> Option<u8> {
    const DIGITS: [Key; 10] =
        [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    DIGITS.iter().zip(0..).find(|(digit, _)| **digit == key).map(|(_, number)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_digit_asks_for_what_has_it_as_key() {
        for digit in 0..=9_u8 {
            let keys = Hand::of_digit(digit).keys();
            assert_eq!(keys.len(), 1);
            assert_eq!(super::digit(keys[0].logical_key), Some(digit));
        }
    }
}
