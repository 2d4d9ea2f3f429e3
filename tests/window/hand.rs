//! Pointing and drawing while presenting. The window has no second screen, so the audience's lies in its lower left corner.

#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places in a picture")]

use crate::room::Room;
use bilag::app::present::tools::Held;
use bilag::app::present::{Picture, Seen};
use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use bilag::meeting::{Annotation, AnnotationId, Body, Kind, PageNumber, SlideContent, SlideKey, Visibility};
use egui::{Key, Modifiers, Pos2, Rect, pos2, vec2};
use image::RgbaImage;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use std::collections::HashMap;

const NONE: Modifiers = Modifiers::NONE;
/// Where the audience's window is.
const AUDIENCE: Rect = Rect::from_min_max(pos2(8.0, 548.0), pos2(328.0, 728.0));

/// A room with a second screen, where the sample meeting is being presented from its second slide on.
fn presenting() -> Room {
    let mut room = Room::with_sample();
    room.plug(&[("Bærbar", [1280, 800]), ("Projektor", [1920, 1080])]);
    room.press(NONE, Key::F5);
    room.wait_for_show();
    room.press(NONE, Key::PageDown);
    room
}

/// The audience's picture.
#[track_caller]
fn picture(room: &Room) -> Picture {
    match room.window().present().seen() {
        Some(Seen::Picture(picture)) => picture,
        other => panic!("the audience sees {other:?}"),
    }
}

/// How many strokes the audience sees.
fn seen(room: &Room) -> usize {
    picture(room).sketch.map_or(0, |sketch| sketch.lines().count())
}

/// Where a point of a slide is in the audience's window, while that shows all of it.
fn on_screen(x: f32, y: f32) -> Pos2 {
    AUDIENCE.min + vec2(x, y) / 3.0
}

fn line(room: &mut Room, y: f32) {
    room.drag(&[on_screen(100.0, y), on_screen(180.0, y), on_screen(300.0, y)]);
}

/// The strokes of the meeting on each slide.
fn kept(room: &Room) -> HashMap<SlideKey, Vec<Stroke>> {
    let mut kept: HashMap<SlideKey, Vec<Stroke>> = HashMap::new();
    for annotation in room.meeting().annotations.iter().filter(|annotation| annotation.kind() == Kind::Ink) {
        let strokes = annotation.drawing().map(|drawing| drawing.strokes.clone()).unwrap_or_default();
        kept.entry(annotation.slide().expect("a slide")).or_default().extend(strokes);
    }
    kept
}

#[test]
fn a_stroke_is_kept_with_its_slide_and_taken_back_by_undo() {
    let mut room = presenting();
    let slide = picture(&room).slide.key;
    room.press(NONE, Key::Num2);
    line(&mut room, 100.0);
    line(&mut room, 140.0);
    assert_eq!(picture(&room).slide.key, slide, "whoever draws does not go on");
    let strokes = kept(&room).remove(&slide).expect("a drawing");
    assert_eq!((strokes.len(), seen(&room)), (2, 2));
    assert_eq!((strokes[0].color, strokes[0].width), ([0, 77, 153], 4000));
    assert_eq!(strokes[0].points.len(), 2, "a straight line needs no more");
    assert!(strokes[0].points[0][0].abs_diff(100_000) < 2000 && strokes[0].points[0][1].abs_diff(100_000) < 2000);
    room.press(NONE, Key::PageDown);
    assert_eq!(seen(&room), 0);
    room.press(NONE, Key::PageUp);
    assert_eq!(seen(&room), 2);
    room.press(Modifiers::CTRL, Key::Z);
    assert_eq!((seen(&room), kept(&room)[&slide].len()), (1, 1));
    room.press(Modifiers::CTRL, Key::Z);
    assert_eq!((seen(&room), kept(&room).len()), (0, 0));
    room.press(Modifiers::CTRL, Key::Y);
    assert_eq!(seen(&room), 1);
    assert_eq!(room.meeting().annotations.last().expect("a drawing").visibility, Visibility::Shared);
}

#[test]
fn what_was_drawn_last_is_kept_when_the_show_ends_and_is_there_when_it_starts_again() {
    let mut room = presenting();
    room.press(NONE, Key::Num1);
    line(&mut room, 100.0);
    for key in [Key::Escape, Key::Escape, Key::Enter] {
        room.press(NONE, key);
    }
    assert!(room.window().present().seen().is_none());
    room.press(Modifiers::SHIFT, Key::F5);
    room.wait_for_show();
    assert_eq!((seen(&room), kept(&room).len()), (1, 1));
}

