//! Back: what reviewers wrote into a PDF that Bilag made, each comment on the words that it belongs to.
//!
//! Here the objects are read; what they are about is found by [`super::markup`], through the source map that the PDF carries.
//! Nothing in the file is run or followed, and from one file no more is read than a meeting can hold.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::dictionary::{self, Ground, Place};
use super::files::LAYOUT;
use super::markup::{ContentsLine, Found, Lines, Markup, Reader, Subtype, Unplaced, by_page};
use super::plain;
use super::read::{self, OpenError};
use super::recognition::{Recognition, Sheet, Transform};
use super::said::{Printing, Record};
use super::sent::{self, SentPage};
use super::sources::{self, StoredLine, StoredSourceMap};
use super::space::surface;
use crate::compose::compose;
use crate::foreign::PageReader;
use crate::meeting::drawing::{Medium, Surface};
use crate::meeting::{
    Annotation, Aspect, ChangedPage, Comment, Meeting, PageChange, PageIndex, Purpose, Review, SlideKey, Template,
    Visibility,
};
use crate::typeset;
use crate::typeset::page::{Layout, PlacedSlide};
use crate::typeset::source::SourceMap;
use crate::typeset::{Design, SlideNames, slide_names};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier};
use hayro_syntax::page::Page;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many pages without comments are looked at for what was changed on them.
const MOST_LOOKED_AT: usize = 400;

/// What is needed to read a copy besides its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Import<'a> {
    /// The time of what has none.
    pub now: Timestamp,
    /// The meeting that the copy is read for: a file that has lost what was sent is compared with it.
    pub meeting: Option<&'a Meeting>,
    /// Who reads what stands on pages that are not as they were sent.
    pub reader: &'a PageReader,
}

/// Reads what is written in a PDF that Bilag made, in this process: for a file that is trusted. `now` is the time of what has none.
pub fn comments(bytes: &[u8], now: Timestamp) -> Result<Review, OpenError> {
    comments_with(bytes, &Import { now, meeting: None, reader: &PageReader::Here })
}

/// Reads what is written in a PDF that Bilag made.
pub fn comments_with(bytes: &[u8], import: &Import<'_>) -> Result<Review, OpenError> {
    let pdf = read::load(bytes)?;
    let (Copy { sent, pages }, looked) = match (Pages::of(&pdf), import.meeting) {
        (Ok((sent, Pages::LaidOut(_))), _) => at_hand(&pdf, bytes, &sent, import),
        (Err(OpenError::NoMeeting | OpenError::Meeting(_)), Some(meeting)) => at_hand(&pdf, bytes, meeting, import),
        (copy, _) => {
            let (sent, pages) = copy?;
            let copy = Copy { sent, pages };
            let looked = look(&pdf, bytes, &copy, import);
            (copy, looked)
        }
    };
    let Looked { sent_pages, hints, written, plain, sheets } = looked;
    let lines = pages.lines();
    // Where nothing is recognised that has to be said, also if nobody wrote on it.
    let is_strange = plain.is_empty() && sheets.iter().all(|(_, sheet)| sheet.pages().next().is_none());
    let mut changed_pages = Vec::new();
    for (index, sheet) in &sheets {
        let changes = sheet.changes(&sent_pages, is_strange || written.contains(index));
        changed_pages.extend(changes.into_iter().map(|why| ChangedPage { page: PageIndex(*index).into(), why }));
    }
    let reader = Reader::new(&lines, pages.slides(), &sent, Printing::of(pages.said()), import.now);
    let contents = dictionary::contents(&pdf, &|index, point| {
        let (_, sheet) = sheets.iter().find(|(own, _)| *own == index)?;
        let spot = sheet.at(point, &sent_pages)?;
        Some((spot.page, spot.transform))
    });
    let mut reader = reader.with_contents(contents).with_names(dictionary::names(&pdf));
    for (index, sheet) in &sheets {
        if let Some(page) = pdf.pages().get(*index) {
            read_page(&mut reader, *index, page, sheet, &sent_pages);
        }
    }
    let Found { comments, not_taken, omitted, is_cut } = reader.finish();
    let own = |comment: &Comment| sent.annotation(&comment.annotation.id).is_some();
    if sent.handout.annotations.objects() && !sent.annotations.is_empty() && !comments.iter().any(own) {
        let flattened = pdf.pages().iter().enumerate().filter(|(_, page)| plain::shows_forms(page));
        let told = |(index, _)| ChangedPage { page: PageIndex(index).into(), why: PageChange::Flattened };
        changed_pages.extend(flattened.map(told));
    }
    changed_pages.sort_by_key(|changed| changed.page);
    // What stood on a page that is gone, or was drawn into it, was not deleted.
    let mut there: BTreeSet<usize> = sheets.iter().flat_map(|(_, sheet)| sheet.pages()).collect();
    there.extend(plain.iter().filter_map(|index| hints.get(*index)));
    let is_whole = (0..sent_pages.len()).all(|page| there.contains(&page)) && changed_pages.is_empty() && !is_cut;
    let complete = sent.handout.annotations.objects() && is_whole;
    Ok(Review { sent, comments, not_taken, omitted, complete, knows_sent: true, changed_pages })
}

