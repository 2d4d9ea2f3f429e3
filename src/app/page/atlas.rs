//! The glyphs that are to be seen, side by side in one texture.
//!
//! The texture is white where a glyph covers it, and there is a white spot for what has no outline. It grows as glyphs
//! come; when it can grow no more it starts over. Whatever made use of it before, which [`Atlas::edition`] tells, must be
//! drawn anew. What is on the screen is not touched by that: a new edition is a new texture.

use super::glyphs::{Coverage, Key, Rasterizer};
use egui::{Color32, ColorImage, Context, ImageData, TextureHandle, TextureId, TextureOptions};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// The width of the texture, in pixels, where the graphics allow it.
const WIDTH: usize = 2048;
/// Its height at first.
const FIRST_HEIGHT: usize = 256;
/// Its greatest height.
const GREATEST_HEIGHT: usize = 4096;
/// What is left free between two glyphs.
const GAP: usize = 1;
/// The side of the white spot.
const SPOT: usize = 4;

/// A glyph's place in the texture.
#[derive(Clone, Copy, Debug)]
pub struct Sprite {
    /// Where its upper left pixel is, counted from the pixel that the glyph stands in.
    pub offset: [f32; 2],
    /// Its size in pixels.
    pub size: [f32; 2],
    /// Where it is in the texture, in pixels.
    pub texel: [f32; 2],
}

/// There is no room in the texture even after it grew: it starts over.
#[derive(Debug)]
pub struct Full;

/// The texture with the glyphs in it.
pub struct Atlas {
    rasterizer: Rasterizer,
    sprites: HashMap<Key, Option<Sprite>>,
    coverage: Vec<u8>,
    width: usize,
    /// Where the next glyph goes.
    cursor: [usize; 2],
    row_height: usize,
    /// The rows that the texture does not have yet.
    unseen: Range<usize>,
    texture: Option<TextureHandle>,
    /// The longest side that the graphics allow.
    longest: usize,
    edition: u64,
}

impl Atlas {
    pub fn new() -> Atlas {
        let mut atlas = Atlas {
            rasterizer: Rasterizer::new(),
            sprites: HashMap::new(),
            coverage: Vec::new(),
            width: WIDTH,
            cursor: [0, 0],
            row_height: 0,
            unseen: 0..0,
            texture: None,
            longest: WIDTH,
            edition: 0,
        };
        atlas.start_over();
        atlas
    }

    /// Which texture it is: a number that changes when what was drawn with it before must be drawn anew.
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// Makes itself as wide as the graphics allow.
    pub fn fit(&mut self, context: &Context) {
        let longest = context.input(|input| input.max_texture_side);
        if longest != self.longest {
            self.longest = longest;
            self.start_over();
        }
    }

    /// Forgets every glyph.
    pub fn start_over(&mut self) {
        self.sprites.clear();
        self.width = WIDTH.min(self.longest);
        self.coverage = vec![0; self.width * FIRST_HEIGHT.min(self.longest)];
        for row in self.coverage.chunks_mut(self.width).take(SPOT) {
            row[..SPOT].fill(255);
        }
        self.cursor = [SPOT + GAP, 0];
        self.row_height = SPOT;
        self.new_edition();
    }

    fn new_edition(&mut self) {
        self.edition += 1;
        self.texture = None;
    }

    /// The middle of the white spot, in pixels.
    pub fn spot() -> [f32; 2] {
        [SPOT as f32 / 2.0; 2]
    }

    /// The texture's size, in pixels.
    pub fn size(&self) -> [f32; 2] {
        [self.width as f32, self.height() as f32]
    }

    fn height(&self) -> usize {
        self.coverage.len() / self.width
    }

    /// Where a glyph is; `None` within for one without anything to see.
    pub fn sprite(&mut self, key: Key) -> Result<Option<Sprite>, Full> {
        if let Some(sprite) = self.sprites.get(&key) {
            return Ok(*sprite);
        }
        let sprite = match self.rasterizer.coverage(key) {
            Some(coverage) => Some(self.put(&coverage)?),
            None => None,
        };
        self.sprites.insert(key, sprite);
        Ok(sprite)
    }

    fn put(&mut self, glyph: &Coverage) -> Result<Sprite, Full> {
        if self.cursor[0] + glyph.width > self.width {
            self.cursor = [0, self.cursor[1] + self.row_height + GAP];
            self.row_height = 0;
        }
        let [x, y] = self.cursor;
        if glyph.width > self.width {
            return Err(Full);
        }
        while y + glyph.height > self.height() {
            self.grow()?;
        }
        for (row, pixels) in glyph.pixels.chunks(glyph.width).enumerate() {
            let start = (y + row) * self.width + x;
            self.coverage[start..start + glyph.width].copy_from_slice(pixels);
        }
        self.cursor[0] += glyph.width + GAP;
        self.row_height = self.row_height.max(glyph.height);
        self.unseen = if self.unseen.is_empty() {
            y..y + glyph.height
        } else {
            self.unseen.start.min(y)..self.unseen.end.max(y + glyph.height)
        };
        Ok(Sprite {
            offset: [glyph.left as f32, glyph.top as f32],
            size: [glyph.width as f32, glyph.height as f32],
            texel: [x as f32, y as f32],
        })
    }

