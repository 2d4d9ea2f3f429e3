//! The grey of a paragraph: how even its spaces are, where its lines end, and what stays together.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::compose::{Origin, compose};
use bilag::meeting::{Meeting, Template};
use bilag::typeset::layout;
use bilag::typeset::page::{Actual, Line};
use bilag::typeset::source::SourceMap;
use std::collections::BTreeMap;
use std::sync::Arc;
use support::{agreement, shared, whole, with_template};

/// A line with its page and how far down it stands there.
type Placed = (usize, i64, Arc<Line>);

/// The lines of each paragraph of the principles' bodies, in their order.
fn paragraphs(meeting: &Meeting) -> Vec<Vec<Arc<Line>>> {
    let layout = layout(&compose(&shared(meeting)));
    let map = SourceMap::of(&layout);
    let mut all: BTreeMap<(u32, usize), Vec<Placed>> = BTreeMap::new();
    for (origin, place) in map.all() {
        if let Origin::Paragraph(principle, paragraph @ 1..) = origin {
            let line = Arc::clone(place.line);
            #[allow(clippy::cast_possible_truncation)]
            all.entry((*principle, *paragraph)).or_default().push((place.page.0, place.at[1] as i64, line));
        }
    }
    let sorted = |mut lines: Vec<Placed>| {
        lines.sort_by_key(|(page, y, _)| (*page, *y));
        lines.into_iter().map(|(.., line)| line).collect()
    };
    all.into_values().map(sorted).collect()
}

/// The spaces of a line, as shares of its size.
fn spaces(line: &Line) -> Vec<f32> {
    let glyphs: Vec<(f32, f32, bool)> =
        line.glyphs().map(|(run, glyph, text)| (glyph.x, run.size, text == " ")).collect();
    glyphs.windows(2).filter(|pair| pair[0].2).map(|pair| (pair[1].0 - pair[0].0) / pair[0].1).collect()
}

fn is_divided(line: &Line) -> bool {
    line.runs.last().is_some_and(|run| run.actual == Some(Actual::SoftHyphen))
}

#[test]
fn spaces_are_even_and_no_hyphen_stands_over_another() {
    for template in [Template::Full, Template::Notes, Template::Summary] {
        let meeting = with_template(whole(&agreement()), template);
        let all = paragraphs(&meeting);
        let full: Vec<&Arc<Line>> = all.iter().flat_map(|lines| &lines[..lines.len().saturating_sub(1)]).collect();
        let Some(measure) = full.iter().map(|line| line.width).reduce(f32::max) else { continue };
        let ragged = all
            .iter()
            .filter(|lines| lines.iter().take(lines.len().saturating_sub(1)).any(|line| line.width < measure - 6.0));
        let ragged = ragged.count();
        let widths: Vec<f32> = full.iter().flat_map(|line| spaces(line)).collect();
        let mean = widths.iter().sum::<f32>() / widths.len() as f32;
        let variance = widths.iter().map(|width| (width - mean).powi(2)).sum::<f32>() / widths.len() as f32;
        let worst = widths.iter().copied().fold(0.0, f32::max);
        let wide = full.iter().filter(|line| spaces(line).iter().any(|space| *space > 0.38)).count();
        let hyphens = full.iter().filter(|line| is_divided(line)).count();
        let ladders =
            all.iter().flat_map(|lines| lines.windows(2)).filter(|two| two.iter().all(|line| is_divided(line)));
        let ladders = ladders.count();
        println!(
            "{template:?}: {} full lines, {} paragraphs ({ragged} ragged), space {mean:.3} em, deviation {:.3}, worst {worst:.3}, {wide} lines over 0.38, {hyphens} hyphens, {ladders} ladders",
            full.len(),
            all.len(),
            variance.sqrt(),
        );
        assert!(variance.sqrt() <= 0.06, "{template:?}");
        assert!(worst <= 0.40, "{template:?}");
        assert_eq!(ladders, 0, "{template:?}");
        assert!(ragged * 8 <= all.len(), "{template:?}");
    }
}
