//! A renderer for `egui_kittest` that needs no graphics and paints the same on every machine.
//!
//! It does what egui's own painters do: textured triangles, their colours multiplied with the texture's and blended in
//! gamma space. A pixel belongs to a triangle if its middle does.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    clippy::many_single_char_names,
    reason = "a rasteriser goes from lengths to pixels, and calls its corners a, b and c"
)]

use egui::epaint::{ClippedPrimitive, ImageData, Mesh, Primitive, Vertex};
use egui::{Color32, Context, FullOutput, Rect, TextureFilter, TextureId, TextureOptions, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;
use std::collections::HashMap;
use std::ops::Range;

/// Red, green, blue and alpha, premultiplied, each from 0 to 1.
type Paint = [f32; 4];

/// Paints what egui wants to be seen into a picture.
#[derive(Default)]
pub struct SoftRenderer {
    textures: HashMap<TextureId, Texture>,
}

impl TestRenderer for SoftRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(image) = change.image;
                match change.pos {
                    None => {
                        let texture =
                            Texture { size: image.size, pixels: image.pixels.clone(), options: change.options };
                        self.textures.insert(id, texture);
                    }
                    Some(at) => {
                        let texture = self.textures.get_mut(&id).expect("a texture that is there");
                        texture.put(at, image.size, &image.pixels);
                    }
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, context: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = context.pixels_per_point();
        let mut canvas = Canvas::new(context.content_rect() * scale);
        for ClippedPrimitive { clip_rect, primitive } in context.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = primitive else { return Err("a callback cannot be painted here".to_owned()) };
            let texture = self.textures.get(&mesh.texture_id).ok_or("a texture is missing")?;
            canvas.mesh(&mesh, texture, clip_rect * scale, scale);
        }
        Ok(canvas.picture())
    }
}

struct Texture {
    size: [usize; 2],
    pixels: Vec<Color32>,
    options: TextureOptions,
}

impl Texture {
    fn put(&mut self, [x, y]: [usize; 2], [width, height]: [usize; 2], pixels: &[Color32]) {
        assert!(x + width <= self.size[0] && y + height <= self.size[1], "a change outside its texture");
        for (row, pixels) in pixels.chunks(width).enumerate() {
            let start = (y + row) * self.size[0] + x;
            self.pixels[start..start + width].copy_from_slice(pixels);
        }
    }

    fn pixel(&self, x: f32, y: f32) -> Paint {
        let [x, y] = [(x, self.size[0]), (y, self.size[1])].map(|(at, size)| (at.max(0.0) as usize).min(size - 1));
        paint(self.pixels[y * self.size[0] + x])
    }

    fn at(&self, [u, v]: [f32; 2]) -> Paint {
        let (x, y) = (u * self.size[0] as f32, v * self.size[1] as f32);
        if self.options.magnification == TextureFilter::Nearest {
            return self.pixel(x, y);
        }
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let row = |y: f32| mix(self.pixel(left, y), self.pixel(left + 1.0, y), x - left);
        mix(row(top), row(top + 1.0), y - top)
    }
}

fn paint(color: Color32) -> Paint {
    color.to_array().map(|channel| f32::from(channel) / 255.0)
}

fn mix(one: Paint, other: Paint, share: f32) -> Paint {
    std::array::from_fn(|channel| one[channel] + (other[channel] - one[channel]) * share)
}

/// The picture at work.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 4]>,
}

/// A corner of a triangle: where it is on the canvas, and what changes over the triangle.
#[derive(Clone, Copy)]
struct Corner {
    x: f32,
    y: f32,
    uv: [f32; 2],
    paint: Paint,
}

impl Canvas {
    fn new(area: Rect) -> Canvas {
        let [width, height] = [area.width(), area.height()].map(|side| side.round() as usize);
        Canvas { width, height, pixels: vec![[0; 4]; width * height] }
    }

    fn picture(self) -> RgbaImage {
        let (width, height) = (self.width as u32, self.height as u32);
        RgbaImage::from_raw(width, height, self.pixels.into_flattened()).expect("a pixel for each place")
    }

