//! ZIP archives (PKWARE's APPNOTE 6.3.10): an index that is read with care, and entries that are written one after another.
//!
//! What comes from outside is looked at before anything is unpacked: how many entries there are, whether two have one name
//! or lie upon each other, and how large each says that it is; none may become larger than that. Where an archive was cut
//! off and its index with it, its entries are found one after another ([`read::index`]). Nothing is ever
//! written under a name that an archive gives. What is written is stored, not packed, with every length and checksum known
//! before its bytes, so that a file that only grows can hold it, and the same entries give the same bytes.

pub mod read;
pub mod write;

pub use read::{Entry, Method, ZipError, index, is_zip};
pub use write::Writer;

/// What each header begins with (4.3.7, 4.3.12, 4.3.14, 4.3.15, 4.3.16).
const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";
const END_64: [u8; 4] = *b"PK\x06\x06";
const LOCATOR_64: [u8; 4] = *b"PK\x06\x07";

/// How long each header is without what varies.
const LOCAL_LENGTH: usize = 30;
const CENTRAL_LENGTH: usize = 46;
const END_LENGTH: usize = 22;
const END_64_LENGTH: usize = 56;
const LOCATOR_64_LENGTH: usize = 20;

/// The extra field that holds what is too large for 32 bits (4.5.3).
const EXTRA_64: u16 = 1;
