//! Lays out a document again and again while it is written, and each time only what has changed.

use super::deck::DeckSetter;
use super::fragment::{self, Fragment};
use super::furniture::{self, Common, ComposedPage};
use super::page::{Layout, Missing};
use super::paginate::Filled;
use super::style_sheet::{Design, StyleSheet};
use crate::compose::{Document, Figure, Languages};
use crate::meeting::Template;
use std::sync::Arc;

/// Lays out documents, and remembers the last.
///
/// What it gives is what [`layout`](super::layout) gives. Parts that say what they said are not set again, pages are filled
/// again only from the first change until they are as they were, and a page that is the same as before is the same
/// [`Arc`].
#[derive(Default)]
pub struct Typesetter {
    look: Option<Look>,
    filled: Filled,
    common: Common,
    pages: Vec<Arc<ComposedPage>>,
    slides: DeckSetter,
    design: Design,
}

/// What every line of a document depends on.
#[derive(PartialEq)]
struct Look {
    template: Template,
    accent: [u8; 3],
    languages: Languages,
    /// It stands with the title.
    logo: Option<Figure>,
}

impl Typesetter {
    /// One that lays out pages of this design.
    #[must_use]
    pub fn of(design: Design) -> Typesetter {
        Typesetter { design, ..Typesetter::default() }
    }

    /// Lays a document out.
    pub fn layout(&mut self, document: &Document) -> Layout {
        if document.template.is_slides() {
            return self.slides.lay_out(document);
        }
        let sheet = StyleSheet::of(document.template, document.accent, self.design);
        let look = Look {
            template: document.template,
            accent: document.accent,
            languages: document.languages.clone(),
            logo: document.logo.clone(),
        };
        if self.look.as_ref() != Some(&look) {
            *self = Typesetter { look: Some(look), design: self.design, ..Typesetter::default() };
        }
        let column: Vec<Fragment> = fragment::column(document, &sheet, self.filled.column());
        self.filled = Filled::with(column, &sheet, &self.filled);
        let (page_bodies, column) = (&self.filled.page_bodies, self.filled.column());
        let before = (&self.common, self.pages.as_slice());
        (self.common, self.pages) = furniture::finish(page_bodies, column, document, &sheet, before);
        let places = furniture::places(page_bodies, document);
        Layout {
            pages: self.pages.iter().map(|composed| Arc::clone(&composed.page)).collect(),
            elements: fragment::elements(column),
            outline: furniture::outline(&places, document),
            missing: self.missing(),
            slides: Vec::new(),
        }
    }

    /// What stands as a substitute on any page, each thing once.
    fn missing(&self) -> Vec<Missing> {
        let mut all: Vec<Missing> = Vec::new();
        for missing in self.pages.iter().flat_map(|composed| &composed.missing) {
            if !all.contains(missing) {
                all.push(missing.clone());
            }
        }
        all
    }
}
