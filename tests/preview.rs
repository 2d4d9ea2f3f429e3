//! The page in the window is the page in the PDF.
//!
//! A page painted in a window is compared with the same page of the exported PDF, painted by `hayro`. They may differ in
//! how edges are softened, and in nothing else. So a pixel is compared together with its eight neighbours: its colours lie
//! between theirs, or all of them are as dark taken together; and so is the page as a whole.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::app::page::{InkLayers, PagePainter, Scale};
use bilag::compose::compose;
use bilag::locale::Language;
use bilag::meeting::PageIndex;
use bilag::meeting::drawing::{Drawing, Medium, Stroke, Surface};
use bilag::meeting::{
    Annotation, AnnotationDisplay, AnnotationId, Body, Meeting, PageNumber, Target, Template, Visibility,
};
use bilag::typeset::layout;
use bilag::typeset::page::{Layout, Mark, Page};
use egui::{LayerId, Pos2};
use egui_kittest::Harness;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::RgbaImage;
use proptest::prelude::*;
use std::path::Path;
use std::sync::Arc;
use support::soft::SoftRenderer;
use support::{exported, sample, shared, with_template};

/// Pixels to a point: a page at 150 % on a screen of double density, about.
const SCALE: f32 = 2.5;
/// How far a channel may be off, of 255, both by itself and as the mean of its pixel and the neighbours.
const FARTHEST: u32 = 72;
/// How far a page's channels may be out of the range of the other's neighbourhood on average.
const MEAN: f64 = 0.25;
/// How much a page may be darker than the other, as an average over its channels.
const DARKER: f64 = 0.25;

/// How far two pictures are from each other.
#[derive(Clone, Copy, Debug)]
struct Difference {
    /// How far the worst channel is out of the range of the other's neighbourhood, or, where that is less, how far their
    /// means are from each other.
    farthest: u32,
    /// Where that is.
    at: (u32, u32),
    /// How far all channels are out of the range of the other's neighbourhood, on average.
    mean: f64,
    /// By how much one is darker, on average.
    darker: f64,
}

impl Difference {
    fn of(one: &RgbaImage, other: &RgbaImage) -> Difference {
        let (width, height) = (one.width().min(other.width()), one.height().min(other.height()));
        assert!(one.width().abs_diff(other.width()) <= 1 && one.height().abs_diff(other.height()) <= 1);
        let mut found = Difference { farthest: 0, at: (0, 0), mean: 0.0, darker: 0.0 };
        let (mut out, mut balance) = (0_u64, 0_i64);
        for y in 0..height {
            for x in 0..width {
                let (here, there) = (one.get_pixel(x, y), other.get_pixel(x, y));
                if here == there {
                    continue;
                }
                for channel in 0..3 {
                    balance += i64::from(here[channel]) - i64::from(there[channel]);
                    let range = out_of_range(one, other, x, y, channel).max(out_of_range(other, one, x, y, channel));
                    let far = mean(one, x, y, channel).abs_diff(mean(other, x, y, channel)).min(range);
                    out += u64::from(range);
                    if far > found.farthest {
                        (found.farthest, found.at) = (far, (x, y));
                    }
                }
            }
        }
        let channels = f64::from(width * height * 3);
        found.mean = out as f64 / channels;
        found.darker = balance.unsigned_abs() as f64 / channels;
        found
    }

    fn is_softening(&self) -> bool {
        self.farthest <= FARTHEST && self.mean <= MEAN && self.darker <= DARKER
    }
}

/// A channel of a pixel and its neighbours. Outside the picture is white.
fn around(picture: &RgbaImage, x: u32, y: u32, channel: usize) -> impl Iterator<Item = u8> {
    let beside = move |(dx, dy): (u32, u32)| {
        let pixel = picture.get_pixel_checked((x + dx).wrapping_sub(1), (y + dy).wrapping_sub(1));
        pixel.map_or(u8::MAX, |pixel| pixel[channel])
    };
    (0..9).map(|place| (place % 3, place / 3)).map(beside)
}

fn mean(picture: &RgbaImage, x: u32, y: u32, channel: usize) -> u32 {
    around(picture, x, y, channel).map(u32::from).sum::<u32>() / 9
}

/// How far a channel of a pixel is from all that stands in the other picture around it.
fn out_of_range(one: &RgbaImage, other: &RgbaImage, x: u32, y: u32, channel: usize) -> u32 {
    let value = one.get_pixel(x, y)[channel];
    let least = around(other, x, y, channel).min().unwrap_or(value);
    let most = around(other, x, y, channel).max().unwrap_or(value);
    least.saturating_sub(value).max(value.saturating_sub(most)).into()
}

