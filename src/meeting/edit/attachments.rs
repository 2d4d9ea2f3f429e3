//! What an edit brings that is not in its JSON: pictures and the files of annexes, which are on the disk before anything names them.

use super::Edit;
use crate::meeting::annotation::Fact;
use crate::meeting::{Annex, AnnexFact, AnnexFile, HandoutEdit, Reply};
use crate::picture::Picture;

/// Something that an edit brings.
enum Brought<'a> {
    Picture(&'a Picture),
    File(&'a AnnexFile),
}

impl Edit {
    /// The pictures that it brings.
    #[must_use]
    pub fn pictures(&self) -> Vec<&Picture> {
        let picture = |brought| match brought {
            Brought::Picture(picture) => Some(picture),
            Brought::File(_) => None,
        };
        self.brought().into_iter().filter_map(picture).collect()
    }

    /// The files of annexes that it brings.
    #[must_use]
    pub fn annex_files(&self) -> Vec<&AnnexFile> {
        let file = |brought| match brought {
            Brought::Picture(_) => None,
            Brought::File(file) => Some(file),
        };
        self.brought().into_iter().filter_map(file).collect()
    }

    fn brought(&self) -> Vec<Brought<'_>> {
        match self {
            Edit::Handout(HandoutEdit::Logo(Some(logo))) => vec![Brought::Picture(&logo.picture)],
            Edit::AddAnnex { annex: Annex { file, .. }, .. }
            | Edit::ChangeAnnex { fact: AnnexFact::File(file), .. } => vec![Brought::File(file)],
            Edit::AddAnnotation { annotation, .. } => {
                let files = annotation.annex_files().map(Brought::File);
                annotation.pictures().map(Brought::Picture).chain(files).collect()
            }
            Edit::ChangeAnnotation { facts, .. } => {
                facts.iter().filter_map(Fact::picture).map(Brought::Picture).collect()
            }
            Edit::AddReply { reply: Reply { content, .. }, .. } | Edit::ChangeReply { content, .. } => {
                content.pictures().map(Brought::Picture).collect()
            }
            Edit::Batch(edits) => edits.iter().flat_map(Edit::brought).collect(),
            Edit::Title(_)
            | Edit::Body(_)
            | Edit::Language(_)
            | Edit::Date(_)
            | Edit::Time(_)
            | Edit::End(_)
            | Edit::Place(_)
            | Edit::Participants(_)
            | Edit::AddAgendaItem { .. }
            | Edit::ChangeAgendaItem { .. }
            | Edit::MoveAgendaItem { .. }
            | Edit::RemoveAgendaItem(_)
            | Edit::AddSection { .. }
            | Edit::ChangeSection { .. }
            | Edit::RemoveSection { .. }
            | Edit::Set(_)
            | Edit::Select { .. }
            | Edit::Deselect(_)
            | Edit::MoveSelected { .. }
            | Edit::PlaceUnder { .. }
            | Edit::ChangeAnnex { .. }
            | Edit::MoveAnnex { .. }
            | Edit::RemoveAnnex(_)
            | Edit::RemoveAnnotation(_)
            | Edit::RemoveReply { .. }
            | Edit::AddStroke { .. }
            | Edit::RemoveStroke { .. }
            | Edit::Presentation(_)
            | Edit::Handout(_) => Vec::new(),
        }
    }
}
