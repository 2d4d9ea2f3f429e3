//! Every command, once: its name, what it does, its icon and its keys.
//!
//! Buttons, menus, tool tips, the palette, the list of keys and the user guide are drawn from this table. A button only
//! *asks* for a command; what it does stands with the window.

use super::cue::Cue;
use super::hand::Hand;
use super::pen::Pen;
use super::view::View;
use crate::app::icon::Icon;
use crate::locale::{Locale, Message};
use crate::meeting::{HighlightColor, Kind};
use crate::message;
use egui::{Key, KeyboardShortcut, Modifiers};

/// Something that a user can ask for by a key, a button, a menu or the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// Begins a new meeting.
    New,
    /// Opens a file.
    Open,
    /// Opens the sample meeting.
    Sample,
    /// Saves the meeting.
    Save,
    /// Saves the meeting under another name.
    SaveAs,
    /// Closes the meeting and shows the start.
    Close,
    /// Takes home what reviewers wrote into their copies.
    Import,
    /// Shows earlier versions of the file.
    Versions,
    /// Removes what is private for good.
    Purge,
    /// Makes the hand-out's PDF.
    Export,
    /// Makes the hand-out and opens it where it can be printed.
    Print,
    /// Takes the last step back.
    Undo,
    /// Does it again.
    Redo,
    /// Puts the cursor into the search.
    Find,
    /// Goes to the next hit or annotation.
    FindNext,
    /// Goes to the one before.
    FindPrevious,
    /// Shows a view.
    Go(View),
    /// Marks the selected words.
    Highlight(HighlightColor),
    /// Writes on the selected words.
    Write(Kind),
    /// Changes between private and shared.
    TogglePrivate,
    /// Deletes the open annotation.
    DeleteAnnotation,
    /// Chooses another principle set.
    ChooseSet,
    /// Adds an agenda item.
    AddAgendaItem,
    /// Starts the presentation at its first slide.
    Start,
    /// Starts it where one is.
    StartHere,
    /// Something that is only asked for while presenting.
    Cue(Cue),
    /// Makes pages larger, elsewhere all text.
    ZoomIn,
    /// Makes them smaller.
    ZoomOut,
    /// Makes them as they were.
    ZoomReset,
    /// Shows two pages side by side.
    TwoUp,
    /// Shows the command palette.
    Palette,
    /// Shows the list of keys.
    Keys,
    /// Shows the settings.
    Settings,
    /// Composes a report of a problem.
    Report,
    /// Ends the program.
    Quit,
}

/// What commands are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Files.
    File,
    /// Undo, redo, search.
    Edit,
    /// Views and sizes.
    View,
    /// Selecting.
    Select,
    /// Annotating.
    Annotate,
    /// Presenting.
    Present,
    /// The program.
    Program,
}

impl Group {
    /// Every group, in the order in which they are shown.
    pub const ALL: [Group; 7] =
        [Group::File, Group::Edit, Group::View, Group::Select, Group::Annotate, Group::Present, Group::Program];

    /// Its heading.
    #[must_use]
    pub const fn label(self) -> Message {
        match self {
            Group::File => message!("command-group-file"),
            Group::Edit => message!("command-group-edit"),
            Group::View => message!("command-group-view"),
            Group::Select => message!("place-select"),
            Group::Annotate => message!("place-annotate"),
            Group::Present => message!("place-present"),
            Group::Program => message!("command-group-program"),
        }
    }
}

const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;
const NONE: Modifiers = Modifiers::NONE;