/// A page as the window shows it.
fn in_window(page: &Arc<Page>, scale: f32) -> RgbaImage {
    with_ink(page, PageIndex(0), &InkLayers::none(), scale)
}

/// A page as the window shows it with what is drawn on it.
fn with_ink(page: &Arc<Page>, index: PageIndex, layers: &InkLayers, scale: f32) -> RgbaImage {
    let mut painter = PagePainter::new();
    painter.lay_ink(layers);
    let size = egui::vec2(page.width * scale, page.height * scale).round();
    let mut harness = Harness::builder().with_size(size).renderer(SoftRenderer::default()).build_ui(|ui| {
        let over = ui.ctx().layer_painter(LayerId::background());
        painter.paint(&over, page, Pos2::ZERO, Scale(scale));
        painter.paint_ink(&over, index, page, Pos2::ZERO, Scale(scale));
    });
    harness.render().expect("a picture")
}

/// The pages of a PDF.
fn of_pdf(bytes: Vec<u8>, scale: f32) -> Vec<RgbaImage> {
    let pdf = Pdf::new(bytes).expect("a PDF");
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let cache = RenderCache::new();
    let picture = |page| {
        let page = render(page, &cache, &InterpreterSettings::default(), &RenderSettings::default(), &size);
        let (width, height) = (page.width().into(), page.height().into());
        RgbaImage::from_raw(width, height, page.data_as_u8_slice().to_vec()).expect("a picture")
    };
    pdf.pages().iter().map(picture).collect()
}

/// Compares each page of a meeting's hand-out. What differs by more than softening is written into the target folder.
fn compare(meeting: &Meeting, name: &str) {
    let printed = of_pdf(exported(meeting).bytes, SCALE);
    let layout = layout(&compose(&shared(meeting)));
    let layers = InkLayers::of(&shared(meeting), &layout, &InkLayers::none());
    let Layout { pages, .. } = layout;
    assert_eq!(pages.len(), printed.len());
    for (index, (page, printed)) in pages.iter().zip(&printed).enumerate() {
        let shown = with_ink(page, PageIndex(index), &layers, SCALE);
        let difference = Difference::of(&shown, printed);
        if std::env::var_os("BILAG_MEASURE").is_some() {
            println!("{name} {}: {difference:?}", index + 1);
        }
        if !difference.is_softening() && std::env::var_os("BILAG_MEASURE").is_none() {
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
            let file = |kind: &str| folder.join(format!("{name}-{}-{kind}.png", index + 1));
            shown.save(file("window")).expect("a picture");
            printed.save(file("pdf")).expect("a picture");
            panic!("page {} is another in the window: {difference:?}; see {}", index + 1, file("window").display());
        }
    }
}

fn in_language(mut meeting: Meeting, language: Language) -> Meeting {
    meeting.handout.language = Some(language);
    meeting
}

#[test]
fn the_sample_looks_in_the_window_as_in_the_pdf() {
    for template in Template::ALL {
        for language in [Language::Danish, Language::English] {
            compare(&in_language(sample(template), language), &format!("{}-{}", template.name(), language.tag()));
        }
    }
}

/// The sample with a drawing about its second principle, drawn on a page of its hand-out.
fn drawn(page: usize) -> Meeting {
    let wave = |at: i32| [120_000 + at * 1_500, 300_000 + at % 40 * (40 - at % 40) * 100];
    let stroke = |points: Vec<[i32; 2]>, color, width| Stroke { points, color, width };
    let strokes = vec![
        stroke((0..200).map(wave).collect(), [200, 30, 30], 2_500),
        stroke(
            vec![[100_000, 500_000], [200_000, 420_000], [300_000, 500_000], [100_000, 460_000]],
            [0, 90, 160],
            9_000,
        ),
        stroke(vec![[330_000, 430_000]], [20, 120, 40], 12_000),
        stroke(vec![[350_000, 420_000], [420_000, 425_000]], [0, 0, 0], 600),
    ];
    let surface =
        Surface { medium: Medium::Handout, page: PageNumber(page), width: 595_276, height: 841_890, words: None };
    let mut meeting = sample(Template::Full);
    meeting.selection.truncate(2);
    let principle = meeting.selection[1].principle.number;
    let body = Body::Ink(Drawing { surface, strokes });
    let id = AnnotationId("drawn".to_owned());
    let ink = Annotation::new(id, body, "Borgmester".to_owned(), support::now(), String::new());
    let ink = Annotation { target: Target::to_principle(principle), note: 90, ..ink };
    meeting.annotations.push(ink);
    meeting
}

