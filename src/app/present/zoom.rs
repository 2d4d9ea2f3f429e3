//! Which part of a slide is seen: all of it, or a region as large as the screen allows.
//!
//! A view has the slide's shape and lies within it. One that is as large as the slide is no view at all, so that whoever goes
//! back sees exactly what was there before.

use crate::typeset::page::{Area, Mark, Page};
use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// How many times larger than whole a slide is shown at the most.
const MOST: f32 = 10.0;
/// What stays around a region that is zoomed into, as a share of it.
const AROUND: f32 = 0.05;
/// Areas behind words are wider than this, in points; rules beside them are not.
const RULE: f32 = 6.0;

/// A slide as a whole.
#[must_use]
pub fn whole(page: &Page) -> Rect {
    Rect::from_min_size(Pos2::ZERO, vec2(page.width, page.height))
}

/// The view so many times closer, in which `at` stays where it is; `None` for the whole.
#[must_use]
pub fn closer(view: Rect, page: &Page, at: Pos2, times: f32) -> Option<Rect> {
    let size = (view.size() / times).max(whole(page).size() / MOST);
    let share = (at - view.min) / view.size();
    within(Rect::from_min_size(at - share * size, size), page)
}

/// The smallest view with a region in it, and something around it; `None` where that is the whole.
#[must_use]
pub fn around(region: Rect, page: &Page) -> Option<Rect> {
    let wanted = region.size() * (1.0 + 2.0 * AROUND);
    let share = (wanted.x / page.width).max(wanted.y / page.height).max(1.0 / MOST);
    let size = vec2(page.width, page.height) * share;
    within(Rect::from_center_size(region.center(), size), page)
}

/// The view that was dragged: exactly the region, in the page's shape.
#[must_use]
pub fn dragged(from: Pos2, to: Pos2, page: &Page) -> Option<Rect> {
    let region = Rect::from_two_pos(from, to);
    let share = (region.width() / page.width).max(region.height() / page.height).max(1.0 / MOST);
    within(Rect::from_center_size(region.center(), vec2(page.width, page.height) * share), page)
}

/// The view moved, as far as the page goes.
#[must_use]
pub fn moved(view: Rect, page: &Page, by: Vec2) -> Option<Rect> {
    within(view.translate(by), page)
}

/// A view moved into the page; `None` where it is as large as that.
fn within(view: Rect, page: &Page) -> Option<Rect> {
    let room = vec2(page.width, page.height) - view.size();
    if room.x < 0.5 || room.y < 0.5 {
        return None;
    }
    let corner = view.min.to_vec2().clamp(Vec2::ZERO, room);
    Some(Rect::from_min_size(corner.to_pos2(), view.size()))
}

/// The marked passages of a slide, from the top: what has one colour behind it, over lines that follow one another.
#[must_use]
pub fn passages(page: &Page) -> Vec<Rect> {
    let mut passages: Vec<(Rect, [u8; 3])> = Vec::new();
    for mark in &page.marks {
        let Mark::Fill { area, color } = mark else { continue };
        if area.width <= RULE || area.height <= RULE {
            continue;
        }
        let area = rect(area);
        match passages.last_mut() {
            Some((passage, other)) if other == color && follows(*passage, area) => *passage = passage.union(area),
            _ => passages.push((area, *color)),
        }
    }
    passages.into_iter().map(|(passage, _)| passage).collect()
}

/// Whether an area goes on with a passage: on its last line, or the next.
fn follows(passage: Rect, area: Rect) -> bool {
    area.top() - passage.bottom() < area.height() && area.bottom() + 1.0 >= passage.bottom()
}

fn rect(area: &Area) -> Rect {
    Rect::from_min_size(pos2(area.x, area.y), vec2(area.width, area.height))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(marks: Vec<Mark>) -> Page {
        Page { width: 960.0, height: 540.0, marks, links: Vec::new() }
    }

    fn fill(x: f32, y: f32, width: f32, height: f32, color: [u8; 3]) -> Mark {
        Mark::Fill { area: Area { x, y, width, height }, color }
    }

    #[test]
    fn a_view_stays_within_the_page_and_keeps_its_shape() {
        let page = page(Vec::new());
        let mut view = whole(&page);
        for (at, times) in [((0.0, 0.0), 2.0), ((900.0, 500.0), 3.0), ((480.0, 270.0), 50.0), ((0.0, 540.0), 0.7)] {
            view = closer(view, &page, at.into(), times).expect("a view");
            assert!(whole(&page).contains_rect(view), "{view:?}");
            assert!((view.aspect_ratio() - 16.0 / 9.0).abs() < 1e-3, "{view:?}");
        }
        let aside = moved(view, &page, vec2(-5000.0, 5000.0)).expect("a view");
        assert!(aside.left_bottom().distance(pos2(0.0, 540.0)) < 0.01 && (aside.size() - view.size()).length() < 0.01);
    }

    #[test]
    fn what_is_pointed_at_stays_where_it_is() {
        let page = page(Vec::new());
        let at = pos2(300.0, 200.0);
        let view = closer(whole(&page), &page, at, 2.0).expect("a view");
        assert!(((at - view.min) / view.size() - at.to_vec2() / vec2(960.0, 540.0)).length() < 1e-4);
    }

    #[test]
    fn going_back_far_enough_is_the_whole_slide() {
        let page = page(Vec::new());
        let view = closer(whole(&page), &page, pos2(100.0, 100.0), 3.0).expect("a view");
        assert_eq!(closer(view, &page, pos2(100.0, 100.0), 0.2), None);
        assert_eq!(closer(closer(view, &page, view.min, 2.0).expect("a view"), &page, view.max, 1.0 / 6.0), None);
    }

    #[test]
    fn a_region_is_seen_whole() {
        let page = page(Vec::new());
        for region in [[700.0, 400.0, 950.0, 530.0], [0.0, 0.0, 30.0, 200.0], [10.0, 10.0, 11.0, 11.0]] {
            let region = Rect::from_min_max(pos2(region[0], region[1]), pos2(region[2], region[3]));
            assert!(around(region, &page).expect("a view").contains_rect(region));
            assert!(dragged(region.min, region.max, &page).expect("a view").expand(0.01).contains_rect(region));
        }
        assert_eq!(around(whole(&page), &page), None);
    }

    #[test]
    fn passages_are_what_is_marked_over_its_lines() {
        let (yellow, blue) = ([255, 232, 156], [197, 227, 247]);
        let page = page(vec![
            fill(60.0, 100.0, 4.0, 200.0, [0, 77, 153]),
            fill(200.0, 100.0, 500.0, 30.0, yellow),
            fill(60.0, 140.0, 300.0, 30.0, yellow),
            fill(360.0, 140.0, 100.0, 30.0, blue),
            fill(60.0, 300.0, 300.0, 30.0, blue),
        ]);
        let tops: Vec<(f32, f32)> = passages(&page).iter().map(|passage| (passage.top(), passage.bottom())).collect();
        assert_eq!(tops, [(100.0, 170.0), (140.0, 170.0), (300.0, 330.0)]);
    }
}
