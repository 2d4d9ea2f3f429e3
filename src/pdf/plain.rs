//! Telling by its operators whether a page's content is as Bilag writes it.
//!
//! A copy may have hundreds of pages on which nobody wrote. Reading what stands on each costs milliseconds; counting what is painted
//! costs none, and a page on which somebody drew, typed or pasted something paints more than was sent.

use super::sent::SentPage;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::Name;
use hayro_syntax::page::Page;

/// The most operators that are counted on one page.
const MOST: usize = 200_000;

/// Whether a page paints as many areas, lines and pictures as the page that was sent, and nothing in another way.
#[must_use]
pub fn is_plain(page: &Page<'_>, sent: &SentPage) -> bool {
    let Some(shapes) = &sent.shapes else { return false };
    let mut painted = 0;
    let mut words = 0;
    let mut operations = page.typed_operations();
    for _ in 0..MOST {
        let Some(operation) = operations.next() else { break };
        match operation {
            TypedInstruction::FillPathNonZero(_)
            | TypedInstruction::FillPathNonZeroCompatibility(_)
            | TypedInstruction::FillPathEvenOdd(_)
            | TypedInstruction::StrokePath(_)
            | TypedInstruction::XObject(_) => painted += 1,
            TypedInstruction::ShowTexts(_) => words += 1,
            TypedInstruction::ShowText(_)
            | TypedInstruction::NextLineAndShowText(_)
            | TypedInstruction::ShowTextWithParameters(_)
            | TypedInstruction::CloseAndStrokePath(_)
            | TypedInstruction::FillAndStrokeNonZero(_)
            | TypedInstruction::FillAndStrokeEvenOdd(_)
            | TypedInstruction::CloseFillAndStrokeNonZero(_)
            | TypedInstruction::CloseFillAndStrokeEvenOdd(_)
            | TypedInstruction::CubicTo(_)
            | TypedInstruction::CubicStartTo(_)
            | TypedInstruction::CubicEndTo(_)
            | TypedInstruction::InlineImage(_)
            | TypedInstruction::Shading(_)
            | TypedInstruction::SetGraphicsState(_) => return false,
            _ => {}
        }
    }
    painted == shapes.len() && (words > 0) != sent.words.is_empty()
}

/// Whether a page shows a form (ISO 32000-1, 8.10): Bilag writes none, and comments that are drawn into a page become forms.
#[must_use]
pub fn shows_forms(page: &Page<'_>) -> bool {
    let mut operations = page.typed_operations();
    for _ in 0..MOST {
        let Some(operation) = operations.next() else { break };
        if let TypedInstruction::XObject(shown) = operation {
            let form = page.resources().get_x_object(shown.0);
            let subtype = form.and_then(|form| form.dict().get::<Name<'_>>("Subtype"));
            if subtype.is_some_and(|subtype| subtype.as_str() == "Form") {
                return true;
            }
        }
    }
    false
}
