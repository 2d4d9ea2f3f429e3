//! Annexes: files that belong to the meeting, or to an item of its agenda, and stand beside its JSON.
//!
//! An [`Annex`] names its file by the SHA-256 hash of its bytes; these are an attachment ([`crate::storage::Attachments`]). Annexes
//! are numbered by their order in the meeting, whatever items they belong to, so that `B2` and *Annex 2 to item 4* are one.
//! An annex keeps its name when its file is replaced; what was marked on the earlier file is known by its [`FileVersion`] not to be
//! on the new one before somebody has looked.

use super::edit::Edit;
use super::{AgendaItemId, AnnexId, Meeting, PageNumber, Target};
use crate::storage::Sha256;
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::mem::replace;

/// A file that belongs to the meeting.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annex {
    /// Its name within the meeting.
    pub id: AnnexId,
    /// What it is called.
    pub title: String,
    /// The file.
    pub file: AnnexFile,
    /// The agenda item that it belongs to; `None`: the meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<AgendaItemId>,
    /// Whether it is not for the public, also where its item is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// The least number that it has. It counts by itself; but where only some annexes leave the machine they keep the numbers
    /// that they had among all.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub least_number: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// The file of an annex, as it was attached.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnexFile {
    /// Its name, without a folder.
    #[serde(deserialize_with = "bare_name")]
    pub name: String,
    /// The hash of its bytes, by which they are found.
    pub sha256: Sha256,
    /// How many bytes it has.
    pub length: u64,
    /// What it is, known by what is in it and not by its name.
    pub content: AnnexContent,
}

/// What the file of an annex is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum AnnexContent {
    /// A PDF.
    Pdf {
        /// How many pages it has, where that is known: one that is protected or damaged does not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pages: Option<usize>,
    },
    /// A picture in PNG.
    Png,
    /// A picture in JPEG.
    Jpeg,
    /// Anything else, which has no pages here.
    Other,
}

/// One thing that is known of an annex.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum AnnexFact {
    /// What it is called.
    Title(String),
    /// Its file.
    File(AnnexFile),
    /// The agenda item that it belongs to.
    Item(Option<AgendaItemId>),
    /// Whether it is not for the public.
    Closed(bool),
    /// The least number that it has.
    LeastNumber(usize),
}

/// Who may see something that leaves the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Members of the body that meets.
    Members,
    /// Everybody.
    Public,
}

/// Which of an annex's files something was seen on: the beginning of its hash. Not the whole hash, since what names that keeps the
/// file, and a file that was replaced is to go.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct FileVersion([u8; 8]);

/// A text that names no version of a file.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
#[error("16 lower-case hexadecimal digits were expected")]
pub struct NoFileVersion;

impl From<Sha256> for FileVersion {
    fn from(sha256: Sha256) -> FileVersion {
        FileVersion(sha256.beginning())
    }
}

impl From<FileVersion> for String {
    fn from(version: FileVersion) -> String {
        version.to_string()
    }
}

impl TryFrom<String> for FileVersion {
    type Error = NoFileVersion;

    fn try_from(text: String) -> Result<FileVersion, NoFileVersion> {
        let number = u64::from_str_radix(&text, 16).map_err(|_| NoFileVersion)?;
        Some(FileVersion(number.to_be_bytes())).filter(|version| version.to_string() == text).ok_or(NoFileVersion)
    }
}

impl fmt::Display for FileVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:016x}", u64::from_be_bytes(self.0))
    }
}

impl fmt::Debug for FileVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "FileVersion({self})")
    }
}

/// What comes after the last separator of either kind: a name from a file of unknown origin never leads anywhere.
#[must_use]
pub fn without_folder(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or_default()
}

fn bare_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(without_folder(&String::deserialize(deserializer)?).to_owned())
}

