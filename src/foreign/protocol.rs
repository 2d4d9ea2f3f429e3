//! What the program and the process that reads pages for it say to each other.
//!
//! Both sides begin with the same greeting, which has the version: they are one program, but an update may have replaced its file
//! while it ran. The question is the PDF and the numbers of pages; the answer is a frame for each of them, in this order:
//! number, state, length, and so many bytes. Numbers are little-endian. Whoever reads an answer believes none of it: lengths are
//! bounded before anything is kept, numbers are finite, text is UTF-8 and glyphs lie within it.

use super::Unread;
use super::page::{Bounds, Glyph, PageContents, Point, Shape, ShapeKind};
use std::io::{self, Read, Write};

/// What each side says first.
const GREETING: &[u8; 12] = b"bilag-pages\x01";
/// The most bytes that are told of one page.
const LONGEST: usize = 16 << 20;
/// The most glyphs that are read from one page.
pub const MOST_GLYPHS: usize = 100_000;
/// The most shapes that are read from one page.
pub const MOST_SHAPES: usize = 50_000;
/// The most bytes of text that are read from one page.
pub const MOST_TEXT: usize = 2 << 20;
/// The largest file that is read, in bytes.
const LARGEST_FILE: u64 = 1 << 30;
/// The most pages that are asked for at once.
const MOST_PAGES: u32 = 1 << 20;

const READ: u8 = 0;
const TOO_MUCH: u8 = 1;
const NO_PAGE: u8 = 2;
const STOPPED: u8 = 3;

/// A page, from 0, and what stands on it.
pub type Reply = (usize, Result<PageContents, Unread>);

/// Asks for pages of a PDF.
pub fn ask(out: &mut impl Write, pdf: &[u8], pages: &[usize]) -> io::Result<()> {
    out.write_all(GREETING)?;
    out.write_all(&(pdf.len() as u64).to_le_bytes())?;
    out.write_all(pdf)?;
    let pages: Vec<u32> = pages.iter().map(|page| u32::try_from(*page).unwrap_or(u32::MAX)).collect();
    out.write_all(&u32::try_from(pages.len()).unwrap_or(u32::MAX).to_le_bytes())?;
    for page in pages {
        out.write_all(&page.to_le_bytes())?;
    }
    out.flush()
}

/// What is asked for: a PDF, and pages of it.
pub fn asked(from: &mut impl Read) -> io::Result<(Vec<u8>, Vec<usize>)> {
    greet(from)?;
    let length = u64::from_le_bytes(bytes(from)?);
    if length > LARGEST_FILE {
        return Err(invalid());
    }
    let mut pdf = Vec::new();
    from.take(length).read_to_end(&mut pdf)?;
    let count = u32::from_le_bytes(bytes(from)?);
    if pdf.len() as u64 != length || count > MOST_PAGES {
        return Err(invalid());
    }
    let mut page = || Ok(u32::from_le_bytes(bytes(from)?) as usize);
    let pages = (0..count).map(|_| page()).collect::<io::Result<Vec<usize>>>()?;
    Ok((pdf, pages))
}

/// Begins the answer.
pub fn begin(out: &mut impl Write) -> io::Result<()> {
    out.write_all(GREETING)
}

/// Answers for one page.
pub fn answer(out: &mut impl Write, page: usize, contents: &Result<PageContents, Unread>) -> io::Result<()> {
    let (state, body) = match contents {
        Ok(contents) => (READ, write(contents)),
        Err(Unread::TooMuch) => (TOO_MUCH, Vec::new()),
        Err(Unread::NoPage) => (NO_PAGE, Vec::new()),
        Err(Unread::Stopped | Unread::Late | Unread::NoReader) => (STOPPED, Vec::new()),
    };
    let (state, body) = if body.len() > LONGEST { (TOO_MUCH, Vec::new()) } else { (state, body) };
    out.write_all(&u32::try_from(page).unwrap_or(u32::MAX).to_le_bytes())?;
    out.write_all(&[state])?;
    out.write_all(&u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes())?;
    out.write_all(&body)?;
    out.flush()
}

/// Reads the greeting of an answer.
pub fn greet(from: &mut impl Read) -> io::Result<()> {
    if bytes::<12>(from)? == *GREETING { Ok(()) } else { Err(invalid()) }
}

/// Reads the answer for one page.
pub fn reply(from: &mut impl Read) -> io::Result<Reply> {
    let page = u32::from_le_bytes(bytes(from)?) as usize;
    let [state] = bytes(from)?;
    let length = u32::from_le_bytes(bytes(from)?) as usize;
    if length > LONGEST {
        return Err(invalid());
    }
    let mut body = Vec::new();
    from.take(length as u64).read_to_end(&mut body)?;
    if body.len() != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let contents = match state {
        READ => Ok(read(&body).ok_or_else(invalid)?),
        TOO_MUCH => Err(Unread::TooMuch),
        NO_PAGE => Err(Unread::NoPage),
        STOPPED => Err(Unread::Stopped),
        _ => return Err(invalid()),
    };
    Ok((page, contents))
}

/// Reads a whole answer, as far as it can be believed.
#[must_use]
pub fn read_replies(mut answer: &[u8]) -> Vec<Reply> {
    if greet(&mut answer).is_err() {
        return Vec::new();
    }
    std::iter::from_fn(|| reply(&mut answer).ok()).collect()
}

