//! The user's own keys for cues, in place of those that cues have by themselves.
//!
//! They are kept with the settings as text (*Ctrl+Shift+B*), and lie in the context for whoever draws a key or reads one. A key
//! that means something else while presenting cannot be taken, and the way out always has one.

use super::command::{self, Command};
use super::cue::Cue;
use super::hand::digit;
use crate::locale::Locale;
use egui::{Context, Event, Id, Key, KeyboardShortcut, ModifierNames, Modifiers};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The user's own keys, by the names of cues. A cue that is not here has its usual keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OwnKeys(BTreeMap<String, Vec<String>>);

/// Why a key cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// This has it already.
    Taken(Command),
    /// Digits are for the numbers of slides.
    Digit,
}

impl OwnKeys {
    /// The keys of a cue, the first of which is shown.
    #[must_use]
    pub fn of(&self, cue: Cue) -> Vec<KeyboardShortcut> {
        let own = self.0.get(cue.name()).map(|keys| keys.iter().filter_map(|text| read(text)).collect());
        own.filter(|keys: &Vec<_>| !keys.is_empty()).unwrap_or_else(|| command::cue_keys(cue))
    }

    /// Whether a cue has keys of the user's own.
    #[must_use]
    pub fn has(&self, cue: Cue) -> bool {
        self.0.contains_key(cue.name())
    }

    /// Whether there are any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Gives a cue one more key.
    pub fn add(&mut self, cue: Cue, keys: KeyboardShortcut) -> Result<(), KeyError> {
        if digit(keys.logical_key).is_some() && !keys.modifiers.command {
            return Err(KeyError::Digit);
        }
        let cues = Cue::ALL.into_iter().map(Command::Cue);
        let others = Command::ALL.iter().copied().filter(|command| !matches!(command, Command::Cue(_)));
        let owner = cues.chain(others).find(|command| match command {
            Command::Cue(other) => self.of(*other).contains(&keys),
            // What a cue has by itself it may have again.
            command => command.keys().contains(&keys) && !command::cue_keys(cue).contains(&keys),
        });
        if let Some(owner) = owner {
            return Err(KeyError::Taken(owner));
        }
        let mut all = self.of(cue);
        all.push(keys);
        self.set(cue, &all);
        Ok(())
    }

    /// Takes a key from a cue, unless it is its last.
    pub fn remove(&mut self, cue: Cue, keys: &KeyboardShortcut) {
        let mut all = self.of(cue);
        all.retain(|other| other != keys);
        if !all.is_empty() {
            self.set(cue, &all);
        }
    }

    /// Gives a cue its usual keys, but for those that another has now.
    pub fn reset(&mut self, cue: Cue) {
        self.0.remove(cue.name());
        let others: Vec<KeyboardShortcut> =
            Cue::ALL.into_iter().filter(|other| *other != cue).flat_map(|other| self.of(other)).collect();
        let free: Vec<KeyboardShortcut> =
            command::cue_keys(cue).into_iter().filter(|keys| !others.contains(keys)).collect();
        if free.len() < command::cue_keys(cue).len() && !free.is_empty() {
            self.set(cue, &free);
        }
    }

    fn set(&mut self, cue: Cue, keys: &[KeyboardShortcut]) {
        if keys == command::cue_keys(cue).as_slice() {
            self.0.remove(cue.name());
        } else {
            self.0.insert(cue.name().to_owned(), keys.iter().copied().map(written).collect());
        }
    }

    /// Puts them where whoever draws or reads a key finds them.
    pub fn install(&self, context: &Context) {
        context.data_mut(|data| data.insert_temp(id(), self.clone()));
    }
}

impl Command {
    /// The keys that ask for it in a context, where cues may have the user's own; the first is the one that is shown.
    #[must_use]
    pub fn keys_in(self, context: &Context) -> Vec<KeyboardShortcut> {
        match self {
            Command::Cue(cue) => cue_keys_in(context, cue),
            command => command.keys(),
        }
    }

    /// Its first key as it is written on this system: *Ctrl+S*.
    #[must_use]
    pub fn key_text(self, context: &Context) -> Option<String> {
        self.keys_in(context).first().map(|keys| context.format_shortcut(keys))
    }