#[test]
fn what_is_drawn_on_a_page_looks_in_the_window_as_in_the_pdf() {
    for (page, name) in [(2, "drawn"), (40, "moved")] {
        let mut meeting = drawn(page);
        compare(&meeting, name);
        let layers = |meeting: &Meeting| {
            InkLayers::of(&shared(meeting), &layout(&compose(&shared(meeting))), &InkLayers::none())
        };
        assert!(layers(&meeting).page(PageIndex(1)).is_some(), "it is on the page of its principle");
        for change in [
            (|meeting| meeting.annotations.last_mut().expect("it").visibility = Visibility::Private)
                as fn(&mut Meeting),
            |meeting| meeting.handout.annotations = AnnotationDisplay::Printed,
        ] {
            let mut without = meeting.clone();
            change(&mut without);
            assert!((0..9).all(|page| layers(&without).page(PageIndex(page)).is_none()), "the PDF has it not");
        }
        meeting.annotations.pop();
        assert!(layers(&meeting).page(PageIndex(1)).is_none());
    }
}

#[test]
fn what_is_drawn_on_a_slide_looks_in_the_window_as_in_the_pdf() {
    for template in [Template::Slides, Template::SlidesNotes] {
        let mut meeting = with_template(drawn(1), template);
        let slides = layout(&compose(&shared(&meeting))).slides;
        let principle = meeting.annotations.last().expect("the drawing").target.principle();
        let slide = slides.iter().find(|slide| slide.key.principle(&meeting) == principle).expect("its slide");
        let surface = Surface {
            medium: Medium::Slide(slide.key.clone()),
            page: PageNumber(7),
            width: 960_000,
            height: 540_000,
            words: None,
        };
        let ink = meeting.annotations.last_mut().expect("the drawing");
        let Body::Ink(drawing) = &mut ink.body else { panic!("strokes") };
        drawing.surface = surface;
        compare(&meeting, &format!("drawn-{}", template.name()));
        let layers = InkLayers::of(&shared(&meeting), &layout(&compose(&shared(&meeting))), &InkLayers::none());
        assert!(layers.page(slide.page).is_some(), "it is on its slide");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 0, ..support::tries(4) })]

    #[test]
    fn any_meeting_looks_in_the_window_as_in_the_pdf(mut meeting in support::meetings::meeting()) {
        meeting.selection.truncate(2);
        compare(&meeting, "any");
    }
}

/// How far the sample's first page is from the same with a change.
fn changed(change: impl FnOnce(&mut Page)) -> Difference {
    let mut pages = layout(&compose(&shared(&Meeting::sample()))).pages;
    let before = in_window(&pages[0], SCALE);
    change(Arc::get_mut(&mut pages[0]).expect("a page of our own"));
    Difference::of(&in_window(&pages[0], SCALE), &before)
}

#[test]
fn a_page_is_like_itself() {
    let difference = changed(|_| {});
    assert!(difference.farthest == 0 && difference.is_softening());
}

#[test]
fn a_word_moved_by_a_point_would_be_noticed() {
    for [right, down] in [[1.0, 0.0], [0.0, 1.0]] {
        let difference = changed(|page| {
            let label = page.marks.iter_mut().find_map(|mark| match mark {
                Mark::Line { line, x, y, .. } if &*line.text == "Deltagere" => Some((x, y)),
                _ => None,
            });
            let (x, y) = label.expect("a word");
            (*x, *y) = (*x + right, *y + down);
        });
        assert!(!difference.is_softening(), "{difference:?}");
    }
}

// The tints of a page are small; a little off they would pass for softening.
#[test]
fn a_tint_that_is_clearly_off_would_be_noticed() {
    let difference = changed(|page| {
        let fills = page.marks.iter_mut().filter_map(|mark| match mark {
            Mark::Fill { area, color } if area.width > 30.0 && area.height > 5.0 => Some(color),
            _ => None,
        });
        fills.for_each(|color| color[0] = color[0].saturating_sub(96));
    });
    assert!(!difference.is_softening(), "{difference:?}");
}

#[test]
fn a_missing_rule_would_be_noticed() {
    let difference = changed(|page| {
        let rule = page.marks.iter().position(|mark| matches!(mark, Mark::Fill { area, .. } if area.width < 3.0));
        page.marks.remove(rule.expect("a rule beside a box"));
    });
    assert!(!difference.is_softening(), "{difference:?}");
}