/// What was sent, and its pages.
struct Copy {
    sent: Meeting,
    pages: Pages,
}

/// What was seen of the pages of a file.
struct Looked {
    sent_pages: Vec<SentPage>,
    /// For each page which it should be.
    hints: Vec<usize>,
    /// The pages with comments.
    written: Vec<usize>,
    /// The pages without that are as Bilag writes them.
    plain: Vec<usize>,
    /// What the others are.
    sheets: Vec<(usize, Sheet)>,
}

fn look(pdf: &Pdf, bytes: &[u8], Copy { sent, pages }: &Copy, import: &Import<'_>) -> Looked {
    let sent_pages = pages.sent_pages(sent);
    let hints = original_pages(pdf, sent_pages.len());
    let (written, others): (Vec<usize>, Vec<usize>) =
        (0..pdf.pages().len()).partition(|index| pdf.pages().get(*index).is_some_and(has_markup));
    let recognition = Recognition::new(&sent_pages);
    // Of the pages without comments those that look as Bilag writes them are not read.
    let (plain, strange): (Vec<usize>, Vec<usize>) = others.into_iter().partition(|index| {
        let sent = hints.get(*index).and_then(|hint| sent_pages.get(*hint));
        recognition.is_untouched(pdf, *index)
            || pdf.pages().get(*index).zip(sent).is_some_and(|(page, sent)| plain::is_plain(page, sent))
    });
    let wanted: Vec<usize> = written.iter().copied().chain(strange.into_iter().take(MOST_LOOKED_AT)).collect();
    let sheets = recognition.sheets(pdf, bytes, &wanted, &hints, import.reader);
    drop(recognition);
    Looked { sent_pages, hints, written, plain, sheets }
}

