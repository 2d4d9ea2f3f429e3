//! The mouse over a slide, in whichever window, and what the hand holds there.
//!
//! Places are those of the slide, so that what is pointed at in the presenter's picture is pointed at on the screen. While the
//! audience's picture is frozen nothing of this is painted on it.

use super::picture::{self, Picture};
use super::sketch::{self, Nib};
use super::stage::Stage;
use super::tools::{self, Held, Light, Pointer, StrokeEdit};
use crate::app::input::pen::{self, Ink};
use crate::meeting::SlideKey;
use egui::{Color32, CursorIcon, Event, Id, Mesh, Painter, PointerButton, Pos2, Rect, Sense, Shape, Stroke, Ui, vec2};

/// The radius of a spot of light, as a share of the slide's height.
const SPOT: f32 = 0.011;
/// The radius of what stays light around the pointer.
const LIT: f32 = 0.17;
/// How much the rest is dimmed, of 255.
const DIM: u8 = 175;
/// How much one notch of a wheel brings closer.
const WHEEL: f32 = 1.0 / 300.0;

/// Takes what the mouse does over a slide that was painted at `place`.
pub fn over(ui: &mut Ui, stage: &mut Stage, picture: &Picture, place: Rect) {
    let id = ui.scope_id().with("hand").with(&picture.slide.key);
    if stage.tools().takes_clicks() {
        ui.interact(place, id, Sense::click_and_drag());
    }
    let here = ui.rect_contains_pointer(place);
    let owner = Id::unique("hand-holder");
    let mut held_here = ui.data(|data| data.get_temp::<Id>(owner)) == Some(id);
    let at = |pos: Pos2| picture::on_page(picture, place, pos);
    let slide = &picture.slide.key;
    for event in ui.input(|input| input.events.clone()) {
        match event {
            Event::PointerMoved(pos) if held_here => stage.drag_to(at(pos), picture),
            Event::PointerButton { pos, button: PointerButton::Primary, pressed: true, .. }
                if here && place.contains(pos) && stage.tools().takes_clicks() =>
            {
                held_here = true;
                stage.press_on(slide, at(pos));
            }
            Event::PointerButton { button: PointerButton::Primary, pressed: false, .. } | Event::PointerGone
                if held_here =>
            {
                held_here = false;
                stage.release_on(picture, picture.view.width() / place.width());
            }
            _ => {}
        }
    }
    ui.data_mut(|data| {
        if held_here {
            data.insert_temp(owner, id);
        } else if data.get_temp::<Id>(owner) == Some(id) {
            data.remove::<Id>(owner);
        }
    });
    hover(ui, stage, slide, id, ui.input(|input| input.pointer.latest_pos()).filter(|_| here).map(at));
    if here {
        wheel(ui, stage, picture, place);
        cursor(ui, stage);
    }
}

/// Where the mouse is, told to both windows.
fn hover(ui: &Ui, stage: &mut Stage, slide: &SlideKey, id: Id, at: Option<Pos2>) {
    let over = Id::unique("hand-over");
    let watches = ui.data(|data| data.get_temp::<Id>(over)) == Some(id);
    match at {
        Some(at) => {
            ui.data_mut(|data| data.insert_temp(over, id));
            stage.point(Some(Pointer { slide: slide.clone(), at }));
        }
        None if watches => {
            ui.data_mut(|data| data.remove::<Id>(over));
            stage.point(None);
        }
        None => {}
    }
}

/// A wheel or two fingers bring the slide closer while the zoom is at hand.
fn wheel(ui: &Ui, stage: &mut Stage, picture: &Picture, place: Rect) {
    if stage.tools().held() != Some(Held::Zoom) && stage.tools().view().is_none() {
        return;
    }
    let (scrolled, pinched, pos) =
        ui.input(|input| (input.smooth_scroll_delta.y, input.zoom_delta(), input.pointer.latest_pos()));
    let times = (scrolled * WHEEL).exp() * pinched;
    if let Some(pos) = pos.filter(|_| (times - 1.0).abs() > 1e-4) {
        stage.closer(picture, picture::on_page(picture, place, pos), times);
    }
}

fn cursor(ui: &Ui, stage: &Stage) {
    let icon = match stage.tools().held() {
        Some(Held::Zoom) if stage.tools().view().is_some() => CursorIcon::Grab,
        Some(Held::Zoom) => CursorIcon::ZoomIn,
        Some(_) => CursorIcon::None,
        None => return,
    };
    ui.set_cursor_icon(icon);
}