    fn mesh(&mut self, mesh: &Mesh, texture: &Texture, clip: Rect, scale: f32) {
        let columns = within(clip.left().round(), clip.right().round(), self.width);
        let rows = within(clip.top().round(), clip.bottom().round(), self.height);
        let corner = |vertex: &Vertex| Corner {
            x: vertex.pos.x * scale,
            y: vertex.pos.y * scale,
            uv: vertex.uv.into(),
            paint: paint(vertex.color),
        };
        for triangle in mesh.triangles() {
            let corners = triangle.map(|index| corner(&mesh.vertices[index as usize]));
            self.triangle(corners, texture, &columns, &rows);
        }
    }

    fn triangle(&mut self, corners: [Corner; 3], texture: &Texture, columns: &Range<usize>, rows: &Range<usize>) {
        let [a, b, c] = corners;
        let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
        if area == 0.0 {
            return;
        }
        let plain = a.uv == b.uv && b.uv == c.uv;
        let flat = (plain && a.paint == b.paint && b.paint == c.paint).then(|| times(a.paint, texture.at(a.uv)));
        let [top, bottom] = [f32::min as fn(f32, f32) -> f32, f32::max].map(|of| of(of(a.y, b.y), c.y));
        for row in within((top - 0.5).ceil(), (bottom - 0.5).ceil(), rows.end).start.max(rows.start)
            ..within((top - 0.5).ceil(), (bottom - 0.5).ceil(), rows.end).end
        {
            let y = row as f32 + 0.5;
            let (left, right) = span(&corners, y);
            let across = within((left - 0.5).ceil(), (right - 0.5).ceil(), columns.end);
            let across = across.start.max(columns.start)..across.end;
            if across.is_empty() {
                continue;
            }
            let line = &mut self.pixels[row * self.width..][across.clone()];
            if let Some(flat) = flat {
                if flat[3] >= 1.0 {
                    line.fill(flat.map(byte));
                } else if flat != [0.0; 4] {
                    for pixel in line {
                        blend(pixel, flat);
                    }
                }
                continue;
            }
            for (pixel, column) in line.iter_mut().zip(across) {
                let x = column as f32 + 0.5;
                let share_b = ((x - a.x) * (c.y - a.y) - (y - a.y) * (c.x - a.x)) / area;
                let share_c = ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)) / area;
                let over = |a: f32, b: f32, c: f32| a + (b - a) * share_b + (c - a) * share_c;
                let color = std::array::from_fn(|channel| over(a.paint[channel], b.paint[channel], c.paint[channel]));
                let uv = [over(a.uv[0], b.uv[0], c.uv[0]), over(a.uv[1], b.uv[1], c.uv[1])];
                blend(pixel, times(color, texture.at(uv)));
            }
        }
    }
}

/// The whole numbers from `start` to before `end`, no less than 0 and no more than `most`.
fn within(start: f32, end: f32, most: usize) -> Range<usize> {
    // Below 0 a cast gives 0.
    (start as usize).min(most)..(end as usize).min(most)
}

/// From where to where a triangle reaches at the height `y`. An edge that two triangles share gives both the same.
fn span(corners: &[Corner; 3], y: f32) -> (f32, f32) {
    let (mut left, mut right) = (f32::MAX, f32::MIN);
    for (one, other) in [(0, 1), (1, 2), (2, 0)] {
        let (mut upper, mut lower) = (corners[one], corners[other]);
        if (upper.y, upper.x) > (lower.y, lower.x) {
            std::mem::swap(&mut upper, &mut lower);
        }
        if upper.y <= y && y < lower.y {
            let x = upper.x + (lower.x - upper.x) * ((y - upper.y) / (lower.y - upper.y));
            left = left.min(x);
            right = right.max(x);
        }
    }
    (left, right)
}

fn times(one: Paint, other: Paint) -> Paint {
    std::array::from_fn(|channel| one[channel] * other[channel])
}

fn byte(channel: f32) -> u8 {
    (channel * 255.0 + 0.5) as u8
}

fn blend(pixel: &mut [u8; 4], over: Paint) {
    for (under, over_channel) in pixel.iter_mut().zip(over) {
        *under = (over_channel * 255.0 + f32::from(*under) * (1.0 - over[3]) + 0.5) as u8;
    }
}
