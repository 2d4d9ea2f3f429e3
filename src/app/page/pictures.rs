//! Pictures on pages, each made for the size at which it is shown, so that it is as smooth as letters are.

use super::scale::PixelScale;
use crate::picture::Picture;
use crate::typeset::page::{Mark, Page};
use egui::{Color32, ColorImage, Painter, Pos2, Rect, TextureHandle, TextureOptions, Vec2, pos2, vec2};
use image::RgbaImage;
use image::imageops::{FilterType, resize};

/// How many sizes are kept: of the page itself and its small copy, and those of the zooms before.
const KEPT: usize = 6;
/// The most pixels to a side.
const LARGEST: f32 = 4096.0;

/// The pictures that were painted.
#[derive(Default)]
pub struct Pictures {
    made: Vec<Made>,
}

struct Made {
    picture: Picture,
    size: [u32; 2],
    texture: TextureHandle,
}

impl Pictures {
    /// Paints the pictures of a page whose corner is at the device pixel `corner`.
    pub fn paint(&mut self, painter: &Painter, page: &Page, corner: Vec2, scale: PixelScale) {
        let pixels = painter.pixels_per_point();
        for mark in &page.marks {
            let Mark::Picture { picture, area, .. } = mark else { continue };
            let from = (pos2(area.x, area.y) * scale.0 + corner).round();
            let size = (vec2(area.width, area.height) * scale.0).round().clamp(Vec2::splat(1.0), Vec2::splat(LARGEST));
            let rect = Rect::from_min_size(from, size) / pixels;
            if let Some(texture) = self.texture(painter, picture, size).filter(|_| rect.intersects(painter.clip_rect()))
            {
                let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
                painter.image(texture.id(), rect, whole, Color32::WHITE);
            }
        }
    }

    fn texture(&mut self, painter: &Painter, picture: &Picture, size: Vec2) -> Option<&TextureHandle> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let size = [size.x as u32, size.y as u32];
        let known = self.made.iter().position(|made| made.size == size && made.picture == *picture);
        let index = if let Some(index) = known {
            index
        } else {
            let texture = texture(painter, picture, size)?;
            if self.made.len() >= KEPT {
                self.made.remove(0);
            }
            self.made.push(Made { picture: picture.clone(), size, texture });
            self.made.len() - 1
        };
        self.made.get(index).map(|made| &made.texture)
    }
}

/// A texture of this size with the picture.
fn texture(painter: &Painter, picture: &Picture, size: [u32; 2]) -> Option<TextureHandle> {
    let pixels = picture.pixels()?;
    // Colours are made smaller with their opacity, so that no edge takes on what is hidden.
    let opaque = pixels.rgba.chunks_exact(4).flat_map(|pixel| match pixel {
        [red, green, blue, opacity] => Color32::from_rgba_unmultiplied(*red, *green, *blue, *opacity).to_array(),
        _ => [0; 4],
    });
    let image = RgbaImage::from_raw(pixels.width, pixels.height, opaque.collect())?;
    let image = resize(&image, size[0], size[1], FilterType::Triangle);
    let image = ColorImage::from_rgba_premultiplied(size.map(|side| side as usize), image.as_raw());
    Some(painter.ctx().load_texture("picture", image, TextureOptions::NEAREST))
}