/// Paints what is being drawn on a slide and what the hand holds over it. Frames that only help the presenter are left out where
/// that is not one's own window.
pub fn paint(ui: &Ui, stage: &Stage, picture: &Picture, place: Rect, own: bool) {
    let painter = ui.painter_at(place);
    let slide = &picture.slide.key;
    if !stage.tools().hides_drawings() {
        under_way(&painter, stage, picture, place);
    }
    let pointed = stage.tools().pointer().filter(|pointer| pointer.slide == *slide);
    let (Some(held), Some(pointed)) = (stage.tools().held(), pointed) else { return };
    let at = picture::on_screen(picture, place, pointed.at);
    let scale = picture::scale(picture, place);
    match held {
        Held::Laser(light) => spot(&painter, at, place.height() * SPOT, light),
        Held::Spotlight => {
            let dim = Color32::from_black_alpha(DIM);
            painter.add(Shape::mesh(sketch::dimmed(place, at, place.height() * LIT, dim)));
        }
        Held::Zoom if own => aim(&painter, stage, picture, place, pointed.at),
        Held::Zoom => {}
        Held::Pen(_) | Held::Eraser => {
            let radius = tools::reach(held).unwrap_or_default() * scale;
            nib(&painter, at, radius.max(3.0), tools::ink(held));
        }
    }
}

/// Strokes that the meeting does not have yet.
fn under_way(painter: &Painter, stage: &Stage, picture: &Picture, place: Rect) {
    let slide = &picture.slide.key;
    let pixels = painter.pixels_per_point();
    let mut mesh = Mesh::default();
    let mut draw = |stroke: &crate::meeting::drawing::Stroke, points: &mut dyn Iterator<Item = Pos2>| {
        let on_screen = points.map(|at| picture::on_screen(picture, place, at));
        let width = stroke.width as f32 / 1000.0 * picture::scale(picture, place);
        Nib { width, color: pen::color(stroke), pixels, soft: true }.draw(on_screen, &mut mesh);
    };
    for drawn in stage.tools().pending() {
        if let StrokeEdit::Stroke(on, stroke) = drawn
            && on == slide
        {
            let at = |[x, y]: &[i32; 2]| Pos2::new(*x as f32 / 1000.0, *y as f32 / 1000.0);
            draw(stroke, &mut stroke.points.iter().map(at));
        }
    }
    if let (Some(Held::Pen(pen)), Some(drag)) = (stage.tools().held(), stage.tools().drag())
        && drag.slide == *slide
    {
        let size = vec2(picture.page.width, picture.page.height);
        let stroke = pen.stroke(drag.path.get(..1).unwrap_or_default(), size, 1.0);
        draw(&stroke, &mut drag.path.iter().copied());
    }
    painter.add(Shape::mesh(mesh));
}

/// A spot of light with a white and a dark ring, so that it is seen on any ground.
fn spot(painter: &Painter, at: Pos2, radius: f32, light: Light) {
    let color = match light {
        Light::Red => Color32::from_rgb(255, 24, 24),
        Light::Green => Color32::from_rgb(0, 200, 60),
    };
    painter.circle_filled(at, radius * 2.2, color.gamma_multiply(0.25));
    painter.circle_filled(at, radius * 1.45, Color32::from_black_alpha(150));
    painter.circle_filled(at, radius * 1.25, Color32::WHITE);
    painter.circle_filled(at, radius, color);
}

/// The end of a pen, or the reach of the eraser.
fn nib(painter: &Painter, at: Pos2, radius: f32, ink: Option<Ink>) {
    if let Some(ink) = ink {
        let [red, green, blue] = ink.rgb();
        painter.circle_filled(at, radius, Color32::from_rgba_unmultiplied(red, green, blue, 150));
    }
    painter.circle_stroke(at, radius + 1.5, Stroke::new(1.5, Color32::WHITE));
    painter.circle_stroke(at, radius + 2.5, Stroke::new(1.0, Color32::from_black_alpha(170)));
}

/// The frame of what would be seen closer.
fn aim(painter: &Painter, stage: &Stage, picture: &Picture, place: Rect, at: Pos2) {
    if stage.tools().view().is_some() {
        return;
    }
    let region = match stage.tools().drag().map(|drag| drag.path.as_slice()) {
        Some([first, .., last]) => super::zoom::dragged(*first, *last, &picture.page),
        _ => super::zoom::closer(super::zoom::whole(&picture.page), &picture.page, at, 2.0),
    };
    let Some(region) = region else { return };
    let on_screen = |at: Pos2| picture::on_screen(picture, place, at);
    let frame = Rect::from_min_max(on_screen(region.min), on_screen(region.max));
    let corners = [frame.left_top(), frame.right_top(), frame.right_bottom(), frame.left_bottom(), frame.left_top()];
    painter.add(Shape::line(corners.to_vec(), Stroke::new(2.5, Color32::WHITE)));
    painter.extend(Shape::dashed_line(&corners, Stroke::new(2.5, Color32::from_gray(30)), 8.0, 6.0));
}