    /// What it does and its key, for a tool tip.
    #[must_use]
    pub fn tip(self, context: &Context) -> String {
        let locale = Locale::of_context(context);
        match self.key_text(context) {
            Some(keys) => format!("{} ({keys})", self.about(locale)),
            None => self.about(locale),
        }
    }
}

/// The keys of a cue in a context.
#[must_use]
pub fn cue_keys_in(context: &Context, cue: Cue) -> Vec<KeyboardShortcut> {
    context.data(|data| data.get_temp::<OwnKeys>(id())).unwrap_or_default().of(cue)
}

/// A key that was pressed just now, taken away so that it means nothing else.
#[must_use]
pub fn take_pressed(context: &Context) -> Option<KeyboardShortcut> {
    context.input_mut(|input| {
        let mut found = None;
        input.events.retain(|event| match event {
            Event::Key { key, pressed: true, modifiers, .. } if found.is_none() => {
                found = Some(KeyboardShortcut::new(plain(*modifiers), *key));
                false
            }
            _ => true,
        });
        found
    })
}

/// Modifiers as shortcuts have them: *Ctrl* is the command key of this system.
fn plain(modifiers: Modifiers) -> Modifiers {
    Modifiers { ctrl: false, mac_cmd: false, command: modifiers.command || modifiers.ctrl, ..modifiers }
}

fn id() -> Id {
    Id::unique("own-keys")
}

fn written(keys: KeyboardShortcut) -> String {
    keys.format(&ModifierNames::NAMES, false)
}

fn read(text: &str) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    let mut rest = text;
    while let Some((first, others)) = rest.split_once('+').filter(|(_, others)| !others.is_empty()) {
        modifiers |= match first {
            "Ctrl" | "Cmd" => Modifiers::COMMAND,
            "Alt" | "Option" => Modifiers::ALT,
            "Shift" => Modifiers::SHIFT,
            _ => return None,
        };
        rest = others;
    }
    Some(KeyboardShortcut::new(modifiers, Key::from_name(rest)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const L: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::Quote);

    #[test]
    fn a_key_is_written_as_it_is_read() {
        for cue in Cue::ALL {
            for keys in command::cue_keys(cue) {
                assert_eq!(read(&written(keys)), Some(keys), "{}", written(keys));
            }
        }
        let many = KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT | Modifiers::ALT, Key::Plus);
        assert_eq!(read(&written(many)), Some(many));
        assert_eq!((read("Hyper+B"), read("Ctrl+"), read("")), (None, None, None));
    }

    #[test]
    fn an_own_key_is_had_beside_the_usual_ones_and_given_back() {
        let mut own = OwnKeys::default();
        own.add(Cue::Black, L).expect("a free key");
        assert_eq!(own.of(Cue::Black).len(), command::cue_keys(Cue::Black).len() + 1);
        assert_eq!(own.add(Cue::White, L), Err(KeyError::Taken(Command::Cue(Cue::Black))));
        own.remove(Cue::Black, &L);
        assert!(own.is_empty(), "as it was");
    }

    #[test]
    fn keys_of_others_and_digits_cannot_be_taken() {
        let mut own = OwnKeys::default();
        let key = |modifiers, key| KeyboardShortcut::new(modifiers, key);
        let save = key(Modifiers::COMMAND, Key::S);
        assert_eq!(own.add(Cue::Black, save), Err(KeyError::Taken(Command::Save)));
        assert_eq!(own.add(Cue::Black, key(Modifiers::NONE, Key::Num3)), Err(KeyError::Digit));
        assert_eq!(
            own.add(Cue::Black, key(Modifiers::NONE, Key::Enter)),
            Err(KeyError::Taken(Command::Cue(Cue::Next)))
        );
    }

    #[test]
    fn the_last_key_stays_and_a_reset_takes_none_from_another() {
        let mut own = OwnKeys::default();
        let escape = command::cue_keys(Cue::Leave)[0];
        own.remove(Cue::Leave, &escape);
        assert_eq!(own.of(Cue::Leave), [escape]);
        let period = command::cue_keys(Cue::Black)[1];
        own.remove(Cue::Black, &period);
        own.add(Cue::White, period).expect("free now");
        own.reset(Cue::Black);
        assert!(!own.of(Cue::Black).contains(&period));
        own.reset(Cue::White);
        own.reset(Cue::Black);
        assert!(own.is_empty());
    }
}
