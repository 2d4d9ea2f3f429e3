//! Logical structure (ISO 32000-1, 14.7 and 14.8): the elements as a tree, and from each page's marked content to it.

use super::annotations::AnnotationObject;
use super::content::PageContent;
use super::object::{integer, name, reference, text};
use crate::compose::Document;
use crate::page_number::PageIndex;
use crate::typeset::page::{Element, Layout, Role};
use lopdf::{Dictionary, Object, ObjectId, dictionary};

/// What is in an element.
#[derive(Clone, Copy)]
enum Kid {
    /// Another element.
    Element(usize),
    /// Marked content: a page and an identifier on it.
    Content(PageIndex, usize),
    /// A link annotation: a page and its index among the links there.
    Link(PageIndex, usize),
    /// An element for an annotation, by its index.
    Annotation(usize),
}

/// The objects that the tree refers to.
pub struct Objects<'a> {
    /// The pages.
    pub pages: &'a [ObjectId],
    /// The links of each page.
    pub links: &'a [Vec<ObjectId>],
    /// The annotations.
    pub annotations: &'a [AnnotationObject],
}

/// Writes the structure tree and gives its root.
///
/// The parent tree's keys are the pages' indices, then one for each link ([`link_key`]), then one for each annotation.
pub fn write(
    target: &mut lopdf::Document,
    document: &Document,
    layout: &Layout,
    drawn: &[PageContent],
    objects: &Objects<'_>,
) -> ObjectId {
    let mut kids = kids(layout, drawn);
    for (index, annotation) in objects.annotations.iter().enumerate() {
        kids[annotation.element].push(Kid::Annotation(index));
    }
    let used: Vec<bool> = used(&layout.elements, &kids);
    let root = target.new_object_id();
    let ids: Vec<ObjectId> = layout.elements.iter().map(|_| target.new_object_id()).collect();
    let annotations: Vec<ObjectId> = objects
        .annotations
        .iter()
        .map(|annotation| {
            let object = dictionary! {
                "Type" => name("OBJR"), "Pg" => reference(objects.pages[annotation.page.0]), "Obj" => reference(annotation.id),
            };
            target.add_object(dictionary! {
                "Type" => name("StructElem"),
                "S" => name("Annot"),
                "P" => reference(ids[annotation.element]),
                "Alt" => text(&annotation.description),
                "K" => object,
            })
        })
        .collect();
    let tree = Tree { document, kids: &kids, used: &used, ids: &ids, annotations: &annotations, objects };
    for (index, element) in layout.elements.iter().enumerate() {
        if !used[index] {
            continue;
        }
        let parent = if index == 0 { root } else { ids[element.parent] };
        let dictionary = tree.element(element, index, parent);
        target.set_object(ids[index], dictionary);
    }
    let mut numbers = Vec::new();
    for (index, page) in drawn.iter().enumerate() {
        let parents = page.elements.iter().map(|element| reference(ids[*element])).collect();
        let parents = target.add_object(Object::Array(parents));
        numbers.extend([integer(index), reference(parents)]);
    }
    let mut next = objects.pages.len();
    for link in layout.pages.iter().flat_map(|page| &page.links) {
        numbers.extend([integer(next), reference(ids[link.element])]);
        next += 1;
    }
    for annotation in annotations {
        numbers.extend([integer(next), reference(annotation)]);
        next += 1;
    }
    let parent_tree = target.add_object(dictionary! { "Nums" => numbers });
    target.set_object(
        root,
        dictionary! {
            "Type" => name("StructTreeRoot"),
            "K" => reference(ids[0]),
            "ParentTree" => reference(parent_tree),
            "ParentTreeNextKey" => integer(next),
        },
    );
    root
}

/// The key in the parent tree of the first link of page `page`.
pub fn link_key(layout: &Layout, page: PageIndex) -> usize {
    layout.pages.len() + layout.pages.iter().take(page.0).map(|page| page.links.len()).sum::<usize>()
}