#[test]
fn a_digit_takes_a_pen_and_with_enter_it_was_a_slides_number() {
    let mut room = presenting();
    let second = picture(&room).slide.key;
    room.press(NONE, Key::L);
    let laser = room.window().present().held();
    room.press(NONE, Key::Num1);
    assert!(matches!(room.window().present().held(), Some(Held::Pen(_))));
    room.press(NONE, Key::Enter);
    assert_ne!(picture(&room).slide.key, second);
    assert_eq!(room.window().present().held(), laser);
    room.press(NONE, Key::G);
    room.press(NONE, Key::Num2);
    assert_eq!(room.window().present().held(), laser, "a number that was asked for is only that");
    room.press(NONE, Key::Enter);
    assert_eq!(picture(&room).slide.key, second);
}

#[test]
fn esc_puts_away_one_thing_after_the_other_and_then_asks() {
    let mut room = presenting();
    for key in [Key::F, Key::Plus, Key::S] {
        room.press(NONE, key);
    }
    room.press(NONE, Key::Escape);
    assert_eq!(room.window().present().held(), None);
    for _ in 0..2 {
        assert!(!room.sees("Afslut præsentationen?"));
        room.press(NONE, Key::Escape);
    }
    assert!(!room.sees("Afslut præsentationen?"));
    room.press(NONE, Key::Escape);
    assert!(room.sees("Afslut præsentationen?"));
}

/// The middles of what is painted in this colour, one in each window.
fn spots(picture: &RgbaImage, color: [u8; 3]) -> Vec<Pos2> {
    let near = |pixel: &image::Rgba<u8>| pixel.0.iter().zip(color).all(|(one, other)| one.abs_diff(other) < 12);
    let (mut there, mut here) = (Vec::new(), Vec::new());
    for (x, y, _) in picture.enumerate_pixels().filter(|(.., pixel)| near(pixel)) {
        let at = pos2(x as f32 + 0.5, y as f32 + 0.5);
        if AUDIENCE.contains(at) { there.push(at) } else { here.push(at) }
    }
    let middle = |all: Vec<Pos2>| {
        let sum = all.iter().fold(egui::Vec2::ZERO, |sum, at| sum + at.to_vec2());
        (!all.is_empty()).then(|| (sum / all.len() as f32).to_pos2())
    };
    [here, there].into_iter().filter_map(middle).collect()
}

const RED: [u8; 3] = [255, 24, 24];

#[test]
fn what_is_pointed_at_in_one_window_is_pointed_at_in_the_other() {
    let mut room = presenting();
    assert_eq!(spots(&room.paint(), RED), []);
    room.press(NONE, Key::L);
    room.point(on_screen(480.0, 200.0));
    let lit = spots(&room.paint(), RED);
    assert!(lit.len() == 2 && lit[1].distance(on_screen(480.0, 200.0)) < 1.5, "{lit:?}");
    // The presenter's own picture, at the same place of it: from there it is seen by the audience.
    room.point(lit[0]);
    let again = spots(&room.paint(), RED);
    assert!(again.len() == 2 && again[1].distance(lit[1]) < 1.5, "{again:?}");
    room.press(NONE, Key::F);
    assert_eq!(spots(&room.paint(), RED).len(), 1, "a frozen picture stays as it is");
    room.press(NONE, Key::F);
    room.press(NONE, Key::L);
    assert_eq!(spots(&room.paint(), RED), [], "the next is green");
    assert_eq!(spots(&room.paint(), [0, 200, 60]).len(), 2);
}

#[test]
fn a_spotlight_dims_the_rest() {
    let mut room = presenting();
    let at = |picture: &RgbaImage, at: Pos2| picture.get_pixel(at.x as u32, at.y as u32).0[0];
    let (near, far) = (on_screen(860.0, 470.0), on_screen(930.0, 30.0));
    room.point(near);
    let light = room.paint();
    room.press(NONE, Key::S);
    let dim = room.paint();
    assert!(at(&light, far) == 255 && at(&dim, far) < 110, "{}", at(&dim, far));
    assert!(at(&dim, near).abs_diff(at(&light, near)) < 6, "what is pointed at stays as it is");
    room.press(NONE, Key::Escape);
    assert_eq!(at(&room.paint(), far), 255);
}

#[test]
fn zooming_in_and_out_shows_exactly_what_was_there() {
    let mut room = presenting();
    let before = picture(&room).view;
    room.press(NONE, Key::Plus);
    assert!(picture(&room).view.width() < before.width());
    room.press(NONE, Key::Minus);
    assert_eq!(picture(&room).view, before);
    room.point(on_screen(300.0, 300.0));
    room.press(NONE, Key::Z);
    assert_eq!(picture(&room).view, before, "it waits for a region");
    room.drag(&[on_screen(200.0, 200.0), on_screen(400.0, 250.0), on_screen(440.0, 335.0)]);
    let view = picture(&room).view;
    assert!((view.width() - 240.0).abs() < 1.0 && view.contains(pos2(320.0, 267.0)), "{view:?}");
    room.drag(&[AUDIENCE.center(), AUDIENCE.center() - vec2(32.0, 0.0)]);
    assert!((picture(&room).view.left() - view.left() - 24.0).abs() < 0.5, "{:?}", picture(&room).view);
    room.press(NONE, Key::Escape);
    assert_eq!(picture(&room).view, before);
    room.press(NONE, Key::Plus);
    room.press(NONE, Key::PageDown);
    room.press(NONE, Key::PageUp);
    assert_eq!(picture(&room).view, before, "the zoom ends with its slide");
}

