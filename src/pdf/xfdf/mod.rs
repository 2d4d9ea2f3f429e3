//! Annotations as XFDF (ISO 19444-1): the comments of a PDF in a file of their own, which PDF programs export and import.
//!
//! XFDF is the PDF's annotation dictionaries written as XML. So [`write`](fn@write) writes what the hand-out would have in it, and
//! [`read`](fn@read) finds the words of what comes back as in a PDF: by its place on the pages of the hand-out. Those are the
//! pages of the PDF that it says it belongs to, or of the meeting as it would be laid out now.

mod read;
mod write;

pub use super::handout::Handout;
pub use read::{XfdfError, handout_name, read};
pub use write::{write, write_in};

/// The namespace of XFDF.
const NAMESPACE: &str = "http://ns.adobe.com/xfdf/";

#[cfg(test)]
mod tests;
