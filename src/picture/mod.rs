//! Pictures: PNG, JPEG and SVG as they were given, and their pixels for who paints them.
//!
//! The bytes stay as they are. In JSON a picture is only named, by their SHA-256 hash; they stand in an attachment beside it,
//! and until they are supplied from there, or where they are missing, there is nothing to be seen. Pixels are made once, of
//! at most [`LONGEST`] to a side: more than print can show at the size of a logo. Reading is bounded in size and memory.

mod effort;

use crate::storage::{Attachment, Sha256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::imageops::FilterType;
use image::{ImageReader, Limits, RgbaImage};
use resvg::{tiny_skia, usvg};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::io::Cursor;
use std::sync::{Arc, OnceLock};
use thiserror::Error;

/// The largest file that is taken, in bytes.
pub const LARGEST: usize = 4 << 20;
/// The most pixels to a side that are kept.
pub const LONGEST: u32 = 1600;
/// The most pixels to a side that are read.
const LONGEST_READ: u32 = 20_000;
/// The most pixels of all that are read: what the largest cameras make, and no more, for a small file may claim any size.
pub const MOST_READ: u64 = 64 << 20;
/// The most memory that reading may take, in bytes.
const MEMORY: u64 = 512 << 20;

/// Why bytes are no picture.
#[derive(Debug, Error)]
pub enum PictureError {
    /// There are too many of them.
    #[error("larger than {} MB", LARGEST >> 20)]
    TooLarge,
    /// They make more pixels than a picture for print can have.
    #[error("more than {} million pixels", MOST_READ >> 20)]
    TooManyPixels,
    /// Drawing it would take too long.
    #[error("too intricate")]
    TooIntricate,
    /// They are none of the kinds that are read, or are damaged.
    #[error("not a picture")]
    Unreadable,
    /// Nothing can be seen on it.
    #[error("wholly transparent")]
    Empty,
}

/// A picture. Copies share what they hold; those that are of the same bytes are equal.
#[derive(Clone)]
pub struct Picture(Arc<Inner>);

struct Inner {
    sha256: Sha256,
    bytes: OnceLock<Arc<[u8]>>,
    pixels: OnceLock<Option<Pixels>>,
}

/// A picture's pixels, row by row from the top: red, green, blue and how opaque, not multiplied.
pub struct Pixels {
    /// How many in a row.
    pub width: u32,
    /// How many rows.
    pub height: u32,
    /// Four bytes each.
    pub rgba: Vec<u8>,
}

impl Picture {
    /// A picture of these bytes.
    pub fn read(bytes: Vec<u8>) -> Result<Picture, PictureError> {
        if bytes.len() > LARGEST {
            return Err(PictureError::TooLarge);
        }
        let pixels = decode(&bytes)?;
        if pixels.rgba.chunks_exact(4).all(|pixel| pixel.ends_with(&[0])) {
            return Err(PictureError::Empty);
        }
        let picture = Picture::of(bytes);
        let _ = picture.0.pixels.set(Some(pixels));
        Ok(picture)
    }

    /// A picture of bytes that were taken for one before.
    #[must_use]
    pub fn of(bytes: Vec<u8>) -> Picture {
        let picture = Picture::named(Sha256::of(&bytes));
        let _ = picture.0.bytes.set(bytes.into());
        picture
    }

    /// The picture whose bytes have this hash, which are to be supplied.
    #[must_use]
    pub fn named(sha256: Sha256) -> Picture {
        Picture(Arc::new(Inner { sha256, bytes: OnceLock::new(), pixels: OnceLock::new() }))
    }

    /// The hash of its bytes, by which it is named.
    #[must_use]
    pub fn sha256(&self) -> Sha256 {
        self.0.sha256
    }

    /// Supplies its bytes, also to all its copies; whether they are the ones that it is named after.
    #[must_use]
    pub fn supply(&self, bytes: &Arc<[u8]>) -> bool {
        let is_it = Sha256::of(bytes) == self.0.sha256;
        if is_it {
            // Where they were supplied before, they were the same.
            let _ = self.0.bytes.set(Arc::clone(bytes));
        }
        is_it
    }

    /// The file that it came from; `None` where its bytes are missing.
    #[must_use]
    pub fn bytes(&self) -> Option<&Arc<[u8]>> {
        self.0.bytes.get()
    }

    /// Its bytes as an attachment; `None` where they are missing.
    #[must_use]
    pub fn attachment(&self) -> Option<Attachment> {
        Some(Attachment::named(self.0.sha256, Arc::clone(self.bytes()?)))
    }

    /// Its pixels; `None` where its bytes are missing, or came out of a file and are no picture.
    #[must_use]
    pub fn pixels(&self) -> Option<&Pixels> {
        let bytes = self.bytes()?;
        self.0.pixels.get_or_init(|| decode(bytes).ok()).as_ref()
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Picture({})", self.0.sha256)
    }
}

impl PartialEq for Picture {
    fn eq(&self, other: &Picture) -> bool {
        self.0.sha256 == other.0.sha256
    }
}

impl Eq for Picture {}

impl std::hash::Hash for Picture {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.sha256.hash(state);
    }
}

impl Serialize for Picture {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.sha256.serialize(serializer)
    }
}

/// A picture is named by its hash. Until version 3 of the format its bytes stood there, in base 64, and had more digits.
impl<'de> Deserialize<'de> for Picture {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Picture, D::Error> {
        let text = String::deserialize(deserializer)?;
        if let Ok(sha256) = text.parse() {
            return Ok(Picture::named(sha256));
        }
        Ok(Picture::of(STANDARD.decode(text.trim()).map_err(serde::de::Error::custom)?))
    }
}

