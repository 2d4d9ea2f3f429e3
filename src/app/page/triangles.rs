//! Triangles that move over the screen without being made anew.

use egui::epaint::Vertex;
use egui::{Mesh, TextureId, Vec2};
use std::sync::Arc;

/// Triangles, and the same where they were on the screen last.
pub struct Triangles {
    /// In device pixels of the page.
    mesh: Mesh,
    shown: Arc<Mesh>,
    /// Where the page was on the screen then, in device pixels, and how many there were to the point.
    at: Option<(Vec2, f32)>,
}

impl Triangles {
    /// Triangles in device pixels of a page.
    #[must_use]
    pub fn new(mesh: Mesh) -> Triangles {
        Triangles { mesh, shown: Arc::default(), at: None }
    }

    /// The triangles on the screen, for a page whose corner is at the device pixel `corner`.
    pub fn show(&mut self, corner: Vec2, pixels: f32, texture: TextureId) -> Arc<Mesh> {
        if self.at.replace((corner, pixels)) != Some((corner, pixels)) || self.shown.texture_id != texture {
            let shown = Arc::make_mut(&mut self.shown);
            shown.texture_id = texture;
            shown.indices.clone_from(&self.mesh.indices);
            shown.vertices.clear();
            let moved = |vertex: &Vertex| Vertex { pos: (vertex.pos + corner) / pixels, ..*vertex };
            shown.vertices.extend(self.mesh.vertices.iter().map(moved));
        }
        Arc::clone(&self.shown)
    }
}