impl AnnexContent {
    /// How many pages it has, where that is known. A picture is one page.
    #[must_use]
    pub const fn pages(self) -> Option<usize> {
        match self {
            AnnexContent::Pdf { pages } => pages,
            AnnexContent::Png | AnnexContent::Jpeg => Some(1),
            AnnexContent::Other => None,
        }
    }

    /// Whether it may have a page of this number.
    #[must_use]
    pub fn has_page(self, page: PageNumber) -> bool {
        let PageNumber(page) = page;
        match self {
            AnnexContent::Pdf { pages } => page > 0 && pages.is_none_or(|pages| page <= pages),
            AnnexContent::Png | AnnexContent::Jpeg => page == 1,
            AnnexContent::Other => false,
        }
    }
}

impl AnnexFile {
    /// Which version of an annex's file it is.
    #[must_use]
    pub fn version(&self) -> FileVersion {
        self.sha256.into()
    }
}

impl Annex {
    /// What is known of it.
    #[must_use]
    pub fn facts(&self) -> [AnnexFact; 5] {
        let Annex { id: _, title, file, item, closed, least_number } = self;
        [
            AnnexFact::Title(title.clone()),
            AnnexFact::File(file.clone()),
            AnnexFact::Item(item.clone()),
            AnnexFact::Closed(*closed),
            AnnexFact::LeastNumber(*least_number),
        ]
    }

    /// Sets a fact and gives what it was.
    pub fn set(&mut self, fact: AnnexFact) -> AnnexFact {
        match fact {
            AnnexFact::Title(title) => AnnexFact::Title(replace(&mut self.title, title)),
            AnnexFact::File(file) => AnnexFact::File(replace(&mut self.file, file)),
            AnnexFact::Item(item) => AnnexFact::Item(replace(&mut self.item, item)),
            AnnexFact::Closed(closed) => AnnexFact::Closed(replace(&mut self.closed, closed)),
            AnnexFact::LeastNumber(number) => AnnexFact::LeastNumber(replace(&mut self.least_number, number)),
        }
    }
}

impl Meeting {
    /// The annex with this id.
    #[must_use]
    pub fn annex(&self, id: &AnnexId) -> Option<&Annex> {
        self.annexes.iter().find(|annex| annex.id == *id)
    }

    /// Every annex with its number, in their order.
    pub fn numbered_annexes(&self) -> impl Iterator<Item = (usize, &Annex)> {
        self.annexes.iter().scan(0_usize, |last, annex| {
            *last = last.saturating_add(1).max(annex.least_number);
            Some((*last, annex))
        })
    }

    /// The number of an annex.
    #[must_use]
    pub fn annex_number(&self, id: &AnnexId) -> Option<usize> {
        self.numbered_annexes().find(|(_, annex)| annex.id == *id).map(|(number, _)| number)
    }

    /// The annex that has this number.
    #[must_use]
    pub fn annex_with_number(&self, number: usize) -> Option<&Annex> {
        self.numbered_annexes().find(|(other, _)| *other == number).map(|(_, annex)| annex)
    }

    /// The agenda item of the annex that something is about.
    #[must_use]
    pub fn item_of_annex(&self, target: &Target) -> Option<&AgendaItemId> {
        self.annex(target.annex()?)?.item.as_ref()
    }

    /// Who may see an annex: the public only what is open, and belongs to nothing that is closed.
    #[must_use]
    pub fn audience_of(&self, annex: &Annex) -> Audience {
        let of_closed = annex.item.as_ref().and_then(|item| self.agenda_item(item)).is_some_and(|item| item.closed);
        if annex.closed || of_closed { Audience::Members } else { Audience::Public }
    }

    /// The edits that take all annexes off an item that is to go. What belonged to a closed item stays closed.
    #[must_use]
    pub fn without_item_annexes(&self, item: &AgendaItemId) -> Vec<Edit> {
        let closed = self.agenda_item(item).is_some_and(|item| item.closed);
        let of_item = self.annexes.iter().filter(|annex| annex.item.as_ref() == Some(item));
        let freed = of_item.flat_map(|annex| {
            let closing = (closed && !annex.closed).then_some(AnnexFact::Closed(true));
            let change = |fact| Edit::ChangeAnnex { id: annex.id.clone(), fact };
            closing.into_iter().chain([AnnexFact::Item(None)]).map(change)
        });
        freed.collect()
    }

