//! The hand-out that annotations in a file of their own are on: XFDF and FDF name it, and do not hold it.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use super::comments::Pages;
use super::dictionary;
use super::markup::ContentsLine;
use super::read::{self, OpenError};
use super::recognition::Transform;
use crate::meeting::{Meeting, Visibility};
use hayro_syntax::page::Page;

/// A4, where nothing says otherwise: width and height in points.
pub const SHEET: [f32; 2] = [595.28, 841.89];

/// The pages that annotations are on.
#[derive(Clone, Copy, Debug)]
pub enum Handout<'a> {
    /// Those of a PDF that Bilag made.
    Pdf(&'a [u8]),
    /// Those that the meeting would have now.
    Meeting(&'a Meeting),
}

/// What was sent.
pub struct Sent {
    /// The meeting.
    pub meeting: Meeting,
    /// Where its parts stand on the pages.
    pub pages: Pages,
    /// Width and height of each page, in points.
    pub sheets: Vec<[f32; 2]>,
    /// Where the lines of the contents stand.
    pub contents: Vec<ContentsLine>,
}

impl Sent {
    /// What was sent with a hand-out.
    pub fn of(handout: Handout<'_>) -> Result<Sent, OpenError> {
        match handout {
            Handout::Pdf(bytes) => {
                let pdf = read::load(bytes)?;
                let (meeting, pages) = Pages::of(&pdf)?;
                let boxes = pdf.pages().iter().map(Page::media_box);
                #[allow(clippy::cast_possible_truncation)]
                let sheets = boxes.map(|media| [media.width() as f32, media.height() as f32]).collect();
                let contents = dictionary::contents(&pdf, &|index, _| {
                    let media = pdf.pages().get(index)?.media_box();
                    #[allow(clippy::cast_possible_truncation)]
                    let upright = Transform::upright(media.x0 as f32, media.y1 as f32);
                    Some((index, upright))
                });
                Ok(Sent { meeting, pages, sheets, contents })
            }
            Handout::Meeting(meeting) => {
                let pages = Pages::of_meeting(meeting);
                let (sheets, contents) = (pages.sheets(), pages.contents());
                // The hand-out that they belong to may have shown more than one that was made now.
                let mut meeting = meeting.clone();
                meeting.annotations.retain(|annotation| annotation.visibility == Visibility::Shared);
                Ok(Sent { meeting, pages, sheets, contents })
            }
        }
    }
}
