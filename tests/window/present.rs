//! Presenting: the presenter's window and the audience's, in one room.

use crate::room::Room;
use bilag::app::present::Seen;
use bilag::app::settings::Settings;
use bilag::app::{Request, View};
use bilag::locale::Language;
use bilag::meeting::{Edit, Kind, Outcome, SlideKey, SlideKind, Visibility};
use egui::{Key, Modifiers};

const NONE: Modifiers = Modifiers::NONE;
const BOTH: [(&str, [u32; 2]); 2] = [("Bærbar", [1280, 800]), ("Projektor", [1920, 1080])];

/// A room with a second screen, where the sample meeting is being presented.
pub fn presenting() -> Room {
    let mut room = Room::with_sample();
    room.plug(&BOTH);
    start(&mut room);
    room
}

/// Starts at the first slide.
pub fn start(room: &mut Room) {
    room.press(NONE, Key::F5);
    room.wait_for_show();
}

/// The slide that the audience sees; `None` where it sees none.
pub fn seen(room: &Room) -> Option<SlideKey> {
    match room.window().present().seen()? {
        Seen::Picture(picture) => Some(picture.slide.key),
        Seen::Cover(_) => None,
    }
}

/// Goes to the first slide of a kind.
fn go_to(room: &mut Room, kind: SlideKind) {
    room.press(NONE, Key::Home);
    for _ in 0..40 {
        if seen(room).is_some_and(|slide| slide.kind == kind) {
            return;
        }
        room.press(NONE, Key::PageDown);
    }
    panic!("there is no {kind:?}");
}

#[test]
fn f5_shows_the_first_slide_and_steps_go_on_from_there() {
    let mut room = presenting();
    assert_eq!(room.window().view(), View::Present);
    let first = seen(&room);
    assert_eq!(first.map(|slide| slide.kind), Some(SlideKind::Title));
    for key in [Key::ArrowRight, Key::ArrowDown, Key::PageDown, Key::Space, Key::Enter] {
        room.press(NONE, key);
        assert_eq!(seen(&room).map(|slide| slide.kind), Some(SlideKind::Agenda), "{key:?}");
        room.press(NONE, Key::PageUp);
        assert_eq!(seen(&room), first, "{key:?}");
    }
    for key in [Key::ArrowLeft, Key::ArrowUp, Key::PageUp, Key::Backspace] {
        room.press(NONE, Key::ArrowRight);
        room.press(NONE, key);
        assert_eq!(seen(&room), first, "{key:?}");
    }
    room.press(NONE, Key::End);
    assert_eq!(seen(&room).map(|slide| slide.kind), Some(SlideKind::Sources));
    room.press(NONE, Key::Home);
    assert_eq!(seen(&room), first);
}

#[test]
fn each_state_is_said_in_words_and_left_at_the_exact_place() {
    let mut room = presenting();
    room.press(NONE, Key::ArrowRight);
    let slide = seen(&room);
    for (keys, words) in [
        ([Key::B, Key::Period], "Tilhørernes skærm er sort"),
        ([Key::W, Key::Comma], "Tilhørernes skærm er hvid"),
        ([Key::H, Key::H], "Skjult: Tilhørerne ser det, der er bag siderne"),
    ] {
        for key in keys {
            room.press(NONE, key);
            assert!(room.sees(words) && seen(&room).is_none(), "{key:?}");
            room.press(NONE, Key::PageDown);
            assert_eq!(seen(&room), slide, "a step only leaves {key:?}");
            room.press(NONE, key);
            room.press(NONE, Key::Escape);
            assert_eq!(seen(&room), slide);
        }
    }
    room.press(NONE, Key::H);
    assert!(room.audience().is_none(), "there is no window");
    room.press(NONE, Key::H);
    room.press(NONE, Key::F);
    room.press(NONE, Key::PageDown);
    assert!(room.sees("Frosset: Tilhørerne ser stadig dette"));
    assert_eq!(seen(&room), slide);
    room.press(NONE, Key::Escape);
    assert_eq!(seen(&room), slide);
    assert!(room.sees("Tilhørerne ser denne side"));
}