    /// The files of its annexes, also of those that another version of it has ([`super::Body::Differences`]).
    pub fn annex_files(&self) -> impl Iterator<Item = &AnnexFile> {
        let told_of = self.annotations.iter().flat_map(super::Annotation::annex_files);
        self.annexes.iter().map(|annex| &annex.file).chain(told_of)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::meeting::AgendaItem;

    /// An annex whose file is these letters, claimed to be a PDF of three pages.
    pub(crate) fn annex(id: &str, letters: &str) -> Annex {
        Annex {
            id: AnnexId(id.to_owned()),
            title: "Budget".to_owned(),
            file: AnnexFile {
                name: "budget.pdf".to_owned(),
                sha256: Sha256::of(letters.as_bytes()),
                length: letters.len() as u64,
                content: AnnexContent::Pdf { pages: Some(3) },
            },
            item: None,
            closed: false,
            least_number: 0,
        }
    }

    #[test]
    fn numbers_count_by_themselves_and_never_meet() {
        let numbered = |least: &[usize]| {
            let annexes = least.iter().enumerate();
            let annexes = annexes.map(|(at, least)| Annex { least_number: *least, ..annex(&format!("b{at}"), "x") });
            let meeting = Meeting { annexes: annexes.collect(), ..Meeting::default() };
            meeting.numbered_annexes().map(|(number, _)| number).collect::<Vec<_>>()
        };
        assert_eq!(numbered(&[0, 0, 0]), [1, 2, 3]);
        assert_eq!(numbered(&[2, 5, 0]), [2, 5, 6]);
        assert_eq!(numbered(&[0, 0, 2, 1]), [1, 2, 3, 4]);
    }

    #[test]
    fn what_belongs_to_a_closed_item_is_for_members_and_stays_so_without_it() {
        let item = AgendaItem { id: AgendaItemId::of(&["i"]), closed: true, ..AgendaItem::default() };
        let own = Annex { item: Some(item.id.clone()), ..annex("b", "x") };
        let mut meeting = Meeting { agenda: vec![item.clone()], annexes: vec![own], ..Meeting::default() };
        assert_eq!(meeting.audience_of(&meeting.annexes[0]), Audience::Members);
        for edit in meeting.without_item_annexes(&item.id) {
            crate::meeting::edit::apply(&mut meeting, edit).expect("an edit");
        }
        assert_eq!(meeting.annexes[0].item, None);
        assert_eq!(meeting.audience_of(&meeting.annexes[0]), Audience::Members);
        meeting.annexes[0].closed = false;
        assert_eq!(meeting.audience_of(&meeting.annexes[0]), Audience::Public);
    }

    #[test]
    fn a_name_that_leads_somewhere_is_read_without_its_folders() {
        let mut json = serde_json::to_value(annex("b", "x")).expect("JSON");
        for name in ["../../etc/budget.pdf", "C:\\Users\\budget.pdf", "/budget.pdf"] {
            json["file"]["name"] = name.into();
            assert_eq!(serde_json::from_value::<Annex>(json.clone()).expect("an annex"), annex("b", "x"));
        }
    }

    #[test]
    fn a_version_is_told_by_its_beginning_and_names_no_hash() {
        let version = annex("b", "x").file.version();
        let json = serde_json::to_string(&version).expect("JSON");
        assert_eq!(serde_json::from_str::<FileVersion>(&json).expect("a version"), version);
        assert_eq!(json.len(), 18);
        assert!(serde_json::from_str::<FileVersion>("\"00\"").is_err());
        assert!(serde_json::from_str::<FileVersion>("\"+00000000000000f\"").is_err());
    }
}
