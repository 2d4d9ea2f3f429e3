//! The window.

pub mod page;
