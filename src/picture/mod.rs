//! Pictures: PNG, JPEG and SVG as they were given, and their pixels for who paints them.
//!
//! The bytes stay as they are and go into the meeting's file. Pixels are made once, of at most [`LONGEST`] to a side: more
//! than print can show at the size of a logo. Reading is bounded in size and memory.

mod effort;

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

/// A picture. Copies share what they hold.
#[derive(Clone)]
pub struct Picture(Arc<Inner>);

struct Inner {
    bytes: Vec<u8>,
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
        Ok(Picture(Arc::new(Inner { bytes, pixels: OnceLock::from(Some(pixels)) })))
    }

    /// The file that it came from.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0.bytes
    }

    /// Its pixels; `None` where the bytes came out of a file and are no picture.
    #[must_use]
    pub fn pixels(&self) -> Option<&Pixels> {
        self.0.pixels.get_or_init(|| decode(&self.0.bytes).ok()).as_ref()
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Picture({} bytes)", self.0.bytes.len())
    }
}

impl PartialEq for Picture {
    fn eq(&self, other: &Picture) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.bytes == other.0.bytes
    }
}

impl Eq for Picture {}

impl Serialize for Picture {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0.bytes))
    }
}

impl<'de> Deserialize<'de> for Picture {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Picture, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = STANDARD.decode(text.trim()).map_err(serde::de::Error::custom)?;
        Ok(Picture(Arc::new(Inner { bytes, pixels: OnceLock::new() })))
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
    fn a_picture_comes_back_from_a_file_as_it_was() {
        let picture = Picture::read(SVG.as_bytes().to_vec()).expect("a picture");
        let json = serde_json::to_string(&picture).expect("JSON");
        let again: Picture = serde_json::from_str(&json).expect("a picture");
        assert_eq!(again, picture);
        assert!(again.pixels().is_some());
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
