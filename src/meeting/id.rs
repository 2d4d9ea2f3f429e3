//! Names of things within a meeting, the same for ever. Ids of different things are different types, so that an agenda
//! item's cannot stand where an annotation's is meant; within a meeting they are all different from each other.

use md5::{Digest as _, Md5};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// How many hexadecimal digits of a hash make an id.
const DIGITS: usize = 12;

/// The beginning of a hash of what is to bear it: the same for the same.
fn digest(parts: &[&str]) -> String {
    let mut hasher = Md5::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hexadecimal(hasher)
}

/// The beginning of a hash of the parts as one text.
pub(super) fn unseparated_digest(parts: &[&str]) -> String {
    let mut hasher = Md5::new();
    for part in parts {
        hasher.update(part.as_bytes());
    }
    hexadecimal(hasher)
}

fn hexadecimal(hasher: Md5) -> String {
    let mut digits = String::new();
    for byte in hasher.finalize() {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits.truncate(DIGITS);
    digits
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// An id made of what is to bear it: the same for the same.
            #[must_use]
            pub fn of(parts: &[&str]) -> $name {
                $name(digest(parts))
            }

            /// The id as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> $name {
                $name(id)
            }
        }
    };
}

id!(
    /// An annotation's name.
    AnnotationId
);
id!(
    /// A reply's name.
    ReplyId
);
id!(
    /// An agenda item's name.
    AgendaItemId
);
id!(
    /// The name of a section of an agenda item.
    SectionId
);
id!(
    /// An annex's name.
    AnnexId
);
id!(
    /// A participant's name within the meeting, which is not what people call them.
    ParticipantId
);