#[test]
fn esc_asks_and_enter_ends_and_shift_f5_starts_again_from_there() {
    let mut room = presenting();
    for _ in 0..3 {
        room.press(NONE, Key::ArrowRight);
    }
    let slide = seen(&room);
    room.press(NONE, Key::Escape);
    assert!(room.sees("Afslut præsentationen?"));
    room.press(NONE, Key::F5);
    assert!(!room.sees("Afslut præsentationen?"), "a clicker sends F5 and Esc from one button");
    assert_eq!(seen(&room), slide);
    room.press(NONE, Key::Escape);
    room.press(NONE, Key::Enter);
    assert!(room.window().present().seen().is_none());
    assert!(room.finds("Start præsentationen"));
    room.press(Modifiers::SHIFT, Key::F5);
    room.wait_for_show();
    assert_eq!(seen(&room), slide);
}

#[test]
fn a_number_goes_to_its_slide() {
    let mut room = presenting();
    room.press(NONE, Key::G);
    room.press(NONE, Key::Num5);
    assert!(room.sees("Gå til side 5"));
    room.press(NONE, Key::Enter);
    assert!(room.sees("Side 5 af"));
    room.press(NONE, Key::Num2);
    room.press(NONE, Key::Enter);
    assert!(room.sees("Side 2 af"));
}

#[test]
fn the_overview_is_searched_and_chosen_from() {
    let mut room = presenting();
    room.press(NONE, Key::Tab);
    assert!(room.sees("Alle sider"));
    room.type_text("bwfh");
    assert!(room.sees("Ingen sider har disse ord."), "letters are searched for");
    room.fill("Søg", "proceskrav");
    room.press(NONE, Key::Enter);
    assert_eq!(seen(&room).map(|slide| slide.kind), Some(SlideKind::Questions));
    assert!(!room.sees("Alle sider"));
    room.press(NONE, Key::Tab);
    room.press(NONE, Key::ArrowDown);
    room.press(NONE, Key::Tab);
    assert_eq!(seen(&room).map(|slide| slide.kind), Some(SlideKind::Questions), "closed without a choice");
}

#[test]
fn a_note_is_typed_without_moving_the_slides_and_stays_with_its_principle() {
    let mut room = presenting();
    go_to(&mut room, SlideKind::Lead);
    let slide = seen(&room);
    room.press(Modifiers::CTRL, Key::N);
    room.type_text("b w f h x . , 12 Spørg først");
    assert_eq!(seen(&room), slide);
    let note = room.meeting().annotations.last().cloned().expect("a note");
    assert_eq!((note.kind, note.visibility), (Kind::Comment, Visibility::Private));
    assert_eq!(note.text, "b w f h x . , 12 Spørg først");
    assert_eq!(note.target.principle, slide.expect("a slide").principle);
    room.press(NONE, Key::PageDown);
    assert_ne!(seen(&room), slide, "a clicker goes on meanwhile");
    assert!(room.sees("Note til princip 1"));
    room.click("Færdig");
    room.press(NONE, Key::PageUp);
    assert!(room.sees("Spørg først"));
    assert!(room.audience().expect("a window").iter().all(|text| !text.contains("Spørg først")));
    let before = room.meeting().annotations.len();
    room.press(Modifiers::CTRL, Key::N);
    assert_eq!(room.meeting().annotations.len(), before + 1);
    room.click("Færdig");
    assert_eq!(room.meeting().annotations.len(), before, "an empty note goes");
}

#[test]
fn a_decision_is_worded_behind_a_frozen_picture_and_then_shown() {
    let mut room = presenting();
    go_to(&mut room, SlideKind::Lead);
    let slide = seen(&room);
    room.press(NONE, Key::D);
    room.type_text("Rammen fastholdes.");
    assert!(room.sees("Frosset: Tilhørerne ser stadig dette"));
    assert!(room.sees("Kommunalbestyrelserne har ansvaret for gennem prioriteringer"), "the principle's text");
    room.wait_for_slides();
    assert_eq!(seen(&room), slide);
    let decision = room.meeting().annotations.last().cloned().expect("a decision");
    assert_eq!((decision.kind, decision.visibility), (Kind::Decision, Visibility::Private));
    assert!(decision.agenda_item.is_some());
    room.fill("Stillet af", "Borgmesteren");
    room.ask(Request::Edit(Edit::ChangeAnnotation(Box::new(bilag::meeting::Annotation {
        outcome: Some(Outcome::Adopted),
        ..room.meeting().annotations.last().cloned().expect("a decision")
    }))));
    room.click("Vis den");
    room.wait_for_slides();
    room.settle();
    assert_eq!(seen(&room).map(|slide| slide.kind), Some(SlideKind::Decisions));
    let audience = room.audience().expect("a window");
    assert!(audience.iter().any(|text| text.contains("Rammen fastholdes.")), "{audience:?}");
    let decision = room.meeting().annotations.last().expect("a decision");
    assert_eq!((decision.visibility, decision.outcome), (Visibility::Shared, Some(Outcome::Adopted)));
    assert_eq!(decision.proposer, "Borgmesteren");
}

