//! What a presenter asks for by a key or a button. The keys stand with those of all commands.

use super::hand::Hand;
use super::pen::Pen;
use crate::app::icon::Icon;
use crate::locale::Message;

/// Something that a presenter asks for while presenting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cue {
    /// The next slide.
    Next,
    /// The slide before.
    Back,
    /// The first slide.
    First,
    /// The last slide.
    Last,
    /// The slide whose number is typed.
    GoTo,
    /// Black, or no longer.
    Black,
    /// White, or no longer.
    White,
    /// The audience's picture stays, or no longer.
    Freeze,
    /// The audience's window away, or back.
    Hide,
    /// All slides, or no longer.
    Overview,
    /// The other screen for the slides.
    Swap,
    /// A note on this principle.
    Note,
    /// A decision to be worded.
    Decision,
    /// The clock of the talk stops, or goes on.
    Timer,
    /// Something for the hand: to point, to come closer, to draw.
    Hand(Hand),
    /// One state less, and then whether to end.
    Leave,
}

impl Cue {
    /// Every cue, in the order in which they are listed.
    pub const ALL: [Cue; 31] = [
        Cue::Next,
        Cue::Back,
        Cue::First,
        Cue::Last,
        Cue::GoTo,
        Cue::Black,
        Cue::White,
        Cue::Freeze,
        Cue::Hide,
        Cue::Overview,
        Cue::Swap,
        Cue::Note,
        Cue::Decision,
        Cue::Timer,
        Cue::Hand(Hand::Laser),
        Cue::Hand(Hand::Spotlight),
        Cue::Hand(Hand::Zoom),
        Cue::Hand(Hand::Closer),
        Cue::Hand(Hand::Wider),
        Cue::Hand(Hand::Pen(Pen::ALL[0])),
        Cue::Hand(Hand::Pen(Pen::ALL[1])),
        Cue::Hand(Hand::Pen(Pen::ALL[2])),
        Cue::Hand(Hand::Pen(Pen::ALL[3])),
        Cue::Hand(Hand::Pen(Pen::ALL[4])),
        Cue::Hand(Hand::Pen(Pen::ALL[5])),
        Cue::Hand(Hand::Pen(Pen::ALL[6])),
        Cue::Hand(Hand::Pen(Pen::ALL[7])),
        Cue::Hand(Hand::Eraser),
        Cue::Hand(Hand::Drawings),
        Cue::Hand(Hand::Discard),
        Cue::Leave,
    ];

    /// The name of its text.
    #[must_use]
    pub const fn texts(self) -> [Message; 2] {
        match self {
            Cue::Next => texts!("cue-next"),
            Cue::Back => texts!("cue-back"),
            Cue::First => texts!("cue-first"),
            Cue::Last => texts!("cue-last"),
            Cue::GoTo => texts!("cue-go-to"),
            Cue::Black => texts!("cue-black"),
            Cue::White => texts!("cue-white"),
            Cue::Freeze => texts!("cue-freeze"),
            Cue::Hide => texts!("cue-hide"),
            Cue::Overview => texts!("cue-overview"),
            Cue::Swap => texts!("cue-swap"),
            Cue::Note => texts!("cue-note"),
            Cue::Decision => texts!("cue-decision"),
            Cue::Timer => texts!("cue-timer"),
            Cue::Hand(hand) => hand.texts(),
            Cue::Leave => texts!("cue-leave"),
        }
    }

    /// Its name in the settings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        let [text, _] = self.texts();
        text.name()
    }

    /// Its icon.
    #[must_use]
    pub const fn icon(self) -> Icon {
        match self {
            Cue::Next => Icon::Next,
            Cue::Back => Icon::Previous,
            Cue::First => Icon::First,
            Cue::Last => Icon::Last,
            Cue::GoTo => Icon::GoTo,
            Cue::Black => Icon::Black,
            Cue::White => Icon::White,
            Cue::Freeze => Icon::Freeze,
            Cue::Hide => Icon::Hide,
            Cue::Overview => Icon::Overview,
            Cue::Swap => Icon::Swap,
            Cue::Note => Icon::Comment,
            Cue::Decision => Icon::Decision,
            Cue::Timer => Icon::Time,
            Cue::Hand(hand) => hand.icon(),
            Cue::Leave => Icon::Close,
        }
    }

    /// Whether it is about slides alone, and needs nothing of the presenter's window.
    #[must_use]
    pub const fn is_of_slides(self) -> bool {
        !matches!(self, Cue::Swap | Cue::Note | Cue::Decision | Cue::Timer)
    }
}
