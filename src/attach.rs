//! Taking a file for an annex: what it is, known by what is in it, and how many pages it has.
//!
//! Its bytes are hashed as they are read and never changed. A PDF is looked into only as far as its pages are counted, after it was
//! seen that it would not fill the memory; one that does not say is attached all the same, without a number of pages.

#![warn(clippy::indexing_slicing, clippy::cast_possible_truncation, clippy::cast_sign_loss)]

use crate::document_kind::is_pdf;
use crate::meeting::annex::without_folder;
use crate::meeting::{AnnexContent, AnnexFile};
use crate::pdf;
use crate::storage::{Attachment, Files, LARGEST, ReadError};
use std::io::{self, Read as _};
use std::path::Path;
use thiserror::Error;

/// How much of a file is looked at to tell what it is, in bytes.
const HEAD: u64 = 1024;

/// Why a file could not be attached.
#[derive(Debug, Error)]
pub enum AttachError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// There is no place for it among what is kept of the meeting.
    #[error("cannot be kept: {0}")]
    Keep(#[source] io::Error),
}

/// Takes a file for an annex. Its bytes stay where they are.
pub fn attach(files: &dyn Files, path: &Path) -> Result<(AnnexFile, Attachment), ReadError> {
    let attachment = Attachment::of_file(files, path)?;
    let file = describe(files, &attachment, path)?;
    Ok((file, attachment))
}

/// Describes what was attached from a file at `path`.
pub fn describe(files: &dyn Files, attachment: &Attachment, path: &Path) -> io::Result<AnnexFile> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(AnnexFile {
        name: without_folder(&name).to_owned(),
        sha256: attachment.sha256(),
        length: attachment.length(),
        content: content(files, attachment)?,
    })
}

fn content(files: &dyn Files, attachment: &Attachment) -> io::Result<AnnexContent> {
    let mut head = Vec::new();
    attachment.open(files)?.take(HEAD).read_to_end(&mut head)?;
    Ok(match head.as_slice() {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => AnnexContent::Png,
        [0xff, 0xd8, 0xff, ..] => AnnexContent::Jpeg,
        // An archive may begin with a PDF that is not packed.
        [b'P', b'K', 3, 4, ..] => AnnexContent::Other,
        head if is_pdf(head) => AnnexContent::Pdf { pages: pages(files, attachment)? },
        _ => AnnexContent::Other,
    })
}

/// How many pages a PDF has.
fn pages(files: &dyn Files, attachment: &Attachment) -> io::Result<Option<usize>> {
    let Some(length) = usize::try_from(attachment.length()).ok().filter(|_| attachment.length() <= LARGEST) else {
        return Ok(None);
    };
    let mut bytes = Vec::with_capacity(length);
    attachment.open(files)?.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(pdf::page_count(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::Disk;
    use std::fs;

    #[test]
    fn a_file_is_known_by_what_is_in_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let cut_off = &b"%PDF-1.7\n1 0 obj << /Type /Catalog"[..];
        let table: [(&str, &[u8], AnnexContent); 6] = [
            ("kort.txt", include_bytes!("../tests/fixtures/meetings/logo.png"), AnnexContent::Png),
            ("foto", &[0xff, 0xd8, 0xff, 0xe0, 0, 16], AnnexContent::Jpeg),
            ("plan.docx", b"PK\x03\x04 %PDF-1.7", AnnexContent::Other),
            ("tom.pdf", b"", AnnexContent::Other),
            ("plain.bin", include_bytes!("../tests/fixtures/plain.pdf"), AnnexContent::Pdf { pages: Some(4) }),
            ("beskadiget.pdf", cut_off, AnnexContent::Pdf { pages: None }),
        ];
        for (name, bytes, content) in table {
            let path = folder.path().join(name);
            fs::write(&path, bytes).expect("written");
            let (file, attachment) = attach(&Disk, &path).expect("attached");
            assert_eq!((file.name.as_str(), file.length, file.content), (name, bytes.len() as u64, content));
            assert_eq!(&*attachment.read(&Disk, LARGEST).expect("sound"), bytes);
        }
        assert!(matches!(attach(&Disk, folder.path()), Err(ReadError::Folder)));
        assert!(matches!(attach(&Disk, &folder.path().join("none")), Err(ReadError::Missing)));
    }
}