#[test]
fn an_eraser_takes_whole_strokes_and_nothing_else() {
    let mut room = presenting();
    room.press(NONE, Key::Num4);
    for y in [100.0, 160.0, 220.0] {
        line(&mut room, y);
    }
    room.press(NONE, Key::Num0);
    room.drag(&[on_screen(200.0, 130.0), on_screen(200.0, 190.0)]);
    assert_eq!(seen(&room), 2);
    room.drag(&[on_screen(200.0, 60.0), on_screen(200.0, 400.0)]);
    assert_eq!((seen(&room), kept(&room).len()), (0, 0));
    for left in 1..=3 {
        room.press(Modifiers::CTRL, Key::Z);
        assert_eq!(seen(&room), left);
    }
}

#[test]
fn drawings_are_hidden_without_being_lost_and_thrown_away_so_that_they_come_back() {
    let mut room = presenting();
    room.press(NONE, Key::Num5);
    line(&mut room, 100.0);
    line(&mut room, 160.0);
    room.press(NONE, Key::Num9);
    assert_eq!((seen(&room), kept(&room).values().map(Vec::len).sum::<usize>()), (0, 2));
    room.press(NONE, Key::Num9);
    assert_eq!(seen(&room), 2);
    room.press(Modifiers::CTRL, Key::Delete);
    assert_eq!((seen(&room), kept(&room).len()), (0, 0));
    room.press(Modifiers::CTRL, Key::Z);
    assert_eq!(seen(&room), 2);
}

#[test]
fn a_frozen_picture_keeps_its_strokes_until_it_thaws() {
    let mut room = presenting();
    room.press(NONE, Key::Num1);
    line(&mut room, 100.0);
    // The presenter's own picture stands where the laser is seen in it.
    room.press(NONE, Key::L);
    room.point(on_screen(480.0, 200.0));
    let own = spots(&room.paint(), RED)[0];
    room.press(NONE, Key::Num1);
    room.press(NONE, Key::F);
    room.drag(&[own, own + vec2(20.0, 0.0)]);
    assert_eq!((seen(&room), kept(&room).values().map(Vec::len).sum::<usize>()), (1, 2));
    room.press(NONE, Key::B);
    room.press(NONE, Key::B);
    assert_eq!(seen(&room), 1);
    room.press(NONE, Key::F);
    assert_eq!(seen(&room), 2);
}

#[test]
fn strokes_are_left_off_a_slide_that_has_other_words_since_and_the_presenter_is_told() {
    let mut room = presenting();
    let shows_text = |room: &Room| matches!(picture(room).slide.key.shows, SlideContent::Lead(_));
    while !shows_text(&room) {
        room.press(NONE, Key::PageDown);
    }
    let number = picture(&room).slide.principle.expect("a principle");
    room.press(NONE, Key::Num1);
    line(&mut room, 100.0);
    room.press(NONE, Key::Num1);
    assert_eq!((seen(&room), kept(&room).len()), (1, 1));
    let mut selected = room.meeting().selected(number).expect("it is chosen").clone();
    let index = room.meeting().selection.iter().position(|one| one.principle.number == number).expect("its place");
    selected.principle.summary.insert_str(0, "Her står noget andet. ");
    selected.principle.body.iter_mut().for_each(|text| text.insert_str(0, "Andre ord. "));
    let edits = vec![bilag::meeting::Edit::Deselect(number), bilag::meeting::Edit::Select { index, selected }];
    room.edit(bilag::meeting::Edit::Batch(edits));
    room.frames(3);
    assert_eq!((seen(&room), kept(&room).len()), (0, 1), "it is kept and not seen");
    assert!(room.sees("vises ikke på denne slide"));
    room.press(Modifiers::CTRL, Key::Z);
    room.frames(3);
    assert_eq!(seen(&room), 1, "where the words come back it does too");
}

