//! Pages by number: as people count them, from 1, and as lists do, from 0. They are types of their own, so that one
//! cannot be taken for the other.

use serde::{Deserialize, Serialize};

/// A page as a list counts it, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PageIndex(pub usize);

/// A page as people count it, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PageNumber(pub usize);

impl PageIndex {
    /// The first page.
    pub const FIRST: PageIndex = PageIndex(0);

    /// Pages one after the other, each with its index.
    pub fn count<T>(pages: impl IntoIterator<Item = T>) -> impl Iterator<Item = (PageIndex, T)> {
        pages.into_iter().enumerate().map(|(index, page)| (PageIndex(index), page))
    }

    /// What a list has for this page.
    #[must_use]
    pub fn of<T>(self, pages: &[T]) -> Option<&T> {
        pages.get(self.0)
    }
}

impl From<PageIndex> for PageNumber {
    fn from(PageIndex(index): PageIndex) -> PageNumber {
        PageNumber(index.saturating_add(1))
    }
}

impl From<PageNumber> for PageIndex {
    /// A number 0, which no page has, is taken for the first.
    fn from(PageNumber(number): PageNumber) -> PageIndex {
        PageIndex(number.saturating_sub(1))
    }
}

impl std::fmt::Display for PageNumber {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
    }
}
