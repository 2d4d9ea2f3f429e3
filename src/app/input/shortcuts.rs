//! What keys ask for: the commands of the table, and while presenting the cues of the show.
//!
//! A key that is typed into a field is the field's. Which of the others are live is for the view to say ([`Live`]).

use super::command::Command;
use super::cue::Cue;
use super::hand::digit;
use super::{focus, keys};
use egui::{Context, Key, KeyboardShortcut};

/// What a key asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShortcutAction {
    /// A command.
    Command(Command),
    /// A digit of a slide's number, while presenting.
    Digit(u8),
    /// *Enter*, while presenting: a step, or an answer.
    Enter,
    /// So many rows down, in the overview of all slides.
    Rows(isize),
}

/// Which keys are live beside those of every view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Live {
    /// No others.
    Nothing,
    /// Those of cues.
    Cues,
    /// Those that walk through the overview of all slides; letters are searched for.
    Overview,
}

/// What was asked for by keys, cues included where they are live. A key that is typed into a field is the field's.
#[must_use]
pub fn triggered(context: &Context, live: Live) -> Vec<ShortcutAction> {
    let writing = context.egui_wants_keyboard_input();
    let mut actions = if live == Live::Nothing { Vec::new() } else { triggered_cues(context, live) };
    let in_free_field = focus::in_free_field(context);
    // What has more modifiers first: Ctrl+Shift+Z is not Ctrl+Z.
    let all = Command::ALL.iter().filter(|command| !matches!(command, Command::Cue(_)));
    let mut all: Vec<(Command, KeyboardShortcut)> =
        all.flat_map(|command| command.keys().into_iter().map(|keys| (*command, keys))).collect();
    all.sort_by_key(|(_, keys)| std::cmp::Reverse(u8::from(keys.modifiers.shift)));
    context.input_mut(|input| {
        for (command, keys) in all {
            // What is typed into a field of the meeting is the meeting's to take back; any other field has its own undo.
            let own = matches!(command, Command::Undo | Command::Redo) && in_free_field;
            if !own && input.consume_shortcut(&keys) {
                actions.push(ShortcutAction::Command(command));
            }
        }
        let asks = input.events.iter().any(|event| matches!(event, egui::Event::Text(text) if text == "?"));
        if asks && !writing {
            actions.push(ShortcutAction::Command(Command::Keys));
        }
    });
    actions
}

/// The cues whose keys were pressed, in the order in which they were. While something else has the keyboard, only keys that are
/// never typed are cues: those of a clicker, and those with *Ctrl*.
fn triggered_cues(context: &Context, live: Live) -> Vec<ShortcutAction> {
    // Esc has let go of a field before anybody can ask.
    let focused = focus::had_focus(context);
    let keys_of = |cue: Cue| keys::cue_keys_in(context, cue).into_iter().map(move |keys| (cue, keys));
    let cues: Vec<(Cue, KeyboardShortcut)> = Cue::ALL.into_iter().flat_map(keys_of).collect();
    let mut actions = Vec::new();
    context.input_mut(|input| {
        input.events.retain(|event| {
            let egui::Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let keys = KeyboardShortcut::new(*modifiers, *key);
            let is_live = match live {
                Live::Overview => modifiers.command || walks(*key),
                _ => !focused || modifiers.command || is_clickers(*key),
            };
            let found = if is_live { meant(&cues, keys, live) } else { None };
            actions.extend(found);
            found.is_none()
        });
    });
    if !actions.is_empty() {
        // The same keys would walk from one control to the next.
        context.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
    }
    actions
}

/// What keys mean while presenting.
fn meant(cues: &[(Cue, KeyboardShortcut)], keys: KeyboardShortcut, live: Live) -> Option<ShortcutAction> {
    let plain = keys.modifiers.is_none();
    match keys.logical_key {
        Key::ArrowUp if live == Live::Overview && plain => return Some(ShortcutAction::Rows(-1)),
        Key::ArrowDown if live == Live::Overview && plain => return Some(ShortcutAction::Rows(1)),
        key if plain && live == Live::Cues && digit(key).is_some() => return digit(key).map(ShortcutAction::Digit),
        _ => {}
    }
    let same = |other: &KeyboardShortcut| {
        other.logical_key == keys.logical_key && keys.modifiers.matches_exact(other.modifiers)
    };
    let (cue, _) = cues.iter().find(|(_, other)| same(other))?;
    let enter = *cue == Cue::Next && keys.logical_key == Key::Enter;
    Some(if enter { ShortcutAction::Enter } else { ShortcutAction::Command(Command::Cue(*cue)) })
}

/// Whether a clicker sends this key and nobody types it.
fn is_clickers(key: Key) -> bool {
    matches!(key, Key::PageDown | Key::PageUp)
}

/// Whether a key walks through the overview.
fn walks(key: Key) -> bool {
    let arrows = matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown);
    arrows || is_clickers(key) || matches!(key, Key::Home | Key::End | Key::Enter | Key::Tab | Key::Escape)
}