const fn key(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

impl Command {
    /// Every command, in the order in which they are listed.
    pub const ALL: &'static [Command] = &[
        Command::New,
        Command::Open,
        Command::Sample,
        Command::Save,
        Command::SaveAs,
        Command::Export,
        Command::Print,
        Command::Import,
        Command::Versions,
        Command::Purge,
        Command::Close,
        Command::Undo,
        Command::Redo,
        Command::Find,
        Command::FindNext,
        Command::FindPrevious,
        Command::Go(View::Select),
        Command::Go(View::Annotate),
        Command::Go(View::Handout),
        Command::Go(View::Present),
        Command::ZoomIn,
        Command::ZoomOut,
        Command::ZoomReset,
        Command::TwoUp,
        Command::ChooseSet,
        Command::AddAgendaItem,
        Command::Highlight(HighlightColor::Yellow),
        Command::Highlight(HighlightColor::Green),
        Command::Highlight(HighlightColor::Blue),
        Command::Highlight(HighlightColor::Red),
        Command::Write(Kind::Comment),
        Command::Write(Kind::Question),
        Command::Write(Kind::Decision),
        Command::Write(Kind::Action),
        Command::TogglePrivate,
        Command::DeleteAnnotation,
        Command::Start,
        Command::StartHere,
        Command::Cue(Cue::Next),
        Command::Cue(Cue::Back),
        Command::Cue(Cue::First),
        Command::Cue(Cue::Last),
        Command::Cue(Cue::GoTo),
        Command::Cue(Cue::Black),
        Command::Cue(Cue::White),
        Command::Cue(Cue::Freeze),
        Command::Cue(Cue::Hide),
        Command::Cue(Cue::Overview),
        Command::Cue(Cue::Swap),
        Command::Cue(Cue::Note),
        Command::Cue(Cue::Decision),
        Command::Cue(Cue::Timer),
        Command::Cue(Cue::Hand(Hand::Laser)),
        Command::Cue(Cue::Hand(Hand::Spotlight)),
        Command::Cue(Cue::Hand(Hand::Zoom)),
        Command::Cue(Cue::Hand(Hand::Closer)),
        Command::Cue(Cue::Hand(Hand::Wider)),
        Command::Cue(Cue::Hand(Hand::Pen(Pen::ALL[0]))),
        Command::Cue(Cue::Hand(Hand::Pen(Pen::ALL[1]))),
        Command::Cue(Cue::Hand(Hand::Pen(Pen::ALL[2]))),
        Command::Cue(Cue::Hand(Hand::Pen(Pen::ALL[3]))),
        Command::Cue(Cue::Hand(Hand::Pen(Pen::ALL[4]))),
        Command::Cue(Cue::Hand(Hand::Pen(Pen::ALL[5]))),
        Command::Cue(Cue::Hand(Hand::Pen(Pen::ALL[6]))),
        Command::Cue(Cue::Hand(Hand::Pen(Pen::ALL[7]))),
        Command::Cue(Cue::Hand(Hand::Eraser)),
        Command::Cue(Cue::Hand(Hand::Drawings)),
        Command::Cue(Cue::Hand(Hand::Discard)),
        Command::Cue(Cue::Leave),
        Command::Palette,
        Command::Keys,
        Command::Settings,
        Command::Report,
        Command::Quit,
    ];

    /// What it is called, and what it does, in a sentence.
    #[must_use]
    pub const fn texts(self) -> [Message; 2] {
        match self {
            Command::New => texts!("command-new"),
            Command::Open => texts!("command-open"),
            Command::Sample => texts!("command-sample"),
            Command::Save => texts!("command-save"),
            Command::SaveAs => texts!("command-save-as"),
            Command::Import => texts!("command-import"),
            Command::Versions => texts!("command-versions"),
            Command::Purge => texts!("command-purge"),
            Command::Export => texts!("command-export"),
            Command::Print => texts!("command-print"),
            Command::Undo => texts!("command-undo"),
            Command::Redo => texts!("command-redo"),
            Command::Find => texts!("command-find"),
            Command::FindNext => texts!("command-find-next"),
            Command::FindPrevious => texts!("command-find-previous"),
            Command::Close | Command::Go(View::Start) => texts!("command-close"),
            Command::Go(View::Select) => texts!("place-select"),
            Command::Go(View::Annotate) => texts!("place-annotate"),
            Command::Go(View::Handout) => texts!("place-handout"),
            Command::Go(View::Present) => texts!("place-present"),
            Command::Start => texts!("command-start"),
            Command::StartHere => texts!("command-start-here"),
            Command::Cue(cue) => cue.texts(),
            Command::Highlight(HighlightColor::Yellow) => texts!("command-mark-1"),
            Command::Highlight(HighlightColor::Green) => texts!("command-mark-2"),
            Command::Highlight(HighlightColor::Blue) => texts!("command-mark-3"),
            Command::Highlight(HighlightColor::Red) => texts!("command-mark-4"),
            Command::Write(Kind::Highlight) => texts!("highlight"),
            Command::Write(Kind::Comment) => texts!("comment"),
            Command::Write(Kind::Question) => texts!("question"),
            Command::Write(Kind::Decision) => texts!("decision"),
            Command::Write(Kind::Action) => texts!("action"),
            Command::Write(Kind::Ink) => texts!("ink"),
            Command::Write(Kind::Suggestion) => texts!("suggestion"),
            Command::TogglePrivate => texts!("command-toggle-private"),
            Command::DeleteAnnotation => texts!("command-delete-annotation"),
            Command::ChooseSet => texts!("command-choose-set"),
            Command::AddAgendaItem => texts!("command-add-agenda-item"),
            Command::ZoomIn => texts!("command-zoom-in"),
            Command::ZoomOut => texts!("command-zoom-out"),
            Command::ZoomReset => texts!("command-zoom-reset"),
            Command::TwoUp => texts!("command-two-up"),
            Command::Palette => texts!("command-palette"),
            Command::Keys => texts!("command-keys"),
            Command::Settings => texts!("command-settings"),
            Command::Report => texts!("command-report"),
            Command::Quit => texts!("command-quit"),
        }
    }

    /// What it is called on buttons and in menus.
    #[must_use]
    pub fn text(self, locale: &Locale) -> String {
        let [text, _] = self.texts();
        locale.text(text)
    }

    /// What it does, in a sentence.
    #[must_use]
    pub fn about(self, locale: &Locale) -> String {
        let [_, about] = self.texts();
        locale.text(about)
    }

    /// Its icon.
    #[must_use]
    pub const fn icon(self) -> Icon {
        match self {
            Command::New => Icon::New,
            Command::Open => Icon::Open,
            Command::Save | Command::SaveAs => Icon::Save,
            Command::Close | Command::Go(View::Start) => Icon::Home,
            Command::Import => Icon::Review,
            Command::Versions => Icon::Time,
            Command::Export => Icon::Export,
            Command::Print => Icon::Print,
            Command::Undo => Icon::Undo,
            Command::Redo => Icon::Redo,
            Command::Find | Command::Palette => Icon::Search,
            Command::FindNext => Icon::Next,
            Command::FindPrevious => Icon::Previous,
            Command::Go(View::Select) => Icon::Select,
            Command::Go(View::Handout) => Icon::Handout,
            Command::Go(View::Present) => Icon::Present,
            Command::Start | Command::StartHere => Icon::Start,
            Command::Cue(cue) => cue.icon(),
            Command::Highlight(_) | Command::Write(Kind::Highlight) => Icon::Highlight,
            Command::Write(Kind::Comment) => Icon::Comment,
            Command::Write(Kind::Question) => Icon::Question,
            Command::Write(Kind::Decision) => Icon::Decision,
            Command::Write(Kind::Action) => Icon::Action,
            Command::Go(View::Annotate) | Command::Write(Kind::Ink | Kind::Suggestion) => Icon::Annotate,
            Command::TogglePrivate | Command::Purge => Icon::Private,
            Command::DeleteAnnotation => Icon::Delete,
            Command::ChooseSet => Icon::Folder,
            Command::AddAgendaItem => Icon::More,
            Command::ZoomIn => Icon::ZoomIn,
            Command::ZoomOut => Icon::ZoomOut,
            Command::ZoomReset => Icon::Fullscreen,
            Command::TwoUp => Icon::TwoUp,
            Command::Keys => Icon::Help,
            Command::Settings => Icon::Settings,
            Command::Sample | Command::Report => Icon::Info,
            Command::Quit => Icon::Close,
        }
    }

    /// The keys that ask for it by themselves; the first is the one that is shown.
    #[must_use]
    pub fn keys(self) -> Vec<KeyboardShortcut> {
        let shift = CTRL | Modifiers::SHIFT;
        match self {
            Command::New => vec![key(CTRL, Key::N)],
            Command::Open => vec![key(CTRL, Key::O)],
            Command::Save => vec![key(CTRL, Key::S)],
            Command::SaveAs => vec![key(shift, Key::S)],
            Command::Import => vec![key(CTRL, Key::I)],
            Command::Export => vec![key(CTRL, Key::E)],
            Command::Print => vec![key(CTRL, Key::P)],
            Command::Close => vec![key(CTRL, Key::W)],
            Command::Undo => vec![key(CTRL, Key::Z)],
            Command::Redo => vec![key(shift, Key::Z), key(CTRL, Key::Y)],
            Command::Find => vec![key(CTRL, Key::F)],
            Command::FindNext => vec![key(NONE, Key::F3)],
            Command::FindPrevious => vec![key(Modifiers::SHIFT, Key::F3)],
            Command::Go(View::Select) => vec![key(CTRL, Key::Num1)],
            Command::Go(View::Annotate) => vec![key(CTRL, Key::Num2)],
            Command::Go(View::Handout) => vec![key(CTRL, Key::Num3)],
            Command::Go(View::Present) => vec![key(CTRL, Key::Num4)],
            Command::Start => vec![key(NONE, Key::F5)],
            Command::StartHere => vec![key(Modifiers::SHIFT, Key::F5)],
            Command::Cue(cue) => cue_keys(cue),
            Command::Highlight(HighlightColor::Yellow) => vec![key(ALT, Key::Num1)],
            Command::Highlight(HighlightColor::Green) => vec![key(ALT, Key::Num2)],
            Command::Highlight(HighlightColor::Blue) => vec![key(ALT, Key::Num3)],
            Command::Highlight(HighlightColor::Red) => vec![key(ALT, Key::Num4)],
            Command::Write(Kind::Comment) => vec![key(CTRL, Key::M)],
            Command::Write(Kind::Question) => vec![key(ALT, Key::Q)],
            Command::Write(Kind::Decision) => vec![key(ALT, Key::D)],
            Command::Write(Kind::Action) => vec![key(ALT, Key::A)],
            Command::TogglePrivate => vec![key(ALT, Key::P)],
            Command::ZoomIn => vec![key(CTRL, Key::Plus), key(CTRL, Key::Equals)],
            Command::ZoomOut => vec![key(CTRL, Key::Minus)],
            Command::ZoomReset => vec![key(CTRL, Key::Num0)],
            Command::Palette => vec![key(CTRL, Key::K)],
            Command::Keys => vec![key(NONE, Key::F1)],
            Command::Settings => vec![key(CTRL, Key::Comma)],
            Command::Quit => vec![key(CTRL, Key::Q)],
            Command::Sample
            | Command::Report
            | Command::Versions
            | Command::Purge
            | Command::Go(View::Start)
            | Command::Write(Kind::Highlight | Kind::Ink | Kind::Suggestion)
            | Command::DeleteAnnotation
            | Command::ChooseSet
            | Command::AddAgendaItem
            | Command::TwoUp => Vec::new(),
        }
    }

    /// What it is grouped with.
    #[must_use]
    pub const fn group(self) -> Group {
        match self {
            Command::New
            | Command::Open
            | Command::Sample
            | Command::Save
            | Command::SaveAs
            | Command::Close
            | Command::Import
            | Command::Versions
            | Command::Purge
            | Command::Export
            | Command::Print => Group::File,
            Command::Undo | Command::Redo | Command::Find | Command::FindNext | Command::FindPrevious => Group::Edit,
            Command::Go(_) | Command::ZoomIn | Command::ZoomOut | Command::ZoomReset | Command::TwoUp => Group::View,
            Command::ChooseSet | Command::AddAgendaItem => Group::Select,
            Command::Highlight(_) | Command::Write(_) | Command::TogglePrivate | Command::DeleteAnnotation => {
                Group::Annotate
            }
            Command::Start | Command::StartHere | Command::Cue(_) => Group::Present,
            Command::Palette | Command::Keys | Command::Settings | Command::Report | Command::Quit => Group::Program,
        }
    }
}