/// What is seen of a file that has lost what was sent, compared with the meeting that it is read for: with its hand-out as it
/// would be now, or of the template that it has most pages of.
fn at_hand(pdf: &Pdf, bytes: &[u8], meeting: &Meeting, import: &Import<'_>) -> (Copy, Looked) {
    let own = meeting.handout.template;
    let look_at = |(template, design): (Template, Design)| {
        let mut other = meeting.clone();
        other.handout.template = template;
        let pages = Pages::of_design(&other, design);
        // It may have shown more than one that was made now.
        let mut sent = meeting.clone();
        sent.annotations.retain(|annotation| annotation.visibility == Visibility::Shared);
        let copy = Copy { sent, pages };
        let looked = look(pdf, bytes, &copy, import);
        (copy, looked)
    };
    let known = |looked: &Looked| looked.sheets.iter().filter(|(_, sheet)| sheet.pages().next().is_some()).count();
    let mut best = look_at((own, Design::Present));
    let others = Template::ALL.into_iter().filter(|template| *template != own);
    let designs = others.flat_map(|template| [Design::Present, Design::First].map(|design| (template, design)));
    for other in std::iter::once((own, Design::First)).chain(designs) {
        if known(&best.1) * 2 >= best.1.sheets.len() || import.reader == &PageReader::Nobody {
            break;
        }
        let other = look_at(other);
        if known(&other.1) > known(&best.1) {
            best = other;
        }
    }
    best
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
        Pages::of_design(sent, Design::Present)
    }

    /// The pages of a meeting in a design that they may have had.
    fn of_design(sent: &Meeting, design: Design) -> Pages {
        Pages::LaidOut(Box::new(typeset::layout_as(&compose(&sent.share(Purpose::Handout)), design)))
    }

    /// The pages as they were when they were sent.
    fn sent_pages(&self, sent: &Meeting) -> Vec<SentPage> {
        match self {
            Pages::Kept(kept) if kept.pages.is_empty() => {
                // Pages of the present design tell what stands on them.
                let pages = typeset::layout_as(&compose(&sent.share(Purpose::Handout)), Design::First);
                sent::agreeing(&kept.lines, &pages)
            }
            Pages::Kept(kept) => sent::restore(&kept.lines, kept.pages.clone()),
            Pages::LaidOut(layout) => sent::of_layout(layout),
        }
    }

    /// The lines by page.
    pub fn lines(&self) -> Lines<'_> {
        match self {
            Pages::Kept(kept) => by_page(kept.lines.iter().map(StoredLine::place)),
            Pages::LaidOut(layout) => by_page(SourceMap::of(layout).all()),
        }
    }

    /// Width and height of each page, in points, where that is known without the PDF.
    pub fn sheets(&self) -> Vec<[f32; 2]> {
        match self {
            Pages::Kept(_) => Vec::new(),
            Pages::LaidOut(layout) => layout.pages.iter().map(|page| [page.width, page.height]).collect(),
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

/// Whether somebody may have written on a page.
fn has_markup(page: &Page<'_>) -> bool {
    let annotations = page.raw().get::<Array<'_>>("Annots");
    annotations.is_some_and(|annotations| annotations.iter::<Dict<'_>>().any(|object| subtype(&object).is_some()))
}

fn subtype(object: &Dict<'_>) -> Option<Subtype> {
    Subtype::named(object.get::<Name<'_>>("Subtype")?.as_str())
}

fn read_page(
    reader: &mut Reader<'_, ObjectIdentifier>,
    index: usize,
    page: &Page<'_>,
    sheet: &Sheet,
    sent: &[SentPage],
) {
    let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { return };
    let media = page.media_box();
    let ground = SheetGround {
        sheet,
        sent,
        index,
        #[allow(clippy::cast_possible_truncation)]
        corner: Transform::upright(media.x0 as f32, media.y1 as f32),
        size: [media.x1 - media.x0, media.y1 - media.y0],
        is_elsewhere: sheet.other_meeting(sent).is_some(),
    };
    dictionary::take_all(reader, annotations.iter::<Dict<'_>>().map(|object| (index, object)), &ground);
}

/// A page of a copy, as it was recognised.
struct SheetGround<'a> {
    sheet: &'a Sheet,
    sent: &'a [SentPage],
    index: usize,
    /// Where no page is recognised, places are counted from the corner of this one.
    corner: Transform,
    size: [f64; 2],
    is_elsewhere: bool,
}

impl Ground for SheetGround<'_> {
    fn place(&self, _: usize, object: &Dict<'_>, subtype: Subtype) -> Place {
        let Some(spot) = self.sheet.at(dictionary::middle(object, subtype), self.sent) else {
            let surface = surface(PageIndex(self.index), self.size[0], self.size[1]);
            return Place { page: self.index, transform: self.corner, surface };
        };
        let size = self.sent.get(spot.page).and_then(|page| page.size);
        let [width, height] = size.map_or(self.size, |size| size.map(f64::from));
        let surface = surface(PageIndex(spot.page), width, height);
        Place { page: spot.page, transform: spot.transform, surface }
    }

    fn unplaced(&self, _: usize, object: &Dict<'_>, markup: &Markup<ObjectIdentifier>) -> Option<(usize, Unplaced)> {
        let spot = self.sheet.at(dictionary::middle(object, markup.subtype), self.sent);
        let page = spot.as_ref().and_then(|spot| self.sent.get(spot.page));
        if spot.zip(page).is_some_and(|(spot, page)| self.sheet.agrees(&spot, &markup.areas, page)) {
            return None;
        }
        let words = self.sheet.words_beneath(&dictionary::bounds(object, markup.subtype));
        Some((self.index, Unplaced { words, elsewhere: self.is_elsewhere }))
    }
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
