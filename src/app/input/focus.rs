//! What has the keyboard: whether a field is the meeting's, and what had the focus before a key was pressed.

use egui::{Id, Response};

fn free_field_id() -> Id {
    Id::unique("free-field")
}

/// Says that what is typed into this field is not part of the meeting, so that undo there is the field's own.
pub fn mark_free_field(response: &Response) {
    if response.has_focus() {
        response.ctx.data_mut(|data| data.insert_temp(free_field_id(), response.id));
    }
}

/// Whether the field that has the focus is none of the meeting's.
#[must_use]
pub fn in_free_field(context: &egui::Context) -> bool {
    let focused = context.memory(egui::Memory::focused);
    focused.is_some() && focused == context.data(|data| data.get_temp(free_field_id()))
}

fn focus_id(context: &egui::Context) -> Id {
    Id::unique(("focus-before", context.viewport_id()))
}

/// Remembers what has the focus at the end of a frame.
pub fn note_focus(context: &egui::Context) {
    let focused = context.memory(egui::Memory::focused);
    let id = focus_id(context);
    context.data_mut(|data| data.insert_temp(id, focused));
}

/// Whether something had the focus before this frame's keys were pressed.
#[must_use]
pub fn had_focus(context: &egui::Context) -> bool {
    let id = focus_id(context);
    context.data(|data| data.get_temp::<Option<Id>>(id)).flatten().is_some()
}