/// The keys of a cue, the first of which is the one that is shown. Clickers send page up and page down, a full stop or *B*, and
/// *F5* and *Esc*.
#[must_use]
pub fn cue_keys(cue: Cue) -> Vec<KeyboardShortcut> {
    let plain: &[Key] = match cue {
        Cue::Next => &[Key::ArrowRight, Key::ArrowDown, Key::PageDown, Key::Space, Key::Enter],
        Cue::Back => &[Key::ArrowLeft, Key::ArrowUp, Key::PageUp, Key::Backspace],
        Cue::First => &[Key::Home],
        Cue::Last => &[Key::End],
        Cue::GoTo => &[Key::G],
        Cue::Black => &[Key::B, Key::Period],
        Cue::White => &[Key::W, Key::Comma],
        Cue::Freeze => &[Key::F],
        Cue::Hide => &[Key::H],
        Cue::Overview => &[Key::Tab],
        Cue::Swap => &[Key::X],
        Cue::Decision => &[Key::D],
        Cue::Leave => &[Key::Escape],
        Cue::Hand(hand) => return hand.keys(),
        Cue::Note => return vec![key(CTRL, Key::N)],
        Cue::Timer => return vec![key(CTRL, Key::T)],
    };
    plain.iter().map(|plain| key(NONE, *plain)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn no_two_commands_share_a_key() {
        let mut seen = Vec::new();
        for command in Command::ALL {
            for keys in command.keys() {
                // A cue's keys are live before any other's, and only while presenting.
                let cue = matches!(command, Command::Cue(_));
                assert!(!seen.contains(&(cue, keys)), "{command:?}: {keys:?}");
                seen.push((cue, keys));
            }
        }
    }

    /// The guide's table of keys in a language.
    fn table(language: Language) -> String {
        let locale = language.locale();
        let row = |command: &Command| {
            let keys: Vec<String> =
                command.keys().iter().map(|keys| keys.format(&egui::ModifierNames::NAMES, false)).collect();
            (!keys.is_empty()).then(|| format!("| {} | {} |\n", keys.join(", "), command.text(locale)))
        };
        Command::ALL.iter().filter_map(row).collect()
    }

    #[test]
    fn the_guides_have_the_same_keys() {
        for (language, name) in [(Language::Danish, "docs/vejledning.md"), (Language::English, "docs/guide.md")] {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
            let guide = std::fs::read_to_string(&path).expect("a guide");
            assert!(guide.contains(&table(language)), "{name} is to have:\n{}", table(language));
        }
    }
}
