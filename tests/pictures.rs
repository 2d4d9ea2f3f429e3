//! The sample's pages look as they did when somebody last looked at them.
//!
//! Each template's first two pages, and a slide of each kind, are painted by `hayro` and compared with the pictures in `tests/pictures`. Where a page
//! differs, what it looks like now is written beside its picture as `….new.png`. When the change is wanted:
//!
//! ```sh
//! BILAG_ACCEPT=1 cargo test --test pictures
//! ```

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::meeting::Template;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use std::path::{Path, PathBuf};
use support::{exported, sample};

/// Which pages of a template are compared, from 0. Slides: title, agenda, lead, passage, question, decision.
fn compared(template: Template) -> &'static [usize] {
    match template {
        Template::Slides => &[0, 1, 3, 4, 7, 13],
        _ => &[0, 1],
    }
}

/// Pixels to an inch.
const RESOLUTION: f32 = 50.0;
/// How far a channel may be from the picture's, of 255: machines round differently at the edges of letters.
const NEAR: u8 = 20;
/// How many pixels of a page may be farther away.
const FAR_PIXELS: usize = 12;

/// The pages of a template that are compared, painted.
fn painted(template: Template) -> Vec<(usize, Pixmap)> {
    let pdf = Pdf::new(exported(&sample(template)).bytes).expect("a PDF");
    let scale = RESOLUTION / 72.0;
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let cache = RenderCache::new();
    let paint = |page| render(page, &cache, &InterpreterSettings::default(), &RenderSettings::default(), &size);
    compared(template).iter().filter_map(|index| Some((*index, paint(pdf.pages().get(*index)?)))).collect()
}

fn picture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures").join(name)
}

/// How many pixels of two pictures are not near each other; `None` where they differ in size.
fn far_pixels(one: &Pixmap, other: &Pixmap) -> Option<usize> {
    if (one.width(), one.height()) != (other.width(), other.height()) {
        return None;
    }
    let pixels = one.data_as_u8_slice().chunks(4).zip(other.data_as_u8_slice().chunks(4));
    let far = |(one, other): &(&[u8], &[u8])| one.iter().zip(*other).any(|(one, other)| one.abs_diff(*other) > NEAR);
    Some(pixels.filter(far).count())
}

#[test]
fn the_pages_look_as_they_did() {
    let accept = std::env::var_os("BILAG_ACCEPT").is_some();
    let mut differing = Vec::new();
    for template in Template::ALL {
        for (index, page) in painted(template) {
            let name = format!("{}-{}", template.name(), index + 1);
            let (kept, new) = (picture(&format!("{name}.png")), picture(&format!("{name}.new.png")));
            let before = std::fs::read(&kept).ok();
            let before = before.and_then(|png| Pixmap::from_png(std::io::Cursor::new(png)).ok());
            let far = before.and_then(|before| far_pixels(&before, &page));
            let same = far.is_some_and(|far| far <= FAR_PIXELS);
            // What was written beside it is of an earlier run.
            std::fs::remove_file(&new).ok();
            if !same {
                let png = page.into_png().expect("a picture");
                std::fs::write(if accept { &kept } else { &new }, png).expect("the picture can be written");
                differing.push(format!("{} ({far:?} pixels)", new.display()));
            }
        }
    }
    assert!(
        accept || differing.is_empty(),
        "these pages differ from their pictures:\n{}\nIf they are right: BILAG_ACCEPT=1 cargo test --test pictures",
        differing.join("\n")
    );
}

#[test]
fn a_moved_line_would_be_seen() {
    let pages = painted(Template::Full);
    let [(_, first), (_, second)] = pages.as_slice() else { panic!("two pages") };
    assert!(far_pixels(first, second).is_some_and(|far| far > FAR_PIXELS));
    assert_eq!(far_pixels(first, first), Some(0));
}
