//! Back: what reviewers wrote into a PDF that Bilag made, each comment on the words that it belongs to.
//!
//! Here the objects are read; what they are about is found by [`super::markup`], through the source map that the PDF carries.
//! Nothing in the file is run or followed, and from one file no more is read than a meeting can hold.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::dictionary;
use super::files::LAYOUT;
use super::markup::{ContentsLine, Found, Lines, Reader, by_page};
use super::read::{self, OpenError};
use super::said::{Printing, Record};
use super::sources::{self, StoredLine, StoredSourceMap};
use super::space::surface;
use crate::compose::compose;
use crate::meeting::drawing::{Medium, Surface};
use crate::meeting::{Annotation, Aspect, Meeting, Purpose, Review, SlideKey};
use crate::page_number::PageIndex;
use crate::typeset;
use crate::typeset::page::{Layout, PlacedSlide};
use crate::typeset::source::SourceMap;
use crate::typeset::{SlideNames, slide_names};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, ObjectIdentifier};
use hayro_syntax::page::Page;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Reads what is written in a PDF that Bilag made. `now` is the time of what has none.
pub fn comments(bytes: &[u8], now: Timestamp) -> Result<Review, OpenError> {
    let pdf = read::load(bytes)?;
    let (sent, pages) = Pages::of(&pdf)?;
    let lines = pages.lines();
    let numbers = original_pages(&pdf, lines.len());
    let contents = dictionary::contents(&pdf, &numbers);
    let reader = Reader::new(&lines, pages.slides(), &sent, Printing::of(pages.said()), now);
    let mut reader = reader.with_contents(contents).with_names(dictionary::names(&pdf));
    for (page, &index) in pdf.pages().iter().zip(&numbers) {
        read_page(&mut reader, index, page);
    }
    let Found { comments, not_taken, omitted, is_cut } = reader.finish();
    let complete = sent.handout.annotations.objects() && pdf.pages().len() >= lines.len() && !is_cut;
    Ok(Review { sent, comments, not_taken, omitted, complete, knows_sent: true })
}

/// Where the parts of a meeting stand on the pages of its hand-out.
pub enum Pages {
    /// As the PDF itself says.
    Kept(StoredSourceMap),
    /// As the meeting is laid out now.
    LaidOut(Box<Layout>),
}

impl Pages {
    /// The meeting that a PDF carries, and its pages: a file whose source map was taken out is laid out again.
    pub fn of(pdf: &Pdf) -> Result<(Meeting, Pages), OpenError> {
        let mut sent = read::meeting(pdf)?;
        let kept = read::embedded(pdf, LAYOUT).ok().and_then(|file| sources::read(&file, &sent));
        let mut pages = kept.map_or_else(|| Pages::of_meeting(&sent), Pages::Kept);
        pages.name_slides(&mut sent);
        Ok((sent, pages))
    }

    /// Names the slides that version 2 counted, on the pages and in the meeting. What it counted was what was sent.
    fn name_slides(&mut self, sent: &mut Meeting) {
        let mut shapes: Vec<(Aspect, SlideNames)> = Vec::new();
        let meeting = sent.clone();
        let mut named = |key: &SlideKey, width: f32, height: f32| -> Option<SlideKey> {
            let (counted, aspect) = (key.counted()?, Aspect::of_screen(width, height));
            if !shapes.iter().any(|(known, _)| *known == aspect) {
                shapes.push((aspect, slide_names(&meeting, aspect)));
            }
            shapes.iter().find(|(known, _)| *known == aspect)?.1.get(&counted).cloned()
        };
        if let Pages::Kept(kept) = self {
            for slide in &mut kept.slides {
                if let Some(key) = named(&slide.key, slide.area.width, slide.area.height) {
                    slide.key = key;
                }
            }
        }
        for drawing in sent.annotations.iter_mut().filter_map(Annotation::drawing_mut) {
            let Surface { medium, width, height, .. } = &mut drawing.surface;
            if let Medium::Slide(key) = medium
                && let Some(name) = named(key, *width as f32, *height as f32)
            {
                *key = name;
            }
        }
    }

    /// What Bilag put below the text of annotations, where that is known.
    pub fn said(&self) -> Option<&Record> {
        match self {
            Pages::Kept(kept) => kept.said.as_ref(),
            Pages::LaidOut(_) => None,
        }
    }

