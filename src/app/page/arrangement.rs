//! Where the pages stand in the view, one below the other or two side by side.
//!
//! Distances are in points of the window from the upper left corner of everything. What is between pages does not grow
//! with the zoom.

use super::scale::Scale;
use crate::page_number::PageIndex;
use crate::typeset::Page;
use egui::{Pos2, Rect, Vec2, pos2, vec2};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The smallest and the largest factor.
pub const FACTORS: [f32; 2] = [0.1, 8.0];
/// Between pages, and around all of them.
pub const GAP: f32 = 18.0;

/// How large pages are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Zoom {
    /// As wide as the view.
    #[default]
    FitWidth,
    /// So that a whole page is seen.
    FitPage,
    /// So many times the natural size.
    Factor(f32),
}

/// A place on a page, in points of paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnPage {
    /// The page.
    pub page: PageIndex,
    /// From its upper left corner.
    pub at: Pos2,
}

/// The places of all pages.
#[derive(Debug)]
pub struct Arrangement {
    /// How large pages are.
    pub scale: Scale,
    /// The size of everything.
    pub size: Vec2,
    pages: Vec<Rect>,
}

impl Arrangement {
    /// Arranges pages in a view of the size `view`.
    pub fn of(pages: &[Arc<Page>], zoom: Zoom, two_up: bool, view: Vec2) -> Arrangement {
        let beside = if two_up { 2 } else { 1 };
        let mut paper = Vec2::ZERO;
        for spread in pages.chunks(beside) {
            let width = spread.iter().map(|page| page.width).sum();
            paper = paper.max(vec2(width, spread.iter().fold(0.0, |height, page| page.height.max(height))));
        }
        let room = view - vec2(GAP * (beside as f32 + 1.0), GAP * 2.0);
        let wide = room.x / paper.x.max(1.0);
        let scale = match zoom {
            Zoom::FitWidth => Scale(wide),
            Zoom::FitPage => Scale(wide.min(room.y / paper.y.max(1.0))),
            Zoom::Factor(factor) => Scale::of_factor(factor),
        };
        let [smallest, largest] = FACTORS.map(|factor| Scale::of_factor(factor).0);
        let scale = scale.0.clamp(smallest, largest);
        let width = (paper.x * scale + GAP * (beside as f32 + 1.0)).max(view.x);
        let (mut places, mut y) = (Vec::with_capacity(pages.len()), GAP);
        for spread in pages.chunks(beside) {
            let inner = spread.iter().map(|page| page.width * scale + GAP).sum::<f32>() - GAP;
            // The last page stays at the left where another would stand beside it.
            let inner = if spread.len() < beside { paper.x * scale + GAP } else { inner };
            let (mut x, mut height) = ((width - inner) / 2.0, 0.0_f32);
            for page in spread {
                let size = vec2(page.width, page.height) * scale;
                places.push(Rect::from_min_size(pos2(x, y), size));
                x += size.x + GAP;
                height = height.max(size.y);
            }
            y += height + GAP;
        }
        Arrangement { scale: Scale(scale), size: vec2(width, y), pages: places }
    }

    /// How many times the natural size pages are.
    pub fn factor(&self) -> f32 {
        self.scale.factor()
    }

    /// Where a page is.
    pub fn page(&self, page: PageIndex) -> Option<Rect> {
        page.of(&self.pages).copied()
    }

    /// The pages of which something is within `view`.
    pub fn visible(&self, view: Rect) -> impl Iterator<Item = PageIndex> + use<> {
        let first = self.pages.partition_point(|page| page.bottom() < view.top());
        let end = self.pages.partition_point(|page| page.top() <= view.bottom());
        (first..end.max(first)).map(PageIndex)
    }

    /// The page nearest to a place, and where on it or beside it that is.
    pub fn nearest(&self, at: Pos2) -> Option<OnPage> {
        let below =
            self.pages.partition_point(|page| page.bottom() + GAP / 2.0 < at.y).min(self.pages.len().max(1) - 1);
        let row = self.pages.get(below)?.top();
        let beside = PageIndex::count(&self.pages).skip(below).take_while(|(_, page)| page.top() <= row);
        let (page, area) = beside.min_by(|(_, one), (_, other)| {
            let far = |page: &Rect| (at.x - at.x.clamp(page.left(), page.right())).abs();
            far(one).total_cmp(&far(other))
        })?;
        Some(OnPage { page, at: ((at - area.min) / self.scale.0).to_pos2() })
    }

    /// Where a place on a page is.
    pub fn position(&self, place: OnPage) -> Option<Pos2> {
        Some(self.page(place.page)?.min + place.at.to_vec2() * self.scale.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: Vec2 = vec2(1000.0, 700.0);

    fn pages(count: usize) -> Vec<Arc<Page>> {
        let page = Arc::new(Page { width: 595.0, height: 842.0, marks: Vec::new(), links: Vec::new() });
        vec![page; count]
    }

    #[test]
    fn a_page_is_as_wide_or_as_high_as_there_is_room() {
        let wide = Arrangement::of(&pages(3), Zoom::FitWidth, false, VIEW);
        assert!((wide.page(PageIndex(0)).expect("a page").width() - (1000.0 - 2.0 * GAP)).abs() < 0.1);
        let whole = Arrangement::of(&pages(3), Zoom::FitPage, false, VIEW);
        assert!((whole.page(PageIndex(0)).expect("a page").height() - (700.0 - 2.0 * GAP)).abs() < 0.1);
        let two = Arrangement::of(&pages(3), Zoom::FitWidth, true, VIEW);
        assert!((two.page(PageIndex(1)).expect("a page").right() - (1000.0 - GAP)).abs() < 0.1);
        assert!((two.page(PageIndex(2)).expect("a page").left() - GAP).abs() < 0.1);
    }

    #[test]
    fn only_pages_within_the_view_are_visible() {
        let all = Arrangement::of(&pages(800), Zoom::Factor(1.0), false, VIEW);
        let height = 842.0 * Scale::of_factor(1.0).0 + GAP;
        let view = Rect::from_min_size(pos2(0.0, height * 400.0 + 100.0), VIEW);
        assert_eq!(all.visible(view).collect::<Vec<_>>(), [PageIndex(400)]);
        assert_eq!(all.visible(Rect::from_min_size(pos2(0.0, all.size.y + 50.0), VIEW)).next(), None);
        assert!(Arrangement::of(&[], Zoom::FitPage, true, VIEW).visible(view).next().is_none());
    }

    #[test]
    fn a_place_is_found_again_at_another_zoom() {
        for two_up in [false, true] {
            let pages = pages(9);
            let before = Arrangement::of(&pages, Zoom::Factor(0.5), two_up, VIEW);
            let place = OnPage { page: PageIndex(5), at: pos2(100.0, 300.0) };
            let at = before.position(place).expect("a page");
            let found = before.nearest(at).expect("a page");
            assert_eq!(found.page, PageIndex(5));
            assert!((found.at - place.at).length() < 0.01);
        }
    }
}