#[test]
fn what_is_frozen_stays_while_the_meeting_changes() {
    let mut room = presenting();
    let says = |room: &Room, words: &str| room.audience().expect("a window").iter().any(|text| text.contains(words));
    room.press(NONE, Key::F);
    room.ask(Request::Edit(Edit::Title("En helt anden titel".to_owned())));
    room.wait_for_slides();
    room.settle();
    assert!(says(&room, "Principper for styring og samarbejde") && !says(&room, "En helt anden titel"));
    room.press(NONE, Key::B);
    room.press(NONE, Key::B);
    assert!(!says(&room, "En helt anden titel"), "black on top of it does not thaw it");
    room.press(NONE, Key::F);
    assert!(says(&room, "En helt anden titel"));
}

#[test]
fn with_one_screen_every_key_works_and_private_notes_wait_to_be_asked_for() {
    let mut room = Room::with_sample();
    room.plug(&BOTH[..1]);
    start(&mut room);
    assert_eq!(
        room.audience().expect("a window").first().map(String::as_str),
        Some("Principper for styring og samarbejde")
    );
    room.press(NONE, Key::Tab);
    assert!(room.audience().is_some() && room.sees("Alle sider"));
    room.press(NONE, Key::Escape);
    go_to(&mut room, SlideKind::Lead);
    room.press(Modifiers::CTRL, Key::N);
    assert!(room.audience().is_none(), "the notes are in front");
    room.type_text("Kun for mig");
    room.click("Færdig");
    assert!(!room.sees("Kun for mig"));
    room.click_beginning("1 privat note");
    assert!(room.sees("Kun for mig"));
    room.press(NONE, Key::PageDown);
    assert!(room.audience().is_some(), "a step shows the slides again");
    room.press(NONE, Key::Escape);
    assert!(room.audience().is_some() && room.sees("Afslut præsentationen?"));
    room.press(NONE, Key::Escape);
    room.plug(&BOTH);
    room.click("Sider på Projektor");
    assert!(room.sees("Tilhørerne ser denne side"), "the notes are seen beside the slides");
}

#[test]
fn a_screen_that_goes_is_said_and_waited_for_and_a_new_one_is_offered() {
    let mut room = presenting();
    let slide = seen(&room);
    room.plug(&BOTH[..1]);
    assert!(room.sees("Projektor er væk. Siderne venter på den og holder sig fra dine noter."));
    assert!(room.audience().is_none(), "the slides do not lie over the notes");
    room.press(NONE, Key::PageDown);
    room.plug(&BOTH);
    assert!(room.audience().is_some() && !room.sees("Projektor er væk"));
    assert_ne!(seen(&room), slide);
    room.plug(&[BOTH[0], BOTH[1], ("Væg", [1024, 768])]);
    assert!(room.sees("Der er kommet en skærm: Væg"));
    room.click("Sider på Væg");
    assert!(!room.sees("Der er kommet en skærm: Væg"));
    room.wait_for_slides();
    let Some(Seen::Picture(picture)) = room.window().present().seen() else { panic!("a slide") };
    assert!((picture.page.width - 720.0).abs() < 0.5, "the slides take the screen's shape");
}

#[test]
fn a_screen_is_chosen_with_a_click_and_remembered() {
    let mut room = Room::with_sample();
    room.press(Modifiers::CTRL, Key::Num4);
    room.plug(&[BOTH[0], BOTH[1], ("Væg", [1024, 768])]);
    room.settle();
    room.click("Sider på Væg, 1024 × 768");
    room.wait_for_slides();
    start(&mut room);
    let Some(Seen::Picture(picture)) = room.window().present().seen() else { panic!("a slide") };
    assert!((picture.page.width - 720.0).abs() < 0.5);
    room.press(NONE, Key::X);
    room.wait_for_slides();
    let Some(Seen::Picture(picture)) = room.window().present().seen() else { panic!("a slide") };
    assert!((picture.page.width - 960.0).abs() < 0.5, "swapped to the laptop");
}