    /// The pages of a meeting as they would be now.
    pub fn of_meeting(sent: &Meeting) -> Pages {
        Pages::LaidOut(Box::new(typeset::layout(&compose(&sent.share(Purpose::Handout)))))
    }

    /// The lines by page.
    pub fn lines(&self) -> Lines<'_> {
        match self {
            Pages::Kept(kept) => by_page(kept.lines.iter().map(StoredLine::place)),
            Pages::LaidOut(layout) => by_page(SourceMap::of(layout).all()),
        }
    }

    /// Where the lines of the contents stand, where that is known without the PDF.
    pub fn contents(&self) -> Vec<ContentsLine> {
        let Pages::LaidOut(layout) = self else { return Vec::new() };
        let of_page = |(page, sheet): (usize, &Arc<typeset::page::Page>)| {
            let line = |link: &typeset::page::Link| ContentsLine { page, area: link.area, to: link.page.0, y: link.y };
            sheet.links.iter().map(line).collect::<Vec<_>>()
        };
        layout.pages.iter().enumerate().flat_map(of_page).collect()
    }

    /// Width and height of each page, in points, where that is known without the PDF.
    pub fn sheets(&self) -> Vec<[f32; 2]> {
        match self {
            Pages::Kept(_) => Vec::new(),
            Pages::LaidOut(layout) => layout.pages.iter().map(|page| [page.width, page.height]).collect(),
        }
    }

    /// The slides on them.
    pub fn slides(&self) -> &[PlacedSlide] {
        match self {
            Pages::Kept(kept) => &kept.slides,
            Pages::LaidOut(layout) => &layout.slides,
        }
    }
}

/// Which page, from 0, each was when it was sent: pages that somebody took out, put in or moved are told by the keys that
/// their structure has.
fn original_pages(pdf: &Pdf, count: usize) -> Vec<usize> {
    let key = |page: &Page<'_>| page.raw().get::<i32>("StructParents").and_then(|key| usize::try_from(key).ok());
    let keys: Vec<Option<usize>> = pdf.pages().iter().map(key).collect();
    let known: Vec<usize> = keys.iter().flatten().copied().filter(|key| *key < count).collect();
    let different: BTreeSet<&usize> = known.iter().collect();
    if known.len() < count.min(keys.len()) || different.len() < known.len() {
        return (0..keys.len()).collect();
    }
    keys.into_iter().map(|key| key.unwrap_or(usize::MAX - 1)).collect()
}

fn read_page(reader: &mut Reader<'_, ObjectIdentifier>, index: usize, page: &Page<'_>) {
    let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { return };
    // PDF counts from below, pages here from above; and a page's box may not begin at zero.
    let media = page.media_box();
    #[allow(clippy::cast_possible_truncation)]
    let corner = [media.x0 as f32, media.y1 as f32];
    let sheet = surface(PageIndex(index), media.x1 - media.x0, media.y1 - media.y0);
    dictionary::take_all(reader, annotations.iter::<Dict<'_>>().map(|object| (index, object)), |_| {
        (corner, sheet.clone())
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Annotation, AnnotationDisplay, HandoutOptions, Template};

    #[test]
    fn what_went_out_comes_back_in_every_template() {
        for template in Template::ALL {
            for annotations in [AnnotationDisplay::Both, AnnotationDisplay::Pdf] {
                let mut meeting = Meeting::sample();
                meeting.handout = HandoutOptions { template, annotations, ..meeting.handout };
                let shared = meeting.share(Purpose::Handout);
                let exported = super::super::export(&shared, Timestamp::UNIX_EPOCH).expect("a PDF");
                let review = comments(&exported.bytes, Timestamp::UNIX_EPOCH).expect("a review");
                assert_eq!(review.sent, *shared.meeting());
                assert!(review.comments.iter().all(|comment| comment.anchored));
                let mut back: Vec<Annotation> = review.comments.into_iter().map(|comment| comment.annotation).collect();
                back.sort_by(|left, right| left.id.cmp(&right.id));
                assert_eq!(back, shared.meeting().annotations, "{template:?} {annotations:?}");
            }
        }
    }
}