#[test]
fn a_private_drawing_is_never_on_the_audiences_picture() {
    let mut room = presenting();
    let slide = picture(&room).slide.key;
    let before = room.paint();
    let surface =
        Surface { medium: Medium::Slide(slide), page: PageNumber(1), width: 960_000, height: 540_000, words: None };
    let stroke = Stroke { points: vec![[100_000, 100_000], [800_000, 400_000]], color: [204, 0, 0], width: 9000 };
    let (id, body) = (AnnotationId("mine".to_owned()), Body::Ink(Drawing { surface, strokes: vec![stroke] }));
    let drawn = Annotation::new(id, body, String::new(), jiff::Timestamp::UNIX_EPOCH, String::new());
    let drawn = Annotation { visibility: Visibility::Private, ..drawn };
    room.edit(bilag::meeting::Edit::AddAnnotation { index: usize::MAX, annotation: Box::new(drawn) });
    assert!(room.meeting().annotation(&AnnotationId("mine".to_owned())).is_some());
    assert_eq!(seen(&room), 0);
    let cut = |picture: &RgbaImage| image::imageops::crop_imm(picture, 8, 548, 320, 130).to_image();
    assert!(cut(&before) == cut(&room.paint()), "not a pixel of it");
}

/// What a presenter does at random.
#[derive(Clone, Copy, Debug)]
enum Act {
    Draw(u8),
    Erase(u8),
    Undo,
    Next,
    Back,
    Freeze,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..12_u8).prop_map(Act::Draw),
        2 => (0..12_u8).prop_map(Act::Erase),
        2 => Just(Act::Undo),
        1 => Just(Act::Next),
        1 => Just(Act::Back),
        1 => Just(Act::Freeze),
    ]
}

/// The strokes of each slide by their height, the last on top.
type Model = HashMap<SlideKey, Vec<u8>>;

fn carry_out(act: Act, room: &mut Room, states: &mut Vec<Model>, frozen: &mut Option<(SlideKey, Vec<u8>)>) {
    let height = |row: u8| 60.0 + 30.0 * f32::from(row);
    let now = states.last().cloned().unwrap_or_default();
    match act {
        // On the frozen picture nobody draws; the presenter has another.
        Act::Draw(_) | Act::Erase(_) if frozen.is_some() => {}
        Act::Draw(row) => {
            room.press(NONE, Key::Num1);
            line(room, height(row));
            room.press(NONE, Key::Num1);
            let mut next = now;
            next.entry(picture(room).slide.key).or_default().push(row);
            states.push(next);
        }
        Act::Erase(row) => {
            room.press(NONE, Key::Num0);
            room.drag(&[on_screen(240.0, height(row) - 4.0), on_screen(240.0, height(row) + 4.0)]);
            room.press(NONE, Key::Num0);
            let slide = picture(room).slide.key;
            let mut next = now;
            while let Some(rows) = next.get_mut(&slide)
                && let Some(place) = rows.iter().rposition(|other| *other == row)
            {
                rows.remove(place);
                next.retain(|_, rows| !rows.is_empty());
                states.push(next.clone());
            }
        }
        Act::Undo => {
            room.press(Modifiers::CTRL, Key::Z);
            if states.len() > 1 {
                states.pop();
            }
        }
        Act::Next => room.press(NONE, Key::PageDown),
        Act::Back => room.press(NONE, Key::PageUp),
        Act::Freeze => {
            room.press(NONE, Key::F);
            let slide = picture(room).slide.key;
            let rows = now.get(&slide).cloned().unwrap_or_default();
            *frozen = if frozen.is_some() { None } else { Some((slide, rows)) };
        }
    }
}

#[test]
fn whatever_is_drawn_erased_and_undone_the_meeting_has_the_strokes_of_each_slide() {
    let config = Config {
        cases: 4,
        rng_seed: RngSeed::Fixed(25_092_015),
        failure_persistence: None,
        max_shrink_iters: 20,
        ..Config::default()
    };
    let tried = TestRunner::new(config).run(&prop::collection::vec(act(), 30..45), |acts| {
        let mut room = presenting();
        let (mut states, mut frozen) = (vec![Model::new()], None);
        for act in acts {
            carry_out(act, &mut room, &mut states, &mut frozen);
            let model = states.last().cloned().unwrap_or_default();
            let row = |stroke: &Stroke| ((stroke.points[0][1] as f32 / 1000.0 - 60.0) / 30.0).round() as u8;
            let found: Model =
                kept(&room).into_iter().map(|(slide, strokes)| (slide, strokes.iter().map(row).collect())).collect();
            prop_assert_eq!(&found, &model, "{:?}", act);
            let (slide, rows) = frozen.clone().unwrap_or_else(|| {
                let slide = picture(&room).slide.key;
                let rows = model.get(&slide).cloned().unwrap_or_default();
                (slide, rows)
            });
            let sketch = picture(&room).sketch;
            let shown: Vec<u8> =
                sketch.iter().flat_map(|sketch| sketch.lines()).map(|line| row(&line.stroke)).collect();
            prop_assert_eq!((picture(&room).slide.key, shown), (slide, rows), "{:?}", act);
        }
        Ok(())
    });
    tried.expect("the meeting is as the model");
}
