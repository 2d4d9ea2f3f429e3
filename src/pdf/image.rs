//! Images (ISO 32000-1, 8.9): samples in sRGB, and how opaque each is in a soft mask (11.6.5.3).

use super::content::compressed;
use super::object::{integer, name, reference};
use crate::picture::Pixels;
use lopdf::{Dictionary, ObjectId, dictionary};

/// Writes a picture as an image `XObject`.
pub fn write(target: &mut lopdf::Document, pixels: &Pixels) -> Result<ObjectId, std::io::Error> {
    let (mut colors, mut opacities) = (Vec::with_capacity(pixels.rgba.len() / 4 * 3), Vec::new());
    for pixel in pixels.rgba.chunks_exact(4) {
        if let [red, green, blue, opacity] = pixel {
            colors.extend([red, green, blue]);
            opacities.push(*opacity);
        }
    }
    let mut image = samples(pixels, "DeviceRGB");
    if opacities.iter().any(|opacity| *opacity < u8::MAX) {
        let mask = compressed(samples(pixels, "DeviceGray"), &opacities)?;
        image.set("SMask", reference(target.add_object(mask)));
    }
    Ok(target.add_object(compressed(image, &colors)?))
}

fn samples(pixels: &Pixels, space: &str) -> Dictionary {
    dictionary! {
        "Type" => name("XObject"),
        "Subtype" => name("Image"),
        "Width" => integer(pixels.width as usize),
        "Height" => integer(pixels.height as usize),
        "ColorSpace" => name(space),
        "BitsPerComponent" => 8,
        // PDF/A allows no smoothing that the file does not ask for itself (ISO 19005-3, 6.2.8).
        "Interpolate" => false,
    }
}