fn decode(bytes: &[u8]) -> Result<Pixels, PictureError> {
    if bytes.len() > LARGEST {
        return Err(PictureError::TooLarge);
    }
    let text = bytes.trim_ascii_start();
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    if text.starts_with(b"<") { vector(text) } else { raster(bytes) }
}

fn raster(bytes: &[u8]) -> Result<Pixels, PictureError> {
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| PictureError::Unreadable);
    let (width, height) = reader()?.into_dimensions().map_err(|_| PictureError::Unreadable)?;
    if u64::from(width) * u64::from(height) > MOST_READ {
        return Err(PictureError::TooManyPixels);
    }
    let mut reader = reader()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_READ);
    limits.max_image_height = Some(LONGEST_READ);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut image = reader.decode().map_err(|_| PictureError::Unreadable)?;
    if image.width().max(image.height()) > 4 * LONGEST {
        // Quickly near it, and carefully from there.
        image = image.thumbnail(2 * LONGEST, 2 * LONGEST);
    }
    if image.width().max(image.height()) > LONGEST {
        image = image.resize(LONGEST, LONGEST, FilterType::Lanczos3);
    }
    let image: RgbaImage = image.into_rgba8();
    let (width, height) = image.dimensions();
    Ok(Pixels { width, height, rgba: image.into_raw() })
}

/// A drawing as pixels. Nothing outside the file is looked at, and text that is not drawn as outlines is left out.
fn vector(bytes: &[u8]) -> Result<Pixels, PictureError> {
    let text = std::str::from_utf8(bytes).map_err(|_| PictureError::Unreadable)?;
    if effort::effort(text).ok_or(PictureError::Unreadable)? > effort::MOST {
        return Err(PictureError::TooIntricate);
    }
    let tree = usvg::Tree::from_data(bytes, &usvg::Options::default()).map_err(|_| PictureError::Unreadable)?;
    let size = tree.size();
    let scale = LONGEST as f32 / size.width().max(size.height());
    let whole = |length: f32| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let pixels = (length * scale).ceil().clamp(1.0, LONGEST as f32) as u32;
        pixels
    };
    let (width, height) = (whole(size.width()), whole(size.height()));
    let mut pixmap = tiny_skia::Pixmap::new(width, height).ok_or(PictureError::Unreadable)?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let rgba = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let color = pixel.demultiply();
            [color.red(), color.green(), color.blue(), color.alpha()]
        })
        .collect();
    Ok(Pixels { width, height, rgba })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="20" height="20" fill="#004d99"/></svg>"##;

    #[test]
    fn a_drawing_becomes_pixels_of_its_shape() {
        let picture = Picture::read(SVG.as_bytes().to_vec()).expect("a picture");
        let pixels = picture.pixels().expect("pixels");
        assert_eq!((pixels.width, pixels.height), (1600, 800));
        assert_eq!(pixels.rgba.get(..4), Some(&[0x00, 0x4d, 0x99, 0xff][..]));
        assert_eq!(pixels.rgba.last(), Some(&0));
    }

    #[test]
    fn png_and_jpeg_are_read_and_made_small_enough() {
        let image = image::DynamicImage::ImageRgb8(image::RgbImage::from_pixel(3200, 100, image::Rgb([200, 0, 0])));
        for format in [image::ImageFormat::Png, image::ImageFormat::Jpeg] {
            let mut bytes = Cursor::new(Vec::new());
            image.write_to(&mut bytes, format).expect("written");
            let picture = Picture::read(bytes.into_inner()).expect("a picture");
            let pixels = picture.pixels().expect("pixels");
            assert_eq!((pixels.width, pixels.height), (1600, 50));
        }
    }

    #[test]
    fn a_picture_is_named_in_json_and_comes_back_when_its_bytes_do() {
        let picture = Picture::read(SVG.as_bytes().to_vec()).expect("a picture");
        let json = serde_json::to_string(&picture).expect("JSON");
        assert_eq!(json, format!("\"{}\"", Sha256::of(SVG.as_bytes())));
        let again: Picture = serde_json::from_str(&json).expect("a picture");
        let copy = again.clone();
        assert_eq!(again, picture);
        assert!(again.pixels().is_none() && again.attachment().is_none());
        assert!(!again.supply(&Arc::from(&b"something else"[..])) && again.pixels().is_none());
        assert!(again.supply(picture.bytes().expect("bytes")) && copy.pixels().is_some());
    }

    #[test]
    fn a_picture_that_stands_in_json_itself_is_read() {
        let json = format!("\"{}\"", STANDARD.encode(SVG));
        let picture: Picture = serde_json::from_str(&json).expect("a picture");
        assert_eq!(picture, Picture::read(SVG.as_bytes().to_vec()).expect("a picture"));
        assert!(picture.pixels().is_some());
        assert!(serde_json::from_str::<Picture>("\"æ\"").is_err());
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        for bytes in
            [&b""[..], b"<svg", b"\x89PNG\r\n\x1a\nxxxx", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>"]
        {
            assert!(Picture::read(bytes.to_vec()).is_err(), "{}", String::from_utf8_lossy(bytes));
        }
        assert!(matches!(Picture::read(vec![0; LARGEST + 1]), Err(PictureError::TooLarge)));
    }
}