fn bytes<const N: usize>(from: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn invalid() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

fn write(page: &PageContents) -> Vec<u8> {
    let PageContents { media_box, crop_box, rotation, text, glyphs, shapes } = page;
    let mut out = Vec::with_capacity(64 + text.len() + glyphs.len() * 28 + shapes.len() * 17);
    let floats = |out: &mut Vec<u8>, numbers: &[f32]| {
        numbers.iter().for_each(|number| out.extend(number.to_le_bytes()));
    };
    let count = |out: &mut Vec<u8>, count: usize| out.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
    floats(&mut out, media_box);
    floats(&mut out, crop_box);
    out.extend(rotation.to_le_bytes());
    count(&mut out, text.len());
    out.extend(text.as_bytes());
    count(&mut out, glyphs.len());
    for Glyph { start, end, origin, advance, up } in glyphs {
        out.extend(start.to_le_bytes());
        out.extend(end.to_le_bytes());
        [origin, advance, up].into_iter().for_each(|point| floats(&mut out, point));
    }
    count(&mut out, shapes.len());
    for Shape { kind, bounds } in shapes {
        out.push(match kind {
            ShapeKind::Fill => 0,
            ShapeKind::Stroke => 1,
            ShapeKind::Picture => 2,
        });
        floats(&mut out, bounds);
    }
    out
}

fn read(mut body: &[u8]) -> Option<PageContents> {
    let from = &mut body;
    let (media_box, crop_box) = (bounds(from)?, bounds(from)?);
    let rotation = u16::from_le_bytes(*take(from)?);
    let length = number(from)? as usize;
    let (text, rest) = from.split_at_checked(length).filter(|_| length <= MOST_TEXT)?;
    *from = rest;
    let text = std::str::from_utf8(text).ok()?.to_owned();
    let count = number(from)? as usize;
    let mut glyphs = Vec::new();
    for _ in 0..Some(count).filter(|count| *count <= MOST_GLYPHS)? {
        let (start, end) = (number(from)?, number(from)?);
        let (origin, advance, up) = (point(from)?, point(from)?, point(from)?);
        text.get(start as usize..end as usize)?;
        glyphs.push(Glyph { start, end, origin, advance, up });
    }
    let count = number(from)? as usize;
    let mut shapes = Vec::new();
    for _ in 0..Some(count).filter(|count| *count <= MOST_SHAPES)? {
        let kind = match take::<1>(from)? {
            [0] => ShapeKind::Fill,
            [1] => ShapeKind::Stroke,
            [2] => ShapeKind::Picture,
            _ => return None,
        };
        shapes.push(Shape { kind, bounds: bounds(from)? });
    }
    from.is_empty().then_some(PageContents { media_box, crop_box, rotation, text, glyphs, shapes })
}

fn take<'a, const N: usize>(from: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (first, rest) = from.split_first_chunk::<N>()?;
    *from = rest;
    Some(first)
}

fn number(from: &mut &[u8]) -> Option<u32> {
    Some(u32::from_le_bytes(*take(from)?))
}

fn float(from: &mut &[u8]) -> Option<f32> {
    Some(f32::from_le_bytes(*take(from)?)).filter(|number| number.is_finite())
}

fn point(from: &mut &[u8]) -> Option<Point> {
    Some([float(from)?, float(from)?])
}

fn bounds(from: &mut &[u8]) -> Option<Bounds> {
    Some([float(from)?, float(from)?, float(from)?, float(from)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> PageContents {
        let glyph = |start, end| Glyph { start, end, origin: [1.5, 2.0], advance: [5.0, 0.0], up: [0.0, 10.0] };
        PageContents {
            media_box: [0.0, 0.0, 595.0, 842.0],
            crop_box: [10.0, 10.0, 500.0, 800.0],
            rotation: 90,
            text: "Må".to_owned(),
            glyphs: vec![glyph(0, 1), glyph(1, 3)],
            shapes: vec![Shape { kind: ShapeKind::Picture, bounds: [0.0, 1.0, 2.0, 3.0] }],
        }
    }

    fn answered() -> Vec<u8> {
        let mut out = Vec::new();
        begin(&mut out).expect("written");
        answer(&mut out, 3, &Ok(page())).expect("written");
        answer(&mut out, 4, &Err(Unread::TooMuch)).expect("written");
        out
    }

    #[test]
    fn what_is_asked_and_answered_arrives() {
        let mut out = Vec::new();
        ask(&mut out, b"%PDF", &[3, 4]).expect("written");
        assert_eq!(asked(&mut out.as_slice()).expect("read"), (b"%PDF".to_vec(), vec![3, 4]));
        assert_eq!(read_replies(&answered()), [(3, Ok(page())), (4, Err(Unread::TooMuch))]);
    }

    #[test]
    fn an_answer_that_is_not_sound_is_not_believed() {
        let whole = answered();
        for cut in 0..whole.len() {
            assert!(read_replies(&whole[..cut]).len() < 2);
        }
        for at in 0..whole.len() {
            let mut other = whole.clone();
            other[at] ^= 0xff;
            for page in read_replies(&other).into_iter().filter_map(|(_, page)| page.ok()) {
                assert!(page.glyphs.iter().all(|glyph| glyph.origin.iter().all(|place| place.is_finite())));
                let _ = page.words();
            }
        }
    }
}