/// What it takes to write an element.
struct Tree<'a> {
    document: &'a Document,
    kids: &'a [Vec<Kid>],
    used: &'a [bool],
    ids: &'a [ObjectId],
    annotations: &'a [ObjectId],
    objects: &'a Objects<'a>,
}

impl Tree<'_> {
    fn element(&self, element: &Element, index: usize, parent: ObjectId) -> Dictionary {
        let Tree { document, used, ids, .. } = *self;
        let Objects { pages, links, .. } = *self.objects;
        let kids = &self.kids[index];
        let mut dictionary =
            dictionary! { "Type" => name("StructElem"), "S" => name(element.role.name()), "P" => reference(parent) };
        let page = kids.iter().find_map(|kid| if let Kid::Content(page, _) = kid { Some(*page) } else { None });
        if let Some(page) = page {
            dictionary.set("Pg", reference(pages[page.0]));
        }
        if let Some(language_role) = element.language_role {
            dictionary.set("Lang", text(document.languages.tag(language_role)));
        }
        if let Some(alternative) = &element.alternative {
            dictionary.set("Alt", text(alternative));
        }
        if element.role == Role::Note {
            // A note has a name of its own in the document (ISO 14289-1, 7.9).
            dictionary.set("ID", text(&format!("note-{index}")));
        }
        let kid = |kid: &Kid| {
            match *kid {
        Kid::Element(kid) if !used[kid] => None,
        Kid::Element(kid) => Some(reference(ids[kid])),
        Kid::Content(on, identifier) if Some(on) == page => Some(integer(identifier)),
        Kid::Content(on, identifier) => Some(
            dictionary! { "Type" => name("MCR"), "Pg" => reference(pages[on.0]), "MCID" => integer(identifier) }.into(),
        ),
        Kid::Annotation(annotation) => Some(reference(self.annotations[annotation])),
        Kid::Link(on, link) => Some(
            dictionary! { "Type" => name("OBJR"), "Pg" => reference(pages[on.0]), "Obj" => reference(links[on.0][link]) }
                .into(),
        ),
    }
        };
        let mut kids: Vec<Object> = kids.iter().filter_map(kid).collect();
        match kids.len() {
            1 => dictionary.set("K", kids.remove(0)),
            _ => dictionary.set("K", kids),
        }
        dictionary
    }
}

/// What is in each element: elements where they were made, inline elements where their content is.
fn kids(layout: &Layout, drawn: &[PageContent]) -> Vec<Vec<Kid>> {
    let elements = &layout.elements;
    let mut kids: Vec<Vec<Kid>> = vec![Vec::new(); elements.len()];
    for (index, element) in elements.iter().enumerate().skip(1) {
        if !element.inline {
            kids[element.parent].push(Kid::Element(index));
        }
    }
    let mut linked = vec![false; elements.len()];
    for (page, drawn) in PageIndex::count(drawn) {
        for (identifier, &element) in drawn.elements.iter().enumerate() {
            if elements[element].inline && !linked[element] {
                linked[element] = true;
                kids[elements[element].parent].push(Kid::Element(element));
            }
            kids[element].push(Kid::Content(page, identifier));
        }
    }
    for (page, sheet) in PageIndex::count(&layout.pages) {
        for (index, link) in sheet.links.iter().enumerate() {
            kids[link.element].push(Kid::Link(page, index));
        }
    }
    kids
}

/// Whether there is anything in each element, or in one in it.
fn used(elements: &[Element], kids: &[Vec<Kid>]) -> Vec<bool> {
    let mut used: Vec<bool> = kids.iter().map(|kids| kids.iter().any(|kid| !matches!(kid, Kid::Element(_)))).collect();
    // A parent stands before its kids.
    for index in (1..elements.len()).rev() {
        if used[index] {
            used[elements[index].parent] = true;
        }
    }
    if let Some(document) = used.first_mut() {
        *document = true;
    }
    used
}
