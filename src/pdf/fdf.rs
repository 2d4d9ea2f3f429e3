//! Comments in FDF (ISO 32000-1, 12.7.7): a PDF's annotation dictionaries in a file of their own, as Acrobat exports them.
//!
//! FDF has the objects of a PDF and no pages. It is read as one whose pages are empty.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::dictionary::{self, Ground, Place};
use super::handout::{Handout, SHEET, Sent};
use super::markup::{Found, MOST, Markup, Reader, Subtype, Unplaced};
use super::read::{self, OpenError};
use super::recognition::Transform;
use super::said::Printing;
use super::space::surface;
use super::string;
use crate::meeting::Review;
use crate::page_number::PageIndex;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Object, ObjectIdentifier, String as PdfString};
use jiff::Timestamp;
use thiserror::Error;

/// How far into a file FDF may begin, in bytes.
const HEADER_WITHIN: usize = 1024;

/// What makes FDF a PDF without pages. Its numbers are higher than those that programs give.
const PAGES: &[u8] = b"\n8388606 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n8388607 0 obj\n<</Type/Catalog/Pages 8388606 0 R>>\nendobj\n\
    trailer\n<</Root 8388607 0 R/Size 8388608>>\nstartxref\n0\n%%EOF\n";

/// Why bytes are no annotations in FDF.
#[derive(Debug, Error)]
pub enum FdfError {
    /// They are no FDF, or too damaged.
    #[error("not FDF")]
    Unreadable,
    /// FDF with the fields of a form, and no comments.
    #[error("FDF without comments")]
    NoComments,
    /// The hand-out that they belong to is not there, so that nobody knows which words they are on.
    #[error("no hand-out {0:?}")]
    NoHandout(String),
    /// The hand-out cannot be read.
    #[error(transparent)]
    Handout(#[from] OpenError),
}

/// Whether bytes are meant as FDF.
#[must_use]
pub fn is_fdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEADER_WITHIN).unwrap_or(bytes);
    head.windows(5).any(|window| window == b"%FDF-")
}

/// The name of the PDF that annotations belong to, without any folder; empty where they do not say.
pub fn handout_name(bytes: &[u8]) -> Result<String, FdfError> {
    let file = load(bytes)?;
    let fdf = dictionary_of(&file)?;
    let string =
        |dict: &Dict<'_>, key: &str| dict.get::<PdfString<'_>>(key).map(|name| string::decode(name.as_bytes()));
    let named = |key: &str| string(&fdf, key).or_else(|| fdf.get::<Dict<'_>>(key).and_then(|file| string(&file, "F")));
    let name = named("UF").or_else(|| named("F")).unwrap_or_default();
    Ok(name.rsplit(['/', '\\', ':']).next().unwrap_or_default().to_owned())
}

/// Reads annotations on the pages of a hand-out. `now` is the time of what has none.
pub fn read(bytes: &[u8], handout: Handout<'_>, now: Timestamp) -> Result<Review, FdfError> {
    let file = load(bytes)?;
    let fdf = dictionary_of(&file)?;
    let annotations = fdf.get::<Array<'_>>("Annots").ok_or(FdfError::NoComments)?;
    let Sent { meeting: sent, pages, sheets, contents } = Sent::of(handout)?;
    let lines = pages.lines();
    let reader = Reader::new(&lines, pages.slides(), &sent, Printing::any(pages.said()), now);
    let reader = reader.with_contents(contents);
    let names = annotations.iter::<Dict<'_>>().filter_map(|object| object.get::<PdfString<'_>>("NM"));
    let mut reader = reader.with_names(names.map(|name| string::decode(name.as_bytes())));
    // Whoever exports comments exports them all, or a choice: what is not there need not have been deleted.
    let objects = annotations.iter::<Dict<'_>>().map(|object| (page_of(&object), object));
    dictionary::take_all(&mut reader, objects, &Sheets(&sheets));
    let Found { comments, not_taken, omitted, .. } = reader.finish();
    Ok(Review { sent, comments, not_taken, omitted, knows_sent: true, ..Review::default() })
}

/// Pages that are known by their size alone: what is said of a place there is believed.
struct Sheets<'a>(&'a [[f32; 2]]);

impl Ground for Sheets<'_> {
    fn place(&self, page: usize, _: &Dict<'_>, _: Subtype) -> Place {
        let [width, height] = self.0.get(page).copied().unwrap_or(SHEET);
        let surface = surface(PageIndex(page), width.into(), height.into());
        Place { page, transform: Transform::upright(0.0, height), surface }
    }

    fn unplaced(&self, _: usize, _: &Dict<'_>, _: &Markup<ObjectIdentifier>) -> Option<(usize, Unplaced)> {
        None
    }
}

/// The page of an annotation, from 0.
fn page_of(object: &Dict<'_>) -> usize {
    object.get::<i32>("Page").and_then(|page| usize::try_from(page).ok()).map_or(MOST, |page| page.min(MOST))
}

fn load(bytes: &[u8]) -> Result<Pdf, FdfError> {
    let whole = [bytes, PAGES].concat();
    read::load(&whole).map_err(|_| FdfError::Unreadable)
}

/// The FDF dictionary in the file's catalog.
fn dictionary_of(file: &Pdf) -> Result<Dict<'_>, FdfError> {
    let found = file.objects().into_iter().find_map(|object| match object {
        Object::Dict(dict) => dict.get::<Dict<'_>>("FDF"),
        _ => None,
    });
    found.ok_or(FdfError::Unreadable)
}