    fn grow(&mut self) -> Result<(), Full> {
        let height = self.height() * 2;
        if height > GREATEST_HEIGHT.min(self.longest) {
            return Err(Full);
        }
        self.coverage.resize(self.width * height, 0);
        self.new_edition();
        Ok(())
    }

    /// The texture with every glyph that was asked for in it. Only what is new is handed over.
    pub fn texture(&mut self, context: &Context) -> TextureId {
        let rows = std::mem::replace(&mut self.unseen, 0..0);
        match &self.texture {
            Some(texture) if rows.is_empty() => texture.id(),
            Some(texture) => {
                let image = self.image(rows.clone());
                let mut texture = texture.clone();
                texture.set_partial([0, rows.start], image, TextureOptions::LINEAR);
                texture.id()
            }
            None => {
                let image = self.image(0..self.height());
                let texture = context.load_texture("glyphs of pages", image, TextureOptions::LINEAR);
                self.texture.insert(texture).id()
            }
        }
    }

    fn image(&self, rows: Range<usize>) -> ImageData {
        let size = [self.width, rows.len()];
        let pixels = self.coverage.get(rows.start * self.width..rows.end * self.width).unwrap_or_default();
        let white = |coverage: &u8| Color32::from_rgba_premultiplied(*coverage, *coverage, *coverage, *coverage);
        ImageData::Color(Arc::new(ColorImage::new(size, pixels.iter().map(white).collect())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::Face;

    fn key(glyph: u16, size: f32) -> Key {
        Key { face: Face::Serif, size: size.to_bits(), glyph, bin: [0, 0] }
    }

    #[test]
    fn a_glyph_keeps_its_place_while_others_come() {
        let mut atlas = Atlas::new();
        let first = atlas.sprite(key(40, 20.0)).expect("room").expect("a glyph");
        for glyph in 41..400 {
            atlas.sprite(key(glyph, 20.0)).expect("room");
        }
        let again = atlas.sprite(key(40, 20.0)).expect("room").expect("a glyph");
        assert_eq!(first.texel.map(f32::to_bits), again.texel.map(f32::to_bits));
    }

    #[test]
    fn no_two_glyphs_are_in_one_place() {
        let mut atlas = Atlas::new();
        let sprites: Vec<Sprite> =
            (40..300).filter_map(|glyph| atlas.sprite(key(glyph, 30.0)).expect("room")).collect();
        let apart = |one: &Sprite, other: &Sprite, axis: usize| {
            one.texel[axis] + one.size[axis] <= other.texel[axis]
                || other.texel[axis] + other.size[axis] <= one.texel[axis]
        };
        for (index, one) in sprites.iter().enumerate() {
            assert!(sprites[..index].iter().all(|other| apart(one, other, 0) || apart(one, other, 1)));
            assert!(one.texel[0] + one.size[0] <= atlas.size()[0] && one.texel[1] + one.size[1] <= atlas.size()[1]);
        }
    }

    #[test]
    fn it_grows_and_then_says_that_it_is_full() {
        let mut atlas = Atlas::new();
        let before = atlas.edition();
        let full = (40..700).any(|glyph| atlas.sprite(key(glyph, 200.0)).is_err());
        assert!(full && atlas.edition() > before);
        atlas.start_over();
        assert!(atlas.sprite(key(40, 200.0)).is_ok());
    }

    #[test]
    fn only_what_is_new_is_handed_to_the_graphics() {
        let context = Context::default();
        let mut atlas = Atlas::new();
        atlas.sprite(key(40, 20.0)).expect("room");
        let id = atlas.texture(&context);
        context.tex_manager().write().take_delta().clear();
        atlas.sprite(key(41, 20.0)).expect("room");
        assert_eq!(atlas.texture(&context), id);
        let mut delta = context.tex_manager().write().take_delta();
        let rows: Vec<usize> = delta.set.values().flatten().map(|delta| delta.image.height()).collect();
        assert_eq!(rows.len(), 1);
        assert!(rows[0] < 40, "{rows:?}");
        delta.clear();
        atlas.texture(&context);
        assert!(context.tex_manager().write().take_delta().is_empty());
    }
}
