//! Old files: what each version of the format became in the next.
//!
//! A file is brought up one version at a time, as JSON, before it is read. A step is written when the version is raised,
//! and never changed after; the fixtures in `tests/fixtures/meetings` have one file of each version that there was.

use super::version_2::{self, Unsound};
use super::{FileError, VERSION};
use crate::meeting::AnnotationId;
use serde_json::Value;

/// Makes of a file of one version the same of the next.
type Step = fn(&mut Value) -> Result<(), Unsound>;

/// The step from version 1, from version 2, and so on: one less than there are versions.
const STEPS: [Step; VERSION as usize - 1] = [from_1, version_2::bring_up];

/// Version 2 came with the presentation, the outcome of a decision, the minutes of an agenda item and drawings on slides.
/// Where none of them is said they are as they were; so a file of version 1 is one of version 2.
#[allow(clippy::unnecessary_wraps, reason = "it is a step among others")]
fn from_1(_: &mut Value) -> Result<(), Unsound> {
    Ok(())
}

/// Brings a file of an older version up to the present one.
pub(super) fn bring_up(file: &mut Value, from: u32) -> Result<(), FileError> {
    take(&STEPS, file, from).map_err(|unsound| match unsound {
        Unsound::Json(error) => FileError::Json(error),
        Unsound::NoPrinciple(id) => FileError::NoPrinciple(AnnotationId(id)),
    })
}

fn take(steps: &[Step], file: &mut Value, from: u32) -> Result<(), Unsound> {
    steps.iter().skip(from.saturating_sub(1) as usize).try_for_each(|step| step(file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_old_file_takes_each_step_that_it_has_not_taken() {
        let steps: [Step; 2] = [
            |file| {
                file["two"] = json!(2);
                Ok(())
            },
            |file| {
                file["three"] = json!(3);
                Ok(())
            },
        ];
        for (from, brought) in [(1, json!({"two": 2, "three": 3})), (2, json!({"three": 3})), (3, json!({}))] {
            let mut file = json!({});
            take(&steps, &mut file, from).expect("steps");
            assert_eq!(file, brought, "from {from}");
        }
    }
}
