//! Navigation (ISO 32000-1, 12.3 and 12.5.6.5): links and the outline.

use super::object::{integer, name, numbers, reference, text};
use super::structure::link_key;
use crate::page_number::PageIndex;
use crate::typeset::page::Layout;
use lopdf::{Document, Object, ObjectId, dictionary};

/// Writes the links of every page and gives their objects.
pub fn links(target: &mut Document, layout: &Layout, pages: &[ObjectId]) -> Vec<Vec<ObjectId>> {
    let mut all = Vec::with_capacity(pages.len());
    for (index, page) in PageIndex::count(&layout.pages) {
        let mut ids = Vec::with_capacity(page.links.len());
        for (link, key) in page.links.iter().zip(link_key(layout, index)..) {
            let area = link.area;
            let corners = [area.x, page.height - area.y - area.height, area.x + area.width, page.height - area.y];
            ids.push(target.add_object(dictionary! {
                "Type" => name("Annot"),
                "Subtype" => name("Link"),
                "Rect" => numbers(&corners),
                "Border" => vec![integer(0), integer(0), integer(0)],
                // Print (12.5.3).
                "F" => 4,
                "Contents" => text(&link.description),
                "StructParent" => integer(key),
                "Dest" => destination(layout, pages, link.page, link.y),
            }));
        }
        all.push(ids);
    }
    all
}

/// A place on a page, a little above what is to be seen, at the magnification that the reader has (12.3.2.2).
fn destination(layout: &Layout, pages: &[ObjectId], page: PageIndex, y: f32) -> Object {
    let height = page.of(&layout.pages).map_or(0.0, |page| page.height);
    let target = page.of(pages).copied().unwrap_or_default();
    let top = Object::Real((height - y + 12.0).min(height).round());
    Object::Array(vec![reference(target), name("XYZ"), Object::Null, top, Object::Null])
}

/// Writes the outline (12.3.3) and gives its root; `None` where there is nothing to list.
pub fn outline(target: &mut Document, layout: &Layout, pages: &[ObjectId]) -> Option<ObjectId> {
    let entries = &layout.outline;
    if entries.is_empty() {
        return None;
    }
    let root = target.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| target.new_object_id()).collect();
    // An entry's parent is the last before it of a lower level; `usize::MAX` is the root.
    let mut parents = Vec::with_capacity(entries.len());
    let mut path: Vec<usize> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        while path.last().is_some_and(|last| entries[*last].level >= entry.level) {
            path.pop();
        }
        parents.push(path.last().copied());
        path.push(index);
    }
    let mut kids: Vec<Vec<usize>> = vec![Vec::new(); entries.len()];
    let mut top = Vec::new();
    for (index, parent) in parents.iter().enumerate() {
        match parent {
            Some(parent) => kids[*parent].push(index),
            None => top.push(index),
        }
    }
    for (index, entry) in entries.iter().enumerate() {
        let siblings = parents[index].map_or(&top, |parent| &kids[parent]);
        let at = siblings.binary_search(&index).unwrap_or(0);
        let mut item = dictionary! {
            "Title" => text(&entry.title),
            "Parent" => reference(parents[index].map_or(root, |parent| ids[parent])),
            "Dest" => destination(layout, pages, entry.page, entry.y),
        };
        if let Some(before) = at.checked_sub(1).and_then(|at| siblings.get(at)) {
            item.set("Prev", reference(ids[*before]));
        }
        if let Some(after) = siblings.get(at + 1) {
            item.set("Next", reference(ids[*after]));
        }
        if let (Some(first), Some(last)) = (kids[index].first(), kids[index].last()) {
            item.set("First", reference(ids[*first]));
            item.set("Last", reference(ids[*last]));
            item.set("Count", integer(open_below(&kids, index)));
        }
        target.set_object(ids[index], item);
    }
    if let (Some(first), Some(last)) = (top.first(), top.last()) {
        target.set_object(
            root,
            dictionary! {
                "Type" => name("Outlines"),
                "First" => reference(ids[*first]),
                "Last" => reference(ids[*last]),
                "Count" => integer(entries.len()),
            },
        );
    }
    Some(root)
}

/// How many entries are seen below one: all of them, since all are open.
fn open_below(kids: &[Vec<usize>], index: usize) -> usize {
    kids[index].iter().map(|kid| 1 + open_below(kids, *kid)).sum()
}