#[test]
fn keys_are_the_users_to_choose() {
    let mut room = presenting();
    room.type_text("?");
    room.click("Tilføj en tast til Sort");
    room.press(NONE, Key::Space);
    assert!(room.sees("er allerede »Næste«"));
    room.click("Tilføj en tast til Sort");
    room.press(NONE, Key::Quote);
    room.click("Tag W fra Hvid");
    room.press(NONE, Key::Escape);
    room.press(NONE, Key::Quote);
    assert!(room.sees("Tilhørernes skærm er sort"));
    room.press(NONE, Key::Quote);
    room.press(NONE, Key::W);
    assert!(seen(&room).is_some(), "W is no key any more");
    room.type_text("?");
    room.click("Giv Sort dens sædvanlige taster");
    room.press(NONE, Key::Escape);
    room.press(NONE, Key::Quote);
    assert!(seen(&room).is_some());
}

#[test]
fn elsewhere_the_keys_mean_what_they_always_did() {
    let mut room = presenting();
    room.press(Modifiers::CTRL, Key::Num2);
    assert_eq!(room.window().view(), View::Annotate);
    let slide = seen(&room);
    room.press(NONE, Key::B);
    room.press(NONE, Key::Space);
    assert_eq!(seen(&room), slide, "the audience sees what it saw");
    room.press(NONE, Key::F5);
    assert_eq!((room.window().view(), seen(&room)), (View::Present, slide), "it goes on");
    room.press(NONE, Key::Escape);
    room.press(NONE, Key::Enter);
    room.press(Modifiers::CTRL, Key::N);
    assert_eq!(room.window().view(), View::Select, "Ctrl+N is a new meeting");
}

#[test]
fn the_clock_stops_and_says_when_time_is_up() {
    let mut room = Room::with_sample();
    room.press(Modifiers::CTRL, Key::Num4);
    room.fill("Minutter til det hele", "1");
    assert_eq!(room.meeting().presentation.minutes, Some(1));
    start(&mut room);
    room.plug(&BOTH);
    room.wait(50);
    assert!(room.sees("slutter snart"));
    room.wait(20);
    assert!(room.sees("over tiden"));
    room.press(Modifiers::CTRL, Key::T);
    assert!(room.sees("Standset"));
    room.click("Begynd uret forfra");
    assert!(room.sees("Standset: 0:00"));
}

#[test]
fn what_a_principle_shows_is_chosen_before_the_start() {
    let mut room = Room::with_sample();
    room.press(Modifiers::CTRL, Key::Num4);
    room.wait_for_slides();
    room.click("Princip 1: Hele teksten");
    assert!(room.meeting().presentation.shows(1).text);
    room.click("Princip 1: Titel og sammenfatning");
    assert!(!room.meeting().presentation.shows(1).lead);
    room.press(Modifiers::CTRL, Key::Z);
    assert!(room.meeting().presentation.shows(1).lead);
}

#[test]
fn every_text_of_presenting_fits_in_both_languages() {
    for language in [Language::Danish, Language::English] {
        let mut room = Room::with(Settings { language: Some(language), ..Settings::default() }, [1280.0, 800.0]);
        room.click(&language.locale().text("command-sample"));
        room.plug(&BOTH);
        room.press(Modifiers::CTRL, Key::Num4);
        room.wait_for_slides();
        let cut = |room: &Room| {
            let titles: Vec<String> = room.meeting().agenda.iter().map(|item| item.title.clone()).collect();
            let own = |text: &String| !titles.iter().any(|title| text.contains(title.as_str())) && !text.contains("  ");
            room.cut_texts().into_iter().filter(own).collect::<Vec<_>>()
        };
        assert_eq!(cut(&room), [""; 0], "before the start");
        start(&mut room);
        for key in [Key::PageDown, Key::B, Key::W, Key::H, Key::H, Key::F, Key::D] {
            room.press(NONE, key);
            assert_eq!(cut(&room), [""; 0], "{key:?}");
        }
        drop(room);
    }
}
